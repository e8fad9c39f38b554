//! The figures of the city's policies as levers.

use egui::containers::menu::MenuButton;
use egui::{Align, Layout, RichText, Stroke, TextEdit, Ui, vec2};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::CityDesk;
use super::bases::basis_ui;
use super::choose::choose_ui;
use super::cost::cost_ui;
use super::drop_ui;
use super::heading::stays_open;
use crate::data::overlay::Key;
use crate::model::figures::Part;
use crate::model::id::PlaceId;
use crate::model::number::Number;
use crate::model::record::Record;
use crate::model::scenario::Change;
use crate::say;
use crate::session::action::Action;
use crate::session::desk::DeskEdit;
use crate::study::city::{Lever, levers, own_policies, without_figures};
use crate::study::curve::range_of_figure;
use crate::ui::command::Command;
use crate::ui::context::{Requests, ViewContext};
use crate::ui::library::{self, Changes};
use crate::ui::tab::Tab;
use crate::ui::view::{CityMode, Shelf, View};
use crate::ui::widgets::{focus_ring, head, quiet_link, small, strong};

pub(super) fn levers_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, place: &PlaceId, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    let counted = session.counted();
    ui.horizontal(|ui| {
        ui.label(head(say!(words, "city-mine")));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| city_menu(ui, cx, view, place));
    });
    ui.add(egui::Label::new(small(theme, say!(words, "city-levers-hint"))).wrap());
    super::scenarios::strip_ui(ui, cx, view, requests);
    let all = levers(counted, place, session.day);
    if all.is_empty() {
        ui.add_space(8.0);
        ui.add(egui::Label::new(RichText::new(say!(words, "city-no-levers")).color(theme.second)).wrap());
    }
    for policy in own_policies(counted, place, session.day) {
        let mut own: Vec<&Lever> = all.iter().filter(|lever| lever.policy == policy.id).collect();
        if own.is_empty() {
            continue;
        }
        ui.add_space(6.0);
        ui.add(egui::Label::new(strong(words.text(&policy.title))).wrap());
        let status = words.status(policy.status_on(session.day));
        ui.add(egui::Label::new(small(theme, format!("{} · {status}", words.text(&policy.issuer)))).wrap());
        let label = say!(words, "city-edit-policy-of", policy = words.text(&policy.title));
        if !view.passing.read_only && quiet_link(ui, theme, &say!(words, "city-edit-policy"), &label).clicked() {
            (view.tab, view.shelf) = (Tab::Library, Shelf::Policies);
            library::open_editor(cx, view, &Key::new(Record::Policy, policy.id.as_str()));
        }
        // Each incentive with its figures and its basis, then what holds for several.
        for incentive in &policy.incentives {
            let part = Part::Incentive(incentive.id.clone());
            for lever in own.extract_if(.., |lever| lever.figure.part == part) {
                lever_ui(ui, cx, view, place, lever, requests);
            }
            basis_ui(ui, cx, view, policy, incentive, requests);
        }
        for lever in own {
            lever_ui(ui, cx, view, place, lever, requests);
        }
    }
    let silent = without_figures(counted, place, session.day);
    if !silent.is_empty() {
        let names: Vec<String> = silent.iter().map(|one| words.text(&one.name).to_owned()).collect();
        let text = say!(words, "city-levers-unpublished", names = words.list_and(&names));
        ui.add_space(8.0);
        ui.add(egui::Label::new(RichText::new(text).small().color(theme.unknown)).wrap());
    }
    ui.add_space(8.0);
    ui.horizontal_wrapped(|ui| {
        drop_ui(ui, cx, requests);
        clauses_ui(ui, cx, view);
        for command in [Command::SaveScenario, Command::OpenScenario] {
            let enabled = command != Command::SaveScenario || !session.proposed().is_empty();
            let response = ui.add_enabled(enabled, egui::Button::new(command.name(words)));
            focus_ring(ui, theme, &response);
            if response.clicked() {
                requests.commands.push(command);
            }
        }
        let new = ui.add_enabled(!view.passing.read_only, egui::Button::new(say!(words, "library-new-policy")));
        focus_ring(ui, theme, &new);
        if new.clicked() {
            (view.tab, view.shelf) = (Tab::Library, Shelf::Policies);
            library::begin_policy(cx, view, Some(place));
        }
    });
    if let Some(city) = view.own.of::<CityDesk>().city(place).filter(|_| view.city_mode != CityMode::Portfolio) {
        cost_ui(ui, cx, view, &city);
    }
    ui.add_space(16.0);
}

