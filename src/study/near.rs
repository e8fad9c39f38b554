//! Changes that bring more in a place: the nearest changes of answers, each with its gain.
//!
//! Nothing is sampled. Answers of yes/no questions and choices are tried one by one. Figures are tried where the
//! pieces of their curve begin or end, and where they pass the present certain amount; dates on both sides of every
//! day with which a rule compares them. One item is added to a list: one like those in it, and every kind of item if
//! its fields have few answers. Two changes together are tried if an incentive fails on exactly two answers.
//!
//! A change is listed only if it gains more than every smaller change of the same kind: a figure or a date nearer to
//! the present one, and of two changes each one alone. Certain and possible money are straight lines between two
//! answers that are tried, so no value between them exceeds both ends. This proves that no smaller change gains as
//! much. It does not hold for an approximate piece; [`Near::nearest`] states this. Whether a change can be made is not
//! considered, and its cost only if the user states it ([`cost`]): none is assumed, not even that of more spending.
//! Another order of measures is not considered either, because no rule depends on one: the best lawful combination is
//! the same for any order.

mod blocked;
pub mod cost;
mod figures;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::evidence::Evidence;
use crate::model::amount::Amount;
use crate::model::condition::Condition;
use crate::model::fact::{Fact, FactKind, Topic};
use crate::model::id::{FactId, IncentiveId, PlaceId, PolicyId};
use crate::model::library::Library;
use crate::model::number::Number;
use crate::model::policy::{DatedBy, Status};
use crate::model::production::{Answer, Item, Production};
use crate::model::walk::Node;
use crate::rules::along::Piece;
use crate::rules::assess::{Assessment, assess_in};
use crate::rules::context::Context;
use crate::rules::each::each;
use crate::rules::ends::{Ends, Moving, Still};
use crate::rules::fraction::Fraction;
use crate::rules::outcome::{Award, Outcome};
use crate::study::questions::needed;

pub use blocked::{Blocked, blocked};
pub use cost::Cost;

/// The maximum number of further items of a list that are tried.
const MOST_ITEMS: usize = 64;

/// Changes that bring more in a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near {
    /// The place.
    pub place: PlaceId,
    /// The changed answers, in the order of their facts; none if only the day changes.
    pub changes: Vec<Change>,
    /// The day of the calculation, if it is another.
    pub day: Option<Date>,
    /// How much more is certain.
    pub floor_gain: Fraction,
    /// How much more is possible; none if it is unbounded before or after.
    pub ceiling_gain: Option<Fraction>,
    /// The incentives that give more than before.
    pub incentives: Vec<(PolicyId, IncentiveId)>,
    /// Whether it is proven that no smaller change of the same kind gains as much.
    pub nearest: bool,
    /// The cost of the change, if the user states one.
    pub cost: Option<Cost>,
}

/// A changed answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The fact.
    pub fact: FactId,
    /// The present answer; none if there is none.
    pub from: Option<Answer>,
    /// The new answer, to the smallest unit: a fen for money, one for whole counts, a hundredth for other counts, a
    /// hundredth of a per cent for shares.
    pub to: Answer,
    /// The figure that has to be passed, if a threshold is strict and the figure itself is not enough: more than it,
    /// or less if `to` is below the present answer.
    pub beyond: Option<Number>,
}

/// A new answer and its result.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Found {
    to: Answer,
    worth: Worth,
    /// Whether it is proven that no nearer one is as good.
    nearest: bool,
    /// The figure that has to be passed.
    beyond: Option<Number>,
}

impl Found {
    fn of((to, worth): (Answer, Worth)) -> Self {
        Self { to, worth, nearest: true, beyond: None }
    }
}

