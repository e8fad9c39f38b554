//! Actual payments, in words.

use super::Words;
use crate::model::id::{IncentiveId, PolicyId};
use crate::model::library::Library;
use crate::model::payment::{Payment, Stage};
use crate::model::policy::Policy;
use crate::model::production::Currency;
use crate::rules::assess::Assessment;
use crate::say;
use crate::study::paid::{Published, Record, odds, promised, published, record};

/// With fewer payments than this, their number is stated.
const FEW: u32 = 5;

impl Words {
    /// Published payments of a measure, one sentence per line: the amount, the time until payment, and the number of
    /// applicants that were paid. If none are known, it says that none were found.
    #[must_use]
    pub fn paid(&self, library: &Library, policy: &Policy, incentive: Option<&IncentiveId>) -> Vec<String> {
        let mut said = match record(library, &policy.id, incentive) {
            Some(found) => self.paid_record(&found, policy.currency, incentive.is_some()),
            None => vec![say!(self, "paid-none")],
        };
        said.extend(self.paid_odds(library, &policy.id));
        said
    }

    /// The same in one line, to stand beside an amount "up to": the number of payments and their average, the time they
    /// took, and the share of applications that were granted. If nothing is published, it says so.
    #[must_use]
    pub fn paid_short(&self, library: &Library, policy: &Policy, incentive: Option<&IncentiveId>) -> String {
        let found = record(library, &policy.id, incentive);
        let mut said = Vec::new();
        if let Some(found) = &found {
            let (count, mean) = (found.recipients.to_string(), self.money(found.mean, policy.currency));
            said.push(match found.paid == found.recipients {
                true => say!(self, "paid-short", count = count, mean = mean),
                false => say!(self, "paid-short-announced", count = count, mean = mean),
            });
            if incentive.is_some() && !found.by_incentive {
                said.push(say!(self, "paid-short-any"));
            }
            let days = found.median_days().map(|days| days.to_string());
            let count = found.days.len().to_string();
            said.extend(days.map(|days| say!(self, "paid-short-days", days = days, count = count)));
        }
        said.extend(self.paid_odds(library, &policy.id));
        if said.is_empty() {
            return say!(self, "paid-short-none");
        }
        said.join(&self.semicolon())
    }

    /// A short mark for published payments beside an amount "up to": of the largest promise that has any, the number of
    /// payments, or the numbers of grants and applications. None if nothing is published.
    #[must_use]
    pub fn paid_mark(&self, library: &Library, one: &Assessment) -> Option<String> {
        let all = published(library, one);
        let records = all.iter().filter_map(|one| one.record.as_ref());
        let count = |found: &Record| say!(self, "paid-mark", count = found.recipients.to_string());
        records.map(count).next().or_else(|| {
            let odds = all.iter().find_map(|one| one.odds.as_ref())?;
            let (granted, applied) = (odds.granted.to_string(), odds.applied.to_string());
            Some(say!(self, "paid-mark-odds", granted = granted, applied = applied))
        })
    }

    /// What is published about payments beside an amount "up to": one line for each promise, or for its policy. If there
    /// is nothing, one line that says so; without a promise no line.
    #[must_use]
    pub fn paid_beside(&self, library: &Library, one: &Assessment) -> Vec<String> {
        let of = |found: &Published| {
            let policy = library.policies.get(&found.policy)?;
            let named = found.incentive.as_ref().and_then(|incentive| policy.incentive(incentive));
            let label = named.map_or(self.text(&policy.title), |incentive| self.text(&incentive.name));
            let value = self.paid_short(library, policy, found.incentive.as_ref());
            Some(say!(self, "report-labelled", label = label, value = value))
        };
        let said: Vec<String> = published(library, one).iter().filter_map(of).collect();
        if said.is_empty() && !promised(one).is_empty() {
            return vec![self.capital(&say!(self, "paid-short-none"))];
        }
        said
    }

    fn paid_record(&self, found: &Record, currency: Currency, of_incentive: bool) -> Vec<String> {
        let (mean, last) = (self.money(found.mean, currency), self.date(found.last));
        let count = found.recipients.to_string();
        let mut said = vec![match found.paid == found.recipients {
            true => say!(self, "paid-mean", count = count, mean = mean, last = last),
            false => say!(self, "paid-mean-announced", count = count, mean = mean, last = last),
        }];
        if found.least != found.most {
            let (least, most) = (self.money(found.least, currency), self.money(found.most, currency));
            said.push(say!(self, "paid-range", least = least, most = most));
        }
        if found.recipients < FEW {
            said.push(say!(self, "paid-few", count = found.recipients.to_string()));
        }
        if of_incentive && !found.by_incentive {
            said.push(say!(self, "paid-any-incentive"));
        }
        said.push(match found.median_days() {
            Some(days) => say!(self, "paid-days", days = days.to_string(), count = found.days.len().to_string()),
            None => say!(self, "paid-days-unknown"),
        });
        said
    }

    fn paid_odds(&self, library: &Library, policy: &PolicyId) -> Option<String> {
        let odds = odds(library, policy)?;
        let share = rust_decimal::Decimal::from(odds.granted).checked_div(odds.applied.into())?;
        let share = self.percent(share.round_dp(3));
        let (applied, granted) = (odds.applied.to_string(), odds.granted.to_string());
        Some(say!(self, "paid-odds", period = odds.period, applied = applied, granted = granted, share = share))
    }

    /// One published payment.
    #[must_use]
    pub fn payment(&self, payment: &Payment, currency: Currency) -> String {
        let (to, amount, on) = (self.text(&payment.to), self.money(payment.amount.0, currency), self.date(payment.on));
        match (payment.stage, payment.count) {
            (Stage::Paid, 1) => say!(self, "payment-paid", to = to, amount = amount, on = on),
            (Stage::Announced, 1) => say!(self, "payment-announced", to = to, amount = amount, on = on),
            (Stage::Paid, count) => {
                say!(self, "payment-paid-each", to = to, amount = amount, on = on, count = count.to_string())
            }
            (Stage::Announced, count) => {
                say!(self, "payment-announced-each", to = to, amount = amount, on = on, count = count.to_string())
            }
        }
    }
}
