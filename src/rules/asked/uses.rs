//! How often rules use an answer, and with which answers all uses are at an extreme.
//!
//! It is found from the rules alone, without calculating.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::model::amount::{Amount, Axis};
use crate::model::condition::Condition;
use crate::model::fact::{Fact, FactKind};
use crate::model::id::{FactId, IdMap, IncentiveId, LineId, PolicyId};
use crate::model::library::Library;
use crate::model::number::Number;
use crate::model::policy::{DatedBy, Incentive, Policy};

/// The uses of answers by an incentive.
pub(super) fn of_incentive<'a>(library: &'a Library, policy: &'a Policy, incentive: &'a Incentive) -> (ByFact, ByDate) {
    let mut walk = Walk::new(library);
    walk.incentive(policy, incentive, Way::Up, 0);
    (walk.found, walk.days)
}

/// The uses of answers by an amount, such as a cap over several awards.
pub(super) fn of_amount<'a>(library: &'a Library, policy: &'a Policy, amount: &'a Amount) -> (ByFact, ByDate) {
    let mut walk = Walk::new(library);
    walk.amount(policy, amount, Way::Up, 0);
    (walk.found, walk.days)
}

/// The end of a range.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) enum Side {
    Least,
    Most,
}

/// The maximum number of choices of a question whose extremes are found.
const MOST_CHOICES: usize = 64;

/// The ends of the axis of a figure or a date, as the bits of [`Asks`].
const LOW_END: u64 = 0b01;
const HIGH_END: u64 = 0b10;

/// All uses of an answer together.
#[derive(Clone, Copy, Debug)]
pub(in crate::rules) struct Asks {
    /// Their number.
    pub times: usize,
    /// The answers with which all uses give the most, as bits by their indices among the answers of the fact.
    most: u64,
    /// The answers with which all uses give the least.
    least: u64,
}

impl Asks {
    pub(super) const NOTHING: Self = Self { times: 0, most: u64::MAX, least: u64::MAX };

    pub(super) fn and(self, other: Self) -> Self {
        Self { times: self.times + other.times, most: self.most & other.most, least: self.least & other.least }
    }

    /// Whether one answer takes all uses to an end, or there is only one use.
    pub(in crate::rules) fn agree(self, side: Side) -> bool {
        let together = match side {
            Side::Least => self.least,
            Side::Most => self.most,
        };
        self.times < 2 || together != 0
    }
}

pub(super) type ByFact = IdMap<FactId, Asks>;

/// For each date, the days from which rules come to something else. None if a number of days is counted from or to it.
pub(super) type ByDate = BTreeMap<FactId, Option<BTreeSet<Date>>>;

/// Adds the days of other rules.
pub(super) fn add_days(days: &mut ByDate, more: &ByDate) {
    for (fact, more) in more {
        let all = days.entry(fact.clone()).or_insert_with(|| Some(BTreeSet::new()));
        match (all.as_mut(), more) {
            (Some(days), Some(more)) => days.extend(more),
            _ => *all = None,
        }
    }
}

/// The effect of a greater part on the whole.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// The whole is never smaller.
    Up,
    /// The whole is never greater.
    Down,
    /// Either.
    Either,
}

impl Way {
    fn turned(self) -> Self {
        match self {
            Self::Up => Self::Down,
            Self::Down => Self::Up,
            Self::Either => Self::Either,
        }
    }
}

/// Walks through rules and collects the answers that they use.
struct Walk<'a> {
    library: &'a Library,
    found: ByFact,
    days: ByDate,
    /// Whether a part is walked through for the second time (see `twice`).
    is_second: bool,
    /// The number of times that each line was walked through. A third time would add nothing.
    lines: BTreeMap<(&'a PolicyId, &'a LineId), usize>,
    awards: Vec<(&'a PolicyId, &'a IncentiveId)>,
}

impl<'a> Walk<'a> {
    fn new(library: &'a Library) -> Self {
        Self {
            library,
            found: IdMap::default(),
            days: ByDate::new(),
            is_second: false,
            lines: BTreeMap::new(),
            awards: Vec::new(),
        }
    }

    fn incentive(&mut self, policy: &'a Policy, incentive: &'a Incentive, way: Way, depth: usize) {
        let met = self.awards.iter().filter(|met| **met == (&policy.id, &incentive.id)).count();
        if met > 1 || depth > 8 {
            return;
        }
        self.awards.push((&policy.id, &incentive.id));
        if let Some(role) = &incentive.claimant {
            self.yes(role, way);
        }
        self.condition(policy, &incentive.when, way, depth);
        if let Some(amount) = &incentive.amount {
            self.amount(policy, amount, way, depth);
        }
    }

    fn all(&mut self, policy: &'a Policy, parts: impl IntoIterator<Item = &'a Amount>, way: Way, depth: usize) {
        parts.into_iter().for_each(|part| self.amount(policy, part, way, depth));
    }

