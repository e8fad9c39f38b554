//! What would win more in a place: the nearest changes of answers, each with what it wins.
//!
//! Nothing is sampled. Yes/no questions and choices are tried one by one; figures are tried where the pieces of
//! their curve begin or end, and where they pass what is certain now. Where certain and possible money move against
//! each other within a piece, a figure nearer than the one told may win as much. Two changes together are tried
//! where an incentive fails on just two answers.
//! Absent on purpose: what a change costs, and whether anybody can make it.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::curve::range_of;
use super::evidence::Evidence;
use crate::model::fact::{Fact, FactKind, Topic};
use crate::model::id::{FactId, IncentiveId, PlaceId, PolicyId};
use crate::model::library::Library;
use crate::model::number::Number;
use crate::model::policy::Status;
use crate::model::production::{Answer, Production};
use crate::rules::along::{Piece, along};
use crate::rules::assess::{Assessment, assess_in};
use crate::rules::context::Context;
use crate::rules::ends::{Ends, Moving, Still};
use crate::rules::fraction::Fraction;
use crate::rules::outcome::{Award, Outcome};
use crate::study::questions::needed;

/// Changes that win more in a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near {
    /// The place.
    pub place: PlaceId,
    /// The answers that change, in the order of their facts; none where only the day does.
    pub changes: Vec<Change>,
    /// The day on which it is worked out, where that is another.
    pub day: Option<Date>,
    /// How much more is certain.
    pub floor_gain: Fraction,
    /// How much more is possible; none where nothing bounds it before or after.
    pub ceiling_gain: Option<Fraction>,
    /// The incentives that give more than before.
    pub incentives: Vec<(PolicyId, IncentiveId)>,
}

/// One answer that changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The fact.
    pub fact: FactId,
    /// What is answered now; none where nothing is.
    pub from: Option<Answer>,
    /// What would be.
    pub to: Answer,
}

/// Changes of one figure in one direction are listed only so often: the nearest first.
const MOST_OF_A_FIGURE: usize = 3;

/// A figure without an upper bound is looked at up to here.
const FARTHEST: i64 = 10_000_000_000;

/// The changes that win more for the production of a context in a place: what makes more certain first, then what
/// makes more possible.
#[must_use]
pub fn near(context: &Context<'_>, place: &PlaceId) -> Vec<Near> {
    let before = assess_in(context, place);
    let searching = Searching { context, place, before: &before };
    let mut all: Vec<Near> = Vec::new();
    let still = Still::new(context, place);
    for fact in needed(context.library, std::slice::from_ref(place), context.day) {
        all.extend(searching.one(&still, context.production, fact, &[]));
    }
    let single = all.clone();
    for [first, second] in searching.pairs() {
        all.extend(searching.both(first, second, &single));
    }
    all.extend(searching.days());
    all.sort_by(|a, b| {
        let key = |one: &Near| (one.floor_gain, one.ceiling_gain);
        key(b).cmp(&key(a)).then(a.changes.len().cmp(&b.changes.len()))
    });
    all
}

/// In which order a change is told: what makes more certain, then what an official text or the press reports, then what
/// is known at second hand only; within each, what changes the work before what takes another applicant; then by gain.
#[must_use]
pub fn order(library: &Library, near: &Near) -> (u8, bool, Reverse<(Fraction, Option<Fraction>)>) {
    let hearsay = |(policy, incentive): &(PolicyId, IncentiveId)| {
        let policy = library.policies.get(policy)?;
        Some(Evidence::of(library, policy, policy.incentive(incentive)?) == Evidence::SecondHand)
    };
    let second_hand = !near.incentives.is_empty() && near.incentives.iter().all(|one| hearsay(one) == Some(true));
    let group = match near.floor_gain > Fraction::ZERO {
        true => 0,
        false if second_hand => 2,
        false => 1,
    };
    let topic = |change: &Change| library.facts.get(&change.fact).map(|fact| fact.topic);
    let other = near.changes.iter().any(|change| matches!(topic(change), Some(Topic::Applicant | Topic::Base)));
    (group, other, Reverse((near.floor_gain, near.ceiling_gain)))
}

/// The same production with changed answers; those that hold in one place only give way.
#[must_use]
pub fn changed(production: &Production, changes: &[Change]) -> Production {
    let mut other = production.clone();
    for change in changes {
        other.answers.insert(change.fact.clone(), change.to.clone());
        other.local.values_mut().for_each(|answers| drop(answers.remove(&change.fact)));
    }
    other
}

struct Searching<'s, 'a> {
    context: &'s Context<'a>,
    place: &'s PlaceId,
    before: &'s Assessment,
}

