//! XLSX: one pass over the cells of a sheet, with the styles that define how they are shown.

use std::collections::HashMap;

use jiff::civil::Date;
use quick_xml::events::{BytesStart, Event};

use super::super::Cell;
use super::super::fault::Fault;
use super::format::{Format, built_in};
use super::grid::{Grid, Merge};
use super::package::{Package, attribute, push_entity};
use super::{Book, Sheet, number_cell, strings};

/// The maximum length of the text of a cell, as in a spreadsheet.
const LONGEST_TEXT: usize = 32_767 * 4;

/// The numbers of rows and columns of a spreadsheet.
const GRID: (u32, u32) = (1_048_576, 16_384);

/// The maximum number of formats and styles.
const MOST_STYLES: usize = 100_000;

pub(super) struct Xlsx<'a> {
    package: Package<'a>,
    sheets: Vec<Sheet>,
    /// The part of each sheet.
    parts: Vec<String>,
    strings: Option<Vec<String>>,
    strings_part: Option<String>,
    formats: Vec<Format>,
    since_1904: bool,
}

impl<'a> Xlsx<'a> {
    pub(super) fn open(mut package: Package<'a>) -> Result<Self, Fault> {
        let book = targets(&mut package, "_rels/.rels", "")?;
        let book = book.into_iter().find(|one| one.kind.ends_with("/officeDocument")).map(|one| one.target);
        let book = book.filter(|name| package.has(name)).unwrap_or_else(|| "xl/workbook.xml".to_owned());
        if !package.has(&book) {
            return Err(Fault::OtherKind);
        }
        let (folder, name) = book.rsplit_once('/').unwrap_or(("", &book));
        let related = targets(&mut package, &format!("{folder}/_rels/{name}.rels"), folder)?;
        let of_kind = |kind: &str| related.iter().find(|one| one.kind.ends_with(kind)).map(|one| one.target.clone());
        let by_id: HashMap<&str, &str> = related.iter().map(|one| (one.id.as_str(), one.target.as_str())).collect();
        let (strings_part, styles_part) = (of_kind("/sharedStrings"), of_kind("/styles"));
        let (mut sheets, mut parts, mut since_1904) = (Vec::new(), Vec::new(), false);
        if let Some(mut part) = package.part(&book)? {
            let mut buffer = Vec::new();
            loop {
                match part.next(&mut buffer)? {
                    Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
                        "sheet" => {
                            let is_hidden = attribute(&element, "state").is_some_and(|state| state != "visible");
                            let id = attribute(&element, "id").unwrap_or_default();
                            let name = attribute(&element, "name").unwrap_or_default();
                            sheets.push(Sheet { name, is_hidden, is_empty: false });
                            parts.push(by_id.get(id.as_str()).copied().unwrap_or_default().to_owned());
                        }
                        "workbookPr" => since_1904 = is_true(attribute(&element, "date1904").as_deref()),
                        _ => {}
                    },
                    Event::Eof => break,
                    _ => {}
                }
            }
        }
        if sheets.is_empty() {
            return Err(Fault::Damaged);
        }
        let formats = match styles_part {
            Some(name) => styles(&mut package, &name)?,
            None => Vec::new(),
        };
        Ok(Self { package, sheets, parts, strings: None, strings_part, formats, since_1904 })
    }
}

impl Book for Xlsx<'_> {
    fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    fn read(&mut self, sheet: usize) -> Result<Grid, Fault> {
        if self.strings.is_none() {
            let part = match &self.strings_part {
                Some(name) => self.package.part(name)?,
                None => None,
            };
            let texts = part.map(|mut part| strings::read(&mut part)).transpose()?;
            self.strings = Some(texts.unwrap_or_default());
        }
        let strings = self.strings.as_deref().unwrap_or_default();
        let name = self.parts.get(sheet).cloned().unwrap_or_default();
        let Some(mut part) = self.package.part(&name)? else { return Err(Fault::Damaged) };
        let mut reading = Reading {
            strings,
            formats: &self.formats,
            since_1904: self.since_1904,
            grid: Grid::default(),
            row: 0,
            column: 0,
            cell: CellParts::default(),
        };
        let mut buffer = Vec::new();
        let mut inside = Inside::Nothing;
        loop {
            match part.next(&mut buffer)? {
                Event::Start(element) => inside = reading.start(&element, inside)?,
                Event::Empty(element) => {
                    let name = element.local_name();
                    let name = name.as_ref().to_owned();
                    reading.start(&element, inside)?;
                    reading.end(&name)?;
                }
                Event::End(element) => {
                    reading.end(element.local_name().as_ref())?;
                    if !matches!(inside, Inside::Sound) || element.local_name().as_ref() == "rPh" {
                        inside = Inside::Nothing;
                    }
                }
                Event::Text(text) => reading.text(&text, inside),
                Event::CData(text) => reading.text(&text, inside),
                Event::GeneralRef(entity) => {
                    let mut sign = String::new();
                    push_entity(&entity, &mut sign);
                    reading.text(&sign, inside);
                }
                Event::Eof => return Ok(reading.grid),
                _ => {}
            }
        }
    }
}

