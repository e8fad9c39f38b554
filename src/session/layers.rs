//! Replaces the files of the library. The new files are read and checked off the frame, and taken over at once when the
//! user accepts them.

use std::sync::Arc;

use jiff::civil::Date;

use super::Session;
use super::judged::Diagnostics;
use crate::data::overlay::{Overlay, read_with_watched};
use crate::data::progress::Progress;
use crate::data::read::{Layer, Loaded};
use crate::model::library::Library;

/// The inputs of the library of a session: its files, the edits above them, and the day.
#[derive(Clone, Debug)]
pub struct Below {
    /// The files, from the lowest layer.
    pub layers: Arc<Vec<Layer>>,
    /// The edits.
    pub edits: Arc<Overlay>,
    /// The day for which the library is checked.
    pub day: Date,
    /// The library that was read from them.
    pub loaded: Arc<Loaded>,
}

/// A library with other files and the same edits, with its problems on a day.
#[derive(Clone, Debug)]
pub struct StagedLayers {
    below: Below,
    layers: Arc<Vec<Layer>>,
    shelves: usize,
    loaded: Arc<Loaded>,
    judged: Diagnostics,
}

impl Below {
    /// Reads and checks other files under these edits. The lowest `shelves` layers are built in. `None` if the job was
    /// cancelled.
    #[must_use]
    pub fn stage(&self, layers: Vec<Layer>, shelves: usize, progress: &Progress) -> Option<StagedLayers> {
        let loaded = Arc::new(read_with_watched(&layers, &self.edits, Some(&self.loaded), progress)?);
        let judged = Diagnostics::of(&loaded, self.day);
        let staged = StagedLayers { below: self.clone(), layers: Arc::new(layers), shelves, loaded, judged };
        (!progress.is_cancelled()).then_some(staged)
    }
}

impl StagedLayers {
    /// The library with the other files.
    #[must_use]
    pub fn library(&self) -> &Arc<Library> {
        &self.judged.library
    }

    /// That library with its texts and problems.
    #[must_use]
    pub fn loaded(&self) -> &Loaded {
        &self.loaded
    }
}

impl Session {
    /// The current inputs of the library.
    #[must_use]
    pub fn below(&self) -> Below {
        Below {
            layers: Arc::clone(&self.layers),
            edits: Arc::clone(&self.project.edits),
            day: self.chosen_day,
            loaded: Arc::clone(&self.loaded),
        }
    }

    /// Whether the library still has the same files and edits.
    #[must_use]
    pub fn stands_on(&self, below: &Below) -> bool {
        Arc::ptr_eq(&below.layers, &self.layers) && Arc::ptr_eq(&below.edits, &self.project.edits)
    }

    /// Replaces the files of the library; its edits stay. If files or edits have changed since `staged` was made,
    /// nothing is changed and false is returned.
    #[must_use]
    pub fn lay(&mut self, staged: StagedLayers) -> bool {
        if !self.stands_on(&staged.below) {
            return false;
        }
        let StagedLayers { below, layers, shelves, loaded, judged } = staged;
        (self.layers, self.shelves, self.loaded) = (layers, shelves, loaded);
        self.states.clear();
        if below.day == self.chosen_day {
            self.adopt(judged)
        } else {
            self.judge()
        }
        true
    }
}
