//! One report document, many writers.
//!
//! [`document()`](crate::report::document()) makes the content once, in one language. A writer only formats it: HTML,
//! Markdown or CSV. The same inputs give the same bytes. Nothing here reads a file or a clock, or uses the session.

mod compose;
mod csv;
pub mod document;
mod docx;
pub mod fonts;
pub mod grid;
mod html;
pub mod ics;
mod ink;
pub mod json;
mod markdown;
#[cfg(feature = "pdf")]
pub mod pdf;
pub mod plan;
pub mod plot;
pub mod references;
mod same_bytes;
pub mod table;
pub mod xlsx;

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

use document::Document;
use plan::{Plan, Reader};

use crate::model::id::{PlaceId, PolicyId};
use crate::model::library::Library;
use crate::model::production::Production;
use crate::rules::assess::{Assessment, assess_all};
use crate::study::evidence::official_only;
use crate::study::fingerprint::fingerprint;
use crate::study::proposals::Proposals;
use crate::study::slate::Worked;
use crate::words::Words;
use crate::words::number::{Disclosure, Scale};

pub use compose::document;

/// The inputs of a report.
#[derive(Clone, Copy, Debug)]
pub struct Brief<'a> {
    /// Everything that is loaded.
    pub library: &'a Library,
    /// The production.
    pub production: &'a Production,
    /// The places to compare, in order.
    pub places: &'a [PlaceId],
    /// The day of the calculation.
    pub day: Date,
    /// The unit of columns of money.
    pub scale: Scale,
    /// The number of errors in the files of the library. Records with an error are left out.
    pub errors: usize,
    /// The policies that are not in the built-in library: from a user's library, or edited.
    pub own: &'a BTreeSet<PolicyId>,
    /// The parts, their order, and how amounts are written.
    pub plan: &'a Plan,
    /// The result of a slate, for the counted part of the library, if it is included.
    pub slate: Option<&'a Worked>,
    /// The proposals of a city, for the counted part of the library, if they are included.
    pub proposals: Option<&'a Proposals>,
    /// Results that the caller already has.
    pub known: Known<'a>,
}

/// Results that the caller of a report already has, so that they are not calculated twice. The report is the same
/// without them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known<'a> {
    /// The assessments of the places, in their order, over the part of the library that counts.
    pub assessments: Option<&'a [Arc<Assessment>]>,
    /// The part of the library that counts.
    pub counted: Option<&'a Library>,
    /// The fingerprint of the library as it is loaded.
    pub fingerprint: Option<&'a str>,
}

impl<'a> Brief<'a> {
    /// The proposals of the city if its brief was requested and prepared.
    fn city_brief(&self) -> Option<&'a Proposals> {
        self.proposals.filter(|one| self.plan.reader == Reader::City && one.briefing.is_some())
    }

    /// The assessments of the places, in their order.
    fn assessments(&self) -> Vec<Arc<Assessment>> {
        match self.known.assessments {
            Some(known) => known.to_vec(),
            None => {
                let all = assess_all(self.library, self.production, self.places, self.day);
                all.into_iter().map(Arc::new).collect()
            }
        }
    }
}

/// A format of reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, strum::VariantArray)]
pub enum Format {
    /// A4 pages.
    Pdf,
    /// A workbook with formulas.
    Xlsx,
    /// A text document for further editing.
    Docx,
    /// One self-contained page.
    Html,
    /// Text for wikis and repositories.
    Markdown,
    /// One flat table for spreadsheets.
    Csv,
}

impl Format {
    /// All of them.
    pub const ALL: &'static [Self] = <Self as strum::VariantArray>::VARIANTS;

    /// The file ending, without the dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Xlsx => "xlsx",
            Self::Docx => "docx",
            Self::Html => "html",
            Self::Markdown => "md",
            Self::Csv => "csv",
        }
    }

    /// The format of a file ending or a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name.to_ascii_lowercase().as_str() {
            "pdf" => Some(Self::Pdf),
            "xlsx" => Some(Self::Xlsx),
            "docx" => Some(Self::Docx),
            "html" | "htm" => Some(Self::Html),
            "md" | "markdown" => Some(Self::Markdown),
            "csv" => Some(Self::Csv),
            _ => None,
        }
    }

    /// The endings of all formats.
    #[must_use]
    pub fn names() -> Vec<&'static str> {
        Self::ALL.iter().map(|format| format.extension()).collect()
    }
}

