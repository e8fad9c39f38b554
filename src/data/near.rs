//! "Did you mean": the existing id that is most similar to an unknown one.
//!
//! The number of comparisons for all problems together is limited, and so is the length of compared ids. A file
//! with tens of thousands of wrong ids is reported in full, with suggestions for as many as the limit allows.

use super::problem::{Problem, ProblemKind};
use crate::model::library::Library;
use crate::model::record::Record;

/// Longer ids are not typing mistakes.
const LONGEST: usize = 80;

/// The number of comparisons for one list of problems; they take a twentieth of a second.
const MOST: usize = 300_000;

/// Ids less similar than this are not suggested.
const LIKE: f64 = 0.8;

/// Adds the nearest id to every problem about an unknown id, as far as the limit allows.
pub(super) fn suggest(library: &Library, problems: &mut [Problem]) {
    let mut left = MOST;
    for problem in problems {
        let ProblemKind::Dangling { record, id, nearest: nearest @ None } = &mut problem.what else { continue };
        if id.len() > LONGEST {
            continue;
        }
        let known = known(library, *record);
        left = match left.checked_sub(known.len()) {
            Some(left) => left,
            None => return,
        };
        let like = known.into_iter().filter(|other| other.len() <= LONGEST);
        *nearest = like
            .map(|other| (strsim::jaro_winkler(id, other), other))
            .filter(|(likeness, _)| *likeness > LIKE)
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, other)| other.to_owned());
    }
}

fn known(library: &Library, record: Record) -> Vec<&str> {
    match record {
        Record::Place => library.places.keys().map(|id| id.as_str()).collect(),
        Record::Policy => library.policies.keys().map(|id| id.as_str()).collect(),
        Record::Indicator => library.indicators.keys().map(|id| id.as_str()).collect(),
        Record::Observation => library.observations.keys().map(|id| id.as_str()).collect(),
        Record::Fact => library.facts.keys().map(|id| id.as_str()).collect(),
        Record::Source => library.sources.keys().map(|id| id.as_str()).collect(),
        Record::Rate => library.rates.keys().map(|id| id.as_str()).collect(),
        Record::Incentive | Record::Line | Record::Example | Record::Band | Record::Judgement | Record::Payment => {
            Vec::new()
        }
        Record::Production => library.productions.keys().map(String::as_str).collect(),
        Record::Scenario | Record::Slate | Record::Portfolio => Vec::new(),
    }
}