/// The changes that bring more for the production of a context in a place: those with more certain money first, then
/// those with more possible money. What a change brings is counted after its cost if the user states one, and changes
/// that bring no more than they cost come last.
#[must_use]
pub fn near(context: &Context<'_>, place: &PlaceId) -> Vec<Near> {
    let before = assess_in(context, place);
    let searching = Searching { context, place, before: &before };
    let mut all: Vec<Near> = Vec::new();
    let mut alone: BTreeMap<FactId, Alone> = BTreeMap::new();
    let still = Still::new(context, place);
    for fact in needed(context.library, std::slice::from_ref(place), context.day) {
        let tried = searching.tried(&still, context.production, fact);
        all.extend(searching.single(&still, fact, &tried));
        alone.insert(fact.id.clone(), tried);
    }
    for [first, second] in searching.pairs() {
        all.extend(searching.both(first, second, &alone));
    }
    all.extend(searching.days());
    cost::set(&mut all, &context.production.change_costs);
    all.sort_by_key(|one| (one.is_outweighed(), Reverse(one.brings()), one.changes.len()));
    all
}

/// The changes that bring more in each of several places, in their order.
#[must_use]
pub fn near_in_all(context: &Context<'_>, places: &[PlaceId]) -> Vec<Vec<Near>> {
    each(places, |place| near(context, place))
}

/// The order in which changes are listed: more certain money, then amounts from an official text or the press, then
/// amounts from second-hand reports only. Within each, changes of the work come before those that need another
/// applicant; then by gain. What a change brings is counted after its cost if the user states one, and changes that
/// bring no more than they cost come last.
#[must_use]
pub fn order(library: &Library, near: &Near) -> (bool, u8, bool, Reverse<(Fraction, Option<Fraction>)>) {
    let hearsay = |(policy, incentive): &(PolicyId, IncentiveId)| {
        let policy = library.policies.get(policy)?;
        Some(Evidence::of(library, policy, policy.incentive(incentive)?) == Evidence::SecondHand)
    };
    let second_hand = !near.incentives.is_empty() && near.incentives.iter().all(|one| hearsay(one) == Some(true));
    let brings = near.brings();
    let group = match brings.0 > Fraction::ZERO {
        true => 0,
        false if second_hand => 2,
        false => 1,
    };
    let topic = |change: &Change| library.facts.get(&change.fact).map(|fact| fact.topic);
    let other = near.changes.iter().any(|change| matches!(topic(change), Some(Topic::Applicant | Topic::Base)));
    (near.is_outweighed(), group, other, Reverse(brings))
}

/// The same production with changed answers; answers for single places are removed.
#[must_use]
pub fn changed(production: &Production, changes: &[Change]) -> Production {
    let mut other = production.clone();
    for change in changes {
        other.answers.insert(change.fact.clone(), change.to.clone());
        other.local.values_mut().for_each(|answers| drop(answers.remove(&change.fact)));
    }
    other
}

/// The result of a place: certain, and possible; none if it is unbounded.
type Worth = (Fraction, Option<Fraction>);

/// Whether a possible amount is more. An unbounded one is more than any other.
fn more(one: Option<Fraction>, than: Option<Fraction>) -> bool {
    match (one, than) {
        (Some(one), Some(than)) => one > than,
        (None, Some(_)) => true,
        (_, None) => false,
    }
}

/// Whether one is more than another: certain before possible, and never less for certain.
fn exceeds(one: Worth, than: Worth) -> bool {
    one.0 > than.0 || one.0 == than.0 && more(one.1, than.1)
}

/// The result of every answer to a fact by itself.
enum Alone {
    /// Each answer of a few.
    Answers(Vec<(Answer, Worth)>),
    /// A figure, in exact pieces: certain, and possible.
    Figure([Vec<Piece>; 2]),
    /// Nothing is tried.
    Nothing,
}

impl Alone {
    /// The result of an answer.
    fn worth(&self, of: &Answer) -> Option<Worth> {
        match (self, of) {
            (Self::Answers(all), of) => all.iter().find(|(answer, _)| answer == of).map(|(_, worth)| *worth),
            (Self::Figure(pieces), Answer::Number(at)) => Some(figures::worth(pieces, at.0)),
            _ => None,
        }
    }
}

struct Searching<'s, 'a> {
    context: &'s Context<'a>,
    place: &'s PlaceId,
    before: &'s Assessment,
}

