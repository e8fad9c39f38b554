//! How a place ranks among others for the reference productions.
//!
//! Every place has a rank, also where an amount is not published: the rank is then an interval, and what is published
//! is a lower bound. Absent on purpose: a choice of weights; they are the user's, and `weights` shows how much depends on
//! them.

pub mod answers;
pub mod binding;
pub mod volume;
pub mod weights;

use std::cmp::Ordering;
use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use self::binding::{Binding, binding};
use super::evidence::second_hand;
use super::offers::BUDGET;
use crate::model::id::{FactId, PlaceId};
use crate::model::library::Library;
use crate::model::production::{Answer, Currency, Production};
use crate::rules::assess::{Assessment, assess_all};
use crate::rules::fraction::Fraction;

/// How a place ranks for several productions.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The place.
    pub place: PlaceId,
    /// Those it is put beside, in the order of their columns.
    pub rivals: Vec<PlaceId>,
    /// Every place that is ranked: those with a policy of their own, the place and its rivals.
    pub all: Vec<PlaceId>,
    /// One row per production, in the order of their names.
    pub rows: Vec<Row>,
}

/// What places give one production.
#[derive(Clone, Debug)]
pub struct Row {
    /// The name of the production in its library.
    pub production: String,
    /// The currency of the amounts.
    pub currency: Currency,
    /// The whole budget, by which amounts are divided; none where it is not answered or zero.
    pub budget: Option<Fraction>,
    /// What each ranked place gives, in their order.
    pub values: Vec<Value>,
    /// The place, then each rival.
    pub cells: Vec<Cell>,
    /// The rank of the place among all that are ranked.
    pub rank: Rank,
}

/// What a place gives a production, as far as that can be determined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Value {
    /// What is certain.
    pub floor: Fraction,
    /// The part of what is possible whose amount is published.
    pub low: Fraction,
    /// What is possible with what is not published; none where nothing bounds it.
    pub high: Option<Fraction>,
}

/// What one place gives one production.
#[derive(Clone, Debug)]
pub struct Cell {
    /// The place.
    pub place: PlaceId,
    /// What it gives.
    pub value: Value,
    /// How many awards may pay something whose amount is not known.
    pub unpriced: usize,
    /// How much of what is possible is known from second-hand reports only.
    pub second_hand: Fraction,
    /// Whether an answer is missing on which an amount depends.
    pub open: bool,
    /// Its rank among all that are ranked.
    pub rank: Rank,
    /// How the place in question compares with it.
    pub against: Against,
    /// The cap or threshold that decides the amount, if there is one.
    pub binding: Option<Binding>,
    /// How the amount comes about.
    pub assessment: Arc<Assessment>,
}

impl Cell {
    /// What is certain and the published part of what is possible, as shares of a budget.
    #[must_use]
    pub fn rates(&self, budget: Option<Fraction>) -> Option<[Fraction; 2]> {
        let budget = budget?;
        Some([self.value.floor.divided_by(budget)?, self.value.low.divided_by(budget)?])
    }
}

/// A rank: one number where it is certain, and otherwise the best and the worst that it can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    /// With everything that is not published in favour of the place: one more than there are places certainly ahead.
    pub best: usize,
    /// With everything against it: one more than there are places that may be ahead.
    pub worst: usize,
    /// By what is published alone.
    pub published: usize,
    /// How many other places are level by what is published.
    pub level: usize,
    /// Whether nothing of what the place may give is published, so that it has no rank by that.
    pub is_blank: bool,
    /// Among how many.
    pub of: usize,
}

impl Rank {
    /// Whether it is one number.
    #[must_use]
    pub fn is_certain(self) -> bool {
        self.best == self.worst
    }

    /// Whether it reads like another, however many are level.
    #[must_use]
    pub fn reads_like(self, other: Self) -> bool {
        (self.best, self.worst, self.published) == (other.best, other.worst, other.published)
    }
}

/// How one place compares with another for a production, by what may be paid in the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Against {
    /// What is certain is more than the other can ever give.
    CertainlyAhead,
    /// It may give more than the other may, and nothing is unpublished that could turn that round.
    PossiblyAhead,
    /// Both give or promise the same.
    Level,
    /// The other may give more.
    PossiblyBehind,
    /// The other gives more for certain than this can ever give.
    CertainlyBehind,
    /// An amount that is not published, or that nothing bounds, decides.
    CannotBeTold,
}

/// How much of what a place gives is compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Reach {
    /// What is certain.
    Certain,
    /// What is possible, as far as its amount is published.
    #[default]
    Published,
    /// What is possible, with what is not published.
    Possible,
}

impl Value {
    /// The part of it that is compared. Of what is possible the most, where anything bounds it.
    #[must_use]
    pub fn reaching(self, reach: Reach) -> Self {
        match reach {
            Reach::Certain => Self { low: self.floor, high: Some(self.floor), ..self },
            Reach::Published => self,
            Reach::Possible => Self { low: self.high.unwrap_or(self.low), ..self },
        }
    }

