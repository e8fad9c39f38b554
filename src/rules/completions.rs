//! Floor and ceiling over all possible answers to the open questions.
//!
//! An interval takes each award, and each part of one, at its own extreme. If an answer is used more than once, no
//! single answer may reach all these extremes: a drama is vertical or horizontal, never both. Here such yes/no and
//! choice answers are tried by branch and bound, with the intervals as bounds. An answer need not be tried if it is
//! used only once, or if one answer takes everything that uses it to its extreme; the interval is then exact (see
//! `asked`).
//!
//! A date is tried as the days from which some rule comes to something else. A figure is tried last, in its exact
//! pieces (see `figures`). A date from or to which days are counted is not tried, and neither are lists. They remain
//! intervals, which are never too narrow.

use std::cmp::Ordering;
use std::sync::Arc;

use super::asked::{Asked, Open, Side, asks, incentive_at};
use super::award::bare_award;
use super::context::{Case, Context, Moved};
use super::fraction::Fraction;
use super::outcome::{Award, Outcome};
use super::stack::{self, Between, Combination, Estimate};
use super::step::{Unit, Value};
use super::value::Range;
use crate::model::id::{FactId, PlaceId};
use crate::model::policy::Policy;
use crate::model::production::Answer;

/// The maximum number of partial completions for one end. After that, the best bound is used, which is never too
/// narrow.
const MOST_TRIED: usize = 400;

/// The answers with which a place reaches its floor and ceiling.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reached {
    /// Answers with which only the floor is certain.
    pub floor: Vec<(FactId, Answer)>,
    /// Answers with which the ceiling is possible.
    pub ceiling: Vec<(FactId, Answer)>,
    /// Whether the search ended early, so that the exact range may be narrower.
    pub truncated: bool,
}

/// Floor or ceiling of a place, and the answers with which it is reached.
pub(super) struct End {
    /// The answers that were tried.
    pub answers: Vec<(FactId, Answer)>,
    /// The combination of awards; none if it is that of the intervals.
    pub combination: Option<Combination>,
    /// Whether the search ended early.
    pub truncated: bool,
}

/// Floor and ceiling of a place over all completions; none where the interval is already exact.
pub(super) fn of_place(
    asked: &Asked<'_>,
    between: &Between,
    context: &Context<'_>,
    place: &PlaceId,
    policies: &[&Policy],
    awards: &[Arc<Award>],
) -> [Option<End>; 2] {
    [Side::Least, Side::Most].map(|side| {
        let opens = asked.opens(context, policies, awards, side, None)?;
        let fixed = opens.iter().all(|open| open.by_caps.times == 0);
        let between = fixed.then_some(between);
        let search = Search { context, place, policies, opens: &opens, side, only: None, between };
        let Found { node, truncated, moved } = search.solve(awards)?;
        let answers = search.named(&node);
        if !moved {
            // Answers with which an unchanged floor is reached are of no use.
            return (side == Side::Most).then_some(End { answers, combination: None, truncated });
        }
        let estimate = if side == Side::Least { Estimate::Certain } else { Estimate::Possible };
        let context = search.completed(&node.given, &node.figures);
        let mut combination = stack::combined(&context, place, policies, &node.awards, estimate);
        if !node.unnamed.is_empty() {
            // A figure may only come close to the end, however close.
            combination.total = node.value;
        }
        Some(End { answers, combination: Some(combination), truncated })
    })
}

/// Narrows the `wanted` awards of a policy to their own ends over all completions. Returns whether a search ended
/// early.
pub(super) fn of_awards(
    asked: &Asked<'_>,
    context: &Context<'_>,
    place: &PlaceId,
    policy: &Policy,
    awards: &mut [Arc<Award>],
    wanted: impl Fn(usize) -> bool,
) -> bool {
    let policies = &[policy];
    let mut any_truncated = false;
    for at in 0..awards.len() {
        if !wanted(at) || !awards.get(at).is_some_and(|award| matches!(award.outcome, Outcome::NeedsAnswer { .. })) {
            continue;
        }
        let ends = [Side::Least, Side::Most].map(|side| {
            let opens = asked.opens(context, policies, awards, side, Some(at))?;
            let search = Search { context, place, policies, opens: &opens, side, only: Some(at), between: None };
            let found = search.solve(awards)?;
            any_truncated |= found.truncated;
            found.moved.then_some(found.node.value)
        });
        if let Some(award) = awards.get_mut(at)
            && ends.iter().any(Option::is_some)
        {
            let award = Arc::make_mut(award);
            narrow(award, ends);
        }
    }
    any_truncated
}

