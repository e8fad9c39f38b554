//! A curve as lines, shapes and texts, for the window and for files.
//!
//! Everything is drawn from the exact pieces; nothing is sampled. Certain money is a thick line. Possible money is a
//! line with a hatched fringe below it, and for one place a hatched band. A step is a dashed riser with an open ring
//! at the excluded value and a filled one at the included value. A bend is a small square. Steps and bends of the place
//! with the band are named by their rule.

mod csv;
mod labels;
mod svg;

use rust_decimal::prelude::ToPrimitive;

pub use self::csv::csv;
pub(in crate::report) use self::svg::inline;
pub use self::svg::svg;
use crate::model::mark::Mark as PlaceMark;
use crate::model::number::Number;
use crate::rules::along::Piece;
use crate::rules::fraction::Fraction;
use crate::say;
use crate::study::chart::heights;
use crate::study::curve::{Bend, Curve, End, Line, cliffs, is_level};
use crate::study::marks::Marks;
use crate::words::curve::CurveWords;
use crate::words::growth::axis_figure;
use crate::words::number::Scale;

/// The space beside the plot area for the figures of the axis.
const LEFT: f64 = 64.0;
/// The least and the most space beside the plot area for the names at the ends of lines.
const RIGHT: [f64; 2] = [132.0, 200.0];
/// The width of a character of a label, about.
const CHARACTER: f64 = 6.6;
const TOP: f64 = 34.0;
const UNDER: f64 = 44.0;
/// The distance between names at the ends of lines.
const APART: f64 = 32.0;
/// The distance between lines of a hatch.
const HATCH: f64 = 10.0;
/// The height of the fringe below a line of possible money.
const FRINGE: f64 = 7.0;
/// Lines that do not change are drawn up to this many times the height of those that do. An arrow stands for the rest.
const TALLEST: f64 = 3.0;

/// The inputs of the drawing of a curve.
pub struct Drawn<'a> {
    /// The words for the curve.
    pub words: CurveWords<'a>,
    /// The curve.
    pub curve: &'a Curve,
    /// Its bends, with their rules.
    pub bends: &'a [Bend],
    /// The current answer, if there is one.
    pub now: Option<Number>,
    /// The marks of places.
    pub marks: &'a Marks,
    /// The place whose band is drawn.
    pub band: usize,
    /// The unit of amounts on the axis.
    pub scale: Scale,
}

/// The colour of a shape, by its meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ink {
    /// Text.
    Text,
    /// Secondary text.
    Quiet,
    /// Lines of the grid.
    Grid,
    /// A place, by its mark.
    Place(PlaceMark),
    /// Possible money.
    Possible,
    /// A step.
    Step,
    /// The current answer.
    Now,
}

/// The position of a text relative to its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    /// The text starts at the point.
    Start,
    /// The text is centred on the point.
    Middle,
    /// The text ends at the point.
    End,
}

/// An element of the drawing. Points are measured from the upper left corner, in points of the screen.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Element {
    /// A line.
    Line { points: Vec<[f64; 2]>, ink: Ink, width: f64, dashed: bool },
    /// A ring, filled or open.
    Ring { at: [f64; 2], filled: bool, ink: Ink },
    /// A small square: a bend.
    Square { at: [f64; 2], ink: Ink },
    /// The mark of a place.
    Mark { at: [f64; 2], place: PlaceMark },
    /// A text; with a background if it can be over lines.
    Text { at: [f64; 2], anchor: Anchor, text: String, bold: bool, ink: Ink, ground: bool },
}

/// A drawing, and the position of its plot area.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Graphic {
    /// Its elements, from back to front.
    pub(crate) elements: Vec<Element>,
    /// The plot area: left, top, right, bottom.
    pub(crate) plane: [f64; 4],
    /// The range of the axis.
    pub(crate) span: [f64; 2],
    /// Its width and height.
    pub(crate) size: [f64; 2],
}

impl Graphic {
    /// The horizontal position of a value.
    #[must_use]
    pub(crate) fn x(&self, value: f64) -> f64 {
        let [left, _, right, _] = self.plane;
        let [from, to] = self.span;
        left + (value - from) / (to - from) * (right - left)
    }
}

fn float(value: Fraction) -> f64 {
    value.decimal().to_f64().unwrap_or_default()
}

