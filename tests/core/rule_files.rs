//! Contents of rule files that are accepted or refused: successions of policies, whole counts, exchange rates,
//! consequences of an unreadable file, and results as they are printed.

use backlot::data::lint::lint;
use backlot::data::problem::{Problem, ProblemKind, Severity};
use backlot::data::read::{File, Layer, Loaded, read};
use backlot::data::seeds;
use backlot::model::text::Language;
use backlot::report::plot::{Dress, Sign, Wanted, plot, svg};
use backlot::rules::assess::assess;
use backlot::rules::fraction::Fraction;
use backlot::study::examples::run;
use backlot::study::lines::aside;
use backlot::study::marks::Marks;
use backlot::study::questions::{as_ones_own, is_in_head, needed};
use backlot::words::Words;
use backlot::words::explain::Telling;
use jiff::civil::{Date, date};

fn over_the_library(files: &[(&str, &str)]) -> Loaded {
    let file = |(name, text): &(&str, &str)| File { name: (*name).to_owned(), bytes: text.as_bytes().to_vec() };
    read(&[seeds::layer(), Layer { files: files.iter().map(file).collect(), problems: vec![] }])
}

fn policy(id: &str, head: &str, pays: u32, more: &str) -> String {
    format!(
        "Policy(id: \"{id}\", place: \"sample-town\", title: (zh: \"{id}\", en: \"{id}\"), issuer: (zh: \"局\", en: \"Office\"),
        {head}, read: Whole, confidence: High, checked_on: \"2026-11-22\", sources: [],
        incentives: [(id: \"a\", name: (zh: \"补\", en: \"Grant\"), kind: Work, basis: Entitlement, amount: Fixed({pays}), cites: [])],
        stacking: (rule: Sum), {more})"
    )
}

const TOWN: &str = r#"Places([(id: "sample-town", name: (zh: "镇", en: "Town"), kind: City)])"#;
const NOTHING: &str = r#"Production(name: (zh: "空", en: "Nothing"), answers: {})"#;

/// A question for money without a maximum.
const OPEN: &str = r#"Facts([(id: "open_sum", label: (zh: "数", en: "sum"), question: (zh: "？", en: "?"), kind: Money, topic: Work)])"#;

/// The certain and the possible amount in the sample town on a day.
fn pays(loaded: &Loaded, day: Date) -> (Fraction, Option<Fraction>) {
    let production = loaded.library.productions["nothing"].clone();
    let given = assess(&loaded.library, &production, &"sample-town".into(), day);
    (given.floor, given.ceiling)
}

fn errors(loaded: &Loaded) -> Vec<&Problem> {
    loaded.problems.iter().filter(|problem| problem.severity == Severity::Error).collect()
}

fn town(policies: &[String]) -> Loaded {
    let names: Vec<String> = (0..policies.len()).map(|at| format!("{at}.ron")).collect();
    let mut files = vec![("town.ron", TOWN), ("nothing.ron", NOTHING), ("open.ron", OPEN)];
    files.extend(names.iter().zip(policies).map(|(name, text)| (name.as_str(), text.as_str())));
    over_the_library(&files)
}

fn same(amount: i64) -> (Fraction, Option<Fraction>) {
    (amount.into(), Some(amount.into()))
}

#[test]
fn a_policy_ends_where_the_one_that_replaces_it_begins() {
    let loaded = town(&[
        policy("v1", "valid_from: \"2025-01-01\", status: InForce", 200, ""),
        policy("v2", "valid_from: \"2026-01-01\", replaces: \"v1\", status: InForce", 300, ""),
    ]);
    assert!(errors(&loaded).is_empty(), "{:#?}", loaded.problems);
    assert_eq!(pays(&loaded, date(2026, 11, 22)), same(300));
    assert_eq!(pays(&loaded, date(2026, 1, 1)), same(300));
    assert_eq!(pays(&loaded, date(2025, 12, 31)), same(200), "before the successor nothing changes");
}

#[test]
fn in_a_chain_each_ends_all_before_it() {
    // The middle one has ended by then, and the one in force does not name the first.
    let loaded = town(&[
        policy("v1", "valid_from: \"2023\", status: InForce", 100, ""),
        policy("v2", "valid_from: \"2024\", valid_to: \"2024\", replaces: \"v1\", status: InForce", 200, ""),
        policy("v3", "valid_from: \"2026\", replaces: \"v2\", status: InForce", 400, ""),
    ]);
    assert_eq!(pays(&loaded, date(2023, 6, 1)), same(100));
    assert_eq!(pays(&loaded, date(2024, 6, 1)), same(200));
    assert_eq!(pays(&loaded, date(2025, 6, 1)), same(0), "what was replaced does not come back");
    assert_eq!(pays(&loaded, date(2026, 6, 1)), same(400));
    // Also if the one between them was never confirmed.
    let loaded = town(&[
        policy("v1", "valid_from: \"2023\", status: InForce", 100, ""),
        policy("v2", "valid_from: \"2024\", replaces: \"v1\", status: Unconfirmed", 200, ""),
        policy("v3", "valid_from: \"2026\", replaces: \"v2\", status: InForce", 400, ""),
    ]);
    assert_eq!(pays(&loaded, date(2026, 6, 1)), same(400));
    assert_eq!(pays(&loaded, date(2025, 6, 1)).0, Fraction::from(100), "not confirmed ends nothing");
}

#[test]
fn what_is_not_in_force_ends_nothing() {
    for status in ["Draft", "Upcoming", "Unconfirmed"] {
        let loaded = town(&[
            policy("v1", "valid_from: \"2025\", status: InForce", 200, ""),
            policy("v2", &format!("valid_from: \"2026\", replaces: \"v1\", status: {status}"), 300, ""),
        ]);
        assert_eq!(pays(&loaded, date(2026, 11, 22)).0, Fraction::from(200), "{status}");
    }
}

#[test]
fn policies_that_replace_each_other_are_an_error_and_one_that_begins_too_early_a_warning() {
    let loaded = town(&[
        policy("v1", "replaces: \"v3\", status: InForce", 1, ""),
        policy("v2", "replaces: \"v1\", status: InForce", 1, ""),
        policy("v3", "replaces: \"v2\", status: InForce", 1, ""),
    ]);
    let rings = errors(&loaded).into_iter().filter(|problem| matches!(problem.what, ProblemKind::Cycle { .. })).count();
    assert_eq!(rings, 3);
    let loaded = town(&[
        policy("v1", "valid_from: \"2026-05-01\", status: InForce", 1, ""),
        policy("v2", "valid_from: \"2025-04-30\", replaces: \"v1\", status: InForce", 1, ""),
    ]);
    let words = Words::new(Language::English);
    let said: Vec<String> = loaded.problems.iter().map(|problem| words.problem(problem)).collect();
    assert!(said.iter().any(|said| said.contains("2025-04-30") && said.contains("2026-05-01")), "{said:#?}");
}

#[test]
fn nothing_of_the_built_in_library_pays_beside_what_replaces_it() {
    let library = read(&[seeds::layer()]).library;
    for policy in library.policies.values().filter(|policy| policy.replaces.is_some()) {
        let earlier = &library.policies[policy.replaces.as_ref().unwrap()];
        let both = policy.status_on(date(2026, 11, 22)).can_pay() && earlier.status_on(date(2026, 11, 22)).can_pay();
        let sure = policy.status == backlot::model::policy::Status::InForce;
        assert!(!(both && sure), "{} pays beside {}", earlier.id, policy.id);
    }
}

#[test]
fn the_later_exchange_rate_is_the_one_that_begins_later() {
    let policy = policy("fx", "currency: \"USD\", status: InForce", 100_000, "");
    let rates = |all: &[(&str, &str)]| {
        let one = |(at, (on, rate)): (usize, &(&str, &str))| {
            format!("(id: \"r{at}\", from: \"USD\", to: \"CNY\", on: \"{on}\", rate: \"{rate}\", cites: [])")
        };
        format!("Rates([{}])", all.iter().enumerate().map(one).collect::<Vec<_>>().join(", "))
    };
    type Case<'a> = (&'a [(&'a str, &'a str)], Date, i64);
    let cases: [Case<'_>; 4] = [
        (&[("2026-11", "7.0"), ("2026-11-20", "7.2")], date(2026, 11, 22), 720_000),
        (&[("2026-11", "7.0"), ("2026-11-20", "7.2")], date(2026, 11, 19), 700_000),
        (&[("2026-10-31", "7.3"), ("2026-11", "7.0"), ("2026", "6.9")], date(2026, 11, 22), 700_000),
        (&[("2026", "6.9"), ("2026-02-01", "7.1"), ("2026-01", "6.8")], date(2026, 12, 31), 710_000),
    ];
    for (all, day, expected) in cases {
        let rates = rates(all);
        let files =
            [("town.ron", TOWN), ("nothing.ron", NOTHING), ("p.ron", policy.as_str()), ("r.ron", rates.as_str())];
        assert_eq!(pays(&over_the_library(&files), day), same(expected), "{all:?} on {day}");
    }
}

