//! Turns a table into records: all that is wrong to standard error, what can be used as RON.

use backlot::data::read::Document;
use backlot::data::table::mapping::{Kind, Mapping};
use backlot::data::table::propose::{Effect, Ground, Outcome, Proposal, Watch, propose};
use backlot::data::table::read;
use backlot::data::write;
use backlot::model::indicator::Observation;
use backlot::model::production::Production;
use backlot::say;
use backlot::words::Words;

use super::args::Import;
use super::output::Output;
use super::{End, Result, Stop, inputs, warn};
use crate::disk;

/// Reads the table and writes what its rows make.
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
    let table = read(&file, None).map_err(|problem| Stop::Problems(vec![*problem]))?;
    let mapping = Mapping::guess(&table, &library, job.kind);
    let today = job.day.unwrap_or_else(inputs::today);
    let ground = Ground { library: &library, production: &production, today };
    // Nobody cancels here.
    let Some(proposal) = propose(&table, &mapping, ground, &Watch::default()) else { return Ok(End::Done) };
    let mut told = String::new();
    for line in &proposal.lines {
        if let Outcome::Wrong(troubles) = &line.outcome {
            for trouble in troubles {
                told.push_str(&words.trouble_in(&file.name, line.row, trouble));
                told.push('\n');
            }
        }
    }
    let count = |effect| words.plain(proposal.count(effect).into());
    let (new, changed) = (count(Effect::New), count(Effect::Changes));
    let (same, wrong) = (count(Effect::Same), count(Effect::Wrong));
    told.push_str(&say!(words, "table-counts", new = new, changed = changed, same = same, wrong = wrong));
    told.push('\n');
    warn(&told);
    match mapping.kind {
        Kind::Observations => {
            let (records, cites_file) = observations(&proposal);
            let table = text(write::record(&Document::Observations(records)))?;
            if cites_file {
                // A file holds one kind of records, so the source of the rows goes beside them.
                let Some(out) = &job.out else { return Err(Stop::Usage(say!(words, "table-cli-needs-out"))) };
                let stem = out.file_stem().unwrap_or_default().to_string_lossy();
                let beside = out.with_file_name(format!("{stem}-source.ron"));
                let source = text(write::record(&Document::Sources(vec![proposal.source.clone()])))?;
                output.write_all(&[(beside, source), (out.clone(), table)])?;
            } else {
                output.write(job.out.as_deref(), &table)?;
            }
        }
        Kind::Answers => {
            output.write(job.out.as_deref(), &text(write::production(&answered(&proposal, production)))?)?;
        }
    }
    Ok(if proposal.count(Effect::Wrong) > 0 { End::Problems } else { End::Done })
}

/// Records that were made from cells can always be written.
fn text(written: std::result::Result<String, ron::Error>) -> Result<Vec<u8>> {
    written.map(String::into_bytes).map_err(|error| Stop::NoAccess(error.to_string()))
}

/// The observations that are new or changed, and whether one of them cites the table itself.
fn observations(proposal: &Proposal) -> (Vec<Observation>, bool) {
    let changes = proposal.lines.iter().filter(|line| line.is_change());
    let records = changes.filter_map(|line| match &line.outcome {
        Outcome::Observation { after, .. } => Some((**after).clone()),
        Outcome::Answer { .. } | Outcome::Wrong(_) => None,
    });
    let records: Vec<Observation> = records.collect();
    let cites_file = records.iter().any(|seen| seen.cites.iter().any(|cite| cite.source == proposal.source.id));
    (records, cites_file)
}

fn answered(proposal: &Proposal, mut production: Production) -> Production {
    for (fact, place, answer) in proposal.accept(|_| true).answers {
        let answers = match place {
            Some(place) => production.local.entry(place).or_default(),
            None => &mut production.answers,
        };
        answers.insert(fact, answer);
    }
    production
}
