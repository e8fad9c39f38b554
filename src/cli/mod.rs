//! The command line: the same jobs without a window, for scripts.
//!
//! Exit codes: 0 success, 1 problems in the data, 2 wrong usage, 3 something could not be read or
//! written, or there is no window. The result goes to standard output, everything else to standard
//! error.

mod args;
mod assess;
mod calendar;
mod case;
mod check;
mod contradictions;
mod costs;
mod curve;
mod diff;
mod export;
mod facts;
mod goal;
mod import;
pub(crate) mod inputs;
mod near;
mod output;
mod overtake;
mod piece;
mod places;
mod proposed;
mod rank;
mod reform;
mod report;
mod seal;
mod slate;
mod standing;
mod text;
mod variants;
mod version;

use std::ffi::OsString;
use std::io::{self, Write};
use std::panic::{self, AssertUnwindSafe};
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

use backlot::data::problem::{Problem, Severity};
use backlot::model::text::Language;
use backlot::model::visible;
use backlot::words::Words;

use args::Job;

/// Runs the job that the arguments request.
pub(crate) fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    let chosen = args::language(&args);
    let words = Words::new(chosen.unwrap_or_else(system_language));
    let done = args::parse(&words, &args).and_then(|job| match job {
        Job::Window(files) => window(&words, files, chosen),
        job => unharmed(&words, || work(&words, job)),
    });
    done.unwrap_or_else(|stop| ended(&words, stop).into())
}

/// Runs a job of the command line.
fn work(words: &Words, job: Job) -> Result<ExitCode> {
    match job {
        Job::Window(_) => Ok(ExitCode::SUCCESS),
        Job::Assess(job) => assess::run(words, &job).map(ExitCode::from),
        Job::Case(job) => case::run(words, &job).map(ExitCode::from),
        Job::Calendar(job) => calendar::run(words, &job).map(ExitCode::from),
        Job::Check(job) => check::run(words, &job).map(ExitCode::from),
        Job::Report(job) => report::run(words, &job).map(ExitCode::from),
        Job::Places(job) => places::run(words, &job).map(ExitCode::from),
        Job::Facts(job) => facts::run(words, &job).map(ExitCode::from),
        Job::Contradictions(job) => contradictions::run(words, &job).map(ExitCode::from),
        Job::Curve(job) => curve::run(words, &job).map(ExitCode::from),
        Job::Near(job) => near::run(words, &job).map(ExitCode::from),
        Job::Rank(job) => rank::run(words, &job).map(ExitCode::from),
        Job::Slate(job) => slate::run(words, &job).map(ExitCode::from),
        Job::Standing(job) => standing::run(words, &job).map(ExitCode::from),
        Job::Reform(job) => reform::run(words, &job).map(ExitCode::from),
        Job::Overtake(job) => overtake::run(words, &job).map(ExitCode::from),
        Job::Import(job) => import::run(words, &job).map(ExitCode::from),
        Job::Export(job) => export::run(words, &job).map(ExitCode::from),
        Job::Diff(job) => diff::run(words, &job).map(ExitCode::from),
        Job::Seal(job) => seal::run(words, &job).map(ExitCode::from),
        Job::Variants(job) => variants::run(words, &job).map(ExitCode::from),
        Job::Verify(job) => seal::check(words, &job).map(ExitCode::from),
    }
}

/// Runs a job and turns a panic into a sentence, so that the user does not see a message for
/// programmers.
fn unharmed(words: &Words, job: impl FnOnce() -> Result<ExitCode>) -> Result<ExitCode> {
    let said: Arc<Mutex<String>> = Arc::default();
    let noted = Arc::clone(&said);
    panic::set_hook(Box::new(move |info| {
        let mut noted = noted.lock().unwrap_or_else(PoisonError::into_inner);
        *noted = info.to_string().replace('\n', " ");
    }));
    let done = panic::catch_unwind(AssertUnwindSafe(job));
    let _ = panic::take_hook();
    done.unwrap_or_else(|_| {
        let reason = said.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Err(Stop::NoAccess(backlot::say!(words, "cli-died", reason = reason)))
    })
}

/// The end of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Done = 0,
    Problems = 1,
    Usage = 2,
    NoAccess = 3,
}

impl From<End> for ExitCode {
    fn from(end: End) -> Self {
        Self::from(end as u8)
    }
}

/// The reason that a job ended early.
#[derive(Debug)]
enum Stop {
    /// The help or the version was requested.
    Said(String),
    /// The arguments are wrong.
    Usage(String),
    /// A file has problems.
    Problems(Vec<Problem>),
    /// Something could not be read or written.
    NoAccess(String),
    /// Standard output could not be written.
    NoOutput(io::Error),
}

type Result<T> = std::result::Result<T, Stop>;

/// Writes to standard output. A closed pipe is not an error.
fn print(bytes: &[u8]) -> Result<End> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Stop::NoOutput(error)),
        _ => Ok(End::Done),
    }
}

/// Writes text to standard output. For a person, every character that could affect a terminal is escaped, whatever
/// its origin. JSON is written unchanged, because it escapes such characters itself.
fn show(text: &str, json: bool) -> Result<End> {
    print(if json { visible::in_json(text) } else { visible::text(text) }.as_bytes())
}

/// Writes lines to standard error. If it is closed, nothing can be reported.
fn warn(lines: &str) {
    let _ = io::stderr().lock().write_all(visible::text(lines).as_bytes());
}

fn ended(words: &Words, stop: Stop) -> End {
    let (text, end) = match stop {
        Stop::Said(text) => return print(text.as_bytes()).unwrap_or_else(|stop| ended(words, stop)),
        Stop::Problems(problems) => return tell(words, &problems),
        Stop::Usage(text) => (text, End::Usage),
        Stop::NoAccess(text) => (text, End::NoAccess),
        Stop::NoOutput(error) => {
            (backlot::say!(words, "cli-no-output", reason = crate::disk::plain(&error)), End::NoAccess)
        }
    };
    warn(&format!("backlot: {text}\n"));
    end
}

/// Reports problems and whether the data can still be used.
fn tell(words: &Words, problems: &[Problem]) -> End {
    warn(&text::problems(words, problems));
    let bad = problems.iter().any(|problem| problem.severity == Severity::Error);
    if bad { End::Problems } else { End::Done }
}

fn system_language() -> Language {
    let chinese = sys_locale::get_locale().is_some_and(|locale| locale.to_ascii_lowercase().starts_with("zh"));
    if chinese { Language::Chinese } else { Language::English }
}

#[cfg(feature = "desktop")]
#[expect(clippy::unnecessary_wraps, reason = "the other build has no window")]
fn window(_: &Words, files: Vec<std::path::PathBuf>, language: Option<Language>) -> Result<ExitCode> {
    Ok(crate::desktop::run(files, language))
}

#[cfg(not(feature = "desktop"))]
fn window(words: &Words, _: Vec<std::path::PathBuf>, _: Option<Language>) -> Result<ExitCode> {
    Err(Stop::NoAccess(backlot::say!(words, "cli-no-window")))
}
