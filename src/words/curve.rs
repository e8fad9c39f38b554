//! The amounts of places along one number, in words.

use rust_decimal::Decimal;

use super::Words;
use super::explain::Telling;
use super::names::locator;
use crate::model::fact::{Fact, FactKind};
use crate::model::figures::Figure;
use crate::model::id::PlaceId;
use crate::model::library::Library;
use crate::model::number::Number;
use crate::model::policy::Policy;
use crate::model::production::{Answer, Currency};
use crate::rules::along::Piece;
use crate::rules::fraction::Fraction;
use crate::rules::step::StepKind;
use crate::say;
use crate::study::curve::{Bend, Crossing, Curve, End, Over, Turn, cliffs, steepest};
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
            let (step, rise) = self.per_step(slope);
            let [from, to] = [piece.from, piece.to].map(|at| self.at(at));
            notes.push(say!(words, "curve-steepest", what = name, step = step, rise = rise, from = from, to = to));
        }
        if pieces.iter().any(|piece| piece.approximate) {
            notes.push(say!(words, "curve-approximate", what = name));
        }
        notes
    }

    /// A usual step of the axis, and the amount that a slope adds along it: ten thousand of a currency, a percentage
    /// point, or one.
    fn per_step(&self, slope: Fraction) -> (String, String) {
        let step = match &self.axis {
            Axis::Answer(fact) => match fact.kind {
                FactKind::Money => Decimal::from(10_000),
                FactKind::Percent => Decimal::new(1, 2),
                _ => Decimal::ONE,
            },
            Axis::Figure(_, figure) if figure.is_share => Decimal::new(1, 2),
            Axis::Figure(..) => Decimal::ONE,
        };
        let rise = slope.decimal().checked_mul(step).unwrap_or(slope.decimal()).round_dp(2).normalize();
        (self.value(Number(step)), self.money(Fraction::of(rise)))
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

    /// The rules behind a bend: for each incentive the rule that decides there, and its clause.
    #[must_use]
    pub fn rules(&self, bend: &Bend) -> String {
        let words = self.words;
        let said = |turn: &Turn| {
            let name = self.incentive(turn);
            let telling = Telling { words, library: self.library, currency: self.currency };
            let rule = turn.rule.as_ref().filter(|step| !matches!(step.what, StepKind::Incentive(..)));
            let what = match rule {
                Some(step) => say!(words, "report-labelled", label = name, value = telling.rule(step)),
                None => name,
            };
            match self.clauses(turn) {
                clauses if clauses.is_empty() => what,
                clauses => say!(words, "curve-rule-at", what = what, clause = clauses),
            }
        };
        if bend.turns.is_empty() {
            return say!(words, "curve-rule-together");
        }
        bend.turns.iter().map(said).collect::<Vec<_>>().join(&words.semicolon())
    }

    /// The rules with which a piece of a line begins; empty for the first piece, and where no bend is.
    #[must_use]
    pub fn rule_from(&self, bends: &[Bend], place: &PlaceId, of: End, piece: &Piece) -> String {
        let starts = |bend: &&Bend| bend.place == *place && bend.of == of && bend.at == piece.from;
        bends.iter().find(starts).map(|bend| self.rules(bend)).unwrap_or_default()
    }

    /// The first incentive behind a bend with its clause, as short as possible.
    #[must_use]
    pub fn clause(&self, bend: &Bend) -> String {
        let Some(turn) = bend.turns.first() else { return say!(self.words, "curve-rule-together") };
        let name = self.incentive(turn);
        match self.clauses(turn) {
            clauses if clauses.is_empty() => name,
            clauses => say!(self.words, "curve-rule-at", what = name, clause = clauses),
        }
    }

    /// What a line does at a bend that is no step: the rule, such as a cap, and the incentive with its clause.
    #[must_use]
    pub fn told_bend(&self, bend: &Bend) -> String {
        let telling = Telling { words: self.words, library: self.library, currency: self.currency };
        let rule = bend.turns.first().and_then(|turn| turn.rule.as_ref());
        match rule.filter(|step| !matches!(step.what, StepKind::Incentive(..))) {
            Some(step) => telling.rule(step),
            None => self.at(bend.at),
        }
    }

    fn incentive(&self, turn: &Turn) -> String {
        let incentive = self.library.policies.get(&turn.policy).and_then(|policy| policy.incentive(&turn.incentive));
        incentive.map_or_else(|| turn.incentive.to_string(), |one| self.words.text(&one.name).to_owned())
    }

    /// The clauses of a rule, without their documents.
    fn clauses(&self, turn: &Turn) -> String {
        let mut all: Vec<&str> = turn.cites.iter().map(|cite| locator(self.words.language, &cite.at)).collect();
        all.retain(|at| !at.is_empty());
        all.dedup();
        all.join(&self.words.comma())
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
            let (step, rise) = self.per_step(slope);
            let (what, to) = (name, self.at(piece.to));
            return match of {
                End::Floor => {
                    say!(words, "curve-finding-floor", place = place, what = what, step = step, rise = rise, to = to)
                }
                End::Ceiling => {
                    say!(words, "curve-finding-ceiling", place = place, what = what, step = step, rise = rise, to = to)
                }
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
