//! The results of the scenarios of a city for a portfolio, as numbers.

use serde::{Deserialize, Serialize};

use super::{Differing, Exact, Of, Value, Which, differ, presence};
use crate::model::id::{IncentiveId, PolicyId};
use crate::rules::value::Range;
use crate::study::costs::Costs;
use crate::study::proposals::Proposals;
use crate::study::reform::{Both, Reform};

/// The result of one state of the policies of a city for a portfolio.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proposed {
    /// Every incentive before stacking, added up.
    pub incentives: Vec<BillResult>,
    /// The total due for certain, after stacking.
    pub floor: Exact,
    /// The highest total due; none if it is unbounded.
    pub ceiling: Option<Exact>,
    /// The payments of the amounts due for certain, after caps per company and the pool.
    pub certain_paid: Exact,
    /// The payments of the highest amounts due.
    pub most_paid: Exact,
    /// The number of productions for which an amount rises and none falls.
    pub winners: usize,
    /// The number for which an amount falls.
    pub losers: usize,
}

/// The amount of one incentive for a portfolio.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BillResult {
    /// Its policy.
    pub policy: PolicyId,
    /// The incentive.
    pub incentive: IncentiveId,
    /// The certain amount.
    pub floor: Exact,
    /// The possible amount; none if it is unbounded.
    pub ceiling: Option<Exact>,
}

/// The law, then every proposal.
pub(super) fn proposed(worked: &Proposals) -> Vec<Proposed> {
    let law = worked.all.first().map(|one| state(&one.costs, false));
    let changed = worked.all.iter().filter(|one| !one.scenario.is_empty());
    law.into_iter().chain(changed.map(|one| state(&one.costs, true))).collect()
}

fn state(costs: &Costs, after: bool) -> Proposed {
    fn of<T>(both: &Both<T>, after: bool) -> &T {
        if after { &both.after } else { &both.before }
    }
    let Reform { incentives, total, winners, losers, .. } = &costs.reform;
    let ends = |range: &Range| (Exact::from(range.low), range.high.map(Exact::from));
    let bills = incentives.iter().map(|bill| {
        let (floor, ceiling) = ends(of(&bill.amount, after));
        BillResult { policy: bill.policy.clone(), incentive: bill.incentive.clone(), floor, ceiling }
    });
    let (floor, ceiling) = ends(of(total, after));
    let moved = |count: u64| if after { usize::try_from(count).unwrap_or(usize::MAX) } else { 0 };
    Proposed {
        incentives: bills.collect(),
        floor,
        ceiling,
        certain_paid: of(&costs.certain, after).paid.into(),
        most_paid: of(&costs.most, after).paid.into(),
        winners: moved(*winners),
        losers: moved(*losers),
    }
}

/// The number of values in all of them.
pub(super) fn count(all: &[Proposed]) -> usize {
    all.iter().map(|one| 6 + 2 * one.incentives.len()).sum()
}

/// Every number in which two lists of them differ.
pub(super) fn differences(before: &[Proposed], after: &[Proposed], all: &mut Vec<Differing>) {
    for at in 0..before.len().max(after.len()) {
        match (before.get(at), after.get(at)) {
            (Some(was), Some(is)) => one(at, was, is, all),
            (was, is) => {
                let there = (presence(was.is_some()), presence(is.is_some()));
                differ(all, Of::Proposal(at), None, Which::Presence, there);
            }
        }
    }
}

fn one(at: usize, was: &Proposed, is: &Proposed, all: &mut Vec<Differing>) {
    let numbers = |one: &Proposed| {
        [
            (Which::Floor, Value::Amount(one.floor)),
            (Which::Ceiling, one.ceiling.into()),
            (Which::CertainPaid, Value::Amount(one.certain_paid)),
            (Which::MostPaid, Value::Amount(one.most_paid)),
            (Which::Winners, Value::Count(one.winners)),
            (Which::Losers, Value::Count(one.losers)),
        ]
    };
    for ((which, before), (_, after)) in numbers(was).into_iter().zip(numbers(is)) {
        differ(all, Of::Proposal(at), None, which, (before, after));
    }
    let id = |bill: &BillResult| (bill.policy.clone(), bill.incentive.clone());
    super::pairs(&was.incentives, &is.incentives, id, |award, before, after| {
        let mut differ = |number, before: Value, after: Value| {
            if before != after {
                let award = Some(award.clone());
                all.push(Differing { of: Of::Proposal(at), place: None, award, number, before, after });
            }
        };
        let (Some(before), Some(after)) = (before, after) else {
            differ(Which::Presence, presence(before.is_some()), presence(after.is_some()));
            return;
        };
        differ(Which::Floor, Value::Amount(before.floor), Value::Amount(after.floor));
        differ(Which::Ceiling, before.ceiling.into(), after.ceiling.into());
    });
}
