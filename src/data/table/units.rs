//! Units as people write them: a currency, a scale and words that introduce a unit, in any order and in
//! either language.
//!
//! A word that is not part of a unit makes a phrase unclear. No word is ignored to make the rest fit.

mod token;

use rust_decimal::Decimal;

pub(super) use self::token::is_chinese;
use self::token::{Token, tokens};
use super::headings::headings;

/// Longer texts are prose and are not searched for units.
const LONGEST: usize = 200;

/// The unit of money in a phrase.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    /// The code of the currency.
    pub(super) currency: Option<&'static str>,
    /// The size of the unit in the currency; `None` if only the currency is named.
    pub(super) times: Option<Decimal>,
}

/// The result for a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Phrase {
    /// It contains no unit of money.
    Nothing,
    /// It is only a unit.
    Unit(Said),
    /// It contains a unit and something else, or several units.
    Unclear,
}

/// Combines adjacent tokens; `None` if they do not agree.
fn group(tokens: &[Token]) -> Option<Said> {
    let mut said = Said::default();
    for token in tokens {
        match token {
            Token::Currency(code, is_unit) => {
                if said.currency.is_some_and(|known| !same(known, code)) {
                    return None;
                }
                said.currency = match said.currency {
                    Some(known) if known != "¥" => Some(known),
                    _ => Some(code),
                };
                if *is_unit {
                    said.times = said.times.or(Some(Decimal::ONE));
                }
            }
            Token::Scale(times) | Token::Number(times) => {
                said.times = Some(said.times.unwrap_or(Decimal::ONE).checked_mul(*times)?)
            }
            Token::Glue(_) | Token::Blank => {}
            Token::Break(_) | Token::Word(_) => return None,
        }
    }
    Some(said)
}

/// Whether a slash and a word follow: 万元/集 is a price, not a unit.
fn is_per(tokens: &[Token], at: usize) -> bool {
    matches!((tokens.get(at), tokens.get(at + 1)), (Some(Token::Break('/')), Some(Token::Word(_))))
}

/// Whether two codes can mean the same currency.
pub(super) fn same(one: &str, other: &str) -> bool {
    one == other || matches!((one, other), ("¥", "CNY" | "JPY") | ("CNY" | "JPY", "¥"))
}

/// Combines several statements about the same unit; `None` if they do not agree.
pub(super) fn agreed(all: &[Said]) -> Option<Said> {
    let mut agreed = Said::default();
    for said in all {
        if let (Some(known), Some(other)) = (agreed.currency, said.currency)
            && !same(known, other)
        {
            return None;
        }
        if let (Some(known), Some(other)) = (agreed.times, said.times)
            && known != other
        {
            return None;
        }
        agreed.currency = agreed.currency.filter(|known| *known != "¥").or(said.currency).or(agreed.currency);
        agreed.times = agreed.times.or(said.times);
    }
    Some(agreed)
}

/// Reads a text that is only a unit of money, or a part of one: 万元, RMB '000, 单位：人民币万元.
pub(super) fn phrase(text: &str) -> Phrase {
    if text.chars().count() > LONGEST {
        return Phrase::Nothing;
    }
    let tokens = tokens(text);
    if !tokens.iter().any(Token::stands_alone) {
        return Phrase::Nothing;
    }
    if tokens.iter().any(|token| matches!(token, Token::Word(_))) {
        return Phrase::Unclear;
    }
    let groups: Option<Vec<Said>> = tokens.split(|token| matches!(token, Token::Break(_))).map(group).collect();
    groups.and_then(|groups| agreed(&groups)).map_or(Phrase::Unclear, Phrase::Unit)
}

