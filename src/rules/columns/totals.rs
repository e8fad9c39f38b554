//! Floors and ceilings for many productions.

use rust_decimal::Decimal;

use crate::rules::fraction::Fraction;
use crate::rules::value::Range;

/// A floor and a ceiling for each production of a portfolio, in its currency.
#[derive(Clone, Debug, Default)]
pub struct Totals {
    pub(super) floor: Ends,
    /// None if every ceiling equals its floor.
    pub(super) ceiling: Option<Ends>,
    /// Ranges that do not fit into whole numbers of the scale, in the order of rows.
    pub(super) others: Vec<(usize, Range)>,
    /// The number of rows that were calculated by the explained path.
    pub(super) explained: usize,
}

/// One end of each range, in units of ten to the minus `scale`.
#[derive(Clone, Debug, Default)]
pub(super) struct Ends {
    pub values: Vec<i64>,
    pub scale: u32,
}

impl Totals {
    /// The range of a production. None if there is no such row.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<Range> {
        if let Ok(at) = self.others.binary_search_by_key(&row, |(row, _)| *row) {
            return self.others.get(at).map(|(_, range)| *range);
        }
        let low = self.floor.get(row)?;
        let high = match &self.ceiling {
            Some(ceiling) => ceiling.get(row)?,
            None => low,
        };
        Some(Range { low, high: Some(high) })
    }

    /// The ranges of all productions, in order of rows.
    pub fn iter(&self) -> impl Iterator<Item = Range> {
        (0..self.len()).filter_map(|row| self.get(row))
    }

    /// The sum of all ranges. None if it does not fit in 28 digits. It has no upper end if one of the ranges has none.
    #[must_use]
    pub fn sum(&self) -> Option<Range> {
        let others = |end: fn(&Range) -> Option<Fraction>| {
            self.others.iter().try_fold(Fraction::ZERO, |total, (_, range)| total.plus(end(range)?))
        };
        let low = self.floor.sum()?.plus(others(|range| Some(range.low))?)?;
        if self.others.iter().any(|(_, range)| range.high.is_none()) {
            return Some(Range { low, high: None });
        }
        let high = self.ceiling.as_ref().unwrap_or(&self.floor).sum()?.plus(others(|range| range.high)?)?;
        Some(Range::between(low, high))
    }

    /// The number of productions.
    #[must_use]
    pub fn len(&self) -> usize {
        self.floor.values.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.floor.values.is_empty()
    }

    /// The number of productions that were calculated one by one by the explained path, which takes some thousand times
    /// as long. These are productions with extremely large numbers or too many decimals, and all productions if the
    /// policy divides.
    #[must_use]
    pub fn explained(&self) -> usize {
        self.explained
    }

    /// Stores the range of a row. Rows that do not fit into whole numbers must be stored in order, see [`Self::sort`].
    pub(super) fn put(&mut self, row: usize, range: Range) {
        let high = range.high.and_then(|high| Some((high, self.ceiling_of(range)?.units(high)?)));
        if let (Some(low), Some((_, high))) = (self.floor.units(range.low), high) {
            self.floor.set(row, low);
            if let Some(ceiling) = &mut self.ceiling {
                ceiling.set(row, high);
            }
            return;
        }
        // In the array of whole numbers, the row is zero.
        self.floor.set(row, 0);
        if let Some(ceiling) = &mut self.ceiling {
            ceiling.set(row, 0);
        }
        self.others.push((row, range));
    }

    /// Stores the ranges of several rows. This is much faster if both use the same scale.
    pub(super) fn put_all(&mut self, rows: &[usize], part: &Self) {
        let more = part.ceiling.as_ref().unwrap_or(&part.floor);
        let own = self.ceiling.as_ref().unwrap_or(&self.floor);
        if part.floor.scale != self.floor.scale || more.scale != own.scale || !part.others.is_empty() {
            rows.iter().zip(part.iter()).for_each(|(row, range)| self.put(*row, range));
            return;
        }
        if self.ceiling.is_none() && part.ceiling.is_some() {
            self.ceiling = Some(self.floor.clone());
        }
        let into = |ends: &mut Ends, values: &[i64]| {
            rows.iter().zip(values).for_each(|(row, units)| ends.set(*row, *units));
        };
        into(&mut self.floor, &part.floor.values);
        if let Some(ceiling) = &mut self.ceiling {
            into(ceiling, &more.values);
        }
    }

    /// Creates totals of zero for a number of rows.
    pub(super) fn of_rows(rows: usize) -> Self {
        Self { floor: Ends { values: vec![0; rows], scale: 0 }, ..Self::default() }
    }

    /// Replaces the range of a row.
    pub(super) fn replace(&mut self, row: usize, range: Range) {
        self.others.retain(|(other, _)| *other != row);
        self.put(row, range);
    }

    /// Whether every range is in whole numbers and was calculated over columns.
    pub(super) fn is_plain(&self) -> bool {
        self.others.is_empty() && self.explained == 0
    }

    /// The maximum of the floors and the sum of the ceilings of each row.
    pub(super) fn highest_and_sum(parts: &[&Self], rows: usize) -> Self {
        if let [only] = parts
            && only.others.is_empty()
            && only.len() == rows
        {
            return Self { explained: 0, ..Self::clone(only) };
        }
        if let Some(joined) = Self::joined(parts, rows) {
            return joined;
        }
        let mut all = Self::of_rows(rows);
        all.floor.scale = parts.iter().map(|part| part.floor.scale).max().unwrap_or_default();
        for row in 0..rows {
            let mut range = Range::ZERO;
            for one in parts.iter().filter_map(|part| part.get(row)) {
                let high = range.high.zip(one.high).and_then(|(sum, next)| sum.plus(next));
                range = Range { low: range.low.max(one.low), high };
            }
            all.put(row, range);
        }
        all
    }

    /// The same, if all values fit into one scale.
    fn joined(parts: &[&Self], rows: usize) -> Option<Self> {
        if parts.iter().any(|part| !part.others.is_empty() || part.len() != rows) {
            return None;
        }
        let highs = || parts.iter().map(|part| part.ceiling.as_ref().unwrap_or(&part.floor));
        let scale =
            highs().chain(parts.iter().map(|part| &part.floor)).map(|ends| ends.scale).max().unwrap_or_default();
        let most = i64::MAX / i64::try_from(parts.len().max(1)).ok()?;
        let factor = |ends: &Ends| {
            let factor = 10_i64.checked_pow(scale - ends.scale)?;
            let largest = ends.values.iter().copied().max().unwrap_or_default();
            largest.checked_mul(factor).filter(|largest| *largest <= most).map(|_| factor)
        };
        let (mut floors, mut ceilings) = (vec![0_i64; rows], vec![0_i64; rows]);
        for part in parts {
            let by = factor(&part.floor)?;
            floors.iter_mut().zip(&part.floor.values).for_each(|(floor, value)| *floor = (*floor).max(value * by));
        }
        for ends in highs() {
            let by = factor(ends)?;
            ceilings.iter_mut().zip(&ends.values).for_each(|(ceiling, value)| *ceiling += value * by);
        }
        let ceiling = (floors != ceilings).then_some(Ends { values: ceilings, scale });
        Some(Self { floor: Ends { values: floors, scale }, ceiling, ..Self::default() })
    }

    /// The number of rows in which an end rises and none falls, and the number in which one falls, from these totals to
    /// others of the same productions. Each row counts as often as `counts` says, or once.
    #[must_use]
    pub fn winners_and_losers(&self, after: &Self, counts: Option<&[u64]>) -> [u64; 2] {
        let (mut winners, mut losers) = (0, 0);
        let mut count = |row: usize, rises: bool, falls: bool| {
            let by = counts.map_or(1, |counts| counts.get(row).copied().unwrap_or_default());
            match (rises, falls) {
                (_, true) => losers += by,
                (true, false) => winners += by,
                (false, false) => {}
            }
        };
        let (high, later) =
            (self.ceiling.as_ref().unwrap_or(&self.floor), after.ceiling.as_ref().unwrap_or(&after.floor));
        let alike = self.floor.scale == after.floor.scale && high.scale == later.scale;
        if alike && self.others.is_empty() && after.others.is_empty() {
            let floors = self.floor.values.iter().zip(&after.floor.values);
            let ceilings = high.values.iter().zip(&later.values);
            if counts.is_none() {
                // Without branches, several rows are compared at once.
                for ((a, b), (c, d)) in floors.zip(ceilings) {
                    let (rises, falls) = ((b > a) | (d > c), (b < a) | (d < c));
                    winners += u64::from(rises & !falls);
                    losers += u64::from(falls);
                }
                return [winners, losers];
            }
            for (row, ((a, b), (c, d))) in floors.zip(ceilings).enumerate() {
                if a != b || c != d {
                    count(row, b > a || d > c, b < a || d < c);
                }
            }
            return [winners, losers];
        }
        for row in 0..self.len() {
            let Some((one, other)) = self.get(row).zip(after.get(row)) else { continue };
            let (rises, falls) = change(one, other);
            count(row, rises, falls);
        }
        [winners, losers]
    }

    /// The sum of all ranges, each as often as `counts` says. None if it does not fit in 28 digits.
    #[must_use]
    pub fn sum_of(&self, counts: Option<&[u64]>) -> Option<Range> {
        let Some(counts) = counts else { return self.sum() };
        let mut all = Range::ZERO;
        for (range, count) in self.iter().zip(counts) {
            let times = Fraction::of(Decimal::from(*count));
            let high = match (all.high, range.high) {
                (Some(sum), Some(next)) => Some(sum.plus(next.times(times)?)?),
                _ => None,
            };
            all = Range { low: all.low.plus(range.low.times(times)?)?, high };
        }
        Some(all)
    }

    pub(super) fn sort(&mut self) {
        self.others.sort_by_key(|(row, _)| *row);
    }

    /// The ceilings. They are copied from the floors if this range is the first whose ends differ.
    fn ceiling_of(&mut self, range: Range) -> Option<&Ends> {
        if self.ceiling.is_none() && range.high != Some(range.low) {
            self.ceiling = Some(self.floor.clone());
        }
        Some(self.ceiling.as_ref().unwrap_or(&self.floor))
    }
}

