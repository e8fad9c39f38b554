//! Checks across files: dangling ids, answers of the wrong kind, impossible amounts.
//!
//! A record with an error is removed from the library, so that nothing is calculated from an incomplete rule.

mod ids;
mod policy;
mod portfolio;
mod production;
mod rule;
mod scenario;
mod slate;
mod succession;
mod words;

use std::collections::BTreeMap;

pub use self::portfolio::portfolio;
pub use self::production::{answer, production};
pub use self::scenario::scenario;
pub use self::slate::slate;
use super::near;
use super::problem::{Location, Problem, ProblemKind, Severity};
use super::texts::Texts;
use super::tree::Way;
use crate::model::fact::FactKind;
use crate::model::id::PlaceId;
use crate::model::library::Library;
use crate::model::number::Number;
use crate::model::policy::Policy;
use crate::model::production::Production;
use crate::model::record::Record;
use crate::model::slate::Which;
use crate::model::source::{Citation, LONGEST_QUOTE};

/// Checks the whole library and removes records with errors.
pub(super) fn check(library: &mut Library, texts: &Texts, problems: &mut Vec<Problem>) {
    // A pass can leave dangling references that the next one checks, so the records referred to are checked first.
    ids::check(library, texts, problems);
    places(library, texts, problems);
    facts(library, texts, problems);
    rates(library, texts, problems);
    policies(library, texts, problems);
    let observations: Vec<_> = library.observations.values().cloned().collect();
    for seen in observations {
        let mut finder =
            Finder { library, texts, record: Record::Observation, id: seen.id.as_str(), found: Vec::new() };
        finder.place(&seen.place);
        if !library.indicators.contains_key(&seen.indicator) {
            finder.dangling(Record::Indicator, seen.indicator.as_str());
        }
        finder.citations(&seen.cites);
        let found = finder.found;
        if found.iter().any(|problem| problem.severity == Severity::Error) {
            library.observations.remove(&seen.id);
        }
        problems.extend(found);
    }
    bands(library, texts, problems);
    judgements(library, texts, problems);
    payments(library, texts, problems);
    words::check(library, texts, problems);
    succession::settle(library);
    for (name, production) in &library.productions {
        let (file, text) = texts.file(Record::Production, name);
        problems.extend(self::production(production, library, file, text));
    }
    for (name, scenario) in &library.scenarios {
        let (file, text) = texts.file(Record::Scenario, name);
        problems.extend(self::scenario(scenario, library, file, text));
    }
    for (name, slate) in &library.slates {
        let (file, text) = texts.file(Record::Slate, name);
        let held = slate.productions.iter().map(|entry| match &entry.production {
            Which::Whole(production) => Some(&**production),
            which @ Which::Named(_) => library.productions.get(which.stem()?).map(AsRef::as_ref),
        });
        let found: Vec<Option<&Production>> = held.collect();
        problems.extend(self::slate(slate, library, &found, file, text));
    }
    for (name, portfolio) in &library.portfolios {
        let (file, text) = texts.file(Record::Portfolio, name);
        problems.extend(self::portfolio(portfolio, library, file, text));
    }
    *problems = settled(library, texts, std::mem::take(problems));
    problems.sort_by(|a, b| (&a.at, a.severity).cmp(&(&b.at, b.severity)));
    problems.dedup();
    near::suggest(library, problems);
}

