//! Figures as people write them in cells, converted exactly to the unit of the library.

mod factor;
mod points;

use rust_decimal::Decimal;

pub(super) use self::factor::Memo;
use self::factor::factor;
pub use self::points::Points;
use self::points::decimal;
pub(super) use self::points::points_of;
use super::Cell;
use super::beside::{Beside, Bound, beside};
use super::headings::{headings, is_invisible, narrow};
pub use super::row_error::Needed;
use super::row_error::RowErrorKind;
use super::units::{Phrase, phrase};
use crate::model::fact::FactKind;
use crate::model::indicator::Unit;
use crate::model::number::{Digits, LARGEST, Number};
use crate::model::production::Currency;

impl Needed {
    /// The unit that an indicator needs.
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

    /// The unit that a question needs, if its answer is a figure.
    #[must_use]
    pub fn of_fact(kind: &FactKind, currency: Currency) -> Option<Self> {
        Some(match kind {
            FactKind::Money => Self::Money(currency),
            FactKind::Count(of) => Self::Count(of.clone()),
            FactKind::Percent => Self::Share,
            FactKind::YesNo | FactKind::Choice(_) | FactKind::Date | FactKind::List(_) => return None,
        })
    }

    /// Whether figures can be in a unit.
    #[must_use]
    pub fn takes(&self, name: &str) -> bool {
        let levels = Levels { column: name, ..Levels::default() };
        factor("", false, &levels, self, &Memo::default()).is_ok()
    }
}

/// US dollars.
fn dollar() -> Currency {
    ron::from_str("\"USD\"").unwrap_or_default()
}

/// Whether a text is a unit of money, or only a scale.
#[must_use]
pub fn is_money_unit(text: &str) -> bool {
    matches!(phrase(text), Phrase::Unit(_))
}

/// The places, besides its cell, where the unit of a figure can be stated; the nearest first.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Levels<'a> {
    /// The unit of the row.
    pub(super) row: &'a str,
    /// The currency of the row.
    pub(super) currency: &'a str,
    /// The unit in the heading.
    pub(super) column: &'a str,
    /// The unit of the whole sheet.
    pub(super) sheet: &'a str,
    /// Whether the column holds figures of several kinds, so that its unit applies only to money.
    pub(super) shared: bool,
    /// The decimal sign.
    pub(super) points: Points,
}

/// A figure in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Figure {
    number: Decimal,
    /// The unit beside it.
    unit: String,
    /// Whether the unit comes from the number format.
    shown: bool,
    /// The stated precision.
    bound: Option<Bound>,
    /// Whether its scale is a letter, such as `w` for 万.
    lettered: bool,
}

/// Reads a figure. Its unit is the one beside it, otherwise that of its row, its column or the
/// sheet. A currency that is stated nearer than the scale applies to it.
///
/// # Errors
/// Returns the error of the cell.
pub(super) fn figure(
    cell: &Cell,
    levels: &Levels<'_>,
    needed: &Needed,
    memo: &Memo,
) -> Result<(Number, Option<Bound>), RowErrorKind> {
    let found = read_figure(cell, levels.points)?;
    // In Korean money the letter can also mean won.
    if found.lettered && matches!(needed, Needed::Money(currency) if currency.code() == "KRW") {
        return Err(RowErrorKind::UnclearNumber(cell.to_string()));
    }
    let factor = factor(&found.unit, found.shown, levels, needed, memo)?;
    let factor = match factor {
        Some(factor) => factor,
        // A bare 40 for a share can mean 40 % or 4,000 %, and is refused.
        None if *needed == Needed::Share && found.number.abs() > Decimal::ONE => {
            return Err(RowErrorKind::BareShare(cell.to_string()));
        }
        None => Decimal::ONE,
    };
    let value = found.number.checked_mul(factor).filter(|value| value.abs() < Decimal::from(LARGEST));
    let value = value.ok_or_else(|| RowErrorKind::AbsurdNumber(cell.to_string()))?;
    Ok((Number(value.normalize()), found.bound))
}

