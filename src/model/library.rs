//! Everything that is loaded.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::fact::Fact;
use super::id::{
    BandId, FactId, IndicatorId, JudgementId, ObservationId, PaymentId, PlaceId, PolicyId, RateId, SourceId,
};
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

/// All places, policies, indicators, observations, facts, sources and sample productions.
/// Only the editor changes it. Values are shared, so copying is cheap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Library {
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

impl Library {
    /// A copy of only what the rules read, to be changed and discarded: places, policies, questions and exchange rates.
    #[must_use]
    pub fn for_rules(&self) -> Self {
        let Self { places, policies, facts, rates, .. } = self;
        let (places, policies) = (places.clone(), policies.clone());
        Self { places, policies, facts: facts.clone(), rates: rates.clone(), ..Self::default() }
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
