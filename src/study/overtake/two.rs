//! The cheapest change of two figures that passes a place, with a proof that none is cheaper.
//!
//! Lead and cost are planes over pieces of the two figures (`rules::across`). On a piece the cost is least at a
//! corner, or where an edge meets the line on which the lead begins. The least of all these values is a lower bound
//! for every change of the two figures. An amount that is not published counts from zero, as an assumption. Changes
//! that take money away are not considered: each figure moves in the direction that pays more.

use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{FARTHEST, Goal, On, Term, is_lever, target, terms, unpublished};
use crate::model::figures::Figure;
use crate::model::id::{PlaceId, PolicyId};
use crate::model::library::Library;
use crate::model::number::Number;
use crate::model::scenario::{Change, FigureName};
use crate::rules::across::{Flat, Point, across};
use crate::rules::assess::assess;
use crate::rules::fraction::Fraction;
use crate::study::portfolio::Drawn;
use crate::study::standing::weights::By;

/// Portfolios with more productions are not calculated for two figures.
pub const MOST_PRODUCTIONS: usize = 40;

/// The maximum number of pairs of figures that are tried.
pub const MOST_PAIRS: usize = 45;

/// Two figures that are enough together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The changes.
    pub changes: [Change; 2],
    /// Which of them are shares.
    pub shares: [bool; 2],
    /// The lead after the changes.
    pub lead: Fraction,
    /// The highest additional cost for all productions.
    pub more: Fraction,
    /// No sufficient change of these two figures costs less than this.
    pub bound: Fraction,
    /// The number of pieces that were examined.
    pub pieces: usize,
    /// The number of pieces that are not planes, so that nothing is proven there.
    pub open: usize,
}

/// The result for pairs of figures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pairs {
    /// The cheapest pair; none if no pair is enough.
    pub best: Option<Pair>,
    /// The number of pairs that were tried.
    pub tried: usize,
    /// The number that was not tried, because there are too many.
    pub left: usize,
}

/// One of two figures.
struct Lever<'l> {
    policy: &'l PolicyId,
    at: usize,
    name: FigureName,
    figure: Figure,
    /// Whether the law publishes it. If not, its index means nothing.
    is_published: bool,
}

/// Finds the cheapest change of two figures. None if the place, the rival or the production is not in the library, a
/// required budget is missing, the portfolio has more than [`MOST_PRODUCTIONS`] productions, or it was cancelled.
/// `goes_on` is told how many pairs of how many are done. It is asked before each result that is calculated, and cancels
/// by returning false.
#[must_use]
#[expect(clippy::too_many_arguments, reason = "the same as for one figure, and the listener")]
pub fn two(
    library: &Library,
    place: &PlaceId,
    goal: &Goal,
    on: &On,
    by: By,
    drawn: &Arc<Drawn>,
    day: Date,
    goes_on: &dyn Fn(usize, usize) -> bool,
) -> Option<Pairs> {
    if drawn.productions.len() > MOST_PRODUCTIONS {
        return None;
    }
    let terms = terms(library, on)?;
    let (rival, _) = target(library, place, goal, &terms, by, day)?;
    let mut levers: Vec<Lever<'_>> = library
        .policies_of(place)
        .flat_map(|policy| {
            let named = policy.named_figures().into_iter().enumerate();
            let levers = named.filter(|(_, (_, figure))| is_lever(figure));
            levers.map(|(at, (name, figure))| Lever { policy: &policy.id, at, name, figure, is_published: true })
        })
        .collect();
    // Published figures are tried first.
    levers.extend(library.policies_of(place).flat_map(|policy| {
        let named = unpublished(policy, by, day).into_iter();
        named.map(|(name, figure)| Lever { policy: &policy.id, at: 0, name, figure, is_published: false })
    }));
    let scored = Scored { library: library.for_rules(), terms: &terms, place, rival: &rival, by, drawn, day };
    let base = scored.cost(&scored.library)?;
    let pairs: Vec<[&Lever<'_>; 2]> = levers
        .iter()
        .enumerate()
        .flat_map(|(at, one)| levers.iter().skip(at + 1).map(move |other| [one, other]))
        .collect();
    let mut found =
        Pairs { tried: pairs.len().min(MOST_PAIRS), left: pairs.len().saturating_sub(MOST_PAIRS), best: None };
    for (done, pair) in pairs.into_iter().take(MOST_PAIRS).enumerate() {
        if !goes_on(done, found.tried) {
            return None;
        }
        let of = found.tried;
        let Some(next) = scored.least(pair, base, &|| goes_on(done, of)) else { continue };
        if found.best.as_ref().is_none_or(|best| next.more < best.more) {
            found.best = Some(next);
        }
    }
    goes_on(found.tried, found.tried).then_some(found)
}

struct Scored<'s> {
    library: Library,
    terms: &'s [Term],
    place: &'s PlaceId,
    rival: &'s PlaceId,
    by: By,
    drawn: &'s Drawn,
    day: Date,
}

