//! The figures of a plot, one row per observation, with their sources.

use super::Plot;
use crate::report::csv::sheet;

/// The table, below a title and the finding.
#[must_use]
pub fn write(plot: &Plot) -> Vec<u8> {
    let head = [vec![plot.title.clone()], vec![plot.finding.clone()], vec![String::new()]];
    sheet(head.into_iter().chain([plot.columns.clone()]).chain(plot.rows.iter().cloned()))
}
