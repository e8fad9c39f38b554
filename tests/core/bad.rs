//! Broken files, each with the expected problem in its first line:
//! `// LINE:COLUMN severity: part of the English message`.

use backlot::data::problem::ProblemKind;
use backlot::data::read::{File, Layer, read};
use backlot::data::seeds;
use backlot::model::text::Language;
use backlot::words::Words;

use crate::annotated::{self, Annotated};

#[test]
fn every_broken_file_gives_its_message_and_the_rest_still_loads() {
    let built_in = read(&[seeds::layer()]).library.policies.len();
    let mut wrong = Vec::new();
    for Annotated { name, expected, loaded } in annotated::folder("bad", 20) {
        let said = annotated::said(&loaded.problems);
        if !said.iter().any(|said| said.starts_with(expected.as_str())) {
            wrong.push(format!("{name}\n  expected {expected}\n  said     {said:#?}"));
        }
        assert!(loaded.library.policies.len() >= built_in, "{name} took something else away");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_number_that_may_mean_two_things_is_told_with_its_place() {
    let words = Words::new(Language::English);
    let text = "Production(name: (zh: \"1,5\", en: \"x\"), answers: {\n    \"total_budget\": \"1,5\",\n    \"local_spend\": \"500,00\",\n    \"dubbing_cost\": \"1 5\",\n    \"event_cost\": 1.234,\n})";
    let file = File { name: "x.ron".into(), bytes: text.into() };
    let loaded = read(&[Layer { files: vec![file], problems: vec![] }]);
    let said: Vec<(usize, String)> =
        loaded.problems.iter().map(|problem| (problem.at.line, words.problem(problem))).collect();
    let lines: Vec<usize> = said.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [2, 3, 4], "{said:?}");
    assert!(
        said.iter().all(|(_, said)| said.contains("may mean two numbers") && said.contains("write 1.5")),
        "{said:?}"
    );
}

#[test]
fn each_of_several_equal_ids_is_reported_where_it_stands() {
    let places = "Places([\n(id: \"a\", name: (zh: \"b\"), kind: City),\n(id: \"b\", name: (zh: \"b\"), kind: City),\n\
        (kind: City, id: \"b\", name: (zh: \"b\")),\n(id: \"b\", name: (zh: \"b\"), kind: City),\n(id: \"c\", name: (zh: \"b\"), kind: City)])";
    let line = |id: &str| format!("(id: \"{id}\", label: (zh: \"b\"), amount: Fixed(1)),\n");
    let incentive = |id: &str| {
        format!("(id: \"{id}\", name: (zh: \"b\"), kind: Work, basis: Entitlement, cites: [(source: \"s\")]),\n")
    };
    let policy = format!(
        "Policy(id: \"p\", place: \"a\", title: (zh: \"b\"), issuer: (zh: \"b\"), status: InForce, read: Whole, \
         confidence: High, checked_on: \"2026-11-01\", sources: [(source: \"s\")],\nlines: [\n{}{}{}{}],\nincentives: [\n{}{}{}])",
        line("b"),
        line("c"),
        line("b"),
        line("b"),
        incentive("b"),
        incentive("b"),
        incentive("b"),
    );
    let file = |name: &str, text: &str| File { name: name.into(), bytes: text.into() };
    let files = vec![file("places.ron", places), file("policy.ron", &policy)];
    let loaded = read(&[Layer { files, problems: vec![] }]);
    let mut found: Vec<(&str, usize, usize, usize)> = loaded
        .problems
        .iter()
        .filter_map(|problem| match &problem.what {
            ProblemKind::RepeatedId { first, .. } => {
                Some((problem.at.file.as_str(), problem.at.line, problem.at.column, first.line))
            }
            _ => None,
        })
        .collect();
    found.sort_unstable();
    let places = [("places.ron", 4, 18, 3), ("places.ron", 5, 6, 3)];
    let parts = [("policy.ron", 5, 6, 3), ("policy.ron", 6, 6, 3), ("policy.ron", 10, 6, 9), ("policy.ron", 11, 6, 9)];
    assert_eq!(found, [&places[..], &parts[..]].concat());
}

#[test]
fn huge_deep_and_binary_files_are_refused_in_a_sentence() {
    let words = Words::new(Language::English);
    let say = |bytes: Vec<u8>| {
        let file = File { name: "x.ron".into(), bytes };
        let loaded = read(&[Layer { files: vec![file], problems: vec![] }]);
        words.problem(&loaded.problems[0])
    };
    assert!(say(vec![b' '; 33 * 1024 * 1024]).contains("33 MB"));
    assert!(say(b"(".repeat(200_000)).ends_with('.'));
    assert!(say(b"\x7fELF\x00\x01\x02\xff".to_vec()).contains("not a text file"));
    assert!(say(b"Places([])\0".to_vec()).contains("not a text file"));
    assert!(say(Vec::new()).contains("empty"));
    let deep =
        format!("Policy(id: \"a\", lines: [(id: \"b\", label: (zh: \"c\"), amount: {})])", "Sum([".repeat(5_000));
    assert!(say(deep.into_bytes()).contains("nested too deeply"));
}
