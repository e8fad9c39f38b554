//! A piece of a curve as JSON.

use backlot::rules::along::Piece;
use backlot::rules::fraction::Fraction;
use serde::Serialize;

/// A piece, with its numbers as exact text: decimals, or fractions if they have no finite decimal form.
#[derive(Serialize)]
pub(super) struct PieceJson {
    from: String,
    to: String,
    from_in: bool,
    to_in: bool,
    at_from: Option<String>,
    at_to: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    approximate: bool,
}

impl PieceJson {
    pub(super) fn of(piece: &Piece) -> Self {
        Self {
            from: piece.from.exact_text(),
            to: piece.to.exact_text(),
            from_in: piece.from_in,
            to_in: piece.to_in,
            at_from: piece.at_from.map(Fraction::exact_text),
            at_to: piece.at_to.map(Fraction::exact_text),
            approximate: piece.approximate,
        }
    }
}
