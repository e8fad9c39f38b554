//! The variants of the production as cards: the displayed one, its changes, and its buttons.

use egui::{
    Align, Button, CornerRadius, Key, Label, Layout, Margin, Modifiers, RichText, Role, ScrollArea, Sense, Stroke,
};
use egui::{Response, TextEdit, Ui, WidgetInfo, vec2};

use crate::model::variant::Variant;
use crate::say;
use crate::session::action::Action;
use crate::ui::command::Command;
use crate::ui::context::{Request, Requests, ViewContext};
use crate::ui::follow::Follow as _;
use crate::ui::view::View;
use crate::ui::widgets::{Tone, focus_ring, gives_up, small, strong, tag};
use crate::words::letter::letter;

/// The width of a card.
const CARD: f32 = 216.0;

/// Draws the cards, if there are variants.
pub(super) fn strip_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    let variants = &session.pinned().variants;
    if variants.is_empty() {
        return;
    }
    keys(ui, variants.len(), requests);
    ScrollArea::horizontal().id_salt("variants").follow(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            pinned_ui(ui, cx, requests);
            for (at, variant) in variants.iter().enumerate() {
                variant_ui(ui, cx, view, at, variant, requests);
            }
            if !view.passing.read_only {
                let name = Command::NewVariant.name(words);
                let button = ui.add(Button::new(say!(words, "variant-add")).min_size(vec2(72.0, 54.0)));
                button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
                focus_ring(ui, theme, &button);
                if button.on_hover_text(say!(words, "variant-add-hint")).clicked() {
                    requests.commands.push(Command::NewVariant);
                }
            }
        });
    });
    let stale = session.shown().and_then(|at| variants.get(at)?.worked_out.as_ref());
    let stale = stale.filter(|made| made.library != session.fingerprint());
    if let Some(made) = stale {
        let text = say!(words, "variant-stale", day = made.on.to_string());
        ui.add(Label::new(RichText::new(text).small().color(theme.discretionary_text)).wrap());
    }
    ui.add_space(6.0);
}

/// Alt with a digit shows the current answers or one of the first variants.
fn keys(ui: &Ui, variants: usize, requests: &mut Requests) {
    const DIGITS: [Key; 9] =
        [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];
    for (at, key) in DIGITS.into_iter().enumerate().take(variants + 1) {
        if ui.input_mut(|input| input.consume_key(Modifiers::ALT, key)) {
            requests.others.push(Request::Variant(at.checked_sub(1)));
        }
    }
}

/// The card of the current answers.
fn pinned_ui(ui: &mut Ui, cx: &ViewContext<'_>, requests: &mut Requests) {
    let ViewContext { session, words, .. } = cx;
    let name = say!(words, "variant-pinned");
    let response = card_ui(ui, cx, 0, session.shown().is_none(), |ui| {
        ui.horizontal(|ui| {
            head_ui(ui, cx, 0, session.shown().is_none());
            ui.label(strong(name.as_str()));
            tag(ui, cx.theme, Tone::Plain, &say!(words, "variant-pinned-tag"));
        });
        let count = session.pinned().answers.len();
        ui.label(small(cx.theme, say!(words, "variant-pinned-answers", count = count)));
    });
    let label = say!(words, "variant-head", letter = letter(0), name = name);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, session.shown().is_none(), &label));
    if response.clicked() {
        requests.others.push(Request::Variant(None));
    }
}

