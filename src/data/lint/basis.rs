//! Incentives that claim more than their text: entitlements that an authority still decides on, and caps recorded
//! as awards.

use crate::model::amount::Amount;
use crate::model::id::IncentiveId;
use crate::model::number::Number;
use crate::model::policy::{Basis, Incentive, Policy};
use crate::model::stacking::StackingRule;

/// Words that leave the decision, or the amount, to an authority; one per line, in lower case.
const DECIDED: &str = include_str!("../../../assets/lint/decided.txt");

/// The word in the note or the quotes of an entitlement that leaves the decision to an authority.
pub(super) fn decided_by_a_body(incentive: &Incentive) -> Option<&'static str> {
    if incentive.basis != Basis::Entitlement {
        return None;
    }
    let notes = incentive.note.iter().flat_map(|note| [note.zh.as_str(), note.en.as_str()]);
    let cites = incentive.cites.iter().flat_map(|cite| [cite.quote.as_str(), cite.at.as_str()]);
    let texts: Vec<String> = notes.chain(cites).map(str::to_lowercase).collect();
    let mut words = DECIDED.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    words.find(|word| texts.iter().any(|text| says(text, word)))
}

/// Whether a text contains a word. An English word must not be part of a longer one.
fn says(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let edge = |sign: Option<char>| sign.is_none_or(|sign| !sign.is_ascii_alphabetic());
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let after = text.get(at + word.len()..).and_then(|text| text.chars().next());
        !word.is_ascii() || (edge(before) && edge(after))
    })
}

/// The incentives of a policy whose amounts equal a cap over several of them, with that cap.
pub(super) fn repeating_a_cap(policy: &Policy) -> Vec<(&IncentiveId, Number)> {
    let all: Vec<&Incentive> = policy.incentives.iter().collect();
    let mut found = if all.len() > 1 { repeating(&policy.stacking.rule, &all) } else { Vec::new() };
    for group in &policy.stacking.groups {
        let covers =
            |one: &&Incentive| group.members.iter().any(|member| member.covers(&policy.id, &policy.id, &one.id));
        let members: Vec<&Incentive> = all.iter().copied().filter(covers).collect();
        let elsewhere = group.members.iter().any(|member| member.as_str().contains(['/', '*']));
        if members.len() > 1 || elsewhere {
            found.extend(repeating(&group.rule, &members));
        }
    }
    found.dedup();
    found
}

/// The incentives whose amount equals the cap of a rule over them.
fn repeating<'a>(rule: &StackingRule, members: &[&'a Incentive]) -> Vec<(&'a IncentiveId, Number)> {
    let (StackingRule::SumUpTo(Amount::Fixed(cap)) | StackingRule::AtMost(Amount::Fixed(cap))) = rule else {
        return Vec::new();
    };
    let same = |one: &&&Incentive| matches!(&one.amount, Some(Amount::Fixed(amount)) if amount == cap);
    members.iter().filter(same).map(|one| (&one.id, *cap)).collect()
}
