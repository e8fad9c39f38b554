//! The mark of a place: a colour and a shape. Either alone identifies the place among six.
//!
//! Six colours that people with colour blindness can distinguish and six shapes make 36 marks. The colours are
//! defined in the themes of the window and in the style sheets of reports.

use serde::Serialize;

/// The number of colours, and of shapes.
const KINDS: usize = 6;

/// A colour and a shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Mark {
    color: usize,
    shape: usize,
}

impl Mark {
    /// The number of marks, without that of the nation.
    pub const COUNT: usize = KINDS * KINDS;

    /// The mark of the nation: a circle in the text colour. No other place has it.
    pub const NATION: Self = Self { color: KINDS, shape: 0 };

    /// The mark with a number, from 0. Six consecutive marks, starting at a multiple of six, differ in colour and in
    /// shape. After [`Mark::COUNT`] they repeat.
    #[must_use]
    pub fn numbered(number: usize) -> Self {
        let color = number % KINDS;
        Self { color, shape: (color + number / KINDS) % KINDS }
    }

    /// Its colour, from 0 to 5; 6 is the text colour.
    #[must_use]
    pub fn color(self) -> usize {
        self.color
    }

    /// Its shape, from 0 to 5: circle, diamond, square, triangle, triangle on its point, pentagon.
    #[must_use]
    pub fn shape(self) -> usize {
        self.shape
    }

    /// The corners of its shape around the origin, with y downwards and a radius of one; empty for a circle.
    #[must_use]
    pub fn corners(self) -> &'static [(f64, f64)] {
        match self.shape {
            0 => &[],
            1 => &[(0.0, -1.25), (1.25, 0.0), (0.0, 1.25), (-1.25, 0.0)],
            2 => &[(-0.95, -0.95), (0.95, -0.95), (0.95, 0.95), (-0.95, 0.95)],
            3 => &[(0.0, -1.15), (1.1, 0.9), (-1.1, 0.9)],
            4 => &[(-1.1, -0.9), (1.1, -0.9), (0.0, 1.15)],
            _ => &[(0.0, -1.2), (1.1, -0.35), (0.7, 1.0), (-0.7, 1.0), (-1.1, -0.35)],
        }
    }

    /// Its shape as a character.
    #[must_use]
    pub fn sign(self) -> char {
        match self.shape {
            0 => '●',
            1 => '◆',
            2 => '■',
            3 => '▲',
            4 => '▼',
            _ => '⬟',
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn all_marks_differ_and_six_in_a_row_differ_in_both() {
        let all: BTreeSet<Mark> = (0..Mark::COUNT).map(Mark::numbered).chain([Mark::NATION]).collect();
        assert_eq!(all.len(), Mark::COUNT + 1);
        for first in (0..Mark::COUNT).step_by(KINDS) {
            let row: Vec<Mark> = (first..first + KINDS).map(Mark::numbered).collect();
            assert_eq!(row.iter().map(|mark| mark.color).collect::<BTreeSet<_>>().len(), KINDS);
            assert_eq!(row.iter().map(|mark| mark.sign()).collect::<BTreeSet<_>>().len(), KINDS);
        }
    }
}
