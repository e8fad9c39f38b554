//! A plot as lines and shapes. Colours are in a style sheet: that of the page, or its own.

mod bars;
mod each;

use maud::{Markup, PreEscaped, html};
use unicode_width::UnicodeWidthStr as _;

use super::{Plot, Sign};
use crate::model::mark::Mark as PlaceMark;
use crate::study::chart::{Line, Mark, pushed_apart};
use crate::words::growth::axis_figure;

const STYLE: &str = include_str!("../../../assets/report/plot.css");
const WIDTH: f64 = 760.0;
const HEIGHT: f64 = 340.0;
const LEFT: f64 = 64.0;
const RIGHT: f64 = 24.0;
const TOP: f64 = 16.0;
const UNDER: f64 = 28.0;
/// The height of a line of text.
const TEXT: f64 = 18.0;
/// The height of a note.
const NOTE: f64 = 17.0;
/// The width of a terminal column in small text. A Chinese character takes two.
const LETTER: f64 = 6.4;
/// The distance between the stems of two places in the same year.
const APART: f64 = 6.0;
/// The distance of an arrow from its point.
const BOUND: f64 = 11.0;

/// The contents of a drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dress {
    /// Nothing: the page has its colours, title and table.
    Inline,
    /// Its colours without a title, which the page prints.
    Print,
    /// Everything, for a file of its own.
    Alone,
}

/// The drawing.
#[must_use]
pub fn write(plot: &Plot, dress: Dress) -> String {
    let legend = Legend::of(plot);
    let mut head = Vec::new();
    if dress == Dress::Alone {
        head.extend(wrapped(&plot.finding, WIDTH - 2.0 * RIGHT, LETTER * 13.0 / 12.0));
    }
    let above = if dress == Dress::Alone { 34.0 + head.len() as f64 * 20.0 } else { 0.0 };
    let unit = 20.0;
    let heights = plot.chart.heights(8);
    let widest = heights.iter().map(|(_, value)| wide(&axis_figure(*value))).fold(0.0, f64::max);
    let ends = plot.ends.iter().flatten().map(|text| wide(text)).fold(0.0, f64::max);
    let right = if ends > 0.0 { (ends + 30.0).min(220.0) } else { RIGHT };
    let sheet = Sheet { plot, top: above + unit + TOP, left: (widest + 16.0).max(LEFT), right, heights };
    let notes = sheet.notes();
    let bars = !plot.chart.bars.is_empty();
    let apart_each = !plot.each.is_empty();
    let high = match (bars, apart_each) {
        (true, _) => bars::height(plot),
        (_, true) => each::height(plot),
        _ => HEIGHT - TOP + 8.0,
    };
    let below = sheet.top + high;
    let apart: Vec<String> = plot.apart.iter().flat_map(|text| wrapped(text, WIDTH - 2.0 * RIGHT, LETTER)).collect();
    let legend_end = below + legend.height;
    // Small plots have no room for numbers on their time axes.
    let policies: Vec<String> = plot
        .policies
        .iter()
        .filter(|_| !apart_each)
        .enumerate()
        .map(|(at, text)| format!("{} {text}", at + 1))
        .collect();
    let policies: Vec<String> = policies.iter().flat_map(|text| wrapped(text, WIDTH - 2.0 * RIGHT, LETTER)).collect();
    let below_apart = legend_end + (apart.len() + policies.len()) as f64 * TEXT;
    let rest = [&plot.publishers, &plot.rights].into_iter().filter(|_| dress == Dress::Alone);
    let source: Vec<String> = rest.flat_map(|text| wrapped(text, WIDTH - 2.0 * RIGHT, LETTER)).collect();
    let end = below_apart + source.len() as f64 * TEXT + if dress == Dress::Alone { 16.0 } else { 4.0 };
    let markup = html! {
        svg xmlns="http://www.w3.org/2000/svg" class="plot" role="img" viewBox={ "0 0 " (n(WIDTH)) " " (n(end)) }
            width=[(dress != Dress::Inline).then(|| n(WIDTH))] height=[(dress != Dress::Inline).then(|| n(end))] {
            title { (plot.title) }
            desc { (plot.finding) @if dress == Dress::Alone { " " (plot.publishers) " " (plot.rights) } }
            @if dress != Dress::Inline { style { (PreEscaped(STYLE)) } }
            @if dress == Dress::Alone {
                rect.ground width=(n(WIDTH)) height=(n(end)) {}
                text.title x=(n(RIGHT)) y="28" { (plot.title) }
                @for (at, line) in head.iter().enumerate() {
                    text.finding x=(n(RIGHT)) y=(n(52.0 + at as f64 * 20.0)) { (line) }
                }
            }
            text x="8" y=(n(above + 14.0)) { (plot.unit) }
            @if bars { (bars::drawn(plot, sheet.top)) } @else if apart_each { (each::drawn(plot, sheet.top)) } @else {
                (sheet.axes())
                (sheet.policies())
                @for line in &plot.chart.lines { (sheet.line(line)) }
                @for line in &plot.chart.lines { (sheet.stems(line)) }
                @for note in &notes { (note.ground()) }
                @for line in &plot.chart.lines { @for mark in &line.marks { (sheet.mark(line, mark)) } }
                @for note in &notes { (note.text()) }
                (sheet.ends())
            }
            g transform={ "translate(" (n(LEFT)) " " (n(below)) ")" } { (legend.markup) }
            @for (at, line) in apart.iter().chain(&policies).chain(&source).enumerate() {
                text x=(n(RIGHT)) y=(n(legend_end + 12.0 + at as f64 * TEXT)) { (line) }
            }
        }
    };
    markup.into_string()
}

