//! Floor and ceiling of a place for many values of one number, without explanations.
//!
//! The calculation is that of [`assess`](super::assess), but everything that does not depend on the number is
//! calculated once.

use std::sync::Arc;

use super::asked::Asked;
use super::assess::{Assessment, OfPolicy, assess_in, tightened};
use super::award::award;
use super::completions;
use super::context::{Case, Context, Moved};
use super::fraction::Fraction;
use super::outcome::Award;
use super::stack::{Between, Estimate};
use super::value::Range;
use crate::model::amount::Amount;
use crate::model::id::{FactId, PlaceId, PolicyId};
use crate::model::number::Number;
use crate::model::policy::Policy;
use crate::model::production::Answer;

/// The number that varies.
#[derive(Clone, Debug)]
pub enum Moving<'a> {
    /// The answer to a fact. It replaces all answers of the production to it, also those that hold in one place only.
    Answer(&'a FactId),
    /// A figure of a policy, by its index in [`Policy::figures`](crate::model::policy::Policy::figures).
    Figure(&'a PolicyId, usize),
}

/// A place in which one number varies.
pub struct Ends<'a> {
    context: &'a Context<'a>,
    place: &'a PlaceId,
    moving: Moving<'a>,
    base: Arc<Base<'a>>,
    /// For each policy that the number can affect, whether it can change each of its incentives.
    moved: Vec<Option<Vec<bool>>>,
    /// Whether the number can change a cap of such a policy.
    has_moving_cap: bool,
}

/// The results of a place before a number is varied.
struct Base<'a> {
    policies: Vec<&'a Policy>,
    /// The result of each policy by itself, in their order.
    given: Vec<OfPolicy<'a>>,
    between: Between,
}

/// A place before a number is varied, for callers that vary many numbers one after the other.
pub struct Still<'a> {
    context: &'a Context<'a>,
    place: &'a PlaceId,
    base: Arc<Base<'a>>,
}

impl<'a> Still<'a> {
    /// Calculates the result of each policy of a place.
    #[must_use]
    pub fn new(context: &'a Context<'a>, place: &'a PlaceId) -> Self {
        let policies = context.policies_in(place);
        let given: Vec<OfPolicy<'a>> = policies.iter().map(|policy| OfPolicy::bare(context, policy, place)).collect();
        let awards: Vec<Arc<Award>> = given.iter().flat_map(|own| own.awards.iter().map(Arc::clone)).collect();
        let between = Between::of(context, place, &policies, &awards);
        Self { context, place, base: Arc::new(Base { policies, given, between }) }
    }

    /// The place in which a number varies.
    #[must_use]
    pub fn ends(&self, moving: Moving<'a>) -> Ends<'a> {
        let Self { context, place, base } = self;
        let moved_of = |policy: &&Policy| match &moving {
            Moving::Answer(_) if context.uses_awards(policy) => Some(vec![true; policy.incentives.len()]),
            Moving::Answer(fact) => context.asks(policy, fact).then(|| context.moved_by(policy, fact)),
            Moving::Figure(id, _) => {
                (policy.id == **id || context.uses_awards(policy)).then(|| vec![true; policy.incentives.len()])
            }
        };
        let moved: Vec<Option<Vec<bool>>> = base.policies.iter().map(moved_of).collect();
        let with_influence = base.policies.iter().zip(&moved).filter(|(_, moved)| moved.is_some());
        let mut caps = with_influence.flat_map(|(policy, _)| policy.stacking.caps());
        let has_moving_cap = match moving {
            Moving::Answer(_) => caps.any(|cap| !matches!(cap, Amount::Fixed(_))),
            Moving::Figure(..) => caps.next().is_some(),
        };
        Ends { context, place, base: Arc::clone(base), moving, moved, has_moving_cap }
    }
}

impl<'a> Ends<'a> {
    /// Calculates everything that does not depend on the number.
    #[must_use]
    pub fn new(context: &'a Context<'a>, place: &'a PlaceId, moving: Moving<'a>) -> Self {
        Still::new(context, place).ends(moving)
    }

