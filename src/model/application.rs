//! When, where and how to apply for support, and the results of earlier calls.
//!
//! When an award is paid is described in [`super::payout`].

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::date::PartialDate;
use super::number::Number;
use super::source::{Cites, no_cites};
use super::text::Text;

/// When and how to apply. A field that is left out was not published in the sources read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Application {
    /// The periods in which applications are accepted, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub windows: Vec<Window>,
    /// How applications are accepted outside fixed windows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intake: Option<Intake>,
    /// Where to apply: an office, a platform.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Text>,
    /// The documents that an application needs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub papers: Vec<Text>,
    /// The body that decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<Text>,
    /// The number of days after acceptance in which it decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_in_days: Option<Number>,
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// Where it is stated.
    #[serde(default, skip_serializing_if = "no_cites")]
    pub cites: Cites,
}

impl Application {
    /// The window that is open on a day or, if none is, the next one to open.
    #[must_use]
    pub fn window_on(&self, day: Date) -> Option<(&Window, WindowState)> {
        let state = |wanted: WindowState| self.windows.iter().find(move |window| window.state_on(day) == wanted);
        state(WindowState::Open).map(|window| (window, WindowState::Open)).or_else(|| {
            let coming = self.windows.iter().filter(|window| window.state_on(day) == WindowState::Coming);
            let next = coming.min_by_key(|window| window.from.map(PartialDate::first_day))?;
            Some((next, WindowState::Coming))
        })
    }

    /// Whether every known window has closed by a day, and nothing says that applications are accepted
    /// outside them.
    #[must_use]
    pub fn is_closed_on(&self, day: Date) -> bool {
        let closed = |window: &Window| window.state_on(day) == WindowState::Closed;
        self.intake.is_none() && !self.windows.is_empty() && self.windows.iter().all(closed)
    }
}

/// A period in which applications are accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// The first day, if the text states it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<PartialDate>,
    /// The last day, if the text states it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<PartialDate>,
    /// The round or call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<Text>,
    /// Where it is stated.
    #[serde(default, skip_serializing_if = "no_cites")]
    pub cites: Cites,
}

impl Window {
    /// Its state on a day. A window without a first day counts as open until its last day.
    #[must_use]
    pub fn state_on(&self, day: Date) -> WindowState {
        if self.to.is_some_and(|to| to.last_day() < day) {
            WindowState::Closed
        } else if self.from.is_some_and(|from| from.first_day() > day) {
            WindowState::Coming
        } else {
            WindowState::Open
        }
    }
}

/// The state of a window on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WindowState {
    /// Applications are accepted.
    Open,
    /// It opens later.
    Coming,
    /// It has closed.
    Closed,
}

/// How applications are accepted outside fixed windows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Intake {
    /// At any time.
    Rolling,
    /// Until the money set aside is used up.
    UntilSpent,
}

/// Published results of an earlier call or year. They are evidence of the chances, never an amount for one production.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Precedent {
    /// The period, such as `2025` or `2025-12..2026-02`.
    pub period: String,
    /// The number of applicants.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applied: Option<u32>,
    /// The number of applicants that were selected or paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub granted: Option<u32>,
    /// The total paid, in the currency of the policy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Number>,
    /// The call, and the applicants it was for.
    pub note: Text,
    /// Where it is stated.
    #[serde(default, skip_serializing_if = "no_cites")]
    pub cites: Cites,
}
