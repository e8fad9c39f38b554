//! Steps and outcomes in words. The same sentences on screen, in reports and on the command line.

use super::Words;
use crate::model::id::{IncentiveId, PolicyId};
use crate::model::library::Library;
use crate::model::policy::{Basis, Incentive, Policy, Status};
use crate::model::production::{Answer, Currency};
use crate::rules::outcome::{Award, Outcome, Why};
use crate::rules::step::{Comparison, Step, Unit, Value, What};
use crate::rules::value::{Range, Truth};
use crate::say;

/// A step in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What it is.
    pub label: String,
    /// What came out.
    pub value: String,
    /// What else there is to know: whether it bound, how far off it was.
    pub note: String,
    /// Whether it is what decided: a cap reached, a condition failed.
    pub decisive: bool,
}

/// Everything needed to name things in a policy's explanation.
#[derive(Clone, Copy)]
pub struct Telling<'a> {
    /// The words.
    pub words: &'a Words,
    /// Everything that is loaded.
    pub library: &'a Library,
    /// The currency of amounts.
    pub currency: Currency,
}

impl Telling<'_> {
    /// The outcome of an award as a short tag.
    #[must_use]
    pub fn verdict(&self, award: &Award) -> String {
        let words = self.words;
        match &award.outcome {
            Outcome::Paid { floor, ceiling } if floor == ceiling && award.basis == Basis::Entitlement => {
                say!(words, "outcome-paid-certain")
            }
            Outcome::Paid { .. } => words.basis(award.basis),
            Outcome::NotEligible(_) => say!(words, "outcome-not-eligible"),
            Outcome::NeedsAnswer { .. } => say!(words, "outcome-needs-answer"),
            Outcome::NotCalculable(Why::InKind) => words.basis(Basis::InKind),
            Outcome::NotCalculable(Why::CaseByCase) => words.basis(Basis::CaseByCase),
            Outcome::NotCalculable(Why::NotPublished) => say!(words, "not-published"),
            Outcome::NotCalculable(Why::NotInForce(status)) => words.status(*status),
            Outcome::NotCalculable(_) => say!(words, "outcome-not-calculable"),
            Outcome::Conflict(_) => say!(words, "outcome-conflict"),
        }
    }

    /// Why an award came out as it did, in one sentence.
    #[must_use]
    pub fn reason(&self, award: &Award) -> String {
        self.words.capital(&self.reason_words(award))
    }

    fn reason_words(&self, award: &Award) -> String {
        let words = self.words;
        let issuer = || {
            let policy = self.library.policies.get(&award.policy);
            policy.map_or_else(String::new, |policy| words.text(&policy.issuer).to_owned())
        };
        match &award.outcome {
            Outcome::Paid { .. } => self.worked_award(&award.step),
            Outcome::NotEligible(failed) => {
                failed.iter().map(|step| self.failed(step)).collect::<Vec<_>>().join(&words.semicolon())
            }
            Outcome::NeedsAnswer { facts, .. } => {
                let names: Vec<String> = facts.iter().map(|fact| words.fact(self.library, fact)).collect();
                say!(words, "reason-needs", facts = names.join(&words.comma()))
            }
            Outcome::NotCalculable(why) => match why {
                Why::InKind => match self.incentive(&award.policy, &award.incentive).and_then(|(_, i)| i.note.as_ref())
                {
                    Some(note) => say!(words, "reason-in-kind-note", note = words.text(note)),
                    None => say!(words, "reason-in-kind"),
                },
                Why::CaseByCase => say!(words, "reason-case-by-case", issuer = issuer()),
                Why::NotPublished => say!(words, "reason-not-published", issuer = issuer()),
                Why::NotInForce(status) => say!(words, "reason-not-in-force", status = words.status(*status)),
                Why::OtherCurrency => {
                    let policy = self.library.policies.get(&award.policy);
                    let code = policy.map_or(Currency::CNY, |policy| policy.currency);
                    say!(words, "reason-other-currency", policy = code.code(), production = self.currency.code())
                }
                Why::TooLarge => say!(words, "reason-too-large"),
            },
            Outcome::Conflict(_) => say!(words, "reason-conflict"),
        }
    }

    /// A failed condition, and how far off it is.
    #[must_use]
    pub fn failed(&self, step: &Step) -> String {
        let words = self.words;
        let part = |at: usize| step.parts.get(at);
        match &step.what {
            What::Compare { is, gap } => {
                let condition = self.comparison(step, *is);
                let (Some(left), Some(gap)) = (part(0), gap) else {
                    return say!(words, "failed-compare-plain", condition = condition);
                };
                let Value::Amount(range, unit) = left.value else {
                    return say!(words, "failed-compare-plain", condition = condition);
                };
                let bound = format!("{} {}", sign(*is), self.boundary(step));
                let name = self.name(left);
                let value = range
                    .exact()
                    .map_or_else(|| words.range(range, unit, self.currency), |value| self.measured(left, value));
                let gap = self.measured(left, *gap);
                match is {
                    Comparison::AtLeast | Comparison::MoreThan => {
                        say!(words, "failed-compare", left = name, value = value, condition = bound, gap = gap)
                    }
                    Comparison::AtMost | Comparison::LessThan => {
                        say!(words, "failed-compare-over", left = name, value = value, condition = bound, gap = gap)
                    }
                }
            }
            What::Yes(fact) => say!(words, "failed-yes", fact = words.fact(self.library, fact)),
            What::Claimant(fact) => say!(words, "failed-role", role = words.fact(self.library, fact)),
            What::OneOf(fact, choices) => say!(
                words,
                "failed-one-of",
                fact = words.fact(self.library, fact),
                value = part(0).map_or_else(String::new, |step| self.value(step)),
                choices = self.choices(fact, choices)
            ),
            What::OnOrAfter(fact, date) => say!(
                words,
                "failed-date-after",
                fact = words.fact(self.library, fact),
                value = part(0).map_or_else(String::new, |step| self.value(step)),
                date = words.date(*date)
            ),
            What::OnOrBefore(fact, date) => say!(
                words,
                "failed-date-before",
                fact = words.fact(self.library, fact),
                value = part(0).map_or_else(String::new, |step| self.value(step)),
                date = words.date(*date)
            ),
            What::Not => {
                say!(words, "failed-not", condition = part(0).map_or_else(String::new, |step| self.say(step).label))
            }
            _ => self.say(step).label,
        }
    }

    /// How an award was worked out, on one line.
    #[must_use]
    pub fn worked_award(&self, step: &Step) -> String {
        let words = self.words;
        match &step.what {
            What::Incentive(..) => step.parts.first().map_or_else(String::new, |part| self.worked_award(part)),
            What::If(_) => step.parts.last().map_or_else(String::new, |part| self.worked_award(part)),
            What::Discretion(Basis::Competitive) => {
                say!(words, "reason-competitive", worked = self.worked_parts(step))
            }
            What::Discretion(_) => say!(words, "reason-discretion", worked = self.worked_parts(step)),
            What::Unconfirmed => say!(words, "reason-unconfirmed", worked = self.worked_parts(step)),
            _ => self.worked(step),
        }
    }

    fn worked_parts(&self, step: &Step) -> String {
        step.parts.iter().map(|part| self.worked(part)).collect::<Vec<_>>().join(&self.words.semicolon())
    }

    /// A figure and how it was made, on one line.
    fn worked(&self, step: &Step) -> String {
        let words = self.words;
        let part = |at: usize| step.parts.get(at).map_or_else(String::new, |part| self.worked(part));
        let join = |between: &str| step.parts.iter().map(|part| self.worked(part)).collect::<Vec<_>>().join(between);
        match &step.what {
            What::Fixed => self.value(step),
            What::Answered(fact, _) => {
                say!(words, "worked-answer", fact = words.fact(self.library, fact), value = self.value(step))
            }
            What::Missing(fact) => say!(words, "worked-missing", fact = words.fact(self.library, fact)),
            What::Line(..) => say!(words, "worked-answer", fact = self.say(step).label, value = self.value(step)),
            What::Share(rate) => say!(words, "worked-share", of = part(0), rate = words.percent(rate.0)),
            What::Sum => join(&say!(words, "amount-plus")),
            What::Product => join(&say!(words, "amount-times")),
            What::Cap(binds) => {
                let cap = step.parts.first().map_or_else(String::new, |part| self.value(part));
                match binds {
                    Truth::Yes => say!(words, "worked-cap-binds", of = part(1), cap = cap),
                    Truth::No => say!(words, "worked-cap-slack", of = part(1), cap = cap),
                    Truth::Unknown => say!(words, "worked-cap-unknown", of = part(1), cap = cap),
                }
            }
            What::Floor(_) => {
                let floor = step.parts.first().map_or_else(String::new, |part| self.value(part));
                say!(words, "worked-floor", of = part(1), floor = floor)
            }
            What::Choice { answer: Some(_), .. } => {
                let said = step.parts.first().map_or_else(String::new, |part| {
                    let said = self.say(part);
                    say!(words, "worked-answer", fact = said.label, value = said.value)
                });
                match step.parts.get(1) {
                    Some(_) => format!("{said}{}{}", words.comma(), part(1)),
                    None => format!("{said}{}{}", words.comma(), say!(words, "step-choice-none")),
                }
            }
            _ => {
                let said = self.say(step);
                say!(words, "worked-answer", fact = said.label, value = said.value)
            }
        }
    }

    /// A step in words.
    #[must_use]
    pub fn say(&self, step: &Step) -> Said {
        let words = self.words;
        let plain = String::new;
        let mut decisive = false;
        let (label, note) = match &step.what {
            What::Fixed => (say!(words, "step-fixed"), plain()),
            What::Answered(fact, _) => {
                (say!(words, "step-answered", fact = words.fact(self.library, fact)), say!(words, "step-answered-note"))
            }
            What::Missing(fact) => {
                (say!(words, "step-missing", fact = words.fact(self.library, fact)), say!(words, "step-missing-note"))
            }
            What::Line(policy, line) => {
                let policy = self.library.policies.get(policy);
                let line = policy.and_then(|policy| policy.line(line));
                (line.map_or_else(plain, |line| words.text(&line.label).to_owned()), plain())
            }
            What::Share(rate) => (say!(words, "step-share", rate = words.percent(rate.0)), plain()),
            What::Sum => (say!(words, "step-sum"), plain()),
            What::Difference => (say!(words, "step-difference"), plain()),
            What::Product => (say!(words, "step-product"), plain()),
            What::Lesser(_) => (say!(words, "step-lesser"), plain()),
            What::Greater(_) => (say!(words, "step-greater"), plain()),
            What::Cap(binds) => {
                decisive = *binds == Truth::Yes;
                let cap = step.parts.first().map_or_else(plain, |part| self.value(part));
                let note = match binds {
                    Truth::Yes => say!(words, "step-cap-binds"),
                    Truth::No => self.room(step).unwrap_or_else(|| say!(words, "step-cap-slack")),
                    Truth::Unknown => say!(words, "step-cap-unknown"),
                };
                (say!(words, "step-cap", cap = cap), note)
            }
            What::Floor(binds) => {
                decisive = *binds == Truth::Yes;
                let floor = step.parts.first().map_or_else(plain, |part| self.value(part));
                (say!(words, "step-floor", floor = floor), plain())
            }
            What::Slices(slices) => {
                let unit = unit_of(step);
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
            What::Tier { reached, next } => {
                decisive = true;
                let unit = step.parts.first().map_or(Unit::Money, unit_of);
                let label = match (reached, matches!(step.value, Value::Amount(range, _) if range.exact().is_some())) {
                    (Some(bound), _) => {
                        say!(words, "step-tier", bound = words.bound(*bound, unit, self.currency))
                    }
                    (None, true) => say!(words, "step-tier-none"),
                    (None, false) => say!(words, "step-tier-unknown"),
                };
                let note = next.map_or_else(plain, |next| {
                    say!(words, "step-tier-next", bound = words.bound(next, unit, self.currency))
                });
                (label, note)
            }
            What::Choice { fact, answer } => {
                let note = match (answer, step.parts.len()) {
                    (Some(_), 1) => say!(words, "step-choice-none"),
                    _ => plain(),
                };
                (say!(words, "step-choice", fact = words.fact(self.library, fact)), note)
            }
            What::PerUnit(limit, binds) => {
                decisive = *binds == Truth::Yes;
                let label = match limit {
                    Some(limit) => say!(words, "step-per-unit-limit", limit = words.plain(limit.0)),
                    None => say!(words, "step-per-unit"),
                };
                (label, plain())
            }
            What::If(_) => (say!(words, "step-if"), plain()),
            What::All => (say!(words, "step-all"), plain()),
            What::Any => (say!(words, "step-any"), plain()),
            What::Not => (say!(words, "step-not"), plain()),
            What::Yes(fact) => (say!(words, "step-yes", fact = words.fact(self.library, fact)), plain()),
            What::OneOf(fact, choices) => {
                let fact_name = words.fact(self.library, fact);
                let label = say!(words, "condition-one-of", fact = fact_name, choices = self.choices(fact, choices));
                (label, plain())
            }
            What::Compare { is, gap } => {
                let note = gap.map_or_else(plain, |gap| {
                    let far = step.parts.first().map_or_else(plain, |left| self.measured(left, gap));
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
            What::OnOrAfter(fact, date) => {
                let fact = words.fact(self.library, fact);
                (say!(words, "condition-on-or-after", fact = fact, date = words.date(*date)), plain())
            }
            What::OnOrBefore(fact, date) => {
                let fact = words.fact(self.library, fact);
                (say!(words, "condition-on-or-before", fact = fact, date = words.date(*date)), plain())
            }
            What::Claimant(fact) => (say!(words, "step-claimant", role = words.fact(self.library, fact)), plain()),
            What::InForce(status) => (say!(words, "step-in-force", status = words.status(*status)), plain()),
            What::Discretion(basis) => {
                let label = match basis {
                    Basis::Competitive => say!(words, "step-competitive"),
                    _ => say!(words, "step-discretion"),
                };
                (label, plain())
            }
            What::Unconfirmed => (say!(words, "step-unconfirmed"), plain()),
            What::Incentive(policy, incentive) => {
                let name = self.incentive(policy, incentive);
                (name.map_or_else(plain, |(_, incentive)| words.text(&incentive.name).to_owned()), plain())
            }
            What::Group(label, rule) => {
                let rule = words.stacking_rule(*rule, self.currency);
                (say!(words, "step-group", label = words.text(label), rule = rule), plain())
            }
            What::Policy(policy, rule) => {
                let policy = self.library.policies.get(policy);
                let title = policy.map_or_else(plain, |policy| words.text(&policy.title).to_owned());
                let rule = words.stacking_rule(*rule, self.currency);
                (say!(words, "step-policy", title = title), say!(words, "step-policy-note", rule = rule))
            }
            What::Place(place) => {
                let name =
                    self.library.places.get(place).map_or_else(plain, |place| words.text(&place.name).to_owned());
                let note = if step.parts.len() > 1 { say!(words, "step-place-note") } else { plain() };
                (say!(words, "step-place", place = name), note)
            }
        };
        decisive |= step.value == Value::Holds(Truth::No);
        let label = words.capital(&label);
        Said { label, value: self.value(step), note, decisive }
    }

    /// The value of a step in words.
    #[must_use]
    pub fn value(&self, step: &Step) -> String {
        let words = self.words;
        match (&step.what, step.value) {
            (What::Answered(fact, answer), _) => {
                words.answer(self.library.facts.get(fact).map(AsRef::as_ref), answer, self.currency)
            }
            (What::InForce(Status::Unconfirmed), _) => say!(words, "truth-assumed"),
            (What::Incentive(..), Value::Said) => say!(words, "not-applicable"),
            (What::Missing(_), _) | (_, Value::Said) => say!(words, "unknown-value"),
            (_, Value::Amount(range, unit)) => words.range(range, unit, self.currency),
            (_, Value::Holds(Truth::Yes)) => say!(words, "truth-yes"),
            (_, Value::Holds(Truth::No)) => say!(words, "truth-no"),
            (_, Value::Holds(Truth::Unknown)) => say!(words, "truth-unknown"),
        }
    }

    /// How far below its cap an amount is.
    fn room(&self, step: &Step) -> Option<String> {
        let [cap, of] = step.parts.as_slice() else { return None };
        let (Value::Amount(cap, unit), Value::Amount(of, _)) = (cap.value, of.value) else { return None };
        let room = cap.exact()?.checked_sub(of.exact()?)?;
        (!room.is_zero()).then(|| say!(self.words, "step-cap-room", room = self.words.value(room, unit, self.currency)))
    }

    fn comparison(&self, step: &Step, is: Comparison) -> String {
        let words = self.words;
        let left = step.parts.first().map_or_else(String::new, |part| self.name(part));
        let right = step.parts.get(1).map_or_else(String::new, |part| match &part.what {
            What::Fixed => self.boundary(step),
            _ => self.name(part),
        });
        match is {
            Comparison::AtLeast => say!(words, "condition-at-least", left = left, right = right),
            Comparison::MoreThan => say!(words, "condition-more-than", left = left, right = right),
            Comparison::AtMost => say!(words, "condition-at-most", left = left, right = right),
            Comparison::LessThan => say!(words, "condition-less-than", left = left, right = right),
        }
    }

    /// The right side of a comparison, in the unit of the left.
    fn boundary(&self, step: &Step) -> String {
        match step.parts.as_slice() {
            [left, right] => match right.value {
                Value::Amount(range, _) if range.exact().is_some() => self.measured(left, range.low),
                _ => self.value(right),
            },
            _ => String::new(),
        }
    }

    /// A number in the unit of a step: that of the fact, where it is an answer.
    fn measured(&self, step: &Step, number: rust_decimal::Decimal) -> String {
        match &step.what {
            What::Answered(fact, _) | What::Missing(fact) => {
                self.words.measured(self.library, fact, number, self.currency)
            }
            _ => self.words.value(number, unit_of(step), self.currency),
        }
    }

    /// What a figure is called: the fact, the line, or how it is made.
    fn name(&self, step: &Step) -> String {
        let words = self.words;
        match &step.what {
            What::Answered(fact, _) | What::Missing(fact) => words.fact(self.library, fact),
            What::Share(rate) => {
                let of = step.parts.first().map_or_else(String::new, |part| self.name(part));
                say!(words, "amount-share", rate = words.percent(rate.0), of = of)
            }
            What::Fixed => self.value(step),
            _ => self.say(step).label,
        }
    }

    fn choices(&self, fact: &crate::model::id::FactId, choices: &[String]) -> String {
        let fact = self.library.facts.get(fact).map(AsRef::as_ref);
        let names: Vec<String> =
            choices.iter().map(|id| self.words.answer(fact, &Answer::Choice(id.clone()), self.currency)).collect();
        self.words.list_or(&names)
    }

    fn incentive(&self, policy: &PolicyId, incentive: &IncentiveId) -> Option<(&Policy, &Incentive)> {
        let policy = self.library.policies.get(policy)?;
        Some((policy, policy.incentive(incentive)?))
    }
}

fn unit_of(step: &Step) -> Unit {
    match step.value {
        Value::Amount(_, unit) => unit,
        _ => Unit::Money,
    }
}

fn sign(is: Comparison) -> &'static str {
    match is {
        Comparison::AtLeast => "≥",
        Comparison::MoreThan => ">",
        Comparison::AtMost => "≤",
        Comparison::LessThan => "<",
    }
}
