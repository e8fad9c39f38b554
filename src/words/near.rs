//! Changes that would win more, in words.

use rust_decimal::Decimal;

use super::Words;
use super::explain::Telling;
use crate::model::date::PartialDate;
use crate::model::library::Library;
use crate::model::number::Number;
use crate::model::production::{Answer, Currency};
use crate::rules::fraction::Fraction;
use crate::say;
use crate::study::near::{Blocked, Change, Near};
use crate::study::open::Effect;

impl Words {
    /// What would be changed, as something to do.
    #[must_use]
    pub fn changed_answer(&self, library: &Library, currency: Currency, change: &Change) -> String {
        let fact = library.facts.get(&change.fact).map(AsRef::as_ref);
        let name = self.fact(library, &change.fact);
        let to = self.answer(fact, &change.to, currency);
        match (&change.from, &change.to) {
            (None, _) => say!(self, "near-answer", fact = name, to = to),
            (Some(Answer::Number(from)), Answer::Number(number)) => {
                let far = Answer::Number(Number((number.0 - from.0).abs()));
                let (from, far) =
                    (self.answer(fact, &Answer::Number(*from), currency), self.answer(fact, &far, currency));
                match change.from.as_ref().is_some_and(|from| is_more(from, number.0)) {
                    true => say!(self, "near-raise", fact = name, from = from, to = to, by = far),
                    false => say!(self, "near-lower", fact = name, from = from, to = to, by = far),
                }
            }
            (Some(from), _) => {
                say!(self, "near-change", fact = name, from = self.answer(fact, from, currency), to = to)
            }
        }
    }

    /// What each answer to an open question does to the whole place; where there are too many answers, what hangs on
    /// it at most.
    #[must_use]
    pub fn each_answer(&self, library: &Library, currency: Currency, effect: &Effect) -> String {
        if effect.answers.is_empty() {
            return match effect.weight {
                Some(weight) => say!(self, "question-weight", amount = self.money(weight, currency)),
                None => say!(self, "question-weight-unknown"),
            };
        }
        let fact = library.facts.get(&effect.fact).map(AsRef::as_ref);
        let then = effect.answers.iter().map(|(answer, floor, ceiling)| {
            let answer = self.answer(fact, answer, currency);
            let ceiling = ceiling.map_or_else(|| say!(self, "no-limit-known"), |most| self.money(most, currency));
            let floor = self.money(*floor, currency);
            let value = if floor == ceiling { floor } else { say!(self, "from-to", from = floor, to = ceiling) };
            say!(self, "report-labelled", label = answer, value = value)
        });
        then.collect::<Vec<_>>().join(&self.semicolon())
    }

    /// What a change wins: for certain and at most.
    #[must_use]
    pub fn gain(&self, currency: Currency, near: &Near) -> String {
        let money = |gain: Fraction| self.money(gain, currency);
        let possible = near.ceiling_gain.filter(|gain| *gain > Fraction::ZERO);
        match (near.floor_gain > Fraction::ZERO, possible) {
            (true, Some(most)) => {
                say!(self, "near-gain-both", certain = money(near.floor_gain), possible = money(most))
            }
            (true, None) => say!(self, "near-gain-certain", certain = money(near.floor_gain)),
            (false, Some(most)) => say!(self, "near-gain-possible", possible = money(most)),
            (false, None) => String::new(),
        }
    }

    /// Everything that would be changed, as something to do.
    #[must_use]
    pub fn near_changes(&self, library: &Library, currency: Currency, near: &Near) -> String {
        let day = near.day.map(|day| say!(self, "near-day", day = self.date(PartialDate::Day(day))));
        let changes = near.changes.iter().map(|change| self.changed_answer(library, currency, change));
        let what: Vec<String> = day.into_iter().chain(changes).collect();
        what.join(&say!(self, "near-and"))
    }

    /// A change that wins nothing, and the rule that keeps the money of the incentive out.
    #[must_use]
    pub fn blocked(&self, library: &Library, currency: Currency, blocked: &Blocked) -> String {
        let what = self.capital(&self.changed_answer(library, currency, &blocked.change));
        let because = Telling { words: self, library, currency }.left(&blocked.after, &blocked.left);
        say!(self, "near-wins-nothing", what = what, because = because)
    }

    /// The incentives that give more.
    #[must_use]
    pub fn near_incentives(&self, library: &Library, near: &Near) -> String {
        let by: Vec<String> = near
            .incentives
            .iter()
            .filter_map(|(policy, incentive)| library.policies.get(policy)?.incentive(incentive))
            .map(|incentive| self.text(&incentive.name).to_owned())
            .collect();
        by.join(&self.comma())
    }

    /// A change, what it wins and under which incentives, in one line.
    #[must_use]
    pub fn near(&self, library: &Library, currency: Currency, near: &Near) -> String {
        let (what, by) = (self.near_changes(library, currency, near), self.near_incentives(library, near));
        let line = say!(self, "near-line", what = self.capital(&what), gain = self.gain(currency, near));
        let line = if near.nearest { line } else { say!(self, "near-not-proven", line = line) };
        if by.is_empty() { line } else { say!(self, "near-by", line = line, incentives = by) }
    }
}

fn is_more(from: &Answer, to: Decimal) -> bool {
    matches!(from, Answer::Number(from) if to > from.0)
}
