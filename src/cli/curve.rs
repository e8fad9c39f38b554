//! What places give along one answer, in exact pieces.

use std::fmt::Write as _;

use backlot::model::fact::Fact;
use backlot::model::figures::Figure;
use backlot::model::number::Number;
use backlot::model::policy::Policy;
use backlot::model::production::{Answer, Currency};
use backlot::model::scenario::FigureName;
use backlot::model::visible;
use backlot::rules::along::Piece;
use backlot::rules::context::Context;
use backlot::rules::fraction::Fraction;
use backlot::say;
use backlot::study::curve::{self, End as Of, NoCurve, Over, cliffs, steepest};
use backlot::words::Words;
use serde::Serialize;

use super::args::Curve;
use super::inputs::Inputs;
use super::text::{self, Align, Table};
use super::{End, Result, Stop, show, tell};

/// A curve, as JSON. Numbers are exact text: decimals, or fractions where they are none.
#[derive(Serialize)]
struct Told<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    fact: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    policy: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    figure: Option<String>,
    from: String,
    to: String,
    currency: &'a str,
    places: Vec<ToldLine<'a>>,
    crossings: Vec<ToldCrossing<'a>>,
}

#[derive(Serialize)]
struct ToldLine<'a> {
    place: &'a str,
    floor: Vec<ToldPiece>,
    ceiling: Vec<ToldPiece>,
}

#[derive(Serialize)]
struct ToldPiece {
    from: String,
    to: String,
    from_in: bool,
    to_in: bool,
    at_from: Option<String>,
    at_to: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    approximate: bool,
}

#[derive(Serialize)]
struct ToldCrossing<'a> {
    a: &'a str,
    b: &'a str,
    of: &'static str,
    at: String,
}

/// Works out a curve.
pub(super) fn run(words: &Words, job: &Curve) -> Result<End> {
    let inputs = Inputs::read(words, &job.question)?;
    let axis_of = Axis::named(words, &inputs, &job.over)?;
    let axis = [number(words, "--from", &job.from)?, number(words, "--to", &job.to)?];
    let context = Context::new(&inputs.library, &inputs.production, inputs.day);
    let curve = curve::curve(&context, &inputs.places, &axis_of.over(), axis);
    let curve = curve.map_err(|why| axis_of.refused(words, why))?;
    let currency = inputs.production.currency;
    let text = match job.json {
        true => text::json(&told(&curve, &currency)),
        false => Teller { words, inputs: &inputs, axis: axis_of, currency }.tell(&curve),
    };
    show(&text, job.json)?;
    Ok(tell(words, &inputs.problems))
}

/// The fact of an id or a name.
fn named<'a>(words: &Words, inputs: &'a Inputs, name: &str) -> Result<&'a Fact> {
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

