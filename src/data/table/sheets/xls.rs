//! XLS, the binary workbooks from before 2007 (BIFF8 and BIFF5): records with a kind, a length and that many bytes.
//!
//! No memory is allocated for a length that a record only claims. A record that claims more bytes than there are makes
//! the file a damaged one. Files from before 1993, which hold one sheet without a container, are not read.

use std::collections::HashMap;

use encoding_rs::Encoding;

use super::super::Cell;
use super::super::fault::Fault;
use super::compound::{double, long, word, workbook};
use super::format::{Format, built_in};
use super::grid::{Grid, Merge};
use super::{Book, Sheet, number_cell};

/// Kinds of records.
mod kind {
    pub(super) const FORMULA: u16 = 0x0006;
    pub(super) const EOF: u16 = 0x000a;
    pub(super) const DATE_MODE: u16 = 0x0022;
    pub(super) const PASSWORD: u16 = 0x002f;
    pub(super) const CONTINUE: u16 = 0x003c;
    pub(super) const CODE_PAGE: u16 = 0x0042;
    pub(super) const COLUMN: u16 = 0x007d;
    pub(super) const SHEET: u16 = 0x0085;
    pub(super) const RK_ROW: u16 = 0x00bd;
    pub(super) const RICH_TEXT: u16 = 0x00d6;
    pub(super) const STYLE: u16 = 0x00e0;
    pub(super) const MERGED: u16 = 0x00e5;
    pub(super) const STRINGS: u16 = 0x00fc;
    pub(super) const SHARED_TEXT: u16 = 0x00fd;
    pub(super) const NUMBER: u16 = 0x0203;
    pub(super) const TEXT: u16 = 0x0204;
    pub(super) const YES_OR_ERROR: u16 = 0x0205;
    pub(super) const FORMULA_TEXT: u16 = 0x0207;
    pub(super) const ROW: u16 = 0x0208;
    pub(super) const RK: u16 = 0x027e;
    pub(super) const FORMAT: u16 = 0x041e;
    pub(super) const BEGIN: u16 = 0x0809;
}

/// BIFF8, whose texts are Unicode.
const UNICODE: u16 = 0x0600;

/// The maximum number of texts, and of their bytes.
const MOST_TEXTS: usize = 2_000_000;
const MOST_BYTES: usize = 96 * 1024 * 1024;

pub(super) struct Xls {
    stream: Vec<u8>,
    sheets: Vec<Sheet>,
    /// The start of the records of each sheet.
    begins: Vec<usize>,
    /// The number of bytes of sheets left to read. Each sheet has its own records. If many sheets claimed the same
    /// ones, the search for the first that is not empty would not end.
    left: usize,
    strings: Vec<String>,
    formats: Vec<Format>,
    since_1904: bool,
    is_unicode: bool,
    encoding: &'static Encoding,
}

/// One record, with its continuations.
struct Record<'a> {
    kind: u16,
    bytes: &'a [u8],
    /// The start of the next one.
    next: usize,
}

fn record(stream: &[u8], at: usize) -> Option<Record<'_>> {
    let (kind, length) = (word(stream, at)?, usize::from(word(stream, at + 2)?));
    let next = at + 4 + length;
    Some(Record { kind, bytes: stream.get(at + 4..next)?, next })
}

impl Xls {
    pub(super) fn open(bytes: &[u8]) -> Result<Self, Fault> {
        let stream = workbook(bytes)?;
        let mut book = Self {
            stream: Vec::new(),
            sheets: Vec::new(),
            begins: Vec::new(),
            left: stream.len().saturating_mul(2),
            strings: Vec::new(),
            formats: Vec::new(),
            since_1904: false,
            is_unicode: true,
            encoding: encoding_rs::WINDOWS_1252,
        };
        book.globals(&stream)?;
        book.stream = stream;
        if book.sheets.is_empty() { Err(Fault::Damaged) } else { Ok(book) }
    }

