//! Checks single shapes of a rule.

use rust_decimal::Decimal;

use super::super::problem::{NeededKind, ProblemKind};
use super::super::texts::Texts;
use super::Finder;
use crate::model::amount::{Amount, Axis, Bound};
use crate::model::condition::Condition;
use crate::model::fact::FactKind;
use crate::model::id::FactId;
use crate::model::number::Number;
use crate::model::policy::Policy;
use crate::model::record::Record;
use crate::model::walk::Node;

impl Finder<'_> {
    pub(super) fn node(&mut self, policy: &Policy, node: Node<'_>) {
        if let Some(line) = node.line()
            && policy.line(line).is_none()
        {
            self.dangling(Record::Line, line.as_str());
        }
        if let Some(award) = node.award() {
            self.award(policy, award);
        }
        for (fact, choices) in node.choices() {
            self.choices(fact, &choices);
        }
        match node {
            Node::Amount(amount) => self.shape(amount),
            Node::Condition(Condition::Yes(fact)) => self.fact_is(fact, NeededKind::YesNo),
            Node::Condition(Condition::OnOrAfter(fact, _) | Condition::OnOrBefore(fact, _)) => {
                self.fact_is(fact, NeededKind::Date);
            }
            Node::Condition(Condition::Contested(readings)) => {
                self.readings(readings.len());
                readings.iter().for_each(|reading| self.citations(&reading.cites));
            }
            Node::Condition(Condition::Unclear { cites, .. }) => self.citations(cites),
            Node::Condition(_) | Node::Fact(_) => {}
        }
    }

    fn shape(&mut self, amount: &Amount) {
        if is_empty(amount) {
            self.error("[]", ProblemKind::NothingInIt);
        }
        match amount {
            Amount::Fixed(number) | Amount::Count(number) | Amount::Rate(number) => self.not_negative(*number),
            Amount::Fact(fact) => self.fact_is(fact, NeededKind::Number),
            Amount::ForEach { list, .. } => self.fact_is(list, NeededKind::List),
            Amount::DaysBetween(from, to) => {
                self.fact_is(from, NeededKind::Date);
                self.fact_is(to, NeededKind::Date);
            }
            Amount::Between { decided: Some(fact), .. } => self.fact_is(fact, NeededKind::Number),
            Amount::Share { rate, .. } => self.rate(*rate),
            Amount::WithinTotal { share, .. } => {
                self.not_negative(*share);
                if *share >= Number::ONE {
                    self.error("WithinTotal", ProblemKind::NotBelowOne(share.to_string()));
                }
            }
            Amount::Slices { slices, .. } => {
                slices.iter().for_each(|slice| self.rate(slice.rate));
                slices.iter().filter_map(|slice| slice.up_to).for_each(|up_to| self.not_negative(up_to));
                let ends: Vec<_> = slices.iter().map(|slice| slice.up_to.map(|up_to| up_to.0)).collect();
                let open_last = ends.iter().rev().skip(1).all(Option::is_some);
                if !open_last || !rising(ends.iter().flatten().copied()) {
                    self.error("Slices", ProblemKind::NotRising);
                }
            }
            Amount::PerUnit { limit: Some(limit), .. } => self.not_negative(*limit),
            Amount::Converted { of, .. } => {
                let by_itself = |node: Node<'_>| {
                    matches!(
                        node,
                        Node::Amount(
                            Amount::Fact(_)
                                | Amount::Line(_)
                                | Amount::Award(_)
                                | Amount::ForEach { .. }
                                | Amount::Converted { .. }
                        )
                    )
                };
                let mut twice = false;
                of.walk(&mut |node| twice |= by_itself(node));
                if twice {
                    self.error("Converted", ProblemKind::ConvertsTwice);
                }
            }
            Amount::Tiers { tiers, .. } => self.bounds("Tiers", tiers.iter().map(|tier| tier.from)),
            Amount::Table { rows, columns, gives } => {
                for axis in [rows, columns] {
                    if let Axis::Steps { from, .. } = axis {
                        self.bounds("Table", from.iter().copied());
                    }
                }
                if gives.len() != rows.len() || gives.iter().any(|row| row.len() != columns.len()) {
                    self.error("Table", ProblemKind::TableSize { rows: rows.len(), columns: columns.len() });
                }
                gives.iter().flatten().for_each(|figure| self.not_negative(*figure));
            }
            Amount::Taper { from, to, .. } => {
                if from.at >= to.at {
                    self.error("Taper", ProblemKind::NotRising);
                }
                [from, to].into_iter().for_each(|point| self.not_negative(point.gives));
            }
            Amount::Dated(versions) => {
                let days: Vec<_> = versions.iter().map(|version| version.from.first_day()).collect();
                if !days.is_sorted_by(|a, b| a < b) {
                    self.error("Dated", ProblemKind::NotRising);
                }
                versions.iter().for_each(|version| self.citations(&version.cites));
            }
            Amount::Rounded { to, .. } if *to <= Number::ZERO => {
                self.error("Rounded", ProblemKind::NotAboveZero(to.to_string()));
            }
            Amount::Contested(readings) => {
                self.readings(readings.len());
                readings.iter().for_each(|reading| self.citations(&reading.cites));
            }
            _ => {}
        }
    }

    fn readings(&mut self, count: usize) {
        if count < 2 {
            self.error("Contested", ProblemKind::OneReading);
        }
    }

    /// Steps must rise. A step at a figure may be followed by one above the same figure.
    fn bounds(&mut self, needle: &str, bounds: impl Iterator<Item = Bound>) {
        let places: Vec<_> = bounds.map(|bound| (bound.value(), matches!(bound, Bound::MoreThan(_)))).collect();
        if !places.is_sorted_by(|a, b| a < b) {
            self.error(needle, ProblemKind::NotRising);
        }
    }

    pub(super) fn not_negative(&mut self, number: Number) {
        if number.0 < Decimal::ZERO {
            self.error(&written(self.texts, self.record, self.id, number), ProblemKind::Negative(number.to_string()));
        }
    }

    pub(super) fn rate(&mut self, rate: Number) {
        self.not_negative(rate);
        if rate > Number::ONE {
            self.error(&written(self.texts, self.record, self.id, rate), ProblemKind::RateAboveOne(rate.to_string()));
        }
    }

    fn choices(&mut self, id: &FactId, choices: &[&str]) {
        let Some(fact) = self.library.facts.get(id) else {
            self.dangling(Record::Fact, id.as_str());
            return;
        };
        let FactKind::Choice(offered) = &fact.kind else {
            let what = ProblemKind::WrongKind { fact: id.to_string(), needed: NeededKind::Choice };
            self.error(&format!("\"{id}\""), what);
            return;
        };
        for &choice in choices {
            if !offered.iter().any(|offer| offer.id == choice) {
                let what = ProblemKind::NoSuchChoice {
                    fact: id.to_string(),
                    choice: choice.to_owned(),
                    allowed: offered.iter().map(|offer| offer.id.clone()).collect(),
                };
                self.error(&format!("\"{choice}\""), what);
            }
        }
    }

    pub(super) fn fact_is(&mut self, id: &FactId, needed: NeededKind) {
        match self.library.facts.get(id).map(|fact| &fact.kind) {
            None => self.dangling(Record::Fact, id.as_str()),
            Some(kind) if needed_kind(kind) != needed => {
                self.error(&format!("\"{id}\""), ProblemKind::WrongKind { fact: id.to_string(), needed });
            }
            Some(_) => {}
        }
    }
}

