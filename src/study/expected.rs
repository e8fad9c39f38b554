//! What may be expected in a place, by the chances that the user gives to what authorities decide on.
//!
//! What is certain counts whole. Of every award in the best combination, what it adds beyond that counts with its chance:
//! the sum is the mean over all outcomes where awards are granted in full or not at all and no rule between them takes
//! away more in one outcome than in another. Absent on purpose: chances of our own. Without one, an award counts for
//! nothing beyond what is certain.

use crate::model::production::{Granted, Production};
use crate::rules::assess::Assessment;
use crate::rules::fraction::Fraction;
use crate::rules::outcome::Award;

/// An award that counts with a chance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weighed {
    /// The award, among those of the place.
    pub award: usize,
    /// What it adds beyond what is certain if it is granted in full; none where nothing bounds it.
    pub more: Option<Fraction>,
    /// The chance that the user gives to it.
    pub chance: Fraction,
    /// What it counts: one times the other; none where nothing bounds it.
    pub counts: Option<Fraction>,
}

/// The awards of the best combination that the user gives a chance to, in their order.
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

/// What may be expected, in the currency of the production; none where no chance is given to any of its awards, or one is
/// given to an award that nothing bounds.
#[must_use]
pub fn expected(production: &Production, one: &Assessment) -> Option<Fraction> {
    // Nearly always nobody gave one.
    if production.chances.is_empty() {
        return None;
    }
    let weighed = weighed(production, one);
    let sum = weighed.iter().try_fold(one.floor, |sum, award| sum.checked_add(award.counts?));
    sum.filter(|_| !weighed.is_empty())
}

/// The chance that is given to an award: its own, else that of its kind.
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