/// Separates consequences of other errors from errors of their own. A reference to a record that was left out says
/// so, and all references into an unreadable file are reported once, at that file.
pub(super) fn settled(library: &Library, texts: &Texts, problems: Vec<Problem>) -> Vec<Problem> {
    let mut follow: BTreeMap<(String, Record), usize> = BTreeMap::new();
    let mut kept = Vec::new();
    for mut problem in problems {
        if let ProblemKind::Dangling { record, id, .. } = &problem.what {
            let (record, id) = match (record, id.split_once('/')) {
                (Record::Incentive, Some((policy, _))) => (Record::Policy, policy.to_owned()),
                _ => (*record, id.clone()),
            };
            if let Some(file) = texts.unread(record, &id) {
                *follow.entry((file.to_owned(), record)).or_default() += 1;
                continue;
            }
            if texts.knows(record, &id) && !holds(library, record, &id) {
                problem.what = ProblemKind::LeftOut { record, id };
            }
        }
        kept.push(problem);
    }
    for ((file, record), times) in follow {
        let place = kept.iter().find(|problem| problem.at.file == file).map(|problem| problem.at.clone());
        let at = place.unwrap_or_else(|| Location::start_of(&file));
        kept.push(Problem::error(at, ProblemKind::FollowsFrom { record, times }));
    }
    kept
}

/// Whether a record exists.
fn holds(library: &Library, record: Record, id: &str) -> bool {
    match record {
        Record::Place => library.places.contains_key(&id.into()),
        Record::Policy => library.policies.contains_key(&id.into()),
        Record::Indicator => library.indicators.contains_key(&id.into()),
        Record::Observation => library.observations.contains_key(&id.into()),
        Record::Fact => library.facts.contains_key(&id.into()),
        Record::Source => library.sources.contains_key(&id.into()),
        Record::Rate => library.rates.contains_key(&id.into()),
        Record::Band => library.bands.contains_key(&id.into()),
        Record::Judgement => library.judgements.contains_key(&id.into()),
        Record::Payment => library.payments.contains_key(&id.into()),
        Record::Production => library.productions.contains_key(id),
        Record::Incentive | Record::Line | Record::Scenario | Record::Slate | Record::Portfolio | Record::Example => {
            true
        }
    }
}

/// Checks policies until none of the remaining ones refers to one that was removed.
fn policies(library: &mut Library, texts: &Texts, problems: &mut Vec<Problem>) {
    loop {
        let mut wrong = Vec::new();
        let mut warnings = Vec::new();
        for policy in library.policies.values() {
            let mut finder =
                Finder { library, texts, record: Record::Policy, id: policy.id.as_str(), found: Vec::new() };
            finder.policy(policy);
            let found = finder.found;
            if found.iter().any(|problem| problem.severity == Severity::Error) {
                wrong.push(policy.id.clone());
                problems.extend(found);
            } else {
                warnings.extend(found);
            }
        }
        if wrong.is_empty() {
            problems.extend(warnings);
            return;
        }
        for id in wrong {
            library.policies.remove(&id);
        }
    }
}

/// The errors and warnings of one policy in a library that contains it.
pub(super) fn policy(library: &Library, texts: &Texts, policy: &Policy) -> Vec<Problem> {
    let mut finder = Finder { library, texts, record: Record::Policy, id: policy.id.as_str(), found: Vec::new() };
    finder.policy(policy);
    words::check_policy(policy, texts, &mut finder.found);
    finder.found
}

/// Removes facts that could not be answered: a list whose fields are not facts, a choice whose ids
/// read as figures.
fn facts(library: &mut Library, texts: &Texts, problems: &mut Vec<Problem>) {
    let all: Vec<_> = library.facts.values().cloned().collect();
    for fact in all {
        let mut finder = Finder { library, texts, record: Record::Fact, id: fact.id.as_str(), found: Vec::new() };
        if let Some(min) = fact.min.filter(|min| *min < Number::ZERO) {
            finder.error("min", ProblemKind::Negative(min.to_string()));
        }
        if let Some(max) = fact.max.filter(|max| *max < fact.min.unwrap_or(Number::ZERO)) {
            let least = fact.min.unwrap_or(Number::ZERO).to_string();
            let below = ProblemKind::MostBelowLeast { least, most: max.to_string() };
            finder.error("max", if max < Number::ZERO { ProblemKind::Negative(max.to_string()) } else { below });
        }
        let choices: &[crate::model::fact::Choice] = match &fact.kind {
            FactKind::Choice(choices) => choices,
            _ => &[],
        };
        // Such an id could never be given as an answer.
        for choice in choices.iter().filter(|choice| reads_as_a_figure(&choice.id)) {
            finder.error(&format!("\"{}\"", choice.id), ProblemKind::ChoiceId(choice.id.clone()));
        }
        let fields: &[crate::model::id::FactId] = match &fact.kind {
            FactKind::List(fields) => fields,
            _ => &[],
        };
        for field in fields {
            match library.facts.get(field).map(|field| &field.kind) {
                None => finder.dangling(Record::Fact, field.as_str()),
                Some(FactKind::List(_)) => {
                    finder.error(&format!("\"{field}\""), ProblemKind::ListInList(field.to_string()))
                }
                Some(_) => {}
            }
        }
        let found = finder.found;
        if !found.is_empty() {
            library.facts.remove(&fact.id);
        }
        problems.extend(found);
    }
}