fn variant_ui(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    view: &mut View,
    at: usize,
    variant: &Variant,
    requests: &mut Requests,
) {
    let ViewContext { session, words, theme, .. } = cx;
    let is_now = session.shown() == Some(at);
    let name = words.variant(&session.library, session.pinned(), variant);
    let changes = words.variant_changes(&session.library, session.pinned(), variant);
    let renaming = view.passing.renaming.as_ref().is_some_and(|(which, _)| *which == at);
    let mut removed = false;
    let response = card_ui(ui, cx, at + 1, is_now, |ui| {
        ui.horizontal(|ui| {
            head_ui(ui, cx, at + 1, is_now);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if !view.passing.read_only {
                    let close = ui.add(Button::new(RichText::new("×").color(theme.second)).frame(false));
                    let label = say!(words, "variant-remove", letter = letter(at + 1));
                    close.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
                    focus_ring(ui, theme, &close);
                    removed = close.on_hover_text(label).clicked();
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| match &mut view.passing.renaming {
                    Some((which, text)) if *which == at => {
                        let field = ui.add(TextEdit::singleline(text).desired_width(f32::INFINITY));
                        field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, say!(words, "variant-name")));
                        field.request_focus();
                        if field.changed() {
                            requests.actions.push(Action::RenameVariant(at, text.clone()));
                        }
                    }
                    _ => drop(ui.add(Label::new(strong(name.as_str())).truncate().selectable(false))),
                });
            });
        });
        let text = if changes.is_empty() { say!(words, "variant-empty") } else { changes.join(&words.semicolon()) };
        ui.add(Label::new(small(theme, text)).truncate().selectable(false));
    });
    if renaming && (ui.input(|input| input.key_pressed(Key::Enter)) || gives_up(ui)) {
        view.passing.renaming = None;
    }
    let label = say!(words, "variant-card", letter = letter(at + 1), name = name);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_now, &label));
    if removed {
        view.passing.renaming = None;
        requests.actions.push(Action::RemoveVariant(at));
    } else if (response.double_clicked() || response.has_focus() && ui.input(|input| input.key_pressed(Key::F2)))
        && !view.passing.read_only
    {
        view.passing.renaming = Some((at, words.text(&variant.name).to_owned()));
    } else if response.clicked() {
        requests.others.push(Request::Variant(Some(at)));
    }
    let response = if changes.is_empty() { response } else { response.on_hover_text(changes.join("\n")) };
    if view.passing.read_only {
        return;
    }
    response.context_menu(|ui| {
        if ui.button(say!(words, "variant-rename")).clicked() {
            view.passing.renaming = Some((at, words.text(&variant.name).to_owned()));
            ui.close();
        }
        if ui.button(say!(words, "variant-pin")).clicked() {
            requests.actions.push(Action::PinVariant(at));
            ui.close();
        }
        if ui.button(say!(words, "variant-duplicate")).clicked() {
            requests.actions.push(Action::AddVariant(Box::new(variant.clone())));
            ui.close();
        }
    });
}

/// The frame of a card, which takes clicks that nothing inside it takes.
fn card_ui(ui: &mut Ui, cx: &ViewContext<'_>, at: usize, is_now: bool, add: impl FnOnce(&mut Ui)) -> Response {
    let theme = cx.theme;
    let (rect, response) = ui.allocate_exact_size(vec2(CARD, 54.0), Sense::click());
    let edge = if is_now { Stroke::new(1.5, theme.accent) } else { Stroke::new(1.0, theme.line) };
    let corner = CornerRadius::same(8);
    ui.painter().rect(rect, corner, if is_now { theme.surface } else { theme.paper }, edge, egui::StrokeKind::Inside);
    focus_ring(ui, theme, &response);
    let inside = rect - Margin::symmetric(10, 7);
    // A child `Ui`, so that the content of the card does not move its neighbours.
    let builder = egui::UiBuilder::new().id_salt(("variant", at)).max_rect(inside).layout(Layout::top_down(Align::Min));
    let mut inside = ui.new_child(builder);
    inside.spacing_mut().item_spacing.y = 2.0;
    add(&mut inside);
    response
}

/// The letter in its box.
fn head_ui(ui: &mut Ui, cx: &ViewContext<'_>, at: usize, is_now: bool) {
    let theme = cx.theme;
    let (ground, ink) = if is_now { (theme.accent, theme.paper) } else { (theme.sunk, theme.ink) };
    let (rect, _) = ui.allocate_exact_size(vec2(20.0, 20.0), Sense::hover());
    ui.painter().rect_filled(rect, CornerRadius::same(4), ground);
    let font = crate::ui::theme::Type::Small.bold(ui);
    ui.painter().text(rect.center(), egui::Align2::CENTER_CENTER, letter(at), font, ink);
}
