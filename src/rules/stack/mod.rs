//! The total of the awards of a place: the best combination that breaks no rule.
//!
//! Two awards add up, or exclude each other, or it is not known. The rule between them is that of the smallest group
//! that contains both. If the rule of their policy is known, it takes precedence over groups that do not name both
//! awards individually. Without such a rule, and between policies, it is not known. In that case, only the highest is
//! added to the floor, but the sum is added to the ceiling, so the true total is within the range.

mod crowd;
mod fill;
mod parts;
mod rules;
mod search;
mod solver;
pub mod together;
mod tree;

use std::sync::Arc;

use self::rules::Rules;
pub(super) use self::solver::Estimate;
use self::solver::{Solver, UNBOUNDED};
use self::tree::Tree;
use super::context::Context;
use super::fraction::Fraction;
use super::outcome::Award;
use super::step::Step;
use super::value::Range;
use crate::model::id::{FactId, PlaceId};
use crate::model::policy::Policy;
use crate::model::source::Cites;

/// The total of a place, and how its awards add up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stacked {
    /// The certain and the possible total.
    pub range: Range,
    /// The total that is possible without any of the missing answers.
    pub settled: Fraction,
    /// The maximum of all awards together, including those without a published amount. None if no cap limits it.
    pub within: Option<Fraction>,
    /// How the awards add up: policies, groups, and the incentives without their own steps.
    pub step: Step,
    /// The reductions by stacking.
    pub reductions: Vec<Reduction>,
    /// The combination with the highest certain payment.
    pub certain: Combination,
    /// The combination with the highest possible payment.
    pub possible: Combination,
    /// Missing answers on which caps depend, and the maximum amount that depends on each.
    pub questions: Vec<(FactId, Option<Fraction>)>,
}

/// A reduction by stacking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reduction {
    /// The rule.
    pub step: Step,
    /// The sum of the parts.
    pub before: Range,
    /// The amount after the rule.
    pub after: Range,
}

impl Reduction {
    /// Whether it reduces an amount. A rule that only makes the range wider than the sum of its parts does not count.
    #[must_use]
    pub fn takes(&self) -> bool {
        takes(self.before, self.after)
    }
}

fn takes(before: Range, after: Range) -> bool {
    let lower = match (before.high, after.high) {
        (Some(before), Some(after)) => after < before,
        (None, after) => after.is_some(),
        (Some(_), None) => false,
    };
    lower || after.low < before.low
}

/// The lawful combination of awards that pays the most.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Combination {
    /// Its total; none if there is no limit.
    pub total: Option<Fraction>,
    /// The indices of the awards that are taken, with their payments; none if there is no limit.
    pub taken: Vec<(usize, Option<Fraction>)>,
    /// The awards that are not taken, or not in full.
    pub left: Vec<LeftOut>,
    /// Whether the search ended early. `total` may then be more than the sum of the awards in `taken`, but is never
    /// less than the best combination pays.
    pub truncated: bool,
}

/// An award that is not taken, or not in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Its index in the list of awards.
    pub award: usize,
    /// Its payment by itself; none if there is no limit.
    pub alone: Option<Fraction>,
    /// The payment of the best combination that includes it, or zero if there is none; none if there is no limit.
    pub instead: Option<Fraction>,
    /// The reason.
    pub because: Blocker,
}

/// The reason that an award is not taken, or not in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Blocker {
    /// It is excluded by an award that is taken.
    Excluded {
        /// The index of the other award.
        by: usize,
        /// The rule between them.
        rule: Block,
        /// The clauses of the rule.
        cites: Cites,
    },
    /// It needs at least one of some other awards, and none of them is granted.
    Needs {
        /// The indices of the others that apply in the place.
        any_of: Vec<usize>,
        /// The clauses of the relation.
        cites: Cites,
    },
    /// A cap is used up.
    Capped {
        /// The rule with the cap, as a step.
        rule: Step,
        /// The clauses of the rule.
        cites: Cites,
    },
}

