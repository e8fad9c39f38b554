//! A library and what is to be said of it on a day.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::data::lint::lint;
use crate::data::problem::{Problem, Severity};
use crate::data::read::Loaded;
use crate::model::id::PolicyId;
use crate::model::library::Library;
use crate::study::contradictions::{Finding, find};
use crate::study::examples::{self, Verdict};

/// A library and what is to be said of it.
#[derive(Clone, Debug)]
pub(super) struct Judged {
    pub(super) library: Arc<Library>,
    pub(super) problems: Arc<Vec<Problem>>,
    pub(super) notes: Arc<Vec<Problem>>,
    pub(super) examples: Arc<BTreeMap<PolicyId, Vec<Verdict>>>,
    pub(super) contradictions: Arc<Vec<Finding>>,
}

impl Judged {
    pub(super) fn of(loaded: &Loaded, day: Date) -> Self {
        let advice = lint(loaded, day);
        let (notes, warnings): (Vec<Problem>, Vec<Problem>) =
            advice.into_iter().partition(|problem| problem.severity == Severity::Note);
        let mut problems = loaded.problems.clone();
        problems.extend(warnings);
        problems.sort_by(|a, b| (a.severity, &a.at).cmp(&(b.severity, &b.at)));
        let library = loaded.library.clone();
        let with_examples = library.policies.values().filter(|policy| !policy.examples.is_empty());
        let examples = with_examples.map(|policy| {
            let verdicts = policy.examples.iter().map(|example| examples::run(&library, policy, example));
            (policy.id.clone(), verdicts.collect())
        });
        let examples = Arc::new(examples.collect());
        let contradictions = Arc::new(find(&library));
        Self {
            library: Arc::new(library),
            contradictions,
            problems: Arc::new(problems),
            notes: Arc::new(notes),
            examples,
        }
    }
}
