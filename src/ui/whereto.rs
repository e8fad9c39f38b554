//! Where to shoot: all places for this production in one table.

mod columns;
mod copied;
mod map;
mod rows;

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{Align, CentralPanel, Layout, Margin, Panel, RichText, ScrollArea, TextEdit, Ui, vec2};
use jiff::civil::Date;

use super::context::{COVERED, Request, Requests, ViewContext};
use super::dates::date_button;
use super::entry::entry_ui;
use super::follow::Follow as _;
use super::memo::Memo;
use super::tab::Tab;
use super::view::View;
use super::widgets::{chip, empty, focus_ring, paint_marker, section, side, small, strong, title};
use crate::model::date::PartialDate;
use crate::model::id::PlaceId;
use crate::model::library::Library;
use crate::model::production::Production;
use crate::model::text::Language;
use crate::rules::assess::Assessment;
use crate::rules::fraction::Fraction;
use crate::say;
use crate::session::MOST_PLACES;
use crate::session::action::Action;
use crate::study::evidence::official_only;
use crate::study::offers::{Group, Offer, offers, places};
use crate::words::search::Findable;

pub(super) use columns::Column;

/// From this width on, the map and the chosen places are beside the table.
const WITH_MAP: f32 = 1100.0;

/// The state of the session that the rows were made for.
type Key = (u64, u64, Language, Date);

/// The content of the table, and its inputs.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    rows: Memo<Key, Arc<Vec<Row>>>,
    /// The part of the library that is known from official texts, for each state of the library.
    texts: Memo<u64, Arc<Library>>,
    /// The places with an amount that can be counted from official texts only.
    official: Memo<Key, Arc<BTreeSet<PlaceId>>>,
    /// The places that accept applications for something on a day.
    accepting: Memo<(Key, Date), Arc<BTreeSet<PlaceId>>>,
    /// The sort order of the rows; `None` for the order of the study.
    sort: Option<(Column, bool)>,
    /// The user's city, which is first in its group.
    mine: Option<PlaceId>,
    /// Only places with certain money.
    certain: bool,
    /// Only places where nothing that may be paid requires a local registration.
    unregistered: bool,
    /// Only places with an open application window on the day below.
    open: bool,
    /// The day of application; `None` for the day of the session.
    day: Option<Date>,
    /// Only places of this province.
    province: Option<PlaceId>,
    /// The text of the filter.
    search: String,
    /// The row with the keyboard cursor, by its place.
    cursor: Option<PlaceId>,
    /// How far the rows are scrolled.
    offset: f32,
}

/// A place with its texts, made once.
#[derive(Clone, Debug)]
struct Row {
    offer: Offer,
    name: String,
    findable: Findable,
    missing: String,
    paid: String,
    deadline: String,
    /// The mark for published payments.
    mark: Option<String>,
    /// What is published about payments, line by line.
    published: Vec<String>,
}

impl Table {
    /// Calculates what is missing, if an input has changed: the rows in this frame, and the places behind the chips in the
    /// next ones, one set per frame. Until then the chips show the last counts.
    pub(super) fn make(&mut self, ui: &Ui, cx: &ViewContext<'_>) {
        let session = cx.session;
        let key = (session.revision(), session.library_revision(), cx.words.language, session.day);
        if !self.rows.is_for(&key) {
            self.make_rows(cx, key);
            ui.ctx().request_repaint();
            // A filter that is on cannot wait.
            if !self.open {
                return;
            }
        }
        let day = self.day.unwrap_or(session.day);
        if !self.accepting.is_for(&(key, day)) {
            let set = match day == session.day {
                true => self.places_with(|offer| offer.open),
                false => set(session.counted(), session.production(), day, |offer| offer.open),
            };
            self.accepting.set((key, day), set);
            ui.ctx().request_repaint();
        } else if !self.official.is_for(&key) {
            let counts = |offer: &Offer| offer.group != Group::Uncounted;
            let set = match session.is_official() {
                true => self.places_with(counts),
                false => {
                    let texts =
                        self.texts.get(session.library_revision(), || Arc::new(official_only(&session.library)));
                    set(texts, session.production(), session.day, counts)
                }
            };
            self.official.set(key, set);
            ui.ctx().request_repaint();
        }
    }

    /// The places of the rows whose offers fulfil something.
    fn places_with(&self, is_in: impl Fn(&Offer) -> bool) -> Arc<BTreeSet<PlaceId>> {
        let rows = self.rows().iter().filter(|row| is_in(&row.offer));
        Arc::new(rows.map(|row| row.offer.place.clone()).collect())
    }

