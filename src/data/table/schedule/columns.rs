//! The columns of a schedule, from their headings.

use std::borrow::Cow;
use std::collections::HashSet;

use super::banner::{self, is_day};
use super::day::{Order, day};
use super::stated::{Stated, stated};
use super::unnamed;
use crate::data::table::headings::{ScheduleWords, headings};
use crate::data::table::row_error::RowErrorKind;
use crate::data::table::{Cell, Row, Table, letters};
use crate::model::library::Library;

/// The number of rows searched for the headings. Call sheets put titles above their tables.
const HEADING_WITHIN: usize = 20;

/// The number of columns that are examined.
const WIDE: usize = 1_000;

/// The number of rows examined to decide whether a column holds days.
const LOOKED_AT: usize = 200;

/// The meaning of a column of a schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// The day.
    Day,
    /// The place, such as a city.
    Place,
    /// The location within the place, or the set if there is no location.
    Location,
}

impl Part {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Day, Self::Place, Self::Location];

    /// The part that a name means, from the list of headings.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let words = &headings().schedule;
        let lists = [(&words.days, Self::Day), (&words.places, Self::Place), (&words.locations, Self::Location)];
        lists.into_iter().find(|(names, _)| names.has(name)).map(|(_, part)| part)
    }
}

/// Columns that could be the same part. None of them is used until the user decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The part.
    pub part: Part,
    /// The columns, from 0.
    pub columns: Vec<usize>,
}

/// The meaning of the columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// The number of rows before the first one with data.
    pub skip: usize,
    /// The heading of each column.
    pub headings: Vec<String>,
    /// The column of the day.
    pub day: Option<usize>,
    /// The column of the place.
    pub place: Option<usize>,
    /// Whether the column of the place has no heading and was recognised by its cells.
    pub unnamed: bool,
    /// The column of the location.
    pub location: Option<usize>,
    /// The number of the first row with a day for the rows below it, if days are in rows of their own. It is used only
    /// if no column has days.
    pub banner: Option<usize>,
    /// Whether that row is directly above the headings.
    above: bool,
    /// Questions to the user that must be answered before rows can be read.
    pub asks: Vec<Asked>,
    /// The year of days that are written without one, as the user stated.
    pub year: Option<i16>,
    /// The year that the table states.
    pub stated: Option<Stated>,
}

impl Columns {
    /// Guesses the columns from the headings, and a place without a heading from its cells.
    #[must_use]
    pub fn guess(table: &Table, library: &Library) -> Self {
        let words = &headings().schedule;
        let known = |at: usize| {
            let row = table.rows.get(at);
            let cells = row.into_iter().flat_map(|row| row.cells.iter().take(WIDE));
            let kinds: HashSet<usize> = cells.filter_map(|cell| kind(words, cell)).collect();
            kinds.len()
        };
        let within = HEADING_WITHIN.min(table.rows.len());
        // If equal, the first.
        let best = (0..within).map(|at| (known(at), at)).max_by_key(|(known, at)| (*known, std::cmp::Reverse(*at)));
        let at = best.map_or(0, |(_, at)| at);
        Self::below(table, at, library)
    }

    /// The same with the row of the headings given, by the number that a spreadsheet shows. `None` if there is no
    /// such row.
    #[must_use]
    pub fn guess_at(table: &Table, number: usize, library: &Library) -> Option<Self> {
        table.rows.iter().position(|row| row.number == number).map(|at| Self::below(table, at, library))
    }

    fn below(table: &Table, at: usize, library: &Library) -> Self {
        let words = &headings().schedule;
        let row = table.rows.get(at);
        let heads: Vec<String> = (0..table.width)
            .map(|column| row.map(|row| row.cell(column).to_string()).unwrap_or_default().replace('\n', " "))
            .collect();
        let kinds: Vec<Option<usize>> =
            (0..table.width).map(|column| row.and_then(|row| kind(words, row.cell(column)))).collect();
        let of = |kind: usize| -> Vec<usize> {
            let own = |column: &usize| !table.covered.contains(&(at, *column));
            (0..table.width).filter(|column| kinds.get(*column) == Some(&Some(kind))).filter(own).collect()
        };
        let stated = stated(table, at);
        let mut columns = Self { skip: at + 1, headings: heads, stated, ..Self::default() };
        let wheres = [of(2), of(3)].into_iter().find(|columns| !columns.is_empty()).unwrap_or_default();
        // The number of a shooting day can also be under a heading of days.
        let days: Vec<usize> = of(0).into_iter().filter(|at| holds_days(table, columns.skip, *at)).collect();
        let days = if days.is_empty() { of(0) } else { days };
        for (part, found) in [(Part::Day, days), (Part::Place, of(1)), (Part::Location, wheres)] {
            match found.as_slice() {
                [] => {}
                [one] => *columns.part_mut(part) = Some(*one),
                _ => columns.asks.push(Asked { part, columns: found }),
            }
        }
        columns.find_banners(table, at);
        columns.find_unnamed(table, library);
        columns
    }

