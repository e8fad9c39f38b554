//! The sums of several productions of one company. Rules that count over a company, a year or a pool apply across all
//! of them.
//!
//! Each production in a place is a [`Cell`]. Within a cell the rules are those for one production. Between cells:
//!
//! - an award per company is paid once, one per company and year once a year, one per base once;
//! - a cap per company, or per company and year, applies to the sum of all cells;
//! - of a group of which a company gets only the highest, only the highest of all cells is paid;
//! - a quota and a pool limit all cells of one year together;
//! - what a text does not state reduces the certain sum and not the possible one: awards of the company that do not add
//!   up within one production do not add up across productions, and an award of a work beside one of the company is
//!   certain only if the text allows both.
//!
//! The sum of two cells together is never more than the sum of each by itself. A search over assignments depends on
//! this.
//!
//! Parts of a pool that are reserved for a purpose are not calculated; policies state them as text only.

mod prices;
mod view;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

pub use self::prices::Prices;
use self::view::{Paid, Payment, View};
use super::rules::{self, Rules};
use super::solver::Estimate;
use crate::model::id::{IncentiveId, PlaceId, PolicyId};
use crate::model::policy::{Incentive, Per, Policy};
use crate::model::source::Cites;
use crate::rules::assess::Assessment;
use crate::rules::context::{Case, Context};
use crate::rules::fraction::Fraction;
use crate::rules::outcome::Award;
use crate::rules::step::{Rule, Step, StepKind, Unit};
use crate::rules::value::Range;

/// The kind of amount that is added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sum {
    /// Certain amounts.
    Certain,
    /// Amounts that are possible without the missing answers.
    Settled,
    /// Possible amounts.
    Possible,
}

impl Sum {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Certain, Self::Settled, Self::Possible];

    fn estimate(self) -> Estimate {
        match self {
            Self::Certain => Estimate::Certain,
            Self::Settled => Estimate::Settled,
            Self::Possible => Estimate::Possible,
        }
    }

    fn at(self) -> usize {
        self as usize
    }
}

/// A production in a place, with its assessment.
pub struct Cell<'a> {
    /// Its result by itself.
    pub assessment: Arc<Assessment>,
    /// The index of the production.
    pub production: usize,
    year: i16,
    policies: Vec<&'a Policy>,
    /// In the order of the awards.
    incentives: Vec<&'a Incentive>,
    /// The index of each incentive, by its address in the library.
    at: HashMap<*const Incentive, usize>,
    rules: Rules,
    /// For each award, whether it is left out of possible amounts.
    left_out: Vec<bool>,
    uses: Vec<Use>,
}

impl<'a> Cell<'a> {
    /// Creates the cell of a production in the place of its assessment. `left_out` selects the incentives that are left
    /// out of possible amounts; `year` is the year of its applications.
    #[must_use]
    pub fn new(
        context: &Context<'a>,
        assessment: Arc<Assessment>,
        production: usize,
        year: i16,
        left_out: impl Fn(&Policy, &Incentive) -> bool,
    ) -> Self {
        let place = &assessment.place;
        let policies = context.policies_in(place);
        let rules = Rules::collect(context, place, &policies, &assessment.awards);
        let all = || policies.iter().flat_map(|policy| policy.incentives.iter().map(move |one| (*policy, one)));
        let left_out = all().map(|(policy, incentive)| left_out(policy, incentive)).collect();
        let incentives: Vec<&Incentive> = all().map(|(_, incentive)| incentive).collect();
        let at = incentives.iter().enumerate().map(|(at, one)| (std::ptr::from_ref(*one), at)).collect();
        let uses = uses(context, place, &policies, &assessment.awards);
        Self { production, year, policies, incentives, at, rules, left_out, uses, assessment }
    }

    /// Whether an award is paid to the company and not for the work.
    fn is_of_company(&self, at: usize) -> bool {
        let per = self.incentives.get(at).and_then(|incentive| incentive.per);
        matches!(per, Some(Per::Company | Per::CompanyYear | Per::Base))
    }

    /// Its sum by itself.
    #[must_use]
    pub fn alone(&self, sum: Sum) -> Fraction {
        let one = &self.assessment;
        match sum {
            Sum::Certain => one.floor,
            Sum::Settled => one.settled.max(one.floor),
            Sum::Possible => {
                // Awards without a limit are not added; they are shown separately.
                one.ceiling
                    .unwrap_or_else(|| Fraction::total(one.awards.iter().filter_map(|award| award.outcome.ceiling())))
            }
        }
    }

