//! Exact numbers: decimals, and quotients that are not decimals.
//!
//! A quotient is kept as a fraction until it is rounded, so that three times a third is one. Operations on decimals use
//! [`Decimal`], which is fast; only quotients, and results of them, are calculated as fractions.
//!
//! There are no operators, because every operation returns whether its result fits.

mod digits;

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::num::NonZeroU64;

use rust_decimal::Decimal;

use self::digits::{divisor, power, reduce, wide, without};
use super::trace::{self, Event};

/// An exact number: a decimal of up to 28 digits over a whole number of up to 64 bits.
///
/// It is in lowest terms: the divisor has no factor 2 or 5, which are part of the decimal, and no common factor with
/// its digits. A finite decimal therefore has the divisor 1, and equal numbers have equal parts.
#[derive(Clone, Copy)]
pub struct Fraction {
    over: Decimal,
    under: NonZeroU64,
}

impl Default for Fraction {
    fn default() -> Self {
        Self::ZERO
    }
}

/// The maximum number of decimals of a [`Decimal`].
const MOST_SCALE: u32 = 28;

impl Fraction {
    /// Zero.
    pub const ZERO: Self = Self::of(Decimal::ZERO);
    /// One.
    pub const ONE: Self = Self::of(Decimal::ONE);
    /// The largest number.
    pub const MAX: Self = Self::of(Decimal::MAX);

    /// A decimal.
    #[must_use]
    pub const fn of(decimal: Decimal) -> Self {
        Self { over: decimal, under: NonZeroU64::MIN }
    }

    /// The number as a decimal, if it is one with at most 28 digits.
    #[must_use]
    #[inline]
    pub fn finite(self) -> Option<Decimal> {
        (self.under == NonZeroU64::MIN).then_some(self.over)
    }

    /// The number as a decimal, rounded to 28 digits if it has more.
    #[must_use]
    pub fn decimal(self) -> Decimal {
        self.finite().unwrap_or_else(|| self.over.checked_div(Decimal::from(self.under.get())).unwrap_or_default())
    }

    /// The number as text without loss: a decimal without trailing zeros, or `p/q` in lowest terms.
    #[must_use]
    pub fn exact_text(self) -> String {
        let parts = Parts::of(self);
        let mut digits = parts.digits;
        if self.finite().is_some() {
            return self.over.normalize().to_string();
        }
        let mut under = u128::from(self.under.get());
        // The power of ten of the decimal is moved into the divisor, as far as it fits.
        for _ in 0..parts.scale {
            under = under.saturating_mul(10);
        }
        reduce(&mut digits, &mut under);
        let sign = if parts.negative { "-" } else { "" };
        format!("{sign}{digits}/{under}")
    }

    /// The decimal and its divisor, in lowest terms.
    #[must_use]
    pub fn over_under(self) -> (Decimal, u64) {
        (self.over, self.under.get())
    }

    /// Whether it is zero.
    #[must_use]
    #[inline]
    pub fn is_zero(self) -> bool {
        if trace::is_on() { self.cmp(&Self::ZERO).is_eq() } else { self.is_nought() }
    }

    /// Whether it is below zero.
    #[must_use]
    pub fn is_negative(self) -> bool {
        if trace::is_on() { self.cmp(&Self::ZERO).is_lt() } else { self.is_below_nought() }
    }

    /// The same as [`Self::is_zero`] for internal arithmetic. It is not recorded as a decision.
    const fn is_nought(self) -> bool {
        self.over.is_zero()
    }

    const fn is_below_nought(self) -> bool {
        self.over.is_sign_negative() && !self.over.is_zero()
    }

    /// Its absolute value.
    #[must_use]
    pub fn abs(self) -> Self {
        Self { over: self.over.abs(), ..self }
    }

    /// Whether two numbers have the same bits, which is faster than comparing their values.
    #[inline]
    pub(super) fn is_same(self, other: Self) -> bool {
        if trace::is_on() {
            // The events of two runs must not differ by the representation of equal numbers.
            return self == other;
        }
        self.under == other.under && self.over.serialize() == other.over.serialize()
    }

