//! Compiles the incentives and the stacking of a policy into a program.
//!
//!  The results are exactly those of `award` and `stack`. A value has two nodes, for the ends of its range, and a
//! condition has two masks. A fact without a column is missing in every row, so everything that depends only on it is
//! decided at compile time. Rules that cannot be calculated in whole numbers are refused.

mod amount;
mod condition;
mod shapes;
mod stacking;

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::Unsupported;
use super::column::{Column, Data};
use super::portfolio::Portfolio;
use super::program::{Mask, Node, Program};
use crate::model::fact::{Fact, FactKind};
use crate::model::id::{FactId, LineId, PlaceId, PolicyId};
use crate::model::library::Library;
use crate::model::policy::{Basis, Incentive, Policy, Status};
use crate::rules::cash::DISCOUNT_RATE;

/// A program and its two results.
#[derive(Debug)]
pub(super) struct Compiled {
    pub program: Program,
    /// The facts of its columns, by their index in the program.
    pub facts: Vec<FactId>,
    /// The node of the floor.
    pub floor: Node,
    /// The node of the ceiling.
    pub ceiling: Node,
}

/// The inputs of the compiler.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setting<'a> {
    pub library: &'a Library,
    pub policy: &'a Policy,
    pub place: &'a PlaceId,
    pub day: Date,
}

/// Compiles one incentive of the policy, or the sum of all after stacking.
pub(super) fn compile(
    setting: Setting<'_>,
    portfolio: &Portfolio<'_>,
    incentive: Option<&Incentive>,
) -> Result<Compiled, Unsupported> {
    if portfolio.currency() != setting.policy.currency {
        return Err(Unsupported::Currency);
    }
    let mut compiler =
        Compiler { setting, portfolio, program: Program::default(), facts: Vec::new(), lines: HashMap::new() };
    let (floor, ceiling) = match incentive {
        Some(incentive) => compiler.award(incentive)?,
        None => compiler.total()?,
    };
    Ok(Compiled { program: compiler.program, facts: compiler.facts, floor, ceiling })
}

/// The range of a value. `high` is none if there is no upper limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Span {
    low: Node,
    high: Option<Node>,
}

impl Span {
    fn exactly(node: Node) -> Self {
        Self { low: node, high: Some(node) }
    }

    /// The value, if both ends are the same node.
    fn point(self) -> Option<Node> {
        self.high.filter(|high| *high == self.low)
    }
}

/// The rows in which a condition is certain to hold, and those in which it may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Holds {
    surely: Mask,
    maybe: Mask,
}

struct Compiler<'a> {
    setting: Setting<'a>,
    portfolio: &'a Portfolio<'a>,
    program: Program,
    facts: Vec<FactId>,
    /// Lines that were already compiled. A policy may use a line many times.
    lines: HashMap<(PolicyId, LineId), Span>,
}

/// The column of a choice and its ids, if it has one.
type Chosen<'a> = Option<(usize, &'a [Arc<str>])>;

/// The result of the conditions and the amount of an incentive, before its basis is applied.
enum Decided {
    /// Zero with any answers.
    Nothing,
    /// There is no amount, where the conditions may hold.
    Unpriced(Holds),
    /// The certain amount, the range of the amount, and the rows in which the conditions hold.
    Between(Node, Span, Holds),
}

impl<'a> Compiler<'a> {
    /// Floor and ceiling of an incentive.
    fn award(&mut self, incentive: &Incentive) -> Result<(Node, Node), Unsupported> {
        let nothing = self.program.zero()?;
        // If nothing is paid, rules that cannot be compiled do not matter.
        if !self.setting.policy.status_of(incentive, self.setting.day).can_pay() || incentive.basis == Basis::InKind {
            return Ok((nothing, nothing));
        }
        match self.decide(incentive, 0)? {
            Decided::Nothing | Decided::Unpriced(_) => Ok((nothing, nothing)),
            Decided::Between(floor, amount, holds) => {
                let ceiling = if self.program.same(holds.maybe) == Some(false) {
                    nothing
                } else {
                    let high = amount.high.ok_or(Unsupported::Unbounded)?;
                    self.program.select(holds.maybe, high, nothing)?
                };
                self.cash(incentive, floor, ceiling)?;
                Ok((floor, ceiling))
            }
        }
    }

    fn decide(&mut self, incentive: &Incentive, depth: usize) -> Result<Decided, Unsupported> {
        let status = self.setting.policy.status_of(incentive, self.setting.day);
        let mut holds = self.certainly(true)?;
        if let Some(role) = &incentive.claimant {
            holds = self.yes(role)?;
        }
        if !incentive.when.is_always() {
            let when = self.condition(&incentive.when, depth)?;
            holds = self.both(holds, when)?;
        }
        if !status.can_pay() || incentive.basis == Basis::InKind {
            return Ok(Decided::Nothing);
        }
        let Some(amount) = &incentive.amount else { return Ok(Decided::Unpriced(holds)) };
        let amount = self.amount(amount, depth)?;
        if incentive.basis == Basis::CaseByCase {
            return Ok(Decided::Unpriced(holds));
        }
        let nothing = self.program.zero()?;
        let certain = incentive.basis == Basis::Entitlement && status == Status::InForce;
        let floor = if certain { self.program.select(holds.surely, amount.low, nothing)? } else { nothing };
        Ok(Decided::Between(floor, amount, holds))
    }

