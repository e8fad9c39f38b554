//! Runs the worked examples of policies.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use backlot::data::problem::Severity;
use backlot::data::read::{self, Document};
use backlot::model::example::Example;
use backlot::model::id::PolicyId;
use backlot::model::library::Library;
use backlot::model::policy::Policy;
use backlot::model::visible;
use backlot::rules::step::Step;
use backlot::say;
use backlot::study::examples::{Verdict, run as work_out};
use backlot::words::Words;
use backlot::words::explain::Telling;

use super::args::Cases;
use super::{End, Result, inputs, show, text, warn};
use crate::disk;

/// The results of the examples of some files.
#[derive(Default)]
struct Count {
    passed: usize,
    failed: usize,
    /// Examples of policies with an error.
    left_out: usize,
    /// Files that cannot be read, so that their examples are unknown.
    unread: usize,
}

/// Runs the examples of all policies in some files, read as one layer over the built-in library and the other
/// layers.
pub(super) fn run(words: &Words, job: &Cases) -> Result<End> {
    let layer = disk::layers(&job.paths);
    let mut count = Count::default();
    let mut named: BTreeMap<PolicyId, usize> = BTreeMap::new();
    for file in &layer.files {
        match read::document(file) {
            Ok(Document::Policy(policy)) => drop(named.insert(policy.id.clone(), policy.examples.len())),
            Ok(_) => {}
            Err(_) => count.unread += 1,
        }
    }
    let mut layers = inputs::below(words, &job.libraries)?;
    layers.push(layer);
    let loaded = read::read(&layers);
    let mut problems = loaded.problems;
    problems.retain(|problem| problem.severity == Severity::Error && !problem.at.file.starts_with(inputs::BELOW));
    warn(&text::problems(words, &problems));
    let library = &loaded.library;
    let mut out = String::new();
    for (id, examples) in &named {
        let Some(policy) = library.policies.get(id) else {
            count.left_out += examples;
            continue;
        };
        for example in &policy.examples {
            let verdict = work_out(library, policy, example);
            match verdict.passes() {
                true => count.passed += 1,
                false => count.failed += 1,
            }
            tell(words, library, policy, example, &verdict, job.explain, &mut out);
        }
    }
    summary(words, &count, &mut out);
    show(&out, false)?;
    Ok(if count.failed > 0 || !problems.is_empty() { End::Problems } else { End::Done })
}

/// Prints the result of an example, the differences, and its steps if requested.
fn tell(
    words: &Words,
    library: &Library,
    policy: &Policy,
    example: &Example,
    verdict: &Verdict,
    explain: bool,
    out: &mut String,
) {
    let telling = Telling { words, library, currency: verdict.currency };
    let (mark, said) = match verdict.passes() {
        true => ("+", say!(words, "example-passes")),
        false => ("-", say!(words, "example-fails")),
    };
    let title = words.text(&example.title);
    let mut line = |line: &str| {
        let _ = writeln!(out, "{}", visible::line(line));
    };
    line(&format!("{mark} {}/{} {said}: {title}", policy.id, example.id));
    for difference in &verdict.differences {
        line(&format!("    {}", telling.difference(policy, difference)));
    }
    if explain {
        for award in verdict.assessment.awards.iter().filter(|award| award.policy == policy.id) {
            let name = policy.incentive(&award.incentive).map(|incentive| words.text(&incentive.name));
            let (name, why) = (name.unwrap_or_default(), telling.reason(award));
            line(&format!("    {}", say!(words, "report-labelled", label = name, value = why)));
            step(&telling, &award.step, 3, &mut line);
            if let Some(cash) = &award.cash {
                step(&telling, &cash.step, 3, &mut line);
            }
        }
        for aside in &verdict.aside {
            step(&telling, aside, 2, &mut line);
        }
    }
}

fn step(telling: &Telling<'_>, step: &Step, depth: usize, line: &mut impl FnMut(&str)) {
    let said = telling.say(step);
    let note = if said.note.is_empty() { String::new() } else { format!(" ({})", said.note) };
    let text = say!(telling.words, "report-labelled", label = said.label, value = said.value);
    line(&format!("{}{text}{note}", "  ".repeat(depth)));
    for part in &step.parts {
        self::step(telling, part, depth + 1, line);
    }
}

fn summary(words: &Words, count: &Count, out: &mut String) {
    let Count { passed, failed, left_out, unread } = count;
    let all = passed + failed;
    let plain = |number: usize| words.plain(number.into());
    let mut line = |line: String| {
        let _ = writeln!(out, "{line}");
    };
    if all > 0 {
        let (count, passed, failed) = (plain(all), plain(*passed), plain(*failed));
        line(say!(words, "cli-case-summary", count = count, passed = passed, failed = failed));
    } else if *left_out == 0 && *unread == 0 {
        line(say!(words, "cli-case-none"));
    }
    if *left_out > 0 {
        line(say!(words, "cli-case-left-out", count = plain(*left_out)));
    }
    if *unread > 0 {
        line(say!(words, "cli-case-unread", count = plain(*unread)));
    }
}
