//! The words of spreadsheets in both languages, read from `assets/table/headings.ron`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

use crate::model::indicator::{Nature, Precision};
use crate::model::number::Number;
use crate::model::payment::Stage;
use crate::model::source::Confidence;
use crate::model::text::Language;

/// The role of a column that is not a question or an indicator of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
pub enum Field {
    /// The id of an observation.
    Id,
    /// A place.
    Place,
    /// An indicator.
    Indicator,
    /// The period of a value.
    Period,
    /// The value.
    Value,
    /// The upper end of a range.
    Upper,
    /// The unit of the value in the same row.
    Unit,
    /// The currency of the amount in the same row.
    Currency,
    /// The precision of the source.
    Precision,
    /// The kind of statement.
    Nature,
    /// The document or its publisher.
    Source,
    /// The publisher.
    Publisher,
    /// The locator in the source.
    Locator,
    /// The link of the source.
    Link,
    /// The value as printed.
    Printed,
    /// The printed value if it was judged wrong.
    PrintedValue,
    /// A forecaster or method.
    Series,
    /// The curator's confidence.
    Confidence,
    /// The day of the last check.
    CheckedOn,
    /// Whether it may be plotted.
    Plot,
    /// A remark.
    Note,
    /// A remark in English.
    NoteEnglish,
    /// A question.
    Question,
    /// The answer to the question in the same row.
    Answer,
    /// The recipient or applicant.
    Recipient,
    /// The work it was for.
    Work,
    /// The amount paid.
    Amount,
    /// The number of recipients of the same amount.
    Count,
    /// The day of the payment or its announcement.
    PaidOn,
    /// The day of the application.
    AppliedOn,
    /// Whether it was paid or only announced.
    Stage,
    /// The policy under which it was paid.
    Policy,
    /// The incentive under which it was paid.
    Incentive,
}

impl Field {
    /// The fields of observations, in writing order.
    pub const OF_OBSERVATIONS: [Self; 22] = [
        Self::Id,
        Self::Place,
        Self::Indicator,
        Self::Period,
        Self::Value,
        Self::Upper,
        Self::Unit,
        Self::Currency,
        Self::Precision,
        Self::Nature,
        Self::Source,
        Self::Publisher,
        Self::Locator,
        Self::Link,
        Self::Printed,
        Self::PrintedValue,
        Self::Series,
        Self::Confidence,
        Self::CheckedOn,
        Self::Plot,
        Self::Note,
        Self::NoteEnglish,
    ];

    /// The fields of answers, in writing order.
    pub const OF_ANSWERS: [Self; 5] = [Self::Question, Self::Answer, Self::Unit, Self::Currency, Self::Place];

    /// The fields of payments, in the order of the list.
    pub const OF_PAYMENTS: [Self; 18] = [
        Self::Recipient,
        Self::Work,
        Self::Amount,
        Self::Unit,
        Self::Currency,
        Self::Count,
        Self::PaidOn,
        Self::AppliedOn,
        Self::Stage,
        Self::Policy,
        Self::Incentive,
        Self::Source,
        Self::Publisher,
        Self::Locator,
        Self::Link,
        Self::Id,
        Self::Note,
        Self::NoteEnglish,
    ];

    /// Whether its cells hold figures that can have a unit.
    #[must_use]
    pub fn is_figure(self) -> bool {
        matches!(self, Self::Value | Self::Upper | Self::PrintedValue | Self::Answer | Self::Amount)
    }
}

/// The quantity of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
pub enum Of {
    /// Yuan.
    Yuan,
    /// US dollars.
    Dollar,
    /// A share or a change.
    Share,
    /// A multiple.
    Times,
    /// Anything that can be counted.
    Any,
}

/// Names in both languages. The first of each is used for writing.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Names {
    zh: Vec<String>,
    en: Vec<String>,
}

impl Names {
    pub(super) fn all(&self) -> impl Iterator<Item = &str> {
        self.zh.iter().chain(&self.en).map(String::as_str)
    }

    pub(super) fn first(&self, language: Language) -> &str {
        let names = match language {
            Language::Chinese => &self.zh,
            Language::English => &self.en,
        };
        names.first().map_or("", String::as_str)
    }

    pub(super) fn has(&self, text: &str) -> bool {
        let wanted = plain(text);
        self.all().any(|name| name == text || (!wanted.is_empty() && plain(name) == wanted))
    }
}

