//! Invariants of every rule that can be written.

use std::cell::Cell;
use std::sync::Arc;

use backlot::data::read::{File, Layer, read};
use backlot::data::seeds;
use backlot::model::amount::{
    Amount, Axis, Bound, Case as ChoiceCase, Limit, Point, Reading, Rounding, Slice, Tier, Version,
};
use backlot::model::condition::Condition;
use backlot::model::library::Library;
use backlot::model::number::Number;
use backlot::model::policy::Policy;
use backlot::model::production::{Answer, Item, Production};
use backlot::rules::award::award;
use backlot::rules::context::{Case, Context};
use backlot::rules::fraction::Fraction;
use backlot::rules::outcome::Outcome;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use rust_decimal::Decimal;

const TODAY: Date = date(2026, 11, 22);
const MONEY: [&str; 3] = ["m0", "m1", "m2"];

const FACTS: &str = r#"Facts([
    (id: "m0", label: (zh: "a", en: "a"), question: (zh: "a", en: "a"), kind: Money, topic: Work),
    (id: "m1", label: (zh: "b", en: "b"), question: (zh: "b", en: "b"), kind: Money, topic: Work),
    (id: "m2", label: (zh: "c", en: "c"), question: (zh: "c", en: "c"), kind: Money, topic: Work, max: 1_000_000),
    (id: "y", label: (zh: "y", en: "y"), question: (zh: "y", en: "y"), kind: YesNo, topic: Work),
    (id: "c", label: (zh: "c", en: "c"), question: (zh: "c", en: "c"), kind: Choice([
        (id: "p", label: (zh: "p", en: "p")), (id: "q", label: (zh: "q", en: "q")), (id: "r", label: (zh: "r", en: "r"))]), topic: Work),
    (id: "n", label: (zh: "n", en: "n"), question: (zh: "n", en: "n"), kind: Count(zh: "n", en: "n"), topic: Work),
    (id: "d", label: (zh: "d", en: "d"), question: (zh: "d", en: "d"), kind: Date, topic: Work),
    (id: "e", label: (zh: "e", en: "e"), question: (zh: "e", en: "e"), kind: Date, topic: Work),
    (id: "each", label: (zh: "each", en: "each"), question: (zh: "e", en: "e"), kind: Money, topic: Work),
    (id: "list", label: (zh: "list", en: "list"), question: (zh: "l", en: "l"), kind: List(["each"]), topic: Work),
])"#;

const POLICY: &str = r#"Policy(id: "p", place: "datong", title: (zh: "p", en: "p"), issuer: (zh: "x", en: "x"), status: InForce,
    dated_by: Fact("d"), read: Whole, confidence: High, checked_on: "2026-11-22", sources: [(source: "datong-government-2025")],
    lines: [(id: "l", label: (zh: "l", en: "l"), amount: Share(rate: "40%", of: Fact("m1")), cites: [(source: "datong-government-2025")])],
    incentives: [
        (id: "i", name: (zh: "i", en: "i"), kind: Work, basis: Entitlement, amount: Line("l"), cites: [(source: "datong-government-2025")]),
        (id: "j", name: (zh: "j", en: "j"), kind: Work, basis: Entitlement, when: Yes("y"), amount: Fact("m0"), cites: [(source: "datong-government-2025")]),
    ])"#;

fn library() -> Library {
    let file = |name: &str, text: &str| File { name: name.to_owned(), bytes: text.to_owned().into_bytes() };
    let rates = r#"Rates([(id: "usd", from: "USD", to: "CNY", on: "2026-01-01", rate: 7, cites: [(source: "datong-government-2025")])])"#;
    let files = vec![file("facts.ron", FACTS), file("policy.ron", POLICY), file("rates.ron", rates)];
    let loaded = read(&[seeds::layer(), Layer { files, problems: vec![] }]);
    assert_eq!(loaded.problems, vec![]);
    loaded.library
}

fn number(value: i64) -> Number {
    Number::from(value)
}

fn percent(value: i64) -> Number {
    Number(Decimal::new(value, 2))
}

fn boxed(amount: Amount) -> Box<Amount> {
    Box::new(amount)
}

fn leaf() -> BoxedStrategy<Amount> {
    prop_oneof![
        (0..2_000_000_i64).prop_map(|value| Amount::Fixed(number(value))),
        proptest::sample::select(&MONEY[..]).prop_map(|id| Amount::Fact(id.into())),
        Just(Amount::Fact("n".into())),
        Just(Amount::DaysBetween("d".into(), "e".into())),
        (0..100_i64).prop_map(|value| Amount::Rate(percent(value))),
        (0..9_i64).prop_map(|value| Amount::Count(number(value))),
        Just(Amount::Line("l".into())),
        Just(Amount::Award("p/j".into())),
    ]
    .boxed()
}

