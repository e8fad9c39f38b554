//! The print colours of places. `assets/report` has the same colours for web pages and for the PDF.

use crate::model::mark::Mark;

/// The colour of the mark of a place, as six hexadecimal digits.
pub(super) fn place(mark: Mark) -> &'static str {
    match mark.color() {
        0 => "0072b2",
        1 => "d55e00",
        2 => "009e73",
        3 => "a4508b",
        4 => "a47708",
        5 => "5b6b7b",
        _ => "1d1c1a",
    }
}
