//! The compared places for every reference production.

use super::Composer;
use crate::report::document::{Block, Cell, Column, Holds, Item, Row, Section, Table, Tone};
use crate::report::plan::Part;
use crate::say;
use crate::study::reference::{Ranked, Ranking, rankings};

impl Composer<'_> {
    pub(super) fn ranking(&self) -> Section {
        let words = self.words;
        let places = self.brief.places;
        // A reference could be this production, or an earlier state of it.
        if places.len() < 2 || !self.open() {
            return self.part(Part::Ranking, vec![]);
        }
        let all = rankings(self.brief.library, places, self.brief.day);
        let mut columns = vec![Column::new(say!(words, "report-column-production"), Holds::Text)];
        // With many places a table of all would be unreadable; the best are listed in order.
        let wide = places.len() <= super::MOST_NAMED;
        if wide {
            columns.extend(places.iter().map(|place| Column {
                title: self.place_name(place),
                holds: Holds::Text,
                mark: Some(self.marks.of(place)),
            }));
        } else {
            columns.push(Column::new(say!(words, "report-column-best"), Holds::Text));
        }
        let rows = all.iter().map(|ranking| {
            let name = self.brief.library.productions.get(&ranking.production);
            let name = name.map_or_else(|| ranking.production.clone(), |one| words.text(&one.name).to_owned());
            let first = Item { text: name, tone: Tone::Strong, ..Item::default() };
            let mut cells: Vec<Cell> = vec![first.into()];
            if wide {
                cells.extend(places.iter().map(|place| {
                    let found = ranking.places.iter().find(|one| one.place == *place);
                    found.map_or_else(
                        || Item::toned(say!(words, "report-not-applicable"), Tone::Quiet).into(),
                        |one| self.ranked(ranking, one).into(),
                    )
                }));
            } else {
                let best = ranking.places.iter().take(super::MOST_NAMED).map(|one| {
                    let item = self.ranked(ranking, one);
                    Item { text: format!("{} {}", self.place_name(&one.place), item.text), ..item }
                });
                cells.push(Cell::Items(best.collect()));
            }
            Row::Cells(cells)
        });
        let table =
            Table { caption: say!(words, "report-ranking-caption"), columns, rows: rows.collect(), legend: vec![] };
        let mut blocks = vec![Block::Table(table)];
        if all.iter().flat_map(|ranking| &ranking.places).any(|one| one.second_hand) {
            blocks.push(Block::Paragraph(say!(words, "evidence-mark")));
        }
        self.part(Part::Ranking, blocks)
    }

    /// A rank, with the certain and the possible amount below it.
    fn ranked(&self, ranking: &Ranking, one: &Ranked) -> Item {
        let words = self.words;
        let most = one.ceiling.map_or_else(|| say!(words, "unknown-value"), |most| words.money(most, ranking.currency));
        let most = if one.second_hand { format!("{most}†") } else { most };
        let floor = words.money(one.floor, ranking.currency);
        Item {
            text: one.rank.map_or_else(
                || say!(words, "report-not-ranked"),
                |rank| say!(words, "report-rank", rank = words.plain(rank.into())),
            ),
            details: vec![say!(words, "report-flat-total", floor = floor, ceiling = most)],
            tone: if one.rank == Some(1) { Tone::Strong } else { Tone::Plain },
            ..Item::default()
        }
    }
}
