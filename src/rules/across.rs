//! Results of rules for all values of two numbers, as pieces on which they are linear.
//!
//! This is [`along`](super::along) for two numbers. If three traced runs make the same decisions, the difference of the
//! two sides of each comparison is a plane through them. Another decision begins exactly where such a plane is zero, so
//! the piece is cut there, until no plane changes its sign within a piece.
//!
//! Products and quotients of two parts that both vary, and roundings, are not linear. A piece with one of them is
//! marked as approximate.

use rust_decimal::Decimal;

use super::fraction::Fraction;
use super::trace::{Event, Traced, traced};

/// The values of the two numbers.
pub type Point = [Fraction; 2];

/// A polygon on which every result is linear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flat<const N: usize> {
    /// Its corners in their order around it, each with the limits of all results from inside the piece.
    pub corners: Vec<(Point, [Fraction; N])>,
    /// Whether a result is not linear there or has no limit.
    pub approximate: bool,
}

/// The maximum number of polygons that are examined. The rest is marked as approximate.
const MOST: usize = 400;

/// The results of `run` on the rectangle between two corners, as pieces that cover it without overlap.
pub fn across<const N: usize>(least: Point, most: Point, run: impl Fn(Point) -> [Option<Fraction>; N]) -> Vec<Flat<N>> {
    let ([x, y], [z, w]) = (least, most);
    if x >= z || y >= w {
        return Vec::new();
    }
    let mut open = vec![vec![[x, y], [z, y], [z, w], [x, w]]];
    let mut flats = Vec::new();
    let mut looked = 0;
    while let Some(corners) = open.pop() {
        looked += 1;
        match looked_at(&corners, &run).filter(|_| looked <= MOST) {
            Some(Found::Cut(planes)) => match planes.iter().find_map(|plane| cut(&corners, plane)) {
                Some(parts) => open.extend(parts),
                None => flats.push(unknown(&corners)),
            },
            Some(Found::Flat(planes, approximate)) => {
                let at = |corner: &Point| -> Option<(Point, [Fraction; N])> {
                    let mut values = [Fraction::ZERO; N];
                    for (value, plane) in values.iter_mut().zip(&planes) {
                        *value = plane.at(*corner)?;
                    }
                    Some((*corner, values))
                };
                let results: Option<Vec<_>> = corners.iter().map(at).collect();
                flats.push(results.map_or_else(|| unknown(&corners), |corners| Flat { corners, approximate }));
            }
            None => flats.push(unknown(&corners)),
        }
    }
    flats
}

/// A piece whose results are not known.
fn unknown<const N: usize>(corners: &[Point]) -> Flat<N> {
    Flat { corners: corners.iter().map(|corner| (*corner, [Fraction::ZERO; N])).collect(), approximate: true }
}

/// The result of comparing three runs inside a piece.
enum Found<const N: usize> {
    /// Planes on which another decision begins where they are zero.
    Cut(Vec<Plane>),
    /// The planes of all results, and whether they are only approximate.
    Flat([Plane; N], bool),
}

/// A plane: its value where both numbers are zero, and its slopes.
#[derive(Clone, Copy, Debug)]
struct Plane {
    level: Fraction,
    rises: [Fraction; 2],
}

impl Plane {
    /// The plane through three points that are not on a line. None if a fraction does not fit.
    fn through(points: &[Point; 3], values: [Fraction; 3]) -> Option<Self> {
        let [[x, y], [z, w], [u, v]] = *points;
        let [a, b, c] = values;
        if a == b && b == c {
            return Some(Self { level: a, rises: [Fraction::ZERO; 2] });
        }
        let (zx, wy, ux, vy) = (z.minus(x)?, w.minus(y)?, u.minus(x)?, v.minus(y)?);
        let (ba, ca) = (b.minus(a)?, c.minus(a)?);
        let under = zx.times(vy)?.minus(ux.times(wy)?)?;
        let first = ba.times(vy)?.minus(ca.times(wy)?)?.divided_by(under)?;
        let second = zx.times(ca)?.minus(ux.times(ba)?)?.divided_by(under)?;
        let level = a.minus(first.times(x)?)?.minus(second.times(y)?)?;
        Some(Self { level, rises: [first, second] })
    }

