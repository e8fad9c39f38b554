//! Both ends of a place hold for every completion of the open answers, and one completion reaches them.

use std::sync::{Arc, LazyLock};

use backlot::data::read::{File, Layer, read};
use backlot::data::seeds;
use backlot::model::amount::{Amount, Axis, Bound, Case, Limit, Point, Reading, Rounding, Slice, Tier, Version};
use backlot::model::condition::Condition;
use backlot::model::id::{FactId, PlaceId};
use backlot::model::library::Library;
use backlot::model::number::{LARGEST, Number};
use backlot::model::policy::{Basis, Policy};
use backlot::model::production::{Answer, Production};
use backlot::model::stacking::{Group, Relation, Stacking, StackingRule};
use backlot::model::text::{Language, Text};
use backlot::rules::assess::{Assessment, assess};
use backlot::rules::context::Context;
use backlot::rules::fraction::Fraction;
use backlot::study::curve::{Over, curve};
use backlot::study::open::effects;
use backlot::words::Words;
use backlot::words::explain::Telling;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use rust_decimal::Decimal;

const TODAY: Date = date(2026, 11, 22);

const YES_NO: [&str; 5] = ["y0", "y1", "y2", "y3", "y4"];
const CHOICES: [&str; 2] = ["c0", "c1"];
const OF_A_CHOICE: [&str; 3] = ["a", "b", "c"];

