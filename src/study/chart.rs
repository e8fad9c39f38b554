//! One description of a plot of an indicator over time: the window, reports and files draw the same.
//!
//! It says where everything stands and how it is meant, and nothing of colours, fonts or words.

use rust_decimal::Decimal;

use super::growth::{Point, Series, coordinate};
use super::marks::Marks;
use crate::model::date::Period;
use crate::model::id::{ObservationId, PlaceId};
use crate::model::indicator::Nature;
use crate::model::mark::Mark as PlaceMark;

/// Room above the highest value, as a share of it.
const HEADROOM: f64 = 1.12;
/// Room above and below on a logarithmic axis, in powers of ten.
const LOG_ROOM: f64 = 0.15;

/// A plot.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// Its lines; those of one place stand together.
    pub lines: Vec<Line>,
    /// First and last year of the axis.
    pub x: (f64, f64),
    /// Lower and upper end of the axis, as it is drawn: on a logarithmic axis in powers of ten.
    pub y: (f64, f64),
    /// Whether the axis is logarithmic.
    pub log: bool,
    /// Whether values are multiples of the first value of their place, which is 100.
    pub index: bool,
    /// How many values have no place on a logarithmic axis, because they are zero or less.
    pub left_out: usize,
}

/// What is measured in one place by one method.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The place.
    pub place: PlaceId,
    /// Its colour and shape.
    pub sign: PlaceMark,
    /// Its number among the places that are shown, from 0.
    pub column: usize,
    /// The forecaster or method; empty for the main one.
    pub method: String,
    /// Its points in order of time.
    pub marks: Vec<Mark>,
}

/// A point of a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Where it stands on the axis of years.
    pub x: f64,
    /// Where it stands on the axis of values, as it is drawn.
    pub y: f64,
    /// The period it is about.
    pub period: Period,
    /// The value, in the unit of the indicator.
    pub value: Decimal,
    /// What kind of statement it is.
    pub nature: Nature,
    /// The least and the most that sources print, as it is drawn, where they differ.
    pub range: Option<(f64, f64)>,
    /// What a source prints and was judged wrong; none where values are multiples.
    pub disputed: Vec<Disputed>,
    /// What it is made of, the one that is drawn first.
    pub observations: Vec<ObservationId>,
}

/// A printed value that was judged wrong.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Disputed {
    /// The value as it is printed, in the unit of the indicator.
    pub value: Decimal,
    /// Where its mark stands, as it is drawn.
    pub y: f64,
    /// Whether it lies above the axis, so that its mark stands at the edge.
    pub beyond: bool,
}

/// How values become heights.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    /// A logarithmic axis.
    pub log: bool,
    /// Each value as a multiple of the first of its place.
    pub index: bool,
    /// How many of the indicator's units are one on the axis.
    pub factor: f64,
}

impl Axis {
    /// Where a value stands; nowhere if it is zero or less and the axis is logarithmic.
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
        let (mut lines, left_out): (Vec<Line>, Vec<usize>) =
            all.iter().map(|series| line(series, all, places, marks, axis)).unzip();
        let marks = || lines.iter().flat_map(|line| &line.marks);
        let ends = |of: fn(&Mark) -> f64| {
            marks().map(of).fold(None, |ends: Option<(f64, f64)>, now| {
                Some(ends.map_or((now, now), |(least, most)| (least.min(now), most.max(now))))
            })
        };
        let (first, last) = ends(|mark| mark.x)?;
        let (low, high) = ends(|mark| mark.y)?;
        let (first, last) = (first.floor(), last.ceil());
        let x = if last - first < 1.0 { (first - 1.0, last + 1.0) } else { (first, last) };
        let y = if axis.log { (low - LOG_ROOM, high + LOG_ROOM) } else { (low.min(0.0), high.max(0.0) * HEADROOM) };
        let y = if y.1 - y.0 > 0.0 { y } else { (y.0, y.0 + 1.0) };
        // A wrong value is often ten times too large; on the axis it would press everything else to the ground.
        let edge = y.1 - (y.1 - y.0) * 0.04;
        for disputed in lines.iter_mut().flat_map(|line| &mut line.marks).flat_map(|mark| &mut mark.disputed) {
            disputed.beyond = disputed.y > edge;
            disputed.y = disputed.y.min(edge);
        }
        Some(Self { lines, x, y, log: axis.log, index: axis.index, left_out: left_out.into_iter().sum() })
    }

    /// Round heights on the axis, at most `most` of them: where they stand, and the value to write there.
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

/// Round heights between two ends of an axis, at most `most` of them: where they stand, and the value to write.
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

/// A line, and how many of its values have no place on the axis.
fn line(series: &Series<'_>, all: &[Series<'_>], places: &[PlaceId], marks: &Marks, axis: Axis) -> (Line, usize) {
    // Other methods are measured against the first value of the main one, where the place has it.
    let main = all.iter().find(|other| other.place == series.place && other.method.is_empty()).unwrap_or(series);
    // Nothing is a multiple of nothing: the base is the first value above zero.
    let above = main.points.iter().map(|point| coordinate(point.value)).find(|value| *value > 0.0);
    let first = above.unwrap_or(1.0);
    let drawn: Vec<(Option<Mark>, usize)> = series.points.iter().map(|point| mark(point, first, axis)).collect();
    let left_out = drawn.iter().map(|(_, left_out)| left_out).sum();
    let line = Line {
        place: series.place.clone(),
        sign: marks.of(&series.place),
        column: places.iter().position(|place| *place == series.place).unwrap_or(0),
        method: series.method.clone(),
        marks: drawn.into_iter().filter_map(|(mark, _)| mark).collect(),
    };
    (line, left_out)
}

/// A point, if it has a place on the axis, and how many of its values have none.
fn mark(point: &Point<'_>, first: f64, axis: Axis) -> (Option<Mark>, usize) {
    let height = |value: Decimal| axis.height(coordinate(value), first);
    let printed = if axis.index { vec![] } else { point.disputed() };
    let Some(y) = height(point.value) else { return (None, 1 + printed.len()) };
    let all = printed.len();
    let drawn = printed.into_iter().filter_map(|value| Some(Disputed { value, y: height(value)?, beyond: false }));
    let disputed: Vec<Disputed> = drawn.collect();
    let left_out = all - disputed.len();
    let mark = Mark {
        x: point.position(),
        y,
        period: point.period,
        value: point.value,
        nature: point.nature,
        // Of a range that reaches down to zero, what lies above is drawn from the value on.
        range: (point.differs() && !axis.index)
            .then(|| Some((height(point.range.0).unwrap_or(y), height(point.range.1)?)))
            .flatten(),
        disputed,
        observations: point.observations.iter().map(|seen| seen.id.clone()).collect(),
    };
    (Some(mark), left_out)
}

impl Mark {
    /// Whether it is expected rather than reported: the line towards it is dotted.
    #[must_use]
    pub fn expected(&self) -> bool {
        !matches!(self.nature, Nature::Actual | Nature::Estimate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(x: (f64, f64), y: (f64, f64), log: bool) -> Chart {
        Chart { lines: vec![], x, y, log, index: false, left_out: 0 }
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
