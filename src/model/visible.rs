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
    written_out(text, |sign| acts(sign) && !matches!(sign, '\n' | '\t'))
}

/// The same for a text of one line: its line ends and tabs are written out, too.
#[must_use]
pub fn line(text: &str) -> String {
    written_out(text, acts)
}

fn written_out(text: &str, is_shown: impl Fn(char) -> bool) -> String {
    if !text.contains(&is_shown) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '\n' if is_shown(sign) => out.push_str("\\n"),
            '\t' if is_shown(sign) => out.push_str("\\t"),
            '\r' if is_shown(sign) => out.push_str("\\r"),
            sign if is_shown(sign) => out.extend(sign.escape_unicode()),
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
        for plain in ["示范 é ő 한국어", "👩\u{200d}🎬", "ok"] {
            assert_eq!(line(plain), plain);
        }
    }
}