/// Two policies with three incentives each, in one place.
static BASE: LazyLock<Library> = LazyLock::new(|| {
    let yes_no = YES_NO.map(|id| {
        format!(
            r#"(id: "{id}", label: (zh: "{id}", en: "{id}"), question: (zh: "？", en: "?"), kind: YesNo, topic: Work)"#
        )
    });
    let of = OF_A_CHOICE.map(|id| format!(r#"(id: "{id}", label: (zh: "{id}", en: "{id}"))"#)).join(", ");
    let choices = CHOICES.map(|id| {
        format!(
            r#"(id: "{id}", label: (zh: "{id}", en: "{id}"), question: (zh: "？", en: "?"), kind: Choice([{of}]), topic: Work)"#
        )
    });
    let money = r#"(id: "n", label: (zh: "额", en: "n"), question: (zh: "？", en: "?"), kind: Money, topic: Work),
        (id: "d", label: (zh: "日", en: "d"), question: (zh: "？", en: "?"), kind: Date, topic: Work)"#;
    let facts = format!("Facts([{}, {}, {money}])", yes_no.join(", "), choices.join(", "));
    let policy = |id: &str| {
        let incentives = ["i0", "i1", "i2"].map(|id| {
            format!(r#"(id: "{id}", name: (zh: "项", en: "{id}"), kind: Work, basis: Entitlement, amount: Fixed(1), cites: [])"#)
        });
        format!(
            r#"Policy(id: "{id}", place: "here", title: (zh: "{id}", en: "{id}"), issuer: (zh: "x", en: "x"),
            status: InForce, read: Whole, confidence: High, checked_on: "2026-11-22", sources: [],
            lines: [(id: "l", label: (zh: "行", en: "l"), amount: If(when: Yes("y0"), then: Fixed(7), otherwise: Fixed(3)), cites: [])],
            incentives: [{}])"#,
            incentives.join(", ")
        )
    };
    let places = r#"Places([(id: "here", name: (zh: "此地", en: "Here"), kind: City)])"#;
    let (p, q) = (policy("p"), policy("q"));
    let texts = [("facts", facts.as_str()), ("places", places), ("p", &p), ("q", &q)];
    let files = texts.map(|(name, text)| File { name: format!("{name}.ron"), bytes: text.as_bytes().to_vec() });
    let library = read(&[Layer { files: files.to_vec(), problems: vec![] }]).library;
    assert_eq!(library.policies.len(), 2);
    library
});

fn boxed(amount: Amount) -> Box<Amount> {
    Box::new(amount)
}

pub(crate) fn condition() -> BoxedStrategy<Condition> {
    let yes = proptest::sample::select(&YES_NO[..]).prop_map(|id| Condition::Yes(id.into()));
    let one_of = (proptest::sample::select(&CHOICES[..]), proptest::sample::subsequence(OF_A_CHOICE.to_vec(), 1..=3))
        .prop_map(|(id, of)| Condition::OneOf(id.into(), of.into_iter().map(str::to_owned).collect()));
    let rare = prop_oneof![
        Just(Condition::OnOrAfter("d".into(), "2026-06".parse().unwrap())),
        Just(Condition::OnOrBefore("d".into(), "2026-09".parse().unwrap())),
        Just(Condition::Unclear { of: Default::default(), cites: Default::default() }),
    ];
    let plain = prop_oneof![4 => yes, 4 => one_of, 2 => rare];
    plain
        .prop_recursive(2, 6, 3, |inner| {
            let some = || proptest::collection::vec(inner.clone(), 1..3);
            prop_oneof![
                3 => inner.clone().prop_map(|one| Condition::Not(Box::new(one))),
                3 => some().prop_map(Condition::All),
                3 => some().prop_map(Condition::Any),
                1 => some().prop_map(|all| Condition::Contested(all.into_iter().map(reading).collect())),
            ]
        })
        .boxed()
}

fn reading<T>(gives: T) -> Reading<T> {
    Reading { gives, cites: Default::default() }
}

/// Shapes that are linear in each of their parts.
pub(crate) fn straight(inner: BoxedStrategy<Amount>) -> BoxedStrategy<Amount> {
    let one = || inner.clone();
    let percent = || (1_i64..100).prop_map(|rate| Number(Decimal::new(rate, 2)));
    let cells = || proptest::collection::vec((0_i64..40).prop_map(Number::from), 2);
    prop_oneof![
        Just(Amount::Line("l".into())),
        (0_i64..9).prop_map(|count| Amount::Count(count.into())),
        percent().prop_map(Amount::Rate),
        (percent(), one()).prop_map(|(rate, of)| Amount::Share { rate, of: boxed(of) }),
        (one(), one()).prop_map(|(floor, of)| Amount::AtLeast { floor: boxed(floor), of: boxed(of) }),
        ((1_i64..90), one(), one()).prop_map(|(share, of, beside)| Amount::WithinTotal {
            share: Number(Decimal::new(share, 2)),
            of: boxed(of),
            beside: boxed(beside),
        }),
        one().prop_map(|of| Amount::Slices {
            of: boxed(of),
            slices: vec![
                Slice { up_to: Some(6.into()), rate: "50%".parse().unwrap() },
                Slice { up_to: None, rate: "20%".parse().unwrap() },
            ],
        }),
        one().prop_map(|by| Amount::Taper {
            by: boxed(by),
            from: Point { at: 4.into(), gives: 24.into() },
            to: Point { at: 16.into(), gives: 0.into() },
        }),
        (one(), cells(), cells()).prop_map(|(by, low, high)| Amount::Table {
            rows: Axis::Steps { by: boxed(by), from: vec![Bound::AtLeast(2.into()), Bound::MoreThan(9.into())] },
            columns: Axis::Answers { by: "c1".into(), is: vec![vec!["a".to_owned()], vec!["b".to_owned()]] },
            gives: vec![low, high],
        }),
        (one(), 1_usize..4, any::<bool>()).prop_map(|(each, years, cumulative)| Amount::ByYear {
            year: boxed(Amount::Count(2.into())),
            gives: vec![each; years],
            cumulative,
        }),
        (1_i64..5, one(), proptest::option::of(1_i64..4)).prop_map(|(count, each, limit)| Amount::PerUnit {
            count: boxed(Amount::Count(count.into())),
            each: boxed(each),
            limit: limit.map(Number::from),
        }),
        (one(), one()).prop_map(|(least, more)| Amount::Between {
            most: boxed(Amount::Sum(vec![least.clone(), more])),
            least: boxed(least),
            decided: None,
        }),
        (one(), one()).prop_map(|(one, other)| Amount::Contested(vec![reading(one), reading(other)])),
        (one(), one()).prop_map(|(one, other)| {
            let version = |from: &str, gives| Version { from: from.parse().unwrap(), gives, cites: Default::default() };
            Amount::Dated(vec![version("2025", one), version("2026-10", other)])
        }),
    ]
    .boxed()
}

fn fixed() -> BoxedStrategy<Amount> {
    (0_i64..20).prop_map(|figure| Amount::Fixed(figure.into())).boxed()
}

pub(crate) fn amount() -> BoxedStrategy<Amount> {
    fixed()
        .prop_recursive(3, 14, 3, |inner| {
            let one = || inner.clone();
            let some = || proptest::collection::vec(inner.clone(), 2..4);
            let cases = proptest::sample::subsequence(vec![0_usize, 1, 2], 1..=3);
            prop_oneof![
                4 => (condition(), one(), proptest::option::of(one())).prop_map(|(when, then, otherwise)| Amount::If {
                    when: Box::new(when),
                    then: boxed(then),
                    otherwise: otherwise.map(boxed),
                }),
                4 => (proptest::sample::select(&CHOICES[..]), cases, proptest::collection::vec(one(), 3)).prop_map(
                    |(by, cases, gives)| Amount::Choice {
                        by: by.into(),
                        cases: cases
                            .into_iter()
                            .map(|at| Case { is: vec![OF_A_CHOICE[at].to_owned()], gives: gives[at].clone() })
                            .collect(),
                    }
                ),
                2 => some().prop_map(Amount::Sum),
                1 => some().prop_map(Amount::LesserOf),
                1 => some().prop_map(Amount::GreaterOf),
                1 => some().prop_map(Amount::Product),
                1 => (one(), one()).prop_map(|(from, less)| Amount::Difference { from: boxed(from), less: boxed(less) }),
                1 => (one(), one()).prop_map(|(cap, of)| Amount::AtMost { cap: boxed(cap), of: boxed(of) }),
                1 => (one(), one(), one()).prop_map(|(of, part, whole)| Amount::Prorated {
                    of: boxed(of),
                    part: boxed(part),
                    whole: boxed(whole)
                }),
                1 => (one(), 1_i64..6).prop_map(|(of, to)| Amount::Rounded {
                    of: boxed(of),
                    to: to.into(),
                    mode: Rounding::Up
                }),
                1 => (one(), one(), one()).prop_map(|(by, low, high)| Amount::Tiers {
                    by: boxed(by),
                    tiers: vec![
                        Tier { from: Bound::AtLeast(3.into()), to: Some(Limit::LessThan(8.into())), gives: low },
                        Tier { from: Bound::MoreThan(12.into()), to: None, gives: high },
                    ],
                }),
                4 => straight(inner.clone().boxed()),
                1 => (one(), one(), one(), 0..5_usize).prop_map(|(a, b, then, is)| {
                    let when = match is {
                        0 => Condition::AtLeast(a, b),
                        1 => Condition::Equals(a, b),
                        2 => Condition::MoreThan(a, b),
                        3 => Condition::AtMost(a, b),
                        _ => Condition::LessThan(a, b),
                    };
                    Amount::If { when: Box::new(when), then: boxed(then), otherwise: None }
                }),
            ]
        })
        .boxed()
}

fn rule() -> BoxedStrategy<StackingRule> {
    prop_oneof![
        Just(StackingRule::Unknown),
        Just(StackingRule::Sum),
        Just(StackingRule::Highest),
        amount().prop_map(StackingRule::SumUpTo),
        amount().prop_map(StackingRule::AtMost),
    ]
    .boxed()
}

const MEMBERS: [&str; 6] = ["p/i0", "p/i1", "p/i2", "q/i0", "q/i1", "q/i2"];

fn stacking() -> BoxedStrategy<Stacking> {
    let members = || proptest::sample::subsequence(MEMBERS.to_vec(), 2..4);
    let group = (members(), rule()).prop_map(|(members, rule)| Group {
        label: Text { zh: "组".into(), en: "group".into() },
        members: members.into_iter().map(Into::into).collect(),
        rule,
        per: None,
        cites: Default::default(),
    });
    let relation = (members(), any::<bool>()).prop_map(|(members, requires)| {
        let incentive = members[0].into();
        let others = members[1..].iter().map(|one| (*one).into()).collect();
        match requires {
            true => Relation::Requires { incentive, any_of: others, cites: Default::default() },
            false => Relation::Excludes { incentive, others, cites: Default::default() },
        }
    });
    let groups = proptest::collection::vec(group, 0..2);
    (rule(), groups, proptest::collection::vec(relation, 0..2))
        .prop_map(|(rule, groups, relations)| Stacking { rule, groups, relations, ..Stacking::default() })
        .boxed()
}

fn incentives() -> BoxedStrategy<Vec<(Amount, Condition, bool)>> {
    let when = prop_oneof![Just(Condition::always()), condition()];
    proptest::collection::vec((amount(), when, any::<bool>()), 6).boxed()
}

/// The two policies with six incentives and their stacking.
pub(crate) fn library(incentives: &[(Amount, Condition, bool)], stacking: [Stacking; 2]) -> Library {
    let mut library = BASE.clone();
    for ((id, stacking), rules) in ["p", "q"].into_iter().zip(stacking).zip(incentives.chunks(3)) {
        let policy: &mut Policy = Arc::make_mut(library.policies.get_mut(&id.into()).unwrap());
        policy.stacking = stacking;
        for (incentive, (amount, when, certain)) in policy.incentives.iter_mut().zip(rules) {
            incentive.amount = Some(amount.clone());
            incentive.when = when.clone();
            incentive.basis = if *certain { Basis::Entitlement } else { Basis::UpTo };
        }
    }
    library
}

/// Some of the yes/no questions answered.
pub(crate) fn yes_no(answers: [Option<bool>; 5]) -> Vec<(FactId, Answer)> {
    let all = YES_NO.iter().zip(answers);
    all.filter_map(|(id, yes)| Some(((*id).into(), Answer::YesNo(yes?)))).collect()
}

fn assessed(library: &Library, answers: &[(FactId, Answer)]) -> Assessment {
    let production = Production { answers: answers.iter().cloned().collect(), ..Production::default() };
    assess(library, &production, &PlaceId::from("here"), TODAY)
}

/// Every completion of some answers.
fn completions(known: &[(FactId, Answer)]) -> Vec<Vec<(FactId, Answer)>> {
    let mut all = vec![known.to_vec()];
    let yes_no = YES_NO.map(|id| (id, vec![Answer::YesNo(true), Answer::YesNo(false)]));
    let choices = CHOICES.map(|id| (id, OF_A_CHOICE.map(|id| Answer::Choice(id.into())).to_vec()));
    // One day before, between and after those of the conditions.
    let days = [date(2026, 5, 31), date(2026, 9, 30), date(2026, 10, 1)].map(Answer::Date).to_vec();
    for (id, answers) in yes_no.into_iter().chain(choices).chain([("d", days)]) {
        let id = FactId::from(id);
        if known.iter().any(|(known, _)| *known == id) {
            continue;
        }
        let with = |one: &Vec<(FactId, Answer)>| {
            let answers = answers.iter().map(|answer| {
                let mut one = one.clone();
                one.push((id.clone(), answer.clone()));
                one
            });
            answers.collect::<Vec<_>>()
        };
        all = all.iter().flat_map(with).collect();
    }
    all
}

/// The highest of some ceilings; none if one of them has no limit.
fn highest(all: impl Iterator<Item = Option<Fraction>>) -> Option<Fraction> {
    all.collect::<Option<Vec<_>>>()?.into_iter().max()
}

#[test]
fn both_ends_are_those_of_every_completion() {
    let known = (any::<[Option<bool>; 5]>(), proptest::array::uniform2(0..12_usize)).prop_map(|(yes_no, choices)| {
        let yes_no = self::yes_no(yes_no).into_iter();
        let choices = CHOICES.iter().zip(choices);
        let choices =
            choices.filter_map(|(id, at)| Some(((*id).into(), Answer::Choice((*OF_A_CHOICE.get(at)?).into()))));
        yes_no.chain(choices).collect::<Vec<(FactId, Answer)>>()
    });
    let strategy = (incentives(), stacking(), stacking(), known);
    let check = |(incentives, p, q, known): (Vec<_>, Stacking, Stacking, Vec<(FactId, Answer)>)| {
        let library = library(&incentives, [p, q]);
        let open = assessed(&library, &known);
        let all: Vec<Assessment> =
            completions(&known).iter().map(|completion| assessed(&library, completion)).collect();
        let least = all.iter().map(|one| one.floor).min().unwrap();
        // A share of a whole that a reading of a text takes for zero has no limit.
        let Some(most) = highest(all.iter().map(|one| one.ceiling)) else { return Ok(()) };
        prop_assert_eq!((open.floor, open.ceiling), (least, Some(most)));
        prop_assert!(open.settled <= most && open.settled >= open.floor);
        for (at, award) in open.awards.iter().enumerate() {
            let least = all.iter().map(|one| one.awards[at].outcome.floor()).min().unwrap();
            let most = all.iter().map(|one| one.awards[at].outcome.ceiling().unwrap()).max().unwrap();
            let found = (award.outcome.floor(), award.outcome.ceiling());
            prop_assert_eq!(found, (least, Some(most)), "{} {:?}", award.incentive, award.outcome);
        }
        prop_assert_eq!(open.certain.total, Some(least));
        prop_assert_eq!(open.possible.total, Some(most));
        if let Some(reached) = open.reached() {
            prop_assert!(!reached.truncated);
            let with = |more: &[(FactId, Answer)]| assessed(&library, &[&known, more].concat());
            prop_assert_eq!(with(&reached.floor).floor, least);
            prop_assert_eq!(with(&reached.ceiling).ceiling, Some(most));
        }
        Ok(())
    };
    proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(64)).run(&strategy, check).unwrap();
}

/// Amounts that rise and fall with a figure.
fn by_a_figure() -> BoxedStrategy<Amount> {
    let n = || boxed(Amount::Fact("n".into()));
    let percent = || (1_i64..100).prop_map(|rate| Number(Decimal::new(rate, 2)));
    let piece = prop_oneof![
        fixed(),
        percent().prop_map(move |rate| Amount::Share { rate, of: n() }),
        (0_i64..20).prop_map(move |cap| Amount::AtMost { cap: boxed(Amount::Fixed(cap.into())), of: n() }),
        (0_i64..20).prop_map(move |from| Amount::Difference { from: boxed(Amount::Fixed(from.into())), less: n() }),
    ];
    let compared = (0_i64..20, 0..4_usize).prop_map(move |(to, is)| {
        let (n, to) = (*n(), Amount::Fixed(to.into()));
        match is {
            0 => Condition::AtLeast(n, to),
            1 => Condition::MoreThan(n, to),
            2 => Condition::AtMost(n, to),
            _ => Condition::LessThan(n, to),
        }
    });
    let when = prop_oneof![3 => compared, 1 => condition()];
    (when, piece.clone(), proptest::option::of(piece))
        .prop_map(|(when, then, otherwise)| Amount::If {
            when: Box::new(when),
            then: boxed(then),
            otherwise: otherwise.map(boxed),
        })
        .boxed()
}

#[test]
fn both_ends_hold_for_every_figure_and_are_those_of_the_curve() {
    let incentives = proptest::collection::vec((by_a_figure(), Just(Condition::always()), any::<bool>()), 6);
    let strategy = (incentives, stacking(), stacking(), any::<[Option<bool>; 5]>());
    let [decided, narrower, cut] = [0; 3].map(std::cell::Cell::new);
    let count = |cell: &std::cell::Cell<u32>| cell.set(cell.get() + 1);
    let check = |(incentives, p, q, answers): (Vec<_>, Stacking, Stacking, [Option<bool>; 5])| {
        let library = library(&incentives, [p, q]);
        let known = yes_no(answers);
        let open = assessed(&library, &known);
        let with = |more: &[(FactId, Answer)]| assessed(&library, &[&known, more].concat());
        let at = |n: Decimal| with(&[("n".into(), Answer::Number(Number(n)))]);
        let far = Number(Decimal::from(LARGEST - 1));
        for n in
            [0, 5, 20, 35, 40, 80, 85, 120, 125, 160, 165, 200].map(|n| Decimal::new(n, 1)).into_iter().chain([far.0])
        {
            let one = at(n);
            prop_assert!(one.floor >= open.floor, "the floor with {}", n);
            prop_assert!(open.ceiling.is_none_or(|most| one.ceiling.is_some_and(|one| one <= most)), "with {}", n);
        }
        let truncated = open.reached().is_some_and(|reached| reached.truncated);
        if let Some(reached) = open.reached().filter(|reached| !reached.truncated) {
            prop_assert_eq!(with(&reached.floor).floor, open.floor);
            prop_assert_eq!(with(&reached.ceiling).ceiling, open.ceiling);
        }
        let production = Production { answers: known.iter().cloned().collect(), ..Production::default() };
        let context = Context::new(&library, &production, TODAY);
        let curve = curve(&context, &["here".into()], &Over::Answer("n".into()), [Number::ZERO, far]).unwrap();
        let [line] = curve.places.as_slice() else { panic!("one place") };
        if line.floor.iter().chain(&line.ceiling).any(|piece| piece.approximate) {
            return Ok(());
        }
        let least = line.floor.iter().flat_map(|piece| [piece.at_from, piece.at_to]).flatten().min().unwrap();
        let most = highest(line.ceiling.iter().flat_map(|piece| [piece.at_from, piece.at_to]));
        if truncated {
            count(&cut);
            prop_assert!(open.floor <= least);
            prop_assert!(open.ceiling.is_none() || most <= open.ceiling);
            return Ok(());
        }
        count(&decided);
        prop_assert_eq!(open.floor, least);
        match open.ceiling {
            Some(ceiling) => {
                prop_assert_eq!(Some(ceiling), most);
                if ceiling < at(far.0).ceiling.unwrap().max(at(Decimal::ZERO).ceiling.unwrap()) {
                    panic!("the ends of the axis are answers too");
                }
                if Some(ceiling) != at(far.0).ceiling {
                    count(&narrower);
                }
            }
            // It grows with the figure and has no limit.
            None => prop_assert_eq!(at(far.0).ceiling, most),
        }
        Ok(())
    };
    proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(48)).run(&strategy, check).unwrap();
    let counted = [&decided, &narrower, &cut].map(|cell| cell.get());
    println!("decided, best inside the axis, cut short: {counted:?}");
    assert!(counted[0] > 24 && counted[1] > 8, "{counted:?}");
}

