//! The results of rules for all values of one number, in exact pieces.
//!
//! Nothing is sampled. If two traced runs make the same decisions, all results between them are linear. If they differ,
//! the first decision that differs gives the exact point of the change (see `trace`). The points between pieces are
//! calculated separately, to find out to which side a boundary belongs. Only products and quotients of two parts that
//! both vary, and roundings with many steps, are not linear. Their pieces are marked as approximate, but have exact
//! ends.

use rust_decimal::Decimal;

use super::fraction::Fraction;
use super::trace::{Event, Traced, traced};

/// An interval of the axis on which a result is linear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The start.
    pub from: Fraction,
    /// The end.
    pub to: Fraction,
    /// Whether the start belongs to it.
    pub from_in: bool,
    /// Whether the end belongs to it.
    pub to_in: bool,
    /// The result at the start, or its limit there if the start does not belong to it. None if it has no bound.
    pub at_from: Option<Fraction>,
    /// The result at the end, or its limit there if the end does not belong to it.
    pub at_to: Option<Fraction>,
    /// Whether the result is not linear between the ends.
    pub approximate: bool,
}

impl Piece {
    /// Whether a point belongs to it.
    #[must_use]
    pub fn holds(&self, at: Fraction) -> bool {
        (at > self.from || at == self.from && self.from_in) && (at < self.to || at == self.to && self.to_in)
    }

    /// The result at one of its points. None if there is no limit, or if a fraction does not fit.
    #[must_use]
    pub fn at(&self, at: Fraction) -> Option<Fraction> {
        let (from, to) = (self.at_from?, self.at_to?);
        if at == self.from || from == to {
            return Some(from);
        }
        if at == self.to {
            return Some(to);
        }
        from.checked_add(self.slope()?.checked_mul(at.checked_sub(self.from)?)?)
    }

    /// The slope per unit of the axis. None if there is no limit, and for a single point.
    #[must_use]
    pub fn slope(&self) -> Option<Fraction> {
        self.at_to?.checked_sub(self.at_from?)?.checked_div(self.to.checked_sub(self.from)?)
    }
}

/// The maximum number of intervals that are examined on one axis. The rest is marked as approximate.
const MOST: usize = 4_000;

/// A rounding with more steps than this on the axis is drawn as a line.
const MOST_STEPS: i64 = 1_000;

/// The number of pieces into which an interval is cut if the result is not linear there.
const BENT: usize = 16;

/// The results along an axis: for each result its pieces in order, which cover the axis once.
///
/// `run` calculates the results at a point. It accepts any point if `fractions` is set, otherwise only decimals; a
/// boundary that is not a decimal then belongs to the piece above it. Empty if `from` is not less than `to`.
pub fn along<const N: usize>(
    from: Fraction,
    to: Fraction,
    fractions: bool,
    run: impl Fn(Fraction) -> [Option<Fraction>; N],
) -> [Vec<Piece>; N] {
    along_within(MOST, from, to, fractions, run)
}

/// The same with another number of stretches that are looked at.
pub(super) fn along_within<const N: usize>(
    most: usize,
    from: Fraction,
    to: Fraction,
    fractions: bool,
    run: impl Fn(Fraction) -> [Option<Fraction>; N],
) -> [Vec<Piece>; N] {
    if from >= to {
        return std::array::from_fn(|_| Vec::new());
    }
    let mut walk = Walk { run: &run, from, to, most, smooth: false, looked: 0, stretches: Vec::new() };
    if walk.whole().is_none() {
        // A rounding has too many steps. Starts again without roundings.
        walk = Walk { smooth: true, looked: 0, stretches: Vec::new(), ..walk };
        let _ = walk.whole();
    }
    let Walk { mut stretches, .. } = walk;
    stretches.sort_by_key(|stretch| stretch.from);
    let exactly = |at: Fraction| (fractions || at.finite().is_some()).then(|| run(at));
    joined(&stretches, exactly)
}

/// An interval without its ends, with the limit of each result there.
struct Stretch<const N: usize> {
    from: Fraction,
    to: Fraction,
    ends: [[Option<Fraction>; 2]; N],
    approximate: bool,
}

struct Walk<'a, R, const N: usize> {
    run: &'a R,
    from: Fraction,
    to: Fraction,
    most: usize,
    smooth: bool,
    looked: usize,
    stretches: Vec<Stretch<N>>,
}

