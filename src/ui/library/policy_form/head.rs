//! The head of the document, and citations.

use egui::{CornerRadius, Layout, Role, Stroke, TextEdit, Ui, WidgetInfo, vec2};

use super::Pen;
use super::part::add;
use super::part::{opened, part_ui, remove, shown};
use crate::data::draft::schema::{CITATION, POLICY, Set, Ty};
use crate::data::draft::{Change, Path, Seen, with};
use crate::model::source::Grade;
use crate::model::text::Language;
use crate::say;
use crate::ui::context::ViewContext;
use crate::ui::widgets::{focus_ring, small};
use crate::way;
use crate::words::names::locator;

pub(super) fn document_ui(ui: &mut Ui, pen: &mut Pen<'_>) {
    let words = pen.cx.words;
    let width = ui.available_width();
    let gap = 10.0;
    let share = |parts: f32, of: f32, count: f32| ((width - 2.0 - gap * (count - 1.0)) * parts / of).max(90.0);
    let row = |ui: &mut Ui, add: &mut dyn FnMut(&mut Ui)| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(gap, 6.0);
            add(ui);
        });
        ui.add_space(4.0);
    };
    row(ui, &mut |ui| {
        boxed(ui, pen, share(5.0, 9.0, 3.0), &words.field("title"), |ui, pen| both_ui(ui, pen, "title"));
        let ty = Ty::Place;
        boxed(ui, pen, share(2.0, 9.0, 3.0), &words.blank(ty), |ui, pen| chosen_ui(ui, pen, "place", ty));
        let ty = Ty::One(Set::Status);
        boxed(ui, pen, share(2.0, 9.0, 3.0), &words.field("status"), |ui, pen| chosen_ui(ui, pen, "status", ty));
    });
    row(ui, &mut |ui| {
        boxed(ui, pen, share(5.0, 9.0, 3.0), &words.field("issuer"), |ui, pen| both_ui(ui, pen, "issuer"));
        for name in ["document_no", "issued"] {
            boxed(ui, pen, share(2.0, 9.0, 3.0), &words.field(name), |ui, pen| line_ui(ui, pen, name));
        }
    });
    row(ui, &mut |ui| {
        boxed(ui, pen, share(5.0, 9.0, 3.0), &words.field("sources"), sources_ui);
        for name in ["valid_from", "valid_to"] {
            boxed(ui, pen, share(2.0, 9.0, 3.0), &words.field(name), |ui, pen| line_ui(ui, pen, name));
        }
    });
    opened_cites_ui(ui, pen, &way!["sources"]);
    row(ui, &mut |ui| {
        let ty = Ty::One(Set::Read);
        boxed(ui, pen, share(3.0, 9.0, 3.0), &words.field("read"), |ui, pen| chosen_ui(ui, pen, "read", ty));
        let ty = Ty::One(Set::Confidence);
        boxed(ui, pen, share(3.0, 9.0, 3.0), &words.field("confidence"), |ui, pen| {
            chosen_ui(ui, pen, "confidence", ty);
        });
        boxed(ui, pen, share(3.0, 9.0, 3.0), &words.field("checked_on"), |ui, pen| line_ui(ui, pen, "checked_on"));
    });
    own_source_ui(ui, pen);
}

/// A field of the head below its name.
fn boxed(ui: &mut Ui, pen: &mut Pen<'_>, width: f32, label: &str, add: impl FnOnce(&mut Ui, &mut Pen<'_>)) {
    ui.allocate_ui_with_layout(vec2(width, 46.0), Layout::top_down(egui::Align::Min), |ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.label(small(pen.cx.theme, label));
        add(ui, pen);
    });
}

/// A chosen value of the head.
fn chosen_ui(ui: &mut Ui, pen: &mut Pen<'_>, name: &str, ty: Ty) {
    ui.horizontal(|ui| part_ui(ui, pen, &way![name], ty));
}

/// Gives a field the focus if a problem or the next blank requests it.
fn reached(ui: &Ui, pen: &mut Pen<'_>, path: &Path, field: &egui::Response) {
    if pen.form.wanted.as_ref() == Some(path) {
        pen.form.wanted = None;
        field.request_focus();
        field.scroll_to_me(Some(egui::Align::Center));
    }
    if field.gained_focus() {
        pen.form.hand = Some(path.clone());
    }
    if pen.form.found.is_problem(path) && !field.has_focus() {
        let stroke = Stroke::new(1.0, pen.cx.theme.problem);
        ui.painter().rect_stroke(field.rect, CornerRadius::same(4), stroke, egui::StrokeKind::Inside);
    }
}

/// A text of the head in the language of the window, with the other language in a menu.
fn both_ui(ui: &mut Ui, pen: &mut Pen<'_>, name: &str) {
    let words = pen.cx.words;
    let path = way![name];
    let chinese = words.language == Language::Chinese;
    let (zh, en) = pen.draft.both(&path);
    let (language, now, other) = if chinese { ("zh", zh, en) } else { ("en", en, zh) };
    let label = words.field(name);
    ui.horizontal(|ui| {
        let mut typed = now.clone();
        let hint = if other.is_empty() { say!(words, "draft-as-printed") } else { other };
        let field = TextEdit::singleline(&mut typed).desired_width(ui.available_width() - 50.0).hint_text(hint);
        let field = ui.add(field);
        field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &label));
        reached(ui, pen, &path, &field);
        if typed != now {
            if !chinese && pen.draft.seen(&with(&path, "zh")) == Some(Seen::Blank) {
                pen.change(Change::Plain(with(&path, "zh"), String::new()));
            }
            pen.change(match typed.is_empty() && !chinese {
                true => Change::Remove(with(&path, "en")),
                false => Change::Plain(with(&path, language), typed),
            });
        }
        let text = if chinese { say!(words, "draft-in-english") } else { say!(words, "draft-in-chinese") };
        let button = ui.add(egui::Button::new(small(pen.cx.theme, text)).min_size(vec2(30.0, 25.0)));
        focus_ring(ui, pen.cx.theme, &button);
        opened(pen, &path, Ty::Text, &button);
    });
}

