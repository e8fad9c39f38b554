//! Several productions of one company: the result of each place for each of them, the best place for each, and the
//! dates.

mod copied;
mod editing;
mod grid;
pub(super) mod made;
mod strip;
mod suggested;

use std::sync::Arc;

pub(super) use editing::editing_ui;

use egui::{Align, CentralPanel, Layout, Margin, Panel, RichText, Role, ScrollArea, TextEdit, Ui, WidgetInfo, vec2};

use self::made::{Key, Made};
use super::command::Command;
use super::context::{COVERED, NARROW, Request, Requests, ViewContext};
use super::follow::Follow as _;
use super::memo::Awaited;
use super::view::View;
use super::widgets::{empty, focus_ring, section, small, title};
use crate::model::id::PlaceId;
use crate::model::slate::{Slate, Which};
use crate::rules::assess::Assessment;
use crate::say;
use crate::session::action::Action;
use crate::session::slate::SlateEdit;
use crate::words::search::Findable;

/// The state of the view, and the current request.
#[derive(Clone, Debug, Default)]
pub(super) struct Shown {
    /// The calculated slate. `None` if there is nothing to calculate.
    pub(super) work: Awaited<Key, Option<Arc<Made>>>,
    /// The cell with the keyboard cursor: a row and a column.
    cursor: Option<(usize, usize)>,
    /// The production of the drawer.
    explained: Option<usize>,
    /// The search text for places.
    search: String,
}

impl Shown {
    /// The slate as it was calculated last.
    pub(super) fn made(&self) -> Option<&Arc<Made>> {
        self.work.last()?.as_ref()
    }

    /// The assessment of a place for the production of the drawer.
    pub(super) fn assessment(&self, place: &PlaceId) -> Option<Arc<Assessment>> {
        let worked = &self.made()?.worked;
        let at = worked.places.iter().position(|other| other == place)?;
        let offer = worked.offers.get(self.explained?)?.get(at)?.as_ref()?;
        Some(Arc::clone(&offer.assessment))
    }
}

/// Draws the view.
pub(super) fn slate_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    let width = ui.ctx().content_rect().width();
    let side = if width < COVERED { 10 } else { 20 };
    let frame =
        egui::Frame::new().fill(theme.paper).inner_margin(Margin { left: side, right: side, top: 12, bottom: 0 });
    let Some(slate) = session.slate() else {
        CentralPanel::default().frame(frame).show(ui, |ui| begin_ui(ui, cx, view, requests));
        return;
    };
    let Some(made) = view.own.of::<Shown>().made().cloned() else {
        CentralPanel::default().frame(frame).show(ui, |ui| {
            heading_ui(ui, cx, view, slate, None, requests);
            if slate.all_places().is_empty() {
                let (head, text) = (say!(words, "slate-no-places-title"), say!(words, "slate-no-places"));
                empty(ui, theme, &head, &text);
            } else {
                ui.label(small(theme, say!(words, "slate-updating")));
            }
        });
        return;
    };
    let below = width >= NARROW && view.passing.why.now().is_none();
    if below {
        let height = (ui.ctx().content_rect().height() * 0.42).clamp(250.0, 420.0);
        Panel::bottom("slate-below").exact_size(height).resizable(false).frame(egui::Frame::new()).show(ui, |ui| {
            let frame = egui::Frame::new().fill(theme.sunk).inner_margin(Margin::symmetric(20, 10));
            Panel::left("suggested").exact_size(380.0).resizable(false).frame(frame).show(ui, |ui| {
                ScrollArea::vertical().id_salt("suggested").auto_shrink([false, false]).follow(ui, |ui| {
                    ui.set_max_width(ui.available_width() - 10.0);
                    suggested::suggested_ui(ui, cx, slate, &made, view, requests);
                });
            });
            let frame =
                egui::Frame::new().fill(theme.paper).inner_margin(Margin { left: 20, right: 12, top: 10, bottom: 0 });
            CentralPanel::default().frame(frame).show(ui, |ui| {
                ScrollArea::vertical().id_salt("strip").auto_shrink([false, false]).follow(ui, |ui| {
                    strip::strip_ui(ui, cx, &made, requests);
                });
            });
        });
    }
    CentralPanel::default().frame(frame).show(ui, |ui| {
        heading_ui(ui, cx, view, slate, Some(&made), requests);
        ui.add_space(8.0);
        ScrollArea::vertical().id_salt("slate").auto_shrink([false, false]).follow(ui, |ui| {
            grid::grid_ui(ui, cx, view, slate, &made, requests);
            notes_ui(ui, cx, view, &made);
            if !below {
                ui.add_space(12.0);
                suggested::suggested_ui(ui, cx, slate, &made, view, requests);
                ui.add_space(12.0);
                strip::strip_ui(ui, cx, &made, requests);
            }
            ui.add_space(16.0);
        });
    });
}

