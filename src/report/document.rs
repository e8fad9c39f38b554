//! The content of a report, in one language and independent of the format.

use serde::Serialize;

use super::plot::Plot;
use super::plot::curve::Graphic;
pub use super::references::{Reference, SourceEntry};
pub use super::table::{Bar, Cell, Column, Holds, Item, Row, Table, Tag, Tone};
use crate::model::mark::Mark;
use crate::model::text::Language;

/// A report.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Document {
    /// The language of every text in it.
    pub language: Language,
    /// The brief.
    pub front: Front,
    /// The kind of document.
    pub kicker: String,
    /// The name of the app, in two parts.
    pub brand: [String; 2],
    /// The production.
    pub title: String,
    /// The question it answers.
    pub subtitle: String,
    /// The inputs of the answer: the day, the places, the unit, the library.
    pub about: Vec<Entry>,
    /// A caution that comes before everything else.
    pub caution: String,
    /// A short caution for the footer of each page.
    pub reminder: String,
    /// The annex: the result again, and everything behind it.
    pub sections: Vec<Section>,
    /// The same incentives as one flat table, with exact figures.
    pub flat: Flat,
}

/// The brief, one page.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Front {
    /// The kind of document.
    pub kind: String,
    /// The day of the calculation.
    pub day: String,
    /// A description of the production, on one line.
    pub production: String,
    /// The question; empty for the usual one.
    pub question: String,
    /// The answer: the pieces of one sentence.
    pub answer: Vec<Item>,
    /// The qualification of the answer.
    pub qualification: String,
    /// Remarks that come before any figure.
    pub remarks: Vec<String>,
    /// Places, reasons, open questions, whom to ask, sources.
    pub sections: Vec<Section>,
    /// The limits of the report.
    pub limits: String,
    /// The program, the library and the day.
    pub stamp: String,
}

impl Front {
    /// The answer as one sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        self.answer.iter().map(|piece| piece.text.as_str()).collect()
    }
}

/// A name with its value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// The name.
    pub label: String,
    /// The value.
    pub value: String,
}

/// A part with a title.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Section {
    /// Its name in links; the same in every language.
    pub id: &'static str,
    /// Its title.
    pub title: String,
    /// Its content.
    pub blocks: Vec<Block>,
}

impl Section {
    /// Whether its list is numbered: the reasons and the options of a brief.
    #[must_use]
    pub fn is_numbered(&self) -> bool {
        matches!(self.id, "front-reasons" | "front-options")
    }
}

/// A piece of content.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "is", content = "of")]
pub enum Block {
    /// Running text.
    Paragraph(String),
    /// Text that must not be overlooked.
    Note(String),
    /// The heading of a place, with its certain and possible money.
    Place(PlaceHead),
    /// A table.
    Table(Table),
    /// A plot, with the figures behind it.
    Plot(Box<Plot>),
    /// A drawing whose content is also given in words and as a table.
    Drawing(Box<Drawing>),
    /// An unordered list.
    List(Vec<Item>),
    /// An explanation that can be folded.
    Steps {
        /// The subject of the explanation.
        title: String,
        /// The last step, with the steps it was made from below it.
        root: Node,
    },
    /// The documents that figures come from.
    Sources(Vec<SourceEntry>),
}

/// A drawing whose content is also given in words.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Drawing {
    /// The title.
    pub title: String,
    /// The finding.
    pub finding: String,
    /// The shapes and their positions, for every writer that draws.
    #[serde(skip)]
    pub(crate) graphic: Graphic,
}

/// The heading of a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlaceHead {
    /// Its name.
    pub name: String,
    /// Its colour and shape.
    pub mark: Mark,
    /// The certain amount.
    pub certain: Figure,
    /// The possible amount.
    pub possible: Figure,
}

/// Money with a label.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// The label.
    pub label: String,
    /// The amount, with its unit.
    pub value: String,
    /// Its tone.
    pub tone: Tone,
}

/// A step of an explanation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Node {
    /// Its name.
    pub label: String,
    /// Its result.
    pub value: String,
    /// A remark.
    pub note: String,
    /// Whether it decided the result.
    pub decisive: bool,
    /// Whether it is understandable alone, so that the steps below it can be folded.
    pub folds: bool,
    /// Its sources.
    pub references: Vec<Reference>,
    /// The steps it was made from.
    pub parts: Vec<Node>,
}

/// One flat table, with exact figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Flat {
    /// A description of it, line by line.
    pub readme: Vec<Entry>,
    /// The titles of its columns.
    pub columns: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<String>>,
}
