//! The combination of awards that pays the most without breaking a rule.
//!
//! This is a branch-and-bound search over the conflicts. It uses two upper bounds: one award for each clique of
//! conflicts, and the caps without the conflicts. The problem is first divided into parts without common rules. The
//! result is exact unless the [`Budget`] is used up, which is reported with it.

use std::cell::Cell;

use super::fill::{Cap, Filled, fill};
use super::parts::linked_parts;
use crate::rules::fraction::Fraction;

/// The remaining work. It is counted and not timed, so that the same rules give the same result on every machine. A
/// unit takes about two nanoseconds, for one look at a pair of awards.
#[derive(Debug)]
pub(super) struct Budget(Cell<usize>);

impl Budget {
    pub(super) fn of(units: usize) -> Self {
        Self(Cell::new(units))
    }

    /// Uses some units. If there are not that many left, uses all that are left and returns false.
    pub(super) fn spend(&self, units: usize) -> bool {
        let left = self.0.get().checked_sub(units);
        self.0.set(left.unwrap_or_default());
        left.is_some()
    }

    pub(super) fn is_spent(&self) -> bool {
        self.0.get() == 0
    }
}

/// Awards and the rules between them, by their indices.
#[derive(Clone, Debug, Default)]
pub(super) struct Problem {
    /// The payment of each award if it is taken.
    pub amounts: Vec<Fraction>,
    /// Whether two awards exclude each other: a square table, row by row.
    pub conflicts: Vec<bool>,
    /// Caps over several awards.
    pub caps: Vec<(Vec<usize>, Fraction)>,
    /// An award, and the awards of which it needs at least one.
    pub needs: Vec<(usize, Vec<usize>)>,
}

/// The best combination.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Best {
    /// The indices of the awards that are taken, in order, with their payments.
    pub paid: Vec<(usize, Fraction)>,
    /// The sum of the payments.
    pub total: Fraction,
    /// An upper bound. It differs from `total` only if the search ended early.
    pub bound: Fraction,
    /// Whether the search ended before it had examined everything.
    pub truncated: bool,
}

impl Problem {
    /// Finds the best combination of the awards `among`, if those in `met` are granted anyway. All parts share one
    /// budget. If it is used up, some lawful combination is returned.
    pub(super) fn solve(&self, among: &[usize], met: &[usize], budget: &Budget) -> Best {
        let mut best = Best::default();
        if self.take_simple(among, &mut best) {
            return best;
        }
        for part in self.parts(among) {
            let mut search = Search { problem: self, met, best: Vec::new(), total: None, budget };
            search.branch(&part, &mut Vec::new());
            let truncated = budget.is_spent();
            if truncated {
                search.greedy(&part);
            }
            let total = search.total.unwrap_or_default();
            best.total = best.total.saturating_add(total);
            best.bound =
                best.bound.saturating_add(if truncated { self.bound(&[], &part, budget).max(total) } else { total });
            best.truncated |= truncated;
            best.paid.extend(search.best);
        }
        best.paid.sort_unstable_by_key(|(at, _)| *at);
        best
    }

    /// Takes all awards if nothing excludes or caps them, or the highest if each excludes all others. Returns false in
    /// all other cases.
    fn take_simple(&self, among: &[usize], best: &mut Best) -> bool {
        let limited = |at: &usize| self.caps.iter().any(|(members, _)| members.contains(at));
        let needing = |at: &usize| self.needs.iter().any(|(one, _)| one == at);
        if among.iter().any(|at| limited(at) || needing(at)) {
            return false;
        }
        let mut conflicts = 0;
        for (place, &a) in among.iter().enumerate() {
            conflicts += among.iter().skip(place + 1).filter(|&&b| self.excludes(a, b)).count();
        }
        let taken: &[usize] = if conflicts == 0 {
            among
        } else if conflicts == among.len() * (among.len() - 1) / 2 {
            let order = |a: &&usize, b: &&usize| self.amount(**a).cmp(&self.amount(**b)).then(b.cmp(a));
            among.iter().max_by(order).map_or(&[], std::slice::from_ref)
        } else {
            return false;
        };
        best.paid = taken.iter().map(|&at| (at, self.amount(at))).collect();
        best.total = Fraction::total(best.paid.iter().map(|(_, paid)| *paid));
        best.bound = best.total;
        true
    }