/// Any condition over these facts.
fn condition(inner: impl Strategy<Value = Amount> + Clone + 'static) -> BoxedStrategy<Condition> {
    let pair = (inner.clone(), inner);
    let simple = prop_oneof![
        Just(Condition::Yes("y".into())),
        Just(Condition::OneOf("c".into(), vec!["p".to_owned(), "q".to_owned()].into())),
        Just(Condition::OnOrAfter("d".into(), "2025-06".parse().unwrap())),
        Just(Condition::OnOrBefore("d".into(), "2025".parse().unwrap())),
        Just(Condition::Unclear { of: Arc::default(), cites: Arc::default() }),
        Just(Condition::Contested(vec![
            Reading { gives: Condition::Yes("y".into()), cites: Arc::default() },
            Reading { gives: Condition::always(), cites: Arc::default() },
        ])),
        pair.prop_flat_map(|(a, b)| {
            prop_oneof![
                Just(Condition::AtLeast(a.clone(), b.clone())),
                Just(Condition::MoreThan(a.clone(), b.clone())),
                Just(Condition::AtMost(a.clone(), b.clone())),
                Just(Condition::LessThan(a.clone(), b.clone())),
                Just(Condition::Equals(a, b)),
            ]
        }),
    ];
    simple
        .prop_recursive(2, 6, 3, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..3).prop_map(Condition::All),
                proptest::collection::vec(inner.clone(), 1..3).prop_map(Condition::Any),
                inner.prop_map(|one| Condition::Not(Box::new(one))),
            ]
        })
        .boxed()
}