/// What moves, as it was asked for.
enum Axis<'a> {
    Answer(&'a Fact),
    Figure(&'a Policy, FigureName, Figure),
}

impl<'a> Axis<'a> {
    /// The fact of an id or a name, or the figure of `policy/figure`.
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

    fn name(&self, words: &Words) -> String {
        match self {
            Self::Answer(fact) => words.text(&fact.label).to_owned(),
            Self::Figure(policy, _, figure) => {
                let part = words.part(policy, &figure.part);
                format!("{} · {part} · {}", words.text(&policy.title), words.role(figure.role))
            }
        }
    }

    fn value(&self, words: &Words, number: Number, currency: Currency) -> String {
        match self {
            Self::Answer(fact) => words.answer(Some(fact), &Answer::Number(number), currency),
            Self::Figure(_, _, figure) => words.figure_value(figure.is_share, number),
        }
    }

    fn refused(&self, words: &Words, why: NoCurve) -> Stop {
        let value = |number: Number| self.value(words, number, Currency::CNY);
        let name = self.name(words);
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

fn told<'a>(curve: &'a curve::Curve, currency: &'a Currency) -> Told<'a> {
    let pieces = |pieces: &[Piece]| pieces.iter().map(told_piece).collect();
    let line = |line: &curve::Line| (pieces(&line.floor), pieces(&line.ceiling));
    let places = curve.places.iter().map(|one| {
        let (floor, ceiling) = line(one);
        ToldLine { place: one.place.as_str(), floor, ceiling }
    });
    let crossings = curve.crossings.iter().map(|one| ToldCrossing {
        a: one.a.as_str(),
        b: one.b.as_str(),
        of: match one.of {
            Of::Floor => "floor",
            Of::Ceiling => "ceiling",
        },
        at: one.at.exact_text(),
    });
    let (fact, policy, figure) = match &curve.over {
        Over::Answer(fact) => (Some(fact.as_str()), None, None),
        Over::Figure(policy, figure) => (None, Some(policy.as_str()), Some(figure.to_string())),
    };
    Told {
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

fn told_piece(piece: &Piece) -> ToldPiece {
    ToldPiece {
        from: piece.from.exact_text(),
        to: piece.to.exact_text(),
        from_in: piece.from_in,
        to_in: piece.to_in,
        at_from: piece.at_from.map(Fraction::exact_text),
        at_to: piece.at_to.map(Fraction::exact_text),
        approximate: piece.approximate,
    }
}

struct Teller<'a> {
    words: &'a Words,
    inputs: &'a Inputs,
    axis: Axis<'a>,
    currency: Currency,
}

impl Teller<'_> {
    fn tell(&self, curve: &curve::Curve) -> String {
        let words = self.words;
        let mut out = String::new();
        let mut line = |text: &str| {
            // Writing to a string does not fail.
            let _ = writeln!(out, "{}", visible::line(text.trim_end()));
        };
        let [from, to] = [curve.from, curve.to].map(|at| self.axis(at.0.into()));
        line(&format!(
            "{} · {} {}",
            words.text(&self.inputs.production.name),
            self.axis.name(words),
            say!(words, "from-to", from = from, to = to)
        ));
        if curve.crossings.is_empty() && curve.places.len() > 1 {
            line(&say!(words, "curve-no-crossing"));
        }
        for one in &curve.crossings {
            let [a, b] = [&one.a, &one.b].map(|place| words.place(&self.inputs.library, place));
            line(&match one.of {
                Of::Floor => say!(words, "curve-crossing-floor", at = self.axis(one.at), a = a, b = b),
                Of::Ceiling => say!(words, "curve-crossing-ceiling", at = self.axis(one.at), a = a, b = b),
            });
        }
        for one in &curve.places {
            line("");
            line(&words.place(&self.inputs.library, &one.place));
            let ends = [(say!(words, "report-certain"), Of::Floor), (say!(words, "report-possible"), Of::Ceiling)];
            let mut table = Table::new(vec![
                (String::new(), Align::Left),
                (self.axis.name(words), Align::Left),
                (say!(words, "curve-amount"), Align::Right),
            ]);
            let mut notes = Vec::new();
            for (name, end) in ends {
                for piece in one.of(end) {
                    table.row(vec![name.clone(), self.stretch(piece), self.amounts(piece)]);
                }
                notes.extend(self.notes(&name, one.of(end)));
            }
            table.to_string().lines().for_each(|row| line(&format!("  {row}")));
            notes.iter().for_each(|note| line(&format!("  {note}")));
        }
        out
    }

    /// Cliffs, the steepest slope, and what is only near.
    fn notes(&self, name: &str, pieces: &[Piece]) -> Vec<String> {
        let words = self.words;
        let mut notes: Vec<String> = cliffs(pieces)
            .iter()
            .map(|cliff| {
                let (at, from, to) = (self.axis(cliff.at), self.money(cliff.below), self.money(cliff.above));
                // What it is at the boundary itself tells which side has it.
                match cliff.exactly == cliff.above {
                    true => say!(words, "curve-cliff-from", what = name, at = at, from = from, to = to),
                    false => say!(words, "curve-cliff-above", what = name, at = at, from = from, to = to),
                }
            })
            .collect();
        if let Some((slope, piece)) = steepest(pieces) {
            let rise = words.plain(slope.decimal().round_dp(4).normalize());
            let [from, to] = [piece.from, piece.to].map(|at| self.axis(at));
            notes.push(say!(words, "curve-steepest", what = name, rise = rise, from = from, to = to));
        }
        if pieces.iter().any(|piece| piece.approximate) {
            notes.push(say!(words, "curve-approximate", what = name));
        }
        notes
    }

    /// From where to where a piece goes, and whether its ends are in it.
    fn stretch(&self, piece: &Piece) -> String {
        let [from, to] = [piece.from, piece.to].map(|at| self.axis(at));
        if piece.from == piece.to {
            return format!("= {from}");
        }
        let [least, most] = [(piece.from_in, ['≥', '>']), (piece.to_in, ['≤', '<'])]
            .map(|(is_in, [with, without])| if is_in { with } else { without });
        let near = if piece.approximate { "≈ " } else { "" };
        format!("{near}{least} {from}, {most} {to}")
    }

    fn amounts(&self, piece: &Piece) -> String {
        let of = |amount: Option<Fraction>| {
            amount.map_or_else(|| say!(self.words, "no-limit-known"), |amount| self.money(amount))
        };
        let [from, to] = [piece.at_from, piece.at_to].map(of);
        if from == to { from } else { format!("{from} → {to}") }
    }

    fn axis(&self, at: Fraction) -> String {
        let near = at.finite().filter(|at| at.scale() <= 6).is_none();
        let number = Number(at.decimal().round_dp(6).normalize());
        let said = self.axis.value(self.words, number, self.currency);
        if near { format!("≈ {said}") } else { said }
    }

    fn money(&self, amount: Fraction) -> String {
        self.words.money(amount, self.currency)
    }
}
