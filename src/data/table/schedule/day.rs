//! Days as schedules write them: with the day of the week, the number of the shooting day or a time, and often
//! without a year.
//!
//! A day of the week that does not fit the date is an error, and so is a span of days.

use jiff::civil::Date;

use crate::data::table::Cell;
use crate::data::table::headings::{headings, narrow};
use crate::data::table::period::date;
use crate::data::table::row_error::RowErrorKind;

/// Longer texts are not days.
const LONGEST: usize = 100;

/// Which of two numbers without a year is the month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// The first.
    MonthFirst,
    /// The second.
    DayFirst,
    /// Not known.
    Unclear,
}

/// The content of a cell after everything beside the date is removed.
pub(super) struct Taken {
    /// The rest.
    rest: String,
    /// The day of the week, from Monday as 1, as it is written.
    weekday: Option<(i8, String)>,
    /// Whether there is a day of the week or the number of a shooting day beside it.
    pub(super) is_beside: bool,
}

/// The written parts of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Written {
    Whole(Date),
    /// A month and a day.
    NoYear(i8, i8),
    /// Two numbers.
    Two(i8, i8),
}

/// Which of two numbers without a year is the month, for all days of a table. It is known if one side has a number
/// above twelve and the other has none.
pub(super) fn order<'a>(cells: impl Iterator<Item = &'a Cell>) -> Order {
    let (mut first, mut second) = (false, false);
    for cell in cells {
        if let Cell::Text(text) = cell
            && let Some(Written::Two(one, two)) = written(&taken(text).rest)
        {
            first |= one > 12;
            second |= two > 12;
        }
    }
    match (first, second) {
        (false, true) => Order::MonthFirst,
        (true, false) => Order::DayFirst,
        _ => Order::Unclear,
    }
}

/// The day of a cell.
pub(super) fn day(cell: &Cell, year: Option<i16>, order: Order) -> Result<Date, RowErrorKind> {
    let text = match cell {
        Cell::Empty => return Err(RowErrorKind::NoDay),
        Cell::Text(text) => text,
        other => return date(other),
    };
    let found = || text.clone();
    let taken = taken(text);
    let of = |month: i8, day: i8| match year {
        None => Err(RowErrorKind::NoYear(found())),
        Some(year) => Date::new(year, month, day).map_err(|_| RowErrorKind::NotADate(found())),
    };
    let day = match written(&taken.rest).ok_or_else(|| RowErrorKind::NotADate(found()))? {
        Written::Whole(date) => date,
        Written::NoYear(month, day) => of(month, day)?,
        Written::Two(month, day) if order == Order::MonthFirst => of(month, day)?,
        Written::Two(day, month) if order == Order::DayFirst => of(month, day)?,
        Written::Two(..) => return Err(RowErrorKind::UnclearDay(found())),
    };
    match taken.weekday {
        Some((weekday, found)) if day.weekday().to_monday_one_offset() != weekday => {
            Err(RowErrorKind::Weekday { found, date: day })
        }
        _ => Ok(day),
    }
}

/// Whether a text is two numbers without a sign of which is the month, as in the number of a scene.
pub(super) fn is_unsettled(text: &str) -> bool {
    matches!(written(&taken(text).rest), Some(Written::Two(..)))
}

/// Whether a text looks like a day, whether or not it can be read.
pub(super) fn looks_like_a_day(text: &str) -> bool {
    let words = &headings().schedule;
    let Taken { rest, is_beside, .. } = taken(text);
    let mut parts = rest.split(|sign: char| !sign.is_alphanumeric());
    is_beside
        || rest.contains(words.month.as_str())
        || parts.any(|part| words.months.iter().flatten().any(|month| month == part) || is_year(part))
}

/// Whether a text is a year that a schedule can be for.
pub(super) fn is_year(text: &str) -> bool {
    text.len() == 4 && text.parse::<i16>().is_ok_and(|year| (1990..=2100).contains(&year))
}

/// Removes everything that can accompany a date.
pub(super) fn taken(text: &str) -> Taken {
    if text.chars().nth(LONGEST).is_some() {
        return Taken { rest: String::new(), weekday: None, is_beside: false };
    }
    let words = &headings().schedule;
    let bracket = |sign: char| matches!(sign, '(' | ')' | '[' | ']' | '【' | '】' | ',' | '，' | ';' | '|');
    let plain = |sign: char| if bracket(sign) { ' ' } else { narrow(sign) };
    // Full-width brackets become plain ones only in the first pass.
    let mut rest: String = text.chars().map(narrow).map(plain).flat_map(char::to_lowercase).collect();
    let (mut weekday, mut is_beside) = (None, false);
    for (at, names) in (1..).zip(&words.weekdays) {
        for name in names.all().filter(|name| !name.is_ascii()) {
            if rest.contains(name) {
                weekday = Some((at, name.to_owned()));
                rest = rest.replace(name, " ");
            }
        }
    }
    let (before, after) = &words.counted;
    if let Some((head, tail)) = rest.split_once(before.as_str())
        && let Some((_, tail)) = tail.split_once(after.as_str())
    {
        rest = format!("{head} {tail}");
        is_beside = true;
    }
    let mut kept: Vec<&str> = Vec::new();
    let mut counted = false;
    for word in rest.split_whitespace() {
        let bare = word.trim_end_matches('.');
        let named = (1..).zip(&words.weekdays).find(|(_, names)| names.all().any(|name| name == bare));
        let is_number = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
        let is_count = words.count.iter().any(|count| {
            let number = word.strip_prefix(count.as_str());
            number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
        });
        let was_counted = std::mem::replace(&mut counted, words.count.iter().any(|count| count == bare));
        if let Some((at, _)) = named {
            weekday = Some((at, word.to_owned()));
        } else if is_count || (was_counted && is_number) {
            is_beside = true;
        } else if counted || is_time(word) {
            // The word before the number of the day of the shoot, or a time.
        } else if word.chars().any(char::is_alphanumeric) {
            kept.push(word);
        }
    }
    let is_beside = is_beside || weekday.is_some();
    Taken { rest: kept.join(" "), weekday, is_beside }
}

