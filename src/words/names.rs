//! Names of the closed lists of the model.

use rust_decimal::Decimal;

use super::Words;
use super::number::Disclosure;
use crate::model::date::PartialDate;
use crate::model::fact::{Fact, FactKind};
use crate::model::id::{FactId, PlaceId};
use crate::model::indicator::{Nature, Unit};
use crate::model::library::Library;
use crate::model::number::Number;
use crate::model::place::PlaceKind;
use crate::model::policy::{Basis, Kind, Per, Read, Status};
use crate::model::production::{Answer, Currency};
use crate::model::source::{Confidence, Grade};
use crate::model::text::Language;
use crate::say;

/// The number of characters that are listed one by one.
const MOST_SIGNS: usize = 40;

impl Words {
    /// The sentence that a report contains characters that no font has, with these characters.
    #[must_use]
    pub fn lacking_signs(&self, signs: &[char]) -> String {
        let shown = signs.iter().take(MOST_SIGNS).map(ToString::to_string).collect::<Vec<_>>().join(" ");
        match signs.len().checked_sub(MOST_SIGNS).filter(|more| *more > 0) {
            None => say!(self, "report-lacks-signs", signs = shown),
            Some(more) => say!(self, "report-lacks-more-signs", signs = shown, more = more.to_string()),
        }
    }

    /// The kind of an incentive.
    #[must_use]
    pub fn kind(&self, kind: Kind) -> String {
        match kind {
            Kind::Work => say!(self, "kind-work"),
            Kind::Award => say!(self, "kind-award"),
            Kind::Broadcast => say!(self, "kind-broadcast"),
            Kind::Script => say!(self, "kind-script"),
            Kind::Location => say!(self, "kind-location"),
            Kind::Export => say!(self, "kind-export"),
            Kind::Technology => say!(self, "kind-technology"),
            Kind::Base => say!(self, "kind-base"),
            Kind::Rent => say!(self, "kind-rent"),
            Kind::Company => say!(self, "kind-company"),
            Kind::Talent => say!(self, "kind-talent"),
            Kind::Event => say!(self, "kind-event"),
            Kind::Finance => say!(self, "kind-finance"),
            Kind::Service => say!(self, "kind-service"),
            Kind::Review => say!(self, "kind-review"),
            Kind::Copyright => say!(self, "kind-copyright"),
        }
    }

    /// The basis of an incentive, as a tag.
    #[must_use]
    pub fn basis(&self, basis: Basis) -> String {
        match basis {
            Basis::Entitlement => say!(self, "basis-entitlement"),
            Basis::UpTo => say!(self, "basis-up-to"),
            Basis::Competitive => say!(self, "basis-competitive"),
            Basis::CaseByCase => say!(self, "basis-case-by-case"),
            Basis::InKind => say!(self, "basis-in-kind"),
        }
    }

    /// The same where one is chosen or changed: who decides about the money.
    #[must_use]
    pub fn basis_chosen(&self, basis: Basis) -> String {
        match basis {
            Basis::UpTo => say!(self, "basis-chosen-up-to"),
            Basis::Competitive => say!(self, "basis-chosen-competitive"),
            Basis::Entitlement | Basis::CaseByCase | Basis::InKind => self.basis(basis),
        }
    }

    /// The meaning of that tag.
    #[must_use]
    pub fn basis_help(&self, basis: Basis) -> String {
        match basis {
            Basis::Entitlement => say!(self, "basis-entitlement-help"),
            Basis::UpTo => say!(self, "basis-up-to-help"),
            Basis::Competitive => say!(self, "basis-competitive-help"),
            Basis::CaseByCase => say!(self, "basis-case-by-case-help"),
            Basis::InKind => say!(self, "basis-in-kind-help"),
        }
    }

    /// The status of a policy.
    #[must_use]
    pub fn status(&self, status: Status) -> String {
        match status {
            Status::InForce => say!(self, "status-in-force"),
            Status::Unconfirmed => say!(self, "status-unconfirmed"),
            Status::Upcoming => say!(self, "status-upcoming"),
            Status::Draft => say!(self, "status-draft"),
            Status::Expired => say!(self, "status-expired"),
            Status::Superseded => say!(self, "status-superseded"),
        }
    }

