//! Places that a row states with a label: `拍摄地：横店`, `Location: Hengdian`, or the label in one cell and the place
//! in the next.
//!
//! A place without a label is not read here, and neither is one whose label is part of a longer word, such as 集合地点.

use super::day::looks_like_a_day;
use crate::data::table::headings::{Names, headings};
use crate::data::table::{Cell, Row};

/// The filled cells of a row without the labelled places in them, and these places.
pub(super) struct Unlabelled {
    /// The cells with their columns.
    pub(super) cells: Vec<(usize, Cell)>,
    /// The places, joined if there are several labels; a merged cell counts once.
    pub(super) place: Option<String>,
}

/// Takes the labelled places out of a row.
pub(super) fn unlabelled(row: &Row) -> Unlabelled {
    let filled: Vec<(usize, &Cell)> = row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()).collect();
    let mut places: Vec<String> = Vec::new();
    let mut add = |place: String| {
        if !places.contains(&place) {
            places.push(place);
        }
    };
    // A label without a colon counts only if the row has nothing but the label and the place.
    if let [(_, Cell::Text(label)), (_, Cell::Text(place))] = filled.as_slice()
        && is_label(label.trim())
        && !is_label(place.trim())
        && !place.contains([':', '：'])
    {
        return Unlabelled { cells: Vec::new(), place: Some(spaced(place)) };
    }
    let mut cells = Vec::new();
    // Whether the cell before this one ended with a label.
    let mut awaits = false;
    for (at, cell) in filled {
        let Cell::Text(text) = cell else {
            awaits = false;
            cells.push((at, cell.clone()));
            continue;
        };
        if std::mem::take(&mut awaits) && !text.contains([':', '：']) {
            add(spaced(text));
            continue;
        }
        let (rest, found, open) = taken(text);
        if found.is_empty() && !open {
            cells.push((at, cell.clone()));
            continue;
        }
        found.into_iter().for_each(&mut add);
        awaits = open;
        if rest.chars().any(char::is_alphanumeric) {
            cells.push((at, Cell::text(&rest)));
        }
    }
    Unlabelled { cells, place: (!places.is_empty()).then(|| places.join(" · ")) }
}

/// A text without its labelled places, these places, and whether it ends with a label.
fn taken(text: &str) -> (String, Vec<String>, bool) {
    let (mut kept, mut found) = (String::new(), Vec::new());
    let mut rest = text;
    while let Some(at) = rest.find([':', '：'])
        && let Some((head, tail)) = rest.split_at_checked(at)
    {
        let colon = tail.chars().next().map_or(0, char::len_utf8);
        let after = tail.get(colon..).unwrap_or_default();
        let Some(before) = without_label(head) else {
            kept.push_str(rest.get(..at + colon).unwrap_or_default());
            rest = after;
            continue;
        };
        kept.push_str(before);
        kept.push(' ');
        let end = value_end(after);
        let value = spaced(after.get(..end).unwrap_or_default());
        rest = after.get(end..).unwrap_or_default();
        if value.is_empty() {
            // The place is in the next cell only if nothing follows the label here.
            let is_last = rest.trim().is_empty();
            kept.push_str(rest);
            return (spaced(&kept), found, is_last);
        }
        found.push(value);
    }
    kept.push_str(rest);
    (spaced(&kept), found, false)
}

/// The length of a place at the beginning of a text. It ends before a separator, another label, a time or a day.
fn value_end(text: &str) -> usize {
    let end = text.find([',', '，', ';', '；', '|', '｜', '\n']).unwrap_or(text.len());
    let mut at = 0;
    for word in text.get(..end).unwrap_or_default().split_inclusive(char::is_whitespace) {
        let bare = word.trim();
        if bare.contains([':', '：']) || (!bare.is_empty() && looks_like_a_day(bare)) {
            return at;
        }
        at += word.len();
    }
    end
}

/// A text without the label at its end; `None` if there is none, or if it is part of a longer word.
fn without_label(text: &str) -> Option<&str> {
    without_name(text, labels().flat_map(Names::all))
}

/// A text without one of some names at its end; `None` if there is none, or if it is part of a longer word.
pub(super) fn without_name<'a, 'n>(text: &'a str, names: impl Iterator<Item = &'n str>) -> Option<&'a str> {
    let text = text.trim_end();
    let heads = names.filter_map(|label| {
        let at = text.len().checked_sub(label.len())?;
        let (head, tail) = text.split_at_checked(at)?;
        tail.eq_ignore_ascii_case(label).then_some(head)
    });
    let head = heads.min_by_key(|head| head.len())?;
    head.chars().next_back().is_none_or(|sign| !sign.is_alphanumeric()).then_some(head)
}

fn is_label(text: &str) -> bool {
    labels().any(|names| names.has(text))
}

fn labels() -> impl Iterator<Item = &'static Names> {
    let words = &headings().schedule;
    [&words.places, &words.locations].into_iter()
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_only_behind_its_label() {
        let read = |text: &str| taken(text);
        let of = |rest: &str, places: &[&str]| {
            (rest.to_owned(), places.iter().map(|place| (*place).to_owned()).collect::<Vec<_>>(), false)
        };
        assert_eq!(read("地点：横店影视城"), of("", &["横店影视城"]));
        assert_eq!(read("第3天 3月5日 拍摄地：横店 集合时间：06:30"), of("第3天 3月5日 集合时间：06:30", &["横店"]));
        assert_eq!(read("拍摄地点：横店 3月5日"), of("3月5日", &["横店"]));
        assert_eq!(read("城市：东阳，场地：一号棚"), of("，", &["东阳", "一号棚"]));
        assert_eq!(read("Day 3 Location: Hengdian World Studios"), of("Day 3", &["Hengdian World Studios"]));
        for text in ["集合地点：北京", "第3天 横店", "备注：横店", "relocation: x", "06:30"] {
            assert_eq!(read(text), of(text, &[]), "{text}");
        }
        assert_eq!(read("地点："), (String::new(), vec![], true));
    }
}
