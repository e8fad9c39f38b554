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
use crate::rules::outcome::Award;
use crate::rules::step::{Rule, Step, StepKind, Unit};
use crate::rules::value::Range;

/// More rules between awards than this are not laid out: pairs that exclude or need each other, and members of
/// groups. The largest place of the built-in library has some hundred.
const MOST_LINKS: usize = 100_000;

/// More work than this is not put into asking what holds between every two awards, in looks at a group.
const MOST_LOOKS: usize = 4_000_000;

/// All rules between the awards of a place, which are named by their places in the list of awards.
pub(super) struct Rules {
    /// Groups of all policies, then the policies themselves where they have a cap.
    pub groups: Vec<Group>,
    /// The policies, in their order.
    pub policies: Vec<Group>,
    /// What needs what.
    pub needs: Vec<Need>,
    excludes: Vec<(usize, usize, Cites)>,
    /// Where two awards first occur in `excludes`, the lower one first.
    pairs: HashMap<(usize, usize), usize>,
    /// The policy of each award.
    of: Vec<usize>,
    /// How many of the groups are groups; the rest are policies with a cap.
    real: usize,
    /// The groups of each award that say whether their members add up.
    speaking: Vec<Vec<usize>>,
    /// The group of each award, and the group around each group.
    homes: Vec<Option<usize>>,
    parents: Vec<Option<usize>>,
    /// Whether any rule holds between awards of different policies.
    crosses: bool,
    /// Whether there is too much to be laid out or looked through; then the rest says nothing.
    crowded: bool,
}

/// Awards under one rule.
pub(super) struct Group {
    /// The policy that holds it.
    pub policy: usize,
    /// Its awards, in order.
    pub members: Vec<usize>,
    /// Those of them that it names one by one.
    named: Vec<usize>,
    /// The rule between them.
    pub rule: Rule,
    /// Where it is stated.
    pub cites: Cites,
    what: StepKind,
    /// How its cap was calculated, where that is more than a figure.
    cap: Option<Step>,
    /// Answers that are missing for its cap.
    missing: Vec<FactId>,
}

impl Group {
    /// The step of the rule, with what it comes to.
    pub(super) fn step(&self, range: Range) -> Step {
        Step::amount(self.what.clone(), range, Unit::Money, self.cap.iter().cloned().collect()).citing(&self.cites)
    }
}

/// An award and those of which it needs one.
pub(super) struct Need {
    pub award: usize,
    pub any_of: Vec<usize>,
    pub cites: Cites,
}

/// What holds between two awards.
#[derive(Clone, Copy)]
pub(super) enum Bound {
    /// They add up.
    AddUp,
    /// They do not.
    Never(Source),
    /// It is not known.
    Unknown(Source),
}

/// Which rule says so.
#[derive(Clone, Copy)]
pub(super) enum Source {
    Group(usize),
    Policy(usize),
    Relation(usize),
    Nothing,
}

impl Rules {
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
            let what = StepKind::Policy(policy.id.clone(), rule);
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
                // Repeated members are looked up as often.
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
                let what = StepKind::Group(Arc::new(group.label.clone()), rule);
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
                            // Nothing is its own condition.
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

    /// Works out once what is looked up for every pair and every step.
    fn look_up(&mut self) {
        let size = self.of.len();
        let groups = self.real_groups();
        let mut speaking = vec![Vec::new(); size];
        let mut homes: Vec<Option<usize>> = vec![None; size];
        for (at, group) in groups.iter().enumerate() {
            for &member in &group.members {
                // A cap alone says nothing about adding up.
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
        // Every two awards between which there may be a rule are asked about, in each scene.
        let most = speaking.iter().map(Vec::len).max().unwrap_or_default();
        let squares = self.policies.iter().map(|policy| policy.members.len().pow(2)).sum();
        let pairs: usize = if self.crosses { size.pow(2) } else { squares };
        self.crowded = pairs.saturating_mul(1 + most.pow(2)) > MOST_LOOKS;
        for (at, (a, b, _)) in self.excludes.iter().enumerate() {
            self.pairs.entry((*a.min(b), *a.max(b))).or_insert(at);
        }
        (self.speaking, self.homes, self.parents) = (speaking, homes, parents);
    }

    /// Whether there is too much to be looked through.
    pub(super) fn is_crowded(&self) -> bool {
        self.crowded
    }

    /// Whether any rule holds between awards of different policies.
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

    /// What holds between two awards.
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
            // What a policy says of its own incentives holds, unless a group names just these: one that takes in
            // whole policies speaks of others beside them.
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

    /// A rule that keeps two awards apart, and where it is stated.
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

    /// The smallest group that holds another one.
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

    /// The groups of a policy that lie in no other group.
    pub(super) fn roots(&self, policy: usize) -> Vec<usize> {
        let own = self.real_groups().iter().enumerate().filter(|(_, group)| group.policy == policy);
        own.map(|(at, _)| at).filter(|&at| self.lies_in(at).is_none()).collect()
    }

    /// The groups that lie in a group.
    pub(super) fn nested(&self, at: usize) -> Vec<usize> {
        (0..self.real).filter(|&other| self.lies_in(other) == Some(at)).collect()
    }

    /// The awards that are in a group and in none inside it.
    pub(super) fn directly(&self, at: usize) -> Vec<usize> {
        (0..self.of.len()).filter(|&award| self.home(award) == Some(at)).collect()
    }

    /// The awards of a policy that are in no group.
    pub(super) fn ungrouped(&self, policy: usize) -> Vec<usize> {
        let own = self.policies.get(policy).map(|policy| policy.members.as_slice()).unwrap_or_default();
        own.iter().copied().filter(|&at| self.home(at).is_none()).collect()
    }

    /// Whether an award alone is under no cap and needs nothing.
    pub(super) fn caps_none(&self, at: usize) -> bool {
        let capped = |group: &Group| group.rule.cap().is_some() && group.members.contains(&at);
        !self.groups.iter().any(capped) && !self.needs.iter().any(|need| need.award == at)
    }

    /// Missing answers on which caps depend, with the most that depends on each.
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

/// A rule with its cap calculated, in the currency of the production.
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
                // A cap that cannot be calculated may be anything.
                Err(_) => (capped(Range::ANY), None),
            }
        }
    }
}

/// Whether all members of a group are in another. Members are in order.
fn inside(inner: &Group, outer: &Group) -> bool {
    let mut others = outer.members.iter();
    inner.members.iter().all(|member| others.by_ref().any(|other| other == member))
}
