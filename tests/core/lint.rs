//! Policies that read well and look odd, each with the advice it must give. The expectation stands in the
//! first line: `// LINE:COLUMN severity: part of the English message`, or `// clean` for none at all.

use std::path::Path;

use backlot::data::lint::lint;
use backlot::data::read::{File, Layer, read};
use backlot::data::seeds;
use backlot::model::text::Language;
use backlot::words::Words;
use jiff::civil::date;

#[test]
fn every_odd_policy_gives_its_advice_and_a_clean_one_gives_none() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lint");
    let mut names: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    assert!(names.len() >= 16, "the folder of odd policies is not complete");
    let (en, zh) = (Words::new(Language::English), Words::new(Language::Chinese));
    let mut wrong = Vec::new();
    for path in names {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let expected = text.lines().next().unwrap().trim_start_matches("// ").to_owned();
        let (_, data) = text.split_once('\n').unwrap();
        let file = File { name: name.clone(), bytes: format!("//\n{data}").into_bytes() };
        let loaded = read(&[seeds::layer(), Layer { files: vec![file], problems: vec![] }]);
        assert_eq!(loaded.problems, vec![], "{name} must read without a problem");
        let own = lint(&loaded, date(2026, 11, 22)).into_iter().filter(|problem| problem.at.file == name);
        let said: Vec<String> = own
            .map(|problem| {
                assert!(!zh.problem(&problem).is_empty());
                let severity = en.severity(problem.severity);
                format!("{}:{} {severity}: {}", problem.at.line, problem.at.column, en.problem(&problem))
            })
            .collect();
        let right = match expected.as_str() {
            "clean" => said.is_empty(),
            expected => said.iter().any(|said| said.starts_with(expected)),
        };
        if !right {
            wrong.push(format!("{name}\n  expected {expected}\n  said     {said:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_built_in_library_has_nothing_odd_and_only_explained_notes() {
    let loaded = read(&[seeds::layer()]);
    let words = Words::new(Language::English);
    let odd: Vec<String> = lint(&loaded, date(2026, 11, 22))
        .iter()
        .filter(|problem| problem.severity != backlot::data::problem::Severity::Note)
        .map(|problem| words.problem(problem))
        .collect();
    assert!(odd.is_empty(), "{odd:#?}");
}
