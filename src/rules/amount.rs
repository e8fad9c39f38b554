//! Works out amounts, with a step for each.

use rust_decimal::Decimal;

use super::award::decide;
use super::compare::{exceeds, reaches, within};
use super::context::{Case, Told};
use super::outcome::{Outcome, Why};
use super::shapes;
use super::step::{Step, Unit, What};
use super::value::{Range, Truth, Unworkable};
use crate::model::amount::{Amount, Case as ChoiceCase, Tier, Version};
use crate::model::condition::Condition;
use crate::model::id::{FactId, LineId, PolicyId};
use crate::model::production::{Answer, Currency, Item};
use crate::model::stacking::Member;

/// Lines refer to lines, and awards to awards; a chain longer than this is a cycle that was not caught.
pub(super) const DEEPEST: usize = 160;

/// An item of which nothing is known.
static NOTHING_KNOWN: Item = Item::new();

type Worked = Result<Step, Unworkable>;

impl Case<'_> {
    /// Works out an amount.
    ///
    /// # Errors
    /// Says why nothing comes out.
    pub fn amount(&self, amount: &Amount) -> Worked {
        match self.told() {
            Some(_) => self.amount_at(amount, 0),
            None => self.beside(&Told::default()).amount_at(amount, 0),
        }
    }

    pub(super) fn amount_at(&self, amount: &Amount, depth: usize) -> Worked {
        if depth > DEEPEST {
            return Err(Unworkable::TooLarge);
        }
        let work = |amount: &Amount| self.amount_at(amount, depth + 1);
        let fixed = |number: &crate::model::number::Number, unit| {
            Ok(Step::amount(What::Fixed, Range::exactly(number.0), unit, Vec::new()))
        };
        match amount {
            Amount::Fixed(number) => fixed(number, Unit::Money),
            Amount::Rate(number) => fixed(number, Unit::Share),
            Amount::Count(number) => fixed(number, Unit::Count),
            Amount::Fact(id) => self.fact(id),
            Amount::Line(id) => self.line(id, depth),
            Amount::Award(member) => self.award(member, depth),
            Amount::Share { rate, of } => {
                let of = work(of)?;
                let range = of.range().times(Range::exactly(rate.0))?;
                Ok(Step::amount(What::Share(*rate), range, of.unit(), vec![of]))
            }
            Amount::Sum(all) => {
                let parts = self.all(all, depth)?;
                let total = parts.iter().map(Step::range).try_fold(Range::ZERO, Range::plus)?;
                Ok(Step::amount(What::Sum, total, like(all, &parts), parts))
            }
            Amount::Product(all) => {
                let parts = self.all(all, depth)?;
                let total = parts.iter().map(Step::range).try_fold(Range::exactly(Decimal::ONE), Range::times)?;
                let unit = [Unit::Money, Unit::Count, Unit::Share];
                let unit = unit.into_iter().find(|unit| parts.iter().any(|part| part.unit() == *unit));
                Ok(Step::amount(What::Product, total, unit.unwrap_or(Unit::Money), parts))
            }
            Amount::LesserOf(all) => {
                let parts = self.all(all, depth)?;
                let least = parts.iter().map(Step::range).reduce(Range::min).unwrap_or(Range::ZERO);
                Ok(Step::amount(What::Lesser(place_of(&parts, least)), least, like(all, &parts), parts))
            }
            Amount::GreaterOf(all) => {
                let parts = self.all(all, depth)?;
                let most = parts.iter().map(Step::range).reduce(Range::max).unwrap_or(Range::ZERO);
                Ok(Step::amount(What::Greater(place_of(&parts, most)), most, like(all, &parts), parts))
            }
            Amount::Difference { from, less } => {
                let (from, less) = (work(from)?, work(less)?);
                let range = from.range().less(less.range())?;
                Ok(Step::amount(What::Difference, range, from.unit(), vec![from, less]))
            }
            Amount::Prorated { of, part, whole } => {
                let (of, part, whole) = (work(of)?, work(part)?, work(whole)?);
                let range = of.range().times(part.range())?.over(whole.range())?;
                Ok(Step::amount(What::Prorated, range, of.unit(), vec![of, part, whole]))
            }
            Amount::AtMost { cap, of } => {
                let (cap, of) = (work(cap)?, work(of)?);
                let unit = of.unit();
                let binds = exceeds(of.range(), cap.range());
                let range = match binds {
                    Truth::Yes => cap.range(),
                    Truth::No => of.range(),
                    Truth::Unknown => of.range().min(cap.range()),
                };
                Ok(Step::amount(What::Cap(binds), range, unit, vec![with_unit(cap, unit), of]))
            }
            Amount::AtLeast { floor, of } => {
                let (floor, of) = (work(floor)?, work(of)?);
                let (range, unit) = (of.range().max(floor.range()), of.unit());
                let binds = exceeds(floor.range(), of.range());
                Ok(Step::amount(What::Floor(binds), range, unit, vec![with_unit(floor, unit), of]))
            }
            Amount::WithinTotal { share, of, beside } => {
                let (of, beside) = (work(of)?, work(beside)?);
                let limit = shapes::share_of_total(*share, beside.range())?;
                let what = What::WithinTotal(*share, exceeds(of.range(), limit));
                Ok(Step::amount(what, of.range().min(limit), of.unit(), vec![of, beside]))
            }
            Amount::Slices { of, slices } => {
                let of = work(of)?;
                let (total, paid) = shapes::sliced(of.range(), slices)?;
                Ok(Step::amount(What::Slices(paid), total, of.unit(), vec![of]))
            }
            Amount::Tiers { by, tiers } => self.tiers(by, tiers, depth),
            Amount::Table { rows, columns, gives } => self.table(rows, columns, gives, depth),
            Amount::Choice { by, cases } => self.choice(by, cases, depth),
            Amount::Taper { by, from, to } => {
                let by = work(by)?;
                let range = shapes::tapered(by.range(), *from, *to)?;
                let rates = from.gives.0 <= Decimal::ONE && to.gives.0 <= Decimal::ONE;
                let unit = if rates { Unit::Share } else { Unit::Money };
                Ok(Step::amount(What::Taper(Box::new((*from, *to))), range, unit, vec![by]))
            }
            Amount::ByYear { year, gives, cumulative } => self.by_year(year, gives, *cumulative, depth),
            Amount::PerUnit { count, each, limit } => {
                let (count, each) = (work(count)?, work(each)?);
                let (counted, binds) = match limit {
                    Some(limit) => {
                        let limit = Range::exactly(limit.0);
                        (count.range().min(limit), exceeds(count.range(), limit))
                    }
                    None => (count.range(), Truth::No),
                };
                let range = counted.times(each.range())?;
                Ok(Step::amount(What::PerUnit(*limit, binds), range, each.unit(), vec![count, each]))
            }
            Amount::ForEach { list, gives } => self.for_each(list, gives, depth),
            Amount::If { when, then, otherwise } => self.either(when, then, otherwise.as_deref(), depth),
            Amount::Between { least, most, decided } => {
                let (least, most) = (work(least)?, work(most)?);
                let unit = least.unit();
                let set = decided.as_ref().filter(|id| self.answer(id).is_some());
                let band = Range { low: least.range().min(most.range()).low, high: most.range().high };
                let (range, parts, is_set) = match set.map(|id| self.fact(id)).transpose()? {
                    Some(set) => (set.range().max(least.range()).min(most.range()), vec![least, most, set], true),
                    None => (band, vec![least, most], false),
                };
                Ok(Step::amount(What::Between(is_set), range, unit, parts))
            }
            Amount::Dated(versions) => self.dated(versions, depth),
            Amount::Rounded { of, to, mode } => {
                let of = work(of)?;
                let range = of.range().map(|value| shapes::rounded(value, to.0, *mode))?;
                Ok(Step::amount(What::Rounded(*to, *mode), range, of.unit(), vec![of]))
            }
            Amount::Converted { from, of } => self.converted(work(of)?, *from, self.policy.currency),
            Amount::DaysBetween(from, to) => {
                let range = match (self.answer(from), self.answer(to)) {
                    (Some(Answer::Date(a)), Some(Answer::Date(b))) => {
                        Range::exactly(Decimal::from((*b - *a).get_days().max(0)))
                    }
                    _ => Range::ANY,
                };
                let what = What::DaysBetween(from.clone(), to.clone());
                Ok(Step::amount(what, range, Unit::Count, vec![self.said(from), self.said(to)]))
            }
            Amount::Contested(readings) => {
                let mut parts = Vec::with_capacity(readings.len());
                for reading in readings {
                    let step = work(&reading.gives)?;
                    let (range, unit) = (step.range(), step.unit());
                    parts.push(Step::amount(What::Reading, range, unit, vec![step]).citing(&reading.cites));
                }
                let (range, unit) = hull(&parts, Range::ZERO);
                Ok(Step::amount(What::Contested, range, unit, parts))
            }
        }
    }

    fn all(&self, all: &[Amount], depth: usize) -> Result<Vec<Step>, Unworkable> {
        let mut parts = Vec::with_capacity(all.len());
        for amount in all {
            parts.push(self.amount_at(amount, depth + 1)?);
        }
        Ok(parts)
    }

    fn line(&self, id: &LineId, depth: usize) -> Worked {
        let what = What::Line(self.policy.id.clone(), id.clone());
        if let Some((range, unit)) = self.told().and_then(|told| told.find(&what)) {
            return Ok(Step::amount(what, range, unit, Vec::new()));
        }
        let Some(line) = self.policy.line(id) else {
            return Ok(Step::amount(what, Range::ANY, Unit::Money, Vec::new()));
        };
        let step = self.amount_at(&line.amount, depth + 1)?;
        let (range, unit) = (step.range(), step.unit());
        if let Some(told) = self.told() {
            told.note(&what, range, unit);
        }
        Ok(Step::amount(what, range, unit, vec![step]).citing(&line.cites))
    }

    /// What another incentive gives, in the currency of this policy.
    fn award(&self, member: &Member, depth: usize) -> Worked {
        let (policy, incentive) = member.parts(&self.policy.id);
        let (policy, incentive) = (PolicyId::from(policy), incentive.into());
        let what = What::Award(policy.clone(), incentive);
        let What::Award(_, incentive) = &what else { return Err(Unworkable::TooLarge) };
        if let Some((range, unit)) = self.told().and_then(|told| told.find(&what)) {
            let step = Step::amount(what, range, unit, Vec::new());
            return self.converted(step, self.currency_of(&policy), self.policy.currency);
        }
        let library = self.context.library;
        let applies = |id: &PolicyId| {
            let policy = library.policies.get(id)?;
            library.chain(self.place).iter().any(|place| place.id == policy.place).then_some(policy)
        };
        let found = applies(&policy).and_then(|policy| Some((policy, policy.incentive(incentive)?)));
        let Some((policy, incentive)) = found else {
            return Ok(Step::amount(what, Range::ZERO, Unit::Money, Vec::new()));
        };
        let case = Case::new(self.context, policy, self.place);
        let case = self.told().map_or(case, |told| case.beside(told));
        let (outcome, step) = decide(&case, incentive, depth + 1)?;
        let range = match outcome {
            Outcome::NotCalculable(Why::CaseByCase | Why::NotPublished) => Range::ANY,
            Outcome::NotCalculable(Why::TooLarge) => return Err(Unworkable::TooLarge),
            Outcome::NotCalculable(Why::OtherCurrency) => return Err(Unworkable::NoRate),
            _ => Range { low: outcome.floor(), high: outcome.ceiling() },
        };
        if let Some(told) = self.told() {
            told.note(&what, range, Unit::Money);
        }
        let step = Step::amount(what, range, Unit::Money, vec![step]).citing(&incentive.cites);
        self.converted(step, policy.currency, self.policy.currency)
    }

    /// The currency of a policy; that of this one if it is not loaded.
    fn currency_of(&self, policy: &PolicyId) -> Currency {
        self.context.library.policies.get(policy).map_or(self.policy.currency, |policy| policy.currency)
    }

    fn tiers(&self, by: &Amount, tiers: &[Tier], depth: usize) -> Worked {
        let by = self.amount_at(by, depth + 1)?;
        let measured = by.range();
        let mut possible: Option<(Range, Unit)> = None;
        let mut parts = Vec::with_capacity(2);
        parts.push(by);
        let mut next = None;
        let mut certain = true;
        // From the top down: the first step surely reached ends the search.
        for tier in tiers.iter().rev() {
            let truth = reaches(measured, tier.from);
            if truth == Truth::No {
                next = Some(tier.from);
                continue;
            }
            let step = self.amount_at(&tier.gives, depth + 1)?;
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
                return Ok(Step::amount(What::Tier { reached, next }, range, unit, parts));
            }
            certain = false;
        }
        let (range, unit) =
            possible.map_or((Range::ZERO, Unit::Money), |(range, unit)| (range.hull(Range::ZERO), unit));
        Ok(Step::amount(What::Tier { reached: None, next }, range, unit, parts))
    }

    fn choice(&self, by: &FactId, cases: &[ChoiceCase], depth: usize) -> Worked {
        let mut parts = Vec::with_capacity(2);
        parts.push(self.said(by));
        let Some(Answer::Choice(answer)) = self.answer(by) else {
            // Any case may come, or none of them.
            for case in cases {
                parts.push(self.amount_at(&case.gives, depth + 1)?);
            }
            let (range, unit) = hull(parts.get(1..).unwrap_or_default(), Range::ZERO);
            let what = What::Choice { fact: by.clone(), answer: None };
            return Ok(Step::amount(what, range.hull(Range::ZERO), unit, parts));
        };
        let what = What::Choice { fact: by.clone(), answer: Some(answer.clone()) };
        match cases.iter().find(|case| case.is.iter().any(|is| **is == **answer)) {
            Some(case) => {
                let step = self.amount_at(&case.gives, depth + 1)?;
                let (range, unit) = (step.range(), step.unit());
                parts.push(step);
                Ok(Step::amount(what, range, unit, parts))
            }
            None => Ok(Step::amount(what, Range::ZERO, Unit::Money, parts)),
        }
    }

    fn by_year(&self, year: &Amount, gives: &[Amount], cumulative: bool, depth: usize) -> Worked {
        let year = self.amount_at(year, depth + 1)?;
        let last = Decimal::from(gives.len()) + Decimal::ONE;
        let whole = |year: Decimal| usize::try_from(year.min(last).trunc()).unwrap_or(0);
        let first = whole(year.range().low);
        let most = year.range().high.map_or(gives.len() + 1, whole);
        let mut steps = Vec::new();
        for amount in gives {
            steps.push(self.amount_at(amount, depth + 1)?);
        }
        let in_year = |year: usize| -> Result<Range, Unworkable> {
            let ranges = steps.iter().map(Step::range);
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
        let unit = steps.first().map_or(Unit::Money, Step::unit);
        let used = |at: usize| if cumulative { at < most } else { (first..=most).contains(&(at + 1)) };
        let used = steps.into_iter().enumerate().filter(|(at, _)| used(*at)).map(|(_, step)| step);
        let parts = std::iter::once(year).chain(used).collect();
        Ok(Step::amount(What::ByYear(cumulative), range, unit, parts))
    }

    fn for_each(&self, list: &FactId, gives: &Amount, depth: usize) -> Worked {
        let what = What::ForEach(list.clone());
        let Some(Answer::Items(items)) = self.answer(list) else {
            // There may be any number of items.
            let unit = self.for_item(&NOTHING_KNOWN, &Told::default()).amount_at(gives, depth + 1)?.unit();
            return Ok(Step::amount(what, Range::ANY, unit, vec![self.said(list)]));
        };
        let mut total = Range::ZERO;
        let mut unit = Unit::Money;
        let mut parts = Vec::with_capacity(items.len());
        for (at, item) in items.iter().enumerate() {
            let told = Told::default();
            let one = self.for_item(item, &told).amount_at(gives, depth + 1)?;
            total = total.plus(one.range())?;
            unit = one.unit();
            parts.push(Step::amount(What::Item(at + 1), one.range(), unit, vec![one]));
        }
        Ok(Step::amount(what, total, unit, parts))
    }

    fn either(&self, when: &Condition, then: &Amount, otherwise: Option<&Amount>, depth: usize) -> Worked {
        let when = self.condition_at(when, depth + 1)?;
        let truth = when.truth();
        let mut parts = Vec::with_capacity(2);
        parts.push(when);
        if truth != Truth::No {
            parts.push(self.amount_at(then, depth + 1)?);
        }
        if truth != Truth::Yes
            && let Some(otherwise) = otherwise
        {
            parts.push(self.amount_at(otherwise, depth + 1)?);
        }
        let (range, unit) = hull(parts.get(1..).unwrap_or_default(), Range::ZERO);
        let nothing_possible = truth == Truth::Unknown && otherwise.is_none();
        let range = if nothing_possible { range.hull(Range::ZERO) } else { range };
        Ok(Step::amount(What::If(truth), range, unit, parts))
    }

    fn dated(&self, versions: &[Version], depth: usize) -> Worked {
        let mut parts = match &self.policy.dated_by {
            crate::model::policy::DatedBy::Fact(fact) => vec![self.said(fact)],
            crate::model::policy::DatedBy::AsOf => Vec::new(),
        };
        let said = parts.len();
        let Some(day) = self.version_day() else {
            for version in versions {
                let step = self.amount_at(&version.gives, depth + 1)?;
                let (range, unit) = (step.range(), step.unit());
                parts.push(Step::amount(What::Reading, range, unit, vec![step]).citing(&version.cites));
            }
            let (range, unit) = hull(parts.get(said..).unwrap_or_default(), Range::ZERO);
            return Ok(Step::amount(What::Dated(None), range.hull(Range::ZERO), unit, parts));
        };
        let Some(version) = versions.iter().rev().find(|version| version.from.first_day() <= day) else {
            return Ok(Step::amount(What::Dated(None), Range::ZERO, Unit::Money, parts));
        };
        let step = self.amount_at(&version.gives, depth + 1)?;
        let (range, unit) = (step.range(), step.unit());
        parts.push(step);
        Ok(Step::amount(What::Dated(Some(version.from)), range, unit, parts).citing(&version.cites))
    }
}

/// Everything that several steps can be, and what they count.
fn hull(parts: &[Step], none: Range) -> (Range, Unit) {
    let range = parts.iter().map(Step::range).reduce(Range::hull).unwrap_or(none);
    (range, parts.first().map_or(Unit::Money, Step::unit))
}

/// What a sum or a choice among amounts counts: a bare figure takes the unit of the others.
fn like(amounts: &[Amount], parts: &[Step]) -> Unit {
    let measured = amounts.iter().zip(parts).find(|(amount, _)| !matches!(amount, Amount::Fixed(_)));
    measured.map_or(Unit::Money, |(_, part)| part.unit())
}

/// A bare figure takes the unit of what it is compared with.
pub(super) fn with_unit(mut step: Step, unit: Unit) -> Step {
    if step.what == What::Fixed {
        step.value = super::step::Value::Amount(step.range(), unit);
    }
    step
}

/// Which of several values the result is, if that is certain.
fn place_of(parts: &[Step], result: Range) -> Option<usize> {
    let result = result.exact()?;
    let same = |part: &Step| part.range().point().is_some_and(|value| value.serialize() == result.serialize());
    parts.iter().position(same).or_else(|| parts.iter().position(|part| part.range().exact() == Some(result)))
}
