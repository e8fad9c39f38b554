//! The amounts of places along one number, in words.

use super::Words;
use crate::model::fact::{Fact, FactKind};
use crate::model::figures::Figure;
use crate::model::id::PlaceId;
use crate::model::library::Library;
use crate::model::number::Number;
use crate::model::policy::Policy;
use crate::model::production::{Answer, Currency};
use crate::rules::along::Piece;
use crate::rules::fraction::Fraction;
use crate::say;
use crate::study::curve::{Crossing, Curve, End, Over, cliffs, steepest};
use crate::words::number::Scale;

/// Decimals of a value on the axis. A value with more is given as approximate.
const DIGITS: u32 = 6;

/// The number that changes along a curve.
#[derive(Clone, Debug)]
pub enum Axis<'a> {
    /// The answer to a fact.
    Answer(&'a Fact),
    /// A figure of a policy.
    Figure(&'a Policy, Figure),
}

impl<'a> Axis<'a> {
    /// The axis of a curve in a library; `None` if the library no longer has it.
    #[must_use]
    pub fn of(library: &'a Library, over: &Over) -> Option<Self> {
        match over {
            Over::Answer(fact) => Some(Self::Answer(library.facts.get(fact)?)),
            Over::Figure(policy, name) => {
                let policy = library.policies.get(policy)?;
                Some(Self::Figure(policy, policy.figure(name)?.1))
            }
        }
    }
}

/// Describes a curve.
#[derive(Clone)]
pub struct CurveWords<'a> {
    /// The words.
    pub words: &'a Words,
    /// The library.
    pub library: &'a Library,
    /// The axis.
    pub axis: Axis<'a>,
    /// The currency of the amounts.
    pub currency: Currency,
}

