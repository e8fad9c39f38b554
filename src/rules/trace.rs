//! Records the decisions of a calculation, so that two calculations can be compared.
//!
//! Rules add, take the lesser, multiply by constants, and compare. Therefore a result is linear between two answers if
//! all comparisons decide the same at both. A traced run records the difference of the two sides of each comparison. If
//! two runs record the same decisions, these differences and the results are linear between the two answers. If they
//! record different decisions, the difference at the first one that differs gives the exact point of the change. The
//! module `rules::along` makes curves from this.
//!
//! Tracing does not change results, unless the run leaves out roundings.

use std::cell::{Cell, RefCell};
use std::cmp::Ordering;

use super::fraction::Fraction;

/// A decision, or an operation that may not be linear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Event {
    /// A comparison, and the first side less the second. None if the difference does not fit.
    Compared(Ordering, Option<Fraction>),
    /// A rounding, and the range of values with the same result.
    Rounded { value: Fraction, low: Fraction, high: Fraction },
    /// A rounding that was left out.
    Smoothed(Fraction),
    /// A product of two numbers.
    Multiplied(Fraction, Fraction),
    /// A quotient by a number.
    Divided(Fraction),
    /// A result that was rounded to 28 digits.
    Inexact,
}

thread_local! {
    static TRACING: Cell<bool> = const { Cell::new(false) };
    static SMOOTH: Cell<bool> = const { Cell::new(false) };
    static EVENTS: RefCell<Vec<Event>> = const { RefCell::new(Vec::new()) };
}

/// The result of a run, and its events in their order.
#[derive(Clone, Debug)]
pub(super) struct Traced<T> {
    pub result: T,
    pub events: Vec<Event>,
}

/// Runs a calculation and records its events. With `smooth`, roundings are left out. Runs may be nested: an outer run
/// does not record the events of an inner one.
pub(super) fn traced<T>(smooth: bool, run: impl FnOnce() -> T) -> Traced<T> {
    /// Restores the outer run when it is dropped, also after a panic.
    struct Outer {
        was_tracing: bool,
        was_smooth: bool,
        events: Vec<Event>,
    }
    impl Drop for Outer {
        fn drop(&mut self) {
            TRACING.set(self.was_tracing);
            SMOOTH.set(self.was_smooth);
            EVENTS.set(std::mem::take(&mut self.events));
        }
    }
    let outer = Outer { was_tracing: TRACING.replace(true), was_smooth: SMOOTH.replace(smooth), events: EVENTS.take() };
    let result = run();
    let events = EVENTS.take();
    drop(outer);
    Traced { result, events }
}

/// Runs a calculation without recording its events.
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

/// Records an event, if a run is being traced.
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
