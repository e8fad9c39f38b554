//! What a curator holds of figures that do not fit together, and what is plausible.
//!
//! Which figures contradict each other is found by rule, see `study::contradictions`. A judgement says what
//! somebody who looked at them concluded; it never changes a value by itself.

use serde::{Deserialize, Serialize};

use super::date::PartialDate;
use super::id::{BandId, IndicatorId, JudgementId, ObservationId, PolicyId};
use super::number::Number;
use super::source::Confidence;
use super::text::Text;

/// What was concluded about figures or texts that do not fit together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Judgement {
    /// Its id.
    pub id: JudgementId,
    /// What does not fit together.
    pub conflict: Text,
    /// The observations it speaks of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub observations: Vec<ObservationId>,
    /// The policies it speaks of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub policies: Vec<PolicyId>,
    /// What is used, or that both stand.
    pub verdict: Text,
    /// Why.
    pub why: Text,
    /// What would settle it.
    pub resolve: Text,
    /// How sure the curator is.
    pub confidence: Confidence,
    /// When somebody last looked at it.
    pub checked_on: PartialDate,
}

/// What is plausible for an indicator, or for one indicator divided by another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// Its id.
    pub id: BandId,
    /// What is looked at, such as "revenue per drama".
    pub name: Text,
    /// The indicator.
    pub of: IndicatorId,
    /// The indicator it is divided by; both of one place and one time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<IndicatorId>,
    /// The least that is plausible, in the unit of `of`.
    pub least: Number,
    /// The most that is plausible.
    pub most: Number,
    /// On what the two ends rest.
    pub why: Text,
}
