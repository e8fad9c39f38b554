//! What a report says, in one language and in no format.

use rust_decimal::Decimal;
use serde::Serialize;

use super::grid::Grid;
use super::plot::Plot;
use super::plot::curve::Scene;
pub use super::references::{Reference, SourceEntry};
use crate::model::mark::Mark;
use crate::model::text::Language;
use crate::rules::assess::Assessment;
use crate::rules::fraction::Fraction;

/// A report.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Document {
    /// The language of every text in it.
    pub language: Language,
    /// The page that answers.
    pub front: Front,
    /// What kind of document it is.
    pub kicker: String,
    /// The name of the app, its two halves.
    pub brand: [String; 2],
    /// The production.
    pub title: String,
    /// The question it answers.
    pub subtitle: String,
    /// The day, the places, the unit, the library: what the answer depends on.
    pub about: Vec<Entry>,
    /// What must be known before anything is read.
    pub caution: String,
    /// The same in a few words, for the foot of a page.
    pub reminder: String,
    /// The annex: the answers again, and everything behind them.
    pub sections: Vec<Section>,
    /// The same incentives as one flat table, with exact figures.
    pub flat: Flat,
}

/// The page that answers.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Front {
    /// What kind of document it is.
    pub kind: String,
    /// The day it holds for.
    pub day: String,
    /// What the production is, on one line.
    pub production: String,
    /// The question that was asked; empty for the usual one.
    pub question: String,
    /// The answer: the pieces of one sentence.
    pub answer: Vec<Item>,
    /// What qualifies it.
    pub qualification: String,
    /// What must be known before any figure is read, if there is anything.
    pub remarks: Vec<String>,
    /// Places, reasons, what is open, whom to ask, sources.
    pub sections: Vec<Section>,
    /// What it is not.
    pub limits: String,
    /// What made it, from which library.
    pub stamp: String,
}

impl Front {
    /// The answer as one sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        self.answer.iter().map(|piece| piece.text.as_str()).collect()
    }
}

/// A name and what it stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// The name.
    pub label: String,
    /// What it stands for.
    pub value: String,
}

/// A part with a title.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Section {
    /// A name for links; the same in every language.
    pub id: &'static str,
    /// Its title.
    pub title: String,
    /// Its content.
    pub blocks: Vec<Block>,
}

/// A piece of content.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "is", content = "of")]
pub enum Block {
    /// Running text.
    Paragraph(String),
    /// Text that must not be overlooked.
    Note(String),
    /// The head of a place, with its certain and possible money.
    Place(PlaceHead),
    /// A table.
    Table(Table),
    /// A plot, with the figures behind it.
    Plot(Box<Plot>),
    /// A drawing by itself; what it says stands beside it in words and as a table.
    Drawing(Box<Drawing>),
    /// Points in no order.
    List(Vec<Item>),
    /// An explanation that may be folded away.
    Steps {
        /// What is explained.
        title: String,
        /// The last step; what it was made from lies below it.
        root: Node,
    },
    /// The documents that figures come from.
    Sources(Vec<SourceEntry>),
}

/// A drawing that says nothing which does not stand beside it in words.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Drawing {
    /// What is drawn.
    pub title: String,
    /// What is to be seen.
    pub finding: String,
    /// What is drawn where, for every writer that draws.
    #[serde(skip)]
    pub(crate) scene: Scene,
}

/// The head of a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlaceHead {
    /// Its name.
    pub name: String,
    /// Its colour and shape.
    pub mark: Mark,
    /// What is certain.
    pub certain: Figure,
    /// What is possible.
    pub possible: Figure,
}

/// Money, and what it is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// What it is called.
    pub label: String,
    /// How much, with its unit.
    pub value: String,
    /// How it is meant.
    pub tone: Tone,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Row>,
    /// What its colours mean.
    pub legend: Vec<Tag>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its title, with the unit of its figures.
    pub title: String,
    /// What stands in it.
    pub holds: Holds,
    /// The mark of the place it belongs to.
    pub mark: Option<Mark>,
}

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Holds {
    /// Words.
    Text,
    /// Figures that stand under each other.
    Figures,
    /// Bars; they repeat the figures beside them and may be left out.
    Bars,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "is", content = "of")]
pub enum Row {
    /// A head for the rows below it, across all columns.
    Group(Item),
    /// One cell per column.
    Cells(Vec<Cell>),
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "is", content = "of")]
pub enum Cell {
    /// Texts below each other.
    Items(Vec<Item>),
    /// A bar.
    Bar(Bar),
}

/// A text with what belongs to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Item {
    /// The text.
    pub text: String,
    /// What else there is to say, line by line, the most important first.
    pub details: Vec<String>,
    /// How it is meant.
    pub tone: Tone,
    /// The mark of the place it names.
    pub mark: Option<Mark>,
    /// Short labels.
    pub tags: Vec<Tag>,
    /// Where it is stated.
    pub references: Vec<Reference>,
}

/// A short label.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tag {
    /// Its text.
    pub text: String,
    /// How it is meant.
    pub tone: Tone,
}

/// How a text is meant; the words always say it too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub enum Tone {
    /// Nothing special.
    #[default]
    Plain,
    /// The subject of its row.
    Strong,
    /// Certain money.
    Certain,
    /// Money that may be granted or not.
    Possible,
    /// Money that hangs on an open question.
    Open,
    /// Money that is known at second hand only.
    Hearsay,
    /// Something that is not known.
    Unknown,
    /// Something of less weight.
    Quiet,
}

