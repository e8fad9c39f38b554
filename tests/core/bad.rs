//! Broken files, each with the problem it must give. The expectation stands in the file's first line:
//! `// LINE:COLUMN severity: part of the English message`.

use std::path::Path;

use backlot::data::read::{File, Layer, read};
use backlot::data::seeds;
use backlot::model::text::Language;
use backlot::words::Words;

#[test]
fn every_broken_file_gives_its_message_and_the_rest_still_loads() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad");
    let mut names: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    assert!(names.len() >= 20, "the folder of broken files is not complete");
    let (en, zh) = (Words::new(Language::English), Words::new(Language::Chinese));
    let built_in = read(&[seeds::layer()]).library.policies.len();
    let mut wrong = Vec::new();
    for path in names {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let expected = text.lines().next().unwrap().trim_start_matches("// ").to_owned();
        // The expectation names ids; the reader must find them in the data, not in the comment.
        let (_, data) = text.split_once('\n').unwrap();
        let file = File { name: name.clone(), bytes: format!("//\n{data}").into_bytes() };
        let loaded = read(&[seeds::layer(), Layer { files: vec![file], problems: vec![] }]);
        let said: Vec<String> = loaded
            .problems
            .iter()
            .map(|problem| {
                assert!(!zh.problem(problem).is_empty());
                let severity = en.severity(problem.severity);
                format!("{}:{} {severity}: {}", problem.at.line, problem.at.column, en.problem(problem))
            })
            .collect();
        if !said.iter().any(|said| said.starts_with(expected.as_str())) {
            wrong.push(format!("{name}\n  expected {expected}\n  said     {said:#?}"));
        }
        assert!(loaded.library.policies.len() >= built_in, "{name} took something else away");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
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
