//! How awards add up: the best combination that breaks no rule, and the reasons that exclude the others.

use backlot::data::read::{File, Layer, read};
use backlot::data::seeds;
use backlot::model::library::Library;
use backlot::model::production::Production;
use backlot::model::text::Language;
use backlot::rules::assess::{Assessment, assess};
use backlot::rules::fraction::Fraction;
use backlot::rules::outcome::{Award, Outcome};
use backlot::rules::stack::{Block, Blocker};
use backlot::words::Words;
use backlot::words::explain::Telling;
use jiff::civil::{Date, date};
use proptest::prelude::*;

const TODAY: Date = date(2026, 11, 22);

/// A policy with incentives of fixed amounts.
fn policy(id: &str, place: &str, incentives: &[(&str, &str, &str)], stacking: &str) -> String {
    let lines: Vec<String> = incentives
        .iter()
        .map(|(id, basis, amount)| {
            format!(
                r#"(id: "{id}", name: (zh: "{id}", en: "{id}"), kind: Work, basis: {basis}, amount: {amount}, cites: [(source: "datong-government-2025")])"#
            )
        })
        .collect();
    format!(
        r#"Policy(id: "{id}", place: "{place}", title: (zh: "{id}", en: "{id}"), issuer: (zh: "x", en: "x"),
        status: InForce, read: Whole, confidence: High, checked_on: "2026-11-22", sources: [(source: "datong-government-2025")],
        stacking: ({stacking}), incentives: [{}])"#,
        lines.join(",")
    )
}

/// The built-in library with only these policies.
fn library(policies: &[String]) -> Library {
    let files = policies
        .iter()
        .enumerate()
        .map(|(at, text)| File { name: format!("{at}.ron"), bytes: text.clone().into_bytes() })
        .collect();
    let mut built_in = seeds::layer();
    // Judgements and payments refer to policies.
    let kept = |name: &str| {
        !name.contains("/policies/") && !name.ends_with("/judgements.ron") && !name.ends_with("/payments.ron")
    };
    built_in.files.retain(|file| kept(&file.name));
    let loaded = read(&[built_in, Layer { files, problems: vec![] }]);
    let errors: Vec<_> =
        loaded.problems.iter().filter(|problem| problem.severity == backlot::data::problem::Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    loaded.library
}

fn given(policies: &[String], production: &str) -> (Library, Assessment) {
    let library = library(policies);
    let text = format!(r#"Production(name: (zh: "x"), answers: {{{production}}})"#);
    let production: Production =
        backlot::data::read::read_production(&File { name: String::new(), bytes: text.into() }).unwrap();
    let assessment = assess(&library, &production, &"datong".into(), TODAY);
    (library, assessment)
}

fn check(policies: &[String], floor: i64, ceiling: i64) -> Assessment {
    let (_, assessment) = given(policies, "");
    let found = (assessment.floor, assessment.ceiling);
    assert_eq!(found, (Fraction::from(floor), Some(Fraction::from(ceiling))));
    assessment
}

const SURE: &str = "Entitlement";
const MAYBE: &str = "UpTo";

#[test]
fn a_known_sum_is_certain_and_an_unknown_one_is_only_possible() {
    let awards = [("a", SURE, "Fixed(3)"), ("b", SURE, "Fixed(5)")];
    check(&[policy("p", "datong", &awards, "rule: Sum")], 8, 8);
    check(&[policy("p", "datong", &awards, "")], 5, 8);
    check(&[policy("p", "datong", &awards, "rule: Highest")], 5, 5);
}

#[test]
fn two_that_add_up_beat_one_that_excludes_both() {
    let awards = [("a", SURE, "Fixed(5)"), ("b", SURE, "Fixed(3)"), ("c", SURE, "Fixed(3)")];
    let stacking = r#"rule: Sum, relations: [Excludes(incentive: "a", others: ["b", "c"],
        cites: [(source: "datong-government-2025", at: "第九条/article 9")])]"#;
    let (library, assessment) = given(&[policy("p", "datong", &awards, stacking)], "");
    assert_eq!(assessment.floor, Fraction::from(6));
    let [left] = assessment.certain.left.as_slice() else { panic!("{:?}", assessment.certain) };
    assert_eq!(assessment.awards[left.award].incentive.as_str(), "a");
    assert_eq!(left.instead, Some(Fraction::from(5)), "with it, only itself");
    let Blocker::Excluded { rule, cites, .. } = &left.because else { panic!("{left:?}") };
    assert_eq!(*rule, Block::Excludes);
    assert_eq!(cites[0].at, "第九条/article 9");
    let words = Words::new(Language::English);
    let telling = Telling { words: &words, library: &library, currency: assessment.currency };
    let said = telling.left(&assessment, left);
    assert_eq!(said, "A (CNY 5) is not combined with B: one excludes the other; with it, the best would be CNY 5");
}

