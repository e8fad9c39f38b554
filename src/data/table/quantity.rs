//! Figures, dates and periods as people put them into cells: exact in the unit that the library keeps.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::Cell;
use super::headings::{Of, Word, headings, narrow, plain, unit};
use super::trouble::Wrong;
use crate::model::date::{PartialDate, Period};
use crate::model::fact::FactKind;
use crate::model::indicator::{Precision, Unit};
use crate::model::number::{LARGEST, Number};
use crate::model::production::Currency;
use crate::model::text::Text;

/// What a figure must be in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Needed {
    /// Money.
    Money(Currency),
    /// A share or a change: 0.4 is 40 %.
    Share,
    /// A multiple.
    Times,
    /// A count of something.
    Count(Text),
    /// No figure at all.
    Words,
}

impl Needed {
    /// What an indicator needs.
    #[must_use]
    pub fn of_indicator(unit: &Unit) -> Self {
        match unit {
            Unit::Yuan => Self::Money(Currency::CNY),
            Unit::Dollar => Self::Money(dollar()),
            Unit::Share | Unit::Change => Self::Share,
            Unit::Times => Self::Times,
            Unit::Count(of) => Self::Count(of.clone()),
            Unit::Words => Self::Words,
        }
    }

    /// What a question needs, if its answer is a figure.
    #[must_use]
    pub fn of_fact(kind: &FactKind, currency: Currency) -> Option<Self> {
        Some(match kind {
            FactKind::Money => Self::Money(currency),
            FactKind::Count(of) => Self::Count(of.clone()),
            FactKind::Percent => Self::Share,
            FactKind::YesNo | FactKind::Choice(_) | FactKind::Date | FactKind::List(_) => return None,
        })
    }

    /// Whether figures may be in a unit.
    #[must_use]
    pub fn takes(&self, name: &str) -> bool {
        self.factor(name).is_some()
    }

    /// How many of the needed unit one of the named unit is; none if it is a unit of something else.
    fn factor(&self, name: &str) -> Option<Decimal> {
        let word = unit(name);
        let fits = |of: Of| match self {
            Self::Money(currency) => {
                of == Of::Any
                    || (of == Of::Yuan && *currency == Currency::CNY)
                    || (of == Of::Dollar && *currency == dollar())
            }
            Self::Share => of == Of::Share,
            Self::Times => of == Of::Times || of == Of::Any,
            Self::Count(_) => of == Of::Any,
            Self::Words => false,
        };
        if let Some(word) = word
            && fits(word.of)
        {
            return Some(word.times.0);
        }
        let wanted = plain(name);
        match self {
            Self::Money(currency) if wanted == currency.code().to_lowercase() => Some(Decimal::ONE),
            Self::Count(own) => {
                let own = [plain(&own.zh), plain(&own.en)];
                own.iter().filter(|own| !own.is_empty()).find_map(|own| match wanted.strip_suffix(own.as_str())? {
                    "" => Some(Decimal::ONE),
                    scale => unit(scale).filter(|word| word.of == Of::Any).map(|word| word.times.0),
                })
            }
            _ => None,
        }
    }
}

/// US dollars.
fn dollar() -> Currency {
    ron::from_str("\"USD\"").unwrap_or_default()
}

/// A figure as it stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Figure {
    number: Decimal,
    /// The unit that stands beside it.
    unit: String,
    /// How exact it is said to be.
    pub(super) precision: Option<Precision>,
}

/// Reads a figure. The unit beside it counts; else the unit of its row, else that of its column.
///
/// # Errors
/// What is wrong with it.
pub(super) fn figure(
    cell: &Cell,
    units: [&str; 2],
    needed: &Needed,
    comma: bool,
) -> Result<(Number, Option<Precision>), Wrong> {
    let found = read_figure(cell, comma)?;
    let named = [found.unit.as_str(), units[0], units[1]].into_iter().find(|unit| !unit.trim().is_empty());
    let factor = match named {
        Some(name) => {
            needed.factor(name).ok_or_else(|| Wrong::Unit { found: name.to_owned(), needed: needed.clone() })?
        }
        // A bare 40 for a share may be 40 % or 4,000 %; nobody is to guess.
        None if *needed == Needed::Share && found.number.abs() > Decimal::ONE => {
            return Err(Wrong::BareShare(cell.to_string()));
        }
        None => Decimal::ONE,
    };
    let value = found.number.checked_mul(factor).filter(|value| value.abs() < Decimal::from(LARGEST));
    let value = value.ok_or_else(|| Wrong::AbsurdNumber(cell.to_string()))?;
    Ok((Number(value.normalize()), found.precision))
}