    fn amount(&mut self, policy: &'a Policy, amount: &'a Amount, way: Way, depth: usize) {
        match amount {
            Amount::Fixed(_) | Amount::Rate(_) | Amount::Count(_) => {}
            Amount::Fact(_) if self.is_second => {}
            Amount::Fact(fact) => self.axis(fact, way),
            Amount::DaysBetween(from, to) => {
                for (fact, way) in [(from, way.turned()), (to, way)] {
                    self.axis(fact, way);
                    self.days.insert(fact.clone(), None);
                }
            }
            Amount::Line(id) => {
                let met = self.lines.entry((&policy.id, id)).or_default();
                *met += 1;
                if let Some(line) = policy.line(id).filter(|_| *met < 3) {
                    self.amount(policy, &line.amount, way, depth);
                }
            }
            Amount::Award(member) => {
                let (id, item) = member.parts(&policy.id);
                let found = self.library.policies.get(&PolicyId::from(id));
                if let Some(policy) = found
                    && let Some(incentive) = policy.incentives.iter().find(|one| one.id.as_str() == item)
                {
                    self.incentive(policy, incentive, way, depth + 1);
                }
            }
            Amount::Share { of, .. }
            | Amount::Slices { of, .. }
            | Amount::Rounded { of, .. }
            | Amount::Converted { of, .. } => self.amount(policy, of, way, depth),
            Amount::Sum(parts) | Amount::Product(parts) | Amount::LesserOf(parts) | Amount::GreaterOf(parts) => {
                self.all(policy, parts, way, depth);
            }
            Amount::AtMost { cap: a, of: b }
            | Amount::AtLeast { floor: a, of: b }
            | Amount::WithinTotal { of: a, beside: b, .. }
            | Amount::Between { least: a, most: b, .. }
            | Amount::PerUnit { count: a, each: b, .. } => self.all(policy, [&**a, &**b], way, depth),
            Amount::Difference { from, less } => {
                self.amount(policy, from, way, depth);
                self.amount(policy, less, way.turned(), depth);
            }
            Amount::Prorated { of, part, whole } => {
                self.all(policy, [&**of, &**part], way, depth);
                // A smaller whole gives more, but a whole of zero gives nothing.
                self.twice(policy, whole, depth);
            }
            Amount::Taper { by, .. } => self.twice(policy, by, depth),
            // Each item has its own answers, and uses those of the production once more.
            Amount::ForEach { gives, .. } => self.all(policy, [&**gives, &**gives], Way::Either, depth),
            Amount::Tiers { by, tiers } => {
                self.twice(policy, by, depth);
                self.all(policy, tiers.iter().map(|tier| &tier.gives), way, depth);
            }
            Amount::Table { rows, columns, .. } => {
                for axis in [rows, columns] {
                    match axis {
                        Axis::Steps { by, .. } => self.twice(policy, by, depth),
                        Axis::Answers { by, .. } => self.note(by, 0, 0),
                    }
                }
            }
            Amount::Choice { by, cases } => {
                self.choice(by, cases, way);
                self.all(policy, cases.iter().map(|case| &case.gives), way, depth);
            }
            Amount::ByYear { year, gives, .. } => {
                self.twice(policy, year, depth);
                self.all(policy, gives, way, depth);
            }
            Amount::If { when, then, otherwise } => {
                let least = otherwise.as_deref().map_or(Some(Number::ZERO), figure);
                let towards = match figure(then).zip(least) {
                    Some((then, otherwise)) if then >= otherwise => way,
                    Some(_) => way.turned(),
                    None if otherwise.is_none() => way,
                    None => Way::Either,
                };
                self.condition(policy, when, towards, depth);
                self.all(policy, [Some(&**then), otherwise.as_deref()].into_iter().flatten(), way, depth);
            }
            Amount::Dated(versions) => {
                if let DatedBy::Fact(fact) = &policy.dated_by {
                    self.axis(fact, Way::Either);
                    versions.iter().for_each(|version| self.day(fact, version.from.first_day()));
                }
                self.all(policy, versions.iter().map(|version| &version.gives), way, depth);
            }
            Amount::Contested(readings) => {
                self.all(policy, readings.iter().map(|reading| &reading.gives), way, depth);
            }
        }
    }

    /// A part whose increase may change the whole in either direction. From one answer to another it may jump over the
    /// best value, which is counted as a second use. A figure passes all values between its ends.
    fn twice(&mut self, policy: &'a Policy, amount: &'a Amount, depth: usize) {
        self.amount(policy, amount, Way::Either, depth);
        let before = std::mem::replace(&mut self.is_second, true);
        self.amount(policy, amount, Way::Either, depth);
        self.is_second = before;
    }

    /// A use of a figure or a date.
    fn axis(&mut self, fact: &'a FactId, way: Way) {
        match way {
            Way::Up => self.note(fact, HIGH_END, LOW_END),
            Way::Down => self.note(fact, LOW_END, HIGH_END),
            Way::Either => self.note(fact, 0, 0),
        }
    }

