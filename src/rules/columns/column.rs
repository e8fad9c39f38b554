//! The answers of many productions to one fact, stored as whole numbers.

use std::sync::Arc;

use jiff::civil::{Date, date};
use jiff::{Span, ToSpan};
use rust_decimal::Decimal;

use crate::model::number::Number;
use crate::model::production::Answer;

/// The answers of many productions to one fact, one per row. A row may have no answer.
#[derive(Clone, Debug)]
pub struct Column {
    pub(super) data: Data,
    /// The state of each row. Empty if every row is answered.
    known: Vec<Known>,
}

/// The answers themselves. The value of a row without an answer is meaningless.
#[derive(Clone, Debug)]
pub(super) enum Data {
    /// Numbers in units of ten to the minus `scale`, none negative and none above `most`.
    Numbers { values: Vec<i64>, scale: u32, most: i64 },
    /// 1 for yes, 0 for no.
    YesNo(Vec<u8>),
    /// The index of each choice in a list of ids.
    Choices { at: Vec<u8>, ids: Vec<Arc<str>> },
    /// Days since [`FIRST_DAY`].
    Days(Vec<i64>),
}

/// The state of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    /// It is answered.
    Answer,
    /// It has no answer.
    Nothing,
    /// It is answered, but the answer does not fit into the column or its arithmetic.
    Odd,
}

/// Dates are stored as the number of days since this one.
pub(super) const FIRST_DAY: Date = date(1970, 1, 1);

/// The maximum number of decimals in a column of numbers. It is enough for cents, and for shares to a hundredth of a
/// per cent. A number with more is odd.
const MOST_DECIMALS: u32 = 4;

/// Numbers of at least this size are odd. No production has such sums, and the limit leaves room for products with
/// rates.
const ODD: i64 = 100_000_000_000;

impl Column {
    /// Numbers in units of ten to the minus `scale`: with 2, money in hundredths of its unit. A negative number counts
    /// as no answer, as everywhere.
    ///
    /// # Errors
    /// Returns the numbers if the scale is above 9.
    pub fn numbers(values: Vec<i64>, scale: u32) -> Result<Self, Vec<i64>> {
        let Some(odd) = (scale <= 9).then(|| ODD.saturating_mul(10_i64.pow(scale))) else { return Err(values) };
        let state = |value: &i64| match value {
            ..0 => Known::Nothing,
            _ if *value >= odd => Known::Odd,
            _ => Known::Answer,
        };
        let known = compact(values.iter().map(state).collect());
        let most = values.iter().copied().filter(|value| *value < odd).max().unwrap_or_default();
        Ok(Self { data: Data::Numbers { values, scale, most: most.max(0) }, known })
    }

    /// Yes/no answers.
    #[must_use]
    pub fn yes_no(answers: impl Iterator<Item = Option<bool>>) -> Self {
        let (values, known) = answers.map(|answer| (u8::from(answer == Some(true)), Known::of(answer))).unzip();
        Self { data: Data::YesNo(values), known: compact(known) }
    }

    /// Choices, as indices in a list of ids. An index outside the list counts as no answer.
    #[must_use]
    pub fn choices(ids: Vec<Arc<str>>, answers: impl Iterator<Item = Option<usize>>) -> Self {
        let state = |answer: Option<usize>| match answer.filter(|at| *at < ids.len()) {
            None => (0, Known::Nothing),
            Some(at) => u8::try_from(at).map_or((0, Known::Odd), |at| (at, Known::Answer)),
        };
        let (at, known) = answers.map(state).unzip();
        Self { data: Data::Choices { at, ids }, known: compact(known) }
    }

    /// Dates.
    #[must_use]
    pub fn dates(answers: impl Iterator<Item = Option<Date>>) -> Self {
        let (days, known) = answers.map(|answer| (answer.map_or(0, day), Known::of(answer))).unzip();
        Self { data: Data::Days(days), known: compact(known) }
    }

