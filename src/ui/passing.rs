//! What is passing: what is open, typed, picked out or worked out while the window is there, and forgotten with it.
//!
//! No view is named here. What a view keeps has a type of its own, which the view declares.

use std::any::Any;

use egui::Id;
use egui::util::IdTypeMap;

use super::tab::Tab;
use crate::model::id::{IncentiveId, IndicatorId, JudgementId, ObservationId, PlaceId, PolicyId, SourceId};

/// What every view may look at.
#[derive(Clone, Debug, Default)]
pub struct Passing {
    /// What the drawer explains.
    pub why: Trail,
    /// What is open in the library.
    pub opened: Option<Opened>,
    /// The place whose incentives the calculator lists.
    pub place: Option<PlaceId>,
    /// The place that local answers are given for; none for all places alike.
    pub local_place: Option<PlaceId>,
    /// Whether the calculator shows its questions, where there is room for one thing at a time.
    pub questions: bool,
    /// The province whose places the list shows; all if none.
    pub province: Option<PlaceId>,
    /// What is typed in the search of the rail.
    pub place_search: String,
    /// What is typed in the search of the library.
    pub library_search: String,
    /// The variant that is being renamed, and the text of its name.
    pub renaming: Option<(usize, String)>,
    /// The hint of the tour that is shown, from 0.
    pub tour: Option<usize>,
    /// Whether a sealed bundle is shown, in which nothing can be edited.
    pub read_only: bool,
    /// The view that drew a plot last, if it drew one: a plot of it can be saved.
    pub plot: Option<Tab>,
}

/// What each view keeps to itself, such as what it made for the last frame: one value of each type.
#[derive(Clone, Debug, Default)]
pub struct Own(IdTypeMap);

impl Own {
    /// The value of a type; its default where there is none yet.
    pub(super) fn of<T: Any + Clone + Default + Send + Sync>(&mut self) -> &mut T {
        self.0.get_temp_mut_or_default(Id::NULL)
    }

    /// The same, to look at; none where the view was not drawn yet.
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
    /// A contradiction, by its position among those that were found.
    Finding(usize),
    /// A contradiction that was judged by hand.
    Judgement(JudgementId),
}

/// Something that can be explained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Explained {
    /// Floor and ceiling of a place.
    Place(PlaceId),
    /// An incentive in a place.
    Award(PlaceId, PolicyId, IncentiveId),
    /// A policy and all it says.
    Policy(PolicyId),
    /// Printed values.
    Observations(Vec<ObservationId>),
}

/// What the drawer explained so far, with a place in it, as in a browser.
#[derive(Clone, Debug, Default)]
pub struct Trail {
    visited: Vec<Explained>,
    at: usize,
    open: bool,
}

impl Trail {
    /// What is explained now.
    #[must_use]
    pub fn now(&self) -> Option<&Explained> {
        if self.open { self.visited.get(self.at) } else { None }
    }

    /// Explains something else.
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

    /// Whether something came before.
    #[must_use]
    pub fn can_go_back(&self) -> bool {
        self.open && self.at > 0
    }

    /// Whether something came after.
    #[must_use]
    pub fn can_go_forward(&self) -> bool {
        self.open && self.at + 1 < self.visited.len()
    }

    /// Explains what came before.
    pub fn back(&mut self) {
        self.at = self.at.saturating_sub(1);
    }

    /// Explains what came after.
    pub fn forward(&mut self) {
        if self.can_go_forward() {
            self.at += 1;
        }
    }
}
