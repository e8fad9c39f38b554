//! What a place comes to while one number moves: only its ends, and not how it comes to them.
//!
//! It is the same work as in [`assess`](super::assess), without the explanation and with everything kept that does
//! not depend on the number.

use std::sync::Arc;

use super::asked::Asked;
use super::assess::{OfPolicy, tightened};
use super::completions;
use super::context::{Context, Moved};
use super::fraction::Fraction;
use super::outcome::Award;
use super::stack::{Between, Scene};
use super::value::Range;
use crate::model::amount::Amount;
use crate::model::id::{FactId, IdMap, PlaceId, PolicyId};
use crate::model::number::Number;
use crate::model::policy::Policy;
use crate::model::production::Answer;

/// What moves.
#[derive(Clone, Debug)]
pub enum Moving<'a> {
    /// The answer to a fact; it takes the place of the production's own, also where that holds in one place only.
    Answer(&'a FactId),
    /// A figure of a policy, by its place among [`Policy::figures`](crate::model::policy::Policy::figures).
    Figure(&'a PolicyId, usize),
}

/// A place while a number moves.
pub struct Ends<'a> {
    context: &'a Context<'a>,
    place: &'a PlaceId,
    moving: Moving<'a>,
    /// What policies give on which the number has no influence.
    fixed: Given<'a>,
    /// The rules between the awards, where no cap can move.
    between: Option<Between>,
}

/// What policies give by themselves.
type Given<'a> = IdMap<PolicyId, Arc<OfPolicy<'a>>>;

/// A place while nothing moves, for callers that look at many numbers one after the other.
pub struct Still<'a> {
    context: &'a Context<'a>,
    place: &'a PlaceId,
    given: Given<'a>,
}

impl<'a> Still<'a> {
    /// Works out what each policy of a place gives.
    #[must_use]
    pub fn new(context: &'a Context<'a>, place: &'a PlaceId) -> Self {
        let bare = |policy: &'a Policy| (policy.id.clone(), Arc::new(OfPolicy::bare(context, policy, place)));
        Self { context, place, given: context.policies_in(place).into_iter().map(bare).collect() }
    }

    /// The place while a number moves.
    #[must_use]
    pub fn ends(&self, moving: Moving<'a>) -> Ends<'a> {
        let known = |policy: &'a Policy| self.given.get(&policy.id).map(Arc::clone);
        Ends::with(self.context, self.place, moving, known)
    }
}

impl<'a> Ends<'a> {
    /// Works out what does not change.
    #[must_use]
    pub fn new(context: &'a Context<'a>, place: &'a PlaceId, moving: Moving<'a>) -> Self {
        Self::with(context, place, moving, |_| None)
    }

    fn with(
        context: &'a Context<'a>,
        place: &'a PlaceId,
        moving: Moving<'a>,
        known: impl Fn(&'a Policy) -> Option<Arc<OfPolicy<'a>>>,
    ) -> Self {
        let policies = context.policies_in(place);
        let moves = |policy: &&&Policy| {
            context.uses_awards(policy)
                || match &moving {
                    Moving::Answer(fact) => context.asks(policy, fact),
                    Moving::Figure(id, _) => policy.id == **id,
                }
        };
        let worked =
            |policy: &'a Policy| known(policy).unwrap_or_else(|| Arc::new(OfPolicy::bare(context, policy, place)));
        let still = policies.iter().filter(|policy| !moves(policy));
        let fixed: Given<'a> = still.map(|policy| (policy.id.clone(), worked(policy))).collect();
        let mut caps = policies.iter().filter(moves).flat_map(|policy| policy.stacking.caps());
        let has_moving_cap = match moving {
            Moving::Answer(_) => caps.any(|cap| !matches!(cap, Amount::Fixed(_))),
            Moving::Figure(..) => caps.next().is_some(),
        };
        let mut ends = Self { context, place, moving, fixed, between: None };
        if !has_moving_cap {
            ends.between = Some(Between::of(context, place, &policies, &ends.awards(context).1));
        }
        ends
    }

    /// What is certain and what is possible where the number is `at`; none where nothing bounds it. A figure is a
    /// decimal, so that one that is none is taken to 28 digits.
    #[must_use]
    pub fn at(&self, at: Fraction) -> [Option<Fraction>; 2] {
        match &self.moving {
            Moving::Answer(fact) => {
                let moved = Moved::new(fact, at);
                self.of(&self.context.moved(&moved))
            }
            Moving::Figure(id, figure) => match self.context.policy(id) {
                Some(policy) => {
                    let policy = policy.with_figure(*figure, Number(at.decimal()));
                    self.of(&self.context.with_policy(&policy))
                }
                None => self.of(self.context),
            },
        }
    }

    /// The same with any answer to the fact; that of no answer where a figure moves.
    #[must_use]
    pub fn answered(&self, answer: Answer) -> [Option<Fraction>; 2] {
        match &self.moving {
            Moving::Answer(fact) => {
                let moved = Moved::answered(fact, answer);
                self.of(&self.context.moved(&moved))
            }
            Moving::Figure(..) => self.of(self.context),
        }
    }

    /// What each incentive of the place comes to with an answer to the fact, in the order of an assessment, without
    /// steps; nothing where a figure moves.
    #[must_use]
    pub fn given(&self, answer: Answer) -> Vec<Arc<Award>> {
        let Moving::Answer(fact) = &self.moving else { return Vec::new() };
        let moved = Moved::answered(fact, answer);
        self.awards(&self.context.moved(&moved)).1
    }

    /// What one incentive of the place comes to by itself where the answer is a number, by its place among those of an
    /// assessment: certain, and possible; none where nothing bounds it, where there is no such incentive and where a
    /// figure moves.
    #[must_use]
    pub fn award(&self, award: usize, at: Fraction) -> [Option<Fraction>; 2] {
        let Moving::Answer(fact) = &self.moving else { return [None, None] };
        let moved = Moved::new(fact, at);
        let awards = self.awards(&self.context.moved(&moved)).1;
        awards.get(award).map_or([None, None], |award| [Some(award.outcome.floor()), award.outcome.ceiling()])
    }

    fn awards<'b>(&'b self, context: &Context<'b>) -> (Asked<'b>, Vec<Arc<Award>>) {
        let (mut asked, mut awards) = (Asked::default(), Vec::new());
        for policy in context.policies_in(self.place) {
            let made;
            let own = match self.fixed.get(&policy.id) {
                Some(known) => &**known,
                None => {
                    made = OfPolicy::bare(context, policy, self.place);
                    &made
                }
            };
            asked.add(awards.len(), &own.asked);
            awards.extend(own.awards.iter().map(Arc::clone));
        }
        (asked, awards)
    }

    fn of<'b>(&'b self, context: &Context<'b>) -> [Option<Fraction>; 2] {
        let policies = context.policies_in(self.place);
        let (asked, awards) = self.awards(context);
        let made;
        let between = match &self.between {
            Some(between) => between,
            None => {
                made = Between::of(context, self.place, &policies, &awards);
                &made
            }
        };
        if between.is_crowded() {
            let found = between.stacked(self.place, &policies, &awards).range;
            return [Some(found.low), found.high];
        }
        let (low, ended) = between.total(&awards, Scene::Certain);
        let (high, ended_too) = between.total(&awards, Scene::Possible);
        let low = low.unwrap_or_default();
        let range = Range { low, high: high.map(|high| high.max(low)) };
        let [least, most] = match ended || ended_too {
            true => [None, None],
            false => completions::of_place(&asked, between, context, self.place, &policies, &awards),
        };
        let range = tightened(range, [&least, &most]);
        [Some(range.low), range.high]
    }
}
