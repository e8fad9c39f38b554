//! Exact fractions, as far as they fit; nothing is ever rounded or wrapped.

use std::cmp::Ordering;

use rust_decimal::Decimal;

/// A fraction in lowest terms with a positive denominator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fraction {
    over: i128,
    under: i128,
}

impl Fraction {
    pub(super) const ZERO: Self = Self { over: 0, under: 1 };
    pub(super) const ONE: Self = Self { over: 1, under: 1 };
    pub(super) const MINUS_ONE: Self = Self { over: -1, under: 1 };

    fn new(over: i128, under: i128) -> Option<Self> {
        let divisor = common_divisor(over.unsigned_abs(), under.unsigned_abs());
        let divisor = i128::try_from(divisor).ok()?.checked_mul(under.signum())?;
        Some(Self { over: over.checked_div(divisor)?, under: under.checked_div(divisor)? })
    }

    /// A decimal as a fraction.
    pub(super) fn of(decimal: Decimal) -> Option<Self> {
        Self::new(decimal.mantissa(), 10_i128.checked_pow(decimal.scale())?)
    }

    /// The largest decimal of 12 places that is not above it.
    pub(super) fn floor(self) -> Option<Decimal> {
        const PLACES: u32 = 12;
        let units = self.over.checked_mul(10_i128.pow(PLACES))?.div_euclid(self.under);
        Decimal::try_from_i128_with_scale(units, PLACES).ok().map(|decimal| decimal.normalize())
    }

    pub(super) fn minus(self, other: Self) -> Option<Self> {
        let over = self.over.checked_mul(other.under)?.checked_sub(other.over.checked_mul(self.under)?)?;
        Self::new(over, self.under.checked_mul(other.under)?)
    }

    pub(super) fn times(self, other: Self) -> Option<Self> {
        Self::new(self.over.checked_mul(other.over)?, self.under.checked_mul(other.under)?)
    }

    pub(super) fn by(self, other: Self) -> Option<Self> {
        Self::new(self.over.checked_mul(other.under)?, self.under.checked_mul(other.over)?)
    }

    pub(super) fn is_zero(self) -> bool {
        self.over == 0
    }

    pub(super) fn is_negative(self) -> bool {
        self.over < 0
    }

    pub(super) fn compare(self, other: Self) -> Option<Ordering> {
        Some(self.over.checked_mul(other.under)?.cmp(&other.over.checked_mul(self.under)?))
    }
}

fn common_divisor(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}