    /// The records before the sheets: their names, texts and formats.
    fn globals(&mut self, stream: &[u8]) -> Result<(), Fault> {
        let mut codes: HashMap<u32, String> = HashMap::new();
        let mut styles: Vec<u32> = Vec::new();
        let mut at = 0;
        loop {
            let one = record(stream, at).ok_or(Fault::Damaged)?;
            at = one.next;
            match one.kind {
                kind::BEGIN => self.is_unicode = word(one.bytes, 0).ok_or(Fault::Damaged)? == UNICODE,
                kind::PASSWORD => return Err(Fault::Password),
                kind::CODE_PAGE => self.encoding = encoding(word(one.bytes, 0).unwrap_or_default()),
                kind::DATE_MODE => self.since_1904 = word(one.bytes, 0) == Some(1),
                kind::FORMAT => {
                    let id = word(one.bytes, 0).map(u32::from);
                    let code = if self.is_unicode { self.text(one.bytes, 2, 2) } else { self.text(one.bytes, 2, 1) };
                    codes.extend(id.zip(code));
                }
                kind::STYLE => styles.push(word(one.bytes, 2).map(u32::from).unwrap_or_default()),
                kind::SHEET => {
                    let (Some(begins), Some(state), Some(sort)) =
                        (long(one.bytes, 0), one.bytes.get(4), one.bytes.get(5))
                    else {
                        return Err(Fault::Damaged);
                    };
                    // Only sheets with cells; charts and macros have none.
                    if *sort == 0 {
                        let name = self.text(one.bytes, 6, 1).unwrap_or_default();
                        self.sheets.push(Sheet { name, is_hidden: state & 3 != 0, is_empty: false });
                        self.begins.push(usize::try_from(begins).unwrap_or(usize::MAX));
                    }
                }
                kind::STRINGS => {
                    let mut parts = vec![one.bytes];
                    while let Some(more) = record(stream, at).filter(|more| more.kind == kind::CONTINUE) {
                        parts.push(more.bytes);
                        at = more.next;
                    }
                    self.strings = shared(&parts)?;
                }
                kind::EOF => break,
                _ => {}
            }
        }
        let code = |id: &u32| codes.get(id).map(String::as_str).or_else(|| built_in(*id));
        self.formats = styles.iter().map(|id| code(id).map_or_else(Format::default, Format::parse)).collect();
        Ok(())
    }

    /// A text with its length before it, in one or two bytes.
    fn text(&self, bytes: &[u8], at: usize, of_length: usize) -> Option<String> {
        let length = if of_length == 1 { usize::from(*bytes.get(at)?) } else { usize::from(word(bytes, at)?) };
        let mut at = at + of_length;
        if !self.is_unicode {
            return Some(self.encoding.decode_without_bom_handling(bytes.get(at..at + length)?).0.into_owned());
        }
        let flags = *bytes.get(at)?;
        at += 1 + if flags & 8 == 0 { 0 } else { 2 } + if flags & 4 == 0 { 0 } else { 4 };
        let wide = flags & 1 != 0;
        let part = bytes.get(at..at + if wide { length * 2 } else { length })?;
        Some(letters(part, wide))
    }

    fn number(&self, value: f64, style: Option<u16>) -> Cell {
        let format = style.and_then(|style| self.formats.get(usize::from(style)));
        format.map_or_else(|| number_cell(value), |format| format.apply(value, self.since_1904))
    }
}

impl Book for Xls {
    fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    fn read(&mut self, sheet: usize) -> Result<Grid, Fault> {
        let mut at = self.begins.get(sheet).copied().unwrap_or(usize::MAX);
        let mut left = self.left;
        let mut grid = Grid::default();
        let (mut depth, mut waiting) = (0_u32, None);
        loop {
            let one = record(&self.stream, at).ok_or(Fault::Damaged)?;
            left = left.checked_sub(one.next - at).ok_or(Fault::Damaged)?;
            at = one.next;
            let bytes = one.bytes;
            match one.kind {
                kind::BEGIN => depth += 1,
                kind::EOF => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        self.left = left;
                        return Ok(grid);
                    }
                }
                // Charts within the sheet have records of the same kinds.
                _ if depth != 1 => {}
                kind::ROW => {
                    if let (Some(row), Some(flags)) = (word(bytes, 0), word(bytes, 12))
                        && flags & 0x20 != 0
                    {
                        grid.hidden_rows.push((u32::from(row), u32::from(row)));
                    }
                }
                kind::COLUMN => {
                    if let (Some(from), Some(to), Some(width), Some(flags)) =
                        (word(bytes, 0), word(bytes, 2), word(bytes, 4), word(bytes, 8))
                        && (flags & 1 != 0 || width == 0)
                    {
                        grid.hidden_columns.push((u32::from(from), u32::from(to)));
                    }
                }
                kind::MERGED => {
                    for range in bytes.get(2..).unwrap_or_default().chunks_exact(8) {
                        if let (Some(top), Some(bottom), Some(left), Some(right)) =
                            (word(range, 0), word(range, 2), word(range, 4), word(range, 6))
                        {
                            let pair = |from, to| (u32::from(from), u32::from(to));
                            grid.merges.push(Merge { rows: pair(top, bottom), columns: pair(left, right) });
                        }
                    }
                }
                kind::FORMULA_TEXT => {
                    let text = self.text(bytes, 0, 2).ok_or(Fault::Damaged)?;
                    if let Some((row, column)) = waiting.take() {
                        grid.put(row, column, Cell::text(&text))?;
                    }
                }
                _ => self.cell(&one, &mut grid, &mut waiting)?,
            }
        }
    }
}

