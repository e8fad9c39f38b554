//! What rules come to across two numbers, in flat pieces.
//!
//! It is [`along`](super::along) for two numbers. Three traced runs that decide alike show that every distance between
//! the sides of a comparison is a plane over them, and those planes say exactly where another decision begins: the
//! piece is cut there, until no plane changes its sign on a piece. Absent on purpose: products and quotients of two
//! parts that both move, and roundings; a piece with such a part says that it is approximate.

use rust_decimal::Decimal;

use super::fraction::Fraction;
use super::trace::{Event, Traced, traced};

/// A point of the two numbers.
pub type Point = [Fraction; 2];

/// A polygon over which every result is a plane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flat<const N: usize> {
    /// Its corners in turn, each with what every result comes to close to it inside the piece.
    pub corners: Vec<(Point, [Fraction; N])>,
    /// Whether a result is no plane there, or nothing bounds it.
    pub approximate: bool,
}

/// The most polygons that are looked at; what is left then is approximate.
const MOST: usize = 400;

/// What something comes to between two corners of a rectangle: pieces that cover it once.
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
                let told: Option<Vec<_>> = corners.iter().map(at).collect();
                flats.push(told.map_or_else(|| unknown(&corners), |corners| Flat { corners, approximate }));
            }
            None => flats.push(unknown(&corners)),
        }
    }
    flats
}

/// A piece of which nothing is known.
fn unknown<const N: usize>(corners: &[Point]) -> Flat<N> {
    Flat { corners: corners.iter().map(|corner| (*corner, [Fraction::ZERO; N])).collect(), approximate: true }
}

/// What three runs inside a piece have in common.
enum Found<const N: usize> {
    /// Another decision begins where one of these is zero.
    Cut(Vec<Plane>),
    /// Every result is a plane; or some are not.
    Flat([Plane; N], bool),
}

/// A plane: what it is where both numbers are zero, and how much it rises with each.
#[derive(Clone, Copy, Debug)]
struct Plane {
    level: Fraction,
    rises: [Fraction; 2],
}

impl Plane {
    /// The plane through three points that lie on no line. None where a fraction does not fit.
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

    /// Whether it is above zero at one of some points and below at another.
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

/// Runs at three points inside a piece and compares them. None where nothing can be decided.
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

/// Both sides of a piece where a plane is zero on it; none where that is no cut, or a fraction does not fit.
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

/// The point a share of the way from one to another.
fn between([x, y]: Point, [z, w]: Point, share: Fraction) -> Option<Point> {
    Some([x.plus(z.minus(x)?.times(share)?)?, y.plus(w.minus(y)?.times(share)?)?])
}

/// Three decimal points inside a piece that lie on no line.
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

/// A decimal of few digits close to a point and inside a piece.
fn short(point: Point, corners: &[Point]) -> Option<Point> {
    let rounded = |digits: u32| point.map(|part| Fraction::of(part.decimal().round_dp(digits).normalize()));
    [0, 2, 4, 6, 9, 12, 16].into_iter().map(rounded).find(|point| is_inside(*point, corners))
}

/// Whether a point lies inside a piece and not on its edge.
fn is_inside(point: Point, corners: &[Point]) -> bool {
    let next = corners.iter().skip(1).chain(corners);
    let sides = corners.iter().zip(next).map(|(a, b)| side(*a, *b, point));
    let sides: Vec<Option<Fraction>> = sides.collect();
    let all = |is: fn(Fraction) -> bool| sides.iter().all(|side| side.is_some_and(is));
    all(|side| side > Fraction::ZERO) || all(|side| side < Fraction::ZERO)
}

/// On which side of a line through two points another lies: above zero to the left.
fn side([x, y]: Point, [z, w]: Point, [u, v]: Point) -> Option<Fraction> {
    z.minus(x)?.times(v.minus(y)?)?.minus(w.minus(y)?.times(u.minus(x)?)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(x: i64, y: i64) -> Point {
        [x.into(), y.into()]
    }

    /// The least of a sum and a cap, of which no edge lies along an axis.
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
