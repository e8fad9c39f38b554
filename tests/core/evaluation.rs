//! Single rules with single answers: the expected results and messages.

use backlot::data::read::{File, Layer, read, read_production};
use backlot::data::seeds;
use backlot::model::library::Library;
use backlot::model::text::Language;
use backlot::rules::assess::{Assessment, assess};
use backlot::rules::fraction::Fraction;
use backlot::rules::outcome::Outcome;
use backlot::words::Words;
use backlot::words::explain::Telling;
use jiff::civil::date;

const FACTS: &str = r#"Facts([
    (id: "m", label: (zh: "金额", en: "amount"), question: (zh: "？", en: "?"), kind: Money, topic: Work),
    (id: "n", label: (zh: "个数", en: "count"), question: (zh: "？", en: "?"), kind: Count(zh: "个", en: "pieces"), topic: Work, max: 900_000_000_000_000),
    (id: "p", label: (zh: "占比", en: "share"), question: (zh: "？", en: "?"), kind: Percent, topic: Work),
    (id: "y", label: (zh: "甲", en: "first"), question: (zh: "？", en: "?"), kind: YesNo, topic: Work),
    (id: "z", label: (zh: "乙", en: "second"), question: (zh: "？", en: "?"), kind: YesNo, topic: Work),
    (id: "each", label: (zh: "单项", en: "each"), question: (zh: "？", en: "?"), kind: Money, topic: Work),
    (id: "list", label: (zh: "清单", en: "list"), question: (zh: "？", en: "?"), kind: List(["each"]), topic: Work),
])"#;

fn given(policy: &str, production: &str) -> (Library, Assessment) {
    let policy = format!(
        r#"Policy(id: "p", place: "hainan", title: (zh: "p", en: "p"), issuer: (zh: "x", en: "x"), status: InForce,
        read: Whole, confidence: High, checked_on: "2026-11-22", sources: [(source: "datong-government-2025")], {policy})"#
    );
    let rates = r#"Rates([(id: "usd", from: "USD", to: "CNY", on: "2026-01-01", rate: 7, cites: [(source: "datong-government-2025")])])"#;
    let file = |name: &str, text: &str| File { name: name.to_owned(), bytes: text.to_owned().into_bytes() };
    let files = vec![file("facts.ron", FACTS), file("policy.ron", &policy), file("rates.ron", rates)];
    let loaded = read(&[seeds::layer(), Layer { files, problems: vec![] }]);
    assert_eq!(loaded.problems, vec![]);
    let production =
        read_production(&file("production.ron", &format!("Production(name: (zh: \"x\"), {production})"))).unwrap();
    let assessment = assess(&loaded.library, &production, &"hainan".into(), date(2026, 11, 22));
    (loaded.library, assessment)
}

/// An incentive of this amount.
fn pays(amount: &str) -> String {
    format!(
        r#"incentives: [(id: "i", name: (zh: "项", en: "item"), kind: Work, basis: Entitlement, amount: {amount}, cites: [(source: "datong-government-2025")])]"#
    )
}

fn check(amount: &str, answers: &str, floor: i64, ceiling: Option<i64>) {
    let (_, found) = given(&pays(amount), &format!("answers: {{{answers}}}"));
    assert_eq!((found.floor, found.ceiling), (floor.into(), ceiling.map(Fraction::from)), "{amount} with {answers}");
}

