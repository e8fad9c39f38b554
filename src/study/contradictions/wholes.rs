//! Parts compared with their whole: a city with its nation, shares with 100 %.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Finding, Measured, Rule, printed_value};
use crate::model::id::{IndicatorId, PlaceId};
use crate::model::indicator::{Observation, Precision, Relates, Unit};
use crate::model::library::Library;

/// Shares that are more years apart than this are not added up.
const NEAR_YEARS: i16 = 2;

/// A place with a larger value than a jurisdiction around it at the same time.
pub(super) fn part_above_whole(library: &Library, measured: &Measured<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for seen in library.observations.values() {
        let Some(indicator) = library.indicators.get(&seen.indicator) else { continue };
        let is_total = matches!(indicator.unit, Unit::Yuan | Unit::Dollar | Unit::Count(_)) && !indicator.typical;
        let Some(part) = printed_value(seen).filter(|_| is_total) else { continue };
        let around: Vec<&PlaceId> = library.chain(&seen.place).into_iter().skip(1).map(|place| &place.id).collect();
        let wholes = around.iter().flat_map(|place| measured.at(&seen.indicator, place)).copied().filter(|other| {
            other.period == seen.period && other.series == seen.series && other.precision != Precision::MoreThan
        });
        let mut wholes: Vec<&Observation> = wholes.collect();
        wholes.sort_by(|a, b| a.id.cmp(&b.id));
        // If equal, the one that was not corrected is used.
        let largest = wholes
            .into_iter()
            .filter_map(|other| Some((other.value?.0, other)))
            .max_by_key(|(value, other)| (*value, other.printed_value.is_none()));
        if let Some((whole, other)) = largest
            && part > whole
        {
            found.push(Finding::new(Rule::PartAboveWhole { part, whole }, [seen.id.clone(), other.id.clone()]));
        }
    }
    found
}

/// Shares of one whole that add up to more than 100 %, the latest of each place and kind.
pub(super) fn shares(library: &Library) -> Vec<Finding> {
    let mut wholes: BTreeMap<&str, BTreeMap<(&IndicatorId, &PlaceId), &Observation>> = BTreeMap::new();
    for seen in library.observations.values().filter(|seen| seen.value.is_some()) {
        let Some(indicator) = library.indicators.get(&seen.indicator) else { continue };
        let Some(Relates::PartOf(whole)) = &indicator.relates else { continue };
        let latest = wholes.entry(whole).or_default().entry((&seen.indicator, &seen.place)).or_insert(seen);
        if latest.period.map(|period| period.end) < seen.period.map(|period| period.end) {
            *latest = seen;
        }
    }
    let mut found = Vec::new();
    for parts in wholes.into_values() {
        let year = |seen: &Observation| seen.period.map(|period| period.end.year());
        let newest = parts.values().filter_map(|seen| year(seen)).max();
        let near =
            |seen: &&&Observation| year(seen).zip(newest).is_none_or(|(year, newest)| newest - year <= NEAR_YEARS);
        let mut near: Vec<&Observation> = parts.values().filter(near).copied().collect();
        near.sort_by_key(|seen| std::cmp::Reverse(seen.value));
        let sum =
            near.iter().filter_map(|seen| seen.value).try_fold(Decimal::ZERO, |sum, share| sum.checked_add(share.0));
        if let Some(sum) = sum.filter(|sum| *sum > Decimal::ONE) {
            found.push(Finding::new(Rule::Shares { sum }, near.iter().map(|seen| seen.id.clone())));
        }
    }
    found
}
