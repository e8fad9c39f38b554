//! Indicators over time.
//!
//! Values that several sources print for one place and period become one point that keeps them all.
//! Values are not averaged: if they differ beyond rounding, the point is a range.

mod peers;
mod per;

use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::model::date::Period;
use crate::model::id::{IndicatorId, PlaceId};
use crate::model::indicator::{Nature, Observation, Precision};
use crate::model::library::Library;

pub use peers::{Peers, peers};
pub use per::{can_divide, divided};

/// The values of one place by one method.
#[derive(Clone, Debug)]
pub struct Series<'a> {
    /// The place.
    pub place: PlaceId,
    /// The forecaster or method; empty for the main one.
    pub method: String,
    /// Its points in order of time.
    pub points: Vec<Point<'a>>,
}

/// All printed values of one period.
#[derive(Clone, Debug)]
pub struct Point<'a> {
    /// The period.
    pub period: Period,
    /// The value to draw.
    pub value: Decimal,
    /// The least and the greatest printed value that was not judged wrong.
    pub range: (Decimal, Decimal),
    /// The kind of statement.
    pub nature: Nature,
    /// How exact the value is.
    pub precision: Precision,
    /// Whether it is a quotient of printed values, and not printed itself.
    pub quotient: bool,
    /// The observations, the one that is drawn first.
    pub observations: Vec<&'a Observation>,
}

impl Point<'_> {
    /// Printed values that were judged wrong. For a quotient there are none.
    #[must_use]
    pub fn disputed(&self) -> Vec<Decimal> {
        if self.quotient {
            return Vec::new();
        }
        let mut all: Vec<Decimal> =
            self.observations.iter().filter_map(|seen| seen.printed_value).map(|value| value.0).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Whether the sources differ beyond rounding.
    #[must_use]
    pub fn differs(&self) -> bool {
        let (low, high) = self.range;
        low.checked_mul(Decimal::new(101, 2)).is_some_and(|almost| high > almost)
    }

    /// Its position on the axis: the year, moved to the middle of the period.
    #[must_use]
    pub fn position(&self) -> f64 {
        position(self.period)
    }
}

/// The position of a period on an axis of years. A calendar year is at its own number.
#[must_use]
pub fn position(period: Period) -> f64 {
    f64::midpoint(position_of(period.start), position_of(period.end))
}

/// The position of a day on an axis of years: the middle of a year is at its own number.
#[must_use]
pub fn position_of(day: Date) -> f64 {
    f64::from(day.year()) + (f64::from(day.day_of_year()) - 0.5) / f64::from(day.days_in_year()) - 0.5
}

/// A value as a coordinate. Only for drawing and growth rates, never for money.
#[must_use]
pub fn coordinate(value: Decimal) -> f64 {
    value.to_f64().unwrap_or(0.0)
}

/// The series of an indicator in some places, main methods before others.
#[must_use]
pub fn series<'a>(library: &'a Library, indicator: &'a IndicatorId, places: &[PlaceId]) -> Vec<Series<'a>> {
    let mut all: Vec<Series<'a>> = Vec::new();
    for place in places {
        let mut of_place: Vec<Series<'a>> = Vec::new();
        for seen in library.observations_of(indicator).filter(|seen| seen.place == *place && seen.plot) {
            let (Some(period), Some(value)) = (seen.period, seen.value) else { continue };
            // A target is not a forecast of the same series.
            let method = match seen.nature {
                Nature::Target if seen.series.is_empty() => "target".to_owned(),
                _ => seen.series.clone(),
            };
            if !of_place.iter().any(|series| series.method == method) {
                of_place.push(Series { place: place.clone(), method: method.clone(), points: Vec::new() });
            }
            let Some(series) = of_place.iter_mut().find(|series| series.method == method) else { continue };
            let high = seen.upper.map_or(value.0, |upper| upper.0);
            let points = &mut series.points;
            match points.iter_mut().find(|point| point.period == period) {
                Some(point) => {
                    point.range = (point.range.0.min(value.0), point.range.1.max(high));
                    point.observations.push(seen);
                }
                None => points.push(Point {
                    period,
                    value: value.0,
                    range: (value.0, high),
                    nature: seen.nature,
                    precision: seen.precision,
                    quotient: false,
                    observations: vec![seen],
                }),
            }
        }
        for series in &mut of_place {
            series.points.sort_by_key(|point| (point.period.end, point.period.start));
            series.points.iter_mut().for_each(choose);
        }
        of_place.sort_by(|a, b| a.method.cmp(&b.method));
        all.extend(of_place);
    }
    all
}

/// Selects the observation to draw first: the most certain, then one that was not corrected, then the most exact.
fn choose(point: &mut Point<'_>) {
    point.observations.sort_by(|a, b| {
        let rank = |seen: &Observation| (seen.printed_value.is_some(), seen.confidence, seen.precision);
        rank(a).cmp(&rank(b)).then_with(|| a.id.cmp(&b.id))
    });
    if let Some(best) = point.observations.first() {
        point.value = best.value.map_or(point.value, |value| value.0);
        point.nature = best.nature;
        point.precision = best.precision;
    }
}

/// Compound growth a year between two points, as a share: 0.192 is 19.2 % a year. None if they are in the same
/// period, cover periods of different length, or one is not above zero.
#[must_use]
pub fn compound_growth(from: &Point<'_>, to: &Point<'_>) -> Option<f64> {
    if !comparable(from.period, to.period) {
        return None;
    }
    let years = to.position() - from.position();
    let ratio = coordinate(to.value) / coordinate(from.value);
    if years < 0.5 || !ratio.is_finite() || ratio <= 0.0 {
        return None;
    }
    Some(ratio.powf(1.0 / years) - 1.0)
}

/// Whether two periods have the same length within a few days, so that their values are comparable.
#[must_use]
pub fn comparable(a: Period, b: Period) -> bool {
    let days = |period: Period| (period.end - period.start).get_days() + 1;
    (days(a) - days(b)).abs() <= 5
}

/// Growth between two points, as a share. None if the first is zero or they cover periods of different length.
#[must_use]
pub fn growth(from: &Point<'_>, to: &Point<'_>) -> Option<f64> {
    if !comparable(from.period, to.period) {
        return None;
    }
    let ratio = coordinate(to.value) / coordinate(from.value);
    ratio.is_finite().then_some(ratio - 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_stands_on_its_number_and_a_half_year_before_its_middle() {
        let year: Period = "2025".parse().unwrap();
        assert!((position(year) - 2025.0).abs() < 1e-9);
        let half: Period = "2025-H1".parse().unwrap();
        assert!((position(half) - 2024.75).abs() < 0.01);
    }
}
