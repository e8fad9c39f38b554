//! ODS: one pass over `content.xml`. A cell has a value and the text shown for it; the text decides.
//!
//! Cells and rows can be repeated by a number, so repeats are counted before cells are filled.

use std::collections::HashSet;

use quick_xml::events::{BytesStart, Event};
use rust_decimal::Decimal;

use super::super::fault::Fault;
use super::super::headings::{is_invisible, narrow};
use super::super::{Cell, Shown};
use super::format::shown_date;
use super::grid::{Grid, Merge};
use super::package::{Package, attribute, push_entity};
use super::{Book, Sheet, number};

/// The maximum length of the text of a cell.
const LONGEST_TEXT: usize = 32_767 * 4;

pub(super) struct Ods<'a> {
    package: Package<'a>,
    sheets: Vec<Sheet>,
}

const CONTENT: &str = "content.xml";

impl<'a> Ods<'a> {
    pub(super) fn open(mut package: Package<'a>) -> Result<Self, Fault> {
        if is_encrypted(&mut package)? {
            return Err(Fault::Password);
        }
        let mut hidden_styles: HashSet<String> = HashSet::new();
        let mut style = String::new();
        let mut sheets = Vec::new();
        let mut buffer = Vec::new();
        let mut depth = 0;
        {
            let Some(mut part) = package.part(CONTENT)? else { return Err(Fault::Damaged) };
            loop {
                match part.next(&mut buffer)? {
                    Event::Start(element) => {
                        match element.local_name().as_ref() {
                            "style" => style = attribute(&element, "name").unwrap_or_default(),
                            "table" if depth == 0 => sheets.push(sheet(&element, &hidden_styles)),
                            _ => {}
                        }
                        hides(&element, &style, &mut hidden_styles);
                        fills(&element, &mut sheets);
                        depth += i32::from(element.local_name().as_ref() == "table");
                    }
                    Event::Empty(element) => {
                        hides(&element, &style, &mut hidden_styles);
                        fills(&element, &mut sheets);
                    }
                    Event::End(element) if element.local_name().as_ref() == "table" => depth -= 1,
                    Event::Eof => break,
                    _ => {}
                }
            }
        }
        if sheets.is_empty() {
            return Err(Fault::Damaged);
        }
        Ok(Self { package, sheets })
    }
}

fn sheet(element: &BytesStart<'_>, hidden_styles: &HashSet<String>) -> Sheet {
    let style = attribute(element, "style-name").unwrap_or_default();
    let shown = attribute(element, "display").is_none_or(|display| display != "false");
    let name = attribute(element, "name").unwrap_or_default();
    Sheet { name, is_hidden: !shown || hidden_styles.contains(&style), is_empty: true }
}

/// A table with a cell that can have content is read.
fn fills(element: &BytesStart<'_>, sheets: &mut [Sheet]) {
    let holds = match element.local_name().as_ref() {
        "p" => true,
        "table-cell" => attribute(element, "value-type").is_some(),
        _ => false,
    };
    if holds && let Some(sheet) = sheets.last_mut() {
        sheet.is_empty = false;
    }
}

/// The style of a table can hide it.
fn hides(element: &BytesStart<'_>, style: &str, hidden: &mut HashSet<String>) {
    if element.local_name().as_ref() == "table-properties"
        && attribute(element, "display").is_some_and(|display| display == "false")
    {
        hidden.insert(style.to_owned());
    }
}

fn is_encrypted(package: &mut Package<'_>) -> Result<bool, Fault> {
    let Some(mut part) = package.part("META-INF/manifest.xml")? else { return Ok(false) };
    let mut buffer = Vec::new();
    loop {
        match part.next(&mut buffer)? {
            Event::Start(element) | Event::Empty(element) if element.local_name().as_ref() == "encryption-data" => {
                return Ok(true);
            }
            Event::Eof => return Ok(false),
            _ => {}
        }
    }
}

