//! A calendar as an iCalendar file (RFC 5545): windows, last days and payments as all-day events.
//!
//! The same calendar gives the same bytes, and each event keeps its UID, so that importing the file again updates
//! events and adds no duplicates. Entries without a date are not in the file; the window and the report list them.

use std::fmt::Write as _;

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::model::application::WindowState;
use crate::model::date::PartialDate;
use crate::model::library::Library;
use crate::model::production::Production;
use crate::study::calendar::{Calendar, Entry, Event};
use crate::words::Words;

/// The number of octets after which a line is folded.
const LINE: usize = 75;

/// Writes calendars, each with its production, under a name and as of a day.
#[must_use]
pub fn ics(words: &Words, library: &Library, name: &str, all: &[(&Production, &Calendar)], day: Date) -> Vec<u8> {
    let mut file = File::default();
    file.line("BEGIN", "VCALENDAR");
    file.line("VERSION", "2.0");
    file.line("PRODID", &format!("-//Backlot//Backlot {}//EN", env!("CARGO_PKG_VERSION")));
    file.line("CALSCALE", "GREGORIAN");
    file.line("METHOD", "PUBLISH");
    file.text("X-WR-CALNAME", name);
    let several = all.iter().any(|(production, _)| all.first().is_some_and(|(first, _)| first.name != production.name));
    for (production, calendar) in all {
        let name = words.text(&production.name);
        let about = About { words, library, production, calendar, prefix: if several { name } else { "" }, day };
        calendar.entries.iter().for_each(|entry| about.event(&mut file, entry));
    }
    file.line("END", "VCALENDAR");
    file.0.into_bytes()
}

/// The common properties of the events of one calendar.
struct About<'a> {
    words: &'a Words,
    library: &'a Library,
    production: &'a Production,
    calendar: &'a Calendar,
    /// The name of the production, if there are several.
    prefix: &'a str,
    day: Date,
}

impl About<'_> {
    fn event(&self, file: &mut File, entry: &Entry) {
        let Self { words, library, production, calendar, prefix, day } = *self;
        let Some((first, last)) = days(&entry.event) else { return };
        let Ok(after) = last.checked_add(1.days()) else { return };
        let (what, when) = words.calendar_entry(library, production.currency, entry);
        let place = words.place(library, &calendar.place);
        let place = if prefix.is_empty() { place } else { format!("{prefix} · {place}") };
        file.line("BEGIN", "VEVENT");
        file.text("UID", &uid(production, calendar, entry));
        file.line("DTSTAMP", &format!("{}T000000Z", basic(day)));
        file.line("DTSTART;VALUE=DATE", &basic(first));
        file.line("DTEND;VALUE=DATE", &basic(after));
        file.text("SUMMARY", &crate::say!(words, "report-labelled", label = place, value = what));
        file.text("DESCRIPTION", &format!("{}\n{when}", words.calendar_about(library, entry)));
        file.line("TRANSP", "TRANSPARENT");
        file.line("END", "VEVENT");
    }
}

/// The days of an event; `None` if it has no date or is over.
fn days(event: &Event) -> Option<(Date, Date)> {
    match event {
        Event::Window { state: WindowState::Closed, .. } => None,
        Event::Window { from, to, .. } => {
            let first = from.map(PartialDate::first_day);
            let last = to.map(PartialDate::last_day);
            // If one end is not published, the other is a one-day event.
            Some((first.or(last)?, last.or(first)?))
        }
        Event::Begins(day) => Some((day.first_day(), day.first_day())),
        Event::Ends(day) => Some((day.last_day(), day.last_day())),
        Event::Payment(payment) => payment.due.map(|[first, last]| (first, last.last_of_month())),
        Event::Intake(_) | Event::NoWindow | Event::PaidWhen(_) | Event::NotPublished => None,
    }
}

/// The identifier of an event, the same whenever the file is made.
fn uid(production: &Production, calendar: &Calendar, entry: &Entry) -> String {
    let what = match &entry.event {
        Event::Window { from, to, .. } => {
            let day = |day: &Option<PartialDate>| day.map(|day| day.to_string()).unwrap_or_default();
            format!("window-{}-{}", day(from), day(to))
        }
        Event::Payment(payment) => format!("payment-{}-{}", payment.months, payment.share),
        Event::Begins(_) => "begins".to_owned(),
        Event::Ends(_) => "ends".to_owned(),
        Event::Intake(_) | Event::NoWindow | Event::PaidWhen(_) | Event::NotPublished => String::new(),
    };
    let incentive = entry.incentives.first().map(|incentive| incentive.as_str()).unwrap_or_default();
    let own: String = production.name.zh.chars().map(|sign| if sign.is_alphanumeric() { sign } else { '-' }).collect();
    format!("{own}/{}/{}/{incentive}/{what}@backlot", calendar.place, entry.policy)
}

fn basic(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// The text of the file so far.
#[derive(Default)]
struct File(String);

impl File {
    /// A text property.
    fn text(&mut self, name: &str, text: &str) {
        let mut value = String::with_capacity(text.len());
        for sign in text.chars() {
            match sign {
                '\\' | ';' | ',' => value.extend(['\\', sign]),
                '\n' => value.push_str("\\n"),
                sign if sign.is_control() => {}
                sign => value.push(sign),
            }
        }
        self.line(name, &value);
    }

    /// A property, folded so that no line is longer than 75 octets and no character is cut.
    fn line(&mut self, name: &str, value: &str) {
        let mut used = 0;
        for sign in name.chars().chain([':']).chain(value.chars()) {
            if used + sign.len_utf8() > LINE {
                // The space that marks a continued line counts.
                self.0.push_str("\r\n ");
                used = 1;
            }
            used += sign.len_utf8();
            let _ = write!(self.0, "{sign}");
        }
        self.0.push_str("\r\n");
    }
}
