//! The dates of applications, of the ends of policies, and of payments, by place, and the cash per month.

use super::Composer;
use crate::model::production::Currency;
use crate::report::document::{Block, Cell, Column, Holds, Item, Row, Section, Table, Tone};
use crate::report::plan::Part;
use crate::say;
use crate::study::calendar::{By, Calendar, Entry, Event, calendar, cash};

impl Composer<'_> {
    pub(super) fn calendar(&mut self) -> Section {
        let words = self.words;
        let library = self.brief.library;
        let calendars: Vec<Calendar> =
            self.assessments.iter().map(|one| calendar(library, self.brief.production, one)).collect();
        if calendars.iter().all(|one| one.entries.is_empty()) {
            return self.part(Part::Calendar, vec![]);
        }
        let columns = self.dates();
        let mut rows = Vec::new();
        for one in calendars.iter().filter(|one| !one.entries.is_empty()) {
            rows.push(Row::Group(self.place_item(&one.place)));
            rows.extend(one.entries.iter().map(|entry| self.dated(self.brief.production.currency, entry)));
        }
        let caption = say!(words, "calendar-caption");
        let mut blocks = vec![Block::Table(Table { caption, columns, rows, legend: vec![] })];
        if calendars.iter().any(|one| !cash([one]).is_empty()) {
            blocks.push(Block::Table(self.cash(&calendars)));
        }
        blocks.push(Block::Paragraph(say!(words, "calendar-note")));
        self.part(Part::Calendar, blocks)
    }

    /// The columns of a table of dates.
    pub(super) fn dates(&self) -> Vec<Column> {
        let words = self.words;
        let heads = [
            say!(words, "calendar-column-when"),
            say!(words, "calendar-column-what"),
            say!(words, "calendar-column-about"),
        ];
        heads.map(|title| Column::new(title, Holds::Text)).to_vec()
    }

    /// An entry of a calendar as a row of such a table.
    pub(super) fn dated(&mut self, currency: Currency, entry: &Entry) -> Row {
        let (library, words) = (self.brief.library, self.words);
        let (what, when) = self.private.calendar_entry(library, currency, entry);
        let references = self.references.cite(&cited(library, entry));
        let tone = match &entry.event {
            Event::NoWindow | Event::NotPublished => Tone::Unknown,
            Event::Payment(payment) if payment.by == By::User => Tone::Possible,
            _ => Tone::Plain,
        };
        let about = Item { text: words.calendar_about(library, entry), references, ..Item::default() };
        let (when, what) = (Item::toned(words.capital(&when), tone), Item::toned(what, Tone::Plain));
        Row::Cells([when, what, about].map(Cell::from).to_vec())
    }

    /// The cash by month in each place. A production goes to one of them, so there is no sum over places.
    fn cash(&self, calendars: &[Calendar]) -> Table {
        let words = self.words;
        let columns = vec![
            Column::new(say!(words, "calendar-column-when"), Holds::Text),
            Column::new(say!(words, "calendar-cash"), Holds::Text),
            Column::new(say!(words, "calendar-column-whose"), Holds::Text),
        ];
        let mut rows = Vec::new();
        for one in calendars {
            let months = cash([one]);
            if months.is_empty() {
                continue;
            }
            rows.push(Row::Group(self.place_item(&one.place)));
            let row = |(month, amount, whose): (String, String, String)| {
                Row::Cells([month, amount, whose].map(|text| Item::toned(text, Tone::Plain).into()).to_vec())
            };
            let currency = self.brief.production.currency;
            rows.extend(months.iter().map(|one| row(self.private.calendar_cash(currency, one))));
        }
        Table { caption: say!(words, "calendar-cash"), columns, rows, legend: vec![] }
    }
}

/// The sources of an entry.
fn cited(library: &crate::model::library::Library, entry: &Entry) -> Vec<crate::model::source::Citation> {
    let found = library.policies.get(&entry.policy);
    let first = entry.incentives.first();
    let Some((policy, incentive)) = found.and_then(|policy| Some((policy, policy.incentive(first?)?))) else {
        return Vec::new();
    };
    match &entry.event {
        Event::Window { from, to, .. } => {
            let windows = policy.application_of(incentive).into_iter().flat_map(|one| &one.windows);
            let own = windows.filter(|window| window.from == *from && window.to == *to);
            own.flat_map(|window| window.cites.iter().cloned()).collect()
        }
        Event::Payment(payment) if payment.by == By::Published => {
            policy.payout_of(incentive).map(|payout| payout.cites.to_vec()).unwrap_or_default()
        }
        Event::Intake(_) => policy.application_of(incentive).map(|one| one.cites.to_vec()).unwrap_or_default(),
        Event::PaidWhen(_) => policy.payout_of(incentive).map(|payout| payout.cites.to_vec()).unwrap_or_default(),
        _ => Vec::new(),
    }
}
