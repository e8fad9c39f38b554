//! The left of the form: the policy's own text, pasted or opened. Text that is quoted in the draft has a background. A
//! selection fills the current blank and becomes its citation.

use std::ops::Range;

use egui::text::{LayoutJob, TextFormat};
use egui::{CornerRadius, Frame, Label, Margin, Role, ScrollArea, Stroke, TextEdit, Ui, WidgetInfo};

use super::Pen;
use super::menu::{from_marked, is_in_head};
use super::part::shown;
use crate::data::draft::number::clause_at;
use crate::data::draft::page::{own_source, quotes};
use crate::data::draft::{Change, Path, with};
use crate::model::source::Citation;
use crate::say;
use crate::ui::context::{Request, Requests, ViewContext};
use crate::ui::follow::Follow as _;
use crate::ui::platform::Purpose;
use crate::ui::theme::Type;
use crate::ui::widgets::{Tone, focus_ring, small, strong, tag};
use crate::way;

pub(super) fn text_ui(ui: &mut Ui, pen: &mut Pen<'_>, requests: &mut Requests) {
    let ViewContext { words, theme, .. } = pen.cx;
    ui.horizontal(|ui| {
        ui.label(strong(say!(words, "draft-text")));
        let open = ui.add(egui::Button::new(small(theme, say!(words, "draft-text-open"))));
        focus_ring(ui, theme, &open);
        if open.clicked() {
            requests.others.push(Request::Pick(Purpose::PolicyText));
        }
        if !pen.form.pasted.is_empty() {
            let other = ui.add(egui::Button::new(small(theme, say!(words, "draft-text-other"))));
            focus_ring(ui, theme, &other);
            if other.clicked() {
                pen.form.pasted.clear();
                pen.form.marked = None;
            }
        }
    });
    ui.add(Label::new(small(theme, say!(words, "draft-text-help"))).wrap());
    ui.add_space(4.0);
    let room = (ui.available_height() - 250.0).max(160.0);
    let frame = Frame::new()
        .fill(theme.surface)
        .stroke(Stroke::new(1.0, theme.line))
        .corner_radius(CornerRadius::same(6))
        .inner_margin(Margin::same(8));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ScrollArea::vertical()
            .id_salt("policy-text")
            .max_height(room)
            .min_scrolled_height(room)
            .follow(ui, |ui| if pen.form.pasted.is_empty() { empty_ui(ui, pen) } else { filled_ui(ui, pen) });
    });
    ui.add_space(4.0);
    fill_ui(ui, pen);
    ui.add_space(8.0);
    silent_ui(ui, pen);
}

/// A field for pasting a text.
fn empty_ui(ui: &mut Ui, pen: &mut Pen<'_>) {
    let words = pen.cx.words;
    let label = say!(words, "draft-text");
    let hint = say!(words, "draft-text-hint");
    let field = TextEdit::multiline(&mut pen.form.pasted)
        .hint_text(hint)
        .desired_rows(12)
        .desired_width(f32::INFINITY)
        .frame(Frame::NONE);
    let field = ui.add(field);
    field.widget_info(|| WidgetInfo::labeled(Role::MultilineTextInput, true, &label));
}

/// The text with its quotes highlighted. It can be selected and not changed.
fn filled_ui(ui: &mut Ui, pen: &mut Pen<'_>) {
    let ViewContext { words, theme, .. } = pen.cx;
    let text = pen.form.pasted.clone();
    let grounds = grounds(pen, &text);
    let label = say!(words, "draft-text");
    let (ink, plain, chosen) = (theme.ink, theme.discretionary_ground, theme.accent_ground);
    let font = Type::Body.font(ui);
    let mut layout = |ui: &Ui, buffer: &dyn egui::TextBuffer, width: f32| {
        let mut job = LayoutJob::default();
        job.wrap.max_width = width;
        let mut at = 0;
        for (range, in_hand) in &grounds {
            let format =
                |background| TextFormat { font_id: font.clone(), color: ink, background, ..TextFormat::default() };
            let before = buffer.as_str().get(at..range.start).unwrap_or_default();
            job.append(before, 0.0, format(egui::Color32::TRANSPARENT));
            let inside = buffer.as_str().get(range.clone()).unwrap_or_default();
            job.append(inside, 0.0, format(if *in_hand { chosen } else { plain }));
            at = range.end;
        }
        let rest = buffer.as_str().get(at..).unwrap_or_default();
        job.append(rest, 0.0, TextFormat { font_id: font.clone(), color: ink, ..TextFormat::default() });
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    };
    let mut unchanged = text.as_str();
    let output = TextEdit::multiline(&mut unchanged)
        .desired_rows(12)
        .desired_width(f32::INFINITY)
        .frame(Frame::NONE)
        .layouter(&mut layout)
        .show(ui);
    output.response.widget_info(|| WidgetInfo::labeled(Role::MultilineTextInput, true, &label));
    if let Some(marked) = output.cursor_range.filter(|range| !range.is_empty()) {
        let inside = marked.slice_str(&text);
        let start = (inside.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
        pen.form.marked = Some(start..start + inside.len());
    } else if output.response.has_focus() {
        pen.form.marked = None;
    }
    if output.response.has_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter)) {
        fill(pen);
    }
}

