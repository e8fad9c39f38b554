//! Missing conditions that would not bring more: the incentive would be granted, but a cap or a rule between measures
//! would take the money away.
//!
//! Answers are tried on which alone an incentive fails: those of a yes/no question or a choice, and the nearest
//! figure from which on it is granted. Dates and lists are not tried.

use std::collections::BTreeSet;

use super::{Change, changed, figures};
use crate::model::id::{FactId, IncentiveId, PlaceId, PolicyId};
use crate::rules::assess::{Assessment, assess_in};
use crate::rules::context::Context;
use crate::rules::ends::{Ends, Moving};
use crate::rules::fraction::Fraction;
use crate::rules::outcome::Outcome;
use crate::rules::stack::LeftOut;

/// A change by which an incentive is granted without a higher result.
#[derive(Clone, Debug, PartialEq)]
pub struct Blocked {
    /// The place.
    pub place: PlaceId,
    /// The answer that changes.
    pub change: Change,
    /// The incentive that is granted then.
    pub incentive: (PolicyId, IncentiveId),
    /// The assessment after it.
    pub after: Assessment,
    /// The reason why its money is left out, one of those in `after`.
    pub left: LeftOut,
}

/// The changes without a gain in a place, with the assessment before them.
#[must_use]
pub fn blocked(context: &Context<'_>, before: &Assessment) -> Vec<Blocked> {
    let place = &before.place;
    let mut found: Vec<Blocked> = Vec::new();
    for (at, award) in before.awards.iter().enumerate() {
        let Outcome::NotEligible(failed) = &award.outcome else { continue };
        let mut facts: BTreeSet<FactId> = BTreeSet::new();
        failed.iter().for_each(|step| step.facts(&mut facts));
        let mut facts = facts.into_iter();
        let (Some(fact), None) = (facts.next(), facts.next()) else { continue };
        let Some(fact) = context.library.facts.get(&fact) else { continue };
        let now = context.production.answer(&fact.id, place).cloned();
        let tried = match fact.answers() {
            Some(answers) => answers.into_iter().map(|to| (to, None)).collect(),
            None => {
                let ends = Ends::new(context, place, Moving::Answer(&fact.id));
                figures::granted(fact, now.as_ref(), |figure| ends.award(at, figure))
            }
        };
        let others = tried.into_iter().filter(|(to, _)| Some(to) != now.as_ref());
        let blocked = others.filter_map(|(to, beyond)| {
            let change = Change { fact: fact.id.clone(), from: now.clone(), to, beyond };
            let production = changed(context.production, std::slice::from_ref(&change));
            let after = assess_in(&Context::new(context.library, &production, context.day), place);
            let left = left_out(before, &after, at)?.clone();
            let incentive = (award.policy.clone(), award.incentive.clone());
            Some(Blocked { place: place.clone(), change, incentive, after, left })
        });
        found.extend(blocked.take(1));
    }
    found
}

/// The reason why an award that is granted after a change is left out, if it brings no more.
fn left_out<'a>(before: &Assessment, after: &'a Assessment, award: usize) -> Option<&'a LeftOut> {
    let granted = after.awards.get(award)?;
    let pays = granted.outcome.floor() > Fraction::ZERO || granted.outcome.ceiling().is_none_or(|most| !most.is_zero());
    let nothing_more = after.floor == before.floor && after.ceiling == before.ceiling;
    if !pays || !nothing_more {
        return None;
    }
    after.left().into_iter().find(|left| left.award == award)
}
