//! A policy that is being written: the text of its file, shown as a form.
//!
//! The text is the only state. A form reads the parts from it and writes one part at a time into it, so that
//! comments, layout and everything the form does not know are kept byte by byte, and form and text always agree. A
//! part that is not filled in is the character [`BLANK`], which the reader accepts as no kind of value, so a draft
//! with a blank cannot be applied.
//!
//! Words for the form are in `words`. Whether a draft is valid is decided by the reader and the checks.

mod begin;
mod count;
mod edit;
pub mod number;
pub mod page;
pub mod schema;
mod text;

use super::patch::scan::{Entry, Shape as Brackets, Value, root};
use super::problem::Location;
use super::scan::plain_text;
pub use begin::{begin, capped_share, clause, example, source};
pub use count::{Lack, Lacking};
pub use edit::Change;
use schema::{BLANK, Holds, Kind, POLICY, Shape, Ty};

/// One step on the path to a part of a policy.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// The value of a field, or of a key in curly brackets.
    Field(String),
    /// An item of a list, or a value in the brackets of a word, from 0.
    Item(usize),
}

impl From<&str> for Step {
    fn from(name: &str) -> Self {
        Self::Field(name.to_owned())
    }
}

impl From<usize> for Step {
    fn from(at: usize) -> Self {
        Self::Item(at)
    }
}

/// The path to a part of a policy.
pub type Path = Vec<Step>;

/// A path to a part of a policy: `way!["incentives", 0, "amount"]`.
#[macro_export]
macro_rules! way {
    ($($step:expr),* $(,)?) => {
        $crate::data::draft::Path::from([$($crate::data::draft::Step::from($step)),*])
    };
}

/// A path with one more step.
#[must_use]
pub fn with(path: &[Step], step: impl Into<Step>) -> Path {
    let mut path = path.to_vec();
    path.push(step.into());
    path
}

/// The content of a part, as far as a form can show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// Not filled in.
    Blank,
    /// A number, a text, an id or a date.
    Plain,
    /// Words in both languages.
    Text,
    /// A word of a set, with the content of its brackets.
    Word(&'static str),
    /// A record.
    Record,
    /// A list with this many items.
    List(usize),
    /// Values by ids.
    Map,
    /// Something that the form cannot show.
    Foreign,
}

/// A policy that is being written.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    text: String,
    /// The positions of its values; `None` while its brackets do not match.
    root: Option<Value>,
}

impl PartialEq for Draft {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Draft {}

impl Draft {
    /// The draft of any text.
    #[must_use]
    pub fn new(text: String) -> Self {
        let body = text.strip_prefix('\u{feff}').map_or(text.as_str(), |body| body);
        let root = root(body).filter(|value| body.get(value.start..value.word) == Some(POLICY.name));
        // Positions count from the first byte of the body.
        let text = if body.len() == text.len() { text } else { body.to_owned() };
        Self { text, root }
    }

    /// The text of its file.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it can be shown as a form: its brackets match and contain a policy.
    #[must_use]
    pub fn is_form(&self) -> bool {
        self.root.is_some()
    }

    /// The type of a part, which need not be there.
    #[must_use]
    pub fn ty(&self, path: &[Step]) -> Option<Ty> {
        let mut ty = Ty::Record(&POLICY);
        let mut value = self.root.as_ref();
        for step in path {
            ty = inside(ty, value.map_or("", |value| self.word_of(value)), step)?;
            value = value.and_then(|value| entry(value, step)).map(|entry| &entry.value);
        }
        Some(ty)
    }

    /// The content of a part; `None` if it is left out.
    #[must_use]
    pub fn seen(&self, path: &[Step]) -> Option<Seen> {
        let value = self.value(path)?;
        Some(self.seen_as(value, self.ty(path)?))
    }

    /// A part as it is written.
    #[must_use]
    pub fn written(&self, path: &[Step]) -> Option<&str> {
        self.value(path).and_then(|value| self.text.get(value.start..value.end))
    }

    /// A plain value without its quotes; `None` if it has brackets or is left out.
    #[must_use]
    pub fn plain(&self, path: &[Step]) -> Option<String> {
        let written = self.written(path)?;
        let is_plain = matches!(self.value(path)?.shape, Brackets::Plain);
        (is_plain && written != BLANK).then(|| plain_text(written))
    }

