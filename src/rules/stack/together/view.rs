//! Cells in one sum: the awards of each that count, the rules between them, and the sum of any of them together.

use std::cell::RefCell;
use std::collections::HashMap;

use super::{Came, Cell, Limit, Sum};
use crate::rules::fraction::Fraction;
use crate::rules::outcome::Award;
use crate::rules::stack::parts::linked_parts;
use crate::rules::stack::rules::{Bound, Source};
use crate::rules::stack::search::{Best, Budget, Problem};
use crate::rules::stack::solver::{UNBOUNDED, granted, weight};

/// The maximum work on one set of cells, in the units of the budget for a place.
const WORK: usize = 2_000_000;

/// All cells in one sum.
pub(super) struct View {
    pub(super) sum: Sum,
    pub(super) cores: Vec<Core>,
    pub(super) alone: Vec<Fraction>,
    /// The limit of each shared rule, by its index.
    pub(super) caps: Vec<Option<Fraction>>,
    /// For each rule, whether only one of the awards under it is paid.
    single: Vec<bool>,
    /// Pairs of awards of two cells that exclude each other, in addition to the rules in `single`.
    across: HashMap<(usize, usize), Vec<(usize, usize)>>,
    linked: Vec<bool>,
    /// For each cell, whether it is linked to any other.
    tied: Vec<bool>,
    known: RefCell<HashMap<Vec<usize>, Came>>,
}

/// The part of a cell that counts in one sum.
pub(super) struct Core {
    /// The awards, by their indices in the assessment, and their amounts.
    awards: Vec<(usize, Fraction)>,
    /// Those of them that are paid to the company.
    company: Vec<usize>,
    conflicts: Vec<(usize, usize)>,
    caps: Vec<(Vec<usize>, Fraction)>,
    needs: Vec<(usize, Vec<usize>)>,
    /// The shared rules that apply to it, and its awards under each.
    pub(super) shared: Vec<(usize, Vec<usize>)>,
    /// Its sum by itself, by the intervals of its awards.
    pub(super) best: Best,
}

/// The payment of an award, by itself and together with the other cells.
#[derive(Clone, Copy, Default)]
pub(super) struct Payment {
    pub(super) alone: Fraction,
    pub(super) beside: Fraction,
}

/// The payments of each cell, by the indices of its awards.
pub(super) type Paid = HashMap<usize, Vec<(usize, Payment)>>;

