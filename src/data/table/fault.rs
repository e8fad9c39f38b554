//! Why a file is no table that can be read, as data. `words` says it in both languages.

use serde::Serialize;

/// What keeps a file from being read as a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Fault {
    /// It can only be opened with a password.
    Password,
    /// It begins like a workbook, but is cut off or damaged.
    Damaged,
    /// A workbook of a kind that is not read.
    OtherKind,
    /// More filled cells than are read.
    Cells {
        /// How many are read at most.
        limit: usize,
    },
    /// More rows than are read.
    Rows {
        /// How many are read at most.
        limit: usize,
    },
    /// More columns than are read.
    Columns {
        /// How many are read at most.
        limit: usize,
    },
    /// More text than is kept, once it is unpacked.
    Unpacked {
        /// How many megabytes are read at most.
        megabytes: usize,
    },
    /// A cell with more text than a spreadsheet holds.
    Letters {
        /// How many letters a cell has at most.
        limit: usize,
    },
    /// A quotation mark is opened and never closed, so that rows would be lost in one cell.
    OpenQuote,
    /// No sheet that can be seen has anything in it.
    NothingSeen,
}
