//! Actions of users in the window, by accessible label in both languages. No display is needed.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test may fail loudly and read its own files"
)]

mod bundle;
mod city;
mod curve;
mod desk;
mod import_table;
mod keyboard;
mod library;
mod look;
mod near;
mod opening;
mod policy_form;
mod report;
mod rules;
mod saving;
mod schedule;
mod slate;
mod stories;
mod variants;
mod whereto;
mod window;
