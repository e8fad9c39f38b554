//! Shooting days from a schedule. A report of the rows goes to standard error, the production to standard output as
//! RON.

use backlot::data::progress::Progress;
use backlot::data::table::Table;
use backlot::data::table::schedule::{Chosen, Columns, Part, Rows, Schedule, rows, schedule};
use backlot::data::write;
use backlot::model::library::Library;
use backlot::model::production::Production;
use backlot::say;
use backlot::words::Words;

use super::{MOST_COLUMNS_NAMED, no_heading_row, one_column, text, with};
use crate::cli::args::{Import, Sort};
use crate::cli::output::Output;
use crate::cli::{End, Result, Stop, inputs, warn};

/// The number of locations that are named if one is not found.
const MOST_LOCATIONS_NAMED: usize = 30;

/// The columns of a schedule: from the arguments, or from its headings.
pub(super) fn columns(words: &Words, job: &Import, table: &Table, library: &Library) -> Result<Option<Columns>> {
    let mut columns = match (job.kind, job.heading_row) {
        (Some(Sort::Records(_)), _) => return Ok(None),
        (Some(Sort::Schedule), Some(row)) => {
            Columns::guess_at(table, row, library).ok_or_else(|| no_heading_row(words, row))?
        }
        (Some(Sort::Schedule), None) => Columns::guess(table, library),
        // Arguments about columns are about records unless `--kind` says otherwise.
        (None, _) if job.heading_row.is_some() || !job.columns.is_empty() => return Ok(None),
        (None, _) => match rows(table, library) {
            Rows::Schedule(columns) => columns,
            Rows::Records(_) => return Ok(None),
        },
    };
    for said in &job.columns {
        let Some((what, heading)) = said.split_once('=') else {
            return Err(Stop::Usage(say!(words, "table-cli-bad-column", found = said.as_str())));
        };
        let Some(part) = Part::named(what.trim()) else {
            return Err(Stop::Usage(say!(words, "schedule-cli-no-part", found = what.trim())));
        };
        let known = || (0..columns.headings.len()).take(MOST_COLUMNS_NAMED).map(|at| columns.name_of(at)).collect();
        let at = one_column(words, heading.trim(), &columns.named(heading.trim()), known)?;
        columns.take(part, Some(at));
    }
    if let Some(year) = &job.year {
        let bad = || Stop::Usage(say!(words, "schedule-cli-bad-year", found = year.as_str()));
        columns.year = Some(year.parse().ok().filter(|year| (1900..=2200).contains(year)).ok_or_else(bad)?);
    }
    Ok(Some(columns))
}

/// Reads the schedule, prints the result, and writes the production with its days.
pub(super) fn run(
    words: &Words,
    job: &Import,
    (library, production): (&Library, Production),
    table: &Table,
    columns: &Columns,
) -> Result<End> {
    let mut messages = words.schedule_columns(columns);
    if !columns.is_complete() {
        if columns.asks.is_empty() {
            messages.push(say!(words, "schedule-cli-incomplete"));
        }
        warn(&lines(&messages));
        return Ok(End::Problems);
    }
    // The command line cannot cancel.
    let Some(read) = schedule(table, columns, library, &Progress::default()) else { return Ok(End::Done) };
    let chosen = chosen(words, job, library, &read)?;
    for (row, troubles) in &read.wrong {
        messages.extend(troubles.iter().map(|trouble| words.trouble_in(&table.name, *row, trouble)));
    }
    if columns.year().is_none() && columns.needs_year(table) {
        messages.push(say!(words, "schedule-cli-needs-year"));
    }
    let counted = read.count(library, &chosen);
    for (at, location) in read.locations.iter().enumerate() {
        let said = words.schedule_location(library, location, &chosen);
        messages.push(match counted.undecided.contains(&at) {
            true => say!(words, "schedule-cli-where", location = said, name = location.name.as_str()),
            false => said,
        });
    }
    if counted.undecided.is_empty() {
        messages.extend(counted.places.iter().map(|place| words.schedule_place(library, place)));
        messages.extend(words.schedule_notes(&counted, &read));
    } else {
        messages.push(say!(words, "schedule-cli-nothing"));
    }
    warn(&lines(&messages));
    if !counted.undecided.is_empty() || counted.places.is_empty() {
        return Ok(End::Problems);
    }
    let named = job.production.iter().chain(&job.libraries).chain([&job.file]);
    let output = Output::beside(words, job.force, named);
    output.write(job.out.as_deref(), &text(write::production(&with(production, counted.answers(library))))?)?;
    Ok(if read.wrong.is_empty() { End::Done } else { End::Problems })
}

/// The places of locations, from the arguments.
fn chosen(words: &Words, job: &Import, library: &Library, read: &Schedule) -> Result<Chosen> {
    let mut chosen = Chosen::new();
    for said in &job.locations {
        let Some((name, place)) = said.rsplit_once('=') else {
            return Err(Stop::Usage(say!(words, "schedule-cli-bad-location", found = said.as_str())));
        };
        let (name, place) = (name.trim(), place.trim());
        if !read.locations.iter().any(|location| location.name == name) {
            let known = read.locations.iter().take(MOST_LOCATIONS_NAMED).map(|location| location.name.clone());
            let known = words.quoted(&known.collect::<Vec<_>>());
            return Err(Stop::Usage(say!(words, "schedule-cli-no-location", found = name, known = known)));
        }
        let place = if place == "-" { None } else { Some(inputs::place(words, library, place)?) };
        chosen.insert(name.to_owned(), place);
    }
    Ok(chosen)
}

fn lines(messages: &[String]) -> String {
    messages.iter().map(|line| format!("{line}\n")).collect()
}
