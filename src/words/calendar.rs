//! The dates of applications, of ends and of payments, in words.

use super::Words;
use crate::model::application::WindowState;
use crate::model::date::PartialDate;
use crate::model::library::Library;
use crate::model::number::Number;
use crate::model::production::Currency;
use crate::rules::step::Unit;
use crate::rules::value::Range;
use crate::say;
use crate::study::calendar::{By, Cash, Entry, Event, Payment};

impl Words {
    /// The event and its date, in a few words each.
    #[must_use]
    pub fn calendar_entry(&self, library: &Library, currency: Currency, entry: &Entry) -> (String, String) {
        let named = self.calendar_about(library, entry);
        let day = |day: &PartialDate| self.date(*day);
        match &entry.event {
            Event::Window { from, to, round, state } => {
                let what = match state {
                    WindowState::Open => say!(self, "calendar-open"),
                    WindowState::Coming => say!(self, "calendar-opens"),
                    WindowState::Closed => say!(self, "calendar-closed"),
                };
                let days = match (from, to) {
                    (Some(from), Some(to)) => say!(self, "from-to", from = day(from), to = day(to)),
                    (Some(from), None) => say!(self, "apply-from", date = day(from)),
                    (None, Some(to)) => say!(self, "apply-until", date = day(to)),
                    (None, None) => say!(self, "apply-not-published"),
                };
                let days = match round {
                    Some(round) => say!(self, "report-labelled", label = self.text(round), value = days),
                    None => days,
                };
                (what, days)
            }
            Event::Intake(intake) => (say!(self, "calendar-open"), self.intake(*intake)),
            Event::NoWindow => (say!(self, "calendar-apply"), say!(self, "apply-not-published")),
            Event::Begins(from) => (say!(self, "calendar-begins", name = named), day(from)),
            Event::Ends(to) => (say!(self, "calendar-ends", name = named), day(to)),
            Event::Payment(payment) => self.instalment(currency, payment),
            Event::PaidWhen(when) => (say!(self, "calendar-paid"), self.text(when).to_owned()),
            Event::NotPublished => (say!(self, "calendar-paid"), say!(self, "apply-not-published")),
        }
    }

    fn instalment(&self, currency: Currency, payment: &Payment) -> (String, String) {
        let amount = self.range(payment.amount, Unit::Money, currency);
        let months = self.plain(payment.months.0);
        let what = match payment.share == Number::ONE {
            true => say!(self, "calendar-payment", amount = amount),
            false => say!(self, "calendar-part", amount = amount, share = self.percent(payment.share.0)),
        };
        let due = match payment.due {
            None => say!(self, "calendar-undated", months = months),
            Some([first, last]) if first == last => self.month(last),
            Some([first, last]) => say!(self, "from-to", from = self.month(first), to = self.month(last)),
        };
        let whose = match payment.by {
            By::Published => say!(self, "calendar-published"),
            By::User => say!(self, "calendar-own"),
        };
        let what = if payment.second_hand { say!(self, "calendar-second-hand", what = what) } else { what };
        (what, say!(self, "calendar-due", due = due, whose = whose))
    }

    /// The month of a day.
    #[must_use]
    pub fn month(&self, day: jiff::civil::Date) -> String {
        self.date(PartialDate::Month(day.year(), day.month()))
    }

    /// The policy and the incentives of an entry.
    #[must_use]
    pub fn calendar_about(&self, library: &Library, entry: &Entry) -> String {
        let Some(policy) = library.policies.get(&entry.policy) else { return entry.policy.to_string() };
        let title = self.text(&policy.title).to_owned();
        // If it is about many incentives of a policy, its title is enough.
        if entry.incentives.len() > 3 {
            return title;
        }
        let names = entry.incentives.iter().filter_map(|incentive| policy.incentive(incentive));
        let names: Vec<String> = names.map(|incentive| self.text(&incentive.name).to_owned()).collect();
        if names.is_empty() { title } else { names.join(&self.comma()) }
    }

    /// The cash of a month, and whether its months are published or the user's.
    #[must_use]
    pub fn calendar_cash(&self, currency: Currency, cash: &Cash) -> (String, String, String) {
        let month = cash.month.map_or_else(|| say!(self, "calendar-no-month"), |month| self.month(month));
        let whose = match cash.by {
            By::Published => say!(self, "calendar-published"),
            By::User => say!(self, "calendar-own"),
        };
        let Range { low, high } = cash.amount;
        let amount = match high {
            Some(high) if high == low => self.money(low, currency),
            _ => self.range(cash.amount, Unit::Money, currency),
        };
        let amount = if cash.second_hand { say!(self, "calendar-second-hand", what = amount) } else { amount };
        (month, amount, whose)
    }
}