/// The text that is being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Inside {
    Nothing,
    Value,
    Text,
    Sound,
}

/// The parts of a cell as they are read.
#[derive(Debug, Default)]
struct CellParts {
    kind: String,
    style: usize,
    value: Option<String>,
    text: String,
    has_formula: bool,
}

/// A sheet while it is read.
struct Reading<'r> {
    strings: &'r [String],
    formats: &'r [Format],
    since_1904: bool,
    grid: Grid,
    row: u32,
    column: u32,
    cell: CellParts,
}

impl Reading<'_> {
    fn start(&mut self, element: &BytesStart<'_>, inside: Inside) -> Result<Inside, Fault> {
        match element.local_name().as_ref() {
            "row" => {
                if let Some(number) = attribute(element, "r").and_then(|number| number.parse::<u32>().ok()) {
                    self.row = number.saturating_sub(1);
                }
                self.column = 0;
                let flat = attribute(element, "ht").is_some_and(|height| height.parse() == Ok(0.0));
                if flat || is_true(attribute(element, "hidden").as_deref()) {
                    self.grid.hidden_rows.push((self.row, self.row));
                }
            }
            "col" => {
                let number = |name| attribute(element, name).and_then(|number| number.parse::<u32>().ok());
                let flat = attribute(element, "width").is_some_and(|width| width.parse() == Ok(0.0));
                if let (Some(from), Some(to)) = (number("min"), number("max"))
                    && (flat || is_true(attribute(element, "hidden").as_deref()))
                {
                    self.grid.hidden_columns.push((from.saturating_sub(1), to.saturating_sub(1)));
                }
            }
            "c" => {
                if let Some(name) = attribute(element, "r") {
                    (self.row, self.column) = position(&name).ok_or(Fault::Damaged)?;
                }
                if self.row >= GRID.0 || self.column >= GRID.1 {
                    return Err(Fault::Damaged);
                }
                let style = attribute(element, "s").and_then(|style| style.parse().ok()).unwrap_or_default();
                let kind = attribute(element, "t").unwrap_or_default();
                self.cell = CellParts { kind, style, ..CellParts::default() };
            }
            "v" => {
                self.cell.value = Some(String::new());
                return Ok(Inside::Value);
            }
            "t" if inside != Inside::Sound => return Ok(Inside::Text),
            "rPh" => return Ok(Inside::Sound),
            "f" => self.cell.has_formula = true,
            "mergeCell" => {
                let range = attribute(element, "ref").unwrap_or_default();
                let (from, to) = range.split_once(':').unwrap_or((&range, &range));
                if let (Some(from), Some(to)) = (position(from), position(to)) {
                    if self.grid.merges.len() >= MOST_STYLES {
                        return Err(Fault::Damaged);
                    }
                    self.grid.merges.push(Merge { rows: (from.0, to.0), columns: (from.1, to.1) });
                }
            }
            _ => {}
        }
        Ok(inside)
    }

    fn text(&mut self, text: &str, inside: Inside) {
        let into = match inside {
            Inside::Value => self.cell.value.get_or_insert_default(),
            Inside::Text => &mut self.cell.text,
            Inside::Nothing | Inside::Sound => return,
        };
        if into.len() + text.len() <= LONGEST_TEXT {
            into.push_str(text);
        }
    }

    fn end(&mut self, name: &str) -> Result<(), Fault> {
        match name {
            "c" => {
                let parts = std::mem::take(&mut self.cell);
                let cell = self.finished(parts);
                self.grid.put(self.row, self.column, cell)?;
                self.column += 1;
            }
            "row" => self.row += 1,
            _ => {}
        }
        Ok(())
    }

    fn finished(&self, parts: CellParts) -> Cell {
        let value = parts.value.as_deref().map(str::trim);
        // A formula that was never calculated has no value. One with an empty text as its result has an empty one.
        let no_value = || if parts.has_formula { Cell::NoValue } else { Cell::Empty };
        match (parts.kind.as_str(), value) {
            ("inlineStr", _) => Cell::text(&strings::escaped(&parts.text)),
            ("s", Some(at)) => {
                let text = at.parse::<usize>().ok().and_then(|at| self.strings.get(at));
                text.map_or(Cell::Empty, |text| Cell::text(text))
            }
            ("str", Some(_)) => Cell::text(&strings::escaped(parts.value.as_deref().unwrap_or_default())),
            ("e", Some(error)) => Cell::Error(error.to_owned()),
            ("b", Some(value)) if !value.is_empty() => Cell::YesNo(value == "1" || value.eq_ignore_ascii_case("true")),
            ("d", Some(text)) => {
                let day = text.split('T').next().unwrap_or_default().parse::<Date>();
                day.map_or_else(|_| Cell::text(text), |day| self.dated(day, parts.style))
            }
            (_, None | Some("")) if parts.text.is_empty() => no_value(),
            (_, None) => Cell::text(&parts.text),
            (_, Some(text)) => match text.parse::<f64>() {
                Ok(value) => match self.formats.get(parts.style) {
                    Some(format) => format.apply(value, self.since_1904),
                    None => number_cell(value),
                },
                Err(_) => Cell::text(text),
            },
        }
    }

    /// A date that is written as text, with the precision that its style shows.
    fn dated(&self, day: Date, style: usize) -> Cell {
        let serial = day.since(jiff::civil::date(1899, 12, 30)).map(|span| f64::from(span.get_days()));
        match (serial, self.formats.get(style)) {
            (Ok(serial), Some(format)) if !self.since_1904 => match format.apply(serial, false) {
                Cell::Number(_) => Cell::Date(crate::model::date::PartialDate::Day(day)),
                shown => shown,
            },
            _ => Cell::Date(crate::model::date::PartialDate::Day(day)),
        }
    }
}

