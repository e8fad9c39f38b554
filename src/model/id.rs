//! Ids, by which RON files refer to each other; one type per kind of record.
//!
//! An id carries a 64-bit key made from its letters, so that a lookup in an [`IdMap`] does not hash the
//! text again.

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
    /// Names a [`Payment`](super::payment::Payment).
    PaymentId;
}

/// The reason that a text cannot be an id: its first character that is not allowed, or `Some(None)` if the text is
/// empty.
///
/// Letters, digits, `-`, `_` and single `.` are allowed. Letters are lower case, so that no two ids differ only in
/// case. Letters of other scripts that look like Latin ones and full-width letters are refused.
#[must_use]
pub fn unfit(id: &str) -> Option<Option<char>> {
    unfit_unless(id, |_| false)
}

/// The same check for the id of an observation or a worked example, which may have capitals, because sources use
/// them in numbering.
#[must_use]
pub fn unfit_as_number(id: &str) -> Option<Option<char>> {
    unfit_unless(id, |sign| sign.is_ascii_uppercase())
}

fn unfit_unless(id: &str, also: impl Fn(char) -> bool) -> Option<Option<char>> {
    if id.is_empty() {
        return Some(None);
    }
    let look_alike = |sign: char| {
        matches!(sign, '\u{370}'..='\u{58f}' | '\u{13a0}'..='\u{13ff}' | '\u{1c80}'..='\u{1c8f}' | '\u{2c00}'..='\u{2c5f}')
            || matches!(sign, '\u{2000}'..='\u{2bff}' | '\u{ff00}'..='\u{ffef}' | '\u{1d400}'..='\u{1f8ff}')
    };
    let small = |sign: char| sign.is_alphanumeric() && !sign.is_uppercase() && !look_alike(sign);
    let mut before = None;
    for sign in id.chars() {
        let twice = sign == '.' && before.is_none_or(|before| before == '.');
        if twice || !(small(sign) || matches!(sign, '-' | '_' | '.') || also(sign)) {
            return Some(Some(sign));
        }
        before = Some(sign);
    }
    before.filter(|last| *last == '.').map(Some)
}

/// FNV-1a, 64 bits: the same on every machine.
fn key(id: &str) -> u64 {
    id.bytes().fold(0xcbf2_9ce4_8422_2325, |key, byte| (key ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// A map by id.
pub type IdMap<K, V> = HashMap<K, V, BuildHasherDefault<KeyHasher>>;

/// A hasher that uses the key of an id as its hash.
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

/// A text as part of an id: letters and digits, separated by hyphens.
#[must_use]
pub fn slug(text: &str) -> String {
    let parts: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    parts.join("-").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_have_nothing_in_them_that_misleads() {
        for fine in ["datong-2025", "local_spend", "2026.1", "import-数据", "a"] {
            assert_eq!(unfit(fine), None, "{fine}");
        }
        let signs = [
            ("aw ", ' '),
            (" aw", ' '),
            ("a b", ' '),
            ("a\u{a0}b", '\u{a0}'),
            ("a\u{200b}", '\u{200b}'),
            ("Aw", 'A'),
            ("a/b", '/'),
            ("../a", '.'),
            ("a..b", '.'),
            ("a.", '.'),
            ("a\nb", '\n'),
            ("a\u{1b}[31m", '\u{1b}'),
            ("a\u{202e}b", '\u{202e}'),
            ("\u{430}w", '\u{430}'),
            ("ａw", 'ａ'),
            ("a\\b", '\\'),
            ("a*", '*'),
            ("a\"", '"'),
        ];
        for (id, sign) in signs {
            assert_eq!(unfit(id), Some(Some(sign)), "{id:?}");
        }
        assert_eq!(unfit(""), Some(None));
        assert_eq!(unfit_as_number("AU-01a"), None);
        assert_eq!(unfit_as_number("AU 01"), Some(Some(' ')));
    }
}
