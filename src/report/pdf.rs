//! A4 pages, typeset by Typst. Text of the user is passed as values, never as markup.
//!
//! The same inputs give the same bytes: the date is in the document, no clock is read, and the fonts are part of the
//! program.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook, FontInfo};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World};
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

use super::document::{Block, Document};
use super::plot::{Dress, curve, svg};
use super::{Made, fonts};

const TEMPLATE: &str = include_str!("../../assets/report/report.typ");

/// The reason that no pages were made. It is always an error of the program, never of the user.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NotSet(String);

/// Typesets the pages.
///
/// # Errors
///
/// Fails if Typst rejects the template.
pub fn write(document: &Document) -> Result<Vec<u8>, NotSet> {
    write_with(document, &()).map(|made| made.bytes)
}

/// Typesets the pages, with fonts of the system for characters that the fonts of the program lack, and returns the
/// characters without any font.
///
/// # Errors
///
/// Fails if Typst rejects the template.
pub fn write_with(document: &Document, shelf: &dyn fonts::Shelf) -> Result<Made, NotSet> {
    let mut desk = Desk::new(document)?;
    let mut lacking = signs(document)?;
    lacking.retain(|sign| !has(&SHELF.fonts, *sign));
    if !lacking.is_empty() {
        let more = shelf.fonts_with(&lacking.iter().copied().collect::<Vec<_>>());
        let more: Vec<Font> = more.into_iter().flat_map(|data| Font::iter(Bytes::new(data))).collect();
        lacking.retain(|sign| !has(&more, *sign));
        if !more.is_empty() {
            let fonts: Vec<Font> = SHELF.fonts.iter().cloned().chain(more).collect();
            desk.more = Some((LazyHash::new(FontBook::from_fonts(&fonts)), fonts));
        }
    }
    let said =
        |all: &[SourceDiagnostic]| NotSet(all.iter().map(|one| one.message.to_string()).collect::<Vec<_>>().join("; "));
    let pages = typst::compile::<PagedDocument>(&desk).output.map_err(|errors| said(&errors))?;
    let bytes = typst_pdf::pdf(&pages, &PdfOptions::default()).map_err(|errors| said(&errors));
    // Keeping Typst's cache would save a twentieth of the next report and needs several times the memory.
    typst::comemo::evict(0);
    Ok(Made { bytes: bytes?, lacking: lacking.into_iter().collect() })
}

/// The characters of a list that a font file has.
#[must_use]
pub fn covered(font: &[u8], signs: &[char]) -> Vec<char> {
    let faces: Vec<FontInfo> = FontInfo::iter(font).collect();
    let has = |sign: &char| faces.iter().any(|face| face.coverage.contains(u32::from(*sign)));
    signs.iter().copied().filter(has).collect()
}

fn has(fonts: &[Font], sign: char) -> bool {
    fonts.iter().any(|font| font.info().coverage.contains(u32::from(sign)))
}

/// Every character that is drawn in a document.
fn signs(document: &Document) -> Result<BTreeSet<char>, NotSet> {
    let mut all = BTreeSet::new();
    let mut open = vec![serde_json::to_value(document).map_err(|error| NotSet(error.to_string()))?];
    while let Some(value) = open.pop() {
        match value {
            serde_json::Value::String(text) => all.extend(text.chars().filter(|sign| is_drawn(*sign))),
            serde_json::Value::Array(parts) => open.extend(parts),
            serde_json::Value::Object(parts) => open.extend(parts.into_iter().map(|(_, part)| part)),
            serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::Number(_) => {}
        }
    }
    Ok(all)
}

/// Whether a character is drawn. Spaces and characters that only join or shape others are not.
fn is_drawn(sign: char) -> bool {
    !sign.is_whitespace()
        && !sign.is_control()
        && !matches!(sign, '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
        && !matches!(sign, '\u{ad}' | '\u{e0000}'..='\u{e0fff}')
}

/// The data that is the same for all reports.
struct Shelf {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

static SHELF: LazyLock<Shelf> = LazyLock::new(|| {
    let fonts: Vec<Font> = fonts::ALL.into_iter().flat_map(|data| Font::iter(Bytes::new(data))).collect();
    Shelf { library: LazyHash::new(Library::default()), book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts }
});

/// Everything the template can read: itself, the document as data, and its plots.
struct Desk {
    main: Source,
    files: HashMap<FileId, Bytes>,
    /// More fonts than those of the program, if the document needs them.
    more: Option<(LazyHash<FontBook>, Vec<Font>)>,
}

impl Desk {
    fn new(document: &Document) -> Result<Self, NotSet> {
        let main = Source::new(file("report.typ")?, TEMPLATE.to_owned());
        let data = serde_json::to_vec(document).map_err(|error| NotSet(error.to_string()))?;
        let mut files = HashMap::from([(file("data.json")?, Bytes::new(data))]);
        let blocks = || document.sections.iter().flat_map(|section| &section.blocks);
        let plots = blocks().filter_map(|block| if let Block::Plot(plot) = block { Some(plot) } else { None });
        for (at, plot) in plots.enumerate() {
            // The names are reused, because Typst never releases one.
            files.insert(file(&format!("plot-{}.svg", at + 1))?, Bytes::new(svg(plot, Dress::Print).into_bytes()));
        }
        let drawings = blocks().filter_map(|block| if let Block::Drawing(one) = block { Some(one) } else { None });
        for (at, one) in drawings.enumerate() {
            files.insert(
                file(&format!("drawing-{}.svg", at + 1))?,
                Bytes::new(curve::inline([&one.title, &one.finding], &one.graphic, Dress::Print).into_bytes()),
            );
        }
        Ok(Self { main, files, more: None })
    }
}

fn file(name: &str) -> Result<FileId, NotSet> {
    let path = VirtualPath::new(name).map_err(|error| NotSet(format!("{error:?}")))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &SHELF.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.more.as_ref().map_or(&SHELF.book, |(book, _)| book)
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() { Ok(self.main.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.more.as_ref().map_or(&SHELF.fonts, |(_, fonts)| fonts).get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