    /// What an assessment says.
    #[must_use]
    pub fn of(one: &Assessment) -> Self {
        let low = one.ceiling.unwrap_or(one.settled).max(one.floor);
        // What no amount is published for may come on top, up to whatever caps everything together.
        let high = if one.unpriced > 0 { one.within.map(|most| most.max(low)) } else { one.ceiling };
        Self { floor: one.floor, low, high }
    }

    /// Whether nothing of it is published: it may be anything, and is never zero.
    #[must_use]
    pub fn is_unpublished(self) -> bool {
        self.low.is_zero() && self.high != Some(Fraction::ZERO)
    }

    /// Whether it is certainly before another in the order of places: by what is certain, then by what is possible.
    #[must_use]
    pub fn is_before(self, other: Self) -> bool {
        match self.floor.cmp(&other.floor) {
            Ordering::Greater => true,
            Ordering::Equal => other.high.is_some_and(|most| self.low > most),
            Ordering::Less => false,
        }
    }

    /// Whether it may be before another.
    #[must_use]
    pub fn may_be_before(self, other: Self) -> bool {
        match self.floor.cmp(&other.floor) {
            Ordering::Greater => true,
            Ordering::Equal => self.high.is_none_or(|most| most > other.low),
            Ordering::Less => false,
        }
    }

    /// How it compares with another.
    #[must_use]
    pub fn against(self, other: Self) -> Against {
        if other.high.is_some_and(|most| self.floor > most) {
            return Against::CertainlyAhead;
        }
        if self.high.is_some_and(|most| other.floor > most) {
            return Against::CertainlyBehind;
        }
        let (Some(one), Some(two)) = (self.high, other.high) else { return Against::CannotBeTold };
        // An amount that is not published leaves a gap below the cap over everything.
        if (self.low != one && other.low <= one || other.low != two && self.low <= two) && one != two {
            return Against::CannotBeTold;
        }
        match one.cmp(&two).then(self.floor.cmp(&other.floor)) {
            Ordering::Greater => Against::PossiblyAhead,
            Ordering::Less => Against::PossiblyBehind,
            Ordering::Equal => Against::Level,
        }
    }
}

/// The rank of one of some values.
#[must_use]
pub fn rank(values: &[Value], at: usize) -> Rank {
    let own = values.get(at).copied();
    let others = || values.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, value)| *value);
    let count = |is: &dyn Fn(Value, Value) -> bool| own.map_or(0, |own| others().filter(|one| is(*one, own)).count());
    let published = |one: Value| (one.floor, one.low);
    Rank {
        best: 1 + count(&Value::is_before),
        worst: 1 + count(&Value::may_be_before),
        published: 1 + count(&|one, own| published(one) > published(own)),
        level: count(&|one, own| published(one) == published(own)),
        is_blank: own.is_some_and(Value::is_unpublished),
        of: values.len(),
    }
}

impl Row {
    /// The rank of the place by what is certain alone, with another value of its own in place of the one of the law.
    #[must_use]
    pub fn certain_rank(&self, standing: &Standing, own: Option<Value>) -> Rank {
        let at = standing.all.iter().position(|one| *one == standing.place).unwrap_or_default();
        let mut values: Vec<Value> = self.values.iter().map(|value| value.reaching(Reach::Certain)).collect();
        if let Some((slot, own)) = values.get_mut(at).zip(own) {
            *slot = own.reaching(Reach::Certain);
        }
        rank(&values, at)
    }
}

/// The whole budget of a production; none where it is not answered or zero.
#[must_use]
pub fn budget(production: &Production) -> Option<Fraction> {
    match production.answers.get(&FactId::from(BUDGET)) {
        Some(Answer::Number(budget)) => Some(Fraction::of(budget.0)).filter(|budget| !budget.is_zero()),
        _ => None,
    }
}

/// Every place with a policy of its own, and some more, each once.
#[must_use]
pub fn ranked(library: &Library, more: &[PlaceId]) -> Vec<PlaceId> {
    let own = library.places.keys().filter(|place| library.policies_of(place).next().is_some() || more.contains(place));
    own.cloned().collect()
}

