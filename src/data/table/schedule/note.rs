//! Notes beside a day, behind labels that are known not to name a place: `集合时间：06:30`.
//!
//! A label that is not in the list is not read here, because a place can follow it, as after 集合地点 or 备注. Neither is
//! a note of several words.

use super::day::looks_like_a_day;
use super::stated_place::without_name;
use crate::data::table::headings::headings;

/// The characters between notes.
const BETWEEN: [char; 6] = [',', '，', ';', '；', '|', '｜'];

/// A text without its notes.
pub(super) fn without_notes(text: &str) -> String {
    let (mut kept, mut rest) = (String::new(), text);
    while let Some(at) = rest.find([':', '：'])
        && let Some((head, tail)) = rest.split_at_checked(at)
    {
        let colon = tail.chars().next().map_or(0, char::len_utf8);
        let after = tail.get(colon..).unwrap_or_default();
        let label = without_name(head, headings().schedule.notes.all());
        match label.zip(after_note(after)) {
            Some((before, after)) => {
                kept.push_str(before);
                kept.push(' ');
                rest = after;
            }
            None => {
                kept.push_str(rest.get(..at + colon).unwrap_or_default());
                rest = after;
            }
        }
    }
    kept.push_str(rest);
    let kept = kept.trim_matches(|sign: char| sign.is_whitespace() || BETWEEN.contains(&sign));
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text after a note of one word; `None` if there is no word, or if it is another label or a day.
fn after_note(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let end = text.find(|sign: char| sign.is_whitespace() || BETWEEN.contains(&sign)).unwrap_or(text.len());
    let (word, rest) = text.split_at_checked(end)?;
    let is_note = is_time(word) || !word.contains([':', '：']) && !looks_like_a_day(word);
    (is_note && !word.is_empty()).then_some(rest)
}

/// Whether a word is a time or a span of times.
fn is_time(word: &str) -> bool {
    word.contains([':', '：']) && word.chars().all(|sign| sign.is_ascii_digit() || ":：-–—~～".contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_taken_out_only_behind_their_labels() {
        assert_eq!(without_notes("3月5日 集合时间：06:30"), "3月5日");
        assert_eq!(without_notes("第3天 3月5日，集合时间：06:30，天气：晴"), "第3天 3月5日");
        assert_eq!(without_notes("日出：05:50 日落：18:20 2031-03-05"), "2031-03-05");
        assert_eq!(without_notes("Day 3 - 5 Mar 2031, Crew call: 06:30-18:00"), "Day 3 - 5 Mar 2031");
        let kept =
            ["集合地点：北京", "3月5日 备注：转场横店", "3月5日 天气：", "演员集合时间：06:30", "出发时间：3月6日"];
        for text in kept {
            assert_eq!(without_notes(text), text);
        }
        assert_eq!(without_notes("3月5日 导演：张三 横店"), "3月5日 横店");
    }
}
