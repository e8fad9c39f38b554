//! What can be wrong with a file, as data. `words` says it in both languages.

mod kinds;

use serde::Serialize;

pub use self::kinds::{Bare, NeededKind, Token};
use super::no_text::NoText;
use super::table::fault::Fault;
use crate::model::policy::{Advice, Status};
use crate::model::record::Record;
use crate::model::text::Text;
use crate::model::unit::Unit;

/// Something wrong at a place in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Where.
    pub at: Location,
    /// How bad.
    pub severity: Severity,
    /// What.
    pub what: ProblemKind,
}

impl Problem {
    /// A problem because of which something is not loaded.
    #[must_use]
    pub fn error(at: Location, what: ProblemKind) -> Self {
        Self { at, severity: Severity::Error, what }
    }

    /// Advice: something that is not known, or that nobody has looked at for long.
    #[must_use]
    pub fn note(at: Location, what: ProblemKind) -> Self {
        Self { at, severity: Severity::Note, what }
    }

    /// A problem worth knowing; everything is loaded all the same.
    #[must_use]
    pub fn warning(at: Location, what: ProblemKind) -> Self {
        Self { at, severity: Severity::Warning, what }
    }
}

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Severity {
    /// Something is not loaded.
    Error,
    /// Everything is loaded, but somebody should look.
    Warning,
    /// Nothing is wrong, but something is not known or was not checked for long.
    Note,
}

