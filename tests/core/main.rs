//! The core without a window: reading, rules, words, the built-in library.

mod bad;
mod library;
mod rules;
mod words;
