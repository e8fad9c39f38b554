//! The cost of other figures: it equals that of assessing every production with the figures written into the policy.

use std::cell::Cell;
use std::sync::Arc;

use backlot::data::problem::Severity;
use backlot::data::read::{self, File, Layer};
use backlot::data::seeds;
use backlot::model::fact::FactKind;
use backlot::model::id::PlaceId;
use backlot::model::library::Library;
use backlot::model::number::Number;
use backlot::model::policy::Basis;
use backlot::model::portfolio::{Draw, Made, Portfolio, WhenGone};
use backlot::model::production::{Answer, Production};
use backlot::model::scenario::{BasisChange, Change, Scenario};
use backlot::rules::assess::{Assessment, assess};
use backlot::rules::columns::PlaceColumns;
use backlot::rules::fraction::Fraction;
use backlot::rules::value::Range;
use backlot::study::draws::Draws;
use backlot::study::overtake::{Goal, On, overtake};
use backlot::study::portfolio::{Drawn, pooled};
use backlot::study::reform::{Reforming, reform};
use backlot::study::standing::weights::By;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use rust_decimal::Decimal;

const TODAY: Date = date(2026, 11, 29);

/// A town in a province, with these figures.
fn library(cap: i64, rate: i64, fixed: i64, together: i64) -> Library {
    based(cap, rate, fixed, together, [Basis::Entitlement, Basis::UpTo])
}

/// The same with the bases of both incentives of the town.
fn based(cap: i64, rate: i64, fixed: i64, together: i64, bases: [Basis; 2]) -> Library {
    let [spend, prize] = bases.map(|basis| format!("{basis:?}"));
    let cite = r#"cites: [(source: "s")]"#;
    let files = [
        (
            "places.ron",
            r#"Places([
                (id: "land", name: (zh: "国", en: "Land"), kind: Nation),
                (id: "wide", name: (zh: "省", en: "Province"), kind: Province, parent: "land"),
                (id: "here", name: (zh: "此地", en: "Here"), kind: City, parent: "wide"),
                (id: "there", name: (zh: "彼地", en: "There"), kind: City, parent: "land"),
            ])"#
            .to_owned(),
        ),
        (
            "facts.ron",
            r#"Facts([
                (id: "total_budget", label: (zh: "预算", en: "budget"), question: (zh: "?", en: "?"), kind: Money, topic: Work),
                (id: "local_spend", label: (zh: "支出", en: "spend"), question: (zh: "?", en: "?"), kind: Money, topic: Work),
                (id: "local", label: (zh: "本地", en: "local"), question: (zh: "?", en: "?"), kind: YesNo, topic: Work),
                (id: "award", label: (zh: "获奖", en: "award"), question: (zh: "?", en: "?"), kind: YesNo, topic: Work),
            ])"#
            .to_owned(),
        ),
        (
            "sources.ron",
            r#"Sources([(id: "s", title: (zh: "文", en: "Text"), publisher: (zh: "市", en: "City"), grade: Official, checked_on: "2026-11-29")])"#
                .to_owned(),
        ),
        (
            "town.ron",
            format!(
                r#"Policy(id: "town", place: "here", title: (zh: "市", en: "Town"), issuer: (zh: "市", en: "Town"),
                issued: "2026-01-01", valid_from: "2026-01-01", status: InForce, read: Whole, confidence: High, checked_on: "2026-11-29",
                sources: [(source: "s")],
                incentives: [
                    (id: "spend", name: (zh: "支出", en: "Spend"), kind: Work, basis: {spend}, when: Yes("local"),
                        amount: AtMost(cap: Fixed({cap}), of: Share(rate: "{rate}%", of: Fact("local_spend"))), per: Work, {cite}),
                    (id: "prize", name: (zh: "奖", en: "Prize"), kind: Award, basis: {prize}, when: Yes("award"),
                        amount: Fixed({fixed}), per: Work, {cite}),
                ],
                stacking: (rule: SumUpTo(Fixed({together})), {cite}))"#
            ),
        ),
        (
            "province.ron",
            format!(
                r#"Policy(id: "province", place: "wide", title: (zh: "省", en: "Province"), issuer: (zh: "省", en: "Province"),
                issued: "2026-01-01", valid_from: "2026-01-01", status: InForce, read: Whole, confidence: High, checked_on: "2026-11-29",
                sources: [(source: "s")],
                incentives: [(id: "share", name: (zh: "份", en: "Share"), kind: Work, basis: Entitlement, when: AtLeast(Fact("total_budget"), Fixed(300)),
                    amount: Share(rate: "10%", of: Fact("total_budget")), per: Work, {cite})])"#
            ),
        ),
        (
            "rival.ron",
            format!(
                r#"Policy(id: "rival", place: "there", title: (zh: "彼", en: "Rival"), issuer: (zh: "彼", en: "Rival"),
                issued: "2026-01-01", valid_from: "2026-01-01", status: InForce, read: Whole, confidence: High, checked_on: "2026-11-29",
                sources: [(source: "s")],
                incentives: [(id: "all", name: (zh: "全", en: "All"), kind: Work, basis: Entitlement, when: Yes("local"),
                    amount: Fixed(150), per: Work, {cite})])"#
            ),
        ),
        (
            "one.ron",
            r#"Production(name: (zh: "一", en: "One"), answers: {"total_budget": 1000, "local_spend": 800, "local": true, "award": false})"#
                .to_owned(),
        ),
    ];
    let files = files.into_iter().map(|(name, text)| File { name: name.to_owned(), bytes: text.into_bytes() });
    let loaded = read::read(&[Layer { files: files.collect(), problems: Vec::new() }]);
    let errors: Vec<_> = loaded.problems.iter().filter(|one| one.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    loaded.library
}

