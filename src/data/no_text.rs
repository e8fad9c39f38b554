//! Why a document has no text that can be read, as data. `words` says it in both languages.

use serde::Serialize;

/// Why a document has no text that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum NoText {
    /// It is cut off or damaged.
    Damaged,
    /// It can only be opened with a password.
    Password,
    /// It holds pictures of text and no text.
    Pictures,
    /// It is much longer than a policy.
    TooLong,
    /// This build does not read PDF.
    NoPdf,
}
