//! The indicators of the places, and a chart of the one with the most values over time.

mod chart;

use rust_xlsxwriter::{Worksheet, XlsxError};

use self::chart::{CHART_ROWS, beyond, chart, most_told};
use super::Book;
use super::page::{Column, FIRST, Page};
use super::style::{Tone, count, money, share};
use crate::model::indicator::{Indicator, Nature, Observation, Unit};
use crate::say;

/// The sheet of indicators.
pub(super) fn write(book: &mut Book<'_>) -> Result<Worksheet, XlsxError> {
    let (words, brief) = (book.words, book.brief);
    let title = say!(words, "report-indicators");
    let mut page = Page::new(book, &book.names.indicators, &title, &say!(words, "report-indicators-caption"))?;
    let columns = [
        Column::text(say!(words, "xlsx-column-indicator"), 30.0),
        Column::text(say!(words, "report-column-place"), 20.0),
        Column::text(say!(words, "report-column-period"), 18.0),
        Column::figures(say!(words, "report-column-used"), 20.0),
        Column::unit(say!(words, "xlsx-column-unit"), 15.0),
        Column::text(say!(words, "report-column-printed"), 34.0),
        Column::text(say!(words, "report-column-nature"), 12.0),
        Column::text(say!(words, "report-column-source"), 22.0),
        Column::figures(say!(words, "xlsx-column-printed-value"), 18.0),
        Column::text(say!(words, "xlsx-column-remark"), 34.0),
        Column::text(say!(words, "xlsx-column-record"), 24.0),
    ];
    page.columns(&columns, 2)?;
    let mut row = FIRST;
    for indicator in brief.library.indicators.values() {
        for place in brief.places {
            let of_place = brief.library.observations_of(&indicator.id).filter(|seen| seen.place == *place);
            let mut seen: Vec<&Observation> = of_place.collect();
            seen.sort_by_key(|seen| (seen.period, &seen.id));
            for seen in seen {
                write_observation(book, &mut page, row, indicator, seen)?;
                row = row.saturating_add(1);
            }
        }
    }
    if row == FIRST {
        page.line(row, 0, &say!(words, "xlsx-no-indicators"), &page.style.lead())?;
        return page.finish();
    }
    page.filter(row.saturating_sub(1), columns.len())?;
    let chart_row = row.saturating_add(1);
    let mut last = row;
    if let Some((indicator, described)) = most_told(book) {
        let chart = chart(book, &mut page, indicator, &described)?;
        page.sheet.insert_chart(chart_row, 0, &chart)?;
        last = chart_row.saturating_add(CHART_ROWS);
        for note in beyond(book, indicator, &described) {
            page.line(last, 0, &note, &page.style.lead())?;
            last = last.saturating_add(1);
        }
    }
    page.sheet.set_print_area(0, 0, last, 7)?;
    page.finish()
}

fn write_observation(
    book: &mut Book<'_>,
    page: &mut Page,
    row: u32,
    indicator: &Indicator,
    seen: &Observation,
) -> Result<(), XlsxError> {
    let (words, style) = (book.words, page.style);
    page.text(row, 0, words.text(&indicator.name), &style.text(Tone::Strong))?;
    page.text(row, 1, &words.place(book.brief.library, &seen.place), &style.text(Tone::Plain))?;
    page.text(row, 2, &words.period(seen), &style.text(Tone::Plain))?;
    let pattern = |value| match indicator.unit {
        Unit::Yuan | Unit::Dollar => money(value),
        Unit::Share | Unit::Change => share(value),
        Unit::Times | Unit::Count(_) | Unit::Words => count(value),
    };
    match seen.value {
        Some(value) => page.number(row, 3, value.0, &style.figure(Tone::Plain, pattern(value.0)))?,
        None => page.text(row, 3, &say!(words, "report-not-applicable"), &style.beside_figures(Tone::Quiet))?,
    }
    page.line(row, 4, &words.unit(&indicator.unit), &style.unit(Tone::Quiet))?;
    page.text(row, 5, &seen.printed, &style.text(Tone::Plain))?;
    let known = matches!(seen.nature, Nature::Actual | Nature::Estimate);
    let tone = if known { Tone::Plain } else { Tone::Possible };
    page.text(row, 6, &words.nature(seen.nature), &style.text(tone))?;
    let references = book.references.cite(&seen.cites);
    page.text(row, 7, &Book::numbers(&references), &style.text(Tone::Quiet))?;
    // The following columns allow the import to recognise the record again.
    if let Some(wrong) = seen.printed_value {
        page.number(row, 8, wrong.0, &style.figure(Tone::Unknown, pattern(wrong.0)))?;
    }
    let remark = seen.note.as_ref().map_or("", |note| words.text(note));
    page.text(row, 9, remark, &style.text(Tone::Plain))?;
    page.text(row, 10, seen.id.as_str(), &style.text(Tone::Quiet))
}
