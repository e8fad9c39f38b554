//! How incentives add up, exclude and require each other.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::amount::Amount;
use super::id::{IncentiveId, PolicyId};
use super::policy::Per;
use super::source::{Cites, no_cites};
use super::text::Text;

/// How the incentives of a policy add up for one production.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stacking {
    /// The rule between all of them.
    #[serde(default)]
    pub rule: StackingRule,
    /// Where it is stated.
    #[serde(default, skip_serializing_if = "no_cites")]
    pub cites: Cites,
    /// Rules between some of them, including those of other policies.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Group>,
    /// The relations between incentives.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub relations: Vec<Relation>,
}

impl Stacking {
    /// The caps of its rules: those of its groups, then its own.
    pub fn caps(&self) -> impl Iterator<Item = &Amount> {
        let rules = self.groups.iter().map(|group| &group.rule).chain([&self.rule]);
        rules.filter_map(|rule| match rule {
            StackingRule::SumUpTo(cap) | StackingRule::AtMost(cap) => Some(cap),
            StackingRule::Unknown | StackingRule::Sum | StackingRule::Highest => None,
        })
    }
}

/// A stacking rule.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum StackingRule {
    /// Not known. The sum is possible; only the highest is certain.
    #[default]
    Unknown,
    /// They add up.
    Sum,
    /// Only the highest is paid (从高不重复).
    Highest,
    /// They add up to a cap, which can be calculated: a share of the budget, or the rest of a yearly
    /// limit.
    SumUpTo(Amount),
    /// Their sum is at most this. Other rules decide whether they add up. For example, public aid of at most
    /// half the budget, from any programmes.
    AtMost(Amount),
}

/// Some incentives with a rule of their own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Its name.
    pub label: Text,
    /// The incentives.
    pub members: Vec<Member>,
    /// The rule between them.
    pub rule: StackingRule,
    /// The unit to which the cap applies, such as a work or a company.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<Per>,
    /// Where it is stated.
    #[serde(default, skip_serializing_if = "no_cites")]
    pub cites: Cites,
}

/// A relation between incentives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Relation {
    /// The first is paid only if at least one of the others is granted.
    Requires {
        /// The incentive that requires another.
        incentive: Member,
        /// The incentives of which one must be granted.
        any_of: Vec<Member>,
        /// Where it is stated.
        #[serde(default, skip_serializing_if = "no_cites")]
        cites: Cites,
    },
    /// The first and any of the others cannot both be taken.
    Excludes {
        /// The incentive that excludes others.
        incentive: Member,
        /// The incentives it excludes.
        others: Vec<Member>,
        /// Where it is stated.
        #[serde(default, skip_serializing_if = "no_cites")]
        cites: Cites,
    },
}

impl Relation {
    /// Every member it names.
    pub fn members(&self) -> impl Iterator<Item = &Member> {
        let (Self::Requires { incentive, any_of: others, .. } | Self::Excludes { incentive, others, .. }) = self;
        std::iter::once(incentive).chain(others)
    }
}

/// Names incentives within a policy: `own`, `policy/incentive`, `policy/*` (all of a policy) or `*`
/// (all that apply in the place).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Member(Arc<str>);

impl Member {
    /// As it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The policy and the incentive it names, read within the policy `own`. `*` means all.
    #[must_use]
    pub fn parts<'a>(&'a self, own: &'a PolicyId) -> (&'a str, &'a str) {
        match self.0.split_once('/') {
            Some(parts) => parts,
            None if &*self.0 == "*" => ("*", "*"),
            None => (own.as_str(), &self.0),
        }
    }

    /// Whether it can name several incentives.
    #[must_use]
    pub fn is_many(&self) -> bool {
        self.0.ends_with('*')
    }

    /// Whether it names an incentive, read within the policy `own`.
    #[must_use]
    pub fn covers(&self, own: &PolicyId, policy: &PolicyId, incentive: &IncentiveId) -> bool {
        let (named, item) = self.parts(own);
        (named == "*" || named == policy.as_str()) && (item == "*" || item == incentive.as_str())
    }
}

impl From<&str> for Member {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl fmt::Debug for Member {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}
