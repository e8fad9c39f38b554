//! Text files with one row per line: encoding, delimiter and decimal sign.

use super::fault::Fault;
use super::quantity::points_of;
use super::{Cell, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Row, Table};
use crate::data::problem::{Location, Problem, ProblemKind};
use crate::data::read::File;

/// The number of rows that are examined to find the delimiter.
const LOOKED_AT: usize = 40;

/// The maximum length of a cell, as in a spreadsheet.
const MOST_LETTERS: usize = 32_767;

pub(super) fn read(file: &File) -> Result<Table, Box<Problem>> {
    let refuse = |what| Box::new(Problem::error(Location::start_of(&file.name), what));
    let fault = |fault| refuse(ProblemKind::Table(fault));
    let text = decode(&file.bytes).map_err(refuse)?;
    if text.trim().is_empty() {
        return Err(refuse(ProblemKind::Empty));
    }
    let between = delimiter(&text);
    if let Some((line, column)) = open_quote(&text, between) {
        let at = Location { file: file.name.clone(), line, column };
        return Err(Box::new(Problem::error(at, ProblemKind::Table(Fault::OpenQuote))));
    }
    let mut rows = Vec::new();
    let mut lines = Lines { text: &text, at: 0, seen: 0, inside: 0 };
    let mut reader = reader(&text, between);
    let mut record = csv::StringRecord::new();
    let mut cells = 0;
    while reader.read_record(&mut record).map_err(|error| refuse(ProblemKind::Other(error.to_string())))? {
        let start = record.position().map_or(0, csv::Position::byte);
        let number = lines.row(usize::try_from(start).unwrap_or_default());
        lines.inside += record.iter().map(|field| field.matches('\n').count()).sum::<usize>();
        if record.iter().all(|field| field.trim().is_empty()) {
            continue;
        }
        cells += record.len();
        if record.len() > MOST_COLUMNS {
            return Err(fault(Fault::Columns { limit: MOST_COLUMNS }));
        }
        if record.iter().any(is_too_long) {
            let at = Location { file: file.name.clone(), line: number, column: 1 };
            return Err(Box::new(Problem::error(at, ProblemKind::Table(Fault::Letters { limit: MOST_LETTERS }))));
        }
        if cells > MOST_CELLS {
            return Err(fault(Fault::Cells { limit: MOST_CELLS }));
        }
        if rows.len() >= MOST_ROWS {
            return Err(fault(Fault::Rows { limit: MOST_ROWS }));
        }
        rows.push(Row { number, cells: record.iter().map(|field| Cell::text(shown(field))).collect() });
    }
    rows.retain(|row: &Row| row.cells.iter().any(|cell| !cell.is_empty()));
    let mut table = Table { name: file.name.clone(), rows, ..Table::default() };
    if between == b';' {
        let width = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
        table.points = (0..width).map(|at| points_of(table.rows.iter().map(|row| row.cell(at)))).collect();
    }
    Ok(table)
}

fn is_too_long(field: &str) -> bool {
    field.len() > MOST_LETTERS && field.chars().nth(MOST_LETTERS).is_some()
}

/// The line and the column of a quotation mark that is not closed, or that is closed only after other rows became
/// part of its cell.
fn open_quote(text: &str, between: u8) -> Option<(usize, usize)> {
    let (mut line, mut begins) = (1, 0);
    // The start of a quoted cell, and whether it contains a line end.
    let mut open: Option<(usize, usize)> = None;
    let (mut has_lines, mut at_start) = (false, true);
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at).copied() {
        let next = bytes.get(at + 1).copied();
        match (open, byte) {
            (Some(_), b'"') if next == Some(b'"') => at += 1,
            (Some(from), b'"') => {
                let ends = next.is_none_or(|next| next == between || next == b'\n' || next == b'\r');
                if !ends && has_lines {
                    return Some(from);
                }
                open = None;
                at_start = false;
            }
            (None, b'"') if at_start => {
                let column = text.get(begins..at).map_or(0, |before| before.chars().count()) + 1;
                open = Some((line, column));
                has_lines = false;
            }
            (None, byte) => at_start = byte == between || byte == b'\n' || byte == b'\r',
            _ => {}
        }
        if byte == b'\n' {
            line += 1;
            begins = at + 1;
            has_lines |= open.is_some();
        }
        at += 1;
    }
    open
}

fn reader(text: &str, between: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(between).from_reader(text.as_bytes())
}

/// Decodes UTF-8, UTF-16 with a byte order mark, and otherwise GB18030, which Chinese spreadsheets write.
pub(in crate::data) fn decode(bytes: &[u8]) -> Result<String, ProblemKind> {
    let (text, _, broken) = match std::str::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => return Ok(text.trim_start_matches('\u{feff}').to_owned()),
        _ if encoding_rs::Encoding::for_bom(bytes).is_some() => encoding_rs::UTF_8.decode(bytes),
        _ => encoding_rs::GB18030.decode(bytes),
    };
    if broken || text.contains('\0') { Err(ProblemKind::NotText) } else { Ok(text.into_owned()) }
}

