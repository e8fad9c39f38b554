//! What can be wrong with a row of a table, as data. `words` says it in both languages.

use jiff::civil::Date;

use super::headings::Field;
use crate::data::problem::ProblemKind;
use crate::model::production::Currency;
use crate::model::text::Text;

/// One thing that is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowError {
    /// The column, counted from 0; none where the column is what is missing.
    pub column: Option<usize>,
    /// What.
    pub wrong: RowErrorKind,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowErrorKind {
    /// A place that is not in the library.
    Place {
        /// As written.
        found: String,
        /// The name of one that is like it.
        nearest: Option<String>,
    },
    /// An indicator that is not in the library.
    Indicator {
        /// As written.
        found: String,
        /// The name of one that is like it.
        nearest: Option<String>,
    },
    /// A question that is not in the library.
    Question {
        /// As written.
        found: String,
        /// The name of one that is like it.
        nearest: Option<String>,
    },
    /// A policy that is not in the library.
    Policy {
        /// As written.
        found: String,
        /// The name of one that is like it.
        nearest: Option<String>,
    },
    /// An incentive that its policy does not have.
    Incentive {
        /// As written.
        found: String,
        /// The name of one that is like it.
        nearest: Option<String>,
    },
    /// A sum of other rows.
    Sum(String),
    /// A name that several records have.
    Several {
        /// As written.
        found: String,
        /// Their ids.
        ids: Vec<String>,
    },
    /// Nothing stands where something must.
    Missing(Field),
    /// Not a number.
    NotANumber(String),
    /// Digits with a comma, a blank or a point that may mean two numbers.
    UnclearNumber(String),
    /// A bound such as "at most" where one figure is needed.
    Bound(String),
    /// An error of the spreadsheet, such as `#DIV/0!`.
    ErrorCell(String),
    /// A formula of which the file has no value.
    NoValue,
    /// Several columns that could be the answer, by their headings.
    WhichColumn(Vec<String>),
    /// A place of the row and another one of its column.
    TwoPlaces(String),
    /// A period that has not begun, of a figure that is said to be reported.
    NotBegun(String),
    /// A unit that is said in two ways.
    UnclearUnit(String),
    /// A mark that may be yes or no.
    UnsureMark(String),
    /// A number beyond all sense.
    AbsurdNumber(String),
    /// Not a period.
    NotAPeriod(String),
    /// Not a date.
    NotADate(String),
    /// A row of a schedule without a day.
    NoDay,
    /// A day without its year.
    NoYear(String),
    /// A month and a day, either of which may be the month.
    UnclearDay(String),
    /// Another day of the week than the date is.
    Weekday {
        /// As written.
        found: String,
        /// The date.
        date: Date,
    },
    /// A row of a schedule that does not say where it is shot.
    NoLocation,
    /// A unit that is not known, or a unit of something else.
    Unit {
        /// As written.
        found: String,
        /// What is needed.
        needed: Needed,
    },
    /// A figure above 1 for a share, without a percent sign.
    BareShare(String),
    /// Neither yes nor no.
    NotYesNo(String),
    /// A word that is not in a closed list.
    NotOneOf {
        /// As written.
        found: String,
        /// The list, in Chinese and in English.
        allowed: Vec<(String, String)>,
    },
    /// A list that is not written as the files write it.
    NotAList(String),
    /// A range whose upper end is below its lower one.
    UpperBelow,
    /// An id that could not name a file.
    BadId(String),
    /// The same as an earlier row.
    Repeats(usize),
    /// An answer that does not fit its question.
    Answer(Box<ProblemKind>),
}

/// What a figure must be in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Needed {
    /// Money.
    Money(Currency),
    /// A share or a change: 0.4 is 40 %.
    Share,
    /// A multiple.
    Times,
    /// A count of something.
    Count(Text),
    /// No figure at all.
    Words,
}