#[test]
fn lines_that_use_each_other_many_times_are_worked_out_once() {
    let lines: Vec<String> = (1..28)
        .map(|at| {
            format!(
                r#"(id: "l{at}", label: (zh: "{at}", en: "line {at}"), amount: Sum([Line("l{}"), Line("l{}")]))"#,
                at - 1,
                at - 1
            )
        })
        .collect();
    let policy = format!(
        r#"lines: [(id: "l0", label: (zh: "0", en: "line 0"), amount: Fact("m")), {}], {}"#,
        lines.join(", "),
        pays(r#"Line("l27")"#)
    );
    let (_, found) = given(&policy, r#"answers: {"m": 1}"#);
    assert_eq!(found.floor, Fraction::from(1 << 27));
}

#[test]
fn the_failure_of_an_alternative_names_only_what_fails() {
    let policy = pays("Fixed(1)")
        .replace("amount:", r#"when: Any([All([AtLeast(Fact("m"), Fixed(10)), Yes("z")]), Yes("y")]), amount:"#);
    let (library, found) = given(&policy, r#"answers: {"m": 100, "y": false, "z": false}"#);
    let words = Words::new(Language::English);
    let telling = Telling { words: &words, library: &library, currency: found.currency };
    let award = found.awards.iter().find(|award| award.policy.as_str() == "p").unwrap();
    assert_eq!(telling.reason(award), "One of these is needed: \"second\" is answered no or \"first\" is answered no");
}

#[test]
fn an_upper_end_that_does_not_fit_is_open_and_not_nought() {
    let amount = r#"Product([Fact("n"), Fact("n"), Fixed(1_000_000_000)])"#;
    check(amount, "", 0, None);
    check(amount, r#""n": 2"#, 4_000_000_000, Some(4_000_000_000));
}

#[test]
fn a_missing_list_is_not_answered_by_its_fields() {
    let amount = r#"ForEach(list: "list", gives: Fact("each"))"#;
    check(amount, r#""each": 0"#, 0, None);
    check(amount, r#""list": [{"each": 500}, {"each": 40}]"#, 540, Some(540));
    check(amount, r#""list": []"#, 0, Some(0));
}

#[test]
fn an_answer_above_the_largest_counts_as_missing() {
    let amount = r#"Product([Fact("p"), Fixed(1_000)])"#;
    check(amount, r#""p": "50%""#, 500, Some(500));
    check(amount, r#""p": "150%""#, 0, Some(1_000));
}

#[test]
fn a_band_never_turns_round() {
    check(r#"Between(least: Fact("m"), most: Fixed(50))"#, r#""m": 100"#, 50, Some(50));
}

#[test]
fn what_an_authority_has_set_counts_in_any_currency() {
    let policy = pays(r#"Between(least: Fixed(10), most: Fixed(100), decided: "m")"#);
    let (_, found) = given(&policy, r#"currency: "USD", answers: {"m": 5}"#);
    assert_eq!((found.floor, found.ceiling), (5.into(), Some(5.into())), "35 yuan are 5 dollars");
}

#[test]
fn trouble_with_the_cash_takes_nothing_from_the_award() {
    let policy = pays("Fixed(100)").replace("cites:", "payout: (after_months: 1_200), cites:");
    let (_, found) = given(&policy, r#"answers: {"discount_rate": "100%"}"#);
    assert_eq!(found.floor, Fraction::from(100));
}

#[test]
fn readings_that_contradict_each_other_are_both_told() {
    let policy = pays(
        r#"Contested([(gives: Fixed(20), cites: [(source: "datong-government-2025", at: "第一段/paragraph 1")]),
            (gives: Fixed(30), cites: [(source: "datong-government-2025", at: "第二段/paragraph 2")])])"#,
    );
    let (library, found) = given(&policy, "answers: {}");
    assert_eq!((found.floor, found.ceiling), (20.into(), Some(30.into())));
    let award = found.awards.iter().find(|award| award.policy.as_str() == "p").unwrap();
    assert!(matches!(award.outcome, Outcome::Conflict { .. }));
    for (language, first, second) in
        [(Language::English, "paragraph 1", "paragraph 2"), (Language::Chinese, "第一段", "第二段")]
    {
        let words = Words::new(language);
        let telling = Telling { words: &words, library: &library, currency: found.currency };
        let said = telling.reason(award);
        assert!(said.contains(first) && said.contains(second), "{said}");
    }
}

#[test]
fn a_cap_that_is_met_exactly_is_not_below_it() {
    let (library, found) = given(&pays(r#"AtMost(cap: Fixed(100), of: Fact("m"))"#), r#"answers: {"m": 100}"#);
    let words = Words::new(Language::English);
    let telling = Telling { words: &words, library: &library, currency: found.currency };
    let award = found.awards.iter().find(|award| award.policy.as_str() == "p").unwrap();
    assert_eq!(telling.reason(award), "Amount CNY 100, exactly the cap of CNY 100");
}
