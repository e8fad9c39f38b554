//! Texts in a draft, shared by everything that writes into it.

use super::{Draft, Path, Step, with};

/// The ids of the records in a list.
#[must_use]
pub fn ids(draft: &Draft, list: &[Step]) -> Vec<String> {
    (0..draft.len(list)).filter_map(|at| draft.plain(&with(&with(list, at), "id"))).collect()
}

/// A text as it is written in a file.
#[must_use]
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for sign in text.chars() {
        match sign {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            sign if sign.is_control() => out.push_str(&format!("\\u{{{:x}}}", u32::from(sign))),
            sign => out.push(sign),
        }
    }
    out.push('"');
    out
}

/// The path to the next new item of a list.
#[must_use]
pub(super) fn next_in(draft: &Draft, list: &[Step]) -> Path {
    with(list, draft.len(list))
}