/// A hint on how to begin, if there is no slate.
fn begin_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &View, requests: &mut Requests) {
    let ViewContext { words, theme, .. } = cx;
    empty(ui, theme, &say!(words, "slate-empty-title"), &say!(words, "slate-empty"));
    if view.passing.read_only {
        return;
    }
    ui.add_space(8.0);
    ui.vertical_centered(|ui| {
        let name = open_name(cx);
        let begin = ui.button(say!(words, "slate-begin", name = name));
        focus_ring(ui, theme, &begin);
        if begin.clicked() {
            requests.actions.push(Action::Slate(add_open(cx)));
        }
        ui.add_space(4.0);
        let open = ui.button(say!(words, "slate-open"));
        focus_ring(ui, theme, &open);
        if open.clicked() {
            requests.commands.push(Command::OpenSlate);
        }
    });
}

fn open_name(cx: &ViewContext<'_>) -> String {
    let name = cx.words.text(&cx.session.production().name);
    if name.is_empty() { say!(cx.words, "unnamed") } else { name.to_owned() }
}

/// The open production with its places, for a new slate.
fn add_open(cx: &ViewContext<'_>) -> SlateEdit {
    let production = cx.session.production();
    let which = Which::Whole(Box::new(production.clone()));
    SlateEdit::Add { production: which, year: cx.session.day.year(), places: production.places.clone() }
}

/// The finding, its qualification, and the buttons.
fn heading_ui(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    view: &mut View,
    slate: &Slate,
    made: Option<&Made>,
    requests: &mut Requests,
) {
    let ViewContext { session, words, theme, .. } = cx;
    let shown = view.own.of::<Shown>();
    let fresh = !shown.work.is_under_way();
    let (finding, rest) = match made {
        Some(made) => words.slate_finding(session.counted(), &made.worked),
        None => (say!(words, "tab-slate"), String::new()),
    };
    let buttons = |ui: &mut Ui, view: &mut View, requests: &mut Requests| {
        if let Some(made) = made {
            let copy = ui.button(say!(words, "where-copy"));
            focus_ring(ui, theme, &copy);
            if copy.clicked() {
                let order = grid::sorted(cx, view, made);
                requests.copy(copied::grid(cx, &made.worked, &order, &grid::drawn(cx, made)));
            }
        }
        if view.passing.read_only {
            return;
        }
        let save = ui.button(say!(words, "slate-save"));
        focus_ring(ui, theme, &save);
        if save.clicked() {
            requests.commands.push(Command::SaveSlate);
        }
        places_ui(ui, cx, view, slate, requests);
        add_ui(ui, cx, requests);
    };
    if ui.available_width() < 700.0 {
        ui.add(egui::Label::new(title(finding)).wrap());
        ui.add(egui::Label::new(RichText::new(rest).color(theme.second)).wrap());
        ui.horizontal_wrapped(|ui| buttons(ui, view, requests));
    } else {
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
                buttons(ui, view, requests);
                ui.with_layout(Layout::top_down(Align::Min), |ui| {
                    ui.add(egui::Label::new(title(finding)).wrap());
                    ui.add(egui::Label::new(RichText::new(rest).color(theme.second)).wrap());
                });
            });
        });
    }
    if !fresh {
        ui.label(small(theme, say!(words, "slate-updating")));
    }
}

