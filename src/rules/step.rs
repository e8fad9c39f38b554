//! The explanation: a tree of typed steps. `words` turns it into sentences.

use rust_decimal::Decimal;

use super::value::{Range, Truth};
use crate::model::amount::Bound;
use crate::model::date::PartialDate;
use crate::model::id::{FactId, IncentiveId, LineId, PlaceId, PolicyId};
use crate::model::number::Number;
use crate::model::policy::{Basis, StackingRule, Status};
use crate::model::production::Answer;
use crate::model::source::Citation;
use crate::model::text::Text;

/// One node of an explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What it is.
    pub what: What,
    /// What came out.
    pub value: Value,
    /// The clauses it comes from; those of the nearest step above hold where it has none.
    pub cites: Vec<Citation>,
    /// The steps it was made from.
    pub parts: Vec<Step>,
}

impl Step {
    /// A step without clauses of its own.
    #[must_use]
    pub fn new(what: What, value: Value, parts: Vec<Self>) -> Self {
        Self { what, value, cites: Vec::new(), parts }
    }

    /// The same step with its clauses.
    #[must_use]
    pub fn citing(mut self, cites: &[Citation]) -> Self {
        self.cites = cites.to_vec();
        self
    }

    /// The facts that must be answered before its value is certain, in the order they are met.
    #[must_use]
    pub fn missing(&self) -> Vec<FactId> {
        let mut facts = Vec::new();
        self.collect_missing(&mut facts);
        facts
    }

    fn collect_missing(&self, facts: &mut Vec<FactId>) {
        if self.value.is_certain() {
            return;
        }
        if let What::Missing(fact) = &self.what
            && !facts.contains(fact)
        {
            facts.push(fact.clone());
        }
        self.parts.iter().for_each(|part| part.collect_missing(facts));
    }
}

/// The value of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// An amount.
    Amount(Range, Unit),
    /// A condition.
    Holds(Truth),
    /// An answer that is neither.
    Said,
}

impl Value {
    fn is_certain(self) -> bool {
        match self {
            Self::Amount(range, _) => range.exact().is_some(),
            Self::Holds(truth) => truth != Truth::Unknown,
            Self::Said => false,
        }
    }
}

/// What a value counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Money in the policy's currency.
    Money,
    /// A share of something.
    Share,
    /// A count of something.
    Count,
}

/// What a step is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A fixed amount.
    Fixed,
    /// An answer that was given.
    Answered(FactId, Answer),
    /// An answer that is missing.
    Missing(FactId),
    /// A named line of the policy.
    Line(PolicyId, LineId),
    /// A rate of the part.
    Share(Number),
    /// The parts added up.
    Sum,
    /// The first part less the second.
    Difference,
    /// The parts multiplied.
    Product,
    /// The smallest part; which one, if that is certain.
    Lesser(Option<usize>),
    /// The largest part; which one, if that is certain.
    Greater(Option<usize>),
    /// The second part, capped by the first; whether the cap bound.
    Cap(Truth),
    /// The second part, lifted to the first; whether the floor bound.
    Floor(Truth),
    /// The part cut into slices.
    Slices(Vec<SliceStep>),
    /// The highest step that the first part reaches; none if it reaches none.
    Tier {
        /// The step reached, if that is certain.
        reached: Option<Bound>,
        /// The next one above, if there is one.
        next: Option<Bound>,
    },
    /// The case that an answer picks.
    Choice {
        /// The fact that picks.
        fact: FactId,
        /// The answer, if there is one.
        answer: Option<String>,
    },
    /// The second part for each of the first, for at most so many; whether that limit bound.
    PerUnit(Option<Number>, Truth),
    /// One amount or another, after the condition that is the first part.
    If(Truth),
    /// Every part holds.
    All,
    /// Some part holds.
    Any,
    /// The part does not hold.
    Not,
    /// A yes/no answer.
    Yes(FactId),
    /// An answer among some.
    OneOf(FactId, Vec<String>),
    /// A comparison of the two parts.
    Compare {
        /// Which comparison.
        is: Comparison,
        /// How far the first part is from the boundary, where both are known.
        gap: Option<Decimal>,
    },
    /// A date on or after another.
    OnOrAfter(FactId, PartialDate),
    /// A date on or before another.
    OnOrBefore(FactId, PartialDate),
    /// The applicant plays the part that claims it.
    Claimant(FactId),
    /// The policy is in force.
    InForce(Status),
    /// Money that an authority may grant or not: from zero up to the part.
    Discretion(Basis),
    /// Whether the measure is still in force was not confirmed: from zero up to the part.
    Unconfirmed,
    /// An incentive.
    Incentive(PolicyId, IncentiveId),
    /// A stacking rule within a named group.
    Group(Text, StackingRule),
    /// A policy and its stacking rule.
    Policy(PolicyId, StackingRule),
    /// Everything a place offers; how policies add up to each other is not stated.
    Place(PlaceId),
}

/// One slice that was paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SliceStep {
    /// Where it starts.
    pub from: Decimal,
    /// Where it ends.
    pub up_to: Option<Decimal>,
    /// Its rate.
    pub rate: Number,
    /// How much of the amount lies in it, at most.
    pub filled: Range,
}

/// A comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// ≥
    AtLeast,
    /// >
    MoreThan,
    /// ≤
    AtMost,
    /// <
    LessThan,
}
