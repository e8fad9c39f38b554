//! The proposals of a city, calculated off the frame.

use std::sync::Arc;

use jiff::civil::Date;

use crate::model::id::PlaceId;
use crate::study::proposals::Proposals;
use crate::ui::memo::Awaited;

/// The inputs of the proposals of a city: the city view, the library, whether only official texts count, the city,
/// the day and the rivals.
pub(in crate::ui) type ProposedKey = (u64, u64, bool, Option<PlaceId>, Date, Vec<PlaceId>);

/// The calculated proposals. `None` if nothing is proposed.
pub(in crate::ui) type Proposed = Awaited<ProposedKey, Option<Arc<Proposals>>>;
