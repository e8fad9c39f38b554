//! The meaning of a text in a heading: a field, a question or an indicator.

use super::super::super::find::{Spelling, is_slip};
use super::super::super::heading::{Read, Reader};
use super::super::super::headings::{self, Field, headings, names_of_fields, plain};
use super::super::{Kind, Role, of_payments};
use super::{Guesser, NEAR_WITHIN};
use crate::model::text::Language;

impl Guesser<'_> {
    /// The meaning of one text. It is needed again for every row and table with the same text.
    pub(super) fn read(&self, heading: &str, kind: Kind) -> Option<Read> {
        if let Some(known) = self.known.borrow().get(&(kind, heading.to_owned())) {
            return known.clone();
        }
        let near = self.table.width <= NEAR_WITHIN;
        let read = match kind {
            Kind::Observations => self.read_new(heading, &|name, spelling| self.observed(name, spelling), near, kind),
            Kind::Answers => self.read_new(heading, &|name, spelling| self.answered(name, spelling), near, kind),
            Kind::Payments => self.read_new(heading, &paid, near, kind),
        };
        self.known.borrow_mut().insert((kind, heading.to_owned()), read.clone());
        read
    }

    fn read_new(
        &self,
        heading: &str,
        role: &dyn Fn(&str, Spelling) -> Option<Role>,
        near: bool,
        kind: Kind,
    ) -> Option<Read> {
        if let Some(role) = role(heading, Spelling::Right) {
            return Some(Read { role, unit: String::new(), place: None, clean: true });
        }
        if Reader::is_money(heading) || (kind == Kind::Observations && Reader::is_other_unit(heading)) {
            let value = headings::heading(Field::Value, Language::English);
            let role = role(value, Spelling::Right)?;
            return Some(Read { role, unit: heading.to_owned(), place: None, clean: true });
        }
        // Most texts contain no known name and are not searched for one.
        let whole = plain(heading);
        let holds = |name: &str| name.chars().count() > 1 && whole.contains(name);
        let holds_name = match kind {
            Kind::Observations => self.indicators.all_plain().any(holds),
            Kind::Answers => self.facts.all_plain().any(holds),
            Kind::Payments => false,
        };
        let holds_name = holds_name || field_names(kind).any(holds);
        self.reader.read(heading, role, holds_name, near)
    }

    /// The meaning of a name in a table of observations.
    fn observed(&self, name: &str, spelling: Spelling) -> Option<Role> {
        let field = field(name, spelling).filter(|field| Field::OF_OBSERVATIONS.contains(field));
        let indicator = || self.indicators.heading(name, spelling).map(|id| Role::Indicator(id.into()));
        field.map(Role::Field).or_else(indicator)
    }

    /// The meaning of a name in a table of answers.
    fn answered(&self, name: &str, spelling: Spelling) -> Option<Role> {
        let field = match field(name, spelling) {
            Some(Field::Value) => Some(Field::Answer),
            Some(Field::Indicator) => Some(Field::Question),
            other => other.filter(|field| Field::OF_ANSWERS.contains(field)),
        };
        let fact = || self.facts.heading(name, spelling).map(|id| Role::Fact(id.into()));
        field.map(Role::Field).or_else(fact)
    }
}

/// The meaning of a name in a table of payments.
fn paid(name: &str, spelling: Spelling) -> Option<Role> {
    let field = field(name, spelling).map(of_payments).filter(|field| Field::OF_PAYMENTS.contains(field));
    field.map(Role::Field)
}

/// The names of the fields of a kind of table.
fn field_names(kind: Kind) -> impl Iterator<Item = &'static str> {
    names_of_fields()
        .filter(move |(_, field)| match kind {
            Kind::Observations | Kind::Answers => {
                Field::OF_OBSERVATIONS.contains(field) || Field::OF_ANSWERS.contains(field)
            }
            Kind::Payments => Field::OF_PAYMENTS.contains(&of_payments(*field)),
        })
        .map(|(name, _)| name)
}

/// The field that a heading names.
fn field(name: &str, spelling: Spelling) -> Option<Field> {
    let near =
        || headings().fields.iter().find(|word| word.names().any(|known| is_slip(name, known))).map(|word| word.is);
    headings::field(name).or_else(|| if spelling == Spelling::Near { near() } else { None })
}
