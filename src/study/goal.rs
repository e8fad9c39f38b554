//! The nearest value of a number at which a place gives an amount.
//!
//! It is found from the exact pieces of the curve along that number. Within a piece the amount is a straight line, so
//! the nearest point at which it reaches the goal is exact. Only one number is varied.

use crate::model::fact::Fact;
use crate::model::id::PlaceId;
use crate::model::number::Number;
use crate::rules::along::Piece;
use crate::rules::context::Context;
use crate::rules::fraction::Fraction;
use crate::study::curve::{End, NoCurve, Over, curve, range_of};

/// A fact without an upper bound is examined up to this number.
const FARTHEST: i64 = 10_000_000_000;

/// The answer with which an amount is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// The amount is reached already.
    Reached,
    /// The answer nearest to the current one, or the least if there is none. If the boundary itself does not reach
    /// it, any value beyond does.
    At {
        /// The answer.
        at: Fraction,
        /// Whether it is reached at the answer itself.
        holds: bool,
    },
    /// No answer reaches it.
    Never,
}

/// The nearest answer to a fact at which a place gives at least an amount, certain or possible.
///
/// # Errors
/// If the fact does not take a number.
pub fn goal(context: &Context<'_>, place: &PlaceId, fact: &Fact, of: End, amount: Fraction) -> Result<Goal, NoCurve> {
    let (least, most) = range_of(fact).ok_or(NoCurve::NotANumber)?;
    let far = most.unwrap_or(Number(FARTHEST.into()));
    let curve = curve(context, std::slice::from_ref(place), &Over::Answer(fact.id.clone()), [least, far])?;
    let now = match context.production.answer(&fact.id, place) {
        Some(crate::model::production::Answer::Number(number)) => Some(Fraction::of(number.0)),
        _ => None,
    };
    let pieces = curve.places.first().map(|line| line.of(of)).unwrap_or_default();
    Ok(nearest(pieces, now, amount))
}

/// The point nearest to `now`, or the least, at which the line is at least `amount`. An unbounded line is more than
/// any amount.
fn nearest(pieces: &[Piece], now: Option<Fraction>, amount: Fraction) -> Goal {
    let reaches = |at: Option<Fraction>| at.is_none_or(|at| at >= amount);
    if let Some(piece) = now.and_then(|now| pieces.iter().find(|piece| piece.holds(now)))
        && reaches(now.and_then(|now| piece.at(now)))
    {
        return Goal::Reached;
    }
    let found = pieces.iter().filter_map(|piece| reached(piece, now, amount));
    let far = |at: Fraction| match now {
        Some(now) if at > now => at.checked_sub(now).unwrap_or(Fraction::MAX),
        Some(now) => now.checked_sub(at).unwrap_or(Fraction::MAX),
        None => at,
    };
    let best = found.min_by(|a, b| far(a.0).cmp(&far(b.0)).then(b.1.cmp(&a.1)));
    best.map_or(Goal::Never, |(at, holds)| Goal::At { at, holds })
}

/// The point of a piece nearest to `now` at which it reaches an amount, and whether that point is in the piece.
fn reached(piece: &Piece, now: Option<Fraction>, amount: Fraction) -> Option<(Fraction, bool)> {
    let holds = |at: Fraction| piece.holds(at);
    let starts = piece.at_from.is_none_or(|at| at >= amount);
    let ends = piece.at_to.is_none_or(|at| at >= amount);
    // The end of the piece that faces `now` is nearest; without an answer, the lower one.
    let from_below = now.is_none_or(|now| now <= piece.from);
    let from_above = now.is_some_and(|now| now >= piece.to);
    match (starts, ends) {
        (true, true) if from_below => Some((piece.from, holds(piece.from))),
        (true, true) => Some((piece.to, holds(piece.to))),
        // Only the ends of an approximate piece are exact.
        _ if piece.approximate && starts => Some((piece.from, holds(piece.from))),
        _ if piece.approximate && ends => Some((piece.to, holds(piece.to))),
        (true, false) if from_below => Some((piece.from, holds(piece.from))),
        (false, true) if from_above => Some((piece.to, holds(piece.to))),
        (false, true) | (true, false) => {
            let rise = amount.checked_sub(piece.at_from?)?;
            let at = piece.from.checked_add(rise.checked_div(piece.slope()?)?)?;
            Some((at, holds(at)))
        }
        (false, false) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(value: i64) -> Fraction {
        Fraction::of(value.into())
    }

    fn piece(from: i64, to: i64, [from_in, to_in]: [bool; 2], at_from: i64, at_to: i64) -> Piece {
        let (from, to, at_from, at_to) = (of(from), of(to), Some(of(at_from)), Some(of(at_to)));
        Piece { from, to, from_in, to_in, at_from, at_to, approximate: false }
    }

    #[test]
    fn the_nearest_point_is_on_a_slope_at_a_step_or_nowhere() {
        // Zero below 10, then a tenth up to 100, then level, and zero again above 200.
        let pieces = [
            piece(0, 10, [true, false], 0, 0),
            piece(10, 100, [true, true], 1, 10),
            piece(100, 200, [false, true], 10, 10),
            piece(200, 300, [false, true], 0, 0),
        ];
        let cases = [
            (None, 1, Goal::At { at: of(10), holds: true }),
            (None, 5, Goal::At { at: of(50), holds: true }),
            (Some(0), 10, Goal::At { at: of(100), holds: true }),
            (Some(60), 5, Goal::Reached),
            (Some(250), 5, Goal::At { at: of(200), holds: true }),
            (Some(60), 11, Goal::Never),
            (Some(250), 0, Goal::Reached),
        ];
        for (now, amount, expected) in cases {
            assert_eq!(nearest(&pieces, now.map(of), of(amount)), expected, "{now:?} {amount}");
        }
    }
}
