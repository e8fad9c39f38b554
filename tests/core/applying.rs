//! Applications, payment, gates, caps that are not awards, withdrawn items, evidence: the expected results.

use backlot::data::lint::lint;
use backlot::data::read::{File, Layer, read, read_production};
use backlot::data::seeds;
use backlot::model::id::PolicyId;
use backlot::model::library::Library;
use backlot::model::policy::Status;
use backlot::model::text::Language;
use backlot::report::json;
use backlot::report::plan::Plan;
use backlot::report::{Brief, Format, Known, make};
use backlot::rules::assess::{Assessment, assess};
use backlot::rules::fraction::Fraction;
use backlot::rules::outcome::{Outcome, Unpriced};
use backlot::rules::value::Truth;
use backlot::study::evidence::{Evidence, official_only, second_hand};
use backlot::words::Words;
use backlot::words::number::Scale;
use jiff::civil::{Date, date};

const DAY: Date = date(2026, 11, 22);

const FACTS: &str = r#"Facts([
    (id: "m", label: (zh: "金额", en: "amount"), question: (zh: "？", en: "?"), kind: Money, topic: Work),
    (id: "y", label: (zh: "旧证", en: "old paper"), question: (zh: "？", en: "?"), kind: YesNo, topic: Work),
    (id: "z", label: (zh: "新证", en: "new paper"), question: (zh: "？", en: "?"), kind: YesNo, topic: Work),
])"#;

const SOURCES: &str = r#"Sources([
    (id: "official", title: (zh: "官", en: "official"), publisher: (zh: "官", en: "o"), grade: Official, checked_on: "2026-11-22"),
    (id: "copy", title: (zh: "抄", en: "copy"), publisher: (zh: "抄", en: "c"), grade: Official, unofficial_copy: true, checked_on: "2026-11-22"),
    (id: "paper", title: (zh: "报", en: "paper"), publisher: (zh: "报", en: "p"), grade: News, checked_on: "2026-11-22"),
    (id: "rumour", title: (zh: "传", en: "rumour"), publisher: (zh: "传", en: "r"), grade: ThirdHand, checked_on: "2026-11-22"),
])"#;

fn library(policy: &str) -> Library {
    let file = |name: &str, text: &str| File { name: name.to_owned(), bytes: text.as_bytes().to_vec() };
    let policy = format!(
        r#"Policy(id: "p", place: "hainan", title: (zh: "政策", en: "policy"), issuer: (zh: "x", en: "x"), status: InForce,
        read: Whole, confidence: High, checked_on: "2026-11-22", sources: [(source: "official")], {policy})"#
    );
    let files = vec![file("facts.ron", FACTS), file("sources.ron", SOURCES), file("policy.ron", &policy)];
    let mut loaded = read(&[seeds::layer(), Layer { files, problems: vec![] }]);
    assert_eq!(loaded.problems, vec![]);
    // Only the questions of this test are answered.
    loaded.library.policies.retain(|id, _| *id == PolicyId::from("p"));
    loaded.library
}

fn given(policy: &str, answers: &str) -> (Library, Assessment) {
    let library = library(policy);
    let text = format!("Production(name: (zh: \"x\"), answers: {{{answers}}})");
    let production = read_production(&File { name: "p.ron".to_owned(), bytes: text.into_bytes() }).unwrap();
    let assessment = assess(&library, &production, &"hainan".into(), DAY);
    (library, assessment)
}

fn item(id: &str, source: &str, rest: &str) -> String {
    format!(
        r#"(id: "{id}", name: (zh: "{id}", en: "{id}"), kind: Work, basis: UpTo, cites: [(source: "{source}")], {rest})"#
    )
}

