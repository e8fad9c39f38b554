//! A policy as a form: its text on the left, its head and its incentives as sentences with blanks in the middle, the
//! result on the right. In a narrow window one of the three at a time.
//!
//! The text of the file is what is edited ([`Draft`]). Drawing collects changes, which are made after the frame.
//! Nothing affects the comparison before it is saved, and saving is one undo step.

pub(super) mod form;
mod head;
mod menu;
mod middle;
mod outcome;
mod part;
mod text;

use std::sync::Arc;

use egui::{CentralPanel, Label, Margin, RichText, ScrollArea, Ui, vec2};

use self::form::{Form, Pane};
use super::edit::mode_ui;
use super::editor::InLibrary;
use super::editor::{Editor, Mode};
use super::parts::page_of;
use crate::data::draft::page::own_source;
use crate::data::draft::{self, Change, Draft, Step};
use crate::data::overlay::Key;
use crate::model::record::Record;
use crate::say;
use crate::session::action::{Action, ImportedRecords};
use crate::ui::command::steps_id;
use crate::ui::context::{Requests, ViewContext};
use crate::ui::follow::Follow as _;
use crate::ui::view::View;
use crate::ui::widgets::{Tone, focus_ring, hairline, segmented, small, strong, tag, title};
use crate::way;

/// From this width on all three columns are side by side.
const ALL_THREE: f32 = 1100.0;

/// The width of the outer columns.
const LEFT: f32 = 296.0;
const RIGHT: f32 = 276.0;

/// The width of what is beside the title.
const BESIDE_TITLE: f32 = 620.0;

/// The data that drawing the form can read, and the requests that it can make.
struct Pen<'a> {
    cx: &'a ViewContext<'a>,
    draft: Arc<Draft>,
    form: &'a mut Form,
    changes: Vec<Change>,
    /// Whether the other view of the record is requested.
    text_mode: bool,
}

impl Pen<'_> {
    fn change(&mut self, change: Change) {
        self.changes.push(change);
    }

    fn set(&mut self, path: &[Step], value: impl Into<String>) {
        self.changes.push(Change::Set(path.to_vec(), value.into()));
    }
}

/// Draws the form over the whole library view.
pub(super) fn form_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, requests: &mut Requests) {
    let Some(mut editor) = view.own.of::<InLibrary>().editor.take() else { return };
    editor.follow(cx);
    let mut form = std::mem::take(&mut editor.form);
    if form.draft.text() != editor.text {
        form.draft = Draft::new(editor.text.clone());
    }
    form.scale = view.scale;
    outcome::find(ui, cx, &editor, &mut form);
    if form.has_past() || !form.future.is_empty() {
        let now = ui.ctx().cumulative_frame_nr();
        ui.ctx().data_mut(|data| data.insert_temp(steps_id(), now));
    }
    let mut done = false;
    let frame = egui::Frame::new().fill(cx.theme.paper).inner_margin(Margin::symmetric(20, 10));
    CentralPanel::default().frame(frame).show(ui, |ui| {
        done = head_ui(ui, cx, &mut editor, &mut form, requests);
        ui.add_space(6.0);
        hairline(ui, cx.theme.line);
        ui.add_space(8.0);
        if form.draft.is_form() {
            let draft = Arc::new(form.draft.clone());
            let mut pen = Pen { cx, draft, form: &mut form, changes: Vec::new(), text_mode: false };
            // Before drawing: a focused button takes Enter as a click, whatever key is held with it.
            keys(ui, &mut pen);
            columns_ui(ui, &mut pen, requests);
            let (changes, text_mode) = (std::mem::take(&mut pen.changes), pen.text_mode);
            form.make(changes);
            if text_mode {
                editor.mode = Mode::Text;
            }
        } else {
            let broken = say!(cx.words, "draft-broken");
            ui.add(Label::new(RichText::new(broken).color(cx.theme.problem)).wrap());
            if ui.button(say!(cx.words, "draft-mode-text")).clicked() {
                editor.mode = Mode::Text;
            }
        }
    });
    editor.text.clear();
    editor.text.push_str(form.draft.text());
    editor.form = form;
    // The request is applied in the next frame.
    let applied =
        editor.is_new(Record::Policy) && cx.session.edits().text(&editor.saved_key()) == Some(editor.text.as_str());
    if applied {
        let key = editor.saved_key();
        view.passing.opened = page_of(&key);
        return;
    }
    if done { view.own.of::<InLibrary>().keep(editor) } else { view.own.of::<InLibrary>().editor = Some(editor) }
}

