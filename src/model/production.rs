//! A named project and its answers to facts.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use jiff::civil::Date;
use serde::de::{self, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::id::{FactId, PlaceId};
use super::number::{Number, NumberError};
use super::policy::Basis;
use super::stacking::Member;
use super::text::Text;
use super::variant::Variant;

/// A production and what is known of it. A fact without an answer is unknown, never zero or no.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Production {
    /// Its name.
    pub name: Text,
    /// The currency of its amounts.
    #[serde(default)]
    pub currency: Currency,
    /// The places being considered, in the order they are compared.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<PlaceId>,
    /// The places in the order in which they were first considered, where that is another: it decides the mark of
    /// each, which stays when others come and go.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<PlaceId>,
    /// What was assumed, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// Answers that hold wherever it is made.
    #[serde(default)]
    pub answers: BTreeMap<FactId, Answer>,
    /// Answers that hold in one place only; they win over `answers` there.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub local: BTreeMap<PlaceId, BTreeMap<FactId, Answer>>,
    /// Answers that came with a sample and were not yet made one's own. They count like any other; a form and a
    /// report mark them.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub assumed: BTreeSet<FactId>,
    /// Chances that its user gives to money that an authority decides on, for the expected amount. None by default.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub chances: Vec<Chance>,
    /// Variants, in the order they were made.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub variants: Vec<Variant>,
    /// The curves that belong into its reports, in the order they were kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub curves: Vec<KeptCurve>,
}

/// A number of the form along which somebody looked at what places give, and how far. The amounts are worked out anew
/// wherever it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeptCurve {
    /// The fact whose answer moves; it takes numbers.
    pub over: FactId,
    /// Where the axis begins, in the unit of the fact.
    pub from: Number,
    /// Where it ends.
    pub to: Number,
}

/// How likely the user holds it that an award is granted in full, as a share from 0 to 1. An assumption of the user's,
/// never of the library's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chance {
    /// What it is given to.
    pub of: Granted,
    /// The chance: 1 is certain.
    pub share: Number,
}

/// What a chance is given to. One for an award goes before one for its kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Granted {
    /// One incentive, as `POLICY/INCENTIVE`.
    Award(Member),
    /// Every award that is decided in this way.
    Basis(Basis),
}

impl Production {
    /// What is answered for `fact` when the production is made in `place`.
    #[must_use]
    pub fn answer(&self, fact: &FactId, place: &PlaceId) -> Option<&Answer> {
        self.local.get(place).and_then(|answers| answers.get(fact)).or_else(|| self.answers.get(fact))
    }

    /// Changes the places that are considered. Each keeps the turn in which it was first considered.
    pub fn consider(&mut self, change: impl FnOnce(&mut Vec<PlaceId>)) {
        let turn = |marks: &mut Vec<PlaceId>, places: &[PlaceId]| {
            for place in places {
                if !marks.contains(place) {
                    marks.push(place.clone());
                }
            }
        };
        turn(&mut self.marks, &self.places);
        change(&mut self.places);
        turn(&mut self.marks, &self.places);
        // What the places say by themselves is not said twice.
        if self.marks == self.places {
            self.marks.clear();
        }
    }
}

/// A three-letter ISO 4217 code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// 人民币.
    pub const CNY: Self = Self(*b"CNY");

    /// The code.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("CNY")
    }
}

impl Default for Currency {
    fn default() -> Self {
        Self::CNY
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl std::str::FromStr for Currency {
    type Err = CurrencyError;

    fn from_str(code: &str) -> Result<Self, CurrencyError> {
        match <[u8; 3]>::try_from(code.as_bytes()) {
            Ok(letters) if letters.iter().all(u8::is_ascii_uppercase) => Ok(Self(letters)),
            _ => Err(CurrencyError(code.to_owned())),
        }
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

/// A text that is not a currency code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a currency")]
pub struct CurrencyError(pub String);

/// An answer to a fact. Which of these a fact takes is said by its [`FactKind`](super::fact::FactKind).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Answer {
    /// Yes or no.
    YesNo(bool),
    /// Money, a count or a share.
    Number(Number),
    /// The id of a choice.
    Choice(Arc<str>),
    /// A date.
    Date(Date),
    /// The items of a list, each with its own answers.
    Items(Arc<[Item]>),
}

/// One item of a list: its answers to the fields of the list.
pub type Item = BTreeMap<FactId, Answer>;

impl Serialize for Answer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::YesNo(yes) => serializer.serialize_bool(*yes),
            Self::Number(number) => number.serialize(serializer),
            Self::Choice(id) => serializer.serialize_str(id),
            Self::Date(date) => serializer.collect_str(date),
            Self::Items(items) => items.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Answer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnswerVisitor)
    }
}

struct AnswerVisitor;

impl<'de> Visitor<'de> for AnswerVisitor {
    type Value = Answer;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("true, false, a number, \"10%\", the id of a choice, a date such as \"2026-03-01\", or a list")
    }

    fn visit_bool<E>(self, yes: bool) -> Result<Answer, E> {
        Ok(Answer::YesNo(yes))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Answer, E> {
        number(de::value::I64Deserializer::new(value))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Answer, E> {
        number(de::value::U64Deserializer::new(value))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Answer, E> {
        number(de::value::F64Deserializer::new(value))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Answer, E> {
        match Number::parse(text) {
            Ok(number) => return Ok(Answer::Number(number)),
            // No choice and no date looks like this.
            Err(ambiguous @ NumberError::Ambiguous(_)) => return Err(E::custom(ambiguous)),
            Err(_) => {}
        }
        Ok(text.parse().map_or_else(|_| Answer::Choice(text.into()), Answer::Date))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Answer, A::Error> {
        let mut items: Vec<Item> = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Answer::Items(items.into()))
    }
}

fn number<'de, D: Deserializer<'de>>(value: D) -> Result<Answer, D::Error> {
    Number::deserialize(value).map(Answer::Number)
}
