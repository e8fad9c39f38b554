//! The results of places in each variant of a production.
//!
//! No variant is called the best. Only the user knows whether a change can be made.

use std::sync::Arc;

use jiff::civil::Date;

use super::offers::BUDGET;
use crate::model::id::PlaceId;
use crate::model::library::Library;
use crate::model::production::{Answer, Production};
use crate::rules::assess::{Assessment, assess_all};
use crate::rules::fraction::Fraction;

/// The results of places in one variant, or for the pinned answers.
#[derive(Clone, Debug)]
pub struct Column {
    /// The variant; none for the pinned answers.
    pub variant: Option<usize>,
    /// The production with its changes.
    pub production: Production,
    /// The day of the calculation.
    pub day: Date,
    /// One assessment per place, in the requested order.
    pub places: Vec<Arc<Assessment>>,
}

impl Column {
    /// The result of a place.
    #[must_use]
    pub fn of(&self, place: &PlaceId) -> Option<&Assessment> {
        self.places.iter().find(|one| one.place == *place).map(AsRef::as_ref)
    }
}

/// The results of places for the pinned answers and for each variant, in their order. A variant without its own day
/// is calculated for `day`.
#[must_use]
pub fn columns(library: &Library, pinned: &Production, places: &[PlaceId], day: Date) -> Vec<Column> {
    let column = |variant: Option<usize>, production: Production, day: Date| {
        let assessed = assess_all(library, &production, places, day);
        Column { variant, production, day, places: assessed.into_iter().map(Arc::new).collect() }
    };
    let variants = pinned.variants.iter().enumerate();
    let variants = variants.map(|(at, variant)| column(Some(at), pinned.with(variant), variant.day.unwrap_or(day)));
    std::iter::once(column(None, pinned.clone(), day)).chain(variants).collect()
}

/// The difference between the result of a place in a variant and for the pinned answers: certain, and possible if
/// both are bounded.
#[must_use]
pub fn difference(pinned: &Assessment, variant: &Assessment) -> (Fraction, Option<Fraction>) {
    let floor = variant.floor.checked_sub(pinned.floor).unwrap_or_default();
    let ceiling = variant.known_ceiling().zip(pinned.known_ceiling());
    (floor, ceiling.and_then(|(now, before)| now.checked_sub(before)))
}

/// The whole budget, if it is answered and not zero.
#[must_use]
pub fn budget(production: &Production) -> Option<Fraction> {
    match production.answers.get(&BUDGET.into()) {
        Some(Answer::Number(budget)) => Some(Fraction::of(budget.0)).filter(|budget| !budget.is_zero()),
        _ => None,
    }
}

/// The rest of the budget after an amount; zero if the amount is more.
#[must_use]
pub fn net(budget: Fraction, amount: Fraction) -> Fraction {
    budget.checked_sub(amount).unwrap_or_default().max(Fraction::ZERO)
}
