//! Conditions, and comparisons of ranges.

use std::sync::Arc;

use super::amount::DEEPEST;
use super::context::{Case, KnownLines};
use super::explain::{Bare, Explain};
use super::fraction::Fraction;
use super::step::{Comparison, Step, StepKind, Value};
use super::value::{EvalError, Range, Truth};
use crate::model::amount::{Amount, Bound, Limit};
use crate::model::condition::Condition;
use crate::model::production::Answer;

impl Case<'_> {
    /// Calculates a condition.
    ///
    /// # Errors
    /// The reason that it cannot be calculated.
    pub fn condition(&self, condition: &Condition) -> Result<Step, EvalError> {
        self.decided(condition)
    }

    /// Whether a condition holds, without steps.
    ///
    /// # Errors
    /// The reason that it cannot be calculated.
    pub fn truth_of(&self, condition: &Condition) -> Result<Truth, EvalError> {
        self.decided::<Bare>(condition).map(|bare| bare.truth())
    }

    fn decided<M: Explain>(&self, condition: &Condition) -> Result<M, EvalError> {
        match self.known_lines() {
            Some(_) => self.condition_at::<M>(condition, 0),
            None => self.beside(&KnownLines::default()).condition_at::<M>(condition, 0),
        }
    }

    pub(super) fn condition_at<M: Explain>(&self, condition: &Condition, depth: usize) -> Result<M, EvalError> {
        if depth > DEEPEST {
            return Err(EvalError::TooLarge);
        }
        Ok(match condition {
            Condition::All(all) | Condition::Any(all) => {
                let every = matches!(condition, Condition::All(_));
                let mut truth = Truth::from(every);
                let mut parts = Vec::with_capacity(all.len());
                for one in all {
                    let step: M = self.condition_at::<M>(one, depth + 1)?;
                    truth = if every { truth.and(step.truth()) } else { truth.or(step.truth()) };
                    parts.push(step);
                }
                M::holds(|| if every { StepKind::All } else { StepKind::Any }, truth, parts)
            }
            Condition::Not(one) => {
                let step: M = self.condition_at::<M>(one, depth + 1)?;
                M::holds(|| StepKind::Not, !step.truth(), [step])
            }
            Condition::Yes(id) => M::holds(|| StepKind::Yes(id.clone()), self.yes(id), [self.said(id)]),
            Condition::OneOf(id, choices) => {
                let truth = match self.answer(id) {
                    Some(Answer::Choice(answer)) => Truth::from(choices.iter().any(|choice| **choice == **answer)),
                    _ if self.always(id, |answer| choices.iter().any(|choice| **choice == *answer)) => Truth::Yes,
                    _ => Truth::Unknown,
                };
                M::holds(|| StepKind::OneOf(id.clone(), choices.clone()), truth, [self.said(id)])
            }
            Condition::AtLeast(a, b) => self.compared(a, b, Comparison::AtLeast, depth)?,
            Condition::MoreThan(a, b) => self.compared(a, b, Comparison::MoreThan, depth)?,
            Condition::AtMost(a, b) => self.compared(a, b, Comparison::AtMost, depth)?,
            Condition::LessThan(a, b) => self.compared(a, b, Comparison::LessThan, depth)?,
            Condition::Equals(a, b) => self.compared(a, b, Comparison::Equals, depth)?,
            Condition::OnOrAfter(id, date) => {
                let truth = match self.answer(id) {
                    Some(Answer::Date(day)) => Truth::from(*day >= date.first_day()),
                    _ => Truth::Unknown,
                };
                M::holds(|| StepKind::OnOrAfter(id.clone(), *date), truth, [self.said(id)])
            }
            Condition::OnOrBefore(id, date) => {
                let truth = match self.answer(id) {
                    Some(Answer::Date(day)) => Truth::from(*day <= date.last_day()),
                    _ => Truth::Unknown,
                };
                M::holds(|| StepKind::OnOrBefore(id.clone(), *date), truth, [self.said(id)])
            }
            Condition::Contested(readings) => {
                let mut parts = Vec::with_capacity(readings.len());
                for reading in readings {
                    let step: M = self.condition_at::<M>(&reading.gives, depth + 1)?;
                    parts.push(M::holds(|| StepKind::Reading, step.truth(), [step]).citing(&reading.cites));
                }
                let mut truths = parts.iter().map(M::truth);
                let first = truths.next().unwrap_or(Truth::Yes);
                let truth = if truths.all(|truth| truth == first) { first } else { Truth::Unknown };
                M::contesting(Value::Holds(truth), parts)
            }
            Condition::Unclear { of, cites } => {
                M::holds(|| StepKind::Unclear(Arc::clone(of)), Truth::Unknown, []).citing(cites)
            }
        })
    }

    fn compared<M: Explain>(&self, a: &Amount, b: &Amount, is: Comparison, depth: usize) -> Result<M, EvalError> {
        let left: M = self.amount_at::<M>(a, depth + 1)?;
        let right = self.amount_at::<M>(b, depth + 1)?.with_unit(left.unit());
        let (one, other) = (left.range(), right.range());
        let truth = match is {
            Comparison::AtLeast => !exceeds(other, one),
            Comparison::MoreThan => exceeds(one, other),
            Comparison::AtMost => !exceeds(one, other),
            Comparison::LessThan => exceeds(other, one),
            Comparison::Equals => equals(one, other),
        };
        let gap = one.exact().zip(other.exact()).and_then(|(a, b)| a.minus(b)).map(Fraction::abs);
        Ok(M::holds(|| StepKind::Compare { is, gap }, truth, [left, right]))
    }
}

/// Whether `a` is greater than `b`.
pub(super) fn exceeds(a: Range, b: Range) -> Truth {
    if let (Some(a), Some(b)) = (a.point(), b.point()) {
        return Truth::from(a > b);
    }
    if b.high.is_some_and(|most| a.low > most) {
        Truth::Yes
    } else if a.high.is_some_and(|most| most <= b.low) {
        Truth::No
    } else {
        Truth::Unknown
    }
}

fn equals(a: Range, b: Range) -> Truth {
    match (a.exact(), b.exact()) {
        (Some(a), Some(b)) => Truth::from(a == b),
        _ if exceeds(a, b) == Truth::Yes || exceeds(b, a) == Truth::Yes => Truth::No,
        _ => Truth::Unknown,
    }
}

/// Whether a value reaches the start of a step.
pub(super) fn reaches(value: Range, bound: Bound) -> Truth {
    match bound {
        Bound::AtLeast(from) => !exceeds(Range::exactly(from.0), value),
        Bound::MoreThan(from) => exceeds(value, Range::exactly(from.0)),
    }
}

/// Whether a value is within the end of a step.
pub(super) fn within(value: Range, limit: Limit) -> Truth {
    match limit {
        Limit::AtMost(to) => !exceeds(value, Range::exactly(to.0)),
        Limit::LessThan(to) => exceeds(Range::exactly(to.0), value),
    }
}