    /// The index here of an incentive of another cell, if it also applies here.
    fn same_as(&self, other: &Self, at: usize) -> Option<usize> {
        self.at.get(&std::ptr::from_ref(*other.incentives.get(at)?)).copied()
    }
}

/// A rule that counts over a company, a year or a pool.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shared {
    /// An award that a company gets once, or once in the year that is given.
    Once(PolicyId, IncentiveId, Option<i16>),
    /// The rule of a group of a policy, by the index of the group, for a company, or for a company in the year that is
    /// given.
    Group(PolicyId, usize, Option<i16>),
    /// The maximum number of grants in a year.
    Quota(PolicyId, IncentiveId, i16),
    /// The budget of a year.
    Pool(PolicyId, i16),
}

impl Shared {
    /// The policy of the rule.
    #[must_use]
    pub fn policy(&self) -> &PolicyId {
        match self {
            Self::Once(policy, ..) | Self::Group(policy, ..) | Self::Quota(policy, ..) | Self::Pool(policy, _) => {
                policy
            }
        }
    }

    /// The same in a year, if it counts per year.
    fn in_year(self, year: i16) -> Self {
        match self {
            Self::Once(policy, incentive, Some(_)) => Self::Once(policy, incentive, Some(year)),
            Self::Group(policy, at, Some(_)) => Self::Group(policy, at, Some(year)),
            Self::Quota(policy, incentive, _) => Self::Quota(policy, incentive, year),
            Self::Pool(policy, _) => Self::Pool(policy, year),
            other => other,
        }
    }
}

/// A shared rule as it applies to a cell.
struct Use {
    rule: Shared,
    /// The index of the rule among those of all cells.
    id: usize,
    members: Vec<usize>,
    limit: Limit,
    cites: Cites,
}

#[derive(Clone, Copy)]
enum Limit {
    /// Only the highest is paid.
    Highest,
    /// It is not known whether more than one is paid.
    Unknown,
    /// The sum has a cap.
    Cap(Rule, Range),
    /// The number of grants has a maximum.
    Quota(u32),
}

/// The shared rules of the policies of a place.
fn uses(context: &Context<'_>, place: &PlaceId, policies: &[&Policy], awards: &[Arc<Award>]) -> Vec<Use> {
    let mut all = Vec::new();
    let mut first = 0;
    for policy in policies {
        let own = first..first + policy.incentives.len();
        first = own.end;
        for (at, incentive) in own.clone().zip(&policy.incentives) {
            let id = || (policy.id.clone(), incentive.id.clone());
            let rule = match incentive.per {
                Some(Per::Company | Per::Base) => Some(Shared::Once(id().0, id().1, None)),
                Some(Per::CompanyYear) => Some(Shared::Once(id().0, id().1, Some(0))),
                _ => None,
            };
            let cites = || incentive.cites.clone();
            all.extend(rule.map(|rule| Use { rule, id: 0, members: vec![at], limit: Limit::Highest, cites: cites() }));
            if let Some(quota) = incentive.quota {
                let rule = Shared::Quota(id().0, id().1, 0);
                all.push(Use { rule, id: 0, members: vec![at], limit: Limit::Quota(quota), cites: cites() });
            }
        }
        let case = Case::new(context, policy, place);
        for (place, group) in policy.stacking.groups.iter().enumerate() {
            let year = match group.per {
                Some(Per::Company) => None,
                Some(Per::CompanyYear) => Some(0),
                _ => continue,
            };
            let covers = |award: &Award| {
                group.members.iter().any(|member| member.covers(&policy.id, &award.policy, &award.incentive))
            };
            let members: Vec<usize> =
                awards.iter().enumerate().filter(|(_, award)| covers(award)).map(|(at, _)| at).collect();
            let limit = match rules::applied(&case, &group.rule).0 {
                Rule::Sum => continue,
                Rule::Unknown => Limit::Unknown,
                Rule::Highest => Limit::Highest,
                rule @ (Rule::SumUpTo(cap) | Rule::AtMost(cap)) => Limit::Cap(rule, cap),
            };
            let rule = Shared::Group(policy.id.clone(), place, year);
            all.push(Use { rule, id: 0, members, limit, cites: group.cites.clone() });
        }
        // A pool that may be larger than stated is no limit.
        if let Some(pool) = policy.pool.as_ref().filter(|pool| !pool.may_be_more) {
            let money = Step::amount(StepKind::Fixed, Range::exactly(pool.amount.0), Unit::Money, Vec::new());
            let to = context.production.currency;
            if let Ok(money) = case.converted(money, policy.currency, to) {
                let cap = money.range();
                let limit = Limit::Cap(Rule::AtMost(cap), cap);
                let rule = Shared::Pool(policy.id.clone(), 0);
                all.push(Use { rule, id: 0, members: own.collect(), limit, cites: pool.cites.clone() });
            }
        }
    }
    all
}