    /// Checks that the cash of an award can be calculated. If it could not, the explained path would give no award
    /// either.
    fn cash(&mut self, incentive: &Incentive, floor: Node, ceiling: Node) -> Result<(), Unsupported> {
        let Some(payout) = self.setting.policy.payout_of(incentive) else { return Ok(()) };
        if payout.has_months() && self.column(&DISCOUNT_RATE.into()).is_some() {
            return Err(Unsupported::Division);
        }
        if let Some(costs) = &payout.costs {
            let costs = self.amount(costs, 0)?;
            for end in [Some(costs.low), costs.high].into_iter().flatten() {
                self.program.plus(ceiling, end)?;
            }
        }
        let shares = payout.instalments.iter().map(|part| part.share);
        let rates = [payout.redeemed_at, payout.fee_rate, payout.tax].into_iter().flatten();
        let rates: Vec<_> = rates.chain(shares).collect();
        for end in [floor, ceiling] {
            let mut left = end;
            // Rates are applied one after the other, so the product has more digits than each of them.
            for rate in &rates {
                left = self.program.times(left, rate.0)?;
            }
        }
        Ok(())
    }

    /// The definition of a fact.
    fn fact(&self, id: &FactId) -> Option<&'a Fact> {
        self.setting.library.facts.get(id).map(AsRef::as_ref)
    }

    /// Whether a fact is a choice all of whose answers satisfy `satisfies`.
    fn always(&self, id: &FactId, satisfies: impl Fn(&str) -> bool) -> bool {
        self.fact(id).is_some_and(|fact| fact.always(satisfies))
    }

    /// The column of a fact, if any row answers it.
    fn column(&self, id: &FactId) -> Option<&'a Column> {
        self.fact(id)?;
        self.portfolio.column(id).filter(|column| column.is_answered())
    }

    /// The column of a fact and its index in the program. Fails if its answers are not of the kind of the fact.
    fn numbered(&mut self, id: &FactId) -> Result<Option<(usize, &'a Column)>, Unsupported> {
        let Some((fact, column)) = self.fact(id).zip(self.column(id)) else { return Ok(None) };
        if !self.portfolio.holds_in(&self.setting.policy.place) {
            return Err(Unsupported::Place);
        }
        let fits = match (&fact.kind, &column.data) {
            (FactKind::Money | FactKind::Count(_) | FactKind::Percent, Data::Numbers { .. })
            | (FactKind::YesNo, Data::YesNo(_))
            | (FactKind::Date, Data::Days(_)) => true,
            (FactKind::Choice(choices), Data::Choices { ids, .. }) => {
                ids.iter().all(|id| choices.iter().any(|choice| choice.id == **id))
            }
            _ => false,
        };
        if !fits {
            return Err(Unsupported::Kind);
        }
        let known = self.facts.iter().position(|fact| fact == id);
        let at = known.unwrap_or_else(|| {
            self.facts.push(id.clone());
            self.facts.len() - 1
        });
        Ok(Some((at, column)))
    }

    /// The range of a numeric fact. If it is missing, the range of its possible values.
    fn number(&mut self, id: &FactId) -> Result<Span, Unsupported> {
        if let Some((at, column)) = self.numbered(id)?
            && let Data::Numbers { scale, most, .. } = column.data
        {
            // An answer above the largest sensible one counts as missing. Only the explained path checks that.
            let largest = Decimal::try_from_i128_with_scale(i128::from(most), scale).ok();
            let limit = self.fact(id).and_then(Fact::most);
            if limit.zip(largest).is_some_and(|(limit, largest)| largest > limit.0) {
                return Err(Unsupported::Kind);
            }
            return self.program.column(at, scale, most).map(Span::exactly);
        }
        let most = self.fact(id).and_then(Fact::most);
        let high = most.map(|most| self.program.constant(most.0)).transpose()?;
        Ok(Span { low: self.program.zero()?, high })
    }

    /// The days of a date fact. None if it is missing.
    fn days(&mut self, id: &FactId) -> Result<Option<Node>, Unsupported> {
        match self.numbered(id)? {
            Some((at, Column { data: Data::Days(_), .. })) => self.program.days(at).map(Some),
            _ => Ok(None),
        }
    }

    /// The rows in which a yes/no fact is answered with yes.
    fn yes(&mut self, id: &FactId) -> Result<Holds, Unsupported> {
        match self.numbered(id)? {
            Some((at, Column { data: Data::YesNo(_), .. })) => {
                let yes = self.program.is_among(at, [false, true].into_iter())?;
                Ok(Holds { surely: yes, maybe: yes })
            }
            _ => self.unknown(),
        }
    }

    /// The column of a choice and its ids. None if it is missing.
    fn chosen(&mut self, id: &FactId) -> Result<Chosen<'a>, Unsupported> {
        match self.numbered(id)? {
            Some((at, Column { data: Data::Choices { ids, .. }, .. })) => Ok(Some((at, ids))),
            _ => Ok(None),
        }
    }

    fn certainly(&mut self, holds: bool) -> Result<Holds, Unsupported> {
        let mask = self.program.always(holds)?;
        Ok(Holds { surely: mask, maybe: mask })
    }

    fn unknown(&mut self) -> Result<Holds, Unsupported> {
        Ok(Holds { surely: self.program.always(false)?, maybe: self.program.always(true)? })
    }

    fn both(&mut self, a: Holds, b: Holds) -> Result<Holds, Unsupported> {
        Ok(Holds { surely: self.program.and(a.surely, b.surely)?, maybe: self.program.and(a.maybe, b.maybe)? })
    }

    fn either(&mut self, a: Holds, b: Holds) -> Result<Holds, Unsupported> {
        Ok(Holds { surely: self.program.or(a.surely, b.surely)?, maybe: self.program.or(a.maybe, b.maybe)? })
    }
}
