//! The offers of all places for one production, in one table.
//!
//! There is no single score. Known amounts come before those known only from second-hand reports, and these before
//! offers without an amount that can be counted. Within each group the order is that of [`Assessment::standing`].

use std::sync::Arc;

use jiff::civil::Date;

use super::evidence::{Evidence, second_hand};
use super::expected::expected;
use super::variants::{budget, net as cost};
use crate::model::application::{Intake, WindowState};
use crate::model::date::PartialDate;
use crate::model::id::{FactId, IncentiveId, PlaceId, PolicyId};
use crate::model::library::Library;
use crate::model::place::PlaceKind;
use crate::model::policy::{Incentive, Policy};
use crate::model::production::Production;
use crate::model::walk::Node;
use crate::rules::assess::{Assessment, assess_all};
use crate::rules::fraction::Fraction;
use crate::rules::outcome::Outcome;

/// The fact with the whole budget.
pub const BUDGET: &str = "total_budget";

/// The fact that states whether the applicant is registered in the place.
const REGISTERED: &str = "is_locally_registered";

/// The offer of a place.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The place.
    pub place: PlaceId,
    /// The province that contains it, or itself; none for a nation.
    pub province: Option<PlaceId>,
    /// Its part of the table.
    pub group: Group,
    /// Its assessment.
    pub assessment: Arc<Assessment>,
    /// The part of the possible amount that is known only from second-hand reports.
    pub second_hand: Fraction,
    /// The certain and the possible amount as shares of the budget; none without a budget, or if the possible amount
    /// is unbounded.
    pub share: Option<[Fraction; 2]>,
    /// The cost of the production after the certain and after the possible amount; never below zero.
    pub net: Option<[Fraction; 2]>,
    /// The expected amount, by the chances that the user gives; none if they give none here.
    pub expected: Option<Fraction>,
    /// The obstacle to more.
    pub obstacle: Obstacle,
    /// The weakest evidence for what may be paid.
    pub evidence: Option<Evidence>,
    /// The incentive that may pay most.
    pub main: Option<(PolicyId, IncentiveId)>,
    /// The next day on which applications for what may be paid close, if it is published.
    pub deadline: Option<Date>,
    /// Whether applications for any of it are accepted on the day.
    pub open: bool,
    /// Whether any of what may be paid requires a registration in the place.
    pub asks_registration: bool,
}

/// The parts of the table of places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// An amount is certain, or possible according to an official text or the press.
    Known,
    /// The possible amount is known only from second-hand reports.
    SecondHand,
    /// It has policies but no amount that can be counted.
    Uncounted,
}

/// The obstacle to more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// None: the possible amount is certain.
    Nothing,
    /// Answers are missing; the most important one comes first.
    Questions(Vec<FactId>),
    /// An authority decides.
    Authority,
    /// This number of amounts is not published.
    Unpublished(usize),
    /// Conditions are not met; the facts of the incentive that fails the fewest.
    Unmet(Vec<FactId>),
}

/// The offers of all places with a policy for a production on a day, the best first.
#[must_use]
pub fn offers(library: &Library, production: &Production, places: &[PlaceId], day: Date) -> Vec<Offer> {
    let budget = budget(production);
    let assessed = assess_all(library, production, places, day);
    let mut all: Vec<Offer> = assessed.into_iter().map(|one| offer(library, production, one, budget, day)).collect();
    all.sort_by(|a, b| {
        let standing = |one: &Offer| one.assessment.standing();
        a.group.cmp(&b.group).then_with(|| standing(b).cmp(&standing(a))).then_with(|| a.place.cmp(&b.place))
    });
    all
}

/// Every place with a policy of its own.
#[must_use]
pub fn places(library: &Library) -> Vec<PlaceId> {
    library.places.keys().filter(|place| library.policies_of(place).next().is_some()).cloned().collect()
}

fn offer(library: &Library, production: &Production, one: Assessment, budget: Option<Fraction>, day: Date) -> Offer {
    let hearsay = second_hand(library, &one).unwrap_or_default();
    let ceiling = one.known_ceiling();
    let counted = ceiling.is_none() && one.ceiling.is_none() || ceiling.is_some_and(|most| !most.is_zero());
    let group = match ceiling {
        _ if !one.floor.is_zero() => Group::Known,
        _ if !counted => Group::Uncounted,
        Some(most) if hearsay >= most => Group::SecondHand,
        _ => Group::Known,
    };
    let share =
        budget.zip(ceiling).and_then(|(budget, most)| Some([one.floor.divided_by(budget)?, most.divided_by(budget)?]));
    let net = budget.zip(ceiling).map(|(budget, most)| [cost(budget, one.floor), cost(budget, most)]);
    // What may be paid: the best combination.
    let paying: Vec<(&Policy, &Incentive, Option<Fraction>)> = one
        .possible
        .taken
        .iter()
        .filter_map(|(at, paid)| {
            let award = one.awards.get(*at)?;
            let policy = library.policies.get(&award.policy)?;
            Some((&**policy, policy.incentive(&award.incentive)?, *paid))
        })
        .collect();
    let evidence = paying.iter().map(|(policy, incentive, _)| Evidence::of(library, policy, incentive)).min();
    let most = paying.iter().max_by_key(|(_, _, paid)| paid.unwrap_or(Fraction::MAX));
    let main = most.map(|(policy, incentive, _)| (policy.id.clone(), incentive.id.clone()));
    let applications = || paying.iter().filter_map(|(policy, incentive, _)| policy.application_of(incentive));
    let deadline =
        applications().filter_map(|application| application.window_on(day)?.0.to).map(PartialDate::last_day).min();
    let open = applications().any(|application| {
        matches!(application.window_on(day), Some((_, WindowState::Open)))
            || application.intake == Some(Intake::Rolling)
    });
    let asks_registration = paying.iter().any(|(_, incentive, _)| {
        let mut asks = false;
        incentive.walk_all(&mut |node: Node<'_>| asks |= node.facts().iter().any(|fact| fact.as_str() == REGISTERED));
        asks
    });
    let chain = library.chain(&one.place);
    let province = chain.iter().rev().find(|place| place.kind == PlaceKind::Province).map(|place| place.id.clone());
    Offer {
        place: one.place.clone(),
        province,
        group,
        second_hand: hearsay,
        share,
        net,
        expected: expected(production, &one),
        obstacle: obstacle(&one),
        evidence,
        main,
        deadline,
        open,
        asks_registration,
        assessment: Arc::new(one),
    }
}

fn obstacle(one: &Assessment) -> Obstacle {
    if !one.questions.is_empty() && one.ceiling != Some(one.floor) {
        return Obstacle::Questions(one.questions.iter().map(|question| question.fact.clone()).collect());
    }
    if one.known_ceiling().is_some_and(|most| most > one.floor) {
        return Obstacle::Authority;
    }
    if one.unpriced > 0 {
        return Obstacle::Unpublished(one.unpriced);
    }
    let unmet = one.awards.iter().filter_map(|award| match &award.outcome {
        Outcome::NotEligible(failed) => {
            let mut facts = std::collections::BTreeSet::new();
            failed.iter().for_each(|step| step.facts(&mut facts));
            Some(facts.into_iter().collect::<Vec<_>>())
        }
        _ => None,
    });
    match unmet.filter(|facts| !facts.is_empty()).min_by_key(Vec::len) {
        Some(facts) if one.floor.is_zero() => Obstacle::Unmet(facts),
        _ => Obstacle::Nothing,
    }
}
