//! Applies an edit of a policy that changes only its figures, without reading anything else.
//!
//! Such an edit keeps every id, so no reference changes and no other record becomes valid or invalid. Only the
//! policy is parsed and checked. Any edit that may change more is left to [`try_edit`](super::overlay::try_edit),
//! which reads the whole library and gives the same result.

use std::sync::Arc;

use super::check;
use super::overlay::{Key, edited};
use super::problem::{Problem, Severity};
use super::read::{Document, File, Loaded, held};
use crate::model::policy::Policy;
use crate::model::record::Record;

/// The library with another text of a policy in a layer; `None` if more than figures may have changed.
///
/// # Errors
/// Returns the problems of the figures.
#[must_use]
pub fn refigured(loaded: &Loaded, key: &Key, text: &str, layer: usize) -> Option<Result<Loaded, Vec<Problem>>> {
    let id = key.id.as_str();
    let before = loaded.library.policies.get(&id.into()).filter(|_| key.kind == Record::Policy)?;
    let (was_in, _) = loaded.texts.file(Record::Policy, id);
    let file = File { name: edited(key), bytes: text.as_bytes().to_vec() };
    // Earlier warnings may no longer apply, and scenarios state the old figures.
    let is_plain = loaded.problems.iter().all(|problem| problem.at.file != was_in && problem.at.file != file.name)
        && loaded.library.scenarios.values().all(|one| one.policies().all(|policy| *policy != before.id));
    let held = held(&file, layer).ok().filter(|_| is_plain)?;
    let Document::Policy(policy) = held.document() else { return None };
    let mut policy = (**policy).clone();
    policy.replaced = before.replaced;
    if !differs_in_figures(before, &policy) {
        return None;
    }
    let mut problems = held.signs().to_vec();
    let texts = loaded.texts.with(Record::Policy, id, held)?;
    let mut library = loaded.library.clone();
    problems.extend(check::policy(&library, &texts, &policy));
    let wrong = |problem: &Problem| problem.severity == Severity::Error;
    if problems.iter().any(wrong) {
        problems.retain(wrong);
        problems.sort_by(|a, b| a.at.cmp(&b.at));
        problems.dedup();
        return Some(Err(problems));
    }
    library.policies.insert(policy.id.clone(), Arc::new(policy));
    problems.extend(loaded.problems.iter().cloned());
    problems.sort_by(|a, b| (&a.at, a.severity).cmp(&(&b.at, b.severity)));
    problems.dedup();
    Some(Ok(Loaded { library, problems, texts }))
}

/// Whether two policies differ only in their figures.
fn differs_in_figures(before: &Policy, after: &Policy) -> bool {
    let (was, is) = (before.figures(), after.figures());
    if was.len() != is.len() {
        return false;
    }
    let mut same = before.clone();
    for (at, _) in was.iter().zip(&is).enumerate().filter(|(_, (was, is))| was.value != is.value) {
        let Some(figure) = is.get(at) else { return false };
        same = same.with_figure(at, figure.value);
    }
    same == *after
}