    /// A day from which a rule comes to something else.
    fn day(&mut self, fact: &'a FactId, day: Date) {
        if let Some(days) = self.days.entry(fact.clone()).or_insert_with(|| Some(BTreeSet::new())) {
            days.insert(day);
        }
    }

    fn condition(&mut self, policy: &'a Policy, condition: &'a Condition, way: Way, depth: usize) {
        match condition {
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().for_each(|part| self.condition(policy, part, way, depth));
            }
            Condition::Not(part) => self.condition(policy, part, way.turned(), depth),
            Condition::Yes(fact) => self.yes(fact, way),
            Condition::OneOf(fact, among) => {
                let (named, all) = self.named(fact, |id| among.iter().any(|choice| **choice == *id));
                self.holds(fact, named, all, way);
            }
            Condition::AtLeast(a, b) | Condition::MoreThan(a, b) => {
                self.amount(policy, a, way, depth);
                self.amount(policy, b, way.turned(), depth);
            }
            Condition::AtMost(a, b) | Condition::LessThan(a, b) => {
                self.amount(policy, a, way.turned(), depth);
                self.amount(policy, b, way, depth);
            }
            Condition::Equals(a, b) => {
                self.twice(policy, a, depth);
                self.twice(policy, b, depth);
            }
            Condition::Contested(readings) => {
                readings.iter().for_each(|reading| self.condition(policy, &reading.gives, way, depth));
            }
            Condition::OnOrAfter(fact, date) => {
                self.axis(fact, way);
                self.day(fact, date.first_day());
            }
            Condition::OnOrBefore(fact, date) => {
                self.axis(fact, way.turned());
                if let Ok(after) = date.last_day().tomorrow() {
                    self.day(fact, after);
                }
            }
            Condition::Unclear { .. } => {}
        }
    }

    fn yes(&mut self, fact: &'a FactId, way: Way) {
        self.holds(fact, 0b01, 0b11, way);
    }

    /// A condition that holds with the answers `at` of `all` answers to a fact.
    fn holds(&mut self, fact: &'a FactId, at: u64, all: u64, way: Way) {
        let (at, other) = (at & all, all & !at);
        match way {
            _ if self.choices(fact).count() > MOST_CHOICES => self.note(fact, 0, 0),
            // It holds with every answer or with none, so nothing depends on the answer.
            _ if at == 0 || other == 0 => {}
            Way::Up => self.note(fact, at, other),
            Way::Down => self.note(fact, other, at),
            Way::Either => self.note(fact, 0, 0),
        }
    }

    /// Figures by a choice. Choices without a case give zero.
    fn choice(&mut self, by: &'a FactId, cases: &'a [crate::model::amount::Case], way: Way) {
        let figures: Option<Vec<Number>> = cases.iter().map(|case| figure(&case.gives)).collect();
        let few = self.choices(by).count() <= MOST_CHOICES;
        let Some(figures) = figures.filter(|_| way != Way::Either && few) else {
            self.note(by, 0, 0);
            return;
        };
        let gives = |id: &str| {
            let case = cases.iter().position(|case| case.is.iter().any(|is| is == id));
            case.and_then(|at| figures.get(at).copied()).unwrap_or(Number::ZERO)
        };
        let all: Vec<Number> = self.choices(by).map(gives).collect();
        let (Some(most), Some(least)) = (all.iter().max(), all.iter().min()) else { return };
        let (at_most, _) = self.named(by, |id| gives(id) == *most);
        let (at_least, _) = self.named(by, |id| gives(id) == *least);
        match way {
            Way::Down => self.note(by, at_least, at_most),
            Way::Up | Way::Either => self.note(by, at_most, at_least),
        }
    }

    fn choices(&self, fact: &FactId) -> impl Iterator<Item = &'a str> + use<'a> {
        let fact: Option<&'a Fact> = self.library.facts.get(fact).map(AsRef::as_ref);
        let choices = fact.and_then(|fact| match &fact.kind {
            FactKind::Choice(choices) => Some(choices),
            _ => None,
        });
        choices.into_iter().flatten().map(|choice| choice.id.as_str())
    }

    /// The choices that `accepts` accepts, and all choices, as bits by their indices. At most 64 are counted.
    fn named(&self, fact: &FactId, accepts: impl Fn(&str) -> bool) -> (u64, u64) {
        let bits = self.choices(fact).take(MOST_CHOICES).enumerate();
        bits.fold((0, 0), |(named, all), (at, id)| {
            let bit = 1 << at;
            (if accepts(id) { named | bit } else { named }, all | bit)
        })
    }

    fn note(&mut self, fact: &'a FactId, most: u64, least: u64) {
        let all = self.found.entry(fact.clone()).or_insert(Asks::NOTHING);
        *all = all.and(Asks { times: 1, most, least });
    }
}

/// The figure of an amount that is a bare figure.
fn figure(amount: &Amount) -> Option<Number> {
    match amount {
        Amount::Fixed(number) | Amount::Rate(number) | Amount::Count(number) => Some(*number),
        _ => None,
    }
}
