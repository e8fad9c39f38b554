//! The year that a schedule states in the rows above its headings or in the name of its sheet.
//!
//! The year of a complete date is not used, because it may be the date on which the schedule was printed. If two years
//! are stated, none is used.

use std::collections::BTreeSet;

use super::day::is_year;
use crate::data::table::headings::{headings, narrow};
use crate::data::table::{Cell, Table};

/// A year and the text that states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// The year.
    pub year: i16,
    /// The number of the row of that text, as a spreadsheet shows it; none if it is the name of the sheet.
    pub row: Option<usize>,
    /// The text.
    pub text: String,
}

/// The year in the rows above the headings, otherwise the one in the name of the sheet. Two years count as none.
pub(super) fn stated(table: &Table, heading: usize) -> Option<Stated> {
    let rows = table.rows.iter().take(heading).flat_map(|row| {
        let texts = row.cells.iter().filter_map(|cell| if let Cell::Text(text) = cell { Some(text) } else { None });
        texts.map(|text| (Some(row.number), text.as_str()))
    });
    let sheet = table.sheets.get(table.sheet).map(|name| (None, name.as_str()));
    only(rows).or_else(|| only(sheet.into_iter()))
}

/// The year of some texts, if they state only one.
fn only<'a>(texts: impl Iterator<Item = (Option<usize>, &'a str)>) -> Option<Stated> {
    let mut found: Option<Stated> = None;
    for (row, text) in texts {
        for year in years(text) {
            match &found {
                Some(one) if one.year != year => return None,
                Some(_) => {}
                None => found = Some(Stated { year, row, text: text.to_owned() }),
            }
        }
    }
    found
}

/// The years that a text states: four digits that are followed by the character for a year, or are its only digits.
fn years(text: &str) -> BTreeSet<i16> {
    let words = &headings().schedule;
    let text: String = text.chars().map(narrow).collect();
    let figures = figures(&text);
    let sole = figures.len() == 1;
    let states = |(before, figures, after): &(&str, &str, &str)| {
        let signed = after.trim_start().strip_prefix(words.year.as_str()).is_some_and(|rest| !is_day_of_month(rest));
        is_year(figures) && (signed || (sole && !before.trim_end().ends_with(words.counted.0.as_str())))
    };
    figures.iter().filter(|one| states(one)).filter_map(|(_, year, _)| year.parse().ok()).collect()
}

/// The runs of digits of a text, each with the text before and after it.
fn figures(text: &str) -> Vec<(&str, &str, &str)> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(|sign: char| sign.is_ascii_digit())
        && let Some((before, tail)) = rest.split_at_checked(at)
    {
        let length = tail.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(tail.len());
        let Some((figures, after)) = tail.split_at_checked(length) else { break };
        found.push((before, figures, after));
        rest = after;
    }
    found
}

/// Whether the text after the character for a year is a month and a day.
fn is_day_of_month(text: &str) -> bool {
    let words = &headings().schedule;
    let without = |text: &str| text.trim_start().trim_start_matches(|sign: char| sign.is_ascii_digit()).len();
    let digits = |text: &str| text.trim_start().len() > without(text);
    match text.split_once(words.month.as_str()) {
        Some((month, day)) => month.trim().bytes().all(|sign| sign.is_ascii_digit()) && digits(day),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_stated_by_its_sign_or_as_the_only_figures() {
        let of = |text: &str| years(text).into_iter().collect::<Vec<_>>();
        for text in
            ["《某剧》2031年拍摄计划", "拍摄计划（2031 年10月）", "２０３１年顺场表", "Shooting schedule 2031", "2031"]
        {
            assert_eq!(of(text), [2031], "{text}");
        }
        for text in ["制表：2031年3月5日", "2031-03-05", "Printed 5 March 2031", "第2031场", "12345", "1日"] {
            assert!(of(text).is_empty(), "{text}");
        }
        assert_eq!(of("2031年12月至2032年1月"), [2031, 2032]);
    }
}