/// The title, the other views of the record, cancel and save. Returns true if the form is closed.
fn head_ui(ui: &mut Ui, cx: &ViewContext<'_>, editor: &mut Editor, form: &mut Form, requests: &mut Requests) -> bool {
    let ViewContext { words, theme, .. } = cx;
    let new = editor.is_new(Record::Policy);
    let mut done = false;
    ui.horizontal_wrapped(|ui| {
        let back = ui
            .add(egui::Button::new(RichText::new(say!(words, "tab-library")).small().color(theme.accent)).frame(false));
        focus_ring(ui, theme, &back);
        done |= back.clicked();
        let what = if new { say!(words, "draft-new") } else { say!(words, "draft-edit") };
        ui.label(small(theme, "/"));
        ui.label(small(theme, what));
    });
    let (zh, en) = form.draft.both(&way!["title"]);
    let name = words.text(&crate::model::text::Text { zh, en }).to_owned();
    let name = if name.trim().is_empty() { say!(words, "draft-unnamed") } else { name };
    let changed = editor.is_open();
    let wide = ui.available_width() >= ALL_THREE;
    if !wide {
        ui.add(Label::new(title(name.as_str())).truncate());
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        if wide {
            ui.scope(|ui| {
                ui.set_max_width(ui.available_width() - BESIDE_TITLE);
                ui.add(Label::new(title(name.as_str())).truncate());
            });
        }
        if new || changed {
            tag(ui, theme, Tone::Plain, &say!(words, "draft-not-counted"));
        }
        if let Some(mode) = mode_ui(ui, cx, editor) {
            editor.mode = mode;
        }
        let cancel = ui.button(if changed { say!(words, "draft-leave") } else { say!(words, "edit-done") });
        focus_ring(ui, theme, &cancel);
        done |= cancel.clicked();
        let missing = form.found.missing();
        let ready = changed && missing == 0 && form.found.is_checked(form.draft.text());
        let text = match missing {
            0 => say!(words, "draft-save"),
            missing => say!(words, "draft-save-missing", count = missing),
        };
        let save = ui.add_enabled(ready, egui::Button::new(strong(text)));
        focus_ring(ui, theme, &save);
        if save.clicked() {
            requests.actions.push(saved(cx, editor, form));
            form.past.clear();
        }
        if !changed && !new {
            ui.label(small(theme, say!(words, "edit-unchanged")));
        }
    });
    done
}

/// The edit that saving makes: the record, and that of its document if it is a source of its own.
fn saved(cx: &ViewContext<'_>, editor: &Editor, form: &Form) -> Action {
    let key = editor.saved_key();
    let text = form.draft.text().to_owned();
    match own_record(cx, form) {
        None => Action::Edit { key, text: Some(text), figure: None },
        Some(source) => {
            let (zh, en) = form.draft.both(&way!["title"]);
            let name = cx.words.text(&crate::model::text::Text { zh, en }).to_owned();
            Action::Take(Arc::new(ImportedRecords {
                name,
                rows: 2,
                texts: vec![source, (key, text)],
                answers: Vec::new(),
            }))
        }
    }
}

/// The record of the document itself, if the draft cites it and the library does not have it.
fn own_record(cx: &ViewContext<'_>, form: &Form) -> Option<(Key, String)> {
    let id = own_source(&form.draft);
    if cx.session.library.sources.contains_key(&id) || !cites_itself(&form.draft) {
        return None;
    }
    let text = draft::source(&form.draft, form.grade?, &form.url);
    Some((Key::new(Record::Source, id.as_str()), text))
}

