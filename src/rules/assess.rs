//! The incentives for a production in a place on a day.

use std::sync::Arc;

use jiff::civil::Date;

use super::asked::Asked;
use super::award::{award, bare_award};
use super::completions::{self, End, Reached};
use super::context::{Case, Context};
use super::each::each;
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

/// The result for a production in a place on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// The place.
    pub place: PlaceId,
    /// The day.
    pub day: Date,
    /// The currency of all amounts.
    pub currency: Currency,
    /// The amount that is certain.
    pub floor: Fraction,
    /// The amount that is possible if everything is granted at its cap; none if there is no limit.
    pub ceiling: Option<Fraction>,
    /// The amount that is possible without any of the missing answers: the part of the ceiling that only an authority
    /// decides.
    pub settled: Fraction,
    /// The number of awards that may pay something that is not in the ceiling, because no amount is published or it is
    /// decided case by case.
    pub unpriced: usize,
    /// The maximum of all awards together, including those without a published amount; none if no cap limits it.
    pub within: Option<Fraction>,
    /// One award per incentive of each policy that applies, in the order of the policies.
    pub awards: Vec<Arc<Award>>,
    /// The reductions by stacking rules.
    pub reductions: Vec<Reduction>,
    /// The awards that make up the floor, and the reasons that exclude the others.
    pub certain: Combination,
    /// The awards that make up the ceiling, and the reasons that exclude the others.
    pub possible: Combination,
    /// The classes of the work and the papers that it needs, by the gates of the policies that apply.
    pub gates: Vec<Passage>,
    /// The missing answers that would narrow the interval, the most important first.
    pub questions: Vec<Question>,
    /// The calculation of floor and ceiling. Its steps for incentives have no parts; see the steps of the awards.
    pub step: Step,
}

impl Assessment {
    /// The ceiling for display: none if there is no limit, and none if it is zero only because no amount is published.
    #[must_use]
    pub fn known_ceiling(&self) -> Option<Fraction> {
        self.ceiling.filter(|most| !(most.is_zero() && self.unpriced > 0))
    }

    /// Whether no money is recorded here: only help in kind, amounts that are not published, or nothing. The amount is
    /// then not known to be zero.
    #[must_use]
    pub fn is_unrecorded(&self) -> bool {
        let counts = |award: &Arc<Award>| !matches!(award.outcome, Outcome::NotCalculable(_));
        self.ceiling == Some(Fraction::ZERO)
            && self.floor.is_zero()
            && (self.unpriced > 0 || !self.awards.iter().any(counts))
    }

    /// The key by which places are sorted, in descending order: the floor, then
    /// [`known_ceiling`](Self::known_ceiling), of which unknown ones come last, then the amount that is possible
    /// without the missing answers.
    #[must_use]
    pub fn standing(&self) -> (Fraction, Option<Fraction>, Fraction) {
        (self.floor, self.known_ceiling(), self.settled)
    }

    /// The answers with which floor and ceiling are reached, if the awards cannot all reach their own at once.
    #[must_use]
    pub fn reached(&self) -> Option<&Reached> {
        match &self.step.what {
            StepKind::Place(_, _, reached) => reached.as_deref(),
            _ => None,
        }
    }

    /// The calculation of floor and ceiling, down to the answers.
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

    /// The awards that are left out of either combination, each once.
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

    /// The award of an incentive; `None` if it does not apply here.
    #[must_use]
    pub fn award(&self, policy: &PolicyId, incentive: &crate::model::id::IncentiveId) -> Option<&Award> {
        self.awards.iter().map(AsRef::as_ref).find(|award| award.policy == *policy && award.incentive == *incentive)
    }
}

/// A missing answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The fact.
    pub fact: FactId,
    /// The maximum amount of money that depends on it; none if there is no limit.
    pub weight: Option<Fraction>,
}

/// Assesses a production in a place on a day.
#[must_use]
pub fn assess(library: &Library, production: &Production, place: &PlaceId, day: Date) -> Assessment {
    assess_in(&Context::new(library, production, day), place)
}

/// Assesses a production in several places. Their common policies are calculated once.
#[must_use]
pub fn assess_all(library: &Library, production: &Production, places: &[PlaceId], day: Date) -> Vec<Assessment> {
    let context = Context::new(library, production, day);
    let shared = shared(&context, places);
    each(places, |place| assess_beside(&context, place, &shared))
}

