//! The head of the form: facts about every production, whatever the places ask.

use egui::text::LayoutJob;
use egui::{
    Align, CornerRadius, Label, Layout, Margin, RichText, Role, Sense, Stroke, TextEdit, TextFormat, Ui, WidgetInfo,
    vec2,
};

use super::row::{Asked, heading, stacked_ui};
use crate::model::fact::Fact;
use crate::model::text::Language;
use crate::say;
use crate::session::action::Action;
use crate::study::questions::HEAD;
use crate::ui::context::{Request, Requests, ViewContext};
use crate::ui::platform::Purpose;
use crate::ui::theme::Type;
use crate::ui::widgets::{focus_ring, quiet_link, small};

/// The space between fields side by side.
const GAP: f32 = 8.0;

/// The number of lines of a note that are shown until it is edited.
const NOTE: usize = 3;
const MARGIN: Margin = Margin::symmetric(6, 4);

/// Draws the head: the name, the hint that it is a sample, the fields of every production, and the note.
pub(super) fn head_ui(ui: &mut Ui, cx: &ViewContext<'_>, requests: &mut Requests) {
    let ViewContext { session, words, .. } = cx;
    name_ui(ui, cx, requests);
    sample_ui(ui, cx, requests);
    let width = ui.available_width();
    for line in HEAD {
        let facts: Vec<&Fact> =
            line.iter().filter_map(|id| session.library.facts.get(&(*id).into())).map(AsRef::as_ref).collect();
        let each = (width - GAP * (facts.len().max(1) - 1) as f32) / facts.len().max(1) as f32;
        let heights = facts.iter().map(|fact| heading(ui, cx, fact, each).size().y);
        let size = vec2(each, heights.fold(0.0, f32::max));
        ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            for fact in facts {
                ui.allocate_ui_with_layout(vec2(each, 0.0), Layout::top_down(Align::Min), |ui| {
                    ui.spacing_mut().item_spacing.y = 2.0;
                    stacked_ui(ui, cx, Asked { fact, place: None }, size, requests);
                });
            }
        });
    }
    schedule_ui(ui, cx, requests);
    note_ui(ui, cx, requests);
    ui.add(Label::new(small(cx.theme, say!(words, "form-only-this"))).wrap());
}

/// The name. It is the same in both languages unless both are written.
fn name_ui(ui: &mut Ui, cx: &ViewContext<'_>, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    let shown = words.text(&session.production().name).to_owned();
    let mut name = shown.clone();
    let label = say!(words, "form-name");
    ui.label(small(theme, label.as_str()));
    // A long name wraps; the Enter key does not add a line.
    let edit = TextEdit::multiline(&mut name)
        .desired_rows(1)
        .return_key(None)
        .font(Type::Body.bold(ui))
        .hint_text(say!(words, "unnamed"))
        .desired_width(f32::INFINITY)
        .margin(MARGIN);
    let field = ui.add(edit);
    field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &label));
    let name = name.replace('\n', " ");
    if name != shown {
        let language = if session.production().name.en.is_empty() { Language::Chinese } else { words.language };
        requests.actions.push(Action::Rename(language, name));
    }
}

/// The number of answers that come from a sample, and the button that confirms them all.
fn sample_ui(ui: &mut Ui, cx: &ViewContext<'_>, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    let assumed = session.production().assumed.len();
    if assumed == 0 {
        return;
    }
    let said = RichText::new(say!(words, "form-sample", count = assumed)).small().color(theme.third);
    ui.add(Label::new(said).wrap());
    let text = say!(words, "form-own-all");
    if quiet_link(ui, theme, &text, &text).clicked() {
        requests.actions.push(Action::Own(None));
    }
}

/// The button that reads shooting days from a schedule.
fn schedule_ui(ui: &mut Ui, cx: &ViewContext<'_>, requests: &mut Requests) {
    let text = say!(cx.words, "form-schedule");
    let link = quiet_link(ui, cx.theme, &text, &text);
    if link.on_hover_text(say!(cx.words, "form-schedule-hint")).clicked() {
        requests.others.push(Request::Pick(Purpose::Schedule));
    }
}

/// The note, which is printed in reports. A long one shows its first lines until it is edited.
fn note_ui(ui: &mut Ui, cx: &ViewContext<'_>, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    let label = say!(words, "form-note");
    ui.label(small(theme, label.as_str()));
    let shown = session.production().note.as_ref().map_or_else(String::new, |note| words.text(note).to_owned());
    let editing = egui::Id::unique("editing the note");
    let mut is_open = ui.data(|data| data.get_temp::<bool>(editing)).unwrap_or_default();
    if !is_open && first_lines(ui, cx, &shown) {
        is_open = true;
        ui.data_mut(|data| data.insert_temp(editing, true));
    }
    let is_long = is_long(ui, cx, &shown);
    if is_long && !is_open {
        return;
    }
    let mut note = shown.clone();
    let edit = TextEdit::multiline(&mut note)
        .desired_rows(2)
        .desired_width(f32::INFINITY)
        .hint_text(RichText::new(say!(words, "form-note-hint")).color(theme.third))
        .margin(MARGIN);
    let field = ui.add(edit);
    field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &label));
    if note != shown {
        let has_english = session.production().note.as_ref().is_some_and(|note| !note.en.is_empty());
        let language = if has_english { words.language } else { Language::Chinese };
        requests.actions.push(Action::Note(language, note));
    }
    if is_long && field.lost_focus() {
        ui.data_mut(|data| data.remove::<bool>(editing));
    } else if is_long && !field.has_focus() {
        field.request_focus();
    }
}

/// The layout of a note in the form, with a maximum of rows.
fn laid_out(ui: &Ui, cx: &ViewContext<'_>, note: &str, rows: usize) -> std::sync::Arc<egui::Galley> {
    let mut job = LayoutJob::single_section(note.to_owned(), TextFormat::simple(Type::Body.font(ui), cx.theme.ink));
    job.wrap.max_width = ui.available_width() - MARGIN.sum().x - 2.0;
    job.wrap.max_rows = rows;
    ui.painter().layout_job(job)
}

fn is_long(ui: &Ui, cx: &ViewContext<'_>, note: &str) -> bool {
    laid_out(ui, cx, note, NOTE + 1).rows.len() > NOTE
}

/// The first lines of a long note. Returns whether they were clicked.
fn first_lines(ui: &mut Ui, cx: &ViewContext<'_>, note: &str) -> bool {
    if !is_long(ui, cx, note) {
        return false;
    }
    let ViewContext { words, theme, .. } = cx;
    let text = laid_out(ui, cx, note, NOTE);
    let size = vec2(ui.available_width(), text.size().y + MARGIN.sum().y);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let name = say!(words, "form-note-edit");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let edge = Stroke::new(1.0, theme.line);
    ui.painter().rect(rect, CornerRadius::same(4), theme.surface, edge, egui::StrokeKind::Inside);
    ui.painter().galley(rect.min + MARGIN.left_top(), text, theme.ink);
    focus_ring(ui, theme, &response);
    response.on_hover_cursor(egui::CursorIcon::Text).on_hover_text(note).clicked()
}
