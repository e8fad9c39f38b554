//! Reasons that no text can be read from a document, as data. `words` has the sentences.

use serde::Serialize;

/// The reason that no text can be read from a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum NoText {
    /// It is truncated or damaged.
    Damaged,
    /// It can only be opened with a password.
    Password,
    /// It contains pictures of text and no text.
    Pictures,
    /// It is much longer than a policy.
    TooLong,
    /// This build does not read PDF.
    NoPdf,
}
