//! Figures printed in two languages whose unit words may not agree.
//!
//! It reads only what the comparison needs: a number with a unit word (`60亿`, `6 billion`), or a unit word alone
//! (`千亿级`, `trillion-yuan`, `tens of billions`).

use rust_decimal::Decimal;

use super::{Finding, Rule};
use crate::model::library::Library;

/// Chinese unit words and their power of ten; longer words first.
const CHINESE: [(&str, u32); 8] =
    [("万亿", 12), ("千亿", 11), ("百亿", 10), ("十亿", 9), ("亿", 8), ("千万", 7), ("百万", 6), ("万", 4)];

/// English unit words and their power of ten.
const ENGLISH: [(&str, u32); 4] = [("trillion", 12), ("billion", 9), ("million", 6), ("thousand", 3)];

/// Words that may precede an English unit word instead of a number.
const LOOSE: [(&str, u32); 2] = [("hundreds of ", 2), ("tens of ", 1)];

/// Observations whose Chinese and English wording name amounts that are not the same.
pub(super) fn two_languages(library: &Library) -> Vec<Finding> {
    let mut found = Vec::new();
    for seen in library.observations.values() {
        let Some((one, other)) = seen.printed.split_once(" / ") else { continue };
        let (chinese, english) = match (chinese(one), english(other)) {
            (Some(chinese), Some(english)) => (chinese, english),
            _ => match (chinese(other), english(one)) {
                (Some(chinese), Some(english)) => (chinese, english),
                _ => continue,
            },
        };
        let (low, high) = (chinese.min(english), chinese.max(english));
        // If both round to the same value, they do not contradict each other.
        if low.checked_mul(Decimal::new(105, 2)).is_some_and(|most| high > most) {
            found.push(Finding::new(Rule::TwoLanguages { chinese, english }, [seen.id.clone()]));
        }
    }
    found
}

/// The first amount with a Chinese unit word.
fn chinese(text: &str) -> Option<Decimal> {
    // Of words that start at the same character, the longest applies; the list has that order.
    let found = CHINESE.iter().filter_map(|unit| Some((text.find(unit.0)?, unit)));
    let (at, (_, power)) = found.min_by_key(|(at, _)| *at)?;
    number_before(&text[..at]).unwrap_or(Decimal::ONE).checked_mul(ten_to(*power)?)
}

/// The first amount with an English unit word.
fn english(text: &str) -> Option<Decimal> {
    let text = text.to_lowercase();
    let (at, (_, power)) =
        ENGLISH.iter().filter_map(|unit| Some((text.find(unit.0)?, unit))).min_by_key(|(at, _)| *at)?;
    let before = &text[..at];
    let loose = LOOSE.iter().find(|(word, _)| before.ends_with(word));
    let count = match loose {
        Some((_, power)) => ten_to(*power)?,
        None => number_before(before).unwrap_or(Decimal::ONE),
    };
    count.checked_mul(ten_to(*power)?)
}

/// The number at the end of a text.
fn number_before(text: &str) -> Option<Decimal> {
    let text = text.trim_end();
    let is_figure = |sign: char| sign.is_ascii_digit() || matches!(sign, '.' | ',');
    let start = text.char_indices().rev().take_while(|(_, sign)| is_figure(*sign)).last().map(|(at, _)| at)?;
    text.get(start..)?.replace(',', "").parse().ok()
}

fn ten_to(power: u32) -> Option<Decimal> {
    10_i64.checked_pow(power).map(Decimal::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unit_words_of_both_languages_are_read() {
        let yuan = |number: i64| Some(Decimal::from(number));
        assert_eq!(chinese("约60亿元"), yuan(6_000_000_000));
        assert_eq!(chinese("12875.08亿元"), yuan(1_287_508_000_000));
        assert_eq!(chinese("千亿级"), yuan(100_000_000_000));
        assert_eq!(chinese("110 亿美元"), yuan(11_000_000_000));
        assert_eq!(english("1,287.508 billion yuan"), yuan(1_287_508_000_000));
        assert_eq!(english("trillion-yuan market"), yuan(1_000_000_000_000));
        assert_eq!(english("tens of billions of dollars"), yuan(10_000_000_000));
        assert_eq!(english("40 years"), None);
        assert_eq!(chinese("3754家"), None);
    }
}
