//! How an amount is worked out: a closed set of small shapes that compose.
//!
//! Each shape's comment is its row in docs/format.md.
//! Absent on purpose: a general formula language, and anything special to one programme.

use serde::{Deserialize, Serialize};

use super::condition::Condition;
use super::id::{FactId, LineId};
use super::number::Number;

/// An amount: money, a count or a share, depending on what it is made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Amount {
    /// A fixed amount: `Fixed(100_000)`.
    Fixed(Number),
    /// The answer to a fact: `Fact("local_spend")`.
    Fact(FactId),
    /// A named line of the same policy: `Line("qualifying_spend")`.
    Line(LineId),
    /// A rate of an amount: `Share(rate: "10%", of: Fact("local_spend"))`.
    Share {
        /// The rate.
        rate: Number,
        /// What it is taken of.
        of: Box<Amount>,
    },
    /// Several amounts added up: `Sum([A, B])`.
    Sum(Vec<Amount>),
    /// One amount less another, never below zero: `Difference(from: A, less: B)`.
    Difference {
        /// The larger amount.
        from: Box<Amount>,
        /// What is taken off.
        less: Box<Amount>,
    },
    /// Several amounts multiplied: `Product([A, B])`.
    Product(Vec<Amount>),
    /// The smallest of several: `LesserOf([A, B])`.
    LesserOf(Vec<Amount>),
    /// The largest of several: `GreaterOf([A, B])`.
    GreaterOf(Vec<Amount>),
    /// An amount with a cap: `AtMost(cap: Fixed(500_000), of: A)`.
    AtMost {
        /// The cap.
        cap: Box<Amount>,
        /// What it limits.
        of: Box<Amount>,
    },
    /// An amount with a floor: `AtLeast(floor: Fixed(10_000), of: A)`.
    AtLeast {
        /// The floor.
        floor: Box<Amount>,
        /// What it lifts.
        of: Box<Amount>,
    },
    /// Each slice of an amount at its own rate, added up:
    /// `Slices(of: A, slices: [(up_to: 1_000_000, rate: "0%"), (rate: "3%")])`.
    Slices {
        /// What is sliced.
        of: Box<Amount>,
        /// The slices from the bottom up; only the last may be open.
        slices: Vec<Slice>,
    },
    /// The highest step reached decides for the whole:
    /// `Tiers(by: A, tiers: [(from: AtLeast(50_000_000), gives: Fixed(200_000))])`. Below the first, zero.
    Tiers {
        /// What is measured against the steps.
        by: Box<Amount>,
        /// The steps from the bottom up.
        tiers: Vec<Tier>,
    },
    /// Picked by the answer to a choice:
    /// `Choice(by: "channel", cases: [(is: ["cctv1"], gives: Fixed(300_000))])`. Other answers give zero.
    Choice {
        /// The fact that picks.
        by: FactId,
        /// The cases.
        cases: Vec<Case>,
    },
    /// So much per unit, for at most so many units:
    /// `PerUnit(count: Fact("countries"), each: Fixed(50_000), limit: 10)`.
    PerUnit {
        /// How many.
        count: Box<Amount>,
        /// How much for each.
        each: Box<Amount>,
        /// For how many at most.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        limit: Option<Number>,
    },
    /// One amount if a condition holds, otherwise another (zero if not given):
    /// `If(when: Yes("awarded"), then: A, otherwise: B)`.
    If {
        /// The condition.
        when: Box<Condition>,
        /// The amount where it holds.
        then: Box<Amount>,
        /// The amount where it does not.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        otherwise: Option<Box<Amount>>,
    },
}

/// One slice of [`Amount::Slices`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slice {
    /// Where it ends; open if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub up_to: Option<Number>,
    /// Its rate.
    pub rate: Number,
}

/// One step of [`Amount::Tiers`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tier {
    /// Where it starts.
    pub from: Bound,
    /// What it gives.
    pub gives: Amount,
}

/// Where a step starts; whether the boundary itself counts is always explicit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Bound {
    /// At the value or above.
    AtLeast(Number),
    /// Above the value.
    MoreThan(Number),
}

/// One case of [`Amount::Choice`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// The choices it holds for.
    pub is: Vec<String>,
    /// What it gives.
    pub gives: Amount,
}

impl Amount {
    /// Calls `visit` for this amount and every amount and condition inside it, outermost first.
    pub fn walk<'a>(&'a self, visit: &mut dyn FnMut(Node<'a>)) {
        visit(Node::Amount(self));
        match self {
            Self::Fixed(_) | Self::Fact(_) | Self::Line(_) => {}
            Self::Share { of, .. } | Self::Slices { of, .. } => of.walk(visit),
            Self::Sum(parts) | Self::Product(parts) | Self::LesserOf(parts) | Self::GreaterOf(parts) => {
                parts.iter().for_each(|part| part.walk(visit));
            }
            Self::Difference { from: a, less: b }
            | Self::AtMost { cap: a, of: b }
            | Self::AtLeast { floor: a, of: b }
            | Self::PerUnit { count: a, each: b, .. } => {
                a.walk(visit);
                b.walk(visit);
            }
            Self::Tiers { by, tiers } => {
                by.walk(visit);
                tiers.iter().for_each(|tier| tier.gives.walk(visit));
            }
            Self::Choice { cases, .. } => cases.iter().for_each(|case| case.gives.walk(visit)),
            Self::If { when, then, otherwise } => {
                when.walk(visit);
                then.walk(visit);
                if let Some(otherwise) = otherwise {
                    otherwise.walk(visit);
                }
            }
        }
    }
}

/// A node met on a walk over a rule.
#[derive(Clone, Copy, Debug)]
pub enum Node<'a> {
    /// An amount.
    Amount(&'a Amount),
    /// A condition.
    Condition(&'a Condition),
}

impl<'a> Node<'a> {
    /// The fact it asks for directly, if any.
    #[must_use]
    pub fn fact(self) -> Option<&'a FactId> {
        match self {
            Self::Amount(Amount::Fact(fact) | Amount::Choice { by: fact, .. }) => Some(fact),
            Self::Condition(condition) => condition.fact(),
            Self::Amount(_) => None,
        }
    }

    /// The line it refers to, if any.
    #[must_use]
    pub fn line(self) -> Option<&'a LineId> {
        match self {
            Self::Amount(Amount::Line(line)) => Some(line),
            _ => None,
        }
    }

    /// The choices of a fact it names, if any.
    #[must_use]
    pub fn choices(self) -> Option<(&'a FactId, Vec<&'a str>)> {
        match self {
            Self::Amount(Amount::Choice { by, cases }) => {
                Some((by, cases.iter().flat_map(|case| case.is.iter().map(String::as_str)).collect()))
            }
            Self::Condition(Condition::OneOf(fact, choices)) => {
                Some((fact, choices.iter().map(String::as_str).collect()))
            }
            _ => None,
        }
    }
}