#[test]
fn a_choice_of_every_answer_is_the_same_as_the_conditions() {
    let case =
        |at: usize, gives: i64| Case { is: vec![OF_A_CHOICE[at].to_owned()], gives: Amount::Fixed(gives.into()) };
    let of = |at: usize| Condition::OneOf("c0".into(), vec![OF_A_CHOICE[at].to_owned()].into());
    let either = |at: usize, then: i64, otherwise: Amount| Amount::If {
        when: Box::new(of(at)),
        then: boxed(Amount::Fixed(then.into())),
        otherwise: Some(boxed(otherwise)),
    };
    let by_cases = Amount::Choice { by: "c0".into(), cases: vec![case(0, 5), case(1, 7), case(2, 9)] };
    let by_conditions = either(0, 5, either(1, 7, Amount::Fixed(9.into())));
    for amount in [by_cases, by_conditions] {
        let rules = vec![(amount, Condition::always(), true); 6];
        let found = assessed(&library(&rules, Default::default()), &[]);
        let award = &found.awards[0].outcome;
        assert_eq!((award.floor(), award.ceiling()), (5.into(), Some(9.into())));
    }
}

#[test]
fn a_search_that_is_cut_short_says_so_and_stays_on_the_safe_side() {
    // Each award of one kind needs one answer of all the questions, so nothing is decided before the last answer.
    let facts: Vec<String> = (0..14)
        .map(|at| {
            format!(r#"(id: "k{at}", label: (zh: "{at}", en: "{at}"), question: (zh: "？", en: "?"), kind: YesNo, topic: Work)"#)
        })
        .collect();
    let exactly_half = |at: usize| {
        let parts: Vec<String> =
            (0..14).map(|fact| format!(r#"If(when: Yes("k{fact}"), then: Count({}))"#, 3 + fact * fact + at)).collect();
        format!("Sum([{}])", parts.join(", "))
    };
    let incentives = [0, 1, 2].map(|at| {
        format!(
            r#"(id: "i{at}", name: (zh: "项", en: "i{at}"), kind: Work, basis: Entitlement, when: Equals({}, Count({})), amount: Fixed(100), cites: [])"#,
            exactly_half(at),
            // The first two need eight answers of yes, the first and the last seven.
            [211, 219, 225][at]
        )
    });
    let policy = format!(
        r#"Policy(id: "p", place: "here", title: (zh: "p", en: "p"), issuer: (zh: "x", en: "x"), status: InForce,
        read: Whole, confidence: High, checked_on: "2026-11-22", sources: [], incentives: [{}], stacking: (rule: Sum))"#,
        incentives.join(", ")
    );
    let facts = format!("Facts([{}])", facts.join(", "));
    let places = r#"Places([(id: "here", name: (zh: "此地", en: "Here"), kind: City)])"#;
    let texts = [("facts", facts.as_str()), ("places", places), ("p", policy.as_str())];
    let files = texts.map(|(name, text)| File { name: format!("{name}.ron"), bytes: text.as_bytes().to_vec() });
    let library = read(&[Layer { files: files.to_vec(), problems: vec![] }]).library;
    let found = assessed(&library, &[]);
    assert!(found.reached().unwrap().truncated);
    assert_eq!((found.floor, found.ceiling), (Fraction::ZERO, Some(300.into())));
    let words = Words::new(Language::English);
    let telling = Telling { words: &words, library: &library, currency: found.currency };
    let said = telling.say(&found.step).note;
    assert!(said.contains("Not every combination of open answers was tried"), "{said}");
}

#[test]
fn a_production_of_which_nothing_is_known_is_promised_no_more_than_one_drama_can_get() {
    let library = read(&[seeds::layer()]).library;
    let words = Words::new(Language::English);
    let most = |place: &str| {
        let found = assess(&library, &Production::default(), &place.into(), TODAY);
        let telling = Telling { words: &words, library: &library, currency: found.currency };
        (found.ceiling.unwrap().to_string(), telling.say(&found.step).note)
    };
    let (datong, said) = most("datong");
    assert_eq!(datong, "1500000", "the horizontal award; the vertical one is for another drama");
    assert!(said.contains("The highest amount is reached with"), "{said}");
    // A work has one premiere: CCTV's award and satellite television's do not add up.
    let (zhengzhou, said) = most("zhengzhou");
    assert_eq!(zhengzhou, "9100000", "{said}");
    assert!(said.contains("TV channel: another CCTV channel"), "{said}");
}

#[test]
fn what_an_answer_does_to_the_whole_is_what_comes_of_answering() {
    let strategy = (incentives(), stacking(), stacking(), any::<[Option<bool>; 5]>());
    let tried = std::cell::Cell::new(0);
    let check = |(incentives, p, q, answers): (Vec<_>, Stacking, Stacking, [Option<bool>; 5])| {
        let library = library(&incentives, [p, q]);
        let known = yes_no(answers);
        let production = Production { answers: known.iter().cloned().collect(), ..Production::default() };
        let context = Context::new(&library, &production, TODAY);
        let open = assessed(&library, &known);
        let effects = effects(&context, &open);
        prop_assert!(effects.is_sorted_by(|a, b| a.narrows >= b.narrows));
        for effect in effects {
            for (answer, floor, ceiling) in effect.answers {
                let answered = assessed(&library, &[&known[..], &[(effect.fact.clone(), answer)]].concat());
                prop_assert_eq!((floor, ceiling), (answered.floor, answered.ceiling), "{}", effect.fact);
                tried.set(tried.get() + 1);
            }
        }
        Ok(())
    };
    proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(64)).run(&strategy, check).unwrap();
    assert!(tried.get() > 200, "{} answers were tried", tried.get());
}
