//! The lists beside the plot: places with the indicator, and all indicators that can be plotted.

use std::sync::Arc;

use egui::{CornerRadius, Margin, Role, Sense, Ui, WidgetInfo, vec2};

use super::MOST_LINES;
use crate::model::id::{IndicatorId, PlaceId};
use crate::model::mark::Mark;
use crate::model::text::Language;
use crate::say;
use crate::study::growth::{Peers, coordinate, peers};
use crate::ui::context::ViewContext;
use crate::ui::fitted::fitted;
use crate::ui::icons;
use crate::ui::memo::Memo;
use crate::ui::theme::Type;
use crate::ui::view::View;
use crate::ui::widgets::{focus_ring, paint_marker, section};

const ROW: f32 = 30.0;
/// If fewer places of the comparison have the indicator, others are drawn beside them.
const LEAST_COMPARED: usize = 2;
/// A nation whose value is this many times the largest of the others is drawn only if chosen.
const OUT_OF_SCALE: f64 = 20.0;

/// The texts of the lists, made once per library, language and indicator.
#[derive(Clone, Debug, Default)]
pub(in crate::ui) struct Lists {
    /// The indicator that is shown; `None` if there is nothing to plot.
    pub(super) indicator: Option<IndicatorId>,
    indicators: Arc<Vec<Listed>>,
    /// Places with the indicator, those with most values first, with their largest value.
    places: Vec<(PlaceId, String, usize, f64)>,
}

/// An indicator in the list.
#[derive(Clone, Debug)]
struct Listed {
    id: IndicatorId,
    name: String,
    /// The number of places with it, and of periods.
    places: usize,
    periods: usize,
    /// Whether some place has more than one value, so that lines are drawn.
    over_time: bool,
}

impl Lists {
    /// The current lists.
    pub(super) fn of(cx: &ViewContext<'_>, view: &mut View) -> Arc<Self> {
        let (revision, language) = (cx.session.library_revision(), cx.words.language);
        let indicators = Arc::clone(
            view.own
                .of::<Memo<(u64, Language), Arc<Vec<Listed>>>>()
                .get((revision, language), || Arc::new(indicators(cx))),
        );
        let known = |id: &IndicatorId| cx.session.library.indicators.contains_key(id);
        let chosen = view.growth.indicator.clone().filter(known);
        let indicator = chosen.or_else(|| indicators.first().map(|one| one.id.clone()));
        let lists = view.own.of::<Memo<(u64, Language, Option<IndicatorId>, Option<PlaceId>), Arc<Self>>>();
        let made = lists.get((revision, language, indicator.clone(), cx.session.city().cloned()), || {
            let places = indicator.as_ref().map(|id| places(cx, id)).unwrap_or_default();
            Arc::new(Self { indicator, indicators, places })
        });
        Arc::clone(made)
    }

    /// The places that were chosen one by one and have the indicator.
    pub(super) fn chosen(&self, view: &View) -> Vec<PlaceId> {
        let has = |place: &&PlaceId| self.places.iter().any(|(id, ..)| id == *place);
        view.growth.places.iter().filter(has).cloned().collect()
    }

    /// The places that are drawn: those chosen one by one; otherwise the user's city and its peers; otherwise the
    /// first ones, if the comparison leaves nothing to compare. The nation is left out if all others would be too
    /// small beside it.
    pub(super) fn shown(&self, cx: &ViewContext<'_>, view: &View) -> Vec<PlaceId> {
        let chosen = self.chosen(view);
        if !chosen.is_empty() {
            return chosen;
        }
        let rule = view.growth.peers;
        let mut places = self.by_rule(cx, view);
        places.truncate(MOST_LINES);
        if places.is_empty() || rule == Peers::Compared && places.len() < LEAST_COMPARED {
            let rest = self.places.iter().map(|(id, ..)| id).filter(|id| !places.contains(id));
            let rest: Vec<PlaceId> = rest.take(MOST_LINES - places.len()).cloned().collect();
            places.extend(rest);
        }
        let largest = |of_nation: bool| {
            let of = self.places.iter().filter(|(id, ..)| places.contains(id));
            let of = of.filter(|(id, ..)| (cx.session.mark(id) == Mark::NATION) == of_nation);
            of.map(|(.., most)| *most).fold(0.0, f64::max)
        };
        let rest = largest(false);
        if rest > 0.0 && largest(true) > OUT_OF_SCALE * rest {
            places.retain(|id| cx.session.mark(id) != Mark::NATION);
        }
        places
    }

