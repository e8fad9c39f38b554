//! Reasons that a file cannot be read as a table, as data. `words` has the sentences.

use serde::Serialize;

/// The reason that a file cannot be read as a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Fault {
    /// It can only be opened with a password.
    Password,
    /// It begins like a workbook, but is truncated or damaged.
    Damaged,
    /// A workbook of an unsupported kind.
    OtherKind,
    /// Too many filled cells.
    Cells {
        /// The maximum.
        limit: usize,
    },
    /// Too many rows.
    Rows {
        /// The maximum.
        limit: usize,
    },
    /// Too many columns.
    Columns {
        /// The maximum.
        limit: usize,
    },
    /// Too much unpacked text.
    Unpacked {
        /// The maximum in megabytes.
        megabytes: usize,
    },
    /// A cell with more text than a spreadsheet can hold.
    Letters {
        /// The maximum number of characters.
        limit: usize,
    },
    /// A quotation mark that is not closed, so that rows would be lost in one cell.
    OpenQuote,
    /// No visible sheet has any content.
    NothingSeen,
}
