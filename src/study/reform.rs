//! What other figures would cost on many productions, who would gain and who would lose.
//!
//! Nothing is estimated: every production is calculated before and after, and added up. Absent on purpose: how many
//! productions would come because of it; [`Effect::additionality`] says how many would have to.

use std::sync::Arc;

use jiff::civil::Date;

use super::portfolio::Drawn;
use super::standing::{Rank, Row, Standing, Value, rank};
use crate::model::id::{IncentiveId, PlaceId, PolicyId};
use crate::model::library::Library;
use crate::model::scenario::Scenario;
use crate::rules::assess::{Assessment, assess_all};
use crate::rules::bulk::{LaidOut, PlaceBulk, PlaceTotals};
use crate::rules::fraction::Fraction;
use crate::rules::value::Range;

/// The same before and after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Both<T> {
    /// As the law is.
    pub before: T,
    /// As it is proposed.
    pub after: T,
}

/// What other figures do to many productions in a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reform {
    /// The place.
    pub place: PlaceId,
    /// How many productions were counted.
    pub productions: u64,
    /// Every incentive that applies in the place, before stacking, added up.
    pub incentives: Vec<Bill>,
    /// What all of it comes to after stacking.
    pub total: Both<Range>,
    /// In how many something rises and nothing falls.
    pub winners: u64,
    /// In how many something falls.
    pub losers: u64,
}

/// What one incentive costs, before stacking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bill {
    /// Its policy.
    pub policy: PolicyId,
    /// The incentive.
    pub incentive: IncentiveId,
    /// What it comes to on all productions.
    pub amount: Both<Range>,
}

/// A rank on one production.
#[derive(Clone, Debug)]
pub struct Moved {
    /// The name of the production in the library.
    pub production: String,
    /// The rank of the place among all places with a policy.
    pub rank: Both<Rank>,
    /// What the place gives.
    pub value: Both<Value>,
    /// How what the place gives then comes about; none where no policy that is changed applies to it.
    pub assessment: Option<Arc<Assessment>>,
    /// The places that were ahead or level by what is published and are behind then.
    pub overtaken: Vec<PlaceId>,
    /// The places that were behind or level and are ahead then.
    pub lost_to: Vec<PlaceId>,
}

impl Moved {
    /// Whether the scenario does anything to the rank or to what the place gives.
    #[must_use]
    pub fn tells_something(&self) -> bool {
        self.rank.before != self.rank.after || self.value.before != self.value.after
    }
}

/// Works out the bill of many productions again and again while figures move.
#[derive(Debug)]
pub struct Reforming {
    library: Library,
    place: PlaceId,
    day: Date,
    drawn: Arc<Drawn>,
    laid: LaidOut<'static>,
    before: PlaceTotals,
}

impl Reforming {
    /// Lays everything out once, with the bill as the law is.
    #[must_use]
    pub fn new(library: &Library, place: &PlaceId, drawn: &Arc<Drawn>, day: Date) -> Self {
        // Only what the rules look at has to be copied when a figure moves.
        let library = library.for_rules();
        let bulk = PlaceBulk::new(&library, place, day);
        let laid = bulk.lay_out(Arc::clone(&drawn.productions));
        let before = bulk.work_out(&laid);
        Self { library, place: place.clone(), day, drawn: Arc::clone(drawn), laid, before }
    }

    /// The totals as the law is.
    #[must_use]
    pub fn before(&self) -> &PlaceTotals {
        &self.before
    }

    /// The totals with other figures. Policies that stay are not calculated again.
    #[must_use]
    pub fn after(&self, scenario: &Scenario) -> PlaceTotals {
        let (changed, _) = scenario.apply(&self.library);
        PlaceBulk::new(&changed, &self.place, self.day).work_out_beside(&self.laid, Some(&self.before))
    }

    /// Puts totals with other figures beside those of the law.
    #[must_use]
    pub fn told(&self, after: &PlaceTotals) -> Reform {
        let counts = self.drawn.repeated();
        // A sum beyond 28 digits bounds nothing.
        let sum = |range: Option<Range>| range.unwrap_or(Range::ANY);
        let mut incentives = Vec::new();
        for (old, new) in self.before.policies.iter().zip(&after.policies) {
            let same = Arc::ptr_eq(old, new);
            for ((incentive, before), now) in old.policy.incentives.iter().zip(&old.incentives).zip(&new.incentives) {
                let before = sum(before.sum_of(counts));
                let now = if same { before } else { sum(now.sum_of(counts)) };
                let amount = Both { before, after: now };
                incentives.push(Bill { policy: old.policy.id.clone(), incentive: incentive.id.clone(), amount });
            }
        }
        let [winners, losers] = self.before.total.winners_and_losers(&after.total, counts);
        Reform {
            place: self.place.clone(),
            productions: self.drawn.len(),
            incentives,
            total: Both { before: sum(self.before.total.sum_of(counts)), after: sum(after.total.sum_of(counts)) },
            winners,
            losers,
        }
    }
}

