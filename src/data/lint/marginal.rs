//! How much more support one more unit of a fact can bring.
//!
//! The rules are evaluated for several trial productions. The slope is taken from the exact linear pieces of the
//! result, so this module does not need to know the kinds of amounts.

use std::collections::BTreeSet;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::cliffs::FURTHEST;
use crate::model::amount::Amount;
use crate::model::fact::{Fact, FactKind};
use crate::model::id::FactId;
use crate::model::library::Library;
use crate::model::number::Number;
use crate::model::policy::{Basis, Policy};
use crate::model::production::{Answer, Item, Production};
use crate::model::stacking::StackingRule;
use crate::rules::alone::along_answer;
use crate::rules::along::Piece;
use crate::rules::context::{Case, Context};
use crate::rules::fraction::Fraction;
use crate::rules::value::{Range, Truth};

/// The maximum number of choices of a question that are tried.
const MOST_CHOICES: usize = 4;

/// The values that are tried for all other money facts.
const OTHERS: [i64; 4] = [0, 20_000, 3_000_000, 2_000_000_000];

/// The money facts of which one more unit can bring support of more than one unit, with that support.
#[must_use]
pub(super) fn above_whole(library: &Library, policy: &Policy, day: Date) -> Vec<(FactId, Decimal)> {
    let mut facts = BTreeSet::new();
    let mut collect = |amount: &Amount| amount.walk(&mut |node| facts.extend(node.facts().into_iter().cloned()));
    policy.lines.iter().for_each(|line| collect(&line.amount));
    policy.incentives.iter().filter_map(|incentive| incentive.amount.as_ref()).for_each(&mut collect);
    let is_money = |fact: &FactId| library.facts.get(fact).is_some_and(|fact| fact.kind == FactKind::Money);
    // Alternatives are not added up, whether a rule, a group or a relation makes them alternatives.
    let adds_up = |rule: &StackingRule| matches!(rule, StackingRule::Sum | StackingRule::SumUpTo(_));
    let stacking = &policy.stacking;
    let all_add_up = adds_up(&stacking.rule)
        && stacking.groups.iter().all(|group| adds_up(&group.rule))
        && stacking.relations.is_empty();
    // Matching one to one is usual; more than one to one is not.
    let steepest = |fact: FactId| Some((steepest(library, policy, &fact, all_add_up, day)?, fact));
    let facts = facts.into_iter().filter(is_money).filter_map(steepest);
    facts.filter(|(rate, _)| *rate > Decimal::ONE).map(|(rate, fact)| (fact, rate)).collect()
}

/// The steepest slope along a fact, over all trial productions.
fn steepest(library: &Library, policy: &Policy, fact: &FactId, adds_up: bool, day: Date) -> Option<Decimal> {
    let mut most: Option<Fraction> = None;
    for answers in tried(library, policy, fact) {
        let production = Production { currency: policy.currency, answers, ..Production::default() };
        let context = Context::new(library, &production, day);
        let [_, paid] = along_answer(&context, policy, fact, FURTHEST.into(), |case| pays(case, policy, adds_up));
        let slopes = paid.iter().filter(|piece| !piece.approximate).filter_map(Piece::slope);
        most = most.into_iter().chain(slopes).max();
    }
    most.map(Fraction::decimal)
}

/// The trial productions: answers to all facts except one.
fn tried(library: &Library, policy: &Policy, fact: &FactId) -> Vec<Item> {
    let facts: Vec<&Fact> = asked(library, policy).into_iter().filter(|one| one.id != *fact).collect();
    let mut all: Vec<Item> = Vec::new();
    for other in OTHERS {
        for yes in [true, false] {
            for choice in 0..MOST_CHOICES {
                let answers = facts.iter();
                let answers: Item = answers
                    .filter_map(|one| Some((one.id.clone(), answer(library, one, other, yes, choice)?)))
                    .collect();
                if !all.contains(&answers) {
                    all.push(answers);
                }
            }
        }
    }
    all
}

/// The facts that a policy asks for, including the fields of lists.
fn asked<'a>(library: &'a Library, policy: &Policy) -> Vec<&'a Fact> {
    let mut ids: BTreeSet<FactId> = BTreeSet::new();
    let mut note = |node: crate::model::walk::Node<'_>| ids.extend(node.facts().into_iter().cloned());
    policy.lines.iter().for_each(|line| line.amount.walk(&mut note));
    policy.incentives.iter().for_each(|incentive| incentive.walk(&mut note));
    ids.extend(policy.incentives.iter().filter_map(|incentive| incentive.claimant.clone()));
    ids.iter().filter_map(|id| library.facts.get(id)).map(AsRef::as_ref).collect()
}

fn answer(library: &Library, fact: &Fact, other: i64, yes: bool, choice: usize) -> Option<Answer> {
    let within = |value: Number| {
        let value = fact.max.map_or(value, |max| value.min(max));
        Answer::Number(fact.min.map_or(value, |min| value.max(min)))
    };
    Some(match &fact.kind {
        FactKind::Money => within(Number::from(other)),
        FactKind::Count(_) => within(Number::from(if other > 0 { 40 } else { 1 })),
        FactKind::Percent => within(Number(Decimal::new(if yes { 9 } else { 1 }, 1))),
        FactKind::YesNo => Answer::YesNo(yes),
        FactKind::Choice(choices) => Answer::Choice(choices.get(choice).or(choices.last())?.id.as_str().into()),
        FactKind::Date => return None,
        FactKind::List(fields) => {
            let fields = fields.iter().filter_map(|id| library.facts.get(id));
            let plain = fields.filter(|field| !matches!(field.kind, FactKind::List(_)));
            let item = plain.filter_map(|field| Some((field.id.clone(), answer(library, field, other, yes, choice)?)));
            Answer::Items([item.collect()].into())
        }
    })
}

/// The maximum amount that a policy pays; `None` if there is no limit, or if it cannot be calculated.
fn pays(case: &Case<'_>, policy: &Policy, adds_up: bool) -> Option<Range> {
    let mut total = Fraction::ZERO;
    for incentive in policy.incentives.iter().filter(|incentive| incentive.basis != Basis::CaseByCase) {
        let Some(amount) = &incentive.amount else { continue };
        // An unknown condition, such as an open date, counts as met.
        if case.truth_of(&incentive.when).ok()? == Truth::No {
            continue;
        }
        let amount = case.value_of(amount).ok()?.high?;
        total = if adds_up { total.plus(amount)? } else { total.max(amount) };
    }
    Some(Range::exactly(total))
}
