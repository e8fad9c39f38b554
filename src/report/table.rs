//! The tables of a report: columns, rows, cells and the texts and bars in them; sorting them, and copying them as text.

use rust_decimal::Decimal;
use serde::Serialize;

use super::grid::Grid;
use super::references::Reference;
use crate::model::mark::Mark;
use crate::rules::assess::Assessment;
use crate::rules::fraction::Fraction;

/// A table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Table {
    /// The caption.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Row>,
    /// The meaning of its colours.
    pub legend: Vec<Tag>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its title, with the unit of its figures.
    pub title: String,
    /// The kind of its content.
    pub holds: Holds,
    /// The mark of the place it belongs to.
    pub mark: Option<Mark>,
}

/// The kind of content of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Holds {
    /// Words.
    Text,
    /// Figures that are aligned.
    Figures,
    /// Bars. They repeat the figures beside them and can be left out.
    Bars,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "is", content = "of")]
pub enum Row {
    /// A heading for the rows below it, across all columns.
    Group(Item),
    /// One cell per column.
    Cells(Vec<Cell>),
    /// A sum of other rows, or what is deducted from it. It stays where it is when rows are sorted.
    Sum(Vec<Cell>),
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "is", content = "of")]
pub enum Cell {
    /// Several texts, one below another.
    Items(Vec<Item>),
    /// A bar.
    Bar(Bar),
}

/// A text with its details.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Item {
    /// The text.
    pub text: String,
    /// More details, one per line, the most important first.
    pub details: Vec<String>,
    /// Its tone.
    pub tone: Tone,
    /// The mark of the place it names.
    pub mark: Option<Mark>,
    /// Short labels.
    pub tags: Vec<Tag>,
    /// Its sources.
    pub references: Vec<Reference>,
    /// The amount by which its row is sorted, in any unit that its column shares; none if it is no figure or not known.
    #[serde(skip)]
    pub size: Option<Fraction>,
}

/// A short label.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tag {
    /// Its text.
    pub text: String,
    /// Its tone.
    pub tone: Tone,
}

/// The tone of a text. The words always express it too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub enum Tone {
    /// Nothing special.
    #[default]
    Plain,
    /// The subject of its row.
    Strong,
    /// Certain money.
    Certain,
    /// Money that an authority may grant or not.
    Possible,
    /// Money that depends on an open question.
    Open,
    /// Money that is known at second hand only.
    Hearsay,
    /// Something unknown.
    Unknown,
    /// Something less important.
    Quiet,
}

/// Certain and possible money as parts of a common length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Bar {
    /// The certain part, in thousandths.
    pub certain: u16,
    /// The part that is possible without a missing answer, including the certain part, in thousandths. Up to there an
    /// authority decides; beyond it, it depends on an open question.
    pub settled: u16,
    /// The possible part including the certain one, in thousandths.
    pub possible: u16,
    /// The start of what is known at second hand, in thousandths; equal to `possible` if there is none.
    pub known: u16,
    /// Whether the possible part has no limit.
    pub open: bool,
}

impl Table {
    /// The table as texts, cell by cell, for the clipboard. Bars are left out, because the figures beside them say
    /// the same.
    #[must_use]
    pub fn grid(&self) -> Grid {
        let told = || self.columns.iter().enumerate().filter(|(_, column)| column.holds != Holds::Bars);
        let row = |row: &Row| match row {
            Row::Group(item) => told().map(|(at, _)| if at == 0 { item.text.clone() } else { String::new() }).collect(),
            Row::Cells(cells) | Row::Sum(cells) => {
                told().map(|(at, _)| cells.get(at).map(Cell::text).unwrap_or_default()).collect()
            }
        };
        let heads = told().map(|(_, column)| column.title.clone()).collect();
        Grid { heads, rows: self.rows.iter().map(row).collect() }
    }

    /// Whether the rows can be sorted by a column: it has one text or figure in every row, and no mark of a place. Figures
    /// need a size, or must be unknown.
    #[must_use]
    pub fn can_sort(&self, at: usize) -> bool {
        let Some(column) = self.columns.get(at).filter(|column| column.mark.is_none()) else { return false };
        let mut items = Vec::new();
        for row in &self.rows {
            let Row::Cells(cells) = row else { continue };
            let Some(Cell::Items(of)) = cells.get(at) else { return false };
            let [item] = of.as_slice() else { return false };
            items.push(item);
        }
        let stretches = self.rows.chunk_by(|a, b| a.is_sorted_with(b)).any(|stretch| stretch.len() > 1);
        let told = match column.holds {
            Holds::Bars => false,
            Holds::Text => items.iter().any(|item| Some(&item.text) != items.first().map(|first| &first.text)),
            Holds::Figures => {
                let unknown = |item: &&Item| !item.text.contains(|c: char| c.is_ascii_digit());
                items.iter().all(|item| item.size.is_some() || unknown(item))
                    && items.iter().any(|item| item.size.is_some())
            }
        };
        stretches && told
    }

