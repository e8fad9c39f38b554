//! What an incentive comes to.

use rust_decimal::Decimal;

use super::step::Step;
use crate::model::id::{FactId, IncentiveId, PolicyId};
use crate::model::policy::{Basis, Status};

/// An incentive's outcome, with its explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Award {
    /// The policy.
    pub policy: PolicyId,
    /// The incentive.
    pub incentive: IncentiveId,
    /// How certain its money is.
    pub basis: Basis,
    /// What it comes to, before stacking.
    pub outcome: Outcome,
    /// How that was worked out.
    pub step: Step,
}

/// What an incentive comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Payable: at least the floor, at most the ceiling.
    Paid {
        /// What is certain.
        floor: Decimal,
        /// What is possible.
        ceiling: Decimal,
    },
    /// Not payable, with each condition that failed.
    NotEligible(Vec<Step>),
    /// It depends on answers that are missing; meanwhile it lies in the interval.
    NeedsAnswer {
        /// Which facts.
        facts: Vec<FactId>,
        /// What is certain all the same.
        floor: Decimal,
        /// What is possible; none if nothing bounds it.
        ceiling: Option<Decimal>,
    },
    /// No amount can be worked out.
    NotCalculable(Why),
    /// The sources contradict each other.
    Conflict(Vec<Step>),
}

/// Why no amount can be worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Why {
    /// It is help in kind.
    InKind,
    /// The authority decides case by case.
    CaseByCase,
    /// No amount is published.
    NotPublished,
    /// The policy is not in force.
    NotInForce(Status),
    /// The production's amounts are in another currency and no rate is known.
    OtherCurrency,
    /// A figure is absurdly large.
    TooLarge,
}

impl Outcome {
    /// Whether it may pay something that cannot be worked out.
    #[must_use]
    pub fn is_unpriced(&self) -> bool {
        matches!(self, Self::NotCalculable(Why::CaseByCase | Why::NotPublished | Why::OtherCurrency))
    }

    /// What is certain.
    #[must_use]
    pub fn floor(&self) -> Decimal {
        match self {
            Self::Paid { floor, .. } | Self::NeedsAnswer { floor, .. } => *floor,
            _ => Decimal::ZERO,
        }
    }

    /// What is possible; none if nothing bounds it.
    #[must_use]
    pub fn ceiling(&self) -> Option<Decimal> {
        match self {
            Self::Paid { ceiling, .. } => Some(*ceiling),
            Self::NeedsAnswer { ceiling, .. } => *ceiling,
            _ => Some(Decimal::ZERO),
        }
    }
}
