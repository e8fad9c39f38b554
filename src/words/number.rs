//! Numbers as people read them. The value stays exact; a shortened figure is marked with `~`.

use rust_decimal::Decimal;
use rust_decimal::prelude::RoundingStrategy;
use serde::{Deserialize, Serialize};

use super::Words;
use crate::model::production::Currency;
use crate::model::text::Language;
use crate::rules::step::Unit;
use crate::rules::value::Range;
use crate::say;

/// The unit of columns of figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, strum::VariantArray)]
pub enum Scale {
    /// 元; CNY.
    One,
    /// 万元; thousands of CNY.
    #[default]
    Middle,
    /// 亿元; millions of CNY.
    Large,
}

impl Scale {
    /// All of them.
    pub const ALL: &'static [Self] = <Self as strum::VariantArray>::VARIANTS;

    /// The number of yuan in one unit.
    #[must_use]
    pub fn factor(self, language: Language) -> Decimal {
        Decimal::from(match (self, language) {
            (Self::One, _) => 1,
            (Self::Middle, Language::Chinese) => 10_000,
            (Self::Middle, Language::English) => 1_000,
            (Self::Large, Language::Chinese) => 100_000_000,
            (Self::Large, Language::English) => 1_000_000,
        })
    }
}

/// How amounts of a production are written. Not every reader of a report may know its budget.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, strum::VariantArray)]
pub enum Disclosure {
    /// To the last digit.
    #[default]
    Exact,
    /// As a band, such as from one to two million.
    Banded,
    /// Not at all, except whether there is any.
    Hidden,
}

impl Disclosure {
    /// All of them.
    pub const ALL: &'static [Self] = <Self as strum::VariantArray>::VARIANTS;
}

/// The band of an amount: from 1, 2 or 5 times a power of ten to the next such figure.
fn band(amount: Decimal) -> Option<(Decimal, Decimal)> {
    let mut power = Decimal::new(1, 2);
    loop {
        let ends = [Decimal::ONE, Decimal::TWO, Decimal::from(5), Decimal::TEN].map(|one| one.checked_mul(power));
        for pair in ends.windows(2) {
            if let [Some(low), Some(high)] = pair
                && amount.abs() < *high
            {
                return Some((*low, *high));
            }
        }
        power = power.checked_mul(Decimal::TEN)?;
    }
}

/// Decimals shown after a scaled figure. A longer one is rounded and marked.
const MOST_DECIMALS: u32 = 4;

impl Words {
    /// The name of a scale.
    #[must_use]
    pub fn scale(&self, scale: Scale) -> String {
        match scale {
            Scale::One => say!(self, "scale-one"),
            Scale::Middle => say!(self, "scale-middle"),
            Scale::Large => say!(self, "scale-large"),
        }
    }

    /// An amount of yuan in larger units, shown beside the yuan: `= 150 万元`, `= 1.5 m · 150 万元`. `None`
    /// below 10,000, if it needs more than two decimals, and for other currencies.
    #[must_use]
    pub fn echo(&self, amount: Decimal, currency: Currency) -> Option<String> {
        if currency != Currency::CNY || amount < Decimal::from(10_000) {
            return None;
        }
        // A longer figure would not be easier to read in larger units.
        let wan = chinese_figure(amount);
        if wan.ends_with(' ') {
            return None;
        }
        let millions = amount.checked_div(Decimal::from(1_000_000))?.round_dp(4).normalize();
        Some(match self.language {
            Language::Chinese => say!(self, "form-echo", value = self.money(amount, currency)),
            Language::English => say!(self, "form-echo-both", millions = grouped(millions, 0), wan = wan),
        })
    }

    /// Money in a sentence, with its unit: `120 万元`, `CNY 1,200,000`.
    #[must_use]
    pub fn money(&self, amount: impl Into<Decimal>, currency: Currency) -> String {
        let amount = amount.into();
        if let Some(covered) = self.covered(amount, &|part| self.open().money(part, currency)) {
            return covered;
        }
        if currency != Currency::CNY {
            return say!(self, "money-other", code = currency.code(), figure = grouped(amount, 0));
        }
        let figure = match self.language {
            Language::English => grouped(amount, 0),
            Language::Chinese => chinese_figure(amount),
        };
        say!(self, "money", figure = figure)
    }

    /// The same words, writing amounts in this way.
    #[must_use]
    pub fn writing(&self, amounts: Disclosure) -> Self {
        Self { amounts, ..self.clone() }
    }

