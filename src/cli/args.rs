//! The command line and its help in both languages.

use std::ffi::OsString;
use std::path::PathBuf;

use backlot::data::table::mapping::Kind;
use backlot::model::date::PartialDate;
use backlot::model::payment::Stage;
use backlot::model::text::Language;
use backlot::report::Format;
use backlot::report::plan::{Part, Plan, Reader};
use backlot::say;
use backlot::words::Words;
use backlot::words::number::Disclosure;
use clap::ArgMatches;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use jiff::civil::Date;

use super::{Result, Stop};
use command::command;

mod command;
mod jobs;

pub(super) use jobs::{
    Assess, CalendarJob, Cases, Check, Curve, Diff, Export, Import, Job, Listing, NearJob, OvertakeJob, Proposed,
    Question, Rank, ReformJob, Report, Seal, SlateJob, Sort, StandingJob, VariantsJob, Verify, Wanted,
};

/// The language that the arguments request. It is needed before errors in them can be reported.
#[must_use]
pub(super) fn language(args: &[OsString]) -> Option<Language> {
    let mut args = args.iter().skip(1).filter_map(|arg| arg.to_str()).take_while(|arg| *arg != "--");
    while let Some(arg) = args.next() {
        let value = match arg.strip_prefix("--lang") {
            Some("") => args.next()?,
            Some(rest) => rest.strip_prefix('=')?,
            None => continue,
        };
        return language_named(value);
    }
    None
}

fn language_named(name: &str) -> Option<Language> {
    match name.to_ascii_lowercase().split(['-', '_']).next() {
        Some("zh") => Some(Language::Chinese),
        Some("en") => Some(Language::English),
        _ => None,
    }
}

