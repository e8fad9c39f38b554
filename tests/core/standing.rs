//! The rank of a place: ranks are valid for any unpublished amounts, and shares of all weights agree with drawn
//! weights.

use std::cell::Cell;

use backlot::data::{read, seeds};
use backlot::model::text::Language;
use backlot::rules::fraction::Fraction;
use backlot::study::draws::Draws;
use backlot::study::standing::weights::{By, Odds, Weighed, weigh};
use backlot::study::standing::{Rank, Row, Standing, Value, rank, standing};
use backlot::words::Words;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use rust_decimal::Decimal;

const TODAY: Date = date(2026, 11, 29);

/// The result of a place: certain, published beyond that, and unpublished beyond that; none without a limit.
type Given = (u8, u8, Option<u8>);

fn value((floor, more, open): Given) -> Value {
    let low = i64::from(floor) + i64::from(more);
    Value { floor: i64::from(floor).into(), low: low.into(), high: open.map(|open| (low + i64::from(open)).into()) }
}

/// A standing of places with these results, by production and then by place.
fn made(rows: &[(u8, Vec<Given>)]) -> Standing {
    let places = rows.first().map_or(0, |(_, values)| values.len());
    let all: Vec<backlot::model::id::PlaceId> = (0..places).map(|at| format!("p{at}").as_str().into()).collect();
    let row = |(at, (budget, given)): (usize, &(u8, Vec<Given>))| {
        let values: Vec<Value> = given.iter().map(|given| value(*given)).collect();
        Row {
            production: format!("r{at}"),
            currency: Default::default(),
            budget: Some((i64::from(*budget) + 1).into()),
            rank: rank(&values, 0),
            values,
            cells: Vec::new(),
        }
    };
    Standing { place: all[0].clone(), rivals: all[1..].to_vec(), all, rows: rows.iter().enumerate().map(row).collect() }
}

/// The places that are first for some weights, by published amounts.
fn first(standing: &Standing, weights: &[u64]) -> Vec<usize> {
    let score = |place: usize| {
        let parts = standing.rows.iter().zip(weights).map(|(row, weight)| {
            let per = row.values[place].low.divided_by(row.budget.unwrap()).unwrap();
            per.times(Fraction::of(Decimal::from(*weight))).unwrap()
        });
        parts.fold(Fraction::ZERO, |sum, part| sum.checked_add(part).unwrap())
    };
    let scores: Vec<Fraction> = (0..standing.all.len()).map(score).collect();
    let most = scores.iter().copied().max().unwrap();
    (0..scores.len()).filter(|at| scores[*at] == most).collect()
}

fn given() -> impl Strategy<Value = Given> {
    (
        prop_oneof![Just(0_u8), 0_u8..40],
        0_u8..120,
        prop_oneof![3 => Just(Some(0)), 1 => Just(None), 1 => (0_u8..50).prop_map(Some)],
    )
}

fn rows(productions: usize, places: usize) -> impl Strategy<Value = Vec<(u8, Vec<Given>)>> {
    proptest::collection::vec((0_u8..200, proptest::collection::vec(given(), places)), productions)
}

fn share(odds: &Odds) -> Decimal {
    odds.decimal()
}

#[test]
fn exact_shares_are_what_drawing_weights_comes_to() {
    let compared = Cell::new(0);
    proptest!(ProptestConfig::with_cases(24), |(rows in rows(4, 4), seed in any::<u64>())| {
        let standing = made(&rows);
        let weighed = weigh(&standing, &[Decimal::ONE; 4], By::UpTo);
        let mut draws = Draws::of(seed);
        let count = 600;
        let mut hits = [0_u32; 4];
        for _ in 0..count {
            first(&standing, &draws.weights(4)).into_iter().for_each(|at| hits[at] += 1);
        }
        for (place, hits) in weighed.places.iter().zip(hits) {
            prop_assert!(matches!(place.first, Odds::Exact(_)));
            let (exact, drawn) = (share(&place.first), Decimal::from(hits) / Decimal::from(count));
            // Five times the largest standard error for this number of draws.
            prop_assert!((exact - drawn).abs() < "0.103".parse().unwrap(), "{exact} {drawn} {place:?}");
            prop_assert!(share(&place.certainly) <= exact && exact <= share(&place.possibly));
            compared.set(compared.get() + u32::from(!exact.is_zero() && exact != Decimal::ONE));
        }
    });
    assert!(compared.get() > 10, "{} shares were neither nought nor one", compared.get());
}

