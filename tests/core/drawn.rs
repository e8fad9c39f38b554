//! Every generator of rules draws every shape of the language, or leaves it out for a stated reason.
//!
//! A shape that is added to the language fails here until the property tests draw it.

use std::collections::BTreeSet;

use backlot::model::amount::Amount;
use backlot::model::condition::Condition;
use backlot::model::walk::Node;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use strum::VariantNames;

/// A condition, distinguished from the amount with the same name.
fn when(name: &str) -> String {
    format!("when {name}")
}

/// The names of the shapes and conditions in many draws.
fn drawn(generator: &BoxedStrategy<Amount>) -> BTreeSet<String> {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut seen = BTreeSet::new();
    for _ in 0..3_000 {
        let amount = generator.new_tree(&mut runner).unwrap().current();
        amount.walk(&mut |node| match node {
            Node::Amount(amount) => drop(seen.insert(<&str>::from(amount).to_owned())),
            Node::Condition(condition) => drop(seen.insert(when(condition.into()))),
            Node::Fact(_) => {}
        });
    }
    seen
}

/// Compares the draws of a generator with the language. Shapes that are left out are listed with the reason.
fn check(name: &str, generator: &BoxedStrategy<Amount>, left_out: &[(&[&str], &str)]) {
    let seen = drawn(generator);
    let left: BTreeSet<&str> = left_out.iter().flat_map(|(names, _)| names.iter().copied()).collect();
    let all = Amount::VARIANTS.iter().map(|name| (*name).to_owned());
    let all = all.chain(Condition::VARIANTS.iter().map(|name| when(name)));
    let missing: Vec<String> = all.filter(|one| !seen.contains(one) && !left.contains(one.as_str())).collect();
    assert_eq!(missing, [""; 0], "never drawn by the generator of {name}");
    let needless: Vec<&&str> = left.iter().filter(|one| seen.contains(**one)).collect();
    assert!(needless.is_empty(), "drawn by the generator of {name} after all: {needless:?}");
}

#[test]
fn every_generator_draws_every_shape_or_says_why_not() {
    check("properties", &crate::properties::amount(), &[]);
    check("columns_properties", &crate::columns_properties::amount(), &[]);
    let elsewhere =
        (&["Award"][..], "which award may look at which depends on where it stands: properties, columns_properties");
    let open = (&["ForEach", "DaysBetween", "Converted"][..], "without an answer or a rate nothing bounds them");
    let figures = (&["Fact"][..], "open figures stay intervals: only yes/no and choice answers are completed");
    check("completions", &crate::completions::amount(), &[elsewhere, open, figures]);
    check("curve", &crate::curve::amount(), &[elsewhere, open]);
}
