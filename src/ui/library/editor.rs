//! A record that is being edited, and drafts that were not applied.

use super::policy_form::form::Form;
use crate::data::draft::Draft;
use crate::data::overlay::{Key, key_of};
use crate::data::problem::Problem;
use crate::model::record::Record;
use crate::ui::context::ViewContext;

/// How a record is edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// As a form: policies only.
    Form,
    /// Number by number.
    Numbers,
    /// As the text of its file.
    Text,
}

/// A record that is being edited.
#[derive(Clone, Debug)]
pub(in crate::ui) struct Editor {
    pub(super) key: Key,
    /// Whether it is not in the library yet. Its key then follows from the text.
    pub(super) new: bool,
    /// The text as typed.
    pub(super) text: String,
    /// The text in the library.
    pub(super) taken: String,
    pub(super) mode: Mode,
    /// The state of the form of a policy.
    pub(super) form: Form,
    /// The initial text of a new policy.
    pub(super) begun: String,
    /// The problems of the text, and the texts they belong to: parsed alone, and checked with the library.
    pub(super) problems: Vec<Problem>,
    pub(super) read: String,
    pub(super) checked: String,
    /// When the text last changed, in seconds of the egui clock.
    pub(super) typed_at: f64,
    /// Typed numbers that are not applied yet, by their index, and their problems.
    pub(super) numbers: std::collections::BTreeMap<usize, (String, Option<String>)>,
}

impl Editor {
    pub(in crate::ui) fn new(key: Key, text: String) -> Self {
        let mode = match key.kind {
            Record::Policy => Mode::Form,
            Record::Observation => Mode::Numbers,
            _ => Mode::Text,
        };
        let (taken, read, checked) = (text.clone(), text.clone(), text.clone());
        let numbers = std::collections::BTreeMap::new();
        Self {
            key,
            new: false,
            text,
            taken,
            mode,
            form: Form::default(),
            begun: String::new(),
            problems: Vec::new(),
            read,
            checked,
            typed_at: 0.0,
            numbers,
        }
    }

    /// A new policy, edited as a form.
    pub(in crate::ui) fn begin_policy(draft: &Draft) -> Self {
        let mut editor = Self::begin(Record::Policy, draft.text());
        editor.mode = Mode::Form;
        editor.begun = draft.text().to_owned();
        editor
    }

    /// A new record, from a template.
    pub(in crate::ui) fn begin(kind: Record, template: &str) -> Self {
        let key = key_of(template).unwrap_or_else(|| Key::new(kind, ""));
        let mut editor = Self::new(key, template.to_owned());
        (editor.new, editor.mode) = (true, Mode::Text);
        // Nothing of it is applied yet.
        editor.taken.clear();
        editor.checked.clear();
        editor
    }

    /// The record.
    pub(in crate::ui) fn key(&self) -> &Key {
        &self.key
    }

    /// Whether there is text that was not applied.
    pub(in crate::ui) fn is_open(&self) -> bool {
        self.text != self.taken && self.text != self.begun
    }

    /// The record that saving writes. For a new policy it follows from the text.
    pub(super) fn saved_key(&self) -> Key {
        let id = self.new.then(|| Draft::new(self.text.clone()).plain(&crate::way!["id"])).flatten();
        id.filter(|_| self.key.kind == Record::Policy)
            .map_or_else(|| self.key.clone(), |id| Key::new(Record::Policy, &id))
    }

    /// Whether the form covers the whole view.
    pub(super) fn is_form(&self) -> bool {
        self.mode == Mode::Form && self.key.kind == Record::Policy
    }

    /// Updates the text after undo, or after an edit of a number.
    pub(super) fn follow(&mut self, cx: &ViewContext<'_>) {
        if !self.new
            && let Some(now) = cx.session.text(&self.key)
            && now != self.taken
        {
            if self.text == self.taken {
                self.text.clone_from(&now);
            }
            self.taken = now;
            self.numbers.clear();
        }
    }

    /// The draft.
    pub(in crate::ui) fn typed(&self) -> (Key, String, bool) {
        (self.key.clone(), self.text.clone(), self.new)
    }

    /// A draft of an earlier run. The text in the library is looked up when it is opened.
    pub(in crate::ui) fn typed_before(key: Key, text: String, new: bool) -> Self {
        let mut editor = Self::new(key, text);
        editor.new = new;
        if editor.mode != Mode::Form {
            editor.mode = Mode::Text;
        }
        for earlier in [&mut editor.taken, &mut editor.read, &mut editor.checked] {
            earlier.clear();
        }
        editor
    }

    /// Whether it is a new record of a kind.
    pub(in crate::ui) fn is_new(&self, kind: Record) -> bool {
        self.new && self.key.kind == kind
    }

    /// Shows a text beside the form of a policy.
    pub(in crate::ui) fn take_text(&mut self, text: String) {
        self.form.take_text(text);
    }

    /// Whether a policy is edited as a form.
    pub(in crate::ui) fn takes_text(&self) -> bool {
        self.is_form()
    }
}

/// The open editor of the library view, and drafts that were not applied.
#[derive(Clone, Debug, Default)]
pub(in crate::ui) struct InLibrary {
    /// The open editor.
    pub(in crate::ui) editor: Option<Editor>,
    /// Drafts that were not applied before something else was opened.
    pub(in crate::ui) drafts: Vec<Editor>,
}

impl InLibrary {
    /// Closes an editor. Text that was not applied is kept as a draft.
    pub(in crate::ui) fn keep(&mut self, editor: Editor) {
        self.drafts.retain(|other| other.key() != editor.key());
        if editor.is_open() {
            self.drafts.push(editor);
        }
    }

    /// Closes the open editor.
    pub(in crate::ui) fn leave(&mut self) {
        if let Some(editor) = self.editor.take() {
            self.keep(editor);
        }
    }

    /// Whether a policy is edited as a form, so that its text can be shown beside it.
    pub(in crate::ui) fn takes_text(&self) -> bool {
        self.editor.as_ref().is_some_and(Editor::takes_text)
    }

    /// Shows the text of a policy beside its form.
    pub(in crate::ui) fn take_text(&mut self, text: String) {
        if let Some(editor) = &mut self.editor {
            editor.take_text(text);
        }
    }

    /// Everything that was not applied: the open editor and the drafts.
    pub(in crate::ui) fn typed(&self) -> Vec<(Key, String, bool)> {
        let all = self.drafts.iter().chain(&self.editor).filter(|editor| editor.is_open());
        all.map(Editor::typed).collect()
    }

    /// Takes the drafts of an earlier run.
    pub(in crate::ui) fn take_up(&mut self, drafts: Vec<(Key, String, bool)>) {
        self.drafts.extend(drafts.into_iter().map(|(key, text, new)| Editor::typed_before(key, text, new)));
    }

    /// The draft of a new record of a kind.
    pub(in crate::ui) fn begun(&mut self, kind: Record) -> Option<Editor> {
        let at = self.drafts.iter().position(|editor| editor.is_new(kind))?;
        Some(self.drafts.remove(at))
    }

    /// The draft of a record.
    pub(in crate::ui) fn draft(&mut self, key: &Key) -> Option<Editor> {
        let at = self.drafts.iter().position(|editor| editor.key() == key)?;
        Some(self.drafts.remove(at))
    }
}
