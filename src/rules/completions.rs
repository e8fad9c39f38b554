//! Both ends over every completion of the open answers.
//!
//! An interval takes each award, and each part of one, at its own extreme. Where an answer is asked for more
//! than once, no single answer need give them all: a drama is vertical or horizontal, never both. Here such
//! yes/no and choice answers are tried by branch and bound, with the intervals as bounds. An answer that is
//! asked for once moves nothing else, and one at which everything that asks for it is furthest takes nothing from
//! anything, so the interval says exactly what they can do and they are not tried (see `asked`).
//! Absent on purpose: figures and dates. They stay intervals, which are never too narrow.

use std::cmp::Ordering;
use std::sync::Arc;

use super::asked::{Asked, Open, Side, asks, incentive_at};
use super::award::bare_award;
use super::context::{Case, Context};
use super::fraction::Fraction;
use super::outcome::{Award, Outcome};
use super::stack::{self, Between, Combination, Scene};
use super::step::{Unit, Value};
use super::value::Range;
use crate::model::id::{FactId, PlaceId};
use crate::model::policy::Policy;
use crate::model::production::Answer;

/// Partial completions tried for one end; then the bound that is reached is used, which is never too narrow.
const MOST_TRIED: usize = 400;

/// What a place comes to over every completion of the open answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reached {
    /// Answers with which no more than the floor is certain.
    pub floor: Vec<(FactId, Answer)>,
    /// Answers with which the ceiling is possible.
    pub ceiling: Vec<(FactId, Answer)>,
    /// Whether not everything was tried, so that the truth may be narrower.
    pub ended: bool,
}

/// One end of a place, and the completion that reaches it.
pub(super) struct End {
    /// The answers that were tried.
    pub answers: Vec<(FactId, Answer)>,
    /// The combination that pays it; none where it is that of the intervals.
    pub combination: Option<Combination>,
    /// Whether it ended before everything was tried.
    pub ended: bool,
}

/// Both ends of a place over every completion; none where the intervals say them already.
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
        let Found { node, ended, moved } = search.solve(awards)?;
        let answers = search.told(&node.given);
        if !moved {
            // Nothing is gained by saying that what is least is reached.
            return (side == Side::Most).then_some(End { answers, combination: None, ended });
        }
        let scene = if side == Side::Least { Scene::Certain } else { Scene::Possible };
        let combination = stack::combined(&search.completed(&node.given), place, policies, &node.awards, scene);
        Some(End { answers, combination: Some(combination), ended })
    })
}

/// Those awards of a policy that are wanted with their own ends over every completion, and whether anything was left
/// untried.
pub(super) fn of_awards(
    asked: &Asked<'_>,
    context: &Context<'_>,
    place: &PlaceId,
    policy: &Policy,
    awards: &mut [Arc<Award>],
    wanted: impl Fn(usize) -> bool,
) -> bool {
    let policies = &[policy];
    let mut any_ended = false;
    for at in 0..awards.len() {
        if !wanted(at) || !awards.get(at).is_some_and(|award| matches!(award.outcome, Outcome::NeedsAnswer { .. })) {
            continue;
        }
        let ends = [Side::Least, Side::Most].map(|side| {
            let opens = asked.opens(context, policies, awards, side, Some(at))?;
            let search = Search { context, place, policies, opens: &opens, side, only: Some(at), between: None };
            let found = search.solve(awards)?;
            any_ended |= found.ended;
            found.moved.then_some(found.node.value)
        });
        if let Some(award) = awards.get_mut(at)
            && ends.iter().any(Option::is_some)
        {
            let award = Arc::make_mut(award);
            narrow(award, ends);
        }
    }
    any_ended
}

/// Puts ends that were found in place of those of the interval.
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
        // Whatever is answered, it is the same.
        award.outcome = Outcome::Paid { floor: exact, ceiling: exact };
    }
}

/// Answers that were given in a node: which, and which of its answers.
type Given = Vec<(usize, usize)>;

/// A partial completion.
struct Tried {
    value: Option<Fraction>,
    /// Whether the stacking search that says so ended early.
    ended: bool,
    given: Given,
    awards: Vec<Arc<Award>>,
    /// The answer that is being tried, and how many of its answers were.
    trying: Option<(usize, usize)>,
}

struct Search<'s, 'a> {
    context: &'s Context<'a>,
    place: &'s PlaceId,
    policies: &'s [&'s Policy],
    opens: &'s [Open<'s>],
    side: Side,
    /// The award that is looked at by itself; the whole place if none.
    only: Option<usize>,
    /// The rules between the awards, where no answer that is tried moves a cap.
    between: Option<&'s Between>,
}

/// What a search came to.
struct Found {
    /// The completion that reaches the end.
    node: Tried,
    /// Whether it ended before it was sure of that.
    ended: bool,
    /// Whether the end is another than that of the intervals.
    moved: bool,
}

