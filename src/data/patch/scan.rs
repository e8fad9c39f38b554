//! The positions of the values of a RON text. It knows no types and is used on texts that the reader accepted.

use std::ops::Range;

/// A value, from its first byte to the one after its last.
#[derive(Clone, Debug)]
pub(in crate::data) struct Value {
    pub(in crate::data) start: usize,
    pub(in crate::data) end: usize,
    /// The end of the word before its bracket; its start if there is none.
    pub(in crate::data) word: usize,
    pub(in crate::data) shape: Shape,
}

/// The form of a value, as far as it can be written into.
#[derive(Clone, Debug)]
pub(in crate::data) enum Shape {
    /// `(name: value, …)`
    Record(Vec<Entry>),
    /// `{key: value, …}`
    Map(Vec<Entry>),
    /// `[value, …]`
    List(Vec<Entry>),
    /// `(value, …)`
    Values(Vec<Entry>),
    /// A number, a text or a bare word.
    Plain,
}

/// One field, one entry or one item.
#[derive(Clone, Debug)]
pub(in crate::data) struct Entry {
    pub(in crate::data) start: usize,
    /// The name of the field, or the key as it is written; empty for an item.
    pub(in crate::data) key: String,
    pub(in crate::data) value: Value,
    /// The position of the comma after it.
    pub(in crate::data) comma: Option<usize>,
}

impl Value {
    /// The entries in its brackets.
    pub(in crate::data) fn entries(&self) -> &[Entry] {
        match &self.shape {
            Shape::Record(all) | Shape::Map(all) | Shape::List(all) | Shape::Values(all) => all,
            Shape::Plain => &[],
        }
    }
}

/// Deeper values are not examined; the reader refuses them too.
const DEEPEST: usize = 128;

/// The record in a file; `None` if it is not exactly one `Name( … )`.
pub(in crate::data) fn root(text: &str) -> Option<Value> {
    let mut scan = Scan { text, at: 0 };
    scan.blank();
    let value = scan.value(0)?;
    scan.blank();
    (value.word > value.start && scan.at == text.len() && matches!(value.shape, Shape::Record(_))).then_some(value)
}

/// The comments of a text, in order.
pub(in crate::data) fn comments(text: &str) -> Vec<&str> {
    let mut scan = Scan { text, at: 0 };
    let mut found = Vec::new();
    while scan.at < text.len() {
        if let Some(end) = scan.comment() {
            found.push(text.get(scan.at..end).unwrap_or_default().trim_end());
            scan.at = end;
        } else if scan.quoted().is_none() {
            scan.at += scan.rest().chars().next().map_or(1, char::len_utf8);
        }
    }
    found
}

struct Scan<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scan<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The end of a comment that begins here.
    fn comment(&self) -> Option<usize> {
        let rest = self.rest();
        if rest.starts_with("//") {
            return Some(self.at + rest.find('\n').unwrap_or(rest.len()));
        }
        if !rest.starts_with("/*") {
            return None;
        }
        let (mut depth, mut at) = (0_usize, 0);
        while let Some(here) = rest.get(at..) {
            if here.starts_with("/*") {
                (depth, at) = (depth + 1, at + 2);
            } else if here.starts_with("*/") {
                (depth, at) = (depth - 1, at + 2);
                if depth == 0 {
                    return Some(self.at + at);
                }
            } else {
                at += here.chars().next()?.len_utf8();
            }
        }
        None
    }

    /// Skips spaces and comments.
    fn blank(&mut self) {
        loop {
            let rest = self.rest();
            self.at += rest.len() - rest.trim_start().len();
            match self.comment() {
                Some(end) => self.at = end,
                None => return,
            }
        }
    }

    /// Skips a quoted text or character, if one begins here.
    fn quoted(&mut self) -> Option<()> {
        let rest = self.rest();
        if let Some(raw) = rest.strip_prefix('r') {
            let hashes = raw.len() - raw.trim_start_matches('#').len();
            if let Some(inside) = raw.get(hashes..).and_then(|raw| raw.strip_prefix('"')) {
                let close = format!("\"{}", "#".repeat(hashes));
                let end = inside.find(&close)?;
                self.at += 1 + hashes + 1 + end + close.len();
                return Some(());
            }
        }
        let quote = rest.chars().next().filter(|sign| matches!(sign, '"' | '\''))?;
        let mut signs = rest.char_indices().skip(1);
        while let Some((at, sign)) = signs.next() {
            if sign == '\\' {
                signs.next();
            } else if sign == quote {
                self.at += at + 1;
                return Some(());
            }
        }
        None
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        let start = self.at;
        if depth > DEEPEST {
            return None;
        }
        if self.rest().starts_with(['(', '[', '{']) {
            let shape = self.bracket(depth)?;
            return Some(Value { start, end: self.at, word: start, shape });
        }
        if self.quoted().is_some() {
            return Some(Value { start, end: self.at, word: start, shape: Shape::Plain });
        }
        let rest = self.rest();
        let end = rest.find(|sign: char| ",:()[]{}/\"".contains(sign) || sign.is_whitespace());
        let end = end.unwrap_or(rest.len());
        (end > 0).then_some(())?;
        self.at += end;
        let word = self.at;
        // `Some( … )` and the like.
        self.blank();
        if !self.rest().starts_with('(') {
            self.at = word;
            return Some(Value { start, end: word, word: start, shape: Shape::Plain });
        }
        let inner = self.value(depth + 1)?;
        Some(Value { start, end: self.at, word, shape: inner.shape })
    }

    /// A value in brackets.
    fn bracket(&mut self, depth: usize) -> Option<Shape> {
        let opened = self.rest().chars().next()?;
        let close = match opened {
            '(' => ')',
            '[' => ']',
            _ => '}',
        };
        let shape = self.inside(close, depth)?;
        Some(match (opened, shape) {
            ('{', Shape::Record(entries)) => Shape::Map(entries),
            ('[', Shape::Record(entries) | Shape::Values(entries)) => Shape::List(entries),
            (_, shape) => shape,
        })
    }

    /// The content of brackets: named entries, or values without names.
    fn inside(&mut self, close: char, depth: usize) -> Option<Shape> {
        self.at += 1;
        let (mut entries, mut named) = (Vec::new(), true);
        loop {
            self.blank();
            if self.rest().starts_with(close) {
                self.at += 1;
                return Some(if named { Shape::Record(entries) } else { Shape::Values(entries) });
            }
            let start = self.at;
            let first = self.value(depth + 1)?;
            let behind = self.at;
            self.blank();
            let mut value = first;
            let mut key = String::new();
            if self.rest().starts_with(':') {
                key = self.text.get(start..value.end)?.to_owned();
                self.at += 1;
                self.blank();
                value = self.value(depth + 1)?;
            } else {
                named = false;
                self.at = behind;
            }
            self.blank();
            let comma = self.rest().starts_with(',').then_some(self.at);
            if comma.is_some() {
                self.at += 1;
            }
            entries.push(Entry { start, key, value, comma });
            if comma.is_none() && !self.rest().starts_with(close) {
                return None;
            }
        }
    }
}

/// The indentation of the line at a position.
pub(in crate::data) fn indent_at(text: &str, at: usize) -> String {
    let before = text.get(..at).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    line.chars().take_while(|sign| matches!(sign, ' ' | '\t')).collect()
}

/// The comments in a range of a text.
pub(in crate::data) fn comments_in(text: &str, range: Range<usize>) -> Vec<String> {
    comments(text.get(range).unwrap_or_default()).into_iter().map(str::to_owned).collect()
}
