//! The slate, and what the city proposes and assumes: held in the history beside the production.

use std::sync::Arc;

use super::Session;
use super::desk::Plans;
use crate::model::scenario::Scenario;
use crate::model::slate::Slate;
use crate::study::proposals::Desk;

impl Session {
    /// The slate, if there is one.
    #[must_use]
    pub fn slate(&self) -> Option<&Arc<Slate>> {
        self.project.slate.as_ref()
    }

    /// A number that changes whenever the slate does.
    #[must_use]
    pub fn slate_revision(&self) -> u64 {
        self.slates
    }

    /// Restores the slate of the last run. This is not an edit.
    pub fn keep_slate(&mut self, slate: Option<Arc<Slate>>) {
        self.project.slate = slate;
        self.slates += 1;
        self.revision += 1;
    }

    /// The displayed scenario with its proposed figures. It does not change the library.
    #[must_use]
    pub fn proposed(&self) -> &Arc<Scenario> {
        self.project.plans.scenario()
    }

    /// The scenarios and the portfolio of the view City.
    #[must_use]
    pub fn plans(&self) -> &Arc<Plans> {
        &self.project.plans
    }

    /// The scenarios of the user's city and the portfolio, if there is anything to report.
    #[must_use]
    pub fn proposals(&self) -> Option<Desk> {
        self.city_desk().filter(|desk| !desk.is_empty())
    }

    /// The scenarios of the user's city and the portfolio, even if nothing is proposed. `None` without a city.
    #[must_use]
    pub fn city_desk(&self) -> Option<Desk> {
        let plans = self.plans();
        let (scenarios, portfolio) = (plans.scenarios().to_vec(), Arc::clone(plans.portfolio()));
        Some(Desk { place: self.city.clone()?, scenarios, portfolio })
    }

    /// A number that changes whenever the scenarios or the portfolio change.
    #[must_use]
    pub fn plans_revision(&self) -> u64 {
        self.planned
    }

    /// A number that changes whenever the portfolio changes.
    #[must_use]
    pub fn portfolio_revision(&self) -> u64 {
        self.portfolios
    }

    /// Restores the scenarios and the portfolio of the last run. This is not an edit.
    pub fn keep_plans(&mut self, plans: Plans) {
        self.set_plans(Arc::new(plans));
        self.revision += 1;
    }

    /// Displays another scenario.
    pub fn show_scenario(&mut self, at: usize) {
        let mut plans = Plans::clone(&self.project.plans);
        plans.show(at);
        self.set_plans(Arc::new(plans));
        self.history.settle();
    }

    pub(super) fn set_plans(&mut self, plans: Arc<Plans>) {
        self.portfolios += u64::from(!Arc::ptr_eq(plans.portfolio(), self.project.plans.portfolio()));
        self.planned += u64::from(!Arc::ptr_eq(&plans, &self.project.plans));
        self.project.plans = plans;
    }
}
