//! Actual payments: one published payment, or one notice of payments to be made.
//!
//! Payments are evidence beside the promises of a policy and never an amount for one production.

use serde::{Deserialize, Serialize};

use super::date::PartialDate;
use super::id::{IncentiveId, PaymentId, PolicyId, slug};
use super::number::Number;
use super::source::{Cites, no_cites};
use super::text::Text;

/// A published payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Payment {
    /// Its id.
    pub id: PaymentId,
    /// The policy under which it was paid.
    pub policy: PolicyId,
    /// The incentive of that policy, if the notice names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub incentive: Option<IncentiveId>,
    /// The recipient, or the kind of recipient if they are not named individually.
    pub to: Text,
    /// The number of recipients of the same amount.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub count: u32,
    /// The amount for each of them, in whole units of the currency of the policy.
    pub amount: Number,
    /// Whether it was paid or only announced.
    pub stage: Stage,
    /// When it was paid or announced.
    pub on: PartialDate,
    /// When it was applied for, if the source states it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applied_on: Option<PartialDate>,
    /// Where it is stated.
    #[serde(default, skip_serializing_if = "no_cites")]
    pub cites: Cites,
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

/// The state of a payment when it was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Stage {
    /// A notice says that it is to be paid (公示).
    Announced,
    /// It was paid (兑付).
    Paid,
}

impl Payment {
    /// The id of a payment that is entered in the window. It is the same for the same policy, incentive,
    /// recipient, day and amount.
    #[must_use]
    pub fn made_id(
        policy: &PolicyId,
        incentive: Option<&IncentiveId>,
        to: &str,
        on: PartialDate,
        amount: Number,
    ) -> PaymentId {
        let (to, on, amount) = (slug(to), on.to_string(), slug(&amount.to_string()));
        let parts = [policy.as_str(), incentive.map_or("", IncentiveId::as_str), &to, &on, &amount];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        PaymentId::from(parts.join("-").as_str())
    }
}

fn one() -> u32 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes it so")]
fn is_one(count: &u32) -> bool {
    *count == 1
}
