//! The columns of a schedule, from their headings.

use std::collections::HashSet;

use super::day::{Order, day};
use crate::data::table::headings::{ScheduleWords, headings};
use crate::data::table::row_error::RowErrorKind;
use crate::data::table::{Cell, Table, letters};

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
    /// The column of the location.
    pub location: Option<usize>,
    /// What has to be decided before rows can be read.
    pub asks: Vec<Asked>,
    /// The year of days written without one.
    pub year: Option<i16>,
}

impl Columns {
    /// Guesses the columns from the headings.
    #[must_use]
    pub fn guess(table: &Table) -> Self {
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
        Self::below(table, at)
    }

    /// The same with the row of the headings given, by the number that a spreadsheet shows. `None` if there is no
    /// such row.
    #[must_use]
    pub fn guess_at(table: &Table, number: usize) -> Option<Self> {
        table.rows.iter().position(|row| row.number == number).map(|at| Self::below(table, at))
    }

    fn below(table: &Table, at: usize) -> Self {
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
        let mut columns = Self { skip: at + 1, headings: heads, ..Self::default() };
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
        columns
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
        *self.part_mut(part) = at;
        self.asks.retain(|ask| ask.part != part);
    }

    /// Whether rows can be read: there are a day and a location or place, and nothing has to be decided.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.day.is_some() && (self.place.is_some() || self.location.is_some()) && self.asks.is_empty()
    }

    /// The columns that are read.
    #[must_use]
    pub fn used(&self) -> Vec<usize> {
        let mut used: Vec<usize> = Part::ALL.into_iter().filter_map(|part| self.part(part)).collect();
        used.sort_unstable();
        used
    }

    /// Whether the headings name days and locations, and most cells of the days are days.
    #[must_use]
    pub fn is_schedule(&self, table: &Table) -> bool {
        let asks = |part| self.asks.iter().find(|ask| ask.part == part).and_then(|ask| ask.columns.first().copied());
        let at = |part| self.part(part).or_else(|| asks(part));
        let (Some(day), true) = (at(Part::Day), at(Part::Place).is_some() || at(Part::Location).is_some()) else {
            return false;
        };
        holds_days(table, self.skip, day)
    }

    /// Whether a day is written without a year, so that the year must be stated.
    #[must_use]
    pub fn needs_year(&self, table: &Table) -> bool {
        let Some(at) = self.day else { return false };
        let mut cells = table.rows.iter().skip(self.skip).map(|row| row.cell(at));
        cells.any(|cell| {
            matches!(day(cell, None, Order::Unclear), Err(RowErrorKind::NoYear(_) | RowErrorKind::UnclearDay(_)))
        })
    }
}

/// Whether most cells of a column are days.
fn holds_days(table: &Table, skip: usize, at: usize) -> bool {
    let cells = table.rows.iter().skip(skip).take(LOOKED_AT).map(|row| row.cell(at));
    let filled: Vec<&Cell> = cells.filter(|cell| !cell.is_empty()).collect();
    let days = filled.iter().filter(|cell| is_day(cell)).count();
    days > 0 && days * 2 >= filled.len()
}

/// Whether a cell is a day, with or without its year.
fn is_day(cell: &Cell) -> bool {
    matches!(
        day(cell, None, Order::Unclear),
        Ok(_) | Err(RowErrorKind::NoYear(_) | RowErrorKind::UnclearDay(_) | RowErrorKind::Weekday { .. })
    )
}

/// The list of headings that contains a cell: days, places, locations, sets.
fn kind(words: &ScheduleWords, cell: &Cell) -> Option<usize> {
    let Cell::Text(text) = cell else { return None };
    [&words.days, &words.places, &words.locations, &words.sets].iter().position(|names| names.has(text))
}
