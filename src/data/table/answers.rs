//! Rows of a budget: a question and its answer, or one column per question.

use std::collections::HashMap;

use super::find::{Found, Names, facts, places};
use super::ground::{ImportTarget, Outcome};
use super::headings::{Field, headings, plain};
use super::mapping::{Ask, Mapping, Role};
use super::period::date;
use super::quantity::{Levels, Memo, Needed, figure};
use super::row_error::{RowError, RowErrorKind};
use super::{Cell, Row, Table};
use crate::data::check;
use crate::data::read::options;
use crate::model::fact::{Fact, FactKind};
use crate::model::id::{FactId, PlaceId};
use crate::model::production::Answer;

pub(super) struct AnswerReader<'a> {
    table: &'a Table,
    mapping: &'a Mapping,
    ground: ImportTarget<'a>,
    places: Names,
    facts: Names,
    memo: Memo,
    marks: Marks,
    seen: HashMap<(FactId, Option<PlaceId>), usize>,
}

impl<'a> AnswerReader<'a> {
    pub(super) fn new(table: &'a Table, mapping: &'a Mapping, ground: ImportTarget<'a>) -> Self {
        let library = ground.library;
        let columns = mapping.columns.iter().enumerate();
        let answers = columns.filter(|(_, column)| match &column.role {
            Role::Field(field) => *field == Field::Answer,
            Role::Fact(id) => library.facts.get(id).is_some_and(|fact| fact.kind == FactKind::YesNo),
            Role::Ignore | Role::Indicator(_) => false,
        });
        let answers: Vec<usize> = answers.map(|(at, _)| at).collect();
        let marks = Marks::of(table, mapping.skip, &answers);
        let (places, facts) = (places(library), facts(library));
        Self { table, mapping, ground, places, facts, memo: Memo::default(), marks, seen: HashMap::new() }
    }

    /// The next row is another production, so its answers are not repetitions.
    pub(super) fn begin_another(&mut self) {
        self.seen.clear();
    }

    pub(super) fn row(&mut self, row: &Row) -> Vec<Outcome> {
        let mut outcomes = Vec::new();
        let mapping = self.mapping;
        for ask in &mapping.asks {
            outcomes.extend(self.undecided(row, ask));
        }
        for (at, column) in mapping.columns.iter().enumerate() {
            if row.cell(at).is_empty() {
                continue;
            }
            let fact = match &column.role {
                Role::Field(Field::Answer) => self.question(row),
                Role::Fact(id) => {
                    let fact = self.ground.library.facts.get(id).map(AsRef::as_ref);
                    fact.ok_or_else(|| RowError {
                        column: Some(at),
                        wrong: RowErrorKind::Question { found: id.to_string(), nearest: None },
                    })
                }
                Role::Field(_) | Role::Indicator(_) | Role::Ignore => continue,
            };
            let place = self.place(row, column.place.as_ref());
            outcomes.push(self.made(row, at, fact, place));
        }
        outcomes
    }

    /// The question to the user without whose answer this row cannot be used.
    fn undecided(&self, row: &Row, ask: &Ask) -> Option<Outcome> {
        let filled = ask.columns.iter().find(|at| !row.cell(**at).is_empty())?;
        if ask.role == Role::Field(Field::Answer) {
            self.question(row).ok()?;
        }
        let wrong = RowErrorKind::WhichColumn(self.mapping.names_of(&ask.columns));
        Some(Outcome::Wrong(vec![RowError { column: Some(*filled), wrong }]))
    }

