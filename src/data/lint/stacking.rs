//! Policies with so many rules between their incentives that the best combination is not found.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::model::library::Library;
use crate::model::policy::Policy;
use crate::model::production::Production;
use crate::rules::assess::assess;

/// Policies with fewer incentives are always searched completely.
const FEW: usize = 12;

/// Whether a policy has so many incentives and rules that its search may be cut short.
pub(super) fn is_searched(policy: &Policy) -> bool {
    let bare = policy.stacking.groups.is_empty() && policy.stacking.relations.is_empty();
    policy.incentives.len() >= FEW && !bare
}

/// Whether the search of the best combination is cut short, for a production without answers and with this policy
/// alone. Answers make the search smaller, and other policies make it larger.
pub(super) fn is_cut_short(library: &Library, policy: &Policy, day: Date) -> bool {
    if !is_searched(policy) {
        return false;
    }
    let alone = BTreeMap::from([(policy.id.clone(), Arc::new(policy.clone()))]);
    let mut library = library.clone();
    library.policies = alone;
    let assessment = assess(&library, &Production::default(), &policy.place, day);
    assessment.certain.truncated || assessment.possible.truncated
}
