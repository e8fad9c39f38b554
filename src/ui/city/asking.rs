//! What the view City requests, and in which order.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::data::progress::Progress;
use crate::model::id::PlaceId;
use crate::model::scenario::Scenario;
use crate::say;
use crate::study::city::city;
use crate::study::overtake::{Goal, On};
use crate::study::reform::touched;
use crate::study::standing::weights::{By, weigh};
use crate::study::standing::{Reach, Standing, volume};
use crate::ui::context::{Request, Requests, ViewContext};
use crate::ui::memo::Memo;
use crate::ui::platform::{CityQuestion, Want};
use crate::ui::view::{CityGoal, CityMode, CityOn, View};

use super::CityDesk;

/// The maximum number of results that are calculated within a frame: eight productions in every place with a policy.
const MOST_AT_ONCE: usize = 800;

/// The maximum number of places that are weighed within a frame.
const MOST_WEIGHED: usize = 16;

/// The rank that the city is to reach, if no place is named.
pub(super) const FIRST: usize = 3;

/// Requests missing results: the standing, then the changes that pass a rival, then the effect of the weights.
pub(super) fn ask(cx: &ViewContext<'_>, view: &mut View, place: &PlaceId, requests: &mut Requests) {
    let session = cx.session;
    let standing = standing_question(cx, view, place);
    let weights = weights_question(view, &standing);
    follow(cx, view, &standing);
    weigh_at_once(view, &standing, &weights);
    if view.own.of::<CityDesk>().asked.is_some() {
        return;
    }
    let passing = passing_question(cx, view, place);
    let answers = CityQuestion { want: Want::Answers(given(view)), ..standing.clone() };
    let answers = Some(answers).filter(|_| view.own.of::<CityDesk>().asks_answers);
    let law = law_question(cx, view, place);
    let costs =
        CityQuestion { want: Want::Costs(session.portfolio_revision()), rivals: Vec::new(), ..standing.clone() };
    let costs =
        Some(costs).filter(|_| view.city_mode == CityMode::Portfolio && !session.plans().portfolio().counts_nothing());
    let all = session.plans().scenarios().iter().map(|one| one.only_changes()).collect();
    let beside = CityQuestion { want: Want::Beside(all), proposed: Scenario::default(), ..standing.clone() };
    let beside = Some(beside).filter(|_| view.city_mode == CityMode::Scenarios);
    let desk = view.own.of::<CityDesk>();
    let lacks = |made: Option<&CityQuestion>, wanted: &CityQuestion| made != Some(wanted);
    // What was found for another goal is not shown, neither here nor at the levers.
    let other = |made: &CityQuestion, wanted: &CityQuestion| made.want != wanted.want || made.certain != wanted.certain;
    if let (Some(made), Some(wanted)) = (desk.passing.key(), &passing)
        && other(made, wanted)
    {
        desk.passing = Memo::default();
    }
    if desk.pairs_for.as_ref() != Some(&law) {
        desk.pairs.clear();
        desk.pairs_for = Some(law.clone());
    }
    let pair = desk
        .pairs
        .iter()
        .filter(|(_, found)| found.is_none())
        .map(|((goal, on), _)| CityQuestion { want: Want::Pairs(goal.clone(), on.clone()), ..law.clone() })
        .find(|one| !desk.has_failed(one));
    if costs.is_none() && view.city_mode == CityMode::Portfolio {
        desk.costs = Memo::default();
    }
    let wanted = [
        costs.filter(|one| lacks(desk.costs.key(), one)),
        Some(standing).filter(|one| lacks(desk.found.key(), one)),
        passing.filter(|one| lacks(desk.passing.key(), one)),
        beside.filter(|one| lacks(desk.beside.key(), one)),
        Some(weights).filter(|one| lacks(desk.weighed.key(), one)),
        pair,
        answers.filter(|one| lacks(desk.answered.key(), one)),
    ];
    if let Some(wanted) = wanted.into_iter().flatten().find(|one| !desk.has_failed(one)) {
        desk.asked = Some(wanted.clone());
        desk.progress = Progress::of(say!(cx.words, "city-working"));
        requests.others.push(Request::City(Box::new(wanted)));
    }
}

/// Calculates the ranks for the proposed figures at once, so that they follow a dragged lever within the frame. Only
/// the city and the places in it are calculated again; the first standing, and that of many places or productions,
/// is requested off the frame.
fn follow(cx: &ViewContext<'_>, view: &mut View, standing: &CityQuestion) {
    let desk = view.own.of::<CityDesk>();
    if desk.found.is_for(standing) {
        return;
    }
    let Some(known) = desk.known(standing) else { return };
    let (library, scenario) = (cx.session.counted(), &standing.proposed);
    let count = touched(&known.standing, library, scenario).count() * known.standing.rows.len();
    if count <= MOST_AT_ONCE {
        let law = Some(Arc::clone(&known.standing));
        let next = city(library, scenario, &standing.place, &standing.rivals, standing.day, law);
        desk.found.set(standing.clone(), Arc::new(next));
    }
}