    fn at(&self, [x, y]: Point) -> Option<Fraction> {
        let [first, second] = self.rises;
        self.level.plus(first.times(x)?)?.plus(second.times(y)?)
    }

    /// Whether it is above zero at one of the points and below zero at another.
    fn parts(&self, points: &[Point]) -> Option<bool> {
        let (mut above, mut below) = (false, false);
        for point in points {
            let value = self.at(*point)?;
            above |= value > Fraction::ZERO;
            below |= value < Fraction::ZERO;
        }
        Some(above && below)
    }
}

/// Makes runs at three points inside a piece and compares them. None if they cannot be compared.
fn looked_at<const N: usize>(corners: &[Point], run: &dyn Fn(Point) -> [Option<Fraction>; N]) -> Option<Found<N>> {
    let points = inside(corners)?;
    let runs = points.map(|point| traced(true, || run(point)));
    let mut approximate = false;
    let mut planes = Vec::new();
    let [one, two, three] = &runs;
    for ((a, b), c) in one.events.iter().zip(&two.events).zip(&three.events) {
        match (a, b, c) {
            (Event::Compared(is, d), Event::Compared(was, e), Event::Compared(too, f)) => {
                let same = is == was && was == too;
                let plane = || Plane::through(&points, [(*d)?, (*e)?, (*f)?]);
                if same && d == e && e == f {
                    continue;
                }
                let Some(plane) = plane().filter(|_| !approximate) else {
                    if same {
                        approximate = true;
                        continue;
                    }
                    return None;
                };
                if !same {
                    return Some(Found::Cut(vec![plane]));
                }
                if plane.parts(corners)? {
                    planes.push(plane);
                }
            }
            (Event::Smoothed(x), Event::Smoothed(y), Event::Smoothed(z)) => approximate |= x != y || y != z,
            (Event::Multiplied(x, y), Event::Multiplied(z, w), Event::Multiplied(u, v)) => {
                approximate |= (x != z || z != u) && (y != w || w != v);
            }
            (Event::Divided(x), Event::Divided(y), Event::Divided(z)) => approximate |= x != y || y != z,
            (Event::Inexact, Event::Inexact, Event::Inexact) => approximate = true,
            _ => return None,
        }
    }
    let length = |run: &Traced<_>| run.events.len();
    if length(one) != length(two) || length(two) != length(three) {
        return None;
    }
    if !planes.is_empty() {
        return Some(Found::Cut(planes));
    }
    let mut all = [Plane { level: Fraction::ZERO, rises: [Fraction::ZERO; 2] }; N];
    let results = one.result.iter().zip(&two.result).zip(&three.result);
    for (plane, ((a, b), c)) in all.iter_mut().zip(results) {
        *plane = Plane::through(&points, [(*a)?, (*b)?, (*c)?])?;
    }
    Some(Found::Flat(all, approximate))
}

/// Cuts a piece where a plane is zero. None if that does not divide it, or if a fraction does not fit.
fn cut(corners: &[Point], plane: &Plane) -> Option<[Vec<Point>; 2]> {
    let values: Option<Vec<Fraction>> = corners.iter().map(|corner| plane.at(*corner)).collect();
    let values = values?;
    let (mut above, mut below) = (Vec::new(), Vec::new());
    let next = corners.iter().zip(&values).skip(1).chain(corners.iter().zip(&values));
    for ((corner, value), (other, there)) in corners.iter().zip(&values).zip(next) {
        if *value >= Fraction::ZERO {
            above.push(*corner);
        }
        if *value <= Fraction::ZERO {
            below.push(*corner);
        }
        let crosses =
            *value > Fraction::ZERO && *there < Fraction::ZERO || *value < Fraction::ZERO && *there > Fraction::ZERO;
        if crosses {
            let share = value.divided_by(value.minus(*there)?)?;
            let point = between(*corner, *other, share)?;
            above.push(point);
            below.push(point);
        }
    }
    let parts = [above, below];
    parts.iter().all(|part| part.len() > 2 && inside(part).is_some()).then_some(parts)
}

