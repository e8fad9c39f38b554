//! How much more support one more unit of a fact can bring.
//!
//! The rules are evaluated for several trial productions. The slope is taken from the exact linear pieces of the
//! result, so this module does not need to know the kinds of amounts.

use std::collections::BTreeSet;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::asks::Asks;
use super::cliffs::FURTHEST;
use crate::model::amount::Amount;
use crate::model::fact::{Fact, FactKind};
use crate::model::id::FactId;
use crate::model::library::Library;
use crate::model::number::Number;
use crate::model::policy::{Basis, Incentive, Policy};
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
///
/// Amounts that are added up are examined together. Any others are alternatives and are examined one by one.
#[must_use]
pub(super) fn above_whole(library: &Library, policy: &Policy, day: Date) -> Vec<(FactId, Decimal)> {
    let asks = Asks::of(policy);
    let paying: Vec<Paying<'_>> = policy.incentives.iter().filter_map(|one| Paying::of(one, &asks)).collect();
    let facts: BTreeSet<&FactId> = paying.iter().flat_map(|one| one.by.iter().copied()).collect();
    let is_money = |fact: &&FactId| library.facts.get(*fact).is_some_and(|fact| fact.kind == FactKind::Money);
    // Whether a rule, a group or a relation makes them alternatives.
    let adds_up = |rule: &StackingRule| matches!(rule, StackingRule::Sum | StackingRule::SumUpTo(_));
    let stacking = &policy.stacking;
    let all_add_up = adds_up(&stacking.rule)
        && stacking.groups.iter().all(|group| adds_up(&group.rule))
        && stacking.relations.is_empty();
    let steepest = |fact: &FactId| {
        let moving: Vec<&Paying<'_>> = paying.iter().filter(|one| one.moves_with(fact)).collect();
        let together = moving.len().max(1);
        let parts = moving.chunks(if all_add_up { together } else { 1 });
        // Matching one to one is usual; more than one to one is not.
        let slopes = parts.filter_map(|part| steepest(library, policy, fact, part, day));
        Some((fact.clone(), slopes.max().filter(|rate| *rate > Decimal::ONE)?))
    };
    facts.into_iter().filter(is_money).filter_map(steepest).collect()
}

/// An incentive with an amount, and the facts that it asks for.
struct Paying<'a> {
    incentive: &'a Incentive,
    amount: &'a Amount,
    /// The facts that its amount asks for.
    by: BTreeSet<&'a FactId>,
    /// The facts that its amount and its conditions ask for.
    asked: BTreeSet<&'a FactId>,
    /// Whether it uses the result of another incentive, which can ask for any fact.
    uses_awards: bool,
}

impl<'a> Paying<'a> {
    fn of(incentive: &'a Incentive, asks: &Asks<'a>) -> Option<Self> {
        let amount = incentive.amount.as_ref().filter(|_| incentive.basis != Basis::CaseByCase)?;
        let (mut by, mut asked, mut uses_awards) = (BTreeSet::new(), BTreeSet::new(), false);
        amount.walk(&mut |node| asks.add(node, &mut by));
        incentive.walk(&mut |node| {
            asks.add(node, &mut asked);
            uses_awards |= node.award().is_some();
        });
        Some(Self { incentive, amount, by, asked, uses_awards })
    }

    fn moves_with(&self, fact: &FactId) -> bool {
        self.uses_awards || self.asked.contains(fact)
    }
}

/// The steepest slope of the sum of some incentives along a fact, over all trial productions.
fn steepest(library: &Library, policy: &Policy, fact: &FactId, part: &[&Paying<'_>], day: Date) -> Option<Decimal> {
    let mut most: Option<Fraction> = None;
    for answers in tried(library, policy, fact, part) {
        let production = Production { currency: policy.currency, answers, ..Production::default() };
        let context = Context::new(library, &production, day);
        let [_, paid] = along_answer(&context, policy, fact, FURTHEST.into(), |case| pays(case, part));
        let slopes = paid.iter().filter(|piece| !piece.approximate).filter_map(Piece::slope);
        most = most.into_iter().chain(slopes).max();
    }
    most.map(Fraction::decimal)
}

/// The trial productions: answers to all facts that some incentives ask for, except one.
fn tried(library: &Library, policy: &Policy, fact: &FactId, part: &[&Paying<'_>]) -> Vec<Item> {
    let asked = match part.iter().any(|one| one.uses_awards) {
        true => asked(policy),
        false => part.iter().flat_map(|one| one.asked.iter().copied()).collect(),
    };
    let facts = asked.into_iter().filter(|one| *one != fact).filter_map(|one| library.facts.get(one));
    let facts: Vec<&Fact> = facts.map(AsRef::as_ref).collect();
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

/// The facts that a policy asks for.
fn asked(policy: &Policy) -> BTreeSet<&FactId> {
    let mut ids = BTreeSet::new();
    policy.lines.iter().for_each(|line| line.amount.walk(&mut |node| ids.extend(node.facts())));
    policy.incentives.iter().for_each(|incentive| incentive.walk(&mut |node| ids.extend(node.facts())));
    ids.extend(policy.incentives.iter().filter_map(|incentive| incentive.claimant.as_ref()));
    ids
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

/// The maximum amount that some incentives pay together; `None` if there is no limit, or if it cannot be calculated.
fn pays(case: &Case<'_>, part: &[&Paying<'_>]) -> Option<Range> {
    let mut total = Fraction::ZERO;
    for one in part {
        // An unknown condition, such as an open date, counts as met.
        if case.truth_of(&one.incentive.when).ok()? == Truth::No {
            continue;
        }
        total = total.plus(case.value_of(one.amount).ok()?.high?)?;
    }
    Some(Range::exactly(total))
}