impl Scored<'_> {
    fn with(&self, [one, other]: [&Lever<'_>; 2], [x, y]: Point) -> Library {
        let mut library = self.library.clone();
        // An assumed amount moves the indices of the figures after it, so the published ones are first.
        let mut pair = [(one, x), (other, y)];
        pair.sort_by_key(|(lever, _)| !lever.is_published);
        for (lever, value) in pair {
            let value = Number(value.decimal());
            if let Some(policy) = library.policies.get_mut(lever.policy) {
                let changed = match lever.is_published {
                    true => Some(policy.with_figure(lever.at, value)),
                    false => policy.assuming(&lever.name, value),
                };
                *policy = changed.map_or_else(|| Arc::clone(policy), Arc::new);
            }
        }
        library
    }

    /// The lead of the place; none if it is unbounded.
    fn lead(&self, library: &Library) -> Option<Fraction> {
        let mut lead = Fraction::ZERO;
        for (production, per) in self.terms {
            let value = |place: &PlaceId| {
                let one = assess(library, production, place, self.day);
                if self.by == By::Certain { Some(one.floor) } else { one.ceiling }
            };
            lead = lead.plus(value(self.place)?.minus(value(self.rival)?)?.times(*per)?)?;
        }
        Some(lead)
    }

    /// The highest cost for all productions.
    fn cost(&self, library: &Library) -> Option<Fraction> {
        let mut cost = Fraction::ZERO;
        for (production, count) in self.drawn.productions.iter().zip(&self.drawn.counts) {
            let one = assess(library, production, self.place, self.day).ceiling?;
            cost = cost.plus(one.times(Fraction::of((*count).into()))?)?;
        }
        Some(cost)
    }

    /// The range in which a figure moves, in the direction that pays more.
    fn range(&self, pair: [&Lever<'_>; 2], at: usize, base: Fraction) -> Option<[Fraction; 2]> {
        let now = pair.map(|lever| Fraction::of(lever.figure.value.0));
        let figure = &pair.get(at)?.figure;
        let value = figure.value.0;
        let far = match figure.is_share {
            true => Decimal::ONE,
            false => Decimal::from(FARTHEST).max(value * Decimal::ONE_THOUSAND),
        };
        let mut up = now;
        *up.get_mut(at)? = far.into();
        let rises = self.cost(&self.with(pair, up)).is_none_or(|cost| cost >= base);
        Some(if rises { [value.into(), far.into()] } else { [Fraction::ZERO, value.into()] })
    }

    /// The cheapest change of two figures. Once `goes_on` returns false, nothing more is calculated, and the result
    /// means nothing.
    fn least(&self, pair: [&Lever<'_>; 2], base: Fraction, goes_on: &dyn Fn() -> bool) -> Option<Pair> {
        let (x, y) = (self.range(pair, 0, base)?, self.range(pair, 1, base)?);
        let ([from_x, to_x], [from_y, to_y]) = (x, y);
        let run = |point: Point| {
            if !goes_on() {
                return [None, None];
            }
            let library = self.with(pair, point);
            [self.lead(&library), self.cost(&library)]
        };
        let flats = across([from_x, from_y], [to_x, to_y], run);
        let open = flats.iter().filter(|flat| flat.approximate).count();
        let mut ends: Vec<(Fraction, Point)> =
            flats.iter().filter(|flat| !flat.approximate).flat_map(leads_from).collect();
        ends.sort();
        let bound = ends.first()?.0.minus(base)?;
        let units = pair.map(|lever| if lever.figure.is_share { Decimal::new(1, 4) } else { Decimal::ONE });
        let mut best: Option<(Fraction, Fraction, [Decimal; 2])> = None;
        for (cost, corner) in ends.iter().take(MOST_ENDS) {
            if best.as_ref().is_some_and(|(more, ..)| *cost >= *more) {
                break;
            }
            for at in beside(*corner, units) {
                let point = at.map(Fraction::of);
                let within = |value: Fraction, [from, to]: [Fraction; 2]| value >= from && value <= to;
                let [one, other] = point;
                if !within(one, x) || !within(other, y) {
                    continue;
                }
                let [Some(lead), Some(cost)] = run(point) else { continue };
                if lead > Fraction::ZERO && best.as_ref().is_none_or(|(least, ..)| cost < *least) {
                    best = Some((cost, lead, at));
                }
            }
        }
        let (cost, lead, at) = best?;
        let change = |lever: &Lever<'_>, new: Decimal| Change {
            policy: lever.policy.clone(),
            figure: lever.name.clone(),
            old: lever.is_published.then_some(lever.figure.value),
            new: Number(new.normalize()),
        };
        let ([one, other], [new, too]) = (pair, at);
        Some(Pair {
            changes: [change(one, new), change(other, too)],
            shares: pair.map(|lever| lever.figure.is_share),
            lead,
            more: cost.minus(base)?,
            bound,
            pieces: flats.len(),
            open,
        })
    }
}

/// The number of ends of pieces that are examined closely.
const MOST_ENDS: usize = 40;

/// The points of a piece at which the cost can be least while the place leads or is level: its corners with a lead of
/// zero or more, and the points of its edges with a lead of zero.
fn leads_from(flat: &Flat<2>) -> Vec<(Fraction, Point)> {
    let mut found = Vec::new();
    let next = flat.corners.iter().skip(1).chain(&flat.corners);
    for ((corner, [lead, cost]), (other, [there, then])) in flat.corners.iter().zip(next) {
        if *lead >= Fraction::ZERO {
            found.push((*cost, *corner));
        }
        let crosses =
            *lead > Fraction::ZERO && *there < Fraction::ZERO || *lead < Fraction::ZERO && *there > Fraction::ZERO;
        let crossing = || {
            let share = lead.divided_by(lead.minus(*there)?)?;
            let at = |from: Fraction, to: Fraction| from.plus(to.minus(from)?.times(share)?);
            let ([x, y], [z, w]) = (*corner, *other);
            Some((at(*cost, *then)?, [at(x, z)?, at(y, w)?]))
        };
        if crosses {
            found.extend(crossing());
        }
    }
    found
}

/// The figures in whole units around a point.
fn beside([x, y]: Point, [one, other]: [Decimal; 2]) -> Vec<[Decimal; 2]> {
    let around = |value: Fraction, unit: Decimal| -> Vec<Decimal> {
        let first = value.decimal().checked_div(unit).unwrap_or_default().floor();
        (-1..=2).map(|step| (first + Decimal::from(step)) * unit).collect()
    };
    let (first, second) = (around(x, one), around(y, other));
    first.iter().flat_map(|a| second.iter().map(move |b| [*a, *b])).collect()
}
