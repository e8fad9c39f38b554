//! Whether any production can meet a condition.
//!
//! Only limits on single facts are considered: numbers, choices, dates, yes and no. A condition that cannot be decided
//! in this way counts as possible.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::model::amount::Amount;
use crate::model::condition::Condition;
use crate::model::fact::FactKind;
use crate::model::id::FactId;
use crate::model::library::Library;
use crate::model::number::Number;

/// The maximum number of alternatives that are tried.
const MOST_ALTERNATIVES: usize = 256;

/// Whether a condition can hold.
#[must_use]
pub(super) fn can_hold(library: &Library, condition: &Condition) -> bool {
    let alternatives = alternatives(condition);
    alternatives.len() > MOST_ALTERNATIVES
        || alternatives.iter().any(|all| {
            let mut known = Known {
                library,
                numbers: BTreeMap::new(),
                yes: BTreeMap::new(),
                choices: BTreeMap::new(),
                days: BTreeMap::new(),
            };
            all.iter().all(|one| known.add(one))
        })
}

/// The ways in which a condition can hold, each a list of simple conditions that must all hold.
fn alternatives(condition: &Condition) -> Vec<Vec<&Condition>> {
    match condition {
        Condition::Any(any) => any.iter().flat_map(alternatives).take(MOST_ALTERNATIVES + 1).collect(),
        Condition::All(all) => all.iter().map(alternatives).fold(vec![Vec::new()], |mut ways, next| {
            // With one alternative nothing is copied, because there can be very many conditions.
            if let [only] = next.as_slice() {
                ways.iter_mut().for_each(|way| way.extend(only));
                return ways;
            }
            let joined = ways
                .iter()
                .flat_map(|way| next.iter().map(move |more| way.iter().chain(more).copied().collect::<Vec<_>>()));
            joined.take(MOST_ALTERNATIVES + 1).collect()
        }),
        one => vec![vec![one]],
    }
}

/// The values that the conditions so far allow.
struct Known<'a> {
    library: &'a Library,
    numbers: BTreeMap<&'a FactId, Numbers>,
    yes: BTreeMap<&'a FactId, bool>,
    choices: BTreeMap<&'a FactId, Vec<&'a str>>,
    days: BTreeMap<&'a FactId, (Option<Date>, Option<Date>)>,
}

/// The numbers between two limits, with whether each limit is included.
#[derive(Clone, Copy)]
struct Numbers {
    low: (Decimal, bool),
    high: Option<(Decimal, bool)>,
}

impl<'a> Known<'a> {
    /// Adds a condition. Returns `false` if no value is left.
    fn add(&mut self, condition: &'a Condition) -> bool {
        match condition {
            Condition::Yes(fact) => *self.yes.entry(fact).or_insert(true),
            Condition::Not(one) => match &**one {
                Condition::Yes(fact) => !*self.yes.entry(fact).or_insert(false),
                _ => true,
            },
            Condition::OneOf(fact, choices) => {
                let left = self.choices.entry(fact).or_insert_with(|| choices.iter().map(String::as_str).collect());
                left.retain(|choice| choices.iter().any(|other| other == choice));
                !left.is_empty()
            }
            Condition::OnOrAfter(fact, day) => self.days(fact, Some(day.first_day()), None),
            Condition::OnOrBefore(fact, day) => self.days(fact, None, Some(day.last_day())),
            Condition::AtLeast(a, b) => self.compare(a, b, Some(true), None),
            Condition::MoreThan(a, b) => self.compare(a, b, Some(false), None),
            Condition::AtMost(a, b) => self.compare(a, b, None, Some(true)),
            Condition::LessThan(a, b) => self.compare(a, b, None, Some(false)),
            Condition::Equals(a, b) => self.compare(a, b, Some(true), Some(true)),
            Condition::All(_) | Condition::Any(_) | Condition::Contested(_) | Condition::Unclear { .. } => true,
        }
    }

    fn days(&mut self, fact: &'a FactId, from: Option<Date>, to: Option<Date>) -> bool {
        let (first, last) = self.days.entry(fact).or_default();
        *first = (*first).max(from);
        *last = match (*last, to) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (one, other) => one.or(other),
        };
        first.zip(*last).is_none_or(|(first, last)| first <= last)
    }

    /// Compares a fact with a bare figure. `below` and `above` say whether the figure itself is included.
    fn compare(&mut self, a: &'a Amount, b: &'a Amount, below: Option<bool>, above: Option<bool>) -> bool {
        let (Amount::Fact(fact), Some(bound)) = (a, plain(b)) else { return true };
        let most = self.library.facts.get(fact).and_then(|fact| match fact.kind {
            // The limit is in the currency of the production, which may differ from that of the policy.
            FactKind::Money => None,
            _ => fact.most(),
        });
        let all = Numbers { low: (Decimal::ZERO, true), high: most.map(|most| (most.0, true)) };
        let numbers = self.numbers.entry(fact).or_insert(all);
        if let Some(counts) = below {
            let (low, low_counts) = numbers.low;
            if bound.0 > low || (bound.0 == low && !counts) {
                numbers.low = (bound.0, counts);
            } else if bound.0 == low {
                numbers.low = (low, low_counts && counts);
            }
        }
        if let Some(counts) = above {
            let tighter = numbers.high.is_none_or(|(high, _)| bound.0 < high || (bound.0 == high && !counts));
            if tighter {
                numbers.high = Some((bound.0, counts));
            }
        }
        let ((low, low_counts), Some((high, high_counts))) = (numbers.low, numbers.high) else { return true };
        low < high || (low == high && low_counts && high_counts)
    }
}

/// A bare figure.
fn plain(amount: &Amount) -> Option<Number> {
    match amount {
        Amount::Fixed(number) | Amount::Count(number) | Amount::Rate(number) => Some(*number),
        _ => None,
    }
}
