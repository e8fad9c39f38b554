//! Figures with a higher result than any nearer one, from the exact pieces along them.

use rust_decimal::Decimal;

use super::{Found, Worth, more};
use crate::model::fact::{Fact, FactKind};
use crate::model::number::Number;
use crate::model::production::Answer;
use crate::rules::along::{Piece, along};
use crate::rules::ends::Ends;
use crate::rules::fraction::Fraction;
use crate::study::curve::range_of;

/// The maximum number of changes of one figure in one direction: the nearest are listed.
const MOST_OF_A_FIGURE: usize = 3;

/// A figure without an upper bound is examined up to this number.
const FARTHEST: i64 = 10_000_000_000;

/// Certain and possible money along a figure, in the examined range; none if the fact takes no number.
pub(super) fn pieces(ends: &Ends<'_>, fact: &Fact, now: Option<&Answer>) -> Option<[Vec<Piece>; 2]> {
    looked_at(fact, now, |at| ends.at(at))
}

fn looked_at(
    fact: &Fact,
    now: Option<&Answer>,
    run: impl Fn(Fraction) -> [Option<Fraction>; 2],
) -> Option<[Vec<Piece>; 2]> {
    let (least, most) = range_of(fact)?;
    let far = Number::from(FARTHEST).max(present(now).map_or(Number::ZERO, |now| Number(now * Decimal::TEN)));
    Some(along(least.0.into(), most.unwrap_or(far).0.into(), true, run))
}

/// The nearest figures, up and down from the present one, at which a result is above zero, with the figure that has
/// to be passed if it is not enough itself; the nearer first.
pub(super) fn granted(
    fact: &Fact,
    now: Option<&Answer>,
    run: impl Fn(Fraction) -> [Option<Fraction>; 2],
) -> Vec<(Answer, Option<Number>)> {
    let (Some(pieces), Some((least, _))) = (looked_at(fact, now, run), range_of(fact)) else { return Vec::new() };
    let before = (Fraction::ZERO, Some(Fraction::ZERO));
    let mut found = rising(fact, now, &pieces, None, before);
    let start = present(now).unwrap_or(least.0);
    let far = |found: &Found| match &found.to {
        Answer::Number(to) => (to.0 - start).abs(),
        _ => Decimal::MAX,
    };
    found.sort_by_key(far);
    found.into_iter().map(|found| (found.to, found.beyond)).collect()
}

/// The present answer, if it is a number.
fn present(now: Option<&Answer>) -> Option<Decimal> {
    if let Some(Answer::Number(number)) = now { Some(number.0) } else { None }
}

/// The result of a figure.
pub(super) fn worth(pieces: &[Vec<Piece>; 2], at: Decimal) -> Worth {
    let value =
        |pieces: &[Piece]| pieces.iter().find(|piece| piece.holds(at.into())).and_then(|piece| piece.at(at.into()));
    let [floors, ceilings] = pieces;
    (value(floors).unwrap_or_default(), value(ceilings))
}

/// The figures with a higher result than before and than any nearer one, up and down from the present one, each with
/// its result and whether it is proven that no nearer one is as good. `alone` are the pieces without another change
/// that is made together with it; the gain of the figure by itself is not counted again.
pub(super) fn rising(
    fact: &Fact,
    now: Option<&Answer>,
    pieces: &[Vec<Piece>; 2],
    alone: Option<&[Vec<Piece>; 2]>,
    before: Worth,
) -> Vec<Found> {
    let Some((least, most)) = range_of(fact) else { return Vec::new() };
    let unit = unit(fact);
    let lines = || pieces.iter().chain(alone.into_iter().flatten()).flatten();
    let mut all: Vec<Decimal> = lines().flat_map(|piece| ends_of(piece, unit)).collect();
    // Inside a piece a change matters only where the present certain amount is passed.
    all.extend(lines().flat_map(|piece| passes(piece, before.0, unit)));
    let end = lines().map(|piece| piece.to).max().unwrap_or_default().decimal();
    all.retain(|at| *at >= least.0 && *at <= end);
    // If the answer is unbounded, the end of the axis is not a real boundary.
    all.retain(|at| most.is_some() || *at != end);
    all.sort_unstable();
    all.dedup();
    let present = present(now);
    let start = present.unwrap_or(least.0);
    let above = all.iter().copied().filter(|at| *at > start || present.is_none() && *at >= start);
    let below = all.iter().rev().copied().filter(|at| present.is_some() && *at < start);
    let search = Search { pieces, alone, unit, start, before };
    let mut found = search.away(above);
    found.extend(search.away(below));
    let as_found = |(at, worth, nearest): (Decimal, Worth, bool)| {
        let to = Answer::Number(Number(at.normalize()));
        Found { to, worth, nearest, beyond: search.beyond(at, worth) }
    };
    found.into_iter().map(as_found).collect()
}

struct Search<'a> {
    pieces: &'a [Vec<Piece>; 2],
    alone: Option<&'a [Vec<Piece>; 2]>,
    unit: Decimal,
    start: Decimal,
    before: Worth,
}