fn is_true(value: Option<&str>) -> bool {
    matches!(value, Some("1" | "true" | "on"))
}

/// The row and the column of a cell by its name, from 0.
fn position(name: &str) -> Option<(u32, u32)> {
    let name = name.replace('$', "");
    let letters = name.find(|sign: char| sign.is_ascii_digit())?;
    let (letters, digits) = (name.get(..letters)?, name.get(letters..)?);
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let mut column = 0_u32;
    for letter in letters.bytes() {
        let digit = letter.to_ascii_uppercase().checked_sub(b'A').filter(|digit| *digit < 26)?;
        column = column * 26 + u32::from(digit) + 1;
    }
    let row = digits.parse::<u32>().ok()?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

/// A part that another part refers to.
struct Related {
    id: String,
    kind: String,
    target: String,
}

fn targets(package: &mut Package<'_>, name: &str, folder: &str) -> Result<Vec<Related>, Fault> {
    let Some(mut part) = package.part(name)? else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    let mut buffer = Vec::new();
    loop {
        match part.next(&mut buffer)? {
            Event::Start(element) | Event::Empty(element) if element.local_name().as_ref() == "Relationship" => {
                let text = |name| attribute(&element, name).unwrap_or_default();
                let target = text("Target");
                let target = match target.strip_prefix('/') {
                    Some(whole) => whole.to_owned(),
                    None if folder.is_empty() => target,
                    None => resolved(folder, &target),
                };
                found.push(Related { id: text("Id"), kind: text("Type"), target });
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
        if found.len() > MOST_STYLES {
            return Err(Fault::Damaged);
        }
    }
}

/// A path within a folder; `..` leaves it.
fn resolved(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').collect();
    for part in target.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." | "" => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// The number format of each style.
fn styles(package: &mut Package<'_>, name: &str) -> Result<Vec<Format>, Fault> {
    let Some(mut part) = package.part(name)? else { return Ok(Vec::new()) };
    let mut codes: HashMap<u32, String> = HashMap::new();
    let mut ids: Vec<u32> = Vec::new();
    let mut in_cells = false;
    let mut buffer = Vec::new();
    loop {
        match part.next(&mut buffer)? {
            Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
                "numFmt" => {
                    let id = attribute(&element, "numFmtId").and_then(|id| id.parse().ok());
                    if let (Some(id), Some(code)) = (id, attribute(&element, "formatCode")) {
                        codes.insert(id, code);
                    }
                }
                "cellXfs" => in_cells = true,
                "xf" if in_cells => {
                    let id = attribute(&element, "numFmtId").and_then(|id| id.parse().ok());
                    ids.push(id.unwrap_or_default());
                }
                _ => {}
            },
            Event::End(element) if element.local_name().as_ref() == "cellXfs" => in_cells = false,
            Event::Eof => break,
            _ => {}
        }
        if codes.len() > MOST_STYLES || ids.len() > MOST_STYLES {
            return Err(Fault::Damaged);
        }
    }
    let code = |id: &u32| codes.get(id).map(String::as_str).or_else(|| built_in(*id));
    Ok(ids.iter().map(|id| code(id).map_or_else(Format::default, Format::parse)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_found_by_their_names() {
        for (name, expected) in [
            ("A1", Some((0, 0))),
            ("$B$3", Some((2, 1))),
            ("XFD1048576", Some((1_048_575, 16_383))),
            ("ZZZZZ9", None),
            ("A0", None),
            ("7", None),
        ] {
            assert_eq!(position(name), expected, "{name}");
        }
        assert_eq!(resolved("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolved("xl/worksheets", "../styles.xml"), "xl/styles.xml");
    }
}
