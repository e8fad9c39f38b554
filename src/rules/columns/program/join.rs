//! Operations on two nodes. Where the bounds already decide the result, no node is added.

use super::{Binary, Made, Mask, Node, Op, Program, fit};
use crate::rules::columns::Unsupported;

impl Program {
    /// The sum.
    pub(in crate::rules::columns) fn plus(&mut self, a: Node, b: Node) -> Made {
        let (a, b, scale) = self.aligned(a, b)?;
        let ((a_low, a_high), (b_low, b_high)) = (self.bounds(a), self.bounds(b));
        if (a_low, a_high) == (0, 0) {
            return Ok(b);
        }
        if (b_low, b_high) == (0, 0) {
            return Ok(a);
        }
        self.two(Binary::Plus, a, b, scale, a_low + b_low, a_high + b_high)
    }

    /// The difference, or zero if it is negative.
    pub(in crate::rules::columns) fn less(&mut self, a: Node, b: Node) -> Made {
        let (a, b, scale) = self.aligned(a, b)?;
        let ((a_low, a_high), (b_low, b_high)) = (self.bounds(a), self.bounds(b));
        if a_high <= b_low {
            return self.zero();
        }
        if (b_low, b_high) == (0, 0) && a_low >= 0 {
            return Ok(a);
        }
        fit(a_low - b_high)?;
        self.two(Binary::Less, a, b, scale, (a_low - b_high).max(0), (a_high - b_low).max(0))
    }

    /// The minimum.
    pub(in crate::rules::columns) fn min(&mut self, a: Node, b: Node) -> Made {
        let (a, b, scale) = self.aligned(a, b)?;
        let ((a_low, a_high), (b_low, b_high)) = (self.bounds(a), self.bounds(b));
        match () {
            () if a_high <= b_low => Ok(a),
            () if b_high <= a_low => Ok(b),
            () => self.two(Binary::Min, a, b, scale, a_low.min(b_low), a_high.min(b_high)),
        }
    }

    /// The maximum.
    pub(in crate::rules::columns) fn max(&mut self, a: Node, b: Node) -> Made {
        let (a, b, scale) = self.aligned(a, b)?;
        let ((a_low, a_high), (b_low, b_high)) = (self.bounds(a), self.bounds(b));
        match () {
            () if a_low >= b_high => Ok(a),
            () if b_low >= a_high => Ok(b),
            () => self.two(Binary::Max, a, b, scale, a_low.max(b_low), a_high.max(b_high)),
        }
    }

    /// The product.
    pub(in crate::rules::columns) fn product(&mut self, a: Node, b: Node) -> Made {
        for (one, other) in [(a, b), (b, a)] {
            if let Op::Const(units) = self.at(one).op {
                return self.scaled(other, units, self.scale(one));
            }
        }
        let ((a_low, a_high), (b_low, b_high)) = (self.bounds(a), self.bounds(b));
        let ends = [a_low * b_low, a_low * b_high, a_high * b_low, a_high * b_high];
        let (low, high) = ends.iter().fold((i128::MAX, i128::MIN), |(low, high), end| (low.min(*end), high.max(*end)));
        self.two(Binary::Product, a, b, self.scale(a) + self.scale(b), low, high)
    }

    /// The rows in which the first is greater than the second.
    pub(in crate::rules::columns) fn exceeds(&mut self, a: Node, b: Node) -> Result<Mask, Unsupported> {
        let (a, b, _) = self.aligned(a, b)?;
        let ((a_low, a_high), (b_low, b_high)) = (self.bounds(a), self.bounds(b));
        match () {
            () if a_low > b_high => self.always(true),
            () if a_high <= b_low || a == b => self.always(false),
            () => self.mask(Op::Two(Binary::Exceeds, a, b)),
        }
    }

    /// The rows in which both hold.
    pub(in crate::rules::columns) fn and(&mut self, a: Mask, b: Mask) -> Result<Mask, Unsupported> {
        match (self.same(a), self.same(b)) {
            _ if a == b => Ok(a),
            (Some(true), _) => Ok(b),
            (_, Some(true)) => Ok(a),
            (Some(false), _) | (_, Some(false)) => self.always(false),
            _ => self.mask(Op::Two(Binary::And, a.0, b.0)),
        }
    }

    /// The rows in which at least one holds.
    pub(in crate::rules::columns) fn or(&mut self, a: Mask, b: Mask) -> Result<Mask, Unsupported> {
        match (self.same(a), self.same(b)) {
            _ if a == b => Ok(a),
            (Some(false), _) => Ok(b),
            (_, Some(false)) => Ok(a),
            (Some(true), _) | (_, Some(true)) => self.always(true),
            _ => self.mask(Op::Two(Binary::Or, a.0, b.0)),
        }
    }

    /// The rows in which it does not hold.
    pub(in crate::rules::columns) fn not(&mut self, a: Mask) -> Result<Mask, Unsupported> {
        match (self.same(a), &self.at(a.0).op) {
            (Some(holds), _) => self.always(!holds),
            (_, Op::Not(inner)) => Ok(Mask(*inner)),
            _ => self.mask(Op::Not(a.0)),
        }
    }

    /// `a` where the mask holds, `b` elsewhere.
    pub(in crate::rules::columns) fn select(&mut self, mask: Mask, a: Node, b: Node) -> Made {
        match self.same(mask) {
            Some(true) => return Ok(a),
            Some(false) => return Ok(b),
            None if a == b => return Ok(a),
            None => {}
        }
        let (a, b, scale) = self.aligned(a, b)?;
        let ((a_low, a_high), (b_low, b_high)) = (self.bounds(a), self.bounds(b));
        self.node(Op::Select(mask.0, a, b), scale, a_low.min(b_low), a_high.max(b_high))
    }

    /// Two nodes converted to the same scale.
    fn aligned(&mut self, a: Node, b: Node) -> Result<(Node, Node, u32), Unsupported> {
        let scale = self.scale(a).max(self.scale(b));
        Ok((self.raised(a, scale)?, self.raised(b, scale)?, scale))
    }

    fn two(&mut self, two: Binary, a: Node, b: Node, scale: u32, low: i128, high: i128) -> Made {
        self.node(Op::Two(two, a, b), scale, low, high)
    }
}
