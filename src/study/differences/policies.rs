//! The changes of one policy.

use std::collections::BTreeSet;

use super::{Edit, fields};
use crate::model::figures::{Figure, Part};
use crate::model::id::{IncentiveId, LineId};
use crate::model::policy::Policy;

/// All differences, the head first, then numbers and rules in reading order.
pub(super) fn edits(before: &Policy, after: &Policy) -> Vec<Edit> {
    let mut all = fields(&head(before), &head(after));
    let (old, new) = (before.figures(), after.figures());
    // Numbers are compared one by one if the rule around them is the same; `renumbered` is `before` with the new numbers and
    // bases.
    let mut renumbered = before.clone();
    for part in parts(&old) {
        let (was, is) = (of(&old, &part), of(&new, &part));
        let same_shape = was.len() == is.len()
            && was.iter().zip(&is).all(|((_, a), (_, b))| a.role == b.role && a.is_share == b.is_share);
        if !same_shape {
            continue;
        }
        for ((at, was), (_, is)) in was.into_iter().zip(is).filter(|((_, was), (_, is))| was.value != is.value) {
            renumbered = renumbered.with_figure(at, is.value);
            let Figure { part, role, is_share, value: before, .. } = was.clone();
            all.push(Edit::Figure { part, role, is_share, before, after: is.value });
        }
    }
    for incentive in &mut renumbered.incentives {
        let Some(new) = after.incentive(&incentive.id).filter(|new| new.basis != incentive.basis) else { continue };
        let (before, after) = (std::mem::replace(&mut incentive.basis, new.basis), new.basis);
        all.push(Edit::Basis { incentive: incentive.id.clone(), before, after });
    }
    all.extend(lines(&renumbered, after));
    all.extend(incentives(&renumbered, after));
    let rest = |policy: &Policy| {
        let Policy { pool, payout, stacking, .. } = policy.clone();
        Rest { pool, payout, stacking }
    };
    all.extend(fields(&rest(&renumbered), &rest(after)));
    all
}

/// The parts of a policy besides its head that contain numbers.
#[derive(serde::Serialize)]
struct Rest {
    pool: Option<crate::model::policy::Pool>,
    payout: Option<crate::model::payout::Payout>,
    stacking: crate::model::stacking::Stacking,
}

/// The policy without its rules.
fn head(policy: &Policy) -> Policy {
    Policy {
        pool: None,
        payout: None,
        stacking: crate::model::stacking::Stacking::default(),
        lines: Vec::new(),
        incentives: Vec::new(),
        ..policy.clone()
    }
}

fn parts(figures: &[Figure]) -> Vec<Part> {
    let mut all: Vec<Part> = Vec::new();
    for figure in figures {
        if !all.contains(&figure.part) {
            all.push(figure.part.clone());
        }
    }
    all
}

fn of<'a>(figures: &'a [Figure], part: &Part) -> Vec<(usize, &'a Figure)> {
    figures.iter().enumerate().filter(|(_, figure)| figure.part == *part).collect()
}

fn lines(before: &Policy, after: &Policy) -> Vec<Edit> {
    let ids: BTreeSet<&LineId> = before.lines.iter().chain(&after.lines).map(|line| &line.id).collect();
    ids.into_iter().filter(|id| before.line(id) != after.line(id)).map(|id| Edit::Line(id.clone())).collect()
}

fn incentives(before: &Policy, after: &Policy) -> Vec<Edit> {
    let mut ids: Vec<&IncentiveId> = Vec::new();
    for incentive in before.incentives.iter().chain(&after.incentives) {
        if !ids.contains(&&incentive.id) {
            ids.push(&incentive.id);
        }
    }
    ids.into_iter()
        .filter_map(|id| match (before.incentive(id), after.incentive(id)) {
            (None, _) => Some(Edit::IncentiveAdded(id.clone())),
            (_, None) => Some(Edit::IncentiveRemoved(id.clone())),
            (Some(before), Some(after)) => (before != after).then(|| Edit::Rule(id.clone())),
        })
        .collect()
}
