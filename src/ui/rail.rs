//! The left rail: chosen places, filters, all places.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{Align2, CornerRadius, Panel, Rect, Role, ScrollArea, Sense, TextEdit, Ui, WidgetInfo, vec2};

use super::context::{NARROW, Request, Requests, ViewContext};
use super::fitted::fitted;
use super::follow::Follow as _;
use super::memo::Memo;
use super::theme::Type;
use super::view::View;
use super::widgets::{chip, focus_ring, paint_marker, section, side};
use crate::model::id::PlaceId;
use crate::model::place::{Place, PlaceKind};
use crate::model::text::Language;
use crate::say;
use crate::session::MOST_PLACES;
use crate::session::action::Action;
use crate::words::search::Findable;

/// The width of the rail. English names are longer.
pub(super) fn rail_width(language: Language) -> f32 {
    match language {
        Language::Chinese => 204.0,
        Language::English => 236.0,
    }
}
const ROW: f32 = 30.0;

/// Draws the rail beside the page. At half width there is no room for it, and the page has a button
/// that opens the same list.
pub(super) fn rail_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, requests: &mut Requests) {
    if ui.ctx().content_rect().width() < NARROW {
        return;
    }
    let frame = egui::Frame::new().fill(cx.theme.sunk);
    side(Panel::left(format!("rail-{:?}", cx.words.language)), rail_width(cx.words.language)).frame(frame).show(
        ui,
        |ui| {
            places_ui(ui, cx, view, requests, true);
        },
    );
}

/// A button that opens the list of places.
pub(super) fn pick_ui(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    view: &mut View,
    requests: &mut Requests,
    text: &str,
    filters: bool,
) {
    let config =
        egui::containers::menu::MenuConfig::new().close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside);
    let menu = egui::containers::menu::MenuButton::from_button(egui::Button::new(text)).config(config);
    let (response, _) = menu.ui(ui, |ui| {
        ui.reset_style();
        ui.set_width(248.0);
        ui.set_height(480.0_f32.min(ui.ctx().content_rect().height() - 140.0));
        places_ui(ui, cx, view, requests, filters);
    });
    let name = say!(cx.words, "places-pick");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    focus_ring(ui, cx.theme, &response);
}

/// The list of places, for the rail and for the button that replaces it.
pub(super) fn places_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, requests: &mut Requests, filters: bool) {
    let ViewContext { session, words, theme, .. } = cx;
    let chosen = &session.places();
    let places = Places::of(cx, view);
    let province = view.passing.province.clone();
    let within = |entry: &Entry| province.is_none() || entry.province == province;
    let fits =
        |entry: &Entry| entry.findable.has(&view.passing.place_search) && within(entry) && !chosen.contains(&entry.id);
    let mut shown: Vec<usize> =
        places.all.iter().enumerate().filter(|(_, entry)| fits(entry)).map(|(at, _)| at).collect();
    // The user's city is first, then recently chosen places.
    let recent = |entry: &Entry| view.recent_places.iter().position(|place| *place == entry.id);
    let rank = |at: &usize| {
        let entry = places.all.get(*at);
        let mine = entry.is_some_and(|entry| Some(&entry.id) == view.city.as_ref());
        (!mine, entry.and_then(recent).unwrap_or(usize::MAX))
    };
    shown.sort_by_key(rank);
    ScrollArea::vertical().id_salt("places").auto_shrink([false, true]).follow(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        egui::Frame::new().inner_margin(egui::Margin::symmetric(16, 0)).show(ui, |ui| {
            let count = chosen.len().to_string();
            section(ui, theme, say!(words, "chosen-places", count = count, most = MOST_PLACES.to_string()));
            ui.add_space(4.0);
        });
        for id in chosen {
            let Some(place) = session.library.places.get(id) else { continue };
            chosen_row(ui, cx, place, requests);
        }
        egui::Frame::new().inner_margin(egui::Margin::symmetric(16, 0)).show(ui, |ui| {
            if filters {
                filters_ui(ui, cx, view, &places, requests);
            }
            section(ui, theme, say!(words, "all-places", count = shown.len().to_string()));
            provinces_ui(ui, cx, view, &places);
            let name = say!(words, "place-search");
            let search = TextEdit::singleline(&mut view.passing.place_search)
                .hint_text(name.as_str())
                .desired_width(f32::INFINITY);
            let response = ui.add(search);
            response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &name));
            // Enter selects the first match, and the next word can be typed at once.
            let entered = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
            let first = shown.first().and_then(|at| places.all.get(*at));
            if let Some(entry) = first.filter(|_| entered && !view.passing.place_search.trim().is_empty()) {
                requests.actions.push(Action::AddPlace(entry.id.clone()));
                view.passing.place_search.clear();
                response.request_focus();
            }
            ui.add_space(4.0);
        });
        // Only visible rows are laid out.
        let top = ui.cursor().top();
        let sight = ui.clip_rect().y_range();
        let row_at = |y: f32| (((y - top) / ROW).max(0.0) as usize).min(shown.len());
        let range = row_at(sight.min)..row_at(sight.max + ROW).max(row_at(sight.min));
        ui.add_space(range.start as f32 * ROW);
        let rest = shown.len() - range.end;
        let mut picked = false;
        for entry in shown.get(range).into_iter().flatten().filter_map(|at| places.all.get(*at)) {
            let before = view.recent_places.contains(&entry.id);
            picked |= open_row(ui, cx, (entry, before), chosen.len() < MOST_PLACES, requests);
        }
        if picked {
            view.passing.place_search.clear();
        }
        ui.add_space(rest as f32 * ROW + 16.0);
    });
}

