//! The problems a file can have, as data. `words` has the sentences.

mod kinds;

use serde::Serialize;

pub use self::kinds::{Bare, NeededKind, Token};
use super::no_text::NoText;
use super::table::fault::Fault;
use crate::model::policy::{Advice, Basis, Status};
use crate::model::record::Record;
use crate::model::text::Text;
use crate::model::unit::Unit;

/// A problem at a position in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The position.
    pub at: Location,
    /// The severity.
    pub severity: Severity,
    /// The kind.
    pub what: ProblemKind,
}

impl Problem {
    /// A problem that prevents something from loading.
    #[must_use]
    pub fn error(at: Location, what: ProblemKind) -> Self {
        Self { at, severity: Severity::Error, what }
    }

    /// A note: something is unknown, or was not checked for a long time.
    #[must_use]
    pub fn note(at: Location, what: ProblemKind) -> Self {
        Self { at, severity: Severity::Note, what }
    }

    /// A problem that does not prevent anything from loading.
    #[must_use]
    pub fn warning(at: Location, what: ProblemKind) -> Self {
        Self { at, severity: Severity::Warning, what }
    }
}

/// The severity of a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Severity {
    /// Something is not loaded.
    Error,
    /// Everything is loaded, but a person should check it.
    Warning,
    /// Nothing is wrong, but something is unknown or was not checked for a long time.
    Note,
}

/// A position in a file. Lines and columns count from 1, columns in characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Location {
    /// The file, as it was named by the caller.
    pub file: String,
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl Location {
    /// The start of a file.
    #[must_use]
    pub fn start_of(file: &str) -> Self {
        Self { file: file.to_owned(), line: 1, column: 1 }
    }

    /// The position of a byte offset in `text`.
    #[must_use]
    pub fn at(file: &str, text: &str, offset: usize) -> Self {
        let before = text.get(..offset).unwrap_or("");
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        Self { file: file.to_owned(), line, column }
    }
}

