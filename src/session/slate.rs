//! Edits of the slate, as undo takes them back.

use std::sync::Arc;

use crate::model::id::PlaceId;
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
        }
        slate.map(Arc::new)
    }
}
