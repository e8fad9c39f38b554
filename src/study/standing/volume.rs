//! The exact share of all weights that satisfy some inequalities.
//!
//! The weights of n productions, none below zero and with a sum of one, form a simplex. A linear inequality cuts it.
//! The remaining part is spanned by rays, found by the double description method (Motzkin and others, 1953), and
//! divided into simplices from one corner at a time (Cohen and Hickey, 1979). The volume of each is a determinant of
//! whole numbers. There are no binary floats. For more than [`MOST`] productions the number of simplices becomes too
//! large.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::fmt;

use num_bigint::BigInt;
use num_integer::Integer as _;
use num_traits::{One as _, Signed as _, ToPrimitive as _, Zero as _};
use rust_decimal::Decimal;

/// For more productions than this, weights are sampled.
pub const MOST: usize = 8;

/// The maximum number of inequalities.
const MOST_CUTS: usize = 120;

/// The maximum number of rays.
const MOST_RAYS: usize = 2_000;

/// An exact share of a whole: a fraction in lowest terms, never below zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    over: BigInt,
    under: BigInt,
}

impl Share {
    /// Nothing.
    #[must_use]
    pub fn none() -> Self {
        Self { over: BigInt::zero(), under: BigInt::one() }
    }

    /// All of it.
    #[must_use]
    pub fn whole() -> Self {
        Self { over: BigInt::one(), under: BigInt::one() }
    }

    /// A quotient of two whole numbers; zero if either is zero or below.
    #[must_use]
    pub(super) fn of(over: &BigInt, under: &BigInt) -> Self {
        if !over.is_positive() || !under.is_positive() {
            return Self::none();
        }
        let by = over.gcd(under);
        Self { over: over / &by, under: under / by }
    }

    fn plus(&self, over: &BigInt, under: &BigInt) -> Self {
        Self::of(&(&self.over * under + over * &self.under), &(&self.under * under))
    }

    /// The product of both.
    #[must_use]
    pub fn times(&self, other: &Self) -> Self {
        Self::of(&(&self.over * &other.over), &(&self.under * &other.under))
    }

    /// The sum of both.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        self.plus(&other.over, &other.under)
    }

    /// Whether it is nothing.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.over.is_zero()
    }

    /// The nearest decimal of six digits after the point.
    #[must_use]
    pub fn decimal(&self) -> Decimal {
        let millionths = (&self.over * 2_000_000_u32 + &self.under) / (&self.under * 2_u32);
        Decimal::new(millionths.to_i64().unwrap_or_default(), 6).normalize()
    }
}

impl PartialOrd for Share {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Share {
    fn cmp(&self, other: &Self) -> Ordering {
        (&self.over * &other.under).cmp(&(&other.over * &self.under))
    }
}

impl fmt::Display for Share {
    /// As a fraction, `over/under`; a whole number is alone.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.under.is_one() { write!(f, "{}", self.over) } else { write!(f, "{}/{}", self.over, self.under) }
    }
}

/// The share of all weights for which every sum of weight times coefficient is zero or more. Each of `cuts` has one
/// coefficient per production. None if there are too many productions or inequalities.
#[must_use]
pub fn share(productions: usize, cuts: &[Vec<BigInt>]) -> Option<Share> {
    if productions == 0 || productions > MOST || productions + cuts.len() > MOST_CUTS {
        return None;
    }
    let mut rays: Vec<Ray> = (0..productions).map(|at| Ray::corner(at, productions)).collect();
    for (at, cut) in cuts.iter().enumerate() {
        rays = halved(&rays, cut, productions + at, productions);
        if rays.len() > MOST_RAYS {
            return None;
        }
    }
    if rays.len() < productions {
        return Some(Share::none());
    }
    let mut total = Share::none();
    let all: Vec<usize> = (0..rays.len()).collect();
    simplices(&rays, &all, productions, &mut Vec::new(), &mut |corners| {
        let of: Vec<&Ray> = corners.iter().filter_map(|at| rays.get(*at)).collect();
        let volume = determinant(of.iter().map(|ray| ray.at.clone()).collect()).abs();
        let under = of.iter().map(|ray| ray.at.iter().sum::<BigInt>()).product::<BigInt>();
        if !volume.is_zero() {
            total = total.plus(&volume, &under);
        }
    });
    Some(total)
}

/// A ray of whole numbers, and the inequalities that hold on it as equations, one bit each.
#[derive(Clone, Debug)]
struct Ray {
    at: Vec<BigInt>,
    tight: u128,
}

impl Ray {
    fn corner(at: usize, of: usize) -> Self {
        let point = (0..of).map(|other| BigInt::from(u8::from(other == at))).collect();
        Self { at: point, tight: ((1 << of) - 1) & !(1 << at) }
    }

    fn along(&self, cut: &[BigInt]) -> BigInt {
        self.at.iter().zip(cut).map(|(a, b)| a * b).sum()
    }
}

