//! A plot of an indicator with its descriptions: drawn as SVG or PNG, and as a table.
//!
//! The layout comes from [`study::chart`](crate::study::chart), as in the window. The drawing is our own code: no
//! charting crate distinguishes reported, expected, disputed and rejected values by shape as well as by colour.

mod csv;
pub mod curve;
#[cfg(feature = "pdf")]
mod png;
pub(in crate::report) mod svg;

use serde::Serialize;

use crate::model::id::{IndicatorId, PlaceId};
use crate::model::indicator::{Indicator, Nature, Observation, Precision};
use crate::model::library::Library;
use crate::model::mark::Mark;
use crate::report::references::{Reference, link};
use crate::say;
use crate::study::chart::{Axis, Chart, Ranked, worth_a_log};
use crate::study::growth::{Series, can_divide, coordinate, divided, series};
use crate::study::marks::Marks;
use crate::words::Words;
use crate::words::growth::axis_figure;
use crate::words::names::locator;

pub use csv::write as csv;
#[cfg(feature = "pdf")]
pub use png::{draw as picture, write as png};
pub use svg::{Dress, write as svg};

/// A plot.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Plot {
    /// The indicator.
    pub title: String,
    /// The unit on its axis.
    pub unit: String,
    /// The finding, in one sentence.
    pub finding: String,
    /// The publishers of the figures.
    pub publishers: String,
    /// The layout.
    #[serde(skip)]
    pub chart: Chart,
    /// The places with their marks, in the requested order.
    pub places: Vec<(Mark, String)>,
    /// The labels at the ends of lines, in the order of [`Chart::ends`]: a name and a value.
    #[serde(skip)]
    pub ends: Vec<[String; 2]>,
    /// The places with a small plot of their own, in order; empty if all are in one plot.
    #[serde(skip)]
    pub each: Vec<PlaceId>,
    /// The labels of the bars, in order: a name and a value.
    #[serde(skip)]
    pub bars: Vec<[String; 2]>,
    /// The values of the indicator that are not drawn.
    pub apart: Vec<String>,
    /// The policies on the time axis, in the order of [`Chart::events`]: date, place and title.
    pub policies: Vec<String>,
    /// The sources of the figures, the author of the drawing, and its licence.
    pub rights: String,
    /// The signs that are used, with their meaning.
    #[serde(skip)]
    pub legend: Vec<(Sign, String)>,
    /// The notes beside points.
    #[serde(skip)]
    pub notes: Vec<Note>,
    /// The title of the table.
    pub behind: String,
    /// The column titles of the table.
    pub columns: Vec<String>,
    /// Its rows, one per observation.
    pub rows: Vec<Vec<String>>,
    /// The sources, if it is in a report that numbers them.
    pub references: Vec<Reference>,
}

/// How a kind of statement is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Filled: reported or estimated.
    Solid,
    /// Open: forecast.
    Open,
    /// Open with a dot: target.
    Target,
    /// Open with a bar: capacity.
    Capacity,
    /// A cross: printed and judged wrong.
    Disputed,
    /// A bar with an arrow head: "over".
    Over,
    /// A bar with a dashed end: "about".
    About,
    /// An arrow upwards above a point: "over".
    Above,
    /// An arrow downwards below a point: "at most".
    Below,
}

impl Sign {
    /// The arrow beside a point whose value is a bound.
    #[must_use]
    pub fn bound(precision: Precision) -> Option<Self> {
        match precision {
            Precision::MoreThan => Some(Self::Above),
            Precision::AtMost => Some(Self::Below),
            Precision::Exact | Precision::About => None,
        }
    }

    /// The sign of a kind of statement.
    #[must_use]
    pub fn of(nature: Nature) -> Self {
        match nature {
            Nature::Actual | Nature::Estimate => Self::Solid,
            Nature::Forecast => Self::Open,
            Nature::Target => Self::Target,
            Nature::Capacity => Self::Capacity,
        }
    }
}

/// A note beside a point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The line.
    pub line: usize,
    /// The point in it.
    pub mark: usize,
    /// The index of the disputed value beside which it is; `None` if it is beside the point itself.
    pub disputed: Option<usize>,
    /// The text.
    pub text: String,
}

/// The requested form of a plot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// A logarithmic axis, if it shows more than a linear one.
    pub log: bool,
    /// Each value as a multiple of the value of its place in one period.
    pub index: bool,
    /// The count that values are divided by.
    pub by: Option<IndicatorId>,
    /// Policies on the time axis.
    pub policies: bool,
    /// The place that is listed first.
    pub front: Option<PlaceId>,
    /// A small plot for each place, all with the same axes, if several places have lines.
    pub each: bool,
}

/// The layout of an indicator, shared by the window and files.
pub struct Laid<'a> {
    /// The indicator or, if it is divided, the quotient.
    pub indicator: Indicator,
    /// The chart; `None` if nothing can be drawn.
    pub chart: Option<Chart>,
    /// The values.
    pub series: Vec<Series<'a>>,
    /// All observations, place by place.
    pub seen: Vec<&'a Observation>,
    /// The values of the indicator that are not drawn.
    pub apart: Vec<String>,
    /// Whether a logarithmic axis shows more than a linear one.
    pub worth_a_log: bool,
}

