//! The report as a workbook, for readers who trace every figure, such as an accountant, and for printing.
//!
//! A cell has a formula only if the formula expresses exactly the calculation of the rules. Every formula is evaluated
//! in decimals and dropped if its result differs from the rules. Texts are never formulas, with any first character.
//! The same inputs give the same bytes.

mod answers;
mod beside;
mod cards;
mod city;
mod follow;
mod formula;
mod front;
mod indicators;
mod page;
mod readme;
mod results;
mod sources;
mod steps;
mod style;

use std::sync::Arc;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

use super::Brief;
use super::references::References;
use crate::model::production::Currency;
use crate::rules::assess::Assessment;
use crate::say;
use crate::study::fingerprint::fingerprint;
use crate::study::marks::Marks;
use crate::words::Words;
use crate::words::explain::Telling;
use style::Style;

pub use rust_xlsxwriter::XlsxError;

/// Writes a report as a workbook.
///
/// # Errors
/// Fails if the workbook cannot hold it, for example because it has more rows than a sheet.
pub fn write(brief: &Brief<'_>, words: &Words) -> Result<Vec<u8>, XlsxError> {
    let fingerprint = brief.known.fingerprint.map_or_else(|| fingerprint(brief.library), str::to_owned);
    let mut book = Book::new(brief, words, fingerprint);
    let front = front::write(&mut book)?;
    // In the order in which sources are numbered. Results refer to steps, and steps to answers.
    let (answers, inputs) = answers::write(&book)?;
    let cards = cards::write(&mut book)?;
    let (steps, totals) = steps::write(&mut book, &inputs)?;
    let results = results::write(&book, &totals)?;
    let beside = beside::write(&book)?;
    let city = city::write(&book)?;
    let indicators = indicators::write(&mut book)?;
    let sources = sources::write(&book)?;
    let readme = readme::write(&book)?;

    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(&book)?);
    let before = [front, readme, results].into_iter().chain(beside).chain(city);
    for sheet in before.chain([answers, cards, steps, indicators, sources]) {
        workbook.push_worksheet(sheet);
    }
    workbook.save_to_buffer().map(super::same_bytes::on_every_system)
}

/// The properties of the workbook. Its date is the day of the report, so that no clock is read.
fn properties(book: &Book<'_>) -> Result<DocProperties, XlsxError> {
    let (words, day) = (book.words, book.brief.day);
    let part = |number: i8| u8::try_from(number).unwrap_or(1);
    let year = u16::try_from(day.year()).unwrap_or(1900).clamp(1900, 9999);
    let created = ExcelDateTime::from_ymd(year, part(day.month()), part(day.day()))?;
    let author = format!("{}{}", say!(words, "brand-first"), say!(words, "brand-second"));
    Ok(DocProperties::new()
        .set_title(page::fitting(words.text(&book.brief.production.name)))
        .set_subject(say!(words, "report-kicker"))
        .set_author(author)
        .set_creation_datetime(&created))
}

/// The names of the sheets.
struct Names {
    front: String,
    readme: String,
    results: String,
    variants: String,
    near: String,
    expected: String,
    curves: String,
    slate: String,
    calendar: String,
    city: String,
    groups: String,
    answers: String,
    cards: String,
    steps: String,
    indicators: String,
    sources: String,
}

/// Shared by all sheets.
struct Book<'a> {
    brief: Brief<'a>,
    words: &'a Words,
    telling: Telling<'a>,
    assessments: Vec<Arc<Assessment>>,
    /// The fingerprint of the library as it is loaded.
    fingerprint: String,
    references: References<'a>,
    names: Names,
    marks: Marks,
    style: Style,
}

impl<'a> Book<'a> {
    fn new(brief: &Brief<'a>, words: &'a Words, fingerprint: String) -> Self {
        let Brief { library, production, places, .. } = *brief;
        Self {
            brief: *brief,
            words,
            telling: Telling { words, library, currency: production.currency },
            assessments: brief.assessments(),
            fingerprint,
            references: References::new(words, library),
            names: Names {
                front: say!(words, "xlsx-sheet-front"),
                readme: say!(words, "xlsx-sheet-readme"),
                results: say!(words, "xlsx-sheet-results"),
                variants: say!(words, "report-variants"),
                near: say!(words, "near-title"),
                expected: say!(words, "report-expected"),
                curves: say!(words, "xlsx-sheet-curves"),
                slate: say!(words, "tab-slate"),
                calendar: say!(words, "calendar-title"),
                city: say!(words, "xlsx-sheet-city"),
                groups: say!(words, "xlsx-sheet-groups"),
                answers: say!(words, "xlsx-sheet-answers"),
                cards: say!(words, "xlsx-sheet-cards"),
                steps: say!(words, "xlsx-sheet-steps"),
                indicators: say!(words, "xlsx-sheet-indicators"),
                sources: say!(words, "xlsx-sheet-sources"),
            },
            marks: Marks::new(library, production, places),
            style: Style::new(words.language),
        }
    }

    /// The name of the production's currency in a heading.
    fn currency(&self) -> String {
        self.currency_name(self.brief.production.currency)
    }

    fn currency_name(&self, currency: Currency) -> String {
        self.words.currency(currency)
    }

    /// Numbers of sources, with locators.
    fn numbers(references: &[super::document::Reference]) -> String {
        let one = |reference: &super::document::Reference| match reference.at.as_str() {
            "" => format!("[{}]", reference.number),
            at => format!("[{}] {at}", reference.number),
        };
        references.iter().map(one).collect::<Vec<_>>().join("\n")
    }
}
