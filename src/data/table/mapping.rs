//! The meaning of each column: guessed from headings and contents, and changed by the user.
//!
//! If several columns could have one meaning, none is chosen; the user is asked.

mod budget;
mod guess;
mod settle;

use super::find::{facts, incentives, indicators, policies};
use super::headings::{Field, Word, headings, plain};
use super::quantity::readable;
use super::{Cell, Table, letters};
use crate::model::date::PartialDate;
use crate::model::id::{FactId, IncentiveId, IndicatorId, PlaceId, PolicyId};
use crate::model::indicator::Nature;
use crate::model::library::Library;
use crate::model::payment::Stage;
use crate::model::policy::Policy;

/// The kind of the rows of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Observations of indicators.
    Observations,
    /// Answers of a production.
    Answers,
    /// Published payments.
    Payments,
}

/// The role of a column.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Not used.
    Ignore,
    /// A field of the record of its row.
    Field(Field),
    /// Values of one indicator.
    Indicator(IndicatorId),
    /// Answers to one question.
    Fact(FactId),
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub heading: String,
    /// Its role.
    pub role: Role,
    /// The unit of its figures if neither the cell nor the row has one; empty for none. Text of a heading that is not
    /// understood is stored here too, so that it is refused by name.
    pub unit: String,
    /// The place of its figures, if the heading names one.
    pub place: Option<PlaceId>,
}

/// Several columns that could have the same role. None of them is used until the user decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The role.
    pub role: Role,
    /// The columns.
    pub columns: Vec<usize>,
}

/// Statements of the user about a table before it is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// The number of the row with the headings, as a spreadsheet shows it.
    pub heading_row: Option<usize>,
}

/// The meaning of the columns, and settings for all rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// The kind of the rows.
    pub kind: Kind,
    /// The number of rows before the first one with data.
    pub skip: usize,
    /// The columns.
    pub columns: Vec<Column>,
    /// The unit of money stated outside the headings; empty for none.
    pub unit: String,
    /// Questions to the user that must be answered before rows can be used.
    pub asks: Vec<Ask>,
    /// The kind of statement of an observation whose row does not state it.
    pub nature: Nature,
    /// Whether a row without a source cites the file.
    pub cite_file: bool,
    /// The publisher of the file; its name if empty.
    pub publisher: String,
    /// Settings for payments whose rows do not state them.
    pub notice: Notice,
}

/// Statements of a notice that apply to all payments of its table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The policy under which they are paid.
    pub policy: Option<PolicyId>,
    /// The incentive of that policy.
    pub incentive: Option<IncentiveId>,
    /// Whether they were paid or only announced.
    pub stage: Stage,
    /// The day of payment or announcement.
    pub on: Option<PartialDate>,
}

impl Default for Notice {
    fn default() -> Self {
        Self { policy: None, incentive: None, stage: Stage::Announced, on: None }
    }
}

impl Mapping {
    /// Guesses the meaning of the columns from the headings, for a kind of rows or for the kind that fits best.
    #[must_use]
    pub fn guess(table: &Table, library: &Library, kind: Option<Kind>) -> Self {
        Self::guess_with(table, library, kind, &Hints::default())
    }

    /// The same, with the statements of the user.
    #[must_use]
    pub fn guess_with(table: &Table, library: &Library, kind: Option<Kind>, hints: &Hints) -> Self {
        guess::Guesser::new(table, library, hints).mapping(kind)
    }

    /// The first column with a field.
    #[must_use]
    pub fn column(&self, field: Field) -> Option<usize> {
        self.columns.iter().position(|column| column.role == Role::Field(field))
    }

    /// All columns with a field; there are several if each is about a place.
    pub fn columns_of(&self, field: Field) -> impl Iterator<Item = (usize, &Column)> {
        self.columns.iter().enumerate().filter(move |(_, column)| column.role == Role::Field(field))
    }

    /// Changes the role of a column. A field can be in several columns only if each is about another place.
    pub fn set_role(&mut self, at: usize, role: Role) {
        let place = self.columns.get(at).and_then(|column| column.place.clone());
        if let Role::Field(_) = role {
            for column in self.columns.iter_mut().filter(|column| column.role == role && column.place == place) {
                column.role = Role::Ignore;
            }
        }
        self.asks.retain(|ask| ask.role != role && !ask.columns.contains(&at));
        if let Some(column) = self.columns.get_mut(at) {
            column.role = role;
            if column.unit.is_empty() {
                column.unit = guess::unit_in(&column.heading).unwrap_or_default();
            }
        }
        self.cite_file = !names_sources(&self.columns);
    }

    /// The columns with a heading, otherwise the one with a letter.
    #[must_use]
    pub fn columns_named(&self, name: &str) -> Vec<usize> {
        let of = |fits: &dyn Fn(&str) -> bool| -> Vec<usize> {
            let columns = self.columns.iter().enumerate();
            columns.filter(|(_, column)| fits(&column.heading)).map(|(at, _)| at).collect()
        };
        let exact = of(&|heading| heading.trim() == name);
        if !exact.is_empty() {
            return exact;
        }
        let alike = of(&|heading| !plain(name).is_empty() && plain(heading) == plain(name));
        if !alike.is_empty() {
            return alike;
        }
        let letter = (0..self.columns.len()).find(|at| letters(*at).eq_ignore_ascii_case(name));
        letter.into_iter().collect()
    }

