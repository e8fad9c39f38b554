//! Every number that a policy states: its purpose, its position and its citations.
//!
//! The audit of citations, the description of differences between two libraries, and the editor share this
//! walk. Dates are not included, nor are the numbers of worked examples, which are not part of the rules.

use std::fmt;

use super::amount::{Amount, Axis, Bound, Limit};
use super::condition::Condition;
use super::id::{IncentiveId, LineId};
use super::number::Number;
use super::payout::Payout;
use super::policy::Policy;
use super::source::Cites;
use super::stacking::StackingRule;

/// One number of a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The part of the policy that states it.
    pub part: Part,
    /// Its role in that part.
    pub role: Role,
    /// Whether it is a share of something: 0.1 is 10 %.
    pub is_share: bool,
    /// The number.
    pub value: Number,
    /// Whether something is cited for it.
    pub cited: bool,
}

/// A part of a policy that states numbers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The money set aside.
    Pool,
    /// A named line.
    Line(LineId),
    /// An incentive.
    Incentive(IncentiveId),
    /// The payout of an incentive, or of the policy.
    Payout(Option<IncentiveId>),
    /// The rules for stacking.
    Stacking,
    /// The results of earlier calls.
    Precedents,
    /// A rule that determines the class of a work.
    Gate,
}

/// The role of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, strum::EnumString, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Role {
    /// An amount.
    Amount,
    /// A rate.
    Rate,
    /// A count.
    Count,
    /// A cap.
    Cap,
    /// A floor.
    Floor,
    /// The value that a condition compares with.
    Threshold,
    /// Where a step, a slice or a slope starts or ends.
    Step,
    /// The largest number of units that count.
    Limit,
    /// The multiple to which an amount is rounded.
    Rounding,
    /// The number of awards that are granted.
    Quota,
    /// The money set aside.
    Pool,
    /// The amount paid out in a period.
    Paid,
    /// The number of months until payment.
    Months,
    /// The share of an instalment.
    Instalment,
    /// A deduction from an award: fee, tax, price of a sale.
    Deduction,
}

impl Part {
    /// The part with a name, in the notation of scenarios.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        if let Some((part, id)) = name.split_once(':') {
            let id = Some(id).filter(|id| !id.is_empty())?;
            return Some(match part {
                "line" => Self::Line(id.into()),
                "incentive" => Self::Incentive(id.into()),
                "payout" => Self::Payout(Some(id.into())),
                _ => return None,
            });
        }
        Some(match name {
            "pool" => Self::Pool,
            "payout" => Self::Payout(None),
            "stacking" => Self::Stacking,
            "precedents" => Self::Precedents,
            "gate" => Self::Gate,
            _ => return None,
        })
    }
}

impl fmt::Display for Part {
    /// Writes its name in the notation of scenarios.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pool => f.write_str("pool"),
            Self::Line(id) => write!(f, "line:{id}"),
            Self::Incentive(id) => write!(f, "incentive:{id}"),
            Self::Payout(None) => f.write_str("payout"),
            Self::Payout(Some(id)) => write!(f, "payout:{id}"),
            Self::Stacking => f.write_str("stacking"),
            Self::Precedents => f.write_str("precedents"),
            Self::Gate => f.write_str("gate"),
        }
    }
}

impl Role {
    /// Its name in the notation of scenarios.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The role with a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        name.parse().ok()
    }
}

impl Policy {
    /// Every number it states, in reading order.
    #[must_use]
    pub fn figures(&self) -> Vec<Figure> {
        let mut all = Vec::new();
        self.clone().each_figure(&mut Visit { is_money: None, figure: &mut |figure, _, _| all.push(figure) });
        all
    }

    /// The same policy with one number replaced; `at` counts as in [`Policy::figures`].
    #[must_use]
    pub fn with_figure(&self, at: usize, value: Number) -> Self {
        let mut policy = self.clone();
        let mut next = 0;
        let replace = &mut |_, _, number: &mut Number| {
            if next == at {
                *number = value;
            }
            next += 1;
        };
        policy.each_figure(&mut Visit { is_money: None, figure: replace });
        policy
    }

