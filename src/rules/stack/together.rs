//! What several productions of one company come to together: rules that count over a company, a year or a pool hold
//! across all of them.
//!
//! Each production in a place is a [`Cell`]. Within a cell everything holds as for one production. Between cells:
//!
//! - an award per company is paid once, one per company and year once a year, one per base once;
//! - a cap per company, or per company and year, counts what all cells get;
//! - of a group of which a company gets only the highest, only the highest of all cells is paid;
//! - a quota and a pool bound what all cells of one year get;
//! - what is not stated counts against what is certain and not against what is possible: awards of the company that do
//!   not add up within one production do not add up across productions, and an award of a work beside one of the
//!   company is certain only where the text lets both count.
//!
//! What two cells come to is never more than what they come to by themselves, which is what makes a search over
//! assignments exact.
//! Absent on purpose: parts of a pool that are kept for something, which are said in words only.

mod prices;
mod view;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

pub use self::prices::Prices;
use self::view::{Paid, Payment, View};
use super::rules::{self, Rules};
use super::solver::Scene;
use crate::model::id::{IncentiveId, PlaceId, PolicyId};
use crate::model::policy::{Incentive, Per, Policy};
use crate::model::source::Cites;
use crate::rules::assess::Assessment;
use crate::rules::context::{Case, Context};
use crate::rules::fraction::Fraction;
use crate::rules::outcome::Award;
use crate::rules::step::{Rule, Step, StepKind, Unit};
use crate::rules::value::Range;

/// What is added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sum {
    /// What is certain.
    Certain,
    /// What is possible without the answers that are missing.
    Settled,
    /// What is possible.
    Possible,
}

impl Sum {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Certain, Self::Settled, Self::Possible];

    fn scene(self) -> Scene {
        match self {
            Self::Certain => Scene::Certain,
            Self::Settled => Scene::Settled,
            Self::Possible => Scene::Possible,
        }
    }

    fn at(self) -> usize {
        self as usize
    }
}

/// A production in a place, as it was assessed.
pub struct Cell<'a> {
    /// What the place gives it by itself.
    pub assessment: Arc<Assessment>,
    /// Which production it is.
    pub production: usize,
    year: i16,
    policies: Vec<&'a Policy>,
    /// In the order of the awards.
    incentives: Vec<&'a Incentive>,
    /// The place of each incentive, by its position in the library.
    at: HashMap<*const Incentive, usize>,
    rules: Rules,
    /// Awards that count for nothing in what is possible.
    left_out: Vec<bool>,
    uses: Vec<Use>,
}

impl<'a> Cell<'a> {
    /// Lays a production out in the place it was assessed in. `left_out` says which incentives count for nothing in
    /// what is possible, and `year` is that of its applications.
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

    /// Whether an award is the company's rather than the work's.
    fn is_of_company(&self, at: usize) -> bool {
        let per = self.incentives.get(at).and_then(|incentive| incentive.per);
        matches!(per, Some(Per::Company | Per::CompanyYear | Per::Base))
    }

    /// What it comes to by itself.
    #[must_use]
    pub fn alone(&self, sum: Sum) -> Fraction {
        let one = &self.assessment;
        match sum {
            Sum::Certain => one.floor,
            Sum::Settled => one.settled.max(one.floor),
            Sum::Possible => {
                // What nothing bounds has no sum; it is kept apart.
                one.ceiling
                    .unwrap_or_else(|| Fraction::total(one.awards.iter().filter_map(|award| award.outcome.ceiling())))
            }
        }
    }

    /// The award here of an incentive in another cell, if it applies here too.
    fn same_as(&self, other: &Self, at: usize) -> Option<usize> {
        self.at.get(&std::ptr::from_ref(*other.incentives.get(at)?)).copied()
    }
}

