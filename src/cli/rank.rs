//! Ranks places on the reference productions.

use std::fmt::Write as _;

use backlot::model::id::PlaceId;
use backlot::model::visible;
use backlot::say;
use backlot::study::evidence::official_only;
use backlot::study::reference::{Ranked, Ranking, rankings};
use backlot::words::Words;
use serde::Serialize;

use super::args::Rank;
use super::text::{Align, Table};
use super::{End, Result, inputs, show, tell};

/// One place of one ranking, as JSON. Amounts are text, so that they stay exact.
#[derive(Serialize)]
struct Listed<'a> {
    production: &'a str,
    currency: &'a str,
    rank: Option<usize>,
    place: &'a str,
    floor: String,
    ceiling: Option<String>,
    unpriced: usize,
    second_hand: bool,
}

/// Ranks places on every production of the library.
pub(super) fn run(words: &Words, job: &Rank) -> Result<End> {
    let loaded = inputs::library(words, &job.libraries)?;
    let proposed = job.scenario.as_deref().map(|path| inputs::under(words, &loaded.library, path)).transpose()?;
    let library = proposed.as_ref().unwrap_or(&loaded.library);
    let official = job.official.then(|| official_only(library));
    let library = official.as_ref().unwrap_or(library);
    let mut places: Vec<PlaceId> = Vec::new();
    for name in &job.places {
        places.push(inputs::place(words, library, name)?);
    }
    if places.is_empty() {
        let has_policy = |place: &&PlaceId| library.policies_of(place).next().is_some();
        places.extend(library.places.keys().filter(has_policy).cloned());
    }
    let all = rankings(library, &places, job.day.unwrap_or_else(inputs::today));
    let text = if job.json {
        super::text::json(&all.iter().flat_map(listed).collect::<Vec<_>>())
    } else {
        let mut out = String::new();
        for ranking in &all {
            let name = library.productions.get(&ranking.production).map(|one| words.text(&one.name));
            let head = format!("{} ({})", name.unwrap_or_default(), ranking.production);
            let _ = writeln!(out, "{}", visible::line(&head));
            match ranking.places.is_empty() {
                true => drop(writeln!(out, "{}", say!(words, "cli-rank-none"))),
                false => drop(writeln!(out, "{}", table(words, library, ranking))),
            }
        }
        if all.iter().flat_map(|ranking| &ranking.places).any(|one| one.second_hand) {
            let _ = writeln!(out, "{}", say!(words, "evidence-mark"));
        }
        out
    };
    show(&text, job.json)?;
    Ok(tell(words, &loaded.problems))
}

fn listed(ranking: &Ranking) -> impl Iterator<Item = Listed<'_>> {
    ranking.places.iter().map(|one| Listed {
        production: &ranking.production,
        currency: ranking.currency.code(),
        rank: one.rank,
        place: one.place.as_str(),
        floor: one.floor.to_string(),
        ceiling: one.ceiling.map(|most| most.to_string()),
        unpriced: one.unpriced,
        second_hand: one.second_hand,
    })
}

/// A ceiling with the signs that more may come and that it is known at second hand.
fn signed(words: &Words, one: &Ranked, most: String) -> String {
    let open = one.unpriced > 0 && one.ceiling.is_some();
    let most = if open { say!(words, "figure-and-more", figure = most) } else { most };
    if one.second_hand { format!("{most}†") } else { most }
}

fn table(words: &Words, library: &backlot::model::library::Library, ranking: &Ranking) -> Table {
    let mut table = Table::new(vec![
        (String::new(), Align::Right),
        (say!(words, "cli-column-place"), Align::Left),
        (say!(words, "cli-column-certain"), Align::Right),
        (say!(words, "cli-column-up-to"), Align::Right),
    ]);
    for one in &ranking.places {
        let most = one.ceiling.map_or_else(|| say!(words, "unknown-value"), |most| words.money(most, ranking.currency));
        table.row(vec![
            one.rank.map_or_else(|| say!(words, "unknown-value"), |rank| words.plain(rank.into())),
            words.place(library, &one.place),
            words.money(one.floor, ranking.currency),
            signed(words, one, most),
        ]);
    }
    table
}
