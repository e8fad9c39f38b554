//! The text before and after a figure: signs, brackets for minus, words such as "about", and the unit.
//!
//! No part of it is dropped to make the rest fit.

use super::headings::{Word, headings};
use crate::model::indicator::Precision;

/// A stated precision other than exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bound {
    /// As a record keeps it.
    Kept(Precision),
    /// One that a record cannot store, such as "less than".
    Other,
}

/// The text beside a figure.
#[derive(Default)]
pub(super) struct Beside {
    /// Whether the figure is negative.
    pub(super) minus: bool,
    /// The unit.
    pub(super) unit: String,
    /// The stated precision.
    pub(super) bound: Option<Bound>,
}

/// Whether a character is one of those used for minus.
fn is_minus(sign: char) -> bool {
    matches!(
        sign,
        '-' | '\u{2010}'
            ..='\u{2015}'
                | '\u{2212}'
                | '\u{fe63}'
                | '\u{ff0d}'
                | '\u{2796}'
                | '\u{2d7}'
                | '\u{207b}'
                | '\u{2500}'
                | '\u{fe58}'
    )
}

/// Parses the text before and after a figure: signs, brackets for minus, words such as "about", and the
/// unit. `None` if something else is left.
pub(super) fn beside(before: &str, after: &str) -> Option<Beside> {
    let mut found = Beside::default();
    let (mut minuses, mut opened, mut closed) = (0, 0, 0);
    let mut units: Vec<&str> = Vec::new();
    let mut rest = before.trim().trim_start_matches('\'').trim_start();
    // From both ends inwards; the rest in the middle is the unit.
    loop {
        let was = rest;
        rest = rest.trim();
        if let Some(inner) = rest.strip_prefix('(') {
            match inner.split_once(')') {
                Some((word, outer)) => {
                    found.word(word.trim(), &mut units, &mut minuses)?;
                    rest = outer;
                }
                None => {
                    opened += 1;
                    rest = inner;
                }
            }
        } else if let Some(inner) = rest.strip_suffix('(') {
            opened += 1;
            rest = inner;
        } else if let Some(inner) = rest.strip_prefix(is_minus).or_else(|| rest.strip_suffix(is_minus)) {
            minuses += 1;
            rest = inner;
        } else if let Some(inner) = rest.strip_prefix('+').or_else(|| rest.strip_suffix('+')) {
            rest = inner;
        } else if let Some((inner, bound)) = bound(rest, true).or_else(|| bound(rest, false)) {
            found.bind(bound)?;
            rest = inner;
        } else if let Some(inner) = headings().minus.iter().find_map(|word| without(rest, word, true)) {
            minuses += 1;
            rest = inner;
        }
        if rest == was {
            break;
        }
    }
    units.extend(Some(rest).filter(|rest| !rest.is_empty()));
    let mut rest = after.trim();
    loop {
        let was = rest;
        rest = rest.trim();
        if let Some(inner) = rest.strip_prefix(')').or_else(|| rest.strip_suffix(')').filter(|_| !rest.contains('('))) {
            closed += 1;
            rest = inner;
        } else if let Some((outer, word)) = rest.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')) {
            found.word(word.trim(), &mut units, &mut minuses)?;
            rest = outer;
        } else if let Some(inner) = rest.strip_prefix(is_minus).or_else(|| rest.strip_suffix(is_minus)) {
            minuses += 1;
            rest = inner;
        } else if let Some(inner) = rest.strip_prefix('+').or_else(|| rest.strip_suffix('+')) {
            found.bind(Bound::Kept(Precision::MoreThan))?;
            rest = inner;
        } else if let Some((inner, bound)) = bound(rest, true).or_else(|| bound(rest, false)) {
            found.bind(bound)?;
            rest = inner;
        }
        if rest == was {
            break;
        }
    }
    units.extend(Some(rest).filter(|rest| !rest.is_empty()));
    // Brackets around a figure mean minus, as in bookkeeping.
    if opened != closed || opened > 1 || minuses + opened > 1 {
        return None;
    }
    found.minus = minuses + opened == 1;
    // `CNY 5 million` has its unit on both sides.
    found.unit = units.join(" ");
    let odd = |sign: char| is_minus(sign) || matches!(sign, '(' | ')');
    (!found.unit.contains(odd)).then_some(found)
}

impl Beside {
    fn bind(&mut self, bound: Bound) -> Option<()> {
        match self.bound {
            None => self.bound = Some(bound),
            Some(known) if known == bound => {}
            Some(_) => self.bound = Some(Bound::Other),
        }
        Some(())
    }

    /// A word in brackets beside a figure: a unit, or a precision. A word in brackets does not mean minus.
    fn word<'a>(&mut self, word: &'a str, units: &mut Vec<&'a str>, minuses: &mut usize) -> Option<()> {
        if let Some((_, bound)) = bound(word, true).filter(|(rest, _)| rest.is_empty()) {
            return self.bind(bound);
        }
        if headings().minus.iter().any(|known| known == word) || word.chars().all(is_minus) {
            *minuses += 1;
            return Some(());
        }
        units.push(word);
        Some(())
    }
}

/// A word such as "about" at one end of a text, and the rest.
fn bound(text: &str, at_start: bool) -> Option<(&str, Bound)> {
    if text.is_empty() {
        return None;
    }
    let headings = headings();
    let kept = headings.precisions.iter().filter(|word| word.is != Precision::Exact);
    let kept = kept.flat_map(|word: &Word<Precision>| word.names().map(move |name| (name, Bound::Kept(word.is))));
    let all = kept.chain(headings.bounds.iter().map(|name| (name.as_str(), Bound::Other)));
    let found = all.filter_map(|(name, bound)| Some((name.len(), without(text, name, at_start)?, bound)));
    found.max_by_key(|(length, ..)| *length).map(|(_, rest, bound)| (rest.trim(), bound))
}

/// A text without a word at one of its ends.
fn without<'a>(text: &'a str, word: &str, at_start: bool) -> Option<&'a str> {
    let (part, rest) = if at_start {
        (text.get(..word.len())?, text.get(word.len()..)?)
    } else {
        (text.get(text.len().checked_sub(word.len())?..)?, text.get(..text.len() - word.len())?)
    };
    if !part.eq_ignore_ascii_case(word) {
        return None;
    }
    let is_letter = |sign: Option<char>| sign.is_some_and(|sign| sign.is_ascii_alphabetic());
    let (inner, outer) = if at_start {
        (word.chars().next_back(), rest.chars().next())
    } else {
        (word.chars().next(), rest.chars().next_back())
    };
    (!(is_letter(inner) && is_letter(outer))).then_some(rest)
}
