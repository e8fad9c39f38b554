//! Random policies of every shape have the same results over columns.

use std::sync::Arc;

use backlot::model::amount::{Amount, Axis, Bound, Case, Limit, Point, Reading, Rounding, Slice, Tier, Version};
use backlot::model::condition::Condition;
use backlot::model::fact::{Fact, FactKind, Topic};
use backlot::model::library::Library;
use backlot::model::number::Number;
use backlot::model::policy::{Basis, DatedBy, Incentive, Policy, Status};
use backlot::model::production::Production;
use backlot::model::stacking::{Group, Member, Stacking, StackingRule};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::columns::{Dice, agree, composite};

const MONEY: [&str; 3] = ["budget", "spend_in_place", "revenue"];
const LEVELS: [&str; 4] = ["none", "city", "province", "nation"];

fn figure() -> impl Strategy<Value = Number> {
    select(vec!["0", "1", "2.5", "3", "40", "0.01", "300000", "1000000", "1000000.5", "5000000", "20000000"])
        .prop_map(|text| text.parse().unwrap())
}

fn rate() -> impl Strategy<Value = Number> {
    select(vec!["0", "1%", "12.5%", "30%", "50%", "100%"]).prop_map(|text| text.parse().unwrap())
}

fn level() -> impl Strategy<Value = Vec<String>> {
    vec(select(LEVELS.to_vec()).prop_map(str::to_owned), 1..3)
}

fn bound() -> impl Strategy<Value = Bound> {
    (figure(), any::<bool>()).prop_map(|(at, inside)| if inside { Bound::AtLeast(at) } else { Bound::MoreThan(at) })
}

/// Sorted and without duplicates.
fn rising(most: usize) -> impl Strategy<Value = Vec<Number>> {
    vec(figure(), 1..most).prop_map(|mut all| {
        all.sort();
        all.dedup();
        all
    })
}

fn leaf() -> impl Strategy<Value = Amount> {
    prop_oneof![
        1 => figure().prop_map(Amount::Fixed),
        1 => rate().prop_map(Amount::Rate),
        1 => figure().prop_map(Amount::Count),
        4 => select(MONEY.to_vec()).prop_map(|id| Amount::Fact(id.into())),
        1 => Just(Amount::Fact("people".into())),
        1 => Just(Amount::Fact("share".into())),
        1 => Just(Amount::Fact("no_such_fact".into())),
        1 => Just(Amount::Line("spend".into())),
        1 => Just(Amount::Award("composite/support".into())),
        1 => Just(Amount::Award("other/support".into())),
        1 => Just(Amount::DaysBetween("start".into(), "end".into())),
    ]
}

fn condition(amount: impl Strategy<Value = Amount> + Clone + 'static) -> impl Strategy<Value = Condition> + Clone {
    let pair = || (amount.clone(), amount.clone());
    let leaf = prop_oneof![
        Just(Condition::Yes("first".into())),
        Just(Condition::Yes("budget".into())),
        level().prop_map(|ids| Condition::OneOf("award_level".into(), ids.into())),
        pair().prop_map(|(a, b)| Condition::AtLeast(a, b)),
        pair().prop_map(|(a, b)| Condition::MoreThan(a, b)),
        pair().prop_map(|(a, b)| Condition::AtMost(a, b)),
        pair().prop_map(|(a, b)| Condition::LessThan(a, b)),
        pair().prop_map(|(a, b)| Condition::Equals(a, b)),
        Just(Condition::OnOrAfter("start".into(), "2024-06".parse().unwrap())),
        Just(Condition::OnOrBefore("end".into(), "2025".parse().unwrap())),
        Just(Condition::Unclear { of: Arc::default(), cites: Arc::default() }),
    ];
    leaf.prop_recursive(2, 6, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(Condition::All),
            vec(inner.clone(), 0..3).prop_map(Condition::Any),
            inner.clone().prop_map(|one| Condition::Not(Box::new(one))),
            vec(inner, 1..3).prop_map(|all| {
                let reading = |gives| Reading { gives, cites: Arc::default() };
                Condition::Contested(all.into_iter().map(reading).collect())
            }),
        ]
    })
    .boxed()
}

