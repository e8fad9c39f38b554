//! The answers of many productions, in columns by fact.
//!
//! A portfolio is prepared once and can be used for any number of policies, or for one policy while it is changed.
//! Lists have no columns, because each item belongs to one production.

use std::ops::Deref;
use std::sync::Arc;

use super::column::Column;
use crate::model::fact::{Fact, FactKind};
use crate::model::id::{FactId, IdMap, PlaceId};
use crate::model::library::Library;
use crate::model::production::{Answer, Currency, Item, Production};

/// Productions, borrowed, or shared with other owners.
#[derive(Clone, Debug)]
pub enum Rows<'a> {
    /// Borrowed.
    Here(&'a [Production]),
    /// Shared.
    Shared(Arc<Vec<Production>>),
}

impl Deref for Rows<'_> {
    type Target = [Production];

    fn deref(&self) -> &[Production] {
        match self {
            Self::Here(all) => all,
            Self::Shared(all) => all,
        }
    }
}

impl<'a> From<&'a [Production]> for Rows<'a> {
    fn from(all: &'a [Production]) -> Self {
        Self::Here(all)
    }
}

impl<'a, const N: usize> From<&'a [Production; N]> for Rows<'a> {
    fn from(all: &'a [Production; N]) -> Self {
        Self::Here(all)
    }
}

impl<'a> From<&'a Vec<Production>> for Rows<'a> {
    fn from(all: &'a Vec<Production>) -> Self {
        Self::Here(all)
    }
}

impl From<Arc<Vec<Production>>> for Rows<'_> {
    fn from(all: Arc<Vec<Production>>) -> Self {
        Self::Shared(all)
    }
}

/// The answers of many productions, one column per fact.
#[derive(Clone, Debug)]
pub struct Portfolio<'a> {
    rows: usize,
    currency: Currency,
    columns: IdMap<FactId, Column>,
    /// Rows with amounts in another currency than the others.
    foreign: Vec<usize>,
    /// The jurisdiction whose local answers were used; none if no production has local answers.
    own: Option<PlaceId>,
    productions: Rows<'a>,
    /// Facts whose columns were not made from the productions.
    given: Vec<FactId>,
}

impl<'a> Portfolio<'a> {
    /// Prepares productions in a place for the policies of a jurisdiction (`own`), which is the place itself or around
    /// it.
    #[must_use]
    pub fn new(library: &Library, productions: impl Into<Rows<'a>>, own: &PlaceId, place: &PlaceId) -> Self {
        let productions: Rows<'a> = productions.into();
        let currency = productions.first().map_or_else(Currency::default, |first| first.currency);
        let foreign = productions.iter().enumerate().filter(|(_, one)| one.currency != currency);
        let mut portfolio = Self {
            rows: productions.len(),
            currency,
            columns: IdMap::default(),
            foreign: foreign.map(|(row, _)| row).collect(),
            own: productions.iter().any(|one| !one.local.is_empty()).then(|| own.clone()),
            productions: productions.clone(),
            given: Vec::new(),
        };
        let mut found = Found::new(productions.len());
        for (row, production) in productions.iter().enumerate() {
            found.note_all(row, &production.answers);
            // A later answer replaces an earlier one, so those with priority come last.
            for place in [place, own] {
                if let Some(answers) = production.local.get(place) {
                    found.note_all(row, answers);
                }
            }
        }
        for (id, answers) in found.columns {
            if let Some(fact) = library.facts.get(id)
                && let Some(column) = column(fact, &answers)
            {
                portfolio.columns.insert(id.clone(), column);
            }
        }
        portfolio
    }

    /// Productions without answers, which [`Self::with`] adds.
    #[must_use]
    pub fn of_rows(rows: usize, currency: Currency) -> Self {
        Self {
            rows,
            currency,
            columns: IdMap::default(),
            foreign: Vec::new(),
            own: None,
            productions: Rows::Here(&[]),
            given: Vec::new(),
        }
    }