/// Opens the clause diff of the shown scenario in the library.
fn clauses_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View) {
    let ViewContext { session, words, theme, .. } = cx;
    let plans = session.plans();
    if plans.scenario().is_empty() {
        return;
    }
    let response = ui.button(say!(words, "city-clauses"));
    focus_ring(ui, theme, &response);
    if response.on_hover_text(say!(words, "city-clauses-hint")).clicked() {
        let before = plans.scenarios().iter().take(plans.shown()).filter(|one| !one.is_empty()).count();
        view.own.of::<Changes>().show_proposed(before);
        (view.tab, view.shelf, view.passing.opened) = (Tab::Library, Shelf::Changes, None);
    }
}

fn city_menu(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, place: &PlaceId) {
    let ViewContext { session, words, theme, .. } = cx;
    let name = words.place(&session.library, place);
    let button = egui::Button::new(strong(format!("{name} ▼"))).min_size(vec2(0.0, 28.0));
    let (response, _) = MenuButton::from_button(button).config(stays_open()).ui(ui, |ui| {
        ui.set_max_height(420.0);
        let before = view.city.clone();
        choose_ui(ui, cx, view);
        if view.city != before {
            ui.close();
        }
    });
    let label = say!(words, "city-mine-is", place = name);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &label));
    focus_ring(ui, theme, &response);
}

/// The proposed figure, or that of the law. Zero if the law publishes none.
fn now(cx: &ViewContext<'_>, lever: &Lever) -> Number {
    let changes = &cx.session.proposed().changes;
    let found = changes.iter().find(|change| change.policy == lever.policy && change.figure == lever.name);
    found.map_or(lever.figure.value, |change| change.new)
}

fn propose(lever: &Lever, new: Number) -> Action {
    let old = lever.is_published.then_some(lever.figure.value);
    let change = Change { policy: lever.policy.clone(), figure: lever.name.clone(), old, new };
    Action::Desk(DeskEdit::Propose(change))
}

fn lever_ui(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    view: &mut View,
    place: &PlaceId,
    lever: &Lever,
    requests: &mut Requests,
) {
    let ViewContext { session, words, theme, .. } = cx;
    let library = session.counted();
    let value = now(cx, lever);
    let is_share = lever.figure.is_share;
    let moved = value != lever.figure.value;
    let old = lever.is_published.then_some(lever.figure.value);
    let change = Change { policy: lever.policy.clone(), figure: lever.name.clone(), old, new: value };
    let name = words.figure_called(library, &change);
    let key = (lever.policy.clone(), lever.name.clone());
    ui.push_id(("lever", lever.policy.as_str(), lever.name.to_string()), |ui| {
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                field_ui(ui, cx, view, lever, &name, &key, requests);
                if moved {
                    let old = match lever.is_published {
                        true => words.figure_value(is_share, lever.figure.value),
                        false => say!(words, "city-lever-unpublished"),
                    };
                    ui.label(RichText::new(old).small().color(theme.third).strikethrough());
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.add(egui::Label::new(name.as_str()).wrap());
                });
            });
        });
        let most = most(lever, value.0, view, place);
        let mut slid = value.0.to_f64().unwrap_or_default();
        let step = if is_share { 0.001 } else { step(most) };
        ui.spacing_mut().slider_width = ui.available_width() - 12.0;
        let slider = egui::Slider::new(&mut slid, 0.0..=most).show_value(false).trailing_fill(moved);
        let response = ui.add_enabled(!view.passing.read_only, slider);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Slider, true, &name));
        focus_ring(ui, theme, &response);
        if response.changed() {
            let places = if is_share { 4 } else { 0 };
            // Rounded here and not by the slider, which would also round a typed figure.
            let slid = (slid / step).round() * step;
            let new = Decimal::from_f64_retain(slid).unwrap_or_default().round_dp(places).normalize();
            view.own.of::<CityDesk>().typed.remove(&key);
            requests.actions.push(propose(lever, Number(new)));
        }
        if response.has_focus() && ui.input(|input| input.key_pressed(egui::Key::R)) {
            view.own.of::<CityDesk>().typed.remove(&key);
            requests.actions.push(propose(lever, lever.figure.value));
        }
        ticks_ui(ui, cx, view, place, lever, response.rect, most);
        if !lever.is_published {
            let text = RichText::new(say!(words, "city-lever-assumed")).small().color(theme.unknown);
            ui.add(egui::Label::new(text).wrap());
        }
    });
}

/// The end of the slider of an unpublished amount.
const UNPUBLISHED: f64 = 1_000_000.0;