/// Parses the arguments.
pub(super) fn parse(words: &Words, args: &[OsString]) -> Result<Job> {
    let matches = command(words).try_get_matches_from(args).map_err(|error| stop(words, &error))?;
    if let Some(name) = matches.get_one::<String>("lang")
        && language_named(name).is_none()
    {
        return Err(Stop::Usage(say!(words, "cli-bad-language", found = name.as_str())));
    }
    let paths = |matches: &ArgMatches, id: &str| -> Vec<PathBuf> {
        matches.get_many::<PathBuf>(id).map(|all| all.cloned().collect()).unwrap_or_default()
    };
    match matches.subcommand() {
        Some(("assess", matches)) => Ok(Job::Assess(Assess {
            question: question(words, matches)?,
            json: matches.get_flag("json"),
            explain: matches.get_flag("explain"),
            official: matches.get_flag("official"),
        })),
        Some(("case", matches)) => {
            let (libraries, explain) = (paths(matches, "library"), matches.get_flag("explain"));
            Ok(Job::Case(Cases { paths: paths(matches, "paths"), libraries, explain }))
        }
        Some(("check", matches)) => {
            let (day, notes) = (day(words, matches)?, matches.get_flag("notes"));
            let (libraries, alone) = (paths(matches, "library"), matches.get_flag("alone"));
            Ok(Job::Check(Check { paths: paths(matches, "paths"), libraries, alone, day, notes }))
        }
        Some(("report", matches)) => {
            let question = question(words, matches)?;
            let out = matches.get_one::<PathBuf>("out").cloned().unwrap_or_default();
            let format = format(words, matches.get_one::<String>("format"), &out)?;
            let out = (out.as_os_str() != "-").then_some(out);
            let plan = plan(words, matches)?;
            let (slate, force) = (matches.get_one::<PathBuf>("slate").cloned(), matches.get_flag("force"));
            let (proposed, rivals) = (proposed(matches), texts(matches, "rival"));
            Ok(Job::Report(Report { question, out, format, plan, slate, proposed, rivals, force }))
        }
        Some(("seal", matches)) => {
            let out = matches.get_one::<PathBuf>("out").cloned().filter(|out| out.as_os_str() != "-");
            let (rounded, force) = (matches.get_flag("rounded"), matches.get_flag("force"));
            let slate = matches.get_one::<PathBuf>("slate").cloned();
            let (question, proposed) = (question(words, matches)?, proposed(matches));
            Ok(Job::Seal(Seal { question, out, rounded, slate, proposed, force }))
        }
        Some(("verify", matches)) => {
            let path = matches.get_one::<PathBuf>("file").cloned().unwrap_or_default();
            Ok(Job::Verify(Verify { path, json: matches.get_flag("json") }))
        }
        Some(("export", matches)) => Ok(Job::Export(Export {
            folder: matches.get_one::<PathBuf>("folder").cloned().unwrap_or_default(),
            libraries: matches.get_many::<PathBuf>("library").map(|all| all.cloned().collect()).unwrap_or_default(),
            force: matches.get_flag("force"),
        })),
        Some(("places", matches)) => Ok(Job::Places(listing(matches))),
        Some(("facts", matches)) => Ok(Job::Facts(listing(matches))),
        Some(("contradictions", matches)) => Ok(Job::Contradictions(listing(matches))),
        Some(("curve", matches)) => {
            let text = |id: &str| matches.get_one::<String>(id).cloned().unwrap_or_default();
            let (over, from, to) = (text("over"), text("from"), text("to"));
            let (question, json) = (question(words, matches)?, matches.get_flag("json"));
            Ok(Job::Curve(Curve { question, over, from, to, json }))
        }
        Some(("near", matches)) => {
            let text = |id: &str| matches.get_one::<String>(id).cloned();
            let (over, possible) = (text("over"), matches.get_flag("up-to"));
            let wanted = text("goal").map(|amount| Wanted { amount, over, possible });
            Ok(Job::Near(NearJob { question: question(words, matches)?, wanted, json: matches.get_flag("json") }))
        }
        Some(("variants", matches)) => {
            Ok(Job::Variants(VariantsJob { question: question(words, matches)?, json: matches.get_flag("json") }))
        }
        Some(("rank", matches)) => {
            let Listing { libraries, json } = listing(matches);
            let places = matches.get_many::<String>("place").map(|all| all.cloned().collect()).unwrap_or_default();
            Ok(Job::Rank(Rank {
                production: matches.get_one::<PathBuf>("production").cloned(),
                libraries,
                places,
                day: day(words, matches)?,
                scenario: matches.get_one::<PathBuf>("scenario").cloned(),
                json,
                official: matches.get_flag("official"),
            }))
        }
        Some(("calendar", matches)) => Ok(Job::Calendar(CalendarJob {
            question: question(words, matches)?,
            ics: matches.get_one::<PathBuf>("ics").cloned(),
            force: matches.get_flag("force"),
            json: matches.get_flag("json"),
        })),
        Some(("slate", matches)) => {
            let file = matches.get_one::<PathBuf>("file").cloned().unwrap_or_default();
            let Listing { libraries, json } = listing(matches);
            Ok(Job::Slate(SlateJob { file, libraries, day: day(words, matches)?, json }))
        }
        Some(("standing", matches)) => {
            let Listing { libraries, json } = listing(matches);
            Ok(Job::Standing(StandingJob {
                libraries,
                place: matches.get_one::<String>("place").cloned().unwrap_or_default(),
                rivals: texts(matches, "rival"),
                productions: texts(matches, "production"),
                weights: texts(matches, "weight"),
                day: day(words, matches)?,
                scenario: matches.get_one::<PathBuf>("scenario").cloned(),
                answers: matches.get_flag("answers"),
                json,
            }))
        }
        Some(("reform", matches)) => {
            let Listing { libraries, json } = listing(matches);
            Ok(Job::Reform(ReformJob {
                libraries,
                scenario: matches.get_one::<PathBuf>("scenario").cloned().unwrap_or_default(),
                portfolio: matches.get_one::<PathBuf>("portfolio").cloned(),
                place: matches.get_one::<String>("place").cloned(),
                day: day(words, matches)?,
                json,
            }))
        }
        Some(("overtake", matches)) => {
            let Listing { libraries, json } = listing(matches);
            Ok(Job::Overtake(OvertakeJob {
                libraries,
                place: matches.get_one::<String>("place").cloned().unwrap_or_default(),
                rival: matches.get_one::<String>("rival").cloned(),
                among: matches.get_one::<usize>("among").copied(),
                production: matches.get_one::<String>("production").cloned(),
                portfolio: matches.get_one::<PathBuf>("portfolio").cloned(),
                certain: matches.get_flag("certain"),
                two: matches.get_flag("two"),
                day: day(words, matches)?,
                json,
            }))
        }
        Some(("import", matches)) => {
            let kind = match matches.get_one::<String>("as").map(String::as_str) {
                None => None,
                Some("observations") => Some(Sort::Records(Kind::Observations)),
                Some("answers") => Some(Sort::Records(Kind::Answers)),
                Some("payments") => Some(Sort::Records(Kind::Payments)),
                Some("schedule") => Some(Sort::Schedule),
                Some(other) => return Err(Stop::Usage(say!(words, "table-cli-bad-kind", found = other))),
            };
            Ok(Job::Import(Import {
                file: matches.get_one::<PathBuf>("table").cloned().unwrap_or_default(),
                kind,
                production: matches.get_one::<PathBuf>("production").cloned(),
                libraries: paths(matches, "library"),
                out: matches.get_one::<PathBuf>("out").cloned(),
                day: day(words, matches)?,
                force: matches.get_flag("force"),
                sheet: matches.get_one::<String>("sheet").cloned(),
                heading_row: matches.get_one::<usize>("heading-row").copied(),
                columns: texts(matches, "column"),
                unit: matches.get_one::<String>("unit").cloned().unwrap_or_default(),
                policy: matches.get_one::<String>("policy").cloned(),
                incentive: matches.get_one::<String>("incentive").cloned(),
                paid_on: paid_on(words, matches)?,
                stage: stage(words, matches)?,
                locations: texts(matches, "location"),
                year: matches.get_one::<String>("year").cloned(),
            }))
        }
        Some(("diff", matches)) => {
            let mut paths = paths(matches, "libraries");
            let scenario = matches.get_one::<PathBuf>("scenario").cloned();
            let mut named = matches.get_many::<String>("editions").into_iter().flatten().cloned();
            let editions = named.next().zip(named.next());
            let after = if scenario.is_some() { None } else { paths.pop() };
            let portfolio = matches.get_one::<PathBuf>("portfolio").cloned();
            let (before, day) = (paths.pop(), day(words, matches)?);
            Ok(Job::Diff(Diff { before, after, scenario, editions, portfolio, day }))
        }
        _ => window(words, paths(&matches, "files")),
    }
}

