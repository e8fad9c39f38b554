//! One flat table for spreadsheets, below a description of it.

use ::csv::{Terminator, WriterBuilder};

use super::document::Document;

/// The byte order mark, which tells spreadsheets that the text is UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// The table.
pub(super) fn write(document: &Document) -> Vec<u8> {
    let flat = &document.flat;
    let readme = flat.readme.iter().map(|entry| vec![entry.label.clone(), entry.value.clone()]);
    sheet(readme.chain([vec![String::new(); 2], flat.columns.clone()]).chain(flat.rows.iter().cloned()))
}

/// Rows for spreadsheets: UTF-8 with a byte order mark, and no cell that would run as a formula.
pub(super) fn sheet(rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut writer = WriterBuilder::new().flexible(true).terminator(Terminator::CRLF).from_writer(MARK.to_vec());
    for cells in rows {
        // Writing to memory does not fail.
        let written = writer.write_record(cells.iter().map(|cell| harmless(cell)));
        debug_assert!(written.is_ok(), "{written:?}");
    }
    writer.into_inner().unwrap_or_default()
}

/// Adds an apostrophe to text that a spreadsheet would run as a formula. A number can begin with its sign.
fn harmless(cell: &str) -> String {
    let number = || crate::model::number::Number::parse(cell).is_ok();
    let runs = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\'']) && !number();
    if runs { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_cell_is_run() {
        for cell in ["=1+1", "+a", "-1+1", "@sum", "\tx", "\rx"] {
            assert_eq!(harmless(cell), format!("'{cell}"));
        }
        assert_eq!(harmless("120000"), "120000");
        assert_eq!(harmless("−5"), "−5");
        assert_eq!(harmless("-0.12"), "-0.12");
        assert_eq!(harmless(""), "");
    }
}