impl Book for Ods<'_> {
    fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    fn read(&mut self, wanted: usize) -> Result<Grid, Fault> {
        let Some(mut part) = self.package.part(CONTENT)? else { return Err(Fault::Damaged) };
        let mut reading = Reading::default();
        let mut buffer = Vec::new();
        let (mut seen, mut depth) = (0, 0);
        loop {
            match part.next(&mut buffer)? {
                Event::Start(element) => {
                    if element.local_name().as_ref() == "table" {
                        depth += 1;
                        seen += usize::from(depth == 1);
                    } else if seen == wanted + 1 && depth == 1 {
                        reading.start(&element, false);
                    }
                }
                Event::Empty(element) if seen == wanted + 1 && depth == 1 => {
                    let name = element.local_name().as_ref().to_owned();
                    reading.start(&element, true);
                    reading.end(&name)?;
                }
                Event::End(element) => {
                    if element.local_name().as_ref() == "table" {
                        depth -= 1;
                        if depth == 0 && seen == wanted + 1 {
                            return Ok(reading.grid);
                        }
                    } else if seen == wanted + 1 && depth == 1 {
                        reading.end(element.local_name().as_ref())?;
                    }
                }
                Event::Text(text) => reading.text(&text),
                Event::CData(text) => reading.text(&text),
                Event::GeneralRef(entity) => {
                    let mut sign = String::new();
                    push_entity(&entity, &mut sign);
                    reading.text(&sign);
                }
                Event::Eof => return Err(Fault::Damaged),
                _ => {}
            }
        }
    }
}

/// The parts of a cell as they are read.
#[derive(Debug, Default)]
struct CellParts {
    kind: String,
    value: String,
    currency: String,
    /// Its paragraphs.
    text: Option<String>,
    /// The text in an attribute.
    said: String,
    has_formula: bool,
    repeated: u32,
    spans: (u32, u32),
}

/// A sheet while it is read.
#[derive(Debug, Default)]
struct Reading {
    grid: Grid,
    row: u32,
    rows: u32,
    column: u32,
    /// The number of columns declared so far.
    declared: u32,
    hidden_row: bool,
    cells: Vec<(u32, u32, Cell)>,
    spans: Vec<(u32, u32, u32)>,
    cell: Option<CellParts>,
    /// The depth within a comment or a drawing, which are not part of the cell.
    apart: u32,
    in_text: bool,
}