impl Search<'_, '_> {
    fn solve(&self, awards: &[Arc<Award>]) -> Option<Found> {
        let (end, ended) = self.value(self.context, awards);
        let root = Tried { value: end, ended, given: Vec::new(), awards: awards.to_vec(), trying: None };
        let found = |node: Tried, ended: bool| {
            let moved = node.value != end;
            Some(Found { node, ended, moved })
        };
        if ended {
            return found(root, true);
        }
        let mut open = vec![root];
        let mut looked_at = None;
        let mut tried = 0;
        loop {
            // The best bound; of the same, the one that knows most.
            let best = (0..open.len()).max_by(|&a, &b| match (open.get(a), open.get(b)) {
                (Some(a), Some(b)) => self.order(a.value, b.value).then(a.given.len().cmp(&b.given.len())),
                _ => Ordering::Equal,
            })?;
            let mut node = open.swap_remove(best);
            let (next, from) = match node.trying {
                Some(trying) => trying,
                None => match self.tangled(&node) {
                    Some(next) => (next, 0),
                    None => return found(node, false),
                },
            };
            // Mostly the likeliest of all other answers together reach the bound, and there is no more to do.
            if looked_at != Some(node.value) {
                looked_at = Some(node.value);
                let likely = (0..self.opens.len()).filter(|&at| self.times(&node, at) > 1);
                let at_once = self.with(&node, &likely.map(|at| (at, 0)).collect::<Given>());
                if at_once.value == node.value && !at_once.ended {
                    return found(at_once, false);
                }
            }
            if tried >= MOST_TRIED || node.ended {
                return found(node, true);
            }
            let answers = self.opens.get(next).map_or(0, |open| open.answers.len());
            for answer in from..answers {
                tried += 1;
                let child = self.with(&node, &[(next, answer)]);
                if child.ended {
                    // To go on would take too long; this bound holds for all that follows from it.
                    return found(node, true);
                }
                let as_far = self.order(child.value, node.value).is_eq();
                open.push(child);
                if as_far {
                    // The others reach no further. They are tried only if this one falls short later on.
                    if answer + 1 < answers {
                        node.trying = Some((next, answer + 1));
                        open.push(node);
                    }
                    break;
                }
            }
        }
    }

    /// Greater where it is further out at the end that is looked for.
    fn order(&self, a: Option<Fraction>, b: Option<Fraction>) -> Ordering {
        match (self.side, a, b) {
            (_, None, None) => Ordering::Equal,
            (_, None, Some(_)) => Ordering::Greater,
            (_, Some(_), None) => Ordering::Less,
            (Side::Most, Some(a), Some(b)) => a.cmp(&b),
            (Side::Least, Some(a), Some(b)) => b.cmp(&a),
        }
    }

    /// The answer that is asked for most often where it still matters; none if each is asked for once.
    fn tangled(&self, node: &Tried) -> Option<usize> {
        let all = (0..self.opens.len()).map(|at| (self.times(node, at), at));
        all.filter(|(times, _)| *times > 1).max_by_key(|(times, at)| (*times, std::cmp::Reverse(*at))).map(|(_, at)| at)
    }

    /// How often an answer that is not given is asked for where it still matters and not everything that asks is
    /// furthest at the same answer.
    fn times(&self, node: &Tried, at: usize) -> usize {
        let Some(open) = self.opens.get(at).filter(|_| node.given.iter().all(|(given, _)| *given != at)) else {
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
        let context = self.completed(&given);
        let mut awards = node.awards.clone();
        let opens = || more.iter().filter_map(|(next, _)| self.opens.get(*next));
        let mut touched: Vec<usize> = opens().flat_map(|open| open.asked.iter().map(|(at, _)| *at)).collect();
        touched.sort_unstable();
        touched.dedup();
        for at in touched {
            let matters = |award: &&mut Arc<Award>| opens().any(|open| asks(award, open.fact));
            let Some(slot) = awards.get_mut(at).filter(matters) else { continue };
            if let Some((policy, incentive)) = incentive_at(self.policies, at) {
                *slot = Arc::new(bare_award(&Case::new(&context, policy, self.place), incentive));
            }
        }
        let (value, ended) = self.value(&context, &awards);
        Tried { value, ended, given, awards, trying: None }
    }

    fn completed(&self, given: &Given) -> Context<'_> {
        let answers = given.iter().filter_map(|&(open, answer)| {
            let open = self.opens.get(open)?;
            Some((open.fact, open.answers.get(answer)?))
        });
        self.context.answering(answers)
    }

    fn told(&self, given: &Given) -> Vec<(FactId, Answer)> {
        let answers = given.iter().filter_map(|&(open, answer)| {
            let open = self.opens.get(open)?;
            Some((open.fact.clone(), open.answers.get(answer)?.clone()))
        });
        answers.collect()
    }

    fn value(&self, context: &Context<'_>, awards: &[Arc<Award>]) -> (Option<Fraction>, bool) {
        let Some(at) = self.only else {
            let scene = if self.side == Side::Least { Scene::Certain } else { Scene::Possible };
            return match self.between {
                Some(between) => between.total(awards, scene),
                None => Between::of(context, self.place, self.policies, awards).total(awards, scene),
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
