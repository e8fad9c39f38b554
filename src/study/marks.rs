//! The mark of each place, the same on every screen and in every document.
//!
//! A place that a production considers has the mark of its turn, which the production stores: the first has the first
//! mark, and keeps it when others are added or removed. Any other place of the library has one of the remaining
//! marks, counted from the last, by its id. Places with indicators come first, so that no two of them share a mark as
//! long as there are enough.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::id::PlaceId;
use crate::model::library::Library;
use crate::model::mark::Mark;
use crate::model::place::PlaceKind;
use crate::model::production::Production;

/// The marks of all places of a library, for one production.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    turns: Vec<PlaceId>,
    rest: Arc<Rest>,
}

/// The part that depends on the library alone.
#[derive(Debug, Default)]
struct Rest {
    /// The nation that contains most places.
    nation: Option<PlaceId>,
    order: BTreeMap<PlaceId, usize>,
}

impl Marks {
    /// The marks for a production, and for further places besides those it considers.
    #[must_use]
    pub fn new(library: &Library, production: &Production, more: &[PlaceId]) -> Self {
        let mut marks = Self { turns: Vec::new(), rest: Arc::new(Rest::of(library)) };
        marks.turn(production, more);
        marks
    }

    /// The marks for another production, in the same library.
    #[must_use]
    pub fn with(&self, production: &Production) -> Self {
        let mut marks = Self { turns: Vec::new(), rest: Arc::clone(&self.rest) };
        marks.turn(production, &[]);
        marks
    }

    fn turn(&mut self, production: &Production, more: &[PlaceId]) {
        for place in production.marks.iter().chain(&production.places).chain(more) {
            if !self.turns.contains(place) {
                self.turns.push(place.clone());
            }
        }
    }

    /// The mark of a place.
    #[must_use]
    pub fn of(&self, place: &PlaceId) -> Mark {
        if let Some(turn) = self.turns.iter().position(|other| other == place) {
            return Mark::numbered(turn);
        }
        if self.rest.nation.as_ref() == Some(place) {
            return Mark::NATION;
        }
        let left = Mark::COUNT.saturating_sub(self.turns.len()).max(1);
        let at = self.rest.order.get(place).copied().unwrap_or(0) % left;
        Mark::numbered(Mark::COUNT - 1 - at)
    }
}

impl Rest {
    fn of(library: &Library) -> Self {
        let mut inside: BTreeMap<&PlaceId, usize> = BTreeMap::new();
        for parent in library.places.values().filter_map(|place| place.parent.as_ref()) {
            *inside.entry(parent).or_default() += 1;
        }
        let nations = library.places.values().filter(|place| place.kind == PlaceKind::Nation);
        let count = |id: &PlaceId| inside.get(id).copied().unwrap_or(0);
        let nation = nations.max_by_key(|place| (count(&place.id), std::cmp::Reverse(&place.id)));
        let nation = nation.map(|place| place.id.clone());
        let measured: std::collections::BTreeSet<&PlaceId> =
            library.observations.values().map(|seen| &seen.place).collect();
        let (first, then): (Vec<&PlaceId>, Vec<&PlaceId>) =
            library.places.keys().filter(|id| Some(*id) != nation.as_ref()).partition(|id| measured.contains(*id));
        let order = first.into_iter().chain(then).enumerate().map(|(at, id)| (id.clone(), at)).collect();
        Self { nation, order }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::data::read::read;
    use crate::data::seeds;

    fn considering(marks: &[&str], places: &[&str]) -> Production {
        let ids = |all: &[&str]| all.iter().map(|id| PlaceId::from(*id)).collect();
        Production { marks: ids(marks), places: ids(places), ..Production::default() }
    }

    #[test]
    fn a_place_keeps_its_mark_when_others_come_and_go() {
        let library = read(&[seeds::layer()]).library;
        let four = Marks::new(&library, &considering(&[], &["datong", "foshan", "zhengzhou", "nanjing"]), &[]);
        let less = four.with(&considering(&["datong", "foshan", "zhengzhou", "nanjing"], &["zhengzhou", "xian"]));
        for place in ["datong", "foshan", "zhengzhou", "nanjing"] {
            assert_eq!(four.of(&place.into()), less.of(&place.into()), "{place}");
        }
        assert_eq!(less.of(&"xian".into()), Mark::numbered(4));
        assert_eq!(less.of(&"china".into()), Mark::NATION);
    }

    #[test]
    fn places_with_indicators_and_those_considered_all_differ() {
        let library = read(&[seeds::layer()]).library;
        let places = ["datong", "foshan", "zhengzhou", "nanjing", "xian", "ningbo"];
        let marks = Marks::new(&library, &considering(&[], &places), &[]);
        let measured = library.observations.values().map(|seen| seen.place.clone());
        let all: BTreeSet<PlaceId> = measured.chain(places.iter().map(|id| PlaceId::from(*id))).collect();
        let different: BTreeSet<Mark> = all.iter().map(|place| marks.of(place)).collect();
        assert!(all.len() > 20, "{}", all.len());
        assert_eq!(different.len(), all.len());
    }
}