/// Lays out an indicator for some places.
#[must_use]
pub fn laid<'a>(
    library: &'a Library,
    words: &Words,
    indicator: &'a Indicator,
    places: &[PlaceId],
    marks: &Marks,
    wanted: &Wanted,
) -> Laid<'a> {
    let by = wanted.by.as_ref().and_then(|id| library.indicators.get(id)).map(AsRef::as_ref);
    let by = by.filter(|by| can_divide(indicator, by));
    let whole = series(library, &indicator.id, places);
    let (shown, all) = match by {
        Some(by) => (words.quotient(indicator, by), divided(&whole, &series(library, &by.id, places))),
        None => (indicator.clone(), whole.clone()),
    };
    let worth_a_log = worth_a_log(&all);
    let factor = words.axis_factor(&shown.unit);
    let log = wanted.log && worth_a_log;
    let mut chart = Chart::new(&all, places, marks, Axis { log, index: wanted.index, factor });
    if let Some(chart) = chart.as_mut().filter(|_| wanted.policies) {
        chart.put_policies(library, places, marks);
    }
    let of = |id| library.observations_of(id).filter(|seen| places.contains(&seen.place));
    let mut seen: Vec<&Observation> = of(&indicator.id).chain(by.into_iter().flat_map(|by| of(&by.id))).collect();
    seen.sort_by_key(|seen| {
        let place = places.iter().position(|place| *place == seen.place);
        (place, seen.indicator != indicator.id, seen.period, &seen.id)
    });
    let mut apart = chart.as_ref().map_or_else(Vec::new, |chart| words.not_drawn(library, &shown, places, chart));
    if let Some(by) = by {
        let lacks = |series: &&Series<'_>| !all.iter().any(|other| other.place == series.place);
        let mut names: Vec<String> =
            whole.iter().filter(lacks).map(|series| words.place(library, &series.place)).collect();
        names.dedup();
        if !names.is_empty() {
            let (places, by) = (words.list_and(&names), words.text(&by.name));
            apart.push(say!(words, "growth-without-divisor", places = places, by = by));
        }
    }
    Laid { indicator: shown, chart, series: all, seen, apart, worth_a_log }
}

/// The plot of an indicator for some places; `None` if there is nothing to draw.
#[must_use]
pub fn plot(
    library: &Library,
    words: &Words,
    indicator: &Indicator,
    places: &[PlaceId],
    marks: &Marks,
    wanted: &Wanted,
) -> Option<Plot> {
    let Laid { indicator, chart, series: all, seen, apart, .. } =
        laid(library, words, indicator, places, marks, wanted);
    let (chart, indicator) = (chart?, &indicator);
    let factor = words.axis_factor(&indicator.unit);
    let finding = words.chart_finding(library, indicator, &all, Some(&chart), wanted.front.as_ref());
    let unit = axis_name(words, indicator, &chart);
    let ends = chart.ends().into_iter().map(|(_, line, mark)| words.line_end(library, indicator, &chart, line, mark));
    let each = each(&chart, wanted);
    let bar = |bar: &Ranked| [words.place(library, &bar.place), words.bar_value(library, indicator, bar)];
    Some(Plot {
        title: words.text(&indicator.name).to_owned(),
        unit,
        finding,
        publishers: publishers(library, words, &seen),
        places: places.iter().map(|place| (marks.of(place), words.place(library, place))).collect(),
        ends: ends.collect(),
        each,
        bars: chart.bars.iter().map(bar).collect(),
        apart,
        policies: chart.events.iter().map(|event| words.event(library, event)).collect(),
        rights: say!(words, "plot-rights", version = env!("CARGO_PKG_VERSION")),
        legend: legend(words, &chart),
        notes: notes(library, words, &chart, places.len() > 1, factor),
        chart,
        behind: say!(words, "plot-behind"),
        columns: vec![
            say!(words, "report-indicators"),
            say!(words, "growth-column-place"),
            say!(words, "growth-column-period"),
            say!(words, "growth-column-value"),
            say!(words, "plot-column-unit"),
            say!(words, "growth-column-printed"),
            say!(words, "growth-column-nature"),
            say!(words, "growth-column-source"),
            say!(words, "report-flat-locator"),
            say!(words, "report-flat-link"),
            say!(words, "xlsx-column-remark"),
            say!(words, "xlsx-column-record"),
        ],
        rows: seen.iter().map(|seen| row(library, words, seen)).collect(),
        references: vec![],
    })
}

/// The places with plots of their own, beginning with the one that is listed first.
fn each(chart: &Chart, wanted: &Wanted) -> Vec<PlaceId> {
    let mut places = chart.places();
    if !wanted.each || !chart.bars.is_empty() || places.len() < 2 {
        return Vec::new();
    }
    places.sort_by_key(|place| Some(*place) != wanted.front.as_ref());
    places.into_iter().cloned().collect()
}

