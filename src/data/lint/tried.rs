//! Tries out on productions whether one more unit of a fact really brings more than itself.
//!
//! What `marginal` sees is a bound: it takes parts one by one, and two parts of which one rises only where the other
//! has stopped look as if both rose. Here the rules themselves say what comes out.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::model::fact::{Fact, FactKind};
use crate::model::id::FactId;
use crate::model::library::Library;
use crate::model::number::Number;
use crate::model::policy::{Basis, Policy};
use crate::model::production::{Answer, Production};
use crate::rules::context::{Case, Context};
use crate::rules::fraction::Fraction;
use crate::rules::value::Truth;

/// So many values of the fact are tried at most.
const MOST_VALUES: usize = 48;

/// So many choices of a question are tried at most.
const MOST_CHOICES: usize = 4;

/// What all other money is taken to be, in turn.
const OTHERS: [i64; 4] = [0, 20_000, 3_000_000, 2_000_000_000];

/// The most that one more unit of a fact was seen to bring, on any of the productions that are tried.
pub(super) fn steepest(library: &Library, policy: &Policy, fact: &FactId, adds_up: bool, day: Date) -> Option<Decimal> {
    let values = values(policy);
    let facts = asked(library, policy);
    let mut most: Option<Decimal> = None;
    for other in OTHERS {
        for yes in [true, false] {
            for choice in 0..MOST_CHOICES {
                let answers: BTreeMap<FactId, Answer> = facts
                    .iter()
                    .filter_map(|one| Some((one.id.clone(), answer(library, one, other, yes, choice)?)))
                    .collect();
                for value in &values {
                    let pays =
                        |more: i64| pays(library, policy, fact, &answers, *value + Decimal::from(more), adds_up, day);
                    let Some(slope) = slope(pays) else { continue };
                    most = Some(most.map_or(slope, |most| most.max(slope)));
                }
            }
        }
    }
    most
}

/// How steeply something rises, where it rises evenly: a step is no slope.
fn slope(pays: impl Fn(i64) -> Option<Decimal>) -> Option<Decimal> {
    let (first, second, third) = (pays(0)?, pays(100)?, pays(200)?);
    let (one, other) = (second.checked_sub(first)?, third.checked_sub(second)?);
    (one == other).then(|| one.checked_div(Decimal::ONE_HUNDRED)).flatten()
}

/// Values below, between and above all figures of a policy.
fn values(policy: &Policy) -> Vec<Decimal> {
    let bounds = policy.figures().into_iter().map(|figure| figure.value.0).filter(|value| *value > Decimal::ONE);
    let mut bounds: BTreeSet<Decimal> = bounds.collect();
    bounds.extend([1_000_i64, 1_000_000, 1_000_000_000].map(Decimal::from));
    let beside = |bound: Decimal| [bound / Decimal::TWO, bound + bound / Decimal::TEN];
    bounds.into_iter().flat_map(beside).map(|value| value.round()).take(MOST_VALUES).collect()
}

/// The facts that a policy asks for, with the fields of lists.
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

/// What a policy pays for one value of a fact; none where that is not certain.
fn pays(
    library: &Library,
    policy: &Policy,
    fact: &FactId,
    answers: &BTreeMap<FactId, Answer>,
    value: Decimal,
    adds_up: bool,
    day: Date,
) -> Option<Decimal> {
    let mut answers = answers.clone();
    answers.insert(fact.clone(), Answer::Number(Number(value)));
    let production = Production { currency: policy.currency, answers, ..Production::default() };
    let context = Context::new(library, &production, day);
    let case = Case::new(&context, policy, &policy.place);
    let mut total = Fraction::ZERO;
    for incentive in policy.incentives.iter().filter(|incentive| incentive.basis != Basis::CaseByCase) {
        let Some(amount) = &incentive.amount else { continue };
        // What is not known, such as a date that is left open, may be met.
        if case.condition(&incentive.when).ok()?.truth() == Truth::No {
            continue;
        }
        let amount = case.amount(amount).ok()?.range().high?;
        total = if adds_up { total.plus(amount)? } else { total.max(amount) };
    }
    Some(total.decimal())
}