/// The texts of the rail, made once per state of the library and language.
#[derive(Clone, Debug, Default)]
struct Places {
    all: Vec<Entry>,
    /// The provinces with their numbers of places, those with most first.
    provinces: Vec<(PlaceId, String, usize)>,
    /// The number of policies that cannot pay.
    past: usize,
    /// The number of incentives with a published amount.
    published: usize,
}

/// A place that can be compared.
#[derive(Clone, Debug)]
struct Entry {
    id: PlaceId,
    name: String,
    findable: Findable,
    /// The number of its own incentives with a published amount; `None` if it has no policy.
    published: Option<usize>,
    /// The province it lies in.
    province: Option<PlaceId>,
}

impl Places {
    /// The current list of places.
    fn of(cx: &ViewContext<'_>, view: &mut View) -> Arc<Self> {
        let key = (cx.session.library_revision(), cx.words.language);
        Arc::clone(view.own.of::<Memo<(u64, Language), Arc<Self>>>().get(key, || Arc::new(Self::made(cx))))
    }

    /// Places with most published amounts first.
    fn made(cx: &ViewContext<'_>) -> Self {
        let ViewContext { session, words, .. } = cx;
        let library = &session.library;
        let mut published: BTreeMap<&PlaceId, usize> = BTreeMap::new();
        for policy in library.policies.values() {
            let count = policy.incentives.iter().filter(|incentive| incentive.amount.is_some()).count();
            *published.entry(&policy.place).or_default() += count;
        }
        let mut all: Vec<(Entry, PlaceKind)> = library
            .places
            .values()
            .filter(|place| !matches!(place.kind, PlaceKind::World))
            .map(|place| {
                let parts = [place.name.zh.as_str(), place.name.en.as_str(), place.id.as_str()];
                let also = place.also.iter().map(String::as_str);
                // A place is also found by the places around it.
                let chain = library.chain(&place.id).into_iter().skip(1).filter(|one| one.kind != PlaceKind::Nation);
                let around = chain.flat_map(|one| [one.name.zh.as_str(), one.name.en.as_str()]);
                let findable = Findable::new(parts.into_iter().chain(also).chain(around));
                let name = words.place(library, &place.id);
                let published = published.get(&place.id).copied();
                let around = library.chain(&place.id);
                let province = around.iter().find(|one| one.kind == PlaceKind::Province).map(|one| one.id.clone());
                (Entry { id: place.id.clone(), name, findable, published, province }, place.kind)
            })
            .collect();
        let mut provinces: Vec<(PlaceId, String, usize)> = Vec::new();
        for province in all.iter().filter_map(|(entry, _)| entry.province.as_ref()) {
            match provinces.iter_mut().find(|(id, ..)| id == province) {
                Some((.., count)) => *count += 1,
                None => provinces.push((province.clone(), words.place(library, province), 1)),
            }
        }
        provinces.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.1.cmp(&b.1)));
        all.sort_by(|(a, a_kind), (b, b_kind)| {
            let count = |entry: &Entry| entry.published.unwrap_or(0);
            count(b).cmp(&count(a)).then(a_kind.cmp(b_kind)).then_with(|| a.name.cmp(&b.name))
        });
        let past = library.policies.values().filter(|policy| !policy.status_on(session.day).can_pay()).count();
        Self {
            all: all.into_iter().map(|(entry, _)| entry).collect(),
            provinces,
            past,
            published: published.values().sum(),
        }
    }
}

