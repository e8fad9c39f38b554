//! The content of a file of the library.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::fact::Fact;
use crate::model::indicator::{Indicator, Observation};
use crate::model::judgement::{Band, Judgement};
use crate::model::payment::Payment;
use crate::model::place::Place;
use crate::model::policy::Policy;
use crate::model::portfolio::Portfolio;
use crate::model::production::Production;
use crate::model::rate::ExchangeRate;
use crate::model::scenario::Scenario;
use crate::model::slate::Slate;
use crate::model::source::Source;

/// The content of one file. The name of the variant is the first word of the file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Document {
    /// Jurisdictions.
    Places(Vec<Arc<Place>>),
    /// Sources.
    Sources(Vec<Arc<Source>>),
    /// Questions.
    Facts(Vec<Arc<Fact>>),
    /// Measured quantities.
    Indicators(Vec<Arc<Indicator>>),
    /// Values of indicators.
    Observations(Vec<Arc<Observation>>),
    /// Exchange rates.
    Rates(Vec<Arc<ExchangeRate>>),
    /// Plausible ranges.
    Bands(Vec<Arc<Band>>),
    /// Conclusions about contradictions.
    Judgements(Vec<Arc<Judgement>>),
    /// Published payments.
    Payments(Vec<Arc<Payment>>),
    /// One policy.
    Policy(Arc<Policy>),
    /// One production.
    Production(Arc<Production>),
    /// Proposed changes of figures.
    Scenario(Arc<Scenario>),
    /// Several productions of one company.
    Slate(Arc<Slate>),
    /// A portfolio.
    Portfolio(Arc<Portfolio>),
}

impl Document {
    /// The first word of the file.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Places(_) => "Places",
            Self::Sources(_) => "Sources",
            Self::Facts(_) => "Facts",
            Self::Indicators(_) => "Indicators",
            Self::Observations(_) => "Observations",
            Self::Rates(_) => "Rates",
            Self::Bands(_) => "Bands",
            Self::Judgements(_) => "Judgements",
            Self::Payments(_) => "Payments",
            Self::Policy(_) => "Policy",
            Self::Production(_) => "Production",
            Self::Scenario(_) => "Scenario",
            Self::Slate(_) => "Slate",
            Self::Portfolio(_) => "Portfolio",
        }
    }
}
