//! The kinds of records that files hold.

use serde::{Deserialize, Serialize};

/// A kind of record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Record {
    /// A place.
    Place,
    /// A policy.
    Policy,
    /// An incentive of a policy.
    Incentive,
    /// A named line of a policy.
    Line,
    /// An indicator.
    Indicator,
    /// An observation.
    Observation,
    /// A fact.
    Fact,
    /// A source.
    Source,
    /// A production.
    Production,
    /// A scenario.
    Scenario,
    /// A slate of productions.
    Slate,
    /// A portfolio.
    Portfolio,
    /// An exchange rate.
    Rate,
    /// A worked example of a policy.
    Example,
    /// A plausible range of an indicator.
    Band,
    /// A conclusion about a contradiction.
    Judgement,
    /// A published payment.
    Payment,
}

impl Record {
    /// The kind of the records in a file, from its first word.
    #[must_use]
    pub fn of_file(word: &str) -> Option<Self> {
        Some(match word {
            "Places" => Self::Place,
            "Sources" => Self::Source,
            "Facts" => Self::Fact,
            "Indicators" => Self::Indicator,
            "Observations" => Self::Observation,
            "Rates" => Self::Rate,
            "Bands" => Self::Band,
            "Judgements" => Self::Judgement,
            "Payments" => Self::Payment,
            "Policy" => Self::Policy,
            "Production" => Self::Production,
            "Scenario" => Self::Scenario,
            "Slate" => Self::Slate,
            "Portfolio" => Self::Portfolio,
            _ => return None,
        })
    }
}
