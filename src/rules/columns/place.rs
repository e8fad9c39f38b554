//! The total of all policies of a place, for many productions.
//!
//! If no rule applies between awards of different policies, it is not stated how they add up. The certain total is then
//! the highest total of one policy, and the possible total is the sum of all policies. Each policy is calculated by
//! itself, so after a change only the changed policy is calculated again. The explained path is used for rows for which
//! this is not exact: for all rows if a rule applies between policies, and for rows without an answer to a fact that is
//! asked for more than once.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::{PolicyColumns, Portfolio, Rows, Totals};
use crate::model::id::{FactId, PlaceId};
use crate::model::library::Library;
use crate::model::policy::{Basis, Policy};
use crate::model::production::Production;
use crate::model::stacking::StackingRule;
use crate::model::walk::Node;
use crate::rules::assess::assess;
use crate::rules::outcome::Outcome;
use crate::rules::value::Range;

/// With more incentives than this, the explained path is used, which limits its search.
const MOST: usize = 200;

/// The policies of a place, prepared for many productions.
pub struct PlaceColumns<'a> {
    library: &'a Library,
    place: &'a PlaceId,
    day: Date,
    policies: Vec<(Arc<Policy>, PolicyColumns<'a>)>,
    /// Whether no rule applies between awards of different policies.
    apart: bool,
    /// The facts that are asked for more than once.
    asked: Vec<FactId>,
}

/// Productions, prepared for the policies of a place.
#[derive(Debug)]
pub struct LaidOut<'p> {
    productions: Rows<'p>,
    policies: Vec<Portfolio<'p>>,
    /// The rows that are calculated by the explained path.
    explained: Vec<usize>,
}

/// The results of many productions in a place.
#[derive(Clone, Debug)]
pub struct PlaceTotals {
    /// The results of each policy, in the order of the policies.
    pub policies: Vec<Arc<PolicyTotals>>,
    /// The total of all policies, after stacking.
    pub total: Totals,
    /// The number of rows that were calculated by the explained path.
    pub explained: usize,
}

/// The results of one policy for many productions.
#[derive(Clone, Debug)]
pub struct PolicyTotals {
    /// The policy.
    pub policy: Arc<Policy>,
    /// The result of each incentive before stacking, in their order.
    pub incentives: Vec<Totals>,
    /// The total if this were the only policy; none if it is the result of its only incentive.
    total: Option<Totals>,
}

impl PolicyTotals {
    fn total(&self) -> Option<&Totals> {
        self.total.as_ref().or(self.incentives.first())
    }
}

impl<'a> PlaceColumns<'a> {
    /// Prepares the policies of a place on a day.
    #[must_use]
    pub fn new(library: &'a Library, place: &'a PlaceId, day: Date) -> Self {
        let policies: Vec<(Arc<Policy>, PolicyColumns<'a>)> = library
            .policies_in(place)
            .into_iter()
            .filter_map(|policy| {
                Some((library.policies.get(&policy.id)?.clone(), PolicyColumns::new(library, &policy.id, place, day)?))
            })
            .collect();
        let incentives: usize = policies.iter().map(|(policy, _)| policy.incentives.len()).sum();
        let apart = incentives <= MOST && policies.iter().all(|(policy, _)| stands_alone(library, policy));
        let mut times: BTreeMap<FactId, usize> = BTreeMap::new();
        for (policy, _) in &policies {
            // Every incentive that uses a line may ask for its answers.
            let mut count = |node: Node<'_>, by: usize| {
                node.facts().into_iter().for_each(|fact| *times.entry(fact.clone()).or_default() += by);
            };
            policy.walk(&mut |node: Node<'_>| count(node, 1));
            if !policy.lines.is_empty() {
                policy.walk(&mut |node: Node<'_>| count(node, 1));
            }
        }
        let asked = times.into_iter().filter(|(_, times)| *times > 1).map(|(fact, _)| fact).collect();
        Self { library, place, day, policies, apart, asked }
    }

    /// Prepares productions. The result can also be used for the same place in a library that differs only in figures.
    #[must_use]
    pub fn lay_out<'p>(&self, productions: impl Into<Rows<'p>>) -> LaidOut<'p> {
        let productions: Rows<'p> = productions.into();
        let lacks = |production: &Production| {
            self.asked.iter().any(|fact| production.answer(fact, self.place).is_none()) || !production.local.is_empty()
        };
        let rows = productions.iter().enumerate();
        let explained = rows.filter(|(_, one)| !self.apart || lacks(one)).map(|(row, _)| row).collect();
        let policies = self.policies.iter().map(|(_, columns)| columns.portfolio(productions.clone())).collect();
        LaidOut { productions, policies, explained }
    }