    fn open(&self) -> Self {
        self.writing(Disclosure::Exact)
    }

    /// An amount that is not disclosed; `None` if it can be.
    fn covered(&self, amount: Decimal, write: &dyn Fn(Decimal) -> String) -> Option<String> {
        match self.amounts {
            Disclosure::Exact => None,
            _ if amount.is_zero() => None,
            Disclosure::Hidden => Some(say!(self, "amount-hidden")),
            Disclosure::Banded => {
                let hidden = || say!(self, "amount-hidden");
                Some(
                    band(amount)
                        .map_or_else(hidden, |(low, high)| say!(self, "from-to", from = write(low), to = write(high))),
                )
            }
        }
    }

    /// The name of a currency where amounts are entered.
    #[must_use]
    pub fn currency(&self, currency: Currency) -> String {
        if currency == Currency::CNY { say!(self, "unit-yuan") } else { currency.code().to_owned() }
    }

    /// Money in a column, without its unit.
    #[must_use]
    pub fn figure(&self, amount: impl Into<Decimal>, scale: Scale) -> String {
        let amount = amount.into();
        if amount.is_zero() {
            return "0".to_owned();
        }
        if let Some(covered) = self.covered(amount, &|part| self.open().figure(part, scale)) {
            return covered;
        }
        let decimals = u32::from(scale != Scale::One);
        grouped(amount.checked_div(scale.factor(self.language)).unwrap_or(amount), decimals)
    }

    /// The same without a decimal that is zero, where figures need not be aligned.
    #[must_use]
    pub fn short_figure(&self, amount: impl Into<Decimal>, scale: Scale) -> String {
        let figure = self.figure(amount, scale);
        figure.strip_suffix(".0").map_or(figure.clone(), str::to_owned)
    }

    /// A share as a percentage: `12.5 %`.
    #[must_use]
    pub fn percent(&self, share: Decimal) -> String {
        let hundredfold = share.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(share);
        match self.language {
            Language::Chinese => format!("{}%", grouped(hundredfold, 0)),
            Language::English => format!("{}\u{202f}%", grouped(hundredfold, 0)),
        }
    }

    /// A plain number.
    #[must_use]
    pub fn plain(&self, number: Decimal) -> String {
        grouped(number, 0)
    }

    /// A value with its unit.
    #[must_use]
    pub fn value(&self, value: impl Into<Decimal>, unit: Unit, currency: Currency) -> String {
        let value = value.into();
        match unit {
            Unit::Money => self.money(value, currency),
            Unit::MoneyIn(other) => self.money(value, other),
            Unit::Share => self.percent(value),
            Unit::Count => self.plain(value),
        }
    }

    /// A value with its range.
    #[must_use]
    pub fn range(&self, range: Range, unit: Unit, currency: Currency) -> String {
        if let Some(covered) = self.covered_range(range, unit, currency) {
            return covered;
        }
        match (range.exact(), range.high) {
            (Some(value), _) => self.value(value, unit, currency),
            (None, Some(high)) => say!(
                self,
                "from-to",
                from = self.value(range.low, unit, currency),
                to = self.value(high, unit, currency)
            ),
            (None, None) if range.low.is_zero() => say!(self, "unknown-value"),
            (None, None) => say!(self, "at-least-value", value = self.value(range.low, unit, currency)),
        }
    }

    /// A range of money that is not disclosed exactly: from the band of its lower end to that of its upper end.
    fn covered_range(&self, range: Range, unit: Unit, currency: Currency) -> Option<String> {
        let currency = match unit {
            Unit::Money => currency,
            Unit::MoneyIn(other) => other,
            Unit::Share | Unit::Count => return None,
        };
        let (low, high) = (range.low.decimal(), range.high?.decimal());
        match self.amounts {
            Disclosure::Banded if range.exact().is_none() => {
                let least = if low.is_zero() { low } else { band(low)?.0 };
                let open = self.open();
                let (from, to) = (open.money(least, currency), open.money(band(high)?.1, currency));
                Some(say!(self, "from-to", from = from, to = to))
            }
            Disclosure::Hidden if !high.is_zero() => Some(say!(self, "amount-hidden")),
            _ => None,
        }
    }

    /// `A, B and C`.
    #[must_use]
    pub fn list_and(&self, parts: &[String]) -> String {
        match parts {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => say!(self, "list-and", first = first.join(&self.comma()), last = last.as_str()),
        }
    }