/// Whether a cell holds a figure, in whatever unit.
///
/// # Errors
/// What is wrong with it.
pub(super) fn readable(cell: &Cell, comma: bool) -> Result<(), Wrong> {
    read_figure(cell, comma).map(drop)
}

fn read_figure(cell: &Cell, comma: bool) -> Result<Figure, Wrong> {
    let text = match cell {
        Cell::Number(number) => return Ok(Figure { number: *number, unit: String::new(), precision: None }),
        Cell::Text(text) => text,
        other => return Err(Wrong::NotANumber(other.to_string())),
    };
    let wrong = || Wrong::NotANumber(text.clone());
    let narrow: String = text.chars().map(narrow).collect();
    let (rest, precision) = said_precision(narrow.trim());
    let is_digit = |c: char| c.is_ascii_digit();
    let first = rest.find(is_digit).ok_or_else(wrong)?;
    let last = rest.rfind(is_digit).ok_or_else(wrong)?;
    let before = rest.get(..first).unwrap_or_default().trim();
    let after = rest.get(last + 1..).unwrap_or_default().trim();
    let digits = rest.get(first..=last).ok_or_else(wrong)?;
    let (sign, before) = match before.trim_end_matches('+').trim_end().strip_suffix('-') {
        Some(before) => ("-", before.trim()),
        None => ("", before.trim_end_matches('+').trim()),
    };
    let (sign, before) = match before.strip_prefix('-') {
        Some(before) if sign.is_empty() => ("-", before.trim()),
        _ => (sign, before),
    };
    let number = decimal(&format!("{sign}{digits}"), comma).ok_or_else(wrong)?;
    // `CNY 5 million` has its unit on both sides.
    let unit = [before, after].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ");
    Ok(Figure { number, unit, precision })
}

/// "About" and the like in front of a figure, or behind it.
fn said_precision(text: &str) -> (&str, Option<Precision>) {
    let words = &headings().precisions;
    let found = words.iter().flat_map(|word: &Word<Precision>| {
        word.names().filter_map(|name| {
            let rest = if name.is_ascii() {
                let starts = text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
                starts.then(|| text.get(name.len()..)).flatten()
            } else {
                text.strip_prefix(name).or_else(|| text.strip_suffix(name))
            };
            Some((name.len(), rest?.trim(), word.is))
        })
    });
    match found.max_by_key(|(length, ..)| *length) {
        Some((_, rest, precision)) => (rest, Some(precision)),
        None => (text, None),
    }
}

/// Digits with their groups. A comma groups by three, or stands before decimals where the file has it so.
fn decimal(text: &str, comma: bool) -> Option<Decimal> {
    let (group, point) = if comma { ('.', ',') } else { (',', '.') };
    let text: String = text.chars().filter(|c| !matches!(c, ' ' | '_' | '\'')).collect();
    if text.contains(['e', 'E']) {
        return Decimal::from_scientific(&text.replace("E+", "E").replace("e+", "e")).ok();
    }
    let (whole, decimals) = text.split_once(point).unwrap_or((&text, ""));
    let mut groups = whole.trim_start_matches('-').split(group);
    let first = groups.next().unwrap_or_default().len();
    let mut grouped = false;
    for part in groups {
        grouped = true;
        if part.len() != 3 {
            return None;
        }
    }
    if (grouped && !(1..=3).contains(&first)) || decimals.contains([group, point]) {
        return None;
    }
    let whole = whole.replace(group, "");
    Decimal::from_str_exact(&if decimals.is_empty() { whole } else { format!("{whole}.{decimals}") }).ok()
}

/// A calendar date.
pub(super) fn date(cell: &Cell) -> Result<Date, Wrong> {
    match cell {
        Cell::Date(date) => Ok(*date),
        other => match partial(other) {
            Some(PartialDate::Day(day)) => Ok(day),
            _ => Err(Wrong::NotADate(other.to_string())),
        },
    }
}

/// A date as far as it is known.
pub(super) fn partial(cell: &Cell) -> Option<PartialDate> {
    match cell {
        Cell::Date(date) => Some(PartialDate::Day(*date)),
        other => padded(&rewritten(&other.to_string())).parse().ok(),
    }
}

