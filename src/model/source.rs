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
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "super::text::shown_if_any")]
    pub url: Option<String>,
    /// How close it is to the issuing body.
    pub grade: Grade,
    /// Whether the text was seen only in an unofficial copy, which is not linked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unofficial_copy: bool,
    /// When somebody last looked.
    pub checked_on: PartialDate,
    /// The day the text was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read_on: Option<PartialDate>,
    /// What the text as read comes to, such as `sha256:` and 64 digits, so that a later reader can tell whether it is
    /// the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fingerprint: Option<String>,
    /// Whether the link still answers.
    #[serde(default, skip_serializing_if = "Reach::is_untried")]
    pub reach: Reach,
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

/// Whether the link of a source still answers. Many public documents are gone a few years after they were
/// published; that is shown and takes nothing from the figures that were read there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Reach {
    /// Nobody tried, or there is no link.
    #[default]
    Untried,
    /// It answered on the day of `checked_on`.
    Answers,
    /// It no longer answers.
    Gone,
}

impl Reach {
    /// Whether nobody tried.
    #[must_use]
    pub fn is_untried(&self) -> bool {
        *self == Self::Untried
    }
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
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "super::text::shown")]
    pub at: String,
    /// The few words that the figure was read from, as they are printed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub quote: String,
}

/// The longest quote a citation may carry, in characters.
pub const LONGEST_QUOTE: usize = 40;

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