/// The description of the figures on the axis: the unit, or the base of an index.
#[must_use]
pub fn axis_name(words: &Words, indicator: &Indicator, chart: &Chart) -> String {
    match chart.shared.filter(|_| chart.index) {
        Some(base) => say!(words, "growth-index-base", base = words.span(base)),
        None => words.axis_unit(&indicator.unit),
    }
}

fn publishers(library: &Library, words: &Words, seen: &[&Observation]) -> String {
    let mut names: Vec<String> = Vec::new();
    for cite in seen.iter().flat_map(|seen| &seen.cites) {
        let Some(source) = library.sources.get(&cite.source) else { continue };
        let name = words.text(&source.publisher).to_owned();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    words.list_and(&names)
}

/// The meaning of a sign, for a legend.
pub(crate) fn meaning(words: &Words, sign: Sign) -> String {
    match sign {
        Sign::Over => say!(words, "growth-legend-over"),
        Sign::About => say!(words, "growth-legend-about"),
        Sign::Above => say!(words, "growth-legend-above"),
        Sign::Below => say!(words, "growth-legend-below"),
        Sign::Solid => say!(words, "growth-legend-solid"),
        Sign::Open => say!(words, "growth-legend-open"),
        Sign::Target => say!(words, "growth-legend-target"),
        Sign::Capacity => say!(words, "growth-legend-capacity"),
        Sign::Disputed => say!(words, "growth-legend-disputed"),
    }
}

/// The signs of a chart, with their meaning.
pub(crate) fn legend(words: &Words, chart: &Chart) -> Vec<(Sign, String)> {
    let marks = || chart.lines.iter().flat_map(|line| &line.marks);
    let any = |sign| marks().any(|mark| Sign::of(mark.nature) == sign);
    let bound = |sign| marks().any(|mark| Sign::bound(mark.precision) == Some(sign));
    let bar = |precision| chart.bars.iter().any(|bar| bar.precision == precision);
    let all = [
        (Sign::Over, bar(Precision::MoreThan)),
        (Sign::About, bar(Precision::About)),
        (Sign::Solid, any(Sign::Solid)),
        (Sign::Open, any(Sign::Open)),
        (Sign::Target, any(Sign::Target)),
        (Sign::Capacity, any(Sign::Capacity)),
        (Sign::Above, bound(Sign::Above)),
        (Sign::Below, bound(Sign::Below)),
        (Sign::Disputed, marks().any(|mark| !mark.disputed.is_empty())),
    ];
    all.into_iter().filter(|(_, used)| *used).map(|(sign, _)| (sign, meaning(words, sign))).collect()
}

fn notes(library: &Library, words: &Words, chart: &Chart, many: bool, factor: f64) -> Vec<Note> {
    let mut notes = Vec::new();
    for (at, line) in chart.lines.iter().enumerate() {
        let place = words.place(library, &line.place);
        for (point, mark) in line.marks.iter().enumerate() {
            for (number, disputed) in mark.disputed.iter().enumerate() {
                let value = axis_figure(coordinate(disputed.value) / factor);
                let note = if disputed.beyond {
                    say!(words, "growth-disputed-beyond", value = value)
                } else {
                    say!(words, "growth-disputed-note", value = value)
                };
                let text = if many { format!("{place} · {note}") } else { note };
                notes.push(Note { line: at, mark: point, disputed: Some(number), text });
            }
            if !line.method.is_empty() && mark.nature != Nature::Target {
                let text = say!(words, "growth-method", place = place.as_str());
                notes.push(Note { line: at, mark: point, disputed: None, text });
            }
        }
    }
    notes
}

fn row(library: &Library, words: &Words, seen: &Observation) -> Vec<String> {
    let indicator = library.indicators.get(&seen.indicator);
    let cites: Vec<_> =
        seen.cites.iter().filter_map(|cite| Some((library.sources.get(&cite.source)?.as_ref(), cite))).collect();
    // One line per source, as the import reads it.
    let each = |of: &dyn Fn(usize) -> Option<String>| (0..cites.len()).filter_map(of).collect::<Vec<_>>().join("\n");
    vec![
        indicator.map(|one| words.text(&one.name).to_owned()).unwrap_or_default(),
        words.place(library, &seen.place),
        words.period(seen),
        seen.value.map(|value| value.0.normalize().to_string()).unwrap_or_default(),
        indicator.map(|one| words.unit(&one.unit)).unwrap_or_default(),
        seen.printed.clone(),
        words.nature(seen.nature),
        each(&|at| cites.get(at).map(|(source, _)| words.text(&source.title).to_owned())),
        each(&|at| cites.get(at).map(|(_, cite)| locator(words.language, &cite.at).to_owned())),
        cites.iter().filter_map(|(source, _)| link(source)).collect::<Vec<_>>().join(" "),
        seen.note.as_ref().map(|note| words.text(note).to_owned()).unwrap_or_default(),
        seen.id.to_string(),
    ]
}
