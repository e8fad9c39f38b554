//! What is going on: the library and its edits, the production being edited, and their labelled history.
//!
//! Absent on purpose: egui, files and sentences. View state (which tab, which sort) lives in `ui`.

pub mod action;
pub mod bundle;
pub mod desk;
pub mod difference;
pub mod file_kind;
pub mod history;
mod judged;
pub mod layers;
mod library;
pub mod package;
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
use crate::model::scenario::Scenario;
use crate::model::slate::Slate;
use crate::model::variant::WorkedOut;
use crate::rules::assess::{Assessment, assess_all};
use crate::study::contradictions::Finding;
use crate::study::evidence::official_only;
use crate::study::examples::Verdict;
use crate::study::fingerprint::fingerprint;
use crate::study::marks::Marks;
use crate::study::proposals::Desk;
use action::Action;
use desk::Plans;
use history::History;
use judged::Diagnostics;
pub use library::StagedImport;
use library::State;
use slate::{Aside, SlateEdit};

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
    fingerprint: OnceLock<String>,
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
            fingerprint: OnceLock::new(),
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

    /// The slate, if there is one.
    #[must_use]
    pub fn slate(&self) -> Option<&Arc<Slate>> {
        self.project.slate.as_ref()
    }

    /// A number that changes whenever the slate does.
    #[must_use]
    pub fn slate_revision(&self) -> u64 {
        self.slates
    }

    /// Takes up the slate of last time, which is no edit.
    pub fn keep_slate(&mut self, slate: Option<Arc<Slate>>) {
        self.project.slate = slate;
        self.slates += 1;
        self.revision += 1;
    }

    /// The figures that are proposed in the scenario that is shown; they change nothing by themselves.
    #[must_use]
    pub fn proposed(&self) -> &Arc<Scenario> {
        self.project.plans.scenario()
    }

    /// What the city desk proposes and assumes.
    #[must_use]
    pub fn plans(&self) -> &Arc<Plans> {
        &self.project.plans
    }

    /// What my city proposes and the portfolio that is assumed, if there is anything to report of them.
    #[must_use]
    pub fn proposals(&self) -> Option<Desk> {
        let plans = self.plans();
        let (scenarios, portfolio) = (plans.scenarios().to_vec(), Arc::clone(plans.portfolio()));
        let desk = Desk { place: self.city.clone()?, scenarios, portfolio };
        (!desk.is_empty()).then_some(desk)
    }

    /// A number that changes whenever what the city desk proposes or assumes does.
    #[must_use]
    pub fn plans_revision(&self) -> u64 {
        self.planned
    }

    /// A number that changes whenever the portfolio of the city desk does.
    #[must_use]
    pub fn portfolio_revision(&self) -> u64 {
        self.portfolios
    }

    /// Takes up what the city desk proposed and assumed last time, which is no edit.
    pub fn keep_plans(&mut self, plans: Plans) {
        self.set_plans(Arc::new(plans));
        self.revision += 1;
    }

    /// Shows another scenario of the city desk.
    pub fn show_scenario(&mut self, at: usize) {
        let mut plans = Plans::clone(&self.project.plans);
        plans.show(at);
        self.set_plans(Arc::new(plans));
        self.history.settle();
    }

    fn set_plans(&mut self, plans: Arc<Plans>) {
        self.portfolios += u64::from(!Arc::ptr_eq(plans.portfolio(), self.project.plans.portfolio()));
        self.planned += u64::from(!Arc::ptr_eq(&plans, &self.project.plans));
        self.project.plans = plans;
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

    /// Applies an edit. Edits of one gesture become one undo step.
    pub fn apply(&mut self, action: Action) {
        if action.edits_library() {
            self.apply_to_library(action);
            return;
        }
        if let Action::Slate(edit) = &action {
            let Some(next) = self.project.with_slate(edit, &self.library) else { return };
            let (same_slate, same_aside) = (next.slate == self.project.slate, next.aside == self.project.aside);
            if !same_slate || !same_aside {
                self.history.record(action, &self.project);
                self.project = next;
                self.slates += u64::from(!same_slate);
                self.recompute();
            }
            return;
        }
        // What another program wrote is the user's own.
        if matches!(action, Action::Restore(_)) && self.project.aside.is_some() {
            self.apply(Action::Slate(SlateEdit::Return));
        }
        if let Action::Desk(edit) = &action {
            let next = edit.applied(&self.project.plans);
            if next != *self.project.plans {
                self.history.record(action, &self.project);
                self.set_plans(Arc::new(next));
            }
            return;
        }
        let next = self.after(&action);
        if next == *self.project.production {
            return;
        }
        let shown = match action {
            Action::AddVariant(_) => Some(next.variants.len() - 1),
            Action::RemoveVariant(at) => {
                self.project.shown.filter(|shown| *shown != at).map(|shown| shown - usize::from(shown > at))
            }
            Action::PinVariant(_) => None,
            _ => self.project.shown,
        };
        self.history.record(action, &self.project);
        self.project.production = Arc::new(next);
        self.project.shown = shown;
        self.slates += u64::from(self.project.write_through());
        self.recompute();
    }

    /// The pinned production after an edit. Answers that are edited while a variant is shown become its changes.
    fn after(&self, action: &Action) -> Production {
        let mut next = (*self.project.production).clone();
        let variant = self.project.shown.and_then(|at| next.variants.get(at).map(|_| at));
        match variant {
            Some(at) if action.edits_answers() => {
                let mut changed = (*self.production).clone();
                action.apply_to(&mut changed);
                let changes = next.changes_to(&changed);
                if let Some(variant) = next.variants.get_mut(at).filter(|variant| variant.changes != changes) {
                    variant.changes = changes;
                    variant.worked_out = Some(self.worked_out());
                }
            }
            _ => action.apply_to(&mut next),
        }
        next
    }

    /// What is noted of the state over which a variant is edited.
    #[must_use]
    pub fn worked_out(&self) -> WorkedOut {
        WorkedOut { on: self.chosen_day, library: self.fingerprint().to_owned() }
    }

    /// The fingerprint of the library, made when it is first asked for.
    #[must_use]
    pub fn fingerprint(&self) -> &str {
        self.fingerprint.get_or_init(|| fingerprint(&self.library))
    }

    /// Ends a gesture: the next edit is an undo step of its own.
    pub fn settle(&mut self) {
        self.history.settle();
    }

    /// Takes the last edit back. Returns it.
    pub fn undo(&mut self) -> Option<Action> {
        let (action, before) = self.history.undo(&self.project)?;
        self.restore(before);
        Some(action)
    }

    /// Makes the last undone edit again. Returns it.
    pub fn redo(&mut self) -> Option<Action> {
        let (action, after) = self.history.redo(&self.project)?;
        self.restore(after);
        Some(action)
    }

    fn restore(&mut self, project: Project) {
        let same_library = project.edits == self.project.edits;
        if !same_library {
            self.keep_state();
        }
        self.slates += u64::from(project.slate != self.project.slate);
        self.set_plans(Arc::clone(&project.plans));
        self.project = project;
        if same_library {
            self.recompute();
            return;
        }
        self.return_to_edits();
    }

    /// Opens another production. Its history starts anew.
    pub fn open(&mut self, production: Production) {
        self.project.production = Arc::new(production);
        (self.project.shown, self.project.aside) = (None, None);
        self.saved = Arc::clone(&self.project.production);
        self.history = History::default();
        self.recompute();
    }

    /// Takes up edits that were not saved when the app last ended.
    pub fn recover(&mut self, production: Production) {
        self.project.production = Arc::new(production);
        (self.project.shown, self.project.aside) = (None, None);
        self.recompute();
    }

    /// Takes the production for one that was never saved.
    pub fn forget_saved(&mut self) {
        self.saved = Arc::new(Production::default());
        self.revision += 1;
    }

    /// Counts on from a session whose place this one takes in the window, so that nothing that was made for that
    /// one is taken to be of this one.
    pub fn count_on(&mut self, other: &Self) {
        self.revision = self.revision.max(other.revision) + 1;
        self.judged = self.judged.max(other.judged) + 1;
        self.planned = self.planned.max(other.planned) + 1;
        self.portfolios = self.portfolios.max(other.portfolios) + 1;
    }

    /// Marks a state as saved. Edits made since then stay unsaved.
    pub fn mark_saved(&mut self, production: &Production) {
        self.saved = Arc::new(production.clone());
        self.revision += 1;
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
