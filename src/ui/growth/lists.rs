//! The lists beside the plot: places that have the indicator, and all indicators with anything to plot.

use egui::{CornerRadius, Margin, Role, Sense, Ui, WidgetInfo, vec2};

use super::MOST_LINES;
use crate::model::id::{IndicatorId, PlaceId};
use crate::model::mark::Mark;
use crate::model::text::Language;
use crate::say;
use crate::ui::looking::Looking;
use crate::ui::theme::Type;
use crate::ui::view::View;
use crate::ui::widgets::{focus_ring, paint_marker, section};

const ROW: f32 = 28.0;

/// What the lists say, made once for each state of the library, each language and each indicator.
#[derive(Clone, Debug, Default)]
pub(in crate::ui) struct Lists {
    made_for: Option<(u64, Language)>,
    /// The indicator that is shown; none if there is nothing to plot.
    pub(super) indicator: Option<IndicatorId>,
    indicators: Vec<(IndicatorId, String, usize)>,
    /// Places that have the indicator, those with most values first.
    places: Vec<(PlaceId, String, usize)>,
}

impl Lists {
    /// The lists as they are now; what was made for the last frame is used again if nothing changed.
    pub(super) fn of(looking: &Looking<'_>, view: &mut View) -> Self {
        let library = &looking.session.library;
        let mut lists = std::mem::take(&mut view.growth.lists);
        let now = Some((looking.session.library_revision(), looking.words.language));
        let fresh = lists.made_for == now;
        if !fresh {
            lists.indicators = indicators(looking);
            lists.made_for = now;
        }
        let chosen = view.growth.indicator.clone().filter(|id| library.indicators.contains_key(id));
        let chosen = chosen.or_else(|| lists.indicators.first().map(|(id, ..)| id.clone()));
        if !fresh || chosen != lists.indicator {
            lists.places = chosen.as_ref().map(|id| places(looking, id)).unwrap_or_default();
            lists.indicator = chosen;
        }
        lists
    }

    /// The places that are drawn: those that were chosen, as far as they have the indicator, or the first ones.
    pub(super) fn shown(&self, chosen: &[PlaceId]) -> Vec<PlaceId> {
        let has = |place: &PlaceId| self.places.iter().any(|(id, ..)| id == place);
        let places: Vec<PlaceId> = chosen.iter().filter(|place| has(place)).cloned().collect();
        if places.is_empty() {
            return self.places.iter().take(MOST_LINES).map(|(id, ..)| id.clone()).collect();
        }
        places
    }

    /// Draws both lists.
    pub(super) fn ui(&self, ui: &mut Ui, looking: &Looking<'_>, view: &mut View, shown: &[PlaceId]) {
        let Looking { words, theme, .. } = looking;
        let inset = |ui: &mut Ui, text: String| {
            egui::Frame::new().inner_margin(Margin::symmetric(16, 0)).show(ui, |ui| section(ui, theme, text));
        };
        inset(ui, say!(words, "growth-places"));
        in_sight(ui, &self.places, |ui, (place, name, count)| {
            let at = shown.iter().position(|other| other == place);
            if row_ui(
                ui,
                looking,
                name,
                &count.to_string(),
                at.is_some(),
                Some(at.map(|_| looking.session.mark(place))),
            )
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
        in_sight(ui, &self.indicators, |ui, (id, name, count)| {
            let chosen = self.indicator.as_ref() == Some(id);
            if row_ui(ui, looking, name, &count.to_string(), chosen, None).clicked() {
                view.growth.indicator = Some(id.clone());
                view.growth.places.clear();
            }
        });
        ui.add_space(16.0);
    }
}

/// Lays out only the rows that can be seen, however many there are.
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

/// Indicators with anything to plot, those with most values first.
fn indicators(looking: &Looking<'_>) -> Vec<(IndicatorId, String, usize)> {
    let library = &looking.session.library;
    let mut all: Vec<(IndicatorId, String, usize)> = library
        .indicators
        .iter()
        .filter_map(|(id, indicator)| {
            let count = library.observations_of(id).count();
            let any = library.observations_of(id).any(|seen| seen.plot && seen.value.is_some());
            any.then(|| (id.clone(), looking.words.text(&indicator.name).to_owned(), count))
        })
        .collect();
    all.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.0.cmp(&b.0)));
    all
}

/// Places that have an indicator, those with most values first.
fn places(looking: &Looking<'_>, indicator: &IndicatorId) -> Vec<(PlaceId, String, usize)> {
    let library = &looking.session.library;
    let mut counts = std::collections::BTreeMap::<&PlaceId, usize>::new();
    for seen in library.observations_of(indicator) {
        *counts.entry(&seen.place).or_default() += 1;
    }
    let named = |(id, count): (&PlaceId, usize)| (id.clone(), looking.words.place(library, id), count);
    let mut all: Vec<(PlaceId, String, usize)> = counts.into_iter().map(named).collect();
    all.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.0.cmp(&b.0)));
    all
}

/// A row of the rail: a marker where it is a place, a name, a count.
fn row_ui(
    ui: &mut Ui,
    looking: &Looking<'_>,
    name: &str,
    count: &str,
    chosen: bool,
    place: Option<Option<Mark>>,
) -> egui::Response {
    let theme = looking.theme;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen, name));
    if chosen || response.hovered() {
        let fill = if chosen { theme.surface } else { theme.faint };
        ui.painter().rect_filled(rect, CornerRadius::ZERO, fill);
    }
    let mut left = rect.left() + 16.0;
    if let Some(mark) = place {
        let center = egui::pos2(left + 7.0, rect.center().y);
        match mark {
            Some(mark) => paint_marker(ui.painter(), mark, center, 5.0, theme.place(mark)),
            None => {
                ui.painter().circle_stroke(center, 4.5, egui::Stroke::new(1.0, theme.third));
            }
        }
        left += 18.0;
    }
    let right = egui::pos2(rect.right() - 16.0, rect.center().y);
    let small_font = Type::Small.font(ui);
    let count = ui.painter().text(right, egui::Align2::RIGHT_CENTER, count, small_font, theme.third);
    let ink = if chosen { theme.ink } else { theme.second };
    let mut job = egui::text::LayoutJob::simple_singleline(name.to_owned(), Type::Body.font(ui), ink);
    job.wrap = egui::text::TextWrapping::truncate_at_width((count.left() - left - 6.0).max(20.0));
    let galley = ui.painter().layout_job(job);
    ui.painter().galley(egui::pos2(left, rect.center().y - galley.size().y / 2.0), galley, ink);
    focus_ring(ui, theme, &response);
    response.on_hover_text(name)
}
