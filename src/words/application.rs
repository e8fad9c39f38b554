//! Applications in words: when and where to apply, the deciding body, the time of payment, and the document that a work
//! needs.

use jiff::civil::Date;

use super::Words;
use crate::model::application::{Application, Intake, Precedent, Window, WindowState};
use crate::model::library::Library;
use crate::model::payout::Payout;
use crate::model::place::RemarkKind;
use crate::model::policy::{Policy, Pool};
use crate::model::production::Currency;
use crate::model::source::Reach;
use crate::rules::gate::Passage;
use crate::rules::value::Truth;
use crate::say;
use crate::study::evidence::Evidence;

impl Words {
    /// When applications are accepted, seen from a day, in a few words.
    #[must_use]
    pub fn apply_when(&self, application: Option<&Application>, day: Date) -> String {
        let Some(application) = application else { return say!(self, "apply-not-published") };
        let mut said = Vec::new();
        match application.window_on(day) {
            Some((Window { to: Some(to), .. }, WindowState::Open)) => {
                said.push(say!(self, "apply-open-until", date = self.date(*to)));
            }
            Some((_, WindowState::Open)) => said.push(say!(self, "apply-open")),
            Some((Window { from: Some(from), .. }, _)) => said.push(say!(self, "apply-opens", date = self.date(*from))),
            _ if application.is_closed_on(day) => {
                let last = application.windows.iter().filter_map(|window| window.to).max_by_key(|to| to.last_day());
                said.extend(last.map(|to| say!(self, "apply-closed", date = self.date(to))));
            }
            _ => {}
        }
        said.extend(application.intake.map(|intake| self.intake(intake)));
        if said.is_empty() { say!(self, "apply-not-published") } else { said.join(&self.semicolon()) }
    }

    pub(super) fn intake(&self, intake: Intake) -> String {
        match intake {
            Intake::Rolling => say!(self, "apply-rolling"),
            Intake::UntilSpent => say!(self, "apply-until-spent"),
        }
    }

    /// A window with its round and its state on a day.
    fn window(&self, window: &Window, day: Date) -> String {
        let days = match (window.from, window.to) {
            (Some(from), Some(to)) => say!(self, "from-to", from = self.date(from), to = self.date(to)),
            (Some(from), None) => say!(self, "apply-from", date = self.date(from)),
            (None, Some(to)) => say!(self, "apply-until", date = self.date(to)),
            (None, None) => say!(self, "apply-not-published"),
        };
        let state = match window.state_on(day) {
            WindowState::Open => say!(self, "window-open"),
            WindowState::Coming => say!(self, "window-coming"),
            WindowState::Closed => say!(self, "window-closed"),
        };
        match &window.round {
            Some(round) => say!(self, "window-round", round = self.text(round), days = days, state = state),
            None => say!(self, "window-days", days = days, state = state),
        }
    }

    /// Everything about applying, as labels and values. A field that is not published says so.
    #[must_use]
    pub fn application(&self, application: Option<&Application>, day: Date) -> Vec<(String, String)> {
        let none = Application::default();
        let application = application.unwrap_or(&none);
        let or_not = |text: Option<String>| text.unwrap_or_else(|| say!(self, "apply-not-published"));
        let several = |all: Vec<String>| (!all.is_empty()).then(|| all.join(&self.semicolon()));
        let mut times: Vec<String> = application.windows.iter().map(|window| self.window(window, day)).collect();
        times.extend(application.intake.map(|intake| self.intake(intake)));
        let text = |text: &crate::model::text::Text| self.text(text).to_owned();
        let mut all = vec![
            (say!(self, "apply-times"), or_not(several(times))),
            (say!(self, "apply-where"), or_not(application.at.as_ref().map(text))),
            (say!(self, "apply-papers"), or_not(several(application.papers.iter().map(text).collect()))),
            (say!(self, "apply-decides"), or_not(application.decided_by.as_ref().map(text))),
        ];
        let days = application.decided_in_days.map(|days| say!(self, "apply-days", days = self.plain(days.0)));
        all.push((say!(self, "apply-decision"), or_not(days)));
        if let Some(note) = &application.note {
            all.push((say!(self, "why-note"), text(note)));
        }
        all
    }

    /// When an award is paid.
    #[must_use]
    pub fn paid_when(&self, payout: Option<&Payout>) -> String {
        let Some(payout) = payout.filter(|payout| payout.says_when()) else { return say!(self, "apply-not-published") };
        let mut said: Vec<String> = payout.when.iter().map(|when| self.text(when).to_owned()).collect();
        if let Some(months) = payout.after_months {
            said.push(say!(self, "paid-after-months", months = self.plain(months.0)));
        }
        for part in &payout.instalments {
            let (months, share) = (self.plain(part.after_months.0), self.percent(part.share.0));
            said.push(say!(self, "step-instalment", months = months, share = share));
        }
        said.join(&self.semicolon())
    }

    /// The money set aside, the parts reserved for a purpose, and what was paid out of it.
    #[must_use]
    pub fn pool(&self, pool: &Pool, currency: Currency) -> Vec<String> {
        let money = |number: crate::model::number::Number| self.money(number.0, currency);
        let mut said = vec![say!(self, "pool", amount = money(pool.amount), per = self.text(&pool.per))];
        for part in &pool.parts {
            said.push(say!(self, "pool-part", amount = money(part.amount), purpose = self.text(&part.purpose)));
        }
        for used in &pool.used {
            let text = say!(self, "pool-used", period = used.period.as_str(), amount = money(used.amount));
            said.push(match &used.note {
                Some(note) => say!(self, "named-terms", name = text, terms = self.text(note)),
                None => text,
            });
        }
        said
    }