/// A unit and its size in exact units.
#[derive(Clone, Debug, Deserialize)]
pub struct UnitWord {
    /// Its quantity.
    pub of: Of,
    /// The number of exact units in one of it.
    pub times: Number,
    zh: Vec<String>,
    en: Vec<String>,
}

impl UnitWord {
    /// Its name in a language.
    #[must_use]
    pub fn name(&self, language: Language) -> &str {
        let names = match language {
            Language::Chinese => &self.zh,
            Language::English => &self.en,
        };
        names.first().map_or("", String::as_str)
    }
}

/// The names of a currency.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct CurrencyWord {
    /// Its code.
    pub(super) code: String,
    /// The names of its unit.
    pub(super) units: Vec<String>,
    /// Its code, signs and names.
    pub(super) names: Vec<String>,
}

/// Words that multiply.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct ScaleWord {
    /// The power of ten.
    pub(super) power: u32,
    pub(super) names: Vec<String>,
    /// Letters that mean it only directly behind a figure.
    #[serde(default)]
    pub(super) letters: Vec<String>,
}

/// A value of a closed list in a column, with its words.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Word<T> {
    pub(super) is: T,
    zh: Vec<String>,
    en: Vec<String>,
}

/// The characters that can follow the name of a place, by the kind of place.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Signs {
    pub(super) province: Vec<String>,
    pub(super) city: Vec<String>,
    pub(super) district: Vec<String>,
}

/// The words of shooting schedules.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ScheduleWords {
    /// Headings of days.
    pub(super) days: Names,
    /// Headings of places.
    pub(super) places: Names,
    /// Headings of locations.
    pub(super) locations: Names,
    /// Headings of the sets.
    pub(super) sets: Names,
    /// The words for a day without a shoot, in place of a location.
    pub(super) idle: Names,
    /// Labels beside a day that never name a place.
    pub(super) notes: Names,
    /// The characters that can follow the name of a place.
    pub(super) signs: Signs,
    /// The days of the week, from Monday on.
    pub(super) weekdays: Vec<Names>,
    /// The English names of months, from January on.
    pub(super) months: Vec<Vec<String>>,
    /// The text around the number of a shooting day.
    pub(super) counted: (String, String),
    /// The character after the number of a year.
    pub(super) year: String,
    /// The character after the number of a month.
    pub(super) month: String,
    /// The characters after the number of a day of the month.
    pub(super) day: Vec<String>,
    /// English words before the number of a shooting day.
    pub(super) count: Vec<String>,
}

/// A day without its year, as schedules write it.
pub(super) fn month_and_day(month: i8, day: i8) -> String {
    let words = &headings().schedule;
    let after = words.day.first().map_or("", String::as_str);
    format!("{month}{}{day}{after}", words.month)
}

/// Everything in the file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Headings {
    pub(super) fields: Vec<Word<Field>>,
    pub(super) units: Vec<UnitWord>,
    pub(super) natures: Vec<Word<Nature>>,
    pub(super) precisions: Vec<Word<Precision>>,
    pub(super) confidences: Vec<Word<Confidence>>,
    pub(super) stages: Vec<Word<Stage>>,
    pub(super) yes: Names,
    pub(super) no: Names,
    pub(super) schedule: ScheduleWords,
    pub(super) cross: Vec<String>,
    pub(super) bounds: Vec<String>,
    pub(super) minus: Vec<String>,
    pub(super) currencies: Vec<CurrencyWord>,
    pub(super) scales: Vec<ScaleWord>,
    pub(super) glue: Vec<String>,
    pub(super) units_follow: Vec<String>,
    pub(super) units_led: Vec<String>,
    pub(super) units_before: Vec<String>,
    pub(super) neutral: Vec<String>,
    pub(super) totals: Vec<String>,
    pub(super) parts: Vec<String>,
    pub(super) past: Vec<String>,
    pub(super) current: Vec<String>,
    pub(super) place_signs: Vec<String>,
    pub(super) undated: Names,
    pub(super) place_endings: Vec<String>,
    pub(super) period: Vec<(String, String)>,
    #[serde(skip)]
    units_by_name: HashMap<String, usize>,
    #[serde(skip)]
    fields_by_name: HashMap<String, Field>,
    /// The neutral words in their form for comparison.
    #[serde(skip)]
    pub(super) neutral_names: HashSet<String>,
}

