//! The kinds of files, in one place for the window and the command line.
//!
//! A table is recognised by the ending of its name, a bundle by its ending or its first word, and every other file by
//! its first word. No file is parsed for this. This module does not find out whether a table is a schedule, because
//! that depends on its cells ([`rows`](crate::data::table::schedule::rows)).

use super::bundle::is_bundle;
use crate::data::read::{File, Layer, first_word};
use crate::data::table::is_table;

/// The kind of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A spreadsheet: figures, answers, payments, applications or a schedule.
    Table,
    /// A sealed bundle.
    Bundle,
    /// A production.
    Production,
    /// A slate.
    Slate,
    /// A scenario.
    Scenario,
    /// A portfolio.
    Portfolio,
    /// Records of a library, or a file of no known kind, whose problems are reported when it is read.
    Library,
}

impl FileKind {
    /// The kind of a file.
    #[must_use]
    pub fn of(file: &File) -> Self {
        if is_table(&file.name) {
            return Self::Table;
        }
        if is_bundle(file) {
            return Self::Bundle;
        }
        match first_word(file) {
            Some("Production") => Self::Production,
            Some("Slate") => Self::Slate,
            Some("Scenario") => Self::Scenario,
            Some("Portfolio") => Self::Portfolio,
            _ => Self::Library,
        }
    }

    /// The kind of all files of a path together. Several files are a library.
    #[must_use]
    pub fn of_layer(layer: &Layer) -> Self {
        match layer.files.as_slice() {
            [file] => Self::of(file),
            _ => Self::Library,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(name: &str, text: &str) -> FileKind {
        FileKind::of(&File { name: name.into(), bytes: text.as_bytes().to_vec() })
    }

    #[test]
    fn a_file_is_told_by_its_ending_or_by_its_first_word() {
        assert_eq!(kind("a.XLSX", "Production()"), FileKind::Table);
        assert_eq!(kind("a.backlot", ""), FileKind::Bundle);
        assert_eq!(kind("a.ron", "Bundle(format: 1)"), FileKind::Bundle);
        for (text, expected) in [
            ("Production(", FileKind::Production),
            ("\u{feff}/* a */ // b\n Production (name: ", FileKind::Production),
            ("#![enable(implicit_some)]\nSlate()", FileKind::Slate),
            ("Scenario()", FileKind::Scenario),
            ("Portfolio()", FileKind::Portfolio),
            ("Policy(", FileKind::Library),
            ("Productions([])", FileKind::Library),
            ("\"Production(\"", FileKind::Library),
            ("", FileKind::Library),
        ] {
            assert_eq!(kind("a.ron", text), expected, "{text}");
        }
        assert_eq!(FileKind::of(&File { name: "a.ron".into(), bytes: vec![0xff, 0xfe, 0] }), FileKind::Library);
    }

    #[test]
    fn several_files_are_a_library() {
        let file = File { name: "a.ron".into(), bytes: b"Production()".to_vec() };
        let one = Layer { files: vec![file.clone()], problems: Vec::new() };
        assert_eq!(FileKind::of_layer(&one), FileKind::Production);
        assert_eq!(FileKind::of_layer(&Layer { files: vec![file.clone(), file], ..one }), FileKind::Library);
        assert_eq!(FileKind::of_layer(&Layer::default()), FileKind::Library);
    }
}
