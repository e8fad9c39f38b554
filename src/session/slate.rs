//! Edits of the slate, as undo takes them back.

use std::sync::Arc;

use super::{MOST_PLACES, Project, Session};
use crate::model::id::PlaceId;
use crate::model::library::Library;
use crate::model::production::Production;
use crate::model::slate::{Entry, Slate, Wanted, Which};

/// One edit of the slate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SlateEdit {
    /// Puts another slate in its place, or none.
    Take(Option<Arc<Slate>>),
    /// Adds a production at the end; begins a slate where there is none, for a year and with places.
    Add {
        /// The production.
        production: Which,
        /// The year of a slate that begins.
        year: i16,
        /// The places of a slate that begins.
        places: Vec<PlaceId>,
    },
    /// Takes a production out, by its place.
    Remove(usize),
    /// Chooses the place of a production, or leaves it to be found.
    Choose(usize, Option<PlaceId>),
    /// Chooses the places of all productions at once.
    ChooseAll(Vec<Option<PlaceId>>),
    /// Lets every production go to one more place, or to one less.
    Place(PlaceId, bool),
    /// Wants something else before all.
    First(Wanted),
    /// Edits a production in the place of the one that is open, which is put aside.
    Edit(usize),
    /// Goes back to the production that was put aside.
    Return,
}

/// The production that was open before one of the slate was edited in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Aside {
    /// As it was pinned.
    pub(super) production: Arc<Production>,
    /// Its variant that was shown.
    pub(super) shown: Option<usize>,
    /// Which production of the slate is edited.
    pub(super) at: usize,
}

impl Project {
    /// What the slate and the production are after an edit of the slate. None where it speaks of nothing that is there.
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

    /// Writes the production into the slate, where it is one of it. True if it did.
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
    /// The production that is saved and kept as the user's own: the one that is put aside while one of the slate is
    /// edited, else the one that is open.
    #[must_use]
    pub fn kept(&self) -> &Production {
        self.project.aside.as_ref().map_or(&self.project.production, |aside| &aside.production)
    }

    /// Which production of the slate is edited in the place of the user's own, by its place in the slate. What is edited
    /// stands in the slate at once.
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
            // These concern the production that is open.
            Self::Edit(_) | Self::Return => {}
        }
        slate.map(Arc::new)
    }
}
