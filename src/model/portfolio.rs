//! Many productions, and what is assumed of the money for them.
//!
//! Absent on purpose: places. A portfolio is worked out wherever somebody asks.

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
    /// What was assumed, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// Productions of the library, each so many times.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mix: Vec<Mix>,
    /// Productions of its own, in the order in which they applied.
    #[serde(default, skip_serializing_if = "is_none")]
    pub applications: Arc<Vec<Applied>>,
    /// Productions that are drawn.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub made: Vec<Made>,
    /// The money set aside for all of them in one year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pool: Option<Number>,
    /// What happens when the pool is gone.
    #[serde(default)]
    pub when_gone: WhenGone,
    /// The most that one company gets in one year; productions without a company are companies of their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_company: Option<Number>,
    /// What a yuan spent in the place is worth to whoever pays, in yuan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub local_yuan: Option<Number>,
}

impl Portfolio {
    /// Whether it counts no production at all.
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

/// A production of the library, some times.
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

/// Productions drawn from a seed: the same for the same seed, on every machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Made {
    /// The production of the library whose answers hold where nothing is drawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub like: Option<String>,
    /// How many.
    pub count: u32,
    /// Where the draws begin.
    pub seed: u64,
    /// What is drawn for each question.
    pub draw: BTreeMap<FactId, Draw>,
}

/// From what an answer is drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Draw {
    /// Whole numbers between two ends, both included, each as likely as the next.
    Between(Number, Number),
    /// Stretches of whole numbers, each with how likely it is beside the others.
    Stretches(Vec<Stretch>),
    /// A share of the answer to another question, between two shares, in whole per cent.
    PartOf(FactId, Number, Number),
    /// Yes, with this share.
    Yes(Number),
    /// Choices, each with how likely it is beside the others.
    OneOf(BTreeMap<String, u32>),
}

impl Draw {
    /// Whether a question takes what it gives.
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

/// A stretch of whole numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stretch {
    /// How likely it is beside the others.
    pub weight: u32,
    /// Its first number.
    pub from: Number,
    /// Its last number.
    pub to: Number,
}

/// What happens when a pool is gone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum WhenGone {
    /// Whoever comes later gets nothing more; the last one gets what is left.
    #[default]
    FirstCome,
    /// Everybody gets the same share of what is due.
    ProRata,
    /// Those with the highest answer to a question come first; those without an answer come last.
    ByScore(FactId),
}
