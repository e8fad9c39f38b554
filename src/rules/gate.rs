//! The class of a production by a gate, and whether the production has the paper that the class needs.
//!
//! Gates have no effect on amounts. An incentive that depends on a paper has a condition for it.

use super::context::{Case, Context};
use super::step::{Step, StepKind};
use super::value::Truth;
use crate::model::gate::{Gate, GateCase};
use crate::model::id::{FactId, PlaceId, PolicyId};

/// The result of a gate for a production.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The policy of the gate.
    pub policy: PolicyId,
    /// The index of the gate in its policy.
    pub gate: usize,
    /// The possible classes of the production, as indices in the gate. Empty if no class fits.
    pub classes: Vec<usize>,
    /// Whether it has the paper that its class needs. Unknown if the class is not certain or needs no paper.
    pub has_paper: Truth,
    /// The missing answers that decide on the class or the paper, in the order of the gate.
    pub missing: Vec<FactId>,
    /// The calculation, with the conditions of the classes in their order.
    pub step: Step,
}

impl Passage {
    /// Its class, if there is only one possible.
    #[must_use]
    pub fn class<'a>(&self, gate: &'a Gate) -> Option<&'a GateCase> {
        match self.classes.as_slice() {
            [at] => gate.cases.get(*at),
            _ => None,
        }
    }
}

/// The results of the gates of all policies of a place that can pay on the day of the context.
#[must_use]
pub fn passages(context: &Context<'_>, place: &PlaceId) -> Vec<Passage> {
    let policies = context.policies_in(place);
    let open = policies.iter().filter(|policy| policy.status_on(context.day).can_pay());
    open.flat_map(|policy| {
        let case = Case::new(context, policy, place);
        let used = |gate: &Gate| gate.valid_to.is_none_or(|to| to.last_day() >= context.day);
        let gates = policy.gates.iter().enumerate().filter(move |(_, gate)| used(gate));
        gates.filter_map(move |(at, gate)| passage(&case, at, gate)).collect::<Vec<_>>()
    })
    .collect()
}

/// The result of one gate. None if a condition cannot be calculated.
fn passage(case: &Case<'_>, gate_at: usize, gate: &Gate) -> Option<Passage> {
    let (mut classes, mut steps) = (Vec::new(), Vec::new());
    for (at, class) in gate.cases.iter().enumerate() {
        let step = case.condition(&class.when).ok()?;
        let truth = step.truth();
        steps.push(
            Step::holds(StepKind::Class(case.policy.id.clone(), gate_at, at), truth, vec![step]).citing(&class.cites),
        );
        if truth != Truth::No {
            classes.push(at);
        }
        if truth == Truth::Yes {
            break;
        }
    }
    let certain = classes.len() == 1 && steps.last().is_some_and(|step| step.truth() == Truth::Yes);
    let paper = match classes.as_slice() {
        [at] if certain => gate.cases.get(*at).and_then(|class| class.paper.as_ref()),
        _ => None,
    };
    let has_paper = paper.map_or(Truth::Unknown, |fact| case.yes(fact));
    if let Some(fact) = paper {
        steps.push(Step::holds(StepKind::Yes(fact.clone()), has_paper, vec![case.said(fact)]));
    }
    let truth = if certain { Truth::Yes } else { Truth::Unknown };
    let step = Step::holds(StepKind::Gate(case.policy.id.clone(), gate_at), truth, steps).citing(&gate.cites);
    let mut missing = Vec::new();
    for part in &step.parts {
        missing.extend(part.missing().into_iter().filter(|fact| !missing.contains(fact)).collect::<Vec<_>>());
    }
    Some(Passage { policy: case.policy.id.clone(), gate: gate_at, classes, has_paper, missing, step })
}
