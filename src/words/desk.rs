//! Scenarios of the city view in words: their names, and figures of a law that changed.

use super::Words;
use super::letter::letter;
use crate::model::library::Library;
use crate::model::scenario::{BasisChange, BasisClash, Change, Scenario};
use crate::say;

impl Words {
    /// The name of a scenario: its title, or a letter for its position.
    #[must_use]
    pub fn scenario_called(&self, at: usize, scenario: &Scenario) -> String {
        match self.text(&scenario.title) {
            "" => say!(self, "scenarios-nameless", letter = letter(at)),
            title => title.to_owned(),
        }
    }

    /// The author and the reason of a scenario, if given; one sentence each.
    #[must_use]
    pub fn scenario_reason(&self, scenario: &Scenario) -> Vec<String> {
        let said = |label: String, value: &str| {
            let value = value.trim();
            (!value.is_empty()).then(|| say!(self, "report-labelled", label = label, value = value))
        };
        let author = said(say!(self, "scenarios-author"), &scenario.author);
        author.into_iter().chain(said(say!(self, "scenarios-reason"), self.text(&scenario.reason))).collect()
    }

    /// Changes of a scenario that no longer fit the law, one sentence each. Such a change has no effect.
    #[must_use]
    pub fn scenario_clashes(&self, library: &Library, scenario: &Scenario) -> Vec<String> {
        let clash = |change: &Change| {
            let what = self.figure_called(library, change);
            let policy = library.policies.get(&change.policy);
            let is_unpublished = policy.is_some_and(|policy| policy.unpublished(&change.figure).is_some());
            match policy.and_then(|policy| Some((policy, policy.figure(&change.figure)?))) {
                None if change.is_assumed() && is_unpublished => None,
                Some((_, (_, figure))) if Some(figure.value) == change.old => None,
                Some((policy, (at, figure))) => {
                    let shown = |value| self.figure_in(library, policy, at, value);
                    let old = change.old.map_or_else(|| say!(self, "change-unpublished"), shown);
                    let now = shown(figure.value);
                    Some(say!(self, "scenarios-stale", what = what, old = old, now = now))
                }
                None => Some(say!(self, "scenarios-gone", what = what, policy = change.policy.as_str())),
            }
        };
        let basis = |change: &BasisChange| {
            let what = self.basis_called(library, change);
            match change.clash(library)? {
                BasisClash::Stale(now) => {
                    let (old, now) = (self.basis_chosen(change.old), self.basis_chosen(now));
                    Some(say!(self, "scenarios-stale", what = what, old = old, now = now))
                }
                BasisClash::NoPolicy | BasisClash::NoIncentive | BasisClash::InKind => {
                    Some(say!(self, "scenarios-no-incentive", what = what, policy = change.policy.as_str()))
                }
            }
        };
        let figures = scenario.changes.iter().filter_map(clash);
        figures.chain(scenario.bases.iter().filter_map(basis)).collect()
    }
}
