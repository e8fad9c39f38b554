//! The compared places for every reference production.

use super::Composer;
use crate::report::document::{Block, Cell, Column, Holds, Item, Row, Section, Table, Tone};
use crate::report::plan::Part;
use crate::say;
use crate::study::reference::{Ranked, Ranking, rankings};
use crate::study::standing::Rank;

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
        if all.iter().flat_map(|ranking| &ranking.places).any(|one| !one.rank.is_certain()) {
            blocks.push(Block::Paragraph(say!(words, "report-rank-note")));
        }
        if all.iter().flat_map(|ranking| &ranking.places).any(|one| !one.second_hand.is_zero()) {
            blocks.push(Block::Paragraph(say!(words, "evidence-mark")));
        }
        self.part(Part::Ranking, blocks)
    }

    /// A rank, with the certain and the possible amount below it. A place without a published amount has no rank by
    /// published amounts, but the best and the worst one it can have.
    fn ranked(&self, ranking: &Ranking, one: &Ranked) -> Item {
        let words = self.words;
        let rank = words.rank(one.rank);
        let (text, detail) = if one.value.is_unpublished() {
            (rank, words.without_amount(one.unpriced))
        } else {
            let floor = words.money(one.value.floor, ranking.currency);
            let ceiling = words.published(one.value, one.second_hand, ranking.currency);
            let amounts = say!(words, "report-flat-total", floor = floor, ceiling = ceiling);
            (say!(words, "report-rank", rank = rank), amounts)
        };
        Item {
            text,
            details: vec![detail],
            tone: match one.rank {
                Rank { is_blank: true, .. } => Tone::Unknown,
                Rank { published: 1, .. } => Tone::Strong,
                _ => Tone::Plain,
            },
            ..Item::default()
        }
    }
}
