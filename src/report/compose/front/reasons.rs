//! Three reasons, by rule: why an amount is certain, how it changes, and the open points of the other places.

use crate::model::id::PlaceId;
use crate::model::number::Number;
use crate::model::production::Answer;
use crate::model::source::Citation;
use crate::report::compose::Composer;
use crate::report::compose::places::find;
use crate::report::document::{Block, Item, Section, Tone};
use crate::report::references::without_locators;
use crate::rules::assess::Assessment;
use crate::rules::context::Context;
use crate::rules::fraction::Fraction;
use crate::rules::stack::Combination;
use crate::say;
use crate::study::decisive::{Moves, moves};
use crate::study::near::near;
use crate::study::offers::{Obstacle, Offer};

/// The number of other places, and of questions of each, in one sentence.
const MOST_PLACES: usize = 3;
const MOST_FACTS: usize = 4;

impl Composer<'_> {
    /// The deciding facts, for the place with the most certain money or, if there is none, with the highest possible
    /// amount.
    pub(super) fn reasons(&mut self, all: &[Offer], best: Option<&Offer>) -> Option<Section> {
        let words = self.words;
        let first = best.or_else(|| all.first())?;
        let mut items = Vec::new();
        match best {
            Some(best) => {
                items.extend(self.why_certain(all, best));
                items.extend(self.how_it_moves(all, best));
            }
            None => {
                items.extend(self.why_highest(first));
                items.extend(self.nearest(all));
            }
        }
        items.extend(self.what_others_wait_for(all, first, best.is_some()));
        let title = match best {
            Some(best) if items.len() == 3 => say!(words, "front-reasons-three", place = self.place_name(&best.place)),
            Some(best) => say!(words, "front-reasons", place = self.place_name(&best.place)),
            None => say!(words, "front-reasons-none"),
        };
        let blocks = vec![Block::List(items)];
        Some(Section { id: "front-reasons", title, blocks })
    }

    fn item(lead: String, text: String) -> Item {
        Item { text: lead, details: vec![text], tone: Tone::Strong, ..Item::default() }
    }

    /// The explanation of the largest award of a combination, with its sources.
    fn largest(&mut self, one: &Assessment, of: &Combination) -> Option<(String, Item)> {
        let words = self.words;
        let paid = of.taken.iter().max_by_key(|(_, paid)| paid.unwrap_or(Fraction::MAX));
        let award = one.awards.get(paid?.0)?;
        let (policy, incentive) = find(self.brief.library, award)?;
        let name = words.text(&incentive.name).to_owned();
        let cites: &[Citation] = if incentive.cites.is_empty() { &policy.sources } else { &incentive.cites };
        let cites: Vec<_> = cites.iter().take(2).cloned().collect();
        let references = without_locators(self.references.cite(&cites));
        let reason = if self.open() { self.telling.reason(award) } else { words.basis(award.basis) };
        let text = say!(words, "report-labelled", label = name.as_str(), value = reason);
        Some((name, Item { references, ..Self::item(String::new(), text) }))
    }

    fn why_certain(&mut self, all: &[Offer], best: &Offer) -> Option<Item> {
        let words = self.words;
        let alone = all.iter().filter(|one| !one.assessment.floor.is_zero()).count() == 1;
        let lead = match alone {
            true if all.len() > 1 => say!(words, "front-lead-only"),
            true => say!(words, "front-lead-text"),
            false => say!(words, "front-lead-largest"),
        };
        let (_, item) = self.largest(&best.assessment, &best.assessment.certain)?;
        Some(Item { text: lead, ..item })
    }

    fn how_it_moves(&self, all: &[Offer], best: &Offer) -> Option<Item> {
        if !self.open() {
            return None;
        }
        let words = self.words;
        let context = Context::new(self.brief.library, self.brief.production, self.brief.day);
        let others: Vec<&Assessment> =
            all.iter().filter(|one| one.place != best.place).map(|one| &*one.assessment).collect();
        let moves = moves(&context, &best.assessment, &others)?;
        let fact = words.fact(self.brief.library, &moves.fact);
        let mut parts = Vec::new();
        if let Some(slope) = moves.slope {
            let step = step(moves.now);
            let (each, gives) = (self.counted(&moves, step), self.money(slope.checked_mul(step)?));
            parts.push(say!(words, "front-moves-slope", step = each, amount = gives));
        }
        if let Some((place, above)) = &moves.passes {
            let (place, above) = (self.place_name(place), self.counted(&moves, *above));
            parts.push(say!(words, "front-moves-passes", place = place, above = above));
        }
        if let Some((line, falls)) = moves.falls {
            let by = Fraction::of(moves.now.0).minus(line).unwrap_or_default();
            let (line, by) = (self.counted(&moves, line), self.counted(&moves, by));
            parts.push(match falls.is_zero() {
                true => say!(words, "front-moves-nothing", line = line, by = by),
                false => {
                    say!(words, "front-moves-falls", line = line, amount = self.money(falls), by = by)
                }
            });
        }
        let lead = match moves.slope {
            Some(_) => say!(words, "front-lead-grows", fact = fact),
            None => say!(words, "front-lead-line", fact = fact),
        };
        Some(Self::item(lead, parts.join(&say!(words, "report-sentence-gap"))))
    }

    /// A number in the unit of the figure that changes.
    fn counted(&self, moves: &Moves, number: Fraction) -> String {
        let fact = self.brief.library.facts.get(&moves.fact).map(AsRef::as_ref);
        let answer = Answer::Number(Number(number.decimal().normalize()));
        self.private.answer(fact, &answer, self.brief.production.currency)
    }

    fn why_highest(&mut self, first: &Offer) -> Option<Item> {
        let words = self.words;
        let given = &first.assessment;
        let place = self.place_name(&first.place);
        if given.is_unrecorded() {
            let text = say!(words, "front-unrecorded", place = place, count = given.unpriced);
            return Some(Self::item(say!(words, "front-lead-unrecorded"), text));
        }
        let (_, item) = self.largest(given, &given.possible)?;
        let lead = match first.second_hand.is_zero() {
            true => say!(words, "front-lead-highest", place = place),
            false => say!(words, "front-lead-highest-hearsay", place = place),
        };
        Some(Item { text: lead, ..item })
    }

    /// The nearest change that makes something certain anywhere, or otherwise makes more possible.
    fn nearest(&self, all: &[Offer]) -> Option<Item> {
        if !self.open() {
            return None;
        }
        let words = self.words;
        let (library, currency) = (self.brief.library, self.brief.production.currency);
        let context = Context::new(library, self.brief.production, self.brief.day);
        // A change that brings no more than the user says it costs is no reason.
        let first = |one: &Offer| near(&context, &one.place).into_iter().find(|near| !near.is_outweighed());
        let near = all.iter().filter_map(first).max_by(|a, b| a.brings().cmp(&b.brings()))?;
        let place = self.place_name(&near.place);
        let lead = match near.floor_gain.is_zero() {
            true => say!(words, "front-lead-near-possible", place = place),
            false => say!(words, "front-lead-near", place = place),
        };
        Some(Self::item(lead, words.near(library, currency, &near)))
    }

    /// The open points on which the possible amounts of the other places depend.
    fn what_others_wait_for(&self, all: &[Offer], first: &Offer, certain: bool) -> Option<Item> {
        let words = self.words;
        let others = all.iter().filter(|one| certain && all.len() == 1 || one.place != first.place);
        let others: Vec<&Offer> = others.collect();
        let higher = others.iter().any(|one| one.assessment.known_ceiling() > Some(first.assessment.floor));
        let said = others.iter().take(MOST_PLACES).map(|one| {
            let place = self.place_name(&one.place);
            let text = match &one.obstacle {
                Obstacle::Questions(facts) => {
                    let mut names: Vec<String> =
                        facts.iter().take(MOST_FACTS).map(|fact| words.fact(self.brief.library, fact)).collect();
                    if let Some(more) = facts.len().checked_sub(MOST_FACTS).filter(|more| *more > 0) {
                        names.push(say!(words, "front-and-more", count = more));
                    }
                    names.join(&words.comma())
                }
                Obstacle::Nothing => say!(words, "front-nothing-more"),
                other => words.obstacle(self.brief.library, other),
            };
            say!(words, "report-labelled", label = place, value = text)
        });
        let mut said: Vec<String> = said.collect();
        if said.is_empty() {
            return None;
        }
        if let Some(more) = others.len().checked_sub(MOST_PLACES).filter(|more| *more > 0) {
            said.push(say!(words, "front-places-more", count = more));
        }
        let lead = match (certain, higher) {
            (true, true) => say!(words, "front-lead-higher"),
            (true, false) => say!(words, "front-lead-less"),
            (false, _) => say!(words, "front-lead-others"),
        };
        let text = words.capital(&said.join(&words.semicolon()));
        Some(Self::item(lead, say!(words, "front-sentence", text = text)))
    }

    /// A question with the mark of its place, in a list of questions.
    pub(super) fn marked_question(&self, place: &PlaceId, text: String) -> Item {
        Item { text, mark: Some(self.marks.of(place)), ..Item::default() }
    }
}

/// A round step of a figure: a tenth of the power of ten below it, and at least one.
fn step(now: Number) -> Fraction {
    let mut step = Fraction::ONE;
    while let Some(next) = step.checked_mul(10.into()) {
        if next.checked_mul(10.into()).is_none_or(|most| most > Fraction::of(now.0)) {
            break;
        }
        step = next;
    }
    step
}
