//! Changes that bring more in the compared places, with a button to try each.

mod cost;

use std::collections::BTreeMap;

use egui::{Align, Layout, Ui, vec2};

use self::cost::{Costing, cost_link_ui, cost_ui};
use super::context::{Requests, ViewContext};
use super::follow::Follow as _;
use super::memo::Memo;
use super::passing::Explained;
use super::sought;
use super::sources::cites_ui;
use super::view::View;
use super::widgets::{focus_ring, hairline, marker, quiet_link, section, segmented, small, strong, title};
use crate::model::id::PlaceId;
use crate::model::variant::{Changed, Variant};
use crate::rules::context::Context;
use crate::rules::fraction::Fraction;
use crate::say;
use crate::session::action::Action;
use crate::study::near::{self, Blocked, Near, blocked, order};
use crate::study::open::{Effect, effects};

/// The number of changes shown at first.
const MOST: usize = 8;

/// The number of questions to answer first.
const FIRST: usize = 4;

/// The changes, calculated once per state of their inputs, one place per frame.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    places: Memo<(u64, u64), BTreeMap<PlaceId, InPlace>>,
    /// The place to which the list is limited.
    only: Option<PlaceId>,
    /// Whether all of them are listed.
    all: bool,
    /// The field for the cost of a change.
    costing: Costing,
}

#[derive(Clone, Debug)]
struct InPlace {
    near: Vec<Near>,
    /// Changes after which an incentive is granted but nothing more is paid.
    blocked: Vec<Blocked>,
    /// The effect of each answer to an open question.
    open: Vec<Effect>,
}

impl Found {
    /// Calculates one missing place; the next frame calculates another.
    fn make(&mut self, ui: &Ui, cx: &ViewContext<'_>, places: &[PlaceId]) {
        let session = cx.session;
        // A cost changes no result.
        if self.costing.changed_only_costs(session) {
            let is_same = |(_, library): &(u64, u64)| *library == session.library_revision();
            if let Some(mut known) = self.places.last_if(is_same).cloned() {
                for found in known.values_mut() {
                    near::cost::set(&mut found.near, &session.production().change_costs);
                }
                self.places.set((session.revision(), session.library_revision()), known);
            }
        }
        let known = self.places.get((session.revision(), session.library_revision()), BTreeMap::new);
        let missing: Vec<&PlaceId> = places.iter().filter(|place| !known.contains_key(*place)).collect();
        if let Some(place) = missing.first().copied() {
            let context = Context::new(session.counted(), session.production(), session.day);
            let open = session.assessment(place).map(|one| effects(&context, one)).unwrap_or_default();
            let nothing = session.assessment(place).map(|one| blocked(&context, one)).unwrap_or_default();
            let found = InPlace { near: near::near(&context, place), blocked: nothing, open };
            known.insert(place.clone(), found);
            if missing.len() > 1 {
                ui.ctx().request_repaint();
            }
        }
    }
}

/// Draws the open questions that narrow the result of the place most, with the effect of each answer.
pub(super) fn open_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, place: &PlaceId) {
    let ViewContext { session, words, theme, .. } = cx;
    let Some(found) =
        view.own.of::<Found>().places.last().and_then(|all| all.get(place)).filter(|found| !found.open.is_empty())
    else {
        return;
    };
    section(ui, theme, say!(words, "calculator-open"));
    let currency = session.production().currency;
    for effect in found.open.iter().take(MOST) {
        let fact = words.capital(&words.fact(&session.library, &effect.fact));
        ui.horizontal_wrapped(|ui| {
            ui.label(fact);
            ui.label(small(theme, words.each_answer(&session.library, currency, effect)));
        });
    }
}

