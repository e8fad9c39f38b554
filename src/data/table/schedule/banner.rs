//! Days in rows of their own, above the scenes of the day: `10月3日 星期五 第3天`.
//!
//! Such a day applies until the next one. After a row that looks like a day but cannot be read, no day applies. This
//! module does not read a place in such a row, or a day that is written below its scenes.

use super::day::{Order, day, is_unsettled, looks_like_a_day, taken};
use crate::data::table::headings::headings;
use crate::data::table::row_error::RowErrorKind;
use crate::data::table::{Cell, Row};

/// The kind of a row in a table whose days are in rows of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// A day for the rows below it, as a cell with only the day, and whether it is a day without a shoot.
    Day(Cell, bool),
    /// A text that looks like a day but cannot be read.
    Unclear(String),
    /// One text and nothing else, such as a time of day or the name of a unit.
    Caption,
    /// Anything else.
    Other,
}

/// The kind of a row. `wheres` are the columns with places and locations.
pub(super) fn line(row: &Row, wheres: &[usize]) -> Line {
    let mut filled = row.cells.iter().filter(|cell| !cell.is_empty());
    let Some(first) = filled.next() else { return Line::Other };
    // A merged cell has its value in each of its columns.
    let is_alone = filled.all(|cell| cell == first);
    if wheres.iter().any(|at| !row.cell(*at).is_empty() && row.cell(*at) != first) {
        return Line::Other;
    }
    match first {
        Cell::Date(_) => match day(first, None, Order::Unclear) {
            Ok(_) => Line::Day(first.clone(), false),
            Err(_) => Line::Unclear(first.to_string()),
        },
        Cell::Text(text) => of_text(text, is_alone),
        Cell::Error(text) => Line::Unclear(text.clone()),
        _ => Line::Other,
    }
}

fn of_text(text: &str, is_alone: bool) -> Line {
    let (rest, idle) = without_idle(unlabelled(text));
    let cell = Cell::text(&rest);
    let is_day = matches!(
        day(&cell, None, Order::Unclear),
        Ok(_) | Err(RowErrorKind::NoYear(_) | RowErrorKind::Weekday { .. } | RowErrorKind::UnclearDay(_))
    );
    // 3-5 can also be the number of a scene.
    let is_scene = is_unsettled(&rest) && !taken(&rest).is_beside && !(is_alone && rest.contains('/'));
    match (is_day && !is_scene, looks_like_a_day(&rest), is_alone) {
        (true, _, _) => Line::Day(cell, idle),
        (false, true, _) => Line::Unclear(text.to_owned()),
        (false, false, true) => Line::Caption,
        (false, false, false) => Line::Other,
    }
}

/// `日期：2031-03-05` without its label.
fn unlabelled(text: &str) -> &str {
    match text.split_once([':', '：']) {
        Some((label, rest)) if headings().schedule.days.has(label.trim()) => rest.trim(),
        _ => text,
    }
}

/// A text without the words for a day without a shoot, and whether there was such a word.
fn without_idle(text: &str) -> (String, bool) {
    let words = &headings().schedule.idle;
    let kept: Vec<&str> = text.split_whitespace().filter(|word| !words.has(word)).collect();
    let mut rest = kept.join(" ");
    let mut idle = rest.len() < text.split_whitespace().collect::<Vec<_>>().join(" ").len();
    // Chinese words are not separated by spaces. A single character may be part of another word.
    for name in words.all().filter(|name| !name.is_ascii() && name.chars().nth(1).is_some()) {
        if rest.contains(name) {
            (rest, idle) = (rest.replace(name, " "), true);
        }
    }
    (rest, idle)
}

/// The cells of the days among rows.
pub(super) fn days<'a>(rows: &'a [Row], wheres: &'a [usize]) -> impl Iterator<Item = Cell> + 'a {
    rows.iter().filter_map(|row| match line(row, wheres) {
        Line::Day(cell, _) => Some(cell),
        Line::Unclear(_) | Line::Caption | Line::Other => None,
    })
}
