//! The arithmetic of shapes on ranges, and the shapes that select one of several amounts.

use rust_decimal::Decimal;

use super::super::Unsupported;
use super::super::program::{Mask, Node};
use super::amount::{Worked, even_quotient};
use super::{Compiler, Holds, Span};
use crate::model::amount::{Amount, Axis, Case, Point, Slice, Tier, Version};
use crate::model::id::FactId;
use crate::model::number::Number;
use crate::model::policy::DatedBy;

impl Compiler<'_> {
    pub(super) fn plus(&mut self, a: Span, b: Span) -> Worked {
        let high = a.high.zip(b.high).map(|(a, b)| self.program.plus(a, b)).transpose()?;
        Ok(Span { low: self.program.plus(a.low, b.low)?, high })
    }

    pub(super) fn less(&mut self, a: Span, b: Span) -> Worked {
        let low = match b.high {
            Some(most) => self.program.less(a.low, most)?,
            None => self.program.zero()?,
        };
        let high = a.high.map(|most| self.program.less(most, b.low)).transpose()?;
        Ok(Span { low, high })
    }

    pub(super) fn min(&mut self, a: Span, b: Span) -> Worked {
        let high = match (a.high, b.high) {
            (Some(a), Some(b)) => Some(self.program.min(a, b)?),
            (one, None) | (None, one) => one,
        };
        Ok(Span { low: self.program.min(a.low, b.low)?, high })
    }

    pub(super) fn max(&mut self, a: Span, b: Span) -> Worked {
        let high = a.high.zip(b.high).map(|(a, b)| self.program.max(a, b)).transpose()?;
        Ok(Span { low: self.program.max(a.low, b.low)?, high })
    }

    /// The product. Zero times an unlimited value is zero, so the compiler refuses factors for which only some rows
    /// would have a limit.
    pub(super) fn times(&mut self, a: Span, b: Span) -> Worked {
        let high = match (a.high, b.high) {
            (Some(a), Some(b)) => Some(self.program.product(a, b)?),
            (Some(one), None) | (None, Some(one)) if self.program.is_zero(one) => Some(one),
            (Some(one), None) | (None, Some(one)) if !self.program.is_positive(one) => {
                return Err(Unsupported::Unbounded);
            }
            _ => None,
        };
        Ok(Span { low: self.program.product(a.low, b.low)?, high })
    }

    pub(super) fn times_figure(&mut self, of: Span, figure: Decimal) -> Worked {
        let figure = self.figure(figure)?;
        self.times(of, figure)
    }

    pub(super) fn hull(&mut self, a: Span, b: Span) -> Worked {
        let high = a.high.zip(b.high).map(|(a, b)| self.program.max(a, b)).transpose()?;
        Ok(Span { low: self.program.min(a.low, b.low)?, high })
    }

    fn hull_with_nothing(&mut self, all: &[Span]) -> Worked {
        let nothing = self.nothing()?;
        all.iter().try_fold(nothing, |hull, one| self.hull(hull, *one))
    }

    fn hull_of(&mut self, all: &[Span]) -> Worked {
        match all.split_first() {
            Some((first, rest)) => rest.iter().try_fold(*first, |hull, one| self.hull(hull, *one)),
            None => self.nothing(),
        }
    }

    /// One amount if a condition holds, and another if not. The range covers both if that is not known.
    pub(super) fn one_of(&mut self, holds: Holds, then: Span, otherwise: Span) -> Worked {
        let certain = self.picked(holds.surely, then, otherwise)?;
        if holds.surely == holds.maybe {
            return Ok(certain);
        }
        let either = self.hull(then, otherwise)?;
        let not_surely = self.program.not(holds.surely)?;
        let unknown = self.program.and(holds.maybe, not_surely)?;
        self.picked(unknown, either, certain)
    }

    /// One amount where a mask is set, another elsewhere. Either both or neither must have a limit.
    fn picked(&mut self, mask: Mask, a: Span, b: Span) -> Worked {
        match self.program.same(mask) {
            Some(true) => return Ok(a),
            Some(false) => return Ok(b),
            None => {}
        }
        let high = match (a.high, b.high) {
            (Some(a), Some(b)) => Some(self.program.select(mask, a, b)?),
            (None, None) => None,
            _ => return Err(Unsupported::Unbounded),
        };
        Ok(Span { low: self.program.select(mask, a.low, b.low)?, high })
    }

    pub(super) fn slices(&mut self, of: Span, slices: &[Slice]) -> Worked {
        let mut bends = Vec::with_capacity(slices.len());
        let (mut from, mut rate) = (Decimal::ZERO, Decimal::ZERO);
        let mut open = Some(Decimal::ZERO);
        for slice in slices {
            bends.push((from, slice.rate.0.checked_sub(rate).ok_or(Unsupported::TooWide)?));
            rate = slice.rate.0;
            open = None;
            let Some(up_to) = slice.up_to else { break };
            if up_to.0 < from {
                return Err(Unsupported::Order);
            }
            from = up_to.0;
            open = Some(from);
        }
        // Above the last slice, nothing more is paid.
        if let Some(end) = open {
            bends.push((end, -rate));
        }
        let low = self.program.bends(of.low, &bends)?;
        let high = match of.high {
            Some(high) => Some(self.program.bends(high, &bends)?),
            None if open.is_none() && !rate.is_zero() => None,
            // Without an upper limit, the amount is still constant above the last threshold.
            None => {
                let end = self.program.constant(from)?;
                Some(self.program.bends(end, &bends)?)
            }
        };
        Ok(Span { low, high })
    }

    pub(super) fn taper(&mut self, by: Span, from: Point, to: Point) -> Worked {
        let width = to.at.0 - from.at.0;
        if width <= Decimal::ZERO {
            return Err(Unsupported::Order);
        }
        let slope = even_quotient(to.gives.0 - from.gives.0, width).ok_or(Unsupported::Division)?;
        let start = self.program.constant(from.gives.0)?;
        let mut at = |node: Node| {
            let rise = self.program.bends(node, &[(from.at.0, slope), (to.at.0, -slope)])?;
            self.program.plus(start, rise)
        };
        let a = at(by.low)?;
        let b = by.high.map(&mut at).transpose()?;
        let b = b.map_or_else(|| self.program.constant(to.gives.0), Ok)?;
        Ok(Span { low: self.program.min(a, b)?, high: Some(self.program.max(a, b)?) })
    }

    pub(super) fn tiers(&mut self, by: &Amount, tiers: &[Tier], depth: usize) -> Worked {
        let by = self.amount(by, depth + 1)?;
        // In ascending order, each step that is reached replaces the result of the steps below it.
        let mut result = self.nothing()?;
        if by.point().is_none() {
            return Err(Unsupported::Interval);
        }
        for tier in tiers {
            let reached = self.reaches(by, tier.from)?;
            if self.program.same(reached.maybe) == Some(false) {
                continue;
            }
            let mut gives = self.amount(&tier.gives, depth + 1)?;
            if let Some(to) = tier.to {
                let inside = self.within(by, to)?;
                let nothing = self.nothing()?;
                gives = self.picked(inside.surely, gives, nothing)?;
            }
            result = self.picked(reached.surely, gives, result)?;
        }
        Ok(result)
    }

    pub(super) fn choice(&mut self, by: &FactId, cases: &[Case], depth: usize) -> Worked {
        let Some((column, ids)) = self.chosen(by)? else {
            let all = cases.iter().map(|case| self.amount(&case.gives, depth + 1)).collect::<Result<Vec<_>, _>>()?;
            let meant = |id: &str| cases.iter().any(|case| case.is.iter().any(|is| is == id));
            return if self.always(by, meant) { self.hull_of(&all) } else { self.hull_with_nothing(&all) };
        };
        let meant = |id: &str| cases.iter().position(|case| case.is.iter().any(|is| is == id));
        let meant: Vec<Option<usize>> = ids.iter().map(|id| meant(id)).collect();
        let nothing = self.nothing()?;
        let mut given = Vec::with_capacity(cases.len());
        for (at, case) in cases.iter().enumerate() {
            given.push(if meant.contains(&Some(at)) { self.amount(&case.gives, depth + 1)? } else { nothing });
        }
        let of = |at: &Option<usize>| at.and_then(|at| given.get(at)).copied().unwrap_or(nothing);
        // All cases are figures, so they can be looked up in a table.
        let entries: Vec<Node> = meant.iter().map(|at| of(at).low).collect();
        if given.iter().all(|span| span.point().is_some())
            && let Some(node) = self.program.pick(column, &entries)?
        {
            return Ok(Span::exactly(node));
        }
        let mut result = nothing;
        for (at, gives) in given.iter().enumerate() {
            let mask = self.program.is_among(column, meant.iter().map(|meant| *meant == Some(at)))?;
            result = self.picked(mask, *gives, result)?;
        }
        Ok(result)
    }

    pub(super) fn table(&mut self, rows: &Axis, columns: &Axis, gives: &[Vec<Number>], depth: usize) -> Worked {
        let row_masks = self.axis(rows, depth)?;
        let column_masks = self.axis(columns, depth)?;
        let mut result = self.nothing()?;
        // A cell that is left out gives zero.
        for (row, row_mask) in row_masks.iter().enumerate() {
            let mut in_row = self.nothing()?;
            for (column, column_mask) in column_masks.iter().enumerate() {
                let cell = gives.get(row).and_then(|cells| cells.get(column));
                let cell = self.figure(cell.map_or(Decimal::ZERO, |cell| cell.0))?;
                in_row = self.picked(*column_mask, cell, in_row)?;
            }
            result = self.picked(*row_mask, in_row, result)?;
        }
        Ok(result)
    }

    /// The mask of each row or column of a table. If two apply, the later one is used.
    fn axis(&mut self, axis: &Axis, depth: usize) -> Result<Vec<Mask>, Unsupported> {
        match axis {
            Axis::Answers { by, is } => {
                let (column, ids) = self.chosen(by)?.ok_or(Unsupported::Interval)?;
                let first = |id: &str| is.iter().position(|choices| choices.iter().any(|choice| choice == id));
                let firsts: Vec<Option<usize>> = ids.iter().map(|id| first(id)).collect();
                let mask = |at| self.program.is_among(column, firsts.iter().map(|first| *first == Some(at)));
                (0..is.len()).map(mask).collect()
            }
            Axis::Steps { by, from } => {
                let by = self.amount(by, depth + 1)?;
                if by.point().is_none() {
                    return Err(Unsupported::Interval);
                }
                from.iter().map(|bound| Ok(self.reaches(by, *bound)?.surely)).collect()
            }
        }
    }

    pub(super) fn by_year(&mut self, year: &Amount, gives: &[Amount], cumulative: bool, depth: usize) -> Worked {
        let year = self.amount(year, depth + 1)?;
        if year.point().is_none() {
            return Err(Unsupported::Interval);
        }
        let mut result = self.nothing()?;
        for (at, amount) in gives.iter().enumerate() {
            let gives = self.amount(amount, depth + 1)?;
            let reached = self.year_reached(year, at + 1)?;
            let nothing = self.nothing()?;
            result = if cumulative {
                let more = self.picked(reached, gives, nothing)?;
                self.plus(result, more)?
            } else {
                self.picked(reached, gives, result)?
            };
        }
        if cumulative {
            return Ok(result);
        }
        let over = self.year_reached(year, gives.len() + 1)?;
        let nothing = self.nothing()?;
        self.picked(over, nothing, result)
    }

    fn year_reached(&mut self, year: Span, number: usize) -> Result<Mask, Unsupported> {
        let first = self.figure(number.into())?;
        let below = self.program.exceeds(first.low, year.low)?;
        self.program.not(below)
    }

    pub(super) fn dated(&mut self, versions: &[Version], depth: usize) -> Worked {
        let setting = self.setting;
        match &setting.policy.dated_by {
            DatedBy::AsOf => match versions.iter().rev().find(|version| version.from.first_day() <= setting.day) {
                Some(version) => self.amount(&version.gives, depth + 1),
                None => self.nothing(),
            },
            DatedBy::Fact(id) => {
                let mut all = Vec::with_capacity(versions.len());
                for version in versions {
                    all.push(self.amount(&version.gives, depth + 1)?);
                }
                let Some(days) = self.days(id)? else { return self.hull_with_nothing(&all) };
                let mut result = self.nothing()?;
                for (version, gives) in versions.iter().zip(all) {
                    let before = super::super::column::day(version.from.first_day()) - 1;
                    let before = self.program.constant(before.into())?;
                    let begun = self.program.exceeds(days, before)?;
                    result = self.picked(begun, gives, result)?;
                }
                Ok(result)
            }
        }
    }
}