#[test]
fn a_text_that_names_only_the_old_paper_leaves_the_new_one_open() {
    let policy = r#"incentives: [(id: "i", name: (zh: "i", en: "i"), kind: Work, basis: Entitlement,
        when: Any([Yes("y"), All([Yes("z"), Unclear(of: (zh: "新证是否认可未载明", en: "whether the new one counts"), cites: [(source: "paper")])])]),
        amount: Fixed(100), cites: [(source: "official")])]"#;
    for (answers, floor, ceiling) in [
        ("\"y\": true, \"z\": false", 100, 100),
        ("\"y\": false, \"z\": true", 0, 100),
        ("\"y\": false, \"z\": false", 0, 0),
    ] {
        let (_, found) = given(policy, answers);
        assert_eq!((found.floor, found.ceiling), (floor.into(), Some(ceiling.into())), "{answers}");
        assert!(found.questions.is_empty(), "no answer settles it: {answers}");
    }
    let (_, open) = given(policy, "");
    assert_eq!(open.questions.len(), 2);
}

#[test]
fn a_cap_bounds_what_is_not_published_and_is_no_award() {
    let group = r#"stacking: (groups: [(label: (zh: "合计", en: "all"), members: ["a", "b"], rule: AtMost(Fixed(300)), cites: [(source: "official")])])"#;
    let (_, none) =
        given(&format!("{group}, incentives: [{}, {}]", item("a", "official", ""), item("b", "official", "")), "");
    assert_eq!((none.known_ceiling(), none.within, none.unpriced), (None, Some(300.into()), 2));
    let priced = format!(
        "{group}, incentives: [{}, {}]",
        item("a", "official", "amount: Fixed(200)"),
        item("b", "official", "")
    );
    let (_, some) = given(&priced, "");
    assert_eq!((some.known_ceiling(), some.within), (Some(200.into()), Some(300.into())));
    let free = format!("incentives: [{}, {}]", item("a", "official", "amount: Fixed(200)"), item("b", "official", ""));
    assert_eq!(given(&free, "").1.within, None, "nothing bounds what is not published");
    let all = format!("incentives: [{}]", item("a", "official", "amount: Fixed(200)"));
    assert_eq!(given(&all, "").1.within, Some(200.into()), "everything is published");
}

#[test]
fn an_item_is_withdrawn_while_its_policy_stays() {
    let policy = format!(
        "incentives: [{}, {}, {}]",
        item("gone", "official", "amount: Fixed(1), valid_to: \"2026-11-21\""),
        item("here", "official", "amount: Fixed(10), valid_from: \"2026-11-22\", valid_to: \"2026-11-22\""),
        item("coming", "official", "amount: Fixed(100), valid_from: \"2026-11-23\"")
    );
    let (library, found) = given(&policy, "");
    let why = |at: usize| match &found.awards[at].outcome {
        Outcome::NotCalculable(Unpriced::NotInForce(status)) => Some(*status),
        _ => None,
    };
    assert_eq!([why(0), why(1), why(2)], [Some(Status::Expired), None, Some(Status::Upcoming)]);
    assert_eq!(found.ceiling, Some(10.into()));
    assert_eq!(library.policies[&"p".into()].status_on(DAY), Status::InForce);
}

#[test]
fn a_gate_names_the_class_and_the_paper_and_pays_nothing() {
    let policy = r#"gates: [(label: (zh: "类别", en: "Class"), cites: [(source: "official")], cases: [
        (when: AtLeast(Fact("m"), Fixed(300)), class: (zh: "一类", en: "first"), needs: (zh: "许可证", en: "a licence"), paper: "y"),
        (when: AtLeast(Fact("m"), Fixed(100)), class: (zh: "二类", en: "second"), needs: (zh: "批文", en: "an approval"), paper: "z"),
        (class: (zh: "三类", en: "third"), needs: (zh: "编号", en: "a number")),
    ])]"#;
    for (answers, classes, held) in [
        ("\"m\": 300, \"y\": true", vec![0], Truth::Yes),
        ("\"m\": 299, \"z\": false", vec![1], Truth::No),
        ("\"m\": 100", vec![1], Truth::Unknown),
        ("\"m\": 99", vec![2], Truth::Unknown),
        ("", vec![0, 1, 2], Truth::Unknown),
    ] {
        let (_, found) = given(policy, answers);
        let [passage] = found.gates.as_slice() else { panic!("one gate: {answers}") };
        assert_eq!((&passage.classes, passage.has_paper), (&classes, held), "{answers}");
        assert_eq!((found.floor, found.ceiling), (Fraction::ZERO, Some(Fraction::ZERO)));
    }
    let (library, open) = given(policy, "");
    assert_eq!(open.gates[0].missing, vec!["m".into()]);
    let (label, text) = Words::new(Language::English).passage(&library, &open.gates[0]).unwrap();
    assert_eq!((label.as_str(), text.as_str()), ("Class", "first, second or third; to find out which, answer: amount"));
}

