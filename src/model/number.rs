//! Exact decimal numbers as people write them in policies.
//!
//! There is no arithmetic here that could overflow silently. `rules` uses the checked operations of
//! [`Decimal`] and turns a failure into an outcome.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An exact decimal number.
///
/// In RON it is written as a number (`150_000`, `0.5`) or as text if that is easier to read
/// (`"10%"`, `"200万"`, `"1.5亿"`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(pub Decimal);

/// Values at or above this are refused. No programme or production reaches such sums, and the limit leaves
/// room for the product of two values.
pub const LARGEST: i64 = 1_000_000_000_000_000;

/// The number of decimal digits that a binary float always preserves, so that a number without quotes is still exact.
const EXACT_FLOAT_DIGITS: usize = 15;

impl Number {
    /// Zero.
    pub const ZERO: Self = Self(Decimal::ZERO);
    /// One.
    pub const ONE: Self = Self(Decimal::ONE);

    /// Reads `1,234.5`, `10%`, `200万`, `200w`, `1.5亿`, `1.5m` and their full-width forms, with or without a sign for
    /// the yuan. Commas and spaces are accepted only between groups of three digits.
    ///
    /// Returns the reason that the text is not a number.
    /// Returns what is wrong with the text.
    pub fn parse(text: &str) -> Result<Self, NumberError> {
        let written = Written::read(text)?;
        match written.currency {
            None | Some("CNY") => Ok(written.number),
            Some(_) => Err(NumberError::NotANumber(text.trim().to_owned())),
        }
    }

    fn checked(self) -> Result<Self, NumberError> {
        if self.0.abs() >= Decimal::from(LARGEST) {
            return Err(NumberError::TooLarge);
        }
        Ok(self)
    }
}

/// The reason that a text is not a number.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NumberError {
    /// Only spaces or a unit.
    #[error("a number is expected, found nothing")]
    Empty,
    /// Not digits.
    #[error("{0:?} is not a number")]
    NotANumber(String),
    /// Digits with a comma, a space or a point that can have two meanings, such as `1,5` or `1.234`.
    #[error("{0:?} may mean two numbers")]
    Ambiguous(String),
    /// At or beyond [`LARGEST`].
    #[error("the number is absurdly large (the limit is 1,000,000,000,000,000)")]
    TooLarge,
    /// A decimal written without quotes that is too long to be exact.
    #[error("a decimal with more than 15 digits must be written in quotes to stay exact")]
    TooManyDigits,
}

/// A number as the user typed it, with its currency and scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// The number, with its scale and its percent sign applied.
    pub number: Number,
    /// The code of the currency, if one is written.
    pub currency: Option<&'static str>,
    /// Whether a word such as 万 or `million` follows it.
    pub scaled: bool,
    /// Whether that word is the letter `w`, which means 万 except in Korean money, where it can also mean won.
    pub typed_wan: bool,
    /// Whether a percent sign follows it.
    pub percent: bool,
}

/// The names and signs of currencies beside a number, in lower case.
const CURRENCIES: [(&str, &str); 32] = [
    ("人民币", "CNY"),
    ("元", "CNY"),
    ("rmb", "CNY"),
    ("cny", "CNY"),
    ("yuan", "CNY"),
    ("¥", "CNY"),
    ("美元", "USD"),
    ("us$", "USD"),
    ("usd", "USD"),
    ("$", "USD"),
    ("港元", "HKD"),
    ("港币", "HKD"),
    ("hk$", "HKD"),
    ("hkd", "HKD"),
    ("欧元", "EUR"),
    ("eur", "EUR"),
    ("€", "EUR"),
    ("英镑", "GBP"),
    ("gbp", "GBP"),
    ("£", "GBP"),
    ("日元", "JPY"),
    ("jpy", "JPY"),
    ("韩元", "KRW"),
    ("krw", "KRW"),
    ("₩", "KRW"),
    ("新台币", "TWD"),
    ("nt$", "TWD"),
    ("twd", "TWD"),
    ("澳门元", "MOP"),
    ("mop", "MOP"),
    ("新加坡元", "SGD"),
    ("sgd", "SGD"),
];

/// The letter that is typed for 万, as in `120w`. In Korean money it could also mean won.
const TYPED_WAN: &str = "w";

/// The words after a number that multiply it, and the power of ten; in lower case.
const SCALES: [(&str, u32); 19] = [
    ("万亿", 12),
    ("千亿", 11),
    ("百亿", 10),
    ("十亿", 9),
    ("亿", 8),
    ("千万", 7),
    ("百万", 6),
    ("十万", 5),
    ("万", 4),
    (TYPED_WAN, 4),
    ("千", 3),
    ("trillion", 12),
    ("billion", 9),
    ("million", 6),
    ("thousand", 3),
    ("bn", 9),
    ("mn", 6),
    ("m", 6),
    ("k", 3),
];

