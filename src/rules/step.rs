//! The explanation: a tree of typed steps. `words` turns it into sentences.

use std::sync::Arc;

use super::completions::Reached;
use super::fraction::Fraction;
use super::value::{Range, Truth};
use crate::model::amount::{Bound, Point, Rounding};
use crate::model::date::PartialDate;
use crate::model::id::{FactId, IncentiveId, LineId, PlaceId, PolicyId};
use crate::model::number::Number;
use crate::model::policy::{Basis, Status};
use crate::model::production::{Answer, Currency};
use crate::model::source::{Citation, Cites};
use crate::model::text::Text;

/// One node of an explanation. Rare and large kinds are in boxes, because steps are moved often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its kind.
    pub what: StepKind,
    /// Its value.
    pub value: Value,
    /// Its clauses. If it has none, those of the nearest step above it apply.
    cites: Option<Cites>,
    /// The steps from which it was calculated.
    pub parts: Vec<Step>,
}

impl Step {
    /// A step without clauses of its own.
    #[must_use]
    pub fn new(what: StepKind, value: Value, parts: Vec<Self>) -> Self {
        Self { what, value, cites: None, parts }
    }

    /// A step with an amount.
    #[must_use]
    pub fn amount(what: StepKind, range: Range, unit: Unit, parts: Vec<Self>) -> Self {
        Self::new(what, Value::Amount(range, unit), parts)
    }

    /// A step with a truth value.
    #[must_use]
    pub fn holds(what: StepKind, truth: Truth, parts: Vec<Self>) -> Self {
        Self::new(what, Value::Holds(truth), parts)
    }

    /// The same step with its clauses.
    #[must_use]
    pub fn citing(mut self, cites: &Cites) -> Self {
        self.cites = (!cites.is_empty()).then(|| Arc::clone(cites));
        self
    }

    /// Its clauses. If it has none, those of the nearest step above it apply.
    #[must_use]
    pub fn cites(&self) -> &[Citation] {
        self.cites.as_deref().unwrap_or_default()
    }

    /// Its amount. If it has none, the range that contains every amount.
    #[must_use]
    pub fn range(&self) -> Range {
        match self.value {
            Value::Amount(range, _) => range,
            Value::Holds(_) | Value::Said => Range::ANY,
        }
    }

    /// The unit of its amount. If it has none, money.
    #[must_use]
    pub fn unit(&self) -> Unit {
        match self.value {
            Value::Amount(_, unit) => unit,
            Value::Holds(_) | Value::Said => Unit::Money,
        }
    }

    /// Its truth value. If it has none, unknown.
    #[must_use]
    pub fn truth(&self) -> Truth {
        match self.value {
            Value::Holds(truth) => truth,
            Value::Amount(..) | Value::Said => Truth::Unknown,
        }
    }

    /// Sets the currency of all money in it for which none is set yet.
    pub(super) fn stamp(&mut self, currency: Currency) {
        if let Value::Amount(_, unit @ Unit::Money) = &mut self.value {
            *unit = Unit::MoneyIn(currency);
        }
        self.parts.iter_mut().for_each(|part| part.stamp(currency));
    }

    /// The facts that must be answered before its value is certain, in the order in which they occur.
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
        if let StepKind::Missing(fact) = &self.what
            && !facts.contains(fact)
        {
            facts.push(fact.clone());
        }
        self.parts.iter().for_each(|part| part.collect_missing(facts));
    }

    /// Adds every fact that it uses, answered or not.
    pub fn facts(&self, facts: &mut std::collections::BTreeSet<FactId>) {
        if let StepKind::Answered(fact, _) | StepKind::Missing(fact) = &self.what {
            facts.insert(fact.clone());
        }
        self.parts.iter().for_each(|part| part.facts(facts));
    }

    /// The contradictions that make its value uncertain.
    #[must_use]
    pub fn contested(&self) -> Vec<&Self> {
        if self.value.is_certain() {
            return Vec::new();
        }
        match self.what {
            StepKind::Contested => vec![self],
            _ => self.parts.iter().flat_map(Self::contested).collect(),
        }
    }
}

/// The value of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// An amount.
    Amount(Range, Unit),
    /// A condition.
    Holds(Truth),
    /// An answer that is neither an amount nor a condition.
    Said,
}

impl Value {
    pub(super) fn is_certain(self) -> bool {
        match self {
            Self::Amount(range, _) => range.exact().is_some(),
            Self::Holds(truth) => truth != Truth::Unknown,
            Self::Said => false,
        }
    }
}

/// The unit of an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Money in the currency of the production.
    Money,
    /// Money in another currency.
    MoneyIn(Currency),
    /// A share of something.
    Share,
    /// A count of something.
    Count,
}