fn change(figure: &str, old: &str, new: &str) -> Change {
    let number = |text: &str| text.parse::<Number>().unwrap();
    Change { policy: "town".into(), figure: figure.parse().unwrap(), old: Some(number(old)), new: number(new) }
}

fn scenario(changes: Vec<Change>) -> Scenario {
    Scenario { changes, ..Scenario::default() }
}

/// Productions drawn from a seed. Some answers are missing in some of them.
fn drawn(library: &Library, count: u32, seed: u64) -> Arc<Drawn> {
    let between = |from: i64, to: i64| Draw::Between(Number::from(from), Number::from(to));
    let made = Made {
        base: None,
        like: None,
        count,
        seed,
        draw: [
            ("total_budget".into(), between(0, 2_000)),
            ("local_spend".into(), Draw::PartOf("total_budget".into(), Number::ZERO, Number::ONE)),
            ("local".into(), Draw::Yes("70%".parse().unwrap())),
            ("award".into(), Draw::Yes("20%".parse().unwrap())),
        ]
        .into_iter()
        .collect(),
    };
    let mut all = Drawn::of(library, &Portfolio { made: vec![made], ..Portfolio::default() });
    for (at, one) in Arc::make_mut(&mut all.productions).iter_mut().enumerate().filter(|(at, _)| at % 7 == 0) {
        one.answers.remove(&["award", "local", "local_spend"][at / 7 % 3].into());
    }
    Arc::new(all)
}

fn added(all: impl Iterator<Item = Range>) -> Range {
    all.fold(Range::ZERO, |sum, one| Range {
        low: sum.low.plus(one.low).unwrap(),
        high: sum.high.zip(one.high).map(|(a, b)| a.plus(b).unwrap()),
    })
}

fn holds(before: &Library, after: &Library, scenario: &Scenario, drawn: &Arc<Drawn>) {
    let here = PlaceId::from("here");
    let found = reform(before, scenario, drawn, &here, TODAY);
    let assessed = |library: &Library| -> Vec<Assessment> {
        drawn.productions.iter().map(|one| assess(library, one, &here, TODAY)).collect()
    };
    let (old, new) = (assessed(before), assessed(after));
    let total = |all: &[Assessment]| added(all.iter().map(|one| Range { low: one.floor, high: one.ceiling }));
    assert_eq!((found.total.before, found.total.after), (total(&old), total(&new)));
    assert_eq!(found.incentives.len(), 3);
    for bill in &found.incentives {
        let sum = |all: &[Assessment]| {
            added(all.iter().map(|one| {
                let outcome = &one.award(&bill.policy, &bill.incentive).unwrap().outcome;
                Range { low: outcome.floor(), high: outcome.ceiling() }
            }))
        };
        assert_eq!((bill.amount.before, bill.amount.after), (sum(&old), sum(&new)), "{}", bill.incentive);
    }
    let both = || old.iter().zip(&new).map(|(a, b)| ((a.floor, a.ceiling), (b.floor, b.ceiling)));
    type Ends = (Fraction, Option<Fraction>);
    let falls = |((a, b), (c, d)): &(Ends, Ends)| c < a || d < b;
    assert_eq!(found.losers, both().filter(&falls).count() as u64);
    assert_eq!(found.winners, both().filter(|one| !falls(one) && one.0 != one.1).count() as u64);
}

