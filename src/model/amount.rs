//! How an amount is calculated: a closed set of small shapes that compose.
//!
//! The comment on each shape matches its row in docs/format.md.
//! There is no general formula language, and no shape that only one programme needs.

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
    /// The result of another incentive for the same production: `Award("policy/incentive")`. Zero where that policy
    /// does not apply.
    Award(Member),
    /// A rate of an amount: `Share(rate: "10%", of: Fact("local_spend"))`.
    Share {
        /// The rate.
        rate: Number,
        /// The amount it is taken of.
        of: Box<Amount>,
    },
    /// Several amounts added up: `Sum([A, B])`.
    Sum(Vec<Amount>),
    /// One amount less another, never below zero: `Difference(from: A, less: B)`.
    Difference {
        /// The larger amount.
        from: Box<Amount>,
        /// The amount that is subtracted.
        less: Box<Amount>,
    },
    /// Several amounts multiplied: `Product([A, B])`.
    Product(Vec<Amount>),
    /// An amount in the proportion of a part to a whole: `Prorated(of: A, part: B, whole: C)` is A × B ÷ C.
    /// Zero if the whole is zero.
    Prorated {
        /// The amount that is divided up.
        of: Box<Amount>,
        /// The part.
        part: Box<Amount>,
        /// The whole.
        whole: Box<Amount>,
    },
    /// The smallest of several amounts: `LesserOf([A, B])`.
    LesserOf(Vec<Amount>),
    /// The largest of several amounts: `GreaterOf([A, B])`.
    GreaterOf(Vec<Amount>),
    /// An amount with a cap: `AtMost(cap: Fixed(500_000), of: A)`.
    AtMost {
        /// The cap.
        cap: Box<Amount>,
        /// The amount it limits.
        of: Box<Amount>,
    },
    /// An amount with a floor: `AtLeast(floor: Fixed(10_000), of: A)`.
    AtLeast {
        /// The floor.
        floor: Box<Amount>,
        /// The amount it raises.
        of: Box<Amount>,
    },
    /// The part of an amount that counts if it may be at most a share of the total of itself and another
    /// amount: `WithinTotal(share: "50%", of: A, beside: B)`.
    WithinTotal {
        /// The share of the total, below 100 %.
        share: Number,
        /// The amount that is limited.
        of: Box<Amount>,
        /// The rest of the total.
        beside: Box<Amount>,
    },
    /// Each slice of an amount at its own rate, added up:
    /// `Slices(of: A, slices: [(up_to: 1_000_000, rate: "0%"), (rate: "3%")])`.
    Slices {
        /// The amount that is sliced.
        of: Box<Amount>,
        /// The slices from the bottom up. Only the last may have no end.
        slices: Vec<Slice>,
    },
    /// The highest step that is reached decides the whole amount:
    /// `Tiers(by: A, tiers: [(from: AtLeast(50_000_000), gives: Fixed(200_000))])`. Zero below the first step.
    Tiers {
        /// The amount that is compared with the steps.
        by: Box<Amount>,
        /// The steps from the bottom up.
        tiers: Vec<Tier>,
    },
    /// A table with two sides: `Table(rows: Steps(by: A, from: [AtLeast(1)]), columns: Answers(by: "channel",
    /// is: [["cctv1"]]), gives: [[300_000]])`. Zero outside the table.
    Table {
        /// The axis that selects the row.
        rows: Axis,
        /// The axis that selects the column.
        columns: Axis,
        /// The figures, row by row.
        gives: Vec<Vec<Number>>,
    },
    /// Selected by the answer to a choice:
    /// `Choice(by: "channel", cases: [(is: ["cctv1"], gives: Fixed(300_000))])`. Other answers give zero.
    Choice {
        /// The fact that selects the case.
        by: FactId,
        /// The cases.
        cases: Vec<Case>,
    },
    /// Rises or falls evenly between two points and is level outside them:
    /// `Taper(by: A, from: (at: 0, gives: "16%"), to: (at: 1_000_000, gives: 0))`.
    Taper {
        /// The amount that is measured.
        by: Box<Amount>,
        /// The lower point.
        from: Point,
        /// The upper point.
        to: Point,
    },
    /// Selected by the number of a year, the first being 1: `ByYear(year: Fact("tenancy_year"), gives: [A, B])`.
    /// Zero after the last year. With `cumulative: true`, the sum of all years up to that one.
    ByYear {
        /// The number of the year.
        year: Box<Amount>,
        /// The amount of each year.
        gives: Vec<Amount>,
        /// Whether the earlier years are added.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        cumulative: bool,
    },
    /// An amount per unit, for at most `limit` units:
    /// `PerUnit(count: Fact("countries"), each: Fixed(50_000), limit: 10)`.
    PerUnit {
        /// The number of units.
        count: Box<Amount>,
        /// The amount for each unit.
        each: Box<Amount>,
        /// The number of units that count at most.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        limit: Option<Number>,
    },
    /// Calculated for each item of a list separately, and added up:
    /// `ForEach(list: "crew", gives: AtMost(cap: Fixed(500_000), of: Fact("person_pay")))`.
    ForEach {
        /// The fact that holds the list. Within `gives`, the fields of the list are facts.
        list: FactId,
        /// The amount for one item.
        gives: Box<Amount>,
    },
    /// One amount if a condition holds, otherwise another (zero if not given):
    /// `If(when: Yes("awarded"), then: A, otherwise: B)`.
    If {
        /// The condition.
        when: Box<Condition>,
        /// The amount if it holds.
        then: Box<Amount>,
        /// The amount if it does not hold.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        otherwise: Option<Box<Amount>>,
    },
    /// Set by the authority within a band: `Between(least: Rate("20%"), most: Rate("40%"))`. If the fact
    /// named in `decided` is answered, the amount is that answer, limited to the band.
    Between {
        /// The least it may set.
        least: Box<Amount>,
        /// The most it may set.
        most: Box<Amount>,
        /// The fact that holds what the authority has set.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        decided: Option<FactId>,
    },
    /// The version that the policy's date selects: `Dated([(from: "2024-01-01", gives: A), (from: "2025-01-01",
    /// gives: B)])`. Zero before the first version.
    Dated(Vec<Version>),
    /// Rounded to a multiple: `Rounded(of: A, to: 1, mode: Nearest)`.
    Rounded {
        /// The amount that is rounded.
        of: Box<Amount>,
        /// The result is a multiple of this number, which is above zero.
        to: Number,
        /// The direction.
        mode: Rounding,
    },
    /// An amount in a currency other than the policy's: `Converted(from: "USD", of: Fixed(18_000_000))`.
    Converted {
        /// The currency of the amount.
        from: Currency,
        /// The amount.
        of: Box<Amount>,
    },
    /// The number of days between the answers to two date facts, without the last day; never below zero:
    /// `DaysBetween("shooting_start", "shooting_end")`.
    DaysBetween(FactId, FactId),
    /// Sources that contradict each other: `Contested([(gives: A, cites: […]), (gives: B, cites: […])])`.
    Contested(Vec<Reading<Amount>>),
}

