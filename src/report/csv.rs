//! One flat table for spreadsheets, under what there is to know about it.

use ::csv::{Terminator, WriterBuilder};

use super::document::Document;

/// Tells spreadsheets that the text is UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// The table.
pub(super) fn write(document: &Document) -> Vec<u8> {
    let flat = &document.flat;
    let readme = flat.readme.iter().map(|entry| vec![entry.label.clone(), entry.value.clone()]);
    sheet(readme.chain([vec![String::new(); 2], flat.columns.clone()]).chain(flat.rows.iter().cloned()))
}

/// Rows as spreadsheets read them: UTF-8 with a mark that says so, and nothing in a cell that is run.
pub(super) fn sheet(rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut writer = WriterBuilder::new().flexible(true).terminator(Terminator::CRLF).from_writer(MARK.to_vec());
    for cells in rows {
        // Memory does not refuse bytes.
        let written = writer.write_record(cells.iter().map(|cell| harmless(cell)));
        debug_assert!(written.is_ok(), "{written:?}");
    }
    writer.into_inner().unwrap_or_default()
}

/// A spreadsheet runs what begins like a formula; an apostrophe makes it text. A number may begin with its sign.
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
