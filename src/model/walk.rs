//! Visits all parts of a rule: every amount and condition in it, and their references.

use std::sync::LazyLock;

use super::amount::{Amount, Axis};
use super::condition::Condition;
use super::gate::GateCase;
use super::id::{FactId, LineId};
use super::payout::Payout;
use super::policy::{DatedBy, Incentive, Policy};
use super::stacking::Member;

/// A part of a rule.
#[derive(Clone, Copy, Debug)]
pub enum Node<'a> {
    /// An amount.
    Amount(&'a Amount),
    /// A fact that a policy asks for outside its amounts and conditions: the role of the applicant, or the date that
    /// selects versions.
    Condition(&'a Condition),
    /// A fact that a policy asks for beside its amounts and conditions: who claims, and which date selects.
    Fact(&'a FactId),
}

impl Amount {
    /// Whether it selects one of several amounts by a value. Only such a shape can decrease by itself. A rounding
    /// changes a result by less than its unit, and all others only combine their parts.
    #[must_use]
    pub fn picks(&self) -> bool {
        match self {
            Self::Tiers { .. }
            | Self::Table { .. }
            | Self::Choice { .. }
            | Self::ByYear { .. }
            | Self::If { .. }
            | Self::Dated(_) => true,
            Self::Fixed(_)
            | Self::Rate(_)
            | Self::Count(_)
            | Self::Fact(_)
            | Self::Line(_)
            | Self::Award(_)
            | Self::Share { .. }
            | Self::Sum(_)
            | Self::Difference { .. }
            | Self::Product(_)
            | Self::Prorated { .. }
            | Self::LesserOf(_)
            | Self::GreaterOf(_)
            | Self::AtMost { .. }
            | Self::AtLeast { .. }
            | Self::WithinTotal { .. }
            | Self::Slices { .. }
            | Self::Taper { .. }
            | Self::PerUnit { .. }
            | Self::ForEach { .. }
            | Self::Between { .. }
            | Self::Rounded { .. }
            | Self::Converted { .. }
            | Self::DaysBetween(..)
            | Self::Contested(_) => false,
        }
    }
}

impl Policy {
    /// Calls `visit` for every amount, condition and fact of the policy.
    pub fn walk<'a>(&'a self, visit: &mut dyn FnMut(Node<'a>)) {
        self.walk_shared(visit);
        self.incentives.iter().for_each(|incentive| incentive.walk_all(visit));
        for class in self.gates.iter().flat_map(|gate| &gate.cases) {
            class.walk(visit);
        }
    }

    /// The same without its incentives and gates: the date that selects versions, the lines, the caps and the payout.
    pub fn walk_shared<'a>(&'a self, visit: &mut dyn FnMut(Node<'a>)) {
        if let DatedBy::Fact(fact) = &self.dated_by {
            visit(Node::Fact(fact));
        }
        self.lines.iter().for_each(|line| line.amount.walk(visit));
        self.stacking.caps().for_each(|cap| cap.walk(visit));
        self.payout.iter().for_each(|payout| payout.walk(visit));
    }
}

impl Incentive {
    /// Calls `visit` for every node of its condition and amount.
    pub fn walk<'a>(&'a self, visit: &mut dyn FnMut(Node<'a>)) {
        self.when.walk(visit);
        if let Some(amount) = &self.amount {
            amount.walk(visit);
        }
    }

    /// The same with the role of the claimant and the payout.
    pub fn walk_all<'a>(&'a self, visit: &mut dyn FnMut(Node<'a>)) {
        self.claimant.iter().for_each(|role| visit(Node::Fact(role)));
        self.walk(visit);
        self.payout.iter().for_each(|payout| payout.walk(visit));
    }
}

impl Payout {
    /// Calls `visit` for its costs and, if it states when money is paid, the fact with the yearly discount rate.
    pub fn walk<'a>(&'a self, visit: &mut dyn FnMut(Node<'a>)) {
        self.costs.iter().for_each(|costs| costs.walk(visit));
        if self.has_months() {
            visit(Node::Fact(&DISCOUNT));
        }
    }
}

impl GateCase {
    /// Calls `visit` for its condition and its document.
    pub fn walk<'a>(&'a self, visit: &mut dyn FnMut(Node<'a>)) {
        self.when.walk(visit);
        self.paper.iter().for_each(|paper| visit(Node::Fact(paper)));
    }
}

/// The fact with the yearly rate for the present value of later payments.
pub const DISCOUNT_RATE: &str = "discount_rate";

static DISCOUNT: LazyLock<FactId> = LazyLock::new(|| DISCOUNT_RATE.into());

impl Amount {
    /// Calls `visit` for this amount and every amount and condition inside it, outermost first.
    pub fn walk<'a>(&'a self, visit: &mut dyn FnMut(Node<'a>)) {
        visit(Node::Amount(self));
        match self {
            Self::Fixed(_)
            | Self::Rate(_)
            | Self::Count(_)
            | Self::Fact(_)
            | Self::Line(_)
            | Self::Award(_)
            | Self::DaysBetween(..) => {}
            Self::Share { of, .. }
            | Self::Slices { of, .. }
            | Self::Rounded { of, .. }
            | Self::Converted { of, .. }
            | Self::Taper { by: of, .. }
            | Self::ForEach { gives: of, .. } => of.walk(visit),
            Self::Sum(parts) | Self::Product(parts) | Self::LesserOf(parts) | Self::GreaterOf(parts) => {
                parts.iter().for_each(|part| part.walk(visit));
            }
            Self::Difference { from: a, less: b }
            | Self::AtMost { cap: a, of: b }
            | Self::AtLeast { floor: a, of: b }
            | Self::WithinTotal { of: a, beside: b, .. }
            | Self::Between { least: a, most: b, .. }
            | Self::PerUnit { count: a, each: b, .. } => {
                a.walk(visit);
                b.walk(visit);
            }
            Self::Prorated { of, part, whole } => [of, part, whole].into_iter().for_each(|one| one.walk(visit)),
            Self::Tiers { by, tiers } => {
                by.walk(visit);
                tiers.iter().for_each(|tier| tier.gives.walk(visit));
            }
            Self::Table { rows, columns, .. } => {
                for axis in [rows, columns] {
                    if let Axis::Steps { by, .. } = axis {
                        by.walk(visit);
                    }
                }
            }
            Self::Choice { cases, .. } => cases.iter().for_each(|case| case.gives.walk(visit)),
            Self::ByYear { year, gives, .. } => {
                year.walk(visit);
                gives.iter().for_each(|one| one.walk(visit));
            }
            Self::If { when, then, otherwise } => {
                when.walk(visit);
                then.walk(visit);
                if let Some(otherwise) = otherwise {
                    otherwise.walk(visit);
                }
            }
            Self::Dated(versions) => versions.iter().for_each(|version| version.gives.walk(visit)),
            Self::Contested(readings) => readings.iter().for_each(|reading| reading.gives.walk(visit)),
        }
    }
}

impl Condition {
    /// Calls `visit` for this condition and everything inside it, outermost first.
    pub fn walk<'a>(&'a self, visit: &mut dyn FnMut(Node<'a>)) {
        visit(Node::Condition(self));
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.walk(visit)),
            Self::Not(part) => part.walk(visit),
            Self::AtLeast(a, b)
            | Self::MoreThan(a, b)
            | Self::AtMost(a, b)
            | Self::LessThan(a, b)
            | Self::Equals(a, b) => {
                a.walk(visit);
                b.walk(visit);
            }
            Self::Contested(readings) => readings.iter().for_each(|reading| reading.gives.walk(visit)),
            Self::Yes(_) | Self::OneOf(..) | Self::OnOrAfter(..) | Self::OnOrBefore(..) | Self::Unclear { .. } => {}
        }
    }
}

