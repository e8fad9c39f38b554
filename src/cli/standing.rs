//! The standing of a place among others for the reference productions.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use backlot::model::id::{FactId, PlaceId};
use backlot::model::library::Library;
use backlot::model::production::Answer;
use backlot::model::visible;
use backlot::rules::fraction::Fraction;
use backlot::say;
use backlot::study::standing::answers::{self, Answered, Flip, answered};
use backlot::study::standing::volume::Share;
use backlot::study::standing::weights::{By, Odds, Weighed, weigh};
use backlot::study::standing::{Against, Cell, Rank, Row, Standing, standing};
use backlot::words::Words;
use rust_decimal::Decimal;
use serde::Serialize;

use super::args::StandingJob;
use super::text::{Align, Table};
use super::{End, Result, Stop, inputs, show, tell};

/// The standing of a place, as JSON. Amounts and shares are exact text.
#[derive(Serialize)]
struct Json<'a> {
    place: &'a str,
    day: String,
    productions: Vec<RowJson<'a>>,
    weights: BTreeMap<&'a str, String>,
    certain: WeighedJson<'a>,
    up_to: WeighedJson<'a>,
    /// Only if requested.
    #[serde(skip_serializing_if = "Option::is_none")]
    answers: Option<AnswersJson<'a>>,
}

/// The share of all answers to open questions for which places are first.
#[derive(Serialize)]
struct AnswersJson<'a> {
    places: Vec<FirstJson<'a>>,
    productions: Vec<AnsweredJson<'a>>,
}

#[derive(Serialize)]
struct FirstJson<'a> {
    place: &'a str,
    first: OddsJson,
}

#[derive(Serialize)]
struct AnsweredJson<'a> {
    production: &'a str,
    facts: Vec<&'a str>,
    /// Open figures and dates, which count with their maximum effect.
    left: Vec<&'a str>,
    /// The number of sets of answers.
    sets: Option<u64>,
    /// In the order of the places.
    first: Vec<OddsJson>,
    flip: AnswersFlipJson<'a>,
}

/// The fewest answers that change which places are first.
#[derive(Serialize)]
#[serde(tag = "found", rename_all = "snake_case")]
enum AnswersFlipJson<'a> {
    /// These answers do, and no fewer.
    Answers { answers: Vec<AnswerJson<'a>>, from: Vec<&'a str>, to: Vec<&'a str> },
    /// No answers do.
    Never,
    /// No answers up to this number do. More were not examined.
    NotUpTo { answers: usize },
    /// No place is first, because none has a published amount.
    Nobody,
}

#[derive(Serialize)]
struct AnswerJson<'a> {
    fact: &'a str,
    answer: &'a Answer,
}

#[derive(Serialize)]
struct RowJson<'a> {
    production: &'a str,
    currency: &'a str,
    budget: Option<String>,
    rank: RankJson,
    places: Vec<CellJson<'a>>,
}

#[derive(Serialize)]
pub(super) struct RankJson {
    best: usize,
    worst: usize,
    published: usize,
    level: usize,
    of: usize,
}

#[derive(Serialize)]
struct CellJson<'a> {
    place: &'a str,
    floor: String,
    ceiling: String,
    /// Including unpublished amounts; null if there is no limit.
    within: Option<String>,
    unpriced: usize,
    second_hand: String,
    /// Shares of the budget.
    rates: Option<[String; 2]>,
    rank: RankJson,
    /// The position of the place in question relative to it.
    against: &'static str,
    binds: Option<String>,
}

#[derive(Serialize)]
struct WeighedJson<'a> {
    rank: RankJson,
    places: Vec<PlaceJson<'a>>,
    flip: Option<FlipJson<'a>>,
}

#[derive(Serialize)]
struct PlaceJson<'a> {
    place: &'a str,
    score: String,
    most: Option<String>,
    rank: RankJson,
    first: OddsJson,
    certainly_first: OddsJson,
    possibly_first: OddsJson,
    beaten_by: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum OddsJson {
    Exact(String),
    Sampled { share: String, error: String, draws: u32, seed: u64 },
}

#[derive(Serialize)]
struct FlipJson<'a> {
    first: &'a str,
    second: &'a str,
    moved: String,
    from: BTreeMap<&'a str, String>,
    to: &'a str,
}

