//! Changes that bring more: every gain equals that of an assessment, and every single change with a gain is listed.

use backlot::data::{read, seeds};
use backlot::model::amount::Amount;
use backlot::model::condition::Condition;
use backlot::model::id::PlaceId;
use backlot::model::library::Library;
use backlot::model::number::Number;
use backlot::model::production::{Answer, Production};
use backlot::model::text::Language;
use backlot::rules::assess::{Assessment, assess};
use backlot::rules::context::Context;
use backlot::rules::fraction::Fraction;
use backlot::study::near::{Change, Near, blocked, changed, cost, near};
use backlot::words::Words;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::{completions, curve};

/// An incentive: its amount, its condition, and whether it is an entitlement.
type Rule = (Amount, Condition, bool);

const TODAY: Date = date(2026, 11, 22);

fn found(library: &Library, production: &Production, place: &PlaceId) -> Vec<Near> {
    near(&Context::new(library, production, TODAY), place)
}

/// Compares a change with an assessment of the changed production.
fn holds(library: &Library, production: &Production, before: &Assessment, one: &Near) {
    let after = assess(library, &changed(production, &one.changes), &one.place, one.day.unwrap_or(TODAY));
    let gain = |after: Fraction, before: Fraction| after.minus(before).unwrap();
    assert_eq!(one.floor_gain, gain(after.floor, before.floor), "{one:#?}");
    assert_eq!(one.ceiling_gain, after.ceiling.zip(before.ceiling).map(|(a, b)| gain(a, b)), "{one:#?}");
    let wins = one.floor_gain > Fraction::ZERO || one.ceiling_gain.is_some_and(|gain| gain > Fraction::ZERO);
    assert!(wins && one.floor_gain >= Fraction::ZERO, "{one:#?}");
    for (policy, incentive) in &one.incentives {
        let of = |one: &Assessment| {
            one.award(policy, incentive).map(|award| (award.outcome.floor(), award.outcome.ceiling()))
        };
        assert_ne!(of(before), of(&after), "{policy}/{incentive}");
    }
}

#[test]
fn every_gain_is_real_and_what_wins_by_itself_is_told() {
    let when = prop_oneof![Just(Condition::always()), completions::condition()];
    let incentives = proptest::collection::vec((curve::amount(), when, any::<bool>()), 6);
    let answers = any::<[Option<bool>; 5]>();
    let strategy = (incentives, answers, proptest::option::of(0_i64..60));
    let (seen, decided) = (std::cell::Cell::new(0), std::cell::Cell::new(0));
    let check = |(incentives, answers, n): (Vec<Rule>, [Option<bool>; 5], Option<i64>)| {
        let library = completions::library(&incentives, Default::default());
        let mut production =
            Production { answers: completions::yes_no(answers).into_iter().collect(), ..Production::default() };
        if let Some(n) = n {
            production.answers.insert("n".into(), Answer::Number(n.into()));
        }
        let here = PlaceId::from("here");
        let before = assess(&library, &production, &here, TODAY);
        let all = found(&library, &production, &here);
        for one in &all {
            holds(&library, &production, &before, one);
            seen.set(seen.get() + 1);
        }
        // No smaller change of the same kind gains as much: no nearer figure, and neither of two changes alone.
        let worth = |changes: &[Change]| {
            let after = assess(&library, &changed(&production, changes), &here, TODAY);
            (after.floor, after.ceiling)
        };
        let as_much = |one: (Fraction, Option<Fraction>), told: (Fraction, Option<Fraction>)| {
            one.0 >= told.0 && one.1.is_none_or(|one| told.1.is_some_and(|told| one >= told))
        };
        for one in all.iter().filter(|one| one.nearest) {
            let told = worth(&one.changes);
            for at in 0..one.changes.len() {
                let mut fewer = one.changes.clone();
                let change = fewer.remove(at);
                prop_assert!(!as_much(worth(&fewer), told), "{fewer:?} does as much as {:?}", one.changes);
                let Answer::Number(to) = change.to else { continue };
                let start = if let Some(Answer::Number(from)) = change.from { from.0 } else { Decimal::ZERO };
                let [low, high] = [start.min(to.0), start.max(to.0)];
                let fen = Decimal::new(1, 2);
                let step = if to.0 > start { -fen } else { fen };
                let whole = (0..60).map(Decimal::from).filter(|at| *at > low && *at < high);
                for nearer in whole.chain([to.0 + step]).filter(|at| *at >= low && *at <= high) {
                    for with in [true, false] {
                        let mut changes = if with { fewer.clone() } else { Vec::new() };
                        changes.push(Change { to: Answer::Number(Number(nearer)), ..change.clone() });
                        prop_assert!(!as_much(worth(&changes), told), "{changes:?} does as much as {:?}", one.changes);
                        decided.set(decided.get() + 1);
                    }
                }
            }
        }
        // Every yes/no question with a gain by itself is listed.
        for fact in ["y0", "y1", "y2", "y3", "y4"] {
            for yes in [true, false] {
                let mut other = production.clone();
                if other.answers.insert(fact.into(), Answer::YesNo(yes)) == Some(Answer::YesNo(yes)) {
                    continue;
                }
                let after = assess(&library, &other, &here, TODAY);
                if after.floor > before.floor {
                    let there = |one: &&Near| one.changes.len() == 1 && one.changes[0].fact.as_str() == fact;
                    prop_assert!(all.iter().any(|one| there(&one)), "{fact} {yes} wins and is not told");
                }
            }
        }
        Ok(())
    };
    proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(64)).run(&strategy, check).unwrap();
    assert!(seen.get() > 60 && decided.get() > 200, "{} changes, {} nearer ones", seen.get(), decided.get());
}

