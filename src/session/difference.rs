//! Two states of the library against each other.

use jiff::civil::Date;

use crate::data::read::{Layer, read};
use crate::model::library::Library;
use crate::study::differences::{Changed, Money, money, records};

/// What is compared: the revision of the session, and how many layers each state has over the first.
pub type Asked = (u64, usize, usize);

/// What two states of the library differ in.
#[derive(Clone, Debug)]
pub struct Difference {
    /// What was compared.
    pub asked: Asked,
    /// The earlier state.
    pub before: Library,
    /// The later state.
    pub after: Library,
    /// The records that are not the same.
    pub records: Vec<Changed>,
    /// The results of productions that are not the same.
    pub money: Vec<Money>,
}

impl Difference {
    /// Reads both states and works out what differs. Takes a while: not for a frame.
    #[must_use]
    pub fn work_out(asked: Asked, layers: &[Layer], day: Date) -> Self {
        let state = |at: usize| read(layers.get(..=at).unwrap_or(layers)).library;
        let (before, after) = (state(asked.1), state(asked.2));
        let (records, money) = (records(&before, &after), money(&before, &after, day));
        Self { asked, before, after, records, money }
    }
}
