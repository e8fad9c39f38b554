//! What came out, as bare numbers without explanations, so that two results can be held against each other.

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

/// How many places are calculated at once.
const AT_ONCE: usize = 64;

/// What one place gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceResult {
    /// The place.
    pub place: PlaceId,
    /// What is certain.
    pub floor: Exact,
    /// The part of the ceiling that depends on no missing answer.
    pub settled: Exact,
    /// What is possible; none if nothing bounds it.
    pub ceiling: Option<Exact>,
    /// How many awards may pay something that is not in the ceiling.
    pub unpriced: usize,
    /// One award per incentive that applies, in their order.
    pub awards: Vec<AwardResult>,
}

/// What one incentive comes to, before stacking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AwardResult {
    /// Its policy.
    pub policy: PolicyId,
    /// The incentive.
    pub incentive: IncentiveId,
    /// What becomes of it.
    pub outcome: OutcomeKind,
    /// What is certain.
    pub floor: Exact,
    /// What is possible; none if nothing bounds it.
    pub ceiling: Option<Exact>,
}

/// What becomes of an incentive, without the reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum OutcomeKind {
    /// Payable.
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

/// An amount that is written with every digit, 28 where there are more, and read back the same.
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

/// Works out what places give a production on a day.
#[must_use]
pub fn results(library: &Library, production: &Production, places: &[PlaceId], day: Date) -> Vec<PlaceResult> {
    // With all its steps an assessment is large, and only its numbers are kept.
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

/// A number that is not the same in two results.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differing {
    /// Which answer it belongs to.
    pub of: Of,
    /// The place; none of a sum over places.
    pub place: Option<PlaceId>,
    /// The incentive, if it is not about the place as a whole.
    pub award: Option<(PolicyId, IncentiveId)>,
    /// Which number.
    pub number: Which,
    /// What it was.
    pub before: Value,
    /// What it is.
    pub after: Value,
}

/// Which answer a number belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Of {
    /// The answers as they are pinned.
    #[default]
    Pinned,
    /// What may be expected by the chances that the user gives.
    Expected,
    /// A variant, by its number from 0.
    Variant(usize),
    /// A kept curve, along a fact.
    Curve(FactId),
    /// The slate: one of its productions by its number from 0, or all of them.
    Slate(Option<usize>),
    /// A state of the policies of the city: the law as it is with 0, then its proposals.
    Proposal(usize),
}

/// Which number of a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub enum Which {
    /// What is certain.
    Floor,
    /// The part of the ceiling that depends on no missing answer.
    Settled,
    /// What is possible.
    Ceiling,
    /// How many awards have no published amount.
    Unpriced,
    /// What becomes of an incentive.
    Outcome,
    /// Whether it is there at all.
    Presence,
    /// How many ends the pieces of a line have.
    Points,
    /// An answer at which a line bends or steps.
    At,
    /// Whether a production goes there.
    Goes,
    /// What is known from second-hand reports only.
    SecondHand,
    /// What no assignment exceeds.
    Bound,
    /// What is paid of what is due for certain.
    CertainPaid,
    /// What is paid of what is due at most.
    MostPaid,
    /// How many productions gain.
    Winners,
    /// How many productions lose.
    Losers,
}

/// What a number of a result is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// An amount.
    Amount(Exact),
    /// Nothing bounds it.
    Unlimited,
    /// A count.
    Count(usize),
    /// An outcome.
    Outcome(OutcomeKind),
    /// It is there.
    Present,
    /// It is not there.
    Absent,
}

impl From<Option<Exact>> for Value {
    fn from(amount: Option<Exact>) -> Self {
        amount.map_or(Self::Unlimited, Self::Amount)
    }
}

/// How many numbers results hold.
#[must_use]
pub fn count(results: &[PlaceResult]) -> usize {
    // Four of a place, three of an award.
    results.iter().map(|one| 4 + 3 * one.awards.len()).sum()
}

/// Every number in which two results differ. A place or an award that is in one of them only, or more
/// often than in the other, is a difference too.
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

/// Takes note of a number that is not the same.
fn differ(all: &mut Vec<Differing>, of: Of, place: Option<PlaceId>, number: Which, (before, after): (Value, Value)) {
    if before != after {
        all.push(Differing { of, place, award: None, number, before, after });
    }
}

fn presence(there: bool) -> Value {
    if there { Value::Present } else { Value::Absent }
}

/// Goes through two lists by what they are about. Each entry has at most one counterpart, so that one which
/// occurs twice is reported.
fn pairs<T, K: Ord>(before: &[T], after: &[T], id: impl Fn(&T) -> K, mut each: impl FnMut(&K, Option<&T>, Option<&T>)) {
    let mut left: BTreeMap<K, Vec<&T>> = BTreeMap::new();
    // The last is taken first.
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