/// Replaces the ends of the interval of an award.
fn narrow(award: &mut Award, [least, most]: [Option<Option<Fraction>>; 2]) {
    let Outcome::NeedsAnswer { floor, ceiling, .. } = &mut award.outcome else { return };
    if let Some(Some(least)) = least {
        *floor = least.max(*floor);
    }
    if let Some(Some(most)) = most {
        *ceiling = Some(ceiling.map_or(most, |ceiling| ceiling.min(most)).max(*floor));
    }
    let range = Range { low: *floor, high: *ceiling };
    award.step.value = Value::Amount(range, Unit::Money);
    if let Some(exact) = range.exact() {
        // The amount is the same with every answer.
        award.outcome = Outcome::Paid { floor: exact, ceiling: exact };
    }
}

/// The answers of a node: the index of each open question, and the index of its answer.
type Given = Vec<(usize, usize)>;

/// A partial completion.
pub(super) struct Tried {
    pub value: Option<Fraction>,
    /// Whether the search for the best combination ended early.
    pub truncated: bool,
    given: Given,
    /// The figures that are tried.
    pub figures: Vec<Moved>,
    /// Those of them that are not named, because they only come close to the value or only have to be large.
    pub unnamed: Vec<FactId>,
    /// Whether all figures that must be tried were tried.
    pub is_refined: bool,
    awards: Vec<Arc<Award>>,
    /// The question whose answers are being tried, and the number of answers that were tried.
    trying: Option<(usize, usize)>,
}

pub(super) struct Search<'s, 'a> {
    pub context: &'s Context<'a>,
    place: &'s PlaceId,
    policies: &'s [&'s Policy],
    pub opens: &'s [Open<'s>],
    side: Side,
    /// The award that is calculated by itself; the whole place if none.
    only: Option<usize>,
    /// The rules between the awards, if no answer that is tried changes a cap.
    between: Option<&'s Between>,
}

/// The result of a search.
struct Found {
    /// The completion that reaches the end.
    node: Tried,
    /// Whether the search ended early, so that the end is only a bound.
    truncated: bool,
    /// Whether the end differs from that of the intervals.
    moved: bool,
}

impl Search<'_, '_> {
    fn solve(&self, awards: &[Arc<Award>]) -> Option<Found> {
        let (end, truncated) = self.value(self.context, awards);
        let root = Tried {
            value: end,
            truncated,
            given: Vec::new(),
            figures: Vec::new(),
            unnamed: Vec::new(),
            is_refined: false,
            awards: awards.to_vec(),
            trying: None,
        };
        let found = |node: Tried, truncated: bool| {
            let moved = node.value != end;
            Some(Found { node, truncated, moved })
        };
        if truncated {
            return found(root, true);
        }
        let mut open = vec![root];
        let mut looked_at = None;
        let mut tried = 0;
        loop {
            // The node with the best bound; of equal ones, that with the most answers.
            let best = (0..open.len()).max_by(|&a, &b| match (open.get(a), open.get(b)) {
                (Some(a), Some(b)) => self.order(a.value, b.value).then(a.given.len().cmp(&b.given.len())),
                _ => Ordering::Equal,
            })?;
            let mut node = open.swap_remove(best);
            let (next, from) = match node.trying {
                Some(trying) => trying,
                None if node.is_refined => return found(node, false),
                None => match self.tangled(&node, false) {
                    Some(next) => (next, 0),
                    None => {
                        let bound = node.value;
                        let refined = self.refined(node);
                        if refined.truncated || self.order(refined.value, bound).is_eq() {
                            let truncated = refined.truncated;
                            return found(refined, truncated);
                        }
                        open.push(refined);
                        continue;
                    }
                },
            };
            // The first answers to all other questions together usually reach the bound, which ends the search.
            if looked_at != Some(node.value) {
                looked_at = Some(node.value);
                let likely = (0..self.opens.len()).filter(|&at| !self.is_figure(at) && self.times(&node, at) > 1);
                let at_once = self.with(&node, &likely.map(|at| (at, 0)).collect::<Given>());
                if at_once.value == node.value && !at_once.truncated {
                    let at_once = self.refined(at_once);
                    if at_once.value == node.value && !at_once.truncated {
                        return found(at_once, false);
                    }
                }
            }
            if tried >= MOST_TRIED || node.truncated {
                return found(node, true);
            }
            let answers = self.opens.get(next).map_or(0, |open| open.answers.len());
            for answer in from..answers {
                tried += 1;
                let child = self.with(&node, &[(next, answer)]);
                if child.truncated {
                    // Going on would take too long. The bound of the parent holds for all its completions.
                    return found(node, true);
                }
                let as_far = self.order(child.value, node.value).is_eq();
                open.push(child);
                if as_far {
                    // The other answers reach no further. They are tried only if this one turns out to fall short.
                    if answer + 1 < answers {
                        node.trying = Some((next, answer + 1));
                        open.push(node);
                    }
                    break;
                }
            }
        }
    }

    /// Compares two values: the greater one is further out at the end that is searched.
    pub(super) fn order(&self, a: Option<Fraction>, b: Option<Fraction>) -> Ordering {
        match (self.side, a, b) {
            (_, None, None) => Ordering::Equal,
            (_, None, Some(_)) => Ordering::Greater,
            (_, Some(_), None) => Ordering::Less,
            (Side::Most, Some(a), Some(b)) => a.cmp(&b),
            (Side::Least, Some(a), Some(b)) => b.cmp(&a),
        }
    }

