//! What an incentive comes to.

use super::cash::Cash;
use super::fraction::Fraction;
use super::step::Step;
use super::value::Truth;
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
    /// How that was calculated.
    pub step: Step,
    /// What of it arrives as cash and when, where that is known.
    pub cash: Option<Box<Cash>>,
}

/// What an incentive comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Payable: at least the floor, at most the ceiling.
    Paid {
        /// What is certain.
        floor: Fraction,
        /// What is possible.
        ceiling: Fraction,
    },
    /// Not payable, with each condition that failed.
    NotEligible(Vec<Step>),
    /// It depends on answers that are missing; meanwhile it lies in the interval.
    NeedsAnswer {
        /// Which facts.
        facts: Vec<FactId>,
        /// What is certain all the same.
        floor: Fraction,
        /// What is possible; none if nothing bounds it.
        ceiling: Option<Fraction>,
    },
    /// No amount can be calculated.
    NotCalculable(Unpriced),
    /// The sources contradict each other; it lies in the interval.
    Conflict {
        /// Each contradiction, with its readings as parts.
        clauses: Vec<Step>,
        /// What is certain under every reading.
        floor: Fraction,
        /// What is possible under the best; none if nothing bounds it.
        ceiling: Option<Fraction>,
    },
}

/// Why no amount can be calculated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unpriced {
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
    /// Whether it may pay something that cannot be calculated.
    #[must_use]
    pub fn is_unpriced(&self) -> bool {
        matches!(self, Self::NotCalculable(Unpriced::CaseByCase | Unpriced::NotPublished | Unpriced::OtherCurrency))
    }

    /// What is certain.
    #[must_use]
    pub fn floor(&self) -> Fraction {
        match self {
            Self::Paid { floor, .. } | Self::NeedsAnswer { floor, .. } | Self::Conflict { floor, .. } => *floor,
            Self::NotEligible(_) | Self::NotCalculable(_) => Fraction::ZERO,
        }
    }

    /// What is possible; none if nothing bounds it.
    #[must_use]
    pub fn ceiling(&self) -> Option<Fraction> {
        match self {
            Self::Paid { ceiling, .. } => Some(*ceiling),
            Self::NeedsAnswer { ceiling, .. } | Self::Conflict { ceiling, .. } => *ceiling,
            Self::NotEligible(_) | Self::NotCalculable(_) => Some(Fraction::ZERO),
        }
    }

    /// Whether it is granted, as far as that is known; what is not money may be granted too.
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
