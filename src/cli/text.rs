//! Plain text in columns. A Chinese character is two columns wide.

use std::fmt;

use backlot::data::problem::Problem;
use backlot::model::visible;
use backlot::words::Words;
use serde::Serialize;
use unicode_width::UnicodeWidthStr;

/// One problem per line: file, line, column, severity, message.
#[must_use]
pub(super) fn problems(words: &Words, problems: &[Problem]) -> String {
    let line = |problem: &Problem| {
        let at = &problem.at;
        let severity = words.severity(problem.severity);
        let file = visible::line(&at.file);
        format!("{file}:{}:{}: {severity}: {}\n", at.line, at.column, words.problem(problem))
    };
    problems.iter().map(line).collect()
}

/// A value as indented JSON. All values written here have a JSON form.
#[must_use]
pub(super) fn json(value: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

/// The alignment of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    /// Words.
    Left,
    /// Figures.
    Right,
}

/// A text padded with spaces to a width.
#[must_use]
pub(super) fn pad(text: &str, width: usize, align: Align) -> String {
    let blanks = " ".repeat(width.saturating_sub(text.width()));
    match align {
        Align::Left => format!("{text}{blanks}"),
        Align::Right => format!("{blanks}{text}"),
    }
}

/// Rows with a header.
pub(super) struct Table {
    aligns: Vec<Align>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table with its header.
    #[must_use]
    pub(super) fn new(head: Vec<(String, Align)>) -> Self {
        let (titles, aligns) = head.into_iter().unzip();
        Self { aligns, rows: vec![titles] }
    }

    /// Adds a row.
    pub(super) fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells.iter().map(|cell| visible::line(cell)).collect());
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = |at: usize| self.rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.width()).max();
        let widths: Vec<usize> = (0..self.aligns.len()).map(|at| width(at).unwrap_or(0)).collect();
        for row in &self.rows {
            let cells: Vec<String> = row
                .iter()
                .zip(&widths)
                .zip(&self.aligns)
                .map(|((cell, width), align)| pad(cell, *width, *align))
                .collect();
            writeln!(f, "{}", cells.join("  ").trim_end())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_under_wide_characters() {
        let mut table = Table::new(vec![("地区".into(), Align::Left), ("n".into(), Align::Right)]);
        table.row(vec!["Xi'an".into(), "12".into()]);
        table.row(vec!["大同市区".into(), "3".into()]);
        assert_eq!(table.to_string(), "地区       n\nXi'an     12\n大同市区   3\n");
    }
}