    /// Whether two awards exclude each other.
    pub(super) fn excludes(&self, a: usize, b: usize) -> bool {
        self.conflicts.get(a * self.amounts.len() + b).copied().unwrap_or_default()
    }

    fn amount(&self, at: usize) -> Fraction {
        self.amounts.get(at).copied().unwrap_or_default()
    }

    /// The awards, in parts without rules between them.
    fn parts(&self, among: &[usize]) -> Vec<Vec<usize>> {
        linked_parts(among, |a, b| self.linked(a, b))
    }

    fn linked(&self, a: usize, b: usize) -> bool {
        let capped = || self.caps.iter().any(|(members, _)| members.contains(&a) && members.contains(&b));
        let needed = || {
            let either =
                |one: usize, other: usize| self.needs.iter().any(|(at, any_of)| *at == one && any_of.contains(&other));
            either(a, b) || either(b, a)
        };
        self.excludes(a, b) || capped() || needed()
    }

    /// An upper bound for every lawful combination of `chosen` and some of `candidates`.
    fn bound(&self, chosen: &[usize], candidates: &[usize], budget: &Budget) -> Fraction {
        let mut sorted = candidates.to_vec();
        sorted.sort_by(|&a, &b| self.amount(b).cmp(&self.amount(a)).then(a.cmp(&b)));
        let mut cliques: Vec<Vec<usize>> = Vec::new();
        let mut bound = Fraction::total(chosen.iter().map(|&at| self.amount(at)));
        for at in sorted {
            match cliques.iter_mut().find(|clique| clique.iter().all(|&other| self.excludes(at, other))) {
                Some(clique) => clique.push(at),
                // The first award of a clique is its largest.
                None => {
                    bound = bound.saturating_add(self.amount(at));
                    cliques.push(vec![at]);
                }
            }
        }
        if self.caps.is_empty() {
            return bound;
        }
        let all: Vec<usize> = chosen.iter().chain(candidates).copied().collect();
        bound.min(self.filled(&all, budget).most)
    }

    /// The payments if all awards are taken.
    fn filled(&self, all: &[usize], budget: &Budget) -> Filled {
        let amounts: Vec<Fraction> = all.iter().map(|&at| self.amount(at)).collect();
        if self.caps.is_empty() {
            let total = Fraction::total(amounts.iter().copied());
            return Filled { paid: amounts, total, most: total };
        }
        let members = |members: &[usize]| -> Vec<usize> {
            members.iter().filter_map(|member| all.iter().position(|at| at == member)).collect()
        };
        let caps: Vec<(Vec<usize>, Fraction)> =
            self.caps.iter().map(|(capped, most)| (members(capped), *most)).collect();
        let caps: Vec<Cap<'_>> = caps.iter().map(|(members, most)| Cap { members, most: *most }).collect();
        fill(&amounts, &caps, budget)
    }
}

struct Search<'a> {
    problem: &'a Problem,
    met: &'a [usize],
    best: Vec<(usize, Fraction)>,
    total: Option<Fraction>,
    budget: &'a Budget,
}

