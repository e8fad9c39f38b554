//! Jurisdictions.

use serde::{Deserialize, Serialize};

use super::id::PlaceId;
use super::source::{Cites, no_cites};
use super::text::Text;

/// A jurisdiction: a nation, province, city, district or zone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Its id, such as `shenzhen`.
    pub id: PlaceId,
    /// Its name.
    pub name: Text,
    /// Its level.
    pub kind: PlaceKind,
    /// The jurisdiction it lies in; its policies apply here too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<PlaceId>,
    /// Other words that find it in a search.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "super::text::all_shown")]
    pub also: Vec<String>,
    /// Information about it other than policies and indicators.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// Statements by the place and about it, each with its source.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<Remark>,
}

/// A statement about a place that is neither a figure nor a policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remark {
    /// The kind of statement.
    pub kind: RemarkKind,
    /// The statement.
    pub text: Text,
    /// Where it is stated.
    #[serde(default, skip_serializing_if = "no_cites")]
    pub cites: Cites,
}

/// The kind of a [`Remark`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum RemarkKind {
    /// A claim of the place about itself.
    Claim,
    /// A statement of a source about it.
    Statement,
    /// A difficulty that a source names.
    Challenge,
    /// A recommendation of a source. It is advice, not a policy.
    Advice,
}

/// The level of a jurisdiction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum PlaceKind {
    /// The world or a part of it larger than a nation. It has indicators and no policies.
    World,
    /// A nation.
    Nation,
    /// A province, autonomous region or municipality.
    Province,
    /// A city.
    City,
    /// A district or county.
    District,
    /// A development zone, park or studio town.
    Zone,
}
