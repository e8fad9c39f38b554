//! The result: the certain and the possible amount of each place.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::Composer;
use crate::model::id::PlaceId;
use crate::report::document::{Bar, Block, Cell, Column, Holds, Item, Row, Section, Table, Tag, Tone};
use crate::report::plan::Part;
use crate::rules::assess::Assessment;
use crate::rules::fraction::Fraction;
use crate::rules::outcome::{Award, Outcome, Unpriced};
use crate::say;
use crate::study::compare::rests_on_part_of_a_text;
use crate::study::evidence::second_hand;
use crate::words::number::Disclosure;

/// The number of incentives by outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::report) struct Tally {
    /// They can pay.
    pub pays: usize,
    /// An answer is missing, or the sources contradict each other.
    pub asks: usize,
    /// No amount is known.
    pub unpriced: usize,
    /// They are help in kind.
    pub in_kind: usize,
    /// They pay nothing.
    pub nothing: usize,
}

impl Tally {
    /// Counts some awards.
    pub(in crate::report) fn of<'a>(awards: impl IntoIterator<Item = &'a Award>) -> Self {
        let mut tally = Self::default();
        for award in awards {
            *match &award.outcome {
                Outcome::Paid { ceiling, .. } if !ceiling.is_zero() => &mut tally.pays,
                Outcome::NeedsAnswer { .. } | Outcome::Conflict { .. } => &mut tally.asks,
                Outcome::NotCalculable(Unpriced::InKind) => &mut tally.in_kind,
                Outcome::NotCalculable(Unpriced::NotInForce(_)) | Outcome::Paid { .. } | Outcome::NotEligible(_) => {
                    &mut tally.nothing
                }
                Outcome::NotCalculable(_) => &mut tally.unpriced,
            } += 1;
        }
        tally
    }

    /// Whether something counted has an amount, even if only after a question is answered.
    pub(in crate::report) fn comes_to_an_amount(self) -> bool {
        self.pays + self.asks > 0
    }
}

