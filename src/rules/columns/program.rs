//! A program over columns: arithmetic on whole numbers that is proven never to overflow.
//!
//! Every node is calculated for all rows at once. Its whole numbers are in units of ten to the minus its scale. Its
//! bounds follow from the largest answers and the figures of the policy. A node whose bounds do not fit is refused when
//! it is built, so running a program cannot fail.
//!
//! There is no division except for rounding, because a quotient may not be a decimal.

mod join;

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::Unsupported;
use crate::model::amount::Rounding;

/// The nodes of a program, each after the nodes that it uses.
#[derive(Debug, Default)]
pub(super) struct Program {
    nodes: Vec<Known>,
    /// The existing nodes by their operation and scale.
    seen: HashMap<(Op, u32), Node>,
}

/// A node of a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Node(u32);

/// A node with all bits set where a condition holds, and zero elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Mask(pub Node);

/// The operation, scale and bounds of a node.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub op: Op,
    pub scale: u32,
    low: i64,
    high: i64,
}

/// The operation of a node.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Op {
    /// The same number in every row.
    Const(i64),
    /// The numbers or days of a column.
    Column(usize),
    /// The entries of a table for the small numbers of a column.
    Pick { column: usize, table: Vec<i64> },
    /// A multiple of a node.
    Times(Node, i64),
    /// An operation on two nodes.
    Two(Binary, Node, Node),
    /// The negation of a mask.
    Not(Node),
    /// The second node where the first holds, the third elsewhere.
    Select(Node, Node, Node),
    /// The sum of the parts above each threshold, times its slope.
    Bends(Node, Vec<(i64, i64)>),
    /// Rounded to a multiple.
    Round(Node, i64, Rounding),
}

/// An operation on two nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Binary {
    Plus,
    /// The difference, or zero if it is negative.
    Less,
    Min,
    Max,
    Product,
    /// Whether the first is greater than the second.
    Exceeds,
    And,
    Or,
}

/// The maximum scale. With a greater one, a figure of 1 would fill the whole number.
const MOST_DECIMALS: u32 = 18;

/// The largest absolute value of a node.
const LARGEST: i128 = 1 << 62;

type Made = Result<Node, Unsupported>;

impl Program {
    /// A figure.
    pub(super) fn constant(&mut self, value: Decimal) -> Made {
        let value = value.normalize();
        let units = i64::try_from(value.mantissa()).map_err(|_| Unsupported::TooWide)?;
        self.node(Op::Const(units), value.scale(), units.into(), units.into())
    }

    /// Zero.
    pub(super) fn zero(&mut self) -> Made {
        self.constant(Decimal::ZERO)
    }

    /// A mask that is the same in every row.
    pub(super) fn always(&mut self, holds: bool) -> Result<Mask, Unsupported> {
        let ones = -i64::from(holds);
        self.node(Op::Const(ones), 0, ones.into(), ones.into()).map(Mask)
    }

    /// The numbers of a column, from zero to `most`.
    pub(super) fn column(&mut self, at: usize, scale: u32, most: i64) -> Made {
        self.node(Op::Column(at), scale, 0, most.into())
    }

    /// The days of a column.
    pub(super) fn days(&mut self, at: usize) -> Made {
        let all = i128::from(i32::MAX);
        self.node(Op::Column(at), 0, -all, all)
    }

    /// The entries of a table of figures for a column of small numbers.
    pub(super) fn pick(&mut self, column: usize, entries: &[Node]) -> Result<Option<Node>, Unsupported> {
        let scale = entries.iter().map(|entry| self.scale(*entry)).max().unwrap_or_default();
        let mut table = Vec::with_capacity(entries.len());
        for entry in entries {
            let Op::Const(units) = self.at(*entry).op else { return Ok(None) };
            let up = raise(scale - self.scale(*entry))?;
            table.push(units.checked_mul(up).ok_or(Unsupported::TooWide)?);
        }
        self.table(column, table, scale).map(Some)
    }

    fn table(&mut self, column: usize, table: Vec<i64>, scale: u32) -> Made {
        let low = table.iter().copied().min().unwrap_or_default().min(0);
        let high = table.iter().copied().max().unwrap_or_default().max(0);
        self.node(Op::Pick { column, table }, scale, low.into(), high.into())
    }

    /// Where the small number of a column is among those that are given.
    pub(super) fn is_among(&mut self, column: usize, among: impl Iterator<Item = bool>) -> Result<Mask, Unsupported> {
        self.mask(Op::Pick { column, table: among.map(|is| -i64::from(is)).collect() })
    }

