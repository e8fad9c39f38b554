//! The rank of a place among others for the reference productions.
//!
//! Every place has a rank. If an amount is not published, the rank is an interval, and the published amount is a
//! lower bound. Weights are chosen by the user; `weights` shows how much depends on them.

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

/// The rank of a place for several productions.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The place.
    pub place: PlaceId,
    /// The places it is compared with, in the order of their columns.
    pub rivals: Vec<PlaceId>,
    /// All ranked places: those with a policy of their own, the place and its rivals.
    pub all: Vec<PlaceId>,
    /// One row per production, in the order of their names.
    pub rows: Vec<Row>,
}

/// The results of places for one production.
#[derive(Clone, Debug)]
pub struct Row {
    /// The name of the production in its library.
    pub production: String,
    /// The currency of the amounts.
    pub currency: Currency,
    /// The whole budget, by which amounts are divided; none if it is not answered or zero.
    pub budget: Option<Fraction>,
    /// The result of each ranked place, in their order.
    pub values: Vec<Value>,
    /// The place, then each rival.
    pub cells: Vec<Cell>,
    /// The rank of the place among all ranked places.
    pub rank: Rank,
}

/// The result of a place for a production, as far as it can be determined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Value {
    /// The certain amount.
    pub floor: Fraction,
    /// The published part of the possible amount.
    pub low: Fraction,
    /// The possible amount including unpublished parts; none if it is unbounded.
    pub high: Option<Fraction>,
}

/// The result of one place for one production.
#[derive(Clone, Debug)]
pub struct Cell {
    /// The place.
    pub place: PlaceId,
    /// Its amounts.
    pub value: Value,
    /// The number of awards that may pay an unknown amount.
    pub unpriced: usize,
    /// The part of the possible amount that is known only from second-hand reports.
    pub second_hand: Fraction,
    /// Whether an answer is missing on which an amount depends.
    pub open: bool,
    /// Its rank among all ranked places.
    pub rank: Rank,
    /// The comparison of the place in question with it.
    pub against: Against,
    /// The cap or threshold that decides the amount, if there is one.
    pub binding: Option<Binding>,
    /// The explanation of the amount.
    pub assessment: Arc<Assessment>,
}

impl Cell {
    /// The certain amount and the published part of the possible amount, as shares of a budget.
    #[must_use]
    pub fn rates(&self, budget: Option<Fraction>) -> Option<[Fraction; 2]> {
        let budget = budget?;
        Some([self.value.floor.divided_by(budget)?, self.value.low.divided_by(budget)?])
    }
}

/// A rank: one number if it is certain, otherwise the best and the worst possible one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    /// If all unpublished amounts favour the place: one more than the number of places that are certainly ahead.
    pub best: usize,
    /// If all are against it: one more than the number of places that may be ahead.
    pub worst: usize,
    /// By published amounts alone.
    pub published: usize,
    /// The number of other places that are level by published amounts.
    pub level: usize,
    /// Whether no amount of the place is published, so that it has no rank by published amounts.
    pub is_blank: bool,
    /// The number of ranked places.
    pub of: usize,
}

impl Rank {
    /// Whether it is one number.
    #[must_use]
    pub fn is_certain(self) -> bool {
        self.best == self.worst
    }

    /// Whether it is displayed like another one; the number of level places is ignored.
    #[must_use]
    pub fn reads_like(self, other: Self) -> bool {
        (self.best, self.worst, self.published) == (other.best, other.worst, other.published)
    }
}

/// The comparison of one place with another for a production, by the final payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Against {
    /// The certain amount is more than the other can ever give.
    CertainlyAhead,
    /// It may give more than the other, and no unpublished amount could change that.
    PossiblyAhead,
    /// Both give or promise the same.
    Level,
    /// The other may give more.
    PossiblyBehind,
    /// The certain amount of the other is more than this one can ever give.
    CertainlyBehind,
    /// It depends on an unpublished or unbounded amount.
    CannotBeTold,
}

/// The part of an amount that is compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Reach {
    /// The certain amount.
    Certain,
    /// The published part of the possible amount.
    #[default]
    Published,
    /// The possible amount, with unpublished parts.
    Possible,
}

impl Value {
    /// The value reduced to one of these parts. For possible amounts it is the maximum, if there is one.
    #[must_use]
    pub fn reaching(self, reach: Reach) -> Self {
        match reach {
            Reach::Certain => Self { low: self.floor, high: Some(self.floor), ..self },
            Reach::Published => self,
            Reach::Possible => Self { low: self.high.unwrap_or(self.low), ..self },
        }
    }

    /// The value of an assessment.
    #[must_use]
    pub fn of(one: &Assessment) -> Self {
        let low = one.ceiling.unwrap_or(one.settled).max(one.floor);
        // Unpublished amounts may be added, up to the cap on everything.
        let high = if one.unpriced > 0 { one.within.map(|most| most.max(low)) } else { one.ceiling };
        Self { floor: one.floor, low, high }
    }

    /// Whether none of it is published. Its amount is then unknown, not zero.
    #[must_use]
    pub fn is_unpublished(self) -> bool {
        self.low.is_zero() && self.high != Some(Fraction::ZERO)
    }

    /// Whether it certainly comes before another one: by the certain, then by the possible amount.
    #[must_use]
    pub fn is_before(self, other: Self) -> bool {
        match self.floor.cmp(&other.floor) {
            Ordering::Greater => true,
            Ordering::Equal => other.high.is_some_and(|most| self.low > most),
            Ordering::Less => false,
        }
    }

    /// Whether it may come before another one.
    #[must_use]
    pub fn may_be_before(self, other: Self) -> bool {
        match self.floor.cmp(&other.floor) {
            Ordering::Greater => true,
            Ordering::Equal => self.high.is_none_or(|most| most > other.low),
            Ordering::Less => false,
        }
    }

    /// Compares it with another.
    #[must_use]
    pub fn against(self, other: Self) -> Against {
        if other.high.is_some_and(|most| self.floor > most) {
            return Against::CertainlyAhead;
        }
        if self.high.is_some_and(|most| other.floor > most) {
            return Against::CertainlyBehind;
        }
        let (Some(one), Some(two)) = (self.high, other.high) else { return Against::CannotBeTold };
        // An unpublished amount leaves a gap below the cap on everything.
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
    /// The rank of the place by certain amounts alone. `own` replaces its amount under the law.
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

/// The whole budget of a production; none if it is not answered or zero.
#[must_use]
pub fn budget(production: &Production) -> Option<Fraction> {
    match production.answers.get(&FactId::from(BUDGET)) {
        Some(Answer::Number(budget)) => Some(Fraction::of(budget.0)).filter(|budget| !budget.is_zero()),
        _ => None,
    }
}

/// Every place with a policy of its own, and some others, each once.
#[must_use]
pub fn ranked(library: &Library, more: &[PlaceId]) -> Vec<PlaceId> {
    let own = library.places.keys().filter(|place| library.policies_of(place).next().is_some() || more.contains(place));
    own.cloned().collect()
}

/// The rank of a place among rivals for productions of a library. If no rivals are named, the ten that promise most
/// are used; if no production is named, all are. Names that are not in the library are ignored.
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

/// The number of rivals if none is named.
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
    // A place within the city or around it gives the same as the city.
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
        // A cap on everything limits unpublished amounts.
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
