//! The side panels: ranks, gains, and the explanation of a cell.

use std::sync::Arc;

use egui::{Align, Layout, Ui, vec2};

use super::CityDesk;
use crate::data::presets;
use crate::model::id::PlaceId;
use crate::model::policy::Basis;
use crate::rules::fraction::Fraction;
use crate::rules::outcome::Award;
use crate::say;
use crate::study::standing::{Cell, Row, Value};
use crate::ui::context::ViewContext;
use crate::ui::steps::steps_ui;
use crate::ui::view::View;
use crate::ui::widgets::{chip, focus_ring, hairline, head, section, small, strong};
use crate::words::explain::Telling;

/// The greatest weight of a production.
const MOST_WEIGHT: u32 = 100;

/// The changed ranks, and the places that are passed.
pub(super) fn ranks_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, place: &PlaceId) {
    let ViewContext { session, words, theme, .. } = cx;
    ui.label(head(say!(words, "city-ranks")));
    let Some(city) = view.own.of::<CityDesk>().city(place) else { return };
    let library = session.counted();
    let moved: Vec<_> = city
        .moved
        .iter()
        .filter(|moved| {
            !moved.rank.before.reads_like(moved.rank.after) || !moved.overtaken.is_empty() || !moved.lost_to.is_empty()
        })
        .collect();
    if moved.is_empty() {
        let text = if city.moved.is_empty() { say!(words, "city-ranks-none") } else { say!(words, "city-ranks-same") };
        ui.add(egui::Label::new(small(theme, text)).wrap());
        robust_ui(ui, cx, view, place);
        return;
    }
    if let Some(text) = words.rivals_overtaken(library, &city.standing.rivals, &city.moved) {
        ui.add(egui::Label::new(strong(text)).wrap());
        ui.add_space(4.0);
    }
    for one in moved {
        ui.add(egui::Label::new(words.rank_moved(library, one)).wrap());
        ui.add_space(4.0);
    }
    robust_ui(ui, cx, view, place);
}

/// The weights of the productions, and how much depends on them.
fn robust_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, place: &PlaceId) {
    let ViewContext { session, words, theme, .. } = cx;
    let Some(city) = view.own.of::<CityDesk>().city(place) else { return };
    let library = session.counted();
    section(ui, theme, say!(words, "city-weights"));
    ui.horizontal_wrapped(|ui| {
        for (preset, weights) in presets::weights() {
            let chosen = view.city_weights == weights;
            if chip(ui, theme, chosen, &words.weights_called(&preset)).clicked() {
                view.city_weights = if chosen { Default::default() } else { weights };
            }
        }
    });
    let fold = egui::CollapsingHeader::new(small(theme, say!(words, "city-weights-own"))).id_salt("weights");
    fold.show(ui, |ui| {
        for row in &city.standing.rows {
            let name = library.productions.get(&row.production).map_or("", |one| words.text(&one.name));
            let alike = view.city_weights.is_empty();
            let mut weight = view.city_weights.get(&row.production).copied().unwrap_or(u32::from(alike));
            ui.horizontal(|ui| {
                ui.spacing_mut().slider_width = 72.0;
                // A weight beyond the slider can be typed.
                let slider = egui::Slider::new(&mut weight, 0..=10).clamping(egui::SliderClamping::Never);
                let response = ui.add(slider);
                response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Slider, true, name));
                focus_ring(ui, theme, &response);
                if response.changed() {
                    if alike {
                        view.city_weights = city.standing.rows.iter().map(|row| (row.production.clone(), 1)).collect();
                    }
                    view.city_weights.insert(row.production.clone(), weight.min(MOST_WEIGHT));
                }
                ui.add(egui::Label::new(small(theme, name)).truncate());
            });
        }
    });
    let weighed = view.own.of::<CityDesk>().weighed.last_if(|made| made.place == *place);
    match weighed {
        Some(weighed) => {
            let own = weighed.places.first().filter(|_| words.weighed_level(weighed).is_none());
            if let Some(own) = own {
                ui.add(egui::Label::new(small(theme, words.weighed_place(library, own))).wrap());
            }
            ui.add(egui::Label::new(small(theme, words.robust(library, &city.standing, weighed))).wrap());
        }
        None => drop(ui.label(small(theme, say!(words, "city-working")))),
    }
    let fold = egui::CollapsingHeader::new(small(theme, say!(words, "city-answers"))).id_salt("answers");
    let found = fold.show(ui, |ui| {
        let known = view.own.of::<CityDesk>().answered.last_if(|made| made.place == *place);
        let lines = match known {
            Some(answered) => {
                let flips = words.answered_flips(library, &city.standing, answered);
                std::iter::once(words.answered_found(library, answered)).chain(flips).collect()
            }
            None => vec![say!(words, "city-working")],
        };
        for line in lines {
            ui.add(egui::Label::new(small(theme, line)).wrap());
        }
    });
    found.header_response.on_hover_text(say!(words, "city-answers-hint"));
    view.own.of::<CityDesk>().asks_answers = found.body_returned.is_some();
}

