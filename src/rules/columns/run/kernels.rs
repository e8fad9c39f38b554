//! The passes: plain loops over slices, which the compiler turns into SIMD instructions.
//!
//! The operations wrap on overflow, so that a row without an answer, which may contain any value, cannot cause a panic.

use super::super::program::Binary;
use super::Part;
use super::lower::{Source, Term, What};
use crate::model::amount::Rounding;

/// Everything that a pass may read.
pub(super) struct Slots<'a> {
    pub registers: Vec<Vec<i64>>,
    pub columns: Vec<Part<'a>>,
}

/// A value for each row, or one for all rows.
#[derive(Clone, Copy)]
enum Values<'a> {
    Rows(&'a [i64]),
    Same(i64),
}

/// Runs one pass.
#[inline(always)]
pub(super) fn step(what: &What, slots: &Slots<'_>, out: &mut [i64]) {
    match what {
        What::Times(of, by) => {
            let by = *by;
            each(out, slots.values(*of), |a| a.wrapping_mul(by));
        }
        What::Pick(column, table) => {
            if let Some(Part::Small(at)) = slots.columns.get(*column) {
                out.iter_mut().zip(*at).for_each(|(out, at)| *out = pick(table, *at));
            }
        }
        What::Two(two, a, b) => match two {
            Binary::Plus => both(out, slots, *a, *b, i64::wrapping_add),
            Binary::Less => both(out, slots, *a, *b, |a, b| a.wrapping_sub(b).max(0)),
            Binary::Min => both(out, slots, *a, *b, |a, b| a.min(b)),
            Binary::Max => both(out, slots, *a, *b, |a, b| a.max(b)),
            Binary::Product => both(out, slots, *a, *b, i64::wrapping_mul),
            Binary::Exceeds => both(out, slots, *a, *b, |a, b| -i64::from(a > b)),
            Binary::And => both(out, slots, *a, *b, |a, b| a & b),
            Binary::Or => both(out, slots, *a, *b, |a, b| a | b),
        },
        What::Not(of) => each(out, slots.values(*of), |a| !a),
        What::Select(mask, a, b) => select(out, slots.values(*mask), slots.values(*a), slots.values(*b)),
        What::Bends(of, bends) => {
            let of = slots.values(*of);
            for (at, some) in bends.chunks(4).enumerate() {
                match some.len() {
                    1 => above::<1>(out, of, some, at > 0),
                    2 => above::<2>(out, of, some, at > 0),
                    3 => above::<3>(out, of, some, at > 0),
                    _ => above::<4>(out, of, some, at > 0),
                }
            }
        }
        What::Round(of, to, mode) => {
            let to = *to;
            let of = slots.values(*of);
            match mode {
                Rounding::Down => each(out, of, |a| a.wrapping_sub(a.wrapping_rem(to))),
                Rounding::Up => rounded(out, of, to, |_, _| true),
                Rounding::Nearest => rounded(out, of, to, |rest, _| rest.wrapping_add(rest) >= to),
                Rounding::HalfEven => rounded(out, of, to, |rest, down| {
                    let twice = rest.wrapping_add(rest);
                    twice > to || (twice == to && down.wrapping_rem(to.wrapping_add(to)) != 0)
                }),
            }
        }
    }
}

impl Slots<'_> {
    /// Takes a register out, to write to it.
    pub(super) fn take(&mut self, at: usize) -> Vec<i64> {
        self.registers.get_mut(at).map(std::mem::take).unwrap_or_default()
    }

    /// Puts a register back.
    pub(super) fn put(&mut self, at: usize, values: Vec<i64>) {
        if let Some(register) = self.registers.get_mut(at) {
            *register = values;
        }
    }

    /// Copies a value to the output.
    #[inline(always)]
    pub(super) fn copy(&self, from: Source, out: &mut [i64]) {
        each(out, self.values(from), |a| a);
    }

    fn values(&self, of: Source) -> Values<'_> {
        match of {
            Source::Const(units) => Values::Same(units),
            Source::Register(at) => self.registers.get(at).map_or(Values::Same(0), |rows| Values::Rows(rows)),
            Source::Column(at) => match self.columns.get(at) {
                Some(Part::Wide(rows)) => Values::Rows(rows),
                _ => Values::Same(0),
            },
        }
    }
}

#[inline(always)]
fn each(out: &mut [i64], a: Values<'_>, f: impl Fn(i64) -> i64) {
    match a {
        Values::Rows(a) => out.iter_mut().zip(a).for_each(|(out, a)| *out = f(*a)),
        Values::Same(a) => out.fill(f(a)),
    }
}

