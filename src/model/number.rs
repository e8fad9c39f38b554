//! Exact decimal numbers as people write them in policies.
//!
//! Absent on purpose: arithmetic that can overflow silently. `rules` uses the checked operations of
//! [`Decimal`] and turns a failure into an outcome.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An exact decimal number.
///
/// In RON it is written as a number (`150_000`, `0.5`) or as text where that reads better
/// (`"10%"`, `"200万"`, `"1.5亿"`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(pub Decimal);

/// Values at or above this are refused: no programme or production is counted in such sums, and it
/// leaves room for products of two of them.
pub const LARGEST: i64 = 1_000_000_000_000_000;

/// Digits a binary float is sure to carry, so that a number written without quotes is still exact.
const EXACT_FLOAT_DIGITS: usize = 15;

impl Number {
    /// Zero.
    pub const ZERO: Self = Self(Decimal::ZERO);
    /// One.
    pub const ONE: Self = Self(Decimal::ONE);

    /// Reads `1,234.5`, `10%`, `200万`, `1.5亿` and their full-width forms.
    ///
    /// # Errors
    /// Says what is wrong with the text.
    pub fn parse(text: &str) -> Result<Self, NumberError> {
        let plain: String = text
            .trim()
            .chars()
            .filter_map(|c| match c {
                ',' | '，' | '_' | ' ' | '\u{a0}' | '\u{202f}' | '¥' | '￥' | '元' => None,
                '％' => Some('%'),
                '－' | '−' => Some('-'),
                '．' => Some('.'),
                '０'..='９' => char::from_digit(c as u32 - '０' as u32, 10),
                _ => Some(c),
            })
            .collect();
        let (digits, scale) = if let Some(rest) = plain.strip_suffix('%') {
            (rest, Decimal::new(1, 2))
        } else if let Some(rest) = plain.strip_suffix("万亿") {
            (rest, Decimal::from(1_000_000_000_000_i64))
        } else if let Some(rest) = plain.strip_suffix('亿') {
            (rest, Decimal::from(100_000_000))
        } else if let Some(rest) = plain.strip_suffix('万') {
            (rest, Decimal::from(10_000))
        } else {
            (plain.as_str(), Decimal::ONE)
        };
        if digits.is_empty() {
            return Err(NumberError::Empty);
        }
        let value = Decimal::from_str_exact(digits).map_err(|_| NumberError::NotANumber(text.trim().to_owned()))?;
        let value = value.checked_mul(scale).ok_or(NumberError::TooLarge)?;
        Self(value.normalize()).checked()
    }

    fn checked(self) -> Result<Self, NumberError> {
        if self.0.abs() >= Decimal::from(LARGEST) {
            return Err(NumberError::TooLarge);
        }
        Ok(self)
    }
}

/// Why a text is not a number.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NumberError {
    /// Nothing but blanks or a unit.
    #[error("a number is expected, found nothing")]
    Empty,
    /// Not digits.
    #[error("{0:?} is not a number")]
    NotANumber(String),
    /// At or beyond [`LARGEST`].
    #[error("the number is absurdly large (the limit is 1,000,000,000,000,000)")]
    TooLarge,
    /// A decimal written without quotes and too long to be carried exactly.
    #[error("a decimal with more than 15 digits must be written in quotes to stay exact")]
    TooManyDigits,
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self(Decimal::from(value))
    }
}

impl FromStr for Number {
    type Err = NumberError;

    fn from_str(text: &str) -> Result<Self, NumberError> {
        Self::parse(text)
    }
}

impl fmt::Display for Number {
    /// The exact value, without trailing zeros or grouping.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0.normalize(), f)
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let plain = self.0.normalize();
        match i64::try_from(plain) {
            Ok(whole) if plain.is_integer() => serializer.serialize_i64(whole),
            _ => serializer.serialize_str(&plain.to_string()),
        }
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NumberVisitor)
    }
}

struct NumberVisitor;

impl Visitor<'_> for NumberVisitor {
    type Value = Number;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number such as 150_000, 0.5, \"10%\" or \"200万\"")
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Number, E> {
        Number(value.into()).checked().map_err(E::custom)
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Number, E> {
        Number(value.into()).checked().map_err(E::custom)
    }

    fn visit_i128<E: de::Error>(self, value: i128) -> Result<Number, E> {
        let value = i64::try_from(value).map_err(|_| E::custom(NumberError::TooLarge))?;
        self.visit_i64(value)
    }

    fn visit_u128<E: de::Error>(self, value: u128) -> Result<Number, E> {
        let value = u64::try_from(value).map_err(|_| E::custom(NumberError::TooLarge))?;
        self.visit_u64(value)
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Number, E> {
        number_from_float(value).map_err(E::custom)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Number, E> {
        Number::parse(text).map_err(E::custom)
    }
}

/// A float of at most 15 significant digits prints as the digits that were written.
fn number_from_float(value: f64) -> Result<Number, NumberError> {
    if !value.is_finite() {
        return Err(NumberError::NotANumber(value.to_string()));
    }
    let text = value.to_string();
    if text.chars().filter(char::is_ascii_digit).count() > EXACT_FLOAT_DIGITS + 1 {
        return Err(NumberError::TooManyDigits);
    }
    Number::parse(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(Number::parse(text).map(|number| number.to_string()), Ok(expected.to_owned()), "{text}");
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        check("1,234,567.80", "1234567.8");
        check("10%", "0.1");
        check("12.5％", "0.125");
        check("200万", "2000000");
        check("1.5亿", "150000000");
        check("2万亿", "2000000000000");
        check("￥３００", "300");
        check("-5", "-5");
    }

    #[test]
    fn what_is_not_a_number_says_so() {
        assert_eq!(Number::parse(" "), Err(NumberError::Empty));
        assert_eq!(Number::parse("abc"), Err(NumberError::NotANumber("abc".into())));
        assert_eq!(Number::parse("99999万亿"), Err(NumberError::TooLarge));
        assert!(number_from_float(f64::NAN).is_err());
        assert!(number_from_float(f64::INFINITY).is_err());
    }

    #[test]
    fn unquoted_decimals_stay_exact() {
        for (float, text) in [(0.1, "0.1"), (19.2, "19.2")] {
            assert_eq!(number_from_float(float).map(|number| number.to_string()), Ok(text.to_owned()));
        }
        assert_eq!(number_from_float(0.123_456_789_012_345_68), Err(NumberError::TooManyDigits));
    }
}
