//! Scans the text of a rule file character by character, to say more about a broken file than the RON reader does.
//!
//! It accepts any text and keeps only the open brackets. It does not decide whether a file is valid; `read`
//! does.

use std::collections::BTreeSet;

use crate::model::visible;

/// Deeper brackets are not followed; the reader refuses such a text earlier.
const DEEPEST: usize = 256;

/// The form of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// `( … )`, with or without a name before it.
    Record,
    /// `[ … ]`
    List,
    /// `{ … }`
    Map,
    /// A number, a text or a bare word.
    Plain,
}

impl Shape {
    /// The form that a bracket begins.
    pub(super) fn opened_by(bracket: &str) -> Self {
        match bracket {
            "(" => Self::Record,
            "[" => Self::List,
            _ => Self::Map,
        }
    }
}

/// An open bracket.
#[derive(Clone, Copy, Debug)]
pub(super) struct Open<'a> {
    /// Its kind.
    pub(super) shape: Shape,
    /// The word before it.
    pub(super) word: &'a str,
    /// The field or key whose value it begins.
    pub(super) key: Option<&'a str>,
}

/// A walk through a text.
#[derive(Default)]
struct Walk<'a> {
    open: Vec<Open<'a>>,
    /// The field whose value comes next.
    waiting: Option<(&'a str, usize)>,
    /// A word that can be a name, a key or a value.
    word: Option<(&'a str, usize)>,
}

/// The elements of a text.
enum Met<'a> {
    /// An opening bracket.
    Opened,
    /// A closing bracket.
    Closed,
    /// A field or a key, with its offset.
    Key(&'a str, usize),
    /// A plain value with its field.
    Plain(Option<&'a str>, &'a str),
}

impl<'a> Walk<'a> {
    /// Takes one token. Returns `false` if the text is nested too deeply.
    fn take(&mut self, (token, start): (&'a str, usize), met: &mut impl FnMut(Met<'a>)) -> bool {
        match token {
            "(" | "[" | "{" => {
                let shape = Shape::opened_by(token);
                let word = self.word.take().map_or("", |(word, _)| word);
                self.open.push(Open { shape, word, key: self.waiting.take().map(|(key, _)| key) });
                met(Met::Opened);
            }
            ")" | "]" | "}" => {
                self.plain(met);
                self.open.pop();
                self.waiting = None;
                met(Met::Closed);
            }
            "," => {
                self.plain(met);
                self.waiting = None;
            }
            ":" => {
                self.waiting = self.word.take();
                if let Some((key, start)) = self.waiting {
                    met(Met::Key(key, start));
                }
            }
            _ => {
                self.plain(met);
                self.word = Some((token, start));
            }
        }
        self.open.len() <= DEEPEST
    }

    fn plain(&mut self, met: &mut impl FnMut(Met<'a>)) {
        if let Some((word, _)) = self.word.take() {
            met(Met::Plain(self.waiting.map(|(key, _)| key), word));
        }
    }
}

/// Walks through a text up to an offset.
fn walk<'a>(text: &'a str, end: usize, mut met: impl FnMut(Met<'a>, &[Open<'a>])) -> Walk<'a> {
    let mut walk = Walk::default();
    let mut at = 0;
    while let Some((token, start)) = token(text, at).filter(|(_, start)| *start < end) {
        at = start + token.len();
        let mut all = Vec::new();
        let goes_on = walk.take((token, start), &mut |one| all.push(one));
        all.into_iter().for_each(|one| met(one, &walk.open));
        if !goes_on {
            break;
        }
    }
    walk
}

/// The open brackets at an offset, from the outside, and the field that waits for its value there.
pub(super) fn open_at(text: &str, offset: usize) -> (Vec<Open<'_>>, Option<&str>) {
    let walk = walk(text, offset, |_, _| {});
    (walk.open, walk.waiting.map(|(key, _)| key))
}

/// The first repeated key within one pair of curly brackets, with its offset.
pub(super) fn repeated_key(text: &str) -> Option<(String, usize)> {
    if !text.contains('{') {
        return None;
    }
    let mut seen: Vec<BTreeSet<String>> = Vec::new();
    let mut found = None;
    walk(text, text.len(), |met, open| match met {
        Met::Opened => seen.push(BTreeSet::new()),
        Met::Closed => drop(seen.pop()),
        Met::Key(key, start) if found.is_none() && open.last().is_some_and(|open| open.shape == Shape::Map) => {
            let key = plain_text(key);
            if seen.last_mut().is_some_and(|seen| !seen.insert(key.clone())) {
                found = Some((key, start));
            }
        }
        Met::Key(..) | Met::Plain(..) => {}
    });
    found
}

/// Every `id` of a text, and its first word.
pub(super) fn ids(text: &str) -> (Option<&str>, BTreeSet<String>) {
    let mut all = BTreeSet::new();
    walk(text, text.len(), |met, _| {
        if let Met::Plain(Some("id"), id) = met {
            all.insert(plain_text(id));
        }
    });
    (token(text, 0).map(|(word, _)| word), all)
}