impl Blocker {
    /// The clauses of the rule.
    #[must_use]
    pub fn cites(&self) -> &Cites {
        match self {
            Self::Excluded { cites, .. } | Self::Needs { cites, .. } | Self::Capped { cites, .. } => cites,
        }
    }
}

/// The rule by which one award excludes another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// The rule of a group or a policy, as a step.
    Rule(Step),
    /// A relation between the two incentives.
    Excludes,
    /// It is not stated whether awards of two policies add up.
    NotStated,
}

/// The rules between the awards of a place, for several uses.
pub(super) struct Between(Rules);

impl Between {
    /// Collects the rules. Only their caps depend on answers.
    pub(super) fn of(context: &Context<'_>, place: &PlaceId, policies: &[&Policy], awards: &[Arc<Award>]) -> Self {
        Self(Rules::collect(context, place, policies, awards))
    }

    /// The total of the awards, with its explanation.
    pub(super) fn stacked(&self, place: &PlaceId, policies: &[&Policy], awards: &[Arc<Award>]) -> Stacked {
        let rules = &self.0;
        if rules.is_crowded() {
            return crowd::stacked(place, policies, awards);
        }
        let within = within(rules, awards);
        let [certain, possible] =
            [Estimate::Certain, Estimate::Possible].map(|estimate| Solver::new(rules, awards, estimate));
        let settled = match rules.is_settled(awards) {
            true => possible.all.bound,
            false => Solver::new(rules, awards, Estimate::Settled).all.bound,
        };
        let mut tree = Tree { rules, awards, certain: &certain, possible: &possible, reductions: Vec::new() };
        let step = tree.place(place, policies);
        let reductions = tree.reductions;
        let whole: Vec<usize> = (0..awards.len()).collect();
        // A search that ended early may have a lower result in one estimate than in another.
        let settled = settled.min(step.range().high.unwrap_or(UNBOUNDED)).max(step.range().low);
        Stacked {
            range: step.range(),
            settled: if settled >= UNBOUNDED { step.range().low } else { settled },
            within: within.or(if unpriced(awards) { None } else { step.range().high }),
            reductions,
            certain: certain.combination(&whole),
            possible: possible.combination(&whole),
            questions: rules.questions(awards),
            step,
        }
    }

    /// Whether there are too many rules to be examined.
    pub(super) fn is_crowded(&self) -> bool {
        self.0.is_crowded()
    }

    /// The total of the awards in an estimate, without an explanation, and whether the search for it ended early. The total
    /// is none if there is no limit.
    pub(super) fn total(&self, awards: &[Arc<Award>], estimate: Estimate) -> (Option<Fraction>, bool) {
        if self.0.is_crowded() {
            return (None, true);
        }
        let solver = Solver::new(&self.0, awards, estimate);
        (solver.said(&solver.all), solver.all.truncated)
    }
}

/// The total of a place, with each award and each rule at its own extremes.
#[must_use]
pub fn stack(context: &Context<'_>, place: &PlaceId, policies: &[&Policy], awards: &[Arc<Award>]) -> Stacked {
    Between::of(context, place, policies, awards).stacked(place, policies, awards)
}

/// The best combination in an estimate.
pub(super) fn combined(
    context: &Context<'_>,
    place: &PlaceId,
    policies: &[&Policy],
    awards: &[Arc<Award>],
    estimate: Estimate,
) -> Combination {
    let rules = Rules::collect(context, place, policies, awards);
    let whole: Vec<usize> = (0..awards.len()).collect();
    Solver::new(&rules, awards, estimate).combination(&whole)
}

fn unpriced(awards: &[Arc<Award>]) -> bool {
    awards.iter().any(|award| award.outcome.is_unpriced())
}

/// The maximum of all awards together, if some have no published amount but caps limit their sum.
fn within(rules: &Rules, awards: &[Arc<Award>]) -> Option<Fraction> {
    if !unpriced(awards) || rules.groups.iter().all(|group| group.rule.cap().is_none()) {
        return None;
    }
    let solver = Solver::new(rules, awards, Estimate::Within);
    solver.said(&solver.all)
}
