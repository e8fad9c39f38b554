//! Reads every example of docs/format.md and docs/your-city.md as the app does, and checks that the guide is complete.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test may fail loudly and read its own files"
)]

use std::str::FromStr as _;

use backlot::data::problem::Severity;
use backlot::data::read::{self, Document, File, Layer};
use backlot::data::seeds;
use backlot::model::amount::Amount;
use backlot::model::application::{Application, Precedent};
use backlot::model::condition::Condition;
use backlot::model::date::PartialDate;
use backlot::model::example::Example;
use backlot::model::fact::Fact;
use backlot::model::gate::Gate;
use backlot::model::payout::Payout;
use backlot::model::policy::{Incentive, Line, Policy};
use backlot::model::source::{Citation, Source};
use backlot::model::stacking::Stacking;
use backlot::model::text::Text;
use backlot::rules::assess::assess;
use serde::de::DeserializeOwned;

const GUIDE: &str = include_str!("../docs/format.md");
const TUTORIAL: &str = include_str!("../docs/your-city.md");

/// The files of the model whose words and fields are used in RON files.
const MODEL: [&str; 22] = [
    include_str!("../src/model/amount.rs"),
    include_str!("../src/model/application.rs"),
    include_str!("../src/model/condition.rs"),
    include_str!("../src/model/example.rs"),
    include_str!("../src/model/fact.rs"),
    include_str!("../src/model/gate.rs"),
    include_str!("../src/model/indicator.rs"),
    include_str!("../src/model/judgement.rs"),
    include_str!("../src/model/payment.rs"),
    include_str!("../src/model/payout.rs"),
    include_str!("../src/model/place.rs"),
    include_str!("../src/model/policy.rs"),
    include_str!("../src/model/portfolio.rs"),
    include_str!("../src/model/production.rs"),
    include_str!("../src/model/rate.rs"),
    include_str!("../src/model/scenario.rs"),
    include_str!("../src/model/slate.rs"),
    include_str!("../src/model/source.rs"),
    include_str!("../src/model/stacking.rs"),
    include_str!("../src/model/text.rs"),
    include_str!("../src/model/variant.rs"),
    include_str!("../src/data/read.rs"),
];

/// A fenced example.
struct Block {
    /// The text after `ron` on the line of the fence.
    kind: &'static str,
    /// The number of the line in the guide on which its text begins.
    line: usize,
    /// Its text.
    text: String,
}

fn blocks(guide: &'static str) -> Vec<Block> {
    let mut found = Vec::new();
    let mut open: Option<Block> = None;
    let mut other = false;
    for (number, line) in guide.lines().enumerate() {
        let fence = line.strip_prefix("```");
        match (&mut open, fence) {
            (Some(_), Some(_)) => found.extend(open.take()),
            (Some(block), None) => {
                block.text.push_str(line);
                block.text.push('\n');
            }
            (None, Some(_)) if other => other = false,
            (None, Some(words)) => match words.strip_prefix("ron") {
                Some(kind) => open = Some(Block { kind: kind.trim(), line: number + 2, text: String::new() }),
                None => other = true,
            },
            (None, None) => {}
        }
    }
    assert!(open.is_none() && !other, "a fence is not closed");
    found
}

fn parse<T: DeserializeOwned>(text: &str) -> Result<(), ron::error::SpannedError> {
    read::options().from_str::<T>(text).map(drop)
}