    /// For each of [`Policy::figures`], whether it is money; `is_money` says so of an amount that may be beside one.
    pub(super) fn are_money(&self, is_money: &dyn Fn(&Amount) -> bool) -> Vec<bool> {
        let mut all = Vec::new();
        let note = &mut |_, is_money, _: &mut Number| all.push(is_money);
        self.clone().each_figure(&mut Visit { is_money: Some(is_money), figure: note });
        all
    }

    fn each_figure(&mut self, visit: &mut Visit<'_>) {
        if let Some(pool) = &mut self.pool {
            visit.walk(Part::Pool, !pool.cites.is_empty()).money(Role::Pool, &mut pool.amount);
            for part in &mut pool.parts {
                let cited = !pool.cites.is_empty() || !part.cites.is_empty();
                visit.walk(Part::Pool, cited).money(Role::Pool, &mut part.amount);
            }
            for used in &mut pool.used {
                let cited = !pool.cites.is_empty() || !used.cites.is_empty();
                visit.walk(Part::Pool, cited).money(Role::Paid, &mut used.amount);
            }
        }
        for earlier in &mut self.precedents {
            if let Some(amount) = &mut earlier.amount {
                let cited = !earlier.cites.is_empty();
                visit.walk(Part::Precedents, cited).money(Role::Paid, amount);
            }
        }
        for gate in &mut self.gates {
            let all = !gate.cites.is_empty();
            for case in &mut gate.cases {
                let cited = all || !case.cites.is_empty();
                visit.walk(Part::Gate, cited).condition(&mut case.when);
            }
        }
        for line in &mut self.lines {
            visit.walk(Part::Line(line.id.clone()), !line.cites.is_empty()).amount(None, &mut line.amount);
        }
        for incentive in &mut self.incentives {
            let cited = !incentive.cites.is_empty();
            let mut inside = visit.walk(Part::Incentive(incentive.id.clone()), cited);
            inside.condition(&mut incentive.when);
            if let Some(amount) = &mut incentive.amount {
                inside.amount(None, amount);
            }
            if let Some(quota) = &mut incentive.quota {
                let mut number = Number((*quota).into());
                inside.number(Role::Quota, false, &mut number);
                *quota = number.0.try_into().unwrap_or(*quota);
            }
            if let Some(payout) = &mut incentive.payout {
                visit.walk(Part::Payout(Some(incentive.id.clone())), !payout.cites.is_empty()).payout(payout);
            }
        }
        if let Some(payout) = &mut self.payout {
            visit.walk(Part::Payout(None), !payout.cites.is_empty()).payout(payout);
        }
        let all = !self.stacking.cites.is_empty();
        let mut rules = vec![(all, &mut self.stacking.rule)];
        rules.extend(self.stacking.groups.iter_mut().map(|group| (all || !group.cites.is_empty(), &mut group.rule)));
        for (cited, rule) in rules {
            if let StackingRule::SumUpTo(cap) | StackingRule::AtMost(cap) = rule {
                visit.walk(Part::Stacking, cited).amount(Some(Role::Cap), cap);
            }
        }
    }
}

/// The operation on the figures of a policy.
struct Visit<'a> {
    /// Whether an amount is money. Without it, no figure is known to be money.
    is_money: Option<&'a dyn Fn(&Amount) -> bool>,
    /// Takes a figure, whether it is money, and the number itself.
    figure: &'a mut dyn FnMut(Figure, bool, &mut Number),
}

impl<'v> Visit<'v> {
    fn walk(&mut self, part: Part, cited: bool) -> Walk<'_, 'v> {
        Walk { part, cited, visit: self }
    }
}

struct Walk<'a, 'v> {
    part: Part,
    cited: bool,
    visit: &'a mut Visit<'v>,
}

