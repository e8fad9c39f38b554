//! Published payments and grants of a policy: the number of applicants that were granted, the average payment, and
//! the time until payment. It never gives an amount for one production.

use crate::model::date::PartialDate;
use crate::model::id::{IncentiveId, PolicyId, slug};
use crate::model::library::Library;
use crate::model::payment::{Payment, Stage};
use crate::model::policy::Basis;
use crate::rules::assess::Assessment;
use crate::rules::fraction::Fraction;
use crate::rules::outcome::{Award, Outcome};

/// The published payments of a measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The number of recipients that were paid, or are to be paid according to a notice.
    pub recipients: u32,
    /// The number of them that were paid for certain.
    pub paid: u32,
    /// The average payment, in the currency of the policy.
    pub mean: Fraction,
    /// The least payment to one of them.
    pub least: Fraction,
    /// The largest payment.
    pub most: Fraction,
    /// The day of the last payment or notice.
    pub last: PartialDate,
    /// The days from application to payment, if both days are printed.
    pub days: Vec<i32>,
    /// Whether the notices name the incentive; otherwise they name the policy only.
    pub by_incentive: bool,
}

impl Record {
    /// The median of the days until payment; none if there are none.
    #[must_use]
    pub fn median_days(&self) -> Option<i32> {
        let mut days = self.days.clone();
        days.sort_unstable();
        days.get(days.len().saturating_sub(1) / 2).copied()
    }
}

/// The number of applicants of an earlier call that were granted something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Odds {
    /// The period.
    pub period: String,
    /// The number of applicants.
    pub applied: u32,
    /// The number that were granted.
    pub granted: u32,
}

/// The awards of a place that are a promise, because an authority decides on them, and that may still pay: the largest
/// first. What was paid under them stands beside the amount "up to" of the place.
#[must_use]
pub fn promised(one: &Assessment) -> Vec<&Award> {
    let may_pay = |award: &&Award| match &award.outcome {
        Outcome::NotCalculable(_) => award.outcome.is_unpriced(),
        outcome => outcome.ceiling().is_none_or(|most| !most.is_zero()),
    };
    let mut all: Vec<&Award> = one
        .awards
        .iter()
        .map(AsRef::as_ref)
        .filter(|award| award.basis != Basis::Entitlement)
        .filter(may_pay)
        .collect();
    // An amount that is not published is not the largest.
    all.sort_by_key(|award| {
        std::cmp::Reverse((!award.outcome.is_unpriced()).then(|| award.outcome.ceiling().unwrap_or(Fraction::MAX)))
    });
    all
}

/// What is published about one promise of a place, or about its policy where the notices name no incentive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The policy.
    pub policy: PolicyId,
    /// The incentive; none if what is published is about the whole policy.
    pub incentive: Option<IncentiveId>,
    /// The payments, if there are any.
    pub record: Option<Record>,
    /// The largest earlier call with both counts, if there is one.
    pub odds: Option<Odds>,
}

/// Everything that is published about the promises of a place, in their order; each policy once.
#[must_use]
pub fn published(library: &Library, one: &Assessment) -> Vec<Published> {
    let mut all: Vec<Published> = Vec::new();
    for award in promised(one) {
        let (policy, odds) = (award.policy.clone(), odds(library, &award.policy));
        let record = record(library, &award.policy, Some(&award.incentive));
        let own = record.as_ref().is_some_and(|record| record.by_incentive);
        let found = Published { policy, incentive: own.then(|| award.incentive.clone()), record, odds };
        if (found.record.is_some() || found.odds.is_some()) && !all.contains(&found) {
            all.push(found);
        }
    }
    all
}

/// Whether anything is published about the promises of a place.
#[must_use]
pub fn is_published(library: &Library, one: &Assessment) -> bool {
    promised(one).into_iter().any(|award| {
        record(library, &award.policy, Some(&award.incentive)).is_some() || odds(library, &award.policy).is_some()
    })
}