    fn make_rows(&mut self, cx: &ViewContext<'_>, key: Key) {
        let ViewContext { session, words, .. } = cx;
        let library = session.counted();
        let all = offers(library, session.production(), &places(library), session.day);
        let row = |offer: Offer| {
            let place = library.places.get(&offer.place);
            let name = words.place(library, &offer.place);
            let also = place.into_iter().flat_map(|place| {
                let own = [place.name.zh.as_str(), place.name.en.as_str(), place.id.as_str()];
                own.into_iter().chain(place.also.iter().map(String::as_str))
            });
            let main = offer.main.as_ref().and_then(|(policy, incentive)| {
                let policy = library.policies.get(policy)?;
                Some((policy, policy.incentive(incentive)?))
            });
            let paid = words.paid_when(main.and_then(|(policy, incentive)| policy.payout_of(incentive)));
            let deadline = offer
                .deadline
                .map_or_else(|| say!(words, "apply-not-published"), |day| words.date(PartialDate::Day(day)));
            Row {
                findable: Findable::new(also.chain([name.as_str()])),
                missing: words.obstacle(library, &offer.obstacle),
                mark: words.paid_mark(library, &offer.assessment),
                published: words.paid_beside(library, &offer.assessment),
                name,
                paid,
                deadline,
                offer,
            }
        };
        self.rows.set(key, Arc::new(all.into_iter().map(row).collect()));
    }

    /// Whether a place accepts applications for something on the day of application.
    fn is_accepting(&self, place: &PlaceId) -> bool {
        self.accepting.last().is_some_and(|all| all.contains(place))
    }

    /// The number of the places that pass every filter and have an amount that can be counted from official texts only.
    fn official(&self) -> usize {
        let Some(all) = self.official.last() else { return 0 };
        self.rows().iter().filter(|row| self.passes(row) && all.contains(&row.offer.place)).count()
    }

    /// All places.
    fn rows(&self) -> &[Row] {
        self.rows.last().map_or(&[], |rows| rows.as_slice())
    }

    /// The assessment of a place, even if it is not chosen; `None` if it is not in the table.
    pub(super) fn assessment(&self, cx: &ViewContext<'_>, place: &PlaceId) -> Option<Arc<Assessment>> {
        let fresh = self.rows.key().is_some_and(|(revision, ..)| *revision == cx.session.revision());
        let found = self.rows().iter().find(|row| fresh && row.offer.place == *place);
        found.map(|row| Arc::clone(&row.offer.assessment))
    }

    /// The rows that pass every filter, in order.
    fn shown(&self) -> Vec<&Row> {
        let mut shown: Vec<&Row> = self.rows().iter().filter(|row| self.passes(row)).collect();
        if let Some((column, down)) = self.sort {
            // The groups keep their order in every sort order.
            shown.sort_by(|a, b| {
                let order = column.order(a, b);
                a.offer.group.cmp(&b.offer.group).then(if down { order.reverse() } else { order })
            });
        }
        let is_mine = |row: &Row| self.mine.as_ref() == Some(&row.offer.place);
        shown.sort_by_key(|row| (row.offer.group, !is_mine(row)));
        shown
    }

    fn passes(&self, row: &Row) -> bool {
        (!self.certain || !row.offer.assessment.floor.is_zero())
            && (!self.unregistered || !row.offer.asks_registration && row.offer.main.is_some())
            && (!self.open || self.is_accepting(&row.offer.place))
            && self.province.as_ref().is_none_or(|province| row.offer.province.as_ref() == Some(province))
            && row.findable.has(&self.search)
    }

    /// The number of rows with one more filter.
    fn left(&self, filter: impl FnOnce(&mut Self)) -> usize {
        // The rows are shared, so the copy is cheap.
        let mut other = self.clone();
        filter(&mut other);
        self.rows().iter().filter(|row| other.passes(row)).count()
    }

    fn is_filtered(&self) -> bool {
        self.certain || self.unregistered || self.open || self.province.is_some() || !self.search.is_empty()
    }

    fn clear(&mut self) {
        (self.certain, self.unregistered, self.open) = (false, false, false);
        (self.province, self.day) = (None, None);
        self.search.clear();
    }
}

/// The places whose offers on a day fulfil something.
fn set(
    library: &Library,
    production: &Production,
    day: Date,
    is_in: impl Fn(&Offer) -> bool,
) -> Arc<BTreeSet<PlaceId>> {
    let all = offers(library, production, &places(library), day);
    Arc::new(all.into_iter().filter(is_in).map(|offer| offer.place).collect())
}

