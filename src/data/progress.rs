//! The progress of a long job, and its cancellation.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// The progress of a long job. It is shared between the job, which counts its steps, and the caller, which displays
/// them and can cancel the job.
#[derive(Debug, Default)]
pub struct Progress {
    /// The name of what is made or read, for display.
    pub name: String,
    done: AtomicUsize,
    of: AtomicUsize,
    cancelled: AtomicBool,
}

impl Progress {
    /// The progress of a job that has not begun.
    #[must_use]
    pub fn of(name: String) -> Arc<Self> {
        Arc::new(Self { name, ..Self::default() })
    }

    /// Records that `done` of `of` steps are done. Returns false if the job was cancelled.
    pub fn step(&self, done: usize, of: usize) -> bool {
        self.done.store(done, Ordering::Relaxed);
        self.of.store(of, Ordering::Relaxed);
        !self.is_cancelled()
    }

    /// Counts one more step. Returns false if the job was cancelled.
    pub(super) fn goes_on(&self) -> bool {
        self.done.fetch_add(1, Ordering::Relaxed);
        !self.is_cancelled()
    }

    /// The number of steps that are done.
    #[must_use]
    pub fn done(&self) -> usize {
        self.done.load(Ordering::Relaxed)
    }

    /// The number of all steps; 0 while it is not known.
    #[must_use]
    pub fn all(&self) -> usize {
        self.of.load(Ordering::Relaxed)
    }

    /// Cancels the job. It stops at its next step and has no result.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether the job was cancelled.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}