/// The kind of a problem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum ProblemKind {
    /// The file could not be opened or read; with the message of the system.
    Unreadable(String),
    /// The path is a folder where a file is needed.
    IsFolder,
    /// The path is a pipe, a device or a socket where a file is needed.
    NotAFile,
    /// The folder contains no RON file.
    NothingFound,
    /// The file is too large.
    TooLarge {
        /// Its size in bytes.
        bytes: u64,
        /// The limit in bytes.
        limit: u64,
    },
    /// More places than can be compared at once.
    TooManyPlaces {
        /// The number of places.
        found: usize,
        /// The limit.
        limit: usize,
    },
    /// Written in a later format than this program supports.
    NewerFormat {
        /// The number of its format.
        found: u32,
        /// The latest supported number.
        known: u32,
    },
    /// Not text in UTF-8.
    NotText,
    /// The file is empty.
    Empty,
    /// Brackets nested too deeply.
    TooDeep,
    /// The text ends unexpectedly.
    EndsEarly,
    /// A blank that was not filled in.
    Blank,
    /// A syntax error, such as a missing comma.
    Expected(Token),
    /// A full-width character where RON needs the plain one.
    FullWidth {
        /// The character found.
        found: char,
        /// The character needed.
        plain: char,
    },
    /// Text after the end of the value.
    Trailing,
    /// A field that the record does not have.
    UnknownField {
        /// As written.
        found: String,
        /// The fields it has.
        allowed: Vec<String>,
    },
    /// A name that is not in a closed list.
    UnknownName {
        /// As written.
        found: String,
        /// The list.
        allowed: Vec<String>,
    },
    /// A missing field.
    MissingField(String),
    /// A repeated field.
    RepeatedField(String),
    /// A repeated key in curly brackets.
    RepeatedKey(String),
    /// A bare figure or text where a word must be around it.
    BareValue {
        /// The value as it is written inside the brackets of the word.
        found: String,
        /// The word that is needed there.
        place: Bare,
        /// Whether it is a text and not a figure.
        is_text: bool,
        /// Whether it is written as a rate.
        is_rate: bool,
    },
    /// A figure with a unit and without quotes.
    UnquotedUnit(String),
    /// One pair of round brackets too many.
    ExtraBracket,
    /// `AtMost` or `AtLeast` with the fields of an amount, where a condition is needed.
    AmountInCondition,
    /// A share as the answer to a question for money or a count.
    PercentOf {
        /// The fact.
        fact: String,
        /// As written.
        found: String,
    },
    /// A value of the wrong type.
    WrongValue {
        /// The expected type.
        expected: String,
        /// The value that was found.
        found: String,
    },
    /// Not a number.
    NotANumber(String),
    /// Digits with a comma, a space or a point that can mean two numbers.
    AmbiguousNumber(String),
    /// A table that cannot be read.
    Table(Fault),
    /// A document whose text cannot be read.
    NoText(NoText),
    /// A number that is too large.
    AbsurdNumber,
    /// A decimal that would not be exact.
    InexactNumber,
    /// Not a date.
    NotADate(String),
    /// Not a period.
    NotAPeriod(String),
    /// Not a currency.
    NotACurrency(String),
    /// Any other error of the reader, in its words.
    Other(String),
    /// A repeated id.
    RepeatedId {
        /// The kind of record.
        record: Record,
        /// The id.
        id: String,
        /// The position of the first one.
        first: Location,
    },
    /// An invalid id.
    BadId {
        /// The kind of record.
        record: Record,
        /// The id.
        id: String,
        /// The character that is not allowed; `None` if the id is empty.
        sign: Option<char>,
    },
    /// An id of a record in an unreadable file.
    Unread {
        /// The kind of record.
        record: Record,
        /// The file.
        file: String,
    },
    /// Records were left out because of an unreadable file; reported once per file.
    FollowsFrom {
        /// The kind of the missing records.
        record: Record,
        /// The number of references to them.
        times: usize,
    },
    /// An id of a record that was left out because of an error in it.
    LeftOut {
        /// The kind of record.
        record: Record,
        /// The id.
        id: String,
    },
    /// An unknown id.
    Dangling {
        /// The kind of record.
        record: Record,
        /// The id.
        id: String,
        /// The most similar existing id.
        nearest: Option<String>,
    },
    /// A choice that the fact does not offer.
    NoSuchChoice {
        /// The fact.
        fact: String,
        /// The choice.
        choice: String,
        /// The choices it offers.
        allowed: Vec<String>,
    },
    /// A fact of the wrong kind.
    WrongKind {
        /// The fact.
        fact: String,
        /// The kind that is needed there.
        needed: NeededKind,
    },
    /// An answer of the wrong kind.
    WrongAnswer {
        /// The fact.
        fact: String,
        /// The kind that the fact takes.
        needed: NeededKind,
    },
    /// An answer above the maximum of the fact.
    OutOfBounds {
        /// The fact.
        fact: String,
        /// The answer.
        found: String,
        /// The largest sensible answer.
        max: String,
    },
    /// An answer below the minimum of the fact.
    TooSmall {
        /// The fact.
        fact: String,
        /// The answer.
        found: String,
        /// The smallest sensible answer.
        min: String,
    },
    /// A decimal for a fact that takes only whole numbers.
    BrokenCount {
        /// The fact.
        fact: String,
        /// The answer.
        found: String,
    },
    /// An amount with the wrong unit.
    UnitClash {
        /// Its unit.
        found: Unit,
        /// The unit that is needed.
        needed: Unit,
    },
    /// An example that expects nothing.
    ExpectsNothing(String),
    /// A last day before the first.
    EndsBeforeBegins {
        /// The first day.
        from: String,
        /// The last day.
        to: String,
    },
    /// A policy that begins before the one it replaces.
    BeginsBeforeReplaced {
        /// Its own first day.
        from: String,
        /// The one it replaces.
        replaced: String,
        /// The first day of that.
        began: String,
    },
    /// An example that expects money from a policy that never pays, whatever the day.
    PaysNothing {
        /// The example.
        example: String,
        /// The status of the policy.
        status: Status,
    },
    /// A line that no incentive uses.
    UnusedLine(String),
    /// An invisible character.
    InvisibleSign(char),
    /// A negative amount, rate or cap.
    Negative(String),
    /// A rate above 100 %.
    RateAboveOne(String),
    /// A maximum below the minimum.
    MostBelowLeast {
        /// The minimum.
        least: String,
        /// The maximum.
        most: String,
    },
    /// A scenario changes a figure whose value is now different.
    StaleFigure {
        /// The figure, by its part and role.
        figure: String,
        /// The value that the scenario expects; none if it expects the amount to be unpublished.
        old: Option<String>,
        /// The current value.
        now: String,
    },
    /// A scenario changes the basis of an incentive that has another one now.
    StaleBasis {
        /// The incentive.
        incentive: String,
        /// What the scenario takes it for.
        old: Basis,
        /// The current basis.
        now: Basis,
    },
    /// A scenario makes help in kind money, or money help in kind.
    BasisInKind,
    /// A production of a slate for which neither it nor the slate names a place.
    NowhereToGo,
    /// The place chosen for a production of a slate is not one it can go to.
    ChosenElsewhere(String),
    /// A year outside the accepted range.
    NotAYear(String),
    /// Productions of a slate with different currencies.
    CurrenciesDiffer {
        /// The currency of the first.
        first: String,
        /// The currency of another.
        found: String,
    },
    /// Steps or slices that do not rise.
    NotRising,
    /// Places or lines that contain themselves.
    Cycle {
        /// The kind of record.
        record: Record,
        /// One of them.
        id: String,
    },
    /// A list as a field of a list.
    ListInList(String),
    /// Zero or less where a positive number is needed.
    NotAboveZero(String),
    /// A table whose figures do not fill its rows and columns.
    TableSize {
        /// The number of rows in its header.
        rows: usize,
        /// The number of columns in its header.
        columns: usize,
    },
    /// A contradiction with fewer than two readings.
    OneReading,
    /// Shares that do not add up to 100 %.
    NotWhole(String),
    /// A share of a total that is not below 100 %.
    NotBelowOne(String),
    /// An award that would be paid out twice.
    PaidTwice,
    /// A field that a list does not have.
    NoSuchField {
        /// The list.
        fact: String,
        /// The field.
        field: String,
        /// The fields it has.
        allowed: Vec<String>,
    },
    /// A part of a conversion that has a conversion of its own.
    ConvertsTwice,
    /// A shape without entries.
    NothingInIt,
    /// The id of a choice that reads as a number or a date.
    ChoiceId(String),
    /// A member that names several incentives where one is needed.
    NotOne(String),
    /// An empty text that must have words.
    NoWords(String),
    /// Texts in one language only; the number of such texts of the record.
    OneLanguage(usize),
    /// No source.
    NoSource(String),
    /// A gap between the printed ends of two steps.
    TierGap(String),
    /// Two steps whose printed ends overlap.
    TierOverlap(String),
    /// A choice in two cases.
    ChoiceTwice(String),
    /// An incentive whose conditions cannot be met.
    Unreachable(String),
    /// A cap below the amount that is always paid.
    CapBelowFixed {
        /// The cap.
        cap: String,
        /// The amount that is always paid.
        fixed: String,
    },
    /// One more unit of a fact brings more than its own value.
    AboveWhole {
        /// The fact.
        fact: String,
        /// The amount it brings.
        rate: String,
    },
    /// A figure above which an award falls, so that splitting a project pays.
    Cliff {
        /// The fact.
        fact: String,
        /// The figure.
        at: String,
        /// The incentive or line.
        id: String,
        /// The amount at the figure under the lower step.
        before: String,
        /// The amount under the upper step.
        after: String,
    },
    /// An entitlement whose text leaves the decision to an authority.
    NotCertain {
        /// The incentive.
        id: String,
        /// The word that shows this.
        word: String,
    },
    /// An incentive that only repeats a cap over several.
    RepeatsCap {
        /// The incentive.
        id: String,
        /// The cap.
        cap: String,
    },
    /// A last day before the first.
    EndsBeforeItBegins {
        /// The first day.
        from: String,
        /// The last day.
        to: String,
    },
    /// A period without a first and a last day.
    NoDays,
    /// More grants than applications.
    MoreThanApplied {
        /// The number of grants.
        granted: String,
        /// The number of applications.
        applied: String,
    },
    /// A quote that is too long.
    LongQuote {
        /// Its number of characters.
        length: usize,
        /// The maximum.
        most: usize,
    },
    /// An invalid fingerprint.
    NotAFingerprint(String),
    /// Numbers without a citation.
    Uncited(String),
    /// A text with another record than the edited one, or with several.
    OtherRecord(String),
    /// A source that nothing cites.
    UnusedSource(String),
    /// A link that leads to an unofficial copy.
    LinkToCopy(String),
    /// An invalid link.
    NotALink(String),
    /// Accepted advice.
    Accepted {
        /// The advice.
        what: Box<ProblemKind>,
        /// The reason.
        because: Text,
    },
    /// Advice that is accepted but not given.
    AcceptsNothing(String),
    /// The time of payment is not stated.
    NoPayoutTime(String),
    /// It is not known whether incentives add up.
    UnknownStacking(String),
    /// A policy with too many rules between its incentives for every combination to be examined.
    TooManyRules(String),
    /// Not checked for more than a year.
    Stale {
        /// The record.
        id: String,
        /// The day of the last check.
        date: String,
    },
}

impl ProblemKind {
    /// The advice it corresponds to, if a policy can accept it.
    #[must_use]
    pub fn advice(&self) -> Option<Advice> {
        Some(match self {
            Self::TierGap(_) => Advice::TierGap,
            Self::TierOverlap(_) => Advice::TierOverlap,
            Self::ChoiceTwice(_) => Advice::ChoiceTwice,
            Self::Unreachable(_) => Advice::Unreachable,
            Self::CapBelowFixed { .. } => Advice::CapBelowFixed,
            Self::AboveWhole { .. } => Advice::AboveWhole,
            Self::Cliff { .. } => Advice::Cliff,
            Self::Uncited(_) => Advice::NoSource,
            Self::NotCertain { .. } => Advice::NotCertain,
            Self::RepeatsCap { .. } => Advice::RepeatsCap,
            _ => return None,
        })
    }
}