    /// Decimals, stored with the smallest scale that holds them all.
    pub(super) fn exact_numbers(answers: impl Iterator<Item = Option<Decimal>> + Clone) -> Self {
        let scale = answers.clone().flatten().map(decimals).filter(|scale| *scale <= MOST_DECIMALS).max();
        let scale = scale.unwrap_or_default();
        let row = |answer: Option<Decimal>| match answer {
            None => (0, Known::Nothing),
            Some(value) => match whole(value, scale) {
                Some(value) => (value, Known::Answer),
                None => (0, Known::Odd),
            },
        };
        let (values, known): (Vec<i64>, _) = answers.map(row).unzip();
        let most = values.iter().copied().max().unwrap_or_default();
        Self { data: Data::Numbers { values, scale, most }, known: compact(known) }
    }

    /// The number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.data {
            Data::Numbers { values, .. } | Data::Days(values) => values.len(),
            Data::YesNo(values) | Data::Choices { at: values, .. } => values.len(),
        }
    }

    /// Whether there are no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The state of a row.
    pub(super) fn known(&self, row: usize) -> Known {
        self.known.get(row).copied().unwrap_or(Known::Answer)
    }

    /// Sets `whole` to false for each row without an answer that fits.
    pub(super) fn mark_gaps(&self, whole: &mut [bool]) {
        whole.iter_mut().zip(&self.known).for_each(|(whole, known)| *whole &= *known == Known::Answer);
    }

    /// Whether every row has an answer that fits.
    pub(super) fn is_complete(&self) -> bool {
        self.known.is_empty()
    }

    /// Whether any row has an answer.
    pub(super) fn is_answered(&self) -> bool {
        self.known.is_empty() || self.known.iter().any(|known| *known != Known::Nothing)
    }

    /// The answer in a row.
    pub(super) fn answer(&self, row: usize) -> Option<Answer> {
        if self.known(row) == Known::Nothing {
            return None;
        }
        Some(match &self.data {
            Data::Numbers { values, scale, .. } => Answer::Number(Number(Decimal::new(*values.get(row)?, *scale))),
            Data::YesNo(values) => Answer::YesNo(*values.get(row)? == 1),
            Data::Choices { at, ids } => Answer::Choice(ids.get(usize::from(*at.get(row)?))?.clone()),
            Data::Days(days) => Answer::Date(FIRST_DAY.checked_add((*days.get(row)?).days()).ok()?),
        })
    }

    /// The column of the given rows only. None if none of them is answered.
    pub(super) fn rows(&self, rows: &[usize]) -> Option<Self> {
        fn pick<T: Copy + Default>(values: &[T], rows: &[usize]) -> Vec<T> {
            rows.iter().map(|row| values.get(*row).copied().unwrap_or_default()).collect()
        }
        let known = compact(rows.iter().map(|row| self.known(*row)).collect());
        let data = match &self.data {
            Data::Numbers { values, scale, most } => {
                Data::Numbers { values: pick(values, rows), scale: *scale, most: *most }
            }
            Data::YesNo(values) => Data::YesNo(pick(values, rows)),
            Data::Choices { at, ids } => Data::Choices { at: pick(at, rows), ids: ids.clone() },
            Data::Days(days) => Data::Days(pick(days, rows)),
        };
        let column = Self { data, known };
        column.is_answered().then_some(column)
    }
}

/// The number of decimals that a number needs.
fn decimals(value: Decimal) -> u32 {
    if value.scale() == 0 { 0 } else { value.normalize().scale() }
}

/// A number in units of ten to the minus `scale`. None if it is odd.
fn whole(value: Decimal, scale: u32) -> Option<i64> {
    let value = if value.scale() > scale { value.normalize() } else { value };
    let digits = i64::try_from(value.mantissa()).ok()?;
    let whole = digits.checked_mul(10_i64.checked_pow(scale.checked_sub(value.scale())?)?)?;
    (whole < ODD * 10_i64.pow(scale)).then_some(whole)
}

impl Known {
    fn of<T>(answer: Option<T>) -> Self {
        if answer.is_some() { Self::Answer } else { Self::Nothing }
    }
}

/// Drops the states if every row is answered.
fn compact(known: Vec<Known>) -> Vec<Known> {
    if known.iter().all(|known| *known == Known::Answer) { Vec::new() } else { known }
}

/// The number of a day.
pub(super) fn day(date: Date) -> i64 {
    let since: Span = date - FIRST_DAY;
    i64::from(since.get_days())
}