impl Reading {
    fn start(&mut self, element: &BytesStart<'_>, is_empty: bool) {
        let count = |name| attribute(element, name).and_then(|count| count.parse::<u32>().ok()).unwrap_or(1).max(1);
        let is_hidden = || attribute(element, "visibility").is_some_and(|visibility| visibility != "visible");
        match element.local_name().as_ref() {
            "annotation" | "frame" | "shapes" | "custom-shape" | "g" if !is_empty => self.apart += 1,
            _ if self.apart > 0 => {}
            "table-column" => {
                let columns = count("number-columns-repeated");
                if is_hidden() {
                    let last = self.declared.saturating_add(columns).saturating_sub(1);
                    self.grid.hidden_columns.push((self.declared, last));
                }
                self.declared = self.declared.saturating_add(columns);
            }
            "table-row" => {
                self.rows = count("number-rows-repeated");
                self.hidden_row = is_hidden();
                self.column = 0;
            }
            "table-cell" | "covered-table-cell" => {
                let text = |name| attribute(element, name).unwrap_or_default();
                let kind = text("value-type");
                let value = match kind.as_str() {
                    "date" => text("date-value"),
                    "time" => text("time-value"),
                    "boolean" => text("boolean-value"),
                    _ => text("value"),
                };
                self.cell = Some(CellParts {
                    kind,
                    value,
                    currency: text("currency"),
                    text: None,
                    said: text("string-value"),
                    has_formula: attribute(element, "formula").is_some(),
                    repeated: count("number-columns-repeated"),
                    spans: (count("number-rows-spanned"), count("number-columns-spanned")),
                });
            }
            "p" => {
                if let Some(cell) = &mut self.cell {
                    match &mut cell.text {
                        Some(text) => text.push('\n'),
                        None => cell.text = Some(String::new()),
                    }
                }
                self.in_text = !is_empty;
            }
            "s" => {
                let blanks = usize::try_from(attribute(element, "c").and_then(|c| c.parse::<u32>().ok()).unwrap_or(1));
                self.text(&" ".repeat(blanks.unwrap_or(1).min(1_000)));
            }
            "tab" => self.text("\t"),
            "line-break" => self.text("\n"),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(cell) = &mut self.cell
            && self.in_text
            && self.apart == 0
        {
            let into = cell.text.get_or_insert_default();
            if into.len() + text.len() <= LONGEST_TEXT {
                into.push_str(text);
            }
        }
    }

    fn end(&mut self, name: &str) -> Result<(), Fault> {
        match name {
            "annotation" | "frame" | "shapes" | "custom-shape" | "g" => self.apart = self.apart.saturating_sub(1),
            _ if self.apart > 0 => {}
            "p" => self.in_text = false,
            "table-cell" | "covered-table-cell" => {
                let Some(parts) = self.cell.take() else { return Ok(()) };
                self.in_text = false;
                let (repeated, spans) = (parts.repeated, parts.spans);
                let cell = if name == "table-cell" { shown(&parts) } else { Cell::Empty };
                if !cell.is_empty() {
                    if spans != (1, 1) {
                        self.spans.push((self.column, spans.0, spans.1));
                    }
                    self.cells.push((self.column, repeated, cell));
                }
                self.column = self.column.saturating_add(repeated);
            }
            "table-row" => {
                let (first, rows) = (self.row, self.rows.max(1));
                self.row = self.row.saturating_add(rows);
                if self.hidden_row {
                    self.grid.hidden_rows.push((first, self.row.saturating_sub(1)));
                }
                for (column, down, across) in std::mem::take(&mut self.spans) {
                    let to = (first.saturating_add(down - 1), column.saturating_add(across - 1));
                    self.grid.merges.push(Merge { rows: (first, to.0), columns: (column, to.1) });
                }
                let cells = std::mem::take(&mut self.cells);
                if !cells.is_empty() {
                    for row in first..self.row {
                        for (column, repeated, cell) in &cells {
                            for at in *column..column.saturating_add(*repeated) {
                                self.grid.put(row, at, cell.clone())?;
                            }
                        }
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }
}

/// A cell as it is shown.
fn shown(parts: &CellParts) -> Cell {
    let text = parts.text.as_deref().unwrap_or_default().trim();
    match parts.kind.as_str() {
        "float" | "percentage" | "currency" => {
            let Some(value) = parts.value.parse::<f64>().ok().and_then(number) else { return Cell::text(text) };
            figure(value, parts, text)
        }
        "date" => {
            let day = parts.value.split('T').next().unwrap_or_default();
            match day.parse() {
                Ok(day) => {
                    let (year, month, day_shown) = date_parts(text);
                    shown_date(day, year, month, day_shown)
                }
                Err(_) => Cell::text(text),
            }
        }
        "boolean" => Cell::YesNo(parts.value == "true"),
        "" if parts.has_formula && text.is_empty() => Cell::NoValue,
        _ => Cell::text(parts.text.as_deref().unwrap_or(&parts.said)),
    }
}

/// The parts of a date that a text shows; all of them if that is not clear.
fn date_parts(text: &str) -> (bool, bool, bool) {
    let date = text.split([' ', 'T']).next().unwrap_or_default();
    let has_time = text.contains(':') && date.len() < text.len();
    let text = if has_time { date } else { text };
    let groups: Vec<&str> = text.split(|sign: char| !sign.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let names = text.split(|sign: char| !sign.is_alphabetic()).any(|word| word.len() > 2 && word.is_ascii());
    let has_year = groups.iter().any(|group| group.len() == 4);
    match (groups.len() + usize::from(names), has_year) {
        (0, _) | (3.., _) => (true, true, true),
        (2, true) => (true, true, false),
        (1, true) => (true, false, false),
        // 8月1日 has no year.
        (2, false) => (false, true, true),
        (1, false) => (false, true, false),
    }
}

/// A number as its text shows it: its scale, and the text beside it.
fn figure(value: Decimal, parts: &CellParts, text: &str) -> Cell {
    let code = parts.currency.as_str();
    let plain = || match parts.kind.as_str() {
        "percentage" => value.checked_mul(Decimal::ONE_HUNDRED).map_or(Cell::Number(value), |number| {
            Cell::Shown(Box::new(Shown { before: String::new(), number: number.normalize(), after: "%".to_owned() }))
        }),
        "currency" if !code.is_empty() => {
            Cell::Shown(Box::new(Shown { before: code.to_owned(), number: value, after: String::new() }))
        }
        _ => Cell::Number(value),
    };
    if text.is_empty() {
        return plain();
    }
    let narrow: String = text.chars().filter(|sign| !is_invisible(*sign)).map(narrow).collect();
    let is_digit = |sign: char| sign.is_ascii_digit();
    let (Some(first), Some(last)) = (narrow.find(is_digit), narrow.rfind(is_digit)) else {
        // A stroke for zero, or a word.
        let strokes = narrow.chars().all(|sign| matches!(sign, '-' | ' ' | '–' | '—'));
        return if strokes && value.is_zero() { Cell::Number(value) } else { Cell::text(text) };
    };
    let digits = narrow.get(first..=last).unwrap_or_default();
    let (before, after) = (narrow.get(..first).unwrap_or_default(), narrow.get(last + 1..).unwrap_or_default());
    let Some((number, decimals)) = scaled(value, digits) else { return Cell::text(text) };
    let mut number = number.normalize();
    if number.scale() < decimals {
        number.rescale(decimals);
    }
    // The number already has its sign.
    let signs = |text: &str| {
        let dropped = |sign: char| value < Decimal::ZERO && matches!(sign, '(' | ')' | '-' | '–' | '−');
        text.replace(dropped, "").trim().to_owned()
    };
    let (mut before, after) = (signs(before), signs(after));
    if parts.kind == "currency" && before.is_empty() && after.is_empty() && !code.is_empty() {
        code.clone_into(&mut before);
    }
    if before.is_empty() && after.is_empty() {
        return Cell::Number(number);
    }
    Cell::Shown(Box::new(Shown { before, number, after }))
}

/// The factor between a value and the digits shown, and the number of their decimals. `None` if they show something
/// else.
fn scaled(value: Decimal, digits: &str) -> Option<(Decimal, u32)> {
    let plain = |point: char| -> Option<(Decimal, u32)> {
        let text: String = digits.chars().filter(|sign| sign.is_ascii_digit() || *sign == point).collect();
        if text.matches(point).count() > 1 {
            return None;
        }
        let decimals = text.split_once(point).map_or(0, |(_, decimals)| decimals.len());
        let number = Decimal::from_str_exact(&text.replace(point, ".")).ok()?;
        Some((number, u32::try_from(decimals).ok()?))
    };
    let by_exponent = digits.to_ascii_uppercase().contains('E');
    if by_exponent {
        return Some((value, 0));
    }
    for (shown, decimals) in ['.', ','].into_iter().filter_map(plain) {
        let slack = Decimal::new(51, decimals.checked_add(2)?);
        for power in [0_i32, -2, 3, 4, 6, 8, 9, 12, 1, 2, 5, 7] {
            let by = Decimal::from(10_i64.checked_pow(power.unsigned_abs())?);
            let scaled = if power < 0 { value.checked_mul(by) } else { value.checked_div(by) };
            let Some(scaled) = scaled else { continue };
            if (scaled.abs() - shown).abs() <= slack && (power == 0 || !shown.is_zero()) {
                return Some((scaled, decimals));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_of_a_cell_says_what_its_value_is() {
        let cell = |kind: &str, value: &str, text: &str| {
            let parts = CellParts {
                kind: kind.into(),
                value: value.into(),
                text: Some(text.into()),
                currency: if kind == "currency" { "USD".into() } else { String::new() },
                ..CellParts::default()
            };
            shown(&parts).to_string()
        };
        for (kind, value, text, expected) in [
            ("float", "800000", "800,000", "800000"),
            ("float", "800000", "80.0", "80.0"),
            ("float", "834567", "83.5万", "83.4567万"),
            ("float", "80", "80.00", "80.00"),
            ("float", "80.5", "80,5", "80.5"),
            ("float", "-50", "(50)", "-50"),
            ("percentage", "0.85", "85.0%", "85.0%"),
            ("percentage", "0.85", "", "85%"),
            ("currency", "80", "$80.00", "$80.00"),
            ("currency", "80", "80.00", "USD80.00"),
            ("date", "2025-08-01", "2025年8月", "2025-08"),
            ("date", "2025-08-01", "2025/08/01", "2025-08-01"),
            ("date", "2025-08-01", "Aug 2025", "2025-08"),
            ("date", "2025-08-01", "2025", "2025"),
            ("date", "2025-08-01", "8月1日", "8月1日"),
            ("float", "5", "seven", "seven"),
            ("float", "5", "1234", "1234"),
        ] {
            assert_eq!(cell(kind, value, text), expected, "{kind} {value} {text}");
        }
    }
}
