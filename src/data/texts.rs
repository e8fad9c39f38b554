//! The texts of files, kept while a library is read, so that problems have positions.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

use super::document::Document;
use super::problem::{Location, Problem};
use super::tree::{Tree, Way};
use crate::model::record::Record;

/// The texts of all files, and the file of each record, so that problems have positions. A copy shares
/// them.
#[derive(Clone, Debug, Default)]
pub(super) struct Texts {
    files: Vec<Arc<Held>>,
    /// The position of each file, by layer and name.
    places: Arc<HashMap<(usize, String), usize>>,
    /// The file of each record, by kind and id.
    origins: Arc<BTreeMap<(u8, String), usize>>,
    /// The files that could not be read.
    pub(super) unread: Vec<Unread>,
}

/// A file that was read.
#[derive(Debug)]
pub(super) struct Held {
    name: String,
    text: String,
    /// Its layer, counted from the bottom.
    layer: usize,
    /// Its records as they were read.
    document: Document,
    /// The characters in it that affect the text around them.
    signs: Vec<Problem>,
    /// Its tree, made on first use.
    tree: OnceLock<Tree>,
    /// The positions of its texts and lines, made on first use.
    index: OnceLock<Index>,
}

/// A file that could not be read, with the records it seems to contain.
#[derive(Clone, Debug)]
pub(super) struct Unread {
    /// Its name.
    pub(super) file: String,
    /// The kind named by its first word.
    pub(super) kind: Option<Record>,
    /// Every id in it.
    pub(super) ids: BTreeSet<String>,
}

/// The positions of quoted texts and lines in a file, so that a file with many problems is not scanned for each.
#[derive(Clone, Debug)]
struct Index {
    /// The first position of each text in plain quotes, at its opening quote.
    quoted: HashMap<String, usize>,
    /// Byte, line and column at intervals, counted as in a [`Location`].
    marks: Vec<(usize, usize, usize)>,
}

/// Bytes between two marks.
const STRIDE: usize = 4096;

impl Index {
    fn of(text: &str) -> Self {
        let mut quoted = HashMap::new();
        let mut marks = vec![(0, 1, 1)];
        let (mut line, mut column, mut next, mut open) = (1, 1, STRIDE, None::<usize>);
        for (at, sign) in text.char_indices() {
            if at >= next {
                marks.push((at, line, column));
                next = at + STRIDE;
            }
            if sign == '"' {
                // Every text between two quotes is recorded, including text between two quoted texts. The lookup
                // uses ids.
                if let Some(inside) =
                    open.and_then(|open| text.get(open + 1..at)).filter(|inside| inside.len() <= LONGEST)
                    && let Some(open) = open
                    && !quoted.contains_key(inside)
                {
                    quoted.insert(inside.to_owned(), open);
                }
                open = Some(at);
            }
            (line, column) = if sign == '\n' { (line + 1, 1) } else { (line, column + 1) };
        }
        Self { quoted, marks }
    }

    fn at(&self, file: &str, text: &str, offset: usize) -> Location {
        let next = self.marks.partition_point(|(at, ..)| *at <= offset);
        let (from, mut line, mut column) = self.marks.get(next.saturating_sub(1)).copied().unwrap_or((0, 1, 1));
        for sign in text.get(from..offset).unwrap_or_default().chars() {
            (line, column) = if sign == '\n' { (line + 1, 1) } else { (line, column + 1) };
        }
        Location { file: file.to_owned(), line, column }
    }
}

/// Files up to this size have no index.
const SMALL: usize = 64 * 1024;

/// Longer ids are searched in the text itself.
const LONGEST: usize = 200;

impl Held {
    pub(super) fn new(name: String, text: String, layer: usize, document: Document, signs: Vec<Problem>) -> Self {
        Self { name, text, layer, document, signs, tree: OnceLock::new(), index: OnceLock::new() }
    }

    pub(super) fn document(&self) -> &Document {
        &self.document
    }

