//! The advice on one policy.

use std::collections::BTreeSet;

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::{basis, cliffs, conditions, marginal, stacking};
use crate::data::problem::{Problem, ProblemKind, Severity};
use crate::data::texts::Texts;
use crate::data::tree::Way;
use crate::model::amount::{Amount, Axis, Bound, Limit, Tier};
use crate::model::condition::Condition;
use crate::model::date::PartialDate;
use crate::model::example::{Expected, ExpectedOutcome};
use crate::model::figures::Part;
use crate::model::library::Library;
use crate::model::number::Number;
use crate::model::payout::Payout;
use crate::model::policy::{Basis, Incentive, Policy};
use crate::model::production::Production;
use crate::model::record::Record;
use crate::model::stacking::StackingRule;
use crate::model::walk::Node;
use crate::rules::context::{Case, Context};
use crate::rules::value::Range;

/// With more pairs of incentives than this, they are not examined.
const MOST_PAIRS: usize = 1_000;

/// The advice on a policy as of a day.
pub(super) fn policy(library: &Library, texts: &Texts, policy: &Policy, day: Date) -> Vec<Problem> {
    let mut found = Vec::new();
    Linter { library, texts, policy, day, found: &mut found }.policy();
    accepted(texts, policy, found)
}

/// Turns warnings that a policy accepts into notes with the reason. Accepting advice that is not given is a
/// warning.
fn accepted(texts: &Texts, policy: &Policy, mut found: Vec<Problem>) -> Vec<Problem> {
    for accepted in &policy.accepts {
        let mut met = false;
        for problem in &mut found {
            if problem.what.advice() == Some(accepted.advice) {
                let what = Box::new(problem.what.clone());
                problem.what = ProblemKind::Accepted { what, because: accepted.because.clone() };
                problem.severity = Severity::Note;
                met = true;
            }
        }
        if !met {
            let advice = format!("{:?}", accepted.advice);
            let at = texts.locate_after(Record::Policy, policy.id.as_str(), "accepts", &advice);
            found.push(Problem::warning(at, ProblemKind::AcceptsNothing(advice)));
        }
    }
    found
}

/// Whether the last check was more than a year before a day.
#[must_use]
pub fn is_stale(checked_on: PartialDate, day: Date) -> bool {
    checked_on.last_day().checked_add(1.year()).is_ok_and(|renew| renew < day)
}

struct Linter<'a> {
    library: &'a Library,
    texts: &'a Texts,
    policy: &'a Policy,
    day: Date,
    found: &'a mut Vec<Problem>,
}

impl<'a> Linter<'a> {
    fn policy(&mut self) {
        let policy = self.policy;
        for line in &policy.lines {
            line.amount.walk(&mut |node| self.node(line.id.as_str(), node));
        }
        for incentive in &policy.incentives {
            let id = incentive.id.as_str();
            incentive.walk(&mut |node| self.node(id, node));
            if !conditions::can_hold(self.library, &incentive.when) {
                self.warn(id, "when", ProblemKind::Unreachable(id.to_owned()));
            }
        }
        for cliff in cliffs::cliffs(self.library, policy, self.day) {
            let [at, before, after] =
                [cliff.at, cliff.before, cliff.after].map(|one| Number(one.decimal()).to_string());
            let what = ProblemKind::Cliff { fact: cliff.fact.to_string(), at, id: cliff.id.to_owned(), before, after };
            self.warn(cliff.id, cliff.shape, what);
        }
        for incentive in &policy.incentives {
            if let Some(word) = basis::decided_by_a_body(incentive) {
                let id = incentive.id.to_string();
                self.warn(&id.clone(), "basis", ProblemKind::NotCertain { id, word: word.to_owned() });
            }
        }
        for (id, cap) in basis::repeating_a_cap(policy) {
            self.warn(id.as_str(), "amount", ProblemKind::RepeatsCap { id: id.to_string(), cap: cap.to_string() });
        }
        self.uncited();
        self.past();
        for line in policy.unused_lines() {
            let at = self.texts.locate_id(Record::Policy, policy.id.as_str(), line.id.as_str());
            self.found.push(Problem::note(at, ProblemKind::UnusedLine(line.id.to_string())));
        }
        for (fact, rate) in marginal::above_whole(self.library, policy, self.day) {
            let at = self.texts.locate(Record::Policy, policy.id.as_str(), &format!("\"{fact}\""));
            let what = ProblemKind::AboveWhole { fact: fact.to_string(), rate: Number(rate).to_string() };
            self.found.push(Problem::warning(at, what));
        }
        self.notes();
    }