/// Weighs the ranks at once too. More productions than can be weighed exactly, and many places, are weighed off the
/// frame.
fn weigh_at_once(view: &mut View, standing: &CityQuestion, weights: &CityQuestion) {
    let given = given(view);
    let desk = view.own.of::<CityDesk>();
    let Some(found) = desk.found.last_if(|made| made == standing).filter(|_| !desk.weighed.is_for(weights)) else {
        return;
    };
    let Standing { rows, rivals, .. } = &*found.standing;
    if rows.len() <= volume::MOST && rivals.len() < MOST_WEIGHED {
        let proposed = found.proposed();
        let weighed = weigh(&proposed, &weights_of(&proposed, &given), by(weights));
        desk.weighed.set(weights.clone(), Arc::new(weighed));
    }
}

/// The weights that the user has set, by production.
fn given(view: &View) -> Vec<(String, u32)> {
    view.city_weights.iter().map(|(name, weight)| (name.clone(), *weight)).collect()
}

/// A weight for each row of a standing. If the user has set none, all are one.
pub(in crate::ui) fn weights_of(standing: &Standing, given: &[(String, u32)]) -> Vec<Decimal> {
    let weight = |name: &String| given.iter().find(|(other, _)| other == name).map_or(0, |(_, weight)| *weight);
    let of = |name| if given.is_empty() { Decimal::ONE } else { Decimal::from(weight(name)) };
    standing.rows.iter().map(|row| of(&row.production)).collect()
}

/// The amount that a question weighs.
pub(in crate::ui) fn by(question: &CityQuestion) -> By {
    if question.certain { By::Certain } else { By::UpTo }
}

/// The question about the effect of the weights.
fn weights_question(view: &View, standing: &CityQuestion) -> CityQuestion {
    let certain = view.city_reach == Reach::Certain;
    CityQuestion { want: Want::Weights(given(view)), certain, ..standing.clone() }
}

/// The question about the present standing.
pub(super) fn standing_question(cx: &ViewContext<'_>, view: &View, place: &PlaceId) -> CityQuestion {
    let session = cx.session;
    CityQuestion {
        library: session.library_revision(),
        official: session.is_official(),
        day: session.day,
        place: place.clone(),
        rivals: view.city_rivals.iter().filter(|rival| *rival != place).cloned().collect(),
        certain: false,
        proposed: session.proposed().only_changes(),
        want: Want::Standing,
    }
}

/// The same about current law alone, for the goals of the city.
pub(super) fn law_question(cx: &ViewContext<'_>, view: &View, place: &PlaceId) -> CityQuestion {
    let certain = view.city_reach == Reach::Certain;
    CityQuestion { proposed: Scenario::default(), rivals: Vec::new(), certain, ..standing_question(cx, view, place) }
}

/// The question about the changes with which the city reaches its goal; none while no rival is known.
pub(super) fn passing_question(cx: &ViewContext<'_>, view: &View, place: &PlaceId) -> Option<CityQuestion> {
    let library = cx.session.counted();
    let on = match view.city_on {
        CityOn::Productions => library.productions.keys().cloned().map(On::Production).collect(),
        CityOn::Weighted => vec![On::weighted(library, &view.city_weights)],
    };
    let want = Want::Passing(goal(view, place)?, on);
    Some(CityQuestion { want, ..law_question(cx, view, place) })
}

/// The goal of the city; none while no rival is known.
pub(super) fn goal(view: &View, place: &PlaceId) -> Option<Goal> {
    match view.city_goal {
        CityGoal::Past => rival(view, place).map(Goal::Past),
        CityGoal::Among => Some(Goal::Among(FIRST)),
    }
}

/// The name of what is passed: the rival, or the first three.
pub(super) fn goal_called(cx: &ViewContext<'_>, view: &View, place: &PlaceId) -> String {
    match goal(view, place) {
        Some(Goal::Past(rival)) => cx.words.place(cx.session.counted(), &rival),
        Some(Goal::Among(_)) => say!(cx.words, "city-goal-third"),
        None => String::new(),
    }
}

/// The rival to overtake: the chosen one, or the first beside the city.
pub(super) fn rival(view: &View, place: &PlaceId) -> Option<PlaceId> {
    let city = view.own.get::<CityDesk>()?.city(place)?;
    let picked = view.city_rival.as_ref().filter(|rival| city.standing.rivals.contains(rival));
    picked.or_else(|| city.standing.rivals.first()).cloned()
}
