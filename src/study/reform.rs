//! The cost of other figures for many productions, with winners and losers.
//!
//! Nothing is estimated: every production is calculated before and after, and the results are added up. It does not
//! predict how many productions come because of a change; [`Effect::additionality`] gives the share that would have
//! to.

use std::sync::Arc;

use jiff::civil::Date;

use super::portfolio::Drawn;
use super::standing::{Rank, Row, Standing, Value, rank};
use crate::model::id::{IncentiveId, PlaceId, PolicyId};
use crate::model::library::Library;
use crate::model::policy::{Basis, Incentive};
use crate::model::production::Currency;
use crate::model::scenario::Scenario;
use crate::rules::assess::{Assessment, assess_all};
use crate::rules::columns::{LaidOut, PlaceColumns, PlaceTotals, PolicyTotals, Totals};
use crate::rules::fraction::Fraction;
use crate::rules::value::Range;

/// The same before and after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Both<T> {
    /// Under the law.
    pub before: T,
    /// Under the proposal.
    pub after: T,
}

/// The effect of other figures on many productions in a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reform {
    /// The place.
    pub place: PlaceId,
    /// The number of productions.
    pub productions: u64,
    /// Every incentive that applies in the place, before stacking, added up.
    pub incentives: Vec<Bill>,
    /// The total after stacking.
    pub total: Both<Range>,
    /// The number for which an amount rises and none falls.
    pub winners: u64,
    /// The number for which an amount falls.
    pub losers: u64,
    /// The incentives that may pay something, but publish no amount. They are not counted.
    pub unpublished: Vec<(PolicyId, IncentiveId)>,
}

/// The cost of one incentive, before stacking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bill {
    /// Its policy.
    pub policy: PolicyId,
    /// The incentive.
    pub incentive: IncentiveId,
    /// Its amount for all productions.
    pub amount: Both<Range>,
}

/// A rank for one production.
#[derive(Clone, Debug)]
pub struct Moved {
    /// The name of the production in the library.
    pub production: String,
    /// The rank of the place among all places with a policy.
    pub rank: Both<Rank>,
    /// The amounts of the place.
    pub value: Both<Value>,
    /// The assessment after the change; none if no changed policy applies to it.
    pub assessment: Option<Arc<Assessment>>,
    /// The places that were ahead or level by published amounts and are then behind.
    pub overtaken: Vec<PlaceId>,
    /// The places that were behind or level and are then ahead.
    pub lost_to: Vec<PlaceId>,
}

impl Moved {
    /// Whether the scenario changes the rank or the amounts of the place.
    #[must_use]
    pub fn tells_something(&self) -> bool {
        self.rank.before != self.rank.after || self.value.before != self.value.after
    }
}

/// Recalculates the cost of many productions while figures move.
#[derive(Debug)]
pub struct Reforming {
    library: Library,
    place: PlaceId,
    day: Date,
    drawn: Arc<Drawn>,
    laid: LaidOut<'static>,
    before: PlaceTotals,
    /// The amounts of `before`: of each incentive of each policy, and the total.
    amounts: (Vec<Vec<Range>>, Range),
}

/// A sum. A sum of more than 28 digits is unbounded.
fn sum_of(totals: &Totals, counts: Option<&[u64]>) -> Range {
    totals.sum_of(counts).unwrap_or(Range::ANY)
}

impl Reforming {
    /// Prepares everything once, with the cost under the law.
    #[must_use]
    pub fn new(library: &Library, place: &PlaceId, drawn: &Arc<Drawn>, day: Date) -> Self {
        // Only the part that the rules read is copied when a figure moves.
        let library = library.for_rules();
        let columns = PlaceColumns::new(&library, place, day);
        let laid = columns.lay_out(Arc::clone(&drawn.productions));
        let before = columns.work_out(&laid);
        let counts = drawn.repeated();
        let of = |policy: &Arc<PolicyTotals>| policy.incentives.iter().map(|one| sum_of(one, counts)).collect();
        let amounts = (before.policies.iter().map(of).collect(), sum_of(&before.total, counts));
        Self { amounts, library, place: place.clone(), day, drawn: Arc::clone(drawn), laid, before }
    }

    /// The totals under the law.
    #[must_use]
    pub fn before(&self) -> &PlaceTotals {
        &self.before
    }

    /// The totals with other figures. Unchanged policies are not calculated again.
    #[must_use]
    pub fn after(&self, scenario: &Scenario) -> PlaceTotals {
        let (changed, _) = scenario.apply(&self.library);
        PlaceColumns::new(&changed, &self.place, self.day).work_out_beside(&self.laid, Some(&self.before))
    }

