//! A line over every view while a production of the slate is edited instead of the user's own, with buttons to
//! return.

use egui::{Label, Margin, Panel, RichText, Stroke, Ui};

use crate::say;
use crate::session::action::Action;
use crate::session::slate::SlateEdit;
use crate::ui::command::Command;
use crate::ui::context::{NARROW, Requests, ViewContext};
use crate::ui::icons;
use crate::ui::tab::Tab;
use crate::ui::view::View;
use crate::ui::widgets::{focus_ring, small};
use crate::words::letter::letter;

/// Draws the line, if a production of the slate is edited.
pub(in crate::ui) fn editing_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &View, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    let Some(at) = session.of_slate() else { return };
    let narrow = ui.ctx().content_rect().width() < NARROW;
    let margin = Margin::symmetric(if narrow { 8 } else { 16 }, 6);
    let frame = egui::Frame::new().fill(theme.surface).stroke(Stroke::new(1.0, theme.accent)).inner_margin(margin);
    Panel::top("of-slate").frame(frame).resizable(false).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            ui.label(RichText::new(icons::FILM_SLATE).color(theme.accent));
            ui.add(Label::new(say!(words, "slate-edit-banner", letter = letter(at))).wrap());
            let in_slate = view.tab == Tab::Slate;
            let text = if in_slate { say!(words, "slate-edit-mine") } else { say!(words, "slate-edit-back") };
            let back = ui.button(text);
            focus_ring(ui, theme, &back);
            if back.clicked() {
                requests.actions.push(Action::Slate(SlateEdit::Return));
                if !in_slate {
                    requests.commands.push(Command::Show(Tab::Slate));
                }
            }
            if session.slate().is_some_and(|slate| !slate.company.is_empty() || !slate.local.is_empty()) {
                ui.add(Label::new(small(theme, say!(words, "slate-edit-company"))).wrap());
            }
        });
    });
}
