//! Scenarios side by side: the displayed one with its title, author and reason, and a table of all of them.

use std::sync::Arc;

use egui::{Align, Layout, RichText, ScrollArea, TextEdit, Ui, vec2};

use super::CityDesk;
use super::heading::{assumed_ui, brief_ui, tools_ui};
use crate::model::id::PlaceId;
use crate::model::scenario::Scenario;
use crate::model::text::Text;
use crate::say;
use crate::session::action::Action;
use crate::session::desk::{DeskEdit, MOST_SCENARIOS};
use crate::study::city::City;
use crate::ui::command::Command;
use crate::ui::context::{Request, Requests, ViewContext};
use crate::ui::follow::Follow as _;
use crate::ui::view::View;
use crate::ui::widgets::{chip, focus_ring, hairline, section, small, strong, title};

/// The scenarios as chips, and the fields of the shown one.
pub(super) fn strip_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &View, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    let plans = session.plans();
    section(ui, theme, say!(words, "scenarios"));
    ui.horizontal_wrapped(|ui| {
        for (at, scenario) in plans.scenarios().iter().enumerate() {
            let name = words.scenario_called(at, scenario);
            if chip(ui, theme, at == plans.shown(), &name).clicked() {
                requests.others.push(Request::Scenario(at));
            }
        }
        let more = plans.scenarios().len() < MOST_SCENARIOS && !view.passing.read_only;
        for (copy, sign, name) in
            [(false, "+", say!(words, "scenarios-begin")), (true, "⧉", say!(words, "scenarios-copy"))]
        {
            let text = if copy { name.as_str() } else { sign };
            let enabled = more && (!copy || !plans.scenario().is_empty());
            let response = ui.add_enabled(enabled, egui::Button::new(RichText::new(text).small()));
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, enabled, &name));
            focus_ring(ui, theme, &response);
            if response.on_hover_text(name.as_str()).clicked() {
                let title = if copy { copied(cx) } else { Text::default() };
                requests.actions.push(Action::Desk(DeskEdit::Begin { copy, title }));
            }
        }
    });
    let fold = egui::CollapsingHeader::new(small(theme, say!(words, "scenarios-head"))).id_salt("scenario");
    fold.show(ui, |ui| head_ui(ui, cx, view, requests));
    for text in words.scenario_clashes(session.counted(), plans.scenario()) {
        ui.add(egui::Label::new(RichText::new(text).small().color(theme.problem)).wrap());
    }
}

/// The title of a copy.
fn copied(cx: &ViewContext<'_>) -> Text {
    let plans = cx.session.plans();
    let name = cx.words.scenario_called(plans.shown(), plans.scenario());
    let name = say!(cx.words, "scenarios-copy-of", name = name);
    Text { zh: name.clone(), en: name }
}

/// Title, author and reason of the shown scenario.
fn head_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &View, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    let plans = session.plans();
    let scenario = plans.scenario();
    let language = words.language;
    let fields = [
        (say!(words, "scenarios-title"), words.text(&scenario.title).to_owned(), false),
        (say!(words, "scenarios-author"), scenario.author.clone(), false),
        (say!(words, "scenarios-reason"), words.text(&scenario.reason).to_owned(), true),
    ];
    for (at, (name, before, long)) in fields.into_iter().enumerate() {
        ui.label(small(theme, name.as_str()));
        let mut text = before.clone();
        let edit = match long {
            true => TextEdit::multiline(&mut text).desired_rows(2),
            false => TextEdit::singleline(&mut text),
        };
        let response = ui.add_enabled(!view.passing.read_only, edit.desired_width(f32::INFINITY));
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, &name));
        focus_ring(ui, theme, &response);
        if text != before {
            requests.actions.push(Action::Desk(match at {
                0 => DeskEdit::Title(language, text),
                1 => DeskEdit::Author(text),
                _ => DeskEdit::Reason(language, text),
            }));
        }
    }
    let last = plans.scenarios().len() == 1 && **scenario == Scenario::default();
    let response = ui.add_enabled(!view.passing.read_only && !last, egui::Button::new(say!(words, "scenarios-remove")));
    focus_ring(ui, theme, &response);
    if response.clicked() {
        requests.actions.push(Action::Desk(DeskEdit::Remove(plans.shown())));
    }
}

/// All scenarios in one table.
pub(super) fn beside_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, place: &PlaceId, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    let plans = Arc::clone(session.plans());
    let all = view.own.of::<CityDesk>().beside(place);
    tools_ui(ui, cx, view, |ui, view| {
        let copy = ui.add_enabled(all.is_some(), egui::Button::new(say!(words, "where-copy")));
        focus_ring(ui, theme, &copy);
        if copy.on_hover_text(say!(words, "where-copy-hint")).clicked()
            && let Some(all) = &all
        {
            let text: String =
                rows(cx, all).iter().map(|(_, cells)| format!("{}\n", cells.join("\t").replace('\n', " "))).collect();
            ui.ctx().copy_text(text);
            requests.others.push(Request::Copied);
        }
        brief_ui(ui, cx, view);
    });
    let found = say!(words, "scenarios-found", count = plans.scenarios().len());
    ui.add(egui::Label::new(title(found)).wrap());
    ui.add(egui::Label::new(RichText::new(say!(words, "scenarios-hint")).color(theme.second)).wrap());
    for (at, scenario) in plans.scenarios().iter().enumerate() {
        assumed_ui(ui, cx, scenario, Some(words.scenario_called(at, scenario)));
    }
    ui.add_space(8.0);
    let Some(all) = all else {
        ui.label(small(theme, say!(words, "city-working")));
        return;
    };
    ScrollArea::horizontal().id_salt("beside").follow(ui, |ui| table_ui(ui, cx, &all, requests));
    ui.add_space(8.0);
    ui.horizontal_wrapped(|ui| {
        for command in [Command::OpenScenario, Command::SaveScenario] {
            let enabled = command != Command::SaveScenario || !session.proposed().is_empty();
            let response = ui.add_enabled(enabled, egui::Button::new(command.name(words)));
            focus_ring(ui, theme, &response);
            if response.clicked() {
                requests.commands.push(command);
            }
        }
    });
}

