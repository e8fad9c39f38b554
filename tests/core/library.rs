use std::collections::BTreeSet;

use backlot::data::read::{File, read, read_production};
use backlot::data::{seeds, write};
use backlot::model::indicator::Unit;
use backlot::model::production::{Answer, Production};
use backlot::model::stacking::StackingRule;
use backlot::study::compare::{Filter, table};
use backlot::study::growth::{compound_growth, series};
use backlot::study::questions::is_in_head;
use jiff::civil::date;
use proptest::prelude::*;

#[test]
fn the_built_in_library_reads_without_a_problem() {
    let loaded = read(&[seeds::layer()]);
    assert_eq!(loaded.problems, vec![]);
    assert!(loaded.library.productions.contains_key(seeds::SAMPLE));
}

#[test]
fn every_indicator_row_of_the_record_is_there_with_its_source() {
    let library = read(&[seeds::layer()]).library;
    let national = (1..=45).map(|row| format!("N{row:02}"));
    // L86 is a headline about wages that asks whether it is a scam. It is a remark of its place and not a figure.
    let numbers = [1..=10, 20..=35, 40..=44, 50..=53, 60..=64, 70..=72, 80..=85, 87..=87, 90..=109];
    let local = numbers.into_iter().flatten().map(|row| format!("L{row:02}"));
    let expected: BTreeSet<String> = national.chain(local).collect();
    let found: BTreeSet<String> = library.observations.keys().map(ToString::to_string).collect();
    assert_eq!(found, expected);
    for seen in library.observations.values() {
        assert!(!seen.cites.is_empty(), "{} has no source", seen.id);
        assert!(!seen.printed.is_empty(), "{} does not say what is printed", seen.id);
        let unit = &library.indicators[&seen.indicator].unit;
        assert_eq!(seen.value.is_none(), *unit == Unit::Words, "{}: a number needs a unit", seen.id);
    }
}

#[test]
fn every_incentive_and_every_policy_has_a_source_and_both_languages() {
    let library = read(&[seeds::layer()]).library;
    for policy in library.policies.values() {
        assert!(!policy.sources.is_empty(), "{}", policy.id);
        for incentive in &policy.incentives {
            assert!(!incentive.cites.is_empty(), "{}/{}", policy.id, incentive.id);
            assert!(!incentive.name.zh.is_empty() && !incentive.name.en.is_empty());
        }
    }
    for source in library.sources.values() {
        if let Some(url) = &source.url {
            assert!(url.starts_with("http"), "{url}");
            assert!(!source.unofficial_copy, "{} links an unofficial copy", source.id);
        }
    }
}

#[test]
fn every_source_and_every_fact_is_used() {
    let library = read(&[seeds::layer()]).library;
    let mut cited = BTreeSet::new();
    let mut asked = BTreeSet::new();
    for policy in library.policies.values() {
        let groups = policy.stacking.groups.iter().flat_map(|group| group.cites.iter());
        let lines = policy.lines.iter().flat_map(|line| line.cites.iter());
        let incentives = policy.incentives.iter().flat_map(|incentive| incentive.cites.iter());
        let all =
            policy.sources.iter().chain(policy.stacking.cites.iter()).chain(groups).chain(lines).chain(incentives);
        cited.extend(all.map(|cite| cite.source.clone()));
        let asked_for = policy.application.iter().flat_map(|one| one.cites.iter());
        let earlier = policy.precedents.iter().flat_map(|one| one.cites.iter());
        cited.extend(asked_for.chain(earlier).map(|cite| cite.source.clone()));
        for gate in &policy.gates {
            cited.extend(gate.cites.iter().map(|cite| cite.source.clone()));
            for case in &gate.cases {
                cited.extend(case.cites.iter().map(|cite| cite.source.clone()));
                asked.extend(case.paper.clone());
                case.when.walk(&mut |node| asked.extend(node.facts().into_iter().cloned()));
            }
        }
        for group in &policy.stacking.groups {
            if let StackingRule::AtMost(cap) | StackingRule::SumUpTo(cap) = &group.rule {
                cap.walk(&mut |node| asked.extend(node.facts().into_iter().cloned()));
            }
        }
        for line in &policy.lines {
            line.amount.walk(&mut |node| asked.extend(node.facts().into_iter().cloned()));
        }
        for incentive in &policy.incentives {
            asked.extend(incentive.claimant.clone());
            incentive.walk(&mut |node| asked.extend(node.facts().into_iter().cloned()));
        }
    }
    let remarks = library.places.values().flat_map(|place| &place.remarks);
    cited.extend(remarks.flat_map(|remark| remark.cites.iter()).map(|cite| cite.source.clone()));
    cited.extend(library.observations.values().flat_map(|seen| &seen.cites).map(|cite| cite.source.clone()));
    for production in library.productions.values() {
        asked.extend(production.answers.keys().cloned());
    }
    let idle: Vec<_> = library.sources.keys().filter(|id| !cited.contains(id)).collect();
    assert!(idle.is_empty(), "never cited: {idle:?}");
    // The rules themselves ask for it if a payout states when money is paid.
    asked.insert(backlot::rules::cash::DISCOUNT_RATE.into());
    // The calendar asks for these.
    asked.insert(backlot::study::calendar::APPLIED.into());
    asked.insert(backlot::study::calendar::EXPECTED.into());
    let idle: Vec<_> = library.facts.keys().filter(|id| !asked.contains(id) && !is_in_head(id)).collect();
    assert!(idle.is_empty(), "never asked: {idle:?}");
}

