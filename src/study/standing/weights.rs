//! Several productions weighed against each other: scores, and the dependence on the weights.
//!
//! All values except sampled shares are exact. The weights are chosen by the user.

use num_bigint::BigInt;
use num_integer::Integer as _;
use num_traits::{One as _, Signed as _, Zero as _};
use rust_decimal::Decimal;

use super::volume::{self, Share};
use super::{Rank, Standing, Value};
use crate::model::id::PlaceId;
use crate::rules::fraction::Fraction;
use crate::study::draws::Draws;

/// The amount that is weighed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum By {
    /// The certain amount.
    Certain,
    /// The possible amount.
    UpTo,
}

/// Places weighed over productions.
#[derive(Clone, Debug)]
pub struct Weighed {
    /// The amount that is weighed.
    pub by: By,
    /// The productions that count, those with a budget, by their positions among the rows of the standing, each with
    /// its share of all weights.
    pub weights: Vec<(usize, Share)>,
    /// The place and each rival, in the order of the standing.
    pub places: Vec<PlaceOf>,
    /// The rank of the place among all ranked places.
    pub rank: Rank,
    /// The smallest change of the weights after which another place is first; none if there is no such change.
    pub flip: Option<Flip>,
}

/// One place, weighed.
#[derive(Clone, Debug)]
pub struct PlaceOf {
    /// The place.
    pub place: PlaceId,
    /// Its weighted amount per yuan of budget: the published part.
    pub score: Share,
    /// The same including unpublished amounts; none if it is unbounded.
    pub most: Option<Share>,
    /// Its rank among all ranked places.
    pub rank: Rank,
    /// The share of all weights for which it is first, alone or level, by published amounts.
    pub first: Odds,
    /// The share for which it is first whatever the unpublished amounts are.
    pub certainly: Odds,
    /// The share for which it may be first.
    pub possibly: Odds,
    /// A place that gives at least as much for every production and more for one, by published amounts.
    pub beaten_by: Option<PlaceId>,
}

/// A share of all weights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Odds {
    /// Calculated exactly.
    Exact(Share),
    /// Counted in a sample of weights.
    Sampled(Sampled),
}

impl Odds {
    /// The share, to six digits after the point.
    #[must_use]
    pub fn decimal(&self) -> Decimal {
        match self {
            Self::Exact(share) => share.decimal(),
            Self::Sampled(sampled) => sampled.share,
        }
    }
}

/// A share from a sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sampled {
    /// The share of the sample, to six digits after the point.
    pub share: Decimal,
    /// With a probability of 95 %, the true share is at most this far off.
    pub error: Decimal,
    /// The size of the sample.
    pub draws: u32,
    /// The seed of the sample.
    pub seed: u64,
}

impl Sampled {
    /// A number of hits in a sample.
    #[must_use]
    pub fn of(hits: u32, draws: u32, seed: u64) -> Self {
        let (hits, all) = (u128::from(hits), u128::from(draws.max(1)));
        let millionths = hits * 1_000_000 / all;
        // 1.96 times the square root of p (1 - p) / n, with a term that keeps it above zero.
        let spread = (1_960_000_u128.pow(2) * (hits * (all - hits) + all)) / all.pow(3);
        let decimal = |units: u128| Decimal::new(i64::try_from(units).unwrap_or_default(), 6).normalize();
        Self { share: decimal(millionths), error: decimal(spread.isqrt()), draws, seed }
    }
}

/// A change of weights after which another place is first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flip {
    /// The place that is first at present.
    pub first: PlaceId,
    /// The place that would then be level with it, and ahead after any further change in the same direction.
    pub second: PlaceId,
    /// The share of all weights that moves. No smaller change puts another place first.
    pub moved: Share,
    /// The productions that lose weight, by their positions among the rows, each with its loss.
    pub from: Vec<(usize, Share)>,
    /// The production that gains it.
    pub to: usize,
}

/// The number of weights in a sample.
const DRAWS: u32 = 20_000;

