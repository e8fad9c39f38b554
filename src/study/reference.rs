//! The productions of a library as reference productions: the offers of each place for each of them.
//!
//! There is no single score. Places are ordered for one production at a time, by the certain and then by the possible
//! amount; the user chooses weights.

use jiff::civil::Date;

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
    /// The places that give anything.
    pub places: Vec<Ranked>,
}

/// The result of one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranked {
    /// Its rank, equal for places with equal results; none if the possible amount is unbounded.
    pub rank: Option<usize>,
    /// The place.
    pub place: PlaceId,
    /// The certain amount.
    pub floor: Fraction,
    /// The possible amount; none if it is unbounded or not published.
    pub ceiling: Option<Fraction>,
    /// The number of awards that may pay an unknown amount.
    pub unpriced: usize,
    /// Whether the possible amount is known from second-hand reports, wholly or in part.
    pub second_hand: bool,
}

/// Ranks places for every production of the library. Places that pay nothing are left out. An unknown ceiling comes
/// after all known ones with the same floor.
#[must_use]
pub fn rankings(library: &Library, places: &[PlaceId], day: Date) -> Vec<Ranking> {
    let rank = |(name, production): (&String, &std::sync::Arc<crate::model::production::Production>)| {
        let mut assessed = assess_all(library, production, places, day);
        assessed.sort_by(|a, b| b.standing().cmp(&a.standing()).then_with(|| a.place.cmp(&b.place)));
        let mut ranked: Vec<Ranked> = assessed
            .into_iter()
            .map(|one| Ranked {
                rank: None,
                second_hand: second_hand(library, &one).is_some_and(|part| !part.is_zero()),
                ceiling: one.known_ceiling(),
                floor: one.floor,
                unpriced: one.unpriced,
                place: one.place,
            })
            .filter(|one| !one.floor.is_zero() || one.ceiling.is_none_or(|most| !most.is_zero()))
            .collect();
        for at in 0..ranked.len() {
            let same = |a: &Ranked, b: &Ranked| (a.floor, a.ceiling) == (b.floor, b.ceiling);
            let (before, rest) = ranked.split_at_mut(at);
            let Some(one) = rest.first_mut().filter(|one| one.ceiling.is_some()) else { continue };
            one.rank = before.last().filter(|last| same(last, one)).map_or(Some(at + 1), |last| last.rank);
        }
        Ranking { production: name.clone(), currency: production.currency, places: ranked }
    };
    library.productions.iter().map(rank).collect()
}