/// The payments that were published for an incentive, or for the whole policy if none is named. Where the notices name
/// no incentive, those of the policy are returned for each of its incentives, marked by [`Record::by_incentive`]. A
/// payment that was announced and then paid counts once ([`counted`]).
#[must_use]
pub fn record(library: &Library, policy: &PolicyId, incentive: Option<&IncentiveId>) -> Option<Record> {
    let of_policy = || library.payments.values().map(AsRef::as_ref).filter(|one| one.policy == *policy);
    match incentive {
        None => sum(of_policy(), false),
        Some(incentive) => sum(of_policy().filter(|one| one.incentive.as_ref() == Some(incentive)), true)
            .or_else(|| sum(of_policy().filter(|one| one.incentive.is_none()), false)),
    }
}

/// The payments without the announcements of those that were paid, in their order. A payment replaces one announcement
/// under the same policy to the same recipient (and for the same work, if the notice names it), if it is not later, not
/// of another incentive and not for another number of recipients. Announcements of the same amount are replaced first.
#[must_use]
pub fn counted<'a>(payments: impl Iterator<Item = &'a Payment>) -> Vec<&'a Payment> {
    let all: Vec<&Payment> = payments.collect();
    let mut paid: Vec<&Payment> = all.iter().copied().filter(|one| one.stage == Stage::Paid).collect();
    paid.sort_by_key(|one| one.on.last_day());
    let mut announced: Vec<&Payment> = all.iter().copied().filter(|one| one.stage == Stage::Announced).collect();
    announced.sort_by_key(|one| one.on.first_day());
    // Equal amounts first, so that a smaller payment does not replace an announcement that another payment matches.
    for same_amount in [true, false] {
        paid.retain(|paid| {
            let at = announced
                .iter()
                .position(|announced| became(announced, paid) && (!same_amount || announced.amount == paid.amount));
            at.map(|at| announced.remove(at)).is_none()
        });
    }
    let is_open = |one: &&Payment| one.stage == Stage::Paid || announced.iter().any(|left| std::ptr::eq(*left, *one));
    all.into_iter().filter(is_open).collect()
}

/// Whether a payment may be the one that was announced.
fn became(announced: &Payment, paid: &Payment) -> bool {
    let same_incentive = match (&announced.incentive, &paid.incentive) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    };
    let name = |one: &Payment| slug(if one.to.zh.is_empty() { &one.to.en } else { &one.to.zh });
    announced.policy == paid.policy
        && same_incentive
        && name(announced) == name(paid)
        && announced.count == paid.count
        && announced.on.first_day() <= paid.on.last_day()
}

fn sum<'a>(payments: impl Iterator<Item = &'a Payment>, by_incentive: bool) -> Option<Record> {
    let all: Vec<&Payment> = counted(payments.filter(|one| one.count > 0));
    let whole = |count: u32| Fraction::of(count.into());
    let total = Fraction::total(all.iter().filter_map(|one| Fraction::of(one.amount.0).times(whole(one.count))));
    let recipients = all.iter().map(|one| one.count).fold(0, u32::saturating_add);
    let days = all.iter().filter_map(|one| match (one.applied_on?, one.on) {
        (PartialDate::Day(applied), PartialDate::Day(paid)) => applied.until(paid).ok().map(|span| span.get_days()),
        _ => None,
    });
    Some(Record {
        recipients,
        paid: all.iter().filter(|one| one.stage == Stage::Paid).map(|one| one.count).fold(0, u32::saturating_add),
        mean: total.divided_by(whole(recipients))?,
        least: all.iter().map(|one| Fraction::of(one.amount.0)).min()?,
        most: all.iter().map(|one| Fraction::of(one.amount.0)).max()?,
        last: all.iter().map(|one| one.on).max_by_key(|on| on.last_day())?,
        days: days.collect(),
        by_incentive,
    })
}

/// The odds of the largest earlier call of a policy for which both counts are known. Calls are not added up, because
/// some are parts of others.
#[must_use]
pub fn odds(library: &Library, policy: &PolicyId) -> Option<Odds> {
    let policy = library.policies.get(policy)?;
    let known = policy.precedents.iter().filter_map(|earlier| {
        let (applied, granted) = (earlier.applied.filter(|applied| *applied > 0)?, earlier.granted?);
        Some(Odds { period: earlier.period.clone(), applied, granted })
    });
    known.max_by_key(|odds| odds.applied)
}
