//! Policies with so many rules between their incentives that the best combination is not found.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::model::library::Library;
use crate::model::policy::Policy;
use crate::model::production::Production;
use crate::rules::assess::assess;

/// Policies with fewer incentives are always looked through.
const FEW: usize = 12;

/// Whether the rules end before they have looked at everything, for a production of which nothing is known, where
/// nothing but this policy holds. What answers bring makes it less, and other policies make it more.
pub(super) fn is_cut_short(library: &Library, policy: &Policy, day: Date) -> bool {
    let bare = policy.stacking.groups.is_empty() && policy.stacking.relations.is_empty();
    if policy.incentives.len() < FEW || bare {
        return false;
    }
    let alone = BTreeMap::from([(policy.id.clone(), Arc::new(policy.clone()))]);
    let library = Library { policies: alone, ..library.clone() };
    let assessment = assess(&library, &Production::default(), &policy.place, day);
    assessment.certain.ended || assessment.possible.ended
}
