//! What a library gives for a production in a place on a day.

use std::sync::Arc;

use jiff::civil::Date;

use super::asked::Asked;
use super::award::{award, bare_award};
use super::completions::{self, End, Reached};
use super::context::{Case, Context};
use super::fraction::Fraction;
use super::gate::{Passage, passages};
use super::outcome::{Award, Outcome};
use super::stack::{Between, Combination, LeftOut, Reduction, Stacked};
use super::step::{Step, StepKind, Unit, Value};
use super::value::Range;
use crate::model::id::{FactId, IdMap, PlaceId, PolicyId};
use crate::model::library::Library;
use crate::model::policy::{Incentive, Policy};
use crate::model::production::{Currency, Production};

/// What a place offers a production on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// The place.
    pub place: PlaceId,
    /// The day.
    pub day: Date,
    /// The currency of all amounts.
    pub currency: Currency,
    /// What is certain.
    pub floor: Fraction,
    /// What is possible if everything is granted at its cap; none if nothing bounds it.
    pub ceiling: Option<Fraction>,
    /// What is possible without any of the missing answers: the part of the ceiling that only an
    /// authority decides.
    pub settled: Fraction,
    /// How many awards may pay something that is not in the ceiling, because no amount is published
    /// or it is decided case by case.
    pub unpriced: usize,
    /// The most that everything together can come to, also what has no published amount; none where no cap bounds
    /// that.
    pub within: Option<Fraction>,
    /// One award per incentive of each policy that applies, in the order of the policies.
    pub awards: Vec<Arc<Award>>,
    /// Where stacking took something away.
    pub reductions: Vec<Reduction>,
    /// The awards that make up the floor, and what keeps the others out.
    pub certain: Combination,
    /// The awards that make up the ceiling, and what keeps the others out.
    pub possible: Combination,
    /// The classes the work is in and the papers it needs, by the gates of the policies that apply.
    pub gates: Vec<Passage>,
    /// Answers that would narrow the interval, the most important first.
    pub questions: Vec<Question>,
    /// How floor and ceiling add up. It has the incentives without what is inside them, which is in
    /// the steps of the awards.
    pub step: Step,
}

impl Assessment {
    /// The ceiling as it may be said: none where nothing bounds it, and none where it would be zero only
    /// because no amount is published.
    #[must_use]
    pub fn known_ceiling(&self) -> Option<Fraction> {
        self.ceiling.filter(|most| !(most.is_zero() && self.unpriced > 0))
    }

    /// Whether no money is recorded here: what is known of it is help in kind, amounts that are not published, or
    /// nothing. It is not known to be zero then.
    #[must_use]
    pub fn is_unrecorded(&self) -> bool {
        let counts = |award: &Arc<Award>| !matches!(award.outcome, Outcome::NotCalculable(_));
        self.ceiling == Some(Fraction::ZERO)
            && self.floor.is_zero()
            && (self.unpriced > 0 || !self.awards.iter().any(counts))
    }

    /// What places are put in order by, the most first: what is certain, then the ceiling as it may be said, one that
    /// is not known after all that are, then what is possible without the answers that are missing.
    #[must_use]
    pub fn standing(&self) -> (Fraction, Option<Fraction>, Fraction) {
        (self.floor, self.known_ceiling(), self.settled)
    }

    /// With which answers its ends are reached, where its awards cannot all be at their own.
    #[must_use]
    pub fn reached(&self) -> Option<&Reached> {
        match &self.step.what {
            StepKind::Place(_, _, reached) => reached.as_deref(),
            _ => None,
        }
    }

    /// How floor and ceiling were calculated, down to the answers.
    #[must_use]
    pub fn explained(&self) -> Step {
        let mut step = self.step.clone();
        self.put_awards_in(&mut step);
        step
    }

    fn put_awards_in(&self, step: &mut Step) {
        if let StepKind::Incentive(policy, incentive) = &step.what
            && step.parts.is_empty()
            && let Some(award) = self.award(policy, incentive)
        {
            *step = award.step.clone();
            return;
        }
        step.parts.iter_mut().for_each(|part| self.put_awards_in(part));
    }

    /// What is left out of either combination, each once.
    #[must_use]
    pub fn left(&self) -> Vec<&LeftOut> {
        let mut all: Vec<&LeftOut> = Vec::new();
        for left in self.possible.left.iter().chain(&self.certain.left) {
            if !all.contains(&left) {
                all.push(left);
            }
        }
        all
    }