#[test]
fn ten_thousand_productions_get_what_each_is_assessed_at() {
    let (before, after) = (library(100, 20, 40, 130), library(180, 20, 40, 130));
    let drawn = drawn(&before, 10_000, 3);
    assert_eq!(drawn.len(), 10_000);
    let scenario = scenario(vec![change("incentive:spend/cap", "100", "180")]);
    holds(&before, &after, &scenario, &drawn);
}

#[test]
fn any_figures_cost_what_they_cost_when_written_by_hand() {
    let moved = Cell::new(0);
    proptest!(ProptestConfig::with_cases(24), |(cap in 1_i64..300, rate in 1_i64..60, fixed in 1_i64..200, together in 1_i64..400, seed in any::<u64>())| {
        let (before, after) = (library(100, 20, 40, 130), library(cap, rate, fixed, together));
        let scenario = scenario(vec![
            change("incentive:spend/cap", "100", &cap.to_string()),
            change("incentive:spend/rate", "20%", &format!("{rate}%")),
            change("incentive:prize/amount", "40", &fixed.to_string()),
            change("stacking/cap", "130", &together.to_string()),
        ]);
        let (proposed, clashes) = scenario.apply(&before);
        prop_assert_eq!(clashes, []);
        prop_assert_eq!(&proposed.policies, &after.policies);
        let drawn = drawn(&before, 60, seed);
        holds(&before, &after, &scenario, &drawn);
        moved.set(moved.get() + 1);
    });
    assert!(moved.get() >= 24);
}

#[test]
fn any_bases_cost_what_they_cost_when_written_by_hand() {
    let (moved, certain) = (Cell::new(0), Cell::new(0));
    let basis = || prop::sample::select(vec![Basis::Entitlement, Basis::UpTo, Basis::Competitive, Basis::CaseByCase]);
    proptest!(ProptestConfig::with_cases(24), |(cap in 1_i64..300, spend in basis(), prize in basis(), seed in any::<u64>())| {
        let law = [Basis::Entitlement, Basis::UpTo];
        let (before, after) = (library(100, 20, 40, 130), based(cap, 20, 40, 130, [spend, prize]));
        let bases = ["spend", "prize"].into_iter().zip(law).zip([spend, prize]).filter(|((_, old), new)| old != new);
        let bases: Vec<BasisChange> = bases
            .map(|((id, old), new)| BasisChange { policy: "town".into(), incentive: id.into(), old, new })
            .collect();
        let count = bases.len();
        let scenario =
            Scenario { changes: vec![change("incentive:spend/cap", "100", &cap.to_string())], bases, ..Scenario::default() };
        let (proposed, clashes) = scenario.apply(&before);
        prop_assert_eq!(clashes, []);
        prop_assert_eq!(&proposed.policies, &after.policies);
        let drawn = drawn(&before, 60, seed);
        holds(&before, &after, &scenario, &drawn);
        moved.set(moved.get() + count);
        let floor = reform(&before, &scenario, &drawn, &"here".into(), TODAY).total;
        certain.set(certain.get() + usize::from(floor.before.low != floor.after.low));
    });
    assert!(moved.get() >= 12 && certain.get() >= 12, "{} bases, {} floors moved", moved.get(), certain.get());
}

#[test]
fn most_rows_take_the_fast_road() {
    let library = library(100, 20, 40, 130);
    let drawn = drawn(&library, 700, 5);
    let reforming = Reforming::new(&library, &"here".into(), &drawn, TODAY);
    assert!(reforming.before().explained < 200, "{} of 700 were explained", reforming.before().explained);
}

#[test]
fn a_pool_pays_first_come_first_served_or_each_a_share_or_by_score() {
    let library = library(100, 20, 40, 130);
    let mut drawn = drawn(&library, 4, 1);
    Arc::make_mut(&mut drawn).companies = vec![Some("a".into()), Some("a".into()), None, None];
    let dues: Vec<Fraction> = [60_i64, 50, 40, 30].into_iter().map(Into::into).collect();
    let mut portfolio = Portfolio { pool: Some(100.into()), ..Portfolio::default() };
    let here = PlaceId::from("here");
    let told = |portfolio: &Portfolio| {
        let one = pooled(portfolio, &drawn, &dues, &here);
        (one.due, one.paid, one.full, one.part, one.nothing, one.over_company)
    };
    let money = |amount: i64| Fraction::from(amount);
    assert_eq!(told(&portfolio), (money(180), money(100), 1, 1, 2, money(0)));
    portfolio.when_gone = WhenGone::ProRata;
    assert_eq!(told(&portfolio), (money(180), money(100), 0, 4, 0, money(0)));
    portfolio.per_company = Some(80.into());
    portfolio.when_gone = WhenGone::FirstCome;
    assert_eq!(told(&portfolio), (money(150), money(100), 2, 1, 1, money(30)));
    portfolio.pool = None;
    assert_eq!(told(&portfolio), (money(150), money(150), 4, 0, 0, money(30)));
}

