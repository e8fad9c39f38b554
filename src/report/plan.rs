//! What a report holds, in which order, and how much of the production's money it gives away.

use serde::{Deserialize, Serialize};

use crate::say;
use crate::words::Words;
use crate::words::number::Disclosure;

/// What whoever asks for a report wants in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Plan {
    /// Whether the page that answers is followed by everything behind it.
    pub annex: bool,
    /// The parts of the annex, in their order.
    pub parts: Vec<Part>,
    /// Its title; the name of the production if it is empty.
    #[serde(skip)]
    pub title: String,
    /// The question it answers; a usual one if it is empty.
    #[serde(skip)]
    pub question: String,
    /// Where everything comes from, if it is not what is open as usual: a sealed bundle, and whether it is intact.
    #[serde(skip)]
    pub origin: String,
    /// Whether only incentives known from an official text or its republication count.
    #[serde(skip)]
    pub official: bool,
    /// How amounts that come from the production are written.
    #[serde(skip)]
    pub amounts: Disclosure,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
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
    /// The page that answers, and everything behind it.
    #[must_use]
    pub fn with_annex() -> Self {
        Self { annex: true, ..Self::default() }
    }

    /// Takes a part in at the end, or leaves it out. The sources can be moved and not left out: whatever is cited
    /// must lead somewhere.
    pub fn toggle(&mut self, part: Part) {
        if part == Part::Sources && self.parts.contains(&part) {
            return;
        }
        match self.parts.iter().position(|other| *other == part) {
            Some(at) => drop(self.parts.remove(at)),
            None => self.parts.push(part),
        }
    }

    /// Forgets what belongs to one production: its title and its question.
    pub fn untitle(&mut self) {
        self.title.clear();
        self.question.clear();
    }

    /// Moves a part up or down among those that are in.
    pub fn shift(&mut self, part: Part, by: isize) {
        let Some(at) = self.parts.iter().position(|other| *other == part) else { return };
        let to = at.saturating_add_signed(by).min(self.parts.len().saturating_sub(1));
        let part = self.parts.remove(at);
        self.parts.insert(to, part);
    }
}

/// A part of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Part {
    /// What each place gives, certain and possible.
    Result,
    /// Variants of the production: what differs in each, and what that does.
    Variants,
    /// What may be expected by the chances that the user gives.
    Expected,
    /// The curves that are kept, drawn and as tables.
    Curves,
    /// Several productions of one company.
    Slate,
    /// What the city proposes, and what that costs.
    City,
    /// Each place by itself, with every step.
    Places,
    /// Policies side by side.
    Cards,
    /// Indicators over time, drawn.
    Plots,
    /// Every value of the indicators, as printed.
    Indicators,
    /// The places on the reference productions.
    Ranking,
    /// When to apply, when policies end, and when the money comes.
    Calendar,
    /// Open questions.
    Questions,
    /// What the sources leave unknown.
    Unknown,
    /// Figures that do not fit together.
    Contradictions,
    /// The production as it was described, and what was assumed.
    Answers,
    /// The sources.
    Sources,
    /// How to read it and how to make it again.
    Method,
}

impl Part {
    /// All of them, in their usual order.
    pub const ALL: [Self; 18] = [
        Self::Result,
        Self::Variants,
        Self::Expected,
        Self::Curves,
        Self::Slate,
        Self::City,
        Self::Places,
        Self::Cards,
        Self::Plots,
        Self::Indicators,
        Self::Ranking,
        Self::Calendar,
        Self::Questions,
        Self::Unknown,
        Self::Contradictions,
        Self::Answers,
        Self::Sources,
        Self::Method,
    ];

    /// Its name for links and for the command line; the same in every language.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Result => "result",
            Self::Variants => "variants",
            Self::Expected => "expected",
            Self::Curves => "curves",
            Self::Slate => "slate",
            Self::City => "city",
            Self::Places => "places",
            Self::Cards => "cards",
            Self::Plots => "plots",
            Self::Indicators => "indicators",
            Self::Ranking => "ranking",
            Self::Calendar => "calendar",
            Self::Questions => "questions",
            Self::Unknown => "unknown",
            Self::Contradictions => "contradictions",
            Self::Answers => "answers",
            Self::Sources => "sources",
            Self::Method => "method",
        }
    }

    /// The part of a name.
    #[must_use]
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.id() == id)
    }

    /// Its title.
    #[must_use]
    pub fn title(self, words: &Words) -> String {
        match self {
            Self::Result => say!(words, "report-result"),
            Self::Variants => say!(words, "report-variants"),
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
        plan.shift(Part::Expected, -1);
        assert_eq!(plan.parts.first(), Some(&Part::Expected));
        plan.toggle(Part::Sources);
        assert!(plan.parts.contains(&Part::Sources), "what is cited leads somewhere");
    }
}
