//! What a run of the rules decided, so that two runs can be compared.
//!
//! Everything the rules calculate is straight between two points as long as they decide alike at both: all they do
//! with numbers is add, take the lesser, multiply by something that stays the same, and compare. So a run notes,
//! for every comparison, how far apart its two sides were. If two runs at two answers note the same decisions, each
//! of those distances, and each result, lies on a straight line between them; if they part, the distance at the
//! decision where they part says exactly where. `rules::along` makes curves of that.
//! Absent on purpose: any change of a result. A run that is traced comes to what it comes to untraced, unless it
//! is set to leave out roundings.

use std::cell::{Cell, RefCell};
use std::cmp::Ordering;

use super::fraction::Fraction;

/// One thing that was decided, or that bends a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Event {
    /// A comparison: the first side less the second. None where the difference does not fit.
    Compared(Ordering, Option<Fraction>),
    /// A rounding, and between which values it comes to the same.
    Rounded { value: Fraction, low: Fraction, high: Fraction },
    /// A rounding that was left out.
    Smoothed(Fraction),
    /// A product of two numbers.
    Multiplied(Fraction, Fraction),
    /// A quotient by a number.
    Divided(Fraction),
    /// A result that was taken to 28 digits.
    Inexact,
}

thread_local! {
    static TRACING: Cell<bool> = const { Cell::new(false) };
    static SMOOTH: Cell<bool> = const { Cell::new(false) };
    static EVENTS: RefCell<Vec<Event>> = const { RefCell::new(Vec::new()) };
}

/// What a run came to, and what it decided on the way, in order.
#[derive(Clone, Debug)]
pub(super) struct Traced<T> {
    pub result: T,
    pub events: Vec<Event>,
}

/// Runs something and notes what it decides. With `smooth`, roundings are left out.
pub(super) fn traced<T>(smooth: bool, run: impl FnOnce() -> T) -> Traced<T> {
    /// Ends tracing also where the run does not come back.
    struct Ends;
    impl Drop for Ends {
        fn drop(&mut self) {
            TRACING.set(false);
            SMOOTH.set(false);
        }
    }
    EVENTS.with_borrow_mut(Vec::clear);
    let ends = Ends;
    TRACING.set(true);
    SMOOTH.set(smooth);
    let result = run();
    drop(ends);
    Traced { result, events: EVENTS.take() }
}

/// Runs something and notes nothing of it.
pub(super) fn untraced<T>(run: impl FnOnce() -> T) -> T {
    let was = TRACING.replace(false);
    let result = run();
    TRACING.set(was);
    result
}

/// Whether a run is being traced.
#[inline]
pub(super) fn is_on() -> bool {
    TRACING.get()
}

/// Whether roundings are left out.
#[inline]
pub(super) fn leaves_out_roundings() -> bool {
    SMOOTH.get()
}

/// Notes something, if a run is being traced.
#[inline]
pub(super) fn note_if_on(event: impl FnOnce() -> Event) {
    if is_on() {
        note(event());
    }
}

#[cold]
fn note(event: Event) {
    EVENTS.with_borrow_mut(|events| events.push(event));
}
