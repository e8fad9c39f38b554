//! Valid policies that look odd, each with the expected advice in its first line:
//! `// LINE:COLUMN severity: part of the English message`, or `// clean` for no advice.

use backlot::data::lint::lint;
use backlot::data::read::read;
use backlot::data::seeds;
use backlot::model::text::Language;
use backlot::words::Words;
use jiff::civil::date;

use crate::annotated::{self, Annotated};

#[test]
fn every_odd_policy_gives_its_advice_and_a_clean_one_gives_none() {
    let mut wrong = Vec::new();
    for Annotated { name, expected, loaded } in annotated::folder("lint", 16) {
        assert_eq!(loaded.problems, vec![], "{name} must read without a problem");
        let advice = lint(&loaded, date(2026, 11, 22));
        let said = annotated::said(advice.iter().filter(|problem| problem.at.file == name));
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
