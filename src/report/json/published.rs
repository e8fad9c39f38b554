//! Published payments and earlier calls, as evidence beside an amount "up to".

use serde::Serialize;

use super::{OddsAnswer, PaidAnswer};
use crate::model::id::{IncentiveId, PolicyId};
use crate::model::library::Library;
use crate::rules::assess::Assessment;
use crate::study::paid::{self, Odds, Record};

/// What is published about one promise of a place, or about its policy.
#[derive(Clone, Debug, Serialize)]
pub struct PublishedAnswer {
    /// The policy.
    pub policy: PolicyId,
    /// The incentive; null if what is published is about the whole policy.
    pub incentive: Option<IncentiveId>,
    /// The payments; null if none were found.
    pub paid: Option<PaidAnswer>,
    /// The largest earlier call with both counts; null if there is none.
    pub odds: Option<OddsAnswer>,
}

/// Everything that is published about the promises of a place.
#[must_use]
pub fn published(library: &Library, one: &Assessment) -> Vec<PublishedAnswer> {
    let of = |found: paid::Published| PublishedAnswer {
        policy: found.policy,
        incentive: found.incentive,
        paid: found.record.map(payments),
        odds: found.odds.map(chances),
    };
    paid::published(library, one).into_iter().map(of).collect()
}

pub(super) fn payments(found: Record) -> PaidAnswer {
    PaidAnswer {
        recipients: found.recipients,
        paid: found.paid,
        mean: found.mean.to_string(),
        least: found.least.to_string(),
        most: found.most.to_string(),
        last: found.last,
        median_days: found.median_days(),
        timed: found.days.len(),
        by_incentive: found.by_incentive,
    }
}

pub(super) fn chances(found: Odds) -> OddsAnswer {
    let Odds { period, applied, granted } = found;
    OddsAnswer { period, applied, granted }
}