    /// What an incentive comes to.
    #[must_use]
    pub fn award(&self, policy: &PolicyId, incentive: &crate::model::id::IncentiveId) -> Option<&Award> {
        self.awards.iter().map(AsRef::as_ref).find(|award| award.policy == *policy && award.incentive == *incentive)
    }
}

/// An answer that is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The fact.
    pub fact: FactId,
    /// How much money depends on it at most; none if nothing bounds it.
    pub weight: Option<Fraction>,
}

/// Assesses a production in a place on a day.
#[must_use]
pub fn assess(library: &Library, production: &Production, place: &PlaceId, day: Date) -> Assessment {
    assess_in(&Context::new(library, production, day), place)
}

/// Assesses a production in several places; what they share is laid out once.
#[must_use]
pub fn assess_all(library: &Library, production: &Production, places: &[PlaceId], day: Date) -> Vec<Assessment> {
    let context = Context::new(library, production, day);
    let mut shared = Shared::default();
    places.iter().map(|place| assess_beside(&context, place, &mut shared)).collect()
}

/// Assesses the production of a context in a place.
#[must_use]
pub fn assess_in(context: &Context<'_>, place: &PlaceId) -> Assessment {
    assess_beside(context, place, &mut Shared::default())
}

/// What policies give that give the same wherever in their jurisdiction it is made.
pub(super) type Shared<'a> = IdMap<PolicyId, OfPolicy<'a>>;

/// What one policy gives by itself.
pub(super) struct OfPolicy<'a> {
    pub(super) awards: Vec<Arc<Award>>,
    /// What they ask for.
    pub(super) asked: Asked<'a>,
    /// Whether not everything was tried.
    ended: bool,
}

impl<'a> OfPolicy<'a> {
    fn new(context: &Context<'a>, policy: &'a Policy, place: &PlaceId) -> Self {
        Self::of(context, policy, place, award)
    }

    /// The same without steps and cash.
    pub(super) fn bare(context: &Context<'a>, policy: &'a Policy, place: &PlaceId) -> Self {
        Self::of(context, policy, place, bare_award)
    }

    fn of(
        context: &Context<'a>,
        policy: &'a Policy,
        place: &PlaceId,
        award: fn(&Case<'_>, &Incentive) -> Award,
    ) -> Self {
        let case = Case::new(context, policy, place);
        let mut awards: Vec<Arc<Award>> =
            policy.incentives.iter().map(|incentive| Arc::new(award(&case, incentive))).collect();
        let asked = Asked::of(context.library, policy, &awards);
        let ended = completions::of_awards(&asked, context, place, policy, &mut awards, |_| true);
        Self { awards, asked, ended }
    }

    /// The same where some of the awards are worked out again, without steps and cash.
    pub(super) fn again<'b>(
        &self,
        context: &Context<'b>,
        policy: &'b Policy,
        place: &PlaceId,
        moved: &[bool],
    ) -> OfPolicy<'b> {
        let case = Case::new(context, policy, place);
        let is_moved = |at: usize| moved.get(at).copied().unwrap_or(true);
        let mut awards = self.awards.clone();
        for (at, (slot, incentive)) in awards.iter_mut().zip(&policy.incentives).enumerate() {
            if is_moved(at) {
                *slot = Arc::new(bare_award(&case, incentive));
            }
        }
        let asked = Asked::of(context.library, policy, &awards);
        let ended = completions::of_awards(&asked, context, place, policy, &mut awards, is_moved);
        OfPolicy { awards, asked, ended: self.ended | ended }
    }
}