/// Any amount over these facts, of every shape.
pub(crate) fn amount() -> BoxedStrategy<Amount> {
    let shapes = |inner: BoxedStrategy<Amount>| -> BoxedStrategy<Amount> {
        let one = || inner.clone();
        let several = || proptest::collection::vec(inner.clone(), 1..3);
        let plain = prop_oneof![
            (0..=100_i64, one()).prop_map(|(rate, of)| Amount::Share { rate: percent(rate), of: boxed(of) }),
            several().prop_map(Amount::Sum),
            several().prop_map(Amount::Product),
            one().prop_map(|of| Amount::Converted { from: "USD".parse().unwrap(), of: boxed(of) }),
            several().prop_map(Amount::LesserOf),
            several().prop_map(Amount::GreaterOf),
            (one(), one()).prop_map(|(a, b)| Amount::Difference { from: boxed(a), less: boxed(b) }),
            (one(), one(), one()).prop_map(|(of, part, whole)| Amount::Prorated {
                of: boxed(of),
                part: boxed(part),
                whole: boxed(whole)
            }),
            (one(), one()).prop_map(|(cap, of)| Amount::AtMost { cap: boxed(cap), of: boxed(of) }),
            (one(), one()).prop_map(|(floor, of)| Amount::AtLeast { floor: boxed(floor), of: boxed(of) }),
            (1..90_i64, one(), one()).prop_map(|(share, of, beside)| Amount::WithinTotal {
                share: percent(share),
                of: boxed(of),
                beside: boxed(beside)
            }),
        ];
        let steps = prop_oneof![
            (one(), 1..500_000_i64, 1..500_000_i64, proptest::collection::vec(0..=100_i64, 3)).prop_map(
                |(of, first, more, rates)| Amount::Slices {
                    of: boxed(of),
                    slices: vec![
                        Slice { up_to: Some(number(first)), rate: percent(rates[0]) },
                        Slice { up_to: Some(number(first + more)), rate: percent(rates[1]) },
                        Slice { up_to: None, rate: percent(rates[2]) },
                    ],
                }
            ),
            (one(), one(), one(), 1..800_000_i64, 1..800_000_i64, any::<bool>()).prop_map(
                |(by, low, high, from, more, ends)| Amount::Tiers {
                    by: boxed(by),
                    tiers: vec![
                        Tier {
                            from: Bound::AtLeast(number(from)),
                            to: ends.then_some(Limit::LessThan(number(from + more))),
                            gives: low
                        },
                        Tier {
                            from: Bound::MoreThan(number(from + more)),
                            to: ends.then_some(Limit::AtMost(number(from + 3 * more))),
                            gives: high
                        },
                    ],
                }
            ),
            (one(), 0..9_i64, 1..900_000_i64, 0..99_i64).prop_map(|(by, low, to, high)| Amount::Taper {
                by: boxed(by),
                from: Point { at: number(0), gives: number(low) },
                to: Point { at: number(to), gives: number(high) },
            }),
            (several(), any::<bool>()).prop_map(|(gives, cumulative)| Amount::ByYear {
                year: boxed(Amount::Fact("n".into())),
                gives,
                cumulative
            }),
            (one(), 0..900_000_i64, proptest::collection::vec(0..99_i64, 4)).prop_map(|(by, from, cells)| {
                Amount::Table {
                    rows: Axis::Steps {
                        by: boxed(by),
                        from: vec![Bound::AtLeast(number(from)), Bound::MoreThan(number(from))],
                    },
                    columns: Axis::Answers { by: "c".into(), is: vec![vec!["p".into()], vec!["q".into()]] },
                    gives: cells.chunks(2).map(|row| row.iter().map(|&cell| number(cell)).collect()).collect(),
                }
            }),
        ];
        let picks = prop_oneof![
            (one(), one()).prop_map(|(a, b)| Amount::Choice {
                by: "c".into(),
                cases: vec![
                    ChoiceCase { is: vec!["p".into()], gives: a },
                    ChoiceCase { is: vec!["q".into()], gives: b }
                ],
            }),
            (one(), proptest::option::of(1..20_i64)).prop_map(|(each, limit)| Amount::PerUnit {
                count: boxed(Amount::Fact("n".into())),
                each: boxed(each),
                limit: limit.map(number)
            }),
            (condition(inner.clone()), one(), proptest::option::of(one())).prop_map(|(when, then, otherwise)| {
                Amount::If { when: Box::new(when), then: boxed(then), otherwise: otherwise.map(boxed) }
            }),
            (0..500_000_i64).prop_map(|cap| Amount::ForEach {
                list: "list".into(),
                gives: boxed(Amount::AtMost {
                    cap: boxed(Amount::Fixed(number(cap))),
                    of: boxed(Amount::Fact("each".into()))
                })
            }),
            (one(), one()).prop_map(|(a, b)| Amount::Dated(vec![
                Version { from: "2025".parse().unwrap(), gives: a, cites: Arc::default() },
                Version { from: "2026".parse().unwrap(), gives: b, cites: Arc::default() },
            ])),
            (one(), 1..5_000_i64, 0..4_usize).prop_map(|(of, to, mode)| Amount::Rounded {
                of: boxed(of),
                to: number(to),
                mode: [Rounding::Nearest, Rounding::HalfEven, Rounding::Down, Rounding::Up][mode]
            }),
            (one(), one()).prop_map(|(a, b)| Amount::Contested(vec![
                Reading { gives: a, cites: Arc::default() },
                Reading { gives: b, cites: Arc::default() },
            ])),
            (one(), one()).prop_map(|(least, more)| Amount::Between {
                most: boxed(Amount::Sum(vec![least.clone(), more])),
                least: boxed(least),
                decided: Some("m0".into())
            }),
        ];
        prop_oneof![plain, steps, picks].boxed()
    };
    leaf().prop_recursive(3, 12, 3, shapes).boxed()
}

/// Every fact answered.
fn answers() -> BoxedStrategy<Production> {
    let money = || (0..300_000_000_i64).prop_map(|cents| Answer::Number(Number(Decimal::new(cents, 2))));
    let day = || (2024_i16..=2026, 1_i8..=12).prop_map(|(y, m)| Answer::Date(date(y, m, 15)));
    let items = proptest::collection::vec(0..900_000_i64, 0..4);
    let choice = proptest::sample::select(vec!["p", "q", "r"]).prop_map(|id| Answer::Choice(id.into()));
    ((money(), money(), 0..1_000_000_i64), any::<bool>(), choice, 0..6_i64, day(), day(), items)
        .prop_map(|((m0, m1, m2), y, c, n, d, e, items)| {
            let items: Vec<Item> =
                items.into_iter().map(|pay| Item::from([("each".into(), Answer::Number(number(pay)))])).collect();
            let answers = [
                ("m0", m0),
                ("m1", m1),
                ("m2", Answer::Number(number(m2))),
                ("y", Answer::YesNo(y)),
                ("c", c),
                ("n", Answer::Number(number(n))),
                ("d", d),
                ("e", e),
                ("list", Answer::Items(items.into())),
            ];
            let answers = answers.into_iter().map(|(id, answer)| (id.into(), answer)).collect();
            Production { answers, ..Production::default() }
        })
        .boxed()
}

