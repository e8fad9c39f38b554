//! Named lines of a policy that none of its incentives uses. They are calculated too, so that users can see figures
//! that they keep there.

use std::collections::BTreeSet;

use crate::model::id::{LineId, PlaceId, PolicyId};
use crate::rules::context::{Case, Context};
use crate::rules::step::Step;

/// An unused line, and its calculation.
#[derive(Clone, Debug)]
pub struct Aside {
    /// Its policy.
    pub policy: PolicyId,
    /// The line.
    pub line: LineId,
    /// Its calculation.
    pub step: Step,
}

/// The values of such lines in a place, for policies that apply there and can pay. A line that another one uses is
/// shown within that one.
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
