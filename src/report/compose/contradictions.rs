//! Contradictory figures of the compared places and of the places around them.

use super::Composer;
use crate::model::id::ObservationId;
use crate::report::document::{Block, Item, Section, Tone};
use crate::report::plan::Part;
use crate::report::references::without_locators;
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
        // Findings settled by one judgement are reported together.
        let mut groups: Vec<Vec<&Finding>> = Vec::new();
        for finding in found.iter().filter(near) {
            let settled = |group: &&mut Vec<&Finding>| {
                finding.judgement.is_some() && group.first().is_some_and(|first| first.judgement == finding.judgement)
            };
            match groups.iter_mut().find(settled) {
                Some(group) => group.push(finding),
                None => groups.push(vec![finding]),
            }
        }
        let items: Vec<Item> = groups.into_iter().filter_map(|group| self.contradiction(&group)).collect();
        if items.is_empty() {
            return self.part(Part::Contradictions, vec![]);
        }
        let words = self.words;
        let blocks = vec![Block::Paragraph(say!(words, "report-contradictions-text")), Block::List(items)];
        self.part(Part::Contradictions, blocks)
    }

    /// Findings that are settled by the same judgement, or a single unsettled one.
    fn contradiction(&mut self, group: &[&Finding]) -> Option<Item> {
        let words = self.words;
        let library = self.brief.library;
        let (first, rest) = group.split_first()?;
        let named = |finding: &Finding| {
            format!("{} · {}", words.finding_about(library, finding), words.contradiction(&finding.rule))
        };
        let mut details = vec![words.finding(library, first)];
        details.extend(rest.iter().map(|finding| {
            say!(words, "report-labelled", label = named(finding), value = words.finding(library, finding))
        }));
        let mut seen: Vec<&ObservationId> = Vec::new();
        for id in group.iter().flat_map(|finding| &finding.observations) {
            if !seen.contains(&id) {
                seen.push(id);
            }
        }
        let printed: Vec<String> = seen.iter().map(|id| words.printed_by(library, id)).collect();
        details.push(printed.join(&words.semicolon()));
        let (label, value) = match first.judgement.as_ref().and_then(|id| library.judgements.get(id)) {
            Some(judgement) => {
                let verdict = format!("{} {}", words.text(&judgement.verdict), words.text(&judgement.why));
                (say!(words, "contradiction-verdict"), verdict)
            }
            None => (say!(words, "contradiction-resolve"), words.finding_resolve(library, first)),
        };
        details.push(say!(words, "report-labelled", label = label, value = value));
        let seen = seen.into_iter().filter_map(|id| library.observations.get(id));
        let cites: Vec<_> = seen.flat_map(|seen| seen.cites.iter().cloned()).collect();
        Some(Item {
            text: named(first),
            details,
            tone: Tone::Strong,
            references: without_locators(self.references.cite(&cites)),
            ..Item::default()
        })
    }
}
