//! Several productions of one company in one year, and the places each may go to.
//!
//! Absent on purpose: what places give. That is worked out, see `study::slate`.

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
    /// What was assumed, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// The places every production may go to, unless it names its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<PlaceId>,
    /// What is wanted before all else.
    #[serde(default, skip_serializing_if = "Wanted::is_certain")]
    pub first: Wanted,
    /// Answers of the company, which all productions share. They take the place of what a production answers.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub company: BTreeMap<FactId, Answer>,
    /// The same for one place only.
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
    /// The places it may go to, where they are not those of the slate.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<PlaceId>,
    /// The year in which its awards are applied for, where it is not that of the slate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<i16>,
    /// The place that somebody chose for it. It is not moved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chosen: Option<PlaceId>,
}

/// Which production is meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Which {
    /// A sample of the library by its name or, with the ending `.ron`, a file by its path from that of the slate.
    Named(String),
    /// The production itself.
    Whole(Box<Production>),
}

/// What is wanted before all else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Wanted {
    /// The most certain money; of the same, the most that needs no further answer, then the most that is possible.
    #[default]
    Certain,
    /// The most that is possible; of the same, the most certain money.
    UpTo,
}

impl Wanted {
    fn is_certain(&self) -> bool {
        *self == Self::Certain
    }
}

impl Which {
    /// The path of a file, if it is one.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        match self {
            Self::Named(name) if name.ends_with(".ron") => Some(name),
            Self::Named(_) | Self::Whole(_) => None,
        }
    }

    /// The name under which a library holds it: that of its file without the ending.
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
    /// A production that goes wherever the slate says.
    #[must_use]
    pub fn new(production: Which) -> Self {
        Self { production, places: Vec::new(), year: None, chosen: None }
    }
}

impl Slate {
    /// The places a production may go to: the one that was chosen, its own, or those of the slate; each once.
    #[must_use]
    pub fn places_of(&self, entry: &Entry) -> Vec<PlaceId> {
        let all = match &entry.chosen {
            Some(chosen) => std::slice::from_ref(chosen),
            None => self.allowed(entry),
        };
        once(all)
    }

    /// The places a production may go to, whatever was chosen.
    #[must_use]
    pub fn allowed<'a>(&'a self, entry: &'a Entry) -> &'a [PlaceId] {
        if entry.places.is_empty() { &self.places } else { &entry.places }
    }

    /// Every place that any of the productions may go to, in the order they are met.
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

    /// A production with the answers of the company in the place of its own.
    #[must_use]
    pub fn in_company(&self, production: &Production) -> Production {
        let mut shared = production.clone();
        shared.answers.extend(self.company.iter().map(|(fact, answer)| (fact.clone(), answer.clone())));
        // What a production answers for one place would win over what the company answers everywhere.
        shared.local.values_mut().for_each(|answers| answers.retain(|fact, _| !self.company.contains_key(fact)));
        shared.local.retain(|_, answers| !answers.is_empty());
        for (place, answers) in &self.local {
            let here = shared.local.entry(place.clone()).or_default();
            here.extend(answers.iter().map(|(fact, answer)| (fact.clone(), answer.clone())));
        }
        shared
    }

    /// The productions in their order, each as `find` finds it or as it stands in the slate.
    ///
    /// # Errors
    /// The places of those that are not found.
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