    /// The user's city and its peers by the rule.
    fn by_rule(&self, cx: &ViewContext<'_>, view: &View) -> Vec<PlaceId> {
        let compared = &cx.session.production().places;
        let sizes: Vec<(PlaceId, f64)> = self.places.iter().map(|(id, .., most)| (id.clone(), *most)).collect();
        peers(&cx.session.library, view.growth.peers, view.city.as_ref(), compared, &sizes)
    }

    /// A note if the rule finds no place.
    pub(super) fn note(&self, cx: &ViewContext<'_>, view: &View) -> Option<String> {
        let words = cx.words;
        let found = self.by_rule(cx, view);
        let alone = found.iter().all(|place| Some(place) == view.city.as_ref());
        if !alone || !self.chosen(view).is_empty() {
            return None;
        }
        match view.growth.peers {
            Peers::All => None,
            Peers::Compared if cx.session.production().places.is_empty() => None,
            Peers::Compared => Some(say!(words, "growth-no-data-here")),
            rule => Some(say!(words, "growth-peers-none", rule = words.peers(rule))),
        }
    }

    /// Draws both lists.
    pub(super) fn ui(&self, ui: &mut Ui, cx: &ViewContext<'_>, view: &mut View, shown: &[PlaceId]) {
        let ViewContext { words, theme, .. } = cx;
        let inset = |ui: &mut Ui, text: String| {
            egui::Frame::new().inner_margin(Margin::symmetric(16, 0)).show(ui, |ui| section(ui, theme, text));
        };
        inset(ui, say!(words, "growth-places"));
        in_sight(ui, &self.places, |ui, (place, name, count, _)| {
            let at = shown.iter().position(|other| other == place);
            if row_ui(ui, cx, name, &count.to_string(), at.is_some(), Lead::Mark(at.map(|_| cx.session.mark(place))))
                .clicked()
            {
                let mut chosen = shown.to_vec();
                match at {
                    Some(at) => drop(chosen.remove(at)),
                    None if chosen.len() < MOST_LINES => chosen.push(place.clone()),
                    None => {}
                }
                view.growth.places = chosen;
            }
        });
        inset(ui, say!(words, "growth-indicator"));
        in_sight(ui, &self.indicators, |ui, one| {
            let chosen = self.indicator.as_ref() == Some(&one.id);
            let count = format!("{} · {}", one.places, one.periods);
            let lead = Lead::Icon(if one.over_time { icons::CHART_LINE_UP } else { icons::CHART_BAR });
            if row_ui(ui, cx, &one.name, &count, chosen, lead).clicked() {
                view.growth.indicator = Some(one.id.clone());
                view.growth.places.clear();
            }
        });
        ui.add_space(16.0);
    }
}

/// Lays out only the visible rows.
fn in_sight<T>(ui: &mut Ui, all: &[T], mut draw: impl FnMut(&mut Ui, &T)) {
    let top = ui.cursor().top();
    let sight = ui.clip_rect().y_range();
    let row_at = |y: f32| (((y - top) / ROW).max(0.0) as usize).min(all.len());
    let (from, to) = (row_at(sight.min), row_at(sight.max + ROW));
    ui.add_space(from as f32 * ROW);
    for one in all.get(from..to.max(from)).into_iter().flatten() {
        draw(ui, one);
    }
    ui.add_space((all.len() - to.max(from)) as f32 * ROW);
}

