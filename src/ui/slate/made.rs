//! The result of a slate, calculated off the frame.

use crate::study::calendar::Calendar;
use crate::study::slate::Worked;

/// The inputs of a slate: its revision, that of the library, and whether only official texts count.
pub(in crate::ui) type Key = (u64, u64, bool);

/// The result of a slate, calculated off the frame.
#[derive(Clone, Debug)]
pub struct Made {
    pub(in crate::ui) worked: Worked,
    /// The calendar of each production in its place.
    pub(in crate::ui) calendars: Vec<Option<Calendar>>,
    /// The indices of these productions in the slate.
    pub(in crate::ui) rows: Vec<usize>,
    /// The names of the others.
    pub(in crate::ui) left_out: Vec<String>,
    /// Whether anything is published about payments, for each production in each place.
    pub(in crate::ui) published: Vec<Vec<bool>>,
}
