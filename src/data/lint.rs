//! Advice on valid policies that look odd: gaps, cliffs, caps that always bind, unknown
//! fields, and records that were not checked for a long time.
//!
//! Errors are reported by `check`. Nothing here removes a record from the library.

mod asks;
mod basis;
mod cliffs;
mod conditions;
mod marginal;
mod sources;
mod stacking;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::Date;

use super::problem::{Problem, ProblemKind, Severity};
use super::read::Loaded;
use super::texts::Texts;
use super::tree::Way;
use crate::model::amount::{Amount, Axis, Bound, Limit, Tier};
use crate::model::condition::Condition;
use crate::model::date::PartialDate;
use crate::model::example::{Expected, ExpectedOutcome};
use crate::model::figures::Part;
use crate::model::id::PolicyId;
use crate::model::library::Library;
use crate::model::number::Number;
use crate::model::payout::Payout;
use crate::model::policy::{Basis, Incentive, Policy};
use crate::model::production::Production;
use crate::model::record::Record;
use crate::model::stacking::StackingRule;
use crate::model::walk::Node;
use crate::rules::context::{Case, Context};
use crate::rules::each::each;
use crate::rules::value::Range;

/// With more pairs of incentives than this, they are not examined.
const MOST_PAIRS: usize = 1_000;

/// The advice on all policies and figures, as of a day.
#[must_use]
pub fn lint(loaded: &Loaded, day: Date) -> Vec<Problem> {
    AllAdvice::of(loaded, day).problems()
}

/// The advice on a library, kept for each policy, so that after an edit only what it can affect is examined again.
#[derive(Clone, Debug, Default)]
pub struct AllAdvice {
    policies: BTreeMap<PolicyId, Arc<Vec<Problem>>>,
    /// On sources and observations.
    others: Arc<Vec<Problem>>,
}

impl AllAdvice {
    /// The advice as of a day.
    #[must_use]
    pub fn of(loaded: &Loaded, day: Date) -> Self {
        let policies = of_policies(loaded, loaded.library.policies.keys(), day).into_iter().collect();
        Self { policies, others: Arc::new(others(loaded, day)) }
    }

    /// The advice after some policies were changed, added or removed, and any records on which no policy depends.
    #[must_use]
    pub fn again(&self, loaded: &Loaded, changed: &BTreeSet<PolicyId>, day: Date) -> Self {
        Self { others: Arc::new(others(loaded, day)), ..self.refigured(loaded, changed, day) }
    }

    /// The advice on the same library as of another day.
    #[must_use]
    pub fn on(&self, loaded: &Loaded, before: Date, day: Date) -> Self {
        let library = &loaded.library;
        let moves = |policy: &&Arc<Policy>| {
            uses_the_day(policy) || is_stale(policy.checked_on, before) != is_stale(policy.checked_on, day)
        };
        let moving = library.policies.values().filter(moves).map(|policy| policy.id.clone()).collect();
        self.again(loaded, &moving, day)
    }

    /// The advice after only figures of some policies were changed.
    #[must_use]
    pub fn refigured(&self, loaded: &Loaded, changed: &BTreeSet<PolicyId>, day: Date) -> Self {
        let mut next = self.clone();
        next.policies.retain(|id, _| loaded.library.policies.contains_key(id));
        next.policies.extend(of_policies(loaded, changed.iter(), day));
        next
    }

    /// All of it, by position.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        let mut found: Vec<Problem> =
            self.policies.values().flat_map(|one| one.iter()).chain(self.others.iter()).cloned().collect();
        found.sort_by(|a, b| (&a.at, a.severity).cmp(&(&b.at, b.severity)));
        found.dedup();
        found
    }
}

/// The policies on which the advice, or the awards, may differ between two libraries: those that differ or are in only
/// one of them, and those that use their awards. None if anything else that policies depend on differs.
#[must_use]
pub fn changed(before: &Loaded, after: &Loaded) -> Option<BTreeSet<PolicyId>> {
    let (was, is) = (&before.library, &after.library);
    if was.facts != is.facts || was.places != is.places || was.rates != is.rates {
        return None;
    }
    let text = |loaded: &'_ Loaded, id: &PolicyId| {
        let (file, text) = loaded.texts.file(Record::Policy, id.as_str());
        (file.to_owned(), text.to_owned())
    };
    let same = |id: &PolicyId| was.policies.get(id) == is.policies.get(id) && text(before, id) == text(after, id);
    let mut changed: BTreeSet<PolicyId> =
        was.policies.keys().chain(is.policies.keys()).filter(|id| !same(id)).cloned().collect();
    for leaning in [leaning(was), leaning(is)] {
        let using: Vec<_> = changed.iter().filter_map(|id| leaning.get(id)).flatten().cloned().collect();
        changed.extend(using);
    }
    Some(changed)
}

/// The policies that use awards of other policies, by the policy whose incentives they use.
#[must_use]
pub fn leaning(library: &Library) -> BTreeMap<PolicyId, Vec<PolicyId>> {
    let mut all: BTreeMap<PolicyId, Vec<PolicyId>> = BTreeMap::new();
    for policy in library.policies.values() {
        policy.walk(&mut |node| {
            let Some((other, _)) = node.award().map(|member| member.parts(&policy.id)) else { return };
            let leaning = all.entry(other.into()).or_default();
            if other != policy.id.as_str() && leaning.last() != Some(&policy.id) {
                leaning.push(policy.id.clone());
            }
        });
    }
    all
}

fn of_policies<'a>(
    loaded: &Loaded,
    ids: impl Iterator<Item = &'a PolicyId>,
    day: Date,
) -> Vec<(PolicyId, Arc<Vec<Problem>>)> {
    let Loaded { library, texts, .. } = loaded;
    let policies: Vec<_> = ids.filter_map(|id| library.policies.get(id)).collect();
    each(&policies, |policy| {
        let mut found = Vec::new();
        Linter { library, texts, policy, day, found: &mut found }.policy();
        (policy.id.clone(), Arc::new(accepted(texts, policy, found)))
    })
}

/// Whether an amount of a policy can differ between days, or the search of its best combination.
fn uses_the_day(policy: &Policy) -> bool {
    let mut uses = stacking::is_searched(policy);
    policy.walk(&mut |node| {
        uses |= node.award().is_some() || matches!(node, Node::Amount(Amount::Dated(_) | Amount::Converted { .. }));
    });
    uses
}

/// The advice on sources and observations.
fn others(loaded: &Loaded, day: Date) -> Vec<Problem> {
    let Loaded { library, texts, .. } = loaded;
    let mut found = Vec::new();
    sources::sources(library, texts, &mut found);
    let stale = |checked_on: PartialDate| is_stale(checked_on, day);
    for seen in library.observations.values().filter(|seen| stale(seen.checked_on)) {
        let at = texts.locate(Record::Observation, seen.id.as_str(), "checked_on");
        found
            .push(Problem::note(at, ProblemKind::Stale { id: seen.id.to_string(), date: seen.checked_on.to_string() }));
    }
    found
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

/// A bare figure.
fn plain(amount: &Amount) -> Option<Number> {
    match amount {
        Amount::Fixed(number) | Amount::Count(number) | Amount::Rate(number) => Some(*number),
        _ => None,
    }
}
