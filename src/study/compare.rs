//! Policies of several places side by side, aligned by the kind of their incentives.

use jiff::civil::Date;

use crate::model::id::PlaceId;
use crate::model::library::Library;
use crate::model::policy::{Incentive, Kind, Policy, Read, Status};
use crate::rules::assess::Assessment;
use crate::study::evidence::Evidence;

/// The incentives of several places, one row per kind.
#[derive(Clone, Debug)]
pub struct Table<'a> {
    /// The rows that are not empty, in the order of [`Kind::ALL`].
    pub rows: Vec<Row<'a>>,
}

/// The incentives of one kind.
#[derive(Clone, Debug)]
pub struct Row<'a> {
    /// The kind.
    pub kind: Kind,
    /// One cell per place.
    pub cells: Vec<Vec<Item<'a>>>,
    /// Whether the terms of all places are equal.
    pub equal: bool,
}

/// One incentive in a cell.
#[derive(Clone, Copy, Debug)]
pub struct Item<'a> {
    /// The policy it belongs to.
    pub policy: &'a Policy,
    /// The incentive.
    pub incentive: &'a Incentive,
    /// The state of the policy, and of the incentive in it, on the day.
    pub status: Status,
}

/// The policies that are included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Also those that have expired or were replaced.
    pub past: bool,
    /// Only incentives whose amount is published.
    pub published: bool,
    /// Only incentives known from an official text or its republication.
    pub official: bool,
    /// Leave out rows in which all places are equal.
    pub differences: bool,
}

/// Puts the incentives that apply in each place side by side.
#[must_use]
pub fn table<'a>(library: &'a Library, places: &[PlaceId], day: Date, filter: Filter) -> Table<'a> {
    let columns: Vec<Vec<Item<'a>>> = places.iter().map(|place| items(library, place, day, filter)).collect();
    let rows = Kind::ALL
        .iter()
        .filter_map(|&kind| {
            let cells: Vec<Vec<Item<'a>>> = columns
                .iter()
                .map(|column| column.iter().copied().filter(|item| item.incentive.kind == kind).collect())
                .collect();
            let equal = same(&cells);
            let wanted = cells.iter().any(|cell: &Vec<Item<'_>>| !cell.is_empty()) && !(filter.differences && equal);
            wanted.then_some(Row { kind, cells, equal })
        })
        .collect();
    Table { rows }
}

/// The incentives that apply in a place, its own policies first.
fn items<'a>(library: &'a Library, place: &PlaceId, day: Date, filter: Filter) -> Vec<Item<'a>> {
    let mut all = Vec::new();
    for policy in library.policies_in(place) {
        let past = |status: Status| !filter.past && matches!(status, Status::Expired | Status::Superseded);
        let items = policy.incentives.iter().map(|incentive| {
            let status = policy.status_of(incentive, day);
            Item { policy, incentive, status }
        });
        let wanted = |item: &Item<'_>| {
            !past(item.status)
                && (!filter.published || item.incentive.amount.is_some())
                && (!filter.official || Evidence::of(library, policy, item.incentive) == Evidence::Official)
        };
        all.extend(items.filter(wanted));
    }
    all
}

/// The policies that apply in each place and are not past, for the rows below the incentives.
#[must_use]
pub fn policies<'a>(library: &'a Library, place: &PlaceId, day: Date, filter: Filter) -> Vec<&'a Policy> {
    let mut all = library.policies_in(place);
    all.retain(|policy| filter.past || !matches!(policy.status_on(day), Status::Expired | Status::Superseded));
    all
}

/// Whether the terms of all places are equal, whatever their names.
fn same(cells: &[Vec<Item<'_>>]) -> bool {
    let Some((first, rest)) = cells.split_first() else { return true };
    rest.iter().all(|cell| {
        cell.len() == first.len()
            && cell.iter().zip(first).all(|(a, b)| {
                let shared = a.policy.id == b.policy.id && a.incentive.id == b.incentive.id;
                let terms = |item: &Item<'_>| (item.incentive.amount.clone(), item.incentive.when.clone());
                shared
                    || (a.incentive.amount.is_some() && a.incentive.basis == b.incentive.basis && terms(a) == terms(b))
            })
    })
}

/// Whether certain money of a place comes from a policy whose text was not read in full.
#[must_use]
pub fn rests_on_part_of_a_text(library: &Library, assessment: &Assessment) -> bool {
    assessment.awards.iter().any(|award| {
        let policy = library.policies.get(&award.policy);
        !award.outcome.floor().is_zero() && policy.is_some_and(|policy| policy.read != Read::Whole)
    })
}
