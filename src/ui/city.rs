//! The view City: the rank of the user's city, the effect of changed figures, and the changes with which it passes a
//! rival.
//!
//! The figures are calculated off the frame; the old ones stay until the new ones arrive. There is no overall score.

mod bases;
mod edits;
mod levers;
mod map;
mod panels;
mod passing;
mod portfolio;
mod scenarios;

pub(super) use edits::edit_words;

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::containers::menu::{MenuButton, MenuConfig};
use egui::{Align, CentralPanel, Layout, Margin, Panel, RichText, ScrollArea, Ui, vec2};

use super::context::{COVERED, NARROW, Request, Requests, ViewContext};
use super::follow::Follow as _;
use super::memo::Memo;
use super::platform::{CityAnswer, CityQuestion, Want};
use super::tab::Tab;
use super::view::{CityGoal, CityMode, CityOn, View};
use super::widgets::{empty, focus_ring, segmented, side, small, strong, title};
use crate::data::progress::Progress;
use crate::model::id::{PlaceId, PolicyId};
use crate::model::scenario::{FigureName, Scenario};
use crate::report::plan::Reader;
use crate::say;
use crate::session::action::Action;
use crate::session::desk::DeskEdit;
use crate::study::city::City;
use crate::study::costs::{Costing, Costs};
use crate::study::overtake::two::Pairs;
use crate::study::overtake::{Contest, Goal, On};
use crate::study::standing::Reach;
use crate::study::standing::answers::Answered;
use crate::study::standing::weights::Weighed;

/// From this width on everything is side by side.
const WIDE: f32 = 1000.0;

/// From this width on, all tools are on one line.
const TOOLS: f32 = 1040.0;

/// The changes with which rivals are passed, on each basis.
type Passing = Arc<Vec<Contest>>;

/// The rank that the city is to reach, if no place is named.
const FIRST: usize = 3;

/// The state of the view, and what is being calculated.
#[derive(Clone, Debug, Default)]
pub(super) struct CityDesk {
    found: Memo<CityQuestion, Arc<City>>,
    passing: Memo<CityQuestion, Passing>,
    weighed: Memo<CityQuestion, Arc<Weighed>>,
    costs: Memo<CityQuestion, Arc<Costs>>,
    /// The portfolio as it was prepared for the costs.
    costing: Memo<CityQuestion, Arc<Costing>>,
    beside: Memo<CityQuestion, Arc<Vec<City>>>,
    answered: Memo<CityQuestion, Arc<Answered>>,
    /// Whether the effect of open answers is requested.
    asks_answers: bool,
    /// Two figures with which a goal is reached, by goal and basis, under current law. `None` while they are
    /// calculated.
    pairs: BTreeMap<(Goal, On), Option<Arc<Pairs>>>,
    pairs_for: Option<CityQuestion>,
    /// The current calculation. There is one at a time, so that a dragged lever does not start many.
    asked: Option<CityQuestion>,
    /// The progress of the current calculation.
    progress: Arc<Progress>,
    /// The calculations that failed or were cancelled. They are not started again by themselves.
    failed: Vec<CityQuestion>,
    /// The cell that is explained, by its row and its place.
    cell: Option<(usize, PlaceId)>,
    /// The text in the fields of figures while it is typed.
    typed: BTreeMap<(PolicyId, FigureName), String>,
    /// The text in the fields of a portfolio while it is typed.
    written: BTreeMap<String, String>,
    /// The part that is shown if there is room for only one.
    part: Part,
    /// Amounts instead of shares of the budget.
    amounts: bool,
    /// The text in the search of cities.
    search: String,
    /// The text in the search of rivals.
    rival_search: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Part {
    #[default]
    Map,
    Levers,
    Panels,
}

impl CityDesk {
    /// Takes a result.
    pub(super) fn take(&mut self, question: CityQuestion, answer: CityAnswer) {
        self.asked = None;
        match answer {
            CityAnswer::Standing(city) => self.found.set(question, Arc::new(*city)),
            CityAnswer::Passing(all) => self.passing.set(question, Arc::new(all)),
            CityAnswer::Weights(weighed) => self.weighed.set(question, Arc::new(*weighed)),
            CityAnswer::Answers(answered) => self.answered.set(question, Arc::new(*answered)),
            CityAnswer::Pairs(pairs) => {
                if let Want::Pairs(goal, on) = question.want {
                    let found = pairs.map_or_else(Pairs::default, |pairs| *pairs);
                    self.pairs.insert((goal, on), Some(Arc::new(found)));
                }
            }
            CityAnswer::Costs(costs, costing) => {
                self.costing.set(question.clone(), costing);
                self.costs.set(question, Arc::new(*costs));
            }
            CityAnswer::Beside(all) => self.beside.set(question, Arc::new(all)),
            CityAnswer::Cancelled => self.failed.push(question),
        }
    }

