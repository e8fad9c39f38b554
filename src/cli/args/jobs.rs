//! What each command is asked to do.

use std::path::PathBuf;

use backlot::data::table::mapping::Kind;
use backlot::model::date::PartialDate;
use backlot::model::payment::Stage;
use backlot::report::Format;
use backlot::report::plan::Plan;
use jiff::civil::Date;

/// What is asked for.
#[derive(Debug)]
pub(in crate::cli) enum Job {
    /// Open the window on some files.
    Window(Vec<PathBuf>),
    /// Work out what places give a production.
    Assess(Assess),
    /// Work out the examples of policies.
    Case(Cases),
    /// Check files.
    Check(Check),
    /// Write a report.
    Report(Report),
    /// List places.
    Places(Listing),
    /// List facts.
    Facts(Listing),
    /// List what does not fit together.
    Contradictions(Listing),
    /// Write the library as open data.
    Export(Export),
    /// Tell two libraries apart.
    Diff(Diff),
    /// Work out what places give along one answer.
    Curve(Curve),
    /// Find what would win more.
    Near(NearJob),
    /// Work out the variants of a production.
    Variants(VariantsJob),
    /// Rank places on the reference productions.
    Rank(Rank),
    /// Say when to apply and when the money comes.
    Calendar(CalendarJob),
    /// Work out several productions of one company.
    Slate(SlateJob),
    /// Say where a place stands among others.
    Standing(StandingJob),
    /// Work out what other figures cost.
    Reform(ReformJob),
    /// Find what it takes to pass another place.
    Overtake(OvertakeJob),
    /// Seal a comparison.
    Seal(Seal),
    /// Verify a sealed bundle.
    Verify(Verify),
    /// Turn a table into records.
    Import(Import),
}

/// What a city proposes.
#[derive(Debug, Default)]
pub(in crate::cli) struct Proposed {
    /// The id or name of the city; that of the policies that are changed if none.
    pub city: Option<String>,
    /// The files of its scenarios.
    pub scenarios: Vec<PathBuf>,
    /// The portfolio on which they are worked out.
    pub portfolio: Option<PathBuf>,
}

/// A production, where and when.
#[derive(Debug)]
pub(in crate::cli) struct Question {
    /// The file of the production, or the name of a sample.
    pub production: PathBuf,
    /// Files and folders over the built-in library.
    pub libraries: Vec<PathBuf>,
    /// Ids or names of places.
    pub places: Vec<String>,
    /// The day; today if none.
    pub day: Option<Date>,
    /// The file of a scenario, or the name of one in the library: figures as they are proposed.
    pub scenario: Option<PathBuf>,
}

impl Question {
    /// The files and folders that are read for it.
    pub(in crate::cli) fn inputs(&self) -> impl Iterator<Item = &PathBuf> {
        self.libraries.iter().chain([&self.production]).chain(&self.scenario)
    }
}

/// Work out what places give a production.
#[derive(Debug)]
pub(in crate::cli) struct Assess {
    /// The production, where and when.
    pub question: Question,
    /// As JSON.
    pub json: bool,
    /// With every step.
    pub explain: bool,
    /// Only what is known from official texts.
    pub official: bool,
}

/// Work out what places give along one answer.
#[derive(Debug)]
pub(in crate::cli) struct Curve {
    /// The production, where and when.
    pub question: Question,
    /// The id or name of the fact.
    pub over: String,
    /// Where the axis begins.
    pub from: String,
    /// Where it ends.
    pub to: String,
    /// As JSON.
    pub json: bool,
}

/// Find what would win more.
#[derive(Debug)]
pub(in crate::cli) struct NearJob {
    /// The production, where and when.
    pub question: Question,
    /// An amount that is wanted, instead of anything more.
    pub wanted: Option<Wanted>,
    /// As JSON.
    pub json: bool,
}

/// An amount that is wanted.
#[derive(Debug)]
pub(in crate::cli) struct Wanted {
    /// How much.
    pub amount: String,
    /// The id or name of the number that moves; every number that is asked for if none.
    pub over: Option<String>,
    /// Whether it need only be possible.
    pub possible: bool,
}

