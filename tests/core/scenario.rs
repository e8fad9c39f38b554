//! Scenarios: named figures, and changes that fit or do not fit.

use std::sync::Arc;

use backlot::data::check;
use backlot::data::problem::{Problem, ProblemKind};
use backlot::data::read::{self, File};
use backlot::data::seeds;
use backlot::data::write;
use backlot::model::library::Library;
use backlot::model::number::Number;
use backlot::model::policy::Basis;
use backlot::model::production::{Answer, Currency};
use backlot::model::scenario::{BasisChange, BasisClash, Change, Clash, FigureName, Misfit, Scenario};
use backlot::model::text::Language;
use backlot::rules::assess::assess;
use backlot::rules::fraction::Fraction;
use backlot::words::Words;
use jiff::civil::{Date, date};

const TODAY: Date = date(2026, 11, 29);

fn library() -> Library {
    read::read(&[seeds::layer()]).library
}

fn file(changes: &str) -> File {
    let text = format!(
        "Scenario(\n    title: (zh: \"提高上限\", en: \"A higher cap\"),\n    author: \"同城\",\n    reason: (zh: \"比较\", en: \"To compare\"),\n    changes: [\n{changes}\n    ],\n)\n"
    );
    File { name: "s.ron".into(), bytes: text.into_bytes() }
}

fn problems(changes: &str) -> Vec<Problem> {
    let file = file(changes);
    let scenario = read::read_scenario(&file).unwrap_or_else(|problem| panic!("{problem:?}"));
    check::scenario(&scenario, &library(), &file.name, std::str::from_utf8(&file.bytes).unwrap())
}

/// A figure of the built-in library that a scenario can change.
fn some_figure(library: &Library) -> Change {
    let policy = library.policies.values().find(|policy| policy.named_figures().len() > 2).unwrap();
    let (figure, found) = policy.named_figures().into_iter().find(|(_, figure)| !figure.is_share).unwrap();
    let new = Number(found.value.0 + rust_decimal::Decimal::ONE);
    Change { policy: policy.id.clone(), figure, old: Some(found.value), new }
}

#[test]
fn every_figure_has_one_name_that_leads_back_to_it() {
    let library = library();
    let mut seen = 0;
    for policy in library.policies.values() {
        for (at, (name, figure)) in policy.named_figures().into_iter().enumerate() {
            let written: FigureName = name.to_string().parse().unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(written, name);
            assert_eq!(policy.figure(&name), Some((at, figure)), "{} {name}", policy.id);
            seen += 1;
        }
    }
    assert!(seen > 300, "{seen} figures");
    for wrong in ["", "cap", "incentive:/cap", "incentive:a", "incentive:a/size", "pool#0", "pool#x", "park:a/cap"] {
        assert!(wrong.parse::<FigureName>().is_err(), "{wrong}");
    }
}

#[test]
fn a_change_changes_its_figure_and_nothing_else() {
    let library = library();
    let change = some_figure(&library);
    let scenario = Scenario {
        title: library.policies[&change.policy].title.clone(),
        changes: vec![change.clone()],
        ..Scenario::default()
    };
    let (changed, clashes) = scenario.apply(&library);
    assert_eq!(clashes, []);
    let (before, after) = (&library.policies[&change.policy], &changed.policies[&change.policy]);
    let differ: Vec<_> =
        before.named_figures().into_iter().zip(after.named_figures()).filter(|(a, b)| a != b).collect();
    assert_eq!(differ.len(), 1);
    assert_eq!((&differ[0].1.0, differ[0].1.1.value), (&change.figure, change.new));
    let others = |library: &Library| {
        let mut library = library.clone();
        library.policies.remove(&change.policy);
        library
    };
    assert_eq!(others(&library), others(&changed));
    // Changes that were applied no longer fit.
    assert_eq!(scenario.apply(&changed).1, [Misfit::Figure(0, Clash::Stale(change.new))]);
    // It also reads back the same.
    let text = write::record(&read::Document::Scenario(Arc::new(scenario.clone()))).unwrap();
    let read = read::read_scenario(&File { name: "s.ron".into(), bytes: text.into_bytes() }).unwrap();
    assert_eq!(read, scenario);
}

