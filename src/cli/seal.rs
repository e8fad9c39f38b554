//! Seals a comparison, and verifies a sealed bundle.

use std::fmt::Write as _;

use backlot::data::overlay::{Overlay, read_with};
use backlot::model::id::PlaceId;
use backlot::model::slate::Slate;
use backlot::say;
use backlot::session::bundle::{self, Amounts, Bundle, PROGRAM, Parts, Verdict, sealing};
use backlot::study::results::{Differing, Of, OutcomeKind, Value, Which};
use backlot::words::Words;
use serde::Serialize;

use super::args::{Seal, Verify};
use super::inputs::{Inputs, is_world, no_access};
use super::output::Output;
use super::{End, Result, Stop, show, slate, tell, text};
use crate::disk;

/// The version of the JSON below.
const FORMAT: u32 = 1;

/// Seals a comparison.
pub(super) fn run(words: &Words, job: &Seal) -> Result<End> {
    let output = Output::beside(words, job.force, job.question.inputs());
    output.check(job.out.as_deref())?;
    let inputs = Inputs::read(words, &job.question)?;
    let Inputs { layers, production, places, day, .. } = &inputs;
    let edits = Overlay::default();
    // The second shelf counts as built in if it is directly over the first.
    let shelves = 1 + usize::from(job.question.libraries.first().is_some_and(|path| is_world(path)));
    let slate: Option<Slate> = match &job.slate {
        Some(path) => Some(slate::read(words, &inputs.library, path)?.whole()),
        None => None,
    };
    let city = super::proposed::read(words, &inputs.library, &job.proposed, *day)?;
    let (slate, city) = (slate.as_ref(), city.as_ref());
    let parts = Parts { layers, shelves, edits: &edits, production, places, day: *day, slate, city };
    let amounts = if job.rounded { Amounts::Rounded } else { Amounts::Exact };
    let sealed = sealing::seal(&parts, amounts).map_err(|what| Stop::NoAccess(words.what(&what)))?;
    output.write(job.out.as_deref(), sealed.as_bytes())?;
    Ok(tell(words, &inputs.problems))
}

/// Verifies a sealed bundle.
pub(super) fn check(words: &Words, job: &Verify) -> Result<End> {
    let file = disk::read_file(&job.path).map_err(|problem| no_access(words, &problem))?;
    let bundle = bundle::open(&file).map_err(|problem| Stop::Problems(vec![*problem]))?;
    let verdict = bundle::verify(&bundle);
    let said =
        if job.json { text::json(&Answer::new(&bundle, &verdict)) } else { verdict_text(words, &bundle, &verdict) };
    show(&said, job.json)?;
    Ok(if verdict.passes() { End::Done } else { End::Problems })
}

fn verdict_text(words: &Words, bundle: &Bundle, verdict: &Verdict) -> String {
    let library = read_with(&bundle.layers(), &bundle.edits(), None).library;
    let mut out = String::new();
    let mut line = |text: String| {
        // Writing to a string does not fail.
        let _ = writeln!(out, "{text}");
    };
    let (production, places) = (words.text(&bundle.production.name), bundle.places.len().to_string());
    line(say!(words, "bundle-cli-head", production = production, day = bundle.day.to_string(), places = places));
    let (variants, curves) = (bundle.production.variants.len(), bundle.production.curves.len());
    let productions = bundle.slate.as_ref().map_or(0, |slate| slate.productions.len());
    if variants + curves + productions > 0 {
        line(say!(words, "bundle-cli-beside", variants = variants, curves = curves, productions = productions));
    }
    if let Some(city) = &bundle.city {
        let (place, count) = (words.place(&library, &city.place), city.scenarios.len());
        line(say!(words, "bundle-cli-city", place = place, count = count));
    }
    if bundle.amounts == Amounts::Rounded {
        line(say!(words, "bundle-rounded"));
    }
    line(if verdict.intact { say!(words, "bundle-intact") } else { say!(words, "bundle-changed") });
    let (numbers, count) = (verdict.numbers.to_string(), verdict.differences.len().to_string());
    line(match verdict.differences.is_empty() {
        true => say!(words, "bundle-numbers-same", numbers = numbers),
        false => say!(words, "bundle-numbers-differ", numbers = numbers, count = count),
    });
    for one in &verdict.differences {
        line(format!("  {}", words.differing(&library, one)));
    }
    if let Some(here) = &verdict.library {
        line(say!(words, "bundle-other-library", sealed = bundle.library.as_str(), here = here.as_str()));
    }
    if let Some(sealed) = &verdict.program {
        line(say!(words, "bundle-other-program", sealed = sealed.as_str(), here = PROGRAM));
    }
    if !verdict.shelves {
        line(say!(words, "bundle-other-shelves"));
    }
    line(if verdict.passes() { say!(words, "bundle-verified") } else { say!(words, "bundle-not-verified") });
    out
}