/// The positions of quotes in the text, in order and without overlaps, and whether they belong to the current
/// incentive.
fn grounds(pen: &Pen<'_>, text: &str) -> Vec<(Range<usize>, bool)> {
    let hand = pen.form.hand.as_ref().and_then(|hand| hand.get(..2));
    let mut all: Vec<(Range<usize>, bool)> = quotes(&pen.draft)
        .into_iter()
        .filter_map(|(part, quote)| {
            let start = text.find(&quote)?;
            Some((start..start + quote.len(), hand.is_some_and(|hand| part.starts_with(hand))))
        })
        .collect();
    all.sort_by_key(|(range, _)| range.start);
    let mut end = 0;
    all.retain(|(range, _)| {
        let apart = range.start >= end;
        end = if apart { range.end } else { end };
        apart
    });
    all
}

/// The part that the selection would fill, and the button for it.
fn fill_ui(ui: &mut Ui, pen: &mut Pen<'_>) {
    let ViewContext { words, theme, .. } = pen.cx;
    ui.add(Label::new(small(theme, say!(words, "draft-text-fill-help"))).wrap());
    let Some(hand) = pen.form.hand.clone() else { return };
    let ty = pen.draft.ty(&hand);
    let now = ty.map(|ty| {
        match pen.draft.plain(&hand).or_else(|| pen.draft.written(&hand).filter(|text| *text != "_").map(str::to_owned))
        {
            Some(_) if !matches!(ty, crate::data::draft::schema::Ty::One(_)) => shown(pen, &hand, ty),
            _ => words.blank(ty),
        }
    });
    if let Some(now) = now {
        ui.add(Label::new(small(theme, say!(words, "draft-text-in-hand", what = now))).truncate());
    }
    let can = pen.form.marked.is_some();
    let button = ui.add_enabled(can, egui::Button::new(say!(words, "draft-text-fill")));
    focus_ring(ui, theme, &button);
    if button.clicked() {
        fill(pen);
    }
}

/// Fills the current part with the selection, and cites it.
fn fill(pen: &mut Pen<'_>) {
    let Some(range) = pen.form.marked.clone() else { return };
    let marked = pen.form.pasted.get(range.clone()).unwrap_or_default().to_owned();
    let Some(hand) = pen.form.hand.clone() else { return };
    if let Some(change) = from_marked(pen, &hand, &marked) {
        pen.change(change);
    }
    if is_in_head(&hand) {
        return;
    }
    // The document is its own source until another one is named.
    let source = pen.draft.plain(&way!["sources", 0, "source"]).filter(|id| !id.is_empty());
    let source = source.unwrap_or_else(|| own_source(&pen.draft).to_string());
    if pen.draft.is_empty(&way!["sources"]) {
        let text = format!("(source: {source:?})");
        pen.change(Change::Insert(way!["sources"], 0, text));
    }
    let at = clause_at(&pen.form.pasted, range.start);
    let quote = marked.split_whitespace().collect::<Vec<_>>().join(" ");
    pen.change(Change::Cite(hand, Citation { source: source.as_str().into(), at, quote }));
}

/// Common contents of policies that this one lacks, each to be left open or filled in.
fn silent_ui(ui: &mut Ui, pen: &mut Pen<'_>) {
    let ViewContext { words, theme, .. } = pen.cx;
    ui.label(strong(say!(words, "draft-not-in-text")));
    ui.add(Label::new(small(theme, say!(words, "draft-not-in-text-help"))).wrap());
    let silent: [(&str, Path, &str); 5] = [
        ("valid_to", way!["valid_to"], "_"),
        ("application", way!["application"], "(windows: [(from: _, to: _)])"),
        ("payout", way!["payout"], "(after_months: _)"),
        ("pool", way!["pool"], "(amount: _, per: (zh: _))"),
        ("rule", way!["stacking", "rule"], "_"),
    ];
    for (name, path, begun) in silent {
        ui.horizontal(|ui| {
            ui.label(words.part_label(name));
            if pen.draft.has(&path) {
                tag(ui, theme, Tone::Certain, &say!(words, "draft-filled"));
            } else {
                tag(ui, theme, Tone::Unknown, &say!(words, "draft-left-open"));
                let label = say!(words, "draft-add", what = words.part_label(name));
                let add = ui.add(egui::Button::new(small(theme, "+")));
                add.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
                focus_ring(ui, theme, &add);
                if add.clicked() {
                    pen.set(&path, begun);
                    pen.form.wanted = Some(match name {
                        "application" => with(&with(&with(&path, "windows"), 0), "from"),
                        "payout" => with(&path, "after_months"),
                        "pool" => with(&path, "amount"),
                        _ => path.clone(),
                    });
                }
            }
        });
    }
}
