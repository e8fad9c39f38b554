//! A bare figure or text where a rule needs a word around it: `AtLeast(Fact("x"), 50)`, `Sum(["10%"])`.
//!
//! The RON reader only reports that it expected a word. Which word was expected follows from the brackets around
//! it.

use ron::Error as E;

use super::problem::{Bare, ProblemKind};
use super::scan::{Open, Shape, open_at, token};
use crate::model::number::Number;

/// The bare value at an error, with its offset; `None` for any other error.
pub(super) fn found(text: &str, at: usize, error: &E) -> Option<(usize, ProblemKind)> {
    match error {
        E::ExpectedIdentifier
        | E::InvalidIdentifier(_)
        | E::ExpectedNamedStructLike(_)
        | E::SuggestRawIdentifier(_) => {
            let (word, start) = token(text, at)?;
            if word == "(" {
                return Some((start, ProblemKind::ExtraBracket));
            }
            bare(text, word, start).map(|what| (start, what))
        }
        // A figure followed by a unit: the reader stops between the two.
        E::ExpectedComma
        | E::ExpectedArrayEnd
        | E::ExpectedMapEnd
        | E::ExpectedStructLikeEnd
        | E::ExpectedOptionEnd
        | E::InvalidIntegerDigit { .. }
        | E::TrailingCharacters
        | E::FloatUnderscore
        | E::UnderscoreAtBeginning => with_unit(text, at),
        _ => None,
    }
}

/// A figure directly before an offset, with the character at the offset.
fn with_unit(text: &str, at: usize) -> Option<(usize, ProblemKind)> {
    let before = text.get(..at)?;
    let start = before.rfind(|sign: char| !sign.is_ascii_digit() && !"._-+".contains(sign))?;
    let start = start + before.get(start..)?.chars().next()?.len_utf8();
    let (word, start) = token(text, start)?;
    let figure = before.get(start..)?;
    let unit = word.strip_prefix(figure)?;
    let is_figure = figure.starts_with(|sign: char| sign.is_ascii_digit() || sign == '-');
    let is_unit = unit.starts_with(|sign: char| sign.is_alphabetic() || "%％‰$€£¥￥".contains(sign));
    (is_figure && is_unit).then(|| (start, ProblemKind::UnquotedUnit(word.to_owned())))
}

fn bare(text: &str, word: &str, start: usize) -> Option<ProblemKind> {
    let quoted = word.starts_with('"');
    let inner = word.trim_matches('"');
    let is_figure = inner
        .starts_with(|sign: char| sign.is_ascii_digit() || "+-.−－".contains(sign) || ('０'..='９').contains(&sign));
    if !quoted && !is_figure {
        return None;
    }
    let (open, field) = open_at(text, start);
    let place = wanted(&open, field)?;
    // A figure needs quotes only if a unit follows it.
    let plain = inner.replace('_', "").parse::<f64>().is_ok();
    let figure = if plain { inner.to_owned() } else { format!("\"{inner}\"") };
    let found = if is_figure && (!quoted || Number::parse(inner).is_ok()) { figure } else { word.to_owned() };
    let is_text = quoted && found == word && Number::parse(inner).is_err();
    let is_rate = found.contains(['%', '％']);
    Some(ProblemKind::BareValue { found, place, is_text, is_rate })
}

/// The kind of value needed at a position, from the brackets and the field around it.
fn wanted(open: &[Open<'_>], field: Option<&str>) -> Option<Bare> {
    let mut around = open.iter().rev();
    let inner = around.next()?;
    let in_expect = |name: &str| inner.key == Some(name) && open.iter().any(|one| one.key == Some("expect"));
    if inner.shape == Shape::Map {
        return in_expect("incentives").then_some(Bare::Outcome);
    }
    let tiers = open.iter().rev().nth(1).is_some_and(|list| list.key == Some("tiers"));
    let steps = inner.shape == Shape::List
        && inner.key == Some("from")
        && open.iter().rev().nth(1).is_some_and(|axis| axis.word == "Steps");
    match field {
        Some("from") if tiers => return Some(Bare::Start),
        Some("to") if tiers => return Some(Bare::End),
        Some("when") => return Some(Bare::Condition),
        Some("rule") => return Some(Bare::Rule),
        Some("gives") => return Some(if in_condition(open) { Bare::Condition } else { Bare::Amount }),
        Some(
            "amount" | "of" | "cap" | "floor" | "from" | "less" | "part" | "whole" | "by" | "then" | "otherwise"
            | "least" | "most" | "year" | "count" | "each" | "beside" | "costs",
        ) => return Some(Bare::Amount),
        Some(_) => return None,
        None => {}
    }
    if steps {
        return Some(Bare::Start);
    }
    // An item of a list belongs to the word before the list.
    let word = if inner.shape == Shape::List && inner.word.is_empty() {
        match inner.key {
            Some("gives") => return Some(Bare::Amount),
            Some(_) => return None,
            None => around.next()?.word,
        }
    } else {
        inner.word
    };
    match word {
        "Sum" | "Product" | "LesserOf" | "GreaterOf" | "AtLeast" | "MoreThan" | "AtMost" | "LessThan" | "Equals"
        | "SumUpTo" => Some(Bare::Amount),
        "All" | "Any" | "Not" => Some(Bare::Condition),
        _ => None,
    }
}

/// Whether a reading is part of a condition.
fn in_condition(open: &[Open<'_>]) -> bool {
    let contested = open.iter().rposition(|one| one.word == "Contested");
    contested.is_some_and(|at| {
        open.get(at).is_some_and(|one| one.key == Some("when"))
            || at.checked_sub(1).and_then(|at| open.get(at)).is_some_and(|outer| {
                matches!(outer.word, "Not")
                    || (outer.shape == Shape::List && outer.key.is_none() && {
                        let word = at.checked_sub(2).and_then(|at| open.get(at)).map(|one| one.word);
                        matches!(word, Some("All" | "Any"))
                    })
            })
    })
}
