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

/// What may be expected, in the currency of the production; none where no chance is given to any of its awards, or one is
/// given to an award that nothing bounds.
#[must_use]
pub fn expected(production: &Production, one: &Assessment) -> Option<Fraction> {
    let certain = |at: usize| one.certain.taken.iter().find(|(other, _)| *other == at).and_then(|(_, paid)| *paid);
    let mut sum = one.floor;
    let mut given = false;
    for (at, paid) in &one.possible.taken {
        let Some(chance) = one.awards.get(*at).and_then(|award| chance(production, award)) else { continue };
        given = true;
        let more = (*paid)?.checked_sub(certain(*at).unwrap_or_default())?.max(Fraction::ZERO);
        sum = sum.checked_add(more.checked_mul(chance)?)?;
    }
    given.then_some(sum)
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
