//! Edits of the slate, which can be undone.

use std::sync::Arc;

use super::{MOST_PLACES, Project, Session};
use crate::model::id::PlaceId;
use crate::model::library::Library;
use crate::model::production::Production;
use crate::model::slate::{Entry, Slate, Wanted, Which};

/// One edit of the slate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SlateEdit {
    /// Replaces the slate, or removes it.
    Take(Option<Arc<Slate>>),
    /// Adds a production at the end. Creates a slate with the year and the places if there is none.
    Add {
        /// The production.
        production: Which,
        /// The year of a new slate.
        year: i16,
        /// The places of a new slate.
        places: Vec<PlaceId>,
    },
    /// Removes a production, by its index.
    Remove(usize),
    /// Sets the place of a production; none lets the search choose it.
    Choose(usize, Option<PlaceId>),
    /// Sets the places of all productions.
    ChooseAll(Vec<Option<PlaceId>>),
    /// Adds a place to those in which all productions may be made, or removes it.
    Place(PlaceId, bool),
    /// Changes the goal with the highest priority.
    First(Wanted),
    /// Opens a production of the slate for editing and sets the open one aside.
    Edit(usize),
    /// Goes back to the production that was set aside.
    Return,
}

/// The production that was open before one of the slate was opened for editing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Aside {
    /// The production without the changes of the displayed variant.
    pub(super) production: Arc<Production>,
    /// Its displayed variant.
    pub(super) shown: Option<usize>,
    /// The index of the production in the slate that is edited.
    pub(super) at: usize,
}

impl Project {
    /// The state after an edit of the slate. None if the edit refers to something that does not exist.
    pub(super) fn with_slate(&self, edit: &SlateEdit, library: &Library) -> Option<Self> {
        let mut next = self.clone();
        match (edit, next.aside.as_mut()) {
            (SlateEdit::Edit(at), _) => {
                next.put_back();
                let slate = next.slate.as_ref()?;
                let entry = slate.productions.get(*at)?;
                let mut production = match &entry.production {
                    Which::Whole(production) => Production::clone(production),
                    which @ Which::Named(_) => Production::clone(library.productions.get(which.stem()?)?),
                };
                if production.places.is_empty() {
                    production.places = slate.places_of(entry).into_iter().take(MOST_PLACES).collect();
                }
                let own = std::mem::replace(&mut next.production, Arc::new(production));
                next.aside = Some(Aside { production: own, shown: next.shown.take(), at: *at });
            }
            (SlateEdit::Return | SlateEdit::Take(_), _) => next.put_back(),
            (SlateEdit::Remove(at), Some(aside)) if aside.at == *at => next.put_back(),
            (SlateEdit::Remove(at), Some(aside)) => aside.at -= usize::from(aside.at > *at),
            _ => {}
        }
        next.slate = edit.applied(next.slate.as_ref());
        Some(next)
    }

    fn put_back(&mut self) {
        if let Some(aside) = self.aside.take() {
            (self.production, self.shown) = (aside.production, aside.shown);
        }
    }

    /// Writes the open production into the slate if it is from there. Returns whether it is.
    pub(super) fn write_through(&mut self) -> bool {
        let (Some(aside), Some(slate)) = (&self.aside, &self.slate) else { return false };
        let mut slate = Slate::clone(slate);
        let Some(entry) = slate.productions.get_mut(aside.at) else { return false };
        entry.production = Which::Whole(Box::new(Production::clone(&self.production)));
        self.slate = Some(Arc::new(slate));
        true
    }
}

impl Session {
    /// The production of the user that is saved and kept: the one that was set aside while one of the slate is edited,
    /// otherwise the open one.
    #[must_use]
    pub fn kept(&self) -> &Production {
        self.project.aside.as_ref().map_or(&self.project.production, |aside| &aside.production)
    }

    /// The index in the slate of the production that is edited instead of the user's own. Its edits are applied to the
    /// slate at once.
    #[must_use]
    pub fn of_slate(&self) -> Option<usize> {
        self.project.aside.as_ref().map(|aside| aside.at)
    }
}

impl SlateEdit {
    /// The slate after the edit.
    pub(super) fn applied(&self, before: Option<&Arc<Slate>>) -> Option<Arc<Slate>> {
        let mut slate = before.map(|slate| Slate::clone(slate));
        match self {
            Self::Take(other) => return other.clone(),
            Self::Add { production, year, places } => {
                let slate =
                    slate.get_or_insert_with(|| Slate { year: *year, places: places.clone(), ..Slate::default() });
                slate.productions.push(Entry::new(production.clone()));
            }
            Self::Remove(at) => {
                let slate = slate.as_mut()?;
                if *at < slate.productions.len() {
                    slate.productions.remove(*at);
                }
            }
            Self::Choose(at, place) => {
                if let Some(entry) = slate.as_mut()?.productions.get_mut(*at) {
                    entry.chosen.clone_from(place);
                }
            }
            Self::ChooseAll(places) => {
                for (entry, place) in slate.as_mut()?.productions.iter_mut().zip(places) {
                    entry.chosen.clone_from(place);
                }
            }
            Self::Place(place, true) => {
                let slate = slate.as_mut()?;
                if !slate.places.contains(place) {
                    slate.places.push(place.clone());
                }
            }
            Self::Place(place, false) => {
                let slate = slate.as_mut()?;
                slate.places.retain(|other| other != place);
                for entry in &mut slate.productions {
                    entry.places.retain(|other| other != place);
                    entry.chosen.take_if(|chosen| chosen == place);
                }
            }
            Self::First(wanted) => slate.as_mut()?.first = *wanted,
            // These change the open production, not the slate.
            Self::Edit(_) | Self::Return => {}
        }
        slate.map(Arc::new)
    }
}
