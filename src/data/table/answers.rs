//! Rows of a budget: a question and its answer, or one column to a question.

use std::collections::HashMap;

use super::find::{Found, Names, facts, places};
use super::headings::{Field, headings, plain};
use super::mapping::{Mapping, Role};
use super::propose::{Ground, Outcome};
use super::quantity::{Needed, date, figure};
use super::trouble::{Trouble, Wrong};
use super::{Cell, Row, Table};
use crate::data::check;
use crate::data::read::options;
use crate::model::fact::{Fact, FactKind};
use crate::model::id::{FactId, PlaceId};
use crate::model::production::Answer;

pub(super) struct Maker<'a> {
    table: &'a Table,
    mapping: &'a Mapping,
    ground: Ground<'a>,
    places: Names,
    facts: Names,
    seen: HashMap<(FactId, Option<PlaceId>), usize>,
}

impl<'a> Maker<'a> {
    pub(super) fn new(table: &'a Table, mapping: &'a Mapping, ground: Ground<'a>) -> Self {
        let library = ground.library;
        Self { table, mapping, ground, places: places(library), facts: facts(library), seen: HashMap::new() }
    }

    pub(super) fn row(&mut self, row: &Row) -> Vec<Outcome> {
        let place = self.place(row);
        let mut outcomes = Vec::new();
        if let Some(answer) = self.mapping.column(Field::Answer) {
            outcomes.extend(self.asked(row, answer, &place));
        }
        for (at, column) in self.mapping.columns.iter().enumerate() {
            if let Role::Fact(id) = &column.role
                && !row.cell(at).is_empty()
            {
                let fact = self.ground.library.facts.get(id).map(AsRef::as_ref);
                let fact = fact.ok_or_else(|| Trouble {
                    column: Some(at),
                    wrong: Wrong::Question { found: id.to_string(), nearest: None },
                });
                outcomes.push(self.made(row, at, fact, place.clone()));
            }
        }
        outcomes
    }

    /// The answer of a row that names its question.
    fn asked(&mut self, row: &Row, answer: usize, place: &Result<Option<PlaceId>, Trouble>) -> Option<Outcome> {
        if row.cell(answer).is_empty() {
            return None;
        }
        let column = self.mapping.column(Field::Question);
        let named = column.map_or(String::new(), |at| row.cell(at).to_string());
        let wrong = |wrong| Err(Trouble { column, wrong });
        let facts = &self.ground.library.facts;
        let fact = match self.facts.find(&named) {
            _ if named.is_empty() => wrong(Wrong::Missing(Field::Question)),
            Found::One(id) => match facts.get(&id.into()) {
                Some(fact) => Ok(fact.as_ref()),
                None => wrong(Wrong::Question { found: named, nearest: None }),
            },
            Found::Several(ids) => wrong(Wrong::Several { found: named, ids }),
            Found::None(nearest) => wrong(Wrong::Question { found: named, nearest }),
        };
        Some(self.made(row, answer, fact, place.clone()))
    }

    fn place(&self, row: &Row) -> Result<Option<PlaceId>, Trouble> {
        let Some(column) = self.mapping.column(Field::Place) else { return Ok(None) };
        let named = row.cell(column).to_string();
        if named.is_empty() {
            return Ok(None);
        }
        let wrong = |wrong| Err(Trouble { column: Some(column), wrong });
        match self.places.find(&named) {
            Found::One(id) => Ok(Some(id.into())),
            Found::Several(ids) => wrong(Wrong::Several { found: named, ids }),
            Found::None(nearest) => wrong(Wrong::Place { found: named, nearest }),
        }
    }

    fn made(
        &mut self,
        row: &Row,
        column: usize,
        fact: Result<&Fact, Trouble>,
        place: Result<Option<PlaceId>, Trouble>,
    ) -> Outcome {
        let mut troubles = Vec::new();
        let fact = fact.map_err(|trouble| troubles.push(trouble)).ok();
        let place = place.map_err(|trouble| troubles.push(trouble)).ok();
        let answer = fact.and_then(|fact| {
            let answer = self.answer(row, column, fact);
            answer.map_err(|wrong| troubles.push(Trouble { column: Some(column), wrong })).ok()
        });
        let (Some(fact), Some(place), Some(after)) = (fact, place, answer) else { return Outcome::Wrong(troubles) };
        if let Some(first) = self.seen.insert((fact.id.clone(), place.clone()), row.number) {
            // The first one stays the one to compare with.
            self.seen.insert((fact.id.clone(), place), first);
            return Outcome::Wrong(vec![Trouble { column: Some(column), wrong: Wrong::Repeats(first) }]);
        }
        let production = self.ground.production;
        let answers = match &place {
            Some(place) => production.local.get(place),
            None => Some(&production.answers),
        };
        let before = answers.and_then(|answers| answers.get(&fact.id)).cloned();
        Outcome::Answer { fact: fact.id.clone(), place, after, before }
    }

    fn answer(&self, row: &Row, column: usize, fact: &Fact) -> Result<Answer, Wrong> {
        let cell = row.cell(column);
        let production = self.ground.production;
        let answer = match Needed::of_fact(&fact.kind, production.currency) {
            Some(needed) => {
                let said = self.mapping.column(Field::Unit).map_or(String::new(), |at| row.cell(at).to_string());
                let own = self.mapping.columns.get(column).map_or("", |column| column.unit.as_str());
                let (number, _) = figure(cell, [&said, own], &needed, self.table.decimal_comma)?;
                Answer::Number(number)
            }
            None => in_words(cell, &fact.kind)?,
        };
        check::answer(self.ground.library, fact, &answer).map_err(|what| Wrong::Answer(Box::new(what)))?;
        Ok(answer)
    }
}

/// An answer that is no figure.
fn in_words(cell: &Cell, kind: &FactKind) -> Result<Answer, Wrong> {
    let text = cell.to_string();
    match kind {
        FactKind::Date => date(cell).map(Answer::Date),
        FactKind::Choice(choices) => {
            let wanted = plain(&text);
            let names = |choice: &crate::model::fact::Choice| {
                [&choice.id, &choice.label.zh, &choice.label.en].into_iter().any(|name| plain(name) == wanted)
            };
            match choices.iter().find(|choice| choice.id == text).or_else(|| choices.iter().find(|one| names(one))) {
                Some(choice) => Ok(Answer::Choice(choice.id.as_str().into())),
                None => Err(Wrong::NotOneOf {
                    found: text,
                    allowed: choices.iter().map(|one| (one.label.zh.clone(), one.label.en.clone())).collect(),
                }),
            }
        }
        FactKind::List(_) => match options().from_str::<Answer>(&text) {
            Ok(answer @ Answer::Items(_)) => Ok(answer),
            _ => Err(Wrong::NotAList(text)),
        },
        FactKind::YesNo | FactKind::Money | FactKind::Count(_) | FactKind::Percent => yes_no(cell).map(Answer::YesNo),
    }
}

/// Yes or no, in the words of either language.
pub(super) fn yes_no(cell: &Cell) -> Result<bool, Wrong> {
    let text = cell.to_string();
    match cell {
        Cell::YesNo(yes) => Ok(*yes),
        _ if headings().yes.has(&text) => Ok(true),
        _ if headings().no.has(&text) => Ok(false),
        _ => Err(Wrong::NotYesNo(text)),
    }
}
