//! Differences between two libraries: records, numbers and rules, and their financial effect on the productions that
//! a library contains for comparison.
//!
//! Texts and line numbers are ignored. Two libraries with the same content have no differences, whatever the layout
//! of their files.

mod clauses;
mod money;
mod policies;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;
use serde_json::Value;

pub use self::clauses::{Clause, Clauses, Many, clauses, editions};
pub use self::money::{Money, money, money_in};
use crate::model::figures::{Part, Role};
use crate::model::id::{IncentiveId, LineId};
use crate::model::library::Library;
use crate::model::number::Number;
use crate::model::policy::Basis;
use crate::model::record::Record;

/// A record that differs between two libraries.
#[derive(Clone, Debug, PartialEq)]
pub struct Changed {
    /// The kind of record.
    pub kind: Record,
    /// Its id.
    pub id: String,
    /// The change.
    pub change: Change,
}

/// The change of a record.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// It is new.
    Added,
    /// It was removed.
    Removed,
    /// Its content changed.
    Edited(Vec<Edit>),
}

/// A change in a record.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// A field, by its name in the files, and both values; null if it is left out.
    Field {
        /// The field.
        name: String,
        /// Before.
        before: Value,
        /// After.
        after: Value,
    },
    /// A number of a rule whose shape stayed the same.
    Figure {
        /// Its part of the policy.
        part: Part,
        /// Its role.
        role: Role,
        /// Whether it is a share.
        is_share: bool,
        /// Before.
        before: Number,
        /// After.
        after: Number,
    },
    /// The basis of an incentive.
    Basis {
        /// The incentive.
        incentive: IncentiveId,
        /// Before.
        before: Basis,
        /// After.
        after: Basis,
    },
    /// An incentive that is new.
    IncentiveAdded(IncentiveId),
    /// An incentive that was removed.
    IncentiveRemoved(IncentiveId),
    /// An incentive whose rule has another shape.
    Rule(IncentiveId),
    /// A named line that is new, was removed or has another shape.
    Line(LineId),
}

/// All differences between two libraries.
#[must_use]
pub fn records(before: &Library, after: &Library) -> Vec<Changed> {
    let mut all = changed(Record::Policy, &before.policies, &after.policies, policies::edits);
    all.extend(changed(Record::Observation, &before.observations, &after.observations, fields));
    all.extend(changed(Record::Place, &before.places, &after.places, fields));
    all.extend(changed(Record::Fact, &before.facts, &after.facts, fields));
    all.extend(changed(Record::Indicator, &before.indicators, &after.indicators, fields));
    all.extend(changed(Record::Source, &before.sources, &after.sources, fields));
    all.extend(changed(Record::Rate, &before.rates, &after.rates, fields));
    all.extend(changed(Record::Band, &before.bands, &after.bands, fields));
    all.extend(changed(Record::Judgement, &before.judgements, &after.judgements, fields));
    all.extend(changed(Record::Payment, &before.payments, &after.payments, fields));
    all.extend(changed(Record::Production, &before.productions, &after.productions, fields));
    all.extend(changed(Record::Scenario, &before.scenarios, &after.scenarios, fields));
    all.extend(changed(Record::Slate, &before.slates, &after.slates, fields));
    all.extend(changed(Record::Portfolio, &before.portfolios, &after.portfolios, fields));
    all
}

fn changed<K: Ord + std::fmt::Display, T: PartialEq>(
    kind: Record,
    before: &BTreeMap<K, Arc<T>>,
    after: &BTreeMap<K, Arc<T>>,
    edits: impl Fn(&T, &T) -> Vec<Edit>,
) -> Vec<Changed> {
    let ids: BTreeSet<&K> = before.keys().chain(after.keys()).collect();
    let change = |id: &K| match (before.get(id), after.get(id)) {
        (None, _) => Some(Change::Added),
        (_, None) => Some(Change::Removed),
        (Some(before), Some(after)) if Arc::ptr_eq(before, after) || before == after => None,
        (Some(before), Some(after)) => Some(Change::Edited(edits(before, after))),
    };
    ids.into_iter().filter_map(|id| Some(Changed { kind, id: id.to_string(), change: change(id)? })).collect()
}

/// The fields that differ, by their names in the files.
fn fields<T: Serialize>(before: &T, after: &T) -> Vec<Edit> {
    let map = |record: &T| match serde_json::to_value(record) {
        Ok(Value::Object(map)) => map,
        _ => serde_json::Map::new(),
    };
    let (before, after) = (map(before), map(after));
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let side = |map: &serde_json::Map<String, Value>, name: &String| map.get(name).cloned().unwrap_or(Value::Null);
    names
        .into_iter()
        .filter(|name| before.get(*name) != after.get(*name))
        .map(|name| Edit::Field { name: name.clone(), before: side(&before, name), after: side(&after, name) })
        .collect()
}
