//! Errors of the RON reader as problems.

use super::super::problem::{Location, Problem, ProblemKind, Token};
use super::super::{bare, scan};
use crate::data::draft::schema;
use crate::model::date::DateError;
use crate::model::number::NumberError;
use crate::model::production::CurrencyError;

/// The problem behind an error of the RON reader, and its position.
pub(super) fn syntax_problem(file: &str, text: &str, error: &ron::error::SpannedError) -> Problem {
    use ron::Error as E;
    let at = Location { file: file.to_owned(), line: error.span.start.line, column: error.span.start.col };
    let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
    // The position can be that of the space before the error.
    let line = text.lines().nth(at.line.saturating_sub(1)).unwrap_or_default();
    if let Some(offset) = blank_near(text, offset_of(text, &at)) {
        return Problem::error(Location::at(file, text, offset), ProblemKind::Blank);
    }
    if let Some((offset, what)) = bare::found(text, offset_of(text, &at), &error.code) {
        return Problem::error(Location::at(file, text, offset), what);
    }
    let found = line.chars().skip(at.column.saturating_sub(1)).find(|sign| !sign.is_whitespace());
    let plain = found.and_then(|sign| Some((sign, plain_sign(sign)?)));
    let what = match (&error.code, plain) {
        (
            E::ExpectedComma
            | E::ExpectedMapColon
            | E::ExpectedArrayEnd
            | E::ExpectedStructLikeEnd
            | E::ExpectedString
            | E::UnexpectedChar(_)
            | E::ExpectedIdentifier
            | E::ExpectedMapEnd
            | E::ExpectedStructLike
            | E::ExpectedArray,
            Some((found, plain)),
        ) => ProblemKind::FullWidth { found, plain },
        (E::Eof, _) => ProblemKind::EndsEarly,
        (E::ExceededRecursionLimit, _) => ProblemKind::TooDeep,
        (E::TrailingCharacters, _) => ProblemKind::Trailing,
        (E::ExpectedComma, _) => ProblemKind::Expected(Token::Comma),
        (E::ExpectedMapColon, _) => ProblemKind::Expected(Token::Colon),
        (E::ExpectedArray, _) => ProblemKind::Expected(Token::List),
        (E::ExpectedArrayEnd, _) => ProblemKind::Expected(Token::ListEnd),
        (E::ExpectedStructLike | E::ExpectedNamedStructLike(_), _) => ProblemKind::Expected(Token::Struct),
        (E::ExpectedStructLikeEnd | E::ExpectedOptionEnd, _) => ProblemKind::Expected(Token::StructEnd),
        (E::ExpectedMap, _) => ProblemKind::Expected(Token::Map),
        (E::ExpectedMapEnd, _) => ProblemKind::Expected(Token::MapEnd),
        (E::ExpectedString, _) => ProblemKind::Expected(Token::Text),
        (E::ExpectedStringEnd, _) => ProblemKind::Expected(Token::TextEnd),
        (E::ExpectedInteger | E::ExpectedFloat | E::InvalidIntegerDigit { .. } | E::IntegerOutOfBounds, _) => {
            ProblemKind::Expected(Token::Number)
        }
        (E::ExpectedBoolean, _) => ProblemKind::Expected(Token::YesNo),
        (E::ExpectedIdentifier | E::InvalidIdentifier(_), _) => ProblemKind::Expected(Token::Name),
        (E::NoSuchStructField { expected, found, .. }, _) => {
            ProblemKind::UnknownField { found: found.clone(), allowed: owned(expected) }
        }
        (E::NoSuchEnumVariant { found, .. }, _) if matches!(found.as_str(), "cap" | "floor" | "of") => {
            ProblemKind::AmountInCondition
        }
        (E::NoSuchEnumVariant { expected, found, .. }, _) => {
            ProblemKind::UnknownName { found: found.clone(), allowed: owned(expected) }
        }
        (E::ExpectedDifferentStructName { expected, found }, _) => {
            ProblemKind::UnknownName { found: found.clone(), allowed: owned(&[expected]) }
        }
        (E::MissingStructField { field, .. }, _) => ProblemKind::MissingField((*field).to_owned()),
        (E::DuplicateStructField { field, .. }, _) => ProblemKind::RepeatedField((*field).to_owned()),
        (E::InvalidValueForType { expected, found }, _) => {
            ProblemKind::WrongValue { expected: expected.clone(), found: found.clone() }
        }
        (E::Message(message), _) => value_problem(message),
        (other, _) => ProblemKind::Other(other.to_string()),
    };
    Problem::error(at, what)
}

/// The offset of a blank that caused an error.
fn blank_near(text: &str, error: usize) -> Option<usize> {
    let mut at = 0;
    while let Some((token, start)) = scan::token(text, at) {
        if start > error + 1 {
            return None;
        }
        at = start + token.len();
        if token == schema::BLANK && error <= at + 1 {
            return Some(start);
        }
    }
    None
}

/// The byte offset of a position.
fn offset_of(text: &str, at: &Location) -> usize {
    let start: usize = text.split_inclusive('\n').take(at.line.saturating_sub(1)).map(str::len).sum();
    let line = text.get(start..).unwrap_or_default();
    start + line.char_indices().nth(at.column.saturating_sub(1)).map_or(line.len(), |(offset, _)| offset)
}

/// Serde passes errors of numbers and dates as text only. This finds the kind of the error.
fn value_problem(message: &str) -> ProblemKind {
    let inside = message.split('"').nth(1).unwrap_or_default().to_owned();
    let bare = message.split(' ').next().unwrap_or_default().to_owned();
    let is = |error: &dyn std::fmt::Display| error.to_string() == message;
    if is(&NumberError::TooLarge) {
        ProblemKind::AbsurdNumber
    } else if is(&NumberError::TooManyDigits) {
        ProblemKind::InexactNumber
    } else if is(&NumberError::Empty) {
        ProblemKind::NotANumber(String::new())
    } else if is(&NumberError::NotANumber(inside.clone())) {
        ProblemKind::NotANumber(inside)
    } else if is(&NumberError::Ambiguous(inside.clone())) {
        ProblemKind::AmbiguousNumber(inside)
    } else if is(&DateError::Date(inside.clone())) {
        ProblemKind::NotADate(inside)
    } else if is(&DateError::Period(inside.clone())) {
        ProblemKind::NotAPeriod(inside)
    } else if is(&CurrencyError(inside.clone())) {
        ProblemKind::NotACurrency(inside)
    } else if is(&NumberError::NotANumber(bare.clone())) {
        ProblemKind::NotANumber(bare)
    } else {
        ProblemKind::Other(message.to_owned())
    }
}

/// Chinese input methods type these where RON needs the plain character.
fn plain_sign(sign: char) -> Option<char> {
    Some(match sign {
        '，' | '、' => ',',
        '：' => ':',
        '（' => '(',
        '）' => ')',
        '【' | '［' => '[',
        '】' | '］' => ']',
        '｛' => '{',
        '｝' => '}',
        '“' | '”' | '＂' | '「' | '」' => '"',
        _ => return None,
    })
}
