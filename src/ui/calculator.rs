//! The calculator: the form on the left, the result on the right.

use std::sync::Arc;

use egui::{Align, CentralPanel, Layout, Margin, Panel, Role, ScrollArea, Ui, WidgetInfo, vec2};

use super::follow::Follow as _;
use super::memo::Memo;

mod applied;
mod awards;
mod places;
mod strip;
mod table;

use self::applied::applied_ui;
use self::awards::awards_ui;
use self::places::{Widths, places_ui};
use self::strip::strip_ui;
use super::applying::passages_ui;
use super::calendar::calendar_ui;
use super::command::Command;
use super::context::is_second_hand;
use super::context::{NARROW, Requests, TIGHT, ViewContext};
use super::form::form_ui;
use super::near::{near_ui, open_ui};
use super::rail::pick_ui;
use super::tab::Tab;
use super::tour::welcome_ui;
use super::view::View;
use super::widgets::{empty, focus_ring, segmented, side, small, title};
use crate::rules::assess::Assessment;
use crate::say;
use crate::study::compare::rests_on_part_of_a_text;
use crate::study::variants::{Column, columns};

/// The results of places in each variant, calculated once per state of its inputs.
#[derive(Clone, Debug, Default)]
struct Columns(Memo<(u64, u64), Arc<Vec<Column>>>);

impl Columns {
    fn of(&mut self, cx: &ViewContext<'_>) -> Arc<Vec<Column>> {
        let session = cx.session;
        let made = || columns(session.counted(), session.pinned(), &session.places(), session.chosen_day());
        Arc::clone(self.0.get((session.revision(), session.library_revision()), || Arc::new(made())))
    }
}

/// Draws the calculator.
pub(super) fn calculator_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, requests: &mut Requests) {
    let theme = cx.theme;
    let narrow = ui.ctx().content_rect().width() < NARROW;
    let tight = ui.ctx().content_rect().width() < TIGHT;
    if tight {
        tight_ui(ui, cx, view, requests);
        return;
    }
    if !(narrow && view.passing.why.now().is_some()) {
        let frame = egui::Frame::new().fill(theme.sunk).inner_margin(Margin { left: 16, right: 4, top: 14, bottom: 0 });
        let width = if narrow { 248.0 } else { 288.0 };
        side(Panel::left(if narrow { "form-narrow" } else { "form" }), width).frame(frame).show(ui, |ui| {
            ScrollArea::vertical().id_salt("form").auto_shrink([false, false]).follow(ui, |ui| {
                ui.set_max_width(ui.available_width() - 12.0);
                form_ui(ui, cx, view, requests);
            });
        });
    }
    let frame = egui::Frame::new().fill(theme.paper);
    CentralPanel::default().frame(frame).show(ui, |ui| {
        ScrollArea::vertical().id_salt("answer").auto_shrink([false, false]).follow(ui, |ui| {
            let side = if narrow { 12 } else { 20 };
            egui::Frame::new().inner_margin(Margin::symmetric(side, 14)).show(ui, |ui| {
                welcome_ui(ui, cx, view);
                answer_ui(ui, cx, view, requests, narrow);
            });
        });
    });
}

/// Either the questions or the result.
fn tight_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, requests: &mut Requests) {
    let ViewContext { words, theme, .. } = cx;
    let frame = egui::Frame::new().fill(theme.paper).inner_margin(Margin::symmetric(12, 10));
    CentralPanel::default().frame(frame).show(ui, |ui| {
        let parts = [(false, say!(words, "calculator-answers")), (true, say!(words, "calculator-questions"))];
        if let Some(questions) = segmented(ui, theme, view.passing.questions, &parts) {
            view.passing.questions = questions;
        }
        ui.add_space(8.0);
        ScrollArea::vertical().id_salt(("tight", view.passing.questions)).auto_shrink([false, false]).follow(
            ui,
            |ui| {
                ui.set_max_width(ui.available_width() - 12.0);
                if view.passing.questions {
                    form_ui(ui, cx, view, requests);
                } else {
                    welcome_ui(ui, cx, view);
                    answer_ui(ui, cx, view, requests, true);
                }
            },
        );
    });
}

