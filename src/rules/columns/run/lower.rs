//! Lowers nodes to steps: only those that are needed, in order. A register is reused after its value was last read.

use super::super::program::{Binary, Known, Node, Op, Program};
use crate::model::amount::Rounding;

/// One pass over the rows of a batch.
#[derive(Debug)]
pub(super) struct Step {
    /// The register that it writes. It is never one that it reads.
    pub out: usize,
    pub what: What,
}

/// The operation of a pass.
#[derive(Debug)]
pub(super) enum What {
    Times(Source, i64),
    Pick(usize, Box<[i64; 256]>),
    Two(Binary, Term, Term),
    Not(Source),
    Select(Source, Source, Source),
    Bends(Source, Vec<(i64, i64)>),
    Round(Source, i64, Rounding),
}

/// The location of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    Const(i64),
    Column(usize),
    Register(usize),
}

/// A multiple of a value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Term {
    pub of: Source,
    pub times: i64,
}

/// The steps that calculate some nodes, the locations of these nodes at the end, and the number of registers.
pub(super) fn lower<const N: usize>(program: &Program, wanted: [Node; N]) -> (Vec<Step>, [Source; N], usize) {
    let mut lowering = Lowering { nodes: program.nodes(), uses: vec![0; program.nodes().len()], ..Lowering::default() };
    for node in wanted {
        lowering.count(node);
    }
    let sources = wanted.map(|node| lowering.source(node));
    (lowering.steps, sources, lowering.registers)
}

#[derive(Default)]
struct Lowering<'a> {
    nodes: &'a [Known],
    /// The remaining number of reads of each node.
    uses: Vec<usize>,
    /// The location of each node that was calculated.
    made: std::collections::HashMap<usize, Source>,
    steps: Vec<Step>,
    free: Vec<usize>,
    registers: usize,
}

impl Lowering<'_> {
    fn op(&self, node: Node) -> &Op {
        self.nodes.get(node.index()).map_or(&Op::Const(0), |known| &known.op)
    }

    /// Counts the reads of the nodes that a node needs.
    fn count(&mut self, node: Node) {
        let Some(uses) = self.uses.get_mut(node.index()) else { return };
        *uses += 1;
        if *uses == 1 {
            for part in parts(self.op(node)) {
                self.count(part);
            }
        }
    }

    /// The location of a node. Adds the steps for it if it was not calculated yet.
    fn source(&mut self, node: Node) -> Source {
        if let Some(known) = self.made.get(&node.index()) {
            return *known;
        }
        let op = self.op(node).clone();
        let what = match op {
            Op::Const(units) => return Source::Const(units),
            Op::Column(at) => return Source::Column(at),
            Op::Pick { column, table } => {
                let mut full = Box::new([0; 256]);
                full.iter_mut().zip(table).for_each(|(slot, units)| *slot = units);
                What::Pick(column, full)
            }
            Op::Times(of, times) => What::Times(self.source(of), times),
            Op::Two(two, a, b) => What::Two(two, self.term(a), self.term(b)),
            Op::Not(of) => What::Not(self.source(of)),
            Op::Select(mask, a, b) => What::Select(self.source(mask), self.source(a), self.source(b)),
            Op::Bends(of, bends) => What::Bends(self.source(of), bends),
            Op::Round(of, to, mode) => What::Round(self.source(of), to, mode),
        };
        // The output register must not be one of the input registers.
        let out = self.free.pop().unwrap_or_else(|| {
            self.registers += 1;
            self.registers - 1
        });
        for part in parts(self.op(node)) {
            self.read(part);
        }
        self.steps.push(Step { out, what });
        self.made.insert(node.index(), Source::Register(out));
        Source::Register(out)
    }

    /// A node as a multiple of another one, if it has no other reader.
    fn term(&mut self, node: Node) -> Term {
        match *self.op(node) {
            Op::Times(of, times) if self.is_folded(node) => Term { of: self.source(of), times },
            _ => Term { of: self.source(node), times: 1 },
        }
    }

    fn is_folded(&self, node: Node) -> bool {
        self.uses.get(node.index()) == Some(&1) && !self.made.contains_key(&node.index())
    }

    /// Records a read of a node. Its register is free after the last one.
    fn read(&mut self, node: Node) {
        let made = self.made.contains_key(&node.index());
        let Some(uses) = self.uses.get_mut(node.index()) else { return };
        *uses = uses.saturating_sub(1);
        if *uses > 0 {
            return;
        }
        if !made {
            // The node was folded into its reader, which therefore reads its input.
            if let Op::Times(of, _) = *self.op(node) {
                self.read(of);
            }
        } else if let Some(Source::Register(register)) = self.made.get(&node.index()) {
            self.free.push(*register);
        }
    }
}

/// The nodes that an operation reads.
fn parts(op: &Op) -> Vec<Node> {
    match op {
        Op::Const(_) | Op::Column(_) | Op::Pick { .. } => Vec::new(),
        Op::Times(of, _) | Op::Not(of) | Op::Bends(of, _) | Op::Round(of, ..) => vec![*of],
        Op::Two(_, a, b) => vec![*a, *b],
        Op::Select(mask, a, b) => vec![*mask, *a, *b],
    }
}
