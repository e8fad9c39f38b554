//! Changes in places between two days: policies and incentives that come into force or end, and application windows
//! that open or close.
//!
//! Amounts are not part of it; they are calculated for the other day in the usual way.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::model::application::{Application, WindowState};
use crate::model::date::PartialDate;
use crate::model::id::{IncentiveId, PlaceId, PolicyId};
use crate::model::library::Library;
use crate::model::policy::{Policy, Status};

/// A change in a policy between two days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The policy.
    pub policy: PolicyId,
    /// The incentives it concerns; none if it concerns all.
    pub incentives: Vec<IncentiveId>,
    /// The change.
    pub what: Turned,
}

/// A change between two days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turned {
    /// It comes into force on this day.
    Begins(PartialDate),
    /// It has ended; its last day, if that is printed.
    Ends(Option<PartialDate>),
    /// Its status changes for another reason, such as a newer text.
    Stands(Status),
    /// A window for applications is open; its last day, if that is printed.
    Opens(Option<PartialDate>),
    /// A window for applications is closed; its last day, if that is printed.
    Closes(Option<PartialDate>),
}

/// The changes between two days in some places and around them, in the order of the policies. If the second day is
/// earlier, the changes are reversed: a policy that begins between the days has then not yet begun.
#[must_use]
pub fn turns(library: &Library, places: &[PlaceId], from: Date, to: Date) -> Vec<Turn> {
    let around: BTreeSet<&PlaceId> =
        places.iter().flat_map(|place| library.chain(place)).map(|place| &place.id).collect();
    let policies = library.policies.values().filter(|policy| around.contains(&policy.place));
    policies.flat_map(|policy| of_policy(policy, from, to)).collect()
}

fn of_policy(policy: &Policy, from: Date, to: Date) -> Vec<Turn> {
    let turn = |incentives, what| Turn { policy: policy.id.clone(), incentives, what };
    let mut all: Vec<Turn> = Vec::new();
    let whole = stands(policy.status_on(from), policy.status_on(to), policy.begins(), policy.valid_to);
    all.extend(whole.map(|what| turn(Vec::new(), what)));
    for incentive in &policy.incentives {
        let (begins, ends) = (incentive.valid_from.or(policy.begins()), incentive.valid_to.or(policy.valid_to));
        let own = stands(policy.status_of(incentive, from), policy.status_of(incentive, to), begins, ends);
        // A change of the policy is not repeated for its incentives.
        if let Some(what) = own.filter(|_| whole.is_none()) {
            match all.iter_mut().find(|turn| turn.what == what) {
                Some(turn) => turn.incentives.push(incentive.id.clone()),
                None => all.push(turn(vec![incentive.id.clone()], what)),
            }
        }
    }
    // A window of an incentive that pays on neither day is not listed.
    let pays = |day: Date| policy.incentives.iter().any(|one| policy.status_of(one, day).can_pay());
    if pays(from) || pays(to) {
        let own = policy.incentives.iter().filter_map(|one| Some((Some(&one.id), one.application.as_ref()?)));
        let applications = policy.application.as_ref().map(|one| (None, one)).into_iter().chain(own);
        for (incentive, application) in applications {
            let turned = windows(application, from, to);
            all.extend(turned.into_iter().map(|what| turn(incentive.into_iter().cloned().collect(), what)));
        }
    }
    all
}

/// The change from one status to another.
fn stands(before: Status, after: Status, begins: Option<PartialDate>, ends: Option<PartialDate>) -> Option<Turned> {
    match (before, after) {
        (before, after) if before == after => None,
        (Status::Upcoming, after) if after.can_pay() => Some(begins.map_or(Turned::Stands(after), Turned::Begins)),
        (_, Status::Expired) => Some(Turned::Ends(ends)),
        (_, after) => Some(Turned::Stands(after)),
    }
}

fn windows(application: &Application, from: Date, to: Date) -> Vec<Turned> {
    let turned = application.windows.iter().filter_map(|window| match (window.state_on(from), window.state_on(to)) {
        (before, after) if before == after => None,
        (_, WindowState::Open) => Some(Turned::Opens(window.to)),
        (WindowState::Open, WindowState::Closed) => Some(Turned::Closes(window.to)),
        // A window that opens and closes between the days is closed on the later one.
        (WindowState::Coming, WindowState::Closed) => Some(Turned::Closes(window.to)),
        _ => None,
    });
    turned.collect()
}
