//! The texts of files, kept while a library is read, so that checks can point at lines.

use std::collections::{BTreeMap, BTreeSet, HashMap};
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
    /// Where things stand in each file, found out when it is first asked about.
    indexes: Vec<OnceLock<Index>>,
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

/// Where quoted texts and lines stand in a file. A file with very many problems is not gone through for each.
#[derive(Clone, Debug)]
struct Index {
    /// The first place of each text in plain quotes, at its opening quote.
    quoted: HashMap<String, usize>,
    /// Byte, line and column from time to time, all counted as in a [`Location`].
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
                // Every text between two quotes counts, also what stands between two texts: it is asked for by ids.
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

/// Files up to this many bytes have no index.
const SMALL: usize = 64 * 1024;

/// Longer ids are looked for in the text itself.
const LONGEST: usize = 200;

impl Texts {
    /// Keeps the text of a file; the place it has from now on.
    pub(super) fn keep(&mut self, name: String, text: String) -> usize {
        self.files.push((name, text));
        self.trees.push(OnceLock::new());
        self.indexes.push(OnceLock::new());
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
        self.found(record, id).map_or(("", ""), |(_, name, text)| (name, text))
    }

    fn found(&self, record: Record, id: &str) -> Option<(usize, &str, &str)> {
        let (_, at) = self.origins.get(&(record as u8, id.to_owned()))?;
        self.files.get(*at).map(|(name, text)| (*at, name.as_str(), text.as_str()))
    }

    /// The index of a large file; a small one is looked through as quickly.
    fn index(&self, at: usize) -> Option<&Index> {
        let (_, text) = self.files.get(at).filter(|(_, text)| text.len() > SMALL)?;
        Some(self.indexes.get(at)?.get_or_init(|| Index::of(text)))
    }

    /// Where the file of a record, and where a record in it, begins.
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

    /// Where `needle` stands in the file that holds a record; the record itself if it is nowhere.
    pub(super) fn locate(&self, record: Record, id: &str, needle: &str) -> Location {
        let (index, file, text, start) = self.start(record, id);
        let offset = after(text, start, needle).unwrap_or(start);
        location(index, file, text, offset)
    }

    /// Where `needle` stands after `first` in the file that holds a record; `first` itself if nowhere.
    pub(super) fn locate_after(&self, record: Record, id: &str, first: &str, needle: &str) -> Location {
        let (index, file, text, start) = self.start(record, id);
        let first = after(text, start, first).unwrap_or(start);
        let offset = after(text, first, needle).unwrap_or(first);
        location(index, file, text, offset)
    }

    /// Where `needle` stands last in the file that holds a record.
    pub(super) fn locate_last(&self, record: Record, id: &str, needle: &str) -> Location {
        let (index, file, text, _) = self.start(record, id);
        location(index, file, text, text.rfind(needle).unwrap_or(0))
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
