//! Says everything a report says, section by section.

mod answers;
mod cards;
mod flat;
mod indicators;
mod method;
mod places;
mod result;
mod unknown;

use rust_decimal::Decimal;

use super::Brief;
use super::document::{Block, Document, Entry, Item, Section, Tone};
use super::references::References;
use crate::model::date::PartialDate;
use crate::model::id::PlaceId;
use crate::model::policy::Policy;
use crate::model::production::Currency;
use crate::rules::assess::{Assessment, assess_all};
use crate::say;
use crate::study::fingerprint::fingerprint;
use crate::words::Words;
use crate::words::explain::Telling;
use crate::words::number::Scale;

/// More places than this are counted, not named, where they stand in a sentence.
const MOST_NAMED: usize = 6;

/// Digits of a fingerprint that tell libraries apart at a glance.
const SHORT_FINGERPRINT: usize = 12;

/// Says everything a report says.
#[must_use]
pub fn document(brief: &Brief<'_>, words: &Words) -> Document {
    let mut composer = Composer::new(brief, words);
    let sections: Vec<Section> = [
        composer.result(),
        composer.places(),
        composer.cards(),
        composer.indicators(),
        composer.questions(),
        composer.unknown(),
        composer.answers(),
        composer.sources(),
        composer.method(),
    ]
    .into_iter()
    .filter(|section| !section.blocks.is_empty())
    .collect();
    Document {
        language: words.language,
        kicker: say!(words, "report-kicker"),
        brand: [say!(words, "brand-first"), say!(words, "brand-second")],
        title: words.text(&brief.production.name).to_owned(),
        subtitle: composer.subtitle(),
        about: composer.about(),
        caution: say!(words, "report-caution"),
        flat: composer.flat(),
        sections,
    }
}

fn section(id: &'static str, title: String, blocks: Vec<Block>) -> Section {
    Section { id, title, blocks }
}

/// What all sections need.
struct Composer<'a> {
    brief: Brief<'a>,
    words: &'a Words,
    telling: Telling<'a>,
    assessments: Vec<Assessment>,
    references: References<'a>,
    fingerprint: String,
}

impl<'a> Composer<'a> {
    fn new(brief: &Brief<'a>, words: &'a Words) -> Self {
        let Brief { library, production, places, day, .. } = *brief;
        Self {
            brief: *brief,
            words,
            telling: Telling { words, library, currency: production.currency },
            assessments: assess_all(library, production, places, day),
            references: References::new(words, library),
            fingerprint: fingerprint(library),
        }
    }

    fn subtitle(&self) -> String {
        let words = self.words;
        let names: Vec<String> = self.brief.places.iter().map(|place| self.place_name(place)).collect();
        let places = if names.len() > MOST_NAMED {
            say!(words, "report-many-places", count = words.plain(names.len().into()))
        } else {
            words.list_and(&names)
        };
        match names.len() {
            0 => say!(words, "report-no-places"),
            1 => say!(words, "report-subtitle-one", place = places),
            _ => say!(words, "report-subtitle", places = places),
        }
    }

    fn about(&self) -> Vec<Entry> {
        let words = self.words;
        let library = self.brief.library;
        let entry = |label: String, value: String| Entry { label, value };
        // What does not come from the built-in library is said before any figure is read.
        let used = |policy: &&Policy| {
            let applies = |assessment: &Assessment| assessment.awards.iter().any(|award| award.policy == policy.id);
            self.brief.own.contains(&policy.id) && self.assessments.iter().any(applies)
        };
        let own: Vec<String> = library
            .policies
            .values()
            .map(AsRef::as_ref)
            .filter(used)
            .map(|policy| words.text(&policy.title).to_owned())
            .collect();
        let mut about = vec![
            entry(say!(words, "report-about-day"), words.date(PartialDate::Day(self.brief.day))),
            entry(say!(words, "report-about-unit"), self.unit()),
            entry(
                say!(words, "report-about-library"),
                say!(
                    words,
                    "report-about-library-value",
                    policies = words.plain(library.policies.len().into()),
                    sources = words.plain(library.sources.len().into()),
                    fingerprint = self.fingerprint.get(..SHORT_FINGERPRINT).unwrap_or_default()
                ),
            ),
            entry(say!(words, "report-about-program"), env!("CARGO_PKG_VERSION").to_owned()),
        ];
        if !own.is_empty() {
            about.push(entry(say!(words, "report-about-own"), own.join(&words.semicolon())));
        }
        about
    }

    /// The sources cited in the sections before.
    fn sources(&mut self) -> Section {
        let all = self.references.list();
        let blocks = if all.is_empty() { vec![] } else { vec![Block::Sources(all)] };
        section("sources", say!(self.words, "report-sources"), blocks)
    }

    fn place_name(&self, place: &PlaceId) -> String {
        self.words.place(self.brief.library, place)
    }

    /// The name of a place among those compared, with its mark.
    fn place_item(&self, at: usize, place: &PlaceId) -> Item {
        Item { text: self.place_name(place), tone: Tone::Strong, mark: Some(at), ..Item::default() }
    }

    /// A policy: title, number, standing, what was read of it.
    fn policy_item(&mut self, policy: &Policy) -> Item {
        let words = self.words;
        let mut facts = vec![self.place_name(&policy.place)];
        facts.extend(policy.document_no.clone());
        facts.push(words.status(policy.status_on(self.brief.day)));
        facts.push(words.read(policy.read));
        facts.push(say!(words, "checked-on", date = words.date(policy.checked_on)));
        if self.brief.own.contains(&policy.id) {
            facts.push(say!(words, "report-own-policy"));
        }
        if let Some(version) = &policy.version {
            facts.push(say!(words, "check-the-law", version = words.text(version)));
        }
        Item {
            text: words.text(&policy.title).to_owned(),
            details: vec![facts.join(" · ")],
            tone: Tone::Strong,
            references: self.references.cite(&policy.sources),
            ..Item::default()
        }
    }

    /// The unit of columns of money.
    fn unit(&self) -> String {
        match self.brief.production.currency {
            Currency::CNY => self.words.scale(self.brief.scale),
            other => other.code().to_owned(),
        }
    }

    /// Money in a column.
    fn figure(&self, amount: Decimal) -> String {
        let scale = match self.brief.production.currency {
            Currency::CNY => self.brief.scale,
            _ => Scale::One,
        };
        self.words.figure(amount, scale)
    }

    /// Money in a sentence.
    fn money(&self, amount: Decimal) -> String {
        self.words.money(amount, self.brief.production.currency)
    }

    /// A ceiling in a sentence.
    fn ceiling(&self, amount: Option<Decimal>) -> String {
        amount.map_or_else(|| say!(self.words, "no-limit-known"), |amount| self.money(amount))
    }

    /// What is certain, in a column.
    fn floor_item(&self, floor: Decimal) -> Item {
        Item::toned(self.figure(floor), if floor.is_zero() { Tone::Quiet } else { Tone::Certain })
    }

    /// What is possible, in a column; it stands out only where it is more than what is certain.
    fn ceiling_item(&self, floor: Decimal, ceiling: Option<Decimal>) -> Item {
        let Some(amount) = ceiling else { return Item::toned(say!(self.words, "no-limit-known"), Tone::Unknown) };
        let tone = match amount {
            zero if zero.is_zero() => Tone::Quiet,
            same if same == floor => Tone::Plain,
            _ => Tone::Possible,
        };
        Item::toned(self.figure(amount), tone)
    }
}
