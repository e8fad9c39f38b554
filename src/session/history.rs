//! Labelled snapshots for undo. One gesture is one step.

use super::Project;
use super::action::Action;

/// The maximum number of steps.
const MOST_STEPS: usize = 200;

/// The edits that can be undone and redone.
#[derive(Clone, Debug, Default)]
pub struct History {
    past: Vec<Entry>,
    future: Vec<Entry>,
    settled: bool,
}

#[derive(Clone, Debug)]
struct Entry {
    action: Action,
    /// The state before the edit; after it, once the edit is undone.
    project: Project,
}

impl History {
    /// The edit that undo would revert.
    #[must_use]
    pub fn next_undo(&self) -> Option<&Action> {
        self.past.last().map(|entry| &entry.action)
    }

    /// The edit that redo would apply.
    #[must_use]
    pub fn next_redo(&self) -> Option<&Action> {
        self.future.last().map(|entry| &entry.action)
    }

    pub(super) fn record(&mut self, action: Action, before: &Project) {
        self.future.clear();
        let same_gesture = !self.settled
            && action.gesture().is_some()
            && self.past.last().is_some_and(|last| last.action.gesture() == action.gesture());
        self.settled = false;
        match self.past.last_mut() {
            Some(last) if same_gesture => last.action = action,
            _ => self.past.push(Entry { action, project: before.clone() }),
        }
        if self.past.len() > MOST_STEPS {
            self.past.remove(0);
        }
    }

    pub(super) fn settle(&mut self) {
        self.settled = true;
    }

    pub(super) fn undo(&mut self, now: &Project) -> Option<(Action, Project)> {
        let entry = self.past.pop()?;
        self.future.push(Entry { action: entry.action.clone(), project: now.clone() });
        self.settled = true;
        Some((entry.action, entry.project))
    }

    pub(super) fn redo(&mut self, now: &Project) -> Option<(Action, Project)> {
        let entry = self.future.pop()?;
        self.past.push(Entry { action: entry.action.clone(), project: now.clone() });
        self.settled = true;
        Some((entry.action, entry.project))
    }
}