/// A coordinate with as many digits as are visible.
pub(super) fn n(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// The approximate width of a small text.
fn wide(text: &str) -> f64 {
    text.width() as f64 * LETTER
}

/// A text broken into lines of about a width. Chinese breaks anywhere, other text between words.
fn wrapped(text: &str, width: f64, letter: f64) -> Vec<String> {
    let most = (width / letter) as usize;
    let mut lines = vec![String::new()];
    for word in text.split_inclusive(|c: char| c == ' ' || !c.is_ascii()) {
        let full = lines.last().is_some_and(|line| !line.is_empty() && line.width() + word.trim_end().width() > most);
        if full {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            line.push_str(word);
        }
    }
    lines.retain(|line| !line.trim().is_empty());
    lines
}

struct Legend {
    markup: Markup,
    height: f64,
}

impl Legend {
    fn of(plot: &Plot) -> Self {
        let room = WIDTH - LEFT - RIGHT;
        // A name at the end of a line is not repeated below.
        let named = !plot.ends.is_empty() || !plot.bars.is_empty();
        let places = plot.places.iter().filter(|_| !named).map(|(mark, name)| (name, Some(*mark), Sign::Solid));
        let signs = plot.legend.iter().map(|(sign, text)| (text, None, *sign));
        let (mut x, mut y) = (0.0, 0.0);
        let mut entries = Vec::new();
        for (text, column, sign) in places.chain(signs) {
            let need = 18.0 + wide(text) + 18.0;
            if x > 0.0 && x + need > room {
                (x, y) = (0.0, y + TEXT);
            }
            entries.push((x, y, text.clone(), column, sign));
            x += need;
        }
        let markup = html! {
            @for (x, y, text, column, sign) in &entries {
                @match column {
                    Some(mark) => (shape(*mark, x + 5.0, y + 9.0, 5.0, &place_class(*mark))),
                    None => (signed(*sign, PlaceMark::NATION, x + 5.0, y + 9.0, "quiet")),
                }
                text x=(n(x + 16.0)) y=(n(y + 13.0)) { (text) }
            }
        };
        let height = if entries.is_empty() { 0.0 } else { y + TEXT + 6.0 };
        Self { markup, height }
    }
}

struct Sheet<'a> {
    plot: &'a Plot,
    top: f64,
    /// The position of the axis: right of its longest figure.
    left: f64,
    /// The space at the right for the labels of lines.
    right: f64,
    heights: Vec<(f64, f64)>,
}