    /// A figure times a node.
    pub(super) fn times(&mut self, of: Node, figure: Decimal) -> Made {
        let figure = figure.normalize();
        let by = i64::try_from(figure.mantissa()).map_err(|_| Unsupported::TooWide)?;
        self.scaled(of, by, figure.scale())
    }

    /// A node times `by` units of a scale that is finer by `finer`.
    fn scaled(&mut self, of: Node, by: i64, finer: u32) -> Made {
        let known = self.at(of);
        let (low, high) = (i128::from(known.low) * i128::from(by), i128::from(known.high) * i128::from(by));
        let (low, high) = (low.min(high), low.max(high));
        let scale = known.scale + finer;
        let product = |units: i64| units.checked_mul(by).ok_or(Unsupported::TooWide);
        match &known.op {
            _ if by == 1 && finer == 0 => Ok(of),
            _ if by == 0 => self.zero(),
            Op::Const(units) => {
                let units = product(*units)?;
                self.node(Op::Const(units), scale, low, high)
            }
            Op::Times(inner, times) => {
                let (inner, times) = (*inner, product(*times)?);
                self.node(Op::Times(inner, times), scale, low, high)
            }
            Op::Pick { column, table } => {
                let column = *column;
                let table = table.iter().map(|units| product(*units)).collect::<Result<_, _>>()?;
                self.table(column, table, scale)
            }
            Op::Bends(inner, bends) => {
                let inner = *inner;
                let bends = bends.iter().map(|(from, slope)| Ok((*from, product(*slope)?)));
                let bends = bends.collect::<Result<_, Unsupported>>()?;
                self.bent(inner, bends, scale)
            }
            _ => self.node(Op::Times(of, by), scale, low, high),
        }
    }

    fn raised(&mut self, of: Node, scale: u32) -> Made {
        let finer = scale - self.scale(of);
        let by = raise(finer)?;
        self.scaled(of, by, finer)
    }

    /// The sum of the parts of a node above some thresholds, each times its slope.
    pub(super) fn bends(&mut self, of: Node, bends: &[(Decimal, Decimal)]) -> Made {
        let scale_of = |values: &mut dyn Iterator<Item = Decimal>| values.map(|value| value.normalize().scale()).max();
        let finest = scale_of(&mut bends.iter().map(|(from, _)| *from)).unwrap_or_default();
        let of = self.raised(of, self.scale(of).max(finest))?;
        let scale = self.scale(of);
        let slopes = scale_of(&mut bends.iter().map(|(_, slope)| *slope)).unwrap_or_default();
        let mut whole = Vec::with_capacity(bends.len());
        let (_, high) = self.bounds(of);
        for (from, slope) in bends {
            let (from, slope) = (units(*from, scale)?, units(*slope, slopes)?);
            // A threshold that is never passed has no effect.
            if slope != 0 && i128::from(from) < high {
                whole.push((from, slope));
            }
        }
        if whole.is_empty() {
            return self.zero();
        }
        self.bent(of, whole, scale + slopes)
    }

    fn bent(&mut self, of: Node, bends: Vec<(i64, i64)>, scale: u32) -> Made {
        let (low, high) = self.bounds(of);
        let (mut least, mut most) = (0, 0);
        let mut slope_so_far = 0;
        let (mut rises, mut falls) = (true, true);
        let (mut at_low, mut at_high) = (0, 0);
        for (from, slope) in &bends {
            let (from, slope) = (i128::from(*from), i128::from(*slope));
            fit(low - from)?;
            let above = fit(high - from)?.max(0);
            let whole = fit(above * slope)?;
            (least, most) = (fit(least + whole.min(0))?, fit(most + whole.max(0))?);
            slope_so_far += slope;
            rises &= slope_so_far >= 0;
            falls &= slope_so_far <= 0;
            at_low += (low - from).max(0) * slope;
            at_high += whole;
        }
        let (least, most) = match (rises, falls) {
            (true, _) => (at_low, at_high),
            (_, true) => (at_high, at_low),
            _ => (least, most),
        };
        self.node(Op::Bends(of, bends), scale, least, most)
    }

    /// A node rounded to a multiple of `to`, which must be positive.
    pub(super) fn round(&mut self, of: Node, to: Decimal, mode: Rounding) -> Made {
        let to = to.normalize();
        if to <= Decimal::ZERO {
            return Err(Unsupported::Division);
        }
        let scale = self.scale(of).max(to.scale());
        let of = self.raised(of, scale)?;
        let to = units(to, scale)?;
        let (low, high) = self.bounds(of);
        let most = i128::from(to) * 2;
        if fit(most)? == 2 {
            return Ok(of);
        }
        let least = if low < 0 { low - most } else { (low - most).max(0) };
        self.node(Op::Round(of, to, mode), scale, least, high + most)
    }