/// Assesses a place beside others, so that what a nation or a province gives to all is calculated once.
fn assess_beside<'a>(context: &Context<'a>, place: &PlaceId, shared: &mut Shared<'a>) -> Assessment {
    let policies = context.policies_in(place);
    let mut awards = Vec::with_capacity(policies.iter().map(|policy| policy.incentives.len()).sum());
    let (mut asked, mut ended) = (Asked::default(), false);
    for policy in &policies {
        let made;
        let own = match shared.get(&policy.id) {
            Some(known) => known,
            None => {
                made = OfPolicy::new(context, policy, place);
                let wider = policy.place != *place && context.production.local.is_empty();
                match wider && !context.uses_awards(policy) {
                    true => &*shared.entry(policy.id.clone()).or_insert(made),
                    false => &made,
                }
            }
        };
        asked.add(awards.len(), &own.asked);
        ended |= own.ended;
        awards.extend(own.awards.iter().map(Arc::clone));
    }
    let between = Between::of(context, place, &policies, &awards);
    let stacked = between.stacked(place, &policies, &awards);
    let Stacked {
        mut range,
        mut settled,
        mut within,
        mut step,
        reductions,
        mut certain,
        mut possible,
        questions: caps,
    } = stacked;
    // What cannot be looked through once is not looked through many times.
    let [least, most] = match certain.ended || possible.ended {
        true => [None, None],
        false => completions::of_place(&asked, &between, context, place, &policies, &awards),
    };
    range = tightened(range, [&least, &most]);
    let mut reached = Reached::default();
    if let Some(least) = least {
        ended |= least.ended;
        reached.floor = least.answers;
        certain = least.combination.unwrap_or(certain);
    }
    if let Some(most) = most {
        ended |= most.ended;
        reached.ceiling = most.answers;
        possible = most.combination.unwrap_or(possible);
    }
    settled = settled.max(range.low);
    reached.ended = ended;
    if let StepKind::Place(_, _, slot) = &mut step.what
        && reached != Reached::default()
    {
        *slot = Some(Arc::new(reached));
        step.value = Value::Amount(range, Unit::Money);
    }
    let unpriced = awards.iter().filter(|award| award.outcome.is_unpriced()).count();
    if unpriced == 0 {
        within = range.high;
    }
    Assessment {
        place: place.clone(),
        day: context.day,
        currency: context.production.currency,
        floor: range.low,
        ceiling: range.high,
        settled,
        unpriced,
        within,
        gates: passages(context, place),
        questions: questions(&awards, caps, range),
        awards,
        reductions,
        certain,
        possible,
        step,
    }
}

/// Both ends of a place where they are narrower than those of the intervals.
pub(super) fn tightened(range: Range, [least, most]: [&Option<End>; 2]) -> Range {
    let combination = |end: &Option<End>| end.as_ref().and_then(|end| end.combination.as_ref()).map(|one| one.total);
    let low = combination(least).map_or(range.low, |low| low.unwrap_or_default().max(range.low));
    let high = match combination(most) {
        Some(most) => most.map(|most| range.high.map_or(most, |high| high.min(most))),
        None => range.high,
    };
    Range { low, high: high.map(|high| high.max(low)) }
}

/// Adds the questions of several assessments up, the most important first.
#[must_use]
pub fn merge_questions<'a>(assessments: impl IntoIterator<Item = &'a Assessment>) -> Vec<Question> {
    let all = assessments.into_iter().flat_map(|assessment| assessment.questions.iter().cloned());
    sorted(all.collect())
}

fn questions(awards: &[Arc<Award>], caps: Vec<(FactId, Option<Fraction>)>, total: Range) -> Vec<Question> {
    // No answer moves more than the whole can move.
    let open = total.high.and_then(|high| high.minus(total.low));
    let mut all: Vec<Question> = caps.into_iter().map(|(fact, weight)| Question { fact, weight }).collect();
    for award in awards {
        if let Outcome::NeedsAnswer { facts, floor, ceiling } = &award.outcome {
            let weight = ceiling.and_then(|ceiling| ceiling.minus(*floor));
            all.extend(facts.iter().map(|fact| Question { fact: fact.clone(), weight }));
        }
    }
    let mut all = sorted(all);
    all.iter_mut().for_each(|question| question.weight = [question.weight, open].into_iter().flatten().min());
    all
}

/// One question per fact, the most important first; unbounded ones come before all others.
fn sorted(all: Vec<Question>) -> Vec<Question> {
    let mut merged: Vec<Question> = Vec::new();
    for question in all {
        match merged.iter_mut().find(|known| known.fact == question.fact) {
            Some(known) => {
                known.weight = known.weight.zip(question.weight).map(|(a, b)| a.saturating_add(b));
            }
            None => merged.push(question),
        }
    }
    merged.sort_by(|a, b| {
        let order = |question: &Question| question.weight.unwrap_or(Fraction::MAX);
        order(b).cmp(&order(a)).then_with(|| a.fact.cmp(&b.fact))
    });
    merged
}
