//! Which column is what: guessed from headings and contents, changed by whoever knows better.

use super::find::{Names, SURELY_ALIKE, Spelling, alike, facts, indicators};
use super::headings::{Field, Word, headings, plain, unit};
use super::{Cell, Row, Table};
use crate::model::fact::FactKind;
use crate::model::id::{FactId, IndicatorId};
use crate::model::indicator::{Nature, Unit};
use crate::model::library::Library;
use crate::model::text::Language;

/// The heading is looked for in so many rows; reports put titles above their tables.
const HEADING_WITHIN: usize = 20;

/// So many rows are looked at to find the column that holds questions.
const LOOKED_AT: usize = 200;

/// What the rows of a table are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Observations of indicators.
    Observations,
    /// Answers of a production.
    Answers,
}

/// What a column is.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// The unit of its figures where neither the cell nor the row has one; empty for none.
    pub unit: String,
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
    /// What kind of statement an observation is where its row does not say.
    pub nature: Nature,
    /// Whether a row without a source cites the file.
    pub cite_file: bool,
    /// Who published the file; its name if empty.
    pub publisher: String,
}

impl Mapping {
    /// What the headings say, for rows of a kind or of the kind that fits best.
    #[must_use]
    pub fn guess(table: &Table, library: &Library, kind: Option<Kind>) -> Self {
        let guesser = Guesser { table, library, indicators: indicators(library), facts: facts(library) };
        let observations = || guesser.observations();
        let answers = || guesser.answers();
        match kind {
            Some(Kind::Observations) => observations().1,
            Some(Kind::Answers) => answers().1,
            None => {
                let (observations, answers) = (observations(), answers());
                if answers.0 > observations.0 { answers.1 } else { observations.1 }
            }
        }
    }

    /// The first column of a field.
    #[must_use]
    pub fn column(&self, field: Field) -> Option<usize> {
        self.columns.iter().position(|column| column.role == Role::Field(field))
    }

    /// Gives a column another role. A field stands in one column only.
    pub fn set_role(&mut self, at: usize, role: Role) {
        if let Role::Field(_) = role {
            for column in self.columns.iter_mut().filter(|column| column.role == role) {
                column.role = Role::Ignore;
            }
        }
        if let Some(column) = self.columns.get_mut(at) {
            column.role = role;
        }
        self.cite_file = !names_sources(&self.columns);
    }
}

/// Whether the rows say themselves where they come from.
fn names_sources(columns: &[Column]) -> bool {
    let named = [Field::Source, Field::Publisher, Field::Link];
    columns.iter().any(|column| named.iter().any(|field| column.role == Role::Field(*field)))
}

struct Guesser<'a> {
    table: &'a Table,
    library: &'a Library,
    indicators: Names,
    facts: Names,
}

