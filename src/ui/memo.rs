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
}
