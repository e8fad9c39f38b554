//! Functions of a form on a draft as a whole: its ids, the position of its citations, the fact beside a choice.

use super::schema::{Asks, Ty};
use super::text::{next_in, quoted};
use super::{Draft, Path, Step, with};
use crate::model::id::FactId;
use crate::model::source::{Citation, LONGEST_QUOTE};
use crate::way;

pub use super::begin::own_source;
pub use super::text::ids;

/// The fact whose choices a part can hold.
#[must_use]
pub fn fact_beside(draft: &Draft, path: &[Step]) -> Option<FactId> {
    let around = (0..path.len()).rev().filter_map(|end| path.get(..end));
    for part in around {
        for beside in [with(part, "by"), with(part, 0)] {
            if draft.ty(&beside) == Some(Ty::Fact(Asks::Choice)) {
                return draft.plain(&beside).map(|id| FactId::from(id.as_str()));
            }
        }
    }
    None
}

/// The nearest list of citations around a part.
#[must_use]
pub fn cites_around(draft: &Draft, path: &[Step]) -> Option<Path> {
    let around = (0..=path.len()).rev().filter_map(|end| path.get(..end));
    let mut cites = around.map(|part| with(part, "cites")).filter(|cites| draft.ty(cites).is_some());
    cites.next().or_else(|| path.is_empty().then(|| way!["sources"]))
}

/// Cites a place of a source for a part. A citation of the same place is not repeated; one without a place is
/// filled in.
pub fn cite(draft: &mut Draft, path: &[Step], citation: &Citation) -> bool {
    let Some(cites) = cites_around(draft, path) else { return false };
    let quote: String = citation.quote.chars().take(LONGEST_QUOTE).collect();
    for at in 0..draft.len(&cites) {
        let there = with(&cites, at);
        let field = |name: &str| draft.plain(&with(&there, name)).unwrap_or_default();
        let same = field("source") == citation.source.as_str();
        if same && field("at") == citation.at && (field("quote") == quote || quote.is_empty()) {
            return true;
        }
        if same && field("at").is_empty() && field("quote").is_empty() {
            let placed = draft.set_plain(&with(&there, "at"), &citation.at);
            return (quote.is_empty() || draft.set_plain(&with(&there, "quote"), &quote)) && placed;
        }
    }
    let mut text = format!("(source: {}", quoted(citation.source.as_str()));
    for (name, value) in [("at", &citation.at), ("quote", &quote)] {
        if !value.is_empty() {
            text.push_str(&format!(", {name}: {}", quoted(value)));
        }
    }
    text.push(')');
    let at = next_in(draft, &cites);
    match at.last() {
        Some(Step::Item(at)) => draft.insert(&cites, *at, &text),
        _ => false,
    }
}

/// Every quote of the draft with the path to its part.
#[must_use]
pub fn quotes(draft: &Draft) -> Vec<(Path, String)> {
    let mut all = Vec::new();
    draft.each(&mut |path, _, _| {
        if path.last() == Some(&Step::from("quote"))
            && let Some(quote) = draft.plain(path).filter(|quote| !quote.is_empty())
        {
            let part = path.get(..path.len().saturating_sub(3)).unwrap_or_default();
            all.push((part.to_vec(), quote));
        }
    });
    all
}

/// Adds a condition to those of an incentive or a class; all must hold.
pub fn add_condition(draft: &mut Draft, when: &[Step], condition: &str) -> bool {
    if !draft.has(when) {
        return draft.set(when, condition);
    }
    let all = with(when, 0);
    if draft.seen(when) == Some(super::Seen::Word("All")) {
        let end = draft.len(&all);
        return draft.insert(&all, end, condition);
    }
    draft.wrap(when, "All([", &format!(", {condition}])"))
}

/// Removes one condition. A list of one becomes that condition; an empty list is removed.
pub fn remove_condition(draft: &mut Draft, path: &[Step]) -> bool {
    let Some((Step::Item(_), list)) = path.split_last() else { return draft.remove(path) };
    let joined = list.split_last().map(|(_, joined)| joined).unwrap_or_default();
    if !matches!(draft.seen(joined), Some(super::Seen::Word("All" | "Any"))) {
        return draft.remove(path);
    }
    if !draft.remove(path) {
        return false;
    }
    match draft.len(list) {
        0 => draft.remove(joined),
        1 => draft.unwrap(joined, &with(list, 0)),
        _ => true,
    }
}
