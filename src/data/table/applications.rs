//! One application per row: last year's list as the productions of a portfolio.
//!
//! Names are kept only on request. Without them companies are numbered, because caps apply per company, and works have
//! no name. Rows with errors are left out and reported; nothing in them is guessed.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::answers::AnswerReader;
use super::headings::{Field, field};
use super::mapping::{Kind, Mapping, Role};
use super::propose::{ImportTarget, Outcome, broken};
use super::row_error::RowError;
use super::{Row, Table};
use crate::data::progress::Progress;
use crate::model::library::Library;
use crate::model::portfolio::Applied;
use crate::model::production::Production;
use crate::model::text::Text;

/// The meaning of the columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    /// The columns of questions.
    pub mapping: Mapping,
    /// The column of the company that applied.
    pub company: Option<usize>,
    /// The column of the name of the work.
    pub work: Option<usize>,
    /// Whether names of companies and works are kept.
    pub names: bool,
}

/// The applications of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applications {
    /// The applications that could be read, in the order of their rows.
    pub read: Vec<Applied>,
    /// The number of each row that could not be read, as a spreadsheet shows it, with all its errors.
    pub wrong: Vec<(usize, Vec<RowError>)>,
}

impl Columns {
    /// Guesses the columns from the headings. Names are left out.
    #[must_use]
    pub fn guess(table: &Table, library: &Library) -> Self {
        let mut mapping = Mapping::guess(table, library, Some(Kind::Answers));
        // Only questions in the headings make a row an application.
        for column in &mut mapping.columns {
            if matches!(column.role, Role::Field(_)) {
                column.role = Role::Ignore;
            }
        }
        let heads = |wanted| mapping.columns.iter().position(|column| field(column.heading.trim()) == Some(wanted));
        let (company, work) = (heads(Field::Recipient), heads(Field::Work));
        let mut columns = Self { mapping, company, work, names: false };
        columns.settle();
        columns
    }

    /// Ensures that a column of names is not also a question.
    pub fn settle(&mut self) {
        for at in [self.company, self.work].into_iter().flatten() {
            if let Some(column) = self.mapping.columns.get_mut(at) {
                column.role = Role::Ignore;
            }
        }
    }

    /// The columns with answers.
    #[must_use]
    pub fn used(&self) -> Vec<usize> {
        let columns = self.mapping.columns.iter().enumerate();
        columns.filter(|(_, column)| column.role != Role::Ignore).map(|(at, _)| at).collect()
    }
}

/// Reads one application from each row, with its questions in the headings. Answers in `ground` are used where a
/// row has none. `None` if it was cancelled.
#[must_use]
pub fn applications(
    table: &Table,
    columns: &Columns,
    ground: ImportTarget<'_>,
    progress: &Progress,
) -> Option<Applications> {
    let used = columns.used();
    let (mut read, mut wrong) = (Vec::new(), Vec::new());
    let mut maker = AnswerReader::new(table, &columns.mapping, ground);
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    for row in table.rows.iter().skip(columns.mapping.skip) {
        if !progress.goes_on() {
            return None;
        }
        let mut troubles = broken(&used, row);
        let mut production = Production { name: Text::default(), note: None, ..ground.production.clone() };
        if troubles.is_empty() {
            maker.begin_another();
            for outcome in maker.row(row) {
                match outcome {
                    Outcome::Answer { fact, place: None, after, .. } => drop(production.answers.insert(fact, after)),
                    Outcome::Answer { fact, place: Some(place), after, .. } => {
                        production.local.entry(place).or_default().insert(fact, after);
                    }
                    Outcome::Observation { .. } | Outcome::Payment { .. } => {}
                    Outcome::Wrong(more) => troubles.extend(more),
                }
            }
        }
        if !troubles.is_empty() {
            wrong.push((row.number, troubles));
            continue;
        }
        if used.iter().all(|at| row.cell(*at).is_empty()) {
            continue;
        }
        let named = |at: Option<usize>| at.map(|at| text(row, at)).filter(|name| !name.is_empty());
        let company: Option<Arc<str>> = named(columns.company).map(|name| match columns.names {
            true => name.into(),
            false => {
                let next = numbers.len() + 1;
                numbers.entry(name).or_insert(next).to_string().into()
            }
        });
        if let Some(name) = named(columns.work).filter(|_| columns.names) {
            production.name = Text { zh: name.clone(), en: name };
        }
        read.push(Applied { company, production });
    }
    Some(Applications { read, wrong })
}

fn text(row: &Row, at: usize) -> String {
    row.cell(at).to_string().trim().to_owned()
}