/// The kind of a step.
#[derive(Clone, Debug, PartialEq, Eq, strum::IntoStaticStr)]
pub enum StepKind {
    /// A figure of the policy.
    Fixed,
    /// An answer that was given.
    Answered(FactId, Answer),
    /// An answer that is missing.
    Missing(FactId),
    /// A named line of the policy.
    Line(PolicyId, LineId),
    /// The result of another incentive. It has no parts if its policy does not apply here.
    Award(PolicyId, IncentiveId),
    /// A rate of the part.
    Share(Number),
    /// The sum of the parts.
    Sum,
    /// The first part less the second.
    Difference,
    /// The parts multiplied.
    Product,
    /// The first part times the ratio of the second to the third.
    Prorated,
    /// The smallest part, and its index if that is certain.
    Lesser(Option<usize>),
    /// The largest part, and its index if that is certain.
    Greater(Option<usize>),
    /// The second part, at most the first, and whether that limited it.
    Cap(Truth),
    /// The second part, at least the first, and whether that raised it.
    Floor(Truth),
    /// The first part, at most a share of the sum of both parts, and whether that limited it.
    WithinTotal(Number, Truth),
    /// The part divided into slices.
    Slices(Vec<SliceStep>),
    /// The highest step that the first part reaches; none if it reaches none.
    Tier(Box<Tiered>),
    /// The cell of a table, after the parts that select its row and its column.
    Table,
    /// The case that an answer selects.
    Choice {
        /// The fact that selects it.
        fact: FactId,
        /// The answer, if there is one.
        answer: Option<Arc<str>>,
    },
    /// Linear between two points, by the part.
    Taper(Box<(Point, Point)>),
    /// The amount of the year whose number is the first part, and whether earlier years are added.
    ByYear(bool),
    /// The second part for each unit of the first, up to a maximum number of units, and whether that limited it.
    PerUnit(Option<Number>, Truth),
    /// The sum of the results for each item of a list.
    ForEach(FactId),
    /// One item of a list, counted from 1.
    Item(usize),
    /// One of two amounts, selected by the condition that is the first part.
    If(Truth),
    /// Decided by the authority, between the first part and the second, and whether it was decided.
    Between(bool),
    /// The version that applies from a day; none if none applies or it is not certain which does.
    Dated(Option<PartialDate>),
    /// The part rounded to a multiple.
    Rounded(Number, Rounding),
    /// The part in another currency.
    Converted(Box<Exchange>),
    /// The number of days from the first answer to the second.
    DaysBetween(FactId, FactId),
    /// Readings of a text that contradict each other.
    Contested,
    /// One such reading.
    Reading,
    /// The text does not say whether the condition holds, and no answer can decide it.
    Unclear(Arc<Text>),
    /// Every part holds.
    All,
    /// Some part holds.
    Any,
    /// The part does not hold.
    Not,
    /// A yes/no answer.
    Yes(FactId),
    /// Whether the answer is one of several choices.
    OneOf(FactId, Arc<[String]>),
    /// A comparison of the two parts.
    Compare {
        /// The comparison.
        is: Comparison,
        /// The distance of the first part from the boundary, if both are known.
        gap: Option<Fraction>,
    },
    /// A date on or after another.
    OnOrAfter(FactId, PartialDate),
    /// A date on or before another.
    OnOrBefore(FactId, PartialDate),
    /// The applicant has the role that can claim it.
    Claimant(FactId),
    /// The policy is in force.
    InForce(Status),
    /// An authority decides whether to grant it: from zero to the part.
    Discretion(Basis),
    /// It was not confirmed that the measure is still in force: from zero to the part.
    Unconfirmed,
    /// An incentive.
    Incentive(PolicyId, IncentiveId),
    /// The class of a work by a gate of a policy, by the index of the gate.
    Gate(PolicyId, usize),
    /// One class of a gate, by the indices of the gate and of the class.
    Class(PolicyId, usize, usize),
    /// A stacking rule within a named group.
    Group(Arc<Text>, Box<Rule>),
    /// A policy and its stacking rule.
    Policy(PolicyId, Box<Rule>),
    /// The calculated cap of a stacking rule.
    StackingCap,
    /// The total of a place; whether it is not stated how some of its policies add up; and the answers with which its
    /// ends are reached, if its parts cannot all reach their own ends at once.
    Place(PlaceId, bool, Option<Arc<Reached>>),
    /// The part as it is refunded or sold, at a share of its amount.
    Redeemed(Number),
    /// A fee as a share of the award.
    FeeRate(Number),
    /// Fees and costs.
    Costs,
    /// Tax on the award.
    Tax(Number),
    /// From an award to cash: the net amount, followed by the instalments and their present value.
    Cash,
    /// Net cash: the award less fees, costs and tax.
    Net,
    /// A share of the net cash, and the number of months after the application.
    Instalment(Number, Number),
    /// The present value of the instalments at a yearly rate.
    Present(Number),
}

/// A stacking rule as it was applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// It is not known whether they add up.
    Unknown,
    /// They add up.
    Sum,
    /// Only the highest is paid.
    Highest,
    /// They add up, to at most a cap.
    SumUpTo(Range),
    /// Together they pay at most this. Other rules say whether they add up.
    AtMost(Range),
}

impl Rule {
    /// Its cap, if it has one.
    #[must_use]
    pub fn cap(self) -> Option<Range> {
        match self {
            Self::SumUpTo(cap) | Self::AtMost(cap) => Some(cap),
            Self::Unknown | Self::Sum | Self::Highest => None,
        }
    }
}

/// The steps of a scale around an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tiered {
    /// The step reached, if that is certain.
    pub reached: Option<Bound>,
    /// The next step above it, if there is one.
    pub next: Option<Bound>,
}

/// A conversion between currencies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// The currency that is converted.
    pub from: Currency,
    /// The currency of the result.
    pub to: Currency,
    /// The rate as published.
    pub rate: Number,
    /// Whether the published rate is for the other direction, so that amounts are divided by it.
    pub inverse: bool,
    /// The day of the rate.
    pub on: PartialDate,
}

/// A slice that is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SliceStep {
    /// Its rate.
    pub rate: Number,
    /// The part of the amount in this slice.
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
    /// =
    Equals,
}
