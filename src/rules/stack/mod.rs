//! What the awards of a place come to together: the best combination that breaks no rule.
//!
//! Two awards add up, exclude each other, or it is not known. The rule between them is that of the smallest
//! group that holds both; a policy whose own rule is known yields only to groups that name both one by one.
//! Without either, and between policies, it is not known. Where it is
//! not known, the floor takes the highest only and the ceiling takes the sum, so that the truth lies between.

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
pub(super) use self::solver::Scene;
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

/// What a place offers, and how it adds up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stacked {
    /// From what is certain to what is possible.
    pub range: Range,
    /// What is possible without any of the missing answers.
    pub settled: Fraction,
    /// The most that everything together can come to, also what has no published amount; none where no cap bounds
    /// that.
    pub within: Option<Fraction>,
    /// How it adds up: policies, groups, and the incentives without what is inside them.
    pub step: Step,
    /// Where stacking took something away.
    pub reductions: Vec<Reduction>,
    /// The combination that is certain to pay the most.
    pub certain: Combination,
    /// The combination that could pay the most.
    pub possible: Combination,
    /// Missing answers on which caps depend, and how much depends on each at most.
    pub questions: Vec<(FactId, Option<Fraction>)>,
}

/// A place where stacking took something away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reduction {
    /// The rule that did it.
    pub step: Step,
    /// What the parts add up to.
    pub before: Range,
    /// What is left.
    pub after: Range,
}

impl Reduction {
    /// Whether it takes anything away. A rule that only leaves more open than its parts do is no reduction.
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
    /// What it pays; none where nothing bounds it.
    pub total: Option<Fraction>,
    /// The awards that are taken, by their places in the list of awards, with what each pays; none where
    /// nothing bounds it.
    pub taken: Vec<(usize, Option<Fraction>)>,
    /// The awards that are not taken, or not in full.
    pub left: Vec<LeftOut>,
    /// Whether the search ended before it had looked at everything: then `total` may be more than what is
    /// taken comes to, and never less than the best.
    pub ended: bool,
}

/// An award that is not taken, or not in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Its place in the list of awards.
    pub award: usize,
    /// What it would pay alone; none where nothing bounds it.
    pub alone: Option<Fraction>,
    /// What the best combination that holds it would pay, zero if there is none; none where nothing bounds
    /// it.
    pub instead: Option<Fraction>,
    /// What blocks it.
    pub because: Blocker,
}

/// What blocks an award.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Blocker {
    /// An award that is taken excludes it.
    Excluded {
        /// The other award.
        by: usize,
        /// The rule between them.
        rule: Block,
        /// Where it is stated.
        cites: Cites,
    },
    /// It needs one of others, and none of them is granted.
    Needs {
        /// The others that apply in the place.
        any_of: Vec<usize>,
        /// Where it is stated.
        cites: Cites,
    },
    /// A cap is used up.
    Capped {
        /// The rule with the cap, as a step.
        rule: Step,
        /// Where it is stated.
        cites: Cites,
    },
}

impl Blocker {
    /// Where the rule is stated.
    #[must_use]
    pub fn cites(&self) -> &Cites {
        match self {
            Self::Excluded { cites, .. } | Self::Needs { cites, .. } | Self::Capped { cites, .. } => cites,
        }
    }
}

/// Which rule excludes one award beside another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// The rule of a group or a policy, as a step.
    Rule(Step),
    /// One excludes the other.
    Excludes,
    /// It is not stated whether two policies add up.
    NotStated,
}

/// The rules between the awards of a place, to be asked more than once.
pub(super) struct Between(Rules);

impl Between {
    /// Gathers them. They depend on answers only so far as caps do.
    pub(super) fn of(context: &Context<'_>, place: &PlaceId, policies: &[&Policy], awards: &[Arc<Award>]) -> Self {
        Self(Rules::collect(context, place, policies, awards))
    }

    /// What awards come to together, with how.
    pub(super) fn stacked(&self, place: &PlaceId, policies: &[&Policy], awards: &[Arc<Award>]) -> Stacked {
        let rules = &self.0;
        if rules.is_crowded() {
            return crowd::stacked(place, policies, awards);
        }
        let within = within(rules, awards);
        let scenes = [Scene::Certain, Scene::Possible, Scene::Settled];
        let [certain, possible, settled] = scenes.map(|scene| Solver::new(rules, awards, scene));
        let mut tree = Tree { rules, awards, certain: &certain, possible: &possible, reductions: Vec::new() };
        let step = tree.place(place, policies);
        let reductions = tree.reductions;
        let whole: Vec<usize> = (0..awards.len()).collect();
        // A search that ended early knows less in one scene than in another.
        let settled = settled.all.bound.min(step.range().high.unwrap_or(UNBOUNDED)).max(step.range().low);
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

    /// Whether there is too much between them to be looked through.
    pub(super) fn is_crowded(&self) -> bool {
        self.0.is_crowded()
    }

    /// What awards come to together in a scene, without how, none where nothing bounds it; and whether the search
    /// for that ended early.
    pub(super) fn total(&self, awards: &[Arc<Award>], scene: Scene) -> (Option<Fraction>, bool) {
        if self.0.is_crowded() {
            return (None, true);
        }
        let solver = Solver::new(&self.0, awards, scene);
        (solver.said(&solver.all), solver.all.ended)
    }
}

/// Everything a place offers together, each award and each rule at its own extremes.
#[must_use]
pub fn stack(context: &Context<'_>, place: &PlaceId, policies: &[&Policy], awards: &[Arc<Award>]) -> Stacked {
    Between::of(context, place, policies, awards).stacked(place, policies, awards)
}

/// The best combination in a scene.
pub(super) fn combined(
    context: &Context<'_>,
    place: &PlaceId,
    policies: &[&Policy],
    awards: &[Arc<Award>],
    scene: Scene,
) -> Combination {
    let rules = Rules::collect(context, place, policies, awards);
    let whole: Vec<usize> = (0..awards.len()).collect();
    Solver::new(&rules, awards, scene).combination(&whole)
}

fn unpriced(awards: &[Arc<Award>]) -> bool {
    awards.iter().any(|award| award.outcome.is_unpriced())
}

/// The most that everything can come to where something has no published amount and caps bound it all the same.
fn within(rules: &Rules, awards: &[Arc<Award>]) -> Option<Fraction> {
    if !unpriced(awards) || rules.groups.iter().all(|group| group.rule.cap().is_none()) {
        return None;
    }
    let solver = Solver::new(rules, awards, Scene::Within);
    solver.said(&solver.all)
}