#[inline(always)]
fn both(out: &mut [i64], slots: &Slots<'_>, a: Term, b: Term, f: impl Fn(i64, i64) -> i64) {
    let multiple = |term: Term| match slots.values(term.of) {
        Values::Same(units) => (Values::Same(units.wrapping_mul(term.times)), 1),
        rows @ Values::Rows(_) => (rows, term.times),
    };
    let ((a, by_a), (b, by_b)) = (multiple(a), multiple(b));
    if (by_a, by_b) == (1, 1) {
        pairs(out, a, b, f);
    } else if by_b == 1 {
        pairs(out, a, b, |a, b| f(a.wrapping_mul(by_a), b));
    } else if by_a == 1 {
        pairs(out, a, b, |a, b| f(a, b.wrapping_mul(by_b)));
    } else {
        pairs(out, a, b, |a, b| f(a.wrapping_mul(by_a), b.wrapping_mul(by_b)));
    }
}

#[inline(always)]
fn pairs(out: &mut [i64], a: Values<'_>, b: Values<'_>, f: impl Fn(i64, i64) -> i64) {
    match (a, b) {
        (Values::Rows(a), Values::Rows(b)) => {
            out.iter_mut().zip(a).zip(b).for_each(|((out, a), b)| *out = f(*a, *b));
        }
        (Values::Rows(a), Values::Same(b)) => out.iter_mut().zip(a).for_each(|(out, a)| *out = f(*a, b)),
        (Values::Same(a), Values::Rows(b)) => out.iter_mut().zip(b).for_each(|(out, b)| *out = f(a, *b)),
        (Values::Same(a), Values::Same(b)) => out.fill(f(a, b)),
    }
}

/// `a` where the mask is set, `b` elsewhere.
#[inline(always)]
fn select(out: &mut [i64], mask: Values<'_>, a: Values<'_>, b: Values<'_>) {
    let f = |mask: i64, a: i64, b: i64| b ^ ((a ^ b) & mask);
    match (mask, a, b) {
        (Values::Same(mask), a, b) => pairs(out, a, b, |a, b| f(mask, a, b)),
        (mask, a, Values::Same(0)) => pairs(out, mask, a, |mask, a| mask & a),
        (mask, Values::Same(0), b) => pairs(out, mask, b, |mask, b| !mask & b),
        (mask, Values::Same(a), b) => pairs(out, mask, b, |mask, b| f(mask, a, b)),
        (mask, a, Values::Same(b)) => pairs(out, mask, a, |mask, a| f(mask, a, b)),
        (Values::Rows(mask), Values::Rows(a), Values::Rows(b)) => {
            out.iter_mut().zip(mask).zip(a).zip(b).for_each(|(((out, mask), a), b)| *out = f(*mask, *a, *b));
        }
    }
}

/// The part above each threshold, times its slope. It is added to the present content of `out` if `more` is set.
#[inline(always)]
fn above<const N: usize>(out: &mut [i64], of: Values<'_>, bends: &[(i64, i64)], more: bool) {
    let bends: [(i64, i64); N] = std::array::from_fn(|at| bends.get(at).copied().unwrap_or_default());
    let sum = |a: i64| {
        bends
            .iter()
            .fold(0, |sum: i64, (from, slope)| sum.wrapping_add(a.wrapping_sub(*from).max(0).wrapping_mul(*slope)))
    };
    match of {
        Values::Rows(of) if more => {
            out.iter_mut().zip(of).for_each(|(out, a)| *out = out.wrapping_add(sum(*a)));
        }
        Values::Same(a) if more => out.iter_mut().for_each(|out| *out = out.wrapping_add(sum(a))),
        of => each(out, of, sum),
    }
}

#[inline(always)]
fn rounded(out: &mut [i64], of: Values<'_>, to: i64, up: impl Fn(i64, i64) -> bool) {
    each(out, of, |a| {
        let rest = a.wrapping_rem(to);
        let down = a.wrapping_sub(rest);
        if rest != 0 && up(rest, down) { down.wrapping_add(to) } else { down }
    });
}

/// The table has an entry for every `u8`, so no bounds check is needed.
#[inline(always)]
#[expect(clippy::indexing_slicing, reason = "the table has a place for every byte")]
fn pick(table: &[i64; 256], at: u8) -> i64 {
    table[usize::from(at)]
}
