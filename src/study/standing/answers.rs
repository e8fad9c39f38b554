//! The share of all answers to open questions for which a place is first, and the fewest answers after which another
//! place is.
//!
//! For an open question with a list of answers (yes or no, a choice), all answers are equally likely, and they are
//! the same in every place. If there are few sets of answers, all are calculated; otherwise some are drawn from a
//! seed. Figures and dates have no list of answers; the largest amount that depends on them counts.

use std::collections::HashMap;

use jiff::civil::Date;
use num_bigint::BigInt;
use rust_decimal::Decimal;

use super::volume::Share;
use super::weights::{Odds, Sampled};
use super::{Standing, Value};
use crate::model::fact::FactKind;
use crate::model::id::{FactId, PlaceId};
use crate::model::library::Library;
use crate::model::production::{Answer, Production};
use crate::rules::assess::assess;
use crate::rules::fraction::Fraction;
use crate::study::draws::Draws;

/// If there are no more sets of answers than this, all are calculated.
pub const MOST: u64 = 1_024;

/// The number of sets that are drawn otherwise.
pub const DRAWS: u32 = 400;

/// The seed of these draws.
pub const SEED: u64 = 1;

/// The maximum number of sets of answers that are examined for a flip.
const MOST_LOOKED_AT: usize = 2_000;

/// The share of all answers for which each place is first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// By production, in the order of the rows of the standing.
    pub rows: Vec<Row>,
    /// The place and its rivals, in the order of the standing, for a production drawn by its weight and answers to
    /// its open questions.
    pub first: Vec<(PlaceId, Odds)>,
}

/// The same for one production.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The questions whose answers were varied.
    pub facts: Vec<FactId>,
    /// Open figures and dates, which count with the largest amount that depends on them.
    pub left: Vec<FactId>,
    /// The number of sets of answers; none if it does not fit in 64 bits.
    pub sets: Option<u64>,
    /// The place and its rivals: first, alone or level, with more than zero.
    pub first: Vec<Odds>,
    /// The fewest answers after which none of the places that are first without answers is still first.
    pub flip: Flip,
}

/// The fewest answers that change the places that are first. All sets of fewer answers were calculated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flip {
    /// These answers change them, with all other questions open.
    By {
        /// The places that are first without answers, as indices: 0 for the place, then its rivals.
        from: Vec<usize>,
        /// The answers.
        answers: Vec<(FactId, Answer)>,
        /// The places that are first with these answers.
        to: Vec<usize>,
    },
    /// No answers change them. With a number, only sets of up to that many answers were examined.
    None(Option<usize>),
    /// No place is first, because none has a published amount.
    Nobody,
}

/// Calculates the share of all answers for which places are first, by the possible amount. `weights` has a share for
/// each row that counts, as of [`Weighed`](super::weights::Weighed).
#[must_use]
pub fn answered(standing: &Standing, library: &Library, weights: &[(usize, Share)], day: Date) -> Answered {
    let places: Vec<&PlaceId> = std::iter::once(&standing.place).chain(&standing.rivals).collect();
    let rows: Vec<Row> = standing
        .rows
        .iter()
        .map(|row| match library.productions.get(&row.production) {
            Some(production) => {
                let open = row.cells.iter().flat_map(|cell| &cell.assessment.questions).map(|one| one.fact.clone());
                of_row(library, production, &places, open.collect(), day)
            }
            None => Row { facts: Vec::new(), left: Vec::new(), sets: Some(0), first: Vec::new(), flip: Flip::Nobody },
        })
        .collect();
    let first = places.iter().enumerate().map(|(at, place)| {
        let parts: Vec<(&Odds, &Share)> =
            weights.iter().filter_map(|(row, weight)| Some((rows.get(*row)?.first.get(at)?, weight))).collect();
        ((*place).clone(), joined(&parts))
    });
    let first = first.collect();
    Answered { rows, first }
}

