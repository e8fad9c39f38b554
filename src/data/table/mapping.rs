//! Which column is what: guessed from headings and contents, changed by whoever knows better.
//!
//! Nothing is guessed between several columns that could be the answer: that is asked.

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

/// What the rows of a table are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Observations of indicators.
    Observations,
    /// Answers of a production.
    Answers,
    /// Published payments.
    Payments,
}

/// What a column is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Left out.
    Ignore,
    /// A part of the record of its row.
    Field(Field),
    /// Values of one indicator.
    Indicator(IndicatorId),
    /// Answers to one question.
    Fact(FactId),
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What stands above it.
    pub heading: String,
    /// What it is.
    pub role: Role,
    /// The unit of its figures where neither the cell nor the row has one; empty for none. What a heading says and
    /// nobody understands stands here too, so that it is refused by name.
    pub unit: String,
    /// The place of its figures, where the heading names one.
    pub place: Option<PlaceId>,
}

/// Several columns that could each be the same thing. None of them is taken until somebody says which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// What they could be.
    pub role: Role,
    /// Which columns.
    pub columns: Vec<usize>,
}

/// What somebody says of a table before it is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// The number of the row with the headings, as a spreadsheet shows it.
    pub heading_row: Option<usize>,
}

/// Which column is what, and what holds for all rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// What the rows are.
    pub kind: Kind,
    /// How many rows stand above the first one that counts.
    pub skip: usize,
    /// The columns.
    pub columns: Vec<Column>,
    /// The unit of money that is said outside of the headings; empty for none.
    pub unit: String,
    /// What has to be decided before rows can be taken.
    pub asks: Vec<Ask>,
    /// What kind of statement an observation is where its row does not say.
    pub nature: Nature,
    /// Whether a row without a source cites the file.
    pub cite_file: bool,
    /// Who published the file; its name if empty.
    pub publisher: String,
    /// What holds for payments whose rows do not say.
    pub notice: Notice,
}

/// What a notice says once for all payments of its table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The policy under which they are paid.
    pub policy: Option<PolicyId>,
    /// The incentive of that policy.
    pub incentive: Option<IncentiveId>,
    /// Whether they were paid, or are published to be paid.
    pub stage: Stage,
    /// When they were paid or published.
    pub on: Option<PartialDate>,
}

impl Default for Notice {
    fn default() -> Self {
        Self { policy: None, incentive: None, stage: Stage::Announced, on: None }
    }
}

impl Mapping {
    /// What the headings say, for rows of a kind or of the kind that fits best.
    #[must_use]
    pub fn guess(table: &Table, library: &Library, kind: Option<Kind>) -> Self {
        Self::guess_with(table, library, kind, &Hints::default())
    }

    /// The same with what somebody said of the table.
    #[must_use]
    pub fn guess_with(table: &Table, library: &Library, kind: Option<Kind>, hints: &Hints) -> Self {
        guess::Guesser::new(table, library, hints).mapping(kind)
    }

    /// The first column of a field.
    #[must_use]
    pub fn column(&self, field: Field) -> Option<usize> {
        self.columns.iter().position(|column| column.role == Role::Field(field))
    }

    /// All columns of a field: figures of several places stand beside each other.
    pub fn columns_of(&self, field: Field) -> impl Iterator<Item = (usize, &Column)> {
        self.columns.iter().enumerate().filter(move |(_, column)| column.role == Role::Field(field))
    }

    /// Gives a column another role. A field stands in one column only, unless each is of another place.
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

    /// The columns of a heading; else the one of a letter.
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

    /// Takes a column for what somebody says it is. It is the only one of its kind from then on, and the unit in its
    /// heading holds.
    pub fn take_as(&mut self, at: usize, role: Role) {
        for column in self.columns.iter_mut().filter(|column| column.role == role) {
            column.role = Role::Ignore;
        }
        self.set_role(at, role);
    }

    /// Columns by their headings, or by their letters where nothing stands above them.
    #[must_use]
    pub fn names_of(&self, columns: &[usize]) -> Vec<String> {
        let name = |at: &usize| match self.columns.get(*at).map(|column| column.heading.trim()) {
            None | Some("") => letters(*at),
            Some(heading) => heading.replace('\n', " "),
        };
        columns.iter().map(name).collect()
    }

    /// Whether anything was recognised that records can be made of.
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

    /// The columns with figures that are left out.
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

/// What a name says that a column is: a field, a question or an indicator.
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

/// What a field of other tables is in one of payments.
fn of_payments(field: Field) -> Field {
    match field {
        Field::Value => Field::Amount,
        Field::Period => Field::PaidOn,
        other => other,
    }
}

/// Whether a cell holds a figure, or would hold one.
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

/// Whether the rows say themselves where they come from.
fn names_sources(columns: &[Column]) -> bool {
    let named = [Field::Source, Field::Publisher, Field::Link];
    columns.iter().any(|column| named.iter().any(|field| column.role == Role::Field(*field)))
}
