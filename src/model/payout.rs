//! How an award becomes cash. The award itself does not depend on it.

use serde::{Deserialize, Serialize};

use super::amount::Amount;
use super::number::Number;
use super::source::{Cites, no_cites};
use super::text::Text;

/// How an award becomes cash: the redeemed share, less fees, less tax.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Payout {
    /// The share of the award that is paid if it is refunded or sold: `"90%"`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redeemed_at: Option<Number>,
    /// A fee as a share of the award.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fee_rate: Option<Number>,
    /// Other fees and costs of the application, such as an audit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub costs: Option<Amount>,
    /// Tax on the award, as a share of the redeemed amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax: Option<Number>,
    /// The number of months from the application to the payment, if it is a single payment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after_months: Option<Number>,
    /// The instalments, if it is not a single payment. Their shares add up to 100 %.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub instalments: Vec<Instalment>,
    /// When it is paid, in the words of the text, such as "after acceptance".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Text>,
    /// Where it is stated.
    #[serde(default, skip_serializing_if = "no_cites")]
    pub cites: Cites,
}

impl Payout {
    /// Whether the time of payment is stated, in months or in words.
    #[must_use]
    pub fn says_when(&self) -> bool {
        self.has_months() || self.when.is_some()
    }

    /// Whether the number of months until payment is stated.
    #[must_use]
    pub fn has_months(&self) -> bool {
        self.after_months.is_some() || !self.instalments.is_empty()
    }

    /// Whether anything is stated that makes the cash differ from the award, or the months until payment.
    #[must_use]
    pub fn changes_cash(&self) -> bool {
        self.has_months()
            || self.redeemed_at.is_some()
            || self.fee_rate.is_some()
            || self.costs.is_some()
            || self.tax.is_some()
    }
}

/// One part of a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instalment {
    /// The number of months after the application.
    pub after_months: Number,
    /// The share of the net amount.
    pub share: Number,
}
