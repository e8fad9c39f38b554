//! Figures that contradict each other, found by general rules.
//!
//! A finding is a suspicion, not a verdict. It names the observations, and so their sources, and changes no value. A
//! curator's conclusion is added as a [`Judgement`]. Printed values are checked as printed, even if a curator uses
//! another one. They are compared with the judged value: a whole, a printed rate. [`Rule::Differ`] and
//! [`Rule::Shares`] check only what is still open after judging.

mod growth;
mod printed;
mod values;
mod wholes;

use std::collections::HashMap;

use rust_decimal::Decimal;

use crate::model::id::{BandId, IndicatorId, JudgementId, ObservationId, PlaceId};
use crate::model::indicator::Observation;
use crate::model::judgement::Judgement;
use crate::model::library::Library;

/// Observations that contradict each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The reason.
    pub rule: Rule,
    /// The observations, the suspicious one first if there is one.
    pub observations: Vec<ObservationId>,
    /// The conclusion of a curator, if there is one.
    pub judgement: Option<JudgementId>,
}

/// A rule that finds contradictions.
#[derive(Clone, Debug, PartialEq)]
pub enum Rule {
    /// Values of one indicator, place and period are 9 to 11 times apart: a unit was misread, as where 亿
    /// (10^8) became billion (10^9).
    TenTimes {
        /// The smallest value.
        low: Decimal,
        /// The largest one.
        high: Decimal,
    },
    /// One figure is printed in two languages with units that do not agree.
    TwoLanguages {
        /// The value in Chinese.
        chinese: Decimal,
        /// The value in English.
        english: Decimal,
    },
    /// A place has a larger value than a jurisdiction around it.
    PartAboveWhole {
        /// The value of the part.
        part: Decimal,
        /// The value of the whole.
        whole: Decimal,
    },
    /// Printed growth and growth calculated from the values differ by more than two points. These are statistics,
    /// hence floats.
    Growth {
        /// Printed growth: 0.192 is 19.2 %.
        printed: f64,
        /// Calculated growth.
        implied: f64,
    },
    /// A value falls to less than a quarter within a year.
    Fall {
        /// The value before.
        before: Decimal,
        /// The value after.
        after: Decimal,
    },
    /// Shares of one whole add up to more than 100 %.
    Shares {
        /// Their sum.
        sum: Decimal,
    },
    /// A value, or a quotient of two values, is outside the plausible range.
    OutsideBand {
        /// The plausible range.
        band: BandId,
        /// The value or quotient.
        found: Decimal,
    },
    /// Values of one indicator, place and period differ beyond rounding.
    Differ {
        /// The smallest value.
        low: Decimal,
        /// The largest one.
        high: Decimal,
    },
}

/// All contradictions of a library, in the order of [`Rule`].
#[must_use]
pub fn find(library: &Library) -> Vec<Finding> {
    let measured = Measured::of(library);
    let mut found = values::ten_times(library);
    found.extend(printed::two_languages(library));
    found.extend(wholes::part_above_whole(library, &measured));
    found.extend(growth::growth(library, &measured));
    found.extend(growth::fall(library, &measured));
    found.extend(wholes::shares(library));
    found.extend(values::outside_band(library, &measured));
    let mut reported: HashMap<ObservationId, Vec<Vec<ObservationId>>> = HashMap::new();
    for finding in &found {
        for id in &finding.observations {
            reported.entry(id.clone()).or_default().push(finding.observations.clone());
        }
    }
    // If an earlier finding contains all observations of this one, it is listed under the first of them.
    let is_reported = |finding: &Finding| match finding.observations.first().map(|first| reported.get(first)) {
        Some(Some(all)) => all.iter().any(|all| finding.observations.iter().all(|id| all.contains(id))),
        Some(None) => false,
        None => !reported.is_empty(),
    };
    let differ: Vec<Finding> = values::differ(library).into_iter().filter(|finding| !is_reported(finding)).collect();
    found.extend(differ);
    for finding in &mut found {
        finding.judgement = judgement_of(library, &finding.observations);
    }
    found
}

/// The observations of a library by indicator and place, each in order of ids. Every rule compares a few of them with
/// each one; without this index, it would compare all with all in a large library.
struct Measured<'a>(HashMap<&'a IndicatorId, HashMap<&'a PlaceId, Vec<&'a Observation>>>);

impl<'a> Measured<'a> {
    fn of(library: &'a Library) -> Self {
        let mut all: HashMap<_, HashMap<_, Vec<_>>> = HashMap::new();
        for seen in library.observations.values() {
            all.entry(&seen.indicator).or_default().entry(&seen.place).or_default().push(seen.as_ref());
        }
        Self(all)
    }

    fn at(&self, indicator: &IndicatorId, place: &PlaceId) -> &[&'a Observation] {
        self.0.get(indicator).and_then(|places| places.get(place)).map(Vec::as_slice).unwrap_or_default()
    }
}

/// The judgements without a finding: contradictions that no rule detects.
#[must_use]
pub fn judged_only<'a>(library: &'a Library, found: &[Finding]) -> Vec<&'a Judgement> {
    let leads_to = |judgement: &Judgement| found.iter().any(|one| one.judgement.as_ref() == Some(&judgement.id));
    library.judgements.values().map(AsRef::as_ref).filter(|judgement| !leads_to(judgement)).collect()
}

/// The judgement that names most of these observations, and at least two of them (or the only one).
fn judgement_of(library: &Library, observations: &[ObservationId]) -> Option<JudgementId> {
    let shared = |judgement: &Judgement| judgement.observations.iter().filter(|id| observations.contains(id)).count();
    let enough = observations.len().min(2);
    let fits = library.judgements.values().map(|judgement| (shared(judgement), judgement));
    // If equal, the first by id, so that the result is deterministic.
    let best =
        fits.filter(|(count, _)| *count >= enough).reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.map(|(_, judgement)| judgement.id.clone())
}

impl Finding {
    fn new(rule: Rule, observations: impl IntoIterator<Item = ObservationId>) -> Self {
        Self { rule, observations: observations.into_iter().collect(), judgement: None }
    }
}

/// The value as it was printed, right or wrong.
fn printed_value(seen: &Observation) -> Option<Decimal> {
    seen.printed_value.or(seen.value).map(|value| value.0)
}

/// Whether two statements are of the same kind: an aim or a capacity is not a measurement.
fn alike(a: &Observation, b: &Observation) -> bool {
    use crate::model::indicator::Nature;
    let class = |seen: &Observation| match seen.nature {
        Nature::Target => 1,
        Nature::Capacity => 2,
        Nature::Actual | Nature::Estimate | Nature::Forecast => 0,
    };
    class(a) == class(b)
}
