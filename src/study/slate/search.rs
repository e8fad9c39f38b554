//! The best assignment of productions to places, by branch and bound.
//!
//! There are two valid upper bounds: the result of the productions placed so far, with all others at their best and
//! by themselves; and the result with prices on the rules over the company ([`Prices`]). The lesser is used. An
//! assignment is better than another if it is greater in the first of three sums in which the two differ.

use std::cmp::Ordering;

use crate::rules::fraction::Fraction;
use crate::rules::stack::together::{Prices, Sum, Together};

/// The maximum number of partial assignments for one question. After that, the best one found is used with a bound of
/// its distance from the optimum.
const MOST_LOOKED_AT: u64 = 20_000;

/// Three sums, compared in this order.
pub(super) type Sums = [Fraction; 3];

/// The result of the search for the best assignment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// The cell of each production; none if it may go nowhere.
    pub cells: Vec<Option<usize>>,
    /// Their result.
    pub sums: Sums,
    /// The number of partial assignments that were examined.
    pub looked_at: u64,
    /// The upper bound of all assignments, if not all were examined.
    pub bound: Option<Sums>,
}

/// The properties of the cells that a search needs.
pub(super) struct Ground<'t, 'a> {
    together: &'t Together<'a>,
    order: [Sum; 3],
    prices: [Prices; 3],
}

impl<'t, 'a> Ground<'t, 'a> {
    /// `choices` are the cells of each production, and `order` is the order of the sums.
    pub(super) fn new(together: &'t Together<'a>, choices: &[Vec<usize>], order: [Sum; 3]) -> Self {
        let prices = order.map(|sum| together.prices(sum, choices));
        Self { together, order, prices }
    }

    /// The order of the sums.
    pub(super) fn order(&self) -> [Sum; 3] {
        self.order
    }

    fn alone(&self, cell: usize) -> Sums {
        self.order.map(|sum| self.together.alone(sum, cell))
    }

    fn priced(&self, cell: usize) -> Sums {
        let price = |prices: &Prices| prices.cells.get(cell).copied().unwrap_or_default();
        [&self.prices[0], &self.prices[1], &self.prices[2]].map(price)
    }

    /// The best assignment of one of its cells to each production.
    pub(super) fn best(&self, choices: &[Vec<usize>]) -> Found {
        let mut order: Vec<usize> =
            (0..choices.len()).filter(|at| choices.get(*at).is_some_and(|all| !all.is_empty())).collect();
        // The production with the largest differences is placed first.
        let spread = |at: &usize| {
            let mut all: Vec<Sums> = choices.get(*at).into_iter().flatten().map(|cell| self.priced(*cell)).collect();
            all.sort_unstable_by(|a, b| b.cmp(a));
            let [most, next] = [all.first(), all.get(1)].map(|sums| sums.map_or(Fraction::ZERO, |sums| sums[0]));
            most.minus(next).unwrap_or_default()
        };
        order.sort_by(|a, b| spread(b).cmp(&spread(a)).then(a.cmp(b)));
        let mut levels: Vec<Level> = Vec::with_capacity(order.len());
        for at in &order {
            let cells = choices.get(*at).into_iter().flatten();
            let mut options: Vec<Choice> = cells.map(|cell| self.choice(*cell)).collect();
            options.sort_by_key(|option| std::cmp::Reverse((option.priced, option.alone)));
            keep_best_free(&mut options);
            levels.push(Level { options, alone: Sums::default(), priced: Sums::default() });
        }
        let (mut alone, mut priced) = (Sums::default(), Sums::default());
        for level in levels.iter_mut().rev() {
            (level.alone, level.priced) = (alone, priced);
            alone = added(alone, most(level.options.iter().map(|option| option.alone)));
            priced = added(priced, most(level.options.iter().map(|option| option.priced)));
        }
        let (first, sums) = self.nearby(&levels);
        let mut search = Search { ground: self, levels: &levels, best: first, sums, looked_at: 0, bound: None };
        search.descend(0, &mut Taken::default());
        let mut cells = vec![None; choices.len()];
        for (at, cell) in order.iter().zip(&search.best) {
            if let Some(slot) = cells.get_mut(*at) {
                *slot = Some(*cell);
            }
        }
        let bound = search.bound.map(|bound| bound.max(search.sums));
        Found { cells, sums: search.sums, looked_at: search.looked_at, bound }
    }

    fn choice(&self, cell: usize) -> Choice {
        let is_tied = self.together.is_tied(cell);
        Choice { cell, is_tied, alone: self.alone(cell), priced: self.priced(cell) }
    }

    /// An assignment that no move of a single production improves, from which the search starts, and its sums.
    fn nearby(&self, levels: &[Level]) -> (Vec<usize>, Sums) {
        let mut taken = Taken::default();
        levels.iter().filter_map(|level| level.options.first()).for_each(|first| taken.push(first));
        let mut sums = taken.sums(self);
        loop {
            let mut moved = false;
            for (at, level) in levels.iter().enumerate() {
                for option in &level.options {
                    let now = taken.options.get(at);
                    // If neither cell depends on others, only their own sums change.
                    if now.is_none_or(|now| !now.is_tied && !option.is_tied && option.alone <= now.alone) {
                        continue;
                    }
                    let tried = taken.with(at, option);
                    let reached = tried.sums(self);
                    if reached > sums {
                        (taken, sums, moved) = (tried, reached, true);
                    }
                }
            }
            if !moved {
                return (taken.cells(), sums);
            }
        }
    }
}