/// Checks whether a cell holds a figure, in any unit.
///
/// # Errors
/// Returns the error of the cell.
pub(super) fn readable(cell: &Cell, points: Points) -> Result<(), RowErrorKind> {
    read_figure(cell, points).map(drop)
}

fn read_figure(cell: &Cell, points: Points) -> Result<Figure, RowErrorKind> {
    let wrong = || RowErrorKind::NotANumber(cell.to_string());
    match cell {
        Cell::Number(number) => Ok(Figure { shown: true, ..Figure::bare(*number) }),
        Cell::Shown(shown) => {
            let beside = beside(&narrowed(&shown.before), &narrowed(&shown.after)).ok_or_else(wrong)?;
            Ok(Figure { shown: true, ..beside.figure(shown.number).ok_or_else(wrong)? })
        }
        Cell::Text(text) => {
            let narrow = narrowed(text);
            let rest = narrow.trim();
            let is_digit = |c: char| c.is_ascii_digit();
            let mut first = rest.find(is_digit).ok_or_else(wrong)?;
            let last = rest.rfind(is_digit).ok_or_else(wrong)?;
            if rest.get(..first).is_some_and(|before| before.ends_with('.')) && points == Points::Point {
                first -= 1;
            }
            let digits = rest.get(first..=last).ok_or_else(wrong)?;
            let number = match decimal(digits, points) {
                Digits::Number(number) => number,
                Digits::Unclear => return Err(RowErrorKind::UnclearNumber(text.clone())),
                Digits::Wrong => return Err(wrong()),
            };
            let before = rest.get(..first).unwrap_or_default();
            let after = rest.get(last + 1..).unwrap_or_default();
            if before.is_empty() && after.is_empty() {
                return Ok(Figure::bare(number));
            }
            let scaled = lettered(after);
            let found = beside(before, scaled.as_deref().unwrap_or(after)).and_then(|beside| beside.figure(number));
            found.map(|found| Figure { lettered: scaled.is_some(), ..found }).ok_or_else(wrong)
        }
        Cell::Empty | Cell::Date(_) | Cell::YesNo(_) | Cell::Error(_) | Cell::NoValue => Err(wrong()),
    }
}

/// The text behind a figure with a letter for a scale, such as the `w` of `120w元`, replaced by the name of the scale.
fn lettered(after: &str) -> Option<String> {
    let after = after.trim_start();
    let scale = headings().scales.iter().find_map(|scale| {
        let rest = scale.letters.iter().find_map(|letter| {
            let (head, rest) = after.split_at_checked(letter.len())?;
            head.eq_ignore_ascii_case(letter).then_some(rest)
        })?;
        Some((scale.names.first()?, rest))
    });
    let (name, rest) = scale.filter(|(_, rest)| !rest.starts_with(|sign: char| sign.is_ascii_alphabetic()))?;
    Some(format!("{name}{rest}"))
}

/// A text with plain characters, and without invisible ones.
pub(super) fn narrowed(text: &str) -> String {
    text.chars().filter(|c| !is_invisible(*c)).map(narrow).collect()
}

impl Figure {
    /// A number with nothing beside it.
    fn bare(number: Decimal) -> Self {
        Self { number, unit: String::new(), shown: false, bound: None, lettered: false }
    }
}