    /// The sum, rounded to 28 digits if the exact one does not fit. None if it is too large.
    #[must_use]
    #[inline]
    pub fn plus(self, other: Self) -> Option<Self> {
        match self.added_as_decimals(other) {
            Some(sum) => Some(sum),
            None => self.added_or_near(other),
        }
    }

    /// The difference, rounded to 28 digits if the exact one does not fit. None if it is too large.
    #[must_use]
    #[inline]
    pub fn minus(self, other: Self) -> Option<Self> {
        if other.is_nought() {
            // Zero has no sign.
            return Some(self);
        }
        self.plus(Self { over: -other.over, ..other })
    }

    /// The sum, or the largest number if the sum is too large.
    #[must_use]
    pub fn saturating_add(self, other: Self) -> Self {
        self.plus(other).unwrap_or(Self::MAX)
    }

    /// The sum of all numbers, or the largest number if the sum is too large.
    #[must_use]
    pub fn total(all: impl IntoIterator<Item = Self>) -> Self {
        all.into_iter().fold(Self::ZERO, Self::saturating_add)
    }

    /// The product, rounded to 28 digits if the exact one does not fit. None if it is too large.
    #[must_use]
    #[inline]
    pub fn times(self, other: Self) -> Option<Self> {
        trace::note_if_on(|| Event::Multiplied(self, other));
        match self.multiplied_as_decimals(other) {
            Some(product) => Some(product),
            None => self.multiplied_or_near(other),
        }
    }

    /// The quotient, rounded to 28 digits if the exact one does not fit. None if it is too large, or if the divisor is
    /// zero.
    #[must_use]
    pub fn divided_by(self, other: Self) -> Option<Self> {
        trace::note_if_on(|| Event::Divided(other));
        self.checked_div(other).or_else(|| {
            trace::note_if_on(|| Event::Inexact);
            self.decimal().checked_div(other.decimal()).map(Self::of)
        })
    }