/// The time a value speaks of; none where the cell says that there is none.
pub(super) fn period(cell: &Cell) -> Result<Option<Period>, Wrong> {
    if let Cell::Date(date) = cell {
        return Ok(Some(Period { start: *date, end: *date }));
    }
    let text = cell.to_string();
    if headings().undated.has(&text) {
        return Ok(None);
    }
    let rewritten = rewritten(&text);
    let ends: Vec<String> = rewritten.split("..").map(padded).collect();
    let read = ends.join("..").parse().ok();
    // `2022-2024` is a range of years: no month has four digits.
    let years = || {
        let (from, to) = rewritten.split_once('-')?;
        (from.trim().len() == 4 && to.trim().len() == 4)
            .then(|| format!("{}..{}", from.trim(), to.trim()).parse().ok())?
    };
    read.or_else(years).map(Some).ok_or(Wrong::NotAPeriod(text))
}

/// Chinese and loose spellings as the plain one.
fn rewritten(text: &str) -> String {
    let mut text: String = text.trim().chars().map(narrow).collect();
    for (from, to) in &headings().period {
        text = text.replace(from, to);
    }
    let text = text.replace("-..", "..");
    // The sign of a month leaves a stroke at the end: `2025-1-8-` is January to August and no day.
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
    use super::*;

    fn yuan(text: &str, unit: &str) -> Result<String, Wrong> {
        let needed = Needed::Money(Currency::CNY);
        figure(&Cell::text(text), [unit, ""], &needed, false).map(|(number, _)| number.to_string())
    }

    #[test]
    fn money_ends_exact_in_yuan_whatever_its_unit() {
        for (text, unit, expected) in [
            ("19.2", "亿元", "1920000000"),
            ("19.2亿元", "", "1920000000"),
            ("1,234.56", "万元", "12345600"),
            ("300", "CNY k", "300000"),
            ("CNY 5 million", "", "5000000"),
            ("1.5 bn", "CNY", "1500000000"),
            ("￥３００", "万元", "300"),
            ("0.1", "千元", "100"),
            ("-5", "元", "-5"),
            ("－5万", "", "-50000"),
            ("1.5E+05", "", "150000"),
            ("42", "", "42"),
        ] {
            assert_eq!(yuan(text, unit), Ok(expected.to_owned()), "{text} {unit}");
        }
    }

    #[test]
    fn what_does_not_fit_is_refused_and_never_guessed() {
        for (text, unit) in
            [("12%", ""), ("5", "美元"), ("5", "家"), ("lots", ""), ("1,5", ""), ("3-5亿", ""), ("2025-01-01", "")]
        {
            assert!(yuan(text, unit).is_err(), "{text} {unit}");
        }
        assert!(matches!(yuan("99999万亿", ""), Err(Wrong::AbsurdNumber(_))));
    }

    #[test]
    fn shares_and_counts_have_units_of_their_own() {
        let share = |text: &str, unit: &str| {
            figure(&Cell::text(text), ["", unit], &Needed::Share, false).map(|(number, _)| number.to_string())
        };
        assert_eq!(share("27.4%", ""), Ok("0.274".to_owned()));
        assert_eq!(share("+27.4", "%"), Ok("0.274".to_owned()));
        assert_eq!(share("0.4", ""), Ok("0.4".to_owned()));
        assert!(matches!(share("40", ""), Err(Wrong::BareShare(_))));
        let firms = Needed::Count(Text { zh: "家".into(), en: "firms".into() });
        let count = |text: &str| {
            figure(&Cell::text(text), ["", ""], &firms, false).map(|(number, said)| (number.to_string(), said))
        };
        assert_eq!(count("1,234家"), Ok(("1234".into(), None)));
        assert_eq!(count("约2.1万家"), Ok(("21000".into(), Some(Precision::About))));
        assert_eq!(count("3 thousand firms"), Ok(("3000".into(), None)));
        assert!(count("3 films").is_err());
    }

    #[test]
    fn commas_before_decimals_count_only_in_a_file_that_has_them() {
        assert_eq!(decimal("1.234,5", true), Some(Decimal::new(12345, 1)));
        assert_eq!(decimal("1,234", false), Some(Decimal::from(1234)));
        assert_eq!(decimal("1,23", false), None);
        assert_eq!(decimal("12,34,567", false), None);
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
