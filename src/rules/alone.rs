//! What a part of one policy comes to along one answer, apart from everything else that a place offers.
//!
//! It is [`along`](super::along) for readers that look at a policy by itself, such as the advice on it.

use super::along::{Piece, along};
use super::context::{Case, Context, Moved};
use super::fraction::Fraction;
use super::value::Range;
use crate::model::id::FactId;
use crate::model::policy::Policy;

/// The least and the most of something in exact pieces, while the answer to a fact goes from zero to `to`.
///
/// `of` works it out for an answer; where nothing comes out of it, its pieces have no ends.
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
