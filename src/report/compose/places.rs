//! Each place separately: every incentive with an amount, its verdict, its reason and its calculation. Incentives
//! without an amount are listed once for all places, in a table of their own.

use std::sync::Arc;

use super::Composer;
use super::result::Tally;
use super::steps::{node, silent};
use crate::model::library::Library;
use crate::model::policy::{Basis, Incentive, Policy};
use crate::report::document::{Block, Cell, Column, Figure, Holds, Item, PlaceHead, Row, Section, Table, Tag, Tone};
use crate::report::plan::Part;
use crate::rules::assess::Assessment;
use crate::rules::outcome::{Award, Outcome, Unpriced};
use crate::rules::stack::Reduction;
use crate::rules::step::Unit;
use crate::say;
use crate::study::evidence::Evidence;

impl Composer<'_> {
    pub(super) fn places(&mut self) -> Section {
        let assessments = std::mem::take(&mut self.assessments);
        let mut blocks: Vec<Block> = assessments.iter().flat_map(|one| self.place(one)).collect();
        blocks.extend(self.without(&assessments).map(Block::Table));
        self.assessments = assessments;
        if !blocks.is_empty() {
            blocks.insert(0, Block::Paragraph(say!(self.words, "report-times-silent")));
        }
        self.part(Part::Places, blocks)
    }

    fn place(&mut self, assessment: &Assessment) -> Vec<Block> {
        let words = self.words;
        let name = self.place_name(&assessment.place);
        let (floor, ceiling) = (assessment.floor, assessment.known_ceiling());
        let mut blocks = vec![Block::Place(PlaceHead {
            name: name.clone(),
            mark: self.marks.of(&assessment.place),
            certain: Figure {
                label: say!(words, "report-certain"),
                value: match assessment.is_unrecorded() {
                    true => say!(words, "unrecorded-value"),
                    false => self.marked(self.money(floor), assessment),
                },
                tone: self.floor_item(floor).tone,
            },
            possible: Figure {
                label: say!(words, "report-possible"),
                value: match assessment.is_unrecorded() {
                    true => say!(words, "unrecorded-long"),
                    false => {
                        self.hearsay(self.and_more(self.ceiling(ceiling), ceiling, assessment.unpriced), assessment)
                    }
                },
                tone: self.total_item(assessment).tone,
            },
        })];
        if assessment.awards.is_empty() {
            blocks.push(Block::Paragraph(say!(words, "report-place-empty")));
            return blocks;
        }
        if let Some(cap) = self.cap_note(assessment) {
            blocks.push(Block::Note(cap));
        }
        let table = self.place_table(&name, assessment);
        if table.rows.is_empty() {
            blocks.push(Block::Paragraph(say!(words, "report-place-without")));
            return blocks;
        }
        blocks.push(Block::Table(table));
        // The explanation would disclose the amount.
        if !self.open() {
            return blocks;
        }
        let reductions: Vec<Item> = assessment.reductions.iter().map(|one| self.reduction(one)).collect();
        if !reductions.is_empty() {
            blocks.push(Block::Paragraph(say!(words, "report-reductions")));
            blocks.push(Block::List(reductions));
        }
        let left: Vec<Item> = assessment
            .left()
            .into_iter()
            .map(|left| {
                let references = self.references.cite(left.because.cites());
                Item { text: self.telling.left(assessment, left), references, ..Item::default() }
            })
            .collect();
        if assessment.certain.truncated || assessment.possible.truncated {
            blocks.push(Block::Note(say!(words, "combination-not-searched")));
        }
        if !left.is_empty() {
            blocks.push(Block::Paragraph(say!(words, "why-left")));
            blocks.push(Block::List(left));
        }
        for award in &assessment.awards {
            let Some(cash) = &award.cash else { continue };
            let award = self.telling.say(&award.step).label;
            let title = say!(words, "cash-label", name = award);
            blocks.push(Block::Steps { title, root: node(&self.telling, &mut self.references, &cash.step) });
        }
        let explained = assessment.explained();
        if !explained.parts.iter().all(silent) {
            blocks.push(Block::Steps {
                title: say!(words, "report-steps", place = name),
                root: node(&self.telling, &mut self.references, &explained),
            });
        }
        blocks
    }

    /// The room that caps leave for unpublished amounts.
    fn cap_note(&self, one: &Assessment) -> Option<String> {
        let most = one.within.filter(|_| one.unpriced > 0)?;
        let amount = self.money(most);
        Some(match one.known_ceiling() {
            None => say!(self.words, "cap-only", amount = amount),
            Some(_) => say!(self.words, "cap-within", amount = amount),
        })
    }

    fn place_table(&mut self, place: &str, assessment: &Assessment) -> Table {
        let words = self.words;
        let unit = self.unit();
        let columns = vec![
            Column::new(say!(words, "report-column-incentive"), Holds::Text),
            Column::new(say!(words, "report-column-verdict"), Holds::Text),
            Column::new(say!(words, "report-column-certain", unit = unit.as_str()), Holds::Figures),
            Column::new(say!(words, "report-column-possible", unit = unit.as_str()), Holds::Figures),
            Column::new(say!(words, "report-column-source"), Holds::Text),
        ];
        let mut rows = Vec::new();
        for awards in assessment.awards.chunk_by(|a, b| a.policy == b.policy) {
            let counted = |award: &&Arc<Award>| Tally::of([&***award]).comes_to_an_amount();
            let mut counted = awards.iter().filter(counted).peekable();
            let policy = counted.peek().and_then(|award| self.brief.library.policies.get(&award.policy));
            let Some(policy) = policy else { continue };
            let head = self.policy_item(policy);
            rows.push(Row::Group(head));
            rows.extend(counted.map(|award| Row::Cells(self.award(award))));
        }
        Table { caption: say!(words, "report-place-caption", place = place), columns, rows, legend: vec![] }
    }

    /// A row for an award with an amount.
    fn award(&mut self, award: &Award) -> Vec<Cell> {
        let words = self.words;
        let Some((policy, incentive)) = find(self.brief.library, award) else { return vec![] };
        let name = words.text(&incentive.name).to_owned();
        let mut details = if self.open() { vec![self.telling.reason(award)] } else { vec![] };
        if let Some(note) = award_note(policy, incentive, award) {
            details.push(words.text(note).to_owned());
        }
        // Unpublished times are mentioned once for all, above.
        let silent = say!(words, "apply-not-published");
        let times = [
            (say!(words, "apply-times"), words.apply_when(policy.application_of(incentive), self.brief.day)),
            (say!(words, "apply-paid"), words.paid_when(policy.payout_of(incentive))),
        ];
        let stated = times.into_iter().filter(|(_, said)| *said != silent);
        details.extend(stated.map(|(label, said)| say!(words, "report-labelled", label = label, value = said)));
        if award.basis != Basis::Entitlement {
            details.push(words.capital(&words.paid_short(self.brief.library, policy, Some(&incentive.id))));
        }
        let mut tags = vec![Tag { text: self.telling.verdict(award), tone: verdict_tone(award) }];
        if Evidence::of(self.brief.library, policy, incentive) == Evidence::SecondHand {
            tags.push(Tag { text: words.evidence(Evidence::SecondHand), tone: Tone::Unknown });
        }
        let (floor, ceiling) = (award.outcome.floor(), award.outcome.ceiling());
        let settled = match &award.outcome {
            Outcome::NeedsAnswer { .. } => floor,
            _ => ceiling.unwrap_or(floor),
        };
        let (floor, ceiling) = (self.floor_item(floor), self.ceiling_item(floor, settled, ceiling));
        let references = self.references.cite(&incentive.cites);
        vec![
            Item { text: name, tone: Tone::Strong, details, ..Item::default() }.into(),
            Item { tags, ..Item::default() }.into(),
            floor.into(),
            ceiling.into(),
            Item { references, ..Item::default() }.into(),
        ]
    }

    fn reduction(&mut self, reduction: &Reduction) -> Item {
        let words = self.words;
        let label = self.telling.rule(&reduction.step);
        let range = |range| self.private.range(range, Unit::Money, self.brief.production.currency);
        let change = say!(words, "report-reduction", before = range(reduction.before), after = range(reduction.after));
        let references = self.references.cite(reduction.step.cites());
        Item { text: label, details: vec![change], references, ..Item::default() }
    }
}

/// The policy and the incentive of an award.
pub(super) fn find<'a>(library: &'a Library, award: &Award) -> Option<(&'a Policy, &'a Incentive)> {
    let policy = library.policies.get(&award.policy)?;
    Some((policy, policy.incentive(&award.incentive)?))
}

/// The note of an incentive, unless it is already the reason.
pub(super) fn award_note<'a>(
    policy: &Policy,
    incentive: &'a Incentive,
    award: &Award,
) -> Option<&'a crate::model::text::Text> {
    let said = matches!(award.outcome, Outcome::NotCalculable(Unpriced::InKind | Unpriced::NotInForce(_)));
    let note = incentive.note.as_ref()?;
    (!said && policy.note.as_ref() != Some(note)).then_some(note)
}

fn verdict_tone(award: &Award) -> Tone {
    match &award.outcome {
        Outcome::Paid { floor, ceiling } if floor == ceiling => Tone::Certain,
        Outcome::Paid { .. } => Tone::Possible,
        Outcome::NeedsAnswer { .. } | Outcome::Conflict { .. } => Tone::Unknown,
        Outcome::NotEligible(_) | Outcome::NotCalculable(_) => Tone::Quiet,
    }
}
