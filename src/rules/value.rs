//! What is known of a value: an interval, or a three-valued truth.

use rust_decimal::Decimal;
use serde::Serialize;

/// Everything a value can still be. An exact value is an interval of one point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Range {
    /// The least it can be.
    pub low: Decimal,
    /// The most it can be; none where nothing bounds it.
    pub high: Option<Decimal>,
}

impl Range {
    /// Exactly zero.
    pub const ZERO: Self = Self { low: Decimal::ZERO, high: Some(Decimal::ZERO) };
    /// Anything from zero up.
    pub const ANY: Self = Self { low: Decimal::ZERO, high: None };

    /// Exactly one value.
    #[must_use]
    pub fn exactly(value: Decimal) -> Self {
        Self { low: value, high: Some(value) }
    }

    /// Between two values.
    #[must_use]
    pub fn between(low: Decimal, high: Decimal) -> Self {
        Self { low, high: Some(high) }
    }

    /// The value, if it is known.
    #[must_use]
    pub fn exact(self) -> Option<Decimal> {
        self.point().or_else(|| (self.high == Some(self.low)).then_some(self.low))
    }

    /// The value, if both ends are the same down to the last bit. Misses none that was made by
    /// [`Self::exactly`] and costs no comparison of decimals.
    pub(super) fn point(self) -> Option<Decimal> {
        self.high.filter(|high| high.serialize() == self.low.serialize())
    }

    /// The smallest range that holds both.
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        Self { low: self.low.min(other.low), high: self.high.zip(other.high).map(|(a, b)| a.max(b)) }
    }

    /// The lesser of two values.
    #[must_use]
    pub fn min(self, other: Self) -> Self {
        if let (Some(a), Some(b)) = (self.point(), other.point()) {
            return Self::exactly(a.min(b));
        }
        let high = match (self.high, other.high) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (one, None) | (None, one) => one,
        };
        Self { low: self.low.min(other.low), high }
    }

    /// The greater of two values.
    #[must_use]
    pub fn max(self, other: Self) -> Self {
        if let (Some(a), Some(b)) = (self.point(), other.point()) {
            return Self::exactly(a.max(b));
        }
        Self { low: self.low.max(other.low), high: self.high.zip(other.high).map(|(a, b)| a.max(b)) }
    }

    /// Both added.
    ///
    /// # Errors
    /// [`Unworkable::TooLarge`] if the sum does not fit.
    pub fn plus(self, other: Self) -> Result<Self, Unworkable> {
        if let (Some(a), Some(b)) = (self.point(), other.point()) {
            return Ok(Self::exactly(a.checked_add(b).ok_or(Unworkable::TooLarge)?));
        }
        let high = match (self.high, other.high) {
            // An upper end that does not fit bounds nothing.
            (Some(a), Some(b)) => a.checked_add(b),
            _ => None,
        };
        Ok(Self { low: self.low.checked_add(other.low).ok_or(Unworkable::TooLarge)?, high })
    }

    /// This less another, never below zero.
    ///
    /// # Errors
    /// [`Unworkable::TooLarge`] if the difference does not fit.
    pub fn less(self, other: Self) -> Result<Self, Unworkable> {
        let minus = |a: Decimal, b: Decimal| Ok(a.checked_sub(b).ok_or(Unworkable::TooLarge)?.max(Decimal::ZERO));
        if let (Some(a), Some(b)) = (self.point(), other.point()) {
            return Ok(Self::exactly(minus(a, b)?));
        }
        let low = match other.high {
            Some(most) => minus(self.low, most)?,
            None => Decimal::ZERO,
        };
        let high = match self.high {
            Some(most) => Some(minus(most, other.low)?),
            None => None,
        };
        Ok(Self { low, high })
    }

    /// Both multiplied; neither is negative.
    ///
    /// # Errors
    /// [`Unworkable::TooLarge`] if the product does not fit.
    pub fn times(self, other: Self) -> Result<Self, Unworkable> {
        if let (Some(a), Some(b)) = (self.point(), other.point()) {
            return Ok(Self::exactly(a.checked_mul(b).ok_or(Unworkable::TooLarge)?));
        }
        let high = match (self.high, other.high) {
            (Some(a), Some(b)) => a.checked_mul(b),
            (Some(zero), None) | (None, Some(zero)) if zero.is_zero() => Some(zero),
            _ => None,
        };
        Ok(Self { low: self.low.checked_mul(other.low).ok_or(Unworkable::TooLarge)?, high })
    }

    /// This divided by another, to 28 digits; neither is negative. What is divided by zero is zero.
    ///
    /// # Errors
    /// [`Unworkable::TooLarge`] if the quotient does not fit.
    pub fn over(self, other: Self) -> Result<Self, Unworkable> {
        let divide = |a: Decimal, b: Decimal| {
            if b.is_zero() { Ok(Decimal::ZERO) } else { a.checked_div(b).ok_or(Unworkable::TooLarge) }
        };
        if let (Some(a), Some(b)) = (self.point(), other.point()) {
            return Ok(Self::exactly(divide(a, b)?));
        }
        // A divisor that may be nought makes nought possible, and anything above.
        let low = match other.high {
            Some(most) if !other.low.is_zero() => divide(self.low, most)?,
            _ => Decimal::ZERO,
        };
        let high = match self.high {
            Some(zero) if zero.is_zero() => Some(zero),
            Some(most) if !other.low.is_zero() => divide(most, other.low).ok(),
            _ if other.high.is_some_and(|most| most.is_zero()) => Some(Decimal::ZERO),
            _ => None,
        };
        Ok(Self { low, high })
    }

    /// What a rising function makes of it.
    ///
    /// # Errors
    /// Those of the function.
    pub fn map(self, rising: impl Fn(Decimal) -> Result<Decimal, Unworkable>) -> Result<Self, Unworkable> {
        if let Some(point) = self.point() {
            return rising(point).map(Self::exactly);
        }
        Ok(Self { low: rising(self.low)?, high: self.high.and_then(|high| rising(high).ok()) })
    }
}

/// Why nothing comes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unworkable {
    /// A result does not fit in 28 digits.
    TooLarge,
    /// No exchange rate is loaded for two currencies on the day.
    NoRate,
}

/// A truth that may not be known yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Truth {
    /// It does not hold.
    No,
    /// It depends on an answer that is missing.
    Unknown,
    /// It holds.
    Yes,
}

impl Truth {
    /// Holds only if both hold.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.min(other)
    }

    /// Holds if either holds.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.max(other)
    }
}

impl std::ops::Not for Truth {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::No => Self::Yes,
            Self::Unknown => Self::Unknown,
            Self::Yes => Self::No,
        }
    }
}

impl From<bool> for Truth {
    fn from(holds: bool) -> Self {
        if holds { Self::Yes } else { Self::No }
    }
}