#[test]
fn what_does_not_fit_is_told_where_it_stands() {
    let change = some_figure(&library());
    let (policy, figure, old) = (change.policy.to_string(), change.figure.to_string(), change.old.unwrap().to_string());
    let line = |policy: &str, figure: &str, old: &str, new: &str| {
        format!(r#"        (policy: "{policy}", figure: "{figure}", old: {old}, new: {new}),"#)
    };
    let good = line(&policy, &figure, &old, "123");
    assert_eq!(problems(&good), []);
    let second = |wrong: &str| {
        // The first change is right, so the problem is reported at the second.
        let undone = line(&policy, &figure, &old, &old);
        let found = problems(&format!("{undone}\n{wrong}"));
        let [problem] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!(problem.at.line, 7, "{problem:?}");
        let before = wrong.chars().take(problem.at.column - 1).collect::<String>();
        (problem.what.clone(), before)
    };
    let (what, before) = second(&line("nowhere", &figure, &old, "1"));
    assert!(matches!(what, ProblemKind::Dangling { .. }) && before.ends_with('('), "{what:?} after {before}");
    let (what, before) = second(&line(&policy, "incentive:nothing/cap", &old, "1"));
    assert!(matches!(what, ProblemKind::UnknownName { .. }) && before.ends_with(", "), "{what:?} after {before}");
    let (what, before) = second(&line(&policy, &figure, "7_654_321", "1"));
    let stale = ProblemKind::StaleFigure { figure: figure.clone(), old: Some("7654321".into()), now: old.clone() };
    assert_eq!(what, stale);
    assert!(before.ends_with("\", "), "{before}");
    for language in [Language::Chinese, Language::English] {
        let words = Words::new(language);
        let said = words.problem(&problems(&line(&policy, &figure, "7_654_321", "1"))[0]);
        assert!(said.contains(&figure) && said.contains(&old), "{said}");
    }
    let (what, _) = second(&line(&policy, &figure, &old, "-5"));
    assert!(matches!(what, ProblemKind::Negative(_) | ProblemKind::NotAboveZero(_)), "{what:?}");
}

#[test]
fn a_scenario_in_a_library_changes_nothing_until_it_is_asked_for() {
    let change = some_figure(&library());
    let text = format!(
        r#"        (policy: "{}", figure: "{}", old: {}, new: {}),"#,
        change.policy,
        change.figure,
        change.old.unwrap(),
        change.new
    );
    let layer = read::Layer { files: vec![file(&text)], problems: vec![] };
    let loaded = read::read(&[seeds::layer(), layer]);
    assert_eq!(loaded.library.scenarios.len(), 1);
    assert_eq!(loaded.library.policies, library().policies);
    let stale = text.replace(&format!("old: {}", change.old.unwrap()), "old: 7_654_321");
    let layer = read::Layer { files: vec![file(&stale)], problems: vec![] };
    let loaded = read::read(&[seeds::layer(), layer]);
    let found: Vec<_> = loaded.problems.iter().filter(|problem| problem.at.file == "s.ron").collect();
    assert!(
        matches!(found.as_slice(), [problem] if matches!(problem.what, ProblemKind::StaleFigure { .. })),
        "{found:?}"
    );
}

#[test]
fn an_unpublished_amount_can_be_assumed_and_is_never_certain() {
    let library = library();
    let line =
        r#"        (policy: "zhengzhou-2024-opinions", figure: "incentive:landmark-extra/amount", new: 200_000),"#;
    assert_eq!(problems(line), []);
    let scenario = read::read_scenario(&file(line)).unwrap();
    assert!(scenario.changes[0].is_assumed());
    let text = write::record(&read::Document::Scenario(Arc::new(scenario.clone()))).unwrap();
    assert!(!text.contains("old"), "{text}");
    let (changed, clashes) = scenario.apply(&library);
    assert_eq!(clashes, []);
    let mut production = (*library.productions["vertical-60"]).clone();
    for fact in ["shows_yellow_river_culture", "shows_landmarks"] {
        production.answers.insert(fact.into(), Answer::YesNo(true));
    }
    let given = |library: &Library| {
        let found = assess(library, &production, &"zhengzhou".into(), TODAY);
        let award = found.award(&"zhengzhou-2024-opinions".into(), &"landmark-extra".into()).unwrap();
        (found.unpriced, award.outcome.floor(), award.outcome.ceiling())
    };
    let (before, after) = (given(&library), given(&changed));
    assert_eq!((after.1, after.2), (Fraction::ZERO, Some(Fraction::from(200_000))));
    assert_eq!(before.0, after.0 + 1, "one amount is unknown no more");
    // An amount cannot be assumed for help in kind or for a published amount. An amount that is published later is
    // reported.
    let published = line.replace("landmark-extra", "yellow-river");
    assert!(matches!(&problems(&published)[0].what, ProblemKind::StaleFigure { old: None, .. }));
    for language in [Language::Chinese, Language::English] {
        let words = Words::new(language);
        assert!(words.problem(&problems(&published)[0]).contains("300000"));
        let said = words.figure_change(&library, &scenario.changes[0]);
        let marks = [
            words.money(scenario.changes[0].new.0, Currency::default()),
            words.text(&library.policies[&"zhengzhou-2024-opinions".into()].incentives[1].name).to_owned(),
        ];
        assert!(marks.iter().all(|mark| said.contains(mark)) && said.contains(['假', '(']), "{said}");
    }
    let unknown = line.replace("landmark-extra", "nothing");
    let ProblemKind::UnknownName { allowed, .. } = &problems(&unknown)[0].what else { panic!() };
    assert!(allowed.contains(&"incentive:landmark-extra/amount".to_owned()), "{allowed:?}");
}

/// A scenario with changes of bases only.
fn rebased(bases: &str) -> File {
    let text = format!("Scenario(\n    title: (zh: \"性质\", en: \"Basis\"),\n    bases: [\n{bases}\n    ],\n)\n");
    File { name: "s.ron".into(), bytes: text.into_bytes() }
}

#[test]
fn a_basis_is_changed_and_nothing_else() {
    let library = library();
    let bases = library.policies.values().flat_map(|policy| {
        policy
            .incentives
            .iter()
            .filter(|one| one.basis == Basis::Competitive)
            .map(|one| (policy.id.clone(), one.id.clone()))
    });
    let mut seen = 0;
    for (policy, incentive) in bases {
        let change = BasisChange { policy, incentive, old: Basis::Competitive, new: Basis::Entitlement };
        let scenario = Scenario { bases: vec![change.clone()], ..Scenario::default() };
        assert!(!scenario.is_empty() && scenario.count() == 1);
        let (changed, clashes) = scenario.apply(&library);
        assert_eq!(clashes, []);
        let mut by_hand = library.clone();
        let policy = Arc::make_mut(by_hand.policies.get_mut(&change.policy).unwrap());
        policy.incentives.iter_mut().find(|one| one.id == change.incentive).unwrap().basis = Basis::Entitlement;
        assert_eq!(changed, by_hand);
        assert_eq!(scenario.apply(&changed).1, [Misfit::Basis(0, BasisClash::Stale(Basis::Entitlement))]);
        let text = write::record(&read::Document::Scenario(Arc::new(scenario.clone()))).unwrap();
        assert!(!text.contains("changes"), "{text}");
        let read = read::read_scenario(&File { name: "s.ron".into(), bytes: text.into_bytes() }).unwrap();
        assert_eq!(read, scenario);
        seen += 1;
    }
    assert!(seen > 5, "{seen} competitive incentives");
}

#[test]
fn a_basis_that_does_not_fit_is_told_where_it_stands() {
    let library = library();
    let line = |policy: &str, incentive: &str, old: &str, new: &str| {
        format!(r#"        (policy: "{policy}", incentive: "{incentive}", old: {old}, new: {new}),"#)
    };
    let checked = |bases: &str| -> Vec<Problem> {
        let file = rebased(bases);
        let scenario = read::read_scenario(&file).unwrap_or_else(|problem| panic!("{problem:?}"));
        check::scenario(&scenario, &library, &file.name, std::str::from_utf8(&file.bytes).unwrap())
    };
    let (law, own) = ("zhengzhou-2024-opinions", "yellow-river");
    let now = library.policies[&law.into()].incentive(&own.into()).unwrap().basis;
    assert_eq!(now, Basis::UpTo);
    assert_eq!(checked(&line(law, own, "UpTo", "Entitlement")), []);
    let told = |wrong: &str| {
        let found = checked(wrong);
        let [problem] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!(problem.at.line, 4, "{problem:?}");
        let before = wrong.chars().take(problem.at.column - 1).collect::<String>();
        for language in [Language::Chinese, Language::English] {
            let said = Words::new(language).problem(problem);
            assert!(!said.is_empty() && !said.contains("problem-"), "{said}");
        }
        (problem.what.clone(), before)
    };
    let (what, before) = told(&line("nowhere", own, "UpTo", "Entitlement"));
    assert!(matches!(what, ProblemKind::Dangling { .. }) && before.ends_with('('), "{what:?} after {before}");
    let (what, before) = told(&line(law, "nothing", "UpTo", "Entitlement"));
    let ProblemKind::UnknownName { allowed, .. } = &what else { panic!("{what:?}") };
    assert!(allowed.contains(&own.to_owned()) && before.ends_with("opinions\", "), "{allowed:?} after {before}");
    let (what, before) = told(&line(law, own, "Competitive", "Entitlement"));
    let stale = ProblemKind::StaleBasis { incentive: own.into(), old: Basis::Competitive, now };
    assert_eq!(what, stale);
    assert!(before.ends_with("river\", "), "{before}");
    let (what, before) = told(&line(law, own, "UpTo", "InKind"));
    assert_eq!(what, ProblemKind::BasisInKind);
    assert!(before.ends_with("UpTo, "), "{before}");
    // An unknown basis is refused with the list of those that there are.
    let wrong = line(law, own, "UpTo", "Formula");
    let problem = read::read_scenario(&rebased(&wrong)).unwrap_err();
    assert_eq!(problem.at.line, 4, "{problem:?}");
    let said = Words::new(Language::English).problem(&problem);
    assert!(
        ["Formula", "Entitlement", "UpTo", "Competitive", "CaseByCase"].iter().all(|one| said.contains(one)),
        "{said}"
    );
}

#[test]
fn an_assumed_amount_is_not_certain_on_any_basis() {
    let library = library();
    let (law, own) = ("zhengzhou-2024-opinions", "landmark-extra");
    let old = library.policies[&law.into()].incentive(&own.into()).unwrap().basis;
    let figure = FigureName::unpublished(&own.into());
    let assumed = Change { policy: law.into(), figure, old: None, new: Number::from(200_000) };
    for new in [Basis::Entitlement, Basis::UpTo, Basis::Competitive, Basis::CaseByCase] {
        let change = BasisChange { policy: law.into(), incentive: own.into(), old, new };
        let scenario = Scenario { changes: vec![assumed.clone()], bases: vec![change], ..Scenario::default() };
        let (changed, clashes) = scenario.apply(&library);
        assert_eq!(clashes, []);
        let basis = changed.policies[&law.into()].incentive(&own.into()).unwrap().basis;
        assert!(!matches!(basis, Basis::Entitlement | Basis::CaseByCase), "{basis:?}");
    }
}
