//! The range of a part of one policy for all values of one answer, without everything else that applies in a place.
//!
//! It is [`along`](super::along) for callers that examine a policy by itself, such as the advice on it.

use super::along::{Piece, along};
use super::context::{Case, Context, Moved};
use super::fraction::Fraction;
use super::value::Range;
use crate::model::id::FactId;
use crate::model::policy::Policy;

/// The least and the greatest value of a part in exact pieces, for answers to a fact from zero to `to`.
///
/// `of` calculates the part for an answer. If it cannot be calculated there, its pieces have no values.
pub fn along_answer(
    context: &Context<'_>,
    policy: &Policy,
    fact: &FactId,
    to: Fraction,
    of: impl Fn(&Case<'_>) -> Option<Range>,
) -> [Vec<Piece>; 2] {
    along(Fraction::ZERO, to, true, |at| {
        let moved = Moved::new(fact, at);
        let context = context.moved(&moved);
        let found = of(&Case::new(&context, policy, &policy.place));
        [found.map(|range| range.low), found.and_then(|range| range.high)]
    })
}
