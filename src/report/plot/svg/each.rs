//! A small plot for each place, all with the same axes: its own lines in colour, those of the others pale behind them.

use maud::{Markup, html};

use super::{LETTER, RIGHT, WIDTH, line_class, n, place_class, point, shape, signed, wide, wrapped};
use crate::model::id::PlaceId;
use crate::report::plot::{Plot, Sign};
use crate::study::chart::{Line, Mark};
use crate::words::growth::axis_figure;

/// The number of small plots side by side.
const COLUMNS: usize = 3;
const HIGH: f64 = 170.0;
const GAP: f64 = 14.0;
/// The space above a small plot for its place and its last value.
const HEAD: f64 = 42.0;
/// The space below for the years.
const FOOT: f64 = 24.0;
/// The most figures on an axis.
const MOST: usize = 4;

/// The height of all of them.
pub(super) fn height(plot: &Plot) -> f64 {
    plot.each.len().div_ceil(COLUMNS) as f64 * (HIGH + GAP)
}

/// All of them, beginning at a height.
pub(super) fn drawn(plot: &Plot, top: f64) -> Markup {
    let columns = plot.each.len().clamp(1, COLUMNS);
    let width = (WIDTH - 2.0 * RIGHT - GAP * (columns - 1) as f64) / columns as f64;
    let figures = plot.chart.heights(MOST).into_iter().map(|(_, value)| wide(&axis_figure(value))).fold(0.0, f64::max);
    html! {
        @for (at, place) in plot.each.iter().enumerate() {
            @let left = RIGHT + (at % columns) as f64 * (width + GAP);
            (Small { plot, left, top: top + (at / columns) as f64 * (HIGH + GAP), width, figures }.drawn(place))
        }
    }
}

/// One of them.
struct Small<'a> {
    plot: &'a Plot,
    left: f64,
    top: f64,
    width: f64,
    /// The width of the longest figure on the axis.
    figures: f64,
}

impl Small<'_> {
    fn x(&self, value: f64) -> f64 {
        let (first, last) = self.plot.chart.x;
        let (from, to) = (self.left + self.figures + 18.0, self.left + self.width - 18.0);
        from + (value - first) / (last - first) * (to - from)
    }

    fn y(&self, value: f64) -> f64 {
        let (low, high) = self.plot.chart.y;
        self.top + HEAD + (high - value) / (high - low) * (HIGH - HEAD - FOOT)
    }

    fn segment(&self, from: &Mark, to: &Mark) -> String {
        format!("M{} {}L{} {}", n(self.x(from.x)), n(self.y(from.y)), n(self.x(to.x)), n(self.y(to.y)))
    }

    fn drawn(&self, place: &PlaceId) -> Markup {
        let chart = &self.plot.chart;
        let own = || chart.lines.iter().filter(|line| line.place == *place);
        let ends = chart.ends().into_iter().zip(&self.plot.ends).filter(|((_, line, _), _)| line.place == *place);
        let ends: Vec<&[String; 2]> = ends.map(|(_, text)| text).collect();
        let values = ends.iter().map(|[_, value]| value.as_str()).collect::<Vec<_>>().join(" · ");
        // A value that does not fit is in the table.
        let values = match wrapped(&values, self.width - 24.0, LETTER).as_slice() {
            [first, _, ..] => format!("{}…", first.trim_end_matches([' ', '·', ','])),
            _ => values,
        };
        html! {
            (self.axes())
            @for line in chart.lines.iter().filter(|line| line.place != *place) {
                @for (from, to) in line.joined() { path.grid d=(self.segment(from, to)) {} }
            }
            @for line in own() { (self.line(line)) }
            @if let (Some(line), Some([name, _])) = (own().next(), ends.first()) {
                (shape(line.sign, self.left + 8.0, self.top + 10.0, 4.5, &place_class(line.sign)))
                text.name x=(n(self.left + 20.0)) y=(n(self.top + 14.0)) { (name) }
                text x=(n(self.left + 20.0)) y=(n(self.top + 31.0)) { (values) }
            }
        }
    }

    fn axes(&self) -> Markup {
        let chart = &self.plot.chart;
        let (from, to) = (self.left + self.figures + 10.0, self.left + self.width - 10.0);
        html! {
            @for (height, value) in chart.heights(MOST) {
                path.grid d={ "M" (n(from)) " " (n(self.y(height))) "H" (n(to)) } {}
                text.axis x=(n(from - 6.0)) y=(n(self.y(height) + 4.0)) text-anchor="end" { (axis_figure(value)) }
            }
            @for year in chart.years(((to - from) / 52.0) as usize) {
                text.axis x=(n(self.x(f64::from(year)))) y=(n(self.top + HIGH - 6.0)) text-anchor="middle" { (year) }
            }
        }
    }

    fn line(&self, line: &Line) -> Markup {
        html! {
            @for (from, to) in line.joined() { path class=(line_class(line, to)) d=(self.segment(from, to)) {} }
            @for mark in &line.marks {
                @for disputed in &mark.disputed {
                    (signed(Sign::Disputed, line.sign, self.x(mark.x), self.y(disputed.y), "wrong"))
                }
                @if let Some((low, high)) = mark.range {
                    path class={ "range stroke-" (line.sign.color()) } d={ "M" (n(self.x(mark.x))) " " (n(self.y(low))) "V" (n(self.y(high))) } {}
                }
                (point(line, mark, self.x(mark.x), self.y(mark.y)))
            }
        }
    }
}
