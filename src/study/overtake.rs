//! How to pass another place: the least change of one figure of the own policies, and its cost.
//!
//! The lead as a function of a figure is an exact curve (`rules::along`), so the least change is found without
//! trials: no piece of the curve before it is above zero. An amount that is not published counts from zero, as an
//! assumption. Changes of conditions are not considered, nor are changes that reduce what a rival gives.

pub mod two;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::portfolio::Drawn;
use super::reform::{Both, Reforming};
use super::standing::weights::By;
use super::standing::{Value, budget, ranked};
use crate::model::figures::{Figure, Part, Role};
use crate::model::id::{PlaceId, PolicyId};
use crate::model::library::Library;
use crate::model::number::Number;
use crate::model::policy::Policy;
use crate::model::production::{Currency, Production};
use crate::model::scenario::{Change, FigureName, Scenario};
use crate::rules::along::{Piece, along};
use crate::rules::assess::assess_all;
use crate::rules::context::Context;
use crate::rules::ends::{Ends, Moving};
use crate::rules::fraction::Fraction;
use crate::rules::value::Range;

/// The goal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Goal {
    /// Pass a place.
    Past(PlaceId),
    /// Reach a rank among the places with a policy outside of the own one: all but this number less one are behind.
    Among(usize),
}

/// The basis of the comparison.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum On {
    /// A production of the library.
    Production(String),
    /// Productions of the library, by the weighted amount per yuan of budget.
    Weighted(Vec<(String, Decimal)>),
}

impl On {
    /// The productions of a library that have a budget, with the given weights; with equal weights if none are given.
    #[must_use]
    pub fn weighted(library: &Library, given: &BTreeMap<String, u32>) -> Self {
        let weight = |name: &String| given.get(name).copied().unwrap_or(u32::from(given.is_empty()));
        let counted = library.productions.iter().filter(|(_, one)| budget(one).is_some());
        Self::Weighted(counted.map(|(name, _)| (name.clone(), Decimal::from(weight(name)))).collect())
    }

    /// The currency of the amounts: that of the production, or yuan for several.
    #[must_use]
    pub fn currency(&self, library: &Library) -> Currency {
        match self {
            Self::Production(name) => library.productions.get(name).map_or_else(Currency::default, |one| one.currency),
            Self::Weighted(_) => Currency::default(),
        }
    }
}

/// The ways to reach a goal.
#[derive(Clone, Debug)]
pub struct Overtake {
    /// The place.
    pub place: PlaceId,
    /// The place to be passed; with [`Goal::Among`], the one at the last rank that counts.
    pub rival: PlaceId,
    /// The amount that is compared.
    pub by: By,
    /// The present lead of the place; below zero if it is behind. Money for a production, and a share of budgets if
    /// several are weighed.
    pub lead: Fraction,
    /// Whether the rival may give an unpublished amount. Then only the published amount is passed.
    pub rival_is_open: bool,
    /// The ways with one figure, the cheapest first, then those with an assumed amount; empty if the place leads
    /// already.
    pub ways: Vec<Way>,
    /// The figures that are not enough alone, whatever their value.
    pub powerless: Vec<(PolicyId, FigureName)>,
}

/// The ways to reach a goal on one basis, and what the rival could do about the first of them.
#[derive(Clone, Debug)]
pub struct Contest {
    /// The basis.
    pub on: On,
    /// The ways.
    pub found: Overtake,
    /// The ways of the rival back in front after the first way; none if there is no way or it cannot be compared.
    pub answer: Option<Overtake>,
}

/// A figure that is enough.
#[derive(Clone, Debug)]
pub struct Way {
    /// The change, to the nearest sufficient figure: a whole one, and a hundredth of a per cent for a share.
    pub change: Change,
    /// Whether the figure is a share.
    pub is_share: bool,
    /// The exact value at which the lead begins; the figure of the change is the first after it.
    pub from: Fraction,
    /// The lead after the change.
    pub lead: Fraction,
    /// The cost for all productions, before and after. An amount that is not published costs nothing before.
    pub bill: Both<Range>,
    /// The proof that no nearer figure is enough: the lead between the present figure and this one, which is not
    /// above zero before it.
    pub proof: Vec<Piece>,
}

impl Way {
    /// The highest additional cost; none if it is unbounded.
    #[must_use]
    pub fn more(&self) -> Option<Fraction> {
        self.bill.after.high?.minus(self.bill.before.high?)
    }
}

/// Figures are examined up to this number, or up to a thousand times their value.
const FARTHEST: i64 = 1_000_000_000;

