//! The texts of files, kept while a library is read, so that checks can point at lines.

use std::collections::BTreeMap;

use super::problem::Location;
use crate::model::record::Record;

/// The texts of all files, and which file each record came from, so that checks can point at lines.
#[derive(Clone, Debug, Default)]
pub(super) struct Texts {
    pub(super) files: Vec<(String, String)>,
    /// (kind, id) to (layer, file).
    pub(super) origins: BTreeMap<(u8, String), (usize, usize)>,
}

impl Texts {
    /// Whether a file holds a record, and nothing else.
    pub(super) fn holds(&self, file: &str, record: Record, id: &str) -> bool {
        let Some(index) = self.files.iter().position(|(name, _)| name == file) else { return false };
        let mut inside = self.origins.iter().filter(|(_, (_, at))| *at == index).map(|(key, _)| key);
        inside.next() == Some(&(record as u8, id.to_owned())) && inside.next().is_none()
    }

    /// The name and the text of the file that holds a record.
    pub(super) fn file(&self, record: Record, id: &str) -> (&str, &str) {
        let found = self.origins.get(&(record as u8, id.to_owned())).and_then(|(_, file)| self.files.get(*file));
        found.map_or(("", ""), |(name, text)| (name, text))
    }

    /// Where `needle` stands in the file that holds a record; the record itself if it is nowhere.
    pub(super) fn locate(&self, record: Record, id: &str, needle: &str) -> Location {
        let (file, text) = self.file(record, id);
        let start = text.find(&format!("\"{id}\"")).unwrap_or(0);
        let offset = text[start..].find(needle).map_or(start, |offset| start + offset);
        Location::at(file, text, offset)
    }

    /// Where `needle` stands after `first` in the file that holds a record; `first` itself if nowhere.
    pub(super) fn locate_after(&self, record: Record, id: &str, first: &str, needle: &str) -> Location {
        let (file, text) = self.file(record, id);
        let start = text.find(&format!("\"{id}\"")).unwrap_or(0);
        let first = text[start..].find(first).map_or(start, |offset| start + offset);
        let offset = text[first..].find(needle).map_or(first, |offset| first + offset);
        Location::at(file, text, offset)
    }

    /// Where `needle` stands last in the file that holds a record.
    pub(super) fn locate_last(&self, record: Record, id: &str, needle: &str) -> Location {
        let (file, text) = self.file(record, id);
        Location::at(file, text, text.rfind(needle).unwrap_or(0))
    }
}
