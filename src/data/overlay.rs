//! The user's own records, over everything that is loaded: one text for each edited record.
//!
//! A text is kept as it was written, with its comments, and is written to a file unchanged when the user saves a
//! library.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::problem::{Location, Problem, ProblemKind, Severity};
use super::progress::Progress;
use super::read::{Document, File, Layer, Loaded, parse, read_watched, value};
use super::write;
use crate::model::record::Record;

/// Identifies a record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Key {
    /// Its kind.
    pub kind: Record,
    /// Its id.
    pub id: String,
}

impl Key {
    /// Creates the key of a record.
    #[must_use]
    pub fn new(kind: Record, id: &str) -> Self {
        Self { kind, id: id.to_owned() }
    }

    /// The file of the record in a library with one file per record.
    #[must_use]
    pub fn file(&self) -> String {
        let folder = match self.kind {
            Record::Policy | Record::Incentive | Record::Line | Record::Example => "policies",
            Record::Observation => "observations",
            Record::Place => "places",
            Record::Indicator => "indicators",
            Record::Fact => "facts",
            Record::Source => "sources",
            Record::Production => "productions",
            Record::Scenario => "scenarios",
            Record::Slate => "slates",
            Record::Portfolio => "portfolios",
            Record::Rate => "rates",
            Record::Band => "bands",
            Record::Judgement => "judgements",
            Record::Payment => "payments",
        };
        format!("{folder}/{}.ron", self.id)
    }

    /// Whether its file stays inside its folder on every system. The checks refuse other ids; code that
    /// writes files checks again.
    #[must_use]
    pub fn stays_inside(&self) -> bool {
        let plain = |sign: char| !sign.is_control() && !"/\\:*?\"<>|".contains(sign);
        let id = self.id.as_str();
        // Windows treats these names as devices, with any ending.
        let stem = id.split('.').next().unwrap_or_default().to_ascii_lowercase();
        let numbered = |name: &str| {
            stem.strip_prefix(name)
                .is_some_and(|rest| rest.len() == 1 && rest.chars().all(|sign| sign.is_ascii_digit()))
        };
        let device = ["con", "prn", "aux", "nul"].contains(&stem.as_str()) || numbered("com") || numbered("lpt");
        let dots = id.starts_with('.') || id.ends_with('.') || id.contains("..");
        !id.is_empty() && id.len() <= MOST_LETTERS && id.chars().all(plain) && !dots && !device && id.trim() == id
    }
}

/// File systems accept names of 255 bytes, some of which the ending needs.
const MOST_LETTERS: usize = 200;

/// Edited records and their texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overlay(BTreeMap<Key, String>);

impl Overlay {
    /// Sets the text of a record, or removes it.
    pub fn set(&mut self, key: Key, text: Option<String>) {
        match text {
            Some(text) => self.0.insert(key, text),
            None => self.0.remove(&key),
        };
    }

    /// The text of an edited record.
    #[must_use]
    pub fn text(&self, key: &Key) -> Option<&str> {
        self.0.get(key).map(String::as_str)
    }

    /// The edited records.
    pub fn keys(&self) -> impl Iterator<Item = &Key> {
        self.0.keys()
    }

    /// The number of edited records.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether no record is edited.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The edits as a layer of files.
    #[must_use]
    pub fn layer(&self) -> Layer {
        let file = |(key, text): (&Key, &String)| File { name: edited(key), bytes: text.clone().into_bytes() };
        Layer { files: self.0.iter().map(file).collect(), problems: Vec::new() }
    }
}

/// Edits, and drafts that were not applied, as they are kept between runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// The edits.
    pub edits: Overlay,
    /// Drafts that were not applied, and whether each begins a new record.
    pub drafts: Vec<(Key, String, bool)>,
}

impl Kept {
    /// Writes everything as one text.
    ///
    /// # Errors
    /// Does not fail for texts. Any other error is that of the writer.
    pub fn write(&self) -> Result<String, ron::Error> {
        ron::to_string(&(self.edits.0.iter().collect::<Vec<_>>(), &self.drafts))
    }

    /// Reads what [`Kept::write`] wrote.
    ///
    /// # Errors
    /// Returns the problem that makes it unreadable.
    pub fn read(file: &File) -> Result<Self, Box<Problem>> {
        type Written = (Vec<(Key, String)>, Vec<(Key, String, bool)>);
        let (_, (edits, drafts)): (&str, Written) = value(file)?;
        Ok(Self { edits: Overlay(edits.into_iter().collect()), drafts })
    }