/// Finds the ways. None if the place, the rival or the production is not in the library, or a required budget is
/// missing.
#[must_use]
pub fn overtake(
    library: &Library,
    place: &PlaceId,
    goal: &Goal,
    on: &On,
    by: By,
    drawn: &Arc<Drawn>,
    day: Date,
) -> Option<Overtake> {
    overtake_while(library, place, goal, on, by, drawn, day, &|| true)
}

/// The same, until `goes_on` returns false. It is called before each figure; then there is no result.
#[expect(clippy::too_many_arguments, reason = "the same as for `overtake`, and the listener")]
pub(super) fn overtake_while(
    library: &Library,
    place: &PlaceId,
    goal: &Goal,
    on: &On,
    by: By,
    drawn: &Arc<Drawn>,
    day: Date,
    goes_on: &dyn Fn() -> bool,
) -> Option<Overtake> {
    let terms = terms(library, on)?;
    let contexts: Vec<Context<'_>> = terms.iter().map(|(one, _)| Context::new(library, one, day)).collect();
    let (rival, rival_is_open) = target(library, place, goal, &terms, by, day)?;
    let policies: Vec<&Policy> = library.policies_of(place).collect();
    let score = Scored { contexts: &contexts, terms: &terms, place, rival: &rival, by };
    let lead = score.now(library, day)?;
    let mut found = Overtake {
        place: place.clone(),
        rival: rival.clone(),
        by,
        lead,
        rival_is_open,
        ways: Vec::new(),
        powerless: Vec::new(),
    };
    if lead > Fraction::ZERO {
        return Some(found);
    }
    let reforming = Reforming::new(library, place, drawn, day);
    let before = reforming.before().total.sum_of(drawn.repeated()).unwrap_or(Range::ANY);
    let mut add = |policy: &Policy, name: FigureName, old: Option<Number>, is_share: bool, nearest: Vec<Nearest>| {
        if nearest.is_empty() {
            found.powerless.push((policy.id.clone(), name.clone()));
        }
        for (new, from, lead, proof) in nearest {
            let change = Change { policy: policy.id.clone(), figure: name.clone(), old, new };
            let scenario = proposing(vec![change.clone()]);
            let after = reforming.after(&scenario).total.sum_of(drawn.repeated()).unwrap_or(Range::ANY);
            found.ways.push(Way { change, is_share, from, lead, bill: Both { before, after }, proof });
        }
    };
    for policy in policies {
        for (at, (name, figure)) in policy.named_figures().into_iter().enumerate().filter(|(_, (_, one))| is_lever(one))
        {
            if !goes_on() {
                return None;
            }
            let nearest = score.nearest(policy, at, &figure);
            add(policy, name, Some(figure.value), figure.is_share, nearest);
        }
        for (name, _) in unpublished(policy, by, day) {
            if !goes_on() {
                return None;
            }
            let nearest = score.nearest_assumed(library, policy, &name, day).unwrap_or_default();
            add(policy, name, None, false, nearest);
        }
    }
    // The present cost of an unpublished amount is not known, so an assumption comes after every published figure.
    let cost = |way: &Way| (way.change.is_assumed(), way.more().unwrap_or(Fraction::MAX), way.bill.after.low);
    found.ways.sort_by(|a, b| {
        let name = |way: &Way| (way.change.policy.clone(), way.change.figure.clone());
        cost(a).cmp(&cost(b)).then_with(|| name(a).cmp(&name(b)))
    });
    Some(found)
}

/// The ways in which the rival would be in front again after the cheapest way of a place, for the same productions. None
/// if there is no way.
#[must_use]
pub fn answer(library: &Library, found: &Overtake, on: &On, drawn: &Arc<Drawn>, day: Date) -> Option<Overtake> {
    answer_while(library, found, on, drawn, day, &|| true)
}

/// The same, until `goes_on` returns false, as for [`overtake_while`].
pub(super) fn answer_while(
    library: &Library,
    found: &Overtake,
    on: &On,
    drawn: &Arc<Drawn>,
    day: Date,
    goes_on: &dyn Fn() -> bool,
) -> Option<Overtake> {
    let way = found.ways.first()?;
    let (changed, _) = proposing(vec![way.change.clone()]).apply(library);
    overtake_while(&changed, &found.rival, &Goal::Past(found.place.clone()), on, found.by, drawn, day, goes_on)
}

/// Changes without a title.
#[must_use]
pub fn proposing(changes: Vec<Change>) -> Scenario {
    Scenario { changes, ..Scenario::default() }
}

/// The unpublished amounts of a policy that may decide a comparison. An assumed amount is never certain.
fn unpublished(policy: &Policy, by: By, day: Date) -> Vec<(FigureName, Figure)> {
    let counts = by == By::UpTo && policy.status_on(day).can_pay();
    if counts { policy.unpublished_figures() } else { Vec::new() }
}

