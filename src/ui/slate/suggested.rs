//! The place of each production, the reason, and the loss if a place declines.

use egui::{Align, Label, Layout, RichText, Ui, vec2};

use super::super::context::{Requests, ViewContext};
use super::super::sources::cites_ui;
use super::super::view::View;
use super::super::widgets::{answer, focus_ring, marker, section, segmented, small, strong, title};
use super::Made;
use crate::model::slate::{Slate, Wanted};
use crate::say;
use crate::session::action::Action;
use crate::session::slate::SlateEdit;
use crate::words::explain::Telling;
use crate::words::letter::letter;
use crate::words::names::locator;

/// Draws the assignment with its reasons.
pub(super) fn suggested_ui(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    slate: &Slate,
    made: &Made,
    view: &View,
    requests: &mut Requests,
) {
    let ViewContext { session, words, theme, .. } = cx;
    let worked = &made.worked;
    let library = session.counted();
    ui.horizontal(|ui| {
        ui.label(title(say!(words, "slate-suggested")));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            // From the right.
            let all = [
                (Wanted::UpTo, say!(words, "slate-first-up-to")),
                (Wanted::Certain, say!(words, "slate-first-certain")),
            ];
            ui.horizontal(|ui| {
                if let Some(wanted) = segmented(ui, theme, slate.first, &all)
                    && !view.passing.read_only
                {
                    requests.actions.push(Action::Slate(SlateEdit::First(wanted)));
                }
            });
        });
    });
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        let money = &worked.best.money;
        let ink = if money.certain.is_zero() { theme.third } else { theme.certain };
        ui.label(answer(words.figure(money.certain, view.scale)).color(ink));
        ui.label(RichText::new(say!(words, "slate-certain-small")).color(theme.second));
        let most = words.figure(money.possible, view.scale);
        let most = if money.more { say!(words, "figure-and-more", figure = most) } else { most };
        let ink = if money.possible == money.certain { theme.ink } else { theme.discretionary_text };
        ui.label(answer(most).color(ink));
        let text = match worked.budget() {
            Some(budget) => say!(words, "slate-up-to-small", budget = words.figure(budget, view.scale)),
            None => say!(words, "slate-up-to-no-budget"),
        };
        ui.label(RichText::new(text).color(theme.second));
    });
    ui.add_space(2.0);
    for (row, (goes, place)) in worked.goes.iter().zip(&worked.best.places).enumerate() {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            ui.label(strong(letter(row)));
            ui.label(RichText::new("→").color(theme.third));
            let place = place.and_then(|place| worked.places.get(place));
            marker(ui, theme, place.map(|place| cx.session.mark(place)));
            let name = place.map(|place| words.place(library, place));
            let name = name.unwrap_or_else(|| say!(words, "slate-nowhere"));
            ui.allocate_ui_with_layout(vec2(112.0, 18.0), Layout::left_to_right(Align::Min), |ui| {
                ui.set_min_width(112.0);
                ui.add(Label::new(strong(name)).truncate());
            });
            ui.add(Label::new(small(theme, words.slate_because(library, worked, goes))).wrap());
        });
    }
    let telling = Telling { words, library, currency: worked.currency };
    for cut in &worked.best.cuts {
        let mut said = words.slate_cut(&telling, cut);
        let clauses: Vec<&str> = cut.step.cites().iter().map(|cite| locator(words.language, &cite.at)).collect();
        if clauses.iter().any(|at| !at.is_empty()) {
            said = say!(words, "curve-rule-at", what = said, clause = clauses.join(&words.comma()));
        }
        let line = ui.add(Label::new(RichText::new(said).small().color(theme.problem)).wrap());
        line.on_hover_ui(|ui| cites_ui(ui, cx, cut.step.cites()));
    }
    ui.add_space(4.0);
    ui.add(Label::new(small(theme, words.slate_proof(worked))).wrap());
    if !view.passing.read_only {
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            let places = |place: &Option<usize>| place.and_then(|place| worked.places.get(place)).cloned();
            let mut all = vec![None; slate.productions.len()];
            for (at, place) in made.rows.iter().zip(&worked.best.places) {
                if let Some(slot) = all.get_mut(*at) {
                    *slot = places(place);
                }
            }
            let chosen = slate.productions.iter().map(|entry| entry.chosen.clone()).collect::<Vec<_>>();
            if chosen != all {
                let button = ui.button(say!(words, "slate-use"));
                focus_ring(ui, theme, &button);
                if button.clicked() {
                    requests.actions.push(Action::Slate(SlateEdit::ChooseAll(all)));
                }
            }
            if chosen.iter().any(Option::is_some) {
                let button = ui.button(say!(words, "slate-free-all"));
                focus_ring(ui, theme, &button);
                if button.clicked() {
                    requests.actions.push(Action::Slate(SlateEdit::ChooseAll(vec![None; chosen.len()])));
                }
            }
        });
    }
    section(ui, theme, say!(words, "slate-if-no"));
    for refusal in &worked.refusals {
        ui.add(Label::new(small(theme, words.slate_refusal(library, worked, refusal))).wrap());
    }
}
