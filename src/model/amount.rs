//! How an amount is worked out: a closed set of small shapes that compose.
//!
//! Each shape's comment is its row in docs/format.md.
//! Absent on purpose: a general formula language, and anything special to one programme.

use serde::{Deserialize, Serialize};

use super::condition::Condition;
use super::date::PartialDate;
use super::id::{FactId, LineId};
use super::number::Number;
use super::production::Currency;
use super::source::{Cites, no_cites};
use super::stacking::Member;

/// An amount: money, a count or a share, depending on what it is made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, strum::IntoStaticStr, strum::VariantNames)]
#[serde(deny_unknown_fields)]
pub enum Amount {
    /// A fixed sum of money: `Fixed(100_000)`.
    Fixed(Number),
    /// A bare rate, to be multiplied or added to other rates: `Rate("30%")`.
    Rate(Number),
    /// A bare number, such as a number of people: `Count(4)`.
    Count(Number),
    /// The answer to a fact: `Fact("local_spend")`.
    Fact(FactId),
    /// A named line of the same policy: `Line("qualifying_spend")`.
    Line(LineId),
    /// What another incentive gives the same production: `Award("policy/incentive")`. Zero where that
    /// policy does not apply.
    Award(Member),
    /// A rate of an amount: `Share(rate: "10%", of: Fact("local_spend"))`.
    Share {
        /// The rate.
        rate: Number,
        /// What it is taken of.
        of: Box<Amount>,
    },
    /// Several amounts added up: `Sum([A, B])`.
    Sum(Vec<Amount>),
    /// One amount less another, never below zero: `Difference(from: A, less: B)`.
    Difference {
        /// The larger amount.
        from: Box<Amount>,
        /// What is taken off.
        less: Box<Amount>,
    },
    /// Several amounts multiplied: `Product([A, B])`.
    Product(Vec<Amount>),
    /// An amount in the proportion of a part to a whole: `Prorated(of: A, part: B, whole: C)` is A × B ÷ C.
    /// Zero if the whole is zero.
    Prorated {
        /// What is divided up.
        of: Box<Amount>,
        /// The part.
        part: Box<Amount>,
        /// The whole.
        whole: Box<Amount>,
    },
    /// The smallest of several: `LesserOf([A, B])`.
    LesserOf(Vec<Amount>),
    /// The largest of several: `GreaterOf([A, B])`.
    GreaterOf(Vec<Amount>),
    /// An amount with a cap: `AtMost(cap: Fixed(500_000), of: A)`.
    AtMost {
        /// The cap.
        cap: Box<Amount>,
        /// What it limits.
        of: Box<Amount>,
    },
    /// An amount with a floor: `AtLeast(floor: Fixed(10_000), of: A)`.
    AtLeast {
        /// The floor.
        floor: Box<Amount>,
        /// What it lifts.
        of: Box<Amount>,
    },
    /// As much of an amount as may count if it is at most a share of the total of itself and the rest:
    /// `WithinTotal(share: "50%", of: A, beside: B)`.
    WithinTotal {
        /// The share of the total, below 100 %.
        share: Number,
        /// What is limited.
        of: Box<Amount>,
        /// What else the total holds.
        beside: Box<Amount>,
    },
    /// Each slice of an amount at its own rate, added up:
    /// `Slices(of: A, slices: [(up_to: 1_000_000, rate: "0%"), (rate: "3%")])`.
    Slices {
        /// What is sliced.
        of: Box<Amount>,
        /// The slices from the bottom up; only the last may be open.
        slices: Vec<Slice>,
    },
    /// The highest step reached decides for the whole:
    /// `Tiers(by: A, tiers: [(from: AtLeast(50_000_000), gives: Fixed(200_000))])`. Below the first, zero.
    Tiers {
        /// What is measured against the steps.
        by: Box<Amount>,
        /// The steps from the bottom up.
        tiers: Vec<Tier>,
    },
    /// A table with two sides: `Table(rows: Steps(by: A, from: [AtLeast(1)]), columns: Answers(by: "channel",
    /// is: [["cctv1"]]), gives: [[300_000]])`. What is outside the table gives zero.
    Table {
        /// What picks the row.
        rows: Axis,
        /// What picks the column.
        columns: Axis,
        /// The figures, row by row.
        gives: Vec<Vec<Number>>,
    },
    /// Picked by the answer to a choice:
    /// `Choice(by: "channel", cases: [(is: ["cctv1"], gives: Fixed(300_000))])`. Other answers give zero.
    Choice {
        /// The fact that picks.
        by: FactId,
        /// The cases.
        cases: Vec<Case>,
    },
    /// Rises or falls evenly between two points and is level outside them:
    /// `Taper(by: A, from: (at: 0, gives: "16%"), to: (at: 1_000_000, gives: 0))`.
    Taper {
        /// What is measured.
        by: Box<Amount>,
        /// The lower point.
        from: Point,
        /// The upper point.
        to: Point,
    },
    /// By the number of a year, the first being 1: `ByYear(year: Fact("tenancy_year"), gives: [A, B])`.
    /// Nothing after the last. With `cumulative: true`, all years up to it added up.
    ByYear {
        /// The number of the year.
        year: Box<Amount>,
        /// What each year gives.
        gives: Vec<Amount>,
        /// Whether the years before are added.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        cumulative: bool,
    },
    /// So much per unit, for at most so many units:
    /// `PerUnit(count: Fact("countries"), each: Fixed(50_000), limit: 10)`.
    PerUnit {
        /// How many.
        count: Box<Amount>,
        /// How much for each.
        each: Box<Amount>,
        /// For how many at most.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        limit: Option<Number>,
    },
    /// Worked out for each item of a list by itself, and added up:
    /// `ForEach(list: "crew", gives: AtMost(cap: Fixed(500_000), of: Fact("person_pay")))`.
    ForEach {
        /// The fact that holds the list. Within `gives`, its fields are facts.
        list: FactId,
        /// What one item gives.
        gives: Box<Amount>,
    },
    /// One amount if a condition holds, otherwise another (zero if not given):
    /// `If(when: Yes("awarded"), then: A, otherwise: B)`.
    If {
        /// The condition.
        when: Box<Condition>,
        /// The amount where it holds.
        then: Box<Amount>,
        /// The amount where it does not.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        otherwise: Option<Box<Amount>>,
    },
    /// Set by the authority within a band: `Between(least: Rate("20%"), most: Rate("40%"))`. If the fact
    /// named in `decided` is answered, it is that answer, kept within the band.
    Between {
        /// The least it may set.
        least: Box<Amount>,
        /// The most it may set.
        most: Box<Amount>,
        /// The fact that holds what it has set.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        decided: Option<FactId>,
    },
    /// The version that the policy's date selects: `Dated([(from: "2024-01-01", gives: A), (from: "2025-01-01",
    /// gives: B)])`. Zero before the first.
    Dated(Vec<Version>),
    /// Rounded to a multiple: `Rounded(of: A, to: 1, mode: Nearest)`.
    Rounded {
        /// What is rounded.
        of: Box<Amount>,
        /// To multiples of this, above zero.
        to: Number,
        /// Which way.
        mode: Rounding,
    },
    /// An amount in another currency than the policy's: `Converted(from: "USD", of: Fixed(18_000_000))`.
    Converted {
        /// The currency it is in.
        from: Currency,
        /// The amount.
        of: Box<Amount>,
    },
    /// How many days lie between the answers to two date facts, the last not counted; never below zero:
    /// `DaysBetween("shooting_start", "shooting_end")`.
    DaysBetween(FactId, FactId),
    /// Sources that contradict each other: `Contested([(gives: A, cites: […]), (gives: B, cites: […])])`.
    Contested(Vec<Reading<Amount>>),
}

