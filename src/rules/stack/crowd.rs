//! The total of awards with too many rules between them to be examined. Nothing is certain, and the sum without any
//! rule is possible, so the true total is within the range.

use std::sync::Arc;

use super::solver::{Estimate, UNBOUNDED, bounded, weight};
use super::{Combination, Stacked};
use crate::model::id::PlaceId;
use crate::model::policy::Policy;
use crate::model::stacking::StackingRule;
use crate::rules::fraction::Fraction;
use crate::rules::outcome::Award;
use crate::rules::step::{Rule, Step, StepKind, Unit};
use crate::rules::value::Range;

pub(super) fn stacked(place: &PlaceId, policies: &[&Policy], awards: &[Arc<Award>]) -> Stacked {
    let sum = |awards: &[Arc<Award>], estimate: Estimate| -> Fraction {
        awards.iter().fold(Fraction::ZERO, |sum, award| sum.saturating_add(weight(award, estimate)).min(UNBOUNDED))
    };
    let range = |awards: &[Arc<Award>]| Range { low: Fraction::ZERO, high: bounded(sum(awards, Estimate::Possible)) };
    let mut rest = awards;
    let mut parts = Vec::new();
    for policy in policies {
        let (own, others) = rest.split_at(policy.incentives.len().min(rest.len()));
        rest = others;
        let rule = if matches!(policy.stacking.rule, StackingRule::Sum) { Rule::Sum } else { Rule::Unknown };
        let inside = own.iter().map(|award| Step::new(award.step.what.clone(), award.step.value, Vec::new()));
        let what = StepKind::Policy(policy.id.clone(), Box::new(rule));
        parts.push(Step::amount(what, range(own), Unit::Money, inside.collect()).citing(&policy.stacking.cites));
    }
    let step = Step::amount(StepKind::Place(place.clone(), true, None), range(awards), Unit::Money, parts);
    let paying = |(at, award): (usize, &Arc<Award>)| {
        let amount = weight(award, Estimate::Possible);
        (!amount.is_zero()).then(|| (at, bounded(amount)))
    };
    let taken = awards.iter().enumerate().filter_map(paying).collect();
    let settled = sum(awards, Estimate::Settled);
    Stacked {
        range: step.range(),
        settled: if settled >= UNBOUNDED { Fraction::ZERO } else { settled },
        within: None,
        reductions: Vec::new(),
        certain: Combination { total: Some(Fraction::ZERO), truncated: true, ..Combination::default() },
        possible: Combination { total: step.range().high, taken, truncated: true, ..Combination::default() },
        questions: Vec::new(),
        step,
    }
}
