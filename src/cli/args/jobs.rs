//! The jobs of the commands.

use std::path::PathBuf;

use backlot::data::table::mapping::Kind;
use backlot::model::date::PartialDate;
use backlot::model::payment::Stage;
use backlot::report::Format;
use backlot::report::plan::Plan;
use jiff::civil::Date;

/// A job.
#[derive(Debug)]
pub(in crate::cli) enum Job {
    /// Open files in the window.
    Window(Vec<PathBuf>),
    /// Calculate the amounts of places.
    Assess(Assess),
    /// Run the examples of policies.
    Case(Cases),
    /// Check files.
    Check(Check),
    /// Write a report.
    Report(Report),
    /// List places.
    Places(Listing),
    /// List facts.
    Facts(Listing),
    /// List contradictory figures.
    Contradictions(Listing),
    /// Write the library as open data.
    Export(Export),
    /// Compare two libraries.
    Diff(Diff),
    /// Calculate the amounts along one answer.
    Curve(Curve),
    /// Find changes that bring more.
    Near(NearJob),
    /// Calculate the variants of a production.
    Variants(VariantsJob),
    /// Rank places for the reference productions.
    Rank(Rank),
    /// Print when to apply and when the money is paid.
    Calendar(CalendarJob),
    /// Calculate several productions of one company.
    Slate(SlateJob),
    /// Print the standing of a place among others.
    Standing(StandingJob),
    /// Calculate the cost of changed figures.
    Reform(ReformJob),
    /// Find the changes with which one place passes another.
    Overtake(OvertakeJob),
    /// Seal a comparison.
    Seal(Seal),
    /// Verify a sealed bundle.
    Verify(Verify),
    /// Turn a table into records.
    Import(Import),
}

/// The proposal of a city.
#[derive(Debug, Default)]
pub(in crate::cli) struct Proposed {
    /// The id or name of the city; if absent, the city whose policies are changed.
    pub city: Option<String>,
    /// The files of its scenarios.
    pub scenarios: Vec<PathBuf>,
    /// The portfolio for which they are calculated.
    pub portfolio: Option<PathBuf>,
}

/// A production, places and a day.
#[derive(Debug)]
pub(in crate::cli) struct Question {
    /// The file of the production, or the name of a sample.
    pub production: PathBuf,
    /// Files and folders over the built-in library.
    pub libraries: Vec<PathBuf>,
    /// Ids or names of places.
    pub places: Vec<String>,
    /// The day; if absent, today.
    pub day: Option<Date>,
    /// The file of a scenario, or the name of one in the library.
    pub scenario: Option<PathBuf>,
}

impl Question {
    /// The files and folders that it reads.
    pub(in crate::cli) fn inputs(&self) -> impl Iterator<Item = &PathBuf> {
        self.libraries.iter().chain([&self.production]).chain(&self.scenario)
    }
}

/// Calculate the amounts of places.
#[derive(Debug)]
pub(in crate::cli) struct Assess {
    /// The production, places and day.
    pub question: Question,
    /// As JSON.
    pub json: bool,
    /// Print every step.
    pub explain: bool,
    /// Only what is known from official texts.
    pub official: bool,
}

/// Calculate the amounts along one answer.
#[derive(Debug)]
pub(in crate::cli) struct Curve {
    /// The production, places and day.
    pub question: Question,
    /// The id or name of the fact.
    pub over: String,
    /// The start of the range.
    pub from: String,
    /// The end of the range.
    pub to: String,
    /// As JSON.
    pub json: bool,
}

/// Find changes that bring more.
#[derive(Debug)]
pub(in crate::cli) struct NearJob {
    /// The production, places and day.
    pub question: Question,
    /// An amount to reach, instead of any increase.
    pub wanted: Option<Wanted>,
    /// As JSON.
    pub json: bool,
}

/// An amount to reach.
#[derive(Debug)]
pub(in crate::cli) struct Wanted {
    /// The amount.
    pub amount: String,
    /// The id or name of the number that changes; if absent, every number that is asked for.
    pub over: Option<String>,
    /// Whether it is enough if the amount is possible.
    pub possible: bool,
}

/// Calculate the variants of a production.
#[derive(Debug)]
pub(in crate::cli) struct VariantsJob {
    /// The production, places and day.
    pub question: Question,
    /// As JSON.
    pub json: bool,
}

