//! The answer as data, for scripts. The shape is described in docs/cli.md and only ever grows.
//!
//! Codes are the names used in the RON files and in this crate; they do not depend on the language.
//! Amounts are exact decimals in text. An amount that nothing bounds is null.

mod make;

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

/// The version of the shape.
const FORMAT: u32 = 3;

/// What places give a production on a day.
#[derive(Clone, Debug, Serialize)]
pub struct Answer {
    /// The version of this shape. It changes only if a field changes its meaning or goes.
    pub format: u32,
    /// The program that made it.
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
    /// How many records of the library have an error and are left out.
    pub errors: usize,
    /// One answer per place, in the order they were asked for.
    pub places: Vec<PlaceAnswer>,
    /// The documents cited, by id.
    pub sources: Vec<SourceRecord>,
}

/// What one place gives.
#[derive(Clone, Debug, Serialize)]
pub struct PlaceAnswer {
    /// The id of the place.
    pub place: PlaceId,
    /// Its name.
    pub name: String,
    /// What is certain.
    pub floor: String,
    /// What is possible if everything is granted at its cap; null if nothing bounds it.
    pub ceiling: Option<String>,
    /// The part of the ceiling that hangs on no missing answer, as an exact decimal.
    pub settled: String,
    /// How many incentives may pay an amount that is not published or decided case by case; they are not
    /// in the ceiling.
    pub unpriced: usize,
    /// The most that everything together can come to, also what has no published amount; null where no cap bounds that.
    pub within: Option<String>,
    /// How much of the ceiling is known at second hand only; null where nothing bounds it.
    pub second_hand: Option<String>,
    /// The classes the work is in and the papers it needs. They pay nothing.
    pub gates: Vec<GateAnswer>,
    /// Every incentive that applies there.
    pub incentives: Vec<IncentiveAnswer>,
    /// Where stacking took something away.
    pub reductions: Vec<ReductionAnswer>,
    /// The incentives that make up the floor, and what keeps the others out.
    pub certain: CombinationAnswer,
    /// The incentives that make up the ceiling, and what keeps the others out.
    pub possible: CombinationAnswer,
    /// With which of the answers that are asked for more than once the floor is no more and the ceiling is
    /// reached.
    pub reached: ReachedAnswer,
    /// Answers that would narrow the result, the most important first.
    pub questions: Vec<QuestionAnswer>,
    /// How floor and ceiling were worked out.
    pub step: StepAnswer,
    /// Named lines that no incentive uses; they count for nothing.
    pub lines: Vec<LineAnswer>,
}

/// A named line that no incentive uses.
#[derive(Clone, Debug, Serialize)]
pub struct LineAnswer {
    /// The id of its policy.
    pub policy: PolicyId,
    /// Its id within the policy.
    pub line: LineId,
    /// How it was worked out.
    pub step: StepAnswer,
}

/// What one incentive comes to.
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
    /// What it rewards.
    pub kind: Kind,
    /// How certain its money is.
    pub basis: Basis,
    /// Where its policy stands on the day.
    pub status: Status,
    /// How far its text was seen: `Official`, `Press` or `SecondHand`.
    pub evidence: Evidence,
    /// When and how to apply.
    pub application: ApplicationAnswer,
    /// When it is paid, in words.
    pub paid_when: String,
    /// What was really paid, as far as it was published; null where nothing was found.
    pub paid: Option<PaidAnswer>,
    /// How many of those who applied were granted in the largest earlier call of the policy; null where not published.
    pub odds: Option<OddsAnswer>,
    /// `Paid`, `NotEligible`, `NeedsAnswer`, `NotCalculable` or `Conflict`.
    pub outcome: &'static str,
    /// The outcome as a short tag.
    pub verdict: String,
    /// What is certain, before stacking; null where no amount can be worked out.
    pub floor: Option<String>,
    /// What is possible, before stacking; null where nothing bounds it or no amount can be worked out.
    pub ceiling: Option<String>,
    /// Why it came out so.
    pub reason: Reason,
    /// What of it arrives as cash; left out where nothing is said about that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cash: Option<CashAnswer>,
    /// Where it is stated.
    pub citations: Vec<CitationAnswer>,
    /// How it was worked out.
    pub step: StepAnswer,
}