/// The reason that a report was not made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotMade {
    /// This build has no typesetting.
    NoPdf,
    /// A workbook calculates everything from the amounts and cannot cover them.
    NotCovered,
    /// The user cancelled it.
    Cancelled,
    /// An unexpected error, in the words of the library that writes the format.
    Failed(String),
}

/// Receives the progress of a report, and can cancel it.
pub trait Listener: Sync {
    /// Called after a step, with the number of steps done and of all steps. `false` cancels the report.
    fn step(&self, done: usize, of: usize) -> bool;
}

/// Ignores progress.
impl Listener for () {
    fn step(&self, _: usize, _: usize) -> bool {
        true
    }
}

/// Runs a job with the counted part of a library: all of it, or what is known from official texts. The fingerprint
/// is that of the loaded library.
pub(crate) fn counted<R>(brief: &Brief<'_>, job: impl FnOnce(&Brief<'_>, &dyn Fn() -> String) -> R) -> R {
    let whole = || brief.known.fingerprint.map_or_else(|| fingerprint(brief.library), str::to_owned);
    if !brief.plan.official {
        return job(brief, &whole);
    }
    match brief.known.counted {
        Some(library) => job(&Brief { library, ..*brief }, &whole),
        None => job(&Brief { library: &official_only(brief.library), ..*brief }, &whole),
    }
}

/// A report that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The file.
    pub bytes: Vec<u8>,
    /// The characters that no font has and that are drawn as boxes.
    pub lacking: Vec<char>,
}

/// Calculates a report and writes it in a format, using only the fonts of the program. The same inputs give the same
/// bytes.
///
/// # Errors
///
/// Fails if the format cannot be written, or if the report is cancelled.
pub fn make(brief: &Brief<'_>, words: &Words, format: Format, watch: &dyn Listener) -> Result<Vec<u8>, NotMade> {
    make_with(brief, words, format, watch, &()).map(|made| made.bytes)
}

/// The same with fonts of the system for characters that those of the program lack. Without such characters, the bytes
/// do not depend on the system.
///
/// # Errors
///
/// Fails if the format cannot be written, or if the report is cancelled.
pub fn make_with(
    brief: &Brief<'_>,
    words: &Words,
    format: Format,
    watch: &dyn Listener,
    shelf: &dyn fonts::Shelf,
) -> Result<Made, NotMade> {
    let wanted = |done| if watch.step(done, 3) { Ok(()) } else { Err(NotMade::Cancelled) };
    wanted(0)?;
    if format == Format::Xlsx {
        if brief.plan.amounts != Disclosure::Exact {
            return Err(NotMade::NotCovered);
        }
        let bytes = counted(brief, |brief, fingerprint| {
            let known = Known { fingerprint: Some(&fingerprint()), ..brief.known };
            xlsx::write(&Brief { known, ..*brief }, words)
        });
        let bytes = bytes.map_err(|error| NotMade::Failed(error.to_string()))?;
        wanted(2)?;
        return Ok(Made { bytes, lacking: Vec::new() });
    }
    let document = document(brief, words);
    wanted(1)?;
    let made = set(&document, format, shelf)?;
    wanted(2)?;
    Ok(made)
}

/// Writes a document in a format. Only a PDF needs fonts.
#[cfg_attr(not(feature = "pdf"), expect(unused_variables, reason = "only a PDF needs fonts"))]
fn set(document: &Document, format: Format, shelf: &dyn fonts::Shelf) -> Result<Made, NotMade> {
    #[cfg(feature = "pdf")]
    if format == Format::Pdf {
        return pdf::write_with(document, shelf).map_err(|error| NotMade::Failed(error.to_string()));
    }
    write(document, format).map(|bytes| Made { bytes, lacking: Vec::new() })
}

/// Writes a document in any format except a workbook, which is made from the assessments and not from the
/// document.
///
/// # Errors
///
/// Fails if the format cannot be written.
pub fn write(document: &Document, format: Format) -> Result<Vec<u8>, NotMade> {
    match format {
        #[cfg(feature = "pdf")]
        Format::Pdf => pdf::write(document).map_err(|error| NotMade::Failed(error.to_string())),
        #[cfg(not(feature = "pdf"))]
        Format::Pdf => Err(NotMade::NoPdf),
        Format::Xlsx => Err(NotMade::Failed(String::new())),
        Format::Docx => docx::write(document).map_err(|error| NotMade::Failed(error.to_string())),
        Format::Html => Ok(html::write(document)),
        Format::Markdown => Ok(markdown::write(document)),
        Format::Csv => Ok(csv::write(document)),
    }
}

