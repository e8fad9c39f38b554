//! A shooting schedule, such as a call sheet or a list of scenes in shooting order: the days on which each
//! location is used. Several rows on one day are one day.
//!
//! A location that names a place of the library is in that place. For every other location the user has to state the
//! place, and until all are stated no answer is given. What is shot, the length of a day, and days given as a span are
//! not read.

mod banner;
mod columns;
mod count;
mod day;
mod note;
mod stated;
mod stated_place;
mod unnamed;
mod whereabouts;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;

use self::banner::{Line, banner};
pub use self::columns::{Asked, Columns, Part};
pub use self::count::{Counted, IN_A_ROW, PlaceDays};
use self::day::{Order, day, order};
pub use self::stated::Stated;
use self::stated_place::{Unlabelled, unlabelled};
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
        let columns = Columns::guess(table, library);
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
    /// The numbers of the rows with a day for the rows below them, with or without a place.
    pub banners: Vec<usize>,
    /// The numbers of the rows with only a place, which applies to the rows below them.
    pub places: Vec<usize>,
    /// The numbers of the rows with only one text that is neither a day nor a location, in a table with such rows.
    pub captions: Vec<usize>,
    /// The year that the table states, if it was used because days have no year and the user stated none.
    pub stated: Option<Stated>,
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
    let days = columns.days(table);
    let order = order(days.iter().map(AsRef::as_ref));
    let headless = columns.is_headless(order);
    let mut reader = Reader {
        columns,
        order,
        headless,
        wheres: columns.wheres(),
        held: None,
        place: None,
        is_fresh: false,
        whereabouts: Whereabouts::new(library),
        known: HashMap::new(),
        read: Schedule::default(),
    };
    if columns.year.is_none() && columns.needs_year(table) {
        reader.read.stated.clone_from(&columns.stated);
    }
    for row in columns.rows(table, headless) {
        if !progress.goes_on() {
            return None;
        }
        match columns.has_banners() {
            true => reader.below_banner(row),
            false => reader.row(row),
        }
    }
    Some(reader.read)
}

