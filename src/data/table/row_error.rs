//! The errors a row of a table can have, as data. `words` has the sentences.

use jiff::civil::Date;

use super::headings::Field;
use crate::data::problem::ProblemKind;
use crate::model::production::Currency;
use crate::model::text::Text;

/// An error of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowError {
    /// The column, from 0; `None` if the column itself is missing.
    pub column: Option<usize>,
    /// The kind.
    pub wrong: RowErrorKind,
}

/// The kind of an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowErrorKind {
    /// An unknown place.
    Place {
        /// As written.
        found: String,
        /// The most similar name.
        nearest: Option<String>,
    },
    /// An unknown indicator.
    Indicator {
        /// As written.
        found: String,
        /// The most similar name.
        nearest: Option<String>,
    },
    /// An unknown question.
    Question {
        /// As written.
        found: String,
        /// The most similar name.
        nearest: Option<String>,
    },
    /// An unknown policy.
    Policy {
        /// As written.
        found: String,
        /// The most similar name.
        nearest: Option<String>,
    },
    /// An incentive that its policy does not have.
    Incentive {
        /// As written.
        found: String,
        /// The most similar name.
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
    /// A required field is empty.
    Missing(Field),
    /// Not a number.
    NotANumber(String),
    /// Digits with a comma, a space or a point that can mean two numbers.
    UnclearNumber(String),
    /// A limit such as "at most" where one figure is needed.
    Bound(String),
    /// An error of the spreadsheet, such as `#DIV/0!`.
    ErrorCell(String),
    /// A formula whose value is not in the file.
    NoValue,
    /// Several columns that could hold the answer, by their headings.
    WhichColumn(Vec<String>),
    /// The place of the row differs from that of its column.
    TwoPlaces(String),
    /// A reported figure of a period that has not begun.
    NotBegun(String),
    /// A unit that is stated in two ways.
    UnclearUnit(String),
    /// A mark that can mean yes or no.
    UnsureMark(String),
    /// A number that is too large.
    AbsurdNumber(String),
    /// Not a period.
    NotAPeriod(String),
    /// Not a date.
    NotADate(String),
    /// Words beside a day, in a row of a schedule with a day for the rows below it.
    BesideDay(String),
    /// A row of a schedule without a day.
    NoDay,
    /// A row of a schedule above which no row holds a day that could be read.
    NoDayAbove,
    /// A day without a year.
    NoYear(String),
    /// A month and a day, of which either could be the month.
    UnclearDay(String),
    /// A day of the week that does not fit the date.
    Weekday {
        /// As written.
        found: String,
        /// The date.
        date: Date,
    },
    /// A row of a schedule without a location.
    NoLocation,
    /// An unknown unit, or a unit of another quantity.
    Unit {
        /// As written.
        found: String,
        /// The quantity needed.
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
    /// A list that is not written as in the files.
    NotAList(String),
    /// A range whose upper end is below its lower end.
    UpperBelow,
    /// An invalid id.
    BadId(String),
    /// The same record as in an earlier row.
    Repeats(usize),
    /// An answer that does not fit its question.
    Answer(Box<ProblemKind>),
}

/// The quantity that a figure must have.
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
    /// No figure.
    Words,
}
