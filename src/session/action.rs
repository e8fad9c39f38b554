//! The edits of the production and of the library.

use std::sync::Arc;

use jiff::civil::Date;

use crate::data::overlay::Key;
use crate::model::figures::Figure;
use crate::model::id::{FactId, IncentiveId, PlaceId, PolicyId};
use crate::model::number::Number;
use crate::model::production::{Answer, Chance, ChangeCost, Granted, KeptCurve, Production};
use crate::model::scenario::FigureName;
use crate::model::text::{Language, Text};
use crate::model::variant::Variant;

use super::MOST_PLACES;
use super::desk::{Assumed, DeskEdit};
use super::slate::SlateEdit;

/// One edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Answers a fact, in all places or in one. None removes the answer.
    Answer {
        /// The fact.
        fact: FactId,
        /// The place, if the answer holds only there.
        place: Option<PlaceId>,
        /// The answer.
        answer: Option<Answer>,
    },
    /// Removes all answers for one place.
    ClearLocal(PlaceId),
    /// Changes the name of the production in one language.
    Rename(Language, String),
    /// Changes its note in one language.
    Note(Language, String),
    /// Marks answers of a sample as the user's own: one of them, or all.
    Own(Option<FactId>),
    /// Sets the chance of a decision by an authority, or removes it.
    Chance(Granted, Option<Number>),
    /// Replaces what a change that brings more costs: the previous entry, and the new one.
    ChangeCost {
        /// The previous entry, which can be of another figure.
        old: Option<ChangeCost>,
        /// The new entry; none removes it.
        new: Option<ChangeCost>,
    },
    /// Stores a curve for the reports. It replaces one along the same number.
    KeepCurve(KeptCurve),
    /// Removes the stored curve along a number.
    DropCurve(FactId),
    /// Adds a variant and displays it.
    AddVariant(Box<Variant>),
    /// Removes a variant.
    RemoveVariant(usize),
    /// Renames a variant in both languages.
    RenameVariant(usize, String),
    /// Sets the day of a variant; none for the chosen day.
    VariantDay(usize, Option<Date>),
    /// Makes the answers of a variant those of the production. The previous answers become the variant.
    PinVariant(usize),
    /// Adds a place at the end. Ignored if there are [`MOST_PLACES`].
    AddPlace(PlaceId),
    /// Removes a place.
    RemovePlace(PlaceId),
    /// Moves a place by a number of columns, to the left if it is negative.
    MovePlace(PlaceId, isize),
    /// Edits a record of the library, or removes the edit. Ignored if the text has errors.
    Edit {
        /// The record.
        key: Key,
        /// The text; none for the record as it is in the library.
        text: Option<String>,
        /// The figure that was set, if the edit is of a single number: its role and its new value.
        figure: Option<(Figure, Number)>,
    },
    /// Removes all edits of the library.
    DropEdits,
    /// Replaces the production with another state: one that another program wrote, or an earlier version.
    Restore(Arc<Production>),
    /// Edits the scenarios and the portfolio of the view City.
    Desk(DeskEdit),
    /// Imports rows of a table, all or none. Ignored if the library would have errors.
    Take(Arc<ImportedRecords>),
    /// Edits the slate.
    Slate(SlateEdit),
}

/// The result of importing rows of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedRecords {
    /// The file they come from.
    pub name: String,
    /// The number of rows.
    pub rows: usize,
    /// Records of the library and their texts.
    pub texts: Vec<(Key, String)>,
    /// Answers of the production.
    pub answers: Vec<(FactId, Option<PlaceId>, Answer)>,
}

/// Edits with equal values belong to one gesture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Gesture {
    Answer(FactId, Option<PlaceId>),
    Rename(Language),
    Note(Language),
    Chance(Granted),
    RenameVariant(usize),
    Propose(PolicyId, FigureName),
    ProposeBasis(PolicyId, IncentiveId),
    Title(Language),
    Author,
    Reason(Language),
    Assumed(Assumed),
}

impl Action {
    pub(super) fn gesture(&self) -> Option<Gesture> {
        match self {
            Self::Answer { fact, place, .. } => Some(Gesture::Answer(fact.clone(), place.clone())),
            Self::Rename(language, _) => Some(Gesture::Rename(*language)),
            Self::Desk(edit) => match edit {
                DeskEdit::Propose(change) => Some(Gesture::Propose(change.policy.clone(), change.figure.clone())),
                DeskEdit::ProposeBasis(change) => {
                    Some(Gesture::ProposeBasis(change.policy.clone(), change.incentive.clone()))
                }
                DeskEdit::Title(language, _) => Some(Gesture::Title(*language)),
                DeskEdit::Author(_) => Some(Gesture::Author),
                DeskEdit::Reason(language, _) => Some(Gesture::Reason(*language)),
                DeskEdit::Portfolio(_, Assumed::Whole | Assumed::Applications(_)) => None,
                DeskEdit::Portfolio(_, of) => Some(Gesture::Assumed(of.clone())),
                DeskEdit::TakeBack | DeskEdit::Open(_) | DeskEdit::Begin { .. } | DeskEdit::Remove(_) => None,
            },
            Self::Note(language, _) => Some(Gesture::Note(*language)),
            Self::Chance(of, _) => Some(Gesture::Chance(of.clone())),
            Self::RenameVariant(at, _) => Some(Gesture::RenameVariant(*at)),
            Self::ClearLocal(_)
            | Self::Own(_)
            | Self::ChangeCost { .. }
            | Self::KeepCurve(_)
            | Self::DropCurve(_)
            | Self::AddVariant(_)
            | Self::RemoveVariant(_)
            | Self::VariantDay(..)
            | Self::PinVariant(_)
            | Self::AddPlace(_)
            | Self::RemovePlace(_)
            | Self::MovePlace(..)
            | Self::Edit { .. }
            | Self::DropEdits
            | Self::Restore(_)
            | Self::Take(_)
            | Self::Slate(_) => None,
        }
    }