pub(crate) fn amount() -> BoxedStrategy<Amount> {
    let mode = || select(vec![Rounding::Nearest, Rounding::HalfEven, Rounding::Down, Rounding::Up]);
    leaf()
        .prop_recursive(4, 24, 3, move |inner| {
            let one = inner.clone().boxed();
            let boxed = || one.clone().prop_map(Box::new);
            let some = || vec(one.clone(), 0..4);
            let reading = |gives| Reading { gives, cites: Arc::default() };
            let shares = prop_oneof![
                3 => (rate(), boxed()).prop_map(|(rate, of)| Amount::Share { rate, of }),
                1 => (rate(), boxed(), boxed()).prop_map(|(share, of, beside)| Amount::WithinTotal { share, of, beside }),
                1 => (boxed(), boxed(), boxed()).prop_map(|(of, part, whole)| Amount::Prorated { of, part, whole }),
                1 => (boxed(), figure(), rate(), figure(), rate()).prop_map(|(by, from, a, to, b)| Amount::Taper {
                    by,
                    from: Point { at: from.min(to), gives: a },
                    to: Point { at: from.max(to), gives: b },
                }),
                2 => (boxed(), rising(4), vec(rate(), 4), any::<bool>()).prop_map(|(of, ends, rates, open)| {
                    let last = if open { None } else { Some(Number::from(30_000_000)) };
                    let ends = ends.into_iter().map(Some).chain([last]);
                    Amount::Slices { of, slices: ends.zip(rates).map(|(up_to, rate)| Slice { up_to, rate }).collect() }
                }),
            ];
            let joins = prop_oneof![
                some().prop_map(Amount::Sum),
                vec(one.clone(), 0..3).prop_map(Amount::Product),
                some().prop_map(Amount::LesserOf),
                some().prop_map(Amount::GreaterOf),
                (boxed(), boxed()).prop_map(|(from, less)| Amount::Difference { from, less }),
                (boxed(), boxed()).prop_map(|(cap, of)| Amount::AtMost { cap, of }),
                (boxed(), boxed()).prop_map(|(floor, of)| Amount::AtLeast { floor, of }),
                (boxed(), boxed(), option::of(Just("decided"))).prop_map(|(least, most, decided)| Amount::Between {
                    least,
                    most,
                    decided: decided.map(Into::into),
                }),
                (boxed(), boxed(), option::of(figure()))
                    .prop_map(|(count, each, limit)| Amount::PerUnit { count, each, limit }),
                boxed().prop_map(|of| Amount::Converted { from: "USD".parse().unwrap(), of }),
                boxed().prop_map(|gives| Amount::ForEach { list: "people_list".into(), gives }),
                vec(one.clone(), 1..3).prop_map(move |all| Amount::Contested(all.into_iter().map(reading).collect())),
            ];
            let tier = (bound(), option::of(figure()), one.clone()).prop_map(|(from, to, gives)| Tier {
                from,
                to: to.map(Limit::LessThan),
                gives,
            });
            let steps = || (boxed(), vec(bound(), 1..4)).prop_map(|(by, from)| Axis::Steps { by, from });
            let answers = || vec(level(), 1..4).prop_map(|is| Axis::Answers { by: "award_level".into(), is });
            let picks = prop_oneof![
                (boxed(), vec(tier, 1..4)).prop_map(|(by, tiers)| Amount::Tiers { by, tiers }),
                (prop_oneof![steps(), answers()], prop_oneof![steps(), answers()], vec(vec(figure(), 1..4), 1..4))
                    .prop_map(|(rows, columns, gives)| Amount::Table { rows, columns, gives }),
                vec((level(), one.clone()), 1..4).prop_map(|cases| Amount::Choice {
                    by: "award_level".into(),
                    cases: cases.into_iter().map(|(is, gives)| Case { is, gives }).collect(),
                }),
                (boxed(), some(), any::<bool>())
                    .prop_map(|(year, gives, cumulative)| Amount::ByYear { year, gives, cumulative }),
                (condition(one.clone()).prop_map(Box::new), boxed(), option::of(boxed()))
                    .prop_map(|(when, then, otherwise)| Amount::If { when, then, otherwise }),
                vec(one.clone(), 1..3).prop_map(|all| {
                    let days = ["2023-05", "2024-02-29", "2026"].map(|day| day.parse().unwrap());
                    let version = |(from, gives)| Version { from, gives, cites: Arc::default() };
                    Amount::Dated(days.into_iter().zip(all).map(version).collect())
                }),
                (boxed(), select(vec!["1", "0.25", "1000", "7"]), mode()).prop_map(|(of, to, mode)| Amount::Rounded {
                    of,
                    to: to.parse().unwrap(),
                    mode,
                }),
            ];
            prop_oneof![shares, joins, picks]
        })
        .boxed()
}

