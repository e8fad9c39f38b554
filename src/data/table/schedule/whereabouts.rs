//! The place of the library that the name of a location states.
//!
//! A name counts if it is alone between separators, or at the beginning and followed by the character for its kind,
//! as in 郑州市金水区. 北京路 is not Beijing. If places are inside each other, the innermost one is used.

use std::collections::HashMap;

use super::Named;
use crate::data::table::find::{Names, places};
use crate::data::table::headings::headings;
use crate::data::table::units::is_chinese;
use crate::model::id::PlaceId;
use crate::model::library::Library;
use crate::model::place::PlaceKind;

/// Longer texts do not name a location.
const LONGEST: usize = 200;

pub(super) struct Whereabouts<'a> {
    library: &'a Library,
    names: Names,
    known: HashMap<String, Named>,
}

impl<'a> Whereabouts<'a> {
    pub(super) fn new(library: &'a Library) -> Self {
        Self { library, names: places(library), known: HashMap::new() }
    }

    /// The place that a name states.
    pub(super) fn of(&mut self, name: &str) -> Named {
        if let Some(known) = self.known.get(name) {
            return known.clone();
        }
        let found = self.look(name);
        self.known.insert(name.to_owned(), found.clone());
        found
    }

    fn look(&self, name: &str) -> Named {
        if name.chars().nth(LONGEST).is_some() {
            return Named::Unknown;
        }
        let mut found: Vec<PlaceId> = Vec::new();
        let mut add = |place: PlaceId| {
            if !found.contains(&place) {
                found.push(place);
            }
        };
        let apart = |sign: char| {
            matches!(
                sign,
                ',' | '，' | '、' | '/' | '／' | ';' | '；' | '|' | '·' | ':' | '：' | '(' | ')' | '（' | '）'
            ) || matches!(sign, '[' | ']' | '【' | '】' | '-' | '—' | '–' | '\n')
        };
        for part in name.split(apart).map(str::trim) {
            // Spaces separate words only in Chinese text: Bao'an District is one name.
            match part.chars().any(is_chinese) {
                true => part.split_whitespace().for_each(|word| self.in_chinese(word).into_iter().for_each(&mut add)),
                false => self.whole(part).into_iter().for_each(&mut add),
            }
        }
        // The whole text can be an id, which contains a hyphen.
        if let (true, Some(place)) = (found.is_empty(), self.whole(name.trim())) {
            found.push(place);
        }
        let around = |outer: &PlaceId| {
            found.iter().any(|inner| inner != outer && self.library.chain(inner).iter().any(|one| one.id == *outer))
        };
        let mut narrow: Vec<PlaceId> = found.iter().filter(|place| !around(place)).cloned().collect();
        match (narrow.pop(), narrow.is_empty()) {
            (Some(one), true) => Named::One(one),
            (Some(last), false) => Named::Several([narrow, vec![last]].concat()),
            (None, _) => Named::Unknown,
        }
    }

    /// The place, if a text names only a place.
    fn whole(&self, text: &str) -> Option<PlaceId> {
        let place = PlaceId::from(self.names.one(text)?);
        self.fits(&place, text).then_some(place)
    }

    /// The places at the beginning of an address, the outermost first: 河南省郑州市金水区.
    fn in_chinese(&self, word: &str) -> Vec<PlaceId> {
        if let Some(place) = self.whole(word) {
            return vec![place];
        }
        let mut found = Vec::new();
        let mut rest = word;
        while let Some((place, after)) = self.first(rest) {
            found.push(place);
            rest = after;
        }
        found
    }

    /// The longest name with the character for its kind at the beginning of a text, and the rest.
    fn first<'b>(&self, text: &'b str) -> Option<(PlaceId, &'b str)> {
        let endings = &headings().place_endings;
        let ends = text.char_indices().map(|(at, sign)| at + sign.len_utf8());
        let mut named = ends.filter_map(|end| {
            let (head, tail) = text.split_at_checked(end)?;
            let signed = endings.iter().any(|ending| head.len() > ending.len() && head.ends_with(ending.as_str()));
            let place = if signed { self.whole(head)? } else { return None };
            Some((place, tail))
        });
        let first = named.next()?;
        Some(named.last().unwrap_or(first))
    }

    /// Whether the last character of a name fits the kind of the place: 大同区 is not the city of Datong.
    fn fits(&self, place: &PlaceId, text: &str) -> bool {
        let Some(place) = self.library.places.get(place) else { return false };
        if place.name.zh == text || place.also.iter().any(|also| also == text) {
            return true;
        }
        let Some(sign) = headings().place_endings.iter().find(|ending| text.ends_with(ending.as_str())) else {
            return true;
        };
        let allowed = &headings().schedule.signs;
        let of = match place.kind {
            PlaceKind::World | PlaceKind::Nation => return false,
            PlaceKind::Province => &allowed.province,
            PlaceKind::City => &allowed.city,
            PlaceKind::District | PlaceKind::Zone => &allowed.district,
        };
        of.contains(sign)
    }
}
