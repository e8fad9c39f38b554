//! The financial effect of a difference between two libraries.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::model::id::PlaceId;
use crate::model::library::Library;
use crate::model::production::Currency;
use crate::rules::assess::{Assessment, assess_all};
use crate::rules::fraction::Fraction;

/// The result of a production in a place with each of two libraries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Money {
    /// The name of the production in its library.
    pub production: String,
    /// The place.
    pub place: PlaceId,
    /// The currency of the amounts.
    pub currency: Currency,
    /// Before: the certain and the possible amount; the latter is none if it is unbounded.
    pub before: (Fraction, Option<Fraction>),
    /// After.
    pub after: (Fraction, Option<Fraction>),
}

/// Calculates the productions of the later library with both libraries, in all places that have a policy of their own
/// in either. Only differences are returned.
#[must_use]
pub fn money(before: &Library, after: &Library, day: Date) -> Vec<Money> {
    let policies = before.policies.values().chain(after.policies.values());
    let places: BTreeSet<&PlaceId> = policies.map(|policy| &policy.place).collect();
    let places: Vec<PlaceId> = places.into_iter().cloned().collect();
    money_in(before, after, &places, day)
}

/// The same for some places only.
#[must_use]
pub fn money_in(before: &Library, after: &Library, places: &[PlaceId], day: Date) -> Vec<Money> {
    let mut all = Vec::new();
    for (name, production) in &after.productions {
        let old = assess_all(before, production, places, day);
        let new = assess_all(after, production, places, day);
        for (old, new) in old.into_iter().zip(new) {
            let ends = |assessment: &Assessment| (assessment.floor, assessment.known_ceiling());
            if ends(&old) != ends(&new) {
                all.push(Money {
                    production: name.clone(),
                    place: new.place.clone(),
                    currency: new.currency,
                    before: ends(&old),
                    after: ends(&new),
                });
            }
        }
    }
    all
}