impl Guesser<'_> {
    fn observations(&self) -> (usize, Mapping) {
        let role = |heading: &str| self.observed(heading);
        let (skip, columns) = self.best_heading(&role);
        let score = columns.iter().map(|column| match &column.role {
            Role::Field(Field::Unit | Field::Note | Field::NoteEnglish) | Role::Ignore | Role::Fact(_) => 0,
            Role::Field(_) => 1,
            Role::Indicator(_) => 2,
        });
        (score.sum(), self.mapping(Kind::Observations, skip, columns))
    }

    fn answers(&self) -> (usize, Mapping) {
        let role = |heading: &str| self.answered(heading);
        let (skip, columns) = self.best_heading(&role);
        let by_heading: usize = columns.iter().filter(|column| is_of_answers(&column.role)).count() * 2;
        let (asked, questions) = self.question_column();
        // Questions below each other; the answers stand in the next column that has something in it.
        if questions > by_heading || (questions > 0 && columns.iter().any(|column| is(column, Field::Question))) {
            return (questions.max(by_heading), self.asked(asked));
        }
        (by_heading, self.mapping(Kind::Answers, skip, columns))
    }

    fn asked(&self, asked: usize) -> Mapping {
        let rows = &self.table.rows;
        let is_question = |row: &Row| self.facts.has(&row.cell(asked).to_string());
        let first = rows.iter().position(is_question).unwrap_or_default();
        let head = first.checked_sub(1).and_then(|at| rows.get(at)).cloned().unwrap_or_default();
        let mut columns =
            self.columns(&head, &|heading| self.answered(heading).filter(|(role, _)| matches!(role, Role::Field(_))));
        for (at, column) in columns.iter_mut().enumerate() {
            match (at == asked, is(column, Field::Question)) {
                (true, _) => column.role = Role::Field(Field::Question),
                (false, true) => column.role = Role::Ignore,
                _ => {}
            }
        }
        if !columns.iter().any(|column| is(column, Field::Answer)) {
            let filled = |at: &usize| rows.iter().skip(first).any(|row| !row.cell(*at).is_empty());
            let free = |at: &usize| columns.get(*at).is_some_and(|column| column.role == Role::Ignore);
            let next = (asked + 1..columns.len()).find(|at| free(at) && filled(at));
            if let Some(column) = next.and_then(|at| columns.get_mut(at)) {
                column.role = Role::Field(Field::Answer);
            }
        }
        self.mapping(Kind::Answers, first, columns)
    }

    fn mapping(&self, kind: Kind, skip: usize, columns: Vec<Column>) -> Mapping {
        let cite_file = !names_sources(&columns);
        Mapping { kind, skip, columns, nature: Nature::Actual, cite_file, publisher: String::new() }
    }

    /// The row of which most cells are headings, and what they say.
    fn best_heading(&self, role: &dyn Fn(&str) -> Option<(Role, String)>) -> (usize, Vec<Column>) {
        let found = self.table.rows.iter().take(HEADING_WITHIN).enumerate().map(|(at, row)| {
            let columns = self.columns(row, role);
            let known = columns.iter().filter(|column| column.role != Role::Ignore).count();
            (known, at, columns)
        });
        // Of equals the first.
        let best = found.max_by_key(|(known, at, _)| (*known, std::cmp::Reverse(*at)));
        best.map_or_else(|| (0, Vec::new()), |(_, at, columns)| (at + 1, columns))
    }

    fn columns(&self, head: &Row, role: &dyn Fn(&str) -> Option<(Role, String)>) -> Vec<Column> {
        let mut columns: Vec<Column> = Vec::new();
        for at in 0..self.table.width {
            let heading = match head.cell(at) {
                Cell::Text(text) => text.clone(),
                _ => String::new(),
            };
            let (mut role, unit) = role(&heading).unwrap_or((Role::Ignore, String::new()));
            if columns.iter().any(|other| other.role == role) {
                role = Role::Ignore;
            }
            columns.push(Column { heading, role, unit });
        }
        columns
    }

    /// The column in which most cells are questions, and how many are.
    fn question_column(&self) -> (usize, usize) {
        let rows = self.table.rows.iter().take(LOOKED_AT);
        let is_question = |cell: &Cell| matches!(cell, Cell::Text(text) if self.facts.has(text));
        let mut counts = vec![0; self.table.width];
        for row in rows {
            for (count, cell) in counts.iter_mut().zip(&row.cells) {
                *count += usize::from(is_question(cell));
            }
        }
        let best = counts.iter().enumerate().max_by_key(|(at, count)| (**count, std::cmp::Reverse(*at)));
        best.map_or((0, 0), |(at, count)| (at, *count))
    }

    /// What a heading says in a table of observations, and the unit in it.
    fn observed(&self, heading: &str) -> Option<(Role, String)> {
        self.read(heading, &|name, spelling| {
            let field = field(name, spelling).filter(|field| Field::OF_OBSERVATIONS.contains(field));
            let indicator = || self.indicators.heading(name, spelling).map(|id| Role::Indicator(id.into()));
            field.map(Role::Field).or_else(indicator)
        })
    }

    /// What a heading says in a table of answers, and the unit in it.
    fn answered(&self, heading: &str) -> Option<(Role, String)> {
        self.read(heading, &|name, spelling| {
            let field = match field(name, spelling) {
                Some(Field::Value) => Some(Field::Answer),
                Some(Field::Indicator) => Some(Field::Question),
                other => other.filter(|field| Field::OF_ANSWERS.contains(field)),
            };
            let fact = || self.facts.heading(name, spelling).map(|id| Role::Fact(id.into()));
            field.map(Role::Field).or_else(fact)
        })
    }

    /// A heading as a whole, or without the unit that stands in it: 数值（万元）, Budget, CNY k. What is spelt
    /// right counts before what is only alike, or the unit would be taken for a slip.
    fn read(&self, heading: &str, role: &dyn Fn(&str, Spelling) -> Option<Role>) -> Option<(Role, String)> {
        if heading.is_empty() {
            return None;
        }
        if unit(heading).is_some() {
            let value = super::headings::heading(Field::Value, Language::English);
            return role(value, Spelling::Right).map(|role| (role, heading.to_owned()));
        }
        let trimmed = heading.trim_end_matches([')', '）', ']', '】']);
        let cuts: Vec<(&str, &str)> = trimmed
            .char_indices()
            .filter(|(_, sign)| matches!(sign, '(' | '（' | '[' | '【' | ',' | '，' | '/' | ' ' | ':' | '：'))
            .filter_map(|(at, sign)| Some((trimmed.get(..at)?.trim(), trimmed.get(at + sign.len_utf8()..)?.trim())))
            .filter(|(_, said)| self.is_unit(said))
            .collect();
        [Spelling::Right, Spelling::Near].into_iter().find_map(|spelling| {
            let whole = || role(heading, spelling).map(|role| (role, String::new()));
            let cut = || cuts.iter().find_map(|(name, said)| Some((role(name, spelling)?, (*said).to_owned())));
            if spelling == Spelling::Right { whole().or_else(cut) } else { cut().or_else(whole) }
        })
    }

    fn is_unit(&self, name: &str) -> bool {
        let wanted = plain(name);
        let counts = |own: &crate::model::text::Text| plain(&own.zh) == wanted || plain(&own.en) == wanted;
        unit(name).is_some()
            || self.library.indicators.values().any(|one| matches!(&one.unit, Unit::Count(own) if counts(own)))
            || self.library.facts.values().any(|one| matches!(&one.kind, FactKind::Count(own) if counts(own)))
    }
}

fn is(column: &Column, field: Field) -> bool {
    column.role == Role::Field(field)
}

fn is_of_answers(role: &Role) -> bool {
    matches!(role, Role::Fact(_) | Role::Field(Field::Question | Field::Answer))
}

/// The field that a heading names.
fn field(name: &str, spelling: Spelling) -> Option<Field> {
    let all = &headings().fields;
    let near = || {
        let wanted = plain(name);
        let likeness = all.iter().flat_map(|word| word.names().map(|known| (word.is, alike(&wanted, &plain(known)))));
        let likeness = likeness.filter(|(_, likeness)| *likeness >= SURELY_ALIKE);
        likeness.max_by(|a, b| a.1.total_cmp(&b.1)).map(|(field, _)| field)
    };
    Word::find(all, name).or_else(|| if spelling == Spelling::Near { near() } else { None })
}
