//! The state that is edited: the library and its edits, the production, and their history with names for undo.
//!
//! It does not depend on egui, does not access files, and contains no text in any language. The state of views, such as
//! the displayed tab, is in `ui`.

pub mod action;
pub mod bundle;
pub mod desk;
pub mod difference;
mod editing;
pub mod file_kind;
pub mod history;
mod judged;
pub mod layers;
mod library;
pub mod package;
mod planned;
pub mod reported;
pub mod slate;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use crate::data::overlay::{Key, Overlay, read_with, text_of, try_edit, try_edits};
use crate::data::problem::{Problem, Severity};
use crate::data::read::{Layer, Loaded};
use crate::data::refigured::refigured;
use crate::model::id::{PlaceId, PolicyId};
use crate::model::library::Library;
use crate::model::mark::Mark;
use crate::model::production::Production;
use crate::model::record::Record;
use crate::model::slate::Slate;
use crate::rules::assess::{Assessment, assess_all};
use crate::study::contradictions::Finding;
use crate::study::evidence::official_only;
use crate::study::examples::Verdict;
use crate::study::fingerprint::fingerprint;
use crate::study::marks::Marks;
use desk::Plans;
use history::History;
use judged::Diagnostics;
pub use library::StagedImport;
use library::State;
use slate::Aside;

/// The number of places that can be compared at once.
pub const MOST_PLACES: usize = 6;

/// The origin of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A built-in shelf.
    BuiltIn,
    /// A library that the user opened.
    Library,
    /// An edit of the user.
    Edited,
}

/// The state that undo restores: the production, its displayed variant, the edits of the library, and the slate.
#[derive(Clone, Debug)]
struct Project {
    production: Arc<Production>,
    /// Its displayed variant; none for the answers without a variant.
    shown: Option<usize>,
    edits: Arc<Overlay>,
    slate: Option<Arc<Slate>>,
    /// The user's own production while one of the slate is edited.
    aside: Option<Aside>,
    plans: Arc<Plans>,
}

/// The library, the production, their edits and results.
#[derive(Clone, Debug)]
pub struct Session {
    /// The library.
    pub library: Arc<Library>,
    /// The errors and warnings of its files.
    pub problems: Arc<Vec<Problem>>,
    /// Unknown values in its files, and values that were not checked for a long time.
    pub notes: Arc<Vec<Problem>>,
    /// The results of the examples of each policy, in their order.
    pub examples: Arc<BTreeMap<PolicyId, Arc<Vec<Verdict>>>>,
    /// The policies that are not from the built-in shelves: those of a library of the user, and edited ones.
    pub own: Arc<BTreeSet<PolicyId>>,
    /// The contradictions between its figures.
    pub contradictions: Arc<Vec<Finding>>,
    /// The day of all calculations: that of the displayed variant if it has one, otherwise the chosen day.
    pub day: Date,
    /// The chosen day, whatever variant is displayed.
    chosen_day: Date,
    /// The part of the library that is known from official texts, if only that part counts.
    official: Option<Arc<Library>>,
    /// The files of the library, without the edits.
    layers: Arc<Vec<Layer>>,
    /// The number of them that are built-in shelves.
    shelves: usize,
    /// The library with the texts it was read from.
    loaded: Arc<Loaded>,
    project: Project,
    /// The displayed production.
    production: Arc<Production>,
    saved: Arc<Production>,
    history: History,
    revision: u64,
    judged: u64,
    /// The problems and findings of the present library. `states` has those of earlier ones.
    said: Diagnostics,
    states: Vec<State>,
    fingerprint: Arc<OnceLock<String>>,
    slates: u64,
    planned: u64,
    city: Option<PlaceId>,
    portfolios: u64,
    assessments: BTreeMap<PlaceId, Arc<Assessment>>,
    marks: Marks,
}