    /// The same with answers to a fact that hold in all places.
    ///
    /// # Errors
    /// The column, if it has another number of rows.
    pub fn with(mut self, fact: FactId, column: Column) -> Result<Self, Column> {
        if column.len() != self.rows {
            return Err(column);
        }
        self.columns.insert(fact.clone(), column);
        self.given.push(fact);
        Ok(self)
    }

    /// The number of productions.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Whether there are no productions.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    pub(super) fn currency(&self) -> Currency {
        self.currency
    }

    pub(super) fn column(&self, fact: &FactId) -> Option<&Column> {
        self.columns.get(fact)
    }

    pub(super) fn foreign(&self) -> &[usize] {
        &self.foreign
    }

    /// Whether the answers are those for the policies of a jurisdiction.
    pub(super) fn holds_in(&self, place: &PlaceId) -> bool {
        self.own.as_ref().is_none_or(|own| own == place)
    }

    /// A production as it was passed in, with the answers of columns that were added.
    pub(super) fn production(&self, row: usize) -> Production {
        let mut production = match self.productions.get(row) {
            Some(production) => production.clone(),
            None => Production { currency: self.currency, ..Production::default() },
        };
        for fact in &self.given {
            production.local.values_mut().chain([&mut production.answers]).for_each(|answers| {
                answers.remove(fact);
            });
            if let Some(answer) = self.columns.get(fact).and_then(|column| column.answer(row)) {
                production.answers.insert(fact.clone(), answer);
            }
        }
        production
    }

    /// Some of the rows. A fact without answers in them has no column.
    pub(super) fn rows(&self, rows: &[usize], facts: &[FactId]) -> Self {
        let mut part = Self { own: self.own.clone(), ..Self::of_rows(rows.len(), self.currency) };
        for fact in facts {
            if let Some(column) = self.columns.get(fact).and_then(|column| column.rows(rows)) {
                part.columns.insert(fact.clone(), column);
            }
        }
        part
    }
}

/// The answers of productions by fact, in the order of the first answers.
struct Found<'a> {
    rows: usize,
    columns: Vec<(&'a FactId, Vec<Option<&'a Answer>>)>,
}

impl<'a> Found<'a> {
    fn new(rows: usize) -> Self {
        Self { rows, columns: Vec::new() }
    }

    /// Stores the answers of a row. Productions usually answer the same facts in the same order, so the column after
    /// the last one is tried first.
    fn note_all(&mut self, row: usize, answers: &'a Item) {
        let mut next = 0;
        for (id, answer) in answers {
            if self.columns.get(next).is_none_or(|(known, _)| *known != id) {
                next = self.columns.iter().position(|(known, _)| *known == id).unwrap_or(self.columns.len());
            }
            if next == self.columns.len() {
                self.columns.push((id, vec![None; self.rows]));
            }
            if let Some(slot) = self.columns.get_mut(next).and_then(|(_, column)| column.get_mut(row)) {
                *slot = Some(answer);
            }
            next += 1;
        }
    }
}

/// The answers to a fact that fit. None if there are none, or if the fact is a list.
fn column(fact: &Fact, answers: &[Option<&Answer>]) -> Option<Column> {
    let answers = answers.iter();
    let column = match &fact.kind {
        FactKind::Money | FactKind::Count(_) | FactKind::Percent => {
            Column::exact_numbers(answers.map(|answer| match answer {
                Some(answer @ Answer::Number(number)) if fact.accepts(answer) => Some(number.0),
                _ => None,
            }))
        }
        FactKind::YesNo => Column::yes_no(answers.map(|answer| match answer {
            Some(Answer::YesNo(yes)) => Some(*yes),
            _ => None,
        })),
        FactKind::Choice(choices) => {
            let at = |id: &str| choices.iter().position(|choice| choice.id == id);
            let ids = choices.iter().map(|choice| choice.id.as_str().into()).collect();
            Column::choices(
                ids,
                answers.map(|answer| match answer {
                    Some(Answer::Choice(id)) => at(id),
                    _ => None,
                }),
            )
        }
        FactKind::Date => Column::dates(answers.map(|answer| match answer {
            Some(Answer::Date(date)) => Some(*date),
            _ => None,
        })),
        FactKind::List(_) => return None,
    };
    column.is_answered().then_some(column)
}
