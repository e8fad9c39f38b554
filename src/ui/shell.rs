//! The parts of the window around every view: top bar, footer and notices.

mod menus;
mod steps;

use std::sync::Arc;

use egui::{Align, CornerRadius, Layout, Margin, Panel, RichText, Role, Stroke, Ui, WidgetInfo, vec2};

use self::menus::{day_menu, file_menu, scale_menu};
pub(super) use self::steps::action_words;
use super::command::Command;
use super::context::{NARROW, Notice, Request, Requests, TIGHT, ViewContext};
use super::tab::Tab;
use super::theme::{Theme, Type, bold};
use super::view::{Shelf, View};
use super::widgets::{choice_button, choice_width, focus_ring, small};
use crate::data::progress::Progress;
use crate::say;
use crate::words::Words;

/// The state that is shown here and is not part of the session.
pub(super) struct State<'a> {
    pub(super) busy: bool,
    pub(super) notices: &'a [Notice],
    /// The jobs that can be cancelled.
    pub(super) making: &'a [Arc<Progress>],
}

/// The top bar: name, views, search, day, unit, language, theme, file.
pub(super) fn top_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, requests: &mut Requests) {
    let ViewContext { words, theme, .. } = cx;
    let width = ui.ctx().content_rect().width();
    let narrow = width < NARROW;
    let frame = egui::Frame::new().fill(theme.surface).inner_margin(Margin::symmetric(if narrow { 8 } else { 16 }, 0));
    Panel::top("top").exact_size(44.0).frame(frame).resizable(false).show(ui, |ui| {
        ui.horizontal_centered(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            if !narrow {
                ui.label(RichText::new(say!(words, "brand-first")).family(bold()).size(15.0));
                ui.label(RichText::new(say!(words, "brand-second")).family(bold()).size(15.0).color(theme.accent));
                ui.add_space(16.0);
            }
            let taken = ui.data(|data| data.get_temp::<f32>(right_id())).unwrap_or(width / 2.0);
            tabs_ui(ui, cx, view, ui.available_width() - taken - 8.0);
            let right = ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = if narrow { 4.0 } else { 8.0 };
                file_menu(ui, cx, view, requests);
                let language = if narrow { say!(words, "language-short") } else { say!(words, "language-switch") };
                if bar_button(ui, theme, &language, Command::Language, words).clicked() {
                    requests.commands.push(Command::Language);
                }
                // If there is no room for the button, the command is still in the palette.
                if width >= TIGHT && theme_button(ui, theme, words).clicked() {
                    requests.commands.push(Command::Theme);
                }
                scale_menu(ui, cx, view);
                day_menu(ui, cx, requests, narrow);
                if narrow {
                    let button = egui::Button::new(Command::Search.icon()).min_size(vec2(28.0, 28.0));
                    let response = ui.add(button);
                    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, Command::Search.name(words)));
                    focus_ring(ui, theme, &response);
                    if with_shortcut(ui, response, words, Command::Search).clicked() {
                        requests.commands.push(Command::Search);
                    }
                } else {
                    search_button(ui, cx, requests, width);
                }
                ui.min_rect().width()
            });
            // The width of the right side is known only after it is drawn. In the next frame the views use the rest.
            if ui.data(|data| data.get_temp::<f32>(right_id())) != Some(right.inner) {
                ui.data_mut(|data| data.insert_temp(right_id(), right.inner));
                ui.ctx().request_repaint();
            }
        });
    });
}

fn right_id() -> egui::Id {
    egui::Id::unique("bar-right")
}

/// The views side by side as far as there is room, always including the displayed one. The others are in a menu.
fn tabs_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, room: f32) {
    let ViewContext { words, theme, .. } = cx;
    let gap = ui.spacing().item_spacing.x;
    let all: Vec<Tab> = Tab::bar().collect();
    let widths: Vec<f32> = all.iter().map(|tab| choice_width(ui, theme, &tab.name(words)) + gap).collect();
    let menu = choice_width(ui, theme, MORE) + gap;
    let now = view.tab.behind().unwrap_or(view.tab);
    let shown = fitting(&widths, all.iter().position(|tab| *tab == now).unwrap_or(0), room, menu);
    for (&tab, _) in all.iter().zip(&shown).filter(|(_, shown)| **shown) {
        let response = choice_button(ui, theme, now == tab, &tab.name(words));
        if with_shortcut(ui, response, words, Command::Show(tab)).clicked() {
            view.tab = tab;
        }
    }
    if shown.contains(&false) {
        let button =
            egui::Button::new(RichText::new(MORE).color(theme.second)).fill(theme.surface).stroke(Stroke::NONE);
        let (response, _) = egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
            for (&tab, _) in all.iter().zip(&shown).filter(|(_, shown)| !**shown) {
                let keys = shortcut_text(ui.ctx(), Command::Show(tab));
                if ui.add(egui::Button::new(tab.name(words)).shortcut_text(keys)).clicked() {
                    view.tab = tab;
                    ui.close();
                }
            }
        });
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, say!(words, "bar-more-views")));
        focus_ring(ui, theme, &response);
        response.on_hover_text(say!(words, "bar-more-views"));
    }
}