impl Written {
    /// Reads a number. The form, the files and the tables all use this function.
    ///
    /// Returns the reason that the text is not a number.
    /// Returns what is wrong with the text.
    pub fn read(text: &str) -> Result<Self, NumberError> {
        let wrong = || NumberError::NotANumber(text.trim().to_owned());
        let plain: String = text.chars().filter_map(plain_sign).flat_map(char::to_lowercase).collect();
        let plain = plain.trim();
        if plain.is_empty() {
            return Err(NumberError::Empty);
        }
        let is_digit = |c: char| c.is_ascii_digit();
        let is_nothing = !plain.contains(is_digit) && named(plain).is_some();
        let (Some(mut first), Some(last)) = (plain.find(is_digit), plain.rfind(is_digit)) else {
            return Err(if is_nothing || plain == "%" { NumberError::Empty } else { wrong() });
        };
        if plain.get(..first).is_some_and(|before| before.ends_with('.')) {
            first -= 1;
        }
        let (before, digits) = (plain.get(..first).unwrap_or_default(), plain.get(first..=last).unwrap_or_default());
        let after = plain.get(last + 1..).unwrap_or_default();
        let mut currencies = Vec::new();
        let mut signs = Vec::new();
        let mut rest = before.trim();
        while !rest.is_empty() {
            if let Some(sign) = rest.chars().next().filter(|c| matches!(c, '-' | '+')) {
                signs.push(sign);
                rest = rest.get(1..).unwrap_or_default().trim_start();
            } else {
                let (name, code) = CURRENCIES.iter().find(|(name, _)| rest.starts_with(name)).ok_or_else(wrong)?;
                currencies.push(*code);
                rest = rest.get(name.len()..).unwrap_or_default().trim_start();
            }
        }
        let mut rest = after.trim();
        let percent = rest == "%";
        let mut scale = None;
        let mut typed_wan = false;
        if percent {
            rest = "";
        } else if let Some((name, power)) = SCALES.iter().find(|(name, _)| starts_word(rest, name)) {
            scale = Some(*power);
            typed_wan = *name == TYPED_WAN;
            rest = rest.get(name.len()..).unwrap_or_default().trim();
        }
        if !rest.is_empty() {
            currencies.push(named(rest).ok_or_else(wrong)?);
        }
        currencies.dedup();
        if typed_wan && currencies.contains(&"KRW") {
            return Err(NumberError::Ambiguous(text.trim().to_owned()));
        }
        if signs.len() > 1 || currencies.len() > 1 {
            return Err(wrong());
        }
        let value = match digits_of(digits) {
            Digits::Number(_) if scale.is_none() && !percent && is_ambiguous(digits) => None,
            Digits::Number(value) => Some(value),
            Digits::Unclear => None,
            Digits::Wrong => return Err(wrong()),
        };
        let mut value = value.ok_or_else(|| NumberError::Ambiguous(text.trim().to_owned()))?;
        value.set_sign_negative(signs.contains(&'-') && !value.is_zero());
        let factor = match (percent, scale) {
            (true, _) => Some(Decimal::new(1, 2)),
            (false, scale) => 10_i64.checked_pow(scale.unwrap_or_default()).map(Decimal::from),
        };
        let value = factor.and_then(|factor| value.checked_mul(factor)).ok_or(NumberError::TooLarge)?;
        let number = Number(value.normalize()).checked()?;
        Ok(Self { number, currency: currencies.first().copied(), scaled: scale.is_some(), typed_wan, percent })
    }
}

/// The code of a currency.
fn named(name: &str) -> Option<&'static str> {
    CURRENCIES.iter().find(|(known, _)| *known == name).map(|(_, code)| *code)
}

/// Whether a text begins with a word that is not part of a longer one.
fn starts_word(text: &str, word: &str) -> bool {
    let goes_on = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphabetic()) && named(rest.trim()).is_none();
    text.strip_prefix(word).is_some_and(|rest| !word.is_ascii() || !goes_on(rest))
}

/// The plain character with the same meaning; `None` for an invisible one.
fn plain_sign(sign: char) -> Option<char> {
    Some(match sign {
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' => {
            return None;
        }
        '￥' => '¥',
        '！'..='～' => char::from_u32(u32::from(sign) - 0xfee0).unwrap_or(sign),
        '−' | '﹣' | '–' => '-',
        _ if sign.is_whitespace() => ' ',
        _ => sign,
    })
}

/// The characters between the first and the last digit of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Digits {
    /// A number.
    Number(Decimal),
    /// Its commas, spaces or points can have two meanings.
    Unclear,
    /// They are not a number.
    Wrong,
}