/// The point at a share of the way from one point to another.
fn between([x, y]: Point, [z, w]: Point, share: Fraction) -> Option<Point> {
    Some([x.plus(z.minus(x)?.times(share)?)?, y.plus(w.minus(y)?.times(share)?)?])
}

/// Three points inside a piece that are decimals and not on a line.
fn inside(corners: &[Point]) -> Option<[Point; 3]> {
    let count = i64::try_from(corners.len()).ok()?;
    let sum = |at: usize| Fraction::total(corners.iter().filter_map(|corner| corner.get(at).copied()));
    let middle = [sum(0).divided_by(count.into())?, sum(1).divided_by(count.into())?];
    let mut found: Vec<Point> = Vec::new();
    let half = Fraction::of(Decimal::new(5, 1));
    for corner in corners {
        let Some(point) = between(middle, *corner, half).and_then(|point| short(point, corners)) else { continue };
        let on_a_line = match found.as_slice() {
            [one] => *one == point,
            [one, two] => side(*one, *two, point)?.is_zero(),
            _ => false,
        };
        if !on_a_line {
            found.push(point);
        }
        if let [one, two, three] = found.as_slice() {
            return Some([*one, *two, *three]);
        }
    }
    None
}

/// The point rounded to as few digits as keep it inside the piece.
fn short(point: Point, corners: &[Point]) -> Option<Point> {
    let rounded = |digits: u32| point.map(|part| Fraction::of(part.decimal().round_dp(digits).normalize()));
    [0, 2, 4, 6, 9, 12, 16].into_iter().map(rounded).find(|point| is_inside(*point, corners))
}

/// Whether a point is inside a piece and not on its edge.
fn is_inside(point: Point, corners: &[Point]) -> bool {
    let next = corners.iter().skip(1).chain(corners);
    let sides = corners.iter().zip(next).map(|(a, b)| side(*a, *b, point));
    let sides: Vec<Option<Fraction>> = sides.collect();
    let all = |is: fn(Fraction) -> bool| sides.iter().all(|side| side.is_some_and(is));
    all(|side| side > Fraction::ZERO) || all(|side| side < Fraction::ZERO)
}

/// The side of a point relative to the line through two others: positive on the left, zero on the line.
fn side([x, y]: Point, [z, w]: Point, [u, v]: Point) -> Option<Fraction> {
    z.minus(x)?.times(v.minus(y)?)?.minus(w.minus(y)?.times(u.minus(x)?)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(x: i64, y: i64) -> Point {
        [x.into(), y.into()]
    }

    /// The lesser of a sum and a cap. The edge between them is not parallel to an axis.
    fn capped([x, y]: Point) -> [Option<Fraction>; 1] {
        let sum = x.plus(y.times(Fraction::from(2)).unwrap()).unwrap();
        [Some(sum.min(Fraction::from(90)))]
    }

    #[test]
    fn a_slanted_edge_is_found_exactly() {
        let flats = across(point(0, 0), point(100, 100), capped);
        assert_eq!(flats.len(), 2, "{flats:#?}");
        for flat in &flats {
            assert!(!flat.approximate);
            for (corner, [value]) in &flat.corners {
                assert_eq!([Some(*value)], capped(*corner));
            }
        }
        let corners: Vec<Point> =
            flats.iter().flat_map(|flat| flat.corners.iter().map(|(corner, _)| *corner)).collect();
        assert!(corners.contains(&point(90, 0)) && corners.contains(&point(0, 45)));
    }

    #[test]
    fn a_product_of_both_is_no_plane() {
        let product = |[x, y]: Point| [x.times(y)];
        let flats = across(point(1, 1), point(9, 9), product);
        assert!(flats.iter().all(|flat| flat.approximate));
    }
}
