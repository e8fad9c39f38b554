//! From nodes to steps: what is needed, in order, with a register for each result while it is needed.

use super::super::program::{Binary, Known, Node, Op, Program};
use crate::model::amount::Rounding;

/// One pass over the rows of a turn.
#[derive(Debug)]
pub(super) struct Step {
    /// The register it fills; never one that it reads.
    pub out: usize,
    pub what: What,
}

/// What a pass does.
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

/// Where a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    Const(i64),
    Column(usize),
    Register(usize),
}

/// So many times a value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Term {
    pub of: Source,
    pub times: i64,
}

/// The steps to some nodes, where these are in the end, and how many registers are used.
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
    /// How often each node is still to be read.
    uses: Vec<usize>,
    /// Where the nodes that were made are.
    made: std::collections::HashMap<usize, Source>,
    steps: Vec<Step>,
    free: Vec<usize>,
    registers: usize,
}

impl Lowering<'_> {
    fn op(&self, node: Node) -> &Op {
        self.nodes.get(node.index()).map_or(&Op::Const(0), |known| &known.op)
    }

    /// Counts how often each node is read on the way to one.
    fn count(&mut self, node: Node) {
        let Some(uses) = self.uses.get_mut(node.index()) else { return };
        *uses += 1;
        if *uses == 1 {
            for part in parts(self.op(node)) {
                self.count(part);
            }
        }
    }

    /// Makes a node if it is not made yet.
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
        // The result must not be where something it is made from is.
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

    /// A node as a multiple of another, if nothing else reads it.
    fn term(&mut self, node: Node) -> Term {
        match *self.op(node) {
            Op::Times(of, times) if self.is_folded(node) => Term { of: self.source(of), times },
            _ => Term { of: self.source(node), times: 1 },
        }
    }

    fn is_folded(&self, node: Node) -> bool {
        self.uses.get(node.index()) == Some(&1) && !self.made.contains_key(&node.index())
    }

    /// Notes that a node was read; its register is free after the last time.
    fn read(&mut self, node: Node) {
        let made = self.made.contains_key(&node.index());
        let Some(uses) = self.uses.get_mut(node.index()) else { return };
        *uses = uses.saturating_sub(1);
        if *uses > 0 {
            return;
        }
        if !made {
            // It was folded into what reads it, so that reads what it is made from.
            if let Op::Times(of, _) = *self.op(node) {
                self.read(of);
            }
        } else if let Some(Source::Register(register)) = self.made.get(&node.index()) {
            self.free.push(*register);
        }
    }
}

/// What a node is made from.
fn parts(op: &Op) -> Vec<Node> {
    match op {
        Op::Const(_) | Op::Column(_) | Op::Pick { .. } => Vec::new(),
        Op::Times(of, _) | Op::Not(of) | Op::Bends(of, _) | Op::Round(of, ..) => vec![*of],
        Op::Two(_, a, b) => vec![*a, *b],
        Op::Select(mask, a, b) => vec![*mask, *a, *b],
    }
}
