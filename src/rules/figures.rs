//! Open figures of which no single value takes all their uses to an extreme: the best value over their whole axis.
//!
//! The value of a partial completion along a figure is followed in exact pieces (see [`along`](super::along)). If
//! several figures must be tried, one is set where it is best, and then the next. If the value falls by that, the
//! bound of the first is kept and the result says that the search ended early.

use super::along::{Piece, along_within};
use super::completions::{Search, Tried};
use super::context::{Context, Moved, Tries};
use super::fraction::Fraction;
use super::trace::{self, Event};
use crate::model::id::FactId;

/// The maximum number of stretches of the axis that are looked at.
const MOST: usize = 200;

/// An open figure and its axis.
pub(super) struct Figure<'a> {
    fact: &'a FactId,
    most: Fraction,
    is_whole: bool,
}

impl<'a> Figure<'a> {
    /// None if the fact is no figure.
    pub(super) fn new(context: &Context<'_>, fact: &'a FactId) -> Option<Self> {
        match context.tries(fact)? {
            Tries::Figure { most, is_whole } => Some(Self { fact, most, is_whole }),
            Tries::Answers(_) | Tries::Date => None,
        }
    }
}

impl Search<'_, '_> {
    /// A figure that must be tried; none if the value of a node is exact.
    fn figure(&self, node: &Tried) -> Option<Figure<'_>> {
        let open = self.opens.get(self.tangled(node, true)?)?;
        Figure::new(self.context, open.fact)
    }

    /// A node with the figures that must be tried at their best values. Its value is exact, unless it says that the
    /// search ended early; then it is a bound.
    pub(super) fn refined(&self, node: Tried) -> Tried {
        let Some(figure) = self.figure(&node) else { return exact(node) };
        for end in [figure.most, Fraction::ZERO] {
            let child = self.at(&node, Moved::new(figure.fact, end));
            if self.order(child.value, node.value).is_eq() && !child.truncated {
                let mut child = self.refined(child);
                if self.order(child.value, node.value).is_eq() && !child.truncated {
                    if end == figure.most {
                        child.unnamed.push(figure.fact.clone());
                    }
                    return child;
                }
            }
        }
        // The best value moves with what a traced run varies, and not on a straight line.
        trace::note_if_on(|| Event::Inexact);
        trace::untraced(|| self.refined_along(node, &figure))
    }

    fn refined_along(&self, node: Tried, figure: &Figure<'_>) -> Tried {
        let at = |at: Fraction| self.at(&node, Moved::new(figure.fact, at));
        if node.value.is_none() && self.is_endless(figure, &at) {
            return exact(node);
        }
        let [pieces] = along_within(MOST, Fraction::ZERO, figure.most, true, |x| [at(x).value]);
        if pieces.is_empty() || pieces.iter().any(|piece| piece.approximate) {
            return loose(node);
        }
        let ends = pieces.iter().flat_map(|piece| figure.ends(piece));
        let Some(best) = ends.max_by(|a, b| self.order(a.value, b.value).then(a.is_reached.cmp(&b.is_reached))) else {
            return loose(node);
        };
        if self.order(best.value, node.value).is_gt() {
            return loose(node);
        }
        let mut child = at(best.at);
        if child.truncated {
            return loose(node);
        }
        if !best.is_reached {
            child.value = best.value;
            child.unnamed.push(figure.fact.clone());
            // Other figures would be tried close to the end, and not at it.
            return if self.figure(&child).is_some() { loose(child) } else { exact(child) };
        }
        let (value, awaited) = (child.value, self.refined(child));
        if awaited.value == value && !awaited.truncated {
            return awaited;
        }
        let mut bound = loose(awaited);
        bound.value = value;
        bound
    }

    /// Whether a value without a bound still grows at the far end of the axis.
    fn is_endless(&self, figure: &Figure<'_>, at: &impl Fn(Fraction) -> Tried) -> bool {
        let half = figure.most.checked_div(Fraction::from(2)).map(|half| Fraction::of(half.floor()));
        half.is_some_and(|half| self.order(at(figure.most).value, at(half).value).is_gt())
    }
}

/// A node whose value is exact.
fn exact(mut node: Tried) -> Tried {
    node.is_refined = true;
    node
}

/// A node whose value is only a bound.
fn loose(mut node: Tried) -> Tried {
    node.is_refined = true;
    node.truncated = true;
    node
}

/// A value at the end of a piece.
struct End {
    at: Fraction,
    value: Option<Fraction>,
    /// Whether the figure reaches it, or only comes close to it.
    is_reached: bool,
}

impl Figure<'_> {
    /// The values at the ends of a piece. Those of a whole number are at the outermost whole numbers of the piece;
    /// there are none if it holds none.
    fn ends(&self, piece: &Piece) -> Vec<End> {
        if self.is_whole {
            return self.whole_ends(piece).unwrap_or_default();
        }
        let inside = |end: Fraction, other: Fraction| {
            let step = Fraction::of(rust_decimal::Decimal::new(1, 2));
            let near = if end < other { end.checked_add(step) } else { end.checked_sub(step) };
            let halfway = || end.checked_add(other)?.checked_div(Fraction::from(2));
            near.filter(|near| piece.from < *near && *near < piece.to).or_else(halfway).unwrap_or(end)
        };
        let end = |at: Fraction, is_in: bool, other: Fraction, value: Option<Fraction>| {
            let is_reached = is_in && at.finite().is_some();
            End { at: if is_reached { at } else { inside(at, other) }, value, is_reached }
        };
        vec![
            end(piece.from, piece.from_in, piece.to, piece.at_from),
            end(piece.to, piece.to_in, piece.from, piece.at_to),
        ]
    }

    fn whole_ends(&self, piece: &Piece) -> Option<Vec<End>> {
        let below = |at: Fraction| Fraction::of(at.floor());
        let (mut first, mut last) = (below(piece.from), below(piece.to));
        if first < piece.from || !piece.from_in {
            first = first.checked_add(Fraction::ONE)?;
        }
        if last == piece.to && !piece.to_in {
            last = last.checked_sub(Fraction::ONE)?;
        }
        let has_limit = piece.at_from.is_some() && piece.at_to.is_some();
        let ends = [first, last].into_iter().filter(|_| first <= last).map(|at| {
            let value = if has_limit { Some(piece.at(at)?) } else { None };
            Some(End { at, value, is_reached: true })
        });
        ends.collect()
    }
}
