//! The answer as data, for scripts. docs/cli.md describes the fields. New ones may be added; none is removed.
//!
//! Codes are the names used in the RON files and in this crate and do not depend on the language.
//! Amounts are exact decimals as text. An amount without a limit is null.

mod make;
pub mod published;

use std::collections::BTreeMap;

use serde::Serialize;

pub use make::answer;

use crate::model::application::Intake;
use crate::model::date::PartialDate;
use crate::model::id::{FactId, IncentiveId, LineId, PlaceId, PolicyId, SourceId};
use crate::model::policy::{Basis, Kind, Status};
use crate::model::production::Answer as Given;
use crate::model::source::{Grade, Reach};
use crate::model::text::Text;
use crate::rules::value::Truth;
use crate::study::evidence::Evidence;

/// The version of the format.
const FORMAT: u32 = 3;

/// The amounts of places for a production on a day.
#[derive(Clone, Debug, Serialize)]
pub struct Answer {
    /// The version of the format. It changes only if a field changes its meaning or is removed.
    pub format: u32,
    /// The name of the program.
    pub program: &'static str,
    /// The language of its sentences: `zh` or `en`.
    pub language: &'static str,
    /// The day.
    pub day: String,
    /// The currency of all amounts.
    pub currency: String,
    /// The name of the production.
    pub production: Text,
    /// The fingerprint of the library: SHA-256 over its records.
    pub library: String,
    /// The number of records of the library with an error, which are left out.
    pub errors: usize,
    /// One answer per place, in the requested order.
    pub places: Vec<PlaceAnswer>,
    /// The documents cited, by id.
    pub sources: Vec<SourceRecord>,
}

/// The answer for one place.
#[derive(Clone, Debug, Serialize)]
pub struct PlaceAnswer {
    /// The id of the place.
    pub place: PlaceId,
    /// Its name.
    pub name: String,
    /// The certain amount.
    pub floor: String,
    /// The possible amount, if everything is granted at its cap; null if there is no limit.
    pub ceiling: Option<String>,
    /// The part of the ceiling that depends on no missing answer, as an exact decimal.
    pub settled: String,
    /// The number of incentives that may pay an unpublished amount or one decided case by case. They are not
    /// in the ceiling.
    pub unpriced: usize,
    /// The maximum of everything together, including unpublished amounts; null if no cap limits it.
    pub within: Option<String>,
    /// The part of the ceiling that is known at second hand only; null if there is no limit.
    pub second_hand: Option<String>,
    /// The classes of the work and the documents it needs. They pay nothing.
    pub gates: Vec<GateAnswer>,
    /// Every incentive that applies there.
    pub incentives: Vec<IncentiveAnswer>,
    /// The deductions by stacking rules.
    pub reductions: Vec<ReductionAnswer>,
    /// The incentives of the floor, and the reasons why the others are left out.
    pub certain: CombinationAnswer,
    /// The incentives of the ceiling, and the reasons why the others are left out.
    pub possible: CombinationAnswer,
    /// For answers that are asked for more than once: those with which only the floor is certain, and those with
    /// which the ceiling is reached.
    pub reached: ReachedAnswer,
    /// Answers that would narrow the result, the most important first.
    pub questions: Vec<QuestionAnswer>,
    /// The calculation of floor and ceiling.
    pub step: StepAnswer,
    /// Named lines that no incentive uses. They do not count.
    pub lines: Vec<LineAnswer>,
}

/// A named line that no incentive uses.
#[derive(Clone, Debug, Serialize)]
pub struct LineAnswer {
    /// The id of its policy.
    pub policy: PolicyId,
    /// Its id within the policy.
    pub line: LineId,
    /// Its calculation.
    pub step: StepAnswer,
}

/// The answer for one incentive.
#[derive(Clone, Debug, Serialize)]
pub struct IncentiveAnswer {
    /// The id of its policy.
    pub policy: PolicyId,
    /// The title of its policy.
    pub policy_title: String,
    /// Its id within the policy.
    pub incentive: IncentiveId,
    /// Its name.
    pub name: String,
    /// The kind of the incentive.
    pub kind: Kind,
    /// The basis on which it is granted.
    pub basis: Basis,
    /// The status of its policy on the day.
    pub status: Status,
    /// The kind of its source: `Official`, `Press` or `SecondHand`.
    pub evidence: Evidence,
    /// When and how to apply.
    pub application: ApplicationAnswer,
    /// When it is paid, in words.
    pub paid_when: String,
    /// Actual payments, as far as they were published; null if none were found.
    pub paid: Option<PaidAnswer>,
    /// The chances in the largest earlier call of the policy; null if not published.
    pub odds: Option<OddsAnswer>,
    /// `Paid`, `NotEligible`, `NeedsAnswer`, `NotCalculable` or `Conflict`.
    pub outcome: &'static str,
    /// The outcome as a short tag.
    pub verdict: String,
    /// The certain amount, before stacking; null if no amount can be calculated.
    pub floor: Option<String>,
    /// The possible amount, before stacking; null if there is no limit or no amount can be calculated.
    pub ceiling: Option<String>,
    /// The reason for the outcome.
    pub reason: Reason,
    /// The cash; left out if nothing is stated about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cash: Option<CashAnswer>,
    /// Where it is stated.
    pub citations: Vec<CitationAnswer>,
    /// Its calculation.
    pub step: StepAnswer,
}

