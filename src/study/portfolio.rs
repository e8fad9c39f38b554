//! The productions of a portfolio, and the payments from a pool.
//!
//! The amounts due to productions are calculated by the rules.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::draws::Draws;
use crate::model::id::{FactId, PlaceId};
use crate::model::library::Library;
use crate::model::number::Number;
use crate::model::portfolio::{Draw, Made, Portfolio, WhenGone};
use crate::model::production::{Answer, Currency, Production};
use crate::rules::fraction::Fraction;
use crate::rules::value::Range;

/// The fact with the amount spent in the place.
pub const LOCAL_SPEND: &str = "local_spend";

/// The productions of a portfolio, each once, in the order of their applications.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawn {
    /// The productions.
    pub productions: Arc<Vec<Production>>,
    /// The number of times each of them counts.
    pub counts: Vec<u64>,
    /// The label of each: the name in the library, or the number of the application.
    pub labels: Vec<String>,
    /// The company of each, if it is stated.
    pub companies: Vec<Option<Arc<str>>>,
}

impl Drawn {
    /// Every production of a library once.
    #[must_use]
    pub fn references(library: &Library) -> Self {
        let mut all = Self::default();
        library.productions.iter().for_each(|(name, one)| all.push((**one).clone(), 1, name.clone(), None));
        all
    }

    /// The productions of a portfolio: its mix, its applications, then those that are drawn. Records that are not in
    /// the library are left out; the checks report them.
    #[must_use]
    pub fn of(library: &Library, portfolio: &Portfolio) -> Self {
        let mut all = Self::default();
        for mix in &portfolio.mix {
            if let Some(one) = library.productions.get(&mix.production) {
                all.push((**one).clone(), mix.count.into(), mix.production.clone(), mix.company.clone());
            }
        }
        for (at, applied) in portfolio.applications.iter().enumerate() {
            all.push(applied.production.clone(), 1, (at + 1).to_string(), applied.company.clone());
        }
        portfolio.made.iter().for_each(|made| all.make(library, made));
        all
    }

    /// The currency of all amounts: that of the first production.
    #[must_use]
    pub fn currency(&self) -> Currency {
        self.productions.first().map_or_else(Currency::default, |one| one.currency)
    }

    /// The number of productions.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The counts, if they are not all one.
    #[must_use]
    pub fn repeated(&self) -> Option<&[u64]> {
        self.counts.iter().any(|count| *count != 1).then_some(self.counts.as_slice())
    }

    fn push(&mut self, production: Production, count: u64, label: String, company: Option<Arc<str>>) {
        Arc::make_mut(&mut self.productions).push(production);
        self.counts.push(count);
        self.labels.push(label);
        self.companies.push(company);
    }

    fn make(&mut self, library: &Library, made: &Made) {
        let named = || made.like.as_ref().and_then(|name| library.productions.get(name));
        let base = made.base.as_ref().or_else(named);
        let base = base.map_or_else(Production::default, |one| (**one).clone());
        let mut draws = Draws::of(made.seed);
        for _ in 0..made.count {
            let mut one = base.clone();
            // An answer that is a part of another one comes after it.
            let (parts, first): (Vec<_>, Vec<_>) =
                made.draw.iter().partition(|(_, draw)| matches!(draw, Draw::PartOf(..)));
            for (fact, draw) in first.into_iter().chain(parts) {
                match drawn(&mut draws, draw, &one) {
                    Some(answer) => drop(one.answers.insert(fact.clone(), answer)),
                    None => drop(one.answers.remove(fact)),
                }
            }
            self.push(one, 1, made.like.clone().unwrap_or_default(), None);
        }
    }

    /// The total amount spent in a place, and the number of productions that do not state theirs.
    #[must_use]
    pub fn local_spend(&self, place: &PlaceId) -> (Fraction, u64) {
        let (mut spent, mut silent) = (Fraction::ZERO, 0);
        for (production, count) in self.productions.iter().zip(&self.counts) {
            match production.answer(&FactId::from(LOCAL_SPEND), place) {
                Some(Answer::Number(number)) => {
                    let all = Fraction::of(number.0).times(Fraction::of((*count).into()));
                    spent = spent.saturating_add(all.unwrap_or(Fraction::MAX));
                }
                _ => silent += count,
            }
        }
        (spent, silent)
    }
}

fn drawn(draws: &mut Draws, draw: &Draw, so_far: &Production) -> Option<Answer> {
    let number = |number: u64| Answer::Number(Number(Decimal::from(number)));
    Some(match draw {
        Draw::Between(from, to) => number(draws.between(whole(*from), whole(*to))),
        Draw::Stretches(all) => {
            let stretch = picked(draws, all.iter().map(|one| (one, one.weight)))?;
            number(draws.between(whole(stretch.from), whole(stretch.to)))
        }
        Draw::PartOf(fact, from, to) => {
            let Some(Answer::Number(of)) = so_far.answers.get(fact) else { return None };
            let percent = |share: Number| whole(Number(share.0 * Decimal::ONE_HUNDRED));
            let share = Decimal::new(i64::try_from(draws.between(percent(*from), percent(*to))).ok()?, 2);
            Answer::Number(Number(of.0.checked_mul(share)?.round().normalize()))
        }
        Draw::Yes(share) => Answer::YesNo(draws.below(1_000_000) < whole(Number(share.0 * Decimal::from(1_000_000)))),
        Draw::OneOf(all) => {
            Answer::Choice(picked(draws, all.iter().map(|(one, weight)| (one, *weight)))?.as_str().into())
        }
    })
}

