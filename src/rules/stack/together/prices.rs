//! An upper bound with the rules over the company.

use super::view::View;
use crate::rules::fraction::Fraction;

/// An upper bound that takes the shared rules into account: every award under a rule is reduced by a price, and the
/// limit of the rule is added at that price (Lagrangian relaxation).
#[derive(Clone, Debug, Default)]
pub struct Prices {
    /// The sum of each cell at these prices.
    pub cells: Vec<Fraction>,
    /// The sum of the limits of the rules at these prices.
    pub rest: Fraction,
}

/// The maximum number of rounds in which prices are changed.
const ROUNDS: i64 = 12;

/// Prices are multiples of one divided by this number.
const PARTS: i64 = 16;

impl View {
    /// Searches for prices that give a low bound over all choices of one cell each. Any prices give a valid bound.
    pub(super) fn prices(&self, choices: &[Vec<usize>]) -> Prices {
        let rules = self.caps.len();
        let mut parts = vec![0_i64; rules];
        let mut best = self.at_prices(&parts);
        let bound = |prices: &Prices| -> Fraction {
            let most = choices
                .iter()
                .map(|cells| cells.iter().filter_map(|at| prices.cells.get(*at)).copied().max().unwrap_or_default());
            Fraction::total(most).saturating_add(prices.rest)
        };
        let (mut lowest, mut step) = (bound(&best), PARTS / 2);
        if (0..rules).all(|rule| self.caps.get(rule).copied().flatten().is_none()) {
            return best;
        }
        for _ in 0..ROUNDS {
            let mut moved = false;
            for rule in self.worth_a_price(&best, choices, &parts) {
                let now = parts.get(rule).copied().unwrap_or_default();
                for next in [now + step, now - step] {
                    if !(0..=PARTS).contains(&next) {
                        continue;
                    }
                    let mut tried = parts.clone();
                    if let Some(slot) = tried.get_mut(rule) {
                        *slot = next;
                    }
                    let prices = self.repriced(&best, &tried, rule);
                    let reached = bound(&prices);
                    if reached < lowest {
                        (lowest, best, parts, moved) = (reached, prices, tried, true);
                        break;
                    }
                }
            }
            if !moved {
                step /= 2;
                if step == 0 {
                    break;
                }
            }
        }
        best
    }

    /// Rules with a price, and those that would apply to several productions at these prices.
    fn worth_a_price(&self, prices: &Prices, choices: &[Vec<usize>], parts: &[i64]) -> Vec<usize> {
        let mut under = vec![0_usize; self.caps.len()];
        for cells in choices {
            let of = |cell: &usize| prices.cells.get(*cell).copied().unwrap_or_default();
            let best = cells.iter().max_by(|a, b| of(a).cmp(&of(b)).then(b.cmp(a)));
            for (rule, _) in best.and_then(|best| self.cores.get(*best)).into_iter().flat_map(|core| &core.shared) {
                if let Some(slot) = under.get_mut(*rule) {
                    *slot += 1;
                }
            }
        }
        let all = (0..self.caps.len()).filter(|rule| self.caps.get(*rule).copied().flatten().is_some());
        let wanted = |rule: &usize| {
            parts.get(*rule).is_some_and(|part| *part > 0) || under.get(*rule).is_some_and(|count| *count > 1)
        };
        all.filter(wanted).collect()
    }

    fn rest(&self, parts: &[i64]) -> Fraction {
        let paid = self.caps.iter().zip(parts).filter_map(|(cap, part)| (*cap)?.times(price(*part)));
        Fraction::total(paid)
    }

    fn at_prices(&self, parts: &[i64]) -> Prices {
        let cells = (0..self.cores.len()).map(|cell| self.cell_at(cell, parts)).collect();
        Prices { cells, rest: self.rest(parts) }
    }

    /// The same after a change of the price of one rule.
    fn repriced(&self, before: &Prices, parts: &[i64], rule: usize) -> Prices {
        let cells = before.cells.iter().enumerate().map(|(cell, known)| {
            let under = self.cores.get(cell).is_some_and(|core| core.shared.iter().any(|(own, _)| *own == rule));
            if under { self.cell_at(cell, parts) } else { *known }
        });
        Prices { cells: cells.collect(), rest: self.rest(parts) }
    }

    fn cell_at(&self, cell: usize, parts: &[i64]) -> Fraction {
        let Some(core) = self.cores.get(cell) else { return Fraction::ZERO };
        let alone = self.alone.get(cell).copied().unwrap_or_default();
        let under = |at: usize| core.shared.iter().filter(move |(_, members)| members.contains(&at));
        let priced = |rule: &usize| parts.get(*rule).copied().unwrap_or_default();
        if core.shared.iter().all(|(rule, _)| priced(rule) == 0) {
            return alone;
        }
        let factor = |at: usize| {
            let taken: i64 = under(at).map(|(rule, _)| priced(rule)).sum();
            price((PARTS - taken).max(0))
        };
        let worked = core.priced(factor).bound;
        // If the sum over all answers is more than that of the intervals, the difference is added without a price.
        let more = alone.minus(core.best.bound).unwrap_or_default().max(Fraction::ZERO);
        worked.saturating_add(more).min(alone)
    }
}

fn price(parts: i64) -> Fraction {
    Fraction::from(parts).divided_by(Fraction::from(PARTS)).unwrap_or_default()
}
