//! Shooting schedules in words: the columns, the places of locations, and the days per place.

use super::Words;
use crate::data::table::letters;
use crate::data::table::schedule::{
    Asked, Chosen, Columns, Counted, Location, Named, Part, PlaceDays, Schedule, Stated,
};
use crate::model::date::PartialDate;
use crate::model::library::Library;
use crate::say;

/// The number of rows that are named in a sentence.
const MOST_ROWS_NAMED: usize = 12;

impl Words {
    /// The meaning of a column of a schedule.
    #[must_use]
    pub fn schedule_part(&self, part: Part) -> String {
        match part {
            Part::Day => say!(self, "schedule-part-day"),
            Part::Place => say!(self, "schedule-part-place"),
            Part::Location => say!(self, "schedule-part-location"),
        }
    }

    /// The meaning of each column, and the decisions that are needed.
    #[must_use]
    pub fn schedule_columns(&self, columns: &Columns) -> Vec<String> {
        let taken = Part::ALL.into_iter().filter_map(|part| Some((part, columns.part(part)?)));
        let mut lines: Vec<String> = taken
            .map(|(part, at)| {
                let role = self.schedule_part(part);
                say!(self, "table-taken", column = letters(at), heading = columns.name_of(at), role = role)
            })
            .collect();
        lines.extend(self.schedule_unnamed(columns));
        lines.extend(self.schedule_banner(columns));
        lines.extend(columns.asks.iter().map(|ask| self.schedule_asked(columns, ask)));
        lines
    }

    /// A note that the column of places has no heading. `None` if it has one.
    #[must_use]
    pub fn schedule_unnamed(&self, columns: &Columns) -> Option<String> {
        let at = columns.place.filter(|_| columns.unnamed)?;
        Some(say!(self, "schedule-unnamed", column = letters(at)))
    }

    /// A note that days are in rows of their own. `None` if they are not.
    #[must_use]
    pub fn schedule_banner(&self, columns: &Columns) -> Option<String> {
        let first = columns.banner.filter(|_| columns.has_banners())?;
        Some(say!(self, "schedule-banner", row = first.to_string()))
    }

    /// The year that the table states, and its position.
    #[must_use]
    pub fn schedule_stated(&self, stated: &Stated) -> String {
        let (year, text) = (stated.year.to_string(), stated.text.as_str());
        match stated.row {
            Some(row) => say!(self, "schedule-stated-row", year = year, row = row.to_string(), text = text),
            None => say!(self, "schedule-stated-sheet", year = year, text = text),
        }
    }

    /// A question to the user, if several columns could have one meaning.
    #[must_use]
    pub fn schedule_asked(&self, columns: &Columns, ask: &Asked) -> String {
        let named: Vec<String> = ask.columns.iter().map(|at| columns.name_of(*at)).collect();
        say!(self, "table-asked", role = self.schedule_part(ask.part), columns = self.quoted(&named))
    }

    /// The place of a location, or a note that it is not known.
    #[must_use]
    pub fn schedule_lies(&self, library: &Library, location: &Location, chosen: &Chosen) -> String {
        match location.lies(chosen) {
            Some(Some(place)) => self.place(library, place),
            Some(None) => say!(self, "schedule-elsewhere"),
            None => match &location.named {
                Named::Several(places) => {
                    let places: Vec<String> = places.iter().map(|place| self.place(library, place)).collect();
                    say!(self, "schedule-several", places = places.join(&self.comma()))
                }
                Named::One(_) | Named::Unknown => say!(self, "schedule-undecided"),
            },
        }
    }

    /// A location with its days and its place.
    #[must_use]
    pub fn schedule_location(&self, library: &Library, location: &Location, chosen: &Chosen) -> String {
        let lies = self.schedule_lies(library, location, chosen);
        let days = self.schedule_days(location.days.len());
        say!(self, "schedule-location", location = location.name.as_str(), days = days, lies = lies)
    }

    /// A number of days.
    #[must_use]
    pub fn schedule_days(&self, days: usize) -> String {
        say!(self, "schedule-days", count = days)
    }

    /// The days of a place, its longest run with dates, and its share of all days.
    #[must_use]
    pub fn schedule_place(&self, library: &Library, one: &PlaceDays) -> String {
        let (place, days) = (self.place(library, &one.place), self.schedule_days(one.days));
        let (run, dates) = (self.schedule_days(one.run), self.schedule_run(one));
        let share = one.share.map_or_else(|| say!(self, "schedule-no-share"), |share| self.percent(share.0));
        say!(self, "schedule-place", place = place, days = days, run = run, dates = dates, share = share)
    }

    /// The first and last day of the longest run.
    #[must_use]
    pub fn schedule_run(&self, one: &PlaceDays) -> String {
        let day = |day| self.date(PartialDate::Day(day));
        match one.from == one.to {
            true => day(one.from),
            false => say!(self, "schedule-run", from = day(one.from), to = day(one.to)),
        }
    }

    /// The total of days, and notes about it.
    #[must_use]
    pub fn schedule_notes(&self, counted: &Counted, read: &Schedule) -> Vec<String> {
        let mut notes = vec![say!(self, "schedule-all", days = self.schedule_days(counted.days))];
        if counted.elsewhere > 0 {
            notes.push(say!(self, "schedule-all-elsewhere", days = self.schedule_days(counted.elsewhere)));
        }
        if !read.banners.is_empty() {
            let rows = self.schedule_rows(&read.banners);
            notes.push(say!(self, "schedule-banners", count = read.banners.len(), rows = rows));
        }
        if !read.places.is_empty() {
            let rows = self.schedule_rows(&read.places);
            notes.push(say!(self, "schedule-place-rows", count = read.places.len(), rows = rows));
        }
        if !read.idle.is_empty() {
            notes.push(say!(self, "schedule-idle", count = read.idle.len()));
        }
        if !read.captions.is_empty() {
            let rows = self.schedule_rows(&read.captions);
            notes.push(say!(self, "schedule-captions", count = read.captions.len(), rows = rows));
        }
        notes.extend(read.stated.as_ref().map(|stated| self.schedule_stated(stated)));
        if !counted.whole {
            notes.push(say!(self, "schedule-not-whole"));
        }
        notes
    }

    /// The numbers of rows.
    fn schedule_rows(&self, rows: &[usize]) -> String {
        let named: Vec<String> = rows.iter().take(MOST_ROWS_NAMED).map(usize::to_string).collect();
        let named = named.join(&self.comma());
        match rows.len().saturating_sub(MOST_ROWS_NAMED) {
            0 => named,
            more => say!(self, "schedule-rows-more", rows = named, count = more),
        }
    }
}
