//! What would win more: every gain is what an assessment gives, and what wins by itself is there.

use backlot::data::{read, seeds};
use backlot::model::amount::Amount;
use backlot::model::condition::Condition;
use backlot::model::id::PlaceId;
use backlot::model::library::Library;
use backlot::model::production::{Answer, Production};
use backlot::rules::assess::{Assessment, assess};
use backlot::rules::context::Context;
use backlot::rules::fraction::Fraction;
use backlot::study::near::{Near, changed, near};
use jiff::civil::{Date, date};
use proptest::prelude::*;

use crate::{completions, curve};

/// An incentive: its amount, its condition, and whether it is an entitlement.
type Rule = (Amount, Condition, bool);

const TODAY: Date = date(2026, 11, 22);

fn found(library: &Library, production: &Production, place: &PlaceId) -> Vec<Near> {
    near(&Context::new(library, production, TODAY), place)
}

/// Holds a near miss against an assessment of the changed production.
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
    let seen = std::cell::Cell::new(0);
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
        // Every yes/no question that wins by itself is there.
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
    assert!(seen.get() > 60, "{} changes", seen.get());
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
    // Two changes that only win together: the award for horizontal dramas begins at two million.
    let both = all.iter().find(|one| one.changes.len() == 2).unwrap();
    assert_eq!(
        both.changes.iter().map(|change| change.fact.as_str()).collect::<Vec<_>>(),
        ["orientation", "revenue_share_year"]
    );
}
