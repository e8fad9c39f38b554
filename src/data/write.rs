//! Writes records as RON that reads back the same.

use ron::ser::PrettyConfig;
use serde::Serialize;

use super::read::{Document, options};
use crate::model::production::Production;

/// A production as the text of a file.
///
/// # Errors
/// Never for a production that was read or entered; the writer's own words otherwise.
pub fn production(production: &Production) -> Result<String, ron::Error> {
    record(&Document::Production(Box::new(production.clone())))
}

/// The content of a file as its text.
///
/// # Errors
/// Never for records that were read; the writer's own words otherwise.
pub fn record(document: &Document) -> Result<String, ron::Error> {
    let mut text = options().to_string_pretty(document, PrettyConfig::new().struct_names(false).new_line("\n"))?;
    text.push('\n');
    Ok(text)
}

/// A value on one line.
///
/// # Errors
/// Never for values of records that were read; the writer's own words otherwise.
pub fn line(value: &impl Serialize) -> Result<String, ron::Error> {
    options().to_string(value)
}

/// How deep the parts of a sealed bundle stand on lines of their own.
const FOLDED_BELOW: usize = 4;

/// A value that holds the texts of files, the same on every system. The texts stay readable: nothing in them is
/// escaped.
///
/// # Errors
/// Never for texts; the writer's own words otherwise.
pub fn with_texts(value: &impl Serialize) -> Result<String, ron::Error> {
    let config = PrettyConfig::new().struct_names(false).escape_strings(false).new_line("\n").depth_limit(FOLDED_BELOW);
    let mut text = options().to_string_pretty(value, config)?;
    text.push('\n');
    Ok(text)
}
