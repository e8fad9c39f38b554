//! Composes the content of a report, section by section.

mod answers;
mod calendar;
mod cards;
mod city;
mod contradictions;
mod curves;
mod expected;
mod flat;
mod front;
mod indicators;
mod method;
mod near;
mod places;
mod plots;
mod ranking;
pub(in crate::report) mod result;
mod slate;
mod steps;
mod unknown;
mod variants;
mod without;

use std::sync::Arc;

use super::document::{Block, Document, Entry, Front, Item, Section, Tone};
use super::plan::Part;
use super::references::References;
use super::{Brief, counted};
use crate::model::date::PartialDate;
use crate::model::id::{PlaceId, SourceId};
use crate::model::policy::Policy;
use crate::model::production::Currency;
use crate::model::visible;
use crate::rules::assess::Assessment;
use crate::rules::fraction::Fraction;
use crate::say;
use crate::study::compare::rests_on_part_of_a_text;
use crate::study::evidence::second_hand;
use crate::study::marks::Marks;
use crate::words::Words;
use crate::words::explain::Telling;
use crate::words::number::{Disclosure, Scale};

/// More places than this are counted in a sentence instead of named.
const MOST_NAMED: usize = 6;

/// The number of digits of a fingerprint that are shown.
const SHORT_FINGERPRINT: usize = 12;

/// Composes the content of a report according to its plan.
#[must_use]
pub fn document(brief: &Brief<'_>, words: &Words) -> Document {
    counted(brief, |brief, fingerprint| compose(brief, words, fingerprint()))
}

/// The brief and its sources, in the order of their numbers.
pub(super) fn front_of(brief: &Brief<'_>, words: &Words, fingerprint: &str) -> (Front, Vec<SourceId>) {
    let private = words.writing(brief.plan.amounts);
    let mut composer = Composer::new(brief, words, &private, fingerprint.to_owned());
    let front = composer.front();
    (front, composer.references.cited().iter().map(|source| source.id.clone()).collect())
}

fn compose(brief: &Brief<'_>, words: &Words, fingerprint: String) -> Document {
    let plan = brief.plan;
    let private = words.writing(plan.amounts);
    let mut composer = Composer::new(brief, words, &private, fingerprint);
    let front = composer.front();
    // A part appears once, even if it was requested several times. The list of sources is always included.
    let mut parts: Vec<Part> = Vec::new();
    plan.parts.iter().chain([&Part::Sources]).filter(|_| plan.annex).for_each(|part| {
        if !parts.contains(part) {
            parts.push(*part)
        }
    });
    let mut sections: Vec<Section> = parts.into_iter().map(|part| composer.section(part)).collect();
    // The list of sources is made after everything else has been cited.
    let sources = composer.sources();
    for section in &mut sections {
        if section.id == Part::Sources.id() {
            section.blocks.clone_from(&sources.blocks);
        }
    }
    sections.retain(|section| !section.blocks.is_empty());
    Document {
        language: words.language,
        front,
        kicker: say!(words, "report-kicker"),
        brand: [say!(words, "brand-first"), say!(words, "brand-second")],
        title: headline(brief, words),
        subtitle: question(brief, words),
        about: composer.about(),
        caution: say!(words, "report-caution"),
        reminder: say!(words, "footer-disclaimer"),
        flat: composer.flat(),
        sections,
    }
}

/// The title: that of the plan, or the name of the production or of the city among its rivals.
pub(super) fn headline(brief: &Brief<'_>, words: &Words) -> String {
    let given = brief.plan.title.trim();
    if let (Some(proposals), true) = (brief.city_brief(), given.is_empty()) {
        return front::city::title(words, brief.library, &proposals.place);
    }
    visible::line(if given.is_empty() { words.text(&brief.production.name) } else { given })
}

/// The question: that of the plan, or the usual one for these places.
pub(super) fn question(brief: &Brief<'_>, words: &Words) -> String {
    let given = brief.plan.question.trim();
    if !given.is_empty() {
        return visible::line(given);
    }
    let names: Vec<String> = brief.places.iter().map(|place| words.place(brief.library, place)).collect();
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

/// Shared by all sections.
struct Composer<'a> {
    brief: Brief<'a>,
    words: &'a Words,
    /// The words for amounts of the production, which can be covered.
    private: &'a Words,
    telling: Telling<'a>,
    assessments: Vec<Arc<Assessment>>,
    marks: Marks,
    references: References<'a>,
    fingerprint: String,
}

impl<'a> Composer<'a> {
    fn new(brief: &Brief<'a>, words: &'a Words, private: &'a Words, fingerprint: String) -> Self {
        let Brief { library, production, places, .. } = *brief;
        Self {
            brief: *brief,
            words,
            private,
            telling: Telling { words: private, library, currency: production.currency },
            assessments: brief.assessments(),
            marks: Marks::new(library, production, places),
            references: References::new(words, library),
            fingerprint,
        }
    }