    /// The text in both languages; empty if it is blank or left out.
    #[must_use]
    pub fn both(&self, path: &[Step]) -> (String, String) {
        let of = |language: &str| self.plain(&with(path, language)).unwrap_or_default();
        (of("zh"), of("en"))
    }

    /// The number of items, entries or values in the brackets of a part.
    #[must_use]
    pub fn len(&self, path: &[Step]) -> usize {
        self.value(path).map_or(0, |value| value.entries().len())
    }

    /// Whether the brackets of a part are empty, or it is left out.
    #[must_use]
    pub fn is_empty(&self, path: &[Step]) -> bool {
        self.len(path) == 0
    }

    /// Whether a part is there.
    #[must_use]
    pub fn has(&self, path: &[Step]) -> bool {
        self.value(path).is_some()
    }

    /// The keys in the curly brackets of a part, or the fields of a record.
    #[must_use]
    pub fn keys(&self, path: &[Step]) -> Vec<String> {
        let entries = self.value(path).map(Value::entries).unwrap_or_default();
        entries.iter().filter(|entry| !entry.key.is_empty()).map(|entry| plain_text(&entry.key)).collect()
    }

    /// Calls `visit` for every part that can hold a value of its own, in reading order, with its path, what it can
    /// hold and its content.
    pub fn each(&self, visit: &mut dyn FnMut(&Path, Ty, Seen)) {
        if let Some(root) = &self.root {
            self.each_in(root, Ty::Record(&POLICY), &mut Vec::new(), visit);
        }
    }

    /// The same, within one part.
    pub fn each_of(&self, path: &[Step], visit: &mut dyn FnMut(&Path, Ty, Seen)) {
        if let Some((value, ty)) = self.value(path).zip(self.ty(path)) {
            self.each_in(value, ty, &mut path.to_vec(), visit);
        }
    }

    fn each_in(&self, value: &Value, ty: Ty, path: &mut Path, visit: &mut dyn FnMut(&Path, Ty, Seen)) {
        let seen = self.seen_as(value, ty);
        visit(path, ty, seen);
        // The items of an answer are one value.
        if matches!(seen, Seen::Foreign) || ty == Ty::Answer {
            return;
        }
        // The two languages of a text are one part, unless one of them is blank.
        let named = matches!(value.shape, Brackets::Record(_) | Brackets::Map(_));
        for (at, entry) in value.entries().iter().enumerate() {
            let step = if named { Step::Field(plain_text(&entry.key)) } else { Step::Item(at) };
            let inner = inside(ty, self.word_of(value), &step);
            path.push(step);
            match inner {
                Some(inner) if ty == Ty::Text => {
                    if self.seen_as(&entry.value, inner) != Seen::Plain {
                        self.each_in(&entry.value, inner, path, visit);
                    }
                }
                Some(inner) => self.each_in(&entry.value, inner, path, visit),
                None => visit(path, ty, Seen::Foreign),
            }
            path.pop();
        }
    }

    /// The path to the innermost part at a position of the text.
    #[must_use]
    pub fn at(&self, location: &Location) -> Path {
        let line_start: usize =
            self.text.split_inclusive('\n').take(location.line.saturating_sub(1)).map(str::len).sum();
        let line = self.text.get(line_start..).unwrap_or_default();
        let column: usize = line.chars().take(location.column.saturating_sub(1)).map(char::len_utf8).sum();
        let offset = line_start + column;
        let mut path = Vec::new();
        let mut next = self.root.as_ref();
        while let Some(value) = next {
            let named = matches!(value.shape, Brackets::Record(_) | Brackets::Map(_));
            let holds = |entry: &Entry| (entry.start..entry.value.end).contains(&offset);
            next = value.entries().iter().position(holds).and_then(|at| {
                let entry = value.entries().get(at)?;
                path.push(if named { Step::Field(plain_text(&entry.key)) } else { Step::Item(at) });
                Some(&entry.value)
            });
        }
        path
    }

    /// The line on which a part begins, from 1.
    #[must_use]
    pub fn line(&self, path: &[Step]) -> usize {
        let start = self.value(path).map_or(0, |value| value.start);
        self.text.get(..start).unwrap_or_default().matches('\n').count() + 1
    }

    fn value(&self, path: &[Step]) -> Option<&Value> {
        let mut value = self.root.as_ref()?;
        for step in path {
            value = &entry(value, step)?.value;
        }
        Some(value)
    }