/// Calculates the standing of a place.
pub(super) fn run(words: &Words, job: &StandingJob) -> Result<End> {
    let loaded = inputs::library(words, &job.libraries)?;
    let proposed = job.scenario.as_deref().map(|path| inputs::under(words, &loaded.library, path)).transpose()?;
    let library = proposed.as_ref().unwrap_or(&loaded.library);
    let place = inputs::place(words, library, &job.place)?;
    let mut rivals: Vec<PlaceId> = Vec::new();
    for name in &job.rivals {
        let rival = inputs::place(words, library, name)?;
        if rival != place && !rivals.contains(&rival) {
            rivals.push(rival);
        }
    }
    let productions = named(words, library, &job.productions)?;
    let day = job.day.unwrap_or_else(inputs::today);
    let standing = standing(library, &place, &rivals, &productions, day);
    let weights = weights(words, &standing, &job.weights)?;
    let [certain, up_to] = [By::Certain, By::UpTo].map(|by| weigh(&standing, &weights, by));
    let answers = job.answers.then(|| answered(&standing, library, &up_to.weights, day));
    let text = match job.json {
        true => {
            let answers = answers.as_ref().map(|answers| answers_json(&standing, answers));
            super::text::json(&Json {
                answers,
                ..as_json(words, library, &standing, &certain, &up_to, day.to_string())
            })
        }
        false => {
            let mut text = said(words, library, &standing, &certain, &up_to);
            if let Some(answers) = &answers {
                text.push_str(&format!("\n{}\n", visible::line(&words.answered_found(library, answers))));
                for line in words.answered_flips(library, &standing, answers) {
                    text.push_str(&format!("  {}\n", visible::line(&line)));
                }
            }
            text
        }
    };
    show(&text, job.json)?;
    Ok(tell(words, &loaded.problems))
}

/// Productions of the library by their names.
pub(super) fn named(words: &Words, library: &Library, names: &[String]) -> Result<Vec<String>> {
    match names.iter().find(|name| !library.productions.contains_key(*name)) {
        None => Ok(names.to_vec()),
        Some(unknown) => {
            let samples: Vec<&str> = library.productions.keys().map(String::as_str).collect();
            let samples = samples.join(&words.comma());
            Err(Stop::Usage(say!(words, "cli-no-production", found = unknown.as_str(), samples = samples)))
        }
    }
}

/// A weight for each row, from arguments of the form PRODUCTION=WEIGHT; equal weights if there are none.
fn weights(words: &Words, standing: &Standing, given: &[String]) -> Result<Vec<Decimal>> {
    if given.is_empty() {
        return Ok(vec![Decimal::ONE; standing.rows.len()]);
    }
    let mut weights = vec![Decimal::ZERO; standing.rows.len()];
    for one in given {
        let read = || {
            let (name, weight) = one.split_once('=')?;
            let at = standing.rows.iter().position(|row| row.production == name)?;
            let weight = weight.parse().ok().filter(|weight: &Decimal| !weight.is_sign_negative())?;
            Some((at, weight))
        };
        let Some((at, weight)) = read() else {
            return Err(Stop::Usage(say!(words, "cli-bad-weight", found = one.as_str())));
        };
        if let Some(slot) = weights.get_mut(at) {
            *slot = weight;
        }
    }
    Ok(weights)
}

fn as_json<'a>(
    words: &Words,
    library: &Library,
    standing: &'a Standing,
    certain: &'a Weighed,
    up_to: &'a Weighed,
    day: String,
) -> Json<'a> {
    let production = |at: usize| standing.rows.get(at).map_or("", |row| row.production.as_str());
    let weighed = |weighed: &'a Weighed| WeighedJson {
        rank: rank(weighed.rank),
        places: weighed
            .places
            .iter()
            .map(|one| PlaceJson {
                place: one.place.as_str(),
                score: one.score.to_string(),
                most: one.most.as_ref().map(Share::to_string),
                rank: rank(one.rank),
                first: odds(&one.first),
                certainly_first: odds(&one.certainly),
                possibly_first: odds(&one.possibly),
                beaten_by: one.beaten_by.as_ref().map(|place| place.as_str()),
            })
            .collect(),
        flip: weighed.flip.as_ref().map(|flip| FlipJson {
            first: flip.first.as_str(),
            second: flip.second.as_str(),
            moved: flip.moved.to_string(),
            from: flip.from.iter().map(|(at, share)| (production(*at), share.to_string())).collect(),
            to: production(flip.to),
        }),
    };
    Json {
        place: standing.place.as_str(),
        day,
        productions: standing.rows.iter().map(|row| row_json(words, library, row)).collect(),
        weights: up_to.weights.iter().map(|(at, share)| (production(*at), share.to_string())).collect(),
        certain: weighed(certain),
        up_to: weighed(up_to),
        answers: None,
    }
}

fn answers_json<'a>(standing: &'a Standing, answered: &'a Answered) -> AnswersJson<'a> {
    let names = |facts: &'a [FactId]| facts.iter().map(FactId::as_str).collect();
    let row = |(row, one): (&'a Row, &'a answers::Row)| AnsweredJson {
        production: &row.production,
        facts: names(&one.facts),
        left: names(&one.left),
        sets: one.sets,
        first: one.first.iter().map(odds).collect(),
        flip: flip_json(answered, &one.flip),
    };
    AnswersJson {
        places: answered
            .first
            .iter()
            .map(|(place, one)| FirstJson { place: place.as_str(), first: odds(one) })
            .collect(),
        productions: standing.rows.iter().zip(&answered.rows).map(row).collect(),
    }
}