    fn section(&mut self, part: Part) -> Section {
        match part {
            Part::Result => self.result(),
            Part::Variants => self.variants(),
            Part::Near => self.near(),
            Part::Expected => self.expected(),
            Part::Curves => self.curves(),
            Part::Slate => self.slate(),
            Part::City => self.city(),
            Part::Places => self.places(),
            Part::Cards => self.cards(),
            Part::Plots => self.plots(),
            Part::Indicators => self.indicators(),
            Part::Ranking => self.ranking(),
            Part::Calendar => self.calendar(),
            Part::Questions => self.questions(),
            Part::Unknown => self.unknown(),
            Part::Contradictions => self.contradictions(),
            Part::Answers => self.answers(),
            Part::Sources => self.part(Part::Sources, vec![]),
            Part::Method => self.method(),
        }
    }

    /// A part with its title.
    fn part(&self, part: Part, blocks: Vec<Block>) -> Section {
        Section { id: part.id(), title: part.title(self.words), blocks }
    }

    /// Whether amounts of the production are disclosed exactly.
    fn open(&self) -> bool {
        self.brief.plan.amounts == Disclosure::Exact
    }

    fn about(&self) -> Vec<Entry> {
        let words = self.words;
        let library = self.brief.library;
        let entry = |label: String, value: String| Entry { label, value };
        // Policies from outside the built-in library are named before any figure.
        let own: Vec<String> = self.own_policies().map(|policy| words.text(&policy.title).to_owned()).collect();
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
        if !self.open() {
            about.push(entry(say!(words, "report-about-amounts"), words.amounts_help(self.brief.plan.amounts)));
        }
        if !self.brief.plan.origin.is_empty() {
            about.push(entry(say!(words, "report-about-origin"), self.brief.plan.origin.clone()));
        }
        if self.brief.plan.official {
            about.push(entry(say!(words, "evidence-title"), say!(words, "official-only-note")));
        }
        if !own.is_empty() {
            about.push(entry(say!(words, "report-about-own"), own.join(&words.semicolon())));
        }
        about
    }

    /// The sources cited in the previous sections.
    fn sources(&mut self) -> Section {
        let all = self.references.list();
        let blocks = if all.is_empty() { vec![] } else { vec![Block::Sources(all)] };
        self.part(Part::Sources, blocks)
    }

    fn place_name(&self, place: &PlaceId) -> String {
        self.words.place(self.brief.library, place)
    }

    /// The name of a compared place, with its mark.
    fn place_item(&self, place: &PlaceId) -> Item {
        Item { text: self.place_name(place), tone: Tone::Strong, mark: Some(self.marks.of(place)), ..Item::default() }
    }

    /// A policy: title, number, status, how much was read.
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
    fn figure(&self, amount: Fraction) -> String {
        let scale = match self.brief.production.currency {
            Currency::CNY => self.brief.scale,
            _ => Scale::One,
        };
        self.private.short_figure(amount, scale)
    }

    /// Money in a sentence.
    fn money(&self, amount: Fraction) -> String {
        self.private.money(amount, self.brief.production.currency)
    }

    /// A ceiling in a sentence.
    fn ceiling(&self, amount: Option<Fraction>) -> String {
        amount.map_or_else(|| say!(self.words, "no-limit-known"), |amount| self.money(amount))
    }

    /// A certain amount, with a sign if it is based on a text that was not read in full.
    fn marked(&self, figure: String, one: &Assessment) -> String {
        if rests_on_part_of_a_text(self.brief.library, one) { format!("{figure}*") } else { figure }
    }

    /// Whether the possible amount of a place is known at second hand, wholly or in part.
    fn is_second_hand(&self, one: &Assessment) -> bool {
        second_hand(self.brief.library, one).is_some_and(|part| !part.is_zero())
    }

    /// A possible amount, with a sign if it is known at second hand.
    fn hearsay(&self, figure: String, one: &Assessment) -> String {
        if self.is_second_hand(one) && one.known_ceiling().is_some() { format!("{figure}†") } else { figure }
    }

    /// A possible amount, with a sign if there may be more of unknown size.
    fn and_more(&self, figure: String, ceiling: Option<Fraction>, unpriced: usize) -> String {
        match ceiling {
            Some(most) if unpriced > 0 && !most.is_zero() && self.brief.plan.amounts != Disclosure::Hidden => {
                say!(self.words, "figure-and-more", figure = figure)
            }
            _ => figure,
        }
    }

    /// The certain amount, in a column.
    fn floor_item(&self, floor: Fraction) -> Item {
        Item::toned(self.figure(floor), if floor.is_zero() { Tone::Quiet } else { Tone::Certain }).sized(floor)
    }

    /// The possible amount, in a column. It is highlighted only if it is more than the certain amount, with different
    /// tones for an open question and for an authority's decision.
    fn ceiling_item(&self, floor: Fraction, settled: Fraction, ceiling: Option<Fraction>) -> Item {
        let Some(amount) = ceiling else { return Item::toned(say!(self.words, "no-limit-known"), Tone::Unknown) };
        let tone = match amount {
            zero if zero.is_zero() => Tone::Quiet,
            same if same == floor => Tone::Plain,
            more if more > settled => Tone::Open,
            _ => Tone::Possible,
        };
        Item::toned(self.figure(amount), tone).sized(amount)
    }
}