impl Xls {
    /// A record with cells.
    fn cell(&self, one: &Record<'_>, grid: &mut Grid, waiting: &mut Option<(u32, u32)>) -> Result<(), Fault> {
        let bytes = one.bytes;
        let (row, column) = (word(bytes, 0).map(u32::from), word(bytes, 2).map(u32::from));
        let (Some(row), Some(column)) = (row, column) else { return Ok(()) };
        let style = word(bytes, 4);
        let cell = match one.kind {
            kind::NUMBER => double(bytes, 6).map(|value| self.number(value, style)),
            kind::RK => long(bytes, 6).map(|value| self.number(rk(value), style)),
            kind::RK_ROW => {
                let all = bytes.get(4..bytes.len().saturating_sub(2)).unwrap_or_default();
                for (at, part) in (column..).zip(all.chunks_exact(6)) {
                    let (style, value) = (word(part, 0), long(part, 2).ok_or(Fault::Damaged)?);
                    grid.put(row, at, self.number(rk(value), style))?;
                }
                return Ok(());
            }
            kind::SHARED_TEXT => {
                let at = long(bytes, 6).and_then(|at| usize::try_from(at).ok());
                at.map(|at| self.strings.get(at).map_or(Cell::Empty, |text| Cell::text(text)))
            }
            kind::TEXT | kind::RICH_TEXT => self.text(bytes, 6, 2).map(|text| Cell::text(&text)),
            kind::YES_OR_ERROR => match (bytes.get(6), bytes.get(7)) {
                (Some(value), Some(0)) => Some(Cell::YesNo(*value != 0)),
                (Some(value), Some(_)) => Some(Cell::Error(error(*value).to_owned())),
                _ => None,
            },
            kind::FORMULA => match (word(bytes, 12), bytes.get(6), bytes.get(8)) {
                (Some(0xffff), Some(0), _) => {
                    *waiting = Some((row, column));
                    return Ok(());
                }
                (Some(0xffff), Some(1), Some(value)) => Some(Cell::YesNo(*value != 0)),
                (Some(0xffff), Some(2), Some(value)) => Some(Cell::Error(error(*value).to_owned())),
                (Some(0xffff), ..) => Some(Cell::Empty),
                _ => double(bytes, 6).map(|value| self.number(value, style)),
            },
            _ => return Ok(()),
        };
        grid.put(row, column, cell.ok_or(Fault::Damaged)?)
    }
}

/// A number in four bytes: an integer or the upper half of a binary number, possibly multiplied by a hundred.
fn rk(bits: u32) -> f64 {
    let value = if bits & 2 == 0 {
        f64::from_bits(u64::from(bits & 0xffff_fffc) << 32)
    } else {
        f64::from(bits.cast_signed() >> 2)
    };
    if bits & 1 == 0 { value } else { value / 100.0 }
}

fn error(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    }
}

fn encoding(page: u16) -> &'static Encoding {
    match page {
        874 => encoding_rs::WINDOWS_874,
        932 => encoding_rs::SHIFT_JIS,
        936 => encoding_rs::GBK,
        949 => encoding_rs::EUC_KR,
        950 => encoding_rs::BIG5,
        1250 => encoding_rs::WINDOWS_1250,
        1251 => encoding_rs::WINDOWS_1251,
        1253 => encoding_rs::WINDOWS_1253,
        1254 => encoding_rs::WINDOWS_1254,
        1258 => encoding_rs::WINDOWS_1258,
        65001 => encoding_rs::UTF_8,
        _ => encoding_rs::WINDOWS_1252,
    }
}

