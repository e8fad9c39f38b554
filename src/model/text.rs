//! A name or remark in both languages of the app.

use serde::{Deserialize, Deserializer, Serialize};

use super::visible;

/// The same words in 简体中文 and English.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// 简体中文.
    #[serde(deserialize_with = "shown")]
    pub zh: String,
    /// English. A user's file may leave it out; the Chinese is then shown.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "shown")]
    pub en: String,
}

/// Reads a text that is shown to people. Characters that affect the text around them are escaped here, once for
/// the terminal, the window and every report.
///
/// # Errors
/// Returns the reader's error if there is no text.
pub(super) fn shown<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    String::deserialize(deserializer).map(visible::owned)
}

/// The same for a text that may be left out.
///
/// # Errors
/// Returns the reader's error if the value is not a text.
pub(super) fn shown_if_any<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Option::<String>::deserialize(deserializer).map(|text| text.map(visible::owned))
}

/// The same for several texts.
///
/// # Errors
/// Returns the reader's error if there is no list of texts.
pub(super) fn all_shown<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    Vec::<String>::deserialize(deserializer).map(|all| all.into_iter().map(visible::owned).collect())
}

/// A language of the app.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// 简体中文.
    #[default]
    Chinese,
    /// English.
    English,
}

impl Text {
    /// Whether it is blank in both languages.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.zh.is_empty() && self.en.is_empty()
    }

    /// The same text as read from a file, with characters that affect the text around them escaped.
    #[must_use]
    pub fn as_read(&self) -> Self {
        Self { zh: visible::text(&self.zh), en: visible::text(&self.en) }
    }

    /// The text in `language`, or in the other language if it is missing.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        let (wanted, other) = match language {
            Language::Chinese => (&self.zh, &self.en),
            Language::English => (&self.en, &self.zh),
        };
        if wanted.is_empty() { other } else { wanted }
    }
}