/// A plain text or a date of the head, as typed; left out while it is empty.
fn line_ui(ui: &mut Ui, pen: &mut Pen<'_>, name: &str) {
    let words = pen.cx.words;
    let path = way![name];
    let now = pen.draft.plain(&path).unwrap_or_default();
    let mut typed = now.clone();
    let label = words.field(name);
    let hint = say!(words, "draft-not-said");
    let field = TextEdit::singleline(&mut typed).desired_width(ui.available_width() - 4.0).hint_text(hint);
    let field = ui.add(field);
    field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &label));
    reached(ui, pen, &path, &field);
    if typed != now {
        let needed = POLICY.field(name).is_some_and(|field| field.needed);
        pen.change(match typed.is_empty() {
            true if needed => Change::Set(path, "_".to_owned()),
            true => Change::Remove(path),
            false => Change::Plain(path, typed),
        });
    }
}

fn sources_ui(ui: &mut Ui, pen: &mut Pen<'_>) {
    ui.horizontal_wrapped(|ui| compact_cites_ui(ui, pen, &way!["sources"]));
}

/// Citations as small words that open them, and a button for another one.
pub(super) fn compact_cites_ui(ui: &mut Ui, pen: &mut Pen<'_>, list: &Path) {
    let ViewContext { words, theme, .. } = pen.cx;
    for at in 0..pen.draft.len(list) {
        let item = with(list, at);
        let place =
            pen.draft.plain(&with(&item, "at")).map(|at| locator(words.language, &at).to_owned()).unwrap_or_default();
        let source = match pen.draft.seen(&with(&item, "source")) {
            Some(Seen::Plain) => shown(pen, &with(&item, "source"), Ty::Source),
            _ => words.blank(Ty::Source),
        };
        let quote = pen.draft.plain(&with(&item, "quote")).unwrap_or_default();
        let name = if place.is_empty() || list.len() == 1 { source.clone() } else { place.clone() };
        let button = egui::Button::new(small(theme, name)).wrap_mode(egui::TextWrapMode::Truncate);
        let button = ui.add(button.min_size(vec2(0.0, 22.0)));
        focus_ring(ui, theme, &button);
        if button.on_hover_text([source, place, quote].join("\n")).clicked() {
            pen.form.cited = if pen.form.cited.as_ref() == Some(list) { None } else { Some(list.clone()) };
        }
    }
    let button = ui.add(egui::Button::new(small(theme, "+")).min_size(vec2(22.0, 22.0)));
    let label = say!(words, "draft-add", what = words.blank(Ty::Source));
    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
    reached(ui, pen, list, &button);
    focus_ring(ui, theme, &button);
    if button.on_hover_text(label).clicked() {
        let at = pen.draft.len(list);
        pen.change(Change::Insert(list.clone(), at, Ty::Record(&CITATION).blank()));
        pen.form.cited = Some(list.clone());
        pen.form.wanted = Some(with(&with(list, at), "source"));
    }
}

/// The citations of a part, each with its source, its locator and its quote, while they are open.
pub(super) fn opened_cites_ui(ui: &mut Ui, pen: &mut Pen<'_>, list: &Path) {
    let words = pen.cx.words;
    if pen.form.cited.as_ref() != Some(list) {
        return;
    }
    for at in 0..pen.draft.len(list) {
        let item = with(list, at);
        ui.horizontal_wrapped(|ui| {
            for name in ["source", "at", "quote"] {
                let path = with(&item, name);
                match pen.draft.has(&path) {
                    true => part_ui(ui, pen, &path, if name == "source" { Ty::Source } else { Ty::Plain }),
                    false => add(ui, pen, &say!(words, "draft-add", what = words.part_label(name)), |pen| {
                        pen.set(&path, "_");
                        pen.form.wanted = Some(path.clone());
                    }),
                }
            }
            remove(ui, pen, &item);
        });
    }
}

/// How close the document is to its issuer, and its link, if it is its own source.
fn own_source_ui(ui: &mut Ui, pen: &mut Pen<'_>) {
    let ViewContext { words, theme, session, .. } = pen.cx;
    if session.library.sources.contains_key(&super::own_source(&pen.draft)) || !super::cites_itself(&pen.draft) {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.label(small(theme, say!(words, "draft-own-source-is")));
        for grade in [Grade::Official, Grade::News, Grade::Aggregator, Grade::ThirdHand] {
            let chosen = pen.form.grade == Some(grade);
            if crate::ui::widgets::chip(ui, theme, chosen, &words.grade(grade)).clicked() {
                pen.form.grade = Some(grade);
            }
        }
        let label = words.field("url");
        let field = ui.add(TextEdit::singleline(&mut pen.form.url).desired_width(180.0).hint_text(label.as_str()));
        field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &label));
    });
}