/// The sum of some cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Came {
    /// The amount. If the search ended early, it is not more than is certain, or not less than is possible.
    pub amount: Fraction,
    /// Whether the search ended early.
    pub truncated: bool,
}

/// A shared rule that reduced awards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// The rule.
    pub rule: Shared,
    /// The sum of its awards, with each production by itself.
    pub before: Range,
    /// Their sum with all productions together.
    pub after: Range,
    /// The rule as a step, with its cap, if it has one, and the resulting sum.
    pub step: Step,
    /// For each cell, its index and the sum of its awards: by itself, and together with the others.
    pub parts: Vec<(usize, Range, Range)>,
}

/// Cells, prepared so that any of them can be added up.
pub struct Together<'a> {
    cells: Vec<Cell<'a>>,
    views: [View; 3],
}

impl<'a> Together<'a> {
    /// Prepares cells.
    #[must_use]
    pub fn new(mut cells: Vec<Cell<'a>>) -> Self {
        let mut rules: BTreeMap<Shared, usize> = BTreeMap::new();
        for cell in &mut cells {
            for one in &mut cell.uses {
                let next = rules.len();
                one.rule = one.rule.clone().in_year(cell.year);
                one.id = *rules.entry(one.rule.clone()).or_insert(next);
            }
        }
        let views = Sum::ALL.map(|sum| View::new(&cells, rules.len(), sum));
        Self { cells, views }
    }

    /// The cells, in their order.
    #[must_use]
    pub fn cells(&self) -> &[Cell<'a>] {
        &self.cells
    }

    fn view(&self, sum: Sum) -> Option<&View> {
        self.views.get(sum.at())
    }

    /// The sum of a cell by itself.
    #[must_use]
    pub fn alone(&self, sum: Sum, cell: usize) -> Fraction {
        self.view(sum).and_then(|view| view.alone.get(cell)).copied().unwrap_or_default()
    }

    /// The sum of some cells of different productions.
    #[must_use]
    pub fn total(&self, sum: Sum, which: &[usize]) -> Came {
        self.view(sum).map(|view| view.total(which)).unwrap_or_default()
    }

    /// Whether the sum of a cell depends on cells of other productions.
    #[must_use]
    pub fn is_tied(&self, cell: usize) -> bool {
        self.views.iter().any(|view| view.is_tied(cell))
    }

    /// Whether a shared rule may apply to two cells together.
    #[must_use]
    pub fn are_linked(&self, a: usize, b: usize) -> bool {
        self.views.iter().any(|view| view.are_linked(a, b))
    }

    /// Prices on the shared rules that give a low upper bound for all choices of one cell for each production.
    #[must_use]
    pub fn prices(&self, sum: Sum, choices: &[Vec<usize>]) -> Prices {
        self.view(sum).map(|view| view.prices(choices)).unwrap_or_default()
    }

    /// The payments of the awards of some cells together, from certain to possible, for each cell in their order. Awards
    /// that are left out of possible amounts have none.
    #[must_use]
    pub fn payments(&self, which: &[usize]) -> Vec<Vec<(usize, Range)>> {
        let [certain, possible] = [Sum::Certain, Sum::Possible].map(|sum| self.view(sum).map(|view| view.paid(which)));
        let (certain, possible) = (certain.unwrap_or_default(), possible.unwrap_or_default());
        let of_cell = |cell: &usize| {
            let mut own: BTreeMap<usize, Range> = BTreeMap::new();
            for (at, pay) in possible.get(cell).into_iter().flatten() {
                own.insert(*at, Range { low: Fraction::ZERO, high: Some(pay.beside) });
            }
            for (at, pay) in certain.get(cell).into_iter().flatten() {
                let range = own.entry(*at).or_insert(Range::ZERO);
                *range = Range { low: pay.beside, high: range.high.map(|most| most.max(pay.beside)) };
            }
            own.into_iter().collect()
        };
        which.iter().map(of_cell).collect()
    }