    pub(super) fn signs(&self) -> &[Problem] {
        &self.signs
    }
}

impl Texts {
    /// Keeps a file and returns its index.
    pub(super) fn keep(&mut self, held: Arc<Held>) -> usize {
        let at = self.files.len();
        Arc::make_mut(&mut self.places).insert((held.layer, held.name.clone()), at);
        self.files.push(held);
        at
    }

    /// A file of a layer, if it was read with this content.
    pub(super) fn same(&self, name: &str, layer: usize, bytes: &[u8]) -> Option<&Arc<Held>> {
        let at = *self.places.get(&(layer, name.to_owned()))?;
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        self.files.get(at).filter(|held| held.text.as_bytes() == bytes)
    }

    /// Records the file of a record. A later file replaces an earlier one.
    pub(super) fn note(&mut self, record: Record, id: String, file: usize) {
        Arc::make_mut(&mut self.origins).insert((record as u8, id), file);
    }

    /// The same with another text for the only record of a file; `None` if the file has others.
    pub(super) fn with(&self, record: Record, id: &str, held: Held) -> Option<Self> {
        let at = *self.origins.get(&(record as u8, id.to_owned()))?;
        let alone = self.origins.values().filter(|file| **file == at).count() == 1;
        let mut texts = self.clone();
        let place = Arc::make_mut(&mut texts.places);
        place.retain(|_, file| *file != at);
        place.insert((held.layer, held.name.clone()), at);
        *texts.files.get_mut(at).filter(|_| alone)? = Arc::new(held);
        Some(texts)
    }

    /// Whether some file contained a record, even if it was left out.
    pub(super) fn knows(&self, record: Record, id: &str) -> bool {
        self.origins.contains_key(&(record as u8, id.to_owned()))
    }

    /// The layer that a record comes from, counted from the bottom.
    pub(super) fn layer(&self, record: Record, id: &str) -> Option<usize> {
        self.held(record, id).map(|(_, held)| held.layer)
    }

    /// The name and the text of a file by its index.
    pub(super) fn at(&self, file: usize) -> Option<(&str, &str)> {
        self.files.get(file).map(|held| (held.name.as_str(), held.text.as_str()))
    }

    fn held(&self, record: Record, id: &str) -> Option<(usize, &Held)> {
        let at = *self.origins.get(&(record as u8, id.to_owned()))?;
        Some((at, self.files.get(at)?))
    }

