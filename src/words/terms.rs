//! Rules in words: what a policy says before any production is looked at.

use super::Words;
use crate::model::amount::{Amount, Bound};
use crate::model::condition::Condition;
use crate::model::fact::FactKind;
use crate::model::id::FactId;
use crate::model::library::Library;
use crate::model::policy::{Basis, Incentive, Policy};
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

    /// The amount of an incentive in words; none where none is published.
    #[must_use]
    pub fn amount_terms(&self, library: &Library, policy: &Policy, incentive: &Incentive) -> Option<String> {
        let rules = Rules { words: self, library, policy };
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

    /// The conditions of an incentive in words; none where it has none.
    #[must_use]
    pub fn condition_terms(&self, library: &Library, policy: &Policy, incentive: &Incentive) -> Option<String> {
        let rules = Rules { words: self, library, policy };
        (!incentive.when.is_always()).then(|| self.capital(&rules.condition(&incentive.when)))
    }

    /// One condition in words.
    #[must_use]
    pub fn condition(&self, library: &Library, policy: &Policy, condition: &Condition) -> String {
        Rules { words: self, library, policy }.condition(condition)
    }
}

struct Rules<'a> {
    words: &'a Words,
    library: &'a Library,
    policy: &'a Policy,
}

impl Rules<'_> {
    fn amount(&self, amount: &Amount) -> String {
        let words = self.words;
        let join = |parts: &[Amount], between: &str| {
            parts.iter().map(|part| self.amount(part)).collect::<Vec<_>>().join(between)
        };
        match amount {
            Amount::Fixed(number) => self.money(*number),
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
                        let bound = words.bound(tier.from, unit, self.policy.currency);
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
            Amount::PerUnit { count, each, limit } => {
                let (count, each) = (self.amount(count), self.amount(each));
                match limit {
                    Some(limit) => {
                        say!(words, "amount-per-unit-limit", count = count, each = each, limit = words.plain(limit.0))
                    }
                    None => say!(words, "amount-per-unit", count = count, each = each),
                }
            }
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
                    Amount::Fact(id) => words.measured(self.library, id, number.0, self.policy.currency),
                    _ => words.value(number.0, self.unit(a), self.policy.currency),
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
            Condition::OnOrAfter(id, date) => {
                say!(words, "condition-on-or-after", fact = words.fact(self.library, id), date = words.date(*date))
            }
            Condition::OnOrBefore(id, date) => {
                say!(words, "condition-on-or-before", fact = words.fact(self.library, id), date = words.date(*date))
            }
        }
    }

    /// A limit, in the unit of what it limits.
    fn limit(&self, limit: &Amount, of: &Amount) -> String {
        match (limit, of) {
            (Amount::Fixed(number), Amount::Fact(id)) => {
                self.words.measured(self.library, id, number.0, self.policy.currency)
            }
            (Amount::Fixed(number), _) => self.words.value(number.0, self.unit(of), self.policy.currency),
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
        self.words.money(number.0, self.policy.currency)
    }

    /// What an amount counts.
    fn unit(&self, amount: &Amount) -> Unit {
        match amount {
            Amount::Fact(id) => match self.library.facts.get(id).map(|fact| &fact.kind) {
                Some(FactKind::Percent) => Unit::Share,
                Some(FactKind::Count(_)) => Unit::Count,
                _ => Unit::Money,
            },
            Amount::Line(id) => self.policy.line(id).map_or(Unit::Money, |line| self.unit(&line.amount)),
            Amount::Share { of, .. } | Amount::AtMost { of, .. } | Amount::AtLeast { of, .. } => self.unit(of),
            Amount::Sum(parts) | Amount::LesserOf(parts) | Amount::GreaterOf(parts) => {
                parts.iter().find(|part| !matches!(part, Amount::Fixed(_))).map_or(Unit::Money, |part| self.unit(part))
            }
            _ => Unit::Money,
        }
    }
}

impl Words {
    /// Where a step starts.
    #[must_use]
    pub fn bound(&self, bound: Bound, unit: Unit, currency: crate::model::production::Currency) -> String {
        match bound {
            Bound::AtLeast(from) => format!("≥ {}", self.value(from.0, unit, currency)),
            Bound::MoreThan(from) => format!("> {}", self.value(from.0, unit, currency)),
        }
    }
}
