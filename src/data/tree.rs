//! The text of a rule file as a tree of positions, so that a check can point at the very value it speaks of.
//!
//! It reads any text, also a broken one up to where it breaks, and judges nothing: whether a file is right is
//! said by `read`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::model::unit::Way as Step;

/// What a value looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// `( … )`, with or without a name before it.
    Record,
    /// `[ … ]`
    List,
    /// `{ … }`
    Map,
    /// A number, a text or a bare word.
    Plain,
}

/// One value. Its words are told by where they stand in the text.
#[derive(Clone, Debug)]
struct Node {
    shape: Shape,
    /// The word before its bracket; of a plain value, all of it.
    word: Range<usize>,
    /// The name of its field, or its key.
    key: Option<Range<usize>>,
    start: usize,
    inside: Vec<usize>,
}

/// One step on the way to a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way<'a> {
    /// The value of a field or of a key.
    Field(&'a str),
    /// The value at a place, from 0.
    Item(usize),
}

impl From<Step> for Way<'_> {
    fn from(step: Step) -> Self {
        match step {
            Step::Field(name) => Self::Field(name),
            Step::Item(place) => Self::Item(place),
        }
    }
}

/// A bracket that is open where a text ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Open<'a> {
    /// Which bracket.
    pub(super) shape: Shape,
    /// The word before it.
    pub(super) word: &'a str,
    /// The field or key that it is the value of.
    pub(super) key: Option<&'a str>,
}

/// The values of a text.
#[derive(Clone, Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    /// Those whose brackets are still open at the end.
    open: Vec<usize>,
    /// The field that waits for its value at the end.
    waiting: Option<Range<usize>>,
    /// The records at the top, by their ids.
    records: BTreeMap<String, usize>,
}

impl Tree {
    /// The tree of a text up to an offset.
    pub(super) fn of(text: &str, end: usize) -> Self {
        let root = Node { shape: Shape::List, word: 0..0, key: None, start: 0, inside: Vec::new() };
        let mut tree = Self { nodes: vec![root], open: vec![0], waiting: None, records: BTreeMap::new() };
        let mut word: Option<Range<usize>> = None;
        let mut at = 0;
        while let Some((token, start)) = token(text, at) {
            if start >= end {
                break;
            }
            at = start + token.len();
            match token {
                "(" | "[" | "{" => {
                    let shape = match token {
                        "(" => Shape::Record,
                        "[" => Shape::List,
                        _ => Shape::Map,
                    };
                    let name = word.take().unwrap_or(start..start);
                    let opened = tree.add(shape, name);
                    tree.open.push(opened);
                }
                ")" | "]" | "}" => {
                    tree.plain(&mut word);
                    if tree.open.len() > 1 {
                        tree.open.pop();
                    }
                    tree.waiting = None;
                }
                "," => {
                    tree.plain(&mut word);
                    tree.waiting = None;
                }
                ":" => tree.waiting = word.take(),
                _ => {
                    tree.plain(&mut word);
                    word = Some(start..at);
                }
            }
        }
        tree.plain(&mut word);
        tree
    }

    /// The tree of a whole text, with its records by their ids.
    pub(super) fn whole(text: &str) -> Self {
        let mut tree = Self::of(text, text.len());
        let Some(top) = tree.inside(0).next() else { return tree };
        let list = tree.inside(top).next().filter(|first| {
            tree.nodes.get(*first).is_some_and(|node| node.shape == Shape::List && node.key.is_none())
        });
        let records: Vec<usize> = list.map_or_else(|| vec![top], |list| tree.inside(list).collect());
        for record in records {
            let id = tree.find(text, record, &[Way::Field("id")]);
            let id = id.map_or_else(String::new, |id| plain_text(tree.word(text, id)));
            // Of two records with one id the first is meant.
            tree.records.entry(id).or_insert(record);
        }
        tree
    }

    fn plain(&mut self, word: &mut Option<Range<usize>>) {
        if let Some(word) = word.take() {
            self.add(Shape::Plain, word);
        }
    }

    fn add(&mut self, shape: Shape, word: Range<usize>) -> usize {
        let added = self.nodes.len();
        let start = word.start;
        self.nodes.push(Node { shape, word, key: self.waiting.take(), start, inside: Vec::new() });
        if let Some(parent) = self.open.last().and_then(|open| self.nodes.get_mut(*open)) {
            parent.inside.push(added);
        }
        added
    }

