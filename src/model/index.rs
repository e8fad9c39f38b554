//! An index of a library for the lookups of the rules.
//!
//! [`Library::index`](super::library::Library::index) makes it at the first call and keeps it until the library
//! changes. Records that the rules do not use, such as observations and sources, are not in it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use super::fact::{Fact, FactKind};
use super::id::{FactId, IdMap, PlaceId, PolicyId};
use super::policy::{Incentive, Policy};

/// Facts by id, and policies by place.
#[derive(Debug)]
pub struct Index {
    facts: IdMap<FactId, Arc<Fact>>,
    policies: IdMap<PlaceId, Vec<Arc<Policy>>>,
    /// The references of each policy, collected at the first request.
    refers: IdMap<PolicyId, OnceLock<Refers>>,
    /// The facts that are fields of a list.
    fields: BTreeSet<FactId>,
}

/// The references of the rules of a policy.
#[derive(Debug)]
pub struct Refers {
    /// The facts that they ask for, also in lines, caps and gates.
    pub facts: BTreeSet<FactId>,
    /// Those of them that lines, caps, the date that selects and the payout ask for.
    pub shared: BTreeSet<FactId>,
    /// The facts that each incentive asks for by itself.
    pub incentives: Vec<BTreeSet<FactId>>,
    /// Whether the rules use the results of other incentives, which depend on the place.
    pub awards: bool,
}

impl Index {
    pub(super) fn new(policies: &BTreeMap<PolicyId, Arc<Policy>>, facts: &BTreeMap<FactId, Arc<Fact>>) -> Self {
        let mut by_place: IdMap<PlaceId, Vec<Arc<Policy>>> = IdMap::default();
        for policy in policies.values() {
            by_place.entry(policy.place.clone()).or_default().push(Arc::clone(policy));
        }
        let lists = facts.values().filter_map(|fact| match &fact.kind {
            FactKind::List(fields) => Some(fields),
            _ => None,
        });
        Self {
            policies: by_place,
            refers: policies.keys().map(|id| (id.clone(), OnceLock::new())).collect(),
            fields: lists.flatten().cloned().collect(),
            facts: facts.iter().map(|(id, fact)| (id.clone(), Arc::clone(fact))).collect(),
        }
    }

    /// The definition of a fact.
    #[must_use]
    pub fn fact(&self, id: &FactId) -> Option<&Fact> {
        self.facts.get(id).map(AsRef::as_ref)
    }

    /// The policies of a place itself, in the order of their ids.
    pub fn policies_of(&self, place: &PlaceId) -> impl Iterator<Item = &Policy> {
        self.policies.get(place).into_iter().flatten().map(AsRef::as_ref)
    }

    /// The references of the rules of a policy; none if it is not in the library.
    #[must_use]
    pub fn refers(&self, policy: &Policy) -> Option<&Refers> {
        self.refers.get(&policy.id).map(|found| found.get_or_init(|| Refers::of(policy)))
    }

    /// Whether a fact is a field of a list, so that it is answered for each item.
    #[must_use]
    pub fn is_field(&self, fact: &FactId) -> bool {
        self.fields.contains(fact)
    }
}

impl Refers {
    fn of(policy: &Policy) -> Self {
        let (mut facts, mut shared, mut awards) = (BTreeSet::new(), BTreeSet::new(), false);
        policy.walk(&mut |node| {
            facts.extend(node.facts().into_iter().cloned());
            awards |= node.award().is_some();
        });
        policy.walk_shared(&mut |node| shared.extend(node.facts().into_iter().cloned()));
        let of = |incentive: &Incentive| {
            let mut own = BTreeSet::new();
            incentive.walk_all(&mut |node| own.extend(node.facts().into_iter().cloned()));
            own
        };
        Self { facts, shared, incentives: policy.incentives.iter().map(of).collect(), awards }
    }
}