fn flip_json<'a>(answered: &'a Answered, flip: &'a Flip) -> AnswersFlipJson<'a> {
    let places =
        |all: &[usize]| all.iter().filter_map(|at| answered.first.get(*at)).map(|(place, _)| place.as_str()).collect();
    match flip {
        Flip::By { from, answers, to } => AnswersFlipJson::Answers {
            answers: answers.iter().map(|(fact, answer)| AnswerJson { fact: fact.as_str(), answer }).collect(),
            from: places(from),
            to: places(to),
        },
        Flip::None(None) => AnswersFlipJson::Never,
        Flip::None(Some(answers)) => AnswersFlipJson::NotUpTo { answers: *answers },
        Flip::Nobody => AnswersFlipJson::Nobody,
    }
}

fn row_json<'a>(words: &Words, library: &Library, row: &'a Row) -> RowJson<'a> {
    let cell = |cell: &'a Cell| CellJson {
        place: cell.place.as_str(),
        floor: cell.value.floor.exact_text(),
        ceiling: cell.value.low.exact_text(),
        within: cell.value.high.map(Fraction::exact_text),
        unpriced: cell.unpriced,
        second_hand: cell.second_hand.exact_text(),
        rates: cell.rates(row.budget).map(|rates| rates.map(Fraction::exact_text)),
        rank: rank(cell.rank),
        against: against(cell.against),
        binds: cell.binding.as_ref().map(|binding| words.binding(library, row.currency, binding)),
    };
    RowJson {
        production: &row.production,
        currency: row.currency.code(),
        budget: row.budget.map(Fraction::exact_text),
        rank: rank(row.rank),
        places: row.cells.iter().map(cell).collect(),
    }
}

pub(super) fn rank(rank: Rank) -> RankJson {
    let Rank { best, worst, published, of, is_blank, level } = rank;
    let level = if is_blank { 0 } else { level };
    RankJson { best, worst, published, level, of }
}

fn odds(odds: &Odds) -> OddsJson {
    match odds {
        Odds::Exact(share) => OddsJson::Exact(share.to_string()),
        Odds::Sampled(sampled) => OddsJson::Sampled {
            share: sampled.share.to_string(),
            error: sampled.error.to_string(),
            draws: sampled.draws,
            seed: sampled.seed,
        },
    }
}

fn against(against: Against) -> &'static str {
    match against {
        Against::CertainlyAhead => "certainly_ahead",
        Against::PossiblyAhead => "possibly_ahead",
        Against::Level => "level",
        Against::PossiblyBehind => "possibly_behind",
        Against::CertainlyBehind => "certainly_behind",
        Against::CannotBeTold => "cannot_be_told",
    }
}

fn said(words: &Words, library: &Library, standing: &Standing, certain: &Weighed, up_to: &Weighed) -> String {
    let mut out = String::new();
    // Writing to a string does not fail.
    let mut line = |text: &str| {
        let _ = writeln!(out, "{}", text.trim_end());
    };
    line(&visible::line(&words.standing_found(library, standing)));
    for row in &standing.rows {
        let name = library.productions.get(&row.production).map_or("", |one| words.text(&one.name));
        let budget = row.budget.map_or_else(String::new, |budget| words.money(budget, row.currency));
        line("");
        line(&visible::line(&format!("{name} ({}) {budget}", row.production)));
        line(&table(words, library, row).to_string());
    }
    for (title, weighed) in
        [(say!(words, "standing-weighed-certain"), certain), (say!(words, "standing-weighed-up-to"), up_to)]
    {
        line("");
        line(&title);
        for one in weighed.places.iter().filter(|_| words.weighed_level(weighed).is_none()) {
            line(&visible::line(&format!("  {}", words.weighed_place(library, one))));
        }
        line(&visible::line(&format!("  {}", words.robust(library, standing, weighed))));
    }
    if standing.rows.iter().flat_map(|row| &row.cells).any(|cell| !cell.second_hand.is_zero()) {
        line("");
        line(&say!(words, "evidence-mark"));
    }
    out
}

fn table(words: &Words, library: &Library, row: &Row) -> Table {
    let mut table = Table::new(vec![
        (say!(words, "standing-column-rank"), Align::Right),
        (say!(words, "cli-column-place"), Align::Left),
        (say!(words, "cli-column-certain"), Align::Right),
        (say!(words, "cli-column-up-to"), Align::Right),
        (say!(words, "standing-column-rate"), Align::Right),
        (say!(words, "standing-column-against"), Align::Left),
        (say!(words, "standing-column-binds"), Align::Left),
    ]);
    for (at, cell) in row.cells.iter().enumerate() {
        let most = words.published(cell.value, cell.second_hand, row.currency);
        table.row(vec![
            words.rank(cell.rank),
            words.place(library, &cell.place),
            words.certainly(cell.value, row.currency),
            most,
            words.rate(cell, row.budget),
            if at == 0 { String::new() } else { words.against(cell.against) },
            cell.binding.as_ref().map_or_else(String::new, |binding| words.binding(library, row.currency, binding)),
        ]);
    }
    table
}
