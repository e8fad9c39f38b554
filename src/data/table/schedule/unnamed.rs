//! A column of places without a heading, beside a column of days.
//!
//! It is used only if no column is named as the place, and if every filled cell of it below the headings names exactly
//! one place of the library or a day off. A single other text leaves the column out, because then it may hold anything.
//! If several columns are like this, none is used until the user decides. In a table without any headings, columns are
//! not looked for.

use super::whereabouts::Whereabouts;
use super::{Named, text};
use crate::data::table::Table;
use crate::data::table::headings::headings;
use crate::model::library::Library;

/// The number of columns that are examined.
const WIDE: usize = 100;

/// The columns without a heading that hold places, below the headings.
pub(super) fn places(table: &Table, heads: &[String], skip: usize, library: &Library) -> Vec<usize> {
    let is_unnamed = |at: &usize| heads.get(*at).is_some_and(|heading| heading.trim().is_empty());
    let unnamed: Vec<usize> = (0..table.width.min(WIDE)).filter(is_unnamed).collect();
    if unnamed.is_empty() {
        return unnamed;
    }
    let (mut whereabouts, idle) = (Whereabouts::new(library), &headings().schedule.idle);
    let mut is_place = |at: &usize| {
        let mut named = 0;
        let below = table.rows.iter().skip(skip).map(|row| text(row, Some(*at)));
        let fits = below.filter(|text| !text.is_empty() && !idle.has(text)).all(|text| {
            named += 1;
            matches!(whereabouts.of(&text), Named::One(_))
        });
        fits && named > 0
    };
    unnamed.into_iter().filter(|at| is_place(at)).collect()
}
