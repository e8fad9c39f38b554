//! The changes with which one place passes another.

use std::collections::BTreeMap;
use std::sync::Arc;

use backlot::model::library::Library;
use backlot::model::visible;
use backlot::rules::fraction::Fraction;
use backlot::say;
use backlot::study::overtake::two::{MOST_PRODUCTIONS, Pairs, two};
use backlot::study::overtake::{Goal, On, Overtake, Way, answer, overtake};
use backlot::study::portfolio::Drawn;
use backlot::study::standing::weights::By;
use backlot::words::Words;
use serde::Serialize;

use super::args::OvertakeJob;
use super::inputs;
use super::piece::PieceJson;
use super::{End, Result, Stop, show, tell};

/// The result as JSON. Amounts are exact text.
#[derive(Serialize)]
struct Json<'a> {
    place: &'a str,
    rival: &'a str,
    by: &'static str,
    /// The production; null if all are weighted equally.
    production: Option<&'a str>,
    lead: String,
    rival_is_open: bool,
    ways: Vec<WayJson<'a>>,
    /// Figures that cannot do it on their own, as `policy/figure`.
    powerless: Vec<String>,
    /// The rival's best response to the first way.
    answer: Option<WayJson<'a>>,
    /// The cheapest change of two figures, if requested.
    #[serde(skip_serializing_if = "Option::is_none")]
    two: Option<PairsJson<'a>>,
}

#[derive(Serialize)]
struct PairsJson<'a> {
    /// The number of pairs of figures that were tried, and the number left.
    tried: usize,
    left: usize,
    best: Option<PairJson<'a>>,
}

#[derive(Serialize)]
struct PairJson<'a> {
    changes: Vec<ChangeJson<'a>>,
    lead: String,
    cost: String,
    /// No change of these two figures that overtakes costs less.
    bound: String,
    pieces: usize,
    /// The number of pieces for which nothing is proven.
    open: usize,
}

#[derive(Serialize)]
struct ChangeJson<'a> {
    policy: &'a str,
    figure: String,
    /// Null for an assumed amount.
    old: Option<String>,
    new: String,
}

#[derive(Serialize)]
struct WayJson<'a> {
    policy: &'a str,
    figure: String,
    /// Null for an assumed amount.
    old: Option<String>,
    new: String,
    /// The exact value at which the lead begins.
    from: String,
    lead: String,
    cost: CostJson,
    proof: Vec<PieceJson>,
}

#[derive(Serialize)]
struct CostJson {
    floor: Option<String>,
    ceiling: Option<String>,
}

/// Calculates these changes.
pub(super) fn run(words: &Words, job: &OvertakeJob) -> Result<End> {
    let loaded = inputs::library(words, &job.libraries)?;
    let library = &loaded.library;
    let place = inputs::place(words, library, &job.place)?;
    let goal = match &job.rival {
        Some(rival) => Goal::Past(inputs::place(words, library, rival)?),
        None => Goal::Among(job.among.unwrap_or(3)),
    };
    if goal == Goal::Past(place.clone()) {
        return Err(Stop::Usage(say!(words, "overtake-itself")));
    }
    let day = job.day.unwrap_or_else(inputs::today);
    let by = if job.certain { By::Certain } else { By::UpTo };
    let production = super::standing::named(words, library, job.production.as_slice())?.pop();
    let on = match &production {
        Some(name) => On::Production(name.clone()),
        None => On::weighted(library, &BTreeMap::new()),
    };
    let portfolio =
        job.portfolio.as_deref().map(|path| super::reform::portfolio(words, library, path, day)).transpose()?;
    let drawn = portfolio.as_ref().map_or_else(|| Drawn::references(library), |one| Drawn::of(library, one));
    let drawn = Arc::new(drawn);
    let Some(found) = overtake(library, &place, &goal, &on, by, &drawn, day) else {
        return Err(Stop::Usage(say!(words, "overtake-nothing-to-compare")));
    };
    // The rival's smallest change of its own against the first way.
    let answer = answer(library, &found, &on, &drawn, day);
    let behind = found.lead <= Fraction::ZERO;
    let pairs = (job.two && behind).then(|| two(library, &place, &goal, &on, by, &drawn, day, &|_, _| true)).flatten();
    let text = match job.json {
        true => {
            let two = pairs.as_ref().map(pairs_json);
            super::text::json(&Json { two, ..as_json(&found, production.as_deref(), answer.as_ref()) })
        }
        false => {
            let mut text = said(words, library, &found, &on, answer.as_ref());
            if job.two && behind {
                let two = match &pairs {
                    Some(pairs) => words.overtake_pairs(library, on.currency(library), pairs),
                    None => say!(words, "overtake-two-many", most = MOST_PRODUCTIONS),
                };
                text.push_str(&format!("{}\n", visible::line(&two)));
            }
            text
        }
    };
    show(&text, job.json)?;
    Ok(tell(words, &loaded.problems))
}

fn as_json<'a>(found: &'a Overtake, production: Option<&'a str>, answer: Option<&'a Overtake>) -> Json<'a> {
    Json {
        place: found.place.as_str(),
        rival: found.rival.as_str(),
        by: if found.by == By::Certain { "certain" } else { "up_to" },
        production,
        lead: found.lead.exact_text(),
        rival_is_open: found.rival_is_open,
        ways: found.ways.iter().map(way_json).collect(),
        powerless: found.powerless.iter().map(|(policy, figure)| format!("{policy}/{figure}")).collect(),
        answer: answer.and_then(|answer| answer.ways.first()).map(way_json),
        two: None,
    }
}

fn pairs_json(pairs: &Pairs) -> PairsJson<'_> {
    let best = pairs.best.as_ref().map(|pair| PairJson {
        changes: pair
            .changes
            .iter()
            .map(|change| ChangeJson {
                policy: change.policy.as_str(),
                figure: change.figure.to_string(),
                old: change.old.map(|old| old.to_string()),
                new: change.new.to_string(),
            })
            .collect(),
        lead: pair.lead.exact_text(),
        cost: pair.more.exact_text(),
        bound: pair.bound.exact_text(),
        pieces: pair.pieces,
        open: pair.open,
    });
    PairsJson { tried: pairs.tried, left: pairs.left, best }
}

fn way_json(way: &Way) -> WayJson<'_> {
    let floor = way.bill.after.low.minus(way.bill.before.low);
    WayJson {
        policy: way.change.policy.as_str(),
        figure: way.change.figure.to_string(),
        old: way.change.old.map(|old| old.to_string()),
        new: way.change.new.to_string(),
        from: way.from.exact_text(),
        lead: way.lead.exact_text(),
        cost: CostJson { floor: floor.map(Fraction::exact_text), ceiling: way.more().map(Fraction::exact_text) },
        proof: way.proof.iter().map(PieceJson::of).collect(),
    }
}

fn said(words: &Words, library: &Library, found: &Overtake, on: &On, answer: Option<&Overtake>) -> String {
    let lines = words.overtake_told(library, on, found, answer);
    lines.iter().fold(String::new(), |out, line| format!("{out}{}\n", visible::line(line.trim_end())))
}
