//! Checks whether a slate fits a library.

use super::production::odd_answers;
use super::{answer, dangling};
use crate::data::near;
use crate::data::problem::{Location, Problem, ProblemKind};
use crate::data::tree::{Tree, Way};
use crate::model::library::Library;
use crate::model::production::Production;
use crate::model::record::Record;
use crate::model::slate::{Slate, Which};

/// The accepted years of applications.
const YEARS: std::ops::RangeInclusive<i16> = 2000..=2100;

/// The problems of a slate, with their positions in its file: unknown productions, places and questions, answers of
/// the wrong kind, productions that can go nowhere, invalid years, and currencies that differ. `found` are its
/// productions in order, `None` for one that was not found.
#[must_use]
pub fn slate(slate: &Slate, library: &Library, found: &[Option<&Production>], file: &str, text: &str) -> Vec<Problem> {
    let tree = Tree::whole(text);
    let at = |way: &[Way<'_>]| {
        let found = tree.record("").map(|record| tree.nearest(text, record, way));
        Location::at(file, text, found.map_or(0, |found| tree.start(found, true)))
    };
    let mut problems: Vec<Problem> = Vec::new();
    let mut error = |way: &[Way<'_>], what: ProblemKind| problems.push(Problem::error(at(way), what));
    if slate.productions.is_empty() {
        error(&[Way::Field("productions")], ProblemKind::NothingInIt);
    }
    if !YEARS.contains(&slate.year) {
        error(&[Way::Field("year")], ProblemKind::NotAYear(slate.year.to_string()));
    }
    for (item, place) in slate.places.iter().enumerate() {
        if !library.places.contains_key(place) {
            error(&[Way::Field("places"), Way::Item(item)], dangling(Record::Place, place.as_str()));
        }
    }
    for place in slate.local.keys().filter(|place| !library.places.contains_key(*place)) {
        error(&[Way::Field("local"), Way::Field(place.as_str())], dangling(Record::Place, place.as_str()));
    }
    let everywhere = slate.company.iter().map(|one| (vec![Way::Field("company")], one));
    let local = slate.local.iter().flat_map(|(place, answers)| {
        let way = vec![Way::Field("local"), Way::Field(place.as_str())];
        answers.iter().map(move |one| (way.clone(), one))
    });
    for (mut way, (id, given)) in everywhere.chain(local) {
        way.push(Way::Field(id.as_str()));
        match library.facts.get(id) {
            None => error(&way, dangling(Record::Fact, id.as_str())),
            Some(fact) => answer(library, fact, given).err().into_iter().for_each(|what| error(&way, what)),
        }
    }
    let currency = found.iter().flatten().next().map(|production| production.currency);
    for (item, entry) in slate.productions.iter().enumerate() {
        let way = [Way::Field("productions"), Way::Item(item)];
        let field = |name: &'static str| [way.as_slice(), &[Way::Field(name)]].concat();
        for (place, name) in entry.places.iter().enumerate() {
            if !library.places.contains_key(name) {
                let way = [field("places"), vec![Way::Item(place)]].concat();
                error(&way, dangling(Record::Place, name.as_str()));
            }
        }
        if slate.places_of(entry).is_empty() {
            error(&way, ProblemKind::NowhereToGo);
        }
        match &entry.chosen {
            Some(chosen) if !library.places.contains_key(chosen) => {
                error(&field("chosen"), dangling(Record::Place, chosen.as_str()));
            }
            Some(chosen) if !slate.allowed(entry).contains(chosen) => {
                error(&field("chosen"), ProblemKind::ChosenElsewhere(chosen.to_string()));
            }
            _ => {}
        }
        if let Some(year) = entry.year.filter(|year| !YEARS.contains(year)) {
            error(&field("year"), ProblemKind::NotAYear(year.to_string()));
        }
        match found.get(item).copied().flatten() {
            None => {
                if let Which::Named(name) = &entry.production {
                    error(&field("production"), dangling(Record::Production, name));
                }
            }
            Some(production) if Some(production.currency) != currency => {
                let first = currency.map(|first| first.code().to_owned()).unwrap_or_default();
                let found = production.currency.code().to_owned();
                error(&field("production"), ProblemKind::CurrenciesDiffer { first, found });
            }
            Some(_) => {}
        }
    }
    for (item, entry) in slate.productions.iter().enumerate() {
        if let Which::Whole(production) = &entry.production {
            let way = [Way::Field("productions"), Way::Item(item), Way::Field("production")];
            problems.extend(odd_answers(production, library, file, text, &tree, &way));
        }
    }
    near::suggest(library, &mut problems);
    problems
}