impl Composer<'_> {
    pub(super) fn result(&mut self) -> Section {
        let words = self.words;
        // Hidden amounts cannot be put in a sentence.
        let shows_amounts = self.brief.plan.amounts != Disclosure::Hidden;
        let mut blocks: Vec<Block> = shows_amounts.then(|| Block::Paragraph(self.summary())).into_iter().collect();
        if self.brief.errors > 0 {
            let count = words.plain(self.brief.errors.into());
            blocks.push(Block::Note(say!(words, "report-errors", count = count)));
        }
        blocks.push(Block::Table(self.result_table()));
        if self.assessments.iter().any(|one| one.unpriced > 0 && one.known_ceiling().is_some()) {
            blocks.push(Block::Paragraph(say!(words, "report-plus")));
        }
        if self.assessments.iter().any(|one| rests_on_part_of_a_text(self.brief.library, one)) {
            blocks.push(Block::Paragraph(say!(words, "caveat-mark")));
        }
        if self.assessments.iter().any(|one| self.is_second_hand(one)) {
            blocks.push(Block::Paragraph(say!(words, "evidence-mark")));
        }
        let gates = self.gates();
        if !gates.is_empty() {
            blocks.push(Block::Paragraph(say!(words, "gate-title")));
            blocks.push(Block::List(gates));
        }
        self.part(Part::Result, blocks)
    }

    /// The place with the most certain, and the one with the most possible money.
    fn summary(&self) -> String {
        let words = self.words;
        match self.assessments.as_slice() {
            [] => return say!(words, "report-no-places"),
            [one] => {
                let place = self.place_name(&one.place);
                if one.is_unrecorded() {
                    return say!(words, "report-labelled", label = place, value = say!(words, "unrecorded-long"));
                }
                let floor = self.marked(self.money(one.floor), one);
                let ceiling = self.hearsay(self.ceiling(one.known_ceiling()), one);
                return say!(words, "report-one", place = place, floor = floor, ceiling = ceiling);
            }
            _ => {}
        }
        let names = |places: Vec<&PlaceId>| {
            words.list_and(&places.into_iter().map(|place| self.place_name(place)).collect::<Vec<_>>())
        };
        let best = |amount: &dyn Fn(&Assessment) -> Fraction| {
            let most = self.assessments.iter().map(|one| amount(one)).max().unwrap_or_default();
            let places = self.assessments.iter().filter(|one| amount(one) == most).map(|one| &one.place);
            (most, names(places.collect()))
        };
        let (floor, certain) = best(&|one| one.floor);
        let first = if floor.is_zero() {
            say!(words, "report-nothing-certain")
        } else {
            let half = |one: &&Arc<Assessment>| one.floor == floor && rests_on_part_of_a_text(self.brief.library, one);
            let amount = self.money(floor);
            let amount = self.assessments.iter().find(half).map_or(amount.clone(), |one| self.marked(amount, one));
            say!(words, "report-most-certain", places = certain, amount = amount)
        };
        let mut sentences = vec![first];
        // A ceiling that is not known is not the highest one, and it is not zero.
        match best(&|one| one.known_ceiling().unwrap_or_default()) {
            (most, _) if most.is_zero() => {}
            (most, places) => {
                let second_hand =
                    |one: &&Arc<Assessment>| one.known_ceiling() == Some(most) && self.is_second_hand(one);
                let amount = self.money(most);
                let amount =
                    self.assessments.iter().find(second_hand).map_or(amount.clone(), |one| self.hearsay(amount, one));
                sentences.push(say!(words, "report-most-possible", places = places, amount = amount));
            }
        }
        let (unrecorded, unbounded): (Vec<&Assessment>, Vec<&Assessment>) = self
            .assessments
            .iter()
            .map(AsRef::as_ref)
            .filter(|one| one.known_ceiling().is_none() || one.is_unrecorded())
            .partition(|one| one.is_unrecorded());
        let named = |all: Vec<&Assessment>| names(all.into_iter().map(|one| &one.place).collect());
        if sentences.len() == 1 && unrecorded.is_empty() && unbounded.is_empty() {
            sentences.push(say!(words, "report-nothing-possible"));
        }
        if !unrecorded.is_empty() {
            sentences.push(say!(words, "report-unrecorded", places = named(unrecorded)));
        }
        if !unbounded.is_empty() {
            sentences.push(say!(words, "report-unbounded", places = named(unbounded)));
        }
        sentences.join(&say!(words, "report-sentence-gap"))
    }

    /// The certain amount of a place, with a sign if it is based on a text that was not read in full. A place without
    /// recorded money gets a dash, not zero.
    pub(super) fn certain_item(&self, one: &Assessment) -> Item {
        if one.is_unrecorded() {
            return Item::toned(say!(self.words, "unrecorded-value"), Tone::Quiet);
        }
        let item = self.floor_item(one.floor);
        Item { text: self.marked(item.text, one), ..item }
    }

    /// The possible amount of a place known at first hand, with a sign if there may be more of unknown size, and the
    /// part known at second hand below it.
    pub(super) fn total_item(&self, one: &Assessment) -> Item {
        let words = self.words;
        if one.is_unrecorded() {
            let details = vec![say!(words, "unrecorded-note")];
            return Item { details, ..Item::toned(say!(words, "unrecorded-value"), Tone::Quiet) };
        }
        let more = |item: Item, most| Item { text: self.and_more(item.text, Some(most), one.unpriced), ..item };
        let hearsay = second_hand(self.brief.library, one).unwrap_or_default();
        let Some(most) = one.ceiling.filter(|_| !hearsay.is_zero()) else {
            let item = self.ceiling_item(one.floor, one.settled, one.ceiling);
            return one.ceiling.map_or(item.clone(), |most| more(item, most));
        };
        let all = format!("{}†", self.and_more(self.figure(most), Some(most), one.unpriced));
        match most.minus(hearsay).filter(|first| *first > one.floor) {
            Some(first) => {
                let item = more(self.ceiling_item(one.floor, one.settled, Some(first)), first);
                Item { details: vec![all], ..item }.sized(most)
            }
            None => Item::toned(all, Tone::Hearsay).sized(most),
        }
    }

    /// The class of the work and the document it needs, once per gate.
    fn gates(&mut self) -> Vec<Item> {
        let mut said: Vec<Item> = Vec::new();
        for passage in self.assessments.iter().flat_map(|one| &one.gates) {
            let Some((label, text)) = self.words.passage(self.brief.library, passage) else { continue };
            let references = self.references.cite(passage.step.cites());
            let text = say!(self.words, "report-labelled", label = label, value = text);
            if !said.iter().any(|other| other.text == text) {
                said.push(Item { text, references, ..Item::default() });
            }
        }
        said
    }

    fn result_table(&self) -> Table {
        let words = self.words;
        let unit = self.unit();
        let count = |title: String| Column::new(title, Holds::Figures);
        let columns = vec![
            Column::new(say!(words, "report-column-place"), Holds::Text),
            Column::new(String::new(), Holds::Bars),
            Column::new(say!(words, "report-column-certain", unit = unit.as_str()), Holds::Figures),
            Column::new(say!(words, "report-column-possible", unit = unit.as_str()), Holds::Figures),
            count(say!(words, "report-column-pays")),
            count(say!(words, "report-column-asks")),
            count(say!(words, "report-column-unpriced")),
            count(say!(words, "report-column-in-kind")),
            count(say!(words, "report-column-nothing")),
        ];
        // Bars would disclose covered amounts.
        let bars = self.open();
        let ends = self.assessments.iter().map(|one| one.ceiling.unwrap_or(one.floor));
        let most = ends.max().unwrap_or_default();
        let rows = self.assessments.iter().map(|one| {
            let tally = Tally::of(one.awards.iter().map(AsRef::as_ref));
            let count = |count: usize| {
                let tone = if count == 0 { Tone::Quiet } else { Tone::Plain };
                Cell::from(Item::toned(words.plain(count.into()), tone).sized(Decimal::from(count)))
            };
            Row::Cells(vec![
                self.place_item(&one.place).into(),
                match bars {
                    true => {
                        let hearsay = second_hand(self.brief.library, one).unwrap_or_default();
                        Cell::Bar(Bar::of(one, hearsay, most))
                    }
                    false => Cell::Items(vec![]),
                },
                self.certain_item(one).into(),
                self.total_item(one).into(),
                count(tally.pays),
                count(tally.asks),
                count(tally.unpriced),
                count(tally.in_kind),
                count(tally.nothing),
            ])
        });
        Table {
            caption: say!(words, "report-result-caption"),
            columns,
            rows: rows.collect(),
            // Without bars no legend is needed.
            legend: if bars {
                vec![
                    Tag { text: say!(words, "report-legend-certain"), tone: Tone::Certain },
                    Tag { text: say!(words, "report-legend-possible"), tone: Tone::Possible },
                    Tag { text: say!(words, "report-legend-open"), tone: Tone::Open },
                    Tag { text: say!(words, "report-legend-hearsay"), tone: Tone::Hearsay },
                ]
            } else {
                vec![]
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::policy::Basis;
    use crate::rules::step::{Step, StepKind, Unit, Value};
    use crate::rules::value::Range;

    #[test]
    fn an_award_of_nothing_does_not_count_as_paid() {
        let award = |outcome| Award {
            policy: "p".into(),
            incentive: "i".into(),
            basis: Basis::UpTo,
            outcome,
            step: Step::new(StepKind::Sum, Value::Amount(Range::ZERO, Unit::Money), vec![]),
            cash: None,
        };
        let paid = |ceiling: i64| Outcome::Paid { floor: Fraction::ZERO, ceiling: ceiling.into() };
        let tally = Tally::of(&[award(paid(0)), award(paid(5)), award(Outcome::NotCalculable(Unpriced::NotPublished))]);
        assert_eq!(tally, Tally { pays: 1, unpriced: 1, nothing: 1, ..Tally::default() });
    }
}
