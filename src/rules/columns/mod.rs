//! One policy for a whole portfolio of productions, without explanations.
//!
//! The floors and ceilings are exactly those of the explained path. The rules are compiled to arithmetic on whole
//! numbers that is proven not to overflow. Rows for which that would not be exact are calculated by the explained path.
//!
//! It adds no meaning to any rule and gives no reasons. For the reasons of a result see [`award`] or
//! [`assess`](super::assess::assess).

mod column;
mod compile;
mod place;
mod portfolio;
mod program;
mod run;
mod totals;

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use jiff::civil::Date;

pub use self::column::Column;
use self::column::Known;
use self::compile::{Compiled, Setting, compile};
pub use self::place::{LaidOut, PlaceColumns, PlaceTotals, PolicyTotals};
pub use self::portfolio::{Portfolio, Rows};
pub use self::totals::{Totals, change};
use super::award::award;
use super::context::{Case, Context};
use super::stack::stack;
use super::value::Range;
use crate::model::id::{FactId, IncentiveId, PlaceId, PolicyId};
use crate::model::library::{Library, Records};
use crate::model::policy::{Incentive, Policy};
use crate::model::production::Production;
use crate::model::walk::Node;

/// A policy, for the calculation of many productions in a place.
#[derive(Clone, Debug)]
pub struct PolicyColumns<'a> {
    /// Only the records that the policy refers to, so that the explained path is prepared quickly.
    library: Library,
    policy: &'a Policy,
    place: &'a PlaceId,
    day: Date,
}

/// The reason why a rule cannot be calculated in whole numbers. It is not an error, because the explained path is used
/// instead; it shows what makes a policy slow over columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unsupported {
    /// It divides, and a quotient may not be a decimal.
    Division,
    /// It calculates each item of a list.
    List,
    /// It selects an amount by a value that is not known exactly.
    Interval,
    /// It has no limit, or only in some rows.
    Unbounded,
    /// Its steps are not in ascending order, or an amount may be negative.
    Order,
    /// It is nested too deeply.
    TooDeep,
    /// Its figures or the answers are too large, or have too many decimals.
    TooWide,
    /// Its currency is not that of the productions.
    Currency,
    /// It uses answers for another jurisdiction.
    Place,
    /// Answers are not of the kind of their fact, or exceed its maximum.
    Kind,
    /// Its groups overlap, or one of them has a cap but no rule for adding up.
    Groups,
    /// Its incentives require or exclude each other.
    Relations,
}

/// The minimum number of rows with the same missing answers for which a program is compiled.
const FEW: usize = 16;

impl<'a> PolicyColumns<'a> {
    /// Prepares a policy of a library for productions in a place on a day. None if there is no such policy.
    #[must_use]
    pub fn new(library: &'a Library, policy: &PolicyId, place: &'a PlaceId, day: Date) -> Option<Self> {
        let policy = library.policies.get(policy)?;
        Some(Self { library: excerpt(library, policy), policy, place, day })
    }

