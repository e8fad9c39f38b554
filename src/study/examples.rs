//! Calculates the examples of policies and compares the results with the expected ones.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::model::example::{Example, ExpectedOutcome};
use crate::model::id::{FactId, IncentiveId, LineId, PolicyId};
use crate::model::library::Library;
use crate::model::policy::Policy;
use crate::model::production::{Currency, Production};
use crate::rules::assess::{Assessment, assess_in};
use crate::rules::context::{Case, Context};
use crate::rules::fraction::Fraction;
use crate::rules::outcome::{Award, Outcome};
use crate::rules::step::Step;
use crate::rules::value::Range;
use crate::study::lines::aside;

/// The result of an example.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// All expected results beside the calculated ones, and whether they agree.
    pub results: Vec<(Difference, bool)>,
    /// Those that do not agree; empty if all do.
    pub differences: Vec<Difference>,
    /// The calculated assessment.
    pub assessment: Assessment,
    /// The currency of the example.
    pub currency: Currency,
    /// The calculation of lines of its policy that no incentive uses.
    pub aside: Vec<Step>,
}

impl Verdict {
    /// Whether all results are as expected.
    #[must_use]
    pub fn passes(&self) -> bool {
        self.differences.is_empty()
    }
}

/// An expected result beside the calculated one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// The outcome of an incentive.
    Outcome {
        /// The incentive.
        incentive: IncentiveId,
        /// The expected outcome.
        expected: ExpectedOutcome,
        /// The calculated outcome; none if it was not calculated.
        found: Option<Box<Award>>,
    },
    /// A figure.
    Figure {
        /// The figure.
        of: FigureOf,
        /// The expected values.
        expected: Vec<Decimal>,
        /// The calculated values; empty if there are none.
        found: Vec<Range>,
    },
    /// An unbounded total where a figure is expected.
    NoLimit {
        /// The expected total.
        expected: Decimal,
        /// The policies in which an open answer or an unpublished amount makes it unbounded.
        because: Vec<PolicyId>,
    },
}

/// A figure of an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FigureOf {
    /// A named line.
    Line(LineId),
    /// The net cash of an incentive.
    Net(IncentiveId),
    /// The instalments of an incentive.
    Instalments(IncentiveId),
    /// The certain amount of the place.
    Floor,
    /// The possible amount of the place.
    Ceiling,
}

/// The day for which an example is calculated.
#[must_use]
pub fn day(policy: &Policy, example: &Example) -> Date {
    example.on.unwrap_or(policy.checked_on).last_day()
}

