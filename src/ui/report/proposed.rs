//! The proposals of a city, calculated off the frame.

use std::sync::Arc;

use jiff::civil::Date;

use crate::model::id::PlaceId;
use crate::study::proposals::Proposals;

/// The inputs of the proposals of a city: the city view, the library, whether only official texts count, the city
/// and the day.
pub(in crate::ui) type ProposedKey = (u64, u64, bool, Option<PlaceId>, Date);

/// The proposals of the city, as far as they are calculated.
#[derive(Clone, Debug, Default)]
pub(in crate::ui) struct Proposed {
    /// The inputs of the last request.
    pub(in crate::ui) asked_for: Option<ProposedKey>,
    /// The inputs of the result.
    pub(in crate::ui) made_for: Option<ProposedKey>,
    /// `None` if nothing is proposed.
    pub(in crate::ui) made: Option<Arc<Proposals>>,
}