    /// Joins the work of two windows that started from the same state. If both edited a record, the edit of this
    /// one is used and the other becomes a draft of it. Returns `false` if the other had content for which there
    /// was no room.
    #[must_use]
    pub fn join(mut self, base: &Self, other: Self) -> (Self, bool) {
        let mut all = true;
        let keys: BTreeSet<&Key> = base.edits.keys().chain(other.edits.keys()).collect();
        let mut drafts = Vec::new();
        for key in keys {
            let (was, mine, theirs) = (base.edits.text(key), self.edits.text(key), other.edits.text(key));
            if theirs == was || theirs == mine {
                continue;
            }
            if mine == was {
                self.edits.set(key.clone(), theirs.map(str::to_owned));
            } else if let Some(text) = theirs {
                drafts.push((key.clone(), text.to_owned(), false));
            }
        }
        let typed = other.drafts.into_iter().filter(|draft| !base.drafts.contains(draft));
        for draft in typed.chain(drafts) {
            let known = self.drafts.iter().find(|(key, ..)| *key == draft.0);
            match known {
                None => self.drafts.push(draft),
                Some(known) => all &= *known == draft,
            }
        }
        (self, all)
    }
}

/// The file name of an edited record in problems.
pub(super) fn edited(key: &Key) -> String {
    format!("edited/{}", key.file())
}

/// The text of a loaded record: its file if it contains nothing else, otherwise as the writer formats it.
#[must_use]
pub fn text_of(loaded: &Loaded, key: &Key) -> Option<String> {
    let own_file =
        matches!(key.kind, Record::Policy | Record::Production | Record::Scenario | Record::Slate | Record::Portfolio);
    if own_file {
        let (name, text) = loaded.texts.file(key.kind, &key.id);
        if !name.is_empty() {
            return Some(text.to_owned());
        }
    }
    write::record(&document(loaded, key)?).ok()
}

/// A record as the document of its own file.
fn document(loaded: &Loaded, key: &Key) -> Option<Document> {
    let library = &loaded.library;
    let id = key.id.as_str();
    Some(match key.kind {
        Record::Policy => Document::Policy(Arc::clone(library.policies.get(&id.into())?)),
        Record::Production => Document::Production(Arc::clone(library.productions.get(id)?)),
        Record::Scenario => Document::Scenario(Arc::clone(library.scenarios.get(id)?)),
        Record::Slate => Document::Slate(Arc::clone(library.slates.get(id)?)),
        Record::Portfolio => Document::Portfolio(Arc::clone(library.portfolios.get(id)?)),
        Record::Place => Document::Places(vec![Arc::clone(library.places.get(&id.into())?)]),
        Record::Source => Document::Sources(vec![Arc::clone(library.sources.get(&id.into())?)]),
        Record::Fact => Document::Facts(vec![Arc::clone(library.facts.get(&id.into())?)]),
        Record::Indicator => Document::Indicators(vec![Arc::clone(library.indicators.get(&id.into())?)]),
        Record::Observation => Document::Observations(vec![Arc::clone(library.observations.get(&id.into())?)]),
        Record::Rate => Document::Rates(vec![Arc::clone(library.rates.get(&id.into())?)]),
        Record::Band => Document::Bands(vec![Arc::clone(library.bands.get(&id.into())?)]),
        Record::Judgement => Document::Judgements(vec![Arc::clone(library.judgements.get(&id.into())?)]),
        Record::Payment => Document::Payments(vec![Arc::clone(library.payments.get(&id.into())?)]),
        Record::Incentive | Record::Line | Record::Example => return None,
    })
}

/// Reads everything with one record edited. `before` is the library without the edit.
///
/// # Errors
/// Returns the problems of the text, and problems it would cause elsewhere that are not in `before`.
pub fn try_edit(
    layers: &[Layer],
    overlay: &Overlay,
    before: &Loaded,
    key: &Key,
    text: &str,
) -> Result<Loaded, Vec<Problem>> {
    let loaded = try_edits(layers, overlay, before, &[(key.clone(), text.to_owned())])?.1;
    let file = edited(key);
    match loaded.texts.holds(&file, key.kind, &key.id) {
        true => Ok(loaded),
        // The text is valid but contains another record, or several.
        false => Err(vec![Problem::error(Location::start_of(&file), ProblemKind::OtherRecord(key.id.clone()))]),
    }
}

/// Reads everything with several records edited at once, and returns the edits with it. `before` is the library
/// without them.
///
/// # Errors
/// Returns the problems of the texts, and problems they would cause elsewhere that are not in `before`.
pub fn try_edits(
    layers: &[Layer],
    overlay: &Overlay,
    before: &Loaded,
    texts: &[(Key, String)],
) -> Result<(Overlay, Loaded), Vec<Problem>> {
    let mut all = overlay.clone();
    texts.iter().for_each(|(key, text)| all.set(key.clone(), Some(text.clone())));
    let loaded = read_with(layers, &all, Some(before));
    let is_error = |problem: &&Problem| problem.severity == Severity::Error;
    let errors: Vec<&Problem> = loaded.problems.iter().filter(is_error).collect();
    if errors.is_empty() {
        return Ok((all, loaded));
    }
    let files: BTreeSet<String> = texts.iter().map(|(key, _)| edited(key)).collect();
    let new = |problem: &&&Problem| files.contains(&problem.at.file) || !before.problems.contains(problem);
    let new: Vec<Problem> = errors.iter().filter(new).map(|problem| (*problem).clone()).collect();
    if new.is_empty() { Ok((all, loaded)) } else { Err(new) }
}

