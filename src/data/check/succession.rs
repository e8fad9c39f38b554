//! The period of a policy, and which policy replaces which.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::super::problem::{Problem, ProblemKind};
use super::super::tree::Way::Field;
use super::Finder;
use crate::model::id::PolicyId;
use crate::model::library::Library;
use crate::model::policy::{Policy, Replaced, Status};
use crate::model::record::Record;

impl Finder<'_> {
    /// Impossible periods, and policies that replace each other.
    pub(super) fn succession(&mut self, policy: &Policy) {
        if let (Some(from), Some(to)) = (policy.begins(), policy.valid_to)
            && to.last_day() < from.first_day()
        {
            let what = ProblemKind::EndsBeforeBegins { from: from.to_string(), to: to.to_string() };
            self.error_at(&[Field("valid_to")], what);
        }
        let Some(id) = &policy.replaces else { return };
        let known = self.library.policies.get(id).map(AsRef::as_ref);
        // A policy that names itself is not found among the others.
        let Some(earlier) = known.or_else(|| (*id == policy.id).then_some(policy)) else {
            self.dangling(Record::Policy, id.as_str());
            return;
        };
        if replaced_by(self.library, policy).contains(&policy.id) {
            let what = ProblemKind::Cycle { record: Record::Policy, id: policy.id.to_string() };
            self.error_at(&[Field("replaces")], what);
        } else if let (Some(from), Some(began)) = (policy.begins(), earlier.begins())
            && from.last_day() < began.first_day()
        {
            let (from, began) = (from.to_string(), began.to_string());
            let at = self.texts.locate_way(self.record, self.id, &[Field("replaces")]);
            let what = ProblemKind::BeginsBeforeReplaced { from, replaced: id.to_string(), began };
            self.found.push(Problem::warning(at, what));
        }
    }
}

/// Every policy that one replaces, directly or through others; including itself if there is a cycle.
fn replaced_by(library: &Library, policy: &Policy) -> BTreeSet<PolicyId> {
    let mut all = BTreeSet::new();
    let mut next = policy.replaces.clone();
    while let Some(id) = next {
        next = library.policies.get(&id).and_then(|earlier| earlier.replaces.clone());
        if !all.insert(id) {
            break;
        }
    }
    all
}

/// Sets for every policy the day from which a newer one replaces it.
///
/// A policy that is or was in force ends the one it replaces, and those which that one replaced, on its own first
/// day. A draft, an announced or an unconfirmed policy ends nothing, because it may never take effect.
pub(super) fn settle(library: &mut Library) {
    let mut ended: BTreeMap<PolicyId, Date> = BTreeMap::new();
    for policy in library.policies.values() {
        if !matches!(policy.status, Status::InForce | Status::Expired | Status::Superseded) {
            continue;
        }
        let from = policy.begins().map_or(Date::MIN, |from| from.first_day());
        for earlier in replaced_by(library, policy) {
            ended.entry(earlier).and_modify(|day| *day = from.min(*day)).or_insert(from);
        }
    }
    for (id, policy) in &mut library.policies {
        let replaced = Replaced(ended.get(id).copied());
        if policy.replaced.0 != replaced.0 {
            Arc::make_mut(policy).replaced = replaced;
        }
    }
}