    /// Sets the role of a column as the user states it. Other columns lose that role, and the unit in its
    /// heading is used.
    pub fn take_as(&mut self, at: usize, role: Role) {
        for column in self.columns.iter_mut().filter(|column| column.role == role) {
            column.role = Role::Ignore;
        }
        self.set_role(at, role);
    }

    /// The names of columns: their headings, or their letters if there is none.
    #[must_use]
    pub fn names_of(&self, columns: &[usize]) -> Vec<String> {
        let name = |at: &usize| match self.columns.get(*at).map(|column| column.heading.trim()) {
            None | Some("") => letters(*at),
            Some(heading) => heading.replace('\n', " "),
        };
        columns.iter().map(name).collect()
    }

    /// Whether a column was recognised from which records can be made.
    #[must_use]
    pub fn is_recognised(&self) -> bool {
        let has = |field| self.column(field).is_some();
        let own = |column: &Column| matches!(column.role, Role::Indicator(_) | Role::Fact(_));
        if self.columns.iter().any(own) || !self.asks.is_empty() {
            return true;
        }
        match self.kind {
            Kind::Observations => has(Field::Indicator) && (has(Field::Value) || has(Field::Printed)),
            Kind::Answers => has(Field::Question) && has(Field::Answer),
            Kind::Payments => has(Field::Recipient) && has(Field::Amount),
        }
    }

    /// The columns with figures that are not used.
    #[must_use]
    pub fn left_out(&self, table: &Table) -> Vec<usize> {
        let asked = |at: usize| self.asks.iter().any(|ask| ask.columns.contains(&at));
        let ignored = self.columns.iter().enumerate().filter(|(_, column)| column.role == Role::Ignore);
        let mut waiting: Vec<usize> = ignored.map(|(at, _)| at).filter(|at| !asked(*at)).collect();
        let mut found = Vec::new();
        for (at, row) in table.rows.iter().enumerate().skip(self.skip) {
            if waiting.is_empty() {
                break;
            }
            waiting.retain(|column| {
                let holds = !table.covered.contains(&(at, *column)) && is_figure(row.cell(*column), table, *column);
                if holds {
                    found.push(*column);
                }
                !holds
            });
        }
        found.sort_unstable();
        found
    }
}

/// The role that a name means: a field, a question or an indicator.
#[must_use]
pub fn role_named(name: &str, kind: Kind, library: &Library) -> Option<Role> {
    let field = Word::find(&headings().fields, name).and_then(|field| match (kind, field) {
        (Kind::Answers, Field::Value) => Some(Field::Answer),
        (Kind::Answers, Field::Indicator) => Some(Field::Question),
        (Kind::Answers, field) => Some(field).filter(|field| Field::OF_ANSWERS.contains(field)),
        (Kind::Observations, field) => Some(field).filter(|field| Field::OF_OBSERVATIONS.contains(field)),
        (Kind::Payments, field) => Some(of_payments(field)).filter(|field| Field::OF_PAYMENTS.contains(field)),
    });
    let named = || match kind {
        Kind::Answers => facts(library).one(name).map(|id| Role::Fact(id.into())),
        Kind::Observations => indicators(library).one(name).map(|id| Role::Indicator(id.into())),
        Kind::Payments => None,
    };
    field.map(Role::Field).or_else(named)
}

/// The policy that an id, a title or a number means.
#[must_use]
pub fn policy_named(name: &str, library: &Library) -> Option<PolicyId> {
    policies(library).one(name).map(PolicyId::from)
}

/// The incentive of a policy that an id or a name means.
#[must_use]
pub fn incentive_named(name: &str, policy: &Policy) -> Option<IncentiveId> {
    incentives(policy).one(name).map(IncentiveId::from)
}

/// The field of a table of payments that corresponds to a field of other tables.
fn of_payments(field: Field) -> Field {
    match field {
        Field::Value => Field::Amount,
        Field::Period => Field::PaidOn,
        other => other,
    }
}

/// Whether a cell holds a figure, or the error of one.
fn is_figure(cell: &Cell, table: &Table, column: usize) -> bool {
    match cell {
        Cell::Number(_) | Cell::Shown(_) | Cell::Error(_) | Cell::NoValue => true,
        Cell::Text(text) => {
            text.contains(|sign: char| sign.is_numeric()) && text.chars().count() < 40 && {
                readable(cell, table.points(column)).is_ok()
            }
        }
        Cell::Empty | Cell::Date(_) | Cell::YesNo(_) => false,
    }
}

/// Whether the rows name their sources.
fn names_sources(columns: &[Column]) -> bool {
    let named = [Field::Source, Field::Publisher, Field::Link];
    columns.iter().any(|column| named.iter().any(|field| column.role == Role::Field(*field)))
}
