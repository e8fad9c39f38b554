use std::collections::{BTreeMap, BTreeSet};

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
    let idle: Vec<_> = messages(ENGLISH).into_keys().filter(|id| !source.contains(&format!("\"{id}\""))).collect();
    assert!(idle.is_empty(), "never said: {idle:?}");
}
