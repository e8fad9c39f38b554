//! What a library gives for a production in a place on a day.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::evaluate::Case;
use super::outcome::{Award, Outcome, Why};
use super::stack::{Reduction, stack};
use super::step::{Step, Unit, Value, What};
use super::value::{Range, TooLarge, Truth};
use crate::model::id::{FactId, PlaceId};
use crate::model::library::Library;
use crate::model::policy::{Basis, Incentive, Status};
use crate::model::production::{Currency, Production};

/// What a place offers a production on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// The place.
    pub place: PlaceId,
    /// The day.
    pub day: Date,
    /// The currency of all amounts.
    pub currency: Currency,
    /// What is certain.
    pub floor: Decimal,
    /// What is possible if everything is granted at its cap; none if nothing bounds it.
    pub ceiling: Option<Decimal>,
    /// What is possible without any of the missing answers: the part of the ceiling that only an
    /// authority decides.
    pub settled: Decimal,
    /// How many awards may pay something that is not in the ceiling, because no amount is published
    /// or it is decided case by case.
    pub unpriced: usize,
    /// One award per incentive of each policy that applies, in the order of the policies.
    pub awards: Vec<Award>,
    /// Where stacking took something away.
    pub reductions: Vec<Reduction>,
    /// Answers that would narrow the interval, the most important first.
    pub questions: Vec<Question>,
    /// How floor and ceiling were worked out.
    pub step: Step,
}

impl Assessment {
    /// The ceiling as it may be said: none where nothing bounds it, and none where it would be zero only
    /// because no amount is published.
    #[must_use]
    pub fn known_ceiling(&self) -> Option<Decimal> {
        self.ceiling.filter(|most| !(most.is_zero() && self.unpriced > 0))
    }
}

/// An answer that is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The fact.
    pub fact: FactId,
    /// How much money hangs on it at most; none if nothing bounds it.
    pub weight: Option<Decimal>,
}

/// Assesses a production in a place on a day.
#[must_use]
pub fn assess(library: &Library, production: &Production, place: &PlaceId, day: Date) -> Assessment {
    let policies = library.policies_in(place);
    let awards: Vec<Award> = policies
        .iter()
        .flat_map(|policy| {
            let case = Case { library, policy, production, place };
            policy.incentives.iter().map(move |incentive| award(&case, incentive, day))
        })
        .collect();
    let (range, step, reductions) = stack(place, &policies, &awards).unwrap_or_else(|TooLarge| {
        (Range::ANY, Step::new(What::Place(place.clone()), Value::Amount(Range::ANY, Unit::Money), vec![]), vec![])
    });
    let questions = questions(&awards);
    let settled = stack(place, &policies, &awards.iter().map(without_open_answers).collect::<Vec<_>>());
    let settled = settled.ok().and_then(|(range, ..)| range.high).unwrap_or(range.low).max(range.low);
    let unpriced = awards.iter().filter(|award| award.outcome.is_unpriced()).count();
    Assessment {
        place: place.clone(),
        day,
        currency: production.currency,
        floor: range.low,
        ceiling: range.high,
        settled,
        unpriced,
        awards,
        reductions,
        questions,
        step,
    }
}

/// The award as it would be if every missing answer spoke against it.
fn without_open_answers(award: &Award) -> Award {
    match award.outcome {
        Outcome::NeedsAnswer { floor, .. } => {
            Award { outcome: Outcome::Paid { floor, ceiling: floor }, ..award.clone() }
        }
        _ => award.clone(),
    }
}

/// Adds the questions of several assessments up, the most important first.
#[must_use]
pub fn merge_questions<'a>(assessments: impl IntoIterator<Item = &'a Assessment>) -> Vec<Question> {
    let all = assessments.into_iter().flat_map(|assessment| assessment.questions.iter().cloned());
    sorted(all.collect())
}

fn award(case: &Case<'_>, incentive: &Incentive, day: Date) -> Award {
    let (outcome, step) = decide(case, incentive, day).unwrap_or_else(|TooLarge| {
        (Outcome::NotCalculable(Why::TooLarge), Step::new(What::Sum, Value::Amount(Range::ZERO, Unit::Money), vec![]))
    });
    let what = What::Incentive(case.policy.id.clone(), incentive.id.clone());
    let value = match outcome {
        Outcome::NotCalculable(_) => Value::Said,
        _ => Value::Amount(Range { low: outcome.floor(), high: outcome.ceiling() }, Unit::Money),
    };
    let step = Step::new(what, value, vec![step]).citing(&incentive.cites);
    Award { policy: case.policy.id.clone(), incentive: incentive.id.clone(), basis: incentive.basis, outcome, step }
}

