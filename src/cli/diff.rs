//! Tells two libraries apart, in words and in money on the reference productions.

use std::fmt::Write as _;
use std::path::PathBuf;

use backlot::say;
use backlot::study::differences::{money, records};
use backlot::words::Words;
use backlot::words::differences::Sides;

use super::args::Diff;
use super::{End, Result, inputs, show};

/// Tells two libraries apart.
pub(super) fn run(words: &Words, job: &Diff) -> Result<End> {
    let layers = |path: Option<&PathBuf>| path.cloned().into_iter().collect::<Vec<_>>();
    let before = inputs::library(words, &layers(job.before.as_ref()))?.library;
    let after = inputs::library(words, &layers(Some(&job.after)))?.library;
    let sides = Sides { before: &before, after: &after };
    let mut out = String::new();
    let changed = records(&before, &after);
    for one in &changed {
        let _ = writeln!(out, "{} {}: {}", words.record(one.kind), one.id, words.changed(sides, one));
        for line in words.change(sides, one) {
            let _ = writeln!(out, "  {line}");
        }
    }
    let day = job.day.unwrap_or_else(inputs::today);
    let moved = money(&before, &after, day);
    if !moved.is_empty() {
        let _ = writeln!(out, "\n{}", say!(words, "cli-diff-money"));
    }
    for one in &moved {
        let production = after.productions.get(&one.production).map(|production| words.text(&production.name));
        let place = words.place(&after, &one.place);
        let _ = writeln!(out, "  {place} · {}: {}", production.unwrap_or_default(), words.change_of_ends(one));
    }
    let (records, figures) = (words.plain(changed.len().into()), words.plain(moved.len().into()));
    let _ = writeln!(out, "{}", say!(words, "cli-diff-summary", records = records, results = figures));
    show(&out, false)
}