    /// The shared rules that reduce the awards of some cells together, with the reductions.
    #[must_use]
    pub fn cuts(&self, which: &[usize]) -> Vec<Cut> {
        let [Some(certain), Some(possible)] = [Sum::Certain, Sum::Possible].map(|sum| self.view(sum)) else {
            return Vec::new();
        };
        let (certain, possible) = (certain.paid(which), possible.paid(which));
        let mut rules: BTreeMap<Shared, Vec<(usize, &Use)>> = BTreeMap::new();
        for &at in which {
            let Some(cell) = self.cells.get(at) else { continue };
            for one in &cell.uses {
                rules.entry(one.rule.clone()).or_default().push((at, one));
            }
        }
        let mut all = Vec::new();
        for (rule, uses) in rules {
            let range = |low: Fraction, high: Fraction| Range { low: low.min(high), high: Some(high) };
            let mut parts = Vec::new();
            for (at, one) in &uses {
                let paid = |paid: &Paid, which: fn(&Payment) -> Fraction| {
                    let own = paid.get(at).into_iter().flatten();
                    Fraction::total(own.filter(|(award, _)| one.members.contains(award)).map(|(_, pay)| which(pay)))
                };
                let before = range(paid(&certain, |pay| pay.alone), paid(&possible, |pay| pay.alone));
                let after = range(paid(&certain, |pay| pay.beside), paid(&possible, |pay| pay.beside));
                if before.high.is_some_and(|most| !most.is_zero()) || !before.low.is_zero() {
                    parts.push((*at, before, after));
                }
            }
            let added = |which: fn(&(usize, Range, Range)) -> Range| {
                let ends = parts.iter().map(which);
                let low = Fraction::total(ends.clone().map(|one| one.low));
                let high = Fraction::total(ends.filter_map(|one| one.high));
                Range { low, high: Some(high) }
            };
            let (before, after) = (added(|part| part.1), added(|part| part.2));
            if parts.len() < 2 || after.high >= before.high && after.low >= before.low {
                continue;
            }
            let Some((at, first)) = uses.first() else { continue };
            let what = self.cells.get(*at).and_then(|cell| cell.names(&rule, first));
            let Some(what) = what else { continue };
            let step = Step::amount(what, after, Unit::Money, Vec::new()).citing(&first.cites);
            all.push(Cut { rule, before, after, step, parts });
        }
        all
    }

    /// The shared rules that apply in a place, with their caps, whether or not they reduce anything.
    #[must_use]
    pub fn rules_of(&self, cell: usize) -> Vec<(Shared, Step)> {
        let Some(cell) = self.cells.get(cell) else { return Vec::new() };
        let used = |one: &Use| {
            let what = cell.names(&one.rule, one)?;
            Some((one.rule.clone(), Step::amount(what, Range::ZERO, Unit::Money, Vec::new()).citing(&one.cites)))
        };
        cell.uses.iter().filter_map(used).collect()
    }
}

impl Cell<'_> {
    /// The step for a shared rule in an explanation.
    fn names(&self, rule: &Shared, one: &Use) -> Option<StepKind> {
        let policy = self.policies.iter().find(|policy| policy.id == *rule.policy())?;
        Some(match rule {
            Shared::Once(policy, incentive, _) | Shared::Quota(policy, incentive, _) => {
                StepKind::Incentive(policy.clone(), incentive.clone())
            }
            Shared::Group(_, at, _) => {
                let group = policy.stacking.groups.get(*at)?;
                let rule = match one.limit {
                    Limit::Highest => Rule::Highest,
                    Limit::Cap(rule, _) => rule,
                    Limit::Unknown | Limit::Quota(_) => Rule::Unknown,
                };
                StepKind::Group(Arc::new(group.label.clone()), Box::new(rule))
            }
            Shared::Pool(policy, _) => {
                let Limit::Cap(rule, _) = one.limit else { return None };
                StepKind::Policy(policy.clone(), Box::new(rule))
            }
        })
    }
}
