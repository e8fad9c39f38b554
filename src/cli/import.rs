//! Turns a table into records. Errors go to standard error, records to standard output as RON.

mod schedule;

use std::sync::Arc;

use backlot::data::problem::Problem;
use backlot::data::progress::Progress;
use backlot::data::read::{Document, File};
use backlot::data::table::mapping::{Hints, Kind, Mapping, Notice, incentive_named, policy_named, role_named};
use backlot::data::table::propose::{Effect, ImportTarget, Outcome, Proposal, propose};
use backlot::data::table::quantity::is_money_unit;
use backlot::data::table::{Table, letters, read, sheet_named, sheets};
use backlot::data::write;
use backlot::model::id::{FactId, PlaceId};
use backlot::model::indicator::Observation;
use backlot::model::library::Library;
use backlot::model::payment::Payment;
use backlot::model::production::{Answer, Production};
use backlot::say;
use backlot::words::Words;

use super::args::{Import, Sort};
use super::output::Output;
use super::{End, Result, Stop, inputs, warn};
use crate::disk;

/// The number of bytes of messages written at once.
const TOLD_AT_ONCE: usize = 1024 * 1024;

/// The number of columns that are named if one is not found.
const MOST_COLUMNS_NAMED: usize = 50;

/// Reads the table and writes its records.
pub(super) fn run(words: &Words, job: &Import) -> Result<End> {
    let named = job.production.iter().chain(&job.libraries).chain([&job.file]);
    let output = Output::beside(words, job.force, named);
    output.check(job.out.as_deref())?;
    let library = inputs::library(words, &job.libraries)?.library;
    let production = match &job.production {
        Some(path) => inputs::production(words, &library, path)?.0,
        None => Production::default(),
    };
    let file = disk::read_file(&job.file).map_err(|problem| inputs::no_access(words, &problem))?;
    let table = table(words, job, &file)?;
    if let Some(columns) = schedule::columns(words, job, &table, &library)? {
        return schedule::run(words, job, (&library, production), &table, &columns);
    }
    let mapping = mapping(words, job, &table, &library)?;
    let today = job.day.unwrap_or_else(inputs::today);
    let ground = ImportTarget { library: &library, production: &production, today };
    // The command line cannot cancel.
    let Some(proposal) = propose(&table, &mapping, ground, &Progress::default()) else { return Ok(End::Done) };
    let mut message = String::new();
    let said =
        words.table_taken(&library, &mapping).into_iter().chain(words.table_left_out(&table, &mapping, &library));
    for line in said {
        message.push_str(&line);
        message.push('\n');
    }
    if !mapping.is_recognised() || (proposal.lines.is_empty() && !table.rows.is_empty()) {
        message.push_str(&words.table_nothing_known(mapping.kind));
        message.push('\n');
        warn(&message);
        return Ok(End::Problems);
    }
    for line in &proposal.lines {
        if let Outcome::Wrong(troubles) = &line.outcome {
            for trouble in troubles {
                message.push_str(&words.trouble_in(&file.name, line.row, trouble));
                message.push('\n');
            }
        }
        // The messages of a table with many wrong rows are written in portions.
        if message.len() > TOLD_AT_ONCE {
            warn(&std::mem::take(&mut message));
        }
    }
    let count = |effect| words.plain(proposal.count(effect).into());
    let (new, changed) = (count(Effect::New), count(Effect::Changes));
    let (same, wrong) = (count(Effect::Same), count(Effect::Wrong));
    message.push_str(&say!(words, "table-counts", new = new, changed = changed, same = same, wrong = wrong));
    message.push('\n');
    warn(&message);
    match mapping.kind {
        Kind::Observations => {
            let (records, cites_file) = observations(&proposal);
            records_out(words, job, &output, &proposal, (&Document::Observations(records), cites_file))?;
        }
        Kind::Payments => {
            let (records, cites_file) = payments(&proposal);
            records_out(words, job, &output, &proposal, (&Document::Payments(records), cites_file))?;
        }
        Kind::Answers => {
            output.write(job.out.as_deref(), &text(write::production(&answered(&proposal, production)))?)?;
        }
    }
    Ok(if proposal.count(Effect::Wrong) > 0 { End::Problems } else { End::Done })
}

/// The error if a table has no row with the number given for the headings.
fn no_heading_row(words: &Words, row: usize) -> Stop {
    Stop::Usage(say!(words, "table-cli-no-heading-row", row = row.to_string()))
}

/// The one column that a name means, or an error if it means none or several.
fn one_column(words: &Words, found: &str, named: &[usize], known: impl Fn() -> Vec<String>) -> Result<usize> {
    match named {
        [one] => Ok(*one),
        [] => {
            let known = known().join(&words.comma());
            Err(Stop::Usage(say!(words, "table-cli-no-column", found = found, known = known)))
        }
        several => {
            let known = several.iter().map(|at| letters(*at)).collect::<Vec<_>>().join(&words.comma());
            Err(Stop::Usage(say!(words, "table-cli-several-columns", found = found, known = known)))
        }
    }
}

/// The requested sheet.
fn table(words: &Words, job: &Import, file: &File) -> Result<Table> {
    let refuse = |problem: Box<Problem>| Stop::Problems(vec![*problem]);
    let Some(name) = &job.sheet else { return read(file, None).map_err(refuse) };
    let sheets = sheets(file).map_err(refuse)?;
    match sheet_named(&sheets, name) {
        Some(sheet) => read(file, Some(sheet)).map_err(refuse),
        None => {
            let known = sheets.join(&words.comma());
            Err(Stop::Usage(say!(words, "table-cli-no-sheet", found = name.as_str(), known = known)))
        }
    }
}

