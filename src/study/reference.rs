//! The productions of a library as reference productions: the offers of each place for each of them.
//!
//! There is no single score. Places are ordered for one production at a time, by the certain and then by the possible
//! amount; the user chooses weights.

use std::cmp::Reverse;

use jiff::civil::Date;

use super::standing::{Rank, Value, rank};
use crate::model::id::PlaceId;
use crate::model::library::Library;
use crate::model::production::Currency;
use crate::rules::assess::assess_all;
use crate::rules::fraction::Fraction;
use crate::study::evidence::second_hand;

/// The results of places for one production, the best first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranking {
    /// The name of the production in its library.
    pub production: String,
    /// The currency of the amounts.
    pub currency: Currency,
    /// The places that give anything, or whose amounts are not published.
    pub places: Vec<Ranked>,
}

/// The result of one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranked {
    /// Its rank among the places that were asked for. It is an interval if an amount is not published.
    pub rank: Rank,
    /// The place.
    pub place: PlaceId,
    /// Its amounts.
    pub value: Value,
    /// The number of awards that may pay an unknown amount.
    pub unpriced: usize,
    /// The part of the possible amount that is known only from second-hand reports.
    pub second_hand: Fraction,
}

/// Ranks places for every production of the library, by the certain and then by the published amount. A place whose
/// amounts are not published comes after those with published ones; only places that pay nothing are left out.
#[must_use]
pub fn rankings(library: &Library, places: &[PlaceId], day: Date) -> Vec<Ranking> {
    let of = |(name, production): (&String, &std::sync::Arc<crate::model::production::Production>)| {
        let assessed = assess_all(library, production, places, day);
        let values: Vec<Value> = assessed.iter().map(Value::of).collect();
        let mut ranked: Vec<Ranked> = assessed
            .into_iter()
            .zip(&values)
            .enumerate()
            .map(|(at, (one, value))| Ranked {
                rank: rank(&values, at),
                value: *value,
                second_hand: second_hand(library, &one).unwrap_or_default(),
                unpriced: one.unpriced,
                place: one.place,
            })
            .filter(|one| !one.value.floor.is_zero() || one.value.high != Some(Fraction::ZERO))
            .collect();
        ranked.sort_by_key(|one| (Reverse((one.value.floor, one.value.low)), one.place.clone()));
        Ranking { production: name.clone(), currency: production.currency, places: ranked }
    };
    library.productions.iter().map(of).collect()
}