    /// The position of a value of a record, or of the last part of its path that exists.
    pub(super) fn locate_way(&self, record: Record, id: &str, way: &[Way<'_>]) -> Location {
        let (index, file, text, _) = self.start(record, id);
        let start = || {
            let tree = self.tree(record, id)?;
            Some(tree.start(tree.nearest(text, tree.record(id)?, way), false))
        };
        let last = way.iter().rev().find_map(|step| if let Way::Field(name) = step { Some(*name) } else { None });
        start().map_or_else(|| self.locate(record, id, last.unwrap_or(id)), |start| location(index, file, text, start))
    }

    /// A plain value of a record as it is written.
    pub(super) fn written(&self, record: Record, id: &str, way: &[Way<'_>]) -> Option<&str> {
        let (_, text) = self.file(record, id);
        let tree = self.tree(record, id)?;
        Some(tree.word(text, tree.find(text, tree.record(id)?, way)?))
    }

    /// The first position of an id in the file of a record.
    pub(super) fn locate_id(&self, record: Record, id: &str, part: &str) -> Location {
        let (file, text) = self.file(record, id);
        let ids = self.tree(record, id).map(|tree| tree.ids(text)).unwrap_or_default();
        let found = ids.iter().find(|(own, _)| own == part);
        found.map_or_else(|| self.locate_way(record, id, &[]), |(_, start)| Location::at(file, text, *start))
    }

    fn tree(&self, record: Record, id: &str) -> Option<&Tree> {
        let (_, held) = self.held(record, id)?;
        Some(held.tree.get_or_init(|| Tree::whole(&held.text)))
    }

    /// The unreadable file that seems to contain a record.
    pub(super) fn unread(&self, record: Record, id: &str) -> Option<&str> {
        let holds = |unread: &&Unread| unread.kind == Some(record) && unread.ids.contains(id);
        self.unread.iter().find(holds).map(|unread| unread.file.as_str())
    }

    /// Whether a file contains exactly one record.
    pub(super) fn holds(&self, file: &str, record: Record, id: &str) -> bool {
        let Some(index) = self.files.iter().position(|held| held.name == file) else { return false };
        let mut inside = self.origins.iter().filter(|(_, at)| **at == index).map(|(key, _)| key);
        inside.next() == Some(&(record as u8, id.to_owned())) && inside.next().is_none()
    }

    /// The name and the text of the file of a record.
    pub(super) fn file(&self, record: Record, id: &str) -> (&str, &str) {
        self.found(record, id).map_or(("", ""), |(_, name, text)| (name, text))
    }

    fn found(&self, record: Record, id: &str) -> Option<(usize, &str, &str)> {
        self.held(record, id).map(|(at, held)| (at, held.name.as_str(), held.text.as_str()))
    }

    /// The index of a large file. A small one is scanned as quickly.
    fn index(&self, at: usize) -> Option<&Index> {
        let held = self.files.get(at).filter(|held| held.text.len() > SMALL)?;
        Some(held.index.get_or_init(|| Index::of(&held.text)))
    }

    /// The offsets of the file of a record and of the record in it.
    fn start(&self, record: Record, id: &str) -> (Option<&Index>, &str, &str, usize) {
        let Some((at, file, text)) = self.found(record, id) else { return (None, "", "", 0) };
        let index = self.index(at);
        let known = index.filter(|_| id.len() <= LONGEST && !id.contains('"'));
        let start = match known {
            Some(index) => index.quoted.get(id).copied(),
            None => text.find(&format!("\"{id}\"")),
        };
        (index, file, text, start.unwrap_or(0))
    }

    /// The position of `needle` in the file of a record; that of the record if it is not found.
    pub(super) fn locate(&self, record: Record, id: &str, needle: &str) -> Location {
        let (index, file, text, start) = self.start(record, id);
        let offset = after(text, start, needle).unwrap_or(start);
        location(index, file, text, offset)
    }

    /// The position of `needle` after `first` in the file of a record; that of `first` if it is not found.
    pub(super) fn locate_after(&self, record: Record, id: &str, first: &str, needle: &str) -> Location {
        let (index, file, text, start) = self.start(record, id);
        let first = after(text, start, first).unwrap_or(start);
        let offset = after(text, first, needle).unwrap_or(first);
        location(index, file, text, offset)
    }
}

fn after(text: &str, start: usize, needle: &str) -> Option<usize> {
    text.get(start..)?.find(needle).map(|offset| start + offset)
}

fn location(index: Option<&Index>, file: &str, text: &str, offset: usize) -> Location {
    match index {
        Some(index) => index.at(file, text, offset),
        None => Location::at(file, text, offset),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_index_says_the_same_as_a_look_through_the_whole_text() {
        let line = "  (id: \"大同-1\", name: (zh: \"甲\\\"乙\", en: r#\"say \"a\"\"#), list: [\"b\",\"c\"]),\r\n";
        let text: String = (0..300).map(|at| line.replace("-1", &format!("-{at}"))).collect();
        let index = Index::of(&text);
        for needle in ["大同-0", "大同-299", "b", "c", "a", "乙"] {
            assert_eq!(index.quoted.get(needle).copied(), text.find(&format!("\"{needle}\"")), "{needle}");
        }
        for (offset, _) in text.char_indices().step_by(7) {
            assert_eq!(index.at("f", &text, offset), Location::at("f", &text, offset));
        }
        assert_eq!(index.at("f", &text, text.len()), Location::at("f", &text, text.len()));
    }
}