#[test]
fn overlapping_groups_do_not_depend_on_their_order() {
    // Of a and b the higher, and of b and c the higher. Both rules apply, so a and c are taken.
    let awards = [("a", SURE, "Fixed(4)"), ("b", SURE, "Fixed(5)"), ("c", SURE, "Fixed(4)")];
    let one = r#"(label: (zh: "一", en: "one"), members: ["a", "b"], rule: Highest)"#;
    let two = r#"(label: (zh: "二", en: "two"), members: ["b", "c"], rule: Highest)"#;
    for groups in [format!("{one}, {two}"), format!("{two}, {one}")] {
        check(&[policy("p", "datong", &awards, &format!("rule: Sum, groups: [{groups}]"))], 8, 8);
    }
}

#[test]
fn the_smallest_group_that_holds_two_awards_decides_between_them() {
    let awards = [("a", SURE, "Fixed(4)"), ("b", SURE, "Fixed(5)"), ("c", SURE, "Fixed(7)")];
    let groups = r#"groups: [
        (label: (zh: "内", en: "inner"), members: ["a", "b"], rule: Sum),
        (label: (zh: "外", en: "outer"), members: ["a", "b", "c"], rule: Highest)]"#;
    check(&[policy("p", "datong", &awards, groups)], 9, 9);
}

#[test]
fn an_award_that_needs_another_goes_with_it() {
    let needs = r#"rule: Sum, relations: [Requires(incentive: "a", any_of: ["b"])]"#;
    let awards = |basis, amount| [("a", SURE, "Fixed(10)"), ("b", basis, amount)];
    check(&[policy("p", "datong", &awards(SURE, "Fixed(1)"), needs)], 11, 11);
    // The required award is not certain, so the one that requires it is not certain either.
    check(&[policy("p", "datong", &awards(MAYBE, "Fixed(1)"), needs)], 0, 11);
    // Help in kind can be required, and pays nothing itself.
    check(&[policy("p", "datong", &awards("InKind", "Fixed(1)"), needs)], 0, 10);
    let never = [("a", SURE, "Fixed(10)"), ("b", SURE, "Fixed(0)")];
    let assessment = check(&[policy("p", "datong", &never, needs)], 0, 0);
    assert!(matches!(&assessment.possible.left[0].because, Blocker::Needs { any_of, .. } if any_of == &[1]));
}

#[test]
fn awards_that_need_each_other_in_a_ring_are_no_hang() {
    let awards = [("a", SURE, "Fixed(1)"), ("b", SURE, "Fixed(2)"), ("c", SURE, "Fixed(4)")];
    let ring = r#"rule: Sum, relations: [Requires(incentive: "a", any_of: ["b"]),
        Requires(incentive: "b", any_of: ["a"]), Excludes(incentive: "c", others: ["c", "a"])]"#;
    check(&[policy("p", "datong", &awards, ring)], 4, 4);
}

#[test]
fn levels_of_government_add_up_only_where_a_clause_says_so() {
    let city = |stacking: &str| policy("city", "datong", &[("a", SURE, "Fixed(5)")], stacking);
    let province = || policy("province", "shanxi", &[("b", SURE, "Fixed(7)")], "");
    check(&[city(""), province()], 7, 12);
    let together = r#"groups: [(label: (zh: "合计", en: "together"), members: ["a", "province/*"], rule: Sum)]"#;
    check(&[city(together), province()], 12, 12);
    let highest = r#"groups: [(label: (zh: "从高", en: "highest"), members: ["*"], rule: Highest)]"#;
    let assessment = check(&[city(highest), province()], 7, 7);
    assert!(matches!(&assessment.possible.left[0].because, Blocker::Excluded { rule: Block::Rule(_), .. }));
    let assessment = check(&[city(""), province()], 7, 12);
    let [left] = assessment.certain.left.as_slice() else { panic!() };
    assert!(matches!(&left.because, Blocker::Excluded { rule: Block::NotStated, .. }));
}

