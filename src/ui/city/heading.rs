//! The tools of the view City, and its finding in one sentence.

use egui::containers::menu::{MenuButton, MenuConfig};
use egui::{Align, Layout, RichText, ScrollArea, Ui};

use super::choose::places;
use super::{CityDesk, map};
use crate::model::id::PlaceId;
use crate::model::scenario::Scenario;
use crate::report::plan::Reader;
use crate::say;
use crate::study::city::City;
use crate::study::standing::Reach;
use crate::ui::context::{NARROW, Request, Requests, ViewContext};
use crate::ui::follow::Follow as _;
use crate::ui::tab::Tab;
use crate::ui::view::{CityMode, View};
use crate::ui::widgets::{focus_ring, segmented, title};

/// From this width on, all tools are on one line.
const TOOLS: f32 = 905.0;

/// The mode of the view, and on the right the other choices.
pub(super) fn tools_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, tools: impl FnOnce(&mut Ui, &mut View)) {
    let ViewContext { words, theme, .. } = cx;
    let covered = ui.available_width() < TOOLS;
    let modes_ui = |ui: &mut Ui, view: &mut View| {
        let modes = [
            (CityMode::References, say!(words, "city-mode-references")),
            (CityMode::Portfolio, say!(words, "city-mode-portfolio")),
            (CityMode::Scenarios, say!(words, "city-mode-scenarios")),
        ];
        if let Some(mode) = segmented(ui, theme, view.city_mode, &modes) {
            view.city_mode = mode;
        }
    };
    // If both do not fit on one line, each has a line.
    if covered {
        ui.horizontal(|ui| modes_ui(ui, view));
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| tools(ui, view));
        });
    } else {
        ui.horizontal(|ui| {
            modes_ui(ui, view);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| tools(ui, view));
        });
    }
    ui.add_space(6.0);
}

/// The finding in one sentence, its qualification, and the button that copies the table.
pub(super) fn heading_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, place: &PlaceId, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    let city = view.own.of::<CityDesk>().city(place);
    let library = session.counted();
    let (finding, rest) = city
        .as_ref()
        .map_or_else(|| (say!(words, "city-working"), String::new()), |city| words.city_found(library, city));
    tools_ui(ui, cx, view, |ui, view| {
        let copy = ui.button(say!(words, "where-copy"));
        focus_ring(ui, theme, &copy);
        let keys = ui.input(|input| input.events.contains(&egui::Event::Copy)) && ui.memory(|m| m.focused().is_none());
        if (copy.on_hover_text(say!(words, "where-copy-hint")).clicked() || keys)
            && let Some(city) = &city
        {
            ui.ctx().copy_text(map::copied(cx, view, city));
            requests.others.push(Request::Copied);
        }
        brief_ui(ui, cx, view);
        rivals_ui(ui, cx, view, place, city.as_deref());
        let reaches = [
            (Reach::Possible, say!(words, "up-to-label")),
            (Reach::Published, say!(words, "city-reach-published")),
            (Reach::Certain, say!(words, "certain-label")),
        ];
        if let Some(reach) = segmented(ui, theme, view.city_reach, &reaches) {
            view.city_reach = reach;
        }
        let units = [(true, words.scale(view.scale)), (false, say!(words, "city-shares"))];
        if ui.ctx().content_rect().width() >= NARROW
            && let Some(amounts) = segmented(ui, theme, view.own.of::<CityDesk>().amounts, &units)
        {
            view.own.of::<CityDesk>().amounts = amounts;
        }
    });
    ui.add(egui::Label::new(title(finding)).wrap());
    if !rest.is_empty() {
        ui.add(egui::Label::new(RichText::new(rest).color(theme.second)).wrap());
    }
    assumed_ui(ui, cx, session.proposed(), None);
    ui.add_space(8.0);
}

/// Draws the assumed amounts of a scenario, in every mode in which they count; with the name of the scenario, if there
/// are several.
pub(super) fn assumed_ui(ui: &mut Ui, cx: &ViewContext<'_>, scenario: &Scenario, called: Option<String>) {
    let ViewContext { session, words, theme, .. } = cx;
    if let Some(text) = words.scenario_assumes(session.counted(), scenario) {
        let text = called
            .map_or_else(|| text.clone(), |label| say!(words, "report-labelled", label = label, value = text.as_str()));
        ui.add(egui::Label::new(RichText::new(text).color(theme.unknown)).wrap());
    }
}

/// The button that opens the brief of the city in the report view.
pub(super) fn brief_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View) {
    let brief = ui.button(say!(cx.words, "city-brief"));
    focus_ring(ui, cx.theme, &brief);
    if brief.clicked() {
        view.report.reader = Reader::City;
        view.tab = Tab::Report;
    }
}

/// A menu with a field in which one clicks.
pub(super) fn stays_open() -> MenuConfig {
    MenuConfig::new().close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside)
}

/// The rivals of the city.
fn rivals_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, place: &PlaceId, city: Option<&City>) {
    let ViewContext { session, words, theme, .. } = cx;
    let shown: Vec<PlaceId> = city.map(|city| city.standing.rivals.clone()).unwrap_or_default();
    let text = say!(words, "city-rivals", count = shown.len().to_string());
    let button = egui::Button::new(text.as_str());
    let (response, _) = MenuButton::from_button(button).config(stays_open()).ui(ui, |ui| {
        let name = say!(words, "where-filter");
        let search = egui::TextEdit::singleline(&mut view.own.of::<CityDesk>().rival_search)
            .hint_text(name.as_str())
            .desired_width(220.0);
        let response = ui.add(search);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, &name));
        if ui.selectable_label(view.city_rivals.is_empty(), say!(words, "city-rivals-default")).clicked() {
            view.city_rivals.clear();
        }
        ScrollArea::vertical().max_height(380.0).follow(ui, |ui| {
            for other in places(cx, &view.own.of::<CityDesk>().rival_search).into_iter().filter(|other| other != place)
            {
                let chosen = shown.contains(&other);
                if ui.selectable_label(chosen, words.place(&session.library, &other)).clicked() {
                    if view.city_rivals.is_empty() {
                        view.city_rivals.clone_from(&shown);
                    }
                    match chosen {
                        true => view.city_rivals.retain(|one| *one != other),
                        false => view.city_rivals.push(other),
                    }
                }
            }
        });
    });
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &text));
    focus_ring(ui, theme, &response);
}
