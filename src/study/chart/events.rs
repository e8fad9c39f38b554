//! Policies on the time line.

use super::{Chart, PlaceMark};
use crate::model::date::PartialDate;
use crate::model::id::{PlaceId, PolicyId};
use crate::model::library::Library;
use crate::study::growth::position_of;
use crate::study::marks::Marks;

/// A policy that begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The policy.
    pub policy: PolicyId,
    /// Its place.
    pub place: PlaceId,
    /// The colour and shape of the place.
    pub sign: PlaceMark,
    /// The day on which it begins, as precisely as it is printed.
    pub from: PartialDate,
}

impl Event {
    /// Its position on the axis of years. If only a year or a month is printed, the middle of it.
    #[must_use]
    pub fn x(&self) -> f64 {
        f64::midpoint(position_of(self.from.first_day()), position_of(self.from.last_day()))
    }
}

impl Chart {
    /// Puts the policies of some places on the time line, if they begin within it. Policies of the places around them
    /// are not listed, nor those of the nation beside others, because they apply to all of them.
    pub fn put_policies(&mut self, library: &Library, places: &[PlaceId], marks: &Marks) {
        if !self.bars.is_empty() {
            return;
        }
        let alone = places.iter().all(|place| marks.of(place) == PlaceMark::NATION);
        for place in places.iter().filter(|place| alone || marks.of(place) != PlaceMark::NATION) {
            let begins = library.policies_of(place).filter_map(|policy| Some((policy.id.clone(), policy.begins()?)));
            let event = |(policy, from)| Event { policy, place: place.clone(), sign: marks.of(place), from };
            let within = begins.map(event).filter(|one| one.x() >= self.x.0 && one.x() <= self.x.1);
            self.events.extend(within);
        }
        self.events.sort_by(|a, b| a.x().total_cmp(&b.x()).then_with(|| a.policy.cmp(&b.policy)));
    }
}
