//! The amounts of places in each variant of a production, and the differences from the current answers.

use std::fmt::Write as _;

use backlot::model::variant::Changed;
use backlot::model::visible;
use backlot::rules::fraction::Fraction;
use backlot::say;
use backlot::study::expected::expected;
use backlot::study::variants::{Column, columns, difference};
use backlot::words::Words;
use backlot::words::letter::letter;
use serde::Serialize;

use super::args::VariantsJob;
use super::inputs::Inputs;
use super::text::{self, Align, Table};
use super::{End, Result, show, tell};

/// A variant, as JSON. Amounts are exact text.
#[derive(Serialize)]
struct Json<'a> {
    /// A for the current answers, then B, C…
    letter: String,
    name: String,
    day: String,
    changes: &'a [Changed],
    places: Vec<PlaceJson<'a>>,
}

#[derive(Serialize)]
struct PlaceJson<'a> {
    place: &'a str,
    floor: String,
    ceiling: Option<String>,
    unpriced: usize,
    /// By the chances of the production; null if no award here has one.
    expected: Option<String>,
    /// The difference from the current answers: certain, and possible if both have a limit.
    floor_difference: String,
    ceiling_difference: Option<String>,
}

/// Calculates every variant.
pub(super) fn run(words: &Words, job: &VariantsJob) -> Result<End> {
    let inputs = Inputs::read(words, &job.question)?;
    let all = columns(&inputs.library, &inputs.production, &inputs.places, inputs.day);
    let text = match job.json {
        true => text::json(
            &all.iter().enumerate().map(|(at, one)| as_json(words, &inputs, &all, at, one)).collect::<Vec<_>>(),
        ),
        false => said(words, &inputs, &all),
    };
    show(&text, job.json)?;
    Ok(tell(words, &inputs.problems))
}

fn name(words: &Words, inputs: &Inputs, column: &Column) -> String {
    let variant = column.variant.and_then(|at| inputs.production.variants.get(at));
    variant.map_or_else(
        || say!(words, "variant-pinned"),
        |variant| words.variant(&inputs.library, &inputs.production, variant),
    )
}

fn as_json<'a>(words: &Words, inputs: &'a Inputs, all: &'a [Column], at: usize, column: &'a Column) -> Json<'a> {
    let variant = column.variant.and_then(|at| inputs.production.variants.get(at));
    let places = column.places.iter().map(|one| {
        let pinned = all.first().and_then(|pinned| pinned.of(&one.place));
        let (floor, ceiling) = pinned.map_or((Fraction::ZERO, None), |pinned| difference(pinned, one));
        PlaceJson {
            place: one.place.as_str(),
            floor: one.floor.exact_text(),
            ceiling: one.known_ceiling().map(Fraction::exact_text),
            unpriced: one.unpriced,
            expected: expected(&column.production, one).map(Fraction::exact_text),
            floor_difference: floor.exact_text(),
            ceiling_difference: ceiling.map(Fraction::exact_text),
        }
    });
    Json {
        letter: letter(at),
        name: name(words, inputs, column),
        day: column.day.to_string(),
        changes: variant.map(|variant| variant.changes.as_slice()).unwrap_or_default(),
        places: places.collect(),
    }
}

/// The changes of each variant, and one table per place.
fn said(words: &Words, inputs: &Inputs, all: &[Column]) -> String {
    let mut out = String::new();
    // Writing to a string does not fail.
    let mut line = |text: &str| {
        let _ = writeln!(out, "{}", visible::line(text.trim_end()));
    };
    line(words.text(&inputs.production.name));
    if inputs.production.variants.is_empty() {
        line(&say!(words, "variants-none"));
    }
    for (at, column) in all.iter().enumerate() {
        line(&say!(words, "variant-head", letter = letter(at), name = name(words, inputs, column)));
        if let Some(variant) = column.variant.and_then(|at| inputs.production.variants.get(at)) {
            for change in words.variant_changes(&inputs.library, &inputs.production, variant) {
                line(&format!("  {change}"));
            }
        }
    }
    let currency = inputs.production.currency;
    let signed = |by: Fraction| match by {
        zero if zero.is_zero() => String::new(),
        more if more > Fraction::ZERO => format!("+{}", words.money(more, currency)),
        less => format!("−{}", words.money(Fraction::ZERO.minus(less).unwrap_or(less), currency)),
    };
    for place in &inputs.places {
        line("");
        line(&words.place(&inputs.library, place));
        let mut table = Table::new(vec![
            (String::new(), Align::Left),
            (say!(words, "cli-column-certain"), Align::Right),
            (String::new(), Align::Right),
            (say!(words, "cli-column-up-to"), Align::Right),
            (String::new(), Align::Right),
        ]);
        let pinned = all.first().and_then(|pinned| pinned.of(place));
        for (at, column) in all.iter().enumerate() {
            let Some((one, pinned)) = column.of(place).zip(pinned) else { continue };
            let (floor, ceiling) = difference(pinned, one);
            let most = one.known_ceiling();
            let more = one.unpriced > 0 && most.is_some();
            let most = most.map_or_else(|| say!(words, "unknown-value"), |most| words.money(most, currency));
            table.row(vec![
                letter(at),
                words.money(one.floor, currency),
                signed(floor),
                if more { say!(words, "figure-and-more", figure = most) } else { most },
                ceiling.map(signed).unwrap_or_default(),
            ]);
        }
        table.to_string().lines().for_each(&mut line);
    }
    out
}