/// The proposal of a city, as far as it is named.
fn proposed(matches: &ArgMatches) -> Proposed {
    Proposed {
        city: matches.get_one::<String>("city").cloned(),
        scenarios: matches.get_many::<PathBuf>("propose").map(|all| all.cloned().collect()).unwrap_or_default(),
        portfolio: matches.get_one::<PathBuf>("portfolio").cloned(),
    }
}

fn texts(matches: &ArgMatches, id: &str) -> Vec<String> {
    matches.get_many::<String>(id).map(|all| all.cloned().collect()).unwrap_or_default()
}

fn listing(matches: &ArgMatches) -> Listing {
    let libraries = matches.get_many::<PathBuf>("library").map(|all| all.cloned().collect()).unwrap_or_default();
    Listing { libraries, json: matches.get_flag("json") }
}

/// Refuses a mistyped command instead of opening it as a file.
fn window(words: &Words, files: Vec<PathBuf>) -> Result<Job> {
    let typed = files.first().and_then(|file| file.to_str()).unwrap_or_default();
    let is_word = typed.chars().all(|sign| sign.is_ascii_alphabetic());
    if !typed.is_empty() && is_word && files.first().is_some_and(|file| !file.exists()) {
        let commands = [
            "assess",
            "case",
            "check",
            "report",
            "places",
            "export",
            "facts",
            "contradictions",
            "diff",
            "curve",
            "near",
            "rank",
            "slate",
            "calendar",
            "standing",
            "reform",
            "overtake",
            "seal",
            "verify",
            "import",
        ];
        let nearest = commands.into_iter().find(|known| strsim::jaro_winkler(typed, known) > 0.8);
        return Err(Stop::Usage(match nearest {
            Some(nearest) => say!(words, "cli-unknown-command-near", found = typed, nearest = nearest),
            None => say!(words, "cli-unknown-command", found = typed, known = commands.join(", ")),
        }));
    }
    Ok(Job::Window(files))
}

