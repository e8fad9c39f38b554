//! The view City: the rank of the user's city, the effect of changed figures, and the changes with which it passes a
//! rival.
//!
//! The ranks follow a moved figure within the frame. Longer calculations run off the frame; the old figures stay until
//! the new ones arrive. There is no overall score.

pub(super) mod asking;
mod bases;
mod choose;
mod cost;
mod edits;
mod heading;
mod levers;
mod map;
mod panels;
mod passing;
mod portfolio;
mod scenarios;
mod state;

pub(super) use edits::edit_words;
pub(super) use state::CityDesk;

use egui::{Align, CentralPanel, Layout, Margin, Panel, ScrollArea, Ui};

use self::asking::ask;
use self::choose::choose_ui;
use self::heading::heading_ui;
use self::state::Part;
use super::context::{COVERED, Requests, ViewContext};
use super::follow::Follow as _;
use super::view::{CityMode, View};
use super::widgets::{focus_ring, segmented, side, strong};
use crate::model::id::PlaceId;
use crate::say;
use crate::session::action::Action;
use crate::session::desk::DeskEdit;

/// From this width on everything is side by side.
const WIDE: f32 = 1000.0;

/// Draws the view.
pub(super) fn city_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    let known = view.city.clone().filter(|place| session.library.places.contains_key(place));
    let Some(place) = known else {
        CentralPanel::default().frame(page(cx, ui)).show(ui, |ui| choose_ui(ui, cx, view));
        return;
    };
    ask(cx, view, &place, requests);
    let width = ui.ctx().content_rect().width();
    if width >= WIDE {
        let frame = egui::Frame::new().fill(theme.sunk).inner_margin(Margin::symmetric(16, 12));
        side(Panel::left("levers"), 300.0).frame(frame).show(ui, |ui| {
            ScrollArea::vertical().id_salt("levers").auto_shrink([false, false]).follow(ui, |ui| {
                levers::levers_ui(ui, cx, view, &place, requests);
            });
        });
        if view.own.of::<CityDesk>().cell.is_some() && view.city_mode == CityMode::References {
            let frame = egui::Frame::new().fill(theme.surface).inner_margin(Margin::symmetric(16, 12));
            side(Panel::right("cell"), 316.0).frame(frame).show(ui, |ui| {
                ScrollArea::vertical().id_salt("cell").auto_shrink([false, false]).follow(ui, |ui| {
                    panels::cell_ui(ui, cx, view, &place);
                });
            });
        }
        CentralPanel::default().frame(page(cx, ui)).show(ui, |ui| {
            ScrollArea::vertical().id_salt("desk").auto_shrink([false, false]).follow(ui, |ui| {
                if other_ui(ui, cx, view, &place, requests) {
                    return;
                }
                heading_ui(ui, cx, view, &place, requests);
                map::map_ui(ui, cx, view, &place);
                ui.add_space(10.0);
                super::widgets::hairline(ui, theme.line);
                ui.add_space(4.0);
                ui.columns(3, |columns| {
                    let [first, second, third] = columns else { return };
                    // Justified columns would stretch the words.
                    let plain = Layout::top_down(Align::Min);
                    first.with_layout(plain, |ui| panels::ranks_ui(ui, cx, view, &place));
                    second.with_layout(plain, |ui| panels::gains_ui(ui, cx, view, &place));
                    third.with_layout(plain, |ui| passing::passing_ui(ui, cx, view, &place, requests));
                });
                ui.add_space(20.0);
            });
        });
        return;
    }
    CentralPanel::default().frame(page(cx, ui)).show(ui, |ui| {
        let parts = [
            (Part::Levers, say!(words, "city-part-levers")),
            (Part::Map, say!(words, "city-part-map")),
            (Part::Panels, say!(words, "city-part-panels")),
        ];
        if let Some(part) = segmented(ui, theme, view.own.of::<CityDesk>().part, &parts) {
            view.own.of::<CityDesk>().part = part;
        }
        ui.add_space(6.0);
        let part = view.own.of::<CityDesk>().part;
        ScrollArea::both().id_salt("desk").auto_shrink([false, false]).follow(ui, |ui| match part {
            Part::Levers => levers::levers_ui(ui, cx, view, &place, requests),
            Part::Map if other_ui(ui, cx, view, &place, requests) => {}
            Part::Map => {
                heading_ui(ui, cx, view, &place, requests);
                map::map_ui(ui, cx, view, &place);
                if view.own.of::<CityDesk>().cell.is_some() {
                    ui.add_space(10.0);
                    panels::cell_ui(ui, cx, view, &place);
                }
            }
            Part::Panels => {
                panels::ranks_ui(ui, cx, view, &place);
                panels::gains_ui(ui, cx, view, &place);
                passing::passing_ui(ui, cx, view, &place, requests);
            }
        });
    });
}

/// Draws the portfolio or all scenarios instead of the map. Returns false if the map is shown.
fn other_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, place: &PlaceId, requests: &mut Requests) -> bool {
    match view.city_mode {
        CityMode::References => return false,
        CityMode::Portfolio => portfolio::portfolio_ui(ui, cx, view, place, requests),
        CityMode::Scenarios => scenarios::beside_ui(ui, cx, view, place, requests),
    }
    true
}

fn page(cx: &ViewContext<'_>, ui: &Ui) -> egui::Frame {
    let side = if ui.ctx().content_rect().width() < COVERED { 10 } else { 20 };
    egui::Frame::new().fill(cx.theme.paper).inner_margin(Margin { left: side, right: side, top: 12, bottom: 0 })
}

/// Removes all proposed figures.
fn drop_ui(ui: &mut Ui, cx: &ViewContext<'_>, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    let count = session.proposed().count();
    if count == 0 {
        return;
    }
    let response = ui.button(strong(say!(words, "city-drop", count = count)));
    focus_ring(ui, theme, &response);
    if response.clicked() {
        requests.actions.push(Action::Desk(DeskEdit::TakeBack));
    }
}