#[test]
fn a_part_of_what_has_no_parts_is_no_answer() {
    let facts = r#"Facts([
        (id: "heads", label: (zh: "人", en: "heads"), question: (zh: "几人？", en: "How many?"), kind: Count(zh: "人", en: "people"), topic: Work),
        (id: "hours", label: (zh: "时", en: "hours"), question: (zh: "几时？", en: "How long?"), kind: Count(zh: "小时", en: "hours"), topic: Work, whole: false),
    ])"#;
    let rule = |fact: &str| {
        policy("p", "status: InForce", 1, "")
            .replace("Fixed(1)", &format!("PerUnit(count: Fact(\"{fact}\"), each: Fixed(100))"))
    };
    for (fact, given, certain) in
        [("heads", "2.5", 0), ("heads", "2", 200), ("hours", "2.5", 250), ("heads", "\"3.0\"", 300)]
    {
        let production = format!("Production(name: (zh: \"空\", en: \"n\"), answers: {{\"{fact}\": {given}}})");
        let rule = rule(fact);
        let files =
            [("town.ron", TOWN), ("facts.ron", facts), ("nothing.ron", production.as_str()), ("p.ron", rule.as_str())];
        let loaded = over_the_library(&files);
        assert_eq!(pays(&loaded, date(2026, 11, 22)).0, Fraction::from(certain), "{fact} {given}");
        assert_eq!(errors(&loaded).is_empty(), certain > 0, "{fact} {given}: {:#?}", loaded.problems);
    }
}

