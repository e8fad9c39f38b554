//! The explanation of an amount, reduced to the deciding steps. The window and the workbook have every step.

use crate::report::document::Node;
use crate::report::references::References;
use crate::rules::step::{Step, StepKind, Value};
use crate::rules::value::{Range, Truth};
use crate::say;
use crate::words::explain::Telling;

/// A step and the deciding steps below it, in words. A condition that is met is one line; a failed one is followed by
/// the cause. Incentives without an amount are left out, because they are in a table with their reasons.
pub(super) fn node(telling: &Telling<'_>, references: &mut References<'_>, step: &Step) -> Node {
    let said = telling.say(step);
    let met = matches!(step.value, Value::Holds(Truth::Yes));
    let folded = met && step.what == StepKind::All && step.parts.len() > 1;
    let label = match folded {
        true => say!(telling.words, "report-conditions", count = step.parts.len()),
        false => said.label,
    };
    let parts = if met { vec![] } else { deciding(step) };
    Node {
        label,
        value: said.value,
        note: said.note,
        decisive: said.decisive,
        folds: matches!(step.what, StepKind::Incentive(..)),
        references: references.cite(step.cites()),
        parts: parts.into_iter().map(|part| node(telling, references, part)).collect(),
    }
}

/// Whether a step of a place, with everything below it, gives no money.
pub(super) fn silent(step: &Step) -> bool {
    match &step.what {
        StepKind::Incentive(..) => !matches!(step.value, Value::Amount(range, _) if range != Range::ZERO),
        StepKind::Policy(..) | StepKind::Group(..) => !step.parts.is_empty() && step.parts.iter().all(silent),
        _ => false,
    }
}

/// The deciding parts of a step: of conditions that must all hold, those that do not; a list of one as that one; and
/// nothing that the line of the step itself says.
fn deciding(step: &Step) -> Vec<&Step> {
    let parts = open(step).filter(|part| !silent(part) && !said_by(step, part));
    // The amount of an incentive under its conditions is the amount of the incentive.
    let parts = parts.flat_map(|part| match (&step.what, &part.what) {
        (StepKind::Incentive(..), StepKind::If(_)) if part.value == step.value && part.cites().is_empty() => {
            deciding(part)
        }
        _ => vec![part],
    });
    parts
        .map(|part| {
            let mut part = part;
            while matches!(part.what, StepKind::All | StepKind::Any) && part.truth() != Truth::Yes {
                let mut open = open(part);
                match (open.next(), open.next()) {
                    (Some(only), None) => part = only,
                    _ => break,
                }
            }
            part
        })
        .collect()
}

/// The parts that decide whether a step holds: of conditions that must all hold, those that do not; of alternatives,
/// those that still can.
fn open(step: &Step) -> impl Iterator<Item = &Step> {
    let settled = match (&step.what, step.truth()) {
        (StepKind::All, _) => Some(Truth::Yes),
        (StepKind::Any, Truth::Unknown) => Some(Truth::No),
        _ => None,
    };
    step.parts.iter().filter(move |part| settled.is_none_or(|settled| part.value != Value::Holds(settled)))
}

/// Whether the line of a step contains everything that one of its parts would say.
fn said_by(step: &Step, part: &Step) -> bool {
    part.parts.is_empty()
        && part.cites().is_empty()
        && match (&step.what, &part.what) {
            // A question that its condition names, with the answer as its value.
            (StepKind::Yes(_) | StepKind::Claimant(_), StepKind::Answered(..) | StepKind::Missing(_)) => true,
            (StepKind::OneOf(..) | StepKind::OnOrAfter(..) | StepKind::OnOrBefore(..), StepKind::Missing(_)) => true,
            // A figure that is printed in the condition, as the cap or as the upper end.
            (
                StepKind::Compare { .. }
                | StepKind::Cap(_)
                | StepKind::Floor(_)
                | StepKind::Discretion(_)
                | StepKind::Unconfirmed,
                StepKind::Fixed,
            ) => true,
            _ => false,
        }
}
