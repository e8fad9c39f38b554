//! The value of a number at which a place gives an amount.

use std::fmt::Write as _;

use backlot::model::fact::Fact;
use backlot::model::id::PlaceId;
use backlot::model::number::{Number, Written};
use backlot::model::production::Answer;
use backlot::model::visible;
use backlot::rules::context::Context;
use backlot::rules::fraction::Fraction;
use backlot::say;
use backlot::study::curve::{End as Of, range_of};
use backlot::study::goal::{Goal, goal};
use backlot::study::questions::needed;
use backlot::words::Words;
use backlot::words::curve::{Axis, CurveWords};
use serde::Serialize;

use super::args::Wanted;
use super::inputs::Inputs;
use super::{Result, Stop, curve, text};

/// The result for one place and one number, as JSON. Numbers are exact text.
#[derive(Serialize)]
struct Json<'a> {
    place: &'a str,
    fact: &'a str,
    of: &'static str,
    amount: String,
    /// The current answer.
    from: Option<&'a Answer>,
    reached: bool,
    /// The nearest answer that reaches the amount; null if none does, or if it is already reached.
    at: Option<String>,
    /// Whether the answer itself reaches it; otherwise anything beyond it does.
    holds: bool,
}

/// The result for one place and one number.
struct Found<'a> {
    place: &'a PlaceId,
    fact: &'a Fact,
    goal: Goal,
}

/// The results for every number that the places ask for, or for the one that was named, as text or JSON.
pub(super) fn said(words: &Words, inputs: &Inputs, wanted: &Wanted, json: bool) -> Result<String> {
    let amount = Written::read(&wanted.amount).map(|written| Fraction::of(written.number.0)).map_err(|_| {
        Stop::Usage(say!(words, "curve-no-number", argument = "--goal", found = wanted.amount.as_str()))
    })?;
    let named = wanted.over.as_deref().map(|name| curve::named(words, inputs, name)).transpose()?;
    if let Some(fact) = named.filter(|fact| range_of(fact).is_none()) {
        return Err(Stop::Usage(say!(words, "curve-not-a-number", fact = words.text(&fact.label))));
    }
    let of = if wanted.possible { Of::Ceiling } else { Of::Floor };
    let context = Context::new(&inputs.library, &inputs.production, inputs.day);
    let mut all: Vec<Found<'_>> = Vec::new();
    for place in &inputs.places {
        let facts = match named {
            Some(fact) => vec![fact],
            None => needed(&inputs.library, std::slice::from_ref(place), inputs.day),
        };
        let found = facts.into_iter().filter_map(|fact| {
            let goal = goal(&context, place, fact, of, amount).ok()?;
            Some(Found { place, fact, goal })
        });
        all.extend(found);
    }
    if json {
        return Ok(text::json(&all.iter().map(|one| as_json(inputs, one, of, amount)).collect::<Vec<_>>()));
    }
    let mut out = String::new();
    // Writing to a string does not fail.
    let mut line = |text: &str| {
        let _ = writeln!(out, "{}", visible::line(text));
    };
    let currency = inputs.production.currency;
    for group in all.chunk_by(|a, b| a.place == b.place) {
        let Some(first) = group.first() else { continue };
        let place = words.place(&inputs.library, first.place);
        let money = words.money(amount, currency);
        line(&match of {
            Of::Floor => say!(words, "goal-certain", place = place, amount = money),
            Of::Ceiling => say!(words, "goal-possible", place = place, amount = money),
        });
        if group.iter().any(|one| one.goal == Goal::Reached) {
            line(&format!("  {}", say!(words, "curve-goal-reached")));
            continue;
        }
        let ways: Vec<String> = group.iter().filter_map(|one| way(words, inputs, one)).collect();
        match (ways.is_empty(), named) {
            (true, Some(_)) => line(&format!("  {}", say!(words, "curve-goal-never"))),
            (true, None) => line(&format!("  {}", say!(words, "goal-never-any"))),
            (false, _) => ways.iter().for_each(|way| line(&format!("  {way}"))),
        }
    }
    Ok(out)
}

/// The nearest answer that reaches the amount, and the current answer.
fn way(words: &Words, inputs: &Inputs, found: &Found<'_>) -> Option<String> {
    let Goal::At { at, holds } = found.goal else { return None };
    let currency = inputs.production.currency;
    let telling = CurveWords { words, library: &inputs.library, axis: Axis::Answer(found.fact), currency };
    let (label, value) = (words.capital(words.text(&found.fact.label)), telling.at(at));
    let what = match holds {
        true => say!(words, "report-labelled", label = label, value = value),
        false => say!(words, "curve-goal-beyond", label = label, value = value),
    };
    Some(match inputs.production.answer(&found.fact.id, found.place) {
        Some(Answer::Number(now)) => say!(words, "goal-now", what = what, now = telling.value(Number(now.0))),
        _ => say!(words, "goal-unanswered", what = what),
    })
}

fn as_json<'a>(inputs: &'a Inputs, found: &Found<'a>, of: Of, amount: Fraction) -> Json<'a> {
    let (reached, at, holds) = match found.goal {
        Goal::Reached => (true, None, true),
        Goal::At { at, holds } => (false, Some(at.exact_text()), holds),
        Goal::Never => (false, None, false),
    };
    Json {
        place: found.place.as_str(),
        fact: found.fact.id.as_str(),
        of: match of {
            Of::Floor => "floor",
            Of::Ceiling => "ceiling",
        },
        amount: amount.exact_text(),
        from: inputs.production.answer(&found.fact.id, found.place),
        reached,
        at,
        holds,
    }
}
