//! Variants of the production beside the current answers, with the changes of each and their effect.

use super::Composer;
use crate::model::text::Text;
use crate::model::variant::Variant;
use crate::report::document::{Block, Cell, Column, Holds, Item, Row, Section, Table, Tone};
use crate::report::plan::Part;
use crate::rules::assess::Assessment;
use crate::rules::fraction::Fraction;
use crate::say;
use crate::study::variants::{Column as Case, columns, difference};
use crate::words::letter::letter;

impl Composer<'_> {
    pub(super) fn variants(&mut self) -> Section {
        let words = self.words;
        let production = self.brief.production;
        if production.variants.is_empty() || self.brief.places.is_empty() {
            return self.part(Part::Variants, vec![]);
        }
        let cases = columns(self.brief.library, production, self.brief.places, self.brief.day);
        let mut blocks = vec![Block::Table(self.changes())];
        let unit = self.unit();
        let heads = [
            (say!(words, "report-column-variant"), Holds::Text),
            (say!(words, "report-column-certain", unit = unit.as_str()), Holds::Figures),
            (say!(words, "report-column-possible", unit = unit.as_str()), Holds::Figures),
        ];
        let heads = heads.map(|(title, holds)| Column::new(title, holds));
        let mut rows = Vec::new();
        for place in self.brief.places {
            rows.push(Row::Group(self.place_item(place)));
            let pinned = cases.first().and_then(|case| case.of(place));
            for (at, case) in cases.iter().enumerate() {
                let Some(one) = case.of(place) else { continue };
                let against = pinned.filter(|_| case.variant.is_some());
                rows.push(Row::Cells(self.case(at, case, one, against)));
            }
        }
        let caption = say!(words, "report-variants-caption");
        blocks.push(Block::Table(Table { caption, columns: heads.to_vec(), rows, legend: vec![] }));
        blocks.push(Block::Paragraph(say!(words, "report-variants-note")));
        self.part(Part::Variants, blocks)
    }

    /// The changes of each variant.
    fn changes(&self) -> Table {
        let words = self.words;
        let heads = [say!(words, "report-column-variant"), say!(words, "report-column-changes")];
        let pinned = vec![
            Item::toned(say!(words, "variant-head", letter = letter(0), name = self.variant_name(None)), Tone::Strong)
                .into(),
            Item::toned(say!(words, "report-variant-pinned"), Tone::Quiet).into(),
        ];
        let others = self.brief.production.variants.iter().enumerate().map(|(at, variant)| {
            let name = say!(words, "variant-head", letter = letter(at + 1), name = self.variant_name(Some(variant)));
            let changes = self.private.variant_changes(self.brief.library, self.brief.production, variant);
            let changes = if changes.is_empty() { vec![say!(words, "variant-no-changes")] } else { changes };
            let changes = changes.into_iter().map(Item::plain).collect();
            Row::Cells(vec![Item::toned(name, Tone::Strong).into(), Cell::Items(changes)])
        });
        let rows = std::iter::once(Row::Cells(pinned)).chain(others).collect();
        let columns = heads.map(|title| Column::new(title, Holds::Text)).to_vec();
        Table { caption: String::new(), columns, rows, legend: vec![] }
    }

    /// The name of a variant. A typed name could disclose covered amounts.
    fn variant_name(&self, variant: Option<&Variant>) -> String {
        match variant {
            None => say!(self.words, "variant-pinned"),
            Some(variant) if self.open() => self.words.variant(self.brief.library, self.brief.production, variant),
            Some(variant) => {
                let unnamed = Variant { name: Text::default(), ..variant.clone() };
                self.private.variant(self.brief.library, self.brief.production, &unnamed)
            }
        }
    }

    /// The amounts of a place in one variant, with the difference from the current answers.
    fn case(&self, at: usize, case: &Case, one: &Assessment, pinned: Option<&Assessment>) -> Vec<Cell> {
        let words = self.words;
        let variant = case.variant.and_then(|at| self.brief.production.variants.get(at));
        // A variant without a name is described by its changes above.
        let is_named = variant.is_none_or(|variant| !variant.name.is_blank() && self.open());
        let name = match is_named {
            true => say!(words, "variant-head", letter = letter(at), name = self.variant_name(variant)),
            false => letter(at),
        };
        let mut first = Item::plain(name);
        if case.day != self.brief.day {
            first.details.push(say!(words, "variant-day", day = case.day.to_string()));
        }
        let (certain, possible) = pinned.map_or((None, None), |pinned| {
            let (floor, ceiling) = difference(pinned, one);
            (Some(floor), ceiling)
        });
        let with = |mut item: Item, difference: Option<Fraction>| {
            item.details.extend(difference.filter(|_| self.open()).map(|by| self.against(by)));
            item
        };
        let floor = with(self.floor_item(one.floor), certain);
        let ceiling = self.ceiling_item(one.floor, one.settled, one.known_ceiling());
        let text = self.and_more(ceiling.text.clone(), one.known_ceiling(), one.unpriced);
        let ceiling = with(Item { text: self.hearsay(text, one), ..ceiling }, possible);
        let floor = Item { text: self.marked(floor.text.clone(), one), ..floor };
        vec![first.into(), floor.into(), ceiling.into()]
    }

    /// A difference from the current answers.
    fn against(&self, by: Fraction) -> String {
        match by {
            zero if zero.is_zero() => say!(self.words, "report-variant-same"),
            more if more > Fraction::ZERO => format!("+{}", self.figure(more)),
            less => format!("−{}", self.figure(Fraction::ZERO.checked_sub(less).unwrap_or(less))),
        }
    }
}
