//! The results of incentives.

use super::cash::Cash;
use super::fraction::Fraction;
use super::step::Step;
use super::value::Truth;
use crate::model::id::{FactId, IncentiveId, PolicyId};
use crate::model::policy::{Basis, Status};

/// The result of an incentive, with its explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Award {
    /// The policy.
    pub policy: PolicyId,
    /// The incentive.
    pub incentive: IncentiveId,
    /// The basis on which it is granted.
    pub basis: Basis,
    /// The outcome before stacking.
    pub outcome: Outcome,
    /// The calculation.
    pub step: Step,
    /// The cash and the time of its payment, if that is known.
    pub cash: Option<Box<Cash>>,
}

/// The outcome of an incentive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It pays at least the floor and at most the ceiling.
    Paid {
        /// The amount that is certain.
        floor: Fraction,
        /// The amount that is possible.
        ceiling: Fraction,
    },
    /// Not eligible, with each condition that failed.
    NotEligible(Vec<Step>),
    /// It depends on missing answers. The amount is between the floor and the ceiling.
    NeedsAnswer {
        /// The missing facts.
        facts: Vec<FactId>,
        /// The amount that is certain with any answers.
        floor: Fraction,
        /// The amount that is possible; none if there is no limit.
        ceiling: Option<Fraction>,
    },
    /// It has no amount.
    NotCalculable(Unpriced),
    /// The sources contradict each other. The amount is between the floor and the ceiling.
    Conflict {
        /// The contradictions, with their readings as parts.
        clauses: Vec<Step>,
        /// The amount that is certain under every reading.
        floor: Fraction,
        /// The amount that is possible under the best reading; none if there is no limit.
        ceiling: Option<Fraction>,
    },
}

/// The reason that there is no amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unpriced {
    /// It is support in kind.
    InKind,
    /// The authority decides case by case.
    CaseByCase,
    /// No amount is published.
    NotPublished,
    /// The policy is not in force.
    NotInForce(Status),
    /// The amounts of the production are in another currency, and no exchange rate is known.
    OtherCurrency,
    /// A figure is too large for the arithmetic.
    TooLarge,
}

impl Outcome {
    /// Whether it may pay an amount that cannot be calculated.
    #[must_use]
    pub fn is_unpriced(&self) -> bool {
        matches!(self, Self::NotCalculable(Unpriced::CaseByCase | Unpriced::NotPublished | Unpriced::OtherCurrency))
    }

    /// The amount that is certain.
    #[must_use]
    pub fn floor(&self) -> Fraction {
        match self {
            Self::Paid { floor, .. } | Self::NeedsAnswer { floor, .. } | Self::Conflict { floor, .. } => *floor,
            Self::NotEligible(_) | Self::NotCalculable(_) => Fraction::ZERO,
        }
    }

    /// The amount that is possible; none if there is no limit.
    #[must_use]
    pub fn ceiling(&self) -> Option<Fraction> {
        match self {
            Self::Paid { ceiling, .. } => Some(*ceiling),
            Self::NeedsAnswer { ceiling, .. } | Self::Conflict { ceiling, .. } => *ceiling,
            Self::NotEligible(_) | Self::NotCalculable(_) => Some(Fraction::ZERO),
        }
    }

    /// Whether it is granted, as far as that is known. Support that is not money can be granted, too.
    #[must_use]
    pub fn granted(&self) -> Truth {
        match self {
            Self::NotEligible(_) | Self::NotCalculable(Unpriced::NotInForce(_)) => Truth::No,
            Self::NotCalculable(_) => Truth::Unknown,
            _ if !self.floor().is_zero() => Truth::Yes,
            _ if self.ceiling().is_some_and(|most| most.is_zero()) => Truth::No,
            _ => Truth::Unknown,
        }
    }
}
