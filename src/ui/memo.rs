//! Values that are made once for each state of their inputs.

/// A value with the key it was made for.
#[derive(Clone, Debug)]
pub(super) struct Memo<K, V> {
    made: Option<(K, V)>,
}

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Self { made: None }
    }
}

impl<K: PartialEq, V> Memo<K, V> {
    /// The value for a key. It is made if there is none, or if it was made for another key.
    pub(super) fn get(&mut self, key: K, make: impl FnOnce() -> V) -> &mut V {
        let made = match self.made.take().filter(|(made_for, _)| *made_for == key) {
            Some(made) => made,
            None => (key, make()),
        };
        &mut self.made.insert(made).1
    }

    /// Whether the value was made for this key.
    pub(super) fn is_for(&self, key: &K) -> bool {
        self.made.as_ref().is_some_and(|(made_for, _)| made_for == key)
    }

    /// Stores a value that was made elsewhere.
    pub(super) fn set(&mut self, key: K, value: V) {
        self.made = Some((key, value));
    }

    /// The last value, even if its key has changed.
    pub(super) fn last(&self) -> Option<&V> {
        self.made.as_ref().map(|(_, value)| value)
    }

    /// The key of the last value.
    pub(super) fn key(&self) -> Option<&K> {
        self.made.as_ref().map(|(made_for, _)| made_for)
    }

    /// The value as it was made last, if it was made for a key like this.
    pub(super) fn last_if(&self, is_for: impl FnOnce(&K) -> bool) -> Option<&V> {
        self.made.as_ref().filter(|(made_for, _)| is_for(made_for)).map(|(_, value)| value)
    }
}

/// A value that jobs make, one at a time. The last value is kept until the next one is made.
#[derive(Clone, Debug)]
pub(super) struct Awaited<K, V> {
    made: Memo<K, V>,
    /// The key of the running job.
    asked: Option<K>,
    /// The key of the job that ended because of an error. It is not started again.
    failed: Option<K>,
}

impl<K, V> Default for Awaited<K, V> {
    fn default() -> Self {
        Self { made: Memo::default(), asked: None, failed: None }
    }
}

impl<K: PartialEq + Clone, V> Awaited<K, V> {
    /// Whether the caller has to start a job for a key: there is no value for it, no job is running, and the job for it
    /// did not fail before. If so, the job counts as running.
    pub(super) fn begins(&mut self, key: &K) -> bool {
        let begins = !self.made.is_for(key) && self.asked.is_none() && self.failed.as_ref() != Some(key);
        if begins {
            self.asked = Some(key.clone());
        }
        begins
    }

    /// Takes over the value of a job.
    pub(super) fn take(&mut self, key: K, value: V) {
        self.asked = None;
        self.made.set(key, value);
    }

    /// The running job ended because of an error.
    pub(super) fn give_up(&mut self) {
        self.failed = self.asked.take().or(self.failed.take());
    }

    /// The value as it was made last.
    pub(super) fn last(&self) -> Option<&V> {
        self.made.last()
    }

    /// The key of the last value.
    pub(super) fn key(&self) -> Option<&K> {
        self.made.key()
    }

    /// Whether a job is running.
    pub(super) fn is_under_way(&self) -> bool {
        self.asked.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_job_at_a_time_makes_a_value_and_none_that_failed_is_begun_again() {
        let mut all = Awaited::default();
        assert!(all.begins(&1) && !all.begins(&1) && !all.begins(&2));
        all.take(1, 'a');
        assert!(!all.begins(&1) && all.begins(&2));
        assert_eq!((all.last(), all.key()), (Some(&'a'), Some(&1)));
        all.give_up();
        assert!(!all.is_under_way() && !all.begins(&2));
        assert!(all.begins(&3));
    }
}
