//! Steps in words: name, result and remark of each.

use super::explain::{Said, Telling};
use crate::model::id::FactId;
use crate::model::policy::{Basis, Status};
use crate::model::production::Answer;
use crate::rules::completions::Reached;
use crate::rules::step::{Comparison, Step, StepKind, Unit, Value};
use crate::rules::value::{Range, Truth};
use crate::say;

impl Telling<'_> {
    /// A step in words.
    #[must_use]
    pub fn say(&self, step: &Step) -> Said {
        let words = self.words;
        let plain = String::new;
        let mut decisive = false;
        let (label, note) = match &step.what {
            StepKind::Fixed => {
                let label = match step.unit() {
                    Unit::Share => say!(words, "step-fixed-rate"),
                    Unit::Count => say!(words, "step-fixed-count"),
                    Unit::Money | Unit::MoneyIn(_) => say!(words, "step-fixed"),
                };
                (label, plain())
            }
            StepKind::Answered(fact, _) => {
                (say!(words, "step-answered", fact = words.fact(self.library, fact)), say!(words, "step-answered-note"))
            }
            StepKind::Missing(fact) => {
                (say!(words, "step-missing", fact = words.fact(self.library, fact)), say!(words, "step-missing-note"))
            }
            StepKind::Line(policy, line) => {
                let policy = self.library.policies.get(policy);
                let line = policy.and_then(|policy| policy.line(line));
                (line.map_or_else(plain, |line| words.text(&line.label).to_owned()), plain())
            }
            StepKind::Share(rate) => (say!(words, "step-share", rate = words.percent(rate.0)), plain()),
            StepKind::Sum => (say!(words, "step-sum"), plain()),
            StepKind::Difference => (say!(words, "step-difference"), plain()),
            StepKind::Product => (say!(words, "step-product"), plain()),
            StepKind::Lesser(limb) | StepKind::Greater(limb) => {
                decisive = limb.is_some();
                let limb = limb.and_then(|at| step.parts.get(at)).map(|part| self.name(part));
                let note = limb.map_or_else(plain, |name| say!(words, "step-limb", name = name));
                let lesser = matches!(step.what, StepKind::Lesser(_));
                (if lesser { say!(words, "step-lesser") } else { say!(words, "step-greater") }, note)
            }
            StepKind::Award(policy, incentive) => {
                let name = self.incentive(policy, incentive);
                let name = name.map_or_else(|| incentive.to_string(), |(_, i)| words.text(&i.name).to_owned());
                let note = if step.parts.is_empty() { say!(words, "step-award-elsewhere") } else { plain() };
                (say!(words, "step-award", incentive = name), note)
            }
            StepKind::Prorated => {
                let value = |at: usize| step.parts.get(at).map_or_else(plain, |part| self.value(part));
                (say!(words, "step-prorated", part = value(1), whole = value(2)), plain())
            }
            StepKind::WithinTotal(share, binds) => {
                decisive = *binds == Truth::Yes;
                let note = match binds {
                    Truth::Yes => say!(words, "step-cap-binds"),
                    Truth::No => say!(words, "step-cap-slack"),
                    Truth::Unknown => say!(words, "step-cap-unknown"),
                };
                (say!(words, "step-within-total", share = words.percent(share.0)), note)
            }
            StepKind::Table => {
                let outside = step.range() == Range::ZERO;
                (say!(words, "step-table"), if outside { say!(words, "step-table-none") } else { plain() })
            }
            StepKind::Taper(ends) => {
                let (from, to) = &**ends;
                let unit = step.unit();
                let low = words.value(from.gives.0, unit, self.currency);
                let high = words.value(to.gives.0, unit, self.currency);
                (say!(words, "step-taper", low = low, high = high), plain())
            }
            StepKind::ByYear(false) => (say!(words, "step-by-year"), plain()),
            StepKind::ByYear(true) => (say!(words, "step-by-year-all"), plain()),
            StepKind::ForEach(list) => (say!(words, "step-for-each", list = words.fact(self.library, list)), plain()),
            StepKind::Item(number) => (say!(words, "step-item", number = number.to_string()), plain()),
            StepKind::Between(true) => (say!(words, "step-between-set"), plain()),
            StepKind::Between(false) => (say!(words, "step-between"), plain()),
            StepKind::Dated(Some(from)) => (say!(words, "step-dated", date = words.date(*from)), plain()),
            StepKind::Dated(None) => {
                let known = step.range().exact().is_some();
                (if known { say!(words, "step-dated-none") } else { say!(words, "step-dated-unknown") }, plain())
            }
            StepKind::Rounded(to, mode) => {
                let to = words.value(to.0, step.unit(), self.currency);
                (say!(words, "step-rounded", mode = words.rounding(*mode), to = to), plain())
            }
            StepKind::Converted(exchange) => {
                let (one, other) = match exchange.inverse {
                    false => (exchange.from, exchange.to),
                    true => (exchange.to, exchange.from),
                };
                let rate = words.plain(exchange.rate.0);
                let rate = say!(words, "exchange-rate", from = one.code(), to = other.code(), rate = rate);
                let to = exchange.to.code();
                (say!(words, "step-converted", to = to, rate = rate, date = words.date(exchange.on)), plain())
            }
            StepKind::DaysBetween(from, to) => {
                let (from, to) = (words.fact(self.library, from), words.fact(self.library, to));
                (say!(words, "step-days", from = from, to = to), plain())
            }
            StepKind::Contested => {
                decisive = true;
                (say!(words, "step-contested"), plain())
            }
            StepKind::Reading => (say!(words, "step-reading"), plain()),
            StepKind::Unclear(of) => (words.text(of).to_owned(), say!(words, "step-unclear-note")),
            StepKind::StackingCap => (say!(words, "step-stacking-cap"), plain()),
            StepKind::Redeemed(rate) => (say!(words, "step-redeemed", rate = words.percent(rate.0)), plain()),
            StepKind::FeeRate(rate) => (say!(words, "step-fee-rate", rate = words.percent(rate.0)), plain()),
            StepKind::Costs => (say!(words, "step-costs"), plain()),
            StepKind::Tax(rate) => (say!(words, "step-tax", rate = words.percent(rate.0)), plain()),
            StepKind::Cash => (say!(words, "why-cash"), plain()),
            StepKind::Net => (say!(words, "step-net"), plain()),
            StepKind::Instalment(months, share) => {
                let (months, share) = (words.plain(months.0), words.percent(share.0));
                (say!(words, "step-instalment", months = months, share = share), plain())
            }
            StepKind::Present(rate) => (say!(words, "step-present", rate = words.percent(rate.0)), plain()),
            StepKind::Cap(binds) => {
                decisive = *binds == Truth::Yes;
                let cap = step.parts.first().map_or_else(plain, |part| self.value(part));
                let note = match binds {
                    Truth::Yes => say!(words, "step-cap-binds"),
                    Truth::No => self.room(step).unwrap_or_else(|| match at_cap(step) {
                        true => say!(words, "step-compare-exact"),
                        false => say!(words, "step-cap-slack"),
                    }),
                    Truth::Unknown => say!(words, "step-cap-unknown"),
                };
                (say!(words, "step-cap", cap = cap), note)
            }
            StepKind::Floor(binds) => {
                decisive = *binds == Truth::Yes;
                let floor = step.parts.first().map_or_else(plain, |part| self.value(part));
                (say!(words, "step-floor", floor = floor), plain())
            }
            StepKind::Slices(slices) => {
                let unit = step.unit();
                let paid: Vec<String> = slices
                    .iter()
                    .filter(|slice| slice.filled != Range::ZERO)
                    .map(|slice| {
                        let filled = words.range(slice.filled, unit, self.currency);
                        say!(words, "step-slice", filled = filled, rate = words.percent(slice.rate.0))
                    })
                    .collect();
                (say!(words, "step-slices"), paid.join(&say!(words, "amount-plus")))
            }
            StepKind::Tier(tier) => {
                decisive = true;
                let unit = step.parts.first().map_or(Unit::Money, Step::unit);
                let label = match (tier.reached, step.range() == Range::ZERO) {
                    (Some(bound), _) => {
                        say!(words, "step-tier", bound = words.bound(bound, unit, self.currency))
                    }
                    (None, true) => say!(words, "step-tier-none"),
                    (None, false) => say!(words, "step-tier-unknown"),
                };
                let note = tier.next.map_or_else(plain, |next| {
                    say!(words, "step-tier-next", bound = words.bound(next, unit, self.currency))
                });
                (label, note)
            }
            StepKind::Choice { fact, answer } => {
                let note = match (answer, step.parts.len()) {
                    (Some(_), 1) => say!(words, "step-choice-none"),
                    _ => plain(),
                };
                (say!(words, "step-choice", fact = words.fact(self.library, fact)), note)
            }
            StepKind::PerUnit(limit, binds) => {
                decisive = *binds == Truth::Yes;
                let label = match limit {
                    Some(limit) => say!(words, "step-per-unit-limit", limit = words.plain(limit.0)),
                    None => say!(words, "step-per-unit"),
                };
                (label, plain())
            }
            StepKind::If(_) => (say!(words, "step-if"), plain()),
            StepKind::All => (say!(words, "step-all"), plain()),
            StepKind::Any => (say!(words, "step-any"), plain()),
            StepKind::Not => (say!(words, "step-not"), plain()),
            StepKind::Yes(fact) => (say!(words, "step-yes", fact = words.fact(self.library, fact)), plain()),
            StepKind::OneOf(fact, choices) => {
                let fact_name = words.fact(self.library, fact);
                let label = say!(words, "condition-one-of", fact = fact_name, choices = self.choices(fact, choices));
                (label, plain())
            }
            StepKind::Compare { is, gap } => {
                let note = gap.map_or_else(plain, |gap| {
                    let far = step.parts.first().map_or_else(plain, |left| self.measured(left, gap));
                    if *is == Comparison::Equals && !gap.is_zero() {
                        return say!(words, "step-compare-off", gap = far);
                    }
                    let rising = matches!(is, Comparison::AtLeast | Comparison::MoreThan);
                    let met = step.value == Value::Holds(Truth::Yes);
                    if gap.is_zero() {
                        say!(words, "step-compare-exact")
                    } else {
                        match (rising, met) {
                            (true, true) | (false, false) => say!(words, "step-compare-over", gap = far),
                            (true, false) => say!(words, "step-compare-short", gap = far),
                            (false, true) => say!(words, "step-compare-below", gap = far),
                        }
                    }
                });
                (say!(words, "step-compare", condition = self.comparison(step, *is)), note)
            }
            StepKind::OnOrAfter(fact, date) => {
                let fact = words.fact(self.library, fact);
                (say!(words, "condition-on-or-after", fact = fact, date = words.date(*date)), plain())
            }
            StepKind::OnOrBefore(fact, date) => {
                let fact = words.fact(self.library, fact);
                (say!(words, "condition-on-or-before", fact = fact, date = words.date(*date)), plain())
            }
            StepKind::Claimant(fact) => (say!(words, "step-claimant", role = words.fact(self.library, fact)), plain()),
            StepKind::InForce(status) => (say!(words, "step-in-force", status = words.status(*status)), plain()),
            StepKind::Discretion(basis) => {
                let label = match basis {
                    Basis::Competitive => say!(words, "step-competitive"),
                    _ => say!(words, "step-discretion"),
                };
                (label, plain())
            }
            StepKind::Unconfirmed => (say!(words, "step-unconfirmed"), plain()),
            StepKind::Incentive(policy, incentive) => {
                let name = self.incentive(policy, incentive);
                (name.map_or_else(plain, |(_, incentive)| words.text(&incentive.name).to_owned()), plain())
            }
            StepKind::Gate(policy, gate) => {
                let gate = self.library.policies.get(policy).and_then(|policy| policy.gates.get(*gate));
                (gate.map_or_else(plain, |gate| words.text(&gate.label).to_owned()), plain())
            }
            StepKind::Class(policy, gate, class) => {
                let gate = self.library.policies.get(policy).and_then(|policy| policy.gates.get(*gate));
                let class = gate.and_then(|gate| gate.cases.get(*class));
                let note = class.map_or_else(plain, |class| words.text(&class.needs).to_owned());
                (class.map_or_else(plain, |class| words.text(&class.class).to_owned()), note)
            }
            StepKind::Group(label, rule) => {
                let rule = words.applied_rule(**rule, self.currency);
                (say!(words, "step-group", label = words.text(label), rule = rule), plain())
            }
            StepKind::Policy(policy, rule) => {
                let policy = self.library.policies.get(policy);
                let title = policy.map_or_else(plain, |policy| words.text(&policy.title).to_owned());
                let rule = words.applied_rule(**rule, self.currency);
                (say!(words, "step-policy", title = title), say!(words, "step-policy-note", rule = rule))
            }
            StepKind::Place(place, not_stated, reached) => {
                let name =
                    self.library.places.get(place).map_or_else(plain, |place| words.text(&place.name).to_owned());
                let mut notes = Vec::new();
                if *not_stated {
                    notes.push(say!(words, "step-place-note"));
                }
                if let Some(reached) = reached {
                    notes.extend(self.reached(reached));
                }
                (say!(words, "step-place", place = name), notes.join(&words.semicolon()))
            }
        };
        decisive |= step.value == Value::Holds(Truth::No);
        let label = words.capital(&label);
        Said { label, value: self.value(step), note, decisive }
    }

    /// The answers at which the ends of a place are reached, if its parts cannot all be at their own end.
    #[must_use]
    pub fn reached(&self, reached: &Reached) -> Vec<String> {
        let words = self.words;
        let list = |answers: &[(FactId, Answer)]| {
            let each = answers.iter().map(|(fact, answer)| {
                let value = words.answer(self.library.facts.get(fact).map(AsRef::as_ref), answer, self.currency);
                say!(words, "report-labelled", label = words.fact(self.library, fact), value = value)
            });
            each.collect::<Vec<_>>().join(&words.comma())
        };
        let mut all = Vec::new();
        if !reached.ceiling.is_empty() {
            all.push(say!(words, "reached-most", answers = list(&reached.ceiling)));
        }
        if !reached.floor.is_empty() {
            all.push(say!(words, "reached-least", answers = list(&reached.floor)));
        }
        if reached.truncated {
            all.push(say!(words, "reached-ended"));
        }
        all
    }

    /// A stacking rule as it was applied, with its name.
    #[must_use]
    pub fn rule(&self, step: &Step) -> String {
        let words = self.words;
        let label = self.say(step).label;
        match &step.what {
            StepKind::Policy(_, rule) => {
                say!(words, "stacking-group", label = label, rule = words.applied_rule(**rule, self.currency))
            }
            _ => label,
        }
    }

    /// The value of a step in words.
    #[must_use]
    pub fn value(&self, step: &Step) -> String {
        let words = self.words;
        match (&step.what, step.value) {
            (StepKind::Answered(fact, answer), _) => {
                words.answer(self.library.facts.get(fact).map(AsRef::as_ref), answer, self.currency)
            }
            (StepKind::InForce(Status::Unconfirmed), _) => say!(words, "truth-assumed"),
            (StepKind::Incentive(..), Value::Said) => say!(words, "not-applicable"),
            (StepKind::Missing(_), _) | (_, Value::Said) => say!(words, "unknown-value"),
            (_, Value::Amount(range, unit)) => words.range(range, unit, self.currency),
            (_, Value::Holds(Truth::Yes)) => say!(words, "truth-yes"),
            (_, Value::Holds(Truth::No)) => say!(words, "truth-no"),
            (_, Value::Holds(Truth::Unknown)) => say!(words, "truth-unknown"),
        }
    }
}

/// Whether an amount equals its cap.
pub(super) fn at_cap(step: &Step) -> bool {
    let value = |at: usize| step.parts.get(at).and_then(|part| part.range().exact());
    value(0).is_some() && value(0) == value(1)
}
