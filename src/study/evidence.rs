//! The kind of source behind an amount, and the library with official texts only.
//!
//! No amount is changed. Amounts known only from second-hand reports are marked or left out as a whole.

use std::sync::Arc;

use serde::Serialize;

use crate::model::library::Library;
use crate::model::policy::{Incentive, Policy};
use crate::model::source::{Citation, Grade, Source};
use crate::rules::assess::Assessment;
use crate::rules::fraction::Fraction;

/// The kind of source of an incentive. A later one is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Evidence {
    /// Only a repost, a digest or a note at third hand.
    SecondHand,
    /// Official media, a news agency or a newspaper.
    Press,
    /// The official text or its republication by a public body.
    Official,
}

impl Evidence {
    /// The kind of a single source.
    #[must_use]
    pub fn of_source(source: &Source) -> Self {
        match source.grade {
            _ if source.unofficial_copy => Self::SecondHand,
            Grade::Official => Self::Official,
            Grade::News => Self::Press,
            Grade::Aggregator | Grade::ThirdHand => Self::SecondHand,
        }
    }

    /// The best of the sources that are cited for an incentive or, where it cites none, for its policy.
    #[must_use]
    pub fn of(library: &Library, policy: &Policy, incentive: &Incentive) -> Self {
        let best = |cites: &[Citation]| {
            cites
                .iter()
                .filter_map(|cite| library.sources.get(&cite.source))
                .map(|source| Self::of_source(source))
                .max()
        };
        best(&incentive.cites).or_else(|| best(&policy.sources)).unwrap_or(Self::SecondHand)
    }
}

/// The same library without the incentives that are not known from an official text or its republication.
#[must_use]
pub fn official_only(library: &Library) -> Library {
    let mut official = library.clone();
    for policy in official.policies.values_mut() {
        let known = |incentive: &Incentive| Evidence::of(library, policy, incentive) == Evidence::Official;
        if policy.incentives.iter().all(known) {
            continue;
        }
        let kept = policy.incentives.iter().filter(|incentive| known(incentive)).cloned().collect();
        *policy = Arc::new(Policy { incentives: kept, ..Policy::clone(policy) });
    }
    official
}

/// The part of the possible amount of a place that is known only from second-hand reports; none if it is unbounded.
#[must_use]
pub fn second_hand(library: &Library, assessment: &Assessment) -> Option<Fraction> {
    let mut all = Fraction::ZERO;
    for (at, paid) in &assessment.possible.taken {
        let Some(award) = assessment.awards.get(*at) else { continue };
        let Some(policy) = library.policies.get(&award.policy) else { continue };
        let Some(incentive) = policy.incentive(&award.incentive) else { continue };
        if Evidence::of(library, policy, incentive) == Evidence::SecondHand {
            all = all.plus((*paid)?)?;
        }
    }
    Some(all.min(assessment.ceiling?))
}