    /// Examples that expect money from a policy that never pays, whatever their day.
    fn past(&mut self) {
        let policy = self.policy;
        if policy.status.can_pay() {
            return;
        }
        for (place, example) in policy.examples.iter().enumerate() {
            if expects_money(&example.expect) {
                let way = [Way::Field("examples"), Way::Item(place), Way::Field("expect")];
                let at = self.texts.locate_way(Record::Policy, policy.id.as_str(), &way);
                let what = ProblemKind::PaysNothing { example: example.id.clone(), status: policy.status };
                self.found.push(Problem::warning(at, what));
            }
        }
    }

    /// Numbers without a citation. An incentive without a source is reported by the checks.
    fn uncited(&mut self) {
        let mut parts: Vec<Part> = Vec::new();
        for figure in self.policy.figures() {
            if !figure.cited && !matches!(figure.part, Part::Incentive(_)) && !parts.contains(&figure.part) {
                parts.push(figure.part);
            }
        }
        for part in parts {
            let (id, needle) = match &part {
                Part::Line(line) => (line.to_string(), "amount"),
                Part::Incentive(id) | Part::Payout(Some(id)) => (id.to_string(), "payout"),
                Part::Payout(None) => (self.policy.id.to_string(), "payout"),
                Part::Pool => (self.policy.id.to_string(), "pool"),
                Part::Stacking => (self.policy.id.to_string(), "stacking"),
                Part::Precedents => (self.policy.id.to_string(), "precedents"),
                Part::Gate => (self.policy.id.to_string(), "gates"),
            };
            self.warn(&id.clone(), needle, ProblemKind::Uncited(id));
        }
    }

    /// Unknown fields, and records that were not checked for a long time.
    fn notes(&mut self) {
        let policy = self.policy;
        let id = policy.id.to_string();
        let quoted = format!("\"{id}\"");
        let pays = |incentive: &&Incentive| {
            incentive.amount.is_some() && !matches!(incentive.basis, Basis::InKind | Basis::CaseByCase)
        };
        let paying: Vec<&Incentive> = policy.incentives.iter().filter(pays).collect();
        let silent = |incentive: &&Incentive| !policy.payout_of(incentive).is_some_and(Payout::says_when);
        if policy.status.can_pay() && paying.iter().any(silent) {
            self.note(&quoted, ProblemKind::NoPayoutTime(id.clone()));
        }
        let adds_up = &policy.stacking;
        if policy.status.can_pay()
            && paying.len() > 1
            && adds_up.rule == StackingRule::Unknown
            && adds_up.groups.is_empty()
            && self.may_meet(&paying)
        {
            self.note(&quoted, ProblemKind::UnknownStacking(id.clone()));
        }
        if stacking::is_cut_short(self.library, policy, self.day) {
            self.found.push(Problem::warning(
                self.texts.locate_after(Record::Policy, policy.id.as_str(), &quoted, "stacking"),
                ProblemKind::TooManyRules(id.clone()),
            ));
        }
        if is_stale(policy.checked_on, self.day) {
            self.note("checked_on", ProblemKind::Stale { id, date: policy.checked_on.to_string() });
        }
    }

    /// Whether any two of some incentives can be paid for one production.
    fn may_meet(&self, paying: &[&Incentive]) -> bool {
        let pairs =
            paying.iter().enumerate().flat_map(|(at, one)| paying.iter().skip(at + 1).map(move |other| (one, other)));
        pairs.take(MOST_PAIRS).any(|(one, other)| {
            conditions::can_hold(self.library, &Condition::All(vec![one.when.clone(), other.when.clone()]))
        })
    }

