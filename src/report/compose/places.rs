//! Each place by itself: every incentive with verdict, reason and amount, and how it was worked out.

use super::Composer;
use crate::model::library::Library;
use crate::model::policy::{Incentive, Policy};
use crate::report::document::{
    Block, Cell, Column, Figure, Holds, Item, Node, PlaceHead, Row, Section, Table, Tag, Tone,
};
use crate::report::plan::Part;
use crate::report::references::References;
use crate::rules::assess::Assessment;
use crate::rules::outcome::{Award, Outcome, Why};
use crate::rules::stack::Reduction;
use crate::rules::step::{Step, Unit, Value, What};
use crate::rules::value::Truth;
use crate::say;
use crate::study::evidence::Evidence;
use crate::words::explain::Telling;

impl Composer<'_> {
    pub(super) fn places(&mut self) -> Section {
        let assessments = std::mem::take(&mut self.assessments);
        let mut blocks: Vec<Block> = assessments.iter().flat_map(|one| self.place(one)).collect();
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
        blocks.push(Block::Table(self.place_table(&name, assessment)));
        // How an amount came about would give it away.
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
        if assessment.certain.ended || assessment.possible.ended {
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
        blocks.push(Block::Steps {
            title: say!(words, "report-steps", place = name),
            root: node(&self.telling, &mut self.references, &assessment.explained()),
        });
        blocks
    }

    /// What caps leave room for where amounts are not published.
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
            let Some(policy) = awards.first().and_then(|award| self.brief.library.policies.get(&award.policy)) else {
                continue;
            };
            let head = self.policy_item(policy);
            rows.push(Row::Group(head));
            // Of a policy that is not in force one line says it all.
            let shown = if policy.status_on(self.brief.day).can_pay() { awards.len() } else { 1 };
            for award in awards.iter().take(shown) {
                rows.push(Row::Cells(self.award(award, awards.len() - shown)));
            }
        }
        Table { caption: say!(words, "report-place-caption", place = place), columns, rows, legend: vec![] }
    }

    /// A row for one award, which may stand for more of its policy.
    fn award(&mut self, award: &Award, more: usize) -> Vec<Cell> {
        let words = self.words;
        let Some((policy, incentive)) = find(self.brief.library, award) else { return vec![] };
        let name = words.text(&incentive.name).to_owned();
        let name = match more {
            0 => name,
            more => say!(words, "report-and-more", name = name, count = words.plain(more.into())),
        };
        let mut details = if self.open() { vec![self.telling.reason(award)] } else { vec![] };
        if let Some(note) = award_note(policy, incentive, award) {
            details.push(words.text(note).to_owned());
        }
        // What is published of no time is said once for all, above.
        let silent = say!(words, "apply-not-published");
        let times = [
            (say!(words, "apply-times"), words.apply_when(policy.application_of(incentive), self.brief.day)),
            (say!(words, "apply-paid"), words.paid_when(policy.payout_of(incentive))),
        ];
        let told = times.into_iter().filter(|(_, said)| *said != silent);
        details.extend(told.map(|(label, said)| say!(words, "report-labelled", label = label, value = said)));
        let mut tags = vec![Tag { text: self.telling.verdict(award), tone: verdict_tone(award) }];
        if Evidence::of(self.brief.library, policy, incentive) == Evidence::SecondHand {
            tags.push(Tag { text: words.evidence(Evidence::SecondHand), tone: Tone::Unknown });
        }
        let (floor, ceiling) = match &award.outcome {
            Outcome::Paid { .. } | Outcome::NeedsAnswer { .. } | Outcome::Conflict { .. } => {
                let (floor, ceiling) = (award.outcome.floor(), award.outcome.ceiling());
                let settled = match &award.outcome {
                    Outcome::NeedsAnswer { .. } => floor,
                    _ => ceiling.unwrap_or(floor),
                };
                (self.floor_item(floor), self.ceiling_item(floor, settled, ceiling))
            }
            Outcome::NotEligible(_) | Outcome::NotCalculable(Why::InKind | Why::NotInForce(_)) => {
                let nothing = Item::toned(say!(words, "report-not-applicable"), Tone::Quiet);
                (nothing.clone(), nothing)
            }
            Outcome::NotCalculable(_) => {
                let unknown = Item::toned(say!(words, "unknown-value"), Tone::Unknown);
                (unknown.clone(), unknown)
            }
        };
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

/// A remark on an incentive, where it is not already the reason.
fn award_note<'a>(policy: &Policy, incentive: &'a Incentive, award: &Award) -> Option<&'a crate::model::text::Text> {
    let said = matches!(award.outcome, Outcome::NotCalculable(Why::InKind | Why::NotInForce(_)));
    let note = incentive.note.as_ref()?;
    (!said && policy.note.as_ref() != Some(note)).then_some(note)
}

fn verdict_tone(award: &Award) -> Tone {
    match &award.outcome {
        Outcome::Paid { floor, ceiling } if ceiling.is_zero() && floor.is_zero() => Tone::Quiet,
        Outcome::Paid { floor, ceiling } if floor == ceiling => Tone::Certain,
        Outcome::Paid { .. } => Tone::Possible,
        Outcome::NotEligible(_) | Outcome::NotCalculable(Why::NotInForce(_)) => Tone::Quiet,
        Outcome::NotCalculable(Why::InKind) => Tone::Plain,
        Outcome::NeedsAnswer { .. } | Outcome::NotCalculable(_) | Outcome::Conflict { .. } => Tone::Unknown,
    }
}

/// A step and all below it in words, as far as it decides: a condition that is met stands on one line, and of one that
/// is not what keeps it from being met.
fn node(telling: &Telling<'_>, references: &mut References<'_>, step: &Step) -> Node {
    let said = telling.say(step);
    let met = matches!(step.value, Value::Holds(Truth::Yes));
    let folded = met && step.what == What::All && step.parts.len() > 1;
    let label = match folded {
        true => say!(telling.words, "report-conditions", count = step.parts.len()),
        false => said.label,
    };
    let parts = if met { vec![] } else { deciding(step) };
    Node {
        label,
        value: said.value,
        note: said.note,
        decisive: said.decisive,
        folds: matches!(step.what, What::Incentive(..)),
        references: references.cite(step.cites()),
        parts: parts.into_iter().map(|part| node(telling, references, part)).collect(),
    }
}

/// The parts of a step that decide: of conditions that must all hold those that do not, a list of one as that one, and of
/// an incentive that fails no amounts.
fn deciding(step: &Step) -> Vec<&Step> {
    let holds = |part: &Step| part.truth() == Truth::Yes;
    let fails = matches!(step.what, What::Incentive(..)) && step.parts.iter().any(|part| part.truth() == Truth::No);
    let parts = step.parts.iter().filter(|part| !(step.what == What::All && holds(part)));
    // Help in kind and what is not published come to no amount; the table above says what they are.
    let pays = |part: &Step| !matches!(part.what, What::Incentive(..)) || matches!(part.value, Value::Amount(..));
    let parts = parts.filter(|part| match part.what {
        What::Policy(..) => part.parts.is_empty() || part.parts.iter().any(pays),
        _ => pays(part),
    });
    let parts = parts.filter(|part| !fails || matches!(part.value, Value::Holds(_)));
    parts
        .map(|part| {
            let mut part = part;
            while part.what == What::All && !holds(part) {
                let mut open = part.parts.iter().filter(|one| !holds(one));
                match (open.next(), open.next()) {
                    (Some(only), None) => part = only,
                    _ => break,
                }
            }
            part
        })
        .collect()
}
