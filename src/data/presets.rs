//! Choices that come with the program.

use std::collections::BTreeMap;

/// How much each reference production counts for whom, by the name of the choice and that of the production.
#[must_use]
pub fn weights() -> Vec<(String, BTreeMap<String, u32>)> {
    // Part of the program; a test reads it.
    let read: Result<BTreeMap<_, _>, _> = ron::from_str(include_str!("../../assets/weights.ron"));
    read.unwrap_or_default().into_iter().collect()
}

#[cfg(test)]
mod tests {
    use crate::data::{read, seeds};

    #[test]
    fn every_weight_is_of_a_production_of_the_library() {
        let library = read::read(&[seeds::layer()]).library;
        let all = super::weights();
        assert_eq!(all.len(), 3);
        for (name, weights) in all {
            assert!(weights.values().any(|weight| *weight > 0), "{name}");
            let unknown = weights.keys().find(|one| !library.productions.contains_key(*one));
            assert_eq!(unknown, None, "{name}");
        }
    }
}