    fn node(&mut self, id: &str, node: Node<'a>) {
        match node {
            Node::Amount(Amount::Tiers { tiers, .. }) => self.ends(id, tiers),
            Node::Amount(Amount::Choice { cases, .. }) => {
                self.twice(id, "Choice", cases.iter().flat_map(|case| &case.is));
            }
            Node::Amount(Amount::Table { rows, columns, .. }) => {
                for axis in [rows, columns] {
                    if let Axis::Answers { is, .. } = axis {
                        self.twice(id, "Table", is.iter().flatten());
                    }
                }
            }
            Node::Amount(Amount::AtMost { cap, of }) => self.cap(id, cap, of),
            _ => {}
        }
    }

    /// Steps whose printed ends leave a gap or overlap.
    fn ends(&mut self, id: &str, tiers: &[Tier]) {
        for pair in tiers.windows(2) {
            let [lower, upper] = pair else { continue };
            let Some(to) = lower.to else { continue };
            let (end, end_counts) = match to {
                Limit::AtMost(end) => (end, true),
                Limit::LessThan(end) => (end, false),
            };
            let (start, start_counts) = match upper.from {
                Bound::AtLeast(start) => (start, true),
                Bound::MoreThan(start) => (start, false),
            };
            if end > start || (end == start && end_counts && start_counts) {
                self.warn(id, "Tiers", ProblemKind::TierOverlap(start.to_string()));
            } else if end < start || (!end_counts && !start_counts) {
                self.warn(id, "Tiers", ProblemKind::TierGap(end.to_string()));
            }
        }
    }

    /// A cap below the amount that is always paid.
    fn cap(&mut self, id: &str, cap: &Amount, of: &Amount) {
        let (Some(cap), Some(of)) = (self.bounds(cap), self.bounds(of)) else { return };
        if let Some(cap) = cap.exact()
            && of.low > cap
        {
            let what = ProblemKind::CapBelowFixed { cap: cap.to_string(), fixed: of.low.to_string() };
            self.warn(id, "AtMost", what);
        }
    }

    fn twice<'b>(&mut self, id: &str, needle: &str, choices: impl Iterator<Item = &'b String>) {
        let mut seen = BTreeSet::new();
        for choice in choices {
            if !seen.insert(choice) {
                self.warn(id, needle, ProblemKind::ChoiceTwice(choice.clone()));
            }
        }
    }

    /// The range of an amount without any answers.
    fn bounds(&self, amount: &Amount) -> Option<Range> {
        let production = Production { currency: self.policy.currency, ..Production::default() };
        let context = Context::new(self.library, &production, self.day);
        Case::new(&context, self.policy, &self.policy.place).value_of(amount).ok()
    }

    fn warn(&mut self, id: &str, needle: &str, what: ProblemKind) {
        let quoted = format!("\"{id}\"");
        let at = self.texts.locate_after(Record::Policy, self.policy.id.as_str(), &quoted, needle);
        self.found.push(Problem::warning(at, what));
    }

    fn note(&mut self, needle: &str, what: ProblemKind) {
        let at = self.texts.locate(Record::Policy, self.policy.id.as_str(), needle);
        self.found.push(Problem::note(at, what));
    }
}

/// Whether an example expects any money.
fn expects_money(expect: &Expected) -> bool {
    let paid = expect.incentives.values().any(|outcome| match outcome {
        ExpectedOutcome::Paid(amount) | ExpectedOutcome::UpTo(amount) => *amount > Number::ZERO,
        ExpectedOutcome::Between(_, most) => *most > Number::ZERO,
        ExpectedOutcome::NotEligible
        | ExpectedOutcome::NeedsAnswer(_)
        | ExpectedOutcome::NotCalculable
        | ExpectedOutcome::Conflict => false,
    });
    paid || !expect.net.is_empty() || !expect.instalments.is_empty()
}
