//! Works out amounts and conditions, with a step for each.

use rust_decimal::Decimal;

use super::step::{Comparison, SliceStep, Step, Unit, Value, What};
use super::value::{Range, TooLarge, Truth};
use crate::model::amount::{Amount, Bound, Slice, Tier};
use crate::model::condition::Condition;
use crate::model::fact::FactKind;
use crate::model::id::{FactId, LineId, PlaceId};
use crate::model::library::Library;
use crate::model::number::Number;
use crate::model::policy::Policy;
use crate::model::production::{Answer, Production};

/// What a policy is evaluated against.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// Everything that is loaded.
    pub library: &'a Library,
    /// The policy.
    pub policy: &'a Policy,
    /// The production.
    pub production: &'a Production,
    /// The place it is made in; the policy may belong to a jurisdiction around it.
    pub place: &'a PlaceId,
}

/// Lines refer to lines; a chain longer than this is a cycle that was not caught.
const DEEPEST: usize = 64;

type Amounted = Result<(Range, Unit, Step), TooLarge>;

impl<'a> Case<'a> {
    /// Works out an amount.
    ///
    /// # Errors
    /// [`TooLarge`] if a figure does not fit.
    pub fn amount(&self, amount: &Amount) -> Amounted {
        self.amount_at(amount, 0)
    }

    /// Decides a condition.
    ///
    /// # Errors
    /// [`TooLarge`] if a figure does not fit.
    pub fn condition(&self, condition: &Condition) -> Result<(Truth, Step), TooLarge> {
        self.condition_at(condition, 0)
    }

