//! Named lines of a policy that none of its incentives uses: they are calculated all the same, so that someone
//! who keeps a figure there can see it.

use std::collections::BTreeSet;

use crate::model::id::{LineId, PlaceId, PolicyId};
use crate::rules::context::{Case, Context};
use crate::rules::step::Step;

/// A line of its own, and how it was calculated.
#[derive(Clone, Debug)]
pub struct Aside {
    /// Its policy.
    pub policy: PolicyId,
    /// The line.
    pub line: LineId,
    /// How it was calculated.
    pub step: Step,
}

/// What such lines come to in a place, of the policies that hold there and can pay. One that another of them uses
/// is reported within that one.
#[must_use]
pub fn aside(context: &Context<'_>, place: &PlaceId) -> Vec<Aside> {
    let policies = context.policies_in(place).into_iter();
    let paying = policies.filter(|policy| policy.status_on(context.day).can_pay());
    let mut all = Vec::new();
    for policy in paying {
        let unused = policy.unused_lines();
        let inner: BTreeSet<LineId> = {
            let mut inner = BTreeSet::new();
            for line in &unused {
                line.amount.walk(&mut |node| inner.extend(node.line().cloned()));
            }
            inner
        };
        let case = Case::new(context, policy, place);
        for line in unused.into_iter().filter(|line| !inner.contains(&line.id)) {
            if let Ok(step) = case.amount(&crate::model::amount::Amount::Line(line.id.clone())) {
                all.push(Aside { policy: policy.id.clone(), line: line.id.clone(), step });
            }
        }
    }
    all
}
