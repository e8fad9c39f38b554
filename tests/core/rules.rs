use backlot::data::read::read;
use backlot::data::seeds;
use backlot::model::fact::{Fact, FactKind};
use backlot::model::id::PlaceId;
use backlot::model::library::Library;
use backlot::model::number::Number;
use backlot::model::production::{Answer, Production};
use backlot::rules::assess::{Assessment, assess, assess_all};
use backlot::rules::fraction::Fraction;
use backlot::rules::outcome::{Outcome, Unpriced};
use backlot::study::reference::rankings;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use rust_decimal::Decimal;

const TODAY: Date = date(2026, 11, 22);

fn library() -> Library {
    read(&[seeds::layer()]).library
}

fn sample(library: &Library) -> Production {
    (*library.productions[seeds::SAMPLE]).clone()
}

/// Assesses the sample with some answers changed (`None` removes one) and returns floor and ceiling.
fn check(place: &str, changes: &[(&str, Option<Answer>)], floor: i64, ceiling: i64) {
    let assessment = with(place, changes);
    assert_eq!(assessment.floor, Decimal::from(floor), "floor in {place}");
    assert_eq!(assessment.ceiling, Some(Fraction::from(ceiling)), "ceiling in {place}");
}

fn with(place: &str, changes: &[(&str, Option<Answer>)]) -> Assessment {
    let library = library();
    let mut production = sample(&library);
    for (fact, answer) in changes {
        match answer {
            Some(answer) => production.answers.insert((*fact).into(), answer.clone()),
            None => production.answers.remove(&(*fact).into()),
        };
    }
    assess(&library, &production, &place.into(), TODAY)
}

fn yuan(amount: i64) -> Option<Answer> {
    Some(Answer::Number(Number::from(amount)))
}

fn choice(id: &str) -> Option<Answer> {
    Some(Answer::Choice(id.into()))
}

#[test]
fn datong_may_pay_ten_per_cent_of_a_vertical_dramas_revenue_share_from_one_million() {
    check("datong", &[], 0, 120_000);
    check("datong", &[("revenue_share_year", yuan(1_000_000))], 0, 100_000);
    check("datong", &[("revenue_share_year", yuan(999_999))], 0, 0);
    check("datong", &[("revenue_share_year", yuan(30_000_000))], 0, 1_000_000);
}

#[test]
fn datong_pays_nothing_for_a_work_that_does_not_show_datong() {
    let no = || Some(Answer::YesNo(false));
    check("datong", &[("promotes_place", no())], 0, 0);
    check("datong", &[("shows_landmarks", no())], 0, 0);
}

#[test]
fn a_text_that_names_only_the_former_licence_leaves_a_work_with_a_new_paper_open() {
    let yes = || Some(Answer::YesNo(true));
    let no = || Some(Answer::YesNo(false));
    let shown = [("promotes_place", yes()), ("shows_landmarks", yes())];
    let vertical = |papers: &[(&str, Option<Answer>)]| {
        let assessment = with("datong", &[&shown[..], papers].concat());
        let award = assessment.awards.iter().find(|award| award.incentive.as_str() == "vertical-revenue").unwrap();
        (award.outcome.clone(), assessment.ceiling)
    };
    // The former licence meets it, a document of today is open, and none at all fails.
    let former = [("has_distribution_licence", yes()), ("has_approval_document", no())];
    assert!(matches!(vertical(&former).0, Outcome::Paid { .. }), "{:?}", vertical(&former));
    let today = [("has_distribution_licence", no()), ("has_approval_document", yes())];
    assert_eq!(vertical(&today).1, Some(Fraction::from(120_000)), "possible");
    let none = [("has_distribution_licence", no()), ("has_approval_document", no())];
    assert!(matches!(vertical(&none).0, Outcome::NotEligible(_)), "{:?}", vertical(&none));
}

#[test]
fn datong_asks_two_million_of_a_horizontal_drama_and_caps_it_higher() {
    let horizontal = ("orientation", choice("horizontal"));
    check("datong", std::slice::from_ref(&horizontal), 0, 0);
    check("datong", &[horizontal.clone(), ("revenue_share_year", yuan(2_000_000))], 0, 200_000);
    check("datong", &[horizontal, ("revenue_share_year", yuan(90_000_000))], 0, 1_500_000);
}

#[test]
fn ouhai_refunds_up_to_a_tenth_of_local_spend_after_seven_days_in_a_row() {
    let yes = || Some(Answer::YesNo(true));
    let shown = ("promotes_place", yes());
    check("wenzhou-ouhai", &[shown.clone(), ("local_spend", yuan(800_000))], 0, 80_000);
    check("wenzhou-ouhai", &[shown.clone(), ("local_spend", yuan(2_000_000))], 0, 100_000);
    check("wenzhou-ouhai", &[shown, ("local_consecutive_shooting_days", yuan(6))], 0, 0);
}

