//! Edits a record: its numbers one by one, or its whole text. Problems are shown before it is applied.

use std::sync::Arc;

use egui::{Label, RichText, Role, TextEdit, Ui, WidgetInfo};

use super::editor::{Editor, InLibrary, Mode};
use super::parts::page_button;
use crate::data::overlay::{key_of, try_read};
use crate::data::read::Document;
use crate::data::write;
use crate::model::figures::Figure;
use crate::model::id::{ObservationId, PolicyId};
use crate::model::number::{Number, NumberError};
use crate::model::record::Record;
use crate::say;
use crate::session::action::Action;
use crate::ui::command::text_id;
use crate::ui::context::{Requests, ViewContext};
use crate::ui::dialogs::parts::problem_ui;
use crate::ui::view::View;
use crate::ui::widgets::{section, segmented, small, strong, title};

/// The pause in typing, in seconds, after which the text is checked against the library.
const REST: f64 = 0.3;

pub(super) fn editor_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    let Some(mut editor) = view.own.of::<InLibrary>().editor.take() else { return };
    editor.follow(cx);
    let name = match editor.new {
        true => say!(words, "edit-new"),
        false => words.record_called(&session.library, editor.key.kind, &editor.key.id),
    };
    ui.label(small(theme, say!(words, "edit-heading", record = words.record(editor.key.kind))));
    ui.add(Label::new(title(name)).wrap());
    ui.add(Label::new(small(theme, say!(words, "edit-help"))).wrap());
    ui.add_space(8.0);
    let mut done = false;
    ui.horizontal_wrapped(|ui| {
        if let Some(mode) = mode_ui(ui, cx, &editor) {
            editor.mode = mode;
        }
        done = page_button(ui, cx, &say!(words, "edit-done"));
    });
    ui.add_space(8.0);
    match editor.mode {
        Mode::Numbers => numbers_ui(ui, cx, &mut editor, requests),
        Mode::Form | Mode::Text => text_ui(ui, cx, &mut editor, requests),
    }
    let applied = editor.new && session.edits().text(&editor.key) == Some(editor.text.as_str());
    if applied {
        view.passing.opened = super::parts::page_of(&editor.key);
        editor = Editor::new(editor.key.clone(), editor.text);
        editor.mode = Mode::Text;
    }
    if !done {
        view.own.of::<InLibrary>().editor = Some(editor);
    } else {
        view.own.of::<InLibrary>().keep(editor);
    }
}

/// The ways to edit a record. Returns the chosen one.
pub(super) fn mode_ui(ui: &mut Ui, cx: &ViewContext<'_>, editor: &Editor) -> Option<Mode> {
    let ViewContext { words, theme, .. } = cx;
    let form = (Mode::Form, say!(words, "draft-mode-form"));
    let numbers = (Mode::Numbers, say!(words, "edit-numbers"));
    let modes = match (editor.key.kind, editor.new) {
        (Record::Policy, true) => vec![form, (Mode::Text, say!(words, "draft-mode-text"))],
        (Record::Policy, false) => vec![form, numbers, (Mode::Text, say!(words, "draft-mode-text"))],
        (Record::Observation, false) => vec![numbers, (Mode::Text, say!(words, "edit-text"))],
        _ => return None,
    };
    segmented(ui, theme, editor.mode, &modes)
}

/// The whole text, its problems, and the button that applies it.
fn text_ui(ui: &mut Ui, cx: &ViewContext<'_>, editor: &mut Editor, requests: &mut Requests) {
    let ViewContext { words, theme, .. } = cx;
    check(ui, cx, editor);
    let changed = editor.text != editor.taken;
    let checked = editor.text == editor.checked;
    ui.horizontal_wrapped(|ui| {
        let ready = changed && checked && editor.problems.is_empty();
        let apply = ui.add_enabled(ready, egui::Button::new(strong(say!(words, "edit-apply"))));
        if apply.clicked() {
            let (key, text) = (editor.key.clone(), Some(editor.text.clone()));
            requests.actions.push(Action::Edit { key, text, figure: None });
        }
        if changed && page_button(ui, cx, &say!(words, "edit-revert")) {
            editor.text.clone_from(&editor.taken);
        }
        let state = match (changed, editor.problems.is_empty()) {
            (false, _) => say!(words, "edit-unchanged"),
            (true, true) if !checked => say!(words, "edit-checking"),
            (true, true) => say!(words, "edit-ready"),
            (true, false) => say!(words, "edit-wrong", count = editor.problems.len()),
        };
        ui.label(small(theme, state));
    });
    for problem in &editor.problems {
        problem_ui(ui, cx, problem);
    }
    ui.add_space(4.0);
    let name = say!(words, "edit-text");
    let rows = editor.text.lines().count().clamp(8, 400);
    let field = TextEdit::multiline(&mut editor.text)
        .id(text_id())
        .code_editor()
        .desired_rows(rows)
        .desired_width(f32::INFINITY);
    let field = ui.add(field);
    field.widget_info(|| WidgetInfo::labeled(Role::MultilineTextInput, true, &name));
}