    /// Calculates the results of all policies.
    #[must_use]
    pub fn work_out(&self, laid: &LaidOut<'_>) -> PlaceTotals {
        self.work_out_beside(laid, None)
    }

    /// Calculates the results. A policy that is the same record as in `before` keeps its results.
    #[must_use]
    pub fn work_out_beside(&self, laid: &LaidOut<'_>, before: Option<&PlaceTotals>) -> PlaceTotals {
        let rows = laid.productions.len();
        let everything = laid.explained.len() == rows;
        let mut policies: Vec<Arc<PolicyTotals>> = Vec::with_capacity(self.policies.len());
        for (at, (policy, columns)) in self.policies.iter().enumerate() {
            let same = before.and_then(|before| before.policies.get(at)).filter(|one| Arc::ptr_eq(&one.policy, policy));
            if let Some(same) = same.filter(|_| self.apart) {
                policies.push(Arc::clone(same));
                continue;
            }
            let portfolio = laid.policies.get(at).filter(|_| !everything);
            let of = |id| portfolio.and_then(|portfolio| columns.incentive(id, portfolio));
            let empty = || Totals::of_rows(rows);
            let incentives: Vec<Totals> =
                policy.incentives.iter().map(|one| of(&one.id).unwrap_or_else(empty)).collect();
            let total = match &incentives[..] {
                [only] if pays_one_amount(policy) && only.is_plain() => None,
                _ => Some(portfolio.map_or_else(empty, |portfolio| columns.total(portfolio))),
            };
            policies.push(Arc::new(PolicyTotals { policy: Arc::clone(policy), incentives, total }));
        }
        let parts: Vec<&Totals> = policies.iter().filter_map(|one| one.total()).collect();
        let mut total = if everything { Totals::of_rows(rows) } else { Totals::highest_and_sum(&parts, rows) };
        for &row in &laid.explained {
            let Some(production) = laid.productions.get(row) else { continue };
            let one = assess(self.library, production, self.place, self.day);
            total.replace(row, Range { low: one.floor, high: one.ceiling });
            let mut awards = one.awards.iter();
            for policy in &mut policies {
                let own: Vec<_> = awards.by_ref().take(policy.incentives.len()).collect();
                // Policies with results from `before` already have these rows.
                let Some(fresh) = Arc::get_mut(policy) else { continue };
                for (incentive, award) in fresh.incentives.iter_mut().zip(own) {
                    incentive.replace(row, range(&award.outcome));
                }
            }
        }
        total.sort();
        for policy in &mut policies {
            if let Some(policy) = Arc::get_mut(policy) {
                policy.incentives.iter_mut().for_each(Totals::sort);
            }
        }
        let explained = laid.explained.len() + total.explained();
        PlaceTotals { policies, total, explained }
    }
}

fn range(outcome: &Outcome) -> Range {
    Range { low: outcome.floor(), high: outcome.ceiling() }
}

/// Whether a policy has one incentive, with an amount, and no rule that could change it.
fn pays_one_amount(policy: &Policy) -> bool {
    let stacking = &policy.stacking;
    let is_capped = matches!(stacking.rule, StackingRule::SumUpTo(_) | StackingRule::AtMost(_));
    let [only] = policy.incentives.as_slice() else { return false };
    let pays = only.amount.is_some() && only.basis != Basis::CaseByCase;
    pays && !is_capped && stacking.groups.is_empty() && stacking.relations.is_empty()
}

/// Whether a policy does not use awards of other policies and has no rules for them.
fn stands_alone(library: &Library, policy: &Policy) -> bool {
    let own = |member: &crate::model::stacking::Member| member.parts(&policy.id).0 == policy.id.as_str();
    let groups = policy.stacking.groups.iter().flat_map(|group| &group.members).all(own);
    let relations = policy.stacking.relations.iter().all(|relation| relation.members().all(own));
    groups && relations && library.index().refers(policy).is_some_and(|refers| !refers.awards)
}