fn answer_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, requests: &mut Requests, narrow: bool) {
    let ViewContext { session, words, theme, .. } = cx;
    let places = session.places();
    ui.horizontal(|ui| {
        ui.label(title(say!(words, "calculator-title")));
        // In a narrow window the bar above shows it.
        if !narrow {
            ui.label(small(theme, words.scale(view.scale)));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let text = if narrow { super::compare::few(places.len()) } else { say!(words, "places-pick") };
            pick_ui(ui, cx, view, requests, &text, false);
            if !narrow && !places.is_empty() {
                let button = ui.add(egui::Button::new(say!(words, "curve-button")).min_size(vec2(0.0, 28.0)));
                focus_ring(ui, theme, &button);
                if button.clicked() {
                    requests.commands.push(Command::Show(Tab::Curve));
                }
            }
            if session.pinned().variants.is_empty() && !places.is_empty() && !view.passing.read_only {
                let name = Command::NewVariant.name(words);
                let text = if narrow { say!(words, "variant-add-short") } else { say!(words, "variant-add") };
                let button = ui.add(egui::Button::new(text).min_size(vec2(0.0, 28.0)));
                button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
                focus_ring(ui, theme, &button);
                if button.on_hover_text(say!(words, "variant-add-hint")).clicked() {
                    requests.commands.push(Command::NewVariant);
                }
            }
        });
    });
    if places.is_empty() {
        empty(ui, theme, &say!(words, "compare-empty-title"), &say!(words, "calculator-empty"));
        return;
    }
    let columns = view.own.of::<Columns>().of(cx);
    ui.add_space(4.0);
    strip_ui(ui, cx, view, requests);
    applied_ui(ui, cx, view, requests);
    let widths = Widths::of(ui.available_width(), narrow, view.passing.why.now().is_some());
    let mut ranked: Vec<(usize, &Assessment)> =
        places.iter().enumerate().filter_map(|(at, id)| Some((at, session.assessment(id)?.as_ref()))).collect();
    ranked.sort_by(|(a_at, a), (b_at, b)| b.standing().cmp(&a.standing()).then(a_at.cmp(b_at)));
    places_ui(ui, cx, view, (widths, &columns), &ranked, requests);
    if ranked.iter().any(|(_, one)| rests_on_part_of_a_text(&cx.session.library, one)) {
        ui.add_space(4.0);
        ui.add(egui::Label::new(small(theme, say!(words, "caveat-mark"))).wrap());
    }
    if ranked.iter().any(|(_, one)| is_second_hand(cx, one)) {
        ui.add(egui::Label::new(small(theme, say!(words, "evidence-mark"))).wrap());
    }
    if session.is_official() {
        ui.add(egui::Label::new(small(theme, say!(words, "official-only-note"))).wrap());
    }
    ui.add_space(4.0);
    passages_ui(ui, cx, ranked.iter().map(|(_, one)| *one), false);
    let shown = view.passing.place.clone().filter(|place| places.contains(place));
    let shown = shown.or_else(|| ranked.first().map(|(_, one)| one.place.clone()));
    let shown = ranked.iter().find(|(_, one)| Some(&one.place) == shown.as_ref());
    if let Some((_, assessment)) = shown {
        ui.add_space(16.0);
        near_ui(ui, cx, view, &places, requests);
        ui.add_space(16.0);
        awards_ui(ui, cx, view, assessment, widths, requests);
        open_ui(ui, cx, view, &assessment.place);
        ui.add_space(8.0);
        calendar_ui(ui, cx, view, &assessment.place, requests);
    }
    ui.add_space(32.0);
}
