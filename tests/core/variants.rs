//! Variants of a production, chances, and the number at which an amount is reached.

use backlot::data::check;
use backlot::data::overlay::Overlay;
use backlot::data::read::{File, read, read_production};
use backlot::data::seeds;
use backlot::model::id::PlaceId;
use backlot::model::number::Number;
use backlot::model::policy::Basis;
use backlot::model::production::{Answer, Chance, Granted, Production};
use backlot::model::variant::Variant;
use backlot::rules::assess::assess;
use backlot::rules::context::Context;
use backlot::rules::fraction::Fraction;
use backlot::session::Session;
use backlot::session::action::Action;
use backlot::study::curve::{End, range_of};
use backlot::study::expected::expected;
use backlot::study::goal::{Goal, goal};
use backlot::study::later::{Turned, turns};
use backlot::study::questions::needed;
use backlot::study::variants::columns;
use jiff::civil::date;
use rust_decimal::Decimal;

fn number(value: i64) -> Answer {
    Answer::Number(Number(value.into()))
}

fn session() -> Session {
    let library = read(&[seeds::layer()]).library;
    let sample = (*library.productions[seeds::SAMPLE]).clone();
    Session::new(vec![seeds::layer()], 1, Overlay::default(), sample, date(2026, 11, 22))
}

fn answer(fact: &str, answer: Option<Answer>) -> Action {
    Action::Answer { fact: fact.into(), place: None, answer }
}

#[test]
fn what_is_shown_is_the_pinned_production_with_the_changes_of_the_variant() {
    let mut session = session();
    let pinned = session.pinned().clone();
    session.apply(Action::AddVariant(Box::default()));
    assert_eq!(session.shown(), Some(0));
    session.apply(answer("revenue_share_year", Some(number(2_000_000))));
    session.apply(answer("orientation", None));
    assert_eq!(session.pinned().answers, pinned.answers);
    assert_eq!(session.pinned().variants[0].changes.len(), 2);
    assert!(!session.production().answers.contains_key(&"orientation".into()));
    // An answer that equals the pinned one again is not a change.
    session.settle();
    session.apply(answer("orientation", pinned.answers.get(&"orientation".into()).cloned()));
    assert_eq!(session.pinned().variants[0].changes.len(), 1);
    for column in columns(session.counted(), session.pinned(), &pinned.places, session.day) {
        for place in &pinned.places {
            let expected = assess(session.counted(), &column.production, place, column.day);
            assert_eq!(column.of(place), Some(&expected), "{:?}", column.variant);
        }
    }
    // Places apply to all variants.
    session.apply(Action::RemovePlace("datong".into()));
    assert_eq!(session.production().places.len(), pinned.places.len() - 1);
    assert_eq!(session.pinned().places, session.production().places);
}

#[test]
fn a_variant_may_have_a_day_of_its_own() {
    let mut session = session();
    session.apply(Action::AddVariant(Box::default()));
    session.apply(Action::VariantDay(0, Some(date(2024, 1, 1))));
    assert_eq!(session.day, date(2024, 1, 1));
    assert_eq!(session.chosen_day(), date(2026, 11, 22));
    assert!(session.assessments().iter().all(|one| one.floor.is_zero()));
    session.show(None);
    assert_eq!(session.day, date(2026, 11, 22));
}

#[test]
fn variants_are_saved_and_read_and_what_does_not_fit_is_told_where_it_stands() {
    let mut session = session();
    session.apply(Action::AddVariant(Box::default()));
    session.apply(answer("revenue_share_year", Some(number(2_000_000))));
    session.apply(answer("is_online", None));
    session.apply(Action::Chance(Granted::Basis(Basis::UpTo), Some(Number(Decimal::new(5, 1)))));
    let text = backlot::data::write::production(session.pinned()).unwrap();
    let file = |text: &str| File { name: "p.ron".into(), bytes: text.as_bytes().to_vec() };
    assert_eq!(read_production(&file(&text)).unwrap(), *session.pinned());
    for (from, to, line_of, said) in [
        ("to: 2000000", "to: \"vertical\"", "\"vertical\"", "WrongAnswer"),
        ("share: \"0.5\"", "share: \"1.5\"", "\"1.5\"", "RateAboveOne"),
    ] {
        assert!(text.contains(from), "{text}");
        let broken = text.replacen(from, to, 1);
        let production = read_production(&file(&broken)).unwrap();
        let problems = check::production(&production, &session.library, "p.ron", &broken);
        let line = 1 + broken[..broken.rfind(line_of).unwrap()].matches('\n').count();
        let found = problems.iter().find(|problem| format!("{:?}", problem.what).contains(said));
        let found = found.unwrap_or_else(|| panic!("{said}: {problems:?}"));
        assert_eq!(found.at.line, line, "{problems:?}");
    }
    // Only questions that are answered are listed, also in places without an amount.
    let without = text.replacen("to: None,", "", 1);
    let refused = read_production(&file(&without)).expect_err("a change says what is answered");
    assert!(format!("{:?}", refused.what).contains("to"), "{refused:?}");
}