fn cites_itself(draft: &Draft) -> bool {
    let id = own_source(draft);
    let mut cites = false;
    draft.each(&mut |path, ty, _| {
        cites |= ty == draft::schema::Ty::Source && draft.plain(path).as_deref() == Some(id.as_str());
    });
    cites
}

fn columns_ui(ui: &mut Ui, pen: &mut Pen<'_>, requests: &mut Requests) {
    let ViewContext { words, theme, .. } = pen.cx;
    let wide = ui.available_width() >= ALL_THREE;
    if !wide {
        let panes = [
            (Pane::Text, say!(words, "draft-text")),
            (Pane::Form, say!(words, "draft-mode-form")),
            (Pane::Outcome, say!(words, "draft-outcome")),
        ];
        if let Some(pane) = segmented(ui, theme, pen.form.pane, &panes) {
            pen.form.pane = pane;
        }
        ui.add_space(8.0);
        match pen.form.pane {
            Pane::Text => text::text_ui(ui, pen, requests),
            Pane::Form => column(ui, "draft-form", |ui| middle::middle_ui(ui, pen)),
            Pane::Outcome => column(ui, "draft-outcome", |ui| outcome::outcome_ui(ui, pen)),
        }
        return;
    }
    let height = ui.available_height();
    let middle = ui.available_width() - LEFT - RIGHT - 4.0 * 16.0;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 16.0;
        let part = |ui: &mut Ui, width: f32, add: &mut dyn FnMut(&mut Ui)| {
            ui.allocate_ui(vec2(width, height), |ui| {
                ui.set_width(width);
                ui.set_min_height(height);
                ui.spacing_mut().item_spacing.x = 6.0;
                ui.vertical(|ui| add(ui));
            });
        };
        part(ui, LEFT, &mut |ui| text::text_ui(ui, pen, requests));
        part(ui, middle, &mut |ui| column(ui, "draft-form", |ui| middle::middle_ui(ui, pen)));
        part(ui, RIGHT, &mut |ui| column(ui, "draft-outcome", |ui| outcome::outcome_ui(ui, pen)));
    });
}

fn column(ui: &mut Ui, salt: &str, add: impl FnOnce(&mut Ui)) {
    ScrollArea::vertical().id_salt(salt).auto_shrink([false, false]).follow(ui, |ui| {
        ui.set_max_width(ui.available_width() - 8.0);
        add(ui);
        ui.add_space(32.0);
    });
}

/// The keys of the form, besides Tab to move on and Enter to open.
fn keys(ui: &Ui, pen: &mut Pen<'_>) {
    use egui::{Key as Sign, Modifiers};
    let pressed = |modifiers: Modifiers, key: Sign| ui.input_mut(|input| input.consume_key(modifiers, key));
    if pressed(Modifiers::COMMAND, Sign::Enter) {
        middle::add_clause(pen);
    }
    if pressed(Modifiers::COMMAND, Sign::M) {
        pen.text_mode = true;
    }
    if pressed(Modifiers::COMMAND, Sign::J) {
        pen.form.wanted = pen.form.found.next_problem(pen.form.hand.as_ref());
    }
    for (key, down) in [(Sign::ArrowUp, false), (Sign::ArrowDown, true)] {
        if pressed(Modifiers::ALT, key)
            && let Some(clause) = pen.form.hand.as_ref().and_then(|hand| hand.get(..2)).map(<[Step]>::to_vec)
            && clause.first() == Some(&Step::from("incentives"))
        {
            middle::shift(pen, &clause, down);
        }
    }
    if pressed(Modifiers::COMMAND | Modifiers::SHIFT, Sign::Z) {
        pen.form.step(false);
        pen.changes.clear();
    } else if pressed(Modifiers::COMMAND, Sign::Z) {
        pen.form.step(true);
        pen.changes.clear();
    }
}