impl Session {
    /// Creates a session from the files of a library, its edits, a production and a day. The lowest `shelves` layers
    /// are built in.
    #[must_use]
    pub fn new(layers: Vec<Layer>, shelves: usize, edits: Overlay, production: Production, day: Date) -> Self {
        let production = Arc::new(production);
        let loaded = Arc::new(read_with(&layers, &edits, None));
        let said = Diagnostics::of(&loaded, day);
        let Diagnostics { library, problems, notes, examples, contradictions, .. } = said.clone();
        let mut session = Self {
            library,
            problems,
            notes,
            examples,
            contradictions,
            own: Arc::new(loaded.policies_above(shelves)),
            day,
            chosen_day: day,
            official: None,
            shelves,
            layers: Arc::new(layers),
            loaded,
            saved: Arc::clone(&production),
            production: Arc::clone(&production),
            project: Project {
                production,
                shown: None,
                edits: Arc::new(edits),
                slate: None,
                aside: None,
                plans: Arc::default(),
            },
            history: History::default(),
            revision: 0,
            judged: 0,
            said,
            states: Vec::new(),
            fingerprint: Arc::default(),
            slates: 0,
            planned: 0,
            city: None,
            portfolios: 0,
            assessments: BTreeMap::new(),
            marks: Marks::default(),
        };
        session.marks = Marks::new(&session.library, session.production(), &[]);
        session.recompute();
        session
    }

    /// The displayed production, with the changes of the displayed variant.
    #[must_use]
    pub fn production(&self) -> &Production {
        &self.production
    }

    /// The production without the changes of a variant, but with all variants, as it is saved.
    #[must_use]
    pub fn pinned(&self) -> &Production {
        &self.project.production
    }

    /// The displayed variant; none for the answers without a variant.
    #[must_use]
    pub fn shown(&self) -> Option<usize> {
        self.project.shown
    }

    /// The chosen day. It does not apply to variants with a day of their own.
    #[must_use]
    pub fn chosen_day(&self) -> Date {
        self.chosen_day
    }

    /// Displays a variant, or the answers without one. Later edits of answers are made there.
    pub fn show(&mut self, variant: Option<usize>) {
        if self.project.shown != variant {
            self.project.shown = variant;
            self.history.settle();
            self.recompute();
        }
    }

    /// A number that changes whenever anything displayed may change.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// A number that changes whenever the library or the day does.
    #[must_use]
    pub fn library_revision(&self) -> u64 {
        self.judged
    }