    /// The exact sum; none if it does not fit.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.added_as_decimals(other).or_else(|| self.added_as_fractions(other))
    }

    /// The exact sum of two decimals; none if one is not a decimal or the sum has too many digits.
    #[inline]
    fn added_as_decimals(self, other: Self) -> Option<Self> {
        let (a, b) = (self.finite()?, other.finite()?);
        // A rounded sum has fewer decimals.
        a.checked_add(b).filter(|sum| sum.scale() == a.scale().max(b.scale())).map(Self::of)
    }

    #[cold]
    fn added_or_near(self, other: Self) -> Option<Self> {
        self.added_as_fractions(other).or_else(|| {
            trace::note_if_on(|| Event::Inexact);
            self.decimal().checked_add(other.decimal()).map(Self::of)
        })
    }

    #[cold]
    fn added_as_fractions(self, other: Self) -> Option<Self> {
        let (a, b) = (Parts::of(self), Parts::of(other));
        let scale = a.scale.max(b.scale);
        let (d, e) = (self.under.get(), other.under.get());
        let common = divisor(d.into(), e.into());
        let digits = |parts: Parts, by: u64| -> Option<i128> {
            let digits = parts.digits.checked_mul(power(10, scale - parts.scale)?)?;
            let digits = i128::try_from(digits.checked_mul(u128::from(by).checked_div(common)?)?).ok()?;
            Some(if parts.negative { -digits } else { digits })
        };
        let sum = digits(a, e)?.checked_add(digits(b, d)?)?;
        let under = u128::from(d).checked_mul(u128::from(e).checked_div(common)?)?;
        reduced(Parts { negative: sum < 0, digits: sum.unsigned_abs(), scale }, under)
    }

    /// The exact difference; none if it does not fit.
    #[must_use]
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        if other.is_nought() {
            return Some(self);
        }
        self.checked_add(Self { over: -other.over, ..other })
    }

    /// The exact product; none if it does not fit.
    #[must_use]
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        self.multiplied_as_decimals(other).or_else(|| self.multiplied_as_fractions(other))
    }

    /// The exact product of two decimals; none if one is not a decimal or the product has too many digits.
    #[inline]
    fn multiplied_as_decimals(self, other: Self) -> Option<Self> {
        let (a, b) = (self.finite()?, other.finite()?);
        // A rounded product has fewer decimals.
        let exact = |product: &Decimal| product.scale() == a.scale() + b.scale() || a.is_zero() || b.is_zero();
        a.checked_mul(b).filter(exact).map(Self::of)
    }

    #[cold]
    fn multiplied_or_near(self, other: Self) -> Option<Self> {
        self.multiplied_as_fractions(other).or_else(|| {
            trace::note_if_on(|| Event::Inexact);
            self.decimal().checked_mul(other.decimal()).map(Self::of)
        })
    }

    #[cold]
    fn multiplied_as_fractions(self, other: Self) -> Option<Self> {
        if self.is_nought() || other.is_nought() {
            return Some(Self::ZERO);
        }
        let (mut a, mut b) = (Parts::of(self), Parts::of(other));
        let (mut d, mut e) = (u128::from(self.under.get()), u128::from(other.under.get()));
        reduce(&mut a.digits, &mut e);
        reduce(&mut b.digits, &mut d);
        let digits = a.digits.checked_mul(b.digits)?;
        let product = Parts { negative: a.negative != b.negative, digits, scale: a.scale + b.scale };
        reduced(product, d.checked_mul(e)?)
    }

    /// The exact quotient; none if it does not fit, or if the divisor is zero.
    #[must_use]
    pub fn checked_div(self, other: Self) -> Option<Self> {
        if other.is_nought() {
            return None;
        }
        if self.is_nought() {
            return Some(Self::ZERO);
        }
        let (mut a, mut b) = (Parts::of(self), Parts::of(other));
        let (mut d, mut e) = (u128::from(self.under.get()), u128::from(other.under.get()));
        reduce(&mut a.digits, &mut b.digits);
        reduce(&mut d, &mut e);
        let mut digits = a.digits.checked_mul(e)?;
        let mut under = b.digits.checked_mul(d)?;
        let scale = if let Some(scale) = a.scale.checked_sub(b.scale) {
            scale
        } else {
            let mut more = power(10, b.scale - a.scale)?;
            reduce(&mut more, &mut under);
            digits = digits.checked_mul(more)?;
            0
        };
        reduced(Parts { negative: a.negative != b.negative, digits, scale }, under)
    }

    /// The largest whole number that is not greater. The number must not be negative.
    pub(super) fn floor(self) -> Decimal {
        let whole = self.whole();
        trace::note_if_on(|| Event::Rounded { value: self, low: whole.into(), high: Self::of(whole + Decimal::ONE) });
        whole
    }

    fn whole(self) -> Decimal {
        let parts = Parts::of(self);
        let whole = power(10, parts.scale).and_then(|power| parts.digits.checked_div(power)).unwrap_or_default();
        // Two divisions that drop the remainder give the same as one division by the product.
        let whole = i128::try_from(whole / u128::from(self.under.get())).unwrap_or_default();
        Decimal::try_from_i128_with_scale(whole, 0).unwrap_or_default()
    }
}

impl From<Decimal> for Fraction {
    fn from(decimal: Decimal) -> Self {
        Self::of(decimal)
    }
}

impl From<i64> for Fraction {
    fn from(whole: i64) -> Self {
        Self::of(whole.into())
    }
}

impl From<Fraction> for Decimal {
    /// Rounds to 28 digits if it has more.
    fn from(number: Fraction) -> Self {
        number.decimal()
    }
}

impl PartialEq<Decimal> for Fraction {
    fn eq(&self, other: &Decimal) -> bool {
        self.finite() == Some(*other)
    }
}

impl PartialEq for Fraction {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        if trace::is_on() { self.cmp(other).is_eq() } else { self.under == other.under && self.over == other.over }
    }
}

impl Eq for Fraction {}

