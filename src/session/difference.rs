//! Differences between two states of the library, two editions of a policy, or the law and a scenario.

use std::sync::Arc;

use jiff::civil::Date;

use crate::data::read::{Layer, read};
use crate::model::id::{PlaceId, PolicyId};
use crate::model::library::Library;
use crate::model::portfolio::Portfolio;
use crate::model::record::Record;
use crate::model::scenario::Scenario;
use crate::study::differences::{Change, Changed, Clauses, Many, Money, clauses, editions, money, records};
use crate::study::portfolio::Drawn;

/// The two sides of a comparison, and the revision of the session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The revision of the session.
    pub revision: u64,
    /// The revision of the portfolio, see [`super::Session::portfolio_revision`].
    pub portfolio: u64,
    /// The two sides.
    pub what: Compared,
}

/// The two sides of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Compared {
    /// Two states of the library, by the number of layers above the lowest.
    States(usize, usize),
    /// Two editions of a policy.
    Editions(PolicyId, PolicyId),
    /// The library without and with the figures of a scenario, by its name.
    Scenario(String),
    /// The same for a scenario of the view City.
    Proposed(Box<Scenario>),
}

/// The differences between two sides.
#[derive(Clone, Debug)]
pub struct Difference {
    /// The request.
    pub asked: Asked,
    /// The earlier state.
    pub before: Library,
    /// The later state.
    pub after: Library,
    /// The records that differ. None between editions, which are compared by clauses.
    pub records: Vec<Changed>,
    /// The results of productions that differ.
    pub money: Vec<Money>,
    /// The policies that differ, by clauses.
    pub clauses: Vec<Clauses>,
}

impl Difference {
    /// Reads both sides and calculates the differences, those of clauses also on a portfolio if it has productions, made
    /// in a place. Too slow for a frame.
    #[must_use]
    pub fn work_out(asked: Asked, layers: &[Layer], portfolio: &Portfolio, place: Option<&PlaceId>, day: Date) -> Self {
        let state = |at: usize| read(layers.get(..=at).unwrap_or(layers)).library;
        let whole = || read(layers).library;
        let (before, after) = match &asked.what {
            Compared::States(before, after) => (state(*before), state(*after)),
            Compared::Editions(..) => (whole(), whole()),
            Compared::Proposed(scenario) => {
                let before = whole();
                let after = scenario.apply(&before).0;
                (before, after)
            }
            Compared::Scenario(name) => {
                let before = whole();
                let after = before.scenarios.get(name).map(|scenario| scenario.apply(&before).0);
                let after = after.unwrap_or_else(|| before.clone());
                (before, after)
            }
        };
        let many = (!portfolio.counts_nothing())
            .then(|| Many { drawn: Arc::new(Drawn::of(&before, portfolio)), place: place.cloned() });
        if let Compared::Editions(old, new) = &asked.what {
            let clauses: Vec<Clauses> = editions(&before, old, new, many.as_ref(), day).into_iter().collect();
            let money = clauses.iter().flat_map(|one| one.together.clone()).collect();
            return Self { asked, before, after, records: Vec::new(), money, clauses };
        }
        let (records, money) = (records(&before, &after), money(&before, &after, day));
        let edited = records.iter().filter(|one| one.kind == Record::Policy && matches!(one.change, Change::Edited(_)));
        let clauses =
            edited.filter_map(|one| clauses(&before, &after, &one.id.as_str().into(), many.as_ref(), day)).collect();
        Self { asked, before, after, records, money, clauses }
    }
}
