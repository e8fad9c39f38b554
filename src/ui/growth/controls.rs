//! The controls above the plot: scale, peers, divisor, copying and saving.

use egui::{RichText, Ui};

use super::Lists;
use super::{Page, save_menu, table};
use crate::say;
use crate::study::growth::Peers;
use crate::ui::context::{Requests, ViewContext};
use crate::ui::view::View;
use crate::ui::widgets::{chip, focus_ring, segmented};

impl Page {
    /// Whether there are several lines that can have plots of their own.
    pub(super) fn can_be_apart(&self) -> bool {
        self.chart.as_ref().is_some_and(|chart| chart.places().len() > 1)
    }
}

pub(super) fn controls_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, requests: &mut Requests, page: &Page) {
    let ViewContext { words, theme, .. } = cx;
    ui.horizontal_wrapped(|ui| {
        let growth = &mut view.growth;
        // Bars have one period and begin at zero, so neither an index nor a logarithmic axis applies to them.
        let lines = page.chart.as_ref().is_none_or(|chart| chart.bars.is_empty());
        let choose = |ui: &mut Ui, now: &mut bool, [no, yes]: [String; 2]| {
            if let Some(picked) = segmented(ui, theme, *now, &[(false, no), (true, yes)]) {
                *now = picked;
            }
        };
        if lines {
            choose(ui, &mut growth.index, [say!(words, "growth-value"), say!(words, "growth-index")]);
        }
        choose(ui, &mut growth.table, [say!(words, "growth-plot"), say!(words, "growth-table")]);
        if lines && page.worth_a_log {
            choose(ui, &mut growth.log, [say!(words, "growth-linear"), say!(words, "growth-log")]);
        }
        if lines && page.can_be_apart() {
            choose(ui, &mut growth.each, [say!(words, "growth-together"), say!(words, "growth-each")]);
        }
        let begins = page.chart.as_ref().is_some_and(|chart| !chart.events.is_empty());
        if lines && (begins || growth.no_policies) {
            let policies = chip(ui, theme, !growth.no_policies, &say!(words, "growth-policies"));
            if policies.on_hover_text(say!(words, "growth-policies-hint")).clicked() {
                growth.no_policies = !growth.no_policies;
            }
        }
        peers_menu(ui, cx, view);
        divisor_menu(ui, cx, view, page);
        let copy = ui.button(say!(words, "growth-copy"));
        focus_ring(ui, theme, &copy);
        let keys = ui.input(|input| input.events.iter().any(|event| matches!(event, egui::Event::Copy)));
        let clicked = copy.on_hover_text(say!(words, "growth-copy-hint")).clicked();
        if clicked || keys && !ui.ctx().egui_wants_keyboard_input() {
            requests.copy(table::grid(cx, view, &page.rows));
        }
        save_menu(ui, cx, requests);
    });
}

/// The menu of places beside the user's city.
fn peers_menu(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View) {
    let ViewContext { words, theme, .. } = cx;
    let own = !Lists::of(cx, view).chosen(view).is_empty();
    let now = if own { say!(words, "growth-peers-own") } else { words.peers(view.growth.peers) };
    let button = egui::Button::new(say!(words, "growth-peers", rule = now));
    let (response, _) = egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
        for one in Peers::ALL {
            // Peers need a city.
            let possible = view.city.is_some() || matches!(one, Peers::Compared | Peers::All);
            let chosen = !own && view.growth.peers == one;
            let label = egui::Button::selectable(chosen, words.peers(one));
            let label = ui.add_enabled(possible, label);
            let label = match one {
                Peers::Size => label.on_hover_text(say!(words, "growth-peers-size-hint")),
                _ => label,
            };
            if label.on_disabled_hover_text(say!(words, "growth-peers-needs-city")).clicked() {
                view.growth.peers = one;
                view.growth.places.clear();
                ui.close();
            }
        }
    });
    focus_ring(ui, theme, &response);
}

/// The menu of counts by which values can be divided; nothing if there are none.
fn divisor_menu(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, page: &Page) {
    let ViewContext { words, theme, .. } = cx;
    if page.divisors.is_empty() {
        return;
    }
    let nothing = say!(words, "growth-by-nothing");
    let now = page.divisors.iter().find(|(id, _)| Some(id) == view.growth.by.as_ref());
    let text = now.map_or_else(|| say!(words, "growth-by"), |(_, name)| format!("÷ {name}"));
    let button = egui::Button::new(RichText::new(text));
    let (response, _) = egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
        if ui.selectable_label(now.is_none(), nothing).clicked() {
            view.growth.by = None;
            ui.close();
        }
        for (id, name) in &page.divisors {
            if ui.selectable_label(view.growth.by.as_ref() == Some(id), name).clicked() {
                view.growth.by = Some(id.clone());
                ui.close();
            }
        }
    });
    focus_ring(ui, theme, &response);
}
