//! Worked examples in words: differences from the expected result.

use rust_decimal::Decimal;

use super::Words;
use super::explain::Telling;
use crate::model::example::{Example, ExpectedOutcome, Origin};
use crate::model::id::{FactId, IncentiveId, PolicyId};
use crate::model::policy::Policy;
use crate::model::production::Answer;
use crate::rules::outcome::{Award, Outcome};
use crate::rules::step::Unit;
use crate::rules::value::Range;
use crate::say;
use crate::study::examples::{Difference, FigureOf};

impl Words {
    /// The origin of the result of an example.
    #[must_use]
    pub fn origin(&self, origin: Origin) -> String {
        match origin {
            Origin::Published => say!(self, "example-published"),
            Origin::Computed => say!(self, "example-computed"),
        }
    }
}

impl Telling<'_> {
    /// A difference from the expected result, in one sentence.
    #[must_use]
    pub fn difference(&self, policy: &Policy, difference: &Difference) -> String {
        let [what, expected, found] = self.compared(policy, difference);
        // Two figures that look the same when rounded are shown with all digits.
        match expected == found {
            true => say!(self.words, "example-difference-hidden", what = what, expected = expected, found = found),
            false => say!(self.words, "example-difference", what = what, expected = expected, found = found),
        }
    }

    /// A result of an example: its name, the expected and the calculated value.
    #[must_use]
    pub fn compared(&self, policy: &Policy, difference: &Difference) -> [String; 3] {
        let words = self.words;
        let name = |incentive: &IncentiveId| {
            let incentive = policy.incentive(incentive).map(|incentive| words.text(&incentive.name).to_owned());
            incentive.unwrap_or_default()
        };
        match difference {
            Difference::Outcome { incentive, expected, found } => {
                let found = found.as_ref().map_or_else(|| say!(words, "example-nothing"), |found| self.came_out(found));
                [name(incentive), self.expected(expected), found]
            }
            Difference::Figure { of, expected, found } => {
                let what = match of {
                    FigureOf::Line(line) => {
                        policy.line(line).map_or_else(String::new, |line| words.text(&line.label).to_owned())
                    }
                    FigureOf::Net(incentive) => say!(words, "example-net", name = name(incentive)),
                    FigureOf::Instalments(incentive) => say!(words, "example-instalments", name = name(incentive)),
                    FigureOf::Floor => say!(words, "example-floor"),
                    FigureOf::Ceiling => say!(words, "example-ceiling"),
                };
                let ranges: Vec<Range> = expected.iter().copied().map(Range::exactly).collect();
                [what, self.figures(&ranges), self.figures(found)]
            }
            Difference::NoLimit { expected, because } => {
                let names: Vec<String> = because.iter().map(|id| self.policy_title(id)).collect();
                let found = match names.is_empty() {
                    true => say!(words, "no-limit-known"),
                    false => {
                        say!(words, "cited", what = say!(words, "no-limit-known"), sources = words.list_and(&names))
                    }
                };
                [say!(words, "example-ceiling"), self.figures(&[Range::exactly(*expected)]), found]
            }
        }
    }

    /// The inputs of an example, and the expected result.
    #[must_use]
    pub fn example(&self, policy: &Policy, example: &Example) -> String {
        let words = self.words;
        let answer = |(id, answer): (&FactId, &Answer)| {
            let fact = self.library.facts.get(id).map(AsRef::as_ref);
            let value = words.answer(fact, answer, self.currency);
            say!(words, "example-expects", what = words.fact(self.library, id), expected = value)
        };
        let given: Vec<String> = example.answers.iter().map(answer).collect();
        let expected = example.expect.incentives.iter().map(|(id, expected)| {
            let name = policy.incentive(id).map(|incentive| words.text(&incentive.name)).unwrap_or_default();
            say!(words, "example-expects", what = name, expected = self.expected(expected))
        });
        let expected: Vec<String> = expected.collect();
        let given = say!(words, "example-given", answers = given.join(&words.comma()));
        format!("{given} → {}", expected.join(&words.semicolon()))
    }

    fn figures(&self, ranges: &[Range]) -> String {
        if ranges.is_empty() {
            return say!(self.words, "example-nothing");
        }
        let said = |range: &Range| self.words.range(*range, Unit::Count, self.currency);
        ranges.iter().map(said).collect::<Vec<_>>().join(&self.words.comma())
    }

    fn expected(&self, expected: &ExpectedOutcome) -> String {
        let words = self.words;
        let money = |amount: Decimal| words.money(amount, self.currency);
        match expected {
            ExpectedOutcome::Paid(amount) => money(amount.0),
            // Written like the calculated result, so that both can be compared.
            ExpectedOutcome::UpTo(amount) => {
                words.range(Range::between(Decimal::ZERO, amount.0), Unit::Money, self.currency)
            }
            ExpectedOutcome::Between(low, high) => {
                words.range(Range::between(low.0, high.0), Unit::Money, self.currency)
            }
            ExpectedOutcome::NotEligible => say!(words, "outcome-not-eligible"),
            ExpectedOutcome::NeedsAnswer(facts) => {
                let facts: Vec<String> = facts.iter().map(|fact| words.fact(self.library, fact)).collect();
                say!(words, "reason-needs", facts = facts.join(&words.comma()))
            }
            ExpectedOutcome::NotCalculable => say!(words, "outcome-not-calculable"),
            ExpectedOutcome::Conflict => say!(words, "outcome-conflict"),
        }
    }

    fn policy_title(&self, id: &PolicyId) -> String {
        let policy = self.library.policies.get(id);
        policy.map_or_else(|| id.to_string(), |policy| self.words.text(&policy.title).to_owned())
    }

    fn came_out(&self, found: &Award) -> String {
        let words = self.words;
        match &found.outcome {
            Outcome::Paid { floor, ceiling } if floor == ceiling => words.money(*floor, self.currency),
            Outcome::Paid { floor, ceiling } => {
                words.range(Range::between(*floor, *ceiling), Unit::Money, self.currency)
            }
            Outcome::NotEligible(failed) => {
                let failed: Vec<String> = failed.iter().map(|step| self.failed(step)).collect();
                say!(
                    words,
                    "cited",
                    what = say!(words, "outcome-not-eligible"),
                    sources = failed.join(&words.semicolon())
                )
            }
            Outcome::NeedsAnswer { facts, .. } => {
                let facts: Vec<String> = facts.iter().map(|fact| words.fact(self.library, fact)).collect();
                say!(words, "reason-needs", facts = facts.join(&words.comma()))
            }
            Outcome::NotCalculable(_) | Outcome::Conflict { .. } => {
                let what = match found.outcome {
                    Outcome::Conflict { .. } => say!(words, "outcome-conflict"),
                    _ => say!(words, "outcome-not-calculable"),
                };
                say!(words, "cited", what = what, sources = self.reason(found))
            }
        }
    }
}
