//! What is known of a value: an interval, or a three-valued truth.

use serde::Serialize;

use super::fraction::Fraction;

/// Everything a value can still be. An exact value is an interval of one point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Range {
    /// The least it can be.
    pub low: Fraction,
    /// The most it can be; none where nothing bounds it.
    pub high: Option<Fraction>,
}

impl Range {
    /// Exactly zero.
    pub const ZERO: Self = Self { low: Fraction::ZERO, high: Some(Fraction::ZERO) };
    /// Exactly one.
    pub const ONE: Self = Self { low: Fraction::ONE, high: Some(Fraction::ONE) };
    /// Anything from zero up.
    pub const ANY: Self = Self { low: Fraction::ZERO, high: None };

    /// Exactly one value.
    #[must_use]
    pub fn exactly(value: impl Into<Fraction>) -> Self {
        let value = value.into();
        Self { low: value, high: Some(value) }
    }

    /// Between two values.
    #[must_use]
    pub fn between(low: impl Into<Fraction>, high: impl Into<Fraction>) -> Self {
        Self { low: low.into(), high: Some(high.into()) }
    }

    /// The value, if it is known.
    #[must_use]
    pub fn exact(self) -> Option<Fraction> {
        self.point().or_else(|| (self.high == Some(self.low)).then_some(self.low))
    }

    /// The value, if both ends are the same down to the last bit. Misses none that was made by
    /// [`Self::exactly`] and costs no comparison of numbers.
    pub(super) fn point(self) -> Option<Fraction> {
        self.high.filter(|high| high.is_same(self.low))
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
    /// [`EvalError::TooLarge`] if the sum does not fit.
    pub fn plus(self, other: Self) -> Result<Self, EvalError> {
        if let (Some(a), Some(b)) = (self.point(), other.point()) {
            return Ok(Self::exactly(a.plus(b).ok_or(EvalError::TooLarge)?));
        }
        let high = match (self.high, other.high) {
            // An upper end that does not fit bounds nothing.
            (Some(a), Some(b)) => a.plus(b),
            _ => None,
        };
        Ok(Self { low: self.low.plus(other.low).ok_or(EvalError::TooLarge)?, high })
    }

    /// This less another, never below zero.
    ///
    /// # Errors
    /// [`EvalError::TooLarge`] if the difference does not fit.
    pub fn less(self, other: Self) -> Result<Self, EvalError> {
        let minus = |a: Fraction, b: Fraction| Ok(a.minus(b).ok_or(EvalError::TooLarge)?.max(Fraction::ZERO));
        if let (Some(a), Some(b)) = (self.point(), other.point()) {
            return Ok(Self::exactly(minus(a, b)?));
        }
        let low = match other.high {
            Some(most) => minus(self.low, most)?,
            None => Fraction::ZERO,
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
    /// [`EvalError::TooLarge`] if the product does not fit.
    pub fn times(self, other: Self) -> Result<Self, EvalError> {
        if let (Some(a), Some(b)) = (self.point(), other.point()) {
            return Ok(Self::exactly(a.times(b).ok_or(EvalError::TooLarge)?));
        }
        let high = match (self.high, other.high) {
            (Some(a), Some(b)) => a.times(b),
            (Some(zero), None) | (None, Some(zero)) if zero.is_zero() => Some(zero),
            _ => None,
        };
        Ok(Self { low: self.low.times(other.low).ok_or(EvalError::TooLarge)?, high })
    }

    /// This divided by another; neither is negative. What is divided by zero is zero.
    ///
    /// # Errors
    /// [`EvalError::TooLarge`] if the quotient does not fit.
    pub fn over(self, other: Self) -> Result<Self, EvalError> {
        let divide = |a: Fraction, b: Fraction| {
            if b.is_zero() { Ok(Fraction::ZERO) } else { a.divided_by(b).ok_or(EvalError::TooLarge) }
        };
        if let (Some(a), Some(b)) = (self.point(), other.point()) {
            return Ok(Self::exactly(divide(a, b)?));
        }
        // A divisor that may be zero makes zero possible, and anything above.
        let low = match other.high {
            Some(most) if !other.low.is_zero() => divide(self.low, most)?,
            _ => Fraction::ZERO,
        };
        let high = match self.high {
            Some(zero) if zero.is_zero() => Some(zero),
            Some(most) if !other.low.is_zero() => divide(most, other.low).ok(),
            _ if other.high.is_some_and(|most| most.is_zero()) => Some(Fraction::ZERO),
            _ => None,
        };
        Ok(Self { low, high })
    }

    /// What a rising function makes of it.
    ///
    /// # Errors
    /// Those of the function.
    pub fn map(self, rising: impl Fn(Fraction) -> Result<Fraction, EvalError>) -> Result<Self, EvalError> {
        if let Some(point) = self.point() {
            return rising(point).map(Self::exactly);
        }
        Ok(Self { low: rising(self.low)?, high: self.high.and_then(|high| rising(high).ok()) })
    }
}

/// Why nothing comes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EvalError {
    /// A result does not fit in 28 digits before the point.
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
