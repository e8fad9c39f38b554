//! Checks across files: ids that lead nowhere, answers of the wrong kind, amounts that cannot be.
//!
//! A record with an error is taken out of the library, so that nothing is worked out from half a rule.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::problem::{Location, NeededKind, Problem, Record, Severity, What};
use super::texts::Texts;
use crate::model::amount::{Amount, Bound, Node};
use crate::model::condition::Condition;
use crate::model::fact::{Fact, FactKind};
use crate::model::id::{FactId, PlaceId};
use crate::model::library::Library;
use crate::model::number::Number;
use crate::model::policy::{Policy, StackingRule};
use crate::model::production::{Answer, Production};
use crate::model::source::Citation;

/// Checks the whole library and takes out what has an error.
pub(super) fn check(library: &mut Library, texts: &Texts, problems: &mut Vec<Problem>) {
    // Each pass may orphan what the next one checks, so the order is: what is referred to, first.
    places(library, texts, problems);
    let policies: Vec<_> = library.policies.values().cloned().collect();
    for policy in policies {
        let mut finder = Finder { library, texts, record: Record::Policy, id: policy.id.as_str(), found: Vec::new() };
        finder.policy(&policy);
        let found = finder.found;
        if found.iter().any(|problem| problem.severity == Severity::Error) {
            library.policies.remove(&policy.id);
        }
        problems.extend(found);
    }
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
    for (name, production) in &library.productions {
        let (file, text) = texts.file(Record::Production, name);
        problems.extend(self::production(production, library, file, text));
    }
    problems.sort_by(|a, b| (&a.at, a.severity).cmp(&(&b.at, b.severity)));
    problems.dedup();
}

/// What is odd about a production, and where it stands in the text of its file. Nothing is dropped: an
/// answer that does not fit its fact is kept in the file and ignored by the rules.
#[must_use]
pub fn production(production: &Production, library: &Library, file: &str, text: &str) -> Vec<Problem> {
    let at = |id: &str| {
        let quoted = text.find(&format!("\"{id}\""));
        Location::at(file, text, quoted.or_else(|| text.find(id)).unwrap_or(0))
    };
    let everywhere = production.answers.iter();
    let local = production.local.values().flat_map(|answers| answers.iter());
    let mut problems: Vec<Problem> = everywhere
        .chain(local)
        .filter_map(|(id, given)| match library.facts.get(id) {
            None => Some(Problem::warning(at(id.as_str()), dangling(library, Record::Fact, id.as_str()))),
            Some(fact) => Some(Problem::error(at(id.as_str()), answer(fact, given).err()?)),
        })
        .collect();
    for place in production.local.keys().chain(&production.places) {
        if !library.places.contains_key(place) {
            let what = dangling(library, Record::Place, place.as_str());
            problems.push(Problem::error(at(place.as_str()), what));
        }
    }
    problems
}