/// The label of the menu with the views for which there is no room.
const MORE: &str = "…";

/// Which items of these widths are shown side by side in `room`, in their order: all if they fit, otherwise as many
/// from the first as fit beside a menu of the width `menu`. The item `now` is always shown.
fn fitting(widths: &[f32], now: usize, room: f32, menu: f32) -> Vec<bool> {
    if widths.iter().sum::<f32>() <= room {
        return vec![true; widths.len()];
    }
    let mut left = room - menu - widths.get(now).copied().unwrap_or_default();
    let mut full = false;
    let fits = widths.iter().enumerate().map(|(index, width)| {
        if index == now {
            return true;
        }
        full |= *width > left;
        left -= if full { 0.0 } else { *width };
        !full
    });
    fits.collect()
}

/// The footer: the size of the library, problems, the disclaimer, and whether everything is saved.
pub(super) fn footer_ui(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    view: &mut View,
    state: &State<'_>,
    requests: &mut Requests,
) {
    let ViewContext { session, words, theme, .. } = cx;
    let narrow = ui.ctx().content_rect().width() < NARROW;
    let frame = egui::Frame::new().fill(theme.surface).inner_margin(Margin::symmetric(16, 0));
    Panel::bottom("footer").exact_size(28.0).frame(frame).resizable(false).show(ui, |ui| {
        ui.horizontal_centered(|ui| {
            let library = &session.library;
            let loaded = say!(
                words,
                "footer-library",
                policies = library.policies.len().to_string(),
                observations = library.observations.len().to_string(),
                places = library.places.len().to_string()
            );
            // In a narrow window the room is for the sentence that "up to" is no promise.
            if !narrow {
                let loaded = ui.add(egui::Button::new(small(theme, loaded)).frame(false));
                focus_ring(ui, theme, &loaded);
                if loaded.clicked() {
                    view.tab = Tab::Library;
                }
            }
            let problems = session.problems.len();
            if problems > 0 {
                let text = RichText::new(say!(words, "footer-problems", count = problems)).small();
                let response = ui.add(egui::Button::new(text.color(theme.problem)).frame(false));
                focus_ring(ui, theme, &response);
                if response.clicked() {
                    view.tab = Tab::Library;
                    view.shelf = Shelf::Problems;
                }
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let saved = if state.busy {
                    say!(words, "footer-working")
                } else if view.passing.read_only {
                    say!(words, "bundle-footer")
                } else if session.is_dirty() {
                    say!(words, "footer-unsaved")
                } else {
                    say!(words, "footer-saved")
                };
                ui.label(small(theme, saved));
                if let Some(progress) = state.making.first() {
                    making_ui(ui, cx, progress, requests);
                    return;
                }
                if session.day != cx.today {
                    let text = say!(words, "as-of-not-today", date = session.day.to_string());
                    ui.label(RichText::new(text).small().color(theme.discretionary_text));
                } else {
                    ui.add_space(8.0);
                    ui.add(egui::Label::new(small(theme, say!(words, "footer-disclaimer"))).truncate());
                }
            });
        });
    });
}

/// The progress of a job, and the button that cancels it.
fn making_ui(ui: &mut Ui, cx: &ViewContext<'_>, progress: &Arc<Progress>, requests: &mut Requests) {
    let ViewContext { words, theme, .. } = cx;
    let cancel = ui.add(egui::Button::new(small(theme, say!(words, "unsaved-cancel"))));
    focus_ring(ui, theme, &cancel);
    if cancel.clicked() {
        requests.others.push(Request::Cancel(Arc::clone(progress)));
    }
    let share = progress.done() as f32 / progress.all().max(1) as f32;
    let bar = egui::ProgressBar::new(share).desired_width(90.0).desired_height(6.0).fill(theme.accent);
    let bar = ui.add(bar);
    let percent = format!("{:.0}%", share * 100.0);
    bar.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, format!("{} {percent}", progress.name)));
    ui.label(small(theme, progress.name.as_str()));
    ui.ctx().request_repaint_after(std::time::Duration::from_millis(100));
}

