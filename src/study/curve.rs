//! The money that places give as a function of one answer or one figure of a policy: exact pieces of the certain and
//! possible amount after stacking, and the points where one place overtakes another.
//!
//! Dates and choices cannot be the axis, because they are not numbers.

mod bends;

use std::cmp::Ordering;

use rust_decimal::{Decimal, RoundingStrategy};

use crate::model::fact::{Fact, FactKind};
use crate::model::figures::Figure;
use crate::model::id::{FactId, PlaceId, PolicyId};
use crate::model::number::Number;
use crate::model::scenario::FigureName;
use crate::rules::along::{Piece, along};
use crate::rules::context::Context;
use crate::rules::each::each;
use crate::rules::ends::{Ends, Moving};
use crate::rules::fraction::Fraction;

pub use self::bends::{Bend, Turn, bends};

/// The money of places along one number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Curve {
    /// The number that moves.
    pub over: Over,
    /// The start of the axis, in the unit of the number.
    pub from: Number,
    /// Its end.
    pub to: Number,
    /// One line per place, in the requested order.
    pub places: Vec<Line>,
    /// The points where one place overtakes another, from left to right.
    pub crossings: Vec<Crossing>,
}

/// The number that moves along a curve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Over {
    /// The answer to a fact. It replaces the answer of the production, also an answer for one place only.
    Answer(FactId),
    /// A figure of a policy.
    Figure(PolicyId, FigureName),
}

/// The money of one place along a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The place.
    pub place: PlaceId,
    /// The certain amount, in the currency of the production.
    pub floor: Vec<Piece>,
    /// The possible amount.
    pub ceiling: Vec<Piece>,
}

impl Line {
    /// The pieces of one end.
    #[must_use]
    pub fn of(&self, end: End) -> &[Piece] {
        match end {
            End::Floor => &self.floor,
            End::Ceiling => &self.ceiling,
        }
    }
}

/// An end of the interval of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The certain amount.
    Floor,
    /// The possible amount.
    Ceiling,
}

/// A point where one place overtakes another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crossing {
    /// The place that gives more below.
    pub a: PlaceId,
    /// The place that gives more above.
    pub b: PlaceId,
    /// The end that is compared.
    pub of: End,
    /// The answer; exact, unless one of the pieces there is approximate. If both are level for a while, the start of
    /// that range.
    pub at: Fraction,
}

/// A step of a line, at which the amount jumps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cliff {
    /// The answer.
    pub at: Fraction,
    /// The amount just below.
    pub below: Fraction,
    /// The amount just above.
    pub above: Fraction,
    /// The amount at the answer itself.
    pub exactly: Fraction,
}

/// The reason why there is no curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoCurve {
    /// There is no such fact, policy or figure.
    Unknown,
    /// The fact takes no number.
    NotANumber,
    /// The axis does not begin below its end.
    Empty,
    /// The axis exceeds the range of the number, which is between these values; without the second one there is no
    /// upper bound.
    OutOfRange(Number, Option<Number>),
}

/// The answers that a fact accepts, if they are numbers: the least, and the greatest if there is one.
#[must_use]
pub fn range_of(fact: &Fact) -> Option<(Number, Option<Number>)> {
    match fact.kind {
        FactKind::Percent | FactKind::Money | FactKind::Count(_) => Some((Number::ZERO, fact.most())),
        FactKind::YesNo | FactKind::Choice(_) | FactKind::Date | FactKind::List(_) => None,
    }
}

/// The range of a figure: a share is at most one, anything else is zero or more.
#[must_use]
pub fn range_of_figure(figure: &Figure) -> (Number, Option<Number>) {
    (Number::ZERO, figure.is_share.then_some(Number::ONE))
}