    /// The value of a mask, if it is the same in every row.
    pub(super) fn same(&self, mask: Mask) -> Option<bool> {
        match self.at(mask.0).op {
            Op::Const(ones) => Some(ones != 0),
            _ => None,
        }
    }

    /// Whether a node is zero in every row.
    pub(super) fn is_zero(&self, node: Node) -> bool {
        self.bounds(node) == (0, 0)
    }

    /// Whether a node is above zero in every row.
    pub(super) fn is_positive(&self, node: Node) -> bool {
        self.bounds(node).0 > 0
    }

    /// Whether a node is below zero in some row.
    pub(super) fn may_be_negative(&self, node: Node) -> bool {
        self.bounds(node).0 < 0
    }

    /// The scale of a node.
    pub(super) fn scale(&self, node: Node) -> u32 {
        self.at(node).scale
    }

    /// The nodes, in their order.
    pub(super) fn nodes(&self) -> &[Known] {
        &self.nodes
    }

    fn mask(&mut self, op: Op) -> Result<Mask, Unsupported> {
        self.node(op, 0, -1, 0).map(Mask)
    }

    fn node(&mut self, op: Op, scale: u32, low: i128, high: i128) -> Made {
        let (low, high) = (fit(low)?, fit(high)?);
        if scale > MOST_DECIMALS {
            return Err(Unsupported::TooWide);
        }
        let key = (op, scale);
        if let Some(node) = self.seen.get(&key) {
            return Ok(*node);
        }
        let node = Node(u32::try_from(self.nodes.len()).map_err(|_| Unsupported::TooDeep)?);
        let narrow = |bound: i128| i64::try_from(bound).map_err(|_| Unsupported::TooWide);
        self.nodes.push(Known { op: key.0.clone(), scale, low: narrow(low)?, high: narrow(high)? });
        self.seen.insert(key, node);
        Ok(node)
    }

    fn at(&self, node: Node) -> &Known {
        /// Only this program makes nodes, so this value is never used.
        const NONE: Known = Known { op: Op::Const(0), scale: 0, low: 0, high: 0 };
        self.nodes.get(node.index()).unwrap_or(&NONE)
    }

    fn bounds(&self, node: Node) -> (i128, i128) {
        let known = self.at(node);
        (known.low.into(), known.high.into())
    }
}

impl Node {
    /// Its index among the nodes.
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

fn fit(bound: i128) -> Result<i128, Unsupported> {
    if bound.abs() <= LARGEST { Ok(bound) } else { Err(Unsupported::TooWide) }
}

/// A figure in units of a scale.
fn units(figure: Decimal, scale: u32) -> Result<i64, Unsupported> {
    let figure = figure.normalize();
    let up = raise(scale.checked_sub(figure.scale()).ok_or(Unsupported::TooWide)?)?;
    let units = figure.mantissa().checked_mul(up.into()).ok_or(Unsupported::TooWide)?;
    i64::try_from(units).map_err(|_| Unsupported::TooWide)
}

fn raise(decimals: u32) -> Result<i64, Unsupported> {
    10_i64.checked_pow(decimals).ok_or(Unsupported::TooWide)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_overflow_is_refused() {
        let mut program = Program::default();
        let large = program.column(0, 2, 10_000_000_000_000).unwrap();
        assert!(program.times(large, "0.125".parse().unwrap()).is_ok());
        assert_eq!(program.product(large, large), Err(Unsupported::TooWide));
        assert_eq!(program.times(large, "0.12345678".parse().unwrap()), Err(Unsupported::TooWide));
    }

    #[test]
    fn what_is_settled_by_the_bounds_is_not_worked_out() {
        let mut program = Program::default();
        let small = program.column(0, 0, 100).unwrap();
        let cap = program.constant(1_000.into()).unwrap();
        assert_eq!(program.min(small, cap), Ok(small));
        assert_eq!(program.max(small, cap), Ok(cap));
        let above = program.exceeds(small, cap).unwrap();
        assert_eq!(program.same(above), Some(false));
        assert_eq!(program.select(above, small, cap), Ok(cap));
    }

    #[test]
    fn the_same_is_worked_out_once() {
        let mut program = Program::default();
        let (a, b) = (program.column(0, 0, 100).unwrap(), program.column(1, 2, 100).unwrap());
        let sum = program.plus(a, b).unwrap();
        let nodes = program.nodes().len();
        assert_eq!(program.plus(a, b), Ok(sum));
        assert_eq!(program.nodes().len(), nodes);
        assert_eq!(program.scale(sum), 2);
    }
}
