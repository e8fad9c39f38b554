//! The sum of the incentives of one policy, if any two of its groups are nested or disjoint.
//!
//! The best combination then needs no search. From the innermost group outwards, awards are added, the highest is
//! selected, or the sum is capped, as the rule of the group says. Groups that overlap, and incentives that require or
//! exclude each other, are left to `rules::stack`.

use super::super::Unsupported;
use super::super::program::Node;
use super::{Compiler, Span};
use crate::model::stacking::{Member, StackingRule};

/// A group with at least one member: its members in order, and its rule.
struct Group<'a> {
    members: Vec<usize>,
    rule: &'a StackingRule,
}

impl Compiler<'_> {
    /// Floor and ceiling of all incentives together.
    pub(super) fn total(&mut self) -> Result<(Node, Node), Unsupported> {
        let policy = self.setting.policy;
        let stacking = &policy.stacking;
        if !stacking.relations.is_empty() {
            return Err(Unsupported::Relations);
        }
        // For a group that contains whole policies, the rules of those policies take precedence; see `rules::stack`.
        if stacking.groups.iter().any(|group| group.members.iter().any(Member::is_many)) {
            return Err(Unsupported::Groups);
        }
        let named = |members: &[Member]| {
            let covers = |at: &usize| {
                policy.incentives.get(*at).is_some_and(|incentive| {
                    members.iter().any(|member| member.covers(&policy.id, &policy.id, &incentive.id))
                })
            };
            (0..policy.incentives.len()).filter(covers).collect::<Vec<usize>>()
        };
        let groups = stacking.groups.iter().map(|group| Group { members: named(&group.members), rule: &group.rule });
        let mut groups: Vec<Group<'_>> = groups.filter(|group| !group.members.is_empty()).collect();
        groups.sort_by_key(|group| group.members.len());
        let mut awards = Vec::with_capacity(policy.incentives.len());
        for incentive in &policy.incentives {
            let award = self.award(incentive)?;
            if self.program.may_be_negative(award.0) || self.program.may_be_negative(award.1) {
                return Err(Unsupported::Order);
            }
            awards.push(award);
        }
        let mut rules = groups.iter().map(|group| group.rule).chain([&stacking.rule]);
        let capped = |rule: &StackingRule| matches!(rule, StackingRule::SumUpTo(_) | StackingRule::AtMost(_));
        if let ([award], false) = (&*awards, rules.any(capped)) {
            return Ok(*award);
        }
        // The parts of the group that is being calculated: the members of each part, and its floor and ceiling.
        let mut open: Vec<(Vec<usize>, (Node, Node))> =
            awards.into_iter().enumerate().map(|(at, award)| (vec![at], award)).collect();
        for (at, group) in groups.iter().enumerate() {
            let inside = |members: &[usize]| members.iter().all(|member| group.members.contains(member));
            let apart = |members: &[usize]| !members.iter().any(|member| group.members.contains(member));
            let twice = groups.iter().skip(at + 1).any(|other| other.members == group.members);
            let cap_alone = matches!(group.rule, StackingRule::AtMost(_));
            if cap_alone || twice || !open.iter().all(|(members, _)| inside(members) || apart(members)) {
                return Err(Unsupported::Groups);
            }
            let (within, without): (Vec<_>, Vec<_>) = open.into_iter().partition(|(members, _)| inside(members));
            open = without;
            let together = self.joined(within.into_iter().map(|(_, ends)| ends).collect(), group.rule)?;
            open.push((group.members.clone(), together));
        }
        let (floor, ceiling) = self.joined(open.into_iter().map(|(_, ends)| ends).collect(), &stacking.rule)?;
        Ok((floor, self.program.max(ceiling, floor)?))
    }

    /// Several awards or groups under one rule.
    fn joined(&mut self, parts: Vec<(Node, Node)>, rule: &StackingRule) -> Result<(Node, Node), Unsupported> {
        let (floors, ceilings): (Vec<Node>, Vec<Node>) = parts.into_iter().unzip();
        let (floor, ceiling) = match rule {
            StackingRule::Unknown | StackingRule::AtMost(_) => (self.highest(&floors)?, self.sum(&ceilings)?),
            StackingRule::Highest => (self.highest(&floors)?, self.highest(&ceilings)?),
            StackingRule::Sum | StackingRule::SumUpTo(_) => (self.sum(&floors)?, self.sum(&ceilings)?),
        };
        let (StackingRule::SumUpTo(cap) | StackingRule::AtMost(cap)) = rule else { return Ok((floor, ceiling)) };
        let Span { low, high } = self.amount(cap, 0)?;
        for end in [Some(low), high].into_iter().flatten() {
            if self.program.may_be_negative(end) {
                return Err(Unsupported::Order);
            }
        }
        let ceiling = high.map_or(Ok(ceiling), |high| self.program.min(ceiling, high))?;
        Ok((self.program.min(floor, low)?, ceiling))
    }

    fn sum(&mut self, all: &[Node]) -> Result<Node, Unsupported> {
        let nothing = self.program.zero()?;
        all.iter().try_fold(nothing, |total, one| self.program.plus(total, *one))
    }

    fn highest(&mut self, all: &[Node]) -> Result<Node, Unsupported> {
        let nothing = self.program.zero()?;
        all.iter().try_fold(nothing, |most, one| self.program.max(most, *one))
    }
}
