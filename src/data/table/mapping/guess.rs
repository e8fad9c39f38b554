//! Reads the headings: their rows, the role of each column, and the unit of the sheet.

mod names;
mod unit;

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use rust_decimal::Decimal;

pub(super) use self::unit::unit_in;
use super::super::find::{Names, facts, indicators};
use super::super::heading::{Read, Reader};
use super::super::headings::{Field, headings, plain};
use super::super::{Cell, Row, Table};
use super::settle::settle;
use super::{Ask, Column, Hints, Kind, Mapping, Notice, Role, names_sources};
use crate::model::indicator::Nature;
use crate::model::library::Library;

/// The number of rows searched for the headings. Reports put titles above their tables.
const HEADING_WITHIN: usize = 20;

/// The number of columns searched for the row of the headings.
const WIDE: usize = 1_000;

/// In a table with more columns than this, only correctly spelt headings are recognised.
const NEAR_WITHIN: usize = 256;

/// The number of rows searched for the column with questions.
pub(super) const LOOKED_AT: usize = 200;

/// The maximum number of rows above the last row of a heading that belong to it.
const HEADING_ROWS: usize = 3;

/// The rows of a heading: the first, and the first one after them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Reads the headings of one table.
pub(super) struct Guesser<'a> {
    pub(super) table: &'a Table,
    pub(super) library: &'a Library,
    pub(super) hints: &'a Hints,
    pub(super) indicators: Names,
    pub(super) facts: Names,
    pub(super) reader: Reader,
    known: RefCell<HashMap<(Kind, String), Option<Read>>>,
}

impl<'a> Guesser<'a> {
    pub(super) fn new(table: &'a Table, library: &'a Library, hints: &'a Hints) -> Self {
        let (indicators, facts) = (indicators(library), facts(library));
        let (reader, known) = (Reader::new(library), RefCell::default());
        Self { table, library, hints, indicators, facts, reader, known }
    }

    pub(super) fn mapping(&self, kind: Option<Kind>) -> Mapping {
        match kind {
            Some(Kind::Observations) => self.observations().1,
            Some(Kind::Answers) => self.answers().1,
            Some(Kind::Payments) => self.payments(),
            None => {
                let (observations, answers) = (self.observations(), self.answers());
                let mapping = if answers.0 > observations.0 { answers.1 } else { observations.1 };
                // A recipient and an amount alone make a list of payments. Other tables have a question or an
                // indicator.
                let payments = (!mapping.is_recognised()).then(|| self.payments());
                payments.filter(Mapping::is_recognised).unwrap_or(mapping)
            }
        }
    }

    fn payments(&self) -> Mapping {
        let block = self.best_heading(Kind::Payments);
        let mut columns = self.columns(block, Kind::Payments);
        let asks = settle(&mut columns);
        self.finish(Kind::Payments, block, columns, asks)
    }

    fn observations(&self) -> (usize, Mapping) {
        let block = self.best_heading(Kind::Observations);
        let mut columns = self.columns(block, Kind::Observations);
        let mut asks = settle(&mut columns);
        self.places_across(block, &mut columns, &mut asks);
        let score = columns.iter().map(|column| match &column.role {
            Role::Field(Field::Unit | Field::Currency | Field::Note | Field::NoteEnglish)
            | Role::Ignore
            | Role::Fact(_) => 0,
            Role::Field(_) => 1,
            Role::Indicator(_) => 2,
        });
        let score = score.sum::<usize>() + asks.len();
        (score, self.finish(Kind::Observations, block, columns, asks))
    }

    fn answers(&self) -> (usize, Mapping) {
        let block = self.best_heading(Kind::Answers);
        let mut columns = self.columns(block, Kind::Answers);
        let asks = settle(&mut columns);
        let by_heading = columns.iter().filter(|column| is_of_answers(&column.role)).count() + asks.len();
        let by_heading = by_heading * 2;
        let (asked, questions) = self.question_column();
        // Questions in one column.
        if questions > by_heading || (questions > 0 && columns.iter().any(|column| is(column, Field::Question))) {
            return (questions.max(by_heading), self.asked(asked));
        }
        (by_heading, self.finish(Kind::Answers, block, columns, asks))
    }

