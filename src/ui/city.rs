//! The city desk: where my city stands, what other figures of its own would do, and what it takes to pass a rival.
//!
//! The figures are worked out off the frame; the old ones stay until the new ones are there. Absent on purpose: a score.

mod levers;
mod map;
mod panels;

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{Align, CentralPanel, Layout, Margin, Panel, RichText, ScrollArea, Ui, vec2};

use super::desk::{CityAnswer, CityQuestion, Want};
use super::looking::{Asks, COVERED, Looking, NARROW, Told};
use super::view::View;
use super::widgets::{empty, focus_ring, segmented, small, strong, title};
use crate::model::id::{PlaceId, PolicyId};
use crate::model::scenario::FigureName;
use crate::say;
use crate::session::action::Action;
use crate::study::city::City;
use crate::study::overtake::Overtake;
use crate::study::standing::weights::Weighed;

/// From this width on everything stands beside each other.
const WIDE: f32 = 1000.0;

/// What it takes to pass a rival, by production.
type Passing = Arc<Vec<(String, Overtake)>>;

/// What the desk shows, and what is being worked out.
#[derive(Clone, Debug, Default)]
pub(super) struct Desk {
    found: Option<(CityQuestion, Arc<City>)>,
    passing: Option<(CityQuestion, Passing)>,
    weighed: Option<(CityQuestion, Arc<Weighed>)>,
    /// What is being worked out; one thing at a time, so that a lever that is dragged does not run ahead.
    asked: Option<CityQuestion>,
    /// What could not be worked out.
    failed: Option<CityQuestion>,
    /// The cell that is explained, by its row and its place.
    cell: Option<(usize, PlaceId)>,
    /// What stands in the fields of figures while it is typed.
    typed: BTreeMap<(PolicyId, FigureName), String>,
    /// What is shown where there is room for one thing at a time.
    part: Part,
    /// Amounts instead of shares of the budget.
    amounts: bool,
    /// What is typed in the list of cities.
    search: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Part {
    #[default]
    Map,
    Levers,
    Panels,
}

impl Desk {
    /// What came back.
    pub(super) fn take(&mut self, question: CityQuestion, answer: CityAnswer) {
        self.asked = None;
        match answer {
            CityAnswer::Standing(city) => self.found = Some((question, Arc::new(*city))),
            CityAnswer::Passing(all) => self.passing = Some((question, Arc::new(all))),
            CityAnswer::Weights(weighed) => self.weighed = Some((question, Arc::new(*weighed))),
        }
    }

    /// What was being worked out ended in the middle; it is not asked again.
    pub(super) fn give_up(&mut self) {
        self.failed = self.asked.take();
    }

    /// What was worked out before, where it rests on the same as a question.
    pub(super) fn known(&self, question: &CityQuestion) -> Option<Arc<City>> {
        let (made, city) = self.found.as_ref()?;
        made.rests_on_the_same(question).then(|| Arc::clone(city))
    }