/// Draws the changes that bring most in the compared places, each with a button that makes a variant of it.
pub(super) fn near_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, places: &[PlaceId], requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    view.own.of::<Found>().make(ui, cx, places);
    if view.own.of::<Found>().only.as_ref().is_some_and(|only| !places.contains(only)) {
        view.own.of::<Found>().only = None;
    }
    ui.label(title(say!(words, "near-title")));
    ui.add(egui::Label::new(small(theme, say!(words, "near-order"))).wrap());
    if places.len() > 1 {
        let mut parts = vec![(None, say!(words, "near-all-places", count = places.len()))];
        parts.extend(places.iter().enumerate().map(|(at, place)| (Some(at), words.place(&session.library, place))));
        let now = view.own.of::<Found>().only.as_ref().and_then(|only| places.iter().position(|place| place == only));
        // It can be wider than a narrow window, and must not widen what is below it.
        egui::ScrollArea::horizontal().id_salt("near-places").follow(ui, |ui| {
            if let Some(picked) = segmented(ui, theme, now, &parts) {
                view.own.of::<Found>().only = picked.and_then(|at| places.get(at).cloned());
            }
        });
    }
    ui.add_space(4.0);
    let kept = std::mem::take(&mut view.own.of::<Found>().places);
    let nothing = BTreeMap::new();
    let found = kept.last().unwrap_or(&nothing);
    let only = view.own.of::<Found>().only.clone();
    let chosen = |place: &PlaceId| only.as_ref().is_none_or(|only| only == place);
    let mut all: Vec<&Near> = places
        .iter()
        .filter(|place| chosen(place))
        .filter_map(|place| found.get(place))
        .flat_map(|one| &one.near)
        .collect();
    all.sort_by_key(|one| order(&session.library, one));
    let is_whole = places.iter().all(|place| found.contains_key(place));
    if all.is_empty() && is_whole {
        let open = places.iter().filter(|place| chosen(place));
        let open = open.filter_map(|place| Some(found.get(place)?.open.iter().map(move |effect| (place, effect))));
        let first = first(open.flatten());
        if first.is_empty() {
            ui.add(egui::Label::new(small(theme, say!(words, "near-none"))).wrap());
        } else {
            first_ui(ui, cx, view, &first);
        }
    }
    let most = if view.own.of::<Found>().all { all.len() } else { MOST };
    // A row does not disappear when its cost puts it last.
    let (first, rest): (Vec<_>, Vec<_>) =
        all.iter().enumerate().partition(|(at, one)| *at < most || one.cost.is_some());
    for (_, one) in first {
        // The order changes with a cost.
        ui.push_id(cost::key(one), |ui| one_ui(ui, cx, view, one, requests));
    }
    if !rest.is_empty() {
        let text = say!(words, "near-rest", count = rest.len());
        if quiet_link(ui, theme, &text, &text).clicked() {
            view.own.of::<Found>().all = true;
        }
    }
    let nothing: Vec<&Blocked> = places
        .iter()
        .filter(|place| chosen(place))
        .filter_map(|place| found.get(place))
        .flat_map(|one| &one.blocked)
        .collect();
    if !nothing.is_empty() {
        section(ui, theme, say!(words, "near-nothing-title"));
        for one in nothing.iter().take(MOST) {
            blocked_ui(ui, cx, one);
        }
    }
    view.own.of::<Found>().places = kept;
}

/// The open questions that narrow the results most, each once, with the place where it narrows most.
fn first<'a>(open: impl Iterator<Item = (&'a PlaceId, &'a Effect)>) -> Vec<(&'a PlaceId, &'a Effect)> {
    let mut all: Vec<(&PlaceId, &Effect)> = open.collect();
    all.sort_by_key(|(_, effect)| std::cmp::Reverse((effect.narrows, effect.weight)));
    let mut first: Vec<(&PlaceId, &Effect)> = Vec::new();
    for (place, effect) in all {
        if first.len() < FIRST && !first.iter().any(|(_, known)| known.fact == effect.fact) {
            first.push((place, effect));
        }
    }
    first
}

