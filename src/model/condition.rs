//! The conditions under which an incentive, or a part of an amount, applies.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::amount::{Amount, Reading};
use super::date::PartialDate;
use super::id::FactId;
use super::source::{Cites, no_cites};
use super::text::Text;

/// A condition. The names of comparisons say whether the boundary itself counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, strum::IntoStaticStr, strum::VariantNames)]
#[serde(deny_unknown_fields)]
pub enum Condition {
    /// All of them hold; `All([])` always holds.
    All(Vec<Condition>),
    /// At least one holds.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
    /// The answer to a yes/no fact is yes: `Yes("is_first_producer")`.
    Yes(FactId),
    /// The answer to a choice is one of these: `OneOf("orientation", ["vertical"])`.
    OneOf(FactId, Arc<[String]>),
    /// The first amount is at least the second: `AtLeast(Fact("budget"), Fixed(1_000_000))`.
    AtLeast(Amount, Amount),
    /// The first amount is more than the second.
    MoreThan(Amount, Amount),
    /// The first amount is at most the second.
    AtMost(Amount, Amount),
    /// The first amount is less than the second.
    LessThan(Amount, Amount),
    /// Both amounts are the same: `Equals(Fact("tenancy_year"), Count(1))`.
    Equals(Amount, Amount),
    /// The answer to a date fact is that day or later: `OnOrAfter("first_broadcast", "2024-06-18")`.
    OnOrAfter(FactId, PartialDate),
    /// The answer to a date fact is that day or earlier.
    OnOrBefore(FactId, PartialDate),
    /// Sources that contradict each other: `Contested([(gives: A, cites: […]), (gives: B, cites: […])])`.
    Contested(Vec<Reading<Condition>>),
    /// The text leaves open whether it holds, and no answer can settle it:
    /// `Unclear(of: (zh: "…", en: "…"), cites: […])`.
    Unclear {
        /// The open point.
        of: Arc<Text>,
        /// The clauses that should state it.
        #[serde(default, skip_serializing_if = "no_cites")]
        cites: Cites,
    },
}

impl Condition {
    /// The condition that always holds.
    #[must_use]
    pub fn always() -> Self {
        Self::All(Vec::new())
    }

    /// Whether it is the condition that always holds.
    #[must_use]
    pub fn is_always(&self) -> bool {
        matches!(self, Self::All(parts) if parts.is_empty())
    }
}
