//! Parses headings: the name of a quantity with a unit, a place or words that change nothing.
//!
//! A heading with any further word is another quantity. Text in brackets or after a slash that is not
//! understood is kept as the unit, so that it is refused by name and never ignored.

use std::collections::HashSet;

use super::find::{Found, Names, Spelling, places};
use super::headings::{Of, headings, is_invisible, narrow, plain, unit};
use super::mapping::Role;
use super::units::{Phrase, brackets, is_chinese, phrase};
use crate::model::fact::FactKind;
use crate::model::id::PlaceId;
use crate::model::indicator::Unit;
use crate::model::library::Library;
use crate::model::text::Text;

/// Longer headings are looked up only as a whole.
const LONGEST: usize = 60;

/// The meaning of a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Read {
    /// The role of the column.
    pub(super) role: Role,
    /// The unit of its figures, or the text that was not understood.
    pub(super) unit: String,
    /// The place of its figures.
    pub(super) place: Option<PlaceId>,
    /// Whether everything was understood.
    pub(super) clean: bool,
}

/// The text beside the name in a heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Beside {
    pub(super) unit: String,
    pub(super) place: Option<PlaceId>,
}

impl Beside {
    fn with(mut self, other: Self) -> Self {
        if self.unit.is_empty() {
            self.unit = other.unit;
        } else if !other.unit.is_empty() {
            self.unit = format!("{} / {}", self.unit, other.unit);
        }
        self.place = self.place.or(other.place);
        self
    }
}

/// Reads headings for one library.
pub(super) struct Reader {
    places: Names,
    /// The units of counts, in their form for comparison.
    counted: HashSet<String>,
}

/// Finds the meaning of a name.
pub(super) type Lookup<'a> = &'a dyn Fn(&str, Spelling) -> Option<Role>;

impl Reader {
    pub(super) fn new(library: &Library) -> Self {
        let of_indicators = library.indicators.values().filter_map(|one| match &one.unit {
            Unit::Count(own) => Some(own),
            _ => None,
        });
        let of_facts = library.facts.values().filter_map(|one| match &one.kind {
            FactKind::Count(own) => Some(own),
            _ => None,
        });
        let names = |own: &Text| [plain(&own.zh), plain(&own.en)];
        let counted = of_indicators.chain(of_facts).flat_map(names).filter(|name| !name.is_empty()).collect();
        Self { places: places(library), counted }
    }

    /// The place, if a text names only a place.
    fn place(&self, text: &str) -> Option<PlaceId> {
        if text.chars().count() < 2 || !self.places.has(text) {
            return None;
        }
        match self.places.find(text) {
            Found::One(id) => Some(id.into()),
            Found::Several(_) | Found::None(_) => None,
        }
    }

    /// Whether a text is a unit.
    fn is_unit(&self, text: &str) -> bool {
        matches!(phrase(text), Phrase::Unit(_))
            || unit(text).is_some()
            || self.counted.contains(&plain(text))
            || text.split_once([':', '：']).is_some_and(|(label, rest)| {
                headings().units_follow.iter().any(|known| *known == plain(label))
                    && (unit(rest).is_some() || self.counted.contains(&plain(rest)))
            })
    }

    /// A text that is a single unit, place or neutral word.
    fn one(&self, text: &str) -> Option<Beside> {
        let name = plain(text);
        if name.is_empty() || headings().neutral_names.contains(&name) {
            return Some(Beside::default());
        }
        if self.is_unit(text) {
            return Some(Beside { unit: text.to_owned(), place: None });
        }
        self.place(text).map(|place| Beside { unit: String::new(), place: Some(place) })
    }

    /// The text beside a name, if all of it is units, places and neutral words.
    pub(super) fn beside(&self, text: &str) -> Option<Beside> {
        if text.chars().count() > LONGEST {
            return None;
        }
        self.parts(text, 6, &mut HashSet::new())
    }

    /// `failed` holds the remainders, by length and by how often they may still be cut, that are known not to match.
    /// Without it, every way to cut off the text before them would try them again.
    fn parts(&self, text: &str, depth: usize, failed: &mut HashSet<(usize, usize)>) -> Option<Beside> {
        if failed.contains(&(text.len(), depth)) {
            return None;
        }
        let found = self.cut_up(text, depth, failed);
        if found.is_none() {
            failed.insert((text.len(), depth));
        }
        found
    }

    fn cut_up(&self, text: &str, depth: usize, failed: &mut HashSet<(usize, usize)>) -> Option<Beside> {
        let text = text.trim_matches(|sign: char| is_separator(sign) || is_invisible(sign));
        if let Some(one) = self.one(text) {
            return Some(one);
        }
        if depth == 0 {
            return None;
        }
        cuts(text).rev().find_map(|(first, rest)| {
            let first = first.trim_matches(is_separator);
            if first.is_empty() {
                return None;
            }
            let first = self.one(first)?;
            self.parts(rest, depth - 1, failed).map(|rest| first.with(rest))
        })
    }

