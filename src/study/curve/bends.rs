//! The rules behind the bends and steps of a curve.
//!
//! Close to a bend, on each side of it, the incentives that the number can change are calculated with their steps. The
//! rule is the innermost step that decides differently on the two sides: a condition, a cap, a tier. If no incentive
//! by itself bends there, the rule is one between measures: the one that leaves an award out, or cuts it, on one side
//! only. It is read from the rules and never guessed; if neither is found, the bend has no rule.

use super::{Curve, End, Line, moving};
use crate::model::id::{IncentiveId, PlaceId, PolicyId};
use crate::model::source::Citation;
use crate::rules::along::Piece;
use crate::rules::assess::Assessment;
use crate::rules::context::Context;
use crate::rules::ends::Ends;
use crate::rules::fraction::Fraction;
use crate::rules::outcome::Award;
use crate::rules::stack::{Block, Blocker, LeftOut};
use crate::rules::step::{SliceStep, Step, StepKind, Value};
use crate::rules::value::Truth;

/// The sides of a bend are examined at this fraction of the distance to its neighbours.
const NEAR: i64 = 1024;

/// A point at which a line bends or jumps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bend {
    /// The place.
    pub place: PlaceId,
    /// The end of its interval.
    pub of: End,
    /// The number.
    pub at: Fraction,
    /// Whether the amount jumps there.
    pub jumps: bool,
    /// The rules that change there, in the order of the incentives; empty if none was found.
    pub turns: Vec<Turn>,
}

/// A rule that decides differently below and above a bend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The policy of the incentive.
    pub policy: PolicyId,
    /// The incentive whose amount changes.
    pub incentive: IncentiveId,
    /// The rule, as a step; none if two measures exclude each other without a stacking rule.
    pub rule: Option<Step>,
    /// Its clauses.
    pub cites: Vec<Citation>,
}

/// The bends of all lines of a curve that was calculated in a context, from left to right in each line, certain amounts
/// first. Approximate pieces have none between each other.
#[must_use]
pub fn bends(context: &Context<'_>, curve: &Curve) -> Vec<Bend> {
    let Ok((moving, _)) = moving(context, &curve.over) else { return Vec::new() };
    let mut all = Vec::new();
    for line in &curve.places {
        let found = [End::Floor, End::Ceiling].map(|of| (of, points(line.of(of))));
        if found.iter().all(|(_, points)| points.is_empty()) {
            continue;
        }
        let ends = Ends::new(context, &line.place, moving.clone());
        for (of, points) in found {
            all.extend(points.into_iter().map(|point| bend(&ends, line, of, point)));
        }
    }
    all
}

/// A bend, and how far its sides are examined.
struct Point {
    at: Fraction,
    jumps: bool,
    near: Option<Fraction>,
}

fn points(pieces: &[Piece]) -> Vec<Point> {
    let mut all: Vec<Point> = Vec::new();
    for pair in pieces.windows(2) {
        let [one, next] = pair else { continue };
        let (at, jumps) = (one.to, one.at_to != next.at_from);
        // A single point between two pieces belongs to one bend.
        if let Some(last) = all.last_mut().filter(|last| last.at == at) {
            last.jumps |= jumps;
            continue;
        }
        let single = one.from == one.to || next.from == next.to;
        let straight = one.approximate && next.approximate || one.slope() == next.slope();
        if jumps || single || !straight {
            let left = pieces.iter().find(|piece| piece.to == at && piece.from < at);
            let right = pieces.iter().find(|piece| piece.from == at && piece.to > at);
            let length = |piece: &Piece| piece.to.checked_sub(piece.from);
            let least = left.and_then(length).into_iter().chain(right.and_then(length)).min();
            let near = least.and_then(|least| least.checked_div(NEAR.into()));
            all.push(Point { at, jumps, near });
        }
    }
    // A single point that continues both lines is none.
    all.retain(|point| point.jumps || slopes(pieces, point.at));
    all
}

/// Whether the slopes on both sides of a point differ.
fn slopes(pieces: &[Piece], at: Fraction) -> bool {
    let left = pieces.iter().find(|piece| piece.to == at && piece.from < at);
    let right = pieces.iter().find(|piece| piece.from == at && piece.to > at);
    left.map(Piece::slope) != right.map(Piece::slope)
}

fn bend(ends: &Ends<'_>, line: &Line, of: End, point: Point) -> Bend {
    let Point { at, jumps, near } = point;
    let sides = near.and_then(|near| {
        let twice = near.checked_add(near)?;
        let below = [at.checked_sub(twice)?, at.checked_sub(near)?];
        Some((below, [at.checked_add(near)?, at.checked_add(twice)?]))
    });
    let turns = sides.map(|(below, above)| turns(ends, of, below, above)).unwrap_or_default();
    Bend { place: line.place.clone(), of, at, jumps, turns }
}

fn turns(ends: &Ends<'_>, of: End, [far_below, below]: [Fraction; 2], [above, far_above]: [Fraction; 2]) -> Vec<Turn> {
    let [a, b, c, d] = [far_below, below, above, far_above].map(|at| ends.explained(at));
    let own: Vec<Turn> = a
        .iter()
        .zip(&b)
        .zip(c.iter().zip(&d))
        .filter(|((a, b), (c, d))| bends_itself([a, b, c, d].map(|award| amount(award, of))))
        .map(|((_, b), (c, _))| turned(b, c))
        .collect();
    if !own.is_empty() {
        return own;
    }
    let [before, after] = [below, above].map(|at| ends.assessed(at));
    between(&before, &after, of).into_iter().collect()
}