impl Search<'_> {
    /// Those of some figures, in the direction away from the present one, that have a higher result than all before.
    /// Between two of them all lines are straight, so no value there exceeds both.
    fn away(&self, figures: impl Iterator<Item = Decimal>) -> Vec<(Decimal, Worth, bool)> {
        let mut best = self.before;
        let mut found: Vec<(Decimal, Worth, bool)> = Vec::new();
        let raise = |best: &mut Worth, (floor, ceiling): Worth| {
            best.0 = best.0.max(floor);
            if more(ceiling, best.1) {
                best.1 = ceiling;
            }
        };
        for at in figures {
            // The figure by itself, without the other change, is a smaller change.
            if let Some(alone) = self.alone {
                raise(&mut best, worth(alone, at));
            }
            let here = worth(self.pieces, at);
            // An unbounded amount is not reported as a gain.
            let higher = here.1.is_some() && more(here.1, best.1);
            let certain = here.0 > best.0 && !self.goes_on_rising(0, at);
            if certain || higher && here.0 >= best.0 && !self.goes_on_rising(1, at) {
                // A bend between two answers counts once; the further answer has passed it.
                if found.last().is_some_and(|(last, ..)| (at - *last).abs() <= self.unit) {
                    found.pop();
                }
                if found.len() == MOST_OF_A_FIGURE {
                    break;
                }
                found.push((at, here, self.is_exact(at)));
            }
            raise(&mut best, here);
        }
        found
    }

    /// Whether one of the two lines reaches a figure without a jump and continues to rise beyond it. Such a figure is
    /// not a boundary but only the first fen that gains a part of a fen.
    fn goes_on_rising(&self, line: usize, at: Decimal) -> bool {
        let away = if at > self.start { self.unit } else { -self.unit };
        let Some(pieces) = self.pieces.get(line) else { return false };
        let value = |at: Decimal| pieces.iter().find(|piece| piece.holds(at.into()))?.at(at.into());
        let rises = || {
            let next = pieces.iter().find(|piece| piece.holds(at.into()))?.holds((at + away).into());
            let step = value(at + away)?.checked_sub(value(at)?)?;
            Some(next && step > Fraction::ZERO && value(at)?.checked_sub(value(at - away)?)? == step)
        };
        rises().unwrap_or_default()
    }

    /// The figure next to one, on the side of the present one, at which a piece ends without including it, so that it
    /// has to be passed. None if it is enough itself.
    fn beyond(&self, at: Decimal, here: Worth) -> Option<Number> {
        let last = if at > self.start { at - self.unit } else { at + self.unit };
        let (up, edge) = (at > self.start, Fraction::of(last));
        let opens = |piece: &Piece| {
            piece.holds(at.into())
                && if up { piece.from == edge && !piece.from_in } else { piece.to == edge && !piece.to_in }
        };
        let less = {
            let there = worth(self.pieces, last);
            there.0 < here.0 || more(here.1, there.1)
        };
        // Next to the present answer there is no boundary to pass.
        (less && last != self.start && self.pieces.iter().flatten().any(opens)).then(|| Number(last.normalize()))
    }

    /// Whether all pieces from the present figure to another are straight lines.
    fn is_exact(&self, at: Decimal) -> bool {
        let (low, high) = (Fraction::of(self.start.min(at)), Fraction::of(self.start.max(at)));
        let mut lines = self.pieces.iter().chain(self.alone.into_iter().flatten()).flatten();
        !lines.any(|piece| piece.approximate && piece.from < high && piece.to > low)
    }
}

/// The smallest step of an answer: one for whole counts, a fen, a hundredth of a per cent.
fn unit(fact: &Fact) -> Decimal {
    match fact.kind {
        FactKind::Count(_) if fact.whole => Decimal::ONE,
        FactKind::Percent => Decimal::new(1, 4),
        _ => Decimal::new(1, 2),
    }
}

/// The answers around the point at which a piece passes a value.
fn passes(piece: &Piece, value: Fraction, unit: Decimal) -> Vec<Decimal> {
    let passed = || {
        let slope = piece.slope().filter(|slope| !slope.is_zero())?;
        let at = piece.from.checked_add(value.checked_sub(piece.at_from?)?.checked_div(slope)?)?;
        at.decimal().checked_div(unit)
    };
    let around = passed().map(|units| [units.floor() * unit, units.ceil() * unit]);
    around.into_iter().flatten().filter(|at| piece.holds((*at).into())).collect()
}

/// The answers at the ends of a piece, or the first ones inside it.
fn ends_of(piece: &Piece, unit: Decimal) -> Vec<Decimal> {
    let down = |at: Fraction| at.decimal().checked_div(unit).map(|units| units.floor() * unit);
    let up = |at: Fraction| at.decimal().checked_div(unit).map(|units| units.ceil() * unit);
    let first = up(piece.from).map(|at| if piece.holds(at.into()) { at } else { at + unit });
    let last = down(piece.to).map(|at| if piece.holds(at.into()) { at } else { at - unit });
    [first, last].into_iter().flatten().filter(|at| piece.holds((*at).into())).collect()
}