/// Indicators that can be plotted, those with most values first.
fn indicators(cx: &ViewContext<'_>) -> Vec<Listed> {
    let library = &cx.session.library;
    let listed = library.indicators.iter().filter_map(|(id, indicator)| {
        let told = || library.observations_of(id).filter(|seen| seen.plot && seen.value.is_some());
        let mut by_place = std::collections::BTreeMap::<&PlaceId, std::collections::BTreeSet<_>>::new();
        told().for_each(|seen| by_place.entry(&seen.place).or_default().extend(seen.period));
        let periods: std::collections::BTreeSet<_> = by_place.values().flatten().collect();
        (!by_place.is_empty()).then(|| Listed {
            id: id.clone(),
            name: cx.words.text(&indicator.name).to_owned(),
            places: by_place.len(),
            periods: periods.len(),
            over_time: by_place.values().any(|periods| periods.len() > 1),
        })
    });
    let mut all: Vec<Listed> = listed.collect();
    all.sort_by_key(|one| std::cmp::Reverse(library.observations_of(&one.id).count()));
    all
}

/// Places with an indicator: the user's city, then those with most values.
fn places(cx: &ViewContext<'_>, indicator: &IndicatorId) -> Vec<(PlaceId, String, usize, f64)> {
    let library = &cx.session.library;
    let mut counts = std::collections::BTreeMap::<&PlaceId, (usize, f64)>::new();
    for seen in library.observations_of(indicator) {
        let (count, most) = counts.entry(&seen.place).or_default();
        *count += 1;
        *most = seen.value.map_or(*most, |value| most.max(coordinate(value.0)));
    }
    let named = |(id, (count, most)): (&PlaceId, (usize, f64))| (id.clone(), cx.words.place(library, id), count, most);
    let mut all: Vec<(PlaceId, String, usize, f64)> = counts.into_iter().map(named).collect();
    let mine = |id: &PlaceId| cx.session.city() == Some(id);
    all.sort_by(|a, b| mine(&b.0).cmp(&mine(&a.0)).then(b.2.cmp(&a.2)).then_with(|| a.0.cmp(&b.0)));
    all
}

/// The element before a name.
enum Lead {
    /// The mark of a place, an empty circle if it is not drawn.
    Mark(Option<Mark>),
    /// An icon of the kind of plot.
    Icon(&'static str),
}

/// A row of the rail: a marker for a place, a name, a count.
fn row_ui(ui: &mut Ui, cx: &ViewContext<'_>, name: &str, count: &str, chosen: bool, lead: Lead) -> egui::Response {
    let theme = cx.theme;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen, name));
    if chosen || response.hovered() {
        let fill = if chosen { theme.surface } else { theme.faint };
        ui.painter().rect_filled(rect, CornerRadius::ZERO, fill);
    }
    let mut left = rect.left() + 16.0;
    let center = egui::pos2(left + 7.0, rect.center().y);
    match lead {
        Lead::Mark(Some(mark)) => paint_marker(ui.painter(), mark, center, 5.0, theme.place(mark)),
        Lead::Mark(None) => {
            ui.painter().circle_stroke(center, 4.5, egui::Stroke::new(1.0, theme.third));
        }
        Lead::Icon(icon) => {
            let ink = if chosen { theme.accent } else { theme.third };
            ui.painter().text(center, egui::Align2::CENTER_CENTER, icon, Type::Body.font(ui), ink);
        }
    }
    left += 20.0;
    let right = egui::pos2(rect.right() - 16.0, rect.center().y);
    let small_font = Type::Small.font(ui);
    let count = ui.painter().text(right, egui::Align2::RIGHT_CENTER, count, small_font, theme.third);
    let ink = if chosen { theme.ink } else { theme.second };
    let galley = fitted(ui, name, Type::Small, false, ink, count.left() - left - 6.0);
    ui.painter().galley(egui::pos2(left, rect.center().y - galley.size().y / 2.0), galley, ink);
    focus_ring(ui, theme, &response);
    response.on_hover_text(name)
}
