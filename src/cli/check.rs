//! Checks files: problems with file, line and column.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use backlot::data::lint::lint;
use backlot::data::problem::{Problem, Severity};
use backlot::data::read;
use backlot::say;
use backlot::session::file_kind::FileKind;
use backlot::words::Words;

use super::args::Check;
use super::{End, Result, inputs, show, text};
use crate::disk;

/// Checks files and folders as one layer over the built-in library and the other layers.
pub(super) fn run(words: &Words, job: &Check) -> Result<End> {
    let layer = disk::layers(&job.paths);
    let files = layer.files.clone();
    let mut layers = if job.alone { Vec::new() } else { inputs::below(words, &job.libraries)? };
    layers.push(layer);
    let loaded = read::read(&layers);
    let day = job.day.unwrap_or_else(inputs::today);
    let mut problems: Vec<Problem> = lint(&loaded, day);
    problems.extend(loaded.problems.iter().cloned());
    problems.retain(|problem| !problem.at.file.starts_with(inputs::BELOW) && !problem.at.file.is_empty());
    // If several productions have the same file name, `read` keeps the last one. Here each is checked.
    let mut odd = Vec::new();
    for file in &files {
        if FileKind::of(file) == FileKind::Production
            && let Ok(production) = read::read_production(file)
        {
            odd.extend(inputs::odd(&production, &loaded.library, file));
        }
    }
    problems.extend(loaded.settled(odd).into_iter().filter(|problem| !problem.at.file.starts_with(inputs::BELOW)));
    problems.sort_by(|a, b| (&a.at, a.severity).cmp(&(&b.at, b.severity)));
    problems.dedup();
    let (notes, problems): (Vec<Problem>, Vec<Problem>) =
        problems.into_iter().partition(|problem| problem.severity == Severity::Note);
    let mut out = text::problems(words, &problems);
    if job.notes {
        out.push_str(&text::problems(words, &notes));
    }
    let count = |severity| problems.iter().filter(|problem| problem.severity == severity).count();
    let errors = count(Severity::Error);
    let _ = writeln!(
        out,
        "{}",
        say!(
            words,
            "cli-check-summary",
            files = words.plain(all_files(&files, &problems).into()),
            errors = words.plain(errors.into()),
            warnings = words.plain(count(Severity::Warning).into())
        )
    );
    if !job.notes && !notes.is_empty() {
        let _ = writeln!(out, "{}", say!(words, "cli-check-notes", notes = words.plain(notes.len().into())));
    }
    show(&out, false)?;
    Ok(if errors > 0 { End::Problems } else { End::Done })
}

/// The number of files, including those that could not be opened.
fn all_files(files: &[read::File], problems: &[Problem]) -> usize {
    let names = files.iter().map(|file| file.name.as_str());
    names.chain(problems.iter().map(|problem| problem.at.file.as_str())).collect::<BTreeSet<_>>().len()
}
