//! Reads the headings: their rows, the role of each column, and the unit of the sheet.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use rust_decimal::Decimal;

use super::super::find::{Names, Spelling, facts, indicators, is_slip};
use super::super::heading::{Read, Reader};
use super::super::headings::{Field, Of, headings, names_of_fields, plain, units};
use super::super::units::{Phrase, Said, agreed, for_all, phrase, within};
use super::super::{Cell, Row, Table};
use super::settle::settle;
use super::{Ask, Column, Hints, Kind, Mapping, Notice, Role, names_sources, of_payments};
use crate::model::indicator::Nature;
use crate::model::library::Library;
use crate::model::text::Language;

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

/// The number of notes within a table that are searched for a unit.
const NOTES: usize = 500;

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

    /// The meaning of one text. It is needed again for every row and table with the same text.
    pub(super) fn read(&self, heading: &str, kind: Kind) -> Option<Read> {
        if let Some(known) = self.known.borrow().get(&(kind, heading.to_owned())) {
            return known.clone();
        }
        let near = self.table.width <= NEAR_WITHIN;
        let read = match kind {
            Kind::Observations => self.read_new(heading, &|name, spelling| self.observed(name, spelling), near, kind),
            Kind::Answers => self.read_new(heading, &|name, spelling| self.answered(name, spelling), near, kind),
            Kind::Payments => self.read_new(heading, &paid, near, kind),
        };
        self.known.borrow_mut().insert((kind, heading.to_owned()), read.clone());
        read
    }

    fn read_new(
        &self,
        heading: &str,
        role: &dyn Fn(&str, Spelling) -> Option<Role>,
        near: bool,
        kind: Kind,
    ) -> Option<Read> {
        if let Some(role) = role(heading, Spelling::Right) {
            return Some(Read { role, unit: String::new(), place: None, clean: true });
        }
        if Reader::is_money(heading) || (kind == Kind::Observations && Reader::is_other_unit(heading)) {
            let value = super::super::headings::heading(Field::Value, Language::English);
            let role = role(value, Spelling::Right)?;
            return Some(Read { role, unit: heading.to_owned(), place: None, clean: true });
        }
        // Most texts contain no known name and are not searched for one.
        let whole = plain(heading);
        let holds = |name: &str| name.chars().count() > 1 && whole.contains(name);
        let holds_name = match kind {
            Kind::Observations => self.indicators.all_plain().any(holds),
            Kind::Answers => self.facts.all_plain().any(holds),
            Kind::Payments => false,
        };
        let holds_name = holds_name || field_names(kind).any(holds);
        self.reader.read(heading, role, holds_name, near)
    }

    /// The meaning of a name in a table of observations.
    fn observed(&self, name: &str, spelling: Spelling) -> Option<Role> {
        let field = field(name, spelling).filter(|field| Field::OF_OBSERVATIONS.contains(field));
        let indicator = || self.indicators.heading(name, spelling).map(|id| Role::Indicator(id.into()));
        field.map(Role::Field).or_else(indicator)
    }

    /// The meaning of a name in a table of answers.
    fn answered(&self, name: &str, spelling: Spelling) -> Option<Role> {
        let field = match field(name, spelling) {
            Some(Field::Value) => Some(Field::Answer),
            Some(Field::Indicator) => Some(Field::Question),
            other => other.filter(|field| Field::OF_ANSWERS.contains(field)),
        };
        let fact = || self.facts.heading(name, spelling).map(|id| Role::Fact(id.into()));
        field.map(Role::Field).or_else(fact)
    }

    /// Columns without a role in which every cell is a unit or a currency.
    fn by_contents(&self, block: Block, columns: &mut [Column], asks: &[Ask]) {
        if self.table.width > NEAR_WITHIN {
            return;
        }
        for field in [Field::Unit, Field::Currency] {
            if columns.iter().any(|column| is(column, field)) {
                continue;
            }
            let fits = |at: usize| {
                let cells = self.table.rows.iter().skip(block.end).take(LOOKED_AT).map(|row| row.cell(at));
                let mut filled = 0;
                for cell in cells.filter(|cell| !cell.is_empty()) {
                    let Cell::Text(text) = cell else { return false };
                    let Phrase::Unit(said) = phrase(text) else { return false };
                    let is_unit = said.times.is_some_and(|times| times != Decimal::ONE);
                    if said.currency.is_none() || (field == Field::Currency && is_unit) {
                        return false;
                    }
                    filled += 1;
                }
                filled > 0
            };
            // A column that holds only currencies is a column of currencies.
            let free = |at: usize, column: &Column| {
                column.role == Role::Ignore && !asks.iter().any(|ask| ask.columns.contains(&at))
            };
            let all = columns.iter().enumerate().filter(|(at, column)| free(*at, column)).map(|(at, _)| at);
            let found =
                all.filter(|at| fits(*at)).find(|at| field == Field::Currency || !self.only_currencies(block, *at));
            if let Some(column) = found.and_then(|at| columns.get_mut(at)) {
                column.role = Role::Field(field);
            }
        }
    }

    fn only_currencies(&self, block: Block, at: usize) -> bool {
        let cells = self.table.rows.iter().skip(block.end).take(LOOKED_AT).map(|row| row.cell(at));
        cells.filter(|cell| !cell.is_empty()).all(|cell| match phrase(&cell.to_string()) {
            Phrase::Unit(said) => said.times.is_none_or(|times| times == Decimal::ONE),
            Phrase::Nothing | Phrase::Unclear => false,
        })
    }

    /// The unit of money that is stated outside the headings of the figures: above, below, beside them, or in the name
    /// of the sheet.
    fn unit_of_sheet(&self, block: Block, columns: &[Column]) -> String {
        let mut found: Vec<(String, Phrase)> = Vec::new();
        let sheet = self.table.sheets.get(self.table.sheet);
        found.extend(sheet.and_then(|name| for_all(name, true)));
        let texts = |at: usize| -> Vec<(usize, &str)> {
            let row = self.table.rows.get(at);
            let cells = row.into_iter().flat_map(|row| row.cells.iter().enumerate());
            let own = cells.filter(|(column, _)| self.table.is_own(at, *column)).take(WIDE);
            own.filter_map(|(column, cell)| match cell {
                Cell::Text(text) => Some((column, text.as_str())),
                _ => None,
            })
            .collect()
        };
        for at in 0..block.end {
            let texts = texts(at);
            let above = at < block.start;
            // Text above a column of figures is the heading of that column alone.
            let is_free = |column: usize| match columns.get(column).map(|column| &column.role) {
                Some(Role::Field(field)) => !field.is_figure(),
                Some(Role::Fact(_) | Role::Indicator(_) | Role::Ignore) => false,
                None => true,
            };
            for (index, (column, text)) in texts.iter().enumerate() {
                let empty_below = || {
                    let mut rows = self.table.rows.iter().skip(block.end).take(LOOKED_AT);
                    rows.all(|row| row.cell(*column).is_empty())
                };
                if above || is_free(*column) || empty_below() {
                    found.extend(for_all(text, true));
                }
                // The label and its unit can be in adjacent cells.
                let label = text.trim_end_matches([':', '：', ' ']);
                if headings().units_follow.iter().any(|word| *word == plain(label))
                    && above
                    && let Some((_, next)) = texts.get(index + 1)
                {
                    found.extend(for_all(&format!("{label}: {next}"), true));
                }
            }
        }
        let mut notes = 0;
        for at in block.end..self.table.rows.len() {
            let mut own = self.own_cells(at);
            if let (Some(Cell::Text(text)), None) = (own.next(), own.next()) {
                notes += 1;
                if notes > NOTES {
                    break;
                }
                found.extend(for_all(text, false));
            }
        }
        let unclear = found.iter().find(|(_, phrase)| *phrase == Phrase::Unclear);
        if let Some((text, _)) = unclear {
            return text.chars().take(60).collect();
        }
        let said: Vec<Said> = found
            .iter()
            .filter_map(|(_, phrase)| match phrase {
                Phrase::Unit(said) => Some(said.clone()),
                Phrase::Nothing | Phrase::Unclear => None,
            })
            .collect();
        match agreed(&said) {
            Some(said) => canonical(&said),
            None => {
                let mut texts: Vec<String> = said.iter().map(canonical).collect();
                texts.dedup();
                texts.join(" / ")
            }
        }
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

/// The name of a unit in the lists, or its currency code and number.
fn canonical(said: &Said) -> String {
    let of = match said.currency {
        Some("CNY") => Some(Of::Yuan),
        Some("USD") => Some(Of::Dollar),
        Some(_) => None,
        None => Some(Of::Any),
    };
    if let (Some(of), Some(times)) = (of, said.times)
        && let Some(word) = units().iter().find(|word| word.of == of && word.times.0 == times)
    {
        return word.name(Language::Chinese).to_owned();
    }
    let currency = headings().currencies.iter().find(|known| Some(known.code.as_str()) == said.currency);
    let scale = |times: Decimal| units().iter().find(|word| word.of == Of::Any && word.times.0 == times);
    match (currency.and_then(|known| known.units.first()), said.times) {
        (Some(unit), Some(times)) if times == Decimal::ONE => unit.clone(),
        (Some(unit), Some(times)) => match scale(times) {
            Some(scale) => format!("{}{unit}", scale.name(Language::Chinese)),
            None => format!("{times} {unit}"),
        },
        (_, times) => {
            let times = times.filter(|times| *times != Decimal::ONE).map(|times| times.to_string());
            let parts = [said.currency.map(str::to_owned), times];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
    }
}

/// The unit in a heading, or the heading itself if it contains one that is not clear.
pub(super) fn unit_in(text: &str) -> Option<String> {
    match within(text) {
        Phrase::Nothing => None,
        Phrase::Unit(said) if said == Said::default() => None,
        Phrase::Unit(said) => Some(canonical(&said)),
        Phrase::Unclear => Some(text.to_owned()),
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

/// The meaning of a name in a table of payments.
fn paid(name: &str, spelling: Spelling) -> Option<Role> {
    let field = field(name, spelling).map(of_payments).filter(|field| Field::OF_PAYMENTS.contains(field));
    field.map(Role::Field)
}

/// The names of the fields of a kind of table.
fn field_names(kind: Kind) -> impl Iterator<Item = &'static str> {
    names_of_fields()
        .filter(move |(_, field)| match kind {
            Kind::Observations | Kind::Answers => {
                Field::OF_OBSERVATIONS.contains(field) || Field::OF_ANSWERS.contains(field)
            }
            Kind::Payments => Field::OF_PAYMENTS.contains(&of_payments(*field)),
        })
        .map(|(name, _)| name)
}

/// The field that a heading names.
fn field(name: &str, spelling: Spelling) -> Option<Field> {
    let near =
        || headings().fields.iter().find(|word| word.names().any(|known| is_slip(name, known))).map(|word| word.is);
    super::super::headings::field(name).or_else(|| if spelling == Spelling::Near { near() } else { None })
}
