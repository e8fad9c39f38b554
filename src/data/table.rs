//! Spreadsheets to records: cells, what each column is, and what every row would change.
//!
//! Nothing is taken over here. A row becomes a record, or a list of everything that is wrong with it; what is
//! done about that is for whoever asked.

mod answers;
mod delimited;
mod find;
pub mod headings;
pub mod mapping;
mod observations;
pub mod propose;
pub mod quantity;
mod sheets;
pub mod trouble;
pub mod write;

use std::fmt;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::problem::{Location, Problem, What};
use super::read::{File, LARGEST_FILE};

/// The endings of files that are read as tables.
pub const ENDINGS: [&str; 5] = ["csv", "tsv", "xlsx", "xls", "ods"];

/// Whether a file of this name is read as a table.
#[must_use]
pub fn is_table(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

/// One cell as its file has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text without blanks around it.
    Text(String),
    /// A number.
    Number(Decimal),
    /// A calendar date.
    Date(Date),
    /// True or false.
    YesNo(bool),
}

impl Cell {
    /// A text without blanks around it, or nothing. Lines above its first word may stand for something, as in a
    /// list of which the first entry is left out.
    #[must_use]
    pub fn text(text: &str) -> Self {
        let text = text.trim_end().trim_start_matches(|sign: char| sign != '\n' && sign.is_whitespace());
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }

    /// Whether nothing stands in it.
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
            Self::Number(number) => fmt::Display::fmt(&number.normalize(), f),
            Self::Date(date) => fmt::Display::fmt(date, f),
            Self::YesNo(yes) => fmt::Display::fmt(yes, f),
        }
    }
}

/// One row and where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Its number as a spreadsheet shows it, from 1.
    pub number: usize,
    /// Its cells, from the first column on; those at the end may be left out.
    pub cells: Vec<Cell>,
}

impl Row {
    /// The cell in a column, counted from 0.
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
    /// Which of them this is.
    pub sheet: usize,
    /// The rows that are not empty.
    pub rows: Vec<Row>,
    /// How many columns the widest of them has.
    pub width: usize,
    /// Whether decimals stand after a comma.
    pub decimal_comma: bool,
}

/// Reads one sheet of a file; a text file has only one. The first that is not empty, if none is named.
///
/// # Errors
/// Why there are no rows to be had.
pub fn read(file: &File, sheet: Option<usize>) -> Result<Table, Box<Problem>> {
    let refuse = |what| Box::new(Problem::error(Location::start_of(&file.name), what));
    let size = file.bytes.len() as u64;
    if size > LARGEST_FILE {
        return Err(refuse(What::TooLarge { bytes: size, limit: LARGEST_FILE }));
    }
    // A workbook under the name of a text file is still a workbook: spreadsheets tell by the first bytes too.
    let workbook = file.bytes.starts_with(b"PK\x03\x04") || file.bytes.starts_with(b"\xd0\xcf\x11\xe0");
    let table = if workbook { sheets::read(file, sheet) } else { delimited::read(file) };
    let mut table = table.map_err(refuse)?;
    table.rows.retain(|row| row.cells.iter().any(|cell| !cell.is_empty()));
    table.width = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    if table.rows.is_empty() { Err(refuse(What::Empty)) } else { Ok(table) }
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
