//! Indicators over time, for the compared places and the places around them.

use std::collections::BTreeSet;

use super::Composer;
use crate::model::date::Period;
use crate::model::id::PlaceId;
use crate::model::indicator::{Indicator, Observation};
use crate::report::document::{Block, Section};
use crate::report::plan::Part;
use crate::report::plot::{Wanted, plot};
use crate::report::references::without_locators;

/// The number of plots. Those with most values come first.
const MOST_PLOTS: usize = 6;
/// A plot of fewer values shows less than the table.
const LEAST_VALUES: usize = 2;
/// The number of lines that can be distinguished.
const MOST_LINES: usize = 6;

impl Composer<'_> {
    pub(super) fn plots(&mut self) -> Section {
        let library = self.brief.library;
        // A city is shown beside its province and the nation.
        let mut places: Vec<PlaceId> = self.brief.places.to_vec();
        for place in self.brief.places {
            for around in library.chain(place) {
                if !places.contains(&around.id) {
                    places.push(around.id.clone());
                }
            }
        }
        let mut found: Vec<(&Indicator, Vec<PlaceId>, Vec<&Observation>)> = Vec::new();
        for indicator in library.indicators.values() {
            let is_drawn = |seen: &&Observation| seen.plot && seen.value.is_some() && seen.period.is_some();
            let all: Vec<&Observation> = library.observations_of(&indicator.id).filter(is_drawn).collect();
            let mut of: Vec<PlaceId> =
                places.iter().filter(|place| all.iter().any(|one| one.place == **place)).cloned().collect();
            of.truncate(MOST_LINES);
            let seen: Vec<&Observation> = all.into_iter().filter(|one| of.contains(&one.place)).collect();
            let periods: BTreeSet<Period> = seen.iter().filter_map(|one| one.period).collect();
            if periods.len() >= LEAST_VALUES {
                found.push((indicator, of, seen));
            }
        }
        // Indicators of the places themselves come first; one plot of the places around them is enough.
        let around = |of: &[PlaceId]| !of.iter().any(|place| self.brief.places.contains(place));
        found.sort_by_key(|(_, of, seen)| (around(of), std::cmp::Reverse(seen.len())));
        let own = found.iter().filter(|(_, of, _)| !around(of)).count();
        found.truncate(own.max(1));
        let mut blocks = Vec::new();
        for (indicator, of, seen) in found.into_iter().take(MOST_PLOTS) {
            let Some(mut plot) = plot(library, self.words, indicator, &of, &self.marks, &Wanted::default()) else {
                continue;
            };
            let cites: Vec<_> = seen.iter().flat_map(|one| one.cites.iter().cloned()).collect();
            plot.references = without_locators(self.references.cite(&cites));
            blocks.push(Block::Plot(Box::new(plot)));
        }
        self.part(Part::Plots, blocks)
    }
}