struct Reader<'a> {
    columns: &'a Columns,
    order: Order,
    /// Whether the row taken for the headings is a row with a day.
    headless: bool,
    /// The columns with places and locations.
    wheres: Vec<usize>,
    /// The day of the last row of its own.
    held: Option<Date>,
    /// The place for the rows below the one that states it.
    place: Option<String>,
    /// Whether no scene has been read since a row stated only a place.
    is_fresh: bool,
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
        let Unlabelled { cells, place: stated } = unlabelled(row);
        if cells.is_empty() && stated.is_some() {
            self.below_place(row, stated);
            return;
        }
        // A printed schedule repeats its headings on every page.
        if used.iter().all(|at| self.is_head(row, *at)) {
            self.read.empty += 1;
            return;
        }
        if self.is_idle(row) {
            self.read.idle.push(row.number);
            return;
        }
        let at_day = columns.part(Part::Day);
        let cell = at_day.map(|at| row.cell(at)).unwrap_or(&Cell::Empty);
        let day = day(cell, columns.year(), self.order).map_err(|wrong| RowError { column: at_day, wrong });
        self.scene(row, day, stated);
    }

    /// Reads a row with only a place.
    fn below_place(&mut self, row: &Row, place: Option<String>) {
        if place.as_ref().is_some_and(|place| headings().schedule.idle.has(place)) {
            self.read.idle.push(row.number);
            return;
        }
        (self.place, self.is_fresh) = (place, true);
        self.read.places.push(row.number);
    }

    /// Reads a row of a table whose days are in rows of their own.
    fn below_banner(&mut self, row: &Row) {
        if (0..row.cells.len()).all(|at| self.is_head(row, at)) {
            self.read.empty += 1;
            return;
        }
        let first = row.cells.iter().position(|cell| !cell.is_empty());
        let refused = |wrong| vec![RowError { column: first, wrong }];
        let stated = banner(row, &self.wheres);
        match stated.line {
            Line::Day(cell, is_idle) => match day(&cell, self.columns.year(), self.order) {
                Ok(day) => {
                    self.held = Some(day);
                    // The place of the day before does not apply, unless it was stated after its scenes.
                    if stated.place.is_some() || !self.is_fresh {
                        (self.place, self.is_fresh) = (stated.place.clone(), false);
                    }
                    if is_idle || self.is_idle(row) {
                        self.read.idle.push(row.number);
                    } else {
                        self.read.banners.push(row.number);
                        if let Some(place) = stated.place {
                            self.shot(row.number, day, &place, "");
                        }
                    }
                }
                Err(wrong) => {
                    (self.held, self.place) = (None, None);
                    self.read.wrong.push((row.number, refused(wrong)));
                }
            },
            Line::Unclear(wrong) => {
                (self.held, self.place) = (None, None);
                self.read.wrong.push((row.number, refused(wrong)));
            }
            Line::Place => self.below_place(row, stated.place),
            Line::Caption | Line::Other | Line::Scene(_) if self.is_idle(row) => self.read.idle.push(row.number),
            Line::Caption => self.read.captions.push(row.number),
            Line::Other | Line::Scene(_) => {
                let broken = broken(&self.wheres, row);
                if !broken.is_empty() {
                    self.read.wrong.push((row.number, broken));
                    return;
                }
                let day = match stated.line {
                    Line::Scene(cell) => {
                        day(&cell, self.columns.year(), self.order).map_err(|wrong| RowError { column: first, wrong })
                    }
                    _ => self.held.ok_or(RowError { column: None, wrong: RowErrorKind::NoDayAbove }),
                };
                // A row with a day of its own ends the day above it.
                if self.held != day.as_ref().ok().copied() {
                    (self.held, self.place) = (None, None);
                }
                self.scene(row, day, stated.place);
            }
        }
    }

    /// Whether a cell is empty or repeats the heading of its column.
    fn is_head(&self, row: &Row, at: usize) -> bool {
        let text = text(row, Some(at));
        text.is_empty() || !self.headless && self.columns.headings.get(at).is_some_and(|heading| heading.trim() == text)
    }

    /// Whether a row states that nothing is shot.
    fn is_idle(&self, row: &Row) -> bool {
        let idle = &headings().schedule.idle;
        let of = |part| text(row, self.columns.part(part));
        let (place, location) = (of(Part::Place), of(Part::Location));
        let says_idle = |cell: &Cell| matches!(cell, Cell::Text(text) if idle.has(text));
        let nowhere = place.is_empty() && location.is_empty();
        idle.has(&location) || idle.has(&place) || (nowhere && row.cells.iter().any(says_idle))
    }

    /// Reads the place and location of a row, with its day or the error of the day.
    /// `stated` is the place that the row states outside its columns.
    fn scene(&mut self, row: &Row, day: Result<Date, RowError>, stated: Option<String>) {
        self.is_fresh = false;
        let (at_place, at_location) = (self.columns.part(Part::Place), self.columns.part(Part::Location));
        let (mut place, mut location) = (text(row, at_place), text(row, at_location));
        if place.is_empty()
            && let Some(above) = stated.or_else(|| self.place.clone())
        {
            // A location that names a place itself, such as another city, is not ignored.
            if self.whereabouts.of(&location) == Named::Unknown {
                location.clear();
            } else {
                location = format!("{above} · {location}");
            }
            if location.is_empty() {
                place = above;
            }
        }
        let mut troubles = Vec::new();
        if place.is_empty() && location.is_empty() {
            troubles.push(RowError { column: at_location.or(at_place), wrong: RowErrorKind::NoLocation });
        }
        match day {
            Ok(day) if troubles.is_empty() => self.shot(row.number, day, &place, &location),
            Ok(_) => self.read.wrong.push((row.number, troubles)),
            Err(wrong) => {
                troubles.insert(0, wrong);
                self.read.wrong.push((row.number, troubles));
            }
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
