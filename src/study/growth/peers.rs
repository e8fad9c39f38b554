//! The places that are compared with one, by rule.

use serde::{Deserialize, Serialize};

use crate::model::id::PlaceId;
use crate::model::library::Library;
use crate::model::place::PlaceKind;

/// The largest ratio between the values of places of similar size: half to double.
const SIMILAR: f64 = 2.0;

/// A rule that selects the places shown beside one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Peers {
    /// Those of the comparison.
    #[default]
    Compared,
    /// Those of the same province.
    Province,
    /// Those whose largest value of the indicator lies between half and double its own.
    Size,
    /// All that have the indicator.
    All,
}

impl Peers {
    /// All rules, in the order of the list.
    pub const ALL: [Self; 4] = [Self::Compared, Self::Province, Self::Size, Self::All];
}

/// Selects places by a rule, from places with the largest value of each; the place itself is first, if it is among
/// them. Without a place, only rules that need none select any.
#[must_use]
pub fn peers(
    library: &Library,
    rule: Peers,
    of: Option<&PlaceId>,
    compared: &[PlaceId],
    all: &[(PlaceId, f64)],
) -> Vec<PlaceId> {
    let own = of.and_then(|of| all.iter().find(|(place, _)| place == of));
    let province = |place: &PlaceId| {
        library.chain(place).into_iter().find(|one| one.kind == PlaceKind::Province).map(|one| one.id.clone())
    };
    let fits = |(place, most): &(PlaceId, f64)| match rule {
        Peers::Compared => compared.contains(place),
        Peers::All => true,
        Peers::Province => of.is_some_and(|of| province(of).is_some() && province(of) == province(place)),
        Peers::Size => own.is_some_and(|(_, own)| *most >= own / SIMILAR && *most <= own * SIMILAR),
    };
    let mut found: Vec<PlaceId> = own.map(|(place, _)| place.clone()).into_iter().collect();
    let rest: Vec<&PlaceId> = all.iter().filter(|one| fits(one)).map(|(place, _)| place).collect();
    // The places of the comparison keep their own order.
    let in_order = compared.iter().filter(|place| rule == Peers::Compared && rest.contains(place));
    for place in in_order.chain(rest.iter().copied()) {
        if !found.contains(place) {
            found.push(place.clone());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{read, seeds};

    #[test]
    fn peers_are_those_of_the_comparison_the_province_or_a_similar_size() {
        let library = read::read(&[seeds::layer()]).library;
        let all = [("zhengzhou", 100.0), ("xian", 60.0), ("datong", 10.0), ("xinxiang", 40.0)]
            .map(|(place, most)| (PlaceId::from(place), most));
        let of = |rule| peers(&library, rule, Some(&"zhengzhou".into()), &["datong".into()], &all);
        let is = |rule, places: &[&str]| {
            let found: Vec<String> = of(rule).iter().map(ToString::to_string).collect();
            assert_eq!(found, places, "{rule:?}");
        };
        is(Peers::Compared, &["zhengzhou", "datong"]);
        is(Peers::Size, &["zhengzhou", "xian"]);
        is(Peers::Province, &["zhengzhou", "xinxiang"]);
        is(Peers::All, &["zhengzhou", "xian", "datong", "xinxiang"]);
        assert!(peers(&library, Peers::Size, None, &[], &all).is_empty(), "similar to what?");
    }
}