/// The result of comparing two runs.
enum Meet {
    /// They make the same decisions, which hold for the whole interval between these ends.
    Alike { from: Fraction, to: Fraction, bent: bool },
    /// They differ from this point.
    Part(Fraction),
    /// They differ, but a line does not give the point.
    Somewhere,
    /// A rounding has too many steps to be followed.
    ManySteps,
}

impl<R: Fn(Fraction) -> [Option<Fraction>; N], const N: usize> Walk<'_, R, N> {
    /// Examines the whole axis. None if a rounding has too many steps.
    fn whole(&mut self) -> Option<()> {
        let mut open = vec![(self.from, self.to)];
        while let Some((from, to)) = open.pop() {
            self.looked += 1;
            let points = middle(from, to).and_then(|middle| Some([inside(from, middle)?, inside(middle, to)?]));
            let Some([a, b]) = points.filter(|_| self.looked <= self.most) else {
                self.bent(from, to, 1);
                continue;
            };
            let (one, other) = (self.traced(a), self.traced(b));
            match self.meet((a, &one.events), (b, &other.events)) {
                Meet::Alike { from: start, to: end, bent } => {
                    let (start, end) = (start.max(from), end.min(to));
                    if bent {
                        self.bent(start, end, BENT);
                    } else {
                        self.straight(start, end, [(a, one.result), (b, other.result)]);
                    }
                    open.extend([(end, to), (from, start)].into_iter().filter(|(from, to)| from < to));
                }
                Meet::Part(at) if from < at && at < to => open.extend([(at, to), (from, at)]),
                Meet::Part(_) | Meet::Somewhere => match middle(from, to) {
                    Some(middle) if self.is_wide(from, to) => open.extend([(middle, to), (from, middle)]),
                    _ => self.bent(from, to, 1),
                },
                Meet::ManySteps => return None,
            }
        }
        Some(())
    }

    fn traced(&self, at: Fraction) -> Traced<[Option<Fraction>; N]> {
        traced(self.smooth, || (self.run)(at))
    }

    /// Whether an interval is long enough to be cut in two at a point that no decision gives.
    fn is_wide(&self, from: Fraction, to: Fraction) -> bool {
        let (part, whole) = (to.minus(from), self.to.minus(self.from));
        part.zip(whole).is_some_and(|(part, whole)| {
            part.decimal() > whole.decimal().checked_div(Decimal::from(100_000)).unwrap_or_default()
        })
    }

    fn meet(&self, (a, one): (Fraction, &[Event]), (b, other): (Fraction, &[Event])) -> Meet {
        let mut reach = Reach { a, b, from: self.from, to: self.to, bent: false };
        for pair in one.iter().zip(other) {
            let met = match pair {
                (Event::Compared(is, d), Event::Compared(was, e)) => reach.compared((*is, *d), (*was, *e)),
                (
                    Event::Rounded { value, low, high },
                    Event::Rounded { value: later, low: later_low, high: later_high },
                ) => reach.rounded((*value, *low, *high), (*later, *later_low, *later_high), self.smooth),
                (Event::Smoothed(value), Event::Smoothed(later)) => {
                    reach.bent |= value != later;
                    None
                }
                (Event::Multiplied(x, y), Event::Multiplied(z, w)) => {
                    reach.bent |= x != z && y != w;
                    None
                }
                (Event::Divided(by), Event::Divided(later)) => {
                    reach.bent |= by != later;
                    None
                }
                (Event::Inexact, Event::Inexact) => {
                    reach.bent = true;
                    None
                }
                _ => Some(Meet::Somewhere),
            };
            if let Some(met) = met {
                return met;
            }
        }
        if one.len() == other.len() {
            Meet::Alike { from: reach.from, to: reach.to, bent: reach.bent }
        } else {
            Meet::Somewhere
        }
    }

    /// A straight line through two points.
    fn straight(&mut self, from: Fraction, to: Fraction, points: [(Fraction, [Option<Fraction>; N]); 2]) {
        let [(a, one), (b, other)] = points;
        let mut ends = [[None; 2]; N];
        let mut fits = true;
        for ((ends, one), other) in ends.iter_mut().zip(one).zip(other) {
            let Some((one, other)) = one.zip(other) else { continue };
            let line = Line { a, at_a: one, b, at_b: other };
            *ends = [line.at(from), line.at(to)];
            fits &= ends.iter().all(Option::is_some);
        }
        if fits {
            self.stretches.push(Stretch { from, to, ends, approximate: false });
        } else {
            self.bent(from, to, 1);
        }
    }

    /// Pieces with exact ends and unknown values between them.
    fn bent(&mut self, from: Fraction, to: Fraction, parts: usize) {
        let mut points = vec![from];
        let width = to.minus(from).unwrap_or_default().decimal() / Decimal::from(parts.max(1));
        for at in 1..parts {
            let point = Fraction::of(from.decimal().saturating_add(width.saturating_mul(Decimal::from(at))));
            if points.last().is_some_and(|last| *last < point) && point < to {
                points.push(point);
            }
        }
        points.push(to);
        for pair in points.windows(2) {
            let &[from, to] = pair else { continue };
            let (one, other) = ((self.run)(from), (self.run)(to));
            let mut ends = [[None; 2]; N];
            for ((ends, one), other) in ends.iter_mut().zip(one).zip(other) {
                *ends = [one, other];
            }
            self.stretches.push(Stretch { from, to, ends, approximate: true });
        }
    }
}

