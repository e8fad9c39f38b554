//! Which class a gate puts a production in, and whether it has the paper that class needs.
//!
//! Absent on purpose: money. A gate pays nothing; what depends on a paper asks for it in its own conditions.

use super::context::{Case, Context};
use super::step::{Step, StepKind};
use super::value::Truth;
use crate::model::gate::{Gate, GateCase};
use crate::model::id::{FactId, PlaceId, PolicyId};

/// Where a gate leaves a production.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The policy that holds the gate.
    pub policy: PolicyId,
    /// The place of the gate in its policy.
    pub gate: usize,
    /// The classes that the production can be in, by their places in the gate; one where that is certain, none where
    /// no class fits.
    pub classes: Vec<usize>,
    /// Whether it has the paper that its class needs; not known where the class is not known or none is named.
    pub has_paper: Truth,
    /// The answers that would tell the class or the paper, in the order they are met.
    pub missing: Vec<FactId>,
    /// How the classes were tried, in order.
    pub step: Step,
}

impl Passage {
    /// The one class it is in, if that is certain.
    #[must_use]
    pub fn class<'a>(&self, gate: &'a Gate) -> Option<&'a GateCase> {
        match self.classes.as_slice() {
            [at] => gate.cases.get(*at),
            _ => None,
        }
    }
}

/// Where the gates of all policies of a place that are in force leave a production.
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

/// None where a condition cannot be calculated at all.
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
