//! Changes that bring more, and the payments of each place, as numbers.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Differing, Exact, Of, Value, Which, differ, presence};
use crate::model::id::{FactId, PlaceId};
use crate::model::library::Library;
use crate::model::production::{Answer, Production};
use crate::rules::assess::assess_all;
use crate::rules::context::Context;
use crate::study::calendar::{By, calendar, cash};
use crate::study::near::{Near, near_in_all};

/// A change that brings more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gain {
    /// The place.
    pub place: PlaceId,
    /// The changed answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<(FactId, Answer)>,
    /// The day of the calculation, if it is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Date>,
    /// How much more is certain.
    pub floor: Exact,
    /// How much more is possible; none if it is unbounded before or after.
    pub ceiling: Option<Exact>,
    /// The cost of the change by the user's own estimate, if there is one. Not deducted from the gains.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<Exact>,
}

impl From<Near> for Gain {
    fn from(near: Near) -> Self {
        Self {
            place: near.place,
            changes: near.changes.into_iter().map(|change| (change.fact, change.to)).collect(),
            day: near.day,
            floor: near.floor_gain.into(),
            ceiling: near.ceiling_gain.map(Exact::from),
            cost: near.cost.map(|cost| cost.amount().into()),
        }
    }
}

/// The payments of a place in one month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Due {
    /// The place.
    pub place: PlaceId,
    /// The last month in which they can arrive, by its first day; none if no day of application is known.
    pub month: Option<Date>,
    /// Whether the months are those that the user expects.
    pub expected: bool,
    /// Whether they are known only from second-hand reports.
    pub second_hand: bool,
    /// The certain amount.
    pub floor: Exact,
    /// The possible amount; none if it is unbounded.
    pub ceiling: Option<Exact>,
}

/// The changes that bring more in some places, in their order.
pub(super) fn gains(library: &Library, production: &Production, places: &[PlaceId], day: Date) -> Vec<Gain> {
    let context = Context::new(library, production, day);
    near_in_all(&context, places).into_iter().flatten().map(Gain::from).collect()
}

/// The payments of some places by month, in their order.
pub(super) fn payments(library: &Library, production: &Production, places: &[PlaceId], day: Date) -> Vec<Due> {
    let assessed = assess_all(library, production, places, day);
    let of_place = |one| -> Vec<Due> {
        let calendar = calendar(library, production, one);
        let due = |cash: crate::study::calendar::Cash| Due {
            place: calendar.place.clone(),
            month: cash.month,
            expected: cash.by == By::User,
            second_hand: cash.second_hand,
            floor: cash.amount.low.into(),
            ceiling: cash.amount.high.map(Exact::from),
        };
        cash([&calendar]).into_iter().map(due).collect()
    };
    assessed.iter().flat_map(of_place).collect()
}

/// The number of values.
pub(super) fn count(gains: &[Gain], payments: &[Due]) -> usize {
    2 * (gains.len() + payments.len())
}

/// All numbers in which changes that bring more differ.
pub(super) fn differing_gains(before: &[Gain], after: &[Gain], all: &mut Vec<Differing>) {
    let key = |one: &Gain| (one.place.clone(), one.changes.clone(), one.day, one.cost);
    let same = |a: &Gain, b: &Gain| key(a) == key(b);
    let numbers = |one: &Gain| (one.place.clone(), one.floor, one.ceiling);
    pairs(Of::Near, before, after, same, numbers, all);
}

/// All numbers in which payments differ.
pub(super) fn differing_payments(before: &[Due], after: &[Due], all: &mut Vec<Differing>) {
    let key = |one: &Due| (one.place.clone(), one.month, one.expected, one.second_hand);
    let numbers = |one: &Due| (one.place.clone(), one.floor, one.ceiling);
    pairs(Of::Payments, before, after, |a, b| key(a) == key(b), numbers, all);
}

fn pairs<T>(
    of: Of,
    before: &[T],
    after: &[T],
    same: impl Fn(&T, &T) -> bool,
    numbers: impl Fn(&T) -> (PlaceId, Exact, Option<Exact>),
    all: &mut Vec<Differing>,
) {
    for at in 0..before.len().max(after.len()) {
        match (before.get(at), after.get(at)) {
            (Some(was), Some(is)) if same(was, is) => {
                let ((place, floor, ceiling), (_, floor_now, ceiling_now)) = (numbers(was), numbers(is));
                let floors = (Value::Amount(floor), Value::Amount(floor_now));
                differ(all, of.clone(), Some(place.clone()), Which::Floor, floors);
                differ(all, of.clone(), Some(place), Which::Ceiling, (ceiling.into(), ceiling_now.into()));
            }
            (was, is) => {
                for (one, there) in [(was, (true, false)), (is, (false, true))] {
                    let Some((place, ..)) = one.map(&numbers) else { continue };
                    let there = (presence(there.0), presence(there.1));
                    differ(all, of.clone(), Some(place), Which::Presence, there);
                }
            }
        }
    }
}
