//! The data with which rows are compared, and the result of a row.

use std::sync::Arc;

use jiff::civil::Date;

use super::row_error::RowError;
use crate::model::id::{FactId, PlaceId};
use crate::model::indicator::Observation;
use crate::model::library::Library;
use crate::model::payment::Payment;
use crate::model::production::{Answer, Production};

/// The data with which rows are compared.
#[derive(Clone, Copy, Debug)]
pub struct ImportTarget<'a> {
    /// Everything that is loaded.
    pub library: &'a Library,
    /// The production that receives answers.
    pub production: &'a Production,
    /// Today.
    pub today: Date,
}

/// The result of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// An observation, and the one it would replace.
    Observation {
        /// The new state.
        after: Box<Observation>,
        /// The loaded state.
        before: Option<Arc<Observation>>,
    },
    /// An answer, and the current one.
    Answer {
        /// The question.
        fact: FactId,
        /// The place, if it holds only there.
        place: Option<PlaceId>,
        /// The new answer.
        after: Answer,
        /// The current answer.
        before: Option<Answer>,
    },
    /// A payment, and the one it would replace.
    Payment {
        /// The new state.
        after: Box<Payment>,
        /// The loaded state.
        before: Option<Arc<Payment>>,
    },
    /// All errors of the row.
    Wrong(Vec<RowError>),
}
