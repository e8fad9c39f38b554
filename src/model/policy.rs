//! Policies and their incentives.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::amount::Amount;
use super::application::{Application, Precedent};
use super::condition::Condition;
use super::date::PartialDate;
use super::example::Example;
use super::gate::Gate;
use super::id::{FactId, IncentiveId, LineId, PlaceId, PolicyId};
use super::number::Number;
use super::payout::Payout;
use super::production::Currency;
use super::source::{Citation, Cites, Confidence, no_cites};
use super::stacking::{Stacking, StackingRule};
use super::text::Text;
use super::walk::Node;

/// One published measure of one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// Its id.
    pub id: PolicyId,
    /// The jurisdiction in which it applies.
    pub place: PlaceId,
    /// Its title.
    pub title: Text,
    /// The issuing body.
    pub issuer: Text,
    /// Its number, such as `同政规〔2025〕1号`.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "super::text::shown_if_any")]
    pub document_no: Option<String>,
    /// The day of issue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued: Option<PartialDate>,
    /// The first day it applies to, if that is not the day of issue. It can be earlier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<PartialDate>,
    /// The last day it applies to, if the text states it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<PartialDate>,
    /// The policy that it replaced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<PolicyId>,
    /// The edition of the law that was recorded, if the law changes often and the current one may differ. It is
    /// shown with the advice to check the current law.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<Text>,
    /// The status that the curator found on `checked_on`.
    pub status: Status,
    /// The date that selects the version of a figure that changed over time.
    #[serde(default, skip_serializing_if = "DatedBy::is_as_of")]
    pub dated_by: DatedBy,
    /// The currency of its amounts.
    #[serde(default)]
    pub currency: Currency,
    /// How much of the text was read.
    pub read: Read,
    /// How certain the curator is of this record.
    pub confidence: Confidence,
    /// The day of the last check against its sources.
    pub checked_on: PartialDate,
    /// The citations of its text.
    pub sources: Vec<Citation>,
    /// How its incentives add up.
    #[serde(default)]
    pub stacking: Stacking,
    /// The money set aside for it, if published. Never an amount for one production.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pool: Option<Pool>,
    /// Intermediate figures that its incentives use.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<Line>,
    /// Its incentives.
    #[serde(default)]
    pub incentives: Vec<Incentive>,
    /// How its awards become cash, unless an incentive says otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payout: Option<Payout>,
    /// When and how to apply, unless an incentive says otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application: Option<Application>,
    /// Published results of earlier calls and years.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub precedents: Vec<Precedent>,
    /// Rules that pay nothing and determine the class of a work and the document it needs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gates: Vec<Gate>,
    /// Worked examples with the expected result.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<Example>,
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// Contents of the policy that certainly exist but were not read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unread: Vec<Text>,
    /// Advice of the checks that the curator knows and accepts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accepts: Vec<Accepted>,
    /// The day from which a newer policy replaces it. It is not in the files; it is derived from the other policies.
    #[serde(skip)]
    pub replaced: Replaced,
}

impl Policy {
    /// Its status on a day: the declared status, unless its dates or a newer policy say otherwise.
    #[must_use]
    pub fn status_on(&self, day: Date) -> Status {
        if !matches!(self.status, Status::InForce | Status::Unconfirmed) {
            return self.status;
        }
        if self.valid_to.is_some_and(|to| to.last_day() < day) {
            return Status::Expired;
        }
        if self.begins().is_some_and(|from| from.first_day() > day) {
            return Status::Upcoming;
        }
        if self.replaced.0.is_some_and(|from| from <= day) { Status::Superseded } else { self.status }
    }

    /// The first day it applies to, if known: the day of issue, unless the policy states another.
    #[must_use]
    pub fn begins(&self) -> Option<PartialDate> {
        self.valid_from.or(self.issued)
    }

    /// The incentive with an id.
    #[must_use]
    pub fn incentive(&self, id: &IncentiveId) -> Option<&Incentive> {
        self.incentives.iter().find(|incentive| incentive.id == *id)
    }

    /// The status of one of its incentives on a day: that of the policy, unless the incentive was added
    /// later or withdrawn earlier.
    #[must_use]
    pub fn status_of(&self, incentive: &Incentive, day: Date) -> Status {
        match self.status_on(day) {
            status if !status.can_pay() => status,
            _ if incentive.valid_to.is_some_and(|to| to.last_day() < day) => Status::Expired,
            _ if incentive.valid_from.is_some_and(|from| from.first_day() > day) => Status::Upcoming,
            status => status,
        }
    }

