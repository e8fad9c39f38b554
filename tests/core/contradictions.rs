//! Contradictory figures are found by rule, and consistent ones are not reported.

use std::collections::BTreeSet;

use backlot::data::read::{File, Layer, read};
use backlot::data::seeds;
use backlot::model::library::Library;
use backlot::model::text::Language;
use backlot::study::contradictions::{Finding, Rule, find, judged_only};
use backlot::words::Words;

fn name(rule: &Rule) -> &'static str {
    match rule {
        Rule::TenTimes { .. } => "ten times",
        Rule::TwoLanguages { .. } => "two languages",
        Rule::PartAboveWhole { .. } => "part above whole",
        Rule::Growth { .. } => "growth",
        Rule::Fall { .. } => "fall",
        Rule::Shares { .. } => "shares",
        Rule::OutsideBand { .. } => "band",
        Rule::Differ { .. } => "differ",
    }
}

fn told(found: &[Finding]) -> BTreeSet<(&'static str, String)> {
    found
        .iter()
        .map(|finding| {
            let mut ids: Vec<&str> = finding.observations.iter().map(|id| id.as_str()).collect();
            ids.sort_unstable();
            (name(&finding.rule), ids.join(" "))
        })
        .collect()
}

#[test]
fn the_known_errors_of_the_press_are_all_found_by_rule() {
    let library = read(&[seeds::layer()]).library;
    let found = find(&library);
    let expected = [
        ("ten times", "N01 N02"),
        ("ten times", "N09 N10 N11"),
        ("ten times", "N12 N13"),
        ("two languages", "N16"),
        ("part above whole", "L34 N12"),
        ("growth", "N05 N13 N15"),
        ("fall", "N03 N06"),
        ("shares", "L20 L53 L70"),
        ("band", "L25 L30"),
        ("band", "N11 N20"),
        ("differ", "N12 N13 N14"),
    ];
    let expected: BTreeSet<_> = expected.map(|(rule, ids)| (rule, ids.to_owned())).into();
    assert_eq!(told(&found), expected);
}

#[test]
fn every_finding_is_judged_and_says_who_prints_what_and_what_would_settle_it() {
    let library = read(&[seeds::layer()]).library;
    let found = find(&library);
    let by_hand = judged_only(&library, &found).len();
    let led_to: BTreeSet<_> = found.iter().map(|finding| finding.judgement.clone().expect("judged")).collect();
    assert_eq!(library.judgements.len(), 29);
    assert_eq!(led_to.len() + by_hand, 29);
    for language in [Language::Chinese, Language::English] {
        let words = Words::new(language);
        for finding in &found {
            assert!(!words.finding(&library, finding).is_empty());
            assert!(!words.finding_resolve(&library, finding).is_empty());
            for id in &finding.observations {
                let seen = &library.observations[id];
                let said = words.printed_by(&library, id);
                let publisher = &library.sources[&seen.cites[0].source].publisher;
                assert!(said.contains(publisher.get(language)), "{said}");
                assert!(said.contains(&seen.printed), "{said}");
            }
        }
    }
}

/// A small library: a nation with two cities, and some related indicators.
fn world(observations: &str) -> Library {
    let text = [
        r#"Places([
            (id: "nation", name: (zh: "国", en: "Nation"), kind: Nation),
            (id: "east", name: (zh: "东", en: "East"), kind: City, parent: "nation"),
            (id: "west", name: (zh: "西", en: "West"), kind: City, parent: "nation"),
        ])"#,
        r#"Sources([
            (id: "a", title: (zh: "甲", en: "A"), publisher: (zh: "甲报", en: "Daily A"), grade: News, checked_on: "2026-01-01"),
            (id: "b", title: (zh: "乙", en: "B"), publisher: (zh: "乙报", en: "Daily B"), grade: News, checked_on: "2026-01-01"),
        ])"#,
        r#"Indicators([
            (id: "market", name: (zh: "市场", en: "Market"), unit: Yuan),
            (id: "growth", name: (zh: "增速", en: "Growth"), unit: Change, relates: GrowthOf("market")),
            (id: "compound", name: (zh: "复合增速", en: "Compound"), unit: Change, relates: CompoundGrowthOf("market")),
            (id: "multiple", name: (zh: "倍数", en: "Multiple"), unit: Times, relates: MultipleOf("market")),
            (id: "share", name: (zh: "占比", en: "Share"), unit: Share, relates: PartOf("market")),
            (id: "dramas", name: (zh: "部数", en: "Dramas"), unit: Count(zh: "部", en: "dramas")),
            (id: "price", name: (zh: "价", en: "Price"), unit: Yuan, typical: true),
        ])"#,
        r#"Bands([
            (id: "each", name: (zh: "每部", en: "Each"), of: "market", per: "dramas", least: 100_000, most: 1_000_000, why: (zh: "试", en: "test")),
            (id: "price", name: (zh: "价", en: "Price"), of: "price", least: 10, most: 20, why: (zh: "试", en: "test")),
        ])"#,
        &format!("Observations([{observations}])"),
    ];
    let files =
        text.iter().enumerate().map(|(at, text)| File { name: format!("{at}.ron"), bytes: text.as_bytes().to_vec() });
    let loaded = read(&[Layer { files: files.collect(), problems: vec![] }]);
    assert_eq!(loaded.problems, vec![]);
    loaded.library
}