/// Whether an answer written like this is read as a number or a date.
fn reads_as_a_figure(id: &str) -> bool {
    Number::parse(id).is_ok() || id.parse::<jiff::civil::Date>().is_ok()
}

fn rates(library: &mut Library, texts: &Texts, problems: &mut Vec<Problem>) {
    let all: Vec<_> = library.rates.values().cloned().collect();
    for rate in all {
        let mut finder = Finder { library, texts, record: Record::Rate, id: rate.id.as_str(), found: Vec::new() };
        finder.citations(&rate.cites);
        if rate.cites.is_empty() {
            finder.warn(&format!("\"{}\"", rate.id), ProblemKind::NoSource(rate.id.to_string()));
        }
        if rate.rate <= Number::ZERO {
            finder.error("rate", ProblemKind::NotAboveZero(rate.rate.to_string()));
        }
        let found = finder.found;
        if found.iter().any(|problem| problem.severity == Severity::Error) {
            library.rates.remove(&rate.id);
        }
        problems.extend(found);
    }
}

/// Removes bands whose indicators do not exist or whose limits are in the wrong order.
fn bands(library: &mut Library, texts: &Texts, problems: &mut Vec<Problem>) {
    let all: Vec<_> = library.bands.values().cloned().collect();
    for band in all {
        let mut finder = Finder { library, texts, record: Record::Band, id: band.id.as_str(), found: Vec::new() };
        for indicator in [Some(&band.of), band.per.as_ref()].into_iter().flatten() {
            if !library.indicators.contains_key(indicator) {
                finder.dangling(Record::Indicator, indicator.as_str());
            }
        }
        if band.most < band.least {
            let (least, most) = (band.least.to_string(), band.most.to_string());
            finder.error("most", ProblemKind::MostBelowLeast { least, most });
        }
        let found = finder.found;
        if !found.is_empty() {
            library.bands.remove(&band.id);
        }
        problems.extend(found);
    }
}

/// Removes judgements about records that do not exist.
fn judgements(library: &mut Library, texts: &Texts, problems: &mut Vec<Problem>) {
    let all: Vec<_> = library.judgements.values().cloned().collect();
    for judgement in all {
        let id = judgement.id.as_str();
        let mut finder = Finder { library, texts, record: Record::Judgement, id, found: Vec::new() };
        for seen in judgement.observations.iter().filter(|seen| !library.observations.contains_key(*seen)) {
            finder.dangling(Record::Observation, seen.as_str());
        }
        for policy in judgement.policies.iter().filter(|policy| !library.policies.contains_key(*policy)) {
            finder.dangling(Record::Policy, policy.as_str());
        }
        let found = finder.found;
        if !found.is_empty() {
            library.judgements.remove(&judgement.id);
        }
        problems.extend(found);
    }
}

