//! A table for the clipboard: as text with tabs, which a spreadsheet splits into cells, and as HTML, which a word
//! processor pastes as a table.

use maud::html;

/// A table of texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// The titles of the columns.
    pub heads: Vec<String>,
    /// The cells, row by row.
    pub rows: Vec<Vec<String>>,
}

impl Grid {
    /// Text with tabs, without a line end after the last row.
    #[must_use]
    pub fn text(&self) -> String {
        let flat = |text: &String| text.replace(['\t', '\n', '\r'], " ");
        let line = |cells: &Vec<String>| cells.iter().map(flat).collect::<Vec<_>>().join("\t");
        std::iter::once(&self.heads).chain(&self.rows).map(line).collect::<Vec<_>>().join("\n")
    }

    /// An HTML table without a page around it.
    #[must_use]
    pub fn html(&self) -> String {
        let markup = html! {
            table border="1" cellspacing="0" cellpadding="4" {
                thead { tr { @for head in &self.heads { th { (head) } } } }
                tbody { @for row in &self.rows { tr { @for cell in row { td { (cell) } } } } }
            }
        };
        markup.into_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stay_cells_whatever_they_hold() {
        let grid = Grid { heads: vec!["a\tb".into(), "c".into()], rows: vec![vec!["<1>\n2".into(), "&".into()]] };
        assert_eq!(grid.text(), "a b\tc\n<1> 2\t&");
        assert!(grid.html().contains("<td>&lt;1&gt;\n2</td><td>&amp;</td>"), "{}", grid.html());
    }
}
