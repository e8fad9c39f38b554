//! Several columns with the same role: which of them is used, or what to ask the user.

use std::collections::HashMap;

use super::super::headings::{Field, Of, unit as find_unit};
use super::super::units::{Phrase, phrase};
use super::{Ask, Column, Role};
use crate::model::id::PlaceId;

/// Leaves one column for each role. Of several with figures, the one whose heading was understood is used; if
/// there are more, the user is asked.
pub(super) fn settle(columns: &mut [Column]) -> Vec<Ask> {
    let mut places: HashMap<(Role, Option<PlaceId>), Vec<usize>> = HashMap::new();
    let mut order: Vec<(Role, Option<PlaceId>)> = Vec::new();
    for (at, column) in columns.iter().enumerate().filter(|(_, column)| column.role != Role::Ignore) {
        let key = (column.role.clone(), column.place.clone());
        let all = places.entry(key.clone()).or_default();
        if all.is_empty() {
            order.push(key);
        }
        all.push(at);
    }
    let mut asks = Vec::new();
    for key in order {
        let Some(all) = places.get(&key).filter(|all| all.len() > 1) else { continue };
        let is_figure = match &key.0 {
            Role::Field(field) => matches!(field, Field::Value | Field::Answer | Field::Amount),
            Role::Fact(_) | Role::Indicator(_) => true,
            Role::Ignore => false,
        };
        let clean: Vec<usize> = all
            .iter()
            .copied()
            .filter(|at| columns.get(*at).is_some_and(|column| is_understood(&column.unit)))
            .collect();
        let kept = match (is_figure, clean.as_slice()) {
            (false, _) => all.first().copied(),
            (true, [one]) => Some(*one),
            (true, _) => None,
        };
        for at in all.iter().filter(|at| Some(**at) != kept) {
            if let Some(column) = columns.get_mut(*at) {
                column.role = Role::Ignore;
            }
        }
        if kept.is_none() {
            asks.push(Ask { role: key.0, columns: all.clone() });
        }
    }
    asks
}

/// Whether the unit of a column is known, or empty.
fn is_understood(unit: &str) -> bool {
    unit.is_empty()
        || matches!(phrase(unit), Phrase::Unit(_))
        || find_unit(unit).is_some_and(|word| word.of != Of::Share)
}