/// The quoted texts that contain a character which affects the text around it: that character, and the start of the
/// text.
pub(super) fn acting_signs(text: &str) -> impl Iterator<Item = (char, usize)> {
    let mut at = 0;
    let words = std::iter::from_fn(move || {
        let (word, start) = token(text, at)?;
        at = start + word.len();
        Some((word, start))
    });
    let acts = |sign: &char| visible::acts(*sign) && !matches!(sign, '\n' | '\r' | '\t');
    words
        .filter(|(word, _)| word.starts_with(['"', 'r']) && (word.contains('\\') || word.contains(visible::acts)))
        .filter_map(move |(word, start)| Some((plain_text(word).chars().find(acts)?, start)))
}

/// The token at or after an offset, without spaces and comments, and its offset.
pub(super) fn token(text: &str, from: usize) -> Option<(&str, usize)> {
    let mut at = from;
    loop {
        let rest = text.get(at..)?;
        let blanks = rest.len() - rest.trim_start().len();
        if blanks > 0 {
            at += blanks;
        } else if rest.starts_with("//") {
            at += rest.find('\n').unwrap_or(rest.len());
        } else if rest.starts_with("/*") {
            at += comment(rest);
        } else {
            break;
        }
    }
    let rest = text.get(at..)?;
    let first = rest.chars().next()?;
    let length = match first {
        '(' | ')' | '[' | ']' | '{' | '}' | ',' | ':' => 1,
        '"' => quoted(rest),
        'r' | 'b' if raw(rest).is_some() => raw(rest).unwrap_or(1),
        _ => {
            let ends = |sign: char| sign.is_whitespace() || "()[]{},:\"".contains(sign);
            rest.find(ends).unwrap_or(rest.len()).max(first.len_utf8())
        }
    };
    rest.get(..length).map(|token| (token, at))
}

/// The length of a comment between `/*` and `*/`. Such comments can be nested.
fn comment(rest: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(next) = rest.get(at..).filter(|next| !next.is_empty()) {
        if next.starts_with("/*") {
            (depth, at) = (depth + 1, at + 2);
        } else if next.starts_with("*/") {
            (depth, at) = (depth - 1, at + 2);
            if depth == 0 {
                return at;
            }
        } else {
            at += next.chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

/// The length of a quoted text.
fn quoted(rest: &str) -> usize {
    let mut escaped = false;
    for (at, sign) in rest.char_indices().skip(1) {
        match sign {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// The length of a raw text such as `r#"…"#`; `None` if it is not one.
fn raw(rest: &str) -> Option<usize> {
    let after = rest.trim_start_matches(['r', 'b']);
    let prefix = rest.len() - after.len();
    let body = after.trim_start_matches('#');
    let hashes = after.len() - body.len();
    if !body.starts_with('"') {
        return None;
    }
    let end = format!("\"{}", "#".repeat(hashes));
    let found = body.get(1..)?.find(&end).map_or(rest.len(), |found| prefix + hashes + 1 + found + end.len());
    Some(found)
}

/// A text without its quotes and escapes; a bare word unchanged.
pub(super) fn plain_text(word: &str) -> String {
    match word.starts_with(['"', 'r', 'b']) {
        true => ron::from_str::<String>(word).unwrap_or_else(|_| word.to_owned()),
        false => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_found_a_second_time_however_it_is_written() {
        let text = "(a: {\"x\": 1, \"y\": {\"x\": 2}, /* } */ \"\\u{78}\": 3}, b: {r\"x\": 1})";
        let (key, start) = repeated_key(text).unwrap_or_default();
        assert_eq!((key.as_str(), text.get(start..start + 8)), ("x", Some("\"\\u{78}\"")));
        assert_eq!(repeated_key("(x: 1, l: [{\"x\": 1}, {\"x\": 1}])"), None);
    }

    #[test]
    fn a_broken_text_tells_what_is_open() {
        let text = "Policy(lines: [(amount: Tiers(by: Fact(\"x\"), tiers: [(from: 50";
        let (open, waiting) = open_at(text, text.len() - 2);
        let keys: Vec<_> = open.iter().map(|open| open.key).collect();
        assert_eq!(keys, [None, Some("lines"), None, Some("amount"), Some("tiers"), None]);
        assert_eq!(waiting, Some("from"));
    }

    #[test]
    fn any_text_ends() {
        let deep = "(".repeat(1_000_000);
        assert!(open_at(&deep, deep.len()).0.len() <= DEEPEST + 1);
        for text in ["\"", "r#\"", "/*", "{:,}", "\u{feff}", "}}}]])", "a:b:c:"] {
            assert!(ids(text).1.is_empty());
            assert_eq!(repeated_key(text), None);
        }
    }
}