/// The meaning of the columns: from the headings, and from the arguments, which take precedence.
fn mapping(words: &Words, job: &Import, table: &Table, library: &Library) -> Result<Mapping> {
    if let Some(row) = job.heading_row.filter(|row| !table.rows.iter().any(|one| one.number == *row)) {
        return Err(no_heading_row(words, row));
    }
    let hints = Hints { heading_row: job.heading_row };
    let kind = match job.kind {
        Some(Sort::Records(kind)) => Some(kind),
        Some(Sort::Schedule) | None => None,
    };
    let mut mapping = Mapping::guess_with(table, library, kind, &hints);
    for said in &job.columns {
        let Some((what, heading)) = said.split_once('=') else {
            return Err(Stop::Usage(say!(words, "table-cli-bad-column", found = said.as_str())));
        };
        let Some(role) = role_named(what.trim(), mapping.kind, library) else {
            return Err(Stop::Usage(say!(words, "table-cli-no-role", found = what.trim())));
        };
        let named = mapping.columns_named(heading.trim());
        let known = || mapping.names_of(&(0..mapping.columns.len()).take(MOST_COLUMNS_NAMED).collect::<Vec<_>>());
        let at = one_column(words, heading.trim(), &named, known)?;
        mapping.take_as(at, role);
    }
    if !job.unit.is_empty() {
        if !is_money_unit(&job.unit) {
            return Err(Stop::Usage(say!(words, "table-cli-bad-unit", found = job.unit.as_str())));
        }
        mapping.unit.clone_from(&job.unit);
    }
    mapping.notice = notice(words, job, library)?;
    Ok(mapping)
}

/// The settings for payments whose rows do not state them.
fn notice(words: &Words, job: &Import, library: &Library) -> Result<Notice> {
    let (stage, on) = (job.stage, job.paid_on);
    let named = |found: &String| {
        let id = policy_named(found, library);
        id.ok_or_else(|| Stop::Usage(say!(words, "table-cli-no-policy", found = found.as_str())))
    };
    let policy = job.policy.as_ref().map(named).transpose()?;
    let of = policy.as_ref().and_then(|id| library.policies.get(id));
    let incentive = match &job.incentive {
        None => None,
        Some(found) => {
            let id = of.and_then(|policy| incentive_named(found, policy));
            let known = || of.into_iter().flat_map(|one| &one.incentives).map(|one| one.id.as_str());
            let known = || known().collect::<Vec<_>>().join(&words.comma());
            let refused =
                || Stop::Usage(say!(words, "table-cli-no-incentive", found = found.as_str(), known = known()));
            Some(id.ok_or_else(refused)?)
        }
    };
    Ok(Notice { policy, incentive, stage, on })
}

/// Records that were made from cells can always be written.
fn text(written: std::result::Result<String, ron::Error>) -> Result<Vec<u8>> {
    written.map(String::into_bytes).map_err(|error| Stop::NoAccess(error.to_string()))
}

/// Writes records of the library, and the record of the table in a second file if one of them cites it, because a
/// file holds one kind of records.
fn records_out(
    words: &Words,
    job: &Import,
    output: &Output<'_>,
    proposal: &Proposal,
    (records, cites_file): (&Document, bool),
) -> Result<()> {
    let table = text(write::record(records))?;
    if !cites_file {
        return output.write(job.out.as_deref(), &table).map(drop);
    }
    let Some(out) = &job.out else { return Err(Stop::Usage(say!(words, "table-cli-needs-out"))) };
    let stem = out.file_stem().unwrap_or_default().to_string_lossy();
    let beside = out.with_file_name(format!("{stem}-source.ron"));
    let source = text(write::record(&Document::Sources(vec![proposal.source.clone().into()])))?;
    output.write_all(&[(beside, source), (out.clone(), table)]).map(drop)
}

/// The payments that are new or changed, and whether one of them cites the table itself.
fn payments(proposal: &Proposal) -> (Vec<Arc<Payment>>, bool) {
    let changes = proposal.lines.iter().filter(|line| line.is_change());
    let records = changes.filter_map(|line| match &line.outcome {
        Outcome::Payment { after, .. } => Some(Arc::new((**after).clone())),
        Outcome::Observation { .. } | Outcome::Answer { .. } | Outcome::Wrong(_) => None,
    });
    let records: Vec<Arc<Payment>> = records.collect();
    let cites_file = records.iter().any(|one| one.cites.iter().any(|cite| cite.source == proposal.source.id));
    (records, cites_file)
}

/// The observations that are new or changed, and whether one of them cites the table itself.
fn observations(proposal: &Proposal) -> (Vec<Arc<Observation>>, bool) {
    let changes = proposal.lines.iter().filter(|line| line.is_change());
    let records = changes.filter_map(|line| match &line.outcome {
        Outcome::Observation { after, .. } => Some(Arc::new((**after).clone())),
        Outcome::Answer { .. } | Outcome::Payment { .. } | Outcome::Wrong(_) => None,
    });
    let records: Vec<Arc<Observation>> = records.collect();
    let cites_file = records.iter().any(|seen| seen.cites.iter().any(|cite| cite.source == proposal.source.id));
    (records, cites_file)
}

fn answered(proposal: &Proposal, production: Production) -> Production {
    with(production, proposal.accept(|_| true).answers)
}

/// A production with more answers.
fn with(mut production: Production, answers: Vec<(FactId, Option<PlaceId>, Answer)>) -> Production {
    for (fact, place, answer) in answers {
        let answers = match place {
            Some(place) => production.local.entry(place).or_default(),
            None => &mut production.answers,
        };
        answers.insert(fact, answer);
    }
    production
}