/// The drawing of a curve with a size.
#[must_use]
pub(crate) fn graphic(drawn: &Drawn<'_>, [width, height]: [f64; 2]) -> Graphic {
    let curve = drawn.curve;
    let span = [curve.from, curve.to].map(|end| end.0.to_f64().unwrap_or_default());
    let plane = [LEFT, TOP, width - right(drawn), height - UNDER];
    let top = top(drawn);
    let mut sheet = Sheet {
        drawn,
        top: if top > 0.0 { top * 1.12 } else { 1.0 },
        graphic: Graphic { elements: Vec::new(), plane, span, size: [width, height] },
        labels: Vec::new(),
    };
    sheet.axes();
    sheet.band();
    for place in 0..curve.places.len() {
        sheet.line(place);
    }
    sheet.now();
    sheet.ends();
    sheet.tell();
    sheet.graphic
}

/// The space for the longest name at the ends of lines.
fn right(drawn: &Drawn<'_>) -> f64 {
    let words = &drawn.words;
    let names = drawn.curve.places.iter().map(|line| words.words.place(words.library, &line.place));
    let longest = names.map(|name| unicode_width::UnicodeWidthStr::width(name.as_str())).max().unwrap_or_default();
    (longest as f64 * (CHARACTER + 0.4) + 32.0).clamp(RIGHT[0], RIGHT[1])
}

/// The highest amount that is drawn. Lines far above those that change would leave these no height.
fn top(drawn: &Drawn<'_>) -> f64 {
    let highest = |lines: &mut dyn Iterator<Item = &Line>| {
        let pieces = lines.flat_map(|line| line.floor.iter().chain(&line.ceiling));
        pieces.flat_map(|piece| [piece.at_from, piece.at_to]).flatten().map(float).fold(0.0, f64::max)
    };
    let lines = &drawn.curve.places;
    let all = highest(&mut lines.iter());
    let moves = |line: &Line| !(is_level(&line.floor) && is_level(&line.ceiling));
    let of_band = lines.get(drawn.band);
    let moving = highest(&mut lines.iter().filter(|line| moves(line)).chain(of_band));
    let cut = moving * TALLEST;
    if cut > 0.0 && all > cut {
        let within = |line: &&Line| highest(&mut std::iter::once(*line)) <= cut;
        return highest(&mut lines.iter().filter(within));
    }
    all
}

struct Sheet<'a, 'b> {
    drawn: &'a Drawn<'b>,
    /// The amount at the upper edge.
    top: f64,
    graphic: Graphic,
    /// The areas of texts that are already placed: left, top, right, bottom.
    labels: Vec<[f64; 4]>,
}

impl Sheet<'_, '_> {
    fn y(&self, amount: f64) -> f64 {
        let [_, top, _, bottom] = self.graphic.plane;
        bottom - amount / self.top * (bottom - top)
    }

    fn point(&self, at: Fraction, amount: Fraction) -> [f64; 2] {
        [self.graphic.x(float(at)), self.y(float(amount))]
    }

    fn push_line(&mut self, points: Vec<[f64; 2]>, ink: Ink, width: f64, dashed: bool) {
        self.graphic.elements.push(Element::Line { points, ink, width, dashed });
    }

    fn push_text(&mut self, at: [f64; 2], anchor: Anchor, text: String, bold: bool, ink: Ink) {
        self.graphic.elements.push(Element::Text { at, anchor, text, bold, ink, ground: false });
    }

    fn axes(&mut self) {
        let [left, top, right, bottom] = self.graphic.plane;
        let words = self.drawn.words.words;
        let unit = self.drawn.scale.factor(words.language).to_f64().unwrap_or(1.0);
        let most = ((bottom - top) / 56.0).max(2.0) as usize;
        for (value, _) in heights((0.0, self.top / unit), false, most) {
            let y = self.y(value * unit);
            self.push_line(vec![[left, y], [right, y]], Ink::Grid, 1.0, false);
            self.push_text([left - 8.0, y], Anchor::End, axis_figure(value), false, Ink::Quiet);
        }
        self.push_text([left - 8.0, top - 18.0], Anchor::End, words.scale(self.drawn.scale), false, Ink::Quiet);
        let span = self.graphic.span;
        let most = ((right - left) / 110.0).max(2.0) as usize;
        for (value, _) in heights((span[0], span[1]), false, most) {
            let x = self.graphic.x(value);
            self.push_line(vec![[x, bottom], [x, bottom + 4.0]], Ink::Quiet, 1.0, false);
            let text = rust_decimal::Decimal::from_f64_retain(value)
                .map(|value| self.drawn.words.short(Number(value.round_dp(6).normalize())))
                .unwrap_or_default();
            self.push_text([x, bottom + 14.0], Anchor::Middle, text, false, Ink::Quiet);
        }
        let name = format!("{} →", self.drawn.words.axis_name());
        self.push_text([right, bottom + 32.0], Anchor::End, name, false, Ink::Quiet);
    }