/// Run the examples of policies.
#[derive(Debug)]
pub(in crate::cli) struct Cases {
    /// Files and folders.
    pub paths: Vec<PathBuf>,
    /// Files and folders between them and the built-in library.
    pub libraries: Vec<PathBuf>,
    /// Print every step.
    pub explain: bool,
}

/// Check files.
#[derive(Debug)]
pub(in crate::cli) struct Check {
    /// Files and folders.
    pub paths: Vec<PathBuf>,
    /// Files and folders between them and the built-in library.
    pub libraries: Vec<PathBuf>,
    /// Without the built-in library.
    pub alone: bool,
    /// The day for the check of outdated records; if absent, today.
    pub day: Option<Date>,
    /// Also list notes.
    pub notes: bool,
}

/// Write a report.
#[derive(Debug)]
pub(in crate::cli) struct Report {
    /// The production, places and day.
    pub question: Question,
    /// The output file; if absent, standard output.
    pub out: Option<PathBuf>,
    /// The format.
    pub format: Format,
    /// The contents.
    pub plan: Plan,
    /// The file of a slate to include.
    pub slate: Option<PathBuf>,
    /// The proposal of a city to include.
    pub proposed: Proposed,
    /// The ids or names of the rivals in the brief of the city.
    pub rivals: Vec<String>,
    /// Whether existing files are replaced.
    pub force: bool,
}

/// Compare two libraries.
#[derive(Debug)]
pub(in crate::cli) struct Diff {
    /// A file or folder over the built-in library, or a shelf; if absent, the built-in library itself.
    pub before: Option<PathBuf>,
    /// The same for the other side; `None` if that is a scenario or another edition.
    pub after: Option<PathBuf>,
    /// A scenario whose changes are described.
    pub scenario: Option<PathBuf>,
    /// The ids of two editions of a policy to compare.
    pub editions: Option<(String, String)>,
    /// A portfolio on which each clause is calculated, too.
    pub portfolio: Option<PathBuf>,
    /// The day of the calculation; if absent, today.
    pub day: Option<Date>,
}

/// Rank places for the reference productions.
#[derive(Debug)]
pub(in crate::cli) struct Rank {
    /// Files and folders over the built-in library.
    pub libraries: Vec<PathBuf>,
    /// One production instead of those of the library: its file, or the name of a sample.
    pub production: Option<PathBuf>,
    /// Ids or names of places; if empty, every place with a policy.
    pub places: Vec<String>,
    /// The day; if absent, today.
    pub day: Option<Date>,
    /// The file of a scenario, or the name of one in the library.
    pub scenario: Option<PathBuf>,
    /// As JSON.
    pub json: bool,
    /// Only what is known from official texts.
    pub official: bool,
}

/// Print when to apply and when the money is paid.
#[derive(Debug)]
pub(in crate::cli) struct CalendarJob {
    /// The production, places and day.
    pub question: Question,
    /// The iCalendar file to write, if any.
    pub ics: Option<PathBuf>,
    /// Whether existing files are replaced.
    pub force: bool,
    /// As JSON.
    pub json: bool,
}

/// Print the standing of a place among others.
#[derive(Debug)]
pub(in crate::cli) struct StandingJob {
    /// Files and folders over the built-in library.
    pub libraries: Vec<PathBuf>,
    /// The id or name of the place.
    pub place: String,
    /// Ids or names of rivals; if empty, the ten that promise most.
    pub rivals: Vec<String>,
    /// Names of productions of the library; if empty, all.
    pub productions: Vec<String>,
    /// Weights as PRODUCTION=WEIGHT; if empty, equal weights.
    pub weights: Vec<String>,
    /// The day; if absent, today.
    pub day: Option<Date>,
    /// The file of a scenario, or the name of one in the library.
    pub scenario: Option<PathBuf>,
    /// Also the share of all answers to open questions for which a place is first.
    pub answers: bool,
    /// As JSON.
    pub json: bool,
}

/// Calculate several productions of one company.
#[derive(Debug)]
pub(in crate::cli) struct SlateJob {
    /// The file of the slate.
    pub file: PathBuf,
    /// Files and folders over the built-in library.
    pub libraries: Vec<PathBuf>,
    /// The day; if absent, today.
    pub day: Option<Date>,
    /// As JSON.
    pub json: bool,
}

