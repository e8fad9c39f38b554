//! Figures of the places compared, and of what lies around them, that do not fit together.

use super::Composer;
use crate::report::document::{Block, Item, Section, Tone};
use crate::report::plan::Part;
use crate::say;
use crate::study::contradictions::{Finding, find};

impl Composer<'_> {
    pub(super) fn contradictions(&mut self) -> Section {
        let library = self.brief.library;
        let near = |finding: &&Finding| {
            finding.observations.iter().filter_map(|id| library.observations.get(id)).any(|seen| {
                self.brief.places.iter().any(|place| library.chain(place).iter().any(|one| one.id == seen.place))
            })
        };
        let found = find(library);
        let found: Vec<&Finding> = found.iter().filter(near).collect();
        let items: Vec<Item> = found.into_iter().map(|finding| self.contradiction(finding)).collect();
        if items.is_empty() {
            return self.part(Part::Contradictions, vec![]);
        }
        let words = self.words;
        let blocks = vec![Block::Paragraph(say!(words, "report-contradictions-text")), Block::List(items)];
        self.part(Part::Contradictions, blocks)
    }

    fn contradiction(&mut self, finding: &Finding) -> Item {
        let words = self.words;
        let library = self.brief.library;
        let mut details = vec![words.finding(library, finding)];
        let seen = finding.observations.iter().filter_map(|id| library.observations.get(id));
        let cites: Vec<_> = seen.flat_map(|seen| seen.cites.iter().cloned()).collect();
        details.extend(finding.observations.iter().map(|id| words.printed_by(library, id)));
        match finding.judgement.as_ref().and_then(|id| library.judgements.get(id)) {
            Some(judgement) => {
                let verdict = format!("{} {}", words.text(&judgement.verdict), words.text(&judgement.why));
                details.push(say!(
                    words,
                    "report-labelled",
                    label = say!(words, "contradiction-verdict"),
                    value = verdict
                ));
            }
            None => {
                let resolve = words.finding_resolve(library, finding);
                details.push(say!(
                    words,
                    "report-labelled",
                    label = say!(words, "contradiction-resolve"),
                    value = resolve
                ));
            }
        }
        Item {
            text: format!("{} · {}", words.finding_about(library, finding), words.contradiction(&finding.rule)),
            details,
            tone: Tone::Strong,
            references: self.references.cite(&cites),
            ..Item::default()
        }
    }
}
