//! What the awards of a place come to together: the best combination that breaks no rule.
//!
//! Two awards add up, exclude each other, or it is not known. The rule between them is that of the smallest
//! group that holds both; a policy whose own rule is known yields only to groups that name both one by one.
//! Without either, and between policies, it is not known. Where it is
//! not known, the floor takes the highest only and the ceiling takes the sum, so that the truth lies between.

mod fill;
mod fraction;
mod rules;
mod search;

use std::sync::Arc;

use rust_decimal::Decimal;

use self::rules::{Bound, Rules};
use self::search::{Best, Problem};
use super::context::Context;
use super::outcome::{Award, Outcome};
use super::step::{Step, Unit, What};
use super::value::{Range, Truth};
use crate::model::id::{FactId, PlaceId};
use crate::model::policy::Policy;
use crate::model::source::Cites;

/// What a place offers, and how it adds up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stacked {
    /// From what is certain to what is possible.
    pub range: Range,
    /// What is possible without any of the missing answers.
    pub settled: Decimal,
    /// How it adds up: policies, groups, and the incentives without what is inside them.
    pub step: Step,
    /// Where stacking took something away.
    pub reductions: Vec<Reduction>,
    /// The combination that is certain to pay the most.
    pub certain: Combination,
    /// The combination that could pay the most.
    pub possible: Combination,
    /// Missing answers on which caps hang, and how much hangs on each at most.
    pub questions: Vec<(FactId, Option<Decimal>)>,
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

/// The lawful combination of awards that pays the most.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Combination {
    /// What it pays; none where nothing bounds it.
    pub total: Option<Decimal>,
    /// The awards that are taken, by their places in the list of awards, with what each pays; none where
    /// nothing bounds it.
    pub taken: Vec<(usize, Option<Decimal>)>,
    /// The awards that are not taken, or not in full.
    pub left: Vec<Left>,
    /// Whether the search ended before it had looked at everything: then `total` may be more than what is
    /// taken comes to, and never less than the best.
    pub ended: bool,
}

/// An award that is not taken, or not in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// Its place in the list of awards.
    pub award: usize,
    /// What it would pay alone; none where nothing bounds it.
    pub alone: Option<Decimal>,
    /// What the best combination that holds it would pay, nought if there is none; none where nothing bounds
    /// it.
    pub instead: Option<Decimal>,
    /// What blocks it.
    pub because: Because,
}

/// What blocks an award.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Because {
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

impl Because {
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

/// What is asked: the least that is certain, the most that is possible, or the most without the answers
/// that are missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scene {
    Certain,
    Possible,
    Settled,
}

/// Stands for an amount that nothing bounds. An award of this size counts as one, which no programme is.
const UNBOUNDED: Decimal = Decimal::from_parts(0, 0, 1_000, false, 0);

/// Everything a place offers together.
#[must_use]
pub fn stack(context: &Context<'_>, place: &PlaceId, policies: &[&Policy], awards: &[Arc<Award>]) -> Stacked {
    let rules = Rules::collect(context, place, policies, awards);
    let scenes = [Scene::Certain, Scene::Possible, Scene::Settled];
    let [certain, possible, settled] = scenes.map(|scene| Solver::new(&rules, awards, scene));
    let mut tree = Tree { rules: &rules, awards, certain: &certain, possible: &possible, reductions: Vec::new() };
    let step = tree.place(place, policies);
    let reductions = tree.reductions;
    let whole: Vec<usize> = (0..awards.len()).collect();
    let settled = settled.all.bound.max(step.range().low);
    Stacked {
        range: step.range(),
        settled: if settled >= UNBOUNDED { step.range().low } else { settled },
        reductions,
        certain: certain.combination(&whole),
        possible: possible.combination(&whole),
        questions: rules.questions(awards),
        step,
    }
}

/// The problem of one scene, solved for any of its awards.
struct Solver<'a> {
    rules: &'a Rules,
    problem: Problem,
    scene: Scene,
    /// The awards that matter: those that pay, and those that others need.
    alive: Vec<bool>,
    /// The best of each policy by itself, where no rule crosses policies.
    by_policy: Vec<Best>,
    /// The best of everything.
    all: Best,
}

