//! Steps and outcomes in words. The window, reports and the command line share these sentences.

use super::Words;
use super::names::locator;
use crate::model::id::{IncentiveId, PolicyId};
use crate::model::library::Library;
use crate::model::policy::{Basis, Incentive, Policy};
use crate::model::production::{Answer, Currency};
use crate::model::source::Citation;
use crate::rules::fraction::Fraction;
use crate::rules::outcome::{Award, Outcome, Unpriced};
use crate::rules::step::{Comparison, Step, StepKind, Value};
use crate::rules::value::Truth;
use crate::say;

/// A step in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The name of the step.
    pub label: String,
    /// Its result.
    pub value: String,
    /// A remark: whether a cap was reached, how far a condition was missed.
    pub note: String,
    /// Whether it decided the result: a cap was reached, or a condition failed.
    pub decisive: bool,
}

/// The names that the explanation of a policy needs.
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
            // The rule was calculated and gives nothing. The tag "up to" would promise something.
            Outcome::Paid { floor, ceiling } if floor.is_zero() && ceiling.is_zero() => say!(words, "outcome-zero"),
            Outcome::Paid { floor, ceiling } if floor == ceiling && award.basis == Basis::Entitlement => {
                say!(words, "outcome-paid-certain")
            }
            Outcome::Paid { .. } => words.basis(award.basis),
            Outcome::NotEligible(_) => say!(words, "outcome-not-eligible"),
            Outcome::NeedsAnswer { .. } => say!(words, "outcome-needs-answer"),
            Outcome::NotCalculable(Unpriced::InKind) => words.basis(Basis::InKind),
            Outcome::NotCalculable(Unpriced::CaseByCase) => words.basis(Basis::CaseByCase),
            Outcome::NotCalculable(Unpriced::NotPublished) => say!(words, "not-published"),
            Outcome::NotCalculable(Unpriced::NotInForce(status)) => words.status(*status),
            Outcome::NotCalculable(_) => say!(words, "outcome-not-calculable"),
            Outcome::Conflict { .. } => say!(words, "outcome-conflict"),
        }
    }

    /// The reason for the outcome of an award, in one sentence.
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
                Unpriced::InKind => {
                    match self.incentive(&award.policy, &award.incentive).and_then(|(_, i)| i.note.as_ref()) {
                        Some(note) => say!(words, "reason-in-kind-note", note = words.text(note)),
                        None => say!(words, "reason-in-kind"),
                    }
                }
                Unpriced::CaseByCase => say!(words, "reason-case-by-case", issuer = issuer()),
                Unpriced::NotPublished => say!(words, "reason-not-published", issuer = issuer()),
                Unpriced::NotInForce(status) => say!(words, "reason-not-in-force", status = words.status(*status)),
                Unpriced::OtherCurrency => {
                    let policy = self.library.policies.get(&award.policy);
                    let code = policy.map_or(Currency::CNY, |policy| policy.currency);
                    say!(words, "reason-other-currency", policy = code.code(), production = self.currency.code())
                }
                Unpriced::TooLarge => say!(words, "reason-too-large"),
            },
            Outcome::Conflict { clauses, .. } => {
                let readings = clauses.iter().flat_map(|clause| &clause.parts).map(|reading| self.reading(reading));
                say!(words, "reason-conflict-readings", readings = words.list_or(&readings.collect::<Vec<_>>()))
            }
        }
    }

    /// One reading of a contradiction, with its sources.
    fn reading(&self, reading: &Step) -> String {
        let words = self.words;
        let said = reading.parts.first().map_or_else(String::new, |part| match part.value {
            Value::Amount(..) => self.worked_award(part),
            Value::Holds(_) | Value::Said => self.say(part).label,
        });
        let title = |cite: &Citation| {
            let title = words.text(&self.library.sources.get(&cite.source)?.title).to_owned();
            let at = locator(words.language, &cite.at);
            Some(if at.is_empty() { title } else { format!("{title}{}{at}", words.comma()) })
        };
        let titles: Vec<String> = reading.cites().iter().filter_map(title).collect();
        if titles.is_empty() { said } else { say!(words, "cited", what = said, sources = titles.join(&words.comma())) }
    }

    /// A failed condition, and by how much it was missed.
    #[must_use]
    pub fn failed(&self, step: &Step) -> String {
        let words = self.words;
        let part = |at: usize| step.parts.get(at);
        match &step.what {
            StepKind::Compare { is, gap } => {
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
                // A value at a strict limit misses it by no amount that can be named.
                let at_limit = gap.is_zero();
                let gap = self.measured(left, *gap);
                match is {
                    _ if at_limit => {
                        say!(words, "failed-compare-equal", left = name, value = value, condition = bound)
                    }
                    Comparison::AtLeast | Comparison::MoreThan => {
                        say!(words, "failed-compare", left = name, value = value, condition = bound, gap = gap)
                    }
                    Comparison::Equals => {
                        say!(words, "failed-compare-equal", left = name, value = value, condition = bound)
                    }
                    Comparison::AtMost | Comparison::LessThan => {
                        say!(words, "failed-compare-over", left = name, value = value, condition = bound, gap = gap)
                    }
                }
            }
            StepKind::Yes(fact) => say!(words, "failed-yes", fact = words.fact(self.library, fact)),
            StepKind::Claimant(fact) => say!(words, "failed-role", role = words.fact(self.library, fact)),
            StepKind::OneOf(fact, choices) => say!(
                words,
                "failed-one-of",
                fact = words.fact(self.library, fact),
                value = part(0).map_or_else(String::new, |step| self.value(step)),
                choices = self.choices(fact, choices)
            ),
            StepKind::OnOrAfter(fact, date) => say!(
                words,
                "failed-date-after",
                fact = words.fact(self.library, fact),
                value = part(0).map_or_else(String::new, |step| self.value(step)),
                date = words.date(*date)
            ),
            StepKind::OnOrBefore(fact, date) => say!(
                words,
                "failed-date-before",
                fact = words.fact(self.library, fact),
                value = part(0).map_or_else(String::new, |step| self.value(step)),
                date = words.date(*date)
            ),
            StepKind::Any => {
                let parts: Vec<String> = step.parts.iter().map(|part| self.failed(part)).collect();
                say!(words, "failed-any", conditions = words.list_or(&parts))
            }
            StepKind::All | StepKind::Contested | StepKind::Reading => {
                let fails = step.parts.iter().filter(|part| part.truth() == Truth::No);
                fails.map(|part| self.failed(part)).collect::<Vec<_>>().join(&words.comma())
            }
            StepKind::Not => {
                say!(words, "failed-not", condition = part(0).map_or_else(String::new, |step| self.say(step).label))
            }
            _ => self.say(step).label,
        }
    }

    /// How far below its cap an amount is.
    pub(super) fn room(&self, step: &Step) -> Option<String> {
        let [cap, of] = step.parts.as_slice() else { return None };
        let (Value::Amount(cap, unit), Value::Amount(of, _)) = (cap.value, of.value) else { return None };
        let room = cap.exact()?.minus(of.exact()?)?;
        (!room.is_zero()).then(|| say!(self.words, "step-cap-room", room = self.words.value(room, unit, self.currency)))
    }

    pub(super) fn comparison(&self, step: &Step, is: Comparison) -> String {
        let words = self.words;
        let left = step.parts.first().map_or_else(String::new, |part| self.name(part));
        let right = step.parts.get(1).map_or_else(String::new, |part| match &part.what {
            StepKind::Fixed => self.boundary(step),
            _ => self.name(part),
        });
        match is {
            Comparison::AtLeast => say!(words, "condition-at-least", left = left, right = right),
            Comparison::MoreThan => say!(words, "condition-more-than", left = left, right = right),
            Comparison::AtMost => say!(words, "condition-at-most", left = left, right = right),
            Comparison::LessThan => say!(words, "condition-less-than", left = left, right = right),
            Comparison::Equals => say!(words, "condition-equals", left = left, right = right),
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

    /// A number in the unit of a step: that of the fact if it is an answer.
    pub(super) fn measured(&self, step: &Step, number: Fraction) -> String {
        match &step.what {
            StepKind::Answered(fact, _) | StepKind::Missing(fact) => {
                self.words.measured(self.library, fact, number.decimal(), self.currency)
            }
            _ => self.words.value(number, step.unit(), self.currency),
        }
    }

    /// The name of a figure: the fact, the line, or how it is calculated.
    pub(super) fn name(&self, step: &Step) -> String {
        let words = self.words;
        match &step.what {
            StepKind::Answered(fact, _) | StepKind::Missing(fact) => words.fact(self.library, fact),
            StepKind::Share(rate) => {
                let of = step.parts.first().map_or_else(String::new, |part| self.name(part));
                say!(words, "amount-share", rate = words.percent(rate.0), of = of)
            }
            StepKind::Fixed => self.value(step),
            StepKind::Product | StepKind::Sum => {
                let names: Vec<String> = step.parts.iter().map(|part| self.name(part)).collect();
                let product = step.what == StepKind::Product;
                names.join(&if product { say!(words, "amount-times") } else { say!(words, "amount-plus") })
            }
            // It is named after the branch that was taken.
            StepKind::If(Truth::Yes) => step.parts.get(1).map_or_else(String::new, |part| self.name(part)),
            StepKind::If(Truth::No) if step.parts.len() > 1 => {
                step.parts.get(1).map_or_else(String::new, |part| self.name(part))
            }
            StepKind::Cap(_) | StepKind::Floor(_) => step.parts.get(1).map_or_else(String::new, |part| self.name(part)),
            _ => self.say(step).label,
        }
    }

    pub(super) fn choices(&self, fact: &crate::model::id::FactId, choices: &[String]) -> String {
        let fact = self.library.facts.get(fact).map(AsRef::as_ref);
        let names: Vec<String> = choices
            .iter()
            .map(|id| self.words.answer(fact, &Answer::Choice(id.as_str().into()), self.currency))
            .collect();
        self.words.list_or(&names)
    }

    pub(super) fn incentive(&self, policy: &PolicyId, incentive: &IncentiveId) -> Option<(&Policy, &Incentive)> {
        let policy = self.library.policies.get(policy)?;
        Some((policy, policy.incentive(incentive)?))
    }
}

fn sign(is: Comparison) -> &'static str {
    match is {
        Comparison::AtLeast => "≥",
        Comparison::MoreThan => ">",
        Comparison::AtMost => "≤",
        Comparison::LessThan => "<",
        Comparison::Equals => "=",
    }
}