impl Searching<'_, '_> {
    /// Single changes of a fact, on top of others.
    fn one<'b>(&self, still: &Still<'b>, production: &Production, fact: &'b Fact, with: &[Change]) -> Vec<Near> {
        let ends = still.ends(Moving::Answer(&fact.id));
        let now = self.answer(production, &fact.id);
        let candidates: Vec<Answer> = match &fact.kind {
            FactKind::YesNo | FactKind::Choice(_) => fact.answers().unwrap_or_default(),
            FactKind::Money | FactKind::Count(_) | FactKind::Percent => self.figures(&ends, fact, now.as_ref()),
            FactKind::Date | FactKind::List(_) => Vec::new(),
        };
        let wins = |to: Answer| {
            let [floor, ceiling] = ends.answered(to.clone());
            let (floor_gain, ceiling_gain) = self.gains(floor.unwrap_or_default(), ceiling)?;
            Some((to, floor_gain, ceiling_gain))
        };
        let others = candidates.into_iter().filter(|to| Some(to) != now.as_ref());
        let mut found: Vec<(Answer, Fraction, Option<Fraction>)> = Vec::new();
        for (to, floor, ceiling) in others.filter_map(wins) {
            // Of several answers that win the same, the first stands for all.
            if !found.iter().any(|(_, a, b)| (*a, *b) == (floor, ceiling)) {
                found.push((to, floor, ceiling));
            }
        }
        let told = |(to, floor_gain, ceiling_gain): (Answer, Fraction, Option<Fraction>)| {
            let incentives = risen(self.before, &ends.given(to.clone()));
            let mut changes = with.to_vec();
            changes.push(Change { fact: fact.id.clone(), from: now.clone(), to });
            changes.sort_by(|a, b| a.fact.cmp(&b.fact));
            Near { place: self.place.clone(), changes, day: None, floor_gain, ceiling_gain, incentives }
        };
        found.into_iter().map(told).collect()
    }

    /// What is answered now, in the place if it is answered there.
    fn answer(&self, production: &Production, fact: &FactId) -> Option<Answer> {
        let local = production.local.get(self.place).and_then(|answers| answers.get(fact));
        local.or_else(|| production.answers.get(fact)).cloned()
    }

    /// What a result wins over the present one; none if it wins nothing.
    fn gains(&self, floor: Fraction, ceiling: Option<Fraction>) -> Option<(Fraction, Option<Fraction>)> {
        let floor_gain = floor.minus(self.before.floor)?;
        let ceiling_gain = ceiling.zip(self.before.ceiling).and_then(|(after, before)| after.minus(before));
        let more_certain = floor_gain > Fraction::ZERO;
        let more_possible = ceiling_gain.is_some_and(|gain| gain > Fraction::ZERO);
        let nothing_lost = floor_gain >= Fraction::ZERO;
        (more_certain || more_possible && nothing_lost).then_some((floor_gain, ceiling_gain))
    }

    /// Figures at which more comes out than at any nearer one, from the present one up and down.
    fn figures(&self, ends: &Ends<'_>, fact: &Fact, now: Option<&Answer>) -> Vec<Answer> {
        let Some((least, most)) = range_of(fact) else { return Vec::new() };
        let present = match now {
            Some(Answer::Number(number)) => Some(*number),
            _ => None,
        };
        let far = Number::from(FARTHEST).max(present.map_or(Number::ZERO, |now| Number(now.0 * Decimal::TEN)));
        let to = most.unwrap_or(far);
        let pieces = along(least.0.into(), to.0.into(), true, |at| ends.at(at));
        let unit = unit(fact);
        let mut all: Vec<Decimal> = pieces.iter().flatten().flat_map(|piece| ends_of(piece, unit)).collect();
        // Inside a piece something changes only where it passes what is certain now.
        let [floors, _] = &pieces;
        all.extend(floors.iter().flat_map(|piece| passes(piece, self.before.floor, unit)));
        all.retain(|at| *at >= least.0 && *at <= to.0);
        // Where nothing bounds the answer, the end of the axis is no end of anything.
        all.retain(|at| most.is_some() || *at != to.0);
        all.sort_unstable();
        all.dedup();
        let start = present.map_or(least.0, |now| now.0);
        let above = all.iter().copied().filter(|at| *at > start || present.is_none() && *at >= start);
        let below = all.iter().rev().copied().filter(|at| present.is_some() && *at < start);
        let mut found = self.rising(&pieces, unit, above);
        found.extend(self.rising(&pieces, unit, below));
        found.into_iter().map(|at| Answer::Number(Number(at.normalize()))).collect()
    }

    /// Those of some figures, going away from the present one, at which more comes out than before.
    fn rising(&self, pieces: &[Vec<Piece>; 2], unit: Decimal, figures: impl Iterator<Item = Decimal>) -> Vec<Decimal> {
        let [floors, ceilings] = pieces;
        let value = |pieces: &[Piece], at: Decimal| {
            pieces.iter().find(|piece| piece.holds(at.into())).and_then(|piece| piece.at(at.into()))
        };
        let mut best = (self.before.floor, self.before.ceiling);
        let mut found: Vec<Decimal> = Vec::new();
        for at in figures {
            let (floor, ceiling) = (value(floors, at).unwrap_or_default(), value(ceilings, at));
            let higher = ceiling.zip(best.1).is_some_and(|(now, best)| now > best);
            if floor > best.0 || higher && floor >= best.0 {
                best = (floor.max(best.0), ceiling.max(best.1));
                // A bend between two answers is one place, and the further of them has passed it.
                if found.last().is_some_and(|last| (at - last).abs() <= unit) {
                    found.pop();
                }
                if found.len() == MOST_OF_A_FIGURE {
                    break;
                }
                found.push(at);
            }
        }
        found
    }

    /// Pairs of facts on which an incentive fails together.
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

    /// Two changes that win more together than either does alone.
    fn both(&self, first: FactId, second: FactId, single: &[Near]) -> Vec<Near> {
        let library = self.context.library;
        let (Some(one), Some(other)) = (library.facts.get(&first), library.facts.get(&second)) else {
            return Vec::new();
        };
        // The one with few answers is set first; the other is then looked at as a whole.
        let (set, moved): (&Arc<Fact>, &Arc<Fact>) = if one.answers().is_some() { (one, other) } else { (other, one) };
        let Some(answers) = set.answers() else { return Vec::new() };
        let now = self.answer(self.context.production, &set.id);
        let alone = |changes: &[Change], near: &Near| {
            near.changes.len() == 1 && changes.iter().any(|change| near.changes.contains(change))
        };
        let mut found = Vec::new();
        for to in answers.into_iter().filter(|to| Some(to) != now.as_ref()) {
            let change = Change { fact: set.id.clone(), from: now.clone(), to };
            let production = changed(self.context.production, std::slice::from_ref(&change));
            let context = self.context.with_production(&production);
            let still = Still::new(&context, self.place);
            let both = self.one(&still, &production, moved, std::slice::from_ref(&change));
            found.extend(both.into_iter().filter(|near| {
                let better = |than: &Near| {
                    near.floor_gain > than.floor_gain
                        || near.floor_gain == than.floor_gain && near.ceiling_gain > than.ceiling_gain
                };
                single.iter().filter(|than| alone(&near.changes, than)).all(better)
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
            let (floor_gain, ceiling_gain) = self.gains(after.floor, after.ceiling)?;
            let incentives = risen(self.before, &after.awards);
            let place = self.place.clone();
            Some(Near { place, changes: Vec::new(), day: Some(at), floor_gain, ceiling_gain, incentives })
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

/// The smallest step of an answer: one of what is counted whole, a fen, a hundredth of a per cent.
fn unit(fact: &Fact) -> Decimal {
    match fact.kind {
        FactKind::Count(_) if fact.whole => Decimal::ONE,
        FactKind::Percent => Decimal::new(1, 4),
        _ => Decimal::new(1, 2),
    }
}

/// The answers around the point at which a piece passes a value.
fn passes(piece: &Piece, value: Fraction, unit: Decimal) -> Vec<Decimal> {
    let passed = || {
        let slope = piece.slope().filter(|slope| !slope.is_zero())?;
        let at = piece.from.checked_add(value.checked_sub(piece.at_from?)?.checked_div(slope)?)?;
        at.decimal().checked_div(unit)
    };
    let around = passed().map(|units| [units.floor() * unit, units.ceil() * unit]);
    around.into_iter().flatten().filter(|at| piece.holds((*at).into())).collect()
}

/// The answers at the ends of a piece, or the first ones inside it.
fn ends_of(piece: &Piece, unit: Decimal) -> Vec<Decimal> {
    let down = |at: Fraction| at.decimal().checked_div(unit).map(|units| units.floor() * unit);
    let up = |at: Fraction| at.decimal().checked_div(unit).map(|units| units.ceil() * unit);
    let first = up(piece.from).map(|at| if piece.holds(at.into()) { at } else { at + unit });
    let last = down(piece.to).map(|at| if piece.holds(at.into()) { at } else { at - unit });
    [first, last].into_iter().flatten().filter(|at| piece.holds((*at).into())).collect()
}
