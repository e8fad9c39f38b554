//! The report view: the contents, their order and language, and a preview.

mod blocks;
mod chart;
pub(in crate::ui) mod made;
mod preview;
pub(in crate::ui) mod proposed;

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{CentralPanel, Margin, Panel, RichText, Role, ScrollArea, TextEdit, Ui, WidgetInfo, vec2};

use self::blocks::Blocks;
use self::made::PreviewKey;
use self::proposed::Proposed;
use super::command::Command;
use super::context::{COVERED, NARROW, Request, Requests, ViewContext};
use super::follow::Follow as _;
use super::heads::Order;
use super::icons;
use super::memo::Awaited;
use super::slate::Shown;
use super::view::View;
use super::widgets::{choice_button, empty, focus_ring, section, segmented, side, small, title};
use crate::model::id::PlaceId;
use crate::model::text::Language;
use crate::report::document::Document;
use crate::report::plan::{Part, Reader};
use crate::say;
use crate::study::proposals::Proposals;
use crate::words::number::Disclosure;

/// The previewed document. The last one stays until the next has been composed.
#[derive(Clone, Debug, Default)]
pub(in crate::ui) struct Preview {
    pub(in crate::ui) document: Awaited<PreviewKey, Document>,
    blocks: Blocks,
    /// The inputs of the blocks that were last drawn.
    drawn: Option<PreviewKey>,
    width: f32,
    /// The order of each table that was sorted, by its caption and titles.
    orders: BTreeMap<Vec<String>, Order<usize>>,
    /// The section to scroll to, by its index, and the number of frames that are left for it. Blocks that are drawn on
    /// the way change its position.
    jump: Option<(usize, u8)>,
    /// Whether the choices are shown instead of the page, if there is room for one only.
    choices: bool,
}

/// Draws the report view.
pub(super) fn report_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, requests: &mut Requests) {
    let theme = cx.theme;
    let covered = ui.ctx().content_rect().width() < COVERED;
    let choices = |ui: &mut Ui, view: &mut View, requests: &mut Requests| {
        ScrollArea::vertical().id_salt("plan").auto_shrink([false, false]).follow(ui, |ui| {
            ui.set_max_width(ui.available_width() - 12.0);
            plan_ui(ui, cx, view, requests);
            ui.add_space(24.0);
        });
    };
    if covered {
        // There is room for one of them at a time.
        CentralPanel::default().frame(egui::Frame::new().fill(theme.paper)).show(ui, |ui| {
            let now = view.own.of::<Preview>().choices;
            egui::Frame::new().inner_margin(Margin { left: 12, right: 12, top: 10, bottom: 4 }).show(ui, |ui| {
                let parts =
                    [(false, say!(cx.words, "report-show-page")), (true, say!(cx.words, "report-show-choices"))];
                if let Some(choices) = segmented(ui, theme, now, &parts) {
                    view.own.of::<Preview>().choices = choices;
                }
            });
            if now {
                let frame = egui::Frame::new().inner_margin(Margin::symmetric(12, 4));
                frame.show(ui, |ui| choices(ui, view, requests));
            } else {
                page_ui(ui, cx, view, requests);
            }
        });
        return;
    }
    let frame = egui::Frame::new().fill(theme.sunk).inner_margin(Margin { left: 16, right: 4, top: 12, bottom: 0 });
    let narrow = ui.ctx().content_rect().width() < NARROW;
    let (id, size) = if narrow { ("plan-narrow", 204.0) } else { ("plan", 280.0) };
    side(Panel::left(id), size).frame(frame).show(ui, |ui| choices(ui, view, requests));
    let frame = egui::Frame::new().fill(theme.paper);
    CentralPanel::default().frame(frame).show(ui, |ui| page_ui(ui, cx, view, requests));
}