    /// Places in the headings of a table of indicators.
    fn places_across(&self, block: Block, columns: &mut [Column], asks: &mut Vec<Ask>) {
        let has = |columns: &[Column], field| columns.iter().any(|column| is(column, field));
        if !has(columns, Field::Indicator) || has(columns, Field::Place) {
            return;
        }
        for (at, column) in columns.iter_mut().enumerate() {
            let free = column.role == Role::Ignore || is(column, Field::Value);
            if free && let Some((place, unit)) = self.place_of(block, at) {
                column.role = Role::Field(Field::Value);
                column.place = Some(place);
                if !unit.is_empty() {
                    column.unit = unit;
                }
            }
        }
        asks.extend(settle(columns));
    }

    /// The place in a heading, and the unit beside it.
    pub(super) fn place_of(&self, block: Block, at: usize) -> Option<(crate::model::id::PlaceId, String)> {
        let texts = self.texts(block, at);
        let unit = || texts.iter().find_map(|text| unit_in(text)).unwrap_or_default();
        texts.iter().find_map(|text| {
            let beside = self.reader.beside(text)?;
            Some((beside.place?, if beside.unit.is_empty() { unit() } else { beside.unit }))
        })
    }

    /// Completes a mapping with what is stated outside the headings.
    pub(super) fn finish(&self, kind: Kind, block: Block, mut columns: Vec<Column>, asks: Vec<Ask>) -> Mapping {
        self.by_contents(block, &mut columns, &asks);
        let unit = self.unit_of_sheet(block, &columns);
        let cite_file = !names_sources(&columns);
        let (skip, nature, publisher) = (block.end, Nature::Actual, String::new());
        let notice = Notice::default();
        Mapping { kind, skip, columns, unit, asks, nature, cite_file, publisher, notice }
    }

    /// The row with the most headings, and the rows that belong to it.
    fn best_heading(&self, kind: Kind) -> Block {
        let rows = self.table.rows.iter().enumerate();
        let wanted = |row: &Row| self.hints.heading_row.is_none_or(|number| number == row.number);
        let within = if self.hints.heading_row.is_some() { usize::MAX } else { HEADING_WITHIN };
        let found = rows.take(within).filter(|(_, row)| wanted(row)).map(|(at, row)| {
            let cells = row.cells.iter().take(WIDE);
            let known = cells.filter_map(|cell| match cell {
                Cell::Text(text) => self.read(text, kind).map(|read| read.role),
                _ => None,
            });
            (known.collect::<HashSet<Role>>().len(), at)
        });
        // If equal, the first.
        let best = found.max_by_key(|(known, at)| (*known, std::cmp::Reverse(*at)));
        match best {
            Some((known, at)) => {
                let start = if known > 0 { self.start_of(at) } else { at };
                let mut end = at + 1;
                while end < self.table.rows.len() && end <= at + 2 && self.belongs_below(end) {
                    end += 1;
                }
                Block { start, end }
            }
            None => Block::default(),
        }
    }

    /// The first row of a heading that ends with a given row. Its rows have several cells and no figures.
    pub(super) fn start_of(&self, at: usize) -> usize {
        if self.hints.heading_row.is_some() {
            return at;
        }
        let mut start = at;
        while let Some(above) = start.checked_sub(1).filter(|above| at - above < HEADING_ROWS) {
            let cells: Vec<&Cell> = self.own_cells(above).collect();
            let words = cells.iter().all(|cell| matches!(cell, Cell::Text(_)) || is_year(cell));
            if cells.len() < 2 || !words {
                break;
            }
            start = above;
        }
        start
    }

    fn own_cells(&self, at: usize) -> impl Iterator<Item = &Cell> {
        let row = self.table.rows.get(at);
        let cells = row.into_iter().flat_map(|row| row.cells.iter().enumerate());
        cells.filter(move |(column, _)| self.table.is_own(at, *column)).map(|(_, cell)| cell)
    }

    /// Whether a row below the headings holds units, or words such as "budget" and "this year".
    fn belongs_below(&self, at: usize) -> bool {
        let headings = headings();
        let lists = [&headings.neutral, &headings.totals, &headings.past, &headings.current];
        let is_word = |text: &str| lists.iter().any(|list| list.iter().any(|word| plain(word) == plain(text)));
        let mut cells = 0;
        for cell in self.own_cells(at) {
            cells += 1;
            let Cell::Text(text) = cell else { return false };
            if !is_word(text) && self.reader.beside(text).is_none_or(|beside| beside.unit.is_empty()) {
                return false;
            }
        }
        cells > 0
    }

