//! The arithmetic of single shapes, on everything a value can be.

use rust_decimal::Decimal;

use super::compare::reaches;
use super::context::Case;
use super::step::{SliceStep, Step, Unit, What};
use super::value::{Range, Truth, Unworkable};
use crate::model::amount::{Axis, Point, Rounding, Slice};
use crate::model::number::Number;
use crate::model::production::Answer;

/// How much may be added to something so that what is added is at most a share of both together.
pub(super) fn share_of_total(share: Number, beside: Range) -> Result<Range, Unworkable> {
    let rest = Decimal::ONE - share.0.min(Decimal::ONE);
    if rest.is_zero() {
        return Ok(Range { low: Decimal::MAX, high: None });
    }
    beside.times(Range::exactly(share.0))?.over(Range::exactly(rest))
}

/// Slice by slice, each at its own rate.
pub(super) fn sliced(of: Range, slices: &[Slice]) -> Result<(Range, Vec<SliceStep>), Unworkable> {
    let mut total = Range::ZERO;
    let mut paid = Vec::with_capacity(slices.len());
    let mut from = Decimal::ZERO;
    for slice in slices {
        // What lies above the amount is empty.
        if from > Decimal::ZERO && of.high.is_some_and(|most| most <= from) {
            break;
        }
        let up_to = slice.up_to.map(|up_to| up_to.0);
        let reached = up_to.map_or(of, |up_to| of.min(Range::exactly(up_to)));
        let filled = reached.less(Range::exactly(from))?;
        total = total.plus(filled.times(Range::exactly(slice.rate.0))?)?;
        paid.push(SliceStep { rate: slice.rate, filled });
        let Some(up_to) = up_to else { break };
        from = up_to;
    }
    Ok((total, paid))
}

/// Evenly from one point to another, level outside them.
pub(super) fn tapered(by: Range, from: Point, to: Point) -> Result<Range, Unworkable> {
    let at = |x: Decimal| -> Result<Decimal, Unworkable> {
        if x <= from.at.0 {
            return Ok(from.gives.0);
        }
        if x >= to.at.0 {
            return Ok(to.gives.0);
        }
        let rise = (to.gives.0 - from.gives.0).checked_mul(x - from.at.0).ok_or(Unworkable::TooLarge)?;
        let rise = rise.checked_div(to.at.0 - from.at.0).ok_or(Unworkable::TooLarge)?;
        from.gives.0.checked_add(rise).ok_or(Unworkable::TooLarge)
    };
    let (a, b) = (at(by.low)?, by.high.map_or(Ok(to.gives.0), at)?);
    Ok(Range::between(a.min(b), a.max(b)))
}

/// Rounded to a multiple of a unit above zero.
pub(super) fn rounded(value: Decimal, to: Decimal, mode: Rounding) -> Result<Decimal, Unworkable> {
    let rest = value.checked_rem(to).ok_or(Unworkable::TooLarge)?;
    if rest.is_zero() {
        return Ok(value);
    }
    let down = value.checked_sub(rest).ok_or(Unworkable::TooLarge)?;
    let up = down.checked_add(to).ok_or(Unworkable::TooLarge)?;
    let twice = rest.checked_add(rest).ok_or(Unworkable::TooLarge)?;
    Ok(match mode {
        Rounding::Down => down,
        Rounding::Up => up,
        Rounding::Nearest => {
            if twice >= to {
                up
            } else {
                down
            }
        }
        Rounding::HalfEven => {
            let even = down.checked_rem(to.checked_add(to).ok_or(Unworkable::TooLarge)?);
            let goes_up = twice > to || (twice == to && even.is_some_and(|rest| !rest.is_zero()));
            if goes_up { up } else { down }
        }
    })
}

/// The rows or columns that may be meant, and whether none may be.
struct Picked {
    candidates: Vec<usize>,
    maybe_none: bool,
    step: Step,
}

