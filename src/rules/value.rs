//! Values that may not be fully known: ranges, and three-valued truth.

use serde::Serialize;

use super::fraction::Fraction;

/// The range of the possible values. An exact value is a range of one point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Range {
    /// The smallest possible value.
    pub low: Fraction,
    /// The largest possible value; none if there is no limit.
    pub high: Option<Fraction>,
}

impl Range {
    /// Exactly zero.
    pub const ZERO: Self = Self { low: Fraction::ZERO, high: Some(Fraction::ZERO) };
    /// Exactly one.
    pub const ONE: Self = Self { low: Fraction::ONE, high: Some(Fraction::ONE) };
    /// Any value from zero.
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

    /// The value, if both ends have the same bits. This is cheaper than comparing the numbers, and finds every range
    /// made by [`Self::exactly`].
    pub(super) fn point(self) -> Option<Fraction> {
        self.high.filter(|high| high.is_same(self.low))
    }

    /// The smallest range that holds both.
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        Self { low: self.low.min(other.low), high: self.high.zip(other.high).map(|(a, b)| a.max(b)) }
    }

    /// The minimum of two values.
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

    /// The maximum of two values.
    #[must_use]
    pub fn max(self, other: Self) -> Self {
        if let (Some(a), Some(b)) = (self.point(), other.point()) {
            return Self::exactly(a.max(b));
        }
        Self { low: self.low.max(other.low), high: self.high.zip(other.high).map(|(a, b)| a.max(b)) }
    }

    /// The sum.
    ///
    /// # Errors
    /// [`EvalError::TooLarge`] if the sum does not fit.
    pub fn plus(self, other: Self) -> Result<Self, EvalError> {
        if let (Some(a), Some(b)) = (self.point(), other.point()) {
            return Ok(Self::exactly(a.plus(b).ok_or(EvalError::TooLarge)?));
        }
        let high = match (self.high, other.high) {
            // If the sum of the upper ends does not fit, there is no limit.
            (Some(a), Some(b)) => a.plus(b),
            _ => None,
        };
        Ok(Self { low: self.low.plus(other.low).ok_or(EvalError::TooLarge)?, high })
    }

    /// The difference, or zero if it is negative.
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

    /// The product. Neither value is negative.
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

    /// The quotient. Neither value is negative. A division by zero gives zero.
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
        // If the divisor may be zero, the result may be zero or arbitrarily large.
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

    /// The range after applying a rising function.
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

/// The reason that an amount cannot be calculated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EvalError {
    /// A result does not fit in 28 digits before the point.
    TooLarge,
    /// No exchange rate between two currencies is loaded for the day.
    NoRate,
}

/// A truth value that may be unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Truth {
    /// False.
    No,
    /// It depends on a missing answer.
    Unknown,
    /// True.
    Yes,
}

impl Truth {
    /// True only if both are true.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.min(other)
    }

    /// True if at least one is true.
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