/// Whether an end rises from one range to the other, and whether an end falls.
#[must_use]
pub fn change(before: Range, after: Range) -> (bool, bool) {
    let more = |a: Option<Fraction>, b: Option<Fraction>| match (a, b) {
        (Some(a), Some(b)) => a > b,
        (None, Some(_)) => true,
        (_, None) => false,
    };
    let rises = after.low > before.low || more(after.high, before.high);
    let falls = after.low < before.low || more(before.high, after.high);
    (rises, falls)
}

impl Ends {
    fn get(&self, row: usize) -> Option<Fraction> {
        Some(Decimal::new(*self.values.get(row)?, self.scale).into())
    }

    fn set(&mut self, row: usize, units: i64) {
        if let Some(slot) = self.values.get_mut(row) {
            *slot = units;
        }
    }

    /// A value in units of the scale, if it is a whole number of them.
    fn units(&self, value: Fraction) -> Option<i64> {
        let value = value.finite()?.normalize();
        let finer = self.scale.checked_sub(value.scale())?;
        i64::try_from(value.mantissa().checked_mul(10_i128.checked_pow(finer)?)?).ok()
    }

    fn sum(&self) -> Option<Fraction> {
        // In two halves of 32 bits, because several additions of 64 bits are made at once.
        const LOWER: i64 = 0xFFFF_FFFF;
        let mut units = 0_i128;
        for values in self.values.chunks(1 << 30) {
            let (mut upper, mut lower) = (0_i64, 0_i64);
            for value in values {
                upper += value >> 32;
                lower += value & LOWER;
            }
            units += (i128::from(upper) << 32) + i128::from(lower);
        }
        Decimal::try_from_i128_with_scale(units, self.scale).ok().map(Fraction::of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn totals(floor: &[i64]) -> Totals {
        Totals { floor: Ends { values: floor.to_vec(), scale: 2 }, ..Totals::default() }
    }

    fn exactly(text: &str) -> Range {
        Range::exactly(text.parse::<Decimal>().unwrap())
    }

    #[test]
    fn what_does_not_fit_stands_apart_and_counts_all_the_same() {
        let mut totals = totals(&[150, 0, 0, 25]);
        totals.put(2, exactly("0.333"));
        totals.put(1, exactly("2.5"));
        totals.sort();
        assert_eq!(totals.get(1), Some(exactly("2.5")));
        assert_eq!(totals.get(2), Some(exactly("0.333")));
        assert_eq!(totals.get(4), None);
        assert_eq!(totals.sum(), Some(exactly("4.583")));
    }

    #[test]
    fn a_ceiling_is_set_apart_once_it_differs() {
        let mut totals = totals(&[150, 0]);
        totals.put(1, Range::between(1, 3));
        assert_eq!(totals.iter().collect::<Vec<_>>(), [exactly("1.5"), Range::between(1, 3)]);
        totals.put(0, Range::ANY);
        assert_eq!(totals.sum(), Some(Range { low: Fraction::ONE, high: None }));
    }

    #[test]
    fn a_sum_in_halves_is_the_sum() {
        let values = [0, 1, -1, i64::MAX, i64::MAX, i64::MIN + 1, 1 << 32, (1 << 32) - 1, -(1 << 40), 123_456_789_012];
        let ends = Ends { values: values.to_vec(), scale: 0 };
        let sum: i128 = values.iter().map(|one| i128::from(*one)).sum();
        assert_eq!(ends.sum(), Some(Decimal::from_i128_with_scale(sum, 0).into()));
    }

    #[test]
    fn winners_and_losers_are_the_same_however_they_are_counted() {
        let (mut before, mut after) = (totals(&[1, 2, 3, 4, 5]), totals(&[2, 1, 3, 5, 4]));
        before.ceiling = Some(Ends { values: vec![9, 9, 9, 9, 9], scale: 2 });
        after.ceiling = Some(Ends { values: vec![9, 10, 10, 8, 4], scale: 2 });
        assert_eq!(before.winners_and_losers(&after, None), [2, 3]);
        assert_eq!(before.winners_and_losers(&after, Some(&[1; 5])), [2, 3]);
        assert_eq!(before.winners_and_losers(&after, Some(&[1, 10, 100, 1_000, 10_000])), [101, 11_010]);
    }
}
