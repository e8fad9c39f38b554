//! Which questions the chosen places ask.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::model::fact::{Fact, FactKind};
use crate::model::id::{FactId, PlaceId};
use crate::model::library::Library;
use crate::model::payout::Payout;
use crate::model::policy::{Basis, DatedBy, Policy};
use crate::model::stacking::StackingRule;
use crate::rules::cash::DISCOUNT_RATE;

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

/// Every fact that a policy asks for on a day, each as often as it is asked for.
fn facts_of(policy: &Policy, day: Date) -> Vec<FactId> {
    let mut all: Vec<FactId> = Vec::new();
    let mut ask = |node: crate::model::walk::Node<'_>| all.extend(node.facts().into_iter().cloned());
    let payable = policy.incentives.iter().filter(|i| i.basis != Basis::InKind && i.amount.is_some());
    let mut roles = Vec::new();
    let mut payouts: Vec<&Payout> = policy.payout.iter().collect();
    for incentive in payable {
        roles.extend(incentive.claimant.clone());
        incentive.walk(&mut ask);
        payouts.extend(&incentive.payout);
    }
    policy.lines.iter().for_each(|line| line.amount.walk(&mut ask));
    let rules = policy.stacking.groups.iter().map(|group| &group.rule).chain([&policy.stacking.rule]);
    for rule in rules {
        if let StackingRule::SumUpTo(cap) | StackingRule::AtMost(cap) = rule {
            cap.walk(&mut ask);
        }
    }
    for costs in payouts.iter().filter_map(|payout| payout.costs.as_ref()) {
        costs.walk(&mut ask);
    }
    for gate in policy.gates.iter().filter(|gate| gate.valid_to.is_none_or(|to| to.last_day() >= day)) {
        for class in &gate.cases {
            class.when.walk(&mut ask);
            roles.extend(class.paper.clone());
        }
    }
    all.extend(roles);
    if payouts.iter().any(|payout| payout.has_months()) {
        all.push(DISCOUNT_RATE.into());
    }
    if let DatedBy::Fact(fact) = &policy.dated_by {
        all.push(fact.clone());
    }
    all
}
