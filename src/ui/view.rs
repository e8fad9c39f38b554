//! The state of the views. It is remembered between runs, apart from the project, and is not part of undo.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::passing::{Own, Passing};
use super::tab::Tab;
use super::theme::Look;
use crate::model::id::{IndicatorId, PlaceId};
use crate::model::text::Language;
use crate::report::plan::{Plan, Reader};
use crate::session::Session;
use crate::study::growth::Peers;
use crate::study::standing::Reach;
use crate::words::number::Scale;

/// The state of the window.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct View {
    /// The view that is shown.
    pub tab: Tab,
    /// The language; that of the system until one is chosen.
    pub language: Option<Language>,
    /// Light or dark.
    pub look: Look,
    /// The unit of amounts in columns.
    pub scale: Scale,
    /// The zoom; 1 is actual size.
    pub zoom: f32,
    /// Whether animations are off: lists jump, menus and folds open at once.
    pub still: bool,
    /// Whether past policies are shown as well.
    pub show_past: bool,
    /// Whether only incentives with a published amount are shown.
    pub only_published: bool,
    /// Whether only incentives known from an official text or its republication count.
    pub official: bool,
    /// Whether only rows with differences between places are shown.
    pub only_differences: bool,
    /// Whether the hint of the first run was closed.
    pub hint_closed: bool,
    /// The state of the view Trends.
    pub growth: Growth,
    /// The contents of reports.
    pub report: Plan,
    /// The language of reports; that of the window until one is chosen.
    pub report_language: Option<Language>,
    /// The shelf that the library view shows.
    pub shelf: Shelf,
    /// Files that were open.
    pub recent: Vec<PathBuf>,
    /// The file that is open, which the next start opens again.
    pub last: Option<PathBuf>,
    /// Places that were recently chosen or removed, the last one first.
    pub recent_places: Vec<PlaceId>,
    /// Whether the shelf of world screen incentives is added to the built-in one.
    pub world: bool,
    /// Files and folders that are added to the built-in library, in their order.
    pub layers: Vec<PathBuf>,
    /// The user's city, which is first everywhere.
    pub city: Option<PlaceId>,
    /// The productions that the view City uses.
    pub city_mode: CityMode,
    /// The part of the amounts that the view City compares.
    pub city_reach: Reach,
    /// The places with which the city is compared. If empty, the ten that promise most.
    pub city_rivals: Vec<PlaceId>,
    /// The place to be passed; the first rival if none.
    pub city_rival: Option<PlaceId>,
    /// Whom the city is to pass.
    pub city_goal: CityGoal,
    /// The basis on which it is to pass them.
    pub city_on: CityOn,
    /// The yearly number of awards of each incentive, by `policy/incentive`.
    pub city_counts: BTreeMap<String, u32>,
    /// The yearly pool, as typed.
    pub city_pool: String,
    /// The weight of each reference production; all equal if empty.
    pub city_weights: BTreeMap<String, u32>,
    /// The slate as text, to be kept between runs.
    pub kept_slate: String,
    /// The scenarios and the portfolio of the view City as text, to be kept between runs.
    pub kept_plans: KeptPlans,
    /// State that is discarded with the window.
    #[serde(skip)]
    pub passing: Passing,
    /// State of the single views, also discarded with the window.
    #[serde(skip)]
    pub own: Own,
}

impl View {
    /// Whether there is something to report: a place to compare, or the city of the brief.
    pub(super) fn can_report(&self, session: &Session) -> bool {
        let for_city = self.report.reader == Reader::City && session.city().is_some();
        for_city || !session.production().places.is_empty()
    }
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
            growth: Growth::default(),
            report: Plan::default(),
            report_language: None,
            shelf: Shelf::default(),
            recent: Vec::new(),
            last: None,
            recent_places: Vec::new(),
            world: false,
            layers: Vec::new(),
            city: None,
            city_mode: CityMode::default(),
            city_reach: Reach::default(),
            city_rivals: Vec::new(),
            city_rival: None,
            city_goal: CityGoal::default(),
            city_on: CityOn::default(),
            city_counts: BTreeMap::new(),
            city_pool: String::new(),
            city_weights: BTreeMap::new(),
            kept_slate: String::new(),
            kept_plans: KeptPlans::default(),
            passing: Passing::default(),
            own: Own::default(),
        }
    }
}

/// The scenarios and the portfolio of the view City, as texts of records.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct KeptPlans {
    /// The scenarios.
    pub scenarios: Vec<String>,
    /// The portfolio; empty if it is too large to be kept.
    pub portfolio: String,
}

/// The state of the view Trends.
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
    /// Whether policies are left out of the time line.
    pub no_policies: bool,
    /// The count that values are divided by.
    pub by: Option<IndicatorId>,
    /// The places shown beside the user's city, if none were chosen one by one.
    pub peers: Peers,
    /// The column by which the table is sorted, from 0, and whether the largest is first.
    #[serde(skip)]
    pub sort: Option<(usize, bool)>,
    /// The point at the keyboard cursor: its line and its position in it.
    #[serde(skip)]
    pub cursor: (usize, usize),
}

/// The productions that the view City uses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CityMode {
    /// Each reference production once, compared with rivals.
    #[default]
    References,
    /// A portfolio.
    Portfolio,
    /// All scenarios side by side.
    Scenarios,
}

/// Whom the user's city is to pass.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CityGoal {
    /// One place.
    #[default]
    Past,
    /// So many that it is among the first three.
    Among,
}

/// The basis on which the user's city is to pass others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CityOn {
    /// Each reference production.
    #[default]
    Productions,
    /// All reference productions, weighted.
    Weighted,
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
    /// Figures that contradict each other.
    Contradictions,
    /// Problems of the files.
    Problems,
    /// The differences between two states of the library.
    Changes,
}