/// The end of a slider: 1 for a share. Otherwise at least five times the figure, or [`UNPUBLISHED`] for an unpublished
/// amount, and above every figure with which the rival is passed.
fn most(lever: &Lever, value: Decimal, view: &View, place: &PlaceId) -> f64 {
    if range_of_figure(&lever.figure).1.is_some() {
        return 1.0;
    }
    let passing = passing(lever, view, place).into_iter().fold(0.0, f64::max);
    let own = match lever.is_published {
        true => lever.figure.value.0.to_f64().unwrap_or_default() * 5.0,
        false => UNPUBLISHED,
    };
    let now = value.to_f64().unwrap_or_default();
    own.max(passing * 1.2).max(now).max(10.0)
}

/// A step of a slider: a hundredth of it, rounded.
fn step(most: f64) -> f64 {
    10_f64.powf((most / 200.0).max(1.0).log10().floor()).max(1.0)
}

/// The figures with which the goal of the city is reached.
fn passing(lever: &Lever, view: &View, place: &PlaceId) -> Vec<f64> {
    let desk = view.own.get::<CityDesk>();
    let Some(all) = desk.and_then(|desk| desk.passing.last_if(|made| made.place == *place)) else {
        return Vec::new();
    };
    let ways = all.iter().flat_map(|contest| &contest.found.ways);
    let own = ways.filter(|way| way.change.policy == lever.policy && way.change.figure == lever.name);
    own.filter_map(|way| way.change.new.0.to_f64()).collect()
}

/// A tick at the figure of the law, and one at each figure with which the goal of the city is reached.
fn ticks_ui(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    view: &View,
    place: &PlaceId,
    lever: &Lever,
    slider: egui::Rect,
    most: f64,
) {
    let ViewContext { words, theme, .. } = cx;
    let inset = slider.height() / 2.5;
    let at = |value: f64| {
        let share = (value / most).clamp(0.0, 1.0) as f32;
        slider.left() + inset + share * (slider.width() - 2.0 * inset)
    };
    let law = lever.figure.value.0.to_f64().unwrap_or_default();
    ui.painter().vline(at(law), slider.y_range(), Stroke::new(2.0, theme.ink));
    let all = passing(lever, view, place);
    let Some(least) = all.iter().min_by(|a, b| (*a - law).abs().total_cmp(&(*b - law).abs())) else { return };
    for value in &all {
        ui.painter().vline(at(*value), slider.bottom() - 6.0..=slider.bottom() + 2.0, Stroke::new(1.5, theme.accent));
    }
    let rival = super::asking::goal_called(cx, view, place);
    let value = Number(Decimal::from_f64_retain(*least).unwrap_or_default().round_dp(4).normalize());
    let text = say!(words, "city-tick", figure = words.figure_value(lever.figure.is_share, value), rival = rival);
    ui.add(egui::Label::new(RichText::new(text).small().color(theme.accent)).wrap());
}

fn field_ui(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    view: &mut View,
    lever: &Lever,
    name: &str,
    key: &(crate::model::id::PolicyId, crate::model::scenario::FigureName),
    requests: &mut Requests,
) {
    let ViewContext { words, theme, .. } = cx;
    let value = now(cx, lever);
    let is_share = lever.figure.is_share;
    // An amount that is not assumed yet is displayed as empty and not as zero.
    let is_empty = !lever.is_published && value == lever.figure.value;
    let shown = || if is_empty { String::new() } else { words.figure_value(is_share, value) };
    let mut text = view.own.of::<CityDesk>().typed.get(key).cloned().unwrap_or_else(shown);
    let read = |text: &str| {
        let number: Number = text.trim().parse().ok()?;
        let (least, most) = range_of_figure(&lever.figure);
        (number >= least && most.is_none_or(|most| number <= most)).then_some(number)
    };
    let is_blank = |text: &str| !lever.is_published && text.trim().is_empty();
    let wrong = !is_blank(&text) && read(&text).is_none();
    let ink = if wrong { theme.problem } else { theme.ink };
    let hint = if lever.is_published { String::new() } else { say!(words, "city-lever-unpublished") };
    let width = if lever.is_published { 84.0 } else { 100.0 };
    let edit = TextEdit::singleline(&mut text).desired_width(width).text_color(ink).hint_text(hint);
    let edit = edit.align(egui::Align2::RIGHT_CENTER);
    let response = ui.add_enabled(!view.passing.read_only, edit);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, name));
    focus_ring(ui, theme, &response);
    if response.changed() {
        // An empty field removes an assumption.
        if let Some(number) = read(&text).or_else(|| is_blank(&text).then_some(lever.figure.value)) {
            requests.actions.push(propose(lever, number));
        }
        view.own.of::<CityDesk>().typed.insert(key.clone(), text);
    } else if !response.has_focus() && !wrong {
        view.own.of::<CityDesk>().typed.remove(key);
    }
}