    /// The meaning of a heading for its column.
    pub(super) fn read(&self, heading: &str, role: Lookup<'_>, holds_name: bool, near: bool) -> Option<Read> {
        if heading.trim().is_empty() {
            return None;
        }
        let clean = |role, beside: Beside| Read { role, unit: beside.unit, place: beside.place, clean: true };
        if let Some(role) = role(heading, Spelling::Right) {
            return Some(clean(role, Beside::default()));
        }
        if heading.chars().count() > LONGEST {
            return None;
        }
        let (outside, inside) = brackets(heading);
        let mut all = Beside::default();
        let mut unknown: Vec<String> = Vec::new();
        for part in &inside {
            match self.beside(part) {
                Some(beside) => all = all.with(beside),
                None => unknown.push(part.clone()),
            }
        }
        let finish = |role, beside: Beside, mut unknown: Vec<String>| {
            let beside = all.clone().with(beside);
            let is_clean = unknown.is_empty();
            unknown.extend(Some(beside.unit.clone()).filter(|unit| !unit.is_empty()));
            let unit = if is_clean { beside.unit } else { unknown.join(" / ") };
            Some(Read { role, unit, place: beside.place, clean: is_clean })
        };
        let base = outside.trim_matches(|sign: char| is_separator(sign) || is_invisible(sign));
        if base.is_empty() {
            return None;
        }
        if let Some(role) = role(base, Spelling::Right) {
            return finish(role, Beside::default(), unknown);
        }
        if holds_name {
            if let Some((role, beside)) = self.named_within(base, role) {
                return finish(role, beside, unknown);
            }
            if let Some((role, rest)) = set_off(base, role) {
                unknown.push(rest);
                return finish(role, Beside::default(), unknown);
            }
        }
        if near
            && unknown.is_empty()
            && let Some(role) = role(base, Spelling::Near)
        {
            return finish(role, Beside::default(), unknown);
        }
        None
    }

    /// A name with units, places and neutral words before and after it.
    fn named_within(&self, base: &str, role: Lookup<'_>) -> Option<(Role, Beside)> {
        let long_enough = |name: &str| plain(name).chars().count() > 1;
        let starts = std::iter::once(("", base)).chain(cuts(base));
        for (before, rest) in starts {
            let mut understood: Option<Option<Beside>> = None;
            let ends = std::iter::once((rest, "")).chain(cuts(rest).rev());
            for (name, after) in ends {
                if !long_enough(name) {
                    continue;
                }
                let Some(role) = role(name.trim(), Spelling::Right) else { continue };
                let Some(before) = understood.get_or_insert_with(|| self.beside(before)) else { break };
                if let Some(after) = self.beside(after) {
                    return Some((role, before.clone().with(after)));
                }
            }
        }
        None
    }

    /// Whether a heading is only a unit of money.
    pub(super) fn is_money(heading: &str) -> bool {
        let many = heading.chars().filter(|sign| sign.is_alphanumeric()).count() > 1 || heading.chars().all(is_chinese);
        many && matches!(phrase(heading), Phrase::Unit(_))
    }

    /// Whether a heading is only another unit.
    pub(super) fn is_other_unit(heading: &str) -> bool {
        unit(heading).is_some_and(|word| matches!(word.of, Of::Share | Of::Times))
    }
}

/// A name followed by a separated text that is not understood: `Local spend, XYZ`, `Local spend/min`, or a code.
fn set_off(base: &str, role: Lookup<'_>) -> Option<(Role, String)> {
    cuts(base).rev().find_map(|(name, rest)| {
        let sets_off = |sign: char| matches!(narrow(sign), ',' | '/' | ':' | ';' | '|' | '\n' | '_' | '-' | '–' | '—');
        let trimmed = rest.trim();
        let is_code =
            rest.starts_with(' ') && trimmed.len() == 3 && trimmed.bytes().all(|byte| byte.is_ascii_uppercase());
        if !trimmed.starts_with(sets_off) && !is_code {
            return None;
        }
        let rest = trimmed.trim_matches(is_separator);
        (!rest.is_empty()).then(|| role(name.trim(), Spelling::Right).map(|role| (role, rest.to_owned())))?
    })
}

fn is_separator(sign: char) -> bool {
    sign.is_whitespace()
        || matches!(
            narrow(sign),
            ',' | '/' | ':' | ';' | '|' | '\\' | '_' | '-' | '–' | '—' | '.' | '·' | '*' | '、' | '='
        )
        || matches!(sign, '(' | ')' | '（' | '）')
}

/// The ways to cut a text in two between words, beginning with the shortest first part.
fn cuts(text: &str) -> impl DoubleEndedIterator<Item = (&str, &str)> {
    let signs: Vec<(usize, char)> = text.char_indices().collect();
    let places: Vec<usize> = signs
        .windows(2)
        .filter_map(|pair| match pair {
            [(_, before), (at, after)] => {
                let joined = is_word(*before) && is_word(*after);
                (!joined).then_some(*at)
            }
            _ => None,
        })
        .collect();
    places.into_iter().filter_map(|at| Some((text.get(..at)?, text.get(at..)?)))
}

/// Whether a character belongs to the word before it.
fn is_word(sign: char) -> bool {
    (sign.is_alphanumeric() && !is_chinese(sign)) || is_invisible(sign)
}
