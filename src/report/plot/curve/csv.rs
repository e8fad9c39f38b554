//! The exact pieces of a curve as CSV.

use super::Drawn;
use crate::rules::fraction::Fraction;
use crate::say;
use crate::study::curve::End;

/// The exact pieces as CSV: one row per place, end and piece. A number without a finite decimal form is a fraction.
#[must_use]
pub fn csv(drawn: &Drawn<'_>) -> Vec<u8> {
    let words = drawn.words.words;
    let mut writer = csv::Writer::from_writer(vec![0xef, 0xbb, 0xbf]);
    let heads = [
        say!(words, "curve-table-place"),
        say!(words, "curve-table-of"),
        say!(words, "curve-column-from"),
        say!(words, "curve-column-to"),
        say!(words, "curve-column-from-in"),
        say!(words, "curve-column-to-in"),
        say!(words, "curve-column-at-from"),
        say!(words, "curve-column-at-to"),
        say!(words, "curve-column-approximate"),
    ];
    // Writing to memory does not fail.
    let _ = writer.write_record(&heads);
    let yes = |holds: bool| if holds { say!(words, "yes") } else { say!(words, "no") };
    let amount = |amount: Option<Fraction>| amount.map(Fraction::exact_text).unwrap_or_default();
    for line in &drawn.curve.places {
        let place = words.place(drawn.words.library, &line.place);
        for (end, name) in [(End::Floor, say!(words, "report-certain")), (End::Ceiling, say!(words, "report-possible"))]
        {
            for piece in line.of(end) {
                let _ = writer.write_record([
                    place.clone(),
                    name.clone(),
                    piece.from.exact_text(),
                    piece.to.exact_text(),
                    yes(piece.from_in),
                    yes(piece.to_in),
                    amount(piece.at_from),
                    amount(piece.at_to),
                    yes(piece.approximate),
                ]);
            }
        }
    }
    writer.into_inner().unwrap_or_default()
}