impl<'v> Walk<'_, 'v> {
    fn number(&mut self, role: Role, is_share: bool, number: &mut Number) {
        self.visit(role, is_share, false, number);
    }

    fn money(&mut self, role: Role, number: &mut Number) {
        self.visit(role, false, self.visit.is_money.is_some(), number);
    }

    fn visit(&mut self, role: Role, is_share: bool, is_money: bool, number: &mut Number) {
        let figure = Figure { part: self.part.clone(), role, is_share, value: *number, cited: self.cited };
        (self.visit.figure)(figure, is_money, number);
    }

    /// A number in the unit of an amount.
    fn like(&mut self, of: &Amount, role: Role, number: &mut Number) {
        let is_money = self.visit.is_money.is_some_and(|is_money| is_money(of));
        self.visit(role, false, is_money, number);
    }

    /// An amount that limits another one, or is compared with it. If it is a bare figure, it has the unit of that one.
    fn beside(&mut self, of: &Amount, role: Option<Role>, amount: &mut Amount) {
        match amount {
            Amount::Fixed(number) => self.like(of, role.unwrap_or(Role::Amount), number),
            amount => self.amount(role, amount),
        }
    }

    fn payout(&mut self, payout: &mut Payout) {
        for share in [&mut payout.redeemed_at, &mut payout.fee_rate, &mut payout.tax].into_iter().flatten() {
            self.number(Role::Deduction, true, share);
        }
        if let Some(costs) = &mut payout.costs {
            self.amount(Some(Role::Deduction), costs);
        }
        if let Some(months) = &mut payout.after_months {
            self.number(Role::Months, false, months);
        }
        for instalment in &mut payout.instalments {
            self.number(Role::Months, false, &mut instalment.after_months);
            self.number(Role::Instalment, true, &mut instalment.share);
        }
    }

    /// Walks over an amount. A given role applies to the bare figures in it.
    fn amount(&mut self, role: Option<Role>, amount: &mut Amount) {
        match amount {
            Amount::Fixed(number) => self.money(role.unwrap_or(Role::Amount), number),
            Amount::Rate(number) => self.number(role.unwrap_or(Role::Rate), true, number),
            Amount::Count(number) => self.number(role.unwrap_or(Role::Count), false, number),
            Amount::Fact(_) | Amount::Line(_) | Amount::Award(_) | Amount::DaysBetween(..) => {}
            Amount::Share { rate, of } => {
                self.number(Role::Rate, true, rate);
                self.amount(role, of);
            }
            Amount::Sum(parts) | Amount::Product(parts) => parts.iter_mut().for_each(|part| self.amount(role, part)),
            Amount::LesserOf(parts) | Amount::GreaterOf(parts) => {
                let other = parts.iter().find(|part| !matches!(part, Amount::Fixed(_))).cloned();
                for part in parts {
                    match &other {
                        Some(other) => self.beside(other, role, part),
                        None => self.amount(role, part),
                    }
                }
            }
            Amount::Difference { from: a, less: b } => {
                self.amount(role, a);
                self.amount(role, b);
            }
            Amount::Prorated { of, part, whole } => {
                [of, part, whole].into_iter().for_each(|one| self.amount(role, one));
            }
            Amount::AtMost { cap, of } => {
                self.amount(role, of);
                self.beside(of, Some(Role::Cap), cap);
            }
            Amount::AtLeast { floor, of } => {
                self.amount(role, of);
                self.beside(of, Some(Role::Floor), floor);
            }
            Amount::WithinTotal { share, of, beside } => {
                self.amount(role, of);
                self.amount(role, beside);
                self.number(Role::Cap, true, share);
            }
            Amount::Slices { of, slices } => {
                self.amount(role, of);
                for slice in slices {
                    if let Some(up_to) = &mut slice.up_to {
                        self.like(of, Role::Step, up_to);
                    }
                    self.number(Role::Rate, true, &mut slice.rate);
                }
            }
            Amount::Tiers { by, tiers } => {
                self.amount(role, by);
                for tier in tiers {
                    self.bound(by, &mut tier.from);
                    if let Some(Limit::AtMost(to) | Limit::LessThan(to)) = &mut tier.to {
                        self.like(by, Role::Step, to);
                    }
                    self.amount(role, &mut tier.gives);
                }
            }
            Amount::Table { rows, columns, gives } => {
                for axis in [rows, columns] {
                    if let Axis::Steps { by, from } = axis {
                        self.amount(role, by);
                        from.iter_mut().for_each(|bound| self.bound(by, bound));
                    }
                }
                let role = role.unwrap_or(Role::Amount);
                let rates = gives.iter().flatten().all(|figure| *figure <= Number::ONE);
                for number in gives.iter_mut().flatten() {
                    if rates { self.number(role, false, number) } else { self.money(role, number) }
                }
            }
            Amount::Choice { cases, .. } => cases.iter_mut().for_each(|case| self.amount(role, &mut case.gives)),
            Amount::Taper { by, from, to } => {
                self.amount(role, by);
                for point in [from, to] {
                    self.like(by, Role::Step, &mut point.at);
                    self.number(role.unwrap_or(Role::Amount), false, &mut point.gives);
                }
            }
            Amount::ByYear { year, gives, .. } => {
                self.amount(role, year);
                gives.iter_mut().for_each(|one| self.amount(role, one));
            }
            Amount::PerUnit { count, each, limit } => {
                self.amount(role, count);
                self.amount(role, each);
                if let Some(limit) = limit {
                    self.number(Role::Limit, false, limit);
                }
            }
            Amount::ForEach { gives, .. } => self.amount(role, gives),
            Amount::If { when, then, otherwise } => {
                self.condition(when);
                self.amount(role, then);
                if let Some(otherwise) = otherwise {
                    self.amount(role, otherwise);
                }
            }
            Amount::Between { least, most, .. } => {
                self.amount(Some(Role::Floor), least);
                self.amount(Some(Role::Cap), most);
            }
            Amount::Dated(versions) => {
                for version in versions {
                    let gives = &mut version.gives;
                    self.under(&version.cites).amount(role, gives);
                }
            }
            Amount::Rounded { of, to, .. } => {
                self.amount(role, of);
                self.like(of, Role::Rounding, to);
            }
            Amount::Converted { of, .. } => self.amount(role, of),
            Amount::Contested(readings) => {
                for reading in readings {
                    let gives = &mut reading.gives;
                    self.under(&reading.cites).amount(role, gives);
                }
            }
        }
    }

    fn condition(&mut self, condition: &mut Condition) {
        match condition {
            Condition::All(parts) | Condition::Any(parts) => parts.iter_mut().for_each(|part| self.condition(part)),
            Condition::Not(part) => self.condition(part),
            Condition::AtLeast(a, b)
            | Condition::MoreThan(a, b)
            | Condition::AtMost(a, b)
            | Condition::LessThan(a, b)
            | Condition::Equals(a, b) => {
                self.beside(b, Some(Role::Threshold), a);
                self.beside(a, Some(Role::Threshold), b);
            }
            Condition::Contested(readings) => {
                for reading in readings {
                    let gives = &mut reading.gives;
                    self.under(&reading.cites).condition(gives);
                }
            }
            Condition::Yes(_)
            | Condition::OneOf(..)
            | Condition::OnOrAfter(..)
            | Condition::OnOrBefore(..)
            | Condition::Unclear { .. } => {}
        }
    }

    fn bound(&mut self, by: &Amount, bound: &mut Bound) {
        let (Bound::AtLeast(number) | Bound::MoreThan(number)) = bound;
        self.like(by, Role::Step, number);
    }

    /// The same walk, inside a part that has its own citations.
    fn under(&mut self, cites: &Cites) -> Walk<'_, 'v> {
        self.visit.walk(self.part.clone(), self.cited || !cites.is_empty())
    }
}
