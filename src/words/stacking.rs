//! Stacking in words: the rules of a policy, and the reason why an award is left out.

use super::Words;
use super::explain::Telling;
use crate::model::amount::Amount;
use crate::model::id::{IncentiveId, PolicyId};
use crate::model::library::Library;
use crate::model::policy::Policy;
use crate::model::production::Currency;
use crate::model::stacking::{Member, Relation, StackingRule};
use crate::rules::assess::Assessment;
use crate::rules::fraction::Fraction;
use crate::rules::stack::{Block, Blocker, LeftOut};
use crate::rules::step::{Rule, Unit};
use crate::say;

impl Words {
    /// The stacking rules of a policy, the general one first.
    #[must_use]
    pub fn stacking(&self, library: &Library, policy: &Policy) -> Vec<String> {
        let mut all = vec![self.stacking_rule(library, policy, &policy.stacking.rule)];
        all.extend(policy.stacking.groups.iter().map(|group| {
            let label = self.text(&group.label);
            let rule = self.stacking_rule(library, policy, &group.rule);
            match group.per {
                Some(per) => say!(self, "stacking-group-per", label = label, rule = rule, per = self.per(per)),
                None => say!(self, "stacking-group", label = label, rule = rule),
            }
        }));
        all.extend(policy.stacking.relations.iter().map(|relation| {
            let names =
                |members: &[Member]| members.iter().map(|member| self.member(library, policy, member)).collect();
            match relation {
                Relation::Requires { incentive, any_of, .. } => {
                    let others: Vec<String> = names(any_of);
                    let incentive = self.member(library, policy, incentive);
                    say!(self, "stacking-requires", incentive = incentive, others = self.list_or(&others))
                }
                Relation::Excludes { incentive, others, .. } => {
                    let others: Vec<String> = names(others);
                    let incentive = self.member(library, policy, incentive);
                    say!(self, "stacking-excludes", incentive = incentive, others = self.list_and(&others))
                }
            }
        }));
        all
    }

    /// A rule as the policy states it.
    fn stacking_rule(&self, library: &Library, policy: &Policy, rule: &StackingRule) -> String {
        match rule {
            StackingRule::Unknown => say!(self, "stacking-unknown"),
            StackingRule::Sum => say!(self, "stacking-sum"),
            StackingRule::Highest => say!(self, "stacking-highest"),
            StackingRule::SumUpTo(Amount::Fixed(cap)) => {
                say!(self, "stacking-sum-up-to", cap = self.money(cap.0, policy.currency))
            }
            StackingRule::SumUpTo(cap) => {
                say!(self, "stacking-sum-up-to-worked", cap = self.amount(library, policy, cap))
            }
            StackingRule::AtMost(Amount::Fixed(cap)) => {
                say!(self, "stacking-at-most", cap = self.money(cap.0, policy.currency))
            }
            StackingRule::AtMost(cap) => {
                say!(self, "stacking-at-most-worked", cap = self.amount(library, policy, cap))
            }
        }
    }

    /// A rule as it was applied.
    #[must_use]
    pub fn applied_rule(&self, rule: Rule, currency: Currency) -> String {
        match rule {
            Rule::Unknown => say!(self, "stacking-unknown"),
            Rule::Sum => say!(self, "stacking-sum"),
            Rule::Highest => say!(self, "stacking-highest"),
            Rule::SumUpTo(cap) => say!(self, "stacking-sum-up-to", cap = self.range(cap, Unit::Money, currency)),
            Rule::AtMost(cap) => say!(self, "stacking-at-most", cap = self.range(cap, Unit::Money, currency)),
        }
    }

    /// The incentives that a member names.
    fn member(&self, library: &Library, policy: &Policy, member: &Member) -> String {
        let (named, item) = member.parts(&policy.id);
        if named == "*" {
            return say!(self, "stacking-everything");
        }
        let other = if named == policy.id.as_str() {
            Some(policy)
        } else {
            library.policies.get(&PolicyId::from(named)).map(AsRef::as_ref)
        };
        let Some(other) = other else { return member.as_str().to_owned() };
        if item == "*" {
            return say!(self, "stacking-all-of", title = self.text(&other.title));
        }
        let incentive = other.incentive(&IncentiveId::from(item));
        incentive.map_or_else(|| member.as_str().to_owned(), |incentive| self.text(&incentive.name).to_owned())
    }
}

impl Telling<'_> {
    /// The reason that an award is not in the best combination, or not in full, in one sentence.
    #[must_use]
    pub fn left(&self, assessment: &Assessment, left: &LeftOut) -> String {
        let words = self.words;
        let name = |at: usize| {
            let award = assessment.awards.get(at);
            award.map_or_else(String::new, |award| self.say(&award.step).label)
        };
        let money = |amount: Option<Fraction>| {
            amount.map_or_else(|| say!(words, "no-limit-known"), |amount| words.money(amount, self.currency))
        };
        let (what, alone) = (name(left.award), money(left.alone));
        let sentence = match &left.because {
            Blocker::Excluded { by, rule, .. } => {
                let rule = match rule {
                    Block::Rule(step) => self.rule(step),
                    Block::Excludes => say!(words, "left-excludes"),
                    Block::NotStated => say!(words, "left-not-stated"),
                };
                say!(words, "left-excluded", name = what, alone = alone, by = name(*by), rule = rule)
            }
            Blocker::Needs { any_of, .. } if any_of.is_empty() => {
                say!(words, "left-needs-nothing", name = what, alone = alone)
            }
            Blocker::Needs { any_of, .. } => {
                let needs: Vec<String> = any_of.iter().map(|&at| name(at)).collect();
                say!(words, "left-needs", name = what, alone = alone, needs = words.list_or(&needs))
            }
            Blocker::Capped { rule, .. } => {
                return say!(words, "left-capped", name = what, alone = alone, rule = self.rule(rule));
            }
        };
        say!(words, "left-instead", left = sentence, amount = money(left.instead))
    }
}
