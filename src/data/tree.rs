//! The text of a rule file as a tree of positions, so that a check can report the exact position of a value.
//!
//! It is built only for files that were read and are not very large. It does not check the text.

use std::collections::BTreeMap;
use std::ops::Range;

use super::scan::{Shape, plain_text, token};
use crate::model::unit::Way as Step;

/// Values in larger texts are not located. Problems in them are located by searching for their words.
const LARGEST: usize = 4 * 1024 * 1024;

/// One value. Its words are ranges of the text.
#[derive(Clone, Debug)]
struct Node {
    shape: Shape,
    /// The word before its bracket; for a plain value, the whole value.
    word: Range<usize>,
    /// The name of its field, or its key.
    key: Option<Range<usize>>,
    start: usize,
    inside: Vec<usize>,
}

/// One step on the path to a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way<'a> {
    /// The value of a field or of a key.
    Field(&'a str),
    /// The value at an index, from 0.
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

/// The values of a text.
#[derive(Clone, Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    /// The values whose brackets are open while the tree is built.
    open: Vec<usize>,
    /// The field whose value comes next while the tree is built.
    waiting: Option<Range<usize>>,
    /// The top-level records, by id.
    records: BTreeMap<String, usize>,
    /// The records at the top level or in the top-level list, in their order.
    top: Vec<usize>,
}

impl Tree {
    fn of(text: &str) -> Self {
        let root = Node { shape: Shape::List, word: 0..0, key: None, start: 0, inside: Vec::new() };
        let mut tree =
            Self { nodes: vec![root], open: vec![0], waiting: None, records: BTreeMap::new(), top: Vec::new() };
        let mut word: Option<Range<usize>> = None;
        let mut at = 0;
        while let Some((token, start)) = token(text, at) {
            at = start + token.len();
            match token {
                "(" | "[" | "{" => {
                    let shape = Shape::opened_by(token);
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

    /// The tree of a text, with its records by id; empty for a very large text.
    pub(super) fn whole(text: &str) -> Self {
        let mut tree = Self::of(if text.len() > LARGEST { "" } else { text });
        tree.top = tree.at_top();
        for record in tree.top.clone() {
            let id = tree.find(text, record, &[Way::Field("id")]);
            let id = id.map_or_else(String::new, |id| plain_text(tree.word(text, id)));
            // If two records have the same id, the first is used.
            tree.records.entry(id).or_insert(record);
        }
        tree
    }

    fn at_top(&self) -> Vec<usize> {
        let Some(top) = self.inside(0).next() else { return Vec::new() };
        let is_list =
            |at: &usize| self.nodes.get(*at).is_some_and(|node| node.shape == Shape::List && node.key.is_none());
        let list = self.inside(top).next().filter(is_list);
        list.map_or_else(|| vec![top], |list| self.inside(list).collect())
    }

    /// The position of the id of a record, by its place among those of the text.
    pub(super) fn id_of(&self, text: &str, place: usize) -> Option<usize> {
        let id = self.find(text, *self.top.get(place)?, &[Way::Field("id")])?;
        Some(self.start(id, false))
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

    /// A value as it is written; for a value with brackets, the word before them.
    pub(super) fn word<'a>(&self, text: &'a str, at: usize) -> &'a str {
        self.nodes.get(at).and_then(|node| text.get(node.word.clone())).unwrap_or_default()
    }

    /// Every `id` of the text, with its position.
    pub(super) fn ids(&self, text: &str) -> Vec<(String, usize)> {
        let ids = self.nodes.iter().filter(|node| {
            node.shape == Shape::Plain && node.key.as_ref().is_some_and(|key| text.get(key.clone()) == Some("id"))
        });
        ids.map(|node| (plain_text(text.get(node.word.clone()).unwrap_or_default()), node.start)).collect()
    }

    /// The record with an id, at the top level or in the top-level list.
    pub(super) fn record(&self, id: &str) -> Option<usize> {
        self.records.get(id).or_else(|| self.records.get("").filter(|_| self.records.len() == 1)).copied()
    }

    /// The value at the end of a path, or at the last step that exists.
    pub(super) fn nearest(&self, text: &str, from: usize, way: &[Way<'_>]) -> usize {
        let found = (0..=way.len()).rev().find_map(|length| self.find(text, from, way.get(..length)?));
        found.unwrap_or(from)
    }

    /// The value at the end of a path.
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

    /// `Some(x)` counts as x, and so does a record in double brackets.
    fn unwrapped(&self, text: &str, at: usize) -> usize {
        let (Some(node), Some(inner)) = (self.nodes.get(at), self.inside(at).next()) else { return at };
        let alone = node.inside.len() == 1 && node.shape == Shape::Record;
        let doubled = || {
            node.word.is_empty()
                && self.nodes.get(inner).is_some_and(|inner| inner.shape == Shape::Record && inner.key.is_none())
        };
        if alone && (self.word(text, at) == "Some" || doubled()) { self.unwrapped(text, inner) } else { at }
    }

    /// The start of a value, or of its field if `field` is set and it has one.
    pub(super) fn start(&self, at: usize, field: bool) -> usize {
        let Some(node) = self.nodes.get(at) else { return 0 };
        node.key.as_ref().filter(|_| field).map_or(node.start, |key| key.start)
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
    fn records_of_a_list_are_found_by_their_ids() {
        let text = "Facts([(id: \"a\", kind: Money), (kind: Date, id: \"b\")])";
        let tree = Tree::whole(text);
        let found = tree.record("b").and_then(|record| tree.find(text, record, &[Way::Field("kind")]));
        assert_eq!(found.map(|found| tree.start(found, false)), text.find("Date"));
    }
}