/// The likely spelling of a number in the file: plain, or in groups of three.
fn written(texts: &Texts, record: Record, id: &str, number: Number) -> String {
    let plain = number.to_string();
    let digits = plain.trim_start_matches('-');
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push('_');
        }
        grouped.push(digit);
    }
    if plain.starts_with('-') {
        grouped.insert(0, '-');
    }
    let start = texts.locate(record, id, id);
    if texts.locate(record, id, &grouped) == start { plain } else { grouped }
}

/// Whether a shape that needs entries has none. An empty sum is zero, and allowed.
fn is_empty(amount: &Amount) -> bool {
    match amount {
        Amount::Product(all) | Amount::LesserOf(all) | Amount::GreaterOf(all) => all.is_empty(),
        Amount::Slices { slices, .. } => slices.is_empty(),
        Amount::Tiers { tiers, .. } => tiers.is_empty(),
        Amount::Choice { cases, .. } => cases.is_empty(),
        Amount::ByYear { gives, .. } => gives.is_empty(),
        Amount::Dated(versions) => versions.is_empty(),
        _ => false,
    }
}

fn needed_kind(kind: &FactKind) -> NeededKind {
    match kind {
        FactKind::Money | FactKind::Count(_) | FactKind::Percent => NeededKind::Number,
        FactKind::YesNo => NeededKind::YesNo,
        FactKind::Choice(_) => NeededKind::Choice,
        FactKind::Date => NeededKind::Date,
        FactKind::List(_) => NeededKind::List,
    }
}

fn rising(values: impl Iterator<Item = Decimal>) -> bool {
    values.collect::<Vec<_>>().is_sorted_by(|a, b| a < b)
}
