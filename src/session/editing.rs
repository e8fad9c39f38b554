//! Edits: applying, undoing and redoing them, and whether they are saved.

use std::sync::Arc;

use super::action::Action;
use super::history::History;
use super::slate::SlateEdit;
use super::{Project, Session};
use crate::model::production::Production;
use crate::model::variant::WorkedOut;

impl Session {
    /// Applies an edit. The edits of one gesture are one undo step.
    pub fn apply(&mut self, action: Action) {
        if action.edits_library() {
            self.apply_to_library(action);
            return;
        }
        if let Action::Slate(edit) = &action {
            let Some(next) = self.project.with_slate(edit, &self.library) else { return };
            let (same_slate, same_aside) = (next.slate == self.project.slate, next.aside == self.project.aside);
            if !same_slate || !same_aside {
                self.history.record(action, &self.project);
                self.project = next;
                self.slates += u64::from(!same_slate);
                self.recompute();
            }
            return;
        }
        // A state that another program wrote is the user's own production.
        if matches!(action, Action::Restore(_)) && self.project.aside.is_some() {
            self.apply(Action::Slate(SlateEdit::Return));
        }
        if let Action::Desk(edit) = &action {
            let next = edit.applied(&self.project.plans);
            if next != *self.project.plans {
                self.history.record(action, &self.project);
                self.set_plans(Arc::new(next));
            }
            return;
        }
        let next = self.after(&action);
        if next == *self.project.production {
            return;
        }
        let shown = match action {
            Action::AddVariant(_) => Some(next.variants.len() - 1),
            Action::RemoveVariant(at) => {
                self.project.shown.filter(|shown| *shown != at).map(|shown| shown - usize::from(shown > at))
            }
            Action::PinVariant(_) => None,
            _ => self.project.shown,
        };
        self.history.record(action, &self.project);
        self.project.production = Arc::new(next);
        self.project.shown = shown;
        self.slates += u64::from(self.project.write_through());
        self.recompute();
    }

    /// The pinned production after an edit. Answers that are edited while a variant is shown become its changes.
    pub(super) fn after(&self, action: &Action) -> Production {
        let mut next = (*self.project.production).clone();
        let variant = self.project.shown.and_then(|at| next.variants.get(at).map(|_| at));
        match variant {
            Some(at) if action.edits_answers() => {
                let mut changed = (*self.production).clone();
                action.apply_to(&mut changed);
                let changes = next.changes_to(&changed);
                if let Some(variant) = next.variants.get_mut(at).filter(|variant| variant.changes != changes) {
                    variant.changes = changes;
                    variant.worked_out = Some(self.worked_out());
                }
            }
            _ => action.apply_to(&mut next),
        }
        next
    }

    /// The state of the answers below a variant, which is stored when the variant is edited.
    #[must_use]
    pub fn worked_out(&self) -> WorkedOut {
        WorkedOut { on: self.chosen_day, library: self.fingerprint().to_owned() }
    }

    /// Ends a gesture, so that the next edit is a separate undo step.
    pub fn settle(&mut self) {
        self.history.settle();
    }

    /// Undoes the last edit and returns it.
    pub fn undo(&mut self) -> Option<Action> {
        let (action, before) = self.history.undo(&self.project)?;
        self.restore(before);
        Some(action)
    }

    /// Redoes the last undone edit and returns it.
    pub fn redo(&mut self) -> Option<Action> {
        let (action, after) = self.history.redo(&self.project)?;
        self.restore(after);
        Some(action)
    }

    fn restore(&mut self, project: Project) {
        let same_library = project.edits == self.project.edits;
        if !same_library {
            self.keep_state();
        }
        self.slates += u64::from(project.slate != self.project.slate);
        self.set_plans(Arc::clone(&project.plans));
        self.project = project;
        if same_library {
            self.recompute();
            return;
        }
        self.return_to_edits();
    }

    /// Opens another production, with an empty history.
    pub fn open(&mut self, production: Production) {
        self.project.production = Arc::new(production);
        (self.project.shown, self.project.aside) = (None, None);
        self.saved = Arc::clone(&self.project.production);
        self.history = History::default();
        self.recompute();
    }

    /// Restores a production with edits that were not saved when the app last ended.
    pub fn recover(&mut self, production: Production) {
        self.project.production = Arc::new(production);
        (self.project.shown, self.project.aside) = (None, None);
        self.recompute();
    }

    /// Marks the production as never saved.
    pub fn forget_saved(&mut self) {
        self.saved = Arc::new(Production::default());
        self.revision += 1;
    }

    /// Marks a state as saved. Edits made since then stay unsaved.
    pub fn mark_saved(&mut self, production: &Production) {
        self.saved = Arc::new(production.clone());
        self.revision += 1;
    }
}