/// The interval in which the decisions of two runs hold.
struct Reach {
    a: Fraction,
    b: Fraction,
    from: Fraction,
    to: Fraction,
    bent: bool,
}

type Compared = (std::cmp::Ordering, Option<Fraction>);
type Rounded = (Fraction, Fraction, Fraction);

impl Reach {
    fn compared(&mut self, (is, d): Compared, (was, e): Compared) -> Option<Meet> {
        let Some((d, e)) = d.zip(e) else {
            if is == was {
                self.bent |= d != e;
                return None;
            }
            return Some(Meet::Somewhere);
        };
        if is != was {
            return Some(match (self.bent, Line { a: self.a, at_a: d, b: self.b, at_b: e }.reaches(Fraction::ZERO)) {
                (false, Some(at)) => Meet::Part(at),
                _ => Meet::Somewhere,
            });
        }
        self.hold(d, e, Fraction::ZERO);
        None
    }

    fn rounded(&mut self, now: Rounded, later: Rounded, smooth: bool) -> Option<Meet> {
        let ((value, low, high), (later, later_low, later_high)) = (now, later);
        if value == later {
            return None;
        }
        let line = Line { a: self.a, at_a: value, b: self.b, at_b: later };
        let many = || -> Option<bool> {
            // The value continues along this line as far as the decisions up to here hold.
            let rise = line.slope()?.checked_mul(self.to.checked_sub(self.from)?)?.abs();
            Some(rise.checked_div(high.checked_sub(low)?)? > Fraction::from(MOST_STEPS))
        };
        if !smooth && many().unwrap_or(true) {
            return Some(Meet::ManySteps);
        }
        if (low, high) != (later_low, later_high) {
            return Some(match line.reaches(if later > value { high } else { low }) {
                Some(at) if !self.bent => Meet::Part(at),
                _ => Meet::Somewhere,
            });
        }
        self.hold(value, later, low);
        self.hold(value, later, high);
        None
    }

    /// Limits the interval to the point at which a line reaches a value.
    fn hold(&mut self, at_a: Fraction, at_b: Fraction, value: Fraction) {
        if at_a == at_b {
            return;
        }
        match (Line { a: self.a, at_a, b: self.b, at_b }).reaches(value) {
            Some(at) if at >= self.b => self.to = self.to.min(at),
            Some(at) if at <= self.a => self.from = self.from.max(at),
            _ => self.bent = true,
        }
    }
}

/// A line through two points.
struct Line {
    a: Fraction,
    at_a: Fraction,
    b: Fraction,
    at_b: Fraction,
}

impl Line {
    fn slope(&self) -> Option<Fraction> {
        self.at_b.checked_sub(self.at_a)?.checked_div(self.b.checked_sub(self.a)?)
    }

    fn at(&self, x: Fraction) -> Option<Fraction> {
        if self.at_a == self.at_b {
            return Some(self.at_a);
        }
        self.at_a.checked_add(self.slope()?.checked_mul(x.checked_sub(self.a)?)?)
    }