/// The rays that remain after one more inequality.
fn halved(rays: &[Ray], cut: &[BigInt], bit: usize, dimension: usize) -> Vec<Ray> {
    let sides: Vec<BigInt> = rays.iter().map(|ray| ray.along(cut)).collect();
    let mut left = Vec::new();
    for (ray, side) in rays.iter().zip(&sides).filter(|(_, side)| !side.is_negative()) {
        let tight = if side.is_zero() { ray.tight | 1 << bit } else { ray.tight };
        left.push(Ray { tight, ..ray.clone() });
    }
    for (inner, inside) in rays.iter().zip(&sides).filter(|(_, side)| side.is_positive()) {
        for (outer, outside) in rays.iter().zip(&sides).filter(|(_, side)| side.is_negative()) {
            let shared = inner.tight & outer.tight;
            // Two rays span an edge if no third ray satisfies all their common equations.
            let enough = shared.count_ones() as usize + 2 >= dimension;
            let others = rays.iter().filter(|other| other.tight & shared == shared).count();
            if !enough || others != 2 {
                continue;
            }
            let mut at: Vec<BigInt> = inner.at.iter().zip(&outer.at).map(|(a, b)| b * inside - a * outside).collect();
            let by = at.iter().fold(BigInt::zero(), |by, part| by.gcd(part));
            if !by.is_zero() {
                at.iter_mut().for_each(|part| *part /= &by);
            }
            left.push(Ray { at, tight: shared | 1 << bit });
        }
    }
    left
}

/// Cuts a face into simplices and visits each by its corners.
fn simplices(
    rays: &[Ray],
    face: &[usize],
    dimension: usize,
    corners: &mut Vec<usize>,
    visit: &mut dyn FnMut(&[usize]),
) {
    if face.len() < dimension {
        return;
    }
    if face.len() == dimension {
        let all: Vec<usize> = corners.iter().chain(face).copied().collect();
        visit(&all);
        return;
    }
    let Some((&first, _)) = face.split_first() else { return };
    let tight = |at: usize| rays.get(at).map_or(0, |ray| ray.tight);
    let everywhere = face.iter().fold(u128::MAX, |all, at| all & tight(*at));
    let anywhere = face.iter().fold(0, |all, at| all | tight(*at)) & !everywhere;
    let parts: BTreeSet<Vec<usize>> = (0..u128::BITS)
        .filter(|bit| anywhere >> bit & 1 == 1)
        .map(|bit| face.iter().copied().filter(|at| tight(*at) >> bit & 1 == 1).collect())
        .collect();
    let inside = |one: &Vec<usize>, other: &Vec<usize>| {
        one.len() < other.len() && one.iter().all(|at| other.binary_search(at).is_ok())
    };
    corners.push(first);
    for part in &parts {
        let is_facet = !parts.iter().any(|other| inside(part, other));
        if is_facet && !part.contains(&first) {
            simplices(rays, part, dimension - 1, corners, visit);
        }
    }
    corners.pop();
}

/// The determinant of a square matrix of whole numbers, without fractions (Bareiss, 1968).
fn determinant(mut rows: Vec<Vec<BigInt>>) -> BigInt {
    let size = rows.len();
    let mut last = BigInt::one();
    let mut sign = 1;
    for at in 0..size {
        let Some(pivot) = (at..size).find(|row| !entry(&rows, *row, at).is_zero()) else { return BigInt::zero() };
        if pivot != at {
            rows.swap(pivot, at);
            sign = -sign;
        }
        let (above, below) = rows.split_at_mut(at + 1);
        let Some(top) = above.last() else { return BigInt::zero() };
        let head = top.get(at).cloned().unwrap_or_default();
        for row in below {
            let lead = row.get(at).cloned().unwrap_or_default();
            for (entry, over) in row.iter_mut().zip(top).skip(at + 1) {
                *entry = (&head * &*entry - &lead * over) / &last;
            }
        }
        last = head;
    }
    last * sign
}

fn entry(rows: &[Vec<BigInt>], row: usize, column: usize) -> BigInt {
    rows.get(row).and_then(|row| row.get(column)).cloned().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cuts(all: &[&[i64]]) -> Vec<Vec<BigInt>> {
        all.iter().map(|cut| cut.iter().map(|part| BigInt::from(*part)).collect()).collect()
    }

    #[test]
    fn known_volumes_come_out() {
        let of = |n, all: &[&[i64]]| share(n, &cuts(all)).unwrap().to_string();
        assert_eq!(of(3, &[]), "1");
        assert_eq!(of(2, &[&[1, -1]]), "1/2");
        assert_eq!(of(2, &[&[1, -3]]), "1/4");
        assert_eq!(of(3, &[&[1, -1, 0]]), "1/2");
        // The greatest of three weights is the first.
        assert_eq!(of(3, &[&[1, -1, 0], &[1, 0, -1]]), "1/3");
        // Weights in one of the 24 orders.
        assert_eq!(of(4, &[&[1, -1, 0, 0], &[0, 1, -1, 0], &[0, 0, 1, -1]]), "1/24");
        // More than half of all weight is on the first: a corner of half the length.
        assert_eq!(of(4, &[&[1, -1, -1, -1]]), "1/8");
        assert_eq!(of(3, &[&[-1, -1, -1]]), "0");
        assert_eq!(of(1, &[&[2]]), "1");
        assert_eq!(of(1, &[&[-2]]), "0");
        assert_eq!(of(8, &[&[1, -1, 0, 0, 0, 0, 0, 0]]), "1/2");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]

        /// If a space is divided among the greatest of some sums, the shares add up to one.
        #[test]
        fn shares_of_the_greatest_make_a_whole(
            rates in proptest::collection::vec(proptest::collection::vec(0_i64..60, 5), 2..5),
        ) {
            let mut rates = rates;
            rates.sort();
            rates.dedup();
            let mut total = Share::none();
            for one in &rates {
                let others = rates.iter().filter(|other| *other != one);
                let cuts: Vec<Vec<BigInt>> =
                    others.map(|other| one.iter().zip(other).map(|(a, b)| BigInt::from(a - b)).collect()).collect();
                total = total.and(&share(5, &cuts).unwrap());
            }
            prop_assert_eq!(total, Share::whole());
        }
    }
}
