//! The record of each row and the change it would make, or all errors of the row.

pub use super::ground::{ImportTarget, Outcome};
use super::mapping::{Kind, Mapping, Role};
use super::row_error::{RowError, RowErrorKind};
use super::{Cell, Row, Table, answers, cited, observations, payments};
use crate::data::overlay::Key;
use crate::data::progress::Progress;
use crate::data::read::Document;
use crate::data::write;
use crate::model::id::{FactId, PlaceId};
use crate::model::production::Answer;
use crate::model::record::Record;
use crate::model::source::Source;

/// The changes that a table would make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The kind of its rows.
    pub kind: Kind,
    /// Every record of every row.
    pub lines: Vec<ProposedChange>,
    /// The record of the file itself, cited by rows without another source.
    pub source: Source,
    /// The number of rows without data.
    pub empty: usize,
}

/// One record of one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposedChange {
    /// The index of the row in the table.
    pub at: usize,
    /// The number of the row as a spreadsheet shows it.
    pub row: usize,
    /// The result.
    pub outcome: Outcome,
    /// Calculated once: comparing two records takes longer than drawing a row.
    effect: Effect,
}

/// The effect of a row on what is loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Effect {
    /// It adds something.
    New,
    /// It changes something.
    Changes,
    /// It is already loaded.
    Same,
    /// It cannot be used.
    Wrong,
}

impl ProposedChange {
    fn new(at: usize, row: usize, outcome: Outcome) -> Self {
        let effect = match &outcome {
            Outcome::Wrong(_) => Effect::Wrong,
            Outcome::Observation { before: None, .. }
            | Outcome::Answer { before: None, .. }
            | Outcome::Payment { before: None, .. } => Effect::New,
            Outcome::Observation { after, before: Some(before) } if **after == **before => Effect::Same,
            Outcome::Answer { after, before: Some(before), .. } if after == before => Effect::Same,
            Outcome::Payment { after, before: Some(before) } if **after == **before => Effect::Same,
            Outcome::Observation { .. } | Outcome::Answer { .. } | Outcome::Payment { .. } => Effect::Changes,
        };
        Self { at, row, outcome, effect }
    }

    /// Its effect.
    #[must_use]
    pub fn effect(&self) -> Effect {
        self.effect
    }

    /// Whether it would change anything.
    #[must_use]
    pub fn is_change(&self) -> bool {
        matches!(self.effect(), Effect::New | Effect::Changes)
    }
}

/// The content of accepted rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accepted {
    /// Records of the library and their texts.
    pub texts: Vec<(Key, String)>,
    /// Answers of the production.
    pub answers: Vec<(FactId, Option<PlaceId>, Answer)>,
    /// The number of rows they come from.
    pub rows: usize,
}

impl Proposal {
    /// The changes of the selected lines, for the library and the production.
    #[must_use]
    pub fn accept(&self, wanted: impl Fn(usize) -> bool) -> Accepted {
        let mut accepted = Accepted::default();
        let mut cites_file = false;
        let mut rows: Vec<usize> = Vec::new();
        for (_, line) in self.lines.iter().enumerate().filter(|(at, line)| line.is_change() && wanted(*at)) {
            match &line.outcome {
                Outcome::Observation { after, .. } => {
                    cites_file |= after.cites.iter().any(|cite| cite.source == self.source.id);
                    let key = Key::new(Record::Observation, after.id.as_str());
                    push(&mut accepted.texts, key, &Document::Observations(vec![(**after).clone().into()]));
                }
                Outcome::Payment { after, .. } => {
                    cites_file |= after.cites.iter().any(|cite| cite.source == self.source.id);
                    let key = Key::new(Record::Payment, after.id.as_str());
                    push(&mut accepted.texts, key, &Document::Payments(vec![(**after).clone().into()]));
                }
                Outcome::Answer { fact, place, after, .. } => {
                    accepted.answers.push((fact.clone(), place.clone(), after.clone()));
                }
                Outcome::Wrong(_) => {}
            }
            rows.push(line.at);
        }
        if cites_file {
            let key = Key::new(Record::Source, self.source.id.as_str());
            push(&mut accepted.texts, key, &Document::Sources(vec![self.source.clone().into()]));
        }
        rows.dedup();
        accepted.rows = rows.len();
        accepted
    }

