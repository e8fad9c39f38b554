//! Rules in words: the terms of a policy, without a production.

use super::Words;
use crate::model::amount::{Amount, Axis, Bound, Limit, Rounding, Tier};
use crate::model::condition::Condition;
use crate::model::fact::FactKind;
use crate::model::id::{FactId, IncentiveId, PolicyId};
use crate::model::library::Library;
use crate::model::policy::{Basis, Incentive, Policy};
use crate::model::production::Currency;
use crate::rules::step::Unit;
use crate::say;

impl Words {
    /// The terms of an incentive: conditions and amount, or that no amount is published.
    #[must_use]
    pub fn terms(&self, library: &Library, policy: &Policy, incentive: &Incentive) -> String {
        let Some(amount) = self.amount_terms(library, policy, incentive) else {
            return self.condition_terms(library, policy, incentive).unwrap_or_default();
        };
        match self.condition_terms(library, policy, incentive) {
            Some(conditions) => say!(self, "with-conditions", conditions = conditions, amount = amount),
            None => amount,
        }
    }

    /// The amount of an incentive in words; `None` if none is published.
    #[must_use]
    pub fn amount_terms(&self, library: &Library, policy: &Policy, incentive: &Incentive) -> Option<String> {
        let rules = Rules { words: self, library, policy, currency: policy.currency };
        let amount = incentive.amount.as_ref()?;
        let discretionary = incentive.basis != Basis::Entitlement;
        let said = match (amount, incentive.per) {
            (Amount::AtMost { cap, of }, Some(per)) => {
                let cap = rules.limit(cap, of);
                say!(self, "amount-capped-per", of = rules.amount(of), cap = cap, per = self.per(per))
            }
            (Amount::AtMost { .. }, None) => rules.amount(amount),
            (_, Some(per)) if discretionary => {
                say!(self, "amount-up-to-per", per = self.per(per), amount = rules.amount(amount))
            }
            (_, None) if discretionary => say!(self, "amount-up-to", amount = rules.amount(amount)),
            (_, Some(per)) => say!(self, "amount-per", per = self.per(per), amount = rules.amount(amount)),
            (_, None) => rules.amount(amount),
        };
        Some(self.capital(&said))
    }

    /// The conditions of an incentive in words; `None` if it has none.
    #[must_use]
    pub fn condition_terms(&self, library: &Library, policy: &Policy, incentive: &Incentive) -> Option<String> {
        let rules = Rules { words: self, library, policy, currency: policy.currency };
        (!incentive.when.is_always()).then(|| self.capital(&rules.condition(&incentive.when)))
    }

    /// An amount in words.
    #[must_use]
    pub fn amount(&self, library: &Library, policy: &Policy, amount: &Amount) -> String {
        Rules { words: self, library, policy, currency: policy.currency }.amount(amount)
    }

    /// One condition in words.
    #[must_use]
    pub fn condition(&self, library: &Library, policy: &Policy, condition: &Condition) -> String {
        Rules { words: self, library, policy, currency: policy.currency }.condition(condition)
    }
}

struct Rules<'a> {
    words: &'a Words,
    library: &'a Library,
    policy: &'a Policy,
    currency: Currency,
}