    /// The results of an earlier call: the chances if both counts are known, then the description.
    #[must_use]
    pub fn precedent(&self, earlier: &Precedent, currency: Currency) -> String {
        let mut said = vec![earlier.period.clone()];
        match (earlier.applied, earlier.granted) {
            (Some(applied), Some(granted)) if applied > 0 => {
                let share = rust_decimal::Decimal::from(granted) / rust_decimal::Decimal::from(applied);
                let share = self.percent(share.round_dp(3));
                let (applied, granted) = (applied.to_string(), granted.to_string());
                said.push(say!(self, "precedent-odds", granted = granted, applied = applied, share = share));
            }
            (_, Some(granted)) => said.push(say!(self, "precedent-granted", granted = granted.to_string())),
            (Some(applied), None) => said.push(say!(self, "precedent-applied", applied = applied.to_string())),
            (None, None) => {}
        }
        said.extend(earlier.amount.map(|amount| self.money(amount.0, currency)));
        said.push(self.text(&earlier.note).to_owned());
        said.join(" · ")
    }

    /// The subject of a gate, as a label, and its result for the production.
    #[must_use]
    pub fn passage(&self, library: &Library, passage: &Passage) -> Option<(String, String)> {
        let policy = library.policies.get(&passage.policy)?;
        let gate = policy.gates.get(passage.gate)?;
        let label = self.text(&gate.label).to_owned();
        let facts = |names: &[crate::model::id::FactId]| {
            names.iter().map(|fact| self.fact(library, fact)).collect::<Vec<_>>().join(&self.comma())
        };
        let Some(class) = passage.class(gate).filter(|_| passage.step.truth() == Truth::Yes) else {
            let names = passage.classes.iter().filter_map(|at| gate.cases.get(*at));
            let names: Vec<String> = names.map(|class| self.text(&class.class).to_owned()).collect();
            if names.is_empty() {
                return Some((label, say!(self, "gate-none")));
            }
            let (classes, facts) = (self.list_or(&names), facts(&passage.missing));
            return Some((label, say!(self, "gate-open", classes = classes, facts = facts)));
        };
        let (name, needs) = (self.text(&class.class), self.text(&class.needs));
        let held = match (&class.paper, passage.has_paper) {
            (None, _) => return Some((label, say!(self, "gate-class", class = name, needs = needs))),
            (_, Truth::Yes) => say!(self, "gate-held"),
            (_, Truth::No) => say!(self, "gate-not-held"),
            (_, Truth::Unknown) => say!(self, "gate-not-answered"),
        };
        Some((label, say!(self, "gate-class-paper", class = name, needs = needs, held = held)))
    }

    /// The kind of source behind an amount.
    #[must_use]
    pub fn evidence(&self, evidence: Evidence) -> String {
        match evidence {
            Evidence::Official => say!(self, "evidence-official"),
            Evidence::Press => say!(self, "evidence-press"),
            Evidence::SecondHand => say!(self, "evidence-second-hand"),
        }
    }

    /// Whether a link still works; `None` if it was not tried.
    #[must_use]
    pub fn reach(&self, reach: Reach) -> Option<String> {
        match reach {
            Reach::Untried => None,
            Reach::Answers => Some(say!(self, "reach-answers")),
            Reach::Gone => Some(say!(self, "reach-gone")),
        }
    }

    /// The kind of a statement about a place.
    #[must_use]
    pub fn remark_kind(&self, kind: RemarkKind) -> String {
        match kind {
            RemarkKind::Claim => say!(self, "remark-claim"),
            RemarkKind::Statement => say!(self, "remark-statement"),
            RemarkKind::Challenge => say!(self, "remark-challenge"),
            RemarkKind::Advice => say!(self, "remark-advice"),
        }
    }

    /// When to apply for each incentive of a policy, in a few words; one line if all are the same.
    #[must_use]
    pub fn policy_apply_when(&self, policy: &Policy, day: Date) -> Vec<String> {
        let mut said: Vec<String> = Vec::new();
        for incentive in &policy.incentives {
            let when = self.apply_when(policy.application_of(incentive), day);
            let named = match incentive.application.is_some() && policy.incentives.len() > 1 {
                true => say!(self, "named-terms", name = self.text(&incentive.name), terms = when),
                false => when,
            };
            if !said.contains(&named) {
                said.push(named);
            }
        }
        if said.is_empty() {
            said.push(self.apply_when(policy.application.as_ref(), day));
        }
        said
    }

    /// When each incentive of a policy is paid, in a few words; one line if all are the same.
    #[must_use]
    pub fn policy_paid_when(&self, policy: &Policy) -> Vec<String> {
        let mut said: Vec<String> = Vec::new();
        for incentive in
            policy.incentives.iter().filter(|incentive| incentive.basis != crate::model::policy::Basis::InKind)
        {
            let when = self.paid_when(policy.payout_of(incentive));
            let named = match incentive.payout.is_some() && policy.incentives.len() > 1 {
                true => say!(self, "named-terms", name = self.text(&incentive.name), terms = when),
                false => when,
            };
            if !said.contains(&named) {
                said.push(named);
            }
        }
        said
    }
}