fn of_row(library: &Library, production: &Production, places: &[&PlaceId], mut open: Vec<FactId>, day: Date) -> Row {
    open.sort();
    open.dedup();
    let (facts, left): (Vec<FactId>, Vec<FactId>) = open.into_iter().partition(|id| {
        let kind = library.facts.get(id).map(|fact| &fact.kind);
        matches!(kind, Some(FactKind::YesNo | FactKind::Choice(_)))
    });
    let answers: Vec<Vec<Answer>> =
        facts.iter().map(|id| library.facts.get(id).and_then(|fact| fact.answers()).unwrap_or_default()).collect();
    let sets = answers.iter().try_fold(1_u64, |sets, all| sets.checked_mul(all.len() as u64));
    let mut tried = Tried::new(library, production, places, &facts, &answers, day);
    let all = sets.filter(|sets| *sets <= MOST);
    let mut draws = Draws::of(SEED);
    let count = all.unwrap_or(DRAWS.into());
    let mut hits = vec![0_u32; places.len()];
    for at in 0..count {
        let set: Vec<usize> = match all {
            Some(_) => picked(at, &answers),
            None => {
                answers.iter().map(|all| usize::try_from(draws.below(all.len() as u64)).unwrap_or_default()).collect()
            }
        };
        let values: Vec<Fraction> = (0..places.len()).map(|place| tried.at(place, &set)).collect();
        let most = values.iter().copied().max().unwrap_or_default();
        for (hits, value) in hits.iter_mut().zip(values) {
            *hits += u32::from(value == most && !most.is_zero());
        }
    }
    let odds = |hits: u32| match all {
        Some(sets) => Odds::Exact(Share::of(&BigInt::from(hits), &BigInt::from(sets))),
        None => Odds::Sampled(Sampled::of(hits, DRAWS, SEED)),
    };
    let first = hits.into_iter().map(odds).collect();
    let flip = tried.flip();
    Row { facts, left, sets, first, flip }
}

/// The answers of a set, by its number.
fn picked(mut number: u64, answers: &[Vec<Answer>]) -> Vec<usize> {
    let each = answers.iter().map(|all| {
        let count = all.len().max(1) as u64;
        let at = number % count;
        number /= count;
        usize::try_from(at).unwrap_or_default()
    });
    each.collect()
}

/// The results of places, calculated once for each set of answers that a place uses.
struct Tried<'t> {
    library: &'t Library,
    production: &'t Production,
    places: &'t [&'t PlaceId],
    facts: &'t [FactId],
    answers: &'t [Vec<Answer>],
    day: Date,
    /// For each place, whether it uses each of the facts.
    asks: Vec<Vec<bool>>,
    known: HashMap<(usize, Vec<usize>), Fraction>,
}