#[test]
fn a_flip_is_enough_and_nothing_less_is() {
    let flipped = Cell::new(0);
    proptest!(ProptestConfig::with_cases(60), |(rows in rows(3, 3), weights in proptest::collection::vec(0_u32..9, 3), seed in any::<u64>())| {
        prop_assume!(weights.iter().any(|weight| *weight > 0));
        let standing = made(&rows);
        let given: Vec<Decimal> = weights.iter().map(|weight| Decimal::from(*weight)).collect();
        let weighed: Weighed = weigh(&standing, &given, By::UpTo);
        let sum = Decimal::from(weights.iter().sum::<u32>());
        // In parts of a whole, so that moving them is exact.
        let base: Vec<u64> = weights.iter().map(|weight| u64::from(*weight) * 5_040_000 / u64::from(weights.iter().sum::<u32>())).collect();
        let leads = first(&standing, &base);
        prop_assume!(sum > Decimal::ZERO && leads.len() == 1);
        let mut draws = Draws::of(seed);
        let moved = weighed.flip.as_ref().map_or(Decimal::ONE, |flip| flip.moved.decimal());
        // No smaller move makes another place first.
        let total: u64 = base.iter().sum();
        let least = u64::try_from((moved * Decimal::from(total)).trunc()).unwrap();
        for _ in 0..40 {
            let size = draws.below(least.saturating_sub(20) + 1);
            let mut other = base.clone();
            let (from, to) = (draws.below(3) as usize, draws.below(3) as usize);
            let part = size.min(other[from]);
            other[from] -= part;
            other[to] += part;
            prop_assert!(first(&standing, &other).contains(&leads[0]), "{other:?} {weighed:?}");
        }
        if let Some(flip) = &weighed.flip {
            flipped.set(flipped.get() + 1);
            // A little more of the same makes it first.
            let mut other: Vec<u64> = base.iter().map(|weight| weight * 1_000).collect();
            let parts = |share: &backlot::study::standing::volume::Share| {
                u64::try_from((share.decimal() * Decimal::from(total * 1_000)).trunc()).unwrap()
            };
            for (at, part) in &flip.from {
                let part = parts(part).min(other[*at]);
                other[*at] -= part;
                other[flip.to] += part;
            }
            let name = |place: &backlot::model::id::PlaceId| standing.all.iter().position(|one| one == place).unwrap();
            let now = first(&standing, &other);
            // To six digits both are level: neither leads by more than that.
            prop_assert!(now.contains(&name(&flip.first)) || now.contains(&name(&flip.second)), "{now:?} {flip:?}");
        }
    });
    assert!(flipped.get() > 15, "{} flips", flipped.get());
}

#[test]
fn a_rank_holds_whatever_is_not_published() {
    let open = Cell::new(0);
    proptest!(ProptestConfig::with_cases(200), |(given in proptest::collection::vec(given(), 2..6), seed in any::<u64>())| {
        let values: Vec<Value> = given.iter().map(|given| value(*given)).collect();
        let mut draws = Draws::of(seed);
        for _ in 0..8 {
            let fixed: Vec<(Fraction, Fraction)> = given.iter().map(|given| {
                let value = value(*given);
                let most = given.2.map_or(300, u64::from);
                let more = i64::try_from(draws.between(0, most)).unwrap();
                (value.floor, value.low.plus(more.into()).unwrap())
            }).collect();
            for at in 0..values.len() {
                let rank = rank(&values, at);
                let found = 1 + fixed.iter().filter(|one| **one > fixed[at]).count();
                prop_assert!((rank.best..=rank.worst).contains(&found), "{rank:?} {found} {fixed:?}");
                open.set(open.get() + u32::from(!rank.is_certain()));
            }
        }
    });
    assert!(open.get() > 500, "{} open ranks", open.get());
}

#[test]
fn no_place_of_the_library_is_dropped() {
    let library = read::read(&[seeds::layer()]).library;
    let rivals: Vec<_> = ["xian", "hangzhou", "shenzhen"].into_iter().map(Into::into).collect();
    let found = standing(&library, &"zhengzhou".into(), &rivals, &["costume-5m".to_owned()], TODAY);
    let [row] = found.rows.as_slice() else { panic!("{}", found.rows.len()) };
    let places: Vec<&str> = row.cells.iter().map(|cell| cell.place.as_str()).collect();
    assert_eq!(places, ["zhengzhou", "xian", "hangzhou", "shenzhen"]);
    for cell in &row.cells {
        assert!((1..=cell.rank.of).contains(&cell.rank.best) && cell.rank.best <= cell.rank.worst, "{cell:?}");
        let second = cell.unpriced > 0;
        assert_eq!(second, cell.value.high != Some(cell.value.low), "{}", cell.place);
    }
    assert_eq!(row.rank, row.cells[0].rank);
}

#[test]
fn whether_a_place_without_a_published_amount_is_level_is_not_said() {
    let words = Words::new(Language::English);
    let rank = |is_blank| words.rank(Rank { best: 1, worst: 1, published: 1, level: 1, is_blank, of: 2 });
    assert_eq!((rank(true).as_str(), rank(false).as_str()), ("1", "1 (level with 1)"));
}
