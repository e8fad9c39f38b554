//! Indicators over time, for many places, with the sources behind every point.

mod plot;

use egui::{CentralPanel, CornerRadius, Margin, Panel, RichText, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

use super::looking::{Looking, NARROW};
use super::sources::cites_ui;
use super::theme::Type;
use super::view::View;
use super::widgets::{
    Tone, answer, empty, focus_ring, hairline, head, paint_marker, section, segmented, small, strong, tag, title,
};
use crate::model::id::{IndicatorId, ObservationId, PlaceId};
use crate::model::indicator::{Indicator, Nature, Observation, Unit};
use crate::model::library::Library;
use crate::model::text::Language;
use crate::say;
use crate::study::growth::{Point, Series, compound_growth, growth, series};
use crate::words::Words;

const MOST_LINES: usize = 6;

/// Draws the growth view.
pub(super) fn growth_ui(ui: &mut Ui, looking: &Looking<'_>, view: &mut View) {
    let Looking { session, words, theme, .. } = looking;
    let library = &session.library;
    let indicators = plotted(library);
    let narrow = ui.ctx().content_rect().width() < NARROW;
    let chosen = view.growth.indicator.clone().filter(|id| library.indicators.contains_key(id));
    let Some(indicator) = chosen.or_else(|| indicators.first().map(|(id, _)| (*id).clone())) else {
        let frame = egui::Frame::new().fill(theme.paper);
        CentralPanel::default().frame(frame).show(ui, |ui| {
            empty(ui, theme, &say!(words, "growth-title"), &say!(words, "growth-pick"));
        });
        return;
    };
    let available = places_with(library, &indicator);
    let mut places: Vec<PlaceId> =
        view.growth.places.iter().filter(|place| available.iter().any(|(id, _)| id == *place)).cloned().collect();
    if places.is_empty() {
        places = available.iter().take(MOST_LINES).map(|(id, _)| id.clone()).collect();
    }
    if !(narrow && view.why.now().is_some()) {
        let frame = egui::Frame::new().fill(theme.sunk);
        let size = super::rail::rail_width(looking.words.language);
        Panel::left("indicators").exact_size(size).resizable(false).frame(frame).show(ui, |ui| {
            ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                lists_ui(ui, looking, view, &indicators, &indicator, &available, &places);
            });
        });
    }
    let frame = egui::Frame::new().fill(theme.paper).inner_margin(Margin::symmetric(20, 14));
    CentralPanel::default().frame(frame).show(ui, |ui| {
        let Some(indicator) = library.indicators.get(&indicator) else { return };
        page_ui(ui, looking, view, indicator, &places);
    });
}

fn page_ui(ui: &mut Ui, looking: &Looking<'_>, view: &mut View, indicator: &Indicator, places: &[PlaceId]) {
    let Looking { session, words, theme, .. } = looking;
    let library = &session.library;
    let all = series(library, &indicator.id, places);
    ui.horizontal_wrapped(|ui| {
        ui.label(title(words.text(&indicator.name)));
        ui.label(small(theme, axis_unit(words, &indicator.unit)));
    });
    let finding = finding(looking, indicator, &all);
    ui.add(egui::Label::new(RichText::new(finding.as_str()).color(theme.second)).wrap());
    ui.add_space(8.0);
    ui.horizontal_wrapped(|ui| {
        let growth = &mut view.growth;
        let linear = [(false, say!(words, "growth-linear")), (true, say!(words, "growth-log"))];
        if let Some(log) = segmented(ui, theme, growth.log, &linear) {
            growth.log = log;
        }
        let value = [(false, say!(words, "growth-value")), (true, say!(words, "growth-index"))];
        if let Some(index) = segmented(ui, theme, growth.index, &value) {
            growth.index = index;
        }
        let plot = [(false, say!(words, "growth-plot")), (true, say!(words, "growth-table"))];
        if let Some(table) = segmented(ui, theme, growth.table, &plot) {
            growth.table = table;
        }
    });
    ui.add_space(8.0);
    if view.growth.table {
        table_ui(ui, looking, view, indicator, places);
        return;
    }
    if all.iter().all(|series| series.points.is_empty()) {
        empty(ui, theme, words.text(&indicator.name), &say!(words, "growth-empty"));
        return;
    }
    let below = 92.0;
    let height = (ui.available_height() - below).max(160.0);
    plot::plot_ui(ui, looking, view, indicator, places, &all, height, &finding);
    ui.add_space(4.0);
    legend_ui(ui, looking, &all, places);
    changes_ui(ui, looking, &all);
}

