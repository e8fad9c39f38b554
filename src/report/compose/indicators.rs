//! The indicators of the places: market, companies, output, as printed and as used.

use super::Composer;
use crate::model::indicator::{Indicator, Observation};
use crate::report::document::{Block, Cell, Column, Holds, Item, Row, Section, Table, Tone};
use crate::report::plan::Part;
use crate::say;
use crate::study::growth;

impl Composer<'_> {
    pub(super) fn indicators(&mut self) -> Section {
        let words = self.words;
        let library = self.brief.library;
        let mut rows = Vec::new();
        let mut differences = Vec::new();
        for indicator in library.indicators.values() {
            let mut of_indicator = Vec::new();
            for place in self.brief.places {
                let mut seen: Vec<&Observation> =
                    library.observations_of(&indicator.id).filter(|seen| seen.place == *place).collect();
                seen.sort_by_key(|seen| (seen.period, &seen.id));
                of_indicator.extend(seen.into_iter().map(|seen| self.observation(indicator, seen)));
                for series in growth::series(library, &indicator.id, std::slice::from_ref(place)) {
                    let points = series.points.iter().filter(|point| point.differs());
                    differences.extend(points.map(|point| {
                        let value = |value| words.measure(&indicator.unit, value);
                        Item::plain(say!(
                            words,
                            "report-sources-differ",
                            place = self.place_name(place),
                            indicator = words.text(&indicator.name),
                            period = point.period.to_string(),
                            low = value(point.range.0),
                            high = value(point.range.1)
                        ))
                    }));
                }
            }
            if of_indicator.is_empty() {
                continue;
            }
            rows.push(Row::Group(Item {
                text: words.text(&indicator.name).to_owned(),
                details: indicator.note.iter().map(|note| words.text(note).to_owned()).collect(),
                tone: Tone::Strong,
                ..Item::default()
            }));
            rows.extend(of_indicator.into_iter().map(Row::Cells));
        }
        if rows.is_empty() {
            return self.part(Part::Indicators, vec![]);
        }
        let columns = vec![
            Column::new(say!(words, "report-column-place"), Holds::Text),
            Column::new(say!(words, "report-column-period"), Holds::Text),
            Column::new(say!(words, "report-column-used"), Holds::Figures),
            Column::new(say!(words, "report-column-printed"), Holds::Text),
            Column::new(say!(words, "report-column-nature"), Holds::Text),
            Column::new(say!(words, "report-column-source"), Holds::Text),
        ];
        let caption = say!(words, "report-indicators-caption");
        let mut blocks = vec![Block::Table(Table { caption, columns, rows, legend: vec![] })];
        if !differences.is_empty() {
            blocks.push(Block::Paragraph(say!(words, "report-differences")));
            blocks.push(Block::List(differences));
        }
        self.part(Part::Indicators, blocks)
    }

    fn observation(&mut self, indicator: &Indicator, seen: &Observation) -> Vec<Cell> {
        let words = self.words;
        let unknown = |known: Option<Item>| {
            known.unwrap_or_else(|| Item::toned(say!(words, "report-not-applicable"), Tone::Quiet))
        };
        let used = seen.value.map(|_| Item::plain(words.observed(&indicator.unit, seen)));
        let period = seen.period.map(|period| Item::plain(period.to_string()));
        let mut printed = Item::plain(seen.printed.clone());
        if let Some(wrong) = seen.printed_value {
            let wrong = words.measure(&indicator.unit, wrong.0);
            printed.details.push(say!(words, "report-judged-wrong", value = wrong));
        }
        printed.details.extend(seen.note.iter().map(|note| words.text(note).to_owned()));
        let references = self.references.cite(&seen.cites);
        vec![
            Item { text: self.place_name(&seen.place), mark: Some(self.marks.of(&seen.place)), ..Item::default() }
                .into(),
            period.unwrap_or_else(|| Item::toned(say!(words, "period-none"), Tone::Unknown)).into(),
            unknown(used).into(),
            printed.into(),
            words.nature(seen.nature).into(),
            Item { references, ..Item::default() }.into(),
        ]
    }
}
