//! The scenarios and the portfolio of the view City, whose edits can be undone.
//!
//! This module does not change the library.

use std::sync::Arc;

use crate::model::portfolio::Portfolio;
use crate::model::scenario::{BasisChange, Change, Scenario};
use crate::model::text::{Language, Text};

/// The maximum number of scenarios.
pub const MOST_SCENARIOS: usize = 6;

/// The scenarios, one of which is displayed, and the portfolio for which they are calculated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plans {
    scenarios: Vec<Arc<Scenario>>,
    shown: usize,
    none: Arc<Scenario>,
    portfolio: Arc<Portfolio>,
}

impl Default for Plans {
    fn default() -> Self {
        let none: Arc<Scenario> = Arc::default();
        Self { scenarios: vec![Arc::clone(&none)], shown: 0, none, portfolio: Arc::default() }
    }
}

/// One edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeskEdit {
    /// Proposes another figure of a policy in the displayed scenario. The figure of the law removes the change; zero
    /// removes an assumed amount.
    Propose(Change),
    /// Proposes another basis of an incentive in the displayed scenario. The basis of the law removes the change.
    ProposeBasis(BasisChange),
    /// Removes all changes of the displayed scenario.
    TakeBack,
    /// Adds a scenario that was read. It replaces the displayed one if that has no changes or if there are already as
    /// many as possible.
    Open(Arc<Scenario>),
    /// Adds a new scenario, empty or with the changes of the displayed one.
    Begin {
        /// Whether it has the changes of the displayed one.
        copy: bool,
        /// Its title.
        title: Text,
    },
    /// Removes a scenario.
    Remove(usize),
    /// Changes the title of the displayed scenario in one language.
    Title(Language, String),
    /// Changes its author.
    Author(String),
    /// Changes its reason in one language.
    Reason(Language, String),
    /// Replaces the portfolio, with the part of it that was changed.
    Portfolio(Arc<Portfolio>, Assumed),
}

/// The changed part of a portfolio. Successive changes of the same part are one step of undo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Assumed {
    /// All of it: a file was opened, or it was emptied.
    Whole,
    /// The number of applications with a production of the library.
    Count(String),
    /// The applications of a table, with their number.
    Applications(usize),
    /// One of the parts that are drawn.
    Made(usize),
    /// The money for all of them.
    Pool,
    /// The rule for the time after it is used up.
    WhenGone,
    /// The maximum for one company.
    PerCompany,
    /// The value of a yuan that is spent in the place.
    LocalYuan,
}

impl Plans {
    /// The scenarios, in their order; at least one.
    #[must_use]
    pub fn scenarios(&self) -> &[Arc<Scenario>] {
        &self.scenarios
    }

    /// The index of the displayed one.
    #[must_use]
    pub fn shown(&self) -> usize {
        self.shown
    }

    /// The displayed scenario.
    #[must_use]
    pub fn scenario(&self) -> &Arc<Scenario> {
        self.scenarios.get(self.shown).unwrap_or(&self.none)
    }

    /// The portfolio.
    #[must_use]
    pub fn portfolio(&self) -> &Arc<Portfolio> {
        &self.portfolio
    }

    /// Displays a scenario, or the last one if there are fewer.
    pub(super) fn show(&mut self, at: usize) {
        self.shown = at.min(self.scenarios.len().saturating_sub(1));
    }

    /// Creates plans from stored scenarios and a portfolio. Scenarios above the maximum number are dropped.
    #[must_use]
    pub fn kept(scenarios: Vec<Scenario>, portfolio: Portfolio) -> Self {
        let mut plans = Self { portfolio: Arc::new(portfolio), ..Self::default() };
        if !scenarios.is_empty() {
            plans.scenarios = scenarios.into_iter().take(MOST_SCENARIOS).map(Arc::new).collect();
        }
        plans
    }

    fn edited(&mut self, edit: impl FnOnce(&mut Scenario)) {
        if let Some(scenario) = self.scenarios.get_mut(self.shown) {
            edit(Arc::make_mut(scenario));
        }
    }

    fn add(&mut self, scenario: Arc<Scenario>) {
        if self.scenarios.len() < MOST_SCENARIOS {
            self.scenarios.push(scenario);
            self.shown = self.scenarios.len() - 1;
        }
    }
}

impl DeskEdit {
    /// The plans after the edit.
    pub(super) fn applied(&self, before: &Plans) -> Plans {
        let mut plans = before.clone();
        match self {
            Self::Propose(change) => plans.edited(|scenario| {
                let same = |one: &Change| one.policy == change.policy && one.figure == change.figure;
                match scenario.changes.iter_mut().find(|one| same(one)) {
                    Some(one) => one.clone_from(change),
                    None => scenario.changes.push(change.clone()),
                }
                scenario.changes.retain(|one| !one.is_nothing());
            }),
            Self::ProposeBasis(change) => plans.edited(|scenario| {
                let same = |one: &BasisChange| one.policy == change.policy && one.incentive == change.incentive;
                match scenario.bases.iter_mut().find(|one| same(one)) {
                    Some(one) => one.clone_from(change),
                    None => scenario.bases.push(change.clone()),
                }
                scenario.bases.retain(|one| one.new != one.old);
            }),
            Self::TakeBack => plans.edited(|scenario| {
                scenario.changes.clear();
                scenario.bases.clear();
            }),
            Self::Open(scenario) => {
                let full = plans.scenarios.len() >= MOST_SCENARIOS;
                match plans.scenarios.get_mut(plans.shown) {
                    Some(shown) if shown.is_empty() || full => *shown = Arc::clone(scenario),
                    _ => plans.add(Arc::clone(scenario)),
                }
            }
            Self::Begin { copy, title } => {
                let changes = if *copy { plans.scenario().only_changes() } else { Scenario::default() };
                let author = plans.scenario().author.clone();
                plans.add(Arc::new(Scenario { title: title.clone(), author, ..changes }));
            }
            Self::Remove(at) => {
                if *at < plans.scenarios.len() {
                    plans.scenarios.remove(*at);
                }
                if plans.scenarios.is_empty() {
                    plans.scenarios.push(Arc::default());
                }
                plans.show(plans.shown - usize::from(*at < plans.shown));
            }
            Self::Title(language, text) => plans.edited(|scenario| set(&mut scenario.title, *language, text)),
            Self::Author(text) => plans.edited(|scenario| scenario.author.clone_from(text)),
            Self::Reason(language, text) => plans.edited(|scenario| set(&mut scenario.reason, *language, text)),
            Self::Portfolio(portfolio, _) => plans.portfolio = Arc::clone(portfolio),
        }
        plans
    }
}

fn set(text: &mut Text, language: Language, new: &str) {
    match language {
        Language::Chinese => text.zh = new.to_owned(),
        Language::English => text.en = new.to_owned(),
    }
}
