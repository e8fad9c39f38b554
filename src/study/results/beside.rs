//! Further results besides those of the pinned answers, as numbers: expected amounts, variants, changes that bring
//! more, kept curves, payments by month, a slate, and the proposals of a city.
//!
//! Reasons and proofs are not included. They follow from the same rules and are calculated on request.

use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::ahead::{Due, Gain, differing_gains, differing_payments, gains, payments};
use super::proposed::{Proposed, proposed};
use super::{Differing, Exact, Of, PlaceResult, Value, Which, differ, differences_of, presence, results};
use crate::model::id::{FactId, PlaceId};
use crate::model::library::Library;
use crate::model::production::Production;
use crate::model::slate::Slate;
use crate::rules::along::Piece;
use crate::rules::assess::assess_all;
use crate::rules::context::Context;
use crate::study::curve::{Over, curve};
use crate::study::expected::expected;
use crate::study::proposals::Desk;
use crate::study::slate::{Worked, slate};

/// The results besides those of the pinned answers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Beside {
    /// The expected amounts, for places in which an award has a chance.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub expected: Vec<Expected>,
    /// The results of the places in each variant of the production, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub variants: Vec<Vec<PlaceResult>>,
    /// The changes that bring more, by place; from format 3 of bundles.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub near: Vec<Gain>,
    /// The payments by month, by place; from format 3 of bundles.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub payments: Vec<Due>,
    /// The kept curves, in their order, without those that cannot be drawn.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub curves: Vec<Kept>,
    /// The result of the slate, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slate: Option<Together>,
    /// The results of the law of the city and of its proposals for a portfolio, if there are any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub city: Vec<Proposed>,
}

/// The expected amount in a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    /// The place.
    pub place: PlaceId,
    /// The amount, by the chances that the user gives.
    pub amount: Exact,
}

/// The results of places along a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    /// The fact whose answer moves.
    pub over: FactId,
    /// One line per place.
    pub places: Vec<Line>,
}

/// The result of one place along a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// The place.
    pub place: PlaceId,
    /// The certain amount at both ends of every piece.
    pub floor: Vec<Point>,
    /// The possible amount there.
    pub ceiling: Vec<Point>,
}

/// An end of a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// The answer.
    pub at: Exact,
    /// The amount there; none if it is unbounded.
    pub amount: Option<Exact>,
}

/// The result of several productions of one company together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Together {
    /// The place of each production; none if it has none.
    pub goes: Vec<Option<PlaceId>>,
    /// The result of each place for each production by itself, without the awards.
    pub productions: Vec<Vec<PlaceResult>>,
    /// The total certain amount.
    pub certain: Exact,
    /// The total possible amount that needs no missing answer.
    pub settled: Exact,
    /// The total possible amount.
    pub possible: Exact,
    /// The amount known only from second-hand reports, which is not in the sums.
    pub second_hand: Exact,
    /// The upper bound of all assignments, if it is not proven that this one is the best.
    pub bound: Option<Exact>,
}

/// A slate and its productions, in its order.
#[derive(Clone, Copy, Debug)]
pub struct Company<'a> {
    /// The slate.
    pub slate: &'a Slate,
    /// Its productions.
    pub productions: &'a [Arc<Production>],
}