/// The published payments of an incentive. They are evidence, never an amount for the production.
#[derive(Clone, Debug, Serialize)]
pub struct PaidAnswer {
    /// The number of recipients, including announced ones.
    pub recipients: u32,
    /// The number of recipients that were certainly paid.
    pub paid: u32,
    /// The average amount, as an exact number.
    pub mean: String,
    /// The smallest amount.
    pub least: String,
    /// The largest amount.
    pub most: String,
    /// When the last one was paid or announced.
    pub last: PartialDate,
    /// The median of the days from application to payment; null if no payment has both days.
    pub median_days: Option<i32>,
    /// The number of payments with both days.
    pub timed: usize,
    /// Whether the notices name the incentive; otherwise they name only its policy.
    pub by_incentive: bool,
}

/// The numbers of applicants and of grants in an earlier call.
#[derive(Clone, Debug, Serialize)]
pub struct OddsAnswer {
    /// The period.
    pub period: String,
    /// The number of applicants.
    pub applied: u32,
    /// The number of grants.
    pub granted: u32,
}

/// When and how to apply. Fields that are null or empty were not published.
#[derive(Clone, Debug, Serialize)]
pub struct ApplicationAnswer {
    /// When, in words, as of the day.
    pub when: String,
    /// The periods in which applications are accepted.
    pub windows: Vec<WindowAnswer>,
    /// `Rolling` or `UntilSpent`, if applications are accepted outside of windows.
    pub intake: Option<Intake>,
    /// Where to apply.
    pub at: Option<String>,
    /// The required documents.
    pub papers: Vec<String>,
    /// The body that decides.
    pub decided_by: Option<String>,
    /// The number of days from acceptance to the decision.
    pub decided_in_days: Option<String>,
}

/// A period in which applications are accepted.
#[derive(Clone, Debug, Serialize)]
pub struct WindowAnswer {
    /// Its first day, with the published precision.
    pub from: Option<PartialDate>,
    /// Its last day, with the published precision.
    pub to: Option<PartialDate>,
    /// The round.
    pub round: Option<String>,
    /// Whether it is open on the day.
    pub open: bool,
}

/// The class of the work by a gate. It pays nothing.
#[derive(Clone, Debug, Serialize)]
pub struct GateAnswer {
    /// The id of the policy that holds it.
    pub policy: PolicyId,
    /// The subject of the decision.
    pub label: String,
    /// The result, in one sentence.
    pub text: String,
    /// The possible classes, counted from 1 in the order of the policy.
    pub classes: Vec<usize>,
    /// Whether the work has the document its class needs: `Yes`, `No` or `Unknown`.
    pub has_paper: Truth,
    /// The missing facts that determine the class or the document.
    pub missing: Vec<FactId>,
    /// Where it is stated.
    pub citations: Vec<CitationAnswer>,
}

/// The reason for an outcome.
#[derive(Clone, Debug, Serialize)]
pub struct Reason {
    /// `Calculated`, `ConditionsFailed`, `AnswersMissing`, `InKind`, `CaseByCase`, `NotPublished`,
    /// `NotInForce`, `OtherCurrency`, `TooLarge` or `SourcesConflict`.
    pub code: &'static str,
    /// The same in one sentence.
    pub text: String,
    /// The conditions that failed, one sentence each.
    pub failed: Vec<String>,
    /// The facts that must be answered.
    pub missing: Vec<FactId>,
}

/// A deduction by a stacking rule.
#[derive(Clone, Debug, Serialize)]
pub struct ReductionAnswer {
    /// The rule.
    pub rule: RuleAnswer,
    /// The awards to which it was applied.
    pub label: String,
    /// The interval before.
    pub before: Interval,
    /// The interval after.
    pub after: Interval,
    /// Where the rule is stated.
    pub citations: Vec<CitationAnswer>,
}

/// A stacking rule as it was applied.
#[derive(Clone, Debug, Serialize)]
pub enum RuleAnswer {
    /// Not known.
    Unknown,
    /// They add up.
    Sum,
    /// Only the highest.
    Highest,
    /// They add up to a cap.
    SumUpTo(Interval),
    /// Their sum is at most a cap; other rules decide whether they add up.
    AtMost(Interval),
}

/// The lawful combination of incentives that pays the most.
#[derive(Clone, Debug, Serialize)]
pub struct CombinationAnswer {
    /// The amount; null if there is no limit.
    pub total: Option<String>,
    /// The incentives in it.
    pub taken: Vec<TakenAnswer>,
    /// The incentives that are left out, or not included in full.
    pub left: Vec<LeftAnswer>,
}

