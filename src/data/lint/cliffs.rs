//! Points at which more of a money fact brings less support.
//!
//! They are read from the exact pieces of each part of a policy, so no shape of amount is handled here. All other
//! facts are unanswered. A part falls at a point if its minimum just before the point is above its maximum just
//! after it. Falls between approximate pieces are not found.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::asks::Asks;
use crate::model::amount::Amount;
use crate::model::fact::FactKind;
use crate::model::id::FactId;
use crate::model::library::Library;
use crate::model::policy::Policy;
use crate::model::production::Production;
use crate::model::walk::Node;
use crate::rules::alone::along_answer;
use crate::rules::along::Piece;
use crate::rules::context::Context;
use crate::rules::fraction::Fraction;
use crate::rules::value::{Range, Truth};

/// The largest value up to which a fact without a maximum is examined.
pub(super) const FURTHEST: i64 = 1_000_000_000_000;

/// A point at which a part of a policy falls.
pub(super) struct Cliff<'a> {
    /// The line or incentive.
    pub id: &'a str,
    /// Its name in the file: the shape that falls, or the conditions.
    pub shape: &'static str,
    /// The fact.
    pub fact: FactId,
    /// The value of the fact.
    pub at: Fraction,
    /// The minimum just before.
    pub before: Fraction,
    /// The maximum just after.
    pub after: Fraction,
}

/// Every point at which a line or an incentive falls, once each, at the innermost shape that falls there.
pub(super) fn cliffs<'a>(library: &'a Library, policy: &'a Policy, day: Date) -> Vec<Cliff<'a>> {
    let nothing = Production { currency: policy.currency, ..Production::default() };
    let looking = Looking { library, policy, context: Context::new(library, &nothing, day), asks: Asks::of(policy) };
    let mut found = Vec::new();
    for line in &policy.lines {
        looking.amount(line.id.as_str(), &line.amount, &mut found);
    }
    for incentive in &policy.incentives {
        let (id, before) = (incentive.id.as_str(), found.len());
        let Some(amount) = &incentive.amount else { continue };
        looking.amount(id, amount, &mut found);
        let mut asked = BTreeSet::new();
        incentive.when.walk(&mut |node| looking.asks.add(node, &mut asked));
        for fact in asked.iter().filter(|fact| looking.is_money(fact)) {
            // Unknown conditions may be met; if they fail, nothing is paid.
            let falls = looking.falls(fact, |case| {
                let fails = case.truth_of(&incentive.when).ok()? == Truth::No;
                if fails { Some(Range::ZERO) } else { case.value_of(amount).ok() }
            });
            put(&mut found, before, falls, id, "when", fact);
        }
    }
    found
}

struct Looking<'a, 'b> {
    library: &'a Library,
    policy: &'a Policy,
    context: Context<'b>,
    asks: Asks<'a>,
}

/// A value of a fact, with the amounts just before and just after it.
type Fall = (Fraction, [Fraction; 2]);

impl<'a> Looking<'a, '_> {
    /// Examines every shape in an amount, the innermost first.
    fn amount(&self, id: &'a str, amount: &'a Amount, found: &mut Vec<Cliff<'a>>) {
        let before = found.len();
        let mut nodes = Vec::new();
        amount.walk(&mut |node| {
            if let Node::Amount(amount) = node
                && amount.picks()
            {
                nodes.push(amount);
            }
        });
        // The walk visits a shape before the shapes inside it.
        for node in nodes.into_iter().rev() {
            for fact in self.facts(node).into_iter().filter(|fact| self.is_money(fact)) {
                let falls = self.falls(fact, |case| case.value_of(node).ok());
                put(found, before, falls, id, node.into(), fact);
            }
        }
    }

    fn facts(&self, amount: &'a Amount) -> BTreeSet<&'a FactId> {
        let mut asked = BTreeSet::new();
        amount.walk(&mut |node| self.asks.add(node, &mut asked));
        asked
    }

    fn is_money(&self, fact: &FactId) -> bool {
        self.library.facts.get(fact).is_some_and(|fact| fact.kind == FactKind::Money)
    }

    fn falls(&self, fact: &FactId, of: impl Fn(&crate::rules::context::Case<'_>) -> Option<Range>) -> Vec<Fall> {
        let most = self.library.facts.get(fact).and_then(|fact| fact.max);
        let to = most.map_or_else(|| Fraction::from(FURTHEST), |most| Fraction::of(most.0));
        let [least, most] = along_answer(&self.context, self.policy, fact, to, of);
        let fall = |piece: &Piece| {
            let at = piece.to;
            let next = most.iter().find(|next| next.from <= at && at < next.to)?;
            let after = if next.from == at { next.at_from? } else { next.at(at)? };
            let before = piece.at_to.filter(|_| !piece.approximate && !next.approximate && piece.from < at)?;
            (before > after).then_some((at, [before, after]))
        };
        least.iter().filter_map(fall).collect()
    }
}

/// Adds falls that were not found in an inner shape.
fn put<'a>(
    found: &mut Vec<Cliff<'a>>,
    since: usize,
    falls: Vec<Fall>,
    id: &'a str,
    shape: &'static str,
    fact: &FactId,
) {
    for (at, [before, after]) in falls {
        let known = found.get(since..).unwrap_or_default().iter().any(|cliff| cliff.at == at && cliff.fact == *fact);
        if !known {
            found.push(Cliff { id, shape, fact: fact.clone(), at, before, after });
        }
    }
}
