//! Runs a program over columns, in batches of rows.
//!
//! The rows of a batch and all results for them fit in the first-level cache, and each step is one pass over them. The
//! arithmetic cannot overflow, see `program`. The results of a row without an answer are meaningless and are replaced
//! by the caller.

mod kernels;
mod lower;

use self::kernels::{Slots, step};
use self::lower::{Source, Step, lower};
use super::column::{Column, Data};
use super::compile::Compiled;
use super::portfolio::Portfolio;
use super::totals::{Ends, Totals};

/// The number of rows in a batch, so that each value takes one kilobyte. Measured with the composite rule of
/// `benches/rules.rs`: with 1024 rows it takes 40 % longer, because the values no longer fit in the cache.
const TURN: usize = 128;

/// Calculates all rows of a portfolio.
pub(super) fn run(compiled: &Compiled, portfolio: &Portfolio<'_>) -> Totals {
    let rows = portfolio.len();
    let (steps, [floor, ceiling], registers) = lower(&compiled.program, [compiled.floor, compiled.ceiling]);
    let columns: Vec<Option<&Column>> = compiled.facts.iter().map(|fact| portfolio.column(fact)).collect();
    let same = compiled.floor == compiled.ceiling;
    let mut floors = vec![0; rows];
    let mut ceilings = vec![0; if same { 0 } else { rows }];
    turns(&Turns { steps: &steps, columns: &columns, floor, ceiling }, registers, &mut floors, &mut ceilings);
    let scale = |node| compiled.program.scale(node);
    let ceiling = Ends { values: ceilings, scale: scale(compiled.ceiling) };
    Totals {
        floor: Ends { values: floors, scale: scale(compiled.floor) },
        ceiling: (!same).then_some(ceiling),
        ..Totals::default()
    }
}

struct Turns<'a> {
    steps: &'a [Step],
    columns: &'a [Option<&'a Column>],
    floor: Source,
    ceiling: Source,
}

#[inline(always)]
fn turns(run: &Turns<'_>, registers: usize, floors: &mut [i64], ceilings: &mut [i64]) {
    let mut slots = Slots { registers: vec![vec![0; TURN]; registers], columns: Vec::with_capacity(run.columns.len()) };
    let mut ceilings = ceilings.chunks_mut(TURN);
    for (turn, floors) in floors.chunks_mut(TURN).enumerate() {
        let rows = floors.len();
        let first = turn * TURN;
        slots.columns.clear();
        slots.columns.extend(run.columns.iter().map(|column| part(*column, first, rows)));
        for one in run.steps {
            // The output is taken out while the pass reads the other registers.
            let mut out = slots.take(one.out);
            if let Some(out) = out.get_mut(..rows) {
                step(&one.what, &slots, out);
            }
            slots.put(one.out, out);
        }
        slots.copy(run.floor, floors);
        if let Some(ceilings) = ceilings.next() {
            slots.copy(run.ceiling, ceilings);
        }
    }
}

/// Some rows of a column.
#[derive(Clone, Copy)]
enum Part<'a> {
    Wide(&'a [i64]),
    Small(&'a [u8]),
}

fn part(column: Option<&Column>, first: usize, rows: usize) -> Part<'_> {
    let end = first + rows;
    match column.map(|column| &column.data) {
        Some(Data::Numbers { values, .. } | Data::Days(values)) => {
            Part::Wide(values.get(first..end).unwrap_or_default())
        }
        Some(Data::YesNo(values) | Data::Choices { at: values, .. }) => {
            Part::Small(values.get(first..end).unwrap_or_default())
        }
        None => Part::Small(&[]),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Unsupported;
    use super::super::program::{Node, Program};
    use super::*;
    use crate::model::amount::Rounding;

    /// Runs a built program over a column of whole numbers.
    fn check(rows: &[i64], build: impl Fn(&mut Program, Node) -> Result<Node, Unsupported>, expected: &[&str]) {
        let id = "amount".into();
        let column = Column::numbers(rows.to_vec(), 0).unwrap();
        let portfolio = Portfolio::of_rows(rows.len(), Default::default()).with("amount".into(), column).unwrap();
        let mut program = Program::default();
        let amount = program.column(0, 0, rows.iter().copied().max().unwrap()).unwrap();
        let floor = build(&mut program, amount).unwrap();
        let totals = run(&Compiled { program, facts: vec![id], floor, ceiling: floor }, &portfolio);
        let found = totals.iter().map(|range| range.low.to_string());
        assert_eq!(found.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_multiple_that_is_read_twice_is_made_once() {
        let twice = |program: &mut Program, amount| {
            let share = program.times(amount, "0.15".parse().unwrap())?;
            let more = program.plus(share, amount)?;
            program.min(more, share)
        };
        check(&[0, 10, 7], twice, &["0", "1.5", "1.05"]);
    }

    #[test]
    fn more_bends_than_fit_in_one_pass_are_added_up() {
        let bent = |program: &mut Program, amount| {
            program.bends(amount, &[1, 2, 3, 4, 5, 6].map(|from: i64| (from.into(), "0.5".parse().unwrap())))
        };
        check(&[0, 3, 6, 10], bent, &["0", "1.5", "7.5", "19.5"]);
    }

    #[test]
    fn a_mask_picks_between_figures_and_rows() {
        let picked = |program: &mut Program, amount| {
            let (five, nine) = (program.constant(5.into())?, program.constant("9.5".parse().unwrap())?);
            let above = program.exceeds(amount, five)?;
            let not_above = program.not(above)?;
            let a = program.select(not_above, nine, amount)?;
            let b = program.select(above, a, five)?;
            program.less(a, b)
        };
        check(&[4, 5, 6], picked, &["4.5", "4.5", "0"]);
    }

    #[test]
    fn rounding_goes_the_way_it_is_told() {
        let nearest = |mode| move |program: &mut Program, amount| program.round(amount, 10.into(), mode);
        check(&[14, 15, 25, 30], nearest(Rounding::Nearest), &["10", "20", "30", "30"]);
        check(&[14, 15, 25, 30], nearest(Rounding::HalfEven), &["10", "20", "20", "30"]);
        check(&[14, 15, 25, 30], nearest(Rounding::Down), &["10", "10", "20", "30"]);
        check(&[14, 15, 25, 30], nearest(Rounding::Up), &["20", "20", "30", "30"]);
    }

    #[test]
    fn the_rows_of_every_turn_are_worked_out() {
        let rows: Vec<i64> = (0..300).collect();
        let expected: Vec<String> = rows.iter().map(|row| (row + 1).to_string()).collect();
        let plus_one = |program: &mut Program, amount| {
            let one = program.constant(1.into())?;
            program.plus(amount, one)
        };
        check(&rows, plus_one, &expected.iter().map(String::as_str).collect::<Vec<_>>());
    }
}
