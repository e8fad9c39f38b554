//! The amounts of places along one answer, in exact pieces.

use std::fmt::Write as _;

use backlot::model::fact::Fact;
use backlot::model::figures::Figure;
use backlot::model::number::Number;
use backlot::model::policy::Policy;
use backlot::model::production::Currency;
use backlot::model::scenario::FigureName;
use backlot::model::source::Citation;
use backlot::model::visible;
use backlot::rules::along::Piece;
use backlot::rules::context::Context;
use backlot::rules::fraction::Fraction;
use backlot::say;
use backlot::study::curve::{self, Bend, End as Of, NoCurve, Over};
use backlot::words::Words;
use backlot::words::curve::{Axis as Moves, CurveWords};
use serde::Serialize;

use super::args::Curve;
use super::inputs::Inputs;
use super::piece::PieceJson;
use super::text::{self, Align, Table};
use super::{End, Result, Stop, show, tell};

/// A curve, as JSON. Numbers are exact text: decimals, or fractions if they have no finite decimal form.
#[derive(Serialize)]
struct Json<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    fact: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    policy: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    figure: Option<String>,
    from: String,
    to: String,
    currency: &'a str,
    places: Vec<LineJson<'a>>,
    crossings: Vec<CrossingJson<'a>>,
}

#[derive(Serialize)]
struct LineJson<'a> {
    place: &'a str,
    floor: Vec<PieceJson>,
    ceiling: Vec<PieceJson>,
    bends: Vec<BendJson<'a>>,
}

/// A point at which a line bends or jumps.
#[derive(Serialize)]
struct BendJson<'a> {
    of: &'static str,
    at: String,
    jumps: bool,
    rules: Vec<RuleJson<'a>>,
}

/// An incentive whose rule changes there.
#[derive(Serialize)]
struct RuleJson<'a> {
    policy: &'a str,
    incentive: &'a str,
    citations: Vec<CitationJson<'a>>,
}

#[derive(Serialize)]
struct CitationJson<'a> {
    source: &'a str,
    at: &'a str,
}

#[derive(Serialize)]
struct CrossingJson<'a> {
    a: &'a str,
    b: &'a str,
    of: &'static str,
    at: String,
}

/// Calculates a curve.
pub(super) fn run(words: &Words, job: &Curve) -> Result<End> {
    let inputs = Inputs::read(words, &job.question)?;
    let axis_of = Axis::named(words, &inputs, &job.over)?;
    let axis = [number(words, "--from", &job.from)?, number(words, "--to", &job.to)?];
    let context = Context::new(&inputs.library, &inputs.production, inputs.day);
    let curve = curve::curve(&context, &inputs.places, &axis_of.over(), axis);
    let curve = curve.map_err(|why| axis_of.refused(words, &inputs, why))?;
    let bends = curve::bends(&context, &curve);
    let currency = inputs.production.currency;
    let text = match job.json {
        true => text::json(&as_json(&curve, &bends, &currency)),
        false => {
            let name = words.text(&inputs.production.name);
            said(&axis_of.words(words, &inputs, currency), name, (&curve, &bends))
        }
    };
    show(&text, job.json)?;
    Ok(tell(words, &inputs.problems))
}

/// The fact with an id or a name.
pub(super) fn named<'a>(words: &Words, inputs: &'a Inputs, name: &str) -> Result<&'a Fact> {
    let facts = &inputs.library.facts;
    let by_name = || {
        let is = |text: &str| text.eq_ignore_ascii_case(name);
        facts.values().find(|fact| is(&fact.label.zh) || is(&fact.label.en))
    };
    let found = facts.get(&name.into()).or_else(by_name).map(AsRef::as_ref);
    found.ok_or_else(|| {
        let numbers = facts.values().filter(|fact| curve::range_of(fact).is_some());
        let near = |fact: &&std::sync::Arc<Fact>| strsim::jaro_winkler(fact.id.as_str(), name);
        let nearest = numbers.max_by(|a, b| near(a).total_cmp(&near(b)));
        let nearest = nearest.map(|fact| fact.id.to_string()).unwrap_or_default();
        Stop::Usage(say!(words, "curve-no-fact", found = name, nearest = nearest))
    })
}

fn number(words: &Words, argument: &str, text: &str) -> Result<Number> {
    text.parse().map_err(|_| Stop::Usage(say!(words, "curve-no-number", argument = argument, found = text)))
}