/// Finds a unit anywhere in a heading.
pub(super) fn within(text: &str) -> Phrase {
    match phrase(text) {
        Phrase::Unclear => {}
        known => return known,
    }
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if !token.is_unit() {
            at += 1;
            continue;
        }
        let island = tokens.iter().skip(at).take_while(|token| token.is_unit() || **token == Token::Blank).count();
        let island = tokens.get(at..at + island).unwrap_or_default();
        let end = island.iter().rposition(Token::is_unit).map_or(1, |last| last + 1);
        let island = island.get(..end).unwrap_or_default();
        if !island.iter().any(Token::stands_alone) {
            at += end;
            continue;
        }
        let (before, after) = (at.checked_sub(1).and_then(|before| tokens.get(before)), tokens.get(at + end));
        let Some(said) = group(island) else { return Phrase::Unclear };
        // A unit followed by more letters is another word: 万元户, 元素. So is a scale alone within words.
        let goes_on = matches!(after, Some(Token::Word(_))) || is_per(&tokens, at + end);
        let within_words = said.currency.is_none()
            && matches!(before, Some(Token::Word(_) | Token::Blank))
            && !matches!(after, None | Some(Token::Break(_)));
        if goes_on || within_words {
            return Phrase::Unclear;
        }
        found.push(said);
        at += end;
    }
    agreed(&found).map_or(Phrase::Unclear, Phrase::Unit)
}

/// The unit of a whole sheet in a text outside the headings: 单位：万元, (RMB '000), Amounts in
/// thousands of yuan. Texts that only look like it, such as 填报单位 or 总投资80万元, give none.
pub(super) fn for_all(text: &str, above: bool) -> Option<(String, Phrase)> {
    if text.chars().count() > LONGEST {
        return None;
    }
    if above {
        // A whole cell, or the content of brackets.
        let inside = brackets(text).1;
        let whole = std::iter::once(text).chain(inside.iter().map(String::as_str));
        for part in whole {
            if let Phrase::Unit(said) = phrase(part) {
                return Some((part.trim().to_owned(), Phrase::Unit(said)));
            }
        }
    }
    let tokens = tokens(text);
    let headings = headings();
    let mut found = Vec::new();
    let mut unclear = false;
    for (at, token) in tokens.iter().enumerate() {
        let Token::Glue(word) = token else { continue };
        // 填报单位 is the organisation that fills in the form.
        let before = at.checked_sub(1).and_then(|before| tokens.get(before));
        if matches!(before, Some(Token::Word(word)) if word.ends_with(is_chinese)) {
            continue;
        }
        if headings.units_follow.iter().any(|one| one == word) {
            let rest = tokens.get(at + 1..).unwrap_or_default();
            let skipped = rest
                .iter()
                .take_while(|token| matches!(token, Token::Glue(_) | Token::Blank | Token::Break(_)))
                .count();
            let rest = rest.get(skipped..).unwrap_or_default();
            let length = rest
                .iter()
                .take_while(|token| token.is_unit() || matches!(token, Token::Blank | Token::Glue(_)))
                .count();
            let (island, after) = (rest.get(..length).unwrap_or_default(), rest.get(length));
            let per = is_per(rest, length);
            if !island.iter().any(Token::stands_alone) {
                continue;
            }
            let has_currency = island.iter().any(|token| matches!(token, Token::Currency(..)));
            let goes_on = matches!(after, Some(Token::Word(word)) if word.starts_with(is_chinese))
                && !matches!(island.last(), Some(Token::Blank));
            match group(island) {
                Some(said) if !goes_on && !per => found.push(said),
                // 万达影视 is a company, not a unit.
                _ if goes_on && !has_currency && !per => {}
                _ => unclear = true,
            }
        } else if headings.units_before.iter().any(|one| one == word) {
            let units = tokens.get(..at).unwrap_or_default();
            let length = units.iter().rev().take_while(|token| token.is_unit()).count();
            let island = units.get(at - length..).unwrap_or_default();
            let led = at.checked_sub(length + 1).and_then(|at| tokens.get(at));
            let is_led = matches!(led, Some(Token::Glue(word)) if headings.units_led.iter().any(|one| one == word));
            if length > 0 && is_led {
                found.extend(group(island));
            }
        }
    }
    if unclear {
        return Some((text.trim().to_owned(), Phrase::Unclear));
    }
    if found.is_empty() {
        return None;
    }
    let phrase = agreed(&found).map_or(Phrase::Unclear, Phrase::Unit);
    Some((text.trim().to_owned(), phrase))
}

