//! What is done to the library: edits of it, rows of tables that are taken over, another day.

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

/// Rows of a table that can be taken over, and the library with them where it changes.
#[derive(Clone, Debug)]
pub struct StagedImport {
    taken: Arc<ImportedRecords>,
    read: Option<Box<StagedLibrary>>,
}

/// A library with rows of a table, and all that is to be said of it on a day.
#[derive(Clone, Debug)]
struct StagedLibrary {
    edits: Overlay,
    loaded: Loaded,
    day: Date,
    judged: Diagnostics,
}

/// A library with its edits that was read and judged, kept so that undo need not read it again.
#[derive(Clone, Debug)]
pub(super) struct State {
    edits: Arc<Overlay>,
    day: Date,
    loaded: Arc<Loaded>,
    judged: Diagnostics,
}

/// So many of them are kept.
const MOST_STATES: usize = 8;

impl Session {
    /// What would be wrong if an action were applied: the errors that it would bring into the library, and the
    /// library with it, judged for a day, if it brings none. Takes as long as reading the library; it needs nothing but what is
    /// given, so that it can be done off the frame.
    ///
    /// # Errors
    /// What would be wrong.
    pub fn try_take(
        below: &Below,
        known: &[Problem],
        taken: Arc<ImportedRecords>,
    ) -> Result<StagedImport, Vec<Problem>> {
        if taken.texts.is_empty() {
            return Ok(StagedImport { taken, read: None });
        }
        let (edits, loaded) = try_edits(&below.layers, &below.edits, known, &taken.texts)?;
        let day = below.day;
        let judged = Diagnostics::of(&loaded, day);
        Ok(StagedImport { taken, read: Some(Box::new(StagedLibrary { edits, loaded, day, judged })) })
    }

    /// Takes over rows of a table that were tried on this very library. One undo step takes them back.
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

    /// What is wrong with the files of the library as it is.
    #[must_use]
    pub fn known_problems(&self) -> &[Problem] {
        &self.loaded.problems
    }

    pub(super) fn apply_to_library(&mut self, action: Action) {
        if let Action::Take(taken) = action {
            if let Ok(prepared) = Self::try_take(&self.below(), &self.loaded.problems, taken) {
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
            let judged = self.said.again(&self.loaded, &loaded, &key.id.as_str().into(), self.chosen_day);
            self.history.record(action, &self.project);
            self.become_edited(edits, loaded, judged);
            return;
        }
        let loaded = match &action {
            Action::Edit { key, text: Some(text), .. } => {
                let known = &self.loaded.problems;
                let Ok(loaded) = try_edit(&self.layers, &self.project.edits, known, key, text) else { return };
                loaded
            }
            _ => read_with(&self.layers, &edits),
        };
        self.history.record(action, &self.project);
        let judged = Diagnostics::of(&loaded, self.chosen_day);
        self.become_edited(edits, loaded, judged);
    }

    /// Goes on with an edited library, and keeps the one before for undo.
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
        self.loaded = Arc::new(read_with(&self.layers, &self.project.edits));
        self.judge();
    }

    pub(super) fn judge(&mut self) {
        self.adopt(Diagnostics::of(&self.loaded, self.chosen_day));
    }

    /// Takes over what is to be said of the library that is loaded.
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

    /// Goes back to a library whose edits are in the project already.
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