    /// Looks for the place in columns without a heading, beside a column of days.
    fn find_unnamed(&mut self, table: &Table, library: &Library) {
        let is_asked = self.asks.iter().any(|ask| ask.part != Part::Location);
        if self.place.is_some() || self.day.is_none() || is_asked {
            return;
        }
        let found = unnamed::places(table, &self.headings, self.skip, library);
        match found.as_slice() {
            [] => {}
            [one] => (self.place, self.unnamed) = (Some(*one), true),
            _ => self.asks.push(Asked { part: Part::Place, columns: found }),
        }
    }

    /// Looks for days in rows of their own, if no column has days beside locations.
    fn find_banners(&mut self, table: &Table, heading: usize) {
        let wheres = self.wheres();
        let is_banner = |row: &Row| banner::banner(row, &wheres).is_day();
        let below = || table.rows.iter().skip(self.skip);
        let is_beside = |at: usize| {
            below()
                .any(|row| is_day(row.cell(at)) && !is_banner(row) && wheres.iter().any(|at| !row.cell(*at).is_empty()))
        };
        if wheres.is_empty() || self.asks.iter().any(|ask| ask.part == Part::Day) || self.day.is_some_and(is_beside) {
            return;
        }
        let above = heading.checked_sub(1).and_then(|at| table.rows.get(at)).filter(|row| is_banner(row));
        let first = above.or_else(|| below().find(|row| is_banner(row)));
        let (first, is_above) = (first.map(|row| row.number), above.is_some());
        if first.is_some() {
            (self.banner, self.above, self.day) = (first, is_above, None);
        }
    }

    /// The columns that have, or may have, places or locations.
    pub(super) fn wheres(&self) -> Vec<usize> {
        let asked = self.asks.iter().filter(|ask| ask.part != Part::Day).flat_map(|ask| ask.columns.iter().copied());
        self.place.into_iter().chain(self.location).chain(asked).collect()
    }

    /// Whether days are in rows of their own and apply to the rows below them.
    #[must_use]
    pub fn has_banners(&self) -> bool {
        self.banner.is_some() && self.day.is_none()
    }

    /// Whether the cell that is taken for the heading of the days is a day, because the table has no headings.
    pub(super) fn is_headless(&self, order: Order) -> bool {
        let heading = self.day.and_then(|at| self.headings.get(at));
        heading.is_some_and(|heading| day(&Cell::text(heading), self.year(), order).is_ok())
    }

