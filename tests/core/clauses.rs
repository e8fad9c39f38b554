//! The effect of each changed clause of a policy in money, and actual payments.

use std::sync::Arc;

use backlot::data::read::{File, Layer, read};
use backlot::data::seeds;
use backlot::model::figures::{Part, Role};
use backlot::model::id::PolicyId;
use backlot::model::library::Library;
use backlot::model::number::Number;
use backlot::model::policy::Policy;
use backlot::model::portfolio::{Mix, Portfolio};
use backlot::model::text::Language;
use backlot::rules::assess::assess;
use backlot::rules::fraction::Fraction;
use backlot::rules::value::Range;
use backlot::study::differences::{Clauses, Many, clauses, editions, money_in};
use backlot::study::paid::{odds, record};
use backlot::study::portfolio::Drawn;
use backlot::words::Words;
use backlot::words::differences::Sides;
use jiff::civil::{Date, date};
use rust_decimal::Decimal;

const DAY: Date = date(2026, 11, 25);

fn built_in() -> Library {
    read(&[seeds::layer()]).library
}

fn with(library: &Library, policy: Policy) -> Library {
    let mut changed = library.clone();
    changed.policies.insert(policy.id.clone(), Arc::new(policy));
    changed
}

/// The same policy with some of its amounts doubled.
fn doubled(policy: &Policy, which: impl Fn(usize) -> bool) -> Policy {
    let mut changed = policy.clone();
    for (at, figure) in policy.figures().into_iter().enumerate() {
        let amount = matches!(figure.role, Role::Amount | Role::Cap);
        if amount && !figure.is_share && which(at) && matches!(figure.part, Part::Incentive(_)) {
            changed = changed.with_figure(at, Number(figure.value.0 * Decimal::TWO));
        }
    }
    changed
}

fn told(library: &Library, policy: Policy) -> Clauses {
    let id = policy.id.clone();
    clauses(library, &with(library, policy), &id, None, DAY).expect("both editions are there")
}

#[test]
fn one_changed_clause_means_what_the_whole_change_means() {
    let library = built_in();
    let (mut moved, mut several) = (0, 0);
    for policy in library.policies.values() {
        let Some(first) = policy.incentives.iter().find(|one| one.amount.is_some()).map(|one| one.id.clone()) else {
            continue;
        };
        let part = Part::Incentive(first);
        let of_first = |at: usize| policy.figures().get(at).is_some_and(|figure| figure.part == part);
        let one = told(&library, doubled(policy, of_first));
        if let [clause] = one.clauses.as_slice() {
            assert_eq!((clause.part.as_ref(), &clause.money), (Some(&part), &one.together), "{}", policy.id);
            moved += usize::from(!clause.money.is_empty());
        }
        // If all of them change, each clause is still reported separately.
        let all = doubled(policy, |_| true);
        let both = told(&library, all.clone());
        let places = [policy.place.clone()];
        assert_eq!(both.together, money_in(&library, &with(&library, all), &places, DAY), "{}", policy.id);
        if let Some(same) = both.clauses.iter().find(|clause| clause.part.as_ref() == Some(&part)) {
            assert_eq!(same.money, one.together, "{}", policy.id);
        }
        several += usize::from(both.clauses.len() > 1);
    }
    assert!(moved > 15 && several > 15, "{moved} moved, {several} with several clauses");
}

