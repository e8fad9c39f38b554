//! The best combination in an estimate: what is certain, what is possible, or what is possible without the missing answers.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::rules::{self, Bound, Rules};
use super::search::{Best, Budget, Problem};
use super::{Blocker, Combination, LeftOut};
use crate::rules::fraction::Fraction;
use crate::rules::outcome::{Award, Outcome};
use crate::rules::value::{Range, Truth};

/// The maximum work for the best combination of all awards in one estimate, and again for all questions about single
/// awards, in units of [`Budget`]. If all of it is used up for the three estimates of a place, that takes a twentieth of a
/// second on one core. The largest place of the built-in library uses a thousandth of it.
const WORK: usize = 3_000_000;

/// The problem of one estimate, which can be solved for any of its awards.
pub(super) struct Solver<'a> {
    rules: &'a Rules,
    problem: Problem,
    estimate: Estimate,
    /// The awards that matter: those that pay, and those that others need.
    alive: Vec<bool>,
    /// The remaining budget for all questions other than the best combination of all awards.
    budget: Budget,
    /// The best combination of each policy by itself, if no rule applies across policies.
    pub by_policy: Vec<Best>,
    /// The best combination of all awards.
    pub all: Best,
}

impl<'a> Solver<'a> {
    pub(super) fn new(rules: &'a Rules, awards: &[Arc<Award>], estimate: Estimate) -> Self {
        let amounts: Vec<Fraction> = awards.iter().map(|award| weight(award, estimate)).collect();
        let needed = |at: usize| rules.needs.iter().any(|need| need.any_of.contains(&at));
        let alive: Vec<bool> = amounts
            .iter()
            .zip(awards)
            .enumerate()
            .map(|(at, (amount, award))| !amount.is_zero() || (needed(at) && granted(award, estimate)))
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
                    Bound::Unknown(_) => estimate == Estimate::Certain,
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
            let most = match estimate {
                Estimate::Possible | Estimate::Within => cap.high?,
                Estimate::Certain | Estimate::Settled => cap.low,
            };
            let members = group.members.iter().copied().filter(|&at| is_alive(at)).collect();
            Some((members, most.min(UNBOUNDED)))
        });
        // A cap that cannot bind does not link awards.
        let caps = caps.filter(|(members, most): &(Vec<usize>, Fraction)| {
            Fraction::total(members.iter().filter_map(|&at| amounts.get(at)).copied()) > *most
        });
        let needs = rules
            .needs
            .iter()
            .map(|need| (need.award, need.any_of.iter().copied().filter(|&at| is_alive(at)).collect()));
        let problem = Problem { conflicts, caps: caps.collect(), needs: needs.collect(), amounts };
        let budget = Budget::of(WORK);
        let mut solver = Self { rules, problem, estimate, alive, budget, by_policy: Vec::new(), all: Best::default() };
        if rules.crosses() {
            solver.all = solver.best(&living);
        } else {
            solver.by_policy = rules.policies.iter().map(|policy| solver.best(&policy.members)).collect();
            solver.all = solver.of_policies();
        }
        solver.budget = Budget::of(WORK);
        solver
    }

    /// The best combination of all awards, from those of each policy, if no rule applies across policies. Only the
    /// highest of them is certain; the sum of all is possible.
    fn of_policies(&self) -> Best {
        let mut all = Best::default();
        let highest = self.by_policy.iter().reduce(|best, next| if next.total > best.total { next } else { best });
        let taken: Vec<&Best> = match self.estimate {
            Estimate::Certain => highest.into_iter().collect(),
            Estimate::Possible | Estimate::Settled | Estimate::Within => self.by_policy.iter().collect(),
        };
        for best in taken {
            all.total = all.total.saturating_add(best.total);
            all.bound = all.bound.saturating_add(best.bound);
            all.truncated |= best.truncated;
            // The awards of a policy are next to each other, in the order of the policies.
            all.paid.extend_from_slice(&best.paid);
        }
        all
    }

    /// Whether it is not stated how awards of different policies add up, if both matter here.
    pub(super) fn leaves_policies_apart(&self) -> bool {
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

    /// The best combination of some awards, if those in `met` are granted anyway.
    fn best_beside(&self, among: &[usize], met: &[usize]) -> Best {
        let alive: Vec<usize> =
            among.iter().copied().filter(|&at| self.alive.get(at).copied().unwrap_or_default()).collect();
        if alive.is_empty() {
            return Best::default();
        }
        self.problem.solve(&alive, met, &self.budget)
    }

    /// The payment of the best combination of some awards. What they need may be granted elsewhere in the place. None
    /// if there is no limit.
    pub(super) fn total(&self, among: &[usize]) -> Option<Fraction> {
        let met: Vec<usize> = self.all.paid.iter().map(|(at, _)| *at).collect();
        self.said(&self.best_beside(among, &met))
    }

    /// The amount of a combination. A certain amount is what was found; a possible amount is never too low.
    pub(super) fn said(&self, best: &Best) -> Option<Fraction> {
        bounded(if self.estimate == Estimate::Certain { best.total } else { best.bound })
    }

    /// The payment of the best combination that includes an award.
    fn instead(&self, at: usize, whole: &[usize]) -> Option<Fraction> {
        let own = self.rules.policy_of(at).and_then(|policy| self.by_policy.get(policy));
        if let Some(own) = own
            && self.estimate == Estimate::Certain
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
        // If no lawful combination includes it, the result is zero.
        all.iter().map(|best| self.said(best)).reduce(|a, b| Some(a?.max(b?))).unwrap_or(Some(Fraction::ZERO))
    }

    pub(super) fn combination(&self, whole: &[usize]) -> Combination {
        let mut combination =
            Combination { total: self.said(&self.all), truncated: self.all.truncated, ..Combination::default() };
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
                combination.left.push(LeftOut { award: at, alone: bounded(alone), instead, because });
            }
        }
        combination.truncated |= self.budget.is_spent();
        combination
    }

    /// The reason that an award is not in the best combination, or is not paid in full.
    fn because(&self, at: usize, all: &[Option<Fraction>]) -> Option<Blocker> {
        let taken = |other: usize| all.get(other).is_some_and(Option::is_some);
        if !taken(at) {
            if let Some(need) =
                self.rules.needs.iter().find(|need| need.award == at && !need.any_of.iter().any(|&other| taken(other)))
            {
                return Some(Blocker::Needs { any_of: need.any_of.clone(), cites: need.cites.clone() });
            }
            let by = (0..all.len()).find(|&other| taken(other) && self.problem.excludes(at, other))?;
            let (rule, cites) = match self.rules.between(at, by) {
                Bound::Never(block) | Bound::Unknown(block) => self.rules.block(block),
                Bound::AddUp => return None,
            };
            return Some(Blocker::Excluded { by, rule, cites });
        }
        let used_up = self.rules.groups.iter().find(|group| {
            let Some(cap) = group.rule.cap() else { return false };
            let most = match self.estimate {
                Estimate::Possible | Estimate::Within => cap.high,
                Estimate::Certain | Estimate::Settled => Some(cap.low),
            };
            let paid = Fraction::total(group.members.iter().filter_map(|&member| *all.get(member)?));
            let used = most.is_some_and(|most| paid >= most);
            group.members.contains(&at) && used
        })?;
        Some(Blocker::Capped { rule: used_up.step(Range::exactly(Fraction::ZERO)), cites: used_up.cites.clone() })
    }
}

