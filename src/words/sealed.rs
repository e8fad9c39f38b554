//! Numbers of a sealed bundle that are recalculated differently, in words.

use super::Words;
use crate::model::library::Library;
use crate::say;
use crate::study::results::{Differing, Of, OutcomeKind, Value, Which};
use crate::words::letter::letter;

impl Words {
    /// A number that differs: its place, its name, the sealed and the recalculated value. Amounts are written with
    /// all their digits, because they may differ only in the last.
    #[must_use]
    pub fn differing(&self, library: &Library, one: &Differing) -> String {
        let mut whose: Vec<String> = match &one.of {
            Of::Pinned => vec![],
            Of::Expected => vec![say!(self, "bundle-of-expected")],
            Of::Variant(at) => vec![say!(self, "bundle-of-variant", letter = letter(at + 1))],
            Of::Curve(fact) => vec![say!(self, "bundle-of-curve", fact = self.fact(library, fact))],
            Of::Slate(None) => vec![say!(self, "bundle-of-slate")],
            Of::Slate(Some(at)) => vec![say!(self, "bundle-of-production", letter = letter(*at))],
            Of::Near => vec![say!(self, "near-title")],
            Of::Payments => vec![say!(self, "calendar-cash")],
            Of::Proposal(0) => vec![say!(self, "bundle-of-law")],
            Of::Proposal(at) => vec![say!(self, "bundle-of-proposal", number = at.to_string())],
        };
        whose.extend(one.place.as_ref().map(|place| self.place(library, place)));
        if let Some((policy, incentive)) = &one.award {
            let known = library.policies.get(policy);
            let name = known.and_then(|policy| policy.incentive(incentive)).map(|incentive| self.text(&incentive.name));
            whose.push(known.map_or_else(|| policy.to_string(), |policy| self.text(&policy.title).to_owned()));
            whose.push(name.map_or_else(|| incentive.to_string(), str::to_owned));
        }
        let (before, after) = (self.of_result(one.before), self.of_result(one.after));
        let (whose, number) = (whose.join(" · "), self.which(one.number));
        say!(self, "bundle-differs", whose = whose, number = number, sealed = before, here = after)
    }

    fn which(&self, which: Which) -> String {
        match which {
            Which::Floor => say!(self, "bundle-which-floor"),
            Which::Settled => say!(self, "bundle-which-settled"),
            Which::Ceiling => say!(self, "bundle-which-ceiling"),
            Which::Unpriced => say!(self, "bundle-which-unpriced"),
            Which::Outcome => say!(self, "bundle-which-outcome"),
            Which::Presence => say!(self, "bundle-which-presence"),
            Which::Points => say!(self, "bundle-which-points"),
            Which::At => say!(self, "bundle-which-at"),
            Which::Goes => say!(self, "bundle-which-goes"),
            Which::SecondHand => say!(self, "bundle-which-second-hand"),
            Which::Bound => say!(self, "bundle-which-bound"),
            Which::CertainPaid => say!(self, "bundle-which-certain-paid"),
            Which::MostPaid => say!(self, "bundle-which-most-paid"),
            Which::Winners => say!(self, "bundle-which-winners"),
            Which::Losers => say!(self, "bundle-which-losers"),
        }
    }

    fn of_result(&self, value: Value) -> String {
        match value {
            Value::Amount(amount) => amount.to_string(),
            Value::Unlimited => say!(self, "no-limit-known"),
            Value::Count(count) => count.to_string(),
            Value::Present => say!(self, "bundle-present"),
            Value::Absent => say!(self, "bundle-absent"),
            Value::Outcome(OutcomeKind::Paid) => say!(self, "bundle-outcome-paid"),
            Value::Outcome(OutcomeKind::NotEligible) => say!(self, "outcome-not-eligible"),
            Value::Outcome(OutcomeKind::NeedsAnswer) => say!(self, "outcome-needs-answer"),
            Value::Outcome(OutcomeKind::NotCalculable) => say!(self, "outcome-not-calculable"),
            Value::Outcome(OutcomeKind::Conflict) => say!(self, "outcome-conflict"),
        }
    }
}
