//! Several productions of one company in one year, and the places each can go to.
//!
//! The amounts are calculated in `study::slate`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::id::{FactId, PlaceId};
use super::production::{Answer, Production};
use super::text::Text;

/// Several productions that share a company.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slate {
    /// Its name.
    pub name: Text,
    /// The year in which awards are applied for. Caps per company and year hold across all productions of one year.
    pub year: i16,
    /// The assumptions, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// The places that every production can go to, unless it names its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<PlaceId>,
    /// The goal of the assignment.
    #[serde(default, skip_serializing_if = "Wanted::is_certain")]
    pub first: Wanted,
    /// Answers of the company, which all productions share. They replace the answers of a production.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub company: BTreeMap<FactId, Answer>,
    /// The same, for one place only.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub local: BTreeMap<PlaceId, BTreeMap<FactId, Answer>>,
    /// The productions.
    pub productions: Vec<Entry>,
}

/// One production of a slate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Which one.
    pub production: Which,
    /// The places it can go to, if they differ from those of the slate.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<PlaceId>,
    /// The year in which its awards are applied for, if it differs from that of the slate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<i16>,
    /// The place that the user chose for it. The search does not change it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chosen: Option<PlaceId>,
}

/// How a production is named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Which {
    /// A sample of the library by its name, or a `.ron` file by its path relative to the slate.
    Named(String),
    /// The production itself.
    Whole(Box<Production>),
}

/// The goal of an assignment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Wanted {
    /// The most certain money; if equal, the most that needs no further answer, then the most that is possible.
    #[default]
    Certain,
    /// The most that is possible; if equal, the most certain money.
    UpTo,
}

impl Wanted {
    fn is_certain(&self) -> bool {
        *self == Self::Certain
    }
}

impl Which {
    /// The path, if it is a file.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        match self {
            Self::Named(name) if name.ends_with(".ron") => Some(name),
            Self::Named(_) | Self::Whole(_) => None,
        }
    }

    /// Its name in a library: the file name without the ending.
    #[must_use]
    pub fn stem(&self) -> Option<&str> {
        match self {
            Self::Named(name) => {
                let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
                Some(file.strip_suffix(".ron").unwrap_or(file))
            }
            Self::Whole(_) => None,
        }
    }
}

impl Entry {
    /// A production that can go to any place of the slate.
    #[must_use]
    pub fn new(production: Which) -> Self {
        Self { production, places: Vec::new(), year: None, chosen: None }
    }
}

impl Slate {
    /// The places that a production can go to: the chosen one, its own, or those of the slate; without repetitions.
    #[must_use]
    pub fn places_of(&self, entry: &Entry) -> Vec<PlaceId> {
        let all = match &entry.chosen {
            Some(chosen) => std::slice::from_ref(chosen),
            None => self.allowed(entry),
        };
        once(all)
    }

    /// The places that a production can go to, ignoring the chosen one.
    #[must_use]
    pub fn allowed<'a>(&'a self, entry: &'a Entry) -> &'a [PlaceId] {
        if entry.places.is_empty() { &self.places } else { &entry.places }
    }

    /// Every place that any of the productions can go to, in order of first appearance.
    #[must_use]
    pub fn all_places(&self) -> Vec<PlaceId> {
        let own = self.productions.iter().flat_map(|entry| entry.places.iter().chain(&entry.chosen));
        once(self.places.iter().chain(own))
    }

    /// The year in which the awards of a production are applied for.
    #[must_use]
    pub fn year_of(&self, entry: &Entry) -> i16 {
        entry.year.unwrap_or(self.year)
    }

    /// The production with the answers of the company replacing its own.
    #[must_use]
    pub fn in_company(&self, production: &Production) -> Production {
        let mut shared = production.clone();
        shared.answers.extend(self.company.iter().map(|(fact, answer)| (fact.clone(), answer.clone())));
        // An answer of the production for one place would take precedence over one of the company for all places.
        shared.local.values_mut().for_each(|answers| answers.retain(|fact, _| !self.company.contains_key(fact)));
        shared.local.retain(|_, answers| !answers.is_empty());
        for (place, answers) in &self.local {
            let here = shared.local.entry(place.clone()).or_default();
            here.extend(answers.iter().map(|(fact, answer)| (fact.clone(), answer.clone())));
        }
        shared
    }

    /// The productions in order, each as returned by `find` or as written in the slate.
    ///
    /// # Errors
    /// Returns the indices of those that are not found.
    pub fn resolve(&self, find: impl Fn(&str) -> Option<Arc<Production>>) -> Result<Vec<Arc<Production>>, Vec<usize>> {
        let found = self.productions.iter().map(|entry| match &entry.production {
            Which::Whole(production) => Some(Arc::new(Production::clone(production))),
            Which::Named(name) => find(name),
        });
        let found: Vec<Option<Arc<Production>>> = found.collect();
        let missing: Vec<usize> = found.iter().enumerate().filter(|(_, one)| one.is_none()).map(|(at, _)| at).collect();
        if missing.is_empty() { Ok(found.into_iter().flatten().collect()) } else { Err(missing) }
    }
}

fn once<'a>(all: impl IntoIterator<Item = &'a PlaceId>) -> Vec<PlaceId> {
    let mut seen = BTreeSet::new();
    all.into_iter().filter(|place| seen.insert(*place)).cloned().collect()
}
