//! The words, signs and numbers of a phrase with a unit.

use std::collections::HashMap;
use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::super::headings::{Word, headings, is_invisible, narrow};

/// A part of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A currency, and whether it is a unit by itself.
    Currency(&'static str, bool),
    /// The scale of a unit.
    Scale(Decimal),
    /// A number that multiplies its neighbour.
    Number(Decimal),
    /// A word that introduces a unit.
    Glue(&'static str),
    /// A character that separates parts of a phrase.
    Break(char),
    /// A space.
    Blank,
    /// Anything else.
    Word(String),
}

impl Token {
    pub(super) fn is_unit(&self) -> bool {
        matches!(self, Self::Currency(..) | Self::Scale(_) | Self::Number(_))
    }

    /// Whether it is a unit by itself.
    pub(super) fn stands_alone(&self) -> bool {
        matches!(self, Self::Currency(..) | Self::Scale(_))
    }
}

/// The words of `assets/table/headings.ron` by their spelling.
struct Lexicon {
    words: HashMap<&'static str, Token>,
    /// The length of the longest word for each first letter.
    longest: HashMap<char, usize>,
}

fn lexicon() -> &'static Lexicon {
    static READ: LazyLock<Lexicon> = LazyLock::new(|| {
        let mut words: HashMap<&'static str, Token> = HashMap::new();
        let headings = headings();
        for currency in &headings.currencies {
            for (names, is_unit) in [(&currency.units, true), (&currency.names, false)] {
                words.extend(names.iter().map(|name| (name.as_str(), Token::Currency(&currency.code, is_unit))));
            }
        }
        for scale in &headings.scales {
            let times = power(scale.power);
            words.extend(scale.names.iter().map(|name| (name.as_str(), Token::Scale(times))));
        }
        // 万元以上 is not a unit.
        for name in headings.precisions.iter().flat_map(Word::names).filter(|name| !name.is_ascii()) {
            words.insert(name, Token::Word(name.to_owned()));
        }
        for glue in &headings.glue {
            words.entry(glue).or_insert(Token::Glue(glue));
        }
        // This sign can mean two currencies; the one that is needed is used.
        words.insert("¥", Token::Currency("¥", false));
        let mut longest: HashMap<char, usize> = HashMap::new();
        for word in words.keys() {
            let length = longest.entry(word.chars().next().unwrap_or_default()).or_default();
            *length = word.chars().count().max(*length);
        }
        Lexicon { words, longest }
    });
    &READ
}

fn power(power: u32) -> Decimal {
    10_i64.checked_pow(power).map_or(Decimal::ONE, Decimal::from)
}

/// The form of a text for parsing: plain characters in lower case, without invisible ones.
fn folded(text: &str) -> Vec<char> {
    text.chars().filter(|c| !is_invisible(*c)).map(narrow).flat_map(char::to_lowercase).collect()
}

/// Whether a character joins others of the same kind into a word.
fn is_letter(sign: char) -> bool {
    sign.is_alphabetic() && !is_chinese(sign)
}

/// Whether a character is written without spaces around its words.
pub(in super::super) fn is_chinese(sign: char) -> bool {
    matches!(sign, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Splits a text into tokens.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let signs = folded(text);
    let mut tokens: Vec<Token> = Vec::new();
    let mut at = 0;
    while let Some(sign) = signs.get(at).copied() {
        let (token, length) = next(&signs, at, sign);
        match (tokens.last_mut(), token) {
            // Adjacent Chinese characters that are not words form one token.
            (Some(Token::Word(before)), Token::Word(more)) if !is_letter(sign) => before.push_str(&more),
            (_, token) => tokens.push(token),
        }
        at += length;
    }
    tokens
}

/// The token that begins at a position, and its length.
fn next(signs: &[char], at: usize, sign: char) -> (Token, usize) {
    let lexicon = lexicon();
    let part = |length: usize| signs.get(at..at + length).map(|part| part.iter().collect::<String>());
    if sign.is_whitespace() && sign != '\n' {
        return (Token::Blank, 1);
    }
    if sign.is_ascii_digit() || (matches!(sign, '\'' | '’' | '‘' | '`') && next_is_digit(signs, at)) {
        return number(signs, at);
    }
    if is_letter(sign) {
        let letters = signs.iter().skip(at).take_while(|sign| is_letter(**sign)).count();
        // `us$` and `rmb¥` are one word.
        if let Some(word) = part(letters + 1).and_then(|word| lexicon.words.get(word.as_str()).cloned()) {
            return (word, letters + 1);
        }
        let run = part(letters).unwrap_or_default();
        if let Some(word) = lexicon.words.get(run.as_str()) {
            return (word.clone(), letters);
        }
        // `cnyk` and `kcny` are two words.
        let two = (1..letters).rev().find_map(|cut| {
            let (first, second) = (part(cut)?, signs.get(at + cut..at + letters)?.iter().collect::<String>());
            let (first, second) = (lexicon.words.get(first.as_str())?, lexicon.words.get(second.as_str())?);
            let fits = matches!(
                (first, second),
                (Token::Currency(_, false), Token::Scale(_)) | (Token::Scale(_), Token::Currency(_, false))
            );
            fits.then(|| (first.clone(), cut))
        });
        return two.unwrap_or((Token::Word(run), letters));
    }
    for length in (1..=lexicon.longest.get(&sign).copied().unwrap_or_default()).rev() {
        if let Some(word) = part(length).and_then(|word| lexicon.words.get(word.as_str()).cloned()) {
            return (word, length);
        }
    }
    let breaks = |sign: char| {
        matches!(
            sign,
            ',' | ';' | ':' | '/' | '|' | '\\' | '\n' | '.' | '。' | '、' | '_' | '-' | '—' | '–' | '=' | '·' | '*'
        ) || matches!(
            sign,
            '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' | '【' | '】' | '〔' | '〕' | '《' | '》' | '「' | '」'
        ) || matches!(sign, '"' | '“' | '”' | '\'' | '‘' | '’')
    };
    if breaks(sign) { (Token::Break(sign), 1) } else { (Token::Word(sign.to_string()), 1) }
}

fn next_is_digit(signs: &[char], at: usize) -> bool {
    signs.get(at + 1).is_some_and(char::is_ascii_digit)
}

/// `'000`, `10`, `1,000`: a power of ten multiplies a unit; other numbers are not part of one.
fn number(signs: &[char], at: usize) -> (Token, usize) {
    let of_number = |sign: &&char| sign.is_ascii_digit() || matches!(**sign, ',' | '\'' | '’' | '‘' | '`');
    let mut length = signs.iter().skip(at).take_while(of_number).count();
    // A comma at the end separates parts of the phrase.
    while length > 1 && signs.get(at + length - 1).is_some_and(|sign| !sign.is_ascii_digit()) {
        length -= 1;
    }
    let digits: String = signs.iter().skip(at).take(length).filter(|sign| sign.is_ascii_digit()).collect();
    let zeros = digits.chars().filter(|digit| *digit == '0').count();
    let is_power =
        digits.len() > 1 && (zeros == digits.len() || (digits.starts_with('1') && zeros == digits.len() - 1));
    let token = match u32::try_from(zeros) {
        Ok(zeros @ 1..=12) if is_power && u32::try_from(digits.len()) == Ok(zeros) => Token::Scale(power(zeros)),
        Ok(zeros @ 1..=12) if is_power => Token::Number(power(zeros)),
        _ => Token::Word(digits),
    };
    (token, length)
}
