//! The cells of a sheet as they are read, with limits, and the rows made from them.

use std::collections::{BTreeMap, HashSet};

use super::super::fault::Fault;
use super::super::{Cell, Hidden, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Row};

/// The maximum size of the text of all cells, in bytes.
const MOST_TEXT: usize = 96 * 1024 * 1024;

/// The maximum number of hidden rows and columns that are listed.
const MOST_HIDDEN: usize = 1_000;

/// A block of merged cells, both ends included, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Merge {
    pub(super) rows: (u32, u32),
    pub(super) columns: (u32, u32),
}

/// Cells of a sheet.
#[derive(Debug, Default)]
pub(super) struct Grid {
    rows: BTreeMap<u32, Vec<(u32, Cell)>>,
    cells: usize,
    text: usize,
    pub(super) merges: Vec<Merge>,
    /// Hidden rows and columns, both ends included.
    pub(super) hidden_rows: Vec<(u32, u32)>,
    pub(super) hidden_columns: Vec<(u32, u32)>,
}

type Finished = (Vec<Row>, HashSet<(usize, usize)>, Hidden);

impl Grid {
    /// Adds a cell, from 0.
    pub(super) fn put(&mut self, row: u32, column: u32, cell: Cell) -> Result<(), Fault> {
        let size = match &cell {
            Cell::Empty => return Ok(()),
            Cell::Text(text) | Cell::Error(text) => text.len(),
            Cell::Shown(shown) => shown.before.len() + shown.after.len(),
            Cell::Number(_) | Cell::Date(_) | Cell::YesNo(_) | Cell::NoValue => 0,
        };
        if column as usize >= MOST_COLUMNS {
            return Err(Fault::Columns { limit: MOST_COLUMNS });
        }
        self.cells += 1;
        self.text += size;
        if self.cells > MOST_CELLS {
            return Err(Fault::Cells { limit: MOST_CELLS });
        }
        if self.text > MOST_TEXT {
            return Err(Fault::Unpacked { megabytes: MOST_TEXT / 1024 / 1024 });
        }
        self.rows.entry(row).or_default().push((column, cell));
        if self.rows.len() > MOST_ROWS {
            return Err(Fault::Rows { limit: MOST_ROWS });
        }
        Ok(())
    }

    /// The rows as a reader of the sheet sees them: the value of merged cells applies to all of them, and hidden
    /// parts are left out.
    pub(super) fn finish(mut self) -> Result<Finished, Fault> {
        let covered = self.fill()?;
        self.hidden_rows.sort_unstable();
        let within = |ranges: &[(u32, u32)], at: u32| {
            let after = ranges.partition_point(|(from, _)| *from <= at);
            after.checked_sub(1).and_then(|last| ranges.get(last)).is_some_and(|(_, to)| at <= *to)
        };
        self.hidden_columns.sort_unstable();
        let (hidden_rows, hidden_columns) = (joined(&self.hidden_rows), joined(&self.hidden_columns));
        let mut hidden = Hidden::default();
        let mut columns: HashSet<u32> = HashSet::new();
        let mut rows = Vec::with_capacity(self.rows.len());
        let mut of_rows = HashSet::new();
        let mut dense = 0;
        for (number, cells) in self.rows {
            if within(&hidden_rows, number) {
                let own = cells.iter().any(|(column, _)| !covered.contains(&(number, *column)));
                if own && hidden.rows.len() < MOST_HIDDEN {
                    hidden.rows.push(number as usize + 1);
                }
                continue;
            }
            let mut row = Vec::new();
            for (column, cell) in cells {
                if within(&hidden_columns, column) {
                    if !covered.contains(&(number, column)) {
                        columns.insert(column);
                    }
                    continue;
                }
                if covered.contains(&(number, column)) {
                    of_rows.insert((rows.len(), column as usize));
                }
                let at = column as usize;
                if row.len() <= at {
                    dense += at + 1 - row.len();
                    if dense > MOST_CELLS {
                        return Err(Fault::Cells { limit: MOST_CELLS });
                    }
                    row.resize(at + 1, Cell::Empty);
                }
                if let Some(place) = row.get_mut(at) {
                    *place = cell;
                }
            }
            if row.iter().any(|cell| !cell.is_empty()) {
                rows.push(Row { number: number as usize + 1, cells: row });
            }
        }
        hidden.columns = columns.into_iter().map(|column| column as usize).collect();
        hidden.columns.sort_unstable();
        hidden.columns.truncate(MOST_HIDDEN);
        Ok((rows, of_rows, hidden))
    }

    /// Copies the value of each merged cell to all cells it covers in existing rows, and returns these cells.
    fn fill(&mut self) -> Result<HashSet<(u32, u32)>, Fault> {
        let mut covered = HashSet::new();
        let widest = self.rows.values().flatten().map(|(column, _)| *column).max().unwrap_or_default();
        let mut work = 0;
        for merge in std::mem::take(&mut self.merges) {
            let (top, left) = (merge.rows.0, merge.columns.0);
            let right = merge.columns.1.min(widest);
            let value = self.rows.get(&top).and_then(|row| row.iter().find(|(column, _)| *column == left));
            let Some((_, value)) = value.cloned() else { continue };
            let size = if let Cell::Text(text) = &value { text.len() } else { 0 };
            if merge.rows.1 < top || right < left {
                continue;
            }
            for (number, row) in self.rows.range_mut(top..=merge.rows.1) {
                let own: HashSet<u32> = row.iter().map(|(column, _)| *column).collect();
                work += row.len() + (right - left) as usize + 1;
                for column in left..=right {
                    if own.contains(&column) {
                        continue;
                    }
                    self.cells += 1;
                    self.text += size;
                    row.push((column, value.clone()));
                    covered.insert((*number, column));
                }
                if self.text > MOST_TEXT {
                    return Err(Fault::Unpacked { megabytes: MOST_TEXT / 1024 / 1024 });
                }
                if work > MOST_CELLS || self.cells > MOST_CELLS {
                    return Err(Fault::Cells { limit: MOST_CELLS });
                }
            }
        }
        Ok(covered)
    }
}

/// Merges ranges that overlap or lie within others, in order.
fn joined(ranges: &[(u32, u32)]) -> Vec<(u32, u32)> {
    let mut joined: Vec<(u32, u32)> = Vec::new();
    for (from, to) in ranges.iter().copied() {
        match joined.last_mut() {
            Some((_, end)) if from <= end.saturating_add(1) => *end = to.max(*end),
            _ => joined.push((from, to)),
        }
    }
    joined
}
