//! Lists places.

use backlot::model::id::PlaceId;
use backlot::model::place::{Place, PlaceKind};
use backlot::say;
use backlot::words::Words;
use serde::Serialize;

use super::args::Listing;
use super::text::{Align, Table};
use super::{End, Result, inputs, show, tell};

/// One place, as JSON.
#[derive(Serialize)]
struct Listed<'a> {
    /// Its id.
    id: &'a str,
    /// Its name in 简体中文.
    name_zh: &'a str,
    /// Its name in English.
    name_en: &'a str,
    /// Its level, as in the RON files.
    kind: PlaceKind,
    /// The id of the jurisdiction it lies in.
    parent: Option<&'a str>,
    /// The number of its own policies.
    policies: usize,
    /// The number of their incentives.
    incentives: usize,
}

/// Lists all places.
pub(super) fn run(words: &Words, job: &Listing) -> Result<End> {
    let loaded = inputs::library(words, &job.libraries)?;
    let library = &loaded.library;
    let list = library.places.values().map(|place| {
        let (policies, incentives) =
            library.policies_of(&place.id).fold((0, 0), |(n, m), policy| (n + 1, m + policy.incentives.len()));
        let listed = Listed {
            id: place.id.as_str(),
            name_zh: &place.name.zh,
            name_en: &place.name.en,
            kind: place.kind,
            parent: place.parent.as_ref().map(PlaceId::as_str),
            policies,
            incentives,
        };
        (place.as_ref(), listed)
    });
    let text = if job.json {
        super::text::json(&list.map(|(_, listed)| listed).collect::<Vec<_>>())
    } else {
        table(words, list)
    };
    show(&text, job.json)?;
    Ok(tell(words, &loaded.problems))
}

fn table<'a>(words: &Words, list: impl Iterator<Item = (&'a Place, Listed<'a>)>) -> String {
    let mut table = Table::new(vec![
        (say!(words, "cli-column-id"), Align::Left),
        (say!(words, "cli-column-name"), Align::Left),
        (say!(words, "cli-column-kind"), Align::Left),
        (say!(words, "cli-column-parent"), Align::Left),
        (say!(words, "cli-column-policies"), Align::Right),
        (say!(words, "cli-column-incentives"), Align::Right),
    ]);
    for (place, listed) in list {
        table.row(vec![
            listed.id.to_owned(),
            words.text(&place.name).to_owned(),
            words.place_kind(place.kind),
            listed.parent.unwrap_or_default().to_owned(),
            words.plain(listed.policies.into()),
            words.plain(listed.incentives.into()),
        ]);
    }
    table.to_string()
}
