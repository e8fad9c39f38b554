//! Contradictions in words: the figures, the statement of each source, and the information that would settle them.

use rust_decimal::Decimal;

use super::Words;
use crate::model::id::ObservationId;
use crate::model::indicator::{Observation, Unit};
use crate::model::library::Library;
use crate::say;
use crate::study::contradictions::{Finding, Rule};

impl Words {
    /// The rule behind a finding, in a few words.
    #[must_use]
    pub fn contradiction(&self, rule: &Rule) -> String {
        match rule {
            Rule::TenTimes { .. } => say!(self, "contradiction-ten-times"),
            Rule::TwoLanguages { .. } => say!(self, "contradiction-two-languages"),
            Rule::PartAboveWhole { .. } => say!(self, "contradiction-part"),
            Rule::Growth { .. } => say!(self, "contradiction-growth"),
            Rule::Fall { .. } => say!(self, "contradiction-fall"),
            Rule::Shares { .. } => say!(self, "contradiction-shares"),
            Rule::OutsideBand { .. } => say!(self, "contradiction-band"),
            Rule::Differ { .. } => say!(self, "contradiction-differ"),
        }
    }

    /// The subject of a finding: place, indicator, period.
    #[must_use]
    pub fn finding_about(&self, library: &Library, finding: &Finding) -> String {
        let seen: Vec<&Observation> = seen(library, finding).collect();
        let Some(first) = seen.first() else { return String::new() };
        let same = |what: &dyn Fn(&Observation) -> bool| seen.iter().all(|seen| what(seen));
        let mut about = Vec::new();
        if same(&|other| other.place == first.place) || matches!(finding.rule, Rule::PartAboveWhole { .. }) {
            about.push(self.place(library, &first.place).to_owned());
        }
        about.extend(library.indicators.get(&first.indicator).map(|indicator| self.text(&indicator.name).to_owned()));
        if same(&|other| other.period == first.period) && first.period.is_some() {
            about.push(self.period(first));
        }
        about.join(" · ")
    }

    /// The contradiction, in a sentence.
    #[must_use]
    pub fn finding(&self, library: &Library, finding: &Finding) -> String {
        let first = seen(library, finding).next();
        let unit = first.and_then(|seen| library.indicators.get(&seen.indicator)).map(|indicator| &indicator.unit);
        let value = |value: Decimal| self.measure(unit.unwrap_or(&Unit::Words), value);
        let growth = |value: f64| {
            let tenths = Decimal::from_f64_retain(value).unwrap_or_default().round_dp(3);
            self.measure(&Unit::Change, tenths)
        };
        match &finding.rule {
            Rule::TenTimes { low, high } => say!(self, "finding-ten-times", low = value(*low), high = value(*high)),
            Rule::TwoLanguages { chinese, english } => say!(
                self,
                "finding-two-languages",
                chinese = self.measure(&Unit::Yuan, *chinese),
                english = self.measure(&Unit::Yuan, *english)
            ),
            Rule::PartAboveWhole { part, whole } => {
                let around = finding.observations.get(1).and_then(|id| library.observations.get(id));
                let around = around.map(|seen| self.place(library, &seen.place)).unwrap_or_default();
                say!(self, "finding-part", part = value(*part), around = around, whole = value(*whole))
            }
            Rule::Growth { printed, implied } => {
                say!(self, "finding-growth", printed = growth(*printed), implied = growth(*implied))
            }
            Rule::Fall { before, after } => {
                say!(self, "finding-fall", before = value(*before), after = value(*after))
            }
            Rule::Shares { sum } => say!(self, "finding-shares", sum = self.percent(*sum)),
            Rule::OutsideBand { band, found } => {
                let band = library.bands.get(band);
                let ends = band.map(|band| (value(band.least.0), value(band.most.0))).unwrap_or_default();
                let name = band.map(|band| self.text(&band.name)).unwrap_or_default();
                let found = found.round_sf(3).unwrap_or(*found).normalize();
                say!(self, "finding-band", name = name, found = value(found), least = ends.0, most = ends.1)
            }
            Rule::Differ { low, high } => say!(self, "finding-differ", low = value(*low), high = value(*high)),
        }
    }

    /// The information that would settle it: the curator's note, or general advice for contradictions of this kind.
    #[must_use]
    pub fn finding_resolve(&self, library: &Library, finding: &Finding) -> String {
        if let Some(judgement) = finding.judgement.as_ref().and_then(|id| library.judgements.get(id)) {
            return self.text(&judgement.resolve).to_owned();
        }
        match &finding.rule {
            Rule::TenTimes { .. } => say!(self, "resolve-ten-times"),
            Rule::TwoLanguages { .. } => say!(self, "resolve-two-languages"),
            Rule::PartAboveWhole { .. } => say!(self, "resolve-part"),
            Rule::Growth { .. } => say!(self, "resolve-growth"),
            Rule::Fall { .. } => say!(self, "resolve-fall"),
            Rule::Shares { .. } => say!(self, "resolve-shares"),
            Rule::OutsideBand { .. } => say!(self, "resolve-band"),
            Rule::Differ { .. } => say!(self, "resolve-differ"),
        }
    }

    /// The sources of an observation and its printed words.
    #[must_use]
    pub fn printed_by(&self, library: &Library, id: &ObservationId) -> String {
        let Some(seen) = library.observations.get(id) else { return id.to_string() };
        let sources = seen.cites.iter().filter_map(|citation| library.sources.get(&citation.source));
        let sources: Vec<String> = sources
            .map(|source| {
                let date = source.date.map(|date| self.date(date));
                let publisher = self.text(&source.publisher);
                date.map_or_else(|| publisher.to_owned(), |date| format!("{publisher} {date}"))
            })
            .collect();
        say!(self, "printed-by", sources = self.list_and(&sources), printed = seen.printed.as_str())
    }
}

fn seen<'a>(library: &'a Library, finding: &'a Finding) -> impl Iterator<Item = &'a Observation> {
    finding.observations.iter().filter_map(|id| library.observations.get(id)).map(AsRef::as_ref)
}