#[test]
fn what_is_expected_lies_between_what_is_certain_and_what_is_possible() {
    let library = read(&[seeds::layer()]).library;
    let (mut decided, mut whole) = (0, 0);
    for production in library.productions.values() {
        let mut with = (**production).clone();
        for place in library.places.keys() {
            let one = assess(&library, &with, place, date(2026, 11, 22));
            with.chances.clear();
            assert_eq!(expected(&with, &one), None, "no chance, nothing expected");
            for percent in [0, 50, 100] {
                let all = [Basis::UpTo, Basis::Competitive, Basis::CaseByCase, Basis::Entitlement];
                let chance = |basis| Chance { of: Granted::Basis(basis), share: Number(Decimal::new(percent, 2)) };
                with.chances = all.into_iter().map(chance).collect();
                let Some((amount, most)) = expected(&with, &one).zip(one.known_ceiling()) else { continue };
                decided += 1;
                assert!(amount >= one.floor && amount <= most.max(one.floor), "{place}");
                if percent == 0 {
                    assert_eq!(amount, one.floor);
                }
                // With every chance at one, the expected amount is the possible amount, if all its parts are known.
                if percent == 100 && one.unpriced == 0 && one.reductions.is_empty() {
                    whole += usize::from(amount == most);
                    assert!(amount == most || one.possible.taken.len() > 1, "{place}: {amount:?} of {most:?}");
                }
            }
        }
    }
    assert!(decided > 300 && whole > 3, "{decided} {whole}");
}

#[test]
fn the_number_that_reaches_an_amount_reaches_it_and_nothing_nearer_does() {
    let library = read(&[seeds::layer()]).library;
    let production: &Production = &library.productions[seeds::SAMPLE];
    let day = date(2026, 11, 22);
    let (mut found, mut reached, mut never) = (0, 0, 0);
    for place in ["datong", "foshan", "shenzhen", "hangzhou-xihu", "wenzhou-ouhai"] {
        let place = place.into();
        for fact in needed(&library, std::slice::from_ref(&place), day) {
            if range_of(fact).is_none() {
                continue;
            }
            for (of, amount) in
                [(End::Ceiling, 50_000), (End::Ceiling, 300_000), (End::Ceiling, 5_000_000), (End::Floor, 50_000)]
            {
                let context = Context::new(&library, production, day);
                let amount = Fraction::of(Decimal::from(amount));
                let at = |value: Decimal| {
                    let variant = Variant {
                        changes: vec![backlot::model::variant::Changed {
                            fact: fact.id.clone(),
                            place: None,
                            to: Some(Answer::Number(Number(value))),
                        }],
                        ..Variant::default()
                    };
                    let one = assess(&library, &production.with(&variant), &place, day);
                    match of {
                        End::Floor => one.floor >= amount,
                        End::Ceiling => one.ceiling.is_none_or(|most| most >= amount),
                    }
                };
                let now = match production.answer(&fact.id, &place) {
                    Some(Answer::Number(number)) => number.0,
                    _ => Decimal::ZERO,
                };
                match goal(&context, &place, fact, of, amount).unwrap() {
                    Goal::Reached => {
                        reached += 1;
                        assert!(at(now), "{place} {}", fact.id);
                    }
                    Goal::Never => never += 1,
                    Goal::At { at: value, holds } => {
                        let Some(value) = value.finite() else { continue };
                        found += 1;
                        let step = if value > now { Decimal::new(1, 2) } else { -Decimal::new(1, 2) };
                        assert!(at(if holds { value } else { value + step }), "{place} {} {value}", fact.id);
                        let nearer = value - step;
                        let is_nearer = (nearer - now).abs() < (value - now).abs();
                        assert!(!is_nearer || !at(nearer), "{place} {} {value}", fact.id);
                    }
                }
            }
        }
    }
    assert!(found >= 5 && reached > 10 && never > 20, "{found} {reached} {never}");
}

/// Between any two days, every incentive whose status changes is reported, and no other one begins or ends.
#[test]
fn what_begins_or_ends_between_two_days_is_told_and_nothing_else() {
    let library = read(&[seeds::layer()]).library;
    let places: Vec<PlaceId> = library.places.keys().cloned().collect();
    let days = [date(2024, 1, 1), date(2025, 6, 30), date(2026, 11, 22), date(2027, 3, 1), date(2029, 1, 1)];
    let (mut told, mut windows) = (0, 0);
    for from in days {
        for to in days {
            let turns = turns(&library, &places, from, to);
            if from == to {
                assert!(turns.is_empty(), "{turns:?}");
                continue;
            }
            for policy in library.policies.values() {
                let of: Vec<_> = turns.iter().filter(|turn| turn.policy == policy.id).collect();
                for incentive in &policy.incentives {
                    let differs = policy.status_of(incentive, from) != policy.status_of(incentive, to);
                    let status = of.iter().filter(|turn| {
                        let about = turn.incentives.is_empty() || turn.incentives.contains(&incentive.id);
                        about && matches!(turn.what, Turned::Begins(_) | Turned::Ends(_) | Turned::Stands(_))
                    });
                    assert_eq!(status.count(), usize::from(differs), "{} {} {from} {to}", policy.id, incentive.id);
                    told += usize::from(differs);
                }
                windows += of.iter().filter(|turn| matches!(turn.what, Turned::Opens(_) | Turned::Closes(_))).count();
            }
        }
    }
    assert!(told > 100 && windows > 10, "{told} {windows}");
}