    /// The question that a row names.
    fn question(&self, row: &Row) -> Result<&'a Fact, RowError> {
        let column = self.mapping.column(Field::Question);
        let named = column.map_or(String::new(), |at| row.cell(at).to_string());
        let wrong = |wrong| Err(RowError { column, wrong });
        let facts = &self.ground.library.facts;
        match self.facts.find(&named) {
            _ if named.is_empty() => wrong(RowErrorKind::Missing(Field::Question)),
            Found::One(id) => match facts.get(&id.into()) {
                Some(fact) => Ok(fact.as_ref()),
                None => wrong(RowErrorKind::Question { found: named, nearest: None }),
            },
            Found::Several(ids) => wrong(RowErrorKind::Several { found: named, ids }),
            Found::None(nearest) => wrong(RowErrorKind::Question { found: named, nearest }),
        }
    }

    /// The place of an answer: that of the row, or of its column.
    fn place(&self, row: &Row, above: Option<&PlaceId>) -> Result<Option<PlaceId>, RowError> {
        let Some(column) = self.mapping.column(Field::Place) else { return Ok(above.cloned()) };
        let named = row.cell(column).to_string();
        if named.is_empty() {
            return Ok(above.cloned());
        }
        let wrong = |wrong| Err(RowError { column: Some(column), wrong });
        match self.places.find(&named) {
            Found::One(id) if above.is_none_or(|above| above.as_str() == id) => Ok(Some(id.into())),
            Found::One(_) => wrong(RowErrorKind::TwoPlaces(named)),
            Found::Several(ids) => wrong(RowErrorKind::Several { found: named, ids }),
            Found::None(nearest) => wrong(RowErrorKind::Place { found: named, nearest }),
        }
    }

    fn made(
        &mut self,
        row: &Row,
        column: usize,
        fact: Result<&Fact, RowError>,
        place: Result<Option<PlaceId>, RowError>,
    ) -> Outcome {
        let mut troubles = Vec::new();
        let fact = fact.map_err(|trouble| troubles.push(trouble)).ok();
        let place = place.map_err(|trouble| troubles.push(trouble)).ok();
        let answer = fact.and_then(|fact| {
            let answer = self.answer(row, column, fact);
            answer.map_err(|wrong| troubles.push(RowError { column: Some(column), wrong })).ok()
        });
        let (Some(fact), Some(place), Some(after)) = (fact, place, answer) else { return Outcome::Wrong(troubles) };
        if let Some(first) = self.seen.insert((fact.id.clone(), place.clone()), row.number) {
            // Later rows are compared with the first one.
            self.seen.insert((fact.id.clone(), place), first);
            return Outcome::Wrong(vec![RowError { column: Some(column), wrong: RowErrorKind::Repeats(first) }]);
        }
        let production = self.ground.production;
        let answers = match &place {
            Some(place) => production.local.get(place),
            None => Some(&production.answers),
        };
        let before = answers.and_then(|answers| answers.get(&fact.id)).cloned();
        Outcome::Answer { fact: fact.id.clone(), place, after, before }
    }

    fn answer(&self, row: &Row, column: usize, fact: &Fact) -> Result<Answer, RowErrorKind> {
        let cell = row.cell(column);
        let production = self.ground.production;
        let answer = match Needed::of_fact(&fact.kind, production.currency) {
            Some(needed) => {
                let text = |field| self.mapping.column(field).map_or(String::new(), |at| row.cell(at).to_string());
                let (unit, currency) = (text(Field::Unit), text(Field::Currency));
                let own = self.mapping.columns.get(column);
                let levels = Levels {
                    row: &unit,
                    currency: &currency,
                    column: own.map_or("", |column| column.unit.as_str()),
                    sheet: &self.mapping.unit,
                    shared: own.is_some_and(|column| column.role == Role::Field(Field::Answer)),
                    points: self.table.points(column),
                };
                match figure(cell, &levels, &needed, &self.memo)? {
                    (number, None) => Answer::Number(number),
                    // An answer is a single figure.
                    (_, Some(_)) => return Err(RowErrorKind::Bound(cell.to_string())),
                }
            }
            None => self.in_words(cell, &fact.kind)?,
        };
        check::answer(self.ground.library, fact, &answer).map_err(|what| RowErrorKind::Answer(Box::new(what)))?;
        Ok(answer)
    }
}

impl AnswerReader<'_> {
    /// An answer that is not a figure.
    fn in_words(&self, cell: &Cell, kind: &FactKind) -> Result<Answer, RowErrorKind> {
        let text = cell.to_string();
        match kind {
            FactKind::Date => date(cell).map(Answer::Date),
            FactKind::Choice(choices) => {
                let wanted = plain(&text);
                let names = |choice: &crate::model::fact::Choice| {
                    [&choice.id, &choice.label.zh, &choice.label.en].into_iter().any(|name| plain(name) == wanted)
                };
                match choices.iter().find(|choice| choice.id == text).or_else(|| choices.iter().find(|one| names(one)))
                {
                    Some(choice) => Ok(Answer::Choice(choice.id.as_str().into())),
                    None => Err(RowErrorKind::NotOneOf {
                        found: text,
                        allowed: choices.iter().map(|one| (one.label.zh.clone(), one.label.en.clone())).collect(),
                    }),
                }
            }
            FactKind::List(_) => match options().from_str::<Answer>(&text) {
                Ok(answer @ Answer::Items(_)) => Ok(answer),
                _ => Err(RowErrorKind::NotAList(text)),
            },
            FactKind::YesNo | FactKind::Money | FactKind::Count(_) | FactKind::Percent => {
                self.marks.yes_no(cell).map(Answer::YesNo)
            }
        }
    }
}

/// The marks in the columns of yes and no. They determine what a cross means.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Marks {
    yes: bool,
    no: bool,
}

impl Marks {
    pub(super) fn of(table: &Table, skip: usize, columns: &[usize]) -> Self {
        let mut marks = Self::default();
        for row in table.rows.iter().skip(skip) {
            for cell in columns.iter().map(|at| row.cell(*at)) {
                match word(cell) {
                    Some(true) => marks.yes = true,
                    Some(false) => marks.no = true,
                    None => {}
                }
                if marks.yes && marks.no {
                    return marks;
                }
            }
        }
        marks
    }

    /// Yes or no, in the words of either language. A cross means no if there are ticks, and yes if only "no" is used
    /// besides it.
    pub(super) fn yes_no(self, cell: &Cell) -> Result<bool, RowErrorKind> {
        match word(cell) {
            Some(yes) => Ok(yes),
            None if !is_cross(cell) => Err(RowErrorKind::NotYesNo(cell.to_string())),
            None => match (self.yes, self.no) {
                (true, _) => Ok(false),
                (false, true) => Ok(true),
                (false, false) => Err(RowErrorKind::UnsureMark(cell.to_string())),
            },
        }
    }
}

/// Whether a cell means yes or no in any spelling.
pub(super) fn yes_no_word(cell: &Cell) -> bool {
    word(cell).is_some() || is_cross(cell)
}

fn is_cross(cell: &Cell) -> bool {
    matches!(cell, Cell::Text(text) if headings().cross.iter().any(|cross| plain(text) == *cross))
}

/// Yes or no if the word has no other meaning.
fn word(cell: &Cell) -> Option<bool> {
    let text = match cell {
        Cell::YesNo(yes) => return Some(*yes),
        Cell::Number(number) => number.normalize().to_string(),
        Cell::Text(text) => text.clone(),
        Cell::Empty | Cell::Shown(_) | Cell::Date(_) | Cell::Error(_) | Cell::NoValue => return None,
    };
    if headings().yes.has(&text) {
        return Some(true);
    }
    headings().no.has(&text).then_some(false)
}
