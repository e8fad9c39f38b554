//! The expected amount in a place, by the chances that the user gives to decisions of authorities.
//!
//! The certain amount counts in full. For every award in the best combination, the amount beyond that counts with its
//! chance. The sum is the mean over all outcomes if awards are granted in full or not at all, and if the rules
//! between them take away the same in every outcome. There are no default chances: an award without a chance counts
//! only with its certain amount.

use crate::model::production::{Granted, Production};
use crate::rules::assess::Assessment;
use crate::rules::fraction::Fraction;
use crate::rules::outcome::Award;

/// An award that counts with a chance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weighed {
    /// The award, among those of the place.
    pub award: usize,
    /// The amount beyond the certain one if it is granted in full; none if it is unbounded.
    pub more: Option<Fraction>,
    /// The chance given by the user.
    pub chance: Fraction,
    /// The product of both; none if it is unbounded.
    pub counts: Option<Fraction>,
}

/// The awards of the best combination to which the user gives a chance, in their order.
#[must_use]
pub fn weighed(production: &Production, one: &Assessment) -> Vec<Weighed> {
    let certain = |at: usize| one.certain.taken.iter().find(|(other, _)| *other == at).and_then(|(_, paid)| *paid);
    let of = |(at, paid): &(usize, Option<Fraction>)| {
        let chance = chance(production, one.awards.get(*at)?)?;
        let more = paid.and_then(|paid| paid.checked_sub(certain(*at).unwrap_or_default()));
        let more = more.map(|more| more.max(Fraction::ZERO));
        Some(Weighed { award: *at, more, chance, counts: more.and_then(|more| more.checked_mul(chance)) })
    };
    one.possible.taken.iter().filter_map(of).collect()
}

/// The expected amount, in the currency of the production; none if none of its awards has a chance, or an unbounded
/// award has one.
#[must_use]
pub fn expected(production: &Production, one: &Assessment) -> Option<Fraction> {
    // Nearly always there are no chances.
    if production.chances.is_empty() {
        return None;
    }
    let weighed = weighed(production, one);
    let sum = weighed.iter().try_fold(one.floor, |sum, award| sum.checked_add(award.counts?));
    sum.filter(|_| !weighed.is_empty())
}

/// The chance of an award: its own, otherwise that of its kind.
#[must_use]
pub fn chance(production: &Production, award: &Award) -> Option<Fraction> {
    let own = |of: &Granted| match of {
        Granted::Award(member) => {
            member.as_str().split_once('/') == Some((award.policy.as_str(), award.incentive.as_str()))
        }
        Granted::Basis(_) => false,
    };
    let kind = |of: &Granted| matches!(of, Granted::Basis(basis) if *basis == award.basis);
    let find = |fits: &dyn Fn(&Granted) -> bool| production.chances.iter().find(|chance| fits(&chance.of));
    find(&own).or_else(|| find(&kind)).map(|chance| Fraction::of(chance.share.0))
}