fn question(words: &Words, matches: &ArgMatches) -> Result<Question> {
    Ok(Question {
        production: matches.get_one::<PathBuf>("production").cloned().unwrap_or_default(),
        libraries: matches.get_many::<PathBuf>("library").map(|all| all.cloned().collect()).unwrap_or_default(),
        places: matches.get_many::<String>("place").map(|all| all.cloned().collect()).unwrap_or_default(),
        day: day(words, matches)?,
        scenario: matches.try_get_one::<PathBuf>("scenario").ok().flatten().cloned(),
    })
}

fn day(words: &Words, matches: &ArgMatches) -> Result<Option<Date>> {
    let Some(text) = matches.get_one::<String>("on") else { return Ok(None) };
    match text.parse() {
        Ok(PartialDate::Day(day)) => Ok(Some(day)),
        _ => Err(Stop::Usage(say!(words, "cli-bad-day", found = text.as_str()))),
    }
}

/// The day of payments that have none of their own, with the given precision.
fn paid_on(words: &Words, matches: &ArgMatches) -> Result<Option<PartialDate>> {
    let Some(text) = matches.get_one::<String>("paid-on") else { return Ok(None) };
    text.parse().map(Some).map_err(|_| Stop::Usage(say!(words, "cli-bad-day", found = text.as_str())))
}

fn stage(words: &Words, matches: &ArgMatches) -> Result<Stage> {
    match matches.get_one::<String>("stage").map(String::as_str) {
        None | Some("announced") => Ok(Stage::Announced),
        Some("paid") => Ok(Stage::Paid),
        Some(other) => Err(Stop::Usage(say!(words, "table-cli-bad-stage", found = other))),
    }
}

/// The contents of the requested report.
fn plan(words: &Words, matches: &ArgMatches) -> Result<Plan> {
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    let mut plan = Plan { title: text("title").unwrap_or_default(), ..Plan::default() };
    // Naming parts implies the annex.
    plan.annex = matches.get_flag("annex") || text("parts").is_some();
    plan.question = text("question").unwrap_or_default();
    plan.official = matches.get_flag("official");
    if let Some(parts) = text("parts") {
        let known = || Part::ALL.iter().map(|part| part.id()).collect::<Vec<_>>().join(", ");
        let wanted = parts.split(',').map(str::trim).filter(|part| !part.is_empty());
        let found = wanted.map(|id| {
            Part::named(id).ok_or_else(|| Stop::Usage(say!(words, "cli-bad-part", found = id, known = known())))
        });
        plan.parts = found.collect::<Result<_>>()?;
    }
    plan.reader = match text("brief").as_deref() {
        None | Some("producer") => Reader::Producer,
        Some("city") => Reader::City,
        Some(other) => return Err(Stop::Usage(say!(words, "cli-bad-brief", found = other))),
    };
    plan.amounts = match text("amounts").as_deref() {
        None | Some("exact") => Disclosure::Exact,
        Some("banded") => Disclosure::Banded,
        Some("hidden") => Disclosure::Hidden,
        Some(other) => return Err(Stop::Usage(say!(words, "cli-bad-amounts", found = other))),
    };
    Ok(plan)
}

