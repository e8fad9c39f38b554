//! Checks for texts that are given in one language only.

use super::super::problem::{Location, Problem, ProblemKind};
use super::super::texts::Texts;
use super::super::tree::Way::{self, Field, Item};
use crate::model::fact::{Fact, FactKind};
use crate::model::library::Library;
use crate::model::policy::Policy;
use crate::model::record::Record;
use crate::model::text::Text;

/// One warning per record, at the first such text.
pub(super) fn check(library: &Library, texts: &Texts, problems: &mut Vec<Problem>) {
    for policy in library.policies.values() {
        check_policy(policy, texts, problems);
    }
    let mut look = |record, id: &str, all: &[_]| problems.extend(short(texts, record, id, all));
    for fact in library.facts.values() {
        look(Record::Fact, fact.id.as_str(), &of_fact(fact));
    }
    for place in library.places.values() {
        look(Record::Place, place.id.as_str(), &[(vec![Field("name")], &place.name)]);
    }
    for indicator in library.indicators.values() {
        look(Record::Indicator, indicator.id.as_str(), &[(vec![Field("name")], &indicator.name)]);
    }
}

/// The warning of one policy, if any.
pub(super) fn check_policy(policy: &Policy, texts: &Texts, problems: &mut Vec<Problem>) {
    problems.extend(short(texts, Record::Policy, policy.id.as_str(), &of_policy(policy)));
}

fn short(texts: &Texts, record: Record, id: &str, all: &[(Vec<Way<'_>>, &Text)]) -> Option<Problem> {
    let mut short = all.iter().filter(|(_, text)| text.zh.trim().is_empty() || text.en.trim().is_empty());
    let (way, _) = short.next()?;
    let at: Location = texts.locate_way(record, id, way);
    Some(Problem::warning(at, ProblemKind::OneLanguage(short.count() + 1)))
}

fn of_policy(policy: &Policy) -> Vec<(Vec<Way<'_>>, &Text)> {
    let mut all = vec![(vec![Field("title")], &policy.title), (vec![Field("issuer")], &policy.issuer)];
    all.extend(policy.version.iter().map(|text| (vec![Field("version")], text)));
    all.extend(policy.pool.iter().map(|pool| (vec![Field("pool"), Field("per")], &pool.per)));
    for (place, line) in policy.lines.iter().enumerate() {
        all.push((vec![Field("lines"), Item(place), Field("label")], &line.label));
    }
    for (place, incentive) in policy.incentives.iter().enumerate() {
        all.push((vec![Field("incentives"), Item(place), Field("name")], &incentive.name));
        all.extend(incentive.note.iter().map(|note| (vec![Field("incentives"), Item(place), Field("note")], note)));
    }
    for (place, group) in policy.stacking.groups.iter().enumerate() {
        all.push((vec![Field("stacking"), Field("groups"), Item(place), Field("label")], &group.label));
    }
    for (place, example) in policy.examples.iter().enumerate() {
        all.push((vec![Field("examples"), Item(place), Field("title")], &example.title));
        all.extend(example.note.iter().map(|note| (vec![Field("examples"), Item(place), Field("note")], note)));
    }
    all.extend(policy.note.iter().map(|note| (vec![Field("note")], note)));
    for (place, unread) in policy.unread.iter().enumerate() {
        all.push((vec![Field("unread"), Item(place)], unread));
    }
    for (place, accepted) in policy.accepts.iter().enumerate() {
        all.push((vec![Field("accepts"), Item(place), Field("because")], &accepted.because));
    }
    all
}

fn of_fact(fact: &Fact) -> Vec<(Vec<Way<'_>>, &Text)> {
    let mut all = vec![(vec![Field("label")], &fact.label), (vec![Field("question")], &fact.question)];
    all.extend(fact.help.iter().map(|help| (vec![Field("help")], help)));
    match &fact.kind {
        FactKind::Count(unit) => all.push((vec![Field("kind")], unit)),
        FactKind::Choice(choices) => {
            for (place, choice) in choices.iter().enumerate() {
                all.push((vec![Field("kind"), Item(0), Item(place), Field("label")], &choice.label));
            }
        }
        _ => {}
    }
    all
}
