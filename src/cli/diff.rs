//! Compares two libraries, in words and in money on the reference productions.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

use backlot::model::library::Library;
use backlot::model::record::Record;
use backlot::say;
use backlot::study::differences::{Change, Clauses, Many, clauses, editions, money, records};
use backlot::study::portfolio::Drawn;
use backlot::study::reform::Toll;
use backlot::words::Words;
use backlot::words::differences::Sides;
use jiff::civil::Date;

use super::args::Diff;
use super::{End, Result, Stop, inputs, show};

/// Compares two libraries, two editions of a policy, or current law and a scenario.
pub(super) fn run(words: &Words, job: &Diff) -> Result<End> {
    if let Some((old, new)) = &job.editions {
        return run_editions(words, job, old, new);
    }
    let layers = |path: Option<&PathBuf>| path.cloned().into_iter().collect::<Vec<_>>();
    let before = inputs::library(words, &layers(job.before.as_ref()))?.library;
    let after = match (&job.scenario, &job.after) {
        (Some(scenario), _) => inputs::under(words, &before, scenario)?,
        (None, after) => inputs::library(words, &layers(after.as_ref()))?.library,
    };
    let day = job.day.unwrap_or_else(inputs::today);
    let sides = Sides { before: &before, after: &after };
    let many = many(words, job, &before, day)?;
    let mut out = String::new();
    let changed = records(&before, &after);
    for one in &changed {
        let _ = writeln!(out, "{} {}: {}", words.record(one.kind), one.id, words.changed(sides, one));
        let edited = one.kind == Record::Policy && matches!(one.change, Change::Edited(_));
        let clauses = edited.then(|| clauses(&before, &after, &one.id.as_str().into(), many.as_ref(), day)).flatten();
        match clauses {
            Some(clauses) => tell(words, sides, &clauses, &mut out),
            None => {
                for line in words.change(sides, one) {
                    let _ = writeln!(out, "  {line}");
                }
            }
        }
    }
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

/// Compares two editions of a policy.
fn run_editions(words: &Words, job: &Diff, old: &str, new: &str) -> Result<End> {
    let paths: Vec<PathBuf> = job.before.iter().chain(&job.after).cloned().collect();
    let library = inputs::library(words, &paths)?.library;
    let day = job.day.unwrap_or_else(inputs::today);
    for id in [old, new] {
        if !library.policies.contains_key(&id.into()) {
            return Err(Stop::Usage(say!(words, "cli-diff-no-policy", id = id)));
        }
    }
    let many = many(words, job, &library, day)?;
    let mut out = String::new();
    if let Some(clauses) = editions(&library, &old.into(), &new.into(), many.as_ref(), day) {
        let (before, after) = (words.text(&clauses.before.title), words.text(&clauses.after.title));
        let _ = writeln!(out, "{}", say!(words, "cli-diff-editions", before = before, after = after));
        tell(words, Sides { before: &library, after: &library }, &clauses, &mut out);
    }
    show(&out, false)
}

/// The portfolio on which each clause is calculated, too, in the place of its policy; none if none is named.
fn many(words: &Words, job: &Diff, library: &Library, day: Date) -> Result<Option<Many>> {
    let Some(path) = &job.portfolio else { return Ok(None) };
    let portfolio = super::reform::portfolio(words, library, path, day)?;
    Ok(Some(Many { drawn: Arc::new(Drawn::of(library, &portfolio)), place: None }))
}

/// Each changed clause, its changes, and their effect on the reference productions.
fn tell(words: &Words, sides: Sides<'_>, clauses: &Clauses, out: &mut String) {
    for clause in &clauses.clauses {
        let (name, lines) = words.clause(sides, clauses, clause);
        let _ = writeln!(out, "  {name}");
        for line in lines {
            let _ = writeln!(out, "    {line}");
        }
        for money in &clause.money {
            let _ = writeln!(out, "      {}", words.clause_money(sides.after, money));
        }
        tell_toll(words, sides, clause.toll.as_ref(), out);
    }
    if clauses.clauses.len() > 1 && (!clauses.together.is_empty() || clauses.toll.is_some()) {
        let _ = writeln!(out, "  {}", say!(words, "clause-together"));
        for money in &clauses.together {
            let _ = writeln!(out, "      {}", words.clause_money(sides.after, money));
        }
        tell_toll(words, sides, clauses.toll.as_ref(), out);
    }
    if clauses.toll.is_some() {
        let _ = writeln!(out, "  {}", say!(words, "cli-diff-portfolio"));
    }
}

/// The effect on the portfolio.
fn tell_toll(words: &Words, sides: Sides<'_>, toll: Option<&Toll>, out: &mut String) {
    if let Some(toll) = toll {
        let _ = writeln!(out, "      {}", words.clause_toll(sides.after, toll));
    }
}
