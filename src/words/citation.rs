//! Citations to be copied: who says what, where, and when it was looked at.

use super::Words;
use super::names::locator;
use crate::model::indicator::Observation;
use crate::model::library::Library;
use crate::model::policy::Policy;
use crate::model::source::Citation;
use crate::say;

impl Words {
    /// A document and the place in it.
    #[must_use]
    pub fn citation(&self, library: &Library, cite: &Citation) -> String {
        let Some(source) = library.sources.get(&cite.source) else { return cite.source.to_string() };
        let mut parts = vec![self.text(&source.publisher).to_owned(), self.quoted(self.text(&source.title))];
        parts.extend(source.date.map(|date| self.date(date)));
        if !cite.at.is_empty() {
            parts.push(locator(self.language, &cite.at).to_owned());
        }
        parts.extend(source.url.clone());
        if source.unofficial_copy {
            parts.push(say!(self, "unofficial-copy"));
        }
        parts.push(say!(self, "checked-on", date = self.date(source.checked_on)));
        parts.join(&self.comma())
    }

    /// A policy, and the documents it was read in.
    #[must_use]
    pub fn policy_citation(&self, library: &Library, policy: &Policy) -> String {
        let mut parts = vec![self.text(&policy.issuer).to_owned(), self.quoted(self.text(&policy.title))];
        parts.extend(policy.document_no.clone());
        parts.extend(policy.issued.map(|date| self.date(date)));
        let mut text = parts.join(&self.comma());
        for cite in &policy.sources {
            text.push('\n');
            text.push_str(&say!(self, "citation-seen-in", source = self.citation(library, cite)));
        }
        text
    }

    /// A figure as printed, and who prints it.
    #[must_use]
    pub fn observation_citation(&self, library: &Library, seen: &Observation) -> String {
        let indicator = library.indicators.get(&seen.indicator);
        let name = indicator.map(|indicator| self.text(&indicator.name)).unwrap_or_default();
        let value = indicator.map(|indicator| self.observed(&indicator.unit, seen)).unwrap_or_default();
        let place = self.place(library, &seen.place);
        let period = self.period(seen);
        let mut text = say!(self, "citation-figure", place = place, name = name, period = period, value = value);
        for cite in &seen.cites {
            text.push('\n');
            text.push_str(&say!(self, "citation-seen-in", source = self.citation(library, cite)));
        }
        text
    }

    fn quoted(&self, title: &str) -> String {
        say!(self, "citation-title", title = title.trim_matches(['《', '》']))
    }
}