/// An amount; none if it has no limit.
pub(super) fn bounded(amount: Fraction) -> Option<Fraction> {
    (amount < UNBOUNDED).then_some(amount)
}

/// The amount of an award in an estimate.
pub(super) fn weight(award: &Award, estimate: Estimate) -> Fraction {
    let open = matches!(award.outcome, Outcome::NeedsAnswer { .. });
    let amount = match estimate {
        Estimate::Certain => award.outcome.floor(),
        // The amount if every missing answer were unfavourable.
        Estimate::Settled if open => award.outcome.floor(),
        Estimate::Within if award.outcome.is_unpriced() => UNBOUNDED,
        Estimate::Possible | Estimate::Settled | Estimate::Within => award.outcome.ceiling().unwrap_or(UNBOUNDED),
    };
    amount.min(UNBOUNDED)
}

/// Whether an award counts as granted in an estimate.
pub(super) fn granted(award: &Award, estimate: Estimate) -> bool {
    let granted = award.outcome.granted();
    match estimate {
        Estimate::Certain => granted == Truth::Yes,
        // An award that depends on a missing answer is not settled.
        Estimate::Settled if matches!(award.outcome, Outcome::NeedsAnswer { .. }) => granted == Truth::Yes,
        Estimate::Possible | Estimate::Settled | Estimate::Within => granted != Truth::No,
    }
}

/// The kind of result: the minimum that is certain, the maximum that is possible, the maximum without the missing
/// answers, or the maximum under the caps if amounts are not published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rules) enum Estimate {
    Certain,
    Possible,
    Settled,
    Within,
}

/// Stands for an amount without a limit. An award of at least this size counts as unlimited; no programme is that
/// large.
pub(super) const UNBOUNDED: Fraction = Fraction::of(Decimal::from_parts(0, 0, 1_000, false, 0));
