//! A slate as it was worked out off the frame.

use crate::study::calendar::Calendar;
use crate::study::slate::Worked;

/// What a slate was worked out from: its revision, that of the library, and whether only official texts count.
pub(in crate::ui) type Key = (u64, u64, bool);

/// A slate as it was worked out off the frame.
#[derive(Clone, Debug)]
pub struct Made {
    pub(in crate::ui) worked: Worked,
    /// When things happen for each production in the place it goes to.
    pub(in crate::ui) calendars: Vec<Option<Calendar>>,
    /// Which productions of the slate these are, by their places in it.
    pub(in crate::ui) rows: Vec<usize>,
    /// What the others are called.
    pub(in crate::ui) left_out: Vec<String>,
}
