//! The state of the view City, and what is being calculated for it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::data::progress::Progress;
use crate::model::id::{PlaceId, PolicyId};
use crate::model::scenario::FigureName;
use crate::study::city::City;
use crate::study::costs::{Costing, Costs};
use crate::study::overtake::two::Pairs;
use crate::study::overtake::{Contest, Goal, On};
use crate::study::standing::answers::Answered;
use crate::study::standing::weights::Weighed;
use crate::ui::memo::Memo;
use crate::ui::platform::{CityAnswer, CityQuestion, Want};

/// The changes with which rivals are passed, on each basis.
type Passing = Arc<Vec<Contest>>;

/// The state of the view, and what is being calculated.
#[derive(Clone, Debug, Default)]
pub(in crate::ui) struct CityDesk {
    pub(super) found: Memo<CityQuestion, Arc<City>>,
    pub(super) passing: Memo<CityQuestion, Passing>,
    pub(super) weighed: Memo<CityQuestion, Arc<Weighed>>,
    pub(super) costs: Memo<CityQuestion, Arc<Costs>>,
    /// The portfolio as it was prepared for the costs.
    pub(super) costing: Memo<CityQuestion, Arc<Costing>>,
    pub(super) beside: Memo<CityQuestion, Arc<Vec<City>>>,
    pub(super) answered: Memo<CityQuestion, Arc<Answered>>,
    /// Whether the effect of open answers is requested.
    pub(super) asks_answers: bool,
    /// Two figures with which a goal is reached, by goal and basis, under current law. `None` while they are
    /// calculated.
    pub(super) pairs: BTreeMap<(Goal, On), Option<Arc<Pairs>>>,
    pub(super) pairs_for: Option<CityQuestion>,
    /// The current calculation. There is one at a time, so that a dragged lever does not start many.
    pub(super) asked: Option<CityQuestion>,
    /// The progress of the current calculation.
    pub(super) progress: Arc<Progress>,
    /// The calculations that failed or were cancelled. They are not started again by themselves.
    pub(super) failed: Vec<CityQuestion>,
    /// The cell that is explained, by its row and its place.
    pub(super) cell: Option<(usize, PlaceId)>,
    /// The text in the fields of figures while it is typed.
    pub(super) typed: BTreeMap<(PolicyId, FigureName), String>,
    /// The text in the fields of a portfolio while it is typed.
    pub(super) written: BTreeMap<String, String>,
    /// The part that is shown if there is room for only one.
    pub(super) part: Part,
    /// Amounts instead of shares of the budget.
    pub(super) amounts: bool,
    /// The text in the search of cities.
    pub(super) search: String,
    /// Whether the search of cities was shown, and had the focus at first.
    pub(super) searches: bool,
    /// The text in the search of rivals.
    pub(super) rival_search: String,
}

/// The part that is shown if there is room for only one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Part {
    #[default]
    Map,
    Levers,
    Panels,
}

impl CityDesk {
    /// Takes a result.
    pub(in crate::ui) fn take(&mut self, question: CityQuestion, answer: CityAnswer) {
        self.asked = None;
        match answer {
            CityAnswer::Standing(city) => self.found.set(question, Arc::new(*city)),
            CityAnswer::Passing(all) => self.passing.set(question, Arc::new(all)),
            CityAnswer::Weights(weighed) => self.weighed.set(question, Arc::new(*weighed)),
            CityAnswer::Answers(answered) => self.answered.set(question, Arc::new(*answered)),
            CityAnswer::Pairs(pairs) => {
                if let Want::Pairs(goal, on) = question.want {
                    let found = pairs.map_or_else(Pairs::default, |pairs| *pairs);
                    self.pairs.insert((goal, on), Some(Arc::new(found)));
                }
            }
            CityAnswer::Costs(costs, costing) => {
                self.costing.set(question.clone(), costing);
                self.costs.set(question, Arc::new(*costs));
            }
            CityAnswer::Beside(all) => self.beside.set(question, Arc::new(all)),
            CityAnswer::Cancelled => self.failed.push(question),
        }
    }

    /// The calculation failed and is not requested again.
    pub(in crate::ui) fn give_up(&mut self) {
        self.failed.extend(self.asked.take());
    }

    /// The progress of the current calculation.
    pub(in crate::ui) fn progress(&self) -> Arc<Progress> {
        Arc::clone(&self.progress)
    }

    /// Whether a calculation failed or was cancelled.
    pub(super) fn has_failed(&self, question: &CityQuestion) -> bool {
        self.failed.contains(question)
    }

    /// Starts a calculation again that failed or was cancelled.
    pub(super) fn ask_again(&mut self, question: &CityQuestion) {
        self.failed.retain(|one| one != question);
    }

    /// The earlier result for the same inputs, if any.
    pub(in crate::ui) fn known(&self, question: &CityQuestion) -> Option<Arc<City>> {
        self.found.last_if(|made| made.rests_on_the_same(question)).cloned()
    }

    /// The prepared portfolio for the same inputs, if any.
    pub(in crate::ui) fn laid_out(&self, question: &CityQuestion) -> Option<Arc<Costing>> {
        self.costing.last_if(|made| made.rests_on_the_same(question) && made.want == question.want).cloned()
    }

    /// The costs of the portfolio, if calculated.
    pub(super) fn costs(&self, place: &PlaceId) -> Option<Arc<Costs>> {
        self.costs.last_if(|made| made.place == *place).cloned()
    }

    /// The effect of each scenario, if calculated.
    pub(super) fn beside(&self, place: &PlaceId) -> Option<Arc<Vec<City>>> {
        self.beside.last_if(|made| made.place == *place).cloned()
    }

    pub(super) fn city(&self, place: &PlaceId) -> Option<Arc<City>> {
        self.found.last_if(|made| made.place == *place).cloned()
    }
}
