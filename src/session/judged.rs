//! A library with its problems and findings on a day.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use crate::data::lint::{AllAdvice, changed, leaning, with_users};
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
    advice: AllAdvice,
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
        Self::new(loaded, library, AllAdvice::of(loaded, day), Arc::new(examples), contradictions, leaning)
    }

    /// The same after any edit. Where only policies have changed, only the results that they can affect are calculated
    /// again.
    pub(super) fn after(&self, before: &Loaded, loaded: &Loaded, day: Date) -> Self {
        let Some(changed) = changed(before, loaded) else { return Self::of(loaded, day) };
        let library = loaded.library.clone();
        let examples = self.verdicts_after(before, &library, &changed);
        let advice = self.advice.again(loaded, &changed, day);
        let (contradictions, leaning) = (Arc::new(find(&library)), Arc::new(leaning(&library)));
        Self::new(loaded, library, advice, examples, contradictions, leaning)
    }

    /// The same on another day.
    pub(super) fn on(&self, loaded: &Loaded, before: Date, day: Date) -> Self {
        let advice = self.advice.on(loaded, before, day);
        let (examples, contradictions) = (Arc::clone(&self.examples), Arc::clone(&self.contradictions));
        Self::new(loaded, loaded.library.clone(), advice, examples, contradictions, Arc::clone(&self.leaning))
    }

    /// The same after only figures of a policy were changed.
    pub(super) fn refigured(&self, before: &Loaded, loaded: &Loaded, policy: &PolicyId, day: Date) -> Self {
        let library = loaded.library.clone();
        let changed = with_users(&self.leaning, [policy.clone()].into());
        let examples = self.verdicts_after(before, &library, &changed);
        let advice = self.advice.refigured(loaded, &changed, day);
        Self::new(loaded, library, advice, examples, Arc::clone(&self.contradictions), Arc::clone(&self.leaning))
    }

    /// The worked examples after some policies have changed. The result of an example is that of a whole place, with
    /// all policies that apply there.
    fn verdicts_after(
        &self,
        before: &Loaded,
        library: &Library,
        changed: &BTreeSet<PolicyId>,
    ) -> Arc<BTreeMap<PolicyId, Arc<Vec<Verdict>>>> {
        let mut examples = Arc::clone(&self.examples);
        let here: BTreeSet<&PlaceId> = changed
            .iter()
            .flat_map(|id| [before.library.policies.get(id), library.policies.get(id)])
            .flatten()
            .map(|policy| &policy.place)
            .collect();
        let holds = |place: &PlaceId| library.chain(place).iter().any(|place| here.contains(&place.id));
        let meets = |one: &&Arc<Policy>| {
            changed.contains(&one.id)
                || one.examples.iter().any(|example| holds(example.place.as_ref().unwrap_or(&one.place)))
        };
        for one in library.policies.values().filter(meets) {
            Arc::make_mut(&mut examples).insert(one.id.clone(), verdicts(library, one));
        }
        if examples.keys().any(|id| library.policies.get(id).is_none_or(|policy| policy.examples.is_empty())) {
            Arc::make_mut(&mut examples)
                .retain(|id, _| library.policies.get(id).is_some_and(|policy| !policy.examples.is_empty()));
        }
        examples
    }

    fn new(
        loaded: &Loaded,
        library: Library,
        advice: AllAdvice,
        examples: Arc<BTreeMap<PolicyId, Arc<Vec<Verdict>>>>,
        contradictions: Arc<Vec<Finding>>,
        leaning: Arc<BTreeMap<PolicyId, Vec<PolicyId>>>,
    ) -> Self {
        let (notes, warnings): (Vec<Problem>, Vec<Problem>) =
            advice.problems().into_iter().partition(|problem| problem.severity == Severity::Note);
        let mut problems = loaded.problems.clone();
        problems.extend(warnings);
        problems.sort_by(|a, b| (a.severity, &a.at).cmp(&(b.severity, &b.at)));
        Self {
            library: Arc::new(library),
            problems: Arc::new(problems),
            notes: Arc::new(notes),
            examples,
            contradictions,
            advice,
            leaning,
        }
    }
}

fn verdicts(library: &Library, policy: &Policy) -> Arc<Vec<Verdict>> {
    Arc::new(policy.examples.iter().map(|example| examples::run(library, policy, example)).collect())
}