    /// The band of one place, from the certain to the possible amount.
    fn band(&mut self) {
        let Some(line) = self.drawn.curve.places.get(self.drawn.band) else { return };
        let mut points: Vec<Fraction> =
            line.floor.iter().chain(&line.ceiling).flat_map(|piece| [piece.from, piece.to]).collect();
        points.sort();
        points.dedup();
        for pair in points.windows(2) {
            let &[from, to] = pair else { continue };
            let around = |of: End| line.of(of).iter().find(|piece| piece.from <= from && piece.to >= to);
            let (Some(floor), Some(ceiling)) = (around(End::Floor), around(End::Ceiling)) else { continue };
            let corner = |piece: &Piece, at: Fraction| Some(self.point(at, piece.at(at)?));
            let corners =
                || Some([corner(floor, from)?, corner(floor, to)?, corner(ceiling, from)?, corner(ceiling, to)?]);
            if let Some([lower_left, lower_right, upper_left, upper_right]) = corners() {
                self.hatch([lower_left, lower_right], [upper_left, upper_right]);
            }
        }
    }

    /// Hatching between a lower and an upper line over the same range.
    fn hatch(&mut self, lower: [[f64; 2]; 2], upper: [[f64; 2]; 2]) {
        let [from, to] = [lower[0][0], lower[1][0]];
        let steep = |[a, b]: [[f64; 2]; 2]| if to > from { (b[1] - a[1]) / (to - from) } else { 0.0 };
        let (low, high) = (steep(lower), steep(upper));
        let (bottom, top) = (lower[0][1].max(lower[1][1]), upper[0][1].min(upper[1][1]));
        if to - from < 0.5 || bottom - top < 0.5 {
            return;
        }
        // The lines of the whole drawing have one family: x + y is a multiple of the distance.
        let (first, last) = (((from + top) / HATCH).ceil() as i64, ((to + bottom) / HATCH).floor() as i64);
        for at in first..=last {
            let sum = at as f64 * HATCH;
            // The part of the line x + y = sum between both: y = sum - x is at most the lower and at least the upper
            // line.
            let (mut start, mut end) = (from, to);
            // sum - x <= lower[0].y + low (x - from)
            for (slope, height, below) in [(low, lower[0][1], true), (high, upper[0][1], false)] {
                let (a, b) = (1.0 + slope, sum - height + slope * from);
                let bound = if a.abs() < 1e-9 { continue } else { b / a };
                if (a > 0.0) == below { start = start.max(bound) } else { end = end.min(bound) }
            }
            if end - start > 0.5 {
                self.push_line(vec![[start, sum - start], [end, sum - end]], Ink::Possible, 1.0, false);
            }
        }
    }