    /// Combines totals with other figures and those of the law.
    #[must_use]
    pub fn compare(&self, after: &PlaceTotals) -> Reform {
        let counts = self.drawn.repeated();
        let (amounts, total) = &self.amounts;
        let mut incentives = Vec::new();
        for ((old, new), amounts) in self.before.policies.iter().zip(&after.policies).zip(amounts) {
            let same = Arc::ptr_eq(old, new);
            for ((incentive, before), now) in old.policy.incentives.iter().zip(amounts).zip(&new.incentives) {
                let before = *before;
                let now = if same { before } else { sum_of(now, counts) };
                let amount = Both { before, after: now };
                incentives.push(Bill { policy: old.policy.id.clone(), incentive: incentive.id.clone(), amount });
            }
        }
        let [winners, losers] = self.before.total.winners_and_losers(&after.total, counts);
        let paying = after.policies.iter().map(|one| &one.policy).filter(|one| one.status_on(self.day).can_pay());
        let silent = |one: &&Incentive| one.amount.is_none() && one.basis != Basis::InKind;
        let unpublished = paying
            .flat_map(|policy| policy.incentives.iter().filter(silent).map(|one| (policy.id.clone(), one.id.clone())));
        Reform {
            unpublished: unpublished.collect(),
            place: self.place.clone(),
            productions: self.drawn.len(),
            incentives,
            total: Both { before: *total, after: sum_of(&after.total, counts) },
            winners,
            losers,
        }
    }
}

/// The effect of a change of the law on many productions in a place, after stacking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toll {
    /// The place.
    pub place: PlaceId,
    /// The number of productions.
    pub productions: u64,
    /// The amount for all of them.
    pub total: Both<Range>,
    /// The number for which an amount rises and none falls.
    pub winners: u64,
    /// The number for which an amount falls.
    pub losers: u64,
    /// The currency of the amounts.
    pub currency: Currency,
}

/// Calculates many productions in a place under a library, to compare it with changes of that library.
#[derive(Debug)]
pub struct Tolls {
    place: PlaceId,
    day: Date,
    drawn: Arc<Drawn>,
    before: PlaceTotals,
}

impl Tolls {
    /// The amounts under the library.
    #[must_use]
    pub fn new(library: &Library, place: &PlaceId, drawn: &Arc<Drawn>, day: Date) -> Self {
        let before = totals(library, place, drawn, day);
        Self { place: place.clone(), day, drawn: Arc::clone(drawn), before }
    }

    /// The effect of another state of the library. Caps per company and the pool are not applied.
    #[must_use]
    pub fn of(&self, changed: &Library) -> Toll {
        let after = totals(changed, &self.place, &self.drawn, self.day);
        let counts = self.drawn.repeated();
        let sum = |totals: &PlaceTotals| sum_of(&totals.total, counts);
        let [winners, losers] = self.before.total.winners_and_losers(&after.total, counts);
        let total = Both { before: sum(&self.before), after: sum(&after) };
        let (productions, currency) = (self.drawn.len(), self.drawn.currency());
        Toll { place: self.place.clone(), productions, total, winners, losers, currency }
    }
}

fn totals(library: &Library, place: &PlaceId, drawn: &Arc<Drawn>, day: Date) -> PlaceTotals {
    let library = library.for_rules();
    let columns = PlaceColumns::new(&library, place, day);
    columns.work_out(&columns.lay_out(Arc::clone(&drawn.productions)))
}

/// The effect of a scenario on productions in a place.
#[must_use]
pub fn reform(library: &Library, scenario: &Scenario, drawn: &Arc<Drawn>, place: &PlaceId, day: Date) -> Reform {
    let reforming = Reforming::new(library, place, drawn, day);
    reforming.compare(&reforming.after(scenario))
}

/// The places of a standing to which a policy that a scenario changes applies.
pub fn touched<'s>(
    standing: &'s Standing,
    library: &'s Library,
    scenario: &'s Scenario,
) -> impl Iterator<Item = &'s PlaceId> {
    standing.all.iter().filter(move |place| {
        let around = library.chain(place);
        let mut policies = scenario.policies().filter_map(|policy| library.policies.get(policy));
        policies.any(|policy| around.iter().any(|one| one.id == policy.place))
    })
}

/// The rank of the place of a standing for each of its productions, under the law and under a scenario. Only places
/// to which a changed policy applies are calculated again.
#[must_use]
pub fn ranks(standing: &Standing, library: &Library, scenario: &Scenario, day: Date) -> Vec<Moved> {
    let (changed, _) = scenario.apply(library);
    let places: Vec<PlaceId> = touched(standing, library, scenario).cloned().collect();
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

/// The effect of money in a place, with the user's own value of local spending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// The additional payments.
    pub more: Fraction,
    /// The amount spent in the place.
    pub spent: Fraction,
    /// The number of productions that do not state their local spending.
    pub silent: u64,
    /// The payments per yuan spent in the place, after the change; none if nothing is spent.
    pub per_local_yuan: Option<Fraction>,
    /// The share of the productions that must come because of the policy so that it pays for itself: the payments
    /// divided by the value of the spending. It is above one if it cannot. None without a value of a local yuan.
    pub additionality: Option<Fraction>,
}

/// The payments compared with the spending in a place. `paid` are the payments before and after.
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

/// The place whose policies a scenario changes: the narrowest, if they are within each other; none if they are not,
/// or if there are none.
#[must_use]
pub fn place_of(library: &Library, scenario: &Scenario) -> Option<PlaceId> {
    let policies = scenario.policies().filter_map(|policy| library.policies.get(policy));
    let places: Vec<&PlaceId> = policies.map(|policy| &policy.place).collect();
    let holds = |place: &PlaceId| {
        let around = library.chain(place);
        places.iter().all(|other| around.iter().any(|one| one.id == **other))
    };
    places.iter().find(|place| holds(place)).map(|place| (*place).clone())
}