#[test]
fn what_is_not_published_is_said_to_be_so_and_windows_follow_the_day() {
    let words = Words::new(Language::English);
    let policy = format!(
        r#"application: (windows: [(from: "2026-02-02", to: "2026-03-31", round: (zh: "一", en: "Round 1")), (from: "2026-09-01", to: "2026-11-27")],
        decided_in_days: 20), payout: (when: (zh: "验收后", en: "after acceptance")), incentives: [{}, {}]"#,
        item("a", "official", "amount: Fixed(1)"),
        item("b", "official", "amount: Fixed(1), application: (intake: UntilSpent), payout: (after_months: 6)")
    );
    let library = library(&policy);
    let policy = &library.policies[&"p".into()];
    let when = |day: Date| words.apply_when(policy.application_of(&policy.incentives[0]), day);
    for (day, said) in [
        (date(2026, 1, 1), "opens 2026-02-02"),
        (date(2026, 2, 2), "open until 2026-03-31"),
        (date(2026, 4, 1), "opens 2026-09-01"),
        (date(2026, 11, 27), "open until 2026-11-27"),
        (date(2026, 11, 28), "closed since 2026-11-27"),
    ] {
        assert_eq!(when(day), said);
    }
    assert_eq!(words.apply_when(policy.application_of(&policy.incentives[1]), DAY), "until the budget is used up");
    assert_eq!(words.apply_when(None, DAY), "not published");
    assert_eq!(words.paid_when(policy.payout_of(&policy.incentives[0])), "after acceptance");
    assert_eq!(words.paid_when(policy.payout_of(&policy.incentives[1])), "6 months after the application");
    assert_eq!(words.paid_when(None), "not published");
    let all = words.application(policy.application.as_ref(), DAY);
    let of = |label: &str| all.iter().find(|(name, _)| name == label).map(|(_, value)| value.as_str());
    assert_eq!(of("Who decides"), Some("not published"));
    assert_eq!(of("Decision within"), Some("20 days of acceptance"));
    assert!(of("When to apply").unwrap().contains("Round 1: 2026-02-02 – 2026-03-31 (closed)"), "{all:?}");
}

#[test]
fn evidence_is_the_best_source_and_can_be_asked_for() {
    let policy = format!(
        "stacking: (rule: Sum), incentives: [{}, {}, {}, {}]",
        item("a", "official", "amount: Fixed(1)"),
        item("b", "paper", "amount: Fixed(10)"),
        item("c", "copy", "amount: Fixed(100)"),
        item("d", "rumour", "amount: Fixed(1000)")
    );
    let (library, found) = given(&policy, "");
    let policy = &library.policies[&"p".into()];
    let seen: Vec<Evidence> = policy.incentives.iter().map(|one| Evidence::of(&library, policy, one)).collect();
    assert_eq!(seen, [Evidence::Official, Evidence::Press, Evidence::SecondHand, Evidence::SecondHand]);
    assert_eq!(found.ceiling, Some(1111.into()));
    assert_eq!(second_hand(&library, &found), Some(1100.into()));
    let official = official_only(&library);
    assert_eq!(official.policies[&"p".into()].incentives.len(), 1);
    let production = backlot::model::production::Production::default();
    assert_eq!(assess(&official, &production, &"hainan".into(), DAY).ceiling, Some(1.into()));
}