    /// The answer to a fact, if there is one and it fits. What is answered for the policy's own
    /// jurisdiction wins; otherwise what is done in the place is done in the jurisdiction around it.
    #[must_use]
    pub fn answer(&self, id: &FactId) -> Option<&'a Answer> {
        let own = self.production.local.get(&self.policy.place).and_then(|answers| answers.get(id));
        let answer = own.or_else(|| self.production.answer(id, self.place))?;
        let kind = &self.library.facts.get(id)?.kind;
        let fits = match (kind, answer) {
            (FactKind::Money | FactKind::Count(_) | FactKind::Percent, Answer::Number(number)) => {
                number.0 >= Decimal::ZERO
            }
            (FactKind::YesNo, Answer::YesNo(_)) | (FactKind::Date, Answer::Date(_)) => true,
            (FactKind::Choice(choices), Answer::Choice(id)) => choices.iter().any(|choice| choice.id == *id),
            _ => false,
        };
        fits.then_some(answer)
    }

    fn amount_at(&self, amount: &Amount, depth: usize) -> Amounted {
        if depth > DEEPEST {
            return Err(TooLarge);
        }
        let (range, unit, what, parts) = match amount {
            Amount::Fixed(number) => (Range::exactly(number.0), Unit::Money, What::Fixed, vec![]),
            Amount::Fact(id) => return Ok(self.fact(id)),
            Amount::Line(id) => return self.line(id, depth),
            Amount::Share { rate, of } => {
                let (range, unit, step) = self.amount_at(of, depth + 1)?;
                (range.times(Range::exactly(rate.0))?, unit, What::Share(*rate), vec![step])
            }
            Amount::Sum(all) => {
                let (ranges, unit, parts) = self.all(all, depth)?;
                let total = ranges.into_iter().try_fold(Range::ZERO, Range::plus)?;
                (total, unit, What::Sum, parts)
            }
            Amount::Product(all) => {
                let (ranges, unit, parts) = self.all(all, depth)?;
                let total = ranges.into_iter().try_fold(Range::exactly(Decimal::ONE), Range::times)?;
                (total, unit, What::Product, parts)
            }
            Amount::LesserOf(all) => {
                let (ranges, unit, parts) = self.all(all, depth)?;
                let least = ranges.iter().copied().reduce(Range::min).unwrap_or(Range::ZERO);
                (least, unit, What::Lesser(certain_place(&ranges, least)), parts)
            }
            Amount::GreaterOf(all) => {
                let (ranges, unit, parts) = self.all(all, depth)?;
                let most = ranges.iter().copied().reduce(Range::max).unwrap_or(Range::ZERO);
                (most, unit, What::Greater(certain_place(&ranges, most)), parts)
            }
            Amount::Difference { from, less } => {
                let (from, unit, from_step) = self.amount_at(from, depth + 1)?;
                let (less, _, less_step) = self.amount_at(less, depth + 1)?;
                (from.less(less)?, unit, What::Difference, vec![from_step, less_step])
            }
            Amount::AtMost { cap, of } => {
                let (cap, _, cap_step) = self.amount_at(cap, depth + 1)?;
                let (of, unit, step) = self.amount_at(of, depth + 1)?;
                (of.min(cap), unit, What::Cap(exceeds(of, cap)), vec![cap_step, step])
            }
            Amount::AtLeast { floor, of } => {
                let (floor, _, floor_step) = self.amount_at(floor, depth + 1)?;
                let (of, unit, step) = self.amount_at(of, depth + 1)?;
                (of.max(floor), unit, What::Floor(exceeds(floor, of)), vec![floor_step, step])
            }
            Amount::Slices { of, slices } => {
                let (of, unit, step) = self.amount_at(of, depth + 1)?;
                let (total, paid) = sliced(of, slices)?;
                (total, unit, What::Slices(paid), vec![step])
            }
            Amount::Tiers { by, tiers } => return self.tiers(by, tiers, depth),
            Amount::Choice { by, cases } => {
                let answer = match self.answer(by) {
                    Some(Answer::Choice(answer)) => Some(answer),
                    _ => None,
                };
                let Some(answer) = answer else {
                    // Any case may come, or none of them.
                    let mut range = Range::ZERO;
                    let mut parts = vec![self.said(by)];
                    for case in cases {
                        let (one, _, step) = self.amount_at(&case.gives, depth + 1)?;
                        range = range.hull(one);
                        parts.push(step);
                    }
                    let what = What::Choice { fact: by.clone(), answer: None };
                    return Ok(amounted(range, Unit::Money, what, parts));
                };
                let what = What::Choice { fact: by.clone(), answer: Some(answer.clone()) };
                match cases.iter().find(|case| case.is.contains(answer)) {
                    Some(case) => {
                        let (range, unit, step) = self.amount_at(&case.gives, depth + 1)?;
                        (range, unit, what, vec![self.said(by), step])
                    }
                    None => (Range::ZERO, Unit::Money, what, vec![self.said(by)]),
                }
            }
            Amount::PerUnit { count, each, limit } => {
                let (count, _, count_step) = self.amount_at(count, depth + 1)?;
                let (each, unit, each_step) = self.amount_at(each, depth + 1)?;
                let (counted, binds) = match limit {
                    Some(limit) => {
                        let limit = Range::exactly(limit.0);
                        (count.min(limit), exceeds(count, limit))
                    }
                    None => (count, Truth::No),
                };
                (counted.times(each)?, unit, What::PerUnit(*limit, binds), vec![count_step, each_step])
            }
            Amount::If { when, then, otherwise } => {
                let (truth, when_step) = self.condition_at(when, depth + 1)?;
                let branch = |wanted: bool| match (wanted, otherwise) {
                    (true, _) => self.amount_at(then, depth + 1).map(Some),
                    (false, Some(otherwise)) => self.amount_at(otherwise, depth + 1).map(Some),
                    (false, None) => Ok(None),
                };
                let (range, unit, steps) = match truth {
                    Truth::Yes => taken(branch(true)?),
                    Truth::No => taken(branch(false)?),
                    Truth::Unknown => {
                        let (yes, unit, mut steps) = taken(branch(true)?);
                        let (no, _, more) = taken(branch(false)?);
                        steps.extend(more);
                        (yes.hull(no), unit, steps)
                    }
                };
                let parts = std::iter::once(when_step).chain(steps).collect();
                (range, unit, What::If(truth), parts)
            }
        };
        Ok(amounted(range, unit, what, parts))
    }

    /// All of several amounts; the unit is that of the first that is not a bare number.
    fn all(&self, all: &[Amount], depth: usize) -> Result<(Vec<Range>, Unit, Vec<Step>), TooLarge> {
        let mut ranges = Vec::with_capacity(all.len());
        let mut parts = Vec::with_capacity(all.len());
        let mut unit = None;
        for amount in all {
            let (range, of, step) = self.amount_at(amount, depth + 1)?;
            if unit.is_none() && !matches!(amount, Amount::Fixed(_)) {
                unit = Some(of);
            }
            ranges.push(range);
            parts.push(step);
        }
        Ok((ranges, unit.unwrap_or(Unit::Money), parts))
    }

    fn fact(&self, id: &FactId) -> (Range, Unit, Step) {
        let fact = self.library.facts.get(id);
        let unit = match fact.map(|fact| &fact.kind) {
            Some(FactKind::Percent) => Unit::Share,
            Some(FactKind::Money) => Unit::Money,
            _ => Unit::Count,
        };
        if let Some(answer @ Answer::Number(number)) = self.answer(id) {
            return amounted(Range::exactly(number.0), unit, What::Answered(id.clone(), answer.clone()), vec![]);
        }
        let most = match fact {
            Some(fact) if fact.kind == FactKind::Percent => Some(fact.max.unwrap_or(Number::ONE).0),
            Some(fact) => fact.max.map(|max| max.0),
            None => None,
        };
        amounted(Range { low: Decimal::ZERO, high: most }, unit, What::Missing(id.clone()), vec![])
    }

    fn line(&self, id: &LineId, depth: usize) -> Amounted {
        let what = What::Line(self.policy.id.clone(), id.clone());
        let Some(line) = self.policy.line(id) else {
            return Ok(amounted(Range::ANY, Unit::Money, what, vec![]));
        };
        let (range, unit, step) = self.amount_at(&line.amount, depth + 1)?;
        let (range, unit, step) = amounted(range, unit, what, vec![step]);
        Ok((range, unit, step.citing(&line.cites)))
    }

    fn tiers(&self, by: &Amount, tiers: &[Tier], depth: usize) -> Amounted {
        let (by, _, by_step) = self.amount_at(by, depth + 1)?;
        let mut possible: Option<(Range, Unit)> = None;
        let mut parts = vec![by_step];
        let mut reached = None;
        let mut next = None;
        let mut certain = true;
        // From the top down: the first step surely reached ends the search.
        for tier in tiers.iter().rev() {
            let truth = reaches(by, tier.from);
            if truth == Truth::No {
                next = Some(tier.from);
                continue;
            }
            let (range, unit, step) = self.amount_at(&tier.gives, depth + 1)?;
            possible = Some(possible.map_or((range, unit), |(so_far, unit)| (so_far.hull(range), unit)));
            parts.push(step);
            if truth == Truth::Yes {
                reached = certain.then_some(tier.from);
                let (range, unit) = possible.unwrap_or((Range::ZERO, Unit::Money));
                return Ok(amounted(range, unit, What::Tier { reached, next }, parts));
            }
            certain = false;
        }
        let (range, unit) =
            possible.map_or((Range::ZERO, Unit::Money), |(range, unit)| (range.hull(Range::ZERO), unit));
        Ok(amounted(range, unit, What::Tier { reached, next }, parts))
    }

    fn condition_at(&self, condition: &Condition, depth: usize) -> Result<(Truth, Step), TooLarge> {
        if depth > DEEPEST {
            return Err(TooLarge);
        }
        let compare = |a: &Amount, b: &Amount, is: Comparison| {
            let (left, unit, left_step) = self.amount_at(a, depth + 1)?;
            let (right, _, right_step) = self.amount_at(b, depth + 1)?;
            let right_step = with_unit(right_step, b, unit);
            let truth = match is {
                Comparison::AtLeast => !exceeds(right, left),
                Comparison::MoreThan => exceeds(left, right),
                Comparison::AtMost => !exceeds(left, right),
                Comparison::LessThan => exceeds(right, left),
            };
            let gap = left.exact().zip(right.exact()).and_then(|(a, b)| a.checked_sub(b)).map(|gap| gap.abs());
            Ok((truth, What::Compare { is, gap }, vec![left_step, right_step]))
        };
        let (truth, what, parts) = match condition {
            Condition::All(all) | Condition::Any(all) => {
                let every = matches!(condition, Condition::All(_));
                let mut truth = Truth::from(every);
                let mut parts = Vec::with_capacity(all.len());
                for one in all {
                    let (holds, step) = self.condition_at(one, depth + 1)?;
                    truth = if every { truth.and(holds) } else { truth.or(holds) };
                    parts.push(step);
                }
                (truth, if every { What::All } else { What::Any }, parts)
            }
            Condition::Not(one) => {
                let (truth, step) = self.condition_at(one, depth + 1)?;
                (!truth, What::Not, vec![step])
            }
            Condition::Yes(id) => (self.yes(id), What::Yes(id.clone()), vec![self.said(id)]),
            Condition::OneOf(id, choices) => {
                let truth = match self.answer(id) {
                    Some(Answer::Choice(answer)) => Truth::from(choices.contains(answer)),
                    _ => Truth::Unknown,
                };
                (truth, What::OneOf(id.clone(), choices.clone()), vec![self.said(id)])
            }
            Condition::AtLeast(a, b) => compare(a, b, Comparison::AtLeast)?,
            Condition::MoreThan(a, b) => compare(a, b, Comparison::MoreThan)?,
            Condition::AtMost(a, b) => compare(a, b, Comparison::AtMost)?,
            Condition::LessThan(a, b) => compare(a, b, Comparison::LessThan)?,
            Condition::OnOrAfter(id, date) => {
                let truth = match self.answer(id) {
                    Some(Answer::Date(day)) => Truth::from(*day >= date.first_day()),
                    _ => Truth::Unknown,
                };
                (truth, What::OnOrAfter(id.clone(), *date), vec![self.said(id)])
            }
            Condition::OnOrBefore(id, date) => {
                let truth = match self.answer(id) {
                    Some(Answer::Date(day)) => Truth::from(*day <= date.last_day()),
                    _ => Truth::Unknown,
                };
                (truth, What::OnOrBefore(id.clone(), *date), vec![self.said(id)])
            }
        };
        Ok((truth, Step::new(what, Value::Holds(truth), parts)))
    }

    /// Whether a yes/no fact is answered with yes.
    pub(super) fn yes(&self, id: &FactId) -> Truth {
        match self.answer(id) {
            Some(Answer::YesNo(yes)) => Truth::from(*yes),
            _ => Truth::Unknown,
        }
    }

    /// The step that shows an answer, or that it is missing.
    pub(super) fn said(&self, id: &FactId) -> Step {
        match self.answer(id) {
            Some(answer) => Step::new(What::Answered(id.clone(), answer.clone()), Value::Said, vec![]),
            None => Step::new(What::Missing(id.clone()), Value::Said, vec![]),
        }
    }
}