/// The gain or loss of each production.
pub(super) fn gains_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &View, place: &PlaceId) {
    let ViewContext { session, words, theme, .. } = cx;
    ui.label(head(say!(words, "city-gains")));
    let Some(city) = view.own.get::<CityDesk>().and_then(|desk| desk.city(place)) else { return };
    let library = session.counted();
    let change = |before: Value, after: Value| after.low.minus(before.low).unwrap_or_default();
    let mut same = 0;
    for moved in &city.moved {
        let by = change(moved.value.before, moved.value.after);
        if by.is_zero() {
            same += 1;
            continue;
        }
        let name = library.productions.get(&moved.production).map_or("", |one| words.text(&one.name));
        let figure = words.figure(by.abs(), view.scale);
        let (text, ink) = match by > Fraction::ZERO {
            true => (format!("+{figure}"), theme.discretionary_text),
            false => (format!("−{figure}"), theme.problem),
        };
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.label(strong(text).color(ink));
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.add(egui::Label::new(name).truncate());
                });
            });
        });
        hairline(ui, theme.faint);
    }
    if city.moved.is_empty() {
        ui.add(egui::Label::new(small(theme, say!(words, "city-ranks-none"))).wrap());
        return;
    }
    if same > 0 {
        ui.label(small(theme, say!(words, "city-gains-same", count = same)));
    }
    let currency = session.production().currency;
    let told = [Some(words.reformed(library, currency, &city.reform)), words.uncounted(library, &city.reform)];
    for text in told.into_iter().flatten() {
        ui.add(egui::Label::new(small(theme, text)).wrap());
    }
}

/// What was paid under each incentive that gives the place an amount "up to".
fn paid_ui(ui: &mut Ui, cx: &ViewContext<'_>, row: &Row, cell: &Cell) {
    let ViewContext { session, words, theme, .. } = cx;
    let library = session.counted();
    let promises = |award: &&Arc<Award>| {
        award.basis != Basis::Entitlement && award.outcome.ceiling().is_some_and(|most| !most.is_zero())
    };
    let mut any = false;
    for award in cell.assessment.awards.iter().filter(promises) {
        let Some(policy) = library.policies.get(&award.policy) else { continue };
        let Some(incentive) = policy.incentive(&award.incentive) else { continue };
        if !any {
            section(ui, theme, say!(words, "paid-title"));
        }
        any = true;
        let most = award.outcome.ceiling().map_or_else(String::new, |most| words.money(most, row.currency));
        let promised = say!(words, "figure-up-to", figure = most);
        let name = words.text(&incentive.name);
        ui.add(egui::Label::new(say!(words, "report-labelled", label = name, value = promised)).wrap());
        let paid = words.capital(&words.paid_short(library, policy, Some(&incentive.id)));
        ui.add(egui::Label::new(small(theme, paid)).wrap());
    }
}

/// The explanation of the result of a place for a production.
pub(super) fn cell_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, place: &PlaceId) {
    let ViewContext { session, words, theme, .. } = cx;
    let library = session.counted();
    let Some((at, of)) = view.own.of::<CityDesk>().cell.clone() else { return };
    let Some(city) = view.own.of::<CityDesk>().city(place) else { return };
    let Some(row) = city.standing.rows.get(at) else { return };
    let Some(cell) = row.cells.iter().find(|cell| cell.place == of) else { return };
    ui.horizontal(|ui| {
        ui.label(head(words.place(library, &of)));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let close = ui.add(egui::Button::new("×").frame(false).min_size(vec2(24.0, 24.0)));
            let name = say!(words, "city-cell-close");
            close.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
            focus_ring(ui, theme, &close);
            if close.clicked() {
                view.own.of::<CityDesk>().cell = None;
            }
        });
    });
    let production = library.productions.get(&row.production).map_or("", |one| words.text(&one.name));
    ui.add(egui::Label::new(strong(production)).wrap());
    ui.add(egui::Label::new(words.cell_called(library, production, row, cell)).wrap());
    if let Some(binding) = &cell.binding {
        section(ui, theme, say!(words, "standing-column-binds"));
        ui.add(egui::Label::new(words.binding(library, row.currency, binding)).wrap());
    }
    paid_ui(ui, cx, row, cell);
    let moved = city.moved.iter().find(|moved| moved.production == row.production && of == *place);
    let now = (say!(words, "city-cell-now"), Some(&cell.assessment));
    let then = (say!(words, "city-cell-then"), moved.and_then(|moved| moved.assessment.as_ref()));
    for (name, assessment) in [now, then] {
        let Some(assessment) = assessment else { continue };
        section(ui, theme, name);
        let telling = Telling { words, library, currency: row.currency };
        ui.push_id(("steps", Arc::as_ptr(assessment) as usize), |ui| {
            steps_ui(ui, cx, &telling, &assessment.explained());
        });
    }
}
