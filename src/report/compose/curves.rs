//! The curves kept for reports: the finding, the drawing, and the exact pieces as a table.

use super::Composer;
use crate::model::production::{Answer, KeptCurve, Production};
use crate::report::document::{Block, Column, Drawing, Holds, Item, Row, Section, Table, Tone};
use crate::report::plan::Part;
use crate::report::plot::curve::{Drawn, in_document};
use crate::rules::context::Context;
use crate::say;
use crate::study::curve::{Bend, Curve, End, Over, bends, curve, is_level};
use crate::words::curve::{Axis, CurveWords};

impl Composer<'_> {
    pub(super) fn curves(&mut self) -> Section {
        let production = self.brief.production;
        // A curve discloses answers of the production.
        if !self.open() || self.brief.places.is_empty() {
            return self.part(Part::Curves, vec![]);
        }
        let blocks = production.curves.iter().filter_map(|kept| self.one_curve(production, kept)).flatten().collect();
        self.part(Part::Curves, blocks)
    }

    fn one_curve(&self, production: &Production, kept: &KeptCurve) -> Option<Vec<Block>> {
        let (library, words) = (self.brief.library, self.words);
        let context = Context::new(library, production, self.brief.day);
        let over = Over::Answer(kept.over.clone());
        let made = curve(&context, self.brief.places, &over, [kept.from, kept.to]).ok()?;
        let axis = Axis::of(library, &over)?;
        let telling = CurveWords { words, library, axis, currency: production.currency };
        let bends = bends(&context, &made);
        let moves = |line: &crate::study::curve::Line| !(is_level(&line.floor) && is_level(&line.ceiling));
        let band = made.places.iter().position(moves).unwrap_or(0);
        let place = made.places.get(band).map(|line| &line.place);
        let now = match place.and_then(|place| production.answer(&kept.over, place)) {
            Some(Answer::Number(number)) => Some(*number),
            _ => None,
        };
        let (marks, scale) = (&self.marks, self.brief.scale);
        let drawn = Drawn { words: telling.clone(), curve: &made, bends: &bends, now, marks, band, scale };
        let title = words.capital(&telling.name());
        let finding = words.capital(&telling.finding(&made));
        let drawing = Drawing { title: title.clone(), finding: finding.clone(), graphic: in_document(&drawn) };
        let mut blocks = vec![Block::List(vec![Item {
            text: title,
            details: vec![finding.clone()],
            tone: Tone::Strong,
            ..Item::default()
        }])];
        blocks.push(Block::Drawing(Box::new(drawing)));
        blocks.push(Block::Table(self.pieces(&telling, &made, &bends)));
        let crossings = made.crossings.iter().map(|crossing| words.capital(&telling.crossing(crossing)));
        let crossings: Vec<Item> = crossings.filter(|said| *said != finding).map(Item::plain).collect();
        if !crossings.is_empty() {
            blocks.push(Block::List(crossings));
        }
        Some(blocks)
    }

    /// The exact pieces of every place.
    fn pieces(&self, telling: &CurveWords<'_>, made: &Curve, bends: &[Bend]) -> Table {
        let words = self.words;
        let heads = [
            say!(words, "curve-table-of"),
            words.capital(&telling.name()),
            say!(words, "curve-amount"),
            say!(words, "curve-column-rule"),
        ];
        let columns = heads.map(|title| Column::new(title, Holds::Text)).to_vec();
        let ends = [
            (say!(words, "report-certain"), End::Floor, Tone::Certain),
            (say!(words, "report-possible"), End::Ceiling, Tone::Possible),
        ];
        let mut rows = Vec::new();
        for line in &made.places {
            rows.push(Row::Group(self.place_item(&line.place)));
            for (name, of, tone) in &ends {
                for piece in line.of(*of) {
                    let nothing = [piece.at_from, piece.at_to].iter().all(|at| at.is_some_and(|at| at.is_zero()));
                    let tone = if nothing { Tone::Quiet } else { *tone };
                    let amounts = Item::toned(telling.amounts(piece), tone);
                    let rule = Item::toned(telling.rule_from(bends, &line.place, *of, piece), Tone::Quiet);
                    let cells = [Item::plain(name.as_str()), Item::plain(telling.stretch(piece)), amounts, rule];
                    rows.push(Row::Cells(cells.map(Into::into).to_vec()));
                }
            }
        }
        Table { caption: say!(words, "report-curves-caption"), columns, rows, legend: vec![] }
    }
}
