//! The edits that can be made, of the production and of the library.

use std::sync::Arc;

use crate::data::overlay::Key;
use crate::model::figures::Figure;
use crate::model::id::{FactId, PlaceId};
use crate::model::number::Number;
use crate::model::production::{Answer, Production};
use crate::model::text::{Language, Text};

use super::MOST_PLACES;

/// One edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Answers a fact, everywhere or in one place; none takes the answer back.
    Answer {
        /// The fact.
        fact: FactId,
        /// The place, if the answer holds only there.
        place: Option<PlaceId>,
        /// The answer.
        answer: Option<Answer>,
    },
    /// Takes back every answer that holds in one place only.
    ClearLocal(PlaceId),
    /// Gives it another name in one language.
    Rename(Language, String),
    /// Considers one more place, at the end. Ignored when there are [`MOST_PLACES`].
    AddPlace(PlaceId),
    /// Considers a place no longer.
    RemovePlace(PlaceId),
    /// Moves a place by so many columns, to the left if negative.
    MovePlace(PlaceId, isize),
    /// Edits a record of the library, or takes the edit back. Ignored where the text has errors.
    Edit {
        /// The record.
        key: Key,
        /// Its text; none for the record as it is in the library.
        text: Option<String>,
        /// The number that was set, where it was one: what it does and what it became.
        figure: Option<(Figure, Number)>,
    },
    /// Takes all edits of the library back.
    DropEdits,
    /// Puts another state of the production in its place: what another program wrote, or an earlier version.
    Restore(Arc<Production>),
    /// Takes over rows of a table, all or none. Ignored where the library would have errors.
    Take(Arc<Taken>),
}

/// What rows of a table become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The file they come from.
    pub name: String,
    /// How many they are.
    pub rows: usize,
    /// Records of the library and their texts.
    pub texts: Vec<(Key, String)>,
    /// Answers of the production.
    pub answers: Vec<(FactId, Option<PlaceId>, Answer)>,
}

/// What must be equal for two edits to belong to one gesture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Gesture {
    Answer(FactId, Option<PlaceId>),
    Rename(Language),
}

impl Action {
    pub(super) fn gesture(&self) -> Option<Gesture> {
        match self {
            Self::Answer { fact, place, .. } => Some(Gesture::Answer(fact.clone(), place.clone())),
            Self::Rename(language, _) => Some(Gesture::Rename(*language)),
            Self::ClearLocal(_)
            | Self::AddPlace(_)
            | Self::RemovePlace(_)
            | Self::MovePlace(..)
            | Self::Edit { .. }
            | Self::DropEdits
            | Self::Restore(_)
            | Self::Take(_) => None,
        }
    }

    /// Whether it changes the library.
    pub(super) fn edits_library(&self) -> bool {
        match self {
            Self::Take(taken) => !taken.texts.is_empty(),
            other => matches!(other, Self::Edit { .. } | Self::DropEdits),
        }
    }

    pub(super) fn apply_to(&self, production: &mut Production) {
        match self {
            Self::Edit { .. } | Self::DropEdits => {}
            Self::Restore(other) => production.clone_from(other),
            Self::Answer { fact, place, answer } => {
                set_answer(production, fact, place.as_ref(), answer.as_ref());
                production.local.retain(|_, answers| !answers.is_empty());
            }
            Self::Take(taken) => {
                for (fact, place, answer) in &taken.answers {
                    set_answer(production, fact, place.as_ref(), Some(answer));
                }
            }
            Self::ClearLocal(place) => {
                production.local.remove(place);
            }
            Self::Rename(language, name) => {
                let Text { zh, en } = &mut production.name;
                match language {
                    Language::Chinese => zh.clone_from(name),
                    Language::English => en.clone_from(name),
                }
            }
            Self::AddPlace(place) => {
                if production.places.len() < MOST_PLACES && !production.places.contains(place) {
                    production.places.push(place.clone());
                }
            }
            Self::RemovePlace(place) => production.places.retain(|other| other != place),
            Self::MovePlace(place, by) => {
                let last = production.places.len().saturating_sub(1);
                if let Some(from) = production.places.iter().position(|other| other == place) {
                    let to = from.saturating_add_signed(*by).min(last);
                    let place = production.places.remove(from);
                    production.places.insert(to, place);
                }
            }
        }
    }
}

fn set_answer(production: &mut Production, fact: &FactId, place: Option<&PlaceId>, answer: Option<&Answer>) {
    let answers = match place {
        Some(place) => production.local.entry(place.clone()).or_default(),
        None => &mut production.answers,
    };
    match answer {
        Some(answer) => answers.insert(fact.clone(), answer.clone()),
        None => answers.remove(fact),
    };
}
