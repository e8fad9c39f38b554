//! The brief: one page of A4 for a reader with little time.
//!
//! It contains the answer in a sentence, its qualification, a small table, the reasons, open questions, the bodies to
//! ask, and the sources. The brief of a city has its own parts (`city`). All of this follows from rules, and it gives no advice. If something does not fit, its number
//! is stated, and it is in the annex.

pub(super) mod city;
mod open;
mod reasons;
mod table;

use super::{Composer, SHORT_FINGERPRINT, headline};
use crate::model::date::PartialDate;
use crate::model::id::FactId;
use crate::model::policy::Policy;
use crate::model::visible;
use crate::report::document::{Block, Front, Item, Section, Tone};
use crate::rules::assess::Assessment;
use crate::rules::fraction::Fraction;
use crate::say;
use crate::study::offers::{Offer, offers};

/// The number of places in the table.
const MOST_PLACES: usize = 6;

/// The answers that describe the production, in order.
const TOLD: [&str; 5] = ["episodes", "orientation", "total_minutes", "total_budget", "first_broadcast"];

/// The parts of the page that depend on its reader.
struct Parts {
    line: String,
    answer: Vec<Item>,
    qualification: String,
    sections: Vec<Section>,
}

impl Composer<'_> {
    /// The brief. It is made first, so that its sources have the first numbers.
    pub(super) fn front(&mut self) -> Front {
        let city = self.city_front();
        let kind = match city {
            Some(_) => say!(self.words, "front-city-kind"),
            None => say!(self.words, "front-kind"),
        };
        let Parts { line, answer, qualification, mut sections } = match city {
            Some(city) => city,
            None => self.producer_front(),
        };
        let words = self.words;
        let sources = self.references.short_list();
        if !sources.is_empty() {
            let title = say!(words, "report-sources");
            sections.push(Section { id: "front-sources", title, blocks: vec![Block::Sources(sources)] });
        }
        Front {
            kind,
            day: say!(words, "front-day", day = words.date(PartialDate::Day(self.brief.day))),
            production: line,
            question: visible::line(self.brief.plan.question.trim()),
            answer,
            qualification,
            remarks: self.remarks(),
            sections,
            limits: if self.brief.plan.annex { say!(words, "front-limits-annex") } else { say!(words, "front-limits") },
            stamp: say!(
                words,
                "front-stamp",
                version = env!("CARGO_PKG_VERSION"),
                fingerprint = self.fingerprint.get(..SHORT_FINGERPRINT).unwrap_or_default()
            ),
        }
    }

    /// The parts of the brief of a producer.
    fn producer_front(&mut self) -> Parts {
        let mut all = offers(self.brief.library, self.brief.production, self.brief.places, self.brief.day);
        let more = all.len().saturating_sub(MOST_PLACES);
        all.truncate(MOST_PLACES);
        let best = all.first().filter(|best| !best.assessment.floor.is_zero()).cloned();
        let mut sections = Vec::new();
        if !all.is_empty() {
            sections.push(self.places_in_short(&all, more));
            sections.extend(self.reasons(&all, best.as_ref()));
            sections.extend(self.open_in_short(&all));
            sections.extend(self.to_ask(&all));
        }
        Parts {
            line: self.production_line(),
            answer: self.answer(&all, best.as_ref()),
            qualification: self.qualification(&all, best.as_ref()),
            sections,
        }
    }

    /// A description of the production, from its form only.
    fn production_line(&self) -> String {
        let production = self.brief.production;
        let mut parts = vec![headline(&self.brief, self.words)];
        for id in TOLD {
            let id = FactId::from(id);
            let Some(answer) = production.answers.get(&id) else { continue };
            let fact = self.brief.library.facts.get(&id).map(AsRef::as_ref);
            let said = self.private.answer(fact, answer, production.currency);
            parts.push(match id.as_str() {
                "episodes" | "orientation" | "total_minutes" => said,
                _ => {
                    say!(self.words, "report-labelled", label = self.words.fact(self.brief.library, &id), value = said)
                }
            });
        }
        parts.retain(|part| !part.is_empty());
        parts.join(" · ")
    }

    /// The answer, as parts of one sentence in which the amount is emphasised.
    fn answer(&self, all: &[Offer], best: Option<&Offer>) -> Vec<Item> {
        let words = self.words;
        let plain = |text: String| vec![Item::toned(text, Tone::Strong)];
        let name = |one: &Offer| self.place_name(&one.place);
        match (all, best) {
            ([], _) => plain(say!(words, "report-no-places")),
            (_, Some(best)) => {
                let same = |one: &&Offer| one.assessment.floor == best.assessment.floor;
                let places = words.list_and(&all.iter().filter(same).map(name).collect::<Vec<_>>());
                let amount = self.money(best.assessment.floor);
                let sentence = say!(words, "front-certain", places = places, amount = amount.as_str());
                match sentence.split_once(amount.as_str()) {
                    Some((before, after)) => vec![
                        Item::toned(before, Tone::Strong),
                        Item::toned(amount, Tone::Certain),
                        Item::toned(after, Tone::Strong),
                    ],
                    None => plain(sentence),
                }
            }
            ([one], None) if !is_known(one) => plain(say!(words, "front-nothing-known-one", place = name(one))),
            ([one], None) => plain(say!(words, "front-nothing-one", place = name(one))),
            (all, None) => {
                let count = words.plain(all.len().into());
                plain(match all.iter().any(is_known) {
                    true => say!(words, "front-nothing", count = count),
                    false => say!(words, "front-nothing-known", count = count),
                })
            }
        }
    }

    /// The qualification of the answer: its share of the budget, the highest possible amount and its basis.
    fn qualification(&self, all: &[Offer], best: Option<&Offer>) -> String {
        let words = self.words;
        let mut parts = Vec::new();
        if let Some(share) = best.and_then(|best| best.share).filter(|_| self.open()) {
            parts.push(say!(words, "front-share", share = words.percent(rounded(share[0]))));
        }
        let others = || all.iter().filter(|one| best.is_none_or(|best| one.place != best.place));
        if best.is_some() && others().count() > 0 && others().all(|one| one.assessment.floor.is_zero()) {
            let count = others().count();
            parts.push(say!(words, "front-others-nothing", count = count));
        }
        let first_hand = |one: &Offer| one.assessment.known_ceiling().and_then(|most| most.minus(one.second_hand));
        let highest = all.iter().max_by_key(|one| first_hand(one));
        let most = highest.and_then(first_hand).filter(|most| !most.is_zero());
        match highest.zip(most) {
            Some((one, most)) if best.is_none_or(|best| most > best.assessment.floor) => {
                let (place, amount) = (self.place_name(&one.place), self.money(most));
                let open = one.assessment.questions.len();
                parts.push(if one.assessment.settled < most && open > 0 {
                    say!(words, "front-highest-open", place = place, amount = amount, count = open)
                } else {
                    say!(words, "front-highest-authority", place = place, amount = amount)
                });
            }
            Some(_) => {}
            None => {
                let hearsay = all.iter().filter_map(|one| one.assessment.known_ceiling()).max();
                match hearsay.filter(|most| !most.is_zero()) {
                    Some(most) => parts.push(say!(words, "front-hearsay-only", amount = self.money(most))),
                    None if !all.is_empty() => parts.push(say!(words, "front-no-amounts")),
                    None => {}
                }
            }
        }
        parts.join(&say!(words, "report-sentence-gap"))
    }

    /// Remarks that come before any figure, besides those of every report.
    fn remarks(&self) -> Vec<String> {
        let words = self.words;
        let mut all = Vec::new();
        if self.brief.errors > 0 {
            all.push(say!(words, "report-errors", count = words.plain(self.brief.errors.into())));
        }
        if self.brief.plan.official {
            all.push(say!(words, "official-only-note"));
        }
        if !self.open() {
            all.push(words.amounts_help(self.brief.plan.amounts));
        }
        if !self.brief.plan.origin.is_empty() {
            let label = say!(words, "report-about-origin");
            all.push(say!(words, "report-labelled", label = label, value = self.brief.plan.origin.as_str()));
        }
        let own: Vec<String> = self.own_policies().map(|policy| words.text(&policy.title).to_owned()).collect();
        if !own.is_empty() {
            let (label, value) = (say!(words, "report-about-own"), own.join(&words.semicolon()));
            all.push(say!(words, "report-labelled", label = label, value = value));
        }
        all
    }

    /// The counted policies that are not in the built-in library.
    pub(super) fn own_policies(&self) -> impl Iterator<Item = &Policy> {
        let used = |policy: &&Policy| {
            let applies = |one: &Assessment| one.awards.iter().any(|award| award.policy == policy.id);
            self.brief.own.contains(&policy.id) && self.assessments.iter().any(|one| applies(one))
        };
        self.brief.library.policies.values().map(AsRef::as_ref).filter(used)
    }
}

/// Whether any amount of a place is known.
fn is_known(one: &Offer) -> bool {
    !one.assessment.floor.is_zero() || !one.assessment.is_unrecorded()
}

/// A share with a useful number of digits.
fn rounded(share: Fraction) -> rust_decimal::Decimal {
    share.decimal().round_dp(3).normalize()
}