/// Parses a text without the layers below it. This is fast enough for every keystroke.
///
/// # Errors
/// Returns the first problem.
pub fn try_read(key: &Key, text: &str) -> Result<(), Box<Problem>> {
    parse(&File { name: edited(key), bytes: text.as_bytes().to_vec() }).map(drop)
}

/// The key of the record in a text, if it contains exactly one.
#[must_use]
pub fn key_of(text: &str) -> Option<Key> {
    let file = File { name: String::new(), bytes: text.as_bytes().to_vec() };
    let (kind, ids): (Record, Vec<String>) = match parse(&file).ok()?.1 {
        Document::Policy(one) => (Record::Policy, vec![one.id.to_string()]),
        Document::Places(all) => (Record::Place, all.iter().map(|one| one.id.to_string()).collect()),
        Document::Sources(all) => (Record::Source, all.iter().map(|one| one.id.to_string()).collect()),
        Document::Facts(all) => (Record::Fact, all.iter().map(|one| one.id.to_string()).collect()),
        Document::Indicators(all) => (Record::Indicator, all.iter().map(|one| one.id.to_string()).collect()),
        Document::Observations(all) => (Record::Observation, all.iter().map(|one| one.id.to_string()).collect()),
        Document::Rates(all) => (Record::Rate, all.iter().map(|one| one.id.to_string()).collect()),
        Document::Bands(all) => (Record::Band, all.iter().map(|one| one.id.to_string()).collect()),
        Document::Judgements(all) => (Record::Judgement, all.iter().map(|one| one.id.to_string()).collect()),
        Document::Payments(all) => (Record::Payment, all.iter().map(|one| one.id.to_string()).collect()),
        // These are named by their files.
        Document::Production(_) | Document::Scenario(_) | Document::Slate(_) | Document::Portfolio(_) => return None,
    };
    let [id] = ids.as_slice() else { return None };
    Some(Key::new(kind, id))
}

/// Reads layers with edited records over them. Files of `before` that have not changed are not parsed again.
#[must_use]
pub fn read_with(layers: &[Layer], overlay: &Overlay, before: Option<&Loaded>) -> Loaded {
    read_with_watched(layers, overlay, before, &Progress::default()).unwrap_or_default()
}

/// The same with the steps of [`read_watched`]. None if the job was cancelled.
#[must_use]
pub fn read_with_watched(
    layers: &[Layer],
    overlay: &Overlay,
    before: Option<&Loaded>,
    progress: &Progress,
) -> Option<Loaded> {
    if overlay.is_empty() {
        return read_watched(layers, None, before, progress);
    }
    read_watched(layers, Some(&overlay.layer()), before, progress)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(id: &str) -> Key {
        Key::new(Record::Place, id)
    }

    fn kept(edits: &[(&str, &str)], drafts: &[(&str, &str)]) -> Kept {
        let mut all = Overlay::default();
        edits.iter().for_each(|(id, text)| all.set(key(id), Some((*text).to_owned())));
        let drafts = drafts.iter().map(|(id, text)| (key(id), (*text).to_owned(), false)).collect();
        Kept { edits: all, drafts }
    }

    #[test]
    fn edits_of_two_windows_are_joined_and_none_is_lost() {
        let base = kept(&[("a", "0"), ("b", "0"), ("c", "0")], &[]);
        let mine = kept(&[("a", "1"), ("b", "0"), ("c", "1")], &[]);
        let theirs = kept(&[("a", "0"), ("c", "2"), ("d", "2")], &[("e", "typed")]);
        let (joined, all) = mine.join(&base, theirs);
        // The other window undid its edit of b, and both edited c.
        assert_eq!(joined, kept(&[("a", "1"), ("c", "1"), ("d", "2")], &[("e", "typed"), ("c", "2")]));
        assert!(all);
    }

    #[test]
    fn joining_the_same_twice_changes_nothing() {
        let base = kept(&[("a", "0")], &[]);
        let theirs = kept(&[("a", "2"), ("b", "2")], &[("c", "typed")]);
        let (once, _) = base.clone().join(&base, theirs.clone());
        let (twice, all) = once.clone().join(&base, theirs);
        assert!(all && once == twice);
    }

    #[test]
    fn two_drafts_of_one_record_have_no_room() {
        let (joined, all) = kept(&[], &[("a", "1")]).join(&Kept::default(), kept(&[], &[("a", "2")]));
        assert!(!all);
        assert_eq!(joined, kept(&[], &[("a", "1")]));
    }

    #[test]
    fn ids_that_would_leave_a_folder_are_seen_in_any_kind_of_record() {
        for kind in [Record::Policy, Record::Place, Record::Source, Record::Observation, Record::Judgement] {
            let stays = |id: &str| Key::new(kind, id).stays_inside();
            assert!(stays("datong-2025") && stays("大同-2025") && stays("a.b") && stays("contest"));
            let long = "a".repeat(300);
            for id in [
                "../x", "..", ".", "a/b", "/etc/x", "a\\b", "c:x", "", "a..b", ".hidden", "x.", "a\nb", "a\0b", "CON",
                "nul.txt", "com1", " a", "a ", &long,
            ] {
                assert!(!stays(id), "{id:?}");
            }
        }
    }
}