/// Whether an answer fits its fact.
///
/// # Errors
/// Says why it does not.
pub fn answer(fact: &Fact, answer: &Answer) -> Result<(), What> {
    let wrong = |needed| Err(What::WrongAnswer { fact: fact.id.to_string(), needed });
    match (&fact.kind, answer) {
        (FactKind::Money | FactKind::Count(_) | FactKind::Percent, Answer::Number(number)) => {
            if number.0.is_sign_negative() && !number.0.is_zero() {
                return Err(What::Negative(number.to_string()));
            }
            let max = match fact.kind {
                FactKind::Percent => fact.max.or(Some(Number::ONE)),
                _ => fact.max,
            };
            match max {
                Some(max) if *number > max => Err(What::OutOfBounds {
                    fact: fact.id.to_string(),
                    found: number.to_string(),
                    max: max.to_string(),
                }),
                _ => Ok(()),
            }
        }
        (FactKind::YesNo, Answer::YesNo(_)) | (FactKind::Date, Answer::Date(_)) => Ok(()),
        (FactKind::Choice(choices), Answer::Choice(id)) => {
            if choices.iter().any(|choice| choice.id == *id) {
                return Ok(());
            }
            Err(What::NoSuchChoice {
                fact: fact.id.to_string(),
                choice: id.clone(),
                allowed: choices.iter().map(|choice| choice.id.clone()).collect(),
            })
        }
        (FactKind::Money | FactKind::Count(_) | FactKind::Percent, _) => wrong(NeededKind::Number),
        (FactKind::YesNo, _) => wrong(NeededKind::YesNo),
        (FactKind::Choice(_), _) => wrong(NeededKind::Choice),
        (FactKind::Date, _) => wrong(NeededKind::Date),
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
            let cycle = What::Cycle { record: Record::Place, id: place.id.to_string() };
            finder.found.push(Problem::error(at, cycle));
        }
        let found = finder.found;
        if !found.is_empty() {
            // The place stays, without its parent, so that what lies in it is not lost.
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
    fn policy(&mut self, policy: &Policy) {
        self.place(&policy.place);
        self.citations(&policy.sources);
        if policy.sources.is_empty() {
            self.warn("sources", What::NoSource(policy.id.to_string()));
        }
        if policy.title.zh.is_empty() || policy.title.en.is_empty() {
            self.warn("title", What::OneLanguage);
        }
        for line in &policy.lines {
            line.amount.walk(&mut |node| self.node(policy, node));
            self.citations(&line.cites);
        }
        self.line_cycles(policy);
        let mut seen = BTreeSet::new();
        for incentive in &policy.incentives {
            if !seen.insert(&incentive.id) {
                let quoted = format!("\"{}\"", incentive.id);
                let first = self.texts.locate(self.record, self.id, &quoted);
                let at = self.texts.locate_last(self.record, self.id, &quoted);
                let what = What::RepeatedId { record: Record::Incentive, id: incentive.id.to_string(), first };
                self.found.push(Problem::error(at, what));
            }
            if let Some(role) = &incentive.claimant {
                self.fact_is(role, NeededKind::YesNo);
            }
            self.citations(&incentive.cites);
            if incentive.cites.is_empty() {
                self.warn(&format!("\"{}\"", incentive.id), What::NoSource(incentive.id.to_string()));
            }
            incentive.walk(&mut |node| self.node(policy, node));
        }
        for group in &policy.stacking.groups {
            self.citations(&group.cites);
            self.rule(group.rule);
            for member in &group.members {
                self.member(policy, member);
            }
        }
        self.rule(policy.stacking.rule);
        self.citations(&policy.stacking.cites);
    }

    fn member(&mut self, policy: &Policy, member: &str) {
        let known = match member.split_once('/') {
            None => policy.incentive(&member.into()).is_some(),
            Some((other, incentive)) => self
                .library
                .policies
                .get(&other.into())
                .is_some_and(|other| other.incentive(&incentive.into()).is_some()),
        };
        if !known {
            self.dangling(Record::Incentive, member);
        }
    }

    fn rule(&mut self, rule: StackingRule) {
        if let StackingRule::SumUpTo(cap) = rule {
            self.not_negative(cap);
        }
    }

    fn node(&mut self, policy: &Policy, node: Node<'_>) {
        if let Some(line) = node.line()
            && policy.line(line).is_none()
        {
            self.dangling(Record::Line, line.as_str());
        }
        if let Some((fact, choices)) = node.choices() {
            self.choices(fact, &choices);
        }
        match node {
            Node::Amount(amount) => self.amount(amount),
            Node::Condition(Condition::Yes(fact)) => self.fact_is(fact, NeededKind::YesNo),
            Node::Condition(Condition::OnOrAfter(fact, _) | Condition::OnOrBefore(fact, _)) => {
                self.fact_is(fact, NeededKind::Date);
            }
            Node::Condition(_) => {}
        }
    }

    fn amount(&mut self, amount: &Amount) {
        match amount {
            Amount::Fixed(number) => self.not_negative(*number),
            Amount::Fact(fact) => self.fact_is(fact, NeededKind::Number),
            Amount::Share { rate, .. } => self.rate(*rate),
            Amount::Slices { slices, .. } => {
                slices.iter().for_each(|slice| self.rate(slice.rate));
                let ends: Vec<_> = slices.iter().map(|slice| slice.up_to.map(|up_to| up_to.0)).collect();
                let open_last = ends.iter().rev().skip(1).all(Option::is_some);
                if !open_last || !rising(ends.iter().flatten().copied()) {
                    self.error("Slices", What::NotRising);
                }
            }
            Amount::Tiers { tiers, .. } => {
                let starts = tiers.iter().map(|tier| match tier.from {
                    Bound::AtLeast(from) | Bound::MoreThan(from) => from.0,
                });
                if !rising(starts) {
                    self.error("Tiers", What::NotRising);
                }
            }
            _ => {}
        }
    }

    fn not_negative(&mut self, number: Number) {
        if number.0 < Decimal::ZERO {
            self.error(&written(self.texts, self.record, self.id, number), What::Negative(number.to_string()));
        }
    }

    fn rate(&mut self, rate: Number) {
        self.not_negative(rate);
        if rate > Number::ONE {
            self.error(&written(self.texts, self.record, self.id, rate), What::RateAboveOne(rate.to_string()));
        }
    }

    fn line_cycles(&mut self, policy: &Policy) {
        for line in &policy.lines {
            let mut reached = BTreeSet::from([&line.id]);
            let mut open = vec![line];
            let mut cyclic = false;
            while let Some(next) = open.pop() {
                next.amount.walk(&mut |node| {
                    if let Some(id) = node.line() {
                        cyclic |= *id == line.id;
                        if reached.insert(id) {
                            open.extend(policy.line(id));
                        }
                    }
                });
            }
            if cyclic {
                let what = What::Cycle { record: Record::Line, id: line.id.to_string() };
                self.error(&format!("\"{}\"", line.id), what);
            }
        }
    }

    fn place(&mut self, place: &PlaceId) {
        if !self.library.places.contains_key(place) {
            self.dangling(Record::Place, place.as_str());
        }
    }

    fn citations(&mut self, cites: &[Citation]) {
        for cite in cites {
            if !self.library.sources.contains_key(&cite.source) {
                self.dangling(Record::Source, cite.source.as_str());
            }
        }
    }

    fn choices(&mut self, id: &FactId, choices: &[&str]) {
        let Some(fact) = self.library.facts.get(id) else {
            self.dangling(Record::Fact, id.as_str());
            return;
        };
        let FactKind::Choice(offered) = &fact.kind else {
            let what = What::WrongKind { fact: id.to_string(), needed: NeededKind::Choice };
            self.error(&format!("\"{id}\""), what);
            return;
        };
        for &choice in choices {
            if !offered.iter().any(|offer| offer.id == choice) {
                let what = What::NoSuchChoice {
                    fact: id.to_string(),
                    choice: choice.to_owned(),
                    allowed: offered.iter().map(|offer| offer.id.clone()).collect(),
                };
                self.error(&format!("\"{choice}\""), what);
            }
        }
    }

    fn fact_is(&mut self, id: &FactId, needed: NeededKind) {
        match self.library.facts.get(id).map(|fact| &fact.kind) {
            None => self.dangling(Record::Fact, id.as_str()),
            Some(kind) if needed_kind(kind) != needed => {
                self.error(&format!("\"{id}\""), What::WrongKind { fact: id.to_string(), needed });
            }
            Some(_) => {}
        }
    }

    fn dangling(&mut self, record: Record, id: &str) {
        self.error(&format!("\"{id}\""), dangling(self.library, record, id));
    }

    fn error(&mut self, needle: &str, what: What) {
        let at = self.texts.locate(self.record, self.id, needle);
        self.found.push(Problem::error(at, what));
    }

    fn warn(&mut self, needle: &str, what: What) {
        let at = self.texts.locate(self.record, self.id, needle);
        self.found.push(Problem::warning(at, what));
    }
}

/// How a number is likely written in the file: plain, or in groups of three.
fn written(texts: &Texts, record: Record, id: &str, number: Number) -> String {
    let plain = number.to_string();
    let digits = plain.trim_start_matches('-');
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push('_');
        }
        grouped.push(digit);
    }
    if plain.starts_with('-') {
        grouped.insert(0, '-');
    }
    let start = texts.locate(record, id, id);
    if texts.locate(record, id, &grouped) == start { plain } else { grouped }
}

