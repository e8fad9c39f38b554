//! The proposals of a city: its scenarios side by side, each calculated for one portfolio.
//!
//! None of them is called the best; that depends on the aim of the policy.

use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::briefing::{Briefing, briefing};
use super::costs::{Costing, Costs};
use super::portfolio::Drawn;
use super::reform::{Moved, ranks};
use super::standing::answers::{Answered, answered};
use super::standing::weights::{By, weigh};
use super::standing::{Standing, standing};
use crate::model::id::PlaceId;
use crate::model::library::Library;
use crate::model::portfolio::{Mix, Portfolio};
use crate::model::production::Currency;
use crate::model::scenario::Scenario;

/// A city, its proposals and the productions for which they are calculated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Desk {
    /// The city.
    pub place: PlaceId,
    /// Its scenarios, in their order. Those that change nothing are skipped.
    #[serde(default)]
    pub scenarios: Vec<Arc<Scenario>>,
    /// The productions and the budget for them; without productions, every production of the library counts once.
    #[serde(default)]
    pub portfolio: Arc<Portfolio>,
}

/// The calculated proposals of a city.
#[derive(Clone, Debug)]
pub struct Proposals {
    /// The city.
    pub place: PlaceId,
    /// The portfolio that was counted.
    pub portfolio: Arc<Portfolio>,
    /// Whether it names no productions, so that every production of the library counts once.
    pub references: bool,
    /// The currency of all amounts.
    pub currency: Currency,
    /// One for each scenario that changes something; the law if there is none.
    pub all: Vec<Proposal>,
    /// How much depends on open answers under current law, if it was requested.
    pub answers: Option<Answers>,
    /// The contents of the one-page brief of the city, if it was requested.
    pub briefing: Option<Briefing>,
}

/// The place among its rivals under current law, and what the answers to open questions change.
#[derive(Clone, Debug)]
pub struct Answers {
    /// The rank of the place.
    pub standing: Standing,
    /// The places that are first with other answers, all productions with the same weight.
    pub answered: Answered,
}

impl Proposals {
    /// The same with the effect of open answers among some rivals; if none is named, the ten that promise most.
    #[must_use]
    pub fn with_answers(self, library: &Library, rivals: &[PlaceId], day: Date) -> Self {
        let standing = standing(library, &self.place, rivals, &[], day);
        let alike = vec![Decimal::ONE; standing.rows.len()];
        let weights = weigh(&standing, &alike, By::UpTo).weights;
        let answered = answered(&standing, library, &weights, day);
        Self { answers: Some(Answers { standing, answered }), ..self }
    }

    /// The same with the contents of the one-page brief; if no rivals are named, the ten that promise most are used.
    #[must_use]
    pub fn with_briefing(self, library: &Library, rivals: &[PlaceId], day: Date) -> Self {
        let drawn = Arc::new(Drawn::of(library, &self.portfolio));
        Self { briefing: Some(briefing(library, &self.place, rivals, &drawn, day)), ..self }
    }
}

/// A scenario and its effects.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// Its number among all scenarios of the city, from 0.
    pub at: usize,
    /// The scenario.
    pub scenario: Arc<Scenario>,
    /// Its cost for the portfolio, beside the cost of the law.
    pub costs: Costs,
    /// The change of the rank of the city for each production of the library; empty for the law.
    pub moved: Vec<Moved>,
}

impl Desk {
    /// Whether there is nothing to report: no change of a figure and no production.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.scenarios.iter().all(|one| one.is_empty()) && self.portfolio.counts_nothing()
    }

    /// Calculates everything. This takes long for a large portfolio, so it must not be called within a frame.
    #[must_use]
    pub fn work_out(&self, library: &Library, day: Date) -> Proposals {
        let references = self.portfolio.counts_nothing();
        let portfolio = if references { Arc::new(once(library, &self.portfolio)) } else { Arc::clone(&self.portfolio) };
        let costing = Costing::new(library, &portfolio, &self.place, day);
        let proposed = self.scenarios.iter().enumerate().filter(|(_, one)| !one.is_empty());
        let mut proposed: Vec<(usize, Arc<Scenario>)> = proposed.map(|(at, one)| (at, Arc::clone(one))).collect();
        if proposed.is_empty() {
            proposed.push((0, Arc::default()));
        }
        let standing = standing(library, &self.place, &[], &[], day);
        let all = proposed.into_iter().map(|(at, scenario)| {
            let moved = match scenario.is_empty() {
                true => Vec::new(),
                false => ranks(&standing, library, &scenario, day),
            };
            Proposal { at, costs: costing.work_out(&scenario), moved, scenario }
        });
        let currency = costing.drawn().currency();
        Proposals {
            place: self.place.clone(),
            all: all.collect(),
            references,
            currency,
            portfolio,
            answers: None,
            briefing: None,
        }
    }
}

/// Every production of a library once, with the budget of a portfolio.
fn once(library: &Library, portfolio: &Portfolio) -> Portfolio {
    let mix = library.productions.keys().map(|name| Mix { production: name.clone(), count: 1, company: None });
    Portfolio { mix: mix.collect(), ..portfolio.clone() }
}
