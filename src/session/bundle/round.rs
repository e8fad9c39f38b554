//! Rounds money answers to two significant digits, so that a comparison can be passed on without the exact budget.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::{Decimal, RoundingStrategy};

use crate::model::fact::FactKind;
use crate::model::id::FactId;
use crate::model::library::Library;
use crate::model::number::{LARGEST, Number};
use crate::model::production::{Answer, Item, Production};
use crate::model::slate::{Slate, Which};
use crate::model::text::Text;
use crate::study::proposals::Desk;

/// The number of significant digits.
const DIGITS: u32 = 2;

/// Rounds every money answer: in all places, in one place, in variants, in the costs of changes, at the ends of stored curves, and in the items
/// of lists. The note and the names of variants are removed, because they may contain the figures.
pub(super) fn production(production: &mut Production, library: &Library) {
    production.note = None;
    for variant in &mut production.variants {
        variant.name = Text::default();
        for change in &mut variant.changes {
            if let Some(to) = &mut change.to {
                answer(&change.fact, to, library);
            }
        }
    }
    for curve in &mut production.curves {
        round(&curve.over, &mut curve.from, library);
        round(&curve.over, &mut curve.to, library);
    }
    for one in &mut production.change_costs {
        one.cost = two_digits(one.cost, Decimal::ZERO, Decimal::from(LARGEST - 1));
        answers(&mut one.changes, library);
    }
    answers(&mut production.answers, library);
    production.local.values_mut().for_each(|local| answers(local, library));
}

/// Rounds every production of a slate and the answers of its company. The note of the slate is removed, too.
pub(super) fn slate(slate: &mut Slate, library: &Library) {
    slate.note = None;
    answers(&mut slate.company, library);
    slate.local.values_mut().for_each(|local| answers(local, library));
    for entry in &mut slate.productions {
        if let Which::Whole(one) = &mut entry.production {
            production(one, library);
        }
    }
}

/// Rounds every application of a portfolio and the sample of its drawn parts. The name of a company becomes a number,
/// because caps apply per company. The note is removed. The assumptions about the money are not changed.
pub(super) fn applications(desk: &mut Desk, library: &Library) {
    let portfolio = Arc::make_mut(&mut desk.portfolio);
    portfolio.note = None;
    for base in portfolio.made.iter_mut().filter_map(|made| made.base.as_mut()) {
        let base = Arc::make_mut(base);
        production(base, library);
        base.name = Text::default();
    }
    let mut numbers: BTreeMap<Arc<str>, usize> = BTreeMap::new();
    for applied in Arc::make_mut(&mut portfolio.applications) {
        production(&mut applied.production, library);
        applied.production.name = Text::default();
        applied.company = applied.company.take().map(|name| {
            let next = numbers.len() + 1;
            numbers.entry(name).or_insert(next).to_string().into()
        });
    }
}

fn answers(all: &mut BTreeMap<FactId, Answer>, library: &Library) {
    for (fact, given) in all {
        answer(fact, given, library);
    }
}

fn answer(fact: &FactId, given: &mut Answer, library: &Library) {
    match given {
        Answer::Number(number) => round(fact, number, library),
        Answer::Items(items) => {
            let mut rounded: Vec<Item> = items.to_vec();
            rounded.iter_mut().for_each(|item| answers(item, library));
            *items = rounded.into();
        }
        Answer::YesNo(_) | Answer::Choice(_) | Answer::Date(_) => {}
    }
}

/// A number for which the library has no fact may be money, too.
fn round(fact: &FactId, number: &mut Number, library: &Library) {
    let fact = library.facts.get(fact);
    if fact.is_some_and(|fact| matches!(fact.kind, FactKind::Count(_) | FactKind::Percent)) {
        return;
    }
    let least = fact.and_then(|fact| fact.min).map_or(Decimal::ZERO, |min| min.0);
    let most = fact.and_then(|fact| fact.max).map_or_else(|| Decimal::from(LARGEST - 1), |max| max.0);
    *number = two_digits(*number, least, most);
}

/// Two digits of a number. A sensible number must not become one that is out of range.
fn two_digits(number: Number, least: Decimal, most: Decimal) -> Number {
    let to = |strategy| number.0.round_sf_with_strategy(DIGITS, strategy).unwrap_or_default();
    let rounded = match to(RoundingStrategy::MidpointAwayFromZero) {
        above if above > most && number.0 <= most => to(RoundingStrategy::ToZero),
        below if below < least && number.0 >= least => to(RoundingStrategy::AwayFromZero),
        rounded => rounded,
    };
    Number(rounded.normalize())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::read::read;
    use crate::data::seeds;

    fn rounded(fact: &str, value: &str) -> String {
        let library = read(&[seeds::layer()]).library;
        let mut number = Number::parse(value).unwrap();
        round(&fact.into(), &mut number, &library);
        number.to_string()
    }

    #[test]
    fn two_digits_of_money_are_kept_and_counts_are_exact() {
        assert_eq!(rounded("total_budget", "1234567.89"), "1200000");
        assert_eq!(rounded("total_budget", "1250000"), "1300000");
        assert_eq!(rounded("total_budget", "996"), "1000");
        assert_eq!(rounded("total_budget", "7"), "7");
        assert_eq!(rounded("total_budget", "0"), "0");
        assert_eq!(rounded("local_location_share", "85.43%"), "0.8543");
        assert_eq!(rounded("no_such_fact", "1234567"), "1200000");
    }

    #[test]
    fn what_could_be_read_can_be_read_again() {
        assert_eq!(rounded("no_such_fact", "999999999999999"), "990000000000000");
    }
}
