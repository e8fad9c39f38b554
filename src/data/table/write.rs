//! Writes records as a table that can be imported again without loss.

use super::headings::{Field, Word, heading, headings};
use crate::data::read::options;
use crate::model::fact::{Fact, FactKind};
use crate::model::indicator::{Observation, Unit};
use crate::model::library::Library;
use crate::model::number::Number;
use crate::model::production::{Answer, Currency, Production};
use crate::model::text::Language;

/// The byte order mark, which tells spreadsheets that the text is UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// Observations, one row each, with headings in a language.
#[must_use]
pub fn observations_csv<'a>(
    library: &Library,
    observations: impl IntoIterator<Item = &'a Observation>,
    language: Language,
) -> Vec<u8> {
    let fields = Field::OF_OBSERVATIONS
        .iter()
        .filter(|field| !matches!(field, Field::Publisher | Field::Link | Field::Currency));
    let fields: Vec<Field> = fields.copied().collect();
    let head = fields.iter().map(|field| heading(*field, language).to_owned()).collect();
    let row = |seen: &Observation| {
        let unit = library.indicators.get(&seen.indicator).map_or(&Unit::Words, |indicator| &indicator.unit);
        fields.iter().map(|field| cell(*field, seen, unit, language)).collect()
    };
    sheet(std::iter::once(head).chain(observations.into_iter().map(row)))
}

fn cell(field: Field, seen: &Observation, unit: &Unit, language: Language) -> String {
    let number = |number: Option<Number>| number.map_or(String::new(), |number| figure(number, unit));
    let note =
        |pick: fn(&crate::model::text::Text) -> &String| seen.note.as_ref().map_or("", |note| pick(note)).to_owned();
    match field {
        Field::Id => seen.id.to_string(),
        Field::Place => seen.place.to_string(),
        Field::Indicator => seen.indicator.to_string(),
        Field::Period => {
            seen.period.map_or_else(|| headings().undated.first(language).to_owned(), |period| period.to_string())
        }
        Field::Value => number(seen.value),
        Field::Upper => number(seen.upper),
        Field::Unit => unit_name(unit, language),
        Field::Precision => Word::written(&headings().precisions, seen.precision, language).to_owned(),
        Field::Nature => Word::written(&headings().natures, seen.nature, language).to_owned(),
        Field::Source => lines(seen.cites.iter().map(|cite| cite.source.as_str())),
        Field::Locator => lines(seen.cites.iter().map(|cite| cite.at.as_str())),
        Field::Printed => seen.printed.clone(),
        Field::PrintedValue => number(seen.printed_value),
        Field::Series => seen.series.clone(),
        Field::Confidence => Word::written(&headings().confidences, seen.confidence, language).to_owned(),
        Field::CheckedOn => seen.checked_on.to_string(),
        Field::Plot => yes_no(seen.plot, language),
        Field::Note => note(|note| &note.zh),
        Field::NoteEnglish => note(|note| &note.en),
        // Observations have none of these.
        _ => String::new(),
    }
}

/// The answers of a production, one row each, with headings in a language.
#[must_use]
pub fn answers_csv(library: &Library, production: &Production, language: Language) -> Vec<u8> {
    let fields = Field::OF_ANSWERS.iter().filter(|field| **field != Field::Currency);
    let head = fields.map(|field| heading(*field, language).to_owned()).collect();
    let row = |(id, answer): (&crate::model::id::FactId, &Answer), place: &str| {
        let fact = library.facts.get(id).map(AsRef::as_ref);
        let (answer, unit) = answered(answer, fact, production.currency, language);
        vec![id.to_string(), answer, unit, place.to_owned()]
    };
    let everywhere = production.answers.iter().map(|answer| row(answer, ""));
    let local = production.local.iter();
    let local = local.flat_map(|(place, answers)| answers.iter().map(move |answer| row(answer, place.as_str())));
    sheet(std::iter::once(head).chain(everywhere).chain(local))
}

fn answered(answer: &Answer, fact: Option<&Fact>, currency: Currency, language: Language) -> (String, String) {
    let kind = fact.map(|fact| &fact.kind);
    match answer {
        Answer::YesNo(yes) => (yes_no(*yes, language), String::new()),
        Answer::Choice(id) => (id.to_string(), String::new()),
        Answer::Date(date) => (date.to_string(), String::new()),
        Answer::Items(_) => (options().to_string(answer).unwrap_or_default(), String::new()),
        Answer::Number(number) => match kind {
            Some(FactKind::Money) if currency == Currency::CNY => {
                (number.to_string(), unit_name(&Unit::Yuan, language))
            }
            Some(FactKind::Money) => (number.to_string(), currency.code().to_owned()),
            Some(FactKind::Percent) => (figure(*number, &Unit::Share), unit_name(&Unit::Share, language)),
            Some(FactKind::Count(of)) => (number.to_string(), of.get(language).to_owned()),
            _ => (number.to_string(), String::new()),
        },
    }
}

/// A number as it is written with the unit from [`unit_name`].
fn figure(number: Number, unit: &Unit) -> String {
    match unit {
        Unit::Share | Unit::Change => {
            let hundredfold = number.0.checked_mul(rust_decimal::Decimal::ONE_HUNDRED);
            hundredfold.map_or_else(|| number.to_string(), |share| Number(share).to_string())
        }
        _ => number.to_string(),
    }
}

fn unit_name(unit: &Unit, language: Language) -> String {
    use super::headings::{Of, units};
    let (of, times) = match unit {
        Unit::Yuan => (Of::Yuan, Number::ONE),
        Unit::Dollar => (Of::Dollar, Number::ONE),
        Unit::Share | Unit::Change => (Of::Share, Number(rust_decimal::Decimal::new(1, 2))),
        Unit::Times => (Of::Times, Number::ONE),
        Unit::Count(own) => return own.get(language).to_owned(),
        Unit::Words => return String::new(),
    };
    let word = units().iter().find(|word| word.of == of && word.times == times);
    word.map_or(String::new(), |word| word.name(language).to_owned())
}

fn yes_no(yes: bool, language: Language) -> String {
    let names = if yes { &headings().yes } else { &headings().no };
    names.first(language).to_owned()
}

/// Several values in one cell, one per line.
fn lines<'a>(parts: impl Iterator<Item = &'a str>) -> String {
    let lines = parts.collect::<Vec<_>>().join("\n");
    // Empty lines alone would not be read again and have no meaning.
    if lines.trim().is_empty() { String::new() } else { lines }
}

fn sheet(rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(MARK.to_vec());
    for cells in rows {
        // Writing to memory does not fail.
        let written = writer.write_record(cells.iter().map(|cell| harmless(cell)));
        debug_assert!(written.is_ok(), "{written:?}");
    }
    writer.into_inner().unwrap_or_default()
}

/// Adds an apostrophe to text that a spreadsheet would run as a formula. A number can begin with its sign.
fn harmless(cell: &str) -> String {
    let runs = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\'']) && Number::parse(cell).is_err();
    if runs { format!("'{cell}") } else { cell.to_owned() }
}
