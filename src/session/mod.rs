//! What is going on: the library and its edits, the production being edited, and their labelled history.
//!
//! Absent on purpose: egui, files and sentences. View state (which tab, which sort) lives in `ui`.

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

/// Where a record comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A built-in shelf.
    BuiltIn,
    /// A library that the user opened.
    Library,
    /// The user edited it.
    Edited,
}

/// What undo takes back: the production, the variant of it that is shown, the edits of the library and the slate.
#[derive(Clone, Debug)]
struct Project {
    production: Arc<Production>,
    /// Its variant that is shown; none for the answers as they are.
    shown: Option<usize>,
    edits: Arc<Overlay>,
    slate: Option<Arc<Slate>>,
    /// The user's own production while one of the slate is edited.
    aside: Option<Aside>,
    plans: Arc<Plans>,
}

/// Everything that is going on.
#[derive(Clone, Debug)]
pub struct Session {
    /// Everything that is loaded.
    pub library: Arc<Library>,
    /// What was wrong with its files, and what looks odd in them.
    pub problems: Arc<Vec<Problem>>,
    /// What is not known in its files, or was not checked for long.
    pub notes: Arc<Vec<Problem>>,
    /// How the worked examples of each policy came out, in their order.
    pub examples: Arc<BTreeMap<PolicyId, Arc<Vec<Verdict>>>>,
    /// The policies that are not those of the built-in shelves: from a library of the user's, or edited.
    pub own: Arc<BTreeSet<PolicyId>>,
    /// What does not fit together in its figures.
    pub contradictions: Arc<Vec<Finding>>,
    /// The day for which everything is calculated: that of the variant that is shown, where it has one.
    pub day: Date,
    /// The day that was chosen, whichever variant is shown.
    chosen_day: Date,
    /// What counts of the library where only official texts do.
    official: Option<Arc<Library>>,
    /// The files of the library, without the edits.
    layers: Arc<Vec<Layer>>,
    /// How many of them are built-in shelves.
    shelves: usize,
    /// The library with the texts it was read from.
    loaded: Arc<Loaded>,
    project: Project,
    /// The production as it is shown.
    production: Arc<Production>,
    saved: Arc<Production>,
    history: History,
    revision: u64,
    judged: u64,
    /// What was said of the library, and of its states before.
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
    /// Starts with the files of a library, the lowest of which are built-in shelves, what was edited in it, and
    /// a production.
    #[must_use]
    pub fn new(layers: Vec<Layer>, shelves: usize, edits: Overlay, production: Production, day: Date) -> Self {
        let production = Arc::new(production);
        let loaded = Arc::new(read_with(&layers, &edits));
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

    /// The production as it is shown: with the changes of the variant that is shown.
    #[must_use]
    pub fn production(&self) -> &Production {
        &self.production
    }

    /// The production as it is pinned, with all its variants beside it: what is saved.
    #[must_use]
    pub fn pinned(&self) -> &Production {
        &self.project.production
    }

    /// The variant that is shown; none for the answers as they are pinned.
    #[must_use]
    pub fn shown(&self) -> Option<usize> {
        self.project.shown
    }

    /// The day that was chosen, for everything but variants that have a day of their own.
    #[must_use]
    pub fn chosen_day(&self) -> Date {
        self.chosen_day
    }

    /// Shows a variant, or the answers as they are pinned. Edits of answers go there from then on.
    pub fn show(&mut self, variant: Option<usize>) {
        if self.project.shown != variant {
            self.project.shown = variant;
            self.history.settle();
            self.recompute();
        }
    }

    /// A number that changes whenever anything shown may change.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// A number that changes whenever the library or the day does.
    #[must_use]
    pub fn library_revision(&self) -> u64 {
        self.judged
    }

    /// How many errors there are in the files of the library; what has one is left out.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.problems.iter().filter(|problem| problem.severity == Severity::Error).count()
    }

