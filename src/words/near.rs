//! Changes that bring more, in words.

use super::Words;
use super::explain::Telling;
use crate::model::date::PartialDate;
use crate::model::id::FactId;
use crate::model::library::Library;
use crate::model::number::Number;
use crate::model::production::{Answer, ChangeCost, Currency};
use crate::rules::fraction::Fraction;
use crate::say;
use crate::study::near::{Blocked, Change, Cost, Near};
use crate::study::open::Effect;

impl Words {
    /// A changed answer, as an instruction.
    #[must_use]
    pub fn changed_answer(&self, library: &Library, currency: Currency, change: &Change) -> String {
        let fact = library.facts.get(&change.fact).map(AsRef::as_ref);
        let name = self.fact(library, &change.fact);
        let to = self.answer(fact, &change.to, currency);
        match (&change.from, &change.to) {
            (None, Answer::Number(_)) if change.beyond.is_some() => {
                let over = change.beyond.map(|over| self.answer(fact, &Answer::Number(over), currency));
                say!(self, "near-answer-over", fact = name, over = over.unwrap_or_default(), to = to)
            }
            (Some(Answer::Number(from)), Answer::Number(number)) => {
                let said = |number: Number| self.answer(fact, &Answer::Number(number), currency);
                let far = said(Number((number.0 - from.0).abs()));
                let from_said = said(*from);
                match (number.0 > from.0, change.beyond) {
                    (true, None) => say!(self, "near-raise", fact = name, from = from_said, to = to, by = far),
                    (false, None) => say!(self, "near-lower", fact = name, from = from_said, to = to, by = far),
                    (true, Some(over)) => {
                        say!(self, "near-raise-over", fact = name, from = from_said, over = said(over), to = to)
                    }
                    (false, Some(under)) => {
                        say!(self, "near-lower-under", fact = name, from = from_said, under = said(under), to = to)
                    }
                }
            }
            (from, Answer::Items(items)) => {
                let before = if let Some(Answer::Items(before)) = from { before.len() } else { 0 };
                let added = items.last().filter(|_| items.len() == before + 1);
                let of = |(field, answer): (&FactId, &Answer)| {
                    let answer = self.answer(library.facts.get(field).map(AsRef::as_ref), answer, currency);
                    say!(self, "report-labelled", label = self.fact(library, field), value = answer)
                };
                let item = added.map(|item| item.iter().map(of).collect::<Vec<_>>().join(&self.comma()));
                say!(self, "near-add", fact = name, item = item.unwrap_or(to))
            }
            (None, _) => say!(self, "near-answer", fact = name, to = to),
            (Some(from), _) => {
                say!(self, "near-change", fact = name, from = self.answer(fact, from, currency), to = to)
            }
        }
    }

    /// The effect of each answer to an open question on the whole place. If there are too many answers, the maximum
    /// that depends on it.
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

    /// The gain of a change, certain and possible, without fractions of a fen, which cannot be paid.
    #[must_use]
    pub fn gain(&self, currency: Currency, near: &Near) -> String {
        let money = |gain: Fraction| self.money(payable(gain), currency);
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

    /// All changed answers, as an instruction.
    #[must_use]
    pub fn near_changes(&self, library: &Library, currency: Currency, near: &Near) -> String {
        let day = near.day.map(|day| say!(self, "near-day", day = self.date(PartialDate::Day(day))));
        let changes = near.changes.iter().map(|change| self.changed_answer(library, currency, change));
        let what: Vec<String> = day.into_iter().chain(changes).collect();
        what.join(&say!(self, "near-and"))
    }

    /// A change that brings nothing, and the rule that prevents it.
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

    /// The cost of a change by the user's own estimate.
    #[must_use]
    pub fn change_cost(&self, currency: Currency, cost: &Cost) -> String {
        say!(self, "near-cost", cost = self.money(cost.amount(), currency))
    }

    /// The mark of a cost as an assumption, with the change for which it was written if that differs.
    #[must_use]
    pub fn cost_assumed(&self, library: &Library, currency: Currency, cost: &Cost) -> String {
        if cost.is_exact {
            return say!(self, "near-cost-assumed");
        }
        let ChangeCost { changes, day, .. } = &cost.written;
        let day = day.map(|day| self.date(PartialDate::Day(day)));
        let of = |(fact, to): (&FactId, &Answer)| {
            let to = self.answer(library.facts.get(fact).map(AsRef::as_ref), to, currency);
            say!(self, "report-labelled", label = self.fact(library, fact), value = to)
        };
        let of = day.into_iter().chain(changes.iter().map(of)).collect::<Vec<_>>().join(&self.comma());
        say!(self, "near-cost-of-other", of = of)
    }

    /// What is left of a gain after the cost, certain and possible; none without a cost.
    #[must_use]
    pub fn net_gain(&self, currency: Currency, near: &Near) -> Option<String> {
        let signed = |net: Fraction| match net.is_negative() {
            true => say!(self, "difference-less", figure = self.money(payable(net.abs()), currency)),
            false => self.money(payable(net), currency),
        };
        let certain = signed(near.floor_net()?);
        let net = match near.ceiling_net() {
            Some(possible) => say!(self, "near-net-both", certain = certain, possible = signed(possible)),
            None => say!(self, "near-net-certain", certain = certain),
        };
        Some(if near.is_outweighed() { say!(self, "near-outweighed", net = net) } else { net })
    }

    /// The cost of a change and what is left after it; none without a cost.
    #[must_use]
    pub fn near_net(&self, library: &Library, currency: Currency, near: &Near) -> Option<String> {
        let cost = near.cost.as_ref()?;
        let (assumed, net) = (self.cost_assumed(library, currency, cost), self.net_gain(currency, near)?);
        Some(say!(self, "near-cost-net", cost = self.change_cost(currency, cost), assumed = assumed, net = net))
    }

    /// A change, its gain and the incentives behind it, and its cost if it has one, in one line.
    #[must_use]
    pub fn near(&self, library: &Library, currency: Currency, near: &Near) -> String {
        let (what, by) = (self.near_changes(library, currency, near), self.near_incentives(library, near));
        let line = say!(self, "near-line", what = self.capital(&what), gain = self.gain(currency, near));
        let line = if near.nearest { line } else { say!(self, "near-not-proven", line = line) };
        let line = if by.is_empty() { line } else { say!(self, "near-by", line = line, incentives = by) };
        match self.near_net(library, currency, near) {
            Some(net) => say!(self, "near-costed", line = line, net = net),
            None => line,
        }
    }
}

/// An amount cut to hundredths. An amount below a hundredth is not changed.
fn payable(gain: Fraction) -> Fraction {
    let cut = gain.decimal().trunc_with_scale(2);
    if cut.is_zero() { gain } else { Fraction::of(cut) }
}