/// The seed of the sample.
const SEED: u64 = 1;

/// Weighs the places of a standing. `weights` has a weight of zero or more for each of its rows. A row without one
/// does not count, and if all are zero they count equally.
#[must_use]
pub fn weigh(standing: &Standing, weights: &[Decimal], by: By) -> Weighed {
    let counted: Vec<usize> =
        standing.rows.iter().enumerate().filter(|(_, row)| row.budget.is_some()).map(|(at, _)| at).collect();
    let given = |at: &usize| weights.get(*at).copied().unwrap_or_default().max(Decimal::ZERO).normalize();
    let scale = counted.iter().map(|at| given(at).scale()).max().unwrap_or_default();
    let whole = |weight: Decimal| BigInt::from(weight.mantissa()) * BigInt::from(10).pow(scale - weight.scale());
    let mut weight: Vec<BigInt> = counted.iter().map(|at| whole(given(at))).collect();
    if weight.iter().all(BigInt::is_zero) {
        weight.iter_mut().for_each(|weight| *weight = BigInt::one());
    }
    let sum: BigInt = weight.iter().sum();
    let grid = Grid::new(standing, &counted, by);
    let own = |place: &PlaceId| standing.all.iter().position(|one| one == place);
    let places: Vec<&PlaceId> = std::iter::once(&standing.place).chain(&standing.rivals).collect();
    let beside: Vec<usize> = places.iter().filter_map(|place| own(place)).collect();
    let scores: Vec<Score> = (0..standing.all.len()).map(|at| grid.score(at, &weight)).collect();
    let of = |at: usize| {
        let score = scores.get(at);
        let under = &sum * &grid.under;
        PlaceOf {
            place: standing.all.get(at).cloned().unwrap_or_else(|| standing.place.clone()),
            score: score.map_or_else(Share::none, |score| Share::of(&score.low, &under)),
            most: score.and_then(|score| Some(Share::of(score.high.as_ref()?, &under))),
            rank: ranked(&scores, at),
            first: grid.odds(at, &beside, [End::Low, End::Low]),
            certainly: grid.odds(at, &beside, [End::Low, End::High]),
            possibly: grid.odds(at, &beside, [End::High, End::Low]),
            beaten_by: beside
                .iter()
                .find(|other| grid.beats(**other, at))
                .and_then(|at| standing.all.get(*at))
                .cloned(),
        }
    };
    let rank = own(&standing.place).map_or_else(|| super::rank(&[], 0), |at| ranked(&scores, at));
    Weighed {
        by,
        weights: counted.iter().copied().zip(weight.iter().map(|weight| Share::of(weight, &sum))).collect(),
        places: beside.iter().map(|at| of(*at)).collect(),
        rank,
        flip: grid.flip(standing, &counted, &beside, &weight, &sum),
    }
}

/// A score of whole numbers.
struct Score {
    low: BigInt,
    high: Option<BigInt>,
}

fn ranked(scores: &[Score], at: usize) -> Rank {
    let Some(own) = scores.get(at) else { return super::rank(&[], 0) };
    let others = || scores.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, score)| score);
    Rank {
        best: 1 + others().filter(|one| own.high.as_ref().is_some_and(|most| one.low > *most)).count(),
        worst: 1 + others().filter(|one| one.high.as_ref().is_none_or(|most| *most > own.low)).count(),
        published: 1 + others().filter(|one| one.low > own.low).count(),
        level: others().filter(|one| one.low == own.low).count(),
        is_blank: false,
        of: scores.len(),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Low,
    High,
}

/// The amounts of places per yuan of budget, as whole numbers over one denominator.
struct Grid {
    /// By place, then by production.
    low: Vec<Vec<BigInt>>,
    /// None if it is unbounded.
    high: Vec<Vec<Option<BigInt>>>,
    under: BigInt,
}

