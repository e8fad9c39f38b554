//! Which questions the chosen places ask.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::model::fact::Fact;
use crate::model::id::{FactId, PlaceId};
use crate::model::library::Library;
use crate::model::policy::Basis;

/// The facts that decide any payable incentive in any of the places, by topic and then by how many
/// incentives ask for them.
#[must_use]
pub fn needed<'a>(library: &'a Library, places: &[PlaceId], day: Date) -> Vec<&'a Fact> {
    let mut asked: Vec<(&FactId, usize)> = Vec::new();
    let mut seen = BTreeSet::new();
    for place in places {
        for policy in library.policies_in(place) {
            if !policy.status_on(day).can_pay() || !seen.insert(&policy.id) {
                continue;
            }
            let mut ask = |fact: &'a FactId| match asked.iter_mut().find(|(known, _)| *known == fact) {
                Some((_, times)) => *times += 1,
                None => asked.push((fact, 1)),
            };
            for incentive in policy.incentives.iter().filter(|i| i.basis != Basis::InKind && i.amount.is_some()) {
                incentive.claimant.iter().for_each(&mut ask);
                incentive.walk(&mut |node| node.fact().into_iter().for_each(&mut ask));
            }
            for line in &policy.lines {
                line.amount.walk(&mut |node| node.fact().into_iter().for_each(&mut ask));
            }
        }
    }
    let mut facts: Vec<(&Fact, usize)> =
        asked.into_iter().filter_map(|(id, times)| Some((library.facts.get(id)?.as_ref(), times))).collect();
    facts.sort_by(|(a, a_times), (b, b_times)| {
        (a.topic, std::cmp::Reverse(a_times), &a.id).cmp(&(b.topic, std::cmp::Reverse(b_times), &b.id))
    });
    facts.into_iter().map(|(fact, _)| fact).collect()
}
