//! Workbooks: XLSX, XLS and ODS.

use std::io::Cursor;

use calamine::{Data, Reader as _, open_workbook_auto_from_rs};
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{Cell, Row, Table};
use crate::data::problem::What;
use crate::data::read::File;

/// What a spreadsheet shows of a number at most. What stands beyond is noise of its binary arithmetic.
const SHOWN_DIGITS: u32 = 15;

pub(super) fn read(file: &File, sheet: Option<usize>) -> Result<Table, What> {
    let other = |error: calamine::Error| What::Other(error.to_string());
    let mut book = open_workbook_auto_from_rs(Cursor::new(&file.bytes)).map_err(other)?;
    let sheets = book.sheet_names();
    let wanted: Vec<usize> = sheet.map_or_else(|| (0..sheets.len()).collect(), |sheet| vec![sheet]);
    for sheet in wanted {
        let Some(name) = sheets.get(sheet) else { continue };
        let range = book.worksheet_range(name).map_err(other)?;
        let Some((top, left)) = range.start() else { continue };
        let before = usize::try_from(left).unwrap_or_default();
        let top = usize::try_from(top).unwrap_or_default() + 1;
        let row = |(at, cells): (usize, &[Data])| {
            let cells = std::iter::repeat_n(Cell::Empty, before).chain(cells.iter().map(cell)).collect();
            Row { number: top + at, cells }
        };
        let rows = range.rows().enumerate().map(row).collect();
        return Ok(Table { name: file.name.clone(), sheets, sheet, rows, ..Table::default() });
    }
    Err(What::Empty)
}

fn cell(data: &Data) -> Cell {
    match data {
        Data::Empty => Cell::Empty,
        Data::String(text) | Data::DurationIso(text) => Cell::text(text),
        Data::Int(whole) => Cell::Number(Decimal::from(*whole)),
        Data::Float(value) => number(*value),
        Data::Bool(yes) => Cell::YesNo(*yes),
        Data::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            let date = i16::try_from(year).ok().zip(i8::try_from(month).ok()).zip(i8::try_from(day).ok());
            let date = date.and_then(|((year, month), day)| Date::new(year, month, day).ok());
            date.map_or_else(|| number(moment.as_f64()), Cell::Date)
        }
        Data::DateTime(span) => number(span.as_f64()),
        Data::DateTimeIso(text) => {
            let day = text.split('T').next().unwrap_or_default();
            day.parse().map_or_else(|_| Cell::text(text), Cell::Date)
        }
        // The sign that the spreadsheet shows, so that it is found again.
        Data::Error(error) => Cell::Text(error.to_string()),
    }
}

/// A binary number as its shortest decimal text, and no more digits than its spreadsheet shows.
fn number(value: f64) -> Cell {
    let text = value.to_string();
    match Decimal::from_str_exact(&text) {
        Ok(number) => Cell::Number(number.round_sf(SHOWN_DIGITS).unwrap_or(number).normalize()),
        Err(_) => Cell::Text(text),
    }
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
            assert_eq!(number(value).to_string(), shown);
        }
        assert_eq!(number(f64::INFINITY), Cell::Text("inf".into()));
    }
}