/// The questions to answer before a change brings more. A click on one goes to its field.
fn first_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, first: &[(&PlaceId, &Effect)]) {
    let ViewContext { session, words, theme, .. } = cx;
    ui.add(egui::Label::new(small(theme, say!(words, "near-first"))).wrap());
    ui.add_space(4.0);
    for (place, effect) in first {
        let fact = words.capital(&words.fact(&session.library, &effect.fact));
        if quiet_link(ui, theme, &fact, &say!(words, "near-first-go", fact = fact.as_str())).clicked() {
            view.passing.questions = true;
            sought::seek(ui.ctx(), &effect.fact);
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            marker(ui, theme, Some(session.mark(place)));
            ui.label(small(theme, words.place(&session.library, place)));
            ui.label(small(theme, words.each_answer(&session.library, session.production().currency, effect)));
        });
        hairline(ui, theme.faint);
    }
}

/// A change that brings nothing: the place, the change, the rule that prevents it, and its source.
fn blocked_ui(ui: &mut Ui, cx: &ViewContext<'_>, one: &Blocked) {
    let ViewContext { session, words, theme, .. } = cx;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        marker(ui, theme, Some(session.mark(&one.place)));
        ui.label(small(theme, words.place(&session.library, &one.place)));
        ui.label(small(theme, words.blocked(&session.library, session.production().currency, one)));
    });
    cites_ui(ui, cx, one.left.because.cites());
}

/// One change: its description, its place, its gain, and the buttons to explain and to try it.
fn one_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, one: &Near, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    let currency = session.production().currency;
    let what = words.capital(&words.near_changes(&session.library, currency, one));
    let what = if one.nearest { what } else { say!(words, "near-not-proven", line = what) };
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            if !view.passing.read_only {
                let button = egui::Button::new(say!(words, "near-try")).min_size(vec2(0.0, 24.0));
                let response = ui.add(button);
                let name = say!(words, "near-try-what", what = what.as_str());
                response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
                focus_ring(ui, theme, &response);
                if response.on_hover_text(say!(words, "near-try-hint")).clicked() {
                    requests.actions.push(Action::AddVariant(Box::new(tried(cx, one))));
                }
            }
            ui.with_layout(Layout::top_down(Align::Min), |ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                ui.add(egui::Label::new(what.as_str()).wrap());
                ui.horizontal_wrapped(|ui| {
                    ui.spacing_mut().item_spacing.x = 4.0;
                    marker(ui, theme, Some(session.mark(&one.place)));
                    ui.label(small(theme, words.place(&session.library, &one.place)));
                    let ink = if one.floor_gain > Fraction::ZERO { theme.certain } else { theme.discretionary_text };
                    ui.label(strong(words.gain(currency, one)).small().color(ink));
                    if let Some((policy, incentive)) = one.incentives.first() {
                        let clause = words.near_incentives(&session.library, one);
                        if quiet_link(ui, theme, &clause, &say!(words, "why-of", what = clause.as_str())).clicked() {
                            view.passing.place = Some(one.place.clone());
                            view.passing.why.show(Explained::Award(
                                one.place.clone(),
                                policy.clone(),
                                incentive.clone(),
                            ));
                        }
                    }
                    cost_link_ui(ui, cx, view, one, &what);
                });
                cost_ui(ui, cx, view, one, &what, requests);
            });
        });
    });
    hairline(ui, theme.faint);
}

/// The shown variant with a change. It replaces answers that hold in one place only.
fn tried(cx: &ViewContext<'_>, near: &Near) -> Variant {
    let session = cx.session;
    let shown = session.shown().and_then(|at| session.pinned().variants.get(at));
    let mut changed = near::changed(session.production(), &near.changes);
    changed.local.retain(|_, answers| !answers.is_empty());
    let changes: Vec<Changed> = session.pinned().changes_to(&changed);
    let day = near.day.or_else(|| shown.and_then(|variant| variant.day));
    Variant { changes, day, worked_out: Some(session.worked_out()), ..Variant::default() }
}
