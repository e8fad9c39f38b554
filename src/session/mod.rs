//! What is going on: the library, the production being edited, and its labelled history.
//!
//! Absent on purpose: egui, files and sentences. View state (which tab, which sort) lives in `ui`.

pub mod action;
pub mod history;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::data::lint::lint;
use crate::data::problem::{Problem, Severity};
use crate::data::read::Loaded;
use crate::model::id::{PlaceId, PolicyId};
use crate::model::library::Library;
use crate::model::production::Production;
use crate::rules::assess::{Assessment, assess_all};
use crate::study::examples::{self, Verdict};
use action::Action;
use history::History;

/// The number of places that can be compared at once.
pub const MOST_PLACES: usize = 6;

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
    pub examples: Arc<BTreeMap<PolicyId, Vec<Verdict>>>,
    /// The day for which everything is worked out.
    pub day: Date,
    production: Arc<Production>,
    saved: Arc<Production>,
    history: History,
    revision: u64,
    assessments: BTreeMap<PlaceId, Arc<Assessment>>,
}

impl Session {
    /// Starts with a library and a production.
    #[must_use]
    pub fn new(loaded: Loaded, production: Production, day: Date) -> Self {
        let production = Arc::new(production);
        let Judged { library, problems, notes, examples } = Judged::of(loaded, day);
        let mut session = Self {
            library,
            problems,
            notes,
            examples,
            day,
            saved: Arc::clone(&production),
            production,
            history: History::default(),
            revision: 0,
            assessments: BTreeMap::new(),
        };
        session.recompute();
        session
    }

    /// The production being edited.
    #[must_use]
    pub fn production(&self) -> &Production {
        &self.production
    }

    /// A number that changes whenever anything shown may change.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Whether there are edits that are not saved.
    #[must_use]
    pub fn is_dirty(&self) -> bool {
        *self.production != *self.saved
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

    /// The assessments of the places that are considered, in their order.
    #[must_use]
    pub fn assessments(&self) -> Vec<&Arc<Assessment>> {
        self.production.places.iter().filter_map(|place| self.assessments.get(place)).collect()
    }

    /// Applies an edit. Edits of one gesture become one undo step.
    pub fn apply(&mut self, action: Action) {
        let mut next = (*self.production).clone();
        action.apply_to(&mut next);
        if next == *self.production {
            return;
        }
        self.history.record(action, &self.production);
        self.production = Arc::new(next);
        self.recompute();
    }

    /// Ends a gesture: the next edit is an undo step of its own.
    pub fn settle(&mut self) {
        self.history.settle();
    }

    /// Takes the last edit back. Returns it.
    pub fn undo(&mut self) -> Option<Action> {
        let (action, before) = self.history.undo(&self.production)?;
        self.production = before;
        self.recompute();
        Some(action)
    }

    /// Makes the last undone edit again. Returns it.
    pub fn redo(&mut self) -> Option<Action> {
        let (action, after) = self.history.redo(&self.production)?;
        self.production = after;
        self.recompute();
        Some(action)
    }

    /// Opens another production. Its history starts anew.
    pub fn open(&mut self, production: Production) {
        self.production = Arc::new(production);
        self.saved = Arc::clone(&self.production);
        self.history = History::default();
        self.recompute();
    }

    /// Takes up edits that were not saved when the app last ended.
    pub fn recover(&mut self, production: Production) {
        self.production = Arc::new(production);
        self.recompute();
    }

    /// Marks a state as saved. Edits made since then stay unsaved.
    pub fn mark_saved(&mut self, production: &Production) {
        self.saved = Arc::new(production.clone());
        self.revision += 1;
    }

    /// Changes the day for which everything is worked out.
    pub fn set_day(&mut self, day: Date) {
        self.day = day;
        self.recompute();
    }

    /// Replaces the library.
    pub fn set_library(&mut self, loaded: Loaded) {
        let Judged { library, problems, notes, examples } = Judged::of(loaded, self.day);
        (self.library, self.problems, self.notes, self.examples) = (library, problems, notes, examples);
        self.recompute();
    }

    fn recompute(&mut self) {
        self.revision += 1;
        let places = self.production.places.iter().filter(|place| self.library.places.contains_key(place));
        let places: Vec<PlaceId> = places.cloned().collect();
        let assessed = assess_all(&self.library, &self.production, &places, self.day);
        self.assessments = places.into_iter().zip(assessed.into_iter().map(Arc::new)).collect();
    }
}

/// A library and what is to be said of it.
struct Judged {
    library: Arc<Library>,
    problems: Arc<Vec<Problem>>,
    notes: Arc<Vec<Problem>>,
    examples: Arc<BTreeMap<PolicyId, Vec<Verdict>>>,
}

impl Judged {
    fn of(loaded: Loaded, day: Date) -> Self {
        let advice = lint(&loaded, day);
        let (notes, warnings): (Vec<Problem>, Vec<Problem>) =
            advice.into_iter().partition(|problem| problem.severity == Severity::Note);
        let mut problems = loaded.problems;
        problems.extend(warnings);
        problems.sort_by(|a, b| (a.severity, &a.at).cmp(&(b.severity, &b.at)));
        let library = loaded.library;
        let with_examples = library.policies.values().filter(|policy| !policy.examples.is_empty());
        let examples = with_examples.map(|policy| {
            let verdicts = policy.examples.iter().map(|example| examples::run(&library, policy, example));
            (policy.id.clone(), verdicts.collect())
        });
        let examples = Arc::new(examples.collect());
        Self { library: Arc::new(library), problems: Arc::new(problems), notes: Arc::new(notes), examples }
    }
}