#[test]
fn the_sample_has_something_to_win_in_datong() {
    let library = read::read(&[seeds::layer()]).library;
    let production = &library.productions[seeds::SAMPLE];
    let place = PlaceId::from("datong");
    let before = assess(&library, production, &place, TODAY);
    let all = found(&library, production, &place);
    assert!(!all.is_empty());
    all.iter().for_each(|one| holds(&library, production, &before, one));
    // The award is a tenth of the yearly share, up to a million.
    let raise = all.iter().find(|one| one.changes.len() == 1 && one.changes[0].fact.as_str() == "revenue_share_year");
    let raise = raise.unwrap();
    assert_eq!(raise.changes[0].to, Answer::Number(10_000_000.into()));
    assert_eq!(raise.ceiling_gain, Some(880_000.into()));
    // Two changes that only gain together: the award for horizontal dramas begins at two million.
    let both = all.iter().find(|one| one.changes.len() == 2).unwrap();
    assert_eq!(
        both.changes.iter().map(|change| change.fact.as_str()).collect::<Vec<_>>(),
        ["orientation", "revenue_share_year"]
    );
}

/// Two awards of which only the higher is paid, and one that depends on a day.
const HIGHEST: &str = r#"Policy(
    id: "here-2026", place: "datong", title: (zh: "测试", en: "Test"), issuer: (zh: "测试", en: "Test"),
    status: InForce, read: Whole, checked_on: "2026-11-01", confidence: High, sources: [(source: "dot-works-notice", at: "1")],
    stacking: (rule: Highest, cites: [(source: "dot-works-notice", at: "2")]),
    incentives: [
        (id: "high", name: (zh: "高", en: "High"), kind: Work, basis: Entitlement, amount: Fixed(50_000),
         when: OnOrBefore("first_broadcast", "2026-06-30"), cites: [(source: "dot-works-notice", at: "3")]),
        (id: "base", name: (zh: "基础", en: "Base"), kind: Work, basis: Entitlement, amount: Fixed(30_000), cites: [(source: "dot-works-notice", at: "3")]),
        (id: "low", name: (zh: "低", en: "Low"), kind: Work, basis: Entitlement, amount: Fixed(10_000),
         when: Yes("is_key_topic"), cites: [(source: "dot-works-notice", at: "4")]),
    ],
)"#;