/// Calculates the money of places for the production of a context while a number moves from one value to another.
///
/// # Errors
/// Returns the reason why there is no curve.
pub fn curve(
    context: &Context<'_>,
    places: &[PlaceId],
    over: &Over,
    [from, to]: [Number; 2],
) -> Result<Curve, NoCurve> {
    let (moving, (least, most)) = moving(context, over)?;
    if from >= to {
        return Err(NoCurve::Empty);
    }
    if from < least || most.is_some_and(|most| to > most) {
        return Err(NoCurve::OutOfRange(least, most));
    }
    let fractions = matches!(over, Over::Answer(_));
    let line = |place: &PlaceId| {
        let ends = Ends::new(context, place, moving.clone());
        let [floor, ceiling] = along(from.0.into(), to.0.into(), fractions, |at| ends.at(at));
        Line { place: place.clone(), floor, ceiling }
    };
    let places = each(places, line);
    let crossings = crossings(&places);
    Ok(Curve { over: over.clone(), from, to, places, crossings })
}

/// The number that moves, and its range.
fn moving<'a>(context: &Context<'_>, over: &'a Over) -> Result<(Moving<'a>, (Number, Option<Number>)), NoCurve> {
    let library = context.library;
    match over {
        Over::Answer(id) => {
            let fact = library.facts.get(id).ok_or(NoCurve::Unknown)?;
            Ok((Moving::Answer(id), range_of(fact).ok_or(NoCurve::NotANumber)?))
        }
        Over::Figure(id, name) => {
            let policy = library.policies.get(id).ok_or(NoCurve::Unknown)?;
            let (at, figure) = policy.figure(name).ok_or(NoCurve::Unknown)?;
            Ok((Moving::Figure(id, at), range_of_figure(&figure)))
        }
    }
}

/// A fact without an upper bound is examined up to this number.
const FARTHEST: i64 = 10_000_000_000;

/// The range of an answer in which the lines change: from the least value to a round number beyond the last bend and
/// beyond the current answer. None if the fact takes no number; `None` inside if nothing changes along it.
#[must_use]
pub fn span(context: &Context<'_>, places: &[PlaceId], fact: &Fact) -> Option<Option<[Number; 2]>> {
    let (least, most) = range_of(fact)?;
    let far = most.unwrap_or(Number(FARTHEST.into()));
    let whole = curve(context, places, &Over::Answer(fact.id.clone()), [least, far]).ok()?;
    let ends = [End::Floor, End::Ceiling];
    let pieces = || whole.places.iter().flat_map(|line| ends.into_iter().flat_map(move |of| line.of(of)));
    let moves = |line: &Line| ends.into_iter().any(|of| !is_level(line.of(of)));
    if !whole.places.iter().any(moves) {
        return Some(None);
    }
    if fact.kind == FactKind::Percent {
        return Some(Some([least, far]));
    }
    let bends = pieces().map(|piece| piece.from.decimal()).filter(|at| *at > least.0);
    let now = places.iter().filter_map(|place| match context.production.answer(&fact.id, place) {
        Some(crate::model::production::Answer::Number(number)) => Some(number.0),
        _ => None,
    });
    let last = bends.chain(now).max().unwrap_or(least.0);
    let behind = last.checked_mul(Decimal::new(12, 1)).map_or(far.0, round_up).min(far.0).max(least.0 + Decimal::ONE);
    Some(Some([least, Number(behind.min(far.0))]))
}

/// Whether nothing changes along a line.
#[must_use]
pub fn is_level(pieces: &[Piece]) -> bool {
    let first = pieces.first().map(|piece| piece.at_from);
    pieces.iter().all(|piece| Some(piece.at_from) == first && piece.at_to == piece.at_from)
}

/// The next number of two digits and zeros.
fn round_up(number: Decimal) -> Decimal {
    number.round_sf_with_strategy(2, RoundingStrategy::AwayFromZero).unwrap_or(number).normalize()
}

/// The steps of a line, from left to right.
#[must_use]
pub fn cliffs(pieces: &[Piece]) -> Vec<Cliff> {
    let mut all: Vec<Cliff> = Vec::new();
    for pair in pieces.windows(2) {
        let [one, next] = pair else { continue };
        let Some((below, above)) = one.at_to.zip(next.at_from).filter(|(below, above)| below != above) else {
            continue;
        };
        match all.last_mut().filter(|last| last.at == one.to) {
            // A single point between two pieces is one cliff.
            Some(last) => last.above = above,
            None => all.push(Cliff { at: one.to, below, above, exactly: if one.to_in { below } else { above } }),
        }
    }
    all
}