/// How a place ranks among rivals for productions of a library; among the ten that promise most where no rivals
/// are named, and on every production where none is named. What is not in the library is left out.
#[must_use]
pub fn standing(library: &Library, place: &PlaceId, rivals: &[PlaceId], productions: &[String], day: Date) -> Standing {
    let mut more: Vec<PlaceId> = rivals.to_vec();
    more.push(place.clone());
    let all = ranked(library, &more);
    let wanted = |name: &&String| productions.is_empty() || productions.contains(name);
    let named = library.productions.iter().filter(|(name, _)| wanted(name));
    let assessed: Vec<(&String, &Arc<Production>, Vec<Assessment>)> =
        named.map(|(name, one)| (name, one, assess_all(library, one, &all, day))).collect();
    let rivals = match rivals.is_empty() {
        false => rivals.iter().filter(|rival| *rival != place && all.contains(rival)).cloned().collect(),
        true => strongest(library, &all, place, &assessed),
    };
    let row = |(name, production, assessed): (&String, &Arc<Production>, Vec<Assessment>)| {
        let values: Vec<Value> = assessed.iter().map(Value::of).collect();
        let own = all.iter().position(|one| one == place).unwrap_or_default();
        let mut assessed: Vec<Option<Assessment>> = assessed.into_iter().map(Some).collect();
        let mut cell = |one: &PlaceId| {
            let at = all.iter().position(|other| other == one)?;
            let assessment = assessed.get_mut(at)?.take()?;
            let (value, mine) = (*values.get(at)?, *values.get(own)?);
            Some(Cell {
                place: one.clone(),
                value,
                unpriced: assessment.unpriced,
                second_hand: second_hand(library, &assessment).unwrap_or_default(),
                open: !assessment.questions.is_empty() && assessment.ceiling != Some(assessment.floor),
                rank: rank(&values, at),
                against: mine.against(value),
                binding: binding(&assessment),
                assessment: Arc::new(assessment),
            })
        };
        let cells: Vec<Cell> = std::iter::once(place).chain(&rivals).filter_map(&mut cell).collect();
        Row {
            production: name.clone(),
            currency: production.currency,
            budget: budget(production),
            rank: rank(&values, own),
            values,
            cells,
        }
    };
    let rows = assessed.into_iter().map(row).collect();
    Standing { place: place.clone(), rivals, all, rows }
}

/// How many rivals a place is compared with where none is named.
const RIVALS: usize = 10;

/// The places that promise the largest shares of the budgets, all productions added up.
fn strongest(
    library: &Library,
    all: &[PlaceId],
    place: &PlaceId,
    assessed: &[(&String, &Arc<Production>, Vec<Assessment>)],
) -> Vec<PlaceId> {
    let promised = |at: usize| {
        let shares = assessed
            .iter()
            .filter_map(|(_, production, assessed)| Value::of(assessed.get(at)?).low.divided_by(budget(production)?));
        Fraction::total(shares)
    };
    let own = library.chain(place);
    // What lies in the city, or around it, gives what it gives.
    let related = |one: &PlaceId| {
        own.iter().any(|around| around.id == *one) || library.chain(one).iter().any(|around| around.id == *place)
    };
    let others = all.iter().enumerate().filter(|(_, one)| !related(one));
    let mut by: Vec<(Fraction, usize, &PlaceId)> = others.map(|(at, one)| (promised(at), at, one)).collect();
    by.retain(|(promised, ..)| !promised.is_zero());
    // Of places that give the same everywhere, the widest represents all: a district adds nothing to its city.
    let depth = |one: &PlaceId| library.chain(one).len();
    by.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| depth(a.2).cmp(&depth(b.2))).then_with(|| a.2.cmp(b.2)));
    let values = |at: usize| -> Vec<Option<Value>> {
        assessed.iter().map(|(_, _, assessed)| assessed.get(at).map(Value::of)).collect()
    };
    let mut seen: Vec<(Vec<Option<Value>>, &PlaceId)> = Vec::new();
    for (_, at, one) in by {
        let values = values(at);
        if seen.len() < RIVALS && !seen.iter().any(|(other, _)| *other == values) {
            seen.push((values, one));
        }
    }
    seen.into_iter().map(|(_, one)| one.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(floor: i64, low: i64, high: Option<i64>) -> Value {
        Value { floor: floor.into(), low: low.into(), high: high.map(Into::into) }
    }

    #[test]
    fn what_is_not_published_is_never_behind_for_certain() {
        let (known, open) = (value(0, 100, Some(100)), value(0, 0, None));
        assert_eq!(known.against(open), Against::CannotBeTold);
        assert_eq!(open.against(known), Against::CannotBeTold);
        assert_eq!(value(200, 300, Some(300)).against(known), Against::CertainlyAhead);
        assert_eq!(known.against(value(200, 300, None)), Against::CertainlyBehind);
        assert_eq!(known.against(known), Against::Level);
        assert_eq!(known.against(value(0, 90, Some(90))), Against::PossiblyAhead);
        // A cap over everything bounds what is not published.
        assert_eq!(known.against(value(0, 20, Some(120))), Against::CannotBeTold);
        assert_eq!(known.against(value(0, 20, Some(90))), Against::PossiblyAhead);
    }

    #[test]
    fn a_rank_is_an_interval_where_an_amount_is_not_published() {
        let all = [value(0, 100, Some(100)), value(0, 30, None), value(0, 50, Some(50)), value(0, 50, Some(50))];
        let of = |at| {
            let rank = rank(&all, at);
            (rank.best, rank.worst, rank.published, rank.level)
        };
        assert_eq!(of(0), (1, 2, 1, 0));
        assert_eq!(of(1), (1, 4, 4, 0));
        assert_eq!(of(2), (2, 3, 2, 1));
        assert_eq!(of(3), (2, 3, 2, 1));
    }
}