/// One slice of [`Amount::Slices`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slice {
    /// Where it ends. The last slice has no end.
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
    /// Where it ends, if the text states it. The next step must start there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Limit>,
    /// The amount of this step.
    pub gives: Amount,
}

/// Where a step starts. The name always says whether the boundary itself counts.
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

/// Where a step ends. The name always says whether the boundary itself counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Limit {
    /// At the value or below.
    AtMost(Number),
    /// Below the value.
    LessThan(Number),
}

/// An axis of [`Amount::Table`], which selects a row or a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Axis {
    /// The highest step that an amount reaches.
    Steps {
        /// The amount that is compared with the steps.
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
    /// The number of rows or columns.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Steps { from, .. } => from.len(),
            Self::Answers { is, .. } => is.len(),
        }
    }

    /// Whether there are no rows or columns.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// One case of [`Amount::Choice`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// The choices to which it applies.
    pub is: Vec<String>,
    /// The amount.
    pub gives: Amount,
}

/// One end of [`Amount::Taper`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// Its position on the measured axis.
    pub at: Number,
    /// The figure at that position.
    pub gives: Number,
}

/// One version of [`Amount::Dated`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Version {
    /// The first day on which it holds.
    pub from: PartialDate,
    /// The amount of this version.
    pub gives: Amount,
    /// Where it is stated.
    #[serde(default, skip_serializing_if = "no_cites")]
    pub cites: Cites,
}

/// The direction in which [`Amount::Rounded`] rounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Rounding {
    /// To the nearest; a half goes up.
    Nearest,
    /// To the nearest; a half goes to the even neighbour.
    HalfEven,
    /// Down: only full units count.
    Down,
    /// Up: a started unit counts.
    Up,
}

/// One of several readings of a text whose sources contradict each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reading<T> {
    /// The reading.
    pub gives: T,
    /// Where it is stated.
    pub cites: Cites,
}
