//! Numbers the sources in the order in which they are cited.

use serde::Serialize;

use crate::model::id::SourceId;
use crate::model::library::Library;
use crate::model::source::{Citation, Source};
use crate::say;
use crate::words::Words;
use crate::words::names::locator;

/// A place in a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reference {
    /// The number of the source, from 1.
    pub number: usize,
    /// The locator in it.
    pub at: String,
}

/// A document that figures come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourceEntry {
    /// Its number, from 1.
    pub number: usize,
    /// Its title.
    pub title: String,
    /// Publisher, date, grade and the like.
    pub facts: Vec<String>,
    /// Its address, if a browser can open it.
    pub link: Option<String>,
    /// A remark.
    pub note: String,
}

/// The sources cited so far.
pub struct References<'a> {
    words: &'a Words,
    library: &'a Library,
    cited: Vec<&'a Source>,
}

impl<'a> References<'a> {
    /// An empty list.
    #[must_use]
    pub fn new(words: &'a Words, library: &'a Library) -> Self {
        Self { words, library, cited: Vec::new() }
    }

    /// The numbers of some sources, with the locators. A source that is not loaded has no number.
    pub fn cite(&mut self, cites: &[Citation]) -> Vec<Reference> {
        cites
            .iter()
            .filter_map(|cite| {
                let number = self.number(&cite.source)?;
                Some(Reference { number, at: locator(self.words.language, &cite.at).to_owned() })
            })
            .collect()
    }

    /// Adds a source, which gets the next number.
    pub fn cite_source(&mut self, source: &SourceId) {
        let _ = self.number(source);
    }

    /// All sources cited so far, in the order of their numbers.
    #[must_use]
    pub fn cited(&self) -> &[&'a Source] {
        &self.cited
    }

    /// The list of sources cited so far.
    #[must_use]
    pub fn list(&self) -> Vec<SourceEntry> {
        let words = self.words;
        let entry = |(at, source): (usize, &&Source)| {
            let mut facts = vec![words.text(&source.publisher).to_owned()];
            facts.push(source.date.map_or_else(|| say!(words, "report-source-undated"), |date| words.date(date)));
            facts.push(words.grade(source.grade));
            if source.unofficial_copy {
                facts.push(say!(words, "unofficial-copy"));
            }
            facts.push(say!(words, "checked-on", date = words.date(source.checked_on)));
            SourceEntry {
                number: at + 1,
                title: words.text(&source.title).to_owned(),
                facts,
                link: link(source).map(str::to_owned),
                note: source.note.as_ref().map_or_else(String::new, |note| words.text(note).to_owned()),
            }
        };
        self.cited.iter().enumerate().map(entry).collect()
    }

    /// The short list: publisher, date, and how close the source is to the issuer.
    #[must_use]
    pub fn short_list(&self) -> Vec<SourceEntry> {
        let words = self.words;
        let entry = |(at, source): (usize, &&Source)| {
            let mut facts = vec![words.text(&source.publisher).to_owned()];
            facts.extend(source.date.map(|date| words.date(date)));
            let copy = source.unofficial_copy.then(|| say!(words, "unofficial-copy"));
            let grade = [Some(words.grade(source.grade)), copy].into_iter().flatten().collect::<Vec<_>>();
            facts.push(grade.join(&words.comma()));
            let title = words.text(&source.title).to_owned();
            let link = link(source).map(str::to_owned);
            SourceEntry { number: at + 1, title, facts, link, note: String::new() }
        };
        self.cited.iter().enumerate().map(entry).collect()
    }

    fn number(&mut self, id: &SourceId) -> Option<usize> {
        if let Some(at) = self.cited.iter().position(|source| source.id == *id) {
            return Some(at + 1);
        }
        self.cited.push(self.library.sources.get(id)?);
        Some(self.cited.len())
    }
}

/// The numbers of some sources, each once, without locators.
#[must_use]
pub fn without_locators(mut all: Vec<Reference>) -> Vec<Reference> {
    all.iter_mut().for_each(|one| one.at.clear());
    all.sort_by_key(|one| one.number);
    all.dedup_by_key(|one| one.number);
    all
}

/// The address of a source, if a browser can open it.
#[must_use]
pub fn link(source: &Source) -> Option<&str> {
    let url = source.url.as_deref()?;
    (url.starts_with("https://") || url.starts_with("http://")).then_some(url)
}
