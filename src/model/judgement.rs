//! Conclusions of a curator about figures that do not fit together, and plausible ranges.
//!
//! Contradictory figures are found by rule, see `study::contradictions`. A judgement states the conclusion of a person
//! who examined them. It does not change a value by itself.

use serde::{Deserialize, Serialize};

use super::date::PartialDate;
use super::id::{BandId, IndicatorId, JudgementId, ObservationId, PolicyId};
use super::number::Number;
use super::source::Confidence;
use super::text::Text;

/// A conclusion about figures or texts that do not fit together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Judgement {
    /// Its id.
    pub id: JudgementId,
    /// The contradiction, in words.
    pub conflict: Text,
    /// The observations it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub observations: Vec<ObservationId>,
    /// The policies it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub policies: Vec<PolicyId>,
    /// The value that is used, or that both are kept.
    pub verdict: Text,
    /// The reason.
    pub why: Text,
    /// The information that would settle the contradiction.
    pub resolve: Text,
    /// How certain the curator is.
    pub confidence: Confidence,
    /// The day of the last examination.
    pub checked_on: PartialDate,
}

/// The plausible range of an indicator, or of one indicator divided by another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// Its id.
    pub id: BandId,
    /// The quantity, such as "revenue per drama".
    pub name: Text,
    /// The indicator.
    pub of: IndicatorId,
    /// The indicator it is divided by, for the same place and period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<IndicatorId>,
    /// The lowest plausible value, in the unit of `of`.
    pub least: Number,
    /// The highest plausible value.
    pub most: Number,
    /// The reason for the two limits.
    pub why: Text,
}
