//! Dates of application windows, of their ends and of payments, for what may be paid.
//!
//! Published dates and the user's expectations are never mixed: a payment states whose months it is based on. If
//! neither is known, there is a separate entry for that. There are no guesses: without a day of application or a
//! window, nothing has a date. Cash is added up for one place only, because a production goes to one of them, and money
//! known only from second-hand reports is added up by itself.

use std::collections::BTreeMap;

use jiff::ToSpan as _;
use jiff::civil::Date;
use rust_decimal::prelude::ToPrimitive as _;

use super::evidence::Evidence;
use crate::model::application::{Application, Intake, WindowState};
use crate::model::date::PartialDate;
use crate::model::id::{FactId, IncentiveId, PlaceId, PolicyId};
use crate::model::library::Library;
use crate::model::number::Number;
use crate::model::payout::Payout;
use crate::model::policy::{Incentive, Policy, Status};
use crate::model::production::{Answer, Production};
use crate::model::text::Text;
use crate::rules::assess::Assessment;
use crate::rules::fraction::Fraction;
use crate::rules::value::Range;

/// The fact with the day of application.
pub const APPLIED: &str = "application_date";

/// The fact with the number of months until payment that the user expects.
pub const EXPECTED: &str = "months_until_paid";

/// The events in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// The place.
    pub place: PlaceId,
    /// The events, those with a date first, by date.
    pub entries: Vec<Entry>,
}

/// An event, or one whose date is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The policy.
    pub policy: PolicyId,
    /// The incentives it concerns, in the order of the policy.
    pub incentives: Vec<IncentiveId>,
    /// The kind of event.
    pub event: Event,
}

/// A kind of event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Applications are accepted.
    Window {
        /// The first day; none if it is not printed.
        from: Option<PartialDate>,
        /// The last day; none if it is not printed.
        to: Option<PartialDate>,
        /// The round.
        round: Option<Text>,
        /// Its state on the day.
        state: WindowState,
    },
    /// Applications are accepted outside fixed windows.
    Intake(Intake),
    /// The time of application was not published.
    NoWindow,
    /// The policy or the incentive begins.
    Begins(PartialDate),
    /// The last day of the policy or the incentive.
    Ends(PartialDate),
    /// Money is paid.
    Payment(Payment),
    /// Money is paid after an event that has no date.
    PaidWhen(Text),
    /// The time of payment was not published, and the user expects none.
    NotPublished,
}

/// A payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// From the certain to the possible amount, before fees and tax.
    pub amount: Range,
    /// The share of the award.
    pub share: Number,
    /// The number of months after the application.
    pub months: Number,
    /// The origin of these months.
    pub by: By,
    /// Whether the award is known only from second-hand reports.
    pub second_hand: bool,
    /// The first and the last possible month, each by its first day; none if no day of application is known.
    pub due: Option<[Date; 2]>,
}

/// The origin of the months of a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum By {
    /// Those of the text.
    Published,
    /// Those that the user expects.
    User,
}

/// Cash in one month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cash {
    /// The month, by its first day; none if no day of application is known.
    pub month: Option<Date>,
    /// The origin of its months.
    pub by: By,
    /// Whether the awards are known only from second-hand reports.
    pub second_hand: bool,
    /// From the certain to the possible amount.
    pub amount: Range,
}

/// The events of a production in the place for which it was assessed, as of the day of the assessment.
#[must_use]
pub fn calendar(library: &Library, production: &Production, assessment: &Assessment) -> Calendar {
    let own = |at: usize| alone(assessment, at);
    paying(library, production, assessment, own)
}

/// The same if some awards pay another amount than by themselves, for example beside those of other productions. They
/// are named by their indices; the others pay as they do by themselves.
#[must_use]
pub fn calendar_with(
    library: &Library,
    production: &Production,
    assessment: &Assessment,
    paid: &[(usize, Range)],
) -> Calendar {
    let beside = |at: usize| match paid.iter().find(|(other, _)| *other == at) {
        Some((_, range)) => Some(*range).filter(|range| *range != Range::ZERO),
        None => alone(assessment, at),
    };
    paying(library, production, assessment, beside)
}