/// What was published of the payments of an incentive. It is evidence and never an amount for the production.
#[derive(Clone, Debug, Serialize)]
pub struct PaidAnswer {
    /// How many were paid, or are to be paid by a notice.
    pub recipients: u32,
    /// How many of them were paid for sure.
    pub paid: u32,
    /// What they got on average, as an exact number.
    pub mean: String,
    /// The least that one of them got.
    pub least: String,
    /// The most that one of them got.
    pub most: String,
    /// When the last one was paid or published.
    pub last: PartialDate,
    /// The middle of the days from application to payment; null where no two days are printed.
    pub median_days: Option<i32>,
    /// For how many payments both days are printed.
    pub timed: usize,
    /// Whether the notices name the incentive; otherwise they speak of its policy only.
    pub by_incentive: bool,
}

/// How many of those who applied were granted something in an earlier call.
#[derive(Clone, Debug, Serialize)]
pub struct OddsAnswer {
    /// When.
    pub period: String,
    /// How many applied.
    pub applied: u32,
    /// How many were granted.
    pub granted: u32,
}

/// When and how to apply. What is null or empty was not published.
#[derive(Clone, Debug, Serialize)]
pub struct ApplicationAnswer {
    /// When, in words, as of the day.
    pub when: String,
    /// The times in which applications are taken.
    pub windows: Vec<WindowAnswer>,
    /// `Rolling` or `UntilSpent`, where applications are taken outside of windows.
    pub intake: Option<Intake>,
    /// Where to apply.
    pub at: Option<String>,
    /// The papers asked for.
    pub papers: Vec<String>,
    /// Who decides.
    pub decided_by: Option<String>,
    /// How many days after acceptance the decision is due.
    pub decided_in_days: Option<String>,
}

/// A time in which applications are taken.
#[derive(Clone, Debug, Serialize)]
pub struct WindowAnswer {
    /// Its first day, as far as printed.
    pub from: Option<PartialDate>,
    /// Its last day, as far as printed.
    pub to: Option<PartialDate>,
    /// Which round it is.
    pub round: Option<String>,
    /// Whether it is open on the day.
    pub open: bool,
}

/// Which class a gate puts the work in. It pays nothing.
#[derive(Clone, Debug, Serialize)]
pub struct GateAnswer {
    /// The id of the policy that holds it.
    pub policy: PolicyId,
    /// What it decides.
    pub label: String,
    /// What came out, in one sentence.
    pub text: String,
    /// The classes the work can be in, counted from 1 in the order of the policy.
    pub classes: Vec<usize>,
    /// Whether the work has the paper its class needs: `Yes`, `No` or `Unknown`.
    pub has_paper: Truth,
    /// The facts that would tell the class or the paper.
    pub missing: Vec<FactId>,
    /// Where it is stated.
    pub citations: Vec<CitationAnswer>,
}

/// Why an incentive came out as it did.
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

/// What stacking took away.
#[derive(Clone, Debug, Serialize)]
pub struct ReductionAnswer {
    /// The rule.
    pub rule: RuleAnswer,
    /// What it was applied to.
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
    /// Together they are at most a cap; whether they add up is left to other rules.
    AtMost(Interval),
}

/// The lawful combination of incentives that pays the most.
#[derive(Clone, Debug, Serialize)]
pub struct CombinationAnswer {
    /// What it pays; null where nothing bounds it.
    pub total: Option<String>,
    /// The incentives that are taken.
    pub taken: Vec<TakenAnswer>,
    /// The incentives that are not taken, or not in full.
    pub left: Vec<LeftAnswer>,
}

/// An incentive that is taken.
#[derive(Clone, Debug, Serialize)]
pub struct TakenAnswer {
    /// The id of its policy.
    pub policy: PolicyId,
    /// Its id within the policy.
    pub incentive: IncentiveId,
    /// What it pays beside the others; null where nothing bounds it.
    pub amount: Option<String>,
}

/// An incentive that is not taken, or not in full.
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
    /// What it would pay alone; null where nothing bounds it.
    pub alone: Option<String>,
    /// What the best combination with it would pay; null where nothing bounds it.
    pub instead: Option<String>,
    /// Where the rule that blocks it is stated.
    pub citations: Vec<CitationAnswer>,
}

