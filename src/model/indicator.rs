//! Measured quantities of places.

use serde::{Deserialize, Serialize};

use super::date::{PartialDate, Period};
use super::id::{IndicatorId, ObservationId, PlaceId};
use super::number::Number;
use super::source::{Citation, Confidence};
use super::text::Text;

/// A quantity that is observed in places.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// Its id, such as `market_size`.
    pub id: IndicatorId,
    /// Its name.
    pub name: Text,
    /// The unit of its values.
    pub unit: Unit,
    /// Its relation to another indicator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relates: Option<Relates>,
    /// Whether it is a typical value, such as a price or a rank, and not a total. A part may then exceed its whole.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub typical: bool,
    /// Its meaning, and what is not included in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

/// How an indicator is related to another. Contradictions are found from these relations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Relates {
    /// The change of another one from the year before.
    GrowthOf(IndicatorId),
    /// The compound annual change of another one, from the first to the last year of the period.
    CompoundGrowthOf(IndicatorId),
    /// Another one as a multiple of the year before.
    MultipleOf(IndicatorId),
    /// A share of a whole, such as the nation's production. The text names the whole. All shares of one whole
    /// add up to at most 100 %.
    PartOf(String),
}

/// The unit of a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unit {
    /// Whole yuan (元).
    Yuan,
    /// Whole US dollars.
    Dollar,
    /// A share: 0.4 is 40 %.
    Share,
    /// A change: 0.274 is +27.4 %.
    Change,
    /// A multiple: 2 is twice.
    Times,
    /// A count; the text names what is counted.
    Count(Text),
    /// No number: the observation is a statement in words.
    Words,
}

/// One value of an indicator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Observation {
    /// Its id.
    pub id: ObservationId,
    /// The indicator.
    pub indicator: IndicatorId,
    /// The place.
    pub place: PlaceId,
    /// The period, if the source states it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// The value to use, in the indicator's unit; none for a statement in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Number>,
    /// The upper end, where a range is printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upper: Option<Number>,
    /// The precision of the source.
    #[serde(default)]
    pub precision: Precision,
    /// The value as printed, with its unit.
    #[serde(deserialize_with = "super::text::shown")]
    pub printed: String,
    /// The printed value in the indicator's unit, if it was judged wrong and `value` differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printed_value: Option<Number>,
    /// The kind of statement.
    pub nature: Nature,
    /// A forecaster or method that must not be joined with others, such as `iimedia`.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "super::text::shown")]
    pub series: String,
    /// Where it is printed; several citations if they agree.
    pub cites: Vec<Citation>,
    /// How certain the curator is.
    #[serde(default = "high")]
    pub confidence: Confidence,
    /// The day of the last check.
    pub checked_on: PartialDate,
    /// Whether it may be plotted.
    #[serde(default = "yes", skip_serializing_if = "Clone::clone")]
    pub plot: bool,
    /// A remark, such as why it was judged wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

fn yes() -> bool {
    true
}

fn high() -> Confidence {
    Confidence::High
}

/// The precision of a printed value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Precision {
    /// As printed.
    #[default]
    Exact,
    /// "About".
    About,
    /// "More than".
    MoreThan,
    /// "At most".
    AtMost,
}

/// The kind of statement of an observation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Nature {
    /// Reported as happened.
    Actual,
    /// Counted or measured by an organisation.
    Estimate,
    /// Expected for the future.
    Forecast,
    /// A goal of a government.
    Target,
    /// The capacity of a facility.
    Capacity,
}