#[test]
fn public_aid_is_at_most_half_the_budget_less_other_aid() {
    let awards = [("a", SURE, "Fixed(400_000)"), ("b", SURE, "Fixed(300_000)")];
    let cap = r#"rule: Sum, groups: [(label: (zh: "公共资助", en: "public aid"), members: ["*"],
        rule: SumUpTo(Difference(from: Share(rate: "50%", of: Fact("total_budget")), less: Fact("nrta_quality_grant"))))]"#;
    let policies = [policy("p", "datong", &awards, cap)];
    let (_, assessment) = given(&policies, r#""total_budget": 1_000_000, "nrta_quality_grant": 100_000"#);
    assert_eq!((assessment.floor, assessment.ceiling), (400_000.into(), Some(400_000.into())));
    assert!(matches!(&assessment.possible.left[0].because, Blocker::Capped { .. }));
    assert_eq!(assessment.possible.left[0].instead, Some(400_000.into()));
    // Without the budget, the cap is a question and nothing is certain.
    let (_, open) = given(&policies, r#""nrta_quality_grant": 100_000"#);
    assert_eq!((open.floor, open.ceiling), (Fraction::ZERO, Some(700_000.into())));
    assert_eq!(open.questions[0].fact.as_str(), "total_budget");
    assert_eq!(open.questions[0].weight, Some(700_000.into()));
}

#[test]
fn caps_that_overlap_leave_the_most_that_is_lawful() {
    let awards = [("a", SURE, "Fixed(4)"), ("b", SURE, "Fixed(4)"), ("c", SURE, "Fixed(4)")];
    let caps = r#"rule: Sum, groups: [
        (label: (zh: "一", en: "one"), members: ["a", "b"], rule: SumUpTo(Fixed(5))),
        (label: (zh: "二", en: "two"), members: ["b", "c"], rule: SumUpTo(Fixed(4)))]"#;
    let assessment = check(&[policy("p", "datong", &awards, caps)], 8, 8);
    assert!(!assessment.reductions.is_empty());
}