/// The effect of a clause on a portfolio is that of calculating every production of it by hand, before and after.
#[test]
fn a_clause_is_calculated_on_a_portfolio_production_by_production() {
    let library = built_in();
    let policy = library.policies.get(&PolicyId::from("datong-2025")).unwrap();
    let changed = with(&library, doubled(policy, |_| true));
    let mix = library.productions.keys().zip([3, 1, 4, 1, 5, 9, 2, 6]);
    let mix = mix.map(|(name, count)| Mix { production: name.clone(), count, company: None }).collect();
    let portfolio = Portfolio { mix, ..Portfolio::default() };
    let drawn = Arc::new(Drawn::of(&library, &portfolio));
    let many = Many { drawn: Arc::clone(&drawn), place: Some("zhengzhou".into()) };
    let found = clauses(&library, &changed, &policy.id, Some(&many), DAY).unwrap();
    // The policy does not apply in Zhengzhou, so its own place counts.
    let place = policy.place.clone();
    let by_hand = |library: &Library| -> Vec<(Fraction, Fraction)> {
        let each = drawn.productions.iter().map(|one| assess(library, one, &place, DAY));
        each.map(|one| (one.floor, one.ceiling.unwrap_or(one.settled))).collect()
    };
    let sum = |all: &[(Fraction, Fraction)]| {
        let times = |amount: Fraction, count: &u64| amount.times(Fraction::of((*count).into())).unwrap();
        let low = Fraction::total(all.iter().zip(&drawn.counts).map(|((low, _), count)| times(*low, count)));
        let high = Fraction::total(all.iter().zip(&drawn.counts).map(|((_, high), count)| times(*high, count)));
        (low, Some(high))
    };
    let mut moved = 0;
    let (before, after) = (by_hand(&library), by_hand(&changed));
    let toll = found.toll.clone().unwrap();
    let told = |range: Range| (range.low, range.high);
    assert_eq!((toll.place.as_str(), toll.productions), ("datong", 31));
    assert_eq!((told(toll.total.before), told(toll.total.after)), (sum(&before), sum(&after)));
    let gain = before.iter().zip(&after).zip(&drawn.counts).filter(|((was, is), _)| is > was).map(|(_, count)| count);
    assert_eq!((toll.winners, toll.losers), (gain.sum(), 0));
    for clause in &found.clauses {
        let toll = clause.toll.as_ref().unwrap();
        assert_eq!(told(toll.total.before), sum(&before), "each clause is compared with current law");
        moved += usize::from(toll.total.before != toll.total.after);
        assert_eq!(toll.total.before == toll.total.after, clause.money.is_empty());
    }
    assert!(moved > 0, "no clause costs anything");
    let words = Words::new(Language::English);
    let line = words.clause_toll(&library, &toll);
    assert!(line.starts_with("Portfolio in Datong, 31 productions: ") && line.contains(" gain, 0 lose"), "{line}");
}

#[test]
fn editions_are_told_as_if_both_were_in_force() {
    let library = built_in();
    let (old, new) = (PolicyId::from("xiamen-ftz-2024"), PolicyId::from("xiamen-ftz-2025"));
    let found = editions(&library, &old, &new, None, DAY).unwrap();
    assert_eq!((&found.before.id, &found.after.id), (&old, &new));
    assert!(!found.clauses.is_empty() && found.clauses.iter().all(|clause| clause.part.is_some()));
    // An edition has no differences from itself.
    let mut twin = (*library.policies[&new]).clone();
    twin.id = "twin".into();
    let same = editions(&with(&library, twin), &new, &"twin".into(), None, DAY).unwrap();
    assert_eq!((same.clauses.len(), same.together.len()), (0, 0));
    assert!(editions(&library, &old, &"nowhere".into(), None, DAY).is_none());
}

#[test]
fn a_clause_is_said_with_its_figures_and_its_money() {
    let library = built_in();
    let policy = library.policies[&PolicyId::from("datong-2025")].clone();
    let after = with(&library, doubled(&policy, |_| true));
    let found = clauses(&library, &after, &policy.id, None, DAY).unwrap();
    let sides = Sides { before: &library, after: &after };
    for language in [Language::Chinese, Language::English] {
        let words = Words::new(language);
        let said: Vec<String> = found
            .clauses
            .iter()
            .flat_map(|clause| {
                let (name, lines) = words.clause(sides, &found, clause);
                let money = clause.money.iter().map(|money| words.clause_money(&after, money));
                std::iter::once(name).chain(lines).chain(money).collect::<Vec<_>>()
            })
            .collect();
        assert!(said.iter().any(|line| line.contains('→')), "{said:?}");
        assert!(found.clauses.iter().any(|clause| !clause.money.is_empty()));
    }
}