    /// The calculation failed and is not requested again.
    pub(super) fn give_up(&mut self) {
        self.failed.extend(self.asked.take());
    }

    /// The progress of the current calculation.
    pub(super) fn progress(&self) -> Arc<Progress> {
        Arc::clone(&self.progress)
    }

    /// Whether a calculation failed or was cancelled.
    fn has_failed(&self, question: &CityQuestion) -> bool {
        self.failed.contains(question)
    }

    /// Starts a calculation again that failed or was cancelled.
    fn ask_again(&mut self, question: &CityQuestion) {
        self.failed.retain(|one| one != question);
    }

    /// The earlier result for the same inputs, if any.
    pub(super) fn known(&self, question: &CityQuestion) -> Option<Arc<City>> {
        self.found.last_if(|made| made.rests_on_the_same(question)).cloned()
    }

    /// The prepared portfolio for the same inputs, if any.
    pub(super) fn laid_out(&self, question: &CityQuestion) -> Option<Arc<Costing>> {
        self.costing.last_if(|made| made.rests_on_the_same(question) && made.want == question.want).cloned()
    }

    /// The costs of the portfolio, if calculated.
    fn costs(&self, place: &PlaceId) -> Option<Arc<Costs>> {
        self.costs.last_if(|made| made.place == *place).cloned()
    }

    /// The effect of each scenario, if calculated.
    fn beside(&self, place: &PlaceId) -> Option<Arc<Vec<City>>> {
        self.beside.last_if(|made| made.place == *place).cloned()
    }