impl<'a> Solver<'a> {
    fn new(rules: &'a Rules, awards: &[Arc<Award>], scene: Scene) -> Self {
        let amounts: Vec<Decimal> = awards.iter().map(|award| weight(award, scene)).collect();
        let needed = |at: usize| rules.needs.iter().any(|need| need.any_of.contains(&at));
        let alive: Vec<bool> = amounts
            .iter()
            .zip(awards)
            .enumerate()
            .map(|(at, (amount, award))| !amount.is_zero() || (needed(at) && granted(award, scene)))
            .collect();
        let is_alive = |at: usize| alive.get(at).copied().unwrap_or_default();
        let size = awards.len();
        let mut conflicts = vec![false; size * size];
        let living: Vec<usize> = (0..size).filter(|&at| is_alive(at)).collect();
        for (place, &a) in living.iter().enumerate() {
            for &b in living.iter().skip(place + 1) {
                let apart = !rules.crosses() && rules.policy_of(a) != rules.policy_of(b);
                let bound = if apart { Bound::Unknown(rules::Source::Nothing) } else { rules.between(a, b) };
                let conflict = match bound {
                    Bound::Never(_) => true,
                    Bound::Unknown(_) => scene == Scene::Certain,
                    Bound::AddUp => false,
                };
                for slot in [a * size + b, b * size + a] {
                    if let Some(slot) = conflicts.get_mut(slot) {
                        *slot = conflict;
                    }
                }
            }
        }
        let caps = rules.groups.iter().filter_map(|group| {
            let cap = group.rule.cap()?;
            let most = match scene {
                Scene::Possible => cap.high?,
                Scene::Certain | Scene::Settled => cap.low,
            };
            let members = group.members.iter().copied().filter(|&at| is_alive(at)).collect();
            Some((members, most.min(UNBOUNDED)))
        });
        // A cap that cannot bind ties nothing together.
        let caps = caps.filter(|(members, most): &(Vec<usize>, Decimal)| {
            members.iter().filter_map(|&at| amounts.get(at)).sum::<Decimal>() > *most
        });
        let needs = rules
            .needs
            .iter()
            .map(|need| (need.award, need.any_of.iter().copied().filter(|&at| is_alive(at)).collect()));
        let problem = Problem { conflicts, caps: caps.collect(), needs: needs.collect(), amounts };
        let mut solver = Self { rules, problem, scene, alive, by_policy: Vec::new(), all: Best::default() };
        if rules.crosses() {
            solver.all = solver.best(&living);
        } else {
            solver.by_policy = rules.policies.iter().map(|policy| solver.best(&policy.members)).collect();
            solver.all = solver.of_policies();
        }
        solver
    }

    /// The best of everything, made from the best of each policy, where no rule crosses them: certain is only
    /// the highest, and possible are all.
    fn of_policies(&self) -> Best {
        let mut all = Best::default();
        let highest = self.by_policy.iter().reduce(|best, next| if next.total > best.total { next } else { best });
        let taken: Vec<&Best> = match self.scene {
            Scene::Certain => highest.into_iter().collect(),
            Scene::Possible | Scene::Settled => self.by_policy.iter().collect(),
        };
        for best in taken {
            all.total += best.total;
            all.bound += best.bound;
            all.ended |= best.ended;
            // Policies stand in the order of their awards.
            all.paid.extend_from_slice(&best.paid);
        }
        all
    }

    /// Whether it is not stated how awards of different policies that matter here add up.
    fn leaves_policies_apart(&self) -> bool {
        let alive: Vec<usize> = self.alive.iter().enumerate().filter(|(_, alive)| **alive).map(|(at, _)| at).collect();
        if !self.rules.crosses() {
            let first = alive.first().and_then(|&at| self.rules.policy_of(at));
            return alive.iter().any(|&at| self.rules.policy_of(at) != first);
        }
        alive.iter().enumerate().any(|(at, &a)| {
            let others = alive.get(at + 1..).unwrap_or_default();
            others.iter().any(|&b| matches!(self.rules.between(a, b), Bound::Unknown(rules::Source::Nothing)))
        })
    }

