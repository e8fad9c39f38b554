//! Works out the examples that policies carry.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use backlot::data::problem::Severity;
use backlot::data::read::{self, Document};
use backlot::model::id::PolicyId;
use backlot::say;
use backlot::study::examples::run as work_out;
use backlot::words::Words;
use backlot::words::explain::Telling;

use super::args::Cases;
use super::{End, Result, inputs, print, text, warn};
use crate::disk;

/// Runs the examples of all policies in some files, read as one layer over the built-in library.
pub(super) fn run(words: &Words, job: &Cases) -> Result<End> {
    let layer = disk::layers(&job.paths);
    let named: BTreeSet<PolicyId> = layer.files.iter().filter_map(policy_in).collect();
    let layers = [inputs::built_in("\0"), layer];
    let loaded = read::read(&layers);
    let mut problems = loaded.problems;
    problems.retain(|problem| problem.severity == Severity::Error && !problem.at.file.starts_with('\0'));
    warn(&text::problems(words, &problems));
    let library = &loaded.library;
    let mut out = String::new();
    let (mut passed, mut failed) = (0_usize, 0_usize);
    for policy in named.iter().filter_map(|id| library.policies.get(id)) {
        for example in &policy.examples {
            let verdict = work_out(library, policy, example);
            let telling = Telling { words, library, currency: verdict.currency };
            let (mark, said) = match verdict.passes() {
                true => ("+", say!(words, "example-passes")),
                false => ("-", say!(words, "example-fails")),
            };
            match verdict.passes() {
                true => passed += 1,
                false => failed += 1,
            }
            let title = words.text(&example.title);
            let _ = writeln!(out, "{mark} {}/{} {said}: {title}", policy.id, example.id);
            for difference in &verdict.differences {
                let _ = writeln!(out, "    {}", telling.difference(policy, difference));
            }
        }
    }
    let count = passed + failed;
    if count == 0 {
        let _ = writeln!(out, "{}", say!(words, "cli-case-none"));
    } else {
        let (count, passed, failed) =
            (words.plain(count.into()), words.plain(passed.into()), words.plain(failed.into()));
        let _ = writeln!(out, "{}", say!(words, "cli-case-summary", count = count, passed = passed, failed = failed));
    }
    print(out.as_bytes())?;
    Ok(if failed > 0 || !problems.is_empty() { End::Problems } else { End::Done })
}

/// The id of the policy in a file, if it holds one.
fn policy_in(file: &read::File) -> Option<PolicyId> {
    let text = std::str::from_utf8(&file.bytes).ok()?;
    match read::options().from_str::<Document>(text.trim_start_matches('\u{feff}')) {
        Ok(Document::Policy(policy)) => Some(policy.id),
        _ => None,
    }
}
