//! A fingerprint of the records from which a result was calculated.
//!
//! SHA-256 over one line per record: its kind, a tab, and its JSON with fields in the order of the model, sorted by
//! kind and then by id. It depends on the content of the records and not on the layout of their files.

use std::collections::BTreeMap;
use std::fmt::{Display, Write as _};
use std::sync::Arc;

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::model::library::Library;

/// The fingerprint of a library as 64 hexadecimal digits. Sample productions do not count.
#[must_use]
pub fn fingerprint(library: &Library) -> String {
    let mut hash = Sha256::new();
    add(&mut hash, "place", &library.places);
    add(&mut hash, "policy", &library.policies);
    add(&mut hash, "indicator", &library.indicators);
    add(&mut hash, "observation", &library.observations);
    add(&mut hash, "fact", &library.facts);
    add(&mut hash, "source", &library.sources);
    add(&mut hash, "rate", &library.rates);
    hexadecimal(hash)
}

/// SHA-256 over some bytes, as 64 hexadecimal digits.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hexadecimal(Sha256::new_with_prefix(bytes))
}

fn hexadecimal(hash: Sha256) -> String {
    hash.finalize().iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn add<K: Display, T: Serialize>(hash: &mut Sha256, kind: &str, records: &BTreeMap<K, Arc<T>>) {
    for (id, record) in records {
        // Every record has a JSON form. Should one have none, its id is used.
        let json = serde_json::to_string(record).unwrap_or_else(|_| id.to_string());
        hash.update(format!("{kind}\t{json}\n"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::library::Records;
    use crate::model::place::{Place, PlaceKind};
    use crate::model::text::Text;

    fn library(names: &[(&str, &str)]) -> Library {
        let place = |&(id, name): &(&str, &str)| Place {
            id: id.into(),
            name: Text { zh: name.to_owned(), en: String::new() },
            kind: PlaceKind::City,
            parent: None,
            also: vec![],
            note: None,
            remarks: vec![],
        };
        let places = names.iter().map(place).map(|place| (place.id.clone(), Arc::new(place))).collect();
        Records { places, ..Records::default() }.into()
    }

    #[test]
    fn it_depends_on_what_is_said_and_not_on_the_order() {
        let one = fingerprint(&library(&[("a", "甲"), ("b", "乙")]));
        assert_eq!(one, fingerprint(&library(&[("b", "乙"), ("a", "甲")])));
        assert_ne!(one, fingerprint(&library(&[("a", "甲"), ("b", "丙")])));
        assert_eq!(one.len(), 64);
    }

    #[test]
    fn the_hash_is_the_one_that_everybody_knows() {
        assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
