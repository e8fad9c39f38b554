//! Lists contradictory figures of a library.

use std::fmt::Write as _;

use backlot::model::library::Library;
use backlot::say;
use backlot::study::contradictions::{Finding, find, judged_only};
use backlot::words::Words;
use serde::Serialize;

use super::args::Listing;
use super::{End, Result, inputs, show, tell};

/// One finding, as JSON.
#[derive(Serialize)]
struct Listed<'a> {
    /// The rule, in words.
    rule: String,
    /// Its place, indicator and period.
    about: String,
    /// The contradiction.
    finding: String,
    /// The ids of the observations.
    observations: Vec<&'a str>,
    /// The information that would settle it.
    resolve: String,
    /// The id of the judgement.
    judgement: Option<&'a str>,
}

/// Lists all findings, then the judgements made by hand.
pub(super) fn run(words: &Words, job: &Listing) -> Result<End> {
    let loaded = inputs::library(words, &job.libraries)?;
    let library = &loaded.library;
    let found = find(library);
    let text = if job.json {
        super::text::json(&found.iter().map(|finding| listed(words, library, finding)).collect::<Vec<_>>())
    } else {
        plain(words, library, &found)
    };
    show(&text, job.json)?;
    Ok(tell(words, &loaded.problems))
}

fn listed<'a>(words: &Words, library: &Library, finding: &'a Finding) -> Listed<'a> {
    Listed {
        rule: words.contradiction(&finding.rule),
        about: words.finding_about(library, finding),
        finding: words.finding(library, finding),
        observations: finding.observations.iter().map(|id| id.as_str()).collect(),
        resolve: words.finding_resolve(library, finding),
        judgement: finding.judgement.as_ref().map(|id| id.as_str()),
    }
}

fn plain(words: &Words, library: &Library, found: &[Finding]) -> String {
    let mut out = String::new();
    for finding in found {
        let (rule, about) = (words.contradiction(&finding.rule), words.finding_about(library, finding));
        let _ = writeln!(out, "{rule}: {about}\n  {}", words.finding(library, finding));
        for id in &finding.observations {
            let _ = writeln!(out, "  {id}  {}", words.printed_by(library, id));
        }
        if let Some(judgement) = finding.judgement.as_ref().and_then(|id| library.judgements.get(id)) {
            let _ = writeln!(out, "  = {}", words.text(&judgement.verdict));
        }
        let _ = writeln!(out, "  ? {}\n", words.finding_resolve(library, finding));
    }
    let by_hand = judged_only(library, found);
    for judgement in &by_hand {
        let rule = say!(words, "contradiction-judged");
        let _ = writeln!(out, "{rule}: {}", words.text(&judgement.conflict));
        let (verdict, resolve) = (words.text(&judgement.verdict), words.text(&judgement.resolve));
        let _ = writeln!(out, "  = {verdict}\n  ? {resolve}\n");
    }
    let (count, hand) = (words.plain(found.len().into()), words.plain(by_hand.len().into()));
    let _ = writeln!(out, "{}", say!(words, "cli-contradictions-summary", found = count, judged = hand));
    out
}
