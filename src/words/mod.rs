//! All sentences, 简体中文 and English, made from typed reasons and exact numbers.
//!
//! The messages are in `assets/words`; `fl!` checks their ids and arguments at compile time.
//! Nothing here uses egui or files, or decides what is true.

mod application;
pub mod award_line;
mod calendar;
mod citation;
mod city;
pub mod contradictions;
pub mod curve;
mod desk;
pub mod differences;
pub mod draft;
pub mod examples;
pub mod explain;
pub mod growth;
mod later;
pub mod letter;
pub mod names;
mod near;
pub mod number;
mod observation;
mod offers;
mod paid;
mod portfolio;
pub mod problem;
mod productions;
mod reform;
mod schedule;
mod sealed;
pub mod search;
mod slate;
pub mod stacking;
mod standing;
pub mod steps;
pub mod table;
pub mod terms;
pub mod variants;

use std::sync::{Arc, LazyLock};

use i18n_embed::fluent::FluentLanguageLoader;
use rust_embed::RustEmbed;
use unic_langid::{LanguageIdentifier, langid};

use crate::model::text::{Language, Text};

#[derive(RustEmbed)]
#[folder = "assets/words"]
struct Messages;

/// The messages of each language, parsed once and shared by all words of that language.
static CHINESE: LazyLock<Arc<FluentLanguageLoader>> = LazyLock::new(|| messages(&[langid!("zh-CN"), langid!("en")]));
static ENGLISH: LazyLock<Arc<FluentLanguageLoader>> = LazyLock::new(|| messages(&[langid!("en"), langid!("en")]));

fn messages(wanted: &[LanguageIdentifier]) -> Arc<FluentLanguageLoader> {
    let loader = FluentLanguageLoader::new("backlot", langid!("en"));
    if let Err(error) = loader.load_languages_from(wanted) {
        log::error!("words could not be loaded: {error}");
    }
    // The isolating marks are for text of mixed direction, and no font here has them.
    loader.set_use_isolating(false);
    Arc::new(loader)
}

/// The words of one language.
#[derive(Clone)]
pub struct Words {
    /// The language.
    pub language: Language,
    /// How amounts of a production are written.
    pub amounts: number::Disclosure,
    /// Where `fl!` looks messages up.
    pub loader: Arc<FluentLanguageLoader>,
}

impl Words {
    /// The words of a language.
    #[must_use]
    pub fn new(language: Language) -> Self {
        let loader = match language {
            Language::Chinese => Arc::clone(&CHINESE),
            Language::English => Arc::clone(&ENGLISH),
        };
        Self { language, amounts: number::Disclosure::Exact, loader }
    }

    /// A sentence as it is set: spaces between two Chinese characters are removed, including one for an argument
    /// that can begin with a digit.
    #[must_use]
    pub fn set(&self, text: String) -> String {
        if self.language != Language::Chinese || !text.contains(' ') {
            return text;
        }
        let wide = |c: &char| matches!(c, '\u{3000}'..='\u{9fff}' | '\u{ff01}'..='\u{ff5e}');
        let all: Vec<char> = text.chars().collect();
        let kept = all.iter().enumerate().filter(|(at, c)| {
            let before = at.checked_sub(1).and_then(|at| all.get(at)).is_some_and(wide);
            let after = all.get(at + 1).is_some_and(wide);
            **c != ' ' || !before || !after
        });
        kept.map(|(_, c)| c).collect()
    }

    /// The same text with an initial capital, if the language has capitals.
    #[must_use]
    pub fn capital(&self, text: &str) -> String {
        let mut rest = text.chars();
        match (self.language, rest.next()) {
            (Language::English, Some(first)) => first.to_uppercase().chain(rest).collect(),
            _ => text.to_owned(),
        }
    }

    /// A bilingual name in this language.
    #[must_use]
    pub fn text<'a>(&self, text: &'a Text) -> &'a str {
        text.get(self.language)
    }
}

trait LoadLanguages {
    fn load_languages_from(&self, wanted: &[LanguageIdentifier]) -> Result<(), i18n_embed::I18nEmbedError>;
}

impl LoadLanguages for FluentLanguageLoader {
    fn load_languages_from(&self, wanted: &[LanguageIdentifier]) -> Result<(), i18n_embed::I18nEmbedError> {
        use i18n_embed::LanguageLoader as _;
        self.load_languages(&Messages, wanted)
    }
}

/// Looks up a message: `say!(words, "id", argument = value)`.
#[macro_export]
macro_rules! say {
    ($words:expr, $($rest:tt)*) => {
        $words.set(i18n_embed_fl::fl!($words.loader, $($rest)*))
    };
}