fn table_ui(ui: &mut Ui, cx: &ViewContext<'_>, all: &[City], requests: &mut Requests) {
    let ViewContext { session, theme, .. } = cx;
    let shown = session.plans().shown();
    let columns = all.len() as f32 + 1.0;
    let names = 220.0;
    let width = ((ui.available_width() - names) / columns).clamp(120.0, 220.0);
    ui.vertical(|ui| {
        ui.set_max_width(names + columns * width);
        for (at, (heavy, cells)) in rows(cx, all).into_iter().enumerate() {
            if at > 0 {
                hairline(ui, theme.faint);
            }
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                for (column, cell) in cells.iter().enumerate() {
                    let width = if column == 0 { names } else { width };
                    ui.allocate_ui_with_layout(vec2(width, 20.0), Layout::top_down(Align::Min), |ui| {
                        ui.set_width(width - 10.0);
                        let chosen = column == shown + 2;
                        if at == 0 && column > 1 {
                            let response = chip(ui, theme, chosen, cell);
                            if response.clicked() {
                                requests.others.push(Request::Scenario(column - 2));
                            }
                            return;
                        }
                        let text = if heavy || column == 0 && at == 0 { strong(cell) } else { RichText::new(cell) };
                        let ink = if column == 1 { theme.second } else { theme.ink };
                        ui.add(egui::Label::new(text.color(ink)).wrap());
                    });
                }
            });
        }
    });
}

/// The rows of the table, each with a name, the law and every scenario, and whether it is bold.
fn rows(cx: &ViewContext<'_>, all: &[City]) -> Vec<(bool, Vec<String>)> {
    let ViewContext { session, words, .. } = cx;
    let library = session.counted();
    let plans = session.plans();
    let currency = session.production().currency;
    let Some(first) = all.first() else { return Vec::new() };
    let scenarios = plans.scenarios();
    let row = |name: String, law: String, own: &dyn Fn(usize, &City) -> String| {
        let own = all.iter().enumerate().map(|(at, city)| own(at, city));
        std::iter::once(name).chain(std::iter::once(law)).chain(own).collect::<Vec<String>>()
    };
    let scenario = |at: usize| scenarios.get(at);
    let mut rows = Vec::new();
    let called = |at: usize, _: &City| scenario(at).map_or_else(String::new, |one| words.scenario_called(at, one));
    rows.push((true, row(String::new(), say!(words, "city-cell-now"), &called)));
    let figures = |at: usize, _: &City| {
        let told = scenario(at).map(|one| words.scenario_changes(library, one)).unwrap_or_default();
        if told.is_empty() { say!(words, "scenarios-nothing") } else { told.join("\n") }
    };
    rows.push((false, row(say!(words, "scenarios-figures"), String::new(), &figures)));
    let author = |at: usize, _: &City| scenario(at).map_or_else(String::new, |one| one.author.clone());
    let reason = |at: usize, _: &City| scenario(at).map_or_else(String::new, |one| words.text(&one.reason).to_owned());
    for cells in [
        row(say!(words, "scenarios-author"), String::new(), &author),
        row(say!(words, "scenarios-reason"), String::new(), &reason),
    ] {
        if cells.iter().skip(2).any(|cell| !cell.is_empty()) {
            rows.push((false, cells));
        }
    }
    let most = |range: crate::rules::value::Range| {
        range.high.map_or_else(|| say!(words, "no-limit-known"), |high| words.money(high, currency))
    };
    let bill = |_: usize, city: &City| most(city.reform.total.after);
    rows.push((true, row(say!(words, "scenarios-bill"), most(first.reform.total.before), &bill)));
    let certain = |_: usize, city: &City| words.money(city.reform.total.after.low, currency);
    let now = words.money(first.reform.total.before.low, currency);
    rows.push((false, row(say!(words, "scenarios-bill-certain"), now, &certain)));
    let gains = |_: usize, city: &City| {
        say!(
            words,
            "scenarios-gains",
            winners = city.reform.winners.to_string(),
            losers = city.reform.losers.to_string()
        )
    };
    rows.push((false, row(say!(words, "city-gains"), "–".to_owned(), &gains)));
    for (at, standing) in first.standing.rows.iter().enumerate() {
        let name = library.productions.get(&standing.production).map_or("", |one| words.text(&one.name));
        let own = |_: usize, city: &City| {
            let moved = city.moved.iter().find(|moved| moved.production == standing.production);
            let rank = moved.map_or(standing.rank, |moved| moved.rank.after);
            match rank.reads_like(standing.rank) {
                true => words.rank_short(rank),
                false => format!("→ {}", words.rank_short(rank)),
            }
        };
        let name = if at == 0 { say!(words, "scenarios-rank", name = name) } else { name.to_owned() };
        rows.push((false, row(name, words.rank_short(standing.rank), &own)));
    }
    rows
}