fn rule() -> impl Strategy<Value = StackingRule> {
    prop_oneof![
        Just(StackingRule::Unknown),
        Just(StackingRule::Sum),
        Just(StackingRule::Highest),
        leaf().prop_map(StackingRule::SumUpTo),
    ]
}

fn incentives() -> impl Strategy<Value = Vec<Incentive>> {
    let bases =
        [Basis::Entitlement, Basis::Entitlement, Basis::UpTo, Basis::Competitive, Basis::CaseByCase, Basis::InKind];
    let one = (
        select(bases.to_vec()),
        option::weighted(0.9, amount()),
        option::weighted(0.4, condition(leaf().boxed())),
        option::weighted(0.2, Just("first")),
    );
    vec(one, 1..5).prop_map(|all| {
        let model = composite().policies[&"composite".into()].incentives[0].clone();
        let incentive =
            |(at, (basis, amount, when, claimant)): (usize, (_, _, Option<Condition>, Option<&str>))| Incentive {
                id: format!("i{at}").as_str().into(),
                basis,
                amount,
                when: when.unwrap_or_else(Condition::always),
                claimant: claimant.map(Into::into),
                ..model.clone()
            };
        all.into_iter().enumerate().map(incentive).collect()
    })
}

fn policy() -> impl Strategy<Value = Policy> {
    let groups = vec((vec(0..4_usize, 1..4), rule()), 0..3);
    let by = option::weighted(0.5, Just("start"));
    let place = select(vec!["city", "city", "province"]);
    (incentives(), rule(), groups, by, any::<bool>(), place).prop_map(
        |(incentives, rule, groups, dated_by, sure, place)| {
            let model = Policy::clone(&composite().policies[&"composite".into()]);
            let group = |(members, rule): (Vec<usize>, StackingRule)| Group {
                label: model.title.clone(),
                members: members.iter().map(|at| Member::from(format!("i{at}").as_str())).collect(),
                rule,
                per: None,
                cites: Arc::default(),
            };
            let groups = groups.into_iter().map(group).collect();
            Policy {
                id: "random".into(),
                place: place.into(),
                incentives,
                stacking: Stacking { rule, groups, ..Stacking::default() },
                dated_by: dated_by.map_or(DatedBy::AsOf, |fact| DatedBy::Fact(fact.into())),
                status: if sure { Status::InForce } else { Status::Unconfirmed },
                ..model
            }
        },
    )
}

/// The library of the composite rule with more kinds of facts and a policy of the province.
fn library() -> Library {
    let mut library = composite().clone();
    let model = Fact::clone(&library.facts[&"budget".into()]);
    let mut fact = |id: &str, kind: FactKind, max: Option<i64>| {
        let fact = Fact { id: id.into(), kind, max: max.map(Number::from), topic: Topic::Work, ..model.clone() };
        library.facts.insert(id.into(), Arc::new(fact));
    };
    fact("people", FactKind::Count(model.label.clone()), Some(200));
    fact("share", FactKind::Percent, None);
    fact("first", FactKind::YesNo, None);
    fact("start", FactKind::Date, None);
    fact("end", FactKind::Date, None);
    fact("decided", FactKind::Percent, None);
    let mut other = Policy::clone(&library.policies[&"composite".into()]);
    other.id = "other".into();
    other.place = "province".into();
    library.policies.insert(other.id.clone(), Arc::new(other));
    library
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_policy_comes_to_the_same_over_columns(policy in policy(), seed in any::<u64>(), gap in select(vec![3_u64, 12, u64::MAX])) {
        let mut library = library();
        let policy = Arc::new(policy);
        library.policies.insert(policy.id.clone(), policy.clone());
        let asked: Vec<_> = library.facts.keys().cloned().collect();
        let mut dice = Dice(seed);
        let mut production = |row: u64| {
            let mut production = Production { answers: dice.answers(&asked, &library.facts, gap), ..Production::default() };
            if seed.is_multiple_of(4) && row.is_multiple_of(2) {
                for place in ["city", "province"] {
                    production.local.insert(place.into(), dice.answers(&asked, &library.facts, 2));
                }
            }
            production
        };
        let productions: Vec<Production> = (0..40).map(&mut production).collect();
        agree(&library, &policy, &"city".into(), &productions);
    }
}