fn whole(number: Number) -> u64 {
    u64::try_from(number.0.trunc()).unwrap_or_default()
}

fn picked<'a, T>(draws: &mut Draws, all: impl Iterator<Item = (&'a T, u32)> + Clone) -> Option<&'a T> {
    let mut at = draws.below(all.clone().map(|(_, weight)| u64::from(weight)).sum());
    for (one, weight) in all {
        match at.checked_sub(weight.into()) {
            Some(rest) => at = rest,
            None => return Some(one),
        }
    }
    None
}

/// The payments from a pool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pooled {
    /// The total amount due, after caps per company.
    pub due: Fraction,
    /// The amount paid of it.
    pub paid: Fraction,
    /// The number of productions that are paid in full.
    pub full: u64,
    /// The number that are paid in part.
    pub part: u64,
    /// The number that are due something and are paid nothing.
    pub nothing: u64,
    /// The amount above the yearly caps of companies.
    pub over_company: Fraction,
    /// The amount paid for each production, for all times that it counts.
    pub rows: Vec<Fraction>,
}

/// A value that is read from the payments.
pub type Left = fn(&Pooled) -> Fraction;

/// The payments of the amounts due, if companies have a yearly cap and a pool pays until it is used up. Amounts are
/// exact fractions; with [`WhenGone::ProRata`] all get the same share.
#[must_use]
pub fn pooled(portfolio: &Portfolio, drawn: &Drawn, due: &[Fraction], place: &PlaceId) -> Pooled {
    let mut order: Vec<usize> = (0..drawn.productions.len()).collect();
    if let WhenGone::ByScore(fact) = &portfolio.when_gone {
        let score = |at: usize| match drawn.productions.get(at)?.answer(fact, place) {
            Some(Answer::Number(number)) => Some(*number),
            _ => None,
        };
        order.sort_by_key(|at| std::cmp::Reverse(score(*at)));
    }
    let cap = portfolio.per_company.map(|cap| Fraction::of(cap.0));
    let mut left_of: BTreeMap<&str, Fraction> = BTreeMap::new();
    // The amount due to each application after the cap of its company, in order, and its production.
    let mut dues: Vec<(usize, Fraction)> = Vec::new();
    let mut over = Fraction::ZERO;
    for at in order {
        let (Some(amount), Some(count)) = (due.get(at).copied(), drawn.counts.get(at)) else { continue };
        for _ in 0..*count {
            let Some(cap) = cap else {
                dues.push((at, amount));
                continue;
            };
            let company = drawn.companies.get(at).and_then(Option::as_deref);
            let room = match company {
                Some(company) => left_of.entry(company).or_insert(cap),
                None => &mut { cap },
            };
            let granted = amount.min(*room);
            *room = room.minus(granted).unwrap_or_default();
            over = over.saturating_add(amount.minus(granted).unwrap_or_default());
            dues.push((at, granted));
        }
    }
    let all = Fraction::total(dues.iter().map(|(_, due)| *due));
    let pool = portfolio.pool.map(|pool| Fraction::of(pool.0));
    let rows = vec![Fraction::ZERO; drawn.productions.len()];
    let mut result = Pooled { due: all, paid: all, full: 0, part: 0, nothing: 0, over_company: over, rows };
    let mut pay = |at: usize, amount: Fraction| {
        if let Some(slot) = result.rows.get_mut(at) {
            *slot = slot.saturating_add(amount);
        }
    };
    let wanting = dues.iter().filter(|(_, due)| !due.is_zero());
    let Some(pool) = pool.filter(|pool| *pool < all) else {
        dues.iter().for_each(|(at, due)| pay(*at, *due));
        result.full = wanting.count() as u64;
        return result;
    };
    if portfolio.when_gone == WhenGone::ProRata {
        for (at, due) in &dues {
            pay(*at, due.times(pool).and_then(|part| part.divided_by(all)).unwrap_or_default());
        }
        result.paid = pool;
        result.part = wanting.count() as u64;
        return result;
    }
    let (mut left, mut served) = (pool, [0_u64; 3]);
    for (at, due) in wanting {
        let [full, part, nothing] = &mut served;
        match (left.is_zero(), left >= *due) {
            (true, _) => *nothing += 1,
            (false, true) => *full += 1,
            (false, false) => *part += 1,
        }
        let granted = (*due).min(left);
        pay(*at, granted);
        left = left.minus(granted).unwrap_or_default();
    }
    [result.full, result.part, result.nothing] = served;
    result.paid = pool;
    result
}

/// The amounts due to each production, at most or for certain.
#[must_use]
pub fn dues(totals: impl Iterator<Item = Range>, certain: bool) -> Vec<Fraction> {
    totals.map(|range| if certain { range.low } else { range.high.unwrap_or(range.low) }).collect()
}
