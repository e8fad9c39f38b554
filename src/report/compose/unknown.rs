//! What is still open: questions nobody answered, and what the sources leave unknown.

use std::collections::BTreeSet;

use super::Composer;
use crate::model::policy::{Policy, Read, Status};
use crate::model::stacking::StackingRule;
use crate::report::document::{Block, Cell, Column, Holds, Item, Row, Section, Table, Tone};
use crate::report::plan::Part;
use crate::rules::assess::{Question, merge_questions};
use crate::say;
use crate::study::compare::{self, Filter};

impl Composer<'_> {
    /// The questions whose answers would narrow the result, the most important first.
    pub(super) fn questions(&self) -> Section {
        let words = self.words;
        let questions = merge_questions(&self.assessments);
        if questions.is_empty() {
            return self.part(Part::Questions, vec![]);
        }
        let columns = vec![
            Column::new(say!(words, "report-column-question"), Holds::Text),
            Column::new(say!(words, "report-column-place"), Holds::Text),
            Column::new(say!(words, "report-column-weight", unit = self.unit()), Holds::Figures),
        ];
        let rows = questions.iter().map(|question| Row::Cells(self.question(question))).collect();
        let caption = say!(words, "report-questions-caption");
        let table = Table { caption, columns, rows, legend: vec![] };
        self.part(Part::Questions, vec![Block::Table(table)])
    }

    fn question(&self, question: &Question) -> Vec<Cell> {
        let words = self.words;
        let fact = self.brief.library.facts.get(&question.fact);
        let asked_in = self.assessments.iter().filter(|one| one.questions.iter().any(|q| q.fact == question.fact));
        let places: Vec<String> = asked_in.map(|one| self.place_name(&one.place)).collect();
        let weight = match question.weight {
            Some(weight) => Item::toned(self.figure(weight), Tone::Possible),
            None => Item::toned(say!(words, "no-limit-known"), Tone::Unknown),
        };
        let item = Item {
            text: fact.map_or_else(|| question.fact.to_string(), |fact| words.text(&fact.question).to_owned()),
            details: fact
                .and_then(|fact| fact.help.as_ref())
                .map(|help| words.text(help).to_owned())
                .into_iter()
                .collect(),
            ..Item::default()
        };
        vec![item.into(), places.join(&words.comma()).into(), weight.into()]
    }

    /// What the policies surely say but nobody read, and what they leave open.
    pub(super) fn unknown(&mut self) -> Section {
        let words = self.words;
        let mut seen = BTreeSet::new();
        let mut rows = Vec::new();
        for place in self.brief.places {
            for policy in compare::policies(self.brief.library, place, self.brief.day, Filter::default()) {
                let unknown = self.unknown_of(policy);
                if unknown.is_empty() || !seen.insert(&policy.id) {
                    continue;
                }
                let points = unknown.into_iter().map(|text| Item::toned(text, Tone::Plain)).collect();
                rows.push(Row::Cells(vec![
                    self.place_name(&policy.place).into(),
                    Item {
                        text: words.text(&policy.title).to_owned(),
                        references: self.references.cite(&policy.sources),
                        ..Item::default()
                    }
                    .into(),
                    Cell::Items(points),
                ]));
            }
        }
        if rows.is_empty() {
            return self.part(Part::Unknown, vec![]);
        }
        let columns = vec![
            Column::new(say!(words, "report-column-place"), Holds::Text),
            Column::new(say!(words, "report-column-policy"), Holds::Text),
            Column::new(say!(words, "report-column-unknown"), Holds::Text),
        ];
        let table = Table { caption: say!(words, "report-unknown-caption"), columns, rows, legend: vec![] };
        self.part(Part::Unknown, vec![Block::Table(table)])
    }

    fn unknown_of(&self, policy: &Policy) -> Vec<String> {
        let words = self.words;
        let mut all: Vec<String> = policy.unread.iter().map(|text| words.text(text).to_owned()).collect();
        if policy.stacking.rule == StackingRule::Unknown && policy.incentives.len() > 1 {
            all.push(say!(words, "report-unknown-stacking"));
        }
        match policy.read {
            Read::Whole => {}
            Read::Opening => all.push(say!(words, "report-unknown-opening")),
            Read::Report => all.push(say!(words, "report-unknown-report")),
        }
        if policy.status_on(self.brief.day) == Status::Unconfirmed {
            all.push(say!(words, "status-unconfirmed-help"));
        }
        all
    }
}
