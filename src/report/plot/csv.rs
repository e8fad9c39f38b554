//! The figures of a plot, one row per observation, with their sources.

use super::Plot;
use crate::report::csv::sheet;

/// The table, below the title, the finding, the publishers and the licence.
#[must_use]
pub fn write(plot: &Plot) -> Vec<u8> {
    let head = [
        vec![plot.title.clone()],
        vec![plot.finding.clone()],
        vec![plot.publishers.clone()],
        vec![plot.rights.clone()],
        vec![String::new()],
    ];
    sheet(head.into_iter().chain([plot.columns.clone()]).chain(plot.rows.iter().cloned()))
}