    fn city(&self, place: &PlaceId) -> Option<Arc<City>> {
        self.found.last_if(|made| made.place == *place).cloned()
    }
}

/// Draws the view.
pub(super) fn city_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    let known = view.city.clone().filter(|place| session.library.places.contains_key(place));
    let Some(place) = known else {
        CentralPanel::default().frame(page(cx, ui)).show(ui, |ui| choose_ui(ui, cx, view));
        return;
    };
    ask(cx, view, &place, requests);
    let width = ui.ctx().content_rect().width();
    if width >= WIDE {
        let frame = egui::Frame::new().fill(theme.sunk).inner_margin(Margin::symmetric(16, 12));
        side(Panel::left("levers"), 300.0).frame(frame).show(ui, |ui| {
            ScrollArea::vertical().id_salt("levers").auto_shrink([false, false]).follow(ui, |ui| {
                levers::levers_ui(ui, cx, view, &place, requests);
            });
        });
        if view.own.of::<CityDesk>().cell.is_some() && view.city_mode == CityMode::References {
            let frame = egui::Frame::new().fill(theme.surface).inner_margin(Margin::symmetric(16, 12));
            side(Panel::right("cell"), 316.0).frame(frame).show(ui, |ui| {
                ScrollArea::vertical().id_salt("cell").auto_shrink([false, false]).follow(ui, |ui| {
                    panels::cell_ui(ui, cx, view, &place);
                });
            });
        }
        CentralPanel::default().frame(page(cx, ui)).show(ui, |ui| {
            ScrollArea::vertical().id_salt("desk").auto_shrink([false, false]).follow(ui, |ui| {
                if other_ui(ui, cx, view, &place, requests) {
                    return;
                }
                heading_ui(ui, cx, view, &place, requests);
                map::map_ui(ui, cx, view, &place);
                ui.add_space(10.0);
                super::widgets::hairline(ui, theme.line);
                ui.add_space(4.0);
                ui.columns(3, |columns| {
                    let [first, second, third] = columns else { return };
                    // Justified columns would stretch the words.
                    let plain = Layout::top_down(Align::Min);
                    first.with_layout(plain, |ui| panels::ranks_ui(ui, cx, view, &place));
                    second.with_layout(plain, |ui| panels::gains_ui(ui, cx, view, &place));
                    third.with_layout(plain, |ui| passing::passing_ui(ui, cx, view, &place, requests));
                });
                ui.add_space(20.0);
            });
        });
        return;
    }
    CentralPanel::default().frame(page(cx, ui)).show(ui, |ui| {
        let parts = [
            (Part::Levers, say!(words, "city-part-levers")),
            (Part::Map, say!(words, "city-part-map")),
            (Part::Panels, say!(words, "city-part-panels")),
        ];
        if let Some(part) = segmented(ui, theme, view.own.of::<CityDesk>().part, &parts) {
            view.own.of::<CityDesk>().part = part;
        }
        ui.add_space(6.0);
        let part = view.own.of::<CityDesk>().part;
        ScrollArea::both().id_salt("desk").auto_shrink([false, false]).follow(ui, |ui| match part {
            Part::Levers => levers::levers_ui(ui, cx, view, &place, requests),
            Part::Map if other_ui(ui, cx, view, &place, requests) => {}
            Part::Map => {
                heading_ui(ui, cx, view, &place, requests);
                map::map_ui(ui, cx, view, &place);
                if view.own.of::<CityDesk>().cell.is_some() {
                    ui.add_space(10.0);
                    panels::cell_ui(ui, cx, view, &place);
                }
            }
            Part::Panels => {
                panels::ranks_ui(ui, cx, view, &place);
                panels::gains_ui(ui, cx, view, &place);
                passing::passing_ui(ui, cx, view, &place, requests);
            }
        });
    });
}

/// Draws the portfolio or all scenarios instead of the map. Returns false if the map is shown.
fn other_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, place: &PlaceId, requests: &mut Requests) -> bool {
    match view.city_mode {
        CityMode::References => return false,
        CityMode::Portfolio => portfolio::portfolio_ui(ui, cx, view, place, requests),
        CityMode::Scenarios => scenarios::beside_ui(ui, cx, view, place, requests),
    }
    true
}

