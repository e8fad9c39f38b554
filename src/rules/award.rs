//! Calculates the result of one incentive.

use super::cash;
use super::context::{Case, KnownLines};
use super::explain::{Bare, Explain};
use super::fraction::Fraction;
use super::outcome::{Award, Outcome, Unpriced};
use super::step::{Step, StepKind, Unit, Value};
use super::value::{EvalError, Range, Truth};
use crate::model::policy::{Basis, Incentive, Status};

/// The result of an incentive, in the currency of the production.
#[must_use]
pub fn award(case: &Case<'_>, incentive: &Incentive) -> Award {
    made::<Step>(case, incentive, true)
}

/// The same without steps and cash, for callers that only need the outcome.
pub(super) fn bare_award(case: &Case<'_>, incentive: &Incentive) -> Award {
    made::<Bare>(case, incentive, false)
}

fn made<M: Explain>(case: &Case<'_>, incentive: &Incentive, with_cash: bool) -> Award {
    let known = KnownLines::default();
    let worked = decide::<M>(&case.beside(&known), incentive, 0).and_then(|worked| {
        // If the cash cannot be calculated, the award is still valid.
        let cash = if with_cash { cash::of(case, incentive, &worked.0).ok().flatten() } else { None };
        let cash = cash.map(Box::new);
        Ok((in_production_currency(case, worked)?, cash))
    });
    let ((outcome, step), cash) = worked.unwrap_or_else(|why| {
        let why = match why {
            EvalError::TooLarge => Unpriced::TooLarge,
            EvalError::NoRate => Unpriced::OtherCurrency,
        };
        let nothing = M::amount(|| StepKind::Sum, Range::ZERO, Unit::Money, []);
        ((Outcome::NotCalculable(why), nothing), None)
    });
    let what = StepKind::Incentive(case.policy.id.clone(), incentive.id.clone());
    let value = match outcome {
        Outcome::NotCalculable(_) => Value::Said,
        _ => Value::Amount(Range { low: outcome.floor(), high: outcome.ceiling() }, Unit::Money),
    };
    let step = Step::new(what, value, step.kept()).citing(&incentive.cites);
    Award {
        policy: case.policy.id.clone(),
        incentive: incentive.id.clone(),
        basis: incentive.basis,
        outcome,
        step,
        cash,
    }
}

/// The outcome, and the step with the conditions and the amount, in the currency of the policy.
pub(super) fn decide<M: Explain>(
    case: &Case<'_>,
    incentive: &Incentive,
    depth: usize,
) -> Result<(Outcome, M), EvalError> {
    let status = case.policy.status_of(incentive, case.context.day);
    let mut truth = Truth::from(status.can_pay());
    let mut parts = Vec::with_capacity(3);
    parts.push(M::holds(|| StepKind::InForce(status), truth, []));
    if let Some(role) = &incentive.claimant {
        let plays = case.yes(role);
        truth = truth.and(plays);
        parts.push(M::holds(|| StepKind::Claimant(role.clone()), plays, [case.said(role)]));
    }
    if !incentive.when.is_always() {
        let step: M = case.condition_at(&incentive.when, depth)?;
        truth = truth.and(step.truth());
        parts.push(step);
    }
    let conditions = M::holds(|| StepKind::All, truth, parts);
    if !status.can_pay() {
        return Ok((Outcome::NotCalculable(Unpriced::NotInForce(status)), conditions));
    }
    if truth == Truth::No {
        return Ok((Outcome::NotEligible(conditions.step().map(failed).unwrap_or_default()), conditions));
    }
    if incentive.basis == Basis::InKind {
        return Ok((Outcome::NotCalculable(Unpriced::InKind), conditions));
    }
    let Some(amount) = &incentive.amount else {
        return Ok((Outcome::NotCalculable(Unpriced::NotPublished), conditions));
    };
    let amount: M = case.amount_at(amount, depth)?;
    let range = amount.range();
    if incentive.basis == Basis::CaseByCase {
        // The amount may have any value, so missing answers to its conditions remain questions.
        return Ok((Outcome::NotCalculable(Unpriced::CaseByCase), pair(conditions, amount, Range::ANY)));
    }
    let certain = incentive.basis == Basis::Entitlement && status == Status::InForce;
    let floor = if certain && truth == Truth::Yes { range.low } else { Fraction::ZERO };
    let amount = if certain {
        amount
    } else {
        let what = if incentive.basis == Basis::Entitlement {
            StepKind::Unconfirmed
        } else {
            StepKind::Discretion(incentive.basis)
        };
        M::amount(|| what, Range { low: Fraction::ZERO, high: range.high }, Unit::Money, [amount])
    };
    let outcome = outcome(&conditions, &amount, range, floor);
    Ok((outcome, pair(conditions, amount, Range { low: floor, high: range.high })))
}