    /// The number of errors in the files of the library. Records with an error are left out.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.problems.iter().filter(|problem| problem.severity == Severity::Error).count()
    }

    /// Whether there are edits that are not saved.
    #[must_use]
    pub fn is_dirty(&self) -> bool {
        *self.kept() != *self.saved
    }

    /// The history of edits.
    #[must_use]
    pub fn history(&self) -> &History {
        &self.history
    }

    /// The assessment of a place of the production.
    #[must_use]
    pub fn assessment(&self, place: &PlaceId) -> Option<&Arc<Assessment>> {
        self.assessments.get(place)
    }

    /// The assessments of the places of the production, in the displayed order.
    #[must_use]
    pub fn assessments(&self) -> Vec<&Arc<Assessment>> {
        self.places().iter().filter_map(|place| self.assessments.get(place)).collect()
    }

    /// The places of the production in the displayed order: the user's city first, then in the order of the production.
    #[must_use]
    pub fn places(&self) -> Vec<PlaceId> {
        let mut places = self.production.places.clone();
        places.sort_by_key(|place| Some(place) != self.city.as_ref());
        places
    }

    /// The user's city.
    #[must_use]
    pub fn city(&self) -> Option<&PlaceId> {
        self.city.as_ref()
    }

    /// Sets the user's city, which is first in every list. This is not an edit and cannot be undone.
    pub fn set_city(&mut self, city: Option<&PlaceId>) {
        if self.city.as_ref() != city {
            self.city = city.cloned();
            self.revision += 1;
        }
    }

    /// The mark of a place, the same in every view and document.
    #[must_use]
    pub fn mark(&self, place: &PlaceId) -> Mark {
        self.marks.of(place)
    }

    /// The marks of all places.
    #[must_use]
    pub fn marks(&self) -> &Marks {
        &self.marks
    }

    /// The edits of the library.
    #[must_use]
    pub fn edits(&self) -> &Arc<Overlay> {
        &self.project.edits
    }

    /// The files of the library, without the edits.
    #[must_use]
    pub fn layers(&self) -> &Arc<Vec<Layer>> {
        &self.layers
    }

    /// The origin of a record.
    #[must_use]
    pub fn origin(&self, kind: Record, id: &str) -> Origin {
        match self.loaded.layer_of(kind, id) {
            Some(depth) if depth >= self.layers.len() => Origin::Edited,
            Some(depth) if depth >= self.shelves => Origin::Library,
            _ => Origin::BuiltIn,
        }
    }

    /// The library with its texts and problems, including edits.
    #[must_use]
    pub fn loaded(&self) -> Arc<Loaded> {
        Arc::clone(&self.loaded)
    }

    /// The text of a record, as edited or as loaded.
    #[must_use]
    pub fn text(&self, key: &Key) -> Option<String> {
        self.project.edits.text(key).map(str::to_owned).or_else(|| text_of(&self.loaded, key))
    }

    /// The problems that a record would have with this text.
    #[must_use]
    pub fn check_edit(&self, key: &Key, text: &str) -> Vec<Problem> {
        if let Some(read) = refigured(&self.loaded, key, text, self.layers.len()) {
            return read.err().unwrap_or_default();
        }
        try_edit(&self.layers, &self.project.edits, &self.loaded, key, text).err().unwrap_or_default()
    }

    /// The problems that several records would have with these texts.
    #[must_use]
    pub fn check_edits(&self, texts: &[(Key, String)]) -> Vec<Problem> {
        try_edits(&self.layers, &self.project.edits, &self.loaded, texts).err().unwrap_or_default()
    }

    /// The fingerprint of the library, calculated at the first call.
    #[must_use]
    pub fn fingerprint(&self) -> &str {
        self.fingerprint.get_or_init(|| fingerprint(&self.library))
    }

    /// Continues the revisions of a session that this one replaces in the window, so that results for that session are
    /// not used for this one.
    pub fn count_on(&mut self, other: &Self) {
        self.revision = self.revision.max(other.revision) + 1;
        self.judged = self.judged.max(other.judged) + 1;
        self.planned = self.planned.max(other.planned) + 1;
        self.portfolios = self.portfolios.max(other.portfolios) + 1;
    }

    /// The library that is used for calculations: all of it, or the part that is known from official texts.
    #[must_use]
    pub fn counted(&self) -> &Arc<Library> {
        self.official.as_ref().unwrap_or(&self.library)
    }

    /// Whether only the part that is known from official texts counts.
    #[must_use]
    pub fn is_official(&self) -> bool {
        self.official.is_some()
    }

    /// Selects whether only the part counts that is known from an official text or its republication.
    pub fn set_official(&mut self, on: bool) {
        self.official = on.then(|| Arc::new(official_only(&self.library)));
        self.recompute();
    }

    /// Changes the chosen day. It also decides which records count as stale.
    pub fn set_day(&mut self, day: Date) {
        let judged = self.said.on(&self.loaded, self.chosen_day, day);
        self.chosen_day = day;
        self.adopt(judged);
    }

    fn recompute(&mut self) {
        self.revision += 1;
        self.marks = self.marks.with(&self.project.production);
        let variant = self.project.shown.and_then(|at| self.project.production.variants.get(at));
        (self.production, self.day) = match variant {
            Some(variant) => (Arc::new(self.project.production.with(variant)), variant.day.unwrap_or(self.chosen_day)),
            None => (Arc::clone(&self.project.production), self.chosen_day),
        };
        if variant.is_none() {
            self.project.shown = None;
        }
        let places = self.production.places.iter().filter(|place| self.library.places.contains_key(place));
        let places: Vec<PlaceId> = places.cloned().collect();
        let assessed = assess_all(self.counted(), &self.production, &places, self.day);
        self.assessments = places.into_iter().zip(assessed.into_iter().map(Arc::new)).collect();
    }
}
