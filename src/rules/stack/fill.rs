//! The maximum payment for a set of awards under caps that may overlap.
//!
//! It maximises the sum of all payments, with no payment above its award and no group above its cap. Caps that do not
//! overlap can be filled in order. Otherwise this is a linear programme, which is solved by the simplex method in exact
//! fractions with Bland's rule, which cannot cycle. If a fraction does not fit or the budget of the search is used up,
//! the caps are filled in order, which breaks no rule, and the sum of all awards is the upper bound.

use super::search::Budget;
use crate::rules::fraction::Fraction;

/// The cost of one cell of the tableau, in units of the budget.
const CELL: usize = 20;

/// A cap on some of the awards, by their indices.
#[derive(Clone, Debug)]
pub(super) struct Cap<'a> {
    /// The awards under it.
    pub members: &'a [usize],
    /// The maximum of their sum.
    pub most: Fraction,
}

/// Payments of awards under caps.
#[derive(Clone, Debug, Default)]
pub(super) struct Filled {
    /// The payment of each award.
    pub paid: Vec<Fraction>,
    /// The sum of the payments.
    pub total: Fraction,
    /// The maximum of that sum. It differs from `total` only if it could not be calculated.
    pub most: Fraction,
}

/// The payments with the greatest sum, in the order of `awards`.
#[must_use]
pub(super) fn fill(awards: &[Fraction], caps: &[Cap<'_>], budget: &Budget) -> Filled {
    let sum = |members: &[usize]| Fraction::total(members.iter().filter_map(|&at| awards.get(at)).copied());
    let binding: Vec<&Cap<'_>> = caps.iter().filter(|cap| sum(cap.members) > cap.most).collect();
    let counted = |at: usize| binding.iter().filter(|cap| cap.members.contains(&at)).count();
    let in_order = in_order(awards, &binding);
    if (0..awards.len()).all(|at| counted(at) < 2) {
        return in_order;
    }
    let limited: Vec<usize> = (0..awards.len()).filter(|&at| counted(at) > 0).collect();
    let place = |at: usize| limited.iter().position(|&other| other == at);
    let mut rows: Vec<(Vec<usize>, Fraction)> = Vec::new();
    for (column, &at) in limited.iter().enumerate() {
        rows.push((vec![column], awards.get(at).copied().unwrap_or_default()));
    }
    for cap in &binding {
        rows.push((cap.members.iter().filter_map(|&at| place(at)).collect(), cap.most));
    }
    let Some((shares, total)) = largest(limited.len(), &rows, budget) else {
        return Filled { most: Fraction::total(awards.iter().copied()), ..in_order };
    };
    let mut paid = awards.to_vec();
    for (&at, share) in limited.iter().zip(shares) {
        if let Some(slot) = paid.get_mut(at) {
            *slot = share;
        }
    }
    let free = awards.iter().enumerate().filter(|(at, _)| counted(*at) == 0).map(|(_, award)| *award);
    let total = Fraction::total(free).saturating_add(total);
    Filled { paid, total, most: total }
}

/// Pays each award in turn as much as the caps still allow.
fn in_order(awards: &[Fraction], binding: &[&Cap<'_>]) -> Filled {
    let mut left: Vec<Fraction> = binding.iter().map(|cap| cap.most).collect();
    let mut paid = Vec::with_capacity(awards.len());
    for (at, award) in awards.iter().enumerate() {
        let over = |(cap, _): &(&&Cap<'_>, &mut Fraction)| cap.members.contains(&at);
        let mut pay = *award;
        for (_, left) in binding.iter().zip(&mut left).filter(over) {
            pay = pay.min(*left);
        }
        for (_, left) in binding.iter().zip(&mut left).filter(over) {
            *left = left.minus(pay).unwrap_or_default();
        }
        paid.push(pay);
    }
    let total = Fraction::total(paid.iter().copied());
    Filled { paid, total, most: total }
}

/// The point with the largest sum of coordinates, none of them negative, if for each row the sum of some of them has a
/// maximum; and that sum. None if a fraction does not fit or the budget is used up.
#[expect(clippy::indexing_slicing, reason = "every index is below the size of the tableau it was made for")]
fn largest(columns: usize, rows: &[(Vec<usize>, Fraction)], budget: &Budget) -> Option<(Vec<Fraction>, Fraction)> {
    let width = columns + rows.len() + 1;
    if !budget.spend(width * rows.len()) {
        return None;
    }
    let last = width - 1;
    let mut tableau: Vec<Vec<Fraction>> = Vec::with_capacity(rows.len());
    for (at, (members, most)) in rows.iter().enumerate() {
        let mut row = vec![Fraction::ZERO; width];
        for &member in members {
            row[member] = Fraction::ONE;
        }
        row[columns + at] = Fraction::ONE;
        row[last] = *most;
        tableau.push(row);
    }
    let mut goal = vec![Fraction::ZERO; width];
    goal[..columns].fill(Fraction::ZERO.checked_sub(Fraction::ONE)?);
    let mut basis: Vec<usize> = (columns..columns + rows.len()).collect();
    while let Some(entering) = (0..last).find(|&column| goal[column].is_negative()) {
        if !budget.spend(CELL * width * rows.len()) {
            return None;
        }
        let mut leaving: Option<(usize, Fraction)> = None;
        for row in 0..tableau.len() {
            let entry = tableau[row][entering];
            if entry.is_zero() || entry.is_negative() {
                continue;
            }
            let ratio = tableau[row][last].checked_div(entry)?;
            let better = match leaving {
                None => true,
                Some((best, least)) => ratio.cmp(&least).then(basis[row].cmp(&basis[best])).is_lt(),
            };
            if better {
                leaving = Some((row, ratio));
            }
        }
        let (leaving, _) = leaving?;
        let pivot = tableau[leaving][entering];
        for cell in &mut tableau[leaving] {
            *cell = cell.checked_div(pivot)?;
        }
        let row = tableau[leaving].clone();
        let others = tableau.iter_mut().enumerate().filter(|(at, _)| *at != leaving).map(|(_, other)| other);
        for other in others.chain(std::iter::once(&mut goal)) {
            let factor = other[entering];
            if !factor.is_zero() {
                for (cell, by) in other.iter_mut().zip(&row) {
                    *cell = cell.checked_sub(factor.checked_mul(*by)?)?;
                }
            }
        }
        basis[leaving] = entering;
    }
    let value = |column: usize| basis.iter().position(|&in_row| in_row == column).map(|row| tableau[row][last]);
    let point = (0..columns).map(|column| value(column).unwrap_or_default()).collect();
    Some((point, goal[last]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(awards: &[i64], caps: &[(&[usize], i64)], expected: &str) {
        let awards: Vec<Fraction> = awards.iter().map(|&amount| Fraction::from(amount)).collect();
        let caps: Vec<Cap<'_>> = caps.iter().map(|&(members, most)| Cap { members, most: most.into() }).collect();
        let Filled { paid, total, most } = fill(&awards, &caps, &Budget::of(1_000_000));
        let expected = Fraction::of(expected.parse().unwrap());
        assert_eq!((total, most, Fraction::total(paid.iter().copied())), (expected, expected, expected));
        assert!(paid.iter().zip(&awards).all(|(paid, award)| paid >= &Fraction::ZERO && paid <= award));
        for cap in &caps {
            assert!(Fraction::total(cap.members.iter().map(|&at| paid[at])) <= cap.most);
        }
    }

    #[test]
    fn without_a_binding_cap_everything_is_paid() {
        check(&[1, 2, 3], &[(&[0, 1], 5)], "6");
    }

    #[test]
    fn nested_caps_are_both_kept() {
        check(&[4, 4, 4], &[(&[0, 1], 5), (&[0, 1, 2], 7)], "7");
    }

    #[test]
    fn overlapping_caps_leave_the_most_that_is_lawful() {
        check(&[4, 4, 4], &[(&[0, 1], 5), (&[1, 2], 4)], "8");
    }

    #[test]
    fn a_ring_of_caps_is_shared_out_in_halves() {
        check(&[1, 1, 1], &[(&[0, 1], 1), (&[1, 2], 1), (&[0, 2], 1)], "1.5");
    }

    #[test]
    fn thirds_are_exact_and_no_panic() {
        check(
            &[20, 20, 20, 20, 20, 20, 20, 20],
            &[
                (&[0, 1, 2], 5),
                (&[5, 7], 3),
                (&[0, 2, 3], 13),
                (&[0, 5, 6], 3),
                (&[1, 4], 2),
                (&[0, 4], 2),
                (&[2, 6], 7),
            ],
            "21",
        );
    }
}
