//! A record that is being edited, and what was typed and waits.

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
    /// Whether it is not in the library yet; its key follows the text.
    pub(super) new: bool,
    /// The text as typed.
    pub(super) text: String,
    /// The text as the library has it.
    pub(super) taken: String,
    pub(super) mode: Mode,
    /// What the form of a policy keeps.
    pub(super) form: Form,
    /// The text of a new policy before anything was filled in.
    pub(super) begun: String,
    /// What is wrong with the text, and for which text that was found: read by itself, and with the library.
    pub(super) problems: Vec<Problem>,
    pub(super) read: String,
    pub(super) checked: String,
    /// When the text changed last, in seconds of the egui clock.
    pub(super) typed_at: f64,
    /// Numbers as typed that are not taken over yet, by their position, and what is wrong with them.
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

    /// A policy that is not there yet, begun as a form.
    pub(in crate::ui) fn begin_policy(draft: &Draft) -> Self {
        let mut editor = Self::begin(Record::Policy, draft.text());
        editor.mode = Mode::Form;
        editor.begun = draft.text().to_owned();
        editor
    }

    /// A record that is not there yet, begun from a template.
    pub(in crate::ui) fn begin(kind: Record, template: &str) -> Self {
        let key = key_of(template).unwrap_or_else(|| Key::new(kind, ""));
        let mut editor = Self::new(key, template.to_owned());
        (editor.new, editor.mode) = (true, Mode::Text);
        // Nothing of it is taken over yet.
        editor.taken.clear();
        editor.checked.clear();
        editor
    }

    /// The record.
    pub(in crate::ui) fn key(&self) -> &Key {
        &self.key
    }

    /// Whether something is typed that was not applied.
    pub(in crate::ui) fn is_open(&self) -> bool {
        self.text != self.taken && self.text != self.begun
    }

    /// The record that saving writes: that of a new policy follows from its text.
    pub(super) fn saved_key(&self) -> Key {
        let id = self.new.then(|| Draft::new(self.text.clone()).plain(&crate::way!["id"])).flatten();
        id.filter(|_| self.key.kind == Record::Policy)
            .map_or_else(|| self.key.clone(), |id| Key::new(Record::Policy, &id))
    }

    /// Whether the form stands in the place of the whole view.
    pub(super) fn is_form(&self) -> bool {
        self.mode == Mode::Form && self.key.kind == Record::Policy
    }

    /// Takes up what undo, or an edit of a number, made of the record.
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

    /// What was typed.
    pub(in crate::ui) fn typed(&self) -> (Key, String, bool) {
        (self.key.clone(), self.text.clone(), self.new)
    }

    /// Something typed in an earlier run. What the library has of it is looked up when it is opened.
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

    /// Whether it is a record of this kind that is not there yet.
    pub(in crate::ui) fn is_new(&self, kind: Record) -> bool {
        self.new && self.key.kind == kind
    }

    /// Puts a text beside the form of a policy.
    pub(in crate::ui) fn take_text(&mut self, text: String) {
        self.form.take_text(text);
    }

    /// Whether a policy is edited as a form.
    pub(in crate::ui) fn takes_text(&self) -> bool {
        self.is_form()
    }
}

/// What is edited in the library view, and what was typed and waits.
#[derive(Clone, Debug, Default)]
pub(in crate::ui) struct InLibrary {
    /// What is being edited.
    pub(in crate::ui) editor: Option<Editor>,
    /// What was typed and not applied before something else was opened.
    pub(in crate::ui) drafts: Vec<Editor>,
}

impl InLibrary {
    /// Puts an editor away; what was typed in it and not applied is kept for the next time.
    pub(in crate::ui) fn keep(&mut self, editor: Editor) {
        self.drafts.retain(|other| other.key() != editor.key());
        if editor.is_open() {
            self.drafts.push(editor);
        }
    }

    /// Puts the open editor away.
    pub(in crate::ui) fn leave(&mut self) {
        if let Some(editor) = self.editor.take() {
            self.keep(editor);
        }
    }

    /// Whether a policy is edited as a form, beside which its text may stand.
    pub(in crate::ui) fn takes_text(&self) -> bool {
        self.editor.as_ref().is_some_and(Editor::takes_text)
    }

    /// Puts the text of a policy beside its form.
    pub(in crate::ui) fn take_text(&mut self, text: String) {
        if let Some(editor) = &mut self.editor {
            editor.take_text(text);
        }
    }

    /// Everything that was typed and not applied: what is open, and what waits.
    pub(in crate::ui) fn typed(&self) -> Vec<(Key, String, bool)> {
        let all = self.drafts.iter().chain(&self.editor).filter(|editor| editor.is_open());
        all.map(Editor::typed).collect()
    }

    /// Takes up what was typed in an earlier run.
    pub(in crate::ui) fn take_up(&mut self, drafts: Vec<(Key, String, bool)>) {
        self.drafts.extend(drafts.into_iter().map(|(key, text, new)| Editor::typed_before(key, text, new)));
    }

    /// What was begun as a new record of a kind and not applied.
    pub(in crate::ui) fn begun(&mut self, kind: Record) -> Option<Editor> {
        let at = self.drafts.iter().position(|editor| editor.is_new(kind))?;
        Some(self.drafts.remove(at))
    }

    /// What was typed for a record and not applied.
    pub(in crate::ui) fn draft(&mut self, key: &Key) -> Option<Editor> {
        let at = self.drafts.iter().position(|editor| editor.key() == key)?;
        Some(self.drafts.remove(at))
    }
}
