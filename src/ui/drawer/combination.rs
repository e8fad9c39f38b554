//! The lawful combination of awards that pays the most, and the awards left out of it.

use egui::{Align, Label, Layout, RichText, Ui};

use crate::rules::assess::Assessment;
use crate::rules::stack::Combination;
use crate::say;
use crate::ui::context::ViewContext;
use crate::ui::sources::cites_ui;
use crate::ui::widgets::{section, small, strong};
use crate::words::explain::Telling;

/// Draws both combinations: that of the floor and that of the ceiling.
pub(super) fn combination_ui(ui: &mut Ui, cx: &ViewContext<'_>, telling: &Telling<'_>, assessment: &Assessment) {
    let ViewContext { words, theme, .. } = cx;
    let (certain, possible) = (&assessment.certain, &assessment.possible);
    // If nothing excludes or caps anything, the list of awards is enough.
    if certain.left.is_empty() && possible.left.is_empty() {
        return;
    }
    section(ui, theme, say!(words, "why-combination"));
    let total = |combination: &Combination| {
        combination.total.map_or_else(|| say!(words, "no-limit-known"), |total| words.money(total, assessment.currency))
    };
    if !certain.taken.is_empty() {
        ui.label(strong(say!(words, "why-combination-certain", total = total(certain))));
        taken_ui(ui, cx, telling, assessment, certain);
    }
    ui.label(strong(say!(words, "why-combination-possible", total = total(possible))));
    taken_ui(ui, cx, telling, assessment, possible);
    if certain.truncated || possible.truncated {
        ui.add(Label::new(small(theme, say!(words, "combination-not-searched"))).wrap());
    }
    ui.add_space(4.0);
    ui.label(small(theme, say!(words, "why-left")));
    for left in assessment.left() {
        ui.add(Label::new(telling.left(assessment, left)).wrap());
        cites_ui(ui, cx, left.because.cites());
        ui.add_space(4.0);
    }
}

fn taken_ui(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    telling: &Telling<'_>,
    assessment: &Assessment,
    combination: &Combination,
) {
    let ViewContext { words, theme, .. } = cx;
    for (at, amount) in &combination.taken {
        let Some(award) = assessment.awards.get(*at) else { continue };
        let amount =
            amount.map_or_else(|| say!(words, "no-limit-known"), |amount| words.money(amount, assessment.currency));
        ui.horizontal_top(|ui| {
            let width = ui.available_width();
            ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
                ui.label(RichText::new(amount).small());
                ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
                    ui.set_max_width((width - 96.0).max(80.0));
                    let name = RichText::new(telling.say(&award.step).label).small().color(theme.second);
                    ui.add(Label::new(name).wrap());
                });
            });
        });
    }
    ui.add_space(4.0);
}
