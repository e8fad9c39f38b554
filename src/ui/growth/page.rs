//! What the growth page shows, made once for each state of the library and each choice.

use crate::model::id::{IndicatorId, ObservationId, PlaceId};
use crate::model::indicator::{Indicator, Observation};
use crate::model::mark::Mark;
use crate::model::text::Language;
use crate::say;
use crate::study::chart::{Axis, Chart};
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
}

/// The page of one indicator.
#[derive(Clone, Debug, Default)]
pub(in crate::ui) struct Page {
    made_for: Option<Key>,
    /// The places that are drawn, in the order of their colours.
    pub(super) places: Vec<PlaceId>,
    /// What is drawn; none if nothing can be.
    pub(in crate::ui) chart: Option<Chart>,
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
        Self {
            made_for: Some(key),
            places: places.to_vec(),
            chart: Chart::new(&all, places, session.marks(), axis),
            finding: words.growth_finding(library, indicator, &all),
            changes: changes(words, &all),
            rows: rows.into_iter().map(|seen| seen.id.clone()).collect(),
        }
    }
}

fn changes(words: &Words, all: &[Series<'_>]) -> Vec<(String, String)> {
    let longest = all.iter().filter(|series| series.method.is_empty()).max_by_key(|series| series.points.len());
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