/// Whether a word is a time such as `07:30` or `7:30-19:00`.
fn is_time(word: &str) -> bool {
    word.contains(':') && word.chars().all(|sign| sign.is_ascii_digit() || matches!(sign, ':' | '-' | '~'))
}

fn written(text: &str) -> Option<Written> {
    let signs = &headings().schedule;
    if let Ok(date) = date(&Cell::Text(text.to_owned())) {
        return Some(Written::Whole(date));
    }
    let number = |text: &str| -> Option<i8> {
        let text = text.trim();
        (1..=2).contains(&text.len()).then(|| text.parse().ok()).flatten().filter(|number| *number > 0)
    };
    if let Some((month, rest)) = text.split_once(signs.month.as_str()) {
        let rest = signs.day.iter().find_map(|sign| rest.trim().strip_suffix(sign.as_str())).unwrap_or(rest);
        return Some(Written::NoYear(number(month)?, number(rest)?));
    }
    for sign in ['/', '-', '.'] {
        if let Some((one, two)) = text.split_once(sign)
            && let (Some(one), Some(two)) = (number(one), number(two))
        {
            return Some(Written::Two(one, two));
        }
    }
    in_english(text)
}

/// `5 March 2026`, `Mar 5th`.
fn in_english(text: &str) -> Option<Written> {
    let (mut year, mut month, mut day) = (None, None, None);
    for word in text.split([' ', '-']).filter(|word| !word.is_empty()) {
        let word = word.trim_end_matches('.');
        let named = (1..).zip(&headings().schedule.months).find(|(_, names)| names.iter().any(|name| name == word));
        let bare = word.trim_end_matches(|sign: char| sign.is_ascii_alphabetic());
        let is_ordinal = matches!(word.get(bare.len()..), Some("" | "st" | "nd" | "rd" | "th"));
        let taken = match named {
            Some((at, _)) => month.replace(at).is_none(),
            None if word.len() == 4 => year.replace(word.parse::<i16>().ok()?).is_none(),
            None if is_ordinal && bare.len() <= 2 => day.replace(bare.parse::<i8>().ok()?).is_none(),
            None => false,
        };
        if !taken {
            return None;
        }
    }
    match (year, month?, day?) {
        (Some(year), month, day) => Date::new(year, month, day).ok().map(Written::Whole),
        (None, month, day) => Some(Written::NoYear(month, day)),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as of;

    use super::*;

    fn read(text: &str, year: Option<i16>, order: Order) -> Result<Date, RowErrorKind> {
        day(&Cell::text(text), year, order)
    }

    #[test]
    fn days_are_read_as_schedules_write_them() {
        for text in [
            "2026-03-05",
            "2026/3/5",
            "2026年3月5日",
            "2026年3月5日星期四",
            "2026-03-05（周四）",
            "2026-03-05 07:30",
            "第3天 2026年3月5日",
            "第十二天2026.3.5",
            "D3 2026-03-05",
            "Day 3 - Thu 5 Mar 2026",
            "Thursday, March 5th, 2026",
            "5-Mar-2026",
        ] {
            assert_eq!(read(text, None, Order::Unclear), Ok(of(2026, 3, 5)), "{text}");
        }
        for text in ["3月5日", "3月5号 周四", "5 March", "Mar 5"] {
            assert_eq!(read(text, None, Order::Unclear), Err(RowErrorKind::NoYear(text.to_owned())), "{text}");
            assert_eq!(read(text, Some(2026), Order::Unclear), Ok(of(2026, 3, 5)), "{text}");
        }
    }

    #[test]
    fn what_is_not_sure_is_refused() {
        assert_eq!(read("", None, Order::Unclear), Err(RowErrorKind::NoDay));
        for text in ["3/5", "3-5", "3.5"] {
            assert_eq!(read(text, Some(2026), Order::Unclear), Err(RowErrorKind::UnclearDay(text.to_owned())));
            assert_eq!(read(text, Some(2026), Order::MonthFirst), Ok(of(2026, 3, 5)));
            assert_eq!(read(text, Some(2026), Order::DayFirst), Ok(of(2026, 5, 3)));
        }
        for text in
            ["3月5-8日", "3月5日-3月8日", "2026-03-05..2026-03-08", "第3天", "2月30日", "soon", "2026-03", "2026-02-30"]
        {
            assert!(matches!(read(text, Some(2026), Order::Unclear), Err(RowErrorKind::NotADate(_))), "{text}");
        }
        let wrong = RowErrorKind::Weekday { found: "周五".to_owned(), date: of(2026, 3, 5) };
        assert_eq!(read("2026-03-05 周五", None, Order::Unclear), Err(wrong));
    }
}
