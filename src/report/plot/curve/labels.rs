//! The labels of a curve: crossings, and the steps and bends of the place with the band, each with its rule.

use super::{Anchor, CHARACTER, Element, Ink, Sheet};
use crate::rules::fraction::Fraction;
use crate::say;
use crate::study::curve::{Bend, End, cliffs};

/// The number of crossings, of steps and of bends that are labelled. The table has all.
const MOST_TOLD: usize = 3;

impl Sheet<'_, '_> {
    /// Crossings with a ring and a label each, and labels of the first steps and bends.
    pub(super) fn tell(&mut self) {
        let words = self.drawn.words.words;
        let curve = self.drawn.curve;
        self.keep_rings_clear();
        for crossing in curve.crossings.iter().take(MOST_TOLD) {
            // The line that is overtaken gives the height, even if the other has a step there.
            let line = curve.places.iter().find(|line| line.place == crossing.a);
            let pieces = line.map(|line| line.of(crossing.of));
            let held = pieces.and_then(|pieces| pieces.iter().find(|piece| piece.holds(crossing.at)));
            let Some(amount) = held.and_then(|piece| piece.at(crossing.at)) else { continue };
            let at = self.point(crossing.at, amount);
            self.graphic.elements.push(Element::Ring { at, filled: false, ink: Ink::Text });
            self.labels.push(around(at));
            let [a, b] = [&crossing.a, &crossing.b].map(|place| words.place(self.drawn.words.library, place));
            let text = say!(words, "curve-told-crossing", a = a, b = b, at = self.drawn.words.at(crossing.at));
            self.label(at, text, Ink::Text);
        }
        let Some(line) = curve.places.get(self.drawn.band) else { return };
        let bends: Vec<&Bend> = self.drawn.bends.iter().filter(|bend| bend.place == line.place).collect();
        let steps = [End::Floor, End::Ceiling].map(|of| (of, cliffs(line.of(of))));
        let steps = steps.into_iter().flat_map(|(of, all)| all.into_iter().map(move |cliff| (of, cliff)));
        for (of, cliff) in steps.take(MOST_TOLD) {
            let figure = |amount: Fraction| words.figure(amount, self.drawn.scale);
            let (from, to) = (figure(cliff.below), figure(cliff.above));
            let text = say!(words, "curve-told-step", at = self.drawn.words.at(cliff.at), from = from, to = to);
            let bend = bends.iter().find(|bend| bend.of == of && bend.at == cliff.at);
            let clause = bend.map(|bend| self.drawn.words.clause(bend));
            self.named(self.point(cliff.at, cliff.above), text, clause, Ink::Step);
        }
        let mut told: Vec<Fraction> = Vec::new();
        for bend in bends.iter().filter(|bend| !bend.jumps) {
            // Where the certain amount bends, the possible one mostly does too.
            if told.len() == MOST_TOLD || told.contains(&bend.at) {
                continue;
            }
            let held = line.of(bend.of).iter().find(|piece| piece.holds(bend.at));
            let Some(amount) = held.and_then(|piece| piece.at(bend.at)) else { continue };
            told.push(bend.at);
            let (text, clause) = (self.drawn.words.told_bend(bend), self.drawn.words.clause(bend));
            self.named(self.point(bend.at, amount), text, Some(clause), Ink::Quiet);
        }
    }

    /// Keeps labels away from the rings and squares of the place with the band, and from crossings.
    fn keep_rings_clear(&mut self) {
        let ring = |element: &Element| match element {
            Element::Ring { at, .. } | Element::Square { at, .. } => Some(around(*at)),
            _ => None,
        };
        self.labels.extend(self.graphic.elements.iter().filter_map(ring).collect::<Vec<_>>());
    }

    /// A label with the clause behind it, or without it if there is no room for both.
    fn named(&mut self, at: [f64; 2], text: String, clause: Option<String>, ink: Ink) {
        let [left, _, right, _] = self.graphic.plane;
        let whole = clause.map(|clause| format!("{text} · {clause}"));
        let fits = |text: &String| label_width(text) < (right - left) * 0.8;
        self.label(at, whole.filter(fits).unwrap_or(text), ink);
    }

    /// A text near a point, where there is no other text.
    fn label(&mut self, [x, y]: [f64; 2], text: String, ink: Ink) {
        let width = label_width(&text);
        let [left, top, right, bottom] = self.graphic.plane;
        let start = (x + 14.0).min(right - width).max(left);
        let free = |middle: f64, told: &[[f64; 4]]| {
            let mine = [start, middle - 10.0, start + width, middle + 10.0];
            let clear =
                |other: &[f64; 4]| mine[2] < other[0] || mine[0] > other[2] || mine[3] < other[1] || mine[1] > other[3];
            told.iter().all(clear).then_some(mine)
        };
        let tries = [-22.0, 22.0, -46.0, 46.0, -70.0, 70.0].map(|by| (y + by).clamp(top + 10.0, bottom - 12.0));
        let Some((middle, mine)) = tries.into_iter().find_map(|middle| Some((middle, free(middle, &self.labels)?)))
        else {
            return;
        };
        self.labels.push(mine);
        let nearest = [x.clamp(start, start + width), middle];
        self.push_line(vec![[x, y], nearest], Ink::Quiet, 1.0, false);
        let at = [start + 6.0, middle];
        self.graphic.elements.push(Element::Text { at, anchor: Anchor::Start, text, bold: true, ink, ground: true });
    }
}

fn label_width(text: &str) -> f64 {
    unicode_width::UnicodeWidthStr::width(text) as f64 * CHARACTER + 12.0
}

/// The area of a ring or a square.
fn around([x, y]: [f64; 2]) -> [f64; 4] {
    [x - 5.0, y - 5.0, x + 5.0, y + 5.0]
}
