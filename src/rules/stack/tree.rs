//! The steps that show how awards add up.

use std::sync::Arc;

use super::rules::Rules;
use super::solver::Solver;
use super::{Reduction, takes};
use crate::model::id::PlaceId;
use crate::model::policy::Policy;
use crate::rules::fraction::Fraction;
use crate::rules::outcome::Award;
use crate::rules::step::{Step, StepKind, Unit};
use crate::rules::value::Range;

/// Builds the steps that show how awards add up.
pub(super) struct Tree<'a> {
    /// The rules between the awards.
    pub rules: &'a Rules,
    /// The awards.
    pub awards: &'a [Arc<Award>],
    /// The solver for certain amounts.
    pub certain: &'a Solver<'a>,
    /// The solver for possible amounts.
    pub possible: &'a Solver<'a>,
    /// The reductions that were found so far.
    pub reductions: Vec<Reduction>,
}

impl Tree<'_> {
    /// The step of the whole place.
    pub(super) fn place(&mut self, place: &PlaceId, policies: &[&Policy]) -> Step {
        let mut parts = Vec::new();
        for (at, _) in policies.iter().enumerate() {
            let roots: Vec<usize> = self.rules.roots(at);
            let own = self.rules.ungrouped(at);
            if roots.is_empty() && own.is_empty() {
                continue;
            }
            let mut inside: Vec<usize> = own.clone();
            let mut children: Vec<Step> = Vec::new();
            for root in roots {
                inside.extend(self.rules.groups.get(root).map(|group| group.members.clone()).unwrap_or_default());
                children.push(self.group(root));
            }
            inside.sort_unstable();
            inside.dedup();
            children.extend(own.iter().filter_map(|&at| self.award(at)));
            let Some(policy) = self.rules.policies.get(at) else { continue };
            let range = match (self.certain.by_policy.get(at), self.possible.by_policy.get(at)) {
                (Some(certain), Some(possible)) => joined(self.certain.said(certain), self.possible.said(possible)),
                _ => self.range(&inside),
            };
            parts.push(self.noted(policy.step(range), children));
        }
        let not_stated = self.certain.leaves_policies_apart() || self.possible.leaves_policies_apart();
        let range = joined(self.certain.said(&self.certain.all), self.possible.said(&self.possible.all));
        Step::amount(StepKind::Place(place.clone(), not_stated, None), range, Unit::Money, parts)
    }

    fn group(&mut self, at: usize) -> Step {
        let rules = self.rules;
        let Some(group) = rules.groups.get(at) else {
            return Step::amount(StepKind::Sum, Range::ZERO, Unit::Money, Vec::new());
        };
        let mut children: Vec<Step> = rules.nested(at).into_iter().map(|child| self.group(child)).collect();
        children.extend(rules.directly(at).into_iter().filter_map(|at| self.award(at)));
        let step = group.step(self.range(&group.members));
        self.noted(step, children)
    }

    /// An incentive without its own parts, which [`Assessment::explained`](crate::rules::assess::Assessment::explained)
    /// adds.
    fn award(&self, at: usize) -> Option<Step> {
        let award = self.awards.get(at)?;
        Some(Step::new(award.step.what.clone(), award.step.value, Vec::new()))
    }

    fn range(&self, among: &[usize]) -> Range {
        if let &[at] = among
            && self.rules.caps_none(at)
            && let Some(award) = self.awards.get(at)
        {
            return Range { low: award.outcome.floor(), high: award.outcome.ceiling() };
        }
        joined(self.certain.total(among), self.possible.total(among))
    }

    /// Adds the parts to a step, and records a reduction if the rule reduces their sum.
    fn noted(&mut self, mut step: Step, children: Vec<Step>) -> Step {
        let sum = children.iter().filter(|child| matches!(child.value, crate::rules::step::Value::Amount(..)));
        let before = sum.map(Step::range).try_fold(Range::ZERO, Range::plus).unwrap_or(Range::ANY);
        let after = step.range();
        if takes(before, after) {
            self.reductions.push(Reduction { step: step.clone(), before, after });
        }
        // The calculation of the cap, if there is one, comes first.
        step.parts.extend(children);
        step
    }
}

/// The range from the certain to the possible amount.
fn joined(certain: Option<Fraction>, possible: Option<Fraction>) -> Range {
    let low = certain.unwrap_or_default();
    Range { low, high: possible.map(|high| high.max(low)) }
}
