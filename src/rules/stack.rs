//! Adds incentives up under the stacking rules of their policies.
//!
//! Groups are applied in the order they are written, each to what the earlier ones left.

use rust_decimal::Decimal;

use super::outcome::Award;
use super::step::{Step, Unit, Value, What};
use super::value::{Range, TooLarge};
use crate::model::id::{PlaceId, PolicyId};
use crate::model::policy::{Policy, StackingRule};
use crate::model::source::Citation;

/// A place where stacking took something away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reduction {
    /// The rule, as the step that applied it.
    pub step: Step,
    /// What the parts add up to.
    pub before: Range,
    /// What is left.
    pub after: Range,
}

/// Everything a place offers, and what stacking took away.
///
/// # Errors
/// [`TooLarge`] if a sum does not fit.
pub fn stack(
    place: &PlaceId,
    policies: &[&Policy],
    awards: &[Award],
) -> Result<(Range, Step, Vec<Reduction>), TooLarge> {
    let mut reductions = Vec::new();
    let mut nodes: Vec<Node> = awards.iter().map(Node::of).collect();
    for policy in policies {
        for group in &policy.stacking.groups {
            let members: Vec<(PolicyId, &str)> = group
                .members
                .iter()
                .map(|member| match member.split_once('/') {
                    Some((other, incentive)) => (other.into(), incentive),
                    None => (policy.id.clone(), member.as_str()),
                })
                .collect();
            let (inside, rest): (Vec<Node>, Vec<Node>) = nodes.into_iter().partition(|node| node.holds(&members));
            nodes = rest;
            if inside.is_empty() {
                continue;
            }
            let what = What::Group(group.label.clone(), group.rule);
            nodes.push(merge(&policy.id, what, group.rule, &group.cites, inside, &mut reductions)?);
        }
    }
    let mut totals = Vec::new();
    for policy in policies {
        let (inside, rest): (Vec<Node>, Vec<Node>) = nodes.into_iter().partition(|node| node.policy == policy.id);
        nodes = rest;
        if inside.is_empty() {
            continue;
        }
        let rule = policy.stacking.rule;
        let what = What::Policy(policy.id.clone(), rule);
        totals.push(merge(&policy.id, what, rule, &policy.stacking.cites, inside, &mut reductions)?);
    }
    totals.extend(nodes);
    let ranges: Vec<Range> = totals.iter().map(|node| node.range).collect();
    let range = combine(StackingRule::Unknown, &ranges)?;
    let parts = totals.into_iter().map(|node| node.step).collect();
    let step = Step::new(What::Place(place.clone()), Value::Amount(range, Unit::Money), parts);
    Ok((range, step, reductions))
}

/// What several amounts come to under a rule.
fn combine(rule: StackingRule, ranges: &[Range]) -> Result<Range, TooLarge> {
    let sum = ranges.iter().copied().try_fold(Range::ZERO, Range::plus)?;
    let highest = ranges.iter().copied().reduce(Range::max).unwrap_or(Range::ZERO);
    Ok(match rule {
        StackingRule::Sum => sum,
        StackingRule::Highest => highest,
        StackingRule::SumUpTo(cap) => sum.min(Range::exactly(cap.0)),
        // Only the highest is safe; the sum is possible.
        StackingRule::Unknown => Range { low: highest.low, high: sum.high },
    })
}

fn merge(
    policy: &PolicyId,
    what: What,
    rule: StackingRule,
    cites: &[Citation],
    inside: Vec<Node>,
    reductions: &mut Vec<Reduction>,
) -> Result<Node, TooLarge> {
    let ranges: Vec<Range> = inside.iter().map(|node| node.range).collect();
    let before = combine(StackingRule::Sum, &ranges)?;
    let range = combine(rule, &ranges)?;
    let members = inside.iter().flat_map(|node| node.members.clone()).collect();
    let parts = inside.into_iter().map(|node| node.step).collect();
    let step = Step::new(what, Value::Amount(range, Unit::Money), parts).citing(cites);
    if range != before {
        reductions.push(Reduction { step: step.clone(), before, after: range });
    }
    Ok(Node { policy: policy.clone(), members, range, step })
}

struct Node {
    policy: PolicyId,
    members: Vec<(PolicyId, String)>,
    range: Range,
    step: Step,
}

impl Node {
    fn of(award: &Award) -> Self {
        let low: Decimal = award.outcome.floor();
        Self {
            policy: award.policy.clone(),
            members: vec![(award.policy.clone(), award.incentive.to_string())],
            range: Range { low, high: award.outcome.ceiling() },
            step: award.step.clone(),
        }
    }

    fn holds(&self, members: &[(PolicyId, &str)]) -> bool {
        self.members.iter().any(|(policy, incentive)| members.iter().any(|(p, i)| p == policy && i == incentive))
    }
}
