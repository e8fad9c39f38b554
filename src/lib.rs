//! Backlot 剧策 compares regional incentive policies. The rooms, in reading order.

/// Nouns: plain data and its invariants.
pub mod model;

/// Verbs: pure functions from policy, answers and date to assessments with steps.
pub mod rules;

/// Answers built from many assessments.
pub mod study;

/// Text to model and back.
pub mod data;

/// All sentences, in both languages.
pub mod words;

/// One document, many writers.
pub mod report;

/// What is going on.
pub mod session;

/// Everything egui.
#[cfg(feature = "ui")]
pub mod ui;
