//! A budget by lines: questions in one column, and which of the other columns holds the answers.
//!
//! The total of a line is the answer, not its parts; this year's figure, not last year's. If more than one column is
//! left, the user is asked.

use super::super::Cell;
use super::super::answers::yes_no_word;
use super::super::headings::{Field, headings, plain};
use super::super::units::is_chinese;
use super::guess::{Block, Guesser, LOOKED_AT, is, unit_in};
use super::{Ask, Column, Kind, Mapping, Role};
use crate::model::fact::{Fact, FactKind};

/// The content of a column of a budget, from the words of its heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    /// The total of its line.
    Total,
    /// A part of a total, or a figure of another kind.
    Part,
    /// Another period.
    Past,
    /// None of these.
    Other,
}

impl Guesser<'_> {
    /// The columns if one of them holds questions.
    pub(super) fn asked(&self, asked: usize) -> Mapping {
        let rows = &self.table.rows;
        let from = self.hints.heading_row.and_then(|number| rows.iter().position(|row| row.number > number));
        let is_question = |at: &usize| {
            let own = !self.table.covered.contains(&(*at, asked));
            own && rows.get(*at).is_some_and(|row| self.facts.has(&row.cell(asked).to_string()))
        };
        let first = (from.unwrap_or_default()..rows.len()).find(is_question).unwrap_or_default();
        let end = from.unwrap_or(first);
        let start = end.checked_sub(1).map_or(0, |at| self.start_of(at));
        let block = Block { start, end };
        let mut columns: Vec<Column> =
            (0..self.table.width).map(|at| self.field_column(&self.texts(block, at))).collect();
        for (at, column) in columns.iter_mut().enumerate() {
            match (at == asked, is(column, Field::Question)) {
                (true, _) => column.role = Role::Field(Field::Question),
                (false, true) => column.role = Role::Ignore,
                _ => {}
            }
        }
        for field in [Field::Place, Field::Unit, Field::Currency] {
            for column in columns.iter_mut().filter(|column| is(column, field)).skip(1) {
                column.role = Role::Ignore;
            }
        }
        let asks = self.choose_answers(block, asked, &mut columns);
        self.finish(Kind::Answers, block, columns, asks)
    }

    /// The role of a column from its heading if another column holds the questions. No heading is then a question.
    fn field_column(&self, texts: &[String]) -> Column {
        let column = self.column(texts, Kind::Answers);
        match column.role {
            Role::Field(_) => column,
            _ => Column { heading: column.heading, role: Role::Ignore, unit: String::new(), place: None },
        }
    }

    /// Finds the column of the answers, or what to ask the user.
    fn choose_answers(&self, block: Block, asked: usize, columns: &mut [Column]) -> Vec<Ask> {
        let answer = Role::Field(Field::Answer);
        let candidates: Vec<usize> = columns
            .iter()
            .enumerate()
            .filter(|(at, column)| *at != asked && (column.role == answer || column.role == Role::Ignore))
            .map(|(at, _)| at)
            .filter(|at| {
                let named = columns.get(*at).is_some_and(|one| one.role == answer);
                if named { self.is_filled(block, *at) } else { self.has_answers(block, asked, *at) }
            })
            .filter(|at| !self.is_unknown_place(block, *at))
            .collect();
        let classes: Vec<Class> = candidates.iter().map(|at| class(&self.texts(block, *at).join(" "))).collect();
        let with = candidates.iter().copied().zip(classes);
        let with: Vec<(usize, Class)> = with.collect();
        // Places in the headings.
        let mut placed = Vec::new();
        for at in &candidates {
            let place = columns.get(*at).and_then(|column| column.place.clone()).map(|place| (place, String::new()));
            if let Some((place, unit)) = place.or_else(|| self.place_of(block, *at)) {
                placed.push((*at, place, unit));
            }
        }
        let exact = |columns: &[Column], at: usize| columns.get(at).is_some_and(|column| column.role == answer);
        let mut wanted: Vec<Vec<usize>> = Vec::new();
        for (at, place, unit) in &placed {
            if let Some(column) = columns.get_mut(*at) {
                column.place = Some(place.clone());
                if column.unit.is_empty() {
                    column.unit.clone_from(unit);
                }
            }
            let of_same = placed.iter().filter(|(_, other, _)| other == place).map(|(at, ..)| *at).collect::<Vec<_>>();
            if of_same.first() == Some(at) {
                wanted.push(of_same);
            }
        }
        let general: Vec<(usize, Class)> =
            with.into_iter().filter(|(at, _)| !placed.iter().any(|(other, ..)| other == at)).collect();
        let of = |keep: &dyn Fn(usize, Class) -> bool| -> Vec<usize> {
            general.iter().filter(|(at, class)| keep(*at, *class)).map(|(at, _)| *at).collect()
        };
        let sure = of(&|at, class| {
            (exact(columns, at) && !matches!(class, Class::Past | Class::Part)) || class == Class::Total
        });
        let rest = of(&|_, class| class == Class::Other);
        let chosen = match (sure.is_empty(), rest.is_empty(), placed.is_empty()) {
            (false, ..) => sure,
            // Beside columns of places, another column does not hold answers for all places.
            (true, _, false) => Vec::new(),
            (true, false, true) => rest,
            (true, true, true) => of(&|_, _| true),
        };
        let only_doubtful =
            general.iter().all(|(at, class)| !exact(columns, *at) && matches!(class, Class::Past | Class::Part));
        let mut asks = Vec::new();
        wanted.push(chosen.clone());
        for column in columns.iter_mut().filter(|column| column.role == answer) {
            column.role = Role::Ignore;
        }
        for all in wanted {
            let doubtful = all == chosen && only_doubtful;
            match all.as_slice() {
                [] => {}
                [one] if !doubtful => {
                    if let Some(column) = columns.get_mut(*one) {
                        column.role = answer.clone();
                        if column.unit.is_empty() {
                            column.unit = self.unit_above(block, *one);
                        }
                    }
                }
                _ => asks.push(Ask { role: answer.clone(), columns: all }),
            }
        }
        asks
    }

    /// Whether a heading names a place that is not in the library. Its figures do not apply to all places.
    fn is_unknown_place(&self, block: Block, at: usize) -> bool {
        let texts = self.texts(block, at);
        let ends = |text: &String| {
            let name = super::super::units::brackets(text).0;
            headings().place_signs.iter().any(|sign| name.ends_with(sign.as_str()) && name.chars().count() > 2)
        };
        texts.iter().any(ends) && self.place_of(block, at).is_none()
    }

    /// The unit in a heading without a known name: any unit in it, or text in brackets that is not understood.
    fn unit_above(&self, block: Block, at: usize) -> String {
        let texts = self.texts(block, at);
        if let Some(unit) = texts.iter().find_map(|text| unit_in(text)) {
            return unit;
        }
        let inside = texts.iter().flat_map(|text| super::super::units::brackets(text).1);
        let unknown = inside.filter(|part| self.reader.beside(part).is_none() && !is_of_time(part));
        unknown.collect::<Vec<_>>().join(" / ")
    }

    fn is_filled(&self, block: Block, at: usize) -> bool {
        self.table.rows.iter().skip(block.end).any(|row| !row.cell(at).is_empty())
    }

    /// Whether a column holds an answer to the question of one of its rows.
    fn has_answers(&self, block: Block, asked: usize, at: usize) -> bool {
        let rows = self.table.rows.iter().skip(block.end).take(LOOKED_AT);
        rows.into_iter().any(|row| {
            let cell = row.cell(at);
            let fact = self.facts.one(&row.cell(asked).to_string());
            let fact = fact.and_then(|id| self.library.facts.get(&id.into()));
            fact.is_some_and(|fact| answers(fact, cell))
        })
    }
}