#[test]
fn a_condition_that_would_win_nothing_says_which_rule_takes_it_and_a_day_that_would_win_is_told() {
    let source = read::read(&[seeds::layer()]).library.sources.keys().next().unwrap().to_string();
    let text = HIGHEST.replace("dot-works-notice", &source);
    let file = read::File { name: "here.ron".into(), bytes: text.into_bytes() };
    let loaded = read::read(&[seeds::layer(), read::Layer { files: vec![file], problems: vec![] }]);
    assert!(loaded.library.policies.contains_key(&"here-2026".into()), "{:?}", loaded.problems);
    let mut library = loaded.library;
    library.policies.retain(|id, _| id.as_str() == "here-2026");
    let mut production = Production::default();
    production.answers.insert("is_key_topic".into(), Answer::YesNo(false));
    production.answers.insert("first_broadcast".into(), Answer::Date(date(2026, 9, 18)));
    let place = PlaceId::from("datong");
    let context = Context::new(&library, &production, TODAY);
    let before = assess(&library, &production, &place, TODAY);
    assert_eq!(before.floor, Fraction::from(30_000));
    let nothing = blocked(&context, &before);
    assert_eq!(nothing.len(), 1, "{nothing:#?}");
    assert_eq!(nothing[0].incentive.1.as_str(), "low");
    let words = Words::new(Language::English);
    let said = words.blocked(&library, production.currency, &nothing[0]);
    assert!(said.contains("brings no more") && said.contains("Base") && said.contains("highest"), "{said}");
    let all = found(&library, &production, &place);
    all.iter().for_each(|one| holds(&library, &production, &before, one));
    let days: Vec<_> = all.iter().flat_map(|one| &one.changes).map(|change| change.to.clone()).collect();
    assert_eq!(days, [Answer::Date(date(2026, 6, 30))], "the last day on which it would still be granted");
}

/// An incentive that begins above a figure, and one that a cap takes away as soon as it is granted.
const STRICT: &str = r#"Policy(
    id: "here-2026", place: "datong", title: (zh: "测试", en: "Test"), issuer: (zh: "测试", en: "Test"),
    status: InForce, read: Whole, checked_on: "2026-11-01", confidence: High, sources: [(source: "SOURCE", at: "1")],
    stacking: (rule: SumUpTo(Fixed(50_000)), cites: [(source: "SOURCE", at: "2")]),
    incentives: [
        (id: "base", name: (zh: "基础", en: "Base"), kind: Work, basis: Entitlement, amount: Fixed(FLOOR), cites: [(source: "SOURCE", at: "3")]),
        (id: "spend", name: (zh: "支出", en: "Spend"), kind: Work, basis: Entitlement, amount: Fixed(20_000),
         when: MoreThan(Fact("FACT"), Fixed(LIMIT)), cites: [(source: "SOURCE", at: "4")]),
    ],
)"#;

fn with(text: &str) -> Library {
    let source = read::read(&[seeds::layer()]).library.sources.keys().next().unwrap().to_string();
    let file = read::File { name: "here.ron".into(), bytes: text.replace("SOURCE", &source).into_bytes() };
    let own = read::Layer { files: vec![file], problems: vec![] };
    let loaded = read::read(&[seeds::layer(), seeds::world(), own]);
    assert!(loaded.library.policies.contains_key(&"here-2026".into()), "{:?}", loaded.problems);
    let mut library = loaded.library;
    library.policies.retain(|id, _| id.as_str() == "here-2026");
    library
}

