//! The arithmetic of shapes on ranges.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::condition::{exceeds, reaches};
use super::context::Case;
use super::explain::Explain;
use super::fraction::Fraction;
use super::step::{SliceStep, StepKind, Tiered, Unit};
use super::trace::{self, Event};
use super::value::{EvalError, Range, Truth};
use crate::model::amount::{Amount, Axis, Point, Rounding, Slice};
use crate::model::id::FactId;
use crate::model::number::Number;
use crate::model::production::Answer;

/// The maximum that can be added to `beside` so that it is at most a share of the sum of both.
fn share_of_total(share: Number, beside: Range) -> Result<Range, EvalError> {
    let rest = Decimal::ONE - share.0.min(Decimal::ONE);
    if rest.is_zero() {
        return Ok(Range { low: Fraction::MAX, high: None });
    }
    beside.times(Range::exactly(share.0))?.over(Range::exactly(rest))
}

/// The sum of the slices, each at its own rate.
fn sliced(of: Range, slices: &[Slice]) -> Result<(Range, Vec<SliceStep>), EvalError> {
    let mut total = Range::ZERO;
    let mut paid = Vec::with_capacity(slices.len());
    let mut from = Fraction::ZERO;
    for slice in slices {
        // Slices above the amount are empty.
        if from > Fraction::ZERO && of.high.is_some_and(|most| most <= from) {
            break;
        }
        let up_to = slice.up_to.map(|up_to| Fraction::of(up_to.0));
        let reached = up_to.map_or(of, |up_to| of.min(Range::exactly(up_to)));
        let filled = reached.less(Range::exactly(from))?;
        total = total.plus(filled.times(Range::exactly(slice.rate.0))?)?;
        paid.push(SliceStep { rate: slice.rate, filled });
        let Some(up_to) = up_to else { break };
        from = up_to;
    }
    Ok((total, paid))
}

/// Linear between two points, and constant outside them.
fn tapered(by: Range, from: Point, to: Point) -> Result<Range, EvalError> {
    let [start, end] = [from, to].map(|point| (Fraction::of(point.at.0), Fraction::of(point.gives.0)));
    let between = |x: Fraction| -> Option<Fraction> {
        let rise = end.1.minus(start.1)?.times(x.minus(start.0)?)?;
        start.1.plus(rise.divided_by(end.0.minus(start.0)?)?)
    };
    let at = |x: Fraction| -> Result<Fraction, EvalError> {
        if x <= start.0 {
            return Ok(start.1);
        }
        if x >= end.0 {
            return Ok(end.1);
        }
        between(x).ok_or(EvalError::TooLarge)
    };
    let (a, b) = (at(by.low)?, by.high.map_or(Ok(end.1), at)?);
    Ok(Range::between(a.min(b), a.max(b)))
}

/// Rounded to a multiple of a positive unit.
fn rounded(value: Fraction, to: Decimal, mode: Rounding) -> Result<Fraction, EvalError> {
    if trace::leaves_out_roundings() {
        trace::note_if_on(|| Event::Smoothed(value));
        return Ok(value);
    }
    let result = trace::untraced(|| rounded_plainly(value, to, mode))?;
    trace::note_if_on(|| rounding(value, result, to.into(), mode));
    Ok(result)
}

/// The range of values with the same rounded result.
#[cold]
fn rounding(value: Fraction, result: Fraction, to: Fraction, mode: Rounding) -> Event {
    let half = to.checked_div(2.into());
    let (below, above) = match mode {
        Rounding::Down => (Some(Fraction::ZERO), Some(to)),
        Rounding::Up => (Some(to), Some(Fraction::ZERO)),
        Rounding::Nearest | Rounding::HalfEven => (half, half),
    };
    let low = below.and_then(|below| result.checked_sub(below));
    let high = above.and_then(|above| result.checked_add(above));
    low.zip(high).map_or(Event::Inexact, |(low, high)| Event::Rounded { value, low, high })
}

fn rounded_plainly(value: Fraction, to: Decimal, mode: Rounding) -> Result<Fraction, EvalError> {
    match value.finite() {
        Some(decimal) => rounded_decimal(decimal, to, mode).map(Fraction::of),
        None => rounded_fraction(value, to.into(), mode).ok_or(EvalError::TooLarge),
    }
}