/// Whether a figure is set by the place and affects amounts: an amount, a rate, a cap, a threshold, a limit or a step
/// of an incentive, a line or a rule of stacking.
#[must_use]
pub fn is_lever(figure: &Figure) -> bool {
    let part = matches!(figure.part, Part::Line(_) | Part::Incentive(_) | Part::Stacking);
    let role = matches!(
        figure.role,
        Role::Amount | Role::Rate | Role::Count | Role::Cap | Role::Floor | Role::Threshold | Role::Step | Role::Limit
    );
    part && role
}

/// A production, and the factor for its amount.
type Term = (Production, Fraction);

/// The productions, and the factor for the amount of each.
fn terms(library: &Library, on: &On) -> Option<Vec<Term>> {
    match on {
        On::Production(name) => Some(vec![((**library.productions.get(name)?).clone(), Fraction::ONE)]),
        On::Weighted(all) => {
            let sum = Fraction::of(all.iter().map(|(_, weight)| *weight).sum());
            let term = |(name, weight): &(String, Decimal)| {
                let production = library.productions.get(name)?;
                let per = Fraction::of(*weight).divided_by(sum)?.divided_by(budget(production)?)?;
                Some(((**production).clone(), per))
            };
            let counted = all.iter().filter(|(_, weight)| !weight.is_zero());
            let terms: Option<Vec<Term>> = counted.map(term).collect();
            terms.filter(|terms| !terms.is_empty())
        }
    }
}

/// The place to be passed, and whether it may give an unpublished amount.
fn target(
    library: &Library,
    place: &PlaceId,
    goal: &Goal,
    terms: &[Term],
    by: By,
    day: Date,
) -> Option<(PlaceId, bool)> {
    let others: Vec<PlaceId> = match goal {
        Goal::Past(rival) => vec![rival.clone()],
        // A place within this one gives the same amounts.
        Goal::Among(_) => {
            let outside = |one: &PlaceId| !library.chain(one).iter().any(|around| around.id == *place);
            ranked(library, &[]).into_iter().filter(outside).collect()
        }
    };
    let mut scores: Vec<(Fraction, bool)> = vec![(Fraction::ZERO, false); others.len()];
    for (production, per) in terms {
        for ((score, open), one) in scores.iter_mut().zip(assess_all(library, production, &others, day)) {
            let value = Value::of(&one);
            let amount = if by == By::Certain { value.floor } else { value.low };
            *score = score.plus(amount.times(*per)?)?;
            *open |= by == By::UpTo && value.high != Some(value.low);
        }
    }
    let mut order: Vec<usize> = (0..others.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(scores.get(*at).map(|(score, _)| *score)));
    let at = match goal {
        Goal::Past(_) => 0,
        Goal::Among(count) => count.checked_sub(1)?.min(order.len().checked_sub(1)?),
    };
    let at = *order.get(at)?;
    let known = others.get(at).filter(|one| library.places.contains_key(one))?;
    Some((known.clone(), scores.get(at)?.1))
}

/// The lead of a place over another.
struct Scored<'s> {
    contexts: &'s [Context<'s>],
    terms: &'s [Term],
    place: &'s PlaceId,
    rival: &'s PlaceId,
    by: By,
}

/// A sufficient figure, the start of the lead, the lead, and the pieces on the way.
type Nearest = (Number, Fraction, Fraction, Vec<Piece>);

