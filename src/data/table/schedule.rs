//! A shooting schedule, such as a call sheet or a list of scenes in shooting order: the days on which each
//! location is used. Several rows on one day are one day.
//!
//! A location that names a place of the library is in that place. For every other location the user has to state the
//! place, and until all are stated no answer is given. What is shot, the length of a day, and days given as a span are
//! not read.

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
use super::propose::broken;
use super::row_error::{RowError, RowErrorKind};
use super::{Cell, Row, Table};
use crate::data::progress::Progress;
use crate::model::id::PlaceId;
use crate::model::library::Library;

/// The kind of the rows of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rows {
    /// Observations, answers or payments.
    Records(Box<Mapping>),
    /// Shooting days.
    Schedule(Columns),
}

/// The kind of a table from its headings. It is a schedule only if nothing else was recognised in it and most cells of
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

/// The place of each location as stated by the user; `None` if it is in no place of the library.
pub type Chosen = BTreeMap<String, Option<PlaceId>>;

/// The content of a schedule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Schedule {
    /// The locations, in the order of their first rows.
    pub locations: Vec<Location>,
    /// The numbers of the rows without a shoot, such as a day off.
    pub idle: Vec<usize>,
    /// The number of empty rows.
    pub empty: usize,
    /// The number of each row that could not be read, as a spreadsheet shows it, with all its errors.
    pub wrong: Vec<(usize, Vec<RowError>)>,
}

/// A location as it is written, and the days on which it is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// As written.
    pub name: String,
    /// The place in its name.
    pub named: Named,
    /// The number of its first row, as a spreadsheet shows it.
    pub row: usize,
    /// The number of its rows.
    pub rows: usize,
    /// Its days.
    pub days: BTreeSet<Date>,
}

/// The place that the name of a location states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// This place.
    One(PlaceId),
    /// Several places, none of which is inside another.
    Several(Vec<PlaceId>),
    /// None.
    Unknown,
}

impl Location {
    /// The place of the location: as the user states it, otherwise as its name does. The outer `None` means that it
    /// is not known, the inner one that it is in no place of the library.
    #[must_use]
    pub fn lies<'a>(&'a self, chosen: &'a Chosen) -> Option<Option<&'a PlaceId>> {
        match (chosen.get(&self.name), &self.named) {
            (Some(place), _) => Some(place.as_ref()),
            (None, Named::One(place)) => Some(Some(place)),
            (None, Named::Several(_) | Named::Unknown) => None,
        }
    }
}

/// Reads the rows of a schedule. `None` if it was cancelled.
#[must_use]
pub fn schedule(table: &Table, columns: &Columns, library: &Library, progress: &Progress) -> Option<Schedule> {
    let mut reader = Reader {
        columns,
        order: columns.part(Part::Day).map_or(Order::Unclear, |at| order(table, columns.skip, at)),
        whereabouts: Whereabouts::new(library),
        known: HashMap::new(),
        read: Schedule::default(),
    };
    for row in table.rows.iter().skip(columns.skip) {
        if !progress.goes_on() {
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
    /// The index of each location.
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
        // A place that is clear on its own needs no further analysis.
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
