//! Lists facts: the questions that policies ask.

use backlot::model::fact::{Fact, FactKind};
use backlot::model::library::Library;
use backlot::model::number::Number;
use backlot::model::production::{Answer, Currency};
use backlot::say;
use backlot::study::facts::{Uses, uses};
use backlot::words::Words;
use serde::Serialize;

use super::args::Listing;
use super::text::{Align, Table};
use super::{End, Result, inputs, show, tell};

/// One fact, as JSON.
#[derive(Serialize)]
struct Listed<'a> {
    /// The fact, as in the RON files.
    #[serde(flatten)]
    fact: &'a Fact,
    /// The policies that ask for it.
    policies: Vec<&'a str>,
    /// The productions that answer it.
    productions: Vec<&'a str>,
}

/// Lists all facts.
pub(super) fn run(words: &Words, job: &Listing) -> Result<End> {
    let loaded = inputs::library(words, &job.libraries)?;
    let library = &loaded.library;
    let uses = uses(library);
    let text = if job.json {
        let listed = library.facts.values().map(|fact| {
            let Uses { policies, productions } = uses.get(&fact.id).cloned().unwrap_or_default();
            Listed { fact, policies: policies.into_iter().map(|id| id.as_str()).collect(), productions }
        });
        super::text::json(&listed.collect::<Vec<_>>())
    } else {
        table(words, library, &uses)
    };
    show(&text, job.json)?;
    Ok(tell(words, &loaded.problems))
}

fn table(words: &Words, library: &Library, uses: &backlot::study::facts::AllUses<'_>) -> String {
    let mut table = Table::new(vec![
        (say!(words, "cli-column-id"), Align::Left),
        (say!(words, "cli-column-policies"), Align::Right),
        (say!(words, "cli-column-answer"), Align::Left),
        (say!(words, "cli-column-question"), Align::Left),
    ]);
    for fact in library.facts.values() {
        let policies = uses.get(&fact.id).map_or(0, |uses| uses.policies.len());
        table.row(vec![
            fact.id.to_string(),
            words.plain(policies.into()),
            answer(words, fact),
            words.text(&fact.question).to_owned(),
        ]);
    }
    table.to_string()
}

/// The kind of answer that a fact takes, and its limits.
fn answer(words: &Words, fact: &Fact) -> String {
    let kind = words.fact_kind(&fact.kind);
    let value = |number: Number| words.answer(Some(fact), &Answer::Number(number), Currency::CNY);
    match (fact.min, fact.max) {
        _ if matches!(fact.kind, FactKind::Choice(_)) => kind,
        (None, None) => kind,
        (Some(min), None) => format!("{kind}, {}", say!(words, "cli-range-from", min = value(min))),
        (None, Some(max)) => format!("{kind}, {}", say!(words, "cli-range-to", max = value(max))),
        (Some(min), Some(max)) => {
            format!("{kind}, {}", say!(words, "from-to", from = value(min), to = value(max)))
        }
    }
}