/// The mode of the view, and on the right the other choices.
fn tools_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, tools: impl FnOnce(&mut Ui, &mut View)) {
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

fn page(cx: &ViewContext<'_>, ui: &Ui) -> egui::Frame {
    let side = if ui.ctx().content_rect().width() < COVERED { 10 } else { 20 };
    egui::Frame::new().fill(cx.theme.paper).inner_margin(Margin { left: side, right: side, top: 12, bottom: 0 })
}

/// Requests missing results: the standing, then the changes that pass a rival, then the effect of the weights.
fn ask(cx: &ViewContext<'_>, view: &mut View, place: &PlaceId, requests: &mut Requests) {
    if view.own.of::<CityDesk>().asked.is_some() {
        return;
    }
    let session = cx.session;
    let certain = view.city_reach == Reach::Certain;
    let standing = standing_question(cx, view, place);
    let passing = passing_question(cx, view, place);
    let weights = view.city_weights.iter().map(|(name, weight)| (name.clone(), *weight)).collect();
    let weights: Vec<(String, u32)> = weights;
    let answers = CityQuestion { want: Want::Answers(weights.clone()), ..standing.clone() };
    let answers = Some(answers).filter(|_| view.own.of::<CityDesk>().asks_answers);
    let law = law_question(cx, view, place);
    let weights = CityQuestion { want: Want::Weights(weights), certain, ..standing.clone() };
    let costs =
        CityQuestion { want: Want::Costs(session.portfolio_revision()), rivals: Vec::new(), ..standing.clone() };
    let costs =
        Some(costs).filter(|_| view.city_mode == CityMode::Portfolio && !session.plans().portfolio().counts_nothing());
    let all = session.plans().scenarios().iter().map(|one| one.only_changes()).collect();
    let beside = CityQuestion { want: Want::Beside(all), proposed: Scenario::default(), ..standing.clone() };
    let beside = Some(beside).filter(|_| view.city_mode == CityMode::Scenarios);
    let desk = view.own.of::<CityDesk>();
    let lacks = |made: Option<&CityQuestion>, wanted: &CityQuestion| made != Some(wanted);
    // What was found for another goal is not shown, neither here nor at the levers.
    let other = |made: &CityQuestion, wanted: &CityQuestion| made.want != wanted.want || made.certain != wanted.certain;
    if let (Some(made), Some(wanted)) = (desk.passing.key(), &passing)
        && other(made, wanted)
    {
        desk.passing = Memo::default();
    }
    if desk.pairs_for.as_ref() != Some(&law) {
        desk.pairs.clear();
        desk.pairs_for = Some(law.clone());
    }
    let pair = desk
        .pairs
        .iter()
        .filter(|(_, found)| found.is_none())
        .map(|((goal, on), _)| CityQuestion { want: Want::Pairs(goal.clone(), on.clone()), ..law.clone() })
        .find(|one| !desk.has_failed(one));
    if costs.is_none() && view.city_mode == CityMode::Portfolio {
        desk.costs = Memo::default();
    }
    let wanted = [
        costs.filter(|one| lacks(desk.costs.key(), one)),
        Some(standing).filter(|one| lacks(desk.found.key(), one)),
        passing.filter(|one| lacks(desk.passing.key(), one)),
        beside.filter(|one| lacks(desk.beside.key(), one)),
        Some(weights).filter(|one| lacks(desk.weighed.key(), one)),
        pair,
        answers.filter(|one| lacks(desk.answered.key(), one)),
    ];
    if let Some(wanted) = wanted.into_iter().flatten().find(|one| !desk.has_failed(one)) {
        desk.asked = Some(wanted.clone());
        desk.progress = Progress::of(say!(cx.words, "city-working"));
        requests.others.push(Request::City(Box::new(wanted)));
    }
}

/// The question about the present standing.
fn standing_question(cx: &ViewContext<'_>, view: &View, place: &PlaceId) -> CityQuestion {
    let session = cx.session;
    CityQuestion {
        library: session.library_revision(),
        official: session.is_official(),
        day: session.day,
        place: place.clone(),
        rivals: view.city_rivals.iter().filter(|rival| *rival != place).cloned().collect(),
        certain: false,
        proposed: session.proposed().only_changes(),
        want: Want::Standing,
    }
}

/// The same about current law alone, for the goals of the city.
fn law_question(cx: &ViewContext<'_>, view: &View, place: &PlaceId) -> CityQuestion {
    let certain = view.city_reach == Reach::Certain;
    CityQuestion { proposed: Scenario::default(), rivals: Vec::new(), certain, ..standing_question(cx, view, place) }
}

/// The question about the changes with which the city reaches its goal; none while no rival is known.
fn passing_question(cx: &ViewContext<'_>, view: &View, place: &PlaceId) -> Option<CityQuestion> {
    let library = cx.session.counted();
    let on = match view.city_on {
        CityOn::Productions => library.productions.keys().cloned().map(On::Production).collect(),
        CityOn::Weighted => vec![On::weighted(library, &view.city_weights)],
    };
    let want = Want::Passing(goal(view, place)?, on);
    Some(CityQuestion { want, ..law_question(cx, view, place) })
}

/// The goal of the city; none while no rival is known.
fn goal(view: &View, place: &PlaceId) -> Option<Goal> {
    match view.city_goal {
        CityGoal::Past => rival(view, place).map(Goal::Past),
        CityGoal::Among => Some(Goal::Among(FIRST)),
    }
}

/// The name of what is passed: the rival, or the first three.
fn goal_called(cx: &ViewContext<'_>, view: &View, place: &PlaceId) -> String {
    match goal(view, place) {
        Some(Goal::Past(rival)) => cx.words.place(cx.session.counted(), &rival),
        Some(Goal::Among(_)) => say!(cx.words, "city-goal-third"),
        None => String::new(),
    }
}

/// The rival to overtake: the chosen one, or the first beside the city.
fn rival(view: &View, place: &PlaceId) -> Option<PlaceId> {
    let city = view.own.get::<CityDesk>()?.city(place)?;
    let picked = view.city_rival.as_ref().filter(|rival| city.standing.rivals.contains(rival));
    picked.or_else(|| city.standing.rivals.first()).cloned()
}

/// Draws the list of cities if none is set.
fn choose_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View) {
    let ViewContext { session, words, theme, .. } = cx;
    ui.add_space(24.0);
    ui.vertical_centered(|ui| {
        ui.set_max_width(420.0);
        ui.label(title(say!(words, "city-choose")));
        ui.add(egui::Label::new(small(theme, say!(words, "city-choose-hint"))).wrap());
        ui.add_space(8.0);
        let name = say!(words, "where-filter");
        let search = egui::TextEdit::singleline(&mut view.own.of::<CityDesk>().search)
            .hint_text(name.as_str())
            .desired_width(300.0);
        let response = ui.add(search);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, &name));
        ui.add_space(8.0);
        let all = places(cx, &view.own.of::<CityDesk>().search);
        if all.is_empty() {
            empty(ui, theme, &say!(words, "where-none-title"), &say!(words, "where-none"));
        }
        // Enter takes the first that was found.
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        let mut chosen = all.first().filter(|_| entered).cloned();
        ScrollArea::vertical().id_salt("cities").auto_shrink([false, false]).follow(ui, |ui| {
            for place in all {
                let button = egui::Button::new(words.place(&session.library, &place)).min_size(vec2(300.0, 28.0));
                let response = ui.add(button);
                focus_ring(ui, theme, &response);
                if response.clicked() {
                    chosen = Some(place);
                }
            }
        });
        if chosen.is_some() {
            view.own.of::<CityDesk>().search.clear();
            (view.city, view.passing.enter) = (chosen, true);
        }
    });
}

