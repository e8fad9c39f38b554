//! Other files in the library: read and judged apart, off the frame, and taken over at once when they are accepted.

use std::sync::Arc;

use jiff::civil::Date;

use super::Session;
use super::judged::Diagnostics;
use crate::data::overlay::{Overlay, read_with_watched};
use crate::data::progress::Progress;
use crate::data::read::{Layer, Loaded};
use crate::model::library::Library;

/// What the library of a session is made of: its files, and the edits over them.
#[derive(Clone, Debug)]
pub struct Below {
    /// The files, from the bottom.
    pub layers: Arc<Vec<Layer>>,
    /// The edits.
    pub edits: Arc<Overlay>,
    /// The day for which the library is judged.
    pub day: Date,
}

/// A library of other files under the same edits, with all that is to be said of it on a day.
#[derive(Clone, Debug)]
pub struct StagedLayers {
    below: Below,
    layers: Arc<Vec<Layer>>,
    shelves: usize,
    loaded: Arc<Loaded>,
    judged: Diagnostics,
}

impl Below {
    /// Reads and judges other files under these edits, the lowest of which are built-in shelves. None if nobody wants
    /// it any more.
    #[must_use]
    pub fn stage(&self, layers: Vec<Layer>, shelves: usize, progress: &Progress) -> Option<StagedLayers> {
        let loaded = Arc::new(read_with_watched(&layers, &self.edits, progress)?);
        let judged = Diagnostics::of(&loaded, self.day);
        let staged = StagedLayers { below: self.clone(), layers: Arc::new(layers), shelves, loaded, judged };
        (!progress.is_cancelled()).then_some(staged)
    }
}

impl StagedLayers {
    /// The library as it would be.
    #[must_use]
    pub fn library(&self) -> &Arc<Library> {
        &self.judged.library
    }

    /// The same with its texts and its problems.
    #[must_use]
    pub fn loaded(&self) -> &Loaded {
        &self.loaded
    }
}

impl Session {
    /// What the library is made of now.
    #[must_use]
    pub fn below(&self) -> Below {
        Below { layers: Arc::clone(&self.layers), edits: Arc::clone(&self.project.edits), day: self.chosen_day }
    }

    /// Whether the library is still made of these very files and edits.
    #[must_use]
    pub fn stands_on(&self, below: &Below) -> bool {
        Arc::ptr_eq(&below.layers, &self.layers) && Arc::ptr_eq(&below.edits, &self.project.edits)
    }

    /// Replaces the files of the library; its edits stay. False, and nothing changes, if files or edits have changed
    /// since the others were staged.
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