impl Beside {
    /// A figure with the text beside it.
    fn figure(self, number: Decimal) -> Option<Figure> {
        let number = if self.minus { Decimal::ZERO.checked_sub(number)? } else { number };
        Some(Figure { unit: self.unit, bound: self.bound, ..Figure::bare(number) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::indicator::Precision;
    use crate::model::text::Text;

    fn yuan(text: &str, unit: &str) -> Result<String, RowErrorKind> {
        let needed = Needed::Money(Currency::CNY);
        let levels = Levels { column: unit, ..Levels::default() };
        figure(&Cell::text(text), &levels, &needed, &Memo::default()).map(|(number, _)| number.to_string())
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
            ("80万", "元", "800000"),
            ("80w", "元", "800000"),
            ("约1.5 W元", "", "15000"),
            ("-3Ｗ", "", "-30000"),
            ("80", "单位：人民币万元", "800000"),
            ("80", "RMB '000", "80000"),
            ("50（万元）", "", "500000"),
            ("80万\u{200b}", "", "800000"),
            ("1 200 000", "", "1200000"),
            ("80万元整", "", "800000"),
            ("（50万元）", "", "-500000"),
            ("(¥50)", "", "-50"),
            ("¥(50)", "", "-50"),
            ("50-", "", "-50"),
            ("–5", "", "-5"),
            ("负5万", "", "-50000"),
            ("-¥5", "", "-5"),
        ] {
            assert_eq!(yuan(text, unit), Ok(expected.to_owned()), "{text} {unit}");
        }
    }

    #[test]
    fn what_does_not_fit_is_refused_and_never_guessed() {
        for (text, unit) in [
            ("12%", ""),
            ("5", "美元"),
            ("5", "家"),
            ("lots", ""),
            ("1,5", ""),
            ("3-5亿", ""),
            ("2025-01-01", ""),
            ("10 20", ""),
            ("50 (net)", ""),
            ("50万元（含税）", ""),
            ("--5", ""),
            ("(-5)", ""),
            ("[5]", ""),
            ("下降5", ""),
            ("△5", ""),
            ("(5", ""),
            ("5", "万元/集"),
            ("5", "HKD"),
            ("5万美元", ""),
            ("$5", ""),
            ("80", "万元 / 亿元"),
            ("80万", "美元"),
            ("#DIV/0!", ""),
            ("1.2.3", ""),
            ("5 won", ""),
            ("5kw", ""),
            ("5w", "美元/集"),
            ("50~80", ""),
        ] {
            assert!(yuan(text, unit).is_err(), "{text} {unit}");
        }
        assert!(matches!(yuan("99999万亿", ""), Err(RowErrorKind::AbsurdNumber(_))));
    }

    #[test]
    fn shares_and_counts_have_units_of_their_own() {
        let share = |text: &str, unit: &str| {
            let levels = Levels { column: unit, ..Levels::default() };
            figure(&Cell::text(text), &levels, &Needed::Share, &Memo::default()).map(|(number, _)| number.to_string())
        };
        assert_eq!(share("27.4%", ""), Ok("0.274".to_owned()));
        assert_eq!(share("+27.4", "%"), Ok("0.274".to_owned()));
        assert_eq!(share("0.4", ""), Ok("0.4".to_owned()));
        assert!(matches!(share("40", ""), Err(RowErrorKind::BareShare(_))));
        let firms = Needed::Count(Text { zh: "家".into(), en: "firms".into() });
        let count = |text: &str| {
            let read = figure(&Cell::text(text), &Levels::default(), &firms, &Memo::default());
            read.map(|(number, said)| (number.to_string(), said))
        };
        assert_eq!(count("1,234家"), Ok(("1234".into(), None)));
        assert_eq!(count("约2.1万家"), Ok(("21000".into(), Some(Bound::Kept(Precision::About)))));
        assert_eq!(count("3 thousand firms"), Ok(("3000".into(), None)));
        assert!(count("3 films").is_err());
    }

    #[test]
    fn bounds_are_noticed_wherever_they_stand() {
        let said = |text: &str| read_figure(&Cell::text(text), Points::Point).map(|found| found.bound);
        for text in ["约50万", "50万元左右", "（约）50万", "人民币约50万元", "≈ 50", "ca. 50", "近50万"]
        {
            assert_eq!(said(text), Ok(Some(Bound::Kept(Precision::About))), "{text}");
        }
        for text in ["不超过50万元", "50万元以内", "<50", "＜50万", "up to 50", "≤50", "50 max"] {
            assert_eq!(said(text), Ok(Some(Bound::Kept(Precision::AtMost))), "{text}");
        }
        for text in ["50+", "超50万", "80余万元", "over 50", "50万元以上"] {
            assert_eq!(said(text), Ok(Some(Bound::Kept(Precision::MoreThan))), "{text}");
        }
        for text in ["不足50万", "至少50万", "≥50", "less than 50", "50万起", "min. 50"] {
            assert_eq!(said(text), Ok(Some(Bound::Other)), "{text}");
        }
        assert_eq!(said("+27.4"), Ok(None));
    }
}