impl Hash for Fraction {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.over, self.under).hash(state);
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Fraction {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        // With equal divisors, as for decimals, only the digits are compared.
        let order = if self.under == other.under { self.over.cmp(&other.over) } else { self.compared(*other) };
        trace::note_if_on(|| Event::Compared(order, self.checked_sub(*other)));
        order
    }
}

impl Fraction {
    #[cold]
    fn compared(self, other: Self) -> Ordering {
        if self.is_below_nought() != other.is_below_nought() {
            return self.over.cmp(&other.over);
        }
        let (a, b) = (Parts::of(self), Parts::of(other));
        let scale = a.scale.max(b.scale);
        let one = wide(a.digits, scale - a.scale, other.under.get());
        let two = wide(b.digits, scale - b.scale, self.under.get());
        if a.negative { two.cmp(&one) } else { one.cmp(&two) }
    }
}

impl fmt::Debug for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.finite() {
            Some(decimal) => fmt::Debug::fmt(&decimal, f),
            None => write!(f, "{}/{}", self.over, self.under),
        }
    }
}

impl fmt::Display for Fraction {
    /// All digits without trailing zeros, at most 28.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.decimal().normalize(), f)
    }
}

/// The parts of a decimal: its digits and the power of ten that divides them.
#[derive(Clone, Copy)]
struct Parts {
    negative: bool,
    digits: u128,
    scale: u32,
}

impl Parts {
    fn of(number: Fraction) -> Self {
        let plain = number.over.normalize();
        Self { negative: plain.is_sign_negative(), digits: plain.mantissa().unsigned_abs(), scale: plain.scale() }
    }
}

