//! How wide the columns of a table are in a text document.

use unicode_width::UnicodeWidthStr as _;

use crate::report::document::{Cell, Column, Holds, Row, Table};

/// How wide a column of bars is, in twentieths of a point.
const BARS: u32 = 1000;

/// How wide each column is: figures and bars as they need, texts share the rest by their length.
pub(super) fn widths(table: &Table, room: u32) -> Vec<u32> {
    let longest = |at: usize| {
        let of = |row: &Row| match row {
            Row::Cells(cells) => match cells.get(at) {
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
        // A figure with its unit in the head stands on one line, where there is room.
        Holds::Figures => Some((room.saturating_sub(bars + named + 1500) / figures).clamp(800, 1100)),
        Holds::Bars => Some(BARS),
    };
    let fixed = |at: usize, column: &Column| if at == 0 && named > 0 { Some(named) } else { fixed(column.holds) };
    let columns = || table.columns.iter().enumerate();
    let taken: u32 = columns().filter_map(|(at, column)| fixed(at, column)).sum();
    let weight = |at: usize| u32::try_from(longest(at)).unwrap_or(60).isqrt().max(2);
    let texts = columns().filter(|(at, column)| fixed(*at, column).is_none());
    let all: u32 = texts.map(|(at, _)| weight(at)).sum::<u32>().max(1);
    let left = room.saturating_sub(taken).max(600);
    columns().map(|(at, column)| fixed(at, column).unwrap_or_else(|| left * weight(at) / all)).collect()
}

/// How wide a first column of places beside bars is, so that a name stands on one line; nought where there are none.
fn named(table: &Table) -> u32 {
    if table.columns.iter().all(|column| column.holds != Holds::Bars) {
        return 0;
    }
    let first = |row: &Row| match row {
        Row::Cells(cells) => match cells.first() {
            Some(Cell::Items(items)) => items.first().map_or(0, |item| item.text.width()),
            _ => 0,
        },
        Row::Group(_) => 0,
    };
    let widest = table.rows.iter().map(first).max().unwrap_or(0);
    (u32::try_from(widest).unwrap_or(20) * 118 + 480).clamp(1200, 2100)
}
