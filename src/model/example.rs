//! Worked examples of a policy: inputs and the expected result.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::date::PartialDate;
use super::id::{FactId, IncentiveId, LineId, PlaceId};
use super::number::Number;
use super::production::{Answer, Currency};
use super::source::{Cites, no_cites};
use super::text::Text;

/// One worked example. Its title states the rule that it shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// Its id within the policy.
    pub id: String,
    /// The rule that it shows, as a sentence.
    pub title: Text,
    /// Whether a source prints inputs and result, or only the rule.
    pub origin: Origin,
    /// The day of the calculation; if left out, the day the policy was last checked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<PartialDate>,
    /// The place of the production; if left out, the place of the policy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceId>,
    /// The currency of its amounts; if left out, that of the policy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
    /// The answers.
    #[serde(default)]
    pub answers: BTreeMap<FactId, Answer>,
    /// The expected result.
    pub expect: Expected,
    /// Where it is stated.
    #[serde(default, skip_serializing_if = "no_cites")]
    pub cites: Cites,
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

/// Where the result of an example comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Origin {
    /// A source prints the inputs and the result.
    Published,
    /// A source prints the rule; the result is arithmetic on it.
    Computed,
}

/// The expected result. Anything that is not named is not checked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    /// Incentives of the policy, before stacking.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub incentives: BTreeMap<IncentiveId, ExpectedOutcome>,
    /// Named lines of the policy.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub lines: BTreeMap<LineId, Number>,
    /// Net cash of incentives.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub net: BTreeMap<IncentiveId, Number>,
    /// The instalments of the net cash of incentives, in order of time.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub instalments: BTreeMap<IncentiveId, Vec<Number>>,
    /// The certain amount in the place, after stacking.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub floor: Option<Number>,
    /// The possible amount in the place, after stacking.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ceiling: Option<Number>,
    /// The unit to which the source rounds its figures, such as 1 or 0.01; exact if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rounded_to: Option<Number>,
}

impl Expected {
    /// Whether it expects nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let Self { incentives, lines, net, instalments, floor, ceiling, rounded_to: _ } = self;
        let maps = [incentives.is_empty(), lines.is_empty(), net.is_empty(), instalments.is_empty()];
        maps.into_iter().all(|empty| empty) && floor.is_none() && ceiling.is_none()
    }
}

/// The expected outcome of an incentive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExpectedOutcome {
    /// Exactly this, as floor and as ceiling.
    Paid(Number),
    /// Nothing certain, and at most this.
    UpTo(Number),
    /// At least the first amount, which is certain, and at most the second.
    Between(Number, Number),
    /// A condition fails.
    NotEligible,
    /// These answers, and no others, are missing.
    NeedsAnswer(Vec<FactId>),
    /// No amount can be calculated.
    NotCalculable,
    /// The sources contradict each other.
    Conflict,
}