/// Draws the view.
pub(super) fn where_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, requests: &mut Requests) {
    let theme = cx.theme;
    view.own.of::<Table>().make(ui, cx);
    view.own.of::<Table>().mine.clone_from(&view.city);
    let width = ui.ctx().content_rect().width();
    let beside = width >= WITH_MAP && view.passing.why.now().is_none();
    if beside {
        let frame = egui::Frame::new().fill(theme.sunk).inner_margin(Margin::symmetric(16, 12));
        side(Panel::right("map"), 312.0).frame(frame).show(ui, |ui| {
            ScrollArea::vertical().id_salt("map").auto_shrink([false, false]).follow(ui, |ui| {
                map::map_ui(ui, cx, view);
                ui.add_space(14.0);
                chosen_ui(ui, cx, view, requests);
            });
        });
    }
    let edge = if width < COVERED { 10 } else { 20 };
    let frame =
        egui::Frame::new().fill(theme.paper).inner_margin(Margin { left: edge, right: edge, top: 12, bottom: 0 });
    CentralPanel::default().frame(frame).show(ui, |ui| {
        entry_ui(ui);
        heading_ui(ui, cx, view, requests);
        ui.add_space(8.0);
        filters_ui(ui, cx, view, requests);
        ui.add_space(6.0);
        if view.own.of::<Table>().rows().is_empty() {
            empty(ui, theme, &say!(cx.words, "where-empty-title"), &say!(cx.words, "where-empty"));
        } else if view.own.of::<Table>().shown().is_empty() {
            empty(ui, theme, &say!(cx.words, "where-none-title"), &say!(cx.words, "where-none"));
            ui.vertical_centered(|ui| {
                let clear = ui.button(say!(cx.words, "filter-clear"));
                focus_ring(ui, theme, &clear);
                if clear.clicked() {
                    view.own.of::<Table>().clear();
                    requests.others.push(Request::Official(false));
                }
            });
        } else {
            rows::rows_ui(ui, cx, view, requests);
        }
    });
}

/// The finding in one sentence, and its qualification.
fn heading_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &View, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    let Some(table) = view.own.get::<Table>() else { return };
    let all: Vec<&Offer> = table.rows().iter().map(|row| &row.offer).collect();
    let (finding, rest) = words.found_in_places(session.counted(), session.production().currency, &all);
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let copy = ui.button(say!(words, "where-copy"));
            focus_ring(ui, theme, &copy);
            let keys =
                ui.input(|input| input.events.contains(&egui::Event::Copy)) && ui.memory(|m| m.focused().is_none());
            if copy.on_hover_text(say!(words, "where-copy-hint")).clicked() || keys {
                requests.copy(copied::copied(cx, &table.shown()));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(egui::Label::new(title(finding)).wrap());
            });
        });
    });
    ui.add(egui::Label::new(RichText::new(rest).color(theme.second)).wrap());
}

fn filters_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    let table = view.own.of::<Table>();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        province_ui(ui, cx, table);
        let hits = |label: String, count: usize| say!(words, "filter-hits", label = label, count = count.to_string());
        let certain = hits(say!(words, "where-certain"), table.left(|other| other.certain = true));
        if chip(ui, theme, table.certain, &certain).clicked() {
            table.certain = !table.certain;
        }
        let official = hits(say!(words, "filter-official"), table.official());
        let official = chip(ui, theme, session.is_official(), &official);
        if official.on_hover_text(say!(words, "where-official-hint")).clicked() {
            requests.others.push(Request::Official(!session.is_official()));
        }
        let free = hits(say!(words, "where-unregistered"), table.left(|other| other.unregistered = true));
        if chip(ui, theme, table.unregistered, &free).clicked() {
            table.unregistered = !table.unregistered;
        }
        let day = table.day.unwrap_or(session.day);
        let open = say!(words, "where-open", day = words.date(PartialDate::Day(day)));
        let open = hits(open, table.left(|other| other.open = true));
        if chip(ui, theme, table.open, &open).on_hover_text(say!(words, "where-open-hint")).clicked() {
            table.open = !table.open;
        }
        if let Some(picked) = date_button(ui, cx, Some(day), &say!(words, "where-open-day")) {
            (table.day, table.open) = (Some(picked).filter(|day| *day != session.day), true);
        }
        if (table.is_filtered() || session.is_official())
            && chip(ui, theme, false, &say!(words, "filter-clear")).clicked()
        {
            table.clear();
            requests.others.push(Request::Official(false));
        }
        let name = say!(words, "where-filter");
        let width = 180.0_f32.min(ui.available_width().max(120.0));
        // A chip before it appears with the first letter, and must not take its focus.
        let id = ui.scope_id().with("search");
        let search = TextEdit::singleline(&mut table.search).id(id).hint_text(name.as_str()).desired_width(width);
        let response = ui.add(search);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, &name));
        let slash = ui.input(|input| input.events.contains(&egui::Event::Text("/".to_owned())));
        if slash && !ui.ctx().egui_wants_keyboard_input() {
            response.request_focus();
        }
    });
}

