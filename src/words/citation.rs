//! Citations to be copied: author, title, locator, and the day it was seen.
//!
//! The Chinese form follows GB/T 7714 (author. title[kind]. date[day seen]. link). The English form is a sentence.

use super::Words;
use super::names::locator;
use crate::model::indicator::Observation;
use crate::model::library::Library;
use crate::model::policy::Policy;
use crate::model::source::Citation;
use crate::say;

impl Words {
    /// A document and a place in it.
    #[must_use]
    pub fn citation(&self, library: &Library, cite: &Citation) -> String {
        let Some(source) = library.sources.get(&cite.source) else { return cite.source.to_string() };
        let date = source.date.map_or_else(|| say!(self, "citation-undated"), |date| self.date(date));
        let (publisher, title) = (self.text(&source.publisher), bare(self.text(&source.title)));
        let seen = self.date(source.checked_on);
        let mut text = match source.url {
            Some(_) => say!(self, "citation-online", publisher = publisher, title = title, date = date, seen = seen),
            None => say!(self, "citation-source", publisher = publisher, title = title, date = date, seen = seen),
        };
        let mut more = Vec::new();
        if !cite.at.is_empty() {
            more.push(locator(self.language, &cite.at).to_owned());
        }
        more.extend(source.url.clone());
        if source.unofficial_copy {
            more.push(say!(self, "unofficial-copy"));
        }
        if !more.is_empty() {
            text.push(' ');
            text.push_str(&more.join(&self.semicolon()));
        }
        text
    }

    /// A policy, and the documents from which it was read.
    #[must_use]
    pub fn policy_citation(&self, library: &Library, policy: &Policy) -> String {
        let date = policy.issued.map_or_else(|| say!(self, "citation-undated"), |date| self.date(date));
        let (issuer, title) = (self.text(&policy.issuer), bare(self.text(&policy.title)));
        let read = self.read(policy.read);
        let mut text = match &policy.document_no {
            Some(number) => {
                let number = number.as_str();
                say!(
                    self,
                    "citation-policy-number",
                    issuer = issuer,
                    title = title,
                    number = number,
                    date = date,
                    read = read
                )
            }
            None => say!(self, "citation-policy", issuer = issuer, title = title, date = date, read = read),
        };
        for cite in &policy.sources {
            text.push('\n');
            text.push_str(&say!(self, "citation-seen-in", source = self.citation(library, cite)));
        }
        text
    }

    /// A figure as printed, and its source.
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
}

/// A title without its brackets.
fn bare(title: &str) -> &str {
    title.trim_matches(['\u{300a}', '\u{300b}'])
}
