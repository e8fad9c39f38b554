//! The rules between the awards of a place, gathered from all its policies.

use std::collections::HashMap;
use std::sync::Arc;

use super::Block;
use crate::model::id::{FactId, PlaceId};
use crate::model::policy::Policy;
use crate::model::source::Cites;
use crate::model::stacking::{Member, Relation, StackingRule};
use crate::rules::context::{Case, Context};
use crate::rules::fraction::Fraction;
use crate::rules::outcome::{Award, Outcome};
use crate::rules::step::{Rule, Step, StepKind, Unit};
use crate::rules::value::Range;

/// If there are more rules between awards than this, they are not collected. Pairs that exclude or need each other and
/// members of groups are counted. The largest place of the built-in library has about a hundred.
const MOST_LINKS: usize = 100_000;

/// The maximum work for finding the rule between every two awards, as the number of groups that are examined.
const MOST_LOOKS: usize = 4_000_000;

/// All rules between the awards of a place, by the indices of the awards.
pub(super) struct Rules {
    /// The groups of all policies, followed by the policies that have a cap.
    pub groups: Vec<Group>,
    /// The policies, in their order.
    pub policies: Vec<Group>,
    /// Awards that need other awards.
    pub needs: Vec<Need>,
    excludes: Vec<(usize, usize, Cites)>,
    /// The first entry of two awards in `excludes`, with the lower index first.
    pairs: HashMap<(usize, usize), usize>,
    /// The policy of each award.
    of: Vec<usize>,
    /// The number of groups without the policies that follow them.
    real: usize,
    /// For each award, the groups that say whether their members add up.
    speaking: Vec<Vec<usize>>,
    /// For each award its innermost group, and for each group the group around it.
    homes: Vec<Option<usize>>,
    parents: Vec<Option<usize>>,
    /// Whether any rule applies between awards of different policies.
    crosses: bool,
    /// Whether there are too many rules. The other fields are then not filled.
    crowded: bool,
}

/// Awards under one rule.
pub(super) struct Group {
    /// The index of its policy.
    pub policy: usize,
    /// Its awards, in order.
    pub members: Vec<usize>,
    /// The members that it names individually.
    named: Vec<usize>,
    /// The rule between them.
    pub rule: Rule,
    /// The clauses of the rule.
    pub cites: Cites,
    what: StepKind,
    /// The calculation of its cap, if it is not a bare figure.
    cap: Option<Step>,
    /// The missing answers on which its cap depends.
    missing: Vec<FactId>,
}

impl Group {
    /// The step of the rule, with its result.
    pub(super) fn step(&self, range: Range) -> Step {
        Step::amount(self.what.clone(), range, Unit::Money, self.cap.iter().cloned().collect()).citing(&self.cites)
    }
}

/// An award, and the awards of which it needs at least one.
pub(super) struct Need {
    pub award: usize,
    pub any_of: Vec<usize>,
    pub cites: Cites,
}

/// The rule between two awards.
#[derive(Clone, Copy)]
pub(super) enum Bound {
    /// They add up.
    AddUp,
    /// They exclude each other.
    Never(Source),
    /// It is not known.
    Unknown(Source),
}

/// The origin of the rule between two awards.
#[derive(Clone, Copy)]
pub(super) enum Source {
    Group(usize),
    Policy(usize),
    Relation(usize),
    Nothing,
}

impl Rules {
    /// Whether no missing answer decides an award or a cap, so that all that is possible is settled.
    pub(super) fn is_settled(&self, awards: &[Arc<Award>]) -> bool {
        let is_open = |award: &Arc<Award>| matches!(award.outcome, Outcome::NeedsAnswer { .. });
        let is_exact = |group: &Group| group.rule.cap().is_none_or(|cap| cap.exact().is_some());
        !awards.iter().any(is_open) && self.groups.iter().all(is_exact)
    }

