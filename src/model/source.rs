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
    /// The publisher.
    pub publisher: Text,
    /// The date of publication, as far as the document states it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
    /// Where it can be read. Never a link to an unofficial copy.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "super::text::shown_if_any")]
    pub url: Option<String>,
    /// How close it is to the issuing body.
    pub grade: Grade,
    /// Whether the text was seen only in an unofficial copy, which is not linked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unofficial_copy: bool,
    /// The day of the last check.
    pub checked_on: PartialDate,
    /// The day on which the text was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read_on: Option<PartialDate>,
    /// The hash of the text as it was read, such as `sha256:` and 64 digits, so that a later reader can check
    /// whether it is the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fingerprint: Option<String>,
    /// Whether the link still works.
    #[serde(default, skip_serializing_if = "Reach::is_untried")]
    pub reach: Reach,
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

/// Whether the link of a source still works. Many public documents disappear a few years after publication. This
/// is shown and does not affect the figures read from them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Reach {
    /// It was not tried, or there is no link.
    #[default]
    Untried,
    /// It worked on the day of `checked_on`.
    Answers,
    /// It no longer works.
    Gone,
}

impl Reach {
    /// Whether the link was not tried.
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
    /// Official media, a news agency or a newspaper.
    News,
    /// A summary by an aggregator or consultancy, or one made by a machine.
    Aggregator,
    /// A third-hand note.
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
    /// The few words from which the figure was read, as printed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub quote: String,
}

/// The maximum length of a quote, in characters.
pub const LONGEST_QUOTE: usize = 40;

/// Citations of the clauses that state something. They are shared, because every step of an explanation has them.
pub type Cites = Arc<[Citation]>;

/// Whether nothing is cited.
pub(super) fn no_cites(cites: &Cites) -> bool {
    cites.is_empty()
}

/// How certain the curator is of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Confidence {
    /// Seen in print, unambiguous.
    High,
    /// Seen, with some doubt.
    Medium,
    /// Doubtful.
    Low,
}