/// The result for scripts. docs/cli.md describes the fields. New ones may be added; none is removed.
#[derive(Serialize)]
struct Answer<'a> {
    format: u32,
    verified: bool,
    intact: bool,
    day: String,
    amounts: Amounts,
    program: Two<&'a str>,
    library: Two<&'a str>,
    shelves: bool,
    numbers: usize,
    differences: Vec<Difference<'a>>,
}

/// The same value in the bundle and in this program.
#[derive(Serialize)]
struct Two<T> {
    sealed: T,
    here: T,
}

#[derive(Serialize)]
struct Difference<'a> {
    /// The answers it belongs to; `None` for the current ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<OfJson<'a>>,
    place: Option<&'a str>,
    policy: Option<&'a str>,
    incentive: Option<&'a str>,
    number: Which,
    sealed: Bare,
    here: Bare,
}

/// The answers, other than the current ones, that a number belongs to.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum OfJson<'a> {
    /// The expected amount.
    Expected,
    /// A variant, by its number from 0.
    Variant(usize),
    /// A kept curve, by the fact that moves.
    Curve(&'a str),
    /// The slate: one of its productions by its number from 0; null for all of them.
    Slate(Option<usize>),
    /// The changes that bring more.
    Near,
    /// The payments by month.
    Payments,
    /// The law of the city as 0, then its proposals.
    Proposal(usize),
}

impl<'a> OfJson<'a> {
    fn new(of: &'a Of) -> Option<Self> {
        match of {
            Of::Pinned => None,
            Of::Expected => Some(Self::Expected),
            Of::Variant(at) => Some(Self::Variant(*at)),
            Of::Curve(fact) => Some(Self::Curve(fact.as_str())),
            Of::Slate(at) => Some(Self::Slate(*at)),
            Of::Near => Some(Self::Near),
            Of::Payments => Some(Self::Payments),
            Of::Proposal(at) => Some(Self::Proposal(*at)),
        }
    }
}

/// A single value; null for an amount without a limit.
#[derive(Serialize)]
#[serde(untagged)]
enum Bare {
    Amount(Option<String>),
    Count(usize),
    Outcome(OutcomeKind),
    There(bool),
}

impl From<Value> for Bare {
    fn from(value: Value) -> Self {
        match value {
            Value::Amount(amount) => Self::Amount(Some(amount.to_string())),
            Value::Unlimited => Self::Amount(None),
            Value::Count(count) => Self::Count(count),
            Value::Outcome(outcome) => Self::Outcome(outcome),
            Value::Present => Self::There(true),
            Value::Absent => Self::There(false),
        }
    }
}

impl<'a> Answer<'a> {
    fn new(bundle: &'a Bundle, verdict: &'a Verdict) -> Self {
        let here = verdict.library.as_deref().unwrap_or(&bundle.library);
        Self {
            format: FORMAT,
            verified: verdict.passes(),
            intact: verdict.intact,
            day: bundle.day.to_string(),
            amounts: bundle.amounts,
            program: Two { sealed: &bundle.program, here: PROGRAM },
            library: Two { sealed: &bundle.library, here },
            shelves: verdict.shelves,
            numbers: verdict.numbers,
            differences: verdict.differences.iter().map(Difference::from).collect(),
        }
    }
}

impl<'a> From<&'a Differing> for Difference<'a> {
    fn from(one: &'a Differing) -> Self {
        let award = one.award.as_ref();
        Self {
            of: OfJson::new(&one.of),
            place: one.place.as_ref().map(PlaceId::as_str),
            policy: award.map(|(policy, _)| policy.as_str()),
            incentive: award.map(|(_, incentive)| incentive.as_str()),
            number: one.number,
            sealed: one.before.into(),
            here: one.after.into(),
        }
    }
}
