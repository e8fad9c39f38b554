//! Adds the records of a file to the library.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::problem::{Location, Problem, ProblemKind};
use super::super::texts::Texts;
use super::super::tree::{Tree, Way};
use super::Document;
use crate::model::library::Library;
use crate::model::record::Record;

/// Adds the documents of one file to a library.
pub(super) struct Adder<'a> {
    pub(super) texts: &'a mut Texts,
    pub(super) problems: &'a mut Vec<Problem>,
    /// The layer of the file, counted from the bottom.
    pub(super) depth: usize,
    /// The position of the file among the texts.
    pub(super) index: usize,
}

impl Adder<'_> {
    pub(super) fn add(&mut self, library: &mut Library, document: Document, name: &str) {
        match document {
            Document::Places(all) => self.insert(&mut library.places, Record::Place, all, |one| one.id.clone()),
            Document::Sources(all) => self.insert(&mut library.sources, Record::Source, all, |one| one.id.clone()),
            Document::Facts(all) => self.insert(&mut library.facts, Record::Fact, all, |one| one.id.clone()),
            Document::Indicators(all) => {
                self.insert(&mut library.indicators, Record::Indicator, all, |one| one.id.clone());
            }
            Document::Observations(all) => {
                self.insert(&mut library.observations, Record::Observation, all, |one| one.id.clone());
            }
            Document::Rates(all) => self.insert(&mut library.rates, Record::Rate, all, |one| one.id.clone()),
            Document::Bands(all) => self.insert(&mut library.bands, Record::Band, all, |one| one.id.clone()),
            Document::Judgements(all) => {
                self.insert(&mut library.judgements, Record::Judgement, all, |one| one.id.clone());
            }
            Document::Payments(all) => self.insert(&mut library.payments, Record::Payment, all, |one| one.id.clone()),
            Document::Policy(one) => {
                self.insert(&mut library.policies, Record::Policy, vec![one], |one| one.id.clone());
            }
            Document::Production(one) => {
                library.productions.insert(self.by_file(Record::Production, name), one);
            }
            Document::Portfolio(one) => {
                library.portfolios.insert(self.by_file(Record::Portfolio, name), one);
            }
            Document::Scenario(one) => {
                library.scenarios.insert(self.by_file(Record::Scenario, name), one);
            }
            Document::Slate(one) => {
                library.slates.insert(self.by_file(Record::Slate, name), one);
            }
        }
    }

    /// The name of a record that is named by its file.
    fn by_file(&mut self, record: Record, name: &str) -> String {
        let stem = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let stem = stem.strip_suffix(".ron").unwrap_or(stem).to_owned();
        self.texts.note(record, stem.clone(), self.index);
        stem
    }

    fn insert<K: Ord + Clone + std::fmt::Display, T>(
        &mut self,
        map: &mut BTreeMap<K, Arc<T>>,
        record: Record,
        all: Vec<Arc<T>>,
        id_of: impl Fn(&T) -> K,
    ) {
        let mut tree = None;
        for (place, one) in all.into_iter().enumerate() {
            let id = id_of(&one);
            if self.texts.layer(record, &id.to_string()) == Some(self.depth) {
                let quoted = format!("\"{id}\"");
                let first = self.texts.locate_way(record, &id.to_string(), &[Way::Field("id")]);
                let Some((name, text)) = self.texts.at(self.index) else { continue };
                // A very large text has no tree.
                let tree: &Tree = tree.get_or_insert_with(|| Tree::whole(text));
                let offset = tree.id_of(text, place).or_else(|| text.rfind(&quoted));
                let at = Location::at(name, text, offset.unwrap_or(0));
                self.problems.push(Problem::error(at, ProblemKind::RepeatedId { record, id: id.to_string(), first }));
                continue;
            }
            self.texts.note(record, id.to_string(), self.index);
            map.insert(id, one);
        }
    }
}
