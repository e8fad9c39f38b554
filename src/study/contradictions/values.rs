//! Values of one indicator, place and period compared with each other and with the plausible range.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Finding, Measured, Rule, alike, printed_value};
use crate::model::date::Period;
use crate::model::id::{IndicatorId, PlaceId};
use crate::model::indicator::{Observation, Precision};
use crate::model::library::Library;

type Group<'a> = Vec<&'a Observation>;

/// The observations with a value, by indicator, place and period. Those without a period are one group.
fn groups(library: &Library) -> Vec<Group<'_>> {
    let mut groups: BTreeMap<(&IndicatorId, &PlaceId, Option<Period>), Group<'_>> = BTreeMap::new();
    for seen in library.observations.values().filter(|seen| seen.value.is_some()) {
        groups.entry((&seen.indicator, &seen.place, seen.period)).or_default().push(seen);
    }
    groups.into_values().filter(|group| group.len() > 1).collect()
}

/// All members of a group that conflict with another, and the extreme values, as one finding.
fn clash(
    group: &Group<'_>,
    value: impl Fn(&Observation) -> Option<Decimal>,
    conflict: impl Fn(&Observation, &Observation) -> bool,
    rule: impl Fn(Decimal, Decimal) -> Rule,
) -> Option<Finding> {
    let clashes = |one: &&&Observation| group.iter().any(|other| conflict(one, other) || conflict(other, one));
    let all: Vec<&Observation> = group.iter().filter(clashes).copied().collect();
    let values = || all.iter().filter_map(|seen| value(seen));
    let (low, high) = (values().min()?, values().max()?);
    Some(Finding::new(rule(low, high), all.iter().map(|seen| seen.id.clone())))
}

/// Printed values 9 to 11 times apart.
pub(super) fn ten_times(library: &Library) -> Vec<Finding> {
    let far = |a: &Observation, b: &Observation| {
        let (Some(a), Some(b)) = (printed_value(a), printed_value(b)) else { return false };
        let times = |by: i64| a.checked_mul(Decimal::from(by));
        a > Decimal::ZERO && times(9).is_some_and(|least| b >= least) && times(11).is_some_and(|most| b <= most)
    };
    let conflict = |a: &Observation, b: &Observation| alike(a, b) && far(a, b);
    let rule = |low, high| Rule::TenTimes { low, high };
    groups(library).iter().filter_map(|group| clash(group, printed_value, conflict, rule)).collect()
}

/// Judged values that differ beyond rounding and wording.
pub(super) fn differ(library: &Library) -> Vec<Finding> {
    let value = |seen: &Observation| seen.value.map(|value| value.0);
    let conflict = |a: &Observation, b: &Observation| a.id != b.id && alike(a, b) && apart(a, b);
    let rule = |low, high| Rule::Differ { low, high };
    groups(library).iter().filter_map(|group| clash(group, value, conflict, rule)).collect()
}

/// Whether `a` is above `b` by more than rounding and wording allow.
fn apart(a: &Observation, b: &Observation) -> bool {
    let (Some((low, _)), Some((_, high))) = (ends(a), ends(b)) else { return false };
    high.is_some_and(|high| low > high)
}

/// The least and the greatest meaning of a statement: a hundredth for rounding, a tenth for "about".
fn ends(seen: &Observation) -> Option<(Decimal, Option<Decimal>)> {
    let value = seen.value?.0;
    let upper = seen.upper.map_or(value, |upper| upper.0);
    let room = match seen.precision {
        Precision::About => Decimal::new(10, 2),
        Precision::Exact | Precision::MoreThan | Precision::AtMost => Decimal::new(1, 2),
    };
    let low = value.checked_mul(Decimal::ONE - room)?;
    let high = upper.checked_mul(Decimal::ONE + room)?;
    Some(match seen.precision {
        Precision::Exact | Precision::About => (low, Some(high)),
        Precision::MoreThan => (low, None),
        Precision::AtMost => (Decimal::ZERO, Some(high)),
    })
}

/// Values, or quotients with others of the same place and time, outside the plausible range.
pub(super) fn outside_band(library: &Library, measured: &Measured<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for band in library.bands.values() {
        let outside = |found: Decimal| found < band.least.0 || found > band.most.0;
        let rule = |found| Rule::OutsideBand { band: band.id.clone(), found };
        for seen in library.observations_of(&band.of) {
            let Some(value) = printed_value(seen) else { continue };
            let Some(per) = &band.per else {
                if outside(value) {
                    found.push(Finding::new(rule(value), [seen.id.clone()]));
                }
                continue;
            };
            for other in measured.at(per, &seen.place).iter().filter(|other| meet(seen, other)) {
                let each = printed_value(other).and_then(|count| value.checked_div(count));
                if let Some(each) = each.filter(|each| outside(*each)) {
                    found.push(Finding::new(rule(each), [seen.id.clone(), other.id.clone()]));
                }
            }
        }
    }
    found
}

/// Whether the time of one lies within the time of the other.
fn meet(a: &Observation, b: &Observation) -> bool {
    let (Some(a), Some(b)) = (a.period, b.period) else { return a.period == b.period };
    let within = |inner: Period, outer: Period| inner.start >= outer.start && inner.end <= outer.end;
    within(a, b) || within(b, a)
}