    /// The table sorted by a column. Headings and sums stay where they are; rows are sorted between them, and unknown
    /// figures come last in both orders.
    #[must_use]
    pub fn sorted(&self, at: usize, down: bool) -> Self {
        let item = |row: &Row| match row {
            Row::Cells(cells) => match cells.get(at) {
                Some(Cell::Items(items)) => items.first().cloned().unwrap_or_default(),
                _ => Item::default(),
            },
            Row::Group(_) | Row::Sum(_) => Item::default(),
        };
        let figures = self.columns.get(at).is_some_and(|column| column.holds == Holds::Figures);
        let mut rows = self.rows.clone();
        for stretch in rows.chunk_by_mut(|a, b| a.is_sorted_with(b)) {
            stretch.sort_by(|a, b| {
                let (a, b) = (item(a), item(b));
                let order = if figures { a.size.cmp(&b.size) } else { a.text.cmp(&b.text) };
                let unknown = figures && (a.size.is_none() || b.size.is_none());
                match (unknown, down) {
                    (true, _) => b.size.is_some().cmp(&a.size.is_some()),
                    (false, true) => order.reverse(),
                    (false, false) => order,
                }
            });
        }
        Self { rows, ..self.clone() }
    }
}

impl Row {
    /// Whether this row and the next one can change places.
    fn is_sorted_with(&self, next: &Self) -> bool {
        matches!((self, next), (Self::Cells(_), Self::Cells(_)))
    }
}

impl Cell {
    /// All its text, on one line.
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
    /// A column without a place.
    #[must_use]
    pub fn new(title: String, holds: Holds) -> Self {
        Self { title, holds, mark: None }
    }
}

impl Item {
    /// A text without details.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// The same with the amount by which its row is sorted.
    #[must_use]
    pub fn sized(self, size: impl Into<Fraction>) -> Self {
        Self { size: Some(size.into()), ..self }
    }

    /// A text with a tone.
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
    /// The bar of a place on a scale that ends at `most`. The last `second_hand` of the possible part is known at
    /// second hand.
    #[must_use]
    pub fn of(one: &Assessment, second_hand: Fraction, most: Fraction) -> Self {
        Self::new([one.floor, one.settled], one.ceiling, second_hand, most)
    }

    /// A bar from the certain and the settled amount, on a scale that ends at `most`.
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
    fn rows_are_sorted_between_headings_and_sums_and_the_unknown_comes_last() {
        let row = |name: &str, size: Option<i64>| {
            let figure = size.map_or_else(|| Item::plain("–"), |size| Item::plain(size.to_string()).sized(size));
            Row::Cells(vec![Item::plain(name).into(), figure.into()])
        };
        let sum = Row::Sum(vec![Item::plain("all").into(), Item::plain("99").sized(99).into()]);
        let columns = vec![Column::new("x".to_owned(), Holds::Text), Column::new("y".to_owned(), Holds::Figures)];
        let rows = vec![
            row("b", Some(2)),
            row("c", None),
            row("a", Some(10)),
            sum,
            Row::Group(Item::plain("g")),
            row("d", Some(1)),
        ];
        let table = Table { caption: String::new(), columns, rows, legend: vec![] };
        assert!(table.can_sort(0) && table.can_sort(1) && !table.can_sort(2));
        assert_eq!(table.sorted(1, true).grid().text(), "x\ty\na\t10\nb\t2\nc\t–\nall\t99\ng\t\nd\t1");
        assert_eq!(table.sorted(1, false).grid().text(), "x\ty\nb\t2\na\t10\nc\t–\nall\t99\ng\t\nd\t1");
        assert_eq!(table.sorted(0, false).grid().text(), "x\ty\na\t10\nb\t2\nc\t–\nall\t99\ng\t\nd\t1");
        // A figure without a size cannot be compared.
        let mut table = table;
        table.rows.push(Row::Cells(vec![Item::plain("e").into(), Item::plain("CNY 3 m").into()]));
        assert!(!table.can_sort(1) && table.can_sort(0));
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