#[test]
fn a_strict_threshold_names_the_next_answer_that_can_be_given_and_what_it_must_pass() {
    let words = Words::new(Language::English);
    let place = PlaceId::from("datong");
    for (fact, limit, now, to, says) in [
        ("local_spend", "880_000", "600000", "880000.01", "to more than CNY 880,000, at least CNY 880,000.01"),
        ("episodes", "80", "60", "81", "to more than 80 episodes, at least 81 episodes"),
        ("local_location_share", "\"50%\"", "0.2", "0.5001", "to more than 50 %, at least 50.01 %"),
    ] {
        let limit = if fact == "local_location_share" { "Rate(\"50%\")".to_owned() } else { format!("Fixed({limit})") };
        let limit = if fact == "episodes" { "Count(80)".to_owned() } else { limit };
        let text = STRICT.replace("Fixed(LIMIT)", &limit).replace("FACT", fact).replace("FLOOR", "10_000");
        let library = with(&text);
        let mut production = Production::default();
        production.answers.insert(fact.into(), Answer::Number(now.parse().unwrap()));
        let before = assess(&library, &production, &place, TODAY);
        let all = found(&library, &production, &place);
        assert_eq!(all.len(), 1, "{all:#?}");
        holds(&library, &production, &before, &all[0]);
        let change = &all[0].changes[0];
        assert_eq!(change.to, Answer::Number(to.parse().unwrap()));
        assert_eq!(all[0].floor_gain, Fraction::from(20_000));
        let plain = |said: String| said.split_whitespace().collect::<Vec<_>>().join(" ");
        let said = plain(words.changed_answer(&library, production.currency, change));
        assert!(said.contains(says), "{said}");
        // A figure that has to be passed is not enough itself.
        let at = Change { to: Answer::Number(change.beyond.unwrap()), ..change.clone() };
        assert_eq!(assess(&library, &changed(&production, &[at]), &place, TODAY).floor, before.floor);
        // If a cap is used up, the figure from which an incentive is granted brings nothing, which is reported.
        let library = with(&text.replace("10_000", "50_000"));
        let context = Context::new(&library, &production, TODAY);
        let before = assess(&library, &production, &place, TODAY);
        assert_eq!(found(&library, &production, &place), []);
        let nothing = blocked(&context, &before);
        assert_eq!(nothing.len(), 1, "{nothing:#?}");
        assert_eq!(nothing[0].change.to, Answer::Number(to.parse().unwrap()));
        let said = plain(words.blocked(&library, production.currency, &nothing[0]));
        assert!(said.contains(says) && said.contains("brings no more"), "{said}");
    }
}

#[test]
fn one_more_like_those_in_a_list_is_a_change() {
    // A tenth of the pay of each person, of at most 50,000 each.
    let text = STRICT.replace("SumUpTo(Fixed(50_000))", "Sum").replace("FLOOR", "10_000").replace(
        "amount: Fixed(20_000),\n         when: MoreThan(Fact(\"FACT\"), Fixed(LIMIT))",
        "amount: Share(rate: \"10%\", of: ForEach(list: \"people\", gives: AtMost(cap: Fixed(50_000), of: Fact(\"person_pay\"))))",
    );
    let library = with(&text);
    let place = PlaceId::from("datong");
    let mut production = Production::default();
    let person = |pay: i64| [("person_pay".into(), Answer::Number(pay.into()))].into();
    production.answers.insert("people".into(), Answer::Items(vec![person(90_000), person(40_000)].into()));
    let before = assess(&library, &production, &place, TODAY);
    let all = found(&library, &production, &place);
    let longer: Vec<&Near> = all.iter().filter(|one| one.changes[0].fact.as_str() == "people").collect();
    assert_eq!(longer.iter().map(|one| one.floor_gain).collect::<Vec<_>>(), [5_000, 4_000].map(Fraction::from));
    let words = Words::new(Language::English);
    for one in longer {
        holds(&library, &production, &before, one);
        let Answer::Items(items) = &one.changes[0].to else { panic!("{one:?}") };
        assert_eq!(items.len(), 3);
        let said = words.changed_answer(&library, production.currency, &one.changes[0]);
        assert!(said.starts_with("add to ") && (said.contains("90,000") || said.contains("40,000")), "{said}");
    }
}