    fn best(&self, among: &[usize]) -> Best {
        self.best_beside(among, &[])
    }

    /// The best of some awards, where those in `met` are granted anyway.
    fn best_beside(&self, among: &[usize], met: &[usize]) -> Best {
        let alive: Vec<usize> =
            among.iter().copied().filter(|&at| self.alive.get(at).copied().unwrap_or_default()).collect();
        self.problem.solve(&alive, met)
    }

    /// What the best of some awards pays, where what they need may be granted elsewhere in the place; none
    /// where nothing bounds it.
    fn total(&self, among: &[usize]) -> Option<Decimal> {
        let met: Vec<usize> = self.all.paid.iter().map(|(at, _)| *at).collect();
        self.said(&self.best_beside(among, &met))
    }

    /// What a combination counts. One that was found is certain; what may be possible is never put too low.
    fn said(&self, best: &Best) -> Option<Decimal> {
        bounded(if self.scene == Scene::Certain { best.total } else { best.bound })
    }

    /// What the best combination with an award pays.
    fn instead(&self, at: usize, whole: &[usize]) -> Option<Decimal> {
        let own = self.rules.policy_of(at).and_then(|policy| self.by_policy.get(policy));
        if let Some(own) = own
            && self.scene == Scene::Certain
            && own.paid.iter().any(|(taken, _)| *taken == at)
        {
            return self.said(own);
        }
        let beside = |taken: &[usize]| -> Option<Best> {
            let fits = |other: &usize| taken.iter().all(|&one| !self.problem.excludes(one, *other));
            let best = self.best(&whole.iter().copied().filter(fits).collect::<Vec<_>>());
            best.paid.iter().any(|(taken, _)| *taken == at).then_some(best)
        };
        let needs = self.rules.needs.iter().find(|need| need.award == at);
        let all: Vec<Best> = match needs {
            None => beside(&[at]).into_iter().collect(),
            Some(need) => need.any_of.iter().filter_map(|&other| beside(&[at, other])).collect(),
        };
        // Where nothing lawful holds it, there is nothing instead.
        all.iter().map(|best| self.said(best)).reduce(|a, b| Some(a?.max(b?))).unwrap_or(Some(Decimal::ZERO))
    }

    fn combination(&self, whole: &[usize]) -> Combination {
        let mut combination =
            Combination { total: self.said(&self.all), ended: self.all.ended, ..Combination::default() };
        let mut all = vec![None; whole.len()];
        for (at, paid) in &self.all.paid {
            if let Some(slot) = all.get_mut(*at) {
                *slot = Some(*paid);
            }
        }
        for (at, paid) in all.iter().enumerate() {
            let alone = self.problem.amounts.get(at).copied().unwrap_or_default();
            if let Some(paid) = paid
                && !alone.is_zero()
            {
                combination.taken.push((at, bounded(*paid)));
            }
            let in_full = paid.is_some_and(|paid| paid == alone);
            if alone.is_zero() || in_full {
                continue;
            }
            if let Some(because) = self.because(at, &all) {
                let instead = self.instead(at, whole);
                combination.left.push(Left { award: at, alone: bounded(alone), instead, because });
            }
        }
        combination
    }

