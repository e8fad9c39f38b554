//! A name or remark in both languages of the app.

use serde::{Deserialize, Serialize};

/// The same words in 简体中文 and English.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// 简体中文.
    pub zh: String,
    /// English. A user's own file may leave it out; the Chinese is then shown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub en: String,
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
