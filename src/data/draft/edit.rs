//! Writes one part at a time into the text of a draft. Everything else stays unchanged. A change is refused if the
//! text could no longer be shown as a form after it, or if it lost a comment.

use std::ops::Range;

use super::super::patch::scan::{Entry, Shape as Brackets, Value, comments, comments_in, indent_at};
use super::schema::{Field, Ty};
use super::text::quoted;
use super::{Draft, Path, Step, fields_of, page};
use crate::model::source::Citation;

/// One change of a draft by the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Sets a part to a value, written as in the file.
    Set(Path, String),
    /// Sets a part to a text, in quotes.
    Plain(Path, String),
    /// Inserts a value into a list.
    Insert(Path, usize, String),
    /// Removes a field or an item.
    Remove(Path),
    /// Adds a condition to others.
    AddCondition(Path, String),
    /// Removes one condition.
    RemoveCondition(Path),
    /// Moves an item down if true, up if false.
    Shift(Path, bool),
    /// Puts text around a part.
    Wrap(Path, String, String),
    /// Replaces a part by what is inside it.
    Unwrap(Path, Path),
    /// Adds a citation to a part.
    Cite(Path, Citation),
}

/// A change of a text: the range to replace, and its new text.
type Edit = (Range<usize>, String);

impl Draft {
    /// Makes a change. Returns `false` if it cannot be made; the draft is then unchanged.
    pub fn apply(&mut self, change: &Change) -> bool {
        let before = self.clone();
        let done = match change {
            Change::Set(path, value) => self.set(path, value),
            Change::Plain(path, text) => self.set_plain(path, text),
            Change::Insert(list, at, value) => self.insert(list, *at, value),
            Change::Remove(path) => self.remove(path),
            Change::AddCondition(when, condition) => page::add_condition(self, when, condition),
            Change::RemoveCondition(path) => page::remove_condition(self, path),
            Change::Shift(item, down) => self.shift(item, *down),
            Change::Wrap(path, before, after) => self.wrap(path, before, after),
            Change::Unwrap(path, inner) => self.unwrap(path, inner),
            Change::Cite(path, citation) => page::cite(self, path, citation),
        };
        if !done {
            *self = before;
        }
        done
    }

    /// Sets a part to a value, written as in the file. A field that is left out is added at its position in the
    /// schema.
    /// Comments inside the old value are placed before the new one.
    ///
    /// Returns `false` if the part cannot be there; the draft is then unchanged.
    pub fn set(&mut self, path: &[Step], value: &str) -> bool {
        if self.written(path) == Some(value) {
            return true;
        }
        if let Some(at) = self.value(path).map(|value| value.start..value.end) {
            let indent = indent_at(&self.text, at.start);
            let mut text: String = comments_in(&self.text, at.clone()).iter().map(|one| ended(one, &indent)).collect();
            text.push_str(&indented(value, &indent));
            return self.make(vec![(at, text)]);
        }
        let Some((Step::Field(name), parent)) = path.split_last() else { return false };
        self.add_field(parent, name, value)
    }

    /// Sets a part to a text, in quotes.
    pub fn set_plain(&mut self, path: &[Step], text: &str) -> bool {
        self.set(path, &quoted(text))
    }

