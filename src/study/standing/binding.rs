//! The rule that decides an amount: the cap that is reached, or the condition that fails.
//!
//! It returns the step; `words` makes a sentence of it.

use crate::model::id::{IncentiveId, PolicyId};
use crate::rules::assess::Assessment;
use crate::rules::fraction::Fraction;
use crate::rules::outcome::{Award, Outcome};
use crate::rules::step::{Step, StepKind};
use crate::rules::value::Truth;

/// The rule that decides an amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// The policy.
    pub policy: PolicyId,
    /// The incentive; none for a cap over several.
    pub incentive: Option<IncentiveId>,
    /// The kind of rule.
    pub kind: Kind,
    /// The step that decides.
    pub step: Step,
}

/// The kind of rule that decides an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A cap is reached.
    Cap,
    /// The step of a table that is reached; a higher one would give more.
    Threshold,
    /// A condition is not met, and nothing is given.
    Condition,
    /// The amount is a fixed figure of the policy.
    Fixed,
}

/// The rule that decides the amount of a place: a cap over several incentives that reduces it; otherwise the rule of
/// the award that may pay most; otherwise, if nothing may be paid, the condition of the incentive that fails the
/// fewest.
#[must_use]
pub fn binding(one: &Assessment) -> Option<Binding> {
    let shared = one.reductions.iter().filter(|reduction| reduction.takes()).find_map(|reduction| {
        let policy = match &reduction.step.what {
            StepKind::Policy(policy, rule) => rule.cap().map(|_| policy.clone()),
            StepKind::Group(_, rule) => rule.cap().and_then(|_| first_policy(&reduction.step)),
            _ => None,
        }?;
        Some(Binding { policy, incentive: None, kind: Kind::Cap, step: bare(&reduction.step) })
    });
    let of = |award: &Award, kind: Kind, step: &Step| Binding {
        policy: award.policy.clone(),
        incentive: Some(award.incentive.clone()),
        kind,
        step: step.clone(),
    };
    let most = one.possible.taken.iter().max_by_key(|(_, paid)| paid.unwrap_or(Fraction::MAX));
    let paying = || {
        let award =
            one.awards.get(most?.0).filter(|award| award.outcome.ceiling().is_none_or(|most| !most.is_zero()))?;
        let (kind, step) = decisive(&award.step).unwrap_or((Kind::Fixed, &award.step));
        Some(of(award, kind, step))
    };
    let lacking = || {
        let failed = one.awards.iter().filter_map(|award| match &award.outcome {
            Outcome::NotEligible(failed) => Some((award, failed.len(), failed.first()?)),
            _ => None,
        });
        let (award, _, step) = failed.min_by_key(|(_, count, _)| *count)?;
        Some(of(award, Kind::Condition, step))
    };
    shared.or_else(paying).or_else(lacking)
}

/// The step of a rule without its parts.
fn bare(step: &Step) -> Step {
    let mut bare = step.clone();
    bare.parts.clear();
    bare
}

fn first_policy(step: &Step) -> Option<PolicyId> {
    match &step.what {
        StepKind::Incentive(policy, _) => Some(policy.clone()),
        _ => step.parts.iter().find_map(first_policy),
    }
}

/// The outermost cap that is reached or step of a table below another.
fn decisive(step: &Step) -> Option<(Kind, &Step)> {
    match &step.what {
        StepKind::Cap(Truth::Yes) | StepKind::WithinTotal(_, Truth::Yes) | StepKind::PerUnit(_, Truth::Yes) => {
            Some((Kind::Cap, step))
        }
        StepKind::Tier(tier) if tier.reached.is_some() && tier.next.is_some() => Some((Kind::Threshold, step)),
        // A condition decides whether there is an amount; its parts do not decide how much.
        _ => step.parts.iter().find_map(decisive),
    }
}
