//! A4 pages, set by Typst. What a user typed is passed as values and never as markup.
//!
//! Same inputs, same bytes: the date stands in the document, the clock is not asked, and the fonts come with us.

use std::collections::HashMap;
use std::sync::LazyLock;

use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World};
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

use super::document::{Block, Document};
use super::fonts;
use super::plot::{Dress, svg};

const TEMPLATE: &str = include_str!("../../assets/report/report.typ");

/// Why no pages came out. It is our mistake, never that of whoever asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NotSet(String);

/// The pages.
///
/// # Errors
///
/// When Typst refuses the template.
pub fn write(document: &Document) -> Result<Vec<u8>, NotSet> {
    let desk = Desk::new(document)?;
    let said =
        |all: &[SourceDiagnostic]| NotSet(all.iter().map(|one| one.message.to_string()).collect::<Vec<_>>().join("; "));
    let pages = typst::compile::<PagedDocument>(&desk).output.map_err(|errors| said(&errors))?;
    let bytes = typst_pdf::pdf(&pages, &PdfOptions::default()).map_err(|errors| said(&errors));
    // What Typst remembers of one report saves a twentieth of the next and takes several times its memory.
    typst::comemo::evict(0);
    bytes
}

/// What does not change from report to report.
struct Shelf {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

static SHELF: LazyLock<Shelf> = LazyLock::new(|| {
    let fonts: Vec<Font> = fonts::ALL.into_iter().flat_map(|data| Font::iter(Bytes::new(data))).collect();
    Shelf { library: LazyHash::new(Library::default()), book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts }
});

/// All that the template can see: itself, the document as data, and its plots.
struct Desk {
    main: Source,
    files: HashMap<FileId, Bytes>,
}

impl Desk {
    fn new(document: &Document) -> Result<Self, NotSet> {
        let main = Source::new(file("report.typ")?, TEMPLATE.to_owned());
        let data = serde_json::to_vec(document).map_err(|error| NotSet(error.to_string()))?;
        let mut files = HashMap::from([(file("data.json")?, Bytes::new(data))]);
        let blocks = document.sections.iter().flat_map(|section| &section.blocks);
        let plots = blocks.filter_map(|block| if let Block::Plot(plot) = block { Some(plot) } else { None });
        for (at, plot) in plots.enumerate() {
            // Names are used again: Typst never forgets one.
            files.insert(file(&format!("plot-{}.svg", at + 1))?, Bytes::new(svg(plot, Dress::Print).into_bytes()));
        }
        Ok(Self { main, files })
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
        &SHELF.book
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
        SHELF.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