fn amount(award: &Award, of: End) -> Option<Fraction> {
    match of {
        End::Floor => Some(award.outcome.floor()),
        End::Ceiling => award.outcome.ceiling(),
    }
}

/// Whether four amounts at equal distances below and above a point, of which twice the distance lies between the inner
/// two, are on no common line.
fn bends_itself(amounts: [Option<Fraction>; 4]) -> bool {
    let [Some(a), Some(b), Some(c), Some(d)] = amounts else {
        // A limit begins or ends there.
        return amounts.iter().any(Option::is_some);
    };
    let straight = || {
        let (left, right) = (b.checked_sub(a)?, d.checked_sub(c)?);
        let across = c.checked_sub(b)?;
        Some(left == right && across == left.checked_add(right)?)
    };
    straight() == Some(false)
}

/// The rule of one incentive that decides differently.
fn turned(before: &Award, after: &Award) -> Turn {
    let mut found = None;
    decides(&before.step, &after.step, &[], &mut found);
    let (rule, cites) = found.unwrap_or_else(|| (after.step.clone(), after.step.cites().to_vec()));
    Turn { policy: after.policy.clone(), incentive: after.incentive.clone(), rule: Some(rule), cites }
}

/// Finds the first innermost step that decides differently in two calculations of one rule, with its clauses.
fn decides(before: &Step, after: &Step, outer: &[Citation], found: &mut Option<(Step, Vec<Citation>)>) {
    let own = if after.cites().is_empty() { before.cites() } else { after.cites() };
    let cites = if own.is_empty() { outer } else { own };
    let alike = |one: &Step, other: &Step| std::mem::discriminant(&one.what) == std::mem::discriminant(&other.what);
    for (one, other) in before.parts.iter().zip(&after.parts) {
        if found.is_some() {
            return;
        }
        // What is not granted has a condition, but no amount beside it.
        let (one, other) = if alike(one, other) { (one, other) } else { (condition(one), condition(other)) };
        if alike(one, other) {
            decides(one, other, cites, found);
        }
    }
    if found.is_none() && !decides_alike(before, after) {
        // The side on which a limit applies names it.
        let step = if matters(before) && !matters(after) { before } else { after };
        *found = Some((step.clone(), cites.to_vec()));
    }
}

/// The condition of a step that is granted under one.
fn condition(step: &Step) -> &Step {
    match (&step.what, step.parts.first()) {
        (StepKind::If(_), Some(first)) => first,
        _ => step,
    }
}

fn decides_alike(before: &Step, after: &Step) -> bool {
    let truth = |step: &Step| if let Value::Holds(truth) = step.value { Some(truth) } else { None };
    let kind = match (&before.what, &after.what) {
        // These carry the number itself, or its distance from a boundary.
        (StepKind::Answered(..), StepKind::Answered(..)) | (StepKind::Compare { .. }, StepKind::Compare { .. }) => true,
        (StepKind::Slices(one), StepKind::Slices(other)) => {
            let paid =
                |slices: &[SliceStep]| slices.iter().filter(|slice| slice.filled.high != Some(Fraction::ZERO)).count();
            paid(one) == paid(other)
        }
        (one, other) => one == other,
    };
    kind && truth(before) == truth(after)
}

/// Whether a step is a limit that applies.
fn matters(step: &Step) -> bool {
    match &step.what {
        StepKind::Cap(binds) | StepKind::Floor(binds) => *binds == Truth::Yes,
        StepKind::WithinTotal(_, binds) | StepKind::PerUnit(_, binds) => *binds == Truth::Yes,
        _ => false,
    }
}

/// The rule between measures that leaves an award out, or cuts it, on one side only.
fn between(before: &Assessment, after: &Assessment, of: End) -> Option<Turn> {
    let left = |one: &'_ Assessment| -> Vec<LeftOut> {
        match of {
            End::Floor => one.certain.left.clone(),
            End::Ceiling => one.possible.left.clone(),
        }
    };
    let (ours, theirs) = (left(before), left(after));
    let same = |a: &LeftOut, b: &LeftOut| {
        a.award == b.award && std::mem::discriminant(&a.because) == std::mem::discriminant(&b.because)
    };
    let new = theirs.iter().find(|one| !ours.iter().any(|other| same(one, other)));
    let gone = ours.iter().find(|one| !theirs.iter().any(|other| same(one, other)));
    let (one, of) = new.map(|one| (one, after)).or(gone.map(|one| (one, before)))?;
    let award = of.awards.get(one.award)?;
    let rule = match &one.because {
        Blocker::Capped { rule, .. } | Blocker::Excluded { rule: Block::Rule(rule), .. } => Some(rule.clone()),
        Blocker::Excluded { .. } | Blocker::Needs { .. } => None,
    };
    let (policy, incentive) = (award.policy.clone(), award.incentive.clone());
    Some(Turn { policy, incentive, rule, cites: one.because.cites().to_vec() })
}
