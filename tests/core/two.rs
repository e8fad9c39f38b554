//! Two figures together: the cheapest sufficient change is found, and its bound holds for every other pair.

use std::cell::Cell;
use std::sync::Arc;

use backlot::data::problem::Severity;
use backlot::data::read::{self, File, Layer};
use backlot::data::seeds;
use backlot::model::id::{FactId, PlaceId};
use backlot::model::library::Library;
use backlot::model::number::Number;
use backlot::model::policy::Basis;
use backlot::model::production::Answer;
use backlot::model::scenario::Change;
use backlot::model::text::Language;
use backlot::rules::assess::assess;
use backlot::rules::fraction::Fraction;
use backlot::study::city::contests;
use backlot::study::draws::Draws;
use backlot::study::overtake::two::two;
use backlot::study::overtake::{Goal, On, overtake, proposing};
use backlot::study::portfolio::Drawn;
use backlot::study::standing::answers::{Flip, answered};
use backlot::study::standing::weights::{By, Odds, weigh};
use backlot::study::standing::{Value, standing};
use backlot::words::Words;
use jiff::civil::{Date, date};
use proptest::prelude::*;

const TODAY: Date = date(2026, 11, 29);

/// Two awards under a common cap, and a rival; two productions with different amounts.
fn library(one: i64, other: i64, cap: i64, rival: i64) -> Library {
    let cite = r#"cites: [(source: "s")]"#;
    let policy = |id: &str, place: &str, incentives: &str, stacking: &str| {
        format!(
            r#"Policy(id: "{id}", place: "{place}", title: (zh: "市", en: "Town"), issuer: (zh: "市", en: "Town"),
            issued: "2026-01-01", valid_from: "2026-01-01", status: InForce, read: Whole, confidence: High, checked_on: "2026-11-29",
            sources: [(source: "s")], incentives: [{incentives}], {stacking})"#
        )
    };
    let incentive = |id: &str, when: &str, amount: &str| {
        format!(
            r#"(id: "{id}", name: (zh: "项", en: "Item"), kind: Work, basis: Entitlement, when: {when}, amount: {amount}, per: Work, {cite})"#
        )
    };
    let town = format!(
        "{},{}",
        incentive("first", r#"Yes("a")"#, &format!("Fixed({one})")),
        incentive("second", r#"Yes("b")"#, &format!("Fixed({other})"))
    );
    let files = [
        ("places.ron", r#"Places([(id: "land", name: (zh: "国", en: "Land"), kind: Nation),
            (id: "here", name: (zh: "此地", en: "Here"), kind: City, parent: "land"),
            (id: "there", name: (zh: "彼地", en: "There"), kind: City, parent: "land")])"#.to_owned()),
        ("facts.ron", r#"Facts([
            (id: "a", label: (zh: "甲", en: "a"), question: (zh: "?", en: "?"), kind: YesNo, topic: Work),
            (id: "b", label: (zh: "乙", en: "b"), question: (zh: "?", en: "?"), kind: YesNo, topic: Work),
            (id: "c", label: (zh: "丙", en: "c"), question: (zh: "?", en: "?"), kind: YesNo, topic: Work),
            (id: "total_budget", label: (zh: "预算", en: "budget"), question: (zh: "?", en: "?"), kind: Money, topic: Work)])"#.to_owned()),
        ("sources.ron", r#"Sources([(id: "s", title: (zh: "文", en: "Text"), publisher: (zh: "市", en: "City"), grade: Official, checked_on: "2026-11-29")])"#.to_owned()),
        ("town.ron", policy("town", "here", &town, &format!("stacking: (rule: SumUpTo(Fixed({cap})), {cite})"))),
        ("rival.ron", policy("rival", "there", &incentive("all", r#"Yes("c")"#, &format!("Fixed({rival})")), "")),
        ("both.ron", r#"Production(name: (zh: "一", en: "One"), answers: {"a": true, "b": true, "c": true, "total_budget": 1000})"#.to_owned()),
        ("first.ron", r#"Production(name: (zh: "二", en: "Two"), answers: {"a": true, "b": false, "c": true, "total_budget": 1000})"#.to_owned()),
        ("open.ron", r#"Production(name: (zh: "三", en: "Three"), answers: {"total_budget": 1000})"#.to_owned()),
    ];
    let files = files.into_iter().map(|(name, text)| File { name: name.to_owned(), bytes: text.into_bytes() });
    let loaded = read::read(&[Layer { files: files.collect(), problems: Vec::new() }]);
    let errors: Vec<_> = loaded.problems.iter().filter(|one| one.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    loaded.library
}

#[test]
fn no_pair_that_passes_costs_less_than_the_bound() {
    let (passed, open) = (Cell::new(0), Cell::new(0));
    proptest!(ProptestConfig::with_cases(12), |(one in 5_i64..60, other in 5_i64..60, cap in 20_i64..150, rival in 60_i64..200, seed in any::<u64>())| {
        let library = library(one, other, cap, rival);
        let here = PlaceId::from("here");
        let drawn = Arc::new(Drawn::references(&library));
        let on = On::Production("both".to_owned());
        let lead = |library: &Library| {
            let one = &library.productions["both"];
            let value = |place: &str| assess(library, one, &place.into(), TODAY).ceiling.unwrap();
            value("here").minus(value("there")).unwrap()
        };
        let bill = |library: &Library| {
            let all = library.productions.values().map(|one| assess(library, one, &here, TODAY).ceiling.unwrap());
            Fraction::total(all)
        };
        prop_assume!(lead(&library) <= Fraction::ZERO);
        let found = two(&library, &here, &Goal::Past("there".into()), &on, By::UpTo, &drawn, TODAY, &|_, _| true).unwrap();
        prop_assert_eq!((found.tried, found.left), (3, 0));
        let pair = found.best.expect("two figures can always pass");
        // Where planes meet in slivers, for example at (29, 5, 27, 60), some pieces stay open and nothing is proven.
        if pair.open > 0 {
            open.set(open.get() + 1);
            return Ok(());
        }
        let base = bill(&library);
        let (changed, clashes) = proposing(pair.changes.to_vec()).apply(&library);
        prop_assert_eq!(clashes, []);
        prop_assert_eq!(lead(&changed), pair.lead);
        prop_assert!(pair.lead > Fraction::ZERO);
        prop_assert_eq!(bill(&changed).minus(base).unwrap(), pair.more);
        prop_assert!(pair.bound <= pair.more);
        // Whole units differ from the bound by at most one unit of each figure for each production.
        prop_assert!(pair.more.minus(pair.bound).unwrap() <= Fraction::from(6), "{pair:?}");
        let mut draws = Draws::of(seed);
        for _ in 0..40 {
            let changes: Vec<Change> = pair
                .changes
                .iter()
                .map(|change| {
                    let up = draws.below(160);
                    Change { new: Number(change.old.unwrap().0 + rust_decimal::Decimal::from(up)), ..change.clone() }
                })
                .collect();
            let (tried, _) = proposing(changes).apply(&library);
            if lead(&tried) > Fraction::ZERO {
                prop_assert!(bill(&tried).minus(base).unwrap() >= pair.bound);
                passed.set(passed.get() + 1);
            }
        }
    });
    assert!(passed.get() > 20, "{} of the drawn pairs passed", passed.get());
    assert!(open.get() <= 2, "{} of 12 searches left pieces open", open.get());
}

/// The same with an amount of the second award that is not published.
fn unpublished(one: i64, cap: i64, rival: i64) -> Library {
    let mut library = library(one, 30, cap, rival);
    let town = Arc::make_mut(library.policies.get_mut(&"town".into()).unwrap());
    let second = town.incentives.iter_mut().find(|one| one.id.as_str() == "second").unwrap();
    (second.amount, second.basis) = (None, Basis::UpTo);
    library
}

/// What the town gives at most for a production, as far as it is published or assumed.
fn gives(library: &Library, place: &str, production: &str) -> Fraction {
    Value::of(&assess(library, &library.productions[production], &place.into(), TODAY)).low
}

fn bill_of(library: &Library) -> Fraction {
    Fraction::total(library.productions.keys().map(|one| gives(library, "here", one)))
}

#[test]
fn an_unpublished_amount_passes_as_an_assumption_and_no_lower_one_does() {
    let library = unpublished(50, 100, 60);
    let (here, goal) = (PlaceId::from("here"), Goal::Past("there".into()));
    let (drawn, on) = (Arc::new(Drawn::references(&library)), On::Production("both".to_owned()));
    let found = overtake(&library, &here, &goal, &on, By::UpTo, &drawn, TODAY).unwrap();
    assert_eq!(found.lead, Fraction::from(-10));
    let told: Vec<(String, Option<i64>, Number)> = found
        .ways
        .iter()
        .map(|way| (way.change.figure.to_string(), way.change.old.map(|old| old.0.try_into().unwrap()), way.change.new))
        .collect();
    let expected = [
        ("incentive:first/amount".to_owned(), Some(50), Number::from(61)),
        ("incentive:second/amount".to_owned(), None, Number::from(11)),
    ];
    assert_eq!(told, expected, "published figures come first");
    for way in &found.ways {
        let with = |new: i64| {
            let change = Change { new: Number::from(new), ..way.change.clone() };
            let (changed, clashes) = proposing(vec![change]).apply(&library);
            assert_eq!(clashes, []);
            changed
        };
        let new = i64::try_from(way.change.new.0).unwrap();
        let leads = |new| gives(&with(new), "here", "both") > gives(&library, "there", "both");
        assert!(leads(new) && (0..new).all(|less| !leads(less)));
        assert_eq!(way.more(), bill_of(&with(new)).minus(bill_of(&library)), "{way:?}");
        for language in [Language::English, Language::Chinese] {
            let words = Words::new(language);
            let said = words.overtake_way(&library, Default::default(), way);
            assert_eq!(said.contains("assumed") || said.contains("假设"), way.change.is_assumed(), "{said}");
        }
    }
    // An assumed amount is never certain.
    let certain = overtake(&library, &here, &goal, &on, By::Certain, &drawn, TODAY).unwrap();
    assert!(!certain.ways.is_empty() && certain.ways.iter().all(|way| !way.change.is_assumed()));
    assert!(certain.powerless.iter().all(|(_, figure)| figure.to_string() != "incentive:second/amount"));
}

#[test]
fn an_assumed_amount_passes_together_with_a_published_figure() {
    let library = unpublished(50, 100, 160);
    let found = two_of(&library);
    assert_eq!((found.tried, found.left), (3, 0));
    // The second award is paid on fewer productions than the first, so it is the cheaper one beside the cap.
    let pair = found.best.as_ref().unwrap();
    let named: Vec<(String, bool)> =
        pair.changes.iter().map(|change| (change.figure.to_string(), change.is_assumed())).collect();
    assert_eq!(named, [("stacking/cap".to_owned(), false), ("incentive:second/amount".to_owned(), true)]);
    let (changed, clashes) = proposing(pair.changes.to_vec()).apply(&library);
    assert_eq!(clashes, []);
    let lead = gives(&changed, "here", "both").minus(gives(&changed, "there", "both")).unwrap();
    assert_eq!(lead, pair.lead);
    assert!(lead > Fraction::ZERO);
    assert_eq!(Some(pair.more), bill_of(&changed).minus(bill_of(&library)));
    assert!(pair.bound <= pair.more);
    let said = Words::new(Language::English).overtake_pairs(&library, Default::default(), &found);
    assert!(said.contains("assumed") && said.contains("counts from zero"), "{said}");
}

fn two_of(library: &Library) -> backlot::study::overtake::two::Pairs {
    let (drawn, on) = (Arc::new(Drawn::references(library)), On::Production("both".to_owned()));
    two(library, &"here".into(), &Goal::Past("there".into()), &on, By::UpTo, &drawn, TODAY, &|_, _| true).unwrap()
}

/// A search can be cancelled at every figure and every trial, and then has no result.
#[test]
fn a_search_stops_wherever_it_is_cancelled() {
    let library = library(20, 30, 100, 150);
    let (place, goal) = (PlaceId::from("here"), Goal::Past("there".into()));
    let on = [On::Production("both".to_owned()), On::Production("first".to_owned())];
    let drawn = Arc::new(Drawn::references(&library));
    let asked = Cell::new(0_usize);
    let until = |stop: usize| {
        let asked = &asked;
        asked.set(0);
        move |_: usize, _: usize| {
            asked.set(asked.get() + 1);
            asked.get() <= stop
        }
    };
    let one = |stop| contests(&library, &place, &goal, &on, By::UpTo, TODAY, &until(stop)).is_some();
    assert!(one(usize::MAX));
    let all = asked.get();
    assert!(all > 2 * on.len() + 1, "asked {all} times: also between the steps");
    for stop in 0..all {
        assert!(!one(stop), "{stop}");
        // Nothing is begun after it was cancelled; the loop around it asks once more.
        assert!(asked.get() <= stop + 2, "{stop}: {}", asked.get());
    }
    let pair = |stop| two(&library, &place, &goal, &on[0], By::UpTo, &drawn, TODAY, &until(stop)).is_some();
    assert!(pair(usize::MAX));
    let all = asked.get();
    assert!(all > 20, "asked {all} times: before each result");
    for stop in (0..all).step_by(all / 12 + 1) {
        assert!(!pair(stop), "{stop}");
    }
}

#[test]
fn a_second_figure_that_stays_as_it_is_is_not_told_as_a_change() {
    // Without a cap in the way, the cheaper figure alone is the least; the other one stays.
    let library = unpublished(50, 500, 160);
    let found = two_of(&library);
    let pair = found.best.as_ref().unwrap();
    let moved: Vec<String> =
        pair.changes.iter().filter(|change| !change.is_nothing()).map(|change| change.figure.to_string()).collect();
    assert_eq!(moved, ["incentive:second/amount"], "{pair:?}");
    let said = Words::new(Language::English).overtake_pairs(&library, Default::default(), &found);
    assert!(said.contains("A second figure does not lower the cost") && !said.contains("CNY 500"), "{said}");
}

#[test]
fn all_answers_are_gone_through_where_they_are_few() {
    let library = library(50, 30, 100, 60);
    let standing = standing(&library, &"here".into(), &["there".into()], &["open".to_owned()], TODAY);
    let weighed = weigh(&standing, &[rust_decimal::Decimal::ONE], By::UpTo);
    let found = answered(&standing, &library, &weighed.weights, TODAY);
    let row = &found.rows[0];
    assert_eq!((row.facts.len(), row.left.len(), row.sets), (3, 0, Some(8)));
    // This place gives 80, 50, 30 or nothing for a and b, the other 60 or nothing for c. This place is first for both a
    // and b with any c, and for one of them without c.
    let told: Vec<String> = found
        .first
        .iter()
        .map(|(place, odds)| match odds {
            Odds::Exact(share) => format!("{place} {share}"),
            Odds::Sampled(_) => "sampled".to_owned(),
        })
        .collect();
    assert_eq!(told, ["here 1/2", "there 3/8"]);
    // With all answers open this place is first. Without a or b it gives less than the other may.
    let Flip::By { from, answers, to } = &row.flip else { panic!("{:?}", row.flip) };
    assert_eq!((from.as_slice(), to.as_slice(), answers.len()), (&[0][..], &[1][..], 1));
    let flipped = |answers: &[(FactId, Answer)]| {
        let mut production = (*library.productions["open"]).clone();
        production.answers.extend(answers.iter().cloned());
        let gives = |place: &str| Value::of(&assess(&library, &production, &place.into(), TODAY)).low;
        gives("there") > gives("here")
    };
    assert!(flipped(answers) && !flipped(&[]), "{answers:?}");
    let said = Words::new(Language::English).answered_flips(&library, &standing, &found);
    assert!(said.len() == 1 && said[0].contains("instead of"), "{said:?}");
}

#[test]
fn answers_are_drawn_where_there_are_many_and_say_so() {
    let library = read::read(&[seeds::layer()]).library;
    let rivals = ["xian", "hangzhou"].map(PlaceId::from);
    let standing = standing(&library, &"zhengzhou".into(), &rivals, &["vertical-60".to_owned()], TODAY);
    let weighed = weigh(&standing, &[rust_decimal::Decimal::ONE], By::UpTo);
    let once = answered(&standing, &library, &weighed.weights, TODAY);
    assert_eq!(once, answered(&standing, &library, &weighed.weights, TODAY));
    let row = &once.rows[0];
    let exact = row.sets.is_some_and(|sets| sets <= 1_024);
    for odds in &row.first {
        match odds {
            Odds::Exact(_) => assert!(exact),
            Odds::Sampled(sampled) => assert!(!exact && sampled.draws == 400 && !sampled.error.is_zero()),
        }
    }
}
