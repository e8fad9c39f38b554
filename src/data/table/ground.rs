//! What rows are laid over, and what comes of one.

use std::sync::Arc;

use jiff::civil::Date;

use super::row_error::RowError;
use crate::model::id::{FactId, PlaceId};
use crate::model::indicator::Observation;
use crate::model::library::Library;
use crate::model::payment::Payment;
use crate::model::production::{Answer, Production};

/// What rows are laid over.
#[derive(Clone, Copy, Debug)]
pub struct ImportTarget<'a> {
    /// Everything that is loaded.
    pub library: &'a Library,
    /// The production that answers would go to.
    pub production: &'a Production,
    /// Today.
    pub today: Date,
}

/// What came of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// An observation, and the one that it would replace.
    Observation {
        /// As it would be.
        after: Box<Observation>,
        /// As it is loaded.
        before: Option<Arc<Observation>>,
    },
    /// An answer, and what is answered now.
    Answer {
        /// The question.
        fact: FactId,
        /// The place, if it holds only there.
        place: Option<PlaceId>,
        /// As it would be.
        after: Answer,
        /// As it is.
        before: Option<Answer>,
    },
    /// A payment, and the one that it would replace.
    Payment {
        /// As it would be.
        after: Box<Payment>,
        /// As it is loaded.
        before: Option<Arc<Payment>>,
    },
    /// Everything that is wrong with it.
    Wrong(Vec<RowError>),
}