/// The outcome of an incentive whose conditions do not fail.
fn outcome<M: Explain>(conditions: &M, amount: &M, range: Range, floor: Fraction) -> Outcome {
    let truth = conditions.truth();
    match range.exact() {
        Some(ceiling) if truth == Truth::Yes => return Outcome::Paid { floor, ceiling },
        // The amount is zero in any case, for example because of a limit or a table.
        Some(ceiling) if ceiling.is_zero() => return Outcome::Paid { floor, ceiling },
        _ => {}
    }
    let mut facts = if truth == Truth::Unknown { conditions.missing() } else { Vec::new() };
    if range.exact().is_none() {
        let more = amount.missing();
        facts.extend(more.into_iter().filter(|fact| !facts.contains(fact)).collect::<Vec<_>>());
    }
    if !facts.is_empty() {
        return Outcome::NeedsAnswer { facts, floor, ceiling: range.high };
    }
    if conditions.is_contested() || amount.is_contested() {
        let kept = [conditions, amount].into_iter().filter_map(M::step);
        let clauses = kept.flat_map(Step::contested).cloned().collect();
        return Outcome::Conflict { clauses, floor, ceiling: range.high };
    }
    match range.high {
        // The applicant cannot answer what an authority or another award leaves open.
        Some(ceiling) => Outcome::Paid { floor, ceiling },
        None => Outcome::NotCalculable(Unpriced::NotPublished),
    }
}

fn pair<M: Explain>(conditions: M, amount: M, given: Range) -> M {
    let truth = conditions.truth();
    M::amount(|| StepKind::If(truth), given, Unit::Money, [conditions, amount])
}

/// The innermost conditions that make a condition false.
fn failed(step: &Step) -> Vec<Step> {
    match (&step.what, step.value) {
        (StepKind::All | StepKind::Contested | StepKind::Reading, Value::Holds(Truth::No)) => {
            step.parts.iter().flat_map(failed).collect()
        }
        (_, Value::Holds(Truth::No)) => vec![step.clone()],
        _ => vec![],
    }
}

/// The outcome with its amounts in the currency of the production.
fn in_production_currency<M: Explain>(case: &Case<'_>, worked: (Outcome, M)) -> Result<(Outcome, M), EvalError> {
    let (from, to) = (case.policy.currency, case.context.production.currency);
    let (mut outcome, mut step) = worked;
    if from == to {
        return Ok((outcome, step));
    }
    if let Outcome::NotEligible(steps) | Outcome::Conflict { clauses: steps, .. } = &mut outcome {
        steps.iter_mut().for_each(|step| step.stamp(from));
    }
    if matches!(outcome, Outcome::NotEligible(_) | Outcome::NotCalculable(_)) {
        step.stamp(from);
        return Ok((outcome, step));
    }
    let step = case.converted(step, from, to)?;
    let Range { low, high } = step.range();
    let outcome = match outcome {
        Outcome::Paid { .. } => Outcome::Paid { floor: low, ceiling: high.unwrap_or(low) },
        Outcome::NeedsAnswer { facts, .. } => Outcome::NeedsAnswer { facts, floor: low, ceiling: high },
        Outcome::Conflict { clauses, .. } => Outcome::Conflict { clauses, floor: low, ceiling: high },
        other => other,
    };
    Ok((outcome, step))
}