/// The filter by province.
fn provinces_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, places: &Places) {
    let ViewContext { words, theme, .. } = cx;
    let all = say!(words, "place-all-provinces");
    let provinces = &places.provinces;
    let now =
        provinces.iter().find(|(id, ..)| Some(id) == view.passing.province.as_ref()).map(|(_, name, _)| name.clone());
    let text = now.as_deref().unwrap_or(&all);
    let combo = egui::ComboBox::from_id_salt("province").width(ui.available_width()).selected_text(text);
    let response = combo.show_ui(ui, |ui| {
        if ui.selectable_label(view.passing.province.is_none(), &all).clicked() {
            view.passing.province = None;
            ui.close();
        }
        for (id, name, count) in provinces {
            let label = say!(words, "filter-hits", label = name.as_str(), count = count.to_string());
            if ui.selectable_label(view.passing.province.as_ref() == Some(id), label).clicked() {
                view.passing.province = Some(id.clone());
                ui.close();
            }
        }
    });
    let name = say!(words, "place-province");
    response.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &name));
    focus_ring(ui, theme, &response.response);
    ui.add_space(4.0);
}

fn filters_ui(ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, places: &Places, requests: &mut Requests) {
    let ViewContext { words, theme, .. } = cx;
    let (payable, published) = (places.past, places.published);
    section(ui, theme, say!(words, "filter-title"));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        let hits = |label: String, count: usize| say!(words, "filter-hits", label = label, count = count.to_string());
        let past = hits(say!(words, "filter-in-force"), payable);
        if chip(ui, theme, view.show_past, &past).clicked() {
            view.show_past = !view.show_past;
        }
        let amounts = hits(say!(words, "filter-published"), published);
        if chip(ui, theme, view.only_published, &amounts).clicked() {
            view.only_published = !view.only_published;
        }
        let official = say!(words, "filter-official");
        if chip(ui, theme, view.official, &official).clicked() {
            requests.others.push(Request::Official(!view.official));
        }
        let differences = say!(words, "filter-differences");
        if chip(ui, theme, view.only_differences, &differences).clicked() {
            view.only_differences = !view.only_differences;
        }
        let any = view.show_past || view.only_published || view.only_differences || view.official;
        if any && chip(ui, theme, false, &say!(words, "filter-clear")).clicked() {
            (view.show_past, view.only_published, view.only_differences) = (false, false, false);
            requests.others.push(Request::Official(false));
        }
    });
    ui.add_space(4.0);
}

fn chosen_row(ui: &mut Ui, cx: &ViewContext<'_>, place: &Place, requests: &mut Requests) {
    let ViewContext { session, words, theme, .. } = cx;
    let name = words.place(&session.library, &place.id);
    let label = say!(words, "place-remove", place = name.as_str());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, true, &label));
    drag_ui(ui, cx, rect, &response, place, requests);
    let fill = if response.hovered() { theme.faint } else { theme.surface };
    ui.painter().rect_filled(rect, CornerRadius::ZERO, fill);
    let mark = session.mark(&place.id);
    paint_marker(ui.painter(), mark, egui::pos2(rect.left() + 23.0, rect.center().y), 5.0, theme.place(mark));
    let fact = parent_name(cx, place);
    text_row(ui, cx, rect, &name, [&fact, ""], theme.ink);
    focus_ring(ui, theme, &response);
    let response = response.on_hover_text(&label);
    if response.clicked() {
        requests.actions.push(Action::RemovePlace(place.id.clone()));
    }
    response.context_menu(|ui| {
        for (by, text) in [
            (-1, say!(words, "place-left", place = name.as_str())),
            (1, say!(words, "place-right", place = name.as_str())),
        ] {
            if ui.button(text).clicked() {
                requests.actions.push(Action::MovePlace(place.id.clone(), by));
            }
        }
    });
}