/// Certain and possible money as parts of a common length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Bar {
    /// The certain part, in thousandths.
    pub certain: u16,
    /// What is possible without an answer that is missing, with the certain part in it, in thousandths: up to there an
    /// authority decides, beyond it a question is open.
    pub settled: u16,
    /// The possible part with the certain one in it, in thousandths.
    pub possible: u16,
    /// Where what is known at second hand begins, in thousandths: `possible` where nothing of it is.
    pub known: u16,
    /// Whether nothing bounds the possible part.
    pub open: bool,
}

/// A step of an explanation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Node {
    /// What it is.
    pub label: String,
    /// What came out.
    pub value: String,
    /// What else there is to know.
    pub note: String,
    /// Whether it decided.
    pub decisive: bool,
    /// Whether it stands for itself and what is below it may be folded away.
    pub folds: bool,
    /// Where it is stated.
    pub references: Vec<Reference>,
    /// What it was made from.
    pub parts: Vec<Node>,
}

/// One flat table, with exact figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Flat {
    /// What to know about it, line by line.
    pub readme: Vec<Entry>,
    /// The titles of its columns.
    pub columns: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// The table as texts, cell by cell, for the clipboard. Bars are left out: the figures beside them say the same.
    #[must_use]
    pub fn grid(&self) -> Grid {
        let told = || self.columns.iter().enumerate().filter(|(_, column)| column.holds != Holds::Bars);
        let row = |row: &Row| match row {
            Row::Group(item) => told().map(|(at, _)| if at == 0 { item.text.clone() } else { String::new() }).collect(),
            Row::Cells(cells) => told().map(|(at, _)| cells.get(at).map(Cell::text).unwrap_or_default()).collect(),
        };
        let heads = told().map(|(_, column)| column.title.clone()).collect();
        Grid { heads, rows: self.rows.iter().map(row).collect() }
    }
}

impl Cell {
    /// Everything it says, in one line.
    fn text(&self) -> String {
        let Self::Items(items) = self else { return String::new() };
        let each = items.iter().map(|item| {
            let numbers = item.references.iter().map(|one| format!("[{}] {}", one.number, one.at).trim().to_owned());
            let tags = item.tags.iter().map(|tag| tag.text.clone());
            let all = std::iter::once(item.text.clone()).chain(item.details.iter().cloned()).chain(tags).chain(numbers);
            all.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ")
        });
        each.collect::<Vec<_>>().join(" / ")
    }
}

impl Column {
    /// A column that belongs to no place.
    #[must_use]
    pub fn new(title: String, holds: Holds) -> Self {
        Self { title, holds, mark: None }
    }
}

impl Item {
    /// A text and nothing else.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// A text that is meant in some way.
    #[must_use]
    pub fn toned(text: impl Into<String>, tone: Tone) -> Self {
        Self { text: text.into(), tone, ..Self::default() }
    }
}

impl From<Item> for Cell {
    fn from(item: Item) -> Self {
        Self::Items(vec![item])
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Item::plain(text).into()
    }
}

impl Bar {
    /// The bar of a place on a scale that ends at `most`; the end of what is possible is known at second hand.
    #[must_use]
    pub fn of(one: &Assessment, second_hand: Fraction, most: Fraction) -> Self {
        Self::new([one.floor, one.settled], one.ceiling, second_hand, most)
    }

    /// A bar from what is certain and what is settled, on a scale that ends at `most`.
    fn new([floor, settled]: [Fraction; 2], ceiling: Option<Fraction>, second_hand: Fraction, most: Fraction) -> Self {
        let part = |amount: Fraction| {
            let share = amount.decimal().checked_div(most.decimal());
            let share = share.and_then(|share| share.checked_mul(Decimal::ONE_THOUSAND));
            share.and_then(|share| u16::try_from(share.round()).ok()).unwrap_or(0).min(1000)
        };
        let possible = ceiling.map_or(1000, part);
        let known = possible.saturating_sub(part(second_hand)).max(part(floor).min(possible));
        let settled = part(settled).clamp(part(floor).min(possible), possible);
        Self { certain: part(floor), settled, possible, known, open: ceiling.is_none() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_for_the_clipboard_says_what_stands_in_it() {
        let column = |title: &str, holds| Column::new(title.to_owned(), holds);
        let item = Item { details: vec!["d".to_owned()], ..Item::plain("a") };
        let bar = Bar { certain: 1, settled: 1, possible: 1, known: 1, open: false };
        let table = Table {
            caption: String::new(),
            columns: vec![column("x", Holds::Text), column("", Holds::Bars), column("y", Holds::Figures)],
            rows: vec![
                Row::Group(Item::plain("g")),
                Row::Cells(vec![item.into(), Cell::Bar(bar), Item::plain("5").into()]),
            ],
            legend: vec![],
        };
        assert_eq!(table.grid().text(), "x\ty\ng\t\na · d\t5");
    }

    #[test]
    fn bars_are_parts_of_the_longest() {
        let of = |floor: i64, ceiling: Option<i64>, most: i64| {
            Bar::new([floor, 30].map(Into::into), ceiling.map(Into::into), 10.into(), most.into())
        };
        assert_eq!(of(25, Some(50), 100), Bar { certain: 250, settled: 300, possible: 500, known: 400, open: false });
        assert_eq!(of(10, None, 100), Bar { certain: 100, settled: 300, possible: 1000, known: 900, open: true });
        assert_eq!(of(0, Some(0), 0), Bar { certain: 0, settled: 0, possible: 0, known: 0, open: false });
    }
}
