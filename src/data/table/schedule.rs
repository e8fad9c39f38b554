//! A schedule of a shoot, such as a call sheet or a list of scenes in shooting order: on which days something is shot
//! at which location. Several rows on one day are one day.
//!
//! A location that names a place of the library lies in it; of any other one somebody has to say where it lies, and
//! until that is said for all of them nothing is answered. Absent on purpose: what is shot, how long a day is, and
//! days that are given as a span.

mod columns;
mod count;
mod day;
mod whereabouts;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;

pub use self::columns::{Asked, Columns, Part};
pub use self::count::{Counted, IN_A_ROW, PlaceDays};
use self::day::{Order, day, order};
use self::whereabouts::Whereabouts;
use super::headings::headings;
use super::mapping::{Kind, Mapping};
use super::propose::{Watch, broken};
use super::row_error::{RowError, RowErrorKind};
use super::{Cell, Row, Table};
use crate::model::id::PlaceId;
use crate::model::library::Library;

/// What the rows of a table are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rows {
    /// Observations, answers or payments.
    Records(Box<Mapping>),
    /// Days of a shoot.
    Schedule(Columns),
}

/// What the headings say of a table. It is a schedule only where nothing else was recognised in it and most cells of
/// one column are days.
#[must_use]
pub fn rows(table: &Table, library: &Library) -> Rows {
    let guess = |kind| Mapping::guess(table, library, kind);
    let mapping = guess(None);
    let knows = |kind| guess(Some(kind)).is_recognised();
    if !mapping.is_recognised() && ![Kind::Observations, Kind::Answers, Kind::Payments].into_iter().any(knows) {
        let columns = Columns::guess(table);
        if columns.is_schedule(table) {
            return Rows::Schedule(columns);
        }
    }
    Rows::Records(Box::new(mapping))
}

/// Where a location lies, as somebody said: in a place of the library, or in none of them.
pub type Chosen = BTreeMap<String, Option<PlaceId>>;

/// What a schedule says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Schedule {
    /// The locations, in the order of their first rows.
    pub locations: Vec<Location>,
    /// The numbers of the rows on which nothing is shot, such as a day off.
    pub idle: Vec<usize>,
    /// How many rows say nothing at all.
    pub empty: usize,
    /// The number of each row that could not be read, as a spreadsheet shows it, with everything that is wrong with it.
    pub wrong: Vec<(usize, Vec<RowError>)>,
}

/// A location as it is written, and when something is shot there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// As written.
    pub name: String,
    /// The place that the name names.
    pub named: Named,
    /// The number of its first row, as a spreadsheet shows it.
    pub row: usize,
    /// How many rows it has.
    pub rows: usize,
    /// Its days.
    pub days: BTreeSet<Date>,
}

/// What the name of a location says of where it lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// In this place.
    One(PlaceId),
    /// It names several places of which none lies in the other.
    Several(Vec<PlaceId>),
    /// Nothing.
    Unknown,
}

impl Location {
    /// Where it lies: as somebody said, else as its name says. The outer `None` where that is open, the inner one
    /// where it lies in no place of the library.
    #[must_use]
    pub fn lies<'a>(&'a self, chosen: &'a Chosen) -> Option<Option<&'a PlaceId>> {
        match (chosen.get(&self.name), &self.named) {
            (Some(place), _) => Some(place.as_ref()),
            (None, Named::One(place)) => Some(Some(place)),
            (None, Named::Several(_) | Named::Unknown) => None,
        }
    }
}

/// Reads the rows of a schedule. None where it is not wanted any more.
#[must_use]
pub fn schedule(table: &Table, columns: &Columns, library: &Library, watch: &Watch) -> Option<Schedule> {
    let mut reader = Reader {
        columns,
        order: columns.part(Part::Day).map_or(Order::Unclear, |at| order(table, columns.skip, at)),
        whereabouts: Whereabouts::new(library),
        known: HashMap::new(),
        read: Schedule::default(),
    };
    for row in table.rows.iter().skip(columns.skip) {
        if !watch.goes_on() {
            return None;
        }
        reader.row(row);
    }
    Some(reader.read)
}

struct Reader<'a> {
    columns: &'a Columns,
    order: Order,
    whereabouts: Whereabouts<'a>,
    /// Where a location stands among those that were read.
    known: HashMap<String, usize>,
    read: Schedule,
}

impl Reader<'_> {
    fn row(&mut self, row: &Row) {
        let columns = self.columns;
        let used = columns.used();
        let broken = broken(&used, row);
        if !broken.is_empty() {
            self.read.wrong.push((row.number, broken));
            return;
        }
        // A printed schedule repeats its headings on every page.
        let is_head = |at: &usize| {
            let text = text(row, Some(*at));
            text.is_empty() || columns.headings.get(*at).is_some_and(|heading| heading.trim() == text)
        };
        if used.iter().all(is_head) {
            self.read.empty += 1;
            return;
        }
        let (at_day, at_place) = (columns.part(Part::Day), columns.part(Part::Place));
        let at_location = columns.part(Part::Location);
        let (place, location) = (text(row, at_place), text(row, at_location));
        let idle = &headings().schedule.idle;
        let nowhere = place.is_empty() && location.is_empty();
        let says_idle = |cell: &Cell| matches!(cell, Cell::Text(text) if idle.has(text));
        let is_idle = idle.has(&location) || idle.has(&place) || (nowhere && row.cells.iter().any(says_idle));
        if is_idle {
            self.read.idle.push(row.number);
            return;
        }
        let mut troubles = Vec::new();
        let cell = at_day.map(|at| row.cell(at)).unwrap_or(&Cell::Empty);
        let day = match day(cell, columns.year, self.order) {
            Ok(day) => Some(day),
            Err(wrong) => {
                troubles.push(RowError { column: at_day, wrong });
                None
            }
        };
        if nowhere {
            troubles.push(RowError { column: at_location.or(at_place), wrong: RowErrorKind::NoLocation });
        }
        match day.filter(|_| troubles.is_empty()) {
            Some(day) => self.shot(row.number, day, &place, &location),
            None => self.read.wrong.push((row.number, troubles)),
        }
    }

    fn shot(&mut self, row: usize, day: Date, place: &str, location: &str) {
        // A place that is clear by itself needs no closer look.
        let by_place = if place.is_empty() { Named::Unknown } else { self.whereabouts.of(place) };
        let (name, named) = match by_place {
            Named::One(_) => (place.to_owned(), by_place),
            _ if location.is_empty() => (place.to_owned(), by_place),
            _ if place.is_empty() => (location.to_owned(), self.whereabouts.of(location)),
            _ => {
                let whole = format!("{place} · {location}");
                let named = self.whereabouts.of(&whole);
                (whole, named)
            }
        };
        let at = *self.known.entry(name.clone()).or_insert_with(|| {
            self.read.locations.push(Location { name, named, row, rows: 0, days: BTreeSet::new() });
            self.read.locations.len() - 1
        });
        if let Some(location) = self.read.locations.get_mut(at) {
            location.rows += 1;
            location.days.insert(day);
        }
    }
}

fn text(row: &Row, at: Option<usize>) -> String {
    let text = at.map(|at| row.cell(at).to_string()).unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
