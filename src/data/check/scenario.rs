//! Checks whether the changes of a scenario fit a library.

use std::sync::Arc;

use super::{check, dangling};
use crate::data::near;
use crate::data::problem::{Location, Problem, ProblemKind, Severity};
use crate::data::texts::Texts;
use crate::data::tree::{Tree, Way};
use crate::model::id::PolicyId;
use crate::model::library::Library;
use crate::model::policy::Basis;
use crate::model::record::Record;
use crate::model::scenario::{BasisChange, BasisClash, Change, Clash, FigureName, Misfit, Scenario};

/// The problems of a scenario, with their positions in its file: unknown policies, figures and incentives, figures and
/// bases that are now different, and new ones that make a rule invalid.
#[must_use]
pub fn scenario(scenario: &Scenario, library: &Library, file: &str, text: &str) -> Vec<Problem> {
    let tree = Tree::whole(text);
    let at = |which: Which, field: &'static str| {
        let (list, at) = match which {
            Which::Figure(at) => ("changes", at),
            Which::Basis(at) => ("bases", at),
        };
        let way = [Way::Field(list), Way::Item(at), Way::Field(field)];
        let found = tree.record("").map(|record| tree.nearest(text, record, &way));
        Location::at(file, text, found.map_or(0, |found| tree.start(found, true)))
    };
    let (changed, clashes) = scenario.apply(library);
    let mut problems: Vec<Problem> = Vec::new();
    for clash in clashes {
        let (which, (field, what)) = match clash {
            Misfit::Figure(place, clash) => {
                let Some(change) = scenario.changes.get(place) else { continue };
                (Which::Figure(place), clash_problem(change, clash, library))
            }
            Misfit::Basis(place, clash) => {
                let Some(change) = scenario.bases.get(place) else { continue };
                (Which::Basis(place), basis_clash_problem(change, clash, library))
            }
        };
        problems.push(Problem::error(at(which, field), what));
    }
    let figures = scenario.changes.iter().enumerate().map(|(at, change)| (Which::Figure(at), &change.policy));
    let bases = scenario.bases.iter().enumerate().map(|(at, change)| (Which::Basis(at), &change.policy));
    let all: Vec<(Which, &PolicyId)> = bases.chain(figures).collect();
    for (place, (which, policy)) in all.iter().enumerate() {
        // Reported once, at the last change of a policy. Earlier changes may be intermediate.
        if all.iter().skip(place + 1).any(|(_, later)| later == policy) {
            continue;
        }
        let faults = faults(library, &changed, policy);
        problems.extend(faults.into_iter().map(|what| Problem::error(at(*which, "new"), what)));
    }
    near::suggest(library, &mut problems);
    problems
}

/// One change of a scenario, by its index among those of figures or of bases.
#[derive(Clone, Copy)]
enum Which {
    Figure(usize),
    Basis(usize),
}

fn clash_problem(change: &Change, clash: Clash, library: &Library) -> (&'static str, ProblemKind) {
    match clash {
        Clash::NoPolicy => ("policy", dangling(Record::Policy, change.policy.as_str())),
        Clash::NoFigure => {
            let policy = library.policies.get(&change.policy);
            let names = policy.map(|policy| policy.named_figures()).unwrap_or_default();
            let unpublished = policy.into_iter().flat_map(|policy| {
                let names = policy.incentives.iter().map(|one| FigureName::unpublished(&one.id));
                names.filter(|name| change.is_assumed() && policy.unpublished(name).is_some())
            });
            let allowed = names.into_iter().map(|(name, _)| name).chain(unpublished);
            let allowed = allowed.map(|name| name.to_string()).collect();
            ("figure", ProblemKind::UnknownName { found: change.figure.to_string(), allowed })
        }
        Clash::Stale(now) => {
            let (old, now) = (change.old.map(|old| old.to_string()), now.to_string());
            ("old", ProblemKind::StaleFigure { figure: change.figure.to_string(), old, now })
        }
    }
}

fn basis_clash_problem(change: &BasisChange, clash: BasisClash, library: &Library) -> (&'static str, ProblemKind) {
    match clash {
        BasisClash::NoPolicy => ("policy", dangling(Record::Policy, change.policy.as_str())),
        BasisClash::NoIncentive => {
            let policy = library.policies.get(&change.policy);
            let all = policy.into_iter().flat_map(|policy| &policy.incentives);
            let allowed = all.map(|incentive| incentive.id.to_string()).collect();
            ("incentive", ProblemKind::UnknownName { found: change.incentive.to_string(), allowed })
        }
        BasisClash::Stale(now) => {
            ("old", ProblemKind::StaleBasis { incentive: change.incentive.to_string(), old: change.old, now })
        }
        BasisClash::InKind if change.old == Basis::InKind => ("old", ProblemKind::BasisInKind),
        BasisClash::InKind => ("new", ProblemKind::BasisInKind),
    }
}

/// The problems of a policy with changed figures that it did not have before.
fn faults(before: &Library, after: &Library, policy: &PolicyId) -> Vec<ProblemKind> {
    let of = |library: &Library| -> Vec<ProblemKind> {
        let mut alone = library.clone();
        alone.policies.retain(|id, _| id == policy);
        (alone.observations, alone.productions, alone.scenarios) = Default::default();
        let mut problems = Vec::new();
        check(&mut alone, &Texts::default(), &mut problems);
        problems.into_iter().filter(|problem| problem.severity == Severity::Error).map(|problem| problem.what).collect()
    };
    if before.policies.get(policy).map(Arc::as_ptr) == after.policies.get(policy).map(Arc::as_ptr) {
        return Vec::new();
    }
    let known = of(before);
    of(after).into_iter().filter(|what| !known.contains(what)).collect()
}
