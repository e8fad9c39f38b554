//! Parts that several dialogs share.

use egui::{Key, RichText, Ui};

use crate::data::problem::{Problem, Severity};
use crate::ui::context::ViewContext;
use crate::ui::widgets::{small, strong};

/// A problem with its position.
pub(in crate::ui) fn problem_ui(ui: &mut Ui, cx: &ViewContext<'_>, problem: &Problem) {
    let ViewContext { words, theme, .. } = cx;
    let color = match problem.severity {
        Severity::Error => theme.problem,
        Severity::Warning => theme.discretionary_text,
        Severity::Note => theme.third,
    };
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(words.severity(problem.severity)).small().color(color));
        ui.add(egui::Label::new(words.problem(problem)).wrap());
    });
    ui.label(small(theme, words.whereabouts(problem)));
}

/// Whether Enter was pressed while no button or field has the focus, which would handle it.
pub(in crate::ui) fn enter_alone(ui: &Ui) -> bool {
    ui.ctx().memory(|memory| memory.focused().is_none()) && ui.input(|input| input.key_pressed(Key::Enter))
}

/// The main button.
pub(in crate::ui) fn primary(ui: &mut Ui, cx: &ViewContext<'_>, text: &str) -> egui::Response {
    let theme = cx.theme;
    if !ui.is_enabled() {
        return ui.add(egui::Button::new(RichText::new(text).color(theme.ink)).fill(theme.sunk));
    }
    ui.add(egui::Button::new(strong(text).color(theme.surface)).fill(theme.accent))
}