    /// The word before the brackets of a value, or the value itself if it is a bare word.
    fn word_of(&self, value: &Value) -> &str {
        let end = if matches!(value.shape, Brackets::Plain) { value.end } else { value.word };
        self.text.get(value.start..end).unwrap_or_default()
    }

    fn seen_as(&self, value: &Value, ty: Ty) -> Seen {
        let written = self.text.get(value.start..value.end).unwrap_or_default();
        if written == BLANK {
            return Seen::Blank;
        }
        let quoted = written.ends_with('"') || written.ends_with('#');
        let plain = matches!(value.shape, Brackets::Plain);
        let only = |fits: bool, seen: Seen| if fits { seen } else { Seen::Foreign };
        let bare = value.word == value.start;
        match ty {
            Ty::Plain
            | Ty::Id
            | Ty::Date
            | Ty::Fact(_)
            | Ty::Choice
            | Ty::Line
            | Ty::Member
            | Ty::Incentive
            | Ty::Place
            | Ty::Policy
            | Ty::Source
            | Ty::Currency => only(plain && quoted, Seen::Plain),
            Ty::Number(_) | Ty::Whole | Ty::YesNo => only(plain, Seen::Plain),
            Ty::Answer => Seen::Plain,
            Ty::Text => only(bare && matches!(value.shape, Brackets::Record(_)), Seen::Text),
            Ty::Record(kind) => {
                // The policy itself has its word before it, which names the kind of the file.
                let named = bare || (*kind == POLICY && self.word_of(value) == POLICY.name);
                only(named && matches!(value.shape, Brackets::Record(_)), Seen::Record)
            }
            Ty::List(_) => only(matches!(value.shape, Brackets::List(_)), Seen::List(value.entries().len())),
            Ty::Map(..) => only(matches!(value.shape, Brackets::Map(_)), Seen::Map),
            Ty::One(set) => match set.shape(self.word_of(value)) {
                Some(shape) if fits(shape, value) => Seen::Word(shape.name),
                _ => Seen::Foreign,
            },
        }
    }
}

/// Whether the content of the brackets of a word fits its shape.
fn fits(shape: &Shape, value: &Value) -> bool {
    match (shape.holds, &value.shape) {
        (Holds::Nothing, Brackets::Plain) => true,
        (Holds::Values(all), Brackets::Values(found)) => all.len() == found.len(),
        (Holds::Fields(all), Brackets::Record(found)) => {
            let known = |entry: &Entry| all.iter().any(|field| field.name == entry.key);
            let there = |name: &str| found.iter().any(|entry| entry.key == name);
            found.iter().all(known) && all.iter().all(|field| !field.needed || there(field.name))
        }
        _ => false,
    }
}

/// The type of a value inside a part.
fn inside(ty: Ty, word: &str, step: &Step) -> Option<Ty> {
    let field = |fields: &'static [schema::Field], name: &str| {
        fields.iter().find(|field| field.name == name).map(|field| field.ty)
    };
    match (ty, step) {
        (Ty::Record(kind), Step::Field(name)) => field(kind.fields, name),
        (Ty::Text, Step::Field(name)) => ["zh", "en"].contains(&name.as_str()).then_some(Ty::Plain),
        (Ty::List(inner), Step::Item(_)) => Some(*inner),
        (Ty::Map(_, inner), Step::Field(_)) => Some(*inner),
        (Ty::One(set), step) => match (set.shape(word)?.holds, step) {
            (Holds::Fields(all), Step::Field(name)) => field(all, name),
            (Holds::Values(all), Step::Item(at)) => all.get(*at).copied(),
            _ => None,
        },
        _ => None,
    }
}

fn entry<'a>(value: &'a Value, step: &Step) -> Option<&'a Entry> {
    match (&value.shape, step) {
        (Brackets::Record(all), Step::Field(name)) => all.iter().find(|entry| entry.key == *name),
        (Brackets::Map(all), Step::Field(name)) => all.iter().find(|entry| plain_text(&entry.key) == *name),
        (Brackets::List(all) | Brackets::Values(all), Step::Item(at)) => all.get(*at),
        _ => None,
    }
}

/// The fields that a part can have, by its record or its word.
#[must_use]
pub fn fields_of(ty: Ty, word: &str) -> &'static [schema::Field] {
    match ty {
        Ty::Record(Kind { fields, .. }) => fields,
        Ty::One(set) => set.shape(word).map_or(&[], Shape::fields),
        _ => &[],
    }
}
