//! The best assignment of productions to places, by branch and bound.
//!
//! Two bounds are never too low: what the productions placed so far come to, with all others at their best and by
//! themselves; and everything at prices on what counts over the company ([`Prices`]). The lesser counts. An
//! assignment is better if it is so in the first of three sums in which the two differ.

use std::cmp::Ordering;

use crate::rules::fraction::Fraction;
use crate::rules::stack::together::{Prices, Sum, Together};

/// Partial assignments looked at for one question; then the best one found is used, and how far it may be from
/// the best there is.
const MOST_LOOKED_AT: u64 = 20_000;

/// Three sums in the order in which they decide.
pub(super) type Sums = [Fraction; 3];

/// What is known of the best assignment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// The cell of each production; none where it may go nowhere.
    pub cells: Vec<Option<usize>>,
    /// What they come to.
    pub sums: Sums,
    /// Partial assignments that were looked at.
    pub looked_at: u64,
    /// What no assignment exceeds, where not everything was looked at.
    pub bound: Option<Sums>,
}

/// What a search needs to know of the cells.
pub(super) struct Ground<'t, 'a> {
    together: &'t Together<'a>,
    order: [Sum; 3],
    prices: [Prices; 3],
}

impl<'t, 'a> Ground<'t, 'a> {
    /// `choices` are the cells of each production, and `order` is that in which sums decide.
    pub(super) fn new(together: &'t Together<'a>, choices: &[Vec<usize>], order: [Sum; 3]) -> Self {
        let prices = order.map(|sum| together.prices(sum, choices));
        Self { together, order, prices }
    }

    /// The order in which sums decide.
    pub(super) fn order(&self) -> [Sum; 3] {
        self.order
    }

    /// What some cells come to.
    pub(super) fn sums(&self, cells: &[usize]) -> Sums {
        self.order.map(|sum| self.together.total(sum, cells).amount)
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
        // The production on which most depends is placed first.
        let spread = |at: &usize| {
            let mut all: Vec<Sums> = choices.get(*at).into_iter().flatten().map(|cell| self.priced(*cell)).collect();
            all.sort_unstable_by(|a, b| b.cmp(a));
            let [most, next] = [all.first(), all.get(1)].map(|sums| sums.map_or(Fraction::ZERO, |sums| sums[0]));
            most.minus(next).unwrap_or_default()
        };
        order.sort_by(|a, b| spread(b).cmp(&spread(a)).then(a.cmp(b)));
        let mut levels: Vec<Level> = Vec::with_capacity(order.len());
        for at in &order {
            let mut cells: Vec<usize> = choices.get(*at).cloned().unwrap_or_default();
            cells.sort_by_key(|cell| std::cmp::Reverse((self.priced(*cell), self.alone(*cell))));
            levels.push(Level { cells, alone: Sums::default(), priced: Sums::default() });
        }
        let (mut alone, mut priced) = (Sums::default(), Sums::default());
        for level in levels.iter_mut().rev() {
            (level.alone, level.priced) = (alone, priced);
            alone = added(alone, most(level.cells.iter().map(|cell| self.alone(*cell))));
            priced = added(priced, most(level.cells.iter().map(|cell| self.priced(*cell))));
        }
        let first = self.nearby(&levels);
        let sums = self.sums(&first);
        let mut search = Search { ground: self, levels: &levels, best: first, sums, looked_at: 0, bound: None };
        search.descend(0, &mut Vec::new(), Sums::default());
        let mut cells = vec![None; choices.len()];
        for (at, cell) in order.iter().zip(&search.best) {
            if let Some(slot) = cells.get_mut(*at) {
                *slot = Some(*cell);
            }
        }
        let bound = search.bound.map(|bound| bound.max(search.sums));
        Found { cells, sums: search.sums, looked_at: search.looked_at, bound }
    }

    /// An assignment that no move of one production makes better, from which the search sets out.
    fn nearby(&self, levels: &[Level]) -> Vec<usize> {
        let mut cells: Vec<usize> = levels.iter().filter_map(|level| level.cells.first()).copied().collect();
        let mut sums = self.sums(&cells);
        loop {
            let mut moved = false;
            for (at, level) in levels.iter().enumerate() {
                for cell in &level.cells {
                    let mut tried = cells.clone();
                    if let Some(slot) = tried.get_mut(at) {
                        *slot = *cell;
                    }
                    let reached = self.sums(&tried);
                    if reached > sums {
                        (cells, sums, moved) = (tried, reached, true);
                    }
                }
            }
            if !moved {
                return cells;
            }
        }
    }
}

/// One production in the order in which they are placed, with the most that those after it can come to.
struct Level {
    cells: Vec<usize>,
    alone: Sums,
    priced: Sums,
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
    /// `priced` is what the cells taken so far come to at prices.
    fn descend(&mut self, depth: usize, taken: &mut Vec<usize>, priced: Sums) {
        let Some(level) = self.levels.get(depth) else {
            let sums = self.ground.sums(taken);
            if sums > self.sums {
                (self.sums, self.best) = (sums, taken.clone());
            }
            return;
        };
        for cell in &level.cells {
            taken.push(*cell);
            let priced = added(priced, self.ground.priced(*cell));
            if self.may_be_better(level, taken, priced) {
                if self.looked_at >= MOST_LOOKED_AT {
                    let reached = self.reach(level, taken, priced);
                    self.bound = Some(self.bound.map_or(reached, |bound| bound.max(reached)));
                } else {
                    self.looked_at += 1;
                    self.descend(depth + 1, taken, priced);
                }
            }
            taken.pop();
        }
    }

    /// Whether an assignment that begins so can be better than the best so far.
    fn may_be_better(&self, level: &Level, taken: &[usize], priced: Sums) -> bool {
        for at in 0..3 {
            match self.most(level, taken, priced, at).cmp(&self.sums.get(at).copied().unwrap_or_default()) {
                Ordering::Less => return false,
                Ordering::Greater => return true,
                Ordering::Equal => {}
            }
        }
        false
    }

    fn reach(&self, level: &Level, taken: &[usize], priced: Sums) -> Sums {
        [0, 1, 2].map(|at| self.most(level, taken, priced, at))
    }

    /// What one of the sums comes to at most.
    fn most(&self, level: &Level, taken: &[usize], priced: Sums, at: usize) -> Fraction {
        let of = |sums: &Sums| sums.get(at).copied().unwrap_or_default();
        let rest = self.ground.prices.get(at).map(|prices| prices.rest).unwrap_or_default();
        let by_price = of(&priced).saturating_add(of(&level.priced)).saturating_add(rest);
        if by_price < of(&self.sums) {
            return by_price;
        }
        let placed = self.ground.order.get(at).map(|sum| self.ground.together.total(*sum, taken).amount);
        placed.unwrap_or_default().saturating_add(of(&level.alone)).min(by_price)
    }
}

fn added(a: Sums, b: Sums) -> Sums {
    [0, 1, 2].map(|at| {
        let of = |sums: &Sums| sums.get(at).copied().unwrap_or_default();
        of(&a).saturating_add(of(&b))
    })
}

/// The most of each sum by itself.
fn most(all: impl Iterator<Item = Sums>) -> Sums {
    all.fold(Sums::default(), |best, next| {
        [0, 1, 2].map(|at| {
            let of = |sums: &Sums| sums.get(at).copied().unwrap_or_default();
            of(&best).max(of(&next))
        })
    })
}
