//! The open questions that the awards of a place use: how often, and with which answers each award is at its extreme.
//!
//! Lists are not included, because they have too many possible answers.

mod uses;

use std::sync::{Arc, OnceLock};

pub(super) use self::uses::{Asks, Side};
use self::uses::{ByDate, ByFact, add_days};
use super::context::{Context, Tries};
use super::outcome::{Award, Outcome, Unpriced};
use crate::model::amount::Amount;
use crate::model::id::FactId;
use crate::model::library::Library;
use crate::model::policy::{Basis, Incentive, Policy, Status};
use crate::model::production::Answer;

/// An open question whose answers may be tried.
pub(super) struct Open<'a> {
    pub fact: &'a FactId,
    /// Its answers. Empty for a figure, whose answers are all numbers of its axis.
    pub answers: Vec<Answer>,
    /// The awards that use it, by their indices.
    pub asked: Vec<(usize, Asks)>,
    /// The uses by caps over several awards.
    pub by_caps: Asks,
}

impl Open<'_> {
    /// All uses together, of those awards for which `still` is true.
    pub(super) fn all(&self, still: impl Fn(usize) -> bool) -> Asks {
        let asked = self.asked.iter().filter(|(at, _)| still(*at));
        asked.fold(self.by_caps, |all, (_, asks)| all.and(*asks))
    }
}

/// The answers that open awards use, and those that caps over several awards use.
#[derive(Clone, Default)]
pub(super) struct Asked<'a> {
    by_awards: Vec<(usize, Arc<OfAward<'a>>)>,
    by_caps: ByFact,
    /// The days on which a date changes a cap.
    days_of_caps: ByDate,
}

/// A fact, the awards that use it, and the uses by caps.
type Asking<'a> = (&'a FactId, Vec<(usize, Asks)>, Asks);

/// The answers that an award uses, collected at the first request.
struct OfAward<'a> {
    library: &'a Library,
    policy: &'a Policy,
    incentive: &'a Incentive,
    found: OnceLock<(ByFact, ByDate)>,
}

impl<'a> OfAward<'a> {
    fn found(&self) -> &(ByFact, ByDate) {
        self.found.get_or_init(|| uses::of_incentive(self.library, self.policy, self.incentive))
    }

    fn facts(&self) -> &ByFact {
        &self.found().0
    }

    fn days(&self) -> &ByDate {
        &self.found().1
    }
}

impl<'a> Asked<'a> {
    /// The answers that the awards of one policy use.
    pub(super) fn of(library: &'a Library, policy: &'a Policy, awards: &[Arc<Award>]) -> Self {
        let mut asked = Self::default();
        for (at, (award, incentive)) in awards.iter().zip(&policy.incentives).enumerate() {
            if is_priced(award) || has_no_amount(award) {
                let found = OnceLock::new();
                asked.by_awards.push((at, Arc::new(OfAward { library, policy, incentive, found })));
            }
        }
        for cap in policy.stacking.caps().filter(|cap| !matches!(cap, Amount::Fixed(_))) {
            let (found, days) = uses::of_amount(library, policy, cap);
            asked.add_caps(&found);
            add_days(&mut asked.days_of_caps, &days);
        }
        asked
    }

    fn add_caps(&mut self, more: &ByFact) {
        for (fact, asks) in more {
            let all = self.by_caps.entry(fact.clone()).or_insert(Asks::NOTHING);
            *all = all.and(*asks);
        }
    }

    /// Adds those of another policy, whose first award has the index `first`.
    pub(super) fn add(&mut self, first: usize, other: &Self) {
        self.by_awards.extend(other.by_awards.iter().map(|(at, asks)| (first + at, Arc::clone(asks))));
        self.add_caps(&other.by_caps);
        add_days(&mut self.days_of_caps, &other.days_of_caps);
    }

