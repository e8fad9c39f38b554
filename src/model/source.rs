//! Where a figure comes from.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::date::PartialDate;
use super::id::SourceId;
use super::text::Text;

/// A document that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its id.
    pub id: SourceId,
    /// Its title.
    pub title: Text,
    /// Who published it.
    pub publisher: Text,
    /// When it was published, as far as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
    /// Where it can be read. Never an unofficial copy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// How close it is to the issuing body.
    pub grade: Grade,
    /// Whether the text was seen only in an unofficial copy, which is not linked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unofficial_copy: bool,
    /// When somebody last looked.
    pub checked_on: PartialDate,
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

/// How close a source is to the body that issued the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Grade {
    /// The official text itself, or a faithful copy of it.
    Official,
    /// Official media, a wire or a newspaper.
    News,
    /// A summary by an aggregator or consultancy; also machine-made digests.
    Aggregator,
    /// A note at third hand.
    ThirdHand,
}

/// A place inside a source.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// The document.
    pub source: SourceId,
    /// Where in it: an article, a paragraph, a row.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub at: String,
}

/// Where something is stated; shared, because every explanation carries it along.
pub type Cites = Arc<[Citation]>;

/// Whether nothing is cited.
pub(super) fn no_cites(cites: &Cites) -> bool {
    cites.is_empty()
}

/// How sure the curator is of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Confidence {
    /// Seen in print, unambiguous.
    High,
    /// Seen, with a doubt.
    Medium,
    /// Doubtful.
    Low,
}