/// Calculates all results besides those of the pinned answers.
#[must_use]
pub fn beside(
    library: &Library,
    production: &Production,
    places: &[PlaceId],
    day: Date,
    company: Option<Company<'_>>,
    desk: Option<&Desk>,
) -> Beside {
    let assessed = if production.chances.is_empty() { vec![] } else { assess_all(library, production, places, day) };
    let expected = assessed.iter().filter_map(|one| {
        let amount = expected(production, one)?.into();
        Some(Expected { place: one.place.clone(), amount })
    });
    let variants = production.variants.iter();
    let variants =
        variants.map(|variant| results(library, &production.with(variant), places, variant.day.unwrap_or(day)));
    let context = Context::new(library, production, day);
    let curves = production.curves.iter().filter_map(|kept| {
        let made = curve(&context, places, &Over::Answer(kept.over.clone()), [kept.from, kept.to]).ok()?;
        let line = |line: &crate::study::curve::Line| Line {
            place: line.place.clone(),
            floor: points(&line.floor),
            ceiling: points(&line.ceiling),
        };
        Some(Kept { over: kept.over.clone(), places: made.places.iter().map(line).collect() })
    });
    Beside {
        expected: expected.collect(),
        variants: variants.collect(),
        near: gains(library, production, places, day),
        payments: payments(library, production, places, day),
        curves: curves.collect(),
        slate: company.map(|company| Together::from(&slate(library, company.slate, company.productions, day))),
        city: desk.map_or_else(Vec::new, |desk| proposed(&desk.work_out(library, day))),
    }
}

fn points(pieces: &[Piece]) -> Vec<Point> {
    let ends = pieces.iter().flat_map(|piece| [(piece.from, piece.at_from), (piece.to, piece.at_to)]);
    ends.map(|(at, amount)| Point { at: at.into(), amount: amount.map(Exact::from) }).collect()
}

impl From<&Worked> for Together {
    fn from(worked: &Worked) -> Self {
        let place = |at: &Option<usize>| at.and_then(|at| worked.places.get(at)).cloned();
        let row = |row: &Vec<Option<crate::study::offers::Offer>>| {
            let cells = row.iter().flatten();
            cells.map(|offer| PlaceResult { awards: vec![], ..PlaceResult::from(&*offer.assessment) }).collect()
        };
        let money = &worked.best.money;
        Self {
            goes: worked.best.places.iter().map(place).collect(),
            productions: worked.offers.iter().map(row).collect(),
            certain: money.certain.into(),
            settled: money.settled.into(),
            possible: money.possible.into(),
            second_hand: money.second_hand.into(),
            bound: worked.best.proof.bound.map(Exact::from),
        }
    }
}

impl Beside {
    /// Whether it is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The number of values.
    #[must_use]
    pub fn count(&self) -> usize {
        let of_line = |line: &Line| 2 * (line.floor.len() + line.ceiling.len());
        let of_slate = |all: &Together| {
            // Four sums, the place of each production, and four numbers of each place.
            4 + all.goes.len() + all.productions.iter().map(|row| super::count(row)).sum::<usize>()
        };
        self.expected.len()
            + self.variants.iter().map(|one| super::count(one)).sum::<usize>()
            + self.curves.iter().flat_map(|kept| &kept.places).map(of_line).sum::<usize>()
            + super::ahead::count(&self.near, &self.payments)
            + self.slate.as_ref().map_or(0, of_slate)
            + super::proposed::count(&self.city)
    }

