//! The core without a window: reading, rules, words, the built-in library.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test may fail loudly and read its own files"
)]

mod annotated;
mod applying;
mod audit;
mod bad;
mod bundle;
mod calendar;
mod cases;
mod clauses;
mod columns;
mod columns_properties;
mod completions;
mod contradictions;
mod costs;
mod curve;
mod draft;
mod drawn;
mod editing;
mod evaluation;
mod exact;
mod library;
mod lint;
mod near;
mod package;
mod paper;
mod payments;
mod properties;
mod reform;
mod replay;
mod rule_files;
mod rules;
mod scenario;
mod schedule;
mod slate;
mod stacking;
mod standing;
mod table;
mod table_hostile;
mod table_kinds;
mod table_properties;
mod two;
mod variants;
mod words;
