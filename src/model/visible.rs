//! Makes characters visible that are not drawn and affect the text around them: control characters, such
//! as terminal commands, and characters that change the direction of writing.

/// Whether a character is not drawn but affects the text around it.
#[must_use]
pub fn acts(sign: char) -> bool {
    sign.is_control()
        || matches!(sign, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || matches!(sign, '\u{2028}' | '\u{2029}' | '\u{fff9}'..='\u{fffb}')
}

/// A text of any number of lines with each such character escaped, as `\u{1b}`. Line ends and tabs stay.
#[must_use]
pub fn text(text: &str) -> String {
    written_out(text, true)
}

/// The same for an owned text.
#[must_use]
pub fn owned(text: String) -> String {
    if text.contains(acts) { self::text(&text) } else { text }
}

/// The same for a text of one line; line ends and tabs are escaped too.
#[must_use]
pub fn line(text: &str) -> String {
    written_out(text, false)
}

/// The same for a sentence that quotes input of the user. Characters without a width are escaped, too, because they may
/// be the cause of the problem.
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

/// A JSON text with every such character written as a JSON escape, so that its meaning is unchanged.
#[must_use]
pub fn in_json(text: &str) -> String {
    let is_shown = |sign: char| acts(sign) && !matches!(sign, '\n' | '\t');
    if !text.contains(is_shown) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            // All of them are below U+10000, so they need no surrogate pair.
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
