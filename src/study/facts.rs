//! The policies that ask for each fact, and the productions that answer it.

use std::collections::BTreeMap;

use crate::model::fact::FactKind;
use crate::model::id::{FactId, PolicyId};
use crate::model::library::Library;
use crate::model::policy::Policy;

/// The uses of a fact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Uses<'a> {
    /// The policies that ask for it, also as a field of a list.
    pub policies: Vec<&'a PolicyId>,
    /// The productions that answer it, by name.
    pub productions: Vec<&'a str>,
}

/// The uses of each fact.
pub type AllUses<'a> = BTreeMap<&'a FactId, Uses<'a>>;

/// The uses of each fact; a fact that is not in the map has none.
#[must_use]
pub fn uses(library: &Library) -> AllUses<'_> {
    let mut all = AllUses::new();
    for policy in library.policies.values() {
        for fact in asked(policy) {
            let fields = match library.facts.get(fact).map(|fact| &fact.kind) {
                Some(FactKind::List(fields)) => fields.as_slice(),
                _ => &[],
            };
            for fact in std::iter::once(fact).chain(fields) {
                let policies = &mut all.entry(fact).or_default().policies;
                if policies.last() != Some(&&policy.id) {
                    policies.push(&policy.id);
                }
            }
        }
    }
    for (name, production) in &library.productions {
        let local = production.local.values().flat_map(BTreeMap::keys);
        for fact in production.answers.keys().chain(local) {
            let productions = &mut all.entry(fact).or_default().productions;
            if productions.last() != Some(&name.as_str()) {
                productions.push(name);
            }
        }
    }
    all
}

/// The facts that a policy asks for.
fn asked(policy: &Policy) -> Vec<&FactId> {
    let mut all: Vec<&FactId> = Vec::new();
    policy.walk(&mut |node| all.extend(node.facts()));
    all
}