/// What is left after a cost is the gain less the cost, whatever is stated; without costs nothing changes.
#[test]
fn a_stated_cost_is_taken_from_the_gains_and_decides_only_the_order() {
    let when = prop_oneof![Just(Condition::always()), completions::condition()];
    let incentives = proptest::collection::vec((curve::amount(), when, any::<bool>()), 5);
    let answers = any::<[Option<bool>; 5]>();
    let stated = proptest::collection::vec(proptest::option::of(0_i64..40), 12);
    let seen = std::cell::Cell::new([0; 3]);
    let check = |(incentives, answers, stated): (Vec<Rule>, [Option<bool>; 5], Vec<Option<i64>>)| {
        let library = completions::library(&incentives, Default::default());
        let mut production =
            Production { answers: completions::yes_no(answers).into_iter().collect(), ..Production::default() };
        production.answers.insert("n".into(), Answer::Number(7.into()));
        let here = PlaceId::from("here");
        let before = found(&library, &production, &here);
        let costs = before.iter().zip(&stated).filter_map(|(near, cost)| Some(near.costing((*cost)?.into())));
        production.change_costs = costs.collect();
        let mut after = found(&library, &production, &here);
        let mut counts = seen.get();
        for one in &after {
            let without = Near { cost: None, ..one.clone() };
            prop_assert!(before.contains(&without), "{one:?}");
            let at = before.iter().position(|near| *near == without).unwrap();
            let cost = stated.get(at).copied().flatten().map(Fraction::from);
            prop_assert_eq!(
                one.cost.as_ref().map(|cost| (cost.amount(), cost.is_exact)),
                cost.map(|cost| (cost, true))
            );
            let Some(cost) = cost else { continue };
            let sum = |net: Fraction| net.checked_add(cost).unwrap();
            prop_assert_eq!(one.floor_net().map(sum), Some(one.floor_gain));
            prop_assert_eq!(one.ceiling_net().map(sum), one.ceiling_gain);
            counts[0] += 1;
            counts[1] += usize::from(one.is_outweighed());
        }
        prop_assert_eq!(after.len(), before.len());
        let order: Vec<_> = after.iter().map(|one| (one.is_outweighed(), std::cmp::Reverse(one.brings()))).collect();
        prop_assert!(order.is_sorted(), "{order:?}");
        cost::set(&mut after, &[]);
        counts[2] += usize::from(!after.iter().eq(&before));
        seen.set(counts);
        production.change_costs.clear();
        prop_assert_eq!(found(&library, &production, &here), before);
        Ok(())
    };
    proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(64))
        .run(&(incentives, answers, stated), check)
        .unwrap();
    let [costed, outweighed, moved] = seen.get();
    assert!(costed > 60 && outweighed > 10 && moved > 5, "{costed} costs, {outweighed} too high, {moved} orders");
}

/// A cost is kept with the production and follows the threshold when another answer or the library moves it.
#[test]
fn a_cost_is_read_checked_and_follows_the_figure_of_its_change() {
    let library = read::read(&[seeds::layer()]).library;
    let mut production = (*library.productions[seeds::SAMPLE]).clone();
    let place = PlaceId::from("datong");
    let raise = |all: &[Near]| {
        let is_it = |one: &&Near| one.changes.len() == 1 && one.changes[0].fact.as_str() == "revenue_share_year";
        all.iter().find(is_it).cloned().unwrap()
    };
    let before = raise(&found(&library, &production, &place));
    production.change_costs = vec![before.costing(80_000.into())];
    let text = backlot::data::write::production(&production).unwrap();
    assert!(text.contains("change_costs: ["), "{text}");
    let file = read::File { name: "a.ron".into(), bytes: text.into_bytes() };
    assert_eq!(read::read_production(&file).unwrap().change_costs, production.change_costs);
    let now = raise(&found(&library, &production, &place));
    assert_eq!((now.floor_net(), now.ceiling_net()), (Some((-80_000).into()), Some(800_000.into())));
    assert!(!now.is_outweighed());
    // Written for 9 million: the figure of the change has moved since.
    let fact = before.changes[0].fact.clone();
    production.change_costs[0].changes.insert(fact.clone(), Answer::Number(9_000_000.into()));
    let moved = raise(&found(&library, &production, &place));
    assert_eq!(
        (moved.ceiling_net(), moved.cost.clone().map(|cost| cost.is_exact)),
        (Some(800_000.into()), Some(false))
    );
    let words = Words::new(Language::English);
    let said = words.near(&library, production.currency, &moved);
    assert!(
        said.contains("your cost CNY 80,000") && said.contains("written for yearly revenue share: CNY 9,000,000"),
        "{said}"
    );
    // It costs more than it can bring, so it comes last.
    production.change_costs[0].cost = 2_000_000.into();
    let all = found(&library, &production, &place);
    assert!(all.len() > 1 && all.last().unwrap().is_outweighed() && all.last() == Some(&raise(&all)));
    assert!(words.near(&library, production.currency, &raise(&all)).contains("brings no more than it costs"));
    // A figure that is reached has no cost any more.
    production.answers.insert(fact, Answer::Number(9_000_000.into()));
    production.local.clear();
    let reached = found(&library, &production, &place);
    assert!(!reached.is_empty() && reached.iter().all(|one| one.cost.is_none()), "{reached:#?}");
}