fn without(production: &Production, kept: &[bool]) -> Production {
    let mut partial = production.clone();
    let mut kept = kept.iter().cycle();
    partial.answers.retain(|_, _| *kept.next().unwrap());
    partial
}

/// The outcome of an incentive with this amount.
fn outcome(library: &Library, amount: &Amount, production: &Production) -> Outcome {
    let mut policy: Policy = (*library.policies[&"p".into()]).clone();
    policy.incentives[0].amount = Some(amount.clone());
    let context = Context::new(library, production, TODAY);
    let place = "datong".into();
    let case = Case::new(&context, &policy, &place);
    award(&case, &policy.incentives[0]).outcome
}

fn value(library: &Library, amount: &Amount, production: &Production) -> Option<Fraction> {
    let policy = &library.policies[&"p".into()];
    let context = Context::new(library, production, TODAY);
    let place = "datong".into();
    let case = Case::new(&context, policy, &place);
    case.amount(amount).ok()?.range().exact()
}

fn runner(cases: u32) -> proptest::test_runner::TestRunner {
    proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(cases))
}

#[test]
fn the_interval_of_any_rule_holds_every_completion() {
    let library = library();
    let strategy = (amount(), answers(), proptest::collection::vec(any::<bool>(), 9));
    let (decided, wider) = (Cell::new(0), Cell::new(0));
    let check = |(amount, complete, kept): (Amount, Production, Vec<bool>)| {
        let narrow = outcome(&library, &amount, &complete);
        let wide = outcome(&library, &amount, &without(&complete, &kept));
        if matches!(narrow, Outcome::NotCalculable(_)) || matches!(wide, Outcome::NotCalculable(_)) {
            return Ok(());
        }
        prop_assert!(wide.floor() <= narrow.floor(), "{:?} / {:?}", wide, narrow);
        // Everything is answered, so only a reading that divides by zero has no limit.
        let Some(most) = narrow.ceiling() else {
            prop_assert!(format!("{amount:?}").contains("Contested"), "everything is answered: {:?}", narrow);
            return Ok(());
        };
        prop_assert!(wide.ceiling().is_none_or(|wide| wide >= most), "{:?} / {:?}", wide, narrow);
        prop_assert!(narrow.floor() <= most);
        prop_assert!(!matches!(narrow, Outcome::NeedsAnswer { .. }), "nothing is missing: {:?}", narrow);
        decided.set(decided.get() + 1);
        wider.set(wider.get() + usize::from(wide.ceiling() != narrow.ceiling() || wide.floor() != narrow.floor()));
        Ok(())
    };
    runner(768).run(&strategy, check).unwrap();
    assert!(decided.get() > 500 && wider.get() > 150, "{} of 768, of them {} wider", decided.get(), wider.get());
}

#[test]
fn without_steps_a_rule_comes_to_the_same() {
    let library = library();
    let strategy = (amount(), condition(amount()), answers(), proptest::collection::vec(any::<bool>(), 9));
    let decided = Cell::new(0);
    let check = |(amount, when, complete, kept): (Amount, Condition, Production, Vec<bool>)| {
        let production = without(&complete, &kept);
        let context = Context::new(&library, &production, TODAY);
        let place = "datong".into();
        let case = Case::new(&context, &library.policies[&"p".into()], &place);
        let explained = case.amount(&amount).map(|step| step.range());
        decided.set(decided.get() + usize::from(explained.is_ok()));
        prop_assert_eq!(case.value_of(&amount), explained);
        prop_assert_eq!(case.truth_of(&when), case.condition(&when).map(|step| step.truth()));
        Ok(())
    };
    runner(256).run(&strategy, check).unwrap();
    assert!(decided.get() > 200, "{} of 256 came to something", decided.get());
}

#[test]
fn a_cap_is_never_exceeded_and_a_floor_never_missed() {
    let library = library();
    let (at_most, at_least) = (Cell::new(0), Cell::new(0));
    let check = |(cap, of, production): (Amount, Amount, Production)| {
        let capped = Amount::AtMost { cap: boxed(cap.clone()), of: boxed(of.clone()) };
        let floored = Amount::AtLeast { floor: boxed(cap.clone()), of: boxed(of) };
        let limit = value(&library, &cap, &production);
        if let (Some(limit), Some(result)) = (limit, value(&library, &capped, &production)) {
            prop_assert!(result <= limit);
            at_most.set(at_most.get() + 1);
        }
        if let (Some(limit), Some(result)) = (limit, value(&library, &floored, &production)) {
            prop_assert!(result >= limit);
            at_least.set(at_least.get() + 1);
        }
        Ok(())
    };
    runner(256).run(&(amount(), amount(), answers()), check).unwrap();
    assert!(at_most.get() > 100 && at_least.get() > 100, "{} caps and {} floors", at_most.get(), at_least.get());
}

