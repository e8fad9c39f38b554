//! Results as numbers without explanations, so that two results can be compared.

pub mod ahead;
pub mod beside;
pub mod proposed;

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::model::id::{FactId, IncentiveId, PlaceId, PolicyId};
use crate::model::library::Library;
use crate::model::number::NumberError;
use crate::model::production::Production;
use crate::rules::assess::{Assessment, assess_all};
use crate::rules::fraction::Fraction;
use crate::rules::outcome::{Award, Outcome};

/// The number of places that are calculated at once.
const AT_ONCE: usize = 64;

/// The result of one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceResult {
    /// The place.
    pub place: PlaceId,
    /// The certain amount.
    pub floor: Exact,
    /// The part of the ceiling that depends on no missing answer.
    pub settled: Exact,
    /// The possible amount; none if it is unbounded.
    pub ceiling: Option<Exact>,
    /// The number of awards that may pay an amount that is not in the ceiling.
    pub unpriced: usize,
    /// One award per incentive that applies, in their order.
    pub awards: Vec<AwardResult>,
}

/// The result of one incentive, before stacking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AwardResult {
    /// Its policy.
    pub policy: PolicyId,
    /// The incentive.
    pub incentive: IncentiveId,
    /// Its outcome.
    pub outcome: OutcomeKind,
    /// The certain amount.
    pub floor: Exact,
    /// The possible amount; none if it is unbounded.
    pub ceiling: Option<Exact>,
}

/// The outcome of an incentive, without the reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum OutcomeKind {
    /// It can be paid.
    Paid,
    /// A condition fails.
    NotEligible,
    /// It depends on answers that are missing.
    NeedsAnswer,
    /// No amount can be calculated.
    NotCalculable,
    /// The sources contradict each other.
    Conflict,
}

impl From<&Outcome> for OutcomeKind {
    fn from(outcome: &Outcome) -> Self {
        match outcome {
            Outcome::Paid { .. } => Self::Paid,
            Outcome::NotEligible(_) => Self::NotEligible,
            Outcome::NeedsAnswer { .. } => Self::NeedsAnswer,
            Outcome::NotCalculable(_) => Self::NotCalculable,
            Outcome::Conflict { .. } => Self::Conflict,
        }
    }
}

/// An amount that is written with all its digits, at most 28, and read back unchanged.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Exact(pub Decimal);

impl From<Fraction> for Exact {
    fn from(number: Fraction) -> Self {
        Self(number.decimal())
    }
}

impl fmt::Debug for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0.normalize(), f)
    }
}

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let read = Decimal::from_str_exact(&text);
        read.map(Self).map_err(|_| serde::de::Error::custom(NumberError::NotANumber(text)))
    }
}

/// Calculates the results of places for a production on a day.
#[must_use]
pub fn results(library: &Library, production: &Production, places: &[PlaceId], day: Date) -> Vec<PlaceResult> {
    // An assessment with all its steps is large, so only its numbers are kept.
    let some = places.chunks(AT_ONCE);
    some.flat_map(|some| assess_all(library, production, some, day)).map(|one| PlaceResult::from(&one)).collect()
}

impl From<&Assessment> for PlaceResult {
    fn from(one: &Assessment) -> Self {
        Self {
            place: one.place.clone(),
            floor: one.floor.into(),
            settled: one.settled.into(),
            ceiling: one.ceiling.map(Exact::from),
            unpriced: one.unpriced,
            awards: one.awards.iter().map(|award| AwardResult::from(award.as_ref())).collect(),
        }
    }
}

impl From<&Award> for AwardResult {
    fn from(award: &Award) -> Self {
        Self {
            policy: award.policy.clone(),
            incentive: award.incentive.clone(),
            outcome: OutcomeKind::from(&award.outcome),
            floor: award.outcome.floor().into(),
            ceiling: award.outcome.ceiling().map(Exact::from),
        }
    }
}

/// A number that differs between two results.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differing {
    /// The result it belongs to.
    pub of: Of,
    /// The place; none for a sum over places.
    pub place: Option<PlaceId>,
    /// The incentive; none for a number of the place.
    pub award: Option<(PolicyId, IncentiveId)>,
    /// The kind of number.
    pub number: Which,
    /// The value before.
    pub before: Value,
    /// The value after.
    pub after: Value,
}

/// The result that a number belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Of {
    /// The pinned answers.
    #[default]
    Pinned,
    /// The expected amount, by the chances that the user gives.
    Expected,
    /// A variant, by its number from 0.
    Variant(usize),
    /// A kept curve, along a fact.
    Curve(FactId),
    /// The slate: one of its productions by its number from 0, or all of them.
    Slate(Option<usize>),
    /// The changes that bring more.
    Near,
    /// The payments by month.
    Payments,
    /// A state of the policies of the city: 0 for the law, then its proposals.
    Proposal(usize),
}