/// The notices, above the footer. A notice of a problem stays until it is closed.
pub(super) fn notices_ui(ctx: &egui::Context, cx: &ViewContext<'_>, state: &State<'_>, requests: &mut Requests) {
    let ViewContext { words, theme, .. } = cx;
    if state.notices.is_empty() {
        return;
    }
    let area = egui::Area::new(egui::Id::unique("notices"));
    area.anchor(egui::Align2::CENTER_BOTTOM, vec2(0.0, -40.0)).order(egui::Order::Foreground).show(ctx, |ui| {
        for (at, notice) in state.notices.iter().enumerate() {
            let line = if notice.bad { theme.problem } else { theme.line };
            let frame = egui::Frame::new()
                .fill(theme.surface)
                .stroke(Stroke::new(1.0, line))
                .corner_radius(CornerRadius::same(8))
                .shadow(ui.visuals().popup_shadow)
                .inner_margin(Margin::symmetric(14, 8));
            frame.show(ui, |ui| {
                ui.set_max_width(560.0);
                ui.horizontal(|ui| {
                    ui.add(egui::Label::new(&notice.text).wrap());
                    let close = ui.add(egui::Button::new(RichText::new("×").color(theme.second)).frame(false));
                    close.widget_info(|| WidgetInfo::labeled(Role::Button, true, say!(words, "notice-close")));
                    if close.clicked() {
                        requests.others.push(Request::Heard(at));
                    }
                });
            });
            ui.add_space(4.0);
        }
    });
}

/// A message over the window while a file is dragged above it, with the effect of dropping it.
pub(super) fn drop_hint_ui(ctx: &egui::Context, cx: &ViewContext<'_>) {
    let ViewContext { words, theme, .. } = cx;
    if ctx.input(|input| input.raw.hovered_files.is_empty()) {
        return;
    }
    let layer = egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("drop"));
    let painter = ctx.layer_painter(layer);
    let rect = ctx.content_rect();
    painter.rect_filled(rect, CornerRadius::ZERO, theme.paper.gamma_multiply(0.92));
    let frame = rect.shrink(24.0);
    painter.rect_stroke(frame, CornerRadius::same(12), Stroke::new(2.0, theme.accent), egui::StrokeKind::Inside);
    let size = Type::Title.style().resolve(&ctx.global_style()).size;
    let font = egui::FontId::new(size, bold());
    painter.text(rect.center(), egui::Align2::CENTER_CENTER, say!(words, "drop-here"), font, theme.accent);
}

/// The shortcut of a command as this system writes it.
pub(super) fn shortcut_text(ctx: &egui::Context, command: Command) -> String {
    command.shortcut().map_or_else(String::new, |shortcut| ctx.format_shortcut(&shortcut))
}

fn with_shortcut(ui: &Ui, response: egui::Response, words: &Words, command: Command) -> egui::Response {
    let keys = shortcut_text(ui.ctx(), command);
    if keys.is_empty() { response } else { response.on_hover_text(format!("{}  {keys}", command.name(words))) }
}

fn bar_button(ui: &mut Ui, theme: &Theme, text: &str, command: Command, words: &Words) -> egui::Response {
    let response = ui.add(egui::Button::new(text).min_size(vec2(0.0, 28.0)));
    focus_ring(ui, theme, &response);
    with_shortcut(ui, response, words, command)
}

fn theme_button(ui: &mut Ui, theme: &Theme, words: &Words) -> egui::Response {
    let name = say!(words, "command-theme");
    let response = ui.add(egui::Button::new("").min_size(vec2(28.0, 28.0)));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    // A circle of which one half is filled, for light and dark.
    let (center, radius) = (response.rect.center(), 6.0);
    ui.painter().circle_stroke(center, radius, Stroke::new(1.2, theme.ink));
    let half: Vec<_> = (0..=16)
        .map(|step| {
            let angle = std::f32::consts::PI * (step as f32 / 16.0 - 0.5);
            center + radius * vec2(angle.cos(), angle.sin())
        })
        .collect();
    ui.painter().add(egui::Shape::convex_polygon(half, theme.ink, Stroke::NONE));
    focus_ring(ui, theme, &response);
    with_shortcut(ui, response, words, Command::Theme)
}

fn search_button(ui: &mut Ui, cx: &ViewContext<'_>, requests: &mut Requests, width: f32) {
    let ViewContext { words, theme, .. } = cx;
    let keys = shortcut_text(ui.ctx(), Command::Search);
    let name = say!(words, "search-hint");
    let room = (width - 1100.0).clamp(120.0, 320.0);
    let (rect, response) = ui.allocate_exact_size(vec2(room, 28.0), egui::Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let visuals = ui.style().interact(&response);
    ui.painter().rect(
        rect,
        CornerRadius::same(6),
        theme.surface,
        Stroke::new(1.0, visuals.bg_stroke.color),
        egui::StrokeKind::Inside,
    );
    let inner = rect.shrink2(vec2(10.0, 0.0));
    let keys =
        ui.painter().text(inner.right_center(), egui::Align2::RIGHT_CENTER, keys, Type::Small.font(ui), theme.third);
    let mut job = egui::text::LayoutJob::simple_singleline(name, egui::FontId::proportional(13.0), theme.second);
    job.wrap = egui::text::TextWrapping::truncate_at_width((keys.left() - inner.left() - 8.0).max(10.0));
    let galley = ui.painter().layout_job(job);
    let at = egui::pos2(inner.left(), rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, theme.second);
    focus_ring(ui, theme, &response);
    if response.clicked() {
        requests.commands.push(Command::Search);
    }
}
