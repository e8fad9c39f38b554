//! The financial effect of each changed clause of a policy: the earlier edition with this one clause as in the later
//! edition, calculated on the reference productions and, if there is one, on a portfolio.
//!
//! The effects of the clauses need not add up to the effect of all of them, because caps and joint rules apply
//! between them. Both are reported.

use std::sync::Arc;

use jiff::civil::Date;

use super::money::{Money, money_in};
use super::{Edit, policies};
use crate::model::figures::Part;
use crate::model::id::{IncentiveId, LineId, PlaceId, PolicyId};
use crate::model::library::Library;
use crate::model::policy::{Policy, Replaced, Status};
use crate::study::portfolio::Drawn;
use crate::study::reform::{Toll, Tolls};

/// The effect of one changed clause.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    /// The part of the policy; none for its head, such as its status and its dates.
    pub part: Option<Part>,
    /// The changes.
    pub edits: Vec<Edit>,
    /// The reference productions whose result changes with this clause alone.
    pub money: Vec<Money>,
    /// The effect of this clause alone on a portfolio, if one was given.
    pub toll: Option<Toll>,
}

/// The differences between two editions of a policy, clause by clause.
#[derive(Clone, Debug, PartialEq)]
pub struct Clauses {
    /// The earlier edition.
    pub before: Arc<Policy>,
    /// The later edition.
    pub after: Arc<Policy>,
    /// Each changed clause.
    pub clauses: Vec<Clause>,
    /// The reference productions whose result changes with all of them.
    pub together: Vec<Money>,
    /// The effect of all of them on a portfolio, if one was given.
    pub toll: Option<Toll>,
}

/// Many productions on which each clause is calculated, too.
#[derive(Clone, Debug)]
pub struct Many {
    /// The productions.
    pub drawn: Arc<Drawn>,
    /// The place where they are made, if the policy applies there; otherwise it is the place of the policy.
    pub place: Option<PlaceId>,
}

impl Many {
    fn tolls(&self, library: &Library, policy: &Policy, day: Date) -> Tolls {
        let applies = |place: &&PlaceId| library.chain(place).iter().any(|around| around.id == policy.place);
        let place = self.place.as_ref().filter(applies).unwrap_or(&policy.place);
        Tolls::new(library, place, &self.drawn, day)
    }
}

/// The clauses in which a policy differs between two libraries; none if it is not in both. If there is a portfolio, the
/// effect on it is calculated too.
#[must_use]
pub fn clauses(
    before: &Library,
    after: &Library,
    policy: &PolicyId,
    many: Option<&Many>,
    day: Date,
) -> Option<Clauses> {
    let (old, new) = (before.policies.get(policy)?, after.policies.get(policy)?);
    Some(compared(before, old, new, many, day))
}

/// The clauses in which one policy of a library differs from another, such as an edition from the one before it. Both
/// are calculated as if they were in force on the day and the other one did not exist, because an edition that has
/// ended pays nothing.
#[must_use]
pub fn editions(library: &Library, old: &PolicyId, new: &PolicyId, many: Option<&Many>, day: Date) -> Option<Clauses> {
    let mut without = library.clone();
    let (old, new) = (without.policies.remove(old)?, without.policies.remove(new)?);
    let held = |policy: &Policy| {
        let status = if policy.status == Status::Unconfirmed { Status::Unconfirmed } else { Status::InForce };
        let replaced = Replaced::default();
        Policy {
            id: new.id.clone(),
            status,
            replaced,
            valid_from: None,
            issued: None,
            valid_to: None,
            ..policy.clone()
        }
    };
    let (old_held, new_held) = (Arc::new(held(&old)), Arc::new(held(&new)));
    without.policies.insert(new.id.clone(), Arc::clone(&old_held));
    let mut found = compared(&without, &old_held, &new_held, many, day);
    (found.before, found.after) = (old, new);
    // Fields that only identify the document are not clauses.
    found.clauses.retain(|clause| clause.part.is_some());
    Some(found)
}

