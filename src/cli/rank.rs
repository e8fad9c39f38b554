//! Ranks places for the reference productions.

use std::fmt::Write as _;

use backlot::model::id::PlaceId;
use backlot::model::library::Library;
use backlot::model::production::Production;
use backlot::model::visible;
use backlot::report::json::published::{PublishedAnswer, published};
use backlot::rules::fraction::Fraction;
use backlot::say;
use backlot::study::evidence::{Evidence, official_only};
use backlot::study::offers::{Group, Obstacle, Offer, offers};
use backlot::study::reference::{Ranking, rankings};
use backlot::words::Words;
use serde::Serialize;

use super::args::Rank;
use super::standing::{RankJson, rank as rank_json};
use super::text::{Align, Table};
use super::{End, Result, inputs, show, tell};

/// One place of one ranking, as JSON. Amounts are exact text.
#[derive(Serialize)]
struct Listed<'a> {
    production: &'a str,
    currency: &'a str,
    rank: RankJson,
    place: &'a str,
    floor: String,
    /// The published part.
    ceiling: String,
    /// Including unpublished amounts; null if there is no limit.
    within: Option<String>,
    unpriced: usize,
    second_hand: String,
}

/// Ranks places for every production of the library.
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
    let day = job.day.unwrap_or_else(inputs::today);
    if let Some(path) = &job.production {
        let (production, odd) = inputs::production(words, library, path)?;
        let offers = offers(library, &production, &places, day);
        let text = match job.json {
            true => super::text::json(&offers.iter().map(|one| as_json(library, one)).collect::<Vec<_>>()),
            false => said(words, library, &production, &offers),
        };
        show(&text, job.json)?;
        return Ok(tell(words, &[loaded.problems, odd].concat()));
    }
    let all = rankings(library, &places, day);
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
        let ranked = || all.iter().flat_map(|ranking| &ranking.places);
        if ranked().any(|one| !one.rank.is_certain()) {
            let _ = writeln!(out, "{}", say!(words, "report-rank-note"));
        }
        if ranked().any(|one| !one.second_hand.is_zero()) {
            let _ = writeln!(out, "{}", say!(words, "evidence-mark"));
        }
        out
    };
    show(&text, job.json)?;
    Ok(tell(words, &loaded.problems))
}

/// One place for one production, as JSON.
#[derive(Serialize)]
struct Json<'a> {
    place: &'a str,
    group: &'static str,
    floor: String,
    ceiling: Option<String>,
    unpriced: usize,
    second_hand: String,
    expected: Option<String>,
    share: Option<[String; 2]>,
    net: Option<[String; 2]>,
    missing: Vec<&'a str>,
    evidence: Option<Evidence>,
    deadline: Option<String>,
    open: bool,
    asks_registration: bool,
    published: Vec<PublishedAnswer>,
}

fn as_json<'a>(library: &Library, one: &'a Offer) -> Json<'a> {
    let both = |ends: Option<[Fraction; 2]>| ends.map(|ends| ends.map(Fraction::exact_text));
    let missing = match &one.obstacle {
        Obstacle::Questions(facts) | Obstacle::Unmet(facts) => facts.iter().map(|fact| fact.as_str()).collect(),
        Obstacle::Nothing | Obstacle::Authority | Obstacle::Unpublished(_) => Vec::new(),
    };
    Json {
        place: one.place.as_str(),
        group: match one.group {
            Group::Known => "known",
            Group::SecondHand => "second_hand",
            Group::Uncounted => "uncounted",
        },
        floor: one.assessment.floor.exact_text(),
        ceiling: one.assessment.known_ceiling().map(Fraction::exact_text),
        unpriced: one.assessment.unpriced,
        second_hand: one.second_hand.exact_text(),
        expected: one.expected.map(Fraction::exact_text),
        share: both(one.share),
        net: both(one.net),
        missing,
        evidence: one.evidence,
        deadline: one.deadline.map(|day| day.to_string()),
        open: one.open,
        asks_registration: one.asks_registration,
        published: published(library, &one.assessment),
    }
}