    /// The rows with data.
    pub(super) fn rows<'a>(&self, table: &'a Table, headless: bool) -> &'a [Row] {
        // The data begins with the row of the day above the headings, or with what was taken for headings.
        let above = match self.has_banners() && self.above {
            true => 2,
            false => usize::from(headless),
        };
        table.rows.get(self.skip.saturating_sub(above)..).unwrap_or_default()
    }

    /// The year of days that are written without one: as the user stated, otherwise as the table states.
    #[must_use]
    pub fn year(&self) -> Option<i16> {
        self.year.or(self.stated.as_ref().map(|stated| stated.year))
    }

    /// The columns with a heading, otherwise the one with a letter.
    #[must_use]
    pub fn named(&self, name: &str) -> Vec<usize> {
        let of = |fits: &dyn Fn(&str) -> bool| -> Vec<usize> {
            self.headings.iter().enumerate().filter(|(_, heading)| fits(heading)).map(|(at, _)| at).collect()
        };
        let exact = of(&|heading| heading.trim() == name);
        if !exact.is_empty() {
            return exact;
        }
        (0..self.headings.len()).find(|at| letters(*at).eq_ignore_ascii_case(name)).into_iter().collect()
    }

    /// The name of a column: its heading, or its letter if there is none.
    #[must_use]
    pub fn name_of(&self, at: usize) -> String {
        let heading = self.headings.get(at).map(|heading| heading.trim()).filter(|heading| !heading.is_empty());
        heading.map_or_else(|| letters(at), str::to_owned)
    }

    /// The column of a part.
    #[must_use]
    pub fn part(&self, part: Part) -> Option<usize> {
        match part {
            Part::Day => self.day,
            Part::Place => self.place,
            Part::Location => self.location,
        }
    }

    fn part_mut(&mut self, part: Part) -> &mut Option<usize> {
        match part {
            Part::Day => &mut self.day,
            Part::Place => &mut self.place,
            Part::Location => &mut self.location,
        }
    }

    /// Sets the column of a part, or removes it, as the user states. A column is one part only.
    pub fn take(&mut self, part: Part, at: Option<usize>) {
        for other in Part::ALL {
            if at.is_some() && self.part(other) == at {
                *self.part_mut(other) = None;
            }
        }
        self.unnamed &= part != Part::Place && self.place.is_some();
        *self.part_mut(part) = at;
        self.asks.retain(|ask| ask.part != part);
    }

    /// Whether rows can be read: there are a day and a location or place, and nothing has to be decided.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        (self.day.is_some() || self.has_banners())
            && (self.place.is_some() || self.location.is_some())
            && self.asks.is_empty()
    }

    /// The columns that are read if each row has its day.
    #[must_use]
    pub fn used(&self) -> Vec<usize> {
        let mut used: Vec<usize> = Part::ALL.into_iter().filter_map(|part| self.part(part)).collect();
        used.sort_unstable();
        used
    }

    /// Whether the headings name days and locations, and most cells of the days are days.
    #[must_use]
    pub fn is_schedule(&self, table: &Table) -> bool {
        if self.has_banners() {
            let wheres = self.wheres();
            let is_scene = |row: &Row| wheres.iter().any(|at| !row.cell(*at).is_empty());
            let scene = |row: &&Row| is_scene(row) && !banner::banner(row, &wheres).is_day();
            return table.rows.iter().skip(self.skip).any(|row| scene(&row));
        }
        let asks = |part| self.asks.iter().find(|ask| ask.part == part).and_then(|ask| ask.columns.first().copied());
        let at = |part| self.part(part).or_else(|| asks(part));
        let (Some(day), true) = (at(Part::Day), at(Part::Place).is_some() || at(Part::Location).is_some()) else {
            return false;
        };
        holds_days(table, self.skip, day)
    }

    /// Whether a day is written without a year, so that the user or the table has to state one.
    #[must_use]
    pub fn needs_year(&self, table: &Table) -> bool {
        self.days(table).iter().any(|cell| {
            matches!(day(cell, None, Order::Unclear), Err(RowErrorKind::NoYear(_) | RowErrorKind::UnclearDay(_)))
        })
    }

    /// The cells of the days.
    pub(super) fn days<'a>(&self, table: &'a Table) -> Vec<Cow<'a, Cell>> {
        let rows = self.rows(table, false);
        match self.day {
            Some(at) => rows.iter().map(|row| Cow::Borrowed(row.cell(at))).collect(),
            None if self.has_banners() => banner::days(rows, &self.wheres()).map(Cow::Owned).collect(),
            None => Vec::new(),
        }
    }
}

/// Whether most cells of a column are days.
fn holds_days(table: &Table, skip: usize, at: usize) -> bool {
    let cells = table.rows.iter().skip(skip).take(LOOKED_AT).map(|row| row.cell(at));
    let filled: Vec<&Cell> = cells.filter(|cell| !cell.is_empty()).collect();
    let days = filled.iter().filter(|cell| is_day(cell)).count();
    days > 0 && days * 2 >= filled.len()
}

/// The list of headings that contains a cell: days, places, locations, sets.
fn kind(words: &ScheduleWords, cell: &Cell) -> Option<usize> {
    let Cell::Text(text) = cell else { return None };
    [&words.days, &words.places, &words.locations, &words.sets].iter().position(|names| names.has(text))
}
