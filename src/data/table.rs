//! Imports spreadsheets: reads cells, finds the meaning of each column, and calculates the change that each row would
//! make.
//!
//! Nothing is applied here. A row becomes a record or a list of all its errors. The caller decides which rows to use.

mod answers;
pub mod applications;
mod beside;
mod cited;
pub(in crate::data) mod delimited;
pub mod fault;
mod find;
mod ground;
mod heading;
pub mod headings;
pub mod mapping;
mod observations;
mod payments;
mod period;
pub mod propose;
pub mod quantity;
pub mod row_error;
pub mod schedule;
pub(in crate::data) mod sheets;
mod units;
pub mod write;

use std::collections::HashSet;
use std::fmt;

use rust_decimal::Decimal;

use self::fault::Fault;
use self::headings::is_invisible;
use self::quantity::Points;
use super::problem::{Location, Problem, ProblemKind};
use super::read::{File, LARGEST_FILE};
use crate::model::date::PartialDate;

/// The maximum number of cells, filled or covered by a merged one.
pub const MOST_CELLS: usize = 2_500_000;

/// The maximum number of rows.
pub const MOST_ROWS: usize = 300_000;

/// The maximum number of columns, as in a spreadsheet.
pub const MOST_COLUMNS: usize = 16_384;

/// The file endings that are read as tables.
pub const ENDINGS: [&str; 5] = ["csv", "tsv", "xlsx", "xls", "ods"];

/// Whether a file with this name is read as a table.
#[must_use]
pub fn is_table(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

/// One cell of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text without spaces around it.
    Text(String),
    /// A number, with at least as many decimals as its sheet shows.
    Number(Decimal),
    /// A number with the text that its format adds.
    Shown(Box<Shown>),
    /// A calendar date, with the precision that its sheet shows.
    Date(PartialDate),
    /// True or false.
    YesNo(bool),
    /// An error of the spreadsheet, as it is shown.
    Error(String),
    /// A formula whose value is not in the file.
    NoValue,
}

/// A number as its sheet shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// The text before it.
    pub before: String,
    /// The number, in the scale that is shown.
    pub number: Decimal,
    /// The text after it.
    pub after: String,
}

impl Cell {
    /// A text without spaces around it, or an empty cell. Empty lines before its first word are kept, because they
    /// can mean that the first entry of a list is left out.
    #[must_use]
    pub fn text(text: &str) -> Self {
        let text = text.trim_end().trim_start_matches(|sign: char| sign != '\n' && sign.is_whitespace());
        if text.is_empty() || text.chars().all(|sign| is_invisible(sign) || sign.is_whitespace()) {
            Self::Empty
        } else if is_error(text) {
            Self::Error(text.to_owned())
        } else {
            Self::Text(text.to_owned())
        }
    }

    /// Whether the cell is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::Empty
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => Ok(()),
            Self::Text(text) => f.write_str(text),
            Self::Number(number) => fmt::Display::fmt(number, f),
            Self::Shown(shown) => write!(f, "{}{}{}", shown.before, shown.number, shown.after),
            Self::Error(error) => f.write_str(error),
            Self::NoValue => Ok(()),
            Self::Date(date) => fmt::Display::fmt(date, f),
            Self::YesNo(yes) => fmt::Display::fmt(yes, f),
        }
    }
}

/// Whether a text is what spreadsheets show for a value that could not be calculated, or that does not fit.
fn is_error(text: &str) -> bool {
    let code = text.strip_prefix("Err:");
    if code.is_some_and(|code| !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_digit())) {
        return true;
    }
    let Some(rest) = text.strip_prefix('#') else { return false };
    let (name, ends) = match rest.strip_suffix(['!', '?']) {
        Some(name) => (name, true),
        None => (rest, matches!(rest, "N/A" | "GETTING_DATA")),
    };
    let of_name = |sign: char| sign.is_ascii_uppercase() || sign.is_ascii_digit() || matches!(sign, '/' | '_');
    (rest.len() > 1 && rest.chars().all(|sign| sign == '#')) || (ends && name.len() > 2 && name.chars().all(of_name))
}

/// One row and its number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Its number as a spreadsheet shows it, from 1.
    pub number: usize,
    /// Its cells, from the first column on; empty ones at the end may be left out.
    pub cells: Vec<Cell>,
}

