//! Advice on valid policies that look odd: gaps, cliffs, caps that always bind, unknown
//! fields, and records that were not checked for a long time.
//!
//! Errors are reported by `check`. Nothing here removes a record from the library.

mod asks;
mod basis;
mod cliffs;
mod conditions;
mod marginal;
mod policy;
mod sources;
mod stacking;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

pub use self::policy::is_stale;
use super::problem::{Problem, ProblemKind};
use super::read::Loaded;
use crate::model::amount::Amount;
use crate::model::date::PartialDate;
use crate::model::id::PolicyId;
use crate::model::library::Library;
use crate::model::policy::Policy;
use crate::model::record::Record;
use crate::model::walk::Node;
use crate::rules::each::each;

/// The advice on all policies and figures, as of a day.
#[must_use]
pub fn lint(loaded: &Loaded, day: Date) -> Vec<Problem> {
    AllAdvice::of(loaded, day).problems()
}

/// The advice on a library, kept for each policy, so that after an edit only what it can affect is examined again.
#[derive(Clone, Debug, Default)]
pub struct AllAdvice {
    policies: BTreeMap<PolicyId, Arc<Vec<Problem>>>,
    /// On sources and observations.
    others: Arc<Vec<Problem>>,
}

impl AllAdvice {
    /// The advice as of a day.
    #[must_use]
    pub fn of(loaded: &Loaded, day: Date) -> Self {
        let policies = of_policies(loaded, loaded.library.policies.keys(), day).into_iter().collect();
        Self { policies, others: Arc::new(others(loaded, day)) }
    }

    /// The advice after some policies were changed, added or removed, and any records on which no policy depends.
    #[must_use]
    pub fn again(&self, loaded: &Loaded, changed: &BTreeSet<PolicyId>, day: Date) -> Self {
        Self { others: Arc::new(others(loaded, day)), ..self.refigured(loaded, changed, day) }
    }

    /// The advice on the same library as of another day.
    #[must_use]
    pub fn on(&self, loaded: &Loaded, before: Date, day: Date) -> Self {
        let library = &loaded.library;
        let moves = |policy: &&Arc<Policy>| {
            uses_the_day(policy) || is_stale(policy.checked_on, before) != is_stale(policy.checked_on, day)
        };
        let moving = library.policies.values().filter(moves).map(|policy| policy.id.clone()).collect();
        self.again(loaded, &moving, day)
    }

    /// The advice after only figures of some policies were changed.
    #[must_use]
    pub fn refigured(&self, loaded: &Loaded, changed: &BTreeSet<PolicyId>, day: Date) -> Self {
        let mut next = self.clone();
        next.policies.retain(|id, _| loaded.library.policies.contains_key(id));
        next.policies.extend(of_policies(loaded, changed.iter(), day));
        next
    }

    /// All of it, by position.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        let mut found: Vec<Problem> =
            self.policies.values().flat_map(|one| one.iter()).chain(self.others.iter()).cloned().collect();
        found.sort_by(|a, b| (&a.at, a.severity).cmp(&(&b.at, b.severity)));
        found.dedup();
        found
    }
}

/// The policies on which the advice, or the awards, may differ between two libraries: those that differ or are in only
/// one of them, and those that use their awards. None if anything else that policies depend on differs.
#[must_use]
pub fn changed(before: &Loaded, after: &Loaded) -> Option<BTreeSet<PolicyId>> {
    let (was, is) = (&before.library, &after.library);
    if was.facts != is.facts || was.places != is.places || was.rates != is.rates {
        return None;
    }
    let text = |loaded: &'_ Loaded, id: &PolicyId| {
        let (file, text) = loaded.texts.file(Record::Policy, id.as_str());
        (file.to_owned(), text.to_owned())
    };
    let same = |id: &PolicyId| was.policies.get(id) == is.policies.get(id) && text(before, id) == text(after, id);
    let mut changed: BTreeSet<PolicyId> =
        was.policies.keys().chain(is.policies.keys()).filter(|id| !same(id)).cloned().collect();
    for leaning in [leaning(was), leaning(is)] {
        changed = with_users(&leaning, changed);
    }
    Some(changed)
}

/// Some policies, and those that use their awards, directly or through the awards of others.
#[must_use]
pub fn with_users(leaning: &BTreeMap<PolicyId, Vec<PolicyId>>, mut all: BTreeSet<PolicyId>) -> BTreeSet<PolicyId> {
    let mut open: Vec<PolicyId> = all.iter().cloned().collect();
    while let Some(id) = open.pop() {
        let users = leaning.get(&id).into_iter().flatten();
        open.extend(users.filter(|user| all.insert((*user).clone())).cloned());
    }
    all
}

/// The policies that use awards of other policies, by the policy whose incentives they use.
#[must_use]
pub fn leaning(library: &Library) -> BTreeMap<PolicyId, Vec<PolicyId>> {
    let mut all: BTreeMap<PolicyId, Vec<PolicyId>> = BTreeMap::new();
    for policy in library.policies.values() {
        policy.walk(&mut |node| {
            let Some((other, _)) = node.award().map(|member| member.parts(&policy.id)) else { return };
            let leaning = all.entry(other.into()).or_default();
            if other != policy.id.as_str() && leaning.last() != Some(&policy.id) {
                leaning.push(policy.id.clone());
            }
        });
    }
    all
}

fn of_policies<'a>(
    loaded: &Loaded,
    ids: impl Iterator<Item = &'a PolicyId>,
    day: Date,
) -> Vec<(PolicyId, Arc<Vec<Problem>>)> {
    let Loaded { library, texts, .. } = loaded;
    let policies: Vec<_> = ids.filter_map(|id| library.policies.get(id)).collect();
    each(&policies, |policy| (policy.id.clone(), Arc::new(policy::policy(library, texts, policy, day))))
}

/// Whether an amount of a policy can differ between days, or the search of its best combination.
fn uses_the_day(policy: &Policy) -> bool {
    let mut uses = stacking::is_searched(policy);
    policy.walk(&mut |node| {
        uses |= node.award().is_some() || matches!(node, Node::Amount(Amount::Dated(_) | Amount::Converted { .. }));
    });
    uses
}

/// The advice on sources and observations.
fn others(loaded: &Loaded, day: Date) -> Vec<Problem> {
    let Loaded { library, texts, .. } = loaded;
    let mut found = Vec::new();
    sources::sources(library, texts, &mut found);
    let stale = |checked_on: PartialDate| is_stale(checked_on, day);
    for seen in library.observations.values().filter(|seen| stale(seen.checked_on)) {
        let at = texts.locate(Record::Observation, seen.id.as_str(), "checked_on");
        found
            .push(Problem::note(at, ProblemKind::Stale { id: seen.id.to_string(), date: seen.checked_on.to_string() }));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn users_of_users_count_too_and_a_ring_ends() {
        let id = |name: &str| PolicyId::from(name);
        let leaning = BTreeMap::from([
            (id("a"), vec![id("b")]),
            (id("b"), vec![id("c"), id("d")]),
            (id("d"), vec![id("a")]),
            (id("e"), vec![id("f")]),
        ]);
        let all = with_users(&leaning, [id("a")].into());
        assert_eq!(all, ["a", "b", "c", "d"].map(id).into());
    }
}