    /// Removes a field, or an item of a list. Its comments stay.
    pub fn remove(&mut self, path: &[Step]) -> bool {
        let Some((last, parent)) = path.split_last() else { return false };
        let Some(value) = self.value(parent) else { return false };
        let Some(at) = place_of(value, last) else { return false };
        let entries = value.entries();
        let Some(entry) = entries.get(at) else { return false };
        let end = entry.comma.map_or(entry.value.end, |comma| comma + 1);
        let kept = comments_in(&self.text, entry.start..end);
        // If nothing else is on its lines, the lines are removed too.
        let line = self.text.get(..entry.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
        let rest = self.text.get(end..).and_then(|after| after.find('\n')).map_or(self.text.len(), |at| end + at + 1);
        let blank = |range: Range<usize>| self.text.get(range).is_some_and(|text| text.trim().is_empty());
        let edit = if kept.is_empty() && blank(line..entry.start) && blank(end..rest) {
            (line..rest, String::new())
        } else if kept.is_empty() && at + 1 == entries.len() && entry.comma.is_none() {
            // The comma before the last one is removed with it.
            let comma = at.checked_sub(1).and_then(|before| entries.get(before)?.comma);
            (comma.unwrap_or(entry.start)..end, String::new())
        } else {
            let indent = indent_at(&self.text, entry.start);
            // The space after the comma is removed too.
            let blanks = self.text.get(end..).unwrap_or_default().chars().take_while(|sign| *sign == ' ').count();
            let text: String = kept.iter().map(|comment| ended(comment, &indent)).collect();
            (entry.start..end + if kept.is_empty() { blanks } else { 0 }, text)
        };
        self.make(vec![edit])
    }

    /// Inserts a value into a list, before the item at that index, or at the end.
    pub fn insert(&mut self, list: &[Step], at: usize, value: &str) -> bool {
        let Some(found) = self.value(list).filter(|value| matches!(value.shape, Brackets::List(_))) else {
            // The list is not there yet.
            return !self.has(list) && self.set(list, &format!("[{value}]"));
        };
        let edits = match at.checked_sub(1) {
            Some(before) if before < found.entries().len() => self.after(found, before, value),
            _ => self.at_start(found, value),
        };
        edits.is_some_and(|edits| self.make(edits))
    }

    /// Moves an item of a list up or down by one, with the comments above it.
    pub fn shift(&mut self, item: &[Step], down: bool) -> bool {
        let Some((Step::Item(at), list)) = item.split_last() else { return false };
        let first = if down { Some(*at) } else { at.checked_sub(1) };
        let Some(first) = first else { return false };
        // Both need a comma, so that they can be exchanged.
        let last =
            self.value(list).and_then(|list| list.entries().get(first + 1)).map(|entry| (entry.comma, entry.value.end));
        match last {
            None => return false,
            Some((None, end)) if !self.make(vec![(end..end, ",".to_owned())]) => return false,
            Some(_) => {}
        }
        let Some(value) = self.value(list) else { return false };
        let extent = |at: usize| {
            let end = self.tail(value.entries().get(at)?);
            let before = at.checked_sub(1).and_then(|before| value.entries().get(before));
            let start = match before {
                Some(before) => self.tail(before),
                None => self.open(value)? + 1,
            };
            Some(start..end)
        };
        let Some((upper, lower)) = extent(first).zip(extent(first + 1)) else { return false };
        let texts = (self.text.get(lower.clone()).map(str::to_owned), self.text.get(upper.clone()).map(str::to_owned));
        let (Some(below), Some(above)) = texts else { return false };
        // On one line, the space after the comma belongs to neither.
        let (below, above) = match below.starts_with(' ') && !above.starts_with([' ', '\n', '\r']) {
            true => (below.trim_start().to_owned(), format!(" {above}")),
            false => (below, above),
        };
        self.make(vec![(upper.start..lower.end, format!("{below}{above}"))])
    }

    /// Puts text around a part, such as a cap around an amount.
    pub fn wrap(&mut self, path: &[Step], before: &str, after: &str) -> bool {
        let Some(at) = self.value(path).map(|value| value.start..value.end) else { return false };
        self.make(vec![(at.start..at.start, before.to_owned()), (at.end..at.end, after.to_owned())])
    }

    /// Replaces a part by what is inside it, such as an amount with a cap by the amount alone.
    pub fn unwrap(&mut self, path: &[Step], inner: &[Step]) -> bool {
        let Some(text) = self.written(inner).map(str::to_owned) else { return false };
        let Some((outer, kept)) = self
            .value(path)
            .zip(self.value(inner))
            .map(|(outer, inner)| (outer.start..outer.end, inner.start..inner.end))
        else {
            return false;
        };
        let indent = indent_at(&self.text, outer.start);
        let around =
            [comments_in(&self.text, outer.start..kept.start), comments_in(&self.text, kept.end..outer.end)].concat();
        let mut new: String = around.iter().map(|comment| ended(comment, &indent)).collect();
        new.push_str(&text);
        self.make(vec![(outer, new)])
    }

    /// Adds a field to a record at its position in the schema, or a key to a map.
    fn add_field(&mut self, parent: &[Step], name: &str, value: &str) -> bool {
        let Some(ty) = self.ty(parent) else { return false };
        let Some(record) = self.value(parent) else {
            // The record around it is left out too.
            let open = if matches!(ty, Ty::Map(..)) {
                format!("{{{}: {value}}}", quoted(name))
            } else {
                format!("({name}: {value})")
            };
            return matches!(ty, Ty::Record(_) | Ty::Map(..)) && self.set(parent, &open);
        };
        let (entries, known, key) = match &record.shape {
            Brackets::Map(entries) => (entries, &[][..], quoted(name)),
            Brackets::Record(entries) => {
                let known = match ty {
                    Ty::Text => &BOTH[..],
                    _ => fields_of(ty, self.word_of(record)),
                };
                (entries, known, name.to_owned())
            }
            _ => return false,
        };
        let order = |name: &str| known.iter().position(|field| field.name == name);
        let before = match order(name) {
            Some(place) => entries.iter().rposition(|entry| order(&entry.key).is_none_or(|other| other < place)),
            None if known.is_empty() => entries.len().checked_sub(1),
            None => return false,
        };
        let text = format!("{key}: {value}");
        let edits = match before {
            Some(before) => self.after(record, before, &text),
            None => self.at_start(record, &text),
        };
        edits.is_some_and(|edits| self.make(edits))
    }

    /// The edits that write a new entry after another one.
    fn after(&self, value: &Value, before: usize, new: &str) -> Option<Vec<Edit>> {
        let entries = value.entries();
        let entry = entries.get(before)?;
        let last = before + 1 == entries.len();
        let one_line = !self.text.get(value.start..value.end)?.contains('\n');
        let from = entry.comma.map_or(entry.value.end, |comma| comma + 1);
        if one_line {
            return Some(match (entry.comma, last) {
                (None, _) => vec![(from..from, format!(", {new}"))],
                (Some(_), _) => vec![(from..from, format!(" {new},"))],
            });
        }
        let mut edits = Vec::new();
        if entry.comma.is_none() {
            edits.push((from..from, ",".to_owned()));
        }
        let indent = indent_at(&self.text, entry.start);
        let at = self.tail(entry);
        // The bracket may close on the line of its last value.
        let tail = match value.end.checked_sub(1) {
            Some(close) if close <= at => format!("\n{}", indent_at(&self.text, value.start)),
            _ => String::new(),
        };
        edits.push((at..at, format!("\n{indent}{},{tail}", indented(new, &indent))));
        Some(edits)
    }

    /// The edits that write a new entry before all others.
    fn at_start(&self, value: &Value, new: &str) -> Option<Vec<Edit>> {
        let outer = indent_at(&self.text, value.start);
        let indent = format!("{outer}    ");
        let Some(first) = value.entries().first() else {
            let close = value.end.checked_sub(1)?;
            let inside = self.text.get(self.open(value)? + 1..close)?;
            if inside.trim().is_empty() && !new.contains('\n') {
                return Some(vec![(self.open(value)? + 1..close, new.to_owned())]);
            }
            let lead = if inside.ends_with('\n') { "" } else { "\n" };
            let inside_end = close - (inside.len() - inside.trim_end_matches([' ', '\t']).len());
            return Some(vec![(inside_end..close, format!("{lead}{indent}{},\n{outer}", indented(new, &indent)))]);
        };
        let indent = indent_at(&self.text, first.start);
        let own_line = self.text.get(..first.start)?.trim_end_matches([' ', '\t']).ends_with('\n');
        let gap = if own_line { format!(",\n{indent}") } else { ", ".to_owned() };
        Some(vec![(first.start..first.start, format!("{}{gap}", indented(new, &indent)))])
    }

    /// The end of an entry, with its comma and a comment on the same line.
    fn tail(&self, entry: &Entry) -> usize {
        let from = entry.comma.map_or(entry.value.end, |comma| comma + 1);
        let rest = self.text.get(from..).unwrap_or_default();
        let line = rest.find('\n').map_or(rest.len(), |at| at);
        let behind = rest.get(..line).unwrap_or_default();
        let trimmed = behind.trim();
        if trimmed.is_empty() || trimmed.starts_with("//") || (trimmed.starts_with("/*") && trimmed.ends_with("*/")) {
            return from + behind.trim_end().len();
        }
        from
    }

    /// The offset of the opening bracket of a value.
    fn open(&self, value: &Value) -> Option<usize> {
        let first = value.entries().first().map_or(value.end, |entry| entry.start);
        let before = self.text.get(value.word..first)?;
        before.find(['(', '[', '{']).map(|at| value.word + at)
    }

    /// Makes changes that do not overlap. Refuses them if the text would no longer be that of a policy, or would
    /// lose a comment.
    fn make(&mut self, mut edits: Vec<Edit>) -> bool {
        let returns = self.text.contains("\r\n");
        edits.sort_by_key(|(range, _)| (range.start, range.end));
        let mut text = self.text.clone();
        for (range, new) in edits.into_iter().rev() {
            let new = if returns { new.replace("\r\n", "\n").replace('\n', "\r\n") } else { new };
            text.replace_range(range, &new);
        }
        let new = Self::new(text);
        let (before, after) = (comments(&self.text), comments(&new.text));
        let (mut before, mut after) = (before, after);
        before.sort_unstable();
        after.sort_unstable();
        let kept = before.iter().all(|comment| after.contains(comment)) && before.len() <= after.len();
        if !new.is_form() || !kept {
            return false;
        }
        *self = new;
        true
    }
}

/// The fields of a text in both languages.
static BOTH: [Field; 2] =
    [Field { name: "zh", ty: Ty::Plain, needed: true }, Field { name: "en", ty: Ty::Plain, needed: false }];

/// The index of the entry that a step means.
fn place_of(value: &Value, step: &Step) -> Option<usize> {
    let wanted = super::entry(value, step)?.start;
    value.entries().iter().position(|entry| entry.start == wanted)
}

/// A comment, ended so that the following text is not part of it.
fn ended(comment: &str, indent: &str) -> String {
    if comment.starts_with("//") { format!("{comment}\n{indent}") } else { format!("{comment} ") }
}

fn indented(text: &str, indent: &str) -> String {
    text.replace('\n', &format!("\n{indent}"))
}
