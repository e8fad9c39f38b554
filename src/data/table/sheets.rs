//! Workbooks: XLSX, ODS and XLS, each read cell by cell.
//!
//! The result is what a reader of the sheet sees: number formats are applied, the value of merged cells applies to
//! all of them, and hidden parts are left out and named. Formulas are not calculated; their stored values are read.
//! Every reader stops at limits, so that the time and memory for a file are bounded.

mod compound;
mod format;
mod grid;
mod ods;
pub(in crate::data) mod package;
mod strings;
mod xls;
mod xlsx;

use rust_decimal::Decimal;

use self::grid::Grid;
use super::fault::Fault;
use super::{Cell, Table};
use crate::data::problem::ProblemKind;
use crate::data::read::File;

/// The number of digits that a spreadsheet shows. Further digits come from its binary arithmetic.
const SHOWN_DIGITS: u32 = 15;

/// A sheet of a workbook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Sheet {
    name: String,
    is_hidden: bool,
    /// Whether it is known to be empty, so that it need not be read.
    is_empty: bool,
}

/// A workbook whose sheets can be read one by one.
trait Book {
    /// Its sheets in order.
    fn sheets(&self) -> &[Sheet];
    /// The cells of one of them.
    fn read(&mut self, sheet: usize) -> Result<Grid, Fault>;
}

/// Reads the named sheet, or the first that is visible and not empty.
pub(super) fn read(file: &File, wanted: Option<usize>) -> Result<Table, ProblemKind> {
    let bytes = file.bytes.as_slice();
    let mut book = open(bytes).map_err(ProblemKind::Table)?;
    let sheets: Vec<Sheet> = book.sheets().to_vec();
    let names: Vec<String> = sheets.iter().map(|sheet| sheet.name.clone()).collect();
    let all = sheets.iter().enumerate();
    let wanted: Vec<usize> = match wanted {
        Some(sheet) => vec![sheet],
        None => all.clone().filter(|(_, sheet)| !sheet.is_hidden && !sheet.is_empty).map(|(at, _)| at).collect(),
    };
    for sheet in wanted {
        if sheet >= sheets.len() {
            continue;
        }
        let (rows, covered, mut hidden) = book.read(sheet).and_then(Grid::finish).map_err(ProblemKind::Table)?;
        if rows.is_empty() {
            continue;
        }
        let left_out = all.filter(|(at, other)| other.is_hidden && *at != sheet);
        hidden.sheets = left_out.map(|(_, sheet)| sheet.name.clone()).collect();
        return Ok(Table { name: file.name.clone(), sheets: names, sheet, rows, covered, hidden, ..Table::default() });
    }
    let nothing_seen = sheets.iter().any(|sheet| sheet.is_hidden);
    Err(if nothing_seen { ProblemKind::Table(Fault::NothingSeen) } else { ProblemKind::Empty })
}

/// The names of all sheets.
pub(super) fn names(file: &File) -> Result<Vec<String>, Fault> {
    let book = open(&file.bytes)?;
    Ok(book.sheets().iter().map(|sheet| sheet.name.clone()).collect())
}

fn open(bytes: &[u8]) -> Result<Box<dyn Book + '_>, Fault> {
    if bytes.starts_with(b"PK") {
        let mut package = package::Package::open(bytes)?;
        if package.has("content.xml") {
            return Ok(Box::new(ods::Ods::open(package)?));
        }
        if package.names_contain("workbook.bin") {
            return Err(Fault::OtherKind);
        }
        return Ok(Box::new(xlsx::Xlsx::open(package)?));
    }
    Ok(Box::new(xls::Xls::open(bytes)?))
}

/// A binary number as its shortest decimal text, with no more digits than its spreadsheet shows.
fn number(value: f64) -> Option<Decimal> {
    let number = Decimal::from_str_exact(&value.to_string()).ok()?;
    Some(number.round_sf(SHOWN_DIGITS).unwrap_or(number).normalize())
}

/// The same as a cell. A number that no decimal can hold is kept as text.
fn number_cell(value: f64) -> Cell {
    number(value).map_or_else(|| Cell::Text(value.to_string()), Cell::Number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_what_the_spreadsheet_shows() {
        for (value, shown) in [
            (19.2, "19.2"),
            (0.1 + 0.2, "0.3"),
            (1e15, "1000000000000000"),
            (-0.125, "-0.125"),
            (1.0 / 3.0, "0.333333333333333"),
        ] {
            assert_eq!(number_cell(value).to_string(), shown);
        }
        assert_eq!(number_cell(f64::INFINITY), Cell::Text("inf".into()));
    }
}