fn rounded_decimal(value: Decimal, to: Decimal, mode: Rounding) -> Result<Decimal, EvalError> {
    let rest = value.checked_rem(to).ok_or(EvalError::TooLarge)?;
    if rest.is_zero() {
        return Ok(value);
    }
    let down = value.checked_sub(rest).ok_or(EvalError::TooLarge)?;
    let up = down.checked_add(to).ok_or(EvalError::TooLarge)?;
    let twice = rest.checked_add(rest).ok_or(EvalError::TooLarge)?;
    let odd = || {
        let even = to.checked_add(to).and_then(|twice| down.checked_rem(twice));
        even.is_some_and(|rest| !rest.is_zero())
    };
    Ok(if goes_up(mode, twice.cmp(&to), odd) { up } else { down })
}

/// The rounded value of a fraction that is not a decimal. It is always between two multiples.
fn rounded_fraction(value: Fraction, to: Fraction, mode: Rounding) -> Option<Fraction> {
    let units = value.divided_by(to)?;
    let whole = units.floor();
    let rest = units.minus(whole.into())?;
    let odd = || whole.checked_rem(Decimal::TWO).is_some_and(|rest| !rest.is_zero());
    let up = !rest.is_zero() && goes_up(mode, rest.plus(rest)?.cmp(&Fraction::ONE), odd);
    let units = if up { whole.checked_add(Decimal::ONE)? } else { whole };
    Fraction::of(units).times(to)
}

/// Whether to round up. `twice` compares twice the remainder with the unit; `odd` says whether the number of whole
/// units is odd.
fn goes_up(mode: Rounding, twice: Ordering, odd: impl Fn() -> bool) -> bool {
    match mode {
        Rounding::Down => false,
        Rounding::Up => true,
        Rounding::Nearest => twice.is_ge(),
        Rounding::HalfEven => twice.is_gt() || (twice.is_eq() && odd()),
    }
}

type EvalResult<M> = Result<M, EvalError>;

/// The rows or columns that may apply, and whether none may apply.
struct Picked<M> {
    candidates: Vec<usize>,
    maybe_none: bool,
    step: M,
}

