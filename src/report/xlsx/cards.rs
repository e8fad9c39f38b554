//! The policies, one incentive per row, with the same kinds together.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::Book;
use super::page::{Column, FIRST, Page};
use super::style::Tone;
use crate::model::policy::{Basis, Status};
use crate::say;
use crate::study::compare::{self, Filter, Item};
use crate::study::evidence::Evidence;
use crate::study::paid::record;

/// The sheet of incentives.
pub(super) fn write(book: &mut Book<'_>) -> Result<Worksheet, XlsxError> {
    let (words, brief) = (book.words, book.brief);
    let names: Vec<String> = brief.places.iter().map(|place| words.place(brief.library, place)).collect();
    let lead = say!(words, "report-cards-caption", places = words.list_and(&names));
    let mut page = Page::new(book, &book.names.cards, &say!(words, "report-cards"), &lead)?;
    let columns = [
        Column::text(say!(words, "report-column-kind"), 12.0),
        Column::text(say!(words, "report-column-place"), 17.0),
        Column::text(say!(words, "report-flat-incentive"), 22.0),
        Column::text(say!(words, "report-flat-basis"), 11.0),
        Column::text(say!(words, "report-flat-status"), 12.0),
        Column::text(say!(words, "xlsx-column-amount"), 38.0),
        Column::text(say!(words, "xlsx-column-conditions"), 38.0),
        Column::text(say!(words, "report-column-policy"), 26.0),
        Column::text(say!(words, "report-column-source"), 17.0),
        Column::text(say!(words, "evidence-title"), 12.0),
        Column::text(say!(words, "apply-times"), 26.0),
        Column::text(say!(words, "apply-paid"), 26.0),
        Column::text(say!(words, "paid-title"), 30.0),
    ];
    page.columns(&columns, 3)?;
    let table = compare::table(brief.library, brief.places, brief.day, Filter::default());
    let mut row = FIRST;
    for kind in &table.rows {
        for (items, place) in kind.cells.iter().zip(&names) {
            for item in items {
                let style = page.style;
                page.text(row, 0, &words.kind(kind.kind), &style.text(Tone::Quiet))?;
                page.text(row, 1, place, &style.text(Tone::Plain))?;
                write_item(book, &mut page, row, item)?;
                row = row.saturating_add(1);
            }
        }
    }
    if row == FIRST {
        page.line(row, 0, &say!(words, "report-place-empty"), &page.style.lead())?;
    }
    page.filter(row.saturating_sub(1), columns.len())?;
    page.finish()
}

fn write_item(book: &mut Book<'_>, page: &mut Page, row: u32, item: &Item<'_>) -> Result<(), XlsxError> {
    let (words, library, style) = (book.words, book.brief.library, page.style);
    let Item { policy, incentive, status } = *item;
    page.text(row, 2, words.text(&incentive.name), &style.text(Tone::Strong))?;
    let tone = match incentive.basis {
        Basis::Entitlement => Tone::Certain,
        Basis::UpTo | Basis::Competitive => Tone::Possible,
        Basis::CaseByCase => Tone::Unknown,
        Basis::InKind => Tone::Plain,
    };
    page.text(row, 3, &words.basis(incentive.basis), &style.text(tone))?;
    let known = if status == Status::InForce { Tone::Quiet } else { Tone::Unknown };
    page.text(row, 4, &words.status(status), &style.text(known))?;
    let terms = words.amount_terms(library, policy, incentive);
    let unknown = terms.is_none() && incentive.amount.is_none() && incentive.basis != Basis::InKind;
    let mut amount: Vec<String> = terms.into_iter().collect();
    if unknown {
        amount.push(say!(words, "not-published"));
    }
    if let Some(quota) = incentive.quota {
        amount.push(say!(words, "quota", count = words.plain(quota.into())));
    }
    if incentive.basis == Basis::InKind || amount.is_empty() {
        amount.extend(incentive.note.as_ref().map(|note| words.text(note).to_owned()));
    }
    let tone = if unknown { Tone::Unknown } else { Tone::Plain };
    page.text(row, 5, &amount.join("\n"), &style.text(tone))?;
    let conditions = words.condition_terms(library, policy, incentive).unwrap_or_default();
    page.text(row, 6, &conditions, &style.text(Tone::Plain))?;
    page.text(row, 7, words.text(&policy.title), &style.text(Tone::Quiet))?;
    let references = book.references.cite(&incentive.cites);
    page.text(row, 8, &Book::numbers(&references), &style.text(Tone::Quiet))?;
    let evidence = Evidence::of(library, policy, incentive);
    let tone = if evidence == Evidence::SecondHand { Tone::Unknown } else { Tone::Quiet };
    page.text(row, 9, &words.evidence(evidence), &style.text(tone))?;
    let when = words.apply_when(policy.application_of(incentive), book.brief.day);
    page.text(row, 10, &when, &style.text(Tone::Plain))?;
    page.text(row, 11, &words.paid_when(policy.payout_of(incentive)), &style.text(Tone::Plain))?;
    let known = record(library, &policy.id, Some(&incentive.id)).is_some();
    let tone = if known { Tone::Plain } else { Tone::Quiet };
    page.text(row, 12, &words.paid(library, policy, Some(&incentive.id)).join("\n"), &style.text(tone))
}