    fn city(&self, place: &PlaceId) -> Option<Arc<City>> {
        self.found.as_ref().filter(|(made, _)| made.place == *place).map(|(_, city)| Arc::clone(city))
    }
}

/// Draws the view.
pub(super) fn city_ui(ui: &mut Ui, looking: &Looking<'_>, view: &mut View, asks: &mut Asks) {
    let Looking { session, words, theme, .. } = looking;
    let known = view.city.clone().filter(|place| session.library.places.contains_key(place));
    let Some(place) = known else {
        CentralPanel::default().frame(page(looking, ui)).show(ui, |ui| choose_ui(ui, looking, view));
        return;
    };
    ask(looking, view, &place, asks);
    let width = ui.ctx().content_rect().width();
    if width >= WIDE {
        let frame = egui::Frame::new().fill(theme.sunk).inner_margin(Margin::symmetric(16, 12));
        Panel::left("levers").exact_size(300.0).resizable(false).frame(frame).show(ui, |ui| {
            ScrollArea::vertical().id_salt("levers").auto_shrink([false, false]).show(ui, |ui| {
                levers::levers_ui(ui, looking, view, &place, asks);
            });
        });
        if view.desk.0.cell.is_some() {
            let frame = egui::Frame::new().fill(theme.surface).inner_margin(Margin::symmetric(16, 12));
            Panel::right("cell").exact_size(316.0).resizable(false).frame(frame).show(ui, |ui| {
                ScrollArea::vertical().id_salt("cell").auto_shrink([false, false]).show(ui, |ui| {
                    panels::cell_ui(ui, looking, view, &place);
                });
            });
        }
        CentralPanel::default().frame(page(looking, ui)).show(ui, |ui| {
            ScrollArea::vertical().id_salt("desk").auto_shrink([false, false]).show(ui, |ui| {
                heading_ui(ui, looking, view, &place, asks);
                map::map_ui(ui, looking, view, &place);
                ui.add_space(10.0);
                super::widgets::hairline(ui, theme.line);
                ui.add_space(4.0);
                ui.columns(3, |columns| {
                    let [first, second, third] = columns else { return };
                    // Columns are justified by themselves, which would stretch the words.
                    let plain = Layout::top_down(Align::Min);
                    first.with_layout(plain, |ui| panels::ranks_ui(ui, looking, view, &place));
                    second.with_layout(plain, |ui| panels::gains_ui(ui, looking, view, &place));
                    third.with_layout(plain, |ui| panels::passing_ui(ui, looking, view, &place, asks));
                });
                ui.add_space(20.0);
            });
        });
        return;
    }
    CentralPanel::default().frame(page(looking, ui)).show(ui, |ui| {
        let parts = [
            (Part::Levers, say!(words, "city-part-levers")),
            (Part::Map, say!(words, "city-part-map")),
            (Part::Panels, say!(words, "city-part-panels")),
        ];
        if let Some(part) = segmented(ui, theme, view.desk.0.part, &parts) {
            view.desk.0.part = part;
        }
        ui.add_space(6.0);
        ScrollArea::both().id_salt("desk").auto_shrink([false, false]).show(ui, |ui| match view.desk.0.part {
            Part::Levers => levers::levers_ui(ui, looking, view, &place, asks),
            Part::Map => {
                heading_ui(ui, looking, view, &place, asks);
                map::map_ui(ui, looking, view, &place);
                if view.desk.0.cell.is_some() {
                    ui.add_space(10.0);
                    panels::cell_ui(ui, looking, view, &place);
                }
            }
            Part::Panels => {
                panels::ranks_ui(ui, looking, view, &place);
                panels::gains_ui(ui, looking, view, &place);
                panels::passing_ui(ui, looking, view, &place, asks);
            }
        });
    });
}

fn page(looking: &Looking<'_>, ui: &Ui) -> egui::Frame {
    let side = if ui.ctx().content_rect().width() < COVERED { 10 } else { 20 };
    egui::Frame::new().fill(looking.theme.paper).inner_margin(Margin { left: side, right: side, top: 12, bottom: 0 })
}

/// Asks for what is not there yet: where the city stands, then what it takes to pass a rival, then how much hangs on
/// the weights.
fn ask(looking: &Looking<'_>, view: &mut View, place: &PlaceId, asks: &mut Asks) {
    if view.desk.0.asked.is_some() {
        return;
    }
    let session = looking.session;
    let standing = CityQuestion {
        library: session.library_revision(),
        official: session.is_official(),
        day: session.day,
        place: place.clone(),
        rivals: view.city_rivals.iter().filter(|rival| *rival != place).cloned().collect(),
        changes: session.proposed().changes.clone(),
        want: Want::Standing,
    };
    let passing = rival(view, place).map(|rival| CityQuestion {
        want: Want::Passing(rival),
        changes: Vec::new(),
        ..standing.clone()
    });
    let weights = view.city_weights.iter().map(|(name, weight)| (name.clone(), *weight)).collect();
    let weights = CityQuestion { want: Want::Weights(weights), ..standing.clone() };
    let desk = &mut view.desk.0;
    let lacks = |made: Option<&CityQuestion>, wanted: &CityQuestion| made != Some(wanted);
    let wanted = if lacks(desk.found.as_ref().map(|(made, _)| made), &standing) {
        Some(standing)
    } else if let Some(passing) = passing.filter(|one| lacks(desk.passing.as_ref().map(|(made, _)| made), one)) {
        Some(passing)
    } else {
        Some(weights).filter(|one| lacks(desk.weighed.as_ref().map(|(made, _)| made), one))
    };
    if let Some(wanted) = wanted.filter(|wanted| desk.failed.as_ref() != Some(wanted)) {
        desk.asked = Some(wanted.clone());
        asks.answers.push(Told::City(Box::new(wanted)));
    }
}

/// The rival that is to be passed: the one that was picked, or the first that stands beside the city.
fn rival(view: &View, place: &PlaceId) -> Option<PlaceId> {
    let city = view.desk.0.city(place)?;
    let picked = view.city_rival.as_ref().filter(|rival| city.standing.rivals.contains(rival));
    picked.or_else(|| city.standing.rivals.first()).cloned()
}

/// No city is set: a list of all, and nothing else.
fn choose_ui(ui: &mut Ui, looking: &Looking<'_>, view: &mut View) {
    let Looking { session, words, theme, .. } = looking;
    ui.add_space(24.0);
    ui.vertical_centered(|ui| {
        ui.set_max_width(420.0);
        ui.label(title(say!(words, "city-choose")));
        ui.add(egui::Label::new(small(theme, say!(words, "city-choose-hint"))).wrap());
        ui.add_space(8.0);
        let name = say!(words, "where-filter");
        let search = egui::TextEdit::singleline(&mut view.desk.0.search).hint_text(name.as_str()).desired_width(300.0);
        let response = ui.add(search);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, &name));
        ui.add_space(8.0);
        let all = places(looking, &view.desk.0.search);
        if all.is_empty() {
            empty(ui, theme, &say!(words, "where-none-title"), &say!(words, "where-none"));
        }
        ScrollArea::vertical().id_salt("cities").auto_shrink([false, false]).show(ui, |ui| {
            for place in all {
                let button = egui::Button::new(words.place(&session.library, &place)).min_size(vec2(300.0, 28.0));
                let response = ui.add(button);
                focus_ring(ui, theme, &response);
                if response.clicked() {
                    view.city = Some(place);
                }
            }
        });
    });
}

