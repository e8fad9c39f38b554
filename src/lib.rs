//! Backlot 剧策 compares regional incentive policies. The modules are in reading order.

/// Data types without behaviour beyond their invariants.
pub mod model;

/// Pure functions from policy, answers and date to assessments with steps.
pub mod rules;

/// Results from many assessments.
pub mod study;

/// Reading and writing the model as text.
pub mod data;

/// All sentences, in both languages.
pub mod words;

/// Reports: one document, several output formats.
pub mod report;

/// The state that is edited.
pub mod session;

/// All code that uses egui.
#[cfg(feature = "ui")]
pub mod ui;