/// The menu that adds a production.
fn add_ui(ui: &mut Ui, cx: &ViewContext<'_>, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    let text = say!(words, "slate-add");
    let button = egui::Button::new(text.as_str());
    let (response, _) = egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
        ui.set_min_width(240.0);
        if ui.button(say!(words, "slate-add-open", name = open_name(cx))).clicked() {
            requests.actions.push(Action::Slate(add_open(cx)));
            ui.close();
        }
        if ui.button(say!(words, "slate-add-file")).clicked() {
            requests.commands.push(Command::AddToSlate);
            ui.close();
        }
        if ui.button(say!(words, "slate-open")).clicked() {
            requests.commands.push(Command::OpenSlate);
            ui.close();
        }
        section(ui, theme, say!(words, "command-sample"));
        for (name, sample) in &session.library.productions {
            if ui.button(words.text(&sample.name)).clicked() {
                let production = Which::Named(name.clone());
                let (year, places) = (session.day.year(), session.production().places.clone());
                requests.actions.push(Action::Slate(SlateEdit::Add { production, year, places }));
                ui.close();
            }
        }
    });
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &text));
    focus_ring(ui, theme, &response);
}

/// The menu for the places of productions.
fn places_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, slate: &Slate, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    let config =
        egui::containers::menu::MenuConfig::new().close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside);
    let text = say!(words, "slate-places");
    let menu = egui::containers::menu::MenuButton::from_button(egui::Button::new(text.as_str())).config(config);
    let (response, _) = menu.ui(ui, |ui| {
        ui.set_width(260.0);
        let name = say!(words, "place-search");
        let search = TextEdit::singleline(&mut view.own.of::<Shown>().search)
            .hint_text(name.as_str())
            .desired_width(f32::INFINITY);
        let field = ui.add(search);
        field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &name));
        let library = &session.library;
        let has_policy = |id: &PlaceId| library.policies_of(id).next().is_some();
        ScrollArea::vertical().max_height(400.0).follow(ui, |ui| {
            let chosen = slate.all_places();
            let others = library.places.keys().filter(|id| has_policy(id) && !chosen.contains(id));
            for id in chosen.iter().chain(others) {
                let Some(place) = library.places.get(id) else { continue };
                let label = words.place(library, id);
                let names = [place.name.zh.as_str(), place.name.en.as_str(), label.as_str()].into_iter();
                let found = view.own.of::<Shown>().search.is_empty()
                    || Findable::new(names.chain(place.also.iter().map(String::as_str)))
                        .has(&view.own.of::<Shown>().search);
                if !found {
                    continue;
                }
                let mut on = chosen.contains(id);
                let response = ui.checkbox(&mut on, label.as_str());
                focus_ring(ui, theme, &response);
                if response.changed() {
                    requests.actions.push(Action::Slate(SlateEdit::Place(id.clone(), on)));
                }
            }
        });
    });
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &text));
    focus_ring(ui, theme, &response);
}

/// Notes for reading the table.
fn notes_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &View, made: &Made) {
    let ViewContext { session, words, theme, .. } = cx;
    ui.add_space(6.0);
    ui.add(egui::Label::new(small(theme, say!(words, "slate-note", unit = words.scale(view.scale)))).wrap());
    if !made.left_out.is_empty() {
        let text = say!(words, "slate-left-out", names = made.left_out.join(&words.comma()));
        ui.add(egui::Label::new(RichText::new(text).small().color(theme.problem)).wrap());
    }
    for differing in &made.worked.differing {
        let text = words.slate_differing(session.counted(), &made.worked, differing);
        ui.add(egui::Label::new(small(theme, text)).wrap());
    }
}

/// Requests the calendar of the slate as a file.
fn save_calendar_ui(ui: &mut Ui, cx: &ViewContext<'_>, requests: &mut Requests) {
    let ViewContext { words, theme, .. } = cx;
    let save = ui.add(egui::Button::new(say!(words, "slate-save-ics")).min_size(vec2(0.0, 24.0)));
    focus_ring(ui, theme, &save);
    if save.clicked() {
        requests.others.push(Request::SaveCalendar);
    }
}