    /// When and how to apply for one of its incentives.
    #[must_use]
    pub fn application_of<'a>(&'a self, incentive: &'a Incentive) -> Option<&'a Application> {
        incentive.application.as_ref().or(self.application.as_ref())
    }

    /// How the award of one of its incentives becomes cash.
    #[must_use]
    pub fn payout_of<'a>(&'a self, incentive: &'a Incentive) -> Option<&'a Payout> {
        incentive.payout.as_ref().or(self.payout.as_ref())
    }

    /// The lines that no incentive uses, neither directly nor through other lines.
    #[must_use]
    pub fn unused_lines(&self) -> Vec<&Line> {
        let mut used: BTreeSet<&LineId> = BTreeSet::new();
        let mut open: Vec<&LineId> = Vec::new();
        let mut note = |node: Node<'_>| open.extend(node.line().and_then(|id| Some(&self.line(id)?.id)));
        self.incentives.iter().for_each(|incentive| incentive.walk(&mut note));
        let payouts = self.incentives.iter().filter_map(|incentive| incentive.payout.as_ref()).chain(&self.payout);
        payouts.filter_map(|payout| payout.costs.as_ref()).for_each(|costs| costs.walk(&mut note));
        let rules = self.stacking.groups.iter().map(|group| &group.rule).chain([&self.stacking.rule]);
        for rule in rules {
            if let StackingRule::SumUpTo(cap) | StackingRule::AtMost(cap) = rule {
                cap.walk(&mut note);
            }
        }
        while let Some(id) = open.pop() {
            if used.insert(id)
                && let Some(line) = self.line(id)
            {
                line.amount.walk(&mut |node| open.extend(node.line().and_then(|id| Some(&self.line(id)?.id))));
            }
        }
        self.lines.iter().filter(|line| !used.contains(&line.id)).collect()
    }

    /// The line with an id.
    #[must_use]
    pub fn line(&self, id: &LineId) -> Option<&Line> {
        self.lines.iter().find(|line| line.id == *id)
    }
}

/// The first day on which a newer policy replaces this one; `None` if there is none.
///
/// It is derived from the whole library when that is read. Two policies that differ only in this are
/// equal.
#[derive(Clone, Copy, Debug, Default)]
pub struct Replaced(pub Option<Date>);

impl PartialEq for Replaced {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Replaced {}

/// Advice that is accepted, because the text says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accepted {
    /// The advice.
    pub advice: Advice,
    /// The reason for accepting it.
    pub because: Text,
}

/// Findings that the checks may report about a valid rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Advice {
    /// A gap between two steps.
    TierGap,
    /// Two steps overlap.
    TierOverlap,
    /// A choice that is in two cases.
    ChoiceTwice,
    /// Conditions that nothing can meet.
    Unreachable,
    /// A cap below the amount that is always paid.
    CapBelowFixed,
    /// One more unit pays more than its own value.
    AboveWhole,
    /// A figure above which an award falls.
    Cliff,
    /// A figure without a source.
    NoSource,
    /// An incentive that only repeats a cap over several items.
    RepeatsCap,
    /// An entitlement whose words leave the decision to an authority.
    NotCertain,
}

/// The date that selects the version of a figure, see [`Amount::Dated`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum DatedBy {
    /// The day of the calculation.
    #[default]
    AsOf,
    /// The answer to a date fact, such as the first release or the application.
    Fact(FactId),
}

impl DatedBy {
    /// Whether it is the day of the calculation.
    #[must_use]
    pub fn is_as_of(&self) -> bool {
        *self == Self::AsOf
    }
}

/// The status of a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Status {
    /// In force.
    InForce,
    /// Reported, but whether it is still in force was not confirmed. Counts as discretionary at best.
    Unconfirmed,
    /// Announced or issued, not yet in force. Never pays.
    Upcoming,
    /// Published for comment. Never pays.
    Draft,
    /// Past its last day. Never pays.
    Expired,
    /// Replaced by a newer text. Never pays.
    Superseded,
}

impl Status {
    /// Whether a policy with this status can pay.
    #[must_use]
    pub fn can_pay(self) -> bool {
        matches!(self, Self::InForce | Self::Unconfirmed)
    }
}

/// How much of the text was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Read {
    /// All of it.
    Whole,
    /// Its opening.
    Opening,
    /// Only reports about it.
    Report,
}