/// Indicators with anything to plot, those with most values first.
fn plotted(library: &Library) -> Vec<(&IndicatorId, usize)> {
    let mut all: Vec<(&IndicatorId, usize)> = library
        .indicators
        .keys()
        .filter_map(|id| {
            let count = library.observations_of(id).count();
            let any = library.observations_of(id).any(|seen| seen.plot && seen.value.is_some());
            any.then_some((id, count))
        })
        .collect();
    all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    all
}

/// Places that have an indicator, those with most values first.
fn places_with(library: &Library, indicator: &IndicatorId) -> Vec<(PlaceId, usize)> {
    let mut all: Vec<(PlaceId, usize)> = Vec::new();
    for seen in library.observations_of(indicator) {
        match all.iter_mut().find(|(place, _)| *place == seen.place) {
            Some((_, count)) => *count += 1,
            None => all.push((seen.place.clone(), 1)),
        }
    }
    all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    all
}

fn lists_ui(
    ui: &mut Ui,
    looking: &Looking<'_>,
    view: &mut View,
    indicators: &[(&IndicatorId, usize)],
    now: &IndicatorId,
    available: &[(PlaceId, usize)],
    places: &[PlaceId],
) {
    let Looking { session, words, theme, .. } = looking;
    let library = &session.library;
    let inset = |ui: &mut Ui, text: String| {
        egui::Frame::new().inner_margin(Margin::symmetric(16, 0)).show(ui, |ui| section(ui, theme, text));
    };
    inset(ui, say!(words, "growth-places"));
    for (place, count) in available {
        let at = places.iter().position(|other| other == place);
        let name = words.place(library, place);
        if row_ui(ui, looking, &name, &count.to_string(), at.is_some(), Some(at)).clicked() {
            let mut chosen = places.to_vec();
            match at {
                Some(at) => drop(chosen.remove(at)),
                None if chosen.len() < MOST_LINES => chosen.push(place.clone()),
                None => {}
            }
            view.growth.places = chosen;
        }
    }
    inset(ui, say!(words, "growth-indicator"));
    for (id, count) in indicators {
        let name = library.indicators.get(*id).map_or_else(String::new, |one| words.text(&one.name).to_owned());
        if row_ui(ui, looking, &name, &count.to_string(), *id == now, None).clicked() {
            view.growth.indicator = Some((*id).clone());
            view.growth.places.clear();
        }
    }
    ui.add_space(16.0);
}

/// A row of the rail: a marker where it is a place, a name, a count.
fn row_ui(
    ui: &mut Ui,
    looking: &Looking<'_>,
    name: &str,
    count: &str,
    chosen: bool,
    place: Option<Option<usize>>,
) -> egui::Response {
    let theme = looking.theme;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen, name));
    if !ui.is_rect_visible(rect) {
        return response;
    }
    if chosen || response.hovered() {
        let fill = if chosen { theme.surface } else { theme.faint };
        ui.painter().rect_filled(rect, CornerRadius::ZERO, fill);
    }
    let mut left = rect.left() + 16.0;
    if let Some(column) = place {
        let center = egui::pos2(left + 7.0, rect.center().y);
        match column {
            Some(column) => paint_marker(ui.painter(), column, center, 5.0, theme.place(column)),
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

/// One sentence that says what the plot shows.
fn finding(looking: &Looking<'_>, indicator: &Indicator, all: &[Series<'_>]) -> String {
    let Looking { session, words, .. } = looking;
    let main = all.iter().filter(|series| series.method.is_empty()).max_by_key(|series| series.points.len());
    let Some(main) = main else { return String::new() };
    let place = words.place(&session.library, &main.place);
    let say_value = |point: &Point<'_>| match point.observations.first() {
        Some(seen) => words.observed(&indicator.unit, seen),
        None => words.measure(&indicator.unit, point.value),
    };
    // Of a value on which its sources do not agree no growth is told.
    let (known, expected): (Vec<&Point<'_>>, Vec<&Point<'_>>) = main
        .points
        .iter()
        .filter(|point| !point.differs())
        .partition(|point| matches!(point.nature, Nature::Actual | Nature::Estimate));
    let one = |point: &Point<'_>| {
        let (value, period) = (say_value(point), point.period.to_string().replace("..", "–"));
        say!(words, "growth-sentence-one", place = place.as_str(), value = value, period = period)
    };
    let rise = |first: &Point<'_>, last: &Point<'_>| {
        let rate = signed_percent(words, compound_growth(first, last)?);
        let (from, to) = (say_value(first), say_value(last));
        let (first, last) = (first.period.to_string().replace("..", "–"), last.period.to_string().replace("..", "–"));
        Some(say!(
            words,
            "growth-sentence-rise",
            place = place.as_str(),
            from = from,
            first = first,
            to = to,
            last = last,
            rate = rate
        ))
    };
    let mut sentences = Vec::new();
    match (known.first(), known.last()) {
        (Some(first), Some(last)) => sentences.push(rise(first, last).unwrap_or_else(|| one(last))),
        _ => sentences.extend(expected.first().map(|point| one(point))),
    }
    if let (Some(base), Some(last)) = (known.last(), expected.last())
        && let Some(rate) = compound_growth(base, last)
    {
        let (to, period, rate) =
            (say_value(last), last.period.to_string().replace("..", "–"), signed_percent(words, rate));
        sentences.push(say!(words, "growth-sentence-expected", to = to, last = period, rate = rate));
    }
    sentences.join(" ")
}

