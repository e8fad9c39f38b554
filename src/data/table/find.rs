//! Finds records by the names that people use: id, Chinese or English name, or a similar spelling.

use std::cell::RefCell;
use std::collections::HashMap;

use super::headings::{headings, plain};
use crate::model::library::Library;
use crate::model::policy::Policy;
use crate::model::text::Text;

/// The similarity from which a name is suggested.
const ALIKE: f64 = 0.8;

/// Longer texts are not compared. It would take long, and they are not misspelt names.
const LONGEST_ALIKE: usize = 80;

/// The number of names per file for which a similar one is searched.
const MOST_SUGGESTIONS: usize = 200;

/// The minimum length of a word in which a typing mistake is accepted.
const SHORTEST_SLIP: usize = 4;

/// How exactly a heading must be spelt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spelling {
    /// Like one of the names.
    Right,
    /// Similar to one name and to no other.
    Near,
}

/// Names of one kind of record.
#[derive(Debug, Default)]
pub(super) struct Names {
    exact: HashMap<String, Vec<usize>>,
    loose: HashMap<String, Vec<usize>>,
    ids: Vec<String>,
    /// The names that can be suggested.
    shown: Vec<Shown>,
    /// Names that were not found, with their suggestions, because the search is slow.
    nearest: RefCell<HashMap<String, Option<String>>>,
}

/// A name that can be suggested.
#[derive(Debug)]
struct Shown {
    name: String,
    /// Its form for comparison.
    plain: String,
    /// The index of its record.
    at: usize,
}

/// The result of a lookup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found<'a> {
    /// The id of one record.
    One(&'a str),
    /// The ids of several.
    Several(Vec<String>),
    /// No record, and the most similar name.
    None(Option<String>),
}

impl Names {
    fn begin(&mut self, id: &str) -> usize {
        self.ids.push(id.to_owned());
        self.ids.len() - 1
    }

    fn add(&mut self, id: &str, names: &[&str]) {
        let at = self.begin(id);
        for name in std::iter::once(&id).chain(names).filter(|name| !name.is_empty()) {
            push(&mut self.exact, (*name).to_owned(), at);
            push(&mut self.loose, plain(name), at);
            self.shown.push(Shown { name: (*name).to_owned(), plain: plain(name), at });
        }
    }

    fn add_loose(&mut self, name: &str) {
        let Some(at) = self.ids.len().checked_sub(1) else { return };
        push(&mut self.loose, plain(name), at);
    }

    /// Looks up a name: first as written, then loosely.
    pub(super) fn find(&self, name: &str) -> Found<'_> {
        match self.known(name) {
            Some([one]) => self.ids.get(*one).map_or(Found::None(None), |id| Found::One(id)),
            Some(several) => Found::Several(several.iter().filter_map(|at| self.ids.get(*at)).cloned().collect()),
            None => Found::None(self.nearest(name)),
        }
    }

    /// Whether it names one record. Fast even if it does not.
    pub(super) fn has(&self, name: &str) -> bool {
        matches!(self.known(name), Some([_]))
    }

    /// All names in their form for comparison.
    pub(super) fn all_plain(&self) -> impl Iterator<Item = &str> {
        self.shown.iter().map(|shown| shown.plain.as_str())
    }

    /// The id of the one record with a name. Fast even if there is none.
    pub(super) fn one(&self, name: &str) -> Option<&str> {
        match self.known(name) {
            Some([one]) => self.ids.get(*one).map(String::as_str),
            _ => None,
        }
    }

    fn known(&self, name: &str) -> Option<&[usize]> {
        let loosely = || Some(plain(name)).filter(|plain| !plain.is_empty()).and_then(|plain| self.loose.get(&plain));
        self.exact.get(name).or_else(loosely).map(Vec::as_slice)
    }

    /// The id of the record that a heading names. A misspelt heading counts only if `spelling` allows it.
    pub(super) fn heading(&self, name: &str, spelling: Spelling) -> Option<&str> {
        match self.known(name) {
            Some([one]) => self.ids.get(*one).map(String::as_str),
            Some(_) => None,
            None if spelling == Spelling::Right => None,
            None => {
                let mut slips = self.shown.iter().filter(|shown| is_slip(name, &shown.name));
                let first = slips.next()?.at;
                // A misspelling of two names counts for neither.
                let one = slips.all(|other| other.at == first);
                if one { self.ids.get(first).map(String::as_str) } else { None }
            }
        }
    }

    fn nearest(&self, name: &str) -> Option<String> {
        if let Some(known) = self.nearest.borrow().get(name) {
            return known.clone();
        }
        if self.nearest.borrow().len() >= MOST_SUGGESTIONS {
            return None;
        }
        let found = self.most_like(name).filter(|(_, likeness)| *likeness > ALIKE);
        let found = found.map(|(shown, _)| shown.name.clone());
        self.nearest.borrow_mut().insert(name.to_owned(), found.clone());
        found
    }

    fn most_like(&self, name: &str) -> Option<(&Shown, f64)> {
        if name.len() > LONGEST_ALIKE * 4 {
            return None;
        }
        let wanted = plain(name);
        let likeness = self.shown.iter().map(|known| (known, alike(&wanted, &known.plain)));
        likeness.max_by(|a, b| a.1.total_cmp(&b.1))
    }
}

