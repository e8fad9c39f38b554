//! The differences between two states of a production.

use std::collections::BTreeSet;

use crate::model::id::{FactId, PlaceId};
use crate::model::production::{Answer, Currency, Production};
use crate::model::text::Text;

/// A difference, before and after.
#[derive(Clone, Debug, PartialEq)]
pub enum Differing {
    /// The name.
    Name(Text, Text),
    /// The currency.
    Currency(Currency, Currency),
    /// The assumptions, in words.
    Note(Option<Text>, Option<Text>),
    /// The places that are considered, and their order.
    Places(Vec<PlaceId>, Vec<PlaceId>),
    /// The answer to a fact, everywhere or in one place; none if it is not answered.
    Answer {
        /// The fact.
        fact: FactId,
        /// The place, if it applies only there.
        place: Option<PlaceId>,
        /// Before.
        before: Option<Answer>,
        /// After.
        after: Option<Answer>,
    },
}

/// All differences between two states of a production, in the order of a file.
#[must_use]
pub fn differing(before: &Production, after: &Production) -> Vec<Differing> {
    let mut all = Vec::new();
    if before.name != after.name {
        all.push(Differing::Name(before.name.clone(), after.name.clone()));
    }
    if before.currency != after.currency {
        all.push(Differing::Currency(before.currency, after.currency));
    }
    if before.note != after.note {
        all.push(Differing::Note(before.note.clone(), after.note.clone()));
    }
    if before.places != after.places {
        all.push(Differing::Places(before.places.clone(), after.places.clone()));
    }
    let local = before.local.keys().chain(after.local.keys());
    let places: BTreeSet<&PlaceId> = local.collect();
    for place in std::iter::once(None).chain(places.into_iter().map(Some)) {
        let of = |production: &Production| match place {
            None => production.answers.clone(),
            Some(place) => production.local.get(place).cloned().unwrap_or_default(),
        };
        let (old, new) = (of(before), of(after));
        let facts: BTreeSet<&FactId> = old.keys().chain(new.keys()).collect();
        for fact in facts.into_iter().filter(|fact| old.get(fact) != new.get(fact)) {
            let (before, after) = (old.get(fact).cloned(), new.get(fact).cloned());
            all.push(Differing::Answer { fact: fact.clone(), place: place.cloned(), before, after });
        }
    }
    all
}