/// Reads the text after every keystroke, and checks it against the whole library after a pause in typing,
/// because that takes as long as reading the library.
fn check(ui: &Ui, cx: &ViewContext<'_>, editor: &mut Editor) {
    let now = ui.input(|input| input.time);
    if editor.text != editor.read {
        if editor.new
            && let Some(key) = key_of(&editor.text)
        {
            editor.key = key;
        }
        let read = try_read(&editor.key, &editor.text);
        editor.problems = read.err().map(|problem| *problem).into_iter().collect();
        editor.read.clone_from(&editor.text);
        editor.typed_at = now;
    }
    if editor.text == editor.checked || !editor.problems.is_empty() {
        return;
    }
    let rest = editor.typed_at + REST - now;
    if rest > 0.0 {
        ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(rest));
        return;
    }
    editor.problems = cx.session.check_edit(&editor.key, &editor.text);
    editor.checked.clone_from(&editor.text);
}

/// The numbers of a policy or an observation, one per row.
fn numbers_ui(ui: &mut Ui, cx: &ViewContext<'_>, editor: &mut Editor, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    let library = &session.library;
    let mut edited = None;
    if editor.key.kind == Record::Policy {
        let policy = library.policies.get(&PolicyId::from(editor.key.id.as_str()));
        let unit = policy.map(|policy| words.currency(policy.currency)).unwrap_or_default();
        ui.label(small(theme, say!(words, "edit-amounts", unit = unit)));
    }
    match editor.key.kind {
        Record::Policy => {
            let Some(policy) = library.policies.get(&PolicyId::from(editor.key.id.as_str())) else { return };
            let mut part = None;
            for (at, figure) in policy.figures().into_iter().enumerate() {
                if part.as_ref() != Some(&figure.part) {
                    section(ui, theme, words.part(policy, &figure.part));
                    part = Some(figure.part.clone());
                }
                let Figure { role, is_share, value, .. } = figure;
                let label = words.role(role);
                if let Some(number) = number_ui(ui, cx, editor, at, &label, &words.figure_value(is_share, value)) {
                    let policy = policy.with_figure(at, number);
                    edited = write::record(&Document::Policy(Arc::new(policy))).ok().map(|text| (at, number, text));
                }
            }
            if part.is_none() {
                ui.label(small(theme, say!(words, "edit-no-numbers")));
            }
        }
        Record::Observation => {
            let Some(seen) = library.observations.get(&ObservationId::from(editor.key.id.as_str())) else { return };
            let values = [("value", seen.value), ("upper", seen.upper), ("printed_value", seen.printed_value)];
            for (at, (field, value)) in values.into_iter().enumerate() {
                let Some(value) = value else { continue };
                if let Some(number) = number_ui(ui, cx, editor, at, &words.field(field), &value.to_string()) {
                    let mut seen = (**seen).clone();
                    match at {
                        0 => seen.value = Some(number),
                        1 => seen.upper = Some(number),
                        _ => seen.printed_value = Some(number),
                    }
                    edited =
                        write::record(&Document::Observations(vec![seen.into()])).ok().map(|text| (at, number, text));
                }
            }
            ui.add_space(4.0);
            ui.label(small(theme, say!(words, "observed-printed", text = seen.printed.as_str())));
        }
        _ => {}
    }
    if let Some((at, number, text)) = edited {
        let refused = session.check_edit(&editor.key, &text);
        match refused.first() {
            None => {
                let policy = library.policies.get(&PolicyId::from(editor.key.id.as_str()));
                let figure = policy.filter(|_| editor.key.kind == Record::Policy);
                let figure = figure.and_then(|policy| policy.figures().into_iter().nth(at)).map(|one| (one, number));
                requests.actions.push(Action::Edit { key: editor.key.clone(), text: Some(text), figure });
            }
            // The typed text stays, with the reason beside it.
            Some(problem) => {
                drop(editor.numbers.insert(at, (number.to_string(), Some(words.problem(problem)))));
            }
        }
    }
}

/// One number. Returns the new one when the focus leaves the field with another value.
fn number_ui(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    editor: &mut Editor,
    at: usize,
    label: &str,
    now: &str,
) -> Option<Number> {
    let ViewContext { words, theme, .. } = cx;
    let (mut typed, wrong) = editor.numbers.get(&at).cloned().unwrap_or_else(|| (now.to_owned(), None));
    let mut number = None;
    ui.horizontal(|ui| {
        let size = egui::vec2(110.0, ui.spacing().interact_size.y);
        ui.allocate_ui_with_layout(size, egui::Layout::left_to_right(egui::Align::Center), |ui| {
            ui.set_min_width(size.x);
            ui.label(small(theme, label));
        });
        let field = TextEdit::singleline(&mut typed).desired_width(160.0).id_salt(("figure", &editor.key, at));
        let field = ui.add(field);
        field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, label));
        if let Some(wrong) = wrong {
            ui.label(RichText::new(wrong).small().color(theme.problem));
        }
        if field.changed() {
            editor.numbers.insert(at, (typed.clone(), None));
        }
        if field.lost_focus() && typed.trim() != now {
            match Number::parse(&typed) {
                Ok(new) => {
                    editor.numbers.remove(&at);
                    number = Some(new);
                }
                Err(error) => {
                    let wrong = match error {
                        NumberError::Ambiguous(_) => say!(words, "form-wrong-ambiguous"),
                        _ => say!(words, "form-wrong-number"),
                    };
                    drop(editor.numbers.insert(at, (typed.clone(), Some(wrong))));
                }
            }
        } else if field.lost_focus() {
            editor.numbers.remove(&at);
        }
    });
    number
}
