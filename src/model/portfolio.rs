//! Many productions, and assumptions about the money for them.
//!
//! A portfolio has no place. It can be calculated for any place.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::fact::FactKind;
use super::id::FactId;
use super::number::Number;
use super::production::Production;
use super::text::Text;

/// Many productions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Portfolio {
    /// Its name.
    pub title: Text,
    /// The assumptions, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// Productions of the library, each with a count.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mix: Vec<Mix>,
    /// Productions of its own, in the order in which they applied.
    #[serde(default, skip_serializing_if = "is_none")]
    pub applications: Arc<Vec<Applied>>,
    /// Productions that are drawn at random.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub made: Vec<Made>,
    /// The money set aside for all of them in one year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pool: Option<Number>,
    /// The rule for applications after the pool is used up.
    #[serde(default)]
    pub when_gone: WhenGone,
    /// The most that one company gets in one year. A production without a company counts as a company of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_company: Option<Number>,
    /// The value of each yuan spent in the place to the authority that pays the support, in yuan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub local_yuan: Option<Number>,
}

impl Portfolio {
    /// Whether it contains no production.
    #[must_use]
    pub fn counts_nothing(&self) -> bool {
        self.mix.iter().all(|mix| mix.count == 0)
            && self.applications.is_empty()
            && self.made.iter().all(|made| made.count == 0)
    }
}

fn is_none(applications: &[Applied]) -> bool {
    applications.is_empty()
}

/// A production of the library with a count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mix {
    /// The name of its file in the library.
    pub production: String,
    /// How many times.
    pub count: u32,
    /// The company that makes all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company: Option<Arc<str>>,
}

/// One application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Applied {
    /// The company that applied.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company: Option<Arc<str>>,
    /// The production.
    pub production: Production,
}

/// Productions drawn from a seed. The same seed gives the same productions on every machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Made {
    /// The production of the library whose answers are used for everything that is not drawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub like: Option<String>,
    /// The same production whole, in place of its name: what is written where the library may not have it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<Arc<Production>>,
    /// The number of productions.
    pub count: u32,
    /// The seed.
    pub seed: u64,
    /// The distribution of each answer that is drawn.
    pub draw: BTreeMap<FactId, Draw>,
}

/// The distribution of an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Draw {
    /// Whole numbers between two limits, both included, all equally likely.
    Between(Number, Number),
    /// Ranges of whole numbers, each with a relative weight.
    Stretches(Vec<Stretch>),
    /// A share of the answer to another question, between two shares, in whole per cent.
    PartOf(FactId, Number, Number),
    /// Yes, with this probability.
    Yes(Number),
    /// Choices, each with a relative weight.
    OneOf(BTreeMap<String, u32>),
}

impl Draw {
    /// Whether a question accepts the answers it gives.
    #[must_use]
    pub fn fits(&self, kind: &FactKind) -> bool {
        match (kind, self) {
            (FactKind::YesNo, Self::Yes(_)) => true,
            (FactKind::Choice(choices), Self::OneOf(all)) => {
                all.keys().all(|id| choices.iter().any(|choice| choice.id == *id))
            }
            (FactKind::Money | FactKind::Count(_), Self::Between(..) | Self::Stretches(_) | Self::PartOf(..)) => true,
            _ => false,
        }
    }
}

/// A range of whole numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stretch {
    /// The relative weight.
    pub weight: u32,
    /// Its first number.
    pub from: Number,
    /// Its last number.
    pub to: Number,
}

/// The rule for applications after a pool is used up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum WhenGone {
    /// Later applications get nothing more; the last one that is paid gets the rest.
    #[default]
    FirstCome,
    /// Everyone gets the same share of the amount due.
    ProRata,
    /// Productions with the highest answer to a question come first. Those without an answer come last.
    ByScore(FactId),
}