/// `id indicator place period value [more fields]`, one per line.
fn seen(lines: &str) -> Library {
    let all: Vec<String> = lines
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| {
            let parts: Vec<&str> = line.splitn(6, ' ').collect();
            let more = parts.get(5).copied().unwrap_or("");
            let printed = if more.contains("printed:") { String::new() } else { "printed: \"x\",".to_owned() };
            let nature = if more.contains("nature:") { "" } else { "nature: Estimate," };
            format!(
                "(id: \"{}\", indicator: \"{}\", place: \"{}\", period: \"{}\", value: \"{}\", {printed} {nature} \
                 checked_on: \"2026-01-01\", cites: [(source: \"a\")], {more})",
                parts[0], parts[1], parts[2], parts[3], parts[4]
            )
        })
        .collect();
    world(&all.join(","))
}

fn found(lines: &str) -> Vec<(&'static str, String)> {
    told(&find(&seen(lines))).into_iter().collect()
}

fn one(rule: &'static str, ids: &str) -> Vec<(&'static str, String)> {
    vec![(rule, ids.to_owned())]
}

#[test]
fn values_nine_to_eleven_times_apart_are_a_unit_that_was_misread() {
    assert_eq!(found("A market nation 2024 50亿\nB market nation 2024 505亿"), one("ten times", "A B"));
    assert_eq!(found("A market nation 2024 50亿\nB market nation 2024 5亿"), one("ten times", "A B"));
    // Eight times is not ten times, and other years or places are not compared.
    assert_eq!(found("A market nation 2024 50亿\nB market nation 2024 400亿"), one("differ", "A B"));
    assert_eq!(found("A market nation 2024 50亿\nB market nation 2025 60亿"), vec![]);
    assert_eq!(found("A market east 2024 50亿\nB market west 2024 500亿"), vec![]);
    // A target is not a measurement.
    assert_eq!(found("A market nation 2024 50亿\nB market nation 2024 500亿 nature: Target"), vec![]);
    // A value that was judged wrong is still found as printed.
    assert_eq!(
        found("A market nation 2024 50亿\nB market nation 2024 50亿 printed_value: \"500亿\""),
        one("ten times", "A B")
    );
}

#[test]
fn one_figure_with_another_unit_in_another_language_is_found() {
    let printed = |text: &str| format!("A market nation 2024 60亿 printed: \"{text}\"");
    assert_eq!(found(&printed("60亿元 / 60 billion yuan")), one("two languages", "A"));
    assert_eq!(found(&printed("千亿级 / a trillion-yuan market")), one("two languages", "A"));
    assert_eq!(found(&printed("60亿元 / 6 billion yuan")), vec![]);
    assert_eq!(found(&printed("12875.08亿元 / 1,287.508 billion yuan")), vec![]);
    assert_eq!(found(&printed("百亿级别 / tens of billions")), vec![]);
    assert_eq!(found(&printed("6 billion yuan")), vec![], "one language alone says nothing");
}