    /// All numbers in which another state differs.
    #[must_use]
    pub fn differences(&self, after: &Self) -> Vec<Differing> {
        let mut all = Vec::new();
        let amounts = |of: &Self| -> Vec<(Option<PlaceId>, Value)> {
            of.expected.iter().map(|one| (Some(one.place.clone()), Value::Amount(one.amount))).collect()
        };
        let (ours, theirs) = (amounts(self), amounts(after));
        for (place, value) in &ours {
            let now = theirs.iter().find(|(other, _)| other == place).map_or(Value::Absent, |(_, value)| *value);
            differ(&mut all, Of::Expected, place.clone(), Which::Floor, (*value, now));
        }
        for (place, value) in theirs.iter().filter(|(place, _)| !ours.iter().any(|(other, _)| other == place)) {
            differ(&mut all, Of::Expected, place.clone(), Which::Floor, (Value::Absent, *value));
        }
        for at in 0..self.variants.len().max(after.variants.len()) {
            let of = |all: &[Vec<PlaceResult>]| all.get(at).cloned().unwrap_or_default();
            all.extend(differences_of(&Of::Variant(at), &of(&self.variants), &of(&after.variants)));
        }
        for at in 0..self.curves.len().max(after.curves.len()) {
            match (self.curves.get(at), after.curves.get(at)) {
                (Some(before), Some(after)) if before.over == after.over => before.differences(after, &mut all),
                (before, after) => {
                    for (kept, there) in
                        [(before, (Value::Present, Value::Absent)), (after, (Value::Absent, Value::Present))]
                    {
                        let Some(kept) = kept else { continue };
                        differ(&mut all, Of::Curve(kept.over.clone()), None, Which::Presence, there);
                    }
                }
            }
        }
        differing_gains(&self.near, &after.near, &mut all);
        differing_payments(&self.payments, &after.payments, &mut all);
        match (&self.slate, &after.slate) {
            (Some(before), Some(after)) => before.differences(after, &mut all),
            (before, after) => {
                let there = (presence(before.is_some()), presence(after.is_some()));
                differ(&mut all, Of::Slate(None), None, Which::Presence, there);
            }
        }
        super::proposed::differences(&self.city, &after.city, &mut all);
        all
    }
}

impl Kept {
    fn differences(&self, after: &Self, all: &mut Vec<Differing>) {
        let of = || Of::Curve(self.over.clone());
        let places = self.places.len().max(after.places.len());
        for at in 0..places {
            let (Some(before), Some(after)) = (self.places.get(at), after.places.get(at)) else {
                let one = self.places.get(at).or_else(|| after.places.get(at));
                let there = (presence(self.places.len() > at), presence(after.places.len() > at));
                differ(all, of(), one.map(|line| line.place.clone()), Which::Presence, there);
                continue;
            };
            for (which, before_points, after_points) in
                [(Which::Floor, &before.floor, &after.floor), (Which::Ceiling, &before.ceiling, &after.ceiling)]
            {
                let place = || Some(before.place.clone());
                let lengths = (Value::Count(before_points.len()), Value::Count(after_points.len()));
                differ(all, of(), place(), Which::Points, lengths);
                for (was, is) in before_points.iter().zip(after_points) {
                    differ(all, of(), place(), Which::At, (Value::Amount(was.at), Value::Amount(is.at)));
                    differ(all, of(), place(), which, (was.amount.into(), is.amount.into()));
                }
            }
        }
    }
}

impl Together {
    fn differences(&self, after: &Self, all: &mut Vec<Differing>) {
        for at in 0..self.goes.len().max(after.goes.len()) {
            let (was, is) = (self.goes.get(at).cloned().flatten(), after.goes.get(at).cloned().flatten());
            if was != is {
                let there =
                    |place: &PlaceId| (presence(was.as_ref() == Some(place)), presence(is.as_ref() == Some(place)));
                for place in was.iter().chain(&is) {
                    differ(all, Of::Slate(Some(at)), Some(place.clone()), Which::Goes, there(place));
                }
            }
        }
        for at in 0..self.productions.len().max(after.productions.len()) {
            let of = |all: &[Vec<PlaceResult>]| all.get(at).cloned().unwrap_or_default();
            let (before, after) = (of(&self.productions), of(&after.productions));
            all.extend(differences_of(&Of::Slate(Some(at)), &before, &after));
        }
        for (which, was, is) in [
            (Which::Floor, Some(self.certain), Some(after.certain)),
            (Which::Settled, Some(self.settled), Some(after.settled)),
            (Which::Ceiling, Some(self.possible), Some(after.possible)),
            (Which::SecondHand, Some(self.second_hand), Some(after.second_hand)),
            (Which::Bound, self.bound, after.bound),
        ] {
            let value = |amount: Option<Exact>| amount.map_or(Value::Absent, Value::Amount);
            differ(all, Of::Slate(None), None, which, (value(was), value(is)));
        }
    }
}