impl View {
    pub(super) fn new(cells: &[Cell<'_>], rules: usize, sum: Sum) -> Self {
        let cores: Vec<Core> = cells.iter().map(|cell| Core::new(cell, sum)).collect();
        let mut alone: Vec<Fraction> = cells.iter().map(|cell| cell.alone(sum)).collect();
        if sum != Sum::Certain {
            for ((cell, core), alone) in cells.iter().zip(&cores).zip(&mut alone) {
                if cell.left_out.contains(&true) || cell.assessment.ceiling.is_none() {
                    *alone = core.best.bound.min(*alone).max(cell.assessment.floor);
                }
            }
        }
        let (caps, single) = limits(cells, &cores, rules, sum);
        let size = cells.len();
        let mut across = HashMap::new();
        let mut linked = vec![false; size * size];
        for a in 0..size {
            for b in a + 1..size {
                let (Some(one), Some(other), Some(core), Some(beside)) =
                    (cells.get(a), cells.get(b), cores.get(a), cores.get(b))
                else {
                    continue;
                };
                if one.production == other.production {
                    continue;
                }
                let pairs = between(one, core, other, beside, sum);
                let binds = |rule: usize| {
                    caps.get(rule).is_some_and(Option::is_some) || single.get(rule).copied().unwrap_or_default()
                };
                let shares = core
                    .shared
                    .iter()
                    .any(|(rule, _)| binds(*rule) && beside.shared.iter().any(|(other, _)| other == rule));
                if shares || !pairs.is_empty() {
                    for slot in [a * size + b, b * size + a] {
                        if let Some(slot) = linked.get_mut(slot) {
                            *slot = true;
                        }
                    }
                }
                if !pairs.is_empty() {
                    across.insert((a, b), pairs);
                }
            }
        }
        let ties = |at: usize| linked.get(at * size..(at + 1) * size).is_some_and(|row| row.contains(&true));
        let tied = (0..size).map(ties).collect();
        Self { sum, cores, alone, caps, single, across, linked, tied, known: RefCell::default() }
    }

    pub(super) fn are_linked(&self, a: usize, b: usize) -> bool {
        self.linked.get(a * self.cores.len() + b).copied().unwrap_or_default()
    }

    pub(super) fn is_tied(&self, at: usize) -> bool {
        self.tied.get(at).copied().unwrap_or_default()
    }

    pub(super) fn total(&self, which: &[usize]) -> Came {
        let free = which.iter().filter(|at| !self.is_tied(**at)).filter_map(|at| self.alone.get(*at)).copied();
        let mut sum = Came { amount: Fraction::total(free), truncated: false };
        let tied: Vec<usize> = which.iter().copied().filter(|at| self.is_tied(*at)).collect();
        for part in self.parts(&tied) {
            let came = self.part(part);
            sum.amount = sum.amount.saturating_add(came.amount);
            sum.truncated |= came.truncated;
        }
        sum
    }

    /// The cells, divided into parts between which no shared rule applies.
    fn parts(&self, which: &[usize]) -> Vec<Vec<usize>> {
        linked_parts(which, |a, b| self.are_linked(a, b))
    }

    fn part(&self, part: Vec<usize>) -> Came {
        if let &[at] = part.as_slice() {
            return Came { amount: self.alone.get(at).copied().unwrap_or_default(), truncated: false };
        }
        if let Some(known) = self.known.borrow().get(&part) {
            return *known;
        }
        let best = self.solved(&part).1;
        let alone = part.iter().filter_map(|at| self.alone.get(*at)).copied();
        let amount = match self.sum {
            // The sum of any one of them by itself is certain, whatever happens to the others.
            Sum::Certain => alone.fold(best.total, Fraction::max),
            Sum::Settled => alone.fold(best.bound, Fraction::max),
            Sum::Possible => best.bound,
        };
        let came = Came { amount, truncated: best.truncated };
        self.known.borrow_mut().insert(part, came);
        came
    }

    /// The best solution for some cells, and the index at which the awards of each begin.
    fn solved(&self, part: &[usize]) -> (Vec<usize>, Best) {
        let mut problem = Problem::default();
        let mut begins = Vec::with_capacity(part.len());
        let mut shared: Vec<Vec<usize>> = vec![Vec::new(); self.caps.len()];
        let cores: Vec<&Core> = part.iter().filter_map(|at| self.cores.get(*at)).collect();
        let size: usize = cores.iter().map(|core| core.awards.len()).sum();
        let mut conflicts = vec![false; size * size];
        let mut exclude = |a: usize, b: usize| {
            for slot in [a * size + b, b * size + a] {
                if let Some(slot) = conflicts.get_mut(slot) {
                    *slot = true;
                }
            }
        };
        for (core, cell) in cores.iter().zip(part) {
            let first = problem.amounts.len();
            begins.push(first);
            problem.amounts.extend(core.awards.iter().map(|(_, amount)| *amount));
            core.conflicts.iter().for_each(|(a, b)| exclude(first + a, first + b));
            let moved = |members: &[usize]| -> Vec<usize> { members.iter().map(|at| first + at).collect() };
            problem.needs.extend(core.needs.iter().map(|(at, any_of)| (first + at, moved(any_of))));
            for (members, most) in &core.caps {
                let within = |(rule, own): &(usize, Vec<usize>)| {
                    own == members && self.caps.get(*rule).copied().flatten().is_some_and(|cap| cap <= *most)
                };
                // The shared cap already includes this one.
                if !core.shared.iter().any(within) {
                    problem.caps.push((moved(members), *most));
                }
            }
            if self.sum != Sum::Certain {
                // With no set of answers does a production get more than by itself.
                let most = self.alone.get(*cell).copied().unwrap_or_default();
                if core.best.bound > most {
                    problem.caps.push(((first..first + core.awards.len()).collect(), most));
                }
            }
            for (rule, members) in &core.shared {
                if let Some(all) = shared.get_mut(*rule) {
                    all.extend(members.iter().map(|at| first + at));
                }
            }
        }
        let cell_of = |at: usize| begins.iter().rposition(|begin| *begin <= at);
        for ((members, cap), single) in shared.iter().zip(&self.caps).zip(&self.single) {
            if *single {
                for (place, &a) in members.iter().enumerate() {
                    let others = members.iter().skip(place + 1).filter(|&&b| cell_of(a) != cell_of(b));
                    others.for_each(|&b| exclude(a, b));
                }
            } else if let Some(cap) = cap {
                let all = members.iter().filter_map(|&at| problem.amounts.get(at)).copied();
                if Fraction::total(all) > *cap {
                    problem.caps.push((members.clone(), *cap));
                }
            }
        }
        for (place, &a) in part.iter().enumerate() {
            for (other, &b) in part.iter().enumerate().skip(place + 1) {
                let (Some(one), Some(two)) = (begins.get(place), begins.get(other)) else { continue };
                let pairs = self.across.get(&(a, b)).into_iter().flatten();
                pairs.for_each(|(x, y)| exclude(one + x, two + y));
            }
        }
        problem.conflicts = conflicts;
        let whole: Vec<usize> = (0..size).collect();
        let best = problem.solve(&whole, &[], &Budget::of(WORK));
        (begins, best)
    }

    /// The payment of each award of some cells, by itself and together with the others.
    pub(super) fn paid(&self, which: &[usize]) -> Paid {
        let mut all: Paid = HashMap::new();
        for part in self.parts(which) {
            let (begins, best) = self.solved(&part);
            for (cell, begin) in part.iter().zip(begins) {
                let Some(core) = self.cores.get(*cell) else { continue };
                let of = |paid: &[(usize, Fraction)], at: usize| {
                    paid.iter().find(|(other, _)| *other == at).map(|(_, pay)| *pay).unwrap_or_default()
                };
                let payment =
                    |at: usize| Payment { alone: of(&core.best.paid, at), beside: of(&best.paid, begin + at) };
                let own = core.awards.iter().enumerate().map(|(at, (award, _))| (*award, payment(at)));
                all.insert(*cell, own.collect());
            }
        }
        all
    }
}

/// The limit of each shared rule, and whether only one award under it is paid.
fn limits(cells: &[Cell<'_>], cores: &[Core], rules: usize, sum: Sum) -> (Vec<Option<Fraction>>, Vec<bool>) {
    let mut caps: Vec<Option<Fraction>> = vec![None; rules];
    let mut single = vec![false; rules];
    let mut amounts: Vec<Vec<Fraction>> = vec![Vec::new(); rules];
    let mut quotas: Vec<Option<usize>> = vec![None; rules];
    for (cell, core) in cells.iter().zip(cores) {
        for one in &cell.uses {
            let own = core.awards.iter().filter(|(at, _)| one.members.contains(at)).map(|(_, amount)| *amount);
            if let Some(all) = amounts.get_mut(one.id) {
                all.extend(own);
            }
            let only = match one.limit {
                Limit::Highest => true,
                Limit::Unknown => sum == Sum::Certain,
                Limit::Quota(quota) => sum == Sum::Certain || quota <= 1,
                Limit::Cap(..) => false,
            };
            if let Some(single) = single.get_mut(one.id) {
                *single |= only;
            }
            match one.limit {
                Limit::Cap(_, cap) => {
                    let cap = if sum == Sum::Possible { cap.high } else { Some(cap.low) };
                    let (Some(cap), Some(slot)) = (cap, caps.get_mut(one.id)) else { continue };
                    // The cap may differ between cells with their answers: the lowest is certain, the highest possible.
                    let both = |known: Fraction| if sum == Sum::Possible { known.max(cap) } else { known.min(cap) };
                    *slot = Some(slot.map_or(cap, both));
                }
                Limit::Quota(quota) => {
                    if let Some(slot) = quotas.get_mut(one.id) {
                        *slot = usize::try_from(quota).ok();
                    }
                }
                Limit::Highest | Limit::Unknown => {}
            }
        }
    }
    for (((cap, all), quota), single) in caps.iter_mut().zip(&mut amounts).zip(&quotas).zip(&single) {
        all.sort_unstable_by(|a, b| b.cmp(a));
        // With a maximum number of awards, the limit is the sum of that many of the highest.
        let most = quota.or(single.then_some(1)).map(|count| Fraction::total(all.iter().take(count).copied()));
        *cap = [*cap, most].into_iter().flatten().min();
        // A limit that cannot be exceeded does not link cells.
        if !*single && cap.is_some_and(|cap| Fraction::total(all.iter().copied()) <= cap) {
            *cap = None;
        }
    }
    (caps, single)
}

/// Pairs of awards of two cells that exclude each other without a shared rule.
fn between(one: &Cell<'_>, core: &Core, other: &Cell<'_>, beside: &Core, sum: Sum) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    if core.company.is_empty() && beside.company.is_empty() {
        return pairs;
    }
    for (x, (a, _)) in core.awards.iter().enumerate() {
        for (y, (b, _)) in beside.awards.iter().enumerate() {
            let company = [core.company.contains(&x), beside.company.contains(&y)];
            let surely = company == [true, true] && one.year == other.year;
            if company == [false, false] || !surely && sum != Sum::Certain {
                continue;
            }
            let Some(same) = one.same_as(other, *b).filter(|same| same != a) else { continue };
            let excluded = match one.rules.between(*a, same) {
                Bound::Never(_) => true,
                Bound::Unknown(_) => sum == Sum::Certain,
                Bound::AddUp => false,
            };
            if excluded {
                pairs.push((x, y));
            }
        }
    }
    pairs
}

impl Core {
    fn new(cell: &Cell<'_>, sum: Sum) -> Self {
        let estimate = sum.estimate();
        let awards = &cell.assessment.awards;
        let counted = |at: usize, award: &Award| {
            let amount = weight(award, estimate);
            let left_out = sum != Sum::Certain && cell.left_out.get(at).copied().unwrap_or_default();
            // Amounts without a limit are not added.
            if left_out || amount >= UNBOUNDED { Fraction::ZERO } else { amount }
        };
        let amounts: Vec<Fraction> = awards.iter().enumerate().map(|(at, award)| counted(at, award)).collect();
        let needed = |at: usize| cell.rules.needs.iter().any(|need| need.any_of.contains(&at));
        let alive: Vec<(usize, Fraction)> = amounts
            .iter()
            .copied()
            .enumerate()
            .filter(|(at, amount)| {
                let granted = || awards.get(*at).is_some_and(|award| granted(award, estimate));
                !amount.is_zero() || needed(*at) && granted()
            })
            .collect();
        let place = |at: usize| alive.iter().position(|(alive, _)| *alive == at);
        let own = |members: &[usize]| -> Vec<usize> { members.iter().filter_map(|at| place(*at)).collect() };
        let mut conflicts = Vec::new();
        for (x, (a, _)) in alive.iter().enumerate() {
            for (y, (b, _)) in alive.iter().enumerate().skip(x + 1) {
                let apart = !cell.rules.crosses() && cell.rules.policy_of(*a) != cell.rules.policy_of(*b);
                let bound = if apart { Bound::Unknown(Source::Nothing) } else { cell.rules.between(*a, *b) };
                match bound {
                    Bound::Never(_) => conflicts.push((x, y)),
                    Bound::Unknown(_) if sum == Sum::Certain => conflicts.push((x, y)),
                    Bound::Unknown(_) | Bound::AddUp => {}
                }
            }
        }
        let caps = cell.rules.groups.iter().filter_map(|group| {
            let cap = group.rule.cap()?;
            let most = if sum == Sum::Possible { cap.high? } else { cap.low };
            let members = own(&group.members);
            let all = members.iter().filter_map(|at| alive.get(*at)).map(|(_, amount)| *amount);
            (Fraction::total(all) > most).then_some((members, most))
        });
        let needs = cell.rules.needs.iter().filter_map(|need| Some((place(need.award)?, own(&need.any_of))));
        let shared = cell
            .uses
            .iter()
            .filter_map(|one| Some((one.id, own(&one.members))).filter(|(_, members)| !members.is_empty()));
        let (caps, needs, shared) = (caps.collect(), needs.collect(), shared.collect());
        let company: Vec<usize> =
            alive.iter().enumerate().filter(|(_, (at, _))| cell.is_of_company(*at)).map(|(place, _)| place).collect();
        let mut core = Self { awards: alive, company, conflicts, caps, needs, shared, best: Best::default() };
        core.best = core.priced(|_| Fraction::ONE);
        core
    }

    /// Its best sum by itself with a factor for every award.
    pub(super) fn priced(&self, factor: impl Fn(usize) -> Fraction) -> Best {
        let size = self.awards.len();
        let mut conflicts = vec![false; size * size];
        for (a, b) in &self.conflicts {
            for slot in [a * size + b, b * size + a] {
                if let Some(slot) = conflicts.get_mut(slot) {
                    *slot = true;
                }
            }
        }
        let amounts = self.awards.iter().enumerate();
        let amounts = amounts.map(|(at, (_, amount))| amount.times(factor(at)).unwrap_or(*amount)).collect();
        let problem = Problem { amounts, conflicts, caps: self.caps.clone(), needs: self.needs.clone() };
        problem.solve(&(0..size).collect::<Vec<_>>(), &[], &Budget::of(WORK))
    }
}