#[test]
fn what_follows_from_a_file_that_cannot_be_read_is_said_once() {
    let facts = r#"Facts([(id: "ae_spend", label: (zh: "支", en: "spend"), question: (zh: "？", en: "?"), kind: Count((zh: "人", en: "people")), topic: Work)])"#;
    let rule = |id: &str| {
        policy(id, "status: InForce", 1, "").replace("Fixed(1)", "Sum([Fact(\"ae_spend\"), Fact(\"ae_spend\")])")
    };
    let (one, two) = (rule("p1"), rule("p2"));
    let other = rule("p3").replace("ae_spend", "nowhere_spend");
    let files = [
        ("town.ron", TOWN),
        ("facts.ron", facts),
        ("1.ron", one.as_str()),
        ("2.ron", two.as_str()),
        ("3.ron", other.as_str()),
    ];
    let loaded = over_the_library(&files);
    let whats: Vec<&ProblemKind> = errors(&loaded).into_iter().map(|problem| &problem.what).collect();
    assert!(whats.iter().any(|what| matches!(what, ProblemKind::FollowsFrom { .. })), "{whats:#?}");
    let dangling: Vec<_> = whats.iter().filter(|what| matches!(what, ProblemKind::Dangling { .. })).collect();
    assert!(dangling.iter().all(|what| format!("{what:?}").contains("nowhere_spend")), "{dangling:#?}");
    assert!(!dangling.is_empty(), "what stands nowhere is still told");
    assert!(!loaded.library.policies.contains_key(&"p1".into()), "nothing is worked out from half a rule");
    let place =
        errors(&loaded).into_iter().find(|problem| matches!(problem.what, ProblemKind::FollowsFrom { .. })).unwrap();
    assert_eq!(place.at.file, "facts.ron");
}

