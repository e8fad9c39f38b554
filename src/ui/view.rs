//! What the user looks at and how. Remembered between runs, apart from the project, and not undone.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::city;
pub use super::city::Mode as CityMode;
use super::library::{Changes, Editor, Rows};
use super::near;
use super::rail::Places;
use super::report::Preview;
use super::slate::Shown;
pub use super::tab::Tab;
use super::theme::Look;
use super::whereto;
use super::{calculator, curve, growth};
use crate::data::overlay::Key;
use crate::model::id::{IncentiveId, IndicatorId, JudgementId, ObservationId, PlaceId, PolicyId, SourceId};
use crate::model::record::Record;
use crate::model::text::Language;
use crate::report::plan::Plan;
use crate::study::growth::Peers;
use crate::words::number::Scale;

/// The state of the window.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct View {
    /// The view that is shown.
    pub tab: Tab,
    /// The language; as the system has it until one is chosen.
    pub language: Option<Language>,
    /// Light or dark.
    pub look: Look,
    /// The unit of figures in columns.
    pub scale: Scale,
    /// The zoom; 1 is actual size.
    pub zoom: f32,
    /// Whether nothing moves: lists jump, menus and folds open at once.
    pub still: bool,
    /// Whether past policies are shown as well.
    pub show_past: bool,
    /// Whether only incentives with a published amount are shown.
    pub only_published: bool,
    /// Whether only incentives known from an official text or its republication count.
    pub official: bool,
    /// Whether only rows are shown in which places differ.
    pub only_differences: bool,
    /// Whether the hint of the first run was closed.
    pub hint_closed: bool,
    /// The hint of the tour that is shown, from 0.
    #[serde(skip)]
    pub tour: Option<usize>,
    /// What the growth view shows.
    pub growth: Growth,
    /// What reports hold.
    pub report: Plan,
    /// The language of reports; that of the window until one is chosen.
    pub report_language: Option<Language>,
    /// The report as it is previewed.
    #[serde(skip)]
    pub preview: InReport,
    /// What the library view shows.
    pub shelf: Shelf,
    /// Files that were open.
    pub recent: Vec<PathBuf>,
    /// The file that is open, which the next start opens again.
    pub last: Option<PathBuf>,
    /// Places that were chosen or taken out, the last one first.
    pub recent_places: Vec<PlaceId>,
    /// The province whose places the list shows; all if none.
    #[serde(skip)]
    pub province: Option<PlaceId>,
    /// Whether the shelf of world screen incentives lies over the built-in one.
    pub world: bool,
    /// Files and folders that lie over the built-in library, in their order.
    pub layers: Vec<PathBuf>,
    /// What the table of all places shows.
    #[serde(skip)]
    pub places: InWhere,
    /// My city: it stands in front everywhere.
    pub city: Option<PlaceId>,
    /// On what its desk works.
    pub city_mode: CityMode,
    /// Whether its desk compares what is certain, instead of what is possible.
    pub city_certain: bool,
    /// The places that stand beside it on the desk; the ten that promise most if empty.
    pub city_rivals: Vec<PlaceId>,
    /// The place that is to be passed; the first beside it if none.
    pub city_rival: Option<PlaceId>,
    /// How many awards of each incentive are counted in a year, by `policy/incentive`.
    pub city_counts: BTreeMap<String, u32>,
    /// The pool of a year, as it was typed.
    pub city_pool: String,
    /// How much each reference production counts; all alike if empty.
    pub city_weights: BTreeMap<String, u32>,
    /// What the city desk shows.
    #[serde(skip)]
    pub desk: InCity,
    /// What would get more in the places that are compared.
    #[serde(skip)]
    pub near: InNear,
    /// What places give in each variant.
    #[serde(skip)]
    pub columns: InColumns,
    /// What is otherwise on the day of the variant that is shown.
    #[serde(skip)]
    pub later: InLater,
    /// What the response curve shows.
    #[serde(skip)]
    pub curve: InCurve,
    /// The variant that is being renamed, and the text of its name.
    #[serde(skip)]
    pub renaming: Option<(usize, String)>,
    /// The slate as text, so that it survives the window.
    pub kept_slate: String,
    /// What the city desk proposes and assumes, as text, so that it survives the window.
    pub kept_plans: KeptPlans,
    /// When things happen in the place that the calculator lists.
    #[serde(skip)]
    pub calendar: InCalendar,
    /// What the slate shows.
    #[serde(skip)]
    pub slate: InSlate,
    /// The place whose incentives the calculator lists.
    #[serde(skip)]
    pub place: Option<PlaceId>,
    /// Whether the calculator shows its questions, where there is room for one thing at a time.
    #[serde(skip)]
    pub questions: bool,
    /// What the drawer explains.
    #[serde(skip)]
    pub why: Trail,
    /// What is typed in the search of the rail.
    #[serde(skip)]
    pub place_search: String,
    /// What is typed in the search of the library.
    #[serde(skip)]
    pub library_search: String,
    /// What is open in the library.
    #[serde(skip)]
    pub opened: Option<Opened>,
    /// What goes on in the library.
    #[serde(skip)]
    pub library: InLibrary,
    /// What the rail says of the places.
    #[serde(skip)]
    pub rail: InRail,
    /// Whether a sealed bundle is shown, in which nothing can be edited.
    #[serde(skip)]
    pub read_only: bool,
    /// The place that local answers are given for; none for all places alike.
    #[serde(skip)]
    pub local_place: Option<PlaceId>,
}

