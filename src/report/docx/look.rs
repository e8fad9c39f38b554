//! The look of texts in the text document: weight, colour and size, and the characters of bars.

use crate::report::document::{Holds, Tone};

/// The look of a piece of text.
#[derive(Clone, Copy, Default)]
pub(super) struct Look {
    pub(super) bold: bool,
    /// A colour as six hexadecimal digits.
    pub(super) color: Option<&'static str>,
    /// The size in half points.
    pub(super) size: Option<u32>,
}

impl Look {
    pub(super) fn of(tone: Tone) -> Self {
        let bold = matches!(tone, Tone::Strong | Tone::Certain | Tone::Possible | Tone::Open);
        let color = match tone {
            Tone::Certain => Some("23705A"),
            Tone::Possible => Some("8A5A00"),
            Tone::Open | Tone::Unknown => Some("56668A"),
            Tone::Hearsay | Tone::Quiet => Some("6B665B"),
            Tone::Plain | Tone::Strong => None,
        };
        Self { bold, color, size: None }
    }

    pub(super) const QUIET: Self = Self { bold: false, color: Some("5F5A51"), size: Some(15) };

    pub(super) fn sized(self, size: u32) -> Self {
        Self { size: Some(size), ..self }
    }
}

/// The style of a paragraph in a cell.
pub(super) fn tight(holds: Holds) -> &'static str {
    match holds {
        Holds::Figures => "<w:spacing w:before=\"20\" w:after=\"20\"/><w:jc w:val=\"right\"/>",
        Holds::Text | Holds::Bars => "<w:spacing w:before=\"20\" w:after=\"20\"/>",
    }
}

/// The character for a part of a bar. They differ without colours too.
pub(super) fn part_sign(tone: Tone) -> (char, Tone) {
    match tone {
        Tone::Certain => ('█', Tone::Certain),
        Tone::Possible => ('▓', Tone::Possible),
        Tone::Hearsay => ('▁', Tone::Possible),
        _ => ('░', Tone::Open),
    }
}