    /// The texts above a column, the nearest first. A cell without a neighbour to the right applies to the columns
    /// beside it too, like a merged cell.
    pub(super) fn texts(&self, block: Block, at: usize) -> Vec<String> {
        let mut texts: Vec<String> = Vec::new();
        for index in (block.start..block.end).rev() {
            let Some(row) = self.table.rows.get(index) else { continue };
            let mut cell = row.cell(at);
            if cell.is_empty() && index + 1 < block.end && !texts.is_empty() {
                // The first column names the rows.
                let left = (1..at).rev().take(12).map(|left| row.cell(left)).find(|cell| !cell.is_empty());
                cell = left.unwrap_or(cell);
            }
            let text = match cell {
                Cell::Text(text) => text.clone(),
                cell if is_year(cell) => cell.to_string(),
                Cell::Date(date) => date.to_string(),
                _ => continue,
            };
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
        texts
    }

    pub(super) fn columns(&self, block: Block, kind: Kind) -> Vec<Column> {
        (0..self.table.width).map(|at| self.column(&self.texts(block, at), kind)).collect()
    }

    /// The role of a column from the texts above it.
    pub(super) fn column(&self, texts: &[String], kind: Kind) -> Column {
        let whole = || texts.iter().rev().map(String::as_str).collect::<Vec<_>>().join(" ");
        let heading = match texts {
            [] => String::new(),
            [one] => one.clone(),
            _ => whole(),
        };
        let joined = (texts.len() > 1).then(|| self.read(&heading, kind)).flatten();
        let nearest = || texts.first().and_then(|text| self.read(text, kind));
        // Text below the name that is not understood is not part of it.
        let above = || {
            let below = texts.first()?;
            let mut read = texts.iter().skip(1).find_map(|text| self.read(text, kind))?;
            let figures = match &read.role {
                Role::Field(field) => field.is_figure(),
                Role::Fact(_) | Role::Indicator(_) => true,
                Role::Ignore => false,
            };
            if figures {
                read.unit = if read.unit.is_empty() { below.clone() } else { format!("{} / {below}", read.unit) };
                read.clean = false;
            }
            Some(read)
        };
        let from_nearest = joined.is_none().then(nearest).flatten();
        let by_nearest = from_nearest.is_some();
        let read = joined.or(from_nearest).or_else(above);
        let heading = match (by_nearest, texts.first()) {
            (true, Some(nearest)) => nearest.clone(),
            _ => heading,
        };
        let Some(mut read) = read else {
            return Column { heading, role: Role::Ignore, unit: String::new(), place: None };
        };
        if read.unit.is_empty() {
            read.unit = texts.iter().skip(1).find_map(|text| unit_in(text)).unwrap_or_default();
        }
        if read.place.is_none() {
            read.place = texts.iter().skip(1).find_map(|text| self.reader.beside(text)?.place);
        }
        Column { heading, role: read.role, unit: read.unit, place: read.place }
    }

    /// The column with the most questions, and their number.
    fn question_column(&self) -> (usize, usize) {
        let rows = self.table.rows.iter().enumerate().take(LOOKED_AT);
        let is_question = |cell: &Cell| matches!(cell, Cell::Text(text) if self.facts.has(text));
        let mut counts = vec![0; self.table.width];
        for (at, row) in rows {
            for (column, (count, cell)) in counts.iter_mut().zip(&row.cells).enumerate() {
                *count += usize::from(is_question(cell) && !self.table.covered.contains(&(at, column)));
            }
        }
        let best = counts.iter().enumerate().max_by_key(|(at, count)| (**count, std::cmp::Reverse(*at)));
        best.map_or((0, 0), |(at, count)| (at, *count))
    }
}

/// Whether a cell is a year, as above a column of figures.
pub(super) fn is_year(cell: &Cell) -> bool {
    matches!(cell, Cell::Number(number) if number.is_integer() && *number >= Decimal::from(1900) && *number <= Decimal::from(2200))
}

pub(super) fn is(column: &Column, field: Field) -> bool {
    column.role == Role::Field(field)
}

fn is_of_answers(role: &Role) -> bool {
    matches!(role, Role::Fact(_) | Role::Field(Field::Question | Field::Answer))
}