#[test]
fn shanghai_refunds_up_to_half_of_dubbing_to_half_a_million() {
    let ceiling = |cost| {
        let shanghai = with("shanghai", &[("dubbing_cost", yuan(cost))]);
        let dubbing = shanghai.awards.iter().find(|award| award.incentive.as_str() == "dubbing").unwrap();
        (dubbing.outcome.floor(), dubbing.outcome.ceiling().unwrap())
    };
    assert_eq!(ceiling(400_000), (Fraction::ZERO, Fraction::from(200_000)));
    assert_eq!(ceiling(5_000_000), (Fraction::ZERO, Fraction::from(500_000)));
}

#[test]
fn what_is_up_to_is_never_certain() {
    for place in ["shenzhen", "shanghai", "foshan", "shandong", "hunan"] {
        assert_eq!(with(place, &[]).floor, Decimal::ZERO, "{place}");
    }
}

#[test]
fn the_cap_of_shenzhens_plan_bounds_its_items_and_pays_nothing_itself() {
    let library = library();
    let assessment = with("shenzhen", &[]);
    let group = library
        .policies
        .values()
        .flat_map(|policy| &policy.stacking.groups)
        .any(|group| group.members.iter().any(|member| member.as_str().contains("shenzhen-2024-microdrama")));
    assert!(group, "the combined cap names the other measure");
    assert_eq!(assessment.ceiling, Some(Fraction::from(2_000_000)), "the work grant alone has an amount");
    let plan = &library.policies[&"shenzhen-2025-support-plan".into()];
    assert!(plan.incentives.iter().all(|incentive| incentive.amount.is_none()), "no item's amount is published");
}

#[test]
fn a_missing_answer_is_a_question_and_widens_the_interval() {
    let assessment = with("datong", &[("revenue_share_year", None)]);
    assert_eq!(assessment.floor, Decimal::ZERO);
    assert_eq!(assessment.ceiling, Some(Fraction::from(1_000_000)));
    let question = assessment.questions.iter().find(|one| one.fact.as_str() == "revenue_share_year").unwrap();
    assert_eq!(question.weight, Some(Fraction::from(1_000_000)));
}

#[test]
fn nothing_is_paid_before_a_policy_is_in_force_or_after_it_ends() {
    let library = library();
    let before = assess(&library, &sample(&library), &"datong".into(), date(2020, 1, 1));
    assert_eq!((before.floor, before.ceiling), (Fraction::ZERO, Some(Fraction::ZERO)));
    // The bases of the province are help in kind whose first day is not known.
    let awards: Vec<_> = before.awards.iter().filter(|award| award.policy.as_str() == "datong-2025").collect();
    assert!(!awards.is_empty());
    assert!(awards.iter().all(|award| matches!(award.outcome, Outcome::NotCalculable(Unpriced::NotInForce(_)))));
    let tongzhou = with("beijing-tongzhou", &[]);
    assert_eq!(tongzhou.ceiling, Some(Fraction::ZERO), "a draft never pays");
}

#[test]
fn a_district_also_gets_what_its_province_offers() {
    let library = library();
    let zhengzhou = assess(&library, &sample(&library), &"zhengzhou".into(), TODAY);
    assert!(zhengzhou.awards.iter().any(|award| award.policy.as_str() == "henan-2025-fifteen"));
}

#[test]
fn an_answer_of_the_wrong_kind_counts_as_missing() {
    let assessment = with("datong", &[("revenue_share_year", choice("plenty"))]);
    assert!(!assessment.questions.is_empty());
    assert_eq!(assessment.floor, Decimal::ZERO);
}

#[test]
fn another_currency_is_said_not_guessed() {
    let library = library();
    let text = r#"Production(name: (zh: "甲"), currency: "USD", answers: {"revenue_share_year": 5000000})"#;
    let file = backlot::data::read::File { name: String::new(), bytes: text.into() };
    let production = backlot::data::read::read_production(&file).unwrap();
    let datong = assess(&library, &production, &"datong".into(), TODAY);
    // Another policy of the city has an item without an amount, which no rate would change.
    let awards: Vec<_> = datong.awards.iter().filter(|award| award.policy.as_str() == "datong-2025").collect();
    assert!(!awards.is_empty());
    assert!(awards.iter().all(|award| award.outcome == Outcome::NotCalculable(Unpriced::OtherCurrency)));
}

/// Any answer that fits a fact.
fn fitting(fact: &Fact) -> BoxedStrategy<Answer> {
    match &fact.kind {
        FactKind::YesNo => any::<bool>().prop_map(Answer::YesNo).boxed(),
        FactKind::Percent => (0_i64..=100).prop_map(|p| Answer::Number(Number(Decimal::new(p, 2)))).boxed(),
        FactKind::Choice(choices) => {
            let ids: Vec<String> = choices.iter().map(|choice| choice.id.clone()).collect();
            proptest::sample::select(ids).prop_map(|id| Answer::Choice(id.as_str().into())).boxed()
        }
        FactKind::Date => (2024_i16..=2026, 1_i8..=12).prop_map(|(y, m)| Answer::Date(date(y, m, 1))).boxed(),
        FactKind::Count(_) if fact.max.is_some() => {
            let most = i64::try_from(fact.max.unwrap().0.trunc()).unwrap().min(200);
            (0..=most).prop_map(|n| Answer::Number(Number::from(n))).boxed()
        }
        FactKind::Money => (0_i64..40_000_000).prop_map(|n| Answer::Number(Number::from(n))).boxed(),
        FactKind::List(_) => Just(Answer::Items(std::sync::Arc::default())).boxed(),
        FactKind::Count(_) => (0_i64..200).prop_map(|n| Answer::Number(Number::from(n))).boxed(),
    }
}

