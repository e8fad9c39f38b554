//! Ranked bars: one period that all places have, and one value of each.

use rust_decimal::Decimal;

use super::{Axis, PlaceMark};
use crate::model::date::Period;
use crate::model::id::{ObservationId, PlaceId};
use crate::model::indicator::{Nature, Precision};
use crate::study::growth::{Point, Series, coordinate};
use crate::study::marks::Marks;

/// A value that is this many times the next one is not drawn as a bar, because it would make all others too short.
const OUT_OF_SCALE: f64 = 20.0;

/// A bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranked {
    /// The place.
    pub place: PlaceId,
    /// Its colour and shape.
    pub sign: PlaceMark,
    /// The value, in the unit of the indicator.
    pub value: Decimal,
    /// The end of the bar, as drawn; the lower end of a range.
    pub length: f64,
    /// The end of a range, as drawn, if the source prints one or sources differ.
    pub to: Option<f64>,
    /// The period of the value.
    pub period: Period,
    /// Whether its period differs from that of the ranked bars. It then follows them and has no rank.
    pub apart: bool,
    /// The precision of the value: "over 820" is not 820.
    pub precision: Precision,
    /// Whether it is a quotient of printed values.
    pub quotient: bool,
    /// The kind of statement. A bar of what is expected is hollow.
    pub nature: Nature,
    /// Its observations, the one that is drawn first.
    pub observations: Vec<ObservationId>,
}

/// The bars if no place has more than one value, the longest first, and their common period. None if a place has
/// more, which is drawn over time. Values of other periods follow the ranked ones.
pub(super) fn ranked(all: &[Series<'_>], marks: &Marks, axis: Axis) -> Option<(Period, Vec<Ranked>)> {
    let points =
        |place: &PlaceId| all.iter().filter(|one| one.place == *place).map(|one| one.points.len()).sum::<usize>();
    if all.is_empty() || all.iter().any(|series| points(&series.place) > 1) {
        return None;
    }
    let given: Vec<(&Series<'_>, &Point<'_>)> =
        all.iter().filter_map(|series| Some((series, series.points.first()?))).collect();
    let shared = |period: &Period| given.iter().filter(|(_, point)| point.period == *period).count();
    let period = given.iter().map(|(_, point)| point.period).max_by_key(|period| (shared(period), period.end))?;
    let mut bars: Vec<Ranked> =
        given.into_iter().map(|(series, point)| bar(series, point, period, marks, axis)).collect();
    bars.sort_by(|a, b| a.apart.cmp(&b.apart).then_with(|| b.value.cmp(&a.value)).then_with(|| a.place.cmp(&b.place)));
    let others = bars.iter().filter(|bar| bar.sign != PlaceMark::NATION).map(|bar| bar.length).fold(0.0, f64::max);
    bars.retain(|bar| bar.sign != PlaceMark::NATION || others <= 0.0 || bar.length <= OUT_OF_SCALE * others);
    Some((period, bars))
}

impl Ranked {
    /// Whether it is expected and not reported.
    #[must_use]
    pub fn expected(&self) -> bool {
        !matches!(self.nature, Nature::Actual | Nature::Estimate)
    }
}

fn bar(series: &Series<'_>, point: &Point<'_>, shared: Period, marks: &Marks, axis: Axis) -> Ranked {
    let (low, high) = point.range;
    let ranges = point.differs() || high > low;
    let from = if ranges { low } else { point.value };
    Ranked {
        place: series.place.clone(),
        sign: marks.of(&series.place),
        value: point.value,
        length: coordinate(from) / axis.factor,
        to: ranges.then(|| coordinate(high) / axis.factor),
        period: point.period,
        apart: point.period != shared,
        precision: point.precision,
        quotient: point.quotient,
        nature: point.nature,
        observations: point.observations.iter().map(|seen| seen.id.clone()).collect(),
    }
}