impl Search<'_> {
    fn branch(&mut self, candidates: &[usize], chosen: &mut Vec<usize>) {
        if !self.budget.spend(1 + candidates.len() * candidates.len()) {
            return;
        }
        let problem = self.problem;
        let conflicted = |at: usize| candidates.iter().any(|&other| problem.excludes(at, other));
        let most = |a: &usize, b: &usize| problem.amount(*a).cmp(&problem.amount(*b)).then(b.cmp(a));
        let Some(pivot) = candidates.iter().copied().filter(|&at| conflicted(at)).max_by(most) else {
            self.leaf(candidates, chosen);
            return;
        };
        if self.total.is_some_and(|total| problem.bound(chosen, candidates, self.budget) <= total) {
            return;
        }
        let with: Vec<usize> =
            candidates.iter().copied().filter(|&at| at != pivot && !problem.excludes(at, pivot)).collect();
        chosen.push(pivot);
        self.branch(&with, chosen);
        chosen.pop();
        let without: Vec<usize> = candidates.iter().copied().filter(|&at| at != pivot).collect();
        self.branch(&without, chosen);
    }

    /// Takes the awards in descending order if none that was taken excludes them. This gives a first lawful combination.
    fn greedy(&mut self, candidates: &[usize]) {
        let problem = self.problem;
        let mut sorted = candidates.to_vec();
        sorted.sort_by(|&a, &b| problem.amount(b).cmp(&problem.amount(a)).then(a.cmp(&b)));
        let mut taken: Vec<usize> = Vec::new();
        for at in sorted {
            if !taken.iter().any(|&other| problem.excludes(at, other)) {
                taken.push(at);
            }
        }
        self.leaf(&[], &taken);
    }

    /// None of the remaining awards exclude each other. Takes all of them whose needs are met.
    fn leaf(&mut self, candidates: &[usize], chosen: &[usize]) {
        let mut all: Vec<usize> = chosen.iter().chain(candidates).copied().collect();
        all.sort_unstable();
        loop {
            let lacks = |at: usize| {
                self.problem.needs.iter().any(|(one, any_of)| {
                    *one == at && !any_of.iter().any(|need| all.contains(need) || self.met.contains(need))
                })
            };
            let kept: Vec<usize> = all.iter().copied().filter(|&at| !lacks(at)).collect();
            if kept.len() == all.len() {
                break;
            }
            all = kept;
        }
        let filled = self.problem.filled(&all, self.budget);
        if self.total.is_none_or(|best| filled.total > best) {
            self.total = Some(filled.total);
            self.best = all.into_iter().zip(filled.paid).collect();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(amounts: &[i64], conflicts: &[(usize, usize)]) -> Problem {
        let size = amounts.len();
        let mut table = vec![false; size * size];
        for &(a, b) in conflicts {
            table[a * size + b] = true;
            table[b * size + a] = true;
        }
        let amounts = amounts.iter().map(|&amount| amount.into()).collect();
        Problem { amounts, conflicts: table, ..Problem::default() }
    }

    fn all(problem: &Problem) -> Best {
        problem.solve(&(0..problem.amounts.len()).collect::<Vec<_>>(), &[], &Budget::of(10_000_000))
    }

    #[test]
    fn two_small_awards_beat_one_that_excludes_both() {
        let best = all(&problem(&[5, 3, 3], &[(0, 1), (0, 2)]));
        assert_eq!(best.total, Fraction::from(6));
        assert_eq!(best.paid, [(1, 3.into()), (2, 3.into())]);
    }

    #[test]
    fn an_award_goes_with_what_it_needs() {
        let mut stack = problem(&[4, 1, 3], &[(1, 2)]);
        stack.needs.push((0, vec![1]));
        assert_eq!(all(&stack).total, Fraction::from(5), "4 and 1, not 3");
        stack.conflicts[1] = true;
        stack.conflicts[3] = true;
        assert_eq!(all(&stack).total, Fraction::from(3), "what it needs excludes it");
    }

    #[test]
    fn a_ring_of_needs_ends() {
        let mut stack = problem(&[4, 1], &[]);
        stack.needs = vec![(0, vec![1]), (1, vec![0])];
        assert_eq!(all(&stack).total, Fraction::from(5), "each finds the other");
    }

    #[test]
    fn a_cap_can_make_another_combination_the_best() {
        let mut stack = problem(&[5, 5, 6], &[(1, 2)]);
        stack.caps = vec![(vec![0, 2], 7.into())];
        assert_eq!(all(&stack).total, Fraction::from(10), "5 and 5; with 6 only 7");
    }

    #[test]
    fn every_subset_agrees_with_the_search() {
        let mut seed = 7_u64;
        let mut next = |below: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % below
        };
        for _ in 0..300 {
            let size = 2 + next(7) as usize;
            let amounts: Vec<i64> = (0..size).map(|_| next(20) as i64).collect();
            let mut conflicts = Vec::new();
            for a in 0..size {
                for b in a + 1..size {
                    if next(3) == 0 {
                        conflicts.push((a, b));
                    }
                }
            }
            let mut stack = problem(&amounts, &conflicts);
            if next(2) == 0 {
                stack.caps.push(((0..size).filter(|_| next(2) == 0).collect(), Fraction::from(next(30) as i64)));
            }
            if next(2) == 0 {
                stack.needs.push((0, vec![1]));
            }
            let mut expected = Fraction::ZERO;
            for subset in 0_u32..1 << size {
                let taken: Vec<usize> = (0..size).filter(|at| subset & (1 << at) != 0).collect();
                let lawful = taken.iter().all(|&a| taken.iter().all(|&b| !stack.excludes(a, b)))
                    && stack
                        .needs
                        .iter()
                        .all(|(at, any_of)| !taken.contains(at) || any_of.iter().any(|need| taken.contains(need)));
                if lawful {
                    expected = expected.max(stack.filled(&taken, &Budget::of(1_000_000)).total);
                }
            }
            assert_eq!(all(&stack).total, expected, "{stack:?}");
        }
    }

    #[test]
    fn with_little_work_allowed_the_best_still_lies_between_what_is_found_and_the_bound() {
        let mut seed = 3_u64;
        let mut next = |below: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % below
        };
        let mut cut = 0;
        for _ in 0..200 {
            let size = 6 + next(5) as usize;
            let amounts: Vec<i64> = (0..size).map(|_| 1 + next(20) as i64).collect();
            let pairs: Vec<(usize, usize)> = (0..size).flat_map(|a| (a + 1..size).map(move |b| (a, b))).collect();
            let conflicts: Vec<(usize, usize)> = pairs.into_iter().filter(|_| next(3) == 0).collect();
            let mut stack = problem(&amounts, &conflicts);
            for _ in 0..next(4) {
                stack.caps.push(((0..size).filter(|_| next(2) == 0).collect(), Fraction::from(next(30) as i64)));
            }
            stack.needs.push((0, vec![1]));
            let exact = all(&stack);
            assert!(!exact.truncated);
            let whole: Vec<usize> = (0..size).collect();
            for units in [0, 1, 100, 500, 2_000] {
                let short = stack.solve(&whole, &[], &Budget::of(units));
                let holds = short.total <= exact.total && exact.total <= short.bound;
                assert!(holds && (short.truncated || short.total == exact.total), "{stack:?} {short:?} {exact:?}");
                let taken: Vec<usize> = short.paid.iter().map(|(at, _)| *at).collect();
                assert!(taken.iter().all(|&a| taken.iter().all(|&b| !stack.excludes(a, b))), "{short:?}");
                assert!(!taken.contains(&0) || taken.contains(&1), "{short:?}");
                cut += usize::from(short.truncated);
            }
        }
        assert!(cut > 100, "the cuts were tried: {cut}");
    }

    #[test]
    fn many_awards_of_many_policies_are_no_long_search() {
        let size = 60;
        let mut conflicts = Vec::new();
        for a in 0..size {
            for b in a + 1..size {
                if a / 6 != b / 6 {
                    conflicts.push((a, b));
                }
            }
        }
        let amounts: Vec<i64> = (0..size as i64).map(|at| 10 + at % 7).collect();
        let best = all(&problem(&amounts, &conflicts));
        assert_eq!(best.bound, best.total, "it looked at everything");
    }
}