/// The file, read once. Part of the program; a test reads it.
pub(super) fn headings() -> &'static Headings {
    static READ: LazyLock<Headings> = LazyLock::new(|| {
        let text = include_str!("../../../assets/table/headings.ron");
        let mut headings: Headings = ron::from_str(text).unwrap_or_default();
        for (at, unit) in headings.units.iter().enumerate() {
            for name in unit.zh.iter().chain(&unit.en) {
                headings.units_by_name.entry(plain(name)).or_insert(at);
            }
        }
        for word in &headings.fields {
            for name in word.names() {
                headings.fields_by_name.entry(plain(name)).or_insert(word.is);
            }
        }
        headings.neutral_names = headings.neutral.iter().map(|word| plain(word)).collect();
        headings
    });
    &READ
}

/// All units, grouped by quantity, smallest first.
#[must_use]
pub fn units() -> &'static [UnitWord] {
    &headings().units
}

/// The unit with a name.
#[must_use]
pub fn unit(name: &str) -> Option<&'static UnitWord> {
    let headings = headings();
    headings.units_by_name.get(&plain(name)).and_then(|at| headings.units.get(*at))
}

/// The field with a name.
pub(super) fn field(name: &str) -> Option<Field> {
    headings().fields_by_name.get(&plain(name)).copied()
}

/// The names of all fields, in their form for comparison.
pub(super) fn names_of_fields() -> impl Iterator<Item = (&'static str, Field)> {
    headings().fields_by_name.iter().map(|(name, field)| (name.as_str(), *field))
}

/// The heading for writing a column of this field.
#[must_use]
pub fn heading(field: Field, language: Language) -> &'static str {
    let word = headings().fields.iter().find(|word| word.is == field);
    word.map_or("", |word| word.first(language))
}

impl<T: Copy + PartialEq> Word<T> {
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.zh.iter().chain(&self.en).map(String::as_str)
    }

    pub(super) fn first(&self, language: Language) -> &str {
        let names = match language {
            Language::Chinese => &self.zh,
            Language::English => &self.en,
        };
        names.first().map_or("", String::as_str)
    }

    /// The value that a text names.
    pub(super) fn find(all: &[Self], text: &str) -> Option<T> {
        let wanted = plain(text);
        all.iter().find(|word| word.names().any(|name| plain(name) == wanted)).map(|word| word.is)
    }

    /// The word for writing a value.
    pub(super) fn written(all: &[Self], is: T, language: Language) -> &str {
        all.iter().find(|word| word.is == is).map_or("", |word| word.first(language))
    }
}

/// The form of a text for comparison: lower case, plain characters, no spaces and no punctuation.
#[must_use]
pub fn plain(text: &str) -> String {
    let dropped = |c: &char| {
        c.is_whitespace()
            || matches!(c, '_' | '-' | '.' | ',' | ';' | ':' | '(' | ')' | '[' | ']' | '/' | '\'' | '"' | '·' | '&')
            || matches!(c, '、' | '。' | '《' | '》' | '“' | '”' | '‘' | '’' | '【' | '】' | '—' | '–')
    };
    text.chars()
        .filter(|c| !is_invisible(*c))
        .map(narrow)
        .filter(|c| !dropped(c))
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether a character is invisible and has no width, such as a zero-width space or a mark of direction.
pub(super) fn is_invisible(sign: char) -> bool {
    matches!(
        sign,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{0}'..='\u{8}'
            | '\u{e}'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
    )
}

/// A full-width character as the plain one.
pub(super) fn narrow(sign: char) -> char {
    match sign {
        '！'..='～' => char::from_u32(u32::from(sign) - 0xfee0).unwrap_or(sign),
        '\u{3000}' | '\u{a0}' | '\u{202f}' | '\u{2000}'..='\u{200a}' | '\u{205f}' => ' ',
        '−' => '-',
        '￥' => '¥',
        _ => sign,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_read_and_no_name_means_two_things() {
        let headings = headings();
        assert!(headings.fields.len() > 20 && headings.units.len() > 20);
        let mut seen: HashMap<String, Field> = HashMap::new();
        for word in &headings.fields {
            for name in word.names() {
                assert_eq!(*seen.entry(plain(name)).or_insert(word.is), word.is, "{name}");
            }
        }
        for unit in &headings.units {
            for name in unit.zh.iter().chain(&unit.en) {
                let found = super::unit(name).map(|found| (found.of, found.times));
                assert_eq!(found, Some((unit.of, unit.times)), "{name}");
            }
        }
    }
}