/// What a scenario does to productions in a place.
#[must_use]
pub fn reform(library: &Library, scenario: &Scenario, drawn: &Arc<Drawn>, place: &PlaceId, day: Date) -> Reform {
    let reforming = Reforming::new(library, place, drawn, day);
    reforming.told(&reforming.after(scenario))
}

/// The rank of the place of a standing on each of its productions, as the law is and under a scenario. Only places that
/// a changed policy applies to are calculated again.
#[must_use]
pub fn ranks(standing: &Standing, library: &Library, scenario: &Scenario, day: Date) -> Vec<Moved> {
    let (changed, _) = scenario.apply(library);
    let touched = |place: &PlaceId| {
        let around = library.chain(place);
        scenario.changes.iter().any(|change| {
            let policy = library.policies.get(&change.policy);
            policy.is_some_and(|policy| around.iter().any(|one| one.id == policy.place))
        })
    };
    let places: Vec<PlaceId> = standing.all.iter().filter(|place| touched(place)).cloned().collect();
    let Some(own) = standing.all.iter().position(|one| *one == standing.place) else { return Vec::new() };
    let moved = |row: &Row| {
        let production = library.productions.get(&row.production)?;
        let mut values = row.values.clone();
        let mut assessment = None;
        for (place, one) in places.iter().zip(assess_all(&changed, production, &places, day)) {
            let at = standing.all.iter().position(|other| other == place)?;
            if let Some(slot) = values.get_mut(at) {
                *slot = Value::of(&one);
            }
            if at == own {
                assessment = Some(one);
            }
        }
        let value = Both { before: *row.values.get(own)?, after: *values.get(own)? };
        let published = |value: &Value| (value.floor, value.low);
        let (mut overtaken, mut lost_to) = (Vec::new(), Vec::new());
        let others = standing.all.iter().zip(&row.values).zip(&values);
        for ((other, was), is) in others.filter(|((other, _), _)| **other != standing.place) {
            let (was, is) = (published(was), published(is));
            if was >= published(&value.before) && is < published(&value.after) {
                overtaken.push(other.clone());
            }
            if was <= published(&value.before) && is > published(&value.after) {
                lost_to.push(other.clone());
            }
        }
        let rank = Both { before: row.rank, after: rank(&values, own) };
        let assessment = assessment.map(Arc::new);
        Some(Moved { production: row.production.clone(), rank, value, assessment, overtaken, lost_to })
    };
    standing.rows.iter().filter_map(moved).collect()
}

/// What money does in a place, with the user's own value of what is spent there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// What is paid more than before.
    pub more: Fraction,
    /// What is spent in the place.
    pub spent: Fraction,
    /// How many productions do not say what they spend there.
    pub silent: u64,
    /// What is paid for each yuan that is spent in the place, afterwards; none where nothing is spent.
    pub per_local_yuan: Option<Fraction>,
    /// The share of the productions that must not have come otherwise so that it pays for itself: what is paid over
    /// what the spending is worth. More than one where it cannot. None without a value of a local yuan.
    pub additionality: Option<Fraction>,
}

/// What is paid against what is spent in a place. `paid` is what is paid before and after.
#[must_use]
pub fn effect(drawn: &Drawn, place: &PlaceId, paid: Both<Fraction>, local_yuan: Option<Fraction>) -> Effect {
    let (spent, silent) = drawn.local_spend(place);
    Effect {
        more: paid.after.minus(paid.before).unwrap_or_default(),
        per_local_yuan: paid.after.divided_by(spent),
        additionality: local_yuan.and_then(|worth| paid.after.divided_by(spent.times(worth)?)),
        spent,
        silent,
    }
}

/// The place whose policies a scenario changes: the narrowest, where they lie in each other; none where they do not,
/// or where there are none.
#[must_use]
pub fn place_of(library: &Library, scenario: &Scenario) -> Option<PlaceId> {
    let changes = scenario.changes.iter();
    let places: Vec<&PlaceId> =
        changes.filter_map(|change| library.policies.get(&change.policy)).map(|policy| &policy.place).collect();
    let holds = |place: &PlaceId| {
        let around = library.chain(place);
        places.iter().all(|other| around.iter().any(|one| one.id == **other))
    };
    places.iter().find(|place| holds(place)).map(|place| (*place).clone())
}
