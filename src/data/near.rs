//! "Did you mean": the id that is most like one that nothing carries.
//!
//! How many ids are compared is bounded for all problems together, and so is how long they may be: a file with
//! tens of thousands of wrong ids is told of all of them, and the nearest is looked for as long as that is quick.

use super::problem::{Problem, ProblemKind};
use crate::model::library::Library;
use crate::model::record::Record;

/// Longer ids are nobody's slip of the finger.
const LONGEST: usize = 80;

/// Comparisons for one list of problems: a twentieth of a second.
const MOST: usize = 300_000;

/// Ids less like than this are not offered.
const LIKE: f64 = 0.8;

/// Puts the nearest id into every problem of an unknown one, as far as the comparisons go.
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