    pub(super) fn collect(context: &Context<'_>, place: &PlaceId, policies: &[&Policy], awards: &[Arc<Award>]) -> Self {
        let mut all = Self {
            groups: Vec::new(),
            policies: Vec::with_capacity(policies.len()),
            needs: Vec::new(),
            excludes: Vec::new(),
            pairs: HashMap::new(),
            of: Vec::with_capacity(awards.len()),
            real: 0,
            speaking: Vec::new(),
            homes: Vec::new(),
            parents: Vec::new(),
            crosses: false,
            crowded: false,
        };
        // Awards are in the order of their policies.
        let mut first = 0;
        for (at, policy) in policies.iter().enumerate() {
            let own: Vec<usize> = (first..first + policy.incentives.len()).collect();
            first += own.len();
            all.of.extend(own.iter().map(|_| at));
            let case = Case::new(context, policy, place);
            let stacking = &policy.stacking;
            let (rule, cap) = applied(&case, &stacking.rule);
            let what = StepKind::Policy(policy.id.clone(), Box::new(rule));
            all.policies.push(Group::new(at, own, rule, &stacking.cites, what, cap));
        }
        let (mut groups, mut needs_found, mut excludes) = (Vec::new(), Vec::new(), Vec::new());
        let mut links = 0;
        for (at, policy) in policies.iter().enumerate() {
            let stacking = &policy.stacking;
            if stacking.groups.is_empty() && stacking.relations.is_empty() {
                continue;
            }
            let case = Case::new(context, policy, place);
            let named = |member: &Member| -> Vec<usize> {
                let (id, item) = member.parts(&policy.id);
                if id == "*" {
                    return (0..awards.len()).collect();
                }
                let found = policies.iter().zip(&all.policies).find(|(other, _)| other.id.as_str() == id);
                let Some((other, of)) = found else { return Vec::new() };
                let wanted = other.incentives.iter().zip(&of.members);
                let wanted = wanted.filter(|(incentive, _)| item == "*" || incentive.id.as_str() == item);
                wanted.map(|(_, &at)| at).collect()
            };
            let named_all = |members: &[Member]| -> Vec<usize> {
                let mut found: Vec<usize> = members.iter().flat_map(&named).take(MOST_LINKS + 1).collect();
                found.sort_unstable();
                found.dedup();
                found
            };
            for group in &stacking.groups {
                // A member that is listed twice is looked up twice.
                let members = named_all(&group.members);
                links += group.members.len() + members.len();
                if links > MOST_LINKS {
                    all.crowded = true;
                    return all;
                }
                if members.is_empty() {
                    continue;
                }
                let (rule, cap) = applied(&case, &group.rule);
                let what = StepKind::Group(Arc::new(group.label.clone()), Box::new(rule));
                let mut next = Group::new(at, members, rule, &group.cites, what, cap);
                let one_by_one = group.members.iter().filter(|member| !member.is_many());
                next.named = one_by_one.flat_map(&named).collect();
                groups.push(next);
            }
            for relation in &stacking.relations {
                let (Relation::Requires { incentive, any_of: others, .. }
                | Relation::Excludes { incentive, others, .. }) = relation;
                let (ones, all_of_them) = (named(incentive), named_all(others));
                links += others.len() + ones.len() * all_of_them.len();
                if links > MOST_LINKS {
                    all.crowded = true;
                    return all;
                }
                match relation {
                    Relation::Requires { cites, .. } => {
                        let any_of = all_of_them;
                        let needs = ones.into_iter();
                        needs_found.extend(needs.map(|award| Need {
                            award,
                            // An award is not its own condition.
                            any_of: any_of.iter().copied().filter(|&other| other != award).collect(),
                            cites: cites.clone(),
                        }));
                    }
                    Relation::Excludes { cites, .. } => {
                        for a in ones {
                            let others = all_of_them.iter().copied().filter(|&b| b != a);
                            excludes.extend(others.map(|b| (a, b, cites.clone())));
                        }
                    }
                }
            }
        }
        (all.groups, all.needs, all.excludes) = (groups, needs_found, excludes);
        all.real = all.groups.len();
        let capped = all.policies.iter().filter(|policy| policy.rule.cap().is_some());
        let capped: Vec<Group> = capped.map(Group::without_cap_step).collect();
        all.groups.extend(capped);
        all.look_up();
        all
    }

    /// Calculates the lookup tables for pairs and steps.
    fn look_up(&mut self) {
        let size = self.of.len();
        let groups = self.real_groups();
        let mut speaking = vec![Vec::new(); size];
        let mut homes: Vec<Option<usize>> = vec![None; size];
        for (at, group) in groups.iter().enumerate() {
            for &member in &group.members {
                // A cap alone does not say whether awards add up.
                if !matches!(group.rule, Rule::AtMost(_))
                    && let Some(list) = speaking.get_mut(member)
                {
                    list.push(at);
                }
                let smaller =
                    |home: usize| groups.get(home).is_some_and(|home| group.members.len() < home.members.len());
                if let Some(home) = homes.get_mut(member)
                    && home.is_none_or(smaller)
                {
                    *home = Some(at);
                }
            }
        }
        let members: usize = groups.iter().map(|group| group.members.len()).sum();
        if groups.len().saturating_mul(members) > MOST_LOOKS {
            self.crowded = true;
            return;
        }
        let parents = (0..groups.len()).map(|at| self.parent(at)).collect();
        let apart = |a: usize, b: usize| self.of.get(a) != self.of.get(b);
        let spans =
            |members: &[usize]| members.first().is_some_and(|&first| members.iter().any(|&at| apart(first, at)));
        self.crosses = self.groups.iter().any(|group| spans(&group.members))
            || self.needs.iter().any(|need| need.any_of.iter().any(|&other| apart(need.award, other)))
            || self.excludes.iter().any(|(a, b, _)| apart(*a, *b));
        // In each estimate, every two awards are examined between which there may be a rule.
        let most = speaking.iter().map(Vec::len).max().unwrap_or_default();
        let squares = self.policies.iter().map(|policy| policy.members.len().pow(2)).sum();
        let pairs: usize = if self.crosses { size.pow(2) } else { squares };
        self.crowded = pairs.saturating_mul(1 + most.pow(2)) > MOST_LOOKS;
        for (at, (a, b, _)) in self.excludes.iter().enumerate() {
            self.pairs.entry((*a.min(b), *a.max(b))).or_insert(at);
        }
        (self.speaking, self.homes, self.parents) = (speaking, homes, parents);
    }

