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
    /// English. A user's own file may leave it out; the Chinese is then shown.
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "shown")]
    pub en: String,
}

/// Reads a text that is shown to people: signs that act on what stands around them are written out, here once for
/// the terminal, the window and every report.
///
/// # Errors
/// What the reader says where there is no text.
pub(super) fn shown<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    String::deserialize(deserializer).map(visible::owned)
}

/// The same for a text that may be left out.
///
/// # Errors
/// What the reader says where there is no text.
pub(super) fn shown_if_any<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Option::<String>::deserialize(deserializer).map(|text| text.map(visible::owned))
}

/// The same for several texts.
///
/// # Errors
/// What the reader says where there is no list of texts.
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
    /// Whether it says nothing in either language.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.zh.is_empty() && self.en.is_empty()
    }

    /// The same words as they are read from a file: signs that act on what stands around them are written out.
    #[must_use]
    pub fn as_read(&self) -> Self {
        Self { zh: visible::text(&self.zh), en: visible::text(&self.en) }
    }

    /// The words in `language`, or in the other one where they are missing.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        let (wanted, other) = match language {
            Language::Chinese => (&self.zh, &self.en),
            Language::English => (&self.en, &self.zh),
        };
        if wanted.is_empty() { other } else { wanted }
    }
}
