//! Open questions, by the money that depends on them, and questions for authorities.

use std::cmp::Reverse;

use crate::model::id::{FactId, PlaceId};
use crate::model::policy::{Policy, Status};
use crate::report::compose::Composer;
use crate::report::compose::places::find;
use crate::report::document::{Block, Column, Holds, Item, Row, Section, Table, Tone};
use crate::rules::assess::Assessment;
use crate::rules::fraction::Fraction;
use crate::rules::outcome::{Outcome, Unpriced};
use crate::say;
use crate::study::evidence::Evidence;
use crate::study::offers::Offer;

/// The number of questions in the brief, and of things to ask in one place.
const MOST_QUESTIONS: usize = 8;
const MOST_POINTS: usize = 2;

/// The number of places with things to ask.
const MOST_PLACES: usize = 4;

/// A question in one place.
struct Open<'a> {
    place: &'a PlaceId,
    fact: &'a FactId,
    weight: Option<Fraction>,
    second_hand: bool,
}

impl Composer<'_> {
    /// The questions, those on which most depends first, those known at second hand last.
    pub(super) fn open_in_short(&self, all: &[Offer]) -> Option<Section> {
        let words = self.words;
        let mut open: Vec<Open<'_>> = Vec::new();
        for one in all {
            for question in &one.assessment.questions {
                let second_hand = self.hangs_on_hearsay(&one.assessment, &question.fact);
                let (place, fact, weight) = (&one.place, &question.fact, question.weight);
                open.push(Open { place, fact, weight, second_hand });
            }
        }
        if open.is_empty() {
            return None;
        }
        // Questions without a limit come first among their kind.
        open.sort_by_key(|one| (one.second_hand, Reverse(one.weight.unwrap_or(Fraction::MAX))));
        let more = open.len().saturating_sub(MOST_QUESTIONS);
        let rows = open.iter().take(MOST_QUESTIONS).map(|one| {
            let fact = words.capital(&words.fact(self.brief.library, one.fact));
            let text = if one.second_hand { say!(words, "front-second-hand", fact = fact) } else { fact };
            let weight = match one.weight {
                Some(weight) => {
                    Item::toned(self.figure(weight), if one.second_hand { Tone::Quiet } else { Tone::Open })
                        .sized(weight)
                }
                None => Item::toned(say!(words, "front-unbounded"), Tone::Unknown),
            };
            Row::Cells(vec![self.marked_question(one.place, text).into(), weight.into()])
        });
        let columns = vec![
            Column::new(say!(words, "front-column-question"), Holds::Text),
            Column::new(say!(words, "front-column-weight", unit = self.unit()), Holds::Figures),
        ];
        let table = Table { caption: String::new(), columns, rows: rows.collect(), legend: vec![] };
        let mut blocks = vec![Block::Table(table)];
        if more > 0 {
            blocks.push(Block::Paragraph(say!(words, "front-open-more", count = more)));
        }
        Some(Section { id: "front-open", title: say!(words, "front-open"), blocks })
    }

    /// Whether all awards that wait for an answer are known only from second-hand reports.
    fn hangs_on_hearsay(&self, one: &Assessment, fact: &FactId) -> bool {
        let waits = one.awards.iter().filter(|award| award.step.missing().contains(fact));
        let mut evidence = waits
            .filter_map(|award| find(self.brief.library, award))
            .map(|(policy, incentive)| Evidence::of(self.brief.library, policy, incentive))
            .peekable();
        evidence.peek().is_some() && evidence.all(|one| one == Evidence::SecondHand)
    }

    /// Questions to ask before a decision: contents of the texts that were not read, whether the texts are still in
    /// force, and unpublished amounts.
    pub(super) fn to_ask(&self, all: &[Offer]) -> Option<Section> {
        let words = self.words;
        let mut items = Vec::new();
        for one in all {
            let Some(policy) = self.to_ask_about(one) else { continue };
            let mut points: Vec<String> = Vec::new();
            if policy.status_on(self.brief.day) == Status::Unconfirmed {
                points.push(say!(words, "front-ask-in-force"));
            }
            points.extend(policy.unread.iter().map(|text| words.text(text).to_owned()));
            let unpriced = one.assessment.awards.iter().find(|award| {
                award.policy == policy.id && award.outcome == Outcome::NotCalculable(Unpriced::NotPublished)
            });
            if let Some((_, incentive)) = unpriced.and_then(|award| find(self.brief.library, award)) {
                points.push(say!(words, "front-ask-amount", incentive = words.text(&incentive.name)));
            }
            points.truncate(MOST_POINTS);
            if points.is_empty() {
                continue;
            }
            let issuer = words.text(&policy.issuer);
            let text = say!(words, "report-labelled", label = issuer, value = points.join(&words.semicolon()));
            items.push(Item { details: vec![text], ..self.place_item(&one.place) });
        }
        items.truncate(MOST_PLACES);
        let blocks = vec![Block::List(items)];
        let any = !matches!(blocks.as_slice(), [Block::List(items)] if items.is_empty());
        any.then(|| Section { id: "front-ask", title: say!(words, "front-ask"), blocks })
    }

    /// The policy on which most of a place depends, or the first that applies.
    fn to_ask_about(&self, one: &Offer) -> Option<&Policy> {
        let library = self.brief.library;
        let main = one.main.as_ref().and_then(|(policy, _)| library.policies.get(policy));
        let any = || one.assessment.awards.iter().find_map(|award| library.policies.get(&award.policy));
        main.or_else(any).map(AsRef::as_ref)
    }
}
