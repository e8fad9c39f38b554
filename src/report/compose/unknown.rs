//! Open points: unanswered questions, and information that the sources do not give.

use super::Composer;
use crate::model::policy::{Policy, Read, Status};
use crate::model::stacking::StackingRule;
use crate::report::document::{Block, Cell, Column, Holds, Item, Row, Section, Table, Tone};
use crate::report::plan::Part;
use crate::report::references::without_locators;
use crate::rules::assess::{Question, merge_questions};
use crate::say;
use crate::study::compare::{self, Filter};

impl Composer<'_> {
    /// The questions whose answers would narrow the result, the most important first.
    pub(super) fn questions(&self) -> Section {
        let words = self.words;
        let questions = merge_questions(self.assessments.iter().map(AsRef::as_ref));
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
            Some(weight) => Item::toned(self.figure(weight), Tone::Possible).sized(weight),
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

    /// Contents of the policies that certainly exist but were not read, and their open points; once per policy.
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
        // A policy that neither pays nor classifies works has no open points here.
        policies.retain(|policy| !policy.incentives.is_empty() || !policy.gates.is_empty());
        let mut rows = Vec::new();
        let day = self.brief.day;
        for of in policies.chunk_by(|a, b| a.place == b.place) {
            let lines: Vec<Row> = of.iter().filter_map(|policy| self.not_known(policy)).collect();
            let place = of.first().map(|policy| Item::toned(self.place_name(&policy.place), Tone::Strong));
            rows.extend(place.filter(|_| !lines.is_empty()).map(Row::Group));
            rows.extend(lines);
        }
        if rows.is_empty() {
            return self.part(Part::Unknown, vec![]);
        }
        let columns = vec![
            Column::new(say!(words, "report-column-policy"), Holds::Text),
            Column::new(say!(words, "report-column-unknown"), Holds::Text),
        ];
        let table = Table { caption: say!(words, "report-unknown-caption"), columns, rows, legend: vec![] };
        let mut blocks = vec![Block::Table(table)];
        if policies.iter().any(|policy| policy.status_on(day) == Status::Unconfirmed) {
            let status = words.status(Status::Unconfirmed);
            let help = say!(words, "status-unconfirmed-help");
            blocks.push(Block::Paragraph(say!(words, "report-labelled", label = words.capital(&status), value = help)));
        }
        self.part(Part::Unknown, blocks)
    }

    /// A policy and everything unknown about it; `None` if everything is known.
    fn not_known(&mut self, policy: &Policy) -> Option<Row> {
        let words = self.words;
        let unconfirmed = policy.status_on(self.brief.day) == Status::Unconfirmed;
        let general = [
            (policy.read != Read::Whole, words.read(policy.read)),
            (unconfirmed, words.status(Status::Unconfirmed)),
            (
                policy.stacking.rule == StackingRule::Unknown && policy.incentives.len() > 1,
                say!(words, "report-unknown-stacking"),
            ),
        ];
        let general = general.into_iter().filter(|(holds, _)| *holds).map(|(_, said)| words.capital(&said));
        let unread = policy.unread.iter().map(|text| words.text(text).to_owned());
        let all: Vec<String> = general.chain(unread).collect();
        let title = Item {
            text: words.text(&policy.title).to_owned(),
            references: without_locators(self.references.cite(&policy.sources)),
            ..Item::default()
        };
        (!all.is_empty()).then(|| Row::Cells(vec![title.into(), all.join(&words.semicolon()).into()]))
    }
}