impl Grid {
    fn new(standing: &Standing, counted: &[usize], by: By) -> Self {
        let rate = |value: Value, budget: Fraction| {
            let rate = |amount: Fraction| ratio(amount, budget);
            match by {
                By::Certain => (rate(value.floor), Some(rate(value.floor))),
                By::UpTo => (rate(value.low), value.high.map(rate)),
            }
        };
        let of = |place: usize| -> Vec<_> {
            let rows = counted.iter().filter_map(|at| standing.rows.get(*at));
            rows.filter_map(|row| Some(rate(*row.values.get(place)?, row.budget?))).collect()
        };
        let rates: Vec<Vec<_>> = (0..standing.all.len()).map(of).collect();
        let parts = rates.iter().flatten().flat_map(|(low, high)| std::iter::once(low).chain(high));
        let under = parts.fold(BigInt::one(), |under, (_, below)| under.lcm(below));
        let whole = |(over, below): &(BigInt, BigInt)| over * (&under / below);
        let low = rates.iter().map(|all| all.iter().map(|(low, _)| whole(low)).collect()).collect();
        let high = rates.iter().map(|all| all.iter().map(|(_, high)| high.as_ref().map(whole)).collect()).collect();
        Self { low, high, under }
    }

    fn score(&self, place: usize, weight: &[BigInt]) -> Score {
        let low = self.low.get(place).map_or_else(BigInt::zero, |all| along(all, weight));
        let high = self.high.get(place).map(|all| {
            let counted = all.iter().zip(weight).filter(|(_, weight)| !weight.is_zero());
            counted.map(|(rate, weight)| Some(rate.as_ref()? * weight)).sum::<Option<BigInt>>()
        });
        Score { low, high: high.flatten() }
    }

    fn end(&self, place: usize, end: End) -> Option<Vec<BigInt>> {
        match end {
            End::Low => self.low.get(place).cloned(),
            End::High => self.high.get(place)?.iter().cloned().collect(),
        }
    }

    /// The share of all weights for which a place is first among some, comparing one of its ends with an end of the
    /// others.
    fn odds(&self, place: usize, beside: &[usize], [own, other]: [End; 2]) -> Odds {
        let Some(mine) = self.end(place, own) else { return Odds::Exact(Share::whole()) };
        let mut cuts: Vec<Vec<BigInt>> = Vec::new();
        for rival in beside.iter().filter(|rival| **rival != place) {
            // If a production with weight has an unbounded amount, it decides.
            let Some(theirs) = self.end(*rival, other) else { return Odds::Exact(Share::none()) };
            let cut: Vec<BigInt> = mine.iter().zip(&theirs).map(|(a, b)| a - b).collect();
            // An inequality that holds for all weights has no effect, and one that holds for none leaves nothing.
            if cut.iter().all(|part| !part.is_positive()) && cut.iter().any(BigInt::is_negative) {
                return Odds::Exact(Share::none());
            }
            if cut.iter().any(BigInt::is_negative) && !cuts.contains(&cut) {
                cuts.push(cut);
            }
        }
        if cuts.is_empty() {
            return Odds::Exact(Share::whole());
        }
        match volume::share(mine.len(), &cuts) {
            Some(share) => Odds::Exact(share),
            None => Odds::Sampled(sampled(mine.len(), &cuts)),
        }
    }

    /// Whether one place gives at least as much as another on every production and more on one.
    fn beats(&self, one: usize, other: usize) -> bool {
        self.low.get(one).zip(self.low.get(other)).is_some_and(|(one, other)| {
            let both = || one.iter().zip(other);
            both().all(|(a, b)| a >= b) && both().any(|(a, b)| a > b)
        })
    }