/// The places with a policy of their own that a search finds, in order of their names.
fn places(looking: &Looking<'_>, search: &str) -> Vec<PlaceId> {
    let Looking { session, words, .. } = looking;
    let library = session.counted();
    let found = crate::study::offers::places(library).into_iter().filter_map(|id| {
        let place = library.places.get(&id)?;
        let name = words.place(library, &id);
        let own = [place.name.zh.as_str(), place.name.en.as_str(), place.id.as_str(), name.as_str()];
        let all = own.into_iter().chain(place.also.iter().map(String::as_str));
        crate::words::search::Findable::new(all).has(search).then_some((name, id))
    });
    let mut found: Vec<(String, PlaceId)> = found.collect();
    found.sort();
    found.into_iter().map(|(_, id)| id).collect()
}

/// What was found, in a sentence, and what qualifies it; copying the table.
fn heading_ui(ui: &mut Ui, looking: &Looking<'_>, view: &mut View, place: &PlaceId, asks: &mut Asks) {
    let Looking { session, words, theme, .. } = looking;
    let city = view.desk.0.city(place);
    let library = session.counted();
    let (finding, rest) = city
        .as_ref()
        .map_or_else(|| (say!(words, "city-working"), String::new()), |city| words.city_found(library, city));
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let copy = ui.button(say!(words, "where-copy"));
            focus_ring(ui, theme, &copy);
            let keys =
                ui.input(|input| input.events.contains(&egui::Event::Copy)) && ui.memory(|m| m.focused().is_none());
            if (copy.on_hover_text(say!(words, "where-copy-hint")).clicked() || keys)
                && let Some(city) = &city
            {
                ui.ctx().copy_text(map::copied(looking, city));
                asks.answers.push(Told::Copied);
            }
            rivals_ui(ui, looking, view, place, city.as_deref());
            let units = [(false, say!(words, "city-shares")), (true, words.scale(view.scale))];
            if ui.ctx().content_rect().width() >= NARROW
                && let Some(amounts) = segmented(ui, theme, view.desk.0.amounts, &units)
            {
                view.desk.0.amounts = amounts;
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(egui::Label::new(title(finding)).wrap());
            });
        });
    });
    if !rest.is_empty() {
        ui.add(egui::Label::new(RichText::new(rest).color(theme.second)).wrap());
    }
    ui.add_space(8.0);
}

/// The places that stand beside the city.
fn rivals_ui(ui: &mut Ui, looking: &Looking<'_>, view: &mut View, place: &PlaceId, city: Option<&City>) {
    let Looking { session, words, theme, .. } = looking;
    let shown: Vec<PlaceId> = city.map(|city| city.standing.rivals.clone()).unwrap_or_default();
    let text = say!(words, "city-rivals", count = shown.len().to_string());
    let button = egui::Button::new(text.as_str());
    let (response, _) = egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
        let name = say!(words, "where-filter");
        let search = egui::TextEdit::singleline(&mut view.desk.0.search).hint_text(name.as_str()).desired_width(220.0);
        let response = ui.add(search);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, &name));
        if ui.selectable_label(view.city_rivals.is_empty(), say!(words, "city-rivals-default")).clicked() {
            view.city_rivals.clear();
        }
        ScrollArea::vertical().max_height(380.0).show(ui, |ui| {
            for other in places(looking, &view.desk.0.search).into_iter().filter(|other| other != place) {
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

/// Takes every proposed figure back.
fn drop_ui(ui: &mut Ui, looking: &Looking<'_>, asks: &mut Asks) {
    let Looking { session, words, theme, .. } = looking;
    let count = session.proposed().changes.len();
    if count == 0 {
        return;
    }
    let response = ui.button(strong(say!(words, "city-drop", count = count)));
    focus_ring(ui, theme, &response);
    if response.clicked() {
        asks.actions.push(Action::Proposal(Arc::default()));
    }
}
