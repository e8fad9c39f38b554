//! The questions that the chosen places ask.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::model::fact::{Fact, FactKind};
use crate::model::id::{FactId, PlaceId};
use crate::model::library::Library;
use crate::model::policy::{Basis, Policy};
use crate::model::production::{Answer, Production};
use crate::model::text::{Language, Text};
use crate::model::walk::{DISCOUNT_RATE, Node};

/// The facts that decide any payable incentive in any of the places, by topic and then by how many
/// incentives ask for them. The fields of a list are asked with the list, not by themselves.
#[must_use]
pub fn needed<'a>(library: &'a Library, places: &[PlaceId], day: Date) -> Vec<&'a Fact> {
    let mut asked: Vec<(FactId, usize)> = Vec::new();
    let mut seen = BTreeSet::new();
    for place in places {
        for policy in library.policies_in(place) {
            if !policy.status_on(day).can_pay() || !seen.insert(&policy.id) {
                continue;
            }
            for fact in facts_of(policy, day) {
                match asked.iter_mut().find(|(known, _)| *known == fact) {
                    Some((_, times)) => *times += 1,
                    None => asked.push((fact, 1)),
                }
            }
        }
    }
    let fields: BTreeSet<&FactId> = library
        .facts
        .values()
        .filter_map(|fact| match &fact.kind {
            FactKind::List(fields) => Some(fields),
            _ => None,
        })
        .flatten()
        .collect();
    let mut facts: Vec<(&Fact, usize)> = asked
        .iter()
        .filter(|(id, _)| !fields.contains(id))
        .filter_map(|(id, times)| Some((library.facts.get(id)?.as_ref(), *times)))
        .collect();
    facts.sort_by(|(a, a_times), (b, b_times)| {
        (a.topic, std::cmp::Reverse(a_times), &a.id).cmp(&(b.topic, std::cmp::Reverse(b_times), &b.id))
    });
    facts.into_iter().map(|(fact, _)| fact).collect()
}

/// The facts that describe any production, independent of the places, by the lines of the form.
pub const HEAD: [&[&str]; 3] =
    [&["episodes", "total_minutes"], &["orientation", "total_budget"], &["photography_start", "first_broadcast"]];

/// Whether a fact describes any production, independent of the places.
#[must_use]
pub fn is_in_head(fact: &FactId) -> bool {
    HEAD.iter().any(|line| line.contains(&fact.as_str()))
}

/// A new production of the user's own, with the visible contents of another one in one language, and without anything
/// that the form does not show. Its answers are marked as assumed. The note, chances and variants of the other
/// production are left out.
#[must_use]
pub fn as_ones_own(library: &Library, from: &Production, language: Language, day: Date) -> Production {
    let shown: BTreeSet<&FactId> = needed(library, &from.places, day).into_iter().map(|fact| &fact.id).collect();
    let of = |answers: &BTreeMap<FactId, Answer>| -> BTreeMap<FactId, Answer> {
        let kept = answers.iter().filter(|(fact, _)| shown.contains(fact) || is_in_head(fact));
        kept.map(|(fact, answer)| (fact.clone(), answer.clone())).collect()
    };
    let name = from.name.get(language).to_owned();
    let local = from.local.iter().filter(|(place, _)| from.places.contains(place));
    let answers = of(&from.answers);
    Production {
        name: match language {
            Language::Chinese => Text { zh: name, en: String::new() },
            Language::English => Text { zh: String::new(), en: name },
        },
        currency: from.currency,
        places: from.places.clone(),
        marks: from.marks.clone(),
        assumed: answers.keys().cloned().collect(),
        answers,
        local: local.map(|(place, answers)| (place.clone(), of(answers))).filter(|(_, own)| !own.is_empty()).collect(),
        ..Production::default()
    }
}

/// Every fact that a policy asks for on a day, each as often as it is asked for.
fn facts_of(policy: &Policy, day: Date) -> Vec<FactId> {
    let mut all: Vec<FactId> = Vec::new();
    let mut ask = |node: Node<'_>| all.extend(node.facts().into_iter().cloned());
    let payable = policy.incentives.iter().filter(|i| i.basis != Basis::InKind && i.amount.is_some());
    payable.for_each(|incentive| incentive.walk_all(&mut ask));
    policy.walk_shared(&mut ask);
    for gate in policy.gates.iter().filter(|gate| gate.valid_to.is_none_or(|to| to.last_day() >= day)) {
        gate.cases.iter().for_each(|class| class.walk(&mut ask));
    }
    // The rate is one question, whatever the number of awards.
    let mut met = false;
    all.retain(|fact| fact.as_str() != DISCOUNT_RATE || !std::mem::replace(&mut met, true));
    all
}