fn complete_production(library: &Library) -> BoxedStrategy<Production> {
    let pairs: Vec<_> = library
        .facts
        .values()
        .map(|fact| {
            let id = fact.id.clone();
            fitting(fact).prop_map(move |answer| (id.clone(), answer))
        })
        .collect();
    pairs.prop_map(|pairs| Production { answers: pairs.into_iter().collect(), ..Production::default() }).boxed()
}

#[test]
fn whatever_is_left_out_the_interval_holds_every_completion() {
    let library = library();
    let places: Vec<PlaceId> = library
        .policies
        .values()
        .map(|policy| policy.place.clone())
        .collect::<std::collections::BTreeSet<_>>()
        .into_iter()
        .collect();
    let facts: Vec<_> = library.facts.keys().cloned().collect();
    let strategy = (complete_production(&library), proptest::collection::vec(any::<bool>(), facts.len()));
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(64));
    runner
        .run(&strategy, |(complete, kept)| {
            let mut partial = complete.clone();
            for (fact, keep) in facts.iter().zip(&kept) {
                if !keep {
                    partial.answers.remove(fact);
                }
            }
            for place in &places {
                let wide = assess(&library, &partial, place, TODAY);
                let narrow = assess(&library, &complete, place, TODAY);
                prop_assert!(wide.floor <= narrow.floor, "{place}: {} > {}", wide.floor, narrow.floor);
                let most = narrow.ceiling.expect("everything is answered, so everything is bounded");
                prop_assert!(wide.ceiling.is_none_or(|wide| wide >= most), "{place}: {:?} < {most}", wide.ceiling);
                prop_assert!(narrow.floor <= most);
                prop_assert!(narrow.questions.is_empty(), "{place}: {:?}", narrow.questions);
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn places_assessed_together_come_to_what_each_comes_to_alone() {
    let library = library();
    let mut production = sample(&library);
    let places: Vec<PlaceId> = library.places.keys().cloned().collect();
    let alone = |production: &Production| -> Vec<Assessment> {
        places.iter().map(|place| assess(&library, production, place, TODAY)).collect()
    };
    assert_eq!(assess_all(&library, &production, &places, TODAY), alone(&production));
    // If an answer applies to one place only, the result of a province differs between cities.
    production
        .local
        .entry("zhengzhou".into())
        .or_default()
        .insert("shows_yellow_river_culture".into(), Answer::YesNo(true));
    production
        .local
        .entry("zhengzhou".into())
        .or_default()
        .insert("five_one_award".into(), Answer::Choice("entered".into()));
    assert_eq!(assess_all(&library, &production, &places, TODAY), alone(&production));
}

#[test]
fn every_place_with_a_policy_that_may_pay_has_a_rank_that_may_be_an_interval() {
    let library = read(&[seeds::layer()]).library;
    let places: Vec<_> = library.places.keys().cloned().collect();
    let (mut blank, mut intervals) = (0, 0);
    for ranking in rankings(&library, &places, TODAY) {
        let production = &library.productions[&ranking.production];
        let all = assess_all(&library, production, &places, TODAY);
        let pays = |one: &&Assessment| !one.floor.is_zero() || one.ceiling != Some(0.into()) || one.unpriced > 0;
        let paying: Vec<_> = all.iter().filter(pays).collect();
        assert_eq!(ranking.places.len(), paying.len(), "{}: none is left out", ranking.production);
        let amounts: Vec<_> = ranking.places.iter().map(|one| (one.value.floor, one.value.low)).collect();
        assert!(amounts.is_sorted_by(|a, b| a >= b), "{}: by the certain, then by the published", ranking.production);
        for one in &ranking.places {
            assert!(one.rank.best <= one.rank.published && one.rank.published <= one.rank.worst, "{one:?}");
            assert_eq!(one.rank.of, places.len());
            let assessed = all.iter().find(|other| other.place == one.place).unwrap();
            assert_eq!(one.value.is_unpublished(), one.value.low.is_zero(), "{}", one.place);
            // What is not published leaves the rank open.
            assert!(assessed.unpriced == 0 || one.rank.best == 1 || !one.rank.is_certain(), "{one:?}");
            blank += usize::from(one.rank.is_blank);
            intervals += usize::from(!one.rank.is_certain());
        }
    }
    assert!(blank > 50 && intervals > 100, "{blank} {intervals}");
}