/// An incentive in the combination.
#[derive(Clone, Debug, Serialize)]
pub struct TakenAnswer {
    /// The id of its policy.
    pub policy: PolicyId,
    /// Its id within the policy.
    pub incentive: IncentiveId,
    /// Its amount beside the others; null if there is no limit.
    pub amount: Option<String>,
}

/// An incentive that is left out, or not included in full.
#[derive(Clone, Debug, Serialize)]
pub struct LeftAnswer {
    /// The id of its policy.
    pub policy: PolicyId,
    /// Its id within the policy.
    pub incentive: IncentiveId,
    /// `Excluded`, `Needs` or `Capped`.
    pub code: &'static str,
    /// Why, in one sentence.
    pub text: String,
    /// Its amount alone; null if there is no limit.
    pub alone: Option<String>,
    /// The amount of the best combination that includes it; null if there is no limit.
    pub instead: Option<String>,
    /// Where the rule against it is stated.
    pub citations: Vec<CitationAnswer>,
}

/// The cash of an award, and when it is paid.
#[derive(Clone, Debug, Serialize)]
pub struct CashAnswer {
    /// The amount after fees, costs and tax.
    pub net: Interval,
    /// The instalments, if stated.
    pub instalments: Vec<InstalmentAnswer>,
    /// The present value at the time of the application; null without a yearly rate.
    pub present: Option<Interval>,
    /// Its calculation.
    pub step: StepAnswer,
}

/// An instalment.
#[derive(Clone, Debug, Serialize)]
pub struct InstalmentAnswer {
    /// The number of months after the application.
    pub after_months: String,
    /// The amount.
    pub amount: Interval,
}

/// The answers with which the ends of a place are reached; empty if each part can be at its own end.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ReachedAnswer {
    /// The answers with which only the floor is certain.
    pub floor: BTreeMap<FactId, Given>,
    /// The answers with which the ceiling is possible.
    pub ceiling: BTreeMap<FactId, Given>,
    /// Whether every combination of these answers was tried; if not, the true range can be narrower.
    pub complete: bool,
}

/// A missing answer.
#[derive(Clone, Debug, Serialize)]
pub struct QuestionAnswer {
    /// The id of the fact.
    pub fact: FactId,
    /// The question.
    pub question: String,
    /// The most that depends on it; null if there is no limit.
    pub weight: Option<String>,
    /// The effect of each answer on the whole place; empty if there are too many answers.
    pub answers: Vec<TriedAnswer>,
    /// By how much an answer narrows the range, on average; null if there is no limit.
    pub narrows: Option<String>,
}

/// The effect of an answer to an open question on a place.
#[derive(Clone, Debug, Serialize)]
pub struct TriedAnswer {
    /// The answer: true, false or the id of a choice.
    pub answer: crate::model::production::Answer,
    /// The certain amount then.
    pub floor: String,
    /// The possible amount then; null if there is no limit.
    pub ceiling: Option<String>,
}

/// One node of an explanation.
#[derive(Clone, Debug, Serialize)]
pub struct StepAnswer {
    /// Its kind, such as `Cap`, `Share` or `Answered`.
    pub kind: &'static str,
    /// The fact it asks for, if any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fact: Option<FactId>,
    /// Its name, in words.
    pub label: String,
    /// Its result, in words.
    pub value: String,
    /// Its result, as an interval of money, shares or counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Interval>,
    /// The unit of the interval: `Money`, `Share` or `Count`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<&'static str>,
    /// The currency of the interval, if it differs from that of the answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// Its result: `Yes`, `No` or `Unknown`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holds: Option<Truth>,
    /// A remark.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Whether it decided the result: a cap was reached, or a condition failed.
    pub decisive: bool,
    /// Where it is stated. If empty, the citations of the nearest step above apply.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub citations: Vec<CitationAnswer>,
    /// The steps it was made from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<StepAnswer>,
}

/// The range of a value.
#[derive(Clone, Debug, Serialize)]
pub struct Interval {
    /// The lower end.
    pub low: String,
    /// The upper end; null if there is no limit.
    pub high: Option<String>,
}

/// A place in a source.
#[derive(Clone, Debug, Serialize)]
pub struct CitationAnswer {
    /// The id of the source.
    pub source: SourceId,
    /// The locator in it.
    pub at: String,
    /// The few words from which it was read.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub quote: String,
}

/// A cited document.
#[derive(Clone, Debug, Serialize)]
pub struct SourceRecord {
    /// Its id.
    pub source: SourceId,
    /// Its title.
    pub title: String,
    /// The publisher.
    pub publisher: String,
    /// The date of publication, as far as known.
    pub date: Option<PartialDate>,
    /// The grade of the source.
    pub grade: Grade,
    /// The day of the last check.
    pub checked_on: PartialDate,
    /// The day it was read.
    pub read_on: Option<PartialDate>,
    /// Whether its link still works: `Untried`, `Answers` or `Gone`.
    pub reach: Reach,
    /// Where it can be read.
    pub link: Option<String>,
}