/// The payment of an award by itself, from the certain to the possible amount; none if it is in neither combination.
fn alone(assessment: &Assessment, at: usize) -> Option<Range> {
    let paid = |taken: &[(usize, Option<Fraction>)]| taken.iter().find(|(own, _)| *own == at).map(|(_, paid)| *paid);
    let (certain, possible) = (paid(&assessment.certain.taken), paid(&assessment.possible.taken));
    if certain.is_none() && possible.is_none() {
        return None;
    }
    let low = certain.flatten().unwrap_or_default();
    let high = possible.unwrap_or(Some(low)).map(|most| most.max(low));
    Some(Range { low, high })
}

fn paying(
    library: &Library,
    production: &Production,
    assessment: &Assessment,
    paid: impl Fn(usize) -> Option<Range>,
) -> Calendar {
    let place = &assessment.place;
    let day = assessment.day;
    let applied = match production.answer(&FactId::from(APPLIED), place) {
        Some(Answer::Date(day)) => Some(*day),
        _ => None,
    };
    let expected = match production.answer(&FactId::from(EXPECTED), place) {
        Some(Answer::Number(months)) => Some(*months),
        _ => None,
    };
    let mut entries: Vec<Entry> = Vec::new();
    for (at, award) in assessment.awards.iter().enumerate() {
        let found = library.policies.get(&award.policy);
        let Some((policy, incentive)) = found.and_then(|policy| Some((policy, policy.incentive(&award.incentive)?)))
        else {
            continue;
        };
        let Some(amount) = paid(at) else { continue };
        let second_hand = Evidence::of(library, policy, incentive) == Evidence::SecondHand;
        let asking = Asking { policy, incentive, second_hand, day, applied, expected };
        for event in asking.events(amount) {
            push(&mut entries, policy, incentive, event);
        }
    }
    for (policy, incentive) in upcoming(library, assessment) {
        let begins = incentive.valid_from.or(policy.begins());
        begins.into_iter().for_each(|begins| push(&mut entries, policy, incentive, Event::Begins(begins)));
    }
    entries.sort_by_key(|entry| (entry.event.day().is_none(), entry.event.day(), entry.event.rank()));
    Calendar { place: place.clone(), entries }
}

/// Incentives that may be paid once their policy begins.
fn upcoming<'a>(library: &'a Library, assessment: &'a Assessment) -> impl Iterator<Item = (&'a Policy, &'a Incentive)> {
    let found = assessment.awards.iter().filter_map(|award| {
        let policy = library.policies.get(&award.policy)?;
        Some((&**policy, policy.incentive(&award.incentive)?))
    });
    found.filter(|(policy, incentive)| policy.status_of(incentive, assessment.day) == Status::Upcoming)
}

/// Adds an entry, or adds the incentive to an equal entry of its policy.
fn push(entries: &mut Vec<Entry>, policy: &Policy, incentive: &Incentive, event: Event) {
    let payment = matches!(event, Event::Payment(_));
    let same = |entry: &&mut Entry| !payment && entry.policy == policy.id && entry.event == event;
    match entries.iter_mut().find(same) {
        Some(entry) => entry.incentives.push(incentive.id.clone()),
        None => entries.push(Entry { policy: policy.id.clone(), incentives: vec![incentive.id.clone()], event }),
    }
}

struct Asking<'a> {
    policy: &'a Policy,
    incentive: &'a Incentive,
    second_hand: bool,
    day: Date,
    applied: Option<Date>,
    expected: Option<Number>,
}

