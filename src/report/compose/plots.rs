//! Indicators over time, for the places compared and what lies around them.

use super::Composer;
use crate::model::id::PlaceId;
use crate::report::document::{Block, Section};
use crate::report::plan::Part;
use crate::report::plot::plot;

/// As many plots as can be looked at; those with most values come first.
const MOST_PLOTS: usize = 6;
/// A plot of fewer values says less than the table.
const LEAST_VALUES: usize = 2;
/// As many lines as can be told apart.
const MOST_LINES: usize = 6;

impl Composer<'_> {
    pub(super) fn plots(&mut self) -> Section {
        let library = self.brief.library;
        // A city is seen against its province and the nation.
        let mut places: Vec<PlaceId> = self.brief.places.to_vec();
        for place in self.brief.places {
            for around in library.chain(place) {
                if !places.contains(&around.id) {
                    places.push(around.id.clone());
                }
            }
        }
        let mut drawn: Vec<(usize, Block)> = Vec::new();
        for indicator in library.indicators.values() {
            let seen: Vec<_> = library
                .observations_of(&indicator.id)
                .filter(|seen| {
                    seen.plot && seen.value.is_some() && seen.period.is_some() && places.contains(&seen.place)
                })
                .collect();
            let mut of: Vec<PlaceId> =
                places.iter().filter(|place| seen.iter().any(|one| one.place == **place)).cloned().collect();
            of.truncate(MOST_LINES);
            let mut periods: Vec<_> = seen.iter().filter_map(|one| one.period).collect();
            periods.sort_unstable();
            periods.dedup();
            if periods.len() < LEAST_VALUES {
                continue;
            }
            let cites: Vec<_> = seen.iter().flat_map(|one| one.cites.iter().cloned()).collect();
            if let Some(mut plot) = plot(library, self.words, indicator, &of, false, false) {
                plot.references = self.references.cite(&cites);
                plot.references.sort_by_key(|reference| reference.number);
                plot.references.dedup_by_key(|reference| reference.number);
                plot.references.iter_mut().for_each(|reference| reference.at.clear());
                drawn.push((seen.len(), Block::Plot(Box::new(plot))));
            }
        }
        drawn.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        let blocks = drawn.into_iter().map(|(_, block)| block).take(MOST_PLOTS).collect();
        self.part(Part::Plots, blocks)
    }
}