fn legend_ui(ui: &mut Ui, looking: &Looking<'_>, all: &[Series<'_>], places: &[PlaceId]) {
    let Looking { session, words, theme, .. } = looking;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for (column, place) in places.iter().enumerate() {
            super::widgets::marker(ui, theme, Some(column));
            ui.label(small(theme, words.place(&session.library, place)));
            ui.add_space(8.0);
        }
        let natures: Vec<Nature> = all.iter().flat_map(|s| &s.points).map(|point| point.nature).collect();
        let disputed = all.iter().flat_map(|s| &s.points).any(|point| !point.disputed().is_empty());
        let entry = |ui: &mut Ui, shape: plot::Sign, text: String| {
            plot::sign_ui(ui, theme, shape);
            ui.label(small(theme, text));
            ui.add_space(8.0);
        };
        if natures.iter().any(|nature| matches!(nature, Nature::Actual | Nature::Estimate)) {
            entry(ui, plot::Sign::Solid, say!(words, "growth-legend-solid"));
        }
        if natures.contains(&Nature::Forecast) {
            entry(ui, plot::Sign::Open, say!(words, "growth-legend-open"));
        }
        if natures.contains(&Nature::Target) {
            entry(ui, plot::Sign::Target, say!(words, "growth-legend-target"));
        }
        if natures.contains(&Nature::Capacity) {
            entry(ui, plot::Sign::Capacity, say!(words, "growth-legend-capacity"));
        }
        if disputed {
            entry(ui, plot::Sign::Disputed, say!(words, "growth-legend-disputed"));
        }
    });
}

/// Growth between the points of the longest series.
fn changes_ui(ui: &mut Ui, looking: &Looking<'_>, all: &[Series<'_>]) {
    let Looking { words, theme, .. } = looking;
    let longest = all.iter().filter(|series| series.method.is_empty()).max_by_key(|series| series.points.len());
    let Some(points) = longest.map(|series| &series.points).filter(|points| points.len() > 1) else { return };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for pair in points.windows(2) {
            let [from, to] = pair else { continue };
            if from.differs() || to.differs() {
                continue;
            }
            let years = to.position() - from.position();
            let (label, rate) = if years > 1.2 {
                let rate = compound_growth(from, to);
                let label = say!(
                    words,
                    "growth-change-a-year",
                    from = from.period.to_string().replace("..", "–"),
                    to = to.period.to_string().replace("..", "–")
                );
                (label, rate)
            } else {
                let label = say!(
                    words,
                    "growth-change",
                    from = from.period.to_string().replace("..", "–"),
                    to = to.period.to_string().replace("..", "–")
                );
                (label, growth(from, to))
            };
            if let Some(rate) = rate {
                ui.label(small(theme, label));
                ui.label(RichText::new(signed_percent(words, rate)).small());
                ui.add_space(10.0);
            }
        }
    });
}