    /// Prepares productions for this policy.
    #[must_use]
    pub fn portfolio<'p>(&self, productions: impl Into<Rows<'p>>) -> Portfolio<'p> {
        Portfolio::new(&self.library, productions, &self.policy.place, self.place)
    }

    /// Floor and ceiling of one incentive for each production, before stacking, in the currency of the production, as
    /// in [`Outcome`](super::outcome::Outcome). None if the policy has no such incentive.
    #[must_use]
    pub fn incentive(&self, id: &IncentiveId, portfolio: &Portfolio<'_>) -> Option<Totals> {
        Some(self.work_out(Some(self.policy.incentive(id)?), portfolio))
    }

    /// Floor and ceiling of the whole policy by itself for each production, in the currency of the production, as in
    /// the range of [`Stacked`](super::stack::Stacked).
    #[must_use]
    pub fn total(&self, portfolio: &Portfolio<'_>) -> Totals {
        self.work_out(None, portfolio)
    }

    fn setting(&self) -> Setting<'_> {
        Setting { library: &self.library, policy: self.policy, place: self.place, day: self.day }
    }

    fn work_out(&self, incentive: Option<&Incentive>, portfolio: &Portfolio<'_>) -> Totals {
        let mut totals = Totals::default();
        let left = match compile(self.setting(), portfolio, incentive) {
            Ok(compiled) => {
                totals = run::run(&compiled, portfolio);
                self.fill_gaps(&compiled, incentive, portfolio, &mut totals)
            }
            Err(_) => {
                totals.floor.values = vec![0; portfolio.len()];
                (0..portfolio.len()).collect()
            }
        };
        totals.explained += left.len();
        for row in left {
            let range = self.explained(incentive, &portfolio.production(row));
            totals.put(row, range);
        }
        totals.sort();
        totals
    }

    /// Calculates the rows with missing answers, all rows with the same missing answers together. Returns the rows that
    /// are left for the explained path.
    fn fill_gaps(
        &self,
        compiled: &Compiled,
        incentive: Option<&Incentive>,
        portfolio: &Portfolio<'_>,
        totals: &mut Totals,
    ) -> Vec<usize> {
        let mut left = portfolio.foreign().to_vec();
        let columns = compiled.facts.iter().filter_map(|fact| portfolio.column(fact));
        let columns: Vec<&Column> = columns.filter(|column| !column.is_complete()).collect();
        if columns.is_empty() {
            return left;
        }
        let foreign: HashSet<usize> = left.iter().copied().collect();
        // Most rows have all answers. They are skipped without examining each column again.
        let mut whole = vec![true; portfolio.len()];
        for column in &columns {
            column.mark_gaps(&mut whole);
        }
        let mut gaps: BTreeMap<Vec<bool>, Vec<usize>> = BTreeMap::new();
        let mut gap = Vec::with_capacity(columns.len());
        for (row, _) in whole.iter().enumerate().filter(|(row, whole)| !**whole && !foreign.contains(row)) {
            if columns.iter().any(|column| column.known(row) == Known::Odd) {
                left.push(row);
                continue;
            }
            gap.clear();
            gap.extend(columns.iter().map(|column| column.known(row) == Known::Nothing));
            match gaps.get_mut(&gap) {
                Some(rows) => rows.push(row),
                None => drop(gaps.insert(gap.clone(), vec![row])),
            }
        }
        for rows in gaps.into_values() {
            if rows.len() < FEW {
                left.extend(rows);
                continue;
            }
            let part = portfolio.rows(&rows, &compiled.facts);
            match compile(self.setting(), &part, incentive) {
                Ok(compiled) => {
                    totals.put_all(&rows, &run::run(&compiled, &part));
                }
                Err(_) => left.extend(rows),
            }
        }
        left
    }

    /// The range of one production by the explained path.
    fn explained(&self, incentive: Option<&Incentive>, production: &Production) -> Range {
        let context = Context::new(&self.library, production, self.day);
        let case = Case::new(&context, self.policy, self.place);
        if let Some(incentive) = incentive {
            let outcome = award(&case, incentive).outcome;
            return Range { low: outcome.floor(), high: outcome.ceiling() };
        }
        let awards: Vec<_> = self.policy.incentives.iter().map(|incentive| Arc::new(award(&case, incentive))).collect();
        stack(&context, self.place, &[self.policy], &awards).range
    }
}

/// The part of a library that a policy in a place refers to.
fn excerpt(library: &Library, policy: &Policy) -> Library {
    let mut part = Records { places: library.places.clone(), rates: library.rates.clone(), ..Records::default() };
    let mut open = vec![policy.id.clone()];
    let mut asked: Vec<FactId> = Vec::new();
    while let Some(id) = open.pop() {
        let Some(policy) = library.policies.get(&id) else { continue };
        if part.policies.insert(id, policy.clone()).is_some() {
            continue;
        }
        let mut visit = |node: Node<'_>| {
            asked.extend(node.facts().into_iter().cloned());
            open.extend(node.award().map(|member| PolicyId::from(member.parts(&policy.id).0)));
        };
        policy.walk(&mut visit);
    }
    let facts = asked.into_iter().filter_map(|id| library.facts.get_key_value(&id));
    part.facts = facts.map(|(id, fact)| (id.clone(), fact.clone())).collect();
    part.into()
}