    /// Whether it changes the library.
    pub(super) fn edits_library(&self) -> bool {
        match self {
            Self::Take(taken) => !taken.texts.is_empty(),
            other => matches!(other, Self::Edit { .. } | Self::DropEdits),
        }
    }

    /// Whether it changes only answers. Such an edit changes the displayed variant.
    pub(super) fn edits_answers(&self) -> bool {
        match self {
            Self::Take(taken) => taken.texts.is_empty(),
            other => matches!(other, Self::Answer { .. } | Self::ClearLocal(_)),
        }
    }

    pub(super) fn apply_to(&self, production: &mut Production) {
        match self {
            Self::Edit { .. } | Self::DropEdits | Self::Slate(_) | Self::Desk(_) => {}
            Self::Restore(other) => production.clone_from(other),
            Self::Answer { fact, place, answer } => {
                production.set(fact, place.as_ref(), answer.as_ref());
                production.local.retain(|_, answers| !answers.is_empty());
                production.assumed.remove(fact);
            }
            Self::Take(taken) => {
                for (fact, place, answer) in &taken.answers {
                    production.set(fact, place.as_ref(), Some(answer));
                    production.assumed.remove(fact);
                }
            }
            Self::Own(Some(fact)) => {
                production.assumed.remove(fact);
            }
            Self::Own(None) => production.assumed.clear(),
            Self::Chance(of, share) => {
                let there = production.chances.iter().position(|chance| chance.of == *of);
                match (there.and_then(|at| production.chances.get_mut(at)), share) {
                    (Some(chance), Some(share)) => chance.share = *share,
                    (None, Some(share)) => production.chances.push(Chance { of: of.clone(), share: *share }),
                    (_, None) => production.chances.retain(|chance| chance.of != *of),
                }
            }
            Self::ChangeCost { old, new } => {
                let costs = &mut production.change_costs;
                let there = old.as_ref().and_then(|old| costs.iter().position(|one| one == old));
                match (there, new) {
                    (Some(at), Some(new)) => costs.get_mut(at).into_iter().for_each(|one| one.clone_from(new)),
                    (Some(at), None) => drop(costs.remove(at)),
                    (None, Some(new)) => costs.push(new.clone()),
                    (None, None) => {}
                }
            }
            Self::KeepCurve(curve) => match production.curves.iter_mut().find(|kept| kept.over == curve.over) {
                Some(kept) => kept.clone_from(curve),
                None => production.curves.push(curve.clone()),
            },
            Self::DropCurve(fact) => production.curves.retain(|kept| kept.over != *fact),
            Self::AddVariant(variant) => production.variants.push((**variant).clone()),
            Self::RemoveVariant(at) => {
                if *at < production.variants.len() {
                    production.variants.remove(*at);
                }
            }
            Self::RenameVariant(at, name) => {
                if let Some(variant) = production.variants.get_mut(*at) {
                    variant.name = Text { zh: name.clone(), en: name.clone() };
                }
            }
            Self::VariantDay(at, day) => {
                if let Some(variant) = production.variants.get_mut(*at) {
                    variant.day = *day;
                }
            }
            Self::PinVariant(at) => {
                let Some(variant) = production.variants.get(*at) else { return };
                let mut pinned = production.with(variant);
                let back = pinned.changes_to(production);
                if let Some(variant) = pinned.variants.get_mut(*at) {
                    *variant = Variant { changes: back, worked_out: variant.worked_out.take(), ..Variant::default() };
                }
                *production = pinned;
            }
            Self::Note(language, note) => {
                let mut text = production.note.take().unwrap_or_default();
                match language {
                    Language::Chinese => text.zh.clone_from(note),
                    Language::English => text.en.clone_from(note),
                }
                production.note = (!text.is_blank()).then_some(text);
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
                    production.consider(|places| places.push(place.clone()));
                }
            }
            Self::RemovePlace(place) => production.consider(|places| places.retain(|other| other != place)),
            Self::MovePlace(place, by) => production.consider(|places| {
                let last = places.len().saturating_sub(1);
                if let Some(from) = places.iter().position(|other| other == place) {
                    let to = from.saturating_add_signed(*by).min(last);
                    let place = places.remove(from);
                    places.insert(to, place);
                }
            }),
        }
    }
}
