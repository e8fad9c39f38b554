//! The contents of a report, their order, and how much of the production's money it discloses.

use serde::{Deserialize, Serialize};

use crate::say;
use crate::words::Words;
use crate::words::number::Disclosure;

/// The requested contents of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Plan {
    /// The reader of the brief.
    pub reader: Reader,
    /// Whether the annex follows the brief.
    pub annex: bool,
    /// The parts of the annex, in order.
    pub parts: Vec<Part>,
    /// Its title; if empty, the name of the production.
    #[serde(skip)]
    pub title: String,
    /// The question; if empty, the usual one.
    #[serde(skip)]
    pub question: String,
    /// The origin of the data, if it is a sealed bundle, and whether that is intact.
    #[serde(skip)]
    pub origin: String,
    /// Whether only incentives known from an official text or its republication count.
    #[serde(skip)]
    pub official: bool,
    /// How amounts of the production are written.
    #[serde(skip)]
    pub amounts: Disclosure,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            reader: Reader::Producer,
            annex: false,
            parts: Part::ALL.to_vec(),
            title: String::new(),
            question: String::new(),
            origin: String::new(),
            official: false,
            amounts: Disclosure::Exact,
        }
    }
}

impl Plan {
    /// The brief with the whole annex.
    #[must_use]
    pub fn with_annex() -> Self {
        Self { annex: true, ..Self::default() }
    }

    /// Adds a part at the end, or removes it. The list of sources can be moved but not removed, because citations
    /// refer to it.
    pub fn toggle(&mut self, part: Part) {
        if part == Part::Sources && self.parts.contains(&part) {
            return;
        }
        match self.parts.iter().position(|other| *other == part) {
            Some(at) => drop(self.parts.remove(at)),
            None => self.parts.push(part),
        }
    }

    /// Clears the title and the question, which belong to one production.
    pub fn untitle(&mut self) {
        self.title.clear();
        self.question.clear();
    }

    /// Moves a part up or down among the included ones.
    pub fn shift(&mut self, part: Part, by: isize) {
        let Some(at) = self.parts.iter().position(|other| *other == part) else { return };
        let to = at.saturating_add_signed(by).min(self.parts.len().saturating_sub(1));
        let part = self.parts.remove(at);
        self.parts.insert(to, part);
    }
}

/// The reader of the brief, which decides what is on its page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Reader {
    /// A producer: what the places give for one production.
    #[default]
    Producer,
    /// An official: the position of a city among its rivals. Without a city, the brief is that of the production.
    City,
}

/// A part of a report.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, strum::VariantArray, strum::IntoStaticStr,
)]
#[strum(serialize_all = "snake_case")]
pub enum Part {
    /// The amounts of each place, certain and possible.
    Result,
    /// Variants of the production: their changes and the effects.
    Variants,
    /// The changes that bring more, by place.
    Near,
    /// The expected amounts by the user's chances.
    Expected,
    /// The kept curves, drawn and as tables.
    Curves,
    /// Several productions of one company.
    Slate,
    /// The proposals of the city, and their cost.
    City,
    /// Each place separately, with every step.
    Places,
    /// Policies side by side.
    Cards,
    /// Indicators over time, drawn.
    Plots,
    /// Every value of the indicators, as printed.
    Indicators,
    /// The ranks of the places for the reference productions.
    Ranking,
    /// When to apply, when policies end, and when the money is paid.
    Calendar,
    /// Open questions.
    Questions,
    /// Information that the sources do not give.
    Unknown,
    /// Figures that do not fit together.
    Contradictions,
    /// The production as described, and its assumptions.
    Answers,
    /// The sources.
    Sources,
    /// Notes for reading the report and for making it again.
    Method,
}

impl Part {
    /// All of them, in their usual order.
    pub const ALL: &'static [Self] = <Self as strum::VariantArray>::VARIANTS;

    /// Its name in links and on the command line; the same in every language.
    #[must_use]
    pub fn id(self) -> &'static str {
        self.into()
    }

    /// The part with a name.
    #[must_use]
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|part| part.id() == id)
    }

    /// Its title.
    #[must_use]
    pub fn title(self, words: &Words) -> String {
        match self {
            Self::Result => say!(words, "report-result"),
            Self::Variants => say!(words, "report-variants"),
            Self::Near => say!(words, "near-title"),
            Self::Expected => say!(words, "report-expected"),
            Self::Curves => say!(words, "report-curves"),
            Self::Slate => say!(words, "report-slate"),
            Self::City => say!(words, "report-city"),
            Self::Places => say!(words, "report-places"),
            Self::Cards => say!(words, "report-cards"),
            Self::Plots => say!(words, "report-plots"),
            Self::Indicators => say!(words, "report-indicators"),
            Self::Ranking => say!(words, "report-ranking"),
            Self::Calendar => say!(words, "report-calendar"),
            Self::Questions => say!(words, "report-questions"),
            Self::Unknown => say!(words, "report-unknown"),
            Self::Contradictions => say!(words, "report-contradictions"),
            Self::Answers => say!(words, "report-answers"),
            Self::Sources => say!(words, "report-sources"),
            Self::Method => say!(words, "report-method"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_taken_in_left_out_and_moved() {
        let mut plan = Plan::default();
        plan.toggle(Part::Result);
        assert_eq!(plan.parts.first(), Some(&Part::Variants));
        plan.toggle(Part::Result);
        assert_eq!(plan.parts.last(), Some(&Part::Result));
        plan.shift(Part::Result, -1);
        assert_eq!(plan.parts.last(), Some(&Part::Method));
        plan.shift(Part::Method, 5);
        assert_eq!(plan.parts.last(), Some(&Part::Method));
        plan.shift(Part::Near, -1);
        assert_eq!(plan.parts.first(), Some(&Part::Near));
        plan.toggle(Part::Sources);
        assert!(plan.parts.contains(&Part::Sources), "what is cited leads somewhere");
    }
}