    /// What keeps an award out of the best combination, or from being paid in full.
    fn because(&self, at: usize, all: &[Option<Decimal>]) -> Option<Because> {
        let taken = |other: usize| all.get(other).is_some_and(Option::is_some);
        if !taken(at) {
            if let Some(need) =
                self.rules.needs.iter().find(|need| need.award == at && !need.any_of.iter().any(|&other| taken(other)))
            {
                return Some(Because::Needs { any_of: need.any_of.clone(), cites: need.cites.clone() });
            }
            let by = (0..all.len()).find(|&other| taken(other) && self.problem.excludes(at, other))?;
            let (rule, cites) = match self.rules.between(at, by) {
                Bound::Never(block) | Bound::Unknown(block) => self.rules.block(block),
                Bound::AddUp => return None,
            };
            return Some(Because::Excluded { by, rule, cites });
        }
        let used_up = self.rules.groups.iter().find(|group| {
            let Some(cap) = group.rule.cap() else { return false };
            let most = if self.scene == Scene::Possible { cap.high } else { Some(cap.low) };
            let paid: Decimal = group.members.iter().filter_map(|&member| *all.get(member)?).sum();
            // Shares that do not come out even are cut a little below the cap.
            let used = most.is_some_and(|most| most - paid < Decimal::new(1, 12));
            group.members.contains(&at) && used
        })?;
        Some(Because::Capped { rule: used_up.step(Range::exactly(Decimal::ZERO)), cites: used_up.cites.clone() })
    }
}

fn bounded(amount: Decimal) -> Option<Decimal> {
    (amount < UNBOUNDED).then_some(amount)
}

/// What an award counts in a scene.
fn weight(award: &Award, scene: Scene) -> Decimal {
    let open = matches!(award.outcome, Outcome::NeedsAnswer { .. });
    let amount = match scene {
        Scene::Certain => award.outcome.floor(),
        // As it would be if every missing answer spoke against it.
        Scene::Settled if open => award.outcome.floor(),
        Scene::Possible | Scene::Settled => award.outcome.ceiling().unwrap_or(UNBOUNDED),
    };
    amount.min(UNBOUNDED)
}

/// Whether an award counts as granted in a scene.
fn granted(award: &Award, scene: Scene) -> bool {
    let granted = award.outcome.granted();
    match scene {
        Scene::Certain => granted == Truth::Yes,
        // What hangs on a missing answer is not settled.
        Scene::Settled if matches!(award.outcome, Outcome::NeedsAnswer { .. }) => granted == Truth::Yes,
        Scene::Possible | Scene::Settled => granted != Truth::No,
    }
}

/// Makes the steps that show how it adds up.
struct Tree<'a> {
    rules: &'a Rules,
    awards: &'a [Arc<Award>],
    certain: &'a Solver<'a>,
    possible: &'a Solver<'a>,
    reductions: Vec<Reduction>,
}

impl Tree<'_> {
    fn place(&mut self, place: &PlaceId, policies: &[&Policy]) -> Step {
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
        Step::amount(What::Place(place.clone(), not_stated), range, Unit::Money, parts)
    }

    fn group(&mut self, at: usize) -> Step {
        let rules = self.rules;
        let Some(group) = rules.groups.get(at) else {
            return Step::amount(What::Sum, Range::ZERO, Unit::Money, Vec::new());
        };
        let mut children: Vec<Step> = rules.nested(at).into_iter().map(|child| self.group(child)).collect();
        children.extend(rules.directly(at).into_iter().filter_map(|at| self.award(at)));
        let step = group.step(self.range(&group.members));
        self.noted(step, children)
    }

    /// An incentive without what is inside it; [`Assessment::explained`](super::assess::Assessment::explained)
    /// puts that in.
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

    /// Puts the parts in, and notes it if they add up to more.
    fn noted(&mut self, mut step: Step, children: Vec<Step>) -> Step {
        let sum = children.iter().filter(|child| matches!(child.value, super::step::Value::Amount(..)));
        let before = sum.map(Step::range).try_fold(Range::ZERO, Range::plus).unwrap_or(Range::ANY);
        let after = step.range();
        if before != after {
            self.reductions.push(Reduction { step: step.clone(), before, after });
        }
        // The cap that was worked out, if any, comes first.
        step.parts.extend(children);
        step
    }
}

/// From what is certain to what is possible.
fn joined(certain: Option<Decimal>, possible: Option<Decimal>) -> Range {
    let low = certain.unwrap_or_default();
    Range { low, high: possible.map(|high| high.max(low)) }
}
