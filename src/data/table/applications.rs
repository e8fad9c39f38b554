//! One application to a row: last year's list as the productions of a portfolio.
//!
//! What a row says by name of a person or a work is not kept; a column of companies is, because caps count by company.
//! Absent on purpose: guesses about rows that have something wrong. They are left out and told.

use super::Table;
use super::answers::Maker;
use super::headings::headings;
use super::mapping::{Kind, Mapping, Role};
use super::propose::{Ground, Outcome, broken};
use super::trouble::Trouble;
use crate::model::portfolio::Applied;
use crate::model::production::Production;

/// The applications of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applications {
    /// Those that could be read, in the order of their rows.
    pub read: Vec<Applied>,
    /// The number of each row that could not, as a spreadsheet shows it, with everything that is wrong with it.
    pub wrong: Vec<(usize, Vec<Trouble>)>,
    /// Which column is what.
    pub mapping: Mapping,
}

/// Reads one application from each row: its questions stand above the columns. What is answered in `ground` holds where
/// a row says nothing.
#[must_use]
pub fn applications(table: &Table, ground: Ground<'_>) -> Applications {
    let mut mapping = Mapping::guess(table, ground.library, Some(Kind::Answers));
    // Only questions across the top make a row an application.
    for column in &mut mapping.columns {
        if matches!(column.role, Role::Field(_)) {
            column.role = Role::Ignore;
        }
    }
    let company = mapping.columns.iter().position(|column| headings().companies.has(column.heading.trim()));
    if let Some(column) = company.and_then(|at| mapping.columns.get_mut(at)) {
        column.role = Role::Ignore;
    }
    let used: Vec<usize> = mapping
        .columns
        .iter()
        .enumerate()
        .filter(|(_, column)| column.role != Role::Ignore)
        .map(|(at, _)| at)
        .collect();
    let (mut read, mut wrong) = (Vec::new(), Vec::new());
    let mut maker = Maker::new(table, &mapping, ground);
    for row in table.rows.iter().skip(mapping.skip) {
        let mut troubles = broken(&used, row);
        let mut production = Production { name: Default::default(), note: None, ..ground.production.clone() };
        if troubles.is_empty() {
            maker.begin_another();
            for outcome in maker.row(row) {
                match outcome {
                    Outcome::Answer { fact, place: None, after, .. } => drop(production.answers.insert(fact, after)),
                    Outcome::Answer { fact, place: Some(place), after, .. } => {
                        production.local.entry(place).or_default().insert(fact, after);
                    }
                    Outcome::Observation { .. } => {}
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
        let company = company.map(|at| row.cell(at).to_string()).filter(|name| !name.is_empty());
        read.push(Applied { company: company.map(Into::into), production });
    }
    drop(maker);
    Applications { read, wrong, mapping }
}
