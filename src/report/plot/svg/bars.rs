//! Ranked bars as lines and shapes: an exact value ends flat, "over" in an arrow head, "about" in a dashed end, a range
//! in a paler part. A bar of what is expected is hollow.

use maud::{Markup, html};

use super::{RIGHT, WIDTH, n, place_class, shape, wide};
use crate::model::indicator::Precision;
use crate::report::plot::{Plot, Sign};
use crate::words::growth::axis_figure;

const ROW: f64 = 36.0;
const THICK: f64 = 20.0;
/// The length of an arrow head.
const HEAD: f64 = 8.0;
/// The height of the axis under the bars.
const AXIS: f64 = 30.0;

/// The height of the bars with their axis.
pub(super) fn height(plot: &Plot) -> f64 {
    plot.chart.bars.len() as f64 * ROW + AXIS
}

/// The bars, beginning at a height.
pub(super) fn drawn(plot: &Plot, top: f64) -> Markup {
    let chart = &plot.chart;
    let longest =
        |at: usize| plot.bars.iter().filter_map(|text| text.get(at)).map(|text| wide(text)).fold(0.0, f64::max);
    let left = RIGHT + 22.0 + longest(0) * 1.1 + 12.0;
    let right = WIDTH - RIGHT - longest(1) * 1.15 - 12.0;
    let (from, to) = chart.x;
    let x = |value: f64| left + (value - from) / (to - from) * (right - left).max(60.0);
    let foot = top + chart.bars.len() as f64 * ROW;
    html! {
        @for value in chart.lengths(6) {
            path.grid d={ "M" (n(x(value))) " " (n(top)) "V" (n(foot)) } {}
            text.axis x=(n(x(value))) y=(n(foot + 18.0)) text-anchor="middle" { (axis_figure(value)) }
        }
        @for (at, (bar, [name, value])) in chart.bars.iter().zip(&plot.bars).enumerate() {
            @let y = top + at as f64 * ROW + ROW / 2.0;
            @let class = place_class(bar.sign);
            @let end = x(bar.to.unwrap_or(bar.length));
            (shape(bar.sign, RIGHT + 6.0, y, 5.0, &class))
            text.name x=(n(RIGHT + 20.0)) y=(n(y + 4.0)) { (name) }
            @let hollow = bar.expected().then(|| format!("hollow stroke-{}", bar.sign.color()));
            path.(class).range[bar.apart].(hollow.unwrap_or_default()) d=(outline(x(0.0), x(bar.length), y, bar.precision)) {}
            @if bar.to.is_some() {
                rect.(class).range x=(n(x(bar.length))) y=(n(y - THICK / 2.0)) width=(n((end - x(bar.length)).max(1.0))) height=(n(THICK)) {}
            }
            @if bar.precision == Precision::About {
                path class={ "about stroke-" (bar.sign.color()) } d={ "M" (n(end)) " " (n(y - THICK / 2.0 - 3.0)) "V" (n(y + THICK / 2.0 + 3.0)) } {}
            }
            text.name x=(n(end.max(x(0.0)) + 10.0)) y=(n(y + 4.0)) { (value) }
        }
        path.zero d={ "M" (n(x(0.0))) " " (n(top)) "V" (n(foot)) } {}
    }
}

/// The outline of a bar.
fn outline(from: f64, to: f64, y: f64, precision: Precision) -> String {
    let (top, bottom) = (n(y - THICK / 2.0), n(y + THICK / 2.0));
    if precision == Precision::MoreThan && to - from > HEAD {
        let neck = n(to - HEAD);
        return format!("M{} {top}H{neck}L{} {}L{neck} {bottom}H{}z", n(from), n(to), n(y), n(from));
    }
    format!("M{} {top}H{}V{bottom}H{}z", n(from), n(to), n(from))
}

/// The look of "over" and "about", for the legend.
pub(super) fn key(sign: Sign, x: f64, y: f64) -> Markup {
    html! {
        @if sign == Sign::Over {
            path.quiet d={ "M" (n(x - 6.0)) " " (n(y - 4.0)) "h8l4 4l-4 4h-8z" } {}
        } @else {
            path.quiet d={ "M" (n(x - 6.0)) " " (n(y - 4.0)) "h9v8h-9z" } {}
            path.about.stroke-quiet d={ "M" (n(x + 4.0)) " " (n(y - 6.0)) "v12" } {}
        }
    }
}
