//! Changes of the library: edits, imported rows of tables, and other days.

use std::sync::Arc;

use jiff::civil::Date;

use super::Session;
use super::action::{Action, ImportedRecords};
use super::judged::Diagnostics;
use super::layers::Below;
use crate::data::overlay::{Overlay, read_with, try_edit, try_edits};
use crate::data::problem::Problem;
use crate::data::read::Loaded;
use crate::data::refigured::refigured;
use crate::study::marks::Marks;

/// Rows of a table that can be imported, and the library with them if they change it.
#[derive(Clone, Debug)]
pub struct StagedImport {
    taken: Arc<ImportedRecords>,
    read: Option<Box<StagedLibrary>>,
}

/// A library with imported rows, and its problems and findings on a day.
#[derive(Clone, Debug)]
struct StagedLibrary {
    edits: Overlay,
    loaded: Loaded,
    day: Date,
    judged: Diagnostics,
}

/// A library with its edits and findings, stored so that undo need not read it again.
#[derive(Clone, Debug)]
pub(super) struct State {
    edits: Arc<Overlay>,
    day: Date,
    loaded: Arc<Loaded>,
    judged: Diagnostics,
}

/// The maximum number of stored states.
const MOST_STATES: usize = 8;

impl Session {
    /// Checks whether an action can be applied. Returns the changed library with its findings for a day. As slow as
    /// reading the library, but it depends only on its arguments, so that it can run on another thread.
    ///
    /// # Errors
    /// The errors that the action would add to the library.
    pub fn try_take(below: &Below, taken: Arc<ImportedRecords>) -> Result<StagedImport, Vec<Problem>> {
        if taken.texts.is_empty() {
            return Ok(StagedImport { taken, read: None });
        }
        let (edits, loaded) = try_edits(&below.layers, &below.edits, &below.loaded, &taken.texts)?;
        let day = below.day;
        let judged = Diagnostics::of(&loaded, day);
        Ok(StagedImport { taken, read: Some(Box::new(StagedLibrary { edits, loaded, day, judged })) })
    }

    /// Imports rows of a table that were checked against the present library, as one undo step.
    pub fn take(&mut self, prepared: StagedImport) {
        let StagedImport { taken, read } = prepared;
        let action = Action::Take(taken);
        let next = self.after(&action);
        if read.is_none() && next == *self.project.production {
            return;
        }
        self.history.record(action, &self.project);
        if read.is_some() {
            self.keep_state();
        }
        self.project.production = Arc::new(next);
        match read.map(|read| *read) {
            Some(StagedLibrary { edits, loaded, day, judged }) => {
                self.project.edits = Arc::new(edits);
                self.loaded = Arc::new(loaded);
                if day == self.chosen_day { self.adopt(judged) } else { self.judge() }
            }
            None => self.recompute(),
        }
    }

    pub(super) fn apply_to_library(&mut self, action: Action) {
        if let Action::Take(taken) = action {
            if let Ok(prepared) = Self::try_take(&self.below(), taken) {
                self.take(prepared);
            }
            return;
        }
        let mut edits = (*self.project.edits).clone();
        match &action {
            Action::Edit { key, text, .. } => edits.set(key.clone(), text.clone()),
            _ => edits = Overlay::default(),
        }
        if edits == *self.project.edits {
            return;
        }
        if let Action::Edit { key, text: Some(text), .. } = &action
            && let Some(read) = refigured(&self.loaded, key, text, self.layers.len())
        {
            let Ok(loaded) = read else { return };
            let judged = self.said.refigured(&self.loaded, &loaded, &key.id.as_str().into(), self.chosen_day);
            self.history.record(action, &self.project);
            self.become_edited(edits, loaded, judged);
            return;
        }
        let loaded = match &action {
            Action::Edit { key, text: Some(text), .. } => {
                let Ok(loaded) = try_edit(&self.layers, &self.project.edits, &self.loaded, key, text) else { return };
                loaded
            }
            _ => read_with(&self.layers, &edits, Some(&self.loaded)),
        };
        self.history.record(action, &self.project);
        let judged = self.said.after(&self.loaded, &loaded, self.chosen_day);
        self.become_edited(edits, loaded, judged);
    }

    /// Replaces the library with an edited one, and stores the previous one for undo.
    fn become_edited(&mut self, edits: Overlay, loaded: Loaded, judged: Diagnostics) {
        self.keep_state();
        self.project.edits = Arc::new(edits);
        self.loaded = Arc::new(loaded);
        self.adopt(judged);
    }

    pub(super) fn keep_state(&mut self) {
        let (edits, loaded) = (Arc::clone(&self.project.edits), Arc::clone(&self.loaded));
        let state = State { edits, day: self.chosen_day, loaded, judged: self.said.clone() };
        self.states.retain(|kept| kept.edits != state.edits);
        if self.states.len() == MOST_STATES {
            self.states.remove(0);
        }
        self.states.push(state);
    }

    fn read_again(&mut self) {
        let loaded = read_with(&self.layers, &self.project.edits, Some(&self.loaded));
        let judged = self.said.after(&self.loaded, &loaded, self.chosen_day);
        self.loaded = Arc::new(loaded);
        self.adopt(judged);
    }

    pub(super) fn judge(&mut self) {
        self.adopt(Diagnostics::of(&self.loaded, self.chosen_day));
    }

    /// Uses the problems and findings of the loaded library.
    pub(super) fn adopt(&mut self, judged: Diagnostics) {
        self.judged += 1;
        self.fingerprint = Arc::default();
        self.said = judged.clone();
        let Diagnostics { library, problems, notes, examples, contradictions, .. } = judged;
        (self.library, self.problems, self.notes, self.examples) = (library, problems, notes, examples);
        self.contradictions = contradictions;
        self.own = Arc::new(self.loaded.policies_above(self.shelves));
        self.marks = Marks::new(&self.library, &self.project.production, &[]);
        self.set_official(self.is_official());
    }

    /// Goes back to the library whose edits are in the project.
    pub(super) fn return_to_edits(&mut self) {
        let known = self.states.iter().find(|kept| kept.edits == self.project.edits && kept.day == self.chosen_day);
        match known.cloned() {
            Some(State { loaded, judged, .. }) => {
                self.loaded = loaded;
                self.adopt(judged);
            }
            None => self.read_again(),
        }
    }
}
