//! What is still open: questions nobody answered, and what the sources leave unknown.

use jiff::civil::Date;

use super::Composer;
use crate::model::policy::{Policy, Read, Status};
use crate::model::stacking::StackingRule;
use crate::report::document::{Block, Cell, Column, Holds, Item, Row, Section, Table, Tone};
use crate::report::plan::Part;
use crate::report::references::without_locators;
use crate::rules::assess::{Question, merge_questions};
use crate::say;
use crate::study::compare::{self, Filter};

/// Whether something is to be said of a policy on a day.
type Holding = fn(&Policy, Date) -> bool;

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

    /// What the policies surely say but nobody read, and what they leave open. What is said of many is said once.
    pub(super) fn unknown(&mut self) -> Section {
        let words = self.words;
        let mut policies: Vec<&Policy> = Vec::new();
        for place in self.brief.places {
            for policy in compare::policies(self.brief.library, place, self.brief.day, Filter::default()) {
                if !policies.iter().any(|other| other.id == policy.id) {
                    policies.push(policy);
                }
            }
        }
        let general: [(String, Holding); 4] = [
            (say!(words, "report-unknown-report"), |policy, _| policy.read == Read::Report),
            (say!(words, "report-unknown-opening"), |policy, _| policy.read == Read::Opening),
            (say!(words, "status-unconfirmed-help"), |policy, day| policy.status_on(day) == Status::Unconfirmed),
            (say!(words, "report-unknown-stacking"), |policy, _| {
                policy.stacking.rule == StackingRule::Unknown && policy.incentives.len() > 1
            }),
        ];
        let mut rows = Vec::new();
        for (statement, holds) in general {
            let of: Vec<&Policy> = policies.iter().filter(|policy| holds(policy, self.brief.day)).copied().collect();
            if !of.is_empty() {
                let names = of.into_iter().map(|policy| self.named(policy)).collect();
                rows.push(Row::Cells(vec![Item::toned(statement, Tone::Strong).into(), Cell::Items(names)]));
            }
        }
        for policy in policies {
            if !policy.unread.is_empty() {
                let points = policy.unread.iter().map(|text| Item::plain(words.text(text))).collect();
                rows.push(Row::Cells(vec![Cell::Items(points), self.named(policy).into()]));
            }
        }
        if rows.is_empty() {
            return self.part(Part::Unknown, vec![]);
        }
        let columns = vec![
            Column::new(say!(words, "report-column-unknown"), Holds::Text),
            Column::new(say!(words, "report-column-policy"), Holds::Text),
        ];
        let table = Table { caption: say!(words, "report-unknown-caption"), columns, rows, legend: vec![] };
        self.part(Part::Unknown, vec![Block::Table(table)])
    }

    /// A policy by its place and title.
    fn named(&mut self, policy: &Policy) -> Item {
        Item {
            text: format!("{} · {}", self.place_name(&policy.place), self.words.text(&policy.title)),
            references: without_locators(self.references.cite(&policy.sources)),
            ..Item::default()
        }
    }
}