    fn flip(
        &self,
        standing: &Standing,
        counted: &[usize],
        beside: &[usize],
        weight: &[BigInt],
        sum: &BigInt,
    ) -> Option<Flip> {
        let score = |place: usize| self.low.get(place).map_or_else(BigInt::zero, |all| along(all, weight));
        let first = beside.iter().copied().reduce(|best, next| if score(next) > score(best) { next } else { best })?;
        let flips = beside.iter().copied().filter(|rival| *rival != first).filter_map(|rival| {
            let lead: Vec<BigInt> = self.low.get(first)?.iter().zip(self.low.get(rival)?).map(|(a, b)| a - b).collect();
            let (under, moved, from, to) = overtaken(&lead, weight)?;
            Some((rival, under, moved, from, to))
        });
        let least = flips.min_by(|(_, a, b, ..), (_, c, d, ..)| (b * c).cmp(&(d * a)))?;
        let (rival, under, moved, from, to) = least;
        let under = under * sum;
        let at = |at: &usize| counted.get(*at).copied();
        Some(Flip {
            first: standing.all.get(first)?.clone(),
            second: standing.all.get(rival)?.clone(),
            moved: Share::of(&moved, &under),
            from: from.iter().filter_map(|(row, part)| Some((at(row)?, Share::of(part, &under)))).collect(),
            to: at(&to)?,
        })
    }
}

type Moved = (BigInt, BigInt, Vec<(usize, BigInt)>, usize);

/// The least weight that has to move to remove a lead: its denominator, the total moved, its sources and its target.
/// All of it goes to the production with the least lead and comes from those with the greatest; no other move of the
/// same weight is better. None if the lead is below zero nowhere.
fn overtaken(lead: &[BigInt], weight: &[BigInt]) -> Option<Moved> {
    let (to, least) = lead.iter().enumerate().min_by_key(|(_, lead)| *lead)?;
    if !least.is_negative() {
        return None;
    }
    let mut left = along(lead, weight);
    let mut sources: Vec<usize> = (0..lead.len()).filter(|at| *at != to).collect();
    sources.sort_by(|a, b| lead.get(*b).cmp(&lead.get(*a)));
    let (mut whole, mut from) = (BigInt::zero(), Vec::new());
    for at in sources {
        if !left.is_positive() {
            break;
        }
        let (Some(part), Some(own)) = (lead.get(at), weight.get(at)) else { continue };
        let per = part - least;
        if own.is_zero() || !per.is_positive() {
            continue;
        }
        if &per * own >= left {
            // The amount that this production must still give, divided by the effect of each part of it.
            let under = per;
            let mut from: Vec<(usize, BigInt)> =
                from.into_iter().map(|(at, moved): (usize, BigInt)| (at, moved * &under)).collect();
            from.push((at, left.clone()));
            return Some((under.clone(), whole * under + left, from, to));
        }
        left -= per * own;
        whole += own;
        from.push((at, own.clone()));
    }
    Some((BigInt::one(), whole, from, to)).filter(|_| !left.is_positive())
}

fn along(rates: &[BigInt], weight: &[BigInt]) -> BigInt {
    rates.iter().zip(weight).map(|(rate, weight)| rate * weight).sum()
}

/// One fraction divided by another, as two whole numbers.
fn ratio(amount: Fraction, budget: Fraction) -> (BigInt, BigInt) {
    let parts = |fraction: Fraction| {
        let (over, under) = fraction.over_under();
        (BigInt::from(over.mantissa()), BigInt::from(under) * BigInt::from(10).pow(over.scale()))
    };
    let ((over, under), (other, below)) = (parts(amount), parts(budget));
    let (over, under) = (over * below, under * other);
    let by = over.gcd(&under);
    if by.is_zero() { (BigInt::zero(), BigInt::one()) } else { (over / &by, under / by) }
}

fn sampled(productions: usize, cuts: &[Vec<BigInt>]) -> Sampled {
    let mut draws = Draws::of(SEED);
    let mut hits = 0;
    for _ in 0..DRAWS {
        let weight: Vec<BigInt> = draws.weights(productions).into_iter().map(BigInt::from).collect();
        hits += u32::from(cuts.iter().all(|cut| !along(cut, &weight).is_negative()));
    }
    Sampled::of(hits, DRAWS, SEED)
}
