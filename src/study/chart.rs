//! The description of a plot of an indicator over time, used by the window, reports and files.
//!
//! It contains the position and meaning of all elements, without colours, fonts or words.

mod bars;
mod events;

use rust_decimal::Decimal;

pub use bars::Ranked;
pub use events::Event;

use super::growth::{Point, Series, comparable, coordinate};
use super::marks::Marks;
use crate::model::date::Period;
use crate::model::id::{ObservationId, PlaceId};
use crate::model::indicator::{Nature, Precision};
use crate::model::mark::Mark as PlaceMark;

/// Room above the highest value, as a share of it.
const HEADROOM: f64 = 1.12;
/// Room above and below on a logarithmic axis, in powers of ten.
const LOG_ROOM: f64 = 0.15;
/// If values differ by less than this factor, a logarithmic axis shows no more than a linear one.
const WORTH_LOG: f64 = 8.0;

/// A plot.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// Its lines; those of one place are adjacent. None if there are bars.
    pub lines: Vec<Line>,
    /// Ranked bars, the longest first, if no place has more than one value; none if there are lines.
    pub bars: Vec<Ranked>,
    /// The period that the bars share or, of an index, the base of all places.
    pub shared: Option<Period>,
    /// The places that have no value in the base period of an index, and are not drawn.
    pub baseless: Vec<PlaceId>,
    /// First and last year of the axis.
    pub x: (f64, f64),
    /// Lower and upper end of the axis, as it is drawn: on a logarithmic axis in powers of ten.
    pub y: (f64, f64),
    /// Whether the axis is logarithmic.
    pub log: bool,
    /// Whether values are multiples of the value of their place in one period, the same for all, which is 100.
    pub index: bool,
    /// The days on which policies of the places begin, by date; none unless they were added, and none under bars.
    pub events: Vec<Event>,
}

/// The values of one place by one method.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The place.
    pub place: PlaceId,
    /// Its colour and shape.
    pub sign: PlaceMark,
    /// Its number among the shown places, from 0.
    pub column: usize,
    /// The forecaster or method; empty for the main one.
    pub method: String,
    /// Its points in order of time.
    pub marks: Vec<Mark>,
}

impl Line {
    /// Neighbouring points that the line joins: those of periods of the same length. Between a year and seven months
    /// there is no course of values.
    pub fn joined(&self) -> impl Iterator<Item = (&Mark, &Mark)> {
        self.pairs().filter(|(from, to)| comparable(from.period, to.period))
    }

    /// Neighbouring points that the line does not join.
    pub fn parted(&self) -> impl Iterator<Item = (&Mark, &Mark)> {
        self.pairs().filter(|(from, to)| !comparable(from.period, to.period))
    }

    fn pairs(&self) -> impl Iterator<Item = (&Mark, &Mark)> {
        self.marks.windows(2).filter_map(|pair| if let [from, to] = pair { Some((from, to)) } else { None })
    }
}

/// A point of a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Its position on the axis of years.
    pub x: f64,
    /// Its position on the axis of values, as drawn.
    pub y: f64,
    /// The period of the value.
    pub period: Period,
    /// The value, in the unit of the indicator.
    pub value: Decimal,
    /// The kind of statement.
    pub nature: Nature,
    /// How exact the value is.
    pub precision: Precision,
    /// Whether it is a quotient of printed values.
    pub quotient: bool,
    /// The least and the greatest printed value, as drawn, if sources differ.
    pub range: Option<(f64, f64)>,
    /// Printed values that were judged wrong; none if values are multiples.
    pub disputed: Vec<Disputed>,
    /// Its observations, the one that is drawn first.
    pub observations: Vec<ObservationId>,
}

/// A printed value that was judged wrong.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Disputed {
    /// The value as printed, in the unit of the indicator.
    pub value: Decimal,
    /// The position of its mark, as drawn.
    pub y: f64,
    /// Whether it is above the axis, so that its mark is at the edge.
    pub beyond: bool,
}

/// How values are converted to heights.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    /// A logarithmic axis.
    pub log: bool,
    /// Each value as a multiple of that of its place in one period.
    pub index: bool,
    /// The number of the indicator's units that make one unit of the axis.
    pub factor: f64,
}

impl Axis {
    /// The height of a value; none if it is zero or less and the axis is logarithmic.
    fn height(self, value: f64, first: f64) -> Option<f64> {
        let shown = if self.index { value / first * 100.0 } else { value / self.factor };
        let height = if self.log { shown.log10() } else { shown };
        height.is_finite().then_some(height)
    }
}

