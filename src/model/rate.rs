//! Exchange rates: dated and sourced.

use serde::{Deserialize, Serialize};

use super::date::PartialDate;
use super::id::RateId;
use super::number::Number;
use super::production::Currency;
use super::source::{Cites, no_cites};

/// What one unit of a currency was worth in another on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExchangeRate {
    /// Its id, such as `usd-cny-2026-11-20`.
    pub id: RateId,
    /// The currency of which it is one unit.
    pub from: Currency,
    /// The currency it is worth so much in.
    pub to: Currency,
    /// The day, or the month it is the average of.
    pub on: PartialDate,
    /// How much of `to` one unit of `from` is.
    pub rate: Number,
    /// Where it is stated.
    #[serde(default, skip_serializing_if = "no_cites")]
    pub cites: Cites,
}
