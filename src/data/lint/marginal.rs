//! An upper bound of the additional support for one more unit of a fact.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::tried::steepest;

use crate::model::amount::Amount;
use crate::model::fact::FactKind;
use crate::model::id::{FactId, LineId};
use crate::model::library::Library;
use crate::model::policy::{Basis, Policy};
use crate::model::stacking::StackingRule;
use crate::rules::context::Index;

/// The depth to which lines within lines are followed.
const DEEPEST: usize = 32;

/// The money facts of which one more unit can bring more than its own value, and how much.
#[must_use]
pub(super) fn above_whole(
    index: &Arc<Index<'_>>,
    library: &Library,
    policy: &Policy,
    day: Date,
) -> Vec<(FactId, Decimal)> {
    let mut facts = BTreeSet::new();
    let mut collect = |amount: &Amount| amount.walk(&mut |node| facts.extend(node.facts().into_iter().cloned()));
    policy.lines.iter().for_each(|line| collect(&line.amount));
    policy.incentives.iter().filter_map(|incentive| incentive.amount.as_ref()).for_each(&mut collect);
    let is_money = |fact: &FactId| library.facts.get(fact).is_some_and(|fact| fact.kind == FactKind::Money);
    // Alternatives are not added up, whatever rule makes them alternatives.
    let adds_up = |rule: &StackingRule| matches!(rule, StackingRule::Sum | StackingRule::SumUpTo(_));
    let stacking = &policy.stacking;
    let all_add_up = adds_up(&stacking.rule)
        && stacking.groups.iter().all(|group| adds_up(&group.rule))
        && stacking.relations.is_empty();
    facts
        .into_iter()
        .filter(is_money)
        .filter_map(|fact| {
            let payable = policy.incentives.iter().filter(|incentive| incentive.basis != Basis::CaseByCase);
            let lines = RefCell::default();
            let rising = Rising { policy, fact: &fact, lines: &lines };
            let rates = payable.filter_map(|incentive| rising.of(incentive.amount.as_ref()?, 0));
            let rate = if all_add_up { rates.fold(Decimal::ZERO, Decimal::saturating_add) } else { rates.max()? };
            // One to one is matching, which is common. More than that is not. The rate is a bound that may never
            // be reached.
            let seen =
                (rate > Decimal::ONE).then(|| steepest(index, library, policy, &fact, all_add_up, day)).flatten()?;
            (seen > Decimal::ONE).then_some((fact, seen))
        })
        .collect()
}

/// The maximum of several; `None` if one is not known.
fn most(mut all: impl Iterator<Item = Option<Decimal>>) -> Option<Decimal> {
    all.try_fold(Decimal::ZERO, |most, one| Some(most.max(one?)))
}

/// How an amount rises with one more unit of a fact.
#[derive(Clone, Copy)]
struct Rising<'a> {
    policy: &'a Policy,
    fact: &'a FactId,
    /// The results for lines, which can be used many times.
    lines: &'a RefCell<BTreeMap<LineId, Option<Decimal>>>,
}

impl Rising<'_> {
    /// The maximum slope of an amount; `None` if it cannot be determined.
    fn of(&self, amount: &Amount, depth: usize) -> Option<Decimal> {
        if depth > DEEPEST {
            return None;
        }
        let of = |amount: &Amount| self.of(amount, depth + 1);
        match amount {
            Amount::Fact(id) => Some(if id == self.fact { Decimal::ONE } else { Decimal::ZERO }),
            Amount::Line(id) => {
                let known = self.lines.borrow().get(id).copied();
                known.unwrap_or_else(|| {
                    let found = self.policy.line(id).and_then(|line| of(&line.amount));
                    self.lines.borrow_mut().insert(id.clone(), found);
                    found
                })
            }
            Amount::Share { rate, of: base } => of(base)?.checked_mul(rate.0),
            Amount::Sum(all) => all.iter().map(of).try_fold(Decimal::ZERO, |sum, one| sum.checked_add(one?)),
            Amount::LesserOf(all) | Amount::GreaterOf(all) => most(all.iter().map(of)),
            Amount::Difference { from, .. } => of(from),
            Amount::AtMost { cap, of: inside } => most([of(cap), of(inside)].into_iter()),
            Amount::AtLeast { floor, of: inside } => most([of(floor), of(inside)].into_iter()),
            Amount::WithinTotal { of: inside, .. } | Amount::Rounded { of: inside, .. } => of(inside),
            Amount::Slices { of: inside, slices } => {
                let steepest = slices.iter().map(|slice| slice.rate.0).max()?;
                of(inside)?.checked_mul(steepest)
            }
            Amount::Tiers { tiers, .. } => most(tiers.iter().map(|tier| of(&tier.gives))),
            Amount::Choice { cases, .. } => most(cases.iter().map(|case| of(&case.gives))),
            Amount::If { then, otherwise, .. } => {
                most([of(then), otherwise.as_deref().map_or(Some(Decimal::ZERO), of)].into_iter())
            }
            Amount::Between { most: top, .. } => of(top),
            Amount::Dated(versions) => most(versions.iter().map(|version| of(&version.gives))),
            Amount::Contested(readings) => most(readings.iter().map(|reading| of(&reading.gives))),
            Amount::Product(all) => {
                // Bare figures multiplied with one part.
                let mut factor = Decimal::ONE;
                let mut inside = None;
                for part in all {
                    match super::plain(part) {
                        Some(figure) => factor = factor.checked_mul(figure.0)?,
                        None if inside.is_none() => inside = Some(part),
                        None => return None,
                    }
                }
                inside.map_or(Some(Decimal::ZERO), |inside| of(inside)?.checked_mul(factor))
            }
            Amount::Fixed(_) | Amount::Rate(_) | Amount::Count(_) | Amount::Table { .. } | Amount::DaysBetween(..) => {
                Some(Decimal::ZERO)
            }
            Amount::Award(_)
            | Amount::Prorated { .. }
            | Amount::Taper { .. }
            | Amount::ByYear { .. }
            | Amount::PerUnit { .. }
            | Amount::ForEach { .. }
            | Amount::Converted { .. } => None,
        }
    }
}