/// A position in a file. Lines and columns count from 1, columns in characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Location {
    /// The file, as it was named to the reader.
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

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum ProblemKind {
    /// The file could not be opened or read; the system's own words follow.
    Unreadable(String),
    /// The name belongs to a folder where a file is needed.
    IsFolder,
    /// The name belongs to a pipe, a device or a socket where a file is needed.
    NotAFile,
    /// The folder holds no RON file.
    NothingFound,
    /// More bytes than any such file has.
    TooLarge {
        /// Its size in bytes.
        bytes: u64,
        /// The limit in bytes.
        limit: u64,
    },
    /// More places than are compared at once.
    TooManyPlaces {
        /// How many there are.
        found: usize,
        /// The limit.
        limit: usize,
    },
    /// Written in a later format than this program knows.
    NewerFormat {
        /// The number of its format.
        found: u32,
        /// The latest that is known.
        known: u32,
    },
    /// Not text in UTF-8.
    NotText,
    /// Nothing in it.
    Empty,
    /// Brackets nested too deeply.
    TooDeep,
    /// The text ends too early.
    EndsEarly,
    /// A blank that nobody filled in.
    Blank,
    /// Something else was expected here, such as a comma.
    Expected(Token),
    /// A full-width sign where RON needs the plain one.
    FullWidth {
        /// What stands there.
        found: char,
        /// What must stand there.
        plain: char,
    },
    /// Text after the end of the value.
    Trailing,
    /// A field that the record does not have.
    UnknownField {
        /// As written.
        found: String,
        /// Those it has.
        allowed: Vec<String>,
    },
    /// A name that is not in a closed list.
    UnknownName {
        /// As written.
        found: String,
        /// The list.
        allowed: Vec<String>,
    },
    /// A field that must be there.
    MissingField(String),
    /// A field given twice.
    RepeatedField(String),
    /// A key given twice in curly brackets.
    RepeatedKey(String),
    /// A bare figure or text where a word must stand around it.
    BareValue {
        /// As it goes into the brackets of the word.
        found: String,
        /// What is needed there.
        place: Bare,
        /// Whether it is a text and no figure.
        is_text: bool,
        /// Whether it is written as a rate.
        is_rate: bool,
    },
    /// A figure with a unit and without quotes.
    UnquotedUnit(String),
    /// One pair of round brackets too many.
    ExtraBracket,
    /// `AtMost` or `AtLeast` with the fields of an amount, where a condition stands.
    AmountInCondition,
    /// A share as the answer to a question for money or a count.
    PercentOf {
        /// The fact.
        fact: String,
        /// As written.
        found: String,
    },
    /// A value of another type.
    WrongValue {
        /// What was expected.
        expected: String,
        /// What stands there.
        found: String,
    },
    /// Not a number.
    NotANumber(String),
    /// Digits with a comma, a blank or a point that may mean two numbers.
    AmbiguousNumber(String),
    /// A table that cannot be taken apart.
    Table(Fault),
    /// A document without text that can be read.
    NoText(NoText),
    /// A number beyond all sense.
    AbsurdNumber,
    /// A decimal that would not stay exact.
    InexactNumber,
    /// Not a date.
    NotADate(String),
    /// Not a period.
    NotAPeriod(String),
    /// Not a currency.
    NotACurrency(String),
    /// Anything else the reader reports, in its words.
    Other(String),
    /// An id used twice.
    RepeatedId {
        /// Of what.
        record: Record,
        /// The id.
        id: String,
        /// Where it stands first.
        first: Location,
    },
    /// An id that is not written as ids are.
    BadId {
        /// Of what.
        record: Record,
        /// The id.
        id: String,
        /// The sign that may not stand in it; none if the id is empty.
        sign: Option<char>,
    },
    /// An id of a record that stands in a file that cannot be read.
    Unread {
        /// Of what.
        record: Record,
        /// The file.
        file: String,
    },
    /// Something is left out because of a file that cannot be read, however often that is so.
    FollowsFrom {
        /// What is missing.
        record: Record,
        /// How often it is referred to.
        times: usize,
    },
    /// An id of a record that is left out because of an error in it.
    LeftOut {
        /// Of what.
        record: Record,
        /// The id.
        id: String,
    },
    /// An id that nothing carries.
    Dangling {
        /// Of what.
        record: Record,
        /// The id.
        id: String,
        /// The nearest id that exists.
        nearest: Option<String>,
    },
    /// A choice that the fact does not offer.
    NoSuchChoice {
        /// The fact.
        fact: String,
        /// The choice.
        choice: String,
        /// Those it offers.
        allowed: Vec<String>,
    },
    /// A fact used as another kind than it is.
    WrongKind {
        /// The fact.
        fact: String,
        /// What the place needs.
        needed: NeededKind,
    },
    /// An answer of another kind than the fact.
    WrongAnswer {
        /// The fact.
        fact: String,
        /// What it takes.
        needed: NeededKind,
    },
    /// An answer outside the fact's bounds.
    OutOfBounds {
        /// The fact.
        fact: String,
        /// The answer.
        found: String,
        /// The largest sensible answer.
        max: String,
    },
    /// An answer below the fact's bounds.
    TooSmall {
        /// The fact.
        fact: String,
        /// The answer.
        found: String,
        /// The smallest sensible answer.
        min: String,
    },
    /// A part of something that has no parts.
    BrokenCount {
        /// The fact.
        fact: String,
        /// The answer.
        found: String,
    },
    /// An amount that counts something else than is needed where it stands.
    UnitClash {
        /// What it counts.
        found: Unit,
        /// What is needed.
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
    /// An example that expects money of a policy that pays none, whatever the day.
    PaysNothing {
        /// The example.
        example: String,
        /// Where the policy stands.
        status: Status,
    },
    /// A line that no incentive uses.
    UnusedLine(String),
    /// A sign that cannot be seen.
    InvisibleSign(char),
    /// A negative amount, rate or cap.
    Negative(String),
    /// A rate above 100 %.
    RateAboveOne(String),
    /// A largest value below the smallest.
    MostBelowLeast {
        /// The smallest.
        least: String,
        /// The largest.
        most: String,
    },
    /// A scenario changes a figure that is another one now.
    StaleFigure {
        /// The figure, by its part and role.
        figure: String,
        /// What the scenario takes it for.
        old: String,
        /// What it is.
        now: String,
    },
    /// A production of a slate that names no place, in a slate that names none.
    NowhereToGo,
    /// The place that was chosen for a production of a slate is none that it may go to.
    ChosenElsewhere(String),
    /// A year in which nobody applies for anything.
    NotAYear(String),
    /// Productions of a slate that count in different currencies.
    CurrenciesDiffer {
        /// That of the first.
        first: String,
        /// That of another.
        found: String,
    },
    /// Steps or slices that do not rise.
    NotRising,
    /// Places or lines that contain themselves.
    Cycle {
        /// Of what.
        record: Record,
        /// One of them.
        id: String,
    },
    /// A list as a field of a list.
    ListInList(String),
    /// Nought or less where something above it is needed.
    NotAboveZero(String),
    /// A table whose figures do not fill its rows and columns.
    TableSize {
        /// How many rows its head names.
        rows: usize,
        /// How many columns its head names.
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
        /// Those it has.
        allowed: Vec<String>,
    },
    /// Something inside a conversion that is converted by itself.
    ConvertsTwice,
    /// A shape without entries.
    NothingInIt,
    /// The id of a choice that reads as a number or a date.
    ChoiceId(String),
    /// A member that names many where one is needed.
    NotOne(String),
    /// A text that must have words and has none.
    NoWords(String),
    /// Words in one language only; how many texts of the record.
    OneLanguage(usize),
    /// No source.
    NoSource(String),
    /// Two steps between whose printed ends something is left out.
    TierGap(String),
    /// Two steps whose printed ends overlap.
    TierOverlap(String),
    /// A choice in two cases.
    ChoiceTwice(String),
    /// An incentive whose conditions nothing can meet.
    Unreachable(String),
    /// A cap below what is always paid.
    CapBelowFixed {
        /// The cap.
        cap: String,
        /// What is always paid.
        fixed: String,
    },
    /// One more unit of a fact brings more than itself.
    AboveWhole {
        /// The fact.
        fact: String,
        /// How much it brings.
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
        /// What it gives at the figure under the lower step.
        before: String,
        /// What it gives under the upper one.
        after: String,
    },
    /// An entitlement whose text leaves the decision to a body.
    NotCertain {
        /// The incentive.
        id: String,
        /// The word that says so.
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
    /// A time without a first and a last day.
    NoDays,
    /// More granted than applied for.
    MoreThanApplied {
        /// How many were granted.
        granted: String,
        /// How many applied.
        applied: String,
    },
    /// A quote that is longer than a few words.
    LongQuote {
        /// How many characters it has.
        length: usize,
        /// How many it may have.
        most: usize,
    },
    /// A fingerprint that is none.
    NotAFingerprint(String),
    /// Numbers for which nothing is cited.
    Uncited(String),
    /// A text that is another record than the one that was edited, or several.
    OtherRecord(String),
    /// A source that nothing cites.
    UnusedSource(String),
    /// A link that leads to an unofficial copy.
    LinkToCopy(String),
    /// A link that is none.
    NotALink(String),
    /// Advice that is known and meant to stand.
    Accepted {
        /// The advice.
        what: Box<ProblemKind>,
        /// Why it stands.
        because: Text,
    },
    /// Advice that is accepted and not given.
    AcceptsNothing(String),
    /// When an award is paid out is not said.
    NoPayoutTime(String),
    /// Whether incentives add up is not known.
    UnknownStacking(String),
    /// So many rules between the incentives of a policy that not every combination is looked at.
    TooManyRules(String),
    /// Not checked for more than a year.
    Stale {
        /// The record.
        id: String,
        /// When it was checked.
        date: String,
    },
}

impl ProblemKind {
    /// The advice it is, if it is something that a policy may accept.
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