impl Sheet<'_> {
    fn x(&self, year: f64) -> f64 {
        let (first, last) = self.plot.chart.x;
        self.left + 24.0 + (year - first) / (last - first) * (WIDTH - self.left - self.right - 48.0)
    }

    fn y(&self, height: f64) -> f64 {
        let (low, high) = self.plot.chart.y;
        self.top + (high - height) / (high - low) * (HEIGHT - TOP - UNDER)
    }

    fn axes(&self) -> Markup {
        let chart = &self.plot.chart;
        let foot = self.top + HEIGHT - TOP - UNDER + 20.0;
        html! {
            @for &(y, value) in &self.heights {
                path.grid d={ "M" (n(self.left)) " " (n(self.y(y))) "H" (n(WIDTH - self.right)) } {}
                text.axis x=(n(self.left - 8.0)) y=(n(self.y(y) + 4.0)) text-anchor="end" { (axis_figure(value)) }
            }
            @for year in chart.years(12) {
                text.axis x=(n(self.x(f64::from(year)))) y=(n(foot)) text-anchor="middle" { (year) }
            }
        }
    }

    /// Policies on the time axis: a thin line for the start of each, with its number in the list below.
    fn policies(&self) -> Markup {
        let events = &self.plot.chart.events;
        let wanted: Vec<f64> = events.iter().map(|event| self.x(event.x())).collect();
        let placed = pushed_apart(&wanted, 16.0, (self.left, WIDTH - self.right));
        let (top, foot) = (self.top, self.top + HEIGHT - TOP - UNDER);
        html! {
            @for (at, ((event, x), label)) in events.iter().zip(&wanted).zip(placed).enumerate() {
                path.begins d={ "M" (n(*x)) " " (n(top)) "V" (n(foot)) } {}
                rect.(place_class(event.sign)) x=(n(label - 7.0)) y=(n(foot - 15.0)) width="14" height="14" rx="2" {}
                text.number x=(n(label)) y=(n(foot - 4.5)) text-anchor="middle" { (at + 1) }
            }
        }
    }

    /// Solid up to reported values, dotted towards expected ones.
    fn line(&self, line: &Line) -> Markup {
        html! {
            @for (from, to) in line.joined() {
                path class=(line_class(line, to)) d={
                    "M" (n(self.x(from.x))) " " (n(self.y(from.y))) "L" (n(self.x(to.x))) " " (n(self.y(to.y)))
                } {}
            }
        }
    }

    fn stems(&self, line: &Line) -> Markup {
        html! {
            @for mark in &line.marks {
                @for disputed in &mark.disputed {
                    path.stem d={
                        "M" (n(self.stem(line, mark))) " " (n(self.y(mark.y))) "V" (n(self.y(disputed.y)))
                    } {}
                    (signed(Sign::Disputed, line.sign, self.stem(line, mark), self.y(disputed.y), "wrong"))
                }
            }
        }
    }

    fn stem(&self, line: &Line, mark: &Mark) -> f64 {
        self.x(mark.x) - APART * line.column as f64
    }

    fn mark(&self, line: &Line, mark: &Mark) -> Markup {
        let (x, y) = (self.x(mark.x), self.y(mark.y));
        html! {
            @if let Some((low, high)) = mark.range {
                path class={ "range stroke-" (line.sign.color()) } d={ "M" (n(x)) " " (n(self.y(low))) "V" (n(self.y(high))) } {}
            }
            (point(line, mark, x, y))
        }
    }

    /// The names of lines at their ends, pushed apart.
    fn ends(&self) -> Markup {
        let ends = self.plot.chart.ends();
        let wanted: Vec<f64> = ends.iter().map(|(_, _, mark)| self.y(mark.y)).collect();
        let low = self.top + HEIGHT - TOP - UNDER;
        let placed = pushed_apart(&wanted, 2.0 * TEXT - 2.0, (self.top, low));
        html! {
            @for (((_, line, mark), [name, value]), y) in ends.iter().zip(&self.plot.ends).zip(placed) {
                @let x = WIDTH - self.right + 8.0;
                @if self.x(mark.x) < x - 20.0 || (y - self.y(mark.y)).abs() > 4.0 {
                    path.leader d={ "M" (n(self.x(mark.x) + 8.0)) " " (n(self.y(mark.y))) "L" (n(x - 2.0)) " " (n(y)) } {}
                }
                (shape(line.sign, x + 5.0, y, 4.5, &place_class(line.sign)))
                text.name x=(n(x + 15.0)) y=(n(y + 4.0)) { (name) }
                text x=(n(x + 15.0)) y=(n(y + 4.0 + TEXT - 3.0)) { (value) }
            }
        }
    }

    /// Texts beside their points. Texts that would overlap are moved down.
    fn notes(&self) -> Vec<Note<'_>> {
        let mut spots: Vec<(f64, f64, &str)> = Vec::new();
        for note in &self.plot.notes {
            let Some(line) = self.plot.chart.lines.get(note.line) else { continue };
            let Some(mark) = line.marks.get(note.mark) else { continue };
            let spot = match note.disputed.and_then(|number| mark.disputed.get(number)) {
                Some(disputed) => (self.stem(line, mark), self.y(disputed.y)),
                None => (self.x(mark.x), self.y(mark.y) - 12.0),
            };
            spots.push((spot.0, spot.1, &note.text));
        }
        spots.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let mut placed: Vec<(f64, f64, f64)> = Vec::new();
        let mut notes = Vec::new();
        for (x, y, text) in spots {
            let is_right = x < self.left + (WIDTH - self.left - self.right) * 0.3;
            let from = if is_right { x + 10.0 } else { x - 10.0 - wide(text) };
            let y = below_others(&mut placed, from, from + wide(text), y);
            notes.push(Note { from, y, is_right, text });
        }
        notes
    }
}

/// A text beside its point.
struct Note<'a> {
    /// Its left end.
    from: f64,
    y: f64,
    /// Whether it is right of its point.
    is_right: bool,
    text: &'a str,
}