/// Removes payments with an unknown policy or incentive, without an amount, or dated before their application.
fn payments(library: &mut Library, texts: &Texts, problems: &mut Vec<Problem>) {
    let all: Vec<_> = library.payments.values().cloned().collect();
    for payment in all {
        let id = payment.id.as_str();
        let mut finder = Finder { library, texts, record: Record::Payment, id, found: Vec::new() };
        match (library.policies.get(&payment.policy), &payment.incentive) {
            (None, _) => finder.dangling(Record::Policy, payment.policy.as_str()),
            (Some(policy), Some(incentive)) if policy.incentive(incentive).is_none() => {
                finder.dangling(Record::Incentive, incentive.as_str());
            }
            _ => {}
        }
        finder.citations(&payment.cites);
        if payment.cites.is_empty() {
            finder.warn(&format!("\"{id}\""), ProblemKind::NoSource(id.to_owned()));
        }
        if payment.amount <= Number::ZERO {
            finder.error_at(&[Way::Field("amount")], ProblemKind::NotAboveZero(payment.amount.to_string()));
        }
        if payment.count == 0 {
            finder.error_at(&[Way::Field("count")], ProblemKind::NotAboveZero("0".to_owned()));
        }
        if let Some(applied) = payment.applied_on.filter(|applied| applied.first_day() > payment.on.last_day()) {
            let (from, to) = (applied.to_string(), payment.on.to_string());
            finder.error_at(&[Way::Field("applied_on")], ProblemKind::EndsBeforeItBegins { from, to });
        }
        let found = finder.found;
        if found.iter().any(|problem| problem.severity == Severity::Error) {
            library.payments.remove(&payment.id);
        }
        problems.extend(found);
    }
}

fn places(library: &mut Library, texts: &Texts, problems: &mut Vec<Problem>) {
    let all: Vec<_> = library.places.values().cloned().collect();
    for place in &all {
        let Some(parent) = &place.parent else { continue };
        let mut finder = Finder { library, texts, record: Record::Place, id: place.id.as_str(), found: Vec::new() };
        finder.place(parent);
        if library.chain(&place.id).last().is_some_and(|last| last.parent.is_some()) && finder.found.is_empty() {
            let at = texts.locate(Record::Place, place.id.as_str(), "parent");
            let cycle = ProblemKind::Cycle { record: Record::Place, id: place.id.to_string() };
            finder.found.push(Problem::error(at, cycle));
        }
        let found = finder.found;
        if !found.is_empty() {
            // The place is kept without its parent, so that the places inside it are not lost.
            let mut orphan = (**place).clone();
            orphan.parent = None;
            library.places.insert(orphan.id.clone(), orphan.into());
        }
        problems.extend(found);
    }
}

struct Finder<'a> {
    library: &'a Library,
    texts: &'a Texts,
    record: Record,
    id: &'a str,
    found: Vec<Problem>,
}

impl Finder<'_> {
    fn place(&mut self, place: &PlaceId) {
        if !self.library.places.contains_key(place) {
            self.dangling(Record::Place, place.as_str());
        }
    }

    fn citations(&mut self, cites: &[Citation]) {
        for cite in cites {
            let length = cite.quote.chars().count();
            if length > LONGEST_QUOTE {
                self.error(&cite.quote, ProblemKind::LongQuote { length, most: LONGEST_QUOTE });
            }
            if !self.library.sources.contains_key(&cite.source) {
                self.dangling(Record::Source, cite.source.as_str());
            }
        }
    }

    fn dangling(&mut self, record: Record, id: &str) {
        self.error(&format!("\"{id}\""), dangling(record, id));
    }

    fn error(&mut self, needle: &str, what: ProblemKind) {
        let at = self.texts.locate(self.record, self.id, needle);
        self.found.push(Problem::error(at, what));
    }

    fn error_at(&mut self, way: &[Way<'_>], what: ProblemKind) {
        let at = self.texts.locate_way(self.record, self.id, way);
        self.found.push(Problem::error(at, what));
    }

    fn warn(&mut self, needle: &str, what: ProblemKind) {
        let at = self.texts.locate(self.record, self.id, needle);
        self.found.push(Problem::warning(at, what));
    }
}

fn dangling(record: Record, id: &str) -> ProblemKind {
    ProblemKind::Dangling { record, id: id.to_owned(), nearest: None }
}