impl Rules<'_> {
    fn amount(&self, amount: &Amount) -> String {
        let words = self.words;
        let join = |parts: &[Amount], between: &str| {
            parts.iter().map(|part| self.amount(part)).collect::<Vec<_>>().join(between)
        };
        match amount {
            Amount::Fixed(number) => self.money(*number),
            Amount::Rate(number) => words.percent(number.0),
            Amount::Count(number) => words.plain(number.0),
            Amount::Award(member) => {
                let (policy, incentive) = member.parts(&self.policy.id);
                let other = if policy == self.policy.id.as_str() {
                    Some(self.policy)
                } else {
                    self.library.policies.get(&PolicyId::from(policy)).map(AsRef::as_ref)
                };
                let incentive = other.and_then(|policy| policy.incentive(&IncentiveId::from(incentive)));
                let name = incentive.map_or(member.as_str(), |incentive| words.text(&incentive.name));
                say!(words, "amount-award", incentive = name)
            }
            Amount::Fact(id) => words.fact(self.library, id),
            Amount::Line(id) => {
                self.policy.line(id).map_or_else(|| id.to_string(), |line| words.text(&line.label).to_owned())
            }
            Amount::Share { rate, of } => {
                say!(words, "amount-share", rate = words.percent(rate.0), of = self.amount(of))
            }
            Amount::Sum(parts) => join(parts, &say!(words, "amount-plus")),
            Amount::Product(parts) => join(parts, &say!(words, "amount-times")),
            Amount::LesserOf(parts) => say!(words, "amount-lesser", parts = self.list(parts)),
            Amount::GreaterOf(parts) => say!(words, "amount-greater", parts = self.list(parts)),
            Amount::Difference { from, less } => {
                say!(words, "amount-difference", from = self.amount(from), less = self.amount(less))
            }
            Amount::Prorated { of, part, whole } => {
                let (of, part, whole) = (self.amount(of), self.amount(part), self.amount(whole));
                say!(words, "amount-prorated", of = of, part = part, whole = whole)
            }
            Amount::WithinTotal { share, of, beside } => {
                let (of, beside) = (self.amount(of), self.amount(beside));
                say!(words, "amount-within-total", of = of, beside = beside, share = words.percent(share.0))
            }
            Amount::Table { rows, columns, gives } => self.table(rows, columns, gives),
            Amount::Taper { by, from, to } => {
                let (x, y) = (self.unit(by), self.unit(amount));
                let at = |number: crate::model::number::Number, unit| words.value(number.0, unit, self.currency);
                say!(
                    words,
                    "amount-taper",
                    by = self.amount(by),
                    from = at(from.at, x),
                    to = at(to.at, x),
                    low = at(from.gives, y),
                    high = at(to.gives, y)
                )
            }
            Amount::ByYear { year, gives, cumulative } => {
                let years: Vec<String> = gives
                    .iter()
                    .enumerate()
                    .map(|(at, gives)| {
                        let number = (at + 1).to_string();
                        say!(words, "amount-one-year", number = number, gives = self.amount(gives))
                    })
                    .collect();
                let (year, years) = (self.amount(year), years.join(&words.semicolon()));
                match cumulative {
                    true => say!(words, "amount-by-year-all", year = year, years = years),
                    false => say!(words, "amount-by-year", year = year, years = years),
                }
            }
            Amount::ForEach { list, gives } => {
                let list = words.fact(self.library, list);
                say!(words, "amount-for-each", list = list, gives = self.amount(gives))
            }
            Amount::Between { least, most, .. } => {
                say!(words, "amount-between", least = self.amount(least), most = self.amount(most))
            }
            Amount::Dated(versions) => {
                let version = |version: &crate::model::amount::Version| {
                    let date = words.date(version.from);
                    say!(words, "amount-version", date = date, gives = self.amount(&version.gives))
                };
                versions.iter().map(version).collect::<Vec<_>>().join(&words.semicolon())
            }
            Amount::Rounded { of, to, mode } => {
                let to = words.value(to.0, self.unit(of), self.currency);
                say!(words, "amount-rounded", of = self.amount(of), mode = words.rounding(*mode), to = to)
            }
            Amount::Converted { from, of } => {
                let foreign = Rules { words, library: self.library, policy: self.policy, currency: *from };
                say!(words, "amount-converted", of = foreign.amount(of))
            }
            Amount::DaysBetween(from, to) => {
                let (from, to) = (words.fact(self.library, from), words.fact(self.library, to));
                say!(words, "amount-days", from = from, to = to)
            }
            Amount::Contested(readings) => {
                let readings: Vec<String> = readings.iter().map(|reading| self.amount(&reading.gives)).collect();
                say!(words, "amount-contested", readings = words.list_or(&readings))
            }
            Amount::AtMost { cap, of } => {
                say!(words, "amount-capped", of = self.amount(of), cap = self.limit(cap, of))
            }
            Amount::AtLeast { floor, of } => {
                say!(words, "amount-floored", of = self.amount(of), floor = self.limit(floor, of))
            }
            Amount::Slices { of, slices } => {
                let mut from = crate::model::number::Number::ZERO;
                let mut parts = Vec::new();
                for slice in slices {
                    let rate = words.percent(slice.rate.0);
                    parts.push(match slice.up_to {
                        Some(to) => {
                            say!(words, "amount-slice", rate = rate, from = self.money(from), to = self.money(to))
                        }
                        None => say!(words, "amount-slice-open", rate = rate, from = self.money(from)),
                    });
                    from = slice.up_to.unwrap_or(from);
                }
                say!(words, "amount-slices", of = self.amount(of), slices = parts.join(&words.semicolon()))
            }
            Amount::Tiers { by, tiers } => {
                let unit = self.unit(by);
                let parts: Vec<String> = tiers
                    .iter()
                    .map(|tier| {
                        let bound = self.step(tier, unit);
                        say!(words, "amount-tier", bound = bound, gives = self.amount(&tier.gives))
                    })
                    .collect();
                say!(words, "amount-tiers", by = self.amount(by), tiers = parts.join(&words.semicolon()))
            }
            Amount::Choice { by, cases } => {
                let parts: Vec<String> = cases
                    .iter()
                    .map(|case| {
                        let choices = self.choices(by, &case.is);
                        say!(words, "amount-case", choices = choices, gives = self.amount(&case.gives))
                    })
                    .collect();
                let by = words.fact(self.library, by);
                say!(words, "amount-cases", by = by, cases = parts.join(&words.semicolon()))
            }
            Amount::PerUnit { count, each, limit } => self.per_unit(count, each, *limit),
            Amount::If { when, then, otherwise } => {
                let (when, then) = (self.condition(when), self.amount(then));
                match otherwise {
                    Some(otherwise) => {
                        say!(words, "amount-if-else", when = when, then = then, otherwise = self.amount(otherwise))
                    }
                    None => say!(words, "amount-if", when = when, then = then),
                }
            }
        }
    }

    fn condition(&self, condition: &Condition) -> String {
        let words = self.words;
        let sides = |a: &Amount, b: &Amount| {
            let right = match b {
                Amount::Fixed(number) => match a {
                    Amount::Fact(id) => words.measured(self.library, id, number.0, self.currency),
                    _ => words.value(number.0, self.unit(a), self.currency),
                },
                _ => self.amount(b),
            };
            (self.amount(a), right)
        };
        match condition {
            Condition::All(all) => {
                let all: Vec<String> = all.iter().map(|one| self.condition(one)).collect();
                all.join(&words.semicolon())
            }
            Condition::Any(all) => words.list_or(&all.iter().map(|one| self.condition(one)).collect::<Vec<_>>()),
            Condition::Not(one) => say!(words, "condition-not", condition = self.condition(one)),
            Condition::Yes(id) => words.fact(self.library, id),
            Condition::OneOf(id, choices) => {
                let fact = words.fact(self.library, id);
                say!(words, "condition-one-of", fact = fact, choices = self.choices(id, choices))
            }
            Condition::AtLeast(a, b) => {
                let (left, right) = sides(a, b);
                say!(words, "condition-at-least", left = left, right = right)
            }
            Condition::MoreThan(a, b) => {
                let (left, right) = sides(a, b);
                say!(words, "condition-more-than", left = left, right = right)
            }
            Condition::AtMost(a, b) => {
                let (left, right) = sides(a, b);
                say!(words, "condition-at-most", left = left, right = right)
            }
            Condition::LessThan(a, b) => {
                let (left, right) = sides(a, b);
                say!(words, "condition-less-than", left = left, right = right)
            }
            Condition::Equals(a, b) => {
                let (left, right) = sides(a, b);
                say!(words, "condition-equals", left = left, right = right)
            }
            Condition::Contested(readings) => {
                let readings: Vec<String> = readings.iter().map(|reading| self.condition(&reading.gives)).collect();
                say!(words, "condition-contested", readings = words.list_or(&readings))
            }
            Condition::Unclear { of, .. } => say!(words, "condition-unclear", of = words.text(of)),
            Condition::OnOrAfter(id, date) => {
                say!(words, "condition-on-or-after", fact = words.fact(self.library, id), date = words.date(*date))
            }
            Condition::OnOrBefore(id, date) => {
                say!(words, "condition-on-or-before", fact = words.fact(self.library, id), date = words.date(*date))
            }
        }
    }

    /// An amount per unit. If a fact counts the units, its unit is named.
    fn per_unit(&self, count: &Amount, each: &Amount, limit: Option<crate::model::number::Number>) -> String {
        let words = self.words;
        let unit = match count {
            Amount::Fact(id) => self.library.facts.get(id).and_then(|fact| match &fact.kind {
                FactKind::Count(unit) => Some(words.text(unit).to_owned()),
                _ => None,
            }),
            _ => None,
        };
        let (count, each) = (self.amount(count), self.amount(each));
        match (unit, limit) {
            (Some(unit), None) => say!(words, "amount-per-unit-of", count = count, each = each, unit = unit),
            (Some(unit), Some(limit)) => {
                let limit = words.plain(limit.0);
                say!(words, "amount-per-unit-of-limit", count = count, each = each, unit = unit, limit = limit)
            }
            (None, None) => say!(words, "amount-per-unit", count = count, each = each),
            (None, Some(limit)) => {
                say!(words, "amount-per-unit-limit", count = count, each = each, limit = words.plain(limit.0))
            }
        }
    }

    fn step(&self, tier: &Tier, unit: Unit) -> String {
        let words = self.words;
        let from = words.bound(tier.from, unit, self.currency);
        let Some(to) = tier.to else { return from };
        let to = match to {
            Limit::AtMost(to) => format!("≤ {}", words.value(to.0, unit, self.currency)),
            Limit::LessThan(to) => format!("< {}", words.value(to.0, unit, self.currency)),
        };
        say!(words, "amount-step-to", from = from, to = to)
    }

    fn table(&self, rows: &Axis, columns: &Axis, gives: &[Vec<crate::model::number::Number>]) -> String {
        let words = self.words;
        let (row_heads, column_heads) = (self.heads(rows), self.heads(columns));
        let mut cells = Vec::new();
        for (row, figures) in row_heads.iter().zip(gives) {
            for (column, figure) in column_heads.iter().zip(figures) {
                let gives = self.words.value(figure.0, table_unit(gives), self.currency);
                cells.push(say!(
                    words,
                    "amount-table-cell",
                    row = row.as_str(),
                    column = column.as_str(),
                    gives = gives
                ));
            }
        }
        let by = |axis: &Axis| match axis {
            Axis::Steps { by, .. } => self.amount(by),
            Axis::Answers { by, .. } => words.fact(self.library, by),
        };
        say!(words, "amount-table", rows = by(rows), columns = by(columns), cells = cells.join(&words.semicolon()))
    }

    /// The heading of each row or column.
    fn heads(&self, axis: &Axis) -> Vec<String> {
        match axis {
            Axis::Steps { by, from } => {
                let unit = self.unit(by);
                from.iter().map(|&bound| self.words.bound(bound, unit, self.currency)).collect()
            }
            Axis::Answers { by, is } => is.iter().map(|choices| self.choices(by, choices)).collect(),
        }
    }

    /// A limit, in the unit of the amount it limits.
    fn limit(&self, limit: &Amount, of: &Amount) -> String {
        match (limit, of) {
            (Amount::Fixed(number), Amount::Fact(id)) => self.words.measured(self.library, id, number.0, self.currency),
            (Amount::Fixed(number), _) => self.words.value(number.0, self.unit(of), self.currency),
            _ => self.amount(limit),
        }
    }

    fn list(&self, parts: &[Amount]) -> String {
        self.words.list_and(&parts.iter().map(|part| self.amount(part)).collect::<Vec<_>>())
    }

    fn choices(&self, fact: &FactId, choices: &[String]) -> String {
        let kind = self.library.facts.get(fact).map(|fact| &fact.kind);
        let names: Vec<String> =
            choices.iter().map(|id| kind.map_or_else(|| id.clone(), |kind| self.words.choice(kind, id))).collect();
        self.words.list_or(&names)
    }

    fn money(&self, number: crate::model::number::Number) -> String {
        self.words.money(number.0, self.currency)
    }

    /// The unit of an amount.
    fn unit(&self, amount: &Amount) -> Unit {
        match amount {
            Amount::Fact(id) => match self.library.facts.get(id).map(|fact| &fact.kind) {
                Some(FactKind::Percent) => Unit::Share,
                Some(FactKind::Count(_)) => Unit::Count,
                _ => Unit::Money,
            },
            Amount::Rate(_) => Unit::Share,
            Amount::Count(_) | Amount::DaysBetween(..) => Unit::Count,
            Amount::Line(id) => self.policy.line(id).map_or(Unit::Money, |line| self.unit(&line.amount)),
            Amount::Share { of, .. }
            | Amount::AtMost { of, .. }
            | Amount::AtLeast { of, .. }
            | Amount::Difference { from: of, .. }
            | Amount::Prorated { of, .. }
            | Amount::WithinTotal { of, .. }
            | Amount::Slices { of, .. }
            | Amount::Rounded { of, .. }
            | Amount::ForEach { gives: of, .. }
            | Amount::If { then: of, .. }
            | Amount::Between { least: of, .. }
            | Amount::PerUnit { each: of, .. } => self.unit(of),
            Amount::Tiers { tiers, .. } => tiers.first().map_or(Unit::Money, |tier| self.unit(&tier.gives)),
            Amount::Choice { cases, .. } => cases.first().map_or(Unit::Money, |case| self.unit(&case.gives)),
            Amount::Dated(versions) => versions.first().map_or(Unit::Money, |version| self.unit(&version.gives)),
            Amount::ByYear { gives, .. } => gives.first().map_or(Unit::Money, |gives| self.unit(gives)),
            Amount::Contested(readings) => readings.first().map_or(Unit::Money, |reading| self.unit(&reading.gives)),
            Amount::Taper { from, to, .. } => {
                let one = crate::model::number::Number::ONE;
                if from.gives <= one && to.gives <= one { Unit::Share } else { Unit::Money }
            }
            Amount::Product(parts) => {
                let units: Vec<Unit> = parts.iter().map(|part| self.unit(part)).collect();
                let order = [Unit::Money, Unit::Count, Unit::Share];
                order.into_iter().find(|unit| units.contains(unit)).unwrap_or(Unit::Money)
            }
            Amount::Sum(parts) | Amount::LesserOf(parts) | Amount::GreaterOf(parts) => {
                parts.iter().find(|part| !matches!(part, Amount::Fixed(_))).map_or(Unit::Money, |part| self.unit(part))
            }
            Amount::Table { gives, .. } => table_unit(gives),
            Amount::Fixed(_) | Amount::Award(_) | Amount::Converted { .. } => Unit::Money,
        }
    }
}

/// The unit of the figures of a table: rates if none is above one.
fn table_unit(gives: &[Vec<crate::model::number::Number>]) -> Unit {
    let rates = gives.iter().flatten().all(|figure| *figure <= crate::model::number::Number::ONE);
    if rates { Unit::Share } else { Unit::Money }
}

impl Words {
    /// The direction of a rounding.
    #[must_use]
    pub fn rounding(&self, mode: Rounding) -> String {
        match mode {
            Rounding::Nearest => say!(self, "rounding-nearest"),
            Rounding::HalfEven => say!(self, "rounding-half-even"),
            Rounding::Down => say!(self, "rounding-down"),
            Rounding::Up => say!(self, "rounding-up"),
        }
    }

    /// The start of a step.
    #[must_use]
    pub fn bound(&self, bound: Bound, unit: Unit, currency: Currency) -> String {
        match bound {
            Bound::AtLeast(from) => format!("≥ {}", self.value(from.0, unit, currency)),
            Bound::MoreThan(from) => format!("> {}", self.value(from.0, unit, currency)),
        }
    }
}