impl Note<'_> {
    /// The ground under the text, so that no line is drawn through it.
    fn ground(&self) -> Markup {
        html! {
            rect.paper x=(n(self.from - 2.0)) y=(n(self.y - 7.0)) width=(n(wide(self.text) + 4.0)) height="15" {}
        }
    }

    fn text(&self) -> Markup {
        html! {
            @if self.is_right {
                text.note x=(n(self.from)) y=(n(self.y + 4.0)) { (self.text) }
            } @else {
                text.note x=(n(self.from + wide(self.text))) y=(n(self.y + 4.0)) text-anchor="end" { (self.text) }
            }
        }
    }
}

/// The height at which a text does not overlap those before it.
fn below_others(placed: &mut Vec<(f64, f64, f64)>, from: f64, to: f64, wanted: f64) -> f64 {
    let mut y = wanted;
    while let Some((.., other)) = placed.iter().find(|(a, b, other)| from < *b && to > *a && (other - y).abs() < NOTE) {
        // Always downwards, even with rounding.
        y = (other + NOTE).max(y + 0.5);
    }
    placed.push((from, to, y));
    y
}

/// A point of a line, with an arrow if its value is a bound.
fn point(line: &Line, mark: &Mark, x: f64, y: f64) -> Markup {
    let class = place_class(line.sign);
    html! {
        (signed(Sign::of(mark.nature), line.sign, x, y, &class))
        @match Sign::bound(mark.precision) {
            Some(Sign::Below) => (signed(Sign::Below, line.sign, x, y + BOUND, &class)),
            Some(sign) => (signed(sign, line.sign, x, y - BOUND, &class)),
            None => {},
        }
    }
}

/// A point: the place determines the shape, the kind of statement its inside.
fn signed(sign: Sign, place: PlaceMark, x: f64, y: f64, class: &str) -> Markup {
    html! {
        @if matches!(sign, Sign::Over | Sign::About) {
            (bars::key(sign, x, y))
        } @else if matches!(sign, Sign::Above | Sign::Below) {
            @let tip = if sign == Sign::Above { -4.0 } else { 4.0 };
            path.(class) d={ "M" (n(x - 4.0)) " " (n(y - tip / 2.0)) "h8L" (n(x)) " " (n(y + tip)) "z" } {}
        } @else if sign == Sign::Disputed {
            path.wrong d={
                "M" (n(x - 4.0)) " " (n(y - 4.0)) "l8 8M" (n(x - 4.0)) " " (n(y + 4.0)) "l8-8"
            } {}
        } @else {
            (shape(place, x, y, 5.5, class))
            @if sign != Sign::Solid { (shape(place, x, y, 3.6, "paper")) }
            @if sign == Sign::Target { circle.(class) cx=(n(x)) cy=(n(y)) r="1.8" {} }
            @if sign == Sign::Capacity { path.(class) d={ "M" (n(x - 3.5)) " " (n(y - 1.0)) "h7v2h-7z" } {} }
        }
    }
}

/// The class with the colour of a place.
pub(in crate::report) fn place_class(mark: PlaceMark) -> String {
    format!("place-{}", mark.color())
}

/// The shape of a place, the same as in the window.
pub(in crate::report) fn shape(mark: PlaceMark, x: f64, y: f64, radius: f64, class: &str) -> Markup {
    let corners = mark.corners();
    if corners.is_empty() {
        return html! { circle.(class) cx=(n(x)) cy=(n(y)) r=(n(radius)) {} };
    }
    let point = |(dx, dy): &(f64, f64)| format!("{},{}", n(x + dx * radius), n(y + dy * radius));
    html! { polygon.(class) points=(corners.iter().map(point).collect::<Vec<_>>().join(" ")) {} }
}

/// The style of the line towards a mark: in the colour of its sign, dotted towards expected values.
fn line_class(line: &Line, to: &Mark) -> String {
    let expected = if to.expected() { " expected" } else { "" };
    format!("line stroke-{}{expected}", line.sign.color())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_broken_between_words_and_anywhere_in_chinese() {
        assert_eq!(wrapped("one two three", 8.0, 1.0), ["one two ", "three"]);
        assert_eq!(wrapped("一二三四", 4.0, 1.0), ["一二", "三四"]);
        assert!(wrapped("", 4.0, 1.0).is_empty());
    }

    #[test]
    fn texts_that_would_lie_on_each_other_go_below_one_another() {
        let mut placed = Vec::new();
        assert!((below_others(&mut placed, 0.0, 100.0, 50.0) - 50.0).abs() < 1e-9);
        assert!(below_others(&mut placed, 50.0, 150.0, 52.0) > 60.0);
        for at in 0..200 {
            below_others(&mut placed, 0.0, 100.0, 50.1 + f64::from(at) * 0.37);
        }
        assert!((below_others(&mut placed, 200.0, 250.0, 52.0) - 52.0).abs() < 1e-9);
    }
}