#[test]
fn reports_and_json_carry_it_all() {
    let policy = format!(
        r#"application: (windows: [(to: "2026-12-31")], at: (zh: "平台", en: "the platform")), incentives: [{}]"#,
        item("a", "rumour", "amount: Fixed(500)")
    );
    let library = library(&policy);
    let words = Words::new(Language::English);
    let production = backlot::model::production::Production::default();
    let (places, own) = (vec!["hainan".into()], std::collections::BTreeSet::new());
    let written = |official: bool, format: Format| {
        let plan = Plan { official, ..Plan::with_annex() };
        let brief = Brief {
            library: &library,
            production: &production,
            places: &places,
            day: DAY,
            scale: Scale::One,
            errors: 0,
            own: &own,
            plan: &plan,
            slate: None,
            proposals: None,
            known: Known::default(),
        };
        let answer = serde_json::to_value(json::answer(&brief, &words)).unwrap();
        (String::from_utf8(make(&brief, &words, format, &()).unwrap()).unwrap(), answer)
    };
    let (text, answer) = written(false, Format::Markdown);
    assert!(text.contains("500†") && text.contains("open until 2026-12-31"), "{text}");
    assert!(text.contains("None of these places publishes when it pays"), "{text}");
    let one = &answer["places"][0]["incentives"][0];
    assert_eq!(one["evidence"], "SecondHand");
    assert_eq!(one["application"]["at"], "the platform");
    assert_eq!(one["paid_when"], "not published");
    assert_eq!(answer["places"][0]["second_hand"], "500");
    let (text, other) = written(true, Format::Markdown);
    assert!(text.contains("Only incentives known from an official text"), "{text}");
    assert_eq!(other["places"][0]["ceiling"], "0");
    assert_eq!(other["library"], answer["library"], "the fingerprint is that of what is loaded");
    let (table, _) = written(false, Format::Csv);
    assert!(table.contains("second hand,open until 2026-12-31,not published"), "{table}");
}

#[test]
fn advice_names_what_claims_too_much() {
    let words = Words::new(Language::English);
    let said = |policy: &str| -> Vec<String> {
        let text = format!(
            r#"Policy(id: "p", place: "hainan", title: (zh: "p", en: "p"), issuer: (zh: "x", en: "x"), status: InForce,
            read: Whole, confidence: High, checked_on: "2026-11-22", sources: [(source: "datong-government-2025")], {policy})"#
        );
        let files = vec![File { name: "odd.ron".to_owned(), bytes: text.into_bytes() }];
        let loaded = read(&[seeds::layer(), Layer { files, problems: vec![] }]);
        assert_eq!(loaded.problems, vec![]);
        let advice = lint(&loaded, DAY);
        advice
            .iter()
            .filter(|one| one.at.file == "odd.ron" && one.what.advice().is_some())
            .map(|one| words.problem(one))
            .collect()
    };
    let entitled = |cite: &str, note: &str| {
        let note = if note.is_empty() { "-" } else { note };
        said(&format!(
            r#"incentives: [(id: "i", name: (zh: "i", en: "i"), kind: Work, basis: Entitlement, amount: Fixed(1),
            cites: [(source: "datong-government-2025", quote: "{cite}")], note: (zh: "{note}", en: "{note}"))]"#
        ))
    };
    for word in ["经评选认定", "择优", "评审", "名额", "最高不超过100万元"] {
        assert_eq!(entitled(word, "").len(), 1, "{word}");
        assert_eq!(entitled("", word).len(), 1, "{word}");
    }
    for word in ["Selected by a jury.", "At the discretion of the bureau."] {
        assert_eq!(entitled("", word).len(), 1, "{word}");
    }
    for word in ["每部奖励10万元", "Preselection is over", "unchosen"] {
        assert_eq!(entitled("", word), Vec::<String>::new(), "{word}");
    }
    let repeats = said(
        r#"stacking: (groups: [(label: (zh: "合计", en: "all"), members: ["a", "b"], rule: SumUpTo(Fixed(300)), cites: [(source: "datong-government-2025")])]),
        incentives: [(id: "a", name: (zh: "a", en: "a"), kind: Work, basis: UpTo, amount: Fixed(300), cites: [(source: "datong-government-2025")]),
        (id: "b", name: (zh: "b", en: "b"), kind: Work, basis: UpTo, amount: Fixed(200), cites: [(source: "datong-government-2025")])]"#,
    );
    assert_eq!(repeats.len(), 1, "{repeats:?}");
    assert!(repeats[0].contains("\"a\" gives 300"), "{repeats:?}");
}