/// Moves a chosen place by dragging.
fn drag_ui(
    ui: &Ui,
    cx: &ViewContext<'_>,
    rect: Rect,
    response: &egui::Response,
    place: &Place,
    requests: &mut Requests,
) {
    let chosen = &cx.session.production().places;
    let at = |id: &PlaceId| chosen.iter().position(|other| other == id);
    response.dnd_set_drag_payload(place.id.clone());
    if let Some(held) = response.dnd_hover_payload::<PlaceId>().filter(|held| **held != place.id) {
        let y = if at(&held) < at(&place.id) { rect.bottom() } else { rect.top() };
        ui.painter().hline(rect.x_range(), y, egui::Stroke::new(2.0, cx.theme.accent));
    }
    if let Some(held) = response.dnd_release_payload::<PlaceId>()
        && let (Some(from), Some(to)) = (at(&held), at(&place.id))
        && from != to
    {
        requests.actions.push(Action::MovePlace((*held).clone(), to as isize - from as isize));
    }
}

/// A place that is not chosen. Returns whether it was clicked.
fn open_row(
    ui: &mut Ui,
    cx: &ViewContext<'_>,
    (entry, before): (&Entry, bool),
    room: bool,
    requests: &mut Requests,
) -> bool {
    let ViewContext { words, theme, .. } = cx;
    let name = entry.name.as_str();
    let label = say!(words, "place-add", place = name);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, room, false, &label));
    if response.hovered() && room {
        ui.painter().rect_filled(rect, CornerRadius::ZERO, theme.faint);
    }
    let center = egui::pos2(rect.left() + 23.0, rect.center().y);
    ui.painter().circle_stroke(center, 4.5, egui::Stroke::new(1.0, theme.third));
    let fact = match entry.published {
        _ if before => say!(words, "place-recent"),
        None => say!(words, "place-none"),
        Some(0) => say!(words, "place-unpublished"),
        Some(count) => say!(words, "place-facts", count = count),
    };
    let short = entry.published.filter(|count| *count > 0).map_or(String::new(), |count| count.to_string());
    text_row(ui, cx, rect, name, [&fact, &short], if room { theme.ink } else { theme.third });
    focus_ring(ui, theme, &response);
    if room {
        let response = response.on_hover_text(format!("{name} · {fact}"));
        if response.clicked() {
            requests.actions.push(Action::AddPlace(entry.id.clone()));
            return true;
        }
    } else {
        response.on_hover_text(say!(words, "place-full", most = MOST_PLACES.to_string()));
    }
    false
}

/// The name on the left, cut where the fact on the right begins. The fact has a long and a short form;
/// the name takes precedence.
fn text_row(ui: &Ui, cx: &ViewContext<'_>, rect: Rect, name: &str, facts: [&str; 2], ink: egui::Color32) {
    let theme = cx.theme;
    let width = |text: &str, font| ui.painter().layout_no_wrap(text.to_owned(), font, ink).size().x;
    let [long, short] = facts;
    let need = width(name, Type::Body.font(ui)) + width(long, Type::Small.font(ui));
    let fact = if need + 34.0 + 16.0 + 6.0 > rect.width() { short } else { long };
    let right = egui::pos2(rect.right() - 16.0, rect.center().y);
    let fact = ui.painter().text(right, Align2::RIGHT_CENTER, fact, Type::Small.font(ui), theme.third);
    let room = fact.left() - rect.left() - 34.0 - 6.0;
    let galley = fitted(ui, name, Type::Body, false, ink, room);
    let at = egui::pos2(rect.left() + 34.0, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, ink);
}

fn parent_name(cx: &ViewContext<'_>, place: &Place) -> String {
    let parent = place.parent.as_ref().and_then(|parent| cx.session.library.places.get(parent));
    match (place.kind, parent) {
        (PlaceKind::City, Some(parent)) => cx.words.text(&parent.name).to_owned(),
        _ => String::new(),
    }
}