/// The similarity of two texts, from 0 to 1.
pub(super) fn alike(a: &str, b: &str) -> f64 {
    // Chinese names of two characters are often similar by chance.
    let fits = |text: &str| (3..=LONGEST_ALIKE).contains(&text.chars().count());
    if fits(a) && fits(b) { strsim::jaro_winkler(a, b) } else { 0.0 }
}

/// Whether a heading is a name with one wrong letter in one of its words. An additional word, a different one, or any
/// other Chinese character makes it another quantity.
pub(super) fn is_slip(heading: &str, name: &str) -> bool {
    if heading.len().abs_diff(name.len()) > 4 || heading.len() > LONGEST_ALIKE {
        return false;
    }
    if !heading.is_ascii() || !name.is_ascii() {
        return false;
    }
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|sign: char| !sign.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_ascii_lowercase).collect()
    };
    let (heading, name) = (words(heading), words(name));
    if heading.len() != name.len() {
        return false;
    }
    let mut slips = heading.iter().zip(&name).filter(|(one, other)| one != other);
    let (Some((one, other)), None) = (slips.next(), slips.next()) else { return false };
    one.len() >= SHORTEST_SLIP
        && other.len() >= SHORTEST_SLIP
        && one.bytes().next() == other.bytes().next()
        && !one.bytes().chain(other.bytes()).any(|byte| byte.is_ascii_digit())
        && strsim::damerau_levenshtein(one, other) == 1
}

fn push(map: &mut HashMap<String, Vec<usize>>, name: String, at: usize) {
    let all = map.entry(name).or_default();
    if !all.contains(&at) {
        all.push(at);
    }
}

fn both(text: &Text) -> [&str; 2] {
    [&text.zh, &text.en]
}

/// All places, including names without their kind (深圳市 is 深圳), and districts after their city.
pub(super) fn places(library: &Library) -> Names {
    let mut names = Names::default();
    for place in library.places.values() {
        let [zh, en] = both(&place.name);
        let also: Vec<&str> = [zh, en].into_iter().chain(place.also.iter().map(String::as_str)).collect();
        names.add(place.id.as_str(), &also);
        if let Some(parent) = place.parent.as_ref().and_then(|parent| library.places.get(parent)) {
            for (city, own) in both(&parent.name).into_iter().zip([zh, en]) {
                names.add_loose(&format!("{city}{own}"));
            }
        }
        for ending in &headings().place_endings {
            match zh.strip_suffix(ending.as_str()) {
                Some(short) if short.chars().count() > 1 => names.add_loose(short),
                _ => names.add_loose(&format!("{zh}{ending}")),
            }
        }
    }
    // A full name takes precedence over the short form of another one.
    for known in &names.shown {
        let all = names.exact.get(&known.name).cloned().unwrap_or_else(|| vec![known.at]);
        names.loose.insert(known.plain.clone(), all);
    }
    names
}

/// All indicators.
pub(super) fn indicators(library: &Library) -> Names {
    let mut names = Names::default();
    library.indicators.values().for_each(|one| names.add(one.id.as_str(), &both(&one.name)));
    names
}

/// All policies, by id, title and document number.
pub(super) fn policies(library: &Library) -> Names {
    let mut names = Names::default();
    for policy in library.policies.values() {
        let [zh, en] = both(&policy.title);
        names.add(policy.id.as_str(), &[zh, en, policy.document_no.as_deref().unwrap_or_default()]);
    }
    names
}

/// The incentives of a policy.
pub(super) fn incentives(policy: &Policy) -> Names {
    let mut names = Names::default();
    policy.incentives.iter().for_each(|one| names.add(one.id.as_str(), &both(&one.name)));
    names
}

/// All questions, by their names and their wording.
pub(super) fn facts(library: &Library) -> Names {
    let mut names = Names::default();
    for fact in library.facts.values() {
        let [zh, en] = both(&fact.label);
        let [asked_zh, asked_en] = both(&fact.question);
        let also = fact.also.iter().map(String::as_str);
        let all: Vec<&str> = [zh, en, asked_zh, asked_en].into_iter().chain(also).collect();
        names.add(fact.id.as_str(), &all);
    }
    names
}

/// All sources: by id, title and link, and by their publisher if it has only one.
pub(super) fn sources(library: &Library) -> (Names, Names) {
    let (mut names, mut publishers) = (Names::default(), Names::default());
    for source in library.sources.values() {
        let [zh, en] = both(&source.title);
        names.add(source.id.as_str(), &[zh, en, source.url.as_deref().unwrap_or_default()]);
        let at = publishers.begin(source.id.as_str());
        for name in both(&source.publisher).into_iter().filter(|name| !name.is_empty()) {
            push(&mut publishers.exact, name.to_owned(), at);
            push(&mut publishers.loose, plain(name), at);
        }
    }
    (names, publishers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_one_letter_of_one_word() {
        for (heading, name) in [
            ("Total prodution cost", "total production cost"),
            ("Total production costs", "total production cost"),
            ("Orientaiton", "orientation"),
        ] {
            assert!(is_slip(heading, name), "{heading}");
        }
        for (heading, name) in [
            ("Local spend per episode", "local spend"),
            ("event host", "event cost"),
            ("Local spending", "local spend"),
            ("当地支出占比", "当地支出"),
            ("当地收入", "当地支出"),
            ("international award", "national award"),
        ] {
            assert!(!is_slip(heading, name), "{heading}");
        }
    }
}
