//! Transient state: what is open, typed, selected or calculated while the window is open, and is discarded with it.
//!
//! It does not refer to any view. A view declares the type of its own state.

use std::any::Any;

use egui::Id;
use egui::util::IdTypeMap;

use super::tab::Tab;
use crate::model::id::{IncentiveId, IndicatorId, JudgementId, ObservationId, PlaceId, PolicyId, SourceId};

/// Transient state that every view can read.
#[derive(Clone, Debug, Default)]
pub struct Passing {
    /// The subject of the drawer.
    pub why: Trail,
    /// The open page of the library.
    pub opened: Option<Opened>,
    /// The place whose incentives the calculator lists.
    pub place: Option<PlaceId>,
    /// The place of local answers; `None` for all places.
    pub local_place: Option<PlaceId>,
    /// Whether the calculator shows its questions, if there is room for one part only.
    pub questions: bool,
    /// The province to which the list of places is limited.
    pub province: Option<PlaceId>,
    /// The search text of the rail.
    pub place_search: String,
    /// The search text of the library.
    pub library_search: String,
    /// The variant that is being renamed, and its new name.
    pub renaming: Option<(usize, String)>,
    /// The index of the hint of the tour.
    pub tour: Option<usize>,
    /// Whether the next Tab goes into the view, which was just opened, and not to the top of the window.
    pub enter: bool,
    /// Whether a sealed bundle is shown, in which nothing can be edited.
    pub read_only: bool,
    /// The view that last drew a plot, which can be saved.
    pub plot: Option<Tab>,
}

/// The state of each view, such as its cached values: one value per type.
#[derive(Clone, Debug, Default)]
pub struct Own(IdTypeMap);

impl Own {
    /// The value of a type, or its default.
    pub(super) fn of<T: Any + Clone + Default + Send + Sync>(&mut self) -> &mut T {
        self.0.get_temp_mut_or_default(Id::NULL)
    }

    /// The value of a type; `None` if the view was not drawn yet.
    pub(super) fn get<T: Any>(&self) -> Option<&T> {
        self.0.iter_temp_by_type().next()
    }
}

/// A page of the library.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Opened {
    /// A policy.
    Policy(PolicyId),
    /// A place.
    Place(PlaceId),
    /// An indicator with its observations.
    Indicator(IndicatorId),
    /// A source.
    Source(SourceId),
    /// A contradiction, by its index among the findings.
    Finding(usize),
    /// A contradiction that was judged by hand.
    Judgement(JudgementId),
}

/// The subject of an explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Explained {
    /// Floor and ceiling of a place.
    Place(PlaceId),
    /// An incentive in a place.
    Award(PlaceId, PolicyId, IncentiveId),
    /// A policy with its terms.
    Policy(PolicyId),
    /// Printed values.
    Observations(Vec<ObservationId>),
}

/// The history of the drawer with a current position, as in a browser.
#[derive(Clone, Debug, Default)]
pub struct Trail {
    visited: Vec<Explained>,
    at: usize,
    open: bool,
}

impl Trail {
    /// The current subject.
    #[must_use]
    pub fn now(&self) -> Option<&Explained> {
        if self.open { self.visited.get(self.at) } else { None }
    }

    /// Explains another subject.
    pub fn show(&mut self, why: Explained) {
        self.open = true;
        if self.visited.get(self.at) == Some(&why) {
            return;
        }
        self.visited.truncate(self.at + 1);
        self.visited.push(why);
        self.at = self.visited.len() - 1;
    }

    /// Closes the drawer.
    pub fn close(&mut self) {
        self.open = false;
    }

    /// Whether there is an earlier subject.
    #[must_use]
    pub fn can_go_back(&self) -> bool {
        self.open && self.at > 0
    }

    /// Whether there is a later subject.
    #[must_use]
    pub fn can_go_forward(&self) -> bool {
        self.open && self.at + 1 < self.visited.len()
    }

    /// Goes back.
    pub fn back(&mut self) {
        self.at = self.at.saturating_sub(1);
    }

    /// Goes forward.
    pub fn forward(&mut self) {
        if self.can_go_forward() {
            self.at += 1;
        }
    }
}
