//! Tables that were once read wrongly, and similar ones. `tests/import/cases.ron` has the expected results.

use std::path::PathBuf;

use backlot::data::progress::Progress;
use backlot::data::read::File;
use backlot::data::table;
use backlot::data::table::mapping::{Kind, Mapping};
use backlot::data::table::propose::{Effect, ImportTarget, Outcome, propose};
use backlot::model::library::Library;
use backlot::model::production::{Answer, Production};
use backlot::model::text::Language;
use backlot::words::Words;
use serde::Deserialize;

use super::table::{TODAY, library};

/// One table.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// The kind of fault.
    kind: String,
    #[serde(default)]
    rows: Rows,
    #[serde(default)]
    currency: Option<String>,
    #[serde(default)]
    file: String,
    #[serde(default)]
    table: String,
    #[serde(default)]
    gives: Vec<String>,
    #[serde(default)]
    says: Vec<String>,
    /// Whether the command line ends with 1. By default it does if a row is refused.
    #[serde(default)]
    fails: bool,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
enum Rows {
    #[default]
    Answers,
    Observations,
}

#[derive(Debug, Default, PartialEq, Eq)]
struct Came {
    gives: Vec<String>,
    said: Vec<String>,
    fails: bool,
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/import")
}

fn came(case: &Case, library: &Library, words: &Words) -> Came {
    let mut production = Production::default();
    if let Some(code) = &case.currency {
        production.currency = ron::from_str(&format!("{code:?}")).unwrap();
    }
    let (name, bytes) = match case.file.as_str() {
        "" => ("table.csv".to_owned(), case.table.clone().into_bytes()),
        file => (file.to_owned(), std::fs::read(folder().join(file)).unwrap()),
    };
    let read = match table::read(&File { name, bytes }, None) {
        Ok(read) => read,
        Err(problem) => return Came { said: vec![words.problem(&problem)], fails: true, ..Came::default() },
    };
    let kind = match case.rows {
        Rows::Answers => Kind::Answers,
        Rows::Observations => Kind::Observations,
    };
    let mapping = Mapping::guess(&read, library, Some(kind));
    let ground = ImportTarget { library, production: &production, today: TODAY };
    let proposal = propose(&read, &mapping, ground, &Progress::default()).unwrap();
    let mut came = Came { said: words.table_left_out(&read, &mapping, library), ..Came::default() };
    if proposal.lines.is_empty() {
        came.said.push(words.table_nothing_known(kind));
        came.fails = true;
    }
    for line in &proposal.lines {
        match &line.outcome {
            Outcome::Wrong(troubles) => {
                came.said.extend(troubles.iter().map(|trouble| words.trouble_in("table.csv", line.row, trouble)));
            }
            Outcome::Answer { fact, place, after, .. } => {
                let value = match after {
                    Answer::Number(number) => number.to_string(),
                    Answer::YesNo(yes) => yes.to_string(),
                    other => format!("{other:?}"),
                };
                let place = place.as_ref().map_or(String::new(), |place| format!("@{place}"));
                came.gives.push(format!("{fact}{place} = {value}"));
            }
            Outcome::Observation { after, .. } => {
                let value = after.value.map_or(String::new(), |value| value.to_string());
                let period = after.period.map_or(String::new(), |period| period.to_string());
                came.gives.push(format!("{} {} {period} = {value} {:?}", after.indicator, after.place, after.nature));
            }
            Outcome::Payment { .. } => unreachable!("no case is a notice"),
        }
    }
    came.fails |= proposal.count(Effect::Wrong) > 0;
    came
}

#[test]
fn every_kind_of_table_gives_what_it_shows_or_is_refused() {
    let text = std::fs::read_to_string(folder().join("cases.ron")).unwrap();
    let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    let cases: Vec<Case> = options.from_str(&text).unwrap();
    let (words, zh) = (Words::new(Language::English), Words::new(Language::Chinese));
    let library = library();
    let mut wrong = Vec::new();
    for case in &cases {
        let came = came(case, &library, &words);
        let mut expected = case.gives.clone();
        let mut gives = came.gives.clone();
        expected.sort();
        gives.sort();
        let said = came.said.join("\n");
        let missing: Vec<&String> = case.says.iter().filter(|part| !said.contains(part.as_str())).collect();
        // A row that is not a question is a problem, too.
        let fails = case.fails || (came.fails && said.contains("There is no question"));
        if gives != expected || !missing.is_empty() || came.fails != fails {
            wrong.push(format!(
                "{} {}{}\n  gives {gives:?}\n  expected {expected:?}\n  missing {missing:?}\n  fails {} {said}\n",
                case.kind, case.file, case.table, came.fails
            ));
        }
        // Both languages have words for everything.
        assert_eq!(self::came(case, &library, &zh).said.len(), came.said.len());
    }
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), cases.len(), wrong.join("\n"));
    for kind in 1..=30 {
        let kind = format!("F{kind:02}");
        // The others are not tables.
        let none = ["F10", "F22", "F23", "F24", "F25", "F26", "F27", "F28"].contains(&kind.as_str());
        let count = cases.iter().filter(|case| case.kind == kind).count();
        assert!(none || count >= 3, "{kind} has {count} tables");
    }
}
