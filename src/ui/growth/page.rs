//! The content of the trends page, made once per state of the library and choices.

use std::sync::Arc;

use crate::model::id::{IndicatorId, ObservationId, PlaceId};
use crate::model::indicator::Indicator;
use crate::model::mark::Mark;
use crate::model::text::Language;
use crate::report::plot::{Wanted, axis_name, laid};
use crate::say;
use crate::study::chart::{Chart, Ranked};
use crate::study::growth::{Point, Series, can_divide, compound_growth, divided, growth, series};
use crate::ui::context::ViewContext;
use crate::ui::memo::Memo;
use crate::ui::view::View;
use crate::words::Words;

/// The inputs of a page.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui) struct Key {
    revision: u64,
    language: Language,
    pub(in crate::ui) indicator: IndicatorId,
    pub(in crate::ui) places: Vec<PlaceId>,
    pub(in crate::ui) wanted: Wanted,
    signs: Vec<Mark>,
}

/// The page with its inputs.
pub(in crate::ui) type Kept = Memo<Key, Arc<Page>>;

/// The page of one indicator.
#[derive(Clone, Debug, Default)]
pub(in crate::ui) struct Page {
    /// The chart; `None` if nothing can be drawn.
    pub(in crate::ui) chart: Option<Chart>,
    /// The description of the figures on the axis.
    pub(super) axis: String,
    /// The labels at the ends of lines, in the order of [`Chart::ends`]: a name and a value.
    pub(super) ends: Vec<[String; 2]>,
    /// The labels of bars, in order: a name and a value.
    pub(super) bars: Vec<[String; 2]>,
    /// The values of the indicator that are not drawn.
    pub(super) apart: Vec<String>,
    /// The indicator, or its quotient.
    pub(super) indicator: Option<Indicator>,
    /// The description of each policy on the time axis, in the order of the chart.
    pub(super) policies: Vec<String>,
    /// Whether a logarithmic axis shows more than a linear one.
    pub(super) worth_a_log: bool,
    /// The counts by which the values can be divided in some place.
    pub(super) divisors: Vec<(IndicatorId, String)>,
    /// The place that is listed first.
    pub(super) front: Option<PlaceId>,
    /// The finding, in one sentence.
    pub(super) finding: String,
    /// Growth from point to point of the longest series.
    pub(super) changes: Vec<(String, String)>,
    /// All observations, for the table.
    pub(super) rows: Vec<ObservationId>,
}

impl Page {
    /// The current page.
    pub(super) fn of(cx: &ViewContext<'_>, view: &mut View, indicator: &Indicator, places: &[PlaceId]) -> Arc<Self> {
        let key = Key {
            revision: cx.session.library_revision(),
            language: cx.words.language,
            indicator: indicator.id.clone(),
            places: places.to_vec(),
            wanted: Wanted {
                log: view.growth.log,
                index: view.growth.index,
                by: view.growth.by.clone(),
                policies: !view.growth.no_policies,
                each: view.growth.each,
                front: front(cx, view, places),
            },
            signs: places.iter().map(|place| cx.session.mark(place)).collect(),
        };
        Arc::clone(view.own.of::<Kept>().get(key.clone(), || Arc::new(Self::made(cx, &key, indicator))))
    }

    fn made(cx: &ViewContext<'_>, key: &Key, indicator: &Indicator) -> Self {
        let places = &key.places;
        let ViewContext { session, words, .. } = cx;
        let library = &session.library;
        let divisors = divisors(cx, indicator, places);
        let laid = laid(library, words, indicator, places, session.marks(), &key.wanted);
        let (told, chart) = (&laid.indicator, &laid.chart);
        let front = key.wanted.front.clone();
        let (mut ends, mut bars, mut policies) = (Vec::new(), Vec::new(), Vec::new());
        if let Some(chart) = chart {
            let end = |(_, line, mark)| words.line_end(library, told, chart, line, mark);
            ends.extend(chart.ends().into_iter().map(end));
            let bar = |bar: &Ranked| [words.place(library, &bar.place), words.bar_value(library, told, bar)];
            bars.extend(chart.bars.iter().map(bar));
            policies.extend(chart.events.iter().map(|event| words.event(library, event)));
        }
        Self {
            axis: chart.as_ref().map_or_else(String::new, |chart| axis_name(words, told, chart)),
            finding: words.chart_finding(library, told, &laid.series, chart.as_ref(), front.as_ref()),
            changes: changes(words, &laid.series, front.as_ref()),
            rows: laid.seen.iter().map(|seen| seen.id.clone()).collect(),
            ends,
            bars,
            policies,
            apart: laid.apart,
            worth_a_log: laid.worth_a_log,
            divisors,
            front,
            chart: laid.chart,
            indicator: Some(laid.indicator),
        }
    }
}

/// The counts by which values of an indicator can be divided, for at least one of some places and one period.
fn divisors(cx: &ViewContext<'_>, indicator: &Indicator, places: &[PlaceId]) -> Vec<(IndicatorId, String)> {
    let ViewContext { session, words, .. } = cx;
    let library = &session.library;
    let all = series(library, &indicator.id, places);
    let can = library.indicators.values().filter(|by| can_divide(indicator, by));
    let some = can.filter(|by| !divided(&all, &series(library, &by.id, places)).is_empty());
    some.map(|by| (by.id.clone(), words.text(&by.name).to_owned())).collect()
}

/// The place that is listed first: the user's city, or the first of the comparison that is drawn.
fn front(cx: &ViewContext<'_>, view: &View, places: &[PlaceId]) -> Option<PlaceId> {
    let compared = &cx.session.production().places;
    view.city.iter().chain(compared).find(|place| places.contains(place)).cloned()
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

/// The label of a change, and its rate.
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
