//! The facts that parts of a policy ask for, including through its lines.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::amount::Amount;
use crate::model::id::{FactId, LineId};
use crate::model::policy::Policy;
use crate::model::walk::Node;

/// The facts that each line of a policy asks for, including through other lines.
pub(super) struct Asks<'a>(BTreeMap<&'a LineId, BTreeSet<&'a FactId>>);

impl<'a> Asks<'a> {
    pub(super) fn of(policy: &'a Policy) -> Self {
        let mut asked: BTreeMap<&LineId, BTreeSet<&FactId>> = BTreeMap::new();
        // A line may come before those that it uses. The loop ends when nothing more is added.
        for _ in 0..=policy.lines.len() {
            let mut grew = false;
            for line in &policy.lines {
                let mut own = BTreeSet::new();
                line.amount.walk(&mut |node| {
                    own.extend(node.facts());
                    if let Node::Amount(Amount::Line(used)) = node {
                        own.extend(asked.get(used).into_iter().flatten());
                    }
                });
                grew |= asked.get(&line.id).is_none_or(|known| known.len() < own.len());
                asked.insert(&line.id, own);
            }
            if !grew {
                break;
            }
        }
        Self(asked)
    }

    /// Adds the facts that one node of a walk asks for.
    pub(super) fn add(&self, node: Node<'a>, asked: &mut BTreeSet<&'a FactId>) {
        asked.extend(node.facts());
        if let Node::Amount(Amount::Line(line)) = node {
            asked.extend(self.0.get(line).into_iter().flatten());
        }
    }
}
