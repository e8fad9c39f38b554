//! An explanation as a list of steps.

use egui::{Align, Layout, RichText, Stroke, Ui};

use super::context::ViewContext;
use super::widgets::strong;
use crate::rules::step::{Step, StepKind, Value};
use crate::rules::value::Truth;
use crate::words::explain::Telling;

/// The steps of an award as a list, the innermost first, the result last.
pub(super) fn steps_ui(ui: &mut Ui, cx: &ViewContext<'_>, telling: &Telling<'_>, step: &Step) {
    let mut rungs = Vec::new();
    flatten(step, 0, &mut rungs);
    for (at, (step, _)) in rungs.iter().enumerate() {
        rung_ui(ui, cx, telling, step, at == 0, at + 1 == rungs.len());
    }
}

/// Parts before their result. Steps that add nothing are left out.
fn flatten<'a>(step: &'a Step, depth: usize, rungs: &mut Vec<(&'a Step, usize)>) {
    let skipped = matches!(step.what, StepKind::If(_) | StepKind::All | StepKind::Cash)
        || (matches!(step.what, StepKind::Fixed) && step.parts.is_empty() && depth > 0);
    // A named line that occurs again is not expanded again.
    let told = matches!(step.what, StepKind::Line(..)) && rungs.iter().any(|(other, _)| other.what == step.what);
    let one_answer = told
        || matches!(step.what, StepKind::Yes(_) | StepKind::OneOf(..) | StepKind::Claimant(_) | StepKind::InForce(_));
    let condition = matches!(step.what, StepKind::Compare { .. } | StepKind::OnOrAfter(..) | StepKind::OnOrBefore(..));
    if !one_answer {
        for part in &step.parts {
            // A condition names its own sides; the answer it uses is a step of its own.
            if condition && matches!(part.what, StepKind::Fixed) {
                continue;
            }
            flatten(part, depth + usize::from(!skipped && !condition), rungs);
        }
    }
    let said_already = rungs.iter().any(|(other, _)| other.what == step.what && other.value == step.value)
        && matches!(step.what, StepKind::Answered(..) | StepKind::Missing(_));
    if !skipped && !said_already {
        rungs.push((step, depth));
    }
}

fn rung_ui(ui: &mut Ui, cx: &ViewContext<'_>, telling: &Telling<'_>, step: &Step, first: bool, last: bool) {
    let theme = cx.theme;
    let said = telling.say(step);
    let top = ui.cursor().top();
    let left = ui.cursor().left() + 6.0;
    let response = ui
        .horizontal(|ui| {
            ui.add_space(20.0);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.horizontal_top(|ui| {
                    ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
                        let color = match step.value {
                            Value::Holds(Truth::No) => theme.problem,
                            Value::Holds(Truth::Unknown) => theme.unknown,
                            _ => theme.ink,
                        };
                        let value = if last { strong(&said.value) } else { RichText::new(&said.value) };
                        ui.label(value.color(color));
                        ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
                            let label = if last { strong(&said.label) } else { RichText::new(&said.label) };
                            ui.add(egui::Label::new(label).wrap());
                        });
                    });
                });
                if !said.note.is_empty() {
                    let color = if said.decisive { theme.accent } else { theme.third };
                    ui.add(egui::Label::new(RichText::new(&said.note).small().color(color)).wrap());
                }
                ui.add_space(8.0);
            });
        })
        .response;
    let bottom = response.rect.bottom();
    let dot = top + 9.0;
    let line = Stroke::new(1.0, theme.line);
    if !first {
        ui.painter().vline(left, top - 4.0..=dot, line);
    }
    if !last {
        ui.painter().vline(left, dot..=bottom, line);
    }
    let color = if said.decisive { theme.accent } else { theme.third };
    ui.painter().circle_filled(egui::pos2(left, dot), 3.5, color);
}