/// The finding, and a table of the places with an amount. The finding counts the others.
fn said(words: &Words, library: &Library, production: &Production, offers: &[Offer]) -> String {
    let currency = production.currency;
    let (finding, rest) = words.found_in_places(library, currency, &offers.iter().collect::<Vec<_>>());
    let chances = !production.chances.is_empty();
    let counted = || offers.iter().filter(|one| one.group != Group::Uncounted);
    let mark = |one: &Offer| words.paid_mark(library, &one.assessment);
    let is_published = counted().any(|one| mark(one).is_some());
    let heads = [
        Some((say!(words, "cli-column-place"), Align::Left)),
        Some((say!(words, "cli-column-certain"), Align::Right)),
        Some((say!(words, "cli-column-up-to"), Align::Right)),
        is_published.then(|| (say!(words, "where-column-published"), Align::Left)),
        chances.then(|| (say!(words, "where-column-expected"), Align::Right)),
        Some((say!(words, "where-column-share"), Align::Right)),
        Some((say!(words, "where-column-net"), Align::Right)),
        Some((say!(words, "where-column-missing"), Align::Left)),
        Some((say!(words, "where-column-evidence"), Align::Left)),
        Some((say!(words, "where-column-paid"), Align::Left)),
        Some((say!(words, "where-column-deadline"), Align::Left)),
    ];
    let paid = |one: &Offer| {
        let main = one.main.as_ref().and_then(|(policy, incentive)| {
            let policy = library.policies.get(policy)?;
            policy.payout_of(policy.incentive(incentive)?)
        });
        words.paid_when(main)
    };
    let mut table = Table::new(heads.into_iter().flatten().collect());
    let percent = |share: Fraction| words.percent(share.decimal().round_dp(2).normalize());
    for one in counted() {
        let ceiling = one.assessment.known_ceiling();
        let most = ceiling.map_or_else(|| say!(words, "unknown-value"), |most| words.money(most, currency));
        let more = one.assessment.unpriced > 0 && ceiling.is_some();
        let most = if more { say!(words, "figure-and-more", figure = most) } else { most };
        let expected = one.expected.map_or_else(|| "–".to_owned(), |amount| words.money(amount, currency));
        let cells = [
            Some(words.place(library, &one.place)),
            Some(words.money(one.assessment.floor, currency)),
            Some(if one.second_hand.is_zero() { most } else { format!("{most}†") }),
            is_published.then(|| mark(one).unwrap_or_default()),
            chances.then_some(expected),
            Some(one.share.map_or_else(String::new, |[least, most]| {
                say!(words, "from-to", from = percent(least), to = percent(most))
            })),
            Some(one.net.map_or_else(String::new, |[most, least]| match most == least {
                true => words.money(most, currency),
                false => say!(words, "from-to", from = words.money(most, currency), to = words.money(least, currency)),
            })),
            Some(words.obstacle(library, &one.obstacle)),
            Some(one.evidence.map_or_else(String::new, |evidence| words.evidence(evidence))),
            Some(paid(one)),
            Some(one.deadline.map_or_else(
                || say!(words, "apply-not-published"),
                |day| words.date(backlot::model::date::PartialDate::Day(day)),
            )),
        ];
        table.row(cells.into_iter().flatten().collect());
    }
    let mut published = String::new();
    for one in counted().filter(|one| mark(one).is_some()) {
        for said in words.paid_beside(library, &one.assessment) {
            let line = say!(words, "report-labelled", label = words.place(library, &one.place), value = said);
            let _ = writeln!(published, "{}", visible::line(&line));
        }
    }
    let mark =
        if offers.iter().any(|one| !one.second_hand.is_zero()) { say!(words, "evidence-mark") } else { String::new() };
    let mark = match chances {
        true => format!("{}\n{mark}", say!(words, "where-expected-hint")),
        false => mark,
    };
    format!("{}\n{finding} {rest}\n\n{table}{published}{mark}\n", visible::line(words.text(&production.name)))
}

fn listed(ranking: &Ranking) -> impl Iterator<Item = Listed<'_>> {
    ranking.places.iter().map(|one| Listed {
        production: &ranking.production,
        currency: ranking.currency.code(),
        rank: rank_json(one.rank),
        place: one.place.as_str(),
        floor: one.value.floor.exact_text(),
        ceiling: one.value.low.exact_text(),
        within: one.value.high.map(Fraction::exact_text),
        unpriced: one.unpriced,
        second_hand: one.second_hand.exact_text(),
    })
}

fn table(words: &Words, library: &Library, ranking: &Ranking) -> Table {
    let mut table = Table::new(vec![
        (say!(words, "standing-column-rank"), Align::Right),
        (say!(words, "cli-column-place"), Align::Left),
        (say!(words, "cli-column-certain"), Align::Right),
        (say!(words, "cli-column-up-to"), Align::Right),
    ]);
    for one in &ranking.places {
        table.row(vec![
            words.rank(one.rank),
            words.place(library, &one.place),
            words.certainly(one.value, ranking.currency),
            words.published(one.value, one.second_hand, ranking.currency),
        ]);
    }
    table
}