/// The outcome, and the step that holds the conditions and the amount.
fn decide(case: &Case<'_>, incentive: &Incentive, day: Date) -> Result<(Outcome, Step), TooLarge> {
    let status = case.policy.status_on(day);
    let mut truth = Truth::from(status.can_pay());
    let mut parts = vec![Step::new(What::InForce(status), Value::Holds(truth), vec![])];
    if let Some(role) = &incentive.claimant {
        let plays = case.yes(role);
        truth = truth.and(plays);
        parts.push(Step::new(What::Claimant(role.clone()), Value::Holds(plays), vec![case.said(role)]));
    }
    if !incentive.when.is_always() {
        let (holds, step) = case.condition(&incentive.when)?;
        truth = truth.and(holds);
        parts.push(step);
    }
    let conditions = Step::new(What::All, Value::Holds(truth), parts);
    let why = if !status.can_pay() {
        Some(Why::NotInForce(status))
    } else if incentive.basis == Basis::InKind {
        Some(Why::InKind)
    } else if case.policy.currency != case.production.currency {
        Some(Why::OtherCurrency)
    } else {
        None
    };
    if let Some(why) = why {
        return Ok((Outcome::NotCalculable(why), conditions));
    }
    if truth == Truth::No {
        return Ok((Outcome::NotEligible(failed(&conditions)), conditions));
    }
    let Some(amount) = &incentive.amount else {
        return Ok((Outcome::NotCalculable(Why::NotPublished), conditions));
    };
    let (range, _, amount_step) = case.amount(amount)?;
    if incentive.basis == Basis::CaseByCase {
        return Ok((Outcome::NotCalculable(Why::CaseByCase), pair(conditions, amount_step, range)));
    }
    let certain = incentive.basis == Basis::Entitlement && status == Status::InForce;
    let floor = if certain && truth == Truth::Yes { range.low } else { Decimal::ZERO };
    let given = Range { low: floor, high: range.high };
    let amount_step = if certain {
        amount_step
    } else {
        let what =
            if incentive.basis == Basis::Entitlement { What::Unconfirmed } else { What::Discretion(incentive.basis) };
        Step::new(what, Value::Amount(Range { low: Decimal::ZERO, high: range.high }, Unit::Money), vec![amount_step])
    };
    let mut facts = if truth == Truth::Unknown { conditions.missing() } else { vec![] };
    if range.exact().is_none() {
        let more = amount_step.missing();
        facts.extend(more.into_iter().filter(|fact| !facts.contains(fact)).collect::<Vec<_>>());
    }
    let outcome = match range.exact() {
        // The amount is nought whatever the rest: a limit or a table gives nothing.
        Some(ceiling) if truth == Truth::Yes || ceiling.is_zero() => Outcome::Paid { floor, ceiling },
        _ => Outcome::NeedsAnswer { facts, floor, ceiling: range.high },
    };
    Ok((outcome, pair(conditions, amount_step, given)))
}

fn pair(conditions: Step, amount: Step, given: Range) -> Step {
    let truth = match conditions.value {
        Value::Holds(truth) => truth,
        _ => Truth::Unknown,
    };
    Step::new(What::If(truth), Value::Amount(given, Unit::Money), vec![conditions, amount])
}

/// The innermost conditions because of which a condition does not hold.
fn failed(step: &Step) -> Vec<Step> {
    match (&step.what, step.value) {
        (What::All | What::Any, Value::Holds(Truth::No)) => step.parts.iter().flat_map(failed).collect(),
        (_, Value::Holds(Truth::No)) => vec![step.clone()],
        _ => vec![],
    }
}

fn questions(awards: &[Award]) -> Vec<Question> {
    let mut all = Vec::new();
    for award in awards {
        if let Outcome::NeedsAnswer { facts, floor, ceiling } = &award.outcome {
            let weight = ceiling.map(|ceiling| ceiling - floor);
            all.extend(facts.iter().map(|fact| Question { fact: fact.clone(), weight }));
        }
    }
    sorted(all)
}

/// One question per fact, the most important first; unbounded ones come before all others.
fn sorted(all: Vec<Question>) -> Vec<Question> {
    let mut merged: Vec<Question> = Vec::new();
    for question in all {
        match merged.iter_mut().find(|known| known.fact == question.fact) {
            Some(known) => {
                known.weight = known.weight.zip(question.weight).map(|(a, b)| a.checked_add(b).unwrap_or(Decimal::MAX));
            }
            None => merged.push(question),
        }
    }
    merged.sort_by(|a, b| {
        let order = |question: &Question| question.weight.unwrap_or(Decimal::MAX);
        order(b).cmp(&order(a)).then_with(|| a.fact.cmp(&b.fact))
    });
    merged
}