impl Chart {
    /// The plot of some series; none if there is nothing to draw. A place has the number it has among `places`.
    #[must_use]
    pub fn new(all: &[Series<'_>], places: &[PlaceId], marks: &Marks, axis: Axis) -> Option<Self> {
        if let Some((period, bars)) = bars::ranked(all, marks, axis) {
            return Self::of_bars(period, bars);
        }
        let base = axis.index.then(|| base(all)).flatten();
        let has_base = |series: &&Series<'_>| !axis.index || based(all, &series.place, base).is_some();
        let (drawn, rest): (Vec<&Series<'_>>, Vec<&Series<'_>>) = all.iter().partition(has_base);
        let mut baseless: Vec<PlaceId> = rest.into_iter().map(|series| series.place.clone()).collect();
        baseless.dedup();
        let based = |series: &Series<'_>| based(all, &series.place, base);
        let mut lines: Vec<Line> =
            drawn.into_iter().map(|series| line(series, based(series), places, marks, axis)).collect();
        let marks = || lines.iter().flat_map(|line| &line.marks);
        let ends = |of: fn(&Mark) -> f64| {
            marks().map(of).fold(None, |ends: Option<(f64, f64)>, now| {
                Some(ends.map_or((now, now), |(least, most)| (least.min(now), most.max(now))))
            })
        };
        let (first, last) = ends(|mark| mark.x)?;
        let (low, _) = ends(|mark| mark.range.map_or(mark.y, |(low, _)| low.min(mark.y)))?;
        let (_, high) = ends(|mark| mark.range.map_or(mark.y, |(_, high)| high.max(mark.y)))?;
        let (first, last) = (first.floor(), last.ceil());
        let x = if last - first < 1.0 { (first - 1.0, last + 1.0) } else { (first, last) };
        let y = if axis.log { (low - LOG_ROOM, high + LOG_ROOM) } else { (low.min(0.0), high.max(0.0) * HEADROOM) };
        let y = if y.1 - y.0 > 0.0 { y } else { (y.0, y.0 + 1.0) };
        // A wrong value is often ten times too large. If the axis included it, all others would be at the bottom.
        let edge = y.1 - (y.1 - y.0) * 0.04;
        for disputed in lines.iter_mut().flat_map(|line| &mut line.marks).flat_map(|mark| &mut mark.disputed) {
            disputed.beyond = disputed.y > edge;
            disputed.y = disputed.y.min(edge);
        }
        let (log, index) = (axis.log, axis.index);
        Some(Self { lines, bars: Vec::new(), shared: base, baseless, x, y, log, index, events: Vec::new() })
    }

    /// Bars from zero upwards; their axis is below them.
    fn of_bars(period: Period, bars: Vec<Ranked>) -> Option<Self> {
        let ends = bars.iter().map(|bar| bar.to.unwrap_or(bar.length).max(bar.length));
        let most = ends.fold(0.0, f64::max);
        let least = bars.iter().map(|bar| bar.length).fold(0.0, f64::min);
        let x = (least * HEADROOM, if most > least { most * HEADROOM } else { least + 1.0 });
        let (lines, baseless) = (Vec::new(), Vec::new());
        let (log, index) = (false, false);
        (!bars.is_empty()).then_some(Self {
            lines,
            bars,
            shared: Some(period),
            baseless,
            x,
            y: (0.0, 1.0),
            log,
            index,
            events: Vec::new(),
        })
    }

    /// Round values on the axis under bars, at most `most` of them.
    #[must_use]
    pub fn lengths(&self, most: usize) -> Vec<f64> {
        heights(self.x, false, most).into_iter().map(|(_, value)| value).collect()
    }

    /// The observations that are drawn.
    pub fn drawn(&self) -> impl Iterator<Item = &ObservationId> {
        let marks = self.lines.iter().flat_map(|line| &line.marks).flat_map(|mark| &mark.observations);
        marks.chain(self.bars.iter().flat_map(|bar| &bar.observations))
    }

    /// The places that have lines, in their order.
    #[must_use]
    pub fn places(&self) -> Vec<&PlaceId> {
        let mut all: Vec<&PlaceId> = self.lines.iter().map(|line| &line.place).collect();
        all.dedup();
        all
    }

    /// The last mark of each line that has one, with the number of the line. The name of the line is placed there.
    #[must_use]
    pub fn ends(&self) -> Vec<(usize, &Line, &Mark)> {
        let lines = self.lines.iter().enumerate();
        lines.filter_map(|(at, line)| Some((at, line, line.marks.last()?))).collect()
    }

    /// Round values on the axis, at most `most` of them: their position, and the value of the label.
    #[must_use]
    pub fn heights(&self, most: usize) -> Vec<(f64, f64)> {
        heights(self.y, self.log, most)
    }

    /// Whole years on the axis, at most `most` of them.
    #[must_use]
    pub fn years(&self, most: usize) -> Vec<i32> {
        let (first, last) = (self.x.0 as i32, self.x.1 as i32);
        let step = (last - first + 1).max(1) as usize;
        (first..=last).step_by(step.div_ceil(most.max(1)).max(1)).collect()
    }
}

/// Whether a logarithmic axis suits some series better than a linear one: all values are above zero, and the largest
/// is many times the smallest.
#[must_use]
pub fn worth_a_log(all: &[Series<'_>]) -> bool {
    let points = || all.iter().flat_map(|series| &series.points);
    let printed = |point: &Point<'_>| point.disputed().into_iter().chain([point.value, point.range.0]);
    let values = || points().flat_map(printed).map(coordinate);
    let (least, most) = (values().fold(f64::INFINITY, f64::min), values().fold(0.0, f64::max));
    least > 0.0 && least.is_finite() && most / least >= WORTH_LOG
}

/// Round values between two ends of an axis, at most `most` of them: their position, and the value of the label.
#[must_use]
pub fn heights((low, high): (f64, f64), log: bool, most: usize) -> Vec<(f64, f64)> {
    if !low.is_finite() || !high.is_finite() {
        return Vec::new();
    }
    if log {
        let (first, last) = (low.floor().max(-300.0) as i32, high.ceil().min(300.0) as i32);
        let every = |of: &[f64]| -> Vec<(f64, f64)> {
            let values = (first..=last).flat_map(|power| of.iter().map(move |one| one * 10_f64.powi(power)));
            values.map(|value| (value.log10(), value)).filter(|(y, _)| *y >= low && *y <= high).collect()
        };
        let fine = every(&[1.0, 2.0, 5.0]);
        return if fine.len() <= most { fine } else { every(&[1.0]) };
    }
    let rough = (high - low) / most.max(1) as f64;
    let power = 10_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0].map(|one| one * power).into_iter().find(|step| *step >= rough);
    let step = step.unwrap_or(10.0 * power);
    let (first, last) = ((low / step).ceil() as i64, (high / step).floor() as i64);
    (first..=last).map(|at| at as f64 * step).map(|value| (value, value)).collect()
}

/// The positions of texts that belong at some heights, in their order, so that neighbours have at least a gap between
/// them and all are between two ends as far as they fit.
#[must_use]
pub fn pushed_apart(wanted: &[f64], gap: f64, (top, bottom): (f64, f64)) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    let at = |one: usize| wanted.get(one).copied().unwrap_or_default();
    order.sort_by(|a, b| at(*a).total_cmp(&at(*b)));
    let mut placed = vec![0.0; wanted.len()];
    let mut least = top;
    for one in &order {
        let here = at(*one).max(least);
        least = here + gap;
        if let Some(spot) = placed.get_mut(*one) {
            *spot = here;
        }
    }
    // Texts below the bottom are moved up.
    let mut most = bottom;
    for one in order.iter().rev() {
        if let Some(spot) = placed.get_mut(*one) {
            *spot = spot.min(most);
            most = *spot - gap;
        }
    }
    placed
}

