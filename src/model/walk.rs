//! Walks over a rule: every amount and condition in it, and what they refer to.

use super::amount::{Amount, Axis};
use super::condition::Condition;
use super::id::{FactId, LineId};
use super::stacking::Member;

/// A node met on a walk over a rule.
#[derive(Clone, Copy, Debug)]
pub enum Node<'a> {
    /// An amount.
    Amount(&'a Amount),
    /// A condition.
    Condition(&'a Condition),
}

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
            ) => vec![fact],
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