impl Case<'_> {
    pub(super) fn table(
        &self,
        rows: &Axis,
        columns: &Axis,
        gives: &[Vec<Number>],
        depth: usize,
    ) -> Result<Step, Unworkable> {
        let row = self.axis(rows, depth)?;
        let column = self.axis(columns, depth)?;
        let cell = |row: &usize, column: &usize| Some(gives.get(*row)?.get(*column)?.0);
        let all = row.candidates.iter().flat_map(|row| column.candidates.iter().map(move |column| (row, column)));
        let possible = all.filter_map(|(row, column)| cell(row, column)).map(Range::exactly).reduce(Range::hull);
        let outside = row.maybe_none || column.maybe_none;
        let range = possible.unwrap_or(Range::ZERO);
        let range = if outside { range.hull(Range::ZERO) } else { range };
        let rates = gives.iter().flatten().all(|figure| *figure <= Number::ONE);
        let unit = if rates { Unit::Share } else { Unit::Money };
        Ok(Step::amount(What::Table, range, unit, vec![row.step, column.step]))
    }

    fn axis(&self, axis: &Axis, depth: usize) -> Result<Picked, Unworkable> {
        match axis {
            Axis::Answers { by, is } => {
                let step = self.said(by);
                let Some(Answer::Choice(answer)) = self.answer(by) else {
                    return Ok(Picked { candidates: (0..is.len()).collect(), maybe_none: true, step });
                };
                let at = is.iter().position(|choices| choices.iter().any(|choice| **choice == **answer));
                Ok(Picked { candidates: at.into_iter().collect(), maybe_none: at.is_none(), step })
            }
            Axis::Steps { by, from } => {
                let by = self.amount_at(by, depth + 1)?;
                let mut candidates = Vec::new();
                let (mut next, mut reached, mut maybe_none) = (None, None, true);
                for (at, &bound) in from.iter().enumerate().rev() {
                    match reaches(by.range(), bound) {
                        Truth::No => next = Some(bound),
                        Truth::Unknown => candidates.push(at),
                        Truth::Yes => {
                            reached = candidates.is_empty().then_some(bound);
                            candidates.push(at);
                            maybe_none = false;
                            break;
                        }
                    }
                }
                let (range, unit) = (by.range(), by.unit());
                let step = Step::amount(What::Tier { reached, next }, range, unit, vec![by]);
                Ok(Picked { candidates, maybe_none, step })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::compare::exceeds;
    use super::*;

    fn check(value: &str, to: &str, mode: Rounding, expected: &str) {
        let result = rounded(value.parse().unwrap(), to.parse().unwrap(), mode).unwrap();
        assert_eq!(result, expected.parse::<Decimal>().unwrap(), "{value} to {to} {mode:?}");
    }

    #[test]
    fn rounding_goes_the_way_it_is_told() {
        check("2.5", "1", Rounding::Nearest, "3");
        check("2.5", "1", Rounding::HalfEven, "2");
        check("3.5", "1", Rounding::HalfEven, "4");
        check("2.51", "1", Rounding::HalfEven, "3");
        check("2.999", "1", Rounding::Down, "2");
        check("2.001", "1", Rounding::Up, "3");
        check("1249", "100", Rounding::Nearest, "1200");
        check("46.2449", "0.1", Rounding::Nearest, "46.2");
        check("7", "1", Rounding::Up, "7");
    }

    #[test]
    fn a_taper_is_level_outside_its_points() {
        let point = |at: i64, gives: &str| Point { at: at.into(), gives: gives.parse().unwrap() };
        let falls = |by: i64| tapered(Range::exactly(by.into()), point(10, "0.16"), point(20, "0")).unwrap();
        assert_eq!(falls(5).exact(), Some("0.16".parse().unwrap()));
        assert_eq!(falls(15).exact(), Some("0.08".parse().unwrap()));
        assert_eq!(falls(25).exact(), Some(Decimal::ZERO));
        let open = tapered(Range::ANY, point(10, "0.16"), point(20, "0")).unwrap();
        assert_eq!(open, Range::between(Decimal::ZERO, "0.16".parse().unwrap()));
    }

    #[test]
    fn a_share_of_a_total_solves_the_circle() {
        let half = share_of_total("50%".parse().unwrap(), Range::exactly(5.into())).unwrap();
        assert_eq!(half.exact(), Some(5.into()));
        let fifth = share_of_total("20%".parse().unwrap(), Range::exactly(8.into())).unwrap();
        assert_eq!(fifth.exact(), Some(2.into()));
    }

    #[test]
    fn exceeding_is_not_known_while_the_ranges_overlap() {
        let (low, high) = (Range::between(1.into(), 3.into()), Range::exactly(2.into()));
        assert_eq!(exceeds(low, high), Truth::Unknown);
        assert_eq!(exceeds(high, high), Truth::No);
    }
}