/// A cell that a production may take.
#[derive(Clone, Copy)]
struct Choice {
    cell: usize,
    /// Whether its sums depend on other cells.
    is_tied: bool,
    alone: Sums,
    priced: Sums,
}

/// Drops options that a free cell makes unnecessary. Cells together never give more than each by itself, so if an
/// option gives no more by itself than the free cell, any assignment with it gives no more than with the free cell.
fn keep_best_free(options: &mut Vec<Choice>) {
    let free = options.iter().enumerate().filter(|(_, option)| !option.is_tied);
    let best = free.reduce(|best, next| if next.1.alone > best.1.alone { next } else { best });
    let Some((first, alone)) = best.map(|(at, option)| (at, option.alone)) else { return };
    let mut at = 0;
    options.retain(|option| {
        let stays = at == first || option.alone > alone || (option.alone == alone && at < first);
        at += 1;
        stays
    });
}

/// One production in the order of placement, with the upper bound of those after it.
struct Level {
    /// The first has the highest sums at prices.
    options: Vec<Choice>,
    alone: Sums,
    priced: Sums,
}

/// The chosen cells.
#[derive(Clone, Default)]
struct Taken {
    options: Vec<Choice>,
    /// Those whose sums depend on each other.
    tied: Vec<usize>,
    /// The sums of all others.
    free: Sums,
    /// The sums of all with prices.
    priced: Sums,
}

impl Taken {
    fn push(&mut self, option: &Choice) {
        self.options.push(*option);
        self.priced = added(self.priced, option.priced);
        if option.is_tied {
            self.tied.push(option.cell);
        } else {
            self.free = added(self.free, option.alone);
        }
    }

    fn with(&self, at: usize, option: &Choice) -> Self {
        let mut other = Self::default();
        for (place, own) in self.options.iter().enumerate() {
            other.push(if place == at { option } else { own });
        }
        other
    }

    fn cells(&self) -> Vec<usize> {
        self.options.iter().map(|option| option.cell).collect()
    }

    /// One of the sums of the cells.
    fn sum(&self, ground: &Ground<'_, '_>, at: usize) -> Fraction {
        let tied = ground.order.get(at).map(|sum| ground.together.total(*sum, &self.tied).amount);
        tied.unwrap_or_default().saturating_add(of(&self.free, at))
    }

    fn sums(&self, ground: &Ground<'_, '_>) -> Sums {
        [0, 1, 2].map(|at| self.sum(ground, at))
    }
}

struct Search<'s, 't, 'a> {
    ground: &'s Ground<'t, 'a>,
    levels: &'s [Level],
    best: Vec<usize>,
    sums: Sums,
    looked_at: u64,
    bound: Option<Sums>,
}

impl Search<'_, '_, '_> {
    fn descend(&mut self, depth: usize, taken: &mut Taken) {
        let Some(level) = self.levels.get(depth) else {
            let sums = taken.sums(self.ground);
            if sums > self.sums {
                (self.sums, self.best) = (sums, taken.cells());
            }
            return;
        };
        for option in &level.options {
            let by_price = self.by_price(level, added(taken.priced, option.priced));
            if by_price <= self.sums {
                // The following options give no more with prices.
                break;
            }
            let (free, priced) = (taken.free, taken.priced);
            taken.push(option);
            if self.may_be_better(level, taken, by_price) {
                if self.looked_at >= MOST_LOOKED_AT {
                    let reached = [0, 1, 2].map(|at| self.most(level, taken, by_price, at));
                    self.bound = Some(self.bound.map_or(reached, |bound| bound.max(reached)));
                } else {
                    self.looked_at += 1;
                    self.descend(depth + 1, taken);
                }
            }
            taken.options.pop();
            if option.is_tied {
                taken.tied.pop();
            }
            (taken.free, taken.priced) = (free, priced);
        }
    }

    /// The upper bound of the sums with prices, with the sums of the productions placed so far.
    fn by_price(&self, level: &Level, priced: Sums) -> Sums {
        let rest = [0, 1, 2].map(|at| self.ground.prices.get(at).map(|prices| prices.rest).unwrap_or_default());
        added(added(priced, level.priced), rest)
    }

    /// Whether an assignment with this beginning can be better than the best so far.
    fn may_be_better(&self, level: &Level, taken: &Taken, by_price: Sums) -> bool {
        for at in 0..3 {
            match self.most(level, taken, by_price, at).cmp(&of(&self.sums, at)) {
                Ordering::Less => return false,
                Ordering::Greater => return true,
                Ordering::Equal => {}
            }
        }
        false
    }

    /// The upper bound of one of the sums.
    fn most(&self, level: &Level, taken: &Taken, by_price: Sums, at: usize) -> Fraction {
        let by_price = of(&by_price, at);
        if by_price < of(&self.sums, at) {
            return by_price;
        }
        taken.sum(self.ground, at).saturating_add(of(&level.alone, at)).min(by_price)
    }
}

fn of(sums: &Sums, at: usize) -> Fraction {
    sums.get(at).copied().unwrap_or_default()
}

fn added(a: Sums, b: Sums) -> Sums {
    [0, 1, 2].map(|at| of(&a, at).saturating_add(of(&b, at)))
}

/// The maximum of each sum by itself.
fn most(all: impl Iterator<Item = Sums>) -> Sums {
    all.fold(Sums::default(), |best, next| [0, 1, 2].map(|at| of(&best, at).max(of(&next, at))))
}
