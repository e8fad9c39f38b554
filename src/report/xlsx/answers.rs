//! The answers of the production: the inputs that the steps refer to.

use rust_decimal::Decimal;
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::Book;
use super::page::{Column, FIRST, Page, reference};
use super::style::{Tone, count, money, share};
use crate::model::fact::{Fact, FactKind, Topic};
use crate::model::id::{FactId, PlaceId, PolicyId};
use crate::model::production::{Answer, Item};
use crate::say;

/// An answer, and the place for which it holds.
struct Given {
    item: Option<(FactId, usize)>,
    place: Option<PlaceId>,
    fact: FactId,
    answer: Answer,
}

/// The letter of the column that holds the answers.
const COLUMN: char = 'C';

/// The positions of the answers.
pub(super) struct Inputs {
    sheet: String,
    given: Vec<Given>,
}

/// The context of a step, which decides which answer to a fact it used.
#[derive(Clone, Debug)]
pub(super) struct At {
    /// The place.
    pub place: PlaceId,
    /// The place of the policy.
    pub policy: Option<PlaceId>,
    /// The item of a list.
    pub item: Option<(FactId, usize)>,
}

impl At {
    /// The same within a policy.
    pub(super) fn within(&self, book: &Book<'_>, policy: &PolicyId) -> Self {
        let place = book.brief.library.policies.get(policy).map(|policy| policy.place.clone());
        Self { policy: place, ..self.clone() }
    }
}

impl Inputs {
    /// The cell with the number that a step used.
    pub(super) fn cell(&self, at: &At, fact: &FactId, answer: &Answer) -> Option<String> {
        let given = |item: &Option<(FactId, usize)>, place: Option<&PlaceId>| {
            let same = |given: &Given| given.fact == *fact && given.item == *item && given.place.as_ref() == place;
            self.given.iter().position(same)
        };
        // In the order of the rules: for the item, for the policy's own place, for the place, and everywhere.
        let narrower = [at.policy.as_ref(), Some(&at.place)].into_iter().flatten().map(Some);
        let places: Vec<Option<&PlaceId>> = narrower.chain([None]).collect();
        let of = |item: &Option<(FactId, usize)>| places.iter().find_map(|place| given(item, *place));
        let of_item = at.item.as_ref().and_then(|_| of(&at.item));
        let found = of_item.or_else(|| of(&None))?;
        let same = self.given.get(found).is_some_and(|given| given.answer == *answer);
        let row = u32::try_from(found).ok()?.checked_add(FIRST + 1)?;
        same.then(|| reference(&self.sheet, COLUMN, row))
    }
}

/// The sheet of answers.
pub(super) fn write(book: &Book<'_>) -> Result<(Worksheet, Inputs), XlsxError> {
    let (words, production) = (book.words, book.brief.production);
    let lead = match &production.note {
        Some(note) => say!(words, "report-assumed", note = words.text(note)),
        None => say!(words, "report-answers-caption"),
    };
    let given = given(book);
    let mut page = Page::new(book, &book.names.answers, &say!(words, "report-answers"), &lead)?;
    let columns = [
        Column::text(say!(words, "xlsx-column-fact"), 30.0),
        Column::text(say!(words, "report-column-question"), 62.0),
        Column::figures(say!(words, "report-column-answer"), 22.0),
        Column::unit(say!(words, "xlsx-column-unit"), 14.0),
        Column::text(say!(words, "report-column-holds"), 20.0),
    ];
    page.columns(&columns, 0)?;
    for (row, given) in (FIRST..).zip(&given) {
        let fact = book.brief.library.facts.get(&given.fact).map(AsRef::as_ref);
        let label = words.fact(book.brief.library, &given.fact);
        let label = match &given.item {
            Some((list, number)) => {
                say!(
                    words,
                    "xlsx-item",
                    list = words.fact(book.brief.library, list),
                    number = number.to_string(),
                    fact = label
                )
            }
            None => label,
        };
        let indent = u8::from(given.item.is_some());
        page.indented(row, 0, &label, &page.style.text(Tone::Strong), indent)?;
        let question = fact.map_or_else(String::new, |fact| words.text(&fact.question).to_owned());
        page.text(row, 1, &question, &page.style.text(Tone::Plain))?;
        match &given.answer {
            Answer::Number(number) => {
                page.number(row, 2, number.0, &page.style.figure(Tone::Input, pattern(fact, number.0)))?;
            }
            other => {
                let answer = words.answer(fact, other, production.currency);
                page.text(row, 2, &answer, &page.style.beside_figures(Tone::Plain))?;
            }
        }
        page.line(row, 3, &unit(book, fact, &given.answer), &page.style.unit(Tone::Quiet))?;
        let holds = match &given.place {
            Some(place) => words.place(book.brief.library, place),
            None => say!(words, "report-everywhere"),
        };
        page.text(row, 4, &holds, &page.style.text(Tone::Quiet))?;
    }
    if given.is_empty() {
        page.line(FIRST, 0, &say!(words, "report-no-answers"), &page.style.lead())?;
    }
    Ok((page.finish()?, Inputs { sheet: book.names.answers.clone(), given }))
}

fn pattern(fact: Option<&Fact>, value: Decimal) -> &'static str {
    match fact.map(|fact| &fact.kind) {
        Some(FactKind::Money) => money(value),
        Some(FactKind::Percent) => share(value),
        _ => count(value),
    }
}

fn unit(book: &Book<'_>, fact: Option<&Fact>, answer: &Answer) -> String {
    match (answer, fact.map(|fact| &fact.kind)) {
        (Answer::Number(_), Some(FactKind::Money)) => book.currency(),
        (Answer::Number(_), Some(FactKind::Count(unit))) => book.words.text(unit).to_owned(),
        _ => String::new(),
    }
}

/// The answers that count for the compared places, by topic; the items of a list below it.
fn given(book: &Book<'_>) -> Vec<Given> {
    let (library, production) = (book.brief.library, book.brief.production);
    let around = |place: &PlaceId| {
        let chains = book.brief.places.iter().map(|one| library.chain(one));
        chains.flatten().any(|place_around| place_around.id == *place)
    };
    let one = |place: Option<&PlaceId>, fact: &FactId, answer: &Answer| Given {
        item: None,
        place: place.cloned(),
        fact: fact.clone(),
        answer: answer.clone(),
    };
    let mut all: Vec<Given> = production.answers.iter().map(|(fact, answer)| one(None, fact, answer)).collect();
    for (place, answers) in production.local.iter().filter(|(place, _)| around(place)) {
        all.extend(answers.iter().map(|(fact, answer)| one(Some(place), fact, answer)));
    }
    let topic = |given: &Given| -> Option<Topic> { library.facts.get(&given.fact).map(|fact| fact.topic) };
    all.sort_by_key(|given| (topic(given).is_none(), topic(given), given.fact.clone(), given.place.clone()));
    all.into_iter().flat_map(with_items).collect()
}

/// An answer and, if it is a list, the answers of each item.
fn with_items(given: Given) -> Vec<Given> {
    let items: Vec<Item> = match &given.answer {
        Answer::Items(items) => items.to_vec(),
        _ => Vec::new(),
    };
    let (list, place) = (given.fact.clone(), given.place.clone());
    let mut all = vec![given];
    for (at, item) in items.into_iter().enumerate() {
        let inside = item.into_iter().map(|(fact, answer)| Given {
            item: Some((list.clone(), at + 1)),
            place: place.clone(),
            fact,
            answer,
        });
        all.extend(inside);
    }
    all
}