impl Searching<'_, '_> {
    /// The results of every answer to a fact for a production.
    fn tried<'b>(&self, still: &Still<'b>, production: &Production, fact: &'b Fact) -> Alone {
        let ends = still.ends(Moving::Answer(&fact.id));
        let each = |answers: Vec<Answer>| {
            let worth = |answer: Answer| {
                let [floor, ceiling] = ends.answered(answer.clone());
                (answer, (floor.unwrap_or_default(), ceiling))
            };
            Alone::Answers(answers.into_iter().map(worth).collect())
        };
        match &fact.kind {
            FactKind::YesNo | FactKind::Choice(_) => each(fact.answers().unwrap_or_default()),
            FactKind::Money | FactKind::Count(_) | FactKind::Percent => {
                let now = self.answer(production, &fact.id);
                figures::pieces(&ends, fact, now.as_ref()).map_or(Alone::Nothing, Alone::Figure)
            }
            FactKind::Date => each(self.dates(fact).unwrap_or_default()),
            FactKind::List(fields) => each(self.longer(production, &fact.id, fields)),
        }
    }

    /// Single changes of a fact.
    fn single<'b>(&self, still: &Still<'b>, fact: &'b Fact, tried: &Alone) -> Vec<Near> {
        let now = self.answer(self.context.production, &fact.id);
        let before = (self.before.floor, self.before.ceiling);
        let found: Vec<Found> = match tried {
            Alone::Figure(pieces) => figures::rising(fact, now.as_ref(), pieces, None, before),
            Alone::Answers(all) if fact.kind == FactKind::Date => nearest_dates(all, now.as_ref(), before),
            Alone::Answers(all) => {
                let others = all.iter().filter(|(to, worth)| Some(to) != now.as_ref() && exceeds(*worth, before));
                others.cloned().map(Found::of).collect()
            }
            Alone::Nothing => Vec::new(),
        };
        let ends = still.ends(Moving::Answer(&fact.id));
        self.each(&ends, found, |to, beyond| vec![Change { fact: fact.id.clone(), from: now.clone(), to, beyond }])
    }

    /// Changes that were found, each listed once; of several with the same result, the first.
    fn each(
        &self,
        ends: &Ends<'_>,
        found: Vec<Found>,
        changes: impl Fn(Answer, Option<Number>) -> Vec<Change>,
    ) -> Vec<Near> {
        let mut listed: Vec<Worth> = Vec::new();
        let mut all = Vec::new();
        for Found { to, nearest, beyond, .. } in found {
            // Within an approximate piece, only a separate calculation is exact.
            let [floor, ceiling] = ends.answered(to.clone());
            let worth = (floor.unwrap_or_default(), ceiling);
            let Some((floor_gain, ceiling_gain)) = self.gains(worth).filter(|_| !listed.contains(&worth)) else {
                continue;
            };
            listed.push(worth);
            let (place, incentives) = (self.place.clone(), risen(self.before, &ends.given(to.clone())));
            let mut changes = changes(to, beyond);
            changes.sort_by(|a, b| a.fact.cmp(&b.fact));
            all.push(Near { place, changes, day: None, floor_gain, ceiling_gain, incentives, nearest, cost: None });
        }
        all
    }

    /// The present answer, for the place if there is one.
    fn answer(&self, production: &Production, fact: &FactId) -> Option<Answer> {
        let local = production.local.get(self.place).and_then(|answers| answers.get(fact));
        local.or_else(|| production.answers.get(fact)).cloned()
    }

    /// The gain of a result over the present one; none if there is none.
    fn gains(&self, (floor, ceiling): Worth) -> Option<(Fraction, Option<Fraction>)> {
        let floor_gain = floor.minus(self.before.floor)?;
        let ceiling_gain = ceiling.zip(self.before.ceiling).and_then(|(after, before)| after.minus(before));
        let more_certain = floor_gain > Fraction::ZERO;
        let more_possible = ceiling_gain.is_some_and(|gain| gain > Fraction::ZERO);
        let nothing_lost = floor_gain >= Fraction::ZERO;
        (more_certain || more_possible && nothing_lost).then_some((floor_gain, ceiling_gain))
    }

    /// A list with one more item: like one that is in it, and of every kind if its fields have few answers.
    fn longer(&self, production: &Production, list: &FactId, fields: &[FactId]) -> Vec<Answer> {
        let now = match self.answer(production, list) {
            Some(Answer::Items(items)) => items.to_vec(),
            _ => Vec::new(),
        };
        let mut more: Vec<Item> = Vec::new();
        let mut add = |item: &Item| {
            if !more.contains(item) && more.len() < MOST_ITEMS {
                more.push(item.clone());
            }
        };
        now.iter().for_each(&mut add);
        let few: Option<Vec<(&FactId, Vec<Answer>)>> =
            fields.iter().map(|field| Some((field, self.context.library.facts.get(field)?.answers()?))).collect();
        let mut made = vec![Item::new()];
        for (field, answers) in few.unwrap_or_default() {
            let with = |item: &Item| -> Vec<Item> {
                let one = |answer: &Answer| {
                    let mut item = item.clone();
                    item.insert(field.clone(), answer.clone());
                    item
                };
                answers.iter().map(one).collect()
            };
            made = made.iter().flat_map(with).take(MOST_ITEMS).collect();
        }
        made.iter().filter(|item| !item.is_empty()).for_each(&mut add);
        more.into_iter().map(|item| Answer::Items([now.as_slice(), &[item]].concat().into())).collect()
    }

    /// One day for each range in which nothing changes, on both sides of every day with which a rule compares the
    /// fact. None if days are counted from it, because then no day represents others.
    fn dates(&self, fact: &Fact) -> Option<Vec<Answer>> {
        let (mut days, mut counted) = (BTreeSet::new(), false);
        for policy in self.context.policies_in(self.place) {
            policy.walk(&mut |node: Node<'_>| match node {
                Node::Condition(Condition::OnOrAfter(of, day)) if *of == fact.id => {
                    days.insert(day.first_day());
                }
                Node::Condition(Condition::OnOrBefore(of, day)) if *of == fact.id => {
                    days.extend(day.last_day().tomorrow().ok());
                }
                Node::Amount(Amount::DaysBetween(from, to)) => counted |= [from, to].contains(&&fact.id),
                Node::Amount(Amount::Dated(versions)) if policy.dated_by == DatedBy::Fact(fact.id.clone()) => {
                    days.extend(versions.iter().map(|version| version.from.first_day()));
                }
                _ => {}
            });
        }
        let both = days.into_iter().flat_map(|day| [day.yesterday().ok(), Some(day)]).flatten();
        let both: BTreeSet<Date> = both.collect();
        (!counted).then(|| both.into_iter().map(Answer::Date).collect())
    }

    /// Pairs of facts on which an incentive fails.
    fn pairs(&self) -> BTreeSet<[FactId; 2]> {
        let mut pairs = BTreeSet::new();
        for award in &self.before.awards {
            let Outcome::NotEligible(failed) = &award.outcome else { continue };
            let mut facts = BTreeSet::new();
            failed.iter().for_each(|step| step.facts(&mut facts));
            let mut facts = facts.into_iter();
            if let (Some(one), Some(other), None) = (facts.next(), facts.next(), facts.next()) {
                pairs.insert([one, other]);
            }
        }
        pairs
    }

    /// Two changes that gain more together than each alone.
    fn both(&self, first: FactId, second: FactId, alone: &BTreeMap<FactId, Alone>) -> Vec<Near> {
        let library = self.context.library;
        let (Some(one), Some(other)) = (library.facts.get(&first), library.facts.get(&second)) else {
            return Vec::new();
        };
        // The fact with few answers is set first; the other is then examined as a whole.
        let (set, moved): (&Arc<Fact>, &Arc<Fact>) = if one.answers().is_some() { (one, other) } else { (other, one) };
        let Some(answers) = set.answers() else { return Vec::new() };
        let (Some(set_alone), Some(moved_alone)) = (alone.get(&set.id), alone.get(&moved.id)) else {
            return Vec::new();
        };
        let now = |fact: &Fact| self.answer(self.context.production, &fact.id);
        let (set_now, moved_now) = (now(set), now(moved));
        let before = (self.before.floor, self.before.ceiling);
        let mut found = Vec::new();
        for to in answers.into_iter().filter(|to| Some(to) != set_now.as_ref()) {
            // The gain of the single change is not counted again.
            let Some(by_itself) = set_alone.worth(&to) else { continue };
            let least = (before.0.max(by_itself.0), if more(by_itself.1, before.1) { by_itself.1 } else { before.1 });
            let change = Change { fact: set.id.clone(), from: set_now.clone(), to, beyond: None };
            let production = changed(self.context.production, std::slice::from_ref(&change));
            let context = self.context.with_production(&production);
            let still = Still::new(&context, self.place);
            let tried: Vec<Found> = match (self.tried(&still, &production, moved), moved_alone) {
                (Alone::Figure(pieces), Alone::Figure(alone)) => {
                    figures::rising(moved, moved_now.as_ref(), &pieces, Some(alone), least)
                }
                // For a date only the day is set; nearer days are not examined.
                (Alone::Answers(all), alone) if moved.kind != FactKind::Date => {
                    let wins = |(to, worth): &(Answer, Worth)| {
                        let moved_by_itself = alone.worth(to).unwrap_or(before);
                        exceeds(*worth, least) && exceeds(*worth, moved_by_itself) && Some(to) != moved_now.as_ref()
                    };
                    all.into_iter().filter(wins).map(Found::of).collect()
                }
                _ => Vec::new(),
            };
            let ends = still.ends(Moving::Answer(&moved.id));
            found.extend(self.each(&ends, tried, |to, beyond| {
                vec![change.clone(), Change { fact: moved.id.clone(), from: moved_now.clone(), to, beyond }]
            }));
        }
        found
    }

    /// Days on which a policy of the place begins.
    fn days(&self) -> Vec<Near> {
        let day = self.context.day;
        let policies = self.context.policies_in(self.place);
        let upcoming = policies.iter().filter(|policy| policy.status_on(day) == Status::Upcoming);
        let begins: BTreeSet<Date> = upcoming
            .filter_map(|policy| policy.begins())
            .map(|begins| begins.first_day())
            .filter(|at| *at > day)
            .collect();
        let near = |at: Date| {
            let after = assess_in(&self.context.on(at), self.place);
            let (floor_gain, ceiling_gain) = self.gains((after.floor, after.ceiling))?;
            let incentives = risen(self.before, &after.awards);
            let place = self.place.clone();
            let day = Some(at);
            Some(Near {
                place,
                changes: Vec::new(),
                day,
                floor_gain,
                ceiling_gain,
                incentives,
                nearest: true,
                cost: None,
            })
        };
        begins.into_iter().filter_map(near).collect()
    }
}