    /// Whether there are too many rules to be examined.
    pub(super) fn is_crowded(&self) -> bool {
        self.crowded
    }

    /// Whether any rule applies between awards of different policies.
    pub(super) fn crosses(&self) -> bool {
        self.crosses
    }

    /// The policy of an award.
    pub(super) fn policy_of(&self, award: usize) -> Option<usize> {
        self.of.get(award).copied()
    }

    fn real_groups(&self) -> &[Group] {
        self.groups.get(..self.real).unwrap_or_default()
    }

    /// The rule between two awards.
    pub(super) fn between(&self, a: usize, b: usize) -> Bound {
        let none: &[usize] = &[];
        let of = |award: usize| self.speaking.get(award).map_or(none, Vec::as_slice);
        if let Some(&at) = self.pairs.get(&(a.min(b), a.max(b))) {
            return Bound::Never(Source::Relation(at));
        }
        let shared = of(a).iter().filter(|at| of(b).contains(at));
        let mut both: Vec<(usize, &Group)> = shared.filter_map(|&at| Some((at, self.groups.get(at)?))).collect();
        let common = self.common(a, b);
        if let Some((at, policy)) = common
            && !matches!(policy.rule, Rule::Unknown | Rule::AtMost(_))
        {
            // The rule of a policy applies to its own incentives unless a group names both individually. A group that
            // contains whole policies is about other incentives beside them.
            let names = |group: &Group| group.named.contains(&a) && group.named.contains(&b);
            let inner = both.iter().any(|(_, group)| names(group));
            if !inner {
                return match policy.rule {
                    Rule::Highest => Bound::Never(Source::Policy(at)),
                    _ => Bound::AddUp,
                };
            }
            both.retain(|(_, group)| names(group));
        }
        let smallest = both.iter().filter(|(_, group)| {
            !both.iter().any(|(_, other)| other.members.len() < group.members.len() && inside(other, group))
        });
        let mut verdict = None;
        for &(at, group) in smallest {
            verdict = match (group.rule, verdict) {
                (Rule::Highest, _) => return Bound::Never(Source::Group(at)),
                (Rule::Sum | Rule::SumUpTo(_), _) => Some(Bound::AddUp),
                (Rule::Unknown, None) => Some(Bound::Unknown(Source::Group(at))),
                (Rule::Unknown | Rule::AtMost(_), known) => known,
            };
        }
        verdict.unwrap_or(match common {
            Some((at, _)) => Bound::Unknown(Source::Policy(at)),
            None => Bound::Unknown(Source::Nothing),
        })
    }

    /// The policy of two awards, if it is the same.
    fn common(&self, a: usize, b: usize) -> Option<(usize, &Group)> {
        let (one, other) = (self.of.get(a)?, self.of.get(b)?);
        Some((*one, self.policies.get(*one)?)).filter(|_| one == other)
    }

    /// The rule that excludes two awards, and its clauses.
    pub(super) fn block(&self, source: Source) -> (Block, Cites) {
        let rule = |group: Option<&Group>| match group {
            Some(group) => (Block::Rule(group.step(Range::ZERO)), group.cites.clone()),
            None => (Block::NotStated, Cites::default()),
        };
        match source {
            Source::Group(at) => rule(self.groups.get(at)),
            Source::Policy(at) => rule(self.policies.get(at)),
            Source::Relation(at) => {
                (Block::Excludes, self.excludes.get(at).map(|(_, _, cites)| cites.clone()).unwrap_or_default())
            }
            Source::Nothing => (Block::NotStated, Cites::default()),
        }
    }

    /// The smallest group that contains another one.
    fn parent(&self, at: usize) -> Option<usize> {
        let groups = self.real_groups();
        let group = groups.get(at)?;
        let outer = |(other_at, other): &(usize, &Group)| {
            let larger =
                (other.members.len(), std::cmp::Reverse(*other_at)) > (group.members.len(), std::cmp::Reverse(at));
            *other_at != at && larger && inside(group, other)
        };
        let all = groups.iter().enumerate().filter(outer);
        all.min_by_key(|(other, group)| (group.members.len(), std::cmp::Reverse(*other))).map(|(other, _)| other)
    }

