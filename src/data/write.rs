//! Writes records as RON that reads back the same.

use std::sync::Arc;

use ron::ser::PrettyConfig;
use serde::Serialize;

use super::read::{Document, options};
use crate::model::production::Production;

/// A production as the text of a file.
///
/// # Errors
/// Does not fail for a production that was read or entered. Any other error is that of the writer.
pub fn production(production: &Production) -> Result<String, ron::Error> {
    record(&Document::Production(Arc::new(production.clone())))
}

/// The content of a file as its text.
///
/// # Errors
/// Does not fail for records that were read. Any other error is that of the writer.
pub fn record(document: &Document) -> Result<String, ron::Error> {
    let mut text = options().to_string_pretty(document, PrettyConfig::new().struct_names(false).new_line("\n"))?;
    text.push('\n');
    Ok(text)
}

/// A value on one line.
///
/// # Errors
/// Does not fail for values of records that were read. Any other error is that of the writer.
pub fn line(value: &impl Serialize) -> Result<String, ron::Error> {
    options().to_string(value)
}

/// The depth up to which the parts of a sealed bundle are on lines of their own.
const FOLDED_BELOW: usize = 4;

/// A value that contains the texts of files, the same on every system. The texts stay readable: nothing in them is
/// escaped.
///
/// # Errors
/// Does not fail for texts. Any other error is that of the writer.
pub fn with_texts(value: &impl Serialize) -> Result<String, ron::Error> {
    let config = PrettyConfig::new().struct_names(false).escape_strings(false).new_line("\n").depth_limit(FOLDED_BELOW);
    let mut text = options().to_string_pretty(value, config)?;
    text.push('\n');
    Ok(text)
}