impl Default for View {
    fn default() -> Self {
        Self {
            tab: Tab::default(),
            language: None,
            look: Look::default(),
            scale: Scale::default(),
            zoom: 1.0,
            still: false,
            show_past: false,
            only_published: false,
            official: false,
            only_differences: false,
            hint_closed: false,
            tour: None,
            growth: Growth::default(),
            report: Plan::default(),
            report_language: None,
            preview: InReport::default(),
            shelf: Shelf::default(),
            recent: Vec::new(),
            last: None,
            recent_places: Vec::new(),
            province: None,
            world: false,
            layers: Vec::new(),
            places: InWhere::default(),
            city: None,
            city_mode: CityMode::default(),
            city_certain: false,
            city_rivals: Vec::new(),
            city_rival: None,
            city_counts: BTreeMap::new(),
            city_pool: String::new(),
            city_weights: BTreeMap::new(),
            desk: InCity::default(),
            near: InNear::default(),
            columns: InColumns::default(),
            later: InLater::default(),
            curve: InCurve::default(),
            renaming: None,
            kept_slate: String::new(),
            kept_plans: KeptPlans::default(),
            calendar: InCalendar::default(),
            slate: InSlate::default(),
            place: None,
            questions: false,
            why: Trail::default(),
            place_search: String::new(),
            library_search: String::new(),
            opened: None,
            library: InLibrary::default(),
            rail: InRail::default(),
            read_only: false,
            local_place: None,
        }
    }
}

/// What the city desk proposes and assumes, as texts of records.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct KeptPlans {
    /// The scenarios.
    pub scenarios: Vec<String>,
    /// The portfolio; empty where it is too large to be kept.
    pub portfolio: String,
}

/// What the growth view shows.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Growth {
    /// The indicator.
    pub indicator: Option<IndicatorId>,
    /// The places, in the order of their colours.
    pub places: Vec<PlaceId>,
    /// A logarithmic axis.
    pub log: bool,
    /// Each series as a multiple of its value in one year, the same for all, which is 100.
    pub index: bool,
    /// The table instead of the plot.
    pub table: bool,
    /// A small plot for each place instead of one for all.
    pub each: bool,
    /// Whether the time line goes without policies.
    pub no_policies: bool,
    /// The count that values are divided by.
    pub by: Option<IndicatorId>,
    /// Which places stand beside my city, where none were chosen one by one.
    pub peers: Peers,
    /// The column that the table is sorted by, from 0, and whether the largest stands first.
    #[serde(skip)]
    pub sort: Option<(usize, bool)>,
    /// The point that the arrow keys read: its line and its position in it.
    #[serde(skip)]
    pub cursor: (usize, usize),
    /// What the lists beside the plot say.
    #[serde(skip)]
    pub(super) lists: growth::Lists,
    /// What the page shows.
    #[serde(skip)]
    pub(super) page: growth::Page,
}

/// A shelf of the library view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Shelf {
    /// Policies.
    #[default]
    Policies,
    /// Places.
    Places,
    /// Indicators and their observations.
    Figures,
    /// Documents.
    Sources,
    /// Figures that do not fit together.
    Contradictions,
    /// What is wrong with the files.
    Problems,
    /// Two states of the library against each other.
    Changes,
}