/// Reads digits whose thousands may be separated by commas or spaces and whose decimals follow a point.
/// Underscores are accepted anywhere between digits, as in RON.
#[must_use]
pub fn digits_of(text: &str) -> Digits {
    if !text.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | ' ' | '_')) {
        return Digits::Wrong;
    }
    let text: String = text.chars().filter(|c| *c != '_').collect();
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    if decimals.contains(|c: char| !c.is_ascii_digit()) {
        return Digits::Unclear;
    }
    let between = whole.chars().find(|c| !c.is_ascii_digit());
    if let Some(between) = between {
        let mut groups = whole.split(between);
        let first = groups.next().unwrap_or_default();
        let grouped = groups.all(|group| group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit()));
        if !grouped || !(1..=3).contains(&first.len()) || first == "0" {
            return Digits::Unclear;
        }
    }
    let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
    let whole = if whole.is_empty() { "0".to_owned() } else { whole };
    let text = if decimals.is_empty() { whole } else { format!("{whole}.{decimals}") };
    Decimal::from_str_exact(&text).map_or(Digits::Wrong, Digits::Number)
}

/// Whether the point of a number could also separate thousands: three digits follow it and one to three
/// precede it.
#[must_use]
pub fn is_ambiguous(digits: &str) -> bool {
    let Some((whole, decimals)) = digits.split_once('.') else { return false };
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    decimals.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0') && plain(whole) && plain(decimals)
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
    /// Writes the exact value without grouping, so that it reads back the same. Trailing zeros are dropped, except
    /// one where three digits after the point could be thousands.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = self.0.normalize();
        if is_ambiguous(&plain.abs().to_string()) { f.pad(&format!("{plain}0")) } else { fmt::Display::fmt(&plain, f) }
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let plain = self.0.normalize();
        match i64::try_from(plain) {
            Ok(whole) if plain.is_integer() => serializer.serialize_i64(whole),
            _ => serializer.collect_str(self),
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
    let value = Decimal::from_str_exact(&text).map_err(|_| NumberError::NotANumber(text))?;
    Number(value.normalize()).checked()
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
        check("120w", "1200000");
        check("120 W", "1200000");
        check("1.234Ｗ元", "12340");
        check("2万亿", "2000000000000");
        check("￥３００", "300");
        check("-5", "-5");
        for (text, expected) in [
            ("1 200 000", "1200000"),
            ("1\u{a0}200\u{202f}000.5", "1200000.5"),
            ("1_5", "15"),
            (".5", "0.5"),
            ("0.125", "0.125"),
            ("1.234万", "12340"),
            ("1.234%", "0.01234"),
            ("1234.567", "1234.567"),
            ("1,234.567", "1234.567"),
            ("500k", "500000"),
            ("1.5 m", "1500000"),
            ("CNY 2 million", "2000000"),
            ("2bn", "2000000000"),
            ("-¥5", "-5"),
            ("¥-5", "-5"),
            ("80万\u{200b}元", "800000"),
            ("－８０．５", "-80.5"),
            ("1,234,567万元", "12345670000"),
        ] {
            check(text, expected);
        }
    }

    #[test]
    fn what_may_mean_two_numbers_is_refused() {
        for text in [
            "1,5",
            "1,5万",
            "1 5",
            "10 20",
            "1,23,456",
            "1.234",
            "1.234元",
            "1.234.567",
            "1,234,56",
            "12,34",
            "1,2345",
            "0,500",
            "1234,567",
            "1 234,567",
            "1.234,5",
            "-1,5",
            "１，５",
        ] {
            assert_eq!(Number::parse(text), Err(NumberError::Ambiguous(text.into())), "{text}");
        }
        for text in ["5 apples", "1e5", "5-", "(5)", "5万万", "5美元", "$5", "1;5", "--5", "5%万", "2026-03-01", "5k5"]
        {
            assert_eq!(Number::parse(text), Err(NumberError::NotANumber(text.into())), "{text}");
        }
        let written = Written::read("$1.5m").map(|one| (one.number.to_string(), one.currency, one.scaled));
        assert_eq!(written, Ok(("1500000".to_owned(), Some("USD"), true)));
    }

    #[test]
    fn what_is_written_is_read_again() {
        for (number, text) in
            [(Number(Decimal::new(1234, 3)), "\"1.2340\""), (Number(Decimal::new(125, 3)), "\"0.125\"")]
        {
            let written = ron::to_string(&number).unwrap_or_default();
            assert_eq!(written, text);
            assert_eq!(ron::from_str(&written), Ok(number));
        }
        assert_eq!(ron::from_str("1.234"), Ok(Number(Decimal::new(1234, 3))));
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
