//! Several productions of one company: the place of each and the reason, the deductions by rules of the company, and
//! the loss if a place declines.

use super::Composer;
use crate::report::document::{Block, Cell, Column, Holds, Item, Row, Section, Table, Tone};
use crate::report::plan::Part;
use crate::rules::fraction::Fraction;
use crate::rules::stack::together::Cut;
use crate::say;
use crate::study::offers::Offer;
use crate::study::slate::{self as study, Goes, Worked};
use crate::words::explain::Telling;
use crate::words::letter::letter;

impl Composer<'_> {
    pub(super) fn slate(&mut self) -> Section {
        // The other productions have amounts of their own, for which no bands were chosen.
        let Some(worked) = self.brief.slate.filter(|worked| self.open() && !worked.productions.is_empty()) else {
            return self.part(Part::Slate, vec![]);
        };
        let (library, words) = (self.brief.library, self.words);
        let (finding, rest) = words.slate_finding(library, worked);
        let said = Item {
            text: words.capital(&finding),
            details: vec![words.capital(&rest)],
            tone: Tone::Strong,
            ..Item::default()
        };
        let mut blocks = vec![Block::List(vec![said]), Block::Table(self.assignment(worked))];
        let cuts: Vec<Item> = worked.best.cuts.iter().map(|cut| self.cut(worked, cut)).collect();
        if !cuts.is_empty() {
            blocks.push(Block::Paragraph(say!(words, "report-slate-cuts")));
            blocks.push(Block::List(cuts));
        }
        let refusals = worked.refusals.iter();
        let refusals: Vec<Item> =
            refusals.map(|refusal| Item::plain(words.slate_refusal(library, worked, refusal))).collect();
        if !refusals.is_empty() {
            blocks.push(Block::Paragraph(say!(words, "slate-if-no")));
            blocks.push(Block::List(refusals));
        }
        blocks.push(Block::Paragraph(words.slate_proof(worked)));
        blocks.push(Block::Table(self.together(worked)));
        blocks.extend(self.when(worked).map(Block::Table));
        let differing: Vec<Item> = worked
            .differing
            .iter()
            .map(|one| Item::plain(words.capital(&words.slate_differing(library, worked, one))))
            .collect();
        if !differing.is_empty() {
            blocks.push(Block::List(differing));
        }
        self.part(Part::Slate, blocks)
    }

    /// A deduction by a rule of the company, with its clauses.
    fn cut(&mut self, worked: &Worked, cut: &Cut) -> Item {
        let (library, words) = (self.brief.library, self.words);
        let telling = Telling { words, library, currency: worked.currency };
        let references = self.references.cite(cut.step.cites());
        Item { text: words.capital(&words.slate_cut(&telling, cut)), references, ..Item::default() }
    }

    /// The sum of each place for all productions that may go there.
    fn together(&mut self, worked: &Worked) -> Table {
        let words = self.words;
        let unit = self.unit();
        let columns = vec![
            Column::new(say!(words, "report-column-place"), Holds::Text),
            Column::new(say!(words, "report-column-certain", unit = unit.as_str()), Holds::Figures),
            Column::new(say!(words, "report-column-possible", unit = unit.as_str()), Holds::Figures),
            Column::new(say!(words, "slate-column-cuts"), Holds::Text),
        ];
        let row = |column: &study::Column| {
            let cuts = column.cuts.iter().map(|cut| self.cut(worked, cut)).collect();
            let most = Item::toned(self.most(column.money.possible, column.money.more), Tone::Possible);
            let cells = [self.place_item(&column.place), self.floor_item(column.money.certain), most].map(Cell::from);
            Row::Cells(cells.into_iter().chain([Cell::Items(cuts)]).collect())
        };
        let rows = worked.together.iter().map(row).collect();
        let caption = say!(words, "slate-all-here-count", count = worked.productions.len());
        Table { caption, columns, rows, legend: vec![] }
    }

    /// When to apply and when money is paid, for each production in its place; none if none of them has a place.
    fn when(&mut self, worked: &Worked) -> Option<Table> {
        let words = self.words;
        let mut rows = Vec::new();
        for (at, (production, calendar)) in
            worked.productions.iter().zip(worked.calendars(self.brief.library)).enumerate()
        {
            let Some(calendar) = calendar.filter(|calendar| !calendar.entries.is_empty()) else { continue };
            let name = say!(words, "variant-head", letter = letter(at), name = words.text(&production.name));
            let name = format!("{name} · {}", self.place_name(&calendar.place));
            rows.push(Row::Group(Item::toned(name, Tone::Strong)));
            rows.extend(calendar.entries.iter().map(|entry| self.dated(worked.currency, entry)));
        }
        let columns = self.dates();
        let caption = say!(words, "slate-strip");
        (!rows.is_empty()).then_some(Table { caption, columns, rows, legend: vec![] })
    }

    /// The place of each production, its amounts, and the reason.
    fn assignment(&self, worked: &Worked) -> Table {
        let words = self.words;
        let unit = self.unit();
        let columns = vec![
            Column::new(say!(words, "slate-column-production"), Holds::Text),
            Column::new(say!(words, "report-column-place"), Holds::Text),
            Column::new(say!(words, "report-column-certain", unit = unit.as_str()), Holds::Figures),
            Column::new(say!(words, "report-column-possible", unit = unit.as_str()), Holds::Figures),
            Column::new(say!(words, "report-column-why"), Holds::Text),
        ];
        let all = worked.productions.iter().zip(&worked.best.places).zip(&worked.offers).zip(&worked.goes);
        let mut rows: Vec<Row> = all
            .enumerate()
            .map(|(at, (((production, place), row), goes))| {
                let offer = place.and_then(|place| row.get(place)?.as_ref());
                let name = words.text(&production.name);
                let name = say!(words, "variant-head", letter = letter(at), name = name);
                Row::Cells(self.goes(worked, name, offer, goes))
            })
            .collect();
        let money = &worked.best.money;
        let total = [
            Item::toned(say!(words, "report-slate-together"), Tone::Strong),
            Item::default(),
            self.floor_item(money.certain),
            Item::toned(self.most(money.possible, money.more), Tone::Possible),
            Item::plain(say!(words, "report-slate-sum-note")),
        ];
        rows.push(Row::Sum(total.map(Cell::from).to_vec()));
        Table { caption: say!(words, "report-slate-caption"), columns, rows, legend: vec![] }
    }

    fn goes(&self, worked: &Worked, name: String, offer: Option<&Offer>, goes: &Goes) -> Vec<Cell> {
        let words = self.words;
        let nothing = || Item::toned("–", Tone::Quiet);
        let place = offer.map_or_else(
            || Item::toned(say!(words, "slate-nowhere"), Tone::Quiet),
            |offer| self.place_item(&offer.place),
        );
        let (floor, ceiling) = match offer.map(|offer| &offer.assessment) {
            Some(one) => {
                let ceiling = self.ceiling_item(one.floor, one.settled, one.known_ceiling());
                let text = self.and_more(ceiling.text.clone(), one.known_ceiling(), one.unpriced);
                let floor = self.floor_item(one.floor);
                let floor = Item { text: self.marked(floor.text.clone(), one), ..floor };
                (floor, Item { text: self.hearsay(text, one), ..ceiling })
            }
            None => (nothing(), nothing()),
        };
        let library = self.brief.library;
        // What was paid so far is beside what is promised.
        let published = offer.map(|offer| words.paid_beside(library, &offer.assessment)).unwrap_or_default();
        let because = words.capital(&words.slate_because(library, worked, goes));
        let why = Item { details: published, ..Item::plain(because) };
        [Item::toned(name, Tone::Strong), place, floor, ceiling, why].map(Cell::from).to_vec()
    }

    fn most(&self, possible: Fraction, more: bool) -> String {
        if possible.is_zero() && more {
            return say!(self.words, "unknown-value");
        }
        let figure = self.figure(possible);
        if more { say!(self.words, "figure-and-more", figure = figure) } else { figure }
    }
}