/// Work out the variants of a production.
#[derive(Debug)]
pub(in crate::cli) struct VariantsJob {
    /// The production, where and when.
    pub question: Question,
    /// As JSON.
    pub json: bool,
}

/// Work out the examples of policies.
#[derive(Debug)]
pub(in crate::cli) struct Cases {
    /// Files and folders.
    pub paths: Vec<PathBuf>,
    /// Files and folders below them, over the built-in library.
    pub libraries: Vec<PathBuf>,
    /// With every step.
    pub explain: bool,
}

/// Check files.
#[derive(Debug)]
pub(in crate::cli) struct Check {
    /// Files and folders.
    pub paths: Vec<PathBuf>,
    /// Files and folders below them, over the built-in library.
    pub libraries: Vec<PathBuf>,
    /// Without the built-in library below them.
    pub alone: bool,
    /// The day on which it is asked what is stale; today if none.
    pub day: Option<Date>,
    /// Also list notes.
    pub notes: bool,
}

/// Write a report.
#[derive(Debug)]
pub(in crate::cli) struct Report {
    /// The production, where and when.
    pub question: Question,
    /// Where to write; none for standard output.
    pub out: Option<PathBuf>,
    /// In what format.
    pub format: Format,
    /// What is in it, and how.
    pub plan: Plan,
    /// The file of a slate that is told too.
    pub slate: Option<PathBuf>,
    /// What a city proposes, told too.
    pub proposed: Proposed,
    /// Whether a file that is there already is replaced.
    pub force: bool,
}

/// Tell two libraries apart.
#[derive(Debug)]
pub(in crate::cli) struct Diff {
    /// A file or folder over the built-in library, or a shelf; none for the built-in library itself.
    pub before: Option<PathBuf>,
    /// The same, for what it is compared with; none if that is a scenario or another edition.
    pub after: Option<PathBuf>,
    /// A scenario: what it changes is told.
    pub scenario: Option<PathBuf>,
    /// The ids of two editions of a policy: what differs between them is told.
    pub editions: Option<(String, String)>,
    /// The day for which money is worked out; today if none.
    pub day: Option<Date>,
}

/// Rank places on the reference productions.
#[derive(Debug)]
pub(in crate::cli) struct Rank {
    /// Files and folders over the built-in library.
    pub libraries: Vec<PathBuf>,
    /// One production instead of those of the library: its file, or the name of a sample.
    pub production: Option<PathBuf>,
    /// Ids or names of places; every place with a policy if empty.
    pub places: Vec<String>,
    /// The day; today if none.
    pub day: Option<Date>,
    /// The file of a scenario, or the name of one in the library.
    pub scenario: Option<PathBuf>,
    /// As JSON.
    pub json: bool,
    /// Only what is known from official texts.
    pub official: bool,
}

/// Say when to apply and when the money comes.
#[derive(Debug)]
pub(in crate::cli) struct CalendarJob {
    /// The production, where and when.
    pub question: Question,
    /// Where to write an iCalendar file; none if none is wanted.
    pub ics: Option<PathBuf>,
    /// Whether a file that is there already is replaced.
    pub force: bool,
    /// As JSON.
    pub json: bool,
}

/// Say where a place stands among others.
#[derive(Debug)]
pub(in crate::cli) struct StandingJob {
    /// Files and folders over the built-in library.
    pub libraries: Vec<PathBuf>,
    /// The id or name of the place.
    pub place: String,
    /// Ids or names of rivals; the ten that promise most if empty.
    pub rivals: Vec<String>,
    /// Names of productions of the library; all if empty.
    pub productions: Vec<String>,
    /// Weights as PRODUCTION=WEIGHT; all alike if empty.
    pub weights: Vec<String>,
    /// The day; today if none.
    pub day: Option<Date>,
    /// The file of a scenario, or the name of one in the library.
    pub scenario: Option<PathBuf>,
    /// Also for how much of all answers to open questions a place is first.
    pub answers: bool,
    /// As JSON.
    pub json: bool,
}

