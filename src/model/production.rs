//! A production and its answers to facts.

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

/// A production and what is known about it. A fact without an answer is unknown, never zero or no.
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
    /// The places in the order in which they were first considered, if it differs from `places`. It decides the mark of
    /// each place, which stays when others are added or removed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<PlaceId>,
    /// The assumptions, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// Answers that hold wherever it is made.
    #[serde(default)]
    pub answers: BTreeMap<FactId, Answer>,
    /// Answers that hold in one place only. They take precedence over `answers` there.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub local: BTreeMap<PlaceId, BTreeMap<FactId, Answer>>,
    /// Answers that came with a sample and that the user has not confirmed. They count like any other; the form and
    /// reports mark them.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub assumed: BTreeSet<FactId>,
    /// The user's chances of money that an authority decides on, for the expected amount. Empty by default.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub chances: Vec<Chance>,
    /// What changes that bring more cost the user, by their own estimate. Empty by default.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub change_costs: Vec<ChangeCost>,
    /// Variants, in the order they were made.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub variants: Vec<Variant>,
    /// The curves that its reports include, in the order they were kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub curves: Vec<KeptCurve>,
}

/// A fact along which the user looked at the amounts of places, and the range. The amounts are calculated again
/// each time it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeptCurve {
    /// The fact whose answer changes; it takes numbers.
    pub over: FactId,
    /// The start of the range, in the unit of the fact.
    pub from: Number,
    /// The end of the range.
    pub to: Number,
}

/// The user's estimate that an award is granted in full, as a share from 0 to 1. It is an assumption of the user,
/// never of the library.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chance {
    /// The awards it applies to.
    pub of: Granted,
    /// The chance: 1 is certain.
    pub share: Number,
}

/// The awards a chance applies to. A chance for one award takes precedence over one for its kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Granted {
    /// One incentive, as `POLICY/INCENTIVE`.
    Award(Member),
    /// Every award that is decided in this way.
    Basis(Basis),
}

/// What a change that brings more in a place costs the user. It is an assumption of the user, never of the library.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeCost {
    /// The place in which the change brings more.
    pub place: PlaceId,
    /// The changed answers. For a list, the list with one more item.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub changes: BTreeMap<FactId, Answer>,
    /// The day of the calculation, if it is changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Date>,
    /// The cost in the currency of the production, zero or more.
    pub cost: Number,
}

impl Production {
    /// The answer to `fact` if the production is made in `place`.
    #[must_use]
    pub fn answer(&self, fact: &FactId, place: &PlaceId) -> Option<&Answer> {
        self.local.get(place).and_then(|answers| answers.get(fact)).or_else(|| self.answers.get(fact))
    }

    /// Changes the places that are considered. Each place keeps the position in which it was first considered.
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
        // The order of the places is stored only if it differs.
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

/// An answer to a fact. The [`FactKind`](super::fact::FactKind) determines which of these a fact takes.
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
