//! Conditions and comparisons.

use super::super::Unsupported;
use super::super::column::day;
use super::{Compiler, Holds, Span};
use crate::model::amount::{Amount, Bound, Limit};
use crate::model::condition::Condition;
use crate::model::id::FactId;

/// Rules that are nested deeper than this are left to the explained path, which has its own limit.
pub(super) const DEEPEST: usize = 48;

type Decided = Result<Holds, Unsupported>;

impl Compiler<'_> {
    pub(super) fn condition(&mut self, condition: &Condition, depth: usize) -> Decided {
        if depth > DEEPEST {
            return Err(Unsupported::TooDeep);
        }
        match condition {
            Condition::All(all) => {
                let mut holds = self.certainly(true)?;
                for one in all {
                    let one = self.condition(one, depth + 1)?;
                    holds = self.both(holds, one)?;
                }
                Ok(holds)
            }
            Condition::Any(all) => {
                let mut holds = self.certainly(false)?;
                for one in all {
                    let one = self.condition(one, depth + 1)?;
                    holds = self.either(holds, one)?;
                }
                Ok(holds)
            }
            Condition::Not(one) => {
                let one = self.condition(one, depth + 1)?;
                self.negated(one)
            }
            Condition::Yes(id) => self.yes(id),
            Condition::OneOf(id, choices) => match self.chosen(id)? {
                Some((at, ids)) => {
                    let among = ids.iter().map(|id| choices.iter().any(|choice| **choice == **id));
                    let mask = self.program.is_among(at, among)?;
                    Ok(Holds { surely: mask, maybe: mask })
                }
                None if self.always(id, |answer| choices.iter().any(|choice| **choice == *answer)) => {
                    self.certainly(true)
                }
                None => self.unknown(),
            },
            Condition::AtLeast(a, b) => {
                let (a, b) = self.pair(a, b, depth)?;
                let below = self.exceeds(b, a)?;
                self.negated(below)
            }
            Condition::MoreThan(a, b) => {
                let (a, b) = self.pair(a, b, depth)?;
                self.exceeds(a, b)
            }
            Condition::AtMost(a, b) => {
                let (a, b) = self.pair(a, b, depth)?;
                let above = self.exceeds(a, b)?;
                self.negated(above)
            }
            Condition::LessThan(a, b) => {
                let (a, b) = self.pair(a, b, depth)?;
                self.exceeds(b, a)
            }
            Condition::Equals(a, b) => {
                let (a, b) = self.pair(a, b, depth)?;
                self.equals(a, b)
            }
            Condition::OnOrAfter(id, date) => {
                let first = day(date.first_day());
                self.on_or_after(id, first)
            }
            Condition::OnOrBefore(id, date) => {
                let next = day(date.last_day()) + 1;
                let after = self.on_or_after(id, next)?;
                self.negated(after)
            }
            Condition::Contested(readings) => {
                let mut all: Option<Holds> = None;
                for reading in readings {
                    let one = self.condition(&reading.gives, depth + 1)?;
                    all = Some(match all {
                        None => one,
                        Some(all) => Holds {
                            surely: self.program.and(all.surely, one.surely)?,
                            maybe: self.program.or(all.maybe, one.maybe)?,
                        },
                    });
                }
                all.map_or_else(|| self.certainly(true), Ok)
            }
            Condition::Unclear { .. } => self.unknown(),
        }
    }

    fn pair(&mut self, a: &Amount, b: &Amount, depth: usize) -> Result<(Span, Span), Unsupported> {
        Ok((self.amount(a, depth + 1)?, self.amount(b, depth + 1)?))
    }

    fn on_or_after(&mut self, id: &FactId, first: i64) -> Decided {
        let Some(days) = self.days(id)? else { return self.unknown() };
        let before = self.program.constant((first - 1).into())?;
        let mask = self.program.exceeds(days, before)?;
        Ok(Holds { surely: mask, maybe: mask })
    }

    pub(super) fn negated(&mut self, a: Holds) -> Decided {
        Ok(Holds { surely: self.program.not(a.maybe)?, maybe: self.program.not(a.surely)? })
    }

    /// Whether `a` is greater than `b`.
    pub(super) fn exceeds(&mut self, a: Span, b: Span) -> Decided {
        let surely = match b.high {
            Some(most) => self.program.exceeds(a.low, most)?,
            None => self.program.always(false)?,
        };
        let maybe = match a.high {
            Some(most) => self.program.exceeds(most, b.low)?,
            None => self.program.always(true)?,
        };
        // If it is certain to hold it may hold. This must also be true if a policy has the two ends in the wrong order.
        Ok(Holds { surely, maybe: self.program.or(surely, maybe)? })
    }

    fn equals(&mut self, a: Span, b: Span) -> Decided {
        let (more, less) = (self.exceeds(a, b)?, self.exceeds(b, a)?);
        let apart = self.program.or(more.surely, less.surely)?;
        let not_apart = self.program.not(apart)?;
        if a.point().is_some() && b.point().is_some() {
            return Ok(Holds { surely: not_apart, maybe: not_apart });
        }
        let (Some(a_high), Some(b_high)) = (a.high, b.high) else {
            return Ok(Holds { surely: self.program.always(false)?, maybe: not_apart });
        };
        // They are certain to be equal if both are exact and neither is greater.
        let mut surely = not_apart;
        for (high, low) in [(a_high, a.low), (a.low, a_high), (b_high, b.low), (b.low, b_high)] {
            let wide = self.program.exceeds(high, low)?;
            let exact = self.program.not(wide)?;
            surely = self.program.and(surely, exact)?;
        }
        Ok(Holds { surely, maybe: not_apart })
    }

    /// Whether a value reaches the start of a step.
    pub(super) fn reaches(&mut self, value: Span, bound: Bound) -> Decided {
        let from = self.program.constant(bound.value().0).map(Span::exactly)?;
        match bound {
            Bound::AtLeast(_) => {
                let below = self.exceeds(from, value)?;
                self.negated(below)
            }
            Bound::MoreThan(_) => self.exceeds(value, from),
        }
    }

    /// Whether a value is within the end of a step.
    pub(super) fn within(&mut self, value: Span, limit: Limit) -> Decided {
        let (Limit::AtMost(to) | Limit::LessThan(to)) = limit;
        let to = self.program.constant(to.0).map(Span::exactly)?;
        match limit {
            Limit::AtMost(_) => {
                let above = self.exceeds(value, to)?;
                self.negated(above)
            }
            Limit::LessThan(_) => self.exceeds(to, value),
        }
    }
}