/// A rule that counts over a company, a year or a pool.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shared {
    /// An award that a company gets once; in one year, if it is one a year.
    Once(PolicyId, IncentiveId, Option<i16>),
    /// The rule of a group of a policy, by its place, over a company, or over a company in one year.
    Group(PolicyId, usize, Option<i16>),
    /// How many are granted at most, in one year.
    Quota(PolicyId, IncentiveId, i16),
    /// The money set aside, in one year.
    Pool(PolicyId, i16),
}

impl Shared {
    /// The policy that states it.
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

/// How a cell comes under a shared rule.
struct Use {
    rule: Shared,
    /// Its place among the shared rules of all cells.
    id: usize,
    members: Vec<usize>,
    limit: Limit,
    cites: Cites,
}

#[derive(Clone, Copy)]
enum Limit {
    /// Only one is paid.
    Highest,
    /// It is not known whether more than one is paid.
    Unknown,
    /// All together come to this at most.
    Cap(Rule, Range),
    /// So many are granted.
    Quota(u32),
}

/// The shared rules that the policies of a place state.
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
        // A pool of at least so much bounds nothing.
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

/// What some cells come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Came {
    /// The amount; where the search ended early, never more than is certain and never less than is possible.
    pub amount: Fraction,
    /// Whether the search ended early.
    pub ended: bool,
}

/// A shared rule that took something away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// The rule.
    pub rule: Shared,
    /// What its awards would come to, each production by itself.
    pub before: Range,
    /// What they come to together.
    pub after: Range,
    /// The rule as a step, with its cap where it has one and what it comes to.
    pub step: Step,
    /// What its awards come to in each cell by itself, and beside the others.
    pub parts: Vec<(usize, Range, Range)>,
}

/// Cells, laid out so that any of them can be added up.
pub struct Together<'a> {
    cells: Vec<Cell<'a>>,
    views: [View; 3],
}

impl<'a> Together<'a> {
    /// Lays cells out.
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

    /// What a cell comes to by itself.
    #[must_use]
    pub fn alone(&self, sum: Sum, cell: usize) -> Fraction {
        self.view(sum).and_then(|view| view.alone.get(cell)).copied().unwrap_or_default()
    }

    /// What some cells of different productions come to together.
    #[must_use]
    pub fn total(&self, sum: Sum, which: &[usize]) -> Came {
        self.view(sum).map(|view| view.total(which)).unwrap_or_default()
    }

    /// Whether what a cell comes to depends on cells of other productions.
    #[must_use]
    pub fn is_tied(&self, cell: usize) -> bool {
        self.views.iter().any(|view| view.is_tied(cell))
    }

    /// Whether a shared rule may hold between two cells.
    #[must_use]
    pub fn are_linked(&self, a: usize, b: usize) -> bool {
        self.views.iter().any(|view| view.are_linked(a, b))
    }

    /// Prices on the shared rules at which the bound over all choices of one cell each is low.
    #[must_use]
    pub fn prices(&self, sum: Sum, choices: &[Vec<usize>]) -> Prices {
        self.view(sum).map(|view| view.prices(choices)).unwrap_or_default()
    }

    /// The shared rules that take something away where some cells come together, with what each took.
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

    /// The shared rules that hold in a place, with their caps, whatever they take away.
    #[must_use]
    pub fn rules_of(&self, cell: usize) -> Vec<(Shared, Step)> {
        let Some(cell) = self.cells.get(cell) else { return Vec::new() };
        let told = |one: &Use| {
            let what = cell.names(&one.rule, one)?;
            Some((one.rule.clone(), Step::amount(what, Range::ZERO, Unit::Money, Vec::new()).citing(&one.cites)))
        };
        cell.uses.iter().filter_map(told).collect()
    }
}

impl Cell<'_> {
    /// What a shared rule is called in an explanation.
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
                StepKind::Group(Arc::new(group.label.clone()), rule)
            }
            Shared::Pool(policy, _) => {
                let Limit::Cap(rule, _) = one.limit else { return None };
                StepKind::Policy(policy.clone(), rule)
            }
        })
    }
}