    /// The grade of a source.
    #[must_use]
    pub fn grade(&self, grade: Grade) -> String {
        match grade {
            Grade::Official => say!(self, "grade-official"),
            Grade::News => say!(self, "grade-news"),
            Grade::Aggregator => say!(self, "grade-aggregator"),
            Grade::ThirdHand => say!(self, "grade-third-hand"),
        }
    }

    /// How much of a text was read.
    #[must_use]
    pub fn read(&self, read: Read) -> String {
        match read {
            Read::Whole => say!(self, "read-whole"),
            Read::Opening => say!(self, "read-opening"),
            Read::Report => say!(self, "read-report"),
        }
    }

    /// The curator's confidence.
    #[must_use]
    pub fn confidence(&self, confidence: Confidence) -> String {
        match confidence {
            Confidence::High => say!(self, "confidence-high"),
            Confidence::Medium => say!(self, "confidence-medium"),
            Confidence::Low => say!(self, "confidence-low"),
        }
    }

    /// The unit for which an amount is paid.
    #[must_use]
    pub fn per(&self, per: Per) -> String {
        match per {
            Per::Work => say!(self, "per-work"),
            Per::Project => say!(self, "per-project"),
            Per::Company => say!(self, "per-company"),
            Per::CompanyYear => say!(self, "per-company-year"),
            Per::Event => say!(self, "per-event"),
            Per::Script => say!(self, "per-script"),
            Per::Person => say!(self, "per-person"),
            Per::Base => say!(self, "per-base"),
        }
    }

    /// The kind of statement of an observation.
    #[must_use]
    pub fn nature(&self, nature: Nature) -> String {
        match nature {
            Nature::Actual => say!(self, "nature-actual"),
            Nature::Estimate => say!(self, "nature-estimate"),
            Nature::Forecast => say!(self, "nature-forecast"),
            Nature::Target => say!(self, "nature-target"),
            Nature::Capacity => say!(self, "nature-capacity"),
        }
    }

    /// The unit of an indicator.
    #[must_use]
    pub fn unit(&self, unit: &Unit) -> String {
        match unit {
            Unit::Yuan => say!(self, "unit-yuan"),
            Unit::Dollar => say!(self, "unit-dollar"),
            Unit::Share => say!(self, "unit-share"),
            Unit::Change => say!(self, "unit-change"),
            Unit::Times => say!(self, "unit-times"),
            Unit::Count(of) => self.text(of).to_owned(),
            Unit::Words => say!(self, "unit-words"),
        }
    }

    /// How amounts are disclosed, in a word.
    #[must_use]
    pub fn amounts(&self, amounts: Disclosure) -> String {
        match amounts {
            Disclosure::Exact => say!(self, "amounts-exact"),
            Disclosure::Banded => say!(self, "amounts-banded"),
            Disclosure::Hidden => say!(self, "amounts-hidden"),
        }
    }

    /// How amounts are disclosed, in a sentence.
    #[must_use]
    pub fn amounts_help(&self, amounts: Disclosure) -> String {
        match amounts {
            Disclosure::Exact => say!(self, "amounts-exact-help"),
            Disclosure::Banded => say!(self, "amounts-banded-help"),
            Disclosure::Hidden => say!(self, "amounts-hidden-help"),
        }
    }

    /// The level of a place.
    #[must_use]
    pub fn place_kind(&self, kind: PlaceKind) -> String {
        match kind {
            PlaceKind::World => say!(self, "place-kind-world"),
            PlaceKind::Nation => say!(self, "place-kind-nation"),
            PlaceKind::Province => say!(self, "place-kind-province"),
            PlaceKind::City => say!(self, "place-kind-city"),
            PlaceKind::District => say!(self, "place-kind-district"),
            PlaceKind::Zone => say!(self, "place-kind-zone"),
        }
    }