    /// The number of lines with an effect.
    #[must_use]
    pub fn count(&self, effect: Effect) -> usize {
        self.lines.iter().filter(|line| line.effect() == effect).count()
    }
}

fn push(texts: &mut Vec<(Key, String)>, key: Key, document: &Document) {
    // Records made from cells can always be written.
    let text = write::record(document);
    debug_assert!(text.is_ok(), "{text:?}");
    texts.extend(text.ok().map(|text| (key, text)));
}

/// Calculates the change that every row would make. `None` if it was cancelled.
#[must_use]
pub fn propose(table: &Table, mapping: &Mapping, ground: ImportTarget<'_>, progress: &Progress) -> Option<Proposal> {
    propose_first(table, mapping, ground, progress, usize::MAX)
}

/// The same for the first rows only, shown while the user selects columns.
#[must_use]
pub fn propose_first(
    table: &Table,
    mapping: &Mapping,
    ground: ImportTarget<'_>,
    progress: &Progress,
    most: usize,
) -> Option<Proposal> {
    let source = cited::file_source(table, mapping, ground);
    let (mut lines, mut empty) = (Vec::new(), 0);
    if !mapping.is_recognised() {
        // Without any recognised column no row has data.
        empty = table.rows.len().saturating_sub(mapping.skip);
        return Some(Proposal { kind: mapping.kind, lines, source, empty });
    }
    let asked = |at: &usize| mapping.asks.iter().any(|ask| ask.columns.contains(at));
    let columns = mapping.columns.iter().enumerate();
    let used = columns.filter(|(at, column)| column.role != Role::Ignore || asked(at));
    let used: Vec<usize> = used.map(|(at, _)| at).collect();
    let mut maker = match mapping.kind {
        Kind::Observations => {
            RowReader::Observations(observations::ObservationReader::new(table, mapping, ground, &source).into())
        }
        Kind::Answers => RowReader::Answers(answers::AnswerReader::new(table, mapping, ground).into()),
        Kind::Payments => RowReader::Payments(payments::PaymentReader::new(table, mapping, ground, &source).into()),
    };
    for (at, row) in table.rows.iter().enumerate().skip(mapping.skip).take(most) {
        if !progress.goes_on() {
            return None;
        }
        let broken = broken(&used, row);
        let outcomes = match &mut maker {
            _ if !broken.is_empty() => vec![Outcome::Wrong(broken)],
            RowReader::Observations(maker) => maker.row(row),
            RowReader::Answers(maker) => maker.row(row),
            RowReader::Payments(maker) => maker.row(row),
        };
        empty += usize::from(outcomes.is_empty());
        lines.extend(outcomes.into_iter().map(|outcome| ProposedChange::new(at, row.number, outcome)));
    }
    drop(maker);
    Some(Proposal { kind: mapping.kind, lines, source, empty })
}

/// The cells of a row that are needed and have no value: errors, and formulas that were never calculated.
pub(super) fn broken(used: &[usize], row: &Row) -> Vec<RowError> {
    let wrong = used.iter().filter_map(|at| {
        let wrong = match row.cell(*at) {
            Cell::Error(error) => RowErrorKind::ErrorCell(error.clone()),
            Cell::NoValue => RowErrorKind::NoValue,
            Cell::Empty | Cell::Text(_) | Cell::Number(_) | Cell::Shown(_) | Cell::Date(_) | Cell::YesNo(_) => {
                return None;
            }
        };
        Some(RowError { column: Some(*at), wrong })
    });
    wrong.collect()
}

/// Makes records of one kind.
enum RowReader<'a> {
    Observations(Box<observations::ObservationReader<'a>>),
    Answers(Box<answers::AnswerReader<'a>>),
    Payments(Box<payments::PaymentReader<'a>>),
}