    fn line(&mut self, place: usize) {
        let Some(line) = self.drawn.curve.places.get(place) else { return };
        let ink = Ink::Place(self.drawn.marks.of(&line.place));
        for (of, width) in [(End::Ceiling, 1.5), (End::Floor, 3.0)] {
            let pieces = line.of(of);
            for piece in pieces {
                let (Some(start), Some(end)) = (piece.at_from, piece.at_to) else { continue };
                let (start, end) = (self.point(piece.from, start), self.point(piece.to, end));
                // The name at the end of a line that is above the drawing has an arrow.
                if start[1].min(end[1]) < 0.0 {
                    continue;
                }
                if of == End::Ceiling && place != self.drawn.band && !certain_there(&line.floor, piece) {
                    let down = |[x, y]: [f64; 2]| [x, (y + FRINGE).min(self.graphic.plane[3])];
                    self.hatch([down(start), down(end)], [start, end]);
                }
                self.push_line(vec![start, end], ink, width, piece.approximate);
            }
            for cliff in cliffs(pieces) {
                let [below, above] = [cliff.below, cliff.above].map(|amount| self.point(cliff.at, amount));
                self.push_line(vec![below, above], Ink::Step, 1.5, true);
                for (at, amount) in [(below, cliff.below), (above, cliff.above)] {
                    self.graphic.elements.push(Element::Ring { at, filled: cliff.exactly == amount, ink });
                }
            }
            for pair in pieces.windows(2) {
                let [one, next] = pair else { continue };
                let bends = one.at_to == next.at_from && one.slope() != next.slope() && one.from != one.to;
                if let Some(amount) = one.at_to.filter(|_| bends && next.from != next.to) {
                    let at = self.point(one.to, amount);
                    self.graphic.elements.push(Element::Square { at, ink });
                }
            }
        }
    }

    /// The current answer, as a vertical line.
    fn now(&mut self) {
        let Some(now) = self.drawn.now.and_then(|now| now.0.to_f64()) else { return };
        let [from, to] = self.graphic.span;
        if now < from || now > to {
            return;
        }
        let [_, top, _, bottom] = self.graphic.plane;
        let x = self.graphic.x(now);
        self.push_line(vec![[x, top - 6.0], [x, bottom]], Ink::Now, 1.5, false);
    }

    /// The names at the right end of the lines, pushed apart.
    fn ends(&mut self) {
        let words = self.drawn.words.words;
        let [_, top, right, bottom] = self.graphic.plane;
        let at_end = |pieces: &[Piece]| pieces.last().and_then(|piece| piece.at_to);
        let mut all: Vec<(f64, usize, String, Ink)> = Vec::new();
        for (place, line) in self.drawn.curve.places.iter().enumerate() {
            let (floor, ceiling) = (at_end(&line.floor).unwrap_or_default(), at_end(&line.ceiling));
            let figure = |amount: Fraction| words.figure(amount, self.drawn.scale);
            let above = ceiling.is_some_and(|most| self.y(float(most)) < 0.0);
            let text = match ceiling {
                None => say!(words, "curve-end-open"),
                Some(most) if most == floor && !floor.is_zero() => {
                    say!(words, "curve-end-certain", figure = figure(floor))
                }
                Some(most) => say!(words, "curve-end-up-to", figure = figure(most)),
            };
            let ink = if ceiling == Some(floor) { Ink::Quiet } else { Ink::Possible };
            let text = if above { format!("↑ {text}") } else { text };
            all.push((ceiling.map_or(top, |most| self.y(float(most)).max(top)), place, text, ink));
        }
        all.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut least = top;
        for one in &mut all {
            one.0 = one.0.max(least);
            least = one.0 + APART;
        }
        // Labels pushed out at the bottom are pushed back up.
        let mut most = bottom;
        for one in all.iter_mut().rev() {
            one.0 = one.0.min(most);
            most = one.0 - APART;
        }
        for (y, place, text, ink) in all {
            let Some(line) = self.drawn.curve.places.get(place) else { continue };
            let name = words.place(self.drawn.words.library, &line.place);
            let mark = self.drawn.marks.of(&line.place);
            self.graphic.elements.push(Element::Mark { at: [right + 14.0, y - 6.0], place: mark });
            self.push_text([right + 26.0, y - 6.0], Anchor::Start, name, true, Ink::Text);
            self.push_text([right + 26.0, y + 9.0], Anchor::Start, text, false, ink);
        }
    }
}

/// Whether the possible amount of a piece is certain.
fn certain_there(floor: &[Piece], piece: &Piece) -> bool {
    floor.iter().any(|other| {
        other.from <= piece.from
            && other.to >= piece.to
            && other.at(piece.from) == piece.at_from
            && other.at(piece.to) == piece.at_to
    })
}

/// The size of a drawing in a document.
const IN_DOCUMENT: [f64; 2] = [760.0, 360.0];

/// The drawing of a curve for a document that describes it in its text.
#[must_use]
pub(in crate::report) fn in_document(drawn: &Drawn<'_>) -> Graphic {
    graphic(drawn, IN_DOCUMENT)
}