    /// The kind of answer that a fact takes.
    #[must_use]
    pub fn fact_kind(&self, kind: &FactKind) -> String {
        match kind {
            FactKind::Money => say!(self, "fact-kind-money"),
            FactKind::Count(unit) => say!(self, "fact-kind-count", unit = self.text(unit)),
            FactKind::Percent => say!(self, "fact-kind-percent"),
            FactKind::YesNo => say!(self, "fact-kind-yes-no"),
            FactKind::Choice(choices) => {
                let ids: Vec<&str> = choices.iter().map(|choice| choice.id.as_str()).collect();
                say!(self, "fact-kind-choice", choices = ids.join(", "))
            }
            FactKind::Date => say!(self, "fact-kind-date"),
            FactKind::List(_) => say!(self, "fact-kind-list"),
        }
    }

    /// The name of a place on its own: a district with its city.
    #[must_use]
    pub fn place(&self, library: &Library, id: &PlaceId) -> String {
        let Some(place) = library.places.get(id) else { return id.to_string() };
        let name = self.text(&place.name);
        let parent = place.parent.as_ref().and_then(|parent| library.places.get(parent));
        match (place.kind, parent) {
            (PlaceKind::District | PlaceKind::Zone, Some(parent)) => {
                let city = self.text(&parent.name);
                if name.contains(city) { name.to_owned() } else { format!("{city} · {name}") }
            }
            _ => name.to_owned(),
        }
    }

    /// The short name of a fact.
    #[must_use]
    pub fn fact(&self, library: &Library, id: &FactId) -> String {
        library.facts.get(id).map_or_else(|| id.to_string(), |fact| self.text(&fact.label).to_owned())
    }

    /// An answer as people write it.
    #[must_use]
    pub fn answer(&self, fact: Option<&Fact>, answer: &Answer, currency: Currency) -> String {
        match (answer, fact.map(|fact| &fact.kind)) {
            (Answer::YesNo(true), _) => say!(self, "yes"),
            (Answer::YesNo(false), _) => say!(self, "no"),
            (Answer::Number(number), Some(FactKind::Money)) => self.money(number.0, currency),
            (Answer::Number(number), Some(FactKind::Percent)) => self.percent(number.0),
            (Answer::Number(number), Some(FactKind::Count(unit))) => {
                say!(self, "count", figure = self.plain(number.0), unit = self.text(unit))
            }
            // A number without a fact could be money.
            (Answer::Number(number), _) if self.amounts != Disclosure::Exact => self.money(number.0, currency),
            (Answer::Number(number), _) => self.plain(number.0),
            (Answer::Choice(id), Some(kind)) => self.choice(kind, id),
            (Answer::Choice(id), None) => id.to_string(),
            (Answer::Date(date), _) => self.date(PartialDate::Day(*date)),
            (Answer::Items(items), _) => say!(self, "answer-items", count = items.len()),
        }
    }

    /// A number in the unit of a fact.
    #[must_use]
    pub fn measured(&self, library: &Library, id: &FactId, number: Decimal, currency: Currency) -> String {
        self.answer(library.facts.get(id).map(AsRef::as_ref), &Answer::Number(Number(number)), currency)
    }

    /// The name of a choice.
    #[must_use]
    pub fn choice(&self, kind: &FactKind, id: &str) -> String {
        let choices = match kind {
            FactKind::Choice(choices) => choices.as_slice(),
            _ => &[],
        };
        choices.iter().find(|choice| choice.id == id).map_or(id, |choice| self.text(&choice.label)).to_owned()
    }

    /// A date with the precision that is known; the same in both languages.
    #[must_use]
    pub fn date(&self, date: PartialDate) -> String {
        date.to_string()
    }
}

/// The locator in a source, in one language. `正文/text` gives it in both.
#[must_use]
pub fn locator(language: Language, at: &str) -> &str {
    match (at.split_once('/'), language) {
        (Some((chinese, english)), _) if chinese.is_ascii() || !english.is_ascii() => at,
        (Some((chinese, _)), Language::Chinese) => chinese,
        (Some((_, english)), Language::English) => english,
        (None, _) => at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locator_in_both_languages_is_said_in_one() {
        assert_eq!(locator(Language::Chinese, "第三条/art. 3"), "第三条");
        assert_eq!(locator(Language::English, "第三条/art. 3"), "art. 3");
        assert_eq!(locator(Language::English, "para. 3/4"), "para. 3/4");
        assert_eq!(locator(Language::English, "正文"), "正文");
    }
}