impl<'t> Tried<'t> {
    fn new(
        library: &'t Library,
        production: &'t Production,
        places: &'t [&'t PlaceId],
        facts: &'t [FactId],
        answers: &'t [Vec<Answer>],
        day: Date,
    ) -> Self {
        let asks = places.iter().map(|place| {
            let mut asked = vec![false; facts.len()];
            for policy in library.policies_in(place) {
                policy.walk(&mut |node: crate::model::walk::Node<'_>| {
                    for fact in node.facts() {
                        if let Some(slot) = facts.iter().position(|one| one == fact).and_then(|at| asked.get_mut(at)) {
                            *slot = true;
                        }
                    }
                });
            }
            asked
        });
        let asks = asks.collect();
        Self { library, production, places, facts, answers, day, asks, known: HashMap::new() }
    }

    /// The result of a place with a set of answers, by their indices.
    fn at(&mut self, place: usize, set: &[usize]) -> Fraction {
        let given: Vec<usize> = set.iter().map(|at| at + 1).collect();
        self.with(place, &given)
    }

    /// The same if questions may be left open: 0 is no answer, 1 is the first answer.
    fn with(&mut self, place: usize, given: &[usize]) -> Fraction {
        let asks = self.asks.get(place).map_or(&[][..], Vec::as_slice);
        // Answers that the place does not use are left out.
        let own: Vec<usize> = given.iter().zip(asks).map(|(at, asks)| if *asks { *at } else { 0 }).collect();
        if let Some(value) = self.known.get(&(place, own.clone())) {
            return *value;
        }
        let mut production = self.production.clone();
        for ((fact, all), at) in self.facts.iter().zip(self.answers).zip(&own) {
            if let Some(answer) = at.checked_sub(1).and_then(|at| all.get(at)) {
                production.answers.insert(fact.clone(), answer.clone());
            }
        }
        let value = self
            .places
            .get(place)
            .map_or(Fraction::ZERO, |place| Value::of(&assess(self.library, &production, place, self.day)).low);
        self.known.insert((place, own), value);
        value
    }

    /// The places that are first with some answers, alone or level, with more than zero.
    fn first(&mut self, given: &[usize]) -> Vec<usize> {
        let values: Vec<Fraction> = (0..self.places.len()).map(|place| self.with(place, given)).collect();
        let most = values.iter().copied().max().unwrap_or_default();
        let is_first = |value: &Fraction| *value == most && !most.is_zero();
        values.iter().enumerate().filter(|(_, value)| is_first(value)).map(|(at, _)| at).collect()
    }

    /// Examines all sets of one answer, then of two, and so on.
    fn flip(&mut self) -> Flip {
        let none = vec![0; self.facts.len()];
        let from = self.first(&none);
        if from.is_empty() {
            return Flip::Nobody;
        }
        let mut looked_at = 0;
        // The sets of `count` answers, each with the index after its last question.
        let mut sets = vec![(none, 0)];
        for count in 1..=self.facts.len() {
            let mut longer = Vec::new();
            for (given, begin) in &sets {
                for (at, all) in self.answers.iter().enumerate().skip(*begin) {
                    for answer in 1..=all.len() {
                        let mut given = given.clone();
                        given.get_mut(at).into_iter().for_each(|slot| *slot = answer);
                        longer.push((given, at + 1));
                    }
                }
            }
            looked_at += longer.len();
            if looked_at > MOST_LOOKED_AT {
                return Flip::None(Some(count - 1));
            }
            for (given, _) in &longer {
                let to = self.first(given);
                if !to.is_empty() && to.iter().all(|place| !from.contains(place)) {
                    return Flip::By { from, answers: self.answers_of(given), to };
                }
            }
            sets = longer;
        }
        Flip::None(None)
    }

    /// The answers of a set.
    fn answers_of(&self, given: &[usize]) -> Vec<(FactId, Answer)> {
        let all = self.facts.iter().zip(self.answers).zip(given);
        let one = |((fact, all), at): ((&FactId, &Vec<Answer>), &usize)| {
            Some((fact.clone(), all.get(at.checked_sub(1)?)?.clone()))
        };
        all.filter_map(one).collect()
    }
}

/// Shares of productions, weighed.
fn joined(parts: &[(&Odds, &Share)]) -> Odds {
    let exact = parts.iter().try_fold(Share::none(), |sum, (odds, weight)| match odds {
        Odds::Exact(share) => Some(sum.and(&share.times(weight))),
        Odds::Sampled(_) => None,
    });
    if let Some(exact) = exact {
        return Odds::Exact(exact);
    }
    let (mut share, mut error, mut draws) = (Decimal::ZERO, Decimal::ZERO, 0_u32);
    for (odds, weight) in parts {
        let weight = weight.decimal();
        share += odds.decimal() * weight;
        if let Odds::Sampled(sampled) = odds {
            // The errors of independent draws are added by their squares.
            error += sampled.error * sampled.error * weight * weight;
            draws = draws.saturating_add(sampled.draws);
        }
    }
    let micro = |value: Decimal| (value * Decimal::from(1_000_000)).ceil();
    let squared = micro(error).checked_mul(Decimal::from(1_000_000)).unwrap_or_default();
    let root = u64::try_from(squared).unwrap_or_default().isqrt();
    let error = Decimal::new(i64::try_from(root).unwrap_or_default(), 6).normalize();
    Odds::Sampled(Sampled { share: share.round_dp(6).normalize(), error, draws, seed: SEED })
}