/// Whether a cell could answer a question.
fn answers(fact: &Fact, cell: &Cell) -> bool {
    let text = || cell.to_string();
    match (cell, &fact.kind) {
        (Cell::Empty, _) => false,
        (Cell::Error(_) | Cell::NoValue, _) => true,
        (_, FactKind::Money | FactKind::Count(_) | FactKind::Percent | FactKind::Date) => match cell {
            Cell::Text(text) => text.contains(char::is_numeric),
            Cell::YesNo(_) => false,
            _ => true,
        },
        (_, FactKind::YesNo) => yes_no_word(cell),
        (_, FactKind::Choice(choices)) => {
            let wanted = plain(&text());
            let names = |one: &crate::model::fact::Choice| [plain(&one.id), plain(&one.label.zh), plain(&one.label.en)];
            choices.iter().any(|one| names(one).contains(&wanted))
        }
        (_, FactKind::List(_)) => text().starts_with('['),
    }
}

/// Whether a text names only a year or a period.
fn is_of_time(text: &str) -> bool {
    let headings = headings();
    let words: Vec<&str> = text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let lists = [&headings.past, &headings.current, &headings.totals, &headings.neutral];
    let is_word = |word: &str| lists.iter().any(|list| list.iter().any(|known| plain(known) == plain(word)));
    let is_year = |word: &str| {
        let digits = word.trim_end_matches(is_chinese).trim_start_matches(|sign: char| sign.is_ascii_alphabetic());
        digits.len() >= 2 && digits.len() <= 4 && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    !words.is_empty() && words.iter().all(|word| is_word(word) || is_year(word))
}

/// The class of a column from the words of its heading.
fn class(heading: &str) -> Class {
    let headings = headings();
    let lower = heading.to_lowercase();
    let words: Vec<&str> = lower.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let chinese = |list: &[String]| list.iter().any(|word| !word.is_ascii() && lower.contains(word.as_str()));
    let english = |list: &[String]| list.iter().any(|word| words.contains(&word.as_str()));
    let (parts, totals) = (&headings.parts, &headings.totals);
    // `Total price` is a total; `total quantity` and 单价合计 are not.
    let counted = ["unit", "each", "qty", "quantity", "units"].iter().any(|word| words.contains(word));
    if chinese(&headings.past) || english(&headings.past) {
        Class::Past
    } else if chinese(parts) {
        Class::Part
    } else if chinese(totals) || (english(totals) && !counted) {
        Class::Total
    } else if english(parts) {
        Class::Part
    } else {
        Class::Other
    }
}
