//! Columns of units, and the unit of a sheet.

use rust_decimal::Decimal;

use super::super::super::Cell;
use super::super::super::headings::{Field, Of, headings, plain, units};
use super::super::super::units::{Phrase, Said, agreed, for_all, phrase, within};
use super::super::{Ask, Column, Role};
use super::{Block, Guesser, LOOKED_AT, NEAR_WITHIN, WIDE, is};
use crate::model::text::Language;

/// The number of notes within a table that are searched for a unit.
const NOTES: usize = 500;

impl Guesser<'_> {
    /// Columns without a role in which every cell is a unit or a currency.
    pub(super) fn by_contents(&self, block: Block, columns: &mut [Column], asks: &[Ask]) {
        if self.table.width > NEAR_WITHIN {
            return;
        }
        for field in [Field::Unit, Field::Currency] {
            if columns.iter().any(|column| is(column, field)) {
                continue;
            }
            let fits = |at: usize| {
                let cells = self.table.rows.iter().skip(block.end).take(LOOKED_AT).map(|row| row.cell(at));
                let mut filled = 0;
                for cell in cells.filter(|cell| !cell.is_empty()) {
                    let Cell::Text(text) = cell else { return false };
                    let Phrase::Unit(said) = phrase(text) else { return false };
                    let is_unit = said.times.is_some_and(|times| times != Decimal::ONE);
                    if said.currency.is_none() || (field == Field::Currency && is_unit) {
                        return false;
                    }
                    filled += 1;
                }
                filled > 0
            };
            // A column that holds only currencies is a column of currencies.
            let free = |at: usize, column: &Column| {
                column.role == Role::Ignore && !asks.iter().any(|ask| ask.columns.contains(&at))
            };
            let all = columns.iter().enumerate().filter(|(at, column)| free(*at, column)).map(|(at, _)| at);
            let found =
                all.filter(|at| fits(*at)).find(|at| field == Field::Currency || !self.only_currencies(block, *at));
            if let Some(column) = found.and_then(|at| columns.get_mut(at)) {
                column.role = Role::Field(field);
            }
        }
    }

    fn only_currencies(&self, block: Block, at: usize) -> bool {
        let cells = self.table.rows.iter().skip(block.end).take(LOOKED_AT).map(|row| row.cell(at));
        cells.filter(|cell| !cell.is_empty()).all(|cell| match phrase(&cell.to_string()) {
            Phrase::Unit(said) => said.times.is_none_or(|times| times == Decimal::ONE),
            Phrase::Nothing | Phrase::Unclear => false,
        })
    }

    /// The unit of money that is stated outside the headings of the figures: above, below, beside them, or in the name
    /// of the sheet.
    pub(super) fn unit_of_sheet(&self, block: Block, columns: &[Column]) -> String {
        let mut found: Vec<(String, Phrase)> = Vec::new();
        let sheet = self.table.sheets.get(self.table.sheet);
        found.extend(sheet.and_then(|name| for_all(name, true)));
        let texts = |at: usize| -> Vec<(usize, &str)> {
            let row = self.table.rows.get(at);
            let cells = row.into_iter().flat_map(|row| row.cells.iter().enumerate());
            let own = cells.filter(|(column, _)| self.table.is_own(at, *column)).take(WIDE);
            own.filter_map(|(column, cell)| match cell {
                Cell::Text(text) => Some((column, text.as_str())),
                _ => None,
            })
            .collect()
        };
        for at in 0..block.end {
            let texts = texts(at);
            let above = at < block.start;
            // Text above a column of figures is the heading of that column alone.
            let is_free = |column: usize| match columns.get(column).map(|column| &column.role) {
                Some(Role::Field(field)) => !field.is_figure(),
                Some(Role::Fact(_) | Role::Indicator(_) | Role::Ignore) => false,
                None => true,
            };
            for (index, (column, text)) in texts.iter().enumerate() {
                let empty_below = || {
                    let mut rows = self.table.rows.iter().skip(block.end).take(LOOKED_AT);
                    rows.all(|row| row.cell(*column).is_empty())
                };
                if above || is_free(*column) || empty_below() {
                    found.extend(for_all(text, true));
                }
                // The label and its unit can be in adjacent cells.
                let label = text.trim_end_matches([':', '：', ' ']);
                if headings().units_follow.iter().any(|word| *word == plain(label))
                    && above
                    && let Some((_, next)) = texts.get(index + 1)
                {
                    found.extend(for_all(&format!("{label}: {next}"), true));
                }
            }
        }
        let mut notes = 0;
        for at in block.end..self.table.rows.len() {
            let mut own = self.own_cells(at);
            if let (Some(Cell::Text(text)), None) = (own.next(), own.next()) {
                notes += 1;
                if notes > NOTES {
                    break;
                }
                found.extend(for_all(text, false));
            }
        }
        let unclear = found.iter().find(|(_, phrase)| *phrase == Phrase::Unclear);
        if let Some((text, _)) = unclear {
            return text.chars().take(60).collect();
        }
        let said: Vec<Said> = found
            .iter()
            .filter_map(|(_, phrase)| match phrase {
                Phrase::Unit(said) => Some(said.clone()),
                Phrase::Nothing | Phrase::Unclear => None,
            })
            .collect();
        match agreed(&said) {
            Some(said) => canonical(&said),
            None => {
                let mut texts: Vec<String> = said.iter().map(canonical).collect();
                texts.dedup();
                texts.join(" / ")
            }
        }
    }
}

/// The name of a unit in the lists, or its currency code and number.
fn canonical(said: &Said) -> String {
    let of = match said.currency {
        Some("CNY") => Some(Of::Yuan),
        Some("USD") => Some(Of::Dollar),
        Some(_) => None,
        None => Some(Of::Any),
    };
    if let (Some(of), Some(times)) = (of, said.times)
        && let Some(word) = units().iter().find(|word| word.of == of && word.times.0 == times)
    {
        return word.name(Language::Chinese).to_owned();
    }
    let currency = headings().currencies.iter().find(|known| Some(known.code.as_str()) == said.currency);
    let scale = |times: Decimal| units().iter().find(|word| word.of == Of::Any && word.times.0 == times);
    match (currency.and_then(|known| known.units.first()), said.times) {
        (Some(unit), Some(times)) if times == Decimal::ONE => unit.clone(),
        (Some(unit), Some(times)) => match scale(times) {
            Some(scale) => format!("{}{unit}", scale.name(Language::Chinese)),
            None => format!("{times} {unit}"),
        },
        (_, times) => {
            let times = times.filter(|times| *times != Decimal::ONE).map(|times| times.to_string());
            let parts = [said.currency.map(str::to_owned), times];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
    }
}

/// The unit in a heading, or the heading itself if it contains one that is not clear.
pub(in super::super) fn unit_in(text: &str) -> Option<String> {
    match within(text) {
        Phrase::Nothing => None,
        Phrase::Unit(said) if said == Said::default() => None,
        Phrase::Unit(said) => Some(canonical(&said)),
        Phrase::Unclear => Some(text.to_owned()),
    }
}