impl Scored<'_> {
    /// The least amount with which the place leads, if an incentive without a published amount paid it.
    fn nearest_assumed(
        &self,
        library: &Library,
        policy: &Policy,
        name: &FigureName,
        day: Date,
    ) -> Option<Vec<Nearest>> {
        let mut library = library.for_rules();
        let assumed = Arc::new(policy.assuming(name, Number::ZERO)?);
        library.policies.insert(policy.id.clone(), Arc::clone(&assumed));
        let contexts: Vec<Context<'_>> = self.terms.iter().map(|(one, _)| Context::new(&library, one, day)).collect();
        let (at, figure) = assumed.figure(name)?;
        Some(Scored { contexts: &contexts, ..*self }.nearest(&assumed, at, &figure))
    }

    fn pick(&self, [floor, ceiling]: [Option<Fraction>; 2]) -> Option<Fraction> {
        match self.by {
            By::Certain => Some(floor.unwrap_or_default()),
            By::UpTo => ceiling,
        }
    }

    /// The present lead.
    fn now(&self, library: &Library, day: Date) -> Option<Fraction> {
        let mut lead = Fraction::ZERO;
        for (production, per) in self.terms {
            let both = [self.place.clone(), self.rival.clone()];
            let both = assess_all(library, production, &both, day);
            let [own, other] = both.as_slice() else { return None };
            let value = |one| {
                let value = Value::of(one);
                if self.by == By::Certain { value.floor } else { value.low }
            };
            lead = lead.plus(value(own).minus(value(other))?.times(*per)?)?;
        }
        Some(lead)
    }

    /// The results of a place for each production while a figure moves.
    fn ends<'e>(&'e self, policy: &'e Policy, at: usize, place: &'e PlaceId) -> Vec<Ends<'e>> {
        let moving = || Moving::Figure(&policy.id, at);
        self.contexts.iter().map(|context| Ends::new(context, place, moving())).collect()
    }

    /// The nearest figures above and below the present one with which the place leads.
    fn nearest(&self, policy: &Policy, at: usize, figure: &Figure) -> Vec<Nearest> {
        let (own, others) = (self.ends(policy, at, self.place), self.ends(policy, at, self.rival));
        // None if the amount of the place is unbounded or a value does not fit.
        let lead = |figure: Fraction| {
            let mut parts = own.iter().zip(&others).zip(self.terms).map(|((own, other), (_, per))| {
                let (own, other) = (self.pick(own.at(figure))?, self.pick(other.at(figure))?);
                own.minus(other)?.times(*per)
            });
            parts.try_fold(Fraction::ZERO, |sum, part| sum.plus(part?))
        };
        let now = figure.value.0;
        let far = if figure.is_share { Decimal::ONE } else { Decimal::from(FARTHEST).max(now * Decimal::ONE_THOUSAND) };
        let unit = if figure.is_share { Decimal::new(1, 4) } else { Decimal::ONE };
        let mut found = Vec::new();
        if now < far {
            let [pieces] = along(now.into(), far.into(), false, |at| [lead(at)]);
            let way = pieces.iter().find_map(|piece| first_above(piece, unit, &lead));
            found.extend(way.map(|(new, from, lead)| (new, from, lead, before(&pieces, from, true))));
        }
        if now > Decimal::ZERO {
            let [pieces] = along(Fraction::ZERO, now.into(), false, |at| [lead(at)]);
            let way = pieces.iter().rev().find_map(|piece| last_above(piece, unit, &lead));
            found.extend(way.map(|(new, from, lead)| (new, from, lead, before(&pieces, from, false))));
        }
        found
    }
}

/// The pieces up to a point, or from it.
fn before(pieces: &[Piece], point: Fraction, up: bool) -> Vec<Piece> {
    let on_the_way = |piece: &&Piece| if up { piece.from < point } else { piece.to > point };
    pieces.iter().filter(on_the_way).copied().collect()
}

/// The point between its ends at which a piece is zero.
fn nought(piece: &Piece) -> Option<Fraction> {
    let slope = piece.slope().filter(|slope| !slope.is_zero())?;
    piece.from.checked_sub(piece.at_from?.checked_div(slope)?)
}

/// The first figure of a piece with which something is above zero, the exact start of that range, and the value at the
/// figure.
fn first_above(
    piece: &Piece,
    unit: Decimal,
    lead: &dyn Fn(Fraction) -> Option<Fraction>,
) -> Option<(Number, Fraction, Fraction)> {
    let above = |value: Option<Fraction>| value.is_some_and(|value| value > Fraction::ZERO);
    let from = if above(piece.at_from) { piece.from } else { nought(piece).filter(|_| above(piece.at_to))? };
    let first = from.decimal().checked_div(unit)?.floor();
    let units = [first, first + Decimal::ONE].into_iter().map(|units| units * unit);
    units.filter(|at| piece.holds((*at).into())).find_map(|at| {
        let reached = lead(at.into()).filter(|reached| *reached > Fraction::ZERO)?;
        Some((Number(at.normalize()), from, reached))
    })
}

/// The last figure of a piece with which something is above zero.
fn last_above(
    piece: &Piece,
    unit: Decimal,
    lead: &dyn Fn(Fraction) -> Option<Fraction>,
) -> Option<(Number, Fraction, Fraction)> {
    let above = |value: Option<Fraction>| value.is_some_and(|value| value > Fraction::ZERO);
    let from = if above(piece.at_to) { piece.to } else { nought(piece).filter(|_| above(piece.at_from))? };
    let last = from.decimal().checked_div(unit)?.ceil();
    let units = [last, last - Decimal::ONE].into_iter().map(|units| units * unit);
    units.filter(|at| piece.holds((*at).into())).find_map(|at| {
        let reached = lead(at.into()).filter(|reached| *reached > Fraction::ZERO)?;
        Some((Number(at.normalize()), from, reached))
    })
}
