//! The library: all loaded records.

use std::collections::BTreeMap;
use std::ops::{Deref, DerefMut};
use std::sync::{Arc, OnceLock};

use super::fact::Fact;
use super::id::{
    BandId, FactId, IndicatorId, JudgementId, ObservationId, PaymentId, PlaceId, PolicyId, RateId, SourceId,
};
use super::index::Index;
use super::indicator::{Indicator, Observation};
use super::judgement::{Band, Judgement};
use super::payment::Payment;
use super::place::Place;
use super::policy::Policy;
use super::portfolio::Portfolio;
use super::production::Production;
use super::rate::ExchangeRate;
use super::scenario::Scenario;
use super::slate::Slate;
use super::source::Source;

/// All records, with an index for the lookups of the rules.
///
/// Only the editor changes it. Records are shared, so a copy is cheap. Records are changed through [`DerefMut`], which
/// drops the index; it is made again when it is needed next.
#[derive(Clone, Debug, Default)]
pub struct Library {
    records: Records,
    index: OnceLock<Arc<Index>>,
}

/// The records of a library.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Records {
    /// Jurisdictions.
    pub places: BTreeMap<PlaceId, Arc<Place>>,
    /// Policies.
    pub policies: BTreeMap<PolicyId, Arc<Policy>>,
    /// Indicators.
    pub indicators: BTreeMap<IndicatorId, Arc<Indicator>>,
    /// Observations.
    pub observations: BTreeMap<ObservationId, Arc<Observation>>,
    /// Questions.
    pub facts: BTreeMap<FactId, Arc<Fact>>,
    /// Documents.
    pub sources: BTreeMap<SourceId, Arc<Source>>,
    /// Exchange rates.
    pub rates: BTreeMap<RateId, Arc<ExchangeRate>>,
    /// Plausible ranges.
    pub bands: BTreeMap<BandId, Arc<Band>>,
    /// Conclusions about contradictions.
    pub judgements: BTreeMap<JudgementId, Arc<Judgement>>,
    /// Published payments.
    pub payments: BTreeMap<PaymentId, Arc<Payment>>,
    /// Sample productions by file name.
    pub productions: BTreeMap<String, Arc<Production>>,
    /// Scenarios by file name. None is applied unless requested.
    pub scenarios: BTreeMap<String, Arc<Scenario>>,
    /// Slates of productions by file name.
    pub slates: BTreeMap<String, Arc<Slate>>,
    /// Portfolios by file name.
    pub portfolios: BTreeMap<String, Arc<Portfolio>>,
}

impl From<Records> for Library {
    fn from(records: Records) -> Self {
        Self { records, index: OnceLock::new() }
    }
}

impl Deref for Library {
    type Target = Records;

    fn deref(&self) -> &Records {
        &self.records
    }
}

impl DerefMut for Library {
    fn deref_mut(&mut self) -> &mut Records {
        self.index = OnceLock::new();
        &mut self.records
    }
}

/// Only the records are compared, because the index follows from them.
impl PartialEq for Library {
    fn eq(&self, other: &Self) -> bool {
        self.records == other.records
    }
}

impl Eq for Library {}

impl Library {
    /// The index for fast lookups. It is made at the first call after a change.
    #[must_use]
    pub fn index(&self) -> &Index {
        self.index.get_or_init(|| Arc::new(Index::new(&self.records.policies, &self.records.facts)))
    }

    /// A library with only the records that the rules use, for temporary changes: places, policies, questions and
    /// exchange rates.
    #[must_use]
    pub fn for_rules(&self) -> Self {
        let Records { places, policies, facts, rates, .. } = &self.records;
        let (places, policies) = (places.clone(), policies.clone());
        Records { places, policies, facts: facts.clone(), rates: rates.clone(), ..Records::default() }.into()
    }

    /// The place and the jurisdictions around it, innermost first. Stops at a missing parent or a cycle.
    #[must_use]
    pub fn chain(&self, place: &PlaceId) -> Vec<&Place> {
        let mut chain: Vec<&Place> = Vec::new();
        let mut next = Some(place);
        while let Some(place) = next.and_then(|id| self.places.get(id)) {
            if chain.iter().any(|seen| seen.id == place.id) {
                break;
            }
            chain.push(place);
            next = place.parent.as_ref();
        }
        chain
    }

    /// The policies that apply in a place: its own first, then those of the jurisdictions around it.
    #[must_use]
    pub fn policies_in(&self, place: &PlaceId) -> Vec<&Policy> {
        let levels = self.chain(place).into_iter().map(|place| &place.id);
        levels.flat_map(|id| self.policies_of(id)).collect()
    }

    /// The policies of the place itself.
    pub fn policies_of<'a>(&'a self, place: &'a PlaceId) -> impl Iterator<Item = &'a Policy> {
        self.policies.values().map(AsRef::as_ref).filter(move |policy| policy.place == *place)
    }

    /// The observations of an indicator, in order of their ids.
    pub fn observations_of<'a>(&'a self, indicator: &'a IndicatorId) -> impl Iterator<Item = &'a Observation> {
        self.observations.values().map(AsRef::as_ref).filter(move |seen| seen.indicator == *indicator)
    }
}
