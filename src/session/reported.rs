//! The inputs of a report, separate from the session, so that a thread can make the report while the session is edited.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use super::Session;
use crate::model::id::{PlaceId, PolicyId};
use crate::model::library::Library;
use crate::model::production::Production;
use crate::rules::assess::Assessment;
use crate::study::fingerprint::fingerprint;

/// The inputs of a report of a session at one time.
#[derive(Clone, Debug)]
pub struct Reported {
    /// Everything that is loaded.
    pub library: Arc<Library>,
    /// The part of it that is used for calculations.
    pub counted: Arc<Library>,
    /// Whether that is only the part that is known from official texts.
    pub is_official: bool,
    /// The production without the changes of the displayed variant, but with all variants.
    pub production: Arc<Production>,
    /// The places in the order in which they are shown.
    pub places: Vec<PlaceId>,
    /// The chosen day.
    pub day: Date,
    /// The number of errors in the files of the library.
    pub errors: usize,
    /// The policies that are not from the built-in shelves.
    pub own: Arc<BTreeSet<PolicyId>>,
    /// The assessments of all places, in their order. None while a variant is displayed, because its assessments
    /// differ.
    pub assessments: Option<Vec<Arc<Assessment>>>,
    fingerprint: Arc<OnceLock<String>>,
}

impl Reported {
    /// The fingerprint of the library. Once it is calculated, the session has it, too.
    #[must_use]
    pub fn fingerprint(&self) -> &str {
        self.fingerprint.get_or_init(|| fingerprint(&self.library))
    }
}

impl Session {
    /// The inputs of a report.
    #[must_use]
    pub fn reported(&self) -> Reported {
        let places = self.places();
        let assessments: Vec<_> = self.assessments().into_iter().cloned().collect();
        let are_all = self.shown().is_none() && assessments.len() == places.len();
        Reported {
            library: Arc::clone(&self.library),
            counted: Arc::clone(self.counted()),
            is_official: self.is_official(),
            production: Arc::clone(&self.project.production),
            places,
            day: self.chosen_day,
            errors: self.errors(),
            own: Arc::clone(&self.own),
            assessments: are_all.then_some(assessments),
            fingerprint: Arc::clone(&self.fingerprint),
        }
    }
}