fn payments(text: &str) -> Library {
    let files = vec![File { name: "made.ron".into(), bytes: text.as_bytes().to_vec() }];
    let loaded = read(&[seeds::layer(), Layer { files, problems: vec![] }]);
    assert!(loaded.problems.iter().all(|problem| !problem.at.file.contains("made")), "{:?}", loaded.problems);
    loaded.library
}

#[test]
fn payments_are_averaged_counted_and_timed() {
    let library = payments(
        r#"Payments([
            (id: "a", policy: "datong-2025", incentive: "vertical-revenue", to: (zh: "甲", en: "A"), amount: 100_000,
             stage: Paid, on: "2026-03-01", applied_on: "2026-01-30", cites: [(source: "datong-government-2025")]),
            (id: "b", policy: "datong-2025", incentive: "vertical-revenue", to: (zh: "乙", en: "B"), amount: 50_000, count: 2,
             stage: Announced, on: "2026-05", applied_on: "2026-01-30", cites: [(source: "datong-government-2025")]),
            (id: "c", policy: "datong-2025", to: (zh: "丙", en: "C"), amount: 30_000,
             stage: Paid, on: "2026-02-01", cites: [(source: "datong-government-2025")]),
        ])"#,
    );
    let policy = PolicyId::from("datong-2025");
    let of = |incentive: Option<&str>| record(&library, &policy, incentive.map(Into::into).as_ref()).unwrap();
    let vertical = of(Some("vertical-revenue"));
    assert_eq!((vertical.recipients, vertical.paid, vertical.by_incentive), (3, 1, true));
    assert_eq!(vertical.mean.exact_text(), "200000/3");
    assert_eq!(vertical.days, [30], "a month alone says no day");
    // If the notice names no clause, the result of the policy is returned and marked as such.
    let horizontal = of(Some("horizontal-revenue"));
    assert_eq!((horizontal.recipients, horizontal.by_incentive), (1, false));
    let whole = of(None);
    assert_eq!((whole.recipients, whole.last.to_string()), (4, "2026-05".to_owned()));
}

#[test]
fn what_is_published_is_told_with_how_many_there_are_and_never_more() {
    let library = built_in();
    let policy = |id: &str| library.policies[&PolicyId::from(id)].clone();
    for (language, few, none) in
        [(Language::Chinese, "n = 1", "未见公示"), (Language::English, "n = 1", "No published")]
    {
        let words = Words::new(language);
        let wangcheng = policy("wangcheng-2025");
        let said = words.paid(&library, &wangcheng, Some(&wangcheng.incentives[0].id)).join("\n");
        assert!(said.contains(few) && said.contains("20"), "{said}");
        let datong = policy("datong-2025");
        let said = words.paid(&library, &datong, Some(&datong.incentives[0].id)).join("\n");
        assert!(said.contains(none), "{said}");
        let wuxi = policy("wuxi-2019-culture");
        let said = words.paid(&library, &wuxi, Some(&"above-scale".into())).join("\n");
        assert!(said.contains("18") && !said.contains("n = 18"), "{said}");
        // In one line, the number is always there.
        let short = words.paid_short(&library, &wangcheng, Some(&wangcheng.incentives[0].id));
        assert!(short.contains("n = 1") && short.contains("20"), "{short}");
        let short = words.paid_short(&library, &wuxi, Some(&"above-scale".into()));
        assert!(short.contains("n = 18"), "{short}");
        let short = words.paid_short(&library, &policy("guangxi-2025-call"), None);
        assert!(short.contains("35") && short.contains("320"), "{short}");
        let short = words.paid_short(&library, &datong, Some(&datong.incentives[0].id));
        assert!(short == "no payment was published" || short == "未见兑付记录", "{short}");
    }
    let guangxi = odds(&library, &"guangxi-2025-call".into()).unwrap();
    assert_eq!((guangxi.applied, guangxi.granted), (320, 35), "parts of a call are not added to it");
}