/// The delimiter that gives the most of the first rows the same number of cells; if equal, the one with more cells.
fn delimiter(text: &str) -> u8 {
    let score = |between: u8| {
        let records = reader(text, between).into_records().take(LOOKED_AT).filter_map(Result::ok);
        let widths: Vec<usize> = records.map(|record| record.len()).collect();
        let alike = |width: usize| widths.iter().filter(|other| **other == width).count();
        let cut = widths.iter().filter(|width| **width > 1);
        let score = cut.map(|width| (alike(*width) * 1000 / widths.len(), alike(*width) * (width - 1)));
        score.max().unwrap_or_default()
    };
    let all = [(b',', score(b',')), (b';', score(b';')), (b'\t', score(b'\t'))];
    // If equal, the comma.
    all.into_iter().rev().max_by_key(|(_, score)| *score).map_or(b',', |(between, _)| between)
}

/// A cell without the apostrophe that keeps spreadsheets from running it as a formula.
fn shown(field: &str) -> &str {
    match field.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r', '\'']) => rest,
        _ => field,
    }
}

/// Counts rows as a spreadsheet does: empty lines are rows, line breaks within a cell are not.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    seen: usize,
    inside: usize,
}

impl Lines<'_> {
    fn row(&mut self, start: usize) -> usize {
        let rest = self.text.get(start..).unwrap_or_default();
        let start = start + rest.len() - rest.trim_start_matches(['\r', '\n']).len();
        self.seen += self.text.get(self.at..start).unwrap_or_default().matches('\n').count();
        self.at = start;
        (self.seen + 1).saturating_sub(self.inside)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(bytes: &[u8]) -> Table {
        let read = read(&File { name: "t.csv".into(), bytes: bytes.to_vec() });
        assert!(read.is_ok(), "{read:?}");
        read.ok().unwrap_or_default()
    }

    fn texts(table: &Table) -> Vec<Vec<String>> {
        table.rows.iter().map(|row| row.cells.iter().map(ToString::to_string).collect()).collect()
    }

    #[test]
    fn encodings_and_delimiters_are_found_out() {
        let expected = vec![vec!["地区".to_owned(), "数值".into()], vec!["深圳".into(), "1".into()]];
        let text = "地区,数值\r\n深圳,1\r\n";
        assert_eq!(texts(&table(text.as_bytes())), expected);
        assert_eq!(texts(&table(format!("\u{feff}{text}").as_bytes())), expected);
        assert_eq!(texts(&table(text.replace(',', ";").as_bytes())), expected);
        assert_eq!(texts(&table(text.replace(',', "\t").as_bytes())), expected);
        assert_eq!(texts(&table(&encoding_rs::GB18030.encode(text).0)), expected);
        let wide: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(texts(&table(&wide)), expected);
    }

    #[test]
    fn signs_within_cells_do_not_decide_what_stands_between_them() {
        assert_eq!(delimiter("a;b\n1,5;2,5\n3,5;4,5\n"), b';');
        assert_eq!(delimiter("a,b,c\nx,\"one;two\nthree;four\nfive;six\",y\n"), b',');
        assert_eq!(delimiter("Title\n\na,b,c\nx;y,1,2\nz;y,1,2\n"), b',');
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_numbers_them() {
        let numbers = |text: &str| table(text.as_bytes()).rows.iter().map(|row| row.number).collect::<Vec<_>>();
        assert_eq!(numbers("a,b\n\n\nc,d\n"), [1, 4]);
        assert_eq!(numbers("a,\"b\nb\"\nc,d\r\n\r\ne,f"), [1, 2, 4]);
    }

    #[test]
    fn each_column_of_a_file_with_semicolons_says_what_stands_for_decimals() {
        use crate::data::table::quantity::Points::{Comma, Point, Unsure};
        assert_eq!(table(b"a;b\n1,5;2\n").points, [Comma, Unsure]);
        assert_eq!(table(b"a;b\n1,200,000;3,4\n500,000;x\n").points, [Point, Comma]);
        assert_eq!(table(b"a,b\n\"1,5\",2\n").points, []);
    }

    #[test]
    fn a_quote_that_is_never_closed_is_found() {
        assert_eq!(open_quote("a,b\n1,\"x\n2,y\n", b','), Some((2, 3)));
        assert_eq!(open_quote("a,b\n1,\"x\n2,\"y\"\n", b','), Some((2, 3)));
        assert_eq!(open_quote("a,b\n1,\"x\ny\"\n2,\"a \"\"b\"\"\"\n", b','), None);
        assert_eq!(open_quote("a,b\n1,x\"y\n2,5\" screen\n", b','), None);
        assert_eq!(open_quote("a,b\n1,\"x\"y\n", b','), None);
    }
}
