//! The first start: the uses of the program for its two kinds of users, an example for each, and a tour of five hints
//! that can be closed and started again.

use egui::{Align, CornerRadius, Label, Layout, Margin, RichText, Role, Stroke, Ui, WidgetInfo, vec2};

use super::context::ViewContext;
use super::tab::Tab;
use super::view::View;
use super::widgets::{focus_ring, small, strong};
use crate::say;
use crate::words::Words;

/// The city of the example for benchmarking.
const EXAMPLE: &str = "zhengzhou";

/// The views of the hints of the tour, in order.
const STOPS: [Tab; 5] = [Tab::Calculator, Tab::Where, Tab::Compare, Tab::City, Tab::Report];

/// Three sentences and two examples, until they are closed. They are shown only for the sample.
pub(super) fn welcome_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View) {
    let ViewContext { session, words, theme, .. } = cx;
    let sample = session.library.productions.get(crate::data::seeds::SAMPLE);
    let is_sample = sample.is_some_and(|sample| sample.name == session.production().name);
    if view.passing.read_only || view.hint_closed || !is_sample {
        return;
    }
    card(theme.accent_ground).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_top(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
                if close(ui, cx, &say!(words, "hint-close")) {
                    view.hint_closed = true;
                }
                ui.vertical(|ui| {
                    let count = words.plain(session.library.places.len().into());
                    for text in [
                        say!(words, "welcome-what", count = count),
                        say!(words, "welcome-producer"),
                        say!(words, "welcome-official"),
                    ] {
                        ui.add(Label::new(RichText::new(text).small()).wrap());
                    }
                    ui.add_space(4.0);
                    ui.horizontal_wrapped(|ui| {
                        let producer = ui.button(say!(words, "welcome-producer-example"));
                        focus_ring(ui, theme, &producer);
                        if producer.clicked() {
                            view.tab = Tab::Where;
                        }
                        let official = ui.button(say!(words, "welcome-official-example"));
                        focus_ring(ui, theme, &official);
                        if official.clicked() {
                            view.city.get_or_insert_with(|| EXAMPLE.into());
                            view.tab = Tab::City;
                        }
                        let tour = ui.button(say!(words, "welcome-tour"));
                        focus_ring(ui, theme, &tour);
                        if tour.clicked() {
                            begin(view);
                        }
                    });
                });
            });
        });
    });
    ui.add_space(10.0);
}

/// Begins the tour.
pub(super) fn begin(view: &mut View) {
    view.passing.tour = Some(0);
    view.tab = Tab::Calculator;
}

/// The current hint of the tour, over its page.
pub(super) fn tour_ui(ctx: &egui::Context, cx: &ViewContext<'_>, view: &mut View) {
    let ViewContext { words, theme, .. } = cx;
    let Some(at) = view.passing.tour else { return };
    let Some(text) = hint(words, at) else {
        view.passing.tour = None;
        return;
    };
    let mut wanted = Some(at);
    let area = egui::Area::new(egui::Id::unique("tour"));
    area.anchor(egui::Align2::RIGHT_BOTTOM, vec2(-20.0, -44.0)).order(egui::Order::Foreground).show(ctx, |ui| {
        let frame = card(theme.surface).stroke(Stroke::new(1.5, theme.accent)).shadow(ui.visuals().popup_shadow);
        frame.show(ui, |ui| {
            ui.set_width(300.0_f32.min(ctx.content_rect().width() - 60.0));
            ui.horizontal(|ui| {
                let tab = STOPS.get(at).map(|tab| tab.name(words)).unwrap_or_default();
                ui.label(strong(tab));
                ui.label(small(theme, format!("{} / {}", at + 1, STOPS.len())));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    if close(ui, cx, &say!(words, "tour-close")) {
                        wanted = None;
                    }
                });
            });
            ui.add(Label::new(text).wrap());
            ui.add_space(6.0);
            ui.horizontal(|ui| {
                let back = ui.add_enabled(at > 0, egui::Button::new(say!(words, "tour-back")));
                focus_ring(ui, theme, &back);
                if back.clicked() {
                    wanted = at.checked_sub(1);
                }
                let last = at + 1 == STOPS.len();
                let next = ui.button(if last { say!(words, "tour-end") } else { say!(words, "tour-next") });
                focus_ring(ui, theme, &next);
                if next.clicked() {
                    wanted = if last { None } else { Some(at + 1) };
                }
            });
            if at == 0 {
                ui.label(small(theme, say!(words, "tour-again")));
            }
        });
    });
    if wanted != view.passing.tour {
        view.passing.tour = wanted;
        if let Some(tab) = wanted.and_then(|at| STOPS.get(at)) {
            view.tab = *tab;
        }
    }
}

/// The text of a hint, by its index.
fn hint(words: &Words, at: usize) -> Option<String> {
    Some(match at {
        0 => say!(words, "tour-calculator"),
        1 => say!(words, "tour-where"),
        2 => say!(words, "tour-compare"),
        3 => say!(words, "tour-city"),
        4 => say!(words, "tour-report"),
        _ => return None,
    })
}

fn card(fill: egui::Color32) -> egui::Frame {
    egui::Frame::new().fill(fill).corner_radius(CornerRadius::same(6)).inner_margin(Margin::symmetric(12, 8))
}

fn close(ui: &mut Ui, cx: &ViewContext<'_>, name: &str) -> bool {
    let theme = cx.theme;
    let button = ui.add(egui::Button::new(RichText::new("×").color(theme.second)).frame(false));
    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    focus_ring(ui, theme, &button);
    button.clicked()
}
