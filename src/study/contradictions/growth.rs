//! Printed growth compared with growth calculated from the values.

use super::{Finding, Measured, Rule, printed_value};
use crate::model::id::IndicatorId;
use crate::model::indicator::{Observation, Relates};
use crate::model::library::Library;
use crate::study::growth::coordinate;

/// The largest accepted difference between printed and calculated growth, as a share.
const TWO_POINTS: f64 = 0.02;

/// Growth that does not agree with the printed values of its first and last year.
pub(super) fn growth(library: &Library, measured: &Measured<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for indicator in library.indicators.values() {
        let (base, compound, multiple) = match &indicator.relates {
            Some(Relates::GrowthOf(base)) => (base, false, false),
            Some(Relates::MultipleOf(base)) => (base, false, true),
            Some(Relates::CompoundGrowthOf(base)) => (base, true, false),
            Some(Relates::PartOf(_)) | None => continue,
        };
        for seen in library.observations_of(&indicator.id) {
            let (Some(printed), Some(period)) = (seen.value, seen.period) else { continue };
            let printed = coordinate(printed.0) - if multiple { 1.0 } else { 0.0 };
            let last = period.end.year();
            let first = if compound { period.start.year() } else { last - 1 };
            if !compound && period.whole_year().is_none() {
                continue;
            }
            let years = f64::from(last - first);
            let starts = of_year(measured, base, seen, first);
            for end in of_year(measured, base, seen, last) {
                let implied = |start: &Observation| {
                    let ratio = coordinate(printed_value(end)?) / coordinate(printed_value(start)?);
                    let growth = ratio.powf(1.0 / years) - 1.0;
                    growth.is_finite().then_some(growth)
                };
                // The value that fits best is used: sources round differently.
                let best = starts
                    .iter()
                    .filter_map(|start| Some((implied(start)?, *start)))
                    .min_by(|a, b| (a.0 - printed).abs().total_cmp(&(b.0 - printed).abs()));
                if let Some((implied, start)) = best
                    && (implied - printed).abs() > TWO_POINTS
                {
                    let all = [&end.id, &seen.id, &start.id].map(Clone::clone);
                    found.push(Finding::new(Rule::Growth { printed, implied }, all));
                }
            }
        }
    }
    found
}

/// Values of the same place, method and whole year.
fn of_year<'a>(measured: &Measured<'a>, base: &IndicatorId, like: &Observation, year: i16) -> Vec<&'a Observation> {
    let same = |seen: &&Observation| seen.series == like.series && is_year(seen, year) && seen.value.is_some();
    measured.at(base, &like.place).iter().copied().filter(same).collect()
}

fn is_year(seen: &Observation, year: i16) -> bool {
    seen.period.and_then(crate::model::date::Period::whole_year) == Some(year)
}

/// Printed values for which every printed value of the next year is less than a quarter.
pub(super) fn fall(library: &Library, measured: &Measured<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for seen in library.observations.values() {
        let year = seen.period.and_then(crate::model::date::Period::whole_year);
        let (Some(year), Some(before)) = (year, printed_value(seen)) else { continue };
        let next = of_year(measured, &seen.indicator, seen, year + 1);
        let largest =
            next.iter().filter_map(|seen| Some((printed_value(seen)?, *seen))).max_by_key(|(value, _)| *value);
        if let Some((after, other)) = largest
            && after.checked_mul(4.into()).is_some_and(|most| most < before)
        {
            found.push(Finding::new(Rule::Fall { before, after }, [seen.id.clone(), other.id.clone()]));
        }
    }
    found
}
