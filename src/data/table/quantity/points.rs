//! Decimal signs: a point or a comma.

use rust_decimal::Decimal;

use super::super::Cell;
use super::narrowed;
use crate::model::number::{Digits, digits_of};

/// The decimal sign of a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Points {
    /// A point.
    #[default]
    Point,
    /// A comma.
    Comma,
    /// The column does not show which.
    Unsure,
}

/// Digits with grouped thousands.
pub(super) fn decimal(text: &str, points: Points) -> Digits {
    let grouped = |text: &str| digits_of(&text.replace(['\'', '’'], ","));
    if let Some(at) = text.find(['e', 'E']) {
        let (head, tail) = (text.get(..at).unwrap_or_default(), text.get(at + 1..).unwrap_or_default());
        let plain = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let head_plain = head.split('.').all(plain) && head.split('.').count() <= 2;
        if !head_plain || !plain(tail.trim_start_matches(['+', '-'])) {
            return Digits::Wrong;
        }
        let exponent = tail.strip_prefix('+').unwrap_or(tail);
        return Decimal::from_scientific(&format!("{head}E{exponent}")).map_or(Digits::Wrong, Digits::Number);
    }
    match points {
        Points::Point => grouped(text),
        Points::Comma => grouped(&swapped(text)),
        Points::Unsure => match evidence(text) {
            Some(Points::Comma) => grouped(&swapped(text)),
            Some(_) => grouped(text),
            None if text.contains([',', '.']) => Digits::Unclear,
            None => grouped(text),
        },
    }
}

fn swapped(text: &str) -> String {
    let swap = |sign| match sign {
        ',' => '.',
        '.' => ',',
        other => other,
    };
    text.chars().map(swap).collect()
}

/// The decimal sign, if the digits have only one meaning.
fn evidence(digits: &str) -> Option<Points> {
    let is_number = |text: &str| matches!(digits_of(text), Digits::Number(_));
    let swapped = swapped(digits);
    match (is_number(digits), is_number(&swapped)) {
        (true, false) => Some(Points::Point),
        (false, true) => Some(Points::Comma),
        _ => None,
    }
}

/// The decimal sign of a column. One figure with only one meaning decides for all.
pub(in super::super) fn points_of<'a>(cells: impl Iterator<Item = &'a Cell>) -> Points {
    let (mut point, mut comma) = (false, false);
    for cell in cells {
        let Cell::Text(text) = cell else { continue };
        let is_digit = |c: char| c.is_ascii_digit();
        let narrow = narrowed(text);
        let (Some(first), Some(last)) = (narrow.find(is_digit), narrow.rfind(is_digit)) else { continue };
        match narrow.get(first..=last).and_then(evidence) {
            Some(Points::Comma) => comma = true,
            Some(_) => point = true,
            None => {}
        }
    }
    match (point, comma) {
        (true, false) => Points::Point,
        (false, true) => Points::Comma,
        _ => Points::Unsure,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_before_decimals_count_only_in_a_column_that_has_them() {
        assert_eq!(decimal("1.234,5", Points::Comma), Digits::Number(Decimal::new(12345, 1)));
        assert_eq!(decimal("1,234", Points::Point), Digits::Number(Decimal::from(1234)));
        assert_eq!(decimal("1,23", Points::Point), Digits::Unclear);
        assert_eq!(decimal("12,34,567", Points::Point), Digits::Unclear);
        assert_eq!(decimal("800.000", Points::Unsure), Digits::Unclear);
        assert_eq!(decimal("1.200.000", Points::Unsure), Digits::Number(Decimal::from(1_200_000)));
        let points = |cells: &[&str]| points_of(cells.iter().map(|cell| Cell::text(cell)).collect::<Vec<_>>().iter());
        assert_eq!(points(&["800.000", "1.200.000"]), Points::Comma);
        assert_eq!(points(&["1,200,000", "500,000", "80"]), Points::Point);
        assert_eq!(points(&["EUR 1,5", "2.000"]), Points::Comma);
        assert_eq!(points(&["800.000", "500,000"]), Points::Unsure);
        assert_eq!(points(&["1,5", "1.5"]), Points::Unsure);
    }
}