impl Asking<'_> {
    fn events(&self, amount: Range) -> Vec<Event> {
        let application = self.policy.application_of(self.incentive);
        let mut all: Vec<Event> = application.map(|application| windows(application, self.day)).unwrap_or_default();
        if all.is_empty() {
            all.push(Event::NoWindow);
        }
        let ends = [self.incentive.valid_to, self.policy.valid_to];
        all.extend(ends.into_iter().flatten().min_by_key(|to| to.last_day()).map(Event::Ends));
        let payout = self.policy.payout_of(self.incentive);
        let before = all.len();
        all.extend(payout.into_iter().flat_map(|payout| self.published(payout, amount)));
        if let Some(months) = self.expected.filter(|_| !payout.is_some_and(Payout::has_months)) {
            all.push(Event::Payment(self.payment(amount, Number::ONE, months, By::User)));
        }
        if all.len() == before {
            all.push(Event::NotPublished);
        }
        all
    }

    fn published(&self, payout: &Payout, amount: Range) -> Vec<Event> {
        let at_once = payout.after_months.map(|months| (months, Number::ONE));
        let parts = payout.instalments.iter().map(|part| (part.after_months, part.share));
        let mut all: Vec<Event> = at_once
            .into_iter()
            .chain(parts)
            .map(|(months, share)| Event::Payment(self.payment(amount, share, months, By::Published)))
            .collect();
        all.extend(payout.when.clone().map(Event::PaidWhen));
        all
    }

    fn payment(&self, amount: Range, share: Number, months: Number, by: By) -> Payment {
        let part = |of: Fraction| of.times(share.0.into());
        let amount = Range { low: part(amount.low).unwrap_or_default(), high: amount.high.and_then(part) };
        let due =
            self.applies().and_then(|[first, last]| Some([month(first, months, false)?, month(last, months, true)?]));
        Payment { amount, share, months, by, second_hand: self.second_hand, due }
    }

    /// The first and the last possible day of application: the day that the user states, otherwise those of the
    /// window that is open or opens next.
    fn applies(&self) -> Option<[Date; 2]> {
        if let Some(day) = self.applied {
            return Some([day, day]);
        }
        let (window, _) = self.policy.application_of(self.incentive)?.window_on(self.day)?;
        let first = window.from.map_or(self.day, |from| from.first_day().max(self.day));
        Some([first, window.to?.last_day().max(first)])
    }
}

/// The windows of an application that did not end long ago, and applications outside of them.
fn windows(application: &Application, day: Date) -> Vec<Event> {
    let windows = application.windows.iter().map(|window| Event::Window {
        from: window.from,
        to: window.to,
        round: window.round.clone(),
        state: window.state_on(day),
    });
    windows.chain(application.intake.map(Event::Intake)).collect()
}

/// The first day of the month that is a number of months after a day. If the number is not whole, the earlier or the
/// later month.
fn month(day: Date, months: Number, later: bool) -> Option<Date> {
    let whole = if later { months.0.ceil() } else { months.0.floor() };
    let after = day.first_of_month().checked_add(whole.to_i32()?.months()).ok()?;
    Some(after.first_of_month())
}

impl Event {
    /// The day by which it is sorted in the calendar: the last day for an action, or the first day of a state; none
    /// if it has none.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        match self {
            Self::Window { state: WindowState::Coming, from: Some(from), .. } => Some(from.first_day()),
            Self::Window { from, to, .. } => to.map(PartialDate::last_day).or(from.map(PartialDate::first_day)),
            Self::Begins(day) => Some(day.first_day()),
            Self::Ends(day) => Some(day.last_day()),
            Self::Payment(payment) => payment.due.map(|[_, last]| last),
            Self::Intake(_) | Self::NoWindow | Self::PaidWhen(_) | Self::NotPublished => None,
        }
    }

    fn rank(&self) -> u8 {
        match self {
            Self::Begins(_) => 0,
            Self::Window { .. } => 1,
            Self::Intake(_) => 2,
            Self::NoWindow => 3,
            Self::Payment(_) => 4,
            Self::PaidWhen(_) => 5,
            Self::NotPublished => 6,
            Self::Ends(_) => 7,
        }
    }
}

/// Cash by month in one place: every payment counts in the last possible month, published and expected ones separately,
/// and so those known only from second-hand reports; those without a month last. An unbounded payment makes its sum
/// unbounded. Several calendars are those of several productions in the place.
#[must_use]
pub fn cash<'a>(calendars: impl IntoIterator<Item = &'a Calendar>) -> Vec<Cash> {
    let mut all: BTreeMap<(bool, Option<Date>, By, bool), Range> = BTreeMap::new();
    for entry in calendars.into_iter().flat_map(|calendar| &calendar.entries) {
        let Event::Payment(payment) = &entry.event else { continue };
        let month = payment.due.map(|[_, last]| last);
        let sum = all.entry((month.is_none(), month, payment.by, payment.second_hand)).or_insert(Range::ZERO);
        *sum = sum.plus(payment.amount).unwrap_or(Range::ANY);
    }
    all.into_iter().map(|((_, month, by, second_hand), amount)| Cash { month, by, second_hand, amount }).collect()
}
