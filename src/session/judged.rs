//! A library with its problems and findings on a day.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::data::lint::{leaning, lint, lint_again};
use crate::data::problem::{Problem, Severity};
use crate::data::read::Loaded;
use crate::model::id::{PlaceId, PolicyId};
use crate::model::library::Library;
use crate::model::policy::Policy;
use crate::study::contradictions::{Finding, find};
use crate::study::examples::{self, Verdict};

/// A library with its problems and findings.
#[derive(Clone, Debug)]
pub(super) struct Diagnostics {
    pub(super) library: Arc<Library>,
    pub(super) problems: Arc<Vec<Problem>>,
    pub(super) notes: Arc<Vec<Problem>>,
    pub(super) examples: Arc<BTreeMap<PolicyId, Arc<Vec<Verdict>>>>,
    pub(super) contradictions: Arc<Vec<Finding>>,
    /// The advice from `problems` and `notes`.
    advice: Arc<Vec<Problem>>,
    /// For each policy, the policies that use its results.
    leaning: Arc<BTreeMap<PolicyId, Vec<PolicyId>>>,
}

impl Diagnostics {
    pub(super) fn of(loaded: &Loaded, day: Date) -> Self {
        let library = loaded.library.clone();
        let with_examples = library.policies.values().filter(|policy| !policy.examples.is_empty());
        let examples = with_examples.map(|policy| (policy.id.clone(), verdicts(&library, policy))).collect();
        let contradictions = Arc::new(find(&library));
        let leaning = Arc::new(leaning(&library));
        Self::new(loaded, library, lint(loaded, day), Arc::new(examples), contradictions, leaning)
    }

    /// The same after figures of a policy were changed. Only the results that the change can affect are calculated
    /// again.
    pub(super) fn again(&self, before: &Loaded, loaded: &Loaded, policy: &PolicyId, day: Date) -> Self {
        let library = loaded.library.clone();
        let mut examples = Arc::clone(&self.examples);
        // The result of an example is that of a whole place, with all policies that apply there.
        let here = library.policies.get(policy).map(|policy| &policy.place);
        let holds = |place: &PlaceId| library.chain(place).iter().any(|place| Some(&place.id) == here);
        let meets =
            |one: &&Arc<Policy>| one.examples.iter().any(|example| holds(example.place.as_ref().unwrap_or(&one.place)));
        for one in library.policies.values().filter(meets) {
            Arc::make_mut(&mut examples).insert(one.id.clone(), verdicts(&library, one));
        }
        let ids = self.leaning.get(policy).into_iter().flatten().chain([policy]).cloned().collect::<Vec<_>>();
        let advice = lint_again(before, loaded, &self.advice, &ids, day);
        Self::new(loaded, library, advice, examples, Arc::clone(&self.contradictions), Arc::clone(&self.leaning))
    }

    fn new(
        loaded: &Loaded,
        library: Library,
        advice: Vec<Problem>,
        examples: Arc<BTreeMap<PolicyId, Arc<Vec<Verdict>>>>,
        contradictions: Arc<Vec<Finding>>,
        leaning: Arc<BTreeMap<PolicyId, Vec<PolicyId>>>,
    ) -> Self {
        let (notes, warnings): (Vec<Problem>, Vec<Problem>) =
            advice.iter().cloned().partition(|problem| problem.severity == Severity::Note);
        let mut problems = loaded.problems.clone();
        problems.extend(warnings);
        problems.sort_by(|a, b| (a.severity, &a.at).cmp(&(b.severity, &b.at)));
        Self {
            library: Arc::new(library),
            problems: Arc::new(problems),
            notes: Arc::new(notes),
            examples,
            contradictions,
            advice: Arc::new(advice),
            leaning,
        }
    }
}

fn verdicts(library: &Library, policy: &Policy) -> Arc<Vec<Verdict>> {
    Arc::new(policy.examples.iter().map(|example| examples::run(library, policy, example)).collect())
}