/// The incentives that give more than before, for certain or at most.
fn risen(before: &Assessment, after: &[Arc<Award>]) -> Vec<(PolicyId, IncentiveId)> {
    let more = after.iter().filter(|award| {
        let was = before.award(&award.policy, &award.incentive).map(|award| &award.outcome);
        let floor = was.map_or(Fraction::ZERO, Outcome::floor);
        let ceiling = was.map_or(Some(Fraction::ZERO), Outcome::ceiling);
        let higher = match (award.outcome.ceiling(), ceiling) {
            (Some(now), Some(was)) => now > was,
            (None, Some(_)) => true,
            (_, None) => false,
        };
        award.outcome.floor() > floor || higher
    });
    more.map(|award| (award.policy.clone(), award.incentive.clone())).collect()
}

/// Days with a higher result than any nearer one, later and earlier than the present one; from the first one on if
/// there is no answer.
fn nearest_dates(all: &[(Answer, Worth)], now: Option<&Answer>, before: Worth) -> Vec<Found> {
    let day = |answer: &Answer| if let Answer::Date(day) = answer { Some(*day) } else { None };
    let now = now.and_then(day);
    let mut found = Vec::new();
    let later = all.iter().filter(|(to, _)| now.is_none_or(|now| day(to).is_some_and(|to| to > now)));
    let earlier = all.iter().rev().filter(|(to, _)| now.is_some_and(|now| day(to).is_some_and(|to| to < now)));
    for direction in [later.collect::<Vec<_>>(), earlier.collect()] {
        let mut best = before;
        for (to, worth) in direction {
            if worth.0 > best.0 || more(worth.1, best.1) && worth.0 >= best.0 {
                found.push(Found::of((to.clone(), *worth)));
            }
            best = (best.0.max(worth.0), if more(worth.1, best.1) { worth.1 } else { best.1 });
        }
    }
    found
}