/// One slice of [`Amount::Slices`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slice {
    /// Where it ends; open if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub up_to: Option<Number>,
    /// Its rate.
    pub rate: Number,
}

/// One step of [`Amount::Tiers`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tier {
    /// Where it starts.
    pub from: Bound,
    /// Where it ends, if the text prints it; the next step must start there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Limit>,
    /// What it gives.
    pub gives: Amount,
}

/// Where a step starts; whether the boundary itself counts is always explicit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Bound {
    /// At the value or above.
    AtLeast(Number),
    /// Above the value.
    MoreThan(Number),
}

impl Bound {
    /// The boundary itself.
    #[must_use]
    pub fn value(self) -> Number {
        match self {
            Self::AtLeast(value) | Self::MoreThan(value) => value,
        }
    }
}

/// Where a step ends; whether the boundary itself counts is always explicit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Limit {
    /// At the value or below.
    AtMost(Number),
    /// Below the value.
    LessThan(Number),
}

/// What picks a row or a column of [`Amount::Table`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Axis {
    /// The highest step that an amount reaches.
    Steps {
        /// What is measured.
        by: Box<Amount>,
        /// Where the steps start, from the bottom up.
        from: Vec<Bound>,
    },
    /// The answer to a choice.
    Answers {
        /// The fact.
        by: FactId,
        /// The choices of each row or column.
        is: Vec<Vec<String>>,
    },
}

impl Axis {
    /// How many rows or columns it has.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Steps { from, .. } => from.len(),
            Self::Answers { is, .. } => is.len(),
        }
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// One case of [`Amount::Choice`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// The choices it holds for.
    pub is: Vec<String>,
    /// What it gives.
    pub gives: Amount,
}

/// One end of [`Amount::Taper`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// Where it lies.
    pub at: Number,
    /// What it gives.
    pub gives: Number,
}

/// One version of [`Amount::Dated`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Version {
    /// The first day on which it holds.
    pub from: PartialDate,
    /// What it gives.
    pub gives: Amount,
    /// Where it is stated.
    #[serde(default, skip_serializing_if = "no_cites")]
    pub cites: Cites,
}

/// Which way [`Amount::Rounded`] goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Rounding {
    /// To the nearest; a half goes up.
    Nearest,
    /// To the nearest; a half goes to the even one.
    HalfEven,
    /// Down: only full units count.
    Down,
    /// Up: a unit that is begun counts.
    Up,
}

/// One of several readings of a text, where sources contradict each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reading<T> {
    /// What it says.
    pub gives: T,
    /// Where it is stated.
    pub cites: Cites,
}