fn needed_kind(kind: &FactKind) -> NeededKind {
    match kind {
        FactKind::Money | FactKind::Count(_) | FactKind::Percent => NeededKind::Number,
        FactKind::YesNo => NeededKind::YesNo,
        FactKind::Choice(_) => NeededKind::Choice,
        FactKind::Date => NeededKind::Date,
    }
}

fn rising(mut values: impl Iterator<Item = Decimal>) -> bool {
    let Some(mut last) = values.next() else { return true };
    values.all(|next| {
        let rises = next > last;
        last = next;
        rises
    })
}

fn dangling(library: &Library, record: Record, id: &str) -> What {
    let known: Vec<&str> = match record {
        Record::Place => library.places.keys().map(|id| id.as_str()).collect(),
        Record::Policy => library.policies.keys().map(|id| id.as_str()).collect(),
        Record::Indicator => library.indicators.keys().map(|id| id.as_str()).collect(),
        Record::Observation => library.observations.keys().map(|id| id.as_str()).collect(),
        Record::Fact => library.facts.keys().map(|id| id.as_str()).collect(),
        Record::Source => library.sources.keys().map(|id| id.as_str()).collect(),
        Record::Incentive | Record::Line | Record::Production => Vec::new(),
    };
    let nearest = known
        .into_iter()
        .map(|other| (strsim::jaro_winkler(id, other), other))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, other)| other.to_owned());
    What::Dangling { record, id: id.to_owned(), nearest }
}
