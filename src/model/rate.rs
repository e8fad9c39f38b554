//! Exchange rates, each with a date and a source.

use serde::{Deserialize, Serialize};

use super::date::PartialDate;
use super::id::RateId;
use super::number::Number;
use super::production::Currency;
use super::source::{Cites, no_cites};

/// The value of one unit of a currency in another on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExchangeRate {
    /// Its id, such as `usd-cny-2026-11-20`.
    pub id: RateId,
    /// The currency that is converted.
    pub from: Currency,
    /// The currency of the value.
    pub to: Currency,
    /// The day, or the month of an average.
    pub on: PartialDate,
    /// The value of one unit of `from` in `to`.
    pub rate: Number,
    /// Where it is stated.
    #[serde(default, skip_serializing_if = "no_cites")]
    pub cites: Cites,
}