#[test]
fn a_top_up_follows_the_award_it_tops_up() {
    let province =
        || policy("province", "shanxi", &[("b", SURE, r#"Share(rate: "10%", of: Fact("local_spend"))"#)], "");
    let stacking = r#"groups: [(label: (zh: "合计", en: "together"), members: ["top-up", "province/b"], rule: Sum)]"#;
    let top_up = r#"AtMost(cap: Fixed(15_000), of: Share(rate: "20%", of: Award("province/b")))"#;
    let city = policy("city", "datong", &[("top-up", SURE, top_up)], stacking);
    let (_, assessment) = given(&[city.clone(), province()], r#""local_spend": 500_000"#);
    assert_eq!(assessment.floor, Fraction::from(60_000));
    let (_, capped) = given(&[city, province()], r#""local_spend": 5_000_000"#);
    assert_eq!(capped.floor, Fraction::from(515_000));
}

#[test]
fn nothing_is_its_own_condition() {
    let awards = [("base", SURE, "Fixed(0)"), ("bonus", SURE, "Fixed(7)")];
    let needs = r#"rule: Sum, relations: [Requires(incentive: "bonus", any_of: ["p/*"])]"#;
    check(&[policy("p", "datong", &awards, needs)], 0, 0);
}

#[test]
fn what_is_needed_must_be_lawful_beside_it() {
    let awards = [("a", SURE, "Fixed(10)"), ("b", SURE, "Fixed(1)"), ("c", SURE, "Fixed(20)")];
    let rules =
        r#"rule: Sum, relations: [Requires(incentive: "a", any_of: ["b"]), Excludes(incentive: "b", others: ["c"])]"#;
    let assessment = check(&[policy("p", "datong", &awards, rules)], 20, 20);
    let a = assessment.possible.left.iter().find(|left| left.award == 0).unwrap();
    assert_eq!(a.instead, Some(11.into()), "with what it needs, and without what excludes that");
}

#[test]
fn help_in_kind_whose_conditions_fail_meets_no_need() {
    let mut text = policy(
        "p",
        "datong",
        &[("a", SURE, "Fixed(100)"), ("k", "InKind", "Fixed(0)")],
        r#"rule: Sum, relations: [Requires(incentive: "a", any_of: ["k"])]"#,
    );
    text = text.replace("basis: InKind,", "basis: InKind, when: Yes(\"is_online\"),");
    let (_, refused) = given(std::slice::from_ref(&text), r#""is_online": false"#);
    assert_eq!(refused.ceiling, Some(Fraction::ZERO));
    let (_, met) = given(&[text], r#""is_online": true"#);
    assert_eq!((met.floor, met.ceiling), (Fraction::ZERO, Some(100.into())));
}

#[test]
fn what_needs_an_open_answer_is_not_settled() {
    let text = policy(
        "p",
        "datong",
        &[("a", MAYBE, "Fixed(100)"), ("b", SURE, "Fixed(5)")],
        r#"rule: Sum, relations: [Requires(incentive: "a", any_of: ["b"])]"#,
    );
    let text = text.replace("basis: Entitlement,", "basis: Entitlement, when: Yes(\"is_online\"),");
    let (_, open) = given(&[text], "");
    assert_eq!((open.settled, open.ceiling), (Fraction::ZERO, Some(105.into())));
}

#[test]
fn a_group_of_one_knows_that_its_need_is_met_outside() {
    let rules = r#"rule: Sum, relations: [Requires(incentive: "a", any_of: ["b"])],
        groups: [(label: (zh: "甲", en: "only a"), members: ["a"], rule: SumUpTo(Fixed(200)))]"#;
    let awards = [("a", SURE, "Fixed(100)"), ("b", SURE, "Fixed(30)")];
    let assessment = check(&[policy("p", "datong", &awards, rules)], 130, 130);
    assert_eq!(assessment.reductions, vec![], "nothing was taken away");
}

#[test]
fn a_rule_does_not_change_with_policies_that_have_nothing_to_do_with_it() {
    let awards = [("a", SURE, "Fixed(3)"), ("b", SURE, "Fixed(5)")];
    let wide = r#"rule: Sum, groups: [(label: (zh: "全部", en: "all"), members: ["*"], rule: Highest)]"#;
    let alone = check(&[policy("p", "datong", &awards, wide)], 8, 8);
    let beside = [policy("p", "datong", &awards, wide), policy("q", "datong", &[("c", SURE, "Fixed(1)")], "")];
    let (_, beside) = given(&beside, "");
    assert_eq!(alone.certain.total, Some(8.into()));
    assert_eq!(beside.floor, Fraction::from(8), "a and b still add up, and c excludes both");
    // They are named individually, so the group applies to them in every place it reaches.
    let named =
        r#"rule: Sum, groups: [(label: (zh: "从高", en: "highest"), members: ["a", "b", "q/c"], rule: Highest)]"#;
    let policies = [policy("p", "datong", &awards, named), policy("q", "datong", &[("c", SURE, "Fixed(1)")], "")];
    check(&policies, 5, 5);
}

#[test]
fn many_small_rings_of_exclusions_under_a_wide_cap_are_each_solved() {
    let names: Vec<String> = (0..40).map(|at| format!("a{at}")).collect();
    let awards: Vec<(&str, &str, &str)> = names.iter().map(|name| (name.as_str(), SURE, "Fixed(10)")).collect();
    let ring = |of: usize| {
        let pair =
            |at: usize| format!(r#"Excludes(incentive: "a{}", others: ["a{}"])"#, of * 5 + at, of * 5 + (at + 1) % 5);
        (0..5).map(pair).collect::<Vec<_>>().join(", ")
    };
    let relations = (0..8).map(ring).collect::<Vec<_>>().join(", ");
    let rules = format!("rule: SumUpTo(Fixed(1_000_000)), relations: [{relations}]");
    let assessment = check(&[policy("p", "datong", &awards, &rules)], 160, 160);
    assert!(!assessment.possible.truncated);
}

#[test]
fn a_cap_alone_does_not_make_its_members_add_up() {
    let awards = [("a", SURE, "Fixed(4)"), ("b", SURE, "Fixed(5)")];
    let cap = r#"groups: [(label: (zh: "合计", en: "together"), members: ["*"], rule: AtMost(Fixed(7)))]"#;
    // It is not known whether they add up: the higher is certain, and the sum up to the cap is possible.
    check(&[policy("p", "datong", &awards, cap)], 5, 7);
    check(&[policy("p", "datong", &awards, &format!("rule: Highest, {cap}"))], 5, 5);
    check(&[policy("p", "datong", &awards, &format!("rule: Sum, {cap}"))], 7, 7);
}

#[test]
fn what_a_policy_says_of_its_own_holds_against_a_wider_group() {
    let province = policy("province", "shanxi", &[("x", SURE, "Fixed(3)"), ("y", SURE, "Fixed(2)")], "rule: Highest");
    let together = r#"groups: [(label: (zh: "合计", en: "together"), members: ["a", "province/*"], rule: Sum)]"#;
    let city = policy("city", "datong", &[("a", SURE, "Fixed(10)")], together);
    check(&[city, province], 13, 13);
}

fn kind() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("Sum".to_owned()),
        Just("Highest".to_owned()),
        Just("Unknown".to_owned()),
        (0..40_i64).prop_map(|cap| format!("SumUpTo(Fixed({cap}))")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// With any rules: no cap is exceeded, the floor is not above the ceiling, no combination contains two awards of a
    /// group of which only the highest is paid, the order of records has no effect, and what is settled is what a search
    /// finds.
    #[test]
    fn stacking_keeps_every_rule_and_knows_no_order(
        amounts in proptest::collection::vec((0..20_i64, any::<bool>()), 2..6),
        rule in kind(),
        groups in proptest::collection::vec((proptest::collection::vec(any::<bool>(), 6), kind()), 0..4),
        excludes in proptest::collection::vec((0..6_usize, 0..6_usize), 0..3),
    ) {
        let names = ["a", "b", "c", "d", "e", "f"];
        let awards: Vec<(String, &str, String)> = amounts
            .iter()
            .enumerate()
            .map(|(at, (amount, sure))| (names[at].to_owned(), if *sure { SURE } else { MAYBE }, format!("Fixed({amount})")))
            .collect();
        let size = awards.len();
        let members = |of: &[bool]| -> Vec<&str> { (0..size).filter(|&at| of[at]).map(|at| names[at]).collect() };
        let written: Vec<String> = groups
            .iter()
            .filter(|(of, _)| members(of).len() > 1)
            .map(|(of, rule)| {
                let list: Vec<String> = members(of).iter().map(|name| format!("\"{name}\"")).collect();
                format!(r#"(label: (zh: "组", en: "group"), members: [{}], rule: {rule})"#, list.join(", "))
            })
            .collect();
        let relations: Vec<String> = excludes
            .iter()
            .filter(|(a, b)| a != b && *a < size && *b < size)
            .map(|(a, b)| format!(r#"Excludes(incentive: "{}", others: ["{}"])"#, names[*a], names[*b]))
            .collect();
        let build = |backwards: bool| {
            let mut awards: Vec<(&str, &str, &str)> =
                awards.iter().map(|(id, basis, amount)| (id.as_str(), *basis, amount.as_str())).collect();
            let (mut written, mut relations) = (written.clone(), relations.clone());
            if backwards {
                awards.reverse();
                written.reverse();
                relations.reverse();
            }
            let stacking = format!("rule: {rule}, groups: [{}], relations: [{}]", written.join(", "), relations.join(", "));
            policy("p", "datong", &awards, &stacking)
        };
        let (_, forth) = given(&[build(false)], "");
        let (_, back) = given(&[build(true)], "");
        // Where no answer is missing, what is settled is all that is possible, which saves a search. One more award
        // that needs an answer makes the search run.
        let open = policy("q", "datong", &[("z", MAYBE, "Fixed(1)")], "");
        let open = open.replace("basis: UpTo,", "basis: UpTo, when: Yes(\"is_online\"),");
        let (_, searched) = given(&[build(false), open], "");
        let is_open = |award: &Award| matches!(award.outcome, Outcome::NeedsAnswer { .. });
        prop_assert!(searched.awards.iter().any(|award| is_open(award)));
        prop_assert_eq!(forth.settled, searched.settled);
        prop_assert_eq!((forth.floor, forth.ceiling), (back.floor, back.ceiling));
        prop_assert!(Some(forth.floor) <= forth.ceiling);
        for combination in [&forth.certain, &forth.possible] {
            let paid = |name: &str| {
                let taken = combination.taken.iter().find(|(at, _)| forth.awards[*at].incentive.as_str() == name);
                taken.and_then(|(_, amount)| *amount)
            };
            for (of, rule) in groups.iter().filter(|(of, _)| members(of).len() > 1) {
                let inside: Vec<Fraction> = members(of).into_iter().filter_map(paid).collect();
                if let Some(cap) = rule.strip_prefix("SumUpTo(Fixed(") {
                    let cap: i64 = cap.trim_end_matches(')').parse().unwrap();
                    prop_assert!(Fraction::total(inside) <= Fraction::from(cap));
                }
            }
            for (a, b) in excludes.iter().filter(|(a, b)| a != b && *a < size && *b < size) {
                prop_assert!(paid(names[*a]).is_none() || paid(names[*b]).is_none());
            }
            let total = Fraction::total(combination.taken.iter().filter_map(|(_, amount)| *amount));
            prop_assert_eq!(Some(total), combination.total);
        }
    }
}
