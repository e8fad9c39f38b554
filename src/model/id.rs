//! Names by which the RON files refer to each other, one type per kind of thing.
//!
//! An id carries a key of 64 bits made from its letters, so that looking one up in an [`IdMap`] costs no
//! walk over its text.

use std::collections::HashMap;
use std::fmt;
use std::hash::{BuildHasherDefault, Hash, Hasher};
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The letters of an id and the key made from them.
struct Name {
    key: u64,
    text: Box<str>,
}

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone)]
        pub struct $name(Arc<Name>);

        impl $name {
            /// The id as written in the files.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0.text
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self(Arc::new(Name { key: key(id), text: id.into() }))
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                Arc::ptr_eq(&self.0, &other.0) || (self.0.key == other.0.key && self.0.text == other.0.text)
            }
        }

        impl Eq for $name {}

        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }

        impl Ord for $name {
            fn cmp(&self, other: &Self) -> std::cmp::Ordering {
                self.as_str().cmp(other.as_str())
            }
        }

        impl Hash for $name {
            fn hash<H: Hasher>(&self, state: &mut H) {
                state.write_u64(self.0.key);
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer).map(|id| Self::from(id.as_str()))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(self.as_str(), f)
            }
        }
    )*};
}

id! {
    /// Names a [`Place`](super::place::Place), such as `shenzhen`.
    PlaceId;
    /// Names a [`Policy`](super::policy::Policy), such as `datong-2025`.
    PolicyId;
    /// Names an [`Incentive`](super::policy::Incentive) within its policy.
    IncentiveId;
    /// Names a line (an intermediate figure) within its policy.
    LineId;
    /// Names a [`Fact`](super::fact::Fact).
    FactId;
    /// Names a [`Source`](super::source::Source).
    SourceId;
    /// Names an [`Indicator`](super::indicator::Indicator).
    IndicatorId;
    /// Names an [`Observation`](super::indicator::Observation).
    ObservationId;
    /// Names an [`ExchangeRate`](super::rate::ExchangeRate).
    RateId;
    /// Names a [`Band`](super::judgement::Band).
    BandId;
    /// Names a [`Judgement`](super::judgement::Judgement).
    JudgementId;
}

/// FNV-1a, 64 bits: the same on every machine.
fn key(id: &str) -> u64 {
    id.bytes().fold(0xcbf2_9ce4_8422_2325, |key, byte| (key ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// A map by id.
pub type IdMap<K, V> = HashMap<K, V, BuildHasherDefault<KeyHasher>>;

/// Takes the key that an id carries as its hash.
#[derive(Clone, Copy, Debug, Default)]
pub struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(u64::from(byte));
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = self.0.rotate_left(5) ^ key;
    }
}