fn compared(library: &Library, old: &Arc<Policy>, new: &Arc<Policy>, many: Option<&Many>, day: Date) -> Clauses {
    let mut clauses: Vec<Clause> = Vec::new();
    for edit in policies::edits(old, new) {
        let part = part_of(&edit);
        match clauses.iter_mut().find(|clause| clause.part == part) {
            Some(clause) => clause.edits.push(edit),
            None => clauses.push(Clause { part, edits: vec![edit], money: Vec::new(), toll: None }),
        }
    }
    let places = [old.place.clone()];
    let tolls = many.map(|many| many.tolls(library, old, day));
    let effect = |policy: Policy| {
        let mut changed = library.clone();
        changed.policies.insert(old.id.clone(), Arc::new(policy));
        (money_in(library, &changed, &places, day), tolls.as_ref().map(|tolls| tolls.of(&changed)))
    };
    for clause in &mut clauses {
        (clause.money, clause.toll) = effect(with(old, new, clause.part.as_ref()));
    }
    let (together, toll) = effect((**new).clone());
    Clauses { before: Arc::clone(old), after: Arc::clone(new), clauses, together, toll }
}

/// The part of a policy that an edit changes; none for its head.
fn part_of(edit: &Edit) -> Option<Part> {
    match edit {
        Edit::Field { name, .. } => match name.as_str() {
            "pool" => Some(Part::Pool),
            "payout" => Some(Part::Payout(None)),
            "stacking" => Some(Part::Stacking),
            "gates" => Some(Part::Gate),
            "precedents" => Some(Part::Precedents),
            _ => None,
        },
        Edit::Figure { part: Part::Payout(Some(id)), .. } => Some(Part::Incentive(id.clone())),
        Edit::Figure { part, .. } => Some(part.clone()),
        Edit::Basis { incentive: id, .. } | Edit::IncentiveAdded(id) | Edit::IncentiveRemoved(id) | Edit::Rule(id) => {
            Some(Part::Incentive(id.clone()))
        }
        Edit::Line(id) => Some(Part::Line(id.clone())),
    }
}

/// The earlier edition with one part of the later one.
fn with(old: &Policy, new: &Policy, part: Option<&Part>) -> Policy {
    let mut policy = old.clone();
    match part {
        None => {
            let Policy { lines, incentives, stacking, pool, payout, gates, precedents, examples, .. } = policy;
            policy = Policy { lines, incentives, stacking, pool, payout, gates, precedents, examples, ..new.clone() };
        }
        Some(Part::Incentive(id)) => {
            incentive(&mut policy, new, id);
            // The part may use lines that are new.
            let missing: Vec<LineId> =
                new.lines.iter().map(|line| line.id.clone()).filter(|id| policy.line(id).is_none()).collect();
            policy.lines.extend(new.lines.iter().filter(|line| missing.contains(&line.id)).cloned());
        }
        Some(Part::Line(id)) => match new.line(id) {
            Some(line) => match policy.lines.iter_mut().find(|line| line.id == *id) {
                Some(there) => there.clone_from(line),
                None => policy.lines.push(line.clone()),
            },
            None => policy.lines.retain(|line| line.id != *id),
        },
        Some(Part::Stacking) => policy.stacking.clone_from(&new.stacking),
        Some(Part::Pool) => policy.pool.clone_from(&new.pool),
        Some(Part::Payout(_)) => policy.payout.clone_from(&new.payout),
        Some(Part::Gate) => policy.gates.clone_from(&new.gates),
        Some(Part::Precedents) => policy.precedents.clone_from(&new.precedents),
    }
    policy
}

fn incentive(policy: &mut Policy, new: &Policy, id: &IncentiveId) {
    match (new.incentive(id), policy.incentives.iter_mut().find(|one| one.id == *id)) {
        (Some(new), Some(there)) => there.clone_from(new),
        (Some(new), None) => policy.incentives.push(new.clone()),
        (None, _) => policy.incentives.retain(|one| one.id != *id),
    }
}
