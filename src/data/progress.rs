//! How far long work has come, and whether anybody still wants it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// How far long work has come. It is shared: whoever works counts, whoever waits looks, and may say that nobody wants
/// it any more.
#[derive(Debug, Default)]
pub struct Progress {
    /// What is being made or read, for whoever waits.
    pub name: String,
    done: AtomicUsize,
    of: AtomicUsize,
    cancelled: AtomicBool,
}

impl Progress {
    /// Of something that has not begun.
    #[must_use]
    pub fn of(name: String) -> Arc<Self> {
        Arc::new(Self { name, ..Self::default() })
    }

    /// Takes note that so many of so many steps are done. False if nobody wants the work any more.
    pub fn step(&self, done: usize, of: usize) -> bool {
        self.done.store(done, Ordering::Relaxed);
        self.of.store(of, Ordering::Relaxed);
        !self.is_cancelled()
    }

    /// Counts one step more. False if nobody wants the work any more.
    pub(super) fn goes_on(&self) -> bool {
        self.done.fetch_add(1, Ordering::Relaxed);
        !self.is_cancelled()
    }

    /// How many steps are done.
    #[must_use]
    pub fn done(&self) -> usize {
        self.done.load(Ordering::Relaxed)
    }

    /// How many steps there are in all; 0 as long as nobody knows.
    #[must_use]
    pub fn all(&self) -> usize {
        self.of.load(Ordering::Relaxed)
    }

    /// Says that nobody wants it any more. Whoever works stops at the next step and hands nothing out.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether nobody wants it any more.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}
