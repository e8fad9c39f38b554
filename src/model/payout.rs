//! From an award to cash. Kept apart from the award itself.

use serde::{Deserialize, Serialize};

use super::amount::Amount;
use super::number::Number;
use super::source::{Cites, no_cites};
use super::text::Text;

/// How an award becomes cash. The order is: redeemed, less fees, less tax.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Payout {
    /// The share of the award that is paid where it is refunded or sold: `"90%"`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redeemed_at: Option<Number>,
    /// A fee as a share of the award.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fee_rate: Option<Number>,
    /// Other fees and costs of the application, such as an audit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub costs: Option<Amount>,
    /// Tax on the award, as a share of what is redeemed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax: Option<Number>,
    /// How many months after the application the money comes, where it comes at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after_months: Option<Number>,
    /// The parts it comes in, where it does not come at once. Their shares add up to 100 %.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub instalments: Vec<Instalment>,
    /// When the money comes, in the words of the text, such as "after acceptance".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Text>,
    /// Where it is stated.
    #[serde(default, skip_serializing_if = "no_cites")]
    pub cites: Cites,
}

impl Payout {
    /// Whether it is said when the money comes, in months or in words.
    #[must_use]
    pub fn says_when(&self) -> bool {
        self.has_months() || self.when.is_some()
    }

    /// Whether it is said after how many months the money comes.
    #[must_use]
    pub fn has_months(&self) -> bool {
        self.after_months.is_some() || !self.instalments.is_empty()
    }

    /// Whether anything is known that makes the cash differ from the award, or says after how many months it comes.
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
    /// How many months after the application.
    pub after_months: Number,
    /// Which share of the net amount.
    pub share: Number,
}
