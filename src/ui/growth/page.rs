//! What the growth page shows, made once for each state of the library and each choice.

use crate::model::id::{IndicatorId, ObservationId, PlaceId};
use crate::model::indicator::{Indicator, Observation};
use crate::model::mark::Mark;
use crate::model::text::Language;
use crate::report::plot::axis_name;
use crate::say;
use crate::study::chart::{Axis, Chart, Ranked};
use crate::study::growth::{Point, Series, compound_growth, growth, series};
use crate::ui::looking::Looking;
use crate::ui::view::View;
use crate::words::Words;

/// What it was made for.
#[derive(Clone, Debug, PartialEq)]
struct Key {
    revision: u64,
    language: Language,
    indicator: IndicatorId,
    places: Vec<PlaceId>,
    log: bool,
    index: bool,
    signs: Vec<Mark>,
    front: Option<PlaceId>,
}

/// The page of one indicator.
#[derive(Clone, Debug, Default)]
pub(in crate::ui) struct Page {
    made_for: Option<Key>,
    /// What is drawn; none if nothing can be.
    pub(in crate::ui) chart: Option<Chart>,
    /// What the figures on the axis are.
    pub(super) axis: String,
    /// What stands at the ends of lines, in the order of [`Chart::ends`]: a name and a value.
    pub(super) ends: Vec<[String; 2]>,
    /// What stands beside bars, in their order: a name and a value.
    pub(super) bars: Vec<[String; 2]>,
    /// What has the indicator and is not drawn.
    pub(super) apart: Vec<String>,
    /// The place in front.
    pub(super) front: Option<PlaceId>,
    /// One sentence that says what is to be seen.
    pub(super) finding: String,
    /// Growth from point to point of the longest series.
    pub(super) changes: Vec<(String, String)>,
    /// All observations, for the table.
    pub(super) rows: Vec<ObservationId>,
}

impl Page {
    /// The indicator and the places that are shown; none if nothing was drawn yet.
    pub(in crate::ui) fn shown(&self) -> Option<(IndicatorId, Vec<PlaceId>)> {
        self.made_for.as_ref().map(|key| (key.indicator.clone(), key.places.clone()))
    }

    /// The page as it is now; what was made for the last frame is used again if nothing changed.
    pub(super) fn of(looking: &Looking<'_>, view: &mut View, indicator: &Indicator, places: &[PlaceId]) -> Self {
        let last = std::mem::take(&mut view.growth.page);
        let key = Key {
            revision: looking.session.library_revision(),
            language: looking.words.language,
            indicator: indicator.id.clone(),
            places: places.to_vec(),
            log: view.growth.log,
            index: view.growth.index,
            front: front(looking, places),
            signs: places.iter().map(|place| looking.session.mark(place)).collect(),
        };
        if last.made_for.as_ref() == Some(&key) {
            return last;
        }
        let Looking { session, words, .. } = looking;
        let library = &session.library;
        let all = series(library, &indicator.id, places);
        let axis = Axis { log: key.log, index: key.index, factor: words.axis_factor(&indicator.unit) };
        let mut rows: Vec<&Observation> =
            library.observations_of(&indicator.id).filter(|seen| places.contains(&seen.place)).collect();
        rows.sort_by_key(|seen| (places.iter().position(|place| *place == seen.place), seen.period, &seen.id));
        let chart = Chart::new(&all, places, session.marks(), axis);
        let front = key.front.clone();
        let (mut ends, mut bars, mut apart) = (Vec::new(), Vec::new(), Vec::new());
        if let Some(chart) = &chart {
            let end = |(_, line, mark)| words.line_end(library, indicator, chart, line, mark);
            ends.extend(chart.ends().into_iter().map(end));
            let bar = |bar: &Ranked| [words.place(library, &bar.place), words.bar_value(library, indicator, bar)];
            bars.extend(chart.bars.iter().map(bar));
            apart = words.not_drawn(library, indicator, places, chart);
        }
        Self {
            made_for: Some(key),
            axis: chart.as_ref().map_or_else(String::new, |chart| axis_name(words, indicator, chart)),
            finding: words.chart_finding(library, indicator, &all, chart.as_ref(), front.as_ref()),
            changes: changes(words, &all, front.as_ref()),
            rows: rows.into_iter().map(|seen| seen.id.clone()).collect(),
            chart,
            ends,
            bars,
            apart,
            front,
        }
    }
}

/// The place that stands in front of the others: the first of the comparison that is drawn. A place that the user calls
/// their own goes before it here, once there is one.
fn front(looking: &Looking<'_>, places: &[PlaceId]) -> Option<PlaceId> {
    looking.session.production().places.iter().find(|place| places.contains(place)).cloned()
}

fn changes(words: &Words, all: &[Series<'_>], front: Option<&PlaceId>) -> Vec<(String, String)> {
    let main = || all.iter().filter(|series| series.method.is_empty() && series.points.len() > 1);
    let of_front = main().find(|series| Some(&series.place) == front);
    let longest = of_front.or_else(|| main().max_by_key(|series| series.points.len()));
    let pairs = longest.map(|series| series.points.windows(2)).into_iter().flatten();
    let told = pairs.filter_map(|pair| match pair {
        [from, to] if !from.differs() && !to.differs() => change(words, from, to),
        _ => None,
    });
    told.collect()
}

/// What a rise is called, and how fast it is.
fn change(words: &Words, from: &Point<'_>, to: &Point<'_>) -> Option<(String, String)> {
    let long = to.position() - from.position() > 1.2;
    let rate = if long { compound_growth(from, to) } else { growth(from, to) };
    let (from, to) = (words.span(from.period), words.span(to.period));
    let label = if long {
        say!(words, "growth-change-a-year", from = from, to = to)
    } else {
        say!(words, "growth-change", from = from, to = to)
    };
    Some((label, words.signed_percent(rate?)))
}
