//! The same calculation for many places, or for many policies, on all processors.

use std::sync::LazyLock;

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use super::trace;

/// Fewer items than this are calculated on the thread that asks: waking another one takes as long as some of them.
const WORTH_SHARING: usize = 8;

/// The threads. They are not those that set PDFs, so that a result never waits for a page.
static POOL: LazyLock<Option<ThreadPool>> = LazyLock::new(|| {
    let builder = ThreadPoolBuilder::new().thread_name(|at| format!("rules-{at}"));
    builder.build().ok().filter(|pool| pool.current_num_threads() > 1)
});

/// The result for each item, in the order of the items.
///
/// All of them are calculated on the thread that asks if they are few, if there is one processor, or if the run is
/// traced, because events are recorded by thread.
pub fn each<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    match POOL.as_ref().filter(|_| items.len() >= WORTH_SHARING && !trace::is_on()) {
        Some(pool) => pool.install(|| items.par_iter().map(&work).collect()),
        None => items.iter().map(work).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_that_of_the_items() {
        let items: Vec<usize> = (0..1_000).collect();
        assert_eq!(each(&items, |item| item * 2), items.iter().map(|item| item * 2).collect::<Vec<_>>());
    }

    #[test]
    fn a_traced_run_stays_on_its_thread() {
        let items = [(); 100];
        let here = std::thread::current().id();
        let traced = trace::traced(false, || each(&items, |()| std::thread::current().id()));
        assert!(traced.result.iter().all(|thread| *thread == here));
    }
}