/// The steepest rise per unit of the axis, and the piece that has it; none if nothing rises.
#[must_use]
pub fn steepest(pieces: &[Piece]) -> Option<(Fraction, &Piece)> {
    let rising = pieces.iter().filter(|piece| !piece.approximate);
    let rising = rising.filter_map(|piece| Some((piece.slope()?, piece)));
    rising.filter(|(slope, _)| *slope > Fraction::ZERO).max_by(|(a, _), (b, _)| a.cmp(b))
}

fn crossings(lines: &[Line]) -> Vec<Crossing> {
    let mut all = Vec::new();
    for (at, one) in lines.iter().enumerate() {
        for other in lines.iter().skip(at + 1) {
            for end in [End::Floor, End::Ceiling] {
                all.extend(between(one, other, end));
            }
        }
    }
    all.sort_by_key(|crossing: &Crossing| crossing.at);
    all
}

/// Compares two amounts; an unbounded one is the greatest.
fn order(a: Option<Fraction>, b: Option<Fraction>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => a.cmp(&b),
        (None, None) => Ordering::Equal,
        (None, Some(_)) => Ordering::Greater,
        (Some(_), None) => Ordering::Less,
    }
}

/// The points where one of two places overtakes the other.
fn between(one: &Line, other: &Line, end: End) -> Vec<Crossing> {
    let (ones, others) = (one.of(end), other.of(end));
    let mut all = Vec::new();
    // The last place that led, and the point where it lost the lead.
    let (mut led, mut lost) = (Ordering::Equal, None);
    let mut see = |at: Fraction, leads: Ordering| {
        if leads.is_eq() {
            lost.get_or_insert(at);
            return;
        }
        if led.is_ne() && led != leads {
            let (a, b) = if led.is_gt() { (one, other) } else { (other, one) };
            let at = lost.unwrap_or(at);
            all.push(Crossing { a: a.place.clone(), b: b.place.clone(), of: end, at });
        }
        (led, lost) = (leads, None);
    };
    let mut points: Vec<Fraction> = ones.iter().chain(others).flat_map(|piece| [piece.from, piece.to]).collect();
    points.sort();
    points.dedup();
    for (at, &from) in points.iter().enumerate() {
        if let Some((a, b)) = at_point(ones, from).zip(at_point(others, from)) {
            see(from, order(a.at(from), b.at(from)));
        }
        let Some(&to) = points.get(at + 1) else { break };
        let Some((a, b)) = around(ones, from, to).zip(around(others, from, to)) else { continue };
        let (starts, ends) = (order(a.at(from), b.at(from)), order(a.at(to), b.at(to)));
        see(from, starts);
        if starts.is_ne() && ends.is_ne() && starts != ends {
            see(meeting(a, b, from, to), ends);
        }
        see(to, ends);
    }
    all
}

fn at_point(pieces: &[Piece], at: Fraction) -> Option<&Piece> {
    pieces.iter().find(|piece| piece.holds(at))
}

/// The piece that goes from one point to another.
fn around(pieces: &[Piece], from: Fraction, to: Fraction) -> Option<&Piece> {
    pieces.iter().find(|piece| piece.from <= from && piece.to >= to)
}

/// The point where two lines meet between two points with different leaders.
fn meeting(a: &Piece, b: &Piece, from: Fraction, to: Fraction) -> Fraction {
    let ahead = |at: Fraction| a.at(at)?.checked_sub(b.at(at)?);
    let exactly = || {
        let (start, end) = (ahead(from)?, ahead(to)?);
        let share = start.checked_div(start.checked_sub(end)?)?;
        from.checked_add(share.checked_mul(to.checked_sub(from)?)?)
    };
    exactly().unwrap_or(to)
}