fn province_ui(ui: &mut Ui, cx: &ViewContext<'_>, table: &mut Table) {
    let ViewContext { session, words, theme, .. } = cx;
    let library = &session.library;
    let all = || say!(words, "where-all-provinces");
    let now = table.province.as_ref().map_or_else(all, |place| words.place(library, place));
    let text = say!(words, "where-province", province = now);
    let button = egui::Button::new(small(theme, format!("{text} ▼"))).corner_radius(egui::CornerRadius::same(12));
    let (response, _) =
        egui::containers::menu::MenuButton::from_button(button.min_size(vec2(0.0, 22.0))).ui(ui, |ui| {
            ScrollArea::vertical().max_height(420.0).follow(ui, |ui| {
                if ui.selectable_label(table.province.is_none(), all()).clicked() {
                    table.province = None;
                    ui.close();
                }
                let mut provinces: Vec<(String, &PlaceId)> = Vec::new();
                for row in table.rows().iter() {
                    if let Some(province) = &row.offer.province
                        && !provinces.iter().any(|(_, known)| *known == province)
                    {
                        provinces.push((words.place(library, province), province));
                    }
                }
                provinces.sort();
                let mut picked = None;
                for (name, province) in provinces {
                    let count = table.rows().iter().filter(|row| row.offer.province.as_ref() == Some(province)).count();
                    let label = say!(words, "filter-hits", label = name, count = count.to_string());
                    if ui.selectable_label(table.province.as_ref() == Some(province), label).clicked() {
                        picked = Some(province.clone());
                    }
                }
                if picked.is_some() {
                    table.province = picked;
                    ui.close();
                }
            });
        });
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &text));
    focus_ring(ui, theme, &response);
}

/// The chosen places, and the buttons.
fn chosen_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    let chosen = &session.production().places;
    let count = chosen.len().to_string();
    section(ui, theme, say!(words, "chosen-places", count = count.as_str(), most = MOST_PLACES.to_string()));
    ui.add_space(4.0);
    for id in chosen {
        chosen_place(ui, cx, view, id, requests);
    }
    if chosen.is_empty() {
        ui.add(egui::Label::new(small(theme, say!(words, "where-pick"))).wrap());
        return;
    }
    ui.add_space(8.0);
    ui.with_layout(Layout::top_down_justified(Align::Center), |ui| {
        let text = strong(say!(words, "where-compare", count = count)).color(theme.paper);
        let compare = ui.add(egui::Button::new(text).fill(theme.accent).min_size(vec2(0.0, 32.0)));
        focus_ring(ui, theme, &compare);
        if compare.clicked() {
            view.tab = Tab::Compare;
        }
        let calculate = ui.add(egui::Button::new(say!(words, "tab-calculator")).min_size(vec2(0.0, 28.0)));
        focus_ring(ui, theme, &calculate);
        if calculate.clicked() {
            view.tab = Tab::Calculator;
        }
    });
}

fn chosen_place(ui: &mut Ui, cx: &ViewContext<'_>, view: &View, id: &PlaceId, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    let name = words.place(&session.library, id);
    ui.horizontal(|ui| {
        ui.set_height(26.0);
        let (rect, _) = ui.allocate_exact_size(vec2(16.0, 18.0), egui::Sense::hover());
        let mark = session.mark(id);
        paint_marker(ui.painter(), mark, rect.center(), 5.0, theme.place(mark));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let remove = ui.add(egui::Button::new(RichText::new("×").color(theme.second)).frame(false));
            let label = say!(words, "place-remove", place = name.as_str());
            remove.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &label));
            focus_ring(ui, theme, &remove);
            if remove.on_hover_text(label).clicked() {
                requests.actions.push(Action::RemovePlace(id.clone()));
            }
            if let Some(one) = session.assessment(id) {
                let (text, color) = super::widgets::ceiling(cx, one, view.scale);
                let certain = one.floor > Fraction::ZERO;
                ui.label(RichText::new(text).color(if certain { theme.certain } else { color }));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(egui::Label::new(strong(name.as_str())).truncate());
            });
        });
    });
}

/// The heading of a group of rows.
fn group_name(cx: &ViewContext<'_>, group: Group, count: usize) -> String {
    let words = cx.words;
    match group {
        Group::Known => say!(words, "where-known", count = count.to_string()),
        Group::SecondHand => say!(words, "where-second-hand", count = count.to_string()),
        Group::Uncounted => say!(words, "where-uncounted", count = count.to_string()),
    }
}
