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

/// One node of an explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What it is.
    pub what: StepKind,
    /// What came out.
    pub value: Value,
    /// The clauses it comes from; those of the nearest step above hold where it has none.
    cites: Option<Cites>,
    /// The steps it was made from.
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

    /// A step with a truth.
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

    /// The clauses it comes from; those of the nearest step above hold where it has none.
    #[must_use]
    pub fn cites(&self) -> &[Citation] {
        self.cites.as_deref().unwrap_or_default()
    }

    /// Its amount; anything at all where it has none.
    #[must_use]
    pub fn range(&self) -> Range {
        match self.value {
            Value::Amount(range, _) => range,
            Value::Holds(_) | Value::Said => Range::ANY,
        }
    }

    /// What its amount counts; money where it has none.
    #[must_use]
    pub fn unit(&self) -> Unit {
        match self.value {
            Value::Amount(_, unit) => unit,
            Value::Holds(_) | Value::Said => Unit::Money,
        }
    }

    /// Its truth; not known where it has none.
    #[must_use]
    pub fn truth(&self) -> Truth {
        match self.value {
            Value::Holds(truth) => truth,
            Value::Amount(..) | Value::Said => Truth::Unknown,
        }
    }

    /// Says of all money in it, so far as that is not said yet, that it is in a currency.
    pub(super) fn stamp(&mut self, currency: Currency) {
        if let Value::Amount(_, unit @ Unit::Money) = &mut self.value {
            *unit = Unit::MoneyIn(currency);
        }
        self.parts.iter_mut().for_each(|part| part.stamp(currency));
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
        if let StepKind::Missing(fact) = &self.what
            && !facts.contains(fact)
        {
            facts.push(fact.clone());
        }
        self.parts.iter().for_each(|part| part.collect_missing(facts));
    }

    /// Adds every fact it looks at, answered or not.
    pub fn facts(&self, facts: &mut std::collections::BTreeSet<FactId>) {
        if let StepKind::Answered(fact, _) | StepKind::Missing(fact) = &self.what {
            facts.insert(fact.clone());
        }
        self.parts.iter().for_each(|part| part.facts(facts));
    }

    /// The contradictions because of which its value is not certain.
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
    /// An answer that is neither.
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

/// What a value counts.
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

/// What a step is.
#[derive(Clone, Debug, PartialEq, Eq, strum::IntoStaticStr)]
pub enum StepKind {
    /// A figure that the policy prints.
    Fixed,
    /// An answer that was given.
    Answered(FactId, Answer),
    /// An answer that is missing.
    Missing(FactId),
    /// A named line of the policy.
    Line(PolicyId, LineId),
    /// What another incentive gives; without parts, its policy does not apply here.
    Award(PolicyId, IncentiveId),
    /// A rate of the part.
    Share(Number),
    /// The parts added up.
    Sum,
    /// The first part less the second.
    Difference,
    /// The parts multiplied.
    Product,
    /// The first part in the proportion of the second to the third.
    Prorated,
    /// The smallest part; which one, if that is certain.
    Lesser(Option<usize>),
    /// The largest part; which one, if that is certain.
    Greater(Option<usize>),
    /// The second part, capped by the first; whether the cap bound.
    Cap(Truth),
    /// The second part, lifted to the first; whether the floor bound.
    Floor(Truth),
    /// The first part, so far as it is at most a share of itself and the second; whether that bound.
    WithinTotal(Number, Truth),
    /// The part cut into slices.
    Slices(Vec<SliceStep>),
    /// The highest step that the first part reaches; none if it reaches none.
    Tier {
        /// The step reached, if that is certain.
        reached: Option<Bound>,
        /// The next one above, if there is one.
        next: Option<Bound>,
    },
    /// The cell of a table, after the parts that pick its row and its column.
    Table,
    /// The case that an answer picks.
    Choice {
        /// The fact that picks.
        fact: FactId,
        /// The answer, if there is one.
        answer: Option<Arc<str>>,
    },
    /// Between two points, by the part.
    Taper(Box<(Point, Point)>),
    /// The year that the first part numbers; whether the years before are added.
    ByYear(bool),
    /// The second part for each of the first, for at most so many; whether that limit bound.
    PerUnit(Option<Number>, Truth),
    /// Each item of a list by itself, added up.
    ForEach(FactId),
    /// One item of a list, counted from 1.
    Item(usize),
    /// One amount or another, after the condition that is the first part.
    If(Truth),
    /// Set by the authority between the first part and the second; whether it has been set.
    Between(bool),
    /// The version that holds from a day on; none if it is not certain which, or none does.
    Dated(Option<PartialDate>),
    /// The part rounded to a multiple.
    Rounded(Number, Rounding),
    /// The part in another currency.
    Converted(Exchange),
    /// The days from the first answer to the second.
    DaysBetween(FactId, FactId),
    /// Readings of a text that contradict each other.
    Contested,
    /// One such reading.
    Reading,
    /// The text leaves open whether it holds, and no answer settles it.
    Unclear(Arc<Text>),
    /// Every part holds.
    All,
    /// Some part holds.
    Any,
    /// The part does not hold.
    Not,
    /// A yes/no answer.
    Yes(FactId),
    /// An answer among some.
    OneOf(FactId, Arc<[String]>),
    /// A comparison of the two parts.
    Compare {
        /// Which comparison.
        is: Comparison,
        /// How far the first part is from the boundary, where both are known.
        gap: Option<Fraction>,
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
    /// Which class a gate of a policy puts a work in, by its place in the policy.
    Gate(PolicyId, usize),
    /// One class of a gate, by the places of the gate and of the class.
    Class(PolicyId, usize, usize),
    /// A stacking rule within a named group.
    Group(Arc<Text>, Rule),
    /// A policy and its stacking rule.
    Policy(PolicyId, Rule),
    /// The cap that a stacking rule calculates.
    StackingCap,
    /// Everything a place offers; whether it is not stated how some of its policies add up; with which answers
    /// its ends are reached, where its parts cannot all be at their own.
    Place(PlaceId, bool, Option<Arc<Reached>>),
    /// The part, refunded or sold at a share of it.
    Redeemed(Number),
    /// A fee as a share of the award.
    FeeRate(Number),
    /// Fees and costs.
    Costs,
    /// Tax on the award.
    Tax(Number),
    /// From an award to cash: the net amount, then the parts it comes in and what they are worth.
    Cash,
    /// Net cash: the award less fees, costs and tax.
    Net,
    /// A share of the net cash, so many months after the application.
    Instalment(Number, Number),
    /// The present value of the parts at a yearly rate.
    Present(Number),
}

/// A stacking rule as it was applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Not known.
    Unknown,
    /// They add up.
    Sum,
    /// Only the highest.
    Highest,
    /// They add up to a cap.
    SumUpTo(Range),
    /// Together at most this; whether they add up is left to other rules.
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

/// A conversion between currencies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// From which currency.
    pub from: Currency,
    /// To which.
    pub to: Currency,
    /// The rate as it is printed.
    pub rate: Number,
    /// Whether the rate is printed the other way round, so that it divides.
    pub inverse: bool,
    /// The day of the rate.
    pub on: PartialDate,
}

/// One slice that was paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SliceStep {
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
    /// =
    Equals,
}