    /// Whether there are edits that are not saved.
    #[must_use]
    pub fn is_dirty(&self) -> bool {
        *self.kept() != *self.saved
    }

    /// What the edits so far were.
    #[must_use]
    pub fn history(&self) -> &History {
        &self.history
    }

    /// The assessment of a place that is considered.
    #[must_use]
    pub fn assessment(&self, place: &PlaceId) -> Option<&Arc<Assessment>> {
        self.assessments.get(place)
    }

    /// The assessments of the places that are considered, in the order in which they are shown.
    #[must_use]
    pub fn assessments(&self) -> Vec<&Arc<Assessment>> {
        self.places().iter().filter_map(|place| self.assessments.get(place)).collect()
    }

    /// The places that are considered, in the order in which they are shown: my city in front, then as the production
    /// has them.
    #[must_use]
    pub fn places(&self) -> Vec<PlaceId> {
        let mut places = self.production.places.clone();
        places.sort_by_key(|place| Some(place) != self.city.as_ref());
        places
    }

    /// My city.
    #[must_use]
    pub fn city(&self) -> Option<&PlaceId> {
        self.city.as_ref()
    }

    /// Sets my city, which comes first wherever it is shown. This is a choice of view, not an edit.
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

    /// Where a record comes from.
    #[must_use]
    pub fn origin(&self, kind: Record, id: &str) -> Origin {
        match self.loaded.layer_of(kind, id) {
            Some(depth) if depth >= self.layers.len() => Origin::Edited,
            Some(depth) if depth >= self.shelves => Origin::Library,
            _ => Origin::BuiltIn,
        }
    }

    /// Everything that is loaded, edits included.
    #[must_use]
    pub fn loaded(&self) -> Arc<Loaded> {
        Arc::clone(&self.loaded)
    }

    /// The text of a record, as edited or as loaded.
    #[must_use]
    pub fn text(&self, key: &Key) -> Option<String> {
        self.project.edits.text(key).map(str::to_owned).or_else(|| text_of(&self.loaded, key))
    }

    /// What would be wrong with a record if it had this text.
    #[must_use]
    pub fn check_edit(&self, key: &Key, text: &str) -> Vec<Problem> {
        try_edit(&self.layers, &self.project.edits, &self.loaded.problems, key, text).err().unwrap_or_default()
    }

    /// What would be wrong if several records had these texts.
    #[must_use]
    pub fn check_edits(&self, texts: &[(Key, String)]) -> Vec<Problem> {
        try_edits(&self.layers, &self.project.edits, &self.loaded.problems, texts).err().unwrap_or_default()
    }

    /// The fingerprint of the library, made when it is first asked for.
    #[must_use]
    pub fn fingerprint(&self) -> &str {
        self.fingerprint.get_or_init(|| fingerprint(&self.library))
    }

    /// Counts on from a session whose place this one takes in the window, so that nothing that was made for that
    /// one is taken to be of this one.
    pub fn count_on(&mut self, other: &Self) {
        self.revision = self.revision.max(other.revision) + 1;
        self.judged = self.judged.max(other.judged) + 1;
        self.planned = self.planned.max(other.planned) + 1;
        self.portfolios = self.portfolios.max(other.portfolios) + 1;
    }

    /// What is counted of the library: all of it, or what is known from an official text.
    #[must_use]
    pub fn counted(&self) -> &Arc<Library> {
        self.official.as_ref().unwrap_or(&self.library)
    }

    /// Whether only what is known from an official text counts.
    #[must_use]
    pub fn is_official(&self) -> bool {
        self.official.is_some()
    }

    /// Counts only what is known from an official text or its republication, or everything.
    pub fn set_official(&mut self, on: bool) {
        self.official = on.then(|| Arc::new(official_only(&self.library)));
        self.recompute();
    }

    /// Changes the day for which everything is calculated, also what counts as stale.
    pub fn set_day(&mut self, day: Date) {
        self.chosen_day = day;
        self.judge();
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