/// The preview.
fn page_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, requests: &mut Requests) {
    let for_city = city_of(cx, view).is_some();
    if !view.can_report(cx.session) {
        let words = cx.words;
        empty(ui, cx.theme, &say!(words, "compare-empty-title"), &say!(words, "report-empty"));
        return;
    }
    let has_brief = |made: &Arc<Proposals>| made.briefing.is_some();
    if for_city && !view.own.of::<Proposed>().last().and_then(Option::as_ref).is_some_and(has_brief) {
        egui::Frame::new().inner_margin(Margin::same(24)).show(ui, |ui| {
            ui.label(small(cx.theme, say!(cx.words, "city-working")));
        });
        return;
    }
    let mut preview = std::mem::take(view.own.of::<Preview>());
    let key = key(cx, view);
    if preview.document.begins(&key) {
        requests.others.push(Request::Preview(Box::new(key)));
    }
    preview::preview_ui(ui, cx, &mut preview, requests);
    *view.own.of::<Preview>() = preview;
}

/// The city whose brief is shown; `None` if the brief is that of the production.
fn city_of<'a>(cx: &ViewContext<'a>, view: &View) -> Option<&'a PlaceId> {
    cx.session.city().filter(|_| view.report.reader == Reader::City)
}

/// The inputs of the preview.
fn key(cx: &ViewContext<'_>, view: &View) -> PreviewKey {
    PreviewKey {
        revision: cx.session.revision(),
        library: cx.session.library_revision(),
        day: cx.session.chosen_day(),
        language: view.report_language.unwrap_or(cx.words.language),
        scale: view.scale,
        plan: view.report.clone(),
        slate: view.own.get::<Shown>().and_then(|shown| shown.work.key().copied()),
        proposals: view.own.get::<Proposed>().and_then(|proposed| proposed.key().cloned()),
    }
}

fn plan_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    ui.label(title(say!(words, "tab-report")));
    ui.add_space(6.0);
    let forms = [(false, say!(words, "report-plan-front")), (true, say!(words, "report-plan-annex"))];
    if let Some(annex) = segmented(ui, theme, view.report.annex, &forms) {
        view.report.annex = annex;
    }
    section(ui, theme, say!(words, "report-plan-reader"));
    if session.city().is_some() {
        let readers = [
            (Reader::Producer, say!(words, "report-plan-reader-producer")),
            (Reader::City, say!(words, "report-plan-reader-city")),
        ];
        if let Some(reader) = segmented(ui, theme, view.report.reader, &readers) {
            view.report.reader = reader;
        }
    } else {
        ui.add(egui::Label::new(small(theme, say!(words, "report-plan-reader-hint"))).wrap());
    }
    let usual = match city_of(cx, view) {
        Some(city) => say!(words, "front-city-title", place = words.place(&session.library, city)),
        None => words.text(&session.production().name).to_owned(),
    };
    field_ui(ui, cx, &say!(words, "report-plan-title"), &usual, &mut view.report.title);
    field_ui(ui, cx, &say!(words, "report-plan-question"), "", &mut view.report.question);
    section(ui, theme, say!(words, "report-plan-language"));
    let now = view.report_language.unwrap_or(words.language);
    let languages =
        [(Language::Chinese, say!(words, "language-chinese")), (Language::English, say!(words, "language-english"))];
    if let Some(language) = segmented(ui, theme, now, &languages) {
        view.report_language = Some(language);
    }
    section(ui, theme, say!(words, "report-about-amounts"));
    let all: Vec<_> = Disclosure::ALL.iter().map(|&amounts| (amounts, words.amounts(amounts))).collect();
    if let Some(amounts) = segmented(ui, theme, view.report.amounts, &all) {
        view.report.amounts = amounts;
    }
    ui.add(egui::Label::new(small(theme, words.amounts_help(view.report.amounts))).wrap());
    section(ui, theme, say!(words, "report-plan-save"));
    let print = say!(words, "report-plan-print");
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        for (command, text) in [
            (Command::ExportPdf, "PDF"),
            (Command::Print, print.as_str()),
            (Command::ExportDocx, "DOCX"),
            (Command::ExportXlsx, "XLSX"),
            (Command::ExportHtml, "HTML"),
            (Command::ExportMarkdown, "Markdown"),
            (Command::ExportCsv, "CSV"),
        ] {
            let enabled = command.enabled(session, view);
            let sign = RichText::new(command.icon()).color(theme.second);
            let response = ui.add_enabled(enabled, egui::Button::new((sign, text)));
            response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, command.name(words)));
            focus_ring(ui, theme, &response);
            let covered = command == Command::ExportXlsx && view.report.amounts != Disclosure::Exact;
            let help = if covered { say!(words, "report-not-covered") } else { command.name(words) };
            if response.on_hover_text(help.as_str()).on_disabled_hover_text(help).clicked() {
                requests.commands.push(command);
            }
        }
    });
    if view.report.annex {
        section(ui, theme, say!(words, "report-plan-parts"));
        parts_ui(ui, cx, view);
    }
}