/// Assesses the production of a context in a place.
#[must_use]
pub fn assess_in(context: &Context<'_>, place: &PlaceId) -> Assessment {
    assess_beside(context, place, &Shared::default())
}

/// The results of policies that are the same everywhere in their jurisdiction.
pub(super) type Shared<'a> = IdMap<PolicyId, OfPolicy<'a>>;

/// The result of one policy by itself.
pub(super) struct OfPolicy<'a> {
    pub(super) awards: Vec<Arc<Award>>,
    /// The facts that they ask for.
    pub(super) asked: Asked<'a>,
    /// Whether the search over answers ended before all were tried.
    truncated: bool,
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
        let truncated = completions::of_awards(&asked, context, place, policy, &mut awards, |_| true);
        Self { awards, asked, truncated }
    }

    /// The same with some of the awards calculated again, without steps and cash.
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
        let truncated = completions::of_awards(&asked, context, place, policy, &mut awards, is_moved);
        OfPolicy { awards, asked, truncated: self.truncated | truncated }
    }
}

/// The results of the policies that apply in several places, each calculated once.
fn shared<'a>(context: &Context<'a>, places: &[PlaceId]) -> Shared<'a> {
    // With answers for single places, a policy can have another result in each.
    if places.len() < 2 || !context.production.local.is_empty() {
        return Shared::default();
    }
    let mut seen = IdMap::default();
    let mut wider = Vec::new();
    for place in places {
        for policy in context.policies_in(place) {
            if policy.place != *place && !context.uses_awards(policy) && seen.insert(&policy.id, ()).is_none() {
                wider.push((policy, place));
            }
        }
    }
    let made = each(&wider, |(policy, place)| OfPolicy::new(context, policy, place));
    wider.into_iter().map(|(policy, _)| policy.id.clone()).zip(made).collect()
}

/// Assesses one of several places. The results in `shared` are not calculated again.
fn assess_beside<'a>(context: &Context<'a>, place: &PlaceId, shared: &Shared<'a>) -> Assessment {
    let policies = context.policies_in(place);
    let mut awards = Vec::with_capacity(policies.iter().map(|policy| policy.incentives.len()).sum());
    let (mut asked, mut truncated) = (Asked::default(), false);
    for policy in &policies {
        let made;
        let own = match shared.get(&policy.id) {
            Some(known) => known,
            None => {
                made = OfPolicy::new(context, policy, place);
                &made
            }
        };
        asked.add(awards.len(), &own.asked);
        truncated |= own.truncated;
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
    // If the search for one combination ended early, there are too many for a search over all answers.
    let [least, most] = match certain.truncated || possible.truncated {
        true => [None, None],
        false => completions::of_place(&asked, &between, context, place, &policies, &awards),
    };
    range = tightened(range, [&least, &most]);
    let mut reached = Reached::default();
    if let Some(least) = least {
        truncated |= least.truncated;
        reached.floor = least.answers;
        certain = least.combination.unwrap_or(certain);
    }
    if let Some(most) = most {
        truncated |= most.truncated;
        reached.ceiling = most.answers;
        possible = most.combination.unwrap_or(possible);
    }
    settled = settled.max(range.low);
    reached.truncated = truncated;
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

/// The range of a place, narrowed by the ends that a search over answers found.
pub(super) fn tightened(range: Range, [least, most]: [&Option<End>; 2]) -> Range {
    let combination = |end: &Option<End>| end.as_ref().and_then(|end| end.combination.as_ref()).map(|one| one.total);
    let low = combination(least).map_or(range.low, |low| low.unwrap_or_default().max(range.low));
    let high = match combination(most) {
        Some(most) => most.map(|most| range.high.map_or(most, |high| high.min(most))),
        None => range.high,
    };
    Range { low, high: high.map(|high| high.max(low)) }
}

/// Adds up the questions of several assessments, the most important first.
#[must_use]
pub fn merge_questions<'a>(assessments: impl IntoIterator<Item = &'a Assessment>) -> Vec<Question> {
    let all = assessments.into_iter().flat_map(|assessment| assessment.questions.iter().cloned());
    sorted(all.collect())
}

fn questions(awards: &[Arc<Award>], caps: Vec<(FactId, Option<Fraction>)>, total: Range) -> Vec<Question> {
    // No answer changes the result by more than the width of its range.
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

/// One question per fact, the most important first; those without a limit come before all others.
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
