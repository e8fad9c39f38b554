//! Amounts, by shape, in the order of `rules::amount`.

use rust_decimal::Decimal;

use super::super::Unsupported;
use super::condition::DEEPEST;
use super::{Compiler, Decided, Setting, Span};
use crate::model::amount::Amount;
use crate::model::condition::Condition;
use crate::model::id::{FactId, LineId, PolicyId};
use crate::model::stacking::Member;

pub(super) type Worked = Result<Span, Unsupported>;

impl Compiler<'_> {
    pub(super) fn amount(&mut self, amount: &Amount, depth: usize) -> Worked {
        if depth > DEEPEST {
            return Err(Unsupported::TooDeep);
        }
        match amount {
            Amount::Fixed(number) | Amount::Rate(number) | Amount::Count(number) => self.figure(number.0),
            Amount::Fact(id) => self.number(id),
            Amount::Line(id) => self.line(id, depth),
            Amount::Award(member) => self.other_award(member, depth),
            Amount::Share { rate, of } => {
                let of = self.amount(of, depth + 1)?;
                self.times_figure(of, rate.0)
            }
            Amount::Sum(all) => self.fold(all, depth, Decimal::ZERO, Self::plus),
            Amount::Product(all) => self.fold(all, depth, Decimal::ONE, Self::times),
            Amount::LesserOf(all) => self.reduce(all, depth, Self::min),
            Amount::GreaterOf(all) => self.reduce(all, depth, Self::max),
            Amount::Difference { from, less } => {
                let (from, less) = (self.amount(from, depth + 1)?, self.amount(less, depth + 1)?);
                self.less(from, less)
            }
            Amount::AtMost { cap, of } => {
                let (cap, of) = (self.amount(cap, depth + 1)?, self.amount(of, depth + 1)?);
                self.min(of, cap)
            }
            Amount::AtLeast { floor, of } => {
                let (floor, of) = (self.amount(floor, depth + 1)?, self.amount(of, depth + 1)?);
                self.max(of, floor)
            }
            Amount::WithinTotal { share, of, beside } => {
                let (of, beside) = (self.amount(of, depth + 1)?, self.amount(beside, depth + 1)?);
                let rest = Decimal::ONE - share.0.min(Decimal::ONE);
                // A share of the whole total sets no limit, so the rate would be infinite.
                let rate = if rest.is_zero() { None } else { even_quotient(share.0, rest) };
                let limit = self.times_figure(beside, rate.ok_or(Unsupported::Division)?)?;
                self.min(of, limit)
            }
            Amount::Slices { of, slices } => {
                let of = self.amount(of, depth + 1)?;
                self.slices(of, slices)
            }
            Amount::Tiers { by, tiers } => self.tiers(by, tiers, depth),
            Amount::Table { rows, columns, gives } => self.table(rows, columns, gives, depth),
            Amount::Choice { by, cases } => self.choice(by, cases, depth),
            Amount::Taper { by, from, to } => {
                let by = self.amount(by, depth + 1)?;
                self.taper(by, *from, *to)
            }
            Amount::ByYear { year, gives, cumulative } => self.by_year(year, gives, *cumulative, depth),
            Amount::PerUnit { count, each, limit } => {
                let (mut count, each) = (self.amount(count, depth + 1)?, self.amount(each, depth + 1)?);
                if let Some(limit) = limit {
                    let limit = self.figure(limit.0)?;
                    count = self.min(count, limit)?;
                }
                self.times(count, each)
            }
            Amount::If { when, then, otherwise } => self.if_else(when, then, otherwise.as_deref(), depth),
            Amount::Between { least, most, decided } => {
                let (least, most) = (self.amount(least, depth + 1)?, self.amount(most, depth + 1)?);
                match decided {
                    Some(id) if self.is_number(id) => {
                        let set = self.number(id)?;
                        let lifted = self.max(set, least)?;
                        self.min(lifted, most)
                    }
                    _ => Ok(Span { low: self.program.min(least.low, most.low)?, high: most.high }),
                }
            }
            Amount::Dated(versions) => self.dated(versions, depth),
            Amount::Rounded { of, to, mode } => {
                let of = self.amount(of, depth + 1)?;
                let high = of.high.map(|high| self.program.round(high, to.0, *mode)).transpose()?;
                Ok(Span { low: self.program.round(of.low, to.0, *mode)?, high })
            }
            Amount::DaysBetween(from, to) => match (self.days(from)?, self.days(to)?) {
                (Some(from), Some(to)) => self.program.less(to, from).map(Span::exactly),
                _ => Ok(Span { low: self.program.zero()?, high: None }),
            },
            Amount::Contested(readings) => {
                let mut all: Option<Span> = None;
                for reading in readings {
                    let one = self.amount(&reading.gives, depth + 1)?;
                    all = Some(match all {
                        Some(all) => self.hull(all, one)?,
                        None => one,
                    });
                }
                all.map_or_else(|| self.nothing(), Ok)
            }
            // A quotient need not be a finite decimal, and an exchange rate may have any number of digits.
            Amount::Prorated { .. } | Amount::Converted { .. } => Err(Unsupported::Division),
            Amount::ForEach { .. } => Err(Unsupported::List),
        }
    }

    pub(super) fn figure(&mut self, value: Decimal) -> Worked {
        self.program.constant(value).map(Span::exactly)
    }

    pub(super) fn nothing(&mut self) -> Worked {
        self.program.zero().map(Span::exactly)
    }

    fn is_number(&self, id: &FactId) -> bool {
        self.column(id).is_some_and(|column| matches!(column.data, super::Data::Numbers { .. }))
    }

    fn fold(
        &mut self,
        all: &[Amount],
        depth: usize,
        first: Decimal,
        join: fn(&mut Self, Span, Span) -> Worked,
    ) -> Worked {
        let mut total = self.figure(first)?;
        for one in all {
            let one = self.amount(one, depth + 1)?;
            total = join(self, total, one)?;
        }
        Ok(total)
    }

    fn reduce(&mut self, all: &[Amount], depth: usize, join: fn(&mut Self, Span, Span) -> Worked) -> Worked {
        let mut result: Option<Span> = None;
        for one in all {
            let one = self.amount(one, depth + 1)?;
            result = Some(match result {
                Some(so_far) => join(self, so_far, one)?,
                None => one,
            });
        }
        result.map_or_else(|| self.nothing(), Ok)
    }

    fn line(&mut self, id: &LineId, depth: usize) -> Worked {
        let key = (self.setting.policy.id.clone(), id.clone());
        if let Some(known) = self.lines.get(&key) {
            return Ok(*known);
        }
        let Some(line) = self.setting.policy.line(id) else {
            return Ok(Span { low: self.program.zero()?, high: None });
        };
        let span = self.amount(&line.amount, depth + 1)?;
        self.lines.insert(key, span);
        Ok(span)
    }

    /// The result of another incentive.
    fn other_award(&mut self, member: &Member, depth: usize) -> Worked {
        let setting = self.setting;
        let (policy, incentive) = member.parts(&setting.policy.id);
        let policy = setting.library.policies.get(&PolicyId::from(policy));
        let applies = |place| setting.library.chain(setting.place).iter().any(|around| around.id == place);
        let found = policy.filter(|policy| applies(policy.place.clone()));
        let Some((policy, incentive)) = found.and_then(|policy| Some((policy, policy.incentive(&incentive.into())?)))
        else {
            return self.nothing();
        };
        if policy.currency != self.portfolio.currency() {
            return Err(Unsupported::Currency);
        }
        self.setting = Setting { policy, ..setting };
        let decided = self.decide(incentive, depth + 1);
        self.setting = setting;
        match decided? {
            Decided::Nothing => self.nothing(),
            Decided::Unpriced(holds) => match self.program.same(holds.maybe) {
                Some(true) => Ok(Span { low: self.program.zero()?, high: None }),
                Some(false) => self.nothing(),
                None => Err(Unsupported::Unbounded),
            },
            Decided::Between(low, amount, holds) => {
                let zero = self.program.zero()?;
                let high = amount.high.ok_or(Unsupported::Unbounded)?;
                Ok(Span { low, high: Some(self.program.select(holds.maybe, high, zero)?) })
            }
        }
    }

    fn if_else(&mut self, when: &Condition, then: &Amount, otherwise: Option<&Amount>, depth: usize) -> Worked {
        let holds = self.condition(when, depth + 1)?;
        // A branch that cannot apply is not compiled, and not calculated on the explained path either.
        let never = self.program.same(holds.maybe) == Some(false);
        let always = self.program.same(holds.surely) == Some(true);
        let then = if never { self.nothing()? } else { self.amount(then, depth + 1)? };
        let otherwise = match otherwise {
            Some(otherwise) if !always => self.amount(otherwise, depth + 1)?,
            _ => self.nothing()?,
        };
        self.one_of(holds, then, otherwise)
    }
}

/// A quotient of two figures, if it is a finite decimal with few digits.
pub(super) fn even_quotient(a: Decimal, b: Decimal) -> Option<Decimal> {
    let quotient = a.checked_div(b)?.normalize();
    (quotient.scale() <= 12 && quotient.checked_mul(b)? == a).then_some(quotient)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_quotients_that_come_out_even_are_used() {
        let check = |a: i64, b: i64, expected: Option<&str>| {
            let expected = expected.map(|text| text.parse().unwrap());
            assert_eq!(even_quotient(a.into(), b.into()), expected, "{a} / {b}");
        };
        check(1, 3, None);
        check(2, 3, None);
        check(1, 4, Some("0.25"));
        check(4, 1_000_000, Some("0.000004"));
        check(0, 7, Some("0"));
    }
}