impl Row {
    /// The cell in a column, from 0.
    #[must_use]
    pub fn cell(&self, column: usize) -> &Cell {
        const NOTHING: &Cell = &Cell::Empty;
        self.cells.get(column).unwrap_or(NOTHING)
    }
}

/// One sheet of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The file it comes from.
    pub name: String,
    /// The names of all sheets of the file; empty for a text file.
    pub sheets: Vec<String>,
    /// The index of this sheet.
    pub sheet: usize,
    /// The rows that are not empty.
    pub rows: Vec<Row>,
    /// The number of columns of the widest row.
    pub width: usize,
    /// The decimal sign of each column; columns that are not listed use a point.
    pub points: Vec<Points>,
    /// The cells that repeat a merged one, by row of the table and column. Only the first rows are recorded.
    pub covered: HashSet<(usize, usize)>,
    /// The parts that are hidden in the sheet and left out.
    pub hidden: Hidden,
}

/// The parts of a workbook that are left out because they are hidden in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hidden {
    /// Filled rows, by the numbers that a spreadsheet shows.
    pub rows: Vec<usize>,
    /// Filled columns, from 0.
    pub columns: Vec<usize>,
    /// The names of sheets.
    pub sheets: Vec<String>,
}

impl Table {
    /// The decimal sign of a column.
    #[must_use]
    pub fn points(&self, column: usize) -> Points {
        self.points.get(column).copied().unwrap_or_default()
    }

    /// Whether a cell has a value of its own, by row of the table and column.
    fn is_own(&self, row: usize, column: usize) -> bool {
        let filled = self.rows.get(row).is_some_and(|row| !row.cell(column).is_empty());
        filled && !self.covered.contains(&(row, column))
    }
}

/// Reads one sheet of a file. A text file has only one. If no sheet is named, the first that is not empty is read.
///
/// # Errors
/// Returns the reason that no rows can be read.
pub fn read(file: &File, sheet: Option<usize>) -> Result<Table, Box<Problem>> {
    let refuse = |what| Box::new(Problem::error(Location::start_of(&file.name), what));
    let size = file.bytes.len() as u64;
    if size > LARGEST_FILE {
        return Err(refuse(ProblemKind::TooLarge { bytes: size, limit: LARGEST_FILE }));
    }
    let table = if is_workbook(file) { sheets::read(file, sheet).map_err(refuse) } else { delimited::read(file) };
    let mut table = table?;
    table.width = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    let fault = |fault| Err(refuse(ProblemKind::Table(fault)));
    if table.rows.is_empty() {
        return Err(refuse(ProblemKind::Empty));
    }
    if table.width > MOST_COLUMNS {
        return fault(Fault::Columns { limit: MOST_COLUMNS });
    }
    if table.rows.len() > MOST_ROWS {
        return fault(Fault::Rows { limit: MOST_ROWS });
    }
    Ok(table)
}

/// A workbook with the file name of a text file is still a workbook. Spreadsheets also decide by the first bytes.
fn is_workbook(file: &File) -> bool {
    file.bytes.starts_with(b"PK\x03\x04") || file.bytes.starts_with(b"\xd0\xcf\x11\xe0")
}

/// The names of the sheets of a workbook; empty for a text file.
///
/// # Errors
/// Returns the reason that it cannot be read.
pub fn sheets(file: &File) -> Result<Vec<String>, Box<Problem>> {
    let fault = |fault| Box::new(Problem::error(Location::start_of(&file.name), ProblemKind::Table(fault)));
    if is_workbook(file) { sheets::names(file).map_err(fault) } else { Ok(Vec::new()) }
}

/// The index of the sheet that a name means.
#[must_use]
pub fn sheet_named(sheets: &[String], name: &str) -> Option<usize> {
    let exact = sheets.iter().position(|known| known == name);
    exact.or_else(|| sheets.iter().position(|known| headings::plain(known) == headings::plain(name)))
}

/// The letters of a column as a spreadsheet shows them: A, B, … Z, AA.
#[must_use]
pub fn letters(column: usize) -> String {
    let mut rest = column;
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or_default()));
        match (rest / 26).checked_sub(1) {
            Some(next) => rest = next,
            None => break,
        }
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_lettered_as_in_a_spreadsheet() {
        for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letters(column), name);
        }
    }
}