impl Case<'_> {
    pub(super) fn share<M: Explain>(&self, rate: Number, of: &Amount, depth: usize) -> EvalResult<M> {
        let of = self.amount_at::<M>(of, depth + 1)?;
        let range = of.range().times(Range::exactly(rate.0))?;
        Ok(M::amount(|| StepKind::Share(rate), range, of.unit(), [of]))
    }

    pub(super) fn difference<M: Explain>(&self, from: &Amount, less: &Amount, depth: usize) -> EvalResult<M> {
        let (from, less) = (self.amount_at::<M>(from, depth + 1)?, self.amount_at::<M>(less, depth + 1)?);
        let range = from.range().less(less.range())?;
        Ok(M::amount(|| StepKind::Difference, range, from.unit(), [from, less]))
    }

    pub(super) fn prorated<M: Explain>(&self, [of, part, whole]: [&Amount; 3], depth: usize) -> EvalResult<M> {
        let (of, part) = (self.amount_at::<M>(of, depth + 1)?, self.amount_at::<M>(part, depth + 1)?);
        let whole = self.amount_at::<M>(whole, depth + 1)?;
        let range = of.range().times(part.range())?.over(whole.range())?;
        Ok(M::amount(|| StepKind::Prorated, range, of.unit(), [of, part, whole]))
    }

    pub(super) fn capped<M: Explain>(&self, cap: &Amount, of: &Amount, depth: usize) -> EvalResult<M> {
        let (cap, of) = (self.amount_at::<M>(cap, depth + 1)?, self.amount_at::<M>(of, depth + 1)?);
        let unit = of.unit();
        let binds = exceeds(of.range(), cap.range());
        let range = match binds {
            Truth::Yes => cap.range(),
            Truth::No => of.range(),
            Truth::Unknown => of.range().min(cap.range()),
        };
        Ok(M::amount(|| StepKind::Cap(binds), range, unit, [cap.with_unit(unit), of]))
    }

    pub(super) fn lifted<M: Explain>(&self, floor: &Amount, of: &Amount, depth: usize) -> EvalResult<M> {
        let (floor, of) = (self.amount_at::<M>(floor, depth + 1)?, self.amount_at::<M>(of, depth + 1)?);
        let (range, unit) = (of.range().max(floor.range()), of.unit());
        let binds = exceeds(floor.range(), of.range());
        Ok(M::amount(|| StepKind::Floor(binds), range, unit, [floor.with_unit(unit), of]))
    }

    pub(super) fn within_total<M: Explain>(
        &self,
        share: Number,
        of: &Amount,
        beside: &Amount,
        depth: usize,
    ) -> EvalResult<M> {
        let (of, beside) = (self.amount_at::<M>(of, depth + 1)?, self.amount_at::<M>(beside, depth + 1)?);
        let limit = share_of_total(share, beside.range())?;
        let what = StepKind::WithinTotal(share, exceeds(of.range(), limit));
        Ok(M::amount(|| what, of.range().min(limit), of.unit(), [of, beside]))
    }

    pub(super) fn slices<M: Explain>(&self, of: &Amount, slices: &[Slice], depth: usize) -> EvalResult<M> {
        let of = self.amount_at::<M>(of, depth + 1)?;
        let (total, paid) = sliced(of.range(), slices)?;
        Ok(M::amount(|| StepKind::Slices(paid), total, of.unit(), [of]))
    }

    pub(super) fn taper<M: Explain>(&self, by: &Amount, [from, to]: [Point; 2], depth: usize) -> EvalResult<M> {
        let by = self.amount_at::<M>(by, depth + 1)?;
        let range = tapered(by.range(), from, to)?;
        let rates = from.gives <= Number::ONE && to.gives <= Number::ONE;
        let unit = if rates { Unit::Share } else { Unit::Money };
        Ok(M::amount(|| StepKind::Taper(Box::new((from, to))), range, unit, [by]))
    }

    pub(super) fn per_unit<M: Explain>(
        &self,
        count: &Amount,
        each: &Amount,
        limit: Option<Number>,
        depth: usize,
    ) -> EvalResult<M> {
        let (count, each) = (self.amount_at::<M>(count, depth + 1)?, self.amount_at::<M>(each, depth + 1)?);
        let (counted, binds) = match limit {
            Some(limit) => {
                let limit = Range::exactly(limit.0);
                (count.range().min(limit), exceeds(count.range(), limit))
            }
            None => (count.range(), Truth::No),
        };
        let range = counted.times(each.range())?;
        Ok(M::amount(|| StepKind::PerUnit(limit, binds), range, each.unit(), [count, each]))
    }

    pub(super) fn between<M: Explain>(
        &self,
        least: &Amount,
        most: &Amount,
        decided: Option<&FactId>,
        depth: usize,
    ) -> EvalResult<M> {
        let (least, most) = (self.amount_at::<M>(least, depth + 1)?, self.amount_at::<M>(most, depth + 1)?);
        let unit = least.unit();
        let set = decided.filter(|id| self.answer(id).is_some());
        let band = Range { low: least.range().min(most.range()).low, high: most.range().high };
        let (range, parts, is_set) = match set.map(|id| self.fact::<M>(id)).transpose()? {
            Some(set) => (set.range().max(least.range()).min(most.range()), vec![least, most, set], true),
            None => (band, vec![least, most], false),
        };
        Ok(M::amount(|| StepKind::Between(is_set), range, unit, parts))
    }

    pub(super) fn rounded<M: Explain>(&self, of: &Amount, to: Number, mode: Rounding, depth: usize) -> EvalResult<M> {
        let of = self.amount_at::<M>(of, depth + 1)?;
        let range = of.range().map(|value| rounded(value, to.0, mode))?;
        Ok(M::amount(|| StepKind::Rounded(to, mode), range, of.unit(), [of]))
    }

    pub(super) fn days_between<M: Explain>(&self, from: &FactId, to: &FactId) -> M {
        let range = match (self.answer(from), self.answer(to)) {
            (Some(Answer::Date(a)), Some(Answer::Date(b))) => Range::exactly(i64::from((*b - *a).get_days().max(0))),
            _ => Range::ANY,
        };
        let what = StepKind::DaysBetween(from.clone(), to.clone());
        M::amount(|| what, range, Unit::Count, [self.said(from), self.said(to)])
    }

    pub(super) fn table<M: Explain>(
        &self,
        rows: &Axis,
        columns: &Axis,
        gives: &[Vec<Number>],
        depth: usize,
    ) -> EvalResult<M> {
        let row = self.axis::<M>(rows, depth)?;
        let column = self.axis::<M>(columns, depth)?;
        let cell = |row: &usize, column: &usize| Some(gives.get(*row)?.get(*column)?.0);
        let all = row.candidates.iter().flat_map(|row| column.candidates.iter().map(move |column| (row, column)));
        let possible = all.filter_map(|(row, column)| cell(row, column)).map(Range::exactly).reduce(Range::hull);
        let outside = row.maybe_none || column.maybe_none;
        let range = possible.unwrap_or(Range::ZERO);
        let range = if outside { range.hull(Range::ZERO) } else { range };
        let rates = gives.iter().flatten().all(|figure| *figure <= Number::ONE);
        let unit = if rates { Unit::Share } else { Unit::Money };
        Ok(M::amount(|| StepKind::Table, range, unit, [row.step, column.step]))
    }

    fn axis<M: Explain>(&self, axis: &Axis, depth: usize) -> Result<Picked<M>, EvalError> {
        match axis {
            Axis::Answers { by, is } => {
                let step = self.said(by);
                let Some(Answer::Choice(answer)) = self.answer(by) else {
                    let meant = |id: &str| is.iter().any(|choices| choices.iter().any(|choice| choice == id));
                    let maybe_none = !self.always(by, meant);
                    return Ok(Picked { candidates: (0..is.len()).collect(), maybe_none, step });
                };
                let at = is.iter().position(|choices| choices.iter().any(|choice| **choice == **answer));
                Ok(Picked { candidates: at.into_iter().collect(), maybe_none: at.is_none(), step })
            }
            Axis::Steps { by, from } => {
                let by = self.amount_at::<M>(by, depth + 1)?;
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
                let step = M::amount(|| StepKind::Tier(Box::new(Tiered { reached, next })), range, unit, [by]);
                Ok(Picked { candidates, maybe_none, step })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Fraction {
        Fraction::of(text.parse().unwrap())
    }

    fn check(value: &str, to: &str, mode: Rounding, expected: &str) {
        let [to, expected] = [to, expected].map(|text| text.parse::<Decimal>().unwrap());
        let value = match value.split_once('/') {
            Some((over, under)) => decimal(over).divided_by(decimal(under)).unwrap(),
            None => decimal(value),
        };
        assert_eq!(rounded(value, to, mode), Ok(expected.into()), "{value} to {to} {mode:?}");
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
        check("22/7", "1", Rounding::Down, "3");
        check("22/7", "1", Rounding::Up, "4");
        check("22/7", "0.01", Rounding::Nearest, "3.14");
        check("5/3", "1", Rounding::HalfEven, "2");
        check("7000000/3", "10000", Rounding::Down, "2330000");
        check("1/3", "0.3", Rounding::Nearest, "0.3");
    }

    #[test]
    fn a_taper_is_level_outside_its_points() {
        let point = |at: i64, gives: &str| Point { at: at.into(), gives: gives.parse().unwrap() };
        let falls = |by: i64| tapered(Range::exactly(by), point(10, "0.16"), point(20, "0")).unwrap();
        assert_eq!(falls(5).exact(), Some(decimal("0.16")));
        assert_eq!(falls(15).exact(), Some(decimal("0.08")));
        assert_eq!(falls(25).exact(), Some(Fraction::ZERO));
        let open = tapered(Range::ANY, point(10, "0.16"), point(20, "0")).unwrap();
        assert_eq!(open, Range::between(Fraction::ZERO, decimal("0.16")));
    }

    #[test]
    fn a_share_of_a_total_solves_the_circle() {
        let half = share_of_total("50%".parse().unwrap(), Range::exactly(5)).unwrap();
        assert_eq!(half.exact(), Some(5.into()));
        let fifth = share_of_total("20%".parse().unwrap(), Range::exactly(8)).unwrap();
        assert_eq!(fifth.exact(), Some(2.into()));
    }

    #[test]
    fn exceeding_is_not_known_while_the_ranges_overlap() {
        let (low, high) = (Range::between(1, 3), Range::exactly(2));
        assert_eq!(exceeds(low, high), Truth::Unknown);
        assert_eq!(exceeds(high, high), Truth::No);
    }
}
