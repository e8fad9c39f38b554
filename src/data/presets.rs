//! Presets that come with the program.

use std::collections::BTreeMap;

use crate::model::portfolio::Made;

/// Sets of weights for the reference productions: the name of each set, with a weight per production.
#[must_use]
pub fn weights() -> Vec<(String, BTreeMap<String, u32>)> {
    // Part of the program. A test reads it.
    let read: Result<BTreeMap<_, _>, _> = ron::from_str(include_str!("../../assets/weights.ron"));
    read.unwrap_or_default().into_iter().collect()
}

/// The initial settings for drawn productions.
#[must_use]
pub fn made() -> Made {
    // Part of the program; a test reads it.
    let nothing = Made { like: None, base: None, count: 0, seed: 0, draw: BTreeMap::new() };
    ron::from_str(include_str!("../../assets/made.ron")).unwrap_or(nothing)
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

    #[test]
    fn a_sample_begins_with_questions_of_the_library() {
        let library = read::read(&[seeds::layer()]).library;
        let made = super::made();
        assert_eq!(made.draw.len(), 5);
        assert!(library.productions.contains_key(made.like.as_ref().unwrap()));
        let fits = |id| library.facts.get(id).is_some_and(|fact| made.draw[id].fits(&fact.kind));
        assert!(made.draw.keys().all(fits));
    }
}