    fn lies_in(&self, group: usize) -> Option<usize> {
        self.parents.get(group).copied().flatten()
    }

    fn home(&self, award: usize) -> Option<usize> {
        self.homes.get(award).copied().flatten()
    }

    /// The groups of a policy that are in no other group.
    pub(super) fn roots(&self, policy: usize) -> Vec<usize> {
        let own = self.real_groups().iter().enumerate().filter(|(_, group)| group.policy == policy);
        own.map(|(at, _)| at).filter(|&at| self.lies_in(at).is_none()).collect()
    }

    /// The groups directly in a group.
    pub(super) fn nested(&self, at: usize) -> Vec<usize> {
        (0..self.real).filter(|&other| self.lies_in(other) == Some(at)).collect()
    }

    /// The awards directly in a group.
    pub(super) fn directly(&self, at: usize) -> Vec<usize> {
        (0..self.of.len()).filter(|&award| self.home(award) == Some(at)).collect()
    }

    /// The awards of a policy that are in no group.
    pub(super) fn ungrouped(&self, policy: usize) -> Vec<usize> {
        let own = self.policies.get(policy).map(|policy| policy.members.as_slice()).unwrap_or_default();
        own.iter().copied().filter(|&at| self.home(at).is_none()).collect()
    }

    /// Whether an award by itself is under no cap and needs no other award.
    pub(super) fn caps_none(&self, at: usize) -> bool {
        let capped = |group: &Group| group.rule.cap().is_some() && group.members.contains(&at);
        !self.groups.iter().any(capped) && !self.needs.iter().any(|need| need.award == at)
    }

    /// Missing answers on which caps depend, with the maximum amount that depends on each.
    pub(super) fn questions(&self, awards: &[Arc<Award>]) -> Vec<(FactId, Option<Fraction>)> {
        let mut all = Vec::new();
        for group in self.groups.iter().filter(|group| !group.missing.is_empty()) {
            let Some(cap) = group.rule.cap() else { continue };
            let mut most = Some(Fraction::ZERO);
            for award in group.members.iter().filter_map(|&at| awards.get(at)) {
                most = most.zip(award.outcome.ceiling()).and_then(|(a, b)| a.plus(b));
            }
            if most.is_some_and(|most| most <= cap.low) {
                continue;
            }
            let reached = [most, cap.high].into_iter().flatten().min();
            let weight = reached.and_then(|reached| reached.minus(cap.low)).map(|weight| weight.max(Fraction::ZERO));
            all.extend(group.missing.iter().map(|fact| (fact.clone(), weight)));
        }
        all
    }
}

impl Group {
    fn new(policy: usize, members: Vec<usize>, rule: Rule, cites: &Cites, what: StepKind, cap: Option<Step>) -> Self {
        let missing = cap.as_ref().map(Step::missing).unwrap_or_default();
        let plain = cap.as_ref().is_none_or(|cap| cap.what == StepKind::Fixed);
        let cap = cap.filter(|_| !plain).map(|cap| {
            let range = cap.range();
            Step::amount(StepKind::StackingCap, range, Unit::Money, vec![cap])
        });
        Self { policy, members, named: Vec::new(), rule, cites: cites.clone(), what, cap, missing }
    }

    fn without_cap_step(&self) -> Self {
        Self {
            policy: self.policy,
            members: self.members.clone(),
            named: Vec::new(),
            rule: self.rule,
            cites: self.cites.clone(),
            what: self.what.clone(),
            cap: None,
            missing: self.missing.clone(),
        }
    }
}

/// A rule with its calculated cap, in the currency of the production.
pub(super) fn applied(case: &Case<'_>, rule: &StackingRule) -> (Rule, Option<Step>) {
    match rule {
        StackingRule::Unknown => (Rule::Unknown, None),
        StackingRule::Sum => (Rule::Sum, None),
        StackingRule::Highest => (Rule::Highest, None),
        StackingRule::SumUpTo(cap) | StackingRule::AtMost(cap) => {
            let capped = |cap: Range| match rule {
                StackingRule::AtMost(_) => Rule::AtMost(cap),
                _ => Rule::SumUpTo(cap),
            };
            let (from, to) = (case.policy.currency, case.context.production.currency);
            match case.amount(cap).and_then(|cap| case.converted(cap, from, to)) {
                Ok(cap) => (capped(cap.range()), Some(cap)),
                // A cap that cannot be calculated may have any value.
                Err(_) => (capped(Range::ANY), None),
            }
        }
    }
}

/// Whether all members of a group are in another one. The members of both are sorted.
fn inside(inner: &Group, outer: &Group) -> bool {
    let mut others = outer.members.iter();
    inner.members.iter().all(|member| others.by_ref().any(|other| other == member))
}