#[test]
fn the_order_of_the_parts_of_a_sum_does_not_matter() {
    let library = library();
    let strategy = (proptest::collection::vec(amount(), 2..4), answers());
    let decided = Cell::new(0);
    let check = |(mut parts, production): (Vec<Amount>, Production)| {
        // If the sum of many quotients does not fit, its last digits depend on the order.
        let sum = |parts| value(&library, &Amount::Sum(parts), &production).map(|sum| sum.decimal().round_dp(9));
        let forth = sum(parts.clone());
        parts.reverse();
        prop_assert_eq!(forth, sum(parts));
        decided.set(decided.get() + usize::from(forth.is_some()));
        Ok(())
    };
    runner(128).run(&strategy, check).unwrap();
    assert!(decided.get() > 40, "{} of 128 came to something", decided.get());
}

/// Amounts that consist only of rates, sums and limits of money facts: twice the money gives twice the support, and
/// more money never gives less.
fn rising() -> BoxedStrategy<Amount> {
    let leaf = proptest::sample::select(&MONEY[..2]).prop_map(|id| Amount::Fact(id.into()));
    leaf.prop_recursive(4, 12, 3, |inner| {
        let several = proptest::collection::vec(inner.clone(), 1..3);
        prop_oneof![
            (0..=100_i64, inner.clone()).prop_map(|(rate, of)| Amount::Share { rate: percent(rate), of: boxed(of) }),
            several.clone().prop_map(Amount::Sum),
            several.clone().prop_map(Amount::LesserOf),
            several.prop_map(Amount::GreaterOf),
            (inner.clone(), inner.clone()).prop_map(|(cap, of)| Amount::AtMost { cap: boxed(cap), of: boxed(of) }),
            (inner.clone(), inner).prop_map(|(of, beside)| Amount::WithinTotal {
                share: percent(50),
                of: boxed(of),
                beside: boxed(beside)
            }),
        ]
    })
    .boxed()
}

#[test]
fn twice_the_money_gives_twice_the_support_and_more_never_less() {
    let library = library();
    let production = |a: i64, b: i64| {
        let answers = [("m0", a), ("m1", b)];
        let answers = answers.into_iter().map(|(id, money)| (id.into(), Answer::Number(number(money)))).collect();
        Production { answers, ..Production::default() }
    };
    let strategy = (rising(), 0..5_000_000_i64, 0..5_000_000_i64, 0..100_000_i64);
    let check = |(amount, a, b, more): (Amount, i64, i64, i64)| {
        let once = value(&library, &amount, &production(a, b)).unwrap();
        let twice = value(&library, &amount, &production(2 * a, 2 * b)).unwrap();
        prop_assert_eq!(Some(twice), once.checked_mul(2.into()));
        prop_assert!(value(&library, &amount, &production(a + more, b)).unwrap() >= once);
        prop_assert!(value(&library, &amount, &production(a, b + more)).unwrap() >= once);
        Ok(())
    };
    runner(256).run(&strategy, check).unwrap();
}

#[test]
fn whatever_the_figures_there_is_an_outcome_and_no_panic() {
    let library = library();
    let huge = prop_oneof![
        Just(Decimal::MAX),
        Just(Decimal::new(1, 28)),
        Just(Decimal::from(999_999_999_999_999_i64)),
        (any::<i64>(), 0..28_u32).prop_map(|(digits, scale)| Decimal::new(digits, scale).abs()),
    ];
    let strategy = (amount(), answers(), proptest::collection::vec(huge, 3));
    let check = |(amount, mut production, huge): (Amount, Production, Vec<Decimal>)| {
        for (id, figure) in MONEY.iter().zip(huge) {
            production.answers.insert((*id).into(), Answer::Number(Number(figure)));
        }
        let found = outcome(&library, &amount, &production);
        prop_assert!(found.ceiling().is_none_or(|most| found.floor() <= most), "{:?}", found);
        // The whole place can be calculated beside it, too.
        let all = backlot::rules::assess::assess(&library, &production, &"datong".into(), TODAY);
        prop_assert!(all.ceiling.is_none_or(|most| all.floor <= most));
        Ok(())
    };
    runner(256).run(&strategy, check).unwrap();
}