#[cfg(test)]
mod tests {
    use super::document::{
        Block, Cell, Column, Entry, Figure, Flat, Front, Holds, Item, Node, PlaceHead, Reference, Row, Section,
        SourceEntry, Table, Tag, Tone,
    };
    use super::*;
    use crate::model::mark::Mark;
    use crate::model::text::Language;

    /// Text that could break a writer, used wherever a user or a file can supply text.
    const NASTY: &str = "=<script>alert('x')</script> | \"a\" & *b* [c](javascript:d)";

    fn nasty() -> Document {
        let text = || NASTY.to_owned();
        let references = || vec![Reference { number: 1, at: text() }];
        let tag = || Tag { text: text(), tone: Tone::Possible };
        let item = || Item {
            text: text(),
            details: vec![text()],
            tone: Tone::Strong,
            mark: Some(Mark::numbered(7)),
            tags: vec![tag()],
            references: references(),
            size: None,
        };
        let entry = || Entry { label: text(), value: text() };
        let figure = || Figure { label: text(), value: text(), tone: Tone::Certain };
        let node = |parts| Node {
            label: text(),
            value: text(),
            note: text(),
            decisive: true,
            folds: true,
            references: references(),
            parts,
        };
        let table = Table {
            caption: text(),
            columns: vec![Column { title: text(), holds: Holds::Text, mark: Some(Mark::numbered(0)) }],
            rows: vec![
                Row::Group(item()),
                Row::Cells(vec![Cell::Items(vec![item(), item()])]),
                Row::Sum(vec![Cell::Items(vec![item()])]),
            ],
            legend: vec![tag()],
        };
        let source = SourceEntry { number: 1, title: text(), facts: vec![text()], link: None, note: text() };
        let head = PlaceHead { name: text(), mark: Mark::NATION, certain: figure(), possible: figure() };
        let blocks = vec![
            Block::Paragraph(text()),
            Block::Note(text()),
            Block::Place(head),
            Block::Table(table),
            Block::List(vec![item()]),
            Block::Steps { title: text(), root: node(vec![node(vec![])]) },
            Block::Sources(vec![source]),
        ];
        let front = Front {
            kind: text(),
            day: text(),
            production: text(),
            question: text(),
            answer: vec![item()],
            qualification: text(),
            remarks: vec![text()],
            sections: vec![Section { id: "front-places", title: text(), blocks: blocks.clone() }],
            limits: text(),
            stamp: text(),
        };
        Document {
            language: Language::English,
            front,
            brand: [String::new(), String::new()],
            kicker: text(),
            title: text(),
            subtitle: text(),
            about: vec![entry()],
            caution: text(),
            reminder: text(),
            sections: vec![Section { id: "result", title: text(), blocks }],
            flat: Flat { readme: vec![entry()], columns: vec![text()], rows: vec![vec![text()]] },
        }
    }

    fn written(format: Format) -> String {
        String::from_utf8(write(&nasty(), format).unwrap()).unwrap()
    }

    #[test]
    fn no_text_of_a_user_is_markup() {
        let page = written(Format::Html);
        assert!(!page.contains("<script"));
        assert!(page.contains("&lt;script&gt;"));
        let text = written(Format::Markdown);
        assert!(!text.contains("<script") && !text.contains(" | \"") && !text.contains("[c]("));
        let table = written(Format::Csv);
        assert!(table.lines().all(|line| !line.starts_with('=') && !line.contains(",=") && !line.contains("\"=")));
    }

    #[test]
    fn the_page_fetches_nothing_and_runs_nothing() {
        let page = written(Format::Html);
        for word in ["<link", "<img", "src=", "url(", "@import", "onclick", "javascript:d\""] {
            assert!(!page.contains(word), "{word}");
        }
    }

    #[test]
    fn the_same_report_gives_the_same_bytes() {
        for &format in Format::ALL {
            // A workbook is made from more than the document; `tests/report.rs` makes it twice.
            let is_written = format != Format::Xlsx && (cfg!(feature = "pdf") || format != Format::Pdf);
            let (one, other) = (write(&nasty(), format), write(&nasty(), format));
            assert_eq!(one.is_ok(), is_written, "{format:?}: {:?}", one.err());
            assert!(one == other, "{format:?}");
        }
    }

    #[test]
    fn formats_are_known_by_their_endings() {
        for &format in Format::ALL {
            assert_eq!(Format::named(format.extension()), Some(format));
        }
        assert_eq!(Format::named("HTM"), Some(Format::Html));
        assert_eq!(Format::named("odt"), None);
    }
}