/// A text without its brackets, and the content of each. A line end separates text as brackets do.
pub(super) fn brackets(text: &str) -> (String, Vec<String>) {
    let (mut outside, mut inside) = (String::new(), Vec::new());
    let mut depth = 0_usize;
    let mut part = String::new();
    for sign in text.chars() {
        match sign {
            '(' | '（' | '[' | '［' | '【' | '〔' | '{' | '｛' => {
                if depth > 0 {
                    part.push(' ');
                }
                depth += 1;
            }
            ')' | '）' | ']' | '］' | '】' | '〕' | '}' | '｝' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    inside.push(std::mem::take(&mut part));
                    outside.push(' ');
                }
            }
            _ if depth > 0 => part.push(sign),
            _ => outside.push(sign),
        }
    }
    if !part.trim().is_empty() {
        inside.push(part);
    }
    (
        outside.trim().to_owned(),
        inside.into_iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(phrase: &Phrase) -> String {
        match phrase {
            Phrase::Nothing => "nothing".into(),
            Phrase::Unclear => "unclear".into(),
            Phrase::Unit(said) => {
                let times = said.times.map_or_else(|| "?".to_owned(), |times| times.to_string());
                format!("{} {times}", said.currency.unwrap_or("any"))
            }
        }
    }

    #[test]
    fn units_are_read_however_they_are_put() {
        for (text, expected) in [
            ("万元", "CNY 10000"),
            ("人民币万元", "CNY 10000"),
            ("单位：万元", "CNY 10000"),
            ("万元（人民币）", "CNY 10000"),
            ("RMB '000", "CNY 1000"),
            ("RMB’000s", "CNY 1000"),
            ("CNY k", "CNY 1000"),
            ("kCNY", "CNY 1000"),
            ("in RMB millions", "CNY 1000000"),
            ("thousands of yuan", "CNY 1000"),
            ("CNY 10,000", "CNY 10000"),
            ("ten thousand yuan", "CNY 10000"),
            ("RMB 100 million", "CNY 100000000"),
            ("百万元", "CNY 1000000"),
            ("万亿元", "CNY 1000000000000"),
            ("thousands", "any 1000"),
            ("元", "CNY 1"),
            ("RMB", "CNY ?"),
            ("¥", "¥ ?"),
            ("万美元", "USD 10000"),
            ("€m", "EUR 1000000"),
            ("HK$ bn", "HKD 1000000000"),
            ("万元 / RMB 10k", "CNY 10000"),
            ("万元/人", "unclear"),
            ("万元 / 亿元", "unclear"),
            ("家", "nothing"),
            ("metres", "nothing"),
            ("TEUR", "nothing"),
            ("2025", "nothing"),
            ("10", "nothing"),
            ("1,000", "nothing"),
            ("'000", "any 1000"),
        ] {
            assert_eq!(shown(&phrase(text)), expected, "{text}");
        }
    }

    #[test]
    fn a_unit_is_found_wherever_it_stands_in_a_heading() {
        for (text, expected) in [
            ("合计（万元）", "CNY 10000"),
            ("金额万元", "CNY 10000"),
            ("2026年预算 单位:万元", "CNY 10000"),
            ("费用_万元_含税", "CNY 10000"),
            ("Cost, CNY thousand", "CNY 1000"),
            ("Total cost in CNY k (net)", "CNY 1000"),
            ("Local spend", "nothing"),
            ("万元以上", "unclear"),
            ("Cost per 10 thousand views", "unclear"),
        ] {
            assert_eq!(shown(&within(text)), expected, "{text}");
        }
    }

    #[test]
    fn what_holds_for_a_sheet_is_told_from_what_only_looks_like_it() {
        for (text, expected) in [
            ("单位：万元", "CNY 10000"),
            ("金额单位：人民币万元", "CNY 10000"),
            ("预算表（万元）", "CNY 10000"),
            ("以万元计", "CNY 10000"),
            ("注：以万元为单位", "CNY 10000"),
            ("Amounts in thousands of yuan unless stated otherwise", "CNY 1000"),
            ("(RMB '000)", "CNY 1000"),
            ("币种：人民币 单位：万元", "CNY 10000"),
            ("Currency: USD", "USD ?"),
            ("填报单位：千帆影视公司", "none"),
            ("单位：千帆影视公司", "none"),
            ("单位：万元/集", "unclear"),
            ("总投资80万元", "none"),
            ("Budget of 800,000 CNY in total", "none"),
            ("制作单位：万元科技", "none"),
        ] {
            let found = for_all(text, true).map_or_else(|| "none".to_owned(), |(_, phrase)| shown(&phrase));
            assert_eq!(found, expected, "{text}");
        }
    }
}
