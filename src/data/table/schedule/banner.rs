//! Days in rows of their own, above the scenes of the day: `10月3日 星期五 第3天`, and places in such rows.
//!
//! Such a day applies until the next one. After a row that looks like a day but cannot be read, no day applies. A place
//! is read behind a label or in a column of locations; notes beside the day are left out behind theirs. This module does not read a place without either, or a day that
//! is written below its scenes.

use super::day::{Order, day, is_unsettled, looks_like_a_day, taken};
use super::note::without_notes;
use super::stated_place::{Unlabelled, unlabelled};
use crate::data::table::headings::headings;
use crate::data::table::row_error::RowErrorKind;
use crate::data::table::{Cell, Row};

/// A row of a table whose days are in rows of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Banner {
    /// The kind of the row.
    pub(super) line: Line,
    /// The place that the row states outside the columns of places and locations, or beside a day in one of them.
    pub(super) place: Option<String>,
    /// Whether a column of places and locations has something of its own.
    pub(super) is_located: bool,
}

impl Banner {
    /// Whether it is a day alone in its row, or with a labelled place.
    pub(super) fn is_day(&self) -> bool {
        matches!(self.line, Line::Day(..)) && !self.is_located
    }
}

/// The kind of a row in a table whose days are in rows of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// A day for the rows below it, as a cell with only the day, and whether it is a day without a shoot.
    Day(Cell, bool),
    /// A scene with a day of its own, as a cell with only the day.
    Scene(Cell),
    /// Only a place, for the rows below it.
    Place,
    /// A text that looks like a day but cannot be read, with the error.
    Unclear(RowErrorKind),
    /// One text and nothing else, such as a time of day or the name of a unit.
    Caption,
    /// Anything else.
    Other,
}

/// The kind of a row, and its place. `wheres` are the columns with places and locations.
pub(super) fn banner(row: &Row, wheres: &[usize]) -> Banner {
    let Unlabelled { cells, place } = unlabelled(row);
    let Some((_, first)) = cells.first() else {
        let line = if place.is_some() { Line::Place } else { Line::Other };
        return Banner { line, place, is_located: false };
    };
    // A merged cell has its value in each of its columns.
    let others = || cells.iter().filter(|(_, cell)| cell != first);
    let is_alone = others().next().is_none();
    let beside: Vec<String> =
        others().filter(|(at, _)| wheres.contains(at)).map(|(_, cell)| cell.to_string()).collect();
    let line = match first {
        Cell::Date(_) => match day(first, None, Order::Unclear) {
            Ok(_) => Line::Day(first.clone(), false),
            Err(_) => Line::Unclear(RowErrorKind::NotADate(first.to_string())),
        },
        Cell::Text(text) => of_text(text, is_alone),
        Cell::Error(text) => Line::Unclear(RowErrorKind::NotADate(text.clone())),
        _ => Line::Other,
    };
    let is_located = !beside.is_empty();
    let is_alone = others().all(|(at, _)| wheres.contains(at));
    match line {
        line if !is_located => Banner { line, place, is_located },
        Line::Day(cell, idle) if is_alone => {
            let places: Vec<String> = place.into_iter().chain(beside).collect();
            Banner { line: Line::Day(cell, idle), place: Some(places.join(" · ")), is_located }
        }
        Line::Day(cell, _) => Banner { line: Line::Scene(cell), place, is_located },
        _ => Banner { line: Line::Other, place, is_located },
    }
}

fn of_text(text: &str, is_alone: bool) -> Line {
    let (rest, idle) = without_idle(without_day_label(text));
    // Notes are left out only beside a day: alone they are a caption.
    let noted = without_notes(&rest);
    let rest = if is_day(&Cell::text(&noted)) { noted } else { rest };
    let cell = Cell::text(&rest);
    let is_day = is_day(&cell);
    // 3-5 can also be the number of a scene.
    let is_scene = is_unsettled(&rest) && !taken(&rest).is_beside && !(is_alone && rest.contains('/'));
    match (is_day && !is_scene, looks_like_a_day(&rest), is_alone) {
        (true, _, _) => Line::Day(cell, idle),
        (false, true, _) => Line::Unclear(unread(text, &rest)),
        (false, false, true) => Line::Caption,
        (false, false, false) => Line::Other,
    }
}

/// Whether a cell is a day, with or without its year.
pub(super) fn is_day(cell: &Cell) -> bool {
    matches!(
        day(cell, None, Order::Unclear),
        Ok(_) | Err(RowErrorKind::NoYear(_) | RowErrorKind::UnclearDay(_) | RowErrorKind::Weekday { .. })
    )
}

/// The error of a text that looks like a day: whether other words stand beside one day.
fn unread(text: &str, rest: &str) -> RowErrorKind {
    let words: Vec<&str> = rest.split_whitespace().collect();
    let days = words.iter().filter(|word| is_day(&Cell::text(word))).count();
    let looks = words.iter().filter(|word| looks_like_a_day(word)).count();
    match days == 1 && looks == 1 && words.len() > 1 {
        true => RowErrorKind::BesideDay(text.to_owned()),
        false => RowErrorKind::NotADate(text.to_owned()),
    }
}

/// `日期：2031-03-05` without its label.
fn without_day_label(text: &str) -> &str {
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
    rows.iter().filter_map(|row| match banner(row, wheres).line {
        Line::Day(cell, _) | Line::Scene(cell) => Some(cell),
        Line::Place | Line::Unclear(_) | Line::Caption | Line::Other => None,
    })
}