    /// Floor and ceiling if the number is `at`; none if there is no limit. Figures are decimals, so a figure that is a
    /// fraction is rounded to 28 digits.
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

    /// Floor and ceiling with any answer to the fact. If a figure varies, those of the unchanged policy.
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

    /// The awards of all incentives of the place with an answer to the fact, in the order of an assessment, without
    /// steps. Empty if a figure varies.
    #[must_use]
    pub fn given(&self, answer: Answer) -> Vec<Arc<Award>> {
        let Moving::Answer(fact) = &self.moving else { return Vec::new() };
        let moved = Moved::answered(fact, answer);
        self.awards(&self.context.moved(&moved)).1
    }

    /// Floor and ceiling of one incentive by itself if the answer is `at`. `award` is its index among the awards of an
    /// assessment. None if there is no limit, if there is no such incentive, or if a figure varies.
    #[must_use]
    pub fn award(&self, award: usize, at: Fraction) -> [Option<Fraction>; 2] {
        let Moving::Answer(fact) = &self.moving else { return [None, None] };
        let moved = Moved::new(fact, at);
        let awards = self.awards(&self.context.moved(&moved)).1;
        awards.get(award).map_or([None, None], |award| [Some(award.outcome.floor()), award.outcome.ceiling()])
    }

    /// The awards that the number can change, with their steps, if it is `at`.
    #[must_use]
    pub fn explained(&self, at: Fraction) -> Vec<Award> {
        self.with(at, |context| {
            let mut awards = Vec::new();
            for (policy, moved) in self.base.policies.iter().zip(&self.moved) {
                let (Some(moved), policy) = (moved, context.counted(policy)) else { continue };
                let case = Case::new(context, policy, self.place);
                let own = policy.incentives.iter().zip(moved).filter(|(_, moved)| **moved);
                awards.extend(own.map(|(incentive, _)| award(&case, incentive)));
            }
            awards
        })
    }

    /// The whole assessment of the place if the number is `at`.
    #[must_use]
    pub fn assessed(&self, at: Fraction) -> Assessment {
        self.with(at, |context| assess_in(context, self.place))
    }

    /// The result of a function of the context in which the number is `at`.
    fn with<T>(&self, at: Fraction, run: impl FnOnce(&Context<'_>) -> T) -> T {
        match &self.moving {
            Moving::Answer(fact) => {
                let moved = Moved::new(fact, at);
                run(&self.context.moved(&moved))
            }
            Moving::Figure(id, figure) => match self.context.policy(id) {
                Some(policy) => {
                    let policy = policy.with_figure(*figure, Number(at.decimal()));
                    run(&self.context.with_policy(&policy))
                }
                None => run(self.context),
            },
        }
    }

    fn awards<'b>(&'b self, context: &Context<'b>) -> (Asked<'b>, Vec<Arc<Award>>) {
        let Base { policies, given, .. } = &*self.base;
        let (mut asked, mut awards) =
            (Asked::default(), Vec::with_capacity(given.iter().map(|own| own.awards.len()).sum()));
        for ((policy, own), moved) in policies.iter().zip(given).zip(&self.moved) {
            let again;
            let own: &OfPolicy<'b> = match moved {
                None => own,
                Some(moved) => {
                    again = own.again(context, context.counted(policy), self.place, moved);
                    &again
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
        let between = if self.has_moving_cap {
            made = Between::of(context, self.place, &policies, &awards);
            &made
        } else {
            &self.base.between
        };
        if between.is_crowded() {
            let found = between.stacked(self.place, &policies, &awards).range;
            return [Some(found.low), found.high];
        }
        let (low, truncated) = between.total(&awards, Estimate::Certain);
        let (high, truncated_too) = between.total(&awards, Estimate::Possible);
        let low = low.unwrap_or_default();
        let range = Range { low, high: high.map(|high| high.max(low)) };
        let [least, most] = match truncated || truncated_too {
            true => [None, None],
            false => completions::of_place(&asked, between, context, self.place, &policies, &awards),
        };
        let range = tightened(range, [&least, &most]);
        [Some(range.low), range.high]
    }
}
