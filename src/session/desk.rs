//! What a city desk proposes and assumes, as undo takes it back: scenarios beside each other, and a portfolio.
//!
//! Nothing here changes the library.

use std::sync::Arc;

use crate::model::number::Number;
use crate::model::portfolio::Portfolio;
use crate::model::scenario::{Change, Scenario};
use crate::model::text::{Language, Text};

/// The most scenarios side by side.
pub const MOST_SCENARIOS: usize = 6;

/// Scenarios side by side, one of which is shown, and the portfolio that they are calculated for.
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
    /// Proposes another figure of a policy in the scenario that is shown; the figure of the law takes it back, and
    /// nothing takes back what was assumed.
    Propose(Change),
    /// Takes every proposed figure of the scenario that is shown back.
    TakeBack,
    /// Puts a scenario that was read beside the others, or in the place of the one that is shown where that proposes
    /// nothing.
    Open(Arc<Scenario>),
    /// Puts another scenario beside the others: an empty one, or a copy of the one that is shown.
    Begin {
        /// Whether it begins with the figures of the one that is shown.
        copy: bool,
        /// What it is called.
        title: Text,
    },
    /// Takes a scenario away.
    Remove(usize),
    /// Gives the scenario that is shown another title in one language.
    Title(Language, String),
    /// Says who proposes it.
    Author(String),
    /// Says why, in one language.
    Reason(Language, String),
    /// Puts another portfolio in the place of the one that is assumed; with what of it was changed.
    Portfolio(Arc<Portfolio>, Assumed),
}

/// What of a portfolio was changed. Changes of the same are one undo step while they are made in one go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Assumed {
    /// All of it: a file was opened, or it was emptied.
    Whole,
    /// How often a production of the library counts.
    Count(String),
    /// Applications of a table, so many.
    Applications(usize),
    /// What is drawn: one of its parts.
    Made(usize),
    /// The money for all of them.
    Pool,
    /// What happens when it is gone.
    WhenGone,
    /// The most that one company gets.
    PerCompany,
    /// What a local yuan is worth.
    LocalYuan,
}

impl Plans {
    /// The scenarios, in their order; at least one.
    #[must_use]
    pub fn scenarios(&self) -> &[Arc<Scenario>] {
        &self.scenarios
    }

    /// Which of them is shown.
    #[must_use]
    pub fn shown(&self) -> usize {
        self.shown
    }

    /// The scenario that is shown.
    #[must_use]
    pub fn scenario(&self) -> &Arc<Scenario> {
        self.scenarios.get(self.shown).unwrap_or(&self.none)
    }

    /// The portfolio.
    #[must_use]
    pub fn portfolio(&self) -> &Arc<Portfolio> {
        &self.portfolio
    }

    /// Shows a scenario; the last one where there are not so many.
    pub(super) fn show(&mut self, at: usize) {
        self.shown = at.min(self.scenarios.len().saturating_sub(1));
    }

    /// Of what was kept: scenarios and a portfolio.
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
                // An assumption of nothing is none.
                scenario.changes.retain(|one| one.new != one.old.unwrap_or(Number::ZERO));
            }),
            Self::TakeBack => plans.edited(|scenario| scenario.changes.clear()),
            Self::Open(scenario) => {
                let full = plans.scenarios.len() >= MOST_SCENARIOS;
                match plans.scenarios.get_mut(plans.shown) {
                    Some(shown) if shown.changes.is_empty() || full => *shown = Arc::clone(scenario),
                    _ => plans.add(Arc::clone(scenario)),
                }
            }
            Self::Begin { copy, title } => {
                let changes = if *copy { plans.scenario().changes.clone() } else { Vec::new() };
                let author = plans.scenario().author.clone();
                plans.add(Arc::new(Scenario { title: title.clone(), author, changes, ..Scenario::default() }));
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
