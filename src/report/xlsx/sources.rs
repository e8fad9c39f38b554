//! The cited documents, by number.

use rust_xlsxwriter::{Url, Worksheet, XlsxError};

use super::Book;
use super::page::{Column, FIRST, Page, fitting};
use super::style::Tone;
use crate::report::references::link;
use crate::say;

/// Longer addresses cannot be links in a spreadsheet. Counted in bytes, which is never too few.
const LONGEST_LINK: usize = 2_000;

/// The maximum number of links in a sheet.
const MOST_LINKS: usize = 60_000;

/// The sheet of sources.
pub(super) fn write(book: &Book<'_>) -> Result<Worksheet, XlsxError> {
    let words = book.words;
    let title = say!(words, "report-sources");
    let mut page = Page::new(book, &book.names.sources, &title, &say!(words, "xlsx-sources-lead"))?;
    let columns = [
        Column::numbers(say!(words, "xlsx-column-number"), 7.0),
        Column::text(say!(words, "xlsx-column-title"), 52.0),
        Column::text(say!(words, "xlsx-column-publisher"), 26.0),
        Column::text(say!(words, "xlsx-column-date"), 12.0),
        Column::text(say!(words, "xlsx-column-grade"), 18.0),
        Column::text(say!(words, "report-flat-checked-on"), 12.0),
        Column::text(say!(words, "report-flat-link"), 48.0),
        Column::text(say!(words, "report-flat-note"), 40.0),
    ];
    page.columns(&columns, 2)?;
    for ((row, number), source) in (FIRST..).zip(1usize..).zip(book.references.cited()) {
        let style = page.style;
        page.number(row, 0, number.into(), &style.number(Tone::Quiet))?;
        page.text(row, 1, words.text(&source.title), &style.text(Tone::Strong))?;
        page.text(row, 2, words.text(&source.publisher), &style.text(Tone::Plain))?;
        let date = source.date.map_or_else(|| say!(words, "report-source-undated"), |date| words.date(date));
        page.text(row, 3, &date, &style.text(Tone::Plain))?;
        page.text(row, 4, &words.grade(source.grade), &style.text(Tone::Plain))?;
        page.text(row, 5, &words.date(source.checked_on), &style.text(Tone::Quiet))?;
        match link(source) {
            Some(address) if address.len() <= LONGEST_LINK && number <= MOST_LINKS => {
                let link = Url::new(address).set_text(address);
                page.sheet.write_url_with_format(row, 6, link, &style.link())?;
            }
            Some(address) => page.text(row, 6, address, &style.text(Tone::Quiet))?,
            None if source.unofficial_copy => {
                page.text(row, 6, &say!(words, "unofficial-copy"), &style.text(Tone::Quiet))?;
            }
            None => page.text(row, 6, "", &style.text(Tone::Quiet))?,
        }
        let note = source.note.as_ref().map_or_else(String::new, |note| fitting(words.text(note)));
        page.text(row, 7, &note, &style.text(Tone::Quiet))?;
    }
    page.finish()
}
