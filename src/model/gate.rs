//! Rules that pay nothing and decide access to money: the class of a work, and the document it needs.

use serde::{Deserialize, Serialize};

use super::condition::Condition;
use super::date::PartialDate;
use super::id::FactId;
use super::source::{Cites, no_cites};
use super::text::Text;

/// A rule that classifies works and states which document each class needs. The first case whose condition holds
/// applies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gate {
    /// The subject of the decision, such as "class of the work".
    pub label: Text,
    /// The last day it applies, if another rule replaces it before the policy ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<PartialDate>,
    /// The classes, in the order in which they are tried.
    pub cases: Vec<GateCase>,
    /// Where it is stated.
    #[serde(default, skip_serializing_if = "no_cites")]
    pub cites: Cites,
}

/// One class of a [`Gate`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GateCase {
    /// The condition for works of this class.
    #[serde(default = "Condition::always", skip_serializing_if = "Condition::is_always")]
    pub when: Condition,
    /// The name of the class.
    pub class: Text,
    /// The documents that a work of this class needs, in words.
    pub needs: Text,
    /// The yes/no fact that states whether the work has the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<FactId>,
    /// Where it is stated.
    #[serde(default, skip_serializing_if = "no_cites")]
    pub cites: Cites,
}