fn format(words: &Words, named: Option<&String>, out: &std::path::Path) -> Result<Format> {
    let extension = out.extension().and_then(|extension| extension.to_str());
    let name = named.map(String::as_str).or(extension).unwrap_or_default();
    if name.is_empty() {
        return Err(Stop::Usage(say!(words, "cli-no-format", known = Format::names().join(", "))));
    }
    Format::named(name)
        .ok_or_else(|| Stop::Usage(say!(words, "cli-bad-format", found = name, known = Format::names().join(", "))))
}

/// An error of clap, as one sentence in the language of the user.
fn stop(words: &Words, error: &clap::Error) -> Stop {
    let context = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(all)) => all.join(", "),
        _ => String::new(),
    };
    let argument = context(ContextKind::InvalidArg);
    let value = context(ContextKind::InvalidValue);
    Stop::Usage(match error.kind() {
        ErrorKind::DisplayHelp => return Stop::Said(error.to_string()),
        ErrorKind::DisplayVersion => return Stop::Said(super::version::version(words)),
        ErrorKind::UnknownArgument => match context(ContextKind::SuggestedArg) {
            near if near.is_empty() => say!(words, "cli-unknown-argument", found = argument),
            near => say!(words, "cli-unknown-argument-near", found = argument, nearest = near),
        },
        ErrorKind::MissingRequiredArgument => say!(words, "cli-missing-argument", argument = argument),
        ErrorKind::InvalidValue if value.is_empty() => say!(words, "cli-missing-value", argument = argument),
        _ => say!(words, "cli-bad-arguments"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(args: &[&str]) -> Result<Job> {
        let args: Vec<OsString> = std::iter::once("backlot").chain(args.iter().copied()).map(Into::into).collect();
        parse(&Words::new(Language::English), &args)
    }

    fn refused(args: &[&str]) -> String {
        match parsed(args) {
            Err(Stop::Usage(text)) => text,
            other => panic!("{args:?} gave {other:?}"),
        }
    }

    #[test]
    fn the_commands_hold_together() {
        for language in [Language::Chinese, Language::English] {
            command(&Words::new(language)).debug_assert();
        }
    }

    #[test]
    fn the_language_is_known_before_anything_else() {
        let of = |args: &[&str]| language(&args.iter().map(OsString::from).collect::<Vec<_>>());
        assert_eq!(of(&["backlot", "places", "--lang", "zh"]), Some(Language::Chinese));
        assert_eq!(of(&["backlot", "--lang=en-GB", "places"]), Some(Language::English));
        assert_eq!(of(&["backlot", "places"]), None);
        assert_eq!(of(&["backlot", "--", "--lang", "zh"]), None);
    }

    #[test]
    fn the_format_follows_the_extension_unless_it_is_named() {
        let format = |args: &[&str]| match parsed(&[&["report", "--production", "p"], args].concat()) {
            Ok(Job::Report(report)) => report.format,
            other => panic!("{other:?}"),
        };
        assert_eq!(format(&["--out", "a.htm"]), Format::Html);
        assert_eq!(format(&["--out", "a.md"]), Format::Markdown);
        assert_eq!(format(&["--out", "a.txt", "--format", "csv"]), Format::Csv);
    }

    #[test]
    fn wrong_usage_says_what_to_do() {
        assert!(refused(&["chek", "seeds"]).contains("check"));
        assert!(refused(&["assess"]).contains("--production"));
        assert!(refused(&["assess", "--production", "p", "--on", "tomorrow"]).contains("tomorrow"));
        assert!(refused(&["places", "--jsn"]).contains("--json"));
        assert!(refused(&["report", "--production", "p", "--out", "a.odt"]).contains("pdf"));
        assert!(refused(&["check"]).contains("PATH"));
        assert!(refused(&["places", "--lang", "fr"]).contains("fr"));
    }
}
