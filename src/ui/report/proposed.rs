//! What a city proposes, as it was worked out off the frame.

use std::sync::Arc;

use jiff::civil::Date;

use crate::model::id::PlaceId;
use crate::study::proposals::Proposals;

/// What the proposals of a city were worked out for: the desk, the library, whether only official texts count, the city
/// and the day.
pub(in crate::ui) type ProposedKey = (u64, u64, bool, Option<PlaceId>, Date);

/// What the city proposes, as far as it is worked out.
#[derive(Clone, Debug, Default)]
pub(in crate::ui) struct Proposed {
    /// For what it was last asked.
    pub(in crate::ui) asked_for: Option<ProposedKey>,
    /// For what it was made.
    pub(in crate::ui) made_for: Option<ProposedKey>,
    /// None where nothing is proposed.
    pub(in crate::ui) made: Option<Arc<Proposals>>,
}