/// The base of an index: the latest of the periods in which most places have a value above zero.
fn base(all: &[Series<'_>]) -> Option<Period> {
    let main = || all.iter().filter(|series| series.method.is_empty());
    let points = || main().flat_map(|series| &series.points).filter(|point| coordinate(point.value) > 0.0);
    let shared = |period: Period| points().filter(|point| point.period == period).count();
    let reported = |period: Period| {
        let known = |point: &&Point<'_>| matches!(point.nature, Nature::Actual | Nature::Estimate);
        points().filter(known).filter(|point| point.period == period).count()
    };
    let periods = points().map(|point| point.period);
    periods.max_by_key(|period| (shared(*period), reported(*period), period.end, std::cmp::Reverse(period.start)))
}

/// The value of a place in the base period.
fn based(all: &[Series<'_>], place: &PlaceId, base: Option<Period>) -> Option<f64> {
    let of_place = all.iter().filter(|series| series.place == *place);
    let points = of_place.flat_map(|series| &series.points);
    let value = points.filter(|point| Some(point.period) == base).map(|point| coordinate(point.value)).next();
    value.filter(|value| *value > 0.0)
}

/// A line.
fn line(series: &Series<'_>, base: Option<f64>, places: &[PlaceId], marks: &Marks, axis: Axis) -> Line {
    // A quotient by zero is not possible.
    let first = base.unwrap_or(1.0);
    Line {
        place: series.place.clone(),
        sign: marks.of(&series.place),
        column: places.iter().position(|place| *place == series.place).unwrap_or(0),
        method: series.method.clone(),
        marks: series.points.iter().filter_map(|point| mark(point, first, axis)).collect(),
    }
}

/// A point, if it has a place on the axis.
fn mark(point: &Point<'_>, first: f64, axis: Axis) -> Option<Mark> {
    let height = |value: Decimal| axis.height(coordinate(value), first);
    let printed = if axis.index { vec![] } else { point.disputed() };
    let y = height(point.value)?;
    let drawn = printed.into_iter().filter_map(|value| Some(Disputed { value, y: height(value)?, beyond: false }));
    let disputed: Vec<Disputed> = drawn.collect();
    Some(Mark {
        x: point.position(),
        y,
        period: point.period,
        value: point.value,
        nature: point.nature,
        precision: point.precision,
        quotient: point.quotient,
        // Of a range that reaches down to zero, only the part above the value is drawn.
        range: (point.differs() && !axis.index)
            .then(|| Some((height(point.range.0).unwrap_or(y), height(point.range.1)?)))
            .flatten(),
        disputed,
        observations: point.observations.iter().map(|seen| seen.id.clone()).collect(),
    })
}

impl Mark {
    /// Whether it is expected and not reported. The line towards it is dotted.
    #[must_use]
    pub fn expected(&self) -> bool {
        !matches!(self.nature, Nature::Actual | Nature::Estimate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(x: (f64, f64), y: (f64, f64), log: bool) -> Chart {
        let (lines, bars, baseless, events) = (vec![], vec![], vec![], vec![]);
        Chart { lines, bars, shared: None, baseless, x, y, log, index: false, events }
    }

    #[test]
    fn heights_are_round_and_never_more_than_asked_for() {
        let values = |y, log| -> Vec<f64> {
            chart((2021.0, 2027.0), y, log).heights(8).into_iter().map(|(_, value)| value).collect()
        };
        assert_eq!(values((0.0, 112.0), false), [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        assert_eq!(values((-5.0, 5.0), false), [-4.0, -2.0, 0.0, 2.0, 4.0]);
        assert_eq!(values((0.0, 2.1), true).len(), 7, "1 2 5 10 20 50 100");
        assert_eq!(values((0.0, 9.0), true).len(), 10, "only powers of ten where there are many");
        assert!(values((0.0, 0.003), false).len() <= 8);
    }

    #[test]
    fn texts_at_line_ends_are_pushed_apart_and_stay_on_the_sheet() {
        assert_eq!(pushed_apart(&[10.0, 12.0, 50.0], 16.0, (0.0, 100.0)), [10.0, 26.0, 50.0]);
        assert_eq!(pushed_apart(&[98.0, 99.0], 16.0, (0.0, 100.0)), [84.0, 100.0]);
        assert_eq!(pushed_apart(&[5.0, 4.0], 16.0, (0.0, 100.0)), [20.0, 4.0]);
    }

    #[test]
    fn zero_and_less_have_no_place_on_a_logarithmic_axis() {
        let axis = |log| Axis { log, index: false, factor: 1.0 };
        for value in [0.0, -0.4, -1e8] {
            assert_eq!(axis(true).height(value, 1.0), None);
            assert_eq!(axis(false).height(value, 1.0), Some(value));
        }
        assert_eq!(axis(true).height(1000.0, 1.0), Some(3.0));
    }

    #[test]
    fn years_are_whole_and_never_more_than_asked_for() {
        assert_eq!(chart((2021.0, 2027.0), (0.0, 1.0), false).years(10).len(), 7);
        assert_eq!(
            chart((1990.0, 2030.0), (0.0, 1.0), false).years(10),
            [1990, 1995, 2000, 2005, 2010, 2015, 2020, 2025, 2030]
        );
    }

    #[test]
    fn an_axis_without_an_end_has_no_heights() {
        assert!(heights((0.0, f64::INFINITY), true, 8).is_empty());
        assert!(heights((f64::NAN, 1.0), false, 8).is_empty());
        assert!(heights((-1e300, 1e300), true, 8).len() < 700);
    }
}
