//! The dates of applications, of ends and of payments in each place. Payments have their amounts as numbers.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::super::Book;
use super::super::page::{Column, FIRST, Page};
use super::super::style::Tone;
use super::amount;
use crate::say;
use crate::study::calendar::{Calendar, Event, calendar};

pub(super) fn sheet(book: &Book<'_>) -> Result<Option<Worksheet>, XlsxError> {
    let (words, brief) = (book.words, book.brief);
    let all: Vec<Calendar> =
        book.assessments.iter().map(|one| calendar(brief.library, brief.production, one)).collect();
    if all.iter().all(|one| one.entries.is_empty()) {
        return Ok(None);
    }
    let mut page =
        Page::new(book, &book.names.calendar, &say!(words, "report-calendar"), &say!(words, "calendar-note"))?;
    let unit = book.currency();
    let heads = [
        Column::text(say!(words, "report-column-place"), 20.0),
        Column::text(say!(words, "calendar-column-when"), 34.0),
        Column::text(say!(words, "calendar-column-what"), 40.0),
        Column::figures(say!(words, "report-column-certain", unit = unit.as_str()), 17.0),
        Column::figures(say!(words, "report-column-possible", unit = unit.as_str()), 17.0),
        Column::text(say!(words, "calendar-column-about"), 44.0),
    ];
    page.columns(&heads, 1)?;
    let mut row = FIRST;
    for one in &all {
        for entry in &one.entries {
            let style = page.style;
            let (what, when) = words.calendar_entry(brief.library, brief.production.currency, entry);
            page.text(row, 0, &words.place(brief.library, &one.place), &style.text(Tone::Quiet))?;
            let open = matches!(entry.event, Event::NoWindow | Event::NotPublished);
            let tone = if open { Tone::Unknown } else { Tone::Plain };
            page.text(row, 1, &words.capital(&when), &style.text(tone))?;
            page.text(row, 2, &words.capital(&what), &style.text(Tone::Plain))?;
            if let Event::Payment(payment) = &entry.event {
                amount(&mut page, (row, 3), Some(payment.amount.low), Tone::Certain, book)?;
                let tone = if payment.second_hand { Tone::Hearsay } else { Tone::Possible };
                amount(&mut page, (row, 4), payment.amount.high, tone, book)?;
            }
            page.text(row, 5, &words.calendar_about(brief.library, entry), &style.text(Tone::Quiet))?;
            row = row.saturating_add(1);
        }
    }
    page.filter(row.saturating_sub(1), heads.len())?;
    page.finish().map(Some)
}
