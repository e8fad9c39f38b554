//! Dates and periods as people write them in cells.
//!
//! Fiscal years, seasons and spans without an end are refused, because the library has no such periods.

use jiff::civil::Date;

use super::Cell;
use super::headings::{headings, narrow};
use super::quantity::narrowed;
use super::row_error::RowErrorKind;
use crate::model::date::{PartialDate, Period};

/// A calendar date.
pub(super) fn date(cell: &Cell) -> Result<Date, RowErrorKind> {
    match partial(cell) {
        Some(PartialDate::Day(day)) => Ok(day),
        _ => Err(RowErrorKind::NotADate(cell.to_string())),
    }
}

/// A date with the precision that is known.
pub(super) fn partial(cell: &Cell) -> Option<PartialDate> {
    match cell {
        Cell::Date(date) => Some(*date),
        other => {
            let text = written(other)?;
            if is_open_or_season(&text) { None } else { padded(&rewritten(&text)).parse().ok() }
        }
    }
}

/// The period of a value; `None` if the cell states that there is none.
pub(super) fn period(cell: &Cell) -> Result<Option<Period>, RowErrorKind> {
    if let Cell::Date(date) = cell {
        return Ok(Some(Period { start: date.first_day(), end: date.last_day() }));
    }
    let wrong = || RowErrorKind::NotAPeriod(cell.to_string());
    let text = written(cell).ok_or_else(wrong)?;
    if headings().undated.has(&text) {
        return Ok(None);
    }
    if is_open_or_season(&text) {
        return Err(wrong());
    }
    let rewritten = rewritten(&text);
    let ends: Vec<String> = rewritten.split("..").map(padded).collect();
    let read = ends.join("..").parse().ok();
    // `2022-2024` is a range of years, because no month has four digits.
    let years = || {
        let (from, to) = rewritten.split_once('-')?;
        (from.trim().len() == 4 && to.trim().len() == 4)
            .then(|| format!("{}..{}", from.trim(), to.trim()).parse().ok())?
    };
    read.or_else(years).map(Some).ok_or_else(wrong)
}

/// The text of a cell with a date. A number with one decimal is refused: 2025.1 could also mean October 2025.
fn written(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Number(number) if number.is_integer() => Some(number.trunc().normalize().to_string()),
        Cell::Number(number) if number.scale() != 2 => None,
        other => Some(narrowed(&other.to_string()).trim().to_owned()),
    }
}

/// A span without an end, or one of two years with a stroke between, as fiscal years and seasons are written. With
/// a month that could be the following year, the meaning is not clear.
fn is_open_or_season(text: &str) -> bool {
    if text.len() > 4 && text.ends_with(['-', '/', '.', '~']) {
        return true;
    }
    let parts: Vec<&str> = text.split('/').map(str::trim).collect();
    let digits = |text: &str, at_end: bool| -> String {
        let of_digits: Box<dyn Iterator<Item = char>> =
            if at_end { Box::new(text.chars().rev()) } else { Box::new(text.chars()) };
        let found: String = of_digits.take_while(char::is_ascii_digit).collect();
        if at_end { found.chars().rev().collect() } else { found }
    };
    match parts.as_slice() {
        [from, to] => {
            let (from, to) = (digits(from, true), digits(to, false));
            let (Ok(year), Ok(next)) = (from.parse::<u32>(), to.parse::<u32>()) else { return false };
            from.len() == 4 && (to.len() == 4 || (to.len() == 2 && (year + 1) % 100 == next))
        }
        _ => false,
    }
}

/// Chinese and loose spellings in the plain form.
fn rewritten(text: &str) -> String {
    let mut text: String = text.trim().chars().map(narrow).collect();
    for (from, to) in &headings().period {
        text = text.replace(from, to);
    }
    let text = text.replace("-..", "..");
    // The character for a month leaves a stroke at the end: `2025-1-8-` is January to August, not a day.
    let (plain, of_months) = match text.strip_suffix('-') {
        Some(plain) => (plain.trim(), true),
        None => (text.trim(), false),
    };
    let parts: Vec<&str> = plain.split(['-', '.']).filter(|part| !part.is_empty()).map(str::trim).collect();
    match parts.as_slice() {
        [year, from, to] if of_months && to.len() <= 2 => format!("{year}-{from}..{year}-{to}"),
        _ => plain.to_owned(),
    }
}

/// `2025-8-1` as `2025-08-01`, `2025Q3` as `2025-Q3`.
fn padded(text: &str) -> String {
    let text = text.trim();
    if let (Some(year), Some(part)) = (text.get(..4), text.get(4..))
        && year.bytes().all(|byte| byte.is_ascii_digit())
    {
        let part = part.trim_start_matches(['-', ' ', '.']).to_ascii_uppercase();
        if part.len() == 2 && part.starts_with(['H', 'Q']) {
            return format!("{year}-{part}");
        }
    }
    let mut parts = text.split(['-', '.']).map(str::trim);
    let year = parts.next().unwrap_or_default().to_owned();
    parts.fold(year, |date, part| if part.len() == 1 { format!("{date}-0{part}") } else { format!("{date}-{part}") })
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;

    #[test]
    fn what_is_no_calendar_period_becomes_none() {
        for text in [
            "2011/12",
            "2010/11",
            "2011/2012",
            "2025/26",
            "FY2025",
            "2025财年",
            "2022年至今",
            "2022-",
            "2022~",
            "2022–",
            "since 2022",
            "截至2025年8月",
            "2022年起",
        ] {
            assert!(period(&Cell::text(text)).is_err(), "{text}");
        }
        for (text, expected) in
            [("2025/12", "2025-12"), ("2025/8", "2025-08"), ("2011-12", "2011-12"), ("2011/12/05", "2011-12-05")]
        {
            let read = period(&Cell::text(text)).ok().flatten().map(|period| period.to_string());
            assert_eq!(read.as_deref(), Some(expected), "{text}");
        }
        assert_eq!(period(&Cell::Number(Decimal::new(202_510, 2))), Ok("2025-10".parse().ok()));
        assert!(period(&Cell::Number(Decimal::new(20_251, 1))).is_err());
    }

    #[test]
    fn periods_are_read_as_people_write_them() {
        for (text, expected) in [
            ("2024", "2024"),
            ("2024年", "2024"),
            ("2025年上半年", "2025-H1"),
            ("2025 Q3", "2025-Q3"),
            ("2025年第三季度", "2025-Q3"),
            ("2025年8月", "2025-08"),
            ("2025/8/1", "2025-08-01"),
            ("2025年1-8月", "2025-01..2025-08"),
            ("2025年1至8月", "2025-01..2025-08"),
            ("2025年1月8日", "2025-01-08"),
            ("2022–2024", "2022..2024"),
            ("2022-2024", "2022..2024"),
            ("2022至2024年", "2022..2024"),
            ("2025年1月至2025年9月", "2025-01..2025-09"),
            ("soon", ""),
        ] {
            let read = period(&Cell::text(text)).ok().flatten().map(|period| period.to_string());
            assert_eq!(read.unwrap_or_default(), expected, "{text}");
        }
        assert_eq!(period(&Cell::Number(Decimal::from(2024))), Ok("2024".parse().ok()));
        assert_eq!(period(&Cell::text("未注明")), Ok(None));
    }
}
