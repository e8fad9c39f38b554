//! Observed values in words.

use rust_decimal::Decimal;

use super::Words;
use crate::model::indicator::{Observation, Precision, Unit};
use crate::model::production::Currency;
use crate::model::text::Language;
use crate::say;

impl Words {
    /// The period of an observation.
    #[must_use]
    pub fn period(&self, seen: &Observation) -> String {
        seen.period.map_or_else(|| say!(self, "period-none"), |period| period.to_string().replace("..", "–"))
    }

    /// The value of an observation with its unit and precision.
    #[must_use]
    pub fn observed(&self, unit: &Unit, seen: &Observation) -> String {
        let Some(value) = seen.value else { return seen.printed.clone() };
        let text = match seen.upper {
            Some(upper) => say!(self, "from-to", from = self.measure(unit, value.0), to = self.measure(unit, upper.0)),
            None => self.measure(unit, value.0),
        };
        self.as_exact(seen.precision, text)
    }

    /// A value with its precision.
    #[must_use]
    pub fn as_exact(&self, precision: Precision, value: String) -> String {
        match precision {
            Precision::Exact => value,
            Precision::About => say!(self, "about", value = value),
            Precision::MoreThan => say!(self, "more-than", value = value),
            Precision::AtMost => say!(self, "at-most-value", value = value),
        }
    }

    /// A value with its unit. Large sums are given in 亿 or billions.
    #[must_use]
    pub fn measure(&self, unit: &Unit, value: Decimal) -> String {
        let scaled = |factor: i64| self.plain(value / Decimal::from(factor));
        match (unit, self.language) {
            (Unit::Yuan | Unit::Dollar, Language::English) if value >= Decimal::from(1_000_000) => {
                let code = if *unit == Unit::Yuan { "CNY" } else { "USD" };
                match value >= Decimal::from(1_000_000_000) {
                    true => say!(self, "money-billion", code = code, figure = scaled(1_000_000_000)),
                    false => say!(self, "money-million", code = code, figure = scaled(1_000_000)),
                }
            }
            (Unit::Dollar, Language::English) => say!(self, "money-other", code = "USD", figure = self.plain(value)),
            (Unit::Dollar, Language::Chinese) => say!(self, "dollars-yi", figure = scaled(100_000_000)),
            (Unit::Yuan, _) => self.money(value, Currency::CNY),
            (Unit::Change, _) if value > Decimal::ZERO => format!("+{}", self.percent(value)),
            (Unit::Share | Unit::Change, _) => self.percent(value),
            (Unit::Times, _) => say!(self, "times", figure = self.plain(value)),
            (Unit::Count(of), _) => say!(self, "count", figure = self.plain(value), unit = self.text(of)),
            (Unit::Words, _) => self.plain(value),
        }
    }
}