#[test]
fn the_nearest_figure_that_passes_is_found_and_no_nearer_one_passes() {
    let library = library(100, 20, 40, 400);
    let drawn = Arc::new(Drawn::references(&library));
    let (here, there) = (PlaceId::from("here"), PlaceId::from("there"));
    let on = On::Production("one".to_owned());
    let goal = Goal::Past(there.clone());
    let passes = |by: By, change: &Change, new: i64| {
        let new =
            if change.figure.to_string().ends_with("rate") { Number(Decimal::new(new, 4)) } else { Number::from(new) };
        let (changed, clashes) = scenario(vec![Change { new, ..change.clone() }]).apply(&library);
        assert_eq!(clashes, []);
        let one = &library.productions["one"];
        let value = |place| {
            let one = assess(&changed, one, place, TODAY);
            if by == By::Certain { one.floor } else { one.ceiling.unwrap() }
        };
        value(&here) > value(&there)
    };
    let mut seen = 0;
    for by in [By::Certain, By::UpTo] {
        let found = overtake(&library, &here, &goal, &on, by, &drawn, TODAY).unwrap();
        if by == By::UpTo {
            // The 100 of the town and the 100 of the province together already exceed 150.
            assert!(found.lead > Fraction::ZERO && found.ways.is_empty());
            continue;
        }
        assert!(!found.ways.is_empty(), "{found:#?}");
        for way in &found.ways {
            let share = way.is_share;
            let units = |number: Number| {
                let scale = if share { Decimal::from(10_000) } else { Decimal::ONE };
                i64::try_from((number.0 * scale).trunc()).unwrap()
            };
            let (old, new) = (units(way.change.old.unwrap()), units(way.change.new));
            assert!(passes(by, &way.change, new), "{way:#?}");
            let between: Vec<i64> = if new > old { (old..new).collect() } else { (new + 1..=old).collect() };
            assert!(between.into_iter().all(|at| !passes(by, &way.change, at)), "{way:#?}");
            assert!(way.proof.iter().all(|piece| !piece.approximate));
            seen += 1;
        }
    }
    assert!(seen > 0);
}

/// A production with an answer to every question that is not a date or a list.
fn answered(library: &Library, draws: &mut Draws) -> Production {
    let mut production = Production::default();
    for (id, fact) in &library.facts {
        let most = fact.max.map_or(3_000_000, |most| u64::try_from(most.0.trunc()).unwrap().min(3_000_000));
        let answer = match &fact.kind {
            FactKind::YesNo => Answer::YesNo(draws.below(2) == 1),
            FactKind::Choice(all) => Answer::Choice(all[draws.below(all.len() as u64) as usize].id.as_str().into()),
            FactKind::Money | FactKind::Count(_) => Answer::Number(Number(draws.between(0, most.max(1)).into())),
            FactKind::Percent => Answer::Number(Number(Decimal::new(draws.between(0, 100) as i64, 2))),
            FactKind::Date | FactKind::List(_) => continue,
        };
        production.answers.insert(id.clone(), answer);
    }
    production
}

#[test]
fn every_place_of_the_library_comes_to_the_same_over_columns() {
    let library = read::read(&[seeds::layer()]).library;
    let mut draws = Draws::of(11);
    let productions: Vec<Production> = (0..4).map(|_| answered(&library, &mut draws)).collect();
    let (mut fast, mut paid) = (0, 0);
    for place in backlot::study::offers::places(&library) {
        let columns = PlaceColumns::new(&library, &place, TODAY);
        let found = columns.work_out(&columns.lay_out(&productions));
        fast += productions.len() - found.explained.min(productions.len());
        for (row, production) in productions.iter().enumerate() {
            let one = assess(&library, production, &place, TODAY);
            let range = found.total.get(row).unwrap();
            assert_eq!((range.low, range.high), (one.floor, one.ceiling), "{place} {row}");
            paid += usize::from(range != Range::ZERO);
        }
    }
    assert!(fast > 40 && paid > 40, "{fast} over columns, {paid} pay something");
}
