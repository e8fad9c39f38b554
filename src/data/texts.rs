//! The texts of files, kept while a library is read, so that checks can point at lines.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::problem::Location;
use super::tree::{Tree, Way};
use crate::model::record::Record;

/// The texts of all files, and which file each record came from, so that checks can point at lines.
#[derive(Clone, Debug, Default)]
pub(super) struct Texts {
    pub(super) files: Vec<(String, String)>,
    /// (kind, id) to (layer, file).
    pub(super) origins: BTreeMap<(u8, String), (usize, usize)>,
    /// The trees of the files that were asked for.
    trees: Vec<OnceLock<Tree>>,
    /// The files that could not be read.
    pub(super) unread: Vec<Unread>,
}

/// A file that could not be read, with what seems to stand in it.
#[derive(Clone, Debug)]
pub(super) struct Unread {
    /// Its name.
    pub(super) file: String,
    /// What its first word says it holds.
    pub(super) kind: Option<Record>,
    /// Every id in it.
    pub(super) ids: BTreeSet<String>,
}

impl Texts {
    /// Keeps the text of a file; the place it has from now on.
    pub(super) fn keep(&mut self, name: String, text: String) -> usize {
        self.files.push((name, text));
        self.trees.push(OnceLock::new());
        self.files.len() - 1
    }

    /// Where a value of a record begins, or as much of the way to it as is there.
    pub(super) fn locate_way(&self, record: Record, id: &str, way: &[Way<'_>]) -> Location {
        let (file, text) = self.file(record, id);
        let start = || {
            let tree = self.tree(record, id)?;
            Some(tree.start(tree.nearest(text, tree.record(id)?, way), false))
        };
        let last = way.iter().rev().find_map(|step| if let Way::Field(name) = step { Some(*name) } else { None });
        start().map_or_else(|| self.locate(record, id, last.unwrap_or(id)), |start| Location::at(file, text, start))
    }

    /// A plain value of a record as it is written.
    pub(super) fn written(&self, record: Record, id: &str, way: &[Way<'_>]) -> Option<&str> {
        let (_, text) = self.file(record, id);
        let tree = self.tree(record, id)?;
        Some(tree.word(text, tree.find(text, tree.record(id)?, way)?))
    }

    /// Where an id stands first in the file that holds a record.
    pub(super) fn locate_id(&self, record: Record, id: &str, part: &str) -> Location {
        let (file, text) = self.file(record, id);
        let ids = self.tree(record, id).map(|tree| tree.ids(text)).unwrap_or_default();
        let found = ids.iter().find(|(own, _)| own == part);
        found.map_or_else(|| self.locate_way(record, id, &[]), |(_, start)| Location::at(file, text, *start))
    }

    fn tree(&self, record: Record, id: &str) -> Option<&Tree> {
        let (_, file) = self.origins.get(&(record as u8, id.to_owned()))?;
        let (_, text) = self.files.get(*file)?;
        Some(self.trees.get(*file)?.get_or_init(|| Tree::whole(text)))
    }

    /// The file that could not be read and seems to hold a record.
    pub(super) fn unread(&self, record: Record, id: &str) -> Option<&str> {
        let holds = |unread: &&Unread| unread.kind == Some(record) && unread.ids.contains(id);
        self.unread.iter().find(holds).map(|unread| unread.file.as_str())
    }

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