impl CurveWords<'_> {
    /// The name of the axis.
    #[must_use]
    pub fn name(&self) -> String {
        match &self.axis {
            Axis::Answer(fact) => self.words.text(&fact.label).to_owned(),
            Axis::Figure(policy, figure) => {
                let part = self.words.part(policy, &figure.part);
                format!("{} · {part} · {}", self.words.text(&policy.title), self.words.role(figure.role))
            }
        }
    }

    /// The name of the axis with the unit of [`short`](Self::short).
    #[must_use]
    pub fn axis_name(&self) -> String {
        let unit = match &self.axis {
            Axis::Answer(fact) => match &fact.kind {
                FactKind::Money => self.words.scale(Scale::Middle),
                FactKind::Count(of) => self.words.text(of).to_owned(),
                _ => String::new(),
            },
            Axis::Figure(..) => String::new(),
        };
        let name = self.words.capital(&self.name());
        match unit.is_empty() || name.contains(&unit) {
            true => name,
            false => say!(self.words, "curve-axis-unit", what = name, unit = unit),
        }
    }

    /// A value on the axis, with its unit.
    #[must_use]
    pub fn value(&self, number: Number) -> String {
        match &self.axis {
            Axis::Answer(fact) => self.words.answer(Some(fact), &Answer::Number(number), self.currency),
            Axis::Figure(_, figure) => self.words.figure_value(figure.is_share, number),
        }
    }

    /// A value as it is labelled on the axis: money in the usual unit of the language.
    #[must_use]
    pub fn short(&self, number: Number) -> String {
        match &self.axis {
            Axis::Answer(fact) if fact.kind == FactKind::Money => {
                let factor = Scale::Middle.factor(self.words.language);
                self.words.plain(number.0.checked_div(factor).unwrap_or(number.0).normalize())
            }
            Axis::Answer(fact) if fact.kind == FactKind::Percent => self.words.percent(number.0),
            Axis::Figure(_, figure) if figure.is_share => self.words.percent(number.0),
            Axis::Answer(_) | Axis::Figure(..) => self.words.plain(number.0),
        }
    }

    /// A position on the axis, with `≈` if it has more digits than are written.
    #[must_use]
    pub fn at(&self, at: Fraction) -> String {
        let near = at.finite().filter(|at| at.scale() <= DIGITS).is_none();
        let said = self.value(Number(at.decimal().round_dp(DIGITS).normalize()));
        if near { format!("≈ {said}") } else { said }
    }

    /// An amount.
    #[must_use]
    pub fn money(&self, amount: Fraction) -> String {
        self.words.money(amount, self.currency)
    }

    /// The range of a piece, and whether its ends are included.
    #[must_use]
    pub fn stretch(&self, piece: &Piece) -> String {
        let [from, to] = [piece.from, piece.to].map(|at| self.at(at));
        if piece.from == piece.to {
            return format!("= {from}");
        }
        let [least, most] = [(piece.from_in, ['≥', '>']), (piece.to_in, ['≤', '<'])]
            .map(|(is_in, [with, without])| if is_in { with } else { without });
        let near = if piece.approximate { "≈ " } else { "" };
        format!("{near}{least} {from}, {most} {to}")
    }

    /// The amounts at both ends of a piece.
    #[must_use]
    pub fn amounts(&self, piece: &Piece) -> String {
        let of = |amount: Option<Fraction>| {
            amount.map_or_else(|| say!(self.words, "no-limit-known"), |amount| self.money(amount))
        };
        let [from, to] = [piece.at_from, piece.at_to].map(of);
        if from == to { from } else { format!("{from} → {to}") }
    }

    /// Cliffs, the steepest slope, and approximate pieces of the line called `name`.
    #[must_use]
    pub fn notes(&self, name: &str, pieces: &[Piece]) -> Vec<String> {
        let words = self.words;
        let mut notes: Vec<String> = cliffs(pieces)
            .iter()
            .map(|cliff| {
                let (at, from, to) = (self.at(cliff.at), self.money(cliff.below), self.money(cliff.above));
                // The amount at the boundary shows to which side it belongs.
                match cliff.exactly == cliff.above {
                    true => say!(words, "curve-cliff-from", what = name, at = at, from = from, to = to),
                    false => say!(words, "curve-cliff-above", what = name, at = at, from = from, to = to),
                }
            })
            .collect();
        if let Some((slope, piece)) = steepest(pieces) {
            let rise = words.plain(slope.decimal().round_dp(4).normalize());
            let [from, to] = [piece.from, piece.to].map(|at| self.at(at));
            notes.push(say!(words, "curve-steepest", what = name, rise = rise, from = from, to = to));
        }
        if pieces.iter().any(|piece| piece.approximate) {
            notes.push(say!(words, "curve-approximate", what = name));
        }
        notes
    }

    /// The point where one place overtakes another.
    #[must_use]
    pub fn crossing(&self, crossing: &Crossing) -> String {
        let words = self.words;
        let [a, b] = [&crossing.a, &crossing.b].map(|place| words.place(self.library, place));
        match crossing.of {
            End::Floor => say!(words, "curve-crossing-floor", at = self.at(crossing.at), a = a, b = b),
            End::Ceiling => say!(words, "curve-crossing-ceiling", at = self.at(crossing.at), a = a, b = b),
        }
    }

    /// The main finding: a place that overtakes another, else the steepest rise, else the highest step, else that
    /// nothing changes.
    #[must_use]
    pub fn finding(&self, curve: &Curve) -> String {
        let words = self.words;
        let first = |of: End| curve.crossings.iter().find(|crossing| crossing.of == of);
        if let Some(crossing) = first(End::Floor).or_else(|| first(End::Ceiling)) {
            return self.crossing(crossing);
        }
        let name = self.name();
        let ends =
            || [End::Floor, End::Ceiling].into_iter().flat_map(|of| curve.places.iter().map(move |line| (of, line)));
        let rising = ends().find_map(|(of, line)| Some((of, line, steepest(line.of(of))?)));
        if let Some((of, line, (slope, piece))) = rising {
            let place = words.place(self.library, &line.place);
            let rise = words.plain(slope.decimal().round_dp(4).normalize());
            let to = self.at(piece.to);
            return match of {
                End::Floor => say!(words, "curve-finding-floor", place = place, what = name, rise = rise, to = to),
                End::Ceiling => say!(words, "curve-finding-ceiling", place = place, what = name, rise = rise, to = to),
            };
        }
        let step = ends().find_map(|(of, line)| Some((of, line, *cliffs(line.of(of)).first()?)));
        match step {
            Some((of, line, cliff)) => {
                let place: &PlaceId = &line.place;
                let place = words.place(self.library, place);
                let (at, from, to) = (self.at(cliff.at), self.money(cliff.below), self.money(cliff.above));
                let what = match of {
                    End::Floor => say!(words, "report-certain"),
                    End::Ceiling => say!(words, "report-possible"),
                };
                say!(words, "curve-finding-step", place = place, what = what, at = at, from = from, to = to)
            }
            None => say!(words, "curve-finding-nothing", what = name),
        }
    }
}