fn table_ui(ui: &mut Ui, looking: &Looking<'_>, view: &mut View, indicator: &Indicator, places: &[PlaceId]) {
    let Looking { session, words, theme, .. } = looking;
    let library = &session.library;
    let mut rows: Vec<&Observation> =
        library.observations_of(&indicator.id).filter(|seen| places.contains(&seen.place)).collect();
    rows.sort_by_key(|seen| (places.iter().position(|place| *place == seen.place), seen.period, seen.id.clone()));
    ScrollArea::both().auto_shrink([false, false]).show(ui, |ui| {
        egui::Grid::new("observations").num_columns(6).spacing([20.0, 8.0]).min_col_width(60.0).show(ui, |ui| {
            let heads = [
                say!(words, "growth-column-place"),
                say!(words, "growth-column-period"),
                say!(words, "growth-column-value"),
                say!(words, "growth-column-printed"),
                say!(words, "growth-column-nature"),
                say!(words, "growth-column-source"),
            ];
            for text in heads {
                ui.label(small(theme, text));
            }
            ui.end_row();
            for seen in rows {
                ui.label(words.place(library, &seen.place));
                ui.label(words.period(seen));
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    let text = words.observed(&indicator.unit, seen);
                    let color = if seen.printed_value.is_some() { theme.problem } else { theme.ink };
                    ui.label(RichText::new(text).color(color));
                });
                ui.label(RichText::new(&seen.printed).color(theme.second));
                ui.label(words.nature(seen.nature));
                let source = seen.cites.first().and_then(|cite| library.sources.get(&cite.source));
                let publisher = source.map_or_else(String::new, |source| words.text(&source.publisher).to_owned());
                let link = ui.add(egui::Button::new(small(theme, publisher)).frame(false));
                focus_ring(ui, theme, &link);
                if link.clicked() {
                    view.why.show(super::view::Why::Observations(vec![seen.id.clone()]));
                }
                ui.end_row();
            }
        });
    });
}

/// Printed values in the drawer: what is used, what each source prints, why.
pub(super) fn observations_ui(ui: &mut Ui, looking: &Looking<'_>, ids: &[ObservationId]) {
    let Looking { session, words, theme, .. } = looking;
    let library = &session.library;
    let all: Vec<&Observation> = ids.iter().filter_map(|id| library.observations.get(id)).map(AsRef::as_ref).collect();
    let Some(first) = all.first() else { return };
    let Some(indicator) = library.indicators.get(&first.indicator) else { return };
    let crumb = format!("{} / {}", words.place(library, &first.place), words.text(&indicator.name));
    ui.add(egui::Label::new(small(theme, crumb)).wrap());
    ui.label(head(words.period(first)));
    ui.add(egui::Label::new(answer(words.observed(&indicator.unit, first)).size(18.0)).wrap());
    ui.horizontal_wrapped(|ui| {
        let tone = match first.nature {
            Nature::Actual | Nature::Estimate => Tone::Plain,
            _ => Tone::Discretionary,
        };
        tag(ui, theme, tone, &words.nature(first.nature));
        tag(ui, theme, Tone::Plain, &say!(words, "growth-agree", count = all.len()));
        tag(ui, theme, Tone::Plain, &words.confidence(first.confidence));
    });
    for seen in &all {
        ui.add_space(8.0);
        hairline(ui, theme.faint);
        ui.horizontal_wrapped(|ui| {
            let value = words.observed(&indicator.unit, seen);
            ui.label(strong(value));
            let printed = RichText::new(&seen.printed).small();
            let color = if seen.printed_value.is_some() { theme.problem } else { theme.second };
            ui.label(small(theme, say!(words, "growth-column-printed")));
            ui.label(printed.color(color));
        });
        if let Some(note) = &seen.note {
            ui.add(egui::Label::new(RichText::new(words.text(note)).color(theme.second)).wrap());
        }
        cites_ui(ui, looking, &seen.cites);
        ui.label(small(theme, say!(words, "checked-on", date = words.date(seen.checked_on))));
    }
    if let Some(note) = &indicator.note {
        section(ui, theme, say!(words, "why-note"));
        ui.add(egui::Label::new(small(theme, words.text(note))).wrap());
    }
}

/// The unit of the axis and how many of the model's units one of it is.
fn axis_factor(words: &Words, unit: &Unit) -> f64 {
    match (unit, words.language) {
        (Unit::Yuan | Unit::Dollar, Language::Chinese) => 1e8,
        (Unit::Yuan | Unit::Dollar, Language::English) => 1e9,
        (Unit::Share | Unit::Change, _) => 0.01,
        _ => 1.0,
    }
}

fn axis_unit(words: &Words, unit: &Unit) -> String {
    match unit {
        Unit::Yuan => say!(words, "scale-growth-money"),
        Unit::Dollar => say!(words, "scale-growth-dollar"),
        Unit::Share | Unit::Change => "%".to_owned(),
        _ => words.unit(unit),
    }
}

/// A rate with its sign and one decimal.
fn signed_percent(words: &Words, rate: f64) -> String {
    let sign = if rate < 0.0 { "−" } else { "+" };
    let space = if words.language == Language::English { "\u{202f}" } else { "" };
    format!("{sign}{:.1}{space}%", rate.abs() * 100.0)
}
