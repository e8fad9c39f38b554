//! Makes signs visible that have no picture of their own and act on what stands around them: control signs, such
//! as those that command a terminal, and signs that turn the direction of writing.

/// Whether a sign acts on its surroundings instead of being seen.
#[must_use]
pub fn acts(sign: char) -> bool {
    sign.is_control()
        || matches!(sign, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || matches!(sign, '\u{2028}' | '\u{2029}' | '\u{fff9}'..='\u{fffb}')
}

/// A text of any number of lines with every such sign written out, as `\u{1b}`. Line ends and tabs stay.
#[must_use]
pub fn text(text: &str) -> String {
    written_out(text, true)
}

/// The same for a text that is given away.
#[must_use]
pub fn owned(text: String) -> String {
    if text.contains(acts) { self::text(&text) } else { text }
}

/// The same for a text of one line: its line ends and tabs are written out, too.
#[must_use]
pub fn line(text: &str) -> String {
    written_out(text, false)
}

/// The same for a sentence that quotes what somebody wrote: signs without a width are written out as well, because
/// they may be all that is wrong.
#[must_use]
pub fn quoted(text: &str) -> String {
    let unseen = |sign: char| matches!(sign, '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}');
    let line = line(text);
    if !line.contains(unseen) {
        return line;
    }
    let mut out = String::with_capacity(line.len());
    for sign in line.chars() {
        if unseen(sign) { out.extend(sign.escape_unicode()) } else { out.push(sign) }
    }
    out
}

/// A JSON text with every such sign written as JSON writes it, so that it means the same and acts on nothing.
#[must_use]
pub fn in_json(text: &str) -> String {
    let is_shown = |sign: char| acts(sign) && !matches!(sign, '\n' | '\t');
    if !text.contains(is_shown) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            // All of them lie below U+10000, so one unit says each.
            sign if is_shown(sign) => out.push_str(&format!("\\u{:04x}", u32::from(sign))),
            sign => out.push(sign),
        }
    }
    out
}

fn written_out(text: &str, lines: bool) -> String {
    if !text.contains(acts) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '\n' | '\t' if lines => out.push(sign),
            '\r' if lines && signs.peek() == Some(&'\n') => out.push(sign),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            sign if acts(sign) => out.extend(sign.escape_unicode()),
            sign => out.push(sign),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_is_shown_and_the_rest_stays() {
        assert_eq!(line("a\u{1b}[31mb\n\u{202e}c"), "a\\u{1b}[31mb\\n\\u{202e}c");
        assert_eq!(text("a\nb\t\u{7f}"), "a\nb\t\\u{7f}");
        assert_eq!(in_json("\"a\u{202e}b\""), "\"a\\u202eb\"");
        for plain in ["示范 é ő 한국어", "👩\u{200d}🎬", "ok"] {
            assert_eq!(line(plain), plain);
        }
    }
}