    fn inside(&self, at: usize) -> impl Iterator<Item = usize> {
        self.nodes.get(at).map(|node| node.inside.as_slice()).unwrap_or_default().iter().copied()
    }

    fn word<'a>(&self, text: &'a str, at: usize) -> &'a str {
        self.nodes.get(at).and_then(|node| text.get(node.word.clone())).unwrap_or_default()
    }

    /// The brackets that are open at the end, from the outside, and the field that waits for its value there.
    pub(super) fn unfinished<'a>(&self, text: &'a str) -> (Vec<Open<'a>>, Option<&'a str>) {
        let said = |range: &Range<usize>| text.get(range.clone());
        let open = self.open.iter().skip(1).filter_map(|at| {
            let node = self.nodes.get(*at)?;
            Some(Open { shape: node.shape, word: said(&node.word)?, key: node.key.as_ref().and_then(said) })
        });
        (open.collect(), self.waiting.as_ref().and_then(said))
    }

    /// Every key that stands a second time in one pair of curly brackets, with where it does.
    pub(super) fn repeated_keys(&self, text: &str) -> Vec<(String, usize)> {
        let mut found = Vec::new();
        for map in self.nodes.iter().filter(|node| node.shape == Shape::Map) {
            let mut seen = BTreeSet::new();
            let keys = map.inside.iter().filter_map(|at| self.nodes.get(*at)?.key.clone());
            for key in keys {
                let start = key.start;
                let key = plain_text(text.get(key).unwrap_or_default());
                if !seen.insert(key.clone()) {
                    found.push((key, start));
                }
            }
        }
        found.sort_by_key(|(_, start)| *start);
        found
    }

    /// Every `id` of the text, with where it stands.
    pub(super) fn ids(&self, text: &str) -> Vec<(String, usize)> {
        let ids = self.nodes.iter().filter(|node| {
            node.shape == Shape::Plain && node.key.as_ref().is_some_and(|key| text.get(key.clone()) == Some("id"))
        });
        ids.map(|node| (plain_text(text.get(node.word.clone()).unwrap_or_default()), node.start)).collect()
    }

    /// The record with an id, of those that stand at the top or in the list there.
    pub(super) fn record(&self, id: &str) -> Option<usize> {
        self.records.get(id).or_else(|| self.records.get("").filter(|_| self.records.len() == 1)).copied()
    }

    /// The value at the end of a way, or the last one on it that is there.
    pub(super) fn nearest(&self, text: &str, from: usize, way: &[Way<'_>]) -> usize {
        let found = (0..=way.len()).rev().find_map(|length| self.find(text, from, way.get(..length)?));
        found.unwrap_or(from)
    }

    /// The value at the end of a way.
    pub(super) fn find(&self, text: &str, from: usize, way: &[Way<'_>]) -> Option<usize> {
        let at = self.unwrapped(text, from);
        let Some((first, rest)) = way.split_first() else { return Some(at) };
        let next = match first {
            Way::Field(name) => self.inside(at).find(|one| {
                let key = self.nodes.get(*one).and_then(|node| text.get(node.key.clone()?));
                key.is_some_and(|key| key == *name || plain_text(key) == *name)
            }),
            Way::Item(place) => self.inside(at).nth(*place),
        };
        self.find(text, next?, rest)
    }

    /// `Some(x)` is x, and so is a record in double brackets.
    fn unwrapped(&self, text: &str, at: usize) -> usize {
        let (Some(node), Some(inner)) = (self.nodes.get(at), self.inside(at).next()) else { return at };
        let alone = node.inside.len() == 1 && node.shape == Shape::Record;
        let doubled = || {
            node.word.is_empty()
                && self.nodes.get(inner).is_some_and(|inner| inner.shape == Shape::Record && inner.key.is_none())
        };
        if alone && (self.word(text, at) == "Some" || doubled()) { self.unwrapped(text, inner) } else { at }
    }

    /// Where a value begins; its field, if it has one and that is wanted.
    pub(super) fn start(&self, at: usize, field: bool) -> usize {
        let Some(node) = self.nodes.get(at) else { return 0 };
        node.key.as_ref().filter(|_| field).map_or(node.start, |key| key.start)
    }
}

/// What stands at or after an offset, without blanks and comments, with where it begins.
pub(super) fn token(text: &str, from: usize) -> Option<(&str, usize)> {
    let mut at = from;
    loop {
        let rest = text.get(at..)?;
        let blanks = rest.len() - rest.trim_start().len();
        if blanks > 0 {
            at += blanks;
        } else if rest.starts_with("//") {
            at += rest.find('\n').unwrap_or(rest.len());
        } else if rest.starts_with("/*") {
            at += comment(rest);
        } else {
            break;
        }
    }
    let rest = text.get(at..)?;
    let first = rest.chars().next()?;
    let length = match first {
        '(' | ')' | '[' | ']' | '{' | '}' | ',' | ':' => 1,
        '"' => quoted(rest),
        'r' | 'b' if raw(rest).is_some() => raw(rest).unwrap_or(1),
        _ => {
            let ends = |sign: char| sign.is_whitespace() || "()[]{},:\"".contains(sign);
            rest.find(ends).unwrap_or(rest.len()).max(first.len_utf8())
        }
    };
    rest.get(..length).map(|token| (token, at))
}

/// How long a comment between `/*` and `*/` is; such comments may stand within each other.
fn comment(rest: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(next) = rest.get(at..).filter(|next| !next.is_empty()) {
        if next.starts_with("/*") {
            (depth, at) = (depth + 1, at + 2);
        } else if next.starts_with("*/") {
            (depth, at) = (depth - 1, at + 2);
            if depth == 0 {
                return at;
            }
        } else {
            at += next.chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

/// How long a text in quotes is.
fn quoted(rest: &str) -> usize {
    let mut escaped = false;
    for (at, sign) in rest.char_indices().skip(1) {
        match sign {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// How long a raw text such as `r#"…"#` is; none if it is none.
fn raw(rest: &str) -> Option<usize> {
    let after = rest.trim_start_matches(['r', 'b']);
    let prefix = rest.len() - after.len();
    let body = after.trim_start_matches('#');
    let hashes = after.len() - body.len();
    if !body.starts_with('"') {
        return None;
    }
    let end = format!("\"{}", "#".repeat(hashes));
    let found = body.get(1..)?.find(&end).map_or(rest.len(), |found| prefix + hashes + 1 + found + end.len());
    Some(found)
}

/// A text as it is meant, without its quotes; a bare word as it is.
fn plain_text(word: &str) -> String {
    match word.starts_with(['"', 'r', 'b']) {
        true => ron::from_str::<String>(word).unwrap_or_else(|_| word.to_owned()),
        false => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r##"// (a comment
Policy(
    id: "p", /* another, /* nested */ ( */
    incentives: [
        (id: "a", amount: Sum([Fact("x"), Share(rate: "10%", of: Some(Fact("y")))])),
    ],
    examples: [(id: r#"e"#, answers: {"x": 1, "y": 2, "\u{78}": 3})],
)"##;

    #[test]
    fn a_way_leads_to_its_value() {
        let tree = Tree::whole(TEXT);
        let at = |way: &[Way<'_>]| {
            let found = tree.find(TEXT, tree.record("p")?, way)?;
            TEXT.get(tree.start(found, false)..)
        };
        use Way::{Field, Item};
        let amount = [Field("incentives"), Item(0), Field("amount")];
        assert!(at(&amount).is_some_and(|text| text.starts_with("Sum(")));
        let part = [&amount[..], &[Item(0), Item(1), Field("of"), Item(0)]].concat();
        assert!(at(&part).is_some_and(|text| text.starts_with("\"y\"")));
        assert!(at(&[Field("nothing")]).is_none());
    }

    #[test]
    fn a_key_is_found_a_second_time_however_it_is_written() {
        let repeated: Vec<String> =
            Tree::whole(TEXT).repeated_keys(TEXT).into_iter().map(|(key, _)| key).collect();
        assert_eq!(repeated, ["x"]);
    }

    #[test]
    fn a_broken_text_tells_what_is_open() {
        let text = "Policy(lines: [(amount: Tiers(by: Fact(\"x\"), tiers: [(from: 50";
        let tree = Tree::of(text, text.len() - 2);
        let (open, waiting) = tree.unfinished(text);
        let keys: Vec<_> = open.iter().map(|open| open.key).collect();
        assert_eq!(keys, [None, Some("lines"), None, Some("amount"), Some("tiers"), None]);
        assert_eq!(waiting, Some("from"));
    }

    #[test]
    fn records_of_a_list_are_found_by_their_ids() {
        let text = "Facts([(id: \"a\", kind: Money), (kind: Date, id: \"b\")])";
        let tree = Tree::whole(text);
        let found = tree.record("b").and_then(|record| tree.find(text, record, &[Way::Field("kind")]));
        assert_eq!(found.map(|found| tree.start(found, false)), text.find("Date"));
    }
}