/// A kind of number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub enum Which {
    /// The certain amount.
    Floor,
    /// The part of the ceiling that depends on no missing answer.
    Settled,
    /// The possible amount.
    Ceiling,
    /// The number of awards without a published amount.
    Unpriced,
    /// The outcome of an incentive.
    Outcome,
    /// Whether the entry exists.
    Presence,
    /// The number of ends of the pieces of a line.
    Points,
    /// An answer at which a line bends or steps.
    At,
    /// Whether a production goes to the place.
    Goes,
    /// The amount known only from second-hand reports.
    SecondHand,
    /// The upper bound of all assignments.
    Bound,
    /// The payments of the amounts due for certain.
    CertainPaid,
    /// The payments of the highest amounts due.
    MostPaid,
    /// The number of productions that gain.
    Winners,
    /// The number of productions that lose.
    Losers,
}

/// A value of a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// An amount.
    Amount(Exact),
    /// Unbounded.
    Unlimited,
    /// A count.
    Count(usize),
    /// An outcome.
    Outcome(OutcomeKind),
    /// It exists.
    Present,
    /// It does not exist.
    Absent,
}

impl From<Option<Exact>> for Value {
    fn from(amount: Option<Exact>) -> Self {
        amount.map_or(Self::Unlimited, Self::Amount)
    }
}

/// The number of values in results.
#[must_use]
pub fn count(results: &[PlaceResult]) -> usize {
    // Four for a place, three for an award.
    results.iter().map(|one| 4 + 3 * one.awards.len()).sum()
}

/// All numbers in which two results differ. A place or an award that occurs in one of them only, or more often than
/// in the other, is also a difference.
#[must_use]
pub fn differences(before: &[PlaceResult], after: &[PlaceResult]) -> Vec<Differing> {
    differences_of(&Of::Pinned, before, after)
}

fn differences_of(of: &Of, before: &[PlaceResult], after: &[PlaceResult]) -> Vec<Differing> {
    let mut all = Vec::new();
    pairs(
        before,
        after,
        |one| one.place.clone(),
        |place, before, after| {
            let differing = |number, before, after| Differing {
                of: of.clone(),
                place: Some(place.clone()),
                award: None,
                number,
                before,
                after,
            };
            let (Some(before), Some(after)) = (before, after) else {
                all.push(differing(Which::Presence, presence(before.is_some()), presence(after.is_some())));
                return;
            };
            let numbers = |one: &PlaceResult| {
                [
                    (Which::Floor, Value::Amount(one.floor)),
                    (Which::Settled, Value::Amount(one.settled)),
                    (Which::Ceiling, one.ceiling.into()),
                    (Which::Unpriced, Value::Count(one.unpriced)),
                ]
            };
            let both = numbers(before).into_iter().zip(numbers(after));
            all.extend(both.filter(|(a, b)| a != b).map(|((number, a), (_, b))| differing(number, a, b)));
            awards(of, place, before, after, &mut all);
        },
    );
    all
}

fn awards(of: &Of, place: &PlaceId, before: &PlaceResult, after: &PlaceResult, all: &mut Vec<Differing>) {
    let id = |one: &AwardResult| (one.policy.clone(), one.incentive.clone());
    pairs(&before.awards, &after.awards, id, |award, before, after| {
        let differing = |number, before, after| Differing {
            of: of.clone(),
            place: Some(place.clone()),
            award: Some(award.clone()),
            number,
            before,
            after,
        };
        let (Some(before), Some(after)) = (before, after) else {
            all.push(differing(Which::Presence, presence(before.is_some()), presence(after.is_some())));
            return;
        };
        let numbers = |one: &AwardResult| {
            [
                (Which::Outcome, Value::Outcome(one.outcome)),
                (Which::Floor, Value::Amount(one.floor)),
                (Which::Ceiling, one.ceiling.into()),
            ]
        };
        let both = numbers(before).into_iter().zip(numbers(after));
        all.extend(both.filter(|(a, b)| a != b).map(|((number, a), (_, b))| differing(number, a, b)));
    });
}

/// Records a number that differs.
fn differ(all: &mut Vec<Differing>, of: Of, place: Option<PlaceId>, number: Which, (before, after): (Value, Value)) {
    if before != after {
        all.push(Differing { of, place, award: None, number, before, after });
    }
}

fn presence(there: bool) -> Value {
    if there { Value::Present } else { Value::Absent }
}

/// Pairs the entries of two lists by what they are about. Each entry has at most one counterpart, so an additional
/// one is reported.
fn pairs<T, K: Ord>(before: &[T], after: &[T], id: impl Fn(&T) -> K, mut each: impl FnMut(&K, Option<&T>, Option<&T>)) {
    let mut left: BTreeMap<K, Vec<&T>> = BTreeMap::new();
    // The entries are taken from the end, so they are stored in reverse order.
    before.iter().rev().for_each(|one| left.entry(id(one)).or_default().push(one));
    for one in after {
        let key = id(one);
        let found = left.get_mut(&key).and_then(Vec::pop);
        each(&key, found, Some(one));
    }
    for (key, rest) in &left {
        rest.iter().rev().for_each(|one| each(key, Some(one), None));
    }
}
