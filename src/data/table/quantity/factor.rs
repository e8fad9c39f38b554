//! The factor from a stated unit to the needed one.

use std::cell::RefCell;
use std::collections::HashMap;

use rust_decimal::Decimal;

use super::super::headings::{Of, headings, plain, unit};
use super::super::row_error::{Needed, RowErrorKind};
use super::super::units::{Phrase, Said, phrase, same};
use super::Levels;
use crate::model::production::Currency;

/// Units that were parsed before. Most columns have the same unit in every row.
#[derive(Debug, Default)]
pub(in super::super) struct Memo(RefCell<HashMap<String, Measured>>);

/// The maximum number of stored units.
const MOST_UNITS: usize = 10_000;

/// The quantity of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Measured {
    Share(Decimal),
    Times(Decimal),
    Money(Option<&'static str>, Option<Decimal>),
    Unknown,
}

impl Memo {
    /// The quantity of a unit.
    fn measure(&self, text: &str) -> Measured {
        if let Some(known) = self.0.borrow().get(text) {
            return *known;
        }
        let said = unlabelled(text);
        let known = match unit(said).map(|word| (word.of, word.times.0)) {
            Some((Of::Share, times)) => Measured::Share(times),
            Some((Of::Times, times)) => Measured::Times(times),
            _ => match phrase(text) {
                Phrase::Unit(said) => Measured::Money(said.currency, said.times),
                Phrase::Nothing | Phrase::Unclear => Measured::Unknown,
            },
        };
        let mut all = self.0.borrow_mut();
        if all.len() < MOST_UNITS {
            all.insert(text.to_owned(), known);
        }
        known
    }
}

/// A unit without the word that introduces it: 单位：分钟.
fn unlabelled(text: &str) -> &str {
    match text.split_once([':', '：']) {
        Some((label, rest)) if headings().units_follow.iter().any(|known| *known == plain(label)) => rest.trim(),
        _ => text.trim(),
    }
}

impl Needed {
    /// The size of a unit in the unit of the count: 1 for 家, 10,000 for 万家.
    fn own(&self, name: &str) -> Option<Decimal> {
        let Self::Count(own) = self else { return None };
        let wanted = plain(name);
        let names = [plain(&own.zh), plain(&own.en)];
        let one = names.get(1).and_then(|name| name.strip_suffix('s')).map(str::to_owned);
        let names = names.into_iter().chain(one).filter(|own| !own.is_empty());
        names.filter_map(|own| wanted.strip_suffix(own.as_str()).map(str::to_owned)).find_map(|scale| {
            if scale.is_empty() {
                return Some(Decimal::ONE);
            }
            match phrase(&scale) {
                Phrase::Unit(Said { currency: None, times }) => times,
                _ => None,
            }
        })
    }
}

/// The factor from the stated unit to the needed one; `None` if no unit is stated.
pub(super) fn factor(
    beside: &str,
    shown: bool,
    levels: &Levels<'_>,
    needed: &Needed,
    memo: &Memo,
) -> Result<Option<Decimal>, RowErrorKind> {
    if let Needed::Money(currency) = needed {
        return money(beside, shown, levels, *currency, needed, memo);
    }
    let wrong = |found: &str| RowErrorKind::Unit { found: found.to_owned(), needed: needed.clone() };
    let fits = |text: &str| match (needed, memo.measure(text)) {
        (Needed::Count(_), measured) => needed.own(unlabelled(text)).or(match measured {
            Measured::Money(None, times) => times,
            _ => None,
        }),
        (Needed::Share, Measured::Share(times)) => Some(times),
        (Needed::Times, Measured::Times(times)) => Some(times),
        (Needed::Times, Measured::Money(None, times)) => times,
        _ => None,
    };
    for near in [beside, levels.row] {
        if !near.trim().is_empty() {
            return fits(near).map(Some).ok_or_else(|| wrong(near));
        }
    }
    let column = levels.column;
    if column.trim().is_empty() {
        return Ok(None);
    }
    match memo.measure(column) {
        // The unit in the heading of a money column applies only to money.
        Measured::Money(Some(_), _) if levels.shared => Ok(None),
        Measured::Money(None, _) if levels.shared => Err(wrong(column)),
        _ => fits(column).map(Some).ok_or_else(|| wrong(column)),
    }
}

/// The factor of an amount of money. Its currency and its scale can be stated at different levels.
fn money(
    beside: &str,
    shown: bool,
    levels: &Levels<'_>,
    needed: Currency,
    of: &Needed,
    memo: &Memo,
) -> Result<Option<Decimal>, RowErrorKind> {
    let wrong = |found: &str| RowErrorKind::Unit { found: found.to_owned(), needed: of.clone() };
    let said = [(beside, 0), (levels.row, 1), (levels.currency, 2), (levels.column, 3), (levels.sheet, 4)];
    let mut currency: Option<(&str, &str)> = None;
    let mut times: Option<Decimal> = None;
    let mut bare: Option<&str> = None;
    for (text, level) in said {
        if text.trim().is_empty() {
            continue;
        }
        let Measured::Money(code, scale) = memo.measure(text) else {
            // Text that cannot be a unit is an error, unless a nearer level has stated everything.
            if level > 2 && currency.is_some() && times.is_some() {
                continue;
            }
            return Err(wrong(text));
        };
        // A currency sign beside a figure means that the figure has no scale.
        let scale = if level == 0 && !shown && code.is_some() { scale.or(Some(Decimal::ONE)) } else { scale };
        if let Some(code) = code {
            match currency {
                None => currency = Some((code, text)),
                Some((known, _)) if level <= 2 && !same(known, code) => return Err(wrong(text)),
                Some(_) => {}
            }
        }
        if let (None, Some(scale)) = (times, scale) {
            if let Some(bare) = bare
                && code.is_some()
                && scale != Decimal::ONE
            {
                return Err(RowErrorKind::UnclearUnit(format!("{bare} / {text}")));
            }
            times = Some(scale);
        }
        if times.is_none() && code.is_some() && level != 2 {
            bare = bare.or(Some(text));
        }
    }
    if let Some((code, text)) = currency
        && !same(code, needed.code())
    {
        return Err(wrong(text));
    }
    Ok(times)
}