#[test]
fn every_example_can_be_read() {
    let mut wrong = Vec::new();
    let both = [("docs/format.md", GUIDE), ("docs/your-city.md", TUTORIAL)];
    for (name, block) in both.into_iter().flat_map(|(name, text)| blocks(text).into_iter().map(move |one| (name, one)))
    {
        let read = match block.kind {
            "document" => parse::<Document>(&block.text),
            "amount" => parse::<Amount>(&block.text),
            "condition" => parse::<Condition>(&block.text),
            "policy" => parse::<Policy>(&block.text),
            "incentive" => parse::<Incentive>(&block.text),
            "line" => parse::<Line>(&block.text),
            "stacking" => parse::<Stacking>(&block.text),
            "fact" => parse::<Fact>(&block.text),
            "source" => parse::<Source>(&block.text),
            "citation" => parse::<Citation>(&block.text),
            "payout" => parse::<Payout>(&block.text),
            "application" => parse::<Application>(&block.text),
            "precedent" => parse::<Precedent>(&block.text),
            "gate" => parse::<Gate>(&block.text),
            "example" => parse::<Example>(&block.text),
            "text" => parse::<Text>(&block.text),
            other => {
                wrong.push(format!("{name}:{}: \"ron {other}\" is no kind of example", block.line - 1));
                continue;
            }
        };
        if let Err(error) = read {
            let line = block.line + error.span.start.line - 1;
            wrong.push(format!("{name}:{line}:{}: {}", error.span.start.col, error.code));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The built-in library with all whole files of a guide over it, each as a layer.
fn with_examples(guide: &'static str) -> read::Loaded {
    let mut layers = vec![seeds::layer()];
    for block in blocks(guide).into_iter().filter(|block| block.kind == "document") {
        // Empty lines are added before it, so that problems have the line numbers of the guide.
        let text = "\n".repeat(block.line - 1) + &block.text;
        let file = File { name: "guide".to_owned(), bytes: text.into_bytes() };
        layers.push(Layer { files: vec![file], problems: Vec::new() });
    }
    read::read(&layers)
}

#[test]
fn the_whole_files_have_no_error() {
    for (name, guide) in [("docs/format.md", GUIDE), ("docs/your-city.md", TUTORIAL)] {
        let loaded = with_examples(guide);
        let errors = loaded.problems.iter().filter(|problem| problem.severity == Severity::Error);
        let errors: Vec<String> =
            errors.map(|problem| format!("{name}:{}: {:?}", problem.at.line, problem.what)).collect();
        assert!(errors.is_empty(), "{}", errors.join("\n"));
    }
}

#[test]
fn the_tutorial_comes_to_what_it_says() {
    let library = with_examples(GUIDE).library;
    let Ok(PartialDate::Day(day)) = PartialDate::from_str("2026-11-22") else { panic!() };
    let given = assess(&library, &library.productions[seeds::SAMPLE], &"yangzhou".into(), day);
    assert_eq!((given.floor, given.ceiling), (80_000.into(), Some(500_000.into())));
    assert!(GUIDE.contains("Yangzhou  CNY 80,000  CNY 500,000"));
}

/// Types of the model that are not written in files.
const INNER: [&str; 10] =
    ["Answer", "BasisClash", "Clash", "FigureName", "File", "Language", "Layer", "Loaded", "Misfit", "WindowState"];

/// Fields with another name in files, because their name is a keyword of Rust.
const RENAMED: [(&str, &str); 1] = [("purpose", "for")];

/// The public types of a source text, each with the names of its variants or public fields.
fn types(source: &'static str) -> Vec<(&'static str, Vec<&'static str>)> {
    let mut found: Vec<(&str, Vec<&str>)> = Vec::new();
    let mut inside = false;
    // Names that are not used in files need not be in the guide.
    let mut skipped = false;
    for line in source.lines() {
        let is_skipped = std::mem::replace(&mut skipped, line.trim() == "#[serde(skip)]");
        let head = line.strip_prefix("pub enum ").or_else(|| line.strip_prefix("pub struct "));
        if let Some(name) = head.and_then(|head| head.strip_suffix(" {")) {
            found.push((name, Vec::new()));
            inside = true;
        } else if line == "}" {
            inside = false;
        } else if let (true, Some(item)) = (inside, line.strip_prefix("    ")) {
            let item = item.strip_prefix("pub ").unwrap_or(item);
            let end = item.find(|sign: char| !sign.is_ascii_alphanumeric() && sign != '_').unwrap_or(item.len());
            if let (Some((_, names)), true) = (found.last_mut(), end > 0 && !is_skipped) {
                names.push(&item[..end]);
            }
        }
    }
    found
}

#[test]
fn every_amount_and_condition_has_its_example() {
    let blocks = blocks(GUIDE);
    for (kind, name) in [("amount", "Amount"), ("condition", "Condition")] {
        let variants: Vec<&str> =
            MODEL.into_iter().flat_map(types).filter(|(of, _)| *of == name).flat_map(|(_, names)| names).collect();
        assert!(variants.len() > 8, "{name}: {variants:?}");
        for variant in variants {
            let used = format!("{variant}(");
            let shown = blocks.iter().any(|block| block.kind == kind && block.text.contains(&used));
            assert!(shown, "docs/format.md has no \"ron {kind}\" example of {variant}");
            assert!(GUIDE.contains(&format!("| `{variant}` |")), "docs/format.md does not list {variant}");
        }
    }
}

#[test]
fn the_guide_names_every_word_and_field() {
    let named = |name: &str| GUIDE.contains(&format!("`{name}`")) || GUIDE.contains(&format!("`{name}("));
    let blocks = blocks(GUIDE);
    let shown = |name: &str| blocks.iter().any(|block| block.text.contains(&format!("{name}: ")));
    let mut missing = Vec::new();
    for (of, names) in MODEL.into_iter().flat_map(types).filter(|(of, _)| !INNER.contains(of)) {
        assert!(!names.is_empty(), "{of}");
        let written = |name: &'static str| RENAMED.iter().find(|(own, _)| *own == name).map_or(name, |(_, file)| file);
        let names = names.into_iter().map(written);
        missing.extend(names.filter(|name| !named(name) && !shown(name)).map(|name| format!("{of}.{name}")));
    }
    assert!(missing.is_empty(), "docs/format.md does not name {}", missing.join(", "));
}
