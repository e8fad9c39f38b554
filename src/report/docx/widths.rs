//! The widths of the columns of a table in a text document.

use unicode_width::UnicodeWidthStr as _;

use crate::report::document::{Cell, Column, Holds, Row, Table};

/// The width of a column of bars, in twentieths of a point.
const BARS: u32 = 1000;

/// The width of the margins of a cell.
const MARGINS: u32 = 130;

/// The width of a bold digit in a table.
const DIGIT: u32 = 125;

/// A longer figure is broken.
const WIDEST_FIGURE: u32 = 2_000;

/// The width of a text, in twentieths of a point, for a size in half points. A Latin letter is half as wide as a
/// Chinese character.
fn wide(text: &str, size: u32) -> u32 {
    u32::try_from(text.width()).unwrap_or(u32::MAX).saturating_mul(size * 5 + size / 4)
}

/// The lines of a column title in a width. If it does not fit on one line, its unit in brackets is the next
/// line.
pub(super) fn lines(title: &str, width: u32, size: u32) -> Vec<&str> {
    let bracket = title.rfind(['\u{ff08}', '(']).filter(|at| *at > 0 && wide(title, size) + MARGINS > width);
    match bracket.map(|at| title.split_at(at)) {
        Some((name, unit)) => vec![name.trim_end(), unit],
        None => vec![title],
    }
}

/// The minimum width of a column for its title, for a size in half points. No unit and no Latin word is broken.
fn head(column: &Column, size: u32) -> u32 {
    let pieces = lines(&column.title, 0, size).into_iter().flat_map(|line| match line.is_ascii() {
        true => line.split(' ').collect::<Vec<_>>(),
        false => vec![line],
    });
    pieces.map(|piece| wide(piece, size)).max().unwrap_or(0) + MARGINS
}

/// The width of each column, for titles in a size of half points. Figures and bars get what they need; texts share
/// the rest by their length.
pub(super) fn widths(table: &Table, room: u32, size: u32) -> Vec<u32> {
    let longest = |at: usize| {
        let of = |row: &Row| match row {
            Row::Cells(cells) | Row::Sum(cells) => match cells.get(at) {
                Some(Cell::Items(items)) => items
                    .iter()
                    .map(|item| item.details.iter().chain([&item.text]).map(|text| text.chars().count()).max())
                    .map(|most| most.unwrap_or(0))
                    .max()
                    .unwrap_or(0),
                _ => 0,
            },
            Row::Group(_) => 0,
        };
        table.rows.iter().map(of).max().unwrap_or(0).clamp(6, 60)
    };
    let count = |holds| table.columns.iter().filter(|column| column.holds == holds).count();
    let bars = BARS * u32::try_from(count(Holds::Bars)).unwrap_or(0);
    let figures = u32::try_from(count(Holds::Figures)).unwrap_or(1).max(1);
    let named = named(table);
    let fixed = |holds| match holds {
        Holds::Text => None,
        // A figure with its unit in the heading is on one line, if there is room.
        Holds::Figures => Some((room.saturating_sub(bars + named + 1500) / figures).clamp(800, 1100)),
        Holds::Bars => Some(BARS),
    };
    let fixed = |at: usize, column: &Column| match at == 0 && named > 0 {
        true => Some(named),
        false if column.holds == Holds::Figures => {
            fixed(column.holds).map(|width| width.max(head(column, size)).max(figure(table, at)))
        }
        false => fixed(column.holds),
    };
    let columns = || table.columns.iter().enumerate();
    let taken: u32 = columns().filter_map(|(at, column)| fixed(at, column)).sum();
    let weight = |at: usize| u32::try_from(longest(at)).unwrap_or(60).isqrt().max(2);
    let texts = columns().filter(|(at, column)| fixed(*at, column).is_none());
    let all: u32 = texts.map(|(at, _)| weight(at)).sum::<u32>().max(1);
    let left = room.saturating_sub(taken).max(600);
    columns().map(|(at, column)| fixed(at, column).unwrap_or_else(|| left * weight(at) / all)).collect()
}

/// The width of the longest figure of a column, which has no place to break. Words in it may break.
fn figure(table: &Table, at: usize) -> u32 {
    let of = |c: char| if c.is_ascii_digit() { DIGIT } else { DIGIT / 2 };
    let longest = |text: &str| -> u32 {
        let figures = text.split(' ').filter(|piece| piece.starts_with(|c: char| c.is_ascii_digit()));
        figures.map(|piece| piece.chars().map(of).sum()).max().unwrap_or(0)
    };
    let cell = |row: &Row| match row {
        Row::Cells(cells) | Row::Sum(cells) => match cells.get(at) {
            Some(Cell::Items(items)) => items.iter().map(|item| longest(&item.text)).max().unwrap_or(0),
            _ => 0,
        },
        Row::Group(_) => 0,
    };
    (table.rows.iter().map(cell).max().unwrap_or(0) + MARGINS).min(WIDEST_FIGURE)
}

/// The width of a first column of places beside bars, so that a name is on one line; zero if there is none.
fn named(table: &Table) -> u32 {
    if table.columns.iter().all(|column| column.holds != Holds::Bars) {
        return 0;
    }
    let first = |row: &Row| match row {
        Row::Cells(cells) | Row::Sum(cells) => match cells.first() {
            Some(Cell::Items(items)) => items.first().map_or(0, |item| item.text.width()),
            _ => 0,
        },
        Row::Group(_) => 0,
    };
    let widest = table.rows.iter().map(first).max().unwrap_or(0);
    (u32::try_from(widest).unwrap_or(20) * 118 + 480).clamp(1200, 2100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_in_a_title_is_never_broken() {
        let chinese = "\u{6700}\u{9ad8}\u{53ef}\u{81f3}\u{ff08}\u{4e07}\u{5143}\u{ff09}";
        assert_eq!(lines(chinese, 3000, 14), [chinese]);
        let broken = lines(chinese, 800, 14);
        assert_eq!(broken.len(), 2);
        let column = Column::new(chinese.to_owned(), Holds::Figures);
        assert!(broken.iter().all(|line| wide(line, 14) + MARGINS <= head(&column, 14)));
        let english = Column::new("Certain (CNY thousand)".to_owned(), Holds::Figures);
        assert!(head(&english, 14) < wide("Certain (CNY thousand)", 14) && head(&english, 14) > wide("thousand)", 14));
    }
}
