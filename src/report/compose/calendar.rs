//! The dates of applications, of the ends of policies, and of payments, by place, and the cash per month.

use super::Composer;
use crate::report::document::{Block, Cell, Column, Holds, Item, Row, Section, Table, Tone};
use crate::report::plan::Part;
use crate::say;
use crate::study::calendar::{By, Calendar, Event, calendar, cash};

impl Composer<'_> {
    pub(super) fn calendar(&mut self) -> Section {
        let words = self.words;
        let library = self.brief.library;
        let calendars: Vec<Calendar> =
            self.assessments.iter().map(|one| calendar(library, self.brief.production, one)).collect();
        if calendars.iter().all(|one| one.entries.is_empty()) {
            return self.part(Part::Calendar, vec![]);
        }
        let columns = vec![
            Column::new(say!(words, "calendar-column-when"), Holds::Text),
            Column::new(say!(words, "calendar-column-what"), Holds::Text),
            Column::new(say!(words, "calendar-column-about"), Holds::Text),
        ];
        let mut rows = Vec::new();
        for one in calendars.iter().filter(|one| !one.entries.is_empty()) {
            rows.push(Row::Group(self.place_item(&one.place)));
            for entry in &one.entries {
                let (what, when) = self.private.calendar_entry(library, self.brief.production.currency, entry);
                let references = self.references.cite(&cited(library, entry));
                let tone = match &entry.event {
                    Event::NoWindow | Event::NotPublished => Tone::Unknown,
                    Event::Payment(payment) if payment.by == By::User => Tone::Possible,
                    _ => Tone::Plain,
                };
                let about = Item { text: words.calendar_about(library, entry), references, ..Item::default() };
                let cells: Vec<Cell> = vec![
                    Item::toned(words.capital(&when), tone).into(),
                    Item::toned(what, Tone::Plain).into(),
                    about.into(),
                ];
                rows.push(Row::Cells(cells));
            }
        }
        let caption = say!(words, "calendar-caption");
        let mut blocks = vec![Block::Table(Table { caption, columns, rows, legend: vec![] })];
        let months = cash(&calendars);
        if !months.is_empty() {
            let columns = vec![
                Column::new(say!(words, "calendar-column-when"), Holds::Text),
                Column::new(say!(words, "calendar-cash"), Holds::Text),
                Column::new(say!(words, "calendar-column-whose"), Holds::Text),
            ];
            let row = |(month, amount, whose): (String, String, String)| {
                Row::Cells([month, amount, whose].map(|text| Item::toned(text, Tone::Plain).into()).to_vec())
            };
            let rows = months.iter().map(|one| row(self.private.calendar_cash(self.brief.production.currency, one)));
            let caption = say!(words, "calendar-cash");
            blocks.push(Block::Table(Table { caption, columns, rows: rows.collect(), legend: vec![] }));
        }
        blocks.push(Block::Paragraph(say!(words, "calendar-note")));
        self.part(Part::Calendar, blocks)
    }
}

/// The sources of an entry.
fn cited(
    library: &crate::model::library::Library,
    entry: &crate::study::calendar::Entry,
) -> Vec<crate::model::source::Citation> {
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