/// What of an award arrives as cash, and when.
#[derive(Clone, Debug, Serialize)]
pub struct CashAnswer {
    /// What is left after fees, costs and tax.
    pub net: Interval,
    /// The parts it comes in, where that is said.
    pub instalments: Vec<InstalmentAnswer>,
    /// What the parts are worth at the time of the application; null without a yearly rate.
    pub present: Option<Interval>,
    /// How it was worked out.
    pub step: StepAnswer,
}

/// A part of a payment.
#[derive(Clone, Debug, Serialize)]
pub struct InstalmentAnswer {
    /// How many months after the application.
    pub after_months: String,
    /// How much.
    pub amount: Interval,
}

/// With which answers the ends of a place are reached; empty where each part may be at its own end.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ReachedAnswer {
    /// The answers with which no more than the floor is certain.
    pub floor: BTreeMap<FactId, Given>,
    /// The answers with which the ceiling is possible.
    pub ceiling: BTreeMap<FactId, Given>,
    /// Whether every combination of these answers was tried; if not, the true range may be narrower.
    pub complete: bool,
}

/// An answer that is missing.
#[derive(Clone, Debug, Serialize)]
pub struct QuestionAnswer {
    /// The id of the fact.
    pub fact: FactId,
    /// The question.
    pub question: String,
    /// How much money hangs on it at most; null if nothing bounds it.
    pub weight: Option<String>,
    /// What each answer does to the whole place; empty where there are too many answers.
    pub answers: Vec<TriedAnswer>,
    /// By how much an answer narrows what is open, on average; null if nothing bounds it.
    pub narrows: Option<String>,
}

/// What an answer to an open question does to a place.
#[derive(Clone, Debug, Serialize)]
pub struct TriedAnswer {
    /// The answer: true, false or the id of a choice.
    pub answer: crate::model::production::Answer,
    /// What is certain then.
    pub floor: String,
    /// What is possible then; null if nothing bounds it.
    pub ceiling: Option<String>,
}

/// One node of an explanation.
#[derive(Clone, Debug, Serialize)]
pub struct StepAnswer {
    /// What it is, such as `Cap`, `Share` or `Answered`.
    pub kind: &'static str,
    /// The fact it asks for, if any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fact: Option<FactId>,
    /// What it is, in words.
    pub label: String,
    /// What came out, in words.
    pub value: String,
    /// What came out: an interval of money, shares or counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Interval>,
    /// What the interval counts: `Money`, `Share` or `Count`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<&'static str>,
    /// The currency of the interval, where it is another than that of the answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// What came out: `Yes`, `No` or `Unknown`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holds: Option<Truth>,
    /// What else there is to know.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Whether it is what decided: a cap reached, a condition failed.
    pub decisive: bool,
    /// Where it is stated; where it has none, those of the nearest step above hold.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub citations: Vec<CitationAnswer>,
    /// The steps it was made from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<StepAnswer>,
}

/// From the least to the most a value can be.
#[derive(Clone, Debug, Serialize)]
pub struct Interval {
    /// The least.
    pub low: String,
    /// The most; null if nothing bounds it.
    pub high: Option<String>,
}

/// A place in a source.
#[derive(Clone, Debug, Serialize)]
pub struct CitationAnswer {
    /// The id of the source.
    pub source: SourceId,
    /// Where in it.
    pub at: String,
    /// The few words it was read from.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub quote: String,
}

/// A document that was cited.
#[derive(Clone, Debug, Serialize)]
pub struct SourceRecord {
    /// Its id.
    pub source: SourceId,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// When it was published, as far as printed.
    pub date: Option<PartialDate>,
    /// How close it is to the issuing body.
    pub grade: Grade,
    /// When somebody last looked.
    pub checked_on: PartialDate,
    /// The day it was read.
    pub read_on: Option<PartialDate>,
    /// Whether its link answers: `Untried`, `Answers` or `Gone`.
    pub reach: Reach,
    /// Where it can be read.
    pub link: Option<String>,
}
