//! How the certain amount of a place changes with a figure of the production: its slope, the value below which it
//! falls, and the value above which it exceeds everything another place could give.
//!
//! Figures without an answer are not examined, and no advice is given.

use super::curve::{cliffs, range_of};
use crate::model::fact::FactKind;
use crate::model::id::{FactId, PlaceId};
use crate::model::number::{LARGEST, Number};
use crate::model::production::Answer;
use crate::rules::along::{Piece, along};
use crate::rules::assess::Assessment;
use crate::rules::context::Context;
use crate::rules::ends::{Ends, Moving};
use crate::rules::fraction::Fraction;
use crate::study::questions::needed;

/// A figure is examined up to this multiple of its value.
const AHEAD: i64 = 10;

/// How the certain amount of a place changes with one figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moves {
    /// The figure: money or a count.
    pub fact: FactId,
    /// Its value.
    pub now: Number,
    /// How much more is certain per unit of the figure, from its value on; none if nothing is.
    pub slope: Option<Fraction>,
    /// The nearest value below the figure at which the certain amount falls, and the amount below it.
    pub falls: Option<(Fraction, Fraction)>,
    /// The nearest other place that is passed, and the figure above which even its possible amount is less.
    pub passes: Option<(PlaceId, Fraction)>,
}

/// The answered figure that changes the certain amount of a place most; none if no figure changes it.
#[must_use]
pub fn moves(context: &Context<'_>, one: &Assessment, others: &[&Assessment]) -> Option<Moves> {
    let facts = needed(context.library, std::slice::from_ref(&one.place), context.day);
    let figures = facts.into_iter().filter(|fact| matches!(fact.kind, FactKind::Money | FactKind::Count(_)));
    let found = figures.filter_map(|fact| {
        let Some(Answer::Number(now)) = context.production.answer(&fact.id, &one.place) else { return None };
        let (_, most) = range_of(fact)?;
        let ahead = now.0.checked_mul(AHEAD.into())?.min(most.map_or(LARGEST.into(), |most| most.0));
        if now.0.is_zero() || ahead <= now.0 {
            return None;
        }
        let ends = Ends::new(context, &one.place, Moving::Answer(&fact.id));
        let [floor, _] = along(Fraction::ZERO, ahead.into(), true, |at| ends.at(at));
        let at = Fraction::of(now.0);
        let here = floor.iter().rev().find(|piece| piece.to > at && piece.from <= at)?;
        let slope = here.slope().filter(|slope| *slope > Fraction::ZERO && !here.approximate);
        let below = |cliff: &super::curve::Cliff| cliff.at <= at && cliff.below < cliff.above;
        let falls = cliffs(&floor).into_iter().rev().find(below).map(|cliff| (cliff.at, cliff.below));
        if slope.is_none() && falls.is_none() {
            return None;
        }
        let passes = others.iter().filter_map(|other| {
            let target = other.known_ceiling().filter(|most| *most >= one.floor && !most.is_zero())?;
            let above = passing(&floor, at, target)?;
            // Only if the amount of the other place does not depend on the figure.
            let ends = Ends::new(context, &other.place, Moving::Answer(&fact.id));
            (ends.at(above).get(1).copied().flatten() == Some(target)).then(|| (other.place.clone(), above))
        });
        let passes = passes.min_by(|a, b| a.1.cmp(&b.1));
        let weight = slope.and_then(|slope| slope.checked_mul(at)).unwrap_or_default();
        Some((weight, Moves { fact: fact.id.clone(), now: *now, slope, falls, passes }))
    });
    found.max_by(|a, b| a.0.cmp(&b.0)).map(|(_, moves)| moves)
}

/// The figure, from a given one on, above which a line passes an amount.
fn passing(pieces: &[Piece], from: Fraction, target: Fraction) -> Option<Fraction> {
    for piece in pieces.iter().filter(|piece| piece.to > from && !piece.approximate) {
        let (start, end) = (piece.at_from?, piece.at_to?);
        if start > target && piece.from >= from {
            return Some(piece.from);
        }
        if end > target {
            let slope = piece.slope()?;
            return piece.from.checked_add(target.checked_sub(start)?.checked_div(slope)?).map(|at| at.max(from));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::read::{File, Layer, read};
    use crate::data::seeds;
    use crate::rules::assess::assess_all;
    use jiff::civil::date;

    #[test]
    fn what_is_certain_of_a_revenue_share_has_a_slope_and_a_line_below_which_it_falls() {
        let policy = r#"Policy(id: "yangzhou-share", place: "yangzhou", title: (zh: "甲", en: "A"), issuer: (zh: "乙", en: "B"),
            status: InForce, read: Whole, confidence: High, checked_on: "2026-11-22", sources: [],
            incentives: [(id: "share", name: (zh: "丙", en: "C"), kind: Work, basis: Entitlement,
                when: AtLeast(Fact("revenue_share_year"), Fixed(1_000_000)),
                amount: AtMost(cap: Fixed(1_000_000), of: Share(rate: "10%", of: Fact("revenue_share_year"))), cites: [])])"#;
        let file = File { name: "a.ron".to_owned(), bytes: policy.as_bytes().to_vec() };
        let library = read(&[seeds::layer(), Layer { files: vec![file], problems: vec![] }]).library;
        let production = &library.productions[seeds::SAMPLE];
        let day = date(2026, 11, 22);
        let context = Context::new(&library, production, day);
        let places: Vec<_> = ["yangzhou", "foshan"].map(Into::into).to_vec();
        let all = assess_all(&library, production, &places, day);
        let moves = moves(&context, &all[0], &[&all[1]]).unwrap();
        assert_eq!(moves.fact, "revenue_share_year".into());
        assert_eq!(moves.slope, Fraction::ONE.checked_div(10.into()));
        assert_eq!(moves.falls, Some((1_000_000.into(), Fraction::ZERO)));
        let (place, above) = moves.passes.unwrap();
        assert_eq!(Some(place), places.get(1).cloned());
        assert_eq!(above.checked_div(10.into()), all[1].known_ceiling());
    }
}
