//! The places of the brief, with bars: the certain and the possible amount and their evidence.

use super::rounded;
use crate::model::policy::{Incentive, Policy, Read};
use crate::model::source::Citation;
use crate::report::compose::Composer;
use crate::report::document::{Bar, Block, Cell, Column, Holds, Item, Row, Section, Table, Tag, Tone};
use crate::report::references::without_locators;
use crate::rules::fraction::Fraction;
use crate::say;
use crate::study::compare::rests_on_part_of_a_text;
use crate::study::evidence::Evidence;
use crate::study::offers::Offer;

/// The number of sources listed for a place.
const MOST_CITED: usize = 3;

impl Composer<'_> {
    /// The table, and the meaning of its signs below it.
    pub(super) fn places_in_short(&mut self, all: &[Offer], more: usize) -> Section {
        let words = self.words;
        let unit = self.unit();
        // Shares and costs would disclose a covered budget.
        let budget = self.open() && all.iter().any(|one| one.share.is_some());
        let mut columns = vec![
            Column::new(say!(words, "report-column-place"), Holds::Text),
            Column::new(String::new(), Holds::Bars),
            Column::new(say!(words, "report-column-certain", unit = unit.as_str()), Holds::Figures),
            Column::new(say!(words, "report-column-possible", unit = unit.as_str()), Holds::Figures),
        ];
        if budget {
            columns.push(Column::new(say!(words, "front-column-share"), Holds::Figures));
            columns.push(Column::new(say!(words, "front-column-net"), Holds::Figures));
        }
        columns.push(Column::new(say!(words, "evidence-title"), Holds::Text));
        let ends = all.iter().map(|one| one.assessment.ceiling.unwrap_or(one.assessment.floor));
        let most = ends.max().unwrap_or_default();
        let rows: Vec<Row> = all.iter().map(|one| Row::Cells(self.short_row(one, most, budget))).collect();
        let table = Table { caption: String::new(), columns, rows, legend: self.legend(all) };
        let blocks = vec![Block::Table(table), Block::Paragraph(self.notes(all, more, budget))];
        Section { id: "front-places", title: String::new(), blocks }
    }

    fn short_row(&mut self, one: &Offer, most: Fraction, budget: bool) -> Vec<Cell> {
        let words = self.words;
        let given = &*one.assessment;
        let bar = match self.open() {
            true => Cell::Bar(Bar::of(given, one.second_hand, most)),
            false => Cell::Items(vec![]),
        };
        let mut cells = vec![
            self.place_item(&one.place).into(),
            bar,
            self.certain_item(given).into(),
            self.total_item(given).into(),
        ];
        if budget {
            let dash = || Item::toned(say!(words, "report-not-applicable"), Tone::Quiet);
            let percent = |share: Fraction| words.percent(rounded(share));
            let number = |share: Fraction| words.plain(rounded(share) * rust_decimal::Decimal::ONE_HUNDRED);
            cells.push(
                match one.share.filter(|_| !given.is_unrecorded()) {
                    Some([floor, most]) if floor == most => Item::plain(percent(floor)).sized(most),
                    Some([floor, most]) => Item::plain(format!("{}–{}", number(floor), percent(most))).sized(most),
                    None => dash(),
                }
                .into(),
            );
            cells.push(one.net.map_or_else(dash, |[net, _]| Item::plain(self.figure(net)).sized(net)).into());
        }
        cells.push(self.evidence_item(one).into());
        cells
    }

    /// How close the sources are to the issuer, how much of the text was read, and the source numbers.
    fn evidence_item(&mut self, one: &Offer) -> Item {
        let words = self.words;
        let library = self.brief.library;
        let given = &*one.assessment;
        let paying: Vec<(&Policy, &Incentive)> = given
            .possible
            .taken
            .iter()
            .filter_map(|(at, _)| given.awards.get(*at))
            .filter_map(|award| super::super::places::find(library, award))
            .collect();
        // If nothing can be counted, the sources of all awards.
        let any = given.awards.iter().filter_map(|award| super::super::places::find(library, award));
        let named: Vec<(&Policy, &Incentive)> = if paying.is_empty() { any.take(1).collect() } else { paying };
        let cites: Vec<Citation> = named
            .iter()
            .flat_map(|(policy, incentive)| {
                let cites: &[Citation] = if incentive.cites.is_empty() { &policy.sources } else { &incentive.cites };
                cites.to_vec()
            })
            .collect();
        let mut once: Vec<Citation> = Vec::new();
        for cite in cites {
            if once.len() < MOST_CITED && !once.iter().any(|other| other.source == cite.source) {
                once.push(cite);
            }
        }
        let worst = named.iter().map(|(policy, _)| policy.read).max_by_key(|read| match read {
            Read::Whole => 0,
            Read::Opening => 1,
            Read::Report => 2,
        });
        let any = named.iter().map(|(policy, incentive)| Evidence::of(library, policy, incentive)).min();
        let evidence = one.evidence.or(any).map(|evidence| words.evidence(evidence));
        Item {
            text: evidence.unwrap_or_else(|| say!(words, "front-no-evidence")),
            details: worst.filter(|read| *read != Read::Whole).map(|read| words.read(read)).into_iter().collect(),
            references: without_locators(self.references.cite(&once)),
            ..Item::default()
        }
    }

    /// The meaning of the parts of the bars, as far as they are drawn.
    fn legend(&self, all: &[Offer]) -> Vec<Tag> {
        let words = self.words;
        if !self.open() {
            return vec![];
        }
        let any = |has: &dyn Fn(&Offer) -> bool| all.iter().any(has);
        let known = |one: &Offer| {
            let most = one.assessment.ceiling.unwrap_or(one.assessment.floor);
            most.minus(one.second_hand).unwrap_or(most)
        };
        let signs = [
            (any(&|one| !one.assessment.floor.is_zero()), Tone::Certain, say!(words, "report-legend-certain")),
            (
                any(&|one| one.assessment.settled.min(known(one)) > one.assessment.floor),
                Tone::Possible,
                say!(words, "report-legend-possible"),
            ),
            (
                any(&|one| one.assessment.ceiling.is_none() || known(one) > one.assessment.settled),
                Tone::Open,
                say!(words, "report-legend-open"),
            ),
            (any(&|one| !one.second_hand.is_zero()), Tone::Hearsay, say!(words, "report-legend-hearsay")),
        ];
        signs.into_iter().filter(|(used, ..)| *used).map(|(_, tone, text)| Tag { text, tone }).collect()
    }

    /// The meaning of the signs in the table, as far as they are used.
    fn notes(&self, all: &[Offer], more: usize, budget: bool) -> String {
        let words = self.words;
        let library = self.brief.library;
        let any = |has: &dyn Fn(&Offer) -> bool| all.iter().any(has);
        let payable = |one: &Offer| {
            one.assessment.awards.iter().any(|award| {
                let found = super::super::places::find(library, award);
                found.is_some_and(|(policy, incentive)| policy.payout_of(incentive).is_some())
            })
        };
        let notes = [
            (true, say!(words, "front-note-ceiling")),
            (
                any(&|one| one.assessment.unpriced > 0 && !one.assessment.is_unrecorded()),
                say!(words, "front-note-plus"),
            ),
            (any(&|one| one.assessment.is_unrecorded()), say!(words, "front-note-unrecorded")),
            (any(&|one| one.assessment.ceiling.is_none()), say!(words, "front-note-unbounded")),
            (any(&|one| rests_on_part_of_a_text(library, &one.assessment)), say!(words, "front-note-part")),
            (any(&|one| !one.second_hand.is_zero()), say!(words, "front-note-hearsay")),
            (budget, say!(words, "front-note-net")),
            (!any(&payable), say!(words, "front-note-paid")),
            (more > 0, say!(words, "front-note-more", count = more)),
        ];
        let said: Vec<String> = notes.into_iter().filter(|(used, _)| *used).map(|(_, text)| text).collect();
        said.join(&say!(words, "report-sentence-gap"))
    }
}