fn amounted(range: Range, unit: Unit, what: What, parts: Vec<Step>) -> (Range, Unit, Step) {
    (range, unit, Step::new(what, Value::Amount(range, unit), parts))
}

fn taken(branch: Option<(Range, Unit, Step)>) -> (Range, Unit, Vec<Step>) {
    branch.map_or((Range::ZERO, Unit::Money, vec![]), |(range, unit, step)| (range, unit, vec![step]))
}

/// A bare number takes the unit of what it is compared with.
fn with_unit(mut step: Step, amount: &Amount, unit: Unit) -> Step {
    if let (Amount::Fixed(_), Value::Amount(range, _)) = (amount, step.value) {
        step.value = Value::Amount(range, unit);
    }
    step
}

/// Whether `a` is more than `b`.
fn exceeds(a: Range, b: Range) -> Truth {
    if b.high.is_some_and(|most| a.low > most) {
        Truth::Yes
    } else if a.high.is_some_and(|most| most <= b.low) {
        Truth::No
    } else {
        Truth::Unknown
    }
}

fn reaches(value: Range, bound: Bound) -> Truth {
    match bound {
        Bound::AtLeast(from) => !exceeds(Range::exactly(from.0), value),
        Bound::MoreThan(from) => exceeds(value, Range::exactly(from.0)),
    }
}

/// Which of several values the result is, if that is certain.
fn certain_place(ranges: &[Range], result: Range) -> Option<usize> {
    result.exact()?;
    ranges.iter().position(|range| range.exact() == Some(result.low))
}

fn sliced(of: Range, slices: &[Slice]) -> Result<(Range, Vec<SliceStep>), TooLarge> {
    let mut total = Range::ZERO;
    let mut paid = Vec::with_capacity(slices.len());
    let mut from = Decimal::ZERO;
    for slice in slices {
        let up_to = slice.up_to.map(|up_to| up_to.0);
        let reached = up_to.map_or(of, |up_to| of.min(Range::exactly(up_to)));
        let filled = reached.less(Range::exactly(from))?;
        total = total.plus(filled.times(Range::exactly(slice.rate.0))?)?;
        paid.push(SliceStep { from, up_to, rate: slice.rate, filled });
        let Some(up_to) = up_to else { break };
        from = up_to;
    }
    Ok((total, paid))
}