fn letters(bytes: &[u8], wide: bool) -> String {
    if wide {
        let units: Vec<u16> = bytes.chunks_exact(2).filter_map(|pair| word(pair, 0)).collect();
        String::from_utf16_lossy(&units)
    } else {
        bytes.iter().map(|byte| char::from(*byte)).collect()
    }
}

/// The shared texts of cells. A text can continue in the next record, which states the width of its
/// characters again.
fn shared(parts: &[&[u8]]) -> Result<Vec<String>, Fault> {
    let mut reader = Parts { parts, part: 0, at: 0 };
    let header = reader.take(8).ok_or(Fault::Damaged)?;
    let count = long(&header, 4).and_then(|count| usize::try_from(count).ok()).ok_or(Fault::Damaged)?;
    let mut texts = Vec::new();
    let mut bytes = 0;
    for _ in 0..count {
        if reader.is_at_end() {
            break;
        }
        let text = reader.text().ok_or(Fault::Damaged)?;
        bytes += text.len();
        texts.push(text);
        if texts.len() > MOST_TEXTS || bytes > MOST_BYTES {
            return Err(Fault::Unpacked { megabytes: MOST_BYTES / 1024 / 1024 });
        }
    }
    Ok(texts)
}

/// The bytes of several records, read as one sequence.
struct Parts<'a> {
    parts: &'a [&'a [u8]],
    part: usize,
    at: usize,
}

impl Parts<'_> {
    fn rest(&self) -> &[u8] {
        self.parts.get(self.part).and_then(|part| part.get(self.at..)).unwrap_or_default()
    }

    fn is_at_end(&mut self) -> bool {
        while self.rest().is_empty() && self.part < self.parts.len() {
            self.part += 1;
            self.at = 0;
        }
        self.part >= self.parts.len()
    }

    fn take(&mut self, length: usize) -> Option<Vec<u8>> {
        let mut taken = Vec::new();
        while taken.len() < length {
            if self.is_at_end() {
                return None;
            }
            let rest = self.rest();
            let some = rest.get(..rest.len().min(length - taken.len())).unwrap_or_default().to_vec();
            self.at += some.len();
            taken.extend(some);
        }
        Some(taken)
    }

    fn text(&mut self) -> Option<String> {
        let length = usize::from(word(&self.take(2)?, 0)?);
        let flags = *self.take(1)?.first()?;
        let runs = if flags & 8 == 0 { 0 } else { usize::from(word(&self.take(2)?, 0)?) };
        let sounds = if flags & 4 == 0 { 0 } else { usize::try_from(long(&self.take(4)?, 0)?).ok()? };
        let mut wide = flags & 1 != 0;
        let mut text = String::new();
        let mut left = length;
        while left > 0 {
            if self.rest().is_empty() {
                if self.is_at_end() {
                    return None;
                }
                wide = *self.take(1)?.first()? & 1 != 0;
            }
            let size = if wide { 2 } else { 1 };
            let rest = self.rest();
            let some = left.min(rest.len() / size);
            if some == 0 {
                return None;
            }
            text.push_str(&letters(rest.get(..some * size)?, wide));
            self.at += some * size;
            left -= some;
        }
        self.take(runs.checked_mul(4)?.checked_add(sounds)?)?;
        Some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_numbers_are_unpacked() {
        assert_eq!(rk((80 << 2) | 2), 80.0);
        assert_eq!(rk((8050 << 2) | 3), 80.5);
        assert_eq!(rk(0x4054_0000), 80.0);
    }

    #[test]
    fn texts_go_on_in_the_next_record() {
        let first = [2, 0, 0, 0, 2, 0, 0, 0, 4, 0, 0, b'a', b'b'];
        let second = [1, b'c', 0, b'd', 0, 1, 0, 0, b'x'];
        assert_eq!(shared(&[&first, &second]), Ok(vec!["abcd".to_owned(), "x".to_owned()]));
        assert_eq!(shared(&[&first]), Err(Fault::Damaged));
    }
}
