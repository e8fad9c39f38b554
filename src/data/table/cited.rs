//! The citations of a row: the sources that it names, or the file itself.

use std::collections::HashMap;

use super::find::{Found, Names, sources};
use super::ground::ImportTarget;
use super::headings::Field;
use super::mapping::{Mapping, Role};
use super::{Row, Table};
use crate::model::date::PartialDate;
use crate::model::id::{SourceId, slug};
use crate::model::library::Library;
use crate::model::source::{Citation, Grade, Reach, Source};
use crate::model::text::Text;

/// Separates the parts of a locator that is made of several cells.
pub(super) const BETWEEN: &str = " · ";

/// The record of the file itself.
pub(super) fn file_source(table: &Table, mapping: &Mapping, ground: ImportTarget<'_>) -> Source {
    let name = table.name.rsplit(['/', '\\']).next().unwrap_or(&table.name);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let id = SourceId::from(format!("import-{}", slug(stem)).as_str());
    let both = |text: &str| Text { zh: text.to_owned(), en: String::new() };
    let publisher = mapping.publisher.trim();
    let publisher = both(if publisher.is_empty() { name } else { publisher });
    // If the same file is imported again, its earlier source record is used.
    if let Some(known) = ground.library.sources.get(&id)
        && known.publisher == publisher
    {
        return (**known).clone();
    }
    Source {
        id,
        title: both(name),
        publisher,
        date: None,
        url: None,
        grade: Grade::ThirdHand,
        unofficial_copy: false,
        read_on: Some(PartialDate::Day(ground.today)),
        fingerprint: None,
        reach: Reach::Untried,
        checked_on: PartialDate::Day(ground.today),
        note: None,
    }
}

/// The columns of fields.
pub(super) fn columns_of_fields(mapping: &Mapping) -> HashMap<Field, usize> {
    let fields = mapping.columns.iter().enumerate().filter_map(|(at, column)| match column.role {
        Role::Field(field) => Some((field, at)),
        _ => None,
    });
    fields.collect()
}

/// A source as it is named in a row.
pub(super) struct Named {
    name: String,
    ids: Vec<SourceId>,
    at: String,
}

/// Finds the citations of rows.
pub(super) struct Cited<'a> {
    sources: Names,
    publishers: Names,
    columns: HashMap<Field, usize>,
    own: &'a SourceId,
    cite_file: bool,
}

impl<'a> Cited<'a> {
    pub(super) fn new(mapping: &Mapping, library: &Library, own: &'a SourceId) -> Self {
        let (sources, publishers) = sources(library);
        Self { sources, publishers, columns: columns_of_fields(mapping), own, cite_file: mapping.cite_file }
    }

    fn text(&self, row: &Row, field: Field) -> Option<String> {
        self.columns.get(&field).map(|at| row.cell(*at).to_string()).filter(|text| !text.is_empty())
    }

    /// The sources that a row names, each with the ids it can mean and the locator.
    pub(super) fn named(&self, row: &Row) -> Vec<Named> {
        let link = self.text(row, Field::Link);
        let locator = self.text(row, Field::Locator).unwrap_or_default();
        let publisher = || self.text(row, Field::Publisher);
        let Some(names) = self.text(row, Field::Source).or_else(publisher).or_else(|| link.clone()) else {
            return Vec::new();
        };
        let mut places = locator.split('\n');
        let one = |name: &str| {
            let ids = self.ids(name.trim());
            let ids = match (ids.len(), &link) {
                (1, _) | (_, None) => ids,
                (_, Some(link)) => match self.sources.find(link) {
                    Found::One(id) => vec![SourceId::from(id)],
                    _ => ids,
                },
            };
            Named { name: name.trim().to_owned(), ids, at: places.next().unwrap_or_default().trim().to_owned() }
        };
        names.split('\n').map(one).collect()
    }

    fn ids(&self, name: &str) -> Vec<SourceId> {
        match self.sources.find(name) {
            Found::One(id) => return vec![id.into()],
            Found::Several(ids) => return ids.iter().map(|id| SourceId::from(id.as_str())).collect(),
            Found::None(_) => {}
        }
        match self.publishers.find(name) {
            Found::One(id) => vec![id.into()],
            Found::Several(ids) => ids.iter().map(|id| SourceId::from(id.as_str())).collect(),
            Found::None(_) => Vec::new(),
        }
    }

    /// Whether a record with these citations can be from the sources of a row, or from the file itself if the row
    /// names none.
    pub(super) fn is_of(&self, named: &[Named], cites: &[Citation]) -> bool {
        let own = std::slice::from_ref(self.own);
        let cited = |ids: &[SourceId]| cites.iter().any(|cite| ids.contains(&cite.source));
        match named {
            [] => cited(own),
            named => named.iter().any(|one| cited(if one.ids.is_empty() { own } else { &one.ids })),
        }
    }

    /// The citations of a row; `None` if it names no source and the file may not be cited. `before` are the
    /// citations of the loaded record.
    pub(super) fn cites(&self, row: &Row, named: &[Named], before: Option<&[Citation]>) -> Option<Vec<Citation>> {
        let link = self.text(row, Field::Link);
        if named.is_empty() {
            let at = self.text(row, Field::Locator).unwrap_or_default();
            let file = || vec![Citation { source: self.own.clone(), at, quote: String::new() }];
            return before.map(<[_]>::to_vec).or_else(|| self.cite_file.then(file));
        }
        // The reference numbers of our own reports have no meaning outside them. Their records are found by id.
        let numbered = |one: &Named| one.ids.is_empty() && one.name.starts_with('[');
        if let Some(before) = before.filter(|_| named.iter().all(numbered)) {
            return Some(before.to_vec());
        }
        let cited = |id: &&SourceId| before.is_some_and(|before| before.iter().any(|cite| cite.source == **id));
        if let Some(before) = before
            && !self.columns.contains_key(&Field::Locator)
            && named.iter().all(|one| one.ids.iter().any(|id| cited(&id)))
        {
            return Some(before.to_vec());
        }
        // Tables contain no quotes. The quote of the loaded record for the same place is kept.
        let quote = |id: &SourceId, at: &str| {
            let known = before.and_then(|cites| cites.iter().find(|cite| cite.source == *id && cite.at == at));
            known.map_or_else(String::new, |cite| cite.quote.clone())
        };
        let one = |one: &Named| match (one.ids.as_slice(), one.ids.iter().find(cited)) {
            ([id], _) | (_, Some(id)) => Citation { source: id.clone(), at: one.at.clone(), quote: quote(id, &one.at) },
            // Everything that the row states about its source is kept.
            _ => {
                let link = link.clone().filter(|link| *link != one.name).unwrap_or_default();
                let parts = [one.name.clone(), one.at.clone(), link];
                let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
                Citation { source: self.own.clone(), at: parts.join(BETWEEN), quote: String::new() }
            }
        };
        Some(named.iter().map(one).collect())
    }
}