    /// `A, B or C`.
    #[must_use]
    pub fn list_or(&self, parts: &[String]) -> String {
        match parts {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => say!(self, "list-or", first = first.join(&self.comma()), last = last.as_str()),
        }
    }

    /// The separator between the parts of a list.
    #[must_use]
    pub fn comma(&self) -> String {
        say!(self, "list-comma")
    }

    /// The separator between clauses.
    #[must_use]
    pub fn semicolon(&self) -> String {
        say!(self, "list-semicolon")
    }
}

/// The largest of 亿, 万 and 元 that needs at most two decimals.
fn chinese_figure(amount: Decimal) -> String {
    for (factor, unit) in [(100_000_000, " 亿"), (10_000, " 万")] {
        let factor = Decimal::from(factor);
        if amount.abs() < factor {
            continue;
        }
        let scaled = amount / factor;
        if scaled.normalize().scale() <= 2 {
            return format!("{}{unit}", grouped(scaled, 0));
        }
    }
    format!("{} ", grouped(amount, 0))
}

/// Digits in groups of three, with a minimum of decimals; trailing zeros beyond that are dropped.
fn grouped(number: Decimal, least_decimals: u32) -> String {
    let rounded = number.round_dp_with_strategy(MOST_DECIMALS, RoundingStrategy::MidpointAwayFromZero).normalize();
    let mark = if rounded == number { "" } else { "~" };
    let text = rounded.abs().to_string();
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let mut digits = String::with_capacity(whole.len() * 4 / 3 + 1);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            digits.push(',');
        }
        digits.push(digit);
    }
    let mut decimals = decimals.to_owned();
    while decimals.len() < least_decimals as usize {
        decimals.push('0');
    }
    let point = if decimals.is_empty() { "" } else { "." };
    let sign = if rounded.is_sign_negative() && !rounded.is_zero() { "−" } else { "" };
    format!("{mark}{sign}{digits}{point}{decimals}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn money_is_said_in_the_unit_that_reads_best() {
        let zh = Words::new(Language::Chinese);
        let en = Words::new(Language::English);
        let check = |amount: &str, chinese: &str, english: &str| {
            assert_eq!(zh.money(decimal(amount), Currency::CNY), chinese);
            assert_eq!(en.money(decimal(amount), Currency::CNY), english);
        };
        check("2000000", "200 万元", "CNY 2,000,000");
        check("125000", "12.5 万元", "CNY 125,000");
        check("123456", "123,456 元", "CNY 123,456");
        check("5000", "5,000 元", "CNY 5,000");
        check("150000000", "1.5 亿元", "CNY 150,000,000");
        check("0", "0 元", "CNY 0");
        check("249999.75", "249,999.75 元", "CNY 249,999.75");
    }

    #[test]
    fn amounts_can_be_told_in_bands_or_not_at_all() {
        let banded = Words::new(Language::English).writing(Disclosure::Banded);
        assert_eq!(banded.money(decimal("1234567"), Currency::CNY), "CNY 1,000,000 – CNY 2,000,000");
        assert_eq!(banded.money(decimal("2000000"), Currency::CNY), "CNY 2,000,000 – CNY 5,000,000");
        assert_eq!(banded.figure(decimal("999"), Scale::One), "500 – 1,000");
        assert_eq!(banded.money(decimal("0"), Currency::CNY), "CNY 0");
        let hidden = Words::new(Language::English).writing(Disclosure::Hidden);
        assert!(!hidden.money(decimal("1234567"), Currency::CNY).contains(char::is_numeric));
        assert_eq!(banded.writing(Disclosure::Exact).figure(decimal("999"), Scale::One), "999");
    }

    #[test]
    fn figures_in_a_column_keep_one_decimal_and_mark_what_is_left_out() {
        let zh = Words::new(Language::Chinese);
        assert_eq!(zh.figure(decimal("1200000"), Scale::Middle), "120.0");
        assert_eq!(zh.figure(decimal("0"), Scale::Middle), "0");
        assert_eq!(zh.figure(decimal("1234567"), Scale::Middle), "123.4567");
        assert_eq!(zh.figure(decimal("0.333333333"), Scale::One), "~0.3333");
        assert_eq!(zh.figure(decimal("12345678"), Scale::One), "12,345,678");
    }
}