/// The places with a policy of their own that match a search, sorted by name.
fn places(cx: &ViewContext<'_>, search: &str) -> Vec<PlaceId> {
    let ViewContext { session, words, .. } = cx;
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

/// The finding in one sentence, its qualification, and the button that copies the table.
fn heading_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, place: &PlaceId, requests: &mut Requests) {
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
fn assumed_ui(ui: &mut Ui, cx: &ViewContext<'_>, scenario: &Scenario, called: Option<String>) {
    let ViewContext { session, words, theme, .. } = cx;
    if let Some(text) = words.scenario_assumes(session.counted(), scenario) {
        let text = called
            .map_or_else(|| text.clone(), |label| say!(words, "report-labelled", label = label, value = text.as_str()));
        ui.add(egui::Label::new(RichText::new(text).color(theme.unknown)).wrap());
    }
}

/// The button that opens the brief of the city in the report view.
fn brief_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View) {
    let brief = ui.button(say!(cx.words, "city-brief"));
    focus_ring(ui, cx.theme, &brief);
    if brief.clicked() {
        view.report.reader = Reader::City;
        view.tab = Tab::Report;
    }
}

/// A menu with a field in which one clicks.
fn stays_open() -> MenuConfig {
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

/// Removes all proposed figures.
fn drop_ui(ui: &mut Ui, cx: &ViewContext<'_>, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    let count = session.proposed().count();
    if count == 0 {
        return;
    }
    let response = ui.button(strong(say!(words, "city-drop", count = count)));
    focus_ring(ui, theme, &response);
    if response.clicked() {
        requests.actions.push(Action::Desk(DeskEdit::TakeBack));
    }
}