#[test]
fn a_reference_to_a_record_that_is_left_out_says_so() {
    let loaded = town(&[
        policy("broken", "valid_from: \"2026\", valid_to: \"2025\", status: InForce", 1, ""),
        policy("next", "replaces: \"broken\", status: InForce", 1, ""),
    ]);
    let said = errors(&loaded)
        .into_iter()
        .any(|problem| matches!(&problem.what, ProblemKind::LeftOut { id, .. } if id == "broken"));
    assert!(said, "{:#?}", loaded.problems);
}

const EXAMPLE: &str = r#"examples: [(id: "e", title: (zh: "例", en: "e"), origin: Published, expect: (EXPECT))]"#;

#[test]
fn a_result_may_be_expected_as_it_is_printed() {
    let words = Words::new(Language::English);
    let verdict = |amount: &str, expect: &str| {
        let text = policy("p", "status: InForce", 1, &EXAMPLE.replace("EXPECT", expect)).replace("Fixed(1)", amount);
        let loaded = town(&[text]);
        assert!(errors(&loaded).is_empty(), "{:#?}", loaded.problems);
        let policy = &loaded.library.policies[&"p".into()];
        let verdict = run(&loaded.library, policy, &policy.examples[0]);
        let telling = Telling { words: &words, library: &loaded.library, currency: verdict.currency };
        let said = verdict.differences.iter().map(|one| telling.difference(policy, one)).collect::<Vec<_>>();
        said.join("; ")
    };
    let ninth = "Prorated(of: Fixed(9_644_000), part: Count(1), whole: Count(9))";
    assert_eq!(verdict(ninth, "incentives: {\"a\": Paid(1_071_556)}, rounded_to: 1"), "");
    assert_eq!(verdict(ninth, "floor: 1_071_556, ceiling: 1_071_556, rounded_to: 1"), "");
    assert_eq!(verdict(ninth, "incentives: {\"a\": Paid(1_072_000)}, rounded_to: 1_000"), "");
    assert!(!verdict(ninth, "incentives: {\"a\": Paid(1_071_557)}, rounded_to: 1").is_empty());
    assert!(!verdict(ninth, "incentives: {\"a\": Paid(1_071_556)}").is_empty(), "exact where nothing is said");
    assert_eq!(verdict("Fixed(\"10.5\")", "incentives: {\"a\": Paid(11)}, rounded_to: 1"), "");
    assert_eq!(
        verdict("Fixed(\"10.5\")", "incentives: {\"a\": Paid(10)}, rounded_to: 1"),
        "",
        "a half may go either way"
    );
}

#[test]
fn an_example_that_does_not_come_out_says_why() {
    let words = Words::new(Language::English);
    let said = |text: String| {
        let loaded = town(&[text]);
        let policy = &loaded.library.policies[&"p".into()];
        let verdict = run(&loaded.library, policy, &policy.examples[0]);
        let telling = Telling { words: &words, library: &loaded.library, currency: verdict.currency };
        let said = verdict.differences.iter().map(|one| telling.difference(policy, one)).collect::<Vec<_>>().join("; ");
        (said, lint(&loaded, date(2026, 11, 22)))
    };
    let paid = EXAMPLE.replace("EXPECT", "incentives: {\"a\": Paid(1)}");
    let (text, advice) = said(policy("p", "status: Expired", 1, &paid));
    assert!(text.contains("no amount can be worked out") || text.contains("cannot be calculated"), "{text}");
    assert!(text.to_lowercase().contains("expired"), "{text}");
    assert!(advice.iter().any(|problem| matches!(problem.what, ProblemKind::PaysNothing { .. })));
    let open = policy("p", "status: InForce", 1, &EXAMPLE.replace("EXPECT", "ceiling: 5"));
    let (text, _) = said(open.replace("Fixed(1)", "Fact(\"open_sum\")"));
    assert!(text.contains("no limit known"), "{text}");
    assert!(!text.contains("nothing"), "{text}");
}