#[test]
fn the_shipped_font_draws_every_character_of_the_library_and_the_words() {
    let face = include_bytes!("../../assets/fonts/NotoSansSC-Regular-subset.otf");
    let face = ttf_parser::Face::parse(face, 0).unwrap();
    let mut texts: Vec<String> =
        seeds::layer().files.into_iter().map(|file| String::from_utf8(file.bytes).unwrap()).collect();
    texts.push(include_str!("../../assets/words/en/backlot.ftl").to_owned());
    texts.push(include_str!("../../assets/words/zh-CN/backlot.ftl").to_owned());
    let used: BTreeSet<char> = texts.iter().flat_map(|text| text.chars()).filter(|c| !c.is_control()).collect();
    let missing: String = used.into_iter().filter(|&c| face.glyph_index(c).is_none()).collect();
    assert_eq!(missing, "", "the font has no glyph for these");
}

#[test]
fn a_later_layer_replaces_a_record_of_the_built_in_library() {
    let text = r#"Places([(id: "datong", name: (zh: "云冈", en: "Yungang"), kind: City, parent: "shanxi")])"#;
    let layer = backlot::data::read::Layer {
        files: vec![File { name: "mine.ron".into(), bytes: text.into() }],
        problems: vec![],
    };
    let loaded = read(&[seeds::layer(), layer]);
    assert_eq!(loaded.problems, vec![]);
    assert_eq!(loaded.library.places[&"datong".into()].name.en, "Yungang");
}

#[test]
fn a_comparison_aligns_rows_by_kind_and_knows_equal_ones() {
    let library = read(&[seeds::layer()]).library;
    let day = date(2026, 11, 22);
    let table = |places: &[&str], filter| {
        let places: Vec<_> = places.iter().map(|&id| id.into()).collect();
        table(&library, &places, day, filter).rows.iter().map(|row| (row.kind, row.equal)).collect::<Vec<_>>()
    };
    let rows = table(&["shenzhen", "datong"], Filter::default());
    assert!(rows.windows(2).all(|pair| pair[0].0 < pair[1].0), "rows keep their order");
    assert!(rows.iter().all(|(_, equal)| !equal));
    assert!(table(&["datong", "datong"], Filter::default()).iter().all(|(_, equal)| *equal));
    assert!(table(&["datong", "datong"], Filter { differences: true, ..Filter::default() }).is_empty());
}

#[test]
fn growth_of_the_national_market_is_what_the_sources_print() {
    let library = read(&[seeds::layer()]).library;
    let indicator = "market_size".into();
    let all = series(&library, &indicator, &["china".into()]);
    let main = all.iter().find(|series| series.method.is_empty()).unwrap();
    let point = |year: &str| main.points.iter().find(|point| point.period.to_string() == year).unwrap();
    let rate = compound_growth(point("2024"), point("2027")).unwrap();
    assert!((rate - 0.192).abs() < 0.002, "printed 19.2 % a year, worked out {rate}");
    assert_eq!(point("2025").value, "63430000000".parse().unwrap());
    assert_eq!(point("2025").disputed(), vec!["634300000000".parse().unwrap()]);
    assert!(all.iter().any(|series| !series.method.is_empty()), "another forecaster is a series of its own");
}

#[test]
fn a_rate_is_not_worked_out_between_times_of_different_length() {
    let library = read(&[seeds::layer()]).library;
    let indicator = "crews".into();
    let all = series(&library, &indicator, &["hengdian".into()]);
    let points = &all[0].points;
    assert_eq!(points.len(), 2, "a year and seven months");
    assert_eq!(compound_growth(&points[0], &points[1]), None);
}

fn answers() -> impl Strategy<Value = Answer> {
    prop_oneof![
        any::<bool>().prop_map(Answer::YesNo),
        (0_i64..1_000_000_000, 0_u32..6).prop_map(|(digits, scale)| Answer::Number(backlot::model::number::Number(
            rust_decimal::Decimal::new(digits, scale).normalize()
        ))),
        "[a-z][a-z_]{0,12}".prop_map(|id| Answer::Choice(id.as_str().into())),
        (2000_i16..2100, 1_i8..=12, 1_i8..=28).prop_map(|(y, m, d)| Answer::Date(date(y, m, d))),
    ]
}

proptest! {
    #[test]
    fn a_production_reads_back_as_it_was_saved(
        // Characters that affect the text around them are escaped when they are read.
        name in "\\PC{0,20}".prop_filter("acts", |name| !name.contains(backlot::model::visible::acts)),
        pairs in proptest::collection::btree_map("[a-z_]{1,12}", answers(), 0..12),
    ) {
        let mut production = Production::default();
        production.name.zh = name;
        production.answers = pairs.into_iter().map(|(id, answer)| (id.as_str().into(), answer)).collect();
        let text = write::production(&production).unwrap();
        let file = File { name: "p.ron".into(), bytes: text.into_bytes() };
        prop_assert_eq!(read_production(&file).unwrap(), production);
    }

    #[test]
    fn whatever_the_bytes_reading_ends_in_problems_not_in_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let file = File { name: "x.ron".into(), bytes };
        let layer = backlot::data::read::Layer { files: vec![file], problems: vec![] };
        prop_assert!(!read(&[layer]).problems.is_empty());
    }
}
