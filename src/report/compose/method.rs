//! Notes for reading the report, and for making it again.

use super::Composer;
use crate::report::document::{Block, Item, Section};
use crate::report::plan::Part;
use crate::say;

impl Composer<'_> {
    pub(super) fn method(&self) -> Section {
        let words = self.words;
        let library = self.brief.library;
        let points = [
            say!(words, "report-method-certain"),
            say!(words, "report-method-possible"),
            say!(words, "report-method-unknown"),
            say!(words, "report-method-stacking"),
            say!(words, "report-method-not-advice"),
            say!(
                words,
                "report-method-library",
                version = env!("CARGO_PKG_VERSION"),
                places = words.plain(library.places.len().into()),
                policies = words.plain(library.policies.len().into()),
                observations = words.plain(library.observations.len().into()),
                sources = words.plain(library.sources.len().into()),
                fingerprint = self.fingerprint.as_str()
            ),
        ];
        let list = points.into_iter().map(Item::plain).collect();
        self.part(Part::Method, vec![Block::List(list)])
    }
}
