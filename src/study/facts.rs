//! Who asks for which fact, and who answers it.

use std::collections::BTreeMap;

use crate::model::fact::FactKind;
use crate::model::id::{FactId, PolicyId};
use crate::model::library::Library;
use crate::model::policy::Policy;

/// Who has to do with a fact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Uses<'a> {
    /// The policies that ask for it, also as a field of a list.
    pub policies: Vec<&'a PolicyId>,
    /// The productions that answer it, by name.
    pub productions: Vec<&'a str>,
}

/// Who has to do with each fact.
pub type AllUses<'a> = BTreeMap<&'a FactId, Uses<'a>>;

/// Who has to do with each fact; a fact that is missing is used by nobody.
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
