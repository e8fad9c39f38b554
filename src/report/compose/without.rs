//! Incentives that apply in the places and have no amount for the production, each once with its places.

use std::sync::Arc;

use super::Composer;
use super::places::{award_note, find};
use super::result::Tally;
use crate::model::id::{IncentiveId, PolicyId};
use crate::report::document::{Cell, Column, Holds, Item, Row, Table, Tone};
use crate::report::references::Reference;
use crate::rules::assess::Assessment;
use crate::rules::outcome::{Award, Outcome, Unpriced};
use crate::say;

/// The reason that there is no amount, in the order of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Reason {
    /// No text states the amount.
    Unpublished,
    /// It is help in kind.
    InKind,
    /// It pays nothing.
    Nothing,
}

/// One incentive, and the places where it has no amount for the same reason.
struct Line {
    reason: Reason,
    policy: PolicyId,
    incentive: IncentiveId,
    name: String,
    said: Vec<String>,
    places: Vec<String>,
    references: Vec<Reference>,
}

impl Composer<'_> {
    /// The incentives without an amount, by reason; `None` if every incentive has one.
    pub(super) fn without(&mut self, assessments: &[Arc<Assessment>]) -> Option<Table> {
        let words = self.words;
        let mut lines: Vec<Line> = Vec::new();
        for one in assessments {
            let place = self.place_name(&one.place);
            for awards in one.awards.chunk_by(|a, b| a.policy == b.policy) {
                let first = awards.first().and_then(|award| self.brief.library.policies.get(&award.policy));
                // A policy that is not in force needs one line only.
                let holds = first.is_some_and(|policy| policy.status_on(self.brief.day).can_pay());
                let shown = if holds { awards.len() } else { 1 };
                for award in awards.iter().take(shown) {
                    let Some(line) = self.silent_line(award, awards.len() - shown) else { continue };
                    let same = |other: &&mut Line| {
                        (&other.policy, &other.incentive, &other.said) == (&line.policy, &line.incentive, &line.said)
                    };
                    match lines.iter_mut().find(same) {
                        Some(known) => known.places.push(place.clone()),
                        None => lines.push(Line { places: vec![place.clone()], ..line }),
                    }
                }
            }
        }
        lines.sort_by_key(|line| line.reason);
        let many = assessments.len() > 1;
        let mut columns = vec![
            Column::new(say!(words, "report-column-incentive-name"), Holds::Text),
            Column::new(say!(words, "report-column-said"), Holds::Text),
        ];
        if many {
            columns.push(Column::new(say!(words, "report-column-place"), Holds::Text));
        }
        columns.push(Column::new(say!(words, "report-column-source"), Holds::Text));
        let mut rows = Vec::new();
        for lines in lines.chunk_by(|a, b| a.reason == b.reason) {
            rows.extend(lines.first().map(|line| Row::Group(self.reason_item(line.reason))));
            rows.extend(lines.iter().map(|line| {
                let said = line.said.split_first();
                let said = said.map(|(first, rest)| Item { details: rest.to_vec(), ..Item::plain(first.as_str()) });
                let name = Item::toned(line.name.as_str(), Tone::Strong);
                let mut cells = vec![name.into(), Cell::Items(said.into_iter().collect())];
                if many {
                    cells.push(line.places.join(&words.comma()).into());
                }
                cells.push(Item { references: line.references.clone(), ..Item::default() }.into());
                Row::Cells(cells)
            }));
        }
        let caption = say!(words, "report-without-caption");
        (!rows.is_empty()).then_some(Table { caption, columns, rows, legend: vec![] })
    }

    fn reason_item(&self, reason: Reason) -> Item {
        let words = self.words;
        let (text, detail) = match reason {
            Reason::Unpublished => {
                (say!(words, "report-column-unpriced"), Some(say!(words, "report-without-unpublished")))
            }
            Reason::InKind => (say!(words, "report-column-in-kind"), None),
            Reason::Nothing => (say!(words, "report-column-nothing"), None),
        };
        Item { details: detail.into_iter().collect(), ..Item::toned(text, Tone::Strong) }
    }

    /// The line of an award without an amount, which can represent `more` others of its policy; `None` if it has an
    /// amount.
    fn silent_line(&mut self, award: &Award, more: usize) -> Option<Line> {
        let words = self.words;
        let tally = Tally::of([award]);
        if tally.comes_to_an_amount() {
            return None;
        }
        let (policy, incentive) = find(self.brief.library, award)?;
        let name = words.text(&incentive.name).to_owned();
        let name = match more {
            0 => name,
            more => say!(words, "report-and-more", name = name, count = words.plain(more.into())),
        };
        let reason = match (tally.unpriced, tally.in_kind) {
            (0, 0) => Reason::Nothing,
            (0, _) => Reason::InKind,
            _ => Reason::Unpublished,
        };
        let mut said = match &award.outcome {
            // The heading of the lines says it for all of them.
            Outcome::NotCalculable(Unpriced::NotPublished) => vec![],
            Outcome::NotCalculable(Unpriced::CaseByCase) => {
                vec![words.capital(&self.telling.verdict(award))]
            }
            // The explanation would disclose amounts.
            Outcome::NotEligible(_) | Outcome::Paid { .. } if !self.open() => {
                vec![words.capital(&self.telling.verdict(award))]
            }
            _ => vec![self.telling.reason(award)],
        };
        said.extend(award_note(policy, incentive, award).map(|note| words.text(note).to_owned()));
        Some(Line {
            reason,
            policy: award.policy.clone(),
            incentive: award.incentive.clone(),
            name,
            said,
            places: vec![],
            references: self.references.cite(&incentive.cites),
        })
    }
}