/// Calculates an example. Of incentives only those of its own policy count; the totals are those of the place.
#[must_use]
pub fn run(library: &Library, policy: &Policy, example: &Example) -> Verdict {
    let currency = example.currency.unwrap_or(policy.currency);
    let production = Production { currency, answers: example.answers.clone(), ..Production::default() };
    let context = Context::new(library, &production, day(policy, example));
    let place = example.place.as_ref().unwrap_or(&policy.place);
    let assessment = assess_in(&context, place);
    let mut results: Vec<(Difference, bool)> = Vec::new();
    let award = |incentive: &IncentiveId| assessment.award(&policy.id, incentive);
    let printed = Printed { to: example.expect.rounded_to.map(|to| to.0) };
    for (incentive, expected) in &example.expect.incentives {
        let found = award(incentive);
        let same = found.is_some_and(|found| printed.is_as(&found.outcome, expected));
        let (incentive, found) = (incentive.clone(), found.cloned().map(Box::new));
        results.push((Difference::Outcome { incentive, expected: expected.clone(), found }, same));
    }
    let mut figure = |of: FigureOf, expected: Vec<Decimal>, found: Vec<Range>| {
        let same = expected.len() == found.len()
            && expected
                .iter()
                .zip(&found)
                .all(|(expected, found)| found.exact().is_some_and(|found| printed.same(found, *expected)));
        results.push((Difference::Figure { of, expected, found }, same));
    };
    let case = Case::new(&context, policy, place);
    for (line, expected) in &example.expect.lines {
        let found = policy.line(line).and_then(|line| case.amount(&line.amount).ok()).map(|step| step.range());
        figure(FigureOf::Line(line.clone()), vec![expected.0], found.into_iter().collect());
    }
    let cash = |incentive: &IncentiveId| award(incentive).and_then(|award: &Award| award.cash.as_ref());
    for (incentive, expected) in &example.expect.net {
        let found = cash(incentive).map(|cash| cash.net);
        figure(FigureOf::Net(incentive.clone()), vec![expected.0], found.into_iter().collect());
    }
    for (incentive, expected) in &example.expect.instalments {
        let found = cash(incentive).map(|cash| cash.instalments.iter().map(|(_, amount)| *amount).collect());
        let expected = expected.iter().map(|amount| amount.0).collect();
        figure(FigureOf::Instalments(incentive.clone()), expected, found.unwrap_or_default());
    }
    if let Some(expected) = example.expect.floor {
        figure(FigureOf::Floor, vec![expected.0], vec![Range::exactly(assessment.floor)]);
    }
    if let Some(expected) = example.expect.ceiling {
        match assessment.ceiling {
            Some(most) => figure(FigureOf::Ceiling, vec![expected.0], vec![Range::exactly(most)]),
            None => {
                let mut because: Vec<PolicyId> = Vec::new();
                for award in assessment.awards.iter().filter(|award| award.outcome.ceiling().is_none()) {
                    if !because.contains(&award.policy) {
                        because.push(award.policy.clone());
                    }
                }
                results.push((Difference::NoLimit { expected: expected.0, because }, false));
            }
        }
    }
    let own = aside(&context, place).into_iter().filter(|aside| aside.policy == policy.id);
    let aside = own.map(|aside| aside.step).collect();
    let differences = results.iter().filter(|(_, same)| !same).map(|(result, _)| result.clone()).collect();
    Verdict { results, differences, assessment, currency, aside }
}

/// Figures as a source prints them, possibly rounded.
#[derive(Clone, Copy, Debug)]
struct Printed {
    /// The unit of rounding; none if figures are exact.
    to: Option<Decimal>,
}

impl Printed {
    /// Whether a figure agrees with a printed one: it is equal, or differs by at most half of the unit.
    fn same(self, found: Fraction, printed: Decimal) -> bool {
        let near = |to: Decimal| {
            let apart = found.minus(Fraction::of(printed)).map(Fraction::abs);
            apart.and_then(|apart| apart.plus(apart)).is_some_and(|twice| twice <= Fraction::of(to))
        };
        found == printed || self.to.is_some_and(near)
    }

    fn is_as(self, found: &Outcome, expected: &ExpectedOutcome) -> bool {
        let between = |low: Decimal, high: Decimal| match found {
            Outcome::Paid { floor, ceiling } => self.same(*floor, low) && self.same(*ceiling, high),
            _ => false,
        };
        is_as(found, expected, between)
    }
}

fn is_as(found: &Outcome, expected: &ExpectedOutcome, between: impl Fn(Decimal, Decimal) -> bool) -> bool {
    match expected {
        // A range does not become a certain amount by rounding.
        ExpectedOutcome::Paid(amount) => {
            matches!(found, Outcome::Paid { floor, ceiling } if floor == ceiling) && between(amount.0, amount.0)
        }
        ExpectedOutcome::UpTo(amount) => between(Decimal::ZERO, amount.0),
        ExpectedOutcome::Between(low, high) => between(low.0, high.0),
        ExpectedOutcome::NotEligible => matches!(found, Outcome::NotEligible(_)),
        ExpectedOutcome::NeedsAnswer(expected) => match found {
            Outcome::NeedsAnswer { facts, .. } => sorted(facts) == sorted(expected),
            _ => false,
        },
        ExpectedOutcome::NotCalculable => matches!(found, Outcome::NotCalculable(_)),
        ExpectedOutcome::Conflict => matches!(found, Outcome::Conflict { .. }),
    }
}

fn sorted(facts: &[FactId]) -> Vec<&FactId> {
    let mut all: Vec<&FactId> = facts.iter().collect();
    all.sort();
    all
}