#[test]
fn a_line_that_no_incentive_uses_is_worked_out_and_noted() {
    let lines = "lines: [
        (id: \"base\", label: (zh: \"基\", en: \"base\"), amount: Fixed(40)),
        (id: \"left\", label: (zh: \"余\", en: \"left\"), amount: Difference(from: Fixed(100), less: Line(\"base\"))),
    ]";
    let loaded = town(&[policy("p", "status: InForce", 1, lines)]);
    let production = loaded.library.productions["nothing"].clone();
    let context = backlot::rules::context::Context::new(&loaded.library, &production, date(2026, 11, 22));
    let told: Vec<_> =
        aside(&context, &"sample-town".into()).into_iter().map(|one| (one.line, one.step.range().exact())).collect();
    assert_eq!(told, [("left".into(), Some(Fraction::from(60)))]);
    let noted = lint(&loaded, date(2026, 11, 22));
    assert_eq!(noted.iter().filter(|problem| matches!(problem.what, ProblemKind::UnusedLine(_))).count(), 2);
}

#[test]
fn parts_of_which_one_rises_where_the_other_has_stopped_are_not_added_up() {
    let warned = |amount: &str| {
        let loaded = town(&[policy("p", "status: InForce", 1, "").replace("Fixed(1)", amount)]);
        assert!(errors(&loaded).is_empty(), "{:#?}", loaded.problems);
        let advice = lint(&loaded, date(2026, 11, 22));
        advice
            .into_iter()
            .filter(|problem| problem.at.file == "0.ron")
            .any(|problem| matches!(problem.what, ProblemKind::AboveWhole { .. }))
    };
    let x = "Fact(\"local_spend\")";
    let split = format!("Sum([LesserOf([{x}, Fixed(500_000)]), Difference(from: {x}, less: Fixed(500_000))])");
    assert!(!warned(&split), "it is always x");
    let slices = format!(
        "Sum([Share(rate: \"60%\", of: LesserOf([{x}, Fixed(1_000_000)])), Share(rate: \"60%\", of: Difference(from: {x}, less: Fixed(1_000_000)))])"
    );
    assert!(!warned(&slices));
    assert!(warned(&format!("Sum([Share(rate: \"60%\", of: {x}), Share(rate: \"60%\", of: {x})])")));
    assert!(warned(&format!("AtMost(cap: Fixed(800_000), of: Product([Count(2), {x}]))")));
}

#[test]
fn signs_that_act_are_shown_and_said_wherever_they_stand() {
    let text = policy("p", "status: InForce", 1, "document_no: \"\\u{1b}[31m1\"")
        .replace("en: \"p\"", "en: \"\\u{202e}gnp.exe\"");
    let loaded = town(&[text]);
    let policy = &loaded.library.policies[&"p".into()];
    assert_eq!(policy.title.en, "\\u{202e}gnp.exe");
    assert_eq!(policy.document_no.as_deref(), Some("\\u{1b}[31m1"));
    let said: Vec<_> =
        loaded.problems.iter().filter(|problem| matches!(problem.what, ProblemKind::InvisibleSign(_))).collect();
    assert_eq!(said.len(), 2, "{:#?}", loaded.problems);
    assert!(said.iter().all(|problem| problem.at.line > 0 && problem.at.file == "0.ron"));
}

#[test]
fn a_production_begun_from_another_holds_what_its_form_shows() {
    let library = read(&[seeds::layer()]).library;
    for sample in library.productions.values() {
        for language in [Language::Chinese, Language::English] {
            let own = as_ones_own(&library, sample, language, date(2026, 11, 22));
            assert_eq!(own.note, None);
            let other = if language == Language::Chinese { &own.name.en } else { &own.name.zh };
            assert_eq!((own.name.get(language), other.as_str()), (sample.name.get(language), ""));
            let shown = needed(&library, &own.places, date(2026, 11, 22));
            let all = own.answers.keys().chain(own.local.values().flat_map(|answers| answers.keys()));
            for fact in all {
                assert!(is_in_head(fact) || shown.iter().any(|one| one.id == *fact), "{fact} is not in the form");
            }
        }
    }
}

#[test]
fn a_logarithmic_axis_is_not_drawn_where_a_value_is_zero_or_less() {
    let observed = r#"Observations([
        (id: "zero-a", indicator: "output_value", place: "sample-town", period: "2031", value: 0, printed: "0", nature: Actual, cites: [], checked_on: "2026-11-22"),
        (id: "zero-b", indicator: "output_value", place: "sample-town", period: "2032", value: "-100000000", printed: "-1亿元", nature: Forecast, cites: [], checked_on: "2026-11-22"),
        (id: "zero-c", indicator: "output_value", place: "sample-town", period: "2033", value: "500000000", printed: "5亿元", nature: Forecast, cites: [], checked_on: "2026-11-22"),
        (id: "zero-d", indicator: "output_value", place: "sample-town", period: "2034", value: "900000000", printed: "9亿元", nature: Forecast, cites: [], checked_on: "2026-11-22"),
    ])"#;
    let library = over_the_library(&[("town.ron", TOWN), ("seen.ron", observed)]).library;
    let indicator = &library.indicators[&"output_value".into()];
    let words = Words::new(Language::English);
    let places = ["sample-town".into()];
    let wanted = Wanted { log: true, ..Wanted::default() };
    let drawn = plot(&library, &words, indicator, &places, &Marks::default(), &wanted).unwrap();
    assert!(!drawn.chart.log && drawn.chart.lines[0].marks.len() == 4, "all four stand on a linear axis");
    let market = &library.indicators[&"market_size".into()];
    let drawn = plot(&library, &words, market, &["china".into()], &Marks::default(), &wanted).unwrap();
    assert!(drawn.chart.log, "3.68 and 85.65 billion");
}