/// The table of all places, made once for each state of everything it rests on, with its filters.
#[derive(Clone, Debug, Default)]
pub struct InWhere(pub(super) whereto::Table);

/// The curves along every number that the places ask for, made once for each state of everything they rest on.
#[derive(Clone, Debug, Default)]
pub struct InCurve(pub(super) curve::Sheets);

/// What places give in each variant, made once for each state of everything it rests on.
#[derive(Clone, Debug, Default)]
pub struct InColumns(pub(super) calculator::Columns);

/// What is otherwise on the day of the variant that is shown, made once for each state of everything it rests on.
#[derive(Clone, Debug, Default)]
pub struct InLater(pub(super) calculator::Later);

/// What the city desk shows, made once for each state of everything it rests on.
#[derive(Clone, Debug, Default)]
pub struct InCity(pub(super) city::Desk);

/// What would get more, made once for each state of everything it rests on.
#[derive(Clone, Debug, Default)]
pub struct InNear(pub(super) near::Found);

/// The calendar of a place, made once for each state of everything it rests on.
#[derive(Clone, Debug, Default)]
pub struct InCalendar(pub(super) super::calendar::Found);

/// The slate as it was worked out, made once for each state of everything it rests on.
#[derive(Clone, Debug, Default)]
pub struct InSlate(pub(super) Shown);

/// What the rail says of the places, made once for each state of the library.
#[derive(Clone, Debug, Default)]
pub struct InRail(pub(super) Places);

/// The report as it is previewed, made once for each state of everything it rests on.
#[derive(Clone, Debug, Default)]
pub struct InReport(pub(super) Preview);

/// What goes on in the library view.
#[derive(Clone, Debug, Default)]
pub struct InLibrary {
    /// What is being edited.
    pub(super) editor: Option<Editor>,
    /// What was typed and not applied before something else was opened.
    pub(super) drafts: Vec<Editor>,
    /// The rows of the shelf that is shown.
    pub(super) rows: Rows,
    /// Two states of the library against each other.
    pub(super) changes: Changes,
}

impl InLibrary {
    /// Puts an editor away; what was typed in it and not applied is kept for the next time.
    pub(super) fn keep(&mut self, editor: Editor) {
        self.drafts.retain(|other| other.key() != editor.key());
        if editor.is_open() {
            self.drafts.push(editor);
        }
    }

    /// Puts the open editor away.
    pub(super) fn leave(&mut self) {
        if let Some(editor) = self.editor.take() {
            self.keep(editor);
        }
    }

    /// Whether a policy is edited as a form, beside which its text may stand.
    pub(super) fn takes_text(&self) -> bool {
        self.editor.as_ref().is_some_and(Editor::takes_text)
    }

    /// Puts the text of a policy beside its form.
    pub(super) fn take_text(&mut self, text: String) {
        if let Some(editor) = &mut self.editor {
            editor.take_text(text);
        }
    }

    /// Everything that was typed and not applied: what is open, and what waits.
    pub(super) fn typed(&self) -> Vec<(Key, String, bool)> {
        let all = self.drafts.iter().chain(&self.editor).filter(|editor| editor.is_open());
        all.map(Editor::typed).collect()
    }

    /// Takes up what was typed in an earlier run.
    pub(super) fn take_up(&mut self, drafts: Vec<(Key, String, bool)>) {
        self.drafts.extend(drafts.into_iter().map(|(key, text, new)| Editor::typed_before(key, text, new)));
    }

    /// What was begun as a new record of a kind and not applied.
    pub(super) fn begun(&mut self, kind: Record) -> Option<Editor> {
        let at = self.drafts.iter().position(|editor| editor.is_new(kind))?;
        Some(self.drafts.remove(at))
    }

    /// What was typed for a record and not applied.
    pub(super) fn draft(&mut self, key: &Key) -> Option<Editor> {
        let at = self.drafts.iter().position(|editor| editor.key() == key)?;
        Some(self.drafts.remove(at))
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
pub enum Why {
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
    visited: Vec<Why>,
    at: usize,
    open: bool,
}

impl Trail {
    /// What is explained now.
    #[must_use]
    pub fn now(&self) -> Option<&Why> {
        if self.open { self.visited.get(self.at) } else { None }
    }

    /// Explains something else.
    pub fn show(&mut self, why: Why) {
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
