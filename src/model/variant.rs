//! Variants of a production: a few changed answers, kept beside the current ones.
//!
//! Amounts are not stored. They are calculated whenever a variant is shown.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize};

use super::id::{FactId, PlaceId};
use super::production::{Answer, Production};
use super::text::Text;

/// Changed answers, and the day if it is changed. Everything else is as in the production.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variant {
    /// Its name. If it is blank, the variant is named by its changes.
    #[serde(default, skip_serializing_if = "Text::is_blank")]
    pub name: Text,
    /// The answers that change, by fact and then by place.
    pub changes: Vec<Changed>,
    /// The day of the calculation, if it differs from the current one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Date>,
    /// When it was last edited, and the library of that time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worked_out: Option<WorkedOut>,
}

/// One changed answer of a variant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Changed {
    /// The fact.
    pub fact: FactId,
    /// The place, if the answer holds only there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceId>,
    /// The answer; `None` if the answer is removed.
    #[serde(deserialize_with = "stated")]
    pub to: Option<Answer>,
}

/// Reads a value that can be `None` but must be written.
fn stated<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Answer>, D::Error> {
    Option::deserialize(deserializer)
}

/// The day and the library for which a variant was calculated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkedOut {
    /// The day.
    pub on: Date,
    /// The fingerprint of the library, as 64 hexadecimal digits.
    pub library: String,
}

impl Production {
    /// The production with the changes of a variant. Names, places and variants stay.
    #[must_use]
    pub fn with(&self, variant: &Variant) -> Self {
        let mut changed = self.clone();
        for change in &variant.changes {
            changed.set(&change.fact, change.place.as_ref(), change.to.as_ref());
        }
        changed.local.retain(|_, answers| !answers.is_empty());
        changed
    }

    /// Sets an answer, everywhere or in one place only. `None` removes it.
    pub fn set(&mut self, fact: &FactId, place: Option<&PlaceId>, answer: Option<&Answer>) {
        let answers = match place {
            Some(place) => self.local.entry(place.clone()).or_default(),
            None => &mut self.answers,
        };
        match answer {
            Some(answer) => answers.insert(fact.clone(), answer.clone()),
            None => answers.remove(fact),
        };
    }

    /// The changes that turn the answers of this production into those of another.
    #[must_use]
    pub fn changes_to(&self, other: &Self) -> Vec<Changed> {
        let mut changes = changes(None, &self.answers, &other.answers);
        let none = BTreeMap::new();
        let places: BTreeSet<&PlaceId> = self.local.keys().chain(other.local.keys()).collect();
        for place in places {
            let (before, after) = (self.local.get(place), other.local.get(place));
            changes.extend(self::changes(Some(place), before.unwrap_or(&none), after.unwrap_or(&none)));
        }
        changes.sort_by(|a, b| (&a.fact, &a.place).cmp(&(&b.fact, &b.place)));
        changes
    }
}

/// The changes that turn some answers into others, everywhere or in one place.
fn changes(
    place: Option<&PlaceId>,
    before: &BTreeMap<FactId, Answer>,
    after: &BTreeMap<FactId, Answer>,
) -> Vec<Changed> {
    let gone = before.keys().filter(|fact| !after.contains_key(*fact)).map(|fact| (fact, None));
    let set = after.iter().filter(|(fact, answer)| before.get(*fact) != Some(*answer));
    let all = gone.chain(set.map(|(fact, answer)| (fact, Some(answer.clone()))));
    all.map(|(fact, to)| Changed { fact: fact.clone(), place: place.cloned(), to }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn production(answers: &[(&str, i64)], local: &[(&str, &str, i64)]) -> Production {
        let mut made = Production::default();
        let number = |value: i64| Answer::Number(crate::model::number::Number(value.into()));
        for (fact, value) in answers {
            made.set(&(*fact).into(), None, Some(&number(*value)));
        }
        for (place, fact, value) in local {
            made.set(&(*fact).into(), Some(&(*place).into()), Some(&number(*value)));
        }
        made
    }

    #[test]
    fn changes_lead_from_one_production_to_the_other() {
        let states = [
            production(&[], &[]),
            production(&[("a", 1)], &[]),
            production(&[("a", 2), ("b", 1)], &[("x", "a", 3)]),
            production(&[("b", 1)], &[("x", "a", 4), ("y", "b", 1)]),
        ];
        for from in &states {
            for to in &states {
                let changes = from.changes_to(to);
                assert_eq!(changes.is_empty(), from == to);
                let variant = Variant { changes, ..Variant::default() };
                assert_eq!(from.with(&variant), *to);
            }
        }
    }
}
