//! The production as described: every answer.

use super::Composer;
use crate::model::fact::Topic;
use crate::model::id::FactId;
use crate::model::production::Answer;
use crate::report::document::{Block, Column, Holds, Item, Row, Section, Table, Tone};
use crate::report::plan::Part;
use crate::say;

/// An answer, and its place if it does not hold everywhere.
struct Given<'a> {
    topic: Option<Topic>,
    fact: &'a FactId,
    answer: &'a Answer,
    place: Option<String>,
}

impl Composer<'_> {
    pub(super) fn answers(&self) -> Section {
        let words = self.words;
        let production = self.brief.production;
        let mut blocks = Vec::new();
        // A note could disclose amounts that are not to be shown.
        if let Some(note) = production.note.as_ref().filter(|_| self.open()) {
            blocks.push(Block::Paragraph(say!(words, "report-assumed", note = words.text(note))));
        }
        let given = self.given();
        if given.is_empty() {
            blocks.push(Block::Paragraph(say!(words, "report-no-answers")));
            return self.part(Part::Answers, blocks);
        }
        let differ = given.iter().any(|given| given.place.is_some());
        let mut rows = Vec::new();
        for group in given.chunk_by(|a, b| a.topic == b.topic) {
            if let Some(topic) = group.first().and_then(|given| given.topic) {
                rows.push(Row::Group(Item::toned(self.topic(topic), Tone::Strong)));
            }
            for Given { fact: id, answer, place, .. } in group {
                let fact = self.brief.library.facts.get(id);
                let question = Item {
                    text: fact.map_or_else(|| id.to_string(), |fact| words.text(&fact.question).to_owned()),
                    ..Item::default()
                };
                let answer = self.private.answer(fact.map(AsRef::as_ref), answer, production.currency);
                let mut cells = vec![question.into(), Item::toned(answer, Tone::Strong).into()];
                if differ {
                    cells.push(match place {
                        Some(place) => Item::plain(place).into(),
                        None => Item::toned(say!(words, "report-everywhere"), Tone::Quiet).into(),
                    });
                }
                rows.push(Row::Cells(cells));
            }
        }
        let mut columns = vec![
            Column::new(say!(words, "report-column-question"), Holds::Text),
            Column::new(say!(words, "report-column-answer"), Holds::Text),
        ];
        if differ {
            columns.push(Column::new(say!(words, "report-column-holds"), Holds::Text));
        }
        let caption = say!(words, "report-answers-caption");
        blocks.push(Block::Table(Table { caption, columns, rows, legend: vec![] }));
        self.part(Part::Answers, blocks)
    }

    /// The answers that count for the compared places, by topic.
    fn given(&self) -> Vec<Given<'_>> {
        let production = self.brief.production;
        let topic = |id: &FactId| self.brief.library.facts.get(id).map(|fact| fact.topic);
        let everywhere = production.answers.iter();
        let mut all: Vec<Given<'_>> =
            everywhere.map(|(fact, answer)| Given { topic: topic(fact), fact, answer, place: None }).collect();
        for (place, answers) in &production.local {
            let around = self
                .brief
                .places
                .iter()
                .any(|one| self.brief.library.chain(one).iter().any(|place_around| place_around.id == *place));
            if around {
                let place = self.place_name(place);
                let local = answers.iter();
                all.extend(local.map(|(fact, answer)| Given {
                    topic: topic(fact),
                    fact,
                    answer,
                    place: Some(place.clone()),
                }));
            }
        }
        // Answers without a question are last.
        all.sort_by_key(|given| (given.topic.is_none(), given.topic, given.fact, given.place.clone()));
        all
    }

    fn topic(&self, topic: Topic) -> String {
        let words = self.words;
        match topic {
            Topic::Work => say!(words, "report-topic-work"),
            Topic::Local => say!(words, "report-topic-local"),
            Topic::Release => say!(words, "report-topic-release"),
            Topic::Recognition => say!(words, "report-topic-recognition"),
            Topic::Applicant => say!(words, "report-topic-applicant"),
            Topic::Export => say!(words, "report-topic-export"),
            Topic::Base => say!(words, "report-topic-base"),
        }
    }
}
