//! How much of an explanation a calculation keeps: every step, or only the value.
//!
//! The rules are written once, generically over [`Explain`]. [`Step`] builds the tree that users read. [`Bare`] builds
//! no tree; it is used where only the amount matters, such as for curves, searches and advice. Both give the same
//! values, the same missing answers and the same decisions, which is checked by a property test.

use super::step::{Step, StepKind, Unit, Value};
use super::value::{Range, Truth};
use crate::model::id::FactId;
use crate::model::production::Currency;
use crate::model::source::Cites;

/// The result of calculating a part.
pub(super) trait Explain: Sized {
    /// Whether steps are kept.
    const KEEPS: bool;

    /// A part that was calculated from others. `what` is only called if steps are kept.
    fn new(what: impl FnOnce() -> StepKind, value: Value, parts: impl IntoIterator<Item = Self>) -> Self;

    /// A figure of the policy.
    fn fixed(range: Range, unit: Unit) -> Self;

    /// An answer that is missing.
    fn asking(fact: &FactId, value: Value) -> Self;

    /// A part of a text with contradictory readings.
    fn contesting(value: Value, readings: Vec<Self>) -> Self;

    /// The same part with its clauses.
    #[must_use]
    fn citing(self, cites: &Cites) -> Self;

    /// Its value.
    fn value(&self) -> Value;

    /// A bare figure takes the unit of the amount that it is compared with. Any other part keeps its own.
    #[must_use]
    fn with_unit(self, unit: Unit) -> Self;

    /// Sets the currency of all money in it for which none is set yet.
    fn stamp(&mut self, currency: Currency);

    /// The facts that must be answered before its value is certain, in the order in which they occur.
    fn missing(&self) -> Vec<FactId>;

    /// Whether it is uncertain because of a contradiction.
    fn is_contested(&self) -> bool;

    /// This part as the only part of a step. Empty if no steps are kept.
    fn kept(self) -> Vec<Step>;

    /// Its step, if steps are kept.
    fn step(&self) -> Option<&Step>;

    /// A part with an amount.
    fn amount(
        what: impl FnOnce() -> StepKind,
        range: Range,
        unit: Unit,
        parts: impl IntoIterator<Item = Self>,
    ) -> Self {
        Self::new(what, Value::Amount(range, unit), parts)
    }

    /// A part with a truth value.
    fn holds(what: impl FnOnce() -> StepKind, truth: Truth, parts: impl IntoIterator<Item = Self>) -> Self {
        Self::new(what, Value::Holds(truth), parts)
    }

    /// Its amount. If it has none, the range that contains every amount.
    fn range(&self) -> Range {
        match self.value() {
            Value::Amount(range, _) => range,
            Value::Holds(_) | Value::Said => Range::ANY,
        }
    }

    /// The unit of its amount. If it has none, money.
    fn unit(&self) -> Unit {
        match self.value() {
            Value::Amount(_, unit) => unit,
            Value::Holds(_) | Value::Said => Unit::Money,
        }
    }

    /// Its truth value. If it has none, unknown.
    fn truth(&self) -> Truth {
        match self.value() {
            Value::Holds(truth) => truth,
            Value::Amount(..) | Value::Said => Truth::Unknown,
        }
    }
}

impl Explain for Step {
    const KEEPS: bool = true;

    fn new(what: impl FnOnce() -> StepKind, value: Value, parts: impl IntoIterator<Item = Self>) -> Self {
        Self::new(what(), value, parts.into_iter().collect())
    }

    fn fixed(range: Range, unit: Unit) -> Self {
        Self::amount(StepKind::Fixed, range, unit, Vec::new())
    }

    fn asking(fact: &FactId, value: Value) -> Self {
        Self::new(StepKind::Missing(fact.clone()), value, Vec::new())
    }

    fn contesting(value: Value, readings: Vec<Self>) -> Self {
        Self::new(StepKind::Contested, value, readings)
    }

    fn citing(self, cites: &Cites) -> Self {
        self.citing(cites)
    }

    fn value(&self) -> Value {
        self.value
    }

    fn with_unit(mut self, unit: Unit) -> Self {
        if self.what == StepKind::Fixed {
            self.value = Value::Amount(self.range(), unit);
        }
        self
    }

    fn stamp(&mut self, currency: Currency) {
        self.stamp(currency);
    }

    fn missing(&self) -> Vec<FactId> {
        self.missing()
    }

    fn is_contested(&self) -> bool {
        !self.contested().is_empty()
    }

    fn kept(self) -> Vec<Step> {
        vec![self]
    }

    fn step(&self) -> Option<&Step> {
        Some(self)
    }
}

/// A value without its explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bare {
    value: Value,
    is_fixed: bool,
    is_contested: bool,
    /// The answers that are missing; empty where the value is certain.
    missing: Vec<FactId>,
}

impl Bare {
    fn of(value: Value) -> Self {
        Self { value, is_fixed: false, is_contested: false, missing: Vec::new() }
    }
}

impl Explain for Bare {
    const KEEPS: bool = false;

    fn new(_: impl FnOnce() -> StepKind, value: Value, parts: impl IntoIterator<Item = Self>) -> Self {
        let mut made = Self::of(value);
        if !value.is_certain() {
            for part in parts {
                made.is_contested |= part.is_contested;
                if made.missing.is_empty() {
                    made.missing = part.missing;
                    continue;
                }
                for fact in part.missing {
                    if !made.missing.contains(&fact) {
                        made.missing.push(fact);
                    }
                }
            }
        }
        made
    }

    fn fixed(range: Range, unit: Unit) -> Self {
        Self { is_fixed: true, ..Self::of(Value::Amount(range, unit)) }
    }

    fn asking(fact: &FactId, value: Value) -> Self {
        let missing = if value.is_certain() { Vec::new() } else { vec![fact.clone()] };
        Self { missing, ..Self::of(value) }
    }

    fn contesting(value: Value, readings: Vec<Self>) -> Self {
        let mut made = <Self as Explain>::new(|| StepKind::Contested, value, readings);
        made.is_contested = !value.is_certain();
        made
    }

    fn citing(self, _: &Cites) -> Self {
        self
    }

    fn value(&self) -> Value {
        self.value
    }

    fn with_unit(mut self, unit: Unit) -> Self {
        if self.is_fixed {
            self.value = Value::Amount(self.range(), unit);
        }
        self
    }

    fn stamp(&mut self, currency: Currency) {
        if let Value::Amount(_, unit @ Unit::Money) = &mut self.value {
            *unit = Unit::MoneyIn(currency);
        }
    }

    fn missing(&self) -> Vec<FactId> {
        self.missing.clone()
    }

    fn is_contested(&self) -> bool {
        self.is_contested
    }

    fn kept(self) -> Vec<Step> {
        Vec::new()
    }

    fn step(&self) -> Option<&Step> {
        None
    }
}