    /// The question whose answer is used most often by open awards, among the figures or among all others; none if
    /// each is used at most once.
    pub(super) fn tangled(&self, node: &Tried, figures: bool) -> Option<usize> {
        let all = (0..self.opens.len()).filter(|&at| self.is_figure(at) == figures);
        let all = all.map(|at| (self.times(node, at), at));
        all.filter(|(times, _)| *times > 1).max_by_key(|(times, at)| (*times, std::cmp::Reverse(*at))).map(|(_, at)| at)
    }

    fn is_figure(&self, at: usize) -> bool {
        self.opens.get(at).is_some_and(|open| open.answers.is_empty())
    }

    /// The number of times that open awards use the answer to a question. Zero if it is given, or if one answer takes
    /// all of them to their extreme.
    fn times(&self, node: &Tried, at: usize) -> usize {
        let is_given = |open: &Open<'_>| {
            node.given.iter().any(|(given, _)| *given == at)
                || node.figures.iter().any(|figure| figure.fact() == open.fact)
        };
        let Some(open) = self.opens.get(at).filter(|open| !is_given(open)) else {
            return 0;
        };
        let still = |at: usize| node.awards.get(at).is_some_and(|award| asks(award, open.fact));
        let all = open.all(still);
        if all.agree(self.side) { 0 } else { all.times }
    }

    /// A node with more answers.
    fn with(&self, node: &Tried, more: &[(usize, usize)]) -> Tried {
        let mut given = node.given.clone();
        given.extend_from_slice(more);
        let opens: Vec<&Open<'_>> = more.iter().filter_map(|(next, _)| self.opens.get(*next)).collect();
        self.again(node, given, node.figures.clone(), &opens)
    }

    /// A node with a figure.
    pub(super) fn at(&self, node: &Tried, figure: Moved) -> Tried {
        let opens: Vec<&Open<'_>> = self.opens.iter().filter(|open| open.fact == figure.fact()).collect();
        let mut figures = node.figures.clone();
        figures.push(figure);
        self.again(node, node.given.clone(), figures, &opens)
    }

    /// A node with other answers, of which those to `opens` are new.
    fn again(&self, node: &Tried, given: Given, figures: Vec<Moved>, opens: &[&Open<'_>]) -> Tried {
        let context = self.completed(&given, &figures);
        let mut awards = node.awards.clone();
        let mut touched: Vec<usize> = opens.iter().flat_map(|open| open.asked.iter().map(|(at, _)| *at)).collect();
        touched.sort_unstable();
        touched.dedup();
        for at in touched {
            let matters = |award: &&mut Arc<Award>| opens.iter().any(|open| asks(award, open.fact));
            let Some(slot) = awards.get_mut(at).filter(matters) else { continue };
            if let Some((policy, incentive)) = incentive_at(self.policies, at) {
                *slot = Arc::new(bare_award(&Case::new(&context, policy, self.place), incentive));
            }
        }
        let (value, truncated) = self.value(&context, &awards);
        Tried {
            value,
            truncated,
            given,
            figures,
            unnamed: node.unnamed.clone(),
            is_refined: false,
            awards,
            trying: None,
        }
    }

    fn completed<'c>(&'c self, given: &Given, figures: &'c [Moved]) -> Context<'c> {
        let answers = given.iter().filter_map(|&(open, answer)| {
            let open = self.opens.get(open)?;
            Some((open.fact, open.answers.get(answer)?))
        });
        self.context.answering(answers, figures)
    }

    /// The answers and figures of a node that are named.
    fn named(&self, node: &Tried) -> Vec<(FactId, Answer)> {
        let answers = node.given.iter().filter_map(|&(open, answer)| {
            let open = self.opens.get(open)?;
            Some((open.fact.clone(), open.answers.get(answer)?.clone()))
        });
        let figures = node.figures.iter().filter(|figure| !node.unnamed.contains(figure.fact()));
        answers.chain(figures.map(|figure| (figure.fact().clone(), figure.answer().clone()))).collect()
    }

    fn value(&self, context: &Context<'_>, awards: &[Arc<Award>]) -> (Option<Fraction>, bool) {
        let Some(at) = self.only else {
            let estimate = if self.side == Side::Least { Estimate::Certain } else { Estimate::Possible };
            return match self.between {
                Some(between) => between.total(awards, estimate),
                None => Between::of(context, self.place, self.policies, awards).total(awards, estimate),
            };
        };
        let outcome = awards.get(at).map(|award| &award.outcome);
        let value = match self.side {
            Side::Least => outcome.map(Outcome::floor),
            Side::Most => outcome.and_then(Outcome::ceiling),
        };
        (value, false)
    }
}
