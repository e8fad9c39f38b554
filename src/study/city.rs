//! All contents of the view City: the rank of a city, the effect of other figures of its own policies, and the
//! changes with which it passes a rival.
//!
//! This module keeps no state. What does not change while a figure moves is calculated once and passed in again.

use std::sync::Arc;

use jiff::civil::Date;

use super::overtake::{Contest, Goal, On, answer_while, is_lever, overtake_while};
use super::portfolio::Drawn;
use super::reform::{Both, Moved, Reform, ranks, reform};
use super::standing::{Standing, standing};
use crate::model::figures::{Figure, Role};
use crate::model::id::{PlaceId, PolicyId};
use crate::model::library::Library;
use crate::model::policy::{Basis, Incentive, Policy, Status};
use crate::model::scenario::{FigureName, Scenario};
use crate::rules::fraction::Fraction;
use crate::study::standing::weights::By;

/// A figure that a city can change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lever {
    /// Its policy.
    pub policy: PolicyId,
    /// Its name.
    pub name: FigureName,
    /// The figure under current law; zero if it is not published.
    pub figure: Figure,
    /// Whether the law publishes it. If not, a change of it is an assumption.
    pub is_published: bool,
}

/// The contents of the view.
#[derive(Clone, Debug)]
pub struct City {
    /// How the city ranks under current law.
    pub standing: Arc<Standing>,
    /// The changed ranks; empty if nothing is proposed.
    pub moved: Vec<Moved>,
    /// The cost for each reference production once.
    pub reform: Reform,
    /// The highest amount of each incentive for one reference production, in the order of the bills; none if it is
    /// unbounded.
    pub most: Vec<Both<Option<Fraction>>>,
}

impl City {
    /// How the city ranks with the proposed figures.
    #[must_use]
    pub fn proposed(&self) -> Standing {
        let mut standing = Standing::clone(&self.standing);
        let own = standing.all.iter().position(|place| *place == standing.place);
        for row in &mut standing.rows {
            let moved = self.moved.iter().find(|moved| moved.production == row.production);
            if let Some((slot, moved)) = own.and_then(|at| row.values.get_mut(at)).zip(moved) {
                *slot = moved.value.after;
                row.rank = moved.rank.after;
            }
        }
        standing
    }
}

/// The policies of a city itself that pay or may pay something on the day.
pub fn own_policies<'l>(library: &'l Library, place: &'l PlaceId, day: Date) -> impl Iterator<Item = &'l Policy> {
    let ended =
        move |policy: &&Policy| matches!(policy.status_on(day), Status::Expired | Status::Superseded | Status::Draft);
    library.policies_of(place).filter(move |policy| !ended(policy))
}

/// The figures that a city can change: those of its own policies that pay or may pay something on the day. The figures
/// of each policy are followed by its unpublished amounts for which one can be assumed.
#[must_use]
pub fn levers(library: &Library, place: &PlaceId, day: Date) -> Vec<Lever> {
    let named = own_policies(library, place, day).flat_map(|policy| {
        let figures = policy.named_figures().into_iter();
        let levers = figures.filter(|(_, figure)| is_lever(figure) || figure.role == Role::Quota);
        let published =
            levers.map(|(name, figure)| Lever { policy: policy.id.clone(), name, figure, is_published: true });
        let can_pay = policy.status_on(day).can_pay();
        let unpublished = policy.unpublished_figures().into_iter().filter(|_| can_pay);
        let unpublished =
            unpublished.map(|(name, figure)| Lever { policy: policy.id.clone(), name, figure, is_published: false });
        published.chain(unpublished).collect::<Vec<Lever>>()
    });
    named.collect()
}

/// Calculates the contents of the view. `known` is the standing under current law, if it was calculated before for
/// the same library, day, place and rivals.
#[must_use]
pub fn city(
    library: &Library,
    scenario: &Scenario,
    place: &PlaceId,
    rivals: &[PlaceId],
    day: Date,
    known: Option<Arc<Standing>>,
) -> City {
    let standing = known.unwrap_or_else(|| Arc::new(standing(library, place, rivals, &[], day)));
    let moved = match scenario.is_empty() {
        true => Vec::new(),
        false => ranks(&standing, library, scenario, day),
    };
    let drawn = Arc::new(Drawn::references(library));
    let reform = reform(library, scenario, &drawn, place, day);
    let most = reform.incentives.iter().map(|bill| {
        let mut most = Both { before: Some(Fraction::ZERO), after: Some(Fraction::ZERO) };
        for (row, moved) in standing.rows.iter().zip(moved.iter().map(Some).chain(std::iter::repeat(None))) {
            let now = row.cells.first().map(|cell| &cell.assessment);
            let then = moved.and_then(|moved| moved.assessment.as_ref()).or(now);
            let of = |one: Option<&Arc<crate::rules::assess::Assessment>>| {
                let award = one.and_then(|one| one.award(&bill.policy, &bill.incentive));
                award.map_or(Some(Fraction::ZERO), |award| award.outcome.ceiling())
            };
            let larger = |a: Option<Fraction>, b: Option<Fraction>| a.zip(b).map(|(a, b)| a.max(b));
            most.before = larger(most.before, of(now));
            most.after = larger(most.after, of(then));
        }
        most
    });
    let most = most.collect();
    City { standing, moved, reform, most }
}

/// The incentives of a city's own policies whose amounts are not published and for which none can be assumed either,
/// because another figure has the name that the assumed one would have. They have no figure that can be changed.
#[must_use]
pub fn without_figures<'l>(library: &'l Library, place: &'l PlaceId, day: Date) -> Vec<&'l Incentive> {
    let own = library.policies_of(place).filter(|policy| policy.status_on(day).can_pay());
    let silent = own.flat_map(|policy| {
        let is_silent = |one: &&Incentive| one.amount.is_none() && one.basis != Basis::InKind;
        let all = policy.incentives.iter().filter(is_silent);
        all.filter(|one| policy.unpublished(&FigureName::unpublished(&one.id)).is_none())
    });
    silent.collect()
}

/// The changes with which a place reaches a goal on each basis, relative to the law, and the answers of the rivals. A
/// basis on which nothing can be compared is left out. `goes_on` is told how many steps of how many are done, and is asked
/// again before each figure; it cancels by returning false, and then there is no result.
#[must_use]
pub fn contests(
    library: &Library,
    place: &PlaceId,
    goal: &Goal,
    on: &[On],
    by: By,
    day: Date,
    goes_on: &dyn Fn(usize, usize) -> bool,
) -> Option<Vec<Contest>> {
    let drawn = Arc::new(Drawn::references(library));
    let mut all = Vec::new();
    let of = 2 * on.len();
    for (at, one) in on.iter().enumerate() {
        let [first, second] = [2 * at, 2 * at + 1];
        if !goes_on(first, of) {
            return None;
        }
        let found = overtake_while(library, place, goal, one, by, &drawn, day, &|| goes_on(first, of));
        if !goes_on(second, of) {
            return None;
        }
        let Some(found) = found else { continue };
        let answer = answer_while(library, &found, one, &drawn, day, &|| goes_on(second, of));
        all.push(Contest { on: one.clone(), found, answer });
    }
    goes_on(of, of).then_some(all)
}
