//! The state of the form of a policy between frames.

use std::sync::Arc;

use super::menu::Menu;
use super::outcome::Found;
use crate::data::draft::{Change, Draft, Path};
use crate::model::source::Grade;
use crate::words::number::Scale;

/// The state of a form between frames.
#[derive(Clone, Debug, Default)]
pub(in crate::ui::library) struct Form {
    /// The text that is edited, seen as parts.
    pub(super) draft: Draft,
    /// The part that was last opened or filled in.
    pub(super) hand: Option<Path>,
    /// The part that gets the focus in the next frame.
    pub(super) wanted: Option<Path>,
    /// The menu that is open.
    pub(super) menu: Option<Menu>,
    /// The policy's own text.
    pub(super) pasted: String,
    /// The selection in it, in bytes.
    pub(super) marked: Option<std::ops::Range<usize>>,
    /// The column that is shown if there is room for one.
    pub(super) pane: Pane,
    /// Earlier texts, for undo in the form, and undone ones for redo.
    pub(super) past: Vec<String>,
    pub(super) future: Vec<String>,
    /// The text in which the last change was typed, if it can continue there.
    pub(super) typing: Option<Path>,
    /// How close the document is to its issuer, if it is a source of its own.
    pub(super) grade: Option<Grade>,
    pub(super) url: String,
    /// The result of the text.
    pub(super) found: Arc<Found>,
    /// The open worked example.
    pub(super) example: Option<usize>,
    /// The open citations.
    pub(super) cited: Option<Path>,
    /// The unit of columns of amounts, as in the rest of the window.
    pub(super) scale: Scale,
}

/// A column of the form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Pane {
    Text,
    #[default]
    Form,
    Outcome,
}

impl Form {
    /// Shows a text from a file beside the form.
    pub(in crate::ui::library) fn take_text(&mut self, text: String) {
        self.pasted = text;
        self.marked = None;
        self.pane = Pane::Text;
    }

    /// Whether there is something to undo in the form.
    pub(super) fn has_past(&self) -> bool {
        !self.past.is_empty()
    }

    pub(super) fn make(&mut self, changes: Vec<Change>) {
        for change in changes {
            let before = self.draft.text().to_owned();
            let mut next = self.draft.clone();
            if !next.apply(&change) || next == self.draft {
                continue;
            }
            let typing = match &change {
                Change::Plain(path, _) => Some(path.clone()),
                _ => None,
            };
            if typing.is_none() || typing != self.typing {
                self.past.push(before);
            }
            (self.typing, self.draft) = (typing, next);
            self.future.clear();
        }
    }

    pub(super) fn step(&mut self, back: bool) {
        let (from, to) = if back { (&mut self.past, &mut self.future) } else { (&mut self.future, &mut self.past) };
        if let Some(text) = from.pop() {
            to.push(self.draft.text().to_owned());
            self.draft = Draft::new(text);
            (self.typing, self.menu) = (None, None);
        }
    }
}
