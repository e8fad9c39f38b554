//! One indicator as a quotient of another: per company, per head.

use rust_decimal::Decimal;

use super::{Point, Series};
use crate::model::indicator::{Indicator, Precision, Unit};

/// The number of significant digits of a quotient; the counts are seldom more exact.
const DIGITS: u32 = 4;

/// Whether values of an indicator can be divided by those of another: money and counts by a count of something else.
/// Shares, changes, multiples, and typical values such as prices and ranks cannot.
#[must_use]
pub fn can_divide(indicator: &Indicator, by: &Indicator) -> bool {
    let total = matches!(indicator.unit, Unit::Yuan | Unit::Dollar | Unit::Count(_)) && !indicator.typical;
    total && matches!(by.unit, Unit::Count(_)) && !by.typical && by.id != indicator.id
}

/// Series divided by the main series of another indicator, point by point: same place and same period. A point
/// without a counterpart above zero is left out, and so is a series without points. Quotients have four digits; a
/// range goes from the least over the greatest to the greatest over the least.
#[must_use]
pub fn divided<'a>(all: &[Series<'a>], by: &[Series<'a>]) -> Vec<Series<'a>> {
    let each = all.iter().filter_map(|series| {
        let divisor = by.iter().find(|other| other.place == series.place && other.method.is_empty())?;
        let points: Vec<Point<'a>> = series.points.iter().filter_map(|point| quotient(point, divisor)).collect();
        (!points.is_empty()).then(|| Series { place: series.place.clone(), method: series.method.clone(), points })
    });
    each.collect()
}

fn quotient<'a>(point: &Point<'a>, divisor: &Series<'a>) -> Option<Point<'a>> {
    let by = divisor.points.iter().find(|other| other.period == point.period)?;
    let (least, most) = by.range;
    if least <= Decimal::ZERO {
        return None;
    }
    let over = |a: Decimal, b: Decimal| a.checked_div(b).and_then(|value| value.round_sf(DIGITS));
    Some(Point {
        period: point.period,
        value: over(point.value, by.value)?,
        range: (over(point.range.0, most)?, over(point.range.1, least)?),
        // If either side is expected, the quotient is.
        nature: point.nature.max(by.nature),
        precision: exactness(point.precision, by.precision),
        quotient: true,
        observations: point.observations.iter().chain(&by.observations).copied().collect(),
    })
}

/// The precision of a quotient: more than something over an exact count is more than the quotient; if both are
/// inexact in the same direction, it can be on either side.
fn exactness(above: Precision, below: Precision) -> Precision {
    let exact = |precision| precision == Precision::Exact;
    match (above, below) {
        (above, below) if exact(above) && exact(below) => Precision::Exact,
        (Precision::About, _) | (_, Precision::About) => Precision::About,
        (Precision::MoreThan, Precision::MoreThan) | (Precision::AtMost, Precision::AtMost) => Precision::About,
        // A smaller divisor gives a larger quotient.
        (Precision::MoreThan, _) | (_, Precision::AtMost) => Precision::MoreThan,
        _ => Precision::AtMost,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::indicator::Nature;

    fn series(place: &str, points: &[(&str, i64, Precision)]) -> Series<'static> {
        let point = |(period, value, precision): &(&str, i64, Precision)| Point {
            period: period.parse().unwrap(),
            value: (*value).into(),
            range: ((*value).into(), (*value).into()),
            nature: Nature::Actual,
            precision: *precision,
            quotient: false,
            observations: vec![],
        };
        Series { place: place.into(), method: String::new(), points: points.iter().map(point).collect() }
    }

    #[test]
    fn a_quotient_needs_both_for_one_place_and_time_and_keeps_which_way_it_is_inexact() {
        use Precision::{Exact, MoreThan};
        let money =
            [series("a", &[("2024", 1_000, Exact), ("2025", 2_000, MoreThan)]), series("b", &[("2024", 9, Exact)])];
        let firms = [series("a", &[("2024", 3, MoreThan), ("2025", 0, Exact)])];
        let all = divided(&money, &firms);
        assert_eq!(all.len(), 1, "b has no firms");
        assert_eq!(all[0].points.len(), 1, "nothing is divided by nought");
        assert_eq!(all[0].points[0].value, Decimal::new(3333, 1));
        assert_eq!(all[0].points[0].precision, Precision::AtMost, "a thousand over more than three");
    }
}
