//! The expected amounts by the user's chances: the chances, and the result for each place.

use super::Composer;
use crate::report::document::{Block, Cell, Column, Holds, Item, Row, Section, Table, Tag, Tone};
use crate::report::plan::Part;
use crate::say;
use crate::study::expected::{Weighed, expected, weighed};

impl Composer<'_> {
    pub(super) fn expected(&mut self) -> Section {
        let words = self.words;
        let production = self.brief.production;
        let all: Vec<(usize, Vec<Weighed>)> = self
            .assessments
            .iter()
            .enumerate()
            .map(|(at, one)| (at, weighed(production, one)))
            .filter(|(_, awards)| !awards.is_empty())
            .collect();
        if all.is_empty() {
            return self.part(Part::Expected, vec![]);
        }
        let unit = self.unit();
        let columns = vec![
            Column::new(say!(words, "report-column-place"), Holds::Text),
            Column::new(say!(words, "report-column-more", unit = unit.as_str()), Holds::Figures),
            Column::new(say!(words, "report-column-chance"), Holds::Figures),
            Column::new(say!(words, "report-column-expected", unit = unit.as_str()), Holds::Figures),
        ];
        let mut rows = Vec::new();
        for (at, awards) in all {
            let Some(one) = self.assessments.get(at) else { continue };
            let empty = || Cell::from(String::new());
            let sum =
                expected(production, one).map_or_else(|| say!(words, "no-limit-known"), |amount| self.figure(amount));
            let assumption = Tag { text: say!(words, "report-your-assumption"), tone: Tone::Possible };
            let name = self.place_item(&one.place);
            let sum = Item { tags: vec![assumption], ..Item::toned(sum, Tone::Strong) };
            rows.push(Row::Sum(vec![name.into(), empty(), empty(), sum.into()]));
            let certain = Item { details: vec![], ..Item::plain(say!(words, "report-certain")) };
            rows.push(Row::Sum(vec![certain.into(), empty(), empty(), self.floor_item(one.floor).into()]));
            let lines = awards.iter().map(|weighed| {
                let award = one.awards.get(weighed.award);
                let found = award.and_then(|award| {
                    let policy = self.brief.library.policies.get(&award.policy)?;
                    policy.incentive(&award.incentive)
                });
                let name = found.map(|incentive| words.text(&incentive.name).to_owned()).unwrap_or_default();
                let figure = |amount: Option<_>| {
                    amount.map_or_else(|| say!(words, "no-limit-known"), |amount| self.figure(amount))
                };
                let chance = words.percent(weighed.chance.decimal());
                [
                    Item::plain(name),
                    Item { size: weighed.more, ..Item::toned(figure(weighed.more), Tone::Possible) },
                    Item::plain(chance).sized(weighed.chance),
                    Item { size: weighed.counts, ..Item::plain(figure(weighed.counts)) },
                ]
            });
            rows.extend(lines.map(|cells| Row::Cells(cells.map(Cell::from).to_vec())));
        }
        let caption = say!(words, "report-expected-caption");
        let blocks = vec![
            Block::Note(say!(words, "report-expected-note")),
            Block::Table(Table { caption, columns, rows, legend: vec![] }),
        ];
        self.part(Part::Expected, blocks)
    }
}
