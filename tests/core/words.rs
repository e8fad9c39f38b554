use std::collections::{BTreeMap, BTreeSet};

use backlot::model::text::Language;
use backlot::words::Words;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

const ENGLISH: &str = include_str!("../../assets/words/en/backlot.ftl");
const CHINESE: &str = include_str!("../../assets/words/zh-CN/backlot.ftl");

/// The messages of a language, each with the arguments it uses.
fn messages(text: &str) -> BTreeMap<String, BTreeSet<String>> {
    let resource = fluent_syntax::parser::parse(text).unwrap_or_else(|(_, errors)| panic!("{errors:?}"));
    let mut all = BTreeMap::new();
    for entry in resource.body {
        if let Entry::Message(message) = entry {
            let mut arguments = BTreeSet::new();
            collect(message.value.as_ref().expect("a message has a value"), &mut arguments);
            let before = all.insert(message.id.name.to_owned(), arguments);
            assert!(before.is_none(), "{} stands twice", message.id.name);
        }
    }
    all
}

fn collect(pattern: &Pattern<&str>, arguments: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        match expression {
            Expression::Inline(InlineExpression::VariableReference { id }) => {
                arguments.insert(id.name.to_owned());
            }
            Expression::Inline(_) => {}
            Expression::Select { selector, variants } => {
                if let InlineExpression::VariableReference { id } = selector {
                    arguments.insert(id.name.to_owned());
                }
                variants.iter().for_each(|variant| collect(&variant.value, arguments));
            }
        }
    }
}

#[test]
fn both_languages_have_the_same_messages_with_the_same_arguments() {
    assert_eq!(messages(ENGLISH), messages(CHINESE));
}

/// The rows of a table of the glossary: their cells without code marks.
fn glossary(section: &str) -> Vec<Vec<String>> {
    let text = include_str!("../../docs/glossary.md");
    let part = text.split("\n## ").find(|part| part.starts_with(section)).expect("a section of the glossary");
    let rows = part.lines().filter(|line| line.starts_with("| ") && !line.starts_with("|---"));
    rows.skip(1)
        .map(|row| row.trim_matches('|').split('|').map(|cell| cell.trim().replace('`', "")).collect())
        .collect()
}

#[test]
fn what_the_window_calls_things_stands_in_the_glossary() {
    use backlot::model::indicator::Nature;
    use backlot::model::policy::{Basis, Status};
    use backlot::model::source::Grade;
    let (en, zh) = (Words::new(Language::English), Words::new(Language::Chinese));
    let mut wrong = Vec::new();
    let mut holds = |section: &str, name: String, chinese: String| {
        let known = glossary(section).iter().any(|row| {
            let english = row[0].split(" (").next() == Some(&name) || row[0] == name;
            english && row[1] == chinese
        });
        if !known {
            wrong.push(format!("{section}: {name} = {chinese}"));
        }
    };
    for basis in [Basis::Entitlement, Basis::UpTo, Basis::Competitive, Basis::CaseByCase, Basis::InKind] {
        holds("Basis", en.basis(basis), zh.basis(basis));
    }
    for status in
        [Status::InForce, Status::Unconfirmed, Status::Upcoming, Status::Draft, Status::Expired, Status::Superseded]
    {
        holds("Status", en.status(status), zh.status(status));
    }
    for nature in [Nature::Actual, Nature::Estimate, Nature::Forecast, Nature::Target, Nature::Capacity] {
        holds("Nature", en.nature(nature), zh.nature(nature));
    }
    for grade in [Grade::Official, Grade::News, Grade::Aggregator, Grade::ThirdHand] {
        holds("Evidence", en.grade(grade), zh.grade(grade));
    }
    assert!(wrong.is_empty(), "not so in docs/glossary.md: {wrong:#?}");
}

#[test]
fn what_views_and_controls_are_called_stands_in_the_glossary() {
    let said = |all: &str, id: &str| {
        let found = all.lines().find_map(|line| line.strip_prefix(id)?.strip_prefix(" = ").map(str::to_owned));
        found.unwrap_or_else(|| panic!("no message {id}"))
    };
    let terms = glossary("Terms");
    let missing: Vec<_> = [
        "tab-slate",
        "tab-growth",
        "growth-each",
        "growth-by",
        "growth-index",
        "growth-policies",
        "near-title",
        "curve-button",
        "city-mine",
        "where-column-expected",
        "where-column-net",
        "variant-pinned",
        "report-plan-front",
    ]
    .into_iter()
    .filter(|id| {
        let (english, chinese) = (said(ENGLISH, id).to_lowercase(), said(CHINESE, id));
        let told = |row: &Vec<String>| format!("{} {}", row[0], row[3]).to_lowercase().contains(&english);
        !terms.iter().any(|row| row[1] == chinese && told(row))
    })
    .collect();
    assert!(missing.is_empty(), "not in docs/glossary.md: {missing:?}");
}

#[test]
fn words_that_the_glossary_gave_up_are_gone() {
    let both = format!("{ENGLISH}{CHINESE}").to_lowercase();
    let gone = glossary("Words that are not used");
    assert!(gone.len() > 5);
    let back: Vec<_> = gone.iter().filter(|row| both.contains(&row[0].to_lowercase())).collect();
    assert!(back.is_empty(), "{back:?}");
}

#[test]
fn between_chinese_characters_stands_no_space() {
    let zh = Words::new(Language::Chinese);
    assert_eq!(zh.set("最高 当地支出 的 10%".to_owned()), "最高当地支出的 10%");
    assert_eq!(zh.set("最高 120 万元".to_owned()), "最高 120 万元");
    let en = Words::new(Language::English);
    assert_eq!(en.set("up to 10".to_owned()), "up to 10");
}

#[test]
fn every_message_is_used() {
    let mut source = String::new();
    let mut folders = vec![std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                source.push_str(&std::fs::read_to_string(path).unwrap());
            }
        }
    }
    // Whatever stands between two quotation marks, also between the end of one text and the start of the next.
    let quoted: BTreeSet<&str> = source.split('"').collect();
    let idle: Vec<_> = messages(ENGLISH).into_keys().filter(|id| !quoted.contains(id.as_str())).collect();
    assert!(idle.is_empty(), "never said: {idle:?}");
}
