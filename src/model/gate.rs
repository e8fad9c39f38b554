//! Rules that pay nothing and open or close the way to money: which class a work is in, and which paper it needs.

use serde::{Deserialize, Serialize};

use super::condition::Condition;
use super::date::PartialDate;
use super::id::FactId;
use super::source::{Cites, no_cites};
use super::text::Text;

/// A rule that sorts works and says which paper each needs. The first case whose condition holds is the one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gate {
    /// What it decides, such as "class of the work".
    pub label: Text,
    /// The last day it is used, where another rule takes its place before the policy ends.
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
    /// Which works are in it.
    #[serde(default = "Condition::always", skip_serializing_if = "Condition::is_always")]
    pub when: Condition,
    /// The name of the class.
    pub class: Text,
    /// What a work of this class needs, in words.
    pub needs: Text,
    /// The yes/no fact that says whether the work has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<FactId>,
    /// Where it is stated.
    #[serde(default, skip_serializing_if = "no_cites")]
    pub cites: Cites,
}