    /// The open questions that matter for an end. None if for each of them all uses agree on an answer.
    pub(super) fn opens<'s>(
        &'s self,
        context: &Context<'_>,
        policies: &[&Policy],
        awards: &[Arc<Award>],
        side: Side,
        only: Option<usize>,
    ) -> Option<Vec<Open<'s>>> {
        let mut opens: Vec<Asking<'s>> = Vec::new();
        // An award without an amount matters only if another award may require it.
        let needs = policies.iter().any(|policy| !policy.stacking.relations.is_empty());
        for (at, asked) in self.by_awards.iter().filter(|(at, _)| only.is_none_or(|only| only == *at)) {
            let Some(award) = awards.get(*at) else { continue };
            let idle = !needs && !is_priced(award);
            if idle || side == Side::Least && !may_be_certain(context, policies, *at) {
                continue;
            }
            for (fact, &times) in asked.facts().iter().filter(|(fact, _)| asks(award, fact)) {
                match opens.iter_mut().find(|(known, ..)| *known == fact) {
                    Some((_, asked, _)) => asked.push((*at, times)),
                    None => {
                        let by_caps = if only.is_none() { self.by_caps.get(fact).copied() } else { None };
                        opens.push((fact, vec![(*at, times)], by_caps.unwrap_or(Asks::NOTHING)));
                    }
                }
            }
        }
        if only.is_none() {
            for (fact, &by_caps) in &self.by_caps {
                if !by_caps.agree(side) && !opens.iter().any(|(known, ..)| *known == fact) && !context.is_answered(fact)
                {
                    opens.push((fact, Vec::new(), by_caps));
                }
            }
        }
        let differ = |(_, asked, by_caps): &Asking<'s>| {
            !asked.iter().fold(*by_caps, |all, (_, asks)| all.and(*asks)).agree(side)
        };
        if !opens.iter().any(differ) {
            return None;
        }
        let open = |(fact, asked, by_caps): Asking<'s>| {
            let mut answers = match context.tries(fact)? {
                Tries::Answers(answers) => answers,
                Tries::Figure { .. } => Vec::new(),
                Tries::Date => self.dates(fact, &asked)?,
            };
            if side == Side::Least {
                // The answer that most likely reaches the end comes first: no for the least, yes for the most.
                answers.reverse();
            }
            Some(Open { fact, answers, asked, by_caps })
        };
        let mut opens: Vec<Open<'s>> = opens.into_iter().filter_map(open).collect();
        opens.sort_by(|a, b| a.fact.cmp(b.fact));
        Some(opens)
    }
}

impl Asked<'_> {
    /// Dates that stand for all answers to a question: one before all days from which some rule comes to something
    /// else, and each of these days. None if a number of days is counted from or to it.
    fn dates(&self, fact: &FactId, asked: &[(usize, Asks)]) -> Option<Vec<Answer>> {
        let mut all = ByDate::new();
        let used = self.by_awards.iter().filter(|(at, _)| asked.iter().any(|(one, _)| one == at));
        used.for_each(|(_, award)| add_days(&mut all, award.days()));
        add_days(&mut all, &self.days_of_caps);
        let days = all.remove(fact)??;
        let before = days.first()?.yesterday().ok();
        Some(before.into_iter().chain(days).map(Answer::Date).collect())
    }
}

/// Whether the result of an award still depends on an answer.
pub(super) fn asks(award: &Award, fact: &FactId) -> bool {
    match &award.outcome {
        Outcome::NeedsAnswer { facts, .. } => facts.contains(fact),
        // Another award may require one without an amount.
        _ => has_no_amount(award) && award.step.missing().contains(fact),
    }
}

/// Whether an award has an amount that depends on open answers.
fn is_priced(award: &Award) -> bool {
    matches!(award.outcome, Outcome::NeedsAnswer { .. })
}

fn has_no_amount(award: &Award) -> bool {
    matches!(award.outcome, Outcome::NotCalculable(Unpriced::InKind | Unpriced::CaseByCase | Unpriced::NotPublished))
}

/// The policy and the incentive of an award by its index. Awards are in the order of their policies.
pub(super) fn incentive_at<'s>(policies: &[&'s Policy], at: usize) -> Option<(&'s Policy, &'s Incentive)> {
    let mut left = at;
    for policy in policies {
        match policy.incentives.get(left) {
            Some(incentive) => return Some((policy, incentive)),
            None => left -= policy.incentives.len(),
        }
    }
    None
}

/// Whether any amount of an award can be certain.
fn may_be_certain(context: &Context<'_>, policies: &[&Policy], at: usize) -> bool {
    incentive_at(policies, at).is_some_and(|(policy, incentive)| {
        incentive.basis == Basis::Entitlement && policy.status_of(incentive, context.day) == Status::InForce
    })
}