    /// The point at which it reaches a value. None if it is level, or if a fraction does not fit.
    fn reaches(&self, value: Fraction) -> Option<Fraction> {
        let rest = value.checked_sub(self.at_a)?;
        self.a.checked_add(rest.checked_div(self.slope()?)?)
    }
}

fn middle(a: Fraction, b: Fraction) -> Option<Fraction> {
    inside(a, b)
}

/// A decimal with few digits between two points, not close to either. None if there is no decimal between them.
fn inside(a: Fraction, b: Fraction) -> Option<Fraction> {
    let half = a.decimal().checked_add(b.decimal().checked_sub(a.decimal())? / Decimal::TWO)?;
    let fits = |decimal: Decimal| a < Fraction::of(decimal) && Fraction::of(decimal) < b;
    // A quarter of the way from either end is far enough.
    let width = b.decimal() - a.decimal();
    let well = |decimal: Decimal| (decimal - half).abs() * Decimal::from(4) <= width;
    let tens = (0..=12).rev().filter_map(|tens| 10_i64.checked_pow(tens)).map(Decimal::from);
    let coarse = tens.map(|ten| (half / ten).round() * ten).find(|at| fits(*at) && well(*at));
    coarse.or_else(|| (0..=28).map(|digits| half.round_dp(digits)).find(|at| fits(*at))).map(Fraction::of)
}

/// Joins the intervals to pieces, with the results at the points between them.
fn joined<const N: usize>(
    stretches: &[Stretch<N>],
    exactly: impl Fn(Fraction) -> Option<[Option<Fraction>; N]>,
) -> [Vec<Piece>; N] {
    let mut all: [Vec<Piece>; N] = std::array::from_fn(|_| Vec::new());
    let starts = stretches.first().into_iter().map(|first| first.from);
    let points: Vec<Fraction> = starts.chain(stretches.iter().map(|stretch| stretch.to)).collect();
    let at_points: Vec<Option<[Option<Fraction>; N]>> = points.iter().map(|at| exactly(*at)).collect();
    for (of, pieces) in all.iter_mut().enumerate() {
        let at_point = |at: usize| at_points.get(at).copied().flatten().and_then(|values| values.get(of).copied());
        for (at, stretch) in stretches.iter().enumerate() {
            let Some([near_from, near_to]) = stretch.ends.get(of).copied() else { continue };
            let (Some(&from), Some(&to)) = (points.get(at), points.get(at + 1)) else { continue };
            if at == 0 {
                put(pieces, Piece::point(from, at_point(0).unwrap_or(near_from)));
            }
            let piece = Piece {
                from,
                to,
                from_in: false,
                to_in: false,
                at_from: near_from,
                at_to: near_to,
                approximate: stretch.approximate,
            };
            put(pieces, piece);
            let above = stretches.get(at + 1).and_then(|next| next.ends.get(of)).map(|[near, _]| *near);
            match at_point(at + 1) {
                Some(value) => put(pieces, Piece::point(to, value)),
                // The point is not a decimal and cannot be calculated. It belongs to the piece above it.
                None => put(pieces, Piece::point(to, above.unwrap_or(near_to))),
            }
        }
    }
    all
}

impl Piece {
    fn point(at: Fraction, value: Option<Fraction>) -> Self {
        Self { from: at, to: at, from_in: true, to_in: true, at_from: value, at_to: value, approximate: false }
    }

    fn is_point(&self) -> bool {
        self.from == self.to
    }
}

/// Adds a piece that begins at the end of the last one. Both become one piece if they are on one line.
fn put(pieces: &mut Vec<Piece>, next: Piece) {
    let Some(last) = pieces.last_mut() else {
        pieces.push(next);
        return;
    };
    let meets = last.at_to == next.at_from && (last.to_in || next.from_in);
    let one_line = match (last.is_point(), next.is_point()) {
        (true, _) | (_, true) => true,
        (false, false) => !last.approximate && !next.approximate && last.slope() == next.slope(),
    };
    if meets && one_line {
        *last = Piece {
            from: last.from,
            to: next.to,
            from_in: last.from_in,
            to_in: next.to_in,
            at_from: last.at_from,
            at_to: next.at_to,
            approximate: last.approximate || next.approximate,
        };
    } else {
        pieces.push(next);
    }
}