#[test]
fn a_city_above_its_nation_is_found() {
    assert_eq!(found("A market east 2024 600亿\nB market nation 2024 500亿"), one("part above whole", "A B"));
    assert_eq!(found("A market east 2024 400亿\nB market nation 2024 500亿"), vec![]);
    assert_eq!(found("A market east 2024 600亿\nB market nation 2024 500亿 precision: MoreThan"), vec![]);
    assert_eq!(found("A market east 2024 600亿\nB market nation 2023 500亿"), vec![], "another year");
    assert_eq!(found("A price east 2024 15\nB price nation 2024 12"), vec![], "a price is no total");
}

#[test]
fn growth_that_the_values_do_not_bear_out_is_found() {
    let values = "A market nation 2023 100亿\nB market nation 2024 120亿\n";
    assert_eq!(found(&format!("{values}G growth nation 2024 40%")), one("growth", "A B G"));
    assert_eq!(found(&format!("{values}G growth nation 2024 21.9%")), vec![], "two points are rounding");
    assert_eq!(found(&format!("{values}G growth nation 2024 23%")), one("growth", "A B G"));
    assert_eq!(found(&format!("{values}G multiple nation 2024 1.2")), vec![]);
    assert_eq!(found(&format!("{values}G multiple nation 2024 2")), one("growth", "A B G"));
    let years = "A market nation 2024 50.5亿\nB market nation 2027 85.65亿\n";
    assert_eq!(found(&format!("{years}G compound nation 2024..2027 19.2%")), vec![]);
    assert_eq!(found(&format!("{years}G compound nation 2024..2027 25%")), one("growth", "A B G"));
    assert_eq!(found("G growth nation 2024 40%\nB market nation 2024 120亿"), vec![], "nothing to compare with");
    // The growth does not refer to the values of another forecaster.
    assert_eq!(
        found("A market nation 2023 100亿\nB market nation 2024 120亿 series: \"other\"\nG growth nation 2024 40%"),
        vec![]
    );
}

#[test]
fn a_value_that_falls_to_less_than_a_quarter_in_a_year_is_found() {
    assert_eq!(found("A market nation 2023 500亿\nB market nation 2024 100亿"), one("fall", "A B"));
    assert_eq!(found("A market nation 2023 300亿\nB market nation 2024 100亿"), vec![]);
    assert_eq!(found("A market nation 2023 500亿\nB market nation 2025 100亿"), vec![]);
}

#[test]
fn shares_of_one_whole_above_all_of_it_are_found() {
    assert_eq!(found("A share east 2024 60%\nB share west 2025 45%"), one("shares", "A B"));
    assert_eq!(found("A share east 2024 60%\nB share west 2025 40%"), vec![]);
    assert_eq!(found("A share east 2015 60%\nB share west 2025 45%"), vec![], "ten years lie between");
    assert_eq!(
        found("A share east 2023 70%\nB share east 2024 50%\nC share west 2024 45%"),
        vec![],
        "the latest counts"
    );
}

#[test]
fn values_outside_what_is_plausible_are_found() {
    assert_eq!(found("A market east 2024 5亿\nB dramas east 2024 150"), one("band", "A B"));
    assert_eq!(found("A market east 2024 5000万\nB dramas east 2024 150"), vec![]);
    assert_eq!(found("A market east 2024 5亿\nB dramas west 2024 150"), vec![], "of another place");
    assert_eq!(found("A market east 2024 5亿\nB dramas east 2024-H1 150"), one("band", "A B"), "a part of the year");
    assert_eq!(found("A price east 2024 25"), one("band", "A"));
    assert_eq!(found("A price east 2024 15"), vec![]);
}

#[test]
fn sources_that_differ_beyond_rounding_are_found() {
    assert_eq!(found("A market nation 2024 100亿\nB market nation 2024 120亿"), one("differ", "A B"));
    assert_eq!(found("A market nation 2024 504.4亿\nB market nation 2024 505亿"), vec![], "rounding");
    assert_eq!(found("A market nation 2024 100亿 precision: About\nB market nation 2024 108亿"), vec![]);
    assert_eq!(found("A market nation 2024 100亿 precision: MoreThan\nB market nation 2024 120亿"), vec![]);
    assert_eq!(
        found("A market nation 2024 100亿 precision: MoreThan\nB market nation 2024 80亿"),
        one("differ", "A B")
    );
    assert_eq!(
        found("A market nation 2024 100亿 upper: \"130亿\"\nB market nation 2024 120亿"),
        vec![],
        "within the range"
    );
}
