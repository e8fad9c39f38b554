//! How much a set of awards pays at most under caps that may overlap.
//!
//! Maximise the sum of all payments, none above its award and no group above its cap. Where caps do not
//! overlap this is filling up in order; otherwise it is a linear programme, solved exactly by the simplex
//! method with Bland's rule, which cannot cycle.

use rust_decimal::Decimal;

/// A cap over some of the awards, by their places in the list.
#[derive(Clone, Debug)]
pub(super) struct Cap<'a> {
    /// The awards it counts.
    pub members: &'a [usize],
    /// The most they may come to together.
    pub most: Decimal,
}

/// The payments that come to the most, in the order of `awards`.
#[must_use]
pub(super) fn fill(awards: &[Decimal], caps: &[Cap<'_>]) -> Vec<Decimal> {
    let mut paid = awards.to_vec();
    let sum = |members: &[usize]| members.iter().filter_map(|&at| awards.get(at)).sum::<Decimal>();
    let binding: Vec<&Cap<'_>> = caps.iter().filter(|cap| sum(cap.members) > cap.most).collect();
    let counted = |at: usize| binding.iter().filter(|cap| cap.members.contains(&at)).count();
    if (0..awards.len()).all(|at| counted(at) < 2) {
        for cap in binding {
            let mut left = cap.most;
            for slot in cap.members {
                if let Some(pay) = paid.get_mut(*slot) {
                    *pay = (*pay).min(left);
                    left -= *pay;
                }
            }
        }
        return paid;
    }
    let limited: Vec<usize> = (0..awards.len()).filter(|&at| counted(at) > 0).collect();
    let place = |at: usize| limited.iter().position(|&other| other == at);
    let mut rows: Vec<(Vec<usize>, Decimal)> = Vec::new();
    for (column, &at) in limited.iter().enumerate() {
        rows.push((vec![column], awards.get(at).copied().unwrap_or_default()));
    }
    for cap in binding {
        rows.push((cap.members.iter().filter_map(|&at| place(at)).collect(), cap.most));
    }
    for (&at, pay) in limited.iter().zip(largest(limited.len(), &rows)) {
        if let Some(slot) = paid.get_mut(at) {
            *slot = pay;
        }
    }
    paid
}

/// The point with the largest sum of coordinates, none negative, under rows of the form
/// "these together are at most so much".
#[expect(clippy::indexing_slicing, reason = "every index is below the size of the tableau it was made for")]
fn largest(columns: usize, rows: &[(Vec<usize>, Decimal)]) -> Vec<Decimal> {
    let width = columns + rows.len() + 1;
    let last = width - 1;
    let mut tableau: Vec<Vec<Decimal>> = Vec::with_capacity(rows.len());
    for (at, (members, most)) in rows.iter().enumerate() {
        let mut row = vec![Decimal::ZERO; width];
        for &member in members {
            row[member] = Decimal::ONE;
        }
        row[columns + at] = Decimal::ONE;
        row[last] = *most;
        tableau.push(row);
    }
    let mut goal = vec![Decimal::ZERO; width];
    goal[..columns].fill(-Decimal::ONE);
    let mut basis: Vec<usize> = (columns..columns + rows.len()).collect();
    while let Some(entering) = (0..last).find(|&column| goal[column] < Decimal::ZERO) {
        let ratio = |row: usize| tableau[row][last].checked_div(tableau[row][entering]);
        let candidates = (0..tableau.len()).filter(|&row| tableau[row][entering] > Decimal::ZERO);
        let Some(leaving) = candidates.min_by(|&a, &b| ratio(a).cmp(&ratio(b)).then(basis[a].cmp(&basis[b]))) else {
            break;
        };
        let pivot = tableau[leaving][entering];
        for cell in &mut tableau[leaving] {
            *cell /= pivot;
        }
        let row = tableau[leaving].clone();
        let others = tableau.iter_mut().enumerate().filter(|(at, _)| *at != leaving).map(|(_, other)| other);
        for other in others.chain(std::iter::once(&mut goal)) {
            let factor = other[entering];
            if !factor.is_zero() {
                for (cell, by) in other.iter_mut().zip(&row) {
                    *cell -= factor * *by;
                }
            }
        }
        basis[leaving] = entering;
    }
    let value = |column: usize| basis.iter().position(|&in_row| in_row == column).map(|row| tableau[row][last]);
    (0..columns).map(|column| value(column).unwrap_or_default()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(awards: &[i64], caps: &[(&[usize], i64)], expected: &str) {
        let awards: Vec<Decimal> = awards.iter().map(|&amount| Decimal::from(amount)).collect();
        let caps: Vec<Cap<'_>> = caps.iter().map(|&(members, most)| Cap { members, most: most.into() }).collect();
        let paid = fill(&awards, &caps);
        assert_eq!(paid.iter().sum::<Decimal>(), expected.parse().unwrap());
        assert!(paid.iter().zip(&awards).all(|(paid, award)| paid >= &Decimal::ZERO && paid <= award));
        for cap in &caps {
            assert!(cap.members.iter().map(|&at| paid[at]).sum::<Decimal>() <= cap.most);
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
}