/// A quotient in lowest terms; none if it does not fit.
fn reduced(mut over: Parts, mut under: u128) -> Option<Fraction> {
    if over.digits == 0 {
        return Some(Fraction::ZERO);
    }
    reduce(&mut over.digits, &mut under);
    let (twos, rest) = without(under, 2);
    let (fives, rest) = without(rest, 5);
    let tens = twos.max(fives);
    // A division by 2 is a multiplication by 5 and a division by 10, and the other way round.
    let more = power(2, tens - twos)?.checked_mul(power(5, tens - fives)?)?;
    over.digits = over.digits.checked_mul(more)?;
    over.scale += tens;
    while over.scale > 0 && over.digits.is_multiple_of(10) {
        over.digits /= 10;
        over.scale -= 1;
    }
    if over.scale > MOST_SCALE {
        return None;
    }
    let digits = i128::try_from(over.digits).ok()?;
    let digits = if over.negative { -digits } else { digits };
    let decimal = Decimal::try_from_i128_with_scale(digits, over.scale).ok()?;
    Some(Fraction { over: decimal, under: NonZeroU64::new(rest.try_into().ok()?)? })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn number(text: &str) -> Fraction {
        Fraction::of(text.parse().unwrap())
    }

    fn third() -> Fraction {
        Fraction::ONE.checked_div(3.into()).unwrap()
    }

    #[test]
    fn three_thirds_are_one_and_a_decimal_again() {
        let sum = third().checked_add(third()).unwrap().checked_add(third()).unwrap();
        assert_eq!((sum, sum.finite()), (Fraction::ONE, Some(Decimal::ONE)));
        assert_eq!(third().checked_mul(3.into()), Some(Fraction::ONE));
        assert_eq!(third().finite(), None);
        assert_eq!(third().to_string(), "0.3333333333333333333333333333");
        assert_eq!(number("-0.5").checked_div(number("1.5")).unwrap().to_string(), "-0.3333333333333333333333333333");
    }

    #[test]
    fn a_quotient_that_is_a_decimal_is_one() {
        for (a, b, expected) in [("1", "8", "0.125"), ("495971", "7.0853", "70000"), ("3", "0.0006", "5000")] {
            let quotient = number(a).checked_div(number(b)).unwrap();
            assert_eq!(quotient.finite(), Some(expected.parse().unwrap()), "{a} / {b}");
        }
        assert_eq!(Fraction::ONE.checked_div(Fraction::ZERO), None);
    }

    #[test]
    fn what_does_not_fit_is_taken_to_28_digits_and_never_wrapped() {
        let fine = number("0.0000000000000000000000000001");
        assert_eq!(Fraction::MAX.checked_add(fine), None);
        assert_eq!(Fraction::MAX.plus(fine), Some(Fraction::MAX));
        assert_eq!(Fraction::MAX.plus(Fraction::MAX), None);
        assert_eq!(fine.checked_mul(fine), None);
        assert_eq!(Fraction::MAX.checked_mul(number("1.5")), None);
        let odd = Fraction::ONE.checked_div(Fraction::from(i64::MAX)).unwrap();
        assert_eq!(odd.checked_mul(third()), None);
        assert_eq!(odd.times(third()).unwrap().to_string(), "0.0000000000000000000361400724");
    }

    #[test]
    fn zero_has_no_sign() {
        let zero = Fraction::ZERO;
        for difference in [zero.minus(zero), third().minus(third()), number("0.00").checked_sub(zero)] {
            assert_eq!(difference.map(|zero| zero.to_string()), Some("0".to_owned()));
        }
    }

    #[test]
    fn numbers_far_apart_in_size_are_ordered_all_the_same() {
        let fine = Fraction::of(Decimal::new(1, 28)).checked_div(Fraction::from(i64::MAX)).unwrap();
        assert!(fine > Fraction::ZERO && fine < third() && third() < Fraction::MAX);
        let negative = Fraction::ZERO.checked_sub(fine).unwrap();
        assert!(negative < Fraction::ZERO && negative < fine && negative > number("-0.1"));
        assert!(third() > number("0.3333333333333333333333333333"));
        assert!(third() < number("0.3333333333333333333333333334"));
    }

    #[test]
    fn the_whole_part_leaves_out_every_rest() {
        let check = |number: Fraction, expected: i64| assert_eq!(number.floor(), Decimal::from(expected));
        check(third(), 0);
        check(number("7").checked_div(3.into()).unwrap(), 2);
        check(number("2.999"), 2);
        check(number("12"), 12);
    }

    proptest! {
        #[test]
        fn n_times_an_nth_is_the_whole(n in 1_i64..10_000_000, of in 0_i64..10_000_000_000_000, cents in 0_u32..5) {
            let whole = Fraction::of(Decimal::new(of, cents));
            let part = whole.checked_div(n.into()).unwrap();
            prop_assert_eq!(part.checked_mul(n.into()), Some(whole));
            prop_assert_eq!(part.cmp(&whole), if n == 1 || of == 0 { Ordering::Equal } else { Ordering::Less });
        }

        #[test]
        fn fractions_obey_the_laws_of_arithmetic(
            a in -1_000_000_i64..1_000_000, b in 1_i64..1_000_000,
            c in -1_000_000_i64..1_000_000, d in 1_i64..1_000_000,
        ) {
            let over = |a: i64, b: i64| Fraction::from(a).checked_div(b.into()).unwrap();
            let (x, y) = (over(a, b), over(c, d));
            prop_assert_eq!(x.checked_add(y), y.checked_add(x));
            prop_assert_eq!(x.checked_add(y).unwrap().checked_sub(y), Some(x));
            prop_assert_eq!(x.checked_add(y).unwrap(), over(a * d + c * b, b * d));
            prop_assert_eq!(x.checked_mul(y).unwrap(), over(a * c, b * d));
            prop_assert_eq!(x.cmp(&y), (a * d).cmp(&(c * b)));
            if c != 0 {
                prop_assert_eq!(x.checked_mul(y).unwrap().checked_div(y), Some(x));
            }
        }

        #[test]
        fn there_and_back_is_where_it_began(cents in 1_i64..100_000_000_000_000, rate in 1_i64..100_000_000) {
            let (money, rate) = (Fraction::of(Decimal::new(cents, 2)), Fraction::of(Decimal::new(rate, 4)));
            prop_assert_eq!(money.checked_div(rate).unwrap().checked_mul(rate), Some(money));
            prop_assert_eq!(money.checked_mul(rate).unwrap().checked_div(rate), Some(money));
        }
    }
}