#[test]
fn a_plot_says_what_is_a_bound_what_is_expected_and_what_cannot_be_joined() {
    let library = read(&[seeds::layer()]).library;
    let (words, wanted) = (Words::new(Language::English), Wanted::default());
    // A year and seven months are not joined, which is said; "over" has an arrow beside the point.
    let crews = &library.indicators[&"crews".into()];
    let drawn = plot(&library, &words, crews, &["hengdian".into()], &Marks::default(), &wanted).unwrap();
    assert_eq!((drawn.chart.lines[0].joined().count(), drawn.chart.lines[0].parted().count()), (0, 1));
    assert!(drawn.apart[0].contains("2024 and 2025-01–2025-07 are not joined"), "{:?}", drawn.apart);
    assert!(drawn.legend.iter().any(|(sign, _)| *sign == Sign::Above), "{:?}", drawn.legend);
    // The bar of a target is hollow, and its label says so.
    let quality = &library.indicators[&"quality_dramas".into()];
    let drawn = plot(&library, &words, quality, &["zhengzhou".into()], &Marks::default(), &wanted).unwrap();
    assert!(drawn.chart.bars[0].expected() && drawn.bars[0][1].ends_with("target"), "{:?}", drawn.bars);
    assert!(drawn.finding.contains("target"), "{}", drawn.finding);
    assert!(svg(&drawn, Dress::Alone).contains("hollow"), "drawn as an outline");
}