/// The requested axis.
enum Axis<'a> {
    Answer(&'a Fact),
    Figure(&'a Policy, FigureName, Figure),
}

impl<'a> Axis<'a> {
    /// The fact with an id or a name, or the figure `policy/figure`.
    fn named(words: &Words, inputs: &'a Inputs, name: &str) -> Result<Self> {
        let Some((id, figure)) = name.split_once('/') else { return named(words, inputs, name).map(Self::Answer) };
        let unknown = |policy: Option<&Policy>| {
            let figures = policy.map(Policy::named_figures).unwrap_or_default();
            let names: Vec<String> = figures.iter().map(|(name, _)| name.to_string()).collect();
            Stop::Usage(match policy {
                Some(_) => say!(words, "curve-no-figure", found = figure, known = names.join(&words.comma())),
                None => say!(words, "curve-no-policy", found = id),
            })
        };
        let policy = inputs.library.policies.get(&id.into()).ok_or_else(|| unknown(None))?;
        let found = figure.parse::<FigureName>().ok().and_then(|name| Some((policy.figure(&name)?.1, name)));
        let (figure, name) = found.ok_or_else(|| unknown(Some(policy)))?;
        Ok(Self::Figure(policy, name, figure))
    }

    fn over(&self) -> Over {
        match self {
            Self::Answer(fact) => Over::Answer(fact.id.clone()),
            Self::Figure(policy, name, _) => Over::Figure(policy.id.clone(), name.clone()),
        }
    }

    /// The words for a curve along this axis.
    fn words<'w>(&'w self, words: &'w Words, inputs: &'w Inputs, currency: Currency) -> CurveWords<'w> {
        let axis = match self {
            Self::Answer(fact) => Moves::Answer(fact),
            Self::Figure(policy, _, figure) => Moves::Figure(policy, figure.clone()),
        };
        CurveWords { words, library: &inputs.library, axis, currency }
    }

    fn refused(&self, words: &Words, inputs: &Inputs, why: NoCurve) -> Stop {
        let said = self.words(words, inputs, Currency::CNY);
        let value = |number: Number| said.value(number);
        let name = said.name();
        Stop::Usage(match why {
            NoCurve::NotANumber | NoCurve::Unknown => say!(words, "curve-not-a-number", fact = name),
            NoCurve::Empty => say!(words, "curve-empty"),
            NoCurve::OutOfRange(least, None) => say!(words, "curve-too-low", fact = name, least = value(least)),
            NoCurve::OutOfRange(least, Some(most)) => {
                say!(words, "curve-out-of-range", fact = name, least = value(least), most = value(most))
            }
        })
    }
}

fn as_json<'a>(curve: &'a curve::Curve, bends: &'a [Bend], currency: &'a Currency) -> Json<'a> {
    let pieces = |pieces: &[Piece]| pieces.iter().map(PieceJson::of).collect();
    let line = |line: &curve::Line| (pieces(&line.floor), pieces(&line.ceiling));
    let places = curve.places.iter().map(|one| {
        let (floor, ceiling) = line(one);
        let bends = bends.iter().filter(|bend| bend.place == one.place).map(bend).collect();
        LineJson { place: one.place.as_str(), floor, ceiling, bends }
    });
    let crossings = curve.crossings.iter().map(|one| CrossingJson {
        a: one.a.as_str(),
        b: one.b.as_str(),
        of: of(one.of),
        at: one.at.exact_text(),
    });
    let (fact, policy, figure) = match &curve.over {
        Over::Answer(fact) => (Some(fact.as_str()), None, None),
        Over::Figure(policy, figure) => (None, Some(policy.as_str()), Some(figure.to_string())),
    };
    Json {
        fact,
        policy,
        figure,
        from: Fraction::from(curve.from.0).exact_text(),
        to: Fraction::from(curve.to.0).exact_text(),
        currency: currency.code(),
        places: places.collect(),
        crossings: crossings.collect(),
    }
}

fn of(end: Of) -> &'static str {
    match end {
        Of::Floor => "floor",
        Of::Ceiling => "ceiling",
    }
}

fn bend(bend: &Bend) -> BendJson<'_> {
    let cited = |cite| -> CitationJson<'_> {
        let cite: &Citation = cite;
        CitationJson { source: cite.source.as_str(), at: cite.at.as_str() }
    };
    let rules = bend.turns.iter().map(|turn| RuleJson {
        policy: turn.policy.as_str(),
        incentive: turn.incentive.as_str(),
        citations: turn.cites.iter().map(cited).collect(),
    });
    BendJson { of: of(bend.of), at: bend.at.exact_text(), jumps: bend.jumps, rules: rules.collect() }
}

/// The text of a curve: the crossings, then each place with its pieces.
fn said(teller: &CurveWords<'_>, production: &str, (curve, bends): (&curve::Curve, &[Bend])) -> String {
    let words = teller.words;
    let mut out = String::new();
    let mut line = |text: &str| {
        // Writing to a string does not fail.
        let _ = writeln!(out, "{}", visible::line(text.trim_end()));
    };
    let [from, to] = [curve.from, curve.to].map(|at| teller.at(at.0.into()));
    line(&format!("{production} · {} {}", teller.name(), say!(words, "from-to", from = from, to = to)));
    if curve.crossings.is_empty() && curve.places.len() > 1 {
        line(&say!(words, "curve-no-crossing"));
    }
    curve.crossings.iter().for_each(|one| line(&teller.crossing(one)));
    for one in &curve.places {
        line("");
        line(&words.place(teller.library, &one.place));
        let ends = [(say!(words, "report-certain"), Of::Floor), (say!(words, "report-possible"), Of::Ceiling)];
        let mut table = Table::new(vec![
            (String::new(), Align::Left),
            (teller.name(), Align::Left),
            (say!(words, "curve-amount"), Align::Right),
            (say!(words, "curve-column-rule"), Align::Left),
        ]);
        let mut notes = Vec::new();
        for (name, end) in ends {
            for piece in one.of(end) {
                let rule = teller.rule_from(bends, &one.place, end, piece);
                table.row(vec![name.clone(), teller.stretch(piece), teller.amounts(piece), rule]);
            }
            notes.extend(teller.notes(&name, one.of(end)));
        }
        table.to_string().lines().for_each(|row| line(&format!("  {row}")));
        notes.iter().for_each(|note| line(&format!("  {note}")));
    }
    out
}