/// Money set aside for all applicants together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pool {
    /// The amount.
    pub amount: Number,
    /// The period it is for.
    pub per: Text,
    /// Whether it can be more: published as "at least" or as a round figure. Otherwise several productions together
    /// cannot get more than the pool.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub may_be_more: bool,
    /// Parts of it that are reserved for a purpose.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<PoolPart>,
    /// The amounts paid out of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub used: Vec<PoolUse>,
    /// Where it is stated.
    #[serde(default, skip_serializing_if = "no_cites")]
    pub cites: Cites,
}

/// A part of a pool that is reserved for a purpose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PoolPart {
    /// The purpose.
    #[serde(rename = "for")]
    pub purpose: Text,
    /// The amount.
    pub amount: Number,
    /// Where it is stated.
    #[serde(default, skip_serializing_if = "no_cites")]
    pub cites: Cites,
}

/// The amount paid out of a pool in a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PoolUse {
    /// The period, such as `2024`.
    pub period: String,
    /// The amount.
    pub amount: Number,
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// Where it is stated.
    #[serde(default, skip_serializing_if = "no_cites")]
    pub cites: Cites,
}

/// A named intermediate figure. It is a step of its own in explanations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// Its id.
    pub id: LineId,
    /// Its name.
    pub label: Text,
    /// How it is calculated.
    pub amount: Amount,
    /// The citations.
    #[serde(default, skip_serializing_if = "no_cites")]
    pub cites: Cites,
}

/// One item of a policy that pays or offers something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Incentive {
    /// Its id within the policy.
    pub id: IncentiveId,
    /// Its name.
    pub name: Text,
    /// The purpose. It is the row of the incentive in a comparison.
    pub kind: Kind,
    /// How certain it is.
    pub basis: Basis,
    /// The yes/no fact that states whether the applicant has the role that can claim it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claimant: Option<FactId>,
    /// The conditions.
    #[serde(default = "Condition::always", skip_serializing_if = "Condition::is_always")]
    pub when: Condition,
    /// How the amount is calculated; left out if none is published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Amount>,
    /// The unit for which the amount is paid once, such as a work or a company.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<Per>,
    /// The largest number of awards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quota: Option<u32>,
    /// The first day it applies, if a notice added it while the policy was in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<PartialDate>,
    /// The last day it applies, if a notice withdrew it and the policy stays in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<PartialDate>,
    /// When and how to apply for it, if that differs from the policy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application: Option<Application>,
    /// How its award becomes cash.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payout: Option<Payout>,
    /// Where it is stated.
    pub cites: Cites,
    /// A remark; for help in kind, what is offered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

/// The purpose of an incentive, in the order of the rows of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, strum::VariantArray)]
pub enum Kind {
    /// A finished work: quality, revenue, release.
    Work,
    /// Awards and lists.
    Award,
    /// Broadcast on a channel.
    Broadcast,
    /// Scripts.
    Script,
    /// Shooting and locations.
    Location,
    /// Export: dubbing, rights sales, events abroad.
    Export,
    /// Technology, AI, compute.
    Technology,
    /// Parks and bases.
    Base,
    /// Rent.
    Rent,
    /// Company growth, settlement and rankings.
    Company,
    /// Talent.
    Talent,
    /// Events.
    Event,
    /// Loans, funds and guarantees.
    Finance,
    /// Public platforms and services.
    Service,
    /// Review and approval services.
    Review,
    /// Copyright protection.
    Copyright,
}

impl Kind {
    /// All kinds in row order.
    pub const ALL: &'static [Self] = <Self as strum::VariantArray>::VARIANTS;
}

/// How certain the money is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, strum::IntoStaticStr)]
pub enum Basis {
    /// Fixed by a formula: everyone who meets the conditions gets it.
    Entitlement,
    /// "Up to" an amount, at the authority's discretion.
    UpTo,
    /// From a quota or a pool, in competition.
    Competitive,
    /// Decided case by case.
    CaseByCase,
    /// Help in kind, no money.
    InKind,
}

/// The unit for which an amount is paid, or to which a cap applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Per {
    /// Each work (每部).
    Work,
    /// Each project.
    Project,
    /// Each company, once.
    Company,
    /// Each company and year.
    CompanyYear,
    /// Each event.
    Event,
    /// Each script.
    Script,
    /// Each person.
    Person,
    /// Each base or park.
    Base,
}
