//! Calculates amounts, with a step for each.

use rust_decimal::Decimal;

use super::award::decide;
use super::condition::{reaches, within};
use super::context::{Case, KnownLines};
use super::explain::{Bare, Explain};
use super::fraction::Fraction;
use super::outcome::{Outcome, Unpriced};
use super::step::{Step, StepKind, Tiered, Unit, Value};
use super::value::{EvalError, Range, Truth};
use crate::model::amount::{Amount, Case as ChoiceCase, Reading, Tier, Version};
use crate::model::condition::Condition;
use crate::model::id::{FactId, LineId, PolicyId};
use crate::model::number::Number;
use crate::model::production::{Answer, Currency, Item};
use crate::model::stacking::Member;

/// Lines may refer to lines, and awards to awards. A chain longer than this is a cycle that was not detected.
pub(super) const DEEPEST: usize = 160;

/// An item without any answers.
static NOTHING_KNOWN: Item = Item::new();

type EvalResult<M> = Result<M, EvalError>;

impl Case<'_> {
    /// Calculates an amount.
    ///
    /// # Errors
    /// The reason that it cannot be calculated.
    pub fn amount(&self, amount: &Amount) -> Result<Step, EvalError> {
        self.worked(amount)
    }

    /// The value of an amount, without steps.
    ///
    /// # Errors
    /// The reason that it cannot be calculated.
    pub fn value_of(&self, amount: &Amount) -> Result<Range, EvalError> {
        self.worked::<Bare>(amount).map(|bare| bare.range())
    }

    fn worked<M: Explain>(&self, amount: &Amount) -> EvalResult<M> {
        match self.known_lines() {
            Some(_) => self.amount_at::<M>(amount, 0),
            None => self.beside(&KnownLines::default()).amount_at::<M>(amount, 0),
        }
    }

    pub(super) fn amount_at<M: Explain>(&self, amount: &Amount, depth: usize) -> EvalResult<M> {
        if depth > DEEPEST {
            return Err(EvalError::TooLarge);
        }
        // Each shape has a function of its own. A single stack frame for all of them would be too large for the deepest
        // rules.
        match amount {
            Amount::Fixed(number) => Ok(fixed(*number, Unit::Money)),
            Amount::Rate(number) => Ok(fixed(*number, Unit::Share)),
            Amount::Count(number) => Ok(fixed(*number, Unit::Count)),
            Amount::Fact(id) => self.fact(id),
            Amount::Line(id) => self.line(id, depth),
            Amount::Award(member) => self.award(member, depth),
            Amount::Share { rate, of } => self.share(*rate, of, depth),
            Amount::Sum(all) => self.sum(all, depth),
            Amount::Product(all) => self.product(all, depth),
            Amount::LesserOf(all) => self.lesser(all, depth),
            Amount::GreaterOf(all) => self.greater(all, depth),
            Amount::Difference { from, less } => self.difference(from, less, depth),
            Amount::Prorated { of, part, whole } => self.prorated([of, part, whole], depth),
            Amount::AtMost { cap, of } => self.capped(cap, of, depth),
            Amount::AtLeast { floor, of } => self.lifted(floor, of, depth),
            Amount::WithinTotal { share, of, beside } => self.within_total(*share, of, beside, depth),
            Amount::Slices { of, slices } => self.slices(of, slices, depth),
            Amount::Tiers { by, tiers } => self.tiers(by, tiers, depth),
            Amount::Table { rows, columns, gives } => self.table(rows, columns, gives, depth),
            Amount::Choice { by, cases } => self.choice(by, cases, depth),
            Amount::Taper { by, from, to } => self.taper(by, [*from, *to], depth),
            Amount::ByYear { year, gives, cumulative } => self.by_year(year, gives, *cumulative, depth),
            Amount::PerUnit { count, each, limit } => self.per_unit(count, each, *limit, depth),
            Amount::ForEach { list, gives } => self.for_each(list, gives, depth),
            Amount::If { when, then, otherwise } => self.either(when, then, otherwise.as_deref(), depth),
            Amount::Between { least, most, decided } => self.between(least, most, decided.as_ref(), depth),
            Amount::Dated(versions) => self.dated(versions, depth),
            Amount::Rounded { of, to, mode } => self.rounded(of, *to, *mode, depth),
            Amount::Converted { from, of } => {
                self.converted(self.amount_at::<M>(of, depth + 1)?, *from, self.policy.currency)
            }
            Amount::DaysBetween(from, to) => Ok(self.days_between(from, to)),
            Amount::Contested(readings) => self.contested(readings, depth),
        }
    }

    fn all<M: Explain>(&self, all: &[Amount], depth: usize) -> Result<Vec<M>, EvalError> {
        let mut parts = Vec::with_capacity(all.len());
        for amount in all {
            parts.push(self.amount_at::<M>(amount, depth + 1)?);
        }
        Ok(parts)
    }

    fn sum<M: Explain>(&self, all: &[Amount], depth: usize) -> EvalResult<M> {
        let parts = self.all(all, depth)?;
        let total = parts.iter().map(M::range).try_fold(Range::ZERO, Range::plus)?;
        Ok(M::amount(|| StepKind::Sum, total, like(all, &parts), parts))
    }

    fn product<M: Explain>(&self, all: &[Amount], depth: usize) -> EvalResult<M> {
        let parts = self.all(all, depth)?;
        let total = parts.iter().map(M::range).try_fold(Range::ONE, Range::times)?;
        let unit = [Unit::Money, Unit::Count, Unit::Share];
        let unit = unit.into_iter().find(|unit| parts.iter().any(|part| part.unit() == *unit));
        Ok(M::amount(|| StepKind::Product, total, unit.unwrap_or(Unit::Money), parts))
    }

    fn lesser<M: Explain>(&self, all: &[Amount], depth: usize) -> EvalResult<M> {
        let parts = self.all(all, depth)?;
        let least = parts.iter().map(M::range).reduce(Range::min).unwrap_or(Range::ZERO);
        let at = if M::KEEPS { place_of(&parts, least) } else { None };
        Ok(M::amount(|| StepKind::Lesser(at), least, like(all, &parts), parts))
    }

    fn greater<M: Explain>(&self, all: &[Amount], depth: usize) -> EvalResult<M> {
        let parts = self.all(all, depth)?;
        let most = parts.iter().map(M::range).reduce(Range::max).unwrap_or(Range::ZERO);
        let at = if M::KEEPS { place_of(&parts, most) } else { None };
        Ok(M::amount(|| StepKind::Greater(at), most, like(all, &parts), parts))
    }

    fn contested<M: Explain>(&self, readings: &[Reading<Amount>], depth: usize) -> EvalResult<M> {
        let mut parts = Vec::with_capacity(readings.len());
        for reading in readings {
            let step = self.amount_at::<M>(&reading.gives, depth + 1)?;
            let (range, unit) = (step.range(), step.unit());
            parts.push(M::amount(|| StepKind::Reading, range, unit, [step]).citing(&reading.cites));
        }
        let (range, unit) = hull(&parts, Range::ZERO);
        Ok(M::contesting(Value::Amount(range, unit), parts))
    }

    fn line<M: Explain>(&self, id: &LineId, depth: usize) -> EvalResult<M> {
        let what = StepKind::Line(self.policy.id.clone(), id.clone());
        if let Some((range, unit)) = self.known_lines().and_then(|known| known.find(&what)) {
            return Ok(M::amount(|| what, range, unit, []));
        }
        let Some(line) = self.policy.line(id) else {
            return Ok(M::amount(|| what, Range::ANY, Unit::Money, []));
        };
        let step = self.amount_at::<M>(&line.amount, depth + 1)?;
        let (range, unit) = (step.range(), step.unit());
        if let Some(known) = self.known_lines() {
            known.note(&what, range, unit);
        }
        Ok(M::amount(|| what, range, unit, [step]).citing(&line.cites))
    }

    /// The result of another incentive, in the currency of this policy.
    fn award<M: Explain>(&self, member: &Member, depth: usize) -> EvalResult<M> {
        let (policy, incentive) = member.parts(&self.policy.id);
        let (policy, incentive) = (PolicyId::from(policy), incentive.into());
        let what = StepKind::Award(policy.clone(), incentive);
        let StepKind::Award(_, incentive) = &what else { return Err(EvalError::TooLarge) };
        if let Some((range, unit)) = self.known_lines().and_then(|known| known.find(&what)) {
            let step = M::amount(|| what, range, unit, []);
            return self.converted(step, self.currency_of(&policy), self.policy.currency);
        }
        let library = self.context.library;
        let applies = |id: &PolicyId| {
            let policy = self.context.policy(id)?;
            library.chain(self.place).iter().any(|place| place.id == policy.place).then_some(policy)
        };
        let found = applies(&policy).and_then(|policy| Some((policy, policy.incentive(incentive)?)));
        let Some((policy, incentive)) = found else {
            return Ok(M::amount(|| what, Range::ZERO, Unit::Money, []));
        };
        let case = Case::new(self.context, policy, self.place);
        let case = self.known_lines().map_or(case, |known| case.beside(known));
        let (outcome, step) = decide::<M>(&case, incentive, depth + 1)?;
        let range = match outcome {
            Outcome::NotCalculable(Unpriced::CaseByCase | Unpriced::NotPublished) => Range::ANY,
            Outcome::NotCalculable(Unpriced::TooLarge) => return Err(EvalError::TooLarge),
            Outcome::NotCalculable(Unpriced::OtherCurrency) => return Err(EvalError::NoRate),
            _ => Range { low: outcome.floor(), high: outcome.ceiling() },
        };
        if let Some(known) = self.known_lines() {
            known.note(&what, range, Unit::Money);
        }
        let step = M::amount(|| what, range, Unit::Money, [step]).citing(&incentive.cites);
        self.converted(step, policy.currency, self.policy.currency)
    }

    /// The currency of a policy; that of this one if the other is not loaded.
    fn currency_of(&self, policy: &PolicyId) -> Currency {
        self.context.policy(policy).map_or(self.policy.currency, |policy| policy.currency)
    }

    fn tiers<M: Explain>(&self, by: &Amount, tiers: &[Tier], depth: usize) -> EvalResult<M> {
        let by = self.amount_at::<M>(by, depth + 1)?;
        let measured = by.range();
        let mut possible: Option<(Range, Unit)> = None;
        let mut parts = Vec::with_capacity(2);
        parts.push(by);
        let mut next = None;
        let mut certain = true;
        // In descending order: the first step that is certain to be reached ends the search.
        for tier in tiers.iter().rev() {
            let truth = reaches(measured, tier.from);
            if truth == Truth::No {
                next = Some(tier.from);
                continue;
            }
            let step = self.amount_at::<M>(&tier.gives, depth + 1)?;
            let inside = tier.to.map_or(Truth::Yes, |to| within(measured, to));
            let range = match inside {
                Truth::Yes => step.range(),
                Truth::Unknown => step.range().hull(Range::ZERO),
                Truth::No => Range::ZERO,
            };
            possible = Some(possible.map_or((range, step.unit()), |(so_far, unit)| (so_far.hull(range), unit)));
            parts.push(step);
            if truth == Truth::Yes {
                let reached = (certain && inside == Truth::Yes).then_some(tier.from);
                let (range, unit) = possible.unwrap_or((Range::ZERO, Unit::Money));
                return Ok(M::amount(|| StepKind::Tier(Box::new(Tiered { reached, next })), range, unit, parts));
            }
            certain = false;
        }
        let (range, unit) =
            possible.map_or((Range::ZERO, Unit::Money), |(range, unit)| (range.hull(Range::ZERO), unit));
        Ok(M::amount(|| StepKind::Tier(Box::new(Tiered { reached: None, next })), range, unit, parts))
    }

    fn choice<M: Explain>(&self, by: &FactId, cases: &[ChoiceCase], depth: usize) -> EvalResult<M> {
        let mut parts = Vec::with_capacity(2);
        parts.push(self.said(by));
        let Some(Answer::Choice(answer)) = self.answer(by) else {
            // Any case or none may apply, unless the cases cover every answer.
            for case in cases {
                parts.push(self.amount_at::<M>(&case.gives, depth + 1)?);
            }
            let (range, unit) = hull(parts.get(1..).unwrap_or_default(), Range::ZERO);
            let what = StepKind::Choice { fact: by.clone(), answer: None };
            let meant = |id: &str| cases.iter().any(|case| case.is.iter().any(|is| is == id));
            let range = if self.always(by, meant) { range } else { range.hull(Range::ZERO) };
            return Ok(M::amount(|| what, range, unit, parts));
        };
        let what = StepKind::Choice { fact: by.clone(), answer: Some(answer.clone()) };
        match cases.iter().find(|case| case.is.iter().any(|is| **is == **answer)) {
            Some(case) => {
                let step = self.amount_at::<M>(&case.gives, depth + 1)?;
                let (range, unit) = (step.range(), step.unit());
                parts.push(step);
                Ok(M::amount(|| what, range, unit, parts))
            }
            None => Ok(M::amount(|| what, Range::ZERO, Unit::Money, parts)),
        }
    }

    fn by_year<M: Explain>(&self, year: &Amount, gives: &[Amount], cumulative: bool, depth: usize) -> EvalResult<M> {
        let year = self.amount_at::<M>(year, depth + 1)?;
        let last = Fraction::of(Decimal::from(gives.len()) + Decimal::ONE);
        let whole = |year: Fraction| usize::try_from(year.min(last).floor()).unwrap_or(0);
        let first = whole(year.range().low);
        let most = year.range().high.map_or(gives.len() + 1, whole);
        let mut steps = Vec::new();
        for amount in gives {
            steps.push(self.amount_at::<M>(amount, depth + 1)?);
        }
        let in_year = |year: usize| -> Result<Range, EvalError> {
            let ranges = steps.iter().map(M::range);
            match year.checked_sub(1) {
                None => Ok(Range::ZERO),
                Some(_) if cumulative => ranges.take(year).try_fold(Range::ZERO, Range::plus),
                Some(before) => Ok(ranges.skip(before).take(1).next().unwrap_or(Range::ZERO)),
            }
        };
        let mut range = in_year(first)?;
        for year in first..=most {
            range = range.hull(in_year(year)?);
        }
        let unit = steps.first().map_or(Unit::Money, M::unit);
        let used = |at: usize| if cumulative { at < most } else { (first..=most).contains(&(at + 1)) };
        let used = steps.into_iter().enumerate().filter(|(at, _)| used(*at)).map(|(_, step)| step);
        let parts = std::iter::once(year).chain(used);
        Ok(M::amount(|| StepKind::ByYear(cumulative), range, unit, parts))
    }

    fn for_each<M: Explain>(&self, list: &FactId, gives: &Amount, depth: usize) -> EvalResult<M> {
        let what = StepKind::ForEach(list.clone());
        let Some(Answer::Items(items)) = self.answer(list) else {
            // The number of items is not limited.
            let unit = self.for_item(&NOTHING_KNOWN, &KnownLines::default()).amount_at::<M>(gives, depth + 1)?.unit();
            return Ok(M::amount(|| what, Range::ANY, unit, [self.said(list)]));
        };
        let mut total = Range::ZERO;
        let mut unit = Unit::Money;
        let mut parts = Vec::with_capacity(items.len());
        for (at, item) in items.iter().enumerate() {
            let known = KnownLines::default();
            let one = self.for_item(item, &known).amount_at::<M>(gives, depth + 1)?;
            total = total.plus(one.range())?;
            unit = one.unit();
            parts.push(M::amount(|| StepKind::Item(at + 1), one.range(), unit, [one]));
        }
        Ok(M::amount(|| what, total, unit, parts))
    }

    fn either<M: Explain>(
        &self,
        when: &Condition,
        then: &Amount,
        otherwise: Option<&Amount>,
        depth: usize,
    ) -> EvalResult<M> {
        let when = self.condition_at::<M>(when, depth + 1)?;
        let truth = when.truth();
        let mut parts = Vec::with_capacity(2);
        parts.push(when);
        if truth != Truth::No {
            parts.push(self.amount_at::<M>(then, depth + 1)?);
        }
        if truth != Truth::Yes
            && let Some(otherwise) = otherwise
        {
            parts.push(self.amount_at::<M>(otherwise, depth + 1)?);
        }
        let (range, unit) = hull(parts.get(1..).unwrap_or_default(), Range::ZERO);
        let nothing_possible = truth == Truth::Unknown && otherwise.is_none();
        let range = if nothing_possible { range.hull(Range::ZERO) } else { range };
        Ok(M::amount(|| StepKind::If(truth), range, unit, parts))
    }

    fn dated<M: Explain>(&self, versions: &[Version], depth: usize) -> EvalResult<M> {
        let mut parts = match &self.policy.dated_by {
            crate::model::policy::DatedBy::Fact(fact) => vec![self.said(fact)],
            crate::model::policy::DatedBy::AsOf => Vec::new(),
        };
        let said = parts.len();
        let Some(day) = self.version_day() else {
            for version in versions {
                let step = self.amount_at::<M>(&version.gives, depth + 1)?;
                let (range, unit) = (step.range(), step.unit());
                parts.push(M::amount(|| StepKind::Reading, range, unit, [step]).citing(&version.cites));
            }
            let (range, unit) = hull(parts.get(said..).unwrap_or_default(), Range::ZERO);
            return Ok(M::amount(|| StepKind::Dated(None), range.hull(Range::ZERO), unit, parts));
        };
        let Some(version) = versions.iter().rev().find(|version| version.from.first_day() <= day) else {
            return Ok(M::amount(|| StepKind::Dated(None), Range::ZERO, Unit::Money, parts));
        };
        let step = self.amount_at::<M>(&version.gives, depth + 1)?;
        let (range, unit) = (step.range(), step.unit());
        parts.push(step);
        Ok(M::amount(|| StepKind::Dated(Some(version.from)), range, unit, parts).citing(&version.cites))
    }
}

/// A figure of the policy.
fn fixed<M: Explain>(number: Number, unit: Unit) -> M {
    M::fixed(Range::exactly(number.0), unit)
}

/// The range that covers several steps, and their unit.
fn hull<M: Explain>(parts: &[M], none: Range) -> (Range, Unit) {
    let range = parts.iter().map(M::range).reduce(Range::hull).unwrap_or(none);
    (range, parts.first().map_or(Unit::Money, M::unit))
}

/// The unit of a sum or of a choice among amounts. A bare figure takes the unit of the others.
fn like<M: Explain>(amounts: &[Amount], parts: &[M]) -> Unit {
    let measured = amounts.iter().zip(parts).find(|(amount, _)| !matches!(amount, Amount::Fixed(_)));
    measured.map_or(Unit::Money, |(_, part)| part.unit())
}

/// The index of the part that is the result, if that is certain.
fn place_of<M: Explain>(parts: &[M], result: Range) -> Option<usize> {
    let result = result.exact()?;
    let same = |part: &M| part.range().point().is_some_and(|value| value.is_same(result));
    parts.iter().position(same).or_else(|| parts.iter().position(|part| part.range().exact() == Some(result)))
}