impl<'a> Node<'a> {
    /// The facts it asks for directly.
    #[must_use]
    pub fn facts(self) -> Vec<&'a FactId> {
        match self {
            Self::Amount(
                Amount::Fact(fact)
                | Amount::Choice { by: fact, .. }
                | Amount::ForEach { list: fact, .. }
                | Amount::Between { decided: Some(fact), .. },
            ) => vec![fact],
            Self::Amount(Amount::DaysBetween(from, to)) => vec![from, to],
            Self::Amount(Amount::Table { rows, columns, .. }) => [rows, columns]
                .into_iter()
                .filter_map(|axis| match axis {
                    Axis::Answers { by, .. } => Some(by),
                    Axis::Steps { .. } => None,
                })
                .collect(),
            Self::Condition(
                Condition::Yes(fact)
                | Condition::OneOf(fact, _)
                | Condition::OnOrAfter(fact, _)
                | Condition::OnOrBefore(fact, _),
            )
            | Self::Fact(fact) => vec![fact],
            Self::Amount(_) | Self::Condition(_) => vec![],
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

    /// The incentive it refers to, if any.
    #[must_use]
    pub fn award(self) -> Option<&'a Member> {
        match self {
            Self::Amount(Amount::Award(award)) => Some(award),
            _ => None,
        }
    }

    /// The choices of facts it names.
    #[must_use]
    pub fn choices(self) -> Vec<(&'a FactId, Vec<&'a str>)> {
        match self {
            Self::Amount(Amount::Choice { by, cases }) => {
                vec![(by, cases.iter().flat_map(|case| case.is.iter().map(String::as_str)).collect())]
            }
            Self::Amount(Amount::Table { rows, columns, .. }) => [rows, columns]
                .into_iter()
                .filter_map(|axis| match axis {
                    Axis::Answers { by, is } => Some((by, is.iter().flatten().map(String::as_str).collect())),
                    Axis::Steps { .. } => None,
                })
                .collect(),
            Self::Condition(Condition::OneOf(fact, choices)) => {
                vec![(fact, choices.iter().map(String::as_str).collect())]
            }
            _ => vec![],
        }
    }
}