fn field_ui(ui: &mut Ui, cx: &ViewContext<'_>, label: &str, usual: &str, text: &mut String) {
    section(ui, cx.theme, label);
    let hint = if usual.is_empty() { say!(cx.words, "report-plan-usual") } else { usual.to_owned() };
    let field = ui.add(TextEdit::singleline(text).hint_text(hint).desired_width(f32::INFINITY));
    field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, label));
}

/// The parts: the included ones in order, then the others.
fn parts_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View) {
    let ViewContext { words, theme, .. } = cx;
    let plan = &mut view.report;
    let rest = Part::ALL.iter().copied().filter(|part| !plan.parts.contains(part));
    let all: Vec<(Part, bool)> =
        plan.parts.iter().map(|part| (*part, true)).chain(rest.map(|part| (part, false))).collect();
    let last = plan.parts.len().saturating_sub(1);
    let mut asked: Option<(Part, isize)> = None;
    for (at, (part, mut inside)) in all.into_iter().enumerate() {
        let name = part.title(words);
        ui.horizontal(|ui| {
            let room = ui.available_width() - 52.0;
            ui.allocate_ui_with_layout(vec2(room, 24.0), egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.set_min_width(room);
                ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Wrap);
                let text = RichText::new(name.as_str()).color(if inside { theme.ink } else { theme.third });
                let may = part != Part::Sources || !inside;
                let check = ui.add_enabled(may, egui::Checkbox::new(&mut inside, text));
                focus_ring(ui, theme, &check);
                if check.changed() {
                    asked = Some((part, 0));
                }
            });
            if inside && asked.is_none() {
                ui.spacing_mut().item_spacing.x = 0.0;
                for (by, sign, label) in [
                    (-1, icons::ARROW_UP, say!(words, "report-part-up", part = name.as_str())),
                    (1, icons::ARROW_DOWN, say!(words, "report-part-down", part = name.as_str())),
                ] {
                    let enabled = if by < 0 { at > 0 } else { at < last };
                    let color = if enabled { theme.second } else { theme.line };
                    let button =
                        egui::Button::new(RichText::new(sign).color(color)).frame(false).min_size(vec2(22.0, 22.0));
                    let response = ui.add_enabled(enabled, button);
                    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, &label));
                    focus_ring(ui, theme, &response);
                    if response.on_hover_text(&label).clicked() {
                        asked = Some((part, by));
                    }
                }
            }
        });
    }
    match asked {
        Some((part, 0)) => plan.toggle(part),
        Some((part, by)) => plan.shift(part, by),
        None => {}
    }
    if plan.parts != Part::ALL {
        ui.add_space(4.0);
        if choice_button(ui, theme, false, &say!(words, "report-plan-reset")).clicked() {
            plan.parts = Part::ALL.to_vec();
        }
    }
}