/// Work out several productions of one company.
#[derive(Debug)]
pub(in crate::cli) struct SlateJob {
    /// The file of the slate.
    pub file: PathBuf,
    /// Files and folders over the built-in library.
    pub libraries: Vec<PathBuf>,
    /// The day; today if none.
    pub day: Option<Date>,
    /// As JSON.
    pub json: bool,
}

/// Work out what other figures cost.
#[derive(Debug)]
pub(in crate::cli) struct ReformJob {
    /// Files and folders over the built-in library.
    pub libraries: Vec<PathBuf>,
    /// The file of a scenario, or the name of one in the library.
    pub scenario: PathBuf,
    /// The file of a portfolio; each production of the library once if none.
    pub portfolio: Option<PathBuf>,
    /// The id or name of the place; the one whose policies are changed if none.
    pub place: Option<String>,
    /// The day; today if none.
    pub day: Option<Date>,
    /// As JSON.
    pub json: bool,
}

/// Find what it takes to pass another place.
#[derive(Debug)]
pub(in crate::cli) struct OvertakeJob {
    /// Files and folders over the built-in library.
    pub libraries: Vec<PathBuf>,
    /// The id or name of the place.
    pub place: String,
    /// The id or name of the rival; the first so many places if none.
    pub rival: Option<String>,
    /// Into the first so many.
    pub among: Option<usize>,
    /// The name of a production of the library; all of them, weighed alike, if none.
    pub production: Option<String>,
    /// The file of a portfolio for the bill; each production of the library once if none.
    pub portfolio: Option<PathBuf>,
    /// Compare what is certain instead of what is possible.
    pub certain: bool,
    /// Also the least costly change of two figures.
    pub two: bool,
    /// The day; today if none.
    pub day: Option<Date>,
    /// As JSON.
    pub json: bool,
}

/// Seal a comparison.
#[derive(Debug)]
pub(in crate::cli) struct Seal {
    /// The production, where and when.
    pub question: Question,
    /// Where to write; none for standard output.
    pub out: Option<PathBuf>,
    /// Whether money answers are rounded first.
    pub rounded: bool,
    /// The file of a slate that is sealed too.
    pub slate: Option<PathBuf>,
    /// What a city proposes, sealed too.
    pub proposed: Proposed,
    /// Whether a file that is there already is replaced.
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
    /// What its rows are; guessed if not said.
    pub kind: Option<Sort>,
    /// The production that answers go to; an empty one if none.
    pub production: Option<PathBuf>,
    /// Files and folders over the built-in library.
    pub libraries: Vec<PathBuf>,
    /// Where to write; none for standard output.
    pub out: Option<PathBuf>,
    /// The day on which sources count as checked; today if none.
    pub day: Option<Date>,
    /// Whether files that are there already are replaced.
    pub force: bool,
    /// The sheet; the first one with something in it if none.
    pub sheet: Option<String>,
    /// The number of the row with the headings; guessed if none.
    pub heading_row: Option<usize>,
    /// What columns are, as FACT=HEADING.
    pub columns: Vec<String>,
    /// The unit of amounts without one; empty for none.
    pub unit: String,
    /// The policy of payments that name none.
    pub policy: Option<String>,
    /// The incentive of that policy.
    pub incentive: Option<String>,
    /// The day of payments that have none.
    pub paid_on: Option<PartialDate>,
    /// How far payments had come that do not say.
    pub stage: Stage,
    /// Where locations of a schedule lie, as LOCATION=PLACE.
    pub locations: Vec<String>,
    /// The year of days of a schedule without one.
    pub year: Option<String>,
}

/// What the rows of a table are said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Sort {
    /// Observations, answers or payments.
    Records(Kind),
    /// Days of a shoot.
    Schedule,
}

/// What is written as open data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Export {
    /// The folder.
    pub(in crate::cli) folder: PathBuf,
    /// What lies over the built-in library.
    pub(in crate::cli) libraries: Vec<PathBuf>,
    /// Whether files that are there are replaced.
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
