//! The inputs of a report, apart from the session, so that a thread can make it while the session goes on.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use super::Session;
use crate::model::id::{PlaceId, PolicyId};
use crate::model::library::Library;
use crate::model::production::Production;
use crate::rules::assess::Assessment;
use crate::study::fingerprint::fingerprint;

/// The inputs of a report of a session as it was.
#[derive(Clone, Debug)]
pub struct Reported {
    /// Everything that is loaded.
    pub library: Arc<Library>,
    /// The part of it that counts.
    pub counted: Arc<Library>,
    /// Whether that is only what is known from an official text.
    pub is_official: bool,
    /// The production as it is pinned, with its variants.
    pub production: Arc<Production>,
    /// The places in the order in which they are shown.
    pub places: Vec<PlaceId>,
    /// The day that was chosen.
    pub day: Date,
    /// How many errors there are in the files of the library.
    pub errors: usize,
    /// The policies that are not those of the built-in shelves.
    pub own: Arc<BTreeSet<PolicyId>>,
    /// The assessments of all places, in their order; none while a variant is shown, which has others.
    pub assessments: Option<Vec<Arc<Assessment>>>,
    fingerprint: Arc<OnceLock<String>>,
}

impl Reported {
    /// The fingerprint of the library. The session has it, too, once it is made.
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