/// Calculate the cost of changed figures.
#[derive(Debug)]
pub(in crate::cli) struct ReformJob {
    /// Files and folders over the built-in library.
    pub libraries: Vec<PathBuf>,
    /// The file of a scenario, or the name of one in the library.
    pub scenario: PathBuf,
    /// The file of a portfolio; if absent, each production of the library once.
    pub portfolio: Option<PathBuf>,
    /// The id or name of the place; if absent, the place whose policies are changed.
    pub place: Option<String>,
    /// The day; if absent, today.
    pub day: Option<Date>,
    /// As JSON.
    pub json: bool,
}

/// Find the changes with which one place passes another.
#[derive(Debug)]
pub(in crate::cli) struct OvertakeJob {
    /// Files and folders over the built-in library.
    pub libraries: Vec<PathBuf>,
    /// The id or name of the place.
    pub place: String,
    /// The id or name of the rival; if absent, `among` is used.
    pub rival: Option<String>,
    /// The rank to reach, or a better one.
    pub among: Option<usize>,
    /// The name of a production of the library; if absent, all of them with equal weights.
    pub production: Option<String>,
    /// The file of a portfolio for the cost; if absent, each production of the library once.
    pub portfolio: Option<PathBuf>,
    /// Compare what is certain instead of what is possible.
    pub certain: bool,
    /// Also the cheapest change of two figures.
    pub two: bool,
    /// The day; if absent, today.
    pub day: Option<Date>,
    /// As JSON.
    pub json: bool,
}

/// Seal a comparison.
#[derive(Debug)]
pub(in crate::cli) struct Seal {
    /// The production, places and day.
    pub question: Question,
    /// The output file; if absent, standard output.
    pub out: Option<PathBuf>,
    /// Whether money answers are rounded first.
    pub rounded: bool,
    /// The file of a slate to include.
    pub slate: Option<PathBuf>,
    /// The proposal of a city to include.
    pub proposed: Proposed,
    /// Whether existing files are replaced.
    pub force: bool,
}

/// Verify a sealed bundle.
#[derive(Debug)]
pub(in crate::cli) struct Verify {
    /// The file.
    pub path: PathBuf,
    /// As JSON.
    pub json: bool,
}

/// Turn a table into records.
#[derive(Debug)]
pub(in crate::cli) struct Import {
    /// The table.
    pub file: PathBuf,
    /// The kind of its rows; if absent, it is guessed.
    pub kind: Option<Sort>,
    /// The production that receives the answers; if absent, a new one.
    pub production: Option<PathBuf>,
    /// Files and folders over the built-in library.
    pub libraries: Vec<PathBuf>,
    /// The output file; if absent, standard output.
    pub out: Option<PathBuf>,
    /// The day on which sources count as checked; if absent, today.
    pub day: Option<Date>,
    /// Whether existing files are replaced.
    pub force: bool,
    /// The sheet; if absent, the first one that is not empty.
    pub sheet: Option<String>,
    /// The number of the row with the headings; if absent, it is guessed.
    pub heading_row: Option<usize>,
    /// The meaning of columns, as FACT=HEADING.
    pub columns: Vec<String>,
    /// The unit of amounts that have none; empty if there is none.
    pub unit: String,
    /// The policy of payments that name none.
    pub policy: Option<String>,
    /// The incentive of that policy.
    pub incentive: Option<String>,
    /// The day of payments that have none.
    pub paid_on: Option<PartialDate>,
    /// The stage of payments that do not state it.
    pub stage: Stage,
    /// The places of locations of a schedule, as LOCATION=PLACE.
    pub locations: Vec<String>,
    /// The year of days of a schedule without a year.
    pub year: Option<String>,
}

/// The kind of the rows of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Sort {
    /// Observations, answers or payments.
    Records(Kind),
    /// Shooting days.
    Schedule,
}

/// Write the library as open data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Export {
    /// The folder.
    pub(in crate::cli) folder: PathBuf,
    /// Files and folders over the built-in library.
    pub(in crate::cli) libraries: Vec<PathBuf>,
    /// Whether existing files are replaced.
    pub(in crate::cli) force: bool,
}

/// List something.
#[derive(Debug)]
pub(in crate::cli) struct Listing {
    /// Files and folders over the built-in library.
    pub libraries: Vec<PathBuf>,
    /// As JSON.
    pub json: bool,
}
